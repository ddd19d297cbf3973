//! Duties that grants open: foreign aid is declared within thirty days, periodic public money is accounted
//! for to whoever gave it.

use crate::deadlines::GrantDuty;
use crate::entity::grant_duty::{ActiveModel, Column, Entity};
use contracts::events;
use database::Workspace;
use kernel::{Error, Result};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashSet;
use uuid::Uuid;

/// Duties on the list.
const SHOWN: u64 = 200;

/// Once, however often and whenever it is told.
pub async fn open(ws: &Workspace, duty: &events::GrantDuty) -> Result<()> {
    let row = ActiveModel {
        id: Set(duty.duty),
        kind: Set(duty.kind.clone()),
        about: Set(duty.about.clone()),
        due_on: Set(duty.due_on),
        met_on: Set(None),
        dropped: Set(false),
        ..Default::default()
    };
    ws.insert_new(row).await.map(drop)
}

/// What was received for it was taken back; that may be told first.
pub async fn drop_duty(ws: &Workspace, duty: Uuid) -> Result<()> {
    let row = ActiveModel {
        id: Set(duty),
        kind: Set(String::new()),
        about: Set(String::new()),
        due_on: Set(ws.today()),
        met_on: Set(None),
        dropped: Set(true),
        ..Default::default()
    };
    if !ws.insert_new(row).await? {
        ws.update_many(Entity::update_many().col_expr(Column::Dropped, Expr::val(true)).filter(Column::Id.eq(duty))).await?;
    }
    Ok(())
}

/// Those that wait. Two receipts of one grant may open the same one: it stands there once.
pub async fn waiting(ws: &Workspace) -> Result<Vec<GrantDuty>> {
    let open = Entity::find().filter(Column::MetOn.is_null()).filter(Column::Dropped.eq(false));
    let rows = ws.all(open.order_by_asc(Column::DueOn).order_by_asc(Column::Id).limit(SHOWN)).await?;
    let mut seen = HashSet::new();
    let duties = rows.into_iter().map(|row| GrantDuty { id: row.id, kind: row.kind, about: row.about, due_on: row.due_on });
    Ok(duties.filter(|duty| seen.insert((duty.kind.clone(), duty.about.clone(), duty.due_on))).collect())
}

/// Somebody says that it is done; said again, nothing changes.
///
/// # Errors
/// `choice-unknown`
pub async fn meet(ws: &Workspace, duty: &str, met_on: chrono::NaiveDate) -> Result<()> {
    let id: Uuid = duty.parse().map_err(|_| Error::field("duty", "choice-unknown"))?;
    let row = ws.one(Entity::find().filter(Column::Id.eq(id))).await?.ok_or_else(|| Error::field("duty", "choice-unknown"))?;
    let same = Entity::update_many()
        .col_expr(Column::MetOn, Expr::val(met_on))
        .filter(Column::Kind.eq(&row.kind))
        .filter(Column::About.eq(&row.about))
        .filter(Column::DueOn.eq(row.due_on))
        .filter(Column::MetOn.is_null());
    if ws.update_many(same).await? > 0 {
        let details = serde_json::json!({ "kind": row.kind, "met_on": met_on, "grant": row.about });
        ws.audit("deadline-met", row.due_on.to_string(), details).await?;
    }
    Ok(())
}
