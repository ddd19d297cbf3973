//! Outbox to bus to inbox: nothing lost, nothing twice.
//!
//! A relay takes events from a service's outbox and gives them to the bus; each listening service
//! notes the event in its inbox, reacts and commits, in one transaction. The bus may repeat, the
//! inbox forgets nothing: effects happen exactly once. What fails is tried again with growing
//! pauses and then waits for an operator among the dead letters.
//!
//! In one process the bus is a function call and the outbox itself is the durable part. Between
//! processes it is one Redis stream:
//!
//! | key | what |
//! |---|---|
//! | `nassij:events` | the stream; field `envelope` is the JSON; trimmed to the outbox's seven days |
//! | group `<service>` on it | what that service has still to handle |
//! | `nassij:epoch:<service>` | present as long as Redis remembers; when it is gone the service publishes again all that its outbox keeps |

mod consumer;
mod redis_bus;
mod relay;

pub use consumer::{Consumer, Reaction};
pub use redis_bus::RedisBus;
pub use relay::{carry, try_again};

use kernel::{AssociationId, Result};
use std::sync::{Arc, OnceLock};

/// How events travel.
#[derive(Clone)]
pub enum Bus {
    /// To the consumers of this process. Set once all of them are built.
    Memory(Arc<OnceLock<Vec<Consumer>>>),
    Redis(RedisBus),
}

impl Bus {
    pub fn memory() -> Self {
        Self::Memory(Arc::default())
    }

    /// Removes what the bus still holds of an association's content.
    pub async fn forget(&self, association: AssociationId) -> Result<()> {
        match self {
            Self::Memory(_) => Ok(()),
            Self::Redis(redis) => redis.forget(association).await,
        }
    }

    /// Gives a memory bus its consumers.
    pub fn connect(&self, consumers: Vec<Consumer>) {
        if let Self::Memory(cell) = self {
            let _ = cell.set(consumers);
        }
    }
}
