//! People's own accounts: signing in, passwords, the second factor, sessions.
//!
//! What changes how somebody signs in is asked for by the portal with the session's secret, never
//! with an API token: a leaked token must not take its owner's account over.

use chrono::{DateTime, Utc};
use kernel::Locale;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The browser from which somebody signs in.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct Device {
    /// For throttling.
    pub address: String,
    /// In words, as in `Firefox, Android`.
    #[serde(default)]
    pub name: String,
    /// What we gave it when somebody last signed in from it.
    #[serde(default)]
    pub mark: String,
}

/// `POST /internal/sessions`, by the portal for a browser.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SignIn {
    pub email: String,
    pub password: String,
    pub device: Device,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SignedIn {
    Done(NewSession),
    /// The password was right; `POST /internal/sessions/proof` wants this back with a code.
    CodeNeeded {
        half: String,
    },
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct NewSession {
    /// The session's secret: the cookie's value.
    pub session: String,
    pub locale: Locale,
    /// Proves later that somebody has signed in from this browser.
    pub mark: String,
    /// The association's slug where all that somebody is here is one of its members.
    #[serde(default)]
    pub member_of: Option<String>,
}

/// `POST /internal/sessions/proof`: the second step.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Prove {
    pub half: String,
    /// Of the authenticator app, or a recovery code.
    pub code: String,
    pub device: Device,
}

/// Calls of a browser about its own account.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct OwnSession {
    pub session: String,
}

/// `POST /internal/account/sessions/end`: one by its id, or all but this one.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct EndSessions {
    pub session: String,
    #[serde(default)]
    pub id: Option<String>,
}

/// `POST /internal/account/security`: how an account is guarded.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Security {
    pub second_factor: SecondFactor,
    pub sessions: Vec<Session>,
    /// What was done with the account, newest first.
    pub history: Vec<HistoryEntry>,
    /// Another address that waits for its confirmation.
    pub new_email: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SecondFactor {
    pub since: Option<DateTime<Utc>>,
    /// This session gave it.
    pub proven: bool,
    pub recovery_codes: i64,
    /// An office or a hub makes it compulsory.
    pub compulsory: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Session {
    pub id: String,
    pub device: String,
    /// Without its last part.
    pub address: String,
    pub began_at: DateTime<Utc>,
    pub last_used_at: DateTime<Utc>,
    pub current: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct HistoryEntry {
    pub at: DateTime<Utc>,
    /// A translation key `account-act-<action>`.
    pub action: String,
    pub device: String,
    pub address: String,
}

/// `POST /api/v1/account`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ChangeAccount {
    pub name: String,
    pub locale: Locale,
}

/// `POST /api/v1/accounts/forgotten-password`. The reply never tells whether the address is known.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ForgotPassword {
    pub email: String,
}

/// `POST /api/v1/accounts/password`: the token of the mailed link.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ResetPassword {
    pub token: String,
    pub password: String,
}

/// `POST /internal/account/password`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ChangePassword {
    pub session: String,
    pub current: String,
    pub password: String,
}

/// `POST /internal/account/email`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ChangeEmail {
    pub session: String,
    pub email: String,
    pub password: String,
}

/// `POST /internal/account/second-factor/offer`: a secret that counts once a code of it came back.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Offer {
    /// For people to type.
    pub secret: String,
    /// For an authenticator app, as a QR code.
    pub uri: String,
    /// The same, concealed: what is sent back.
    pub sealed: String,
}

/// What [`Offer::sealed`] conceals.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Offered {
    pub account: Uuid,
    pub secret: String,
    pub uri: String,
    pub until: DateTime<Utc>,
}

/// `POST /internal/account/second-factor`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Enrol {
    pub session: String,
    pub offer: String,
    pub code: String,
    pub password: String,
}

/// `POST /internal/account/second-factor/proof`: an open session gives it later.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ProveLater {
    pub session: String,
    pub code: String,
}

/// `POST /internal/account/second-factor/recovery-codes` and `…/end`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Reauthenticated {
    pub session: String,
    pub password: String,
    pub code: String,
    /// The form's own key: sent twice, it gives the same codes.
    #[serde(default)]
    pub seed: String,
}

/// Shown once: only their digests are kept.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct RecoveryCodes {
    pub codes: Vec<String>,
}

/// `POST /internal/account/demo`: how to sign in to a demonstration.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Demo {
    pub account: Option<DemoAccount>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct DemoAccount {
    pub email: String,
    pub password: String,
    /// The authenticator's current code.
    pub code: String,
}

/// A mail about somebody's account.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AccountLetter {
    pub kind: AccountLetterKind,
    pub name: String,
    pub email: String,
    pub locale: Locale,
    /// The secret of the link in it, concealed: neither queues nor tables hold it in the clear.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    pub at: DateTime<Utc>,
    /// The browser in which it was done.
    #[serde(default)]
    pub device: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountLetterKind {
    /// The link by which a forgotten password is replaced.
    PasswordReset,
    PasswordChanged,
    /// To the new address: confirm it.
    EmailConfirmation,
    /// To the old address: it was replaced; the link undoes that.
    EmailChanged,
    SecondFactorOn,
    SecondFactorOff,
    RecoveryCodeUsed,
    /// Somebody signed in from a browser that was never used before.
    NewDevice,
}

impl AccountLetterKind {
    pub const ALL: [Self; 8] = [
        Self::PasswordReset,
        Self::PasswordChanged,
        Self::EmailConfirmation,
        Self::EmailChanged,
        Self::SecondFactorOn,
        Self::SecondFactorOff,
        Self::RecoveryCodeUsed,
        Self::NewDevice,
    ];

    /// The name in the database and in translation keys (`mail-<code>-subject`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::PasswordReset => "password-reset",
            Self::PasswordChanged => "password-changed",
            Self::EmailConfirmation => "email-confirmation",
            Self::EmailChanged => "email-changed",
            Self::SecondFactorOn => "second-factor-on",
            Self::SecondFactorOff => "second-factor-off",
            Self::RecoveryCodeUsed => "recovery-code-used",
            Self::NewDevice => "new-device",
        }
    }

    /// What its link's secret is concealed for.
    pub const SECRET: &str = "mailed-link";
}
