//! When an association's years of dues begin. A year is named by the calendar year in which it begins. Each begins where
//! the one before ends, also where the association chose anew: then the last year of the old choice is longer or shorter.

use chrono::{Datelike, Months, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DuesYear {
    /// On 1 January.
    #[default]
    Civil,
    /// On the same day of each year, such as 1 September.
    From { month: u32, day: u32 },
    /// Each member's on the day of joining, or of the first payment; on 1 January where neither is known.
    Rolling,
}

impl DuesYear {
    /// The name in JSON, in the database and in translation keys (`dues-year-<code>`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Civil => "civil",
            Self::From { .. } => "from",
            Self::Rolling => "rolling",
        }
    }

    /// The day, if every year has it; 1 January is that of civil years.
    pub fn beginning(month: u32, day: u32) -> Option<Self> {
        // a year without a 29 February has all days that every year has
        NaiveDate::from_ymd_opt(2001, month, day)?;
        Some(if (month, day) == (1, 1) { Self::Civil } else { Self::From { month, day } })
    }

    fn begins(self, year: i32, own: Option<i32>) -> NaiveDate {
        let (month, day) = match self {
            Self::Civil => (1, 1),
            Self::From { month, day } => (month, day),
            Self::Rolling => own.map_or((1, 1), |own| ((own / 100).unsigned_abs(), (own % 100).unsigned_abs())),
        };
        let first_of_next = || NaiveDate::from_ymd_opt(year, month, 1)?.checked_add_months(Months::new(1));
        // a 29 February is 1 March where the year has none
        NaiveDate::from_ymd_opt(year, month, day).or_else(first_of_next).unwrap_or(NaiveDate::MAX)
    }
}

/// The day of a member's own years: its month and its day as one number.
pub fn own_day(day: NaiveDate) -> i32 {
    i32::try_from(day.month() * 100 + day.day()).unwrap_or(101)
}

/// All choices of an association, the oldest first, each with the first year for which it holds. Before the first, and
/// where nothing was chosen, years are civil. Where a member's own day matters, `own` is it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DuesYears(pub Vec<(i32, DuesYear)>);

impl DuesYears {
    pub fn of(&self, year: i32) -> DuesYear {
        self.0.iter().rev().find(|(from, _)| *from <= year).map(|(_, choice)| *choice).unwrap_or_default()
    }

    pub fn begins(&self, year: i32, own: Option<i32>) -> NaiveDate {
        self.of(year).begins(year, own)
    }

    pub fn ends(&self, year: i32, own: Option<i32>) -> NaiveDate {
        self.begins(year + 1, own).pred_opt().unwrap_or(NaiveDate::MIN)
    }

    /// The year to which a day belongs.
    pub fn at(&self, day: NaiveDate, own: Option<i32>) -> i32 {
        if self.begins(day.year(), own) <= day { day.year() } else { day.year() - 1 }
    }

    /// As people write it: `2026`, or `2026-2027` where it ends in the next.
    pub fn label(&self, year: i32) -> String {
        if self.of(year) == DuesYear::Civil { year.to_string() } else { format!("{year}-{}", year + 1) }
    }

    /// What is due when where nothing was said: on the last day of the third month.
    pub fn usual_due_date(&self, year: i32, own: Option<i32>) -> NaiveDate {
        self.begins(year, own).checked_add_months(Months::new(3)).and_then(|day| day.pred_opt()).unwrap_or(NaiveDate::MAX)
    }

    /// Of the months of a year, how many are left for who joins on a day within it, that day's included; and how many
    /// there are.
    pub fn months_left(&self, year: i32, own: Option<i32>, joined_on: NaiveDate) -> (i64, i64) {
        let begins = self.begins(year, own);
        let all = months(begins, self.begins(year + 1, own)).max(1);
        ((all - months(begins, joined_on)).clamp(1, all), all)
    }
}

