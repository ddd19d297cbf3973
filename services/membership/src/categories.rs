//! The categories of members: who may vote and stand. Members bear one by name; one that nobody has
//! defined has all rights, so that no list from elsewhere silences anybody.

use crate::entity::{category, member};
use crate::person::Person;
use contracts::categories::{Category, EditCategory, NewCategory};
use contracts::{ById, Done, Nothing, Page};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::fold::{clean, fold};
use kernel::id::new_id;
use kernel::permission::{EditMembers, ViewMembers};
use kernel::{Error, Result};
use sea_orm::sea_query::{Expr, SelectStatement};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};
use web::Access;

/// Characters of a name.
const LONGEST: usize = 60;
const MOST: i64 = 50;

#[derive(Debug)]
struct Typed {
    name: String,
    folded: String,
    may_vote: bool,
    may_stand: bool,
}

/// `GET …/member-categories`
pub async fn list(access: Access<ViewMembers>, _: Nothing) -> Result<Page<Category>> {
    let ws = access.begin().await?;
    let rows = ws.all(category::Entity::find().order_by_asc(category::Column::NameFolded)).await?;
    let mut used: HashMap<String, (String, i64)> = HashMap::new();
    for Used { category, members } in used_names(&ws).await? {
        let entry = used.entry(fold(&category)).or_insert((category, 0));
        entry.1 += members;
    }
    let mut items: Vec<Category> = rows
        .into_iter()
        .map(|row| {
            let members = used.remove(&row.name_folded).map_or(0, |(_, members)| members);
            Category { id: Some(row.id), name: row.name, may_vote: row.may_vote, may_stand: row.may_stand, members }
        })
        .collect();
    let mut others: Vec<_> = used.into_values().collect();
    others.sort();
    items.extend(others.into_iter().map(|(name, members)| Category { id: None, name, may_vote: true, may_stand: true, members }));
    Ok(Page { items, next: None })
}

/// `POST …/member-categories`
pub async fn add(access: Access<EditMembers>, input: NewCategory) -> Result<Category> {
    let new = read(&input)?;
    let ws = access.begin().await?;
    if ws.count(category::Entity::find()).await? >= MOST {
        return Err(Error::conflict("too-many-categories").with("max", MOST));
    }
    let row = category::ActiveModel { association_id: Set(ws.association().0), id: Set(new_id()), ..columns(&new) };
    let row = ws.insert(row).await.map_err(taken)?;
    let members = adopt(&ws, &new, &[&new.folded]).await?;
    ws.audit("member-category-added", row.name.clone(), json!({ "after": told(&row) })).await?;
    ws.commit(to_contract(row, members)).await
}

/// `POST …/member-categories/{id}`. Members follow a new name.
pub async fn edit(access: Access<EditMembers>, input: EditCategory) -> Result<Category> {
    let new = read(&input.category)?;
    let ws = access.begin().await?;
    // writers of members hold the row: none of them misses the new name
    let before = ws.lock::<category::Entity>(input.id).await?;
    let row = ws.update(category::ActiveModel { id: Set(before.id), ..columns(&new) }).await.map_err(taken)?;
    let members = adopt(&ws, &new, &[&before.name_folded, &new.folded]).await?;
    let details = contracts::audit::changes(&told(&before), &told(&row));
    ws.audit("member-category-changed", row.name.clone(), details).await?;
    ws.commit(to_contract(row, members)).await
}

/// `POST …/member-categories/{id}/removal`
///
/// # Errors
/// `category-in-use`
pub async fn remove(access: Access<EditMembers>, input: ById) -> Result<Done> {
    let ws = access.begin().await?;
    let row = ws.lock::<category::Entity>(input.id).await?;
    let members = ws.count(member::Entity::find().filter(member::Column::CategoryFolded.eq(&row.name_folded))).await?;
    if members > 0 {
        return Err(Error::conflict("category-in-use").with("count", members));
    }
    ws.delete(category::Entity::delete_many().filter(category::Column::Id.eq(row.id))).await?;
    ws.audit("member-category-removed", row.name.clone(), json!({ "before": told(&row) })).await?;
    ws.commit(Done {}).await
}

