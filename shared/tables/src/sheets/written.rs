//! A sheet written down as CSV, one line for each of its rows, so that a line's number is the row's.

use super::archive::too_large;
use kernel::{Error, Result};

/// Bytes of text in a sheet.
const LONGEST: usize = 32 * 1024 * 1024;
/// Rows of a sheet in today's programmes.
const LAST_ROW: u64 = 1_048_576;
/// As in [`crate::rows`]; styled cells without a value do not count.
const MOST_COLUMNS: usize = 200;

pub(super) struct Written {
    csv: Vec<u8>,
    /// Line ends in `csv`.
    ended: u64,
    /// Rows with anything in them, and how many are wanted.
    rows: u64,
    most_rows: u64,
    cells: Vec<String>,
}

impl Written {
    pub fn new(most_rows: u64) -> Self {
        Self { csv: Vec::new(), ended: 0, rows: 0, most_rows, cells: Vec::new() }
    }

    /// A cell of the row that is being read; columns count from 0.
    pub fn cell(&mut self, row: u64, column: usize, text: String) -> Result<()> {
        if text.trim().is_empty() {
            return Ok(());
        }
        if column >= MOST_COLUMNS {
            return Err(Error::invalid("file-too-many-columns").with("line", row).with("max", MOST_COLUMNS));
        }
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        self.cells[column] = text;
        Ok(())
    }

    /// The row is over; false when there are as many as are wanted. Rows count from 1.
    pub fn end_row(&mut self, number: u64, repeated: u64) -> Result<bool> {
        let cells = std::mem::take(&mut self.cells);
        if cells.is_empty() {
            return Ok(true);
        }
        if number <= self.ended || number.saturating_add(repeated) > LAST_ROW + 1 {
            return Err(Error::invalid("file-broken"));
        }
        let gap = usize::try_from(number - 1 - self.ended).unwrap_or_default();
        self.csv.resize(self.csv.len() + gap, b'\n');
        self.ended = number - 1;
        for _ in 0..repeated {
            for (index, cell) in cells.iter().enumerate() {
                if index > 0 {
                    self.csv.push(b',');
                }
                self.write(cell);
            }
            self.csv.push(b'\n');
            (self.ended, self.rows) = (self.ended + 1, self.rows + 1);
            if self.csv.len() > LONGEST {
                return Err(too_large());
            }
            if self.rows >= self.most_rows {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// In quotes; a line end in a cell would shift the numbers of lines.
    fn write(&mut self, cell: &str) {
        self.csv.push(b'"');
        let mut bytes = [0; 4];
        for c in cell.replace("_x000D_", " ").chars() {
            let c = if c.is_whitespace() { ' ' } else { c };
            if c == '"' {
                self.csv.push(b'"');
            }
            if !c.is_control() {
                self.csv.extend_from_slice(c.encode_utf8(&mut bytes).as_bytes());
            }
        }
        self.csv.push(b'"');
    }

    pub fn finish(self) -> Vec<u8> {
        self.csv
    }
}
