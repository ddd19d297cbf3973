//! A file of any kind, opened as the table of text that it holds.

use crate::encoding::Text;
use crate::head::{Head, bare_head, find_head};
use crate::rows::Row;
use crate::sheets::{Book, is_old_or_locked, is_spreadsheet};
use kernel::{Error, Result};
use std::io::Cursor;

/// Sheets that are looked at when none was chosen.
const MOST_SHEETS: usize = 20;

pub struct Table {
    pub text: Text<Cursor<Vec<u8>>>,
    pub head: Head,
    /// `XLSX`, `ODS`, or the encoding of a text.
    pub format: &'static str,
    /// Of a spreadsheet, and the one that was read.
    pub sheets: Vec<String>,
    pub sheet: Option<String>,
}

/// Opens a file that has a header, as [`find_head`] finds it. Of a spreadsheet the sheet that was
/// chosen, else the first that has one. `most_rows` ends a spreadsheet early, where only its
/// beginning is wanted.
///
/// # Errors
/// What is wrong with the file, or `missing` where there is no header.
pub fn open<G>(bytes: Vec<u8>, sheet: Option<&str>, most_rows: u64, guess: G, missing: &'static str) -> Result<Table>
where
    G: Fn(&Row, &[Row]) -> Option<Vec<Option<&'static str>>>,
{
    open_by(bytes, sheet, most_rows, |text| find_head(text, &guess, missing), missing)
}

/// As [`open`], of a file without a header: `guess` gives the fields of the columns of its rows.
///
/// # Errors
/// What is wrong with the file, or `missing` where there is nothing in it.
pub fn open_bare<G>(bytes: Vec<u8>, sheet: Option<&str>, most_rows: u64, guess: G, missing: &'static str) -> Result<Table>
where
    G: Fn(&[Row]) -> Vec<Option<&'static str>>,
{
    open_by(bytes, sheet, most_rows, |text| bare_head(text, &guess, missing), missing)
}

fn open_by<F>(bytes: Vec<u8>, sheet: Option<&str>, most_rows: u64, find: F, missing: &'static str) -> Result<Table>
where
    F: Fn(&mut Text<Cursor<Vec<u8>>>) -> Result<Head>,
{
    if is_old_or_locked(&bytes) {
        return Err(Error::invalid("file-old-format"));
    }
    if !is_spreadsheet(&bytes) {
        let mut text = Text::open(Cursor::new(bytes))?;
        let head = find(&mut text)?;
        return Ok(Table { format: text.encoding(), text, head, sheets: Vec::new(), sheet: None });
    }
    let mut book = Book::open(bytes)?;
    let (sheets, format) = (book.sheets().to_vec(), book.format());
    let chosen = sheets.iter().position(|name| Some(name.as_str()) == sheet);
    let tried = chosen.map_or(0..sheets.len().min(MOST_SHEETS), |chosen| chosen..chosen + 1);
    let mut reason = Error::invalid("file-empty");
    for index in tried {
        let found = book.csv(index, most_rows).and_then(|csv| {
            let mut text = Text::open(Cursor::new(csv))?;
            let head = find(&mut text)?;
            Ok((text, head))
        });
        match found {
            Ok((text, head)) => return Ok(Table { text, head, format, sheet: Some(sheets[index].clone()), sheets }),
            Err(error) if error.code() == missing => reason = error,
            Err(error) if error.code() == "file-empty" => {}
            // no more is unpacked of a file that is hostile or damaged
            Err(error) => return Err(error),
        }
    }
    Err(reason)
}
