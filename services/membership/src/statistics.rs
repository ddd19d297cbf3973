//! Who the members are, in figures: counted by the database, nobody is named.

use crate::entity::member;
use crate::groups;
use chrono::{Datelike, Months, NaiveDate};
use contracts::Nothing;
use contracts::member_statistics::{AgeBand, Category, MemberStatistics, Month, YearBand};
use database::Workspace;
use kernel::permission::ViewMembers;
use kernel::{Actor, Error, Result};
use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect, Select};
use web::Access;

/// Years at which the bands begin.
const AGES: [i32; 9] = [0, 10, 18, 26, 36, 46, 56, 66, 76];
const SENIORITY: [i32; 6] = [0, 1, 3, 5, 10, 20];
const MONTHS: u32 = 12;

#[derive(FromQueryResult)]
struct Counted {
    band: Option<i32>,
    sex: Option<String>,
    members: i64,
}

#[derive(FromQueryResult)]
struct Named {
    category: Option<String>,
    members: i64,
}

/// `GET …/member-statistics`
pub async fn show(access: Access<ViewMembers>, _: Nothing) -> Result<MemberStatistics> {
    let ws = access.begin().await?;
    let (actor, today) = (access.actor(), access.today());
    let persons = || reached(&ws, actor).filter(member::Column::Active.eq(true)).filter(member::Column::Kind.eq("person"));
    let active = || reached(&ws, actor).filter(member::Column::Active.eq(true));
    let ages = counted(&ws, persons(), member::Column::BornOn, &birthdays(today, &AGES)?, false).await?;
    let seniority = counted(&ws, active(), member::Column::JoinedOn, &birthdays(today, &SENIORITY)?, false).await?;
    let firsts = firsts(today)?;
    let joined = counted(&ws, reached(&ws, actor), member::Column::JoinedOn, &firsts, true).await?;
    let gone = reached(&ws, actor).filter(member::Column::Status.is_in(["resigned", "excluded", "deceased"]));
    let left = counted(&ws, gone, member::Column::StatusSince, &firsts, true).await?;
    let of_band = |rows: &[Counted], band: usize| sum(rows, |row| row.band == i32::try_from(band).ok());
    Ok(MemberStatistics {
        members: ws.count(active()).await?,
        bodies: ws.count(active().filter(member::Column::Kind.eq("body"))).await?,
        ages: age_bands(&ages),
        age_unknown: sum(&ages, |row| row.band.is_none()),
        categories: categories(&ws, active()).await?,
        seniority: SENIORITY
            .iter()
            .enumerate()
            .map(|(at, from)| YearBand { from: *from, to: SENIORITY.get(at + 1).map(|next| next - 1), members: of_band(&seniority, at) })
            .collect(),
        seniority_unknown: sum(&seniority, |row| row.band.is_none()),
        months: firsts
            .iter()
            .enumerate()
            .rev()
            .map(|(at, first)| Month { first: *first, joined: of_band(&joined, at), left: of_band(&left, at) })
            .collect(),
    })
}

fn reached(ws: &Workspace, actor: &Actor) -> Select<member::Entity> {
    groups::reached(ws, actor, member::Entity::find().filter(member::Column::AnonymisedAt.is_null()))
}

/// The last days on which somebody was born, or joined, who is in each band's first year today.
fn birthdays(today: NaiveDate, years: &[i32]) -> Result<Vec<NaiveDate>> {
    let day = |years: &i32| today.checked_sub_months(Months::new(12 * years.unsigned_abs())).ok_or_else(|| Error::internal("no such day"));
    years.iter().map(day).collect()
}

/// The first days of the last months, this one first.
fn firsts(today: NaiveDate) -> Result<Vec<NaiveDate>> {
    let first = today.with_day(1).unwrap_or(today);
    (0..MONTHS).map(|back| first.checked_sub_months(Months::new(back)).ok_or_else(|| Error::internal("no such day"))).collect()
}

/// Counts by sex and by band. The days go back in time; band n has those since its own day, or else
/// those until it.
async fn counted(
    ws: &Workspace,
    select: Select<member::Entity>,
    column: member::Column,
    days: &[NaiveDate],
    since: bool,
) -> Result<Vec<Counted>> {
    let mut case = CaseStatement::new();
    let bands = days.iter().enumerate();
    let bands: Vec<_> = if since { bands.collect() } else { bands.rev().collect() };
    for (at, day) in bands {
        let within = if since { column.gte(*day) } else { column.lte(*day) };
        case = case.case(within, Expr::val(i32::try_from(at).unwrap_or_default()));
    }
    let select = select.select_only().column(member::Column::Sex).column_as(member::Column::Id.count(), "members");
    let case: Expr = case.into();
    ws.rows(select.column_as(case.cast_as("integer"), "band").group_by(Expr::col("band")).group_by(member::Column::Sex)).await
}

fn sum(rows: &[Counted], which: impl Fn(&Counted) -> bool) -> i64 {
    rows.iter().filter(|row| which(row)).map(|row| row.members).sum()
}

fn age_bands(rows: &[Counted]) -> Vec<AgeBand> {
    let bands = AGES.iter().enumerate().map(|(at, from)| {
        let of = |sex: Option<&str>| sum(rows, |row| row.band == i32::try_from(at).ok() && row.sex.as_deref() == sex);
        let to = AGES.get(at + 1).map(|next| next - 1);
        AgeBand { from: *from, to, women: of(Some("f")), men: of(Some("m")), unsaid: of(None) }
    });
    bands.collect()
}

async fn categories(ws: &Workspace, select: Select<member::Entity>) -> Result<Vec<Category>> {
    let select = select.select_only().column(member::Column::Category).column_as(member::Column::Id.count(), "members");
    let mut rows: Vec<Named> = ws.rows(select.group_by(member::Column::Category)).await?;
    // the largest first, those without one after the others of their size
    rows.sort_by_cached_key(|row| (-row.members, row.category.is_none(), row.category.clone()));
    Ok(rows.into_iter().map(|row| Category { name: row.category, members: row.members }).collect())
}
