//! Numbers of members' national identity cards: off until the board has its authorisation (law 09-08, art. 12).

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// `GET /api/v1/associations/{association}/member-cnie`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CnieSwitch {
    pub on: bool,
    /// The authorisation by which it was switched on.
    pub authorisation: Option<String>,
    pub authorised_on: Option<NaiveDate>,
    /// Members whose number is kept.
    pub members: i64,
}

/// `POST /api/v1/associations/{association}/member-cnie`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SwitchCnie {
    /// `yes`, or `no`: all numbers are erased.
    pub on: String,
    /// [`CnieSwitch::members`] as it was shown, to switch it off.
    pub members: String,
    /// `yes`, to switch it off.
    pub sure: String,
}

/// `GET /api/v1/associations/{association}/members/{id}/cnie`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct MaskedCnie {
    pub on: bool,
    /// A number is kept.
    pub kept: bool,
    /// Its last three characters; absent where it came from another installation, whose key this one lacks.
    pub end: Option<String>,
}

/// `POST /api/v1/associations/{association}/members/{id}/cnie`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SetCnie {
    pub id: Uuid,
    /// Empty: it is erased.
    pub cnie: String,
}

/// `POST /api/v1/associations/{association}/members/{id}/cnie/reading`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct WholeCnie {
    /// Absent in the reply to a repetition: no reply that holds it is kept.
    pub cnie: Option<String>,
}
