//! A member as a card for an address book (vCard 4.0, RFC 6350).

use crate::entity::member;
use crate::members::{name_ar, name_fr};
use contracts::members::MemberKind;

/// Octets of a line, without its end.
const LINE: usize = 75;

/// Ends each of its lines; cards stand one after the other.
pub fn card(row: &member::Model) -> String {
    let mut card = Card::default();
    card.line("BEGIN:VCARD");
    card.line("VERSION:4.0");
    card.line(&format!("UID:urn:uuid:{}", row.id));
    let body = row.kind == MemberKind::Body.code();
    card.line(if body { "KIND:org" } else { "KIND:individual" });
    names(&mut card, row, body);
    let phones = row.phone.iter().map(String::as_str).chain(row.other_phones.as_deref().unwrap_or_default().lines());
    for (at, phone) in phones.enumerate() {
        card.line(&format!("TEL;VALUE=uri;PREF={}:tel:{phone}", at + 1));
    }
    let emails = row.email.iter().map(String::as_str).chain(row.other_emails.as_deref().unwrap_or_default().lines());
    for (at, email) in emails.enumerate() {
        card.line(&format!("EMAIL;PREF={}:{}", at + 1, text(email)));
    }
    let commune = row.commune_fr.as_deref().or(row.commune_ar.as_deref()).unwrap_or_default();
    if row.address.is_some() || !commune.is_empty() {
        card.line(&format!("ADR:;;{};{};;;", text(row.address.as_deref().unwrap_or_default()), text(commune)));
    }
    if let Some(born) = row.born_on {
        card.line(&format!("BDAY:{}", born.format("%Y%m%d")));
    }
    if let Some(sex) = &row.sex {
        card.line(&format!("GENDER:{}", sex.to_uppercase()));
    }
    card.line(&format!("LANG:{}", row.locale));
    card.line("END:VCARD");
    card.0
}

/// In both scripts, as two forms of the same name.
fn names(card: &mut Card, row: &member::Model, body: bool) {
    let forms = [("ar", name_ar(row), &row.given_ar, &row.family_ar), ("fr", name_fr(row), &row.given_fr, &row.family_fr)];
    for (language, full, given, family) in forms {
        let Some(full) = full else { continue };
        card.line(&format!("FN;ALTID=1;LANGUAGE={language}:{}", text(&full)));
        let part = |part: &Option<String>| text(part.as_deref().unwrap_or_default());
        if body {
            card.line(&format!("ORG;ALTID=1;LANGUAGE={language}:{}", text(&full)));
        } else {
            card.line(&format!("N;ALTID=1;LANGUAGE={language}:{};{};;;", part(family), part(given)));
        }
    }
}

#[derive(Default)]
struct Card(String);

impl Card {
    /// Folded, never within a character.
    fn line(&mut self, line: &str) {
        let mut octets = 0;
        for c in line.chars() {
            if octets + c.len_utf8() > LINE {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            self.0.push(c);
            octets += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

fn text(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '\\' | ',' | ';' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_characters_and_values_escaped() {
        let mut card = Card::default();
        card.line(&format!("FN:{}", "ف".repeat(80)));
        assert!(card.0.lines().all(|line| line.len() <= LINE), "{}", card.0);
        assert_eq!(card.0.replace("\r\n ", ""), format!("FN:{}\r\n", "ف".repeat(80)));
        assert_eq!(text("a;b,c\\d\ne\r"), "a\\;b\\,c\\\\d\\ne");
    }
}
