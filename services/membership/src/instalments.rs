//! What a member owes in parts, with dates that the board agrees on with them. Each part is a charge of its own:
//! ageing, reminders and payments need not know that there is a plan, and nothing changes for the books.

use crate::charges;
use crate::dues::{self, reason};
use crate::entity::{charge, instalment, instalment_plan as plan, member};
use crate::members;
use chrono::{Days, NaiveDate};
use contracts::ById;
use contracts::charges::{AgreeInstalments, AgreePart, EndInstalments, Instalment, InstalmentPlan, LEAST_PARTS, MOST_PARTS};
use contracts::cheques::Undone;
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::id::new_id;
use kernel::permission::{SetFee, ViewDues};
use kernel::{Error, Money, Result, date};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;
use std::collections::HashMap;
use std::collections::btree_map::{BTreeMap, Entry};
use uuid::Uuid;
use web::Access;

/// The last part is due within three years.
const LONGEST_DAYS: u64 = 1_096;

/// When, and how many centimes.
type Part = (NaiveDate, i64);

fn field(line: usize, name: &str) -> String {
    format!("parts.{line}.{name}")
}

/// The parts with the line where each was typed.
fn read(typed: &[AgreePart], today: NaiveDate) -> Result<Vec<(usize, Part)>> {
    let mut errors = FieldErrors::default();
    let mut parts: Vec<(usize, Part)> = Vec::new();
    let filled = typed.iter().enumerate().filter(|(_, part)| !part.due_on.trim().is_empty() || !part.amount.trim().is_empty());
    let last_day = today + Days::new(LONGEST_DAYS);
    for (line, part) in filled {
        let due_on = if part.due_on.trim().is_empty() { Err("required") } else { date::parse(&part.due_on) };
        let due_on = errors.keep(&field(line, "due_on"), due_on);
        let amount = errors.keep(&field(line, "amount"), dues::amount(&part.amount));
        let before = parts.last().map(|(_, (before, _))| *before);
        match due_on {
            Some(due_on) if due_on < today => errors.add(&field(line, "due_on"), "date-past"),
            Some(due_on) if due_on > last_day => errors.add(&field(line, "due_on"), "instalments-too-long"),
            Some(due_on) if before.is_some_and(|before| due_on <= before) => errors.add(&field(line, "due_on"), "instalments-not-rising"),
            _ => {}
        }
        parts.extend(due_on.zip(amount).map(|(due_on, amount)| (line, (due_on, amount.in_centimes()))));
    }
    errors.finish()?;
    let mut errors = FieldErrors::default();
    if !(LEAST_PARTS..=MOST_PARTS).contains(&parts.len()) {
        errors.add_with(&field(0, "amount"), "instalments-count", "max", MOST_PARTS);
    }
    errors.finish()?;
    Ok(parts)
}

/// `POST …/members/{id}/instalments`
///
/// # Errors
/// Every line that is wrong; `instalments-agreed` where there is a plan; `nothing-open`.
pub async fn agree(access: Access<SetFee>, input: AgreeInstalments) -> Result<InstalmentPlan> {
    let typed = read(&input.parts, access.today())?;
    let ws = access.begin().await?;
    let member = ws.lock::<member::Entity>(input.id).await?;
    close_paid(&ws, member.id).await?;
    let due = charges::of_member(&ws, member.id).await?;
    let owed: Vec<charge::Model> = due.iter().filter(|row| charges::open(row) > 0).cloned().collect();
    let open: i64 = owed.iter().map(charges::open).sum();
    if open == 0 {
        return Err(Error::conflict("nothing-open"));
    }
    check_sum(&typed, open)?;
    let parts: Vec<Part> = typed.into_iter().map(|(_, part)| part).collect();
    let row = plan::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        member_id: Set(member.id),
        amount: Set(open),
        made_on: Set(ws.today()),
        made_by: Set(ws.origin().who.clone()),
        made_at: Set(ws.now()),
        active: Set(Some(true)),
        ended_on: Set(None),
        ended_reason: Set(None),
        ended_by: Set(None),
    };
    let row = ws.insert(row).await?;
    split(&ws, row.id, &due, &owed, &parts).await?;
    let details = json!({ "member": member.number, "amount": Money::centimes(open), "parts": parts.len() });
    ws.audit("instalments-agreed", format!("№ {}", member.number), details).await?;
    let reply = whole(&ws, row, &member).await?;
    ws.commit(reply).await
}

