//! A member as typed, read into values.

use crate::{contact, numbering};
use chrono::{Datelike, NaiveDate};
use contracts::members::{AddMember, MemberKind, Sex};
use kernel::error::FieldErrors;
use kernel::fold::{clean, fold};
use kernel::{Locale, Result, date};

/// Characters.
const LONGEST_NAME: usize = 100;
const LONGEST_ADDRESS: usize = 300;
const LONGEST_CATEGORY: usize = 60;
const LONGEST_WORD: usize = 60;
/// Telephones or e-mail addresses beyond the first.
const MOST_OTHERS: usize = 5;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    pub given_ar: Option<String>,
    pub family_ar: Option<String>,
    pub given_fr: Option<String>,
    pub family_fr: Option<String>,
    pub sex: Option<Sex>,
    pub born_on: Option<NaiveDate>,
    /// E.164.
    pub phone: Option<String>,
    pub email: Option<String>,
    pub address: Option<String>,
    pub category: Option<String>,
    pub joined_on: Option<NaiveDate>,
    /// `None`: the association's.
    pub locale: Option<Locale>,
    pub kind: MemberKind,
    pub nationality: Option<String>,
    pub profession: Option<String>,
    /// E.164.
    pub other_phones: Vec<String>,
    pub other_emails: Vec<String>,
    /// Official code; the names come from tenancy.
    pub commune: Option<String>,
    pub commune_ar: Option<String>,
    pub commune_fr: Option<String>,
    pub representative: Option<String>,
    /// Of the board's choice.
    pub own_number: Option<i64>,
}

impl Person {
    /// # Errors
    /// Every field that is wrong, at once.
    pub fn read(input: &AddMember, today: NaiveDate) -> Result<Self> {
        let mut errors = FieldErrors::default();
        let mut person = Self {
            given_ar: name(&mut errors, "given_ar", &input.given_ar),
            family_ar: name(&mut errors, "family_ar", &input.family_ar),
            given_fr: name(&mut errors, "given_fr", &input.given_fr),
            family_fr: name(&mut errors, "family_fr", &input.family_fr),
            sex: read(&mut errors, "sex", &input.sex, sex),
            born_on: read(&mut errors, "born_on", &input.born_on, |text| born_on(text, today)),
            phone: read(&mut errors, "phone", &input.phone, contact::phone),
            email: read(&mut errors, "email", &input.email, contact::email),
            address: text(&mut errors, "address", &input.address, LONGEST_ADDRESS),
            category: text(&mut errors, "category", &input.category, LONGEST_CATEGORY),
            joined_on: read(&mut errors, "joined_on", &input.joined_on, |text| past(text, today)),
            locale: read(&mut errors, "locale", &input.locale, locale),
            kind: read(&mut errors, "kind", &input.kind, kind).unwrap_or_default(),
            nationality: text(&mut errors, "nationality", &input.nationality, LONGEST_WORD),
            profession: text(&mut errors, "profession", &input.profession, LONGEST_WORD),
            other_phones: lines(&mut errors, "other_phones", &input.other_phones, contact::phone),
            other_emails: lines(&mut errors, "other_emails", &input.other_emails, contact::email),
            commune: text(&mut errors, "commune", &input.commune, LONGEST_WORD),
            commune_ar: None,
            commune_fr: None,
            representative: name(&mut errors, "representative", &input.representative),
            own_number: read(&mut errors, "own_number", &input.own_number, numbering::own_number),
        };
        of_one_kind(&mut errors, input, person.kind);
        person.other_phones.retain(|other| person.phone.as_ref() != Some(other));
        person.other_emails.retain(|other| person.email.as_ref() != Some(other));
        let names = [&input.given_ar, &input.family_ar, &input.given_fr, &input.family_fr];
        if names.into_iter().all(|name| clean(name).is_empty()) {
            errors.add("given_ar", "name-required");
        }
        errors.finish()?;
        Ok(person)
    }

    pub fn name_ar(&self) -> Option<String> {
        full_name(self.given_ar.as_deref(), self.family_ar.as_deref())
    }

    pub fn name_fr(&self) -> Option<String> {
        full_name(self.given_fr.as_deref(), self.family_fr.as_deref())
    }

    /// How a name is compared, whatever its spelling.
    pub fn folded_ar(&self) -> Option<String> {
        self.name_ar().map(|name| fold(&name))
    }

    pub fn folded_fr(&self) -> Option<String> {
        self.name_fr().map(|name| fold(&name))
    }

    pub fn email_folded(&self) -> Option<String> {
        self.email.as_deref().map(str::to_lowercase)
    }
}

/// Given and family name; one is enough.
pub fn full_name(given: Option<&str>, family: Option<&str>) -> Option<String> {
    match (given, family) {
        (Some(given), Some(family)) => Some(format!("{given} {family}")),
        (one, other) => one.or(other).map(str::to_owned),
    }
}

pub fn read<T>(errors: &mut FieldErrors, field: &str, text: &str, parse: impl FnOnce(&str) -> Result<T, &'static str>) -> Option<T> {
    let text = clean(text);
    if text.is_empty() { None } else { errors.keep(field, parse(&text)) }
}

fn text(errors: &mut FieldErrors, field: &str, text: &str, max: usize) -> Option<String> {
    let text = clean(text);
    if text.chars().count() > max {
        errors.add_with(field, "too-long", "max", max);
    }
    Some(text).filter(|text| !text.is_empty())
}

