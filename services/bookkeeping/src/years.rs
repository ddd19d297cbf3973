//! Fiscal years: twelve months, the first one perhaps shorter, one after the other without a day between (law 9-88
//! art. 7). A year is called after the year in which it ends: no two end in the same one, while a short first year and
//! the next may well begin in the same. Civil years open by themselves; a board that wants others opens them.
//!
//! A year ends with a month, so that each of its months is one calendar month: [`month`] counts them from its begin.

use crate::chart;
use crate::entity::entry;
use crate::entity::fiscal_year::{ActiveModel, Column, Entity, Model};
use chrono::{Datelike, Days, Months, NaiveDate};
use contracts::years::OpenYear;
use contracts::{Nothing, Page, books};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::id::named_id;
use kernel::permission::{CloseYears, ViewBooks};
use kernel::{Actor, Error, FieldError, Kind, Result, date};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use std::collections::BTreeMap;
use uuid::Uuid;
use web::Access;

/// Years that can be opened before they begin.
const AHEAD: i32 = 2;

pub async fn list(access: Access<ViewBooks>, _: Nothing) -> Result<Page<books::FiscalYear>> {
    let ws = access.begin().await?;
    let mut years = all(&ws).await?;
    let running = running(&ws).await?;
    if !years.iter().any(|year| year.id == running.id) {
        years.push(running);
    }
    years.sort_by_key(|year| std::cmp::Reverse(year.starts_on));
    let seen = years.into_iter().filter(|year| access.actor().reaches_year(year.year));
    Ok(Page { items: seen.map(shown).collect(), next: None })
}

pub fn shown(year: Model) -> books::FiscalYear {
    books::FiscalYear { year: year.year, starts_on: year.starts_on, ends_on: year.ends_on, closed: year.closed }
}

/// The oldest first.
async fn all(ws: &Workspace) -> Result<Vec<Model>> {
    ws.all(Entity::find().order_by_asc(Column::StartsOn)).await
}

/// The month of the year in which the day lies: 1 is the one in which the year begins.
pub fn month(year: &Model, day: NaiveDate) -> i32 {
    month_since(year.starts_on, day)
}

/// As [`month`], of a year that begins on this day.
pub fn month_since(starts_on: NaiveDate, day: NaiveDate) -> i32 {
    let months = |date: NaiveDate| date.year() * 12 + date.month0().cast_signed();
    months(day) - months(starts_on) + 1
}

/// The year of today, as it is or as it will be written with its first entry. The running year is open without a
/// row: most of a hundred thousand associations never post one, and a year for each, with its
/// announcement, would be a third of what making them takes.
async fn running(ws: &Workspace) -> Result<Model> {
    let today = ws.today();
    if let Some(year) = covering(ws, today).await? {
        return Ok(year);
    }
    let years = all(ws).await?;
    let opened = to_open(ws.association().0, &years, today).and_then(|mut opened| opened.pop());
    // before the first year begins, that one
    opened.or_else(|| years.into_iter().find(|year| year.starts_on > today)).ok_or_else(|| missing(today.year()))
}

/// # Errors
/// `year-missing`.
pub async fn named(ws: &Workspace, year: i32) -> Result<Model> {
    if let Some(found) = ws.one(Entity::find().filter(Column::Year.eq(year))).await? {
        return Ok(found);
    }
    running(ws).await.ok().filter(|running| running.year == year).ok_or_else(|| unknown(year))
}

/// The year that somebody wants to read, or the one they mean who name none. One outside the limit
/// of their seat is as unknown as one that never was.
///
/// # Errors
/// `year-missing`.
pub async fn asked(ws: &Workspace, actor: &Actor, year: Option<i32>) -> Result<Model> {
    let year = match year {
        Some(year) => year,
        None => actor.year_or(running(ws).await?.year),
    };
    if actor.reaches_year(year) { named(ws, year).await } else { Err(unknown(year)) }
}

fn unknown(year: i32) -> Error {
    Error::new(Kind::NotFound, "year-missing").with("year", year)
}

