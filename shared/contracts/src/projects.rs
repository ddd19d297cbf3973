//! Projects: what lines of the books are for, beside the accounts on which they stand.

use chrono::NaiveDate;
use kernel::Money;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A project or a grant as a line names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AxisName {
    pub id: Uuid,
    pub code: String,
    /// Of a grant: its donor, in both.
    pub name_ar: String,
    pub name_fr: String,
}

/// `GET /api/v1/associations/{association}/books/projects`, open ones first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Project {
    pub id: Uuid,
    /// Short, and no other project's.
    pub code: String,
    /// One of the two names is there; it stands in for the other.
    pub name_ar: String,
    pub name_fr: String,
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
    /// Who answers for it, in words.
    pub responsible: Option<String>,
    /// A closed project takes no lines.
    pub closed: bool,
}

/// `POST …/books/projects`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SetProject {
    pub code: String,
    pub name_ar: String,
    pub name_fr: String,
    pub starts_on: String,
    pub ends_on: String,
    pub responsible: String,
    /// `yes` or empty.
    pub closed: String,
}

/// `POST …/books/projects/{id}`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct EditProject {
    pub id: Uuid,
    #[serde(flatten)]
    pub project: SetProject,
}

/// `GET …/books/projects/{id}?year=`: of all its years where none is named.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct AskProject {
    pub id: Uuid,
    pub year: Option<i32>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ProjectResult {
    pub project: Project,
    /// Absent: all years.
    pub year: Option<i32>,
    /// Accounts of income, then of expense.
    pub rows: Vec<AxisRow>,
    pub income: Money,
    pub expense: Money,
    /// Income less expense.
    pub result: Money,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AxisRow {
    pub account: String,
    pub name_ar: String,
    pub name_fr: String,
    pub is_income: bool,
    pub amount: Money,
}

/// `POST …/books/journal/{id}/allocation`: what a posted entry is for, said later or otherwise. Its lines
/// stay as they are; the year must be open.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Allocate {
    pub id: Uuid,
    /// Ids, or nothing.
    pub project: String,
    pub grant: String,
    /// The line's place in the entry, from 1; all of its lines when empty.
    pub line: String,
}
