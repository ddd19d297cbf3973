//! Mandates: who was elected to which office of the board, and until when. Two who elect at once take
//! turns; a place of an office is held by one at a time, which the database sees to as well.

use crate::entity::{assembly, board_office, category, mandate, member};
use crate::members::{name_ar, name_fr};
use crate::person::past;
use crate::terms::{self, Held};
use crate::{board_rules, groups, profile};
use chrono::{Days, NaiveDate};
use contracts::events::Event;
use contracts::mandates::{Elect, EndMandate, FindMandates, Mandate, MandateState, OFFICES, OWN, Replace};
use contracts::members::{MemberKind, MemberStatus};
use contracts::{ById, Page};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::fold::{clean, clean_lines};
use kernel::id::new_id;
use kernel::permission::{EditRecord, ManageRoles, ViewRecord};
use kernel::{Actor, Error, Locale, Result, Role, date};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use serde_json::json;
use std::collections::HashMap;
use uuid::Uuid;
use web::Access;

/// More than an association has had.
const SHOWN: u64 = 1_000;
/// Characters.
const LONGEST_NOTE: usize = 500;
/// Days ahead of which a mandate may begin or end.
const AHEAD: Days = Days::new(366);
/// Taken in turns by whoever gives or ends a mandate.
const TURN: &str = "mandate";

/// An office as it is given.
pub struct Office {
    code: String,
    own: Option<Uuid>,
    key: String,
    places: i32,
}

