//! Families: households of members, one of whom may speak and pay for all. Nobody belongs to two, and a family is there
//! as long as somebody belongs to it. Members are locked before their family.

use crate::entity::{family, family_member, member};
use crate::members::{name_ar, name_fr, to_contract};
use crate::numbering::{self, Pattern};
use crate::{groups, majority, removal};
use contracts::families::{Family, FamilyMember, FamilyRecord, FindFamilies, JoinFamily, NewFamily, Relative, RenameFamily};
use contracts::members::MemberKind;
use contracts::own_record::{OwnFamily, OwnRelative};
use contracts::{ById, Done, Page};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::fold::{clean, fold};
use kernel::id::new_id;
use kernel::permission::{EditMembers, ViewMembers};
use kernel::{Actor, Error, Result};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select};
use serde_json::json;
use std::collections::HashMap;
use uuid::Uuid;
use web::Access;

/// Characters.
const LONGEST_LABEL: usize = 100;
/// Members of one family.
const MOST_MEMBERS: i64 = 20;
const PAGE: usize = 50;

/// `GET …/families`
pub async fn list(access: Access<ViewMembers>, input: FindFamilies) -> Result<Page<Family>> {
    let after = input.after.as_deref().map(|text| text.parse::<Uuid>().map_err(|_| Error::invalid("invalid-query"))).transpose()?;
    let ws = access.begin().await?;
    let mut select = reached(&ws, access.actor()).order_by_desc(family::Column::Id).limit(PAGE as u64 + 1);
    if let Some(after) = after {
        select = select.filter(family::Column::Id.lt(after));
    }
    let begins = fold(&clean(&input.search.unwrap_or_default()));
    if !begins.is_empty() {
        let beyond = format!("{begins}\u{10ffff}");
        select = select.filter(family::Column::LabelFolded.gte(begins)).filter(family::Column::LabelFolded.lt(beyond));
    }
    let mut rows = ws.all(select).await?;
    let next = (rows.len() > PAGE).then(|| rows[PAGE - 1].id.to_string());
    rows.truncate(PAGE);
    let mut counts = counts(&ws, rows.iter().map(|row| row.id).collect()).await?;
    let items = rows.into_iter().map(|row| Family { members: counts.remove(&row.id).unwrap_or(0), id: row.id, label: row.label });
    Ok(Page { items: items.collect(), next })
}

/// Those with somebody whom the seat reaches.
fn reached(ws: &Workspace, actor: &Actor) -> Select<family::Entity> {
    let all = family::Entity::find();
    let Some(group) = actor.group() else { return all };
    let theirs = family_member::Entity::find().select_only().column(family_member::Column::FamilyId);
    let theirs = theirs.filter(family_member::Column::AssociationId.eq(ws.association().0));
    all.filter(
        family::Column::Id
            .in_subquery(theirs.filter(family_member::Column::MemberId.in_subquery(groups::members_of(ws, group))).into_query()),
    )
}

async fn counts(ws: &Workspace, families: Vec<Uuid>) -> Result<HashMap<Uuid, i64>> {
    #[derive(FromQueryResult)]
    struct Count {
        family_id: Uuid,
        members: i64,
    }
    let select = family_member::Entity::find().select_only().column(family_member::Column::FamilyId);
    let select = select.column_as(family_member::Column::Id.count(), "members").filter(family_member::Column::FamilyId.is_in(families));
    let rows: Vec<Count> = ws.rows(select.group_by(family_member::Column::FamilyId)).await?;
    Ok(rows.into_iter().map(|row| (row.family_id, row.members)).collect())
}

/// `GET …/families/{id}`
pub async fn show(access: Access<ViewMembers>, input: ById) -> Result<FamilyRecord> {
    let ws = access.begin().await?;
    let one = reached(&ws, access.actor()).filter(family::Column::Id.eq(input.id));
    let row = ws.one(one).await?.ok_or_else(Error::not_found)?;
    record(&ws, access.actor(), row).await
}

/// `POST …/families`
///
/// # Errors
/// `member-in-family`, `family-of-persons`
pub async fn add(access: Access<EditMembers>, input: NewFamily) -> Result<FamilyRecord> {
    let label = read_label(&input.label)?;
    let ws = access.begin().await?;
    let member = person(&ws, &input.member).await?;
    if of(&ws, member.id).await?.is_some() {
        return Err(Error::field("member", "member-in-family"));
    }
    let row = ws.insert(new(&ws, new_id(), &label)).await?;
    enter(&ws, row.id, member.id, false).await?;
    ws.audit("family-added", format!("№ {}", member.number), json!({ "personal": { "family": label } })).await?;
    let reply = record(&ws, access.actor(), row).await?;
    ws.commit(reply).await
}

