//! The figures of the association's home.

use crate::entity::{assembly, fee};
use crate::{applications, assemblies, dues_years, fees, guardians, members, photo_proposals, proposals};
use contracts::Nothing;
use contracts::members::Summary;
use kernel::permission::{CorrectMembers, EditMembers, ViewAssemblies, ViewAssociation, ViewDues, ViewMembers};
use kernel::{Money, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use web::Access;

/// `GET …/summary`
pub async fn show(access: Access<ViewAssociation>, _: Nothing) -> Result<Summary> {
    let ws = access.begin().await?;
    let years = dues_years::find(&ws).await?;
    let year = years.at(ws.today(), None);
    let actor = access.actor();
    let sees_dues = actor.may::<ViewDues>() && actor.reaches_year(year);
    let sees_people = actor.may::<ViewMembers>() && actor.limit.is_none();
    let sees_assemblies = actor.may::<ViewAssemblies>() && actor.limit.is_none();
    let (members, paid_members) = members::counts(&ws).await?;
    let fee = ws.one(fee::Entity::find().filter(fee::Column::Id.eq(fees::id(year)))).await?.filter(|_| sees_dues);
    // one that was convened counts before one that was only planned
    let coming = assembly::Entity::find()
        .filter(assembly::Column::HeldAt.gt(ws.now()))
        .order_by_desc(assembly::Column::Convened)
        .order_by_asc(assembly::Column::HeldAt)
        .limit(1);
    Ok(Summary {
        year,
        period: years.label(year),
        members: sees_people.then_some(members),
        paid_members: sees_dues.then_some(paid_members),
        fee: fee.as_ref().map(|fee| Money::centimes(fee.amount)),
        collected: sees_dues.then(|| fee.map_or(Money::ZERO, |fee| Money::centimes(fee.collected))),
        next_assembly: if sees_assemblies { ws.one(coming).await?.map(assemblies::to_line) } else { None },
        has_assembly: sees_assemblies && ws.one(assembly::Entity::find().limit(1)).await?.is_some(),
        applications: if actor.may::<EditMembers>() { applications::waiting(&ws).await? } else { 0 },
        minors_alone: if sees_people && actor.may::<EditMembers>() {
            ws.count(members::active().filter(guardians::alone(&ws))).await?
        } else {
            0
        },
        proposals: if actor.may::<CorrectMembers>() {
            proposals::waiting(&ws, actor).await? + photo_proposals::waiting(&ws, actor).await?
        } else {
            0
        },
    })
}
