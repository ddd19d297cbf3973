//! What a copy says of itself: `manifest.json`.

use chrono::{DateTime, Utc};
use database::{ColumnInfo, TableInfo};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Raised when an older `restore` could no longer read it.
pub const FORMAT: u32 = 1;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Manifest {
    pub format: u32,
    /// Of the program that wrote it.
    pub version: String,
    pub made_at: DateTime<Utc>,
    pub association: Subject,
    pub tables: Vec<Table>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Subject {
    pub id: Uuid,
    pub slug: String,
    pub name_ar: String,
    pub name_fr: String,
    /// Receipts are numbered by province.
    pub province: String,
    pub receipt_number: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Table {
    pub service: String,
    pub name: String,
    pub rows: u64,
    pub files: u64,
    /// Of the table's file, in hex.
    pub sha256: String,
    pub bytes: u64,
    pub columns: Vec<ColumnInfo>,
}

impl Table {
    /// Where its rows are. Made of the names, never read from a package.
    pub fn path(&self) -> String {
        format!("tables/{}/{}.jsonl", self.service, self.name)
    }

    pub fn info(&self) -> TableInfo {
        TableInfo { name: self.name.clone(), columns: self.columns.clone(), tenant: false }
    }
}

/// SHA-256 in hex, as `sha256sum` prints it.
pub fn hex(digest: &[u8]) -> String {
    use std::fmt::Write;
    digest.iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}"); // writing to a String does not fail
        hex
    })
}
