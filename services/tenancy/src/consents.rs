//! The board opens its workspace to a hub for a while, and closes it.

use crate::entity::{access_request, association, consent, hub, opening};
use crate::{access_requests, accounts, associations, hub_log, hubs};
use chrono::{DateTime, Duration, Utc};
use contracts::consents::{AREAS, Consent, Consents, GiveConsent, Terms};
use contracts::tenancy::{OpenVisit, Place};
use contracts::{ById, Nothing};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::fold::{clean, western_digits};
use kernel::id::new_id;
use kernel::permission::{ManageConsents, Scope, TABLE, ViewAssociation, ViewAudit};
use kernel::{Error, Permission, Result};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;
use std::collections::BTreeSet;
use uuid::Uuid;
use web::Access;

/// Days a consent may last.
const LONGEST: i32 = 30;
/// The register of who was convened is a part of the assemblies.
const DELIVERIES: &str = "deliveries";

/// What is asked for or given, read and found right.
pub struct Opening {
    pub reason: String,
    pub days: i32,
    pub terms: Terms,
}

impl Opening {
    /// # Errors
    /// All fields' errors at once.
    pub fn read(reason: &str, days: &str, scope: Option<&str>, areas: Option<&[String]>) -> Result<Self> {
        let mut errors = FieldErrors::default();
        let reason = clean(reason);
        match reason.chars().count() {
            0 => errors.add("reason", "required"),
            1..=500 => {}
            _ => errors.add_with("reason", "too-long", "max", 500),
        }
        let days = western_digits(days.trim()).parse().ok().filter(|days| (1..=LONGEST).contains(days));
        let days = errors.keep("days", days.ok_or("consent-days-wrong")).unwrap_or(1);
        let scope = scope.unwrap_or("read");
        if !matches!(scope, "read" | "write") {
            errors.add("scope", "choice-unknown");
        }
        let areas: Vec<String> = areas.map_or_else(|| AREAS.map(String::from).to_vec(), <[String]>::to_vec);
        if areas.is_empty() {
            errors.add("areas", "required");
        } else if areas.iter().any(|area| !AREAS.contains(&area.as_str())) {
            errors.add("areas", "choice-unknown");
        }
        errors.finish()?;
        Ok(Self { reason, days, terms: Terms { scope: scope.into(), areas } })
    }
}

pub fn terms(scope: &str, areas: &str) -> Terms {
    Terms { scope: scope.into(), areas: areas.split(' ').map(String::from).collect() }
}

/// Exactly what a visitor may do: the association's home, and the permissions that begin with an
/// opened area. Whatever governs the association (its log, roles, consents, settings) is no area.
pub fn grants(terms: &Terms) -> Vec<String> {
    let area = |name: &str| match name.split('.').next().unwrap_or_default() {
        DELIVERIES => "assemblies".to_owned(),
        area => area.to_owned(),
    };
    let open = |name: &str| terms.areas.contains(&area(name)) && (terms.scope == "write" || name.split('.').next_back() == Some("view"));
    let rows = TABLE.iter().filter(|row| row.scope == Scope::Association);
    rows.map(|row| row.name).filter(|name| *name == ViewAssociation::NAME || open(name)).map(String::from).collect()
}

pub async fn list(access: Access<ViewAudit>, _: Nothing) -> Result<Consents> {
    let ws = access.begin().await?;
    let association = associations::find(&ws, access.association().0).await?;
    let line = hubs::line(&ws, &hubs::get(&ws, association.hub_id).await?).await?;
    let rows = ws.all(consent::Entity::find().order_by_desc(consent::Column::Id).limit(100)).await?;
    let mut consents = Vec::with_capacity(rows.len());
    for row in rows {
        consents.push(present(&ws, row).await?);
    }
    let requests = access_request::Entity::find()
        .filter(access_request::Column::AssociationId.eq(association.id))
        .order_by_desc(access_request::Column::Id)
        .limit(100);
    let mut requests = access_requests::present(&ws, ws.global().all(requests).await?).await?;
    requests.sort_by_key(|request| request.answered_at.is_some());
    Ok(Consents { hubs: line.into_iter().rev().map(hubs::place).collect(), consents, requests })
}

