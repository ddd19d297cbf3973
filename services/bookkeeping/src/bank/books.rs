//! What the books say of a bank's account, and what the bank says.

use crate::entity::{account_total, bank_account, bank_line, bank_match, bank_statement, entry, line};
use crate::journal::REVERSAL;
use chrono::NaiveDate;
use contracts::bank::BookLine;
use database::Workspace;
use kernel::{Error, Money, Result};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Select};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Ids in one statement.
const SLICE: usize = 500;

#[derive(Debug, FromQueryResult)]
struct Sum {
    sum: Option<i64>,
}

fn only(sums: Vec<Sum>) -> i64 {
    sums.first().and_then(|sum| sum.sum).unwrap_or_default()
}

/// Kind of the source of an entry with which a year begins after another was closed: it repeats what stands in that one.
const OPENING: &str = "opening";

/// The balance of the books at the end of a day, in centimes: all that was posted, less what was posted for later days and
/// less what only repeats an earlier year.
pub async fn balance(ws: &Workspace, account: &str, on: NaiveDate) -> Result<i64> {
    let (debit, credit) = (account_total::Column::Debit, account_total::Column::Credit);
    let all = account_total::Entity::find()
        .select_only()
        // PostgreSQL sums bigint as numeric
        .column_as(debit.sum().sub(credit.sum()).cast_as("bigint"), "sum")
        .filter(account_total::Column::Account.eq(account));
    let all = only(ws.rows::<account_total::Entity, Sum>(all).await?);
    let later = moved(ws, account, entries(ws, None, Some(on))).await?;
    let mut repeated = entries(ws, Some(on), None);
    repeated.and_where(Expr::col((entry::Entity, entry::Column::SourceKind)).eq(OPENING));
    let repeated = moved(ws, account, repeated).await?;
    all.checked_sub(later).and_then(|all| all.checked_sub(repeated)).ok_or_else(|| Error::internal("a balance leaves 64 bits"))
}

/// Debits less credits of these entries on an account.
async fn moved(ws: &Workspace, account: &str, entries: SelectStatement) -> Result<i64> {
    let (debit, credit) = (line::Column::Debit, line::Column::Credit);
    let moved = line::Entity::find()
        .select_only()
        .column_as(debit.sum().sub(credit.sum()).cast_as("bigint"), "sum")
        .filter(line::Column::Account.eq(account))
        .filter(line::Column::EntryId.in_subquery(entries));
    Ok(only(ws.rows::<line::Entity, Sum>(moved).await?))
}

/// The ids of entries up to a day, or after one.
fn entries(ws: &Workspace, until: Option<NaiveDate>, after: Option<NaiveDate>) -> SelectStatement {
    let mut select = Query::select();
    select
        .column(entry::Column::Id)
        .from(entry::Entity)
        .and_where(Expr::col((entry::Entity, entry::Column::AssociationId)).eq(ws.association().0));
    if let Some(until) = until {
        select.and_where(Expr::col((entry::Entity, entry::Column::PostedOn)).lte(until));
    }
    if let Some(after) = after {
        select.and_where(Expr::col((entry::Entity, entry::Column::PostedOn)).gt(after));
    }
    select
}

/// A line of an entry on the bank's account.
#[derive(Clone, Debug)]
pub struct Booked {
    pub line: BookLine,
    /// What its entry was posted for.
    pub source: Option<(String, Uuid)>,
    /// Of who paid, in both scripts, where that is known.
    pub names: String,
}

