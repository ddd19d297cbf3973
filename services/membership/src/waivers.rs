//! Something owed that need not be paid, and what of that is owed after all.

use crate::dues::{read_part, reason};
use crate::entity::{charge, member, waiver, waiver_undoing as undoing};
use crate::member_dues::with_member;
use crate::position::Moves;
use crate::{charges, dues_years, members, settling};
use chrono::NaiveDate;
use contracts::ById;
use contracts::charges::{ChargeOfMember, UndoWaiver, WaiveCharge, Waiver, WaiverOfMember};
use contracts::cheques::Undone;
use contracts::events::{DuesWaived, Event};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::id::new_id;
use kernel::permission::{SetFee, ViewDues};
use kernel::{Actor, Error, Money, Result};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;
use std::collections::HashMap;
use uuid::Uuid;
use web::Access;

/// All of a member, the oldest first.
pub async fn of_member(ws: &Workspace, member: Uuid) -> Result<Vec<Waiver>> {
    let mine = waiver::Entity::find().filter(waiver::Column::MemberId.eq(member));
    let rows = ws.all(mine.order_by_asc(waiver::Column::Id)).await?;
    let undone = undoing::Entity::find().filter(undoing::Column::WaiverId.is_in(rows.iter().map(|row| row.id)));
    let mut undone: HashMap<Uuid, undoing::Model> = ws.all(undone).await?.into_iter().map(|row| (row.waiver_id, row)).collect();
    Ok(rows.into_iter().map(|row| (undone.remove(&row.id), row)).map(|(undone, row)| to_contract(row, undone)).collect())
}

fn to_contract(row: waiver::Model, undone: Option<undoing::Model>) -> Waiver {
    Waiver {
        id: row.id,
        charge: row.charge_id,
        amount: Money::centimes(row.amount),
        reason: row.reason,
        waived_on: row.waived_on,
        recorded_by: row.recorded_by,
        undone: undone.map(|row| Undone { on: row.undone_on, reason: row.reason, by: row.recorded_by }),
    }
}

/// `GET …/dues/waivers/{id}`
pub async fn show(access: Access<ViewDues>, input: ById) -> Result<WaiverOfMember> {
    let ws = access.begin().await?;
    let (row, due) = find(&ws, access.actor(), input.id).await?;
    let member = ws.get::<member::Entity>(row.member_id).await?;
    let undone = find_undoing(&ws, row.id).await?;
    Ok(WaiverOfMember { waiver: to_contract(row, undone), charge: with_member(&ws, &due, &member).await? })
}

/// A waiver and what it waives, if that is within the limit of the seat.
async fn find(ws: &Workspace, actor: &Actor, id: Uuid) -> Result<(waiver::Model, charge::Model)> {
    let row = ws.get::<waiver::Entity>(id).await?;
    let due = ws.get::<charge::Entity>(row.charge_id).await?;
    if actor.reaches_year(due.year) { Ok((row, due)) } else { Err(Error::not_found()) }
}

async fn find_undoing(ws: &Workspace, waiver: Uuid) -> Result<Option<undoing::Model>> {
    ws.one(undoing::Entity::find().filter(undoing::Column::WaiverId.eq(waiver))).await
}

/// `POST …/dues/charges/{id}/waiver`
///
/// # Errors
/// `charge-settled`; at the amount and the reason.
pub async fn waive(access: Access<SetFee>, input: WaiveCharge) -> Result<ChargeOfMember> {
    let ws = access.begin().await?;
    let member = ws.get::<charge::Entity>(input.id).await?.member_id;
    let member = ws.lock::<member::Entity>(member).await?;
    let row = ws.get::<charge::Entity>(input.id).await?;
    if charges::open(&row) == 0 {
        return Err(Error::conflict("charge-settled"));
    }
    let (part, reason) = read_part(&input.amount, &input.reason, Money::centimes(charges::open(&row)))?;
    let written = waiver::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        charge_id: Set(row.id),
        member_id: Set(member.id),
        amount: Set(part.in_centimes()),
        reason: Set(reason),
        waived_on: Set(ws.today()),
        recorded_by: Set(ws.origin().who.clone()),
        recorded_at: Set(ws.now()),
    };
    let written = ws.insert(written).await?;
    let waived = charge::ActiveModel { id: Set(row.id), waived: Set(row.waived + written.amount), ..Default::default() };
    let row = ws.update(waived).await?;
    settling::keep_paid_up(&ws, std::iter::once(&row)).await?;
    let mut moves = Moves::on(ws.today());
    moves.charge(charges::kind(&row)?, (row.year, charges::begins_on(&row)), -written.amount);
    ws.emit(Event::DuesWaived(told(&ws, &written, (&row, &member), written.waived_on, moves).await?)).await?;
    audit(&ws, "dues-waived", (&row, &member), written.amount, &written.reason).await?;
    let reply = with_member(&ws, &row, &member).await?;
    ws.commit(reply).await
}

/// `POST …/dues/waivers/{id}/undoing`: what is owed again is paid at once by what the member has in advance.
///
/// # Errors
/// `waiver-undone`; at the reason.
pub async fn undo(access: Access<SetFee>, input: UndoWaiver) -> Result<ChargeOfMember> {
    let mut errors = FieldErrors::default();
    let reason = reason(&mut errors, &input.reason);
    errors.finish()?;
    let ws = access.begin().await?;
    let (row, _) = find(&ws, access.actor(), input.id).await?;
    let member = ws.lock::<member::Entity>(row.member_id).await?;
    if find_undoing(&ws, row.id).await?.is_some() {
        return Err(Error::conflict("waiver-undone"));
    }
    let written = undoing::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        waiver_id: Set(row.id),
        reason: Set(reason),
        undone_on: Set(ws.today()),
        recorded_by: Set(ws.origin().who.clone()),
        recorded_at: Set(ws.now()),
    };
    let written = ws.insert(written).await?;
    let due = ws.get::<charge::Entity>(row.charge_id).await?;
    let owed = charge::ActiveModel { id: Set(due.id), waived: Set(due.waived - row.amount), ..Default::default() };
    let due = ws.update(owed).await?;
    settling::keep_paid_up(&ws, std::iter::once(&due)).await?;
    let mut moves = Moves::on(ws.today());
    moves.charge(charges::kind(&due)?, (due.year, charges::begins_on(&due)), row.amount);
    settling::use_advances(&ws, &[member.id], &mut moves).await?;
    ws.emit(Event::WaiverUndone(told(&ws, &row, (&due, &member), written.undone_on, moves).await?)).await?;
    audit(&ws, "dues-waiver-undone", (&due, &member), row.amount, &written.reason).await?;
    let reply = with_member(&ws, &ws.get::<charge::Entity>(due.id).await?, &member).await?;
    ws.commit(reply).await
}

async fn told(
    ws: &Workspace,
    row: &waiver::Model,
    (due, member): (&charge::Model, &member::Model),
    on: NaiveDate,
    moves: Moves,
) -> Result<DuesWaived> {
    let effect = moves.keep(ws).await?;
    let period = dues_years::find(ws).await?.label(due.year);
    Ok(DuesWaived { waiver: row.id, year: due.year, period, member_number: member.number, waived_on: on, effect })
}

async fn audit(ws: &Workspace, act: &str, (due, member): (&charge::Model, &member::Model), amount: i64, reason: &str) -> Result<()> {
    let details = json!({ "member": member.number, "year": due.year, "amount": Money::centimes(amount), "personal": { "reason": reason } });
    ws.audit(act, format!("№ {}", member.number), details).await?;
    members::announce_counts(ws).await
}