pub async fn give(access: Access<ManageConsents>, input: GiveConsent) -> Result<Consent> {
    let opening = Opening::read(&input.reason, &input.days, input.scope.as_deref(), input.areas.as_deref())?;
    let ws = access.begin().await?;
    let association = lock(&ws).await?;
    let mut line = hubs::line(&ws, &hubs::get(&ws, association.hub_id).await?).await?.into_iter().rev();
    let hub = match input.hub.as_deref() {
        None => line.next(),
        Some(slug) => line.find(|hub| hub.slug == slug),
    };
    let hub = hub.ok_or_else(|| Error::field("hub", "unknown-hub"))?;
    let row = open(&ws, hub, opening).await?;
    let reply = present(&ws, row).await?;
    ws.commit(reply).await
}

/// Opens the workspace, whose association is locked.
pub async fn open(ws: &Workspace, hub: hub::Model, opening: Opening) -> Result<consent::Model> {
    let hub_id = hub.id;
    let row = consent::ActiveModel {
        id: Set(new_id()),
        hub_id: Set(hub_id),
        hub_name_ar: Set(hub.name_ar),
        hub_name_fr: Set(hub.name_fr),
        reason: Set(opening.reason),
        given_by: Set(ws.origin().who.clone()),
        given_at: Set(ws.now()),
        expires_at: Set(ws.now() + Duration::days(opening.days.into())),
        revoked_at: Set(None),
        scope: Set(opening.terms.scope),
        areas: Set(opening.terms.areas.join(" ")),
        ..Default::default()
    };
    let row = ws.insert(row).await?;
    tell(ws, hub_id).await?;
    let details = json!({ "hub": hub_id, "after": { "expires_at": row.expires_at, "scope": row.scope, "areas": row.areas } });
    ws.audit("consent-given", row.reason.clone(), details).await?;
    hub_log::note(ws, hub_id, "consent-given", "", Some(ws.association())).await?;
    Ok(row)
}

/// Revoking what is revoked changes nothing.
pub async fn revoke(access: Access<ManageConsents>, input: ById) -> Result<Consent> {
    let ws = access.begin().await?;
    lock(&ws).await?;
    let mut row = ws.lock::<consent::Entity>(input.id).await?;
    if row.revoked_at.is_none() {
        let (hub, until) = (row.hub_id, row.expires_at);
        let mut revoked = row.into_active_model();
        revoked.revoked_at = Set(Some(ws.now()));
        row = ws.update(revoked).await?;
        tell(&ws, hub).await?;
        let change = json!({ "before": { "expires_at": until }, "after": { "expires_at": row.revoked_at } });
        ws.audit("consent-revoked", row.reason.clone(), change).await?;
        hub_log::note(&ws, hub, "consent-revoked", "", Some(ws.association())).await?;
    }
    let reply = present(&ws, row).await?;
    ws.commit(reply).await
}

/// Who opens and closes an association's workspace takes turns.
pub async fn lock(ws: &Workspace) -> Result<association::Model> {
    let mine = association::Entity::find_by_id(ws.association().0);
    ws.global().lock(mine).await?.pop().ok_or_else(Error::not_found)
}

/// Tells a hub until when the workspace is open to it.
async fn tell(ws: &Workspace, hub: Uuid) -> Result<()> {
    let association = ws.association().0;
    let told = opening::Entity::delete_many().filter(opening::Column::HubId.eq(hub)).filter(opening::Column::AssociationId.eq(association));
    ws.global().delete(told).await?;
    if let Some(until) = longest_left(ws, hub).await? {
        let row = opening::ActiveModel { hub_id: Set(hub), association_id: Set(association), until: Set(until) };
        ws.global().insert(row).await?;
    }
    Ok(())
}

