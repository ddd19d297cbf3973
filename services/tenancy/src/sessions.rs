//! Signing in, in one step or two, and out; the sessions somebody has open.

use crate::accounts::Owner;
use crate::entity::{account, token};
use crate::history::{self, Place};
use crate::tokens::{self, Bearing, Purpose};
use crate::{accounts, indicators, letters, member_seats, passwords, second_factor, throttle};
use contracts::Done;
use contracts::accounts::{AccountLetterKind, Device, EndSessions, NewSession, Prove, Security, Session, SignIn, SignedIn};
use contracts::accounts::{OwnSession, SecondFactor};
use contracts::events::Event;
use contracts::tenancy::SignOut;
use database::{Origin, Workspace};
use kernel::permission::Internal;
use kernel::secret::{Signer, hash_token, random_token};
use kernel::{Error, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;
use web::Access;

/// # Errors
/// `sign-in-failed`, the same for an unknown address and a wrong password; `account-unconfirmed`
/// only after the right password, with a fresh link mailed.
pub async fn sign_in(access: Access<Internal>, input: SignIn) -> Result<SignedIn> {
    let read = access.state().db()?.read(access.association(), Origin::platform(access.request_id())).await?;
    let account = accounts::find(&read, &input.email).await?;
    // no connection is held while the password is hashed
    drop(read);
    let signer = access.state().signer();
    let device = account.as_ref().and_then(|account| known_device(signer, account.id, &input.device.mark));
    throttle::sign_in(&input.device.address, &accounts::email_key(&input.email), device)?;
    let right = passwords::verify(input.password, account.as_ref().map(|account| account.password_hash.clone())).await?;
    let Some(account) = account.filter(|_| right) else { return Err(Error::invalid("sign-in-failed")) };
    let ws = access.begin().await?;
    if account.confirmed_at.is_none() {
        let locale = accounts::locale(&account);
        let token = tokens::make(&ws, Purpose::Confirmation, account.id, Bearing::default()).await?;
        ws.emit(Event::ConfirmationRequested { account: account.id, name: account.name, email: account.email, locale, token }).await?;
        ws.commit(()).await?;
        return Err(Error::conflict("account-unconfirmed"));
    }
    if second_factor::find(&ws, account.id).await?.is_some() {
        let half = tokens::make(&ws, Purpose::Half, account.id, Bearing::default()).await?;
        return ws.commit(SignedIn::CodeNeeded { half }).await;
    }
    let session = open(&ws, signer, &account, input.device, false).await?;
    ws.commit(SignedIn::Done(session)).await
}

/// The second step.
///
/// # Errors
/// `sign-in-again` when the first step is too long ago.
pub async fn prove(access: Access<Internal>, input: Prove) -> Result<SignedIn> {
    let ws = access.begin().await?;
    let again = || Error::conflict("sign-in-again");
    let half = tokens::find(&ws, Purpose::Half, &input.half).await?.ok_or_else(again)?;
    let account = ws.global().one(account::Entity::find_by_id(half.account_id)).await?.ok_or_else(again)?;
    let signer = access.state().signer();
    let place = place(&input.device);
    let ws = second_factor::spent(ws, signer, &account, &input.code, &place).await?;
    tokens::take(&ws, Purpose::Half, &input.half).await?.ok_or_else(again)?;
    let session = open(&ws, signer, &account, input.device, true).await?;
    ws.commit(SignedIn::Done(session)).await
}

/// A new secret at each sign-in: what the browser held before is worth nothing.
async fn open(ws: &Workspace, signer: &Signer, account: &account::Model, device: Device, proven: bool) -> Result<NewSession> {
    let place = place(&device);
    let (known, before) = (known_device(signer, account.id, &device.mark), history::knows(ws, account.id, "signed-in").await?);
    if known.is_none() && before {
        letters::write(ws, signer, account, AccountLetterKind::NewDevice, None, &place.device).await?;
    }
    history::note(ws, account.id, "signed-in", &place).await?;
    indicators::seen(ws, account.id).await?;
    let bearing = Bearing { proven, place, ..Bearing::default() };
    let session = tokens::make(ws, Purpose::Session, account.id, bearing).await?;
    let mark = if known.is_some() { device.mark } else { new_mark(signer, account.id) };
    let member_of = member_seats::only_place(ws, account).await?;
    Ok(NewSession { session, locale: accounts::locale(account), mark, member_of })
}

pub fn place(device: &Device) -> Place {
    let name: String = kernel::fold::clean(&device.name).chars().take(80).collect();
    Place { device: name, address: history::network(&device.address) }
}

/// A mark is `name.signature`: it opens nothing, but its tries are counted by themselves.
fn new_mark(signer: &Signer, account: Uuid) -> String {
    let name = random_token();
    let signature = signer.sign("device", &format!("{account} {name}"));
    format!("{name}.{signature}")
}

/// The browser's name, if somebody has signed in to this account from it.
fn known_device<'a>(signer: &Signer, account: Uuid, mark: &'a str) -> Option<&'a str> {
    let (name, signature) = mark.split_once('.')?;
    signer.verify("device", &format!("{account} {name}"), signature).then_some(name)
}

