//! What somebody owes of a year by the rules of its fee. No I/O.

use crate::person::Person;
use chrono::NaiveDate;
use kernel::Money;
use kernel::dues_years::{DuesYears, own_day};
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rates {
    pub year: i32,
    /// When it begins, and for whom.
    pub years: DuesYears,
    /// Where the board has said when it is due.
    pub due_on: Option<NaiveDate>,
    pub amount: Money,
    pub joining: Option<Money>,
    pub prorated: bool,
    /// By the folded name of the category.
    pub categories: HashMap<String, Money>,
    /// None of them overlaps another.
    pub ages: Vec<AgeBand>,
    pub groups: HashMap<Uuid, Money>,
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

/// What those pay who are so old on the first day of their year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgeBand {
    pub from: i32,
    /// The last age; without end where it is nothing.
    pub to: Option<i32>,
    pub amount: Money,
}

impl AgeBand {
    fn holds(&self, age: i32) -> bool {
        self.from <= age && self.to.is_none_or(|to| age <= to)
    }

    pub fn overlaps(&self, other: &Self) -> bool {
        self.holds(other.from) || other.holds(self.from)
    }
}

/// By which fee a sum comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    General,
    Category,
    Age(i32, Option<i32>),
    Group(Uuid),
}

/// What of a member counts for what is owed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Debtor<'a> {
    /// The folded name.
    pub category: Option<&'a str>,
    pub joined_on: Option<NaiveDate>,
    /// As `kernel::dues_years::own_day` gives it.
    pub own_day: Option<i32>,
    pub born_on: Option<NaiveDate>,
    /// Those that have a fee of their own.
    pub groups: &'a [Uuid],
}

impl<'a> Debtor<'a> {
    /// Somebody as a file tells of them: their years begin as they joined.
    pub fn joining(person: &Person, category: Option<&'a str>, groups: &'a [Uuid]) -> Self {
        let own_day = person.joined_on.map(own_day);
        Self { category, joined_on: person.joined_on, own_day, born_on: person.born_on, groups }
    }
}

impl Rates {
    /// What a whole year is for somebody, and by which fee: the most particular one wins. That of a group (of several, the
    /// lowest) comes before that of an age, that of an age before that of a category, and all before the general one. Of
    /// whom no birth date is known, no age counts.
    pub fn whole(&self, who: Debtor<'_>) -> (Money, Rule) {
        let of_groups = who.groups.iter().filter_map(|group| Some((*self.groups.get(group)?, Rule::Group(*group))));
        if let Some(lowest) = of_groups.min() {
            return lowest;
        }
        let begins_on = self.begins_on(who.own_day);
        let age = who.born_on.map(|born| begins_on.years_since(born).and_then(|years| i32::try_from(years).ok()).unwrap_or(0));
        if let Some(band) = age.and_then(|age| self.ages.iter().find(|band| band.holds(age))) {
            return (band.amount, Rule::Age(band.from, band.to));
        }
        let of_category = who.category.and_then(|folded| self.categories.get(folded));
        of_category.map_or((self.amount, Rule::General), |amount| (*amount, Rule::Category))
    }

    /// Nothing for whom a fee of nothing holds.
    pub fn annual(&self, who: Debtor<'_>) -> Money {
        let (whole, _) = self.whole(who);
        match who.joined_on.filter(|_| self.prorated && self.joins_within(who)) {
            None => whole,
            Some(joined) => part(whole, self.years.months_left(self.year, who.own_day, joined)),
        }
    }

    /// What a newcomer of the year pays besides.
    pub fn joining(&self, who: Debtor<'_>) -> Option<Money> {
        self.joining.filter(|_| self.joins_within(who))
    }

    /// Who joins after the year owes nothing of it.
    pub fn joins_later(&self, who: Debtor<'_>) -> bool {
        who.joined_on.is_some_and(|joined| joined > self.years.ends(self.year, who.own_day))
    }

    fn joins_within(&self, who: Debtor<'_>) -> bool {
        let begins = self.years.begins(self.year, who.own_day);
        who.joined_on.is_some_and(|joined| begins <= joined) && !self.joins_later(who)
    }

    pub fn begins_on(&self, own_day: Option<i32>) -> NaiveDate {
        self.years.begins(self.year, own_day)
    }

    pub fn due_on(&self, own_day: Option<i32>) -> NaiveDate {
        self.due_on.unwrap_or_else(|| self.years.usual_due_date(self.year, own_day))
    }
}

