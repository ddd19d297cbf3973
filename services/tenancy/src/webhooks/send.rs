//! Making the calls that are due, as mails are sent: a batch is leased in one short transaction,
//! each call is made while none is open, and its result is written in another one. A process that
//! dies in between leaves the lease to run out, and the call is made once more with the same id.
//!
//! A row stays in the queue after its call: when it is due again, a month later, the call is
//! forgotten.

use super::post::{self, Outcome};
use super::signature;
use super::target::Allowed;
use crate::board;
use crate::entity::{webhook, webhook_attempt, webhook_call, webhook_queue};
use chrono::{DateTime, Duration, Utc};
use contracts::notices::NoticeKind;
use contracts::webhooks::CallState;
use database::{Origin, Workspace};
use futures_util::future::BoxFuture;
use futures_util::{StreamExt, stream};
use kernel::id::new_id;
use kernel::{AssociationId, Result};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;
use uuid::Uuid;
use web::State;

/// Calls on their way at once.
const AT_ONCE: usize = 8;
const BATCH: u64 = 16;
/// Longer than two calls that take all the time they may.
const LEASE: Duration = Duration::minutes(2);
/// The log of a call is kept for so long after its end.
const KEPT: Duration = Duration::days(30);
/// A webhook that fails for so long is disabled.
const PATIENCE: Duration = Duration::days(5);

/// How long to wait after so many failures; nothing when it was the last.
fn pause(failures: i32) -> Option<Duration> {
    const SECONDS: [i64; 9] = [2, 10, 60, 5 * 60, 30 * 60, 2 * 3600, 6 * 3600, 12 * 3600, 24 * 3600];
    SECONDS.get(usize::try_from(failures - 1).ok()?).map(|seconds| Duration::seconds(*seconds))
}

pub fn send(state: State) -> BoxFuture<'static, Result<bool>> {
    Box::pin(async move {
        let leased = lease(&state).await?;
        let more = !leased.is_empty();
        stream::iter(leased)
            .for_each_concurrent(AT_ONCE, |queued| {
                let state = state.clone();
                async move {
                    let id = queued.call_id;
                    if let Err(error) = call(&state, queued).await {
                        tracing::warn!(call = %id, %error, cause = ?error.cause().map(ToString::to_string), "webhook call not settled");
                    }
                }
            })
            .await;
        Ok(more)
    })
}

async fn lease(state: &State) -> Result<Vec<webhook_queue::Model>> {
    use webhook_queue::{Column, Entity};
    let ws = state.workspace(AssociationId::PLATFORM, "call webhooks").await?;
    let free = Condition::any().add(Column::LeaseUntil.is_null()).add(Column::LeaseUntil.lt(ws.now()));
    let due = Entity::find().filter(Column::DueAt.lte(ws.now())).filter(free).order_by_asc(Column::DueAt).order_by_asc(Column::CallId);
    let mut rows = ws.global().claim(due.limit(BATCH)).await?;
    if rows.is_empty() {
        return Ok(rows);
    }
    let until = ws.now() + LEASE;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.call_id).collect();
    ws.global().update_many(Entity::update_many().col_expr(Column::LeaseUntil, Expr::val(until)).filter(Column::CallId.is_in(ids))).await?;
    for row in &mut rows {
        row.lease_until = Some(until);
    }
    ws.commit(()).await?;
    Ok(rows)
}

async fn call(state: &State, queued: webhook_queue::Model) -> Result<()> {
    let ws = state.db()?.read(AssociationId(queued.association_id), Origin::platform("call webhooks")).await?;
    let found = ws.one(webhook_call::Entity::find().filter(webhook_call::Column::Id.eq(queued.call_id))).await?;
    let Some(call) = found.filter(|call| call.state == CallState::Queued.code()) else {
        drop(ws);
        return forget(state, &queued).await;
    };
    let hook = ws.get::<webhook::Entity>(call.webhook_id).await?;
    drop(ws);
    let now = state.clock().now();
    let mut numbers = vec![hook.secret_number];
    if hook.rotated_at.is_some_and(|at| at + signature::OVERLAP > now) {
        numbers.push(hook.secret_number - 1);
    }
    let secrets: Vec<String> = numbers.into_iter().map(|number| signature::secret(state.signer(), hook.id, number)).collect();
    let headers = [
        ("user-agent", "Nassij-Webhooks/1".to_owned()),
        ("nassij-event", call.kind.clone()),
        ("nassij-delivery", call.id.to_string()),
        ("nassij-signature", signature::header(&secrets, now, &call.body)),
    ];
    let outcome = post::post(&hook.url, &headers, &call.body, allowed(state)).await;
    settle(state, &queued, outcome).await
}

pub fn allowed(state: &State) -> Allowed {
    Allowed { plain: !state.settings().production, private: state.settings().private_webhooks }
}

