//! Plain text accounting, as `ledger` and `hledger` read it. Text from users can become neither a
//! transaction nor a posting nor a comment of its own.

use crate::chart::{self, Chart};
use chrono::{DateTime, SecondsFormat, Utc};
use contracts::books::Entry;
use kernel::Money;
use kernel::fold::clean;
use std::fmt::Write;

/// ISO 4217.
const CURRENCY: &str = "MAD";

pub fn head(year: i32, now: DateTime<Utc>) -> String {
    let at = now.to_rfc3339_opts(SecondsFormat::Secs, true);
    format!("; Nassij: books of {year}, written at {at}\n; for ledger and hledger\n\ncommodity {CURRENCY}\n    format 1000.00 {CURRENCY}\n")
}

/// Appends one transaction. Writing to a `String` does not fail.
pub fn write(chart: &Chart, out: &mut String, entry: &Entry) {
    let _ = writeln!(out, "\n{} * ({}-{}) {}", entry.posted_on, inline(&entry.journal), entry.number, label(&entry.label));
    let _ = writeln!(out, "    ; id: {}", entry.id);
    if let Some(source) = &entry.source {
        let _ = writeln!(out, "    ; source: {} {}", inline(&source.kind), source.id);
    }
    let _ = writeln!(out, "    ; hash: {}", inline(&entry.hash));
    for line in &entry.lines {
        let (sign, amount) = if line.credit > Money::ZERO { ("-", line.credit) } else { ("", line.debit) };
        let centimes = amount.in_centimes().unsigned_abs();
        // two spaces at least end the account's name
        let _ = writeln!(out, "    {}  {sign}{}.{:02} {CURRENCY}", account_name(chart, &line.account), centimes / 100, centimes % 100);
        for (tag, named) in [("project", &line.project), ("grant", &line.grant)] {
            if let Some(named) = named {
                let _ = writeln!(out, "    ; {tag}: {}", inline(&named.code.replace([',', ':'], " ")));
            }
        }
    }
}

/// `Assets:51 Trésorerie - actif:51611 Caisse centrale`. Both programs know the kinds of accounts by
/// these English words.
fn account_name(chart: &Chart, code: &str) -> String {
    let Some(account) = chart.account(code) else { return format!("Unknown:{}", part(code)) };
    let kind = match account.kind.as_str() {
        "asset" => "Assets",
        "liability" => "Liabilities",
        "equity" => "Equity",
        "income" => "Income",
        "expense" => "Expenses",
        _ => "Memo",
    };
    let heading = chart::heading_of(code).map(|heading| format!("{} {}:", heading.code, part(&heading.name_fr))).unwrap_or_default();
    format!("{kind}:{heading}{code} {}", part(&account.name_fr))
}

/// A part of an account's name: no separator of parts in it.
fn part(text: &str) -> String {
    inline(&text.replace(':', " "))
}

fn label(text: &str) -> String {
    let text = inline(text);
    if text.is_empty() { "-".to_owned() } else { text }
}

/// On one line, single spaces, no comment sign.
fn inline(text: &str) -> String {
    clean(&text.replace(';', ","))
}

#[cfg(test)]
mod tests {
    use super::*;
    use contracts::books::{Line, Source};
    use contracts::projects::AxisName;
    use proptest::prelude::*;
    use std::collections::BTreeMap;
    use std::io::Write as _;
    use std::process::{Command, Stdio};
    use uuid::Uuid;

