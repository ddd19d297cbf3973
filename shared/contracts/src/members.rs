//! Members and their import.

use chrono::NaiveDate;
use kernel::Locale;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// `GET /api/v1/associations/{association}/members`, in the order of their numbers.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct FindMembers {
    /// Beginning of any word of the name in either script, of the number, the phone or the e-mail.
    #[serde(default)]
    pub search: Option<String>,
    /// `paid` or `unpaid` for the current year; anything else: all.
    #[serde(default)]
    pub dues: Option<String>,
    #[serde(default)]
    pub after: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Member {
    pub id: Uuid,
    pub number: i64,
    pub name_ar: Option<String>,
    pub name_fr: Option<String>,
    pub sex: Option<Sex>,
    pub born_on: Option<NaiveDate>,
    /// E.164.
    pub phone: Option<String>,
    pub email: Option<String>,
    pub address: Option<String>,
    pub category: Option<String>,
    pub joined_on: Option<NaiveDate>,
    pub locale: Locale,
    pub active: bool,
    /// The last year whose dues are paid.
    pub paid_year: Option<i32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Sex {
    Female,
    Male,
}

/// `POST /api/v1/associations/{association}/members`. One of the two names is enough.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct AddMember {
    pub given_ar: String,
    pub family_ar: String,
    pub given_fr: String,
    pub family_fr: String,
    /// `f`, `m` or empty.
    pub sex: String,
    pub born_on: String,
    pub phone: String,
    pub email: String,
    pub address: String,
    pub category: String,
    pub joined_on: String,
    /// `ar`, `fr` or `en`; empty: the association's.
    pub locale: String,
}

/// Query of `POST …/members/import`: the body is the file. With `dry_run=true` (the default)
/// nothing is written.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ImportOptions {
    #[serde(default = "yes")]
    pub dry_run: bool,
}

fn yes() -> bool {
    true
}

/// What an import would do, or did.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ImportReport {
    /// The file's columns and the field each was taken for.
    pub columns: Vec<ImportColumn>,
    pub encoding: String,
    pub separator: String,
    /// Lines with data.
    pub rows: u64,
    pub create: u64,
    /// Already there (same folded name and birth date or e-mail): left as they are.
    pub skip: u64,
    /// Lines that cannot go in.
    pub errors: Vec<ImportError>,
    /// True when errors were more than are listed.
    pub errors_cut: bool,
    /// The first members as they would be written.
    pub sample: Vec<Member>,
    pub without_email: u64,
    /// True when the members were written.
    pub written: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ImportColumn {
    pub header: String,
    /// A field of [`AddMember`], or `full_ar`, `full_fr`; absent: not taken.
    pub field: Option<String>,
    pub example: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ImportError {
    /// The line in the file as an editor counts it, the header being line 1.
    pub line: u64,
    pub column: String,
    pub value: String,
    /// A field error's code.
    pub code: String,
    #[serde(default)]
    pub params: BTreeMap<String, String>,
}

/// `POST …/members/imports`: an uploaded file kept until confirmed (a day at most).
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Import {
    pub id: Uuid,
    pub file_name: String,
    pub confirmed: bool,
    pub report: ImportReport,
}

/// Query of `POST …/members/imports`: the body is the file.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct UploadImport {
    #[serde(default)]
    pub file_name: String,
}

/// `POST …/members/imports/{id}/confirmation`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ConfirmImport {
    pub id: Uuid,
}

/// `GET …/summary`: the figures of the association's home.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Summary {
    pub year: i32,
    pub members: i64,
    pub paid_members: i64,
    /// Centimes, as a string of dirhams.
    pub fee: Option<kernel::Money>,
    pub collected: kernel::Money,
    pub next_assembly: Option<crate::assemblies::AssemblyLine>,
}
