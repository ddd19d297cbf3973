//! The figures by which a hub knows an association, kept from events. No content, no names.

use crate::entity::{indicator, seat};
use chrono::{DateTime, NaiveDate, Utc};
use database::Workspace;
use kernel::permission::{Permission, ViewRecord};
use kernel::{Result, Role};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait, UpdateMany};
use uuid::Uuid;

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

/// The board was renewed or changed then.
pub async fn last_board(ws: &Workspace, on: NaiveDate) -> Result<()> {
    let older = Condition::any().add(indicator::Column::LastBoard.is_null()).add(indicator::Column::LastBoard.lt(on));
    ws.global().update_many(of(ws).col_expr(indicator::Column::LastBoard, Expr::val(on)).filter(older)).await.map(drop)
}

/// Somebody is there: noted, once a day, for the associations on whose board they sit.
pub async fn seen(ws: &Workspace, account: Uuid) -> Result<()> {
    let board = Role::OFFICES.iter().filter(|role| role.may(ViewRecord::NAME)).map(|role| role.code());
    let mine = seat::Entity::find().filter(seat::Column::AccountId.eq(account)).filter(seat::Column::Role.is_in(board));
    let mine = mine.select_only().column(seat::Column::AssociationId).into_query();
    let before = Condition::any().add(indicator::Column::LastSignIn.is_null()).add(indicator::Column::LastSignIn.lt(ws.today()));
    let update = indicator::Entity::update_many()
        .col_expr(indicator::Column::LastSignIn, Expr::val(ws.today()))
        .filter(indicator::Column::AssociationId.in_subquery(mine))
        .filter(before);
    ws.global().update_many(update).await.map(drop)
}
