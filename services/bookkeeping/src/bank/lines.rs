//! Operations of the bank as people see them, with what is proposed for them.

use crate::bank::books::{self, Booked, Which};
use crate::bank::{matching, proposals, rules};
use crate::chart;
use crate::entity::{bank_account, bank_line, bank_match, line};
use crate::journal::Place;
use axum::http::Method;
use chrono::{Datelike, NaiveDate};
use contracts::bank::{BankLine, BookLine, FindBankLines, OneBankLine, Payer};
use contracts::{ById, Page};
use database::Workspace;
use kernel::permission::{ViewBooks, ViewDues};
use kernel::{Actor, Error, Locale, Money, Result, Seat};
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use std::collections::HashMap;
use uuid::Uuid;
use web::{Access, Call};

/// Operations on a page.
const PAGE: u64 = 50;
/// Payments whose payers are asked for at a time.
const PAYERS: usize = 100;

/// `GET …/books/bank/{id}/lines`
pub async fn list(access: Access<ViewBooks>, input: FindBankLines) -> Result<Page<BankLine>> {
    let after = input.after.as_deref().map(Place::read).transpose()?;
    let matched = input.state == "matched";
    let ws = access.begin().await?;
    let bank = ws.get::<bank_account::Entity>(input.id).await?;
    let mut select = within(access.actor(), &ws, books::operations(bank.id).filter(bank_line::Column::Matched.eq(matched)));
    if let Some(Place { posted_on: on, id }) = after {
        let same_day = bank_line::Column::DoneOn.eq(on).and(bank_line::Column::Id.gt(id));
        select = select.filter(Condition::all().add(bank_line::Column::DoneOn.gte(on)).add(bank_line::Column::DoneOn.gt(on).or(same_day)));
    }
    let mut rows = ws.all(select.order_by_asc(bank_line::Column::DoneOn).order_by_asc(bank_line::Column::Id).limit(PAGE + 1)).await?;
    let more = rows.len() as u64 > PAGE;
    rows.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let next = rows.last().filter(|_| more).map(|last| Place { posted_on: last.done_on, id: last.id }.write());
    if matched {
        return Ok(Page { items: shown(&ws, rows).await?, next });
    }
    let amounts: Vec<i64> = rows.iter().map(|row| row.amount).collect();
    let booked = books::unmatched(&ws, &bank.account, ws.today(), Which::Of(&amounts)).await?;
    let (kept, chart) = (rules::all(&ws).await?, chart::of(&ws).await?);
    // no call while a workspace is open
    drop(ws);
    let booked = with_payers(&access, booked).await?;
    let mut proposed = proposals::propose(&rows, &booked);
    let present = |row: bank_line::Model| {
        let proposal = proposed.remove(&row.id);
        let rule = rules::met(&kept, &row).filter(|_| proposal.is_none()).cloned().map(|rule| rules::shown(&chart, rule));
        BankLine { proposal, rule, ..present(row, Vec::new()) }
    };
    Ok(Page { items: rows.into_iter().map(present).collect(), next })
}

/// A seat that is limited to a year sees that year's operations.
fn within(actor: &Actor, ws: &Workspace, select: Select<bank_line::Entity>) -> Select<bank_line::Entity> {
    if actor.limit.is_none() {
        return select;
    }
    let year = actor.year_or(ws.today().year());
    let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    // no day is in a year that ends before it begins
    let (from, until) = if actor.reaches_year(year) { (day(1, 1), day(12, 31)) } else { (day(12, 31), day(1, 1)) };
    select.filter(bank_line::Column::DoneOn.between(from, until))
}

pub fn present(row: bank_line::Model, matched: Vec<BookLine>) -> BankLine {
    BankLine {
        id: row.id,
        bank: row.bank_account_id,
        on: row.done_on,
        value_on: row.value_on,
        opening: row.kind == "opening",
        text: row.text,
        amount: Money::centimes(row.amount),
        reference: row.reference,
        matched,
        proposal: None,
        rule: None,
    }
}

