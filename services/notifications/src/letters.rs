//! What our mails say.

use crate::account_letters;
use crate::application_letters;
use crate::dues_letters;
use crate::entity::{campaign, delivery};
use crate::invitation_letter;
use crate::mail::{Enclosure, Mail, host};
use crate::notices;
use chrono::{DateTime, Utc};
use contracts::accounts::AccountLetterKind;
use contracts::events::{Addressee, AssemblyConvened, AssociationProfile};
use contracts::notices::NoticeKind;
use documents::{Convocation, Invitation};
use kernel::fold::clean;
use kernel::secret::Signer;
use kernel::{Error, Locale, Result};
use language::{Key, key, text, text_with};
use serde::{Deserialize, Serialize};
use web::PublicSettings;

/// How long an assembly lasts in calendars: nobody knows, they want to be told.
const MINUTES: i64 = 120;

/// What a delivery is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Convocation,
    Confirmation,
    KnownAccount,
    Invitation,
    Notice(NoticeKind),
    Account(AccountLetterKind),
    Coordinator,
    DuesReminder,
    Application,
}

impl Kind {
    /// The name in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Convocation => "convocation",
            Self::Confirmation => "confirmation",
            Self::KnownAccount => "known_account",
            Self::Invitation => "invitation",
            Self::Notice(kind) => kind.code(),
            Self::Account(kind) => kind.code(),
            Self::Coordinator => "coordinator",
            Self::DuesReminder => "dues_reminder",
            Self::Application => "application",
        }
    }

    fn parse(code: &str) -> Option<Self> {
        [
            Self::Convocation,
            Self::Confirmation,
            Self::KnownAccount,
            Self::Invitation,
            Self::Coordinator,
            Self::DuesReminder,
            Self::Application,
        ]
        .into_iter()
        .chain(NoticeKind::ALL.map(Self::Notice))
        .chain(AccountLetterKind::ALL.map(Self::Account))
        .find(|kind| kind.code() == code)
    }
}

/// What a mail of the platform says beyond its kind.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct PlatformContent {
    pub name: String,
    /// The secret of the link that confirms an address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// The hub that somebody is invited to coordinate.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub hub: String,
}

/// Makes the mail of a delivery. Heavy on the processor where there is a letter to typeset.
pub fn mail(delivery: &delivery::Model, campaign: Option<&campaign::Model>, settings: &PublicSettings, signer: &Signer) -> Result<Mail> {
    let locale = Locale::parse(&delivery.locale).unwrap_or(settings.locale);
    let kind = Kind::parse(&delivery.kind).ok_or_else(|| Error::internal("a delivery of unknown kind"))?;
    match (kind, campaign) {
        (Kind::Convocation, Some(campaign)) => convocation(delivery, campaign, locale, settings),
        (Kind::Convocation, None) => Err(Error::internal("a convocation without campaign")),
        (Kind::Invitation, _) => invitation_letter::mail(delivery, locale, settings),
        (Kind::DuesReminder, _) => dues_letters::mail(delivery, locale),
        (Kind::Application, _) => application_letters::mail(delivery, locale),
        (Kind::Notice(kind), _) => notices::mail(delivery, kind, locale, settings),
        (Kind::Account(_), _) => account_letters::mail(delivery, locale, settings, signer),
        (Kind::Confirmation | Kind::KnownAccount | Kind::Coordinator, _) => platform(delivery, kind, locale, settings),
    }
}

/// Subject and text alone, for whoever reads it on a page: nothing is typeset. Nothing of a mail whose content was
/// forgotten.
pub fn words(
    delivery: &delivery::Model,
    campaign: Option<&campaign::Model>,
    settings: &PublicSettings,
    signer: &Signer,
) -> Result<Option<(String, String)>> {
    if let (Some(Kind::Convocation), Some(campaign)) = (Kind::parse(&delivery.kind), campaign) {
        let locale = Locale::parse(&delivery.locale).unwrap_or(settings.locale);
        let letter: AssemblyConvened = serde_json::from_value(campaign.letter.clone()).map_err(Error::internal)?;
        return Ok(Some((convocation_subject(&letter, locale), convocation_text(delivery, &letter, locale))));
    }
    if delivery.content.is_none() {
        return Ok(None);
    }
    mail(delivery, campaign, settings, signer).map(|mail| Some((mail.subject, mail.text)))
}