/// Which lines are looked for.
#[derive(Clone, Copy, Debug)]
pub enum Which<'a> {
    All,
    /// Of these amounts.
    Of(&'a [i64]),
    /// All, those whose operation was made after the day, and those of these operations.
    AtADay(&'a [Uuid]),
}

/// Lines of entries on an account up to a day for which no operation of the bank stands, the oldest first. What was taken back by its contrary is no line that waits for the bank.
pub async fn unmatched(ws: &Workspace, account: &str, until: NaiveDate, which: Which<'_>) -> Result<Vec<Booked>> {
    let mut taken = Query::select();
    taken
        .column(bank_match::Column::LineId)
        .from(bank_match::Entity)
        .and_where(Expr::col((bank_match::Entity, bank_match::Column::AssociationId)).eq(ws.association().0));
    if let Which::AtADay(but) = which {
        let mut made = Query::select();
        made.column(bank_line::Column::Id)
            .from(bank_line::Entity)
            .and_where(Expr::col((bank_line::Entity, bank_line::Column::AssociationId)).eq(ws.association().0))
            .and_where(Expr::col((bank_line::Entity, bank_line::Column::DoneOn)).lte(until))
            .and_where(Expr::col((bank_line::Entity, bank_line::Column::Id)).is_not_in(but.iter().copied()));
        taken.and_where(Expr::col((bank_match::Entity, bank_match::Column::BankLineId)).in_subquery(made));
    }
    let mut select = line::Entity::find()
        .filter(line::Column::Account.eq(account))
        .filter(line::Column::Id.not_in_subquery(taken))
        .filter(line::Column::EntryId.in_subquery(entries(ws, Some(until), None)));
    if let Which::Of(amounts) = which {
        // either side: an entry and its contrary are seen together
        let amounts: Vec<i64> = amounts.iter().map(|amount| amount.abs()).collect();
        select = select.filter(line::Column::Debit.is_in(amounts.clone()).or(line::Column::Credit.is_in(amounts)));
    }
    let mut lines = booked(ws, ws.all(select).await?).await?;
    lines.retain(|booked| booked.source.as_ref().is_none_or(|(kind, _)| kind != OPENING));
    lines.sort_by_key(|booked| (booked.line.on, booked.line.id));
    Ok(without_taken_back(lines))
}

/// Operations until a day for which no entry stands that was posted until then, the oldest first.
pub async fn without_entry(ws: &Workspace, bank: Uuid, until: NaiveDate) -> Result<Vec<bank_line::Model>> {
    let mut late = Query::select();
    late.column(line::Column::Id)
        .from(line::Entity)
        .and_where(Expr::col((line::Entity, line::Column::AssociationId)).eq(ws.association().0))
        .and_where(Expr::col((line::Entity, line::Column::EntryId)).in_subquery(entries(ws, None, Some(until))));
    let mut early = Query::select();
    early
        .column(bank_match::Column::BankLineId)
        .from(bank_match::Entity)
        .and_where(Expr::col((bank_match::Entity, bank_match::Column::AssociationId)).eq(ws.association().0))
        .and_where(Expr::col((bank_match::Entity, bank_match::Column::LineId)).in_subquery(late));
    let waits = bank_line::Column::Matched.eq(false).or(bank_line::Column::Id.in_subquery(early));
    let select = operations(bank).filter(bank_line::Column::DoneOn.lte(until)).filter(waits);
    ws.all(select.order_by_asc(bank_line::Column::DoneOn).order_by_asc(bank_line::Column::Id)).await
}

/// The lines with their entries.
pub async fn booked(ws: &Workspace, lines: Vec<line::Model>) -> Result<Vec<Booked>> {
    let ids: HashSet<Uuid> = lines.iter().map(|line| line.entry_id).collect();
    let ids: Vec<Uuid> = ids.into_iter().collect();
    let mut entries: HashMap<Uuid, entry::Model> = HashMap::new();
    for some in ids.chunks(SLICE) {
        let found = ws.all(entry::Entity::find().filter(entry::Column::Id.is_in(some.to_vec()))).await?;
        entries.extend(found.into_iter().map(|entry| (entry.id, entry)));
    }
    let told = |line: line::Model| {
        let entry = entries.get(&line.entry_id)?;
        let amount = Money::centimes(line.debit).checked_sub(Money::centimes(line.credit))?;
        let (number, journal) = (entry.number, entry.journal.clone());
        let (on, label) = (entry.posted_on, entry.label.clone());
        let source = entry.source_kind.clone().zip(entry.source_id);
        let line = BookLine { id: line.id, entry: entry.id, number, journal, on, label, amount, payer: None };
        Some(Booked { line, source, names: String::new() })
    };
    Ok(lines.into_iter().filter_map(told).collect())
}

/// An entry and its contrary leave the list together; a slip of cheques and its undoing do as well.
fn without_taken_back(lines: Vec<Booked>) -> Vec<Booked> {
    let of = |kind: &str| -> HashSet<Uuid> {
        let of_kind = lines.iter().filter_map(|booked| booked.source.as_ref()).filter(|(source, _)| source == kind);
        of_kind.map(|(_, id)| *id).collect()
    };
    let (reversed, undone, deposits) = (of(REVERSAL), of("cheque_deposit_undone"), of("cheque_deposit"));
    let there: HashSet<Uuid> = lines.iter().map(|booked| booked.line.entry).collect();
    let stays = |booked: &Booked| match booked.source.as_ref().map(|(kind, id)| (kind.as_str(), id)) {
        Some((REVERSAL, id)) => !there.contains(id),
        Some(("cheque_deposit", id)) => !undone.contains(id),
        Some(("cheque_deposit_undone", id)) => !deposits.contains(id),
        _ => !reversed.contains(&booked.line.entry),
    };
    lines.iter().filter(|booked| stays(booked)).cloned().collect()
}

/// Operations of a bank account.
pub fn operations(bank: Uuid) -> Select<bank_line::Entity> {
    bank_line::Entity::find().filter(bank_line::Column::BankAccountId.eq(bank))
}

pub async fn sum(ws: &Workspace, select: Select<bank_line::Entity>) -> Result<i64> {
    let sum = select.select_only().column_as(bank_line::Column::Amount.sum().cast_as("bigint"), "sum");
    Ok(only(ws.rows::<bank_line::Entity, Sum>(sum).await?))
}

/// The last statement until a day that says what the bank had after it.
pub async fn anchor(ws: &Workspace, bank: Uuid, until: Option<NaiveDate>) -> Result<Option<bank_statement::Model>> {
    let mut told = bank_statement::Entity::find()
        .filter(bank_statement::Column::BankAccountId.eq(bank))
        .filter(bank_statement::Column::State.eq("done"))
        .filter(bank_statement::Column::Closing.is_not_null());
    if let Some(until) = until {
        told = told.filter(bank_statement::Column::LastOn.lte(until));
    }
    ws.one(told.order_by_desc(bank_statement::Column::LastOn).order_by_desc(bank_statement::Column::Id).limit(1)).await
}

/// What the bank had at the end of a day, in centimes: its operations, and what a missing statement lacks according to the
/// last balance before that day. Nothing where no statement ever told a balance.
pub async fn at_bank(ws: &Workspace, bank: Uuid, on: NaiveDate) -> Result<Option<i64>> {
    if anchor(ws, bank, None).await?.is_none() {
        return Ok(None);
    }
    let known = sum(ws, operations(bank).filter(bank_line::Column::DoneOn.lte(on))).await?;
    Ok(Some(known + gap(ws, bank, on).await?))
}

/// What the last balance told until a day is beyond the operations until then.
pub async fn gap(ws: &Workspace, bank: Uuid, on: NaiveDate) -> Result<i64> {
    let Some(anchor) = anchor(ws, bank, Some(on)).await? else { return Ok(0) };
    let (Some(closing), Some(last_on)) = (anchor.closing, anchor.last_on) else { return Ok(0) };
    let known = sum(ws, operations(bank).filter(bank_line::Column::DoneOn.lte(last_on))).await?;
    Ok(closing - known)
}

pub async fn accounts(ws: &Workspace) -> Result<Vec<bank_account::Model>> {
    ws.all(bank_account::Entity::find().order_by_asc(bank_account::Column::Account)).await
}
