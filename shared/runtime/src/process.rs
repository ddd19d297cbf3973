//! The services of one process, put together: databases, peers, bus, routers, loops.

use crate::config::Config;
use crate::module::{Module, Task};
use crate::workspaces;
use axum::Router;
use database::Db;
use futures_util::future::{BoxFuture, try_join_all};
use kernel::secret::Signer;
use kernel::{Clock, Error, Result};
use messaging::{Bus, Consumer, RedisBus};
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use web::{Hosted, Peer, Peers, Route, State};

/// A running set of services.
pub struct Process {
    services: Vec<Service>,
    bus: Bus,
    router: Router,
    name: String,
}

#[derive(Clone)]
struct Service {
    module: Module,
    state: State,
    /// Absent for the portal.
    consumer: Option<Consumer>,
}

/// The route table of all services, hosted here or not.
pub fn describe_routes(modules: &[Module]) -> Vec<Route> {
    modules.iter().flat_map(|module| workspaces::routes(module).list().to_vec()).collect()
}

impl Process {
    /// Puts the services in `hosted` together, out of `all`.
    pub async fn build(all: &[Module], hosted: &[&str], config: &Config, clock: Clock) -> Result<Self> {
        let (database, signer) = (config.database()?, Signer::new(&config.signing_key()?));
        let peers = connect_peers(all, hosted, config)?;
        let bus = match config.get("redis_url") {
            Some(url) => Bus::Redis(RedisBus::open(url).await?),
            None if all.iter().all(|module| hosted.contains(&module.name)) => Bus::memory(),
            None => {
                return Err(Error::invalid("configuration-wrong")
                    .with("setting", "redis_url")
                    .with("reason", "services in several processes need Redis"));
            }
        };
        let mut services = Vec::new();
        for module in all.iter().filter(|module| hosted.contains(&module.name)) {
            let db = match module.migrations {
                Some(migrations) => Some(Db::open(&database, module.name, migrations, clock.clone()).await?),
                None => None,
            };
            let state = State::new(Hosted {
                service: module.name,
                db: db.clone(),
                peers: peers.clone(),
                clock: clock.clone(),
                signer: signer.clone(),
                settings: config.public_settings(),
                routes: describe_routes(all),
            });
            services.push(Service { module: *module, consumer: db.map(|db| consumer(*module, db, &state)), state });
        }
        bus.connect(services.iter().filter_map(|service| service.consumer.clone()).collect());
        let router = route(&services, &peers)?;
        Ok(Self { services, bus, router, name: process_name(config) })
    }

    /// What the process answers to the outside: the portal if it hosts it, else its services.
    pub fn router(&self) -> Router {
        self.router.clone()
    }

    /// The state of a hosted service, for commands and tests.
    pub fn state(&self, service: &str) -> Result<&State> {
        self.services
            .iter()
            .map(|hosted| &hosted.state)
            .find(|state| state.service() == service)
            .ok_or_else(|| Error::internal(format!("{service} is not hosted here")))
    }

    /// The databases of the hosted services.
    pub fn databases(&self) -> impl Iterator<Item = &Db> {
        self.services.iter().filter_map(|service| service.consumer.as_ref()).map(|consumer| &consumer.db)
    }

    /// Every database and the bus answer.
    pub async fn is_ready(&self) -> bool {
        for db in self.databases() {
            if !db.is_ready().await {
                return false;
            }
        }
        match &self.bus {
            Bus::Memory(_) => true,
            Bus::Redis(redis) => redis.is_ready().await,
        }
    }

    /// One round of everything that runs by itself: relays, retries, tasks. True when anything was
    /// done. Tests call it until it is false; a running process has loops instead.
    pub async fn turn(&self) -> Result<bool> {
        let mut busy = false;
        for service in &self.services {
            if let Some(consumer) = &service.consumer {
                busy |= messaging::carry(&consumer.db, &self.bus).await?;
                busy |= workspaces::sweep(&consumer.db, &self.bus).await?;
            }
            for task in service.module.schedule {
                busy |= (task.run)(service.state.clone()).await?;
            }
        }
        Ok(busy)
    }

    /// Carries a batch of events of each service, side by side: for commands that leave many behind.
    /// True when there may be more.
    pub async fn carry(&self) -> Result<bool> {
        let relays = self.databases().map(|db| messaging::carry(db, &self.bus));
        Ok(try_join_all(relays).await?.contains(&true))
    }

