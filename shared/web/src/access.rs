//! Proof that a request may do something.

use crate::refusals::Attempt;
use crate::state::State;
use chrono::{DateTime, NaiveDate, Utc};
use database::{Origin, Repeat, Workspace};
use kernel::permission::Scope;
use kernel::{Actor, AssociationId, Clock, Error, Locale, Permission, Result, Role, Seat};
use std::collections::HashMap;
use std::marker::PhantomData;

/// This request may do `P`, in the association or hub of its path. Handlers get one as their first
/// argument; there is no other way to make one, and no other way to a workspace.
pub struct Access<P> {
    state: State,
    actor: Actor,
    association: AssociationId,
    request: String,
    repeat: Option<Repeat>,
    writes: bool,
    permission: PhantomData<fn() -> P>,
}

impl<P: Permission> Access<P> {
    /// # Errors
    /// Unauthenticated; not found, for strangers, who may not know what exists; forbidden, for
    /// those who belong there but lack the permission.
    pub(crate) fn prove(
        state: State,
        actor: Actor,
        path: &HashMap<String, String>,
        request: String,
        repeat: Option<Repeat>,
        writes: bool,
    ) -> Result<Self> {
        let association = Self::check(&actor, path, writes).inspect_err(|error| Attempt::of(error).into_iter().for_each(Attempt::count))?;
        Ok(Self { state, actor, association, request, repeat, writes, permission: PhantomData })
    }

    fn check(actor: &Actor, path: &HashMap<String, String>, writes: bool) -> Result<AssociationId> {
        if P::SCOPE != Scope::Public && actor.role() == Role::Anonymous && actor.account.is_none() {
            return Err(Error::unauthenticated());
        }
        let association = match (&actor.seat, path.get("association")) {
            (_, None) => AssociationId::PLATFORM,
            (Seat::Association { id, slug, .. }, Some(named)) if named == slug || *named == id.to_string() => *id,
            _ => return Err(Error::not_found()),
        };
        match (&actor.seat, path.get("hub")) {
            (_, None) => {}
            (Seat::Hub { id, slug, .. }, Some(named)) if named == slug || *named == id.to_string() => {}
            _ => return Err(Error::not_found()),
        }
        if !actor.may::<P>() {
            let stranger = matches!(actor.role(), Role::Anonymous | Role::SignedIn) || matches!(P::SCOPE, Scope::Service | Scope::Platform);
            return Err(if stranger { Error::not_found() } else { Error::forbidden("forbidden") });
        }
        if actor.unproven && !matches!(P::SCOPE, Scope::Public | Scope::Account) {
            return Err(Error::forbidden("second-factor-required"));
        }
        if writes && path.contains_key("association") {
            // that a workspace is closed is nothing for strangers
            actor.standing.check_write(P::NAME).map_err(|error| if P::SCOPE == Scope::Public { Error::not_found() } else { error })?;
        }
        Ok(association)
    }

    /// Opens the association's workspace, or the platform's for routes outside associations. Never
    /// call a peer while it is open. Begin after the input was read: a slow client must hold
    /// neither a connection nor SQLite's only writer.
    pub async fn begin(&self) -> Result<Workspace> {
        let db = self.state.db()?;
        let origin = Origin::actor(&self.actor, &self.request);
        if self.writes {
            db.write(self.association(), origin, self.repeat.clone()).await
        } else {
            db.read(self.association(), origin).await
        }
    }

    /// As [`Self::begin`] for a read of several queries, all of which see the same moment.
    pub async fn snapshot(&self) -> Result<Workspace> {
        self.state.db()?.snapshot(self.association(), Origin::actor(&self.actor, &self.request)).await
    }

    /// The association of the path; the platform's own id for routes outside associations.
    pub fn association(&self) -> AssociationId {
        self.association
    }

    /// The request may change something; a read may not.
    pub fn writes(&self) -> bool {
        self.writes
    }

    pub fn state(&self) -> &State {
        &self.state
    }
    pub fn actor(&self) -> &Actor {
        &self.actor
    }
    pub fn account(&self) -> Result<uuid::Uuid> {
        self.actor.account.ok_or_else(Error::unauthenticated)
    }
    pub fn locale(&self) -> Locale {
        self.actor.locale
    }
    pub fn request_id(&self) -> &str {
        &self.request
    }
    pub fn clock(&self) -> &Clock {
        self.state.clock()
    }
    pub fn now(&self) -> DateTime<Utc> {
        self.clock().now()
    }
    pub fn today(&self) -> NaiveDate {
        self.clock().today()
    }
}