/// A mandate as typed.
#[derive(Clone, Debug)]
pub struct Typed {
    pub elected_on: NaiveDate,
    pub starts_on: NaiveDate,
    planned_end: Option<NaiveDate>,
    /// Of one that is over: when and why.
    ended: Option<(NaiveDate, &'static str)>,
    assembly: Option<Uuid>,
    exception: Option<String>,
}

impl Office {
    /// The place that somebody holds.
    pub fn of(row: &mandate::Model) -> Self {
        Self { code: row.office.clone(), own: row.own_office, key: row.office_key.clone(), places: row.place }
    }
}

/// Whoever gives or ends mandates waits here for whoever does already.
pub async fn take_turn(ws: &Workspace) -> Result<()> {
    ws.take_numbers(TURN, 0).await.map(drop)
}

/// `GET …/mandates`
pub async fn list(access: Access<ViewRecord>, input: FindMandates) -> Result<Page<Mandate>> {
    let on = input.on.as_deref().map(clean).filter(|on| !on.is_empty());
    let on = on.map(|on| date::parse(&on).map_err(|code| Error::field("on", code))).transpose()?;
    let ws = access.begin().await?;
    let mut select = match on {
        Some(on) => in_office(on),
        None => mandate::Entity::find(),
    };
    if let Some(member) = input.member {
        select = select.filter(mandate::Column::MemberId.eq(member));
    }
    let newest = select.order_by_desc(mandate::Column::StartsOn).order_by_desc(mandate::Column::Id).limit(SHOWN);
    let mut rows = ws.all(newest).await?;
    if on.is_some() {
        rows.sort_by(|a, b| (rank(a), &a.office_key, a.place).cmp(&(rank(b), &b.office_key, b.place)));
    }
    Ok(Page { items: present(&ws, rows).await?, next: None })
}

/// `GET …/mandates/{id}`
pub async fn show(access: Access<ViewRecord>, input: ById) -> Result<Mandate> {
    let ws = access.begin().await?;
    let row = ws.get::<mandate::Entity>(input.id).await?;
    one(&ws, row).await
}

/// Those who hold an office on that day.
fn in_office(on: NaiveDate) -> Select<mandate::Entity> {
    let open = Condition::any().add(mandate::Column::EndedOn.is_null()).add(mandate::Column::EndedOn.gt(on));
    mandate::Entity::find().filter(mandate::Column::StartsOn.lte(on)).filter(open)
}

/// The board of that day, in the order of its offices.
pub async fn board(ws: &Workspace, on: NaiveDate) -> Result<Vec<mandate::Model>> {
    let mut rows = ws.all(in_office(on)).await?;
    rows.sort_by(|a, b| (rank(a), &a.office_key, a.place).cmp(&(rank(b), &b.office_key, b.place)));
    Ok(rows)
}

fn rank(row: &mandate::Model) -> usize {
    OFFICES.iter().position(|(role, _)| role.code() == row.office).unwrap_or(OFFICES.len())
}

/// `POST …/mandates`
pub async fn elect(access: Access<EditRecord>, input: Elect) -> Result<Mandate> {
    let today = access.today();
    let mut errors = FieldErrors::default();
    let typed = read(&mut errors, &input, today);
    if clean(&input.office).is_empty() {
        errors.add("office", "required");
    }
    errors.finish()?;
    let typed = typed.ok_or_else(|| Error::internal("an error of a field was lost"))?;
    let ws = access.begin().await?;
    take_turn(&ws).await?;
    let office = office(&ws, &clean(&input.office)).await?;
    let member = groups::named(&ws, &input.member).await?;
    let row = give(&ws, &member, &office, typed, None).await?;
    ws.audit("mandate-given", format!("№ {}", member.number), told(&row, &member)).await?;
    // what was over before it was noted here is history
    let declared = input.declared == "yes" || row.ended_on.is_some_and(|end| end <= today);
    announce(&ws, &row, &member, &Change { on: row.elected_on, declared, by: giver(access.actor()) }).await?;
    let reply = one(&ws, row).await?;
    ws.commit(reply).await
}

/// `POST …/mandates/{id}/end`
///
/// # Errors
/// `mandate-ended` when it was over before today.
pub async fn end(access: Access<EditRecord>, input: EndMandate) -> Result<Mandate> {
    let mut errors = FieldErrors::default();
    let ended_on = errors.keep("ended_on", day(&input.ended_on, access.today() + AHEAD, "date-far"));
    let reason = errors.keep("reason", reason(&input.reason));
    let note = note(&mut errors, "note", &input.note);
    if note.is_none() && reason == Some("removal") {
        // a decision against somebody, who may ask why
        errors.add("note", "required");
    }
    errors.finish()?;
    let (Some(ended_on), Some(reason)) = (ended_on, reason) else { return Err(Error::invalid("invalid-input")) };
    let ws = access.begin().await?;
    take_turn(&ws).await?;
    let before = ws.lock::<mandate::Entity>(input.id).await?;
    let row = end_row(&ws, &before, ended_on, reason, note).await?;
    let member = ws.get::<member::Entity>(row.member_id).await?;
    ws.audit("mandate-ended", format!("№ {}", member.number), told(&row, &member)).await?;
    let on = ended_on.min(ws.today());
    announce(&ws, &row, &member, &Change { on, declared: input.declared == "yes", by: None }).await?;
    let reply = one(&ws, row).await?;
    ws.commit(reply).await
}

/// `POST …/mandates/{id}/replacement`
pub async fn replace(access: Access<EditRecord>, input: Replace) -> Result<Mandate> {
    let mut errors = FieldErrors::default();
    let reason = errors.keep("reason", reason(&input.reason));
    let wanted = Elect {
        elected_on: input.elected_on.clone(),
        starts_on: input.starts_on.clone(),
        planned_end: input.planned_end.clone(),
        assembly: input.assembly.clone(),
        exception: input.exception.clone(),
        ..Elect::default()
    };
    let typed = read(&mut errors, &wanted, access.today());
    errors.finish()?;
    let (Some(mut typed), Some(reason)) = (typed, reason) else { return Err(Error::invalid("invalid-input")) };
    let ws = access.begin().await?;
    take_turn(&ws).await?;
    ws.get::<mandate::Entity>(input.id).await?;
    // the member first, as wherever a member's status ends mandates
    let member = groups::named(&ws, &input.member).await?;
    let before = ws.lock::<mandate::Entity>(input.id).await?;
    if typed.starts_on < before.starts_on {
        return Err(Error::field("starts_on", "end-before-start"));
    }
    let ended = end_row(&ws, &before, typed.starts_on, reason, None).await?;
    if typed.planned_end.is_none() && reason != "term" {
        typed.planned_end = before.planned_end.filter(|end| *end > typed.starts_on);
    }
    let office = Office::of(&before);
    let row = give(&ws, &member, &office, typed, Some(before.place)).await?;
    let holder = ws.get::<member::Entity>(ended.member_id).await?;
    let mut details = told(&row, &member);
    details["personal"]["replaces"] = json!(name_fr(&holder).or_else(|| name_ar(&holder)));
    ws.audit("mandate-replaced", format!("№ {}", member.number), details).await?;
    let change = Change { on: row.elected_on, declared: input.declared == "yes", by: giver(access.actor()) };
    announce(&ws, &ended, &holder, &change).await?;
    announce(&ws, &row, &member, &change).await?;
    let reply = one(&ws, row).await?;
    ws.commit(reply).await
}

/// Ends all mandates of a member who is gone, in the transaction that says so. The caller holds the
/// member's row: nobody elects meanwhile.
pub async fn end_all(ws: &Workspace, member: &member::Model, on: NaiveDate, status: MemberStatus, why: Option<&str>) -> Result<()> {
    let reason = match status {
        MemberStatus::Resigned => "resignation",
        MemberStatus::Deceased => "death",
        MemberStatus::Excluded => "removal",
        MemberStatus::Applicant | MemberStatus::Active | MemberStatus::Suspended => return Ok(()),
    };
    let later = Condition::any().add(mandate::Column::EndedOn.is_null()).add(mandate::Column::EndedOn.gt(on));
    let mine = mandate::Entity::find().filter(mandate::Column::MemberId.eq(member.id)).filter(later);
    for before in ws.all(mine.order_by_asc(mandate::Column::Id)).await? {
        let on = on.max(before.starts_on);
        let row = write_end(ws, &before, on, reason, why.map(ToOwned::to_owned)).await?;
        ws.audit("mandate-ended", format!("№ {}", member.number), told(&row, member)).await?;
        announce(ws, &row, member, &Change { on, declared: false, by: None }).await?;
    }
    Ok(())
}

/// What tenancy needs to know of a change beside the mandate itself.
pub struct Change {
    /// The day from which the month to declare runs.
    pub on: NaiveDate,
    pub declared: bool,
    pub by: Option<Uuid>,
}

/// Whoever may give offices here and now gives the rights with the office; others only note who was
/// elected.
pub fn giver(actor: &Actor) -> Option<Uuid> {
    actor.account.filter(|_| actor.may::<ManageRoles>())
}

pub async fn announce(ws: &Workspace, row: &mandate::Model, member: &member::Model, change: &Change) -> Result<()> {
    let state = MandateState {
        mandate: row.id,
        version: row.version,
        member: member.id,
        name: name_fr(member).or_else(|| name_ar(member)).unwrap_or_default(),
        email: member.email.clone(),
        locale: Locale::parse(&member.locale).unwrap_or_default(),
        office: row.office.clone(),
        role: role(row),
        starts_on: row.starts_on,
        planned_end: row.planned_end,
        ended_on: row.ended_on,
        gone: !matches!(MemberStatus::parse(&member.status), Some(MemberStatus::Active | MemberStatus::Suspended)),
        changed_on: change.on,
        declared: change.declared,
        by: change.by,
    };
    ws.emit(Event::MandateChanged(state)).await
}

/// The role whose rights go with the office.
pub fn role(row: &mandate::Model) -> Option<Role> {
    OFFICES.iter().map(|(role, _)| *role).find(|role| role.code() == row.office)
}

pub async fn end_row(ws: &Workspace, before: &mandate::Model, on: NaiveDate, reason: &str, note: Option<String>) -> Result<mandate::Model> {
    if before.ended_on.is_some_and(|end| end <= ws.today()) {
        return Err(Error::conflict("mandate-ended"));
    }
    if on < before.starts_on {
        return Err(Error::field("ended_on", "end-before-start"));
    }
    write_end(ws, before, on, reason, note).await
}

async fn write_end(ws: &Workspace, before: &mandate::Model, on: NaiveDate, reason: &str, note: Option<String>) -> Result<mandate::Model> {
    let ended = mandate::ActiveModel {
        id: Set(before.id),
        version: Set(before.version + 1),
        ended_on: Set(Some(on)),
        end_reason: Set(Some(reason.into())),
        end_note: Set(note),
        ..Default::default()
    };
    ws.update(ended).await
}

/// Writes the mandate when nothing speaks against it. The caller has taken its turn and holds the
/// member.
pub async fn give(ws: &Workspace, member: &member::Model, office: &Office, mut typed: Typed, place: Option<i32>) -> Result<mandate::Model> {
    let rules = board_rules::find(ws).await?;
    if typed.planned_end.is_none() {
        typed.planned_end = terms::planned_end(&rules, typed.starts_on);
    }
    may_be_elected(ws, member, &typed).await?;
    let mine = ws.all(mandate::Entity::find().filter(mandate::Column::MemberId.eq(member.id))).await?;
    let held: Vec<Held> = mine.into_iter().map(held).collect();
    let wanted = Held {
        office: office.key.clone(),
        starts_on: typed.starts_on,
        planned_end: typed.planned_end,
        ended_on: typed.ended.map(|(on, _)| on),
    };
    if held.iter().any(|other| other.office == wanted.office && other.meets(&wanted)) {
        return Err(Error::field("member", "office-held-already"));
    }
    if typed.exception.is_none() {
        let mut errors = FieldErrors::default();
        for (field, code) in terms::broken(&rules, &held, &wanted) {
            errors.add(field, code);
        }
        errors.finish()?;
    }
    let place = match place {
        Some(place) => place,
        None => free_place(ws, office, &wanted).await?,
    };
    let row = mandate::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        member_id: Set(member.id),
        office: Set(office.code.clone()),
        own_office: Set(office.own),
        office_key: Set(office.key.clone()),
        place: Set(place),
        elected_on: Set(typed.elected_on),
        starts_on: Set(typed.starts_on),
        planned_end: Set(typed.planned_end),
        ended_on: Set(typed.ended.map(|(on, _)| on)),
        end_reason: Set(typed.ended.map(|(_, reason)| reason.into())),
        end_note: Set(None),
        assembly_id: Set(typed.assembly),
        exception: Set(typed.exception),
        created_at: Set(ws.now()),
        created_by: Set(ws.origin().who.clone()),
        version: Set(1),
    };
    ws.insert(row).await.map_err(|error| match error.code() {
        "already-exists" | "office-taken" => Error::field("office", "office-taken"),
        _ => error,
    })
}

