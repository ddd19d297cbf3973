//! The chart of accounts as one association has it: the standard one, renamed and hidden in parts, and
//! accounts of its own.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `GET …/books/accounts`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct FindAccounts {
    /// Begin of a code, or a part of a name.
    pub search: Option<String>,
    /// This one alone.
    pub account: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ChartAccount {
    pub code: String,
    pub name_ar: String,
    pub name_fr: String,
    /// asset, liability, equity, income, expense, memo.
    pub kind: String,
    /// No other code extends it.
    pub postable: bool,
    pub origin: Origin,
    /// Takes no new lines and is offered nowhere; reports keep it.
    pub hidden: bool,
    /// The platform posts on it by itself: it stays as it is, but for its name.
    pub kept: bool,
}

/// Whose an account and its name are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    Standard,
    /// A standard account under a name of the association's.
    Renamed,
    /// The association added it.
    Own,
}

/// `POST …/books/accounts`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct AddAccount {
    /// At least four digits, under an account or a post of the standard chart.
    pub code: String,
    pub name_ar: String,
    pub name_fr: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct AddedAccount {
    pub account: ChartAccount,
    /// What the coding rules say of a code like this: `account-other`, `account-earlier-years`,
    /// `account-contra`.
    pub warnings: Vec<String>,
}

/// `POST …/books/accounts/renaming`. Without names, a standard account has its standard ones again.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RenameAccount {
    pub account: String,
    pub name_ar: String,
    pub name_fr: String,
}

/// `POST …/books/accounts/hiding`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct HideAccount {
    pub account: String,
    /// `yes`, or anything else to show it again.
    pub hidden: String,
}

/// `POST …/books/accounts/removal`: of an own account on which nothing was ever posted.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RemoveAccount {
    pub account: String,
}

/// `GET …/books/accounts/history?account=`, newest first.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ChartChange {
    pub account: String,
    /// added, renamed, hidden, shown, removed.
    pub act: String,
    pub before_ar: Option<String>,
    pub before_fr: Option<String>,
    pub after_ar: Option<String>,
    pub after_fr: Option<String>,
    pub changed_at: DateTime<Utc>,
    pub changed_by: String,
}
