//! Dues in the books. What members owe is on one account and what they have in advance on another;
//! both, and what was charged for years that have not begun, must agree with the members' own accounts to the centime.

use crate::chart;
use crate::entity::entry::{Column, Entity};
use crate::entity::{account_total, dues_seen, fiscal_year};
use crate::entry::{Balanced, Line};
use crate::posting::{self, Draft, Journal};
use crate::years;
use chrono::NaiveDate;
use contracts::Nothing;
use contracts::books::Source;
use contracts::charges::{ChargeKind, DuesAgreement};
use contracts::dues::Method;
use contracts::events::{ChequeBack, ChequesDeposited, DuesCancelled, DuesCharged, DuesEarned, DuesPaid, DuesRefunded, DuesWaived, Effect};
use database::Workspace;
use kernel::id::named_id;
use kernel::permission::PostEntries;
use kernel::{Error, Money, Result};
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect};
use std::collections::BTreeMap;
use uuid::Uuid;
use web::Access;

/// Adhérents - cotisations à recevoir.
const RECEIVABLE: &str = "34281";
/// Adhérents - avances et trop-perçus.
const ADVANCES: &str = "44281";
/// Cotisations perçues d'avance: of years that have not begun.
const AHEAD: &str = "44911";
/// Cotisations annuelles des membres actifs.
const ANNUAL: &str = "71832";

/// Banque - compte principal.
const BANK: &str = "51411";
/// Chèques en portefeuille.
const CHEQUES: &str = "51111";

/// Where the money of a payment is until something else happens to it.
const fn received_on(method: Method) -> &'static str {
    match method {
        Method::Cash => "51611", // Caisse centrale
        Method::Transfer => BANK,
        Method::Cheque => CHEQUES,
        Method::Card | Method::Mobile => "51181", // Paiements par carte, mobile ou plateforme en cours
    }
}

/// Where money that goes back comes from: a cheque that the association writes is drawn on its bank.
const fn given_from(method: Method) -> &'static str {
    match method {
        Method::Cheque => BANK,
        other => received_on(other),
    }
}

const fn income(kind: ChargeKind) -> &'static str {
    match kind {
        ChargeKind::Joining => "71831", // Droits d'adhésion
        ChargeKind::Annual => ANNUAL,
    }
}

/// The label is the receipt's number, which reads the same in all languages; the source says what it
/// is the number of.
pub async fn paid(ws: &Workspace, paid: &DuesPaid) -> Result<()> {
    let changes = changes(Some((received_on(paid.method), paid.amount.in_centimes())), paid.effect.as_ref());
    post_once(ws, ("dues_payment", paid.payment), paid.paid_on, &paid.receipt, changes, paid.effect.as_ref()).await
}

/// An entry of its own date: the payment's year may be closed.
pub async fn cancelled(ws: &Workspace, taken: &DuesCancelled) -> Result<()> {
    let from = match &taken.cheque {
        Some(ChequeBack::Own) => given_from(Method::Cheque),
        Some(ChequeBack::Deposited { account }) => account.as_str(),
        Some(ChequeBack::InHand) | None => received_on(taken.method),
    };
    let changes = changes(Some((from, -taken.amount.in_centimes())), taken.effect.as_ref());
    post_once(ws, ("dues_cancellation", taken.cancellation), taken.cancelled_on, &taken.receipt, changes, taken.effect.as_ref()).await
}

/// A year of dues as people write it; older events did not say it.
fn named(period: &str, year: i32) -> String {
    if period.is_empty() { year.to_string() } else { period.to_owned() }
}

/// One entry for a whole run.
pub async fn charged(ws: &Workspace, charged: &DuesCharged) -> Result<()> {
    let label = named(&charged.period, charged.year);
    post_once(ws, ("dues_charge", charged.batch), charged.charged_on, &label, changes(None, Some(&charged.effect)), Some(&charged.effect))
        .await
}

/// `kind`: of a waiver, or of one undone.
pub async fn waived(ws: &Workspace, kind: &str, waived: &DuesWaived) -> Result<()> {
    let label = format!("№ {} · {}", waived.member_number, named(&waived.period, waived.year));
    post_once(ws, (kind, waived.waiver), waived.waived_on, &label, changes(None, Some(&waived.effect)), Some(&waived.effect)).await
}

