//! Instalments of grants: expected on a day, received by an entry that is posted for it or is in the books
//! already, and taken back.

use crate::axis::{self, Axis};
use crate::chart;
use crate::entity::{entry, fiscal_year, grant_agreement, grant_instalment, line};
use crate::entry::{Balanced, Line};
use crate::grants::positive;
use crate::journal::{REVERSAL, read_date, read_label};
use crate::posting::{self, Draft, Journal};
use crate::{reversal, years};
use chrono::{Datelike, Days, Months, NaiveDate};
use contracts::books::Source;
use contracts::events::{Event, GrantDuty};
use contracts::grants::{FOREIGN_DAYS, Instalment, NewInstalment, REPORT_ABOVE, ReceiveInstalment, UndoReceipt, donor_kind};
use contracts::guided::PLACES;
use contracts::{ById, Done};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::id::new_id;
use kernel::permission::PostEntries;
use kernel::{Error, Kind, Money, Result, date};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;
use uuid::Uuid;
use web::Access;

/// Of one grant.
const MOST: usize = 60;

/// In the order of their days.
pub async fn of_grant(ws: &Workspace, grant: Uuid) -> Result<Vec<grant_instalment::Model>> {
    use grant_instalment::{Column, Entity};
    ws.all(Entity::find().filter(Column::GrantId.eq(grant)).order_by_asc(Column::DueOn).order_by_asc(Column::Id)).await
}

/// `period`: the days that were asked for.
pub fn told(row: grant_instalment::Model, today: NaiveDate, period: Option<(NaiveDate, NaiveDate)>) -> Instalment {
    Instalment {
        id: row.id,
        due_on: row.due_on,
        amount: Money::centimes(row.amount),
        received_on: row.received_on,
        received: row.received.map(Money::centimes),
        entry: row.entry_id,
        late: row.received_on.is_none() && row.due_on < today,
        in_period: row.received_on.is_some_and(|on| period.is_none_or(|(from, until)| (from..=until).contains(&on))),
    }
}

/// Whether a grant's instalment was received by this entry.
pub async fn is_receipt(ws: &Workspace, entry: Uuid) -> Result<bool> {
    let found = grant_instalment::Entity::find().filter(grant_instalment::Column::EntryId.eq(entry));
    Ok(ws.one(found).await?.is_some())
}

/// `POST …/books/grants/{id}/instalments`
///
/// # Errors
/// `instalments-above-grant` at the amount.
pub async fn add(access: Access<PostEntries>, input: NewInstalment) -> Result<Instalment> {
    let mut errors = FieldErrors::default();
    let due_on = if input.due_on.trim().is_empty() { Err("required") } else { date::parse(&input.due_on) };
    let due_on = errors.keep("due_on", due_on);
    let amount = errors.keep("amount", positive(&input.amount));
    let ws = access.begin().await?;
    // of two who add at once, the second sees the first one's
    let grant = ws.lock::<grant_agreement::Entity>(input.id).await?;
    errors.finish()?;
    let (Some(due_on), Some(amount)) = (due_on, amount) else { return Err(Error::internal("an instalment without values")) };
    let before = of_grant(&ws, grant.id).await?;
    if before.len() >= MOST {
        return Err(Error::conflict("too-many-grant-instalments").with("max", MOST));
    }
    let all = Money::sum(before.iter().map(|row| Money::centimes(row.amount)).chain([amount]));
    if all.is_none_or(|all| all > Money::centimes(grant.amount)) {
        return Err(Error::field("amount", "instalments-above-grant"));
    }
    let row = grant_instalment::ActiveModel {
        id: Set(new_id()),
        grant_id: Set(grant.id),
        due_on: Set(due_on),
        amount: Set(amount.in_centimes()),
        received_on: Set(None),
        received: Set(None),
        entry_id: Set(None),
        posted: Set(false),
        duty_id: Set(None),
        ..Default::default()
    };
    let row = ws.insert(row).await?;
    ws.audit("grant-instalment-added", grant.code, json!({ "due_on": due_on, "amount": amount })).await?;
    let today = ws.today();
    ws.commit(told(row, today, None)).await
}

/// `POST …/books/grant-instalments/{id}/removal`
///
/// # Errors
/// `instalment-received`
pub async fn remove(access: Access<PostEntries>, input: ById) -> Result<Done> {
    let ws = access.begin().await?;
    let row = ws.lock::<grant_instalment::Entity>(input.id).await?;
    if row.received_on.is_some() {
        return Err(Error::conflict("instalment-received"));
    }
    let grant = ws.get::<grant_agreement::Entity>(row.grant_id).await?;
    ws.delete(grant_instalment::Entity::delete_many().filter(grant_instalment::Column::Id.eq(row.id))).await?;
    ws.audit("grant-instalment-removed", grant.code, json!({ "due_on": row.due_on, "amount": Money::centimes(row.amount) })).await?;
    ws.commit(Done {}).await
}

/// What was received: when, how much, by which entry, and whether that was posted for it.
struct Receipt {
    on: NaiveDate,
    amount: Money,
    entry: Uuid,
    posted: bool,
}

