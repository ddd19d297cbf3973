//! Grants and agreements: who gives, for what, how much, and what became of it.

use chrono::NaiveDate;
use kernel::Money;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Who gives. The account is where what they give for the running of the association is income.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DonorKind {
    /// In translation keys: `donor-kind-<code>`.
    pub code: &'static str,
    pub account: &'static str,
    /// Public money: agreements, accounts to whoever gave, the Court of Accounts.
    pub is_public: bool,
}

const fn donor(code: &'static str, account: &'static str, is_public: bool) -> DonorKind {
    DonorKind { code, account, is_public }
}

pub const DONOR_KINDS: [DonorKind; 8] = [
    donor("state", "71611", true),
    donor("region", "71612", true),
    donor("province", "71613", true),
    donor("commune", "71614", true),
    donor("public-body", "71615", true),
    donor("indh", "71616", true),
    donor("foreign", "71617", false),
    donor("private", "71618", false),
];

pub fn donor_kind(code: &str) -> Option<&'static DonorKind> {
    DONOR_KINDS.iter().find(|kind| kind.code == code)
}

/// For what it is given; in translation keys `grant-nature-<code>`.
pub const NATURES: [&str; 3] = ["operating", "investment", "in-kind"];

/// From here on public money wants an agreement (circular 7/2003).
pub const AGREEMENT_FROM: Money = Money::centimes(5_000_000);
/// Above this, what public bodies give periodically is accounted for to them (dahir, article 32 ter).
pub const REPORT_ABOVE: Money = Money::centimes(1_000_000);
/// Foreign aid is declared within these full days of its receipt (dahir, article 32 bis).
pub const FOREIGN_DAYS: u64 = 30;

/// `GET /api/v1/associations/{association}/books/grants`, open ones first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Grant {
    pub id: Uuid,
    /// Short, and no other grant's.
    pub code: String,
    pub donor: String,
    /// One of [`DONOR_KINDS`].
    pub donor_kind: String,
    /// One of [`NATURES`].
    pub nature: String,
    pub purpose: Option<String>,
    pub project: Option<Uuid>,
    /// Code of the project.
    pub project_code: Option<String>,
    pub agreement_number: Option<String>,
    pub agreement_on: Option<NaiveDate>,
    pub amount: Money,
    /// Expenses of other days are not for this grant.
    pub eligible_from: Option<NaiveDate>,
    pub eligible_until: Option<NaiveDate>,
    /// Given again and again, such as each year.
    pub periodic: bool,
    pub closed: bool,
    /// Public money from 50,000 DH on without an agreement's number.
    pub lacks_agreement: bool,
}

/// `POST …/books/grants`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SetGrant {
    pub code: String,
    pub donor: String,
    pub donor_kind: String,
    pub nature: String,
    pub purpose: String,
    /// Id of a project, or nothing.
    pub project: String,
    pub agreement_number: String,
    pub agreement_on: String,
    pub amount: String,
    pub eligible_from: String,
    pub eligible_until: String,
    /// `yes` or empty.
    pub periodic: String,
    /// `yes` or empty.
    pub closed: String,
}

/// `POST …/books/grants/{id}`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct EditGrant {
    pub id: Uuid,
    #[serde(flatten)]
    pub grant: SetGrant,
}

/// `GET …/books/grants/{id}?year=` and `…/use?year=&format=`: of all its time where no year is named.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct AskGrant {
    pub id: Uuid,
    pub year: Option<i32>,
    /// Of the report: `pdf` (or nothing) or `xlsx`.
    pub format: String,
}

/// What a grant brought and what it was used for.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct GrantAccount {
    pub grant: Grant,
    /// Absent: all its time.
    pub year: Option<i32>,
    /// Received and not spent before the year.
    pub brought_forward: Money,
    pub received: Money,
    pub spent: Money,
    /// Brought forward and received, less spent.
    pub unspent: Money,
    /// Of all its time, in the order of their dates.
    pub instalments: Vec<Instalment>,
    /// The oldest first.
    pub expenses: Vec<GrantExpense>,
    pub carried: Vec<CarryOver>,
    /// Of the last year that has ended: what carrying over would carry, if anything.
    pub to_carry: Option<ToCarry>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Instalment {
    pub id: Uuid,
    pub due_on: NaiveDate,
    pub amount: Money,
    pub received_on: Option<NaiveDate>,
    pub received: Option<Money>,
    /// The entry by which it was received.
    pub entry: Option<Uuid>,
    /// Its day has passed.
    pub late: bool,
    /// Received in the year that was asked for, or at all.
    #[serde(default)]
    pub in_period: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct GrantExpense {
    pub entry: Uuid,
    /// Journal, year and number: what the voucher bears.
    pub voucher: String,
    pub posted_on: NaiveDate,
    pub label: String,
    pub account: String,
    pub name_ar: String,
    pub name_fr: String,
    /// Negative: taken back.
    pub amount: Money,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CarryOver {
    pub year: i32,
    pub amount: Money,
    /// At the year's end, and on the first day of the next.
    pub out_entry: Uuid,
    pub back_entry: Uuid,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ToCarry {
    pub year: i32,
    pub amount: Money,
}

/// `POST …/books/grants/{id}/instalments`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct NewInstalment {
    pub id: Uuid,
    pub due_on: String,
    pub amount: String,
}

/// `POST …/books/grant-instalments/{id}/receipt`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ReceiveInstalment {
    pub id: Uuid,
    /// Id of an entry by which it is in the books already; then nothing is posted.
    pub entry: String,
    /// One of [`crate::guided::PLACES`].
    pub place: String,
    pub received_on: String,
    /// What was expected when empty.
    pub amount: String,
    /// `yes`: it was written down before as something promised.
    pub claimed: String,
}

/// `POST …/books/grant-instalments/{id}/undoing`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct UndoReceipt {
    pub id: Uuid,
    pub reason: String,
}

/// `POST …/books/grants/{id}/carry-over` and `…/carry-over/undoing`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct CarryGrant {
    pub id: Uuid,
    pub year: String,
}
