//! Telephone numbers and e-mail addresses as people write them.

use email_address::{EmailAddress, Options};
use kernel::fold::western_digits;

/// The longest address that SMTP carries (RFC 5321 with erratum 1690).
const LONGEST_EMAIL: usize = 254;

/// A telephone number in E.164. Moroccan ones in every usual style (morocco.md 6.2): `0612345678`,
/// `+212 6 12 34 56 78`, `00212…`, with a needless 0 after 212, or without the leading 0 that
/// spreadsheets eat; foreign ones with their `+` or `00`.
///
/// # Errors
/// The code of a field error: `phone-unreadable`.
pub fn phone(text: &str) -> Result<String, &'static str> {
    let text: String = western_digits(text)
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-' | '/' | '(' | ')' | '\u{2010}'..='\u{2013}'))
        .collect();
    let (international, digits) = match text.strip_prefix('+').or_else(|| text.strip_prefix("00")) {
        Some(digits) => (true, digits),
        None => (false, text.as_str()),
    };
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err("phone-unreadable");
    }
    let moroccan = match digits.strip_prefix("212") {
        Some(national) if international || digits.len() >= 12 => Some(national.strip_prefix('0').unwrap_or(national)),
        _ if international => None,
        _ => Some(digits.strip_prefix('0').unwrap_or(digits)),
    };
    match moroccan {
        // 05 fixed, 06 and 07 mobile, 08 special services
        Some(national) if national.len() == 9 && matches!(national.as_bytes()[0], b'5'..=b'8') => Ok(format!("+212{national}")),
        None if (8..=15).contains(&digits.len()) && !digits.starts_with('0') => Ok(format!("+{digits}")),
        _ => Err("phone-unreadable"),
    }
}

/// An e-mail address that can be sent to from anywhere: with a domain of the Internet, without a
/// display name.
///
/// # Errors
/// The code of a field error: `email-invalid`.
pub fn email(text: &str) -> Result<String, &'static str> {
    let options = Options::default().with_required_tld().without_domain_literal().without_display_text();
    let is_right = text.len() <= LONGEST_EMAIL && !text.contains(['"', ' ']) && EmailAddress::parse_with_options(text, options).is_ok();
    if is_right { Ok(text.to_owned()) } else { Err("email-invalid") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The vectors of `identifiers_vectors.csv`, from the notes on the domain.
    #[test]
    fn the_vectors_hold() {
        let mut seen = 0;
        for line in include_str!("../tests/data/identifiers_vectors.csv").lines() {
            let cells: Vec<&str> = line.split(',').collect();
            if cells[0] == "phone" {
                let expected = if cells[2] == "true" { Ok(cells[3].to_owned()) } else { Err("phone-unreadable") };
                assert_eq!(phone(cells[1]), expected, "{line}");
                seen += 1;
            }
        }
        assert_eq!(seen, 5);
    }

    #[test]
    fn phones_are_read_in_every_style() {
        for text in [
            "0600541731",
            "+212600541731",
            "00212600541731",
            "+212 06 00541731",
            "00212 6 00 54 17 31",
            "06.00.54.17.31",
            "06-00-54-17-31",
            "212600541731",
            "2120600541731",
            "600541731",
            "٠٦٠٠٥٤١٧٣١",
            "(06) 00 54 17 31",
            "+212 (0) 600 541 731",
        ] {
            assert_eq!(phone(text).as_deref(), Ok("+212600541731"), "{text}");
        }
        assert_eq!(phone("+33 6 12 34 56 78").as_deref(), Ok("+33612345678"));
        assert_eq!(phone("0032 470 12 34 56").as_deref(), Ok("+32470123456"));
        for text in
            ["0612", "", "+", "0412345678", "06005417310", "2,12661E+11", "+2126005417", "0612345678 / 0612345679", "abc", "++212600541731"]
        {
            assert_eq!(phone(text), Err("phone-unreadable"), "{text}");
        }
    }

    #[test]
    fn addresses_need_a_domain_and_nothing_else() {
        for text in ["a@b.ma", "ghizlane.mezouar2@courriel.exemple.ma", "x+y@exemple.org"] {
            assert_eq!(email(text).as_deref(), Ok(text));
        }
        let long = format!("{}@exemple.ma", "a".repeat(250));
        for text in ["pas-un-mail", "a@b", "a@[127.0.0.1]", "Ali <a@b.ma>", "a b@c.ma", "\"a b\"@c.ma", "@b.ma", "a@", &long] {
            assert_eq!(email(text), Err("email-invalid"), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_was_read_is_read_again_the_same(text in "\\PC{0,20}") {
            if let Ok(number) = phone(&text) {
                prop_assert_eq!(phone(&number), Ok(number));
            }
        }

        #[test]
        fn a_moroccan_number_has_one_form(digits in "[5-8][0-9]{8}", style in 0..5) {
            let text = match style {
                0 => format!("0{digits}"),
                1 => format!("+212 {digits}"),
                2 => format!("00212-0{digits}"),
                3 => format!("212{digits}"),
                _ => digits.clone(),
            };
            prop_assert_eq!(phone(&text), Ok(format!("+212{digits}")));
        }
    }
}
