//! What bookkeeping does because of others.

use crate::chart;
use crate::entity::entry::{Column, Entity};
use crate::entry::{Balanced, Line};
use crate::posting::{self, Draft, Journal};
use crate::years;
use chrono::NaiveDate;
use contracts::books::Source;
use contracts::dues::Method;
use contracts::events::{DuesCancelled, DuesPaid, Envelope, Event};
use database::Workspace;
use futures_util::future::BoxFuture;
use kernel::{Error, Money, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use web::State;

/// What [`Source::kind`] says for a payment of dues.
const DUES_PAYMENT: &str = "dues_payment";
/// For a payment taken back.
const DUES_CANCELLATION: &str = "dues_cancellation";
/// Cotisations annuelles des membres actifs.
const ANNUAL_DUES: &str = "71832";

pub fn react<'a>(ws: &'a Workspace, envelope: &'a Envelope, _: &'a State) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        match &envelope.event {
            Event::DuesPaid(paid) => post_dues(ws, paid).await,
            Event::DuesCancelled(taken) => post_cancelled(ws, taken).await,
            _ => Ok(()),
        }
    })
}

/// Where the money of a payment is until something else happens to it.
const fn received_on(method: Method) -> &'static str {
    match method {
        Method::Cash => "51611",     // Caisse centrale
        Method::Transfer => "51411", // Banque - compte principal
        Method::Cheque => "51111",   // Chèques en portefeuille
    }
}

/// The label is the receipt's number, which reads the same in all languages; the source says what it
/// is the number of.
async fn post_dues(ws: &Workspace, paid: &DuesPaid) -> Result<()> {
    let source = Source { kind: DUES_PAYMENT.into(), id: paid.payment };
    post_once(ws, source, paid.paid_on, &paid.receipt, || dues_lines(paid)).await
}

/// An entry of its own date: the payment's year may be closed.
async fn post_cancelled(ws: &Workspace, taken: &DuesCancelled) -> Result<()> {
    let source = Source { kind: DUES_CANCELLATION.into(), id: taken.cancellation };
    post_once(ws, source, taken.cancelled_on, &taken.receipt, || cancelled_lines(taken)).await
}

/// Once per source, however often it is told.
async fn post_once(ws: &Workspace, source: Source, on: NaiveDate, label: &str, lines: impl FnOnce() -> Result<Balanced>) -> Result<()> {
    let known = Entity::find().filter(Column::SourceKind.eq(&source.kind)).filter(Column::SourceId.eq(source.id));
    if ws.one(known).await?.is_some() {
        return Ok(());
    }
    let year = years::hold(ws, on, true).await?;
    let draft = Draft { journal: Journal::Dues, posted_on: on, label: label.to_owned(), source: Some(source), balanced: lines()? };
    posting::record(ws, &year, draft).await.map(drop)
}

fn dues_lines(paid: &DuesPaid) -> Result<Balanced> {
    Balanced::new(vec![line(received_on(paid.method), paid.amount, Money::ZERO)?, line(ANNUAL_DUES, Money::ZERO, paid.amount)?])
}

fn cancelled_lines(taken: &DuesCancelled) -> Result<Balanced> {
    Balanced::new(vec![line(ANNUAL_DUES, taken.amount, Money::ZERO)?, line(received_on(taken.method), Money::ZERO, taken.amount)?])
}

fn line(code: &str, debit: Money, credit: Money) -> Result<Line> {
    chart::postable(code).and_then(|account| Line::new(account, debit, credit)).map_err(Error::invalid)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_method_of_payment_has_its_accounts() {
        for method in Method::ALL {
            let paid = DuesPaid {
                payment: uuid::Uuid::nil(),
                receipt: "2026-00012".into(),
                member_number: 1,
                year: 2026,
                amount: Money::centimes(20_000),
                method,
                paid_on: chrono::NaiveDate::default(),
            };
            let entry = dues_lines(&paid).unwrap();
            assert_eq!(entry.lines().iter().map(Line::account).collect::<Vec<_>>(), [received_on(method), ANNUAL_DUES]);
            assert_eq!(entry.total(), paid.amount);
        }
    }
}
