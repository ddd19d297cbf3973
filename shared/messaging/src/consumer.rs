//! One service's receiving end.

use contracts::events::Envelope;
use database::{Db, Origin, Workspace};
use futures_util::future::BoxFuture;
use kernel::{Error, Result};
use std::collections::HashSet;
use std::sync::Arc;

/// Events handled in one transaction, at most.
const TOGETHER: usize = 100;

/// What a service does about an event, in the workspace of its envelope.
pub type Reaction = Arc<dyn for<'a> Fn(&'a Workspace, &'a Envelope) -> BoxFuture<'a, Result<()>> + Send + Sync>;

#[derive(Clone)]
pub struct Consumer {
    pub db: Db,
    pub react: Reaction,
}

impl Consumer {
    pub fn listens(&self, envelope: &Envelope) -> bool {
        envelope.event.listeners().contains(&self.db.service())
    }

    /// Handles each event once, however often it comes. A failed reaction is noted and does not
    /// hold up the others.
    ///
    /// Events of different associations are handled in one transaction: a hundred commits are what
    /// takes time when very many associations are made. Two of the same association never are, so
    /// that what one transaction has locked of an association is what one reaction needs.
    ///
    /// # Errors
    /// Only when the failure itself could not be noted: the events must come again.
    pub async fn handle_all(&self, envelopes: &[Envelope]) -> Result<()> {
        let mut rest = envelopes;
        while !rest.is_empty() {
            let mut met = HashSet::new();
            let different = rest.iter().take(TOGETHER).take_while(|envelope| met.insert(envelope.association)).count();
            let (together, after) = rest.split_at(different);
            rest = after;
            if together.len() == 1 || self.attempt(together, false).await.is_err() {
                // whichever it was that failed, it fails alone
                for envelope in together {
                    self.handle(envelope, false).await?;
                }
            }
        }
        Ok(())
    }

    /// As [`Self::handle_all`], for an event that was noted as failed.
    pub(crate) async fn handle_again(&self, envelope: &Envelope) -> Result<()> {
        self.handle(envelope, true).await
    }

    async fn handle(&self, envelope: &Envelope, again: bool) -> Result<()> {
        let Err(error) = self.attempt(std::slice::from_ref(envelope), again).await else { return Ok(()) };
        metrics::counter!("nassij_event_failures_total", "service" => self.db.service()).increment(1);
        tracing::warn!(service = self.db.service(), event = %envelope.id, request_id = envelope.request, %error,
            cause = ?error.cause().map(ToString::to_string), "reaction failed");
        self.db.bury(envelope, &error).await
    }

    /// In a task of its own, so that a panic in a reaction is a failure like any other.
    async fn attempt(&self, envelopes: &[Envelope], again: bool) -> Result<()> {
        let (consumer, envelopes) = (self.clone(), envelopes.to_vec());
        tokio::spawn(async move { consumer.handle_once(&envelopes, again).await }).await.map_err(Error::internal)?
    }

    async fn handle_once(&self, envelopes: &[Envelope], again: bool) -> Result<()> {
        let Some(first) = envelopes.first() else { return Ok(()) };
        let mut ws = self.db.write(first.association, Origin::platform(&first.request), None).await?;
        let ids: Vec<_> = envelopes.iter().map(|envelope| envelope.id).collect();
        let new = ws.receive(&ids).await?;
        for envelope in envelopes {
            if new.contains(&envelope.id) {
                if ws.association() != envelope.association {
                    ws = ws.then_in(envelope.association, Origin::platform(&envelope.request)).await?;
                }
                // what still arrives for an erased association comes too late
                if !ws.is_erased().await? {
                    (self.react)(&ws, envelope).await?;
                }
            }
            if again {
                ws.unbury(envelope.id).await?;
            }
        }
        ws.commit(()).await
    }
}
