//! Dates as lists write them, made such that a member's own rules can read and judge them.

use chrono::{Datelike, NaiveDate, TimeDelta};
use kernel::fold::{clean, fold, western_digits};

/// Months by their names: French, English, Moroccan Arabic, and Arabic from elsewhere.
const MONTHS: [&str; 12] = [
    "janvier|janv|jan|january|يناير|جانفي|كانون الثاني",
    "fevrier|fevr|fev|february|feb|فبراير|فيفري|شباط",
    "mars|mar|march|مارس|اذار",
    "avril|avr|april|apr|ابريل|افريل|نيسان",
    "mai|may|ماي|مايو|ايار",
    "juin|june|jun|يونيو|جوان|حزيران",
    "juillet|juil|july|jul|يوليوز|يوليو|جويليه|تموز",
    "aout|august|aug|غشت|اغسطس|اوت|اب",
    "septembre|sept|sep|september|شتنبر|سبتمبر|ايلول",
    "octobre|oct|october|اكتوبر|تشرين الاول",
    "novembre|nov|november|نونبر|نوفمبر|تشرين الثاني",
    "decembre|dec|december|دجنبر|ديسمبر|كانون الاول",
];

/// As `yyyy-mm-dd` where that is plain, else as it was: the member's rules then say what is wrong.
pub fn plain(text: &str, month_first: bool, today: NaiveDate) -> String {
    let text = without_time(&western_digits(&clean(text)));
    read(&text, month_first, today).unwrap_or(text)
}

fn read(text: &str, month_first: bool, today: NaiveDate) -> Option<String> {
    if let Some(date) = serial(text).or_else(|| backwards(text)) {
        return Some(date.to_string());
    }
    let parts = parts(text);
    if let Some(at) = parts.iter().position(|part| month(part).is_some()) {
        let numbers: Vec<&str> = parts.iter().filter(|part| part.bytes().all(|b| b.is_ascii_digit())).map(String::as_str).collect();
        let &[a, b] = numbers.as_slice() else { return None };
        let (day, year) = if a.len() == 4 { (b, a) } else { (a, b) };
        return Some(format!("{}-{:02}-{day:0>2}", year_of(year, today)?, month(&parts[at])?));
    }
    let [a, b, c] = parts.as_slice() else { return None };
    if [a, b, c].iter().any(|part| part.is_empty() || part.len() > 4 || !part.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    let (day, month, year) = match (a.len(), month_first) {
        (4, _) => (c, b, a),
        (_, true) => (b, a, c),
        (_, false) => (a, b, c),
    };
    (day.len() <= 2 && month.len() <= 2).then_some(())?;
    Some(format!("{}-{month:0>2}-{day:0>2}", year_of(year, today)?))
}

/// Of two numbers, which is the day? Gives what the two say of it: nothing where both could be.
pub fn order(text: &str) -> Option<bool> {
    let text = without_time(&western_digits(&clean(text)));
    let parts = parts(&text);
    let [a, b, _] = parts.as_slice() else { return None };
    let (a, b): (u32, u32) = (a.parse().ok()?, b.parse().ok()?);
    match (a, b) {
        (1..=12, 13..=31) => Some(true),
        (13..=31, 1..=12) => Some(false),
        _ => None,
    }
}

/// Numbers and names; the days of the week and little words say nothing.
fn parts(text: &str) -> Vec<String> {
    let pieces = text.split(|c: char| c.is_whitespace() || matches!(c, '/' | '-' | '.' | ',' | '،' | '\\' | '–' | '_')).map(fold);
    let pieces = pieces.map(|piece| piece.strip_suffix("er").filter(|day| *day == "1").map_or(piece.clone(), str::to_owned));
    pieces.filter(|piece| !piece.is_empty() && (piece.bytes().all(|b| b.is_ascii_digit()) || month(piece).is_some())).collect()
}

fn month(name: &str) -> Option<usize> {
    MONTHS.iter().position(|names| names.split('|').any(|other| other == name)).map(|index| index + 1)
}

/// Two digits mean the last year that ends so.
fn year_of(year: &str, today: NaiveDate) -> Option<i32> {
    let number: i32 = year.parse().ok()?;
    match year.len() {
        4 => Some(number),
        2 => Some(number + if number > today.year() % 100 { 1900 } else { 2000 }),
        _ => None,
    }
}

/// A spreadsheet's number of a day: 10,000 is in 1927, 99,999 in 2173.
fn serial(text: &str) -> Option<NaiveDate> {
    let days = text.split_once(['.', ',']).filter(|(_, rest)| rest.bytes().all(|b| b.is_ascii_digit())).map_or(text, |(days, _)| days);
    if days.len() != 5 || !days.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_signed(TimeDelta::days(days.parse().ok()?))
}

/// `19890519`, where it cannot be a day, a month and a year.
fn backwards(text: &str) -> Option<NaiveDate> {
    if text.len() != 8 || kernel::date::parse(text).is_ok() {
        return None;
    }
    NaiveDate::parse_from_str(text, "%Y%m%d").ok().filter(|date| (1900..=2200).contains(&date.year()))
}

/// `1989-05-19 00:00:00`, `1989-05-19T00:00` as databases write a date.
fn without_time(text: &str) -> String {
    match text.split_once(['T', ' ']) {
        Some((date, time)) if time.contains(':') && date.bytes().any(|b| b.is_ascii_digit()) && date.len() > 5 => date.to_owned(),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
    }

    #[test]
    fn a_day_has_many_spellings() {
        for text in [
            "19/05/1989",
            "19-5-1989",
            "19.05.89",
            "1989-05-19",
            "1989/5/19",
            "1989-05-19 00:00:00",
            "1989-05-19T08:30",
            "١٩٨٩-٠٥-١٩",
            "\u{200f}١٩/٠٥/١٩٨٩\u{200f}",
            "19\u{a0}/ 05 / 1989",
            "19 mai 1989",
            "vendredi 19 mai 1989",
            "19-May-89",
            "May 19, 1989",
            "19 ماي 1989",
            "الجمعة ١٩ ماي ١٩٨٩",
            "32647",
            "32647.0",
            "19890519",
            "19051989",
        ] {
            let read = kernel::date::parse(&plain(text, false, today()));
            assert_eq!(read, Ok(NaiveDate::from_ymd_opt(1989, 5, 19).unwrap()), "{text}: {}", plain(text, false, today()));
        }
        assert_eq!(plain("1er avril 2020", false, today()), "2020-04-01");
        assert_eq!(plain("05/19/1989", true, today()), "1989-05-19");
        assert_eq!(plain("1/2/26", false, today()), "2026-02-01");
    }

    #[test]
    fn what_is_no_day_stays_as_it_is_for_the_rules_to_say_so() {
        for text in ["31/02/1980", "15/13/1975", "1980-02-31"] {
            assert_eq!(kernel::date::parse(&plain(text, false, today())), Err("date-impossible"), "{text}");
        }
        for text in ["hier", "1955", "12/2020", "مارس", "1/2/3/4", ""] {
            assert_eq!(kernel::date::parse(&plain(text, false, today())), Err("date-unreadable"), "{text}");
        }
    }

    #[test]
    fn a_column_says_which_of_two_numbers_is_the_day() {
        assert_eq!(
            (order("05/19/1989"), order("19/05/1989"), order("05/06/1989"), order("1989-05-19")),
            (Some(true), Some(false), None, None)
        );
    }
}
