//! What somebody who closes a year should look at first. A further check is a function and its line in [`CHECKS`]; its
//! words are `finding-<code>`.

use crate::bank::reconciliation;
use crate::entity::{entry, fiscal_year, line};
use crate::{drafts, dues, grant_account, opening, years};
use contracts::years::Finding;
use database::Workspace;
use futures_util::future::BoxFuture;
use kernel::{Error, Money, Result};
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect};
use std::collections::BTreeMap;

type Check = for<'a> fn(&'a Workspace, &'a fiscal_year::Model) -> BoxFuture<'a, Result<Vec<Finding>>>;

const CHECKS: &[Check] = &[not_over, earlier_open, drafts_open, bank_unmatched, grants_stale, cash_negative, dues_differ, memo_mixed];

/// Caisses, régies: there is never less than nothing in a cash box.
const CASH: &str = "516";

pub async fn of(ws: &Workspace, year: &fiscal_year::Model) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for check in CHECKS {
        findings.extend(check(ws, year).await?);
    }
    Ok(findings)
}

/// # Errors
/// `year-not-over`, `year-earlier-open`, else `closing-blocked`, of the first that blocks.
pub fn refuse(findings: &[Finding]) -> Result<()> {
    let blocking: Vec<&Finding> = findings.iter().filter(|finding| finding.blocks).collect();
    let Some(first) = blocking.first() else { return Ok(()) };
    let error = match first.code.as_str() {
        "year-not-over" => Error::conflict("year-not-over"),
        "year-earlier-open" => Error::conflict("year-earlier-open"),
        _ => Error::conflict("closing-blocked").with("count", blocking.len()),
    };
    Err(first.values.iter().fold(error, |error, (name, value)| error.with(name, value)))
}

fn not_over<'a>(ws: &'a Workspace, year: &'a fiscal_year::Model) -> BoxFuture<'a, Result<Vec<Finding>>> {
    let running = year.ends_on >= ws.today();
    let found = running.then(|| Finding::blocking("year-not-over").with("year", year.year)).into_iter().collect();
    Box::pin(std::future::ready(Ok(found)))
}

fn earlier_open<'a>(ws: &'a Workspace, year: &'a fiscal_year::Model) -> BoxFuture<'a, Result<Vec<Finding>>> {
    Box::pin(async move {
        let earlier = years::open_before(ws, year).await?;
        Ok(earlier.map(|earlier| Finding::blocking("year-earlier-open").with("year", earlier.year)).into_iter().collect())
    })
}

/// Drafts are entries or nothing before their year is closed.
fn drafts_open<'a>(ws: &'a Workspace, year: &'a fiscal_year::Model) -> BoxFuture<'a, Result<Vec<Finding>>> {
    Box::pin(async move {
        let open = drafts::open_in(ws, year.starts_on, year.ends_on).await?;
        Ok((open > 0).then(|| Finding::blocking("drafts-open").with("count", open)).into_iter().collect())
    })
}

/// Operations of the bank that no entry stands for: money that the books do not know.
fn bank_unmatched<'a>(ws: &'a Workspace, year: &'a fiscal_year::Model) -> BoxFuture<'a, Result<Vec<Finding>>> {
    Box::pin(async move {
        let waiting = reconciliation::unreconciled(ws, year.starts_on, year.ends_on).await?;
        Ok((waiting > 0).then(|| Finding::blocking("bank-unmatched").with("count", waiting)).into_iter().collect())
    })
}

/// What of a grant is carried to the next year is what is left of it.
fn grants_stale<'a>(ws: &'a Workspace, year: &'a fiscal_year::Model) -> BoxFuture<'a, Result<Vec<Finding>>> {
    Box::pin(async move {
        let codes = grant_account::stale(ws, year).await?;
        Ok(codes.into_iter().map(|code| Finding::blocking("grant-stale").with("grant", code)).collect())
    })
}

#[derive(FromQueryResult)]
struct Day {
    account: String,
    posted_on: chrono::NaiveDate,
    debit: i64,
    credit: i64,
}

