//! What one member owes, line by line.

use crate::entity::{advance, charge, member, refund};
use crate::{charges, dues_years, instalments, members, refunds, waivers};
use contracts::ById;
use contracts::charges::{ChargeOfMember, MemberDues};
use database::Workspace;
use kernel::permission::ViewDues;
use kernel::{Error, Money, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
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
    let all = charges::of_member(ws, member).await?;
    let periods = dues_years::find(ws).await?;
    // a plan may be about all of them
    let whole = all.iter().all(|row| years(row.year));
    let rows: Vec<charge::Model> = all.into_iter().filter(|row| years(row.year)).collect();
    let open: i64 = rows.iter().map(charges::open).sum();
    let kept = ws.all(advance::Entity::find().filter(advance::Column::MemberId.eq(member))).await?;
    let advance: i64 = kept.iter().map(|row| row.remaining).sum();
    let given = refund::Entity::find().filter(refund::Column::MemberId.eq(member)).order_by_asc(refund::Column::Id);
    let seen = |charge: &Uuid| rows.iter().any(|row| row.id == *charge);
    let mut waived = waivers::of_member(ws, member).await?;
    waived.retain(|waiver| seen(&waiver.charge));
    Ok(MemberDues {
        waivers: waived,
        refunds: ws.all(given).await?.into_iter().map(refunds::to_contract).collect::<Result<_>>()?,
        plan: if whole { instalments::of_member(ws, member).await? } else { None },
        charges: rows.iter().map(|row| charges::to_contract(row, &periods)).collect::<Result<_>>()?,
        open: Money::centimes(open),
        advance: Money::centimes(advance),
        balance: Money::centimes(open - advance),
    })
}

/// `GET …/dues/charges/{id}`
pub async fn charge(access: Access<ViewDues>, input: ById) -> Result<ChargeOfMember> {
    let ws = access.begin().await?;
    let row = ws.get::<charge::Entity>(input.id).await?;
    if !access.actor().reaches_year(row.year) {
        return Err(Error::not_found());
    }
    let member = ws.get::<member::Entity>(row.member_id).await?;
    with_member(&ws, &row, &member).await
}

pub async fn with_member(ws: &Workspace, row: &charge::Model, member: &member::Model) -> Result<ChargeOfMember> {
    Ok(ChargeOfMember {
        charge: charges::to_contract(row, &dues_years::find(ws).await?)?,
        member_number: member.number,
        member_name_ar: members::name_ar(member),
        member_name_fr: members::name_fr(member),
    })
}
