//! The categories of members, and how members are numbered.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// `GET /api/v1/associations/{association}/member-categories`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Category {
    /// Absent for a category that members bear and nobody has defined: it has all rights.
    pub id: Option<Uuid>,
    pub name: String,
    pub may_vote: bool,
    pub may_stand: bool,
    pub members: i64,
}

/// `POST /api/v1/associations/{association}/member-categories`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct NewCategory {
    pub name: String,
    /// `yes` or empty.
    pub may_vote: String,
    /// `yes` or empty: only who votes may stand.
    pub may_stand: String,
}

/// `POST /api/v1/associations/{association}/member-categories/{id}`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct EditCategory {
    pub id: Uuid,
    #[serde(flatten)]
    pub category: NewCategory,
}

/// `GET /api/v1/associations/{association}/member-numbering`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Numbering {
    /// How a number is written: `{n}` or, with zeros, `{n:4}` stands for it, `{year}` for the year of joining.
    pub pattern: String,
    /// Numbers may be chosen, which leaves gaps.
    pub free: bool,
    /// The next number as it would be written today.
    pub next: String,
}

/// `POST /api/v1/associations/{association}/member-numbering`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SetNumbering {
    pub pattern: String,
    /// `yes` or empty.
    pub free: String,
}
