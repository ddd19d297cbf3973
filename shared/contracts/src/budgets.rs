//! Budgets: what a year's income and expense are meant to be, voted and revised, against what they are.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::Money;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// `GET /api/v1/associations/{association}/books/budgets?year=&version=` and `…/budgets/paper?format=`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct AskBudget {
    /// The year of today when absent.
    pub year: Option<i32>,
    /// The newest when absent.
    pub version: Option<i64>,
    /// Of the paper: `pdf` (or nothing) or `xlsx`.
    pub format: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Budget {
    pub year: i32,
    /// The newest first: the last of them was voted, the others revise it.
    pub versions: Vec<BudgetVersion>,
    /// The one that is shown; absent while there is none.
    pub version: Option<i64>,
    /// Income, then expense.
    pub rows: Vec<BudgetRow>,
    pub income: BudgetSum,
    pub expense: BudgetSum,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct BudgetVersion {
    /// 1: voted. From 2 on: revised.
    pub version: i64,
    /// Of the assembly, or of whoever revised it.
    pub decided_on: NaiveDate,
    pub note: Option<String>,
    pub recorded_by: String,
    pub created_at: DateTime<Utc>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct BudgetRow {
    /// An account, or a heading or post above several.
    pub account: String,
    pub name_ar: String,
    pub name_fr: String,
    pub project: Option<Uuid>,
    pub project_code: Option<String>,
    pub is_income: bool,
    /// It stands in the budget; otherwise something happened that nobody had planned.
    pub planned: bool,
    #[serde(flatten)]
    pub sum: BudgetSum,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BudgetSum {
    pub budgeted: Money,
    pub actual: Money,
    /// Budgeted less actual.
    pub remaining: Money,
    /// Actual in hundredths of what was budgeted.
    pub percent: Option<i64>,
}

/// `POST …/books/budgets`: the first version is voted, each further one revises the one before.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SetBudget {
    pub year: String,
    pub decided_on: String,
    pub note: String,
    /// The version that was looked at; nothing or 0 where there was none.
    pub based_on: String,
    pub lines: Vec<BudgetLine>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct BudgetLine {
    pub account: String,
    /// Id of a project, or nothing.
    pub project: String,
    pub amount: String,
}

/// `GET …/books/budgets/start?year=`: what the year before was, to start from.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct BudgetStart {
    pub year: i32,
    pub lines: Vec<StartLine>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StartLine {
    pub account: String,
    pub project: Option<Uuid>,
    pub amount: Money,
}
