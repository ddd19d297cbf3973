//! What a member sees of the own record.

use crate::charges::MemberDues;
use crate::dues::Payment;
use crate::mail::DeliveryState;
use crate::mandates::Mandate;
use crate::member_record::MemberRecord;
use crate::proposals::Proposal;
use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// `GET /api/v1/associations/{association}/me`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct OwnRecord {
    /// Nothing where the asker's seat is no member's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept: Option<Kept>,
}

/// All that is kept of a member, but what the board notes for itself.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Kept {
    /// Without notes and tags.
    pub record: MemberRecord,
    pub dues: MemberDues,
    /// Newest first.
    pub payments: Vec<Payment>,
    /// Newest first.
    pub mandates: Vec<Mandate>,
    /// What the member proposed to change, newest first.
    pub proposals: Vec<Proposal>,
}

/// `GET /api/v1/associations/{association}/own-notices`, newest first: what was written to the asker as a member,
/// whether it went out by mail or not.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct OwnNotice {
    pub id: Uuid,
    pub subject: String,
    pub at: DateTime<Utc>,
    pub state: DeliveryState,
    /// In the language in which it was written. In a list: absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// `ar`, `fr` or `en`.
    pub locale: String,
}
