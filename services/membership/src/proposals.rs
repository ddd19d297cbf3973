//! What members propose to change in their own records. Read as the record's form is; written into the record
//! by whoever of the board accepts it (`decisions.rs`).

use crate::entity::{group_member, member, member_proposal as proposal};
use crate::members::{name_ar, name_fr};
use crate::person::Person;
use crate::{communes, import, removal, wards};
use chrono::Duration;
use contracts::audit::changes as told;
use contracts::members::AddMember;
use contracts::proposals::{FIELDS, FindProposals, Proposal, ProposalState, ProposeChanges, ProposedChange};
use contracts::{ById, Page};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::fold::clean_lines;
use kernel::id::new_id;
use kernel::permission::{CorrectMembers, ProposeChanges as Propose};
use kernel::{Actor, Error, Kind, Locale, Result};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use uuid::Uuid;
use web::Access;

/// Of one member in a day.
const MOST_A_DAY: i64 = 20;
const SHOWN: u64 = 200;
/// Of one member's own.
const SHOWN_TO_MEMBER: u64 = 5;
/// Characters.
pub const LONGEST_TEXT: usize = 500;

/// A field as it was, as it shall be, and what became of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Change {
    pub field: String,
    pub before: String,
    pub after: String,
    #[serde(default)]
    pub taken: Option<bool>,
}

/// `POST …/me/proposals`: instead of the one that waits, if one does.
///
/// # Errors
/// Nothing is found of a minor for whom the asker does not act; `no-own-record`, `changed-meanwhile`, `nothing-proposed`, `too-many-proposals`; every field that is wrong.
pub async fn propose(access: Access<Propose>, input: ProposeChanges) -> Result<Proposal> {
    let (mut person, message) = read(&access, &input)?;
    let version: i64 = input.version.parse().map_err(|_| Error::field("version", "required"))?;
    communes::name(&access, &mut person).await?;
    let ws = access.begin().await?;
    let (before, guardian) = wards::whose(&ws, &access, &input.ward).await?;
    let before = ws.lock::<member::Entity>(before.id).await?;
    removal::check_named(&before)?;
    if before.kind != person.kind.code() {
        return Err(Error::field("kind", "choice-unknown"));
    }
    if before.version != version {
        return Err(Error::conflict("changed-meanwhile"));
    }
    person.locale = person.locale.or_else(|| Locale::parse(&before.locale));
    let changes = differing(&values(&import::person(&before))?, &values(&person)?);
    if changes.is_empty() {
        return Err(Error::conflict("nothing-proposed"));
    }
    bound(&ws, before.id).await?;
    let row = proposal::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        member_id: Set(before.id),
        state: Set(ProposalState::Open.code().into()),
        changes: Set(serde_json::to_string(&changes).map_err(Error::internal)?),
        commune_ar: Set(person.commune_ar),
        commune_fr: Set(person.commune_fr),
        message: Set(message),
        member_version: Set(before.version),
        made_at: Set(ws.now()),
        decided_at: Set(None),
        decided_by: Set(None),
        reason: Set(None),
        guardian_id: Set(guardian),
    };
    let row = ws.insert(row).await?;
    let field = |value: fn(&Change) -> &String| changes.iter().map(|one| (one.field.clone(), json!(value(one)))).collect::<Map<_, _>>();
    let details = told(&Value::Object(field(|one| &one.before)), &Value::Object(field(|one| &one.after)));
    ws.audit("member-changes-proposed", format!("№ {}", before.number), json!({ "personal": details })).await?;
    ws.emit(contracts::events::Event::ChangesProposed { member: before.id }).await?;
    let reply = one(&ws, row).await?;
    ws.commit(reply).await
}

/// As the record's form is read, and a word to the board: every field that is wrong at once.
fn read(access: &Access<Propose>, input: &ProposeChanges) -> Result<(Person, Option<String>)> {
    // what the association decides is not the member's to say
    let record = AddMember { category: String::new(), joined_on: String::new(), own_number: String::new(), ..input.record.clone() };
    let message = text("message", &input.message);
    match (Person::read(&record, access.today()), message) {
        (Ok(person), Ok(message)) => Ok((person, message)),
        (person, message) => {
            let errors = [person.err(), message.err()].into_iter().flatten().flat_map(|error| error.field_errors().to_vec());
            Err(Error::fields(errors.collect()))
        }
    }
}

/// # Errors
/// `too-long`
pub fn text(field: &str, typed: &str) -> Result<Option<String>> {
    let mut errors = FieldErrors::default();
    let text = clean_lines(typed);
    if text.chars().count() > LONGEST_TEXT {
        errors.add_with(field, "too-long", "max", LONGEST_TEXT);
    }
    errors.finish()?;
    Ok(Some(text).filter(|text| !text.is_empty()))
}

/// The one that waits gives way, and nobody fills the board's list.
async fn bound(ws: &Workspace, member: Uuid) -> Result<()> {
    let recent = of(member).filter(proposal::Column::MadeAt.gt(ws.now() - Duration::days(1)));
    if ws.count(recent).await? >= MOST_A_DAY {
        return Err(Error::new(Kind::TooMany, "too-many-proposals").with("max", MOST_A_DAY));
    }
    let open = proposal::Entity::update_many()
        .col_expr(proposal::Column::State, Expr::val(ProposalState::Replaced.code()))
        .col_expr(proposal::Column::DecidedAt, Expr::val(ws.now()))
        .filter(proposal::Column::MemberId.eq(member))
        .filter(proposal::Column::State.eq(ProposalState::Open.code()));
    ws.update_many(open).await.map(drop)
}

