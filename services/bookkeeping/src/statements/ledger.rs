//! The general ledger of a period: account by account, with the balance after each line.

use super::levels::all_under;
use super::{Scope, amount, row};
use crate::entity::{entry, line};
use crate::turnover::{self, Figures, Sides};
use chrono::{Datelike, NaiveDate};
use contracts::statements::{Cell, Statement, StatementRow, Weight};
use database::Workspace;
use kernel::{Error, Money, Result};
use language::key;
use sea_orm::{ColumnTrait, Condition, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Select};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A line as the ledger shows it.
#[derive(Debug, FromQueryResult)]
struct Moved {
    account: String,
    entry: Uuid,
    position: i32,
    debit: i64,
    credit: i64,
    posted_on: NaiveDate,
    journal: String,
    number: i64,
    label: String,
}

/// The sides of a line alone.
#[derive(Debug, FromQueryResult)]
struct Sums {
    debit: i64,
    credit: i64,
}

/// Where a page ends: `51611_2026-03-05_<entry>_0`.
struct Place {
    account: String,
    on: NaiveDate,
    entry: Uuid,
    position: i32,
}

impl Place {
    fn of(line: &Moved) -> Self {
        Self { account: line.account.clone(), on: line.posted_on, entry: line.entry, position: line.position }
    }

    fn read(text: &str) -> Result<Self> {
        let mut parts = text.split('_');
        let mut next = || parts.next().ok_or_else(unreadable);
        let account = next()?.to_owned();
        let on = next()?.parse().map_err(|_| unreadable())?;
        let entry = next()?.parse().map_err(|_| unreadable())?;
        let position = next()?.parse().map_err(|_| unreadable())?;
        Ok(Self { account, on, entry, position })
    }

    fn write(&self) -> String {
        format!("{}_{}_{}_{}", self.account, self.on, self.entry, self.position)
    }

    /// What comes after it in the order of account, day, entry and line.
    fn onwards(&self) -> Condition {
        use sea_orm::sea_query::ExprTrait;
        let same_entry = entry::Column::Id.eq(self.entry).and(line::Column::Position.gt(self.position));
        let same_day = entry::Column::PostedOn.eq(self.on).and(entry::Column::Id.gt(self.entry).or(same_entry));
        let same_account = line::Column::Account.eq(&self.account).and(entry::Column::PostedOn.gt(self.on).or(same_day));
        // the first condition alone is what an index can start from
        Condition::all().add(line::Column::Account.gte(&self.account)).add(line::Column::Account.gt(&self.account).or(same_account))
    }

    /// The lines of its account in its month, up to it.
    fn up_to(&self) -> Condition {
        use sea_orm::sea_query::ExprTrait;
        let same_entry = entry::Column::Id.eq(self.entry).and(line::Column::Position.lte(self.position));
        let same_day = entry::Column::PostedOn.eq(self.on).and(entry::Column::Id.lt(self.entry).or(same_entry));
        Condition::all().add(line::Column::Account.eq(&self.account)).add(entry::Column::PostedOn.lt(self.on).or(same_day))
    }
}

fn unreadable() -> Error {
    Error::invalid("invalid-query")
}

pub async fn make(ws: &Workspace, scope: &Scope, accounts: &[String], after: Option<&str>, most: u64) -> Result<Statement> {
    let after = after.map(Place::read).transpose()?;
    let mut statement = scope.begin(
        key::STATEMENT_LEDGER,
        vec![
            scope.text(key::STATEMENT_COLUMN_DATE),
            scope.text(key::STATEMENT_COLUMN_NUMBER),
            scope.text(key::STATEMENT_COLUMN_LABEL),
            scope.carried(key::BOOKS_DEBIT),
            scope.carried(key::BOOKS_CREDIT),
            scope.figure(key::STATEMENT_COLUMN_BALANCE),
        ],
    );
    let mut figures = turnover::figures(ws, &scope.year, scope.from, scope.to).await?;
    figures.retain(|code, _| accounts.is_empty() || accounts.iter().any(|begin| code.starts_with(begin.as_str())));
    let mut lines = lines(ws, scope, accounts, after.as_ref(), most + 1).await?;
    let more = lines.len() as u64 > most;
    lines.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    let end = lines.last().filter(|_| more).map(Place::of);
    statement.next = end.as_ref().map(Place::write);
    let mut by_account: BTreeMap<String, Vec<Moved>> = BTreeMap::new();
    for line in lines {
        by_account.entry(line.account.clone()).or_default().push(line);
    }
    for (code, figure) in figures {
        let earlier = after.as_ref().is_some_and(|place| code < place.account);
        let later = end.as_ref().is_some_and(|place| code > place.account);
        if earlier || later {
            continue;
        }
        let begun = after.as_ref().filter(|place| place.account == code);
        let goes_on = end.as_ref().is_some_and(|place| place.account == code);
        let lines = by_account.remove(&code).unwrap_or_default();
        // the page before has shown all of it
        if begun.is_some() && lines.is_empty() && !goes_on {
            statement.rows.push(total(scope, &code, &figure)?);
            continue;
        }
        let opening = match begun {
            Some(place) => brought_forward(ws, scope, place, figure.opening).await?,
            None => figure.opening,
        };
        of_account(scope, &code, opening, lines, &mut statement.rows)?;
        if !goes_on {
            statement.rows.push(total(scope, &code, &figure)?);
        }
    }
    Ok(statement)
}

