//! A whole board renewed at once: what ends and what begins, by the same rules as one mandate, in one
//! transaction. A check is the same work, thrown away.

use crate::entity::{mandate, member};
use crate::mandates::{self, Change, Office, Typed};
use crate::members::{name_ar, name_fr};
use chrono::{Months, NaiveDate};
use contracts::mandates::Elect;
use contracts::renewals::{OUTCOMES, RenewBoard, RenewPlace, Renewal, RightsChange};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::fold::{clean, western_digits};
use kernel::permission::{EditRecord, ManageRoles, Permission};
use kernel::secret::hash_token;
use kernel::{Actor, Error, FieldError, Kind, Result, Role};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;
use web::Access;

/// Places of offices in one renewal.
const MOST: usize = 100;

/// `POST …/board-renewals/check`: nothing is written.
pub async fn check(access: Access<EditRecord>, input: RenewBoard) -> Result<Renewal> {
    let ws = access.begin().await?;
    renew(&ws, access.actor(), &input).await
}

/// `POST …/board-renewals`
///
/// # Errors
/// `board-changed` when the board is not the one that was checked; every field that is wrong.
pub async fn confirm(access: Access<EditRecord>, input: RenewBoard) -> Result<Renewal> {
    let ws = access.begin().await?;
    let done = renew(&ws, access.actor(), &input).await?;
    if done.mark != input.mark {
        return Err(Error::conflict("board-changed"));
    }
    let details = json!({ "on": input.elected_on.trim(), "given": done.begun.len(), "ended": done.ended.len() });
    ws.audit("mandate-board-renewed", "", details).await?;
    ws.commit(done).await
}

/// One place as it is to be.
struct Place {
    /// As it was typed, for its errors.
    at: usize,
    before: Option<mandate::Model>,
    /// Whoever is elected to it.
    elected: Option<member::Model>,
    stays: bool,
}

async fn renew(ws: &Workspace, actor: &Actor, input: &RenewBoard) -> Result<Renewal> {
    let mut errors = FieldErrors::default();
    let typed = mandates::read(&mut errors, &election(input), ws.today());
    if input.places.len() > MOST {
        errors.add_with("places", "too-many-items", "max", MOST);
    }
    errors.finish()?;
    let typed = typed.ok_or_else(|| Error::internal("an error of a field was lost"))?;
    mandates::take_turn(ws).await?;
    let board = in_office(ws, typed.starts_on).await?;
    let mark = mark(&board);
    let places = read_places(ws, &board, input).await?;
    let change = Change { on: typed.elected_on, declared: input.declared == "yes", by: mandates::giver(actor) };
    let ended = end_those(ws, &places, &typed, &change).await?;
    let begun = begin_those(ws, &places, input, &typed, &change).await?;
    let stays = places.iter().filter(|place| place.stays).filter_map(|place| place.before.clone());
    let stays: Vec<mandate::Model> = stays.chain(board.iter().filter(|row| untouched(row, &places)).cloned()).collect();
    let after: Vec<&mandate::Model> = stays.iter().chain(&begun).collect();
    if begun.is_empty() && ended.is_empty() {
        return Err(Error::conflict("nothing-renewed"));
    }
    let administers = |row: &&mandate::Model| mandates::role(row).is_some_and(|role| role.may(ManageRoles::NAME));
    Ok(Renewal {
        mark,
        no_administrator: !after.iter().any(administers),
        rights: rights(ws, &board, &after).await?,
        begun: mandates::present(ws, begun).await?,
        ended: mandates::present(ws, ended).await?,
        stays: mandates::present(ws, stays).await?,
        gives_rights: change.by.is_some(),
        declare_until: if change.declared { None } else { typed.elected_on.checked_add_months(Months::new(1)) },
    })
}

fn untouched(row: &mandate::Model, places: &[Place]) -> bool {
    places.iter().all(|place| place.before.as_ref().is_none_or(|before| before.id != row.id))
}

fn election(input: &RenewBoard) -> Elect {
    Elect {
        elected_on: input.elected_on.clone(),
        starts_on: input.starts_on.clone(),
        planned_end: input.planned_end.clone(),
        assembly: input.assembly.clone(),
        exception: input.exception.clone(),
        ..Elect::default()
    }
}

