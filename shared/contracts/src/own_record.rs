//! What a member sees of the own record.

use crate::charges::MemberDues;
use crate::dues::Payment;
use crate::families::Relative;
use crate::mail::DeliveryState;
use crate::mandates::Mandate;
use crate::member_record::MemberRecord;
use crate::photo_proposals::PhotoProposal;
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
    #[serde(default)]
    pub family: Option<OwnFamily>,
    /// Who acts for the member, while that is a minor.
    #[serde(default)]
    pub guardians: Vec<OwnGuardian>,
    /// Minors for whom the member acts today.
    #[serde(default)]
    pub wards: Vec<Relative>,
    /// The newest photo that was proposed.
    #[serde(default)]
    pub photo: Option<PhotoProposal>,
}

/// The household as those who belong to it see it: by name alone.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct OwnFamily {
    pub label: String,
    /// The others, in the order of their numbers.
    pub members: Vec<OwnRelative>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct OwnRelative {
    pub name_ar: Option<String>,
    pub name_fr: Option<String>,
    /// Speaks and pays for the family.
    pub contact: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct OwnGuardian {
    pub name_ar: Option<String>,
    pub name_fr: Option<String>,
    /// One of [`crate::families::KINSHIPS`].
    pub kinship: String,
    /// What is sent goes to the first who acts and has an address.
    pub acts: bool,
}

/// `GET …/me/wards/{id}`: what is kept of a minor, for who acts for them.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Ward {
    /// Without notes, tags and what is for the board only.
    pub record: MemberRecord,
    pub dues: MemberDues,
    /// Newest first.
    pub proposals: Vec<Proposal>,
    #[serde(default)]
    pub photo: Option<PhotoProposal>,
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
