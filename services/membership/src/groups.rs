//! Groups and commissions. A seat may be limited to one (`Actor::group`): it reaches its people alone.

use crate::entity::{group, group_member, member};
use crate::removal;
use contracts::groups::{Belongs, EditGroup, Group, GroupMember, NewGroup};
use contracts::{ById, Done, Nothing, Page};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::fold::clean;
use kernel::id::new_id;
use kernel::permission::{EditMembers, ViewMembers};
use kernel::{Actor, Error, Result};
use sea_orm::sea_query::SelectStatement;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select};
use serde_json::{Value, json};
use std::collections::HashMap;
use uuid::Uuid;
use web::Access;

/// Characters of a name.
const LONGEST: usize = 100;
const MOST: i64 = 200;

/// Those of the members whom the seat reaches.
pub fn reached(ws: &Workspace, actor: &Actor, select: Select<member::Entity>) -> Select<member::Entity> {
    match actor.group() {
        None => select,
        Some(group) => select.filter(member::Column::Id.in_subquery(members_of(ws, group))),
    }
}

/// The ids of a group's members.
pub fn members_of(ws: &Workspace, group: Uuid) -> SelectStatement {
    let mine = group_member::Entity::find().select_only().column(group_member::Column::MemberId);
    mine.filter(group_member::Column::AssociationId.eq(ws.association().0)).filter(group_member::Column::GroupId.eq(group)).into_query()
}

/// The member, if the seat reaches it; `lock`: nobody else changes it meanwhile.
pub async fn reach(ws: &Workspace, actor: &Actor, id: Uuid, lock: bool) -> Result<member::Model> {
    let row = if lock { ws.lock::<member::Entity>(id).await? } else { ws.get::<member::Entity>(id).await? };
    let within = reached(ws, actor, member::Entity::find().filter(member::Column::Id.eq(id)));
    if actor.group().is_some() && ws.one(within).await?.is_none() {
        return Err(Error::not_found());
    }
    if lock {
        removal::check_named(&row)?;
    }
    Ok(row)
}

/// `GET …/member-groups`
pub async fn list(access: Access<ViewMembers>, _: Nothing) -> Result<Page<Group>> {
    let ws = access.begin().await?;
    let mut select = group::Entity::find().order_by_asc(group::Column::Id);
    if let Some(only) = access.actor().group() {
        select = select.filter(group::Column::Id.eq(only));
    }
    let rows = ws.all(select).await?;
    let mut counts = counts(&ws).await?;
    let items = rows.into_iter().map(|row| {
        let members = counts.remove(&row.id).unwrap_or(0);
        to_contract(row, members)
    });
    Ok(Page { items: items.collect(), next: None })
}

/// `GET …/member-groups/{id}`
pub async fn show(access: Access<ViewMembers>, input: ById) -> Result<Group> {
    if access.actor().group().is_some_and(|only| only != input.id) {
        return Err(Error::not_found());
    }
    let ws = access.begin().await?;
    let row = ws.get::<group::Entity>(input.id).await?;
    with_count(&ws, row).await
}

/// `POST …/member-groups`
pub async fn add(access: Access<EditMembers>, input: NewGroup) -> Result<Group> {
    let columns = read(&input)?;
    let ws = access.begin().await?;
    if ws.count(group::Entity::find()).await? >= MOST {
        return Err(Error::conflict("too-many-groups").with("max", MOST));
    }
    let row = ws.insert(group::ActiveModel { association_id: Set(ws.association().0), id: Set(new_id()), ..columns }).await?;
    ws.audit("group-added", name(&row), json!({ "after": told(&row) })).await?;
    ws.commit(to_contract(row, 0)).await
}

/// `POST …/member-groups/{id}`
pub async fn edit(access: Access<EditMembers>, input: EditGroup) -> Result<Group> {
    let columns = read(&input.group)?;
    let ws = access.begin().await?;
    let before = ws.lock::<group::Entity>(input.id).await?;
    let row = ws.update(group::ActiveModel { id: Set(before.id), ..columns }).await?;
    ws.audit("group-changed", name(&row), contracts::audit::changes(&told(&before), &told(&row))).await?;
    let reply = with_count(&ws, row).await?;
    ws.commit(reply).await
}

/// `POST …/member-groups/{id}/removal`
///
/// # Errors
/// `group-in-use`
pub async fn remove(access: Access<EditMembers>, input: ById) -> Result<Done> {
    let ws = access.begin().await?;
    let row = ws.lock::<group::Entity>(input.id).await?;
    if ws.count(of(row.id)).await? > 0 {
        return Err(Error::conflict("group-in-use"));
    }
    ws.delete(group::Entity::delete_many().filter(group::Column::Id.eq(row.id))).await?;
    ws.audit("group-removed", name(&row), json!({ "before": told(&row) })).await?;
    ws.commit(Done {}).await
}