/// Those who hold an office on the day before the new board begins, and no end is noted of.
async fn in_office(ws: &Workspace, starts_on: NaiveDate) -> Result<Vec<mandate::Model>> {
    let open = Condition::any().add(mandate::Column::EndedOn.is_null()).add(mandate::Column::EndedOn.gt(starts_on));
    ws.all(mandate::Entity::find().filter(open).order_by_asc(mandate::Column::Id)).await
}

/// Changes with whatever anybody does to the board.
fn mark(board: &[mandate::Model]) -> String {
    let rows: Vec<String> = board.iter().map(|row| format!("{} {}", row.id, row.version)).collect();
    hash_token(&rows.join("\n"))
}

/// The places with their people, who are locked: those who come and those who go, in the order of their numbers,
/// as all who lock many do.
async fn read_places(ws: &Workspace, board: &[mandate::Model], input: &RenewBoard) -> Result<Vec<Place>> {
    let mut wrong: Vec<FieldError> = Vec::new();
    let mut named: Vec<(usize, Option<mandate::Model>, Option<Uuid>, bool)> = Vec::new();
    let mut seen = BTreeSet::new();
    for (at, place) in input.places.iter().enumerate() {
        let before = before(board, place)?;
        if let Some(before) = &before
            && !seen.insert(before.id)
        {
            return Err(Error::invalid("invalid-input"));
        }
        let (elected, stays) = match (place.outcome.as_str(), &before) {
            ("stays", Some(_)) => (None, true),
            ("again", Some(before)) => (Some(before.member_id), false),
            ("vacant", _) => (None, false),
            ("elected", _) => match find_member(ws, &place.member).await? {
                Ok(member) => (Some(member), false),
                Err(code) => {
                    wrong.push(at_place("member", at, code));
                    continue;
                }
            },
            (outcome, _) => {
                let code = if OUTCOMES.contains(&outcome) || outcome.is_empty() { "required" } else { "choice-unknown" };
                wrong.push(at_place("outcome", at, code));
                continue;
            }
        };
        named.push((at, before, elected, stays));
    }
    if !wrong.is_empty() {
        return Err(Error::fields(wrong));
    }
    let ids = named.iter().flat_map(|(_, before, elected, _)| before.iter().map(|row| row.member_id).chain(*elected));
    let people = lock_members(ws, ids.collect()).await?;
    let place = |(at, before, elected, stays): (usize, Option<mandate::Model>, Option<Uuid>, bool)| Place {
        at,
        before,
        elected: elected.and_then(|id| people.get(&id).cloned()),
        stays,
    };
    Ok(named.into_iter().map(place).collect())
}

fn at_place(field: &str, at: usize, code: &str) -> FieldError {
    FieldError { field: format!("{field}_{at}"), code: code.to_owned(), params: BTreeMap::new() }
}

/// # Errors
/// Not found, when today's board has no such mandate.
fn before(board: &[mandate::Model], place: &RenewPlace) -> Result<Option<mandate::Model>> {
    let id = place.mandate.trim();
    if id.is_empty() {
        return Ok(None);
    }
    let id: Uuid = id.parse().map_err(|_| Error::not_found())?;
    board.iter().find(|row| row.id == id).cloned().map(Some).ok_or_else(Error::not_found)
}

async fn find_member(ws: &Workspace, typed: &str) -> Result<Result<Uuid, &'static str>> {
    let typed = western_digits(&clean(typed));
    if typed.is_empty() {
        return Ok(Err("required"));
    }
    let select = match (typed.parse::<Uuid>(), typed.parse::<i64>()) {
        (Ok(id), _) => member::Entity::find().filter(member::Column::Id.eq(id)),
        (_, Ok(number)) => member::Entity::find().filter(member::Column::Number.eq(number)),
        _ => return Ok(Err("unknown-member")),
    };
    Ok(ws.one(select).await?.map(|row| row.id).ok_or("unknown-member"))
}

async fn lock_members(ws: &Workspace, ids: BTreeSet<Uuid>) -> Result<BTreeMap<Uuid, member::Model>> {
    let rows = ws.all(member::Entity::find().filter(member::Column::Id.is_in(ids)).order_by_asc(member::Column::Number)).await?;
    let mut people = BTreeMap::new();
    for row in rows {
        people.insert(row.id, ws.lock::<member::Entity>(row.id).await?);
    }
    Ok(people)
}

