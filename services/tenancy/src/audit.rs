//! The audit log of an association: what every service announced, read by its board.

use crate::entity::audit_entry;
use contracts::Page;
use contracts::events::Audited;
use contracts::tenancy::{AuditEntry, FindAudit};
use database::Workspace;
use kernel::id::new_id;
use kernel::permission::ViewAudit;
use kernel::{Result, Role};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;
use web::Access;

const PAGE: usize = 50;

pub async fn write(ws: &Workspace, at: chrono::DateTime<chrono::Utc>, entry: Audited) -> Result<()> {
    let row = audit_entry::ActiveModel {
        id: Set(new_id()),
        at: Set(at),
        account_id: Set(entry.account),
        who: Set(entry.who),
        role: Set(entry.role.code().into()),
        action: Set(entry.action),
        subject: Set(entry.subject),
        details: Set(entry.details),
        ..Default::default()
    };
    ws.insert(row).await.map(drop)
}

pub async fn list(access: Access<ViewAudit>, input: FindAudit) -> Result<Page<AuditEntry>> {
    let ws = access.begin().await?;
    let mut select = audit_entry::Entity::find().order_by_desc(audit_entry::Column::Id).limit(PAGE as u64 + 1);
    if let Some(after) = input.after.and_then(|after| Uuid::try_parse(&after).ok()) {
        select = select.filter(audit_entry::Column::Id.lt(after));
    }
    let mut rows = ws.all(select).await?;
    let next = (rows.len() > PAGE).then(|| rows[PAGE - 1].id.to_string());
    rows.truncate(PAGE);
    let items = rows.into_iter().map(|row| AuditEntry {
        id: row.id,
        at: row.at,
        who: row.who,
        role: Role::parse(&row.role).unwrap_or(Role::Service),
        action: row.action,
        subject: row.subject,
        details: row.details,
    });
    Ok(Page { items: items.collect(), next })
}
