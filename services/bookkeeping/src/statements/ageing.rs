//! What others owe and what is owed to them, by age. What is settled settles the oldest first, so that what is
//! open is the newest; months tell the age, from the accounts' totals.

use super::levels::all_under;
use super::{Scope, amount, row};
use crate::entity::{account_total, fiscal_year};
use crate::turnover::{self, Sides, too_large};
use chrono::{Datelike, NaiveDate};
use contracts::statements::{Cell, Statement, Weight};
use database::Workspace;
use kernel::{Money, Result};
use language::key;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter};
use std::collections::BTreeMap;

/// Months back from the day: this one and the one before, up to 3, up to 6, up to 12, older.
const BANDS: [i32; 4] = [1, 3, 6, 12];
const AGES: usize = BANDS.len() + 1;

/// Of an account: its sides by month, counted in months since the year 0.
type ByMonth = BTreeMap<i32, Sides>;

pub async fn make(ws: &Workspace, scope: &Scope) -> Result<Statement> {
    let columns = vec![
        scope.text(key::STATEMENT_COLUMN_ACCOUNT),
        scope.text(key::STATEMENT_COLUMN_NAME),
        scope.carried(key::STATEMENT_COLUMN_OPEN),
        scope.carried(key::STATEMENT_COLUMN_AGE_1),
        scope.carried(key::STATEMENT_COLUMN_AGE_3),
        scope.carried(key::STATEMENT_COLUMN_AGE_6),
        scope.carried(key::STATEMENT_COLUMN_AGE_12),
        scope.carried(key::STATEMENT_COLUMN_AGE_OLDER),
    ];
    let mut statement = scope.begin(key::STATEMENT_AGEING, columns);
    let now = month_of(scope.to);
    let moved = moved(ws, scope).await?;
    let figures = turnover::figures(ws, &scope.year, scope.year.starts_on, scope.to).await?;
    for (class, title) in [("34", key::STATEMENT_OWED_TO_US), ("44", key::STATEMENT_OWED_BY_US)] {
        let mut sums = [Money::ZERO; AGES + 1];
        let mut rows = Vec::new();
        for (account, figure) in figures.iter().filter(|(account, _)| account.starts_with(class)) {
            let balance = figure.closing()?;
            if balance == Money::ZERO {
                continue;
            }
            let aged = aged(balance, moved.get(account).unwrap_or(&ByMonth::new()), now)?;
            // what is owed to us is on the debit side, what we owe on the other
            let open = if class == "34" { balance } else { negative(balance)? };
            let flipped = |money: Money| if class == "34" { Ok(money) } else { negative(money) };
            let values: Vec<Money> = std::iter::once(Ok(open)).chain(aged.into_iter().map(flipped)).collect::<Result<_>>()?;
            for (sum, value) in sums.iter_mut().zip(&values) {
                *sum = sum.checked_add(*value).ok_or_else(too_large)?;
            }
            let cells = [Cell::Code(account.clone()), scope.account(account)].into_iter().chain(values.into_iter().map(amount));
            let mut line = row(Weight::Line, cells.collect());
            line.account = Some(account.clone());
            rows.push(line);
        }
        if rows.is_empty() {
            continue;
        }
        let blank = std::iter::repeat_n(Cell::Blank, AGES + 1);
        statement.rows.push(row(Weight::Heading, [Cell::Blank, Cell::Text(scope.say(title))].into_iter().chain(blank).collect()));
        statement.rows.append(&mut rows);
        let total = [Cell::Blank, Cell::Text(scope.say(key::BOOKS_TOTAL))].into_iter().chain(sums.into_iter().map(Cell::Amount));
        statement.rows.push(row(Weight::Total, total.collect()));
    }
    statement.notes.push(scope.say(key::STATEMENT_AGEING_NOTE));
    Ok(statement)
}

fn negative(money: Money) -> Result<Money> {
    Money::ZERO.checked_sub(money).ok_or_else(too_large)
}

fn month_of(day: NaiveDate) -> i32 {
    day.year() * 12 + day.month0().cast_signed()
}

