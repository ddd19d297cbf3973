//! What a hub's coordinators did, and what was done to them. Read from above; what concerns an
//! association is in its own audit log as well.

use crate::entity::{association, hub, hub_entry};
use crate::{accounts, hubs};
use contracts::Page;
use contracts::hubs::{FindHubLog, HubEntry, Territory};
use database::Workspace;
use kernel::id::new_id;
use kernel::permission::ViewHubLog;
use kernel::{AssociationId, Result};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;
use web::Access;

const PAGE: usize = 50;
/// Acts whose subject is a hub's slug, and codes of places.
pub const MADE: &str = "hub-created";
pub const PLACED: &str = "territory-set";

/// `subject` names no association: its id says which.
pub async fn note(ws: &Workspace, hub: Uuid, action: &str, subject: impl Into<String>, association: Option<AssociationId>) -> Result<()> {
    let row = hub_entry::ActiveModel {
        id: Set(new_id()),
        hub_id: Set(hub),
        at: Set(ws.now()),
        account_id: Set(ws.origin().account),
        who: Set(ws.origin().who.clone()),
        action: Set(action.into()),
        subject: Set(subject.into()),
        association_id: Set(association.map(|id| id.0)),
    };
    ws.global().insert(row).await.map(drop)
}

/// `GET /api/v1/hubs/{hub}/log`, newest first.
pub async fn list(access: Access<ViewHubLog>, input: FindHubLog) -> Result<Page<HubEntry>> {
    let ws = access.begin().await?;
    let hub = hubs::of(&access, &ws).await?;
    let mut select = hub_entry::Entity::find().filter(hub_entry::Column::HubId.eq(hub.id)).order_by_desc(hub_entry::Column::Id);
    if let Some(after) = input.after.and_then(|after| Uuid::try_parse(&after).ok()) {
        select = select.filter(hub_entry::Column::Id.lt(after));
    }
    let mut rows = ws.global().all(select.limit(PAGE as u64 + 1)).await?;
    let next = (rows.len() > PAGE).then(|| rows[PAGE - 1].id.to_string());
    rows.truncate(PAGE);
    let named = association::Entity::find().filter(association::Column::Id.is_in(rows.iter().filter_map(|row| row.association_id)));
    let named: HashMap<_, _> = ws.global().all(named).await?.into_iter().map(|row| (row.id, accounts::place(row))).collect();
    let made = rows.iter().filter(|row| row.action == MADE).map(|row| row.subject.clone());
    let made = ws.global().all(hub::Entity::find().filter(hub::Column::Slug.is_in(made))).await?;
    let items = rows.into_iter().map(|row| HubEntry {
        hub: made.iter().find(|hub| row.action == MADE && hub.slug == row.subject).cloned().map(hubs::place),
        places: if row.action == PLACED { named_places(&row.subject) } else { Vec::new() },
        id: row.id,
        at: row.at,
        who: row.who,
        action: row.action,
        subject: row.subject,
        association: row.association_id.and_then(|id| named.get(&id).cloned()),
    });
    Ok(Page { items: items.collect(), next })
}

fn named_places(codes: &str) -> Vec<Territory> {
    codes.split_whitespace().filter_map(|code| hubs::named_place(code.to_owned())).collect()
}
