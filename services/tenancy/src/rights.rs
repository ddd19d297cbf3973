//! Who may give and take which office. Nobody gives what they lack, and somebody must be left who
//! may give. No rows, no clock.

use chrono::{DateTime, Utc};
use kernel::permission::{ManageRoles, Permission, Scope, TABLE};
use kernel::{Limit, Role};
use std::collections::BTreeSet;

/// What a seat gives, or would give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rights {
    /// A president's: above any list, so that nobody else makes or unmakes one.
    whole: bool,
    permissions: BTreeSet<&'static str>,
    limit: Option<Limit>,
    until: Option<DateTime<Utc>>,
}

/// The permission of this name that a seat in an association can hold.
pub fn known(name: &str) -> Option<&'static str> {
    TABLE.iter().find(|row| row.scope == Scope::Association && row.name == name).map(|row| row.name)
}

impl Rights {
    /// `own`: the list of a role of the association's own; other roles have theirs in the table.
    pub fn new(role: Role, own: &[String], limit: Option<Limit>, until: Option<DateTime<Utc>>) -> Self {
        let permissions = match role {
            Role::Custom => own.iter().filter_map(|name| known(name)).collect(),
            role => role.permissions().filter_map(known).collect(),
        };
        Self { whole: role == Role::President, permissions, limit, until }
    }

    /// No more than these names: what an API token with fewer rights leaves of its owner's.
    pub fn narrowed(mut self, grants: &[String]) -> Self {
        self.whole = false;
        self.permissions.retain(|name| grants.iter().any(|granted| granted == name));
        self
    }

    pub fn holds(&self, permission: &str) -> bool {
        self.permissions.contains(permission)
    }

    /// All that the other allows, in the same place and as long.
    pub fn covers(&self, other: &Self) -> bool {
        self.limit.is_none() && self.until.is_none() && (self.whole || !other.whole) && other.permissions.is_subset(&self.permissions)
    }

    /// Gives offices in the whole association.
    pub fn administer(&self) -> bool {
        self.holds(ManageRoles::NAME) && self.limit.is_none()
    }

    fn living(&self, now: DateTime<Utc>) -> bool {
        self.until.is_none_or(|end| end > now)
    }

    /// Somebody with these rights may take that office away from another.
    pub fn may_take(&self, held: &Self) -> bool {
        let within = self.limit.is_none() || self.limit == held.limit;
        self.holds(ManageRoles::NAME) && (self.whole || (!held.whole && within && held.permissions.is_subset(&self.permissions)))
    }

    /// Somebody with these rights may give that office: nothing they lack, nowhere they may not go,
    /// and for no longer than they have it themselves.
    pub fn may_give(&self, wanted: &Self) -> bool {
        let in_time = self.until.is_none_or(|mine| wanted.until.is_some_and(|theirs| theirs <= mine));
        self.may_take(wanted) && (self.whole || in_time)
    }
}

