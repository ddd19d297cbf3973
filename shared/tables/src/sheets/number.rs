//! What a number in a cell means: its format says whether it is a date.

use chrono::{Days, NaiveDate};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Number,
    Date,
    Time,
    /// So many digits, with zeros in front: `0000`.
    Zeros(usize),
}

impl Format {
    /// By its number, for those that every programme knows.
    pub fn known(id: u32) -> Self {
        match id {
            14..=17 | 22 | 27..=31 | 36 | 50..=58 => Self::Date,
            18..=21 | 32..=35 | 45..=47 => Self::Time,
            _ => Self::Number,
        }
    }

    /// `dd/mm/yyyy`, `[$-40C]d mmmm yyyy;@`, `# ##0,00" DH"`.
    pub fn of(code: &str) -> Self {
        let code = bare(code);
        if code.eq_ignore_ascii_case("general") || code.contains(['#', '%']) {
            return Self::Number;
        }
        let zeros = code.chars().filter(|c| *c == '0').count();
        if zeros > 0 && code.chars().all(|c| matches!(c, '0' | ' ' | '-')) {
            return if zeros > 1 { Self::Zeros(zeros) } else { Self::Number };
        }
        let has = |letters: &[char]| code.contains(letters);
        match (has(&['y', 'd']), has(&['h', 's'])) {
            (true, _) => Self::Date,
            (false, true) => Self::Time,
            (false, false) if has(&['m']) => Self::Date,
            _ => Self::Number,
        }
    }

    pub fn show(self, value: &str, since_1904: bool) -> String {
        let Ok(number) = value.trim().parse::<f64>() else { return value.to_owned() };
        match self {
            Self::Date => date(number, since_1904).unwrap_or_else(|| plain(number)),
            Self::Time => time(number.fract()),
            Self::Zeros(digits) if number >= 0.0 && number.fract() == 0.0 => format!("{:0>digits$}", plain(number)),
            Self::Number | Self::Zeros(_) => plain(number),
        }
    }
}

/// The first section, in small letters, without what is only shown: texts, colours, languages.
fn bare(code: &str) -> String {
    let (mut bare, mut quoted, mut bracketed, mut escaped) = (String::new(), false, false, false);
    for c in code.chars() {
        match c {
            _ if escaped => escaped = false,
            '"' => quoted = !quoted,
            _ if quoted => {}
            '\\' | '_' | '*' => escaped = true,
            '[' => bracketed = true,
            ']' => bracketed = false,
            // elapsed hours are [h]
            'h' | 'm' | 's' if bracketed => bare.push('h'),
            _ if bracketed => {}
            ';' => break,
            c => bare.extend(c.to_lowercase()),
        }
    }
    bare.trim().to_owned()
}

/// Days since the end of 1899, as if 1900 had been a leap year; or since 1904.
fn date(number: f64, since_1904: bool) -> Option<String> {
    if !(0.0..2_958_466.0).contains(&number) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is checked")]
    let days = number.trunc() as u64;
    let first = if since_1904 { NaiveDate::from_ymd_opt(1904, 1, 1)? } else { NaiveDate::from_ymd_opt(1899, 12, 30)? };
    let early = u64::from(!since_1904 && (1..60).contains(&days));
    let date = first.checked_add_days(Days::new(days + early))?;
    let time = time(number.fract());
    Some(if time == "00:00:00" { date.to_string() } else { format!("{date} {time}") })
}

fn time(fraction: f64) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a fraction of a day")]
    let seconds = (fraction.abs() * 86_400.0).round() as u64 % 86_400;
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// Without an exponent, and without what binary fractions add beyond fifteen digits.
fn plain(number: f64) -> String {
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    format!("{rounded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_say_what_is_a_date() {
        for code in ["dd/mm/yyyy", "yyyy-mm-dd", "[$-40C]d mmmm yyyy;@", "mmm-yy", "dd/mm/yyyy\\ hh:mm", "[$-fr-MA]dd\\ mmmm\\ yyyy"] {
            assert_eq!(Format::of(code), Format::Date, "{code}");
        }
        for code in ["General", "0", "#,##0.00", "0.00\" DH\"", "@", "0%", "[Red]-0.00", "0.00E+00"] {
            assert_eq!(Format::of(code), Format::Number, "{code}");
        }
        assert_eq!((Format::of("hh:mm"), Format::of("[h]:mm:ss")), (Format::Time, Format::Time));
        assert_eq!(Format::of("00 00 00 00 00"), Format::Zeros(10));
    }

    #[test]
    fn numbers_are_shown_as_people_wrote_them() {
        for (format, value, shown) in [
            (Format::Date, "33646", "1992-02-12"),
            (Format::Date, "1", "1900-01-01"),
            (Format::Date, "61", "1900-03-01"),
            (Format::Date, "46174.5", "2026-06-01 12:00:00"),
            (Format::Date, "-3", "-3"),
            (Format::Number, "6.00541731E8", "600541731"),
            (Format::Number, "150.10000000000002", "150.1"),
            (Format::Number, "abc", "abc"),
            (Format::Zeros(10), "612345678", "0612345678"),
            (Format::Time, "0.75", "18:00:00"),
        ] {
            assert_eq!(format.show(value, false), shown);
        }
        assert_eq!(Format::Date.show("32184", true), "1992-02-12");
    }
}
