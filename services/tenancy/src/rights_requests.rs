//! What people may ask of an association about their own data (law 09-08, art. 7 to 9), and the ten
//! full days in which it answers.

use crate::entity::{account, association, rights_request};
use crate::{accounts, agreements, board, record_lists};
use chrono::{Days, NaiveDate};
use contracts::joining::FindCndpNumbers;
use contracts::notices::NoticeKind;
use contracts::privacy::{AnswerRequest, AskAboutOwnData, Privacy, RecordRequest, RequestKind, RequestState, RightsRequest};
use contracts::registry::CndpNumber;
use contracts::{Nothing, Page};
use database::{Origin, Workspace};
use kernel::error::FieldErrors;
use kernel::fold::{clean, clean_lines};
use kernel::id::new_id;
use kernel::permission::{AskAboutOwnData as Ask, Internal, ManagePrivacy, ViewAssociation};
use kernel::{AssociationId, Error, Result, date};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;
use uuid::Uuid;
use web::Access;

/// Full days: neither the day of the request nor a part of the last one counts (art. 8).
const DAYS: u64 = 10;
const LONGEST: usize = 2000;
/// On the board's page.
const SHOWN: u64 = 200;

/// The last day on which the answer is in time.
fn due(received_on: NaiveDate) -> NaiveDate {
    received_on + Days::new(DAYS)
}

struct Asked {
    kind: RequestKind,
    message: String,
}

fn read(errors: &mut FieldErrors, kind: &str, message: &str) -> Option<Asked> {
    let kind =
        errors.keep("kind", RequestKind::parse(kind.trim()).ok_or(if kind.trim().is_empty() { "required" } else { "choice-unknown" }));
    let message = read_text(errors, "message", message);
    Some(Asked { kind: kind?, message: message? })
}

fn read_text(errors: &mut FieldErrors, field: &str, text: &str) -> Option<String> {
    let text = clean_lines(text);
    match text.chars().count() {
        0 => errors.add(field, "required"),
        n if n > LONGEST => errors.add_with(field, "too-long", "max", LONGEST),
        _ => return Some(text),
    }
    None
}

pub async fn ask(access: Access<Ask>, input: AskAboutOwnData) -> Result<RightsRequest> {
    let mut errors = FieldErrors::default();
    let asked = read(&mut errors, &input.kind, &input.message);
    errors.finish()?;
    let Some(asked) = asked else { return Err(Error::invalid("invalid-input")) };
    let id = access.account()?;
    let ws = access.begin().await?;
    let owner = ws.global().one(account::Entity::find_by_id(id)).await?.ok_or_else(Error::unauthenticated)?;
    let row = rights_request::ActiveModel {
        account_id: Set(Some(id)),
        person: Set(owner.name.clone()),
        contact: Set(owner.email),
        recorded_by: Set(owner.name),
        ..blank(&ws, asked, ws.today())
    };
    let row = keep(&ws, row).await?;
    let reply = present(row)?;
    ws.commit(reply).await
}

pub async fn record(access: Access<ManagePrivacy>, input: RecordRequest) -> Result<RightsRequest> {
    let mut errors = FieldErrors::default();
    let asked = read(&mut errors, &input.kind, &input.message);
    let person = clean(&input.person);
    match person.chars().count() {
        0 => errors.add("person", "required"),
        1..=160 => {}
        _ => errors.add("person", "name-too-long"),
    }
    let contact = clean(&input.contact);
    if contact.chars().count() > 254 {
        errors.add_with("contact", "too-long", "max", 254);
    }
    let received_on = errors.keep("received_on", read_day(&input.received_on, access.today()));
    errors.finish()?;
    let (Some(asked), Some(received_on)) = (asked, received_on) else { return Err(Error::invalid("invalid-input")) };
    let ws = access.begin().await?;
    let row = rights_request::ActiveModel {
        account_id: Set(None),
        person: Set(person),
        contact: Set(contact),
        recorded_by: Set(access.actor().name.clone()),
        ..blank(&ws, asked, received_on)
    };
    let row = keep(&ws, row).await?;
    let reply = present(row)?;
    ws.commit(reply).await
}

fn read_day(text: &str, today: NaiveDate) -> Result<NaiveDate, &'static str> {
    match date::parse(text) {
        _ if text.trim().is_empty() => Err("required"),
        Ok(day) if day > today => Err("date-in-future"),
        // older ones are answered, late or not, before they are written down here
        Ok(day) if day + Days::new(365) < today => Err("date-too-old"),
        other => other,
    }
}

fn blank(ws: &Workspace, asked: Asked, received_on: NaiveDate) -> rights_request::ActiveModel {
    rights_request::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        kind: Set(asked.kind.code().into()),
        message: Set(asked.message),
        received_on: Set(received_on),
        due_on: Set(due(received_on)),
        state: Set(RequestState::Open.code().into()),
        answer: Set(None),
        answered_by: Set(None),
        answered_at: Set(None),
        ..Default::default()
    }
}

/// The log knows the request by its kind and day: who asked is in the request.
async fn keep(ws: &Workspace, row: rights_request::ActiveModel) -> Result<rights_request::Model> {
    let row = ws.insert(row).await?;
    ws.audit("rights-requested", row.received_on.to_string(), json!({ "kind": row.kind, "due_on": row.due_on })).await?;
    board::tell(ws, NoticeKind::RightsRequested, "/settings/requests").await?;
    Ok(row)
}

