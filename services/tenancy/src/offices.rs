//! Offices as rows and as people type them. All that gives, changes or ends one waits at the
//! association's row, so that the rules are checked against what is true.

use crate::entity::{association, custom_role, invitation, seat};
use crate::rights::{Rights, keeps_an_administrator};
use crate::seats;
use chrono::{DateTime, Days, Utc};
use contracts::people::{self, GiveOffice, RoleName};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::fold::western_digits;
use kernel::permission::{ManageRoles, Permission};
use kernel::{Actor, Error, Limit, Result, Role, clock, date};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use std::collections::HashMap;
use uuid::Uuid;

/// Days an auditor's seat may last.
const LONGEST_AUDIT: u64 = 366;

/// An office with everything that belongs to it.
#[derive(Clone, Debug)]
pub struct Office {
    pub role: Role,
    /// Of the role `custom`.
    pub own: Option<custom_role::Model>,
    pub limit: Option<Limit>,
    pub until: Option<DateTime<Utc>>,
}

/// The association's own roles by id.
pub type OwnRoles = HashMap<Uuid, custom_role::Model>;

/// Nobody else changes an office of this association until the transaction ends.
pub async fn lock(ws: &Workspace) -> Result<association::Model> {
    let row = ws.global().lock(association::Entity::find_by_id(ws.association().0)).await?;
    row.into_iter().next().ok_or_else(Error::not_found)
}

pub async fn own_roles(ws: &Workspace) -> Result<OwnRoles> {
    let rows = ws.all(custom_role::Entity::find()).await?;
    Ok(rows.into_iter().map(|role| (role.id, role)).collect())
}

impl Office {
    pub fn plain(role: Role) -> Self {
        Self { role, own: None, limit: None, until: None }
    }

    /// # Errors
    /// All fields' errors at once.
    pub fn read(input: &GiveOffice, own: &OwnRoles, now: DateTime<Utc>) -> Result<Self> {
        let mut errors = FieldErrors::default();
        let role = errors.keep("role", read_role(input.role.trim(), own));
        let limit = errors.keep("limit_to", read_limit(input.limit_kind.trim(), &input.limit_to));
        let until = errors.keep("until", read_until(&input.until, now));
        if let (Some((Role::Auditor, _)), Some(limit), Some(until)) = (&role, &limit, &until) {
            match until {
                None => errors.add("until", "auditor-without-end"),
                Some(until) if *until > now + Days::new(LONGEST_AUDIT) => errors.add("until", "auditor-too-long"),
                Some(_) => {}
            }
            if !matches!(limit, Some(Limit::Year(_) | Limit::Project(_))) {
                errors.add("limit_to", "auditor-without-limit");
            }
        }
        errors.finish()?;
        let (role, own) = role.ok_or_else(|| Error::invalid("invalid-input"))?;
        Ok(Self { role, own, limit: limit.flatten(), until: until.flatten() })
    }

    /// None when the columns are damaged: such a seat gives nothing.
    fn stored(columns: Columns<'_>, own: &OwnRoles) -> Option<Self> {
        let role = Role::parse(columns.role)?;
        let limit = match columns.limit {
            (None, _) => None,
            (Some(kind), to) => Some(seats::limit(kind, to.unwrap_or_default())?),
        };
        let own = match role {
            Role::Custom => Some(own.get(&columns.custom_role?)?.clone()),
            _ => None,
        };
        Some(Self { role, own, limit, until: columns.until })
    }

    pub fn of_seat(row: &seat::Model, own: &OwnRoles) -> Option<Self> {
        let limit = (row.limit_kind.as_deref(), row.limit_to.as_deref());
        Self::stored(Columns { role: &row.role, custom_role: row.custom_role_id, limit, until: row.expires_at }, own)
    }

    pub fn of_invitation(row: &invitation::Model, own: &OwnRoles) -> Option<Self> {
        let limit = (row.limit_kind.as_deref(), row.limit_to.as_deref());
        Self::stored(Columns { role: &row.role, custom_role: row.custom_role_id, limit, until: row.until }, own)
    }

