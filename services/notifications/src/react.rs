//! What notifications does because of others: a delivery for each person who must be told.

use crate::application_letters;
use crate::dues_letters;
use crate::entity::{campaign, delivery, send_queue};
use crate::letters::{Kind, PlatformContent};
use crate::mail::message_id;
use crate::notices;
use crate::outbox;
use crate::standing;
use contracts::events::{AssemblyConvened, Envelope, Event, Invited, Recipient};
use contracts::mail::DeliveryState;
use database::Workspace;
use futures_util::future::BoxFuture;
use kernel::id::new_id;
use kernel::{Error, Locale, Result};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;
use web::State;

/// Somebody waits in front of the screen.
const SIGN_IN: i32 = 0;
/// After what somebody waits for, before campaigns.
pub const NOTICE: i32 = 5;
pub const CAMPAIGN: i32 = 10;
/// One of a hundred thousand, on which nobody waits.
const BULK: i32 = 20;
/// Rows of the queue per statement.
const SLICE: usize = 1000;

pub fn react<'a>(ws: &'a Workspace, envelope: &'a Envelope, state: &'a State) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        match &envelope.event {
            Event::ConfirmationRequested { name, email, locale, token, .. } => {
                let content = PlatformContent { name: name.clone(), token: Some(token.clone()), ..PlatformContent::default() };
                platform_mail(ws, state, Kind::Confirmation, email, *locale, &content).await
            }
            Event::AlreadyRegistered { name, email, locale, .. } => {
                platform_mail(
                    ws,
                    state,
                    Kind::KnownAccount,
                    email,
                    *locale,
                    &PlatformContent { name: name.clone(), ..PlatformContent::default() },
                )
                .await
            }
            Event::Invited(invited) => invite(ws, state, invited).await,
            Event::Notice(notice) => notices::write(ws, state, notice).await,
            Event::AccountLetter(letter) => {
                platform_mail(ws, state, Kind::Account(letter.kind), &letter.email, letter.locale, letter).await
            }
            Event::CoordinatorInvited { email, locale, token, hub_ar, hub_fr } => {
                let hub = if *locale == Locale::Ar { hub_ar } else { hub_fr };
                let content = PlatformContent { name: String::new(), token: Some(token.clone()), hub: hub.clone() };
                platform_mail(ws, state, Kind::Coordinator, email, *locale, &content).await
            }
            Event::AssemblyConvened(convened) => open_campaign(ws, convened).await,
            Event::ConvocationAddressed { campaign, recipients } => address(ws, state, *campaign, recipients).await,
            Event::DuesReminded(reminded) => dues_letters::write(ws, state, reminded).await,
            Event::ApplicationAnswered(letter) => application_letters::write(ws, state, letter).await,
            Event::StandingChanged(said) => standing::keep(ws, *said, envelope.at).await,
            Event::Restored => leave_unsent(ws).await,
            Event::ErasureDue { .. } => remove_kept(ws, state).await,
            _ => Ok(()),
        }
    })
}

async fn platform_mail<C: Serialize + Sync>(
    ws: &Workspace,
    state: &State,
    kind: Kind,
    email: &str,
    locale: Locale,
    content: &C,
) -> Result<()> {
    let content = serde_json::to_value(content).map_err(Error::internal)?;
    secret_mail(ws, state, kind, email, locale, content, SIGN_IN).await
}

async fn invite(ws: &Workspace, state: &State, invited: &Invited) -> Result<()> {
    let content = serde_json::to_value(invited).map_err(Error::internal)?;
    let priority = if invited.bulk { BULK } else { SIGN_IN };
    secret_mail(ws, state, Kind::Invitation, &invited.email, invited.locale, content, priority).await
}

/// A mail whose content is forgotten once it is sent, because it holds a secret link.
async fn secret_mail(ws: &Workspace, state: &State, kind: Kind, email: &str, locale: Locale, content: Value, priority: i32) -> Result<()> {
    let id = new_id();
    let row =
        delivery::ActiveModel { email: Set(Some(email.to_owned())), content: Set(Some(content)), ..blank(ws, state, id, kind, locale) };
    ws.insert(row).await?;
    enqueue(ws, &[id], priority).await
}

/// What the other installation had still to send is for it to send: nobody gets a mail twice.
async fn leave_unsent(ws: &Workspace) -> Result<()> {
    let unsent = [DeliveryState::Queued.code(), DeliveryState::Deferred.code()];
    let waiting = ws.global().all(send_queue::Entity::find().filter(send_queue::Column::AssociationId.eq(ws.association().0))).await?;
    let left = delivery::Entity::update_many()
        .col_expr(delivery::Column::State, Expr::val(DeliveryState::Failed.code()))
        .col_expr(delivery::Column::Reply, Expr::val("restored from a copy: not sent from here"))
        .col_expr(delivery::Column::ChangedAt, Expr::val(ws.now()))
        .filter(delivery::Column::State.is_in(unsent))
        .filter(delivery::Column::Id.is_not_in(waiting.into_iter().map(|row| row.delivery_id)));
    ws.update_many(left).await.map(drop)
}

