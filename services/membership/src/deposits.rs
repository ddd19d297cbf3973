//! Cheques taken to the bank: in hand, on a slip, and in hand again where a slip is undone.

use crate::dues::{self, reason};
use crate::entity::{cancellation, deposit, deposited_cheque, payment, payment_payer};
use crate::{cancellations, payers, position};
use chrono::{Datelike, NaiveDate};
use contracts::cheques::{BANK_ACCOUNTS, Cheque, ChequesInHand, Deposit, FindDeposits, MOST_CHEQUES, MakeDeposit, UndoDeposit, Undone};
use contracts::dues::Method;
use contracts::events::{ChequesDeposited, Event};
use contracts::{ById, Nothing, Page};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::id::new_id;
use kernel::permission::{CancelPayments, RecordPayments, ViewDues};
use kernel::{Actor, Error, Money, Result};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select};
use serde_json::json;
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;
use web::Access;

const PAGE: usize = 50;

/// `GET …/dues/cheques`
pub async fn in_hand(access: Access<ViewDues>, _: Nothing) -> Result<ChequesInHand> {
    #[derive(FromQueryResult)]
    struct Sum {
        cheques: i64,
        amount: Option<i64>,
    }
    let ws = access.begin().await?;
    let all = select_in_hand(&ws, access.actor());
    let sum = all.clone().select_only().column_as(payment::Column::Id.count(), "cheques");
    // PostgreSQL sums bigint to numeric
    let sums: Vec<Sum> = ws.rows(sum.column_as(payment::Column::Amount.sum().cast_as("bigint"), "amount")).await?;
    let (cheques, amount) = sums.first().map_or((0, 0), |sum| (sum.cheques, sum.amount.unwrap_or_default()));
    let rows = ws.all(oldest_first(all).limit(MOST_CHEQUES as u64)).await?;
    let mut payer = payers::of(&ws, rows.iter().map(|row| row.id)).await?;
    let items = rows.into_iter().map(|row| (payer.remove(&row.id), row)).map(|(payer, row)| line(row, payer, None)).collect();
    Ok(ChequesInHand { items, cheques, amount: Money::centimes(amount) })
}

/// Cheques whose payment counts and which no slip holds; of before there were slips, all.
fn select_in_hand(ws: &Workspace, actor: &Actor) -> Select<payment::Entity> {
    let taken = cancellation::Entity::find().select_only().column(cancellation::Column::PaymentId);
    let taken = taken.filter(cancellation::Column::AssociationId.eq(ws.association().0));
    let held = deposited_cheque::Entity::find().select_only().column(deposited_cheque::Column::PaymentId);
    let held = held.filter(deposited_cheque::Column::AssociationId.eq(ws.association().0)).filter(deposited_cheque::Column::Holds.eq(true));
    let mut select = payment::Entity::find()
        .filter(payment::Column::Method.eq(Method::Cheque.code()))
        .filter(payment::Column::Id.not_in_subquery(taken.into_query()))
        .filter(payment::Column::Id.not_in_subquery(held.into_query()));
    if actor.limit.is_some() {
        select = select.filter(payment::Column::Year.eq(actor.year_or(ws.today().year())));
    }
    select
}

fn oldest_first(select: Select<payment::Entity>) -> Select<payment::Entity> {
    select.order_by_asc(payment::Column::IssuedYear).order_by_asc(payment::Column::Number)
}

/// With the name of whoever paid.
fn line(row: payment::Model, payer: Option<payment_payer::Model>, taken: Option<cancellation::Model>) -> Cheque {
    let (name_ar, name_fr) = payer.map_or((row.member_name_ar, row.member_name_fr), |payer| (payer.name_ar, payer.name_fr));
    Cheque {
        payment: row.id,
        receipt: row.receipt,
        amount: Money::centimes(row.amount),
        number: row.reference.unwrap_or_default(),
        bank: row.bank,
        drawer: row.drawer,
        member_name_ar: name_ar,
        member_name_fr: name_fr,
        paid_on: row.paid_on,
        taken_back: taken.map(|taken| taken.receipt),
    }
}

