//! What the operator does from the command line.

use crate::entity::{account, association, coordinator, hub, seat, staff};
use crate::history::Place;
use crate::invitations::{Invitee, Inviter};
pub use crate::leaving::{Restored, Unseated, restore};
use crate::offices::Office;
use crate::tokens::{self, Bearing, Purpose};
use crate::{
    accounts, api_tokens, associations, hubs, invitations, leaving, limits, passwords, reference, seats, second_factor, standing,
    territories, totp,
};
use chrono::{DateTime, Utc};
use contracts::platform::OwnLimits;
use contracts::tenancy::CreateAssociation;
use database::Workspace;
use kernel::id::new_id;
use kernel::permission::TABLE;
use kernel::secret::random_token;
use kernel::{AssociationId, Error, Limits, Locale, Plan, Result, Role, Standing};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use std::path::Path;
use uuid::Uuid;
use web::State;

async fn begin(state: &State) -> Result<Workspace> {
    state.command(AssociationId::PLATFORM, "operator").await
}

/// Makes a confirmed account. Gives the one that exists if the address has one already.
pub async fn create_account(state: &State, email: &str, name: &str, password: &str, locale: Locale) -> Result<Uuid> {
    let email = accounts::read_email(email).map_err(|code| Error::field("email", code))?;
    let password = passwords::read(password, &[name, &email]).await.map_err(|code| Error::field("password", code))?;
    let password_hash = passwords::hash(password).await?;
    let ws = begin(state).await?;
    let row = account::ActiveModel {
        id: Set(new_id()),
        email_key: Set(accounts::email_key(&email)),
        email: Set(email.clone()),
        name: Set(name.into()),
        password_hash: Set(password_hash),
        locale: Set(locale.code().into()),
        confirmed_at: Set(Some(ws.now())),
        created_at: Set(ws.now()),
    };
    ws.global().insert_new(vec![row]).await?;
    let id = accounts::find(&ws, &email).await?.ok_or_else(Error::not_found)?.id;
    ws.commit(id).await
}

/// Whether somebody has registered with this address.
pub async fn has_account(state: &State, email: &str) -> Result<bool> {
    Ok(accounts::find(&begin(state).await?, email).await?.is_some())
}

/// Makes an account a chief coordinator of a hub, named by its slug or its region's code.
pub async fn add_coordinator(state: &State, account: Uuid, hub: &str) -> Result<()> {
    seat_coordinator(state, account, hub, true).await
}

pub async fn seat_coordinator(state: &State, account: Uuid, hub: &str, chief: bool) -> Result<()> {
    let ws = begin(state).await?;
    let by_region = hub::Entity::find().filter(hub::Column::Level.eq(hubs::REGIONAL)).filter(hub::Column::Region.eq(hub));
    let found = match hubs::find(&ws, hub).await? {
        None => ws.global().one(by_region).await?,
        found => found,
    };
    let hub = found.ok_or_else(|| Error::field("hub", "unknown-hub"))?;
    let row = coordinator::ActiveModel { hub_id: Set(hub.id), account_id: Set(account), chief: Set(chief), since: Set(ws.now()) };
    ws.global().insert_new(vec![row]).await?;
    ws.commit(()).await
}

/// An API token of an account, for all its associations or for one.
pub async fn create_token(state: &State, email: &str, association: Option<&str>) -> Result<String> {
    if let Some(slug) = association {
        return create_narrow_token(state, email, slug, None).await;
    }
    let ws = begin(state).await?;
    let owner = accounts::find(&ws, email).await?.ok_or_else(|| Error::field("account", "unknown-account"))?;
    let secret = tokens::make(&ws, Purpose::Api, owner.id, Bearing::default()).await?;
    ws.commit(secret).await
}

/// An API token for one association, whose board sees it; for these permissions, or for all that the
/// account has there.
pub async fn create_narrow_token(state: &State, email: &str, slug: &str, permissions: Option<&[String]>) -> Result<String> {
    let ws = begin(state).await?;
    let owner = accounts::find(&ws, email).await?.ok_or_else(|| Error::field("account", "unknown-account"))?;
    let select = association::Entity::find().filter(association::Column::Slug.eq(slug));
    let found = ws.global().one(select).await?.ok_or_else(|| Error::field("association", "unknown-association"))?;
    let seated = ws.global().one(seat::Entity::find_by_id((found.id, owner.id))).await?;
    seated.ok_or_else(|| Error::field("association", "no-seat-there"))?;
    drop(ws);
    // what the account may is asked anew at each use: the operator may name any right
    let all: Vec<String> = TABLE.iter().map(|row| row.name.to_owned()).collect();
    let permissions = permissions.map(|names| api_tokens::read_permissions(names, &all)).transpose();
    let permissions = permissions.map_err(|code| Error::field("permission", code))?;
    let ws = state.workspace(AssociationId(found.id), "operator").await?;
    let wish = api_tokens::Wish { name: "nassij token create".into(), days: Purpose::Api.lifetime().num_days(), permissions };
    let made = api_tokens::make(&ws, state, wish, owner.id, &owner.name).await?;
    ws.commit(made.secret.unwrap_or_default()).await
}

/// Puts a known secret into an account as its second factor: for demonstrations and measurements.
pub async fn enrol(state: &State, account: Uuid, secret: &str) -> Result<()> {
    let ws = begin(state).await?;
    if second_factor::find(&ws, account).await?.is_none() {
        second_factor::insert(&ws, state.signer(), account, secret, &random_token(), 0).await?;
    }
    ws.commit(()).await
}

/// What an authenticator app with this secret shows.
pub fn authenticator_code(secret: &str, now: DateTime<Utc>) -> Result<String> {
    totp::code(secret, now)
}

