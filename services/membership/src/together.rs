//! An act on all the members of a filtered list: checked with real numbers first, done once, and only
//! if it is still what was checked.

use crate::entity::{category, group, group_member, mandate, member, member_status, tag};
use crate::filter::Filter;
use crate::members::{SERIES, announce_counts, name_ar, name_fr, to_contract};
use crate::numbering::{self, Pattern};
use crate::statuses::{self, NewStatus};
use crate::{categories, dues_years, limits, notes};
use contracts::member_lists::{ActChecked, ActMember, ActOnMembers};
use contracts::member_record::SetStatus;
use contracts::members::MemberStatus;
use database::Workspace;
use kernel::fold::{clean, fold};
use kernel::id::new_id;
use kernel::permission::EditMembers;
use kernel::secret::digest;
use kernel::{Error, Kind, Permission, Result};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, FromQueryResult, QueryFilter, QuerySelect};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap, HashSet};
use uuid::Uuid;
use web::Access;

/// Members of one act.
const MOST: usize = 20_000;
/// Rows that are changed with one statement.
const SLICE: usize = 1_000;
const SAMPLE: usize = 10;
const LONGEST_CATEGORY: usize = 60;

/// What shall be done.
enum Act {
    Category(Option<String>),
    Tag(String),
    Untag(String),
    Group(Uuid),
    Ungroup(Uuid),
    Status(NewStatus),
}

/// Whom it changes, and whom not.
struct Plan {
    found: usize,
    changed: Vec<member::Model>,
    left_out: BTreeMap<String, i64>,
    mark: String,
}

/// `GET …/members/acts`
pub async fn check(access: Access<EditMembers>, input: ActOnMembers) -> Result<ActChecked> {
    let (act, filter) = (read(&input, &access)?, Filter::read(input.filter, access.today())?);
    let ws = access.begin().await?;
    let (act, pattern) = (known(&ws, act, false).await?, numbering::pattern(&ws).await?);
    Ok(to_contract_of(plan(&ws, &access, &filter, &act, &pattern).await?, &pattern))
}

/// `POST …/members/acts`
///
/// # Errors
/// `list-changed-meanwhile`
pub async fn act(access: Access<EditMembers>, input: ActOnMembers) -> Result<ActChecked> {
    let mark = input.mark.clone();
    let (act, filter) = (read(&input, &access)?, Filter::read(input.filter, access.today())?);
    let ws = access.begin().await?;
    if matches!(act, Act::Status(_)) {
        // in the order in which one alone takes them
        ws.take_numbers(SERIES, 0).await?;
    }
    let (act, pattern) = (known(&ws, act, true).await?, numbering::pattern(&ws).await?);
    let plan = plan(&ws, &access, &filter, &act, &pattern).await?;
    if plan.mark != mark {
        return Err(Error::conflict("list-changed-meanwhile"));
    }
    if plan.changed.is_empty() {
        return Err(Error::conflict("act-changes-nobody"));
    }
    for slice in plan.changed.chunks(SLICE) {
        write(&ws, &act, slice).await?;
    }
    audit(&ws, &act, &plan.changed).await?;
    if matches!(act, Act::Status(_)) {
        announce_counts(&ws).await?;
    }
    ws.commit(to_contract_of(plan, &pattern)).await
}

fn read<P: Permission>(input: &ActOnMembers, access: &Access<P>) -> Result<Act> {
    let value = clean(&input.value);
    let group = || value.parse().map_err(|_| Error::field("value", if value.is_empty() { "required" } else { "unknown-group" }));
    Ok(match input.act.as_str() {
        "category" if value.chars().count() > LONGEST_CATEGORY => return Err(Error::field("value", "category-too-long")),
        "category" => Act::Category(Some(value).filter(|name| !fold(name).is_empty())),
        "tag" => Act::Tag(notes::read_tag(&value)?),
        "untag" => Act::Untag(notes::read_tag(&value)?),
        "group" => Act::Group(group()?),
        "ungroup" => Act::Ungroup(group()?),
        "status" => {
            let typed = SetStatus { id: Uuid::nil(), status: value, reason: input.reason.clone(), since: input.since.clone() };
            Act::Status(statuses::read(&typed, access.today()).map_err(status_is_the_value)?)
        }
        _ => return Err(Error::field("act", "choice-unknown")),
    })
}

/// The form of an act has its status in the field of every act's value.
fn status_is_the_value(error: Error) -> Error {
    let mut fields = error.field_errors().to_vec();
    for field in fields.iter_mut().filter(|field| field.field == "status") {
        field.field = "value".into();
    }
    Error::fields(fields)
}

