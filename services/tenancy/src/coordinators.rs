//! Who coordinates a hub: invited by its chief, by the hub above or by the platform's staff; removed
//! by them. An invitation is bound to an address, for one use, for a week.

use crate::entity::{account, coordinator, hub_invitation};
use crate::{accounts, hub_log, hubs};
use chrono::Duration;
use contracts::events::Event;
use contracts::hubs::{AcceptHubInvitation, ByHubToken, Coordinator, Coordinators, HubInvitation, InviteCoordinator};
use contracts::tenancy::Place;
use contracts::{ById, Done, Nothing};
use database::Workspace;
use kernel::id::new_id;
use kernel::permission::{ManageCoordinators, OwnAccount, ViewCoordinators};
use kernel::secret::{hash_token, random_token};
use kernel::{Error, Kind, Result};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Select};
use std::collections::HashMap;
use uuid::Uuid;
use web::Access;

const LIFETIME: Duration = Duration::days(7);
/// Mails that a hub's invitations may send in a day.
const MOST_A_DAY: u64 = 50;

/// `GET /api/v1/hubs/{hub}/coordinators`
pub async fn list(access: Access<ViewCoordinators>, _: Nothing) -> Result<Coordinators> {
    let ws = access.begin().await?;
    let hub = hubs::of(&access, &ws).await?;
    // addresses are for those who write to them
    let whole = access.actor().may::<ManageCoordinators>();
    let invitations = if whole { ws.global().all(open(&ws, hub.id).order_by_desc(hub_invitation::Column::Id)).await? } else { Vec::new() };
    Ok(Coordinators { coordinators: of(&ws, hub.id, whole).await?, invitations: invitations.into_iter().map(present).collect() })
}

/// The longest first.
pub async fn of(ws: &Workspace, hub: Uuid, whole: bool) -> Result<Vec<Coordinator>> {
    let rows = coordinator::Entity::find().filter(coordinator::Column::HubId.eq(hub)).order_by_asc(coordinator::Column::Since);
    let rows = ws.global().all(rows).await?;
    let people = account::Entity::find().filter(account::Column::Id.is_in(rows.iter().map(|row| row.account_id)));
    let mut people: HashMap<_, _> = ws.global().all(people).await?.into_iter().map(|person| (person.id, person)).collect();
    let coordinator = |row: coordinator::Model| {
        let person = people.remove(&row.account_id)?;
        let email = whole.then_some(person.email);
        Some(Coordinator { id: row.account_id, name: person.name, email, chief: row.chief, since: row.since })
    };
    Ok(rows.into_iter().filter_map(coordinator).collect())
}

/// Invitations that wait for their answer.
fn open(ws: &Workspace, hub: Uuid) -> Select<hub_invitation::Entity> {
    hub_invitation::Entity::find()
        .filter(hub_invitation::Column::HubId.eq(hub))
        .filter(hub_invitation::Column::EndedAt.is_null())
        .filter(hub_invitation::Column::ExpiresAt.gt(ws.now()))
}

/// `POST /api/v1/hubs/{hub}/invitations`. The answer is the same whether or not the address has an
/// account: the mail alone reaches its owner.
pub async fn invite(access: Access<ManageCoordinators>, input: InviteCoordinator) -> Result<HubInvitation> {
    let email = accounts::read_email(&input.email).map_err(|code| Error::field("email", code))?;
    let key = accounts::email_key(&email);
    let ws = access.begin().await?;
    let hub = hubs::of(&access, &ws).await?;
    // who invites to a hub takes turns
    hubs::lock(&ws, hub.id).await?;
    if ws.global().one(open(&ws, hub.id).filter(hub_invitation::Column::EmailKey.eq(&key))).await?.is_some() {
        return Err(Error::field("email", "already-invited"));
    }
    let today = hub_invitation::Entity::find()
        .filter(hub_invitation::Column::HubId.eq(hub.id))
        .filter(hub_invitation::Column::CreatedAt.gt(ws.now() - Duration::days(1)));
    if ws.global().all(today.limit(MOST_A_DAY)).await?.len() as u64 >= MOST_A_DAY {
        return Err(Error::new(Kind::TooMany, "too-many-invitations").with("max", MOST_A_DAY));
    }
    let token = random_token();
    let row = hub_invitation::ActiveModel {
        id: Set(new_id()),
        hub_id: Set(hub.id),
        email: Set(email.clone()),
        email_key: Set(key),
        chief: Set(input.chief),
        hash: Set(hash_token(&token)),
        invited_by: Set(access.actor().name.clone()),
        created_at: Set(ws.now()),
        expires_at: Set(ws.now() + LIFETIME),
        ended_at: Set(None),
    };
    let row = ws.global().insert(row).await?;
    let (hub_ar, hub_fr) = (hub.name_ar, hub.name_fr);
    ws.emit(Event::CoordinatorInvited { email: email.clone(), locale: access.locale(), token, hub_ar, hub_fr }).await?;
    hub_log::note(&ws, hub.id, "coordinator-invited", email, None).await?;
    ws.commit(present(row)).await
}

