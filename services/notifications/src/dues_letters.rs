//! Reminders of dues: what a member owes its association, in the member's language.

use crate::entity::delivery;
use crate::letters::{Kind, addressee, name_of, opening};
use crate::mail::Mail;
use crate::react::{CAMPAIGN, blank, enqueue};
use contracts::events::{AssociationProfile, DuesLetter, DuesReminded, OwedLine};
use database::Workspace;
use kernel::{Error, Locale, Money, Result};
use language::{key, named, text, text_with};
use sea_orm::ActiveValue::Set;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use web::State;

/// What a delivery keeps until it is sent.
#[derive(Debug, Serialize, Deserialize)]
struct Content {
    association: AssociationProfile,
    letter: DuesLetter,
}

pub async fn write(ws: &Workspace, state: &State, reminded: &DuesReminded) -> Result<()> {
    let mut rows = Vec::with_capacity(reminded.letters.len());
    for letter in &reminded.letters {
        let content = Content { association: reminded.association.clone(), letter: letter.clone() };
        rows.push(delivery::ActiveModel {
            member_id: Set(Some(letter.member)),
            name_ar: Set(letter.name_ar.clone()),
            name_fr: Set(letter.name_fr.clone()),
            email: Set(Some(letter.email.clone())),
            content: Set(Some(serde_json::to_value(content).map_err(Error::internal)?)),
            ..blank(ws, state, letter.letter, Kind::DuesReminder, letter.locale)
        });
    }
    let ids: Vec<Uuid> = reminded.letters.iter().map(|letter| letter.letter).collect();
    ws.insert_many(rows).await?;
    enqueue(ws, &ids, CAMPAIGN).await
}

pub fn mail(delivery: &delivery::Model, locale: Locale) -> Result<Mail> {
    let content = delivery.content.clone().ok_or_else(|| Error::internal("a mail without content"))?;
    let Content { association, letter } = serde_json::from_value(content).map_err(Error::internal)?;
    let association = name_of(&association, locale);
    let total = Money::sum(letter.lines.iter().map(|line| line.open)).ok_or_else(|| Error::internal("a sum leaves 64 bits"))?;
    let total = language::money(total, locale);
    let values = [("association", (&association).into()), ("amount", (&total).into())];
    let (subject, said) = if letter.before {
        (key::MAIL_DUES_BEFORE_SUBJECT, key::MAIL_DUES_BEFORE_TEXT)
    } else {
        (key::MAIL_DUES_LATE_SUBJECT, key::MAIL_DUES_LATE_TEXT)
    };
    let lines: Vec<String> = letter.lines.iter().map(|line| owed(line, locale)).collect();
    let paragraphs = [
        opening(delivery, letter.guardian.as_ref(), locale),
        text_with(locale, said, &values),
        lines.join("\n"),
        text_with(locale, key::MAIL_DUES_TOTAL, &values),
        text(locale, key::MAIL_DUES_PAID_MEANWHILE),
        text(locale, key::MAIL_AUTOMATIC),
    ];
    Ok(Mail {
        from_name: association.clone(),
        to_name: addressee(delivery, letter.guardian.as_ref(), locale),
        to: delivery.email.clone().unwrap_or_default(),
        subject: text_with(locale, subject, &values),
        text: paragraphs.join("\n\n"),
        enclosures: Vec::new(),
        message_id: delivery.message_id.clone(),
    })
}

fn owed(line: &OwedLine, locale: Locale) -> String {
    let (kind, year) =
        (named(locale, "charge", line.kind.code()), if line.period.is_empty() { line.year.to_string() } else { line.period.clone() });
    let (amount, due_on) = (language::money(line.open, locale), language::long_date(line.due_on, locale));
    text_with(
        locale,
        key::MAIL_DUES_LINE,
        &[("kind", (&kind).into()), ("year", (&year).into()), ("amount", (&amount).into()), ("date", (&due_on).into())],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use contracts::charges::ChargeKind;
    use contracts::events::Addressee;

    #[test]
    fn a_reminder_says_what_is_owed_in_the_members_language() {
        for (locale, said) in [(Locale::Ar, "جمعية النور"), (Locale::Fr, "Association Annour"), (Locale::En, "Association Annour")]
        {
            let content = serde_json::json!({
                "association": { "slug": "annour", "name_ar": "جمعية النور", "name_fr": "Association Annour", "commune_ar": "الرباط",
                    "commune_fr": "Rabat", "founded_on": "2020-01-02", "receipt_number": "12/2020", "locale": "ar" },
                "letter": DuesLetter {
                    letter: Uuid::nil(), member: Uuid::nil(), name_ar: None, name_fr: Some("Amina".into()), email: "a@b.ma".into(), locale,
                    before: false,
                    lines: vec![
                        OwedLine { kind: ChargeKind::Joining, year: 2026, period: "2026-2027".into(), open: Money::centimes(10_000), due_on: chrono::NaiveDate::default() },
                        OwedLine { kind: ChargeKind::Annual, year: 2026, period: String::new(), open: Money::centimes(20_050), due_on: chrono::NaiveDate::default() },
                    ],
                    guardian: Some(Addressee { name_ar: None, name_fr: Some("Malika".into()) }),
                },
            });
            let delivery = delivery::Model {
                association_id: Uuid::nil(),
                id: Uuid::nil(),
                campaign_id: None,
                member_id: None,
                number: None,
                name_ar: None,
                name_fr: Some("Amina".into()),
                email: Some("a@b.ma".into()),
                phone: None,
                locale: locale.code().into(),
                state: "queued".into(),
                attempts: 0,
                reply: None,
                message_id: "x@y".into(),
                kind: Kind::DuesReminder.code().into(),
                content: Some(content),
                changed_at: chrono::DateTime::default(),
            };
            let mail = mail(&delivery, locale).unwrap();
            let plain = mail.text.replace(['\u{2068}', '\u{2069}'], "");
            assert!(plain.lines().next().is_some_and(|greeting| greeting.contains("Malika") && !greeting.contains("Amina")), "{plain}");
            assert_eq!(mail.to_name, "Malika");
            for part in [said, "Amina", "100,00", "200,50", "300,50", "2026"] {
                assert!(plain.contains(part), "{part} in {plain}");
            }
            assert_eq!(mail.from_name, said);
            assert!(!mail.text.contains('{'));
        }
    }
}
