//! Projects, and how each of them stands: income, expense, result.

use crate::axis::project_name;
use crate::chart::{self, Chart};
use crate::entity::{fiscal_year, line_allocation, project};
use chrono::NaiveDate;
use contracts::projects::{AskProject, AxisRow, EditProject, Project, ProjectResult, SetProject};
use contracts::{Nothing, Page};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::fold::{clean, fold};
use kernel::id::new_id;
use kernel::permission::{PostEntries, ViewBooks};
use kernel::{Error, Money, Result, date};
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Select};
use serde_json::{Value, json};
use uuid::Uuid;
use web::Access;

const MOST: i64 = 500;
/// Characters.
const LONGEST_CODE: usize = 20;
const LONGEST_NAME: usize = 120;

/// `GET …/books/projects`
pub async fn list(access: Access<ViewBooks>, _: Nothing) -> Result<Page<Project>> {
    let ws = access.begin().await?;
    let rows = ws.all(project::Entity::find().order_by_asc(project::Column::Closed).order_by_asc(project::Column::CodeFolded)).await?;
    Ok(Page { items: rows.iter().map(told).collect(), next: None })
}

/// `POST …/books/projects`
pub async fn add(access: Access<PostEntries>, input: SetProject) -> Result<Project> {
    let columns = read(&input)?;
    let ws = access.begin().await?;
    if ws.count(project::Entity::find()).await? >= MOST {
        return Err(Error::conflict("too-many-projects").with("max", MOST));
    }
    let row = project::ActiveModel { id: Set(new_id()), created_at: Set(ws.now()), ..columns };
    let row = ws.insert(row).await.map_err(taken)?;
    ws.audit("project-added", row.code.clone(), json!({ "after": facts(&row) })).await?;
    ws.commit(told(&row)).await
}

/// `POST …/books/projects/{id}`. Whoever posts for the project holds its row: of the two who close it and
/// post, one is first.
pub async fn edit(access: Access<PostEntries>, input: EditProject) -> Result<Project> {
    let columns = read(&input.project);
    let ws = access.begin().await?;
    let before = ws.lock::<project::Entity>(input.id).await?;
    let row = ws.update(project::ActiveModel { id: Set(before.id), ..columns? }).await.map_err(taken)?;
    ws.audit("project-changed", row.code.clone(), contracts::audit::changes(&facts(&before), &facts(&row))).await?;
    ws.commit(told(&row)).await
}

fn read(input: &SetProject) -> Result<project::ActiveModel> {
    let mut errors = FieldErrors::default();
    let code = read_code(&input.code, &mut errors);
    let mut name = |field: &str, typed: &str| optional(field, typed, LONGEST_NAME, &mut errors);
    let (name_ar, name_fr) = (name("name_ar", &input.name_ar), name("name_fr", &input.name_fr));
    let responsible = name("responsible", &input.responsible);
    if name_ar.is_none() && name_fr.is_none() {
        errors.add("name_ar", "name-required");
    }
    let starts_on = optional_date("starts_on", &input.starts_on, &mut errors);
    let ends_on = optional_date("ends_on", &input.ends_on, &mut errors);
    in_order("ends_on", starts_on, ends_on, &mut errors);
    errors.finish()?;
    Ok(project::ActiveModel {
        code_folded: Set(fold(&code)),
        code: Set(code),
        name_ar: Set(name_ar),
        name_fr: Set(name_fr),
        starts_on: Set(starts_on),
        ends_on: Set(ends_on),
        responsible: Set(responsible),
        closed: Set(input.closed == "yes"),
        ..Default::default()
    })
}

/// Of a project or a grant.
pub fn read_code(typed: &str, errors: &mut FieldErrors) -> String {
    let code = clean(typed);
    if fold(&code).is_empty() {
        errors.add("code", "required");
    } else if code.chars().count() > LONGEST_CODE {
        errors.add_with("code", "too-long", "max", LONGEST_CODE);
    }
    code
}

pub fn optional(field: &str, typed: &str, longest: usize, errors: &mut FieldErrors) -> Option<String> {
    let text = clean(typed);
    if text.chars().count() > longest {
        errors.add_with(field, "too-long", "max", longest);
    }
    Some(text).filter(|text| !text.is_empty())
}

pub fn optional_date(field: &str, typed: &str, errors: &mut FieldErrors) -> Option<NaiveDate> {
    let read = if typed.trim().is_empty() { Ok(None) } else { date::parse(typed).map(Some) };
    errors.keep(field, read).flatten()
}

