//! Campaigns and the delivery ledger.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How far a mail has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// Waits to be sent.
    Queued,
    /// The receiving server asked to try later.
    Deferred,
    /// Accepted by the receiving server.
    Sent,
    /// Refused for good.
    Bounced,
    /// Could not be made or sent after many tries.
    Failed,
    /// The recipient has no e-mail address: to be handed over.
    NoAddress,
}

impl DeliveryState {
    pub const ALL: [Self; 6] = [Self::Queued, Self::Deferred, Self::Sent, Self::Bounced, Self::Failed, Self::NoAddress];

    /// The name in JSON, in the database and in translation keys (`delivery-<code>`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Deferred => "deferred",
            Self::Sent => "sent",
            Self::Bounced => "bounced",
            Self::Failed => "failed",
            Self::NoAddress => "no_address",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// `GET …/campaigns`, newest first.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Campaign {
    pub id: Uuid,
    pub kind: String,
    pub created_at: DateTime<Utc>,
    pub recipients: i64,
    pub counts: Vec<StateCount>,
    /// No delivery is queued or deferred any more, and all recipients are here.
    pub finished: bool,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct StateCount {
    pub state: DeliveryState,
    pub count: i64,
}

/// `GET …/campaigns/{id}/deliveries`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct FindDeliveries {
    pub id: Uuid,
    #[serde(default)]
    pub state: Option<String>,
    #[serde(default)]
    pub after: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Deliveries {
    pub campaign: Campaign,
    pub items: Vec<Delivery>,
    #[serde(default)]
    pub next: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Delivery {
    pub id: Uuid,
    pub number: i64,
    pub name_ar: Option<String>,
    pub name_fr: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub state: DeliveryState,
    pub attempts: i32,
    /// The last answer of the receiving server.
    pub reply: Option<String>,
    pub changed_at: DateTime<Utc>,
}

/// `GET /internal/outbox`: mails kept instead of sent, when no SMTP is configured. Newest first.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct KeptMail {
    /// Name of its file.
    pub file: String,
    pub to: String,
    pub subject: String,
    pub text: String,
    pub attachments: Vec<String>,
}
