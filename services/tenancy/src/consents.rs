//! The board opens its workspace to the hub for a while, and closes it.

use crate::entity::{association, consent};
use crate::{associations, indicators, reference};
use chrono::{DateTime, Duration, Utc};
use contracts::tenancy::{Consent, Consents, GiveConsent};
use contracts::{ById, Nothing};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::fold::{clean, western_digits};
use kernel::id::new_id;
use kernel::permission::{ManageConsents, ViewAudit};
use kernel::{Error, Result};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;
use web::Access;

/// Days a consent may last.
const LONGEST: i64 = 30;

pub async fn list(access: Access<ViewAudit>, _: Nothing) -> Result<Consents> {
    let ws = access.begin().await?;
    let hub = hub(&ws, access.association().0).await?;
    let rows = ws.all(consent::Entity::find().order_by_desc(consent::Column::Id).limit(100)).await?;
    Ok(Consents { hub: hub.map(reference::Hub::place), consents: rows.into_iter().map(present).collect() })
}

pub async fn give(access: Access<ManageConsents>, input: GiveConsent) -> Result<Consent> {
    let mut errors = FieldErrors::default();
    let reason = clean(&input.reason);
    match reason.chars().count() {
        0 => errors.add("reason", "required"),
        1..=500 => {}
        _ => errors.add_with("reason", "too-long", "max", 500),
    }
    let days = western_digits(input.days.trim()).parse().ok().filter(|days| (1..=LONGEST).contains(days));
    let days = errors.keep("days", days.ok_or("consent-days-wrong"));
    errors.finish()?;
    let ws = access.begin().await?;
    let hub = hub(&ws, access.association().0).await?.ok_or_else(|| Error::conflict("no-hub"))?;
    let row = consent::ActiveModel {
        id: Set(new_id()),
        hub_id: Set(hub.id),
        reason: Set(reason),
        given_by: Set(access.actor().name.clone()),
        given_at: Set(ws.now()),
        expires_at: Set(ws.now() + Duration::days(days.unwrap_or(1))),
        revoked_at: Set(None),
        ..Default::default()
    };
    let row = ws.insert(row).await?;
    indicators::open_until(&ws, Some(row.expires_at)).await?;
    ws.audit("consent-given", row.reason.clone(), json!({ "hub": hub.slug, "after": { "expires_at": row.expires_at } })).await?;
    ws.commit(present(row)).await
}

/// Revoking what is revoked changes nothing.
pub async fn revoke(access: Access<ManageConsents>, input: ById) -> Result<Consent> {
    let ws = access.begin().await?;
    let row = ws.lock::<consent::Entity>(input.id).await?;
    if row.revoked_at.is_some() {
        return ws.commit(present(row)).await;
    }
    let until = row.expires_at;
    let mut revoked = row.into_active_model();
    revoked.revoked_at = Set(Some(ws.now()));
    let row = ws.update(revoked).await?;
    indicators::open_until(&ws, longest_left(&ws).await?).await?;
    let change = json!({ "before": { "expires_at": until }, "after": { "expires_at": row.revoked_at } });
    ws.audit("consent-revoked", row.reason.clone(), change).await?;
    ws.commit(present(row)).await
}

/// Until when another consent still holds.
async fn longest_left(ws: &Workspace) -> Result<Option<DateTime<Utc>>> {
    let left = consent::Entity::find()
        .filter(consent::Column::RevokedAt.is_null())
        .filter(consent::Column::ExpiresAt.gt(ws.now()))
        .order_by_desc(consent::Column::ExpiresAt)
        .limit(1);
    Ok(ws.one(left).await?.map(|consent| consent.expires_at))
}

async fn hub(ws: &Workspace, id: uuid::Uuid) -> Result<Option<&'static reference::Hub>> {
    let association: association::Model = associations::find(ws, id).await?;
    Ok(reference::hub_of(&association.region))
}

fn present(row: consent::Model) -> Consent {
    let hub = reference::hubs().iter().find(|hub| hub.id == row.hub_id).map(reference::Hub::place);
    Consent {
        id: row.id,
        hub: hub.unwrap_or_else(|| contracts::tenancy::Place { slug: String::new(), name_ar: String::new(), name_fr: String::new() }),
        reason: row.reason,
        given_by: row.given_by,
        given_at: row.given_at,
        expires_at: row.expires_at,
        revoked_at: row.revoked_at,
    }
}
