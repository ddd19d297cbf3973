//! Whether an association's workspace may be written in. Suspended or archived, its board still reads
//! all of it; `Access` refuses every write but the one that brings it back.

use crate::entity::{association, hub};
use crate::{associations, board, hub_log, hubs, oversight, record};
use contracts::Done;
use contracts::events::Event;
use contracts::hubs::{Closure, SetTerritoryStanding};
use contracts::notices::NoticeKind;
use contracts::registry::{Record, SetStanding};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::fold::clean;
use kernel::permission::{ManageStanding, SuspendInTerritory};
use kernel::{AssociationId, Error, Result, Role, Standing};
use sea_orm::ActiveValue::Set;
use sea_orm::EntityTrait;
use serde_json::json;
use web::Access;

pub async fn set(access: Access<ManageStanding>, input: SetStanding) -> Result<Record> {
    let (standing, reason) = read(&input.standing, &input.reason, &Standing::ALL)?;
    let ws = access.begin().await?;
    change(&ws, ws.association(), standing, reason, None).await?;
    let reply = record::whole(&ws).await?;
    ws.commit(reply).await
}

/// `POST /api/v1/hubs/{hub}/standing`. A hub suspends; only the board archives.
///
/// # Errors
/// `unknown-association` for one that the hub does not see, `closed-by-others` where the board or
/// somebody above the hub closed it.
pub async fn set_in_territory(access: Access<SuspendInTerritory>, input: SetTerritoryStanding) -> Result<Done> {
    let (standing, reason) = read(&input.standing, &input.reason, &[Standing::Active, Standing::Suspended])?;
    let ws = access.begin().await?;
    let hub = hubs::of(&access, &ws).await?;
    let found = oversight::find(&ws, &hub, &input.association).await?.ok_or_else(|| Error::field("association", "unknown-association"))?;
    let id = AssociationId(found.id);
    if change(&ws, id, standing, reason.clone(), Some(&hub)).await? {
        let action = if standing == Standing::Active { "association-reopened" } else { "association-suspended" };
        hub_log::note(&ws, hub.id, action, reason, Some(id)).await?;
    }
    ws.commit(Done {}).await
}

/// Whoever closes says why.
fn read(standing: &str, reason: &str, choices: &[Standing]) -> Result<(Standing, String)> {
    let mut errors = FieldErrors::default();
    let standing = Standing::parse(standing).filter(|standing| choices.contains(standing));
    let standing = errors.keep("standing", standing.ok_or("choice-unknown"));
    let reason = clean(reason);
    match reason.chars().count() {
        0 if standing != Some(Standing::Active) => errors.add("reason", "required"),
        0..=500 => {}
        _ => errors.add_with("reason", "too-long", "max", 500),
    }
    errors.finish()?;
    Ok((standing.unwrap_or_default(), reason))
}

/// By the board, a hub of its line or the platform's staff, as the workspace's origin says. Changed to
/// what it is already, nothing happens, and it says so.
pub async fn change(ws: &Workspace, id: AssociationId, to: Standing, reason: String, hub: Option<&hub::Model>) -> Result<bool> {
    let row = ws.global().lock(association::Entity::find_by_id(id.0)).await?.pop().ok_or_else(Error::not_found)?;
    let from = associations::standing(&row);
    let by = ws.origin().role;
    // what a hub closes is closed by the hub, also where the board had closed it before
    let takes_over = hub.is_some() && is_board(row.standing_by.as_deref().and_then(Role::parse));
    if from == to && (to == Standing::Active || !takes_over) {
        return Ok(false);
    }
    if from != Standing::Active && !may_change(ws, &row, to, hub).await? {
        return Err(Error::conflict("closed-by-others"));
    }
    let changed = association::ActiveModel {
        id: Set(row.id),
        standing: Set(to.code().into()),
        standing_since: Set(Some(ws.now())),
        standing_by: Set(Some(by.code().into())),
        standing_reason: Set(Some(reason.clone()).filter(|reason| !reason.is_empty())),
        standing_hub: Set(hub.map(|hub| hub.id)),
        ..Default::default()
    };
    ws.global().update(changed).await?;
    ws.emit_to(id, Event::StandingChanged(to)).await?;
    let hub = hub.map(|hub| &hub.slug);
    let details = json!({ "before": { "standing": from }, "after": { "standing": to }, "reason": reason, "hub": hub });
    ws.audit_in(id, "standing-changed", "", details).await?;
    if !is_board(Some(by)) {
        let kind = if to == Standing::Active { NoticeKind::WorkspaceOpened } else { NoticeKind::WorkspaceClosed };
        board::tell_in(ws, id, kind, "").await?;
    }
    Ok(true)
}

fn is_board(by: Option<Role>) -> bool {
    by.is_some_and(|role| Role::OFFICES.contains(&role))
}

/// What the board closed, it opens itself; a hub may close it more firmly, but not what was archived.
/// What a hub closed, that hub opens and those above it; what the staff closed, the staff alone.
async fn may_change(ws: &Workspace, row: &association::Model, to: Standing, hub: Option<&hub::Model>) -> Result<bool> {
    let closer = row.standing_by.as_deref().and_then(Role::parse);
    let closed_by_board = is_board(closer);
    Ok(match (hub, row.standing_hub) {
        (Some(_), _) if closed_by_board => to == Standing::Suspended && associations::standing(row) == Standing::Suspended,
        (Some(hub), Some(closer)) => hubs::get(ws, closer).await?.path.starts_with(&hub.path),
        // brought from another installation, whose hub it was is unknown here
        (Some(_), None) => closer == Some(Role::ChiefCoordinator),
        (None, _) => closed_by_board || !is_board(Some(ws.origin().role)),
    })
}

/// Nothing for a workspace that is open.
pub async fn closure(ws: &Workspace, row: &association::Model) -> Result<Option<Closure>> {
    if associations::standing(row) == Standing::Active {
        return Ok(None);
    }
    let hub = match row.standing_hub {
        Some(id) => Some(hubs::place(hubs::get(ws, id).await?)),
        None => None,
    };
    Ok(Some(Closure {
        since: row.standing_since,
        by: row.standing_by.as_deref().and_then(Role::parse),
        hub,
        reason: row.standing_reason.clone(),
    }))
}
