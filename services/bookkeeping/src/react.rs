//! What bookkeeping does because of others.

use crate::{dues, limits, self_audit};
use contracts::events::{Envelope, Event};
use database::Workspace;
use futures_util::future::BoxFuture;
use kernel::Result;
use web::State;

pub fn react<'a>(ws: &'a Workspace, envelope: &'a Envelope, _: &'a State) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        match &envelope.event {
            Event::DuesPaid(paid) => dues::paid(ws, paid).await,
            Event::DuesCancelled(taken) => dues::cancelled(ws, taken).await,
            Event::DuesCharged(charged) => dues::charged(ws, charged).await,
            Event::DuesWaived(waived) => dues::waived(ws, "dues_waiver", waived).await,
            Event::WaiverUndone(waived) => dues::waived(ws, "dues_waiver_undone", waived).await,
            Event::DuesEarned(earned) => dues::earned(ws, earned).await,
            Event::DuesRefunded(refunded) => dues::refunded(ws, refunded).await,
            Event::ChequesDeposited(slip) => dues::deposited(ws, slip).await,
            Event::DepositUndone(slip) => dues::deposit_undone(ws, slip).await,
            Event::Restored => self_audit::enrol(ws).await,
            Event::LimitsChanged(said) => limits::keep(ws, said, envelope.at).await,
            _ => Ok(()),
        }
    })
}
