//! What a member owes: making charges and settling them. Whoever writes one has the member's row
//! locked, or the year's fee for one that is new.

use crate::entity::{advance, allocation, charge, fee, fee_category, member, paid_up};
use crate::payments::keep_paid_year;
use crate::position::Moves;
use crate::rates::{Rates, allocate, usual_due_date};
use chrono::NaiveDate;
use contracts::charges::{Charge, ChargeKind};
use database::Workspace;
use kernel::id::new_id;
use kernel::{Error, Money, Result};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

/// The rules of a year's fee.
pub async fn rates(ws: &Workspace, fee: &fee::Model) -> Result<Rates> {
    let categories = ws.all(fee_category::Entity::find().filter(fee_category::Column::Year.eq(fee.year))).await?;
    Ok(Rates {
        year: fee.year,
        amount: Money::centimes(fee.amount),
        joining: fee.joining.map(Money::centimes),
        prorated: fee.prorated,
        categories: categories.into_iter().map(|row| (row.category_folded, Money::centimes(row.amount))).collect(),
    })
}

pub fn due_on(fee: &fee::Model) -> NaiveDate {
    fee.due_on.unwrap_or_else(|| usual_due_date(fee.year))
}

/// All of a member, the oldest due first.
pub async fn of_member(ws: &Workspace, member: Uuid) -> Result<Vec<charge::Model>> {
    let mine = charge::Entity::find().filter(charge::Column::MemberId.eq(member));
    let order = mine.order_by_asc(charge::Column::DueOn).order_by_desc(charge::Column::Kind).order_by_asc(charge::Column::Id);
    ws.all(order).await
}

pub const fn open(row: &charge::Model) -> i64 {
    row.amount - row.waived - row.paid
}

/// Charges the member what is due of the year and not charged yet; true when there was something.
pub async fn make(ws: &Workspace, fee: &fee::Model, member: &member::Model, moves: &mut Moves) -> Result<bool> {
    let rates = rates(ws, fee).await?;
    let there = of_member(ws, member.id).await?;
    let mut made = false;
    if let Some(joining) = rates.joining(member.joined_on).filter(|_| there.iter().all(|row| row.kind != ChargeKind::Joining.code())) {
        ws.insert(row(ws, fee, member.id, member.category.clone(), (ChargeKind::Joining, joining), None)).await?;
        moves.charge(ChargeKind::Joining, joining.in_centimes());
        made = true;
    }
    let annual = rates.annual(member.category_folded.as_deref(), member.joined_on);
    match there.iter().find(|row| row.year == fee.year && row.kind == ChargeKind::Annual.code()) {
        None if annual > Money::ZERO => {
            ws.insert(row(ws, fee, member.id, member.category.clone(), (ChargeKind::Annual, annual), None)).await?;
            moves.charge(ChargeKind::Annual, annual.in_centimes());
            made = true;
        }
        Some(row) if row.carried && row.amount < annual.in_centimes() => {
            raise(ws, row, annual.in_centimes() - row.amount, moves).await?;
            made = true;
        }
        _ => {}
    }
    Ok(made)
}

/// A new charge, made today.
pub fn row(
    ws: &Workspace,
    fee: &fee::Model,
    member: Uuid,
    category: Option<String>,
    (kind, amount): (ChargeKind, Money),
    run: Option<Uuid>,
) -> charge::ActiveModel {
    charge::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        member_id: Set(member),
        kind: Set(kind.code().into()),
        year: Set(fee.year),
        amount: Set(amount.in_centimes()),
        waived: Set(0),
        paid: Set(0),
        due_on: Set(due_on(fee)),
        category: Set(category),
        run_id: Set(run),
        carried: Set(false),
        made_on: Set(ws.today()),
        made_by: Set(ws.origin().who.clone()),
        made_at: Set(ws.now()),
    }
}

/// More is owed of a charge: what was paid before there were charges may be less than the fee, and a
/// free amount more than the least.
pub async fn raise(ws: &Workspace, row: &charge::Model, more: i64, moves: &mut Moves) -> Result<charge::Model> {
    let kind = kind(row)?;
    let amount = row.amount.checked_add(more).ok_or_else(|| Error::invalid("amount-too-large"))?;
    let change = charge::ActiveModel { id: Set(row.id), amount: Set(amount), carried: Set(false), ..Default::default() };
    let row = ws.update(change).await?;
    moves.charge(kind, more);
    keep_paid_up(ws, &row).await?;
    Ok(row)
}

