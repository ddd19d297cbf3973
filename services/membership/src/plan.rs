//! What the plan of an assembly must say.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use contracts::assemblies::{ElectorRule, PlanAssembly, SetStatutes, Statutes};
use kernel::clock::from_local;
use kernel::error::FieldErrors;
use kernel::fold::{clean, clean_lines, western_digits};
use kernel::{Result, date};

const LONGEST_PLACE: usize = 200;
const LONGEST_ITEM: usize = 200;
const MOST_ITEMS: usize = 30;
const LONGEST_NOTICE: i32 = 90;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Moroccan wall-clock time.
    pub held_at_local: NaiveDateTime,
    pub held_at: DateTime<Utc>,
    pub place: String,
    pub agenda: Vec<String>,
}

/// # Errors
/// Every field that is wrong. The statutes' notice is not looked at: see [`first_date`].
pub fn read(input: &PlanAssembly, now: DateTime<Utc>) -> Result<Plan> {
    let mut errors = FieldErrors::default();
    let held_on = errors.keep("held_on", if input.held_on.trim().is_empty() { Err("required") } else { date::parse(&input.held_on) });
    let time = errors.keep("time", time(&input.time));
    let place = clean(&input.place);
    if place.is_empty() {
        errors.add("place", "required");
    } else if place.chars().count() > LONGEST_PLACE {
        errors.add_with("place", "too-long", "max", LONGEST_PLACE);
    }
    let agenda = agenda(&mut errors, &input.agenda);
    let held_at_local = held_on.zip(time).map(|(date, time)| date.and_time(time)).unwrap_or_default();
    let held_at = from_local(held_at_local);
    match held_at {
        // an hour that the change of clocks skips
        None => errors.add("time", "time-impossible"),
        Some(at) if held_on.is_some() && time.is_some() && at <= now => errors.add("held_on", "date-past"),
        Some(_) => {}
    }
    errors.finish()?;
    Ok(Plan { held_at_local, held_at: held_at.unwrap_or_default(), place, agenda })
}

/// The first day on which an assembly may be held that is convened today.
pub fn first_date(today: NaiveDate, notice_days: i32) -> NaiveDate {
    today.checked_add_days(Days::new(u64::try_from(notice_days).unwrap_or_default())).unwrap_or(NaiveDate::MAX)
}

/// # Errors
/// Every field that is wrong.
pub fn read_statutes(input: &SetStatutes) -> Result<Statutes> {
    let mut errors = FieldErrors::default();
    let electors = errors.keep("electors", ElectorRule::parse(input.electors.trim()).ok_or("choice-unknown"));
    let notice = western_digits(input.notice_days.trim());
    let notice_days = notice.parse::<i32>().ok().filter(|days| (0..=LONGEST_NOTICE).contains(days));
    if notice_days.is_none() {
        errors.add_with("notice_days", "days-out-of-range", "max", LONGEST_NOTICE);
    }
    errors.finish()?;
    Ok(Statutes { electors: electors.unwrap_or_default(), notice_days: notice_days.unwrap_or_default() })
}

/// `18:30`, `18h30`, `18 h 30`, `9:05`, `18h`.
fn time(text: &str) -> Result<NaiveTime, &'static str> {
    let text = western_digits(text).to_lowercase().replace(char::is_whitespace, "");
    if text.is_empty() {
        return Err("required");
    }
    let (hours, minutes) = text.split_once([':', 'h']).ok_or("time-unreadable")?;
    // 18:30:00, as some browsers send it
    let minutes = minutes.strip_suffix(":00").unwrap_or(minutes);
    let minutes = if minutes.is_empty() && text.ends_with('h') { "00" } else { minutes };
    let is_number = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if !(1..=2).contains(&hours.len()) || minutes.len() != 2 || !is_number(hours) || !is_number(minutes) {
        return Err("time-unreadable");
    }
    let (Ok(hours), Ok(minutes)) = (hours.parse(), minutes.parse()) else { return Err("time-unreadable") };
    NaiveTime::from_hms_opt(hours, minutes, 0).ok_or("time-unreadable")
}

