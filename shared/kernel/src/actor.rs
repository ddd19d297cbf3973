//! Who is asking. Tenancy finds out once per request and seals the answer into a short-lived
//! token; the other services believe the token and nothing else.

use crate::permission::{Permission, Role, Scope};
use crate::secret::Signer;
use crate::{AssociationId, Locale};
use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The place from which an actor acts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Seat {
    /// No seat: a visitor of public pages, or an account outside any association.
    None,
    Association {
        id: AssociationId,
        slug: String,
        role: Role,
    },
    Hub {
        id: Uuid,
        slug: String,
        role: Role,
    },
    /// Another service of this installation acting by itself.
    Service,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Actor {
    pub account: Option<Uuid>,
    /// How the audit log names the account.
    pub name: String,
    pub locale: Locale,
    pub seat: Seat,
    /// The consent by which a hub's coordinator is inside an association.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<Uuid>,
}

#[derive(Serialize, Deserialize)]
struct Sealed {
    actor: Actor,
    /// Seconds since 1970.
    expires: i64,
}

impl Actor {
    /// Long enough for a slow upload to reach its service, short enough to be worthless in a log.
    const LIFETIME_SECONDS: i64 = 60;

    pub fn anonymous(locale: Locale) -> Self {
        Self { account: None, name: String::new(), locale, seat: Seat::None, consent: None }
    }

    /// A service acting by itself, such as the portal looking up a session.
    pub fn service(name: &str) -> Self {
        Self { account: None, name: name.into(), locale: Locale::default(), seat: Seat::Service, consent: None }
    }

    pub fn role(&self) -> Role {
        match &self.seat {
            Seat::None if self.account.is_some() => Role::SignedIn,
            Seat::None => Role::Anonymous,
            Seat::Association { role, .. } | Seat::Hub { role, .. } => *role,
            Seat::Service => Role::Service,
        }
    }

    pub fn may<P: Permission>(&self) -> bool {
        self.role().may(P::NAME)
            || match P::SCOPE {
                Scope::Public => true,
                Scope::Account => self.account.is_some(),
                Scope::Association | Scope::Hub | Scope::Service => false,
            }
    }

    pub fn seal(&self, signer: &Signer, now: DateTime<Utc>) -> String {
        let sealed = Sealed { actor: self.clone(), expires: now.timestamp() + Self::LIFETIME_SECONDS };
        signer.seal("actor", &serde_json::to_vec(&sealed).expect("an actor is plain data"))
    }

    pub fn open(signer: &Signer, token: &str, now: DateTime<Utc>) -> Option<Self> {
        let sealed: Sealed = serde_json::from_slice(&signer.open("actor", token)?).ok()?;
        (sealed.expires >= now.timestamp()).then_some(sealed.actor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_dies_after_a_minute() {
        let signer = Signer::new(b"key");
        let now = DateTime::from_timestamp(1_800_000_000, 0).expect("a time");
        let token = Actor::service("portal").seal(&signer, now);
        assert!(Actor::open(&signer, &token, now + chrono::Duration::seconds(60)).is_some());
        assert!(Actor::open(&signer, &token, now + chrono::Duration::seconds(61)).is_none());
    }
}
