//! The presidents of associations that others have made.

use super::lines::President;
use super::run::Options;
use crate::entity::association;
use crate::invitations::{self, Invitee, Inviter};
use crate::offices::Office;
use database::Workspace;
use kernel::{Result, Role};

/// Invites somebody to take the office of president, by a mail that gives way to all others.
pub async fn invite(ws: &Workspace, association: &association::Model, president: &President, options: &Options) -> Result<()> {
    let inviter = match (&options.hub, options.origin.account) {
        (Some(hub), Some(account)) => Inviter::Hub { account, hub: hub.id, name: options.origin.who.clone() },
        _ => Inviter::Platform,
    };
    let invitee = Invitee {
        name: president.name.clone(),
        email: president.email.clone(),
        office: Office::plain(Role::President),
        locale: options.locale,
        bulk: true,
        member: None,
    };
    invitations::invite(ws, association, &inviter, invitee).await.map(drop)
}
