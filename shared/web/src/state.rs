//! What a service's handlers, reactions and scheduled tasks have at hand.

use crate::peer::Peers;
use crate::refusals::Refusals;
use crate::routes::Route;
use database::{Db, Origin, Workspace};
use kernel::secret::Signer;
use kernel::{AssociationId, Clock, Error, Result};
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

/// Settings that services see. Where things run is the runtime's business.
#[derive(Clone, Debug)]
pub struct PublicSettings {
    /// Without a slash at the end. Links in mails begin with it, whatever a request's Host says.
    pub url: String,
    pub production: bool,
    /// Absent: mails are kept under `data/outbox` instead of being sent.
    pub smtp_url: Option<String>,
    /// The sender of all mails; associations stand in Reply-To and the display name.
    pub mail_from: String,
    pub data: PathBuf,
    /// Reverse proxies whose X-Forwarded-For is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Webhooks may point to addresses that are not the internet's: for tests on one machine.
    pub private_webhooks: bool,
    /// Whom the operator employs to process data, as the processor agreement names them.
    pub sub_processors: Vec<String>,
    pub locale: kernel::Locale,
}

#[derive(Clone)]
pub struct State(Arc<Inner>);

struct Inner {
    service: &'static str,
    db: Option<Db>,
    peers: Peers,
    clock: Clock,
    signer: Signer,
    settings: PublicSettings,
    routes: OnceLock<Vec<Route>>,
    refusals: Refusals,
}

/// The parts of a [`State`].
pub struct Hosted {
    pub service: &'static str,
    /// Absent for the portal.
    pub db: Option<Db>,
    pub peers: Peers,
    pub clock: Clock,
    pub signer: Signer,
    pub settings: PublicSettings,
    /// The routes of all services, hosted here or not.
    pub routes: Vec<Route>,
}

impl State {
    pub fn new(parts: Hosted) -> Self {
        let Hosted { service, db, peers, clock, signer, settings, routes } = parts;
        Self(Arc::new(Inner { service, db, peers, clock, signer, settings, routes: OnceLock::from(routes), refusals: Refusals::default() }))
    }

    pub fn service(&self) -> &'static str {
        self.0.service
    }
    pub fn peers(&self) -> &Peers {
        &self.0.peers
    }
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }
    pub fn signer(&self) -> &Signer {
        &self.0.signer
    }
    pub fn settings(&self) -> &PublicSettings {
        &self.0.settings
    }
    pub(crate) fn refusals(&self) -> &Refusals {
        &self.0.refusals
    }
    pub fn routes(&self) -> &[Route] {
        self.0.routes.get().map_or(&[], Vec::as_slice)
    }

    /// Mails are kept to be looked at instead of being sent.
    pub fn has_viewable_outbox(&self) -> bool {
        self.0.settings.smtp_url.is_none()
    }

    pub fn db(&self) -> Result<&Db> {
        self.0.db.as_ref().ok_or_else(|| Error::internal("this service has no database"))
    }

    /// A workspace for the platform's own work: scheduled tasks and commands. Handlers have
    /// `Access`, reactions have the workspace they were called with.
    pub async fn workspace(&self, association: AssociationId, task: &str) -> Result<Workspace> {
        self.db()?.write(association, Origin::platform(task), None).await
    }

    /// As [`Self::workspace`], for what an operator does from the command line: the audit log says so.
    pub async fn command(&self, association: AssociationId, command: &str) -> Result<Workspace> {
        self.db()?.write(association, Origin::command(command), None).await
    }
}
