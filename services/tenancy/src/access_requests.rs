//! A coordinator asks a board to open its workspace; the board agrees or refuses.

use crate::consents::{self, Opening};
use crate::entity::{access_request, association, hub};
use crate::{accounts, board, hub_log, hubs, oversight};
use contracts::consents::{AccessRequest, RequestAccess};
use contracts::notices::NoticeKind;
use contracts::{ById, Done, Nothing, Page};
use database::Workspace;
use kernel::id::new_id;
use kernel::permission::{ManageConsents, RequestAccess as AskForAccess, ViewCoordinators};
use kernel::{AssociationId, Error, Result};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;
use std::collections::HashMap;
use uuid::Uuid;
use web::Access;

/// `GET /api/v1/hubs/{hub}/access-requests`, newest first.
pub async fn list(access: Access<ViewCoordinators>, _: Nothing) -> Result<Page<AccessRequest>> {
    let ws = access.begin().await?;
    let hub = hubs::of(&access, &ws).await?;
    let mine = access_request::Entity::find().filter(access_request::Column::HubId.eq(hub.id));
    let rows = ws.global().all(mine.order_by_desc(access_request::Column::Id).limit(100)).await?;
    Ok(Page { items: present(&ws, rows).await?, next: None })
}

/// `POST /api/v1/hubs/{hub}/access-requests`
///
/// # Errors
/// `unknown-association` for one that the hub does not see, `request-waits` when the board has not
/// answered the last one.
pub async fn ask(access: Access<AskForAccess>, input: RequestAccess) -> Result<AccessRequest> {
    let wanted = Opening::read(&input.reason, &input.days, input.scope.as_deref(), input.areas.as_deref())?;
    let ws = access.begin().await?;
    let hub = hubs::of(&access, &ws).await?;
    let association =
        oversight::find(&ws, &hub, &input.association).await?.ok_or_else(|| Error::field("association", "unknown-association"))?;
    let waiting = access_request::Entity::find()
        .filter(access_request::Column::HubId.eq(hub.id))
        .filter(access_request::Column::AssociationId.eq(association.id))
        .filter(access_request::Column::AnsweredAt.is_null());
    if ws.global().one(waiting).await?.is_some() {
        return Err(Error::conflict("request-waits"));
    }
    let row = access_request::ActiveModel {
        id: Set(new_id()),
        hub_id: Set(hub.id),
        association_id: Set(association.id),
        account_id: Set(access.account()?),
        who: Set(access.actor().name.clone()),
        reason: Set(wanted.reason),
        scope: Set(wanted.terms.scope),
        areas: Set(wanted.terms.areas.join(" ")),
        days: Set(wanted.days),
        asked_at: Set(ws.now()),
        answered_at: Set(None),
        answered_by: Set(None),
        consent_id: Set(None),
    };
    let row = ws.global().insert(row).await?;
    let id = AssociationId(association.id);
    ws.audit_in(id, "access-requested", row.reason.clone(), json!({ "hub": hub.slug, "days": row.days })).await?;
    hub_log::note(&ws, hub.id, "access-requested", "", Some(id)).await?;
    board::tell_in(&ws, id, NoticeKind::AccessRequested, "/consents").await?;
    let reply = present(&ws, vec![row]).await?.pop().ok_or_else(|| Error::internal("a request just written"))?;
    ws.commit(reply).await
}

/// `POST …/access-requests/{id}/acceptance`: opens what was asked for.
pub async fn accept(access: Access<ManageConsents>, input: ById) -> Result<Done> {
    let ws = access.begin().await?;
    let association = consents::lock(&ws).await?;
    let request = unanswered(&ws, input.id).await?;
    // the association may have moved out of the hub's sight since
    let line = hubs::line(&ws, &hubs::get(&ws, association.hub_id).await?).await?;
    let hub = line.into_iter().find(|hub| hub.id == request.hub_id).ok_or_else(|| Error::conflict("no-hub"))?;
    let terms = consents::terms(&request.scope, &request.areas);
    let consent = consents::open(&ws, hub, Opening { reason: request.reason.clone(), days: request.days, terms }).await?;
    answer(&ws, request, Some(consent.id)).await?;
    ws.commit(Done {}).await
}

/// `POST …/access-requests/{id}/refusal`
pub async fn refuse(access: Access<ManageConsents>, input: ById) -> Result<Done> {
    let ws = access.begin().await?;
    consents::lock(&ws).await?;
    let request = unanswered(&ws, input.id).await?;
    ws.audit("access-refused", request.reason.clone(), json!({})).await?;
    hub_log::note(&ws, request.hub_id, "access-refused", "", Some(ws.association())).await?;
    answer(&ws, request, None).await?;
    ws.commit(Done {}).await
}

/// # Errors
/// Not found, as another association's; `request-answered`.
async fn unanswered(ws: &Workspace, id: Uuid) -> Result<access_request::Model> {
    let mine = access_request::Entity::find_by_id(id).filter(access_request::Column::AssociationId.eq(ws.association().0));
    let request = ws.global().lock(mine).await?.pop().ok_or_else(Error::not_found)?;
    if request.answered_at.is_some() { Err(Error::conflict("request-answered")) } else { Ok(request) }
}

async fn answer(ws: &Workspace, request: access_request::Model, consent: Option<Uuid>) -> Result<()> {
    let mut answered = request.into_active_model();
    answered.answered_at = Set(Some(ws.now()));
    answered.answered_by = Set(Some(ws.origin().who.clone()));
    answered.consent_id = Set(consent);
    ws.global().update(answered).await.map(drop)
}

pub async fn present(ws: &Workspace, rows: Vec<access_request::Model>) -> Result<Vec<AccessRequest>> {
    let hubs = ws.global().all(hub::Entity::find().filter(hub::Column::Id.is_in(rows.iter().map(|row| row.hub_id)))).await?;
    let open = consents::open_to(ws, &hubs, Some(rows.iter().map(|row| row.association_id).collect())).await?;
    let hubs: HashMap<_, _> = hubs.into_iter().map(|hub| (hub.id, hubs::place(hub))).collect();
    let associations = association::Entity::find().filter(association::Column::Id.is_in(rows.iter().map(|row| row.association_id)));
    let associations: HashMap<_, _> = ws.global().all(associations).await?.into_iter().map(|row| (row.id, accounts::place(row))).collect();
    let present = |row: access_request::Model| {
        let (hub, association) = (hubs.get(&row.hub_id)?.clone(), associations.get(&row.association_id)?.clone());
        let is_open = open.iter().any(|visit| visit.hub.slug == hub.slug && visit.association.slug == association.slug);
        Some(AccessRequest {
            hub,
            association,
            id: row.id,
            terms: consents::terms(&row.scope, &row.areas),
            reason: row.reason,
            days: row.days,
            asked_by: row.who,
            asked_at: row.asked_at,
            answered_at: row.answered_at,
            answered_by: row.answered_by,
            accepted: row.consent_id.is_some(),
            open: row.consent_id.is_some() && is_open,
        })
    };
    Ok(rows.into_iter().filter_map(present).collect())
}
