//! The password: forgotten and replaced by mail, or changed by who knows it.

use crate::accounts::{self, Owner};
use crate::entity::account;
use crate::history::{self, Place};
use crate::tokens::{self, Bearing, OPENED, Purpose};
use crate::{letters, passwords, throttle};
use contracts::Done;
use contracts::accounts::{AccountLetterKind, ChangePassword, ForgotPassword, ResetPassword};
use contracts::events::Event;
use database::{Origin, Workspace};
use kernel::permission::{Internal, Public};
use kernel::secret::Signer;
use kernel::{Error, Result};
use sea_orm::ActiveValue::Set;
use sea_orm::{EntityTrait, IntoActiveModel};
use web::Access;

/// Does the same for any address: whether it is known is found out by the reaction, after the
/// answer.
pub async fn forgotten(access: Access<Public>, input: ForgotPassword) -> Result<Done> {
    let email = accounts::read_email(&input.email).map_err(|code| Error::field("email", code))?;
    throttle::mailbox(&accounts::email_key(&email))?;
    let ws = access.begin().await?;
    ws.emit(Event::PasswordForgotten { email }).await?;
    ws.commit(Done {}).await
}

/// Mails the link; earlier ones are void. Strangers are mailed nothing.
pub async fn mail_reset(ws: &Workspace, signer: &Signer, email: &str) -> Result<()> {
    let Some(account) = accounts::find(ws, email).await? else { return Ok(()) };
    tokens::end(ws, account.id, &[Purpose::Reset], "").await?;
    let token = tokens::make(ws, Purpose::Reset, account.id, Bearing::default()).await?;
    letters::write(ws, signer, &account, AccountLetterKind::PasswordReset, Some(&token), "").await
}

/// Ends all that the old password had opened, signs nobody in and leaves the second factor alone.
pub async fn reset(access: Access<Public>, input: ResetPassword) -> Result<Done> {
    let read = access.state().db()?.read(access.association(), Origin::platform(access.request_id())).await?;
    let dead = || Error::conflict("link-used-or-expired");
    let link = tokens::find(&read, Purpose::Reset, &input.token).await?.ok_or_else(dead)?;
    let account = read.global().one(account::Entity::find_by_id(link.account_id)).await?.ok_or_else(dead)?;
    drop(read);
    let password_hash = new_hash(&input.password, &account).await?;
    let ws = access.begin().await?;
    tokens::take(&ws, Purpose::Reset, &input.token).await?.ok_or_else(dead)?;
    set(&ws, access.state().signer(), account, password_hash, "", "password-reset", &Place::default()).await?;
    ws.commit(Done {}).await
}

async fn new_hash(password: &str, account: &account::Model) -> Result<String> {
    let password = passwords::read(password, &[&account.name, &account.email]).await.map_err(|code| Error::field("password", code))?;
    passwords::hash(password).await
}

/// By who knows the old one. Other sessions, API tokens and links of mails end with it.
pub async fn change(access: Access<Internal>, input: ChangePassword) -> Result<Done> {
    let Owner { token, account } = accounts::reauthenticate(&access, &input.session, &input.current, "current").await?;
    let password_hash = new_hash(&input.password, &account).await?;
    let place = accounts::place_of(&token);
    let ws = access.begin().await?;
    set(&ws, access.state().signer(), account, password_hash, &token.hash, "password-changed", &place).await?;
    ws.commit(Done {}).await
}

async fn set(
    ws: &Workspace,
    signer: &Signer,
    account: account::Model,
    password_hash: String,
    kept: &str,
    action: &str,
    place: &Place,
) -> Result<()> {
    let confirmed_at = account.confirmed_at;
    let mut changed = account.into_active_model();
    changed.password_hash = Set(password_hash);
    if action == "password-reset" {
        // the link came by the mailbox, as a confirmation does
        changed.confirmed_at = Set(confirmed_at.or_else(|| Some(ws.now())));
    }
    let account = ws.global().update(changed).await?;
    tokens::end(ws, account.id, &OPENED, kept).await?;
    tokens::end(ws, account.id, &[Purpose::Confirmation], "").await?;
    history::note(ws, account.id, action, place).await?;
    letters::write(ws, signer, &account, AccountLetterKind::PasswordChanged, None, &place.device).await
}
