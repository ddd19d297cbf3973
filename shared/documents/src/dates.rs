//! Dates as letters and receipts write them, with Moroccan month names (morocco.md 6.3): `ماي`,
//! `غشت`, `شتنبر`, not the eastern `مايو`, `أغسطس`, `سبتمبر`. Western digits in every language.

use chrono::{Datelike, NaiveDate, NaiveTime};
use kernel::Locale;

const MONTHS_AR: [&str; 12] = ["يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"];
const MONTHS_FR: [&str; 12] =
    ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];
const MONTHS_EN: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const DAYS_AR: [&str; 7] = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"];
const DAYS_FR: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
const DAYS_EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// `السبت 12 دجنبر 2026`, `samedi 12 décembre 2026`, `Saturday 12 December 2026`.
pub fn long_date(date: NaiveDate, locale: Locale) -> String {
    let days = match locale {
        Locale::Ar => DAYS_AR,
        Locale::Fr => DAYS_FR,
        Locale::En => DAYS_EN,
    };
    format!("{} {}", days[date.weekday().num_days_from_monday() as usize], plain_date(date, locale))
}

/// The same without the weekday; French counts the first of a month as `1er`.
pub fn plain_date(date: NaiveDate, locale: Locale) -> String {
    let months = match locale {
        Locale::Ar => MONTHS_AR,
        Locale::Fr => MONTHS_FR,
        Locale::En => MONTHS_EN,
    };
    let first = if locale == Locale::Fr && date.day() == 1 { "er" } else { "" };
    format!("{}{first} {} {}", date.day(), months[date.month0() as usize], date.year())
}

/// `12/12/2026`, the short form of official texts.
pub fn short_date(date: NaiveDate) -> String {
    date.format("%d/%m/%Y").to_string()
}

/// `18:30` in Arabic and English, `18 h 30` in French (no-break spaces).
pub fn time(time: NaiveTime, locale: Locale) -> String {
    time.format(if locale == Locale::Fr { "%H\u{a0}h\u{a0}%M" } else { "%H:%M" }).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_moroccan() {
        let date = NaiveDate::from_ymd_opt(2026, 8, 1).unwrap();
        assert_eq!(long_date(date, Locale::Ar), "السبت 1 غشت 2026");
        assert_eq!(long_date(date, Locale::Fr), "samedi 1er août 2026");
        assert_eq!(long_date(date, Locale::En), "Saturday 1 August 2026");
        assert_eq!(plain_date(NaiveDate::from_ymd_opt(2026, 12, 21).unwrap(), Locale::Ar), "21 دجنبر 2026");
        assert_eq!(short_date(date), "01/08/2026");
    }

    #[test]
    fn hours_are_written_the_french_way_in_french() {
        let half_past_six = NaiveTime::from_hms_opt(18, 30, 0).unwrap();
        assert_eq!(time(half_past_six, Locale::Fr), "18\u{a0}h\u{a0}30");
        assert_eq!(time(half_past_six, Locale::Ar), "18:30");
    }
}
