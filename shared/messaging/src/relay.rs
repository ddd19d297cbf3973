//! Carrying a service's events from its outbox to the bus.

use crate::{Bus, Consumer};
use chrono::Duration;
use contracts::events::Envelope;
use database::Db;
use futures_util::future::try_join_all;
use kernel::Result;

/// Events taken at a time.
const BATCH: u64 = 100;
/// How long a relay may hold a batch before another one takes it.
const LEASE: Duration = Duration::seconds(30);

/// Carries one batch. True when there was something to carry.
pub async fn carry(db: &Db, bus: &Bus) -> Result<bool> {
    let envelopes = db.claim_events(BATCH, LEASE).await?;
    if envelopes.is_empty() {
        return Ok(false);
    }
    match bus {
        Bus::Redis(redis) => redis.append(&envelopes).await?,
        Bus::Memory(consumers) => {
            let handled = consumers.get().into_iter().flatten().map(|consumer| hand_over(consumer, &envelopes));
            try_join_all(handled).await?;
        }
    }
    let ids: Vec<_> = envelopes.iter().map(|envelope| envelope.id).collect();
    db.mark_published(&ids).await?;
    metrics::counter!("nassij_events_published_total", "service" => db.service()).increment(envelopes.len() as u64);
    Ok(true)
}

async fn hand_over(consumer: &Consumer, envelopes: &[Envelope]) -> Result<()> {
    let heard: Vec<Envelope> = envelopes.iter().filter(|envelope| consumer.listens(envelope)).cloned().collect();
    consumer.handle_all(&heard).await
}

/// Tries failed events again whose pause is over. True when there were any.
pub async fn try_again(consumer: &Consumer) -> Result<bool> {
    let due = consumer.db.due_again().await?;
    for envelope in &due {
        consumer.handle_again(envelope).await?;
    }
    Ok(!due.is_empty())
}
