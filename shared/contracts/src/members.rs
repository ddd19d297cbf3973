//! Members and their import.

use chrono::NaiveDate;
use kernel::Locale;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// `GET /api/v1/associations/{association}/members`, in the order of their numbers.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct FindMembers {
    /// Beginning of any word of the name in either script, of the number, the phone or the e-mail.
    #[serde(default)]
    pub search: Option<String>,
    /// `paid` or `unpaid` for the current year; anything else: all.
    #[serde(default)]
    pub dues: Option<String>,
    /// A status' code; absent: all.
    #[serde(default)]
    pub status: Option<String>,
    /// A group's id.
    #[serde(default)]
    pub group: Option<uuid::Uuid>,
    #[serde(default)]
    pub tag: Option<String>,
    /// A category's name.
    #[serde(default)]
    pub category: Option<String>,
    /// `f` or `m`.
    #[serde(default)]
    pub sex: Option<String>,
    /// Years, the first and the last that count.
    #[serde(default)]
    pub age_from: Option<String>,
    #[serde(default)]
    pub age_to: Option<String>,
    /// Days of joining, the first and the last that count.
    #[serde(default)]
    pub joined_from: Option<String>,
    #[serde(default)]
    pub joined_to: Option<String>,
    /// `with` or `without`.
    #[serde(default)]
    pub email: Option<String>,
    /// `with` or `without`.
    #[serde(default)]
    pub phone: Option<String>,
    /// Fields of the association's own and what they are, with commas between: `<id>:yes`, `<id>:no`, `<id>:<code of the option>`,
    /// and for all kinds `<id>:with` and `<id>:without`.
    #[serde(default)]
    pub own: Option<String>,
    /// `missing`: minors for whom nobody acts.
    #[serde(default)]
    pub guardian: Option<String>,
    #[serde(default)]
    pub after: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Member {
    pub id: Uuid,
    pub number: i64,
    pub name_ar: Option<String>,
    pub name_fr: Option<String>,
    pub sex: Option<Sex>,
    pub born_on: Option<NaiveDate>,
    /// E.164.
    pub phone: Option<String>,
    pub email: Option<String>,
    pub address: Option<String>,
    pub category: Option<String>,
    pub joined_on: Option<NaiveDate>,
    pub locale: Locale,
    /// True for the status `active`.
    pub active: bool,
    /// The last year whose dues are paid.
    pub paid_year: Option<i32>,
    /// Where a member is shown: the year of dues that is this member's today, as people write it, and whether it is paid.
    #[serde(default)]
    pub dues_period: String,
    #[serde(default)]
    pub dues_paid: bool,
    #[serde(default)]
    pub kind: MemberKind,
    #[serde(default)]
    pub status: MemberStatus,
    /// The number as the association writes it.
    #[serde(default)]
    pub code: String,
    /// In lists: what the record holds in fields of the association's own, by their ids.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub own: BTreeMap<Uuid, String>,
}

/// A natural or a legal person. A body's names are the family names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum MemberKind {
    #[default]
    Person,
    Body,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum MemberStatus {
    Applicant,
    #[default]
    Active,
    /// Belongs, without its rights for a while.
    Suspended,
    Resigned,
    /// Struck off.
    Excluded,
    Deceased,
}

impl MemberKind {
    /// The name in JSON and in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Body => "body",
        }
    }
}

impl MemberStatus {
    pub const ALL: [Self; 6] = [Self::Applicant, Self::Active, Self::Suspended, Self::Resigned, Self::Excluded, Self::Deceased];

    /// The name in JSON, in the database and in translation keys (`member-status-<code>`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Applicant => "applicant",
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Resigned => "resigned",
            Self::Excluded => "excluded",
            Self::Deceased => "deceased",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Sex {
    Female,
    Male,
}

/// `POST /api/v1/associations/{association}/members`. One of the two names is enough.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct AddMember {
    pub given_ar: String,
    pub family_ar: String,
    pub given_fr: String,
    pub family_fr: String,
    /// `f`, `m` or empty.
    pub sex: String,
    pub born_on: String,
    pub phone: String,
    pub email: String,
    pub address: String,
    pub category: String,
    pub joined_on: String,
    /// `ar`, `fr` or `en`; empty: the association's.
    pub locale: String,
    /// `body` for a legal person, whose names are the family names; else a natural one.
    pub kind: String,
    pub nationality: String,
    pub profession: String,
    /// Beyond `phone`, one per line.
    pub other_phones: String,
    /// Beyond `email`, one per line.
    pub other_emails: String,
    /// Official code of the commune of the address.
    pub commune: String,
    /// Who acts for a body.
    pub representative: String,
    /// A number of the board's choice, where the association numbers freely; else the next one.
    pub own_number: String,
    /// Fields of the association's own, by their ids; those that are absent stay as they are.
    pub fields: BTreeMap<Uuid, String>,
}

/// Query of `POST …/members/import`: the body is the file. With `dry_run=true` (the default)
/// nothing is written.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ImportOptions {
    #[serde(default = "yes")]
    pub dry_run: bool,
}

fn yes() -> bool {
    true
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ImportColumn {
    pub header: String,
    /// A field of [`AddMember`], or `full_ar`, `full_fr`; absent: not taken.
    pub field: Option<String>,
    pub example: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ImportError {
    /// The line in the file as an editor counts it, the header being line 1.
    pub line: u64,
    pub column: String,
    pub value: String,
    /// A field error's code.
    pub code: String,
    #[serde(default)]
    pub params: BTreeMap<String, String>,
}

/// `GET …/summary`: the figures of the association's home, each for those who may see what it counts; a
/// seat limited to a part gets none that speak of the whole.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Summary {
    pub year: i32,
    /// The year of dues as people write it.
    #[serde(default)]
    pub period: String,
    pub members: Option<i64>,
    pub paid_members: Option<i64>,
    /// Centimes, as a string of dirhams.
    pub fee: Option<kernel::Money>,
    pub collected: Option<kernel::Money>,
    pub next_assembly: Option<crate::assemblies::AssemblyLine>,
    /// An assembly was planned at any time.
    #[serde(default)]
    pub has_assembly: bool,
    /// Applications that wait, for those who decide on them.
    #[serde(default)]
    pub applications: i64,
    /// Minors for whom nobody acts, for those who can change it.
    #[serde(default)]
    pub minors_alone: i64,
    /// Changes that members propose and that wait for those who decide on them.
    #[serde(default)]
    pub proposals: i64,
}