fn of(member: Uuid) -> Select<proposal::Entity> {
    proposal::Entity::find().filter(proposal::Column::MemberId.eq(member))
}

/// The record as its form holds it, by field.
pub fn values(person: &Person) -> Result<Map<String, Value>> {
    match serde_json::to_value(import::typed(person)).map_err(Error::internal)? {
        Value::Object(values) => Ok(values),
        _ => Err(Error::internal("a record is no object")),
    }
}

fn said(values: &Map<String, Value>, field: &str) -> String {
    values.get(field).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn differing(before: &Map<String, Value>, after: &Map<String, Value>) -> Vec<Change> {
    let change = |field: &&str| Change { field: (*field).to_owned(), before: said(before, field), after: said(after, field), taken: None };
    FIELDS.iter().map(change).filter(|change| change.before != change.after).collect()
}

/// `GET …/member-proposals`: of the members whom the seat reaches.
pub async fn list(access: Access<CorrectMembers>, input: FindProposals) -> Result<Page<Proposal>> {
    let ws = access.begin().await?;
    let state = proposal::Column::State;
    let select = if input.state.as_deref() == Some("decided") {
        let decided = [ProposalState::Accepted.code(), ProposalState::Refused.code()];
        reached(&ws, access.actor()).filter(state.is_in(decided)).order_by_desc(proposal::Column::Id)
    } else {
        reached(&ws, access.actor()).filter(state.eq(ProposalState::Open.code())).order_by_asc(proposal::Column::Id)
    };
    let rows = ws.all(select.limit(SHOWN)).await?;
    Ok(Page { items: present(&ws, rows).await?, next: None })
}

/// `GET …/member-proposals/{id}`
pub async fn show(access: Access<CorrectMembers>, input: ById) -> Result<Proposal> {
    let ws = access.begin().await?;
    let row = ws.one(reached(&ws, access.actor()).filter(proposal::Column::Id.eq(input.id))).await?.ok_or_else(Error::not_found)?;
    one(&ws, row).await
}

/// How many wait for whoever decides on them.
pub async fn waiting(ws: &Workspace, actor: &Actor) -> Result<i64> {
    ws.count(reached(ws, actor).filter(proposal::Column::State.eq(ProposalState::Open.code()))).await
}

/// Those of the members whom the seat reaches.
fn reached(ws: &Workspace, actor: &Actor) -> Select<proposal::Entity> {
    let all = proposal::Entity::find();
    match actor.group() {
        None => all,
        Some(group) => {
            let people = group_member::Entity::find()
                .select_only()
                .column(group_member::Column::MemberId)
                .filter(group_member::Column::AssociationId.eq(ws.association().0))
                .filter(group_member::Column::GroupId.eq(group));
            all.filter(proposal::Column::MemberId.in_subquery(people.into_query()))
        }
    }
}

/// The newest of one member, for that member.
pub async fn of_member(ws: &Workspace, member: Uuid) -> Result<Vec<Proposal>> {
    let rows = ws.all(of(member).order_by_desc(proposal::Column::Id).limit(SHOWN_TO_MEMBER)).await?;
    present(ws, rows).await
}

pub async fn one(ws: &Workspace, row: proposal::Model) -> Result<Proposal> {
    present(ws, vec![row]).await?.pop().ok_or_else(|| Error::internal("a proposal without a member"))
}

async fn present(ws: &Workspace, rows: Vec<proposal::Model>) -> Result<Vec<Proposal>> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.member_id).chain(rows.iter().filter_map(|row| row.guardian_id)).collect();
    let members = ws.all(member::Entity::find().filter(member::Column::Id.is_in(ids))).await?;
    let members: HashMap<Uuid, member::Model> = members.into_iter().map(|row| (row.id, row)).collect();
    let mut shown = Vec::with_capacity(rows.len());
    for row in rows {
        if let Some(member) = members.get(&row.member_id) {
            let guardian = row.guardian_id.and_then(|id| members.get(&id));
            shown.push(to_contract(row, member, guardian)?);
        }
    }
    Ok(shown)
}

pub fn changes(row: &proposal::Model) -> Result<Vec<Change>> {
    serde_json::from_str(&row.changes).map_err(Error::internal)
}

fn to_contract(row: proposal::Model, member: &member::Model, guardian: Option<&member::Model>) -> Result<Proposal> {
    let now = values(&import::person(member))?;
    let change = |one: Change| ProposedChange {
        now: said(&now, &one.field),
        field: one.field,
        before: one.before,
        after: one.after,
        taken: one.taken,
    };
    Ok(Proposal {
        changes: changes(&row)?.into_iter().map(change).collect(),
        state: ProposalState::parse(&row.state).ok_or_else(|| Error::internal("a proposal's state"))?,
        changed_meanwhile: row.member_version != member.version,
        id: row.id,
        member: member.id,
        member_number: member.number,
        name_ar: name_ar(member),
        name_fr: name_fr(member),
        guardian_ar: guardian.and_then(name_ar),
        guardian_fr: guardian.and_then(name_fr),
        message: row.message,
        made_at: row.made_at,
        version: member.version,
        decided_at: row.decided_at,
        decided_by: row.decided_by,
        reason: row.reason,
    })
}
