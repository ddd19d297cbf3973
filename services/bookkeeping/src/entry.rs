//! What an entry must be before it is written: balanced, on accounts that can carry lines.

use crate::axis::Axis;
use crate::chart::{Account, Chart};
use crate::entity::line;
use contracts::books::PostLine;
use kernel::error::FieldErrors;
use kernel::fold::{clean, western_digits};
use kernel::{Error, Money, Result};

pub const MIN_LINES: usize = 2;
pub const MAX_LINES: usize = 200;

/// A line with exactly one side, which is more than zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    account: String,
    debit: Money,
    credit: Money,
    axis: Axis,
}

impl Line {
    /// # Errors
    /// The code of a field error: `amount-negative`, `line-one-side`.
    pub fn new(account: &Account, debit: Money, credit: Money) -> std::result::Result<Self, &'static str> {
        Self::read(&account.code, debit, credit)
    }

    /// One that was posted, on whatever account it was.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn read(account: &str, debit: Money, credit: Money) -> std::result::Result<Self, &'static str> {
        if debit < Money::ZERO || credit < Money::ZERO {
            return Err("amount-negative");
        }
        if (debit > Money::ZERO) == (credit > Money::ZERO) {
            return Err("line-one-side");
        }
        Ok(Self { account: account.to_owned(), debit, credit, axis: Axis::default() })
    }

    /// As it stands in the books.
    pub fn of_row(row: &line::Model) -> Result<Self> {
        Self::read(&row.account, Money::centimes(row.debit), Money::centimes(row.credit)).map_err(Error::internal)
    }

    /// The same line, for this project and grant.
    #[must_use]
    pub fn of(self, axis: Axis) -> Self {
        Self { axis, ..self }
    }

    pub fn axis(&self) -> Axis {
        self.axis
    }

    pub fn account(&self) -> &str {
        &self.account
    }
    pub fn debit(&self) -> Money {
        self.debit
    }
    pub fn credit(&self) -> Money {
        self.credit
    }
}

/// Lines whose debits and credits are equal. There is no other way to make one than [`Self::new`] and [`Self::whole`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Balanced {
    lines: Vec<Line>,
    total: Money,
}

impl Balanced {
    /// # Errors
    /// `entry-too-few-lines`, `entry-too-many-lines`, `amount-too-large` (the sum leaves 64 bits),
    /// `entry-unbalanced` with both sums.
    pub fn new(lines: Vec<Line>) -> Result<Self> {
        if lines.len() > MAX_LINES {
            return Err(Error::invalid("entry-too-many-lines").with("max", MAX_LINES));
        }
        Self::whole(lines)
    }

    /// Of as many lines as there are: what opens a year has one for each account that is left with something.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn whole(lines: Vec<Line>) -> Result<Self> {
        if lines.len() < MIN_LINES {
            return Err(Error::invalid("entry-too-few-lines").with("min", MIN_LINES));
        }
        let too_large = || Error::invalid("amount-too-large");
        let debit = Money::sum(lines.iter().map(|line| line.debit)).ok_or_else(too_large)?;
        let credit = Money::sum(lines.iter().map(|line| line.credit)).ok_or_else(too_large)?;
        if debit != credit {
            return Err(Error::invalid("entry-unbalanced").with("debit", debit).with("credit", credit));
        }
        Ok(Self { lines, total: debit })
    }

    pub fn lines(&self) -> &[Line] {
        &self.lines
    }
    /// The sum of one side.
    pub fn total(&self) -> Money {
        self.total
    }
}

/// Reads the lines of a form. Lines left blank are skipped; errors name the others by their place
/// in the form, from 0.
pub fn read_lines(chart: &Chart, lines: &[PostLine], errors: &mut FieldErrors) -> Vec<Line> {
    // 200 lines is far above any real entry: what is longer is not read line by line
    let filled = lines.iter().take(MAX_LINES + 1).enumerate().filter(|(_, line)| !is_blank(line));
    filled.filter_map(|(at, line)| read_line(chart, at, line, errors)).collect()
}

