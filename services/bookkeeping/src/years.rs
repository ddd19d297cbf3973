//! Fiscal years. Ours are civil years, opened by themselves (law 9-88 art. 7: twelve months).

use crate::entity::fiscal_year::{Column, Entity, Model};
use chrono::{Datelike, NaiveDate};
use contracts::{Nothing, Page, books};
use database::Workspace;
use kernel::id::named_id;
use kernel::permission::ViewBooks;
use kernel::{Actor, Error, FieldError, Kind, Result};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use std::collections::BTreeMap;
use web::Access;

pub async fn list(access: Access<ViewBooks>, _: Nothing) -> Result<Page<books::FiscalYear>> {
    let ws = access.begin().await?;
    let mut years = ws.all(Entity::find().order_by_desc(Column::Year)).await?;
    let today = ws.today();
    if !years.iter().any(|year| (year.starts_on..=year.ends_on).contains(&today)) {
        let at = years.iter().position(|year| year.year < today.year()).unwrap_or(years.len());
        years.insert(at, civil(&ws, today.year())?);
    }
    let seen = years.into_iter().filter(|year| access.actor().reaches_year(year.year));
    Ok(Page { items: seen.map(shown).collect(), next: None })
}

pub fn shown(year: Model) -> books::FiscalYear {
    books::FiscalYear { year: year.year, starts_on: year.starts_on, ends_on: year.ends_on, closed: year.closed }
}

/// # Errors
/// `year-missing`.
pub async fn named(ws: &Workspace, year: i32) -> Result<Model> {
    match ws.one(Entity::find().filter(Column::Year.eq(year))).await? {
        Some(found) => Ok(found),
        None if year == ws.today().year() && covering(ws, ws.today()).await?.is_none() => civil(ws, year),
        None => Err(unknown(year)),
    }
}

/// The year that somebody wants to read, or the one they mean who name none. One outside the limit
/// of their seat is as unknown as one that never was.
///
/// # Errors
/// `year-missing`.
pub async fn asked(ws: &Workspace, actor: &Actor, year: Option<i32>) -> Result<Model> {
    let year = year.unwrap_or_else(|| actor.year_or(ws.today().year()));
    if actor.reaches_year(year) { named(ws, year).await } else { Err(unknown(year)) }
}

fn unknown(year: i32) -> Error {
    Error::new(Kind::NotFound, "year-missing").with("year", year)
}

/// The civil year as it will be written with its first entry. The running year is open without a
/// row: most of a hundred thousand associations never post one, and a year for each, with its
/// announcement, would be a third of what making them takes.
fn civil(ws: &Workspace, year: i32) -> Result<Model> {
    let (Some(starts_on), Some(ends_on)) = (NaiveDate::from_ymd_opt(year, 1, 1), NaiveDate::from_ymd_opt(year, 12, 31)) else {
        return Err(missing(year));
    };
    // named, so that whoever comes second finds it by its key
    let id = named_id(&format!("fiscal-year-{year}"));
    Ok(Model { association_id: ws.association().0, id, year, starts_on, ends_on, closed: false })
}

/// Years that are opened by their first entry: the running one, so that January needs no ceremony,
/// and the one before it, for which there is still work to do then.
pub fn opens_itself(ws: &Workspace, year: i32) -> bool {
    (ws.today().year() - 1..=ws.today().year()).contains(&year)
}

async fn covering(ws: &Workspace, date: NaiveDate) -> Result<Option<Model>> {
    ws.one(Entity::find().filter(Column::StartsOn.lte(date)).filter(Column::EndsOn.gte(date)).order_by_asc(Column::Year)).await
}

/// Opens the civil year unless it exists.
async fn open_civil(ws: &Workspace, year: i32) -> Result<()> {
    if ws.insert_new(civil(ws, year)?.into_active_model().reset_all()).await? {
        ws.audit("year-opened", year.to_string(), serde_json::json!({})).await?;
    }
    Ok(())
}

/// The open year that covers the date, kept from being closed until the transaction ends. Where
/// there is none, `open_missing` says whether the civil year may be opened for it.
///
/// # Errors
/// `year-missing`, `year-closed`.
pub async fn hold(ws: &Workspace, date: NaiveDate, open_missing: bool) -> Result<Model> {
    if open_missing && covering(ws, date).await?.is_none() {
        open_civil(ws, date.year()).await?;
    }
    let found = covering(ws, date).await?.ok_or_else(|| missing(date.year()))?;
    let year = ws.hold::<Entity>(found.id).await?;
    if year.closed { Err(refused(Error::conflict("year-closed"), "year-closed", year.year)) } else { Ok(year) }
}

fn missing(year: i32) -> Error {
    refused(Error::invalid("year-missing"), "year-missing", year)
}

/// Told at the date as well, which is what the user can change.
fn refused(error: Error, code: &str, year: i32) -> Error {
    let params = BTreeMap::from([("year".to_owned(), year.to_string())]);
    error.with("year", year).with_fields(vec![FieldError { field: "posted_on".into(), code: code.into(), params }])
}
