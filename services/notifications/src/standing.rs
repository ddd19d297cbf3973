//! While an association's workspace is closed its mails wait, but the platform's notices to its board do not; opened
//! again, they go.

use crate::entity::{send_queue, standing};
use crate::react::NOTICE;
use chrono::{DateTime, Utc};
use database::Workspace;
use kernel::{Result, Standing};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

/// Keeps what tenancy said at that time; the newest wins.
pub async fn keep(ws: &Workspace, said: Standing, at: DateTime<Utc>) -> Result<()> {
    let id = ws.association().0;
    let open = said == Standing::Active;
    let row = standing::ActiveModel { association_id: Set(id), id: Set(id), open: Set(open), as_of: Set(at) };
    if !ws.insert_new(row.clone()).await? {
        if ws.lock::<standing::Entity>(id).await?.as_of > at {
            return Ok(());
        }
        ws.update(row).await?;
    }
    let queued = send_queue::Entity::update_many().col_expr(send_queue::Column::Held, Expr::val(!open));
    let its_own = queued.filter(send_queue::Column::AssociationId.eq(id)).filter(send_queue::Column::Priority.ne(NOTICE));
    ws.global().update_many(its_own).await.map(drop)
}

/// Whether new mails wait.
pub async fn is_closed(ws: &Workspace) -> Result<bool> {
    Ok(ws.one(standing::Entity::find()).await?.is_some_and(|standing| !standing.open))
}
