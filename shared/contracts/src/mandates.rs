//! The board: who holds which office, since when, until when, and what the statutes say of it.

use crate::registry::Declaration;
use chrono::NaiveDate;
use kernel::{Locale, Role};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The offices that statutes have, in their order, and how many may hold each at a time.
pub const OFFICES: &[(Role, i32)] = &[
    (Role::President, 1),
    (Role::VicePresident, 10),
    (Role::SecretaryGeneral, 1),
    (Role::DeputySecretary, 5),
    (Role::Treasurer, 1),
    (Role::DeputyTreasurer, 5),
    (Role::Adviser, 50),
];

/// The office of an association's own making.
pub const OWN: &str = "own";

/// Why a mandate ended: its time was over, or before that.
pub const END_REASONS: &[&str] = &["term", "resignation", "death", "removal", "replacement"];

/// Two offices that statutes often keep apart; `any`: nobody holds two.
pub const INCOMPATIBLE: &[&str] = &["any", "president-treasurer", "president-secretary_general", "treasurer-secretary_general"];

/// What an old board hands over to a new one, in the order in which it is asked for.
pub const HANDOVER: &[&str] = &[
    "books",
    "cash",
    "bank_signatures",
    "cheque_books",
    "archives",
    "contracts",
    "inventory",
    "seals",
    "keys",
    "passwords",
    "pending",
    "authority",
];

/// `GET /api/v1/associations/{association}/mandates`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct FindMandates {
    /// The board of this day, in the order of its offices; without it all mandates, newest first.
    #[serde(default)]
    pub on: Option<String>,
    /// A member's id.
    #[serde(default)]
    pub member: Option<Uuid>,
}

/// In office from `starts_on` until the day before `ended_on`. A board stays in office until it is
/// replaced: that `planned_end` has come ends nothing.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Mandate {
    pub id: Uuid,
    pub member: Uuid,
    pub member_number: i64,
    pub name_ar: Option<String>,
    pub name_fr: Option<String>,
    /// A role's code, or `own` with its names.
    pub office: String,
    #[serde(default)]
    pub own_office: Option<Uuid>,
    #[serde(default)]
    pub office_ar: Option<String>,
    #[serde(default)]
    pub office_fr: Option<String>,
    pub elected_on: NaiveDate,
    pub starts_on: NaiveDate,
    pub planned_end: Option<NaiveDate>,
    /// The first day on which the office is no longer held.
    pub ended_on: Option<NaiveDate>,
    /// One of [`END_REASONS`].
    pub end_reason: Option<String>,
    pub end_note: Option<String>,
    /// The assembly that elected.
    pub assembly: Option<Uuid>,
    /// Why the statutes' rules were not followed.
    pub exception: Option<String>,
}

/// `POST /api/v1/associations/{association}/mandates`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Elect {
    /// The member's id or number.
    pub member: String,
    /// A role's code, or the id of an office of the association's own.
    pub office: String,
    pub elected_on: String,
    /// The day of the election when empty.
    pub starts_on: String,
    /// By the statutes' term when empty.
    pub planned_end: String,
    /// Of a mandate of the past: the first day on which it was no longer held, and why.
    pub ended_on: String,
    pub end_reason: String,
    /// The id of the assembly that elected.
    pub assembly: String,
    /// Why the statutes' rules are not followed, where they are not.
    pub exception: String,
    /// `yes` when the authority knows of the change already.
    pub declared: String,
}

/// `POST /api/v1/associations/{association}/mandates/{id}/end`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct EndMandate {
    pub id: Uuid,
    pub ended_on: String,
    pub reason: String,
    pub note: String,
    /// `yes` when the authority knows of the change already.
    pub declared: String,
}

/// `POST /api/v1/associations/{association}/mandates/{id}/replacement`: ends it on the day on which
/// the new one starts. Elected again is the same member.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Replace {
    pub id: Uuid,
    pub member: String,
    pub elected_on: String,
    pub starts_on: String,
    /// When empty: after a term the statutes' term, else the rest of the one that is replaced.
    pub planned_end: String,
    pub reason: String,
    pub assembly: String,
    pub exception: String,
    /// `yes` when the authority knows of the change already.
    pub declared: String,
}

/// `GET /api/v1/associations/{association}/board-rules`
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BoardRules {
    /// Years.
    pub term_years: Option<i32>,
    /// Terms of one office without a break.
    pub max_terms: Option<i32>,
    /// Of [`INCOMPATIBLE`].
    pub incompatible: Vec<String>,
}

/// `POST /api/v1/associations/{association}/board-rules`; what is empty is no rule.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SetBoardRules {
    pub term_years: String,
    pub max_terms: String,
    /// Codes with commas or spaces between.
    pub incompatible: String,
}

/// An office of the association's own, beside those that all have.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct OwnOffice {
    pub id: Uuid,
    pub name_ar: String,
    pub name_fr: String,
    /// How many may hold it at a time.
    pub places: i32,
}

/// `POST /api/v1/associations/{association}/board-offices`. One of the names is enough.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct NewOwnOffice {
    pub name_ar: String,
    pub name_fr: String,
    pub places: String,
}

/// A mandate as it is now, announced at every change: the highest version holds.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MandateState {
    pub mandate: Uuid,
    pub version: i64,
    pub member: Uuid,
    /// In one script at least.
    pub name: String,
    pub email: Option<String>,
    pub locale: Locale,
    pub office: String,
    /// The role whose rights go with the office.
    pub role: Option<Role>,
    pub starts_on: NaiveDate,
    pub planned_end: Option<NaiveDate>,
    pub ended_on: Option<NaiveDate>,
    /// The holder is no member any more.
    pub gone: bool,
    /// The day of the election or of the end: the month to declare it runs from there.
    pub changed_on: NaiveDate,
    /// The authority knows of it already, or it is history.
    pub declared: bool,
    /// Who may give the rights of offices and noted this.
    pub by: Option<Uuid>,
}

/// `GET /api/v1/associations/{association}/board`: what became of the rights and declarations of each
/// mandate, newest first.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct BoardSeat {
    pub mandate: Uuid,
    /// `none` (the office has no rights here), `waiting`, `invited`, `given`, `refused`, `kept` (it
    /// has ended, but nobody else gives offices), `ended`.
    pub rights: String,
    /// An error's code that says why.
    pub reason: Option<String>,
    /// The changes that must be declared, or were: its beginning, its end.
    pub declarations: Vec<Declaration>,
}

/// `GET …/record/declarations/{id}/handover`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct HandoverItem {
    /// One of [`HANDOVER`].
    pub item: String,
    pub done_on: Option<NaiveDate>,
    pub done_by: Option<String>,
    pub note: String,
}

/// `POST …/record/declarations/{id}/handover`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct TickHandover {
    pub id: Uuid,
    pub item: String,
    /// `yes`, or empty to take it back.
    pub done: String,
    pub note: String,
}