/// The names of categories whose members do not vote.
pub fn without_vote(ws: &Workspace) -> SelectStatement {
    let mine = category::Entity::find().select_only().column(category::Column::NameFolded);
    mine.filter(category::Column::AssociationId.eq(ws.association().0)).filter(category::Column::MayVote.eq(false)).into_query()
}

/// Holds the categories that these people bear until the transaction ends, and gives the names as
/// they were defined, by what they are known by.
pub async fn hold(ws: &Workspace, people: &[Person]) -> Result<HashMap<String, String>> {
    hold_named(ws, &people.iter().filter_map(|person| person.category.as_deref()).map(fold).collect()).await
}

/// As [`hold`], of categories by what they are known by.
pub async fn hold_named(ws: &Workspace, borne: &HashSet<String>) -> Result<HashMap<String, String>> {
    let mut names = HashMap::new();
    if borne.is_empty() {
        return Ok(names);
    }
    // in one order, so that two writers wait for each other and not in a circle
    for row in ws.all(category::Entity::find().order_by_asc(category::Column::Id)).await? {
        if borne.contains(&row.name_folded) {
            let held = ws.hold::<category::Entity>(row.id).await?;
            names.insert(held.name_folded, held.name);
        }
    }
    Ok(names)
}

#[derive(FromQueryResult)]
struct Used {
    category: String,
    members: i64,
}

async fn used_names(ws: &Workspace) -> Result<Vec<Used>> {
    let select = member::Entity::find().select_only().column(member::Column::Category).filter(member::Column::Category.is_not_null());
    ws.rows(select.column_as(member::Column::Id.count(), "members").group_by(member::Column::Category)).await
}

/// Members who bear the name in another spelling, or from before there were categories, bear it as
/// it is defined now. Gives how many bear it. It is the same category to them: their records stay
/// what they were, and whoever edits one need not look again.
async fn adopt(ws: &Workspace, new: &Typed, known_as: &[&str]) -> Result<i64> {
    let mut members = 0;
    for used in used_names(ws).await?.into_iter().filter(|used| known_as.contains(&fold(&used.category).as_str())) {
        members += used.members;
        let bear = member::Entity::update_many().filter(member::Column::Category.eq(used.category));
        let named = bear.col_expr(member::Column::Category, Expr::val(&new.name));
        ws.update_many(named.col_expr(member::Column::CategoryFolded, Expr::val(&new.folded))).await?;
    }
    Ok(members)
}

fn read(input: &NewCategory) -> Result<Typed> {
    let mut errors = FieldErrors::default();
    let name = clean(&input.name);
    let (may_vote, may_stand) = (input.may_vote == "yes", input.may_stand == "yes");
    if fold(&name).is_empty() {
        errors.add("name", "required");
    }
    if name.chars().count() > LONGEST {
        errors.add_with("name", "too-long", "max", LONGEST);
    }
    if may_stand && !may_vote {
        errors.add("may_stand", "stand-without-vote");
    }
    errors.finish()?;
    Ok(Typed { folded: fold(&name), name, may_vote, may_stand })
}

fn columns(new: &Typed) -> category::ActiveModel {
    category::ActiveModel {
        name: Set(new.name.clone()),
        name_folded: Set(new.folded.clone()),
        may_vote: Set(new.may_vote),
        may_stand: Set(new.may_stand),
        ..Default::default()
    }
}

/// The form knows the name, not what it is compared by.
fn taken(error: Error) -> Error {
    if error.code() == "already-exists" { Error::field("name", "taken") } else { error }
}

fn told(row: &category::Model) -> Value {
    json!({ "name": row.name, "may_vote": row.may_vote, "may_stand": row.may_stand })
}

fn to_contract(row: category::Model, members: i64) -> Category {
    Category { id: Some(row.id), name: row.name, may_vote: row.may_vote, may_stand: row.may_stand, members }
}

/// What a member's category is known by.
pub fn folded(person: &Person) -> Option<String> {
    person.category.as_deref().map(fold).filter(|folded| !folded.is_empty())
}
