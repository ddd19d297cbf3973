//! Which line of an entry an operation of the bank may be: the same amount, and the more the numbers in their texts, the
//! name of who paid and their days agree, the better. Pure.

use crate::bank::books::Booked;
use crate::bank::statement::folded;
use crate::entity::bank_line;
use contracts::bank::MatchProposal;
use kernel::fold::{fold, western_digits};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Days between an entry and the bank, without a number in common and with one: a cheque may be presented for a year.
const MOST_DAYS: i64 = 45;
const MOST_DAYS_OF_NUMBER: i64 = 400;
/// Words of banks and of books that are no name.
const COMMON: [&str; 36] = [
    "vir",
    "virement",
    "virements",
    "recu",
    "recus",
    "emis",
    "cotisation",
    "cotisations",
    "cheque",
    "cheques",
    "remise",
    "versement",
    "especes",
    "guichet",
    "paiement",
    "prelevement",
    "retrait",
    "depot",
    "don",
    "association",
    "des",
    "les",
    "aux",
    "pour",
    "par",
    "sur",
    "avec",
    "transfer",
    "payment",
    "mad",
    "تحويل",
    "اشتراك",
    "شيك",
    "دفع",
    "ايداع",
    "واجب",
];

#[derive(Clone, Copy, Debug)]
struct Found {
    number: bool,
    names: usize,
    days: i64,
}

impl Found {
    fn score(self) -> i64 {
        let names = i64::try_from(self.names.min(3)).unwrap_or_default();
        let near = match self.days {
            0..=3 => 20,
            4..=10 => 10,
            _ => 0,
        };
        i64::from(self.number) * 100 + names * 25 + near
    }
}

/// For each operation the line of an entry that fits best, each line for one operation only.
pub fn propose(lines: &[bank_line::Model], booked: &[Booked]) -> HashMap<Uuid, MatchProposal> {
    let mut by_amount: HashMap<i64, Vec<&Booked>> = HashMap::new();
    for one in booked {
        by_amount.entry(one.line.amount.in_centimes()).or_default().push(one);
    }
    let mut pairs: Vec<(&bank_line::Model, &Booked, Found)> = Vec::new();
    for line in lines {
        let candidates = by_amount.get(&line.amount).into_iter().flatten();
        pairs.extend(candidates.filter_map(|one| Some((line, *one, compare(line, one)?))));
    }
    pairs.sort_by_key(|(line, one, found)| (Reverse(found.score()), found.days, line.done_on, line.id, one.line.id));
    let (mut taken, mut proposals) = (HashSet::new(), HashMap::new());
    for (line, one, found) in &pairs {
        if proposals.contains_key(&line.id) || taken.contains(&one.line.id) {
            continue;
        }
        taken.insert(one.line.id);
        let others = |at: fn(&Found) -> i64, limit: i64| {
            pairs.iter().filter(|(other, b, f)| (other.id == line.id) != (b.line.id == one.line.id) && at(f) >= limit).count()
        };
        // as good for another operation, or another entry
        let tied = others(|found| found.score(), found.score()) > 0;
        let only = others(|_| 0, 0) == 0;
        let sure = !tied && (found.number || (found.names >= 2 && found.days <= 20) || (only && found.days <= 5));
        proposals.insert(line.id, MatchProposal { line: one.line.clone(), sure, by: by(*found, only) });
    }
    proposals
}

fn by(found: Found, only: bool) -> Vec<String> {
    let reasons = [("number", found.number), ("name", found.names > 0), ("date", found.days <= 3), ("only", only)];
    reasons.into_iter().filter(|(_, holds)| *holds).map(|(reason, _)| reason.to_owned()).collect()
}

fn compare(line: &bank_line::Model, one: &Booked) -> Option<Found> {
    let days = (line.done_on - one.line.on).num_days().abs();
    let said = format!("{} {}", line.text, line.reference.as_deref().unwrap_or_default());
    let number = shares_number(&said, &one.line.label);
    let most = if number { MOST_DAYS_OF_NUMBER } else { MOST_DAYS };
    let names = names_in_common(&line.folded, &format!("{} {}", one.line.label, one.names));
    (days <= most).then_some(Found { number, names, days })
}

fn names_in_common(folded_text: &str, label: &str) -> usize {
    let words: HashSet<&str> = folded_text.split(' ').collect();
    let label = folded(label);
    let names: HashSet<&str> = label.split(' ').filter(|word| word.chars().count() >= 3 && !COMMON.contains(word)).collect();
    names.into_iter().filter(|word| word.starts_with(char::is_alphabetic) && words.contains(word)).count()
}

