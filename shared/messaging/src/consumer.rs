//! One service's receiving end.

use contracts::events::Envelope;
use database::{Db, Origin, Workspace};
use futures_util::future::BoxFuture;
use kernel::{Error, Result};
use std::sync::Arc;

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

    /// Handles the event once, however often it comes. A failed reaction is noted and does not
    /// hold up the events behind it.
    ///
    /// # Errors
    /// Only when the failure itself could not be noted: the event must come again.
    pub async fn handle(&self, envelope: &Envelope) -> Result<()> {
        self.attempt(envelope, false).await
    }

    /// As [`Self::handle`], for an event that was noted as failed.
    pub(crate) async fn handle_again(&self, envelope: &Envelope) -> Result<()> {
        self.attempt(envelope, true).await
    }

    async fn attempt(&self, envelope: &Envelope, again: bool) -> Result<()> {
        let (consumer, event) = (self.clone(), envelope.clone());
        // in a task of its own, so that a panic in a reaction is a failure like any other
        let handled = tokio::spawn(async move { consumer.handle_once(&event, again).await }).await;
        let error = match handled {
            Ok(Ok(())) => return Ok(()),
            Ok(Err(error)) => error,
            Err(panic) => Error::internal(panic),
        };
        metrics::counter!("nassij_event_failures_total", "service" => self.db.service()).increment(1);
        tracing::warn!(service = self.db.service(), event = %envelope.id, request_id = envelope.request, %error,
            cause = ?error.cause().map(ToString::to_string), "reaction failed");
        self.db.bury(envelope, &error).await
    }

    async fn handle_once(&self, envelope: &Envelope, again: bool) -> Result<()> {
        let ws = self.db.write(envelope.association, Origin::platform(&envelope.request), None).await?;
        if ws.receive(envelope.id).await? {
            (self.react)(&ws, envelope).await?;
        }
        if again {
            ws.unbury(envelope.id).await?;
        }
        ws.commit(()).await
    }
}
