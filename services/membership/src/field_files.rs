//! Fields of the kind "file": a document of each member's, PDF or picture, told by its bytes. Whoever sees the record sees
//! it, the member too unless it is for the board only; it is never public. The field's value names the file.

use crate::entity::{field, field_value, member};
use crate::field_values::{self, Values};
use crate::groups::reach;
use crate::{fields, files, record, wards};
use contracts::member_fields::{Field, FieldKind, FindFieldFile, FindOwnFieldFile, KeepFieldFile, RemoveFieldFile};
use contracts::member_record::MemberRecord;
use database::Workspace;
use kernel::permission::{CorrectMembers, ViewMembers, ViewOwnRecord};
use kernel::{Error, Kind, Result};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use std::collections::BTreeMap;
use uuid::Uuid;
use web::{Access, File, Upload};

/// `POST …/members/{id}/field-file`
///
/// # Errors
/// At `field`: `choice-unknown`, `field-gone`; at `file` what is wrong with it; `storage-limit-reached`
pub async fn keep(access: Access<CorrectMembers>, input: Upload<KeepFieldFile>) -> Result<MemberRecord> {
    let KeepFieldFile { id, field, file_name } = input.query;
    // who names no member of theirs is told so, whatever else is wrong
    reach(&access.begin().await?, access.actor(), id, false).await?;
    let field: Uuid = field.parse().map_err(|_| Error::field("field", "choice-unknown"))?;
    let file = files::read(&file_name, input.bytes).map_err(|code| Error::field("file", code))?;
    let ws = access.begin().await?;
    let row = reach(&ws, access.actor(), id, true).await?;
    let field = held(&ws, field).await?;
    if field.retired {
        return Err(Error::field("field", "field-gone"));
    }
    let before = file_of(&ws, row.id, &field).await?;
    let kept = ws.store_file(file).await?;
    field_values::set(&ws, row.id, &BTreeMap::from([(field.id, Some(kept.to_string()))])).await?;
    forget_files(&ws, Vec::from_iter(before)).await?;
    let facts = ws.files(vec![kept]).await?.pop().ok_or_else(|| Error::internal("a file without its row"))?;
    let details = json!({ "sha256": facts.sha256, "personal": { "label": field.both_labels() } });
    ws.audit("member-field-file-kept", format!("№ {}", row.number), details).await?;
    let reply = record::whole(&ws, changed(&ws, row).await?).await?;
    ws.commit(reply).await
}

/// Whoever edits the record meanwhile is told.
async fn changed(ws: &Workspace, row: member::Model) -> Result<member::Model> {
    ws.update(member::ActiveModel { id: Set(row.id), version: Set(row.version + 1), ..Default::default() }).await
}

/// The field as long as the transaction lasts.
async fn held(ws: &Workspace, id: Uuid) -> Result<Field> {
    let unknown = |error: Error| if error.kind() == Kind::NotFound { Error::field("field", "choice-unknown") } else { error };
    let field = fields::to_contract(ws.hold::<field::Entity>(id).await.map_err(unknown)?)?;
    if field.kind == FieldKind::File { Ok(field) } else { Err(Error::field("field", "choice-unknown")) }
}

async fn file_of(ws: &Workspace, member: Uuid, field: &Field) -> Result<Option<Uuid>> {
    let values = field_values::of_member(ws, member).await?;
    Ok(values.get(&field.id).and_then(|value| value.parse().ok()))
}

/// `GET …/members/{id}/field-file`
pub async fn download(access: Access<ViewMembers>, input: FindFieldFile) -> Result<File> {
    let ws = access.begin().await?;
    let row = reach(&ws, access.actor(), input.id, false).await?;
    let field = input.field.parse().map_err(|_| Error::field("field", "choice-unknown"))?;
    file(&ws, &row, field, true).await
}

/// `GET …/me/field-file`: one's own, or a ward's.
pub async fn own(access: Access<ViewOwnRecord>, input: FindOwnFieldFile) -> Result<File> {
    let ws = access.begin().await?;
    let ward = if access.actor().member == Some(input.member) { String::new() } else { input.member.to_string() };
    let (row, _) = wards::whose(&ws, &access, &ward).await.map_err(|_| Error::not_found())?;
    file(&ws, &row, input.field, false).await
}

