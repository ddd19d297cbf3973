//! Associations from a file, brought by a hub.

use crate::members::{ImportColumn, ImportError};
use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Query of `POST /api/v1/hubs/{hub}/association-imports`: the body is the file.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct UploadAssociations {
    #[serde(default)]
    pub file_name: String,
}

/// `POST /api/v1/hubs/{hub}/association-imports/{id}/confirmation`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ConfirmAssociations {
    pub id: Uuid,
    /// `yes`: the presidents whose address the file has are invited; `no`: they are not. Needed where there are any.
    #[serde(default)]
    pub invite: String,
}

/// Where a file is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// Being read; nothing is written.
    Checking,
    /// The report says what it would do; it waits for the confirmation.
    Checked,
    /// Associations are being made.
    Running,
    Done,
    /// The file as a whole cannot be read; the report says why.
    Failed,
}

impl ImportState {
    pub const ALL: [Self; 5] = [Self::Checking, Self::Checked, Self::Running, Self::Done, Self::Failed];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Checking => "checking",
            Self::Checked => "checked",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Somebody else is at work: look again soon.
    pub const fn is_busy(self) -> bool {
        matches!(self, Self::Checking | Self::Running)
    }
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct AssociationsImport {
    pub id: Uuid,
    pub file_name: String,
    pub state: ImportState,
    /// Presidents are invited.
    pub invite: bool,
    pub uploaded_by: String,
    pub uploaded_at: DateTime<Utc>,
    /// Lines with data in the file; none until they were counted.
    pub lines: Option<i64>,
    /// Somebody can confirm it: it makes something, and its file is still there.
    #[serde(default)]
    pub can_be_confirmed: bool,
    /// There are lines to take away and mend.
    pub has_wrong_lines: bool,
    /// Of the check, until the import runs; then of the import.
    pub report: AssociationsReport,
}

/// What a file would do, or did.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct AssociationsReport {
    /// The file's columns and the field each was taken for.
    pub columns: Vec<ImportColumn>,
    /// Of a text; of a spreadsheet `XLSX` or `ODS`.
    pub encoding: String,
    /// Empty for a spreadsheet.
    pub separator: String,
    /// Lines with data that have been read.
    pub rows: u64,
    pub create: u64,
    /// There already: same receipt and name. Left as they are.
    pub existing: u64,
    /// Too like another association to be made without a look.
    pub duplicates: u64,
    /// Lines that cannot go in.
    pub wrong: u64,
    /// Presidents who are invited.
    pub invited: u64,
    /// The first of the duplicates.
    pub twins: Vec<Twin>,
    /// The first of the errors.
    pub errors: Vec<ImportError>,
    /// How many errors there are of each code.
    pub kinds: BTreeMap<String, u64>,
    /// Why the file as a whole cannot be read: an error's code and its values.
    pub failure: Option<(String, BTreeMap<String, String>)>,
}

/// Two that are like one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Twin {
    pub line: u64,
    /// `receipt`: same number in the province; `name`: same name in the commune.
    pub same: String,
    pub name_ar: String,
    pub name_fr: String,
    pub receipt_number: String,
    /// The other one's line, when it stands in the same file.
    pub other_line: Option<u64>,
    pub other_name_ar: String,
    pub other_name_fr: String,
    pub other_receipt_number: String,
}