/// `GET …/dues/deposits`
pub async fn list(access: Access<ViewDues>, input: FindDeposits) -> Result<Page<Deposit>> {
    let after = input.after.as_deref().map(after).transpose()?;
    let ws = access.begin().await?;
    let mut select = deposit::Entity::find();
    if access.actor().limit.is_some() {
        select = select.filter(deposit::Column::Year.eq(access.actor().year_or(ws.today().year())));
    }
    if let Some((year, number)) = after {
        let key = Expr::tuple([Expr::col(deposit::Column::Year), Expr::col(deposit::Column::Number)]);
        select = select.filter(key.lt(Expr::tuple([Expr::val(year), Expr::val(number)])));
    }
    let select = select.order_by_desc(deposit::Column::Year).order_by_desc(deposit::Column::Number);
    let mut rows = ws.all(select.limit(PAGE as u64 + 1)).await?;
    let next = (rows.len() > PAGE).then(|| rows[PAGE - 1].slip.clone());
    rows.truncate(PAGE);
    Ok(Page { items: rows.into_iter().map(|row| to_contract(row, Vec::new())).collect(), next })
}

/// `BR-2026-001`, the last slip of the page before.
fn after(text: &str) -> Result<(i32, i64)> {
    let parts = text.strip_prefix("BR-").and_then(|rest| rest.split_once('-'));
    let parts = parts.and_then(|(year, number)| Some((year.parse().ok()?, number.parse().ok()?)));
    parts.ok_or_else(|| Error::invalid("invalid-query"))
}

/// `GET …/dues/deposits/{id}`
pub async fn show(access: Access<ViewDues>, input: ById) -> Result<Deposit> {
    let ws = access.begin().await?;
    let row = find(&ws, access.actor(), input.id).await?;
    let lines = lines(&ws, row.id).await?;
    Ok(to_contract(row, lines))
}

/// One slip, if it is within the limit of the seat.
pub async fn find(ws: &Workspace, actor: &Actor, id: Uuid) -> Result<deposit::Model> {
    let row = ws.get::<deposit::Entity>(id).await?;
    if actor.reaches_year(row.year) { Ok(row) } else { Err(Error::not_found()) }
}

/// What a slip lists, in the order of the receipts.
pub async fn lines(ws: &Workspace, deposit: Uuid) -> Result<Vec<Cheque>> {
    let listed = ws.all(deposited_cheque::Entity::find().filter(deposited_cheque::Column::DepositId.eq(deposit))).await?;
    let ids: Vec<Uuid> = listed.into_iter().map(|row| row.payment_id).collect();
    let rows = ws.all(oldest_first(payment::Entity::find().filter(payment::Column::Id.is_in(ids.clone())))).await?;
    let (mut payer, mut taken) = (payers::of(ws, ids.clone()).await?, cancellations::of(ws, ids).await?);
    let with = rows.into_iter().map(|row| (payer.remove(&row.id), taken.remove(&row.id), row));
    Ok(with.map(|(payer, taken, row)| line(row, payer, taken)).collect())
}

/// The slips that hold these cheques, by payment.
pub async fn of(ws: &Workspace, payments: impl IntoIterator<Item = Uuid> + Send) -> Result<HashMap<Uuid, deposit::Model>> {
    let payments: Vec<Uuid> = payments.into_iter().collect();
    let held = deposited_cheque::Entity::find().filter(deposited_cheque::Column::PaymentId.is_in(payments));
    let held = ws.all(held.filter(deposited_cheque::Column::Holds.eq(true))).await?;
    let slips = ws.all(deposit::Entity::find().filter(deposit::Column::Id.is_in(held.iter().map(|row| row.deposit_id)))).await?;
    let slips: HashMap<Uuid, deposit::Model> = slips.into_iter().map(|row| (row.id, row)).collect();
    Ok(held.into_iter().filter_map(|row| Some((row.payment_id, slips.get(&row.deposit_id)?.clone()))).collect())
}

#[derive(Debug)]
struct NewDeposit {
    cheques: BTreeSet<Uuid>,
    on: NaiveDate,
    account: &'static str,
    bank: Option<String>,
}

