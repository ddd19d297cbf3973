//! What years bring to those after them. A closed year has handed over what it left by the entry that opens the next
//! one; a year that is still open hands it over by the day, in what is shown.

use crate::chart::Chart;
use crate::entity::{account_total, fiscal_year};
use crate::entry::{Balanced, Line};
use database::Workspace;
use kernel::{Error, Money, Result};
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Excédent de l'exercice: what a year earned more than it spent.
pub const SURPLUS: &str = "1191";
/// Insuffisance de l'exercice.
pub const DEFICIT: &str = "1199";

#[derive(Debug, FromQueryResult)]
struct Turnover {
    fiscal_year_id: Uuid,
    account: String,
    debit: i64,
    credit: i64,
}

/// Balances (debit positive) of the classes 1 to 5, the result on its account, that earlier years bring to this one
/// and that no opening entry has posted yet: those of the earlier years that are open.
pub async fn brought_forward(ws: &Workspace, year: &fiscal_year::Model) -> Result<BTreeMap<String, Money>> {
    use fiscal_year::Column;
    let earlier = fiscal_year::Entity::find().filter(Column::Closed.eq(false)).filter(Column::EndsOn.lt(year.starts_on));
    let earlier: Vec<Uuid> = ws.all(earlier).await?.into_iter().map(|year| year.id).collect();
    let mut brought = BTreeMap::new();
    for (_, balances) in turnover(ws, earlier).await? {
        for (account, balance) in left(&balances) {
            *brought.entry(account).or_default() += balance;
        }
    }
    in_money(brought)
}

/// Balances of all accounts in a year, with what earlier years bring to it.
pub async fn balances(ws: &Workspace, year: &fiscal_year::Model) -> Result<BTreeMap<String, Money>> {
    let mut all: BTreeMap<String, i128> =
        brought_forward(ws, year).await?.into_iter().map(|(account, balance)| (account, balance.in_centimes().into())).collect();
    for (account, balance) in of_year(ws, year).await? {
        *all.entry(account).or_default() += balance;
    }
    in_money(all)
}

/// Balances of all accounts by the year's own entries, the one that opens it included.
pub async fn of_year(ws: &Workspace, year: &fiscal_year::Model) -> Result<BTreeMap<String, i128>> {
    Ok(turnover(ws, vec![year.id]).await?.remove(&year.id).unwrap_or_default())
}

async fn turnover(ws: &Workspace, years: Vec<Uuid>) -> Result<BTreeMap<Uuid, BTreeMap<String, i128>>> {
    use account_total::Column;
    let mut found: BTreeMap<Uuid, BTreeMap<String, i128>> = BTreeMap::new();
    if years.is_empty() {
        return Ok(found);
    }
    let totals = account_total::Entity::find()
        .select_only()
        .column(Column::FiscalYearId)
        .column(Column::Account)
        // PostgreSQL sums bigint as numeric
        .column_as(Column::Debit.sum().cast_as("bigint"), "debit")
        .column_as(Column::Credit.sum().cast_as("bigint"), "credit")
        .filter(Column::FiscalYearId.is_in(years))
        .group_by(Column::FiscalYearId)
        .group_by(Column::Account);
    for row in ws.rows::<account_total::Entity, Turnover>(totals).await? {
        found.entry(row.fiscal_year_id).or_default().insert(row.account, i128::from(row.debit) - i128::from(row.credit));
    }
    Ok(found)
}

/// What a year leaves to the next: its balances of the classes 1 to 5, and what the others come to on the account of
/// the result. Memo accounts (class 0) begin anew.
pub fn left(balances: &BTreeMap<String, i128>) -> BTreeMap<String, i128> {
    let mut left: BTreeMap<String, i128> =
        balances.iter().filter(|(account, _)| account.starts_with(['1', '2', '3', '4', '5'])).map(|(a, b)| (a.clone(), *b)).collect();
    let result = result(balances);
    *left.entry(if result > 0 { SURPLUS } else { DEFICIT }.to_owned()).or_default() -= result;
    left.retain(|_, balance| *balance != 0);
    left
}

