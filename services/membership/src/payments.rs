//! Payments of dues.

use crate::dues::{self, NewPayment};
use crate::entity::{advance, cancellation, charge, deposit, fee, member, payment, payment_part as part, payment_payer as payer};
use crate::payers::PaidFor;
use crate::position::Moves;
use crate::rates::allocate;
use crate::{cancellations, charges, deposits, dues_years, fees, members, payers, settling};
use chrono::Datelike;
use contracts::charges::ChargeKind;
use contracts::dues::{FindPayments, Method, Payment, PaymentDeposit, RecordPayment};
use contracts::events::{DuesPaid, Effect, Event};
use contracts::{ById, Page};
use database::Workspace;
use kernel::id::new_id;
use kernel::permission::{RecordPayments, ViewDues};
use kernel::{Actor, Error, Kind, Locale, Money, Result, Seat};
use language::key;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use serde_json::json;
use std::collections::HashMap;
use uuid::Uuid;
use web::{Access, File, State};

const PAGE: usize = 50;
/// Payments of one member that the member sees.
const OF_ONE_MEMBER: u64 = 200;
/// Payments whose fates are read at a time.
const SLICE: usize = 1_000;

/// `GET …/dues/payments`
pub async fn list(access: Access<ViewDues>, input: FindPayments) -> Result<Page<Payment>> {
    let after = input.after.as_deref().map(after).transpose()?;
    let ws = access.begin().await?;
    let Some(mut select) = select(&ws, access.actor(), &input) else { return Ok(Page { items: Vec::new(), next: None }) };
    if let Some((year, number)) = after {
        let key = Expr::tuple([Expr::col(payment::Column::IssuedYear), Expr::col(payment::Column::Number)]);
        select = select.filter(key.lt(Expr::tuple([Expr::val(year), Expr::val(number)])));
    }
    let mut rows = ws.all(newest_first(select).limit(PAGE as u64 + 1)).await?;
    let next = (rows.len() > PAGE).then(|| rows[PAGE - 1].receipt.clone());
    rows.truncate(PAGE);
    let fates = fates(&ws, &rows).await?;
    let present = |(row, fate)| to_contract(row, fate, access.state(), access.actor());
    let items = rows.into_iter().zip(fates).map(present).collect::<Result<_>>()?;
    Ok(Page { items, next })
}

/// Those of the list that are within the limit of the seat; none where the year is outside it.
fn select(ws: &Workspace, actor: &Actor, input: &FindPayments) -> Option<Select<payment::Entity>> {
    let mut select = payment::Entity::find();
    if let Some(year) = input.year.or_else(|| actor.limit.as_ref().map(|_| actor.year_or(ws.today().year()))) {
        if !actor.reaches_year(year) {
            return None;
        }
        select = select.filter(payment::Column::Year.eq(year));
    }
    if let Some(member) = input.member {
        select = select.filter(payment::Column::MemberId.eq(member).or(payers::with_others(ws, member)));
    }
    Some(select)
}

fn newest_first(select: Select<payment::Entity>) -> Select<payment::Entity> {
    select.order_by_desc(payment::Column::IssuedYear).order_by_desc(payment::Column::Number)
}

/// `GET …/dues/payments.csv`, with the same filters.
pub async fn csv(access: Access<ViewDues>, input: FindPayments) -> Result<File> {
    let ws = access.begin().await?;
    let rows = match select(&ws, access.actor(), &input) {
        Some(select) => ws.all(newest_first(select)).await?,
        None => Vec::new(),
    };
    let columns = [
        key::RECEIPT_NUMBER,
        key::PAYMENT_PAID_ON,
        key::MEMBER_NUMBER,
        key::CHARGE_MEMBER_AR,
        key::CHARGE_MEMBER_FR,
        key::PAYMENT_YEAR,
        key::PAYMENT_AMOUNT,
        key::PAYMENT_METHOD,
        key::PAYMENT_REFERENCE,
        key::PAYMENT_BANK,
        key::PAYMENT_DRAWER,
        key::PAYMENT_PAYER,
        key::PAYMENT_PAYER_IDENTIFIER,
        key::DEPOSIT_SLIP,
        key::COUNTER_RECEIPT,
    ];
    let mut body = tables::BEGINNING.to_owned() + &tables::line(columns.map(|key| language::text(access.locale(), key)));
    for slice in rows.chunks(SLICE) {
        for (row, fate) in slice.iter().zip(fates(&ws, slice).await?) {
            body += &lines(row, fate, access.locale());
        }
    }
    Ok(File { content_type: "text/csv; charset=utf-8", name: "payments.csv".into(), inline: false, body: body.into() })
}

