//! Volunteers' time and gifts in kind: entries on class 0, which neither money nor the result ever sees.

use crate::chart;
use crate::entry::{Balanced, Line};
use crate::journal::{self, read_date, read_label};
use crate::posting::{Draft, Journal};
use crate::vouchers::Evidence;
use chrono::NaiveDate;
use contracts::books::Entry;
use contracts::contributions::{Contribution, NoteContribution};
use kernel::error::FieldErrors;
use kernel::permission::PostEntries;
use kernel::{Error, Money, Result};
use web::{Access, Routes};

pub fn routes(routes: Routes) -> Routes {
    routes.create("/api/v1/associations/{association}/books/contributions", "Note volunteers' time or a gift in kind", note)
}

/// `POST …/books/contributions`
pub async fn note(access: Access<PostEntries>, input: NoteContribution) -> Result<Entry> {
    let draft = read(&input, access.today())?;
    journal::write(access.begin().await?, draft, Evidence::default()).await
}

fn read(input: &NoteContribution, today: NaiveDate) -> Result<Draft> {
    let mut errors = FieldErrors::default();
    let kind = errors.keep("kind", Contribution::parse(&input.kind).ok_or("choice-unknown"));
    let label = read_label(&input.label, "label", &mut errors);
    let value = match kind {
        Some(Contribution::Time) => {
            // hours have no more decimals than money has
            let (hours, rate) = (positive("hours", &input.hours, &mut errors), positive("rate", &input.rate, &mut errors));
            let worth = hours.zip(rate).map(|(hours, rate)| worth(hours, rate).ok_or("amount-too-large"));
            worth.and_then(|worth| errors.keep("hours", worth))
        }
        Some(Contribution::Goods) => positive("amount", &input.amount, &mut errors),
        None => None,
    };
    let posted_on = read_date(&input.posted_on, today, &mut errors);
    errors.finish()?;
    let (Some(kind), Some(value), Some(posted_on)) = (kind, value, posted_on) else {
        return Err(Error::internal("a contribution without errors and without values"));
    };
    if value == Money::ZERO {
        return Err(Error::field("hours", "amount-zero"));
    }
    let line = |code: &str, debit: Money, credit: Money| {
        let account = chart::postable(code).map_err(Error::internal)?;
        Line::new(account, debit, credit).map_err(Error::internal)
    };
    let (used, given) = kind.accounts();
    let balanced = Balanced::new(vec![line(used, value, Money::ZERO)?, line(given, Money::ZERO, value)?])?;
    Ok(Draft { journal: Journal::General, posted_on, label, source: None, balanced })
}

fn positive(field: &str, text: &str, errors: &mut FieldErrors) -> Option<Money> {
    let amount = if text.trim().is_empty() { Err("required") } else { Money::parse(text) };
    let amount = amount.and_then(|amount| match amount.in_centimes() {
        ..0 => Err("amount-negative"),
        0 => Err("amount-zero"),
        _ => Ok(amount),
    });
    errors.keep(field, amount)
}

/// Hundredths of hours at so much an hour, to the nearest centime.
fn worth(hours: Money, rate: Money) -> Option<Money> {
    let hundredths = i128::from(hours.in_centimes()) * i128::from(rate.in_centimes());
    i64::try_from((hundredths + 50) / 100).ok().map(Money::centimes).filter(|worth| *worth <= Money::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, 5).unwrap()
    }

    fn time(hours: &str, rate: &str) -> NoteContribution {
        let text = str::to_owned;
        NoteContribution {
            kind: text("time"),
            label: text("Cours de soutien"),
            hours: text(hours),
            rate: text(rate),
            amount: String::new(),
            posted_on: text("01/03/2026"),
        }
    }

    #[test]
    fn hours_are_worth_their_rate() {
        let draft = read(&time("12,5", "٣٠"), today()).unwrap();
        assert_eq!(draft.balanced.total(), Money::centimes(37_500));
        assert_eq!(draft.balanced.lines().iter().map(Line::account).collect::<Vec<_>>(), ["08111", "08191"]);
        let goods = NoteContribution { kind: "goods".into(), amount: "800".into(), ..time("", "") };
        assert_eq!(read(&goods, today()).unwrap().balanced.lines()[0].account(), "08112");
    }

    #[test]
    fn what_is_missing_is_told_at_its_field() {
        let codes = |input: &NoteContribution| {
            let error = read(input, today()).unwrap_err();
            error.field_errors().iter().map(|e| format!("{} {}", e.field, e.code)).collect::<Vec<_>>()
        };
        assert_eq!(codes(&time("", "0")), ["hours required", "rate amount-zero"]);
        assert_eq!(codes(&time("999999999", "2")), ["hours amount-too-large"]);
        assert_eq!(codes(&time("0,01", "0,01")), ["hours amount-zero"]);
        let nothing = NoteContribution { kind: "gold".into(), ..NoteContribution::default() };
        assert_eq!(codes(&nothing), ["kind choice-unknown", "label required", "posted_on required"]);
    }

    proptest! {
        #[test]
        fn worth_is_never_a_centime_off(hours in 1i64..1_000_000, rate in 1i64..1_000_000) {
            let exact = hours * rate;
            let found = worth(Money::centimes(hours), Money::centimes(rate)).unwrap().in_centimes();
            prop_assert!((found * 100 - exact).abs() <= 50);
        }
    }
}
