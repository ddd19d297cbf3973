//! A budget beside what happened, as PDF and for a spreadsheet.

use crate::budgets::report;
use crate::letterhead;
use contracts::budgets::{AskBudget, Budget, BudgetRow, BudgetSum};
use contracts::registry::Letterhead;
use documents::{BudgetPaper, BudgetPaperRow, Paper, budget_paper};
use kernel::permission::ViewBooks;
use kernel::{Error, Locale, Result};
use language::{Key, key};
use tables::{Cell, Workbook};
use web::{Access, File};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// `GET …/books/budgets/paper`
///
/// # Errors
/// `export-format-unknown`, `year-missing`
pub async fn download(access: Access<ViewBooks>, input: AskBudget) -> Result<File> {
    let as_sheet = match input.format.as_str() {
        "" | "pdf" => false,
        "xlsx" => true,
        _ => return Err(Error::invalid("export-format-unknown")),
    };
    let head = letterhead::ask(&access).await?;
    let found = {
        let ws = access.begin().await?;
        report(&ws, access.actor(), &input).await?
    };
    let name = format!("budget-{}", found.year);
    if as_sheet {
        let bytes = sheet(&found, access.locale())?;
        return Ok(File { content_type: XLSX, name: format!("{name}.xlsx"), inline: false, body: bytes.into() });
    }
    let (paper, today) = (paper(&found, head), access.today());
    let bytes = tokio::task::spawn_blocking(move || budget_paper(&paper, today)).await.map_err(Error::internal)??;
    Ok(File::pdf(format!("{name}.pdf"), bytes))
}

fn paper(found: &Budget, head: Letterhead) -> BudgetPaper {
    let shown = found.versions.iter().find(|version| Some(version.version) == found.version);
    let line = |row: &BudgetRow| BudgetPaperRow {
        account: row.account.clone(),
        name_ar: row.name_ar.clone(),
        name_fr: row.name_fr.clone(),
        project: row.project_code.clone(),
        figures: figures(row.sum),
    };
    let side = |income: bool| found.rows.iter().filter(|row| row.is_income == income).map(line).collect();
    BudgetPaper {
        head: Paper::of(head.name_ar, head.name_fr, head.seat_ar, head.seat_fr, head.receipt_number),
        year: found.year,
        version: shown.map(|version| version.version),
        decided_on: shown.map(|version| version.decided_on),
        note: shown.and_then(|version| version.note.clone()),
        income: side(true),
        expense: side(false),
        total_income: figures(found.income),
        total_expense: figures(found.expense),
    }
}

fn figures(sum: BudgetSum) -> documents::BudgetFigures {
    documents::BudgetFigures { budgeted: sum.budgeted, actual: sum.actual, remaining: sum.remaining, percent: sum.percent }
}

fn sheet(found: &Budget, locale: Locale) -> Result<Vec<u8>> {
    let say = |key: Key| Cell::Text(language::text(locale, key));
    let mut book = Workbook::new(&language::text(locale, key::BUDGETS_TITLE), locale == Locale::Ar)?;
    let columns = [
        key::BOOKS_ACCOUNT,
        key::BUDGET_NAME,
        key::AXIS_PROJECT,
        key::BUDGET_PLANNED,
        key::BUDGET_ACTUAL,
        key::BUDGET_REMAINING,
        key::BUDGET_PERCENT,
    ];
    book.row(columns.map(say))?;
    for income in [true, false] {
        for row in found.rows.iter().filter(|row| row.is_income == income) {
            let name = if locale == Locale::Ar { &row.name_ar } else { &row.name_fr };
            let project = row.project_code.clone().map_or(Cell::Blank, Cell::Text);
            book.row([Cell::Text(row.account.clone()), Cell::Text(name.clone()), project].into_iter().chain(cells(row.sum)))?;
        }
        let (title, total) = if income { (key::AXIS_INCOME, found.income) } else { (key::AXIS_EXPENSE, found.expense) };
        book.row([Cell::Blank, say(title), Cell::Blank].into_iter().chain(cells(total)))?;
    }
    book.finish()
}

fn cells(sum: BudgetSum) -> [Cell; 4] {
    [Cell::Amount(sum.budgeted), Cell::Amount(sum.actual), Cell::Amount(sum.remaining), sum.percent.map_or(Cell::Blank, Cell::Number)]
}