/// `POST …/member-groups/{id}/members`: joins, or joined before leads from now on or no more.
pub async fn join(access: Access<EditMembers>, input: GroupMember) -> Result<Group> {
    let ws = access.begin().await?;
    let row = ws.hold::<group::Entity>(input.id).await?;
    let member = named(&ws, &input.member).await?;
    let leads = input.leads == "yes";
    let there = ws.one(of(row.id).filter(group_member::Column::MemberId.eq(member.id))).await?;
    if let Some(there) = &there {
        ws.update(group_member::ActiveModel { id: Set(there.id), leads: Set(leads), ..Default::default() }).await?;
    } else {
        let new = group_member::ActiveModel {
            association_id: Set(ws.association().0),
            id: Set(new_id()),
            group_id: Set(row.id),
            member_id: Set(member.id),
            leads: Set(leads),
        };
        ws.insert(new).await?;
    }
    if there.is_none_or(|there| there.leads != leads) {
        ws.audit("group-joined", name(&row), json!({ "member": member.number, "leads": leads })).await?;
    }
    let reply = with_count(&ws, row).await?;
    ws.commit(reply).await
}

/// `POST …/member-groups/{id}/leaving`
pub async fn leave(access: Access<EditMembers>, input: GroupMember) -> Result<Group> {
    let ws = access.begin().await?;
    let row = ws.hold::<group::Entity>(input.id).await?;
    let member = named(&ws, &input.member).await?;
    let mine = group_member::Entity::delete_many().filter(group_member::Column::GroupId.eq(row.id));
    if ws.delete(mine.filter(group_member::Column::MemberId.eq(member.id))).await? > 0 {
        ws.audit("group-left", name(&row), json!({ "member": member.number })).await?;
    }
    let reply = with_count(&ws, row).await?;
    ws.commit(reply).await
}

/// The groups of a member.
pub async fn of_member(ws: &Workspace, member: Uuid) -> Result<Vec<Belongs>> {
    let mine = ws.all(group_member::Entity::find().filter(group_member::Column::MemberId.eq(member))).await?;
    let groups = ws.all(group::Entity::find().filter(group::Column::Id.is_in(mine.iter().map(|row| row.group_id)))).await?;
    let belongs = groups.into_iter().map(|row| Belongs {
        leads: mine.iter().any(|there| there.group_id == row.id && there.leads),
        group: row.id,
        name_ar: row.name_ar.unwrap_or_default(),
        name_fr: row.name_fr.unwrap_or_default(),
    });
    Ok(belongs.collect())
}

/// By id or number, and stays while the transaction lasts.
pub async fn named(ws: &Workspace, typed: &str) -> Result<member::Model> {
    let id = id_of(ws, typed).await?;
    let unknown = || Error::field("member", "unknown-member");
    ws.lock::<member::Entity>(id).await.map_err(|error| if error.kind() == kernel::Kind::NotFound { unknown() } else { error })
}

/// The id of a member who was typed by id or number.
pub async fn id_of(ws: &Workspace, typed: &str) -> Result<Uuid> {
    let unknown = || Error::field("member", "unknown-member");
    let typed = kernel::fold::western_digits(&clean(typed));
    match (typed.parse::<Uuid>(), typed.parse::<i64>()) {
        (Ok(id), _) => Ok(id),
        (_, Ok(number)) => Ok(ws.one(member::Entity::find().filter(member::Column::Number.eq(number))).await?.ok_or_else(unknown)?.id),
        _ => Err(unknown()),
    }
}

fn of(group: Uuid) -> Select<group_member::Entity> {
    group_member::Entity::find().filter(group_member::Column::GroupId.eq(group))
}

async fn counts(ws: &Workspace) -> Result<HashMap<Uuid, i64>> {
    #[derive(FromQueryResult)]
    struct Count {
        group_id: Uuid,
        members: i64,
    }
    let select = group_member::Entity::find().select_only().column(group_member::Column::GroupId);
    let rows: Vec<Count> =
        ws.rows(select.column_as(group_member::Column::Id.count(), "members").group_by(group_member::Column::GroupId)).await?;
    Ok(rows.into_iter().map(|row| (row.group_id, row.members)).collect())
}

async fn with_count(ws: &Workspace, row: group::Model) -> Result<Group> {
    let members = ws.count(of(row.id)).await?;
    Ok(to_contract(row, members))
}

fn read(input: &NewGroup) -> Result<group::ActiveModel> {
    let mut errors = FieldErrors::default();
    let mut name = |field: &str, typed: &str| {
        let name = clean(typed);
        if name.chars().count() > LONGEST {
            errors.add_with(field, "too-long", "max", LONGEST);
        }
        Some(name).filter(|name| !name.is_empty())
    };
    let (name_ar, name_fr) = (name("name_ar", &input.name_ar), name("name_fr", &input.name_fr));
    if name_ar.is_none() && name_fr.is_none() {
        errors.add("name_ar", "name-required");
    }
    let kind = match input.kind.as_str() {
        "" | "group" => "group",
        "commission" => "commission",
        _ => {
            errors.add("kind", "choice-unknown");
            ""
        }
    };
    errors.finish()?;
    Ok(group::ActiveModel { name_ar: Set(name_ar), name_fr: Set(name_fr), kind: Set(kind.into()), ..Default::default() })
}

fn name(row: &group::Model) -> String {
    row.name_fr.clone().or_else(|| row.name_ar.clone()).unwrap_or_default()
}

fn told(row: &group::Model) -> Value {
    json!({ "name_ar": row.name_ar, "name_fr": row.name_fr, "kind": row.kind })
}

fn to_contract(row: group::Model, members: i64) -> Group {
    Group { id: row.id, name_ar: row.name_ar.unwrap_or_default(), name_fr: row.name_fr.unwrap_or_default(), kind: row.kind, members }
}
