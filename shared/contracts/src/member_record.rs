//! A member's whole record, and how it changes.

use crate::groups::{Belongs, Note};
use crate::member_fields::FieldValue;
use crate::members::{AddMember, Member, MemberStatus};
use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// `GET /api/v1/associations/{association}/members/{id}`: the member as lists show it, and the rest.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct MemberRecord {
    #[serde(flatten)]
    pub member: Member,
    #[serde(flatten)]
    pub more: MoreOfMember,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct MoreOfMember {
    pub given_ar: Option<String>,
    pub family_ar: Option<String>,
    pub given_fr: Option<String>,
    pub family_fr: Option<String>,
    pub nationality: Option<String>,
    pub profession: Option<String>,
    pub other_phones: Vec<String>,
    pub other_emails: Vec<String>,
    /// Official code of the commune of the address.
    pub commune: Option<String>,
    pub commune_ar: Option<String>,
    pub commune_fr: Option<String>,
    /// Who acts for a body.
    pub representative: Option<String>,
    /// Grows with every change; an edit names the one that it began with.
    pub version: i64,
    /// Newest first.
    pub statuses: Vec<StatusChange>,
    pub groups: Vec<Belongs>,
    pub tags: Vec<String>,
    /// Newest first.
    pub notes: Vec<Note>,
    /// Of the association's own, in their order; retired ones where something is in them.
    pub fields: Vec<FieldValue>,
    pub photo: Option<Photo>,
    /// Since when the member wants no mail but those that the law asks for (law 09-08, art. 9).
    #[serde(default)]
    pub objected_on: Option<NaiveDate>,
}

/// `POST …/members/{id}/objection`: no reminder and no news goes out by mail any more; convocations do.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct NoteObjection {
    pub id: Uuid,
    /// `yes`, or `no`: the member has withdrawn it.
    pub objected: String,
    /// The day on which the member said so; of a withdrawal it is not read.
    pub on: String,
}

/// A member's photo; the picture itself is at `…/members/{id}/photo`.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Photo {
    pub id: Uuid,
    /// When the member, or who acts for a minor, agreed to it.
    pub agreed_on: NaiveDate,
    pub noted_by: String,
    pub noted_at: DateTime<Utc>,
}

/// `POST …/members/{id}/photo`: JPEG, PNG or WebP as the body.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct UploadPhoto {
    pub id: Uuid,
    /// `yes`: the member, or who acts for a minor, agreed to it.
    pub agreed: String,
    pub agreed_on: String,
}

/// `POST …/members/{id}/photo/removal`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RemovePhoto {
    pub id: Uuid,
    /// [`Photo::id`]
    pub photo: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct StatusChange {
    pub status: MemberStatus,
    pub since: NaiveDate,
    pub reason: Option<String>,
    pub noted_by: String,
    pub noted_at: DateTime<Utc>,
}

/// `POST /api/v1/associations/{association}/members/{id}`: the record as it shall be, whole.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct EditMember {
    pub id: Uuid,
    /// [`MoreOfMember::version`] of the record that was edited.
    pub version: String,
    #[serde(flatten)]
    pub record: AddMember,
}

/// `POST /api/v1/associations/{association}/members/{id}/status`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SetStatus {
    pub id: Uuid,
    /// A code of [`MemberStatus`].
    pub status: String,
    /// Needed for a suspension and an exclusion.
    pub reason: String,
    pub since: String,
}
