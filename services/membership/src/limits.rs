//! How many members an association may have, and how many mails it may send in a day.

use crate::entity::{assembly, limits};
use crate::{applications, members, reminders};
use chrono::{DateTime, Utc};
use contracts::Nothing;
use contracts::registry::MailsOfToday;
use database::Workspace;
use kernel::clock::to_local;
use kernel::permission::ViewRecord;
use kernel::{Error, Limits, Plan, Result};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use web::Access;

/// Keeps what tenancy said at that time; the newest wins.
pub async fn keep(ws: &Workspace, said: &Limits, at: DateTime<Utc>) -> Result<()> {
    let id = ws.association().0;
    let row = limits::ActiveModel {
        association_id: Set(id),
        id: Set(id),
        members: Set(said.members),
        mails_per_day: Set(said.mails_per_day),
        as_of: Set(at),
    };
    if !ws.insert_new(row.clone()).await? {
        if ws.lock::<limits::Entity>(id).await?.as_of > at {
            return Ok(());
        }
        ws.update(row).await?;
    }
    ws.limit_storage(said.storage).await
}

/// Whether so many more members may come. Call it when their numbers are taken: two who add at once
/// take turns there, and the second counts the first's.
///
/// # Errors
/// `member-limit-reached`
pub async fn check_members(ws: &Workspace, more: i64) -> Result<()> {
    let most = ws.one(limits::Entity::find()).await?.map_or(Plan::default().limits().members, |limits| limits.members);
    let used = ws.count(members::active()).await?;
    if used + more <= most { Ok(()) } else { Err(Error::conflict("member-limit-reached").with("limit", most).with("used", used)) }
}

/// Whether so many more mails may go out today. Two assemblies convened at once take turns.
///
/// # Errors
/// `mail-limit-reached`; `mail-limit-too-low` where not even a whole day would do.
pub async fn check_mails(ws: &Workspace, more: i64) -> Result<()> {
    take_turn(ws).await?;
    let MailsOfToday { sent, limit, .. } = mails(ws).await?;
    let code = match () {
        () if more == 0 || sent + more <= limit => return Ok(()),
        () if more > limit => "mail-limit-too-low",
        () => "mail-limit-reached",
    };
    Err(Error::conflict(code).with("limit", limit).with("used", sent).with("left", (limit - sent).max(0)).with("needed", more))
}

/// How many more mails may go out today. Call it before those that count: two who write take turns.
pub async fn mails_left(ws: &Workspace) -> Result<i64> {
    let MailsOfToday { sent, limit, .. } = mails(ws).await?;
    Ok((limit - sent).max(0))
}

/// Whoever writes mails waits here for whoever does already.
pub async fn take_turn(ws: &Workspace) -> Result<()> {
    ws.take_numbers("mails-convened", 0).await.map(drop)
}

async fn mails(ws: &Workspace) -> Result<MailsOfToday> {
    let limit = ws.one(limits::Entity::find()).await?.map_or(Plan::default().limits().mails_per_day, |limits| limits.mails_per_day);
    let day = chrono::Duration::days(1);
    let recent = ws.all(assembly::Entity::find().filter(assembly::Column::ConvenedAt.gt(ws.now() - day))).await?;
    let today = recent.iter().filter(|assembly| assembly.convened_at.is_some_and(|at| to_local(at).date() == ws.today()));
    let convened: i64 = today.map(|assembly| assembly.electors.unwrap_or(0) - assembly.electors_without_email.unwrap_or(0)).sum();
    let member_files = ws.storage_used().await?;
    Ok(MailsOfToday {
        member_files,
        sent: convened + reminders::mails_of(ws, ws.today()).await? + applications::mails_of(ws, ws.today()).await?,
        limit,
    })
}

/// `GET …/mails-of-today`
pub async fn mails_of_today(access: Access<ViewRecord>, _: Nothing) -> Result<MailsOfToday> {
    mails(&access.begin().await?).await
}