async fn file(ws: &Workspace, row: &member::Model, field: Uuid, for_board: bool) -> Result<File> {
    let field = fields::to_contract(ws.get::<field::Entity>(field).await?)?;
    if field.kind != FieldKind::File || (field.board_only && !for_board) {
        return Err(Error::not_found());
    }
    let file = ws.file(file_of(ws, row.id, &field).await?.ok_or_else(Error::not_found)?).await?;
    // saved rather than shown, under a name that is ours
    let name = format!("member-{}-{}.{}", row.number, &file.sha256[..8], file.media.code());
    Ok(File { content_type: file.media.content_type(), name, inline: false, body: file.bytes.into() })
}

/// `POST …/members/{id}/field-file/removal`
pub async fn remove(access: Access<CorrectMembers>, input: RemoveFieldFile) -> Result<MemberRecord> {
    let ws = access.begin().await?;
    let row = reach(&ws, access.actor(), input.id, true).await?;
    if input.sure != "yes" {
        return Err(Error::field("sure", "required"));
    }
    let field = held(&ws, input.field).await?;
    let Some(before) = file_of(&ws, row.id, &field).await? else { return Err(Error::field("field", "field-empty")) };
    field_values::set(&ws, row.id, &BTreeMap::from([(field.id, None)])).await?;
    ws.forget_file(before).await?;
    ws.audit("member-field-file-removed", format!("№ {}", row.number), json!({ "personal": { "label": field.both_labels() } })).await?;
    let reply = record::whole(&ws, changed(&ws, row).await?).await?;
    ws.commit(reply).await
}

/// The ids of the association's fields of this kind.
async fn fields_of_files(ws: &Workspace) -> Result<Vec<Uuid>> {
    let rows = ws.all(field::Entity::find().filter(field::Column::Kind.eq(FieldKind::File.code()))).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// The files that members have in such fields.
pub async fn of_members(ws: &Workspace, members: &[Uuid]) -> Result<Vec<Uuid>> {
    let fields = fields_of_files(ws).await?;
    if fields.is_empty() || members.is_empty() {
        return Ok(Vec::new());
    }
    let values = field_value::Entity::find().filter(field_value::Column::MemberId.is_in(members.to_vec()));
    let rows = ws.all(values.filter(field_value::Column::FieldId.is_in(fields))).await?;
    Ok(rows.into_iter().filter_map(|row| row.value.parse().ok()).collect())
}

async fn forget_files(ws: &Workspace, files: Vec<Uuid>) -> Result<()> {
    for file in files {
        ws.forget_file(file).await?;
    }
    Ok(())
}

/// With members their files go; the values that name them go next.
pub async fn forget_of(ws: &Workspace, members: &[Uuid]) -> Result<()> {
    forget_files(ws, of_members(ws, members).await?).await
}

/// With the field all its files go.
pub async fn forget_field(ws: &Workspace, id: Uuid) -> Result<()> {
    if !fields_of_files(ws).await?.contains(&id) {
        return Ok(());
    }
    let rows = ws.all(field_value::Entity::find().filter(field_value::Column::FieldId.eq(id))).await?;
    forget_files(ws, rows.into_iter().filter_map(|row| row.value.parse().ok()).collect::<Vec<Uuid>>()).await
}

/// Of files that two records had when they were made one: those that none names any more go.
pub async fn sweep(ws: &Workspace, files: &[Uuid]) -> Result<()> {
    for file in files {
        let named = field_value::Entity::find().filter(field_value::Column::Value.eq(file.to_string()));
        if ws.count(named).await? == 0 {
            ws.forget_file(*file).await?;
        }
    }
    Ok(())
}

/// What a record that comes back may hold: no file that is gone since.
pub async fn without_lost(ws: &Workspace, values: &Values, files: &[Uuid]) -> Result<Values> {
    let there: Vec<Uuid> = ws.files(files.to_vec()).await?.into_iter().map(|facts| facts.id).collect();
    let is_lost = |value: &String| value.parse().is_ok_and(|id: Uuid| files.contains(&id) && !there.contains(&id));
    Ok(values.iter().filter(|(_, value)| !is_lost(value)).map(|(field, value)| (*field, value.clone())).collect())
}

/// No two records name one file.
pub async fn give_back(ws: &Workspace, kept: Uuid, theirs: &Values, files: &[Uuid]) -> Result<()> {
    let mine = field_values::of_member(ws, kept).await?;
    let is_file = |value: &String| value.parse().is_ok_and(|id: Uuid| files.contains(&id));
    let both = theirs.iter().filter(|(field, value)| is_file(value) && mine.get(field) == Some(value));
    field_values::set(ws, kept, &both.map(|(field, _)| (*field, None)).collect()).await
}
