//! A statement as it was read, from whatever file: its operations and what the file says around them.

use crate::bank::{camt, ofx, table};
use chrono::NaiveDate;
use kernel::fold::{clean, fold};
use kernel::{Error, Money, Result};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Operations of one file.
pub const MOST: usize = 20_000;
/// Characters of an operation's text.
const LONGEST_TEXT: usize = 300;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    pub on: NaiveDate,
    pub value_on: Option<NaiveDate>,
    pub text: String,
    /// In centimes: more than nothing came in, less went out.
    pub amount: i64,
    pub reference: Option<String>,
}

impl Operation {
    pub fn new(on: NaiveDate, amount: i64, text: &str) -> Self {
        Self { on, value_on: None, text: clean(text).chars().take(LONGEST_TEXT).collect(), amount, reference: None }
    }

    /// What makes it the same as another one.
    pub fn key(&self) -> (NaiveDate, i64, String) {
        (self.on, self.amount, folded(&self.text))
    }
}

/// A text for comparison: banks write the same one with other spaces and signs from one format to the next.
pub fn folded(text: &str) -> String {
    let words = fold(text);
    let words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    // some letters fold to many
    words.chars().take(LONGEST_TEXT).collect()
}

/// Each operation's place among those that are the same, from 1: two truly equal ones on a day are two.
pub fn ordinals(operations: &[Operation]) -> Vec<i64> {
    let mut seen: HashMap<(NaiveDate, i64, String), i64> = HashMap::new();
    let next = |operation: &Operation| {
        let count = seen.entry(operation.key()).or_default();
        *count += 1;
        *count
    };
    operations.iter().map(next).collect()
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatementFile {
    /// The oldest first.
    pub operations: Vec<Operation>,
    /// Before the first and after the last of them, in centimes, where the file says it.
    pub opening: Option<i64>,
    pub closing: Option<i64>,
    /// Numbers of accounts that the file is of: RIB or whatever it says.
    pub accounts: Vec<String>,
    /// Rows of a table that are no operations: totals, remarks, what the bank refused.
    pub skipped: Vec<String>,
}

impl StatementFile {
    /// In the order of their days, with both balances if one is known.
    ///
    /// # Errors
    /// `statement-empty`, `bank-statement-too-long`, `statement-several-accounts`, `amount-too-large`.
    pub fn finished(mut self) -> Result<Self> {
        if self.operations.is_empty() {
            return Err(Error::invalid("statement-empty"));
        }
        if self.operations.len() > MOST {
            return Err(Error::invalid("bank-statement-too-long").with("max", MOST));
        }
        if self.accounts.iter().any(|number| *number != self.accounts[0]) {
            return Err(Error::invalid("statement-several-accounts"));
        }
        // within a day as in the file
        self.operations.sort_by_key(|operation| operation.on);
        let sum = Money::sum(self.operations.iter().map(|operation| Money::centimes(operation.amount)));
        let sum = sum.ok_or_else(|| Error::invalid("amount-too-large"))?.in_centimes();
        match (self.opening, self.closing) {
            (None, Some(closing)) => self.opening = closing.checked_sub(sum),
            (Some(opening), None) => self.closing = opening.checked_add(sum),
            _ => {}
        }
        Ok(self)
    }

    /// What the balances lack, or have too much, against the operations.
    pub fn unaccounted(&self) -> Option<i64> {
        let sum: i64 = self.operations.iter().map(|operation| operation.amount).sum();
        self.closing?.checked_sub(self.opening?)?.checked_sub(sum)
    }
}

/// How a table was read, and how the next one of this bank account will be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Folded, in their order.
    pub headings: Vec<String>,
    pub fields: Vec<Option<String>>,
    /// The month stands before the day; absent: as the dates say themselves.
    pub month_first: Option<bool>,
    /// `,` or `.`; absent: as the amounts say themselves.
    pub decimal: Option<char>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Table,
    Ofx,
    Camt,
}

/// Told by the file's bytes, never by its name.
///
/// # Errors
/// `statement-is-pdf`, `statement-mt940`, `statement-other-xml`.
pub fn format(bytes: &[u8]) -> Result<Format> {
    let head: String = bytes.iter().take(8192).filter(|byte| **byte != 0).map(|byte| char::from(*byte)).collect();
    let (head, upper) = (head.trim_start_matches(['\u{ef}', '\u{bb}', '\u{bf}']).trim_start(), head.to_uppercase());
    if head.starts_with("%PDF") {
        return Err(Error::invalid("statement-is-pdf"));
    }
    if head.starts_with(":20:") || head.starts_with("{1:") {
        return Err(Error::invalid("statement-mt940"));
    }
    if upper.contains("<OFX>") && (upper.trim_start().starts_with("OFXHEADER") || head.starts_with('<')) {
        return Ok(Format::Ofx);
    }
    if head.starts_with('<') {
        let camt = ["camt.053", "BkToCstmrStmt"].iter().any(|mark| head.contains(mark));
        return if camt { Ok(Format::Camt) } else { Err(Error::invalid("statement-other-xml")) };
    }
    Ok(Format::Table)
}

