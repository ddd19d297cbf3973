//! What the databases say, as our errors. Names of constraints become field errors here and
//! nowhere else: a unique key `member_number_key` of table `member` speaks of field `number`.

use kernel::{Error, FieldError, Kind};
use sea_orm::{DbErr, RuntimeErr};
use sqlx::error::{DatabaseError, ErrorKind};
use std::collections::BTreeMap;

pub(crate) fn to_error(error: DbErr) -> Error {
    if matches!(error, DbErr::RecordNotUpdated | DbErr::RecordNotFound(_)) {
        return Error::not_found();
    }
    let (DbErr::Exec(RuntimeErr::SqlxError(cause))
    | DbErr::Query(RuntimeErr::SqlxError(cause))
    | DbErr::Conn(RuntimeErr::SqlxError(cause))) = &error
    else {
        return Error::internal(error);
    };
    match &**cause {
        sqlx::Error::Database(database) if is_busy(&**database) => Error::unavailable(error),
        sqlx::Error::Database(database) => from_database(&**database).unwrap_or_else(|| Error::internal(error)),
        sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_) => Error::unavailable(error),
        _ => Error::internal(error),
    }
}

/// SQLite's one writer is another process, and has been for seconds (`SQLITE_BUSY` and its kinds).
fn is_busy(error: &dyn DatabaseError) -> bool {
    matches!(error.code().as_deref(), Some("5" | "261" | "517"))
}

fn from_database(error: &dyn DatabaseError) -> Option<Error> {
    // our own triggers raise 'nassij:<code>'
    if let Some(at) = error.message().find("nassij:") {
        let code: String = error.message()[at + 7..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        return Some(Error::new(Kind::Conflict, code));
    }
    match error.kind() {
        // SQLite tells it as a trigger's when what others point to is removed (1811)
        _ if error.message().contains("FOREIGN KEY constraint failed") => Some(Error::invalid("unknown-reference")),
        ErrorKind::UniqueViolation => {
            let field = unique_field(error)?;
            let taken = FieldError { field, code: "taken".into(), params: BTreeMap::new() };
            Some(Error::conflict("already-exists").with_fields(vec![taken]))
        }
        ErrorKind::ForeignKeyViolation => Some(Error::invalid("unknown-reference")),
        _ => None,
    }
}

/// The last column of the key. PostgreSQL names the constraint, SQLite the columns.
fn unique_field(error: &dyn DatabaseError) -> Option<String> {
    if let (Some(constraint), Some(table)) = (error.constraint(), error.table()) {
        return Some(constraint.strip_prefix(table)?.strip_prefix('_')?.strip_suffix("_key")?.to_owned());
    }
    let columns = error.message().split_once("failed: ")?.1;
    Some(columns.split(", ").last()?.rsplit('.').next()?.to_owned())
}