/// Writes the result, unless the lease ran out and somebody else has taken over.
async fn settle(state: &State, queued: &webhook_queue::Model, outcome: Outcome) -> Result<()> {
    let ws = state.workspace(AssociationId(queued.association_id), "call webhooks").await?;
    // the webhook's row first, everywhere: whoever repeats or ends it by hand waits and blocks nobody
    let hook = ws.lock::<webhook::Entity>(queued.webhook_id).await?;
    let ours = ws.global().lock(webhook_queue::Entity::find_by_id(queued.call_id)).await?;
    if ours.first().is_none_or(|row| row.lease_until != queued.lease_until) {
        return Ok(());
    }
    let call = ws.lock::<webhook_call::Entity>(queued.call_id).await?;
    let attempt = webhook_attempt::ActiveModel {
        id: Set(new_id()),
        call_id: Set(call.id),
        at: Set(ws.now()),
        status: Set(outcome.status.map(|status| i32::from(status.as_u16()))),
        failure: Set(outcome.failure.map(|failure| failure.code().to_owned())),
        milliseconds: Set(outcome.milliseconds),
        ..Default::default()
    };
    ws.insert(attempt).await?;
    let attempts = call.attempts + 1;
    let mut call = call.into_active_model();
    call.attempts = Set(attempts);
    if outcome.succeeded() {
        (call.state, call.due_at) = (Set(CallState::Sent.code().into()), Set(None));
        ws.update(call).await?;
        wait(&ws, queued.call_id, ws.now() + KEPT).await?;
        if hook.failing_since.is_some() {
            let mut well = hook.into_active_model();
            well.failing_since = Set(None);
            ws.update(well).await?;
        }
        return ws.commit(()).await;
    }
    // one that was disabled meanwhile is tried no more
    let again = pause(attempts).filter(|_| hook.disabled_at.is_none()).map(|pause| ws.now() + pause);
    call.due_at = Set(again);
    if again.is_none() {
        call.state = Set(CallState::GivenUp.code().into());
    }
    ws.update(call).await?;
    wait(&ws, queued.call_id, again.unwrap_or(ws.now() + KEPT)).await?;
    failed(&ws, hook, again).await?;
    ws.commit(()).await
}

async fn wait(ws: &Workspace, call: Uuid, due_at: DateTime<Utc>) -> Result<()> {
    let none: Option<DateTime<Utc>> = None;
    let row = webhook_queue::ActiveModel { call_id: Set(call), due_at: Set(due_at), lease_until: Set(none), ..Default::default() };
    ws.global().update(row).await.map(drop)
}

/// What else waits for the same receiver waits with it, so that one that is slow to fail does not
/// hold up everybody's calls. One that has failed for days is left alone and its board told.
async fn failed(ws: &Workspace, hook: webhook::Model, again: Option<DateTime<Utc>>) -> Result<()> {
    use webhook_queue::{Column, Entity};
    let since = hook.failing_since.unwrap_or(ws.now());
    let give_up = hook.disabled_at.is_none() && since + PATIENCE <= ws.now();
    if let Some(again) = again.filter(|_| !give_up) {
        let others = Entity::update_many().col_expr(Column::DueAt, Expr::val(again));
        let others = others.filter(Column::WebhookId.eq(hook.id)).filter(Column::DueAt.lt(again)).filter(Column::LeaseUntil.is_null());
        ws.global().update_many(others).await?;
    }
    let (id, url) = (hook.id, hook.url.clone());
    if hook.failing_since.is_none() || give_up {
        let mut ill = hook.into_active_model();
        ill.failing_since = Set(Some(since));
        if give_up {
            ill.disabled_at = Set(Some(ws.now()));
        }
        ws.update(ill).await?;
    }
    if give_up {
        abandon(ws, id).await?;
        let host = super::host(&url);
        ws.audit("webhook-disabled", host, json!({ "failing_since": since })).await?;
        board::tell(ws, NoticeKind::WebhookStopped, "/settings/webhooks").await?;
    }
    Ok(())
}

/// Gives up all calls that wait for a webhook. They can still be repeated by hand.
pub async fn abandon(ws: &Workspace, webhook: Uuid) -> Result<()> {
    use webhook_call::{Column, Entity};
    let waiting = Entity::update_many()
        .col_expr(Column::State, Expr::val(CallState::GivenUp.code()))
        .col_expr(Column::DueAt, Expr::val(Option::<DateTime<Utc>>::None))
        .filter(Column::WebhookId.eq(webhook))
        .filter(Column::State.eq(CallState::Queued.code()));
    ws.update_many(waiting).await?;
    let queue = webhook_queue::Entity::update_many()
        .col_expr(webhook_queue::Column::DueAt, Expr::val(ws.now() + KEPT))
        .filter(webhook_queue::Column::WebhookId.eq(webhook));
    ws.global().update_many(queue).await.map(drop)
}

/// The call's month is over, or it is gone with its association.
async fn forget(state: &State, queued: &webhook_queue::Model) -> Result<()> {
    let ws = state.workspace(AssociationId(queued.association_id), "forget webhook calls").await?;
    let id = queued.call_id;
    ws.delete(webhook_attempt::Entity::delete_many().filter(webhook_attempt::Column::CallId.eq(id))).await?;
    ws.delete(webhook_call::Entity::delete_many().filter(webhook_call::Column::Id.eq(id))).await?;
    ws.global().delete(webhook_queue::Entity::delete_many().filter(webhook_queue::Column::CallId.eq(id))).await?;
    ws.commit(()).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_from_two_seconds_to_a_day_and_end() {
        let pauses: Vec<i64> = (1..).map_while(pause).map(|pause| pause.num_seconds()).collect();
        assert_eq!((pauses[0], pauses.last().copied()), (2, Some(86_400)));
        assert!(pauses.is_sorted() && pauses.len() == 9);
        assert_eq!(pause(0), None);
    }
}
