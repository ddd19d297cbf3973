//! Mails that say there is something to look at on the platform, and nothing of what it is.

use crate::entity::delivery;
use crate::letters::{Kind, greeting};
use crate::mail::Mail;
use crate::react::{NOTICE, blank, enqueue};
use contracts::notices::{Notice, NoticeKind};
use database::Workspace;
use kernel::fold::clean;
use kernel::id::new_id;
use kernel::{Error, Locale, Result};
use language::{find, key, text, text_with};
use sea_orm::ActiveValue::Set;
use web::{PublicSettings, State};

pub async fn write(ws: &Workspace, state: &State, notice: &Notice) -> Result<()> {
    let id = new_id();
    let row = delivery::ActiveModel {
        email: Set(Some(notice.email.clone())),
        content: Set(Some(serde_json::to_value(notice).map_err(Error::internal)?)),
        ..blank(ws, state, id, Kind::Notice(notice.kind), notice.locale)
    };
    ws.insert(row).await?;
    enqueue(ws, &[id], NOTICE).await
}

pub fn mail(delivery: &delivery::Model, kind: NoticeKind, locale: Locale, settings: &PublicSettings) -> Result<Mail> {
    let content = delivery.content.clone().ok_or_else(|| Error::internal("a mail without content"))?;
    let notice: Notice = serde_json::from_value(content).map_err(Error::internal)?;
    let [first, second] = if locale == Locale::Ar {
        [&notice.association_ar, &notice.association_fr]
    } else {
        [&notice.association_fr, &notice.association_ar]
    };
    let association = if clean(first).is_empty() { clean(second) } else { clean(first) };
    let say = |part: &str| {
        let said =
            find("mail", &format!("{}-{part}", kind.code())).ok_or_else(|| Error::internal(format!("no words for {}", kind.code())))?;
        Ok::<_, Error>(text_with(locale, said, &[("association", (&association).into())]))
    };
    // the link stands alone on its line and without marks of direction, so that mail programs see its end
    let paragraphs =
        [greeting(&notice.name, locale), say("text")?, format!("{}{}", settings.url, notice.path), text(locale, key::MAIL_AUTOMATIC)];
    Ok(Mail {
        from_name: text(locale, key::MAIL_PLATFORM),
        to_name: notice.name,
        to: delivery.email.clone().unwrap_or_default(),
        subject: say("subject")?,
        text: paragraphs.join("\n\n"),
        enclosures: Vec::new(),
        message_id: delivery.message_id.clone(),
    })
}
