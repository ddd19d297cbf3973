//! All that tenancy holds on one person, for that person (law 09-08, art. 7). No secret is in it:
//! neither digests of passwords nor of tokens.

use crate::entity::{account, account_entry, api_token, association, audit_entry, hub, invitation, rights_request, seat, token};
use crate::hubs;
use contracts::Nothing;
use contracts::privacy::OwnData;
use database::Origin;
use kernel::permission::OwnAccount;
use kernel::{AssociationId, Error, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::{Value, json};
use uuid::Uuid;
use web::Access;

/// Of each kind and association, the newest.
const MOST: u64 = 5000;

pub async fn own(access: Access<OwnAccount>, _: Nothing) -> Result<OwnData> {
    let id = access.account()?;
    let ws = access.begin().await?;
    let owner = ws.global().one(account::Entity::find_by_id(id)).await?.ok_or_else(Error::unauthenticated)?;
    let tokens = ws.global().all(token::Entity::find().filter(token::Column::AccountId.eq(id))).await?;
    let seats = ws.global().all(seat::Entity::find().filter(seat::Column::AccountId.eq(id))).await?;
    let ids: Vec<Uuid> = seats.iter().map(|seat| seat.association_id).collect();
    let places = ws.global().all(association::Entity::find().filter(association::Column::Id.is_in(ids))).await?;
    let coordinated = hubs::coordinated(&ws, id).await?;
    let hubs = ws.global().all(hub::Entity::find().filter(hub::Column::Id.is_in(coordinated.iter().map(|row| row.hub_id)))).await?;
    let history = account_entry::Entity::find().filter(account_entry::Column::AccountId.eq(id));
    let history = ws.all(history.order_by_desc(account_entry::Column::Id).limit(MOST)).await?;
    let invited = invitation::Entity::find().filter(invitation::Column::EmailKey.eq(&owner.email_key)).limit(MOST);
    let invited = ws.global().all(invited).await?;
    drop(ws);
    let mut associations = Vec::new();
    for seat in seats {
        let name = places.iter().find(|place| place.id == seat.association_id).map(|place| place.name_fr.clone());
        let mut held = in_association(&access, seat.association_id, id).await?;
        held["association"] = json!({ "id": seat.association_id, "name": name });
        held["office"] = json!({ "role": seat.role, "since": seat.since, "expires_at": seat.expires_at });
        associations.push(held);
    }
    let hubs = coordinated.iter().filter_map(|row| Some((hubs.iter().find(|hub| hub.id == row.hub_id)?, row)));
    let held = json!({
        "account": {
            "id": owner.id, "name": owner.name, "email": owner.email, "locale": owner.locale, "confirmed_at": owner.confirmed_at,
            "created_at": owner.created_at,
        },
        "sessions_and_tokens": tokens.iter().map(|token| json!({
            "purpose": token.purpose, "association": token.association_id, "created_at": token.created_at,
            "expires_at": token.expires_at, "last_used_at": token.last_used_at,
            "device": token.device, "address": token.address,
        })).collect::<Vec<_>>(),
        "account_history": history.iter().map(|entry| json!({
            "at": entry.at, "action": entry.action, "device": entry.device, "address": entry.address,
        })).collect::<Vec<_>>(),
        "coordinator_of": hubs.map(|(hub, row)| json!({
            "hub": hub.slug, "name": hub.name_fr, "level": hub.level, "chief": row.chief, "since": row.since,
        })).collect::<Vec<_>>(),
        "invitations": invited.iter().map(|one| json!({
            "association": one.association_id, "name": one.name, "role": one.role, "invited_by": one.invited_by, "sent_at": one.sent_at,
            "expires_at": one.expires_at, "answered_at": one.answered_at, "answer": one.answer,
        })).collect::<Vec<_>>(),
        "associations": associations,
    });
    let not_included = vec![
        "The members' lists of associations. Where your seat is tied to your record, it is under /a/{association}/me; ask each association.".to_owned(),
        "The logs of associations in which you hold no office any more. Ask each association.".to_owned(),
    ];
    Ok(OwnData { made_at: access.now(), held, not_included })
}

async fn in_association(access: &Access<OwnAccount>, association: Uuid, account: Uuid) -> Result<Value> {
    let ws = access.state().db()?.read(AssociationId(association), Origin::actor(access.actor(), access.request_id())).await?;
    let acts = audit_entry::Entity::find().filter(audit_entry::Column::AccountId.eq(account));
    let acts = ws.all(acts.order_by_desc(audit_entry::Column::Id).limit(MOST)).await?;
    let asked = ws.all(rights_request::Entity::find().filter(rights_request::Column::AccountId.eq(account)).limit(MOST)).await?;
    let made = ws.all(api_token::Entity::find().filter(api_token::Column::AccountId.eq(account)).limit(MOST)).await?;
    Ok(json!({
        "log": acts.iter().map(|act| json!({ "at": act.at, "as": act.role, "action": act.action, "subject": act.subject })).collect::<Vec<_>>(),
        "requests": asked.iter().map(|one| json!({
            "kind": one.kind, "message": one.message, "received_on": one.received_on, "due_on": one.due_on, "state": one.state,
            "answer": one.answer, "answered_at": one.answered_at,
        })).collect::<Vec<_>>(),
        "api_tokens": made.iter().map(|one| json!({
            "name": one.name, "permissions": one.permissions, "created_at": one.created_at, "expires_at": one.expires_at,
            "last_used_at": one.last_used_at, "used_from": one.used_from, "revoked_at": one.revoked_at,
        })).collect::<Vec<_>>(),
    }))
}
