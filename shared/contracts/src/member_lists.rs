//! Lists of members that are kept, taken away, and acted on as a whole.

use crate::member_fields::Field;
use crate::members::FindMembers;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The columns of a file of members, in their order.
pub const COLUMNS: [&str; 23] = [
    "number",
    "given_ar",
    "family_ar",
    "given_fr",
    "family_fr",
    "kind",
    "status",
    "category",
    "sex",
    "born_on",
    "age",
    "joined_on",
    "dues",
    "phone",
    "other_phones",
    "email",
    "other_emails",
    "address",
    "commune",
    "profession",
    "nationality",
    "family",
    "guardians",
];

/// `GET …/member-list`: what a list of members can be narrowed to and show. Categories
/// are asked apart: they are counted.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct ListChoices {
    /// Of a seat limited to a group, that one.
    pub groups: Vec<GroupName>,
    pub fields: Vec<Field>,
    /// The caller's own and the shared ones.
    pub saved: Vec<SavedFilter>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct GroupName {
    pub id: Uuid,
    pub name_ar: String,
    pub name_fr: String,
}

/// `GET …/members/export`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ExportList {
    #[serde(flatten)]
    pub filter: FindMembers,
    /// `csv`, `xlsx` or `vcf`.
    pub format: String,
    /// Codes of [`COLUMNS`] and names of own fields (`field-<id>`), separated by commas; empty: all.
    pub columns: String,
}

/// `GET …/members/labels` and `GET …/members/cards`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct PrintList {
    #[serde(flatten)]
    pub filter: FindMembers,
}

/// `GET …/member-filters`: the shared ones and the asker's own, by name.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SavedFilter {
    pub id: Uuid,
    pub name: String,
    /// As in the address of the list.
    pub query: String,
    /// Seen by all who see members.
    pub shared: bool,
    /// The asker's.
    pub yours: bool,
}

/// `POST …/member-filters`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SaveFilter {
    pub name: String,
    pub query: String,
    /// `yes` or empty.
    pub shared: String,
}

/// `GET …/members/acts` says what an act on all members of a list would do, `POST` does it.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ActOnMembers {
    #[serde(flatten)]
    pub filter: FindMembers,
    /// A code of [`ActOnMembers::ACTS`].
    pub act: String,
    /// The category's name (empty: none from now on), the tag, the group's id or the status' code.
    pub value: String,
    /// Of a status.
    pub since: String,
    pub reason: String,
    /// [`ActChecked::mark`] of what was checked: needed to do it.
    pub mark: String,
}

impl ActOnMembers {
    pub const ACTS: [&str; 6] = ["category", "tag", "untag", "group", "ungroup", "status"];
}

/// What an act does, or did.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct ActChecked {
    /// Members in the list.
    pub found: i64,
    /// Those whom the act changes.
    pub changed: i64,
    /// The others, by the reason why (`act-left-<reason>`).
    pub left_out: BTreeMap<String, i64>,
    /// The first of those whom it changes.
    pub sample: Vec<ActMember>,
    /// Differs as soon as the act would do something else.
    pub mark: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ActMember {
    pub id: Uuid,
    pub code: String,
    pub name_ar: Option<String>,
    pub name_fr: Option<String>,
}
