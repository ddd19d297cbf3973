//! Plain text accounting, as `beancount` reads it. Text from users stays inside its quotes.

use crate::chart::Chart;
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use contracts::books::Entry;
use kernel::Money;
use kernel::fold::{clean, fold};
use std::collections::BTreeSet;
use std::fmt::Write;
use tables::decimal;

/// ISO 4217.
const CURRENCY: &str = "MAD";

pub fn head(year: i32, now: DateTime<Utc>) -> String {
    let at = now.to_rfc3339_opts(SecondsFormat::Secs, true);
    format!("; Nassij: books of {year}, written at {at}\noption \"operating_currency\" \"{CURRENCY}\"\n")
}

/// Appends one transaction. Writing to a `String` does not fail.
pub fn write(chart: &Chart, out: &mut String, entry: &Entry) {
    let _ = writeln!(out, "\n{} * {}", entry.posted_on, quoted(&entry.label));
    let _ = writeln!(out, "  number: {}", quoted(&format!("{}-{}", entry.journal, entry.number)));
    let _ = writeln!(out, "  nassij: {}", quoted(&entry.id.to_string()));
    let _ = writeln!(out, "  hash: {}", quoted(&entry.hash));
    for line in &entry.lines {
        let amount = line.debit.checked_sub(line.credit).unwrap_or(Money::ZERO);
        let _ = writeln!(out, "  {}  {} {CURRENCY}", account_name(chart, &line.account), decimal(amount, '.'));
    }
}

/// Every account must be opened on the day it is first used at the latest; where in the file does not matter.
pub fn open(chart: &Chart, out: &mut String, on: NaiveDate, used: &BTreeSet<String>) {
    out.push('\n');
    for account in used {
        let _ = writeln!(out, "{on} open {} {CURRENCY}", account_name(chart, account));
    }
}

/// `Assets:51611-Caisse-centrale`: parts begin with a digit or a capital letter and hold letters, digits and hyphens.
fn account_name(chart: &Chart, code: &str) -> String {
    let account = chart.account(code);
    let root = match account.map_or("", |account| account.kind.as_str()) {
        "asset" => "Assets",
        "liability" => "Liabilities",
        "income" => "Income",
        "expense" => "Expenses",
        _ => "Equity",
    };
    let name = fold(account.map_or("", |account| account.name_fr.as_str()));
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let parts: Vec<&str> = std::iter::once(code).chain(words.take(6)).collect();
    format!("{root}:{}", parts.join("-"))
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", clean(text).replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart;
    use contracts::books::Line;
    use proptest::prelude::*;
    use std::io::Write as _;
    use std::process::Command;
    use uuid::Uuid;

    fn standard() -> Chart {
        Chart::new(Vec::new())
    }

    fn line(account: &str, debit: i64, credit: i64) -> Line {
        let (account_name_ar, account_name_fr) = standard().names(account);
        Line {
            account: account.into(),
            account_name_ar,
            account_name_fr,
            debit: Money::centimes(debit),
            credit: Money::centimes(credit),
            project: None,
            grant: None,
        }
    }

    fn entry(number: i64, label: &str, lines: Vec<Line>) -> Entry {
        Entry {
            id: Uuid::from_u128(1),
            number,
            journal: "GEN".into(),
            year: 2026,
            posted_on: NaiveDate::from_ymd_opt(2026, 3, 5).unwrap(),
            label: label.into(),
            source: None,
            lines,
            posted_at: DateTime::default(),
            hash: "00ff".into(),
            reversed_by: None,
            vouchers: Vec::new(),
        }
    }

    #[test]
    fn an_entry_reads_as_a_transaction() {
        let mut text = String::new();
        write(&standard(), &mut text, &entry(7, "Loyer \"mars\" \\", vec![line("61312", 123_456, 0), line("51611", 0, 123_456)]));
        let expected = r#"
2026-03-05 * "Loyer \"mars\" \\"
  number: "GEN-7"
  nassij: "00000000-0000-0000-0000-000000000001"
  hash: "00ff"
  Expenses:61312-locations-de-constructions-siege-salles  1234.56 MAD
  Assets:51611-caisse-centrale  -1234.56 MAD
"#;
        assert_eq!(text, expected);
    }

    proptest! {
        #[test]
        fn no_label_leaves_its_quotes(label in "(.|\n|\r|\"|\\\\|;){0,60}") {
            let mut text = String::new();
            write(&standard(), &mut text, &entry(1, &label, vec![line("51611", 1, 0), line("71832", 0, 1)]));
            prop_assert_eq!(text.split('\n').count(), 8);
            let first = text.lines().nth(1).unwrap();
            let inside = first.strip_prefix("2026-03-05 * \"").and_then(|rest| rest.strip_suffix('"')).unwrap();
            let bare = inside.replace("\\\\", "").replace("\\\"", "");
            prop_assert!(!bare.contains(['"', '\\']), "{}", first);
        }
    }

    /// The real program, where it is installed, finds nothing wrong and the same balances.
    #[test]
    fn beancount_agrees_to_the_centime() {
        let postable: Vec<_> = chart::accounts().iter().filter(|account| account.postable).collect();
        let (mut text, mut used) = (head(2026, DateTime::default()), BTreeSet::new());
        let mut cash = 0;
        for (i, account) in (1..).zip(&postable) {
            let amount = i * 1_000_003 + 1;
            write(
                &standard(),
                &mut text,
                &entry(i, "x\" ; \\ \n2026-01-01 open Assets:Mine اشتراك", vec![line(&account.code, amount, 0), line("51611", 0, amount)]),
            );
            used.extend([account.code.clone(), "51611".to_owned()]);
            cash += if account.code == "51611" { 0 } else { -amount };
        }
        let of_cash = account_name(&standard(), "51611");
        open(&standard(), &mut text, NaiveDate::from_ymd_opt(2026, 1, 1).unwrap(), &used);
        let _ = writeln!(text, "2026-03-06 balance {of_cash} {} {CURRENCY}", decimal(Money::centimes(cash), '.'));
        let path = std::env::temp_dir().join(format!("nassij-{}.beancount", kernel::id::new_id()));
        std::fs::File::create(&path).unwrap().write_all(text.as_bytes()).unwrap();
        let checked = Command::new("bean-check").arg(&path).output();
        std::fs::remove_file(&path).unwrap();
        match checked {
            Ok(output) => assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr)),
            Err(_) => println!("bean-check is not installed: not compared"),
        }
    }
}