/// Mails that were kept instead of being sent go before the deliveries that lead to them.
async fn remove_kept(ws: &Workspace, state: &State) -> Result<()> {
    let deliveries = ws.rows::<delivery::Entity, Kept>(delivery::Entity::find().select_only().column(delivery::Column::Id)).await?;
    let (ids, directory) = (deliveries.into_iter().map(|kept| kept.id).collect(), outbox::directory(&state.settings().data));
    tokio::task::spawn_blocking(move || outbox::remove(&directory, &ids)).await.map_err(Error::internal)?.map_err(Error::internal)
}

#[derive(Debug, FromQueryResult)]
struct Kept {
    id: Uuid,
}

async fn open_campaign(ws: &Workspace, convened: &AssemblyConvened) -> Result<()> {
    let row = campaign::ActiveModel {
        id: Set(convened.campaign),
        kind: Set(Kind::Convocation.code().to_owned()),
        letter: Set(serde_json::to_value(convened).map_err(Error::internal)?),
        recipients: Set(convened.electors),
        created_at: Set(ws.now()),
        ..Default::default()
    };
    ws.insert_new(row).await.map(drop)
}

/// # Errors
/// `campaign-missing` when the recipients have overtaken their campaign: the event is tried again.
async fn address(ws: &Workspace, state: &State, campaign: Uuid, recipients: &[Recipient]) -> Result<()> {
    if ws.one(campaign::Entity::find().filter(campaign::Column::Id.eq(campaign))).await?.is_none() {
        return Err(Error::conflict("campaign-missing"));
    }
    let mut rows = Vec::with_capacity(recipients.len());
    let mut queued = Vec::with_capacity(recipients.len());
    for recipient in recipients {
        let email = recipient.email.clone().filter(|email| !email.trim().is_empty());
        let (id, sendable) = (new_id(), email.is_some());
        if sendable {
            queued.push(id);
        }
        let reached = if sendable { DeliveryState::Queued } else { DeliveryState::NoAddress };
        rows.push(delivery::ActiveModel {
            campaign_id: Set(Some(campaign)),
            member_id: Set(Some(recipient.member)),
            number: Set(Some(recipient.number)),
            name_ar: Set(recipient.name_ar.clone()),
            name_fr: Set(recipient.name_fr.clone()),
            email: Set(email),
            phone: Set(recipient.phone.clone()),
            content: Set(recipient.guardian.as_ref().map(serde_json::to_value).transpose().map_err(Error::internal)?),
            state: Set(reached.code().to_owned()),
            ..blank(ws, state, id, Kind::Convocation, recipient.locale)
        });
    }
    ws.insert_many(rows).await?;
    enqueue(ws, &queued, CAMPAIGN).await
}

/// A queued delivery to nobody yet.
pub fn blank(ws: &Workspace, state: &State, id: Uuid, kind: Kind, locale: Locale) -> delivery::ActiveModel {
    delivery::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(id),
        campaign_id: Set(None),
        member_id: Set(None),
        number: Set(None),
        name_ar: Set(None),
        name_fr: Set(None),
        email: Set(None),
        phone: Set(None),
        locale: Set(locale.code().to_owned()),
        state: Set(DeliveryState::Queued.code().to_owned()),
        attempts: Set(0),
        reply: Set(None),
        message_id: Set(message_id(id, &state.settings().url)),
        kind: Set(kind.code().to_owned()),
        content: Set(None),
        changed_at: Set(ws.now()),
    }
}

/// In the transaction of the deliveries: none is queued without being there, none is there without
/// being queued.
pub async fn enqueue(ws: &Workspace, deliveries: &[Uuid], priority: i32) -> Result<()> {
    // the platform's word to the board goes out from a closed workspace too
    let held = priority != NOTICE && standing::is_closed(ws).await?;
    for slice in deliveries.chunks(SLICE) {
        let row = |id: &Uuid| send_queue::ActiveModel {
            delivery_id: Set(*id),
            association_id: Set(ws.association().0),
            priority: Set(priority),
            due_at: Set(ws.now()),
            lease_until: Set(None),
            held: Set(held),
        };
        ws.global().insert_new(slice.iter().map(row).collect()).await?;
    }
    Ok(())
}
