//! The registry record of an association, its deadlines, its standing and its limits.

use crate::tenancy::Commune;
use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Limits, Plan, Role, Standing};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Fields of activity, by code.
pub const ACTIVITIES: &[&str] = &[
    "agriculture",
    "childhood",
    "culture",
    "development",
    "disability",
    "education",
    "environment",
    "health",
    "heritage",
    "human_rights",
    "professional",
    "religion",
    "science",
    "social",
    "sport",
    "tourism",
    "water",
    "women",
    "youth",
];

/// How far an association reaches.
pub const SCOPES: &[&str] = &["local", "provincial", "regional", "national"];

/// What a change can be about.
pub const CHANGES: &[&str] = &["board", "statutes", "name", "seat", "branches", "purposes"];

/// Where an association stands with the authority (dahir 1-58-376, article 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LegalStatus {
    /// Nothing is filed yet.
    Draft,
    /// It has its provisional receipt.
    Filed,
    /// The sixty days went by without an answer: it may operate.
    Free,
    /// It has its final receipt.
    Final,
}

impl LegalStatus {
    pub const ALL: [Self; 4] = [Self::Draft, Self::Filed, Self::Free, Self::Final];

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }

    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Filed => "filed",
            Self::Free => "free",
            Self::Final => "final",
        }
    }
}

/// `GET /api/v1/reference/activities`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Activity {
    pub code: String,
    pub name_ar: String,
    pub name_fr: String,
    pub name_en: String,
}

/// `GET /api/v1/associations/{association}/record`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Record {
    pub slug: String,
    pub name_ar: String,
    pub name_fr: String,
    pub acronym: Option<String>,
    pub purposes: Option<String>,
    /// Codes of `/api/v1/reference/activities`.
    pub activities: Vec<String>,
    pub scope: Option<String>,
    pub seat_address: Option<String>,
    pub commune: Commune,
    pub founded_on: NaiveDate,
    pub status: LegalStatus,
    pub provisional: Option<LegalReceipt>,
    #[serde(rename = "final")]
    pub definitive: Option<LegalReceipt>,
    /// The sixtieth day after the provisional receipt: the authority's last one to answer.
    pub answer_due_on: Option<NaiveDate>,
    pub national_number: Option<String>,
    pub ice: Option<String>,
    pub fiscal_id: Option<String>,
    pub decree: Option<Decree>,
    /// `MM-DD`: the day on which the statutes want "no change" declared.
    pub no_change_day: Option<String>,
    pub public_money: bool,
    pub bank_accounts: Vec<BankAccount>,
    pub branches: Vec<Branch>,
    pub cndp_numbers: Vec<CndpNumber>,
    pub standing: Standing,
    pub standing_since: Option<DateTime<Utc>>,
    pub standing_by: Option<Role>,
    pub standing_reason: Option<String>,
    /// Changes with what [`SetRecord`] sets.
    #[serde(default)]
    pub version: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LegalReceipt {
    pub number: String,
    /// Unknown for those who named only the number when they came.
    pub on: Option<NaiveDate>,
    pub authority: Option<String>,
}

/// By which an association is recognised as of public utility.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Decree {
    pub number: String,
    /// Number of the Bulletin officiel.
    pub bulletin: Option<String>,
    pub on: NaiveDate,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct BankAccount {
    pub id: Uuid,
    /// 24 digits.
    pub rib: String,
    pub iban: String,
    pub bank: String,
    pub main: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Branch {
    pub id: Uuid,
    pub name: String,
    pub address: String,
    pub commune: Commune,
    pub opened_on: NaiveDate,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CndpNumber {
    pub id: Uuid,
    /// `declaration` or `authorisation`
    pub kind: String,
    pub number: String,
    pub given_on: NaiveDate,
}

/// `POST …/record`: all of it as it shall be; an empty text is none.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SetRecord {
    pub name_ar: String,
    pub name_fr: String,
    pub acronym: String,
    pub purposes: String,
    /// Codes with commas or spaces between.
    pub activities: String,
    pub scope: String,
    pub founded_on: String,
    pub national_number: String,
    pub ice: String,
    pub fiscal_id: String,
    pub decree_number: String,
    pub decree_bulletin: String,
    pub decree_on: String,
    /// Day and month.
    pub no_change_day: String,
    /// `yes` when it received public money.
    pub public_money: String,
    /// The record's version that was read; another one since is told. Empty: whatever there is.
    #[serde(default)]
    pub version: String,
    /// When other names or purposes were decided; today where nothing is said. The change must be declared
    /// within a month of it.
    #[serde(default)]
    pub decided_on: String,
    /// `yes` where a name or the purposes were only misspelt: nothing is to be declared.
    #[serde(default)]
    pub correction: String,
}

/// `POST …/record/seat`: the association goes into the sight of its new place's hub.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct MoveSeat {
    pub commune: String,
    pub seat_address: String,
    pub decided_on: String,
}