fn is_blank(line: &PostLine) -> bool {
    [&line.account, &line.debit, &line.credit].into_iter().all(|text| text.trim().is_empty())
}

fn read_line(chart: &Chart, at: usize, line: &PostLine, errors: &mut FieldErrors) -> Option<Line> {
    let field = |name: &str| format!("lines.{at}.{name}");
    let code = western_digits(&clean(&line.account));
    let account = errors.keep(&field("account"), if code.is_empty() { Err("required") } else { chart.open(&code) });
    let debit = errors.keep(&field("debit"), amount(&line.debit));
    let credit = errors.keep(&field("credit"), amount(&line.credit));
    let (debit, credit) = (debit?, credit?);
    let axis = Axis::read(&line.project, &line.grant, &field(""), errors);
    // told even when the account is wrong: all of a form's errors are shown at once
    if (debit > Money::ZERO) == (credit > Money::ZERO) {
        errors.add(&field("debit"), "line-one-side");
        return None;
    }
    errors.keep(&field("debit"), Line::new(account?, debit, credit)).map(|line| line.of(axis))
}

fn amount(text: &str) -> std::result::Result<Money, &'static str> {
    if text.trim().is_empty() { Ok(Money::ZERO) } else { Money::parse(text) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart;
    use proptest::prelude::*;

    fn line(account: &str, debit: &str, credit: &str) -> PostLine {
        PostLine { account: account.into(), debit: debit.into(), credit: credit.into(), ..PostLine::default() }
    }

    fn cash() -> &'static Account {
        chart::postable("51611").unwrap()
    }

    fn side(debit: bool, centimes: i64) -> Line {
        let (amount, zero) = (Money::centimes(centimes), Money::ZERO);
        if debit { Line::new(cash(), amount, zero) } else { Line::new(cash(), zero, amount) }.unwrap()
    }

    fn errors_of(lines: &[PostLine]) -> Vec<(String, String)> {
        let mut errors = FieldErrors::default();
        read_lines(&Chart::new(Vec::new()), lines, &mut errors);
        errors
            .finish()
            .err()
            .map(|error| error.field_errors().iter().map(|e| (e.field.clone(), e.code.clone())).collect())
            .unwrap_or_default()
    }

    #[test]
    fn a_form_is_read_with_its_blank_lines() {
        let mut errors = FieldErrors::default();
        let form = [line("٥١٦١١", "200", ""), line("", " ", ""), line("71832", "0", "200,00")];
        let entry = Balanced::new(read_lines(&Chart::new(Vec::new()), &form, &mut errors)).unwrap();
        errors.finish().unwrap();
        assert_eq!(entry.total(), Money::centimes(20_000));
        assert_eq!(entry.lines().iter().map(Line::account).collect::<Vec<_>>(), ["51611", "71832"]);
    }

    #[test]
    fn every_error_of_a_form_is_told_at_its_field() {
        let form = [
            line("5161", "1", ""),
            line("51611", "1", "1"),
            line("51611", "", ""),
            line("99999", "-1", ""),
            line("", "1,234", ""),
            line("51611", "", "x"),
            line("51611", "99999999999999999999", ""),
        ];
        let told = errors_of(&form);
        let expected = [
            ("lines.0.account", "account-not-postable"),
            ("lines.1.debit", "line-one-side"),
            ("lines.2.debit", "line-one-side"),
            ("lines.3.account", "account-unknown"),
            ("lines.3.debit", "amount-negative"),
            ("lines.4.account", "required"),
            ("lines.4.debit", "amount-too-precise"),
            ("lines.5.credit", "amount-not-a-number"),
            ("lines.6.debit", "amount-too-large"),
        ];
        assert_eq!(told.iter().map(|(f, c)| (f.as_str(), c.as_str())).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn an_entry_has_two_to_two_hundred_lines() {
        let code = |lines: Vec<Line>| Balanced::new(lines).map_err(|error| error.code().to_owned()).map(|_| ());
        assert_eq!(code(vec![]), Err("entry-too-few-lines".into()));
        assert_eq!(code(vec![side(true, 1)]), Err("entry-too-few-lines".into()));
        let pairs = |count| (0..count).flat_map(|_| [side(true, 1), side(false, 1)]).collect::<Vec<_>>();
        assert_eq!(code(pairs(100)), Ok(()));
        assert_eq!(code(pairs(101)), Err("entry-too-many-lines".into()));
    }

    #[test]
    fn what_does_not_balance_says_by_how_much() {
        let error = Balanced::new(vec![side(true, 20_000), side(false, 19_999)]).unwrap_err();
        assert_eq!(error.code(), "entry-unbalanced");
        assert_eq!((error.params()["debit"].as_str(), error.params()["credit"].as_str()), ("200,00", "199,99"));
    }

    #[test]
    fn sums_do_not_wrap() {
        let all = i64::MAX;
        assert_eq!(
            Balanced::new(vec![side(true, all), side(true, all), side(false, 2), side(false, 2)]).unwrap_err().code(),
            "amount-too-large"
        );
        assert_eq!(
            Balanced::new(vec![side(true, all), side(true, 1), side(false, all), side(false, 1)]).unwrap_err().code(),
            "amount-too-large"
        );
        assert_eq!(Balanced::new(vec![side(true, all), side(false, all)]).unwrap().total(), Money::centimes(all));
    }

    fn any_amount() -> impl Strategy<Value = i64> {
        prop_oneof![any::<i64>(), -3i64..4, Just(i64::MAX), Just(i64::MIN), Just(i64::MAX / 2), Just(i64::MAX / 2 + 1)]
    }

    proptest! {
        #[test]
        fn a_line_has_one_side_more_than_zero(debit in any_amount(), credit in any_amount()) {
            let right = (debit > 0 && credit == 0) || (debit == 0 && credit > 0);
            prop_assert_eq!(Line::new(cash(), Money::centimes(debit), Money::centimes(credit)).is_ok(), right);
        }

        /// Against the same question asked in 128 bits.
        #[test]
        fn exactly_the_balanced_entries_can_be_made(amounts in prop::collection::vec((any::<bool>(), any_amount()), 0..6), close: bool) {
            let mut lines: Vec<_> = amounts.into_iter().filter(|(_, amount)| *amount > 0).map(|(debit, amount)| side(debit, amount)).collect();
            let sum = |lines: &[Line], of: fn(&Line) -> Money| lines.iter().map(|line| i128::from(of(line).in_centimes())).sum::<i128>();
            let missing = sum(&lines, Line::debit) - sum(&lines, Line::credit);
            if let (true, Ok(amount @ 1..)) = (close, i64::try_from(missing.abs())) {
                lines.push(side(missing < 0, amount));
            }
            let (debit, credit) = (sum(&lines, Line::debit), sum(&lines, Line::credit));
            let right = lines.len() >= 2 && debit == credit && debit <= i128::from(i64::MAX);
            let made = Balanced::new(lines);
            prop_assert_eq!(made.is_ok(), right);
            if let Ok(entry) = made {
                prop_assert_eq!(i128::from(entry.total().in_centimes()), debit);
            }
        }

        /// Whatever is typed, reading gives lines or errors and never both for one line.
        #[test]
        fn nothing_typed_breaks_the_reading(texts in prop::collection::vec((".{0,12}", ".{0,12}", ".{0,12}"), 0..4)) {
            let form: Vec<_> = texts.iter().map(|(account, debit, credit)| line(account, debit, credit)).collect();
            let mut errors = FieldErrors::default();
            let lines = read_lines(&Chart::new(Vec::new()), &form, &mut errors);
            prop_assert!(lines.len() <= form.len());
            prop_assert!(errors.finish().is_err() || lines.len() == form.iter().filter(|line| !is_blank(line)).count());
        }
    }
}
