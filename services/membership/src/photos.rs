//! Members' photos. A photo is a person's data for which nothing but consent gives a reason (law 09-08, art. 4): there is none
//! without the day on which the member, or who acts for a minor, agreed, and taking it away, which nobody has to ask twice for
//! (art. 9), leaves no byte. So nothing is switched on for all: each photo stands on its own agreement.

use crate::entity::{member, photo};
use crate::groups::reach;
use crate::person::past;
use crate::record;
use chrono::{DateTime, NaiveDate, Utc};
use contracts::ById;
use contracts::member_record::{MemberRecord, Photo, RemovePhoto, UploadPhoto};
use contracts::members::MemberKind;
use database::{NewFile, Workspace};
use documents::picture;
use kernel::error::FieldErrors;
use kernel::fold::clean;
use kernel::id::new_id;
use kernel::permission::{CorrectMembers, ViewMembers};
use kernel::{Error, Result};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::HashMap;
use tokio::sync::Semaphore;
use uuid::Uuid;
use web::{Access, File, Upload};

/// The longer side of a photo, in pixels.
const SIDE: u32 = 600;

/// Unpacking a picture is work for a core, and memory: one at a time, whoever sends it.
static UNPACKING: Semaphore = Semaphore::const_new(1);

/// `POST …/members/{id}/photo`: the file as the body.
///
/// # Errors
/// Of fields: `photo-needs-consent`, `photo-kind`, `photo-too-large`, `photo-unreadable`; `storage-limit-reached`
pub async fn upload(access: Access<CorrectMembers>, input: Upload<UploadPhoto>) -> Result<MemberRecord> {
    let UploadPhoto { id, agreed, agreed_on } = input.query;
    // who names no member of theirs is told so, whatever else is wrong
    reach(&access.begin().await?, access.actor(), id, false).await?;
    let mut errors = FieldErrors::default();
    if agreed != "yes" {
        errors.add("agreed", "photo-needs-consent");
    }
    let typed = clean(&agreed_on);
    let agreed_on = errors.keep("agreed_on", if typed.is_empty() { Err("required") } else { past(&typed, access.today()) });
    errors.finish()?;
    let agreed_on = agreed_on.ok_or_else(|| Error::internal("an error of a field was lost"))?;
    let jpeg = prepare(input.bytes).await?;
    let file = NewFile::read("photo.jpg", jpeg).map_err(|code| Error::field("file", code))?;
    let ws = access.begin().await?;
    let row = reach(&ws, access.actor(), id, true).await?;
    if row.kind == MemberKind::Body.code() {
        return Err(Error::field("file", "photo-of-a-body"));
    }
    go(&ws, row.id).await?;
    let file = ws.store_file(file).await?;
    put(&ws, &row, file, agreed_on).await?;
    let reply = record::whole(&ws, row).await?;
    ws.commit(reply).await
}

/// In the place of the one that there was; the member is locked.
pub async fn put(ws: &Workspace, row: &member::Model, file: Uuid, agreed_on: NaiveDate) -> Result<()> {
    go(ws, row.id).await?;
    let new = photo::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        member_id: Set(row.id),
        file_id: Set(file),
        agreed_on: Set(agreed_on),
        noted_by: Set(ws.origin().who.clone()),
        noted_at: Set(ws.now()),
    };
    ws.insert(new).await?;
    ws.audit("member-photo-added", format!("№ {}", row.number), json!({ "consented_on": agreed_on })).await
}

pub async fn prepare(bytes: Vec<u8>) -> Result<Vec<u8>> {
    let _turn = UNPACKING.acquire().await.map_err(Error::internal)?;
    let done = tokio::task::spawn_blocking(move || picture::prepare(&bytes, SIDE)).await.map_err(Error::internal)?;
    done.map_err(|code| Error::field("file", code))
}

/// `GET …/members/{id}/photo`
pub async fn show(access: Access<ViewMembers>, input: ById) -> Result<File> {
    let ws = access.begin().await?;
    let row = reach(&ws, access.actor(), input.id, false).await?;
    let kept = find(&ws, row.id).await?.ok_or_else(Error::not_found)?;
    let file = ws.file(kept.file_id).await?;
    Ok(File { content_type: file.media.content_type(), name: file.name, inline: true, body: file.bytes.into() })
}

/// `POST …/members/{id}/photo/removal`: the one that was looked at.
pub async fn remove(access: Access<CorrectMembers>, input: RemovePhoto) -> Result<MemberRecord> {
    let ws = access.begin().await?;
    let row = reach(&ws, access.actor(), input.id, true).await?;
    if find(&ws, row.id).await?.is_none_or(|kept| kept.id.to_string() != clean(&input.photo)) {
        return Err(Error::field("photo", "photo-gone"));
    }
    go(&ws, row.id).await?;
    ws.audit("member-photo-removed", format!("№ {}", row.number), json!({})).await?;
    let reply = record::whole(&ws, row).await?;
    ws.commit(reply).await
}

