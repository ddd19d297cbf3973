//! Whether an association's workspace is open. Suspended or archived, its board reads all of it and
//! nobody writes in it.

use crate::{Error, Kind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    #[default]
    Active,
    Suspended,
    Archived,
}

impl Standing {
    pub const ALL: [Self; 3] = [Self::Active, Self::Suspended, Self::Archived];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Archived => "archived",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|standing| standing.code() == code)
    }

    /// What may still be done in a workspace that is closed: opening it again, letting the hub in or
    /// shutting it out, answering people about their data, leaving with everything.
    const ALWAYS: [&str; 6] =
        ["standing.manage", "consents.manage", "privacy.ask", "privacy.manage", "association.leave", "association.take"];

    /// # Errors
    /// `association-suspended`, `association-archived`.
    pub fn check_write(self, permission: &str) -> Result<(), Error> {
        let code = match self {
            Self::Active => return Ok(()),
            _ if Self::ALWAYS.contains(&permission) => return Ok(()),
            Self::Suspended => "association-suspended",
            Self::Archived => "association-archived",
        };
        Err(Error::new(Kind::Conflict, code))
    }
}
