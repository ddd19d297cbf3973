//! What the law wants by when, as far as the registry knows it. Facts and today's date in,
//! deadlines out.

use crate::legal;
use chrono::{Datelike, Days, Months, NaiveDate};
use contracts::registry::Deadline;
use uuid::Uuid;

/// A yearly duty that is this old and not said to be done is no news any more.
const FORGOTTEN_AFTER: Months = Months::new(12);
const HALF_A_YEAR: Months = Months::new(6);

/// What there is to know of one association.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    pub founded_on: NaiveDate,
    pub receipt_on: Option<NaiveDate>,
    pub is_final: bool,
    pub decree_on: Option<NaiveDate>,
    pub public_money: bool,
    /// Month and day.
    pub no_change_day: Option<(u32, u32)>,
    /// Changes that are not declared yet: which, and by when.
    pub undeclared: Vec<(Uuid, NaiveDate)>,
    /// The first planned end of a mandate of the board.
    pub mandate_end: Option<NaiveDate>,
    /// Days on which it was declared that nothing has changed.
    pub unchanged: Vec<NaiveDate>,
    /// Opened by grants and not done yet.
    pub grants: Vec<GrantDuty>,
    /// Yearly duties that somebody has said are done.
    pub met: Vec<(String, NaiveDate)>,
}

/// What a grant obliges to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantDuty {
    pub id: Uuid,
    pub kind: String,
    pub about: String,
    pub due_on: NaiveDate,
}

/// Duties that come every year: their kind, their day, and since when they bind.
fn yearly(facts: &Facts) -> Vec<(&'static str, (u32, u32), NaiveDate)> {
    let mut duties = Vec::new();
    if let Some(receipt_on) = facts.receipt_on {
        // statements within three months of the year's end (law 9-88, article 18)
        duties.push(("year-end", (3, 31), receipt_on));
        if facts.public_money {
            // to the Court of Accounts before the 15th (circular of July 2022)
            duties.push(("public-money", (3, 14), receipt_on));
        }
    }
    if let Some(decree_on) = facts.decree_on {
        // the year's certified report to the general secretariat (dahir, article 9); the law names no
        // day: that of the statements which it certifies
        duties.push(("public-utility", (3, 31), decree_on));
    }
    duties
}

/// Late ones first, then by day.
pub fn all(facts: &Facts, today: NaiveDate) -> Vec<Deadline> {
    let mut found = Vec::new();
    let mut add = |kind: &str, due_on: NaiveDate, declaration: Option<Uuid>, can_be_met: bool| {
        found.push(Deadline { kind: kind.into(), due_on, late: due_on < today, declaration, can_be_met, duty: None, about: None });
    };
    for (id, due_on) in &facts.undeclared {
        add("change", *due_on, Some(*id), false);
    }
    if let Some(due_on) = facts.receipt_on.filter(|_| !facts.is_final).map(legal::answer_due_on).filter(|due| *due >= today) {
        add("final-receipt", due_on, None, false);
    }
    // told from the first warning on
    if let Some(due_on) = facts.mandate_end.filter(|end| *end - Days::new(90) <= today) {
        add("mandate-end", due_on, None, false);
    }
    if let Some(day) = facts.no_change_day {
        let since = facts.receipt_on.unwrap_or(facts.founded_on);
        for due_on in around(day, since, today) {
            // a declaration counts for the nearest of these days: it may come early or late
            let (from, to) = (due_on - HALF_A_YEAR, due_on + HALF_A_YEAR);
            if !facts.unchanged.iter().any(|on| *on > from && *on <= to) {
                add("no-change", due_on, None, false);
            }
        }
    }
    for (kind, day, since) in yearly(facts) {
        for due_on in around(day, since, today) {
            // the first year that counts is the one that ends after the duty began
            let year_ended = NaiveDate::from_ymd_opt(due_on.year() - 1, 12, 31).unwrap_or(due_on);
            if year_ended >= since && !facts.met.contains(&(kind.to_owned(), due_on)) {
                add(kind, due_on, None, true);
            }
        }
    }
    found.extend(facts.grants.iter().map(|duty| Deadline {
        kind: duty.kind.clone(),
        due_on: duty.due_on,
        late: duty.due_on < today,
        declaration: None,
        can_be_met: true,
        duty: Some(duty.id),
        about: Some(duty.about.clone()),
    }));
    found.sort_by(|a, b| (!a.late, a.due_on, &a.kind).cmp(&(!b.late, b.due_on, &b.kind)));
    found
}

/// The last and the next time that a day of the year comes, not before `since`.
fn around((month, day): (u32, u32), since: NaiveDate, today: NaiveDate) -> Vec<NaiveDate> {
    let oldest = today.checked_sub_months(FORGOTTEN_AFTER).unwrap_or(today);
    let years = today.year() - 1..=today.year() + 1;
    let days: Vec<NaiveDate> = years.filter_map(|year| on(year, month, day)).filter(|due| *due > since && *due > oldest).collect();
    let next = days.iter().position(|due| *due >= today).map_or(days.len(), |at| at + 1);
    days.into_iter().take(next).collect()
}

