//! The only crate that opens a database connection.
//!
//! A service reaches its rows through a [`Workspace`] and through nothing else. A workspace is one
//! transaction bound to one association; it does not implement sea-orm's `ConnectionTrait`, so a
//! query that forgets the association does not compile. What differs between SQLite and PostgreSQL
//! stays in `engine.rs`, `schema.rs` and `constraint.rs`.

mod catalogue;
mod constraint;
mod copy;
mod db;
mod engine;
pub mod erase;
mod files;
mod global;
pub mod migrate;
pub mod outbox;
mod request;
pub mod schema;
mod series;
mod workspace;

pub use catalogue::{ColumnInfo, ColumnKind, TableInfo};
pub use copy::{Copied, Filling};
pub use db::{Db, Engine, Settings};
pub use files::{FileFacts, NewFile, StoredFile};
pub use global::{Global, GlobalTable};
pub use migrate::Migration;
pub use outbox::DeadLetter;
pub use request::Repeat;
pub use workspace::{Origin, Tenant, Workspace};

/// The role as which the application connects to PostgreSQL: neither owner nor superuser nor
/// BYPASSRLS. Migrations grant it what it needs.
pub const APP_ROLE: &str = "nassij_app";

/// Declares that an entity's table is a tenant table: its rows belong to one association each.
#[macro_export]
macro_rules! tenant {
    ($entity:path, $column:path) => {
        impl $crate::Tenant for $entity {
            const ASSOCIATION: $column = <$column>::AssociationId;
            const ID: $column = <$column>::Id;
        }
    };
}
