//! Who is this, seen from there? Asked by the portal once per request; the answer is sealed for the
//! other services. Rights are read afresh every time, so that a change counts at once.

use crate::entity::{account, association, consent, coordinator, hub, staff, token};
use crate::leaving::deletion;
use crate::seats::{self, Held};
use crate::tokens::{self, Purpose};
use crate::{accounts, api_tokens, associations, consents, hub_log, hubs, indicators, standing};
use chrono::{DateTime, Utc};
use contracts::consents::Visiting;
use contracts::hubs::Closure;
use contracts::tenancy::{Identified, Identify, Place};
use database::{Origin, Workspace};
use kernel::permission::{Internal, Permission, ViewRecord};
use kernel::{Actor, AssociationId, Locale, Result, Role, Seat, Via, Whence};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;
use uuid::Uuid;
use web::Access;

/// A session or token is noted as used at most this often.
const NOTE_USE_EVERY: chrono::Duration = chrono::Duration::minutes(10);

pub async fn identify(access: Access<Internal>, input: Identify) -> Result<Identified> {
    let db = access.state().db()?;
    let ws = db.read(AssociationId::PLATFORM, Origin::platform(access.request_id())).await?;
    let known = person(&ws, &input).await?;
    let (mut actor, bound_to) = match &known {
        // a token for one association opens nothing else, its owner's account included
        Some((token, account)) if token.association_id.is_none() || input.association.is_some() => {
            (as_person(account, input.locale, whence(token, &input)), token.association_id)
        }
        _ => (nobody(&input, access.state().settings().locale), None),
    };
    // who made an API token has given the second factor then, or is the operator
    let proven = known.as_ref().is_none_or(|(token, _)| token.purpose != Purpose::Session.code() || token.proven_at.is_some());
    let (mut place, mut consent, mut leaving, mut closure) = (None, None, None, None);
    if let Some(named) = &input.association {
        if let Some((found, erased_on)) = association(&ws, named).await? {
            leaving = erased_on;
            let held = held(&access, &ws, &actor, found.id, bound_to).await?;
            let role = held.role;
            actor.seat = Seat::Association { id: AssociationId(found.id), slug: found.slug.clone(), role };
            (actor.grants, actor.limit, actor.member) = (held.grants, held.limit, held.member);
            actor.standing = associations::standing(&found);
            closure = standing::closure(&ws, &found).await?;
            let stranger = role == Role::SignedIn && bound_to.is_none();
            let hubs = if stranger { coordinates(&ws, &actor, &hubs::get(&ws, found.hub_id).await?).await? } else { Vec::new() };
            drop(ws);
            if let Some((token, _)) = known.as_ref().filter(|(token, _)| token.association_id == Some(found.id)) {
                api_tokens::narrow(&access, &mut actor, token, AssociationId(found.id), &input.address).await?;
            }
            if !hubs.is_empty() {
                consent = enter_by_consent(&access, &mut actor, &found, &hubs).await?;
            }
            place = Some(accounts::place(found));
        }
    } else if let Some(named) = &input.hub
        && let Some(hub) = hubs::find(&ws, named).await?
    {
        let role = if bound_to.is_some() { Role::SignedIn } else { role_at(&ws, &actor, &hub).await? };
        actor.seat = Seat::Hub { id: hub.id, slug: hub.slug.clone(), role };
        place = Some(hubs::place(hub));
    }
    if input.platform && bound_to.is_none() && is_staff(&access, &actor).await? {
        actor.seat = Seat::Platform;
    }
    actor.unproven = !proven && actor.is_guarded();
    if let Some((consent, _)) = &consent {
        note_visit(&access, &actor, consent, &input).await?;
    }
    if let Some((token, _)) = known {
        note_use(&access, token).await?;
    }
    let place: Option<Place> = place.filter(|_| !matches!(actor.role(), Role::Anonymous | Role::SignedIn));
    // why is for those who look after the association
    let may_read_why = actor.may_named(ViewRecord::NAME);
    let closure = closure.filter(|_| place.is_some()).map(|closure| Closure { reason: closure.reason.filter(|_| may_read_why), ..closure });
    let token = actor.seal(access.state().signer(), access.now());
    let visiting = consent.map(|(_, visiting)| visiting);
    let leaving = leaving.filter(|_| place.is_some());
    Ok(Identified { actor, token, place, visiting, leaving, closure })
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

/// By the network public forms are bounded.
fn nobody(input: &Identify, usual: Locale) -> Actor {
    let whence = Whence { via: Via::Page, network: kernel::whence::network(&input.address), authority: String::new() };
    Actor { whence, ..Actor::anonymous(input.locale.unwrap_or(usual)) }
}

/// By slug or id, and when it is to be erased. One whose grace is over is not there any more.
async fn association(ws: &Workspace, named: &str) -> Result<Option<(association::Model, Option<DateTime<Utc>>)>> {
    let select = match Uuid::try_parse(named) {
        Ok(id) => association::Entity::find_by_id(id),
        Err(_) => association::Entity::find().filter(association::Column::Slug.eq(named)),
    };
    let Some(found) = ws.global().one(select).await? else { return Ok(None) };
    let deletion = deletion::of(ws, AssociationId(found.id)).await?;
    if deletion.as_ref().is_some_and(deletion::is_closed) { Ok(None) } else { Ok(Some((found, deletion.map(|row| row.due_at)))) }
}

/// The office; without one, what a stranger is.
async fn held(access: &Access<Internal>, ws: &Workspace, actor: &Actor, id: Uuid, bound_to: Option<Uuid>) -> Result<Held> {
    let without = |role| Held { role, grants: None, limit: None, member: None };
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

/// The hubs that the actor coordinates among a hub and those above it.
async fn coordinates(ws: &Workspace, actor: &Actor, hub: &hub::Model) -> Result<Vec<Uuid>> {
    let Some(account) = actor.account else { return Ok(Vec::new()) };
    let mine = hubs::coordinated(ws, account).await?;
    if mine.is_empty() {
        return Ok(Vec::new());
    }
    let line = hubs::line(ws, hub).await?;
    Ok(line.into_iter().map(|hub| hub.id).filter(|id| mine.iter().any(|row| row.hub_id == *id)).collect())
}

/// What somebody is at a hub.
async fn role_at(ws: &Workspace, actor: &Actor, hub: &hub::Model) -> Result<Role> {
    let Some(account) = actor.account else { return Ok(Role::Anonymous) };
    let coordinated = coordinates(ws, actor, hub).await?;
    if let Some(own) = ws.global().one(coordinator::Entity::find_by_id((hub.id, account))).await? {
        return Ok(if own.chief { Role::ChiefCoordinator } else { Role::Coordinator });
    }
    let staff = async || ws.global().one(staff::Entity::find_by_id(account)).await;
    Ok(match coordinated.is_empty() {
        false => Role::Overseer,
        true if staff().await?.is_some() => Role::Staff,
        true => Role::SignedIn,
    })
}

/// Lets a coordinator in while the board's consent to one of the hubs lasts: the newest counts.
async fn enter_by_consent(
    access: &Access<Internal>,
    actor: &mut Actor,
    found: &association::Model,
    hubs: &[Uuid],
) -> Result<Option<(consent::Model, Visiting)>> {
    let id = AssociationId(found.id);
    let newest = consent::Entity::find()
        .filter(consent::Column::HubId.is_in(hubs.iter().copied()))
        .filter(consent::Column::ExpiresAt.gt(access.now()))
        .filter(consent::Column::RevokedAt.is_null())
        .order_by_desc(consent::Column::Id)
        .limit(1);
    let ws = access.state().db()?.read(id, Origin::platform(access.request_id())).await?;
    let Some(consent) = ws.one(newest).await? else { return Ok(None) };
    actor.seat = Seat::Association { id, slug: found.slug.clone(), role: Role::Visitor };
    actor.consent = Some(consent.id);
    let terms = consents::terms(&consent.scope, &consent.areas);
    actor.grants = Some(consents::grants(&terms));
    let visiting = Visiting { hub: hubs::place(hubs::get(&ws, consent.hub_id).await?), terms, until: consent.expires_at };
    Ok(Some((consent, visiting)))
}

/// Only what a visitor may do is a visit; what is refused, whoever refuses it tells.
async fn note_visit(access: &Access<Internal>, actor: &Actor, consent: &consent::Model, input: &Identify) -> Result<()> {
    // without the second factor somebody stays at the door
    if actor.unproven || !input.permission.as_deref().is_some_and(|permission| actor.may_named(permission)) {
        return Ok(());
    }
    let id = AssociationId(consent.association_id);
    let ws = access.state().db()?.write(id, Origin::actor(actor, access.request_id()), None).await?;
    ws.audit("visited", input.errand.clone(), json!({ "consent": consent.id })).await?;
    // the hub's log names associations by their id only
    let errand = input.association.as_ref().map_or_else(|| input.errand.clone(), |named| input.errand.replacen(named.as_str(), "…", 1));
    hub_log::note(&ws, consent.hub_id, "visited", errand, Some(id)).await?;
    ws.commit(()).await
}

async fn note_use(access: &Access<Internal>, token: token::Model) -> Result<()> {
    if token.last_used_at + NOTE_USE_EVERY > access.now() {
        return Ok(());
    }
    let ws = access.begin().await?;
    if token.purpose == Purpose::Session.code() {
        indicators::seen(&ws, token.account_id).await?;
    }
    let mut used = token.into_active_model();
    used.last_used_at = Set(ws.now());
    ws.global().update(used).await?;
    ws.commit(()).await
}
