//! Hubs: their tree, territories and coordinators, and what they see of associations.

use crate::tenancy::{Commune, CreateAssociation, Place};
use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// `GET /api/v1/hubs/{hub}`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Hub {
    pub slug: String,
    pub name_ar: String,
    pub name_fr: String,
    /// `national`, `regional` or `provincial`.
    pub level: String,
    /// Code of the region; the national hub has none.
    pub region: Option<String>,
    /// The hubs above, from the top.
    pub above: Vec<Place>,
    /// The hubs right below.
    pub below: Vec<Place>,
    pub territory: Vec<Territory>,
}

/// A region, province or commune that belongs to a hub.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Territory {
    pub code: String,
    pub name_ar: String,
    pub name_fr: String,
}

/// `GET /api/v1/hubs/{hub}/figures`: how many associations, by state and by place.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Figures {
    pub total: i64,
    /// Whose board has opened the workspace to this hub.
    pub open: i64,
    /// Regions for the national hub, provinces for a regional one, communes below; the most
    /// associations first.
    pub places: Vec<PlaceCount>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PlaceCount {
    pub code: String,
    pub name_ar: String,
    pub name_fr: String,
    pub associations: i64,
}

/// `GET /api/v1/hubs/{hub}/associations` and `…/associations.csv`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct FindInTerritory {
    /// Words of the name in either script, folded.
    #[serde(default)]
    pub search: Option<String>,
    #[serde(default)]
    pub region: Option<String>,
    #[serde(default)]
    pub province: Option<String>,
    #[serde(default)]
    pub commune: Option<String>,
    /// Months without an assembly: 12 gives those whose last one is a year old or that never held one.
    #[serde(default)]
    pub no_assembly: Option<String>,
    /// Months without an entry in the books.
    #[serde(default)]
    pub no_entry: Option<String>,
    /// `open`: the board has opened the workspace to this hub. `closed`: it has not.
    #[serde(default)]
    pub access: Option<String>,
    /// `name` (as when absent), `newest`, `members`, `last_assembly`, `last_entry`: the oldest first.
    #[serde(default)]
    pub sort: Option<String>,
    #[serde(default)]
    pub after: Option<String>,
}

/// What a hub sees of an association: figures, never content.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct TerritoryRow {
    pub association: Place,
    pub commune: Commune,
    pub founded_on: NaiveDate,
    pub members: Option<i64>,
    /// Members whose dues of the current year are paid.
    pub paid_members: Option<i64>,
    /// Of the latest assembly that was convened; it may lie ahead.
    pub last_assembly: Option<NaiveDate>,
    pub last_entry: Option<NaiveDate>,
    /// The board has opened the workspace to this hub until then.
    pub open_until: Option<DateTime<Utc>>,
}

/// `POST /api/v1/hubs/{hub}/hubs`: a provincial hub below a regional one.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CreateHub {
    pub name_ar: String,
    pub name_fr: String,
    /// Codes of provinces and communes of the region.
    pub places: Vec<String>,
}

/// `POST /api/v1/hubs/{hub}/territory`: the whole territory of a provincial hub, in place of the
/// one before.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SetTerritory {
    pub places: Vec<String>,
}

/// `GET /api/v1/hubs/{hub}/coordinators`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Coordinators {
    pub coordinators: Vec<Coordinator>,
    /// Those that wait for their answer; for whoever may invite.
    pub invitations: Vec<HubInvitation>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Coordinator {
    /// Of the account.
    pub id: Uuid,
    pub name: String,
    /// For whoever may invite.
    pub email: Option<String>,
    /// May invite and remove coordinators of the hub.
    pub chief: bool,
    pub since: DateTime<Utc>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct HubInvitation {
    pub id: Uuid,
    pub email: String,
    pub chief: bool,
    pub invited_by: String,
    pub created_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
}

/// `POST /api/v1/hubs/{hub}/invitations`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct InviteCoordinator {
    pub email: String,
    #[serde(default)]
    pub chief: bool,
}

/// `POST /api/v1/hub-invitations/acceptance`: the token of the mailed link.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct AcceptHubInvitation {
    pub token: String,
}

/// `GET /api/v1/hubs/{hub}/log`, newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct FindHubLog {
    #[serde(default)]
    pub after: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct HubEntry {
    pub id: Uuid,
    pub at: DateTime<Utc>,
    pub who: String,
    /// A translation key `hub-did-<action>`.
    pub action: String,
    /// On what, in words.
    pub subject: String,
    pub association: Option<Place>,
}

/// `GET /api/v1/platform/hubs` lists these, each after the one above it.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct HubOfTree {
    pub hub: Place,
    /// `national`, `regional` or `provincial`.
    pub level: String,
    pub territory: Vec<Territory>,
    pub coordinators: Vec<Coordinator>,
}

/// `POST /api/v1/hubs/{hub}/associations`: an association of the territory, for a president who is
/// invited.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CreateInTerritory {
    #[serde(flatten)]
    pub association: CreateAssociation,
    pub president_name: String,
    pub president_email: String,
}
