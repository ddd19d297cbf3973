//! What one member owes, line by line, and taking a line off.

use crate::dues::read_part;
use crate::entity::{advance, charge, member, refund, waiver};
use crate::position::Moves;
use crate::{charges, members, refunds, settling};
use contracts::ById;
use contracts::charges::{ChargeOfMember, MemberDues, WaiveCharge, Waiver};
use contracts::events::{DuesWaived, Event};
use database::Workspace;
use kernel::id::new_id;
use kernel::permission::{SetFee, ViewDues};
use kernel::{Error, Money, Result};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;
use uuid::Uuid;
use web::Access;

/// `GET …/members/{id}/dues`
pub async fn show(access: Access<ViewDues>, input: ById) -> Result<MemberDues> {
    let ws = access.begin().await?;
    let member = ws.get::<member::Entity>(input.id).await?;
    of(&ws, member.id, |year| access.actor().reaches_year(year)).await
}

/// Of the years that are asked for.
pub async fn of(ws: &Workspace, member: Uuid, years: impl Fn(i32) -> bool) -> Result<MemberDues> {
    let rows: Vec<charge::Model> = charges::of_member(ws, member).await?.into_iter().filter(|row| years(row.year)).collect();
    let open: i64 = rows.iter().map(charges::open).sum();
    let kept = ws.all(advance::Entity::find().filter(advance::Column::MemberId.eq(member))).await?;
    let advance: i64 = kept.iter().map(|row| row.remaining).sum();
    let waived = waiver::Entity::find().filter(waiver::Column::MemberId.eq(member)).order_by_asc(waiver::Column::Id);
    let given = refund::Entity::find().filter(refund::Column::MemberId.eq(member)).order_by_asc(refund::Column::Id);
    let seen = |charge: &Uuid| rows.iter().any(|row| row.id == *charge);
    Ok(MemberDues {
        waivers: ws.all(waived).await?.into_iter().filter(|row| seen(&row.charge_id)).map(shown).collect(),
        refunds: ws.all(given).await?.into_iter().map(refunds::to_contract).collect::<Result<_>>()?,
        charges: rows.iter().map(charges::to_contract).collect::<Result<_>>()?,
        open: Money::centimes(open),
        advance: Money::centimes(advance),
        balance: Money::centimes(open - advance),
    })
}

fn shown(row: waiver::Model) -> Waiver {
    Waiver {
        charge: row.charge_id,
        amount: Money::centimes(row.amount),
        reason: row.reason,
        waived_on: row.waived_on,
        recorded_by: row.recorded_by,
    }
}

/// `GET …/dues/charges/{id}`
pub async fn charge(access: Access<ViewDues>, input: ById) -> Result<ChargeOfMember> {
    let ws = access.begin().await?;
    let row = ws.get::<charge::Entity>(input.id).await?;
    if !access.actor().reaches_year(row.year) {
        return Err(Error::not_found());
    }
    let member = ws.get::<member::Entity>(row.member_id).await?;
    with_member(&row, &member)
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
    announce(&ws, &row, &member, &written).await?;
    let reply = with_member(&row, &member)?;
    ws.commit(reply).await
}

async fn announce(ws: &Workspace, row: &charge::Model, member: &member::Model, written: &waiver::Model) -> Result<()> {
    let mut moves = Moves::default();
    moves.charge(charges::kind(row)?, -written.amount);
    let waived = DuesWaived {
        waiver: written.id,
        year: row.year,
        member_number: member.number,
        waived_on: written.waived_on,
        effect: moves.keep(ws).await?,
    };
    ws.emit(Event::DuesWaived(waived)).await?;
    let details = json!({ "member": member.number, "year": row.year, "amount": Money::centimes(written.amount),
        "personal": { "reason": written.reason } });
    ws.audit("dues-waived", format!("№ {}", member.number), details).await?;
    members::announce_counts(ws).await
}

fn with_member(row: &charge::Model, member: &member::Model) -> Result<ChargeOfMember> {
    Ok(ChargeOfMember {
        charge: charges::to_contract(row)?,
        member_number: member.number,
        member_name_ar: members::name_ar(member),
        member_name_fr: members::name_fr(member),
    })
}
