//! Dates as people type them.

use crate::fold::western_digits;
use chrono::NaiveDate;

/// Reads `2026-03-05`, `05/03/2026`, `05032026`, `5.3.2026`, `05-03-2026`, with western or Arabic-Indic digits.
/// The day always comes before the month, as in Morocco.
///
/// # Errors
/// The code of a field error: `date-unreadable` or `date-impossible` (31 February).
pub fn parse(text: &str) -> Result<NaiveDate, &'static str> {
    let text = western_digits(text.trim());
    let parts: Vec<&str> = text.split(['/', '-', '.', ' ']).collect();
    let (day, month, year) = match parts[..] {
        // a phone's numeric keypad has no slash
        [digits] if digits.len() == 8 && digits.is_ascii() => (&digits[..2], &digits[2..4], &digits[4..]),
        [a, b, c] if a.len() == 4 => (c, b, a),
        [a, b, c] => (a, b, c),
        _ => return Err("date-unreadable"),
    };
    let all_digits = [day, month, year].iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
    if !all_digits || year.len() != 4 || day.len() > 2 || month.len() > 2 {
        return Err("date-unreadable");
    }
    let (Ok(day), Ok(month), Ok(year)) = (day.parse(), month.parse(), year.parse()) else { return Err("date-unreadable") };
    NaiveDate::from_ymd_opt(year, month, day).filter(|_| (1900..=2200).contains(&year)).ok_or("date-impossible")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moroccan_dates_are_read() {
        let fifth = NaiveDate::from_ymd_opt(2026, 3, 5);
        for text in ["2026-03-05", "05/03/2026", "05032026", "5.3.2026", "٠٥/٠٣/٢٠٢٦", " 05-03-2026 "] {
            assert_eq!(parse(text).ok(), fifth, "{text}");
        }
        assert_eq!(parse("31/02/2026"), Err("date-impossible"));
        assert_eq!(parse("2/13/2026"), Err("date-impossible"));
        for text in ["", "hier", "05/03/26", "1/2/3/4", "+5/03/2026"] {
            assert_eq!(parse(text), Err("date-unreadable"), "{text}");
        }
    }
}
