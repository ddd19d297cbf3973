//! What tenancy does because of others.

use crate::leaving::{deletion, exports};
use crate::{
    agreements, api_tokens, audit, board, consents, credentials, grant_duties, indicators, limits, mandates, member_seats, webhooks,
};
use contracts::events::{Envelope, Event};
use contracts::notices::NoticeKind;
use database::Workspace;
use futures_util::future::BoxFuture;
use kernel::Result;
use web::State;

pub fn react<'a>(ws: &'a Workspace, envelope: &'a Envelope, state: &'a State) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        webhooks::announce(ws, envelope).await?;
        match &envelope.event {
            Event::AgreementAccepted { version, account, who } => agreements::note(ws, version, *account, who).await.map(drop),
            Event::Audited(entry) => audit::write(ws, envelope, entry.clone()).await,
            Event::MembersCounted { active, paid, .. } => indicators::members(ws, envelope.at, *active, *paid).await,
            Event::MandateChanged(state) => mandates::note(ws, state).await,
            Event::MembersMerged { kept, other } => member_seats::merged(ws, *kept, *other).await,
            Event::ChangesProposed { .. } => board::tell(ws, NoticeKind::ChangesProposed, "/members/proposals").await,
            Event::ChangesAnswered { member } => member_seats::tell(ws, *member, NoticeKind::ChangesAnswered, "/me").await,
            Event::EntryPosted { posted_on, .. } => indicators::last_entry(ws, *posted_on).await,
            Event::GrantDuty(duty) => grant_duties::open(ws, duty).await,
            Event::GrantDutyDropped { duty } => grant_duties::drop_duty(ws, *duty).await,
            Event::AssemblyConvened(assembly) => indicators::last_assembly(ws, assembly.held_at_local.date()).await,
            Event::LimitsChanged(_) => limits::keep_room(ws).await,
            Event::PasswordForgotten { email } => credentials::mail_reset(ws, state.signer(), email).await,
            Event::ApiTokensEnded { account } => api_tokens::show_ended(ws, *account).await,
            Event::ErasureOfRegistry { .. } => exports::remove_copies(ws, state).await,
            Event::Erased { order, service, counts } => deletion::answered(ws, *order, service, counts).await,
            Event::Restored => consents::tell_all(ws).await,
            Event::ConfirmationRequested { .. }
            | Event::AccountLetter(_)
            | Event::AlreadyRegistered { .. }
            | Event::Invited(_)
            | Event::CoordinatorInvited { .. }
            | Event::AssociationCreated(_)
            | Event::AssociationChanged(_)
            | Event::StandingChanged(_)
            | Event::AuthorisationEnded
            | Event::DuesPaid(_)
            | Event::DuesCancelled(_)
            | Event::DuesCharged(_)
            | Event::DuesWaived(_)
            | Event::WaiverUndone(_)
            | Event::DuesEarned(_)
            | Event::DuesRefunded(_)
            | Event::ChequesDeposited(_)
            | Event::DepositUndone(_)
            | Event::DuesReminded(_)
            | Event::ApplicationAnswered(_)
            | Event::Notice(_)
            | Event::ConvocationAddressed { .. }
            | Event::ErasureOrdered { .. }
            | Event::ErasureWithdrawn { .. }
            | Event::ErasureDue { .. } => Ok(()),
        }
    })
}
