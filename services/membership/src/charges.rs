//! What a member owes: making charges. Whoever writes one has the member's row locked, or the year's fee
//! for one that is new.

use crate::entity::{charge, fee, fee_category, member};
use crate::position::Moves;
use crate::rates::{Debtor, FamilyRule, Rates};
use crate::{dues_years, family_dues, fee_rules, settling};
use chrono::NaiveDate;
use contracts::charges::{Charge, ChargeKind};
use database::Workspace;
use kernel::dues_years::DuesYears;
use kernel::id::new_id;
use kernel::{Error, Money, Result};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

/// The rules of a year's fee.
pub async fn rates(ws: &Workspace, fee: &fee::Model) -> Result<Rates> {
    let categories = ws.all(fee_category::Entity::find().filter(fee_category::Column::Year.eq(fee.year))).await?;
    Ok(Rates {
        year: fee.year,
        years: dues_years::find(ws).await?,
        due_on: fee.due_on,
        amount: Money::centimes(fee.amount),
        joining: fee.joining.map(Money::centimes),
        prorated: fee.prorated,
        family: FamilyRule { from: fee.family_from.zip(fee.family_percent), most: fee.family_most.map(Money::centimes) },
        ages: fee_rules::bands(ws, fee.year).await?,
        groups: fee_rules::of_groups(ws, fee.year).await?,
        categories: categories.into_iter().map(|row| (row.category_folded, Money::centimes(row.amount))).collect(),
    })
}

/// The first day of the year that is owed.
pub fn begins_on(row: &charge::Model) -> NaiveDate {
    row.begins_on.or_else(|| NaiveDate::from_ymd_opt(row.year, 1, 1)).unwrap_or(NaiveDate::MAX)
}

fn debtor<'a>(member: &'a member::Model, groups: &'a [Uuid]) -> Debtor<'a> {
    Debtor {
        category: member.category_folded.as_deref(),
        joined_on: member.joined_on,
        own_day: member.dues_day,
        born_on: member.born_on,
        groups,
    }
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
    let groups = fee_rules::groups_with_fee(ws, &rates, Some(member.id)).await?.remove(&member.id).unwrap_or_default();
    let (who, begins_on) = (debtor(member, &groups), rates.begins_on(member.dues_day));
    let mut made = false;
    if let Some(joining) = rates.joining(who).filter(|_| there.iter().all(|row| row.kind != ChargeKind::Joining.code())) {
        ws.insert(row(ws, &rates, (member.id, member.dues_day), member.category.clone(), (ChargeKind::Joining, joining), None)).await?;
        moves.charge(ChargeKind::Joining, (fee.year, begins_on), joining.in_centimes());
        made = true;
    }
    let alone = rates.annual(who);
    let annual = family_dues::due(ws, &rates, member.id, alone).await?;
    match there.iter().find(|row| row.year == fee.year && row.kind == ChargeKind::Annual.code()) {
        None if annual > Money::ZERO => {
            ws.insert(row(ws, &rates, (member.id, member.dues_day), member.category.clone(), (ChargeKind::Annual, annual), None)).await?;
            moves.charge(ChargeKind::Annual, (fee.year, begins_on), annual.in_centimes());
            made = true;
        }
        Some(row) if row.carried && row.amount < annual.in_centimes() => {
            settling::raise(ws, vec![(row.clone(), annual.in_centimes() - row.amount)], moves).await?;
            made = true;
        }
        _ => {}
    }
    Ok(made)
}

/// A new charge, made today. The member with the day of the own years.
pub fn row(
    ws: &Workspace,
    rates: &Rates,
    (member, own_day): (Uuid, Option<i32>),
    category: Option<String>,
    (kind, amount): (ChargeKind, Money),
    run: Option<Uuid>,
) -> charge::ActiveModel {
    charge::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        member_id: Set(member),
        kind: Set(kind.code().into()),
        year: Set(rates.year),
        amount: Set(amount.in_centimes()),
        waived: Set(0),
        paid: Set(0),
        due_on: Set(rates.due_on(own_day)),
        begins_on: Set(Some(rates.begins_on(own_day))),
        category: Set(category),
        run_id: Set(run),
        carried: Set(false),
        part: Set(1),
        round: Set(1),
        made_on: Set(ws.today()),
        made_by: Set(ws.origin().who.clone()),
        made_at: Set(ws.now()),
    }
}

pub fn kind(row: &charge::Model) -> Result<ChargeKind> {
    ChargeKind::parse(&row.kind).ok_or_else(|| Error::internal(format!("charge {}", row.kind)))
}

pub fn to_contract(row: &charge::Model, years: &DuesYears) -> Result<Charge> {
    Ok(Charge {
        id: row.id,
        member: row.member_id,
        kind: kind(row)?,
        year: row.year,
        period: years.label(row.year),
        amount: Money::centimes(row.amount),
        waived: Money::centimes(row.waived),
        paid: Money::centimes(row.paid),
        open: Money::centimes(open(row)),
        due_on: row.due_on,
        category: row.category.clone(),
        made_on: row.made_on,
    })
}