/// For so many months of all; rounded to the centime, half a centime upwards.
fn part(whole: Money, (months, all): (i64, i64)) -> Money {
    let (full, rest) = (whole.in_centimes() / all, whole.in_centimes() % all);
    Money::centimes(full * months + (rest * months + all / 2) / all)
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
    use kernel::dues_years::{DuesYear, own_day};
    use proptest::prelude::*;

    fn rates() -> Rates {
        let categories = HashMap::from([("etudiant".into(), Money::centimes(5_000)), ("honneur".into(), Money::ZERO)]);
        Rates {
            year: 2026,
            years: DuesYears::default(),
            due_on: None,
            amount: Money::centimes(20_000),
            joining: Some(Money::centimes(10_000)),
            prorated: true,
            categories,
            ages: Vec::new(),
            groups: HashMap::new(),
            family: FamilyRule::default(),
        }
    }

    fn who(category: Option<&str>, joined_on: Option<NaiveDate>) -> Debtor<'_> {
        Debtor { category, joined_on, own_day: joined_on.map(own_day), ..Debtor::default() }
    }

    fn day(year: i32, month: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, month, 15)
    }

    #[test]
    fn everybody_owes_what_their_category_and_their_joining_say() {
        let of = |category, joined| rates().annual(who(category, joined)).in_centimes();
        assert_eq!(of(None, None), 20_000);
        assert_eq!(of(Some("inconnue"), day(2020, 7)), 20_000);
        assert_eq!(of(Some("etudiant"), None), 5_000);
        assert_eq!(of(Some("honneur"), day(2026, 7)), 0);
        assert_eq!((of(None, day(2026, 1)), of(None, day(2026, 7)), of(None, day(2026, 12))), (20_000, 10_000, 1_667));
        assert_eq!(Rates { prorated: false, ..rates() }.annual(who(None, day(2026, 12))).in_centimes(), 20_000);
    }

    #[test]
    fn the_most_particular_fee_wins_and_of_two_groups_the_lower() {
        let (choir, football) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let band = |from, to, centimes| AgeBand { from, to, amount: Money::centimes(centimes) };
        let rates = Rates {
            ages: vec![band(0, Some(17), 3_000), band(65, None, 0)],
            groups: HashMap::from([(choir, Money::centimes(12_000)), (football, Money::centimes(8_000))]),
            ..rates()
        };
        let born = |year, month, day| NaiveDate::from_ymd_opt(year, month, day);
        let of = |category: Option<&str>, born_on: Option<NaiveDate>, groups: &[Uuid]| {
            let (amount, rule) = rates.whole(Debtor { born_on, groups, ..who(category, None) });
            (amount.in_centimes(), rule)
        };
        assert_eq!(of(None, None, &[]), (20_000, Rule::General));
        assert_eq!(of(Some("etudiant"), None, &[]), (5_000, Rule::Category));
        // seventeen on 1 January, eighteen the day after; eighteen on the day
        assert_eq!(of(Some("etudiant"), born(2008, 1, 2), &[]), (3_000, Rule::Age(0, Some(17))));
        assert_eq!(of(Some("etudiant"), born(2008, 1, 1), &[]), (5_000, Rule::Category));
        // born within the year
        assert_eq!(of(None, born(2026, 5, 1), &[]), (3_000, Rule::Age(0, Some(17))));
        assert_eq!(of(None, born(1950, 5, 1), &[]), (0, Rule::Age(65, None)));
        assert_eq!(of(Some("honneur"), born(1950, 5, 1), &[choir]), (12_000, Rule::Group(choir)));
        assert_eq!(of(None, born(1950, 5, 1), &[choir, football]), (8_000, Rule::Group(football)));
        // a part of the year is a part of that fee
        let half = Debtor { born_on: born(2010, 5, 1), ..who(None, day(2026, 7)) };
        assert_eq!(rates.annual(half).in_centimes(), 1_500);
    }

    #[test]
    fn only_newcomers_pay_for_joining() {
        assert_eq!(rates().joining(who(None, day(2026, 5))), Some(Money::centimes(10_000)));
        assert_eq!(rates().joining(who(None, day(2025, 5))), None);
        assert_eq!(rates().joining(who(None, None)), None);
    }

    #[test]
    fn a_school_year_is_owed_from_the_month_of_joining_to_august() {
        let school = Rates { years: DuesYears(vec![(2026, DuesYear::From { month: 9, day: 1 })]), ..rates() };
        let of = |joined| (school.annual(who(None, joined)).in_centimes(), school.joining(who(None, joined)).is_some());
        // before it, in its first month, in March, in its last month, after it
        assert_eq!(
            [day(2026, 8), day(2026, 9), day(2027, 3), day(2027, 8)].map(of),
            [(20_000, false), (20_000, true), (10_000, true), (1_667, true)]
        );
        assert!(school.joins_later(who(None, day(2027, 9))) && !school.joins_later(who(None, day(2027, 8))));
        assert_eq!(
            (school.begins_on(None), school.due_on(None)),
            (NaiveDate::from_ymd_opt(2026, 9, 1).unwrap(), NaiveDate::from_ymd_opt(2026, 11, 30).unwrap())
        );
    }

    #[test]
    fn whose_year_is_their_own_owes_all_of_it() {
        let rolling = Rates { years: DuesYears(vec![(2000, DuesYear::Rolling)]), ..rates() };
        let joined = who(None, day(2026, 11));
        assert_eq!((rolling.annual(joined).in_centimes(), rolling.begins_on(joined.own_day)), (20_000, day(2026, 11).unwrap()));
        assert_eq!((rolling.joining(joined).is_some(), rolling.joins_later(joined)), (true, false));
        let next = Rates { year: 2025, ..rolling };
        assert!(next.joins_later(joined), "there was no year before");
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
        fn a_part_of_a_year_is_never_more_than_the_year(centimes in 0_i64..100_000_000, months in 1_i64..=12, more in 0_i64..=12) {
            let all = months + more;
            let part = part(Money::centimes(centimes), (months, all)).in_centimes();
            prop_assert!(part <= centimes && (part * all - centimes * months).abs() * 2 <= all);
        }
    }
}
