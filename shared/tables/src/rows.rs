//! From text to rows of cells: comma-separated values as they are really written (RFC 4180, other
//! separators, any line end), with lines counted as an editor counts them. However long the file
//! is, only the text of a row or two is held.

use crate::encoding::{Feed, Text};
use kernel::{Error, Result};
use std::io::{Read, Seek};

/// Bytes.
const LONGEST_ROW: usize = 64 * 1024;
const MOST_COLUMNS: usize = 200;
/// With so much text ahead, the longest row ends in it or is too long.
const AHEAD: usize = LONGEST_ROW + 8;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The first of its lines in the file, from 1. A quoted cell may go over several.
    pub line: u64,
    pub cells: Vec<String>,
}

impl Row {
    pub fn cell(&self, index: usize) -> &str {
        self.cells.get(index).map_or("", String::as_str)
    }

    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// Reads row by row; ends after the first error.
#[derive(Debug)]
pub struct Rows<R> {
    feed: Feed<R>,
    text: String,
    separator: u8,
    at: usize,
    line: u64,
    ended: bool,
    failed: bool,
}

enum End {
    Cell,
    Row,
}

impl<R: Read + Seek> Text<R> {
    /// From the beginning. `separator` is an ASCII character.
    pub fn rows(&mut self, separator: u8) -> Result<Rows<&mut R>> {
        Ok(Rows::new(self.feed()?, separator))
    }

    pub fn into_rows(self, separator: u8) -> Result<Rows<R>> {
        Ok(Rows::new(self.into_feed()?, separator))
    }
}

impl<R: Read + Seek> Rows<R> {
    fn new(feed: Feed<R>, separator: u8) -> Self {
        Self { feed, text: String::new(), separator, at: 0, line: 1, ended: false, failed: false }
    }

    /// Sees to it that the next row is in `text`.
    fn look_ahead(&mut self) -> Result<()> {
        while !self.ended && self.text.len() - self.at < AHEAD {
            self.text.drain(..self.at);
            self.at = 0;
            self.ended = !self.feed.more(&mut self.text)?;
        }
        Ok(())
    }

    fn row(&mut self) -> Result<Row> {
        let (start, line) = (self.at, self.line);
        let mut cells = Vec::new();
        loop {
            let (cell, end) = self.cell(start, line)?;
            cells.push(cell);
            if self.at - start > LONGEST_ROW {
                return Err(Error::invalid("file-line-too-long").with("line", line));
            }
            if cells.len() > MOST_COLUMNS {
                return Err(Error::invalid("file-too-many-columns").with("line", line).with("max", MOST_COLUMNS));
            }
            if matches!(end, End::Row) {
                return Ok(Row { line, cells });
            }
        }
    }

    fn cell(&mut self, row_start: usize, row_line: u64) -> Result<(String, End)> {
        let mut cell = String::new();
        if self.byte() == Some(b'"') {
            self.quoted(&mut cell, row_start)?;
        }
        let bytes = &self.text.as_bytes()[self.at..];
        let length = bytes.iter().position(|byte| *byte == self.separator || matches!(byte, b'\r' | b'\n')).unwrap_or(bytes.len());
        if length > LONGEST_ROW {
            return Err(Error::invalid("file-line-too-long").with("line", row_line));
        }
        cell.push_str(&self.text[self.at..self.at + length]);
        self.at += length;
        Ok((cell, self.end()))
    }

    /// Steps over what ends a cell.
    fn end(&mut self) -> End {
        match self.byte() {
            Some(byte) if byte == self.separator => {
                self.at += 1;
                return End::Cell;
            }
            Some(b'\r') if self.text.as_bytes().get(self.at + 1) == Some(&b'\n') => self.at += 2,
            Some(_) => self.at += 1,
            None => {}
        }
        self.line += 1;
        End::Row
    }

