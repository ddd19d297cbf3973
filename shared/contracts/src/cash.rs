//! Counting what is in the cash box.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::Money;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Notes and coins in centimes, the greatest first.
pub const PIECES: [i64; 12] = [20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5];

/// Those of [`PIECES`] that are notes.
pub const NOTES: usize = 4;

/// The accounts of cash.
pub const CASH_ACCOUNTS: [&str; 2] = ["51611", "51613"];

/// `GET …/books/cash-counts`, the newest first; `GET …/books/cash-counts/{id}`.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CashCount {
    pub id: Uuid,
    pub account: String,
    pub counted_on: NaiveDate,
    /// How many of each, by its value in centimes.
    pub pieces: BTreeMap<String, i64>,
    pub counted: Money,
    /// What the books said when it was counted.
    pub in_books: Money,
    /// Counted less in the books.
    pub difference: Money,
    pub counted_by: String,
    pub witness: String,
    pub explanation: Option<String>,
    /// The entry that posted the difference.
    pub entry: Option<Uuid>,
    pub recorded_by: String,
    pub recorded_at: DateTime<Utc>,
}

/// `GET …/books/cash-counts`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct FindCashCounts {
    pub after: Option<String>,
}

/// `POST …/books/cash-counts`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct CountCash {
    pub account: String,
    pub counted_on: String,
    /// How many of each, by its value in centimes; empty: none.
    pub pieces: BTreeMap<String, String>,
    pub counted_by: String,
    pub witness: String,
    pub explanation: String,
}

/// `POST …/books/cash-counts/{id}/difference`: posts it, once, or says what it comes from.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SettleDifference {
    pub id: Uuid,
    /// `post` or `explain`.
    #[serde(default)]
    pub act: String,
    #[serde(default)]
    pub explanation: String,
}
