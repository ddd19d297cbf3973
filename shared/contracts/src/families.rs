//! Families, and who acts for members under age.

use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What a guardian is to a minor: `kinship-<code>`. Father, mother, testamentary and appointed guardians are
/// those of the Family code (art. 230 and 231); a kafil took the child in by kafala (law 15-01).
pub const KINSHIPS: [&str; 8] = ["father", "mother", "grandparent", "sibling", "relative", "appointed", "kafil", "other"];

/// A member as families and guardians name one.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Relative {
    pub id: Uuid,
    /// The number as it is written.
    pub code: String,
    pub name_ar: Option<String>,
    pub name_fr: Option<String>,
    pub born_on: Option<NaiveDate>,
    /// Under age today.
    pub minor: bool,
}

/// `GET /api/v1/associations/{association}/families`, newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct FindFamilies {
    /// Beginning of the label.
    pub search: Option<String>,
    pub after: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Family {
    pub id: Uuid,
    pub label: String,
    /// How many belong to it.
    pub members: i64,
}

/// `GET …/families/{id}`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct FamilyRecord {
    pub id: Uuid,
    pub label: String,
    /// In the order of their numbers, as far as the seat reaches.
    pub members: Vec<FamilyMember>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct FamilyMember {
    #[serde(flatten)]
    pub member: Relative,
    /// Speaks and pays for the family.
    pub contact: bool,
}

/// `POST …/families`: a family is made with the first who belongs to it.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct NewFamily {
    pub label: String,
    /// The member's id or number.
    pub member: String,
}

/// `POST …/families/{id}`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RenameFamily {
    pub id: Uuid,
    pub label: String,
}

/// `POST …/families/{id}/members`, and `…/leaving`: with the last who leaves the family is gone.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct JoinFamily {
    pub id: Uuid,
    /// The member's id or number.
    pub member: String,
    /// `yes`: is the contact from now on, and nobody else.
    pub contact: String,
}

/// `GET …/members/{id}/relatives`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Relatives {
    /// The day of the eighteenth birthday, where the birth is known.
    pub of_age_on: Option<NaiveDate>,
    /// Under age today: guardians act.
    pub minor: bool,
    pub family: Option<FamilyRecord>,
    /// In the order in which they were noted, which is that in which they are written to.
    pub guardians: Vec<Guardian>,
    /// Minors for whom this member acts.
    pub wards: Vec<Relative>,
}

/// A member, or somebody who is none.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Guardian {
    pub id: Uuid,
    pub member: Option<Relative>,
    pub name_ar: Option<String>,
    pub name_fr: Option<String>,
    /// One of [`KINSHIPS`].
    pub kinship: String,
    pub phone: Option<String>,
    pub email: Option<String>,
    /// For a minor, and neither dead nor a minor: computed from dates.
    pub acts: bool,
    pub noted_by: String,
    pub noted_at: DateTime<Utc>,
}

/// `POST …/members/{id}/guardians`: `guardian` is a member's id or number; empty for somebody who is no member, and then a
/// name in either script is needed.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct NewGuardian {
    /// The minor.
    pub id: Uuid,
    pub guardian: String,
    #[serde(flatten)]
    pub person: GuardianPerson,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct GuardianPerson {
    pub kinship: String,
    pub name_ar: String,
    pub name_fr: String,
    pub phone: String,
    pub email: String,
}

/// `POST …/guardians/{id}`: of a guardian who is a member, the kinship alone.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct EditGuardian {
    pub id: Uuid,
    #[serde(flatten)]
    pub person: GuardianPerson,
}

/// `POST …/members/{id}/guardians/removal`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RemoveGuardian {
    pub id: Uuid,
    /// [`Guardian::id`]
    pub guardian: String,
}
