//! Balance sheet and income statement, by the mapping of accounts to lines.

use super::mapping::{self, Kind};
use super::{Scope, row};
use crate::entity::fiscal_year;
use crate::turnover;
use chrono::Days;
use contracts::statements::{Cell, Statement, Weight};
use database::Workspace;
use kernel::{Actor, Error, Money, Result};
use language::key;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::collections::BTreeMap;

const SHEET: &str = "balance-sheet";
const INCOME: &str = "income";
/// What the rules call the balance of income and expenses, and the totals that must be the same.
const RESULT: &str = "result";
const ASSETS: &str = "ASSETS";
const LIABILITIES: &str = "LIABILITIES";

type Balances = BTreeMap<String, Money>;
type Values = BTreeMap<&'static str, Money>;

/// What the lines of a statement come to.
struct Filled {
    net: Values,
    gross: Values,
    contra: Values,
    /// Accounts with a balance for which there is no line.
    strays: Vec<String>,
}

pub async fn balance_sheet(ws: &Workspace, actor: &Actor, scope: &Scope, model: &str) -> Result<Statement> {
    let model = named(model)?;
    let filled = fill(model, SHEET, &standing(ws, &scope.year, scope.to).await?)?;
    let before = match previous(ws, actor, scope).await? {
        Some(year) => Some(fill(model, SHEET, &standing(ws, &year, year.ends_on).await?)?),
        None => None,
    };
    let columns = vec![
        scope.text(key::STATEMENT_COLUMN_LINE),
        scope.figure(key::STATEMENT_COLUMN_GROSS),
        scope.figure(key::STATEMENT_COLUMN_CONTRA),
        scope.figure(key::STATEMENT_COLUMN_NET),
        scope.figure(key::STATEMENT_COLUMN_PREVIOUS),
    ];
    let mut statement = scope.begin(key::STATEMENT_BALANCE_SHEET, columns);
    let at = |values: &Values, id: &str| values.get(id).map_or(Cell::Blank, |value| Cell::Amount(*value));
    let has_gross = |id: &str| filled.gross.contains_key(id);
    for line in mapping::lines(model, SHEET) {
        let id = line.id.as_str();
        let name = Cell::Text(line.label(scope.locale).to_owned());
        let gross = if has_gross(id) { [at(&filled.gross, id), at(&filled.contra, id)] } else { [Cell::Blank, Cell::Blank] };
        let earlier = before.as_ref().map_or(Cell::Blank, |before| at(&before.net, id));
        let cells = [vec![name], gross.into(), vec![at(&filled.net, id), earlier]].concat();
        statement.rows.push(shown(model, SHEET, line, cells));
    }
    let (assets, liabilities) = (total(&filled, ASSETS), total(&filled, LIABILITIES));
    if assets != liabilities {
        let (assets, liabilities) = (language::money(assets, scope.locale), language::money(liabilities, scope.locale));
        let values = [("assets", (&assets).into()), ("liabilities", (&liabilities).into())];
        statement.faults.push(language::text_with(scope.locale, key::STATEMENT_SHEET_UNBALANCED, &values));
    }
    tell_strays(scope, &filled, &mut statement);
    statement.notes.push(scope.say(key::STATEMENT_MODEL_NOTE));
    Ok(statement)
}

pub async fn income(ws: &Workspace, actor: &Actor, scope: &Scope, model: &str) -> Result<Statement> {
    let model = named(model)?;
    let filled = fill(model, INCOME, &earned(ws, &scope.year, scope.from, scope.to).await?)?;
    let before = match previous(ws, actor, scope).await? {
        Some(year) => {
            let (from, to) = (year.starts_on, year.ends_on);
            Some(fill(model, INCOME, &earned(ws, &year, from, to).await?)?)
        }
        None => None,
    };
    let columns = vec![
        scope.text(key::STATEMENT_COLUMN_LINE),
        scope.figure(key::STATEMENT_COLUMN_AMOUNT),
        scope.figure(key::STATEMENT_COLUMN_PREVIOUS),
    ];
    let mut statement = scope.begin(key::STATEMENT_INCOME, columns);
    let at = |values: &Values, id: &str| values.get(id).map_or(Cell::Blank, |value| Cell::Amount(*value));
    for line in mapping::lines(model, INCOME) {
        let earlier = before.as_ref().map_or(Cell::Blank, |before| at(&before.net, &line.id));
        let cells = vec![Cell::Text(line.label(scope.locale).to_owned()), at(&filled.net, &line.id), earlier];
        statement.rows.push(shown(model, INCOME, line, cells));
    }
    tell_strays(scope, &filled, &mut statement);
    statement.notes.push(scope.say(key::STATEMENT_MODEL_NOTE));
    Ok(statement)
}

fn named(model: &str) -> Result<&'static str> {
    match model {
        "" | "simplified" => Ok("simplified"),
        "normal" => Ok("normal"),
        _ => Err(Error::field("model", "choice-unknown")),
    }
}

fn shown(model: &str, statement: &str, line: &mapping::Line, cells: Vec<Cell>) -> contracts::statements::StatementRow {
    let weight = match line.kind {
        Kind::Heading => Weight::Heading,
        Kind::Line(_) => Weight::Line,
        Kind::Total => Weight::Total,
    };
    let mut shown = row(weight, cells);
    if weight == Weight::Line {
        shown.account = Some(mapping::accounts(model, statement, &line.id)).filter(|codes| !codes.is_empty());
    }
    shown
}

fn total(filled: &Filled, id: &str) -> Money {
    filled.net.get(id).copied().unwrap_or_default()
}