/// The act on what is there; `hold`: it stays until the act is done.
async fn known(ws: &Workspace, act: Act, hold: bool) -> Result<Act> {
    let unknown = |error: Error| if error.kind() == Kind::NotFound { Error::field("value", "unknown-group") } else { error };
    match &act {
        Act::Category(Some(name)) => {
            let folded = fold(name);
            if hold {
                let held = categories::hold_named(ws, &HashSet::from([folded.clone()])).await?;
                return Ok(Act::Category(Some(held.get(&folded).unwrap_or(name).clone())));
            }
            let defined = ws.one(category::Entity::find().filter(category::Column::NameFolded.eq(&folded))).await?;
            Ok(Act::Category(Some(defined.map_or_else(|| name.clone(), |row| row.name))))
        }
        Act::Group(group) | Act::Ungroup(group) if hold => ws.hold::<group::Entity>(*group).await.map_err(unknown).map(|_| act),
        Act::Group(group) | Act::Ungroup(group) => ws.get::<group::Entity>(*group).await.map_err(unknown).map(|_| act),
        _ => Ok(act),
    }
}

async fn plan<P: Permission>(ws: &Workspace, access: &Access<P>, filter: &Filter, act: &Act, pattern: &Pattern) -> Result<Plan> {
    // locked one after the other in the order of their numbers, as all who lock many do
    let years = dues_years::find(ws).await?;
    let select = filter.select(ws, access.actor(), (pattern, &years), 0).limit(MOST as u64 + 1);
    let rows = ws.all(if access.writes() { select.lock_exclusive() } else { select }).await?;
    if rows.len() > MOST {
        return Err(Error::conflict("too-many-members").with("max", MOST));
    }
    let there = there(ws, act).await?;
    let (found, mut changed, mut left_out) = (rows.len(), Vec::new(), BTreeMap::new());
    for row in rows {
        match why_not(&row, act, &there) {
            None => changed.push(row),
            Some(reason) => *left_out.entry(reason).or_insert(0) += 1,
        }
    }
    let spoken: String = changed.iter().fold(String::new(), |text, row| text + &format!("{} {};", row.id, row.version));
    Ok(Plan { found, changed, left_out, mark: digest(spoken.as_bytes()) })
}

/// Who has what the act gives, and how many tags.
#[derive(Default)]
struct There {
    has: HashSet<Uuid>,
    tags: HashMap<Uuid, usize>,
}

async fn there(ws: &Workspace, act: &Act) -> Result<There> {
    #[derive(FromQueryResult)]
    struct Id {
        member_id: Uuid,
    }
    #[derive(FromQueryResult)]
    struct Count {
        member_id: Uuid,
        tags: i64,
    }
    let mut there = There::default();
    let ids: Vec<Id> = match act {
        Act::Tag(name) | Act::Untag(name) => {
            ws.rows(tag::Entity::find().select_only().column(tag::Column::MemberId).filter(tag::Column::TagFolded.eq(fold(name)))).await?
        }
        Act::Group(group) | Act::Ungroup(group) => {
            let mine = group_member::Entity::find().select_only().column(group_member::Column::MemberId);
            ws.rows(mine.filter(group_member::Column::GroupId.eq(*group))).await?
        }
        Act::Status(_) => {
            let held = mandate::Entity::find().select_only().column(mandate::Column::MemberId);
            let open = Condition::any().add(mandate::Column::EndedOn.is_null()).add(mandate::Column::EndedOn.gt(ws.today()));
            ws.rows(held.filter(open)).await?
        }
        Act::Category(_) => Vec::new(),
    };
    there.has = ids.into_iter().map(|row| row.member_id).collect();
    if matches!(act, Act::Tag(_)) {
        let counted = tag::Entity::find().select_only().column(tag::Column::MemberId);
        let counted: Vec<Count> = ws.rows(counted.column_as(tag::Column::Id.count(), "tags").group_by(tag::Column::MemberId)).await?;
        there.tags = counted.into_iter().map(|row| (row.member_id, usize::try_from(row.tags).unwrap_or_default())).collect();
    }
    Ok(there)
}

/// Why the act leaves a member out; the name of the reason.
fn why_not(row: &member::Model, act: &Act, there: &There) -> Option<String> {
    let has = there.has.contains(&row.id);
    match act {
        Act::Category(name) => (row.category_folded == name.as_deref().map(fold)).then(|| "already".into()),
        Act::Tag(_) | Act::Group(_) if has => Some("already".into()),
        Act::Tag(_) => (there.tags.get(&row.id).is_some_and(|count| *count >= notes::MOST_TAGS)).then(|| "tags-too-many".into()),
        Act::Untag(_) | Act::Ungroup(_) => (!has).then(|| "without".into()),
        Act::Group(_) => None,
        // a mandate that ends with it is a matter of its own
        Act::Status(_) if has => Some("in-office".into()),
        Act::Status(new) => {
            let error = statuses::check(row, new).err()?;
            Some(error.field_errors().first().map_or_else(|| error.code().to_owned(), |field| field.code.clone()))
        }
    }
}

