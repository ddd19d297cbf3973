//! Which line of a statement an account belongs to. Lines and rules are data, with their source: the table of
//! the plan for associations replaces them the day it is published.

use kernel::{Error, Locale, Money, Result};
use std::collections::BTreeMap;
use std::sync::LazyLock;

const LINES: &str = include_str!("../../data/statement_lines.csv");
const RULES: &str = include_str!("../../data/statement_mapping.csv");

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Heading,
    /// Filled by accounts; `true`: a debit balance is positive.
    Line(bool),
    Total,
}

/// A line of a statement.
#[derive(Clone, Debug)]
pub struct Line {
    pub model: String,
    pub statement: String,
    pub id: String,
    pub kind: Kind,
    /// Of a total: lines with their signs.
    terms: Vec<(i64, String)>,
    ar: String,
    fr: String,
    en: String,
}

impl Line {
    pub fn label(&self, locale: Locale) -> &str {
        match locale {
            Locale::Ar => &self.ar,
            Locale::Fr => &self.fr,
            Locale::En => &self.en,
        }
    }
}

#[derive(Clone, Debug)]
pub struct Rule {
    model: String,
    statement: String,
    /// How the accounts begin.
    pub code: String,
    /// Only while the balance is on this side; `true`: debit.
    side: Option<bool>,
    pub line: String,
    /// Depreciation, which is taken off.
    pub contra: bool,
}

struct Mapping {
    lines: Vec<Line>,
    rules: Vec<Rule>,
}

/// Both texts are part of the binary: that every row reads is a test's concern.
static MAPPING: LazyLock<Mapping> = LazyLock::new(|| Mapping {
    lines: rows(LINES)
        .map(|[model, statement, id, weight, sign, formula, fr, ar, en]| {
            let kind = match weight.as_str() {
                "heading" => Kind::Heading,
                "line" => Kind::Line(sign == "debit"),
                _ => Kind::Total,
            };
            Line { model, statement, id, kind, terms: terms(&formula), ar, fr, en }
        })
        .collect(),
    rules: rows(RULES)
        .map(|[model, statement, code, balance, line, column]| {
            let side = (!balance.is_empty()).then_some(balance == "debit");
            Rule { model, statement, code, side, line, contra: column == "contra" }
        })
        .collect(),
});

fn rows<const N: usize>(text: &str) -> impl Iterator<Item = [String; N]> {
    csv::Reader::from_reader(text.as_bytes())
        .into_records()
        .filter_map(|row| row.ok().map(|row| std::array::from_fn(|column| row.get(column).unwrap_or_default().to_owned())))
        .collect::<Vec<_>>()
        .into_iter()
}

/// `A+B-C`
fn terms(formula: &str) -> Vec<(i64, String)> {
    let signed = formula.replace('-', "+-");
    let terms = signed.split('+').filter(|term| !term.is_empty());
    terms.map(|term| term.strip_prefix('-').map_or_else(|| (1, term.to_owned()), |term| (-1, term.to_owned()))).collect()
}

/// The lines of a statement in their order.
pub fn lines(model: &str, statement: &str) -> impl Iterator<Item = &'static Line> {
    let (model, statement) = (model.to_owned(), statement.to_owned());
    MAPPING.lines.iter().filter(move |line| line.model == model && line.statement == statement)
}

/// The rule for an account with this balance: the one that names most of its digits.
pub fn rule(model: &str, statement: &str, account: &str, balance: Money) -> Option<&'static Rule> {
    let debit = balance >= Money::ZERO;
    let fits = |rule: &&Rule| {
        rule.model == model && rule.statement == statement && account.starts_with(&rule.code) && rule.side.is_none_or(|side| side == debit)
    };
    MAPPING.rules.iter().filter(fits).max_by_key(|rule| rule.code.len())
}

/// How the accounts of a line begin, for its ledger.
pub fn accounts(model: &str, statement: &str, line: &str) -> String {
    let mut codes: Vec<&str> = MAPPING
        .rules
        .iter()
        .filter(|rule| rule.model == model && rule.statement == statement && rule.line == line)
        .map(|rule| rule.code.as_str())
        .filter(|code| code.bytes().all(|b| b.is_ascii_digit()))
        .collect();
    codes.dedup();
    codes.join(",")
}

