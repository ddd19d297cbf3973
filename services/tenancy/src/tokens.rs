//! Secrets that stand for an account: mailed links, sessions, API tokens. Kept hashed.

use crate::entity::token;
use crate::history::Place;
use chrono::{DateTime, Duration, Utc};
use contracts::events::Event;
use database::Workspace;
use kernel::secret::{hash_token, random_token};
use kernel::{AssociationId, Result};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::collections::BTreeSet;
use uuid::Uuid;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    Confirmation,
    Session,
    Api,
    /// The password was right, the second factor is still to come.
    Half,
    /// Replaces a forgotten password.
    Reset,
    /// Confirms another address, its content.
    Email,
    /// Puts an earlier address, its content, back.
    Undo,
}

impl Purpose {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Confirmation => "confirmation",
            Self::Session => "session",
            Self::Api => "api",
            Self::Half => "half",
            Self::Reset => "reset",
            Self::Email => "email",
            Self::Undo => "undo",
        }
    }

    /// How long it lives at the most.
    pub const fn lifetime(self) -> Duration {
        match self {
            Self::Confirmation | Self::Email => Duration::hours(24),
            Self::Session => Duration::days(30),
            Self::Api => Duration::days(365),
            Self::Half => Duration::minutes(10),
            Self::Reset => Duration::hours(1),
            Self::Undo => Duration::days(7),
        }
    }

    /// How long it lives unused.
    pub const fn idle(self) -> Duration {
        match self {
            Self::Session => Duration::days(7),
            _ => self.lifetime(),
        }
    }
}

/// What a token says beside whose it is.
#[derive(Default)]
pub struct Bearing {
    /// The only association it opens.
    pub association: Option<Uuid>,
    /// The second factor was given.
    pub proven: bool,
    pub place: Place,
    pub content: String,
}

/// Before every API token, for programs that look for leaked secrets.
pub const API_PREFIX: &str = "nsj_";

/// Makes one and gives the secret, which exists nowhere else.
pub async fn make(ws: &Workspace, purpose: Purpose, account: Uuid, bearing: Bearing) -> Result<String> {
    let prefix = if purpose == Purpose::Api { API_PREFIX } else { "" };
    let secret = format!("{prefix}{}", random_token());
    keep(ws, purpose, &secret, account, bearing, ws.now() + purpose.lifetime()).await?;
    Ok(secret)
}

/// Lets a secret stand for the account from now on.
pub async fn keep(
    ws: &Workspace,
    purpose: Purpose,
    secret: &str,
    account: Uuid,
    bearing: Bearing,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    let row = token::ActiveModel {
        hash: Set(hash_token(secret)),
        purpose: Set(purpose.code().into()),
        account_id: Set(account),
        association_id: Set(bearing.association),
        created_at: Set(ws.now()),
        expires_at: Set(expires_at),
        last_used_at: Set(ws.now()),
        proven_at: Set(bearing.proven.then(|| ws.now())),
        device: Set(bearing.place.device),
        address: Set(bearing.place.address),
        content: Set(bearing.content),
    };
    ws.global().insert(row).await.map(drop)
}

/// The living token behind a secret.
pub async fn find(ws: &Workspace, purpose: Purpose, secret: &str) -> Result<Option<token::Model>> {
    if secret.len() > 100 {
        return Ok(None);
    }
    let select = token::Entity::find_by_id(hash_token(secret)).filter(token::Column::Purpose.eq(purpose.code()));
    let found = ws.global().one(select).await?;
    Ok(found.filter(|token| token.expires_at > ws.now() && token.last_used_at + purpose.idle() > ws.now()))
}

/// Ends one. Gives it if it was still there: of two who use a single-use token, one gets it.
pub async fn take(ws: &Workspace, purpose: Purpose, secret: &str) -> Result<Option<token::Model>> {
    let Some(found) = find(ws, purpose, secret).await? else { return Ok(None) };
    let taken = ws.global().delete(token::Entity::delete_many().filter(token::Column::Hash.eq(&found.hash))).await?;
    Ok((taken == 1).then_some(found))
}

/// Ends all of these of an account, but one whose hash is told.
pub async fn end(ws: &Workspace, account: Uuid, purposes: &[Purpose], but: &str) -> Result<u64> {
    if purposes.contains(&Purpose::Api) {
        tell_boards(ws, account).await?;
    }
    let codes = purposes.iter().map(|purpose| purpose.code());
    let these = token::Entity::delete_many()
        .filter(token::Column::AccountId.eq(account))
        .filter(token::Column::Purpose.is_in(codes))
        .filter(token::Column::Hash.ne(but));
    ws.global().delete(these).await
}

/// The boards whose associations these API tokens opened see that they ended.
async fn tell_boards(ws: &Workspace, account: Uuid) -> Result<()> {
    let bound = token::Entity::find()
        .filter(token::Column::AccountId.eq(account))
        .filter(token::Column::Purpose.eq(Purpose::Api.code()))
        .filter(token::Column::AssociationId.is_not_null());
    let bound: BTreeSet<Uuid> = ws.global().all(bound).await?.into_iter().filter_map(|token| token.association_id).collect();
    for association in bound {
        ws.emit_to(AssociationId(association), Event::ApiTokensEnded { account }).await?;
    }
    Ok(())
}

/// All that an old password or an old mailbox has opened.
pub const OPENED: [Purpose; 5] = [Purpose::Session, Purpose::Api, Purpose::Half, Purpose::Reset, Purpose::Email];
