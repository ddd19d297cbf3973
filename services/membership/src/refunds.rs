//! Advances given back: what a payment left over, by a document numbered with the receipts.

use crate::dues::{self, read_part};
use crate::entity::{advance, member, payment, payment_payer, refund};
use crate::payments::{self, method};
use crate::position::Moves;
use crate::receipt::{self, Contents};
use crate::{payers, profile};
use chrono::{Datelike, NaiveDate};
use contracts::ById;
use contracts::charges::{Refund, RefundAdvance};
use contracts::dues::Method;
use contracts::events::{AssociationProfile, DuesRefunded, Event};
use database::Workspace;
use documents::{Receipt, ReceiptKind};
use kernel::error::FieldErrors;
use kernel::id::new_id;
use kernel::permission::{CancelPayments, ViewDues};
use kernel::{Money, Result};
use sea_orm::ActiveValue::Set;
use serde_json::json;
use web::{Access, File};

/// How and when money went back.
struct Given {
    amount: Money,
    reason: String,
    method: Method,
    on: NaiveDate,
}

/// `POST …/dues/payments/{id}/refund`
///
/// # Errors
/// `no-advance`; every field that is wrong.
pub async fn refund(access: Access<CancelPayments>, input: RefundAdvance) -> Result<Refund> {
    let ws = access.begin().await?;
    let row = payments::find(&ws, access.actor(), input.id).await?;
    // after the members, as everybody who moves an advance
    let members = ws.lock_all::<member::Entity>(payers::members_of(&ws, &row).await?).await?;
    let kept = payers::choose(payments::advances(&ws, [row.id]).await?.remove(&row.id).unwrap_or_default(), &input.member)?;
    let member_number = members.iter().find(|member| member.id == kept.member_id).map_or(row.member_number, |member| member.number);
    let given = read(&input, &row, Money::centimes(kept.remaining), access.today())?;
    let left = kept.remaining - given.amount.in_centimes();
    ws.update(advance::ActiveModel { id: Set(kept.id), remaining: Set(left), ..Default::default() }).await?;
    let mut moves = Moves::on(given.on);
    moves.advance(-given.amount.in_centimes());
    // the numbers of receipts first, as every payment does
    let written = write(&ws, &kept, given).await?;
    let effect = moves.keep(&ws).await?;
    let refunded = DuesRefunded {
        refund: written.id,
        receipt: written.receipt.clone(),
        member_number,
        amount: Money::centimes(written.amount),
        method: method(&written.method)?,
        refunded_on: written.refunded_on,
        effect,
    };
    ws.emit(Event::DuesRefunded(refunded)).await?;
    let details = json!({ "member": member_number, "amount": Money::centimes(written.amount), "receipt": written.receipt,
        "personal": { "reason": written.reason } });
    ws.audit("payment-refunded", row.receipt.clone(), details).await?;
    let reply = to_contract(written)?;
    ws.commit(reply).await
}

fn read(input: &RefundAdvance, row: &payment::Model, all: Money, today: NaiveDate) -> Result<Given> {
    let mut errors = FieldErrors::default();
    let paid_with = method(&row.method)?;
    let method = match input.method.trim() {
        "" => paid_with,
        code => errors.keep("method", Method::parse(code).ok_or("choice-unknown")).unwrap_or(paid_with),
    };
    let on = match input.refunded_on.trim() {
        "" => today,
        typed => errors.keep("refunded_on", dues::paid_on(typed, today)).unwrap_or(today),
    };
    if on < row.paid_on {
        errors.add("refunded_on", "date-before-payment");
    }
    errors.finish()?;
    let (amount, reason) = read_part(&input.amount, &input.reason, all)?;
    Ok(Given { amount, reason, method, on })
}

async fn write(ws: &Workspace, kept: &advance::Model, given: Given) -> Result<refund::Model> {
    let issued_year = ws.today().year();
    let number = ws.next_number(&dues::series(issued_year)).await?;
    let written = refund::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        payment_id: Set(kept.payment_id),
        member_id: Set(kept.member_id),
        issued_year: Set(issued_year),
        number: Set(number),
        receipt: Set(dues::receipt_number(issued_year, number)),
        amount: Set(given.amount.in_centimes()),
        reason: Set(given.reason),
        method: Set(given.method.code().into()),
        refunded_on: Set(given.on),
        recorded_by: Set(ws.origin().who.clone()),
        recorded_at: Set(ws.now()),
    };
    ws.insert(written).await
}

pub fn to_contract(row: refund::Model) -> Result<Refund> {
    Ok(Refund {
        id: row.id,
        payment: row.payment_id,
        receipt: row.receipt,
        amount: Money::centimes(row.amount),
        reason: row.reason,
        method: method(&row.method)?,
        refunded_on: row.refunded_on,
        recorded_by: row.recorded_by,
        recorded_at: row.recorded_at,
    })
}

/// `GET …/dues/refunds/{id}/receipt`
pub async fn pdf(access: Access<ViewDues>, input: ById) -> Result<File> {
    let ws = access.begin().await?;
    let row = ws.get::<refund::Entity>(input.id).await?;
    let paid = payments::find(&ws, access.actor(), row.payment_id).await?;
    receipt::made(of_refund(ws, row, paid, &access.state().settings().url).await?).await
}

/// A refund's paper.
pub async fn of_refund(ws: Workspace, row: refund::Model, paid: payment::Model, base: &str) -> Result<Receipt> {
    let who = payers::of(&ws, [paid.id]).await?.remove(&paid.id);
    Ok(paper(row, paid, who, profile::needed(&ws).await?, base))
}

/// The code leads to the check of the receipt whose advance it was.
fn paper(row: refund::Model, paid: payment::Model, who: Option<payment_payer::Model>, profile: AssociationProfile, base: &str) -> Receipt {
    let (method_ar, method_fr) = receipt::method_names(Method::parse(&row.method));
    // the mark keeps the number's parts in their order among Arabic words
    let answered = format!("\u{200e}{}", paid.receipt);
    Receipt {
        kind: ReceiptKind::Counter,
        number: row.receipt,
        paid_on: row.refunded_on,
        amount: Money::centimes(row.amount),
        purpose_ar: format!("إرجاع تسبيق من الوصل رقم {answered}: {}", row.reason),
        purpose_fr: format!("Remboursement d’une avance du reçu n° {answered} : {}", row.reason),
        method_ar: method_ar.into(),
        method_fr: method_fr.into(),
        reference: None,
        recorded_by: row.recorded_by,
        ..receipt::paper(paid, Contents::of(who), profile, base)
    }
}