fn held(row: mandate::Model) -> Held {
    Held { office: row.office_key, starts_on: row.starts_on, planned_end: row.planned_end, ended_on: row.ended_on }
}

/// # Errors
/// At `member`, whoever cannot hold an office; at the dates, what was before the association.
async fn may_be_elected(ws: &Workspace, member: &member::Model, typed: &Typed) -> Result<()> {
    let refuse = |field: &str, code: &'static str| Err(Error::field(field, code));
    if member.kind == MemberKind::Body.code() {
        return refuse("member", "mandate-for-persons");
    }
    if member.born_on.is_some_and(|born| terms::is_minor(born, typed.starts_on)) {
        return refuse("member", "mandate-of-minor");
    }
    // of the past, what somebody is today says nothing
    if typed.ended.is_none_or(|(on, _)| on > ws.today()) {
        if member.status != MemberStatus::Active.code() {
            return refuse("member", "member-not-active");
        }
        if let Some(name) = &member.category_folded {
            let category = ws.one(category::Entity::find().filter(category::Column::NameFolded.eq(name))).await?;
            if category.is_some_and(|category| !category.may_stand) {
                return refuse("member", "category-may-not-stand");
            }
        }
    }
    if profile::find(ws).await?.is_some_and(|profile| typed.elected_on < profile.founded_on) {
        return refuse("elected_on", "date-before-founding");
    }
    if let Some(id) = typed.assembly
        && ws.one(assembly::Entity::find().filter(assembly::Column::Id.eq(id))).await?.is_none()
    {
        return refuse("assembly", "choice-unknown");
    }
    Ok(())
}