async fn lines(ws: &Workspace, scope: &Scope, accounts: &[String], after: Option<&Place>, most: u64) -> Result<Vec<Moved>> {
    let mut select = turnover::with_entries(ws, &scope.year, scope.from, scope.to)
        .column(line::Column::Account)
        .column(line::Column::Position)
        .column(line::Column::Debit)
        .column(line::Column::Credit)
        .column_as(entry::Column::Id, "entry")
        .column(entry::Column::PostedOn)
        .column(entry::Column::Journal)
        .column(entry::Column::Number)
        .column(entry::Column::Label);
    if !accounts.is_empty() {
        let any =
            accounts.iter().fold(Condition::any(), |any, begin| any.add(line::Column::Account.between(begin.clone(), all_under(begin))));
        select = select.filter(any);
    }
    if let Some(place) = after {
        select = select.filter(place.onwards());
    }
    let ordered: Select<line::Entity> = select
        .order_by_asc(line::Column::Account)
        .order_by_asc(entry::Column::PostedOn)
        .order_by_asc(entry::Column::Id)
        .order_by_asc(line::Column::Position)
        .limit(most);
    ws.rows::<line::Entity, Moved>(ordered).await
}

/// The balance where the page before ended: earlier months are known by their totals.
async fn brought_forward(ws: &Workspace, scope: &Scope, place: &Place, opening: Money) -> Result<Money> {
    let month = place.on.with_day(1).unwrap_or(place.on).max(scope.from);
    let mut balance = opening;
    if month > scope.from {
        let before = month.pred_opt().unwrap_or(month);
        let sides = turnover::between(ws, &scope.year, scope.from, before).await?;
        let moved = sides.get(&place.account).copied().unwrap_or_default();
        balance = balance.checked_add(moved.balance()?).ok_or_else(turnover::too_large)?;
    }
    let within = turnover::with_entries(ws, &scope.year, month, place.on)
        .column(line::Column::Debit)
        .column(line::Column::Credit)
        .filter(place.up_to());
    for line in ws.rows::<line::Entity, Sums>(within).await? {
        let sides = Sides { debit: Money::centimes(line.debit), credit: Money::centimes(line.credit) };
        balance = balance.checked_add(sides.balance()?).ok_or_else(turnover::too_large)?;
    }
    Ok(balance)
}

/// The heading of an account with what it begins with, and its lines.
fn of_account(scope: &Scope, code: &str, opening: Money, lines: Vec<Moved>, rows: &mut Vec<StatementRow>) -> Result<()> {
    let name = scope.account(code);
    let mut heading = row(Weight::Heading, vec![Cell::Blank, Cell::Code(code.to_owned()), name, Cell::Blank, Cell::Blank, amount(opening)]);
    heading.account = Some(code.to_owned());
    rows.push(heading);
    let mut balance = opening;
    for line in lines {
        let sides = Sides { debit: Money::centimes(line.debit), credit: Money::centimes(line.credit) };
        balance = balance.checked_add(sides.balance()?).ok_or_else(turnover::too_large)?;
        let mut shown = row(
            Weight::Line,
            vec![
                Cell::Date(line.posted_on),
                Cell::Code(format!("{} {}", line.journal, line.number)),
                Cell::Text(line.label),
                amount(sides.debit),
                amount(sides.credit),
                Cell::Amount(balance),
            ],
        );
        shown.entry = Some(line.entry);
        rows.push(shown);
    }
    Ok(())
}

fn total(scope: &Scope, code: &str, figure: &Figures) -> Result<StatementRow> {
    let label = language::text_with(scope.locale, key::STATEMENT_TOTAL_OF, &[("account", code.into())]);
    let Sides { debit, credit } = figure.moved;
    let cells =
        vec![Cell::Blank, Cell::Blank, Cell::Text(label), Cell::Amount(debit), Cell::Amount(credit), Cell::Amount(figure.closing()?)];
    Ok(row(Weight::Total, cells))
}