/// Whether a change leaves an association somebody who gives offices: one without end where there
/// was one, or else at least one that holds today. Where there was none, nothing can be lost.
pub fn keeps_an_administrator(before: &[Rights], after: &[Rights], now: DateTime<Utc>) -> bool {
    let lasting = |rights: &[Rights]| rights.iter().any(|one| one.administer() && one.until.is_none());
    let living = |rights: &[Rights]| rights.iter().any(|one| one.administer() && one.living(now));
    if lasting(before) { lasting(after) } else { !living(before) || living(after) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn names() -> Vec<&'static str> {
        TABLE.iter().filter(|row| row.scope == Scope::Association).map(|row| row.name).collect()
    }

    fn at(days: i64) -> DateTime<Utc> {
        DateTime::default() + chrono::Duration::days(days)
    }

    fn limits() -> impl Strategy<Value = Option<Limit>> {
        prop_oneof![
            3 => Just(None),
            1 => (0u128..2).prop_map(|id| Some(Limit::Group(Uuid::from_u128(id)))),
            1 => (2025..2027).prop_map(|year| Some(Limit::Year(year))),
        ]
    }

    fn any_rights() -> impl Strategy<Value = Rights> {
        let own = proptest::sample::subsequence(names(), 0..=names().len());
        let until = prop_oneof![Just(None), (0i64..4).prop_map(|days| Some(at(days)))];
        (proptest::sample::select(Role::OFFICES.to_vec()), own, limits(), until)
            .prop_map(|(role, own, limit, until)| Rights::new(role, &own.iter().map(ToString::to_string).collect::<Vec<_>>(), limit, until))
    }

    proptest! {
        /// Whatever chain of hands an office passes through, nobody ends with what the first lacked.
        #[test]
        fn nobody_gives_what_they_lack(giver in any_rights(), first in any_rights(), second in any_rights()) {
            if giver.may_give(&first) {
                prop_assert!(first.permissions.is_subset(&giver.permissions));
                prop_assert!(giver.whole || !first.whole);
                prop_assert!(giver.whole || giver.limit.is_none() || giver.limit == first.limit);
                prop_assert!(giver.whole || giver.until.is_none_or(|mine| first.until.is_some_and(|theirs| theirs <= mine)));
                if first.may_give(&second) {
                    prop_assert!(giver.may_give(&second), "by way of {first:?}");
                }
            }
        }

        #[test]
        fn who_gives_no_offices_gives_none(giver in any_rights(), wanted in any_rights()) {
            prop_assume!(!giver.holds(ManageRoles::NAME));
            prop_assert!(!giver.may_give(&wanted) && !giver.may_take(&wanted));
        }

        #[test]
        fn a_narrowed_token_never_gives_more_than_its_owner(owner in any_rights(), wanted in any_rights(), keep in any::<u32>()) {
            let kept: Vec<String> = names().into_iter().enumerate().filter(|(i, _)| (keep >> (i % 32)) & 1 == 1).map(|(_, name)| name.into()).collect();
            let narrow = owner.clone().narrowed(&kept);
            prop_assert!(narrow.permissions.iter().all(|name| kept.iter().any(|one| one == name)));
            if narrow.may_give(&wanted) {
                prop_assert!(owner.may_give(&wanted));
            }
        }

        /// As long as every change keeps one, an association that had an administrator has one.
        #[test]
        fn somebody_is_always_left(mut seats in proptest::collection::vec(any_rights(), 1..5), changes in proptest::collection::vec((any::<usize>(), proptest::option::of(any_rights())), 0..12)) {
            let now = at(1);
            let first = Rights::new(Role::President, &[], None, None);
            seats.push(first);
            for (which, to) in changes {
                let mut after = seats.clone();
                let which = which % after.len();
                match to {
                    Some(rights) => after[which] = rights,
                    None => drop(after.remove(which)),
                }
                if keeps_an_administrator(&seats, &after, now) {
                    seats = after;
                }
                prop_assert!(seats.iter().any(|one| one.administer() && one.until.is_none()), "{seats:?}");
            }
        }
    }

    #[test]
    fn only_a_president_makes_or_unmakes_a_president() {
        let office = |role| Rights::new(role, &[], None, None);
        let all: Vec<String> = names().into_iter().map(Into::into).collect();
        for role in [Role::VicePresident, Role::SecretaryGeneral] {
            assert!(!office(role).may_take(&office(Role::President)) && !office(role).may_give(&office(Role::President)), "{role:?}");
        }
        assert!(!Rights::new(Role::Custom, &all, None, None).may_give(&office(Role::President)));
        assert!(office(Role::President).may_take(&office(Role::President)));
        assert!(office(Role::VicePresident).may_give(&office(Role::Treasurer)));
    }

    #[test]
    fn where_nobody_gives_offices_yet_nothing_is_lost() {
        let member = [Rights::new(Role::Member, &[], None, None)];
        assert!(keeps_an_administrator(&member, &[], at(1)));
        let ending = [Rights::new(Role::President, &[], None, Some(at(2)))];
        assert!(!keeps_an_administrator(&ending, &member, at(1)));
        assert!(keeps_an_administrator(&ending, &member, at(3)), "an office that has ended holds nobody");
    }
}
