//! Receipts and expenses by category: the statement of the super-simplified model. What an entry moved on cash
//! and banks is told by what stands against it.

use super::mapping::{self, Kind};
use super::{Scope, row};
use crate::closing::OPENING;
use crate::entity::{entry, fiscal_year, line};
use crate::journal::{Place, REVERSAL, of_year};
use crate::turnover::{self, too_large};
use chrono::NaiveDate;
use contracts::statements::{Cell, Statement, Weight};
use database::Workspace;
use kernel::{Money, Result};
use language::key;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{BTreeMap, HashSet};
use uuid::Uuid;

const CASH: &str = "cash";
/// What cash and banks must have changed by.
const RESULT: &str = "RESULT";
/// Entries read at a time.
const SLICE: u64 = 500;

type Values = BTreeMap<&'static str, Money>;

pub async fn make(ws: &Workspace, scope: &Scope) -> Result<Statement> {
    let columns = vec![scope.text(key::STATEMENT_COLUMN_LINE), scope.figure(key::STATEMENT_COLUMN_AMOUNT)];
    let mut statement = scope.begin(key::STATEMENT_CASH, columns);
    let (opening, closing) = money(ws, scope).await?;
    let flows = flows(ws, &scope.year, (scope.from, scope.to)).await?;
    let opening = opening.checked_add(Money::centimes(flows.brought)).ok_or_else(too_large)?;
    let mut values = values(&flows)?;
    let figure = |name: String, amount: Money, weight| row(weight, vec![Cell::Text(name), Cell::Amount(amount)]);
    statement.rows.push(figure(scope.say(key::STATEMENT_CASH_OPENING), opening, Weight::Total));
    for line in mapping::lines("", CASH) {
        let label = line.label(scope.locale).to_owned();
        if line.kind == Kind::Heading {
            statement.rows.push(row(Weight::Heading, vec![Cell::Text(label), Cell::Blank]));
            continue;
        }
        let value = mapping::value(line, &values)?;
        values.insert(line.id.as_str(), value);
        let mut shown = figure(label, value, if line.kind == Kind::Total { Weight::Total } else { Weight::Line });
        if line.kind != Kind::Total {
            shown.account = Some(mapping::accounts("", CASH, &line.id));
        }
        statement.rows.push(shown);
    }
    statement.rows.push(figure(scope.say(key::STATEMENT_CASH_CLOSING), closing, Weight::Total));
    let result = values.get(RESULT).copied().unwrap_or_default();
    if opening.checked_add(result) != Some(closing) {
        let [opening, result, closing] = [opening, result, closing].map(|money| language::money(money, scope.locale));
        let told = [("opening", (&opening).into()), ("result", (&result).into()), ("closing", (&closing).into())];
        statement.faults.push(language::text_with(scope.locale, key::STATEMENT_CASH_UNBALANCED, &told));
    }
    statement.notes.push(scope.say(key::STATEMENT_CASH_NOTE));
    Ok(statement)
}

/// What there was on cash and banks before the first day and after the last.
async fn money(ws: &Workspace, scope: &Scope) -> Result<(Money, Money)> {
    let (mut opening, mut closing) = (Money::ZERO, Money::ZERO);
    for (_, figure) in turnover::figures(ws, &scope.year, scope.from, scope.to).await?.into_iter().filter(|(code, _)| is_money(code)) {
        opening = opening.checked_add(figure.opening).ok_or_else(too_large)?;
        closing = closing.checked_add(figure.closing()?).ok_or_else(too_large)?;
    }
    Ok((opening, closing))
}

fn is_money(account: &str) -> bool {
    account.starts_with('5')
}

fn values(flows: &Flows) -> Result<Values> {
    let mut values = Values::new();
    for (account, amount) in &flows.against {
        let Some(rule) = mapping::rule("", CASH, account, Money::centimes(-amount)) else { continue };
        let value = values.entry(rule.line.as_str()).or_default();
        *value = value.checked_add(Money::centimes(amount.abs())).ok_or_else(too_large)?;
    }
    Ok(values)
}

/// What moved on cash and banks in a period.
pub struct Flows {
    /// By account and centimes: more than zero came in for it, less went out. What was taken back is neither.
    pub against: BTreeMap<String, i64>,
    /// Brought into the year by the entry that opens it: there before, not received.
    pub brought: i64,
}