/// # Errors
/// `office-taken` at `office`.
async fn free_place(ws: &Workspace, office: &Office, wanted: &Held) -> Result<i32> {
    let others = ws.all(mandate::Entity::find().filter(mandate::Column::OfficeKey.eq(&office.key))).await?;
    let taken: Vec<i32> =
        others.into_iter().map(|row| (row.place, held(row))).filter(|(_, other)| other.meets(wanted)).map(|(place, _)| place).collect();
    (1..=office.places).find(|place| !taken.contains(place)).ok_or_else(|| Error::field("office", "office-taken"))
}

/// The office that the text names, which stays while the transaction lasts.
pub async fn office(ws: &Workspace, text: &str) -> Result<Office> {
    if let Some((role, places)) = OFFICES.iter().find(|(role, _)| role.code() == text) {
        return Ok(Office { code: role.code().into(), own: None, key: role.code().into(), places: *places });
    }
    let unknown = || Error::field("office", "choice-unknown");
    let id: Uuid = text.parse().map_err(|_| unknown())?;
    let row = ws.one(board_office::Entity::find().filter(board_office::Column::Id.eq(id))).await?.ok_or_else(unknown)?;
    let row = ws.hold::<board_office::Entity>(row.id).await?;
    if row.removed_at.is_some() {
        return Err(unknown());
    }
    Ok(Office { code: OWN.into(), own: Some(id), key: id.to_string(), places: row.places })
}