    pub fn rights(&self) -> Rights {
        let own = self.own.as_ref().map(seats::permissions).unwrap_or_default();
        Rights::new(self.role, &own, self.limit.clone(), self.until)
    }

    /// The seat of an account that has this office.
    pub fn seat(&self, association: Uuid, account: Uuid, since: DateTime<Utc>) -> seat::ActiveModel {
        let (kind, to) = self.limit_columns();
        seat::ActiveModel {
            custom_role_id: Set(self.own.as_ref().map(|role| role.id)),
            limit_kind: Set(kind.map(ToOwned::to_owned)),
            limit_to: Set(to),
            expires_at: Set(self.until),
            ..seats::seat(association, account, self.role, since)
        }
    }

    pub fn limit_columns(&self) -> (Option<&'static str>, Option<String>) {
        match &self.limit {
            None => (None, None),
            Some(Limit::Group(id)) => (Some("group"), Some(id.to_string())),
            Some(Limit::Project(id)) => (Some("project"), Some(id.to_string())),
            Some(Limit::Year(year)) => (Some("year"), Some(year.to_string())),
        }
    }

    pub fn present(&self) -> people::Office {
        people::Office { role: self.role, custom_role: self.own.as_ref().map(role_name), limit: self.limit.clone(), until: self.until }
    }

    /// For the audit log.
    pub fn told(&self) -> Value {
        let (kind, to) = self.limit_columns();
        let mut told = json!({ "role": self.role.code() });
        let more = [
            ("custom_role", self.own.as_ref().map(|role| json!({ "name_ar": role.name_ar, "name_fr": role.name_fr }))),
            ("limit", kind.map(|kind| json!(format!("{kind} {}", to.unwrap_or_default())))),
            ("until", self.until.map(|until| json!(until))),
        ];
        for (name, value) in more {
            if let Some(value) = value {
                told[name] = value;
            }
        }
        told
    }
}

struct Columns<'a> {
    role: &'a str,
    custom_role: Option<Uuid>,
    limit: (Option<&'a str>, Option<&'a str>),
    until: Option<DateTime<Utc>>,
}

pub fn role_name(row: &custom_role::Model) -> RoleName {
    RoleName { id: row.id, name_ar: row.name_ar.clone(), name_fr: row.name_fr.clone() }
}

fn read_role(text: &str, own: &OwnRoles) -> Result<(Role, Option<custom_role::Model>), &'static str> {
    if text.is_empty() {
        return Err("required");
    }
    let office = Role::parse(text).filter(|role| Role::OFFICES.contains(role) && *role != Role::Custom);
    if let Some(role) = office {
        return Ok((role, None));
    }
    let found = text.parse().ok().and_then(|id: Uuid| own.get(&id));
    found.map(|role| (Role::Custom, Some(role.clone()))).ok_or("unknown-role")
}

fn read_limit(kind: &str, to: &str) -> Result<Option<Limit>, &'static str> {
    let to = western_digits(to.trim());
    match kind {
        "" => Ok(None),
        "year" => to.parse().ok().filter(|year| (1950..2200).contains(year)).map(|year| Some(Limit::Year(year))).ok_or("limit-year-wrong"),
        kind => seats::limit(kind, &to).map(Some).ok_or("limit-unknown"),
    }
}

/// The seat holds through its last day.
fn read_until(text: &str, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, &'static str> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let end = date::parse(text)?.checked_add_days(Days::new(1)).and_then(|next| next.and_hms_opt(0, 0, 0)).and_then(clock::from_local);
    match end {
        Some(end) if end > now => Ok(Some(end)),
        Some(_) => Err("date-past"),
        None => Err("date-impossible"),
    }
}

