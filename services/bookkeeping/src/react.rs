//! What bookkeeping does because of others.

use crate::chart;
use crate::entity::entry::{Column, Entity};
use crate::entry::{Balanced, Line};
use crate::posting::{self, Draft, Journal};
use crate::years;
use contracts::books::Source;
use contracts::dues::Method;
use contracts::events::{DuesPaid, Envelope, Event};
use database::Workspace;
use futures_util::future::BoxFuture;
use kernel::{Error, Money, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use web::State;

/// What [`Source::kind`] says for a payment of dues.
const DUES_PAYMENT: &str = "dues_payment";
/// Cotisations annuelles des membres actifs.
const ANNUAL_DUES: &str = "71832";

pub fn react<'a>(ws: &'a Workspace, envelope: &'a Envelope, _: &'a State) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        match &envelope.event {
            Event::DuesPaid(paid) => post_dues(ws, paid).await,
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

/// Once per payment, however often it is told. The label is the receipt's number, which reads the
/// same in all languages; the source says what it is the number of.
async fn post_dues(ws: &Workspace, paid: &DuesPaid) -> Result<()> {
    let source = Entity::find().filter(Column::SourceKind.eq(DUES_PAYMENT)).filter(Column::SourceId.eq(paid.payment));
    if ws.one(source).await?.is_some() {
        return Ok(());
    }
    let year = years::hold(ws, paid.paid_on, true).await?;
    let draft = Draft {
        journal: Journal::Dues,
        posted_on: paid.paid_on,
        label: paid.receipt.clone(),
        source: Some(Source { kind: DUES_PAYMENT.into(), id: paid.payment }),
        balanced: dues_lines(paid)?,
    };
    posting::record(ws, &year, draft).await.map(drop)
}

fn dues_lines(paid: &DuesPaid) -> Result<Balanced> {
    let line = |code, debit, credit| chart::postable(code).and_then(|account| Line::new(account, debit, credit)).map_err(Error::invalid);
    Balanced::new(vec![line(received_on(paid.method), paid.amount, Money::ZERO)?, line(ANNUAL_DUES, Money::ZERO, paid.amount)?])
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
