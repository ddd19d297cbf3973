//! Which hub has which place, hence which associations: a commune's hub goes before its province's,
//! a province's before its region's.
//!
//! An association bears its hub (`hub_id`), written in the transaction that makes it, moves it or
//! changes a territory. Who makes or moves holds the region's hub first, who changes a territory
//! locks it: so neither overlooks the other.

use crate::entity::{association, hub, territory};
use crate::{hub_log, hubs, reference};
use contracts::hubs::{Hub, SetTerritory as Places};
use contracts::tenancy::Commune;
use database::Workspace;
use kernel::permission::SetTerritory;
use kernel::{AssociationId, Error, Result};
use sea_orm::sea_query::{Expr, ExprTrait, Func, Query, SimpleExpr, SubQueryStatement};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, Select, Set};
use serde_json::json;
use std::collections::{BTreeSet, HashMap, HashSet};
use uuid::Uuid;
use web::Access;

/// Who has which place, until the transaction ends.
pub struct Territories(HashMap<String, Uuid>);

impl Territories {
    /// Of one region, or of all for those who make many associations.
    pub async fn hold(ws: &Workspace, region: Option<&str>) -> Result<Self> {
        ws.global().hold(regional(region)).await?;
        let rows = ws.global().all(territory::Entity::find()).await?;
        Ok(Self(rows.into_iter().map(|row| (row.place, row.hub_id)).collect()))
    }

    /// The hub of a commune's associations.
    pub fn hub_of(&self, commune: &Commune) -> Result<Uuid> {
        let places = [&commune.code, &commune.province, &commune.region];
        places.into_iter().find_map(|place| self.0.get(place)).copied().ok_or_else(|| Error::internal("a region without a hub"))
    }
}

/// What a hub oversees: its own territory and those of the hubs below it.
pub struct Oversight {
    territories: Territories,
    hubs: HashSet<Uuid>,
}

impl Oversight {
    pub async fn hold(ws: &Workspace, hub: &hub::Model) -> Result<Self> {
        let territories = Territories::hold(ws, hub.region.as_deref()).await?;
        let below = hub::Entity::find().filter(hub::Column::Path.starts_with(&hub.path));
        Ok(Self { territories, hubs: ws.global().all(below).await?.into_iter().map(|hub| hub.id).collect() })
    }

    /// Whether an association of this commune is the hub's or a lower one's.
    pub fn covers(&self, commune: &Commune) -> bool {
        self.territories.hub_of(commune).is_ok_and(|hub| self.hubs.contains(&hub))
    }
}

/// In the order of their ids: two transactions never wait for each other.
fn regional(region: Option<&str>) -> Select<hub::Entity> {
    let select = hub::Entity::find().filter(hub::Column::Level.eq(hubs::REGIONAL)).order_by_asc(hub::Column::Id);
    match region {
        Some(region) => select.filter(hub::Column::Region.eq(region)),
        None => select,
    }
}

/// The hub of a commune's associations. It stays so until the transaction ends.
pub async fn hub_of(ws: &Workspace, commune: &Commune) -> Result<Uuid> {
    Territories::hold(ws, Some(&commune.region)).await?.hub_of(commune)
}

/// Moves an association to another commune, and thereby into the sight of that commune's hub and
/// out of every other's, with the commit. Call it before anything else locks the association.
pub async fn move_to(ws: &Workspace, id: AssociationId, commune: &Commune) -> Result<association::Model> {
    let hub_id = hub_of(ws, commune).await?;
    let found = ws.global().lock(association::Entity::find_by_id(id.0)).await?.pop().ok_or_else(Error::not_found)?;
    if found.commune == commune.code {
        return Ok(found);
    }
    let before = found.clone();
    let mut moved = found.into_active_model();
    moved.commune = Set(commune.code.clone());
    moved.province = Set(commune.province.clone());
    moved.region = Set(commune.region.clone());
    moved.hub_id = Set(hub_id);
    let moved = ws.global().update(moved).await?;
    ws.audit_in(id, "association-moved", commune.code.clone(), json!({ "from": before.commune, "to": commune.code })).await?;
    Ok(moved)
}