fn convocation_subject(letter: &AssemblyConvened, locale: Locale) -> String {
    let association = name_of(&letter.association, locale);
    let date = language::weekday_date(letter.held_at_local.date(), locale);
    text_with(locale, key::MAIL_CONVOCATION_SUBJECT, &[("association", (&association).into()), ("date", (&date).into())])
}

fn platform(delivery: &delivery::Model, kind: Kind, locale: Locale, settings: &PublicSettings) -> Result<Mail> {
    let content = delivery.content.clone().ok_or_else(|| Error::internal("a mail without content"))?;
    let PlatformContent { name, token, hub } = serde_json::from_value(content).map_err(Error::internal)?;
    let (subject, said, link, after): (Key, Key, String, &[Key]) = match kind {
        Kind::Confirmation => {
            let token = token.ok_or_else(|| Error::internal("a confirmation without token"))?;
            let after = &[key::MAIL_CONFIRM_EXPIRY, key::MAIL_CONFIRM_IGNORE];
            (key::MAIL_CONFIRM_SUBJECT, key::MAIL_CONFIRM_TEXT, format!("{}/confirm?token={token}", settings.url), after)
        }
        Kind::Coordinator => {
            let token = token.ok_or_else(|| Error::internal("an invitation without token"))?;
            let after = &[key::MAIL_COORDINATOR_EXPIRY, key::MAIL_COORDINATOR_IGNORE];
            (key::MAIL_COORDINATOR_SUBJECT, key::MAIL_COORDINATOR_TEXT, format!("{}/hub-invitation?token={token}", settings.url), after)
        }
        _ => (key::MAIL_KNOWN_SUBJECT, key::MAIL_KNOWN_TEXT, format!("{}/sign-in", settings.url), &[key::MAIL_KNOWN_IGNORE]),
    };
    // the link stands alone on its line and without marks of direction, so that mail programs see its end
    let hub = clean(&hub);
    let mut paragraphs = vec![greeting(&name, locale), text_with(locale, said, &[("hub", (&hub).into())]), link];
    paragraphs.push(after.iter().map(|key| text(locale, *key)).collect::<Vec<_>>().join("\n"));
    paragraphs.push(text(locale, key::MAIL_PLATFORM));
    Ok(Mail {
        from_name: text(locale, key::MAIL_PLATFORM),
        to_name: name,
        to: delivery.email.clone().unwrap_or_default(),
        subject: text_with(locale, subject, &[("hub", (&hub).into())]),
        text: paragraphs.join("\n\n"),
        enclosures: Vec::new(),
        message_id: delivery.message_id.clone(),
    })
}

fn convocation(delivery: &delivery::Model, campaign: &campaign::Model, locale: Locale, settings: &PublicSettings) -> Result<Mail> {
    let letter: AssemblyConvened = serde_json::from_value(campaign.letter.clone()).map_err(Error::internal)?;
    let association = name_of(&letter.association, locale);
    let pdf = documents::convocation(&letter_of(delivery, &letter, locale))?;
    let calendar = documents::invitation(&invitation_of(delivery, &letter, campaign.created_at, locale, settings));
    Ok(Mail {
        from_name: association.clone(),
        to_name: addressee(delivery, guardian_of(delivery).as_ref(), locale),
        to: delivery.email.clone().unwrap_or_default(),
        subject: convocation_subject(&letter, locale),
        text: convocation_text(delivery, &letter, locale),
        enclosures: vec![
            Enclosure { name: "convocation.pdf", content_type: "application/pdf", bytes: pdf },
            Enclosure { name: "assembly.ics", content_type: "text/calendar; method=REQUEST; charset=utf-8", bytes: calendar.into_bytes() },
        ],
        message_id: delivery.message_id.clone(),
    })
}

