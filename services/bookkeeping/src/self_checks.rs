//! What must be so in books, whoever wrote them. All of it is kept by code and database as well: what is found here
//! was done by somebody who has both in hand, or is a mistake of ours.

use crate::bank::reconciliation;
use crate::entity::{account_total, entry, fiscal_year, line};
use crate::seal_check::{self, Wrong};
use crate::self_audit::params;
use crate::turnover::{self, Figures, Sides, too_large};
use crate::{dues, opening, years};
use chrono::{Datelike, Months, NaiveDate};
use database::Workspace;
use futures_util::future::BoxFuture;
use kernel::{Money, Result};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, Condition, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};
use std::cmp::{max, min};
use std::collections::{BTreeMap, BTreeSet};

/// Something that is not as it must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// `flaw-<code>` says what, `flaw-todo-<code>` what to do.
    pub code: &'static str,
    pub params: BTreeMap<String, String>,
}

impl Found {
    fn of(code: &'static str, params: BTreeMap<String, String>) -> Self {
        Self { code, params }
    }
}

type Years = [fiscal_year::Model];
type Check = for<'a> fn(&'a Workspace, &'a Years) -> BoxFuture<'a, Result<Vec<Found>>>;

/// One check, one line.
pub const CHECKS: &[Check] = &[balanced, totals, chain, dues_agree, openings, cash, banks];

/// Findings of one kind in one year that are told.
const TOLD: u64 = 10;
/// How the accounts of cash in hand begin: it cannot be less than nothing.
const CASH: (&str, &str) = ("516", "5169999999");

fn money(centimes: Money) -> String {
    centimes.to_string()
}

/// Debits equal credits, in every entry.
fn balanced<'a>(ws: &'a Workspace, years: &'a Years) -> BoxFuture<'a, Result<Vec<Found>>> {
    #[derive(FromQueryResult)]
    struct Unequal {
        journal: String,
        number: i64,
        debit: i64,
        credit: i64,
    }
    Box::pin(async move {
        let mut found = Vec::new();
        for year in years {
            let total = || Expr::col((entry::Entity, entry::Column::Total));
            let unequal = Condition::any().add(line::Column::Debit.sum().ne(total())).add(line::Column::Credit.sum().ne(total()));
            let entries = turnover::with_entries(ws, year, year.starts_on, year.ends_on)
                .column(entry::Column::Journal)
                .column(entry::Column::Number)
                .column_as(line::Column::Debit.sum().cast_as("bigint"), "debit")
                .column_as(line::Column::Credit.sum().cast_as("bigint"), "credit")
                .group_by(entry::Column::Journal)
                .group_by(entry::Column::Number)
                .group_by(entry::Column::Total)
                .having(unequal)
                .order_by_asc(entry::Column::Journal)
                .order_by_asc(entry::Column::Number)
                .limit(TOLD);
            for one in ws.rows::<line::Entity, Unequal>(entries).await? {
                let entry = format!("{} {}-{}", one.journal, year.year, one.number);
                let (debit, credit) = (money(Money::centimes(one.debit)), money(Money::centimes(one.credit)));
                found.push(Found::of("unbalanced", params([("entry", entry), ("debit", debit), ("credit", credit)])));
            }
        }
        Ok(found)
    })
}

/// As months are written: `03/2026`.
fn month_name(year: &fiscal_year::Model, month: i32) -> String {
    let since = Months::new(month.saturating_sub(1).unsigned_abs());
    year.starts_on.checked_add_months(since).map_or_else(|| month.to_string(), |first| first.format("%m/%Y").to_string())
}