/// At the year's begin, or when it was found out after that.
pub async fn earned(ws: &Workspace, earned: &DuesEarned) -> Result<()> {
    let (label, effect) = (named(&earned.period, earned.year), Some(&earned.effect));
    post_once(ws, ("dues_earned", earned.batch), earned.earned_on, &label, changes(None, effect), effect).await
}

pub async fn refunded(ws: &Workspace, refunded: &DuesRefunded) -> Result<()> {
    let changes = changes(Some((given_from(refunded.method), -refunded.amount.in_centimes())), Some(&refunded.effect));
    post_once(ws, ("dues_refund", refunded.refund), refunded.refunded_on, &refunded.receipt, changes, Some(&refunded.effect)).await
}

pub async fn deposited(ws: &Workspace, slip: &ChequesDeposited) -> Result<()> {
    let amount = slip.amount.in_centimes();
    let changes = BTreeMap::from([(CHEQUES, -amount), (slip.account.as_str(), amount)]);
    post_once(ws, ("cheque_deposit", slip.deposit), slip.on, &slip.slip, changes, None).await
}

pub async fn deposit_undone(ws: &Workspace, slip: &ChequesDeposited) -> Result<()> {
    let amount = slip.amount.in_centimes();
    let changes = BTreeMap::from([(CHEQUES, amount), (slip.account.as_str(), -amount)]);
    post_once(ws, ("cheque_deposit_undone", slip.deposit), slip.on, &slip.slip, changes, None).await
}

/// Once per source, however often it is told. What belongs into a year that is closed by now goes to the first day that is open. `changes`: of each account, in centimes.
async fn post_once(
    ws: &Workspace,
    (kind, id): (&str, Uuid),
    on: NaiveDate,
    label: &str,
    changes: BTreeMap<&str, i64>,
    effect: Option<&Effect>,
) -> Result<()> {
    let source = Source { kind: kind.into(), id };
    let known = Entity::find().filter(Column::SourceKind.eq(&source.kind)).filter(Column::SourceId.eq(source.id));
    if ws.one(known).await?.is_some() {
        return Ok(());
    }
    let (year, on) = years::hold_for_fact(ws, on).await?;
    let balanced = lines(changes)?;
    let draft = Draft { journal: Journal::Dues, posted_on: on, label: label.to_owned(), source: Some(source), balanced };
    posting::record(ws, &year, draft).await?;
    match effect {
        Some(effect) => see(ws, effect).await,
        None => Ok(()),
    }
}

/// Each account's change, in centimes: more on the debit side, less on the credit side. `money`: on which account
/// something came, or with a minus went. Without an effect (told before there were charges) what came is income.
fn changes<'a>(money: Option<(&'a str, i64)>, effect: Option<&Effect>) -> BTreeMap<&'a str, i64> {
    let mut changes: BTreeMap<&str, i64> = BTreeMap::new();
    if let Some((account, amount)) = money {
        *changes.entry(account).or_default() += amount;
    }
    match effect {
        Some(effect) => {
            *changes.entry(RECEIVABLE).or_default() += effect.receivable.in_centimes();
            *changes.entry(ADVANCES).or_default() -= effect.advances.in_centimes();
            for charged in &effect.charged {
                let account = if charged.ahead { AHEAD } else { income(charged.kind) };
                *changes.entry(account).or_default() -= charged.amount.in_centimes();
            }
        }
        None => *changes.entry(ANNUAL).or_default() -= money.map_or(0, |(_, amount)| amount),
    }
    changes.retain(|_, change| *change != 0);
    changes
}

/// The debits first.
fn lines(changes: BTreeMap<&str, i64>) -> Result<Balanced> {
    let mut changes: Vec<(&str, i64)> = changes.into_iter().collect();
    changes.sort_by_key(|(account, change)| (*change < 0, std::cmp::Reverse(*account)));
    let line = |(code, change): (&str, i64)| {
        let side = Money::centimes(change.abs());
        let (debit, credit) = if change > 0 { (side, Money::ZERO) } else { (Money::ZERO, side) };
        chart::postable(code).and_then(|account| Line::new(account, debit, credit)).map_err(Error::invalid)
    };
    Balanced::new(changes.into_iter().map(line).collect::<Result<_>>()?)
}

