//! What somebody paid for the association and wants back.

use crate::guided::{Act, Occasion};
use crate::vouchers::Paper;
use chrono::{DateTime, NaiveDate, Utc};
use kernel::Money;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Where a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExpenseState {
    /// Somebody else has to look at it.
    Submitted,
    /// It is owed to whoever paid.
    Approved,
    Refused,
    Paid,
    /// The entry that approved it was taken back.
    TakenBack,
}

impl ExpenseState {
    pub const ALL: [Self; 5] = [Self::Submitted, Self::Approved, Self::Refused, Self::Paid, Self::TakenBack];

    /// The name in JSON and in translation keys (`expense-state-<code>`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Approved => "approved",
            Self::Refused => "refused",
            Self::Paid => "paid",
            Self::TakenBack => "taken_back",
        }
    }
}

/// What can be claimed: whatever suppliers are paid for.
pub fn occasions() -> impl Iterator<Item = &'static Occasion> {
    Act::Debt.occasions().filter(|occasion| occasion.later == Some("4411"))
}

/// `POST …/books/own-expenses`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SubmitExpense {
    pub what: String,
    pub spent_on: String,
    pub amount: String,
    /// Code of one of [`occasions`].
    pub occasion: String,
    /// Files that were sent before (`POST …/books/own-expenses/papers`).
    pub vouchers: Vec<Uuid>,
    /// Why there is none.
    pub without_voucher: String,
}

/// `GET …/books/own-expenses`, `GET …/books/expenses`, newest first; `GET …/books/expenses/{id}`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Expense {
    pub id: Uuid,
    pub number: i64,
    pub claimant: String,
    /// Of whoever asks.
    pub own: bool,
    pub what: String,
    pub spent_on: NaiveDate,
    pub amount: Money,
    pub occasion: String,
    pub state: ExpenseState,
    #[serde(default)]
    pub papers: Vec<Paper>,
    /// Why there is no voucher; empty where there is one.
    pub without_voucher: String,
    pub submitted_at: DateTime<Utc>,
    #[serde(default)]
    pub decided_at: Option<DateTime<Utc>>,
    #[serde(default)]
    pub decided_by: Option<String>,
    /// Why it was refused.
    #[serde(default)]
    pub reason: Option<String>,
    /// The entry by which it is owed, and the one by which it was paid.
    #[serde(default)]
    pub entry: Option<Uuid>,
    #[serde(default)]
    pub payment: Option<Uuid>,
}

/// `POST …/books/expenses/{id}/approval`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ApproveExpense {
    pub id: Uuid,
    /// Of the entry; the day of the expense when empty.
    #[serde(default)]
    pub posted_on: String,
}

/// `POST …/books/expenses/{id}/refusal`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct RefuseExpense {
    pub id: Uuid,
    #[serde(default)]
    pub reason: String,
}

/// `POST …/books/expenses/{id}/payment`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PayExpense {
    pub id: Uuid,
    /// One of [`crate::guided::PLACES`].
    #[serde(default)]
    pub place: String,
    /// Today when empty.
    #[serde(default)]
    pub posted_on: String,
}