fn convocation_text(delivery: &delivery::Model, letter: &AssemblyConvened, locale: Locale) -> String {
    let association = name_of(&letter.association, locale);
    let date = language::weekday_date(letter.held_at_local.date(), locale);
    let time = language::clock_time(letter.held_at_local);
    let place = clean(&letter.place);
    let when = text_with(locale, key::MAIL_CONVOCATION_WHEN, &[("date", (&date).into()), ("time", (&time).into())]);
    let at = text_with(locale, key::MAIL_CONVOCATION_WHERE, &[("place", (&place).into())]);
    let from = text_with(locale, key::MAIL_CONVOCATION_FROM, &[("association", (&association).into())]);
    let by = clean(&letter.convened_by);
    let by = text_with(locale, key::MAIL_CONVOCATION_BY, &[("name", (&by).into())]);
    [
        opening(delivery, guardian_of(delivery).as_ref(), locale),
        text_with(locale, key::MAIL_CONVOCATION_TEXT, &[("association", (&association).into())]),
        format!("{when}\n{at}"),
        format!("{}\n{}", text(locale, key::MAIL_CONVOCATION_AGENDA), agenda(letter)),
        text(locale, key::MAIL_CONVOCATION_ATTACHED),
        format!("{from}\n{by}"),
        text(locale, key::MAIL_AUTOMATIC),
    ]
    .join("\n\n")
}

/// Numbered, one point per line. The first letter of a point decides the direction of its line.
fn agenda(letter: &AssemblyConvened) -> String {
    letter.agenda.iter().zip(1..).map(|(point, number)| format!("{number}. {}", clean(point))).collect::<Vec<_>>().join("\n")
}

fn letter_of(delivery: &delivery::Model, letter: &AssemblyConvened, locale: Locale) -> Convocation {
    let association = &letter.association;
    Convocation {
        association_ar: association.name_ar.clone(),
        association_fr: association.name_fr.clone(),
        seat_ar: association.commune_ar.clone(),
        seat_fr: association.commune_fr.clone(),
        legal_receipt: association.receipt_number.clone(),
        title_ar: text(Locale::Ar, key::MAIL_CONVOCATION_TITLE),
        title_fr: text(Locale::Fr, key::MAIL_CONVOCATION_TITLE),
        held_at: letter.held_at_local,
        place: letter.place.clone(),
        agenda: letter.agenda.clone(),
        issued_on: letter.convened_on,
        member_number: delivery.number.map(|number| number.to_string()).unwrap_or_default(),
        member_name_ar: delivery.name_ar.clone(),
        member_name_fr: delivery.name_fr.clone(),
        first: locale,
        signatory: letter.convened_by.clone(),
        signatory_title_ar: text(Locale::Ar, key::MAIL_CONVOCATION_SIGNATORY),
        signatory_title_fr: text(Locale::Fr, key::MAIL_CONVOCATION_SIGNATORY),
    }
}

fn invitation_of(
    delivery: &delivery::Model,
    letter: &AssemblyConvened,
    stamp: DateTime<Utc>,
    locale: Locale,
    settings: &PublicSettings,
) -> Invitation {
    let association = name_of(&letter.association, locale);
    let summary = text_with(locale, key::MAIL_CONVOCATION_EVENT, &[("association", (&association).into())]);
    Invitation {
        uid: format!("{}@{}", letter.assembly, host(&settings.url)),
        sequence: 0,
        association,
        organizer_email: sender_address(&settings.mail_from).to_owned(),
        summary: clean(&summary),
        description: format!("{}\n{}", text(locale, key::MAIL_CONVOCATION_AGENDA), agenda(letter)),
        place: letter.place.clone(),
        starts_at: letter.held_at,
        minutes: MINUTES,
        stamp,
        attendee_email: delivery.email.clone(),
    }
}

/// `Nassij <a@b>` is `a@b`.
fn sender_address(sender: &str) -> &str {
    sender.rsplit_once('<').map_or(sender, |(_, address)| address.trim_end_matches('>')).trim()
}

pub fn greeting(name: &str, locale: Locale) -> String {
    let name = clean(name);
    if name.is_empty() {
        text(locale, key::MAIL_GREETING_NOBODY)
    } else {
        text_with(locale, key::MAIL_GREETING, &[("name", (&name).into())])
    }
}

/// The greeting; where the letter goes to who acts for a minor, theirs, and under it whom it is about.
pub fn opening(delivery: &delivery::Model, guardian: Option<&Addressee>, locale: Locale) -> String {
    let greeted = greeting(&addressee(delivery, guardian, locale), locale);
    let about = clean(&recipient(delivery, locale));
    match guardian {
        Some(_) if !about.is_empty() => format!("{greeted}\n\n{}", text_with(locale, key::MAIL_FOR_MINOR, &[("name", (&about).into())])),
        _ => greeted,
    }
}

