//! Payments taken back. A receipt is never changed: a counter-receipt answers it.

use crate::dues::{self, Taken};
use crate::entity::{advance, cancellation, fee, member, paid_up, payment, refund};
use crate::payments::{self, method};
use crate::position::Moves;
use crate::{charges, fees, members};
use chrono::Datelike;
use contracts::dues::{CancelPayment, Cancellation, Method, Payment};
use contracts::events::{ChequeBack, DuesCancelled, Effect, Event};
use database::Workspace;
use kernel::id::new_id;
use kernel::permission::CancelPayments;
use kernel::{Error, Money, Result};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use std::collections::HashMap;
use uuid::Uuid;
use web::Access;

/// `POST …/dues/payments/{id}/cancellation`
pub async fn cancel(access: Access<CancelPayments>, input: CancelPayment) -> Result<Payment> {
    let ws = access.begin().await?;
    let row = payments::find(&ws, access.actor(), input.id).await?;
    let taken = dues::read_cancellation(&input, method(&row.method)?, row.paid_on, access.today())?;
    // in the order of every payment: the year's fee, the member, the numbers of receipts
    let fee = ws.lock::<fee::Entity>(fees::id(row.year)).await?;
    ws.lock::<member::Entity>(row.member_id).await?;
    if let Some(before) = of(&ws, [row.id]).await?.remove(&row.id) {
        return Err(Error::conflict("payment-cancelled").with("receipt", before.receipt));
    }
    let cheque = cheque_back(method(&row.method)?, taken.method)?;
    let amount = Money::centimes(row.amount);
    let written = write(&ws, &row, taken).await?;
    payments::collect(&ws, &fee, -1, Money::centimes(-row.amount)).await?;
    let effect = undo(&ws, &row).await?;
    announce(&ws, &row, amount, (&written, cheque), effect).await?;
    let reply = payments::to_contract(row, Some(written), None, access.state(), access.actor())?;
    ws.commit(reply).await
}

/// Which cheque the money goes back by. One that is still in hand goes back itself: it cannot be deposited
/// once its payment does not count any more.
fn cheque_back(paid_with: Method, back_by: Method) -> Result<Option<ChequeBack>> {
    match (paid_with, back_by) {
        (Method::Cheque, Method::Cheque) => Ok(Some(ChequeBack::InHand)),
        (Method::Cheque, _) => Err(Error::field("method", "cheque-in-hand")),
        (_, Method::Cheque) => Ok(Some(ChequeBack::Own)),
        _ => Ok(None),
    }
}

/// What the payment had settled is owed again, and nothing of it is in advance. Nothing for a payment
/// that settled no charge: it came in a copy from before there were any.
async fn undo(ws: &Workspace, row: &payment::Model) -> Result<Option<Effect>> {
    if let Some(refund) = ws.one(refund::Entity::find().filter(refund::Column::PaymentId.eq(row.id))).await? {
        return Err(Error::conflict("payment-refunded").with("receipt", refund.receipt));
    }
    let mut moves = Moves::default();
    let mut settled = charges::unsettle(ws, row.id, &mut moves).await?;
    if let Some(kept) = payments::advances(ws, [row.id]).await?.remove(&row.id) {
        moves.advance(-kept.remaining);
        ws.update(advance::ActiveModel { id: Set(kept.id), remaining: Set(0), ..Default::default() }).await?;
        settled += 1;
    }
    if settled > 0 {
        return moves.keep(ws).await.map(Some);
    }
    let paid = paid_up::Entity::delete_many().filter(paid_up::Column::Year.eq(row.year));
    ws.delete(paid.filter(paid_up::Column::MemberId.eq(row.member_id))).await?;
    payments::keep_paid_year(ws, row.member_id).await?;
    Ok(None)
}

async fn write(ws: &Workspace, row: &payment::Model, taken: Taken) -> Result<cancellation::Model> {
    let issued_year = ws.today().year();
    let number = ws.next_number(&dues::series(issued_year)).await?;
    let written = cancellation::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        payment_id: Set(row.id),
        issued_year: Set(issued_year),
        number: Set(number),
        receipt: Set(dues::receipt_number(issued_year, number)),
        reason: Set(taken.reason),
        method: Set(taken.method.code().into()),
        cancelled_on: Set(taken.on),
        recorded_by: Set(ws.origin().who.clone()),
        recorded_at: Set(ws.now()),
    };
    ws.insert(written).await
}

async fn announce(
    ws: &Workspace,
    row: &payment::Model,
    amount: Money,
    (written, cheque): (&cancellation::Model, Option<ChequeBack>),
    effect: Option<Effect>,
) -> Result<()> {
    let cancelled = DuesCancelled {
        cancellation: written.id,
        payment: row.id,
        receipt: written.receipt.clone(),
        member_number: row.member_number,
        year: row.year,
        amount,
        method: method(&written.method)?,
        cheque,
        cancelled_on: written.cancelled_on,
        effect,
    };
    ws.emit(Event::DuesCancelled(cancelled)).await?;
    let details = json!({
        "member": row.member_number, "year": row.year, "amount": amount, "receipt": written.receipt,
        "personal": { "reason": written.reason },
    });
    ws.audit("payment-cancelled", row.receipt.clone(), details).await?;
    members::announce_counts(ws).await
}

/// By payment.
pub async fn of(ws: &Workspace, payments: impl IntoIterator<Item = Uuid> + Send) -> Result<HashMap<Uuid, cancellation::Model>> {
    let payments: Vec<Uuid> = payments.into_iter().collect();
    let rows = ws.all(cancellation::Entity::find().filter(cancellation::Column::PaymentId.is_in(payments))).await?;
    Ok(rows.into_iter().map(|row| (row.payment_id, row)).collect())
}

pub fn to_contract(row: cancellation::Model) -> Result<Cancellation> {
    Ok(Cancellation {
        receipt: row.receipt,
        reason: row.reason,
        method: method(&row.method)?,
        cancelled_on: row.cancelled_on,
        recorded_by: row.recorded_by,
        recorded_at: row.recorded_at,
    })
}
