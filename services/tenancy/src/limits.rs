//! How much an association may use, and how much it does.

use crate::associations;
use crate::entity::{association, indicator};
use contracts::Nothing;
use contracts::events::Event;
use contracts::registry::Usage;
use database::Workspace;
use kernel::permission::ViewRecord;
use kernel::{Limits, Plan, Result};
use sea_orm::ActiveValue::Set;
use sea_orm::EntityTrait;
use serde_json::json;
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

fn plan(row: &association::Model) -> Plan {
    Plan::parse(&row.plan).unwrap_or_default()
}

/// The plan's figures, but for those that the association has of its own.
pub fn of(row: &association::Model) -> Limits {
    let plan = plan(row).limits();
    Limits {
        members: row.limit_members.unwrap_or(plan.members),
        storage: row.limit_storage.unwrap_or(plan.storage),
        mails_per_day: row.limit_mails.unwrap_or(plan.mails_per_day),
    }
}

/// For the platform's staff: another plan, or figures of its own. What is used already stays.
pub async fn set(ws: &Workspace, plan: Plan, own: Option<Limits>) -> Result<Limits> {
    let row = associations::lock(ws).await?;
    let before = of(&row);
    let changed = association::ActiveModel {
        id: Set(row.id),
        plan: Set(plan.code().into()),
        limit_members: Set(own.map(|own| own.members)),
        limit_storage: Set(own.map(|own| own.storage)),
        limit_mails: Set(own.map(|own| own.mails_per_day)),
        ..Default::default()
    };
    let after = of(&ws.global().update(changed).await?);
    ws.limit_storage(after.storage).await?;
    ws.emit(Event::LimitsChanged(after)).await?;
    ws.audit("limits-changed", plan.code(), json!({ "before": before, "after": after })).await?;
    Ok(after)
}