/// Notes how members must stand, which the newest act knows; acts come in any order.
async fn see(ws: &Workspace, effect: &Effect) -> Result<()> {
    let (id, position) = (named_id("dues"), &effect.position);
    let blank = dues_seen::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(id),
        posted: Set(0),
        version: Set(0),
        receivable: Set(0),
        advances: Set(0),
        ahead: Set(0),
    };
    ws.insert_new(blank).await?;
    let before = ws.lock::<dues_seen::Entity>(id).await?;
    let mut after = dues_seen::ActiveModel { id: Set(id), posted: Set(before.posted + 1), ..Default::default() };
    if position.version > before.version {
        after.version = Set(position.version);
        after.receivable = Set(position.receivable.in_centimes());
        after.advances = Set(position.advances.in_centimes());
        after.ahead = Set(position.ahead.in_centimes());
    }
    ws.update(after).await.map(drop)
}

/// `GET …/books/dues-agreement`
pub async fn agreement(access: Access<PostEntries>, _: Nothing) -> Result<DuesAgreement> {
    compare(&access.begin().await?).await
}

/// The books beside what membership told with its newest act.
pub async fn compare(ws: &Workspace) -> Result<DuesAgreement> {
    let seen = ws.one(dues_seen::Entity::find().filter(dues_seen::Column::Id.eq(named_id("dues")))).await?;
    let balances = balances(ws).await?;
    let balance = |code: &str| balances.get(code).copied().unwrap_or(0);
    let told = seen.as_ref().map_or((0, 0, 0), |seen| (seen.receivable, seen.advances, seen.ahead));
    let booked = (balance(RECEIVABLE), -balance(ADVANCES), -balance(AHEAD));
    Ok(DuesAgreement {
        receivable: Money::centimes(told.0),
        advances: Money::centimes(told.1),
        ahead: Money::centimes(told.2),
        receivable_in_books: Money::centimes(booked.0),
        advances_in_books: Money::centimes(booked.1),
        ahead_in_books: Money::centimes(booked.2),
        pending: seen.is_some_and(|seen| seen.posted < seen.version),
        agrees: told == booked,
    })
}