/// Whole months from a day to another.
fn months(from: NaiveDate, to: NaiveDate) -> i64 {
    let months = i64::from(to.year() - from.year()) * 12 + i64::from(to.month()) - i64::from(from.month());
    if to.day() < from.day() { months - 1 } else { months }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn school() -> DuesYears {
        DuesYears(vec![(2026, DuesYear::From { month: 9, day: 1 })])
    }

    #[test]
    fn a_school_year_begins_in_september_and_is_named_by_both_its_years() {
        let years = school();
        assert_eq!((years.at(day(2027, 8, 31), None), years.at(day(2027, 9, 1), None)), (2026, 2027));
        assert_eq!((years.label(2025), years.label(2026)), ("2025".into(), "2026-2027".into()));
        assert_eq!((years.begins(2026, None), years.ends(2026, None)), (day(2026, 9, 1), day(2027, 8, 31)));
        assert_eq!(years.usual_due_date(2026, None), day(2026, 11, 30));
        assert_eq!(DuesYears::default().usual_due_date(2026, None), day(2026, 3, 31));
        assert_eq!(years.months_left(2026, None, day(2027, 2, 15)), (7, 12));
        assert_eq!(DuesYears::default().months_left(2026, None, day(2026, 7, 15)), (6, 12));
    }

    #[test]
    fn the_year_before_another_choice_lasts_until_it() {
        // civil 2025 goes on to the end of August 2026
        assert_eq!((school().ends(2025, None), school().at(day(2026, 8, 31), None)), (day(2026, 8, 31), 2025));
        assert_eq!(school().months_left(2025, None, day(2026, 8, 1)), (1, 20));
        // and back: four months from September to December
        let back = DuesYears(vec![(2024, DuesYear::From { month: 9, day: 1 }), (2026, DuesYear::Civil)]);
        assert_eq!((back.ends(2025, None), back.months_left(2025, None, day(2025, 9, 3))), (day(2025, 12, 31), (4, 4)));
    }

    #[test]
    fn a_members_own_year_begins_on_the_day_of_joining() {
        let rolling = DuesYears(vec![(2000, DuesYear::Rolling)]);
        let own = Some(own_day(day(2024, 2, 29)));
        assert_eq!((rolling.begins(2026, own), rolling.begins(2028, own)), (day(2026, 3, 1), day(2028, 2, 29)));
        assert_eq!((rolling.at(day(2026, 2, 28), own), rolling.at(day(2026, 3, 1), own)), (2025, 2026));
        assert_eq!((rolling.at(day(2028, 2, 28), own), rolling.at(day(2028, 2, 29), own)), (2027, 2028));
        assert_eq!(rolling.months_left(2024, own, day(2024, 2, 29)), (12, 12));
        assert_eq!(rolling.begins(2026, None), day(2026, 1, 1));
    }

    #[test]
    fn a_day_that_not_every_year_has_begins_no_year() {
        assert_eq!((DuesYear::beginning(2, 29), DuesYear::beginning(4, 31), DuesYear::beginning(13, 1)), (None, None, None));
        assert_eq!(
            (DuesYear::beginning(1, 1), DuesYear::beginning(9, 1)),
            (Some(DuesYear::Civil), Some(DuesYear::From { month: 9, day: 1 }))
        );
    }

    fn choice() -> impl Strategy<Value = DuesYear> {
        let from = (1_u32..=12, 1_u32..=28).prop_filter_map("a day", |(month, day)| DuesYear::beginning(month, day));
        prop_oneof![Just(DuesYear::Civil), Just(DuesYear::Rolling), from]
    }

    prop_compose! {
        fn any_years()(first in 2000..2030, gap in 1..10, one in choice(), other in choice()) -> DuesYears {
            DuesYears(vec![(first, one), (first + gap, other)])
        }
    }

    prop_compose! {
        fn any_day()(days in 0_i64..20_000) -> NaiveDate { day(1995, 1, 1) + chrono::Duration::days(days) }
    }

    proptest! {
        #[test]
        fn every_day_is_in_one_year_which_is_named_by_where_it_begins(years in any_years(), on in any_day(), own in any_day()) {
            let own = Some(own_day(own));
            let year = years.at(on, own);
            prop_assert!(years.begins(year, own) <= on && on <= years.ends(year, own));
            prop_assert_eq!(years.begins(year, own).year(), year);
            prop_assert_eq!(years.ends(year, own).succ_opt(), Some(years.begins(year + 1, own)));
        }

        #[test]
        fn who_joins_later_has_no_more_months_left(years in any_years(), on in any_day(), own in any_day()) {
            let own = Some(own_day(own));
            let year = years.at(on, own);
            let (left, all) = years.months_left(year, own, on);
            prop_assert!((1..=all).contains(&left) && all <= 24);
            prop_assert_eq!(years.months_left(year, own, years.begins(year, own)), (all, all));
            if on < years.ends(year, own) {
                prop_assert!(years.months_left(year, own, on + chrono::Duration::days(1)).0 <= left);
            }
        }
    }
}
