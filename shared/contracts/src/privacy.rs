//! Data protection (law 09-08): the agreement between an association and the platform, people's
//! requests about their data, what is held on a person, what is processed and why.

use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// The version of the processor agreement in force. Its text is in the catalogues, `agreement-…`.
pub const AGREEMENT: &str = "2026.11";
/// Its articles, `agreement-<n>` and `agreement-<n>-text`.
pub const ARTICLES: [&str; 8] = ["1", "2", "3", "4", "5", "6", "7", "8"];

/// What the platform does with personal data for an association: `processing-<code>-…` says the
/// purpose, whose data, which data, to whom, and for how long.
pub const PROCESSINGS: [&str; 8] = ["members", "joining", "dues", "assemblies", "books", "board", "requests", "log"];

/// `GET /api/v1/associations/{association}/privacy`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Privacy {
    pub agreement: AgreementState,
    pub open_requests: i64,
    /// Open ones whose day has passed.
    pub overdue_requests: i64,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct AgreementState {
    /// The version in force.
    pub version: String,
    /// The newest one that the association accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted: Option<Accepted>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Accepted {
    pub version: String,
    pub by: String,
    pub at: DateTime<Utc>,
}

/// `POST /api/v1/associations/{association}/agreement`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct AcceptAgreement {
    /// The version that is accepted: the one in force.
    #[serde(default)]
    pub version: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RequestKind {
    Access,
    Rectification,
    Objection,
    Erasure,
}

impl RequestKind {
    pub const ALL: [Self; 4] = [Self::Access, Self::Rectification, Self::Objection, Self::Erasure];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Access => "access",
            Self::Rectification => "rectification",
            Self::Objection => "objection",
            Self::Erasure => "erasure",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RequestState {
    Open,
    Granted,
    Refused,
}

impl RequestState {
    pub const ALL: [Self; 3] = [Self::Open, Self::Granted, Self::Refused];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Granted => "granted",
            Self::Refused => "refused",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// `POST /api/v1/associations/{association}/rights-requests/own`: somebody of the association about
/// themselves.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct AskAboutOwnData {
    pub kind: String,
    pub message: String,
}

/// `POST /api/v1/associations/{association}/rights-requests`: by the board, for somebody who came,
/// wrote or called.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct RecordRequest {
    pub kind: String,
    pub person: String,
    /// An address or a phone number to answer to.
    #[serde(default)]
    pub contact: String,
    pub message: String,
    /// The day it was received, from which the ten days run.
    pub received_on: String,
}

/// `POST /api/v1/associations/{association}/rights-requests/{id}/answer`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct AnswerRequest {
    /// In the path.
    #[serde(default)]
    pub id: Uuid,
    /// `granted` or `refused`.
    pub decision: String,
    /// What was done, or why not.
    pub answer: String,
}

/// `GET /api/v1/associations/{association}/rights-requests`, open ones first, by their last day.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct RightsRequest {
    pub id: Uuid,
    pub kind: RequestKind,
    pub person: String,
    pub contact: String,
    pub message: String,
    pub received_on: NaiveDate,
    /// The last day for the answer: ten full days after it was received.
    pub due_on: NaiveDate,
    pub state: RequestState,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<DateTime<Utc>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_by: Option<String>,
}

/// `GET /api/v1/account/data`: all that is held on the person who asks, apart from what other
/// people's associations keep in their members' lists.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct OwnData {
    pub made_at: DateTime<Utc>,
    /// By heading. No secret is among it.
    pub held: Value,
    /// What is not in it, and whom to ask for that.
    pub not_included: Vec<String>,
}

/// `POST /internal/deliveries`: the mails to an address, by notifications.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct FindMailsTo {
    pub email: String,
    pub associations: Vec<Uuid>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct MailTo {
    pub association: Option<Uuid>,
    pub kind: String,
    pub state: String,
    pub at: DateTime<Utc>,
}