/// One for each member whom it is for.
fn lines(row: &payment::Model, fate: Fate, locale: Locale) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let (payer, identifier) = fate.payer.map(|payer| (payer.name_fr.or(payer.name_ar), payer.identifier)).unwrap_or_default();
    let (slip, taken) = (fate.deposit.map(|slip| slip.slip), fate.cancellation.map(|taken| taken.receipt));
    let line = |number: i64, name_ar: &Option<String>, name_fr: &Option<String>, amount: i64| {
        tables::line([
            row.receipt.clone(),
            row.paid_on.to_string(),
            number.to_string(),
            text(name_ar),
            text(name_fr),
            fate.period.clone(),
            format!("{}.{:02}", amount / 100, amount % 100),
            language::named(locale, "method", &row.method),
            text(&row.reference),
            text(&row.bank),
            text(&row.drawer),
            text(&payer),
            text(&identifier),
            text(&slip),
            text(&taken),
        ])
    };
    if fate.parts.is_empty() {
        return line(row.member_number, &row.member_name_ar, &row.member_name_fr, row.amount);
    }
    fate.parts.iter().map(|part| line(part.member_number, &part.member_name_ar, &part.member_name_fr, part.amount)).collect()
}

/// `GET …/dues/payments/{id}`
pub async fn show(access: Access<ViewDues>, input: ById) -> Result<Payment> {
    let ws = access.begin().await?;
    let row = find(&ws, access.actor(), input.id).await?;
    let fate = fates(&ws, std::slice::from_ref(&row)).await?.pop().unwrap_or_default();
    to_contract(row, fate, access.state(), access.actor())
}

/// The newest payments that a member made or that are for the member, of whatever year.
pub async fn of_member(ws: &Workspace, member: Uuid, state: &State, actor: &Actor) -> Result<Vec<Payment>> {
    let mine = payment::Column::MemberId.eq(member);
    let mine = mine.or(payers::with_others(ws, member)).or(payers::paid_by(ws, member));
    let rows = ws.all(newest_first(payment::Entity::find().filter(mine)).limit(OF_ONE_MEMBER)).await?;
    let fates = fates(ws, &rows).await?;
    let present = |(row, fate)| to_contract(row, fate, state, actor).map(|payment| payers::as_seen_by(payment, member));
    rows.into_iter().zip(fates).map(present).collect()
}

/// Who made a payment and for whom, and what became of it.
#[derive(Debug, Default)]
pub struct Fate {
    pub payer: Option<payer::Model>,
    pub parts: Vec<part::Model>,
    pub cancellation: Option<cancellation::Model>,
    pub advances: Vec<advance::Model>,
    pub deposit: Option<deposit::Model>,
    /// The year whose dues it pays, as people write it.
    pub period: String,
}

/// In the order of the payments.
pub async fn fates(ws: &Workspace, rows: &[payment::Model]) -> Result<Vec<Fate>> {
    let ids = || rows.iter().map(|row| row.id);
    let (mut taken, mut kept) = (cancellations::of(ws, ids()).await?, advances(ws, ids()).await?);
    let (mut payer, mut parts) = (payers::of(ws, ids()).await?, payers::parts(ws, ids()).await?);
    let mut held = deposits::of(ws, ids()).await?;
    let years = dues_years::find(ws).await?;
    let fate = |(id, year): (Uuid, i32)| Fate {
        period: years.label(year),
        payer: payer.remove(&id),
        parts: parts.remove(&id).unwrap_or_default(),
        cancellation: taken.remove(&id),
        advances: kept.remove(&id).unwrap_or_default(),
        deposit: held.remove(&id),
    };
    Ok(rows.iter().map(|row| (row.id, row.year)).map(fate).collect())
}

/// What payments left over for each of their members, by payment.
pub async fn advances(ws: &Workspace, payments: impl IntoIterator<Item = Uuid> + Send) -> Result<HashMap<Uuid, Vec<advance::Model>>> {
    let payments: Vec<Uuid> = payments.into_iter().collect();
    let mut kept: HashMap<Uuid, Vec<advance::Model>> = HashMap::new();
    for row in ws.all(advance::Entity::find().filter(advance::Column::PaymentId.is_in(payments)).order_by_asc(advance::Column::Id)).await? {
        kept.entry(row.payment_id).or_default().push(row);
    }
    Ok(kept)
}

/// One payment, if it is within the limit of the seat.
pub async fn find(ws: &Workspace, actor: &Actor, id: Uuid) -> Result<payment::Model> {
    let row = ws.get::<payment::Entity>(id).await?;
    if actor.reaches_year(row.year) { Ok(row) } else { Err(Error::not_found()) }
}

