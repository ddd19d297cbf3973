//! Erasing an association: every row that is keyed by it, in every table of a service.
//!
//! Nothing is erased without an order that has stood for the days of grace. On PostgreSQL the
//! application's role may remove no row of a ledger; `erase_rows` may, on the schema's owner's
//! authority, and looks at the order itself, by the database's own clock: neither a forgotten check
//! nor injected SQL can make it hurry. Tables keyed by `association` rather than `association_id`
//! are those that tell of the erasure and stay.

use crate::GlobalTable;
use crate::catalogue::{self, TableInfo};
use crate::constraint::to_error;
use crate::db::{Db, Engine};
use crate::migrate::Migration;
use crate::schema::{Step, global_table};
use crate::workspace::{Origin, Workspace};
use chrono::Duration;
use contracts::events::{Envelope, Event};
use kernel::{AssociationId, Error, Result};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, IntoActiveModel, QueryFilter, Value};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Days for which an association can be had back.
pub const GRACE: Duration = Duration::days(30);
/// A day less than the grace, so that clocks need not agree to the second.
const SHORTEST: Duration = Duration::days(29);
/// Where tenancy keeps the associations themselves.
const REGISTRY: &str = "association";
/// For so long what arrives late for an erased association is turned away.
const REMEMBERED: Duration = Duration::days(60);

pub mod order {
    use sea_orm::entity::prelude::*;
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "erasure_order")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub association: Uuid,
        pub ordered_at: DateTimeUtc,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod erased {
    use sea_orm::entity::prelude::*;
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "erased")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub association: Uuid,
        pub order_id: Uuid,
        /// Rows by table, as JSON.
        pub counts: String,
        pub erased_at: DateTimeUtc,
        /// Since then the bytes are gone as well, and tenancy has been told.
        pub answered_at: Option<DateTimeUtc>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

impl GlobalTable for order::Entity {}
impl GlobalTable for erased::Entity {}

pub use erased::Model as Erased;

pub(crate) const MIGRATION: Migration = Migration {
    name: "0000_erasure",
    steps: &[
        global_table("erasure_order", "id uuid primary key, association uuid not null, ordered_at timestamptz not null", &[]),
        global_table(
            "erased",
            "association uuid primary key, order_id uuid not null, counts text not null, erased_at timestamptz not null,
             answered_at timestamptz",
            &[],
        ),
        Step::Sql {
            postgres: "
revoke update on erasure_order from nassij_app;
-- what the function names must not be found in a schema of temporary tables first
do $$ begin execute format('set local search_path = %I, pg_temp', current_schema()); end $$;
create function ordered_now() returns trigger language plpgsql as $$
begin
  new.ordered_at := now();
  return new;
end $$;
create trigger ordered_now before insert on erasure_order for each row execute function ordered_now();
create function erase_rows(target text) returns bigint language plpgsql security definer set search_path from current as $$
declare
  mine uuid := nullif(current_setting('app.association', true), '')::uuid;
  gone bigint;
begin
  if not exists (select 1 from erasure_order where association = mine and ordered_at <= now() - interval '29 days') then
    raise exception 'nassij:erasure-not-due';
  end if;
  if not exists (select 1 from pg_attribute a join pg_class c on c.oid = a.attrelid
                 where c.relnamespace = current_schema()::regnamespace and c.relname = target and a.attname = 'association_id') then
    raise exception 'nassij:erasure-not-due';
  end if;
  execute format('delete from %I.%I where association_id = $1', current_schema(), target) using mine;
  get diagnostics gone = row_count;
  return gone;
end $$;
revoke execute on function erase_rows(text) from public;
grant execute on function erase_rows(text) to nassij_app;
",
            sqlite: "select 1",
        },
    ],
};

impl Workspace {
    /// Notes the order to erase this association. It can be carried out after [`GRACE`].
    pub async fn order_erasure(&self, order: Uuid) -> Result<()> {
        let row = order::ActiveModel { id: Set(order), association: Set(self.association().0), ordered_at: Set(self.now()) };
        self.global().insert_new(vec![row]).await.map(drop)
    }

    pub async fn withdraw_erasure(&self, order: Uuid) -> Result<()> {
        let of_here = order::Entity::delete_many().filter(order::Column::Id.eq(order));
        self.global().delete(of_here.filter(order::Column::Association.eq(self.association().0))).await.map(drop)
    }

    /// Whether this association was erased: what still arrives for it comes too late.
    pub async fn is_erased(&self) -> Result<bool> {
        Ok(self.global().one(erased::Entity::find_by_id(self.association().0)).await?.is_some())
    }

    /// An association that was erased here once may come back.
    pub async fn forget_erasure(&self) -> Result<()> {
        self.global().delete(erased::Entity::delete_many().filter(erased::Column::Association.eq(self.association().0))).await.map(drop)
    }

