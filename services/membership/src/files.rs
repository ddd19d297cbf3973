//! Files kept of members: certificates, signed forms. Only those who write records see them: what
//! they say is often nobody else's business.

use crate::entity::{member, member_file};
use crate::groups::reach;
use contracts::member_files::{KeepFile, MemberFile, RemoveFile};
use contracts::registry::FileInfo;
use contracts::{ById, Done, Page};
use database::{FileFacts, NewFile, Workspace};
use kernel::error::FieldErrors;
use kernel::fold::clean;
use kernel::id::new_id;
use kernel::permission::CorrectMembers;
use kernel::{Error, Media, Result};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;
use uuid::Uuid;
use web::{Access, File, Upload};

/// Characters.
const LONGEST_LABEL: usize = 100;
/// Of one member.
const MOST: i64 = 50;

/// `GET …/members/{id}/files`
pub async fn list(access: Access<CorrectMembers>, input: ById) -> Result<Page<MemberFile>> {
    let ws = access.begin().await?;
    let member = reach(&ws, access.actor(), input.id, false).await?;
    let rows = ws.all(of(member.id).order_by_desc(member_file::Column::Id)).await?;
    let files = ws.files(rows.iter().map(|row| row.file_id).collect()).await?;
    let items = rows.into_iter().map(|row| present(row, &files)).collect::<Result<_>>()?;
    Ok(Page { items, next: None })
}

/// `POST …/members/{id}/files`: PDF, JPEG or PNG, told by its bytes.
///
/// # Errors
/// `too-many-member-files`, `storage-limit-reached`
pub async fn keep(access: Access<CorrectMembers>, input: Upload<KeepFile>) -> Result<MemberFile> {
    let KeepFile { id, label, file_name } = input.query;
    // who names no member of theirs is told so, whatever else is wrong
    reach(&access.begin().await?, access.actor(), id, false).await?;
    let (label, mut errors) = (clean(&label), FieldErrors::default());
    if label.is_empty() {
        errors.add("label", "required");
    }
    if label.chars().count() > LONGEST_LABEL {
        errors.add_with("label", "too-long", "max", LONGEST_LABEL);
    }
    let file = errors.keep("file", read(&file_name, input.bytes));
    errors.finish()?;
    let Some(file) = file else { return Err(Error::invalid("invalid-input")) };
    let ws = access.begin().await?;
    let member = reach(&ws, access.actor(), id, true).await?;
    if ws.count(of(member.id)).await? >= MOST {
        return Err(Error::conflict("too-many-member-files").with("max", MOST));
    }
    let file_id = ws.store_file(file).await?;
    let row = member_file::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        member_id: Set(member.id),
        file_id: Set(file_id),
        label: Set(label),
    };
    let kept = present(ws.insert(row).await?, &ws.files(vec![file_id]).await?)?;
    let details = json!({ "sha256": kept.file.sha256, "personal": { "label": kept.label } });
    ws.audit("member-file-kept", format!("№ {}", member.number), details).await?;
    ws.commit(kept).await
}

/// `GET …/member-files/{id}`
pub async fn download(access: Access<CorrectMembers>, input: ById) -> Result<File> {
    let ws = access.begin().await?;
    let row = ws.get::<member_file::Entity>(input.id).await?;
    let member = reach(&ws, access.actor(), row.member_id, false).await?;
    let file = ws.file(row.file_id).await?;
    // saved rather than shown, under a name that is ours
    let name = format!("member-{}-{}.{}", member.number, &file.sha256[..8], file.media.code());
    Ok(File { content_type: file.media.content_type(), name, inline: false, body: file.bytes.into() })
}

/// `POST …/member-files/{id}/removal`
pub async fn remove(access: Access<CorrectMembers>, input: RemoveFile) -> Result<Done> {
    let ws = access.begin().await?;
    let row = ws.get::<member_file::Entity>(input.id).await?;
    let member = reach(&ws, access.actor(), row.member_id, true).await?;
    if input.sure != "yes" {
        return Err(Error::field("sure", "required"));
    }
    // of two who remove it at once the second finds nothing
    let row = ws.lock::<member_file::Entity>(row.id).await?;
    drop_file(&ws, &row).await?;
    ws.audit("member-file-removed", format!("№ {}", member.number), json!({ "personal": { "label": row.label } })).await?;
    ws.commit(Done {}).await
}

/// With the record its files go.
pub async fn forget(ws: &Workspace, member: Uuid) -> Result<()> {
    for row in ws.all(of(member)).await? {
        drop_file(ws, &row).await?;
    }
    Ok(())
}

/// The files of a member.
pub async fn ids_of(ws: &Workspace, member: Uuid) -> Result<Vec<Uuid>> {
    Ok(ws.all(of(member)).await?.into_iter().map(|row| row.id).collect())
}

/// Those of the files that one member has become another's.
pub async fn pass_on(ws: &Workspace, files: &[Uuid], from: &member::Model, to: Uuid) -> Result<()> {
    let moved = member_file::Entity::update_many().col_expr(member_file::Column::MemberId, Expr::val(to));
    let moved = moved.filter(member_file::Column::MemberId.eq(from.id)).filter(member_file::Column::Id.is_in(files.to_vec()));
    ws.update_many(moved).await.map(drop)
}

async fn drop_file(ws: &Workspace, row: &member_file::Model) -> Result<()> {
    ws.delete(member_file::Entity::delete_many().filter(member_file::Column::Id.eq(row.id))).await?;
    ws.forget_file(row.file_id).await
}

fn of(member: Uuid) -> sea_orm::Select<member_file::Entity> {
    member_file::Entity::find().filter(member_file::Column::MemberId.eq(member))
}

/// PDF, JPEG or PNG, told by its bytes.
pub fn read(name: &str, bytes: Vec<u8>) -> Result<NewFile, &'static str> {
    if Media::of(name, &bytes)? == Media::Docx {
        return Err("member-file-kind");
    }
    NewFile::read(name, bytes)
}

fn present(row: member_file::Model, files: &[FileFacts]) -> Result<MemberFile> {
    let facts = files.iter().find(|facts| facts.id == row.file_id).ok_or_else(|| Error::internal("a row without its file"))?;
    let file = FileInfo {
        name: facts.name.clone(),
        content_type: facts.media()?.content_type().into(),
        size: facts.size,
        sha256: facts.sha256.clone(),
        created_at: facts.created_at,
        created_by: facts.created_by.clone(),
    };
    Ok(MemberFile { id: row.id, label: row.label, file })
}
