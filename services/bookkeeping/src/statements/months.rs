//! Income and expenses month by month.

use super::levels::all_under;
use super::{Scope, row};
use crate::entity::account_total::{Column, Entity, Model};
use crate::turnover::too_large;
use crate::years;
use chrono::{Datelike, Months};
use contracts::statements::{Cell, Statement, Weight};
use database::Workspace;
use kernel::{Error, Money, Result};
use language::key;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::collections::BTreeMap;

/// What came in and what was spent.
type Both = (Money, Money);

pub async fn make(ws: &Workspace, scope: &Scope) -> Result<Statement> {
    let results = Column::Account.between("6".to_owned(), all_under("7"));
    let totals = ws.all(Entity::find().filter(Column::FiscalYearId.eq(scope.year.id)).filter(results)).await?;
    let mut months: BTreeMap<i32, Both> = BTreeMap::new();
    for total in &totals {
        let month = months.entry(total.month).or_default();
        *month = added(*month, side(total)?)?;
    }
    let columns = vec![
        scope.text(key::STATEMENT_COLUMN_MONTH),
        scope.figure(key::STATEMENT_COLUMN_INCOME),
        scope.figure(key::STATEMENT_COLUMN_EXPENSE),
        scope.figure(key::STATEMENT_COLUMN_RESULT),
    ];
    let mut statement = scope.begin(key::STATEMENT_MONTHS, columns);
    let (mut first, mut whole) = (scope.year.starts_on.with_day(1).unwrap_or(scope.year.starts_on), Both::default());
    while first <= scope.year.ends_on {
        let month = months.remove(&years::month(&scope.year, first)).unwrap_or_default();
        whole = added(whole, month)?;
        statement.rows.push(row(Weight::Line, cells(Cell::Code(first.format("%m/%Y").to_string()), month)?));
        first = first.checked_add_months(Months::new(1)).ok_or_else(|| Error::internal("a year without end"))?;
    }
    statement.rows.push(row(Weight::Total, cells(Cell::Text(scope.say(key::BOOKS_TOTAL)), whole)?));
    Ok(statement)
}

fn side(total: &Model) -> Result<Both> {
    let (debit, credit) = (Money::centimes(total.debit), Money::centimes(total.credit));
    if total.account.starts_with('7') {
        Ok((credit.checked_sub(debit).ok_or_else(too_large)?, Money::ZERO))
    } else {
        Ok((Money::ZERO, debit.checked_sub(credit).ok_or_else(too_large)?))
    }
}

fn added(sum: Both, more: Both) -> Result<Both> {
    sum.0.checked_add(more.0).zip(sum.1.checked_add(more.1)).ok_or_else(too_large)
}

fn cells(name: Cell, (income, expense): Both) -> Result<Vec<Cell>> {
    let result = income.checked_sub(expense).ok_or_else(too_large)?;
    Ok(vec![name, Cell::Amount(income), Cell::Amount(expense), Cell::Amount(result)])
}
