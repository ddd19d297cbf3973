//! The only way to an association's rows.

use crate::constraint::to_error;
use crate::engine::Transaction;
use crate::global::{Global, any_conflict};
use crate::request::{self, Repeat};
use crate::{outbox, series};
use chrono::{DateTime, NaiveDate, Utc};
use contracts::events::{Audited, Envelope, Event};
use kernel::id::{named_id, new_id};
use kernel::{Actor, AssociationId, Error, Result, Role, Via, Whence};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::*;
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::Notify;
use uuid::Uuid;

/// Parameters of a statement are limited.
const LOCKED_AT_A_TIME: usize = 1_000;

/// A table whose rows belong to exactly one association each. Declared with `database::tenant!`.
pub trait Tenant: EntityTrait {
    const ASSOCIATION: Self::Column;
    const ID: Self::Column;
}

/// By whom and why a workspace was opened: what the audit log and the logs say.
#[derive(Clone, Debug)]
pub struct Origin {
    pub account: Option<Uuid>,
    pub who: String,
    pub role: Role,
    pub request: String,
    pub whence: Whence,
}

impl Origin {
    pub fn actor(actor: &Actor, request: &str) -> Self {
        let consent = actor.consent.map(|consent| format!("consent {consent}"));
        let whence = Whence { authority: consent.unwrap_or_else(|| actor.whence.authority.clone()), ..actor.whence.clone() };
        Self { account: actor.account, who: actor.name.clone(), role: actor.role(), request: request.into(), whence }
    }

    /// The platform acting by itself: a reaction, a scheduled task.
    pub fn platform(request: &str) -> Self {
        Self { account: None, who: "nassij".into(), role: Role::Service, request: request.into(), whence: Whence::default() }
    }

    /// An operator's command.
    pub fn command(name: &str) -> Self {
        Self { whence: Whence { via: Via::Command, ..Whence::default() }, ..Self::platform(name) }
    }
}

/// One transaction in one association's rows.
///
/// It takes ordinary sea-orm selects, inserts, updates and deletes of entities that implement
/// [`Tenant`] and adds `association_id = …` last, at execution, so that nothing a caller builds can
/// widen it. Dropping it without `commit` undoes everything.
#[must_use = "dropping a workspace undoes what was written in it"]
pub struct Workspace {
    association: AssociationId,
    tx: Transaction,
    now: DateTime<Utc>,
    origin: Origin,
    committed: Arc<Notify>,
    emitted: AtomicBool,
    repeat: Option<Repeat>,
}

impl Workspace {
    pub(crate) fn new(
        association: AssociationId,
        tx: Transaction,
        now: DateTime<Utc>,
        origin: Origin,
        committed: Arc<Notify>,
        repeat: Option<Repeat>,
    ) -> Self {
        Self { association, tx, now, origin, committed, emitted: AtomicBool::new(false), repeat }
    }

