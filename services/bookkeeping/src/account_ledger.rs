//! The ledger of an account: what moved on it in a year, with the balance after each line.

use crate::chart;
use crate::entity::{account_total, entry, fiscal_year, line};
use crate::journal::{Place, of_year, with_account};
use crate::{vouchers, years};
use chrono::{Datelike, NaiveDate};
use contracts::books::{AccountLedger, AskLedger, LedgerLine};
use database::Workspace;
use kernel::fold::{clean, western_digits};
use kernel::permission::ViewBooks;
use kernel::{Error, Money, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;
use web::Access;

/// Entries on a page.
const PAGE: u64 = 100;

/// `GET …/books/ledger`
///
/// # Errors
/// `account-unknown` at the account, `year-missing`.
pub async fn show(access: Access<ViewBooks>, input: AskLedger) -> Result<AccountLedger> {
    let code = western_digits(&clean(&input.account));
    let after = input.after.as_deref().map(Place::read).transpose()?;
    let ws = access.begin().await?;
    let chart = chart::of(&ws).await?;
    let account = chart.account(&code).ok_or_else(|| Error::field("account", "account-unknown"))?;
    let year = years::asked(&ws, access.actor(), input.year).await?;
    let mut months = totals(&ws, &year, &code).await?;
    let (debit, credit) = sums(&months)?;

    let mut select = with_account(&ws, of_year(entry::Entity::find(), &year), &code);
    let mut brought_forward = Money::ZERO;
    if let Some(place) = after {
        select = select.filter(place.onwards());
        months.retain(|month| month.month < years::month(&year, place.posted_on));
        let (debit, credit) = sums(&months)?;
        brought_forward = added(debit, credit, &within_month(&ws, &year, &code, place).await?)?;
    }
    let mut entries = ws.all(select.order_by_asc(entry::Column::PostedOn).order_by_asc(entry::Column::Id).limit(PAGE + 1)).await?;
    let more = entries.len() as u64 > PAGE;
    entries.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let next = entries.last().filter(|_| more).map(|last| Place::of(last).write());
    let lines = lines(&ws, &code, entries, brought_forward).await?;
    Ok(AccountLedger {
        year: years::shown(year),
        account: code,
        name_ar: account.name_ar.clone(),
        name_fr: account.name_fr.clone(),
        brought_forward,
        lines,
        debit,
        credit,
        balance: debit.checked_sub(credit).ok_or_else(too_large)?,
        next,
    })
}

async fn totals(ws: &Workspace, year: &fiscal_year::Model, account: &str) -> Result<Vec<account_total::Model>> {
    use account_total::{Column, Entity};
    ws.all(Entity::find().filter(Column::FiscalYearId.eq(year.id)).filter(Column::Account.eq(account))).await
}

fn sums(months: &[account_total::Model]) -> Result<(Money, Money)> {
    let sum =
        |of: fn(&account_total::Model) -> i64| Money::sum(months.iter().map(|month| Money::centimes(of(month)))).ok_or_else(too_large);
    Ok((sum(|month| month.debit)?, sum(|month| month.credit)?))
}

/// The lines of the place's month, up to it: months before are known by their totals.
async fn within_month(ws: &Workspace, year: &fiscal_year::Model, account: &str, place: Place) -> Result<Vec<line::Model>> {
    let first = place.posted_on.with_day(1).ok_or_else(too_large)?;
    let entries =
        with_account(ws, of_year(entry::Entity::find(), year), account).filter(entry::Column::PostedOn.between(first, place.posted_on));
    let entries = ws.all(entries).await?.into_iter().filter(|entry| (entry.posted_on, entry.id) <= (place.posted_on, place.id));
    of_account(ws, account, entries.map(|entry| entry.id).collect()).await
}

/// At a time as many as a statement takes.
async fn of_account(ws: &Workspace, account: &str, entries: Vec<Uuid>) -> Result<Vec<line::Model>> {
    let mut found = Vec::new();
    for some in entries.chunks(500) {
        let lines = line::Entity::find().filter(line::Column::Account.eq(account)).filter(line::Column::EntryId.is_in(some.to_vec()));
        found.extend(ws.all(lines.order_by_asc(line::Column::EntryId).order_by_asc(line::Column::Position)).await?);
    }
    Ok(found)
}

fn added(debit: Money, credit: Money, lines: &[line::Model]) -> Result<Money> {
    let start = debit.checked_sub(credit).ok_or_else(too_large)?;
    lines.iter().try_fold(start, moved)
}

fn moved(balance: Money, line: &line::Model) -> Result<Money> {
    let after = balance.checked_add(Money::centimes(line.debit)).and_then(|sum| sum.checked_sub(Money::centimes(line.credit)));
    after.ok_or_else(too_large)
}

async fn lines(ws: &Workspace, account: &str, entries: Vec<entry::Model>, mut balance: Money) -> Result<Vec<LedgerLine>> {
    let mut by_entry: HashMap<Uuid, Vec<line::Model>> = HashMap::new();
    for line in of_account(ws, account, entries.iter().map(|entry| entry.id).collect()).await? {
        by_entry.entry(line.entry_id).or_default().push(line);
    }
    let papered = vouchers::having(ws, entries.iter().map(|entry| entry.id).collect()).await?;
    let mut lines = Vec::new();
    for entry in entries {
        for line in by_entry.remove(&entry.id).unwrap_or_default() {
            balance = moved(balance, &line)?;
            lines.push(told(&entry, &line, balance, papered.contains(&entry.id)));
        }
    }
    Ok(lines)
}

fn told(entry: &entry::Model, line: &line::Model, balance: Money, voucher: bool) -> LedgerLine {
    let posted_on: NaiveDate = entry.posted_on;
    LedgerLine {
        entry: entry.id,
        number: entry.number,
        journal: entry.journal.clone(),
        posted_on,
        label: entry.label.clone(),
        debit: Money::centimes(line.debit),
        credit: Money::centimes(line.credit),
        balance,
        voucher,
    }
}

fn too_large() -> Error {
    Error::internal("a balance of the ledger leaves 64 bits")
}
