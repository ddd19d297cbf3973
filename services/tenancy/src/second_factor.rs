//! The second factor: an authenticator app, and recovery codes for who has lost it. It is never
//! taken away by mail alone.

use crate::accounts::{self, Owner};
use crate::entity::{account, coordinator, recovery_code, seat, second_factor, staff, token};
use crate::history::{self, Place};
use crate::seats::{self, Held};
use crate::tokens::Purpose;
use crate::{letters, totp};
use chrono::Duration;
use contracts::Done;
use contracts::accounts::{AccountLetterKind, Enrol, Offer, Offered, OwnSession, ProveLater, Reauthenticated, RecoveryCodes};
use database::Workspace;
use kernel::id::new_id;
use kernel::permission::{GUARDED, Internal};
use kernel::secret::{Signer, hash_token};
use kernel::{Error, Kind, Result};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;
use web::Access;

/// Wrong codes before each further one has to wait.
const FREE_TRIES: i32 = 5;
/// A secret that nobody confirmed by then is forgotten.
const OFFER_MINUTES: i64 = 15;
const SECRET: &str = "second-factor";
const OFFER: &str = "second-factor-offer";

/// What became of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Right,
    Wrong,
    /// So many seconds before another is looked at.
    Wait(i64),
}

impl Outcome {
    fn error(self) -> Error {
        match self {
            Self::Wait(seconds) => Error::new(Kind::TooMany, "too-many").with("seconds", seconds),
            _ => Error::field("code", "code-wrong"),
        }
    }
}

pub async fn find(ws: &Workspace, account: Uuid) -> Result<Option<second_factor::Model>> {
    ws.one(second_factor::Entity::find().filter(second_factor::Column::Id.eq(account))).await
}

/// Looks at a code and uses it up. Whatever comes of it must be committed: wrong ones are counted.
async fn spend(ws: &Workspace, signer: &Signer, account: &account::Model, code: &str, place: &Place) -> Result<Outcome> {
    // of two who bring the same code at once, the second sees that it is used
    let factor = ws.lock::<second_factor::Entity>(account.id).await?;
    if let Some(until) = factor.closed_until.filter(|until| *until > ws.now()) {
        return Ok(Outcome::Wait((until - ws.now()).num_seconds() + 1));
    }
    let right = match totp::step(&secret(signer, &factor)?, code, ws.now())?.filter(|step| *step > factor.last_step) {
        Some(step) => Some(step),
        None if spend_recovery_code(ws, signer, account, code, place).await? => Some(factor.last_step),
        None => None,
    };
    let failures = factor.failures;
    let mut changed = factor.into_active_model();
    if let Some(step) = right {
        (changed.last_step, changed.failures, changed.closed_until) = (Set(step), Set(0), Set(None));
        ws.update(changed).await?;
        return Ok(Outcome::Right);
    }
    changed.failures = Set(failures.saturating_add(1));
    let beyond = failures + 1 - FREE_TRIES;
    if beyond >= 0 {
        // half a minute, a minute, … a quarter of an hour
        let seconds = (30_i64 << beyond.min(5)).min(900);
        changed.closed_until = Set(Some(ws.now() + Duration::seconds(seconds)));
    }
    ws.update(changed).await?;
    Ok(Outcome::Wrong)
}

fn secret(signer: &Signer, factor: &second_factor::Model) -> Result<String> {
    let secret = signer.reveal(SECRET, &factor.id.to_string(), &factor.secret);
    secret.and_then(|bytes| String::from_utf8(bytes).ok()).ok_or_else(|| Error::internal("a second factor concealed by another key"))
}

/// Whether the account's secret is this one.
pub fn is_secret(signer: &Signer, factor: &second_factor::Model, known: &str) -> bool {
    secret(signer, factor).is_ok_and(|secret| secret == known)
}

async fn spend_recovery_code(ws: &Workspace, signer: &Signer, account: &account::Model, code: &str, place: &Place) -> Result<bool> {
    let Some(digest) = totp::recovery_digest(signer, account.id, code) else { return Ok(false) };
    let spent = recovery_code::Entity::update_many()
        .col_expr(recovery_code::Column::SpentAt, Expr::val(ws.now()))
        .filter(recovery_code::Column::AccountId.eq(account.id))
        .filter(recovery_code::Column::Digest.eq(digest))
        .filter(recovery_code::Column::SpentAt.is_null());
    if ws.update_many(spent).await? == 0 {
        return Ok(false);
    }
    history::note(ws, account.id, "recovery-code-used", place).await?;
    letters::write(ws, signer, account, AccountLetterKind::RecoveryCodeUsed, None, &place.device).await?;
    Ok(true)
}