/// As it will be written. Named, so that whoever comes second finds it by its key.
fn model(association: Uuid, starts_on: NaiveDate, ends_on: NaiveDate) -> Model {
    let year = ends_on.year();
    Model { association_id: association, id: named_id(&format!("fiscal-year-{year}")), year, starts_on, ends_on, closed: false }
}

/// The last day of the twelve months that begin with this one.
fn twelve_months(starts_on: NaiveDate) -> Option<NaiveDate> {
    starts_on.checked_add_months(Months::new(12))?.checked_sub_days(Days::new(1))
}

fn day_after(date: NaiveDate) -> Option<NaiveDate> {
    date.checked_add_days(Days::new(1))
}

/// What must be opened so that a year covers the date, the oldest first: civil years where there is none yet, else
/// twelve months after twelve months from the year before it, or towards the first one. None where that cannot be:
/// before a first year that is shorter, before one that is closed, or where years would overlap.
fn to_open(association: Uuid, years: &[Model], date: NaiveDate) -> Option<Vec<Model>> {
    let Some(first) = years.first() else {
        let (start, end) = (NaiveDate::from_ymd_opt(date.year(), 1, 1)?, NaiveDate::from_ymd_opt(date.year(), 12, 31)?);
        return Some(vec![model(association, start, end)]);
    };
    let mut opened = Vec::new();
    let next = years.iter().find(|year| year.starts_on > date);
    if next.is_some_and(|next| next.closed) {
        return None;
    }
    if let Some(before) = years.iter().rev().find(|year| year.starts_on <= date) {
        let mut end = before.ends_on;
        while end < date {
            let start = day_after(end)?;
            end = twelve_months(start)?;
            opened.push(model(association, start, end));
        }
        return if next.is_some_and(|next| next.starts_on <= end) { None } else { Some(opened) };
    }
    if twelve_months(first.starts_on)? != first.ends_on {
        return None;
    }
    let mut start = first.starts_on;
    while start > date {
        let end = start.checked_sub_days(Days::new(1))?;
        start = start.checked_sub_months(Months::new(12))?;
        opened.insert(0, model(association, start, end));
    }
    Some(opened)
}

/// Dates for which a year is opened by the first entry of somebody: this civil year's, so that January needs no
/// ceremony, and those of the one before it, for which there is still work to do then.
pub fn opens_itself(ws: &Workspace, year: i32) -> bool {
    (ws.today().year() - 1..=ws.today().year()).contains(&year)
}

async fn covering(ws: &Workspace, date: NaiveDate) -> Result<Option<Model>> {
    ws.one(Entity::find().filter(Column::StartsOn.lte(date)).filter(Column::EndsOn.gte(date)).order_by_asc(Column::Year)).await
}

/// Opens what is missing so that a year covers the date. Whoever opens years is alone with it.
async fn open_until(ws: &Workspace, date: NaiveDate) -> Result<()> {
    chart::lock(ws).await?;
    let opened = to_open(ws.association().0, &all(ws).await?, date).ok_or_else(|| missing(date.year()))?;
    for year in opened {
        write(ws, year).await?;
    }
    Ok(())
}

/// Unless it exists.
async fn write(ws: &Workspace, year: Model) -> Result<()> {
    let (number, starts_on, ends_on) = (year.year, year.starts_on, year.ends_on);
    if ws.insert_new(year.into_active_model().reset_all()).await? {
        let details = serde_json::json!({ "starts_on": starts_on, "ends_on": ends_on });
        ws.audit("year-opened", number.to_string(), details).await?;
    }
    Ok(())
}

/// The open year that covers the date, kept from being closed until the transaction ends. Where
/// there is none, `open_missing` says whether one may be opened for it.
///
/// # Errors
/// `year-missing`, `year-closed`.
pub async fn hold(ws: &Workspace, date: NaiveDate, open_missing: bool) -> Result<Model> {
    if open_missing && covering(ws, date).await?.is_none() {
        open_until(ws, date).await?;
    }
    let found = covering(ws, date).await?.ok_or_else(|| missing(date.year()))?;
    let year = ws.hold::<Entity>(found.id).await?;
    if year.closed { Err(refused(Error::conflict("year-closed"), "year-closed", year.year)) } else { Ok(year) }
}

