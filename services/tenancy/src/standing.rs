//! Whether an association's workspace may be written in. Suspended or archived, its board still reads
//! all of it; `Access` refuses every write but the one that brings it back.

use crate::associations;
use crate::entity::association;
use crate::record;
use contracts::events::Event;
use contracts::registry::{Record, SetStanding};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::fold::clean;
use kernel::permission::ManageStanding;
use kernel::{Error, Result, Role, Standing};
use sea_orm::ActiveValue::Set;
use serde_json::json;
use web::Access;

pub async fn set(access: Access<ManageStanding>, input: SetStanding) -> Result<Record> {
    let mut errors = FieldErrors::default();
    let standing = errors.keep("standing", Standing::parse(&input.standing).ok_or("choice-unknown"));
    let reason = clean(&input.reason);
    match reason.chars().count() {
        0 if standing != Some(Standing::Active) => errors.add("reason", "required"),
        0..=500 => {}
        _ => errors.add_with("reason", "too-long", "max", 500),
    }
    errors.finish()?;
    let ws = access.begin().await?;
    change(&ws, standing.unwrap_or_default(), reason).await?;
    let reply = record::whole(&ws).await?;
    ws.commit(reply).await
}

/// By the board, its hub or the platform's staff, as the workspace's origin says. What a hub or the
/// staff has closed, the board cannot open. Changed to what it is already, nothing happens.
pub async fn change(ws: &Workspace, to: Standing, reason: String) -> Result<()> {
    let row = associations::lock(ws).await?;
    let from = associations::standing(&row);
    if from == to {
        return Ok(());
    }
    let by = ws.origin().role;
    let outside = |role: Role| !Role::OFFICES.contains(&role);
    let closed_from_outside = from != Standing::Active && row.standing_by.as_deref().and_then(Role::parse).is_some_and(outside);
    if closed_from_outside && !outside(by) {
        return Err(Error::conflict("closed-by-others"));
    }
    let changed = association::ActiveModel {
        id: Set(row.id),
        standing: Set(to.code().into()),
        standing_since: Set(Some(ws.now())),
        standing_by: Set(Some(by.code().into())),
        standing_reason: Set(Some(reason.clone()).filter(|reason| !reason.is_empty())),
        ..Default::default()
    };
    ws.global().update(changed).await?;
    ws.emit(Event::StandingChanged(to)).await?;
    ws.audit("standing-changed", to.code(), json!({ "before": from, "after": to, "reason": reason })).await
}
