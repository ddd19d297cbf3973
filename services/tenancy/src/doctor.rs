//! What the operator's doctor asks of tenancy: which associations are there, and does every audit log stand as it
//! was written?

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

/// All associations, in the order of their ids; first the platform itself, without a slug.
pub struct Associations<'a> {
    state: &'a State,
    /// The last one that was read; before the first one, the platform is due.
    last: Option<Uuid>,
    waiting: VecDeque<(Uuid, String)>,
}

impl<'a> Associations<'a> {
    pub fn new(state: &'a State) -> Self {
        Self { state, last: None, waiting: VecDeque::new() }
    }

    /// Id and slug.
    pub async fn next(&mut self) -> Result<Option<(AssociationId, String)>> {
        let Some(last) = self.last else {
            self.last = Some(Uuid::nil());
            return Ok(Some((AssociationId::PLATFORM, String::new())));
        };
        if self.waiting.is_empty() {
            let ws = self.state.db()?.read(AssociationId::PLATFORM, Origin::command("doctor")).await?;
            let select = association::Entity::find().filter(association::Column::Id.gt(last));
            let rows = ws.global().all(select.order_by_asc(association::Column::Id).limit(SLICE)).await?;
            self.waiting = rows.into_iter().map(|row| (row.id, row.slug)).collect();
        }
        let Some((id, slug)) = self.waiting.pop_front() else { return Ok(None) };
        self.last = Some(id);
        Ok(Some((AssociationId(id), slug)))
    }
}

/// An association's log, calculated anew.
pub async fn verify(state: &State, association: AssociationId) -> Result<Verification> {
    let ws = state.db()?.read(association, Origin::command("doctor")).await?;
    verify::verify(&ws, None).await
}

/// Whether the entry of this number still closes with this hash.
pub async fn stands(state: &State, association: AssociationId, number: i64, hash: &str) -> Result<bool> {
    let ws = state.db()?.read(association, Origin::command("doctor")).await?;
    let entry = audit_entry::Entity::find().filter(audit_entry::Column::Number.eq(number));
    Ok(ws.one(entry).await?.is_some_and(|entry| entry.hash == hash))
}
