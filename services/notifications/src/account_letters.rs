//! Mails about somebody's own account: links that do something, and notices of what was done.

use crate::entity::delivery;
use crate::letters::greeting;
use crate::mail::Mail;
use contracts::accounts::{AccountLetter, AccountLetterKind};
use kernel::fold::clean;
use kernel::secret::Signer;
use kernel::{Error, Locale, Result};
use language::{Key, key, text, text_with};
use web::PublicSettings;

/// Its words, and the page its link leads to; a page with a token is shown with it.
struct Words {
    subject: Key,
    said: Key,
    page: &'static str,
    after: &'static [Key],
}

const fn words(kind: AccountLetterKind) -> Words {
    let (subject, said, page, after): (Key, Key, &str, &[Key]) = match kind {
        AccountLetterKind::PasswordReset => (
            key::MAIL_PASSWORD_RESET_SUBJECT,
            key::MAIL_PASSWORD_RESET_TEXT,
            "/new-password?token=",
            &[key::MAIL_PASSWORD_RESET_EXPIRY, key::MAIL_PASSWORD_RESET_IGNORE],
        ),
        AccountLetterKind::EmailConfirmation => (
            key::MAIL_EMAIL_CONFIRMATION_SUBJECT,
            key::MAIL_EMAIL_CONFIRMATION_TEXT,
            "/new-email?token=",
            &[key::MAIL_CONFIRM_EXPIRY, key::MAIL_EMAIL_CONFIRMATION_IGNORE],
        ),
        AccountLetterKind::EmailChanged => {
            (key::MAIL_EMAIL_CHANGED_SUBJECT, key::MAIL_EMAIL_CHANGED_TEXT, "/earlier-email?token=", &[key::MAIL_EMAIL_CHANGED_EXPIRY])
        }
        AccountLetterKind::PasswordChanged => {
            (key::MAIL_PASSWORD_CHANGED_SUBJECT, key::MAIL_PASSWORD_CHANGED_TEXT, "/forgotten-password", &[])
        }
        AccountLetterKind::SecondFactorOn => (key::MAIL_SECOND_FACTOR_ON_SUBJECT, key::MAIL_SECOND_FACTOR_ON_TEXT, "/account", &[]),
        AccountLetterKind::SecondFactorOff => (key::MAIL_SECOND_FACTOR_OFF_SUBJECT, key::MAIL_SECOND_FACTOR_OFF_TEXT, "/account", &[]),
        AccountLetterKind::RecoveryCodeUsed => (key::MAIL_RECOVERY_CODE_USED_SUBJECT, key::MAIL_RECOVERY_CODE_USED_TEXT, "/account", &[]),
        AccountLetterKind::NewDevice => (key::MAIL_NEW_DEVICE_SUBJECT, key::MAIL_NEW_DEVICE_TEXT, "/account", &[]),
    };
    Words { subject, said, page, after }
}

pub fn mail(delivery: &delivery::Model, locale: Locale, settings: &PublicSettings, signer: &Signer) -> Result<Mail> {
    let content = delivery.content.clone().ok_or_else(|| Error::internal("a mail without content"))?;
    let letter: AccountLetter = serde_json::from_value(content).map_err(Error::internal)?;
    let Words { subject, said, page, after } = words(letter.kind);
    let mut link = format!("{}{page}", settings.url);
    if page.ends_with('=') {
        let token = letter.token.as_deref().and_then(|token| signer.reveal(AccountLetterKind::SECRET, &letter.email, token));
        let token = token.and_then(|bytes| String::from_utf8(bytes).ok());
        link += &token.ok_or_else(|| Error::internal("a link without a token of ours"))?;
    }
    // the link stands alone on its line and without marks of direction, so that mail programs see its end
    let mut paragraphs = vec![greeting(&letter.name, locale), text(locale, said), link];
    if !after.is_empty() {
        paragraphs.push(after.iter().map(|key| text(locale, *key)).collect::<Vec<_>>().join("\n"));
    }
    let at = language::date_time(kernel::clock::to_local(letter.at), locale);
    paragraphs.push(match clean(&letter.device) {
        device if device.is_empty() => text_with(locale, key::MAIL_ACCOUNT_WHEN, &[("at", (&at).into())]),
        device => text_with(locale, key::MAIL_ACCOUNT_WHEN_WHERE, &[("at", (&at).into()), ("device", (&device).into())]),
    });
    paragraphs.push(text(locale, key::MAIL_PLATFORM));
    Ok(Mail {
        from_name: text(locale, key::MAIL_PLATFORM),
        to_name: letter.name,
        to: letter.email,
        subject: text(locale, subject),
        text: paragraphs.join("\n\n"),
        enclosures: Vec::new(),
        message_id: delivery.message_id.clone(),
    })
}
