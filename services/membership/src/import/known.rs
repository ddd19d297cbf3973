//! Who is there already: no file makes one member twice.

use crate::person::Person;
use chrono::NaiveDate;
use sea_orm::FromQueryResult;
use std::collections::HashSet;

/// What members are compared by.
#[derive(Clone, Debug, Default, FromQueryResult)]
pub struct Traits {
    pub folded_ar: Option<String>,
    pub folded_fr: Option<String>,
    pub born_on: Option<NaiveDate>,
    pub email_folded: Option<String>,
    pub phone: Option<String>,
}

impl Traits {
    pub fn of(person: &Person) -> Self {
        Self {
            folded_ar: person.folded_ar(),
            folded_fr: person.folded_fr(),
            born_on: person.born_on,
            email_folded: person.email_folded(),
            phone: person.phone.clone(),
        }
    }

    /// Two members are one when they share one of these: a name in either script together with the
    /// birth date, the e-mail or the telephone, or, where neither has any of the three, the name
    /// alone.
    fn keys(&self) -> Vec<String> {
        let mut signs: Vec<String> = Vec::new();
        signs.extend(self.born_on.map(|date| date.to_string()));
        signs.extend(self.email_folded.clone());
        signs.extend(self.phone.clone());
        if signs.is_empty() {
            signs.push(String::new());
        }
        let names = [&self.folded_ar, &self.folded_fr];
        names.into_iter().flatten().flat_map(|name| signs.iter().map(move |sign| format!("{name}\n{sign}"))).collect()
    }
}

#[derive(Debug, Default)]
pub struct Known(HashSet<String>);

impl Known {
    pub fn new(members: &[Traits]) -> Self {
        Self(members.iter().flat_map(Traits::keys).collect())
    }

    /// True for somebody new, who is known from then on.
    pub fn meets(&mut self, person: &Person) -> bool {
        let keys = Traits::of(person).keys();
        let is_new = !keys.iter().any(|key| self.0.contains(key));
        if is_new {
            self.0.extend(keys);
        }
        is_new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str, born: &str, email: &str) -> Person {
        let email = Some(email.to_owned()).filter(|email| !email.is_empty());
        Person { given_ar: Some(name.into()), born_on: born.parse().ok(), email, ..Person::default() }
    }

    #[test]
    fn one_member_in_two_spellings_is_one() {
        let mut known = Known::default();
        assert!(known.meets(&person("أحمد فاطمة", "1980-01-01", "")));
        assert!(!known.meets(&person("احمد فاطمه", "1980-01-01", "a@b.ma")));
        assert!(known.meets(&person("احمد فاطمه", "1980-01-02", "")));
        assert!(known.meets(&person("علي", "1980-01-01", "A@b.ma")));
        assert!(!known.meets(&person("على", "", "a@B.ma")));
    }

    #[test]
    fn a_bare_name_is_the_same_as_another_bare_one_only() {
        let mut known = Known::new(&[Traits { folded_ar: Some("علي".into()), ..Traits::default() }]);
        assert!(!known.meets(&person("علي", "", "")));
        assert!(known.meets(&person("علي", "1980-01-01", "")));
    }

    #[test]
    fn the_file_of_sefrou_has_two_who_come_twice() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let mut known = Known::default();
        let lines = super::super::whole(include_bytes!("../../tests/data/members_sefrou_windows1256.csv").to_vec(), today).unwrap();
        assert_eq!(lines.people.iter().filter(|person| !known.meets(person)).count(), 2);
        let mut known = Known::default();
        let lines = super::super::whole(include_bytes!("../../tests/data/members_casablanca.csv").to_vec(), today).unwrap();
        assert!(lines.people.iter().all(|person| known.meets(person)));
    }
}
