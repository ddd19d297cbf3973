//! Fiscal years. Ours are civil years, opened by themselves (law 9-88 art. 7: twelve months).

use crate::entity::fiscal_year::{ActiveModel, Column, Entity, Model};
use chrono::{Datelike, NaiveDate};
use contracts::{Nothing, Page, books};
use database::Workspace;
use kernel::id::named_id;
use kernel::permission::ViewBooks;
use kernel::{Error, FieldError, Kind, Result};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::BTreeMap;
use web::Access;

pub async fn list(access: Access<ViewBooks>, _: Nothing) -> Result<Page<books::FiscalYear>> {
    let ws = access.begin().await?;
    let years = ws.all(Entity::find().order_by_desc(Column::Year)).await?;
    Ok(Page { items: years.into_iter().map(shown).collect(), next: None })
}

pub fn shown(year: Model) -> books::FiscalYear {
    books::FiscalYear { year: year.year, starts_on: year.starts_on, ends_on: year.ends_on, closed: year.closed }
}

/// # Errors
/// `year-missing`.
pub async fn named(ws: &Workspace, year: i32) -> Result<Model> {
    let found = ws.one(Entity::find().filter(Column::Year.eq(year))).await?;
    found.ok_or_else(|| Error::new(Kind::NotFound, "year-missing").with("year", year))
}

async fn covering(ws: &Workspace, date: NaiveDate) -> Result<Option<Model>> {
    ws.one(Entity::find().filter(Column::StartsOn.lte(date)).filter(Column::EndsOn.gte(date)).order_by_asc(Column::Year)).await
}

/// Opens the civil year unless it exists.
pub async fn open_civil(ws: &Workspace, year: i32) -> Result<()> {
    let (Some(starts_on), Some(ends_on)) = (NaiveDate::from_ymd_opt(year, 1, 1), NaiveDate::from_ymd_opt(year, 12, 31)) else {
        return Err(missing(year));
    };
    // named, so that whoever comes second finds it by its key
    let id = named_id(&format!("fiscal-year-{year}"));
    let row = ActiveModel {
        id: Set(id),
        year: Set(year),
        starts_on: Set(starts_on),
        ends_on: Set(ends_on),
        closed: Set(false),
        ..Default::default()
    };
    if ws.insert_new(row).await? {
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
