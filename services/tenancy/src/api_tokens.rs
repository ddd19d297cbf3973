//! API tokens of one association: made by somebody of its board, seen by all of it.
//!
//! A token may what it was made for and its maker may, whichever is less, at each request. The
//! secret is derived from the row's id by the installation's key, so that it is written nowhere and
//! a repeated request can still be answered with it.

use crate::entity::{api_token, token};
use crate::throttle;
use crate::tokens::{self, Bearing, Purpose};
use chrono::Duration;
use contracts::tokens::{ApiToken, MadeToken, MakeToken};
use contracts::{ById, Nothing, Page};
use database::{Origin, Workspace};
use kernel::error::FieldErrors;
use kernel::fold::{clean, western_digits};
use kernel::id::new_id;
use kernel::permission::{FOR_PEOPLE, Internal, ManageTokens, Scope, TABLE, ViewAudit};
use kernel::secret::hash_token;
use kernel::{Actor, AssociationId, Error, Kind, Result};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;
use uuid::Uuid;
use web::{Access, State};

/// Living tokens of one association.
const MOST: i64 = 50;
/// Days a token may live.
const LONGEST: i64 = 365;
/// For so long a repeated request is answered with the secret: the first answer may have been lost.
const ANSWERED_AGAIN: Duration = Duration::minutes(10);
/// A use is noted at most this often.
const NOTE_USE_EVERY: Duration = Duration::minutes(10);

/// A new token's properties, found right.
pub struct Wish {
    pub name: String,
    pub days: i64,
    /// Absent: all that the maker may.
    pub permissions: Option<Vec<String>>,
}

impl Wish {
    /// # Errors
    /// `permission-not-yours` when it is to do more than its maker may.
    fn read(input: &MakeToken, maker: &Actor) -> Result<Self> {
        let mut errors = FieldErrors::default();
        let name = clean(&input.name);
        match name.chars().count() {
            0 => errors.add("name", "required"),
            1..=80 => {}
            _ => errors.add("name", "name-too-long"),
        }
        let days = western_digits(input.days.trim()).parse().ok().filter(|days| (1..=LONGEST).contains(days));
        let days = errors.keep("days", days.ok_or("token-days-wrong"));
        let permissions = errors.keep("permissions", read_permissions(&input.permissions, &rights(maker)));
        errors.finish()?;
        Ok(Self { name, days: days.unwrap_or(1), permissions })
    }
}

/// In the table's order, each once.
pub fn read_permissions(wanted: &[String], held: &[String]) -> Result<Vec<String>, &'static str> {
    let known = |name: &String| TABLE.iter().any(|row| row.scope == Scope::Association && row.name == name);
    match wanted {
        [] => Err("permission-required"),
        _ if !wanted.iter().all(known) => Err("choice-unknown"),
        _ if wanted.iter().any(|name| FOR_PEOPLE.contains(&name.as_str())) => Err("permission-for-people"),
        _ if !wanted.iter().all(|name| held.contains(name)) => Err("permission-not-yours"),
        _ => Ok(TABLE.iter().map(|row| row.name.to_owned()).filter(|name| wanted.contains(name)).collect()),
    }
}

/// The names of all that the actor may in the association.
fn rights(actor: &Actor) -> Vec<String> {
    actor.grants.clone().unwrap_or_else(|| actor.role().permissions().map(ToOwned::to_owned).collect())
}

pub async fn list(access: Access<ViewAudit>, _: Nothing) -> Result<Page<ApiToken>> {
    let ws = access.begin().await?;
    let rows = ws.all(api_token::Entity::find().order_by_desc(api_token::Column::Id).limit(200)).await?;
    Ok(Page { items: rows.into_iter().map(present).collect(), next: None })
}

pub async fn create(access: Access<ManageTokens>, input: MakeToken) -> Result<MadeToken> {
    let wish = Wish::read(&input, access.actor())?;
    let account = access.account()?;
    let ws = match access.begin().await {
        Err(error) if error.kind() == Kind::Replayed => return answer_again(&access, &error),
        begun => begun?,
    };
    let made = make(&ws, access.state(), wish, account, &access.actor().name).await?;
    // what is kept for a repetition holds no secret
    let token = ws.commit(MadeToken { token: made.token, secret: None }).await?.token;
    Ok(MadeToken { token, secret: made.secret })
}

fn answer_again(access: &Access<ManageTokens>, replayed: &Error) -> Result<MadeToken> {
    let reply = replayed.params().get("reply").map(String::as_str).unwrap_or_default();
    let mut made: MadeToken = serde_json::from_str(reply).map_err(Error::internal)?;
    if made.token.created_at + ANSWERED_AGAIN > access.now() {
        made.secret = Some(secret(access.state(), made.token.id));
    }
    Ok(made)
}

/// `nsj_` tells programs that look for leaked secrets whose it is.
fn secret(state: &State, id: Uuid) -> String {
    format!("{}{}", tokens::API_PREFIX, state.signer().sign("api-token", &id.to_string()))
}