pub fn in_order(field: &str, from: Option<NaiveDate>, until: Option<NaiveDate>, errors: &mut FieldErrors) {
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        errors.add(field, "ends-before-begin");
    }
}

/// The form knows the code, not what it is compared by.
pub fn taken(error: Error) -> Error {
    if error.code() == "already-exists" { Error::field("code", "taken") } else { error }
}

fn facts(row: &project::Model) -> Value {
    json!({ "project": row.code, "name_ar": row.name_ar, "name_fr": row.name_fr, "starts_on": row.starts_on, "ends_on": row.ends_on,
        "responsible": row.responsible, "closed": row.closed })
}

fn told(row: &project::Model) -> Project {
    let name = project_name(row);
    Project {
        id: row.id,
        code: name.code,
        name_ar: name.name_ar,
        name_fr: name.name_fr,
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        responsible: row.responsible.clone(),
        closed: row.closed,
    }
}

/// Turnover of an account.
#[derive(Debug, FromQueryResult)]
pub struct Turnover {
    pub account: String,
    pub debit: i64,
    pub credit: i64,
}

/// Sums by account of what these rows hold.
pub async fn turnover(ws: &Workspace, rows: Select<line_allocation::Entity>) -> Result<Vec<Turnover>> {
    use line_allocation::Column;
    let sums = rows
        .select_only()
        .column(Column::Account)
        // PostgreSQL sums bigint as numeric
        .column_as(Column::Debit.sum().cast_as("bigint"), "debit")
        .column_as(Column::Credit.sum().cast_as("bigint"), "credit")
        .group_by(Column::Account)
        .order_by_asc(Column::Account);
    ws.rows(sums).await
}

/// The year that somebody asks for, or the only one that their seat reaches.
///
/// # Errors
/// `year-missing`
pub async fn asked_year(ws: &Workspace, actor: &kernel::Actor, asked: Option<i32>) -> Result<Option<fiscal_year::Model>> {
    if asked.is_none() && actor.limit.is_none() {
        return Ok(None);
    }
    crate::years::asked(ws, actor, asked).await.map(Some)
}

/// `GET …/books/projects/{id}`
///
/// # Errors
/// `year-missing`
pub async fn result(access: Access<ViewBooks>, input: AskProject) -> Result<ProjectResult> {
    let ws = access.begin().await?;
    let row = ws.get::<project::Entity>(input.id).await?;
    let year = asked_year(&ws, access.actor(), input.year).await?;
    let mut select = line_allocation::Entity::find().filter(line_allocation::Column::ProjectId.eq(row.id));
    if let Some(year) = &year {
        select = select.filter(line_allocation::Column::FiscalYearId.eq(year.id));
    }
    let chart = chart::of(&ws).await?;
    let mut rows: Vec<AxisRow> = turnover(&ws, select).await?.into_iter().filter_map(|turnover| axis_row(&chart, turnover)).collect();
    rows.sort_by(|a, b| (!a.is_income, &a.account).cmp(&(!b.is_income, &b.account)));
    let sum = |income: bool| Money::sum(rows.iter().filter(|row| row.is_income == income).map(|row| row.amount)).ok_or_else(too_large);
    let (income, expense) = (sum(true)?, sum(false)?);
    let result = income.checked_sub(expense).ok_or_else(too_large)?;
    Ok(ProjectResult { project: told(&row), year: year.map(|year| year.year), rows, income, expense, result })
}

/// What an account says of income or expense; the others say where the money is.
fn axis_row(chart: &Chart, turnover: Turnover) -> Option<AxisRow> {
    let is_income = turnover.account.starts_with('7');
    if !is_income && !turnover.account.starts_with('6') {
        return None;
    }
    let (name_ar, name_fr) = chart.names(&turnover.account);
    let more = if is_income { turnover.credit - turnover.debit } else { turnover.debit - turnover.credit };
    Some(AxisRow { account: turnover.account, name_ar, name_fr, is_income, amount: Money::centimes(more) })
}

fn too_large() -> Error {
    Error::internal("a sum of a project leaves 64 bits")
}

/// The code of a project, for what is of it.
pub async fn code_of(ws: &Workspace, project: Option<Uuid>) -> Result<Option<String>> {
    match project {
        Some(id) => Ok(Some(ws.get::<project::Entity>(id).await?.code)),
        None => Ok(None),
    }
}
