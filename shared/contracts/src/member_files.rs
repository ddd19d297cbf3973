//! Files kept of a member: certificates, signed forms.

use crate::registry::FileInfo;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// `GET /api/v1/associations/{association}/members/{id}/files`, newest first.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct MemberFile {
    pub id: Uuid,
    /// What it is.
    pub label: String,
    pub file: FileInfo,
}

/// Query of `POST …/members/{id}/files`: the body is the file.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct KeepFile {
    pub id: Uuid,
    #[serde(default)]
    pub label: String,
    #[serde(default)]
    pub file_name: String,
}

/// `POST …/member-files/{id}/removal`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RemoveFile {
    pub id: Uuid,
    /// `yes`.
    pub sure: String,
}
