//! Identifiers. Time-ordered UUIDs (version 7), always made by us and never by a database.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::Digest;
use std::fmt;
use uuid::Uuid;

/// The association whose workspace a row belongs to: the tenant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct AssociationId(pub Uuid);

impl AssociationId {
    /// Rows that belong to the platform itself, such as sign-in mails, live in the workspace of
    /// nobody: no route can name it, because no association has the nil id.
    pub const PLATFORM: Self = Self(Uuid::nil());
}

impl fmt::Display for AssociationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The one place that makes ids.
#[expect(clippy::disallowed_methods, reason = "this is the source the lint points to")]
pub fn new_id() -> Uuid {
    Uuid::now_v7()
}

/// The id that always stands for `name`: for rows that exist once per name and workspace, such as
/// a number series or a repeated request. (UUID version 8 over SHA-256.)
pub fn named_id(name: &str) -> Uuid {
    let hash = sha2::Sha256::digest(name.as_bytes());
    let bytes = std::array::from_fn(|i| hash[i]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}
