//! Roles of an association's own: a name and a list of permissions, never above their author's.

use crate::entity::{custom_role, invitation, seat};
use crate::offices::{self, OwnRoles};
use crate::rights::{Rights, known};
use crate::seats;
use contracts::people::{CustomRole, EditRole, MakeRole};
use contracts::{ById, Done, Nothing, Page};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::fold::{clean, fold, has_arabic, has_latin};
use kernel::id::new_id;
use kernel::permission::{ManageRoles, OF_EVERY_SEAT, ViewRoles};
use kernel::{Error, Result, Role};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter, QuerySelect};
use serde_json::{Value, json};
use std::collections::HashMap;
use uuid::Uuid;
use web::Access;

/// Roles of its own that an association may have.
const MOST: usize = 40;
const LONGEST_NAME: usize = 60;

/// What was typed, found right.
struct Wanted {
    name_ar: String,
    name_fr: String,
    permissions: Vec<&'static str>,
}

impl Wanted {
    fn read(input: &MakeRole) -> Result<Self> {
        let mut errors = FieldErrors::default();
        let name_ar = errors.keep("name_ar", read_name(&input.name_ar, has_arabic, "name-not-arabic"));
        let name_fr = errors.keep("name_fr", read_name(&input.name_fr, has_latin, "name-not-latin"));
        let permissions = errors.keep("permissions", read_permissions(&input.permissions));
        errors.finish()?;
        match (name_ar, name_fr, permissions) {
            (Some(name_ar), Some(name_fr), Some(permissions)) => Ok(Self { name_ar, name_fr, permissions }),
            _ => Err(Error::invalid("invalid-input")),
        }
    }

    fn key(&self) -> String {
        fold(&format!("{} {}", self.name_ar, self.name_fr))
    }

    fn rights(&self) -> Rights {
        Rights::new(Role::Custom, &self.permissions.iter().map(ToString::to_string).collect::<Vec<_>>(), None, None)
    }

    /// # Errors
    /// `taken` at the name; forbidden when the asker lacks something on the list.
    fn check(&self, asker: &Rights, own: &OwnRoles, this: Option<Uuid>) -> Result<()> {
        if own.values().any(|role| role.name_key == self.key() && Some(role.id) != this) {
            return Err(Error::field("name_fr", "taken"));
        }
        if asker.may_take(&self.rights()) { Ok(()) } else { Err(Error::forbidden("office-above-yours")) }
    }
}

