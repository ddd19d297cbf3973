//! From where somebody acts, as far as the audit log may know.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// By which door a request came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Via {
    Page,
    /// The API, with a bearer token.
    Token,
    /// An operator's command line.
    Command,
    /// The platform by itself: a reaction, something done by the clock.
    #[default]
    Platform,
}

impl Via {
    pub const ALL: [Self; 4] = [Self::Page, Self::Token, Self::Command, Self::Platform];

    /// The name in the database and in translation keys (`via-<code>`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Token => "token",
            Self::Command => "command",
            Self::Platform => "platform",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|via| via.code() == code)
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Whence {
    #[serde(default)]
    pub via: Via,
    /// The client's network, as [`network`] gives it; empty where there is none.
    #[serde(default)]
    pub network: String,
    /// By what right beside an office: `consent <id>`, `token <mark>`.
    #[serde(default)]
    pub authority: String,
}

/// The network of an address: enough to see that somebody came from elsewhere, too little to find a
/// household. `/24` and `/48`; empty for what is no address.
pub fn network(address: &str) -> String {
    match address.parse::<IpAddr>().map(|address| address.to_canonical()) {
        Ok(IpAddr::V4(address)) => {
            let [a, b, c, _] = address.octets();
            format!("{}/24", Ipv4Addr::new(a, b, c, 0))
        }
        Ok(IpAddr::V6(address)) => {
            let [a, b, c, ..] = address.segments();
            format!("{}/48", Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0))
        }
        Err(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_names_no_household() {
        assert_eq!(network("196.200.131.77"), "196.200.131.0/24");
        assert_eq!(network("::ffff:196.200.131.77"), "196.200.131.0/24");
        assert_eq!(network("2001:db8:1:2:3:4:5:6"), "2001:db8:1::/48");
        for none in ["", "somewhere", "196.200.131", "1.2.3.4, 5.6.7.8"] {
            assert_eq!(network(none), "", "{none}");
        }
    }
}