/// `POST …/dues/payments`
pub async fn record(access: Access<RecordPayments>, input: RecordPayment) -> Result<Payment> {
    let new = dues::read_payment(&input, access.today())?;
    let ws = access.begin().await?;
    // Locked in this order by every payment: the year's fee, the members, the numbers of receipts.
    let fee = ws.lock::<fee::Entity>(fees::id(new.year)).await.map_err(|error| named(error, "year", "fee-missing"))?;
    let (mut covered, paying) = payers::lock(&ws, &new).await?;
    for member in &mut covered {
        dues_years::note_first_payment(&ws, fee.year, member, new.paid_on).await?;
    }
    let mut moves = Moves::on(new.paid_on);
    let mut charged = Vec::new();
    for member in &covered {
        if charges::make(&ws, &fee, member, &mut moves).await? {
            charged.push(member.id);
        }
    }
    settling::use_advances(&ws, &charged, &mut moves).await?;
    let mut parts = Vec::new();
    for (member, paid) in covered.iter().zip(&new.covered) {
        parts.push(divide(&ws, &fee, member, paid, &new, &mut moves).await?);
    }
    let row = write(&ws, &new, &covered, parts.iter().all(|part| part.completes)).await?;
    payers::write(&ws, &row, &new, &covered, paying.as_ref()).await?;
    let kept: Vec<(Uuid, Money)> = covered.iter().zip(&parts).map(|(member, part)| (member.id, part.left)).collect();
    let settled = parts.into_iter().flat_map(|part| part.settled).map(|(charge, part)| (charge, row.id, part.in_centimes()));
    settling::settle(&ws, settled.collect(), &mut moves).await?;
    keep(&ws, &row, &kept, &mut moves).await?;
    collect(&ws, &fee, 1, new.amount).await?;
    let fate = fates(&ws, std::slice::from_ref(&row)).await?.pop().unwrap_or_default();
    announce(&ws, &new, &row, &fate, moves.keep(&ws).await?).await?;
    let reply = to_contract(row, fate, access.state(), access.actor())?;
    ws.commit(reply).await
}

/// Which charges of a member a payment settles, and what is left over.
struct Parts {
    settled: Vec<(charge::Model, Money)>,
    left: Money,
    /// With it the year's dues are paid.
    completes: bool,
}

/// The year's charges first; where an advance was said, what else is due, the oldest first.
///
/// # Errors
/// `amount-above-due` at the amount, with what is due.
async fn divide(
    ws: &Workspace,
    fee: &fee::Model,
    member: &member::Model,
    paid: &PaidFor,
    new: &NewPayment,
    moves: &mut Moves,
) -> Result<Parts> {
    let mut due: Vec<charge::Model> = charges::of_member(ws, member.id).await?;
    let sum = |due: &[charge::Model]| due.iter().filter(|row| row.year == new.year).map(charges::open).sum::<i64>();
    let above = paid.amount.in_centimes() - sum(&due);
    if above > 0 && !new.advance {
        let annual = due.iter_mut().find(|row| fee.free && row.year == new.year && row.kind == ChargeKind::Annual.code());
        let Some(annual) = annual else { return Err(dues::above_due(&paid.field("amount"), Money::centimes(sum(&due)), paid.amount)) };
        settling::raise(ws, vec![(annual.clone(), above)], moves).await?;
        annual.amount += above;
    }
    due.retain(|row| charges::open(row) > 0 && (new.advance || row.year == new.year));
    due.sort_by_key(|row| row.year != new.year);
    let open: Vec<Money> = due.iter().map(|row| Money::centimes(charges::open(row))).collect();
    let (parts, left) = allocate(paid.amount, &open);
    let is_annual = |row: &charge::Model| row.year == new.year && row.kind == ChargeKind::Annual.code();
    let completes = due.iter().zip(&parts).zip(&open).any(|((row, part), open)| is_annual(row) && part == open);
    Ok(Parts { settled: due.into_iter().zip(parts).collect(), left, completes })
}

/// What is left over of each member's is kept for what will be due.
async fn keep(ws: &Workspace, row: &payment::Model, left: &[(Uuid, Money)], moves: &mut Moves) -> Result<()> {
    let kept = left.iter().filter(|(_, left)| *left > Money::ZERO).map(|(member, left)| {
        moves.advance(left.in_centimes());
        advance::ActiveModel {
            association_id: Set(ws.association().0),
            id: Set(new_id()),
            payment_id: Set(row.id),
            member_id: Set(*member),
            amount: Set(left.in_centimes()),
            remaining: Set(left.in_centimes()),
        }
    });
    let kept = kept.collect();
    ws.insert_many(kept).await
}

