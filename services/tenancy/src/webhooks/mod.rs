//! Telling programs elsewhere what happened in an association: signed calls, queued with the fact,
//! repeated until they are answered, logged for a month.

mod facts;
mod post;
mod send;
mod signature;
mod target;

pub use send::send;

use crate::entity::{webhook, webhook_attempt, webhook_call, webhook_queue};
use chrono::{DateTime, Duration, Utc};
use contracts::events::Envelope;
use contracts::webhooks::{AddWebhook, Attempt, CallState, Fact, FindCalls, KINDS, MadeWebhook, PING, Webhook, WebhookCall, WebhookCalls};
use contracts::{ById, Done, Nothing, Page};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::id::new_id;
use kernel::permission::ManageWebhooks;
use kernel::{Error, Kind, Result};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::HashMap;
use target::Target;
use uuid::Uuid;
use web::Access;

/// Webhooks of one association.
const MOST: i64 = 20;
const PAGE: usize = 50;
/// What is told to a webhook that is failing waits for so long.
const HELD_BACK: Duration = Duration::minutes(1);
/// For so long a repeated request is answered with the secret: the first answer may have been lost.
const ANSWERED_AGAIN: Duration = Duration::minutes(10);

/// Queues a call to each webhook that wants to know, in the transaction of the reaction.
pub async fn announce(ws: &Workspace, envelope: &Envelope) -> Result<()> {
    let Some((kind, data)) = facts::of(envelope) else { return Ok(()) };
    let hooks = ws.all(webhook::Entity::find().filter(webhook::Column::DisabledAt.is_null())).await?;
    let fact = Fact { id: envelope.id, kind: kind.into(), at: envelope.at, association: envelope.association, data };
    for hook in hooks.iter().filter(|hook| kinds(hook).iter().any(|wanted| wanted == kind)) {
        // a receiver that is failing is not asked more often because more happens
        let due_at = if hook.failing_since.is_some() { ws.now() + HELD_BACK } else { ws.now() };
        queue(ws, hook.id, &fact, due_at).await?;
    }
    Ok(())
}

async fn queue(ws: &Workspace, webhook: Uuid, fact: &Fact, due_at: DateTime<Utc>) -> Result<()> {
    let id = new_id();
    let call = webhook_call::ActiveModel {
        id: Set(id),
        webhook_id: Set(webhook),
        kind: Set(fact.kind.clone()),
        body: Set(serde_json::to_string(fact).map_err(Error::internal)?),
        state: Set(CallState::Queued.code().into()),
        attempts: Set(0),
        created_at: Set(ws.now()),
        due_at: Set(Some(due_at)),
        ..Default::default()
    };
    ws.insert(call).await?;
    let row = webhook_queue::ActiveModel {
        call_id: Set(id),
        association_id: Set(ws.association().0),
        webhook_id: Set(webhook),
        due_at: Set(due_at),
        lease_until: Set(None),
    };
    ws.global().insert(row).await.map(drop)
}

pub async fn list(access: Access<ManageWebhooks>, _: Nothing) -> Result<Page<Webhook>> {
    let ws = access.begin().await?;
    let rows = ws.all(webhook::Entity::find().filter(webhook::Column::RemovedAt.is_null()).order_by_asc(webhook::Column::Id)).await?;
    Ok(Page { items: rows.into_iter().map(present).collect(), next: None })
}

pub async fn add(access: Access<ManageWebhooks>, input: AddWebhook) -> Result<MadeWebhook> {
    let mut errors = FieldErrors::default();
    let url = errors.keep("url", Target::read(&input.url, send::allowed(access.state())).map(|_| input.url.trim().to_owned()));
    let kinds = errors.keep("kinds", read_kinds(&input.kinds));
    errors.finish()?;
    let (Some(url), Some(kinds)) = (url, kinds) else { return Err(Error::invalid("invalid-input")) };
    let ws = match access.begin().await {
        Err(error) if error.kind() == Kind::Replayed => return answer_again(&access, &error),
        begun => begun?,
    };
    // two who come at once wait for each other here, else both could be the last one allowed
    ws.next_number("webhook").await?;
    if ws.count(webhook::Entity::find().filter(webhook::Column::RemovedAt.is_null())).await? >= MOST {
        return Err(Error::conflict("too-many-webhooks").with("max", MOST));
    }
    let row = webhook::ActiveModel {
        id: Set(new_id()),
        url: Set(url),
        kinds: Set(json!(kinds)),
        secret_number: Set(1),
        made_by: Set(access.actor().name.clone()),
        created_at: Set(ws.now()),
        rotated_at: Set(None),
        failing_since: Set(None),
        disabled_at: Set(None),
        removed_at: Set(None),
        ..Default::default()
    };
    let row = ws.insert(row).await?;
    ws.audit("webhook-added", host(&row.url), json!({ "kinds": row.kinds })).await?;
    told_once(&access, ws, row).await
}