/// What the asker may give here and now: their seat as it is at this moment, no more than the
/// request's own grants.
///
/// # Errors
/// Forbidden for whoever acts here without a seat: a hub's visitor gives no offices, whatever its
/// consent says.
pub async fn asker(ws: &Workspace, actor: &Actor, own: &OwnRoles) -> Result<Rights> {
    let nobody = || Error::forbidden("forbidden");
    let account = actor.account.ok_or_else(nobody)?;
    let seat = seats::find(ws, ws.association().0, account).await?.ok_or_else(nobody)?;
    let rights = Office::of_seat(&seat, own).ok_or_else(nobody)?.rights();
    Ok(match &actor.grants {
        Some(grants) => rights.narrowed(grants),
        None => rights,
    })
}

/// The rights of all who give offices here.
pub async fn administrators(ws: &Workspace, own: &OwnRoles) -> Result<Vec<Rights>> {
    let offices = Role::OFFICES.into_iter().filter(|role| role.may(ManageRoles::NAME)).map(Role::code);
    let makes = |role: &&custom_role::Model| seats::permissions(role).iter().any(|name| name == ManageRoles::NAME);
    let own_ids: Vec<Uuid> = own.values().filter(makes).map(|role| role.id).collect();
    let who = Condition::any().add(seat::Column::Role.is_in(offices)).add(seat::Column::CustomRoleId.is_in(own_ids));
    let here = seat::Entity::find().filter(seat::Column::AssociationId.eq(ws.association().0));
    let rows = ws.global().all(here.filter(who)).await?;
    Ok(rows.iter().filter_map(|row| Office::of_seat(row, own)).map(|office| office.rights()).collect())
}

/// # Errors
/// `last-administrator` when a change since `before` was read leaves nobody who gives offices.
pub async fn keep_an_administrator(ws: &Workspace, before: &[Rights]) -> Result<()> {
    let after = administrators(ws, &own_roles(ws).await?).await?;
    if keeps_an_administrator(before, &after, ws.now()) { Ok(()) } else { Err(Error::conflict("last-administrator")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn give(role: &str, limit: (&str, &str), until: &str) -> GiveOffice {
        GiveOffice { role: role.into(), limit_kind: limit.0.into(), limit_to: limit.1.into(), until: until.into() }
    }

    fn codes(input: &GiveOffice) -> Vec<String> {
        let now = "2026-11-21T12:00:00Z".parse().expect("a time");
        let refused = Office::read(input, &OwnRoles::new(), now).map_err(|error| error.field_errors().to_vec());
        refused.err().unwrap_or_default().into_iter().map(|error| format!("{} {}", error.field, error.code)).collect()
    }

    #[test]
    fn an_auditor_has_an_end_and_a_limit() {
        assert_eq!(codes(&give("auditor", ("year", "2026"), "20/11/2027")), [""; 0]);
        assert_eq!(codes(&give("auditor", ("project", "0192a0f0-0000-7000-8000-000000000001"), "01/12/2026")), [""; 0]);
        assert_eq!(codes(&give("auditor", ("", ""), "")), ["until auditor-without-end", "limit_to auditor-without-limit"]);
        assert_eq!(
            codes(&give("auditor", ("group", "0192a0f0-0000-7000-8000-000000000001"), "01/12/2026")),
            ["limit_to auditor-without-limit"]
        );
        assert_eq!(codes(&give("auditor", ("year", "2026"), "01/12/2027")), ["until auditor-too-long"]);
    }

    #[test]
    fn situations_are_no_offices() {
        for role in [
            "visitor",
            "coordinator",
            "staff",
            "service",
            "signed_in",
            "anonymous",
            "custom",
            "Président",
            "0192a0f0-0000-7000-8000-000000000001",
        ] {
            assert_eq!(codes(&give(role, ("", ""), "")), ["role unknown-role"], "{role}");
        }
        assert_eq!(codes(&give("", ("", ""), "")), ["role required"]);
        assert_eq!(codes(&give("treasurer", ("year", "٢٠٢٦"), "")), [""; 0]);
        assert_eq!(codes(&give("treasurer", ("planet", "x"), "20/11/2026")), ["limit_to limit-unknown", "until date-past"]);
        assert_eq!(codes(&give("treasurer", ("year", "x"), "21/11/2026")), ["limit_to limit-year-wrong"]);
    }
}