async fn write(ws: &Workspace, act: &Act, rows: &[member::Model]) -> Result<()> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let edited = member::Entity::update_many()
        .filter(member::Column::Id.is_in(ids.clone()))
        .col_expr(member::Column::Version, Expr::col(member::Column::Version).add(1));
    match act {
        Act::Category(name) => {
            let named = edited.col_expr(member::Column::Category, Expr::val(name.clone()));
            let folded = Expr::val(name.as_deref().map(fold));
            ws.update_many(named.col_expr(member::Column::CategoryFolded, folded)).await.map(drop)
        }
        Act::Tag(name) => {
            let tag = |id| tag::ActiveModel {
                association_id: Set(ws.association().0),
                id: Set(new_id()),
                member_id: Set(id),
                tag: Set(name.clone()),
                tag_folded: Set(fold(name)),
            };
            ws.insert_many(ids.into_iter().map(tag).collect()).await
        }
        Act::Untag(name) => {
            let theirs = tag::Entity::delete_many().filter(tag::Column::TagFolded.eq(fold(name)));
            ws.delete(theirs.filter(tag::Column::MemberId.is_in(ids))).await.map(drop)
        }
        Act::Group(group) => {
            let joined = |id| group_member::ActiveModel {
                association_id: Set(ws.association().0),
                id: Set(new_id()),
                group_id: Set(*group),
                member_id: Set(id),
                leads: Set(false),
            };
            ws.insert_many(ids.into_iter().map(joined).collect()).await
        }
        Act::Ungroup(group) => {
            let theirs = group_member::Entity::delete_many().filter(group_member::Column::GroupId.eq(*group));
            ws.delete(theirs.filter(group_member::Column::MemberId.is_in(ids))).await.map(drop)
        }
        Act::Status(new) => set_status(ws, new, edited, ids).await,
    }
}

async fn set_status(ws: &Workspace, new: &NewStatus, edited: sea_orm::UpdateMany<member::Entity>, ids: Vec<Uuid>) -> Result<()> {
    let active = new.status == MemberStatus::Active;
    if active {
        limits::check_members(ws, i64::try_from(ids.len()).map_err(Error::internal)?).await?;
    }
    let set = edited
        .col_expr(member::Column::Status, Expr::val(new.status.code()))
        .col_expr(member::Column::StatusSince, Expr::val(new.since))
        .col_expr(member::Column::Active, Expr::val(active));
    ws.update_many(set).await?;
    let row = |id| member_status::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        member_id: Set(id),
        status: Set(new.status.code().into()),
        since: Set(new.since),
        reason: Set(new.reason.clone()),
        noted_by: Set(ws.origin().who.clone()),
        noted_at: Set(ws.now()),
    };
    ws.insert_many(ids.into_iter().map(row).collect()).await
}

async fn audit(ws: &Workspace, act: &Act, rows: &[member::Model]) -> Result<()> {
    let (members, count) = (numbers(rows), rows.len());
    let told = |more: Value| {
        let mut details = json!({ "changed": count, "members": members });
        if let (Some(details), Value::Object(more)) = (details.as_object_mut(), more) {
            details.extend(more);
        }
        details
    };
    let subject = format!("№ {members}").chars().take(60).collect::<String>();
    match act {
        Act::Category(name) => ws.audit("members-category-set", subject, told(json!({ "category": name }))).await,
        Act::Tag(name) => ws.audit("members-tagged", subject, told(json!({ "personal": { "tags": name } }))).await,
        Act::Untag(name) => ws.audit("members-untagged", subject, told(json!({ "personal": { "tags": name } }))).await,
        Act::Group(group) => ws.audit("members-grouped", subject, told(json!({ "group": group }))).await,
        Act::Ungroup(group) => ws.audit("members-ungrouped", subject, told(json!({ "group": group }))).await,
        Act::Status(new) => {
            let details = json!({ "status": new.status.code(), "since": new.since, "personal": { "reason": new.reason } });
            ws.audit("members-status-set", subject, told(details)).await
        }
    }
}

/// `1–40, 45`
fn numbers(rows: &[member::Model]) -> String {
    let mut runs: Vec<(i64, i64)> = Vec::new();
    for number in rows.iter().map(|row| row.number) {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => runs.push((number, number)),
        }
    }
    let write = |(first, last)| if first == last { format!("{first}") } else { format!("{first}–{last}") };
    runs.into_iter().map(write).collect::<Vec<_>>().join(", ")
}

fn to_contract_of(plan: Plan, pattern: &Pattern) -> ActChecked {
    let count = |length: usize| i64::try_from(length).unwrap_or(i64::MAX);
    let sample = plan.changed.iter().take(SAMPLE).map(|row| ActMember {
        id: row.id,
        name_ar: name_ar(row),
        name_fr: name_fr(row),
        code: to_contract(row.clone(), pattern).code,
    });
    ActChecked {
        found: count(plan.found),
        changed: count(plan.changed.len()),
        sample: sample.collect(),
        left_out: plan.left_out,
        mark: plan.mark,
    }
}