pub fn new(ws: &Workspace, id: Uuid, label: &str) -> family::ActiveModel {
    family::ActiveModel { association_id: Set(ws.association().0), id: Set(id), label: Set(label.into()), label_folded: Set(fold(label)) }
}

/// `POST …/families/{id}`
pub async fn rename(access: Access<EditMembers>, input: RenameFamily) -> Result<FamilyRecord> {
    let label = read_label(&input.label)?;
    let ws = access.begin().await?;
    let before = ws.lock::<family::Entity>(input.id).await?;
    let row = ws.update(new(&ws, before.id, &label)).await?;
    if before.label != label {
        let details = json!({ "personal": { "before": { "family": before.label }, "after": { "family": label } } });
        ws.audit("family-renamed", "", details).await?;
    }
    let reply = record(&ws, access.actor(), row).await?;
    ws.commit(reply).await
}

/// `POST …/families/{id}/members`: joins, or belonged before and is the contact from now on or no more.
///
/// # Errors
/// `member-in-family`, `family-of-persons`, `contact-under-age`, `family-full`
pub async fn join(access: Access<EditMembers>, input: JoinFamily) -> Result<FamilyRecord> {
    let ws = access.begin().await?;
    ws.get::<family::Entity>(input.id).await?;
    let member = person(&ws, &input.member).await?;
    let row = ws.lock::<family::Entity>(input.id).await?;
    let contact = input.contact == "yes";
    if contact && majority::is_minor(member.born_on, ws.today()) {
        return Err(Error::field("contact", "contact-under-age"));
    }
    let there = of(&ws, member.id).await?;
    if there.as_ref().is_some_and(|there| there.family_id != row.id) {
        return Err(Error::field("member", "member-in-family"));
    }
    if contact {
        let others = family_member::Entity::update_many().col_expr(family_member::Column::Contact, Expr::val(false));
        ws.update_many(others.filter(family_member::Column::FamilyId.eq(row.id)).filter(family_member::Column::MemberId.ne(member.id)))
            .await?;
    }
    if let Some(there) = &there {
        ws.update(family_member::ActiveModel { id: Set(there.id), contact: Set(contact), ..Default::default() }).await?;
    } else if ws.count(belonging(row.id)).await? >= MOST_MEMBERS {
        return Err(Error::conflict("family-full").with("max", MOST_MEMBERS));
    } else {
        enter(&ws, row.id, member.id, contact).await?;
    }
    if there.is_none_or(|there| there.contact != contact) {
        let details = json!({ "contact": contact, "personal": { "family": row.label } });
        ws.audit("family-joined", format!("№ {}", member.number), details).await?;
    }
    let reply = record(&ws, access.actor(), row).await?;
    ws.commit(reply).await
}

/// `POST …/families/{id}/leaving`
pub async fn leave(access: Access<EditMembers>, input: JoinFamily) -> Result<Done> {
    let ws = access.begin().await?;
    // who names no family is told so, whoever the member is
    ws.get::<family::Entity>(input.id).await?;
    let member = groups::named(&ws, &input.member).await?;
    let row = ws.lock::<family::Entity>(input.id).await?;
    if of(&ws, member.id).await?.is_some_and(|there| there.family_id == row.id) {
        go(&ws, member.id).await?;
        ws.audit("family-left", format!("№ {}", member.number), json!({ "personal": { "family": row.label } })).await?;
    }
    ws.commit(Done {}).await
}

/// Takes a member, who is locked, out of whatever family; one without members is gone.
pub async fn go(ws: &Workspace, member: Uuid) -> Result<()> {
    let Some(there) = of(ws, member).await? else { return Ok(()) };
    // of two who leave at a time the second sees that it is the last
    ws.lock::<family::Entity>(there.family_id).await?;
    ws.delete(family_member::Entity::delete_many().filter(family_member::Column::Id.eq(there.id))).await?;
    if ws.count(belonging(there.family_id)).await? == 0 {
        ws.delete(family::Entity::delete_many().filter(family::Column::Id.eq(there.family_id))).await?;
    }
    Ok(())
}

