//! What a member sees: the own record and what hangs on it, by the seat that is tied to it. No id names the
//! member here; of others' things not even their existence is told.

use crate::entity::{cancellation, mandate, member, payment, refund};
use crate::{
    cancellations, families, guardians, mandates, member_dues, numbering, payers, payments, photo_proposals, proposals, receipt, record,
    refunds, wards,
};
use contracts::own_record::{Kept, OwnRecord};
use contracts::{ById, Nothing};
use database::Workspace;
use kernel::permission::ViewOwnRecord;
use kernel::{Error, Permission, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;
use web::{Access, File};

/// Of each kind, the newest.
const SHOWN: u64 = 200;

/// `GET …/me`
pub async fn show(access: Access<ViewOwnRecord>, _: Nothing) -> Result<OwnRecord> {
    let ws = access.begin().await?;
    let Some(row) = own(&ws, &access).await? else { return Ok(OwnRecord::default()) };
    let id = row.id;
    let (family, acting) = (families::of_oneself(&ws, &row).await?, guardians::of_oneself(&ws, &row).await?);
    let pattern = numbering::pattern(&ws).await?;
    let wards = guardians::wards(&ws, &row).await?.iter().map(|ward| families::relative(&ws, &pattern, ward)).collect();
    let mut record = record::whole(&ws, row).await?;
    wards::leave_out(&mut record);
    let held = mandate::Entity::find().filter(mandate::Column::MemberId.eq(id)).order_by_desc(mandate::Column::StartsOn);
    let held = ws.all(held.order_by_desc(mandate::Column::Id).limit(SHOWN)).await?;
    let kept = Kept {
        record,
        dues: member_dues::of(&ws, id, |_| true).await?,
        payments: payments::of_member(&ws, id, access.state(), access.actor()).await?,
        mandates: mandates::present(&ws, held).await?,
        proposals: proposals::of_member(&ws, id).await?,
        family,
        guardians: acting,
        wards,
        photo: photo_proposals::of_member(&ws, id).await?,
    };
    Ok(OwnRecord { kept: Some(kept) })
}

/// The record to which the asker's seat is tied, as long as it is there and names somebody.
pub async fn own<P: Permission>(ws: &Workspace, access: &Access<P>) -> Result<Option<member::Model>> {
    let Some(id) = access.actor().member else { return Ok(None) };
    let row = ws.one(member::Entity::find().filter(member::Column::Id.eq(id))).await?;
    Ok(row.filter(|row| row.anonymised_at.is_none()))
}

/// A payment of the asker's own.
async fn payment(ws: &Workspace, access: &Access<ViewOwnRecord>, id: Uuid) -> Result<payment::Model> {
    let own = own(ws, access).await?.ok_or_else(Error::not_found)?;
    let row = ws.get::<payment::Entity>(id).await?;
    if payers::holds_receipt(ws, &row, own.id).await? { Ok(row) } else { Err(Error::not_found()) }
}

/// `GET …/me/payments/{id}/receipt`
pub async fn receipt(access: Access<ViewOwnRecord>, input: ById) -> Result<File> {
    let ws = access.begin().await?;
    let row = payment(&ws, &access, input.id).await?;
    let url = &access.state().settings().url;
    receipt::made(receipt::of_payment(ws, row, url).await?).await
}

/// `GET …/me/payments/{id}/counter-receipt`
pub async fn counter_receipt(access: Access<ViewOwnRecord>, input: ById) -> Result<File> {
    let ws = access.begin().await?;
    let row = payment(&ws, &access, input.id).await?;
    let taken: cancellation::Model = cancellations::of(&ws, [row.id]).await?.remove(&row.id).ok_or_else(Error::not_found)?;
    let url = &access.state().settings().url;
    receipt::made(receipt::of_cancellation(ws, row, taken, url).await?).await
}

/// `GET …/me/refunds/{id}/receipt`
pub async fn refund_receipt(access: Access<ViewOwnRecord>, input: ById) -> Result<File> {
    let ws = access.begin().await?;
    let row = ws.get::<refund::Entity>(input.id).await?;
    if own(&ws, &access).await?.is_none_or(|own| own.id != row.member_id) {
        return Err(Error::not_found());
    }
    let paid = ws.get::<payment::Entity>(row.payment_id).await?;
    let url = &access.state().settings().url;
    receipt::made(refunds::of_refund(ws, row, paid, url).await?).await
}
