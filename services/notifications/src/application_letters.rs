//! Words to people who applied to join, in their language.

use crate::entity::delivery;
use crate::letters::{Kind, greeting, name_of, recipient};
use crate::mail::Mail;
use crate::react::{CAMPAIGN, blank, enqueue};
use contracts::events::ApplicationLetter;
use contracts::joining::ApplicationWord;
use database::Workspace;
use kernel::{Error, Locale, Result};
use language::{key, text, text_with};
use sea_orm::ActiveValue::Set;
use web::State;

pub async fn write(ws: &Workspace, state: &State, letter: &ApplicationLetter) -> Result<()> {
    let row = delivery::ActiveModel {
        name_ar: Set(letter.name_ar.clone()),
        name_fr: Set(letter.name_fr.clone()),
        email: Set(Some(letter.email.clone())),
        content: Set(Some(serde_json::to_value(letter).map_err(Error::internal)?)),
        ..blank(ws, state, letter.letter, Kind::Application, letter.locale)
    };
    ws.insert(row).await?;
    enqueue(ws, &[letter.letter], CAMPAIGN).await
}

pub fn mail(delivery: &delivery::Model, locale: Locale) -> Result<Mail> {
    let content = delivery.content.clone().ok_or_else(|| Error::internal("a mail without content"))?;
    let letter: ApplicationLetter = serde_json::from_value(content).map_err(Error::internal)?;
    let association = name_of(&letter.association, locale);
    let values = [("association", (&association).into())];
    let (subject, said) = match letter.word {
        ApplicationWord::Received => (key::MAIL_APPLICATION_RECEIVED_SUBJECT, key::MAIL_APPLICATION_RECEIVED_TEXT),
        ApplicationWord::Accepted => (key::MAIL_APPLICATION_ACCEPTED_SUBJECT, key::MAIL_APPLICATION_ACCEPTED_TEXT),
        ApplicationWord::Refused => (key::MAIL_APPLICATION_REFUSED_SUBJECT, key::MAIL_APPLICATION_REFUSED_TEXT),
    };
    let to_name = recipient(delivery, locale);
    let mut paragraphs = vec![greeting(&to_name, locale), text_with(locale, said, &values)];
    if let Some(reason) = &letter.reason {
        paragraphs.push(text_with(locale, key::MAIL_APPLICATION_REASON, &[("reason", reason.into())]));
    }
    if letter.word == ApplicationWord::Received {
        paragraphs.push(text(locale, key::MAIL_APPLICATION_NOT_YOU));
    }
    paragraphs.push(text(locale, key::MAIL_AUTOMATIC));
    Ok(Mail {
        from_name: association.clone(),
        to_name,
        to: delivery.email.clone().unwrap_or_default(),
        subject: text_with(locale, subject, &values),
        text: paragraphs.join("\n\n"),
        enclosures: Vec::new(),
        message_id: delivery.message_id.clone(),
    })
}
