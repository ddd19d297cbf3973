//! Chart, journal, trial balance.

use crate::projects::AxisName;
use crate::vouchers::{Papers, Voucher};
use chrono::{DateTime, NaiveDate, Utc};
use kernel::Money;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// `GET /api/v1/reference/chart`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Account {
    pub code: String,
    pub name_ar: String,
    pub name_fr: String,
    /// asset, liability, equity, income, expense, memo.
    pub kind: String,
    /// No other code extends it, so that entries may use it.
    pub postable: bool,
}

/// `GET …/books/years`, newest first.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct FiscalYear {
    pub year: i32,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub closed: bool,
}

/// `POST …/books/journal`: an entry, posted at once.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PostEntry {
    pub posted_on: String,
    pub label: String,
    pub lines: Vec<PostLine>,
    /// Ids: what all lines are for that name nothing themselves.
    #[serde(default)]
    pub project: String,
    #[serde(default)]
    pub grant: String,
    #[serde(flatten)]
    pub papers: Papers,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct PostLine {
    pub account: String,
    /// Empty or an amount; exactly one of debit and credit.
    pub debit: String,
    pub credit: String,
    /// Ids, or nothing.
    pub project: String,
    pub grant: String,
}

/// `GET …/books/journal`, newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct FindEntries {
    #[serde(default)]
    pub year: Option<i32>,
    /// Only entries with a line on this account.
    #[serde(default)]
    pub account: Option<String>,
    /// Only the entry posted for this, such as a dues payment.
    #[serde(default)]
    pub source: Option<Uuid>,
    /// Only entries with a line that is for this; with `account`, one on it.
    #[serde(default)]
    pub project: Option<Uuid>,
    #[serde(default)]
    pub grant: Option<Uuid>,
    /// Only entries by hand that were not taken back and have no voucher, or none but wrong ones.
    #[serde(default)]
    pub without_voucher: Option<bool>,
    #[serde(default)]
    pub after: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Entry {
    pub id: Uuid,
    /// Without gaps per journal and year.
    pub number: i64,
    /// Code of the journal: `DUES` or `GEN`.
    pub journal: String,
    pub year: i32,
    pub posted_on: NaiveDate,
    pub label: String,
    /// What the entry was posted for: `dues_payment` with its id, `reversal` with the id of the entry it
    /// takes back, or absent.
    pub source: Option<Source>,
    pub lines: Vec<Line>,
    pub posted_at: DateTime<Utc>,
    /// Chains to the entry before it in its journal and year.
    pub hash: String,
    /// The entry that posted the contrary of this one.
    #[serde(default)]
    pub reversed_by: Option<Uuid>,
    /// The papers behind it, the oldest first.
    #[serde(default)]
    pub vouchers: Vec<Voucher>,
}

/// `POST …/books/journal/{id}/reversal`: posts the contrary of an entry, once.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ReverseEntry {
    pub id: Uuid,
    #[serde(default)]
    pub reason: String,
    /// Today when empty; not before the entry.
    #[serde(default)]
    pub posted_on: String,
}

/// `GET …/books/ledger`: what moved on an account in a year, the oldest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct AskLedger {
    pub account: String,
    /// The year of today when absent.
    pub year: Option<i32>,
    pub after: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct AccountLedger {
    pub year: FiscalYear,
    pub account: String,
    pub name_ar: String,
    pub name_fr: String,
    /// Balance before the first line of this page. Positive: more debit than credit.
    pub brought_forward: Money,
    pub lines: Vec<LedgerLine>,
    /// Of the whole year.
    pub debit: Money,
    pub credit: Money,
    pub balance: Money,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct LedgerLine {
    pub entry: Uuid,
    pub number: i64,
    pub journal: String,
    pub posted_on: NaiveDate,
    pub label: String,
    pub debit: Money,
    pub credit: Money,
    /// After this line.
    pub balance: Money,
    /// There is a voucher that nobody marked as wrong.
    #[serde(default)]
    pub voucher: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    pub kind: String,
    pub id: Uuid,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Line {
    pub account: String,
    pub account_name_ar: String,
    pub account_name_fr: String,
    pub debit: Money,
    pub credit: Money,
    /// What the line is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<AxisName>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grant: Option<AxisName>,
}

/// `GET …/books/trial-balance?year=`; the year of today when absent.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct AskTrialBalance {
    #[serde(default)]
    pub year: Option<i32>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct TrialBalance {
    pub year: FiscalYear,
    pub rows: Vec<TrialBalanceRow>,
    pub debit: Money,
    pub credit: Money,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct TrialBalanceRow {
    pub account: String,
    pub name_ar: String,
    pub name_fr: String,
    pub debit: Money,
    pub credit: Money,
    /// Debit less credit; negative: a credit balance.
    pub balance: Money,
}

/// `GET …/books/export?format=ledger&year=`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct Export {
    #[serde(default)]
    pub format: String,
    #[serde(default)]
    pub year: Option<i32>,
}
