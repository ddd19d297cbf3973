//! The service's side of the event plumbing: what it has to tell (outbox), what it has heard
//! (inbox), what it could not digest (dead letters). The carrying is the messaging crate's.

use crate::GlobalTable;
use crate::constraint::to_error;
use crate::db::Db;
use crate::engine::Transaction;
use crate::global::any_conflict;
use crate::workspace::{Origin, Workspace};
use chrono::{DateTime, Duration, Utc};
use contracts::events::Envelope;
use kernel::{AssociationId, Error, Result};
use sea_orm::sea_query::Expr;
use sea_orm::*;
use std::collections::HashSet;
use uuid::Uuid;

pub mod event {
    use sea_orm::entity::prelude::*;
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "outbox")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub association_id: Uuid,
        pub envelope: String,
        pub created_at: DateTimeUtc,
        /// A relay that took the row has until then to carry it.
        pub claimed_until: Option<DateTimeUtc>,
        pub published_at: Option<DateTimeUtc>,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod seen {
    use sea_orm::entity::prelude::*;
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "inbox")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub created_at: DateTimeUtc,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod dead {
    use sea_orm::entity::prelude::*;
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "dead_letter")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub association_id: Uuid,
        pub envelope: String,
        pub attempts: i32,
        pub error: String,
        /// Absent: given up, until an operator replays it.
        pub next_attempt_at: Option<DateTimeUtc>,
        pub created_at: DateTimeUtc,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

impl GlobalTable for event::Entity {}
impl GlobalTable for seen::Entity {}
impl GlobalTable for dead::Entity {}

pub use dead::Model as DeadLetter;

/// After this many failures an event waits for an operator.
const MAX_ATTEMPTS: i32 = 8;
/// How long a carried event stays in the outbox, should the bus lose its memory.
pub const KEPT: Duration = Duration::days(7);

/// Rows per statement.
const SLICE: usize = 1000;

/// 2, 4, 8 … seconds, and up to a quarter more so that a batch does not come back as one.
fn backoff(attempts: i32, id: Uuid) -> Duration {
    Duration::milliseconds((1000 + i64::from(id.as_bytes()[15])) << attempts)
}

pub(crate) async fn write(tx: &Transaction, envelopes: &[Envelope]) -> Result<()> {
    for slice in envelopes.chunks(SLICE) {
        let row = |envelope: &Envelope| {
            Ok(event::ActiveModel {
                id: Set(envelope.id),
                association_id: Set(envelope.association.0),
                envelope: Set(serde_json::to_string(envelope).map_err(Error::internal)?),
                created_at: Set(envelope.at),
                claimed_until: Set(None),
                published_at: Set(None),
            })
        };
        let rows = slice.iter().map(row).collect::<Result<Vec<_>>>()?;
        event::Entity::insert_many(rows).exec_without_returning(tx).await.map_err(to_error)?;
    }
    Ok(())
}

pub(crate) async fn receive(tx: &Transaction, ids: &[Uuid], now: DateTime<Utc>) -> Result<HashSet<Uuid>> {
    let mut new = HashSet::with_capacity(ids.len());
    for slice in ids.chunks(SLICE) {
        let rows = slice.iter().map(|id| seen::ActiveModel { id: Set(*id), created_at: Set(now) });
        let noted = seen::Entity::insert_many(rows).on_conflict(any_conflict()).exec_with_returning_keys(tx).await;
        match noted {
            Ok(keys) => new.extend(keys),
            Err(DbErr::RecordNotInserted) => {}
            Err(error) => return Err(to_error(error)),
        }
    }
    Ok(new)
}

impl Db {
    /// The service's global tables, for its own plumbing.
    async fn plumbing(&self) -> Result<Workspace> {
        self.write(AssociationId::PLATFORM, Origin::platform("plumbing"), None).await
    }

    /// Takes the oldest events that nobody has carried yet. Another relay leaves them alone for
    /// `lease`. Unpublished rows are sought, never "those after the last": transactions commit out
    /// of the order of their ids.
    pub async fn claim_events(&self, limit: u64, lease: Duration) -> Result<Vec<Envelope>> {
        let ws = self.plumbing().await?;
        let free = Condition::any().add(event::Column::ClaimedUntil.is_null()).add(event::Column::ClaimedUntil.lt(ws.now()));
        let oldest =
            event::Entity::find().filter(event::Column::PublishedAt.is_null()).filter(free).order_by_asc(event::Column::Id).limit(limit);
        let rows = ws.global().claim(oldest).await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let claim = event::Entity::update_many()
            .col_expr(event::Column::ClaimedUntil, Expr::val(ws.now() + lease))
            .filter(event::Column::Id.is_in(rows.iter().map(|row| row.id)));
        ws.global().update_many(claim).await?;
        let envelopes = rows.iter().map(|row| serde_json::from_str(&row.envelope).map_err(Error::internal)).collect::<Result<_>>()?;
        ws.commit(envelopes).await
    }

    /// Voids the claims of a relay that is gone for certain: this process is the only one.
    pub async fn release_claims(&self) -> Result<()> {
        let ws = self.plumbing().await?;
        let free = event::Entity::update_many()
            .col_expr(event::Column::ClaimedUntil, Expr::val(Option::<DateTime<Utc>>::None))
            .filter(event::Column::PublishedAt.is_null());
        ws.global().update_many(free).await?;
        ws.commit(()).await
    }

    pub async fn mark_published(&self, ids: &[Uuid]) -> Result<()> {
        let ws = self.plumbing().await?;
        let published = event::Entity::update_many()
            .col_expr(event::Column::PublishedAt, Expr::val(ws.now()))
            .filter(event::Column::Id.is_in(ids.iter().copied()));
        ws.global().update_many(published).await?;
        ws.commit(()).await
    }

