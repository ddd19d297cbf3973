//! What moved on accounts between two days of a year. Whole months come from the accounts' totals; only the
//! odd days at both ends are added up from lines, so that the cost does not grow with history.

use crate::entity::{account_total, entry, fiscal_year, line};
use crate::{opening, years};
use chrono::{Datelike, Days, Months, NaiveDate};
use database::Workspace;
use kernel::{Error, Money, Result};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect, Select};
use std::cmp::{max, min};
use std::collections::BTreeMap;

/// The sides of one account in a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sides {
    pub debit: Money,
    pub credit: Money,
}

impl Sides {
    pub fn balance(self) -> Result<Money> {
        self.debit.checked_sub(self.credit).ok_or_else(too_large)
    }

    pub fn add(&mut self, other: Self) -> Result<()> {
        self.debit = self.debit.checked_add(other.debit).ok_or_else(too_large)?;
        self.credit = self.credit.checked_add(other.credit).ok_or_else(too_large)?;
        Ok(())
    }

    /// A balance stands on one side.
    pub fn of(balance: Money) -> Self {
        if balance < Money::ZERO {
            Self { debit: Money::ZERO, credit: Money::centimes(balance.in_centimes().saturating_neg()) }
        } else {
            Self { debit: balance, credit: Money::ZERO }
        }
    }
}

pub fn too_large() -> Error {
    Error::internal("a sum of the books leaves 64 bits")
}

/// An account in a period: with what it begins, more debit than credit positive, and what moves.
#[derive(Clone, Copy, Debug, Default)]
pub struct Figures {
    pub opening: Money,
    pub moved: Sides,
}

impl Figures {
    pub fn closing(&self) -> Result<Money> {
        self.opening.checked_add(self.moved.balance()?).ok_or_else(too_large)
    }
}

#[derive(Debug, FromQueryResult)]
struct Turnover {
    account: String,
    debit: i64,
    credit: i64,
}

/// All accounts that have a balance or moved.
pub async fn figures(ws: &Workspace, year: &fiscal_year::Model, from: NaiveDate, to: NaiveDate) -> Result<BTreeMap<String, Figures>> {
    let mut figures: BTreeMap<String, Figures> = BTreeMap::new();
    for (account, balance) in opening::brought_forward(ws, year).await? {
        figures.entry(account).or_default().opening = balance;
    }
    if from > year.starts_on {
        for (account, sides) in between(ws, year, year.starts_on, from - Days::new(1)).await? {
            let figure = figures.entry(account).or_default();
            figure.opening = figure.opening.checked_add(sides.balance()?).ok_or_else(too_large)?;
        }
    }
    for (account, sides) in between(ws, year, from, to).await? {
        figures.entry(account).or_default().moved = sides;
    }
    Ok(figures)
}

/// Both days included.
pub async fn between(ws: &Workspace, year: &fiscal_year::Model, from: NaiveDate, to: NaiveDate) -> Result<BTreeMap<String, Sides>> {
    let Cut { months, days } = cut((year.starts_on, year.ends_on), (from, to));
    let mut sums: BTreeMap<String, Sides> = BTreeMap::new();
    if !months.is_empty() {
        use account_total::{Column, Entity};
        let totals = Entity::find()
            .select_only()
            .column(Column::Account)
            // PostgreSQL sums bigint as numeric
            .column_as(Column::Debit.sum().cast_as("bigint"), "debit")
            .column_as(Column::Credit.sum().cast_as("bigint"), "credit")
            .filter(Column::FiscalYearId.eq(year.id))
            .filter(Column::Month.is_in(months))
            .group_by(Column::Account);
        add(&mut sums, ws.rows::<Entity, Turnover>(totals).await?)?;
    }
    for (from, to) in days {
        for (account, sides) in of_lines(ws, year, from, to).await? {
            sums.entry(account).or_default().add(sides)?;
        }
    }
    Ok(sums)
}