/// What reading a file gave.
#[derive(Debug)]
pub enum Read {
    Whole(StatementFile, Option<table::Seen>),
    /// A table of which somebody must say what its columns are; why, where it is not the columns themselves.
    Columns(table::Seen, Option<Error>),
}

/// `profile`: as earlier tables of the bank account were read. `said`: as somebody says that this one is.
pub fn read(bytes: Vec<u8>, profile: Option<&Profile>, said: Option<&Profile>) -> Result<Read> {
    match format(&bytes)? {
        Format::Ofx => Ok(Read::Whole(ofx::read(&bytes)?.finished()?, None)),
        Format::Camt => Ok(Read::Whole(camt::read(&bytes)?.finished()?, None)),
        Format::Table => table::read(bytes, profile, said),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub const SAMPLES: [&[u8]; 4] = [
        include_bytes!("../../data/samples/bank_statement_debit_credit.csv"),
        include_bytes!("../../data/samples/bank_statement_signed_amount.csv"),
        include_bytes!("../../data/samples/bank_statement.ofx"),
        include_bytes!("../../data/samples/bank_statement_camt053.xml"),
    ];

    fn whole(bytes: &[u8]) -> StatementFile {
        match read(bytes.to_vec(), None, None).unwrap() {
            Read::Whole(statement, _) => statement,
            Read::Columns(seen, why) => panic!("asks for its columns: {seen:?} {why:?}"),
        }
    }

    #[test]
    fn four_formats_tell_the_same_hundred_and_sixty_operations() {
        let read = SAMPLES.map(whole);
        let told = |statement: &StatementFile| statement.operations.iter().map(|one| (one.key(), one.text.clone())).collect::<Vec<_>>();
        assert_eq!(read[0].operations.len(), 160);
        for other in &read[1..] {
            assert_eq!(told(&read[0]), told(other));
            assert_eq!(ordinals(&read[0].operations), ordinals(&other.operations));
        }
        for statement in [&read[0], &read[2], &read[3]] {
            assert_eq!((statement.opening, statement.closing), (Some(1_845_050), Some(20_809_934)));
            assert_eq!(statement.unaccounted(), Some(0));
        }
        assert_eq!((read[1].opening, read[1].closing), (None, None));
        assert_eq!(read[0].accounts, ["007780000123456789012396"]);
        assert_eq!(read[3].accounts, ["007780000123456789012396"]);
        let first = &read[0].operations[0];
        assert_eq!(
            (first.on.to_string().as_str(), first.amount, first.text.as_str()),
            ("2026-01-07", 790_000, "VERSEMENT ESPECES GUICHET")
        );
        assert!(read[0].operations.iter().any(|one| one.text == "VIR RECU AÏT LHAJ JAOUAD COTISATION 2026"));
    }

    #[test]
    fn two_equal_operations_of_a_day_are_two() {
        let on = NaiveDate::from_ymd_opt(2026, 3, 5).unwrap();
        let fee = Operation::new(on, -3_300, "FRAIS  tenue de compte");
        let other = Operation::new(on, -3_300, "Frais tenue de compte.");
        assert_eq!(ordinals(&[fee.clone(), Operation::new(on, 100, "x"), other]), [1, 1, 2]);
        assert_eq!(ordinals(&[fee.clone(), Operation { on: on.succ_opt().unwrap(), ..fee }]), [1, 1]);
    }

    #[test]
    fn a_file_that_is_no_statement_is_told_what_it_is() {
        let code = |bytes: &[u8]| read(bytes.to_vec(), None, None).map(|_| ()).map_err(|error| error.code().to_owned());
        assert_eq!(code(b"%PDF-1.7 ..."), Err("statement-is-pdf".into()));
        assert_eq!(code(b":20:STARTUMS\r\n:25:x"), Err("statement-mt940".into()));
        assert_eq!(code(b"<?xml version=\"1.0\"?><svg/>"), Err("statement-other-xml".into()));
        assert_eq!(code(b""), Err("file-empty".into()));
        assert_eq!(code(b"Date;Libell\xe9;Montant\n"), Err("statement-empty".into()));
    }
}