    const HOSTILE: [&str; 10] = [
        "Loyer; mars",
        "x\n2026-01-01 * stolen\n    Assets:Mine  1000000 MAD\n    Equity:Yours\n",
        "x\r2026-01-01 y",
        "x\u{2028}2026-01-01 y\u{85}z",
        "  ; only a comment",
        "\t\t",
        "(fake) * ! [a] {b} | c @ 1 MAD = 5",
        "اشتراك ; 2026 \u{202e}",
        "\"quoted\" 'text' \\n %(1) $1",
        "include /etc/passwd\n!include /etc/passwd",
    ];

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
            posted_on: chrono::NaiveDate::from_ymd_opt(2026, 3, 5).unwrap(),
            label: label.into(),
            source: Some(Source { kind: "dues_payment".into(), id: Uuid::nil() }),
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
        write(&standard(), &mut text, &entry(7, "Loyer; mars", vec![line("61312", 123_456, 0), line("51611", 0, 123_456)]));
        let expected = "
2026-03-05 * (GEN-7) Loyer, mars
    ; id: 00000000-0000-0000-0000-000000000001
    ; source: dues_payment 00000000-0000-0000-0000-000000000000
    ; hash: 00ff
    Expenses:61 Charges d'exploitation:61312 Locations de constructions (siège, salles)  1234.56 MAD
    Assets:51 Trésorerie - actif:51611 Caisse centrale  -1234.56 MAD
";
        assert_eq!(text, expected);
    }

    #[test]
    fn what_a_line_is_for_is_a_tag_of_its_posting() {
        let name = AxisName { id: Uuid::nil(), code: "Caravane: 2026, a;b".into(), name_ar: String::new(), name_fr: String::new() };
        let mut rent = line("61312", 100, 0);
        rent.project = Some(name);
        let mut text = head(2026, DateTime::default());
        write(&standard(), &mut text, &entry(7, "Loyer", vec![rent, line("51611", 0, 100)]));
        assert!(text.contains("siège, salles)  1.00 MAD\n    ; project: Caravane 2026 a,b\n    Assets:"), "{text}");
        for (program, arguments) in [
            (
                "ledger",
                ["-f", "-", "--balance-format", "\"%(account)\",\"%(display_total)\"\n", "--flat", "balance", "%project"].as_slice(),
            ),
            ("hledger", &["-f", "-", "balance", "tag:project", "-O", "csv"]),
        ] {
            if let Some(seen) = balances(program, arguments, &text) {
                assert_eq!(seen.values().copied().max(), Some(100), "{program}: {seen:?}");
                assert!(seen.keys().all(|name| !name.contains("51611")), "{program}: {seen:?}");
            }
        }
    }

    #[test]
    fn names_of_accounts_have_no_separator_inside() {
        for account in chart::accounts() {
            let name = account_name(&standard(), &account.code);
            assert_eq!(name.matches(':').count(), 2, "{name}");
            assert!(!name.contains("  ") && !name.contains([';', '\n', '\t', '|']), "{name}");
        }
    }

    proptest! {
        #[test]
        fn no_label_becomes_a_line(label in "(.|\n|\r|;|  ){0,60}") {
            let mut text = String::new();
            write(&standard(), &mut text, &entry(1, &label, vec![line("51611", 1, 0), line("71832", 0, 1)]));
            prop_assert_eq!(text.split('\n').count(), 8);
            let first = text.lines().nth(1).unwrap();
            prop_assert!(first.starts_with("2026-03-05 * (GEN-1) ") && !first.contains(';') && !first.contains("  "), "{}", first);
            let breaks = ['\r', '\u{85}', '\u{2028}', '\u{b}', '\u{c}'];
            prop_assert!(!text.contains(breaks));
        }
    }

    /// Account and centimes as the program sees them; `None` when it is not installed.
    fn balances(program: &str, arguments: &[&str], text: &str) -> Option<BTreeMap<String, i64>> {
        let started = Command::new(program).args(arguments).env("LC_ALL", "C.UTF-8").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let Ok(mut child) = started else {
            println!("{program} is not installed: not compared");
            return None;
        };
        child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{program} refuses the text");
        let read = |row: &str| {
            let mut cells = row.trim_matches('"').split("\",\"");
            let (name, amount) = (cells.next()?.to_owned(), cells.next()?.strip_suffix(" MAD")?.replace('.', ""));
            Some((name, amount.parse().ok()?))
        };
        Some(String::from_utf8(output.stdout).unwrap().lines().filter_map(read).collect())
    }

    #[test]
    fn ledger_and_hledger_agree_to_the_centime() {
        let postable: Vec<_> = chart::accounts().iter().filter(|account| account.postable).collect();
        let mut text = head(2026, DateTime::default());
        let mut expected: BTreeMap<String, i64> = BTreeMap::new();
        for (i, account) in (1..).zip(&postable) {
            let (amount, other) = (i * 1_000_003 + 1, postable[usize::try_from(i * 7).unwrap() % postable.len()]);
            let label = HOSTILE[usize::try_from(i).unwrap() % HOSTILE.len()];
            write(
                &standard(),
                &mut text,
                &entry(i, label, vec![line(&account.code, amount, 0), line(&other.code, 0, amount - 1), line("51611", 0, 1)]),
            );
            for (code, centimes) in [(account.code.as_str(), amount), (&other.code, 1 - amount), ("51611", -1)] {
                *expected.entry(account_name(&standard(), code)).or_default() += centimes;
            }
        }
        expected.retain(|_, centimes| *centimes != 0);
        let ledger = ["-f", "-", "--no-total", "--flat", "--balance-format", "\"%(account)\",\"%(display_total)\"\n", "balance"];
        let hledger = ["-f", "-", "balance", "--flat", "--no-total", "-O", "csv"];
        for (program, arguments) in [("ledger", ledger.as_slice()), ("hledger", &hledger)] {
            if let Some(seen) = balances(program, arguments, &text) {
                assert_eq!(seen, expected, "{program}");
            }
        }
    }
}