/// On any day: what went out of a cash box had come in before.
fn cash_negative<'a>(ws: &'a Workspace, year: &'a fiscal_year::Model) -> BoxFuture<'a, Result<Vec<Finding>>> {
    Box::pin(async move {
        let of_lines = line::Entity::belongs_to(entry::Entity)
            .from((line::Column::AssociationId, line::Column::EntryId))
            .to((entry::Column::AssociationId, entry::Column::Id));
        let days = line::Entity::find()
            .select_only()
            .column(line::Column::Account)
            .column_as(entry::Column::PostedOn, "posted_on")
            // PostgreSQL sums bigint as numeric
            .column_as(line::Column::Debit.sum().cast_as("bigint"), "debit")
            .column_as(line::Column::Credit.sum().cast_as("bigint"), "credit")
            .join(JoinType::InnerJoin, of_lines.into())
            .filter(entry::Column::FiscalYearId.eq(year.id))
            .filter(line::Column::Account.starts_with(CASH))
            .group_by(line::Column::Account)
            .group_by(entry::Column::PostedOn)
            .order_by_asc(entry::Column::PostedOn);
        let days: Vec<Day> = ws.rows::<line::Entity, Day>(days).await?;
        let brought = opening::brought_forward(ws, year).await?;
        Ok(below_nothing(&brought, &days))
    })
}

/// The first day of each account on which it was below nothing.
fn below_nothing(brought: &BTreeMap<String, Money>, days: &[Day]) -> Vec<Finding> {
    let mut balances: BTreeMap<&str, i128> = BTreeMap::new();
    let mut found: BTreeMap<&str, Finding> = BTreeMap::new();
    for day in days {
        let begin = || brought.get(&day.account).map_or(0, |balance| i128::from(balance.in_centimes()));
        let balance = balances.entry(&day.account).or_insert_with(begin);
        *balance += i128::from(day.debit) - i128::from(day.credit);
        if *balance < 0 {
            let missing = Money::centimes(i64::try_from(-*balance).unwrap_or(i64::MAX));
            found.entry(&day.account).or_insert_with(|| {
                Finding::blocking("cash-negative").with("account", &day.account).with("date", day.posted_on).with("amount", missing)
            });
        }
    }
    found.into_values().collect()
}

fn dues_differ<'a>(ws: &'a Workspace, _: &'a fiscal_year::Model) -> BoxFuture<'a, Result<Vec<Finding>>> {
    Box::pin(async move {
        let compared = dues::compare(ws).await?;
        if compared.agrees {
            return Ok(Vec::new());
        }
        let finding = Finding::blocking("dues-differ")
            .with("owed", compared.receivable)
            .with("owed_in_books", compared.receivable_in_books)
            .with("advances", compared.advances)
            .with("advances_in_books", compared.advances_in_books);
        Ok(vec![finding])
    })
}

/// Class 0 is beside the books: an entry that mixes it with the others would leave a hole in the balance.
fn memo_mixed<'a>(ws: &'a Workspace, year: &'a fiscal_year::Model) -> BoxFuture<'a, Result<Vec<Finding>>> {
    Box::pin(async move {
        let balances = opening::of_year(ws, year).await?;
        let sum: i128 = balances.iter().filter(|(account, _)| account.starts_with(['0', '9'])).map(|(_, balance)| balance).sum();
        Ok(if sum == 0 { Vec::new() } else { vec![Finding::blocking("memo-mixed")] })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(account: &str, date: &str, debit: i64, credit: i64) -> Day {
        Day { account: account.into(), posted_on: date.parse().unwrap(), debit, credit }
    }

    #[test]
    fn a_cash_box_that_gave_what_it_did_not_have_is_found_on_its_first_day() {
        let days = [
            day("51611", "2026-01-05", 10_000, 4_000),
            day("51613", "2026-01-06", 0, 500),
            day("51611", "2026-02-01", 0, 7_000),
            day("51611", "2026-03-01", 50_000, 0),
        ];
        let told = |brought: &[(&str, i64)]| {
            let brought = brought.iter().map(|(account, balance)| ((*account).to_owned(), Money::centimes(*balance))).collect();
            let found = below_nothing(&brought, &days);
            found
                .into_iter()
                .map(|one| (one.values["account"].clone(), one.values["date"].clone(), one.values["amount"].clone()))
                .collect::<Vec<_>>()
        };
        let of = |account: &str, date: &str, amount: &str| (account.to_owned(), date.to_owned(), amount.to_owned());
        assert_eq!(told(&[]), [of("51611", "2026-02-01", "10,00"), of("51613", "2026-01-06", "5,00")]);
        assert_eq!(told(&[("51611", 1_000), ("51613", 500)]), [], "what earlier years left is there as well");
    }

    #[test]
    fn only_what_blocks_refuses() {
        assert!(refuse(&[Finding::remark("dues-differ")]).is_ok());
        let code = |findings: &[Finding]| refuse(findings).unwrap_err().code().to_owned();
        assert_eq!(code(&[Finding::remark("x"), Finding::blocking("memo-mixed")]), "closing-blocked");
        let error = refuse(&[Finding::blocking("year-earlier-open").with("year", 2024)]).unwrap_err();
        assert_eq!((error.code(), error.params()["year"].as_str()), ("year-earlier-open", "2024"));
    }
}
