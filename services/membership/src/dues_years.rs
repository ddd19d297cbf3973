//! When the association's years of dues begin: what the board chose, from which year on. Whatever asks to which year a day
//! belongs asks here; the rules are `kernel::dues_years`.

use crate::dues;
use crate::entity::{charge, dues_period, fee, member, payment};
use crate::{members, position};
use chrono::{Datelike, NaiveDate};
use contracts::Nothing;
use contracts::dues_years::{DuesPeriod, SetDuesPeriod};
use database::Workspace;
use kernel::dues_years::{DuesYear, DuesYears};
use kernel::error::FieldErrors;
use kernel::fold::western_digits;
use kernel::id::named_id;
use kernel::permission::{SetFee, ViewAssociation};
use kernel::{Error, Result};
use sea_orm::sea_query::{Expr, ExprTrait, Func};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;
use std::collections::{BTreeSet, HashSet};
use uuid::Uuid;
use web::Access;

/// `GET …/dues/period`
pub async fn show(access: Access<ViewAssociation>, _: Nothing) -> Result<DuesPeriod> {
    let ws = access.begin().await?;
    present(&ws).await
}

/// `POST …/dues/period`
///
/// # Errors
/// `dues-year-in-use` where dues of the year, or of a later one, are called or paid already.
pub async fn set(access: Access<SetFee>, input: SetDuesPeriod) -> Result<DuesPeriod> {
    let (year, choice) = read(&input, access.today())?;
    let ws = access.begin().await?;
    // whoever charges a year holds its fee, and has read before when it begins
    let fees = BTreeSet::from_iter(later_fees(&ws, year).await?);
    ws.lock_all::<fee::Entity>(fees.iter().copied()).await?;
    // whoever makes a fee waits here
    position::hold(&ws).await?;
    if BTreeSet::from_iter(later_fees(&ws, year).await?) != fees {
        return Err(Error::unavailable("a fee was set meanwhile"));
    }
    let free_from = free_from(&ws).await?;
    if year < free_from {
        return Err(Error::conflict("dues-year-in-use").with("year", free_from));
    }
    if choice == DuesYear::Rolling {
        let dated = fee::Entity::find().filter(fee::Column::Year.gte(year)).filter(fee::Column::DueOn.is_not_null());
        if let Some(dated) = ws.one(dated).await? {
            return Err(Error::conflict("dues-year-due-date").with("year", dated.year));
        }
    }
    let before = find(&ws).await?;
    ws.delete(dues_period::Entity::delete_many().filter(dues_period::Column::FromYear.gte(year))).await?;
    let day = if let DuesYear::From { month, day } = choice { Some((month, day)) } else { None };
    let number = |number: u32| i32::try_from(number).map_err(Error::internal);
    let row = dues_period::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(named_id(&format!("dues-period-{year}"))),
        from_year: Set(year),
        kind: Set(choice.code().into()),
        month: Set(day.map(|(month, _)| number(month)).transpose()?),
        day: Set(day.map(|(_, day)| number(day)).transpose()?),
    };
    ws.insert(row).await?;
    let after = find(&ws).await?;
    if before != after {
        ws.audit("dues-year-set", year.to_string(), json!({ "before": told(&before, year), "after": told(&after, year) })).await?;
        members::announce_counts(&ws).await?;
    }
    let reply = present(&ws).await?;
    ws.commit(reply).await
}

fn told(years: &DuesYears, year: i32) -> serde_json::Value {
    match years.of(year) {
        DuesYear::From { month, day } => json!({ "dues_year": "from", "begins": format!("{day:02}/{month:02}") }),
        other => json!({ "dues_year": other.code() }),
    }
}

fn read(input: &SetDuesPeriod, today: NaiveDate) -> Result<(i32, DuesYear)> {
    let mut errors = FieldErrors::default();
    let year = dues::year(&mut errors, &input.year, today).unwrap_or_default();
    let choice = match input.kind.trim() {
        "civil" => Some(DuesYear::Civil),
        "rolling" => Some(DuesYear::Rolling),
        "from" => {
            let number = |text: &str| western_digits(text).trim().parse::<u32>().ok();
            let begins = number(&input.month).zip(number(&input.day)).and_then(|(month, day)| DuesYear::beginning(month, day));
            errors.keep("day", begins.ok_or("dues-year-day"))
        }
        _ => errors.keep("kind", Err("choice-unknown")),
    };
    errors.finish()?;
    Ok((year, choice.unwrap_or_default()))
}