/// `POST …/books/grant-instalments/{id}/receipt`
///
/// # Errors
/// `instalment-received`; at the fields those of an entry; `in-kind-needs-entry`, `entry-without-money`,
/// `entry-of-other-grant`, `taken` at the entry.
pub async fn receive(access: Access<PostEntries>, input: ReceiveInstalment) -> Result<Instalment> {
    let ws = access.begin().await?;
    let row = ws.get::<grant_instalment::Entity>(input.id).await?;
    let grant = ws.get::<grant_agreement::Entity>(row.grant_id).await?;
    let receipt = match input.entry.trim() {
        "" => post(&ws, &row, &grant, &input).await?,
        entry => link(&ws, &row, &grant, entry).await?,
    };
    let duty = duty(&grant, &receipt, &ws).await?;
    let received = grant_instalment::ActiveModel {
        id: Set(row.id),
        received_on: Set(Some(receipt.on)),
        received: Set(Some(receipt.amount.in_centimes())),
        entry_id: Set(Some(receipt.entry)),
        posted: Set(receipt.posted),
        duty_id: Set(duty.as_ref().map(|duty| duty.duty)),
        ..Default::default()
    };
    let taken = |error: Error| if error.code() == "already-exists" { Error::field("entry", "taken") } else { error };
    let row = ws.update(received).await.map_err(taken)?;
    ws.audit("grant-received", grant.code, json!({ "amount": receipt.amount, "received_on": receipt.on })).await?;
    if let Some(duty) = duty {
        ws.emit(Event::GrantDuty(duty)).await?;
    }
    let today = ws.today();
    ws.commit(told(row, today, None)).await
}

/// Of two who receive the same, the second finds it received. Years come before instalments, and those before
/// grants: in this order everybody takes them.
async fn lock(ws: &Workspace, id: Uuid) -> Result<()> {
    let row = ws.lock::<grant_instalment::Entity>(id).await?;
    if row.received_on.is_some() { Err(Error::conflict("instalment-received")) } else { Ok(()) }
}

async fn post(ws: &Workspace, row: &grant_instalment::Model, grant: &grant_agreement::Model, input: &ReceiveInstalment) -> Result<Receipt> {
    if grant.nature == "in-kind" {
        return Err(Error::field("entry", "in-kind-needs-entry"));
    }
    let mut errors = FieldErrors::default();
    let place = PLACES.into_iter().find(|place| *place == input.place);
    let place = errors.keep("place", place.ok_or(if input.place.is_empty() { "required" } else { "choice-unknown" }));
    let mut dates = FieldErrors::default();
    let on = read_date(&input.received_on, ws.today(), &mut dates);
    if let Err(error) = dates.finish() {
        let code = error.field_errors().first().map_or("required", |error| known_date_code(&error.code));
        errors.add("received_on", code);
    }
    let amount = if input.amount.trim().is_empty() { Ok(Money::centimes(row.amount)) } else { positive(&input.amount) };
    let amount = errors.keep("amount", amount);
    errors.finish()?;
    let (Some(place), Some(on), Some(amount)) = (place, on, amount) else { return Err(Error::internal("a receipt without values")) };
    let year = years::hold(ws, on, years::opens_itself(ws, on.year())).await.map_err(|error| at(error, "received_on"))?;
    lock(ws, row.id).await?;
    let axis = Axis { project: grant.project_id, grant: Some(grant.id) };
    let side = |code: &str, debit: Money, credit: Money| {
        let account = chart::postable(code).map_err(Error::internal)?;
        Line::new(account, debit, credit).map(|line| line.of(axis)).map_err(Error::internal)
    };
    let lines = vec![side(place, amount, Money::ZERO)?, side(counterpart(grant, input.claimed == "yes"), Money::ZERO, amount)?];
    let draft = Draft {
        journal: Journal::General,
        posted_on: on,
        label: format!("{} · {}", grant.code, grant.donor),
        source: Some(Source { kind: "grant_instalment".into(), id: new_id() }),
        balanced: Balanced::new(lines)?,
    };
    let posted = posting::record(ws, &year, draft).await?;
    Ok(Receipt { on, amount, entry: posted.id, posted: true })
}

/// A date's error under the name that this form has for it.
fn known_date_code(code: &str) -> &'static str {
    match code {
        "date-in-future" => "date-in-future",
        "date-impossible" => "date-impossible",
        "date-unreadable" => "date-unreadable",
        _ => "required",
    }
}

fn at(error: Error, field: &str) -> Error {
    let fields: Vec<_> = error.field_errors().iter().cloned().map(|told| kernel::FieldError { field: field.into(), ..told }).collect();
    if fields.is_empty() { error } else { error.with_fields(fields) }
}

/// Where the other side of a receipt stands.
fn counterpart(grant: &grant_agreement::Model, claimed: bool) -> &'static str {
    match (grant.nature.as_str(), claimed) {
        ("investment", true) => "34511",
        ("investment", false) => "1311",
        (_, true) => "34512",
        (_, false) => donor_kind(&grant.donor_kind).map_or("71618", |kind| kind.account),
    }
}

