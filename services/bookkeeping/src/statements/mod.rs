//! Statements of the books: one shape for the page, the print and the file.

mod ageing;
mod cash;
mod file;
mod journal;
mod ledger;
mod levels;
mod mapping;
mod months;
mod summary;
mod trial_balance;

pub use cash::flows;
pub use file::download;

use crate::chart::{self, Chart};
use crate::entity::fiscal_year;
use crate::{seal_check, years};
use chrono::NaiveDate;
use contracts::statements::{AskStatement, Cell, Heading, Statement, StatementKind, StatementRow, Weight};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::fold::{clean, western_digits};
use kernel::permission::ViewBooks;
use kernel::{Actor, Error, Locale, Money, Result, date};
use language::Key;
use web::{Access, Routes};

/// Lines on a page of the screen.
const PAGE: u64 = 100;

pub fn routes(routes: Routes) -> Routes {
    routes.get("/api/v1/associations/{association}/books/statements", "A statement of the books", show).file(
        "/api/v1/associations/{association}/books/statements/file",
        "A statement as PDF, workbook or CSV",
        download,
    )
}

/// What a statement is of.
pub struct Scope {
    pub chart: Chart,
    pub year: fiscal_year::Model,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub locale: Locale,
}

/// `GET …/books/statements`
///
/// # Errors
/// `choice-unknown` at `kind`, `level`, `model`; of days: those of a date, `day-outside-year`, `period-reversed`; `year-missing`.
pub async fn show(access: Access<ViewBooks>, input: AskStatement) -> Result<Statement> {
    let kind = kind(&input)?;
    let ws = access.snapshot().await?;
    make(&ws, access.actor(), kind, &input, PAGE).await
}

fn kind(input: &AskStatement) -> Result<StatementKind> {
    StatementKind::parse(&input.kind).ok_or_else(|| Error::field("kind", "choice-unknown"))
}

/// `most`: lines of a page, of those statements that have pages.
async fn make(ws: &Workspace, actor: &Actor, kind: StatementKind, input: &AskStatement, most: u64) -> Result<Statement> {
    let scope = scope(ws, actor, kind, input).await?;
    let mut statement = match kind {
        StatementKind::TrialBalance => trial_balance::make(ws, &scope, &input.level).await?,
        StatementKind::Journal => journal::make(ws, &scope, input.after.as_deref(), most).await?,
        StatementKind::Ledger => ledger::make(ws, &scope, &accounts(&input.account), input.after.as_deref(), most).await?,
        StatementKind::BalanceSheet => summary::balance_sheet(ws, actor, &scope, &input.model).await?,
        StatementKind::Income => summary::income(ws, actor, &scope, &input.model).await?,
        StatementKind::Cash => cash::make(ws, &scope).await?,
        StatementKind::Ageing => ageing::make(ws, &scope).await?,
        StatementKind::Months => months::make(ws, &scope).await?,
        StatementKind::Seal => seal_check::statement(ws, &scope).await?,
    };
    kind.code().clone_into(&mut statement.kind);
    Ok(statement)
}

async fn scope(ws: &Workspace, actor: &Actor, kind: StatementKind, input: &AskStatement) -> Result<Scope> {
    let year = years::asked(ws, actor, input.year).await?;
    let mut errors = FieldErrors::default();
    let mut day = |field: &str, typed: &str, otherwise: NaiveDate| {
        if typed.trim().is_empty() || !kind.of_period() {
            return Some(otherwise);
        }
        let inside = |day| if (year.starts_on..=year.ends_on).contains(&day) { Ok(day) } else { Err("day-outside-year") };
        errors.keep(field, date::parse(typed).and_then(inside))
    };
    let days = day("from", &input.from, year.starts_on).zip(day("to", &input.to, year.ends_on));
    if days.is_some_and(|(from, to)| from > to) {
        errors.add("to", "period-reversed");
    }
    errors.finish()?;
    let (from, to) = days.ok_or_else(|| Error::field("from", "date-unreadable"))?;
    Ok(Scope { chart: chart::of(ws).await?, year, from, to, locale: actor.locale })
}

/// How the accounts asked for begin; none: all.
fn accounts(typed: &str) -> Vec<String> {
    western_digits(&clean(typed))
        .split([',', ' '])
        .filter(|code| !code.is_empty() && code.bytes().all(|b| b.is_ascii_digit()))
        .map(ToOwned::to_owned)
        .collect()
}

/// A statement with nothing in it yet.
fn begun(scope: &Scope, title: Key, columns: Vec<Heading>) -> Statement {
    Statement {
        kind: String::new(),
        title: language::text(scope.locale, title),
        year: years::shown(scope.year.clone()),
        from: scope.from,
        to: scope.to,
        columns,
        rows: Vec::new(),
        faults: Vec::new(),
        notes: Vec::new(),
        next: None,
    }
}

impl Scope {
    /// A column of texts.
    pub fn text(&self, title: Key) -> Heading {
        Heading { title: language::text(self.locale, title), number: false, carried: false }
    }

    /// A column of figures.
    pub fn figure(&self, title: Key) -> Heading {
        Heading { title: language::text(self.locale, title), number: true, carried: false }
    }

    /// A column of figures that are added up from page to page.
    pub fn carried(&self, title: Key) -> Heading {
        Heading { title: language::text(self.locale, title), number: true, carried: true }
    }

    pub fn say(&self, key: Key) -> String {
        language::text(self.locale, key)
    }

    pub fn begin(&self, title: Key, columns: Vec<Heading>) -> Statement {
        begun(self, title, columns)
    }

    /// What an account, or what stands above it, is called here.
    pub fn account(&self, code: &str) -> Cell {
        self.name(levels::names(&self.chart, code))
    }

    /// Of two names that of the reader's language.
    pub fn name(&self, (ar, fr): (String, String)) -> Cell {
        Cell::Text(if self.locale == Locale::Ar { ar } else { fr })
    }
}

pub fn row(weight: Weight, cells: Vec<Cell>) -> StatementRow {
    StatementRow { weight, cells, account: None, entry: None }
}

/// Nothing where there is nothing, as in a journal's columns.
pub fn amount(money: Money) -> Cell {
    if money == Money::ZERO { Cell::Blank } else { Cell::Amount(money) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_are_asked_for_as_people_type_them() {
        assert_eq!(accounts(" ٥١ , 34281,%"), ["51", "34281"]);
        assert!(accounts("  ").is_empty());
    }
}
