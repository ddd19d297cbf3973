//! What a board opens to a hub, for how long; what a hub asks it to open.

use crate::tenancy::Place;
use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The parts of a workspace that can be opened: what permissions begin with.
pub const AREAS: [&str; 4] = ["members", "dues", "books", "assemblies"];

/// What is opened: `read` or `write`, and in which of [`AREAS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Terms {
    pub scope: String,
    pub areas: Vec<String>,
}

/// `POST /api/v1/associations/{association}/consents`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct GiveConsent {
    /// Slug of the association's hub, as when absent, or of one above it.
    #[serde(default)]
    pub hub: Option<String>,
    pub reason: String,
    /// 1 to 30.
    pub days: String,
    /// `read`, as when absent, or `write`.
    #[serde(default)]
    pub scope: Option<String>,
    /// All when absent.
    #[serde(default)]
    pub areas: Option<Vec<String>>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Consent {
    pub id: Uuid,
    pub hub: Place,
    pub reason: String,
    pub terms: Terms,
    pub given_by: String,
    pub given_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    pub revoked_at: Option<DateTime<Utc>>,
}

/// `GET /api/v1/associations/{association}/consents`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Consents {
    /// The association's hub and those above it, the nearest first.
    pub hubs: Vec<Place>,
    pub consents: Vec<Consent>,
    /// What hubs have asked for, unanswered ones first.
    pub requests: Vec<AccessRequest>,
}

/// `POST /api/v1/hubs/{hub}/access-requests`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct RequestAccess {
    /// Slug of an association of the territory.
    pub association: String,
    pub reason: String,
    /// 1 to 30.
    pub days: String,
    #[serde(default)]
    pub scope: Option<String>,
    #[serde(default)]
    pub areas: Option<Vec<String>>,
}

/// `GET /api/v1/hubs/{hub}/access-requests` lists these.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct AccessRequest {
    pub id: Uuid,
    pub hub: Place,
    pub association: Place,
    pub reason: String,
    pub terms: Terms,
    pub days: i32,
    pub asked_by: String,
    pub asked_at: DateTime<Utc>,
    pub answered_at: Option<DateTime<Utc>>,
    pub answered_by: Option<String>,
    pub accepted: bool,
    /// Accepted, and open still.
    #[serde(default)]
    pub open: bool,
}

/// By what a coordinator is inside an association, for the page's banner.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Visiting {
    /// The hub to which the board opened.
    pub hub: Place,
    pub terms: Terms,
    pub until: DateTime<Utc>,
}
