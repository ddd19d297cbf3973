//! Refused attempts: counted for the operator, told to the association's board, without letting a
//! loop of them flood the log.

use crate::problem;
use crate::state::State;
use chrono::{DateTime, Duration, Utc};
use database::Origin;
use kernel::{Actor, AssociationId, Error, Kind, Result, Role, Seat};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use uuid::Uuid;

/// Attempts of one person in an hour that have an entry each; after them, the 20th, 40th, 80th …
/// has one that stands for all since the entry before.
const EACH: u64 = 10;

/// How an attempt was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// Without a session or token.
    SignedOut,
    /// At what is none of theirs: another association, a hub, the platform.
    Stranger,
    /// By somebody who belongs there but may not.
    Forbidden,
    /// A form that was not ours.
    Forged,
}

impl Attempt {
    /// Counts it, by kind only: no label may tell who or where.
    pub fn count(self) {
        let kind = match self {
            Self::SignedOut => "signed_out",
            Self::Stranger => "stranger",
            Self::Forbidden => "forbidden",
            Self::Forged => "forged",
        };
        metrics::counter!("nassij_refused_total", "kind" => kind).increment(1);
    }

    /// What a refusal of a permission was.
    pub fn of(error: &Error) -> Option<Self> {
        match error.kind() {
            Kind::Unauthenticated => Some(Self::SignedOut),
            Kind::NotFound => Some(Self::Stranger),
            Kind::Forbidden if error.code() == "csrf" => Some(Self::Forged),
            Kind::Forbidden => Some(Self::Forbidden),
            _ => None,
        }
    }
}

#[derive(Debug, Default)]
struct Window {
    began: DateTime<Utc>,
    count: u64,
    /// So many of them stand in the log.
    told: u64,
}

/// Recent refusals of this process by association and account.
#[derive(Debug, Default)]
pub(crate) struct Refusals(Mutex<HashMap<(AssociationId, Option<Uuid>), Window>>);

impl Refusals {
    /// Notes one more. Gives how many attempts its entry stands for; none when it gets no entry.
    fn note(&self, association: AssociationId, account: Option<Uuid>, now: DateTime<Utc>) -> Option<u64> {
        let mut windows = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if windows.len() > 10_000 {
            windows.retain(|_, window| now - window.began < Duration::hours(1));
        }
        let window = windows.entry((association, account)).or_default();
        let mut untold = 0;
        if now - window.began >= Duration::hours(1) {
            untold = window.count - window.told;
            *window = Window { began: now, ..Window::default() };
        }
        window.count += 1;
        let doubled = window.count.is_multiple_of(EACH) && (window.count / EACH).is_power_of_two();
        if window.count > EACH && !doubled {
            return None;
        }
        let times = window.count - window.told + untold;
        window.told = window.count;
        Some(times)
    }
}

/// Tells the audit log of a refused attempt by somebody who has a seat.
pub async fn tell(state: &State, actor: &Actor, code: &str, errand: &str, request: &str) -> Result<()> {
    let Seat::Association { id, role, .. } = &actor.seat else { return Ok(()) };
    if matches!(role, Role::Anonymous | Role::SignedIn) {
        return Ok(());
    }
    let Some(times) = state.refusals().note(*id, actor.account, state.clock().now()) else { return Ok(()) };
    let details = if times == 1 { serde_json::json!({ "code": code }) } else { serde_json::json!({ "code": code, "times": times }) };
    let ws = state.db()?.write(*id, Origin::actor(actor, request), None).await?;
    ws.audit("refused", errand, details).await?;
    ws.commit(()).await
}

/// As [`tell`], of what a route's handler refused. A log that cannot be written does not turn a
/// refusal into something else.
pub(crate) async fn tell_of(state: &State, actor: &Actor, error: &Error, errand: &str, request: &str) {
    if error.kind() != Kind::Forbidden || state.db().is_err() {
        return;
    }
    if let Err(failure) = tell(state, actor, error.code(), errand, request).await {
        problem::log(&failure, request);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loop_of_refusals_leaves_few_entries_that_say_how_many() {
        let refusals = Refusals::default();
        let (here, one, other) = (AssociationId(Uuid::from_u128(1)), Some(Uuid::from_u128(2)), Some(Uuid::from_u128(3)));
        let now = DateTime::from_timestamp(1_800_000_000, 0).expect("a time");
        let told: Vec<u64> = (0..10_000).filter_map(|_| refusals.note(here, one, now)).collect();
        assert_eq!(told.len(), 19, "{told:?}");
        assert_eq!(told.iter().sum::<u64>(), 5_120);
        assert_eq!(refusals.note(here, other, now), Some(1), "somebody else's is seen");
        assert_eq!(refusals.note(AssociationId(Uuid::from_u128(9)), one, now), Some(1), "and elsewhere");
        assert_eq!(refusals.note(here, one, now + Duration::hours(1)), Some(10_000 - 5_120 + 1), "none is forgotten");
    }
}
