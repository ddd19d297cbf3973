//! What pays charges, written with few statements however many members they are of. The members are locked.

use crate::arrears::is_open;
use crate::charges::{begins_on, kind, open};
use crate::entity::{advance, allocation, charge, member, paid_up};
use crate::position::Moves;
use crate::rates::allocate;
use contracts::charges::ChargeKind;
use database::{Tenant, Workspace};
use kernel::id::new_id;
use kernel::{Error, Money, Result};
use sea_orm::sea_query::{CaseStatement, Expr};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use uuid::Uuid;

/// Rows of one statement.
pub const SLICE: usize = 500;

/// More is owed of charges: what was paid before there were charges may be less than the fee, and a free
/// amount more than the least.
pub async fn raise(ws: &Workspace, rows: Vec<(charge::Model, i64)>, moves: &mut Moves) -> Result<()> {
    let mut raised = Vec::with_capacity(rows.len());
    for (mut row, more) in rows {
        row.amount = row.amount.checked_add(more).ok_or_else(|| Error::invalid("amount-too-large"))?;
        moves.charge(kind(&row)?, (row.year, begins_on(&row)), more);
        raised.push(row);
    }
    set_each::<charge::Entity>(ws, charge::Column::Amount, raised.iter().map(|row| (row.id, row.amount))).await?;
    for slice in raised.chunks(SLICE) {
        let no_more = charge::Entity::update_many().col_expr(charge::Column::Carried, Expr::val(false));
        ws.update_many(no_more.filter(charge::Column::Id.is_in(slice.iter().map(|row| row.id)))).await?;
    }
    keep_paid_up(ws, &raised).await
}

/// Parts of payments pay parts of charges: the charge, the payment, how much. A charge may be there several times.
pub async fn settle(ws: &Workspace, parts: Vec<(charge::Model, Uuid, i64)>, moves: &mut Moves) -> Result<()> {
    let mut paid: BTreeMap<Uuid, charge::Model> = BTreeMap::new();
    let mut written = Vec::with_capacity(parts.len());
    for (row, payment, part) in parts.into_iter().filter(|(_, _, part)| *part > 0) {
        written.push(allocation::ActiveModel {
            association_id: Set(ws.association().0),
            id: Set(new_id()),
            payment_id: Set(payment),
            charge_id: Set(row.id),
            amount: Set(part),
            made_at: Set(ws.now()),
        });
        moves.settle(part);
        paid.entry(row.id).or_insert(row).paid += part;
    }
    ws.insert_many(written).await?;
    keep_paid(ws, &paid).await
}

/// The payment pays nothing any more; gives how many parts it had paid.
pub async fn unsettle(ws: &Workspace, payment: Uuid, moves: &mut Moves) -> Result<usize> {
    let parts = ws.all(allocation::Entity::find().filter(allocation::Column::PaymentId.eq(payment))).await?;
    let mut owed: BTreeMap<Uuid, charge::Model> = BTreeMap::new();
    for slice in parts.chunks(SLICE) {
        let rows = ws.all(charge::Entity::find().filter(charge::Column::Id.is_in(slice.iter().map(|part| part.charge_id)))).await?;
        owed.extend(rows.into_iter().map(|row| (row.id, row)));
    }
    for part in &parts {
        let row = owed.get_mut(&part.charge_id).ok_or_else(|| Error::internal("a part of no charge"))?;
        row.paid -= part.amount;
        moves.settle(-part.amount);
    }
    keep_paid(ws, &owed).await?;
    Ok(parts.len())
}

async fn keep_paid(ws: &Workspace, rows: &BTreeMap<Uuid, charge::Model>) -> Result<()> {
    set_each::<charge::Entity>(ws, charge::Column::Paid, rows.values().map(|row| (row.id, row.paid))).await?;
    keep_paid_up(ws, rows.values()).await
}

/// What members have in advance pays what they owe by now: the oldest advance the oldest charge.
pub async fn use_advances(ws: &Workspace, members: &[Uuid], moves: &mut Moves) -> Result<()> {
    for slice in members.chunks(SLICE) {
        let of_these = advance::Entity::find().filter(advance::Column::MemberId.is_in(slice.iter().copied()));
        let kept = ws.all(of_these.filter(advance::Column::Remaining.gt(0)).order_by_asc(advance::Column::Id)).await?;
        let mut due = owed(ws, kept.iter().map(|row| row.member_id).collect()).await?;
        let (mut parts, mut used) = (Vec::new(), Vec::new());
        for row in kept {
            let due = due.entry(row.member_id).or_default();
            let sums: Vec<Money> = due.iter().map(|(charge, taken)| Money::centimes(open(charge) - taken)).collect();
            let (takes, left) = allocate(Money::centimes(row.remaining), &sums);
            for ((charge, taken), part) in due.iter_mut().zip(takes) {
                *taken += part.in_centimes();
                parts.push((charge.clone(), row.payment_id, part.in_centimes()));
            }
            if left.in_centimes() < row.remaining {
                moves.advance(left.in_centimes() - row.remaining);
                used.push((row.id, left.in_centimes()));
            }
        }
        settle(ws, parts, moves).await?;
        set_each::<advance::Entity>(ws, advance::Column::Remaining, used.into_iter()).await?;
    }
    Ok(())
}

