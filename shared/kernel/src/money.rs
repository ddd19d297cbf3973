//! Amounts of dirhams as whole centimes. No floating point anywhere, checked arithmetic only.

use crate::fold::western_digits;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::borrow::Cow;
use std::fmt;

/// An amount in centimes (1/100 of a Moroccan dirham). In JSON a string of dirhams, `"1234.50"`:
/// exact in every language, unlike JSON's numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(i64);

impl Money {
    pub const ZERO: Self = Self(0);
    /// 999 999 999,99 DH: the most that one amount may be, far below what sums could overflow.
    pub const MAX: Self = Self(99_999_999_999);

    pub const fn centimes(centimes: i64) -> Self {
        Self(centimes)
    }
    pub const fn in_centimes(self) -> i64 {
        self.0
    }
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }
    /// `None` when the sum leaves the range of i64.
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }

    /// Reads an amount as people type it: `1 234,50`, `1234.5`, `١٢٣٤٫٥٠`, with or without `DH`.
    ///
    /// # Errors
    /// The code of a field error: not a number, negative, more than two decimals, too large, or
    /// ambiguous (`1.234` may be either; we ask rather than guess).
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let text = western_digits(text).replace('٫', ",").replace(['\u{a0}', '\u{202f}', ' ', '٬', '\'', '’'], "");
        let text = text.trim_end_matches("DH").trim_end_matches("MAD").trim_end_matches("درهم").trim();
        if text.starts_with(['-', '−']) {
            return Err("amount-negative");
        }
        let (whole, cents) = split_decimals(text)?;
        if whole.is_empty() || !whole.bytes().chain(cents.bytes()).all(|b| b.is_ascii_digit()) {
            return Err("amount-not-a-number");
        }
        let cents = match cents.len() {
            0 => 0,
            1 => cents.parse::<i64>().unwrap_or_default() * 10,
            2 => cents.parse::<i64>().unwrap_or_default(),
            _ => return Err("amount-too-precise"),
        };
        let whole: i64 = whole.parse().map_err(|_| "amount-too-large")?;
        let amount = whole.checked_mul(100).and_then(|w| w.checked_add(cents)).map(Self).ok_or("amount-too-large")?;
        if amount > Self::MAX { Err("amount-too-large") } else { Ok(amount) }
    }
}

/// Splits at the decimal separator: the last of `,` and `.`. What stands before it may be grouped
/// in threes by the other one.
fn split_decimals(text: &str) -> Result<(String, &str), &'static str> {
    let Some(at) = text.rfind([',', '.']) else { return Ok((text.to_owned(), "")) };
    let (whole, cents) = (&text[..at], &text[at + 1..]);
    let separator = &text[at..=at];
    if whole.contains(separator) {
        // 1.234.567: the only separator repeats, so it groups and there are no decimals
        return if grouped(text, separator) { Ok((text.replace(separator, ""), "")) } else { Err("amount-not-a-number") };
    }
    let grouping = if separator == "," { "." } else { "," };
    if whole.contains(grouping) {
        return if grouped(whole, grouping) { Ok((whole.replace(grouping, ""), cents)) } else { Err("amount-not-a-number") };
    }
    if cents.len() == 3 { Err("amount-too-precise") } else { Ok((whole.to_owned(), cents)) }
}

fn grouped(text: &str, separator: &str) -> bool {
    let mut groups = text.split(separator);
    groups.next().is_some_and(|first| (1..=3).contains(&first.len())) && groups.all(|group| group.len() == 3)
}

/// `1 234,50` with narrow no-break spaces, as Moroccan accountants write it; the currency is added
/// by the page in the page's language.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = (self.0.unsigned_abs() / 100).to_string();
        let mut grouped = String::with_capacity(whole.len() + whole.len() / 3 * 3);
        for (i, digit) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i).is_multiple_of(3) {
                grouped.push('\u{202f}');
            }
            grouped.push(digit);
        }
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}{grouped},{:02}", self.0.unsigned_abs() % 100)
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let sign = if self.0 < 0 { "-" } else { "" };
        serializer.collect_str(&format_args!("{sign}{}.{:02}", self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100))
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        let (whole, cents) = text.split_once('.').ok_or_else(|| de::Error::custom("an amount is \"1234.50\""))?;
        let digits = format!("{whole}{cents}");
        if cents.len() != 2 {
            return Err(de::Error::custom("an amount has two decimals"));
        }
        digits.parse().map(Self).map_err(de::Error::custom)
    }
}

impl JsonSchema for Money {
    fn schema_name() -> Cow<'static, str> {
        "Money".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": r"^-?[0-9]+\.[0-9]{2}$", "description": "Dirhams with two decimals" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_type_them() {
        for (text, centimes) in [
            ("200", 20_000),
            ("1234,5", 123_450),
            ("1 234,50", 123_450),
            ("1.234,50", 123_450),
            ("1,234.50", 123_450),
            ("١٢٣٤٫٥٠", 123_450),
            ("٢٠٠", 20_000),
            ("0,01", 1),
            ("1.234.567", 123_456_700),
            ("250 DH", 25_000),
            ("999 999 999,99", 99_999_999_999),
        ] {
            assert_eq!(Money::parse(text), Ok(Money(centimes)), "{text}");
        }
    }

    #[test]
    fn what_is_not_an_amount_says_why() {
        for (text, code) in [
            ("-5", "amount-negative"),
            ("1,234", "amount-too-precise"),
            ("0,005", "amount-too-precise"),
            ("12a", "amount-not-a-number"),
            ("", "amount-not-a-number"),
            (",5", "amount-not-a-number"),
            ("1000000000", "amount-too-large"),
            ("99999999999999999999", "amount-too-large"),
            ("1.23.4", "amount-not-a-number"),
        ] {
            assert_eq!(Money::parse(text), Err(code), "{text}");
        }
    }

    #[test]
    fn json_keeps_every_centime() {
        for amount in [Money(0), Money(-5), Money(i64::MAX), Money(i64::MIN), Money(123_450)] {
            let json = serde_json::to_string(&amount).expect("json");
            assert_eq!(serde_json::from_str::<Money>(&json).expect("an amount"), amount, "{json}");
        }
    }

    #[test]
    fn amounts_are_shown_grouped_with_a_comma() {
        assert_eq!(Money(123_456_750).to_string(), "1\u{202f}234\u{202f}567,50");
        assert_eq!(Money(-5).to_string(), "-0,05");
        assert_eq!(Money(i64::MIN).to_string(), "-92\u{202f}233\u{202f}720\u{202f}368\u{202f}547\u{202f}758,08");
    }
}
