//! Who is this, seen from there? Asked by the portal once per request; the answer is sealed for the
//! other services. Rights are read afresh every time, so that a change counts at once.

use crate::entity::{account, association, consent, coordinator, staff, token};
use crate::seats::{self, Held};
use crate::tokens::{self, Purpose};
use crate::{accounts, api_tokens, associations, reference};
use contracts::tenancy::{Identified, Identify, Place};
use database::{Origin, Workspace};
use kernel::permission::Internal;
use kernel::{Actor, AssociationId, Locale, Result, Role, Seat, Via, Whence};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;
use web::Access;

/// A session or token is noted as used at most this often.
const NOTE_USE_EVERY: chrono::Duration = chrono::Duration::minutes(10);

pub async fn identify(access: Access<Internal>, input: Identify) -> Result<Identified> {
    let db = access.state().db()?;
    let origin = Origin::platform(access.request_id());
    let ws = db.read(AssociationId::PLATFORM, origin.clone()).await?;
    let known = person(&ws, &input).await?;
    let (mut actor, bound_to) = match &known {
        // a token for one association opens nothing else, its owner's account included
        Some((token, _)) if token.association_id.is_some() && input.association.is_none() => {
            (Actor::anonymous(input.locale.unwrap_or(access.state().settings().locale)), None)
        }
        Some((token, account)) => (as_person(account, input.locale, whence(token, &input)), token.association_id),
        None => (Actor::anonymous(input.locale.unwrap_or(access.state().settings().locale)), None),
    };
    // who made an API token has given the second factor then, or is the operator
    let proven = known.as_ref().is_none_or(|(token, _)| token.purpose != Purpose::Session.code() || token.proven_at.is_some());
    let mut place = None;
    if let Some(named) = &input.association {
        if let Some(found) = association(&ws, named).await? {
            let held = held(&access, &ws, &actor, found.id, bound_to).await?;
            let role = held.role;
            actor.seat = Seat::Association { id: AssociationId(found.id), slug: found.slug.clone(), role };
            (actor.grants, actor.limit) = (held.grants, held.limit);
            actor.standing = associations::standing(&found);
            let hub = if role == Role::SignedIn && bound_to.is_none() { coordinates(&ws, &actor, &found.region).await? } else { None };
            drop(ws);
            if let Some((token, _)) = known.as_ref().filter(|(token, _)| token.association_id == Some(found.id)) {
                api_tokens::narrow(&access, &mut actor, token, AssociationId(found.id), &input.address).await?;
            }
            if let Some(hub) = hub {
                visit_by_consent(&access, &mut actor, &found, hub, &input.errand, proven).await?;
            }
            place = Some(accounts::place(found));
        }
    } else if let Some(hub) = input.hub.as_deref().and_then(reference::find_hub) {
        let role =
            if coordinates(&ws, &actor, &hub.region).await?.is_some() && bound_to.is_none() { Role::Coordinator } else { Role::SignedIn };
        actor.seat = Seat::Hub { id: hub.id, slug: hub.slug.clone(), role: if actor.account.is_some() { role } else { Role::Anonymous } };
        place = Some(hub.place());
    }
    if input.platform && bound_to.is_none() && is_staff(&access, &actor).await? {
        actor.seat = Seat::Platform;
    }
    actor.unproven = !proven && actor.is_guarded();
    if let Some((token, _)) = known {
        note_use(&access, token).await?;
    }
    let place: Option<Place> = place.filter(|_| !matches!(actor.role(), Role::Anonymous | Role::SignedIn));
    let token = actor.seal(access.state().signer(), access.now());
    Ok(Identified { actor, token, place })
}

async fn person(ws: &Workspace, input: &Identify) -> Result<Option<(token::Model, account::Model)>> {
    let token = match (&input.session, &input.bearer) {
        (Some(session), _) => tokens::find(ws, Purpose::Session, session).await?,
        (None, Some(bearer)) => tokens::find(ws, Purpose::Api, bearer).await?,
        (None, None) => None,
    };
    let Some(token) = token else { return Ok(None) };
    let account = ws.global().one(account::Entity::find_by_id(token.account_id)).await?;
    Ok(account.map(|account| (token, account)))
}