pub async fn codes_left(ws: &Workspace, account: Uuid) -> Result<i64> {
    let left =
        recovery_code::Entity::find().filter(recovery_code::Column::AccountId.eq(account)).filter(recovery_code::Column::SpentAt.is_null());
    ws.count(left).await
}

/// Whether an office, a hub or the installation makes it compulsory.
pub async fn compulsory(access: &Access<Internal>, ws: &Workspace, account: Uuid) -> Result<bool> {
    let coordinates = coordinator::Entity::find().filter(coordinator::Column::AccountId.eq(account));
    if ws.global().one(coordinates).await?.is_some() || ws.global().one(staff::Entity::find_by_id(account)).await?.is_some() {
        return Ok(true);
    }
    for seat in ws.global().all(seat::Entity::find().filter(seat::Column::AccountId.eq(account))).await? {
        let held = seats::held(access.state(), &seat, access.request_id()).await?;
        let guarded = |held: &Held| match &held.grants {
            Some(grants) => grants.iter().any(|right| GUARDED.contains(&right.as_str())),
            None => GUARDED.iter().any(|right| held.role.may(right)),
        };
        if held.as_ref().is_some_and(guarded) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A fresh secret to put into an app. Nothing is kept before a code of it comes back.
pub async fn offer(access: Access<Internal>, input: OwnSession) -> Result<Offer> {
    let read = access.state().db()?.read(access.association(), database::Origin::platform(access.request_id())).await?;
    let Owner { account, .. } = accounts::owner(&read, &input.session).await?;
    let secret = totp::new_secret();
    let uri = totp::uri(&secret, &account.email)?;
    let offered =
        Offered { account: account.id, secret: secret.clone(), uri: uri.clone(), until: access.now() + Duration::minutes(OFFER_MINUTES) };
    let bytes = serde_json::to_vec(&offered).map_err(Error::internal)?;
    Ok(Offer { secret, uri, sealed: access.state().signer().conceal(OFFER, &account.id.to_string(), &bytes) })
}

/// The same offer once more, for a form that was refused.
pub async fn offer_again(access: Access<Internal>, input: Enrol) -> Result<Offer> {
    let read = access.state().db()?.read(access.association(), database::Origin::platform(access.request_id())).await?;
    let Owner { account, .. } = accounts::owner(&read, &input.session).await?;
    let offered = open_offer(&access, account.id, &input.offer)?;
    Ok(Offer { secret: offered.secret, uri: offered.uri, sealed: input.offer })
}

fn open_offer(access: &Access<Internal>, account: Uuid, sealed: &str) -> Result<Offered> {
    let offered = access.state().signer().reveal(OFFER, &account.to_string(), sealed);
    let offered: Option<Offered> = offered.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    offered.filter(|offered| offered.until > access.now()).ok_or_else(|| Error::conflict("offer-expired"))
}

/// Sent twice, it shows the same codes twice.
pub async fn enrol(access: Access<Internal>, input: Enrol) -> Result<RecoveryCodes> {
    let Owner { token, account } = accounts::reauthenticate(&access, &input.session, &input.password, "password").await?;
    let offered = open_offer(&access, account.id, &input.offer)?;
    let signer = access.state().signer();
    let step = totp::step(&offered.secret, &input.code, access.now())?.ok_or_else(|| Error::field("code", "code-wrong"))?;
    let ws = access.begin().await?;
    ws.global().lock(account::Entity::find_by_id(account.id)).await?;
    let codes = totp::recovery_codes(signer, account.id, &input.offer);
    if let Some(factor) = find(&ws, account.id).await? {
        if factor.codes_of == hash_token(&input.offer) {
            return ws.commit(RecoveryCodes { codes }).await;
        }
        return Err(Error::conflict("second-factor-on"));
    }
    insert(&ws, signer, account.id, &offered.secret, &input.offer, step).await?;
    mark_proven(&ws, token.clone()).await?;
    let place = accounts::place_of(&token);
    history::note(&ws, account.id, "second-factor-on", &place).await?;
    letters::write(&ws, signer, &account, AccountLetterKind::SecondFactorOn, None, &place.device).await?;
    ws.commit(RecoveryCodes { codes }).await
}

pub async fn insert(ws: &Workspace, signer: &Signer, account: Uuid, secret: &str, seed: &str, step: i64) -> Result<()> {
    let row = second_factor::ActiveModel {
        id: Set(account),
        secret: Set(signer.conceal(SECRET, &account.to_string(), secret.as_bytes())),
        codes_of: Set(hash_token(seed)),
        last_step: Set(step),
        failures: Set(0),
        closed_until: Set(None),
        since: Set(ws.now()),
        ..Default::default()
    };
    ws.insert(row).await?;
    write_codes(ws, signer, account, seed).await
}

/// The codes of a seed, in place of all earlier ones.
async fn write_codes(ws: &Workspace, signer: &Signer, account: Uuid, seed: &str) -> Result<()> {
    ws.delete(recovery_code::Entity::delete_many().filter(recovery_code::Column::AccountId.eq(account))).await?;
    let codes = totp::recovery_codes(signer, account, seed);
    let digests = codes.iter().filter_map(|code| totp::recovery_digest(signer, account, code));
    let row = |digest| recovery_code::ActiveModel {
        id: Set(new_id()),
        account_id: Set(account),
        digest: Set(digest),
        spent_at: Set(None),
        ..Default::default()
    };
    ws.insert_many(digests.map(row).collect()).await
}

/// From now on this session has the rights of all its offices.
async fn mark_proven(ws: &Workspace, token: token::Model) -> Result<()> {
    let mut proven = token.into_active_model();
    proven.proven_at = Set(Some(ws.now()));
    ws.global().update(proven).await.map(drop)
}

/// For a session that was opened before the account had a second factor.
pub async fn prove(access: Access<Internal>, input: ProveLater) -> Result<Done> {
    let ws = access.begin().await?;
    let Owner { token, account } = accounts::owner(&ws, &input.session).await?;
    if find(&ws, account.id).await?.is_none() {
        return Err(Error::conflict("second-factor-off"));
    }
    let ws = spent(ws, access.state().signer(), &account, &input.code, &accounts::place_of(&token)).await?;
    mark_proven(&ws, token).await?;
    ws.commit(Done {}).await
}

/// The transaction in which a right code was spent; a wrong one is counted and ends it.
pub async fn spent(ws: Workspace, signer: &Signer, account: &account::Model, code: &str, place: &Place) -> Result<Workspace> {
    match spend(&ws, signer, account, code, place).await? {
        Outcome::Right => Ok(ws),
        wrong => {
            ws.commit(()).await?;
            Err(wrong.error())
        }
    }
}

/// Ten new codes in place of the old ones. A form that comes twice is answered by the same codes.
pub async fn renew_codes(access: Access<Internal>, input: Reauthenticated) -> Result<RecoveryCodes> {
    if input.seed.len() < 16 {
        return Err(Error::invalid("invalid-body"));
    }
    let Owner { token, account } = accounts::reauthenticate(&access, &input.session, &input.password, "password").await?;
    let (signer, place) = (access.state().signer(), accounts::place_of(&token));
    let codes = totp::recovery_codes(signer, account.id, &input.seed);
    let ws = access.begin().await?;
    ws.global().lock(account::Entity::find_by_id(account.id)).await?;
    let factor = find(&ws, account.id).await?.ok_or_else(|| Error::conflict("second-factor-off"))?;
    if factor.codes_of == hash_token(&input.seed) {
        return ws.commit(RecoveryCodes { codes }).await;
    }
    let ws = spent(ws, signer, &account, &input.code, &place).await?;
    let update = second_factor::Entity::update_many()
        .col_expr(second_factor::Column::CodesOf, Expr::val(hash_token(&input.seed)))
        .filter(second_factor::Column::Id.eq(account.id));
    ws.update_many(update).await?;
    write_codes(&ws, signer, account.id, &input.seed).await?;
    history::note(&ws, account.id, "recovery-codes-renewed", &place).await?;
    ws.commit(RecoveryCodes { codes }).await
}

pub async fn remove(access: Access<Internal>, input: Reauthenticated) -> Result<Done> {
    let Owner { token, account } = accounts::reauthenticate(&access, &input.session, &input.password, "password").await?;
    let (signer, place) = (access.state().signer(), accounts::place_of(&token));
    let ws = access.begin().await?;
    if find(&ws, account.id).await?.is_none() {
        return ws.commit(Done {}).await;
    }
    let ws = spent(ws, signer, &account, &input.code, &place).await?;
    forget(&ws, signer, &account, &place).await?;
    ws.commit(Done {}).await
}

/// Takes the second factor away; no session has given it any more.
pub async fn forget(ws: &Workspace, signer: &Signer, account: &account::Model, place: &Place) -> Result<()> {
    ws.delete(second_factor::Entity::delete_many().filter(second_factor::Column::Id.eq(account.id))).await?;
    ws.delete(recovery_code::Entity::delete_many().filter(recovery_code::Column::AccountId.eq(account.id))).await?;
    let unproven = token::Entity::update_many()
        .col_expr(token::Column::ProvenAt, Expr::val(None::<chrono::DateTime<chrono::Utc>>))
        .filter(token::Column::AccountId.eq(account.id))
        .filter(token::Column::Purpose.eq(Purpose::Session.code()));
    ws.global().update_many(unproven).await?;
    history::note(ws, account.id, "second-factor-off", place).await?;
    letters::write(ws, signer, account, AccountLetterKind::SecondFactorOff, None, &place.device).await
}
