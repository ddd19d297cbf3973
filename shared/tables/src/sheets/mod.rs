//! Spreadsheets (XLSX, ODS). A sheet becomes a table of text, row by row, which is then read as any
//! other file; what a hostile one costs is bounded before it is known to be one.

mod archive;
mod number;
mod ods;
mod written;
mod xlsx;
mod xml;

#[cfg(test)]
mod tests;

use archive::Archive;
use kernel::{Error, Result};

/// A spreadsheet that is open.
pub struct Book {
    archive: Archive,
    kind: Kind,
}

enum Kind {
    Xlsx(xlsx::Workbook),
    Ods(Vec<String>),
}

/// By its first bytes, whatever its name says.
pub fn is_spreadsheet(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Of Excel until 2003, and any workbook with a password.
pub fn is_old_or_locked(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xD0\xCF\x11\xE0")
}

impl Book {
    /// # Errors
    /// `file-broken`, `file-unsafe`, `file-locked`, `file-has-macros`, `file-too-large-inside`,
    /// `file-not-csv` for another kind of archive.
    pub fn open(bytes: Vec<u8>) -> Result<Self> {
        let mut archive = Archive::open(bytes)?;
        if archive.names().any(is_macro) {
            return Err(Error::invalid("file-has-macros"));
        }
        let kind = if archive.has("xl/workbook.xml") {
            Kind::Xlsx(xlsx::Workbook::open(&mut archive)?)
        } else if archive.has("content.xml") && archive.has("META-INF/manifest.xml") {
            if is_locked(&mut archive)? {
                return Err(Error::invalid("file-locked"));
            }
            Kind::Ods(ods::sheets(&mut archive)?)
        } else {
            return Err(Error::invalid("file-not-csv"));
        };
        Ok(Self { archive, kind })
    }

    pub fn format(&self) -> &'static str {
        match self.kind {
            Kind::Xlsx(_) => "XLSX",
            Kind::Ods(_) => "ODS",
        }
    }

    pub fn sheets(&self) -> &[String] {
        match &self.kind {
            Kind::Xlsx(book) => &book.sheets,
            Kind::Ods(sheets) => sheets,
        }
    }

    /// The sheet as CSV in UTF-8, a line for each row; no more than so many rows with anything in
    /// them.
    pub fn csv(&mut self, sheet: usize, most_rows: u64) -> Result<Vec<u8>> {
        match &self.kind {
            Kind::Xlsx(book) => book.csv(&mut self.archive, sheet, most_rows),
            Kind::Ods(_) => ods::csv(&mut self.archive, sheet, most_rows),
        }
    }
}

/// Programmes that a spreadsheet brings are never run here; but who sends one may not know of it.
fn is_macro(name: &str) -> bool {
    name.ends_with("vbaProject.bin") || name.starts_with("xl/macrosheets/") || name.starts_with("Basic/") || name.starts_with("Scripts/")
}

fn is_locked(archive: &mut Archive) -> Result<bool> {
    let mut locked = false;
    archive.part("META-INF/manifest.xml")?.read(|piece| {
        locked |= matches!(piece, xml::Piece::Start("encryption-data", _));
        Ok(!locked)
    })?;
    Ok(locked)
}