/// Locks a region's territories against everybody who makes or moves associations there.
pub async fn lock(ws: &Workspace, region: &str) -> Result<()> {
    ws.global().lock(regional(Some(region))).await.map(drop)
}

/// `POST /api/v1/hubs/{hub}/territory`
///
/// # Errors
/// `hub-level-wrong` for a hub whose territory is the region's or the nation's; `territory-moves` where
/// another number of associations would change hubs than the asker knows of.
pub async fn set(access: Access<SetTerritory>, input: Places) -> Result<Hub> {
    let ws = access.begin().await?;
    let hub = hubs::of(&access, &ws).await?;
    let Some(region) = hub.region.clone().filter(|_| hub.level == hubs::PROVINCIAL) else { return Err(Error::conflict("hub-level-wrong")) };
    lock(&ws, &region).await?;
    let moved = assign(&ws, &hub, &input.places).await?;
    if input.moves.is_some_and(|known| known != moved) {
        return Err(Error::conflict("territory-moves").with("count", moved));
    }
    let reply = hubs::present(&ws, hub).await?;
    ws.commit(reply).await
}

/// Makes these places, and no others, a provincial hub's, and says how many associations that moved. The
/// territories of its region are locked.
///
/// # Errors
/// `unknown-place`: no province or commune of the region; `place-taken`: another hub's.
pub async fn assign(ws: &Workspace, hub: &hub::Model, places: &[String]) -> Result<u64> {
    let region = hub.region.as_deref().unwrap_or_default();
    let lies_there = |code: &str| {
        let province = reference::province(code).is_some_and(|province| province.region == region);
        province || reference::commune(code).is_some_and(|commune| commune.region == region)
    };
    let wanted: BTreeSet<&str> = places.iter().map(|code| code.trim()).filter(|code| !code.is_empty()).collect();
    if wanted.is_empty() {
        return Err(Error::field("places", "required"));
    }
    if !wanted.iter().all(|code| lies_there(code)) {
        return Err(Error::field("places", "unknown-place"));
    }
    let others = territory::Entity::find()
        .filter(territory::Column::Place.is_in(wanted.iter().copied()))
        .filter(territory::Column::HubId.ne(hub.id));
    if ws.global().one(others).await?.is_some() {
        return Err(Error::field("places", "place-taken"));
    }
    ws.global().delete(territory::Entity::delete_many().filter(territory::Column::HubId.eq(hub.id))).await?;
    let row = |code: &&str| territory::ActiveModel { place: Set((*code).to_owned()), hub_id: Set(hub.id) };
    ws.global().insert_new(wanted.iter().map(row).collect()).await?;
    let moved = reassign(ws, region).await?;
    hub_log::note(ws, hub.id, hub_log::PLACED, wanted.into_iter().collect::<Vec<_>>().join(" "), None).await?;
    Ok(moved)
}

/// Gives the associations of a region, whose territories are locked, the hubs that they now have.
async fn reassign(ws: &Workspace, region: &str) -> Result<u64> {
    let hub_of = |column: association::Column| {
        let place = Expr::col((association::Entity, column)).eq(Expr::col((territory::Entity, territory::Column::Place)));
        let select = Query::select().column(territory::Column::HubId).from(territory::Entity).and_where(place).take();
        SimpleExpr::SubQuery(None, Box::new(SubQueryStatement::SelectStatement(select)))
    };
    let columns = [association::Column::Commune, association::Column::Province, association::Column::Region];
    let owner = SimpleExpr::from(Func::coalesce(columns.map(hub_of)));
    let update = association::Entity::update_many()
        .col_expr(association::Column::HubId, owner.clone())
        .filter(association::Column::Region.eq(region))
        .filter(Expr::col((association::Entity, association::Column::HubId)).ne(owner));
    ws.global().update_many(update).await
}
