//! API tokens of one association.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// `POST /api/v1/associations/{association}/tokens`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct MakeToken {
    /// What it is for.
    pub name: String,
    /// Days until it expires, 1 to 365.
    pub days: String,
    /// Names as in the table of permissions; none that its maker lacks.
    #[serde(default)]
    pub permissions: Vec<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct MadeToken {
    pub token: ApiToken,
    /// The bearer token itself. It is shown here and never again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret: Option<String>,
}

/// `GET /api/v1/associations/{association}/tokens` lists these, newest first.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ApiToken {
    pub id: Uuid,
    pub name: String,
    pub made_by: String,
    /// What it may do while its maker may; absent for an operator's token, which may all that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub permissions: Option<Vec<String>>,
    pub created_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_used_at: Option<DateTime<Utc>>,
    /// The network of the last use, as in `192.0.2.0/24`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_from: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<DateTime<Utc>>,
}
