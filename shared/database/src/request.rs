//! Repeated requests: the first one's reply is kept in the transaction of its effect and given
//! again to every repetition, so that a second click, tab or retry does nothing twice.

use kernel::{Error, Kind, Result};
use sea_orm::entity::prelude::*;

/// A request that carries an idempotency key.
#[derive(Clone, Debug)]
pub struct Repeat {
    /// Made of account, route and key: the same request of the same person.
    pub id: Uuid,
    /// Digest of the input: a key used again for something else is refused.
    pub fingerprint: String,
}

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "request")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub fingerprint: String,
    pub reply: Option<String>,
    pub created_at: DateTimeUtc,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
crate::tenant!(Entity, Column);

/// How `Workspace::first_time` says that it is not: an error whose `reply` the web crate sends.
pub(crate) fn replay(reply: String) -> Error {
    Error::new(Kind::Replayed, "replayed").with("reply", reply)
}

pub(crate) fn check(first: &Model, repeat: &Repeat) -> Result<String> {
    if first.fingerprint != repeat.fingerprint {
        return Err(Error::invalid("idempotency-key-reused"));
    }
    Ok(first.reply.clone().unwrap_or_else(|| "{}".into()))
}
