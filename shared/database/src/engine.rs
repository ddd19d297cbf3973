//! One transaction on either engine, as sea-orm's `ConnectionTrait`.
//!
//! sea-orm's own transaction always sends a bare `BEGIN`. Ours sends `BEGIN; SET LOCAL …` as one
//! message (one round trip instead of two) and `BEGIN IMMEDIATE` on SQLite, where a deferred
//! transaction that reads and then writes fails at once when another writer is active.

use kernel::AssociationId;
use sea_orm::{ConnectionTrait, DbBackend, DbErr, ExecResult, QueryResult, RuntimeErr, Statement, Values};
use sea_query_sqlx::SqlxValues;
use sqlx::{AssertSqlSafe, Executor};
use tokio::sync::{Mutex, OwnedMutexGuard};

pub(crate) enum Transaction {
    Postgres(Mutex<sqlx::Transaction<'static, sqlx::Postgres>>),
    /// The guard is our place in the queue of writers: SQLite has one at a time, and waiting in
    /// memory is fairer and cheaper than polling the file's lock.
    Sqlite(Mutex<sqlx::Transaction<'static, sqlx::Sqlite>>, Option<OwnedMutexGuard<()>>),
}

impl Transaction {
    /// What row-level security is to let through from here on.
    pub async fn enter(&self, association: AssociationId) -> Result<(), DbErr> {
        match self {
            // a UUID is hex and dashes: safe to inline
            Self::Postgres(_) => self.execute_unprepared(&format!("SET LOCAL app.association = '{association}'")).await.map(drop),
            Self::Sqlite(..) => Ok(()),
        }
    }

    pub async fn commit(self) -> Result<(), DbErr> {
        match self {
            Self::Postgres(tx) => tx.into_inner().commit().await,
            Self::Sqlite(tx, _guard) => tx.into_inner().commit().await,
        }
        .map_err(execution_error)
    }
}

fn execution_error(error: sqlx::Error) -> DbErr {
    DbErr::Exec(RuntimeErr::SqlxError(error.into()))
}

pub(crate) fn connection_error(error: sqlx::Error) -> DbErr {
    DbErr::Conn(RuntimeErr::SqlxError(error.into()))
}

fn values(statement: &Statement) -> SqlxValues {
    SqlxValues(statement.values.clone().unwrap_or_else(|| Values(Vec::new())))
}

/// Runs the same sqlx call on whichever engine the transaction is of. The SQL was built by
/// sea-query with its values bound apart, or is a constant of this crate: safe to run as it is.
macro_rules! on_engine {
    ($self:ident, $statement:expr, $call:ident) => {
        match $self {
            Transaction::Postgres(tx) => sqlx::query_with(AssertSqlSafe($statement.sql.as_str()), values($statement))
                .$call(&mut **tx.lock().await)
                .await
                .map(Into::into),
            Transaction::Sqlite(tx, _) => sqlx::query_with(AssertSqlSafe($statement.sql.as_str()), values($statement))
                .$call(&mut **tx.lock().await)
                .await
                .map(Into::into),
        }
    };
}

#[async_trait::async_trait]
impl ConnectionTrait for Transaction {
    fn get_database_backend(&self) -> DbBackend {
        match self {
            Self::Postgres(_) => DbBackend::Postgres,
            Self::Sqlite(..) => DbBackend::Sqlite,
        }
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        on_engine!(self, &statement, execute).map_err(execution_error)
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        let sql = AssertSqlSafe(sql.to_owned());
        match self {
            Self::Postgres(tx) => (&mut **tx.lock().await).execute(sql).await.map(Into::into),
            Self::Sqlite(tx, _) => (&mut **tx.lock().await).execute(sql).await.map(Into::into),
        }
        .map_err(execution_error)
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        match on_engine!(self, &statement, fetch_one) {
            Ok(row) => Ok(Some(row)),
            Err(sqlx::Error::RowNotFound) => Ok(None),
            Err(error) => Err(DbErr::Query(RuntimeErr::SqlxError(error.into()))),
        }
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        let rows: Result<Vec<QueryResult>, sqlx::Error> = match self {
            Self::Postgres(tx) => sqlx::query_with(AssertSqlSafe(statement.sql.as_str()), values(&statement))
                .fetch_all(&mut **tx.lock().await)
                .await
                .map(|rows| rows.into_iter().map(Into::into).collect()),
            Self::Sqlite(tx, _) => sqlx::query_with(AssertSqlSafe(statement.sql.as_str()), values(&statement))
                .fetch_all(&mut **tx.lock().await)
                .await
                .map(|rows| rows.into_iter().map(Into::into).collect()),
        };
        rows.map_err(|error| DbErr::Query(RuntimeErr::SqlxError(error.into())))
    }
}