/// Notes that the second factor was given for a session.
pub async fn prove_session(state: &State, session: &str) -> Result<()> {
    let ws = begin(state).await?;
    let found = tokens::find(&ws, Purpose::Session, session).await?.ok_or_else(Error::unauthenticated)?;
    let mut proven = found.into_active_model();
    proven.proven_at = Set(Some(ws.now()));
    ws.global().update(proven).await?;
    ws.commit(()).await
}

/// For who has lost both the authenticator and the recovery codes, and has proven to the operator
/// who they are. Their owner is told by mail.
pub async fn forget_second_factor(state: &State, email: &str) -> Result<()> {
    let ws = begin(state).await?;
    let account = accounts::find(&ws, email).await?.ok_or_else(|| Error::field("email", "unknown-account"))?;
    if second_factor::find(&ws, account.id).await?.is_none() {
        return Err(Error::conflict("second-factor-off"));
    }
    second_factor::forget(&ws, state.signer(), &account, &Place::default()).await?;
    ws.commit(()).await
}

/// Writes a copy of an association, named by slug or id, into a new directory, and gives its number
/// of rows. `None`: events are on their way, try again in a moment.
pub async fn export(state: &State, association: &str, directory: &Path) -> Result<Option<u64>> {
    let ws = begin(state).await?;
    let select = match Uuid::try_parse(association) {
        Ok(id) => association::Entity::find_by_id(id),
        Err(_) => association::Entity::find().filter(association::Column::Slug.eq(association)),
    };
    let found = ws.global().one(select).await?.ok_or_else(|| Error::field("association", "unknown-association"))?;
    drop(ws);
    let manifest = leaving::export_to_directory(state, AssociationId(found.id), directory).await?;
    Ok(manifest.map(|manifest| manifest.tables.iter().map(|table| table.rows).sum()))
}

/// Gives an office in an association.
pub async fn give_seat(state: &State, association: AssociationId, account: Uuid, role: Role) -> Result<()> {
    let ws = begin(state).await?;
    ws.global().insert_new(vec![seats::seat(association.0, account, role, ws.now())]).await?;
    ws.commit(()).await
}

/// Makes an account platform staff.
pub async fn add_staff(state: &State, account: Uuid) -> Result<()> {
    let ws = begin(state).await?;
    ws.global().insert_new(vec![staff::ActiveModel { account_id: Set(account), since: Set(ws.now()) }]).await?;
    ws.commit(()).await
}

/// Invites the president of an association in which nobody gives offices yet: for the operator, or
/// for a hub in the name of one of its coordinators (their account and the hub's id).
pub async fn invite_president(
    state: &State,
    association: AssociationId,
    name: &str,
    email: &str,
    hub: Option<(Uuid, Uuid)>,
) -> Result<Uuid> {
    let email = accounts::read_email(email).map_err(|code| Error::field("email", code))?;
    let ws = begin(state).await?;
    let row = associations::find(&ws, association.0).await?;
    let inviter = match hub {
        None => Inviter::Platform,
        Some((account, hub)) => Inviter::Hub { account, hub, name: String::new() },
    };
    let locale = state.settings().locale;
    let invitee = Invitee { name: name.into(), email, office: Office::plain(Role::President), locale, bulk: true, member: None };
    let invitation = invitations::invite(&ws, &row, &inviter, invitee).await?;
    ws.commit(invitation.id).await
}

/// Moves an association to another commune, and into the sight of that commune's hub.
pub async fn move_association(state: &State, association: AssociationId, commune: &str) -> Result<()> {
    let commune = reference::commune(commune).ok_or_else(|| Error::field("commune", "unknown-commune"))?;
    let ws = begin(state).await?;
    territories::move_to(&ws, association, commune).await?;
    ws.commit(()).await
}

/// How many offices an account holds.
pub async fn seats(state: &State, account: Uuid) -> Result<usize> {
    let ws = begin(state).await?;
    Ok(ws.global().all(seat::Entity::find().filter(seat::Column::AccountId.eq(account))).await?.len())
}

/// Makes associations without anybody registering, many in one transaction.
pub async fn create_associations(state: &State, inputs: &[CreateAssociation], locale: Locale) -> Result<Vec<(AssociationId, String)>> {
    let ws = begin(state).await?;
    let new = inputs.iter().map(|input| associations::NewAssociation::read(input, ws.today())).collect::<Result<Vec<_>>>()?;
    let rows = associations::insert_all(&ws, new, locale).await?;
    ws.commit(rows.into_iter().map(|row| (AssociationId(row.id), row.slug)).collect()).await
}

/// The limits of an association, named by its slug.
pub async fn limits_of(state: &State, slug: &str) -> Result<(AssociationId, Plan, OwnLimits, Limits)> {
    let ws = begin(state).await?;
    let select = association::Entity::find().filter(association::Column::Slug.eq(slug));
    let row = ws.global().one(select).await?.ok_or_else(|| Error::field("association", "unknown-association"))?;
    Ok((AssociationId(row.id), limits::plan(&row), limits::own(&row), limits::of(&row)))
}

/// Another plan for an association, or limits of its own.
pub async fn set_limits(state: &State, association: AssociationId, plan: Plan, own: OwnLimits, reason: &str) -> Result<Limits> {
    let ws = begin(state).await?;
    let row = limits::change(&ws, association, plan, own, reason).await?;
    ws.commit(limits::of(&row)).await
}

/// Suspends, archives or opens an association's workspace.
pub async fn set_standing(state: &State, association: AssociationId, standing: Standing, reason: &str) -> Result<()> {
    let ws = state.workspace(association, "operator").await?;
    standing::change(&ws, association, standing, reason.to_owned(), None).await?;
    ws.commit(()).await
}