pub async fn enter(ws: &Workspace, family: Uuid, member: Uuid, contact: bool) -> Result<()> {
    let row = family_member::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        family_id: Set(family),
        member_id: Set(member),
        contact: Set(contact),
    };
    ws.insert(row).await.map(drop)
}

/// Where a member belongs.
pub async fn of(ws: &Workspace, member: Uuid) -> Result<Option<family_member::Model>> {
    ws.one(family_member::Entity::find().filter(family_member::Column::MemberId.eq(member))).await
}

fn belonging(family: Uuid) -> Select<family_member::Entity> {
    family_member::Entity::find().filter(family_member::Column::FamilyId.eq(family))
}

/// The family of a member, as far as the seat reaches.
pub async fn record_of(ws: &Workspace, actor: &Actor, member: Uuid) -> Result<Option<FamilyRecord>> {
    let Some(there) = of(ws, member).await? else { return Ok(None) };
    let row = ws.get::<family::Entity>(there.family_id).await?;
    record(ws, actor, row).await.map(Some)
}

/// The household as one who belongs to it sees it.
pub async fn of_oneself(ws: &Workspace, row: &member::Model) -> Result<Option<OwnFamily>> {
    let Some(there) = of(ws, row.id).await? else { return Ok(None) };
    let family = ws.get::<family::Entity>(there.family_id).await?;
    let belong = ws.all(belonging(family.id)).await?;
    let others = belong.iter().map(|one| one.member_id).filter(|id| *id != row.id);
    let people = ws.all(member::Entity::find().filter(member::Column::Id.is_in(others)).order_by_asc(member::Column::Number)).await?;
    let members = people.iter().map(|person| OwnRelative {
        name_ar: name_ar(person),
        name_fr: name_fr(person),
        contact: belong.iter().any(|one| one.member_id == person.id && one.contact),
    });
    Ok(Some(OwnFamily { label: family.label, members: members.collect() }))
}

async fn record(ws: &Workspace, actor: &Actor, row: family::Model) -> Result<FamilyRecord> {
    let belong = ws.all(belonging(row.id)).await?;
    let these = member::Entity::find().filter(member::Column::Id.is_in(belong.iter().map(|one| one.member_id)));
    let people = ws.all(groups::reached(ws, actor, these).order_by_asc(member::Column::Number)).await?;
    let pattern = numbering::pattern(ws).await?;
    let members = people.into_iter().map(|person| FamilyMember {
        contact: belong.iter().any(|one| one.member_id == person.id && one.contact),
        member: relative(ws, &pattern, &person),
    });
    Ok(FamilyRecord { id: row.id, label: row.label, members: members.collect() })
}

pub fn relative(ws: &Workspace, pattern: &Pattern, row: &member::Model) -> Relative {
    Relative {
        id: row.id,
        code: to_contract(row.clone(), pattern).code,
        name_ar: name_ar(row),
        name_fr: name_fr(row),
        born_on: row.born_on,
        minor: majority::is_minor(row.born_on, ws.today()),
    }
}

/// Of each of the members: the label of the family.
pub async fn labels(ws: &Workspace, members: &[Uuid]) -> Result<HashMap<Uuid, String>> {
    let belong = ws.all(family_member::Entity::find().filter(family_member::Column::MemberId.is_in(members.iter().copied()))).await?;
    let families = ws.all(family::Entity::find().filter(family::Column::Id.is_in(belong.iter().map(|one| one.family_id)))).await?;
    let labels: HashMap<Uuid, String> = families.into_iter().map(|row| (row.id, row.label)).collect();
    Ok(belong.into_iter().filter_map(|one| Some((one.member_id, labels.get(&one.family_id)?.clone()))).collect())
}

/// A member by id or number, locked, who may belong to a family.
async fn person(ws: &Workspace, typed: &str) -> Result<member::Model> {
    let row = groups::named(ws, typed).await?;
    removal::check_named(&row)?;
    if row.kind == MemberKind::Body.code() { Err(Error::field("member", "family-of-persons")) } else { Ok(row) }
}

fn read_label(typed: &str) -> Result<String> {
    let mut errors = FieldErrors::default();
    let label = clean(typed);
    if !label.chars().any(char::is_alphabetic) {
        errors.add("label", "required");
    }
    if label.chars().count() > LONGEST_LABEL {
        errors.add_with("label", "too-long", "max", LONGEST_LABEL);
    }
    errors.finish()?;
    Ok(label)
}
