//! Cheques in hand, and the slips by which they go to the bank.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::Money;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The accounts of the books to which cheques are taken: the main one, that of a project, that of public appeals.
pub const BANK_ACCOUNTS: [&str; 3] = ["51411", "51412", "51413"];

/// The most cheques on one slip.
pub const MOST_CHEQUES: usize = 100;

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Cheque {
    pub payment: Uuid,
    pub receipt: String,
    pub amount: Money,
    pub number: String,
    pub bank: Option<String>,
    /// Who signed it, when that is not the member.
    pub drawer: Option<String>,
    pub member_name_ar: Option<String>,
    pub member_name_fr: Option<String>,
    pub paid_on: NaiveDate,
    /// The counter-receipt by which its payment was taken back.
    pub taken_back: Option<String>,
}

/// `GET …/dues/cheques`: those that were neither deposited nor given back.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ChequesInHand {
    /// The oldest first, no more than a slip holds.
    pub items: Vec<Cheque>,
    /// Of all.
    pub cheques: i64,
    pub amount: Money,
}

/// `POST …/dues/deposits`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct MakeDeposit {
    /// Ids of the payments.
    pub cheques: Vec<String>,
    /// Not before the last of the cheques came.
    pub deposited_on: String,
    /// One of [`BANK_ACCOUNTS`].
    pub account: String,
    /// The bank and the number of the account there, as the slip shall name it.
    pub bank: String,
}

/// `GET …/dues/deposits`, newest slip first.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct FindDeposits {
    #[serde(default)]
    pub after: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Deposit {
    pub id: Uuid,
    /// `BR-2026-001`: without gaps per association and year.
    pub slip: String,
    pub deposited_on: NaiveDate,
    /// Of the books.
    pub account: String,
    pub bank: Option<String>,
    pub cheques: i64,
    pub amount: Money,
    pub recorded_by: String,
    pub recorded_at: DateTime<Utc>,
    /// Since then it does not hold any more, and its cheques are in hand again.
    pub undone: Option<Undone>,
    /// What it lists; empty in the list of slips.
    #[serde(default)]
    pub lines: Vec<Cheque>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Undone {
    pub on: NaiveDate,
    pub reason: String,
    pub by: String,
}

/// `POST …/dues/deposits/{id}/undoing`: a slip made by mistake. Once.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct UndoDeposit {
    pub id: Uuid,
    pub reason: String,
}

/// `POST …/dues/payments/{id}/unpaid`: the cheque came back without money. Once.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ReturnCheque {
    pub id: Uuid,
    pub reason: String,
    /// Not before the payment or its deposit; today when empty.
    pub returned_on: String,
}
