//! Tables outside the workspaces: accounts, hubs, the queue of mails. No content of an association
//! is in any of them.

use crate::constraint::to_error;
use crate::engine::Transaction;
use kernel::Result;
use sea_orm::*;

/// Declares that an entity's table is outside the workspaces.
pub trait GlobalTable: EntityTrait {}

/// Whichever key is hit. (sea-orm's own shorthand speaks of the primary key only.)
pub(crate) fn any_conflict() -> sea_query::OnConflict {
    sea_query::OnConflict::new().do_nothing().to_owned()
}

/// The global tables of a service, in the transaction of a workspace.
pub struct Global<'a>(pub(crate) &'a Transaction);

impl Global<'_> {
    pub async fn all<E: GlobalTable>(&self, select: Select<E>) -> Result<Vec<E::Model>> {
        select.all(self.0).await.map_err(to_error)
    }

    pub async fn one<E: GlobalTable>(&self, select: Select<E>) -> Result<Option<E::Model>> {
        select.one(self.0).await.map_err(to_error)
    }

    pub async fn rows<E: GlobalTable, R: FromQueryResult + Send + Sync>(&self, select: Select<E>) -> Result<Vec<R>> {
        select.into_model::<R>().all(self.0).await.map_err(to_error)
    }

    pub async fn insert<A>(&self, row: A) -> Result<<A::Entity as EntityTrait>::Model>
    where
        A: ActiveModelTrait + ActiveModelBehavior + Send,
        A::Entity: GlobalTable,
        <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
    {
        row.insert(self.0).await.map_err(to_error)
    }

    /// Inserts many rows with few statements.
    pub async fn insert_many<A>(&self, mut rows: Vec<A>) -> Result<()>
    where
        A: ActiveModelTrait + Send,
        A::Entity: GlobalTable,
    {
        let columns = <A::Entity as EntityTrait>::Column::iter().count().max(1);
        while !rows.is_empty() {
            let rest = rows.split_off(rows.len().min(30_000 / columns));
            A::Entity::insert_many(rows).exec_without_returning(self.0).await.map_err(to_error)?;
            rows = rest;
        }
        Ok(())
    }

    /// Inserts what no unique key holds yet. Gives the number of new rows.
    pub async fn insert_new<A>(&self, rows: Vec<A>) -> Result<u64>
    where
        A: ActiveModelTrait + Send,
        A::Entity: GlobalTable,
    {
        if rows.is_empty() {
            return Ok(0);
        }
        A::Entity::insert_many(rows).on_conflict(any_conflict()).try_insert().exec_without_returning(self.0).await.map_err(to_error).map(
            |done| match done {
                TryInsertResult::Inserted(count) => count,
                TryInsertResult::Empty | TryInsertResult::Conflicted => 0,
            },
        )
    }

    pub async fn update<A>(&self, row: A) -> Result<<A::Entity as EntityTrait>::Model>
    where
        A: ActiveModelTrait + ActiveModelBehavior + Send,
        A::Entity: GlobalTable,
        <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
    {
        row.update(self.0).await.map_err(to_error)
    }

    pub async fn update_many<E: GlobalTable>(&self, update: UpdateMany<E>) -> Result<u64> {
        update.exec(self.0).await.map_err(to_error).map(|done| done.rows_affected)
    }

    pub async fn delete<E: GlobalTable>(&self, delete: DeleteMany<E>) -> Result<u64> {
        delete.exec(self.0).await.map_err(to_error).map(|done| done.rows_affected)
    }

    /// Locks the rows against other writers until commit. SQLite has one writer at a time anyway.
    pub async fn lock<E: GlobalTable>(&self, select: Select<E>) -> Result<Vec<E::Model>> {
        match self.0.get_database_backend() {
            DbBackend::Postgres => self.all(select.lock_exclusive()).await,
            _ => self.all(select).await,
        }
    }

    /// The rows stay as they are until commit; others may hold them the same way.
    pub async fn hold<E: GlobalTable>(&self, select: Select<E>) -> Result<Vec<E::Model>> {
        match self.0.get_database_backend() {
            DbBackend::Postgres => self.all(select.lock_shared()).await,
            _ => self.all(select).await,
        }
    }

    /// As [`Self::lock`], leaving out rows that others have locked: how workers share a queue.
    pub async fn claim<E: GlobalTable>(&self, select: Select<E>) -> Result<Vec<E::Model>> {
        match self.0.get_database_backend() {
            DbBackend::Postgres => {
                self.all(select.lock_with_behavior(sea_query::LockType::Update, sea_query::LockBehavior::SkipLocked)).await
            }
            _ => self.all(select).await,
        }
    }
}
