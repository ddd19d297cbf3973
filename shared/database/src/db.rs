//! A service's database: a file of its own on SQLite, a schema of its own on PostgreSQL.

use crate::engine::{Transaction, connection_error};
use crate::migrate::Migration;
use crate::request::Repeat;
use crate::workspace::{Origin, Workspace};
use crate::{APP_ROLE, constraint, migrate};
use kernel::{AssociationId, Clock, Error, Result};
use sqlx::AssertSqlSafe;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use std::fs::{DirBuilder, File, TryLockError};
use std::os::unix::fs::DirBuilderExt;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, Notify};

/// Where rows live.
#[derive(Clone, Debug)]
pub enum Settings {
    /// One file per service in this directory.
    /// `exclusive`: no second process that serves may have it; commands beside a running platform
    /// do without.
    Sqlite { directory: PathBuf, exclusive: bool },
    /// One schema per service. `owner_url` is the role that may change the schema; without it the
    /// schema must be up to date already.
    Postgres { url: String, owner_url: Option<String>, connections: u32 },
}

#[derive(Clone, Debug)]
pub enum Engine {
    Sqlite { pool: sqlx::SqlitePool, writer: Arc<Mutex<()>> },
    Postgres { pool: sqlx::PgPool },
}

/// What a transaction is for. On SQLite every reader has a snapshot.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Mode {
    Write,
    Read,
    Snapshot,
}

/// One service's database.
#[derive(Clone)]
pub struct Db {
    service: &'static str,
    pub(crate) engine: Engine,
    clock: Clock,
    /// Told at each commit that left something in the outbox.
    committed: Arc<Notify>,
    /// Keeps a second process off the same SQLite files for as long as this one lives.
    lock: Option<Arc<File>>,
}

impl Db {
    /// Connects, brings the schema up to date where that is ours to do, and refuses what would
    /// make row-level security void.
    ///
    /// # Errors
    /// `database-in-use` (another process has the SQLite data), `database-role-privileged`,
    /// `database-schema-outdated`, or unavailable.
    pub async fn open(settings: &Settings, service: &'static str, migrations: &[Migration], clock: Clock) -> Result<Self> {
        let (engine, lock) = match settings {
            Settings::Sqlite { directory, exclusive } => {
                // members' data is nobody else's on this machine
                DirBuilder::new().recursive(true).mode(0o700).create(directory).map_err(Error::internal)?;
                let lock = if *exclusive { Some(Arc::new(lock_directory(directory, service)?)) } else { None };
                (open_sqlite(directory, service).await?, lock)
            }
            Settings::Postgres { url, owner_url, connections } => {
                if let Some(owner_url) = owner_url {
                    migrate::postgres(owner_url, service, migrations).await?;
                }
                (open_postgres(url, service, *connections).await?, None)
            }
        };
        let db = Self { service, engine, clock, committed: Arc::new(Notify::new()), lock };
        match &db.engine {
            Engine::Sqlite { pool, .. } => migrate::sqlite(pool, migrations).await?,
            Engine::Postgres { pool } => {
                refuse_privileged_role(pool).await?;
                migrate::check_current(pool, service, migrations).await?;
            }
        }
        Ok(db)
    }

    pub fn service(&self) -> &'static str {
        self.service
    }

    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Wakes the relay when there is something to carry.
    pub fn committed(&self) -> &Notify {
        &self.committed
    }

    /// Closes the pool: after it no connection is left open, and another process may come.
    pub async fn close(&self) {
        if let Some(Err(error)) = self.lock.as_ref().map(|lock| lock.unlock()) {
            tracing::warn!(%error, "the lock of the data stays until this process ends");
        }
        match &self.engine {
            Engine::Sqlite { pool, .. } => pool.close().await,
            Engine::Postgres { pool } => pool.close().await,
        }
    }

    /// A workspace to write in. On SQLite it waits for its turn: there is one writer at a time.
    /// Handlers get theirs from `Access`, reactions from their envelope; see ARCHITECTURE.md.
    pub async fn write(&self, association: AssociationId, origin: Origin, repeat: Option<Repeat>) -> Result<Workspace> {
        let tx = self.begin(association, Mode::Write).await?;
        let workspace = Workspace::new(association, tx, self.clock.now(), origin, self.committed.clone(), repeat.clone());
        match repeat {
            Some(repeat) => workspace.first_time(&repeat).await.map(|()| workspace),
            None => Ok(workspace),
        }
    }

    /// A workspace that cannot write: PostgreSQL refuses it, and on SQLite it holds no lock.
    pub async fn read(&self, association: AssociationId, origin: Origin) -> Result<Workspace> {
        let tx = self.begin(association, Mode::Read).await?;
        Ok(Workspace::new(association, tx, self.clock.now(), origin, self.committed.clone(), None))
    }

    /// As [`Self::read`], and all that is read is as it was at the first query.
    pub async fn snapshot(&self, association: AssociationId, origin: Origin) -> Result<Workspace> {
        let tx = self.begin(association, Mode::Snapshot).await?;
        Ok(Workspace::new(association, tx, self.clock.now(), origin, self.committed.clone(), None))
    }

    /// The transaction begins in a task of its own: were the caller cancelled between sending
    /// BEGIN and reading its answer, sqlx would hand the connection, inside an open transaction,
    /// to the next borrower, whose acknowledged write would be lost (launchbadge/sqlx 4385).
    async fn begin(&self, association: AssociationId, mode: Mode) -> Result<Transaction> {
        let engine = self.engine.clone();
        let begun = tokio::spawn(async move { engine.begin(association, mode).await }).await;
        begun.map_err(Error::internal)?.map_err(|error| constraint::to_error(connection_error(error)))
    }

    /// True when a statement goes through.
    pub async fn is_ready(&self) -> bool {
        match &self.engine {
            Engine::Sqlite { pool, .. } => sqlx::query("select 1").execute(pool).await.is_ok(),
            Engine::Postgres { pool } => sqlx::query("select 1").execute(pool).await.is_ok(),
        }
    }
}