/// A cheque's number, a receipt's, a slip's: one of the entry's stands in the bank's text.
fn shares_number(text: &str, label: &str) -> bool {
    let compact = |text: &str| fold(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let (whole, within) = (compact(label), compact(text));
    let is_number = whole.len() >= 6 && whole.chars().filter(char::is_ascii_digit).count() >= 4;
    if is_number && within.contains(&whole) {
        return true;
    }
    let numbers = numbers(text);
    numbers_of(label).any(|number| numbers.contains(&number))
}

fn numbers(text: &str) -> HashSet<String> {
    numbers_of(text).collect()
}

/// Of four digits at least, no year.
fn numbers_of(text: &str) -> impl Iterator<Item = String> {
    let text = western_digits(text);
    let runs: Vec<String> = text.split(|c: char| !c.is_ascii_digit()).map(|run| run.trim_start_matches('0').to_owned()).collect();
    runs.into_iter().filter(|run| run.len() >= 4 && !(run.len() == 4 && (run.starts_with("19") || run.starts_with("20"))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;
    use contracts::bank::BookLine;
    use kernel::Money;
    use proptest::prelude::*;

    fn day(n: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, n).unwrap()
    }

    fn line(id: u128, on: u32, amount: i64, text: &str) -> bank_line::Model {
        bank_line::Model {
            association_id: Uuid::nil(),
            id: Uuid::from_u128(id),
            bank_account_id: Uuid::nil(),
            statement_id: Uuid::nil(),
            kind: "operation".into(),
            done_on: day(on),
            value_on: None,
            text: text.into(),
            folded: folded(text),
            amount,
            ordinal: 1,
            reference: None,
            matched: false,
            attempts: 0,
        }
    }

    fn booked(id: u128, on: u32, amount: i64, label: &str, names: &str) -> Booked {
        let line = BookLine {
            id: Uuid::from_u128(id),
            entry: Uuid::from_u128(1000 + id),
            number: 1,
            journal: "GEN".into(),
            on: day(on),
            label: label.into(),
            amount: Money::centimes(amount),
            payer: None,
        };
        Booked { line, source: None, names: names.into() }
    }

    fn found(lines: &[bank_line::Model], booked: &[Booked]) -> Vec<(u128, u128, bool)> {
        let mut found: Vec<_> =
            propose(lines, booked).into_iter().map(|(id, one)| (id.as_u128(), one.line.id.as_u128(), one.sure)).collect();
        found.sort_unstable();
        found
    }

    #[test]
    fn numbers_of_cheques_receipts_and_slips_find_their_entries() {
        for (text, label) in [
            ("CHEQUE 6440995", "Loyer, chèque n° 6440995"),
            ("REMISE CHEQUES BR-2026-001", "BR-2026-001"),
            ("REMISE BR 2026 001 AGENCE", "BR-2026-001"),
            ("VIR RECU ALAOUI 2026-00012", "2026-00012"),
        ] {
            assert!(shares_number(text, label), "{text} / {label}");
            assert_eq!(found(&[line(1, 20, 500, text)], &[booked(7, 1, 500, label, "")]), [(1, 7, true)]);
        }
        assert!(!shares_number("COTISATION 2026", "2026"));
        assert!(!shares_number("COTISATION 2026", "2026-00012"));
    }

    #[test]
    fn the_name_of_who_paid_tells_equal_amounts_apart() {
        let lines = [line(1, 10, 15_000, "VIR RECU ALAOUI FATIMA COTISATION 2026"), line(2, 10, 15_000, "VIR RECU AÏT LHAJ JAOUAD")];
        let entries = [booked(7, 9, 15_000, "2026-00001", "Jaouad Aït Lhaj جواد"), booked(8, 9, 15_000, "2026-00002", "Fatima Alaoui")];
        assert_eq!(found(&lines, &entries), [(1, 8, true), (2, 7, true)]);
        // nothing tells two twins apart: somebody must look
        let twins = [booked(7, 9, 15_000, "2026-00001", "Fatima Alaoui"), booked(8, 9, 15_000, "2026-00002", "Fatima Alaoui")];
        assert_eq!(found(&lines[..1], &twins), [(1, 7, false)]);
    }

    #[test]
    fn an_only_candidate_is_sure_when_it_is_near() {
        assert_eq!(found(&[line(1, 10, -3_300, "FRAIS")], &[booked(7, 12, -3_300, "x", "")]), [(1, 7, true)]);
        assert_eq!(found(&[line(1, 1, -3_300, "FRAIS")], &[booked(7, 28, -3_300, "x", "")]), [(1, 7, false)]);
        assert!(found(&[line(1, 10, 3_300, "FRAIS")], &[booked(7, 10, -3_300, "x", ""), booked(8, 10, 3_301, "x", "")]).is_empty());
    }

    proptest! {
        #[test]
        fn no_line_of_an_entry_is_proposed_twice(bank in proptest::collection::vec((1_u32..28, 1_i64..4), 0..20), books in proptest::collection::vec((1_u32..28, 1_i64..4), 0..20)) {
            let lines: Vec<_> = bank.iter().enumerate().map(|(at, (on, amount))| line(at as u128, *on, *amount, "x")).collect();
            let entries: Vec<_> = books.iter().enumerate().map(|(at, (on, amount))| booked(at as u128, *on, *amount, "y", "")).collect();
            let found = propose(&lines, &entries);
            let used: HashSet<Uuid> = found.values().map(|one| one.line.id).collect();
            prop_assert_eq!(used.len(), found.len());
            for line in &lines {
                if let Some(one) = found.get(&line.id) {
                    prop_assert_eq!(one.line.amount.in_centimes(), line.amount);
                }
            }
        }
    }
}
