//! Bringing a schema up to date: each migration once, in order, in a transaction.

use crate::APP_ROLE;
use crate::schema::{Key, Step, global_table, tenant_table};
use kernel::{Error, Result};
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use std::str::FromStr;

/// A named change of a service's schema. Once released it is never edited.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    pub name: &'static str,
    pub steps: &'static [Step],
}

/// What every service's schema has: its side of the event plumbing.
pub const COMMON: Migration = Migration {
    name: "0000_common",
    steps: &[
        global_table(
            "outbox",
            "id uuid primary key, association_id uuid not null, envelope text not null, created_at timestamptz not null,
             claimed_until timestamptz, published_at timestamptz",
            &[Key::IndexWhere(&["id"], "published_at is null")],
        ),
        global_table("inbox", "id uuid primary key, created_at timestamptz not null", &[Key::Index(&["created_at"])]),
        global_table(
            "dead_letter",
            "id uuid primary key, association_id uuid not null, envelope text not null, attempts integer not null,
             error text not null, next_attempt_at timestamptz, created_at timestamptz not null",
            &[],
        ),
        tenant_table("request", "fingerprint text not null, reply text, created_at timestamptz not null", &[]),
        tenant_table("number_series", "name text not null, last_number bigint not null", &[Key::Unique(&["name"])]),
    ],
};

/// The files that a service keeps for associations, and how much room they take.
pub const FILES: Migration = Migration {
    name: "0000_files",
    steps: &[
        tenant_table(
            "file",
            "name text not null, media text not null check (media in ('pdf', 'png', 'jpg', 'docx')), size bigint not null check (size > 0),
             sha256 text not null, bytes bytea not null, created_at timestamptz not null, created_by text not null",
            &[],
        ),
        tenant_table("storage", "used bigint not null check (used >= 0), most bigint not null check (most >= 0)", &[]),
    ],
};

fn all(migrations: &[Migration]) -> impl Iterator<Item = &Migration> {
    [&COMMON, &FILES, &crate::erase::MIGRATION].into_iter().chain(migrations)
}

const HISTORY: &str = "create table if not exists migration (name text primary key)";

pub(crate) async fn sqlite(pool: &sqlx::SqlitePool, migrations: &[Migration]) -> Result<()> {
    let mut tx = pool.begin_with("BEGIN IMMEDIATE").await.map_err(Error::unavailable)?;
    tx.execute(HISTORY).await.map_err(Error::internal)?;
    for migration in all(migrations) {
        let done: Option<i64> = sqlx::query_scalar("select 1 from migration where name = $1")
            .bind(migration.name)
            .fetch_optional(&mut *tx)
            .await
            .map_err(Error::internal)?;
        if done.is_none() {
            for step in migration.steps {
                tx.execute(AssertSqlSafe(step.sqlite())).await.map_err(|error| failed(migration.name, error))?;
            }
            sqlx::query("insert into migration (name) values ($1)")
                .bind(migration.name)
                .execute(&mut *tx)
                .await
                .map_err(Error::internal)?;
        }
    }
    tx.commit().await.map_err(Error::internal)
}

/// Runs as the schema's owner, under a lock that makes a second runner wait.
pub async fn postgres(owner_url: &str, service: &str, migrations: &[Migration]) -> Result<()> {
    let options = PgConnectOptions::from_str(owner_url).map_err(Error::unavailable)?.options([("search_path", service)]);
    let mut connection = PgConnection::connect_with(&options).await.map_err(Error::unavailable)?;
    let mut tx = connection.begin().await.map_err(Error::unavailable)?;
    // 'nassij' in ASCII: the lock's number only has to be ours
    tx.execute("select pg_advisory_xact_lock(121399203785066)").await.map_err(Error::internal)?;
    let schema = format!(
        "create schema if not exists {service}; grant usage on schema {service} to {APP_ROLE}; {HISTORY}; grant select on migration to {APP_ROLE}"
    );
    tx.execute(AssertSqlSafe(schema)).await.map_err(|error| failed("schema", error))?;
    for migration in all(migrations) {
        let done: Option<i32> = sqlx::query_scalar("select 1 from migration where name = $1")
            .bind(migration.name)
            .fetch_optional(&mut *tx)
            .await
            .map_err(Error::internal)?;
        if done.is_none() {
            for step in migration.steps {
                tx.execute(AssertSqlSafe(step.postgres())).await.map_err(|error| failed(migration.name, error))?;
            }
            sqlx::query("insert into migration (name) values ($1)")
                .bind(migration.name)
                .execute(&mut *tx)
                .await
                .map_err(Error::internal)?;
        }
    }
    tx.commit().await.map_err(Error::internal)
}

/// The application's role cannot migrate; it can see whether somebody has.
pub(crate) async fn check_current(pool: &sqlx::PgPool, service: &str, migrations: &[Migration]) -> Result<()> {
    let done: Vec<String> = sqlx::query_scalar("select name from migration").fetch_all(pool).await.unwrap_or_default();
    match all(migrations).find(|migration| !done.iter().any(|name| name == migration.name)) {
        None => Ok(()),
        Some(missing) => Err(Error::conflict("database-schema-outdated").with("service", service).with("migration", missing.name)),
    }
}

fn failed(name: &str, error: sqlx::Error) -> Error {
    Error::internal(format!("migration {name}: {error}"))
}