/// With the lines of entries that stand for them.
pub async fn shown(ws: &Workspace, rows: Vec<bank_line::Model>) -> Result<Vec<BankLine>> {
    let matches = bank_match::Entity::find().filter(bank_match::Column::BankLineId.is_in(rows.iter().map(|row| row.id)));
    let matches = ws.all(matches.order_by_asc(bank_match::Column::Id)).await?;
    let lines = ws.all(line::Entity::find().filter(line::Column::Id.is_in(matches.iter().map(|one| one.line_id)))).await?;
    let booked: HashMap<Uuid, BookLine> = books::booked(ws, lines).await?.into_iter().map(|one| (one.line.id, one.line)).collect();
    let mut of: HashMap<Uuid, Vec<BookLine>> = HashMap::new();
    for one in matches {
        of.entry(one.bank_line_id).or_default().extend(booked.get(&one.line_id).cloned());
    }
    Ok(rows.into_iter().map(|row| (of.remove(&row.id).unwrap_or_default(), row)).map(|(matched, row)| present(row, matched)).collect())
}

pub async fn one(ws: &Workspace, id: Uuid) -> Result<BankLine> {
    let row = ws.get::<bank_line::Entity>(id).await?;
    shown(ws, vec![row]).await?.pop().ok_or_else(Error::not_found)
}

/// `GET …/books/bank-lines/{id}`
pub async fn show(access: Access<ViewBooks>, input: ById) -> Result<OneBankLine> {
    let ws = access.begin().await?;
    let row = ws.get::<bank_line::Entity>(input.id).await?;
    if !access.actor().reaches_year(row.done_on.year()) {
        return Err(Error::not_found());
    }
    let bank = ws.get::<bank_account::Entity>(row.bank_account_id).await?;
    let line = one(&ws, row.id).await?;
    let candidates = if row.matched { Vec::new() } else { matching::near(&ws, &bank, &row).await? };
    let written = matching::written(&ws, row.id).await?.map(|entry| entry.id);
    drop(ws);
    let candidates = with_payers(&access, candidates).await?.into_iter().map(|one| one.line).collect();
    Ok(OneBankLine { line, bank_name: bank.name, candidates, contains: rules::suggestion(&row.text), written })
}

/// Who paid the dues among them: membership knows. Whoever may not see dues sees the books without names.
async fn with_payers(access: &Access<ViewBooks>, mut booked: Vec<Booked>) -> Result<Vec<Booked>> {
    let payments: Vec<String> = booked
        .iter()
        .filter_map(|one| one.source.as_ref())
        .filter(|(kind, _)| kind == "dues_payment")
        .map(|(_, id)| id.to_string())
        .collect();
    let (Seat::Association { slug, .. }, false) = (&access.actor().seat, payments.is_empty()) else { return Ok(booked) };
    if !access.actor().may::<ViewDues>() {
        return Ok(booked);
    }
    let token = access.actor().seal(access.state().signer(), access.now());
    let path = format!("/api/v1/associations/{slug}/dues/payers");
    let mut names: HashMap<Uuid, Payer> = HashMap::new();
    for some in payments.chunks(PAYERS) {
        let path = format!("{path}?payments={}", some.join(","));
        let call = Call { method: Method::GET, path: &path, token: &token, request_id: access.request_id(), idempotency_key: None };
        let found: Page<Payer> = access.state().peers().call(&call, &()).await?;
        names.extend(found.items.into_iter().map(|payer| (payer.payment, payer)));
    }
    for one in &mut booked {
        let payer = one.source.as_ref().and_then(|(_, id)| names.get(id));
        let Some(Payer { name_ar, name_fr, .. }) = payer else { continue };
        let in_turn = if access.locale() == Locale::Ar { [name_ar, name_fr] } else { [name_fr, name_ar] };
        one.line.payer = in_turn.into_iter().flatten().next().cloned();
        one.names = [name_ar, name_fr].into_iter().flatten().cloned().collect::<Vec<_>>().join(" ");
    }
    Ok(booked)
}
