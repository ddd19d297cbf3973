//! The word that an application came in. An address is anybody's who types it: it gets one a day from an
//! association and few from all, and nothing in them that a stranger wrote.

use crate::applications;
use crate::entity::application;
use crate::limits;
use chrono::NaiveDate;
use contracts::joining::ApplicationWord;
use database::Workspace;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use kernel::{Locale, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::num::NonZeroU32;
use std::sync::LazyLock;
use std::time::Duration;

/// Three to one mailbox, from whatever associations, then one an hour.
static MAILBOX: LazyLock<DefaultKeyedRateLimiter<String>> = LazyLock::new(|| {
    let hourly = Quota::with_period(Duration::from_hours(1)).expect("not zero");
    RateLimiter::keyed(hourly.allow_burst(const { NonZeroU32::new(3).expect("not zero") }))
});

/// Gives the day, where one went out. Where none may, the application comes in all the same.
pub async fn send(ws: &Workspace, email: Option<&str>, locale: Locale) -> Result<Option<NaiveDate>> {
    let Some(email) = email else { return Ok(None) };
    let folded = email.to_lowercase();
    let today = application::Entity::find().filter(application::Column::AcknowledgedOn.eq(ws.today()));
    if ws.count(today.filter(application::Column::EmailFolded.eq(&folded))).await? > 0 {
        return Ok(None);
    }
    limits::take_turn(ws).await?;
    if limits::mails_left(ws).await? == 0 || !mailbox_has_room(folded) {
        return Ok(None);
    }
    applications::write(ws, ApplicationWord::Received, [None, None], email, locale, None).await?;
    Ok(Some(ws.today()))
}

fn mailbox_has_room(folded: String) -> bool {
    if MAILBOX.len() > 100_000 {
        MAILBOX.retain_recent();
    }
    MAILBOX.check_key(&folded).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobodys_mailbox_is_flooded_through_many_forms() {
        let sent = (0..20).filter(|_| mailbox_has_room("flooded@exemple.ma".into())).count();
        assert_eq!(sent, 3);
        assert!(mailbox_has_room("other@exemple.ma".into()));
    }
}
