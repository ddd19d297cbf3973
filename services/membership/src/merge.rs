//! Two records of one person made one: field by field as the board chooses, and undone within thirty
//! days.
//!
//! Receipts and registers of electors name a member for good, so the record that has any is the one
//! that is kept; two that both have are not merged. Whatever else points to a member and is not
//! moved here keeps it from going by its foreign key.

use crate::entity::{
    application, charge, elector, group_member, mandate, member, member_import_line as line, member_merge as merge,
    member_proposal as proposal, member_status, not_twins, note, paid_up, payment, tag,
};
use crate::field_values::{self, Values};
use crate::members::{announce_counts, columns, name_ar, name_fr, to_contract};
use crate::person::Person;
use crate::{cnie, field_files, files, import, kin, limits, notes, numbering, payers, photo_proposals, photos, record};
use chrono::{DateTime, Duration, Utc};
use contracts::events::Event;
use contracts::member_fields::Field;
use contracts::member_merges::{MergeMembers, Merged};
use contracts::member_record::MemberRecord;
use contracts::members::AddMember;
use contracts::{ById, Nothing, Page};
use database::Workspace;
use kernel::id::new_id;
use kernel::permission::EditMembers;
use kernel::{Error, Locale, Result};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeMap;
use uuid::Uuid;
use web::Access;

const UNDOABLE: Duration = Duration::days(30);
const MOST_OTHERS: usize = 5;

/// What undoing needs of the record that went, and of what the kept one got by it.
#[derive(Serialize, Deserialize)]
struct Before {
    record: AddMember,
    commune: [Option<String>; 2],
    number: i64,
    locale: String,
    status: String,
    status_since: Option<chrono::NaiveDate>,
    active: bool,
    created_at: DateTime<Utc>,
    tags: Vec<String>,
    /// With who led.
    groups: Vec<(Uuid, bool)>,
    notes: Vec<Uuid>,
    statuses: Vec<Uuid>,
    /// The kept record before, and what came to it.
    kept: AddMember,
    kept_commune: [Option<String>; 2],
    kept_tags: Vec<String>,
    kept_groups: Vec<Uuid>,
    /// What the two held in fields of the association's own.
    #[serde(default)]
    fields: Values,
    #[serde(default)]
    kept_fields: Values,
    /// Files that either of them had in such fields.
    #[serde(default)]
    field_files: Vec<Uuid>,
    #[serde(default)]
    kin: kin::Before,
    /// The photo that the kept one got, and the one that gave way.
    #[serde(default)]
    photo: Option<Uuid>,
    #[serde(default)]
    photo_aside: Option<photos::Aside>,
    /// Since when the other objected to mails, and whether that came to the kept one.
    #[serde(default)]
    objected_on: Option<chrono::NaiveDate>,
    #[serde(default)]
    objection: bool,
    #[serde(default)]
    files: Vec<Uuid>,
    /// The number of the other's identity card came to the kept one; it is never in here.
    #[serde(default)]
    cnie: bool,
}

