//! Papers on their way to an entry: sent with a form, or kept with a draft.

use crate::entity::draft;
use crate::entity::paper::{ActiveModel, Column, Entity, Model};
use crate::{drafts, scan};
use chrono::Duration;
use contracts::ById;
use contracts::registry::FileInfo;
use contracts::vouchers::{KeepPaper, Paper};
use database::{FileFacts, Workspace};
use kernel::id::new_id;
use kernel::permission::{PostEntries, ViewBooks};
use kernel::{Error, Media, Permission, Result};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;
use web::{Access, File, Upload};

/// Of a whole association, sent and not taken by an entry or a draft.
const MOST_LOOSE: i64 = 100;
/// Of a draft, and of an entry.
pub const MOST: usize = 10;

/// `POST …/books/papers`
///
/// # Errors
/// Those of [`scan::prepare`]; `too-many-papers`, `storage-limit-reached`
pub async fn keep(access: Access<PostEntries>, input: Upload<KeepPaper>) -> Result<Paper> {
    keep_any(&access, input).await
}

pub async fn keep_any<P: Permission>(access: &Access<P>, input: Upload<KeepPaper>) -> Result<Paper> {
    let account = access.account()?;
    let file = scan::prepare(&input.query.file_name, input.bytes).await?;
    let ws = access.begin().await?;
    tidy(&ws).await?;
    if ws.count(loose()).await? >= MOST_LOOSE {
        return Err(Error::conflict("too-many-papers").with("max", MOST_LOOSE));
    }
    let file_id = ws.store_file(file).await?;
    let row = ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        file_id: Set(file_id),
        draft_id: Set(None),
        account: Set(account),
        added_at: Set(ws.now()),
    };
    let row = ws.insert(row).await?;
    let paper = present(&ws, vec![row]).await?.pop().ok_or_else(Error::not_found)?;
    ws.commit(paper).await
}

fn loose() -> sea_orm::Select<Entity> {
    Entity::find().filter(Column::DraftId.is_null())
}

/// What was sent with a form that nobody sent again goes after a day.
async fn tidy(ws: &Workspace) -> Result<()> {
    let old = ws.all(loose().filter(Column::AddedAt.lt(ws.now() - Duration::days(1)))).await?;
    forget(ws, old).await
}

async fn forget(ws: &Workspace, rows: Vec<Model>) -> Result<()> {
    for row in rows {
        // of two who tidy up, one does
        if ws.delete(Entity::delete_many().filter(Column::Id.eq(row.id))).await? > 0 {
            ws.forget_file(row.file_id).await?;
        }
    }
    Ok(())
}

/// The files of papers that a form names: they are an entry's from here on.
///
/// # Errors
/// `voucher-gone` at `file`
pub async fn take(ws: &Workspace, ids: &[Uuid]) -> Result<Vec<Uuid>> {
    let rows = named(ws, ids, None).await?;
    taken(ws, rows).await
}

/// As [`take`], all those of a draft.
pub async fn take_of_draft(ws: &Workspace, draft: Uuid) -> Result<Vec<Uuid>> {
    let rows = ws.all(on_draft(draft)).await?;
    taken(ws, rows).await
}

async fn taken(ws: &Workspace, rows: Vec<Model>) -> Result<Vec<Uuid>> {
    ws.delete(Entity::delete_many().filter(Column::Id.is_in(rows.iter().map(|row| row.id)))).await?;
    Ok(rows.into_iter().map(|row| row.file_id).collect())
}

/// The rows, locked: loose ones of whoever asks, or those of the draft.
async fn named(ws: &Workspace, ids: &[Uuid], draft: Option<Uuid>) -> Result<Vec<Model>> {
    if ids.len() > MOST {
        return Err(Error::field("file", "too-many-vouchers"));
    }
    let rows = ws.lock_all::<Entity>(ids.iter().copied()).await?;
    let mine = |row: &Model| match row.draft_id {
        None => Some(row.account) == ws.origin().account,
        of => of == draft,
    };
    if rows.len() == ids.len() && rows.iter().all(mine) { Ok(rows) } else { Err(Error::field("file", "voucher-gone")) }
}

fn on_draft(draft: Uuid) -> sea_orm::Select<Entity> {
    Entity::find().filter(Column::DraftId.eq(draft)).order_by_asc(Column::Id)
}

/// Gives the draft, which is locked, exactly these papers. Those that it had beside them are forgotten.
pub async fn put_on_draft(ws: &Workspace, draft: Uuid, ids: &[Uuid]) -> Result<()> {
    let rows = named(ws, ids, Some(draft)).await?;
    let others = ws.all(on_draft(draft)).await?.into_iter().filter(|row| !ids.contains(&row.id)).collect();
    forget(ws, others).await?;
    for row in rows.into_iter().filter(|row| row.draft_id.is_none()) {
        ws.update(ActiveModel { id: Set(row.id), draft_id: Set(Some(draft)), ..Default::default() }).await?;
    }
    Ok(())
}

pub async fn of_draft(ws: &Workspace, draft: Uuid) -> Result<Vec<Paper>> {
    present(ws, ws.all(on_draft(draft)).await?).await
}

/// `GET …/books/papers/{id}`: of a draft.
pub async fn download(access: Access<ViewBooks>, input: ById) -> Result<File> {
    let ws = access.begin().await?;
    let row = ws.get::<Entity>(input.id).await?;
    let draft = ws.get::<draft::Entity>(row.draft_id.ok_or_else(Error::not_found)?).await?;
    if !drafts::reached(access.actor(), &draft) {
        return Err(Error::not_found());
    }
    served(&ws, row.file_id, "paper").await
}

/// A photo is shown; a PDF is saved rather than shown, under a name that is ours.
pub async fn served(ws: &Workspace, file: Uuid, name: &str) -> Result<File> {
    let file = ws.file(file).await?;
    Ok(File {
        content_type: file.media.content_type(),
        name: format!("{name}-{}.{}", &file.sha256[..8], file.media.code()),
        inline: file.media == Media::Jpeg,
        body: file.bytes.into(),
    })
}

async fn present(ws: &Workspace, rows: Vec<Model>) -> Result<Vec<Paper>> {
    let files = ws.files(rows.iter().map(|row| row.file_id).collect()).await?;
    rows.into_iter().map(|row| Ok(Paper { id: row.id, file: file_info(row.file_id, &files)? })).collect()
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