fn check_sum(typed: &[(usize, Part)], open: i64) -> Result<()> {
    let sum = typed.iter().try_fold(0_i64, |sum, (_, (_, amount))| sum.checked_add(*amount));
    if sum == Some(open) {
        return Ok(());
    }
    let mut errors = FieldErrors::default();
    let line = typed.last().map_or(0, |(line, _)| *line);
    errors.add_with(&field(line, "amount"), "instalments-sum", "open", Money::centimes(open));
    errors.finish()
}

/// A plan of which nothing is open is over.
///
/// # Errors
/// `instalments-agreed` where something is.
async fn close_paid(ws: &Workspace, member: Uuid) -> Result<()> {
    let Some(row) = active(ws, member).await? else { return Ok(()) };
    if parts_of(ws, row.id).await?.iter().any(|part| part.open > Money::ZERO) {
        return Err(Error::conflict("instalments-agreed"));
    }
    ws.update(plan::ActiveModel { id: Set(row.id), active: Set(None), ..Default::default() }).await.map(drop)
}

async fn active(ws: &Workspace, member: Uuid) -> Result<Option<plan::Model>> {
    ws.one(plan::Entity::find().filter(plan::Column::MemberId.eq(member)).filter(plan::Column::Active.eq(true))).await
}

/// What of the parts each of the open sums is, in their order: sum, part, how much.
fn spread(open: &[i64], parts: &[i64]) -> Vec<(usize, usize, i64)> {
    let (mut pieces, mut part, mut room) = (Vec::new(), 0, parts.first().copied().unwrap_or(0));
    for (at, open) in open.iter().enumerate() {
        let mut left = *open;
        while left > 0 && part < parts.len() {
            let piece = left.min(room);
            pieces.push((at, part, piece));
            (left, room) = (left - piece, room - piece);
            if room == 0 {
                part += 1;
                room = parts.get(part).copied().unwrap_or(0);
            }
        }
    }
    pieces
}

/// Each charge keeps what was paid and waived of it with its first part; its other parts are charges of their own.
async fn split(ws: &Workspace, plan: Uuid, all: &[charge::Model], owed: &[charge::Model], parts: &[Part]) -> Result<()> {
    let open: Vec<i64> = owed.iter().map(charges::open).collect();
    let amounts: Vec<i64> = parts.iter().map(|(_, amount)| *amount).collect();
    let mut last: HashMap<(i32, &str), i32> = HashMap::new();
    for row in all {
        let last = last.entry((row.year, row.kind.as_str())).or_default();
        *last = (*last).max(row.part);
    }
    let (mut new, mut written, mut kept) = (Vec::new(), Vec::new(), BTreeMap::new());
    for (at, part, amount) in spread(&open, &amounts) {
        let (row, due_on) = (&owed[at], parts[part].0);
        let id = match kept.entry(at) {
            Entry::Vacant(first) => {
                first.insert((amount, due_on));
                row.id
            }
            Entry::Occupied(_) => {
                let last = last.entry((row.year, row.kind.as_str())).or_default();
                *last += 1;
                let id = new_id();
                new.push(charge_of(ws, row, (id, *last), amount, due_on));
                id
            }
        };
        written.push(instalment::ActiveModel {
            association_id: Set(ws.association().0),
            id: Set(new_id()),
            plan_id: Set(plan),
            charge_id: Set(id),
            place: Set(i64::try_from(part + 1).map_err(Error::internal)?),
            due_on: Set(due_on),
            amount: Set(amount),
            due_before: Set(row.due_on),
        });
    }
    for (at, (amount, due_on)) in kept {
        let row = &owed[at];
        let first = charge::ActiveModel {
            id: Set(row.id),
            amount: Set(row.paid + row.waived + amount),
            due_on: Set(due_on),
            round: Set(row.round + 1),
            ..Default::default()
        };
        ws.update(first).await?;
    }
    ws.insert_many(new).await?;
    ws.insert_many(written).await
}

