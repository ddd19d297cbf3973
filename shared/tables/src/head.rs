//! Where a table's header is, what separates its cells, which column is which field.

use crate::encoding::Text;
use crate::rows::Row;
use kernel::fold::{clean, fold};
use kernel::{Error, Result};
use std::io::{Read, Seek};

/// The header is among the first rows: a title may stand above it.
const HEADER_WITHIN: usize = 20;
/// Rows by which columns are guessed.
const GLANCE: usize = 60;
const SEPARATORS: [u8; 8] = *b",;\t|^~#:";
/// Characters of a header or an example that are shown.
const SHOWN: usize = 60;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub header: String,
    /// What it was taken for; absent: not taken.
    pub field: Option<&'static str>,
    /// The first value below the header, cut.
    pub example: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    pub separator: u8,
    /// Of the header; 0 where there is none.
    pub line: u64,
    pub columns: Vec<Column>,
}

/// The separator is the one by which most columns are understood. `guess` gives the fields of a
/// row's cells if the row is a header (the rows below it may help), and nothing if it is none.
///
/// # Errors
/// `missing` where no row is a header.
pub fn find_head<R, G>(text: &mut Text<R>, guess: G, missing: &'static str) -> Result<Head>
where
    R: Read + Seek,
    G: Fn(&Row, &[Row]) -> Option<Vec<Option<&'static str>>>,
{
    let understood = |head: &Head| head.columns.iter().filter(|column| column.field.is_some()).count();
    let mut best: Option<Head> = None;
    for separator in SEPARATORS {
        let Some(head) = head_by(text, separator, &guess)? else { continue };
        // on a tie the one with more columns, then the first
        let better = best.as_ref().is_none_or(|best| (understood(&head), head.columns.len()) > (understood(best), best.columns.len()));
        if better {
            best = Some(head);
        }
    }
    match best {
        Some(head) => Ok(head),
        None => Err(reason(text, missing)?),
    }
}

/// Why there is no header: an error in the first rows, if there is one; too many cells by whatever
/// separator.
fn reason<R: Read + Seek>(text: &mut Text<R>, missing: &'static str) -> Result<Error> {
    for separator in SEPARATORS {
        let error = text.rows(separator)?.take(GLANCE).find_map(Result::err);
        if let Some(error) = error.filter(|error| separator == b',' || error.code() == "file-too-many-columns") {
            return Ok(error);
        }
    }
    Ok(Error::invalid(missing))
}

/// As [`find_head`], of a file whose first line is data already: columns without headers. The
/// separator is the one by which most columns are understood, then the one by which most rows have
/// as many cells as each other.
///
/// # Errors
/// `missing` where there is nothing to read.
pub fn bare_head<R, G>(text: &mut Text<R>, guess: G, missing: &'static str) -> Result<Head>
where
    R: Read + Seek,
    G: Fn(&[Row]) -> Vec<Option<&'static str>>,
{
    let mut best: Option<((usize, usize), Head)> = None;
    for separator in SEPARATORS {
        let rows: Vec<Row> = text.rows(separator)?.map_while(Result::ok).filter(|row| !row.is_blank()).take(GLANCE).collect();
        let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
        if width == 0 {
            continue;
        }
        let fields = guess(&rows);
        let even = if width > 1 { rows.iter().filter(|row| row.cells.len() == width).count() } else { 0 };
        let rank = (fields.iter().flatten().count(), even);
        if best.as_ref().is_none_or(|(before, _)| rank > *before) {
            let column =
                |index| Column { header: String::new(), field: fields.get(index).copied().flatten(), example: example(index, &rows) };
            best = Some((rank, Head { separator, line: 0, columns: (0..width).map(column).collect() }));
        }
    }
    match best {
        Some((_, head)) => Ok(head),
        None => Err(reason(text, missing)?),
    }
}

fn head_by<R, G>(text: &mut Text<R>, separator: u8, guess: &G) -> Result<Option<Head>>
where
    R: Read + Seek,
    G: Fn(&Row, &[Row]) -> Option<Vec<Option<&'static str>>>,
{
    let rows: Vec<Row> = text.rows(separator)?.map_while(Result::ok).filter(|row| !row.is_blank()).take(GLANCE).collect();
    let mut best: Option<(Row, Vec<Option<&'static str>>, usize)> = None;
    for index in 0..rows.len().min(HEADER_WITHIN) {
        for (header, below) in headers(&rows, index) {
            let Some(fields) = guess(&header, &rows[below..]) else { continue };
            if best.as_ref().is_none_or(|(_, before, _)| fields.iter().flatten().count() > before.iter().flatten().count()) {
                best = Some((header, fields, below));
            }
        }
    }
    Ok(best.map(|(header, fields, below)| {
        let column = |(index, header): (usize, &String)| Column {
            header: clean(header).chars().take(SHOWN).collect(),
            field: fields[index],
            example: example(index, &rows[below..]),
        };
        Head { separator, line: rows[below - 1].line, columns: header.cells.iter().enumerate().map(column).collect() }
    }))
}

/// A row as a header, and with where the data begin: by itself, and together with the next one,
/// where cells are merged and one has the titles of groups, or of some columns.
fn headers(rows: &[Row], index: usize) -> Vec<(Row, usize)> {
    let header = &rows[index];
    let mut possible = vec![(header.clone(), index + 1)];
    if let Some(next) = rows.get(index + 1).filter(|next| next.line == header.line + 1) {
        let filled = |row: &Row| row.cells.iter().filter(|cell| !cell.trim().is_empty()).count();
        if filled(header) > 1 && filled(next) > 1 {
            let cell = |column: usize| if next.cell(column).trim().is_empty() { header.cell(column) } else { next.cell(column) };
            let cells = (0..header.cells.len().max(next.cells.len())).map(|column| cell(column).to_owned()).collect();
            possible.push((Row { line: header.line, cells }, index + 2));
        }
    }
    possible
}

/// The words of a header without accents, case and punctuation.
pub fn words(header: &str) -> Vec<String> {
    fold(header).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The first value below a header, cut.
pub fn example(index: usize, below: &[Row]) -> String {
    let value = below.iter().map(|row| clean(row.cell(index))).find(|value| !value.is_empty());
    value.unwrap_or_default().chars().take(SHOWN).collect()
}
