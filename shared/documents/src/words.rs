//! Amounts in words, as receipts must carry them (morocco.md 2.8 and 6.5).

mod arabic;
mod english;
mod french;

use kernel::{Locale, Money};

/// An amount in words: `deux cents dirhams et cinquante centimes`, `مائتا درهم وخمسون سنتيما`.
///
/// For 0 to [`Money::MAX`] (999 999 999,99 DH). Outside that range, which no receipt can reach, the
/// amount stands in figures (`-5,00 DH`), so that nothing wrong is ever spelled out.
/// No unit of zero is named: `cinquante centimes`, not `zéro dirham et cinquante centimes`.
pub fn words(amount: Money, locale: Locale) -> String {
    let centimes = amount.in_centimes();
    match (u32::try_from(centimes / 100), u32::try_from(centimes % 100)) {
        (Ok(dirhams), Ok(centimes)) if amount <= Money::MAX => match locale {
            Locale::Ar => arabic::amount(dirhams, centimes),
            Locale::Fr => french::amount(dirhams, centimes),
            Locale::En => english::amount(dirhams, centimes),
        },
        _ => format!("{amount} DH"),
    }
}

/// The three digits of millions, of thousands and of ones.
const fn groups(number: u32) -> (u32, u32, u32) {
    (number / 1_000_000, number / 1000 % 1000, number % 1000)
}

/// Dirhams and centimes, whichever there are; `nothing` stands for an amount of zero.
fn joined(dirhams: Option<String>, centimes: Option<String>, and: &str, nothing: &str) -> String {
    match (dirhams, centimes) {
        (Some(dirhams), Some(centimes)) => format!("{dirhams}{and}{centimes}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => nothing.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(centimes: i64, locale: Locale, expected: &str) {
        assert_eq!(words(Money::centimes(centimes), locale), expected, "{centimes}");
    }

    #[test]
    fn every_vector_of_the_domain_file_holds() {
        let vectors = include_str!("../tests/data/amount_words_vectors.csv");
        let mut count = 0;
        for line in vectors.lines().skip(1) {
            let mut cells = line.split(',');
            let (amount, french, arabic) = (cells.next().unwrap(), cells.next().unwrap(), cells.next().unwrap());
            let amount = Money::parse(amount).unwrap();
            assert_eq!(words(amount, Locale::Fr), french, "{amount}");
            assert_eq!(words(amount, Locale::Ar), arabic, "{amount}");
            count += 1;
        }
        assert_eq!(count, 65);
    }

    #[test]
    fn french_plurals_of_vingt_and_cent_stop_before_mille_but_not_before_millions() {
        check(28_000, Locale::Fr, "deux cent quatre-vingts dirhams");
        check(8_008_000, Locale::Fr, "quatre-vingt mille quatre-vingts dirhams");
        check(20_020_000, Locale::Fr, "deux cent mille deux cents dirhams");
        check(8_000_000_000, Locale::Fr, "quatre-vingts millions de dirhams");
        check(20_000_000_000, Locale::Fr, "deux cents millions de dirhams");
        check(20_008_000_000, Locale::Fr, "deux cents millions quatre-vingt mille dirhams");
        check(7_100_000, Locale::Fr, "soixante et onze mille dirhams");
        check(100_100, Locale::Fr, "mille un dirhams");
        check(101, Locale::Fr, "un dirham et un centime");
        check(
            99_999_999_999,
            Locale::Fr,
            "neuf cent quatre-vingt-dix-neuf millions neuf cent quatre-vingt-dix-neuf mille neuf cent quatre-vingt-dix-neuf dirhams et quatre-vingt-dix-neuf centimes",
        );
    }

    #[test]
    fn arabic_nouns_follow_the_last_two_digits_and_duals_lose_their_noon_before_them() {
        check(20_200, Locale::Ar, "مائتان ودرهمان");
        check(20_100, Locale::Ar, "مائتان ودرهم واحد");
        check(100_200, Locale::Ar, "ألف ودرهمان");
        check(220_000, Locale::Ar, "ألفان ومائتا درهم");
        check(300_300, Locale::Ar, "ثلاثة آلاف وثلاثة دراهم");
        check(1_101_100, Locale::Ar, "أحد عشر ألفا وأحد عشر درهما");
        check(20_200_000, Locale::Ar, "مائتا ألف وألفا درهم");
        check(20_200_100, Locale::Ar, "مائتا ألف وألفان ودرهم واحد");
        check(20_300_000, Locale::Ar, "مائتان وثلاثة آلاف درهم");
        check(20_000_100, Locale::Ar, "مائتا ألف ودرهم واحد");
        check(11_200_000, Locale::Ar, "مائة واثنا عشر ألف درهم");
        check(200_200_000, Locale::Ar, "مليونان وألفا درهم");
        check(2_100_000_000, Locale::Ar, "واحد وعشرون مليون درهم");
        check(2_100_000_100, Locale::Ar, "واحد وعشرون مليونا ودرهم واحد");
        check(10_100_000_000, Locale::Ar, "مائة مليون ومليون درهم");
        check(202, Locale::Ar, "درهمان وسنتيمان");
        check(
            99_999_999_999,
            Locale::Ar,
            "تسعمائة وتسعة وتسعون مليونا وتسعمائة وتسعة وتسعون ألفا وتسعمائة وتسعة وتسعون درهما وتسعة وتسعون سنتيما",
        );
    }

    #[test]
    fn english_is_simple() {
        check(0, Locale::En, "zero dirhams");
        check(101, Locale::En, "one dirham and one centime");
        check(
            123_456_789,
            Locale::En,
            "one million two hundred thirty-four thousand five hundred sixty-seven dirhams and eighty-nine centimes",
        );
    }

    #[test]
    fn what_is_out_of_range_stays_in_figures() {
        check(-500, Locale::Fr, "-5,00 DH");
        check(-5, Locale::Ar, "-0,05 DH");
        for locale in Locale::ALL {
            assert!(words(Money::centimes(i64::MAX), locale).ends_with("DH"));
            assert!(words(Money::centimes(i64::MIN), locale).ends_with("DH"));
        }
    }

    fn well_spaced(text: &str) -> bool {
        !text.is_empty() && text.trim() == text && !text.contains("  ") && !text.contains("و و")
    }

    proptest! {
        #[test]
        fn no_amount_panics_or_is_badly_spaced(centimes in 0..=99_999_999_999_i64) {
            for locale in Locale::ALL {
                let text = words(Money::centimes(centimes), locale);
                prop_assert!(well_spaced(&text), "{}: {}", centimes, text);
                prop_assert!(!text.chars().any(|c| c.is_ascii_digit()), "{}: {}", centimes, text);
            }
        }

        #[test]
        fn nothing_at_all_panics(centimes: i64) {
            for locale in Locale::ALL {
                prop_assert!(!words(Money::centimes(centimes), locale).is_empty());
            }
        }
    }

    #[test]
    fn neighbouring_amounts_never_read_alike() {
        for locale in Locale::ALL {
            let mut seen = std::collections::HashSet::new();
            for dirhams in (0..=10_000).chain((10_000..=3_000_000).step_by(997)).chain((1..=999).map(|m| m * 1_000_000)) {
                let text = words(Money::centimes(dirhams * 100), locale);
                assert!(well_spaced(&text), "{text}");
                assert!(seen.insert(text.clone()) || dirhams == 10_000, "{dirhams}: {text}");
            }
        }
    }
}