/// Another part of a charge.
fn charge_of(ws: &Workspace, row: &charge::Model, (id, part): (Uuid, i32), amount: i64, due_on: NaiveDate) -> charge::ActiveModel {
    charge::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(id),
        member_id: Set(row.member_id),
        kind: Set(row.kind.clone()),
        year: Set(row.year),
        amount: Set(amount),
        waived: Set(0),
        paid: Set(0),
        due_on: Set(due_on),
        begins_on: Set(row.begins_on),
        category: Set(row.category.clone()),
        run_id: Set(row.run_id),
        carried: Set(false),
        part: Set(part),
        round: Set(1),
        made_on: Set(row.made_on),
        made_by: Set(row.made_by.clone()),
        made_at: Set(row.made_at),
    }
}

/// By date.
async fn parts_of(ws: &Workspace, plan: Uuid) -> Result<Vec<Instalment>> {
    let rows =
        ws.all(instalment::Entity::find().filter(instalment::Column::PlanId.eq(plan)).order_by_asc(instalment::Column::Place)).await?;
    let due = ws.all(charge::Entity::find().filter(charge::Column::Id.is_in(rows.iter().map(|row| row.charge_id)))).await?;
    let open: HashMap<Uuid, i64> = due.iter().map(|row| (row.id, charges::open(row))).collect();
    let mut parts: BTreeMap<i64, Instalment> = BTreeMap::new();
    for row in rows {
        let blank = Instalment { due_on: row.due_on, amount: Money::ZERO, open: Money::ZERO };
        let part = parts.entry(row.place).or_insert(blank);
        part.amount = Money::centimes(part.amount.in_centimes() + row.amount);
        part.open = Money::centimes(part.open.in_centimes() + open.get(&row.charge_id).copied().unwrap_or(0));
    }
    Ok(parts.into_values().collect())
}

/// The plan of a member, while something of it is open.
pub async fn of_member(ws: &Workspace, member: Uuid) -> Result<Option<InstalmentPlan>> {
    let Some(row) = active(ws, member).await? else { return Ok(None) };
    let member = ws.get::<member::Entity>(member).await?;
    Ok(Some(whole(ws, row, &member).await?).filter(|plan| plan.open > Money::ZERO))
}

async fn whole(ws: &Workspace, row: plan::Model, member: &member::Model) -> Result<InstalmentPlan> {
    let parts = parts_of(ws, row.id).await?;
    let ended = row.ended_on.zip(row.ended_reason).zip(row.ended_by);
    Ok(InstalmentPlan {
        id: row.id,
        member: member.id,
        member_number: member.number,
        member_name_ar: members::name_ar(member),
        member_name_fr: members::name_fr(member),
        amount: Money::centimes(row.amount),
        open: Money::centimes(parts.iter().map(|part| part.open.in_centimes()).sum()),
        parts,
        made_on: row.made_on,
        made_by: row.made_by,
        ended: ended.map(|((on, reason), by)| Undone { on, reason, by }),
    })
}

/// `GET …/dues/instalments/{id}`
pub async fn show(access: Access<ViewDues>, input: ById) -> Result<InstalmentPlan> {
    let ws = access.begin().await?;
    let row = ws.get::<plan::Entity>(input.id).await?;
    // a plan may be about several years
    let parts = ws.all(instalment::Entity::find().filter(instalment::Column::PlanId.eq(row.id))).await?;
    let due = ws.all(charge::Entity::find().filter(charge::Column::Id.is_in(parts.iter().map(|part| part.charge_id)))).await?;
    if !due.iter().all(|row| access.actor().reaches_year(row.year)) {
        return Err(Error::not_found());
    }
    let member = ws.get::<member::Entity>(row.member_id).await?;
    whole(&ws, row, &member).await
}

