//! The trial balance of a period, at any level.

use super::levels::{self, Level};
use super::{Scope, amount, row};
use crate::turnover::{self, Sides};
use contracts::statements::{Cell, Statement, Weight};
use database::Workspace;
use kernel::{Error, Money, Result};
use language::key;
use std::collections::BTreeMap;

/// What an account begins with, what moved and what it ends with, each on its side. At a higher level the sides of
/// accounts are added up and not set off, so that the totals are those of the accounts.
type Six = [Sides; 3];

pub async fn make(ws: &Workspace, scope: &Scope, level: &str) -> Result<Statement> {
    let level = Level::parse(level).ok_or_else(|| Error::field("level", "choice-unknown"))?;
    let mut groups: BTreeMap<String, Six> = BTreeMap::new();
    for (account, figure) in turnover::figures(ws, &scope.year, scope.from, scope.to).await? {
        let parts = [Sides::of(figure.opening), figure.moved, Sides::of(figure.closing()?)];
        let group = groups.entry(level.of(&account).to_owned()).or_default();
        for (sum, part) in group.iter_mut().zip(parts) {
            sum.add(part)?;
        }
    }
    groups.retain(|_, sides| sides.iter().any(|side| *side != Sides::default()));
    let mut statement = scope.begin(
        key::STATEMENT_TRIAL_BALANCE,
        vec![
            scope.text(key::STATEMENT_COLUMN_ACCOUNT),
            scope.text(key::STATEMENT_COLUMN_NAME),
            scope.carried(key::STATEMENT_COLUMN_OPENING_DEBIT),
            scope.carried(key::STATEMENT_COLUMN_OPENING_CREDIT),
            scope.carried(key::STATEMENT_COLUMN_MOVED_DEBIT),
            scope.carried(key::STATEMENT_COLUMN_MOVED_CREDIT),
            scope.carried(key::STATEMENT_COLUMN_CLOSING_DEBIT),
            scope.carried(key::STATEMENT_COLUMN_CLOSING_CREDIT),
        ],
    );
    let mut totals = Six::default();
    for (code, sides) in groups {
        for (total, part) in totals.iter_mut().zip(sides) {
            total.add(part)?;
        }
        let names = levels::names(&scope.chart, &code);
        let mut line = row(Weight::Line, cells([Cell::Code(code.clone()), scope.name(names)], sides, amount));
        line.account = Some(code);
        statement.rows.push(line);
    }
    if !statement.rows.is_empty() {
        let names = [Cell::Blank, Cell::Text(scope.say(key::BOOKS_TOTAL))];
        statement.rows.push(row(Weight::Total, cells(names, totals, Cell::Amount)));
    }
    let parts = [key::STATEMENT_OPENING, key::STATEMENT_MOVED, key::STATEMENT_CLOSING];
    for (part, total) in parts.into_iter().zip(totals).filter(|(_, total)| total.debit != total.credit) {
        statement.faults.push(unbalanced(scope, &scope.say(part), total));
    }
    Ok(statement)
}

fn cells(names: [Cell; 2], sides: Six, figure: fn(Money) -> Cell) -> Vec<Cell> {
    names.into_iter().chain(sides.into_iter().flat_map(|sides| [figure(sides.debit), figure(sides.credit)])).collect()
}

fn unbalanced(scope: &Scope, part: &str, total: Sides) -> String {
    let (debit, credit) = (language::money(total.debit, scope.locale), language::money(total.credit, scope.locale));
    language::text_with(
        scope.locale,
        key::STATEMENT_UNBALANCED,
        &[("part", part.into()), ("debit", (&debit).into()), ("credit", (&credit).into())],
    )
}