/// Debits less credits over the years that are open: the first of them begins with what the closed ones left.
async fn balances(ws: &Workspace) -> Result<BTreeMap<String, i64>> {
    #[derive(FromQueryResult)]
    struct Turnover {
        account: String,
        debit: i64,
        credit: i64,
    }
    use account_total::Column;
    let open = ws.all(fiscal_year::Entity::find().filter(fiscal_year::Column::Closed.eq(false))).await?;
    let totals = account_total::Entity::find()
        .select_only()
        .column(Column::Account)
        // PostgreSQL sums bigint as numeric
        .column_as(Column::Debit.sum().cast_as("bigint"), "debit")
        .column_as(Column::Credit.sum().cast_as("bigint"), "credit")
        .filter(Column::FiscalYearId.is_in(open.into_iter().map(|year| year.id)))
        .filter(Column::Account.is_in([RECEIVABLE, ADVANCES, AHEAD]))
        .group_by(Column::Account);
    let rows: Vec<Turnover> = ws.rows::<account_total::Entity, _>(totals).await?;
    Ok(rows.into_iter().map(|row| (row.account, row.debit - row.credit)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use contracts::events::{Charged, Position};
    use proptest::prelude::*;

    fn effect(charged: i64, joining: i64, receivable: i64, advances: i64) -> Effect {
        let money = Money::centimes;
        Effect {
            charged: vec![
                Charged { kind: ChargeKind::Annual, amount: money(charged), ahead: false },
                Charged { kind: ChargeKind::Joining, amount: money(joining), ahead: false },
            ],
            receivable: money(receivable),
            advances: money(advances),
            position: Position { version: 1, receivable: money(0), advances: money(0), ahead: money(0) },
        }
    }

    fn shown(entry: &Balanced) -> Vec<(&str, i64)> {
        entry.lines().iter().map(|line| (line.account(), line.debit().in_centimes() - line.credit().in_centimes())).collect()
    }

    #[test]
    fn every_method_of_payment_has_its_accounts() {
        for method in Method::ALL {
            let told_before = lines(changes(Some((received_on(method), 20_000)), None)).unwrap();
            assert_eq!(shown(&told_before), [(received_on(method), 20_000), (ANNUAL, -20_000)]);
            let at_once = lines(changes(Some((received_on(method), 20_000)), Some(&effect(20_000, 0, 0, 0)))).unwrap();
            assert_eq!(at_once, told_before, "charged and paid in one act is one entry of two lines");
        }
        assert_eq!(Method::ALL.map(received_on), ["51611", "51411", "51111", "51181", "51181"]);
        assert_eq!(Method::ALL.map(given_from), ["51611", "51411", "51411", "51181", "51181"]);
    }

    #[test]
    fn cheques_can_be_taken_to_every_bank_account() {
        for account in contracts::cheques::BANK_ACCOUNTS {
            let entry = lines(BTreeMap::from([(CHEQUES, -20_000), (account, 20_000)])).unwrap();
            assert_eq!(shown(&entry), [(account, 20_000), (CHEQUES, -20_000)]);
        }
    }

    #[test]
    fn what_is_owed_and_what_is_in_advance_have_accounts_of_their_own() {
        let of = |money, effect: Effect| {
            shown(&lines(changes(money, Some(&effect))).unwrap())
                .into_iter()
                .map(|(code, change)| (code.to_owned(), change))
                .collect::<Vec<_>>()
        };
        let line = |code: &str, change| (code.to_owned(), change);
        assert_eq!(of(None, effect(20_000, 10_000, 30_000, 0)), [line("34281", 30_000), line("71832", -20_000), line("71831", -10_000)]);
        let cash = |amount| Some((received_on(Method::Cash), amount));
        assert_eq!(of(cash(15_000), effect(20_000, 0, 5_000, 0)), [line("51611", 15_000), line("34281", 5_000), line("71832", -20_000)]);
        assert_eq!(of(cash(25_000), effect(0, 0, -20_000, 5_000)), [line("51611", 25_000), line("44281", -5_000), line("34281", -20_000)]);
        assert_eq!(of(cash(-5_000), effect(0, 0, 0, -5_000)), [line("44281", 5_000), line("51611", -5_000)]);
        assert_eq!(of(None, effect(-5_000, 0, -5_000, 0)), [line("71832", 5_000), line("34281", -5_000)]);
    }

    #[test]
    fn dues_of_a_year_that_has_not_begun_are_no_income_before_it_does() {
        let charged = |kind, amount, ahead| Charged { kind, amount: Money::centimes(amount), ahead };
        let early = Effect { charged: vec![charged(ChargeKind::Annual, 20_000, true)], ..effect(0, 0, 20_000, 0) };
        assert_eq!(shown(&lines(changes(None, Some(&early))).unwrap()), [("34281", 20_000), ("44911", -20_000)]);
        let turned = vec![charged(ChargeKind::Annual, -20_000, true), charged(ChargeKind::Annual, 20_000, false)];
        let begun = Effect { charged: turned, ..effect(0, 0, 0, 0) };
        assert_eq!(shown(&lines(changes(None, Some(&begun))).unwrap()), [("44911", 20_000), ("71832", -20_000)]);
    }

    proptest! {
        #[test]
        fn every_act_of_members_balances(charged in 1_i64..100_000, joining in 0_i64..50_000, settled in 0_i64..100_000, kept in 0_i64..50_000) {
            let settled = std::cmp::min(settled, charged + joining);
            let money = Some((received_on(Method::Cash), settled + kept)).filter(|(_, amount)| *amount > 0);
            let told = effect(charged, joining, charged + joining - settled, kept);
            prop_assert!(lines(changes(money, Some(&told))).is_ok());
        }
    }
}