async fn find(ws: &Workspace, member: Uuid) -> Result<Option<photo::Model>> {
    ws.one(photo::Entity::find().filter(photo::Column::MemberId.eq(member))).await
}

/// What the record says of it.
pub async fn of_member(ws: &Workspace, member: Uuid) -> Result<Option<Photo>> {
    let kept = find(ws, member).await?;
    Ok(kept.map(|row| Photo { id: row.id, agreed_on: row.agreed_on, noted_by: row.noted_by, noted_at: row.noted_at }))
}

/// Forgets the photo of a member, who is locked, and its bytes.
pub async fn go(ws: &Workspace, member: Uuid) -> Result<()> {
    let Some(kept) = find(ws, member).await? else { return Ok(()) };
    ws.delete(photo::Entity::delete_many().filter(photo::Column::Id.eq(kept.id))).await?;
    ws.forget_file(kept.file_id).await
}

/// A photo that gave way when two records were made one, as long as that can be undone.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Aside {
    member: Uuid,
    file: Uuid,
    agreed_on: NaiveDate,
    noted_by: String,
    noted_at: DateTime<Utc>,
}

/// Of two records of one person: the other's photo, where the kept one has none or somebody takes the other's. Its id when
/// it came, and the one that gave way where both had one.
pub async fn merge(ws: &Workspace, kept: Uuid, other: Uuid, takes: bool) -> Result<(Option<Uuid>, Option<Aside>)> {
    let Some(theirs) = find(ws, other).await? else { return Ok((None, None)) };
    let mine = find(ws, kept).await?;
    let comes = takes || mine.is_none();
    let gives_way = if comes { mine } else { Some(theirs.clone()) };
    let aside = match gives_way {
        Some(row) => Some(put_aside(ws, row).await?),
        None => None,
    };
    if comes {
        give(ws, theirs.id, kept).await?;
    }
    Ok((comes.then_some(theirs.id), aside))
}

/// The row goes, its bytes stay.
async fn put_aside(ws: &Workspace, row: photo::Model) -> Result<Aside> {
    ws.delete(photo::Entity::delete_many().filter(photo::Column::Id.eq(row.id))).await?;
    Ok(Aside { member: row.member_id, file: row.file_id, agreed_on: row.agreed_on, noted_by: row.noted_by, noted_at: row.noted_at })
}

/// Gives back the photo that came, if it is still the one, and the one that gave way to whoever had it, unless there is a
/// newer one by now.
pub async fn undo(ws: &Workspace, kept: Uuid, back: Uuid, came: Option<Uuid>, aside: Option<Aside>) -> Result<()> {
    if let Some(row) = find(ws, kept).await?.filter(|row| Some(row.id) == came) {
        give(ws, row.id, back).await?;
    }
    let Some(aside) = aside else { return Ok(()) };
    if find(ws, aside.member).await?.is_some() {
        return forget_aside(ws, &aside).await;
    }
    let row = photo::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        member_id: Set(aside.member),
        file_id: Set(aside.file),
        agreed_on: Set(aside.agreed_on),
        noted_by: Set(aside.noted_by),
        noted_at: Set(aside.noted_at),
    };
    ws.insert(row).await.map(drop)
}

/// It cannot come back any more.
pub async fn forget_aside(ws: &Workspace, aside: &Aside) -> Result<()> {
    ws.forget_file(aside.file).await
}

async fn give(ws: &Workspace, photo: Uuid, member: Uuid) -> Result<()> {
    ws.update(photo::ActiveModel { id: Set(photo), member_id: Set(member), ..Default::default() }).await.map(drop)
}

/// Those of the members who have one.
pub async fn having(ws: &Workspace, ids: &[Uuid]) -> Result<Vec<Uuid>> {
    let rows = ws.all(photo::Entity::find().filter(photo::Column::MemberId.is_in(ids.to_vec()))).await?;
    Ok(rows.into_iter().map(|row| row.member_id).collect())
}

/// By member, for cards.
pub async fn of_members(ws: &Workspace, members: &[member::Model]) -> Result<HashMap<Uuid, Vec<u8>>> {
    let mut photos = HashMap::new();
    for row in ws.all(photo::Entity::find().filter(photo::Column::MemberId.is_in(members.iter().map(|one| one.id)))).await? {
        photos.insert(row.member_id, ws.file(row.file_id).await?.bytes);
    }
    Ok(photos)
}
