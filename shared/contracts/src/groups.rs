//! Groups and commissions, and what is noted of members.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// `GET /api/v1/associations/{association}/member-groups`; of a seat limited to a group, that one.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Group {
    pub id: Uuid,
    pub name_ar: String,
    pub name_fr: String,
    /// `group` or `commission`.
    pub kind: String,
    pub members: i64,
}

/// `POST /api/v1/associations/{association}/member-groups`. One of the names is enough.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct NewGroup {
    pub name_ar: String,
    pub name_fr: String,
    pub kind: String,
}

/// `POST /api/v1/associations/{association}/member-groups/{id}`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct EditGroup {
    pub id: Uuid,
    #[serde(flatten)]
    pub group: NewGroup,
}

/// `POST …/member-groups/{id}/members`, and `…/leaving`.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct GroupMember {
    pub id: Uuid,
    /// The member's id or number.
    pub member: String,
    /// `yes`: leads the group.
    pub leads: String,
}

/// A group that a member belongs to.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Belongs {
    pub group: Uuid,
    pub name_ar: String,
    pub name_fr: String,
    pub leads: bool,
}

/// `POST …/members/{id}/tags`: all tags, separated by commas.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SetTags {
    pub id: Uuid,
    pub tags: String,
}

/// `POST …/members/{id}/notes`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct NewNote {
    pub id: Uuid,
    pub text: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Note {
    pub text: String,
    pub written_by: String,
    pub written_at: DateTime<Utc>,
}
