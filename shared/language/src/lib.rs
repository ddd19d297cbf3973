//! Everything Nassij says to people, in Arabic, French and English.
//!
//! The texts are in `catalogues/<language>/*.ftl` (Fluent). The build fails when the languages
//! differ, and each message has a constant in [`key`]. Codes that are known at run time only
//! (errors, audited actions, states) are looked up by family: [`named`], [`error_text`].

mod format;
mod plural;

pub use format::{clock_time, date_time, day_and_month, grouped as count, long_date, money, short_date, weekday_date};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use kernel::Locale;
use std::collections::BTreeMap;
use std::sync::OnceLock;
use unic_langid::LanguageIdentifier;

/// The name of a message that exists in all languages; only [`key`] and [`find`] make them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(&'static str);

impl Key {
    pub const fn name(self) -> &'static str {
        self.0
    }
}

/// One constant per message, written by build.rs.
pub mod key {
    use super::Key;
    include!(concat!(env!("OUT_DIR"), "/keys.rs"));
}

/// What fills a placeholder.
#[derive(Clone, Copy, Debug)]
pub enum Value<'a> {
    /// Chooses the plural form; grouped in threes from 10 000 on.
    Number(i64),
    /// Isolated from the text around it, so that a Latin name does not disturb an Arabic sentence.
    Text(&'a str),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

pub fn text(locale: Locale, key: Key) -> String {
    write(locale, key, None, true)
}

pub fn text_with(locale: Locale, key: Key, values: &[(&str, Value<'_>)]) -> String {
    let mut args = FluentArgs::new();
    for (name, value) in values {
        match value {
            Value::Number(number) => args.set(*name, *number),
            Value::Text(text) => args.set(*name, *text),
        }
    }
    write(locale, key, Some(&args), true)
}

/// The key `<family>-<code>` if there is one. Dots in the code count as hyphens, because audited
/// actions are named like permissions (`members.add`).
pub fn find(family: &str, code: &str) -> Option<Key> {
    let name = format!("{family}-{}", code.replace('.', "-"));
    key::ALL.binary_search(&name.as_str()).ok().map(|at| Key(key::ALL[at]))
}

/// The text `<family>-<code>`; the bare code when we have no words for it.
pub fn named(locale: Locale, family: &str, code: &str) -> String {
    find(family, code).map_or_else(|| code.to_owned(), |key| text(locale, key))
}

/// What an error code means. An unknown code reads as an internal error: a person is never shown a
/// bare code.
pub fn error_text(locale: Locale, code: &str, params: &BTreeMap<String, String>) -> String {
    let key = find("error", code).unwrap_or(key::ERROR_INTERNAL);
    let mut args = FluentArgs::new();
    for (name, value) in params {
        args.set(name.as_str(), parameter(value));
    }
    write(locale, key, Some(&args), false)
}

/// Parameters of errors travel as text. Those that are numbers choose plural forms, ungrouped: they
/// may be years or receipt numbers.
fn parameter(value: &str) -> FluentValue<'_> {
    match value.parse::<i64>() {
        Ok(number) if number.to_string() == value => {
            let mut number = FluentNumber::from(number);
            number.options.use_grouping = false;
            FluentValue::Number(number)
        }
        _ => FluentValue::from(value),
    }
}

/// `strict`: a missing placeholder is our mistake and must be seen in tests.
fn write(locale: Locale, key: Key, args: Option<&FluentArgs<'_>>, strict: bool) -> String {
    let bundle = bundle(locale);
    let Some(pattern) = bundle.get_message(key.0).and_then(|message| message.value()) else { return key.0.to_owned() };
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, args, &mut errors).into_owned();
    debug_assert!(!strict || errors.is_empty(), "{}: {errors:?}", key.0);
    text
}

type Bundle = FluentBundle<FluentResource>;

/// Built at first use and kept: they hold the catalogues, nothing of any association.
fn bundle(locale: Locale) -> &'static Bundle {
    static BUNDLES: [OnceLock<Bundle>; 3] = [OnceLock::new(), OnceLock::new(), OnceLock::new()];
    let (at, source) = match locale {
        Locale::Ar => (0, include_str!(concat!(env!("OUT_DIR"), "/ar.ftl"))),
        Locale::Fr => (1, include_str!(concat!(env!("OUT_DIR"), "/fr.ftl"))),
        Locale::En => (2, include_str!(concat!(env!("OUT_DIR"), "/en.ftl"))),
    };
    BUNDLES[at].get_or_init(|| {
        let language: LanguageIdentifier = locale.code().parse().unwrap_or_default();
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        bundle.set_use_isolating(true);
        // fails only when added twice
        let _ = bundle.add_function("PLURAL", move |values, _| match values.first() {
            Some(FluentValue::Number(number)) => plural::form(locale, whole(number)).into(),
            _ => "other".into(),
        });
        bundle.set_formatter(Some(|value, _| match value {
            FluentValue::Number(number) if number.options.use_grouping => Some(format::grouped(whole(number))),
            _ => None,
        }));
        bundle.add_resource_overriding(resource);
        bundle
    })
}

/// Our numbers are counts, which Fluent carries as floating point.
#[expect(clippy::cast_possible_truncation, reason = "counts are whole and far below 2^53")]
fn whole(number: &FluentNumber) -> i64 {
    number.value as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic_has_six_plural_forms() {
        let said = |count: i64| text_with(Locale::Ar, key::COUNT_MEMBERS, &[("count", count.into())]).replace(['\u{2068}', '\u{2069}'], "");
        assert_eq!(said(0), "لا منخرط");
        assert_eq!(said(1), "منخرط واحد");
        assert_eq!(said(2), "منخرطان");
        assert_eq!(said(3), "3 منخرطين");
        assert_eq!(said(11), "11 منخرطا");
        assert_eq!(said(100), "100 منخرط");
        assert_eq!(said(103), "103 منخرطين");
        assert_eq!(said(320), "320 منخرطا");
        assert_eq!(said(12_480), "12\u{202f}480 منخرطا");
    }

    #[test]
    fn french_and_english_count_too() {
        let said =
            |locale, count: i64| text_with(locale, key::COUNT_MEMBERS, &[("count", count.into())]).replace(['\u{2068}', '\u{2069}'], "");
        assert_eq!([said(Locale::Fr, 0), said(Locale::Fr, 1), said(Locale::Fr, 2)], ["0 membre", "1 membre", "2 membres"]);
        assert_eq!([said(Locale::En, 0), said(Locale::En, 1), said(Locale::En, 2)], ["0 members", "1 member", "2 members"]);
    }

    #[test]
    fn names_are_isolated() {
        let said = text_with(Locale::Ar, key::MAIL_GREETING, &[("name", "Driss".into())]);
        assert!(said.contains("\u{2068}Driss\u{2069}"), "{said}");
    }

    #[test]
    fn errors_have_words_and_unknown_ones_too() {
        let max = BTreeMap::from([("max".to_owned(), "200".to_owned())]);
        for locale in Locale::ALL {
            assert!(error_text(locale, "too-long", &max).contains("200"));
            assert_eq!(error_text(locale, "no-such-code", &max), text(locale, key::ERROR_INTERNAL));
        }
    }

    #[test]
    fn families_are_found_by_code() {
        assert_eq!(find("method", "cash"), Some(key::METHOD_CASH));
        assert_eq!(find("audit", "consent-given"), Some(key::AUDIT_CONSENT_GIVEN));
        assert_eq!(find("method", "gold"), None);
    }
}
