//! Another e-mail address: asked for with the password, confirmed from its mailbox, undone from the
//! old one within a week.

use crate::accounts::{self, Owner, email_key};
use crate::entity::{account, token};
use crate::history::{self, Place};
use crate::tokens::{self, Bearing, OPENED, Purpose};
use crate::{letters, passwords, throttle};
use contracts::Done;
use contracts::accounts::{AccountLetterKind, ChangeEmail};
use contracts::tenancy::Confirm;
use database::Workspace;
use kernel::permission::{Internal, Public};
use kernel::secret::random_token;
use kernel::{Error, Result};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;
use web::Access;

/// Whether the address has an account already is told to its mailbox only, at the confirmation.
pub async fn request(access: Access<Internal>, input: ChangeEmail) -> Result<Done> {
    let email = accounts::read_email(&input.email).map_err(|code| Error::field("email", code))?;
    let Owner { token, account } = accounts::reauthenticate(&access, &input.session, &input.password, "password").await?;
    if email == account.email {
        return Err(Error::field("email", "email-unchanged"));
    }
    throttle::mailbox(&email_key(&email))?;
    let (signer, place) = (access.state().signer(), accounts::place_of(&token));
    let ws = access.begin().await?;
    tokens::end(&ws, account.id, &[Purpose::Email], "").await?;
    let bearing = Bearing { content: email.clone(), place: place.clone(), ..Bearing::default() };
    let link = tokens::make(&ws, Purpose::Email, account.id, bearing).await?;
    history::note(&ws, account.id, "email-requested", &place).await?;
    let to = account::Model { email, ..account };
    letters::write(&ws, signer, &to, AccountLetterKind::EmailConfirmation, Some(&link), &place.device).await?;
    ws.commit(Done {}).await
}

/// # Errors
/// `email-taken`, told to who holds the mailbox.
pub async fn confirm(access: Access<Public>, input: Confirm) -> Result<Done> {
    let dead = || Error::conflict("link-used-or-expired");
    let ws = access.begin().await?;
    let link = tokens::take(&ws, Purpose::Email, &input.token).await?.ok_or_else(dead)?;
    let account = ws.global().one(account::Entity::find_by_id(link.account_id)).await?.ok_or_else(dead)?;
    let old = account.clone();
    replace(&ws, account, link.content.clone()).await?;
    // a link mailed to the old address would open what is not its owner's any more
    tokens::end(&ws, old.id, &[Purpose::Reset, Purpose::Half], "").await?;
    let undo = tokens::make(&ws, Purpose::Undo, old.id, Bearing { content: old.email.clone(), ..Bearing::default() }).await?;
    let place = accounts::place_of(&link);
    history::note(&ws, old.id, "email-changed", &place).await?;
    let signer = access.state().signer();
    letters::write(&ws, signer, &old, AccountLetterKind::EmailChanged, Some(&undo), &place.device).await?;
    ws.commit(Done {}).await
}

/// The old address back, and out with whoever changed it: a new password comes by a link to the old mailbox.
pub async fn undo(access: Access<Public>, input: Confirm) -> Result<Done> {
    let dead = || Error::conflict("link-used-or-expired");
    // whoever changed the address knew the password
    let unknown = passwords::hash(random_token()).await?;
    let ws = access.begin().await?;
    let link = tokens::take(&ws, Purpose::Undo, &input.token).await?.ok_or_else(dead)?;
    let account = ws.global().one(account::Entity::find_by_id(link.account_id)).await?.ok_or_else(dead)?;
    let id = account.id;
    let mut account = replace(&ws, account, link.content).await?.into_active_model();
    account.password_hash = Set(unknown);
    ws.global().update(account).await?;
    tokens::end(&ws, id, &OPENED, "").await?;
    // later addresses were given by the same hand; an earlier one may still come back
    let later = token::Entity::delete_many()
        .filter(token::Column::AccountId.eq(id))
        .filter(token::Column::Purpose.eq(Purpose::Undo.code()))
        .filter(token::Column::CreatedAt.gte(link.created_at));
    ws.global().delete(later).await?;
    history::note(&ws, id, "email-undone", &Place::default()).await?;
    ws.commit(Done {}).await
}

async fn replace(ws: &Workspace, account: account::Model, email: String) -> Result<account::Model> {
    let (id, key) = (account.id, email_key(&email));
    let held =
        ws.global().one(account::Entity::find().filter(account::Column::EmailKey.eq(&key)).filter(account::Column::Id.ne(id))).await?;
    match held {
        // who registered it and never confirmed does not hold the mailbox
        Some(other) if other.confirmed_at.is_none() => forget(ws, other.id).await?,
        Some(_) => return Err(Error::conflict("email-taken")),
        None => {}
    }
    let mut changed = account.into_active_model();
    (changed.email, changed.email_key) = (Set(email), Set(key));
    // of two who come at once with one address, the unique key lets one in
    ws.global().update(changed).await.map_err(|error| if error.code() == "already-exists" { Error::conflict("email-taken") } else { error })
}

async fn forget(ws: &Workspace, unconfirmed: Uuid) -> Result<()> {
    ws.global().delete(token::Entity::delete_many().filter(token::Column::AccountId.eq(unconfirmed))).await?;
    ws.global().delete(account::Entity::delete_many().filter(account::Column::Id.eq(unconfirmed))).await.map(drop)
}
