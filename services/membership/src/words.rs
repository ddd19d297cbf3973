//! The words by which members are found, and how a search is made of them.

use crate::person::Person;
use kernel::fold::{fold, western_digits};
use sea_orm::sea_query::{Expr, ExprTrait, IntoColumnRef, LikeExpr};
use std::collections::BTreeSet;

/// Before a character that would stand for others.
const ESCAPE: char = '\\';
/// More words in a search than anybody types.
const MOST: usize = 6;
/// The longest beginning that is compared, in characters.
const LONGEST: usize = 60;

/// What one word of a search may begin with: all words of one alternative must be there.
pub type Alternatives = Vec<Vec<String>>;

/// All words of a member: of the names in both scripts, the number, the telephone, the e-mail.
pub fn of(number: i64, person: &Person) -> BTreeSet<String> {
    let names = [&person.given_ar, &person.family_ar, &person.given_fr, &person.family_fr, &person.representative];
    let mut words: BTreeSet<String> = names.into_iter().flatten().flat_map(|name| pieces(name)).collect();
    words.insert(number.to_string());
    words.extend(contacts(person));
    words
}

/// The words as a member's row holds them: each between two spaces.
pub fn held(number: i64, person: &Person) -> String {
    format!(" {} ", Vec::from_iter(of(number, person)).join(" "))
}

/// That the column holds a word with this beginning. A few words in the row itself are few bytes: a table of words, each with
/// its keys, was ten times the members themselves, and no faster where an association has thousands of them.
pub fn begins(column: impl IntoColumnRef, beginning: &str) -> Expr {
    held_there(column, beginning, "")
}

/// That the column holds this word.
pub fn is_there(column: impl IntoColumnRef, word: &str) -> Expr {
    held_there(column, word, " ")
}

fn held_there(column: impl IntoColumnRef, word: &str, after: &str) -> Expr {
    let mut pattern = String::from("% ");
    for letter in word.chars() {
        if matches!(letter, '%' | '_' | ESCAPE) {
            pattern.push(ESCAPE);
        }
        pattern.push(letter);
    }
    pattern.push_str(after);
    pattern.push('%');
    Expr::col(column).like(LikeExpr::new(pattern).escape(ESCAPE))
}

/// The words by which a telephone or an e-mail address is found.
pub fn contacts(person: &Person) -> Vec<String> {
    let (phones, emails) = (person.phone.iter().chain(&person.other_phones), person.email.iter().chain(&person.other_emails));
    let phones = phones.map(|phone| national(phone.trim_start_matches('+')));
    phones.chain(emails.map(|email| email.to_lowercase())).collect()
}

/// What to look for: each element is a word that was typed.
pub fn search(text: &str) -> Vec<Alternatives> {
    let text = western_digits(text);
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let is_number =
        !digits.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '+' | '.' | '-' | '/'));
    if is_number {
        // 2125 begins a telephone number and may be a member's as well
        let dialled = national(digits.strip_prefix("00").unwrap_or(&digits));
        return vec![if dialled == digits { vec![vec![digits]] } else { vec![vec![digits], vec![dialled]] }];
    }
    text.split_whitespace().take(MOST).map(alternatives).filter(|alternatives| !alternatives.is_empty()).collect()
}

fn alternatives(typed: &str) -> Alternatives {
    let (whole, pieces) = (cut(&typed.to_lowercase()), pieces(typed).map(|piece| cut(&piece)).collect::<Vec<_>>());
    let mut alternatives = Vec::new();
    // an e-mail is kept whole: ghizlane.mez… begins one, and may be two words of a name as well
    if pieces.as_slice() != std::slice::from_ref(&whole) && whole.is_ascii() {
        alternatives.push(vec![whole]);
    }
    if !pieces.is_empty() {
        alternatives.push(pieces);
    }
    alternatives
}

fn pieces(text: &str) -> impl Iterator<Item = String> {
    fold(text).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect::<Vec<_>>().into_iter()
}

fn cut(word: &str) -> String {
    word.chars().take(LONGEST).collect()
}

/// The digits of a Moroccan number as they are dialled at home: `212612…` and `2120612…` as `0612…`.
fn national(digits: &str) -> String {
    match digits.strip_prefix("212") {
        Some(rest) if !rest.is_empty() => format!("0{}", rest.strip_prefix('0').unwrap_or(rest)),
        _ => digits.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person() -> Person {
        Person {
            given_ar: Some("إدريس".into()),
            family_ar: Some("بوعزة".into()),
            given_fr: Some("Driss".into()),
            family_fr: Some("El-Khayat".into()),
            phone: Some("+212600541731".into()),
            email: Some("Driss.K@exemple.ma".into()),
            ..Person::default()
        }
    }

    fn finds(text: &str) -> bool {
        let words = of(12, &person());
        let begins = |prefix: &String| words.iter().any(|word| word.starts_with(prefix.as_str()));
        search(text).iter().all(|alternatives| alternatives.iter().any(|all| all.iter().all(begins)))
    }

    #[test]
    fn a_member_is_found_by_the_beginning_of_any_word() {
        for text in [
            "driss",
            "DRI",
            "khay",
            "el-kh",
            "بوع",
            "ادريس",
            "إدريس بوعزه",
            "driss el",
            "12",
            "0600",
            "06 00 54",
            "+212600",
            "00212 6 00",
            "212060",
            "driss.k",
            "driss.k@ex",
            "Driss.K@exemple.ma",
            "١٢",
            " ",
            "",
        ] {
            assert!(finds(text), "{text}");
        }
        for text in ["ariss", "khayata", "13", "exemple", "driss x", "0700", "@"] {
            assert!(!finds(text), "{text}");
        }
    }

    #[test]
    fn endless_searches_are_cut() {
        assert_eq!(search("2125"), [[["2125"], ["05"]]]);
        assert_eq!(search(&"a ".repeat(500)).len(), MOST);
        assert_eq!(search(&"b".repeat(500))[0][0][0].len(), LONGEST);
    }
}
