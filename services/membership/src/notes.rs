//! What is noted of a member: tags, by which lists are narrowed, and notes.

use crate::entity::{note, tag};
use crate::groups::reach;
use crate::record;
use contracts::groups::{NewNote, Note, SetTags};
use contracts::member_record::MemberRecord;
use database::Workspace;
use kernel::fold::{clean, clean_lines, fold};
use kernel::id::new_id;
use kernel::permission::CorrectMembers;
use kernel::{Error, Result};
use sea_orm::sea_query::SelectStatement;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use serde_json::json;
use uuid::Uuid;
use web::Access;

/// Characters.
const LONGEST_TAG: usize = 40;
const LONGEST_NOTE: usize = 2_000;
pub const MOST_TAGS: usize = 20;
const MOST_NOTES: i64 = 500;

/// `POST …/members/{id}/tags`
pub async fn set_tags(access: Access<CorrectMembers>, input: SetTags) -> Result<MemberRecord> {
    let tags = read_tags(&input.tags)?;
    let ws = access.begin().await?;
    let member = reach(&ws, access.actor(), input.id, true).await?;
    let before = tags_of(&ws, member.id).await?;
    if before != tags {
        ws.delete(tag::Entity::delete_many().filter(tag::Column::MemberId.eq(member.id))).await?;
        let row = |name: &String| tag::ActiveModel {
            association_id: Set(ws.association().0),
            id: Set(new_id()),
            member_id: Set(member.id),
            tag: Set(name.clone()),
            tag_folded: Set(fold(name)),
        };
        ws.insert_many(tags.iter().map(row).collect()).await?;
        let details = json!({ "personal": { "before": { "tags": before.join("، ") }, "after": { "tags": tags.join("، ") } } });
        ws.audit("member-tagged", format!("№ {}", member.number), details).await?;
    }
    let reply = record::whole(&ws, member).await?;
    ws.commit(reply).await
}

/// `POST …/members/{id}/notes`
pub async fn add_note(access: Access<CorrectMembers>, input: NewNote) -> Result<MemberRecord> {
    let text = clean_lines(&input.text);
    if text.is_empty() {
        return Err(Error::field("text", "required"));
    }
    if text.chars().count() > LONGEST_NOTE {
        return Err(Error::fields(vec![kernel::FieldError {
            field: "text".into(),
            code: "too-long".into(),
            params: [("max".to_owned(), LONGEST_NOTE.to_string())].into(),
        }]));
    }
    let ws = access.begin().await?;
    let member = reach(&ws, access.actor(), input.id, true).await?;
    if ws.count(note::Entity::find().filter(note::Column::MemberId.eq(member.id))).await? >= MOST_NOTES {
        return Err(Error::conflict("too-many-notes").with("max", MOST_NOTES));
    }
    let row = note::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        member_id: Set(member.id),
        text: Set(text.clone()),
        written_by: Set(ws.origin().who.clone()),
        written_at: Set(ws.now()),
    };
    ws.insert(row).await?;
    ws.audit("member-noted", format!("№ {}", member.number), json!({ "personal": { "note": text } })).await?;
    let reply = record::whole(&ws, member).await?;
    ws.commit(reply).await
}

pub async fn tags_of(ws: &Workspace, member: Uuid) -> Result<Vec<String>> {
    let rows = ws.all(tag::Entity::find().filter(tag::Column::MemberId.eq(member)).order_by_asc(tag::Column::TagFolded)).await?;
    Ok(rows.into_iter().map(|row| row.tag).collect())
}

pub async fn notes_of(ws: &Workspace, member: Uuid) -> Result<Vec<Note>> {
    let rows = ws.all(note::Entity::find().filter(note::Column::MemberId.eq(member)).order_by_desc(note::Column::Id)).await?;
    Ok(rows.into_iter().map(|row| Note { text: row.text, written_by: row.written_by, written_at: row.written_at }).collect())
}

/// The ids of members who bear a tag.
pub fn tagged(ws: &Workspace, typed: &str) -> SelectStatement {
    let mine = tag::Entity::find().select_only().column(tag::Column::MemberId).filter(tag::Column::AssociationId.eq(ws.association().0));
    mine.filter(tag::Column::TagFolded.eq(fold(typed))).into_query()
}

/// Separated by commas, Arabic ones too; each once, in the order in which they are shown.
pub fn read_tags(typed: &str) -> Result<Vec<String>> {
    let mut tags: Vec<String> = Vec::new();
    for tag in typed.split([',', '،', '\n', ';', '؛']).map(clean).filter(|tag| !fold(tag).is_empty()) {
        if tag.chars().count() > LONGEST_TAG {
            return Err(Error::field("tags", "tag-too-long"));
        }
        if tags.iter().all(|other| fold(other) != fold(&tag)) {
            tags.push(tag);
        }
    }
    if tags.len() > MOST_TAGS {
        return Err(Error::field("tags", "tags-too-many"));
    }
    tags.sort_by_key(|tag| fold(tag));
    Ok(tags)
}

/// One tag.
pub fn read_tag(typed: &str) -> Result<String> {
    let mut tags = read_tags(typed).map_err(|error| {
        Error::field(
            "value",
            if error.field_errors().iter().any(|field| field.code == "tag-too-long") { "tag-too-long" } else { "one-tag" },
        )
    })?;
    match (tags.pop(), tags.is_empty()) {
        (Some(tag), true) => Ok(tag),
        (None, _) => Err(Error::field("value", "required")),
        (Some(_), false) => Err(Error::field("value", "one-tag")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_once_each_in_either_script() {
        assert_eq!(read_tags(" Bénévole، شباب,benevole ,, ").unwrap(), ["Bénévole", "شباب"]);
        assert_eq!(read_tags(&"a".repeat(41)).unwrap_err().field_errors()[0].code, "tag-too-long");
        assert_eq!(
            read_tags(&(0..21).map(|i| i.to_string()).collect::<Vec<_>>().join(",")).unwrap_err().field_errors()[0].code,
            "tags-too-many"
        );
    }
}
