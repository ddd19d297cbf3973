//! The statutes' rules as data. The law leaves them to the statutes (morocco.md 0.5).

use crate::entity::statutes;
use crate::plan::read_statutes;
use contracts::Nothing;
use contracts::assemblies::{ElectorRule, SetStatutes, Statutes};
use database::Workspace;
use kernel::Result;
use kernel::id::named_id;
use kernel::permission::{PlanAssemblies, ViewAssemblies};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::json;
use web::Access;

/// Days, by the model statutes of 2025 and of 1995 (morocco.md 1.6).
const DEFAULT_NOTICE: i32 = 15;

/// `GET …/statutes`
pub async fn show(access: Access<ViewAssemblies>, _: Nothing) -> Result<Statutes> {
    find(&access.begin().await?).await
}

/// `POST …/statutes`
pub async fn set(access: Access<PlanAssemblies>, input: SetStatutes) -> Result<Statutes> {
    let new = read_statutes(&input)?;
    let ws = access.begin().await?;
    let before = find(&ws).await?;
    let row = statutes::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(named_id("statutes")),
        electors: Set(new.electors.code().into()),
        notice_days: Set(new.notice_days),
    };
    let key = OnConflict::columns([statutes::Column::AssociationId, statutes::Column::Id]);
    ws.upsert(row, key.clone().update_columns([statutes::Column::Electors, statutes::Column::NoticeDays]).to_owned()).await?;
    ws.audit("statutes-set", "", json!({ "before": before, "after": new })).await?;
    ws.commit(new).await
}

/// The rules as set, or else the usual ones.
pub async fn find(ws: &Workspace) -> Result<Statutes> {
    let usual = Statutes { electors: ElectorRule::default(), notice_days: DEFAULT_NOTICE };
    let row = ws.one(statutes::Entity::find()).await?;
    Ok(row.map_or(usual, |row| Statutes { electors: ElectorRule::parse(&row.electors).unwrap_or_default(), notice_days: row.notice_days }))
}
