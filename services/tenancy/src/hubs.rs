//! A hub's view of its territory: figures, never content.

use crate::accounts::place;
use crate::entity::{association, indicator};
use crate::reference;
use contracts::Page;
use contracts::tenancy::{FindInTerritory, TerritoryRow};
use kernel::fold::fold;
use kernel::permission::ViewTerritory;
use kernel::{Error, Result, Seat};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;
use web::Access;

const PAGE: usize = 50;

pub async fn territory(access: Access<ViewTerritory>, input: FindInTerritory) -> Result<Page<TerritoryRow>> {
    let Seat::Hub { id, .. } = &access.actor().seat else { return Err(Error::not_found()) };
    let hub = reference::hubs().iter().find(|hub| hub.id == *id).ok_or_else(Error::not_found)?;
    let ws = access.begin().await?;
    let mut select = association::Entity::find().filter(association::Column::Region.eq(&hub.region)).order_by_asc(association::Column::Id);
    for word in input.search.as_deref().map(fold).unwrap_or_default().split_whitespace() {
        select = select.filter(association::Column::NameKey.contains(word));
    }
    if let Some(after) = input.after.and_then(|after| Uuid::try_parse(&after).ok()) {
        select = select.filter(association::Column::Id.gt(after));
    }
    let mut rows = ws.global().all(select.limit(PAGE as u64 + 1)).await?;
    let next = (rows.len() > PAGE).then(|| rows[PAGE - 1].id.to_string());
    rows.truncate(PAGE);
    let ids = rows.iter().map(|row| row.id);
    let figures = ws.global().all(indicator::Entity::find().filter(indicator::Column::AssociationId.is_in(ids))).await?;
    let mut figures: HashMap<Uuid, indicator::Model> = figures.into_iter().map(|row| (row.association_id, row)).collect();
    let items = rows.into_iter().filter_map(|row| {
        let commune = reference::commune(&row.commune)?.clone();
        let figures = figures.remove(&row.id)?;
        Some(TerritoryRow {
            association: place(row),
            commune,
            members: figures.members,
            paid_members: figures.paid_members,
            last_assembly: figures.last_assembly,
            last_entry: figures.last_entry,
            open_until: figures.open_until.filter(|until| *until > access.now()),
        })
    });
    Ok(Page { items: items.collect(), next })
}
