//! From a file to associations that could be made, a batch at a time.

use super::columns;
use crate::accounts::read_email;
use crate::associations::NewAssociation;
use chrono::NaiveDate;
use contracts::members::{ImportColumn, ImportError};
use contracts::registry::ACTIVITIES;
use contracts::tenancy::CreateAssociation;
use kernel::error::FieldErrors;
use kernel::fold::{clean, fold};
use kernel::{Error, FieldError, Locale, Result};
use std::collections::BTreeMap;
use std::io::Cursor;
use tables::{Column, Row, Rows, Table, without_guard};

/// Lines that become one transaction.
const BATCH: usize = 500;
/// Characters of a value that a report shows.
const SHOWN: usize = 60;

/// A file of associations, read to where its next batch begins.
pub struct Lines {
    rows: Rows<Cursor<Vec<u8>>>,
    columns: Vec<Column>,
    format: &'static str,
    /// None in a spreadsheet.
    separator: Option<char>,
    /// Lines with data in the whole file.
    count: u64,
    /// Of the header, then of what was read last.
    at: u64,
    today: NaiveDate,
}

/// Whom to invite to be president.
#[derive(Clone, Debug)]
pub struct President {
    pub name: String,
    pub email: String,
}

/// What a line says.
pub struct Candidate {
    pub association: NewAssociation,
    pub president: Option<President>,
}

pub struct Line {
    pub number: u64,
    /// As they stand in the file, for those who take the line away to mend it.
    pub cells: Vec<String>,
    pub read: Result<Box<Candidate>, Vec<ImportError>>,
}

impl Lines {
    /// Reads the file through, so that a file that breaks off in its second half has made nothing of
    /// its first.
    ///
    /// # Errors
    /// What is wrong with the file as a whole.
    pub fn open(bytes: Vec<u8>, today: NaiveDate) -> Result<Self> {
        let Table { mut text, head, format, sheet, .. } =
            tables::open(bytes, None, u64::MAX, columns::guess, "file-no-association-columns")?;
        for (field, code) in [("commune", "file-no-commune-column"), ("receipt_number", "file-no-receipt-column")] {
            if !head.columns.iter().any(|column| column.field == Some(field)) {
                return Err(Error::invalid(code));
            }
        }
        let mut count = 0;
        for row in text.rows(head.separator)? {
            let row = row?;
            count += u64::from(row.line > head.line && !row.is_blank());
        }
        if count == 0 {
            return Err(Error::invalid("file-no-associations"));
        }
        let separator = Some(char::from(head.separator)).filter(|_| sheet.is_none());
        let rows = text.into_rows(head.separator)?;
        Ok(Self { rows, columns: head.columns, format, separator, count, at: head.line, today })
    }

    pub fn count(&self) -> u64 {
        self.count
    }

    /// `XLSX`, `ODS`, or the encoding of a text.
    pub fn format(&self) -> &'static str {
        self.format
    }

    /// Nothing for a spreadsheet.
    pub fn separator(&self) -> Option<char> {
        self.separator
    }

    pub fn columns(&self) -> Vec<ImportColumn> {
        let shown = |column: &Column| ImportColumn {
            header: column.header.clone(),
            field: column.field.map(str::to_owned),
            example: column.example.clone(),
        };
        self.columns.iter().map(shown).collect()
    }

    pub fn headers(&self) -> Vec<String> {
        self.columns.iter().map(|column| column.header.clone()).collect()
    }

    /// Goes on after a line that was dealt with.
    pub fn skip_to(&mut self, line: u64) {
        self.at = self.at.max(line);
    }

    /// The next lines; none at the end.
    pub fn batch(&mut self) -> Result<Vec<Line>> {
        let mut batch = Vec::with_capacity(BATCH);
        while batch.len() < BATCH {
            let Some(row) = self.rows.next() else { break };
            let row = row?;
            if row.line > self.at && !row.is_blank() {
                self.at = row.line;
                batch.push(self.line(row));
            }
        }
        Ok(batch)
    }

    fn line(&self, row: Row) -> Line {
        let beyond = row.cells.iter().skip(self.columns.len()).find(|cell| !cell.trim().is_empty());
        let read = match beyond {
            // a separator inside an unquoted cell has moved the cells after it
            Some(cell) => Err(vec![error(&row, String::new(), cell, "line-too-many-cells", BTreeMap::new())]),
            None => self.candidate(&row).map(Box::new).map_err(|found| found.iter().map(|found| self.told(&row, found)).collect()),
        };
        Line { number: row.line, cells: row.cells, read }
    }

    fn candidate(&self, row: &Row) -> Result<Candidate, Vec<FieldError>> {
        let text = |field: &str| self.cell(row, field).to_owned();
        let input = CreateAssociation {
            name_ar: text("name_ar"),
            name_fr: text("name_fr"),
            commune: kernel::fold::western_digits(text("commune").trim()),
            founded_on: text("founded_on"),
            receipt_number: text("receipt_number"),
            receipt_on: text("receipt_on"),
            activities: activities(&text("activities")),
        };
        let association = NewAssociation::read(&input, self.today);
        let president = self.beside(row);
        match (association, president) {
            (Ok(association), Ok(president)) => Ok(Candidate { association, president }),
            (association, president) => {
                let errors = [association.err(), president.err()];
                Err(errors.into_iter().flatten().flat_map(|error| error.field_errors().to_vec()).collect())
            }
        }
    }

    /// What the registry's own rules do not look at.
    fn beside(&self, row: &Row) -> Result<Option<President>> {
        let (name, email) = (clean(self.cell(row, "president_name")), clean(self.cell(row, "president_email")));
        let mut errors = FieldErrors::default();
        // an association may be founded without a receipt; a list of those that are there has one for each
        if self.cell(row, "receipt_number").trim().is_empty() && self.cell(row, "receipt_on").trim().is_empty() {
            errors.add("receipt_number", "required");
        }
        if name.chars().count() > 80 {
            errors.add("president_name", "name-too-long");
        }
        if !email.is_empty() {
            errors.keep("president_email", read_email(&email));
        }
        errors.finish()?;
        Ok(Some(President { name, email }).filter(|president| !president.email.is_empty()))
    }

    fn cell<'a>(&self, row: &'a Row, field: &str) -> &'a str {
        self.column(field).map_or("", |index| without_guard(row.cell(index)))
    }

    fn column(&self, field: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.field == Some(field))
    }

    fn told(&self, row: &Row, found: &FieldError) -> ImportError {
        let column = self.column(&found.field);
        let header = column.map(|index| self.columns[index].header.clone()).unwrap_or_default();
        error(row, header, column.map_or("", |index| row.cell(index)), &found.code, found.params.clone())
    }
}

/// Codes for the words that our own pages use for them, in any language.
fn activities(text: &str) -> String {
    let code = |word: &str| {
        let called = |code: &&&str| Locale::ALL.iter().any(|locale| fold(&language::named(*locale, "activity", code)) == fold(word));
        ACTIVITIES.iter().find(called).map_or_else(|| word.trim().to_owned(), |code| (*code).to_owned())
    };
    if ACTIVITIES.contains(&text) { text.to_owned() } else { text.split([',', ';', '/', '،']).map(code).collect::<Vec<_>>().join(",") }
}

fn error(row: &Row, column: String, value: &str, code: &str, params: BTreeMap<String, String>) -> ImportError {
    let value = clean(value).chars().take(SHOWN).collect();
    ImportError { line: row.line, column, value, code: code.to_owned(), params }
}