/// Income less expenses: a surplus is positive.
pub fn result(balances: &BTreeMap<String, i128>) -> i128 {
    -balances.iter().filter(|(account, _)| account.starts_with(['6', '7', '8'])).map(|(_, balance)| balance).sum::<i128>()
}

/// The entry that opens the next year; none where nothing is left.
pub fn entry(chart: &Chart, left: BTreeMap<String, Money>) -> Result<Option<Balanced>> {
    if left.is_empty() {
        return Ok(None);
    }
    let line = |(code, balance): (String, Money)| {
        let account = chart.account(&code).ok_or("account-unknown").map_err(Error::internal)?;
        let side = Money::centimes(balance.in_centimes().checked_abs().ok_or_else(too_large)?);
        let (debit, credit) = if balance > Money::ZERO { (side, Money::ZERO) } else { (Money::ZERO, side) };
        Line::new(account, debit, credit).map_err(Error::internal)
    };
    Balanced::whole(left.into_iter().map(line).collect::<Result<_>>()?).map(Some)
}

pub fn in_money(balances: BTreeMap<String, i128>) -> Result<BTreeMap<String, Money>> {
    let money = |(account, balance): (String, i128)| Ok((account, Money::centimes(i64::try_from(balance).map_err(Error::internal)?)));
    balances.into_iter().map(money).collect()
}

fn too_large() -> Error {
    Error::internal("a balance leaves 64 bits")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn balances(of: &[(&str, i128)]) -> BTreeMap<String, i128> {
        of.iter().map(|(account, balance)| ((*account).to_owned(), *balance)).collect()
    }

    #[test]
    fn what_is_there_goes_on_and_the_result_stands_beside_it() {
        let year = balances(&[("51411", 70_000), ("34281", 5_000), ("1161", -40_000), ("61312", 30_000), ("71832", -65_000)]);
        assert_eq!(left(&year), balances(&[("51411", 70_000), ("34281", 5_000), ("1161", -40_000), ("1191", -35_000)]));
        let poorer = balances(&[("51411", -10_000), ("61312", 10_000)]);
        assert_eq!(left(&poorer), balances(&[("51411", -10_000), ("1199", 10_000)]));
        // an earlier result that no assembly decided on yet stays beside the new one
        let again = balances(&[("51411", 45_000), ("1191", -35_000), ("71832", -10_000)]);
        assert_eq!(left(&again), balances(&[("51411", 45_000), ("1191", -45_000)]));
        assert_eq!(left(&balances(&[("08111", 500), ("08191", -500)])), BTreeMap::new(), "memo accounts begin anew");
    }

    #[test]
    fn nothing_left_opens_nothing() {
        assert!(entry(&Chart::new(Vec::new()), BTreeMap::new()).unwrap().is_none());
    }

    proptest! {
        /// Whatever a year's balanced entries left, the next begins balanced, with the same things.
        #[test]
        fn the_next_year_begins_balanced(amounts in prop::collection::vec((0usize..300, 0usize..300, 1i64..1_000_000_000), 0..60)) {
            let chart = Chart::new(Vec::new());
            let codes: Vec<&str> = chart.accounts().filter(|a| a.postable && !a.code.starts_with('0')).map(|a| a.code.as_str()).collect();
            let mut year: BTreeMap<String, i128> = BTreeMap::new();
            for (debit, credit, amount) in amounts {
                *year.entry(codes[debit % codes.len()].to_owned()).or_default() += i128::from(amount);
                *year.entry(codes[credit % codes.len()].to_owned()).or_default() -= i128::from(amount);
            }
            let opened = left(&year);
            prop_assert_eq!(opened.values().sum::<i128>(), 0);
            for (account, balance) in year.iter().filter(|(account, _)| !account.starts_with(['6', '7', '8']) && ![SURPLUS, DEFICIT].contains(&account.as_str())) {
                prop_assert_eq!(opened.get(account).copied().unwrap_or(0), *balance);
            }
            let posted = entry(&chart, in_money(opened.clone()).unwrap()).unwrap();
            prop_assert_eq!(posted.map_or(0, |entry| entry.lines().len()), opened.len());
        }
    }
}
