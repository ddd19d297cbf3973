//! Spreadsheets of `LibreOffice` (OpenDocument): one part holds all sheets.

use super::archive::{Archive, broken};
use super::number::Format;
use super::written::Written;
use super::xml::{Piece, attribute};
use kernel::Result;
use quick_xml::events::BytesStart;

const CONTENT: &str = "content.xml";

/// The names of the sheets.
pub(super) fn sheets(archive: &mut Archive) -> Result<Vec<String>> {
    let (mut names, mut depth) = (Vec::new(), 0);
    archive.part(CONTENT)?.read(|piece| {
        match piece {
            Piece::Start("table", start) => {
                if depth == 0 {
                    names.push(attribute(start, "name").unwrap_or_default());
                }
                depth += 1;
            }
            Piece::End("table") => depth -= 1,
            _ => {}
        }
        Ok(true)
    })?;
    Ok(names)
}

pub(super) fn csv(archive: &mut Archive, sheet: usize, most_rows: u64) -> Result<Vec<u8>> {
    let mut reading =
        Reading { sheet, at: None, depth: 0, row: 1, rows: 1, column: 0, cell: Cell::default(), written: Written::new(most_rows) };
    archive.part(CONTENT)?.read(|piece| reading.take(piece))?;
    Ok(reading.written.finish())
}

struct Reading {
    sheet: usize,
    /// Which sheet this is.
    at: Option<usize>,
    /// Sheets, and tables inside of them.
    depth: usize,
    row: u64,
    /// How many rows the one that is being read stands for.
    rows: u64,
    column: usize,
    cell: Cell,
    written: Written,
}

#[derive(Default)]
struct Cell {
    repeated: usize,
    kind: String,
    value: String,
    text: String,
    paragraphs: usize,
    in_paragraph: bool,
    /// Inside a comment.
    beside: bool,
}

impl Reading {
    fn take(&mut self, piece: Piece<'_>) -> Result<bool> {
        match piece {
            Piece::Start("table", _) => {
                if self.depth == 0 {
                    self.at = Some(self.at.map_or(0, |at| at + 1));
                }
                self.depth += 1;
            }
            Piece::End("table") => {
                self.depth = self.depth.saturating_sub(1);
                return Ok(self.depth > 0 || self.at != Some(self.sheet));
            }
            piece if self.at == Some(self.sheet) && self.depth == 1 => return self.in_sheet(piece),
            _ => {}
        }
        Ok(true)
    }

    fn in_sheet(&mut self, piece: Piece<'_>) -> Result<bool> {
        match piece {
            Piece::Start("table-row", start) => (self.rows, self.column) = (repeated(start, "number-rows-repeated")?, 0),
            Piece::Start("table-cell" | "covered-table-cell", start) => self.cell = Cell::begin(start)?,
            Piece::Start("annotation", _) => self.cell.beside = true,
            Piece::End("annotation") => self.cell.beside = false,
            _ if self.cell.beside => {}
            Piece::Start("p", _) => {
                self.cell.in_paragraph = true;
                self.cell.paragraphs += 1;
                if self.cell.paragraphs > 1 {
                    self.cell.text.push(' ');
                }
            }
            Piece::End("p") => self.cell.in_paragraph = false,
            Piece::Start("s" | "tab" | "line-break", _) => self.cell.text.push(' '),
            Piece::Text(text) if self.cell.in_paragraph => self.cell.text.push_str(text),
            Piece::End("table-cell" | "covered-table-cell") => self.end_cell()?,
            Piece::End("table-row") => {
                let (row, rows) = (self.row, self.rows);
                self.row = row.saturating_add(rows);
                return self.written.end_row(row, rows);
            }
            _ => {}
        }
        Ok(true)
    }

    fn end_cell(&mut self) -> Result<()> {
        let cell = std::mem::take(&mut self.cell);
        let first = self.column;
        self.column = first.saturating_add(cell.repeated);
        let text = cell.show();
        if text.trim().is_empty() {
            return Ok(());
        }
        for column in first..self.column {
            self.written.cell(self.row, column, text.clone())?;
        }
        Ok(())
    }
}

impl Cell {
    fn begin(start: &BytesStart<'_>) -> Result<Self> {
        let kind = attribute(start, "value-type").unwrap_or_default();
        let value = if kind == "date" { attribute(start, "date-value") } else { attribute(start, "value") };
        let repeated = usize::try_from(repeated(start, "number-columns-repeated")?).unwrap_or(usize::MAX);
        Ok(Self { repeated, kind, value: value.unwrap_or_default(), ..Self::default() })
    }

    fn show(self) -> String {
        match self.kind.as_str() {
            "date" => self.value.replace('T', " "),
            // shown with zeros in front, it is no number but a name of digits
            "float" if self.text.starts_with('0') && self.text.len() > 1 && self.text.bytes().all(|b| b.is_ascii_digit()) => self.text,
            "float" | "currency" => Format::Number.show(&self.value, false),
            _ => self.text,
        }
    }
}

fn repeated(start: &BytesStart<'_>, name: &str) -> Result<u64> {
    attribute(start, name).map_or(Ok(1), |count| count.parse().map_err(|_| broken()))
}
