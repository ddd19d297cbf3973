//! Taking a person out. Who left no trace in the accounts or an assembly is deleted. Of anybody else
//! the record is emptied: receipts are accounting documents that the association keeps for ten years
//! with the payer's name (Code de commerce, art. 22), and a register of electors is part of an
//! assembly's minutes; both keep what they said, the record keeps its number, so that they agree.

use crate::entity::{
    application, group_member, member, member_import_line as line, member_merge as merge, member_proposal as proposal, member_status, note,
    tag,
};
use crate::members::announce_counts;
use crate::merge::{forget_merges, go, has_history};
use crate::person::Person;
use crate::{cnie, field_values, files, kin, members, photo_proposals, photos};
use contracts::member_merges::{RemovalAnswer, RemoveMember};
use contracts::members::{MemberKind, MemberStatus};
use contracts::{ById, Done};
use database::Workspace;
use kernel::permission::EditMembers;
use kernel::{Error, Result};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use web::Access;

/// `GET …/members/{id}/removal`: what would be done.
pub async fn check(access: Access<EditMembers>, input: ById) -> Result<RemovalAnswer> {
    let ws = access.begin().await?;
    let row = ws.get::<member::Entity>(input.id).await?;
    let has_history = has_history(&ws, row.id).await?;
    Ok(RemovalAnswer { has_history, has_left: has_left(&row), anonymised: row.anonymised_at.is_some(), version: row.version })
}

/// `POST …/members/{id}/removal`
///
/// # Errors
/// `changed-meanwhile`, `member-has-history`, `member-still-there`, `member-anonymised`
pub async fn remove(access: Access<EditMembers>, input: RemoveMember) -> Result<Done> {
    if input.sure != "yes" {
        return Err(Error::field("sure", "required"));
    }
    let ws = access.begin().await?;
    let row = ws.lock::<member::Entity>(input.id).await?;
    if row.version.to_string() != input.version {
        return Err(Error::conflict("changed-meanwhile"));
    }
    match input.act.as_str() {
        "delete" if has_history(&ws, row.id).await? => return Err(Error::conflict("member-has-history")),
        "delete" => {
            go(&ws, row.id).await?;
            ws.audit("member-deleted", format!("№ {}", row.number), json!({})).await?;
        }
        "anonymise" => anonymise(&ws, &row).await?,
        _ => return Err(Error::field("act", "choice-unknown")),
    }
    announce_counts(&ws).await?;
    ws.commit(Done {}).await
}

fn has_left(row: &member::Model) -> bool {
    matches!(MemberStatus::parse(&row.status), Some(MemberStatus::Resigned | MemberStatus::Excluded | MemberStatus::Deceased))
}

async fn anonymise(ws: &Workspace, row: &member::Model) -> Result<()> {
    if row.anonymised_at.is_some() {
        return Err(Error::conflict("member-anonymised"));
    }
    // somebody who belongs has a name
    if !has_left(row) {
        return Err(Error::conflict("member-still-there"));
    }
    let kind = if row.kind == MemberKind::Body.code() { MemberKind::Body } else { MemberKind::Person };
    // what says how many joined, left and paid when stays; it names nobody
    let person = Person {
        family_ar: Some("مجهول".into()),
        family_fr: Some("Anonyme".into()),
        kind,
        joined_on: row.joined_on,
        category: row.category.clone(),
        ..Person::default()
    };
    let emptied = member::ActiveModel {
        id: Set(row.id),
        version: Set(row.version + 1),
        anonymised_at: Set(Some(ws.now())),
        ..members::columns(&person, row.number)
    };
    let emptied = ws.update(member::ActiveModel { folded_ar: Set(None), folded_fr: Set(None), ..emptied }).await?;
    ws.delete(tag::Entity::delete_many().filter(tag::Column::MemberId.eq(row.id))).await?;
    ws.delete(group_member::Entity::delete_many().filter(group_member::Column::MemberId.eq(row.id))).await?;
    kin::go(ws, row.id).await?;
    photos::go(ws, row.id).await?;
    photo_proposals::go(ws, row.id).await?;
    ws.delete(note::Entity::delete_many().filter(note::Column::MemberId.eq(row.id))).await?;
    field_values::forget(ws, row.id).await?;
    files::forget(ws, row.id).await?;
    cnie::forget(ws, row.id).await?;
    ws.delete(line::Entity::delete_many().filter(line::Column::MemberId.eq(row.id))).await?;
    ws.delete(application::Entity::delete_many().filter(application::Column::MemberId.eq(row.id))).await?;
    forget_merges(ws, merge::Column::KeptId.eq(row.id)).await?;
    ws.delete(proposal::Entity::delete_many().filter(proposal::Column::MemberId.eq(row.id))).await?;
    let nothing: Option<String> = None;
    let reasons = member_status::Entity::update_many().col_expr(member_status::Column::Reason, Expr::val(nothing));
    ws.update_many(reasons.filter(member_status::Column::MemberId.eq(row.id))).await?;
    ws.audit("member-anonymised", format!("№ {}", emptied.number), json!({})).await
}

/// Nobody writes into an emptied record again.
///
/// # Errors
/// `member-anonymised`
pub fn check_named(row: &member::Model) -> Result<()> {
    if row.anonymised_at.is_some() { Err(Error::conflict("member-anonymised")) } else { Ok(()) }
}
