//! How much room the files of the books have.

use crate::entity::limits_seen;
use chrono::{DateTime, Utc};
use contracts::Nothing;
use contracts::vouchers::Storage;
use database::Workspace;
use kernel::permission::ViewRecord;
use kernel::{Limits, Result};
use sea_orm::ActiveValue::Set;
use web::Access;

/// Keeps what tenancy said at that time; the newest wins.
pub async fn keep(ws: &Workspace, said: &Limits, at: DateTime<Utc>) -> Result<()> {
    let id = ws.association().0;
    let row = limits_seen::ActiveModel { association_id: Set(id), id: Set(id), as_of: Set(at) };
    if !ws.insert_new(row.clone()).await? {
        if ws.lock::<limits_seen::Entity>(id).await?.as_of > at {
            return Ok(());
        }
        ws.update(row).await?;
    }
    ws.limit_storage(said.storage).await
}

/// `GET …/books/storage`
pub async fn storage(access: Access<ViewRecord>, _: Nothing) -> Result<Storage> {
    Ok(Storage { used: access.begin().await?.storage_used().await? })
}