fn agenda(errors: &mut FieldErrors, text: &str) -> Vec<String> {
    let items: Vec<String> = clean_lines(text).lines().filter(|line| !line.is_empty()).map(str::to_owned).collect();
    if items.is_empty() {
        errors.add("agenda", "required");
    } else if items.len() > MOST_ITEMS {
        errors.add_with("agenda", "too-many-items", "max", MOST_ITEMS);
    } else if items.iter().any(|item| item.chars().count() > LONGEST_ITEM) {
        errors.add_with("agenda", "item-too-long", "max", LONGEST_ITEM);
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn now() -> DateTime<Utc> {
        "2026-11-21T10:00:00Z".parse().unwrap()
    }

    fn input() -> PlanAssembly {
        PlanAssembly {
            held_on: "12/12/2026".into(),
            time: "18:30".into(),
            place: " مقر الجمعية ".into(),
            agenda: "Rapport\r\n\n  Budget \n".into(),
        }
    }

    fn codes(input: &PlanAssembly) -> Vec<(String, String)> {
        read(input, now()).unwrap_err().field_errors().iter().map(|error| (error.field.clone(), error.code.clone())).collect()
    }

    fn one(field: &str, code: &str) -> Vec<(String, String)> {
        vec![(field.into(), code.into())]
    }

    #[test]
    fn a_plan_is_read() {
        let plan = read(&input(), now()).unwrap();
        assert_eq!(plan.held_at_local.to_string(), "2026-12-12 18:30:00");
        assert_eq!(plan.held_at.to_rfc3339(), "2026-12-12T17:30:00+00:00");
        assert_eq!(plan.place, "مقر الجمعية");
        assert_eq!(plan.agenda, ["Rapport", "Budget"]);
    }

    #[test]
    fn every_wrong_field_is_told() {
        assert_eq!(codes(&PlanAssembly::default()).len(), 4);
        assert_eq!(codes(&PlanAssembly { held_on: "20/11/2026".into(), ..input() }), one("held_on", "date-past"));
        // 11:00 in Casablanca is now
        assert_eq!(codes(&PlanAssembly { held_on: "21/11/2026".into(), time: "11:00".into(), ..input() }), one("held_on", "date-past"));
        assert!(read(&PlanAssembly { held_on: "21/11/2026".into(), time: "11:01".into(), ..input() }, now()).is_ok());
        assert_eq!(codes(&PlanAssembly { time: "25:00".into(), ..input() }), one("time", "time-unreadable"));
        assert_eq!(codes(&PlanAssembly { place: "x".repeat(201), ..input() }), one("place", "too-long"));
        assert_eq!(codes(&PlanAssembly { agenda: "x\n".repeat(31), ..input() }), one("agenda", "too-many-items"));
        assert_eq!(codes(&PlanAssembly { agenda: "x".repeat(201), ..input() }), one("agenda", "item-too-long"));
        // clocks go from 02:00 to 03:00 at the end of Ramadan
        assert_eq!(codes(&PlanAssembly { held_on: "14/03/2027".into(), time: "02:30".into(), ..input() }), one("time", "time-impossible"));
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        for text in ["18:30", "18h30", "18 H 30", "١٨:٣٠", "18:30:00"] {
            assert_eq!(time(text), Ok(NaiveTime::from_hms_opt(18, 30, 0).unwrap()), "{text}");
        }
        assert_eq!(time("9h"), Ok(NaiveTime::from_hms_opt(9, 0, 0).unwrap()));
        for text in ["18", "24:00", "18:3", "18:60", "+1:30", "ab:cd", ":30", "18:"] {
            assert_eq!(time(text), Err("time-unreadable"), "{text}");
        }
    }

    #[test]
    fn statutes_are_read() {
        let read = |electors: &str, days: &str| read_statutes(&SetStatutes { electors: electors.into(), notice_days: days.into() });
        assert_eq!(read("paid_up", "١٥").unwrap().notice_days, 15);
        for (electors, days) in [("all", "15"), ("", "15"), ("paid_up", "91"), ("paid_up", "-1"), ("paid_up", ""), ("paid_up", "x")] {
            assert!(read(electors, days).is_err(), "{electors} {days}");
        }
    }

    proptest! {
        #[test]
        fn no_input_breaks_the_reading(held_on in "\\PC{0,12}", time in "\\PC{0,8}", agenda in "(\\PC{0,5}\n){0,5}") {
            let _ = read(&PlanAssembly { held_on, time, place: "x".into(), agenda }, now());
        }
    }
}
