//! What a seat in an association allows right now.

use crate::entity::{custom_role, seat};
use chrono::{DateTime, Utc};
use database::{Origin, Workspace};
use kernel::permission::{OF_EVERY_SEAT, TABLE};
use kernel::{AssociationId, Limit, Result, Role};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;
use web::State;

/// A seat without limit or end.
pub fn seat(association: Uuid, account: Uuid, role: Role, since: DateTime<Utc>) -> seat::ActiveModel {
    seat::ActiveModel {
        association_id: Set(association),
        account_id: Set(account),
        role: Set(role.code().into()),
        since: Set(since),
        custom_role_id: Set(None),
        limit_kind: Set(None),
        limit_to: Set(None),
        expires_at: Set(None),
        // whoever the account is stays who it is, whatever office it gets
        member_id: NotSet,
    }
}

/// What a living seat gives its holder.
pub struct Held {
    pub role: Role,
    /// Of a role of the association's own; otherwise the role's column in the table says it.
    pub grants: Option<Vec<String>>,
    pub limit: Option<Limit>,
    /// The member whom the holder is.
    pub member: Option<Uuid>,
}

/// The seat of an account, if it has one that has not ended.
pub async fn find(ws: &Workspace, association: Uuid, account: Uuid) -> Result<Option<seat::Model>> {
    let found = ws.global().one(seat::Entity::find_by_id((association, account))).await?;
    Ok(found.filter(|seat| seat.expires_at.is_none_or(|end| end > ws.now())))
}

/// What the seat gives, its own role read afresh. A damaged limit gives nothing rather than more.
pub async fn held(state: &State, seat: &seat::Model, request: &str) -> Result<Option<Held>> {
    let Some(role) = Role::parse(&seat.role) else { return Ok(None) };
    let limit = match (seat.limit_kind.as_deref(), seat.limit_to.as_deref()) {
        (None, _) => None,
        (Some(kind), to) => match limit(kind, to.unwrap_or_default()) {
            None => return Ok(None),
            found => found,
        },
    };
    let grants = if role == Role::Custom { Some(custom(state, seat, request).await?) } else { None };
    Ok(Some(Held { role, grants, limit, member: seat.member_id }))
}

pub fn limit(kind: &str, to: &str) -> Option<Limit> {
    match kind {
        "group" => to.parse().ok().map(Limit::Group),
        "project" => to.parse().ok().map(Limit::Project),
        "year" => to.parse().ok().map(Limit::Year),
        _ => None,
    }
}

async fn custom(state: &State, seat: &seat::Model, request: &str) -> Result<Vec<String>> {
    let Some(id) = seat.custom_role_id else { return Ok(Vec::new()) };
    let ws = state.db()?.read(AssociationId(seat.association_id), Origin::platform(request)).await?;
    let role = ws.one(custom_role::Entity::find().filter(custom_role::Column::Id.eq(id))).await?;
    Ok(role.map(|role| permissions(&role)).unwrap_or_default())
}

/// The permissions of an association's own role: those that its board gave it, and those of every seat.
pub fn permissions(role: &custom_role::Model) -> Vec<String> {
    let mut names: Vec<String> = serde_json::from_value(role.permissions.clone()).unwrap_or_default();
    names.extend(OF_EVERY_SEAT.iter().map(ToString::to_string));
    let place = |name: &String| TABLE.iter().position(|row| row.name == *name);
    names.sort_by_key(place);
    names.dedup();
    names
}
