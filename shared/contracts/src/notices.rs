//! Short mails of the platform that tell somebody that there is something to look at.

use kernel::Locale;
use serde::{Deserialize, Serialize};

/// By tenancy. Notifications mails it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Notice {
    pub kind: NoticeKind,
    pub name: String,
    pub email: String,
    pub locale: Locale,
    pub association_ar: String,
    pub association_fr: String,
    /// Where to look, on the platform.
    pub path: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// To the board: a webhook has failed for days and is called no more.
    WebhookStopped,
    /// To the board: somebody asks about their data, and the ten days run.
    RightsRequested,
    /// To the person: there is an answer.
    RightsAnswered,
    /// To the board: the association is to be erased; at the order, and twice before its day.
    DeletionOrdered,
    /// To the board: a hub or the platform's staff closed the workspace for writing.
    WorkspaceClosed,
    /// To the board: it is open again.
    WorkspaceOpened,
    /// To the board: a mandate's planned end comes near.
    MandateEnding,
    /// To the board: a hub asks to come in.
    AccessRequested,
    /// To the board: a member proposes changes of the own record.
    ChangesProposed,
    /// To the member: the board has decided on them.
    ChangesAnswered,
}

impl NoticeKind {
    pub const ALL: [Self; 10] = [
        Self::WebhookStopped,
        Self::RightsRequested,
        Self::RightsAnswered,
        Self::DeletionOrdered,
        Self::WorkspaceClosed,
        Self::WorkspaceOpened,
        Self::MandateEnding,
        Self::AccessRequested,
        Self::ChangesProposed,
        Self::ChangesAnswered,
    ];

    /// The name in the database and in translation keys (`mail-<code>-subject`, `mail-<code>-text`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::WebhookStopped => "webhook-stopped",
            Self::AccessRequested => "access-requested",
            Self::ChangesProposed => "changes-proposed",
            Self::ChangesAnswered => "changes-answered",
            Self::RightsRequested => "rights-requested",
            Self::RightsAnswered => "rights-answered",
            Self::DeletionOrdered => "deletion-ordered",
            Self::WorkspaceClosed => "workspace-closed",
            Self::WorkspaceOpened => "workspace-opened",
            Self::MandateEnding => "mandate-ending",
        }
    }
}