/// A part of a payment pays a part of a charge.
pub async fn settle(ws: &Workspace, row: &charge::Model, payment: Uuid, part: i64, moves: &mut Moves) -> Result<()> {
    if part == 0 {
        return Ok(());
    }
    let written = allocation::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        payment_id: Set(payment),
        charge_id: Set(row.id),
        amount: Set(part),
        made_at: Set(ws.now()),
    };
    ws.insert(written).await?;
    moves.settle(part);
    let row = ws.update(charge::ActiveModel { id: Set(row.id), paid: Set(row.paid + part), ..Default::default() }).await?;
    keep_paid_up(ws, &row).await
}

/// The payment pays nothing any more.
pub async fn unsettle(ws: &Workspace, payment: Uuid, moves: &mut Moves) -> Result<usize> {
    let parts = ws.all(allocation::Entity::find().filter(allocation::Column::PaymentId.eq(payment))).await?;
    for part in &parts {
        let row = ws.get::<charge::Entity>(part.charge_id).await?;
        let row = ws.update(charge::ActiveModel { id: Set(row.id), paid: Set(row.paid - part.amount), ..Default::default() }).await?;
        moves.settle(-part.amount);
        keep_paid_up(ws, &row).await?;
    }
    Ok(parts.len())
}

/// What members have in advance pays what they owe by now. The members are locked.
pub async fn use_advances(ws: &Workspace, member: Uuid, moves: &mut Moves) -> Result<()> {
    let mine = advance::Entity::find().filter(advance::Column::MemberId.eq(member)).filter(advance::Column::Remaining.gt(0));
    for kept in ws.all(mine.order_by_asc(advance::Column::Id)).await? {
        let due: Vec<charge::Model> = of_member(ws, member).await?.into_iter().filter(|row| open(row) > 0).collect();
        let sums: Vec<Money> = due.iter().map(|row| Money::centimes(open(row))).collect();
        let (parts, left) = allocate(Money::centimes(kept.remaining), &sums);
        for (row, part) in due.iter().zip(parts) {
            settle(ws, row, kept.payment_id, part.in_centimes(), moves).await?;
        }
        if left.in_centimes() < kept.remaining {
            moves.advance(left.in_centimes() - kept.remaining);
            ws.update(advance::ActiveModel { id: Set(kept.id), remaining: Set(left.in_centimes()), ..Default::default() }).await?;
        }
    }
    Ok(())
}

/// Who owes nothing of a year's dues has paid it: noted, or no more, as the charge stands.
pub async fn keep_paid_up(ws: &Workspace, row: &charge::Model) -> Result<()> {
    if kind(row)? != ChargeKind::Annual {
        return Ok(());
    }
    if open(row) == 0 {
        let paid = paid_up::ActiveModel {
            association_id: Set(ws.association().0),
            id: Set(new_id()),
            year: Set(row.year),
            member_id: Set(row.member_id),
        };
        ws.insert_new(paid).await?;
    } else {
        let mine = paid_up::Entity::delete_many().filter(paid_up::Column::Year.eq(row.year));
        ws.delete(mine.filter(paid_up::Column::MemberId.eq(row.member_id))).await?;
    }
    keep_paid_year(ws, row.member_id).await
}

pub fn kind(row: &charge::Model) -> Result<ChargeKind> {
    ChargeKind::parse(&row.kind).ok_or_else(|| Error::internal(format!("charge {}", row.kind)))
}

pub fn to_contract(row: &charge::Model) -> Result<Charge> {
    Ok(Charge {
        id: row.id,
        member: row.member_id,
        kind: kind(row)?,
        year: row.year,
        amount: Money::centimes(row.amount),
        waived: Money::centimes(row.waived),
        paid: Money::centimes(row.paid),
        open: Money::centimes(open(row)),
        due_on: row.due_on,
        category: row.category.clone(),
        made_on: row.made_on,
    })
}
