//! The bus between processes: one Redis stream, one consumer group per service. Key names stand
//! in the crate's head.

use crate::Consumer;
use contracts::events::Envelope;
use database::Db;
use kernel::{AssociationId, Error, Result};
use redis::aio::{ConnectionManager, ConnectionManagerConfig};
use redis::streams::{StreamAutoClaimOptions, StreamAutoClaimReply, StreamId, StreamRangeReply, StreamReadOptions, StreamReadReply};
use redis::{AsyncCommands, Client, RedisError};
use std::time::Duration;

const STREAM: &str = "nassij:events";
/// Events read at a time.
const COUNT: usize = 50;
/// How long a read waits for events, in milliseconds.
const BLOCK: usize = 2000;
/// An event that a consumer took and left for so long (milliseconds) goes to another.
const ABANDONED: usize = 60_000;

#[derive(Clone)]
pub struct RedisBus {
    client: Client,
    commands: ConnectionManager,
}

impl RedisBus {
    pub async fn open(url: &str) -> Result<Self> {
        let client = Client::open(url).map_err(Error::unavailable)?;
        let commands = client.get_connection_manager_with_config(timeouts(Duration::from_secs(3))).await.map_err(Error::unavailable)?;
        Ok(Self { client, commands })
    }

    pub async fn is_ready(&self) -> bool {
        self.commands.clone().ping::<String>().await.is_ok()
    }

    pub(crate) async fn append(&self, envelopes: &[Envelope]) -> Result<()> {
        let mut pipe = redis::pipe();
        for envelope in envelopes {
            let json = serde_json::to_string(envelope).map_err(Error::internal)?;
            pipe.xadd(STREAM, "*", &[("envelope", json)]).ignore();
        }
        pipe.query_async(&mut self.commands.clone()).await.map_err(Error::unavailable)
    }

    /// If Redis has forgotten us (flushed, or a new one), publishes again all that the outbox keeps.
    pub async fn remember(&self, db: &Db) -> Result<()> {
        let key = format!("nassij:epoch:{}", db.service());
        let mut commands = self.commands.clone();
        let known: Option<String> = commands.get(&key).await.map_err(Error::unavailable)?;
        if known.is_none() {
            // first put back, then mark: a crash in between only repeats
            let again = db.publish_again().await?;
            if again > 0 {
                tracing::warn!(service = db.service(), events = again, "the bus had lost its memory; publishing again");
            }
            let now = db.clock().now().to_rfc3339();
            commands.set::<_, _, ()>(&key, now).await.map_err(Error::unavailable)?;
        }
        Ok(())
    }

    /// Drops what is older than every outbox keeps.
    pub async fn trim(&self, db: &Db) -> Result<()> {
        let oldest = (db.clock().now() - database::outbox::KEPT).timestamp_millis();
        let mut command = redis::cmd("XTRIM");
        command.arg(STREAM).arg("MINID").arg("~").arg(oldest);
        command.query_async::<i64>(&mut self.commands.clone()).await.map_err(Error::unavailable).map(drop)
    }

    /// Removes an erased association's events from the stream; not those by which the others learn
    /// that it is to be erased.
    pub(crate) async fn forget(&self, association: AssociationId) -> Result<()> {
        let (mut commands, mut start) = (self.commands.clone(), "-".to_owned());
        loop {
            let page: StreamRangeReply = commands.xrange_count(STREAM, &start, "+", COUNT * 10).await.map_err(Error::unavailable)?;
            let Some(last) = page.ids.last() else { return Ok(()) };
            start = format!("({}", last.id);
            let theirs = |entry: &&StreamId| {
                let envelope = entry.get::<String>("envelope").and_then(|json| serde_json::from_str::<Envelope>(&json).ok());
                envelope.is_some_and(|envelope| envelope.association == association && !database::erase::is_about_erasure(&envelope))
            };
            let ids: Vec<&str> = page.ids.iter().filter(theirs).map(|entry| entry.id.as_str()).collect();
            if !ids.is_empty() {
                commands.xdel::<_, _, ()>(STREAM, &ids).await.map_err(Error::unavailable)?;
            }
        }
    }

    /// Receives for one service, until the caller drops it. `name` tells this process from others
    /// that host the same service.
    pub async fn receive(&self, consumer: &Consumer, name: &str) -> Result<()> {
        // a blocking read stalls whatever else would use its connection
        let wait = Duration::from_millis(BLOCK as u64 + 3000);
        let mut reader = self.client.get_connection_manager_with_config(timeouts(wait)).await.map_err(Error::unavailable)?;
        let group = consumer.db.service();
        self.ensure_group(group).await?;
        let options = StreamReadOptions::default().group(group, name).count(COUNT);
        // first what this name took in an earlier life
        self.handle_reply(consumer, reader.xread_options(&[STREAM], &["0"], &options).await.map_err(Error::unavailable)?).await?;
        let options = options.block(BLOCK);
        loop {
            let reply: Option<StreamReadReply> = reader.xread_options(&[STREAM], &[">"], &options).await.map_err(Error::unavailable)?;
            let idle = reply.is_none();
            self.handle_reply(consumer, reply).await?;
            if idle {
                self.adopt(consumer, name).await?;
            }
        }
    }

    async fn ensure_group(&self, group: &str) -> Result<()> {
        let made: Result<(), RedisError> = self.commands.clone().xgroup_create_mkstream(STREAM, group, "0").await;
        match made {
            Err(error) if error.code() != Some("BUSYGROUP") => Err(Error::unavailable(error)),
            _ => Ok(()),
        }
    }

    /// Takes over what another consumer of the group left behind.
    async fn adopt(&self, consumer: &Consumer, name: &str) -> Result<()> {
        let options = StreamAutoClaimOptions::default().count(COUNT);
        let reply: StreamAutoClaimReply = self
            .commands
            .clone()
            .xautoclaim_options(STREAM, consumer.db.service(), name, ABANDONED, "0-0", options)
            .await
            .map_err(Error::unavailable)?;
        self.handle_all(consumer, &reply.claimed).await
    }

    async fn handle_reply(&self, consumer: &Consumer, reply: Option<StreamReadReply>) -> Result<()> {
        for key in reply.into_iter().flat_map(|reply| reply.keys) {
            self.handle_all(consumer, &key.ids).await?;
        }
        Ok(())
    }

    async fn handle_all(&self, consumer: &Consumer, entries: &[StreamId]) -> Result<()> {
        let mut heard = Vec::with_capacity(entries.len());
        for entry in entries {
            let json: Option<String> = entry.get("envelope");
            match json.as_deref().map(serde_json::from_str::<Envelope>) {
                Some(Ok(envelope)) if consumer.listens(&envelope) => heard.push(envelope),
                Some(Ok(_)) => {}
                // a newer version's event, or not ours at all: nothing we could do later either
                unreadable => tracing::error!(entry = entry.id, ?unreadable, "unreadable entry on the bus"),
            }
        }
        consumer.handle_all(&heard).await?;
        let ids: Vec<&str> = entries.iter().map(|entry| entry.id.as_str()).collect();
        if ids.is_empty() {
            return Ok(());
        }
        self.commands.clone().xack::<_, _, _, ()>(STREAM, consumer.db.service(), &ids).await.map_err(Error::unavailable)
    }
}

fn timeouts(response: Duration) -> ConnectionManagerConfig {
    ConnectionManagerConfig::new()
        .set_response_timeout(Some(response))
        .set_connection_timeout(Some(Duration::from_secs(2)))
        .set_number_of_retries(3)
}
