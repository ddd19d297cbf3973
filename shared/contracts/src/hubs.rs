//! Hubs: their tree, territories and coordinators, and what they see of associations.

use crate::registry::LegalStatus;
use crate::tenancy::{Commune, CreateAssociation, Place};
use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Role, Standing};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
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
    /// By `Standing`: `active`, `suspended`, `archived`.
    #[serde(default)]
    pub standings: BTreeMap<String, i64>,
    /// By `LegalStatus`: `draft`, `filed`, `free`, `final`.
    #[serde(default)]
    pub statuses: BTreeMap<String, i64>,
    /// Without an assembly for a year, as `no_assembly=12` lists them.
    #[serde(default)]
    pub no_assembly: i64,
    /// Of whose board nobody was there for half a year, as `no_sign_in=6` lists them.
    #[serde(default)]
    pub no_sign_in: i64,
    /// A mandate of whose board is over, as `mandate=over` lists them.
    #[serde(default)]
    pub mandate_over: i64,
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
    /// One alone, by its slug.
    #[serde(default)]
    pub association: Option<String>,
    /// `active`, `suspended` or `archived`
    #[serde(default)]
    pub standing: Option<String>,
    /// `draft`, `filed`, `free` or `final`
    #[serde(default)]
    pub status: Option<String>,
    /// A code of `/api/v1/reference/activities`.
    #[serde(default)]
    pub activity: Option<String>,
    /// Months without an assembly: 12 gives those whose last one is a year old or that never held one.
    #[serde(default)]
    pub no_assembly: Option<String>,
    /// Months without an entry in the books.
    #[serde(default)]
    pub no_entry: Option<String>,
    /// Months since the board was last renewed or changed, as far as it was noted.
    #[serde(default)]
    pub no_board: Option<String>,
    /// `soon`: a mandate of the board ends within ninety days. `over`: one has ended by its term, and nobody
    /// was elected since.
    #[serde(default)]
    pub mandate: Option<String>,
    /// Months in which nobody of the board was there.
    #[serde(default)]
    pub no_sign_in: Option<String>,
    /// `open`: the board has opened the workspace to this hub. `closed`: it has not.
    #[serde(default)]
    pub access: Option<String>,
    /// `name` (as when absent), `newest`, `members`, `last_assembly`, `last_entry`, `last_sign_in`: the oldest first.
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
    /// When the board was last renewed or changed, by the declarations to the authority.
    pub last_board: Option<NaiveDate>,
    /// The first planned end among the mandates of those in office.
    #[serde(default)]
    pub mandate_end: Option<NaiveDate>,
    /// When somebody of the board was last there.
    pub last_sign_in: Option<NaiveDate>,
    /// Where it is closed: by this hub or one below, which this hub opens again.
    #[serde(default)]
    pub may_reopen: bool,
    pub status: LegalStatus,
    /// Codes of `/api/v1/reference/activities`.
    pub activities: Vec<String>,
    pub standing: Standing,
    /// Of a workspace that is closed.
    pub closure: Option<Closure>,
    /// The board has opened the workspace to this hub until then.
    pub open_until: Option<DateTime<Utc>>,
}

/// Since when a workspace is closed, by whom and why.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Closure {
    pub since: Option<DateTime<Utc>>,
    pub by: Option<Role>,
    /// The hub that closed it.
    pub hub: Option<Place>,
    /// For the board; for a hub where a hub gave it.
    pub reason: Option<String>,
}

/// `POST /api/v1/hubs/{hub}/standing`: closes the workspace of an association of the territory, or
/// opens it again.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SetTerritoryStanding {
    /// Its slug.
    pub association: String,
    /// `suspended` or `active`
    pub standing: String,
    pub reason: String,
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
    /// How many associations the asker knows to change hubs by it; if it is another number, nothing
    /// happens. Left out, as many as there are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moves: Option<u64>,
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
    /// The hub that it is about, where it is another one.
    #[serde(default)]
    pub hub: Option<Place>,
    /// The places that it is about.
    #[serde(default)]
    pub places: Vec<Territory>,
}

/// `GET /api/v1/hub-invitations?token=`: to what the mailed link invites, for whom it is meant.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ByHubToken {
    pub token: String,
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

/// `POST /api/v1/hubs/{hub}/presidents`: the president of an association of the territory in which nobody
/// sits yet, again or for the first time.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct InvitePresident {
    /// Its slug.
    pub association: String,
    pub president_name: String,
    pub president_email: String,
}