fn as_person(account: &account::Model, wanted: Option<Locale>, whence: Whence) -> Actor {
    let locale = wanted.unwrap_or_else(|| accounts::locale(account));
    Actor { account: Some(account.id), name: account.name.clone(), whence, ..Actor::anonymous(locale) }
}

/// A bearer token is told apart from others by the beginning of its hash.
fn whence(token: &token::Model, input: &Identify) -> Whence {
    let network = kernel::whence::network(&input.address);
    match input.session {
        Some(_) => Whence { via: Via::Page, network, authority: String::new() },
        None => Whence { via: Via::Token, network, authority: format!("token {}", token.hash.get(..8).unwrap_or_default()) },
    }
}

/// By slug or id.
async fn association(ws: &Workspace, named: &str) -> Result<Option<association::Model>> {
    let select = match Uuid::try_parse(named) {
        Ok(id) => association::Entity::find_by_id(id),
        Err(_) => association::Entity::find().filter(association::Column::Slug.eq(named)),
    };
    ws.global().one(select).await
}

/// The office; without one, what a stranger is.
async fn held(access: &Access<Internal>, ws: &Workspace, actor: &Actor, id: Uuid, bound_to: Option<Uuid>) -> Result<Held> {
    let without = |role| Held { role, grants: None, limit: None };
    let Some(account) = actor.account else { return Ok(without(Role::Anonymous)) };
    if bound_to.is_some_and(|bound| bound != id) {
        return Ok(without(Role::SignedIn));
    }
    let Some(seat) = seats::find(ws, id, account).await? else { return Ok(without(Role::SignedIn)) };
    let held = seats::held(access.state(), &seat, access.request_id()).await?;
    Ok(held.unwrap_or_else(|| without(Role::SignedIn)))
}

async fn is_staff(access: &Access<Internal>, actor: &Actor) -> Result<bool> {
    let Some(account) = actor.account else { return Ok(false) };
    let ws = access.state().db()?.read(AssociationId::PLATFORM, Origin::platform(access.request_id())).await?;
    Ok(ws.global().one(staff::Entity::find_by_id(account)).await?.is_some())
}

/// The hub of the region, if the actor is one of its coordinators.
async fn coordinates(ws: &Workspace, actor: &Actor, region: &str) -> Result<Option<Uuid>> {
    let (Some(account), Some(hub)) = (actor.account, reference::hub_of(region)) else { return Ok(None) };
    let found = ws.global().one(coordinator::Entity::find_by_id((hub.id, account))).await?;
    Ok(found.map(|found| found.hub_id))
}

/// Lets a coordinator in while the board's consent lasts, and tells the board. Without the second
/// factor it stays at the door, which is no visit.
async fn visit_by_consent(
    access: &Access<Internal>,
    actor: &mut Actor,
    found: &association::Model,
    hub: Uuid,
    errand: &str,
    proven: bool,
) -> Result<()> {
    let id = AssociationId(found.id);
    let db = access.state().db()?;
    let now = access.now();
    let open = consent::Entity::find()
        .filter(consent::Column::HubId.eq(hub))
        .filter(consent::Column::ExpiresAt.gt(now))
        .filter(consent::Column::RevokedAt.is_null());
    let Some(consent) = db.read(id, Origin::platform(access.request_id())).await?.one(open).await? else { return Ok(()) };
    actor.seat = Seat::Association { id, slug: found.slug.clone(), role: Role::Visitor };
    actor.consent = Some(consent.id);
    if !proven {
        return Ok(());
    }
    let ws = db.write(id, Origin::actor(actor, access.request_id()), None).await?;
    ws.audit("visited", errand, serde_json::json!({ "consent": consent.id })).await?;
    ws.commit(()).await
}

async fn note_use(access: &Access<Internal>, token: token::Model) -> Result<()> {
    if token.last_used_at + NOTE_USE_EVERY > access.now() {
        return Ok(());
    }
    let ws = access.begin().await?;
    let mut used = token.into_active_model();
    used.last_used_at = Set(ws.now());
    ws.global().update(used).await?;
    ws.commit(()).await
}