async fn later_fees(ws: &Workspace, year: i32) -> Result<Vec<Uuid>> {
    let rows = ws.all(fee::Entity::find().filter(fee::Column::Year.gte(year))).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// What was called or paid keeps the year that it is of.
async fn free_from(ws: &Workspace) -> Result<i32> {
    let charged = ws.one(charge::Entity::find().order_by_desc(charge::Column::Year).limit(1)).await?.map(|row| row.year);
    let paid = ws.one(payment::Entity::find().order_by_desc(payment::Column::Year).limit(1)).await?.map(|row| row.year);
    Ok([charged, paid].into_iter().flatten().max().map_or(dues::FIRST_YEAR, |last| last + 1))
}

async fn present(ws: &Workspace) -> Result<DuesPeriod> {
    let years = find(ws).await?;
    let year = years.at(ws.today(), None);
    Ok(DuesPeriod {
        year,
        label: years.label(year),
        begins_on: years.begins(year, None),
        ends_on: years.ends(year, None),
        free_from: free_from(ws).await?,
        years,
    })
}

/// As the board has chosen.
pub async fn find(ws: &Workspace) -> Result<DuesYears> {
    let rows = ws.all(dues_period::Entity::find().order_by_asc(dues_period::Column::FromYear)).await?;
    let choice = |row: &dues_period::Model| {
        let begins = |(month, day): (i32, i32)| DuesYear::beginning(u32::try_from(month).ok()?, u32::try_from(day).ok()?);
        let choice = match row.kind.as_str() {
            "rolling" => Some(DuesYear::Rolling),
            "civil" => Some(DuesYear::Civil),
            _ => row.month.zip(row.day).and_then(begins),
        };
        choice.map(|choice| (row.from_year, choice)).ok_or_else(|| Error::internal(format!("years of dues: {}", row.kind)))
    };
    Ok(DuesYears(rows.iter().map(choice).collect::<Result<_>>()?))
}

/// The year of today, as the association as a whole has it.
pub async fn current(ws: &Workspace) -> Result<i32> {
    Ok(find(ws).await?.at(ws.today(), None))
}

/// Members who owe nothing of the year of dues that is theirs today.
pub fn paid(ws: &Workspace, years: &DuesYears) -> Condition {
    let (today, of) = (ws.today(), |year| member::Column::Id.in_subquery(members::paid_up(ws, year)));
    let year = today.year();
    if years.of(year) != DuesYear::Rolling {
        return Condition::all().add(of(years.at(today, None)));
    }
    let own = || Expr::from(Func::coalesce([Expr::col(member::Column::DuesDay), Expr::val(101)]));
    let today = kernel::dues_years::own_day(today);
    let begun = Condition::all().add(own().lte(today)).add(of(year));
    let to_come = Condition::all().add(own().gt(today)).add(of(year - 1));
    Condition::any().add(begun).add(to_come)
}

/// Those of the members who have paid the year of dues that is theirs today.
pub async fn paid_of(ws: &Workspace, years: &DuesYears, members: &[member::Model]) -> Result<HashSet<Uuid>> {
    let these = member::Entity::find().filter(member::Column::Id.is_in(members.iter().map(|row| row.id)));
    let rows = ws.all(these.filter(paid(ws, years))).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Where members have years of their own, those of somebody whose day of joining nobody knows begin with the first payment.
pub async fn note_first_payment(ws: &Workspace, year: i32, member: &mut member::Model, paid_on: NaiveDate) -> Result<()> {
    if member.dues_day.is_some() || find(ws).await?.of(year) != DuesYear::Rolling {
        return Ok(());
    }
    if ws.one(charge::Entity::find().filter(charge::Column::MemberId.eq(member.id)).limit(1)).await?.is_none() {
        let day = Set(Some(kernel::dues_years::own_day(paid_on)));
        *member = ws.update(member::ActiveModel { id: Set(member.id), dues_day: day, ..Default::default() }).await?;
    }
    Ok(())
}