/// As [`hold`], for what has happened and must be posted whatever the books are like: of a day whose year is closed,
/// on the first day that is open.
pub async fn hold_for_fact(ws: &Workspace, date: NaiveDate) -> Result<(Model, NaiveDate)> {
    match hold(ws, date, true).await {
        Ok(year) => return Ok((year, date)),
        Err(error) if matches!(error.code(), "year-closed" | "year-missing") => {}
        Err(error) => return Err(error),
    }
    for year in all(ws).await?.into_iter().filter(|year| year.starts_on > date && !year.closed) {
        let year = ws.hold::<Entity>(year.id).await?;
        if !year.closed {
            let day = year.starts_on;
            return Ok((year, day));
        }
    }
    Err(missing(date.year()))
}

/// The year to be closed or reopened: nobody posts into it meanwhile.
///
/// # Errors
/// `year-missing`; `year-not-over` for the running year before its first entry.
pub async fn lock(ws: &Workspace, actor: &Actor, year: i32) -> Result<Model> {
    let year = asked(ws, actor, Some(year)).await?;
    match ws.lock::<Entity>(year.id).await {
        Err(error) if error.kind() == Kind::NotFound => Err(Error::conflict("year-not-over").with("year", year.year)),
        locked => locked,
    }
}

/// The year after this one, which must be there when this one hands over, kept from being closed.
pub async fn following(ws: &Workspace, year: &Model) -> Result<Model> {
    let day = day_after(year.ends_on).ok_or_else(|| missing(year.year + 1))?;
    hold(ws, day, true).await
}

/// The earliest year before this one that is open.
pub async fn open_before(ws: &Workspace, year: &Model) -> Result<Option<Model>> {
    let earlier = Entity::find().filter(Column::Closed.eq(false)).filter(Column::EndsOn.lt(year.starts_on));
    ws.one(earlier.order_by_asc(Column::StartsOn)).await
}

/// Whether a later year is closed.
pub async fn closed_after(ws: &Workspace, year: &Model) -> Result<bool> {
    let later = Entity::find().filter(Column::Closed.eq(true)).filter(Column::StartsOn.gt(year.ends_on));
    Ok(ws.one(later).await?.is_some())
}

fn missing(year: i32) -> Error {
    refused(Error::invalid("year-missing"), "year-missing", year)
}

/// Told at the date as well, which is what the user can change.
fn refused(error: Error, code: &str, year: i32) -> Error {
    let params = BTreeMap::from([("year".to_owned(), year.to_string())]);
    error.with("year", year).with_fields(vec![FieldError { field: "posted_on".into(), code: code.into(), params }])
}

/// `POST …/books/years`
///
/// # Errors
/// At the dates: `year-ends-before`, `year-not-month-end`, `year-too-long`, `year-not-twelve-months`,
/// `year-not-contiguous`, `year-overlaps`, `year-out-of-range`.
pub async fn open(access: Access<CloseYears>, input: OpenYear) -> Result<books::FiscalYear> {
    let mut errors = FieldErrors::default();
    let mut read = |field: &str, text: &str| {
        let date = if text.trim().is_empty() { Err("required") } else { date::parse(text) };
        errors.keep(field, date)
    };
    let (starts_on, ends_on) = (read("starts_on", &input.starts_on), read("ends_on", &input.ends_on));
    errors.finish()?;
    let (Some(starts_on), Some(ends_on)) = (starts_on, ends_on) else { return Err(Error::invalid("invalid-input")) };
    let last = access.today().year() + AHEAD;
    if !(1958..=last).contains(&starts_on.year()) || ends_on.year() > last {
        let params = BTreeMap::from([("last".to_owned(), last.to_string())]);
        return Err(Error::fields(vec![FieldError { field: "starts_on".into(), code: "year-out-of-range".into(), params }]));
    }
    let ws = access.begin().await?;
    let year = model(ws.association().0, starts_on, ends_on);
    if !access.actor().reaches_year(year.year) {
        return Err(unknown(year.year));
    }
    // as whoever posts: the year before the books
    if let [only] = all(&ws).await?.as_slice() {
        ws.lock::<Entity>(only.id).await?;
    }
    chart::lock(&ws).await?;
    let years = all(&ws).await?;
    if let [only] = years.as_slice()
        && starts_on <= only.ends_on
        && ends_on >= only.starts_on
    {
        fits(&[], starts_on, ends_on).map_err(|(field, code)| Error::field(field, code))?;
        give_way(&ws, only, &year).await?;
        return ws.commit(shown(year)).await;
    }
    fits(&years, starts_on, ends_on).map_err(|(field, code)| Error::field(field, code))?;
    write(&ws, year.clone()).await?;
    ws.commit(shown(year)).await
}