fn read_kinds(wanted: &[String]) -> Result<Vec<&'static str>, &'static str> {
    if wanted.is_empty() {
        return Err("kind-required");
    }
    let known: Vec<&str> = KINDS.iter().copied().filter(|kind| wanted.iter().any(|name| name == kind)).collect();
    if wanted.iter().all(|name| known.contains(&name.as_str())) { Ok(known) } else { Err("choice-unknown") }
}

/// A new secret. Until a day later calls are signed with the old one too.
pub async fn rotate(access: Access<ManageWebhooks>, input: ById) -> Result<MadeWebhook> {
    let ws = match access.begin().await {
        Err(error) if error.kind() == Kind::Replayed => return answer_again(&access, &error),
        begun => begun?,
    };
    let row = living(&ws, input.id).await?;
    let number = row.secret_number + 1;
    let mut changed = row.into_active_model();
    (changed.secret_number, changed.rotated_at) = (Set(number), Set(Some(ws.now())));
    let row = ws.update(changed).await?;
    ws.audit("webhook-secret-changed", host(&row.url), json!({})).await?;
    told_once(&access, ws, row).await
}

async fn told_once(access: &Access<ManageWebhooks>, ws: Workspace, row: webhook::Model) -> Result<MadeWebhook> {
    let secret = signature::secret(access.state().signer(), row.id, row.secret_number);
    let number = row.secret_number;
    let webhook = ws.commit(Kept { webhook: present(row), number }).await?.webhook;
    Ok(MadeWebhook { webhook, secret: Some(secret) })
}

fn answer_again(access: &Access<ManageWebhooks>, replayed: &Error) -> Result<MadeWebhook> {
    let reply = replayed.params().get("reply").map(String::as_str).unwrap_or_default();
    let made: Kept = serde_json::from_str(reply).map_err(Error::internal)?;
    let Kept { webhook, number } = made;
    let since = webhook.rotated_at.unwrap_or(webhook.created_at);
    let lately = since + ANSWERED_AGAIN > access.now();
    let secret = lately.then(|| signature::secret(access.state().signer(), webhook.id, number));
    Ok(MadeWebhook { webhook, secret })
}

/// What is kept of the answer for a repetition: which secret, not the secret.
#[derive(Serialize, Deserialize)]
struct Kept {
    webhook: Webhook,
    number: i32,
}

/// Tries it out: a call of the kind `ping`.
pub async fn ping(access: Access<ManageWebhooks>, input: ById) -> Result<Done> {
    let ws = access.begin().await?;
    let hook = living(&ws, input.id).await?;
    let fact = Fact { id: new_id(), kind: PING.into(), at: ws.now(), association: ws.association(), data: json!({}) };
    queue(&ws, hook.id, &fact, ws.now()).await?;
    ws.commit(Done {}).await
}

/// Sends again to one that was disabled. What it missed is not made up for; the log can repeat it.
pub async fn revive(access: Access<ManageWebhooks>, input: ById) -> Result<Webhook> {
    let ws = access.begin().await?;
    let row = living(&ws, input.id).await?;
    if row.disabled_at.is_none() {
        return ws.commit(present(row)).await;
    }
    let mut revived = row.into_active_model();
    (revived.disabled_at, revived.failing_since) = (Set(None), Set(None));
    let row = ws.update(revived).await?;
    ws.audit("webhook-revived", host(&row.url), json!({})).await?;
    ws.commit(present(row)).await
}

/// Ends it. Ending what has ended changes nothing; the log of its calls lives out its month.
pub async fn remove(access: Access<ManageWebhooks>, input: ById) -> Result<Done> {
    let ws = access.begin().await?;
    let hook = ws.lock::<webhook::Entity>(input.id).await?;
    if hook.removed_at.is_none() {
        let (id, host) = (hook.id, host(&hook.url));
        let mut removed = hook.into_active_model();
        (removed.removed_at, removed.disabled_at) = (Set(Some(ws.now())), Set(Some(ws.now())));
        ws.update(removed).await?;
        send::abandon(&ws, id).await?;
        ws.audit("webhook-removed", host, json!({})).await?;
    }
    ws.commit(Done {}).await
}

