//! An invitation as the invited person sees it: looked at by its link, accepted, declined.

use crate::accounts::{self, email_key};
use crate::entity::{account, invitation};
use crate::invitations::{self, ACCEPTED, DECLINED};
use crate::offices::{self, Office, OwnRoles};
use contracts::people::{ByToken, InvitationState, Offer};
use contracts::tenancy::Place;
use contracts::{ById, Done, Nothing, Page};
use database::{Origin, Workspace};
use kernel::permission::{OwnAccount, Permission, Public};
use kernel::secret::hash_token;
use kernel::{AssociationId, Error, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;
use web::Access;

/// Offers that one person looks at.
const SHOWN: u64 = 50;
const LONGEST_TOKEN: usize = 100;

/// Opening the link. It changes nothing: programs that look at links before people do would use it
/// up.
///
/// # Errors
/// `link-used-or-expired`, the same for one that never was.
pub async fn look(access: Access<Public>, input: ByToken) -> Result<Offer> {
    let ws = access.begin().await?;
    let row = waiting(by_token(&ws, &input.token).await?, &ws)?;
    let account = asker(&ws, access.actor().account).await?;
    drop(ws);
    let ws = inside(&access, &row, false).await?;
    offer(&ws, row, account.as_ref()).await
}

/// What waits for the asker's address.
pub async fn mine(access: Access<OwnAccount>, _: Nothing) -> Result<Page<Offer>> {
    let ws = access.begin().await?;
    let account = asker(&ws, Some(access.account()?)).await?.ok_or_else(Error::unauthenticated)?;
    let open = invitation::Entity::find()
        .filter(invitation::Column::EmailKey.eq(&account.email_key))
        .filter(invitation::Column::Answer.is_null())
        .filter(invitation::Column::ExpiresAt.gt(ws.now()))
        .order_by_desc(invitation::Column::Id)
        .limit(SHOWN);
    let rows = if account.confirmed_at.is_some() { ws.global().all(open).await? } else { Vec::new() };
    drop(ws);
    let mut items = Vec::with_capacity(rows.len());
    for row in rows {
        let ws = inside(&access, &row, false).await?;
        items.push(offer(&ws, row, Some(&account)).await?);
    }
    Ok(Page { items, next: None })
}

pub async fn accept_by_token(access: Access<OwnAccount>, input: ByToken) -> Result<Offer> {
    let ws = access.begin().await?;
    let row = by_token(&ws, &input.token).await?.ok_or_else(used)?;
    drop(ws);
    accept(access, row).await
}

pub async fn accept_by_id(access: Access<OwnAccount>, input: ById) -> Result<Offer> {
    let row = addressed(&access, input).await?;
    accept(access, row).await
}

/// An invitation to the asker's own address; another's is as unknown as a made-up one.
async fn addressed(access: &Access<OwnAccount>, input: ById) -> Result<invitation::Model> {
    let ws = access.begin().await?;
    let account = asker(&ws, Some(access.account()?)).await?.ok_or_else(Error::unauthenticated)?;
    let row = ws.global().one(invitation::Entity::find_by_id(input.id)).await?;
    row.filter(|row| is_for(row, &account)).ok_or_else(Error::not_found)
}

/// Checked again with everything locked: the address, the week, the inviter's right of this moment.
async fn accept(access: Access<OwnAccount>, seen: invitation::Model) -> Result<Offer> {
    let ws = inside(&access, &seen, true).await?;
    let association = offices::lock(&ws).await?;
    let row = invitations::lock(&ws, association.id, seen.id).await?;
    let account = asker(&ws, Some(access.account()?)).await?.ok_or_else(Error::unauthenticated)?;
    if !is_for(&row, &account) {
        return Err(Error::conflict("invitation-for-another"));
    }
    if row.answer.as_deref() == Some(ACCEPTED) && row.secret == seen.secret && holds_a_seat(&ws, &account).await? {
        // pressed twice
        return offer(&ws, row, Some(&account)).await;
    }
    let row = waiting(Some(row), &ws)?;
    // a link that was renewed after it was read is void
    if row.secret != seen.secret {
        return Err(used());
    }
    let own = offices::own_roles(&ws).await?;
    let office = Office::of_invitation(&row, &own).ok_or_else(used)?;
    invitations::still_given(&ws, &row, &office, &own).await?;
    if office.until.is_some_and(|end| end <= ws.now()) {
        return Err(used());
    }
    invitations::seat(&ws, &row, &office, &account).await?;
    let row = invitations::answer(&ws, row, ACCEPTED).await?;
    crate::mandates::accepted(&ws, row.id, account.id).await?;
    let details = json!({ "invitation": row.id, "account": account.id, "after": office.told(), "personal": { "person": account.name } });
    ws.audit("invitation-accepted", "", details).await?;
    let reply = offer(&ws, row, Some(&account)).await?;
    ws.commit(reply).await
}

pub async fn decline(access: Access<OwnAccount>, input: ById) -> Result<Done> {
    let seen = addressed(&access, input).await?;
    let ws = inside(&access, &seen, true).await?;
    let row = invitations::lock(&ws, seen.association_id, seen.id).await?;
    if row.answer.as_deref() == Some(DECLINED) {
        return ws.commit(Done {}).await;
    }
    let row = invitations::answer(&ws, waiting(Some(row), &ws)?, DECLINED).await?;
    ws.audit("invitation-declined", invitations::masked(&row.email), json!({ "invitation": row.id })).await?;
    ws.commit(Done {}).await
}

/// The workspace of the association that invites: only the invitation says which it is.
async fn inside<P: Permission>(access: &Access<P>, row: &invitation::Model, writes: bool) -> Result<Workspace> {
    let db = access.state().db()?;
    let (id, origin) = (AssociationId(row.association_id), Origin::actor(access.actor(), access.request_id()));
    if writes { db.write(id, origin, None).await } else { db.read(id, origin).await }
}

async fn by_token(ws: &Workspace, token: &str) -> Result<Option<invitation::Model>> {
    if token.len() > LONGEST_TOKEN {
        return Ok(None);
    }
    ws.global().one(invitation::Entity::find().filter(invitation::Column::Secret.eq(hash_token(token)))).await
}

fn waiting(row: Option<invitation::Model>, ws: &Workspace) -> Result<invitation::Model> {
    row.filter(|row| invitations::state(row, ws.now()) == InvitationState::Waiting).ok_or_else(used)
}

fn used() -> Error {
    Error::conflict("link-used-or-expired")
}

async fn asker(ws: &Workspace, id: Option<uuid::Uuid>) -> Result<Option<account::Model>> {
    match id {
        Some(id) => ws.global().one(account::Entity::find_by_id(id)).await,
        None => Ok(None),
    }
}

/// The invited address is the account's, and the account's owner has shown that it is theirs.
fn is_for(row: &invitation::Model, account: &account::Model) -> bool {
    account.confirmed_at.is_some() && row.email_key == email_key(&account.email)
}

async fn holds_a_seat(ws: &Workspace, account: &account::Model) -> Result<bool> {
    Ok(crate::seats::find(ws, ws.association().0, account.id).await?.is_some())
}

async fn offer(ws: &Workspace, row: invitation::Model, account: Option<&account::Model>) -> Result<Offer> {
    let own: OwnRoles = offices::own_roles(ws).await?;
    let association = crate::associations::find(ws, row.association_id).await?;
    let place: Place = accounts::place(association);
    Ok(Offer {
        id: row.id,
        association: place,
        office: Office::of_invitation(&row, &own).ok_or_else(used)?.present(),
        yours: account.is_some_and(|account| is_for(&row, account)),
        invited_by: row.invited_by,
        expires_at: row.expires_at,
    })
}