/// The only year, which may have opened by itself, gives way to what the board says: to any dates while nothing is
/// posted in it, then to an earlier end alone, as its entries are numbered, counted by month and sealed.
///
/// # Errors
/// `year-overlaps`.
async fn give_way(ws: &Workspace, only: &Model, year: &Model) -> Result<()> {
    let entries = || entry::Entity::find().filter(entry::Column::FiscalYearId.eq(only.id)).limit(1);
    if ws.one(entries()).await?.is_none() {
        ws.delete(Entity::delete_many().filter(Column::Id.eq(only.id))).await?;
        return write(ws, year.clone()).await;
    }
    let same_begin = (year.starts_on, year.year) == (only.starts_on, only.year);
    if !same_begin || ws.one(entries().filter(entry::Column::PostedOn.gt(year.ends_on))).await?.is_some() {
        return Err(Error::field("starts_on", "year-overlaps"));
    }
    ws.update(ActiveModel { id: Set(only.id), ends_on: Set(year.ends_on), ..Default::default() }).await?;
    let details = serde_json::json!({ "before": { "ends_on": only.ends_on }, "after": { "ends_on": year.ends_on } });
    ws.audit("year-shortened", year.year.to_string(), details).await
}

/// Whether a year may stand beside those that are there (the oldest first); the field that is wrong and why.
fn fits(years: &[Model], starts_on: NaiveDate, ends_on: NaiveDate) -> Result<(), (&'static str, &'static str)> {
    let most = twelve_months(starts_on).ok_or(("starts_on", "year-too-long"))?;
    if ends_on < starts_on {
        return Err(("ends_on", "year-ends-before"));
    }
    if day_after(ends_on).is_none_or(|next| next.day() != 1) {
        return Err(("ends_on", "year-not-month-end"));
    }
    if ends_on > most {
        return Err(("ends_on", "year-too-long"));
    }
    let (Some(first), Some(last)) = (years.first(), years.last()) else { return Ok(()) };
    if years.iter().any(|year| starts_on <= year.ends_on && ends_on >= year.starts_on) {
        return Err(("starts_on", "year-overlaps"));
    }
    if day_after(last.ends_on) == Some(starts_on) {
        return if ends_on == most { Ok(()) } else { Err(("ends_on", "year-not-twelve-months")) };
    }
    let before_first = day_after(ends_on) == Some(first.starts_on) && twelve_months(first.starts_on) == Some(first.ends_on);
    if before_first && years.iter().all(|year| !year.closed) { Ok(()) } else { Err(("starts_on", "year-not-contiguous")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn year(starts_on: &str, ends_on: &str) -> Model {
        model(Uuid::nil(), day(starts_on), day(ends_on))
    }

    fn opened(years: &[Model], date: &str) -> Option<Vec<(i32, String, String)>> {
        let told = |year: Model| (year.year, year.starts_on.to_string(), year.ends_on.to_string());
        to_open(Uuid::nil(), years, day(date)).map(|years| years.into_iter().map(told).collect())
    }

    #[test]
    fn civil_years_open_where_there_is_none_and_those_of_the_board_go_on() {
        let of = |number, from: &str, to: &str| (number, from.to_owned(), to.to_owned());
        assert_eq!(opened(&[], "2026-05-03"), Some(vec![of(2026, "2026-01-01", "2026-12-31")]));
        let school = [year("2025-09-01", "2026-08-31")];
        assert_eq!(opened(&school, "2026-09-01"), Some(vec![of(2027, "2026-09-01", "2027-08-31")]));
        assert_eq!(opened(&school, "2026-08-31"), Some(vec![]));
        let two = Some(vec![of(2027, "2026-09-01", "2027-08-31"), of(2028, "2027-09-01", "2028-08-31")]);
        assert_eq!(opened(&school, "2027-12-01"), two, "no year is left out");
        assert_eq!(opened(&school, "2025-08-31"), Some(vec![of(2025, "2024-09-01", "2025-08-31")]));
        let short = [year("2026-05-12", "2026-08-31")];
        assert_eq!(opened(&short, "2026-05-11"), None, "before it began there is nothing");
        assert_eq!(opened(&short, "2026-09-30"), Some(vec![of(2027, "2026-09-01", "2027-08-31")]));
        let closed = [Model { closed: true, ..year("2026-01-01", "2026-12-31") }];
        assert_eq!(opened(&closed, "2025-12-31"), None);
        let apart = [year("2024-01-01", "2024-12-31"), year("2026-01-01", "2026-12-31")];
        assert_eq!(opened(&apart, "2025-07-01"), Some(vec![of(2025, "2025-01-01", "2025-12-31")]));
    }

    #[test]
    fn a_year_that_does_not_fit_is_refused() {
        let code = |years: &[Model], from: &str, to: &str| fits(years, day(from), day(to)).map_err(|(_, code)| code);
        assert_eq!(code(&[], "2026-05-12", "2026-12-31"), Ok(()), "a short first year");
        assert_eq!(code(&[], "2026-09-01", "2027-08-31"), Ok(()));
        assert_eq!(code(&[], "2026-09-01", "2027-09-30"), Err("year-too-long"));
        assert_eq!(code(&[], "2026-09-15", "2027-09-14"), Err("year-not-month-end"));
        assert_eq!(code(&[], "2026-09-01", "2026-08-31"), Err("year-ends-before"));
        let years = [year("2026-05-12", "2026-08-31")];
        assert_eq!(code(&years, "2026-09-01", "2027-08-31"), Ok(()));
        assert_eq!(code(&years, "2026-09-01", "2026-12-31"), Err("year-not-twelve-months"));
        assert_eq!(code(&years, "2026-08-01", "2027-07-31"), Err("year-overlaps"));
        assert_eq!(code(&years, "2026-10-01", "2027-09-30"), Err("year-not-contiguous"));
        assert_eq!(code(&years, "2025-05-01", "2026-04-30"), Err("year-not-contiguous"));
        assert_eq!(code(&[year("2026-01-01", "2026-12-31")], "2025-11-03", "2025-12-31"), Ok(()), "the first year, noted later");
    }

    #[test]
    fn months_are_counted_from_the_years_begin() {
        let school = year("2025-09-15", "2026-08-31");
        assert_eq!(["2025-09-15", "2025-12-31", "2026-01-01", "2026-08-31"].map(|date| month(&school, day(date))), [1, 4, 5, 12]);
        let civil = year("2026-01-01", "2026-12-31");
        assert_eq!(["2026-01-01", "2026-12-31"].map(|date| month(&civil, day(date))), [1, 12]);
    }

    proptest! {
        #[test]
        fn whatever_opens_years_leaves_them_one_after_the_other(start_month in 1u32..13, dates in prop::collection::vec(0i64..4000, 1..6)) {
            let start = NaiveDate::from_ymd_opt(2020, start_month, 1).unwrap();
            let mut years = vec![model(Uuid::nil(), start, twelve_months(start).unwrap())];
            for days in dates {
                let date = day("2016-01-01") + chrono::Duration::days(days);
                let opened = to_open(Uuid::nil(), &years, date).unwrap();
                years.extend(opened);
                years.sort_by_key(|year| year.starts_on);
                prop_assert!(years.iter().any(|year| (year.starts_on..=year.ends_on).contains(&date)));
                prop_assert!(years.windows(2).all(|pair| day_after(pair[0].ends_on) == Some(pair[1].starts_on) && pair[0].year + 1 == pair[1].year));
                let covering = years.iter().find(|year| (year.starts_on..=year.ends_on).contains(&date)).unwrap();
                prop_assert!((1..=12).contains(&month(covering, date)));
            }
        }
    }
}