/// `POST /api/v1/hubs/{hub}/invitations/{id}/revocation`
pub async fn revoke(access: Access<ManageCoordinators>, input: ById) -> Result<Done> {
    let ws = access.begin().await?;
    let hub = hubs::of(&access, &ws).await?;
    let row = ws.global().lock(open(&ws, hub.id).filter(hub_invitation::Column::Id.eq(input.id))).await?.pop();
    let row = row.ok_or_else(Error::not_found)?;
    let email = row.email.clone();
    end(&ws, row).await?;
    hub_log::note(&ws, hub.id, "invitation-revoked", email, None).await?;
    ws.commit(Done {}).await
}

async fn end(ws: &Workspace, row: hub_invitation::Model) -> Result<()> {
    let mut ended = row.into_active_model();
    ended.ended_at = Set(Some(ws.now()));
    ws.global().update(ended).await.map(drop)
}

/// `POST /api/v1/hub-invitations/acceptance`: an act of a signed-in account whose confirmed address
/// is the invited one.
///
/// # Errors
/// `link-used-or-expired`, also for whom it was not meant.
pub async fn accept(access: Access<OwnAccount>, input: AcceptHubInvitation) -> Result<Place> {
    let ws = access.begin().await?;
    let id = access.account()?;
    let (row, person) = meant(&access, &ws, &input.token, true).await?;
    let hub = hubs::get(&ws, row.hub_id).await?;
    let seat = coordinator::ActiveModel { hub_id: Set(hub.id), account_id: Set(id), chief: Set(row.chief), since: Set(ws.now()) };
    if ws.global().insert_new(vec![seat]).await? == 0 {
        let changed = coordinator::ActiveModel { hub_id: Set(hub.id), account_id: Set(id), chief: Set(row.chief), ..Default::default() };
        ws.global().update(changed).await?;
    }
    end(&ws, row).await?;
    hub_log::note(&ws, hub.id, "coordinator-added", person.name, None).await?;
    ws.commit(hubs::place(hub)).await
}

/// `GET /api/v1/hub-invitations`: the hub, before somebody agrees.
///
/// # Errors
/// As [`accept`].
pub async fn look(access: Access<OwnAccount>, input: ByHubToken) -> Result<Place> {
    let ws = access.begin().await?;
    let (row, _) = meant(&access, &ws, &input.token, false).await?;
    Ok(hubs::place(hubs::get(&ws, row.hub_id).await?))
}

/// The invitation of a mailed link and the person it was mailed to, who is the one who asks.
async fn meant(access: &Access<OwnAccount>, ws: &Workspace, token: &str, lock: bool) -> Result<(hub_invitation::Model, account::Model)> {
    let person = ws.global().one(account::Entity::find_by_id(access.account()?)).await?.ok_or_else(Error::unauthenticated)?;
    let meant = hub_invitation::Entity::find()
        .filter(hub_invitation::Column::Hash.eq(hash_token(token)))
        .filter(hub_invitation::Column::EmailKey.eq(&person.email_key))
        .filter(hub_invitation::Column::EndedAt.is_null())
        .filter(hub_invitation::Column::ExpiresAt.gt(ws.now()));
    let row = if lock { ws.global().lock(meant).await?.pop() } else { ws.global().one(meant).await? };
    let row = row.filter(|_| person.confirmed_at.is_some()).ok_or_else(|| Error::conflict("link-used-or-expired"))?;
    Ok((row, person))
}

/// `POST /api/v1/hubs/{hub}/coordinators/{id}/removal`. The last one may go: the hub above remains.
pub async fn remove(access: Access<ManageCoordinators>, input: ById) -> Result<Done> {
    let ws = access.begin().await?;
    let hub = hubs::of(&access, &ws).await?;
    let name = ws.global().one(account::Entity::find_by_id(input.id)).await?.map(|person| person.name).unwrap_or_default();
    let gone = coordinator::Entity::delete_many()
        .filter(coordinator::Column::HubId.eq(hub.id))
        .filter(coordinator::Column::AccountId.eq(input.id));
    if ws.global().delete(gone).await? == 0 {
        return Err(Error::not_found());
    }
    hub_log::note(&ws, hub.id, "coordinator-removed", name, None).await?;
    ws.commit(Done {}).await
}

fn present(row: hub_invitation::Model) -> HubInvitation {
    HubInvitation {
        id: row.id,
        email: row.email,
        chief: row.chief,
        invited_by: row.invited_by,
        created_at: row.created_at,
        expires_at: row.expires_at,
    }
}