/// `POST …/members/merges`
///
/// # Errors
/// `changed-meanwhile`, `member-has-history`
pub async fn merge(access: Access<EditMembers>, input: MergeMembers) -> Result<MemberRecord> {
    let ws = access.begin().await?;
    if input.kept == input.other {
        return Err(Error::field("other", "unknown-member"));
    }
    // in one order, so that two who merge the same two wait for each other and not in a circle
    let first = ws.lock::<member::Entity>(input.kept.min(input.other)).await?;
    let second = ws.lock::<member::Entity>(input.kept.max(input.other)).await?;
    let (kept, other) = if first.id == input.kept { (first, second) } else { (second, first) };
    if kept.version.to_string() != input.kept_version || other.version.to_string() != input.other_version {
        return Err(Error::conflict("changed-meanwhile"));
    }
    if kept.kind != other.kind {
        return Err(Error::field("other", "merge-of-two-kinds"));
    }
    if kept.anonymised_at.is_some() || other.anonymised_at.is_some() {
        return Err(Error::conflict("member-anonymised"));
    }
    if has_history(&ws, other.id).await? {
        return Err(Error::conflict("member-has-history"));
    }
    forget_old(&ws).await?;
    let person = chosen(&import::person(&kept), &import::person(&other), &input.take);
    let mut before = before(&ws, &kept, &other).await?;
    before.cnie = cnie::pass_on(&ws, access.state().signer(), other.id, kept.id).await?;
    let own = field_values::hold(&ws, before.fields.keys().chain(before.kept_fields.keys())).await?;
    move_all(&ws, &kept, &other, &before).await?;
    before.kin = kin::merge(&ws, kept.id, other.id).await?;
    let takes_photo = input.take.iter().any(|field| field == "photo");
    (before.photo, before.photo_aside) = photos::merge(&ws, kept.id, other.id, takes_photo).await?;
    field_values::clear(&ws, other.id).await?;
    go(&ws, other.id).await?;
    let mut after = write(&ws, &kept, &person).await?;
    if before.objection {
        after = object(&ws, kept.id, before.objected_on).await?;
    }
    let (fields, taken) = chosen_fields(&own, &before, &input.take);
    field_values::put(&ws, kept.id, &fields).await?;
    remember(&ws, &after, &other, &before).await?;
    ws.audit("members-merged", format!("№ {}", kept.number), json!({ "merged": other.number, "taken": taken.join(", ") })).await?;
    ws.emit(Event::MembersMerged { kept: after.id, other: other.id }).await?;
    announce_counts(&ws).await?;
    let reply = record::whole(&ws, after).await?;
    ws.commit(reply).await
}

/// Whether receipts or registers name the member.
pub async fn has_history(ws: &Workspace, id: Uuid) -> Result<bool> {
    let paid = ws.count(payment::Entity::find().filter(payment::Column::MemberId.eq(id))).await?;
    let convened = ws.count(elector::Entity::find().filter(elector::Column::MemberId.eq(id))).await?;
    let charged = ws.count(charge::Entity::find().filter(charge::Column::MemberId.eq(id))).await?;
    let in_office = ws.count(mandate::Entity::find().filter(mandate::Column::MemberId.eq(id))).await?;
    Ok(paid + charged + convened + in_office > 0 || payers::name(ws, id).await?)
}

/// The kept record with what is taken from the other; of two telephones or addresses none is lost.
fn chosen(kept: &Person, other: &Person, take: &[String]) -> Person {
    let takes = |field: &str| take.iter().any(|taken| taken == field);
    let mut person = kept.clone();
    let mut of_other = |field: &str, place: fn(&mut Person) -> &mut Option<String>| {
        if takes(field) {
            *place(&mut person) = place(&mut other.clone()).take();
        }
    };
    of_other("given_ar", |person| &mut person.given_ar);
    of_other("family_ar", |person| &mut person.family_ar);
    of_other("given_fr", |person| &mut person.given_fr);
    of_other("family_fr", |person| &mut person.family_fr);
    of_other("phone", |person| &mut person.phone);
    of_other("email", |person| &mut person.email);
    of_other("address", |person| &mut person.address);
    of_other("category", |person| &mut person.category);
    of_other("nationality", |person| &mut person.nationality);
    of_other("profession", |person| &mut person.profession);
    of_other("representative", |person| &mut person.representative);
    of_other("commune", |person| &mut person.commune);
    if takes("commune") {
        (person.commune_ar, person.commune_fr) = (other.commune_ar.clone(), other.commune_fr.clone());
    }
    if takes("sex") {
        person.sex = other.sex;
    }
    if takes("born_on") {
        person.born_on = other.born_on;
    }
    if takes("joined_on") {
        person.joined_on = other.joined_on;
    }
    if takes("locale") {
        person.locale = other.locale;
    }
    let phones = [&kept.phone, &other.phone].into_iter().flatten().chain(&other.other_phones);
    person.other_phones = others(&person.other_phones, phones, person.phone.as_ref());
    let emails = [&kept.email, &other.email].into_iter().flatten().chain(&other.other_emails);
    person.other_emails = others(&person.other_emails, emails, person.email.as_ref());
    person
}

