//! Vouchers: the papers behind entries, as a file or by what names them.

use crate::registry::FileInfo;
use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What a voucher can be, in translation keys `voucher-kind-<code>`.
pub const KINDS: [&str; 7] = ["invoice", "receipt", "contract", "bank", "payroll", "decision", "other"];

/// What a form says of the papers behind its entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Papers {
    /// Files that were sent before ([`KeepPaper`]).
    pub vouchers: Vec<Uuid>,
    /// One of [`KINDS`], or nothing.
    pub voucher_kind: String,
    /// What the paper calls itself. With a number or a date there need be no file.
    pub voucher_number: String,
    pub voucher_date: String,
}

/// `POST …/books/papers`, the file as the body: kept for a day, until an entry or a draft takes it.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct KeepPaper {
    pub file_name: String,
}

/// A voucher on its way to an entry.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Paper {
    pub id: Uuid,
    pub file: FileInfo,
}

/// The voucher of an entry: never changed, never removed.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Voucher {
    pub id: Uuid,
    /// One of [`KINDS`].
    pub kind: String,
    /// Empty where the file says it all.
    pub number: String,
    #[serde(default)]
    pub dated_on: Option<NaiveDate>,
    #[serde(default)]
    pub file: Option<FileInfo>,
    pub added_at: DateTime<Utc>,
    pub added_by: String,
    /// It does not belong to the entry after all.
    #[serde(default)]
    pub wrong: Option<Wrong>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Wrong {
    pub reason: String,
    pub at: DateTime<Utc>,
    pub by: String,
}

/// `POST …/books/journal/{id}/vouchers`: the file as the body, or no file and a number or a date.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct AddVoucher {
    pub id: Uuid,
    #[serde(default)]
    pub file_name: String,
    #[serde(default)]
    pub voucher_kind: String,
    #[serde(default)]
    pub voucher_number: String,
    #[serde(default)]
    pub voucher_date: String,
}

/// `POST …/books/vouchers/{id}/mark`: the voucher is wrong, and stays where it is.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct MarkVoucher {
    pub id: Uuid,
    #[serde(default)]
    pub reason: String,
}

/// `GET …/books/vouchers.zip`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct AskVouchers {
    /// The year of today when absent.
    pub year: Option<i32>,
}

/// `GET …/books/storage`
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Storage {
    /// Bytes of the files of the books.
    pub used: i64,
}
