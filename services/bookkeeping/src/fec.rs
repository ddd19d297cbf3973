//! The "fichier des écritures comptables": eighteen columns, a line for each line of an entry, separated by tabs.
//! Text from users can become neither a column nor a line nor a formula of its own.

use contracts::books::Entry;
use kernel::fold::clean;
use kernel::{Locale, Money};
use std::fmt::Write;
use tables::{decimal, harmless};

const COLUMNS: [&str; 18] = [
    "JournalCode",
    "JournalLib",
    "EcritureNum",
    "EcritureDate",
    "CompteNum",
    "CompteLib",
    "CompAuxNum",
    "CompAuxLib",
    "PieceRef",
    "PieceDate",
    "EcritureLib",
    "Debit",
    "Credit",
    "EcritureLet",
    "DateLet",
    "ValidDate",
    "Montantdevise",
    "Idevise",
];

pub fn head() -> String {
    COLUMNS.join("\t") + "\r\n"
}

/// Writing to a `String` does not fail.
pub fn write(out: &mut String, entry: &Entry) {
    let number = format!("{}-{}-{}", entry.journal, entry.year, entry.number);
    let (day, valid) = (entry.posted_on.format("%Y%m%d"), entry.posted_at.format("%Y%m%d"));
    // the file is French whoever takes it away
    let journal = cell(&language::named(Locale::Fr, "journal-name", &entry.journal.to_lowercase()));
    let label = cell(&entry.label);
    for line in &entry.lines {
        let (debit, credit) = (side(line.debit), side(line.credit));
        let account = cell(&line.account_name_fr);
        let code = &line.account;
        let _ = write!(out, "{}\t{journal}\t{number}\t{day}\t{code}\t{account}\t\t\t{number}\t{day}\t{label}\t", entry.journal);
        let _ = write!(out, "{debit}\t{credit}\t\t\t{valid}\t\t\r\n");
    }
}

fn side(amount: Money) -> String {
    decimal(amount, ',')
}

/// On one line, without separators.
fn cell(text: &str) -> String {
    harmless(&clean(&text.replace(['|', '\t'], " ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, NaiveDate};
    use contracts::books::Line;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn entry(label: &str) -> Entry {
        let line = |account: &str, debit, credit| Line {
            account: account.into(),
            account_name_ar: String::new(),
            account_name_fr: crate::chart::Chart::new(Vec::new()).names(account).1,
            debit: Money::centimes(debit),
            credit: Money::centimes(credit),
            project: None,
            grant: None,
        };
        Entry {
            id: Uuid::nil(),
            number: 7,
            journal: "GEN".into(),
            year: 2026,
            posted_on: NaiveDate::from_ymd_opt(2026, 3, 5).unwrap(),
            label: label.into(),
            source: None,
            lines: vec![line("61312", 123_456, 0), line("51611", 0, 123_456)],
            posted_at: DateTime::from_timestamp(1_795_262_400, 0).unwrap(),
            hash: String::new(),
            reversed_by: None,
            vouchers: Vec::new(),
        }
    }

    #[test]
    fn a_line_has_the_eighteen_columns() {
        let mut text = head();
        write(&mut text, &entry("Loyer"));
        let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split('\t').collect()).collect();
        assert!(rows.iter().all(|row| row.len() == 18), "{text}");
        assert_eq!(rows[1][2..5], ["GEN-2026-7", "20260305", "61312"]);
        assert_eq!(rows[1][10..13], ["Loyer", "1234,56", "0,00"]);
        assert_eq!((rows[2][11], rows[2][12], rows[2][15]), ("0,00", "1234,56", "20261121"));
    }

    proptest! {
        #[test]
        fn no_label_becomes_a_column(label in "(.|\n|\r|\t|;|=|[|]){0,60}") {
            let mut text = String::new();
            write(&mut text, &entry(&label));
            prop_assert_eq!(text.split('\n').count(), 3);
            for row in text.lines() {
                let cells: Vec<&str> = row.split('\t').collect();
                prop_assert_eq!(cells.len(), 18);
                prop_assert!(!cells[10].starts_with(['=', '+', '-', '@']), "{}", row);
            }
        }
    }
}
