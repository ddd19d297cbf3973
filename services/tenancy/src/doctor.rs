//! What the operator's doctor asks of tenancy: does every audit log stand as it was written?

use crate::audit::verify;
use crate::entity::{association, audit_entry};
use contracts::audit::Verification;
use database::Origin;
use kernel::{AssociationId, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::VecDeque;
use uuid::Uuid;
use web::State;

/// Associations read at a time.
const SLICE: u64 = 500;

/// One log, calculated anew.
pub struct Log {
    pub association: AssociationId,
    /// Empty for the platform's own.
    pub slug: String,
    pub found: Verification,
}

/// All logs, in the order of the associations' ids, one at a time.
pub struct Logs<'a> {
    state: &'a State,
    /// The last association that was read; before the first one, the platform itself is due.
    last: Option<Uuid>,
    waiting: VecDeque<(Uuid, String)>,
}

impl<'a> Logs<'a> {
    pub fn new(state: &'a State) -> Self {
        Self { state, last: None, waiting: VecDeque::new() }
    }

    pub async fn next(&mut self) -> Result<Option<Log>> {
        let Some(last) = self.last else {
            self.last = Some(Uuid::nil());
            return self.verify(AssociationId::PLATFORM, String::new()).await.map(Some);
        };
        if self.waiting.is_empty() {
            let ws = self.state.db()?.read(AssociationId::PLATFORM, Origin::command("doctor")).await?;
            let select = association::Entity::find().filter(association::Column::Id.gt(last));
            let rows = ws.global().all(select.order_by_asc(association::Column::Id).limit(SLICE)).await?;
            self.waiting = rows.into_iter().map(|row| (row.id, row.slug)).collect();
        }
        let Some((id, slug)) = self.waiting.pop_front() else { return Ok(None) };
        self.last = Some(id);
        self.verify(AssociationId(id), slug).await.map(Some)
    }

    async fn verify(&self, association: AssociationId, slug: String) -> Result<Log> {
        let ws = self.state.db()?.read(association, Origin::command("doctor")).await?;
        Ok(Log { association, slug, found: verify::verify(&ws, None).await? })
    }
}

/// Whether the entry of this number still closes with this hash.
pub async fn stands(state: &State, association: AssociationId, number: i64, hash: &str) -> Result<bool> {
    let ws = state.db()?.read(association, Origin::command("doctor")).await?;
    let entry = audit_entry::Entity::find().filter(audit_entry::Column::Number.eq(number));
    Ok(ws.one(entry).await?.is_some_and(|entry| entry.hash == hash))
}
