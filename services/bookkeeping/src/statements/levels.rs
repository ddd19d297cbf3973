//! The levels above the accounts: class, heading, post.

use crate::chart::Chart;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    Class,
    Heading,
    Post,
    Account,
}

impl Level {
    pub fn parse(code: &str) -> Option<Self> {
        match code {
            "class" => Some(Self::Class),
            "heading" => Some(Self::Heading),
            "post" => Some(Self::Post),
            "" | "account" => Some(Self::Account),
            _ => None,
        }
    }

    /// The code under which an account stands at this level.
    pub fn of(self, account: &str) -> &str {
        let digits = match self {
            Self::Class => 1,
            Self::Heading => 2,
            Self::Post => 3,
            Self::Account => account.len(),
        };
        account.get(..digits).unwrap_or(account)
    }
}

/// The names in Arabic and French of an account or of what stands above it.
pub fn names(chart: &Chart, code: &str) -> (String, String) {
    chart.title(code).unwrap_or_else(|| (code.to_owned(), code.to_owned()))
}

/// The last code that begins so: a range that an index serves, which a pattern is not behind row-level security.
pub fn all_under(code: &str) -> String {
    format!("{code}99999999")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart;

    #[test]
    fn every_account_has_named_levels_above_it() {
        for account in chart::accounts() {
            for level in [Level::Class, Level::Heading, Level::Post] {
                let code = level.of(&account.code);
                let (ar, fr) = names(&Chart::new(Vec::new()), code);
                assert!(ar != code && fr != code && !ar.is_empty() && !fr.is_empty(), "{code} above {}", account.code);
            }
        }
        assert_eq!(Level::Account.of("51611"), "51611");
    }
}