    /// From a quote to its closing one; two quotes stand for one.
    fn quoted(&mut self, cell: &mut String, row_start: usize) -> Result<()> {
        let opened = self.line;
        loop {
            self.at += 1;
            let rest = &self.text[self.at..];
            let closing = rest.find('"').filter(|closing| self.at + closing - row_start <= LONGEST_ROW);
            let Some(closing) = closing else { return Err(Error::invalid("file-unclosed-quote").with("line", opened)) };
            cell.push_str(&rest[..closing]);
            self.line += line_ends(&rest[..closing]);
            self.at += closing + 1;
            if self.byte() != Some(b'"') {
                return Ok(());
            }
            cell.push('"');
        }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
}

fn line_ends(text: &str) -> u64 {
    let ends = text.bytes().filter(|byte| matches!(byte, b'\n' | b'\r')).count() - text.matches("\r\n").count();
    ends as u64
}

impl<R: Read + Seek> Iterator for Rows<R> {
    type Item = Result<Row>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        if let Err(error) = self.look_ahead() {
            self.failed = true;
            return Some(Err(error));
        }
        if self.at >= self.text.len() {
            return None;
        }
        let row = self.row();
        self.failed = row.is_err();
        Some(row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::Cursor;

    fn read(text: &str) -> Vec<Result<Row>> {
        Text::open(Cursor::new(text.as_bytes())).unwrap().into_rows(b',').unwrap().collect()
    }

    fn rows(text: &str) -> Vec<(u64, Vec<String>)> {
        read(text).into_iter().map(|row| row.unwrap()).map(|row| (row.line, row.cells)).collect()
    }

    fn refusal(text: &str) -> (String, String) {
        let error = read(text).into_iter().find_map(Result::err).unwrap();
        (error.code().to_owned(), error.params()["line"].clone())
    }

    #[test]
    fn quotes_hold_separators_quotes_and_lines() {
        assert_eq!(
            rows("a,\"b,\"\"c\"\"\r\nd\",e\r\nf\rg,\"\"\n\n,\nlast"),
            [
                (1, vec!["a".into(), "b,\"c\"\r\nd".into(), "e".into()]),
                (3, vec!["f".into()]),
                (4, vec!["g".into(), String::new()]),
                (5, vec![String::new()]),
                (6, vec![String::new(), String::new()]),
                (7, vec!["last".into()]),
            ]
        );
        assert_eq!(rows("5\" pipe,\"x\" y"), [(1, vec!["5\" pipe".into(), "x y".into()])]);
    }

    #[test]
    fn what_cannot_be_a_table_says_where() {
        assert_eq!(refusal("a,b\nc,\"d\ne\nf"), ("file-unclosed-quote".into(), "2".into()));
        assert_eq!(refusal(&format!("a\n{}", "b".repeat(70_000))), ("file-line-too-long".into(), "2".into()));
        assert_eq!(refusal(&format!("a\n{}", "bcdefgh,".repeat(9_000))), ("file-too-many-columns".into(), "2".into()));
        assert_eq!(refusal(&format!("a\n{}", ",".repeat(200))), ("file-too-many-columns".into(), "2".into()));
        assert_eq!(refusal(&format!("a\n\"{}\"", "b\n".repeat(40_000))), ("file-unclosed-quote".into(), "2".into()));
        assert_eq!(read(&",".repeat(199)).remove(0).unwrap().cells.len(), 200);
    }

    /// Longer than what is held of a file at a time.
    #[test]
    fn a_long_table_is_read_to_its_end() {
        let row = |i: usize| format!("{i},\"cell {i}, {}\n\"\"{}\"\"\"", "é".repeat(i % 700), "x".repeat(i % 61));
        let text: Vec<String> = (0..2_000).map(row).collect();
        let read = rows(&text.join("\r\n"));
        assert_eq!(read.len(), 2_000);
        for (i, (line, cells)) in read.iter().enumerate() {
            assert_eq!((*line, cells[0].as_str()), (2 * i as u64 + 1, i.to_string().as_str()));
            assert_eq!(cells[1], format!("cell {i}, {}\n\"{}\"", "é".repeat(i % 700), "x".repeat(i % 61)));
        }
    }

    proptest! {
        #[test]
        fn what_was_written_is_read(table in proptest::collection::vec(proptest::collection::vec("[a\",\r\n é]{0,6}", 1..5), 1..8)) {
            let mut line = 1;
            let mut expected = Vec::new();
            let mut text = String::new();
            for cells in &table {
                expected.push((line, cells.clone()));
                let quoted: Vec<_> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
                line += 1 + quoted.iter().map(|cell| line_ends(cell)).sum::<u64>();
                text += &(quoted.join(",") + "\r\n");
            }
            prop_assume!(!text.trim_matches(|c: char| c.is_whitespace()).is_empty());
            prop_assert_eq!(rows(&text), expected);
        }

        #[test]
        fn no_text_breaks_the_reading(text in "[a\",\r\n é;]{0,60}") {
            if let Ok(text) = Text::open(Cursor::new(text.as_bytes())) {
                prop_assert!(text.into_rows(b',').unwrap().count() <= 62);
            }
        }
    }
}
