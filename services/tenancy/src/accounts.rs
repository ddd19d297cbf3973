//! People's accounts: registration, confirmation of the address, one's own page.

use crate::entity::{account, association, hub, seat, staff, token};
use crate::tokens::{self, Bearing, Purpose};
use crate::{consents, history, hubs, offices, passwords, throttle};
use contracts::accounts::ChangeAccount;
use contracts::events::Event;
use contracts::people::RoleName;
use contracts::tenancy::{Confirm, OwnAccount, OwnSeat, Place, Register};
use contracts::{Done, Nothing};
use database::{Origin, Workspace};
use email_address::EmailAddress;
use kernel::error::FieldErrors;
use kernel::fold::clean;
use kernel::id::new_id;
use kernel::permission::{Internal, OwnAccount as ViewOwnAccount, Public};
use kernel::{AssociationId, Error, Locale, Result, Role};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use std::collections::HashMap;
use std::str::FromStr;
use uuid::Uuid;
use web::{Access, State};

/// The identity of an address: two spellings of one mailbox name one account.
pub fn email_key(email: &str) -> String {
    email.trim().to_lowercase()
}

pub fn read_email(text: &str) -> Result<String, &'static str> {
    let email = clean(text);
    match EmailAddress::from_str(&email) {
        _ if email.is_empty() => Err("required"),
        Ok(address) if email.len() <= 254 && address.domain().contains('.') && !email.contains(['"', '<', '>', ' ']) => Ok(email),
        _ => Err("email-wrong"),
    }
}

pub fn read_name(text: &str) -> Result<String, &'static str> {
    let name = clean(text);
    match name.chars().count() {
        0 => Err("required"),
        1..=80 => Ok(name),
        _ => Err("name-too-long"),
    }
}

/// The answer is the same whether or not the address is known, and takes as long; only the mail
/// tells its owner.
pub async fn register(access: Access<Public>, input: Register) -> Result<Done> {
    let mut errors = FieldErrors::default();
    let name = errors.keep("name", read_name(&input.name));
    let email = errors.keep("email", read_email(&input.email));
    let password = errors.keep("password", passwords::read(&input.password, &[&input.name, &input.email]).await);
    errors.finish()?;
    let (Some(name), Some(email), Some(password)) = (name, email, password) else { return Err(Error::invalid("invalid-input")) };
    throttle::registration(&email_key(&email))?;
    let password_hash = passwords::hash(password).await?;
    let ws = access.begin().await?;
    let row = account::ActiveModel {
        id: Set(new_id()),
        email: Set(email.clone()),
        email_key: Set(email_key(&email)),
        name: Set(name.clone()),
        password_hash: Set(password_hash.clone()),
        locale: Set(input.locale.code().into()),
        confirmed_at: Set(None),
        created_at: Set(ws.now()),
    };
    ws.global().insert_new(vec![row]).await?;
    let owner = find(&ws, &email).await?.ok_or_else(|| Error::internal("an account just written"))?;
    if owner.confirmed_at.is_some() {
        let locale = locale(&owner);
        ws.emit(Event::AlreadyRegistered { account: owner.id, name: owner.name, email: owner.email, locale }).await?;
    } else {
        // Registered again before confirming: the newest name and password count, since whoever
        // confirms by the mailbox is its owner.
        let mut changed = owner.clone().into_active_model();
        (changed.name, changed.password_hash) = (Set(name.clone()), Set(password_hash));
        ws.global().update(changed).await?;
        let token = tokens::make(&ws, Purpose::Confirmation, owner.id, Bearing::default()).await?;
        ws.emit(Event::ConfirmationRequested { account: owner.id, name, email: owner.email, locale: input.locale, token }).await?;
    }
    ws.commit(Done {}).await
}

pub async fn confirm(access: Access<Public>, input: Confirm) -> Result<Done> {
    let ws = access.begin().await?;
    let token = tokens::take(&ws, Purpose::Confirmation, &input.token).await?.ok_or_else(|| Error::conflict("link-used-or-expired"))?;
    let owner = ws.global().one(account::Entity::find_by_id(token.account_id)).await?.ok_or_else(Error::not_found)?;
    let mut confirmed = owner.into_active_model();
    confirmed.confirmed_at = Set(Some(ws.now()));
    ws.global().update(confirmed).await?;
    ws.commit(Done {}).await
}

/// An open session and whose it is.
pub struct Owner {
    pub token: token::Model,
    pub account: account::Model,
}

/// # Errors
/// Unauthenticated.
pub async fn owner(ws: &Workspace, session: &str) -> Result<Owner> {
    let token = tokens::find(ws, Purpose::Session, session).await?.ok_or_else(Error::unauthenticated)?;
    let account = ws.global().one(account::Entity::find_by_id(token.account_id)).await?.ok_or_else(Error::unauthenticated)?;
    Ok(Owner { token, account })
}

