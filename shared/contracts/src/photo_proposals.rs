//! Photos that members propose, for themselves or for minors for whom they act; the board decides.

use crate::proposals::ProposalState;
use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// `POST /api/v1/associations/{association}/me/photo`: JPEG, PNG or WebP as the body. Instead of the one that waits, if one
/// does.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ProposePhoto {
    /// `yes`: whoever sends it agrees that it is kept and shown on the record and the card.
    pub agreed: String,
    /// The minor whom it shows; empty: oneself.
    pub ward: String,
}

/// `GET /api/v1/associations/{association}/photo-proposals`: those that wait, the oldest first. The picture of one that
/// waits is at `…/photo-proposals/{id}/photo`.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PhotoProposal {
    pub id: Uuid,
    pub member: Uuid,
    pub member_number: i64,
    pub name_ar: Option<String>,
    pub name_fr: Option<String>,
    /// Who acts for the minor and proposed it.
    pub guardian_ar: Option<String>,
    pub guardian_fr: Option<String>,
    pub state: ProposalState,
    /// The day on which it was agreed to.
    pub agreed_on: NaiveDate,
    pub made_at: DateTime<Utc>,
    pub decided_at: Option<DateTime<Utc>>,
    pub decided_by: Option<String>,
    pub reason: Option<String>,
}

/// `POST …/photo-proposals/{id}/decision`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct DecidePhoto {
    pub id: Uuid,
    /// `yes`: it takes the place of the record's; `no`: it is forgotten.
    pub take: String,
    /// Why it is not taken.
    pub reason: String,
}
