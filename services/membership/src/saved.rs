//! Filters of the list of members that somebody keeps: for oneself, or for all who see members.

use crate::entity::saved_filter as saved;
use contracts::member_lists::{SaveFilter, SavedFilter};
use contracts::{ById, Done, Nothing, Page};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::fold::{clean, fold};
use kernel::id::new_id;
use kernel::permission::{CorrectMembers, ViewMembers};
use kernel::{Error, Result};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;
use uuid::Uuid;
use web::Access;

/// Characters.
const LONGEST_NAME: usize = 60;
const LONGEST_QUERY: usize = 4_000;
const MOST: i64 = 100;

/// `GET …/member-filters`
pub async fn list(access: Access<ViewMembers>, _: Nothing) -> Result<Page<SavedFilter>> {
    let account = access.account()?;
    Ok(Page { items: of(&access.begin().await?, account).await?, next: None })
}

/// Those that this account may use.
pub async fn of(ws: &Workspace, account: Uuid) -> Result<Vec<SavedFilter>> {
    let seen = Condition::any().add(saved::Column::Shared.eq(true)).add(saved::Column::AccountId.eq(account));
    let rows = ws
        .all(saved::Entity::find().filter(saved::Column::Forgotten.eq(false)).filter(seen).order_by_asc(saved::Column::NameFolded))
        .await?;
    Ok(rows.into_iter().map(|row| to_contract(row, account)).collect())
}

/// `POST …/member-filters`
pub async fn add(access: Access<CorrectMembers>, input: SaveFilter) -> Result<SavedFilter> {
    let account = access.account()?;
    let (name, query) = read(&input)?;
    let ws = access.begin().await?;
    ws.delete(saved::Entity::delete_many().filter(saved::Column::Forgotten.eq(true))).await?;
    if ws.count(saved::Entity::find()).await? >= MOST {
        return Err(Error::conflict("too-many-filters").with("max", MOST));
    }
    let row = saved::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        account_id: Set(account),
        name_folded: Set(fold(&name)),
        name: Set(name),
        query: Set(query),
        shared: Set(input.shared == "yes"),
        forgotten: Set(false),
    };
    let taken = |error: Error| if error.code() == "already-exists" { Error::field("name", "taken") } else { error };
    let row = ws.insert(row).await.map_err(taken)?;
    ws.audit("member-filter-saved", row.name.clone(), json!({})).await?;
    ws.commit(to_contract(row, account)).await
}

/// `POST …/member-filters/{id}/removal`: by whoever made it, or of the shared ones by anybody who may
/// make one.
pub async fn remove(access: Access<CorrectMembers>, input: ById) -> Result<Done> {
    let account = access.account()?;
    let ws = access.begin().await?;
    let row = ws.lock::<saved::Entity>(input.id).await?;
    if row.account_id != account && !row.shared {
        return Err(Error::not_found());
    }
    if !row.forgotten {
        // its name is free again
        let gone = saved::ActiveModel { id: Set(row.id), forgotten: Set(true), name_folded: Set(row.id.to_string()), ..Default::default() };
        ws.update(gone).await?;
        ws.audit("member-filter-removed", row.name, json!({})).await?;
    }
    ws.commit(Done {}).await
}

fn read(input: &SaveFilter) -> Result<(String, String)> {
    let mut errors = FieldErrors::default();
    let name = clean(&input.name);
    if fold(&name).is_empty() {
        errors.add("name", "required");
    }
    if name.chars().count() > LONGEST_NAME {
        errors.add_with("name", "too-long", "max", LONGEST_NAME);
    }
    // a query as addresses hold it
    let written = |c: char| c.is_ascii_alphanumeric() || "=&%+-_.*~".contains(c);
    if input.query.is_empty() || input.query.len() > LONGEST_QUERY || !input.query.chars().all(written) {
        errors.add("query", "filter-empty");
    }
    errors.finish()?;
    Ok((name, input.query.clone()))
}

fn to_contract(row: saved::Model, account: uuid::Uuid) -> SavedFilter {
    SavedFilter { id: row.id, name: row.name, query: row.query, shared: row.shared, yours: row.account_id == account }
}