/// `POST …/record/provisional-receipt` and `…/record/final-receipt`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SetReceipt {
    pub receipt_number: String,
    pub receipt_on: String,
    pub authority: String,
}

/// `POST …/record/bank-accounts`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct AddBankAccount {
    /// A RIB, or an IBAN that holds one.
    pub rib: String,
    /// The bank's name; found by its code when empty.
    pub bank: String,
    /// `yes` when it shall be the main one; the first always is.
    pub main: String,
}

/// `POST …/record/branches`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct AddBranch {
    pub name: String,
    pub address: String,
    pub commune: String,
    pub opened_on: String,
}

/// `POST …/record/cndp-numbers`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct AddCndpNumber {
    pub kind: String,
    pub number: String,
    pub given_on: String,
}

/// What the query of an upload of statutes says: `POST …/record/statutes?adopted_on=`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct AddStatutes {
    pub adopted_on: String,
    pub note: String,
    pub file_name: String,
}

/// A version of the statutes, newest first in lists.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct StatutesVersion {
    pub id: Uuid,
    pub adopted_on: NaiveDate,
    pub note: String,
    pub file: FileInfo,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct FileInfo {
    pub name: String,
    pub content_type: String,
    pub size: i64,
    /// In hexadecimal digits.
    pub sha256: String,
    pub created_at: DateTime<Utc>,
    pub created_by: String,
}

/// `POST …/record/declarations`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct AddDeclaration {
    /// `change` or `no_change`
    pub kind: String,
    /// What changed: codes with commas or spaces between.
    pub about: String,
    pub summary: String,
    /// The day of the decision; of no change, the day that the statutes fix.
    pub decided_on: String,
}

/// `POST …/record/declarations/{id}/receipt`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct DeclarationReceipt {
    pub id: Uuid,
    #[serde(default)]
    pub declared_on: String,
    #[serde(default)]
    pub receipt_number: String,
}

/// `POST …/record/declarations/{id}/file`: the scanned receipt.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct DeclarationFile {
    pub id: Uuid,
    #[serde(default)]
    pub file_name: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Declaration {
    pub id: Uuid,
    pub kind: String,
    pub about: Vec<String>,
    pub summary: String,
    pub decided_on: NaiveDate,
    pub due_on: NaiveDate,
    pub declared_on: Option<NaiveDate>,
    pub receipt_number: Option<String>,
    pub file: Option<FileInfo>,
    /// The minutes that decided it.
    #[serde(default)]
    pub minutes: Option<FileInfo>,
}

/// `GET …/record/calendar`: late ones first, then by day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Deadline {
    /// A translation key `deadline-<kind>`, with its law in `deadline-source-<kind>`.
    pub kind: String,
    pub due_on: NaiveDate,
    pub late: bool,
    /// The declaration that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declaration: Option<Uuid>,
    /// Somebody may say that it is done.
    pub can_be_met: bool,
    /// The duty that it is, of those that grants open, and the grant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duty: Option<Uuid>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
}

/// `GET /internal/letterheads`
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct AskLetterhead {
    pub association: Uuid,
}

/// The association as its papers name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Letterhead {
    pub name_ar: String,
    pub name_fr: String,
    /// The commune of the seat.
    pub seat_ar: String,
    pub seat_fr: String,
    pub receipt_number: Option<String>,
}

/// `POST …/record/calendar/met`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct MeetDeadline {
    pub kind: String,
    pub due_on: String,
    pub met_on: String,
    /// Of a duty that a grant opened: its id; kind and day are then its own.
    pub duty: String,
}

/// `POST …/standing`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SetStanding {
    /// `active`, `suspended` or `archived`
    pub standing: String,
    pub reason: String,
}

/// `GET …/mails-of-today`
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct MailsOfToday {
    pub sent: i64,
    pub limit: i64,
    /// Bytes of the files kept of members, which are counted apart from the association's papers.
    #[serde(default)]
    pub member_files: i64,
}

/// `GET …/limits`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Usage {
    pub plan: Plan,
    pub limits: Limits,
    /// Active members, as membership last counted them.
    pub members: i64,
    /// Bytes of files.
    pub storage: i64,
}
