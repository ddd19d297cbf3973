//! Records that may be of one person, are made one, or taken out.

use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// `GET …/members/duplicates`: the likeliest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct Duplicates {
    /// All pairs, of which some are shown.
    pub found: i64,
    pub pairs: Vec<Pair>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Pair {
    /// To 100.
    pub score: i64,
    /// `name_ar`, `name_fr`, `phone`, `email`, `born_on`: what is the same.
    pub reasons: Vec<String>,
    pub one: PairMember,
    pub other: PairMember,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PairMember {
    pub id: Uuid,
    pub code: String,
    pub name_ar: Option<String>,
    pub name_fr: Option<String>,
    pub born_on: Option<NaiveDate>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub joined_on: Option<NaiveDate>,
}

/// `POST …/members/duplicates/distinct`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Distinct {
    pub one: Uuid,
    pub other: Uuid,
}

/// `POST …/members/merges`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct MergeMembers {
    pub kept: Uuid,
    pub other: Uuid,
    /// The versions of the two records that were compared.
    pub kept_version: String,
    pub other_version: String,
    /// Fields of [`crate::members::AddMember`], and names of own ones (`field-<id>`), that the other record gives.
    #[serde(default)]
    pub take: Vec<String>,
}

/// `GET …/members/merges`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Merged {
    pub id: Uuid,
    /// The record that was kept.
    pub kept: Uuid,
    pub name_ar: Option<String>,
    pub name_fr: Option<String>,
    pub code: String,
    /// Of the record that went.
    pub number: i64,
    pub merged_by: String,
    pub merged_at: DateTime<Utc>,
    pub undo_until: DateTime<Utc>,
}

/// `GET …/members/{id}/removal`

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct RemovalAnswer {
    /// Receipts or registers name the member: the record can be emptied, not deleted.
    pub has_history: bool,
    /// Resigned, struck off or deceased.
    pub has_left: bool,
    pub anonymised: bool,
    pub version: i64,
}

/// `POST …/members/{id}/removal`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RemoveMember {
    pub id: Uuid,
    /// `delete` or `anonymise`.
    pub act: String,
    pub version: String,
    /// `yes`.
    pub sure: String,
}