/// The accounts' totals are what their lines come to, month by month.
fn totals<'a>(ws: &'a Workspace, years: &'a Years) -> BoxFuture<'a, Result<Vec<Found>>> {
    Box::pin(async move {
        let mut found = Vec::new();
        for year in years {
            let mut kept: BTreeMap<(i32, String), Sides> = BTreeMap::new();
            for total in ws.all(account_total::Entity::find().filter(account_total::Column::FiscalYearId.eq(year.id))).await? {
                let sides = Sides { debit: Money::centimes(total.debit), credit: Money::centimes(total.credit) };
                kept.insert((total.month, total.account), sides);
            }
            let mut first = year.starts_on.with_day(1).unwrap_or(year.starts_on);
            let mut counted: BTreeMap<(i32, String), Sides> = BTreeMap::new();
            while first <= year.ends_on {
                let next = first.checked_add_months(Months::new(1)).unwrap_or(NaiveDate::MAX);
                let last = next.pred_opt().unwrap_or(next);
                for (account, sides) in turnover::of_lines(ws, year, max(first, year.starts_on), min(last, year.ends_on)).await? {
                    counted.entry((years::month(year, first), account)).or_default().add(sides)?;
                }
                first = next;
            }
            let places: BTreeSet<&(i32, String)> = kept.keys().chain(counted.keys()).collect();
            for place in places {
                let at = |sums: &BTreeMap<(i32, String), Sides>| sums.get(place).copied().unwrap_or_default();
                if at(&kept) != at(&counted) && (found.len() as u64) < TOLD {
                    let month = month_name(year, place.0);
                    found.push(Found::of("totals-differ", params([("account", place.1.clone()), ("month", month)])));
                }
            }
        }
        Ok(found)
    })
}

/// Numbers without gap, and each hash as it must be.
fn chain<'a>(ws: &'a Workspace, years: &'a Years) -> BoxFuture<'a, Result<Vec<Found>>> {
    Box::pin(async move {
        let mut found = Vec::new();
        for year in years {
            for checked in seal_check::verify(ws, year).await? {
                let Some((number, wrong)) = checked.fault else { continue };
                let code = match wrong {
                    Wrong::Missing => "number-missing",
                    Wrong::Changed => "entry-changed",
                };
                found.push(Found::of(code, params([("entry", format!("{} {}-{number}", checked.journal, year.year))])));
            }
        }
        Ok(found)
    })
}

/// What members owe and have in advance is the same in their own accounts.
fn dues_agree<'a>(ws: &'a Workspace, _: &'a Years) -> BoxFuture<'a, Result<Vec<Found>>> {
    Box::pin(async move {
        let agreement = dues::compare(ws).await?;
        if agreement.pending || agreement.agrees {
            return Ok(Vec::new());
        }
        let told = params([
            ("owed", money(agreement.receivable)),
            ("owed_in_books", money(agreement.receivable_in_books)),
            ("advances", money(agreement.advances)),
            ("advances_in_books", money(agreement.advances_in_books)),
        ]);
        Ok(vec![Found::of("dues-differ", told)])
    })
}

/// A year begins with what the open one before it ended with.
fn openings<'a>(ws: &'a Workspace, years: &'a Years) -> BoxFuture<'a, Result<Vec<Found>>> {
    Box::pin(async move {
        let mut found = Vec::new();
        for pair in years.windows(2) {
            let [before, year] = pair else { continue };
            if before.closed || before.ends_on.succ_opt() != Some(year.starts_on) {
                continue;
            }
            let closed_with = closing(turnover::figures(ws, before, before.starts_on, before.ends_on).await?)?;
            let begins_with = opening::brought_forward(ws, year).await?;
            let accounts: BTreeSet<&String> = closed_with.keys().chain(begins_with.keys()).filter(|code| !is_result(code)).collect();
            for account in accounts {
                let at = |sums: &BTreeMap<String, Money>| sums.get(account).copied().unwrap_or_default();
                if at(&closed_with) != at(&begins_with) && (found.len() as u64) < TOLD {
                    let told = params([
                        ("account", account.clone()),
                        ("year", year.year.to_string()),
                        ("before", money(at(&closed_with))),
                        ("opening", money(at(&begins_with))),
                    ]);
                    found.push(Found::of("opening-differs", told));
                }
            }
            if result(&closed_with)? != result(&begins_with)? {
                let (before, opening) = (money(result(&closed_with)?), money(result(&begins_with)?));
                let told = params([("account", "119".into()), ("year", year.year.to_string()), ("before", before), ("opening", opening)]);
                found.push(Found::of("opening-differs", told));
            }
        }
        Ok(found)
    })
}

