//! A whole board renewed at once, after the assembly that elected it.

use crate::mandates::Mandate;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What becomes of a place of an office: whoever is there stays, is elected for a new term, somebody else is
/// elected, nobody is.
pub const OUTCOMES: [&str; 4] = ["stays", "again", "elected", "vacant"];

/// `POST /api/v1/associations/{association}/board-renewals`, and `…/board-renewals/check`, which writes nothing.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RenewBoard {
    pub elected_on: String,
    /// The day of the election when empty.
    pub starts_on: String,
    /// By the statutes' term when empty.
    pub planned_end: String,
    /// The id of the assembly that elected.
    pub assembly: String,
    /// Why the statutes' rules are not followed, where they are not.
    pub exception: String,
    /// `yes` when the authority knows of the change already.
    pub declared: String,
    /// [`Renewal::mark`] of what was checked; of a check, empty.
    pub mark: String,
    /// What is wrong with one is said at `member_<n>` and its other fields, counted from 0.
    pub places: Vec<RenewPlace>,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RenewPlace {
    /// Whoever holds it today; empty where nobody does.
    pub mandate: String,
    /// Where nobody does: a role's code, or the id of an office of the association's own.
    pub office: String,
    /// One of [`OUTCOMES`].
    pub outcome: String,
    /// Of `elected`: the member's id or number.
    pub member: String,
}

/// What a renewal does, or did.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Renewal {
    /// Of today's board: what was checked is confirmed as long as it is the same.
    pub mark: String,
    pub begun: Vec<Mandate>,
    pub ended: Vec<Mandate>,
    pub stays: Vec<Mandate>,
    pub rights: Vec<RightsChange>,
    /// Whoever renews may give the rights with the offices.
    pub gives_rights: bool,
    /// Nobody of the new board gives offices by theirs: who does today keeps doing so.
    pub no_administrator: bool,
    /// The last day to declare the change; nothing where it was declared.
    pub declare_until: Option<NaiveDate>,
}

/// What a person's office gives and takes on the day.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct RightsChange {
    pub member: Uuid,
    pub name_ar: Option<String>,
    pub name_fr: Option<String>,
    /// Roles' codes.
    pub gains: Vec<String>,
    pub loses: Vec<String>,
    pub has_email: bool,
}
