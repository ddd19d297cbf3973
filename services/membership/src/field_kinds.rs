//! What is typed into a field of the association's own, read by the field's kind; what a choice
//! offers. No I/O.

use contracts::member_fields::{Field, FieldKind, FieldOption, NewField};
use kernel::error::FieldErrors;
use kernel::fold::{clean, fold, western_digits};
use kernel::{FieldError, date};
use std::collections::{BTreeMap, HashSet};

/// Characters.
const LONGEST_TEXT: usize = 300;
const LONGEST_OPTION: usize = 60;
const MOST_OPTIONS: usize = 50;
/// Digits before the point, and after it.
const LONGEST_NUMBER: (usize, usize) = (12, 4);

/// What a record keeps of what somebody typed, or a file brings: `None` where it is blank.
///
/// # Errors
/// What is wrong, at the field.
pub fn parse(field: &Field, typed: &str) -> Result<Option<String>, FieldError> {
    let typed = clean(typed);
    if typed.is_empty() {
        return Ok(None);
    }
    let told = |code: &'static str| FieldError { field: field.name(), code: code.into(), params: BTreeMap::new() };
    if field.kind == FieldKind::Text && typed.chars().count() > LONGEST_TEXT {
        return Err(FieldError { params: [("max".to_owned(), LONGEST_TEXT.to_string())].into(), ..told("too-long") });
    }
    let read = match field.kind {
        FieldKind::Text => Ok(typed),
        FieldKind::Number => number(&typed),
        FieldKind::Day => date::parse(&typed).map(|date| date.to_string()),
        FieldKind::Choice => option(field, &typed).ok_or("choice-unknown"),
        FieldKind::YesNo => yes_no(&typed).ok_or("choice-unknown"),
        FieldKind::File => Err("field-by-upload"),
    };
    read.map(Some).map_err(told)
}

/// As [`parse`], of what was not there before: no option that is not offered any more.
///
/// # Errors
/// What is wrong, at the field.
pub fn parse_new(field: &Field, typed: &str) -> Result<Option<String>, FieldError> {
    let value = parse(field, typed)?;
    match &value {
        Some(code) if is_retired_option(field, code) => {
            Err(FieldError { field: field.name(), code: "choice-unknown".into(), params: BTreeMap::new() })
        }
        _ => Ok(value),
    }
}

pub fn is_retired_option(field: &Field, value: &str) -> bool {
    field.options.iter().any(|option| option.retired && option.code == value)
}

/// Digits of any script with one point or comma at most; spaces between thousands are nothing.
fn number(typed: &str) -> Result<String, &'static str> {
    let western: String = western_digits(typed).chars().filter(|c| !c.is_whitespace()).collect();
    let text = western.replace([',', '٫'], ".").replace('−', "-");
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("-", digits));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !all_digits(whole) || !all_digits(part) {
        return Err("number-unreadable");
    }
    let (whole, part) = (whole.trim_start_matches('0'), part.trim_end_matches('0'));
    if whole.len() > LONGEST_NUMBER.0 || part.len() > LONGEST_NUMBER.1 {
        return Err("number-too-long");
    }
    let whole = if whole.is_empty() { "0" } else { whole };
    Ok(match part {
        "" if whole == "0" => whole.to_owned(),
        "" => format!("{sign}{whole}"),
        _ => format!("{sign}{whole}.{part}"),
    })
}

/// By its code, as forms send it, or by its name, as people write it.
fn option(field: &Field, typed: &str) -> Option<String> {
    let folded = fold(typed);
    let named = |option: &&FieldOption| !option.retired && (fold(&option.ar) == folded || fold(&option.fr) == folded);
    let by_code = field.options.iter().find(|option| option.code == typed);
    by_code.or_else(|| field.options.iter().find(named)).map(|option| option.code.clone())
}

fn yes_no(typed: &str) -> Option<String> {
    match fold(typed).as_str() {
        "yes" | "y" | "oui" | "o" | "true" | "vrai" | "1" | "x" | "نعم" | "صحيح" => Some("yes".into()),
        "no" | "n" | "non" | "false" | "faux" | "0" | "لا" | "خطا" => Some("no".into()),
        _ => None,
    }
}

/// The options of a choice. One that is known by either of its names stays itself; of those that are
/// not named any more the used ones are kept as retired.
pub fn options(errors: &mut FieldErrors, input: &NewField, before: &[FieldOption], used: &HashSet<String>) -> Vec<FieldOption> {
    let lines = |typed: &str| -> Vec<String> { typed.lines().map(clean).filter(|line| !line.is_empty()).collect() };
    let (ar, fr) = (lines(&input.options_ar), lines(&input.options_fr));
    let (ar, fr) = match (ar.is_empty(), fr.is_empty()) {
        (true, false) => (fr.clone(), fr),
        (false, true) => (ar.clone(), ar),
        _ => (ar, fr),
    };
    check_options(errors, &ar, &fr);
    let mut options: Vec<FieldOption> = Vec::new();
    for (ar, fr) in ar.into_iter().zip(fr) {
        let free = |option: &&FieldOption| options.iter().all(|taken| taken.code != option.code);
        let alike = |option: &&FieldOption| fold(&option.ar) == fold(&ar) || fold(&option.fr) == fold(&fr);
        let code = before.iter().filter(free).find(alike).map(|option| option.code.clone());
        let code = code.unwrap_or_else(|| next_code(before, &options));
        options.push(FieldOption { code, ar, fr, retired: false });
    }
    let gone = before.iter().filter(|option| used.contains(&option.code) && options.iter().all(|kept| kept.code != option.code));
    let gone: Vec<FieldOption> = gone.map(|option| FieldOption { retired: true, ..option.clone() }).collect();
    options.extend(gone);
    options
}