    /// Starts the loops. They end soon after `stop` is cancelled; `tracker` waits for them.
    pub async fn start(self: &Arc<Self>, stop: &CancellationToken, tracker: &TaskTracker) -> Result<()> {
        for service in &self.services {
            if let Some(consumer) = &service.consumer {
                if matches!(self.bus, Bus::Memory(_)) {
                    consumer.db.release_claims().await?;
                }
                let (relay, bus) = (consumer.clone(), self.bus.clone());
                tracker.spawn(until(stop.clone(), async move { relay_loop(&relay, &bus).await }));
                if let Bus::Redis(redis) = &self.bus {
                    let (receiver, redis) = (consumer.clone(), redis.clone());
                    let name = self.name.clone();
                    tracker.spawn(until(stop.clone(), async move { receive_loop(&receiver, &redis, &name).await }));
                }
            }
            for task in service.module.schedule {
                let (task, state, stop) = (*task, service.state.clone(), stop.clone());
                tracker.spawn(async move { task_loop(task, state, stop).await });
            }
        }
        Ok(())
    }

    pub async fn close(&self) {
        for db in self.databases() {
            db.close().await;
        }
    }
}

fn consumer(module: Module, db: Db, state: &State) -> Consumer {
    let state = state.clone();
    let react: messaging::Reaction = Arc::new(move |ws, envelope| -> BoxFuture<'_, Result<()>> {
        let state = state.clone();
        Box::pin(async move { workspaces::react(module, ws, envelope, &state).await })
    });
    Consumer { db, react }
}

fn connect_peers(all: &[Module], hosted: &[&str], config: &Config) -> Result<Peers> {
    let mut peers = Vec::new();
    for module in all.iter().filter(|module| module.migrations.is_some()) {
        let url = config.get(&format!("peers_{}_url", module.name));
        if hosted.contains(&module.name) {
            peers.push((module.name, Peer::near()));
        } else if let Some(url) = url {
            let refused =
                |error| Error::invalid("configuration-wrong").with("setting", format!("peers_{}_url", module.name)).with("reason", error);
            peers.push((module.name, Peer::far(url.parse().map_err(|error: axum::http::uri::InvalidUri| refused(error.to_string()))?)));
        } else if hosted.contains(&"portal") {
            return Err(Error::invalid("configuration-wrong")
                .with("setting", format!("peers_{}_url", module.name))
                .with("reason", "this service is not hosted here"));
        }
    }
    Ok(Peers::new(peers))
}

/// Gives near peers their routers, and the process its own.
fn route(services: &[Service], peers: &Peers) -> Result<Router> {
    let mut own = Router::new();
    let mut portal = None;
    for Service { module, state, .. } in services {
        let router = workspaces::routes(module).into_router(state.clone());
        if module.migrations.is_some() {
            peers.get(module.name)?.connect(router.clone());
            own = own.merge(router);
        } else {
            portal = Some(router);
        }
    }
    Ok(portal.unwrap_or(own))
}

async fn until(stop: CancellationToken, work: impl Future<Output = ()>) {
    tokio::select! {
        () = stop.cancelled() => {}
        () = work => {}
    }
}

/// Carries at once what this process commits, and every second what others left.
async fn relay_loop(consumer: &Consumer, bus: &Bus) {
    let mut rounds = 0_u32;
    loop {
        // carrying may be cut short at any point: what was claimed comes again after its lease
        let round = async {
            if let Bus::Redis(redis) = bus {
                redis.remember(&consumer.db).await?;
                if rounds.is_multiple_of(3600) {
                    redis.trim(&consumer.db).await?;
                }
            }
            while messaging::carry(&consumer.db, bus).await? {}
            while messaging::try_again(consumer).await? {}
            if rounds.is_multiple_of(10) {
                workspaces::sweep(&consumer.db, bus).await?;
            }
            if rounds.is_multiple_of(3600) {
                consumer.db.forget_old_erasures().await?;
                consumer.db.forget_old_events().await?;
            }
            Ok::<(), Error>(())
        };
        if let Err(error) = round.await {
            tracing::warn!(service = consumer.db.service(), %error, cause = ?error.cause().map(ToString::to_string), "relay stumbled");
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
        rounds = rounds.wrapping_add(1);
        let _ = tokio::time::timeout(Duration::from_secs(1), consumer.db.committed().notified()).await;
    }
}

/// The same after a restart, so that what the process had taken from the bus when it died comes back
/// to it at once.
fn process_name(config: &Config) -> String {
    let host = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    format!("{}/{}", host.trim(), config.listen())
}

async fn receive_loop(consumer: &Consumer, redis: &RedisBus, name: &str) {
    loop {
        if let Err(error) = redis.receive(consumer, name).await {
            tracing::warn!(service = consumer.db.service(), %error, cause = ?error.cause().map(ToString::to_string), "bus interrupted");
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }
}

async fn task_loop(task: Task, state: State, stop: CancellationToken) {
    while !stop.is_cancelled() {
        let again = match (task.run)(state.clone()).await {
            Ok(again) => again,
            Err(error) => {
                tracing::warn!(task = task.name, %error, cause = ?error.cause().map(ToString::to_string), "task failed");
                false
            }
        };
        if !again {
            until(stop.clone(), tokio::time::sleep(task.every)).await;
        }
    }
}