/// What moved on the accounts of classes 34 and 44, month by month, over all years up to the day.
async fn moved(ws: &Workspace, scope: &Scope) -> Result<BTreeMap<String, ByMonth>> {
    use account_total::{Column, Entity};
    let years = ws.all(fiscal_year::Entity::find().filter(fiscal_year::Column::StartsOn.lte(scope.to))).await?;
    let starts: BTreeMap<uuid::Uuid, NaiveDate> = years.into_iter().map(|year| (year.id, year.starts_on)).collect();
    let of_others = Condition::any()
        .add(Column::Account.between("34".to_owned(), all_under("34")))
        .add(Column::Account.between("44".to_owned(), all_under("44")));
    let mut accounts: BTreeMap<String, ByMonth> = BTreeMap::new();
    for total in ws.all(Entity::find().filter(of_others)).await? {
        let Some(start) = starts.get(&total.fiscal_year_id) else { continue };
        let month = month_in(*start, total.month);
        let sides = Sides { debit: Money::centimes(total.debit), credit: Money::centimes(total.credit) };
        accounts.entry(total.account).or_default().entry(month).or_default().add(sides)?;
    }
    // of a month that is not over on that day only its days until then
    if scope.to.succ_opt().is_some_and(|next| next.day() != 1) {
        let first = scope.to.with_day(1).unwrap_or(scope.to);
        let days = turnover::between(ws, &scope.year, first, scope.to).await?;
        for (account, months) in &mut accounts {
            months.insert(month_of(scope.to), days.get(account).copied().unwrap_or_default());
        }
    }
    Ok(accounts)
}

/// Which month a total of a year that begins on this day is of.
fn month_in(start: NaiveDate, month: i32) -> i32 {
    let begins = month_of(start);
    begins + (month - 1 - begins.rem_euclid(12)).rem_euclid(12)
}

/// An open balance split by age: the newest movements on its side come first.
fn aged(balance: Money, months: &ByMonth, now: i32) -> Result<[Money; AGES]> {
    let debit = balance > Money::ZERO;
    let mut left = if debit { balance } else { negative(balance)? };
    let mut ages = [Money::ZERO; AGES];
    for (month, sides) in months.iter().rev().filter(|(month, _)| **month <= now) {
        let part = if debit { sides.debit } else { sides.credit }.min(left);
        let band = BANDS.iter().position(|most| now - month <= *most).unwrap_or(AGES - 1);
        ages[band] = ages[band].checked_add(part).ok_or_else(too_large)?;
        left = left.checked_sub(part).ok_or_else(too_large)?;
    }
    // from before the books here
    ages[AGES - 1] = ages[AGES - 1].checked_add(left).ok_or_else(too_large)?;
    if debit {
        return Ok(ages);
    }
    let mut turned = [Money::ZERO; AGES];
    for (turned, age) in turned.iter_mut().zip(ages) {
        *turned = negative(age)?;
    }
    Ok(turned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sides(debit: i64, credit: i64) -> Sides {
        Sides { debit: Money::centimes(debit), credit: Money::centimes(credit) }
    }

    #[test]
    fn what_is_paid_settles_the_oldest() {
        let months = ByMonth::from([(10, sides(100, 0)), (20, sides(50, 100)), (24, sides(30, 0))]);
        let ages = aged(Money::centimes(80), &months, 24).unwrap().map(Money::in_centimes);
        assert_eq!(ages, [30, 0, 50, 0, 0]);
        // brought from before, and still owed
        assert_eq!(aged(Money::centimes(500), &months, 24).unwrap().map(Money::in_centimes), [30, 0, 50, 0, 420]);
        assert_eq!(aged(Money::centimes(-70), &months, 24).unwrap().map(Money::in_centimes), [0, 0, -70, 0, 0]);
    }

    #[test]
    fn a_total_is_of_a_month_of_its_year() {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
        assert_eq!(month_in(day(2026, 1, 1), 3), month_of(day(2026, 3, 9)));
        assert_eq!(month_in(day(2026, 9, 1), 8), month_of(day(2027, 8, 31)));
        assert_eq!(month_in(day(2026, 9, 1), 9), month_of(day(2026, 9, 30)));
    }

    proptest! {
        #[test]
        fn the_ages_come_to_the_balance(balance in -1_000_000_i64..1_000_000, months in prop::collection::vec((0_i32..60, 0_i64..100_000, 0_i64..100_000), 0..30)) {
            let mut by_month = ByMonth::new();
            for (month, debit, credit) in months {
                by_month.entry(month).or_default().add(sides(debit, credit)).unwrap();
            }
            let ages = aged(Money::centimes(balance), &by_month, 48).unwrap();
            prop_assert_eq!(Money::sum(ages), Some(Money::centimes(balance)));
            prop_assert!(ages.iter().all(|age| age.in_centimes().signum() * balance.signum() >= 0));
        }
    }
}