/// The kept record's own fields with those that are taken from the other; and what is taken, by its name.
fn chosen_fields(held: &BTreeMap<Uuid, Field>, before: &Before, take: &[String]) -> (Values, Vec<String>) {
    let (mut fields, mut taken) = (before.kept_fields.clone(), take.to_vec());
    for field in held.values() {
        for name in taken.iter_mut().filter(|name| **name == field.name()) {
            name.clone_from(&field.label_ar);
            match before.fields.get(&field.id) {
                Some(value) => drop(fields.insert(field.id, value.clone())),
                None => drop(fields.remove(&field.id)),
            }
        }
    }
    (fields, taken)
}

fn others<'a>(there: &'a [String], more: impl Iterator<Item = &'a String>, first: Option<&String>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for value in there.iter().chain(more) {
        if first != Some(value) && !all.contains(value) && all.len() < MOST_OTHERS {
            all.push(value.clone());
        }
    }
    all
}

async fn before(ws: &Workspace, kept: &member::Model, other: &member::Model) -> Result<Before> {
    let typed = |row: &member::Model| import::typed(&import::person(row));
    let ids = async |select: sea_orm::Select<note::Entity>| -> Result<Vec<Uuid>> {
        Ok(ws.all(select).await?.into_iter().map(|row| row.id).collect())
    };
    let groups = groups_of(ws, other.id).await?;
    let (tags, kept_tags) = (notes::tags_of(ws, other.id).await?, notes::tags_of(ws, kept.id).await?);
    let room = notes::MOST_TAGS.saturating_sub(kept_tags.len());
    let has = |tag: &String| kept_tags.iter().any(|there| kernel::fold::fold(there) == kernel::fold::fold(tag));
    let kept_groups: Vec<Uuid> = groups_of(ws, kept.id).await?.into_iter().map(|(group, _)| group).collect();
    let statuses = ws.all(member_status::Entity::find().filter(member_status::Column::MemberId.eq(other.id))).await?;
    Ok(Before {
        record: typed(other),
        commune: [other.commune_ar.clone(), other.commune_fr.clone()],
        number: other.number,
        locale: other.locale.clone(),
        status: other.status.clone(),
        status_since: other.status_since,
        active: other.active,
        created_at: other.created_at,
        notes: ids(note::Entity::find().filter(note::Column::MemberId.eq(other.id))).await?,
        statuses: statuses.into_iter().map(|row| row.id).collect(),
        kept: typed(kept),
        kept_commune: [kept.commune_ar.clone(), kept.commune_fr.clone()],
        kept_tags: tags.iter().filter(|tag| !has(tag)).take(room).cloned().collect(),
        kept_groups: groups.iter().map(|(group, _)| *group).filter(|group| !kept_groups.contains(group)).collect(),
        tags,
        groups,
        fields: field_values::of_member(ws, other.id).await?,
        kept_fields: field_values::of_member(ws, kept.id).await?,
        field_files: field_files::of_members(ws, &[kept.id, other.id]).await?,
        kin: kin::Before::default(),
        photo: None,
        photo_aside: None,
        objected_on: other.objected_on,
        objection: kept.objected_on.is_none() && other.objected_on.is_some(),
        files: files::ids_of(ws, other.id).await?,
        cnie: false,
    })
}

async fn groups_of(ws: &Workspace, id: Uuid) -> Result<Vec<(Uuid, bool)>> {
    let rows = ws.all(group_member::Entity::find().filter(group_member::Column::MemberId.eq(id))).await?;
    Ok(rows.into_iter().map(|row| (row.group_id, row.leads)).collect())
}