/// Read entry by entry, as only an entry says what moved money; at a time as many as memory always has room for.
pub async fn flows(ws: &Workspace, year: &fiscal_year::Model, (from, to): (NaiveDate, NaiveDate)) -> Result<Flows> {
    let mut flows = Flows { against: BTreeMap::new(), brought: 0 };
    let openings = entry::Entity::find().filter(entry::Column::FiscalYearId.eq(year.id)).filter(entry::Column::SourceKind.eq(OPENING));
    let openings: HashSet<Uuid> = ws.all(openings).await?.into_iter().map(|entry| entry.id).collect();
    let opens = |entry: &entry::Model| {
        let contrary = entry.source_kind.as_deref() == Some(REVERSAL) && entry.source_id.is_some_and(|id| openings.contains(&id));
        contrary || openings.contains(&entry.id)
    };
    let mut after: Option<Place> = None;
    loop {
        let mut select = of_year(entry::Entity::find(), year).filter(entry::Column::PostedOn.between(from, to));
        if let Some(place) = after {
            select = select.filter(place.onwards());
        }
        let entries = ws.all(select.order_by_asc(entry::Column::PostedOn).order_by_asc(entry::Column::Id).limit(SLICE)).await?;
        let Some(last) = entries.last() else { break };
        after = Some(Place::of(last));
        let of_these = line::Entity::find().filter(line::Column::EntryId.is_in(entries.iter().map(|entry| entry.id)));
        let mut by_entry: BTreeMap<Uuid, Vec<(String, i64)>> = BTreeMap::new();
        for line in ws.all(of_these.order_by_asc(line::Column::EntryId).order_by_asc(line::Column::Position)).await? {
            by_entry.entry(line.entry_id).or_default().push((line.account, line.credit - line.debit));
        }
        for entry in &entries {
            let lines = by_entry.remove(&entry.id).unwrap_or_default();
            if opens(entry) {
                flows.brought -= lines.iter().filter(|(account, _)| is_money(account)).map(|(_, amount)| amount).sum::<i64>();
                continue;
            }
            for (account, amount) in against(lines) {
                let sum = flows.against.entry(account).or_default();
                *sum = sum.checked_add(amount).ok_or_else(too_large)?;
            }
        }
    }
    flows.against.retain(|_, amount| *amount != 0);
    Ok(flows)
}

/// What stands against the money of an entry: more than zero came in for it, less went out. Where both sides stand
/// against it, as in dues of which a part is still owed, what is no money is taken off, the last line first. What
/// moved from one place of money to another is nothing.
fn against(lines: Vec<(String, i64)>) -> Vec<(String, i64)> {
    let (money, others): (Vec<_>, Vec<_>) = lines.into_iter().partition(|(account, _)| is_money(account));
    let moved: i64 = -money.iter().map(|(_, amount)| amount).sum::<i64>();
    let same = |amount: i64| amount.signum() == moved.signum();
    let mut off: i64 = others.iter().filter(|(_, amount)| !same(*amount)).map(|(_, amount)| amount.abs()).sum();
    let mut kept: Vec<(String, i64)> = others.into_iter().filter(|(_, amount)| moved != 0 && same(*amount)).collect();
    for (_, amount) in kept.iter_mut().rev() {
        let part = off.min(amount.abs());
        *amount -= part * moved.signum();
        off -= part;
    }
    kept.retain(|(_, amount)| *amount != 0);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(lines: &[(&str, i64)]) -> Vec<(String, i64)> {
        against(lines.iter().map(|(account, amount)| ((*account).to_owned(), *amount)).collect())
    }

    #[test]
    fn what_is_no_money_is_no_receipt() {
        // credits are positive: 150 came in cash of 200 called
        assert_eq!(told(&[("51611", -15_000), ("34281", -5_000), ("71832", 20_000)]), [("71832".to_owned(), 15_000)]);
        assert_eq!(told(&[("61312", -30_000), ("51611", 30_000)]), [("61312".to_owned(), -30_000)]);
        assert!(told(&[("51411", -500), ("51611", 500)]).is_empty());
        assert!(told(&[("34512", -500), ("71614", 500)]).is_empty());
    }

    proptest! {
        /// What is told comes to what moved, in one direction.
        #[test]
        fn nothing_is_lost(lines in prop::collection::vec((any::<bool>(), -1_000_000_i64..1_000_000), 0..12)) {
            let mut lines: Vec<(String, i64)> = lines.into_iter().filter(|(_, amount)| *amount != 0).map(|(money, amount)| (if money { "51611" } else { "71832" }.to_owned(), amount)).collect();
            let open: i64 = lines.iter().map(|(_, amount)| amount).sum();
            lines.push(("61312".into(), -open));
            let moved: i64 = -lines.iter().filter(|(account, _)| is_money(account)).map(|(_, amount)| amount).sum::<i64>();
            let found = against(lines);
            prop_assert_eq!(found.iter().map(|(_, amount)| amount).sum::<i64>(), moved);
            prop_assert!(found.iter().all(|(_, amount)| amount.signum() == moved.signum()));
        }
    }
}
