//! Carrying a service's events from its outbox to the bus.

use crate::{Bus, Consumer};
use chrono::Duration;
use database::Db;
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
            for envelope in &envelopes {
                for consumer in consumers.get().into_iter().flatten().filter(|consumer| consumer.listens(envelope)) {
                    consumer.handle(envelope).await?;
                }
            }
        }
    }
    let ids: Vec<_> = envelopes.iter().map(|envelope| envelope.id).collect();
    db.mark_published(&ids).await?;
    metrics::counter!("nassij_events_published_total", "service" => db.service()).increment(envelopes.len() as u64);
    Ok(true)
}

/// Tries failed events again whose pause is over. True when there were any.
pub async fn try_again(consumer: &Consumer) -> Result<bool> {
    let due = consumer.db.due_again().await?;
    for envelope in &due {
        consumer.handle_again(envelope).await?;
    }
    Ok(!due.is_empty())
}