/// The owner of a session, who has just typed the account's password once more.
///
/// # Errors
/// `password-wrong` at `field`.
pub async fn reauthenticate(access: &Access<Internal>, session: &str, password: &str, field: &str) -> Result<Owner> {
    let read = access.state().db()?.read(access.association(), Origin::platform(access.request_id())).await?;
    let owner = owner(&read, session).await?;
    // no connection is held while the password is hashed
    drop(read);
    throttle::again(&owner.token.hash)?;
    if passwords::verify(password.to_owned(), Some(owner.account.password_hash.clone())).await? {
        Ok(owner)
    } else {
        Err(Error::field(field, "password-wrong"))
    }
}

/// Where a session's browser is.
pub fn place_of(token: &token::Model) -> history::Place {
    history::Place { device: token.device.clone(), address: token.address.clone() }
}

pub async fn change(access: Access<ViewOwnAccount>, input: ChangeAccount) -> Result<Done> {
    let name = read_name(&input.name).map_err(|code| Error::field("name", code))?;
    let ws = access.begin().await?;
    let row =
        account::ActiveModel { id: Set(access.account()?), name: Set(name), locale: Set(input.locale.code().into()), ..Default::default() };
    ws.global().update(row).await?;
    ws.commit(Done {}).await
}

pub async fn own(access: Access<ViewOwnAccount>, _: Nothing) -> Result<OwnAccount> {
    let ws = access.begin().await?;
    let id = access.account()?;
    let owner = ws.global().one(account::Entity::find_by_id(id)).await?.ok_or_else(Error::unauthenticated)?;
    let mine = hubs::coordinated(&ws, id).await?.into_iter().map(|row| row.hub_id);
    let hubs = ws.global().all(hub::Entity::find().filter(hub::Column::Id.is_in(mine)).order_by_asc(hub::Column::Path)).await?;
    let visits = consents::open_to(&ws, &hubs, None).await?;
    let hubs = hubs.into_iter().map(hubs::place);
    let staff = ws.global().one(staff::Entity::find_by_id(id)).await?.is_some();
    drop(ws);
    let seats = seats(access.state(), access.request_id(), id).await?;
    Ok(OwnAccount { locale: locale(&owner), name: owner.name, email: owner.email, seats, hubs: hubs.collect(), visits, staff })
}

/// The living seats of an account, each with its role's name where that is the association's own.
pub async fn seats(state: &State, request: &str, account: Uuid) -> Result<Vec<OwnSeat>> {
    let ws = state.db()?.read(AssociationId::PLATFORM, Origin::platform(request)).await?;
    let living = Condition::any().add(seat::Column::ExpiresAt.is_null()).add(seat::Column::ExpiresAt.gt(ws.now()));
    let rows = ws.global().all(seat::Entity::find().filter(seat::Column::AccountId.eq(account)).filter(living)).await?;
    let ids = rows.iter().map(|seat| seat.association_id);
    let associations = association::Entity::find().filter(association::Column::Id.is_in(ids)).order_by_asc(association::Column::Id);
    let associations = ws.global().all(associations).await?;
    drop(ws);
    let mut rows: HashMap<Uuid, seat::Model> = rows.into_iter().map(|seat| (seat.association_id, seat)).collect();
    let mut seats = Vec::with_capacity(rows.len());
    for association in associations {
        let Some(seat) = rows.remove(&association.id) else { continue };
        let Some(role) = Role::parse(&seat.role) else { continue };
        let custom_role = match seat.custom_role_id {
            Some(id) => own_role(state, request, association.id, id).await?,
            None => None,
        };
        seats.push(OwnSeat { role, custom_role, until: seat.expires_at, association: place(association) });
    }
    Ok(seats)
}

async fn own_role(state: &State, request: &str, association: Uuid, id: Uuid) -> Result<Option<RoleName>> {
    let ws = state.db()?.read(AssociationId(association), Origin::platform(request)).await?;
    Ok(offices::own_roles(&ws).await?.get(&id).map(offices::role_name))
}

pub fn place(row: association::Model) -> Place {
    Place { slug: row.slug, name_ar: row.name_ar, name_fr: row.name_fr }
}

pub async fn find(ws: &Workspace, email: &str) -> Result<Option<account::Model>> {
    ws.global().one(account::Entity::find().filter(account::Column::EmailKey.eq(email_key(email)))).await
}

pub fn locale(account: &account::Model) -> Locale {
    Locale::parse(&account.locale).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_could_be_two_are_refused() {
        for good in ["amina@exemple.ma", " a.b+c@sous.exemple.ma "] {
            assert!(read_email(good).is_ok(), "{good}");
        }
        for bad in ["", "a", "a@b", "a@b@c.ma", "\"a@b\"@c.ma", "x, y@z.ma", "a@exemple.ma\r\nBcc: b@exemple.ma", "Amina <a@exemple.ma>"] {
            assert!(read_email(bad).is_err(), "{bad}");
        }
    }
}