/// One that was not removed, kept as it is until the transaction ends.
async fn living(ws: &Workspace, id: Uuid) -> Result<webhook::Model> {
    let hook = ws.lock::<webhook::Entity>(id).await?;
    if hook.removed_at.is_some() { Err(Error::conflict("webhook-gone")) } else { Ok(hook) }
}

pub async fn calls(access: Access<ManageWebhooks>, input: FindCalls) -> Result<WebhookCalls> {
    let ws = access.begin().await?;
    let hook = ws.get::<webhook::Entity>(input.id).await?;
    let mut select = webhook_call::Entity::find().filter(webhook_call::Column::WebhookId.eq(hook.id));
    if let Some(after) = input.after.and_then(|after| Uuid::try_parse(&after).ok()) {
        select = select.filter(webhook_call::Column::Id.lt(after));
    }
    let mut rows = ws.all(select.order_by_desc(webhook_call::Column::Id).limit(PAGE as u64 + 1)).await?;
    let next = (rows.len() > PAGE).then(|| rows[PAGE - 1].id.to_string());
    rows.truncate(PAGE);
    let tried = webhook_attempt::Entity::find().filter(webhook_attempt::Column::CallId.is_in(rows.iter().map(|row| row.id)));
    let mut attempts: HashMap<Uuid, Vec<Attempt>> = HashMap::new();
    for row in ws.all(tried.order_by_asc(webhook_attempt::Column::Id)).await? {
        let attempt = Attempt { at: row.at, status: row.status, failure: row.failure, milliseconds: row.milliseconds };
        attempts.entry(row.call_id).or_default().push(attempt);
    }
    let items = rows.into_iter().map(|row| {
        let attempts = attempts.remove(&row.id).unwrap_or_default();
        shown(row, attempts)
    });
    Ok(WebhookCalls { webhook: present(hook), items: items.collect::<Result<_>>()?, next })
}

/// Makes a call again that has ended, with the same id. One that still waits is made at once.
pub async fn repeat(access: Access<ManageWebhooks>, input: ById) -> Result<Done> {
    let ws = access.begin().await?;
    let call = ws.get::<webhook_call::Entity>(input.id).await?;
    living(&ws, call.webhook_id).await?;
    let call = ws.lock::<webhook_call::Entity>(call.id).await?;
    let id = call.id;
    let mut again = call.into_active_model();
    (again.state, again.attempts, again.due_at) = (Set(CallState::Queued.code().into()), Set(0), Set(Some(ws.now())));
    ws.update(again).await?;
    let due = webhook_queue::Entity::update_many()
        .col_expr(webhook_queue::Column::DueAt, Expr::val(ws.now()))
        .col_expr(webhook_queue::Column::LeaseUntil, Expr::val(Option::<DateTime<Utc>>::None))
        .filter(webhook_queue::Column::CallId.eq(id));
    ws.global().update_many(due).await?;
    ws.commit(Done {}).await
}

/// For the log: a path may hold a secret of the receiver's.
fn host(url: &str) -> String {
    url.parse::<hyper::Uri>().ok().and_then(|url| url.host().map(ToOwned::to_owned)).unwrap_or_default()
}

fn kinds(hook: &webhook::Model) -> Vec<String> {
    serde_json::from_value(hook.kinds.clone()).unwrap_or_default()
}

fn present(row: webhook::Model) -> Webhook {
    Webhook {
        id: row.id,
        kinds: kinds(&row),
        url: row.url,
        made_by: row.made_by,
        created_at: row.created_at,
        rotated_at: row.rotated_at,
        failing_since: row.failing_since,
        disabled_at: row.disabled_at,
        removed_at: row.removed_at,
    }
}

fn shown(row: webhook_call::Model, attempts: Vec<Attempt>) -> Result<WebhookCall> {
    Ok(WebhookCall {
        id: row.id,
        kind: row.kind,
        created_at: row.created_at,
        state: CallState::parse(&row.state).ok_or_else(|| Error::internal(format!("call state {}", row.state)))?,
        body: row.body,
        attempts,
        due_at: row.due_at,
    })
}
