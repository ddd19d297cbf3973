//! The audit log of an association: what every service announced, read by its board.

pub mod chain;
pub mod export;
mod filter;
pub mod refusals;
pub mod verify;

use crate::entity::audit_entry::{Column, Entity, Model};
use contracts::Page;
use contracts::audit::{Area, AuditEntry, FindAudit};
use contracts::events::{Audited, Envelope};
use database::Workspace;
use filter::Filter;
use kernel::fold::fold;
use kernel::permission::ViewAudit;
use kernel::secret::random_token;
use kernel::{Actor, Result, Role, Via};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use serde_json::Value;
use web::Access;

const PAGE: usize = 50;

/// Appends what an event tells. One association's log is written by one at a time; others' do not
/// wait.
pub async fn write(ws: &Workspace, envelope: &Envelope, entry: Audited) -> Result<()> {
    let head = chain::lock(ws).await?;
    let (details, personal) = apart(entry.details);
    let mut row = Model {
        association_id: ws.association().0,
        id: envelope.id,
        number: head.number + 1,
        at: envelope.at,
        account_id: entry.account,
        who_key: fold(&entry.who),
        who: entry.who,
        role: entry.role.code().into(),
        via: entry.whence.via.code().into(),
        network: entry.whence.network,
        authority: entry.whence.authority,
        request: envelope.request.clone(),
        area: Area::of(&entry.action).code().into(),
        action: entry.action,
        subject: entry.subject,
        details,
        personal_digest: personal.as_ref().map(chain::digest).unwrap_or_default(),
        personal,
        hash: String::new(),
    };
    row.hash = chain::hash(&head.hash, &row);
    let (number, hash) = (row.number, row.hash.clone());
    ws.insert(row.into_active_model().reset_all()).await?;
    chain::advance(ws, head, number, hash).await
}

/// The details without what names a person, and that with a salt: the hash vouches for its digest
/// only, so that who may not see it can still verify the chain.
fn apart(mut details: Value) -> (Value, Option<Value>) {
    let personal = details.as_object_mut().and_then(|details| details.remove("personal"));
    let personal = personal.map(|personal| serde_json::json!({ "salt": random_token(), "data": personal }));
    (details, personal)
}

pub async fn list(access: Access<ViewAudit>, input: FindAudit) -> Result<Page<AuditEntry>> {
    let after = input.after.as_deref().and_then(|after| after.parse().ok());
    let filter = Filter::read(&input)?;
    let ws = access.begin().await?;
    let mut select = filter.apply(Entity::find()).order_by_desc(Column::Number).limit(PAGE as u64 + 1);
    if let Some(after) = after {
        select = select.filter(Column::Number.lt::<i64>(after));
    }
    let mut rows = ws.all(select).await?;
    let next = (rows.len() > PAGE).then(|| rows[PAGE - 1].number.to_string());
    rows.truncate(PAGE);
    Ok(Page { items: rows.into_iter().map(|row| present(row, access.actor())).collect(), next })
}

/// The entry as this reader may see it.
fn present(row: Model, reader: &Actor) -> AuditEntry {
    let area = Area::parse(&row.area).unwrap_or(Area::Association);
    let may = reader.holds(area.permission());
    AuditEntry {
        id: row.id,
        number: row.number,
        at: row.at,
        who: row.who,
        account: row.account_id,
        role: Role::parse(&row.role).unwrap_or(Role::Service),
        via: Via::parse(&row.via).unwrap_or_default(),
        network: row.network,
        authority: row.authority,
        request: row.request,
        action: row.action,
        area,
        subject: row.subject,
        details: row.details,
        masked: row.personal.is_some() && !may,
        personal: row.personal.filter(|_| may).map(|mut personal| personal["data"].take()),
        hash: row.hash,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{AssociationId, Locale, Seat};
    use serde_json::json;

    fn reader(role: Role) -> Actor {
        let seat = Seat::Association { id: AssociationId::PLATFORM, slug: "a".into(), role };
        Actor { seat, ..Actor::anonymous(Locale::Fr) }
    }

    #[test]
    fn personal_data_is_shown_to_those_only_who_may_see_it_where_it_came_from() {
        let row = chain::tests::row();
        let (details, personal) = apart(json!({ "after": { "amount": "50" }, "personal": { "reference": "CNRY" } }));
        assert_eq!(details, json!({ "after": { "amount": "50" } }));
        let row = Model { area: Area::Dues.code().into(), details, personal, ..row };
        let seen = present(row.clone(), &reader(Role::Treasurer));
        assert_eq!((seen.personal, seen.masked), (Some(json!({ "reference": "CNRY" })), false));
        let masked = present(row, &reader(Role::Member));
        assert!(masked.masked && !serde_json::to_string(&masked).expect("plain data").contains("CNRY"));
    }

    #[test]
    fn an_entry_without_personal_data_hides_nothing() {
        let shown = present(chain::tests::row(), &reader(Role::Member));
        assert!(!shown.masked && shown.personal.is_none());
    }
}