impl Engine {
    pub(crate) async fn begin(self, association: AssociationId, mode: Mode) -> Result<Transaction, sqlx::Error> {
        match self {
            Self::Postgres { pool } => {
                // a UUID is hex and dashes: safe to inline; SET LOCAL reaches the shards of a
                // distributed PostgreSQL as well, set_config() would not
                let mode = match mode {
                    Mode::Write => "",
                    Mode::Read => " READ ONLY",
                    Mode::Snapshot => " ISOLATION LEVEL REPEATABLE READ READ ONLY",
                };
                let begin = format!("BEGIN{mode}; SET LOCAL app.association = '{association}'");
                Ok(Transaction::Postgres(Mutex::new(pool.begin_with(AssertSqlSafe(begin)).await?)))
            }
            Self::Sqlite { pool, writer } if matches!(mode, Mode::Write) => {
                let turn = writer.lock_owned().await;
                Ok(Transaction::Sqlite(Mutex::new(pool.begin_with("BEGIN IMMEDIATE").await?), Some(turn)))
            }
            Self::Sqlite { pool, .. } => Ok(Transaction::Sqlite(Mutex::new(pool.begin_with("BEGIN DEFERRED").await?), None)),
        }
    }
}

fn lock_directory(directory: &std::path::Path, service: &str) -> Result<File> {
    let file = File::create(directory.join(format!("{service}.lock"))).map_err(Error::internal)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Error::conflict("database-in-use").with("directory", directory.display())),
        Err(TryLockError::Error(error)) => Err(Error::internal(error)),
    }
}

async fn open_sqlite(directory: &std::path::Path, service: &str) -> Result<Engine> {
    let options = SqliteConnectOptions::new()
        .filename(directory.join(format!("{service}.db")))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        // FULL: an acknowledged payment must survive a power cut
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        .pragma("cache_size", "-8000")
        .statement_cache_capacity(256);
    let pool =
        SqlitePoolOptions::new().max_connections(8).test_before_acquire(false).connect_with(options).await.map_err(Error::unavailable)?;
    Ok(Engine::Sqlite { pool, writer: Arc::new(Mutex::new(())) })
}

async fn open_postgres(url: &str, service: &str, connections: u32) -> Result<Engine> {
    let options = PgConnectOptions::from_str(url).map_err(Error::unavailable)?.application_name(&format!("nassij-{service}")).options([
        ("search_path", service),
        ("idle_in_transaction_session_timeout", "60000"),
        ("statement_timeout", "60000"),
    ]);
    let pool = PgPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(5))
        .test_before_acquire(false)
        .connect_with(options)
        .await
        .map_err(Error::unavailable)?;
    Ok(Engine::Postgres { pool })
}

/// Row-level security binds neither a superuser, nor a role with BYPASSRLS, nor (but for FORCE,
/// which it could take back) a table's owner.
async fn refuse_privileged_role(pool: &sqlx::PgPool) -> Result<()> {
    let (role, privileged): (String, bool) = sqlx::query_as(
        "select rolname::text, rolsuper or rolbypassrls or rolcreaterole
             or exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where n.nspname = current_schema() and c.relowner = pg_roles.oid)
         from pg_roles where rolname = current_user",
    )
    .fetch_one(pool)
    .await
    .map_err(Error::unavailable)?;
    if privileged {
        return Err(Error::conflict("database-role-privileged").with("role", role).with("wanted", APP_ROLE));
    }
    Ok(())
}
