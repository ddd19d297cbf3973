//! How much of the installation one association may use, so that no one of them is everybody's
//! burden. A plan gives the figures; the platform's staff can give an association others.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Limits {
    pub members: i64,
    /// Bytes of its files.
    pub storage: i64,
    pub mails_per_day: i64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Plan {
    /// What nearly all associations never reach.
    #[default]
    Standard,
    /// Federations and unions.
    Large,
}

impl Plan {
    pub const ALL: [Self; 2] = [Self::Standard, Self::Large];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Large => "large",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|plan| plan.code() == code)
    }

    pub const fn limits(self) -> Limits {
        const MEGABYTE: i64 = 1024 * 1024;
        match self {
            Self::Standard => Limits { members: 20_000, storage: 500 * MEGABYTE, mails_per_day: 20_000 },
            Self::Large => Limits { members: 200_000, storage: 10_000 * MEGABYTE, mails_per_day: 200_000 },
        }
    }
}

/// From this share of a limit on, people are warned.
pub const fn is_near(used: i64, limit: i64) -> bool {
    used.saturating_mul(100) >= limit.saturating_mul(80)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_warning_comes_at_four_fifths() {
        assert!(!is_near(0, 100) && !is_near(79, 100));
        assert!(is_near(80, 100) && is_near(100, 100) && is_near(1, 0));
    }
}