/// Whose mailbox it is.
pub fn addressee(delivery: &delivery::Model, guardian: Option<&Addressee>, locale: Locale) -> String {
    guardian.map_or_else(
        || recipient(delivery, locale),
        |one| in_script(one.name_ar.as_deref().unwrap_or_default(), one.name_fr.as_deref().unwrap_or_default(), locale),
    )
}

/// Of a convocation: the letter itself is its campaign's.
fn guardian_of(delivery: &delivery::Model) -> Option<Addressee> {
    serde_json::from_value(delivery.content.clone()?).ok()
}

/// The recipient's name in the script of the mail, or in the other one.
pub fn recipient(delivery: &delivery::Model, locale: Locale) -> String {
    let (ar, fr) = (delivery.name_ar.as_deref().unwrap_or_default(), delivery.name_fr.as_deref().unwrap_or_default());
    in_script(ar, fr, locale)
}

pub fn name_of(association: &AssociationProfile, locale: Locale) -> String {
    in_script(&association.name_ar, &association.name_fr, locale)
}

pub fn in_script(ar: &str, fr: &str, locale: Locale) -> String {
    let [first, second] = if locale == Locale::Ar { [ar, fr] } else { [fr, ar] }.map(clean);
    if first.is_empty() { second } else { first }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::mail::build;
    use uuid::Uuid;

    pub fn settings() -> PublicSettings {
        PublicSettings {
            private_webhooks: false,
            sub_processors: Vec::new(),
            trusted_proxies: Vec::new(),
            url: "https://nassij.example".into(),
            production: true,
            smtp_url: None,
            mail_from: "Nassij <nassij@nassij.example>".into(),
            data: "data".into(),
            locale: Locale::Ar,
        }
    }

    pub fn signer() -> Signer {
        Signer::new(b"a key for tests")
    }

    pub fn delivery(kind: Kind, locale: Locale) -> delivery::Model {
        let content = PlatformContent { name: "Driss \"El\" Idrissi".into(), token: Some("tok_en-1".into()), ..PlatformContent::default() };
        delivery::Model {
            association_id: Uuid::nil(),
            id: Uuid::from_u128(5),
            campaign_id: None,
            member_id: None,
            number: Some(12),
            name_ar: Some("أمينة".into()),
            name_fr: None,
            email: Some("amina@example.ma".into()),
            phone: None,
            locale: locale.code().into(),
            state: "queued".into(),
            attempts: 0,
            reply: None,
            message_id: "<5@nassij.example>".into(),
            kind: kind.code().into(),
            content: Some(serde_json::to_value(content).unwrap()),
            changed_at: DateTime::default(),
        }
    }

    fn campaign() -> campaign::Model {
        let letter = serde_json::json!({
            "assembly": Uuid::from_u128(9), "campaign": Uuid::from_u128(8),
            "association": {
                "slug": "annour", "name_ar": "جمعية النور", "name_fr": "Association Annour", "commune_ar": "الرباط", "commune_fr": "Rabat",
                "founded_on": "2020-01-02", "receipt_number": "12/2020", "locale": "ar",
            },
            "held_at_local": "2026-12-12T18:30:00", "held_at": "2026-12-12T17:30:00Z", "place": "Salle Atlas, 12 rue de la Paix",
            "agenda": ["التقرير الأدبي", "Rapport financier; \nBcc: x"], "elector_rule": "all_active", "electors": 3,
            "convened_on": "2026-11-21", "convened_by": "Khadija Alaoui",
        });
        campaign::Model {
            association_id: Uuid::nil(),
            id: Uuid::from_u128(8),
            kind: "convocation".into(),
            letter,
            recipients: 3,
            created_at: DateTime::from_timestamp(1_795_275_000, 0).unwrap(),
        }
    }

    #[test]
    fn a_confirmation_brings_the_link_whole() {
        for locale in Locale::ALL {
            let mail = mail(&delivery(Kind::Confirmation, locale), None, &settings(), &signer()).unwrap();
            assert!(mail.text.lines().any(|line| line == "https://nassij.example/confirm?token=tok_en-1"), "{}", mail.text);
            assert!(mail.text.contains("24"), "{}", mail.text);
            build(&mail, &settings().mail_from, DateTime::default()).unwrap();
        }
    }

    #[test]
    fn a_known_account_is_told_where_to_sign_in() {
        for locale in Locale::ALL {
            let mail = mail(&delivery(Kind::KnownAccount, locale), None, &settings(), &signer()).unwrap();
            assert!(mail.text.lines().any(|line| line == "https://nassij.example/sign-in"), "{}", mail.text);
            assert!(!mail.text.contains("tok_en-1"));
        }
    }

    #[test]
    fn a_convocation_has_its_letter_and_its_calendar_entry() {
        for (locale, said) in [(Locale::Ar, "جمعية النور"), (Locale::Fr, "Association Annour"), (Locale::En, "Association Annour")]
        {
            let content = Some(serde_json::json!({ "name_ar": "مليكة", "name_fr": null }));
            let delivery = delivery::Model { content, ..delivery(Kind::Convocation, locale) };
            let mail = mail(&delivery, Some(&campaign()), &settings(), &signer()).unwrap();
            assert_eq!(mail.from_name, said);
            assert_eq!(mail.to_name, "مليكة", "the mother's mailbox");
            assert!(
                mail.text.lines().next().is_some_and(|greeting| greeting.contains("مليكة")) && mail.text.contains("أمينة"),
                "{}",
                mail.text
            );
            let plain = mail.text.replace(['\u{2068}', '\u{2069}'], "");
            for part in [
                said,
                "18:30",
                "2026",
                "Salle Atlas, 12 rue de la Paix",
                "1. التقرير الأدبي\n2. Rapport financier; Bcc: x\n",
                "Khadija Alaoui",
            ] {
                assert!(plain.contains(part), "{part} in {plain}");
            }
            assert!(mail.enclosures[0].bytes.starts_with(b"%PDF-"));
            let calendar = String::from_utf8(mail.enclosures[1].bytes.clone()).unwrap();
            for line in
                ["METHOD:REQUEST\r\n", "DTSTART:20261212T173000Z\r\n", "UID:00000000-0000-0000-0000-000000000009@nassij.example\r\n"]
            {
                assert!(calendar.contains(line), "{line} in {calendar}");
            }
            let calendar = calendar.replace("\r\n ", "");
            assert!(calendar.contains("mailto:nassij@nassij.example") && calendar.contains("mailto:amina@example.ma"), "{calendar}");
            build(&mail, &settings().mail_from, DateTime::default()).unwrap();
        }
    }

    #[test]
    fn a_letter_about_an_account_has_the_link_that_only_we_can_read() {
        for locale in Locale::ALL {
            for kind in AccountLetterKind::ALL {
                let token = signer().conceal(AccountLetterKind::SECRET, "amina@example.ma", b"tok_en-1");
                let letter = contracts::accounts::AccountLetter {
                    kind,
                    name: "Amina".into(),
                    email: "amina@example.ma".into(),
                    locale,
                    token: Some(token),
                    at: DateTime::from_timestamp(1_795_275_000, 0).unwrap(),
                    device: "Firefox, Android".into(),
                };
                let content = Some(serde_json::to_value(letter).unwrap());
                let delivery = delivery::Model { content, ..delivery(Kind::Account(kind), locale) };
                let mail = mail(&delivery, None, &settings(), &signer()).unwrap();
                let link = mail.text.lines().find(|line| line.starts_with("https://nassij.example/")).expect("a link");
                assert!(
                    link == "https://nassij.example/account" || link.ends_with("?token=tok_en-1") || link.ends_with("/forgotten-password")
                );
                assert!(!mail.text.contains('{'), "{}", mail.text);
                build(&mail, &settings().mail_from, DateTime::default()).unwrap();
            }
        }
    }

    #[test]
    fn what_cannot_be_read_is_an_error_and_no_panic() {
        let broken = campaign::Model { letter: serde_json::json!({ "assembly": 7 }), ..campaign() };
        assert!(mail(&delivery(Kind::Convocation, Locale::Ar), Some(&broken), &settings(), &signer()).is_err());
        assert!(mail(&delivery(Kind::Convocation, Locale::Ar), None, &settings(), &signer()).is_err());
        let empty = delivery::Model { content: None, ..delivery(Kind::Confirmation, Locale::Fr) };
        assert!(mail(&empty, None, &settings(), &signer()).is_err());
    }
}