/// All that ends comes first: an office is free, and a person out of it, before somebody is elected.
async fn end_those(ws: &Workspace, places: &[Place], typed: &Typed, change: &Change) -> Result<Vec<mandate::Model>> {
    let mut ended = Vec::new();
    for place in places.iter().filter(|place| !place.stays) {
        let Some(before) = &place.before else { continue };
        let before = ws.lock::<mandate::Entity>(before.id).await?;
        if typed.starts_on < before.starts_on {
            return Err(Error::fields(vec![at_place("outcome", place.at, "end-before-start")]));
        }
        let over = before.planned_end.is_none_or(|end| end <= typed.starts_on);
        let row = mandates::end_row(ws, &before, typed.starts_on, if over { "term" } else { "replacement" }, None).await?;
        let holder = ws.get::<member::Entity>(row.member_id).await?;
        ws.audit("mandate-ended", format!("№ {}", holder.number), mandates::told(&row, &holder)).await?;
        mandates::announce(ws, &row, &holder, change).await?;
        ended.push(row);
    }
    Ok(ended)
}

/// Everybody who cannot be elected is told at once.
async fn begin_those(ws: &Workspace, places: &[Place], input: &RenewBoard, typed: &Typed, change: &Change) -> Result<Vec<mandate::Model>> {
    let (mut begun, mut wrong) = (Vec::new(), Vec::new());
    for place in places {
        let Some(member) = &place.elected else { continue };
        match begin(ws, place, member, &input.places[place.at], typed).await {
            Ok(row) => begun.push((row, member)),
            Err(error) if error.kind() == Kind::Invalid && !error.field_errors().is_empty() => {
                wrong.extend(error.field_errors().iter().map(|error| of_place(error, place.at)));
            }
            Err(error) => return Err(error),
        }
    }
    if !wrong.is_empty() {
        wrong.dedup();
        return Err(Error::fields(wrong));
    }
    for (row, member) in &begun {
        ws.audit("mandate-given", format!("№ {}", member.number), mandates::told(row, member)).await?;
        mandates::announce(ws, row, member, change).await?;
    }
    Ok(begun.into_iter().map(|(row, _)| row).collect())
}

async fn begin(ws: &Workspace, place: &Place, member: &member::Model, asked: &RenewPlace, typed: &Typed) -> Result<mandate::Model> {
    let (office, kept) = match &place.before {
        Some(before) => (Office::of(before), Some(before.place)),
        None => (mandates::office(ws, &clean(&asked.office)).await?, None),
    };
    mandates::give(ws, member, &office, typed.clone(), kept).await
}

/// What is wrong with the person or the office is said at the place; what is wrong with the days, once.
fn of_place(error: &FieldError, at: usize) -> FieldError {
    let field = match error.field.as_str() {
        "member" | "office" => format!("{}_{at}", error.field),
        other => other.to_owned(),
    };
    FieldError { field, ..error.clone() }
}

/// By person: the roles that come and go with the offices.
async fn rights(ws: &Workspace, before: &[mandate::Model], after: &[&mandate::Model]) -> Result<Vec<RightsChange>> {
    let mut held: BTreeMap<Uuid, (BTreeSet<Role>, BTreeSet<Role>)> = BTreeMap::new();
    for row in before {
        held.entry(row.member_id).or_default().0.extend(mandates::role(row));
    }
    for row in after {
        held.entry(row.member_id).or_default().1.extend(mandates::role(row));
    }
    held.retain(|_, (old, new)| old != new);
    let rows = member::Entity::find().filter(member::Column::Id.is_in(held.keys().copied())).order_by_asc(member::Column::Number);
    let codes = |roles: &BTreeSet<Role>, other: &BTreeSet<Role>| roles.difference(other).map(|role| role.code().to_owned()).collect();
    let change = |row: member::Model| {
        let (old, new) = held.get(&row.id)?;
        Some(RightsChange {
            member: row.id,
            name_ar: name_ar(&row),
            name_fr: name_fr(&row),
            gains: codes(new, old),
            loses: codes(old, new),
            has_email: row.email.is_some(),
        })
    };
    Ok(ws.all(rows).await?.into_iter().filter_map(change).collect())
}
