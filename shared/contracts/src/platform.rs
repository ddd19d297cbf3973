//! What the platform's staff sees of associations: names, standing and figures, never content.

use crate::tenancy::{Commune, Place};
use kernel::{Limits, Plan, Standing};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// `GET /api/v1/platform/associations`, newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct FindAssociations {
    /// Words of the name in either script, folded; or the whole slug.
    #[serde(default)]
    pub search: Option<String>,
    #[serde(default)]
    pub after: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct AssociationLimits {
    pub id: Uuid,
    pub association: Place,
    pub commune: Commune,
    pub standing: Standing,
    pub plan: Plan,
    /// What holds: the plan's figures, but for those that the association has of its own.
    pub limits: Limits,
    pub own: OwnLimits,
    /// Active members, as membership last counted them.
    pub members: i64,
}

/// Figures in place of the plan's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OwnLimits {
    #[serde(default)]
    pub members: Option<i64>,
    /// Bytes.
    #[serde(default)]
    pub storage: Option<i64>,
    #[serde(default)]
    pub mails_per_day: Option<i64>,
}

/// `POST /api/v1/platform/associations/{id}/limits`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SetLimits {
    pub id: Uuid,
    /// `standard` or `large`
    pub plan: String,
    /// Empty: the plan's.
    #[serde(default)]
    pub members: String,
    /// Megabytes. Empty: the plan's.
    #[serde(default)]
    pub storage: String,
    /// Empty: the plan's.
    #[serde(default)]
    pub mails_per_day: String,
    pub reason: String,
}