fn read_name(text: &str, in_script: fn(&str) -> bool, code: &'static str) -> Result<String, &'static str> {
    let name = clean(text);
    match name.chars().count() {
        0 => Err("required"),
        _ if !in_script(&name) => Err(code),
        1..=LONGEST_NAME => Ok(name),
        _ => Err("name-too-long"),
    }
}

/// In the table's order, with what belongs to every seat; who acts in an area sees it.
fn read_permissions(names: &[String]) -> Result<Vec<&'static str>, &'static str> {
    let mut permissions = names.iter().map(|name| known(name.trim()).ok_or("permission-unknown")).collect::<Result<Vec<_>, _>>()?;
    if permissions.is_empty() {
        return Err("role-without-permissions");
    }
    let seen = permissions.iter().filter_map(|name| known(&format!("{}.view", name.split('.').next()?))).collect::<Vec<_>>();
    permissions.extend(seen);
    permissions.extend(OF_EVERY_SEAT);
    let order = |name: &&str| kernel::permission::TABLE.iter().position(|row| row.name == *name);
    permissions.sort_by_key(order);
    permissions.dedup();
    Ok(permissions)
}

pub async fn list(access: Access<ViewRoles>, _: Nothing) -> Result<Page<CustomRole>> {
    let ws = access.begin().await?;
    let own = offices::own_roles(&ws).await?;
    let asker = if access.actor().may::<ManageRoles>() { offices::asker(&ws, access.actor(), &own).await.ok() } else { None };
    let used = used(&ws).await?;
    let mut rows: Vec<&custom_role::Model> = own.values().collect();
    rows.sort_by_key(|role| role.id);
    Ok(Page { items: rows.into_iter().map(|role| present(role, &used, asker.as_ref())).collect(), next: None })
}

pub async fn show(access: Access<ViewRoles>, input: ById) -> Result<CustomRole> {
    let ws = access.begin().await?;
    let own = offices::own_roles(&ws).await?;
    let role = own.get(&input.id).ok_or_else(Error::not_found)?;
    let asker = if access.actor().may::<ManageRoles>() { offices::asker(&ws, access.actor(), &own).await.ok() } else { None };
    Ok(present(role, &used(&ws).await?, asker.as_ref()))
}

/// How many seats and open invitations have each role.
async fn used(ws: &Workspace) -> Result<HashMap<Uuid, i64>> {
    #[derive(FromQueryResult)]
    struct Count {
        role: Uuid,
        count: i64,
    }
    let seats = seat::Entity::find()
        .select_only()
        .column_as(seat::Column::CustomRoleId, "role")
        .column_as(seat::Column::AccountId.count(), "count")
        .filter(seat::Column::AssociationId.eq(ws.association().0))
        .filter(seat::Column::CustomRoleId.is_not_null())
        .group_by(seat::Column::CustomRoleId);
    let invitations = invitation::Entity::find()
        .select_only()
        .column_as(invitation::Column::CustomRoleId, "role")
        .column_as(invitation::Column::Id.count(), "count")
        .filter(invitation::Column::AssociationId.eq(ws.association().0))
        .filter(invitation::Column::CustomRoleId.is_not_null())
        .filter(invitation::Column::Answer.is_null())
        .group_by(invitation::Column::CustomRoleId);
    let mut all: Vec<Count> = ws.global().rows(seats).await?;
    all.extend(ws.global().rows::<_, Count>(invitations).await?);
    let mut used = HashMap::new();
    for Count { role, count } in all {
        *used.entry(role).or_default() += count;
    }
    Ok(used)
}

fn present(row: &custom_role::Model, used: &HashMap<Uuid, i64>, asker: Option<&Rights>) -> CustomRole {
    CustomRole {
        name: offices::role_name(row),
        permissions: seats::permissions(row),
        used_by: used.get(&row.id).copied().unwrap_or_default(),
        changeable: asker.is_some_and(|asker| asker.may_take(&rights(row))),
    }
}

fn rights(row: &custom_role::Model) -> Rights {
    Rights::new(Role::Custom, &seats::permissions(row), None, None)
}

pub async fn make(access: Access<ManageRoles>, input: MakeRole) -> Result<CustomRole> {
    let wanted = Wanted::read(&input)?;
    let ws = access.begin().await?;
    offices::lock(&ws).await?;
    let own = offices::own_roles(&ws).await?;
    let asker = offices::asker(&ws, access.actor(), &own).await?;
    wanted.check(&asker, &own, None)?;
    if own.len() >= MOST {
        return Err(Error::conflict("too-many-roles").with("max", MOST));
    }
    let row = custom_role::ActiveModel {
        id: Set(new_id()),
        name_key: Set(wanted.key()),
        permissions: Set(json!(wanted.permissions)),
        name_ar: Set(wanted.name_ar),
        name_fr: Set(wanted.name_fr),
        created_at: Set(ws.now()),
        ..Default::default()
    };
    let row = ws.insert(row).await?;
    ws.audit("role-made", row.name_fr.clone(), json!({ "role": row.id, "after": told(&row) })).await?;
    let reply = present(&row, &HashMap::new(), Some(&asker));
    ws.commit(reply).await
}

/// Holds at once for everybody who has the role.
///
/// # Errors
/// Forbidden when the role, before or after, is above the asker's own; `last-administrator`.
pub async fn edit(access: Access<ManageRoles>, input: EditRole) -> Result<CustomRole> {
    let ws = access.begin().await?;
    offices::lock(&ws).await?;
    let own = offices::own_roles(&ws).await?;
    let asker = offices::asker(&ws, access.actor(), &own).await?;
    let row = own.get(&input.id).ok_or_else(Error::not_found)?.clone();
    if !asker.may_take(&rights(&row)) {
        return Err(Error::forbidden("office-above-yours"));
    }
    let wanted = Wanted::read(&input.role)?;
    wanted.check(&asker, &own, Some(row.id))?;
    let administrators = offices::administrators(&ws, &own).await?;
    let before = told(&row);
    let mut edited = row.into_active_model();
    edited.name_key = Set(wanted.key());
    edited.permissions = Set(json!(wanted.permissions));
    (edited.name_ar, edited.name_fr) = (Set(wanted.name_ar), Set(wanted.name_fr));
    let row = ws.update(edited).await?;
    offices::keep_an_administrator(&ws, &administrators).await?;
    ws.audit("role-edited", row.name_fr.clone(), json!({ "role": row.id, "before": before, "after": told(&row) })).await?;
    let reply = present(&row, &used(&ws).await?, Some(&asker));
    ws.commit(reply).await
}

/// # Errors
/// `role-in-use` while somebody has it or is invited to it.
pub async fn delete(access: Access<ManageRoles>, input: ById) -> Result<Done> {
    let ws = access.begin().await?;
    offices::lock(&ws).await?;
    let own = offices::own_roles(&ws).await?;
    let asker = offices::asker(&ws, access.actor(), &own).await?;
    let row = own.get(&input.id).ok_or_else(Error::not_found)?;
    if !asker.may_take(&rights(row)) {
        return Err(Error::forbidden("office-above-yours"));
    }
    if used(&ws).await?.contains_key(&row.id) {
        return Err(Error::conflict("role-in-use"));
    }
    ws.delete(custom_role::Entity::delete_many().filter(custom_role::Column::Id.eq(row.id))).await?;
    ws.audit("role-deleted", row.name_fr.clone(), json!({ "role": row.id, "before": told(row) })).await?;
    ws.commit(Done {}).await
}

fn told(row: &custom_role::Model) -> Value {
    json!({ "name_ar": row.name_ar, "name_fr": row.name_fr, "permissions": seats::permissions(row) })
}

#[cfg(test)]
mod tests {
    use super::read_permissions;

    #[test]
    fn who_acts_in_an_area_sees_it() {
        let read = |names: &[&str]| read_permissions(&names.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(
            read(&["members.edit", "members.edit"]),
            Ok(vec!["association.view", "privacy.ask", "own-record.view", "own-record.propose", "members.view", "members.edit"])
        );
        assert_eq!(
            read(&["consents.manage"]),
            Ok(vec!["association.view", "consents.manage", "privacy.ask", "own-record.view", "own-record.propose"])
        );
        assert_eq!(read(&[]), Err("role-without-permissions"));
        assert_eq!(read(&["members.view", "internal"]), Err("permission-unknown"));
    }
}
