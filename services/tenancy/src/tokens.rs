//! Secrets that stand for an account: confirmation links, sessions, API tokens. Kept hashed.

use crate::entity::token;
use chrono::{DateTime, Duration, Utc};
use database::Workspace;
use kernel::Result;
use kernel::secret::{hash_token, random_token};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    Confirmation,
    Session,
    Api,
}

impl Purpose {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Confirmation => "confirmation",
            Self::Session => "session",
            Self::Api => "api",
        }
    }

    /// How long it lives at the most.
    pub const fn lifetime(self) -> Duration {
        match self {
            Self::Confirmation => Duration::hours(24),
            Self::Session => Duration::days(30),
            Self::Api => Duration::days(365),
        }
    }

    /// How long it lives unused.
    pub const fn idle(self) -> Duration {
        match self {
            Self::Session => Duration::days(7),
            Self::Confirmation | Self::Api => self.lifetime(),
        }
    }
}

/// Before every API token, for programs that look for leaked secrets.
pub const API_PREFIX: &str = "nsj_";

/// Makes one and gives the secret, which exists nowhere else.
pub async fn make(ws: &Workspace, purpose: Purpose, account: Uuid, association: Option<Uuid>) -> Result<String> {
    let prefix = if purpose == Purpose::Api { API_PREFIX } else { "" };
    let secret = format!("{prefix}{}", random_token());
    keep(ws, purpose, &secret, account, association, ws.now() + purpose.lifetime()).await?;
    Ok(secret)
}

/// Lets a secret stand for the account from now on.
pub async fn keep(
    ws: &Workspace,
    purpose: Purpose,
    secret: &str,
    account: Uuid,
    association: Option<Uuid>,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    let row = token::ActiveModel {
        hash: Set(hash_token(secret)),
        purpose: Set(purpose.code().into()),
        account_id: Set(account),
        association_id: Set(association),
        created_at: Set(ws.now()),
        expires_at: Set(expires_at),
        last_used_at: Set(ws.now()),
        proven_at: Set(None),
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
