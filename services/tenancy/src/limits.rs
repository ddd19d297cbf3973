//! How much an association may use, and how much it does.

use crate::entity::{association, indicator};
use crate::{associations, record};
use contracts::Nothing;
use contracts::events::Event;
use contracts::platform::OwnLimits;
use contracts::registry::Usage;
use database::Workspace;
use kernel::permission::ViewRecord;
use kernel::{AssociationId, Error, Limits, Plan, Result};
use sea_orm::ActiveValue::Set;
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use web::Access;

pub async fn show(access: Access<ViewRecord>, _: Nothing) -> Result<Usage> {
    let ws = access.begin().await?;
    let id = access.association().0;
    let row = associations::find(&ws, id).await?;
    let figures = ws.global().one(indicator::Entity::find_by_id(id)).await?;
    Ok(Usage {
        plan: plan(&row),
        limits: of(&row),
        members: figures.and_then(|figures| figures.members).unwrap_or_default(),
        storage: ws.storage_used().await?,
    })
}

pub fn plan(row: &association::Model) -> Plan {
    Plan::parse(&row.plan).unwrap_or_default()
}

pub fn own(row: &association::Model) -> OwnLimits {
    OwnLimits { members: row.limit_members, storage: row.limit_storage, mails_per_day: row.limit_mails }
}

/// The plan's figures, but for those that the association has of its own.
pub fn of(row: &association::Model) -> Limits {
    let (plan, own) = (plan(row).limits(), own(row));
    Limits {
        members: own.members.unwrap_or(plan.members),
        storage: own.storage.unwrap_or(plan.storage),
        mails_per_day: own.mails_per_day.unwrap_or(plan.mails_per_day),
    }
}

/// For the platform's staff: another plan, or figures of its own. What is used already stays. It is
/// done outside the association's workspace, which the staff does not enter: each service keeps its
/// part when it hears of it. Changed to what it is already, nothing happens.
pub async fn change(ws: &Workspace, id: AssociationId, plan: Plan, own: OwnLimits, reason: &str) -> Result<association::Model> {
    let row = ws.global().lock(association::Entity::find_by_id(id.0)).await?.pop().ok_or_else(Error::not_found)?;
    if (self::plan(&row), self::own(&row)) == (plan, own) {
        return Ok(row);
    }
    let before = told(&row);
    let changed = association::ActiveModel {
        id: Set(row.id),
        plan: Set(plan.code().into()),
        limit_members: Set(own.members),
        limit_storage: Set(own.storage),
        limit_mails: Set(own.mails_per_day),
        ..Default::default()
    };
    let row = ws.global().update(changed).await?;
    ws.emit_to(id, Event::LimitsChanged(of(&row))).await?;
    let mut details = record::changes(&before, &told(&row));
    details["reason"] = json!(reason);
    ws.audit_in(id, "limits-changed", "", details).await?;
    Ok(row)
}

fn told(row: &association::Model) -> Value {
    let Limits { members, storage, mails_per_day } = of(row);
    json!({ "plan": plan(row), "members": members, "storage": storage, "mails_per_day": mails_per_day })
}

/// Keeps how much room the files have. Two changes may be heard of in any order: what counts is the
/// row, which does not change meanwhile. Of one that is gone nothing is kept.
pub async fn keep_room(ws: &Workspace) -> Result<()> {
    let row = ws.global().lock(association::Entity::find_by_id(ws.association().0)).await?.pop();
    match row {
        Some(row) => ws.limit_storage(of(&row).storage).await,
        None => Ok(()),
    }
}