fn read(input: &MakeDeposit, today: NaiveDate) -> Result<NewDeposit> {
    let mut errors = FieldErrors::default();
    let chosen = input.cheques.iter().map(|id| id.trim()).filter(|id| !id.is_empty());
    let cheques: std::result::Result<BTreeSet<Uuid>, _> = chosen.map(Uuid::try_parse).collect();
    let cheques = errors.keep("cheques", cheques.map_err(|_| "cheque-not-in-hand"));
    match cheques.as_ref().map(BTreeSet::len) {
        Some(0) => errors.add("cheques", "cheques-required"),
        Some(count) if count > MOST_CHEQUES => errors.add_with("cheques", "too-many-cheques", "max", MOST_CHEQUES),
        _ => {}
    }
    let on = errors.keep("deposited_on", dues::paid_on(&input.deposited_on, today));
    let account = BANK_ACCOUNTS.into_iter().find(|account| *account == input.account.trim());
    let account = errors.keep("account", account.ok_or("choice-unknown"));
    let bank = dues::short(&mut errors, "bank", &input.bank, dues::LONGEST_BANK);
    errors.finish()?;
    match (cheques, on, account) {
        (Some(cheques), Some(on), Some(account)) => Ok(NewDeposit { cheques, on, account, bank }),
        _ => Err(Error::invalid("invalid-input")),
    }
}

/// `POST …/dues/deposits`
///
/// # Errors
/// Every field that is wrong; `cheque-not-in-hand` where somebody else deposited one meanwhile.
pub async fn make(access: Access<RecordPayments>, input: MakeDeposit) -> Result<Deposit> {
    let new = read(&input, access.today())?;
    let ws = access.begin().await?;
    position::hold(&ws).await?;
    let chosen = select_in_hand(&ws, access.actor()).filter(payment::Column::Id.is_in(new.cheques.iter().copied()));
    let rows = ws.all(oldest_first(chosen)).await?;
    if rows.len() < new.cheques.len() {
        return Err(Error::field("cheques", "cheque-not-in-hand"));
    }
    if rows.iter().any(|row| row.paid_on > new.on) {
        return Err(Error::field("deposited_on", "date-before-cheque"));
    }
    let written = write(&ws, &new, &rows).await?;
    ws.emit(Event::ChequesDeposited(told(&written, written.deposited_on))).await?;
    let details = json!({ "cheques": written.cheques, "amount": Money::centimes(written.amount), "account": written.account,
        "on": written.deposited_on });
    ws.audit("deposit-made", written.slip.clone(), details).await?;
    let lines = lines(&ws, written.id).await?;
    ws.commit(to_contract(written, lines)).await
}

async fn write(ws: &Workspace, new: &NewDeposit, rows: &[payment::Model]) -> Result<deposit::Model> {
    let amount = rows.iter().try_fold(0_i64, |sum, row| sum.checked_add(row.amount));
    let year = ws.today().year();
    let number = ws.next_number(&format!("deposit-{year}")).await?;
    let written = deposit::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        year: Set(year),
        number: Set(number),
        slip: Set(format!("BR-{year}-{number:03}")),
        deposited_on: Set(new.on),
        account: Set(new.account.into()),
        bank: Set(new.bank.clone()),
        cheques: Set(i64::try_from(rows.len()).map_err(Error::internal)?),
        amount: Set(amount.ok_or_else(|| Error::invalid("amount-too-large"))?),
        recorded_by: Set(ws.origin().who.clone()),
        recorded_at: Set(ws.now()),
        undone_on: Set(None),
        undone_reason: Set(None),
        undone_by: Set(None),
    };
    let written = ws.insert(written).await?;
    let listed = rows.iter().map(|row| deposited_cheque::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        deposit_id: Set(written.id),
        payment_id: Set(row.id),
        holds: Set(Some(true)),
    });
    ws.insert_many(listed.collect()).await?;
    Ok(written)
}