    pub fn association(&self) -> AssociationId {
        self.association
    }
    /// The time of the transaction's beginning.
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }
    /// Today's date in Morocco.
    pub fn today(&self) -> NaiveDate {
        self.now.with_timezone(&kernel::clock::CASABLANCA).date_naive()
    }
    pub fn origin(&self) -> &Origin {
        &self.origin
    }
    /// The service's tables outside the workspaces, in the same transaction.
    pub fn global(&self) -> Global<'_> {
        Global(&self.tx)
    }
    pub(crate) fn transaction(&self) -> &Transaction {
        &self.tx
    }

    pub async fn all<E: Tenant>(&self, select: Select<E>) -> Result<Vec<E::Model>> {
        select.filter(self.mine::<E>()).all(&self.tx).await.map_err(to_error)
    }

    pub async fn one<E: Tenant>(&self, select: Select<E>) -> Result<Option<E::Model>> {
        select.filter(self.mine::<E>()).one(&self.tx).await.map_err(to_error)
    }

    /// The row with this id. Another association's id is as unknown as a made-up one.
    ///
    /// # Errors
    /// Not found.
    pub async fn get<E: Tenant>(&self, id: Uuid) -> Result<E::Model> {
        self.one(E::find().filter(E::ID.eq(id))).await?.ok_or_else(Error::not_found)
    }

    /// As [`Self::get`], and no other transaction changes the row before this one ends.
    pub async fn lock<E: Tenant>(&self, id: Uuid) -> Result<E::Model> {
        let select = E::find().filter(E::ID.eq(id));
        let select = if self.is_postgres() { select.lock_exclusive() } else { select };
        self.one(select).await?.ok_or_else(Error::not_found)
    }

    /// As [`Self::lock`], for many: in the order of their ids whoever locks them, so that of two who lock the
    /// same ones none waits for the other for ever. Ids that are not there are left out.
    pub async fn lock_all<E: Tenant>(&self, ids: impl IntoIterator<Item = Uuid> + Send) -> Result<Vec<E::Model>> {
        let ids = Vec::from_iter(ids.into_iter().collect::<BTreeSet<Uuid>>());
        let mut rows = Vec::with_capacity(ids.len());
        for slice in ids.chunks(LOCKED_AT_A_TIME) {
            let select = E::find().filter(E::ID.is_in(slice.iter().copied())).order_by_asc(E::ID);
            rows.extend(self.all(if self.is_postgres() { select.lock_exclusive() } else { select }).await?);
        }
        Ok(rows)
    }

    /// As [`Self::get`], and the row stays as it is until this transaction ends; others may hold it
    /// the same way.
    pub async fn hold<E: Tenant>(&self, id: Uuid) -> Result<E::Model> {
        let select = E::find().filter(E::ID.eq(id));
        let select = if self.is_postgres() { select.lock_shared() } else { select };
        self.one(select).await?.ok_or_else(Error::not_found)
    }

    pub async fn count<E: Tenant>(&self, select: Select<E>) -> Result<i64>
    where
        E::Model: Sync,
    {
        let count = select.filter(self.mine::<E>()).count(&self.tx).await.map_err(to_error)?;
        i64::try_from(count).map_err(Error::internal)
    }

    /// Rows of another shape: sums and groups.
    pub async fn rows<E: Tenant, R: FromQueryResult + Send + Sync>(&self, select: Select<E>) -> Result<Vec<R>> {
        select.filter(self.mine::<E>()).into_model::<R>().all(&self.tx).await.map_err(to_error)
    }

    /// Inserts one row; its association is the workspace's whatever the row says.
    pub async fn insert<A>(&self, mut row: A) -> Result<<A::Entity as EntityTrait>::Model>
    where
        A: ActiveModelTrait + ActiveModelBehavior + Send,
        A::Entity: Tenant,
        <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
    {
        row.set(A::Entity::ASSOCIATION, self.association.0.into());
        row.insert(&self.tx).await.map_err(to_error)
    }

    /// Inserts many rows with few statements. Parameters are limited (PostgreSQL: 65,535 a
    /// statement, SQLite: 32,766), so large lists go in slices.
    pub async fn insert_many<A>(&self, rows: Vec<A>) -> Result<()>
    where
        A: ActiveModelTrait + Send,
        A::Entity: Tenant,
    {
        let columns = <A::Entity as EntityTrait>::Column::iter().count().max(1);
        let mut rows = rows;
        while !rows.is_empty() {
            let rest = rows.split_off(rows.len().min(30_000 / columns));
            for row in &mut rows {
                row.set(A::Entity::ASSOCIATION, self.association.0.into());
            }
            A::Entity::insert_many(rows).exec_without_returning(&self.tx).await.map_err(to_error)?;
            rows = rest;
        }
        Ok(())
    }

    /// Inserts the row, or does nothing when one of its keys is taken. True when it was inserted.
    pub async fn insert_new<A>(&self, mut row: A) -> Result<bool>
    where
        A: ActiveModelTrait + Send,
        A::Entity: Tenant,
    {
        row.set(A::Entity::ASSOCIATION, self.association.0.into());
        let done =
            A::Entity::insert(row).on_conflict(any_conflict()).try_insert().exec_without_returning(&self.tx).await.map_err(to_error)?;
        Ok(matches!(done, TryInsertResult::Inserted(count) if count > 0))
    }

    /// Inserts the row, or on the conflict does what `on_conflict` says. Its target must begin with
    /// the association's column.
    pub async fn upsert<A>(&self, mut row: A, on_conflict: OnConflict) -> Result<()>
    where
        A: ActiveModelTrait + Send,
        A::Entity: Tenant,
    {
        row.set(A::Entity::ASSOCIATION, self.association.0.into());
        A::Entity::insert(row).on_conflict(on_conflict).exec_without_returning(&self.tx).await.map_err(to_error).map(drop)
    }

    pub async fn update<A>(&self, mut row: A) -> Result<<A::Entity as EntityTrait>::Model>
    where
        A: ActiveModelTrait + ActiveModelBehavior + Send,
        A::Entity: Tenant,
        <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
    {
        row.set(A::Entity::ASSOCIATION, self.association.0.into()); // first part of every primary key
        row.update(&self.tx).await.map_err(to_error)
    }

    /// Gives the number of rows changed.
    pub async fn update_many<E: Tenant>(&self, update: UpdateMany<E>) -> Result<u64> {
        update.filter(self.mine::<E>()).exec(&self.tx).await.map_err(to_error).map(|done| done.rows_affected)
    }

    /// Gives the number of rows removed.
    pub async fn delete<E: Tenant>(&self, delete: DeleteMany<E>) -> Result<u64> {
        delete.filter(self.mine::<E>()).exec(&self.tx).await.map_err(to_error).map(|done| done.rows_affected)
    }

    /// The next number of a series, from 1, without gaps: it is taken back if this transaction is.
    pub async fn next_number(&self, series: &str) -> Result<i64> {
        self.take_numbers(series, 1).await
    }

    /// Takes `count` consecutive numbers of a series and gives the first.
    pub async fn take_numbers(&self, series: &str, count: i64) -> Result<i64> {
        let row = series::ActiveModel {
            association_id: Set(self.association.0),
            id: Set(named_id(series)),
            name: Set(series.into()),
            last_number: Set(count),
        };
        let next = Expr::col((series::Entity, series::Column::LastNumber)).add(count);
        let on_conflict =
            OnConflict::columns([series::Column::AssociationId, series::Column::Id]).value(series::Column::LastNumber, next).to_owned();
        let last = series::Entity::insert(row).on_conflict(on_conflict).exec_with_returning(&self.tx).await.map_err(to_error)?.last_number;
        Ok(last - count + 1)
    }

    /// Announces a fact of this workspace. It leaves with the transaction, or not at all.
    pub async fn emit(&self, event: Event) -> Result<()> {
        self.emit_to(self.association, event).await
    }

    /// Announces a fact in another workspace: for tenancy, when it has just made one.
    pub async fn emit_to(&self, association: AssociationId, event: Event) -> Result<()> {
        self.emit_all(vec![(association, event)]).await
    }

    /// As [`Self::emit_to`], for very many with few statements.
    pub async fn emit_all(&self, events: Vec<(AssociationId, Event)>) -> Result<()> {
        let request = &self.origin.request;
        let envelope = |(association, event)| Envelope { id: new_id(), association, at: self.now, request: request.clone(), event };
        let envelopes: Vec<Envelope> = events.into_iter().map(envelope).collect();
        outbox::write(&self.tx, &envelopes).await?;
        self.emitted.fetch_or(!envelopes.is_empty(), Ordering::Relaxed);
        Ok(())
    }

    /// Tells the audit log what was done, to what, with what is worth knowing of it: of a change
    /// `before` and `after`. Personal data beyond a member's number goes under `personal` in the
    /// details, and nowhere else: readers who may not see it there do not.
    pub async fn audit(&self, action: &str, subject: impl Into<String> + Send, details: Value) -> Result<()> {
        self.audit_in(self.association, action, subject, details).await
    }

    /// As [`Self::audit`], in the log of another association: for tenancy, when it has just made one.
    pub async fn audit_in(
        &self,
        association: AssociationId,
        action: &str,
        subject: impl Into<String> + Send,
        details: Value,
    ) -> Result<()> {
        self.emit_to(association, self.audited(action, subject, details)).await
    }

    /// What [`Self::audit`] announces, for [`Self::emit_all`].
    pub fn audited(&self, action: &str, subject: impl Into<String>, details: Value) -> Event {
        let Origin { account, who, role, whence, .. } = self.origin.clone();
        Event::Audited(Audited { account, who, role, action: action.into(), subject: subject.into(), details, whence })
    }

    /// Makes it all true, and gives `reply` back. If the request can be repeated, the reply is kept
    /// with it.
    pub async fn commit<T: Serialize + Send>(self, reply: T) -> Result<T> {
        if let Some(repeat) = &self.repeat {
            let json = serde_json::to_string(&reply).map_err(Error::internal)?;
            let kept =
                request::Entity::update_many().col_expr(request::Column::Reply, Expr::val(json)).filter(request::Column::Id.eq(repeat.id));
            self.update_many(kept).await?;
        }
        self.tx.commit().await.map_err(to_error)?;
        if self.emitted.load(Ordering::Relaxed) {
            self.committed.notify_one();
        }
        Ok(reply)
    }

    /// Marks the request as seen, or fails with what it was answered the first time.
    pub(crate) async fn first_time(&self, repeat: &Repeat) -> Result<()> {
        let row = request::ActiveModel {
            association_id: Set(self.association.0),
            id: Set(repeat.id),
            fingerprint: Set(repeat.fingerprint.clone()),
            reply: Set(None),
            created_at: Set(self.now),
        };
        if self.insert_new(row).await? {
            return Ok(());
        }
        let first = self.get::<request::Entity>(repeat.id).await?;
        Err(request::replay(request::check(&first, repeat)?))
    }

    /// Notes that events were handled here, and gives those that had not been before.
    pub async fn receive(&self, events: &[Uuid]) -> Result<HashSet<Uuid>> {
        outbox::receive(&self.tx, events, self.now).await
    }

    /// The same transaction in another association: for reactions, many of which are one
    /// transaction. This workspace is over; there is never more than one in a transaction.
    ///
    /// # Errors
    /// Where a request is being answered: its workspace is the one that it proved its right to.
    pub async fn then_in(mut self, association: AssociationId, origin: Origin) -> Result<Self> {
        if self.repeat.is_some() || self.origin.role != Role::Service {
            return Err(Error::internal("only the platform goes from one workspace to the next"));
        }
        self.tx.enter(association).await.map_err(to_error)?;
        (self.association, self.origin) = (association, origin);
        Ok(self)
    }

    fn mine<E: Tenant>(&self) -> Expr {
        // built with this feature, the tests prove that row-level security alone still holds
        if cfg!(feature = "sabotage-filter") {
            return Expr::val(true);
        }
        Expr::col(E::ASSOCIATION.as_column_ref()).eq(self.association.0)
    }

    fn is_postgres(&self) -> bool {
        self.tx.get_database_backend() == DbBackend::Postgres
    }
}
