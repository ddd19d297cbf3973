//! With what a year begins.

use crate::entity::account_total::{Column, Entity};
use crate::entity::fiscal_year;
use database::Workspace;
use kernel::{Error, Money, Result};
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect};
use std::collections::BTreeMap;

/// Excédent and insuffisance de l'exercice.
const SURPLUS: &str = "1191";
const DEFICIT: &str = "1199";

#[derive(Debug, FromQueryResult)]
struct Turnover {
    account: String,
    debit: i64,
    credit: i64,
}

/// What earlier years that are not closed bring to this one: balances of classes 1 to 5, more debit than
/// credit positive, what they earned or lost included.
pub async fn brought_forward(ws: &Workspace, year: &fiscal_year::Model) -> Result<BTreeMap<String, Money>> {
    use fiscal_year::Column as Year;
    let open = fiscal_year::Entity::find().filter(Year::EndsOn.lt(year.starts_on)).filter(Year::Closed.eq(false));
    let earlier: Vec<uuid::Uuid> = ws.all(open).await?.into_iter().map(|year| year.id).collect();
    if earlier.is_empty() {
        return Ok(BTreeMap::new());
    }
    let totals = Entity::find()
        .select_only()
        .column(Column::Account)
        // PostgreSQL sums bigint as numeric
        .column_as(Column::Debit.sum().cast_as("bigint"), "debit")
        .column_as(Column::Credit.sum().cast_as("bigint"), "credit")
        .filter(Column::FiscalYearId.is_in(earlier))
        .group_by(Column::Account);
    let too_large = || Error::internal("what a year begins with leaves 64 bits");
    let (mut balances, mut result) = (BTreeMap::new(), Money::ZERO);
    for Turnover { account, debit, credit } in ws.rows::<Entity, Turnover>(totals).await? {
        let balance = Money::centimes(debit).checked_sub(Money::centimes(credit)).ok_or_else(too_large)?;
        match account.as_bytes().first() {
            Some(b'1'..=b'5') => drop(balances.insert(account, balance)),
            Some(b'6'..=b'8') => result = result.checked_add(balance).ok_or_else(too_large)?,
            _ => {}
        }
    }
    if result != Money::ZERO {
        let account = if result < Money::ZERO { SURPLUS } else { DEFICIT };
        let balance = balances.entry(account.to_owned()).or_default();
        *balance = balance.checked_add(result).ok_or_else(too_large)?;
    }
    balances.retain(|_, balance| *balance != Money::ZERO);
    Ok(balances)
}
