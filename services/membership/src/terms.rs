//! What the statutes say of mandates, against what was held and is wanted. No rows, no clock.

use chrono::{Days, Months, NaiveDate};
use contracts::mandates::BoardRules;

/// A break this long begins the counting of terms anew.
const BREAK: Days = Days::new(183);
/// Years; a board acts in law for its association.
const OF_AGE: u32 = 18;

/// One mandate of a person, held or wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub office: String,
    pub starts_on: NaiveDate,
    pub planned_end: Option<NaiveDate>,
    /// None: nobody knows yet.
    pub ended_on: Option<NaiveDate>,
}

impl Held {
    fn until(&self) -> NaiveDate {
        self.ended_on.unwrap_or(NaiveDate::MAX)
    }

    /// Both at once, if only for a day.
    pub fn meets(&self, other: &Self) -> bool {
        self.starts_on < other.until() && other.starts_on < self.until()
    }
}

/// The end of a term that starts then.
pub fn planned_end(rules: &BoardRules, starts_on: NaiveDate) -> Option<NaiveDate> {
    starts_on.checked_add_months(Months::new(12 * u32::try_from(rules.term_years?).ok()?))
}

/// The rules that a new mandate breaks: the field that says so, and the code.
pub fn broken(rules: &BoardRules, held: &[Held], wanted: &Held) -> Vec<(&'static str, &'static str)> {
    let mut broken = Vec::new();
    if let (Some(latest), Some(end)) = (planned_end(rules, wanted.starts_on), wanted.planned_end)
        && end > latest
    {
        broken.push(("planned_end", "term-too-long"));
    }
    if rules.max_terms.is_some_and(|most| terms_before(held, wanted) >= usize::try_from(most).unwrap_or_default()) {
        broken.push(("member", "terms-exceeded"));
    }
    if held.iter().any(|other| other.meets(wanted) && incompatible(rules, &other.office, &wanted.office)) {
        broken.push(("member", "offices-incompatible"));
    }
    broken
}

/// Terms of the same office that lead up to the wanted one without a break.
fn terms_before(held: &[Held], wanted: &Held) -> usize {
    let mut before: Vec<&Held> = held
        .iter()
        .filter(|other| other.office == wanted.office && other.starts_on < wanted.starts_on && other.ended_on != Some(other.starts_on))
        .collect();
    before.sort_by_key(|other| std::cmp::Reverse(other.starts_on));
    let mut next = wanted.starts_on;
    let mut terms = 0;
    for other in before {
        // one without an end leads up to whatever follows
        let end = other.ended_on.unwrap_or(next);
        if end.checked_add_days(BREAK).is_some_and(|late| late < next) {
            break;
        }
        terms += 1;
        next = other.starts_on;
    }
    terms
}

fn incompatible(rules: &BoardRules, one: &str, other: &str) -> bool {
    let pair = |code: &str| code == "any" || code.split_once('-').is_some_and(|(a, b)| (a, b) == (one, other) || (b, a) == (one, other));
    one != other && rules.incompatible.iter().any(|code| pair(code))
}

pub fn is_minor(born_on: NaiveDate, starts_on: NaiveDate) -> bool {
    born_on.checked_add_months(Months::new(12 * OF_AGE)).is_none_or(|of_age| of_age > starts_on)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn held(office: &str, starts_on: &str, ended_on: &str) -> Held {
        Held { office: office.into(), starts_on: day(starts_on), planned_end: None, ended_on: ended_on.parse().ok() }
    }

    fn rules(term_years: i32, max_terms: i32, incompatible: &[&str]) -> BoardRules {
        let incompatible = incompatible.iter().map(|code| (*code).to_owned()).collect();
        BoardRules { term_years: Some(term_years), max_terms: Some(max_terms), incompatible }
    }

    #[test]
    fn a_third_term_in_a_row_is_seen_and_a_pause_begins_anew() {
        let rules = rules(4, 2, &[]);
        let (first, second) = (held("president", "2016-01-10", "2020-01-12"), held("president", "2020-01-12", ""));
        let third = held("president", "2024-01-14", "");
        assert_eq!(broken(&rules, &[first.clone(), second.clone()], &third), [("member", "terms-exceeded")]);
        assert_eq!(broken(&rules, std::slice::from_ref(&second), &third), []);
        assert_eq!(broken(&rules, &[first.clone(), second], &held("treasurer", "2024-01-14", "")), []);
        let paused = held("president", "2020-01-12", "2023-01-01");
        assert_eq!(broken(&rules, &[first.clone(), paused], &third), []);
        // one that never began is no term
        let never = held("president", "2023-12-01", "2023-12-01");
        assert_eq!(broken(&rules, &[first, never], &third), []);
    }

    #[test]
    fn offices_are_kept_apart_as_the_statutes_say() {
        let treasurer = held("treasurer", "2026-01-01", "");
        let president = held("president", "2026-06-01", "");
        let told = |incompatible: &[&str]| broken(&rules(4, 9, incompatible), std::slice::from_ref(&treasurer), &president);
        assert_eq!(told(&["president-treasurer"]), [("member", "offices-incompatible")]);
        assert_eq!(told(&["any"]), [("member", "offices-incompatible")]);
        assert_eq!(told(&["president-secretary_general"]), []);
        // one after the other
        let before = held("treasurer", "2022-01-01", "2026-06-01");
        assert_eq!(broken(&rules(4, 9, &["any"]), &[before], &president), []);
    }

    #[test]
    fn a_term_is_as_long_as_the_statutes_say() {
        let wanted = |end: &str| Held { planned_end: Some(day(end)), ..held("president", "2026-02-28", "") };
        assert_eq!(planned_end(&rules(4, 2, &[]), day("2028-02-29")), Some(day("2032-02-29")));
        assert_eq!(planned_end(&BoardRules::default(), day("2028-02-29")), None);
        assert_eq!(broken(&rules(4, 2, &[]), &[], &wanted("2030-02-28")), []);
        assert_eq!(broken(&rules(4, 2, &[]), &[], &wanted("2030-03-01")), [("planned_end", "term-too-long")]);
    }

    #[test]
    fn one_is_of_age_on_the_eighteenth_birthday() {
        assert!(is_minor(day("2008-11-22"), day("2026-11-21")));
        assert!(!is_minor(day("2008-11-21"), day("2026-11-21")));
        assert!(is_minor(day("2008-02-29"), day("2026-02-27")));
    }
}
