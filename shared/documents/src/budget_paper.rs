//! A year's budget beside what happened.

use crate::engine;
use crate::text::{Text, printable};
use crate::use_of_funds::Paper;
use chrono::NaiveDate;
use kernel::{Locale, Money, Result};
use serde_json::{Value, json};

#[derive(Clone, Debug, Default)]
pub struct BudgetPaper {
    pub head: Paper,
    pub year: i32,
    /// 1: voted. From 2 on: revised. Absent: there is none.
    pub version: Option<i64>,
    pub decided_on: Option<NaiveDate>,
    pub note: Option<String>,
    pub income: Vec<BudgetPaperRow>,
    pub expense: Vec<BudgetPaperRow>,
    pub total_income: BudgetFigures,
    pub total_expense: BudgetFigures,
}

#[derive(Clone, Debug)]
pub struct BudgetPaperRow {
    pub account: String,
    pub name_ar: String,
    pub name_fr: String,
    pub project: Option<String>,
    pub figures: BudgetFigures,
}

#[derive(Clone, Copy, Debug, Default)]
pub struct BudgetFigures {
    pub budgeted: Money,
    pub actual: Money,
    pub remaining: Money,
    pub percent: Option<i64>,
}

/// The budget as an A4 PDF in Arabic and French.
///
/// Heavy on the processor: run it in `spawn_blocking`.
pub fn budget_paper(data: &BudgetPaper, today: NaiveDate) -> Result<Vec<u8>> {
    let rows = |rows: &[BudgetPaperRow]| rows.iter().map(row).collect::<Vec<_>>();
    let value = json!({
        "head": data.head.head(),
        "year": data.year.to_string(),
        "voted": data.version == Some(1),
        "revision": data.version.filter(|version| *version > 1).map(|version| (version - 1).to_string()),
        "decided_ar": data.decided_on.map(|on| language::long_date(on, Locale::Ar)),
        "decided_fr": data.decided_on.map(|on| language::long_date(on, Locale::Fr)),
        "note": Text::first_of([data.note.as_deref(), None]),
        "income": rows(&data.income),
        "expense": rows(&data.expense),
        "total_income": figures(data.total_income),
        "total_expense": figures(data.total_expense),
        "today_ar": language::long_date(today, Locale::Ar),
        "today_fr": language::long_date(today, Locale::Fr),
    });
    engine::render(include_str!("../templates/budget_paper.typ"), value, Vec::new())
}

fn row(row: &BudgetPaperRow) -> Value {
    json!({
        "account": printable(&row.account),
        "name_ar": printable(&row.name_ar),
        "name_fr": printable(&row.name_fr),
        "project": Text::first_of([row.project.as_deref(), None]),
        "figures": figures(row.figures),
    })
}

fn figures(of: BudgetFigures) -> Value {
    json!([
        of.budgeted.to_string(),
        of.actual.to_string(),
        of.remaining.to_string(),
        of.percent.map(|percent| format!("{percent} %")).unwrap_or_default()
    ])
}
