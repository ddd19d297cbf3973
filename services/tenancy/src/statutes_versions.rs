//! The statutes as papers: each version with its file. (The rules in them are membership's.)

use crate::associations::{self, read_founding};
use crate::declarations;
use crate::entity::statutes_version;
use contracts::registry::{AddStatutes, FileInfo, StatutesVersion};
use contracts::{ById, Nothing, Page};
use database::{FileFacts, NewFile, StoredFile};
use kernel::error::FieldErrors;
use kernel::fold::clean;
use kernel::id::new_id;
use kernel::permission::{EditRecord, ViewRecord};
use kernel::{Error, Result};
use sea_orm::ActiveValue::Set;
use sea_orm::{EntityTrait, QueryOrder, QuerySelect};
use serde_json::json;
use uuid::Uuid;
use web::{Access, File, Upload};

pub async fn list(access: Access<ViewRecord>, _: Nothing) -> Result<Page<StatutesVersion>> {
    let ws = access.begin().await?;
    let newest = statutes_version::Entity::find().order_by_desc(statutes_version::Column::AdoptedOn);
    let rows = ws.all(newest.order_by_desc(statutes_version::Column::Id).limit(100)).await?;
    let files = ws.files(rows.iter().map(|row| row.file_id).collect()).await?;
    let items = rows.into_iter().map(|row| present(row, &files)).collect::<Result<_>>()?;
    Ok(Page { items, next: None })
}

/// Statutes that were changed after the association was filed must be declared.
pub async fn add(access: Access<EditRecord>, input: Upload<AddStatutes>) -> Result<StatutesVersion> {
    let AddStatutes { adopted_on, note, file_name } = input.query;
    let mut errors = FieldErrors::default();
    let adopted_on = errors.keep("adopted_on", read_founding(&adopted_on, access.today()));
    let file = errors.keep("file", NewFile::read(&file_name, input.bytes));
    let note = clean(&note);
    if note.chars().count() > 300 {
        errors.add_with("note", "too-long", "max", 300);
    }
    errors.finish()?;
    let (Some(adopted_on), Some(file)) = (adopted_on, file) else { return Err(Error::invalid("invalid-input")) };
    let ws = access.begin().await?;
    let association = associations::lock(&ws).await?;
    if adopted_on < association.founded_on {
        return Err(Error::field("adopted_on", "date-before-founding"));
    }
    let file_id = ws.store_file(file).await?;
    let row = statutes_version::ActiveModel {
        id: Set(new_id()),
        file_id: Set(file_id),
        adopted_on: Set(adopted_on),
        note: Set(note.clone()),
        created_at: Set(ws.now()),
        created_by: Set(ws.origin().who.clone()),
        ..Default::default()
    };
    let row = ws.insert(row).await?;
    if association.receipt_on.is_some_and(|filed_on| adopted_on > filed_on) {
        declarations::open(&ws, &["statutes"], note, adopted_on).await?;
    }
    let reply = present(row, &ws.files(vec![file_id]).await?)?;
    ws.audit("statutes-added", adopted_on.to_string(), json!({ "sha256": reply.file.sha256 })).await?;
    ws.commit(reply).await
}

pub async fn file(access: Access<ViewRecord>, input: ById) -> Result<File> {
    let ws = access.begin().await?;
    let row = ws.get::<statutes_version::Entity>(input.id).await?;
    Ok(download(ws.file(row.file_id).await?, &format!("statuts-{}", row.adopted_on)))
}

/// Saved rather than shown, under a name that is ours.
pub fn download(file: StoredFile, name: &str) -> File {
    File { content_type: file.media.content_type(), name: format!("{name}.{}", file.media.code()), inline: false, body: file.bytes.into() }
}

pub fn file_info(id: Uuid, files: &[FileFacts]) -> Result<FileInfo> {
    let facts = files.iter().find(|facts| facts.id == id).ok_or_else(|| Error::internal("a row without its file"))?;
    Ok(FileInfo {
        name: facts.name.clone(),
        content_type: facts.media()?.content_type().into(),
        size: facts.size,
        sha256: facts.sha256.clone(),
        created_at: facts.created_at,
        created_by: facts.created_by.clone(),
    })
}

fn present(row: statutes_version::Model, files: &[FileFacts]) -> Result<StatutesVersion> {
    let file = file_info(row.file_id, files)?;
    Ok(StatutesVersion { id: row.id, adopted_on: row.adopted_on, note: row.note, file })
}