pub async fn list(access: Access<ManagePrivacy>, _: Nothing) -> Result<Page<RightsRequest>> {
    let ws = access.begin().await?;
    let open = rights_request::Entity::find().filter(rights_request::Column::State.eq(RequestState::Open.code()));
    let mut rows = ws.all(open.order_by_asc(rights_request::Column::DueOn).order_by_asc(rights_request::Column::Id)).await?;
    let answered = rights_request::Entity::find().filter(rights_request::Column::State.ne(RequestState::Open.code()));
    rows.extend(ws.all(answered.order_by_desc(rights_request::Column::Id).limit(SHOWN)).await?);
    Ok(Page { items: rows.into_iter().map(present).collect::<Result<_>>()?, next: None })
}

pub async fn own(access: Access<Ask>, _: Nothing) -> Result<Page<RightsRequest>> {
    let ws = access.begin().await?;
    let mine = rights_request::Entity::find().filter(rights_request::Column::AccountId.eq(access.account()?));
    let rows = ws.all(mine.order_by_desc(rights_request::Column::Id).limit(SHOWN)).await?;
    Ok(Page { items: rows.into_iter().map(present).collect::<Result<_>>()?, next: None })
}

/// An answer is given once. Of two who answer at once the first counts and the other is told.
pub async fn answer(access: Access<ManagePrivacy>, input: AnswerRequest) -> Result<RightsRequest> {
    let mut errors = FieldErrors::default();
    let decision = RequestState::parse(input.decision.trim()).filter(|state| *state != RequestState::Open);
    let decision = errors.keep("decision", decision.ok_or("choice-unknown"));
    let answer = read_text(&mut errors, "answer", &input.answer);
    errors.finish()?;
    let (Some(decision), Some(answer)) = (decision, answer) else { return Err(Error::invalid("invalid-input")) };
    let ws = access.begin().await?;
    let row = ws.lock::<rights_request::Entity>(input.id).await?;
    if row.state != RequestState::Open.code() {
        return Err(Error::conflict("already-answered"));
    }
    let asker = row.account_id;
    let mut answered = row.into_active_model();
    (answered.state, answered.answer) = (Set(decision.code().into()), Set(Some(answer)));
    (answered.answered_by, answered.answered_at) = (Set(Some(access.actor().name.clone())), Set(Some(ws.now())));
    let row = ws.update(answered).await?;
    let late = ws.today() > row.due_on;
    ws.audit("rights-answered", row.received_on.to_string(), json!({ "kind": row.kind, "decision": row.state, "late": late })).await?;
    if let Some(asker) = asker {
        tell_asker(&ws, asker).await?;
    }
    let reply = present(row)?;
    ws.commit(reply).await
}

async fn tell_asker(ws: &Workspace, asker: Uuid) -> Result<()> {
    let Some(owner) = ws.global().one(account::Entity::find_by_id(asker)).await? else { return Ok(()) };
    board::notice(ws, NoticeKind::RightsAnswered, (&owner.name, &owner.email, accounts::locale(&owner)), "/own-data").await
}

/// For the notice on forms, which everybody of the association reads.
pub async fn cndp_numbers(access: Access<ViewAssociation>, _: Nothing) -> Result<Page<CndpNumber>> {
    let ws = access.begin().await?;
    let rows = ws.all(record_lists::cndp_numbers()).await?;
    Ok(Page { items: rows.into_iter().map(record_lists::to_cndp_number).collect(), next: None })
}

/// `GET /internal/cndp-numbers`: for the portal, which shows them on a form that the association has opened to
/// strangers.
pub async fn cndp_numbers_for_strangers(access: Access<Internal>, input: FindCndpNumbers) -> Result<Page<CndpNumber>> {
    let db = access.state().db()?;
    let ws = db.read(AssociationId::PLATFORM, Origin::platform(access.request_id())).await?;
    let named = association::Entity::find().filter(association::Column::Slug.eq(input.association));
    let found = ws.global().one(named).await?.ok_or_else(Error::not_found)?;
    drop(ws);
    let ws = db.read(AssociationId(found.id), Origin::platform(access.request_id())).await?;
    let rows = ws.all(record_lists::cndp_numbers()).await?;
    Ok(Page { items: rows.into_iter().map(record_lists::to_cndp_number).collect(), next: None })
}

pub async fn privacy(access: Access<ManagePrivacy>, _: Nothing) -> Result<Privacy> {
    let ws = access.begin().await?;
    let open = || rights_request::Entity::find().filter(rights_request::Column::State.eq(RequestState::Open.code()));
    Ok(Privacy {
        agreement: agreements::state(&ws).await?,
        open_requests: ws.count(open()).await?,
        overdue_requests: ws.count(open().filter(rights_request::Column::DueOn.lt(ws.today()))).await?,
    })
}

fn present(row: rights_request::Model) -> Result<RightsRequest> {
    Ok(RightsRequest {
        id: row.id,
        kind: RequestKind::parse(&row.kind).ok_or_else(|| Error::internal(format!("request kind {}", row.kind)))?,
        person: row.person,
        contact: row.contact,
        message: row.message,
        received_on: row.received_on,
        due_on: row.due_on,
        state: RequestState::parse(&row.state).ok_or_else(|| Error::internal(format!("request state {}", row.state)))?,
        answer: row.answer,
        answered_at: row.answered_at,
        answered_by: row.answered_by,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tenth_full_day_is_the_last() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
        assert_eq!(due(day("2026-11-21")), day("2026-12-01"));
        assert_eq!(due(day("2028-02-20")), day("2028-03-01"));
    }
}
