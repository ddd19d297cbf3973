//! Joining an association by a form that anybody may fill in, and what its board does with what comes.

use crate::member_fields::{Field, FieldValue};
use crate::member_merges::PairMember;
use chrono::{DateTime, NaiveDate, Utc};
use kernel::Locale;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// `GET /api/v1/associations/{association}/joining`: the form as strangers see it. Where none is open,
/// as little is found as where there is no association.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct JoiningForm {
    pub association_ar: String,
    pub association_fr: String,
    pub welcome_ar: Option<String>,
    pub welcome_fr: Option<String>,
    /// Those that may be applied for; none: the board chooses.
    pub categories: Vec<String>,
    /// Fields of the association's own that are asked, in their order.
    #[serde(default)]
    pub fields: Vec<Field>,
}

/// `POST /api/v1/associations/{association}/applications`, by anybody.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Apply {
    pub given_ar: String,
    pub family_ar: String,
    pub given_fr: String,
    pub family_fr: String,
    pub born_on: String,
    /// A telephone or an e-mail address is needed.
    pub phone: String,
    pub email: String,
    pub address: String,
    /// One of the form's; empty where there is none or any will do.
    pub category: String,
    pub message: String,
    /// Fields of the association's own that the form asks, by their ids.
    pub fields: BTreeMap<Uuid, String>,
    /// `yes`: the data may be processed as the notice says.
    pub consent: String,
}

/// `GET /api/v1/associations/{association}/joining/settings`
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct JoiningSettings {
    pub open: bool,
    pub welcome_ar: Option<String>,
    pub welcome_fr: Option<String>,
    /// Ids of the categories that may be applied for.
    pub categories: Vec<Uuid>,
    /// Ids of the association's own fields that the form asks.
    #[serde(default)]
    pub fields: Vec<Uuid>,
}

/// `POST /api/v1/associations/{association}/joining/settings`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SetJoining {
    /// `yes` or empty.
    pub open: String,
    pub welcome_ar: String,
    pub welcome_fr: String,
    pub categories: Vec<Uuid>,
    /// Of the association's own: neither retired nor for the board only.
    pub fields: Vec<Uuid>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ApplicationState {
    Open,
    Accepted,
    Refused,
}

impl ApplicationState {
    pub const ALL: [Self; 3] = [Self::Open, Self::Accepted, Self::Refused];

    /// The name in JSON, in the database and in translation keys (`application-state-<code>`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// `GET /api/v1/associations/{association}/applications`: the oldest first of those that wait, the newest first of others.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct FindApplications {
    /// `decided`: those that were; else those that wait.
    #[serde(default)]
    pub state: Option<String>,
    /// Beginning of any word of the name in either script, of the number, the phone or the e-mail.
    #[serde(default)]
    pub search: Option<String>,
    #[serde(default)]
    pub after: Option<String>,
}

/// An application. Of one that was accepted the member's record tells more.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Application {
    pub id: Uuid,
    pub number: i64,
    pub state: ApplicationState,
    pub name_ar: Option<String>,
    pub name_fr: Option<String>,
    pub born_on: Option<NaiveDate>,
    /// E.164.
    pub phone: Option<String>,
    pub email: Option<String>,
    pub address: Option<String>,
    pub category: Option<String>,
    pub message: Option<String>,
    /// What was answered in fields of the association's own, as the record would hold it.
    #[serde(default)]
    pub fields: Vec<FieldValue>,
    /// The applicant's.
    pub locale: Locale,
    /// When it was sent, and its data given with consent.
    pub received_at: DateTime<Utc>,
    /// The day on which it is deleted if nothing is done any more.
    pub kept_until: NaiveDate,
    /// How many members may be the same person.
    pub alike: i64,
    pub decided_at: Option<DateTime<Utc>>,
    pub decided_by: Option<String>,
    pub reason: Option<String>,
    /// Whom it led to.
    pub member: Option<Uuid>,
    pub member_number: Option<i64>,
}

/// `GET /api/v1/associations/{association}/applications/{id}`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct FindApplication {
    pub id: Uuid,
    /// A member's number, or id, to be compared with it too.
    #[serde(default)]
    pub member: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ApplicationDetail {
    #[serde(flatten)]
    pub application: Application,
    /// Who may be the same person, the likeliest first; before them the member who was asked for.
    pub members: Vec<AlikeMember>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct AlikeMember {
    pub member: PairMember,
    /// Of a hundred; nothing for one who was asked for and shares too little.
    pub score: i64,
    /// `name_ar`, `name_fr`, `phone`, `email`, `born_on`.
    pub reasons: Vec<String>,
    /// What the application says otherwise than the record. Linking changes none of it.
    pub differences: Vec<Difference>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Difference {
    pub field: String,
    pub application: String,
    /// Empty where the record says nothing.
    pub member: String,
}

/// `POST /api/v1/associations/{association}/applications/{id}/acceptance`: makes a member.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct AcceptApplication {
    pub id: Uuid,
    /// `active` or `applicant`.
    pub status: String,
    pub category: String,
    /// `yes`: the applicant is told by mail.
    pub mail: String,
}

/// `POST /api/v1/associations/{association}/applications/{id}/link`: it is a member's, whose record stays as it is.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct LinkApplication {
    pub id: Uuid,
    /// Id or number.
    pub member: String,
}

/// `POST /api/v1/associations/{association}/applications/{id}/refusal`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RefuseApplication {
    pub id: Uuid,
    pub reason: String,
    /// `yes`: the applicant is told by mail, with the reason.
    pub mail: String,
}

/// `POST /api/v1/associations/{association}/applications/{id}/removal`: what nobody meant, or a machine sent.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct DiscardApplication {
    pub id: Uuid,
    /// `yes`
    pub sure: String,
}

/// What a mail to an applicant is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ApplicationWord {
    Received,
    Accepted,
    Refused,
}

/// `GET /internal/cndp-numbers`: what the notice of a form for strangers cites.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct FindCndpNumbers {
    /// Its name in paths.
    pub association: String,
}
