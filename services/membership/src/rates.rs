//! What somebody owes of a year by the rules of its fee. No I/O.

use chrono::{Datelike, NaiveDate};
use kernel::Money;
use std::collections::HashMap;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rates {
    pub year: i32,
    pub amount: Money,
    pub joining: Option<Money>,
    pub prorated: bool,
    /// By the folded name of the category.
    pub categories: HashMap<String, Money>,
    pub family: FamilyRule,
}

/// What members of one family pay less of the annual dues.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FamilyRule {
    /// From this member on so many hundredths are due.
    pub from: Option<(i32, i32)>,
    /// All of them together pay no more.
    pub most: Option<Money>,
}

/// What the members of a family who come before owe of the year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Before {
    pub members: i32,
    pub centimes: i64,
}

impl FamilyRule {
    pub const fn is_none(self) -> bool {
        self.from.is_none() && self.most.is_none()
    }

    /// Of what the next member would owe alone, what is due; rounded to the centime, half a centime upwards.
    pub fn due(self, alone: Money, before: Before) -> Money {
        let part = self.from.filter(|(from, _)| before.members + 1 >= *from);
        let reduced = part.map_or(alone.in_centimes(), |(_, percent)| (alone.in_centimes() * i64::from(percent) + 50) / 100);
        let room = self.most.map_or(reduced, |most| (most.in_centimes() - before.centimes).max(0));
        Money::centimes(reduced.min(room))
    }
}

impl Rates {
    /// Nothing for a category that pays nothing.
    pub fn annual(&self, category: Option<&str>, joined_on: Option<NaiveDate>) -> Money {
        let whole = category.and_then(|folded| self.categories.get(folded)).copied().unwrap_or(self.amount);
        match joined_on.filter(|joined| self.prorated && joined.year() == self.year) {
            None => whole,
            Some(joined) => twelfths(whole, 13 - i64::from(joined.month())),
        }
    }

    /// What a newcomer of the year pays besides.
    pub fn joining(&self, joined_on: Option<NaiveDate>) -> Option<Money> {
        self.joining.filter(|_| joined_on.is_some_and(|joined| joined.year() == self.year))
    }
}

/// Rounded to the centime, half a centime upwards.
fn twelfths(whole: Money, months: i64) -> Money {
    let (full, rest) = (whole.in_centimes() / 12, whole.in_centimes() % 12);
    Money::centimes(full * months + (rest * months + 6) / 12)
}

/// The first day of a year of dues.
pub fn begins(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(NaiveDate::MAX)
}

/// What is due when where nothing was said.
pub fn usual_due_date(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 3, 31).unwrap_or(NaiveDate::MAX)
}

/// The part of `amount` that each of the open sums takes, in their order, and what is left over.
pub fn allocate(amount: Money, open: &[Money]) -> (Vec<Money>, Money) {
    let mut left = amount.in_centimes().max(0);
    let parts = open.iter().map(|open| {
        let part = left.min(open.in_centimes().max(0));
        left -= part;
        Money::centimes(part)
    });
    let parts = parts.collect();
    (parts, Money::centimes(left))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rates() -> Rates {
        let categories = HashMap::from([("etudiant".into(), Money::centimes(5_000)), ("honneur".into(), Money::ZERO)]);
        Rates {
            year: 2026,
            amount: Money::centimes(20_000),
            joining: Some(Money::centimes(10_000)),
            prorated: true,
            categories,
            family: FamilyRule::default(),
        }
    }

    fn day(year: i32, month: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, month, 15)
    }

    #[test]
    fn everybody_owes_what_their_category_and_their_joining_say() {
        let of = |category, joined| rates().annual(category, joined).in_centimes();
        assert_eq!(of(None, None), 20_000);
        assert_eq!(of(Some("inconnue"), day(2020, 7)), 20_000);
        assert_eq!(of(Some("etudiant"), None), 5_000);
        assert_eq!(of(Some("honneur"), day(2026, 7)), 0);
        assert_eq!((of(None, day(2026, 1)), of(None, day(2026, 7)), of(None, day(2026, 12))), (20_000, 10_000, 1_667));
        assert_eq!(Rates { prorated: false, ..rates() }.annual(None, day(2026, 12)).in_centimes(), 20_000);
    }

    #[test]
    fn only_newcomers_pay_for_joining() {
        assert_eq!(rates().joining(day(2026, 5)), Some(Money::centimes(10_000)));
        assert_eq!(rates().joining(day(2025, 5)), None);
        assert_eq!(rates().joining(None), None);
    }

    #[test]
    fn a_family_pays_less_from_a_member_on_and_no_more_than_its_cap() {
        let rule = FamilyRule { from: Some((3, 50)), most: Some(Money::centimes(52_000)) };
        let mut before = Before::default();
        let mut due = Vec::new();
        for _ in 0..5 {
            let next = rule.due(Money::centimes(20_000), before);
            before = Before { members: before.members + 1, centimes: before.centimes + next.in_centimes() };
            due.push(next.in_centimes());
        }
        assert_eq!(due, [20_000, 20_000, 10_000, 2_000, 0]);
        assert_eq!(
            FamilyRule { from: Some((2, 33)), most: None }.due(Money::centimes(50), Before { members: 1, centimes: 50 }).in_centimes(),
            17
        );
        assert!(FamilyRule::default().is_none());
    }

    proptest! {
        #[test]
        fn what_is_paid_goes_somewhere_once(amount in 0_i64..1_000_000, open in proptest::collection::vec(0_i64..300_000, 0..8)) {
            let sums: Vec<Money> = open.iter().copied().map(Money::centimes).collect();
            let (parts, left) = allocate(Money::centimes(amount), &sums);
            let used: i64 = parts.iter().map(|part| part.in_centimes()).sum();
            prop_assert_eq!(used + left.in_centimes(), amount);
            prop_assert!(left >= Money::ZERO && parts.iter().zip(&sums).all(|(part, open)| *part >= Money::ZERO && part <= open));
            prop_assert!(left == Money::ZERO || used == open.iter().sum::<i64>(), "nothing is left over while something is due");
        }

        #[test]
        fn a_part_of_a_year_is_never_more_than_the_year(centimes in 0_i64..100_000_000, months in 1_i64..=12) {
            let part = twelfths(Money::centimes(centimes), months).in_centimes();
            prop_assert!(part <= centimes && (part * 12 - centimes * months).abs() <= 6);
        }
    }
}