pub async fn sign_out(access: Access<Internal>, input: SignOut) -> Result<Done> {
    let ws = access.begin().await?;
    let session = token::Entity::delete_many()
        .filter(token::Column::Hash.eq(hash_token(&input.session)))
        .filter(token::Column::Purpose.eq(Purpose::Session.code()));
    ws.global().delete(session).await?;
    ws.commit(Done {}).await
}

/// All that guards an account, for its owner.
pub async fn security(access: Access<Internal>, input: OwnSession) -> Result<Security> {
    let ws = access.state().db()?.read(access.association(), Origin::platform(access.request_id())).await?;
    let Owner { token: current, account } = accounts::owner(&ws, &input.session).await?;
    let of = |purpose: Purpose| {
        token::Entity::find()
            .filter(token::Column::AccountId.eq(account.id))
            .filter(token::Column::Purpose.eq(purpose.code()))
            .filter(token::Column::ExpiresAt.gt(ws.now()))
            .order_by_desc(token::Column::LastUsedAt)
    };
    let open = of(Purpose::Session).filter(token::Column::LastUsedAt.gt(ws.now() - Purpose::Session.idle()));
    let sessions = ws.global().all(open).await?.into_iter().map(|row| present(row, &current)).collect();
    let new_email = ws.global().all(of(Purpose::Email)).await?.into_iter().next().map(|token| token.content);
    let factor = second_factor::find(&ws, account.id).await?;
    let second_factor = SecondFactor {
        since: factor.map(|factor| factor.since),
        proven: current.proven_at.is_some(),
        recovery_codes: second_factor::codes_left(&ws, account.id).await?,
        compulsory: second_factor::compulsory(&access, &ws, account.id).await?,
    };
    Ok(Security { second_factor, sessions, history: history::read(&ws, account.id).await?, new_email })
}

fn present(row: token::Model, current: &token::Model) -> Session {
    Session {
        current: row.hash == current.hash,
        // the digest of the secret, which opens nothing
        id: row.hash,
        device: row.device,
        address: row.address,
        began_at: row.created_at,
        last_used_at: row.last_used_at,
    }
}

/// Ending what has ended changes nothing.
pub async fn end(access: Access<Internal>, input: EndSessions) -> Result<Done> {
    let ws = access.begin().await?;
    let Owner { token: current, account } = accounts::owner(&ws, &input.session).await?;
    let ended = match &input.id {
        None => tokens::end(&ws, account.id, &[Purpose::Session], &current.hash).await?,
        Some(id) => {
            let one = token::Entity::delete_many()
                .filter(token::Column::AccountId.eq(account.id))
                .filter(token::Column::Purpose.eq(Purpose::Session.code()))
                .filter(token::Column::Hash.eq(id));
            ws.global().delete(one).await?
        }
    };
    if ended > 0 {
        history::note(&ws, account.id, "sessions-ended", &accounts::place_of(&current)).await?;
    }
    ws.commit(Done {}).await
}
