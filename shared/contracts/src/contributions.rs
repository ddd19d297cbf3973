//! What is given to an association without money: volunteers' time, things and places. Noted beside the books (class 0).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Contribution {
    /// Hours of work that nobody is paid for.
    Time,
    /// A place, a thing or a service, lent or given.
    Goods,
}

impl Contribution {
    pub const ALL: [Self; 2] = [Self::Time, Self::Goods];

    /// The name in JSON and in translation keys (`contribution-<code>`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Goods => "goods",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The accounts of what it was used for, and of where it came from.
    pub const fn accounts(self) -> (&'static str, &'static str) {
        match self {
            Self::Time => ("08111", "08191"),
            Self::Goods => ("08112", "08192"),
        }
    }
}

/// `POST …/books/contributions`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct NoteContribution {
    /// `time` or `goods`
    pub kind: String,
    pub label: String,
    /// Of time: hours, and what one is worth.
    pub hours: String,
    pub rate: String,
    /// Of anything else, what it is worth.
    pub amount: String,
    pub posted_on: String,
}
