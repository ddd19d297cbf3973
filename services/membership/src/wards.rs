//! Minors, for the members who act for them: what is kept of a minor is seen by the guardian who has a seat, and by nobody
//! else's. It ends by itself on the eighteenth birthday.

use crate::entity::member;
use crate::{guardians, member_dues, own_record, photo_proposals, proposals, record};
use contracts::ById;
use contracts::member_record::MemberRecord;
use contracts::own_record::Ward;
use database::Workspace;
use kernel::permission::ViewOwnRecord;
use kernel::{Error, Permission, Result};
use uuid::Uuid;
use web::Access;

/// `GET …/me/wards/{id}`
pub async fn show(access: Access<ViewOwnRecord>, input: ById) -> Result<Ward> {
    let ws = access.begin().await?;
    let own = own_record::own(&ws, &access).await?.ok_or_else(Error::not_found)?;
    let row = guardians::ward(&ws, &own, input.id).await?.ok_or_else(Error::not_found)?;
    let id = row.id;
    let mut record = record::whole(&ws, row).await?;
    leave_out(&mut record);
    Ok(Ward {
        record,
        dues: member_dues::of(&ws, id, |_| true).await?,
        proposals: proposals::of_member(&ws, id).await?,
        photo: photo_proposals::of_member(&ws, id).await?,
    })
}

/// What the board notes for itself: whoever wants to know asks for it.
pub fn leave_out(record: &mut MemberRecord) {
    (record.more.notes, record.more.tags) = (Vec::new(), Vec::new());
    record.more.fields.retain(|shown| !shown.field.board_only);
}

/// Whose record is meant: the asker's, or that of a minor for whom the asker acts, who then is the guardian.
///
/// # Errors
/// `no-own-record`; nothing is found of somebody for whom the asker does not act.
pub async fn whose<P: Permission>(ws: &Workspace, access: &Access<P>, ward: &str) -> Result<(member::Model, Option<Uuid>)> {
    let minor: Option<Uuid> = if ward.trim().is_empty() { None } else { Some(ward.trim().parse().map_err(|_| Error::not_found())?) };
    let own = own_record::own(ws, access).await?;
    let Some(minor) = minor else { return Ok((own.ok_or_else(|| Error::conflict("no-own-record"))?, None)) };
    let own = own.ok_or_else(Error::not_found)?;
    let row = guardians::ward(ws, &own, minor).await?.ok_or_else(Error::not_found)?;
    Ok((row, Some(own.id)))
}
