//! Accounts, sign-in, associations, hubs, consents, audit.

use crate::people::RoleName;
use crate::registry::LegalStatus;
use chrono::{DateTime, NaiveDate, Utc};
use kernel::{Actor, Locale, Role, Standing};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// `POST /api/v1/accounts`. The reply never tells whether the address was known.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Register {
    pub name: String,
    pub email: String,
    pub password: String,
    pub locale: Locale,
}

/// `POST /api/v1/accounts/confirmation`: the token of the mailed link.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Confirm {
    pub token: String,
}

/// `POST /internal/sessions/end`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SignOut {
    pub session: String,
}

/// `POST /internal/actors`: who is this, seen from there?
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct Identify {
    #[serde(default)]
    pub session: Option<String>,
    #[serde(default)]
    pub bearer: Option<String>,
    /// Slug or id of the association in the path.
    #[serde(default)]
    pub association: Option<String>,
    /// Slug or id of the hub in the path.
    #[serde(default)]
    pub hub: Option<String>,
    /// The path is one of platform staff.
    #[serde(default)]
    pub platform: bool,
    #[serde(default)]
    pub locale: Option<Locale>,
    /// Method and path, for the audit log of a hub's visit.
    #[serde(default)]
    pub errand: String,
    /// What the errand needs: only what a visitor may do is a visit.
    #[serde(default)]
    pub permission: Option<String>,
    /// The asker's address, for the note of an API token's last use; the audit log keeps its network.
    #[serde(default)]
    pub address: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Identified {
    pub actor: Actor,
    /// The actor sealed for the other services.
    pub token: String,
    /// Names of the association or hub in the path, when the actor may know them.
    pub place: Option<Place>,
    /// Of a hub's coordinator inside an association.
    #[serde(default)]
    pub visiting: Option<crate::consents::Visiting>,
    /// The association in the path is to be erased then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leaving: Option<DateTime<Utc>>,
    /// Of an association whose workspace is closed.
    #[serde(default)]
    pub closure: Option<crate::hubs::Closure>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    pub slug: String,
    pub name_ar: String,
    pub name_fr: String,
}

/// `GET /api/v1/account`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct OwnAccount {
    pub name: String,
    pub email: String,
    pub locale: Locale,
    pub seats: Vec<OwnSeat>,
    pub hubs: Vec<Place>,
    /// Workspaces that boards have opened to these hubs.
    #[serde(default)]
    pub visits: Vec<OpenVisit>,
    /// Runs the installation.
    #[serde(default)]
    pub staff: bool,
}

/// A workspace that its board has opened to a hub.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct OpenVisit {
    pub association: Place,
    pub hub: Place,
    pub until: DateTime<Utc>,
}

/// `GET /api/v1/associations` lists these.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct OwnSeat {
    pub association: Place,
    pub role: Role,
    /// Of the role `custom`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub custom_role: Option<RoleName>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<DateTime<Utc>>,
}

/// `POST /api/v1/associations`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct CreateAssociation {
    pub name_ar: String,
    pub name_fr: String,
    /// `RR.PPP.CC.NN` of the official list.
    pub commune: String,
    pub founded_on: String,
    /// Number of the provisional receipt; two associations of one province cannot share it. Empty
    /// until there is one.
    #[serde(default)]
    pub receipt_number: String,
    #[serde(default)]
    pub receipt_on: String,
    /// Fields of activity: codes with commas or spaces between.
    #[serde(default)]
    pub activities: String,
}

/// `POST /api/v1/associations`, by somebody who will preside it.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct FoundAssociation {
    #[serde(flatten)]
    pub association: CreateAssociation,
    /// The version of the processor agreement that is accepted with it: the one in force
    /// (`privacy::AGREEMENT`).
    #[serde(default)]
    pub processor_agreement: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Association {
    pub id: Uuid,
    pub slug: String,
    pub name_ar: String,
    pub name_fr: String,
    pub commune: Commune,
    pub founded_on: NaiveDate,
    pub receipt_number: Option<String>,
    #[serde(default)]
    pub receipt_on: Option<NaiveDate>,
    pub status: LegalStatus,
    pub standing: Standing,
    pub created_at: DateTime<Utc>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Region {
    pub code: String,
    pub name_fr: String,
    pub name_ar: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Province {
    pub code: String,
    pub region: String,
    pub name_fr: String,
    pub name_ar: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Commune {
    pub code: String,
    pub province: String,
    pub region: String,
    pub name_fr: String,
    pub name_ar: String,
}

/// `GET /api/v1/reference/provinces?region=` and `GET /api/v1/reference/communes?province=&search=`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct FindPlaces {
    #[serde(default)]
    pub region: Option<String>,
    #[serde(default)]
    pub province: Option<String>,
    /// Part of the name in either script, folded.
    #[serde(default)]
    pub search: Option<String>,
}
