//! Dates, times and amounts as Moroccans write them, always with western digits.
//!
//! Written by hand: the data of CLDR prints `1.234,50` for Morocco, and Egyptian month names for
//! bare `ar`.

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use kernel::{Locale, Money};

const MONTHS_AR: [&str; 12] = ["يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"];
const MONTHS_FR: [&str; 12] =
    ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];
const MONTHS_EN: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
/// From Monday, as the week starts in Morocco.
const DAYS_AR: [&str; 7] = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"];
const DAYS_FR: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
const DAYS_EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// `5 مارس`, `1er mars`, `5 March`.
pub fn day_and_month(date: NaiveDate, locale: Locale) -> String {
    let (day, month) = (date.day(), date.month0() as usize);
    match locale {
        Locale::Ar => format!("{day} {}", MONTHS_AR[month]),
        Locale::Fr if day == 1 => format!("1er {}", MONTHS_FR[month]),
        Locale::Fr => format!("{day} {}", MONTHS_FR[month]),
        Locale::En => format!("{day} {}", MONTHS_EN[month]),
    }
}

/// `5 مارس 2026`.
pub fn long_date(date: NaiveDate, locale: Locale) -> String {
    format!("{} {}", day_and_month(date, locale), date.year())
}

/// `الخميس 5 مارس 2026`: for a day on which people are expected.
pub fn weekday_date(date: NaiveDate, locale: Locale) -> String {
    let day = date.weekday().num_days_from_monday() as usize;
    let name = match locale {
        Locale::Ar => DAYS_AR[day],
        Locale::Fr => DAYS_FR[day],
        Locale::En => DAYS_EN[day],
    };
    format!("{name} {}", long_date(date, locale))
}

/// `05/03/2026`, which is also what forms accept.
pub fn short_date(date: NaiveDate) -> String {
    date.format("%d/%m/%Y").to_string()
}

/// `18:30`.
pub fn clock_time(at: NaiveDateTime) -> String {
    at.format("%H:%M").to_string()
}

/// The day and time of a Moroccan wall clock (`kernel::clock::to_local`).
pub fn date_time(at: NaiveDateTime, locale: Locale) -> String {
    let (date, time) = (long_date(at.date(), locale), clock_time(at));
    match locale {
        Locale::Ar => format!("{date} على الساعة {time}"),
        Locale::Fr => format!("{date} à {time}"),
        Locale::En => format!("{date}, {time}"),
    }
}

/// `1 234,50 DH`. A negative amount inside Arabic is isolated: its sign would else jump behind it.
pub fn money(amount: Money, locale: Locale) -> String {
    match locale {
        Locale::Ar if amount < Money::ZERO => format!("\u{2066}{amount}\u{2069}\u{a0}درهم"),
        Locale::Ar => format!("{amount}\u{a0}درهم"),
        Locale::Fr => format!("{amount}\u{a0}DH"),
        Locale::En => format!("{amount}\u{a0}MAD"),
    }
}

/// Counts are grouped from five digits on; four digits may be a year.
pub fn grouped(number: i64) -> String {
    let digits = number.to_string();
    if number.unsigned_abs() < 10_000 {
        return digits;
    }
    let mut text = String::new();
    for (i, c) in digits.chars().enumerate() {
        let left = digits.len() - i;
        if left.is_multiple_of(3) && i > 0 && !text.ends_with('-') {
            text.push('\u{202f}');
        }
        text.push(c);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a date")
    }

    #[test]
    fn months_are_moroccan() {
        assert_eq!(long_date(day(2026, 3, 5), Locale::Ar), "5 مارس 2026");
        assert_eq!(long_date(day(2026, 5, 1), Locale::Ar), "1 ماي 2026");
        assert_eq!(long_date(day(2026, 7, 30), Locale::Ar), "30 يوليوز 2026");
        assert_eq!(long_date(day(2026, 12, 31), Locale::Ar), "31 دجنبر 2026");
        assert_eq!(long_date(day(2026, 3, 1), Locale::Fr), "1er mars 2026");
        assert_eq!(long_date(day(2026, 3, 5), Locale::En), "5 March 2026");
        assert_eq!(weekday_date(day(2026, 3, 5), Locale::Ar), "الخميس 5 مارس 2026");
        assert_eq!(weekday_date(day(2026, 3, 5), Locale::Fr), "jeudi 5 mars 2026");
        assert_eq!(short_date(day(2026, 3, 5)), "05/03/2026");
    }

    #[test]
    fn times_follow_the_day() {
        let at = day(2026, 3, 5).and_hms_opt(18, 5, 0).expect("a time");
        assert_eq!(date_time(at, Locale::Ar), "5 مارس 2026 على الساعة 18:05");
        assert_eq!(date_time(at, Locale::Fr), "5 mars 2026 à 18:05");
    }

    #[test]
    fn amounts_carry_their_currency() {
        let amount = Money::centimes(123_450);
        assert_eq!(money(amount, Locale::Fr), "1\u{202f}234,50\u{a0}DH");
        assert_eq!(money(amount, Locale::Ar), "1\u{202f}234,50\u{a0}درهم");
        assert_eq!(money(amount, Locale::En), "1\u{202f}234,50\u{a0}MAD");
        assert_eq!(money(Money::centimes(-500), Locale::Ar), "\u{2066}-5,00\u{2069}\u{a0}درهم");
    }

    #[test]
    fn large_counts_are_grouped() {
        assert_eq!(grouped(2026), "2026");
        assert_eq!(grouped(12_480), "12\u{202f}480");
        assert_eq!(grouped(-123_456), "-123\u{202f}456");
        assert_eq!(grouped(1_234_567), "1\u{202f}234\u{202f}567");
    }
}