fn tell_strays(scope: &Scope, filled: &Filled, statement: &mut Statement) {
    if !filled.strays.is_empty() {
        let accounts = filled.strays.join(", ");
        statement.faults.push(language::text_with(scope.locale, key::STATEMENT_STRAYS, &[("accounts", (&accounts).into())]));
    }
}

/// How the accounts of classes 1 to 5 stand at the end of a day, with what the year has earned until then.
async fn standing(ws: &Workspace, year: &fiscal_year::Model, to: chrono::NaiveDate) -> Result<Balances> {
    let (mut balances, mut result) = (Balances::new(), Money::ZERO);
    for (account, figure) in turnover::figures(ws, year, year.starts_on, to).await? {
        let balance = figure.closing()?;
        match account.as_bytes().first() {
            Some(b'6'..=b'8') => result = result.checked_add(balance).ok_or_else(turnover::too_large)?,
            // memorandum and analysis are no part of it
            Some(b'0' | b'9') => {}
            _ => drop(balances.insert(account, balance)),
        }
    }
    balances.insert(RESULT.to_owned(), result);
    Ok(balances)
}

/// What moved in a period on all other accounts.
async fn earned(ws: &Workspace, year: &fiscal_year::Model, from: chrono::NaiveDate, to: chrono::NaiveDate) -> Result<Balances> {
    let moved = turnover::between(ws, year, from, to).await?;
    let of_period = moved.into_iter().filter(|(account, _)| !account.starts_with(['1', '2', '3', '4', '5', '9']));
    of_period.map(|(account, sides)| Ok((account, sides.balance()?))).collect()
}

/// The year before, where there is one that this seat may see.
async fn previous(ws: &Workspace, actor: &Actor, scope: &Scope) -> Result<Option<fiscal_year::Model>> {
    let Some(day) = scope.year.starts_on.checked_sub_days(Days::new(1)) else { return Ok(None) };
    let found = ws.one(fiscal_year::Entity::find().filter(fiscal_year::Column::EndsOn.eq(day))).await?;
    Ok(found.filter(|year| actor.reaches_year(year.year)))
}

fn fill(model: &str, statement: &str, balances: &Balances) -> Result<Filled> {
    let mut filled = Filled { net: Values::new(), gross: Values::new(), contra: Values::new(), strays: Vec::new() };
    let mut sums: BTreeMap<&'static str, (Money, Money)> = BTreeMap::new();
    for (account, balance) in balances.iter().filter(|(_, balance)| **balance != Money::ZERO) {
        let Some(rule) = mapping::rule(model, statement, account, *balance) else {
            filled.strays.push(account.clone());
            continue;
        };
        let (plain, contra) = sums.entry(rule.line.as_str()).or_default();
        let sum = if rule.contra { contra } else { plain };
        *sum = sum.checked_add(*balance).ok_or_else(turnover::too_large)?;
    }
    let negative = |money: Money| Money::ZERO.checked_sub(money).ok_or_else(turnover::too_large);
    for line in mapping::lines(model, statement) {
        let id = line.id.as_str();
        if let Kind::Line(debit) = line.kind {
            let (plain, contra) = sums.get(id).copied().unwrap_or_default();
            let whole = plain.checked_add(contra).ok_or_else(turnover::too_large)?;
            filled.net.insert(id, if debit { whole } else { negative(whole)? });
            if debit && statement == SHEET {
                filled.gross.insert(id, plain);
                filled.contra.insert(id, negative(contra)?);
            }
        } else if line.kind == Kind::Total {
            let value = |values: &Values| mapping::value(line, values);
            filled.net.insert(id, value(&filled.net)?);
            // of the totals of assets
            if mapping::is_of(line, &filled.gross) {
                filled.gross.insert(id, value(&filled.gross)?);
                filled.contra.insert(id, value(&filled.contra)?);
            }
        }
    }
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart;
    use proptest::prelude::*;

    proptest! {
        /// Whatever balances a balanced book has, the sheet balances, and the result is the same in both statements.
        #[test]
        fn what_balances_in_the_books_balances_in_the_statements(moves in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 1_i64..10_000_000), 0..40)) {
            let accounts: Vec<&str> = chart::accounts().iter().filter(|account| account.postable && !account.code.starts_with('0')).map(|account| account.code.as_str()).collect();
            let mut books: BTreeMap<&str, i64> = BTreeMap::new();
            for (debit, credit, amount) in &moves {
                *books.entry(*debit.get(&accounts)).or_default() += amount;
                *books.entry(*credit.get(&accounts)).or_default() -= amount;
            }
            let earned: i64 = books.iter().filter(|(code, _)| code.starts_with(['6', '7', '8'])).map(|(_, balance)| balance).sum();
            let money = |part: &dyn Fn(&str) -> bool| -> Balances {
                books.iter().filter(|(code, _)| part(code)).map(|(code, balance)| ((*code).to_owned(), Money::centimes(*balance))).collect()
            };
            let mut standing = money(&|code| code.starts_with(['1', '2', '3', '4', '5']));
            standing.insert(RESULT.into(), Money::centimes(earned));
            for model in ["simplified", "normal"] {
                let sheet = fill(model, SHEET, &standing).unwrap();
                prop_assert!(sheet.strays.is_empty(), "{:?}", sheet.strays);
                prop_assert_eq!(total(&sheet, ASSETS), total(&sheet, LIABILITIES));
                let income = fill(model, INCOME, &money(&|code| code.starts_with(['6', '7', '8']))).unwrap();
                prop_assert_eq!(income.net["RESULT"], Money::centimes(-earned));
            }
        }
    }

    #[test]
    fn an_account_without_a_line_is_named() {
        let balances = BTreeMap::from([("9001".to_owned(), Money::centimes(5))]);
        assert_eq!(fill("normal", SHEET, &balances).unwrap().strays, ["9001"]);
    }
}
