//! Entries told in words: money came in, went out, changed its place, is owed. Who writes them sees
//! no account and no side.

use crate::vouchers::Papers;
use chrono::NaiveDate;
use kernel::Money;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// Money came in.
    In,
    /// Money went out.
    Out,
    /// Money went from one place to another.
    Transfer,
    /// Something is to be paid later.
    Debt,
    /// Something was promised and will come later.
    Claim,
}

impl Act {
    pub const ALL: [Self; 5] = [Self::In, Self::Out, Self::Transfer, Self::Debt, Self::Claim];

    /// The name in JSON and in translation keys (`happened-<code>`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Out => "out",
            Self::Transfer => "transfer",
            Self::Debt => "debt",
            Self::Claim => "claim",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.code() == code)
    }

    /// What it can be for: a debt is for what money goes out for, a claim for what it comes in for.
    pub fn occasions(self) -> impl Iterator<Item = &'static Occasion> {
        OCCASIONS.iter().filter(move |occasion| match self {
            Self::In | Self::Out => occasion.act == self,
            Self::Debt => occasion.act == Self::Out && occasion.later.is_some(),
            Self::Claim => occasion.act == Self::In && occasion.later.is_some(),
            Self::Transfer => false,
        })
    }
}

/// What money comes or goes for, and the accounts of the standard chart behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occasion {
    /// In translation keys: `occasion-<code>`.
    pub code: &'static str,
    /// [`Act::In`] or [`Act::Out`].
    pub act: Act,
    pub account: &'static str,
    /// The account of what is owed until the money moves, where it can come later.
    pub later: Option<&'static str>,
}

const fn comes(code: &'static str, account: &'static str, later: Option<&'static str>) -> Occasion {
    Occasion { code, act: Act::In, account, later }
}

const fn goes(code: &'static str, account: &'static str, later: Option<&'static str>) -> Occasion {
    Occasion { code, act: Act::Out, account, later }
}

/// What is owed for an expense of the association's own until it is paid.
pub const SUPPLIERS: Option<&str> = Some("4411");
/// What is promised for an income of the association's own until it comes.
pub const USERS: Option<&str> = Some("34282");
const GRANTS: Option<&str> = Some("34512");
const DONORS: Option<&str> = Some("34882");
const STAFF: Option<&str> = Some("4432");

/// In the order in which they are offered. Dues are not among them: payments of dues post themselves.
pub const OCCASIONS: [Occasion; 37] = [
    comes("donation", "71841", DONORS),
    comes("sponsor", "71842", DONORS),
    comes("grant-state", "71611", GRANTS),
    comes("grant-region", "71612", GRANTS),
    comes("grant-commune", "71614", GRANTS),
    comes("grant-indh", "71616", GRANTS),
    comes("grant-private", "71618", GRANTS),
    comes("activity", "71244", USERS),
    comes("event", "71245", USERS),
    comes("rent-received", "71271", USERS),
    comes("interest", "7381", None),
    comes("advance-received", "44882", None),
    comes("claim-users", "34282", None),
    comes("claim-grant", "34512", None),
    comes("claim-donor", "34882", None),
    goes("rent", "61312", SUPPLIERS),
    goes("utilities", "61251", SUPPLIERS),
    goes("phone", "61455", SUPPLIERS),
    goes("office", "61254", SUPPLIERS),
    goes("material", "61255", SUPPLIERS),
    goes("transport", "61427", SUPPLIERS),
    goes("travel", "61431", SUPPLIERS),
    goes("meeting", "61437", SUPPLIERS),
    goes("reception", "61436", SUPPLIERS),
    goes("training", "61438", SUPPLIERS),
    goes("printing", "61446", SUPPLIERS),
    goes("fees", "61365", SUPPLIERS),
    goes("repair", "61332", SUPPLIERS),
    goes("insurance", "61341", SUPPLIERS),
    goes("salary", "61711", STAFF),
    goes("occasional", "61351", STAFF),
    goes("aid", "61463", None),
    goes("federation", "61461", SUPPLIERS),
    goes("bank-fees", "61473", None),
    goes("stamps", "61671", None),
    goes("debt-supplier", "4411", None),
    goes("debt-member", "44882", None),
];

/// Where money is: cash, the bank accounts, a branch's cash, the post's account.
pub const PLACES: [&str; 6] = ["51611", "51411", "51412", "51413", "51613", "5146"];

/// `POST …/books/guided`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct GuidedEntry {
    /// `in`, `out`, `transfer`, `debt` or `claim`.
    pub act: String,
    /// Code of an [`Occasion`], or an own account of income or expense; nothing for a transfer.
    pub occasion: String,
    pub amount: String,
    /// One of [`PLACES`] or an own account of bank or cash: where the money came to or went from; nothing for debts and claims.
    pub place: String,
    /// Where a transfer went to.
    pub to: String,
    pub posted_on: String,
    pub label: String,
    /// Ids: what it is for, if for anything in particular.
    pub project: String,
    pub grant: String,
    #[serde(flatten)]
    pub papers: Papers,
}

/// `GET …/books/guided`: what was written in words of late, the newest first, one of each occasion.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Told {
    pub act: Act,
    /// Absent for a transfer.
    pub occasion: Option<String>,
    pub amount: Money,
    /// Absent for debts and claims.
    pub place: Option<String>,
    /// Of a transfer.
    pub to: Option<String>,
    pub label: String,
    pub posted_on: NaiveDate,
}

/// `GET …/books/guided/choices`: what the association can choose from.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Choices {
    pub places: Vec<PlaceChoice>,
    pub occasions: Vec<OccasionChoice>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PlaceChoice {
    pub account: String,
    /// Where the account is the association's own or bears a name of its choice; else `place-<account>` says it.
    #[serde(default)]
    pub name: Option<NameOfOwn>,
    /// What is there.
    pub balance: Money,
    /// Something moved there this year, or is there.
    pub used: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct OccasionChoice {
    pub code: String,
    /// `in` or `out`.
    pub act: Act,
    /// It can be a debt or a claim.
    pub later: bool,
    /// Of an own account; else `occasion-<code>` says it.
    #[serde(default)]
    pub name: Option<NameOfOwn>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NameOfOwn {
    pub ar: String,
    pub fr: String,
}

impl OccasionChoice {
    /// A debt is for what money goes out for, a claim for what it comes in for.
    pub fn fits(&self, act: Act) -> bool {
        match act {
            Act::In | Act::Out => self.act == act,
            Act::Debt => self.act == Act::Out && self.later,
            Act::Claim => self.act == Act::In && self.later,
            Act::Transfer => false,
        }
    }
}
