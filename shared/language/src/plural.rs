//! Which form of a word goes with a number (CLDR). Catalogues choose by `PLURAL($count)`.
//!
//! Fluent's own choice is not used: its library takes Arabic's forms from the number instead of
//! its last two digits, and so says "320 منخرط".

use kernel::Locale;

pub(crate) fn form(locale: Locale, number: i64) -> &'static str {
    match (locale, number) {
        (Locale::Ar, 0) => "zero",
        (Locale::Ar, 2) => "two",
        (Locale::Ar | Locale::En, 1) | (Locale::Fr, 0 | 1) => "one",
        (Locale::Ar, number) => match number.rem_euclid(100) {
            3..=10 => "few",
            11..=99 => "many",
            _ => "other",
        },
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic_looks_at_the_last_two_digits() {
        let forms = [0, 1, 2, 3, 10, 11, 99, 100, 101, 102, 103, 111, 320, 1_000].map(|n| form(Locale::Ar, n));
        assert_eq!(forms, ["zero", "one", "two", "few", "few", "many", "many", "other", "other", "other", "few", "many", "many", "other"]);
    }
}