/// As the papers and lists show it.
pub fn to_contract(row: payment::Model, fate: Fate, state: &State, actor: &Actor) -> Result<Payment> {
    let Fate { payer, parts, cancellation: taken, advances: kept, deposit, period } = fate;
    let Seat::Association { slug, .. } = &actor.seat else { return Err(Error::not_found()) };
    Ok(Payment {
        id: row.id,
        receipt: row.receipt,
        member: row.member_id,
        member_number: row.member_number,
        member_name_ar: row.member_name_ar,
        member_name_fr: row.member_name_fr,
        payer: payer.map(payers::to_contract),
        covered: parts.into_iter().map(|part| payers::covered(part, &kept)).collect(),
        year: row.year,
        period,
        amount: Money::centimes(row.amount),
        method: method(&row.method)?,
        reference: row.reference,
        bank: row.bank,
        drawer: row.drawer,
        paid_on: row.paid_on,
        recorded_by: row.recorded_by,
        recorded_at: row.recorded_at,
        check_url: dues::check_url(&state.settings().url, slug, &row.code),
        deposit: deposit.map(|slip| PaymentDeposit { id: slip.id, slip: slip.slip, deposited_on: slip.deposited_on }),
        cancellation: taken.map(cancellations::to_contract).transpose()?,
        advance: Money::centimes(kept.iter().map(|kept| kept.amount).sum()),
        advance_remaining: Money::centimes(kept.iter().map(|kept| kept.remaining).sum()),
    })
}

pub fn method(code: &str) -> Result<Method> {
    Method::parse(code).ok_or_else(|| Error::internal(format!("method {code}")))
}

/// What does not exist, as an error of the field that named it.
fn named(error: Error, field: &str, code: &'static str) -> Error {
    if error.kind() == Kind::NotFound { Error::field(field, code) } else { error }
}

async fn write(ws: &Workspace, new: &NewPayment, covered: &[member::Model], completes: bool) -> Result<payment::Model> {
    let member = covered.first().ok_or_else(|| Error::internal("a payment for nobody"))?;
    let issued_year = ws.today().year();
    let number = ws.next_number(&dues::series(issued_year)).await?;
    let row = payment::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        issued_year: Set(issued_year),
        number: Set(number),
        receipt: Set(dues::receipt_number(issued_year, number)),
        member_id: Set(member.id),
        member_number: Set(member.number),
        member_name_ar: Set(members::name_ar(member)),
        member_name_fr: Set(members::name_fr(member)),
        year: Set(new.year),
        amount: Set(new.amount.in_centimes()),
        completes: Set(completes),
        method: Set(new.method.code().into()),
        reference: Set(new.reference.clone()),
        bank: Set(new.bank.clone()),
        drawer: Set(new.drawer.clone()),
        paid_on: Set(new.paid_on),
        code: Set(dues::check_code()),
        recorded_by: Set(ws.origin().who.clone()),
        recorded_at: Set(ws.now()),
    };
    ws.insert(row).await
}

/// Keeps the year's totals, which the fee's row has so that nobody adds them up: `payments` more, with
/// `amount`; less for those taken back.
pub async fn collect(ws: &Workspace, fee: &fee::Model, payments: i64, amount: Money) -> Result<()> {
    let collected = fee.collected.checked_add(amount.in_centimes()).ok_or_else(|| Error::invalid("amount-too-large"))?;
    let row = fee::ActiveModel { id: Set(fee.id), payments: Set(fee.payments + payments), collected: Set(collected), ..Default::default() };
    ws.update(row).await.map(drop)
}

async fn announce(ws: &Workspace, new: &NewPayment, row: &payment::Model, fate: &Fate, effect: Effect) -> Result<()> {
    let covered: Vec<i64> = fate.parts.iter().map(|part| part.member_number).collect();
    let paid = DuesPaid {
        payment: row.id,
        receipt: row.receipt.clone(),
        member_number: row.member_number,
        covered: covered.clone(),
        year: row.year,
        amount: new.amount,
        method: new.method,
        paid_on: row.paid_on,
        effect: Some(effect),
    };
    ws.emit(Event::DuesPaid(paid)).await?;
    let mut details = json!({ "member": row.member_number, "year": row.year, "amount": new.amount, "method": new.method });
    if !covered.is_empty() {
        details["member"] = json!(covered.iter().map(i64::to_string).collect::<Vec<_>>().join(", "));
    }
    let payer = fate.payer.as_ref().and_then(|payer| payer.name_fr.clone().or_else(|| payer.name_ar.clone()));
    for (name, told) in [("reference", &row.reference), ("bank", &row.bank), ("drawer", &row.drawer), ("payer", &payer)] {
        if let Some(told) = told {
            details["personal"][name] = json!(told);
        }
    }
    ws.audit("payment-recorded", row.receipt.clone(), details).await?;
    members::announce_counts(ws).await
}

/// `2026-00012`, the last receipt of the page before.
fn after(text: &str) -> Result<(i32, i64)> {
    let parts = text.split_once('-').and_then(|(year, number)| Some((year.parse().ok()?, number.parse().ok()?)));
    parts.ok_or_else(|| Error::invalid("invalid-query"))
}
