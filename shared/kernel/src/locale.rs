//! The three languages of the product, Arabic first.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    #[default]
    Ar,
    Fr,
    En,
}

impl Locale {
    pub const ALL: [Self; 3] = [Self::Ar, Self::Fr, Self::En];

    /// The code used in `lang=`, cookies and catalogues.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ar => "ar",
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// The value of HTML's `dir` attribute.
    pub const fn direction(self) -> &'static str {
        match self {
            Self::Ar => "rtl",
            Self::Fr | Self::En => "ltr",
        }
    }

    /// The language's name in itself, for the language switch.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Ar => "العربية",
            Self::Fr => "Français",
            Self::En => "English",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|locale| locale.code() == code)
    }

    /// The first language of an `Accept-Language` header that we speak. Quality values are read in
    /// the order browsers send them (best first), which all of them do.
    pub fn accepted(header: &str) -> Option<Self> {
        header.split(',').find_map(|part| Self::parse(part.trim().get(..2)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_in_moroccan_french_reads_french() {
        assert_eq!(Locale::accepted("fr-MA,fr;q=0.9,en;q=0.8"), Some(Locale::Fr));
        assert_eq!(Locale::accepted("tzm, ar-MA;q=0.8"), Some(Locale::Ar));
        assert_eq!(Locale::accepted("de"), None);
    }
}
