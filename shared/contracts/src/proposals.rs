//! What members propose to change in their own records, and what the board makes of it.

use crate::members::AddMember;
use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The fields of [`AddMember`] that a member may propose to change; what the association decides is not among
/// them.
pub const FIELDS: [&str; 16] = [
    "given_ar",
    "family_ar",
    "given_fr",
    "family_fr",
    "representative",
    "phone",
    "email",
    "other_phones",
    "other_emails",
    "address",
    "commune",
    "sex",
    "born_on",
    "profession",
    "nationality",
    "locale",
];

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProposalState {
    Open,
    /// Wholly, or the fields that were taken.
    Accepted,
    Refused,
    /// The member proposed something else before anybody decided.
    Replaced,
}

impl ProposalState {
    pub const ALL: [Self; 4] = [Self::Open, Self::Accepted, Self::Refused, Self::Replaced];

    /// The name in JSON, in the database and in translation keys (`proposal-state-<code>`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Replaced => "replaced",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// `POST /api/v1/associations/{association}/me/proposals`: the record as the member would have it; of its
/// fields only [`FIELDS`] are read.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ProposeChanges {
    /// Of the record that the member saw.
    pub version: String,
    /// To the board.
    pub message: String,
    /// The id of the minor whose record it is; empty: one's own.
    pub ward: String,
    #[serde(flatten)]
    pub record: AddMember,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Proposal {
    pub id: Uuid,
    pub member: Uuid,
    pub member_number: i64,
    pub name_ar: Option<String>,
    pub name_fr: Option<String>,
    /// Who acts for the minor and proposed it.
    #[serde(default)]
    pub guardian_ar: Option<String>,
    #[serde(default)]
    pub guardian_fr: Option<String>,
    pub state: ProposalState,
    pub changes: Vec<ProposedChange>,
    pub message: Option<String>,
    pub made_at: DateTime<Utc>,
    /// The record's as it is now: whoever decides says which one they saw.
    pub version: i64,
    /// The record was changed since it was proposed.
    pub changed_meanwhile: bool,
    pub decided_at: Option<DateTime<Utc>>,
    pub decided_by: Option<String>,
    /// Of what was not taken.
    pub reason: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ProposedChange {
    /// Of [`FIELDS`].
    pub field: String,
    /// When it was proposed.
    pub before: String,
    /// In the record now.
    pub now: String,
    pub after: String,
    /// Once it is decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken: Option<bool>,
}

/// `GET /api/v1/associations/{association}/member-proposals`: those that wait, the oldest first; `decided`: the
/// others, newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct FindProposals {
    #[serde(default)]
    pub state: Option<String>,
}

/// `POST /api/v1/associations/{association}/member-proposals/{id}/acceptance`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct AcceptProposal {
    pub id: Uuid,
    /// [`Proposal::version`] of what was decided on.
    pub version: String,
    /// Those that are taken.
    pub fields: Vec<String>,
    /// Why the others are not; needed where there are others.
    pub reason: String,
}

/// `POST /api/v1/associations/{association}/member-proposals/{id}/refusal`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RefuseProposal {
    pub id: Uuid,
    pub reason: String,
}