fn check_options(errors: &mut FieldErrors, ar: &[String], fr: &[String]) {
    if ar.len() != fr.len() {
        errors.add("options_fr", "options-uneven");
    }
    if ar.len() < 2 {
        errors.add("options_ar", "options-too-few");
    }
    for (field, names) in [("options_ar", ar), ("options_fr", fr)] {
        let folded: HashSet<String> = names.iter().map(|name| fold(name)).collect();
        if folded.len() < names.len() {
            errors.add(field, "options-twice");
        }
        if names.iter().any(|name| name.chars().count() > LONGEST_OPTION) {
            errors.add_with(field, "option-too-long", "max", LONGEST_OPTION);
        }
        if names.len() > MOST_OPTIONS {
            errors.add_with(field, "options-too-many", "max", MOST_OPTIONS);
        }
    }
}

/// No name of an option looks like a code.
fn next_code(before: &[FieldOption], now: &[FieldOption]) -> String {
    let taken = before.iter().chain(now).filter_map(|option| option.code.strip_prefix("option-")?.parse::<u32>().ok());
    format!("option-{}", taken.max().unwrap_or(0) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn field(kind: FieldKind) -> Field {
        let option = |code: &str, ar: &str, fr: &str, retired| FieldOption { code: code.into(), ar: ar.into(), fr: fr.into(), retired };
        Field {
            id: uuid::Uuid::nil(),
            label_ar: "قياس".into(),
            label_fr: "Taille".into(),
            label_en: None,
            kind,
            options: vec![option("option-1", "صغير", "Petit", false), option("option-2", "كبير", "Grand", true)],
            required: false,
            listed: false,
            retired: false,
            board_only: false,
            for_applicants: false,
        }
    }

    #[test]
    fn each_kind_is_read_as_people_write_it() {
        let read = |kind, typed: &str| parse(&field(kind), typed).map_err(|error| error.code);
        let is = |text: &str| Ok(Some(text.to_owned()));
        assert_eq!(read(FieldKind::Text, " A\u{202e}  b "), is("A b"));
        assert_eq!(read(FieldKind::Number, "٠٠١٢٫٥٠"), is("12.5"));
        assert_eq!(read(FieldKind::Number, "-1 500,25"), is("-1500.25"));
        assert_eq!(read(FieldKind::Number, "-0"), is("0"));
        assert_eq!(read(FieldKind::Day, "٠٥/٠٣/٢٠٢٦"), is("2026-03-05"));
        assert_eq!(read(FieldKind::Choice, "PETIT"), is("option-1"));
        assert_eq!(read(FieldKind::Choice, "صغير"), is("option-1"));
        assert_eq!(read(FieldKind::YesNo, "Oui"), is("yes"));
        assert_eq!(read(FieldKind::YesNo, "لا"), is("no"));
        assert_eq!(read(FieldKind::Choice, " \u{200f}"), Ok(None));
        for (kind, typed, code) in [
            (FieldKind::Text, "a".repeat(301).as_str(), "too-long"),
            (FieldKind::Number, "douze", "number-unreadable"),
            (FieldKind::Number, "1.2.3", "number-unreadable"),
            (FieldKind::Number, "12.", "number-unreadable"),
            (FieldKind::Number, "1234567890123", "number-too-long"),
            (FieldKind::Number, "1.23456", "number-too-long"),
            (FieldKind::Day, "31/02/2026", "date-impossible"),
            (FieldKind::Choice, "Grand", "choice-unknown"),
            (FieldKind::YesNo, "peut-être", "choice-unknown"),
        ] {
            assert_eq!(read(kind, typed), Err(code.to_owned()), "{typed}");
        }
    }

    #[test]
    fn an_option_that_is_renamed_in_one_language_stays_itself_and_a_used_one_is_never_lost() {
        let before = field(FieldKind::Choice).options;
        let input = NewField { options_ar: "صغير\nمتوسط".into(), options_fr: "S\nM".into(), ..NewField::default() };
        let mut errors = FieldErrors::default();
        let options = options(&mut errors, &input, &before, &HashSet::from(["option-2".to_owned()]));
        let told: Vec<_> = options.iter().map(|option| (option.code.as_str(), option.fr.as_str(), option.retired)).collect();
        assert_eq!(told, [("option-1", "S", false), ("option-3", "M", false), ("option-2", "Grand", true)]);
        assert!(errors.finish().is_ok());
    }

    #[test]
    fn options_are_told_apart() {
        let codes = |ar: &str, fr: &str| {
            let mut errors = FieldErrors::default();
            let input = NewField { options_ar: ar.into(), options_fr: fr.into(), ..NewField::default() };
            options(&mut errors, &input, &[], &HashSet::new());
            errors.finish().map_or_else(|error| error.field_errors().iter().map(|told| told.code.clone()).collect(), |()| vec![])
        };
        assert_eq!(codes("", "Oui\nNon"), Vec::<String>::new());
        assert_eq!(codes("", "Oui"), ["options-too-few"]);
        assert_eq!(codes("ا\nب\nج", "A\nB"), ["options-uneven"]);
        assert_eq!(codes("", "Été\nete"), ["options-twice", "options-twice"]);
    }

    proptest! {
        #[test]
        fn a_number_that_was_read_is_read_again_the_same(typed in "-?[0-9]{1,14}([.,][0-9]{1,5})?") {
            if let Ok(once) = number(&typed) {
                prop_assert_eq!(number(&once), Ok(once.clone()));
            }
        }
    }
}