/// Tags, groups, notes and statuses follow; statuses as history, the kept one's own stays what it is.
async fn move_all(ws: &Workspace, kept: &member::Model, other: &member::Model, before: &Before) -> Result<()> {
    let to = Expr::val(kept.id);
    ws.update_many(note::Entity::update_many().col_expr(note::Column::MemberId, to.clone()).filter(note::Column::MemberId.eq(other.id)))
        .await?;
    let statuses = member_status::Entity::update_many().col_expr(member_status::Column::MemberId, to);
    ws.update_many(statuses.filter(member_status::Column::MemberId.eq(other.id))).await?;
    files::pass_on(ws, &before.files, other, kept.id).await?;
    add_tags(ws, kept.id, &before.kept_tags).await?;
    let come: Vec<(Uuid, bool)> = before.groups.iter().copied().filter(|(group, _)| before.kept_groups.contains(group)).collect();
    join_groups(ws, kept.id, &come).await
}

async fn add_tags(ws: &Workspace, id: Uuid, tags: &[String]) -> Result<()> {
    let row = |name: &String| tag::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        member_id: Set(id),
        tag: Set(name.clone()),
        tag_folded: Set(kernel::fold::fold(name)),
    };
    ws.insert_many(tags.iter().map(row).collect()).await
}

async fn join_groups(ws: &Workspace, id: Uuid, groups: &[(Uuid, bool)]) -> Result<()> {
    let row = |(group, leads): &(Uuid, bool)| group_member::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        group_id: Set(*group),
        member_id: Set(id),
        leads: Set(*leads),
    };
    ws.insert_many(groups.iter().map(row).collect()).await
}

/// Whoever objected has objected, whichever record says so.
async fn object(ws: &Workspace, id: Uuid, on: Option<chrono::NaiveDate>) -> Result<member::Model> {
    ws.update(member::ActiveModel { id: Set(id), objected_on: Set(on), ..Default::default() }).await
}

/// Removes a member with all that is the member's alone.
///
/// # Errors
/// `member-has-history`
pub async fn go(ws: &Workspace, id: Uuid) -> Result<()> {
    ws.delete(tag::Entity::delete_many().filter(tag::Column::MemberId.eq(id))).await?;
    ws.delete(group_member::Entity::delete_many().filter(group_member::Column::MemberId.eq(id))).await?;
    kin::go(ws, id).await?;
    photos::go(ws, id).await?;
    photo_proposals::go(ws, id).await?;
    // of somebody for whom the family paid
    ws.delete(paid_up::Entity::delete_many().filter(paid_up::Column::MemberId.eq(id))).await?;
    ws.delete(note::Entity::delete_many().filter(note::Column::MemberId.eq(id))).await?;
    field_values::forget(ws, id).await?;
    files::forget(ws, id).await?;
    cnie::forget(ws, id).await?;
    ws.delete(member_status::Entity::delete_many().filter(member_status::Column::MemberId.eq(id))).await?;
    ws.delete(line::Entity::delete_many().filter(line::Column::MemberId.eq(id))).await?;
    ws.delete(application::Entity::delete_many().filter(application::Column::MemberId.eq(id))).await?;
    forget_merges(ws, merge::Column::KeptId.eq(id)).await?;
    ws.delete(proposal::Entity::delete_many().filter(proposal::Column::MemberId.eq(id))).await?;
    let told_apart = Condition::any().add(not_twins::Column::OneId.eq(id)).add(not_twins::Column::OtherId.eq(id));
    ws.delete(not_twins::Entity::delete_many().filter(told_apart)).await?;
    let in_use = |error: Error| if error.code() == "unknown-reference" { Error::conflict("member-has-history") } else { error };
    ws.delete(member::Entity::delete_many().filter(member::Column::Id.eq(id))).await.map_err(in_use).map(drop)
}

async fn write(ws: &Workspace, kept: &member::Model, person: &Person) -> Result<member::Model> {
    let locale = person.locale.map_or_else(|| kept.locale.clone(), |locale| locale.code().to_owned());
    let row = member::ActiveModel { id: Set(kept.id), locale: Set(locale), version: Set(kept.version + 1), ..columns(person, kept.number) };
    ws.update(row).await
}