    /// Puts back everything still kept: the bus has lost its memory. Inboxes make the repetition
    /// harmless.
    pub async fn publish_again(&self) -> Result<u64> {
        let ws = self.plumbing().await?;
        let none = Expr::val(Option::<DateTime<Utc>>::None);
        let again = event::Entity::update_many()
            .col_expr(event::Column::PublishedAt, none.clone())
            .col_expr(event::Column::ClaimedUntil, none)
            .filter(event::Column::PublishedAt.is_not_null());
        let count = ws.global().update_many(again).await?;
        ws.commit(count).await
    }

    /// Forgets carried and seen events that are too old to come back.
    pub async fn forget_old_events(&self) -> Result<()> {
        let ws = self.plumbing().await?;
        let old = ws.now() - KEPT;
        ws.global().delete(event::Entity::delete_many().filter(event::Column::PublishedAt.lt(old))).await?;
        ws.global().delete(seen::Entity::delete_many().filter(seen::Column::CreatedAt.lt(old - KEPT))).await?;
        ws.commit(()).await
    }

    /// Events that wait to be carried.
    pub async fn events_waiting(&self) -> Result<usize> {
        let ws = self.read(AssociationId::PLATFORM, Origin::platform("plumbing")).await?;
        Ok(ws.global().all(event::Entity::find().filter(event::Column::PublishedAt.is_null())).await?.len())
    }

    /// Notes a failed reaction: to be tried again after a while, or given up.
    pub async fn bury(&self, envelope: &Envelope, error: &Error) -> Result<()> {
        let ws = self.plumbing().await?;
        let old = ws.global().one(dead::Entity::find_by_id(envelope.id)).await?;
        let attempts = old.as_ref().map_or(1, |old| old.attempts + 1);
        let next_attempt_at = (attempts < MAX_ATTEMPTS).then(|| ws.now() + backoff(attempts, envelope.id));
        let text = format!("{error}: {:?}", error.cause().map(ToString::to_string));
        let row = dead::ActiveModel {
            id: Set(envelope.id),
            association_id: Set(envelope.association.0),
            envelope: Set(serde_json::to_string(envelope).map_err(Error::internal)?),
            attempts: Set(attempts),
            error: Set(text),
            next_attempt_at: Set(next_attempt_at),
            created_at: Set(old.as_ref().map_or(ws.now(), |old| old.created_at)),
        };
        match old {
            Some(_) => drop(ws.global().update(row).await?),
            None => drop(ws.global().insert(row).await?),
        }
        ws.commit(()).await
    }

    /// Failed events whose time to be tried again has come.
    pub async fn due_again(&self) -> Result<Vec<Envelope>> {
        let ws = self.plumbing().await?;
        let due = dead::Entity::find().filter(dead::Column::NextAttemptAt.lte(ws.now())).order_by_asc(dead::Column::Id).limit(50);
        let rows = ws.global().all(due).await?;
        rows.iter().map(|row| serde_json::from_str(&row.envelope).map_err(Error::internal)).collect()
    }

    /// An association's events that this service has sent and still keeps, with who listens, and how
    /// many of them wait to be carried.
    pub async fn sent_events(&self, association: AssociationId) -> Result<(Vec<(Uuid, &'static [&'static str])>, usize)> {
        let ws = self.read(AssociationId::PLATFORM, Origin::platform("plumbing")).await?;
        let (mut sent, mut waiting, mut after) = (Vec::new(), 0, Uuid::nil());
        loop {
            let page = event::Entity::find().filter(event::Column::AssociationId.eq(association.0)).filter(event::Column::Id.gt(after));
            let page = ws.global().all(page.order_by_asc(event::Column::Id).limit(500)).await?;
            let Some(last) = page.last() else { return Ok((sent, waiting)) };
            after = last.id;
            waiting += page.iter().filter(|row| row.published_at.is_none()).count();
            for row in &page {
                let envelope: Envelope = serde_json::from_str(&row.envelope).map_err(Error::internal)?;
                sent.push((row.id, envelope.event.listeners()));
            }
        }
    }

    /// How many of these events this service has not handled yet.
    pub async fn unhandled(&self, events: &[Uuid]) -> Result<usize> {
        let ws = self.read(AssociationId::PLATFORM, Origin::platform("plumbing")).await?;
        let mut handled = 0;
        for slice in events.chunks(5000) {
            let seen = seen::Entity::find().filter(seen::Column::Id.is_in(slice.iter().copied()));
            handled += ws.global().all(seen).await?.len();
        }
        Ok(events.len() - handled)
    }

    pub async fn dead_letters(&self) -> Result<Vec<DeadLetter>> {
        let ws = self.read(AssociationId::PLATFORM, Origin::platform("plumbing")).await?;
        ws.global().all(dead::Entity::find().order_by_asc(dead::Column::Id)).await
    }

    /// An operator's wish: try it again at once. False when there is no such letter.
    pub async fn replay_dead_letter(&self, id: Uuid) -> Result<bool> {
        let ws = self.plumbing().await?;
        let now = dead::Entity::update_many()
            .col_expr(dead::Column::NextAttemptAt, Expr::val(ws.now()))
            .col_expr(dead::Column::Attempts, Expr::val(0))
            .filter(dead::Column::Id.eq(id));
        let found = ws.global().update_many(now).await? > 0;
        ws.commit(found).await
    }
}

impl Workspace {
    /// A failed event has been handled after all.
    pub async fn unbury(&self, event: Uuid) -> Result<()> {
        dead::Entity::delete_by_id(event).exec(self.transaction()).await.map_err(to_error).map(drop)
    }
}