/// What each of the members owes, the oldest due first, with nothing taken of it yet.
async fn owed(ws: &Workspace, members: BTreeSet<Uuid>) -> Result<HashMap<Uuid, Vec<(charge::Model, i64)>>> {
    let theirs = charge::Entity::find().filter(is_open()).filter(charge::Column::MemberId.is_in(members));
    let order = theirs.order_by_asc(charge::Column::DueOn).order_by_desc(charge::Column::Kind).order_by_asc(charge::Column::Id);
    let mut owed: HashMap<Uuid, Vec<(charge::Model, i64)>> = HashMap::new();
    for row in ws.all(order).await? {
        owed.entry(row.member_id).or_default().push((row, 0));
    }
    Ok(owed)
}

/// Who owes nothing of a year's dues has paid it: noted, or no more, as the charges stand.
pub async fn keep_paid_up(ws: &Workspace, rows: impl IntoIterator<Item = &charge::Model> + Send) -> Result<()> {
    let mut by_year: BTreeMap<i32, BTreeSet<Uuid>> = BTreeMap::new();
    for row in rows.into_iter().filter(|row| row.kind == ChargeKind::Annual.code()) {
        by_year.entry(row.year).or_default().insert(row.member_id);
    }
    let mut members: BTreeSet<Uuid> = BTreeSet::new();
    for (year, of_year) in by_year {
        let of_year: Vec<Uuid> = of_year.into_iter().collect();
        for slice in of_year.chunks(SLICE) {
            keep_paid_up_of(ws, year, slice).await?;
        }
        members.extend(of_year);
    }
    keep_paid_years(ws, &Vec::from_iter(members)).await
}

/// Who owes nothing of a year because others of the family pay it.
pub async fn cover(ws: &Workspace, year: i32, members: &[Uuid]) -> Result<()> {
    for slice in members.chunks(SLICE) {
        keep_paid_up_of(ws, year, slice).await?;
    }
    keep_paid_years(ws, members).await
}

/// A year's dues may be owed in several parts.
async fn keep_paid_up_of(ws: &Workspace, year: i32, members: &[Uuid]) -> Result<()> {
    let annual = charge::Entity::find().filter(charge::Column::Year.eq(year)).filter(charge::Column::Kind.eq(ChargeKind::Annual.code()));
    let charges = ws.all(annual.filter(charge::Column::MemberId.is_in(members.iter().copied()))).await?;
    let owing: HashSet<Uuid> = charges.iter().filter(|row| open(row) > 0).map(|row| row.member_id).collect();
    let noted = paid_up::Entity::delete_many().filter(paid_up::Column::Year.eq(year));
    ws.delete(noted.filter(paid_up::Column::MemberId.is_in(members.iter().copied()))).await?;
    let paid = members.iter().filter(|member| !owing.contains(*member)).map(|member| paid_up::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        year: Set(year),
        member_id: Set(*member),
    });
    ws.insert_many(paid.collect()).await
}

/// The last year that each of the members has paid in full, kept with the member for the lists.
pub async fn keep_paid_years(ws: &Workspace, members: &[Uuid]) -> Result<()> {
    #[derive(FromQueryResult)]
    struct Last {
        member_id: Uuid,
        year: i32,
    }
    for slice in members.chunks(SLICE) {
        let last = paid_up::Entity::find()
            .select_only()
            .column(paid_up::Column::MemberId)
            .column_as(paid_up::Column::Year.max(), "year")
            .filter(paid_up::Column::MemberId.is_in(slice.iter().copied()))
            .group_by(paid_up::Column::MemberId);
        let last: Vec<Last> = ws.rows::<paid_up::Entity, _>(last).await?;
        let last: HashMap<Uuid, i32> = last.into_iter().map(|row| (row.member_id, row.year)).collect();
        let mut by_year: BTreeMap<Option<i32>, Vec<Uuid>> = BTreeMap::new();
        for member in slice {
            by_year.entry(last.get(member).copied()).or_default().push(*member);
        }
        for (year, members) in by_year {
            let set = member::Entity::update_many().col_expr(member::Column::PaidYear, Expr::val(year));
            ws.update_many(set.filter(member::Column::Id.is_in(members))).await?;
        }
    }
    Ok(())
}

/// Sets a column of many rows, each to a value of its own.
async fn set_each<E: Tenant>(ws: &Workspace, column: E::Column, values: impl Iterator<Item = (Uuid, i64)> + Send) -> Result<()> {
    let values: Vec<(Uuid, i64)> = values.collect();
    for slice in values.chunks(SLICE) {
        let case = slice.iter().fold(CaseStatement::new(), |case, (id, value)| case.case(E::ID.eq(*id), *value));
        let set = E::update_many().col_expr(column, case.into());
        ws.update_many(set.filter(E::ID.is_in(slice.iter().map(|(id, _)| *id)))).await?;
    }
    Ok(())
}