/// Tells every hub that is known here, after a restore.
pub async fn tell_all(ws: &Workspace) -> Result<()> {
    let left = consent::Entity::find().filter(consent::Column::RevokedAt.is_null()).filter(consent::Column::ExpiresAt.gt(ws.now()));
    let hubs: BTreeSet<Uuid> = ws.all(left).await?.into_iter().map(|row| row.hub_id).collect();
    for hub in hubs {
        if hubs::known(ws, hub).await?.is_some() {
            tell(ws, hub).await?;
        }
    }
    Ok(())
}

/// The workspaces that are open to these hubs now, those that close first first; of very many, the first
/// hundred. `among`: these associations only. What a hub no longer oversees is closed to it, whatever was given.
pub async fn open_to(ws: &Workspace, hubs: &[hub::Model], among: Option<Vec<Uuid>>) -> Result<Vec<OpenVisit>> {
    let mut open = opening::Entity::find()
        .filter(opening::Column::HubId.is_in(hubs.iter().map(|hub| hub.id)))
        .filter(opening::Column::Until.gt(ws.now()));
    if let Some(among) = among {
        open = open.filter(opening::Column::AssociationId.is_in(among));
    }
    let open = ws.global().all(open.order_by_asc(opening::Column::Until).limit(100)).await?;
    let ids = open.iter().map(|row| row.association_id);
    let rows = ws.global().all(association::Entity::find().filter(association::Column::Id.is_in(ids))).await?;
    let over = hub::Entity::find().filter(hub::Column::Id.is_in(rows.iter().map(|row| row.hub_id)));
    let over = ws.global().all(over).await?;
    let visit = |row: opening::Model| {
        let association = rows.iter().find(|found| found.id == row.association_id)?;
        let hub = hubs.iter().find(|hub| hub.id == row.hub_id)?;
        let overseen = over.iter().any(|leaf| leaf.id == association.hub_id && leaf.path.starts_with(&hub.path));
        let (association, hub) = (accounts::place(association.clone()), hubs::place(hub.clone()));
        overseen.then_some(OpenVisit { association, hub, until: row.until })
    };
    Ok(open.into_iter().filter_map(visit).collect())
}

async fn longest_left(ws: &Workspace, hub: Uuid) -> Result<Option<DateTime<Utc>>> {
    let left = consent::Entity::find()
        .filter(consent::Column::HubId.eq(hub))
        .filter(consent::Column::RevokedAt.is_null())
        .filter(consent::Column::ExpiresAt.gt(ws.now()))
        .order_by_desc(consent::Column::ExpiresAt)
        .limit(1);
    Ok(ws.one(left).await?.map(|consent| consent.expires_at))
}

async fn present(ws: &Workspace, row: consent::Model) -> Result<Consent> {
    let hub = match hubs::known(ws, row.hub_id).await? {
        Some(hub) => hubs::place(hub),
        // of the installation that the association came from
        None => Place { slug: String::new(), name_ar: row.hub_name_ar, name_fr: row.hub_name_fr },
    };
    Ok(Consent {
        id: row.id,
        hub,
        reason: row.reason,
        terms: terms(&row.scope, &row.areas),
        given_by: row.given_by,
        given_at: row.given_at,
        expires_at: row.expires_at,
        revoked_at: row.revoked_at,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visitor_gets_what_was_opened_and_never_what_governs() {
        let given = |scope: &str, areas: &str| grants(&terms(scope, areas));
        assert_eq!(given("read", "dues"), ["association.view", "dues.view"]);
        assert!(given("read", "assemblies").contains(&"deliveries.view".to_owned()));
        let most = given("write", &AREAS.join(" "));
        assert!(most.contains(&"members.edit".to_owned()));
        for name in most {
            let area = name.split('.').next().unwrap_or_default().to_owned();
            assert!(name == "association.view" || AREAS.contains(&area.as_str()) || area == DELIVERIES, "{name}");
        }
    }
}