/// Writes the token. It counts with the commit.
pub async fn make(ws: &Workspace, state: &State, wish: Wish, account: Uuid, made_by: &str) -> Result<MadeToken> {
    // two who come at once wait for each other here, else both could be the last one allowed
    ws.next_number("api-token").await?;
    let living = api_token::Entity::find().filter(api_token::Column::RevokedAt.is_null()).filter(api_token::Column::ExpiresAt.gt(ws.now()));
    if ws.count(living).await? >= MOST {
        return Err(Error::conflict("too-many-tokens").with("max", MOST));
    }
    let id = new_id();
    let secret = secret(state, id);
    let expires_at = ws.now() + Duration::days(wish.days);
    let row = api_token::ActiveModel {
        id: Set(id),
        hash: Set(hash_token(&secret)),
        account_id: Set(account),
        made_by: Set(made_by.to_owned()),
        name: Set(wish.name),
        permissions: Set(wish.permissions.map(|names| json!(names))),
        created_at: Set(ws.now()),
        expires_at: Set(expires_at),
        last_used_at: Set(None),
        used_from: Set(None),
        revoked_at: Set(None),
        ..Default::default()
    };
    let row = ws.insert(row).await?;
    let bearing = Bearing { association: Some(ws.association().0), ..Bearing::default() };
    tokens::keep(ws, Purpose::Api, &secret, account, bearing, expires_at).await?;
    ws.audit("api-token-created", row.name.clone(), json!({ "permissions": row.permissions, "expires_at": expires_at })).await?;
    Ok(MadeToken { token: present(row), secret: Some(secret) })
}

/// Whoever may make tokens may end any of them, at once. Ending what has ended changes nothing.
pub async fn revoke(access: Access<ManageTokens>, input: ById) -> Result<ApiToken> {
    let ws = access.begin().await?;
    let row = ws.lock::<api_token::Entity>(input.id).await?;
    if row.revoked_at.is_some() {
        return ws.commit(present(row)).await;
    }
    ws.global().delete(token::Entity::delete_many().filter(token::Column::Hash.eq(&row.hash))).await?;
    let mut revoked = row.into_active_model();
    revoked.revoked_at = Set(Some(ws.now()));
    let row = ws.update(revoked).await?;
    ws.audit("api-token-revoked", row.name.clone(), json!({})).await?;
    ws.commit(present(row)).await
}

/// Shows the board which of somebody's tokens ended with their password.
pub async fn show_ended(ws: &Workspace, account: Uuid) -> Result<()> {
    let living = api_token::Entity::find().filter(api_token::Column::AccountId.eq(account)).filter(api_token::Column::RevokedAt.is_null());
    for row in ws.all(living).await? {
        if ws.global().one(token::Entity::find_by_id(&row.hash)).await?.is_none() {
            let name = row.name.clone();
            let mut ended = row.into_active_model();
            ended.revoked_at = Set(Some(ws.now()));
            ws.update(ended).await?;
            ws.audit("api-token-revoked", name, json!({ "by": "new-password" })).await?;
        }
    }
    Ok(())
}

/// Takes from the actor what the token was not made for, and notes that it was used. The log names
/// the token beside its maker.
///
/// # Errors
/// `too-many` when the token asks too often.
pub async fn narrow(access: &Access<Internal>, actor: &mut Actor, token: &token::Model, id: AssociationId, address: &str) -> Result<()> {
    throttle::api_token(&token.hash)?;
    let db = access.state().db()?;
    let row = api_token::Entity::find().filter(api_token::Column::Hash.eq(&token.hash));
    let Some(row) = db.read(id, Origin::platform(access.request_id())).await?.one(row).await? else { return Ok(()) };
    actor.name = format!("{} ({})", actor.name, row.name);
    if let Some(names) = row.permissions.clone() {
        let mut names: Vec<String> = serde_json::from_value(names).map_err(Error::internal)?;
        let held = rights(actor);
        names.retain(|name| held.contains(name));
        actor.grants = Some(names);
    }
    if row.last_used_at.is_some_and(|at| at + NOTE_USE_EVERY > access.now()) {
        return Ok(());
    }
    // enough to know a stranger's use by, and no more
    let from = Some(kernel::whence::network(address)).filter(|network| !network.is_empty());
    let ws = db.write(id, Origin::platform(access.request_id()), None).await?;
    let used = api_token::Entity::update_many()
        .col_expr(api_token::Column::LastUsedAt, Expr::val(ws.now()))
        .col_expr(api_token::Column::UsedFrom, Expr::val(from))
        .filter(api_token::Column::Id.eq(row.id));
    ws.update_many(used).await?;
    ws.commit(()).await
}

fn present(row: api_token::Model) -> ApiToken {
    ApiToken {
        id: row.id,
        name: row.name,
        made_by: row.made_by,
        permissions: row.permissions.and_then(|names| serde_json::from_value(names).ok()),
        created_at: row.created_at,
        expires_at: row.expires_at,
        last_used_at: row.last_used_at,
        used_from: row.used_from,
        revoked_at: row.revoked_at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_never_above_its_maker() {
        let held = ["members.view", "dues.view", "tokens.manage"].map(str::to_owned);
        let read = |names: &[&str]| read_permissions(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>(), &held);
        assert_eq!(read(&["dues.view", "members.view", "dues.view"]), Ok(vec!["members.view".to_owned(), "dues.view".to_owned()]));
        assert_eq!(read(&[]), Err("permission-required"));
        assert_eq!(read(&["members.edit"]), Err("permission-not-yours"));
        assert_eq!(read(&["tokens.manage"]), Err("permission-for-people"));
        for strange in ["internal", "account.own", "territory.view", "platform.manage", "*", "Members.view"] {
            assert_eq!(read(&[strange]), Err("choice-unknown"), "{strange}");
        }
    }
}
