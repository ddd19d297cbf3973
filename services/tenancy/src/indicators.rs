//! The figures by which a hub knows an association, kept from events. No content, no names.

use crate::entity::indicator;
use chrono::{DateTime, NaiveDate, Utc};
use database::Workspace;
use kernel::Result;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, UpdateMany};

fn of(ws: &Workspace) -> UpdateMany<indicator::Entity> {
    indicator::Entity::update_many().filter(indicator::Column::AssociationId.eq(ws.association().0))
}

/// Counts overtaken by newer ones change nothing.
pub async fn members(ws: &Workspace, at: DateTime<Utc>, active: i64, paid: i64) -> Result<()> {
    let older = Condition::any().add(indicator::Column::CountedAt.is_null()).add(indicator::Column::CountedAt.lte(at));
    let update = of(ws)
        .col_expr(indicator::Column::Members, Expr::val(active))
        .col_expr(indicator::Column::PaidMembers, Expr::val(paid))
        .col_expr(indicator::Column::CountedAt, Expr::val(at))
        .filter(older);
    ws.global().update_many(update).await.map(drop)
}

pub async fn last_entry(ws: &Workspace, on: NaiveDate) -> Result<()> {
    let older = Condition::any().add(indicator::Column::LastEntry.is_null()).add(indicator::Column::LastEntry.lt(on));
    ws.global().update_many(of(ws).col_expr(indicator::Column::LastEntry, Expr::val(on)).filter(older)).await.map(drop)
}

pub async fn last_assembly(ws: &Workspace, on: NaiveDate) -> Result<()> {
    let older = Condition::any().add(indicator::Column::LastAssembly.is_null()).add(indicator::Column::LastAssembly.lt(on));
    ws.global().update_many(of(ws).col_expr(indicator::Column::LastAssembly, Expr::val(on)).filter(older)).await.map(drop)
}
