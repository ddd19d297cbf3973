//! Who is asking. Tenancy finds out once per request and seals the answer into a short-lived
//! token; the other services believe the token and nothing else.

use crate::permission::{GUARDED, OF_A_GROUP, Permission, Role, Scope, TABLE};
use crate::secret::Signer;
use crate::{AssociationId, Locale, Standing, Whence};
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
    /// The installation, seen by its staff.
    Platform,
    /// Another service of this installation acting by itself.
    Service,
}

/// The part of an association to which a seat is limited. Services that keep groups, projects or
/// years hold their lists and writes to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "kind", content = "of")]
pub enum Limit {
    Group(Uuid),
    Project(Uuid),
    /// A fiscal year by the calendar year in which it begins.
    Year(i32),
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
    /// The names of exactly the permissions held, where the role's column in the table is not the
    /// answer: a role of the association's own, a narrowed API token, a consented visit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grants: Option<Vec<String>>,
    /// The part of the association to which the seat is limited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
    /// The member of the association whose record the seat is tied to: what is theirs is this person's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<Uuid>,
    /// The rights of the seat need a second factor which this session has not given.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unproven: bool,
    /// Of the association of the seat.
    #[serde(default)]
    pub standing: Standing,
    /// Where the request came in, for the audit log.
    #[serde(default)]
    pub whence: Whence,
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
        Self {
            account: None,
            name: String::new(),
            locale,
            seat: Seat::None,
            consent: None,
            grants: None,
            limit: None,
            member: None,
            unproven: false,
            standing: Standing::Active,
            whence: Whence::default(),
        }
    }

    /// A service acting by itself, such as the portal looking up a session.
    pub fn service(name: &str) -> Self {
        Self { name: name.into(), seat: Seat::Service, ..Self::anonymous(Locale::default()) }
    }

    pub fn role(&self) -> Role {
        match &self.seat {
            Seat::None if self.account.is_some() => Role::SignedIn,
            Seat::None => Role::Anonymous,
            Seat::Association { role, .. } | Seat::Hub { role, .. } => *role,
            Seat::Platform => Role::Staff,
            Seat::Service => Role::Service,
        }
    }

    pub fn may<P: Permission>(&self) -> bool {
        self.may_in(P::SCOPE, P::NAME)
    }

    /// As [`Self::may`], for a permission known by its name only.
    pub fn may_named(&self, permission: &str) -> bool {
        TABLE.iter().find(|row| row.name == permission).is_some_and(|row| self.may_in(row.scope, row.name))
    }

    fn may_in(&self, scope: Scope, permission: &str) -> bool {
        match scope {
            Scope::Public => true,
            Scope::Account => self.account.is_some(),
            Scope::Association | Scope::Hub | Scope::Platform | Scope::Service => self.holds(permission),
        }
    }

    /// Whether the seat gives the permission of this name.
    pub fn holds(&self, permission: &str) -> bool {
        if matches!(self.limit, Some(Limit::Group(_))) && !OF_A_GROUP.contains(&permission) {
            return false;
        }
        match &self.grants {
            Some(grants) => grants.iter().any(|granted| granted == permission),
            None => self.role().may(permission),
        }
    }

    /// Whether the seat reaches into the money of this year. That is not kept by group or project yet:
    /// a seat limited to one of those sees none of it rather than all.
    pub fn reaches_year(&self, year: i32) -> bool {
        match &self.limit {
            None => true,
            Some(Limit::Year(only)) => *only == year,
            Some(Limit::Group(_) | Limit::Project(_)) => false,
        }
    }

    /// The one group whose people the seat reaches; of a seat without such a limit, none.
    pub fn group(&self) -> Option<Uuid> {
        match &self.limit {
            Some(Limit::Group(group)) => Some(*group),
            _ => None,
        }
    }

    /// The year to show to somebody who names none.
    pub fn year_or(&self, current: i32) -> i32 {
        match &self.limit {
            Some(Limit::Year(only)) => *only,
            _ => current,
        }
    }

    /// Whether the seat's rights are those for which a password alone is too little: those of
    /// president and treasurer, of coordinators and of platform staff.
    pub fn is_guarded(&self) -> bool {
        matches!(self.role(), Role::Visitor | Role::Coordinator | Role::ChiefCoordinator | Role::Overseer | Role::Staff)
            || GUARDED.iter().any(|right| self.holds(right))
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
    fn grants_replace_what_the_role_would_allow() {
        use crate::permission::{Public, RecordPayments, ViewMembers};
        let seat = Seat::Association { id: AssociationId::PLATFORM, slug: "a".into(), role: Role::President };
        let president = Actor { account: Some(Uuid::nil()), seat, ..Actor::anonymous(Locale::Ar) };
        let narrowed = Actor { grants: Some(vec![ViewMembers::NAME.into()]), ..president.clone() };
        assert!(president.may::<RecordPayments>() && president.is_guarded());
        assert!(narrowed.may::<ViewMembers>() && narrowed.may::<Public>());
        assert!(!narrowed.may::<RecordPayments>() && !narrowed.is_guarded());
    }

    #[test]
    fn a_seat_limited_to_a_group_is_for_its_people_alone() {
        use crate::permission::{CorrectMembers, EditMembers, ViewDues, ViewMembers};
        let seat = Seat::Association { id: AssociationId::PLATFORM, slug: "a".into(), role: Role::SecretaryGeneral };
        let of_group = Actor { account: Some(Uuid::nil()), seat, limit: Some(Limit::Group(Uuid::nil())), ..Actor::anonymous(Locale::Ar) };
        assert!(of_group.may::<ViewMembers>() && of_group.may::<CorrectMembers>() && of_group.group() == Some(Uuid::nil()));
        assert!(!of_group.may::<EditMembers>() && !of_group.may::<ViewDues>());
    }

    #[test]
    fn a_limited_seat_reaches_its_year_alone() {
        let limited = |limit| Actor { limit, ..Actor::anonymous(Locale::Ar) };
        let of_2026 = limited(Some(Limit::Year(2026)));
        assert!(of_2026.reaches_year(2026) && !of_2026.reaches_year(2027) && of_2026.year_or(2027) == 2026);
        assert!(limited(None).reaches_year(2027) && limited(None).year_or(2027) == 2027);
        assert!(!limited(Some(Limit::Project(Uuid::nil()))).reaches_year(2026));
    }

    #[test]
    fn a_token_dies_after_a_minute() {
        let signer = Signer::new(b"key");
        let now = DateTime::from_timestamp(1_800_000_000, 0).expect("a time");
        let token = Actor::service("portal").seal(&signer, now);
        assert!(Actor::open(&signer, &token, now + chrono::Duration::seconds(60)).is_some());
        assert!(Actor::open(&signer, &token, now + chrono::Duration::seconds(61)).is_none());
    }
}
