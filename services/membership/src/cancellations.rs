//! Payments taken back. A receipt is never changed: a counter-receipt answers it.

use crate::dues::{self, Taken};
use crate::entity::{advance, cancellation, deposit, fee, member, paid_up, payment, refund};
use crate::payments::{self, method};
use crate::position::{self, Moves};
use crate::{deposits, fees, members, payers, settling};
use chrono::{Datelike, NaiveDate};
use contracts::cheques::ReturnCheque;
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
    take_back(&access, ws, row, &taken).await
}

/// `POST …/dues/payments/{id}/unpaid`
///
/// # Errors
/// `not-a-cheque`; every field that is wrong.
pub async fn return_cheque(access: Access<CancelPayments>, input: ReturnCheque) -> Result<Payment> {
    let ws = access.begin().await?;
    let row = payments::find(&ws, access.actor(), input.id).await?;
    if row.method != Method::Cheque.code() {
        return Err(Error::conflict("not-a-cheque"));
    }
    let taken = dues::read_return(&input, row.paid_on, access.today())?;
    take_back(&access, ws, row, &taken).await
}

async fn take_back(access: &Access<CancelPayments>, ws: Workspace, row: payment::Model, taken: &Taken) -> Result<Payment> {
    // in the order of every payment: the year's fee, the members, the numbers of receipts
    let fee = ws.lock::<fee::Entity>(fees::id(row.year)).await?;
    ws.lock_all::<member::Entity>(payers::members_of(&ws, &row).await?).await?;
    if let Some(before) = of(&ws, [row.id]).await?.remove(&row.id) {
        return Err(Error::conflict("payment-cancelled").with("receipt", before.receipt));
    }
    let amount = Money::centimes(row.amount);
    let written = write(&ws, &row, taken).await?;
    payments::collect(&ws, &fee, -1, Money::centimes(-row.amount)).await?;
    let effect = undo(&ws, &row, taken.on).await?;
    // nobody deposits its cheque from here on
    position::hold(&ws).await?;
    let deposit = deposits::of(&ws, [row.id]).await?.remove(&row.id);
    let cheque = cheque_back(method(&row.method)?, taken, deposit.as_ref())?;
    announce(&ws, &row, amount, (&written, cheque), effect).await?;
    let fate = payments::fates(&ws, std::slice::from_ref(&row)).await?.pop().unwrap_or_default();
    let reply = payments::to_contract(row, fate, access.state(), access.actor())?;
    ws.commit(reply).await
}

/// Which cheque the money goes back by. One that is still in hand goes back itself: it cannot be deposited
/// once its payment does not count any more.
fn cheque_back(paid_with: Method, taken: &Taken, deposit: Option<&deposit::Model>) -> Result<Option<ChequeBack>> {
    if deposit.is_some_and(|slip| slip.deposited_on > taken.on) {
        return Err(Error::field(if taken.unpaid { "returned_on" } else { "cancelled_on" }, "date-before-deposit"));
    }
    match (paid_with, taken.method, deposit) {
        (Method::Cheque, Method::Cheque, Some(slip)) => Ok(Some(ChequeBack::Deposited { account: slip.account.clone() })),
        (Method::Cheque, Method::Cheque, None) => Ok(Some(ChequeBack::InHand)),
        (Method::Cheque, _, None) => Err(Error::field("method", "cheque-in-hand")),
        (_, Method::Cheque, _) => Ok(Some(ChequeBack::Own)),
        _ => Ok(None),
    }
}

/// What the payment had settled is owed again, and nothing of it is in advance. Nothing for a payment
/// that settled no charge: it came in a copy from before there were any.
async fn undo(ws: &Workspace, row: &payment::Model, on: NaiveDate) -> Result<Option<Effect>> {
    if let Some(refund) = ws.one(refund::Entity::find().filter(refund::Column::PaymentId.eq(row.id))).await? {
        return Err(Error::conflict("payment-refunded").with("receipt", refund.receipt));
    }
    let mut moves = Moves::on(on);
    let mut settled = settling::unsettle(ws, row.id, &mut moves).await?;
    for kept in payments::advances(ws, [row.id]).await?.remove(&row.id).unwrap_or_default() {
        moves.advance(-kept.remaining);
        ws.update(advance::ActiveModel { id: Set(kept.id), remaining: Set(0), ..Default::default() }).await?;
        settled += 1;
    }
    if settled > 0 {
        return moves.keep(ws).await.map(Some);
    }
    let paid = paid_up::Entity::delete_many().filter(paid_up::Column::Year.eq(row.year));
    ws.delete(paid.filter(paid_up::Column::MemberId.eq(row.member_id))).await?;
    settling::keep_paid_years(ws, &[row.member_id]).await?;
    Ok(None)
}

async fn write(ws: &Workspace, row: &payment::Model, taken: &Taken) -> Result<cancellation::Model> {
    let issued_year = ws.today().year();
    let number = ws.next_number(&dues::series(issued_year)).await?;
    let written = cancellation::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        payment_id: Set(row.id),
        issued_year: Set(issued_year),
        number: Set(number),
        receipt: Set(dues::receipt_number(issued_year, number)),
        reason: Set(taken.reason.clone()),
        method: Set(taken.method.code().into()),
        cancelled_on: Set(taken.on),
        recorded_by: Set(ws.origin().who.clone()),
        recorded_at: Set(ws.now()),
        unpaid: Set(taken.unpaid),
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
    let parts = payers::parts(ws, [row.id]).await?.remove(&row.id).unwrap_or_default();
    let covered: Vec<i64> = parts.iter().map(|part| part.member_number).collect();
    let cancelled = DuesCancelled {
        cancellation: written.id,
        payment: row.id,
        receipt: written.receipt.clone(),
        member_number: row.member_number,
        covered: covered.clone(),
        year: row.year,
        amount,
        method: method(&written.method)?,
        cheque,
        cancelled_on: written.cancelled_on,
        effect,
    };
    ws.emit(Event::DuesCancelled(cancelled)).await?;
    let mut details = json!({
        "member": row.member_number, "year": row.year, "amount": amount, "receipt": written.receipt,
        "personal": { "reason": written.reason },
    });
    if !covered.is_empty() {
        details["member"] = json!(covered.iter().map(i64::to_string).collect::<Vec<_>>().join(", "));
    }
    let act = if written.unpaid { "payment-unpaid" } else { "payment-cancelled" };
    ws.audit(act, row.receipt.clone(), details).await?;
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
        unpaid: row.unpaid,
        cancelled_on: row.cancelled_on,
        recorded_by: row.recorded_by,
        recorded_at: row.recorded_at,
    })
}