/// The value of a line, of a total from those before it.
pub fn value(line: &Line, values: &BTreeMap<&'static str, Money>) -> Result<Money> {
    if line.kind != Kind::Total {
        return Ok(values.get(line.id.as_str()).copied().unwrap_or_default());
    }
    let too_large = || Error::internal("a total of a statement leaves 64 bits");
    line.terms.iter().try_fold(Money::ZERO, |sum, (sign, id)| {
        let term = values.get(id.as_str()).copied().unwrap_or_default();
        if *sign < 0 { sum.checked_sub(term) } else { sum.checked_add(term) }.ok_or_else(too_large)
    })
}

/// Whether a total is of lines that all have a value there.
pub fn is_of(line: &Line, values: &BTreeMap<&'static str, Money>) -> bool {
    line.terms.iter().all(|(_, id)| values.contains_key(id.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart;
    use std::collections::BTreeSet;

    const MODELS: [(&str, &str); 5] =
        [("simplified", "balance-sheet"), ("normal", "balance-sheet"), ("simplified", "income"), ("normal", "income"), ("", "cash")];

    #[test]
    fn every_row_reads() {
        assert_eq!(MAPPING.lines.len(), LINES.lines().count() - 1);
        assert_eq!(MAPPING.rules.len(), RULES.lines().count() - 1);
        let arabic = |text: &str| text.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c));
        for line in &MAPPING.lines {
            assert!(MODELS.contains(&(line.model.as_str(), line.statement.as_str())), "{line:?}");
            assert!(arabic(&line.ar) && !line.fr.is_empty() && !arabic(&line.fr) && !line.en.is_empty(), "{line:?}");
        }
    }

    #[test]
    fn rules_and_totals_name_lines_that_are_there() {
        for (model, statement) in MODELS {
            let mut known = BTreeSet::new();
            for line in lines(model, statement) {
                for (_, term) in &line.terms {
                    assert!(known.contains(term.as_str()), "{model} {statement} {}: {term} comes before it", line.id);
                }
                assert_eq!(line.kind == Kind::Total, !line.terms.is_empty(), "{}", line.id);
                assert!(line.kind == Kind::Heading || known.insert(line.id.as_str()), "{} is there once", line.id);
            }
            for rule in MAPPING.rules.iter().filter(|rule| rule.model == model && rule.statement == statement) {
                assert!(known.contains(rule.line.as_str()), "{rule:?}");
            }
        }
    }

    /// Whatever account of the chart has a balance, on whichever side, stands in the statements.
    #[test]
    fn every_account_has_its_line() {
        let one = Money::centimes(1);
        for account in chart::accounts().iter().map(|account| account.code.as_str()) {
            for balance in [one, Money::centimes(-1)] {
                let found = |model, statement| rule(model, statement, account, balance).is_some();
                let (sheet, income) = match account.as_bytes()[0] {
                    b'1'..=b'5' => (true, false),
                    _ => (false, true),
                };
                for model in ["simplified", "normal"] {
                    assert_eq!(found(model, "balance-sheet"), sheet, "{account} in the {model} balance sheet");
                    assert_eq!(found(model, "income"), income, "{account} in the {model} income statement");
                }
                assert_eq!(found("", "cash"), !account.starts_with('5'), "{account} in receipts and expenses");
            }
        }
    }

    #[test]
    fn the_longest_rule_counts_and_the_side_too() {
        let line =
            |account, centimes| rule("simplified", "balance-sheet", account, Money::centimes(centimes)).map(|rule| rule.line.as_str());
        assert_eq!((line("34281", 5), line("34281", -5)), (Some("B2"), Some("Q1")));
        assert_eq!((line("51411", 5), line("51411", -5)), (Some("C1"), Some("R1")));
        assert_eq!(line("1191", -5), Some("P4"));
        assert_eq!(line("result", -5), Some("P4"));
        assert!(rule("simplified", "balance-sheet", "2832", Money::centimes(-5)).is_some_and(|rule| rule.contra && rule.line == "A3"));
        assert_eq!(terms("A+B-C"), [(1, "A".to_owned()), (1, "B".to_owned()), (-1, "C".to_owned())]);
    }
}
