//! What membership does because of others.

use crate::{ahead, applications, cnie, limits, profile, reminders, run_batches};
use contracts::events::{Envelope, Event};
use database::Workspace;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use kernel::Result;
use web::State;

pub fn react<'a>(ws: &'a Workspace, envelope: &'a Envelope, _: &'a State) -> BoxFuture<'a, Result<()>> {
    async move {
        match &envelope.event {
            Event::AssociationCreated(profile) | Event::AssociationChanged(profile) => profile::keep(ws, profile, envelope.at).await,
            Event::AuthorisationEnded => cnie::suspend(ws).await,
            Event::LimitsChanged(said) => limits::keep(ws, said, envelope.at).await,
            Event::Restored => {
                applications::resume(ws).await?;
                ahead::resume(ws).await?;
                run_batches::resume(ws).await?;
                reminders::resume(ws).await
            }
            _ => Ok(()),
        }
    }
    .boxed()
}
