//! The trial balance, read from the accounts' monthly totals: its cost is that of the number of
//! accounts, however long the history.

use crate::chart::{self, Chart};
use crate::entity::account_total::{Column, Entity};
use crate::years;
use contracts::books::{AskTrialBalance, TrialBalance, TrialBalanceRow};
use kernel::permission::ViewBooks;
use kernel::{Error, Money, Result};
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};
use web::Access;

#[derive(Debug, FromQueryResult)]
struct Turnover {
    account: String,
    debit: i64,
    credit: i64,
}

pub async fn show(access: Access<ViewBooks>, input: AskTrialBalance) -> Result<TrialBalance> {
    let ws = access.begin().await?;
    let year = years::asked(&ws, access.actor(), input.year).await?;
    let chart = chart::of(&ws).await?;
    let totals = Entity::find()
        .select_only()
        .column(Column::Account)
        // PostgreSQL sums bigint as numeric
        .column_as(Column::Debit.sum().cast_as("bigint"), "debit")
        .column_as(Column::Credit.sum().cast_as("bigint"), "credit")
        .filter(Column::FiscalYearId.eq(year.id))
        .group_by(Column::Account)
        .order_by_asc(Column::Account);
    let rows = ws.rows::<Entity, Turnover>(totals).await?.into_iter().map(|turnover| row(&chart, turnover)).collect::<Result<Vec<_>>>()?;
    let sum = |of: fn(&TrialBalanceRow) -> Money| Money::sum(rows.iter().map(of)).ok_or_else(too_large);
    let (debit, credit) = (sum(|row| row.debit)?, sum(|row| row.credit)?);
    Ok(TrialBalance { year: years::shown(year), rows, debit, credit })
}

fn row(chart: &Chart, turnover: Turnover) -> Result<TrialBalanceRow> {
    let (name_ar, name_fr) = chart.names(&turnover.account);
    let (debit, credit) = (Money::centimes(turnover.debit), Money::centimes(turnover.credit));
    let balance = debit.checked_sub(credit).ok_or_else(too_large)?;
    Ok(TrialBalanceRow { account: turnover.account, name_ar, name_fr, debit, credit, balance })
}

fn too_large() -> Error {
    Error::internal("a sum of the trial balance leaves 64 bits")
}