/// 29 February is the 28th in other years.
fn on(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
        .or_else(|| NaiveDate::from_ymd_opt(year, month, 1)?.checked_add_months(Months::new(1))?.checked_sub_days(Days::new(1)))
}

/// A day of the year as `MM-DD` or as people write it: day and month.
///
/// # Errors
/// `day-of-year-wrong`
pub fn read_day(text: &str) -> Result<(u32, u32), &'static str> {
    let text = kernel::fold::western_digits(text.trim());
    let parts: Vec<&str> = text.split(['/', '-', '.', ' ']).filter(|part| !part.is_empty()).collect();
    let [a, b] = parts[..] else { return Err("day-of-year-wrong") };
    let (Ok(a), Ok(b)) = (a.parse::<u32>(), b.parse::<u32>()) else { return Err("day-of-year-wrong") };
    let (month, day) = if text.len() == 5 && text.as_bytes().get(2) == Some(&b'-') { (a, b) } else { (b, a) };
    NaiveDate::from_ymd_opt(2028, month, day).map(|_| (month, day)).ok_or("day-of-year-wrong")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn told(facts: &Facts, today: &str) -> Vec<String> {
        let line = |deadline: Deadline| format!("{} {}{}", deadline.kind, deadline.due_on, if deadline.late { " late" } else { "" });
        all(facts, day(today)).into_iter().map(line).collect()
    }

    fn filed() -> Facts {
        Facts { founded_on: day("2026-01-01"), receipt_on: Some(day("2026-01-10")), ..Facts::default() }
    }

    #[test]
    fn the_authority_has_sixty_days() {
        assert_eq!(told(&filed(), "2026-01-20"), ["final-receipt 2026-03-11"]);
        assert_eq!(told(&filed(), "2026-03-11"), ["final-receipt 2026-03-11"]);
        // then the association is free to operate, and nothing is late
        assert_eq!(told(&filed(), "2026-03-12"), Vec::<String>::new());
        let is_final = Facts { is_final: true, ..filed() };
        assert_eq!(told(&is_final, "2026-01-20"), Vec::<String>::new());
    }

    #[test]
    fn a_change_is_late_after_its_month_and_stands_first() {
        let changed = Facts { undeclared: vec![(Uuid::nil(), day("2026-02-15"))], ..filed() };
        assert_eq!(told(&changed, "2026-02-15"), ["change 2026-02-15", "final-receipt 2026-03-11"]);
        assert_eq!(told(&changed, "2026-02-16"), ["change 2026-02-15 late", "final-receipt 2026-03-11"]);
    }

    #[test]
    fn a_mandate_ends_in_sight_for_ninety_days() {
        let facts = Facts { mandate_end: Some(day("2026-06-30")), is_final: true, ..filed() };
        let told = |today| told(&facts, today).into_iter().filter(|line| line.starts_with("mandate-end")).collect::<Vec<_>>();
        assert_eq!(told("2026-03-31"), Vec::<String>::new());
        assert_eq!(told("2026-04-01"), ["mandate-end 2026-06-30"]);
        assert_eq!(told("2026-07-01"), ["mandate-end 2026-06-30 late"]);
    }

    #[test]
    fn no_change_is_due_on_the_day_of_the_statutes_until_it_is_declared() {
        let mut facts = Facts { no_change_day: Some((6, 30)), is_final: true, ..filed() };
        let told = |facts: &Facts, today| {
            let mut all = told(facts, today);
            all.retain(|line| line.starts_with("no-change"));
            all
        };
        assert_eq!(told(&facts, "2026-05-01"), ["no-change 2026-06-30"]);
        assert_eq!(told(&facts, "2026-07-01"), ["no-change 2026-06-30 late", "no-change 2027-06-30"]);
        facts.unchanged = vec![day("2026-07-02")];
        assert_eq!(told(&facts, "2026-07-03"), ["no-change 2027-06-30"]);
        facts.unchanged = vec![day("2026-06-20")];
        assert_eq!(told(&facts, "2026-07-03"), ["no-change 2027-06-30"]);
    }

    #[test]
    fn yearly_duties_begin_with_the_first_whole_year_and_can_be_met() {
        let facts = Facts { is_final: true, public_money: true, decree_on: Some(day("2026-06-01")), ..filed() };
        assert_eq!(told(&facts, "2026-12-01"), ["public-money 2027-03-14", "public-utility 2027-03-31", "year-end 2027-03-31"]);
        let met = Facts { met: vec![("year-end".into(), day("2027-03-31")), ("public-utility".into(), day("2027-03-31"))], ..facts };
        assert_eq!(
            told(&met, "2027-04-01"),
            ["public-money 2027-03-14 late", "public-money 2028-03-14", "public-utility 2028-03-31", "year-end 2028-03-31"]
        );
    }

    #[test]
    fn days_of_the_year_are_read_as_people_write_them() {
        for text in ["06-30", "30/6", "30/06", "30 6", "٣٠/٠٦"] {
            assert_eq!(read_day(text), Ok((6, 30)), "{text}");
        }
        for text in ["", "31/02", "30", "a/b", "30/06/2026"] {
            assert_eq!(read_day(text), Err("day-of-year-wrong"), "{text}");
        }
        assert_eq!(on(2027, 2, 29), Some(day("2027-02-28")));
    }
}
