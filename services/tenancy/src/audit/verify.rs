//! Calculating chains anew.

use super::chain::{self, Walk};
use crate::entity::audit_entry::{Column, Entity};
use contracts::audit::{Break, Fault, Verification, VerifyAudit};
use database::Workspace;
use kernel::Result;
use kernel::permission::ViewAudit;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use web::Access;

/// The most entries that a page waits for; `nassij doctor` calculates all of them.
const MOST: i64 = 20_000;

/// `GET …/audit/verification`
pub async fn show(access: Access<ViewAudit>, input: VerifyAudit) -> Result<Verification> {
    let noted: String = input.noted.unwrap_or_default().to_lowercase().chars().filter(char::is_ascii_hexdigit).collect();
    let ws = access.begin().await?;
    let mut found = verify(&ws, Some(MOST)).await?;
    if noted.len() == 64 {
        found.noted = ws.one(Entity::find().filter(Column::Hash.eq(noted))).await?.map(|entry| entry.number);
    }
    Ok(found)
}

/// From the first entry, or the newest `most`, up to the first break.
pub async fn verify(ws: &Workspace, most: Option<i64>) -> Result<Verification> {
    let head = chain::head(ws).await?;
    // without a head, entries are older than the chain, or their head was taken away
    let (last, closing) = head.map_or((i64::MAX, None), |head| (head.number, Some(head.hash)));
    let mut walk = start(ws, last, most).await?;
    let mut found = Verification { fault: None, first: walk.number + 1, last: walk.number, hash: walk.hash.clone(), at: None, noted: None };
    while let Some(rows) = chain::slice(ws, walk.number, last).await? {
        for row in &rows {
            if let Err((number, kind)) = walk.step(row) {
                found.fault = Some(Break { number, kind });
                return Ok(found);
            }
            (found.last, found.hash, found.at) = (walk.number, walk.hash.clone(), Some(row.at));
        }
    }
    found.fault = match closing {
        Some(_) if walk.number < last => Some(Break { number: walk.number + 1, kind: Fault::Missing }),
        Some(hash) if walk.hash != hash => Some(Break { number: walk.number, kind: Fault::Head }),
        Some(_) => beyond(ws, last).await?,
        None => walk.sealed.then_some(Break { number: walk.number, kind: Fault::Head }),
    };
    Ok(found)
}

/// Where to begin: with `most`, so many before the end.
async fn start(ws: &Workspace, last: i64, most: Option<i64>) -> Result<Walk> {
    let Some(before) = most.filter(|_| last < i64::MAX).map(|most| last - most).filter(|before| *before > 0) else {
        return Ok(Walk::default());
    };
    let base = ws.one(Entity::find().filter(Column::Number.eq(before)).filter(Column::Hash.ne(""))).await?;
    Ok(base.map_or_else(Walk::default, |base| Walk { number: base.number, hash: base.hash, sealed: true }))
}

/// An entry after the head's. The head is read again: an entry written meanwhile came with a newer
/// one.
async fn beyond(ws: &Workspace, last: i64) -> Result<Option<Break>> {
    let next = Entity::find().filter(Column::Number.gt(last)).order_by_asc(Column::Number).limit(1);
    let Some(next) = ws.one(next).await? else { return Ok(None) };
    let announced = chain::head(ws).await?.is_some_and(|head| head.number >= next.number);
    Ok((!announced).then_some(Break { number: next.number, kind: Fault::Added }))
}