/// `POST …/dues/instalments/{id}/ending`: what is open is due when it was before.
///
/// # Errors
/// `instalments-over` where it is ended or paid; at the reason.
pub async fn end(access: Access<SetFee>, input: EndInstalments) -> Result<InstalmentPlan> {
    let mut errors = FieldErrors::default();
    let reason = reason(&mut errors, &input.reason);
    errors.finish()?;
    let ws = access.begin().await?;
    let member = ws.get::<plan::Entity>(input.id).await?.member_id;
    let member = ws.lock::<member::Entity>(member).await?;
    let row = ws.get::<plan::Entity>(input.id).await?;
    let rows = ws.all(instalment::Entity::find().filter(instalment::Column::PlanId.eq(row.id))).await?;
    let due = ws.all(charge::Entity::find().filter(charge::Column::Id.is_in(rows.iter().map(|row| row.charge_id)))).await?;
    let open: HashMap<Uuid, &charge::Model> = due.iter().filter(|row| charges::open(row) > 0).map(|row| (row.id, row)).collect();
    if row.active.is_none() || open.is_empty() {
        return Err(Error::conflict("instalments-over"));
    }
    for (part, charge) in rows.iter().filter_map(|part| open.get(&part.charge_id).map(|charge| (part, charge))) {
        let before = charge::Entity::update_many()
            .col_expr(charge::Column::DueOn, Expr::val(part.due_before))
            .col_expr(charge::Column::Round, Expr::val(charge.round + 1));
        ws.update_many(before.filter(charge::Column::Id.eq(charge.id))).await?;
    }
    let ended = plan::ActiveModel {
        id: Set(row.id),
        active: Set(None),
        ended_on: Set(Some(ws.today())),
        ended_reason: Set(Some(reason.clone())),
        ended_by: Set(Some(ws.origin().who.clone())),
        ..Default::default()
    };
    let row = ws.update(ended).await?;
    let details = json!({ "member": member.number, "personal": { "reason": reason } });
    ws.audit("instalments-ended", format!("№ {}", member.number), details).await?;
    let reply = whole(&ws, row, &member).await?;
    ws.commit(reply).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read_lines(lines: &[(&str, &str)]) -> Result<usize, Vec<String>> {
        let typed: Vec<AgreePart> =
            lines.iter().map(|(due_on, amount)| AgreePart { due_on: (*due_on).into(), amount: (*amount).into() }).collect();
        let read = read(&typed, NaiveDate::from_ymd_opt(2026, 11, 21).unwrap());
        let told = |error: Error| error.field_errors().iter().map(|one| format!("{} {}", one.field, one.code)).collect::<Vec<_>>();
        read.map(|parts| parts.len()).map_err(told)
    }

    #[test]
    fn parts_have_dates_that_rise() {
        assert_eq!(read_lines(&[("21/11/2026", "50"), ("", ""), ("21/12/2026", "٥٠")]), Ok(2));
        assert_eq!(read_lines(&[("21/12/2026", "50"), ("21/12/2026", "50")]).unwrap_err(), ["parts.1.due_on instalments-not-rising"]);
        assert_eq!(
            read_lines(&[("20/11/2026", "50"), ("21/12/2026", "")]).unwrap_err(),
            ["parts.0.due_on date-past", "parts.1.amount required"]
        );
        assert_eq!(read_lines(&[("21/12/2026", "50"), ("21/12/2029", "5")]).unwrap_err(), ["parts.1.due_on instalments-too-long"]);
        assert_eq!(read_lines(&[("21/12/2026", "50")]).unwrap_err(), ["parts.0.amount instalments-count"]);
    }

    proptest! {
        #[test]
        fn what_is_open_is_spread_over_the_parts_to_the_centime(
            open in proptest::collection::vec(1_i64..100_000, 1..5),
            cuts in proptest::collection::vec(1_i64..100_000, 1..24),
        ) {
            let all: i64 = open.iter().sum();
            let mut parts: Vec<i64> = Vec::new();
            for cut in cuts {
                let used: i64 = parts.iter().sum();
                if used + cut < all { parts.push(cut); }
            }
            let used: i64 = parts.iter().sum();
            parts.push(all - used);
            let pieces = spread(&open, &parts);
            for (at, open) in open.iter().enumerate() {
                prop_assert_eq!(pieces.iter().filter(|piece| piece.0 == at).map(|piece| piece.2).sum::<i64>(), *open);
            }
            for (at, part) in parts.iter().enumerate() {
                prop_assert_eq!(pieces.iter().filter(|piece| piece.1 == at).map(|piece| piece.2).sum::<i64>(), *part);
            }
            prop_assert!(pieces.iter().all(|piece| piece.2 > 0));
        }
    }
}