async fn remember(ws: &Workspace, kept: &member::Model, other: &member::Model, before: &Before) -> Result<()> {
    let row = merge::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        kept_id: Set(kept.id),
        kept_version: Set(kept.version),
        other_id: Set(other.id),
        before: Set(serde_json::to_string(before).map_err(Error::internal)?),
        merged_by: Set(ws.origin().who.clone()),
        merged_at: Set(ws.now()),
        undone_at: Set(None),
    };
    ws.insert(row).await.map(drop)
}

/// What can be undone no more is not kept either: it holds a person's data.
async fn forget_old(ws: &Workspace) -> Result<()> {
    forget_merges(ws, merge::Column::MergedAt.lt(ws.now() - UNDOABLE)).await
}

/// With what they kept aside.
pub async fn forget_merges(ws: &Workspace, which: Expr) -> Result<()> {
    for row in ws.all(merge::Entity::find().filter(which.clone()).filter(merge::Column::UndoneAt.is_null())).await? {
        let before: Before = serde_json::from_str(&row.before).map_err(Error::internal)?;
        if let Some(aside) = &before.photo_aside {
            photos::forget_aside(ws, aside).await?;
        }
        field_files::sweep(ws, &before.field_files).await?;
    }
    ws.delete(merge::Entity::delete_many().filter(which)).await.map(drop)
}

/// `GET …/members/merges`: those that can be undone, newest first.
pub async fn list(access: Access<EditMembers>, _: Nothing) -> Result<Page<Merged>> {
    let ws = access.begin().await?;
    let pattern = numbering::pattern(&ws).await?;
    let recent = merge::Entity::find()
        .filter(merge::Column::MergedAt.gte(ws.now() - UNDOABLE))
        .filter(merge::Column::UndoneAt.is_null())
        .order_by_desc(merge::Column::Id);
    let mut items = Vec::new();
    for row in ws.all(recent).await? {
        let kept = ws.get::<member::Entity>(row.kept_id).await?;
        let before: Before = serde_json::from_str(&row.before).map_err(Error::internal)?;
        items.push(Merged {
            id: row.id,
            kept: kept.id,
            name_ar: name_ar(&kept),
            name_fr: name_fr(&kept),
            code: to_contract(kept, &pattern).code,
            number: before.number,
            merged_by: row.merged_by,
            merged_at: row.merged_at,
            undo_until: row.merged_at + UNDOABLE,
        });
    }
    Ok(Page { items, next: None })
}

/// `POST …/members/merges/{id}/undoing`: the other record comes back with what was its own. The kept
/// one is put back too, unless somebody has edited it since.
///
/// # Errors
/// `merge-already-undone`, and `number-taken` when the board has given its number to somebody else since.
pub async fn undo(access: Access<EditMembers>, input: ById) -> Result<MemberRecord> {
    let ws = access.begin().await?;
    // who comes back counts against the limit, as newcomers do
    ws.take_numbers(crate::members::SERIES, 0).await?;
    let row = ws.lock::<merge::Entity>(input.id).await?;
    if row.merged_at + UNDOABLE < ws.now() {
        return Err(Error::not_found());
    }
    if row.undone_at.is_some() {
        return Err(Error::conflict("merge-already-undone"));
    }
    let before: Before = serde_json::from_str(&row.before).map_err(Error::internal)?;
    let kept = ws.lock::<member::Entity>(row.kept_id).await?;
    if before.active {
        limits::check_members(&ws, 1).await?;
    }
    let person = person_of(&ws, &before.record, &before.commune)?;
    let back = bring_back(&ws, &row, &before, &person).await?;
    take_back(&ws, &kept, &back, &before).await?;
    if before.cnie {
        cnie::pass_on(&ws, access.state().signer(), kept.id, back.id).await?;
    }
    let there = field_values::hold(&ws, before.fields.keys().chain(before.kept_fields.keys())).await?;
    let left = |values: &Values| values.iter().filter(|(id, _)| there.contains_key(id)).map(|(id, value)| (*id, value.clone())).collect();
    let theirs = field_files::without_lost(&ws, &left(&before.fields), &before.field_files).await?;
    if kept.version != row.kept_version {
        field_files::give_back(&ws, kept.id, &theirs, &before.field_files).await?;
    }
    field_values::put(&ws, back.id, &theirs).await?;
    kin::undo(&ws, kept.id, back.id, &before.kin).await?;
    photos::undo(&ws, kept.id, back.id, before.photo, before.photo_aside.clone()).await?;
    if before.objection && kept.objected_on == before.objected_on {
        object(&ws, kept.id, None).await?;
    }
    if kept.version == row.kept_version {
        let mine = field_files::without_lost(&ws, &left(&before.kept_fields), &before.field_files).await?;
        field_values::put(&ws, kept.id, &mine).await?;
        write(&ws, &kept, &person_of(&ws, &before.kept, &before.kept_commune)?).await?;
    }
    field_files::sweep(&ws, &before.field_files).await?;
    let undone = merge::ActiveModel { id: Set(row.id), before: Set(String::new()), undone_at: Set(Some(ws.now())), ..Default::default() };
    ws.update(undone).await?;
    ws.audit("merge-undone", format!("№ {}", kept.number), json!({ "merged": before.number })).await?;
    announce_counts(&ws).await?;
    let reply = record::whole(&ws, back).await?;
    ws.commit(reply).await
}

