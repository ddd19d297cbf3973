//! The tree of hubs: one national, one per region, provincial ones below.

use crate::entity::{coordinator, hub, territory};
use crate::{associations, coordinators, hub_log, reference, territories};
use contracts::hubs::{CreateHub, Hub, HubOfTree, Territory};
use contracts::tenancy::Place;
use contracts::{Nothing, Page};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::id::new_id;
use kernel::permission::{CreateHubs, ManagePlatform, ViewCoordinators};
use kernel::{Error, Permission, Result, Seat};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;
use web::Access;

pub const NATIONAL: &str = "national";
pub const REGIONAL: &str = "regional";
pub const PROVINCIAL: &str = "provincial";

/// By slug or id.
pub async fn find(ws: &Workspace, named: &str) -> Result<Option<hub::Model>> {
    let select = match Uuid::try_parse(named) {
        Ok(id) => hub::Entity::find_by_id(id),
        Err(_) => hub::Entity::find().filter(hub::Column::Slug.eq(named)),
    };
    ws.global().one(select).await
}

pub async fn known(ws: &Workspace, id: Uuid) -> Result<Option<hub::Model>> {
    ws.global().one(hub::Entity::find_by_id(id)).await
}

pub async fn get(ws: &Workspace, id: Uuid) -> Result<hub::Model> {
    known(ws, id).await?.ok_or_else(Error::not_found)
}

/// The hub of the path.
pub async fn of<P: Permission>(access: &Access<P>, ws: &Workspace) -> Result<hub::Model> {
    let Seat::Hub { id, .. } = &access.actor().seat else { return Err(Error::not_found()) };
    get(ws, *id).await
}

/// Who changes the same hub takes turns.
pub async fn lock(ws: &Workspace, id: Uuid) -> Result<hub::Model> {
    ws.global().lock(hub::Entity::find_by_id(id)).await?.pop().ok_or_else(Error::not_found)
}

/// The hub and all above it, from the top.
pub async fn line(ws: &Workspace, hub: &hub::Model) -> Result<Vec<hub::Model>> {
    let slugs: Vec<&str> = hub.path.split('/').filter(|slug| !slug.is_empty()).collect();
    let mut line = ws.global().all(hub::Entity::find().filter(hub::Column::Slug.is_in(slugs))).await?;
    line.sort_by_key(|hub| hub.path.len());
    Ok(line)
}

/// The hubs that an account coordinates.
pub async fn coordinated(ws: &Workspace, account: Uuid) -> Result<Vec<coordinator::Model>> {
    ws.global().all(coordinator::Entity::find().filter(coordinator::Column::AccountId.eq(account))).await
}

pub fn place(hub: hub::Model) -> Place {
    Place { slug: hub.slug, name_ar: hub.name_ar, name_fr: hub.name_fr }
}

/// `GET /api/v1/hubs/{hub}`
pub async fn show(access: Access<ViewCoordinators>, _: Nothing) -> Result<Hub> {
    let ws = access.begin().await?;
    let hub = of(&access, &ws).await?;
    present(&ws, hub).await
}

pub async fn present(ws: &Workspace, hub: hub::Model) -> Result<Hub> {
    let mut above = line(ws, &hub).await?;
    above.pop();
    let below = ws.global().all(hub::Entity::find().filter(hub::Column::ParentId.eq(hub.id)).order_by_asc(hub::Column::Slug)).await?;
    Ok(Hub {
        territory: territory_of(ws, hub.id).await?,
        above: above.into_iter().map(place).collect(),
        below: below.into_iter().map(place).collect(),
        slug: hub.slug,
        name_ar: hub.name_ar,
        name_fr: hub.name_fr,
        level: hub.level,
        region: hub.region,
    })
}

/// The places of a hub, in the order of their codes.
pub async fn territory_of(ws: &Workspace, hub: Uuid) -> Result<Vec<Territory>> {
    let places = territory::Entity::find().filter(territory::Column::HubId.eq(hub)).order_by_asc(territory::Column::Place);
    Ok(ws.global().all(places).await?.into_iter().filter_map(|row| named_place(row.place)).collect())
}

pub fn named_place(code: String) -> Option<Territory> {
    reference::names(&code).map(|(name_ar, name_fr)| Territory { name_ar: name_ar.into(), name_fr: name_fr.into(), code })
}

/// `POST /api/v1/hubs/{hub}/hubs`
///
/// # Errors
/// `hub-level-wrong` below anything but a regional hub.
pub async fn create(access: Access<CreateHubs>, input: CreateHub) -> Result<Hub> {
    let mut errors = FieldErrors::default();
    let name_ar = errors.keep("name_ar", associations::read_name(&input.name_ar, kernel::fold::has_arabic, "name-not-arabic"));
    let name_fr = errors.keep("name_fr", associations::read_name(&input.name_fr, kernel::fold::has_latin, "name-not-latin"));
    errors.finish()?;
    let (Some(name_ar), Some(name_fr)) = (name_ar, name_fr) else { return Err(Error::invalid("invalid-input")) };
    let ws = access.begin().await?;
    let above = of(&access, &ws).await?;
    let Some(region) = above.region.clone().filter(|_| above.level == REGIONAL) else { return Err(Error::conflict("hub-level-wrong")) };
    territories::lock(&ws, &region).await?;
    let slug = reference::slug(&name_fr);
    if slug.len() < 3 || find(&ws, &slug).await?.is_some() {
        return Err(Error::field("name_fr", "taken"));
    }
    let row = hub::ActiveModel {
        id: Set(new_id()),
        parent_id: Set(Some(above.id)),
        level: Set(PROVINCIAL.into()),
        path: Set(format!("{}{slug}/", above.path)),
        slug: Set(slug),
        name_ar: Set(name_ar),
        name_fr: Set(name_fr),
        region: Set(Some(region)),
        created_at: Set(ws.now()),
    };
    let row = ws.global().insert(row).await?;
    territories::assign(&ws, &row, &input.places).await?;
    hub_log::note(&ws, above.id, hub_log::MADE, row.slug.clone(), None).await?;
    let reply = present(&ws, row).await?;
    ws.commit(reply).await
}

/// `GET /api/v1/platform/hubs`: all hubs, each after the one above it.
pub async fn tree(access: Access<ManagePlatform>, _: Nothing) -> Result<Page<HubOfTree>> {
    let ws = access.begin().await?;
    let hubs = ws.global().all(hub::Entity::find().order_by_asc(hub::Column::Path)).await?;
    let mut items = Vec::with_capacity(hubs.len());
    for hub in hubs {
        items.push(HubOfTree {
            territory: territory_of(&ws, hub.id).await?,
            coordinators: coordinators::of(&ws, hub.id, true).await?,
            level: hub.level.clone(),
            hub: place(hub),
        });
    }
    Ok(Page { items, next: None })
}
