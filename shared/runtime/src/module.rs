//! What a service is to the process that hosts it: a plain struct of functions.

use contracts::events::Envelope;
use database::{Migration, Workspace};
use futures_util::future::BoxFuture;
use kernel::Result;
use std::time::Duration;
use web::{Routes, State};

#[derive(Clone, Copy)]
pub struct Module {
    pub name: &'static str,
    /// Empty and no database at all for the portal.
    pub migrations: Option<&'static [Migration]>,
    pub routes: fn() -> Routes,
    pub react: React,
    pub schedule: &'static [Task],
}

/// All that a service does because of others. The workspace is the envelope's; the runtime commits
/// it together with the note that the event was handled.
pub type React = for<'a> fn(&'a Workspace, &'a Envelope, &'a State) -> BoxFuture<'a, Result<()>>;

/// For a service that reacts to nothing.
pub fn ignore<'a>(_: &'a Workspace, _: &'a Envelope, _: &'a State) -> BoxFuture<'a, Result<()>> {
    Box::pin(std::future::ready(Ok(())))
}

/// Something done by the clock.
#[derive(Clone, Copy)]
pub struct Task {
    pub name: &'static str,
    pub every: Duration,
    /// True when it did something and there may be more to do at once.
    pub run: fn(State) -> BoxFuture<'static, Result<bool>>,
}