fn person_of(ws: &Workspace, record: &AddMember, commune: &[Option<String>; 2]) -> Result<Person> {
    let mut person = Person::read(record, ws.today())?;
    (person.commune_ar, person.commune_fr) = (commune[0].clone(), commune[1].clone());
    Ok(person)
}

async fn bring_back(ws: &Workspace, row: &merge::Model, before: &Before, person: &Person) -> Result<member::Model> {
    let taken = |error: Error| if error.code() == "already-exists" { Error::conflict("number-taken") } else { error };
    let member = member::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(row.other_id),
        number: Set(before.number),
        locale: Set(Locale::parse(&before.locale).unwrap_or_default().code().into()),
        active: Set(before.active),
        paid_year: Set(None),
        dues_day: Set(person.joined_on.map(kernel::dues_years::own_day)),
        created_at: Set(before.created_at),
        status: Set(before.status.clone()),
        status_since: Set(before.status_since),
        version: Set(1),
        anonymised_at: Set(None),
        objected_on: Set(before.objected_on),
        ..columns(person, before.number)
    };
    ws.insert(member).await.map_err(taken)
}

/// Moves back what is still there.
async fn take_back(ws: &Workspace, kept: &member::Model, back: &member::Model, before: &Before) -> Result<()> {
    let to = Expr::val(back.id);
    let notes = note::Entity::update_many().col_expr(note::Column::MemberId, to.clone()).filter(note::Column::MemberId.eq(kept.id));
    ws.update_many(notes.filter(note::Column::Id.is_in(before.notes.clone()))).await?;
    let statuses = member_status::Entity::update_many().col_expr(member_status::Column::MemberId, to);
    let statuses = statuses.filter(member_status::Column::MemberId.eq(kept.id));
    ws.update_many(statuses.filter(member_status::Column::Id.is_in(before.statuses.clone()))).await?;
    files::pass_on(ws, &before.files, kept, back.id).await?;
    let came = before.kept_tags.iter().map(|tag| kernel::fold::fold(tag));
    let tags = tag::Entity::delete_many().filter(tag::Column::MemberId.eq(kept.id)).filter(tag::Column::TagFolded.is_in(came));
    ws.delete(tags).await?;
    let groups = group_member::Entity::delete_many().filter(group_member::Column::MemberId.eq(kept.id));
    ws.delete(groups.filter(group_member::Column::GroupId.is_in(before.kept_groups.clone()))).await?;
    add_tags(ws, back.id, &before.tags).await?;
    let there = ws.all(crate::entity::group::Entity::find()).await?;
    let groups: Vec<_> = before.groups.iter().copied().filter(|(group, _)| there.iter().any(|row| row.id == *group)).collect();
    join_groups(ws, back.id, &groups).await
}
