//! Numbers that Moroccan offices and banks give, with their keys: a slip of the finger is told from
//! a right number before anybody is paid by it.

use crate::fold::western_digits;

/// Banks by the first three digits of a RIB. A label only: the published lists contradict each
/// other, so a code that is not here is as good as one that is.
const BANKS: &[(&str, &str)] = &[
    ("007", "Attijariwafa bank"),
    ("011", "Bank of Africa"),
    ("013", "BMCI"),
    ("021", "Crédit du Maroc"),
    ("022", "Saham Bank"),
    ("050", "CFG Bank"),
    ("1", "Banque Populaire"),
    ("225", "Crédit Agricole du Maroc"),
    ("230", "CIH Bank"),
    ("310", "Trésorerie générale du Royaume"),
    ("350", "Al Barid Bank"),
];

/// Digits as people group them: spaces, dots and dashes between, in either kind of digits.
fn compact(text: &str) -> String {
    western_digits(text).chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-' | '\u{200e}' | '\u{200f}')).collect()
}

fn digits(text: &str, lengths: std::ops::RangeInclusive<usize>) -> bool {
    lengths.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// The remainder by 97 of a number of any length.
fn mod97(digits: &str) -> u32 {
    digits.bytes().fold(0, |rest, digit| (rest * 10 + u32::from(digit - b'0')) % 97)
}

/// Reads a RIB (24 digits: bank 3, locality 3, account 16, key 2), also when it is written as an
/// IBAN. Its key is right when the whole number is a multiple of 97, and never 00 or above 97.
///
/// # Errors
/// `rib-length`, `rib-key-wrong`, `iban-wrong`.
pub fn rib(text: &str) -> Result<String, &'static str> {
    let text = compact(text).to_uppercase();
    let (rib, as_iban) = match text.strip_prefix("MA") {
        Some(rest) if rest.is_char_boundary(2) && rest.len() > 2 => (rest[2..].to_owned(), Some(rest[..2].to_owned())),
        _ => (text, None),
    };
    if !digits(&rib, 24..=24) {
        return Err("rib-length");
    }
    if mod97(&rib) != 0 || !matches!(rib[22..].parse::<u8>(), Ok(1..=97)) {
        return Err("rib-key-wrong");
    }
    // the RIB being a multiple of 97, its IBAN always has this key
    if as_iban.is_some_and(|key| key != "64") { Err("iban-wrong") } else { Ok(rib) }
}

/// The IBAN of a right RIB.
pub fn iban(rib: &str) -> String {
    format!("MA64{rib}")
}

/// The bank of a RIB, where its code is known.
pub fn bank(rib: &str) -> Option<&'static str> {
    BANKS.iter().find(|(code, _)| rib.starts_with(code)).map(|(_, name)| *name)
}

/// Reads an ICE: 15 digits (enterprise 9, establishment 4, key 2), a multiple of 97.
///
/// # Errors
/// `ice-length`, `ice-key-wrong`.
pub fn ice(text: &str) -> Result<String, &'static str> {
    let text = compact(text);
    match digits(&text, 15..=15) {
        false => Err("ice-length"),
        true if mod97(&text) == 0 => Ok(text),
        true => Err("ice-key-wrong"),
    }
}

/// Reads an "identifiant fiscal": 7 or 8 digits, no key.
///
/// # Errors
/// `fiscal-id-wrong`
pub fn fiscal_id(text: &str) -> Result<String, &'static str> {
    let text = compact(text);
    if digits(&text, 7..=8) { Ok(text) } else { Err("fiscal-id-wrong") }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `kind,value,valid,expected,note`
    fn vectors(kind: &str) -> Vec<(String, bool, String)> {
        let lines = include_str!("../tests/data/identifiers_vectors.csv").lines().map(|line| line.split(',').collect::<Vec<_>>());
        lines.filter(|cells| cells[0] == kind).map(|cells| (cells[1].to_owned(), cells[2] == "true", cells[3].to_owned())).collect()
    }

    #[test]
    fn the_published_numbers_are_read_and_their_slips_refused() {
        let (ribs, ibans, ices) = (vectors("rib"), vectors("iban"), vectors("ice"));
        assert_eq!((ribs.len(), ibans.len(), ices.len()), (12, 2, 4));
        for (value, valid, expected) in ribs {
            assert_eq!(rib(&value).is_ok(), valid, "{value}");
            if let Some(expected) = expected.split("iban=").nth(1) {
                assert_eq!(iban(&value), expected);
                assert_eq!(rib(expected), Ok(value));
            }
        }
        for (value, valid, _) in ibans {
            assert_eq!(rib(&value).is_ok(), valid, "{value}");
        }
        for (value, valid, _) in ices {
            assert_eq!(ice(&value).is_ok(), valid, "{value}");
        }
    }

    #[test]
    fn one_wrong_digit_or_two_exchanged_are_always_noticed() {
        let right = "011519000001205000534921";
        for at in 0..24 {
            for digit in '0'..='9' {
                let mut wrong: Vec<char> = right.chars().collect();
                if wrong[at] != digit {
                    wrong[at] = digit;
                    assert!(rib(&wrong.iter().collect::<String>()).is_err(), "{wrong:?}");
                }
            }
            let mut wrong: Vec<char> = right.chars().collect();
            if at > 0 && wrong[at - 1] != wrong[at] {
                wrong.swap(at - 1, at);
                assert!(rib(&wrong.iter().collect::<String>()).is_err(), "{wrong:?}");
            }
        }
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        assert_eq!(rib("011 519 0000012050005349 21").as_deref(), Ok("011519000001205000534921"));
        assert_eq!(rib("ma64 0115-1900.0001 2050 0053 4921").as_deref(), Ok("011519000001205000534921"));
        assert_eq!(rib("٠١١٥١٩٠٠٠٠٠١٢٠٥٠٠٠٥٣٤٩٢١").as_deref(), Ok("011519000001205000534921"));
        assert_eq!(ice("001 561 191 0000 66").as_deref(), Ok("001561191000066"));
        for (text, code) in
            [("", "rib-length"), ("MA", "rib-length"), ("MAé", "rib-length"), ("MA65011519000001205000534921", "iban-wrong")]
        {
            assert_eq!(rib(text), Err(code), "{text}");
        }
        assert_eq!(fiscal_id("1234567").as_deref(), Ok("1234567"));
        assert_eq!(
            (fiscal_id("123456"), fiscal_id("123456789"), fiscal_id("12a4567")),
            (Err("fiscal-id-wrong"), Err("fiscal-id-wrong"), Err("fiscal-id-wrong"))
        );
        assert_eq!(
            (bank("011519000001205000534921"), bank("190780000000000000000000"), bank("999")),
            (Some("Bank of Africa"), Some("Banque Populaire"), None)
        );
    }
}