    /// Removes every row keyed by this association, and notes how many there were.
    ///
    /// # Errors
    /// `erasure-not-due` without an order, or before its time.
    pub async fn erase(&self, order: Uuid) -> Result<()> {
        let mine = order::Entity::find_by_id(order).filter(order::Column::Association.eq(self.association().0));
        let found = self.global().one(mine).await?;
        let mut tables = catalogue::read(self.transaction()).await?;
        tables.reverse();
        // the association itself, to which the others point
        let registry = tables.iter().find(|table| table.name == REGISTRY).map(|table| table.name.clone());
        tables.retain(TableInfo::is_owned);
        let mut counts: BTreeMap<String, i64> = BTreeMap::new();
        if self.transaction().get_database_backend() == DbBackend::Postgres {
            for table in tables {
                let statement = self.statement("select erase_rows($1) as gone".into(), vec![table.name.clone().into()]);
                let row = self.transaction().query_one_raw(statement).await.map_err(to_error)?;
                let gone = row.map(|row| row.try_get("", "gone")).transpose().map_err(Error::internal)?;
                counts.insert(table.name, gone.unwrap_or_default());
            }
        } else {
            if found.is_none_or(|order| order.ordered_at + SHORTEST > self.now()) {
                return Err(Error::conflict("erasure-not-due"));
            }
            let triggers = self.lift_triggers().await?;
            for table in tables {
                let sql = format!("delete from \"{}\" where association_id = $1", table.name);
                let done = self.transaction().execute_raw(self.statement(sql, vec![self.association().0.into()])).await;
                counts.insert(table.name, i64::try_from(done.map_err(to_error)?.rows_affected()).unwrap_or(i64::MAX));
            }
            for trigger in triggers {
                self.transaction().execute_unprepared(&trigger).await.map_err(to_error)?;
            }
        }
        if let Some(registry) = registry {
            let sql = format!("delete from \"{registry}\" where id = $1");
            let done = self.transaction().execute_raw(self.statement(sql, vec![self.association().0.into()])).await.map_err(to_error)?;
            counts.insert(registry, i64::try_from(done.rows_affected()).unwrap_or(i64::MAX));
        }
        let row = erased::ActiveModel {
            association: Set(self.association().0),
            order_id: Set(order),
            counts: Set(serde_json::to_string(&counts).map_err(Error::internal)?),
            erased_at: Set(self.now()),
            answered_at: Set(None),
        };
        self.global().insert_new(vec![row]).await?;
        self.withdraw_erasure(order).await
    }

    /// SQLite has no privileges, so triggers keep its ledgers; they are gone until the end of this
    /// transaction, which no other one sees. Gives the statements that make them again.
    async fn lift_triggers(&self) -> Result<Vec<String>> {
        let triggers = self.statement("select name, sql from sqlite_schema where type = 'trigger'".into(), Vec::<Value>::new());
        let mut made_by = Vec::new();
        for row in self.transaction().query_all_raw(triggers).await.map_err(to_error)? {
            let (name, sql): (String, String) =
                (row.try_get("", "name").map_err(Error::internal)?, row.try_get("", "sql").map_err(Error::internal)?);
            self.transaction().execute_unprepared(&format!("drop trigger \"{name}\"")).await.map_err(to_error)?;
            made_by.push(sql);
        }
        Ok(made_by)
    }
}

impl Db {
    async fn own(&self) -> Result<Workspace> {
        self.write(AssociationId::PLATFORM, Origin::platform("erasure"), None).await
    }

    /// What was erased here and has not been answered for.
    pub async fn erased_unanswered(&self) -> Result<Vec<Erased>> {
        let ws = self.read(AssociationId::PLATFORM, Origin::platform("erasure")).await?;
        ws.global().all(erased::Entity::find().filter(erased::Column::AnsweredAt.is_null())).await
    }

    /// Deleted rows leave their bytes in a SQLite file and its log until both are written anew.
    /// PostgreSQL does the like by itself (autovacuum).
    pub async fn leave_no_bytes(&self) -> Result<()> {
        let Engine::Sqlite { pool, writer } = &self.engine else { return Ok(()) };
        let _turn = writer.lock().await;
        for sql in ["vacuum", "pragma wal_checkpoint(truncate)"] {
            sqlx::query(sql).execute(pool).await.map_err(Error::unavailable)?;
        }
        Ok(())
    }

    /// Tells tenancy that an association is gone from here.
    pub async fn answer_erasure(&self, erased: Erased) -> Result<()> {
        let ws = self.own().await?;
        let counts = serde_json::from_str(&erased.counts).map_err(Error::internal)?;
        ws.emit(Event::Erased { order: erased.order_id, service: self.service().to_owned(), counts }).await?;
        let mut answered = erased.into_active_model();
        answered.answered_at = Set(Some(ws.now()));
        ws.global().update(answered).await?;
        ws.commit(()).await
    }

    /// Forgets erasures whose last late event has long been turned away.
    pub async fn forget_old_erasures(&self) -> Result<()> {
        let ws = self.own().await?;
        ws.global().delete(erased::Entity::delete_many().filter(erased::Column::AnsweredAt.lt(ws.now() - REMEMBERED))).await?;
        ws.commit(()).await
    }
}

/// Whether an event has no content of its association: it must not be swept away with the rest.
pub fn is_about_erasure(envelope: &Envelope) -> bool {
    matches!(
        envelope.event,
        Event::ErasureOrdered { .. }
            | Event::ErasureWithdrawn { .. }
            | Event::ErasureDue { .. }
            | Event::ErasureOfRegistry { .. }
            | Event::Erased { .. }
    )
}