/// A body has neither a given name nor a birth, and only a body is represented.
fn of_one_kind(errors: &mut FieldErrors, input: &AddMember, kind: MemberKind) {
    let persons = [
        ("given_ar", &input.given_ar),
        ("given_fr", &input.given_fr),
        ("sex", &input.sex),
        ("born_on", &input.born_on),
        ("profession", &input.profession),
    ];
    let foreign = match kind {
        MemberKind::Person => &[("representative", &input.representative)][..],
        MemberKind::Body => &persons[..],
    };
    for (field, _) in foreign.iter().filter(|(_, typed)| !clean(typed).is_empty()) {
        errors.add(field, "field-of-other-kind");
    }
}

/// A few values, one per line; the same one only once.
fn lines(errors: &mut FieldErrors, field: &str, typed: &str, parse: impl Fn(&str) -> Result<String, &'static str>) -> Vec<String> {
    let mut values: Vec<String> = Vec::new();
    for line in typed.lines().map(clean).filter(|line| !line.is_empty()) {
        match errors.keep(field, parse(&line)) {
            Some(value) if !values.contains(&value) => values.push(value),
            _ => {}
        }
    }
    if values.len() > MOST_OTHERS {
        errors.add_with(field, "too-many-items", "max", MOST_OTHERS);
    }
    values
}

/// Characters that make a text read in another order than it is written: nobody types them, and in
/// a name they make one person look like another.
fn turns_text(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

pub fn name(errors: &mut FieldErrors, field: &str, typed: &str) -> Option<String> {
    if typed.contains(turns_text) {
        errors.add(field, "name-turned");
    }
    let name = text(errors, field, typed, LONGEST_NAME)?.replace('ـ', "");
    if !name.chars().any(char::is_alphabetic) {
        errors.add(field, "name-without-letters");
    }
    Some(name)
}

/// A spreadsheet's empty date is in 1900.
fn born_on(text: &str, today: NaiveDate) -> Result<NaiveDate, &'static str> {
    let date = past(text, today)?;
    if date.year() <= 1900 { Err("date-impossible") } else { Ok(date) }
}

pub fn past(text: &str, today: NaiveDate) -> Result<NaiveDate, &'static str> {
    let date = date::parse(text)?;
    if date > today { Err("date-future") } else { Ok(date) }
}

fn kind(text: &str) -> Result<MemberKind, &'static str> {
    match text {
        "person" => Ok(MemberKind::Person),
        "body" => Ok(MemberKind::Body),
        _ => Err("choice-unknown"),
    }
}

pub fn sex(text: &str) -> Result<Sex, &'static str> {
    match fold(text).as_str() {
        "f" | "femme" | "feminin" | "female" | "fille" | "woman" | "انثي" | "امراه" | "ف" => Ok(Sex::Female),
        "m" | "h" | "homme" | "masculin" | "male" | "garcon" | "man" | "ذكر" | "رجل" | "ذ" => Ok(Sex::Male),
        _ => Err("choice-unknown"),
    }
}

fn locale(text: &str) -> Result<Locale, &'static str> {
    match fold(text).as_str() {
        "ar" | "arabe" | "arabic" | "العربيه" | "عربيه" => Ok(Locale::Ar),
        "fr" | "francais" | "french" | "الفرنسيه" | "فرنسيه" => Ok(Locale::Fr),
        "en" | "anglais" | "english" | "الانجليزيه" | "انجليزيه" => Ok(Locale::En),
        _ => Err("choice-unknown"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
    }

    #[test]
    fn a_member_is_read() {
        let input = AddMember {
            given_ar: " فاطـــمة\u{200f} ".into(),
            family_fr: "Aït  Lhaj".into(),
            sex: "أنثى".into(),
            born_on: "٠٥/٠٣/١٩٨٩".into(),
            phone: "06 00 54 17 31".into(),
            email: "F@Exemple.ma".into(),
            locale: "fr".into(),
            ..AddMember::default()
        };
        let person = Person::read(&input, today()).unwrap();
        assert_eq!(person.given_ar.as_deref(), Some("فاطمة"));
        assert_eq!(person.name_fr().as_deref(), Some("Aït Lhaj"));
        assert_eq!(person.folded_ar().as_deref(), Some("فاطمه"));
        assert_eq!(person.sex, Some(Sex::Female));
        assert_eq!(person.phone.as_deref(), Some("+212600541731"));
        assert_eq!(person.email_folded().as_deref(), Some("f@exemple.ma"));
        assert_eq!(person.locale, Some(Locale::Fr));
        assert_eq!(person.address, None);
    }

    #[test]
    fn every_wrong_field_is_told() {
        let input = AddMember {
            given_ar: "\u{200f} ".into(),
            sex: "x".into(),
            born_on: "22/11/2026".into(),
            phone: "0612".into(),
            email: "pas-un-mail".into(),
            address: "a".repeat(301),
            joined_on: "31/02/2020".into(),
            locale: "de".into(),
            ..AddMember::default()
        };
        let error = Person::read(&input, today()).unwrap_err();
        let told: Vec<_> = error.field_errors().iter().map(|field| (field.field.as_str(), field.code.as_str())).collect();
        assert_eq!(
            told,
            [
                ("sex", "choice-unknown"),
                ("born_on", "date-future"),
                ("phone", "phone-unreadable"),
                ("email", "email-invalid"),
                ("address", "too-long"),
                ("joined_on", "date-impossible"),
                ("locale", "choice-unknown"),
                ("given_ar", "name-required"),
            ]
        );
    }

    #[test]
    fn nobody_is_born_in_1900_or_called_a_number() {
        let read = |given: &str, born: &str| {
            Person::read(&AddMember { given_fr: given.into(), born_on: born.into(), ..AddMember::default() }, today())
        };
        assert_eq!(read("Ali", "01/01/1900").unwrap_err().field_errors()[0].code, "date-impossible");
        assert_eq!(read("--- 12", "").unwrap_err().field_errors()[0].code, "name-without-letters");
        assert!(read("Ali", "21/11/2026").is_ok());
    }
}
