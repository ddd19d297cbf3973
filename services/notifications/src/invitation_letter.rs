//! The mail that invites somebody to an office.

use crate::entity::delivery;
use crate::letters::{greeting, in_script};
use crate::mail::Mail;
use chrono::Duration;
use contracts::events::Invited;
use kernel::fold::clean;
use kernel::{Error, Limit, Locale, Result, Role};
use language::{key, text, text_with};
use web::PublicSettings;

pub fn mail(delivery: &delivery::Model, locale: Locale, settings: &PublicSettings) -> Result<Mail> {
    let content = delivery.content.clone().ok_or_else(|| Error::internal("a mail without content"))?;
    let invited: Invited = serde_json::from_value(content).map_err(Error::internal)?;
    let association = in_script(&invited.association_ar, &invited.association_fr, locale);
    let role = role_name(&invited, locale);
    let values = [("association", (&association).into()), ("role", (&role).into())];
    let until = language::long_date(kernel::clock::to_local(invited.expires_at).date(), locale);
    let mut said = vec![text_with(locale, key::MAIL_INVITATION_TEXT, &values)];
    said.extend(bounds(&invited, locale));
    if !invited.invited_by.is_empty() {
        said.push(text_with(locale, key::MAIL_INVITATION_BY, &[("name", (&clean(&invited.invited_by)).into())]));
    }
    let paragraphs = [
        greeting(&invited.name, locale),
        said.join("\n"),
        text(locale, key::MAIL_INVITATION_OPEN),
        // alone on its line and without marks of direction, so that mail programs see its end
        format!("{}/invitation?token={}", settings.url, invited.token),
        [
            text_with(locale, key::MAIL_INVITATION_EXPIRY, &[("until", (&until).into())]),
            text_with(locale, key::MAIL_INVITATION_ADDRESS, &[("email", (&invited.email).into())]),
            text(locale, key::MAIL_INVITATION_IGNORE),
        ]
        .join("\n"),
        text(locale, key::MAIL_PLATFORM),
    ];
    Ok(Mail {
        from_name: text(locale, key::MAIL_PLATFORM),
        to_name: invited.name.clone(),
        to: delivery.email.clone().unwrap_or_default(),
        subject: text_with(locale, key::MAIL_INVITATION_SUBJECT, &values),
        text: paragraphs.join("\n\n"),
        enclosures: Vec::new(),
        message_id: delivery.message_id.clone(),
    })
}

fn role_name(invited: &Invited, locale: Locale) -> String {
    match (&invited.role_names, invited.role) {
        (Some((ar, fr)), Role::Custom) => in_script(ar, fr, locale),
        (_, role) => language::named(locale, "role", role.code()),
    }
}

/// What the seat does not reach, and until when it lasts: known before it is accepted.
fn bounds(invited: &Invited, locale: Locale) -> Vec<String> {
    let limit = invited.limit.as_ref().map(|limit| match limit {
        Limit::Year(year) => text_with(locale, key::MAIL_INVITATION_YEAR, &[("year", (&year.to_string()).into())]),
        Limit::Group(_) => text(locale, key::MAIL_INVITATION_GROUP),
        Limit::Project(_) => text(locale, key::MAIL_INVITATION_PROJECT),
    });
    // an office ends when its last day is over
    let last = invited.until.map(|until| kernel::clock::to_local(until - Duration::seconds(1)).date());
    let until = last.map(|day| text_with(locale, key::MAIL_INVITATION_UNTIL, &[("day", (&language::long_date(day, locale)).into())]));
    limit.into_iter().chain(until).collect()
}

#[cfg(test)]
mod tests {
    use crate::letters::tests::{delivery, settings, signer};
    use crate::letters::{Kind, mail};
    use crate::mail::build;
    use chrono::DateTime;
    use contracts::events::Invited;
    use kernel::{Limit, Locale, Role};
    use uuid::Uuid;

    #[test]
    fn an_invitation_says_who_invites_to_what_and_brings_the_link_whole() {
        for (locale, association, role) in [
            (Locale::Ar, "جمعية النور", "أمين الأرشيف"),
            (Locale::Fr, "Association Annour", "Archiviste"),
            (Locale::En, "Association Annour", "Archiviste"),
        ] {
            let invited = Invited {
                invitation: Uuid::nil(),
                name: "Khadija".into(),
                email: "khadija@example.ma".into(),
                locale,
                association_ar: "جمعية النور".into(),
                association_fr: "Association Annour".into(),
                role: Role::Custom,
                role_names: Some(("أمين الأرشيف".into(), "Archiviste".into())),
                limit: Some(Limit::Year(2025)),
                until: DateTime::from_timestamp(1_798_758_000, 0),
                invited_by: "Driss\r\nBcc: x@y.z".into(),
                token: "tok_en-1".into(),
                expires_at: DateTime::from_timestamp(1_795_867_200, 0).unwrap(),
                bulk: false,
            };
            let mut row = delivery(Kind::Invitation, locale);
            row.content = Some(serde_json::to_value(invited).unwrap());
            let mail = mail(&row, None, &settings(), &signer()).unwrap();
            let plain = mail.text.replace(['\u{2068}', '\u{2069}'], "");
            assert!(plain.lines().any(|line| line == "https://nassij.example/invitation?token=tok_en-1"), "{plain}");
            for part in [association, role, "Driss", "28", "2026", "khadija@example.ma", "2025", "31"] {
                assert!(plain.contains(part), "{part} in {plain}");
            }
            assert!(!plain.lines().any(|line| line.starts_with("Bcc")), "{plain}");
            let built = String::from_utf8(build(&mail, &settings().mail_from, DateTime::default()).unwrap().formatted()).unwrap();
            assert!(!built.contains("\nBcc"), "{built}");
        }
    }
}
