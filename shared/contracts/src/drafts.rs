//! Drafts of entries: what was typed, kept as it was typed, until it is posted or thrown away.

use crate::books::PostEntry;
use crate::guided::GuidedEntry;
use crate::vouchers::Paper;
use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// `POST …/books/drafts`, and with the id in the path what the draft says from now on. Nothing in it need be right yet.
/// Its `vouchers` are all that the draft shall have.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SaveDraft {
    pub id: Option<Uuid>,
    /// Of the draft as it was read; of a new one nothing.
    pub version: i64,
    /// One of both: an entry in words, or one by accounts.
    pub words: Option<GuidedEntry>,
    pub entry: Option<PostEntry>,
}

/// `GET …/books/drafts`, the last changed first; `GET …/books/drafts/{id}`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Draft {
    pub id: Uuid,
    pub version: i64,
    /// The day that it names, where it is one.
    #[serde(default)]
    pub dated_on: Option<NaiveDate>,
    #[serde(default)]
    pub words: Option<GuidedEntry>,
    #[serde(default)]
    pub entry: Option<PostEntry>,
    #[serde(default)]
    pub papers: Vec<Paper>,
    pub changed_at: DateTime<Utc>,
    pub changed_by: String,
}

/// `POST …/books/drafts/{id}/removal`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct RemoveDraft {
    pub id: Uuid,
    /// `yes`
    #[serde(default)]
    pub sure: String,
}

/// `GET …/books/open-drafts`: how many are dated in the year, or not dated at all.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct AskOpenDrafts {
    /// The year of today when absent.
    pub year: Option<i32>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct OpenDrafts {
    pub count: u64,
}