/// `POST …/dues/deposits/{id}/undoing`
///
/// # Errors
/// `deposit-undone`; `deposit-has-returned` where the payment of one of its cheques was taken back since: the
/// books have that cheque off the bank already.
pub async fn undo(access: Access<CancelPayments>, input: UndoDeposit) -> Result<Deposit> {
    let mut errors = FieldErrors::default();
    let reason = reason(&mut errors, &input.reason);
    errors.finish()?;
    let ws = access.begin().await?;
    position::hold(&ws).await?;
    let row = ws.lock::<deposit::Entity>(input.id).await?;
    if row.undone_on.is_some() {
        return Err(Error::conflict("deposit-undone").with("slip", row.slip));
    }
    let lines = lines(&ws, row.id).await?;
    if let Some(receipt) = lines.iter().find_map(|line| line.taken_back.clone()) {
        return Err(Error::conflict("deposit-has-returned").with("receipt", receipt));
    }
    let listed = deposited_cheque::Entity::update_many().filter(deposited_cheque::Column::DepositId.eq(row.id));
    ws.update_many(listed.col_expr(deposited_cheque::Column::Holds, Expr::val(None::<bool>))).await?;
    let undone = deposit::ActiveModel {
        id: Set(row.id),
        undone_on: Set(Some(ws.today())),
        undone_reason: Set(Some(reason)),
        undone_by: Set(Some(ws.origin().who.clone())),
        ..Default::default()
    };
    let row = ws.update(undone).await?;
    ws.emit(Event::DepositUndone(told(&row, ws.today()))).await?;
    let details = json!({ "cheques": row.cheques, "amount": Money::centimes(row.amount), "personal": { "reason": row.undone_reason } });
    ws.audit("deposit-undone", row.slip.clone(), details).await?;
    ws.commit(to_contract(row, lines)).await
}

fn told(row: &deposit::Model, on: NaiveDate) -> ChequesDeposited {
    ChequesDeposited { deposit: row.id, slip: row.slip.clone(), amount: Money::centimes(row.amount), account: row.account.clone(), on }
}

fn to_contract(row: deposit::Model, lines: Vec<Cheque>) -> Deposit {
    let undone = row.undone_on.zip(row.undone_reason).zip(row.undone_by);
    Deposit {
        id: row.id,
        slip: row.slip,
        deposited_on: row.deposited_on,
        account: row.account,
        bank: row.bank,
        cheques: row.cheques,
        amount: Money::centimes(row.amount),
        recorded_by: row.recorded_by,
        recorded_at: row.recorded_at,
        undone: undone.map(|((on, reason), by)| Undone { on, reason, by }),
        lines,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(change: impl FnOnce(&mut MakeDeposit)) -> Vec<(String, String)> {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let mut input = MakeDeposit {
            cheques: vec![Uuid::nil().to_string()],
            deposited_on: "21/11/2026".into(),
            account: "51411".into(),
            bank: String::new(),
        };
        change(&mut input);
        let read = read(&input, today).err();
        let told = read.iter().flat_map(Error::field_errors);
        told.map(|error| (error.field.clone(), error.code.clone())).collect()
    }

    #[test]
    fn every_wrong_field_of_a_slip_is_told() {
        let one = |field: &str, code: &str| vec![(field.to_owned(), code.to_owned())];
        assert!(codes(|_| ()).is_empty());
        assert_eq!(codes(|input| input.cheques = vec![" ".into()]), one("cheques", "cheques-required"));
        assert_eq!(codes(|input| input.cheques = vec!["x".into()]), one("cheques", "cheque-not-in-hand"));
        let many = (0..=100_u128).map(|id| Uuid::from_u128(id).to_string()).collect();
        assert_eq!(codes(|input| input.cheques = many), one("cheques", "too-many-cheques"));
        let same = vec![Uuid::nil().to_string(); MOST_CHEQUES + 1];
        assert!(codes(|input| input.cheques = same).is_empty(), "a cheque sent twice is one");
        assert_eq!(codes(|input| input.deposited_on = "22/11/2026".into()), one("deposited_on", "date-future"));
        assert_eq!(codes(|input| input.account = "51611".into()), one("account", "choice-unknown"));
        assert_eq!(codes(|input| input.bank = "b".repeat(81)), one("bank", "too-long"));
        assert_eq!(codes(|input| *input = MakeDeposit::default()).len(), 3);
    }

    #[test]
    fn a_page_begins_after_a_slip() {
        assert_eq!(after("BR-2026-1042").unwrap(), (2026, 1042));
        assert!(["2026-001", "BR-2026", "BR-x-1", ""].into_iter().all(|text| after(text).is_err()));
    }
}
