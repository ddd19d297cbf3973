//! What an association tells programs elsewhere. `docs/webhooks.md` is the manual.

use chrono::{DateTime, Utc};
use kernel::AssociationId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// The facts that can be subscribed to. A kind is never removed and its `data` only gains fields.
pub const KINDS: &[&str] = &[
    "association.updated",
    "members.changed",
    "members.counted",
    "fee.set",
    "dues.paid",
    "entry.posted",
    "assembly.planned",
    "assembly.convened",
    "seat.changed",
    "consent.given",
    "consent.revoked",
];
/// Sent by the button "try it", to whatever is subscribed.
pub const PING: &str = "ping";

/// The body of a call to a webhook.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Fact {
    /// The same in every repetition, and in the calls to other webhooks.
    pub id: Uuid,
    pub kind: String,
    pub at: DateTime<Utc>,
    pub association: AssociationId,
    /// Ids, dates and figures; no names and no addresses.
    pub data: Value,
}

/// `POST /api/v1/associations/{association}/webhooks`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct AddWebhook {
    pub url: String,
    #[serde(default)]
    pub kinds: Vec<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct MadeWebhook {
    pub webhook: Webhook,
    /// With which calls are signed. It is shown here and never again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Webhook {
    pub id: Uuid,
    pub url: String,
    pub kinds: Vec<String>,
    pub made_by: String,
    pub created_at: DateTime<Utc>,
    /// When the secret was last changed; until a day later calls are signed with both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rotated_at: Option<DateTime<Utc>>,
    /// Since when no call has succeeded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failing_since: Option<DateTime<Utc>>,
    /// Nothing is sent any more until somebody revives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disabled_at: Option<DateTime<Utc>>,
    /// It is on no list any more; its log is still to be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub removed_at: Option<DateTime<Utc>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CallState {
    Queued,
    Sent,
    GivenUp,
}

impl CallState {
    pub const ALL: [Self; 3] = [Self::Queued, Self::Sent, Self::GivenUp];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sent => "sent",
            Self::GivenUp => "given_up",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// `GET /api/v1/associations/{association}/webhooks/{id}/deliveries`, newest first; kept 30 days.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct WebhookCall {
    /// The header `Nassij-Delivery`, the same at each attempt.
    pub id: Uuid,
    pub kind: String,
    pub created_at: DateTime<Utc>,
    pub state: CallState,
    pub body: String,
    pub attempts: Vec<Attempt>,
    /// When it is tried next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<DateTime<Utc>>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Attempt {
    pub at: DateTime<Utc>,
    /// Of the answer, when there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<i32>,
    /// Why there was none: a translation key `webhook-failure-<code>`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<String>,
    pub milliseconds: i32,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct FindCalls {
    pub id: Uuid,
    #[serde(default)]
    pub after: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct WebhookCalls {
    pub webhook: Webhook,
    pub items: Vec<WebhookCall>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}
