//! Sending what is due.
//!
//! A batch is leased in one short transaction; each mail is then read, made and sent without any
//! transaction open, and its result is written in another one. A process that dies between the
//! server's 250 and that last commit leaves the lease to run out: the mail goes out once more, with
//! the same Message-ID.

use crate::entity::{campaign, delivery, send_queue};
use crate::letters;
use crate::mail::{self, Mail};
use crate::transport::{AT_ONCE, Transport};
use crate::verdict::{Answer, judge};
use chrono::Duration;
use database::Origin;
use futures_util::future::BoxFuture;
use futures_util::{StreamExt, stream};
use kernel::{AssociationId, Error, Result};
use lettre::Message;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::time::Instant;
use web::State;

pub const SEND: runtime::Task = runtime::Task { name: "send", every: std::time::Duration::from_secs(1), run: send };

/// Mails leased at once: few, since a sign-in mail waits for the batch before it.
const BATCH: u64 = 16;
const LEASE: Duration = Duration::minutes(5);
/// After this no mail of the batch is begun any more: with the longest time that one may take, it
/// would end after the lease, when another worker may have begun it too.
const BEGIN_WITHIN: std::time::Duration = std::time::Duration::from_mins(3);

fn send(state: State) -> BoxFuture<'static, Result<bool>> {
    Box::pin(async move {
        let transport = Transport::of(state.settings())?;
        let leased = lease(&state).await?;
        let (more, begun) = (!leased.is_empty(), Instant::now());
        stream::iter(leased)
            .for_each_concurrent(AT_ONCE, |queued| {
                let (state, transport) = (state.clone(), transport.clone());
                async move {
                    if begun.elapsed() > BEGIN_WITHIN {
                        return;
                    }
                    // one that cannot be settled stays leased, and does not keep the others from going out
                    let id = queued.delivery_id;
                    if let Err(error) = deliver(&state, &transport, queued).await {
                        tracing::warn!(delivery = %id, %error, cause = ?error.cause().map(ToString::to_string), "delivery not settled");
                    }
                }
            })
            .await;
        Ok(more)
    })
}

async fn lease(state: &State) -> Result<Vec<send_queue::Model>> {
    use send_queue::{Column, Entity};
    let ws = state.workspace(AssociationId::PLATFORM, "send").await?;
    let free = Condition::any().add(Column::LeaseUntil.is_null()).add(Column::LeaseUntil.lt(ws.now()));
    let due = Entity::find().filter(Column::Held.eq(false)).filter(Column::DueAt.lte(ws.now())).filter(free);
    let first = due.order_by_asc(Column::Priority).order_by_asc(Column::DueAt).order_by_asc(Column::DeliveryId).limit(BATCH);
    let mut rows = ws.global().claim(first).await?;
    if rows.is_empty() {
        return Ok(rows);
    }
    let until = ws.now() + LEASE;
    let ids: Vec<_> = rows.iter().map(|row| row.delivery_id).collect();
    let leased = Entity::update_many().col_expr(Column::LeaseUntil, Expr::val(until)).filter(Column::DeliveryId.is_in(ids));
    ws.global().update_many(leased).await?;
    for row in &mut rows {
        row.lease_until = Some(until);
    }
    ws.commit(()).await?;
    Ok(rows)
}

async fn deliver(state: &State, transport: &Transport, queued: send_queue::Model) -> Result<()> {
    let Some((delivery, campaign)) = read(state, &queued).await? else { return forget(state, &queued).await };
    // what a member was told stays for the member to read; other letters may hold a secret link
    let (attempts, keeps) = (delivery.attempts + 1, delivery.member_id.is_some());
    let answer = match make(state, delivery, campaign).await {
        Ok((mail, message)) => transport.send(queued.delivery_id, mail, message, state.clock().now()).await,
        Err(answer) => answer,
    };
    settle(state, &queued, &answer, attempts, keeps).await
}

async fn read(state: &State, queued: &send_queue::Model) -> Result<Option<(delivery::Model, Option<campaign::Model>)>> {
    let ws = state.db()?.read(AssociationId(queued.association_id), Origin::platform("send")).await?;
    let Some(delivery) = ws.one(delivery::Entity::find().filter(delivery::Column::Id.eq(queued.delivery_id))).await? else {
        return Ok(None);
    };
    let campaign = match delivery.campaign_id {
        Some(id) => Some(ws.get::<campaign::Entity>(id).await?),
        None => None,
    };
    Ok(Some((delivery, campaign)))
}

/// In a thread of its own, where typesetting delays nobody and a panic ends only itself.
async fn make(state: &State, delivery: delivery::Model, campaign: Option<campaign::Model>) -> Result<(Mail, Message), Answer> {
    let (id, state) = (delivery.id, state.clone());
    let made = tokio::task::spawn_blocking(move || {
        let mail = letters::mail(&delivery, campaign.as_ref(), state.settings(), state.signer())?;
        let message = mail::build(&mail, &state.settings().mail_from, state.clock().now());
        Ok::<_, Error>(message.map(|message| (mail, message)))
    });
    let error = match made.await {
        Ok(Ok(made)) => return made,
        Ok(Err(error)) => error,
        Err(panic) => Error::internal(panic),
    };
    tracing::error!(delivery = %id, cause = ?error.cause().map(ToString::to_string), "mail could not be made");
    Err(Answer::Unmakeable("the mail could not be made".into()))
}

/// Writes the result, unless the lease ran out and somebody else has taken over.
async fn settle(state: &State, queued: &send_queue::Model, answer: &Answer, attempts: i32, keeps: bool) -> Result<()> {
    let ws = state.workspace(AssociationId(queued.association_id), "send").await?;
    let ours = ws.global().lock(send_queue::Entity::find_by_id(queued.delivery_id)).await?;
    if ours.first().is_none_or(|row| row.lease_until != queued.lease_until) {
        return Ok(());
    }
    let verdict = judge(answer, attempts);
    let mut row = delivery::ActiveModel {
        association_id: Set(queued.association_id),
        id: Set(queued.delivery_id),
        state: Set(verdict.state.code().to_owned()),
        attempts: Set(attempts),
        reply: Set(Some(verdict.reply)),
        changed_at: Set(ws.now()),
        ..Default::default()
    };
    if let Some(wait) = verdict.retry_in {
        let again = send_queue::ActiveModel {
            delivery_id: Set(queued.delivery_id),
            due_at: Set(ws.now() + wait),
            lease_until: Set(None),
            ..Default::default()
        };
        ws.global().update(again).await?;
    } else {
        if !keeps {
            row.content = Set(None);
        }
        ws.global().delete(send_queue::Entity::delete_many().filter(send_queue::Column::DeliveryId.eq(queued.delivery_id))).await?;
    }
    ws.update(row).await?;
    ws.commit(()).await
}

/// The delivery is gone, with its association: there is nothing left to send.
async fn forget(state: &State, queued: &send_queue::Model) -> Result<()> {
    let ws = state.workspace(AssociationId(queued.association_id), "send").await?;
    ws.global().delete(send_queue::Entity::delete_many().filter(send_queue::Column::DeliveryId.eq(queued.delivery_id))).await?;
    ws.commit(()).await
}
