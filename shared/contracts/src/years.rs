//! Fiscal years: opening them, what stands in the way of closing one, closing, the result, reopening; and how much of
//! accounting an association keeps.

use crate::books::FiscalYear;
use chrono::{DateTime, NaiveDate, Utc};
use kernel::Money;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// `POST …/books/years`: twelve months after the last year, or a first one that may be shorter.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct OpenYear {
    pub starts_on: String,
    /// The last day of a month.
    pub ends_on: String,
}

/// `GET …/books/closing?year=`
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct AskClosing {
    pub year: Option<i32>,
}

/// `POST …/books/closing`
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CloseYear {
    pub year: i32,
}

/// How a year stands to being closed.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct YearClosing {
    pub year: FiscalYear,
    /// Income less expenses: a surplus is positive, a deficit negative.
    pub result: Money,
    /// Of a year that is open.
    pub findings: Vec<Finding>,
    /// Of a year that is closed.
    pub closed: Option<Closed>,
}

/// Something to look at before a year is closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// In translation keys: `finding-<code>`.
    pub code: String,
    /// As long as it is so, the year cannot be closed.
    pub blocks: bool,
    /// For the text's placeholders.
    pub values: BTreeMap<String, String>,
}

impl Finding {
    /// What keeps the year open until it is dealt with.
    pub fn blocking(code: &str) -> Self {
        Self { code: code.into(), blocks: true, values: BTreeMap::new() }
    }

    /// What is only told.
    pub fn remark(code: &str) -> Self {
        Self { blocks: false, ..Self::blocking(code) }
    }

    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.values.insert(name.into(), value.to_string());
        self
    }
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Closed {
    /// Over the last hashes of all journals of the year.
    pub hash: String,
    pub closed_at: DateTime<Utc>,
    pub closed_by: String,
    /// The entry by which the next year begins; none where nothing was left.
    pub opening: Option<Uuid>,
    pub carried: Option<Carried>,
    pub reopening: Option<AskedReopening>,
    /// No later year is closed: it can be reopened.
    pub last: bool,
}

/// The result as the assembly decided.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Carried {
    pub decided_on: NaiveDate,
    pub reference: String,
    pub entry: Uuid,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct AskedReopening {
    pub reason: String,
    pub asked_at: DateTime<Utc>,
    pub asked_by: String,
    /// `president` or `treasurer`: the other one confirms.
    pub role: String,
    /// It was asked by who reads this.
    pub yours: bool,
}

/// `POST …/books/closing/result`: carries a closed year's result forward.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct CarryResult {
    pub year: i32,
    pub decided_on: String,
    /// Of the assembly's minutes.
    pub reference: String,
}

/// `POST …/books/reopening`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct AskReopening {
    pub year: i32,
    pub reason: String,
}

/// How much of accounting an association keeps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BookSize {
    /// One book of what came in and went out.
    SuperSimplified,
    #[default]
    Simplified,
    Normal,
}

impl BookSize {
    /// The smallest first.
    pub const ALL: [Self; 3] = [Self::SuperSimplified, Self::Simplified, Self::Normal];

    /// The name in JSON, in the database and in translation keys (`book-size-<code>`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::SuperSimplified => "super_simplified",
            Self::Simplified => "simplified",
            Self::Normal => "normal",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.code() == code)
    }
}

/// `GET …/books/size`
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Books {
    pub size: BookSize,
    /// Somebody chose it.
    pub chosen: bool,
}

/// `POST …/books/size`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ChooseSize {
    pub size: String,
}

/// `GET …/books/receipts?year=`: what came in and what went out in a year, by what it was for.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Receipts {
    pub year: FiscalYear,
    /// The largest first.
    pub received: Vec<Category>,
    pub spent: Vec<Category>,
    pub received_in_all: Money,
    pub spent_in_all: Money,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Category {
    pub account: String,
    pub name_ar: String,
    pub name_fr: String,
    pub amount: Money,
}