/// Surplus and deficit: a result of one year may stand on the other account when years are added up.
fn is_result(account: &str) -> bool {
    account.starts_with("119")
}

fn result(balances: &BTreeMap<String, Money>) -> Result<Money> {
    Money::sum(balances.iter().filter(|(account, _)| is_result(account)).map(|(_, balance)| *balance)).ok_or_else(too_large)
}

/// Balances of classes 1 to 5 at a year's end, what it earned included.
fn closing(figures: BTreeMap<String, Figures>) -> Result<BTreeMap<String, Money>> {
    let mut balances: BTreeMap<String, Money> = BTreeMap::new();
    for (account, figure) in figures {
        let account = match account.as_bytes().first() {
            Some(b'1'..=b'5') => account,
            Some(b'6'..=b'8') => "119".to_owned(),
            _ => continue,
        };
        let balance = balances.entry(account).or_default();
        *balance = balance.checked_add(figure.closing()?).ok_or_else(too_large)?;
    }
    Ok(balances)
}

/// What makes books and bank differ is known to the centime.
fn banks<'a>(ws: &'a Workspace, _: &'a Years) -> BoxFuture<'a, Result<Vec<Found>>> {
    Box::pin(async move {
        let names = reconciliation::disagreeing(ws).await?;
        Ok(names.into_iter().map(|name| Found::of("bank-differs", params([("bank", name)]))).collect())
    })
}

/// There is never less than nothing in the cash box at the end of a day.
fn cash<'a>(ws: &'a Workspace, years: &'a Years) -> BoxFuture<'a, Result<Vec<Found>>> {
    #[derive(FromQueryResult)]
    struct OfDay {
        account: String,
        posted_on: NaiveDate,
        debit: i64,
        credit: i64,
    }
    Box::pin(async move {
        let mut found = Vec::new();
        for year in years {
            let days = turnover::with_entries(ws, year, year.starts_on, year.ends_on)
                .column(line::Column::Account)
                .column(entry::Column::PostedOn)
                .column_as(line::Column::Debit.sum().cast_as("bigint"), "debit")
                .column_as(line::Column::Credit.sum().cast_as("bigint"), "credit")
                .filter(line::Column::Account.between(CASH.0, CASH.1))
                .group_by(line::Column::Account)
                .group_by(entry::Column::PostedOn)
                .order_by_asc(line::Column::Account)
                .order_by_asc(entry::Column::PostedOn);
            let mut balances = opening::brought_forward(ws, year).await?;
            let mut told: BTreeSet<String> = BTreeSet::new();
            for day in ws.rows::<line::Entity, OfDay>(days).await? {
                let sides = Sides { debit: Money::centimes(day.debit), credit: Money::centimes(day.credit) };
                let balance = balances.entry(day.account.clone()).or_default();
                *balance = balance.checked_add(sides.balance()?).ok_or_else(too_large)?;
                // the first day of each account: the others follow from it
                if *balance < Money::ZERO && told.insert(day.account.clone()) {
                    let values =
                        [("account", day.account), ("date", day.posted_on.format("%d/%m/%Y").to_string()), ("balance", money(*balance))];
                    found.push(Found::of("cash-negative", params(values)));
                }
            }
        }
        Ok(found)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whoever finds something must be told what it is and what to do.
    #[test]
    fn every_finding_has_words() {
        let codes = [
            "unbalanced",
            "totals-differ",
            "number-missing",
            "entry-changed",
            "dues-differ",
            "opening-differs",
            "cash-negative",
            "bank-differs",
        ];
        for code in codes {
            assert!(language::find("flaw", code).is_some() && language::find("flaw-todo", code).is_some(), "{code}");
        }
        assert!(CHECKS.len() <= codes.len());
    }
}
