//! The figures of the association's home.

use crate::entity::{assembly, fee};
use crate::{applications, assemblies, fees, members};
use chrono::Datelike;
use contracts::Nothing;
use contracts::members::Summary;
use kernel::permission::{EditMembers, ViewAssociation};
use kernel::{Money, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use web::Access;

/// `GET …/summary`
pub async fn show(access: Access<ViewAssociation>, _: Nothing) -> Result<Summary> {
    let ws = access.begin().await?;
    let year = ws.today().year();
    let (members, paid_members) = members::counts(&ws).await?;
    let fee = ws.one(fee::Entity::find().filter(fee::Column::Id.eq(fees::id(year)))).await?;
    // one that was convened counts before one that was only planned
    let coming = assembly::Entity::find()
        .filter(assembly::Column::HeldAt.gt(ws.now()))
        .order_by_desc(assembly::Column::Convened)
        .order_by_asc(assembly::Column::HeldAt)
        .limit(1);
    Ok(Summary {
        year,
        members,
        paid_members,
        fee: fee.as_ref().map(|fee| Money::centimes(fee.amount)),
        collected: fee.map_or(Money::ZERO, |fee| Money::centimes(fee.collected)),
        next_assembly: ws.one(coming).await?.map(assemblies::to_line),
        applications: if access.actor().may::<EditMembers>() { applications::waiting(&ws).await? } else { 0 },
    })
}