/// As [`between`], all of it from lines.
pub async fn of_lines(ws: &Workspace, year: &fiscal_year::Model, from: NaiveDate, to: NaiveDate) -> Result<BTreeMap<String, Sides>> {
    let lines = with_entries(ws, year, from, to)
        .column(line::Column::Account)
        .column_as(line::Column::Debit.sum().cast_as("bigint"), "debit")
        .column_as(line::Column::Credit.sum().cast_as("bigint"), "credit")
        .group_by(line::Column::Account);
    let mut sums = BTreeMap::new();
    add(&mut sums, ws.rows::<line::Entity, Turnover>(lines).await?)?;
    Ok(sums)
}

/// Lines beside the entries of these days; no column is selected yet.
pub fn with_entries(ws: &Workspace, year: &fiscal_year::Model, from: NaiveDate, to: NaiveDate) -> Select<line::Entity> {
    let entries = line::Entity::belongs_to(entry::Entity).from(line::Column::EntryId).to(entry::Column::Id);
    line::Entity::find()
        .select_only()
        .join(JoinType::InnerJoin, entries.into())
        .filter(Expr::col((entry::Entity, entry::Column::AssociationId)).eq(ws.association().0))
        .filter(entry::Column::FiscalYearId.eq(year.id))
        .filter(entry::Column::PostedOn.between(from, to))
}

fn add(sums: &mut BTreeMap<String, Sides>, rows: Vec<Turnover>) -> Result<()> {
    for Turnover { account, debit, credit } in rows {
        sums.entry(account).or_default().add(Sides { debit: Money::centimes(debit), credit: Money::centimes(credit) })?;
    }
    Ok(())
}

/// A period as whole months, which totals know, and stretches of days, which only lines know.
#[derive(Debug, Default, PartialEq, Eq)]
struct Cut {
    /// 1 to 12, as the totals name them.
    months: Vec<i32>,
    days: Vec<(NaiveDate, NaiveDate)>,
}

type Period = (NaiveDate, NaiveDate);

/// A month's total holds all of the year's days that are in that month.
fn cut(year: Period, period: Period) -> Cut {
    let (from, to) = (max(period.0, year.0), min(period.1, year.1));
    let mut cut = Cut::default();
    let mut first = from.with_day(1).unwrap_or(from);
    while first <= to {
        let next = first.checked_add_months(Months::new(1)).unwrap_or(NaiveDate::MAX);
        let last = next.pred_opt().unwrap_or(next);
        let part = (max(first, from), min(last, to));
        let whole = part == (max(first, year.0), min(last, year.1));
        if whole {
            cut.months.push(years::month_since(year.0, first));
        } else {
            cut.days.push(part);
        }
        first = next;
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn only_odd_days_are_read_from_lines() {
        let civil = (day(2026, 1, 1), day(2026, 12, 31));
        assert_eq!(cut(civil, civil), Cut { months: (1..=12).collect(), days: vec![] });
        let odd = cut(civil, (day(2026, 1, 15), day(2026, 4, 2)));
        assert_eq!(odd, Cut { months: vec![2, 3], days: vec![(day(2026, 1, 15), day(2026, 1, 31)), (day(2026, 4, 1), day(2026, 4, 2))] });
        let school = (day(2026, 9, 1), day(2027, 8, 31));
        assert_eq!(cut(school, school).months, (1..=12).collect::<Vec<_>>());
        let short = (day(2026, 3, 15), day(2026, 12, 31));
        assert_eq!(cut(short, short), Cut { months: (1..=10).collect(), days: vec![] });
    }

    proptest! {
        /// Every day of the period is in exactly one of the parts, and no other day is.
        #[test]
        fn nothing_is_counted_twice(begins in 0_u64..400, long in 0_u64..364, from in 0_u64..800, length in 0_u64..400) {
            let start = day(2026, 1, 1);
            let year = (start + Days::new(begins), start + Days::new(begins + long));
            let period = (start + Days::new(from), start + Days::new(from + length));
            let found = cut(year, period);
            let mut at = start;
            while at < start + Days::new(1300) {
                let in_year = (year.0..=year.1).contains(&at);
                let wanted = in_year && (period.0..=period.1).contains(&at);
                let by_total = in_year && found.months.contains(&years::month_since(year.0, at));
                let by_lines = found.days.iter().filter(|(from, to)| (*from..=*to).contains(&at)).count();
                prop_assert_eq!(usize::from(by_total) + by_lines, usize::from(wanted), "{}", at);
                at = at + Days::new(1);
            }
        }
    }
}
