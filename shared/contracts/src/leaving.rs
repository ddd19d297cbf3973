//! Taking an association's data along, and erasing it.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Every service with a database: where an association has rows.
pub const SERVICES: &[&str] = &["tenancy", "membership", "bookkeeping", "notifications"];

/// `GET /internal/workspaces/{service}/{id}/events`: what the service has told of the association
/// and still remembers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SentEvents {
    /// Events that nobody has carried yet.
    pub waiting: u64,
    pub sent: Vec<SentEvent>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SentEvent {
    pub id: Uuid,
    /// Services that react.
    pub to: Vec<String>,
}

/// `POST /internal/workspaces/{service}/unhandled`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct FindUnhandled {
    pub events: Vec<Uuid>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Unhandled {
    pub count: u64,
}

/// `GET /api/v1/associations/{association}/exports`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Departure {
    /// Newest first.
    pub exports: Vec<Export>,
    /// The association is to be erased.
    pub deletion: Option<Deletion>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExportState {
    Waiting,
    Running,
    Ready,
    Failed,
}

impl ExportState {
    /// The name in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Ready => "ready",
            Self::Failed => "failed",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        [Self::Waiting, Self::Running, Self::Ready, Self::Failed].into_iter().find(|state| state.code() == code)
    }
}

/// A copy of the whole workspace, made in the background.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Export {
    pub id: Uuid,
    pub state: ExportState,
    pub asked_by: String,
    pub asked_at: DateTime<Utc>,
    /// Rows written so far.
    pub rows: i64,
    /// Of the file, when it is ready.
    pub bytes: Option<i64>,
    /// It can be downloaded until then.
    pub expires_at: Option<DateTime<Utc>>,
}

/// `POST /api/v1/associations/{association}/deletion`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct OrderDeletion {
    /// The association's name in either language, typed.
    pub name: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Deletion {
    pub id: Uuid,
    pub asked_by: String,
    pub asked_at: DateTime<Utc>,
    pub due_at: DateTime<Utc>,
}

/// `GET /api/v1/certificates/{id}`: what remains of an association that was erased.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Certificate {
    pub id: Uuid,
    pub name_ar: String,
    pub name_fr: String,
    pub receipt_number: String,
    /// SHA-256 of the association's id, in base64url: who knows the id can find it here.
    pub association_hash: String,
    pub asked_by: String,
    pub asked_at: DateTime<Utc>,
    pub due_at: DateTime<Utc>,
    /// Absent as long as a service has not answered.
    pub erased_at: Option<DateTime<Utc>>,
    /// Rows erased, by service and table.
    pub counts: BTreeMap<String, BTreeMap<String, i64>>,
    /// SHA-256 of the counts, in base64url.
    pub digest: Option<String>,
}