fn day(text: &str, latest: NaiveDate, code: &'static str) -> Result<NaiveDate, &'static str> {
    let text = clean(text);
    if text.is_empty() {
        return Err("required");
    }
    let day = date::parse(&text)?;
    if day > latest { Err(code) } else { Ok(day) }
}

fn reason(text: &str) -> Result<&'static str, &'static str> {
    match text.trim() {
        "" => Err("required"),
        text => contracts::mandates::END_REASONS.iter().find(|known| **known == text).copied().ok_or("choice-unknown"),
    }
}

fn note(errors: &mut FieldErrors, field: &str, typed: &str) -> Option<String> {
    let text = clean_lines(typed);
    if text.chars().count() > LONGEST_NOTE {
        errors.add_with(field, "too-long", "max", LONGEST_NOTE);
    }
    Some(text).filter(|text| !text.is_empty())
}

/// Nothing where a field is wrong: `errors` says which.
pub fn read(errors: &mut FieldErrors, input: &Elect, today: NaiveDate) -> Option<Typed> {
    let elected_on = clean(&input.elected_on);
    let elected_on = errors.keep("elected_on", if elected_on.is_empty() { Err("required") } else { past(&elected_on, today) });
    let mut optional = |field: &str, typed: &str, latest| {
        let typed = clean(typed);
        if typed.is_empty() { Some(None) } else { errors.keep(field, day(&typed, latest, "date-far")).map(Some) }
    };
    let starts_on = optional("starts_on", &input.starts_on, today + AHEAD);
    let planned_end = optional("planned_end", &input.planned_end, today + Days::new(366 * 20));
    let ended_on = optional("ended_on", &input.ended_on, today + AHEAD);
    let ended_on = ended_on.flatten();
    let reason = ended_on.and_then(|_| errors.keep("end_reason", reason(&input.end_reason)));
    let exception = note(errors, "exception", &input.exception);
    let assembly = clean(&input.assembly);
    let assembly =
        if assembly.is_empty() { Some(None) } else { errors.keep("assembly", assembly.parse().map(Some).map_err(|_| "choice-unknown")) };
    let (elected_on, starts_on) = (elected_on?, starts_on?);
    let starts_on = starts_on.unwrap_or(elected_on);
    if starts_on < elected_on {
        errors.add("starts_on", "start-before-election");
    }
    if planned_end?.is_some_and(|end| end <= starts_on) {
        errors.add("planned_end", "end-before-start");
    }
    if ended_on.is_some_and(|end| end < starts_on) {
        errors.add("ended_on", "end-before-start");
    }
    Some(Typed { elected_on, starts_on, planned_end: planned_end?, ended: ended_on.zip(reason), assembly: assembly?, exception })
}

/// For the audit log.
pub fn told(row: &mandate::Model, member: &member::Model) -> serde_json::Value {
    json!({ "mandate": row.id, "office": row.office, "starts_on": row.starts_on, "planned_end": row.planned_end, "ended_on": row.ended_on,
        "reason": row.end_reason, "exception": row.exception,
        "personal": { "person": name_fr(member).or_else(|| name_ar(member)), "note": row.end_note } })
}

async fn one(ws: &Workspace, row: mandate::Model) -> Result<Mandate> {
    present(ws, vec![row]).await?.pop().ok_or_else(|| Error::internal("a mandate without a member"))
}

pub async fn present(ws: &Workspace, rows: Vec<mandate::Model>) -> Result<Vec<Mandate>> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.member_id).collect();
    let members = ws.all(member::Entity::find().filter(member::Column::Id.is_in(ids))).await?;
    let members: HashMap<Uuid, member::Model> = members.into_iter().map(|row| (row.id, row)).collect();
    let offices = ws.all(board_office::Entity::find()).await?;
    let offices: HashMap<Uuid, board_office::Model> = offices.into_iter().map(|row| (row.id, row)).collect();
    let present = |row: mandate::Model| {
        let member = members.get(&row.member_id)?;
        let own = row.own_office.and_then(|id| offices.get(&id));
        Some(Mandate {
            id: row.id,
            member: row.member_id,
            member_number: member.number,
            name_ar: name_ar(member),
            name_fr: name_fr(member),
            office: row.office,
            own_office: row.own_office,
            office_ar: own.and_then(|office| office.name_ar.clone()),
            office_fr: own.and_then(|office| office.name_fr.clone()),
            elected_on: row.elected_on,
            starts_on: row.starts_on,
            planned_end: row.planned_end,
            ended_on: row.ended_on,
            end_reason: row.end_reason,
            end_note: row.end_note,
            assembly: row.assembly_id,
            exception: row.exception,
        })
    };
    Ok(rows.into_iter().filter_map(present).collect())
}
