//! Signing in and out.

use crate::entity::token;
use crate::tokens::{self, Purpose};
use crate::{accounts, passwords, throttle};
use contracts::Done;
use contracts::events::Event;
use contracts::tenancy::{SignIn, SignOut, SignedIn};
use kernel::permission::Internal;
use kernel::secret::hash_token;
use kernel::{Error, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use web::Access;

/// # Errors
/// `sign-in-failed`, the same for an unknown address and a wrong password; `account-unconfirmed`
/// only after the right password, with a fresh link mailed.
pub async fn sign_in(access: Access<Internal>, input: SignIn) -> Result<SignedIn> {
    throttle::sign_in(&input.address, &accounts::email_key(&input.email))?;
    let read = access.state().db()?.read(access.association(), database::Origin::platform(access.request_id())).await?;
    let account = accounts::find(&read, &input.email).await?;
    // no connection is held while the password is hashed
    drop(read);
    let right = passwords::verify(input.password, account.as_ref().map(|account| account.password_hash.clone())).await?;
    let Some(account) = account.filter(|_| right) else { return Err(Error::invalid("sign-in-failed")) };
    let ws = access.begin().await?;
    let locale = accounts::locale(&account);
    if account.confirmed_at.is_none() {
        let token = tokens::make(&ws, Purpose::Confirmation, account.id, None).await?;
        ws.emit(Event::ConfirmationRequested { account: account.id, name: account.name, email: account.email, locale, token }).await?;
        ws.commit(()).await?;
        return Err(Error::conflict("account-unconfirmed"));
    }
    let session = tokens::make(&ws, Purpose::Session, account.id, None).await?;
    ws.commit(SignedIn { session, locale }).await
}

pub async fn sign_out(access: Access<Internal>, input: SignOut) -> Result<Done> {
    let ws = access.begin().await?;
    let session = token::Entity::delete_many()
        .filter(token::Column::Hash.eq(hash_token(&input.session)))
        .filter(token::Column::Purpose.eq(Purpose::Session.code()));
    ws.global().delete(session).await?;
    ws.commit(Done {}).await
}
