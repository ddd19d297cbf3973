//! The hash that chains an entry to the one before it in its journal and year: whoever changes a
//! posted entry must change all later ones, and no longer ends at the last hash that others know.

use crate::entry::Line;
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use kernel::AssociationId;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use uuid::Uuid;

/// All that an entry's hash vouches for.
#[derive(Clone, Debug)]
pub struct Sealed<'a> {
    pub association: AssociationId,
    pub year: i32,
    pub journal: &'a str,
    pub number: i64,
    pub posted_on: NaiveDate,
    pub label: &'a str,
    /// Kind and id.
    pub source: Option<(&'a str, Uuid)>,
    /// In whole microseconds, as the database keeps it.
    pub posted_at: DateTime<Utc>,
    pub recorded_by: &'a str,
    pub lines: &'a [Line],
}

/// SHA-256, in hex, over the previous hash (empty for the first entry), a line feed and
/// [`canonical`].
pub fn hash(previous: &str, entry: &Sealed<'_>) -> String {
    let digest = Sha256::digest(format!("{previous}\n{}", canonical(entry)));
    digest.iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}"); // writing to a String does not fail
        hex
    })
}

/// One JSON array: association, year, journal, number, date, label, source, time, author, lines of
/// account, debit and credit in centimes. JSON's quoting keeps two different entries from having
/// the same text.
pub fn canonical(entry: &Sealed<'_>) -> String {
    let lines: Vec<_> = entry
        .lines
        .iter()
        .map(|line| serde_json::json!([line.account(), line.debit().in_centimes(), line.credit().in_centimes()]))
        .collect();
    serde_json::json!([
        entry.association,
        entry.year,
        entry.journal,
        entry.number,
        entry.posted_on,
        entry.label,
        entry.source,
        entry.posted_at.to_rfc3339_opts(SecondsFormat::Micros, true),
        entry.recorded_by,
        lines,
    ])
    .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart;
    use kernel::Money;
    use std::collections::HashSet;

    #[test]
    fn every_change_changes_the_hash() {
        let line =
            |code: &str, debit, credit| Line::new(chart::postable(code).unwrap(), Money::centimes(debit), Money::centimes(credit)).unwrap();
        let lines = [line("51611", 100, 0), line("71832", 0, 100)];
        let others =
            [[line("51411", 100, 0), lines[1].clone()], [line("51611", 101, 0), lines[1].clone()], [lines[1].clone(), lines[0].clone()]];
        let entry = Sealed {
            association: AssociationId(Uuid::from_u128(1)),
            year: 2026,
            journal: "GEN",
            number: 7,
            posted_on: NaiveDate::from_ymd_opt(2026, 3, 5).unwrap(),
            label: "a",
            source: None,
            posted_at: DateTime::from_timestamp(1_800_000_000, 1_000).unwrap(),
            recorded_by: "b",
            lines: &lines,
        };
        let mut variants = vec![
            entry.clone(),
            Sealed { association: AssociationId(Uuid::from_u128(2)), ..entry.clone() },
            Sealed { year: 2027, ..entry.clone() },
            Sealed { journal: "DUES", ..entry.clone() },
            Sealed { number: 8, ..entry.clone() },
            Sealed { posted_on: NaiveDate::from_ymd_opt(2026, 3, 6).unwrap(), ..entry.clone() },
            Sealed { label: "a\",null", ..entry.clone() },
            Sealed { source: Some(("dues_payment", Uuid::from_u128(1))), ..entry.clone() },
            Sealed { posted_at: DateTime::from_timestamp(1_800_000_000, 2_000).unwrap(), ..entry.clone() },
            Sealed { recorded_by: "c", ..entry.clone() },
        ];
        variants.extend(others.iter().map(|lines| Sealed { lines, ..entry.clone() }));
        let mut hashes: HashSet<_> = variants.iter().map(|entry| hash("", entry)).collect();
        hashes.insert(hash("0", &entry));
        assert_eq!(hashes.len(), variants.len() + 1);
        assert!(hashes.iter().all(|hash| hash.len() == 64));
    }

    /// What stands in books must still be verifiable by a later version.
    #[test]
    fn the_text_under_the_hash_stays_as_it_is() {
        let entry = Sealed {
            association: AssociationId(Uuid::nil()),
            year: 2026,
            journal: "DUES",
            number: 1,
            posted_on: NaiveDate::from_ymd_opt(2026, 1, 2).unwrap(),
            label: "2026-00001",
            source: Some(("dues_payment", Uuid::nil())),
            posted_at: DateTime::from_timestamp(1_767_340_800, 0).unwrap(),
            recorded_by: "nassij",
            lines: &[Line::new(chart::postable("51611").unwrap(), Money::centimes(20_000), Money::ZERO).unwrap()],
        };
        let nil = "00000000-0000-0000-0000-000000000000";
        assert_eq!(
            canonical(&entry),
            format!(
                r#"["{nil}",2026,"DUES",1,"2026-01-02","2026-00001",["dues_payment","{nil}"],"2026-01-02T08:00:00.000000Z","nassij",[["51611",20000,0]]]"#
            )
        );
    }
}