/// By an entry that is in the books: all of its lines are the grant's from now on.
async fn link(ws: &Workspace, row: &grant_instalment::Model, grant: &grant_agreement::Model, typed: &str) -> Result<Receipt> {
    let id: Uuid = typed.parse().map_err(|_| Error::field("entry", "choice-unknown"))?;
    let unknown = |error: Error| if error.kind() == Kind::NotFound { Error::field("entry", "choice-unknown") } else { error };
    let posted = ws.get::<entry::Entity>(id).await.map_err(unknown)?;
    let year = ws.lock::<fiscal_year::Entity>(posted.fiscal_year_id).await?;
    lock(ws, row.id).await?;
    let contrary = entry::Entity::find().filter(entry::Column::SourceKind.eq(REVERSAL)).filter(entry::Column::SourceId.eq(posted.id));
    if posted.source_kind.as_deref() == Some(REVERSAL) || ws.one(contrary).await?.is_some() {
        return Err(Error::field("entry", "entry-reversed"));
    }
    let lines = ws.all(line::Entity::find().filter(line::Column::EntryId.eq(posted.id))).await?;
    let amount = if grant.nature == "in-kind" { posted.total } else { money_in(&lines) };
    if amount <= 0 {
        return Err(Error::field("entry", "entry-without-money"));
    }
    let before = axis::of_entry(ws, posted.id).await?;
    if before.values().any(|axis| axis.grant.is_some_and(|other| other != grant.id)) {
        return Err(Error::field("entry", "entry-of-other-grant"));
    }
    if lines.iter().any(|line| before.get(&line.id).is_none_or(|axis| axis.grant != Some(grant.id))) {
        if year.closed {
            return Err(Error::conflict("year-closed").with("year", year.year));
        }
        axis::change(ws, &posted, lines, Axis { project: grant.project_id, grant: Some(grant.id) }).await?;
    }
    Ok(Receipt { on: posted.posted_on, amount: Money::centimes(amount), entry: posted.id, posted: false })
}

/// What came to where money is.
fn money_in(lines: &[line::Model]) -> i64 {
    lines
        .iter()
        .filter(|line| line.account.starts_with('5'))
        .map(|line| line.debit.saturating_sub(line.credit))
        .fold(0, i64::saturating_add)
}

/// What the law wants of whoever receives this: foreign aid is declared (dahir, article 32 bis); what public
/// bodies give periodically is accounted for to them (article 32 ter), by the end of the third month after
/// the year where the agreement says nothing else.
async fn duty(grant: &grant_agreement::Model, receipt: &Receipt, ws: &Workspace) -> Result<Option<GrantDuty>> {
    let about = format!("{} · {}", grant.code, grant.donor);
    let duty = |kind: &str, due_on: Option<NaiveDate>| due_on.map(|due_on| GrantDuty { duty: new_id(), kind: kind.into(), due_on, about });
    if grant.donor_kind == "foreign" {
        return Ok(duty("foreign-aid", receipt.on.checked_add_days(Days::new(FOREIGN_DAYS))));
    }
    let is_public = donor_kind(&grant.donor_kind).is_some_and(|kind| kind.is_public);
    if !(is_public && grant.periodic && Money::centimes(grant.amount) > REPORT_ABOVE) {
        return Ok(None);
    }
    let entry = ws.get::<entry::Entity>(receipt.entry).await?;
    let year = ws.get::<fiscal_year::Entity>(entry.fiscal_year_id).await?;
    Ok(duty("grant-report", year.ends_on.checked_add_months(Months::new(3))))
}

/// `POST …/books/grant-instalments/{id}/undoing`: what was posted for it is taken back by its contrary; an
/// entry that was found in the books stays.
///
/// # Errors
/// `instalment-not-received`
pub async fn undo(access: Access<PostEntries>, input: UndoReceipt) -> Result<Instalment> {
    let mut errors = FieldErrors::default();
    let reason = read_label(&input.reason, "reason", &mut errors);
    let ws = access.begin().await?;
    let row = ws.get::<grant_instalment::Entity>(input.id).await?;
    errors.finish()?;
    let today = ws.today();
    years::hold(&ws, today, years::opens_itself(&ws, today.year())).await?;
    let row = ws.lock::<grant_instalment::Entity>(row.id).await?;
    let Some(entry) = row.entry_id else { return Err(Error::conflict("instalment-not-received")) };
    let grant = ws.get::<grant_agreement::Entity>(row.grant_id).await?;
    if row.posted {
        let original = ws.get::<entry::Entity>(entry).await?;
        reversal::take_back(&ws, &original, today, &reason).await?;
    }
    if let Some(duty) = row.duty_id {
        ws.emit(Event::GrantDutyDropped { duty }).await?;
    }
    let open = grant_instalment::ActiveModel {
        id: Set(row.id),
        received_on: Set(None),
        received: Set(None),
        entry_id: Set(None),
        posted: Set(false),
        duty_id: Set(None),
        ..Default::default()
    };
    let row = ws.update(open).await?;
    ws.audit("grant-receipt-undone", grant.code, json!({ "amount": Money::centimes(row.amount), "reason": reason })).await?;
    ws.commit(told(row, today, None)).await
}
