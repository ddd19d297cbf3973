//! Statements of the books: what is read on a page, printed, and taken away, in one shape.

use crate::books::FiscalYear;
use chrono::NaiveDate;
use kernel::Money;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatementKind {
    TrialBalance,
    Journal,
    Ledger,
    BalanceSheet,
    Income,
    Cash,
    Ageing,
    Months,
    /// The chain of hashes of a year, calculated anew.
    Seal,
}

impl StatementKind {
    pub const ALL: [Self; 9] = [
        Self::TrialBalance,
        Self::Journal,
        Self::Ledger,
        Self::BalanceSheet,
        Self::Income,
        Self::Cash,
        Self::Ageing,
        Self::Months,
        Self::Seal,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            Self::TrialBalance => "trial-balance",
            Self::Journal => "journal",
            Self::Ledger => "ledger",
            Self::BalanceSheet => "balance-sheet",
            Self::Income => "income",
            Self::Cash => "cash",
            Self::Ageing => "ageing",
            Self::Months => "months",
            Self::Seal => "seal",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether it is of a period within the year, or of the year as a whole.
    pub const fn of_period(self) -> bool {
        !matches!(self, Self::Months | Self::Seal)
    }
}

/// `GET …/books/statements` and, with a format, `GET …/books/statements/file`.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct AskStatement {
    /// `trial-balance`, `journal`, `ledger`, `balance-sheet`, `income`, `cash`, `ageing`, `months` or `seal`.
    pub kind: String,
    /// The year of today when absent.
    pub year: Option<i32>,
    /// The year's first day when empty. Both days are in the year.
    pub from: String,
    /// The year's last day when empty.
    pub to: String,
    /// Of a trial balance: `class`, `heading`, `post` or `account`.
    pub level: String,
    /// Of balance sheet and income statement: `simplified` or `normal`.
    pub model: String,
    /// Of the ledger: an account, or how its accounts begin.
    pub account: String,
    pub after: Option<String>,
    /// Of a file: `pdf`, `xlsx` or `csv`.
    pub format: String,
}

/// In the language of whoever asks.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Statement {
    pub kind: String,
    pub title: String,
    pub year: FiscalYear,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub columns: Vec<Heading>,
    pub rows: Vec<StatementRow>,
    /// What is wrong with it, in words. A statement that does not balance says so here.
    pub faults: Vec<String>,
    /// What a reader must know, in words.
    pub notes: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Heading {
    pub title: String,
    /// Of figures: at the end of the line.
    pub number: bool,
    /// What its lines come to is carried from page to page.
    pub carried: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    Heading,
    Line,
    Total,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StatementRow {
    pub weight: Weight,
    /// One for each column.
    pub cells: Vec<Cell>,
    /// The account, or how its accounts begin: its ledger says more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<Uuid>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum Cell {
    Blank,
    Text(String),
    /// A code, a number of an entry, a hash: from left to right in any language.
    Code(String),
    Date(NaiveDate),
    Amount(Money),
}

/// `GET …/books/audit`: what the books found when they looked at themselves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SelfAudit {
    /// Absent: they have not looked yet.
    pub looked_at: Option<chrono::DateTime<chrono::Utc>>,
    pub findings: Vec<Finding>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// `finding-<code>` is its text, `finding-todo-<code>` what to do.
    pub code: String,
    /// What the text names.
    pub params: std::collections::BTreeMap<String, String>,
    pub since: chrono::DateTime<chrono::Utc>,
}
