//! Members from a file, step by step: uploaded, its columns looked at, checked, confirmed, written,
//! and perhaps undone.

use crate::members::{ImportColumn, ImportError, Member};
use chrono::{DateTime, Utc};
use kernel::Money;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Query of `POST …/members/imports`: the body is the file.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct UploadImport {
    #[serde(default)]
    pub file_name: String,
}

/// Where a file is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MembersImportState {
    /// Somebody must say what its columns are.
    Columns,
    /// Being read; nothing is written.
    Checking,
    /// The report says what it would do; it waits for the confirmation.
    Checked,
    /// Members are being written.
    Running,
    Done,
    /// What it did is being undone.
    Undoing,
    Undone,
    /// The report says why.
    Failed,
}

impl MembersImportState {
    pub const ALL: [Self; 8] =
        [Self::Columns, Self::Checking, Self::Checked, Self::Running, Self::Done, Self::Undoing, Self::Undone, Self::Failed];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Columns => "columns",
            Self::Checking => "checking",
            Self::Checked => "checked",
            Self::Running => "running",
            Self::Done => "done",
            Self::Undoing => "undoing",
            Self::Undone => "undone",
            Self::Failed => "failed",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Work goes on: look again soon.
    pub const fn is_busy(self) -> bool {
        matches!(self, Self::Checking | Self::Running | Self::Undoing)
    }
}

/// What becomes of members who are there already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Existing {
    /// What their record lacks is taken from the file.
    #[default]
    Fill,
    /// What the file says goes before what their record says.
    Replace,
    /// They stay as they are.
    Keep,
}

impl Existing {
    pub const ALL: [Self; 3] = [Self::Fill, Self::Replace, Self::Keep];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Fill => "fill",
            Self::Replace => "replace",
            Self::Keep => "keep",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|existing| existing.code() == code)
    }
}

/// `POST …/members/imports/{id}/columns`: what the file's columns are. Without fields another sheet
/// is opened.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SetColumns {
    pub id: Uuid,
    #[serde(default)]
    pub sheet: String,
    /// `yes` where the first line has the columns' titles, `no` where it is a member already; empty: as it looks.
    #[serde(default)]
    pub header: String,
    /// One per column, in the file's order; empty: the column is not taken.
    #[serde(default)]
    pub fields: Vec<String>,
    /// `fill`, `replace` or `keep`; empty: `fill`.
    #[serde(default)]
    pub existing: String,
}

/// A file of members on its way.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct MembersImport {
    pub id: Uuid,
    pub file_name: String,
    pub state: MembersImportState,
    pub uploaded_by: String,
    pub uploaded_at: DateTime<Utc>,
    /// Lines with data, once they are counted.
    pub lines: Option<i64>,
    /// Of a spreadsheet, and the one that is read.
    pub sheets: Vec<String>,
    pub sheet: Option<String>,
    /// The file has no line of titles: what its columns hold is guessed from their values.
    #[serde(default)]
    pub bare: bool,
    /// Whole names as they would be split, of the first column of whole names.
    pub names: Vec<SplitName>,
    pub existing: Existing,
    pub has_wrong_lines: bool,
    /// Until when it can be undone; absent where there is nothing to undo.
    pub undo_until: Option<DateTime<Utc>>,
    /// Why it would not be confirmed as it is: an error's code and what it speaks of. Told with one file, when it is checked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<(String, BTreeMap<String, String>)>,
    pub report: ImportReport,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SplitName {
    pub column: String,
    pub whole: String,
    pub given: String,
    pub family: String,
}

/// What an import would do, or did.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ImportReport {
    /// The file's columns and the field each was taken for.
    pub columns: Vec<ImportColumn>,
    /// `XLSX`, `ODS`, or a text's encoding.
    pub encoding: String,
    /// Of a text.
    pub separator: String,
    /// Lines with data that were dealt with.
    pub rows: u64,
    pub create: u64,
    pub update: u64,
    /// Already there, or in the file once more: left as they are.
    pub skip: u64,
    /// Lines that cannot go in.
    pub wrong: u64,
    /// How many errors of each code.
    pub kinds: BTreeMap<String, u64>,
    /// The first of them.
    pub errors: Vec<ImportError>,
    /// True when errors were more than are listed.
    pub errors_cut: bool,
    /// The first members as they would be written.
    pub sample: Vec<Member>,
    /// Lines that meet somebody, side by side: the first of each kind.
    pub twins: Vec<ImportTwin>,
    /// Lines that bear a member's name and have nothing else in common: written, and listed as twins.
    pub alike: u64,
    pub without_email: u64,
    /// Of those who are created, how many do not belong any more, or not yet.
    pub inactive: u64,
    /// Of those who are there already, how many belong again.
    pub activated: u64,
    /// Dues noted as paid before, without a receipt: how many, and their sum.
    pub paid_before: u64,
    pub paid_before_sum: Money,
    /// Communes that the official list does not have, which stay in addresses: how many, and the first by name.
    pub elsewhere: u64,
    pub elsewhere_names: Vec<String>,
    /// True when the members were written.
    pub written: bool,
    /// Why nothing more could be done: a code and its values.
    pub failure: Option<(String, BTreeMap<String, String>)>,
    /// Members who were removed or put back when it was undone.
    pub undone: u64,
    /// Members who stayed because something was done with them since: how many, and the first.
    pub kept: u64,
    pub kept_members: Vec<KeptMember>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ImportTwin {
    pub line: u64,
    pub kind: TwinKind,
    pub name_ar: Option<String>,
    pub name_fr: Option<String>,
    /// The line of the file that was the same before.
    pub other_line: Option<u64>,
    /// The member who is there.
    pub number: Option<i64>,
    pub other_name_ar: Option<String>,
    pub other_name_fr: Option<String>,
    /// What differs.
    pub fields: Vec<TwinField>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TwinKind {
    /// The member is changed.
    Update,
    /// The member stays as he or she is.
    Same,
    /// The same as a line before.
    Repeated,
    /// A namesake; written.
    Alike,
}

impl TwinKind {
    pub const ALL: [Self; 4] = [Self::Update, Self::Same, Self::Repeated, Self::Alike];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Update => "update",
            Self::Same => "same",
            Self::Repeated => "repeated",
            Self::Alike => "alike",
        }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct TwinField {
    /// As in [`crate::members::AddMember`]; `field-<id>` for one of the association's own.
    pub field: String,
    pub file: String,
    pub there: String,
    /// The file's goes in.
    pub taken: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct KeptMember {
    pub number: i64,
    pub name_ar: Option<String>,
    pub name_fr: Option<String>,
    /// `edited` or `in_use`.
    pub reason: String,
}
