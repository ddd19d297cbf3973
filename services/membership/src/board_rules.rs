//! What the statutes say of the board: terms, offices that exclude each other, offices of the
//! association's own.

use crate::entity::board_rules::Column;
use crate::entity::{board_office, board_rules, mandate};
use contracts::mandates::{BoardRules, INCOMPATIBLE, NewOwnOffice, OwnOffice, SetBoardRules};
use contracts::{ById, Done, Nothing, Page};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::fold::{clean, western_digits};
use kernel::id::{named_id, new_id};
use kernel::permission::{EditRecord, ViewRecord};
use kernel::{Error, Result};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;
use web::Access;

/// Characters of a name.
const LONGEST: usize = 100;
/// Offices of the association's own.
const MOST: i64 = 30;
/// Years of a term, terms in a row.
const LARGEST: i32 = 20;
/// Holders of one office.
const MOST_PLACES: i32 = 50;

/// `GET …/board-rules`
pub async fn show(access: Access<ViewRecord>, _: Nothing) -> Result<BoardRules> {
    find(&access.begin().await?).await
}

/// `POST …/board-rules`
pub async fn set(access: Access<EditRecord>, input: SetBoardRules) -> Result<BoardRules> {
    let new = read(&input)?;
    let ws = access.begin().await?;
    let before = find(&ws).await?;
    let row = board_rules::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(named_id("board-rules")),
        term_years: Set(new.term_years),
        max_terms: Set(new.max_terms),
        incompatible: Set(new.incompatible.join(" ")),
    };
    let mut conflict = OnConflict::columns([Column::AssociationId, Column::Id]);
    ws.upsert(row, conflict.update_columns([Column::TermYears, Column::MaxTerms, Column::Incompatible]).to_owned()).await?;
    ws.audit("board-rules-set", "", contracts::audit::changes(&json!(before), &json!(new))).await?;
    ws.commit(new).await
}

/// The rules as set, or else none.
pub async fn find(ws: &Workspace) -> Result<BoardRules> {
    Ok(ws.one(board_rules::Entity::find()).await?.map_or_else(BoardRules::default, |row| BoardRules {
        term_years: row.term_years,
        max_terms: row.max_terms,
        incompatible: row.incompatible.split_whitespace().map(ToOwned::to_owned).collect(),
    }))
}

fn read(input: &SetBoardRules) -> Result<BoardRules> {
    let mut errors = FieldErrors::default();
    let mut number = |field: &str, typed: &str| {
        let typed = western_digits(typed.trim());
        let number = typed.parse::<i32>().ok().filter(|number| (1..=LARGEST).contains(number));
        if number.is_none() && !typed.is_empty() {
            errors.add_with(field, "number-out-of-range", "max", LARGEST);
        }
        number
    };
    let (term_years, max_terms) = (number("term_years", &input.term_years), number("max_terms", &input.max_terms));
    let codes = input.incompatible.split([',', ' ']).filter(|code| !code.is_empty());
    let mut incompatible: Vec<String> = Vec::new();
    for code in codes {
        match INCOMPATIBLE.iter().find(|known| **known == code) {
            None => errors.add("incompatible", "choice-unknown"),
            Some(_) if incompatible.iter().any(|there| there == code) => {}
            Some(_) => incompatible.push(code.to_owned()),
        }
    }
    errors.finish()?;
    Ok(BoardRules { term_years, max_terms, incompatible })
}

/// `GET …/board-offices`
pub async fn offices(access: Access<ViewRecord>, _: Nothing) -> Result<Page<OwnOffice>> {
    let ws = access.begin().await?;
    let rows = ws.all(there().order_by_asc(board_office::Column::Id)).await?;
    Ok(Page { items: rows.into_iter().map(to_contract).collect(), next: None })
}

fn there() -> sea_orm::Select<board_office::Entity> {
    board_office::Entity::find().filter(board_office::Column::RemovedAt.is_null())
}

/// `POST …/board-offices`
pub async fn add_office(access: Access<EditRecord>, input: NewOwnOffice) -> Result<OwnOffice> {
    let mut errors = FieldErrors::default();
    let mut name = |field: &str, typed: &str| {
        let name = clean(typed);
        if name.chars().count() > LONGEST {
            errors.add_with(field, "too-long", "max", LONGEST);
        }
        Some(name).filter(|name| !name.is_empty())
    };
    let (name_ar, name_fr) = (name("name_ar", &input.name_ar), name("name_fr", &input.name_fr));
    if name_ar.is_none() && name_fr.is_none() {
        errors.add("name_ar", "name-required");
    }
    let places = western_digits(input.places.trim());
    let places = if places.is_empty() { Some(1) } else { places.parse().ok().filter(|places| (1..=MOST_PLACES).contains(places)) };
    if places.is_none() {
        errors.add_with("places", "number-out-of-range", "max", MOST_PLACES);
    }
    errors.finish()?;
    let ws = access.begin().await?;
    // two who add at once take turns: the second counts the first's
    ws.take_numbers("board-office", 0).await?;
    if ws.count(there()).await? >= MOST {
        return Err(Error::conflict("list-full").with("max", MOST));
    }
    let row = board_office::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        name_ar: Set(name_ar),
        name_fr: Set(name_fr),
        places: Set(places.unwrap_or(1)),
        removed_at: Set(None),
    };
    let row = ws.insert(row).await?;
    let after = json!({ "name_ar": row.name_ar, "name_fr": row.name_fr, "places": row.places });
    ws.audit("board-office-added", name_of(&row), json!({ "after": after })).await?;
    ws.commit(to_contract(row)).await
}

/// `POST …/board-offices/{id}/removal`: it is not given any more. Removed again, nothing changes.
///
/// # Errors
/// `office-held`
pub async fn remove_office(access: Access<EditRecord>, input: ById) -> Result<Done> {
    let ws = access.begin().await?;
    let row = ws.lock::<board_office::Entity>(input.id).await?;
    if row.removed_at.is_none() {
        let held = mandate::Entity::find().filter(mandate::Column::OwnOffice.eq(row.id)).filter(mandate::Column::EndedOn.is_null());
        if ws.count(held).await? > 0 {
            return Err(Error::conflict("office-held"));
        }
        let removed = board_office::ActiveModel { id: Set(row.id), removed_at: Set(Some(ws.now())), ..Default::default() };
        ws.update(removed).await?;
        ws.audit("board-office-removed", name_of(&row), json!({ "before": { "name_ar": row.name_ar, "name_fr": row.name_fr } })).await?;
    }
    ws.commit(Done {}).await
}

fn name_of(row: &board_office::Model) -> String {
    row.name_fr.clone().or_else(|| row.name_ar.clone()).unwrap_or_default()
}

fn to_contract(row: board_office::Model) -> OwnOffice {
    OwnOffice { id: row.id, name_ar: row.name_ar.unwrap_or_default(), name_fr: row.name_fr.unwrap_or_default(), places: row.places }
}
