//! Budgets: versions that stay as they were voted or revised, and how the year stands beside them.

use crate::budget_plan::{self, Item, overlap, percent, settle};
use crate::chart::{self, Chart};
use crate::entity::{account_total, budget, budget_line, fiscal_year, line_allocation, project};
use chrono::{Datelike, NaiveDate};
use contracts::budgets::{AskBudget, Budget, BudgetLine, BudgetRow, BudgetStart, BudgetSum, BudgetVersion, SetBudget, StartLine};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::fold::{clean, western_digits};
use kernel::id::new_id;
use kernel::permission::{PostEntries, ViewBooks};
use kernel::{Actor, Error, Kind, Money, Result, date};
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;
use web::Access;

const MOST_LINES: usize = 300;
/// Characters.
const LONGEST_NOTE: usize = 200;
/// Years before and after this one for which there are budgets.
const YEARS: i32 = 5;

/// `GET …/books/budgets`
///
/// # Errors
/// `year-missing`
pub async fn show(access: Access<ViewBooks>, input: AskBudget) -> Result<Budget> {
    let ws = access.begin().await?;
    report(&ws, access.actor(), &input).await
}

fn asked_year(ws: &Workspace, actor: &Actor, year: Option<i32>) -> Result<i32> {
    let year = year.unwrap_or_else(|| actor.year_or(ws.today().year()));
    if actor.reaches_year(year) { Ok(year) } else { Err(Error::new(Kind::NotFound, "year-missing").with("year", year)) }
}

pub async fn report(ws: &Workspace, actor: &Actor, input: &AskBudget) -> Result<Budget> {
    let year = asked_year(ws, actor, input.year)?;
    let versions = ws.all(budget::Entity::find().filter(budget::Column::Year.eq(year)).order_by_desc(budget::Column::Version)).await?;
    let wanted = |row: &&budget::Model| input.version.is_none_or(|version| row.version == version);
    let shown = versions.iter().find(wanted);
    if shown.is_none() && input.version.is_some() {
        return Err(Error::not_found());
    }
    let plan = match shown {
        Some(row) => lines(ws, row.id).await?,
        None => Vec::new(),
    };
    let (sums, unplanned) = settle(&plan, actuals(ws, year).await?);
    let codes = ws.all(project::Entity::find()).await?.into_iter().map(|row| (row.id, row.code)).collect();
    let named = Names { chart: chart::of(ws).await?, codes };
    let mut rows: Vec<BudgetRow> = plan.iter().zip(sums).map(|(item, actual)| row(item, item.amount, actual, &named, true)).collect();
    // what nobody planned stands there by account
    let mut others: BTreeMap<String, i64> = BTreeMap::new();
    for item in unplanned {
        *others.entry(item.account).or_default() += item.amount;
    }
    rows.extend(others.into_iter().map(|(account, amount)| row(&Item { account, project: None, amount: 0 }, 0, amount, &named, false)));
    rows.sort_by(|a, b| (!a.is_income, &a.account, &a.project_code).cmp(&(!b.is_income, &b.account, &b.project_code)));
    let total = |income: bool| {
        let of: Vec<&BudgetRow> = rows.iter().filter(|row| row.is_income == income).collect();
        let budgeted = of.iter().map(|row| row.sum.budgeted.in_centimes()).fold(0, i64::saturating_add);
        sum(budgeted, of.iter().map(|row| row.sum.actual.in_centimes()).fold(0, i64::saturating_add))
    };
    Ok(Budget {
        year,
        version: shown.map(|row| row.version),
        income: total(true),
        expense: total(false),
        rows,
        versions: versions.into_iter().map(told).collect(),
    })
}

fn told(row: budget::Model) -> BudgetVersion {
    let budget::Model { version, decided_on, note, recorded_by, created_at, .. } = row;
    BudgetVersion { version, decided_on, note, recorded_by, created_at }
}

fn sum(budgeted: i64, actual: i64) -> BudgetSum {
    BudgetSum {
        budgeted: Money::centimes(budgeted),
        actual: Money::centimes(actual),
        remaining: Money::centimes(budgeted.saturating_sub(actual)),
        percent: percent(actual, budgeted),
    }
}

/// What lines are named by.
struct Names {
    chart: Chart,
    /// Of projects.
    codes: HashMap<Uuid, String>,
}

fn row(item: &Item, budgeted: i64, actual: i64, named: &Names, planned: bool) -> BudgetRow {
    let (name_ar, name_fr) = named.chart.title(&item.account).unwrap_or_else(|| (item.account.clone(), item.account.clone()));
    BudgetRow {
        account: item.account.clone(),
        name_ar,
        name_fr,
        project: item.project,
        project_code: item.project.and_then(|id| named.codes.get(&id).cloned()),
        is_income: item.account.starts_with('7'),
        planned,
        sum: sum(budgeted, actual),
    }
}

async fn lines(ws: &Workspace, budget: Uuid) -> Result<Vec<Item>> {
    use budget_line::{Column, Entity};
    let rows = ws.all(Entity::find().filter(Column::BudgetId.eq(budget)).order_by_asc(Column::Position)).await?;
    Ok(rows.into_iter().map(|row| Item { account: row.account, project: row.project_id, amount: row.amount }).collect())
}

#[derive(FromQueryResult)]
struct Turnover {
    account: String,
    project_id: Option<Uuid>,
    debit: i64,
    credit: i64,
}

/// What happened in the year by account and project, from sums: however long the history.
async fn actuals(ws: &Workspace, year: i32) -> Result<Vec<Item>> {
    let Some(year) = ws.one(fiscal_year::Entity::find().filter(fiscal_year::Column::Year.eq(year))).await? else {
        return Ok(Vec::new());
    };
    let of_projects = {
        use line_allocation::{Column, Entity};
        let sums = Entity::find()
            .select_only()
            .column(Column::Account)
            .column(Column::ProjectId)
            // PostgreSQL sums bigint as numeric
            .column_as(Column::Debit.sum().cast_as("bigint"), "debit")
            .column_as(Column::Credit.sum().cast_as("bigint"), "credit")
            .filter(Column::FiscalYearId.eq(year.id))
            .filter(Column::ProjectId.is_not_null())
            .group_by(Column::Account)
            .group_by(Column::ProjectId);
        ws.rows::<Entity, Turnover>(sums).await?
    };
    let mut rest: BTreeMap<String, i64> = BTreeMap::new();
    for total in ws.all(account_total::Entity::find().filter(account_total::Column::FiscalYearId.eq(year.id))).await? {
        if let Some(more) = in_direction(&total.account, total.debit, total.credit) {
            *rest.entry(total.account).or_default() += more;
        }
    }
    let mut found = Vec::new();
    for Turnover { account, project_id, debit, credit } in of_projects {
        let Some(amount) = in_direction(&account, debit, credit) else { continue };
        *rest.entry(account.clone()).or_default() -= amount;
        found.push(Item { account, project: project_id, amount });
    }
    found.extend(rest.into_iter().map(|(account, amount)| Item { account, project: None, amount }));
    found.retain(|item| item.amount != 0);
    Ok(found)
}

/// Positive where income is income and expense is expense; nothing for all other accounts.
fn in_direction(account: &str, debit: i64, credit: i64) -> Option<i64> {
    match account.as_bytes().first() {
        Some(b'7') => Some(credit - debit),
        Some(b'6') => Some(debit - credit),
        _ => None,
    }
}

/// `GET …/books/budgets/start`: the year before, account by account and project by project.
pub async fn start(access: Access<PostEntries>, input: AskBudget) -> Result<BudgetStart> {
    let ws = access.begin().await?;
    let year = asked_year(&ws, access.actor(), input.year)?;
    let mut items = actuals(&ws, year - 1).await?;
    items.retain(|item| item.amount > 0);
    items.sort_by(|a, b| (!a.account.starts_with('7'), &a.account, a.project).cmp(&(!b.account.starts_with('7'), &b.account, b.project)));
    let line = |item: Item| StartLine { account: item.account, project: item.project, amount: Money::centimes(item.amount) };
    Ok(BudgetStart { year, lines: items.into_iter().take(MOST_LINES).map(line).collect() })
}

/// A budget as it was typed.
struct Typed {
    year: i32,
    decided_on: NaiveDate,
    note: String,
    based_on: i64,
    lines: Vec<Item>,
    /// Where each line stands in the form.
    places: Vec<usize>,
}

/// `POST …/books/budgets`
///
/// # Errors
/// At the fields; `budget-changed`: somebody else revised it meanwhile.
pub async fn set(access: Access<PostEntries>, input: SetBudget) -> Result<Budget> {
    let ws = access.begin().await?;
    let typed = read(&chart::of(&ws).await?, &input, access.today())?;
    for (line, at) in typed.lines.iter().zip(&typed.places) {
        let Some(id) = line.project else { continue };
        let unknown = |error: Error| {
            if error.kind() == Kind::NotFound { Error::field(&format!("lines.{at}.project"), "choice-unknown") } else { error }
        };
        ws.get::<project::Entity>(id).await.map_err(unknown)?;
    }
    // the series makes whoever revises the same year at the same time wait
    let version = ws.next_number(&format!("budget-{}", typed.year)).await?;
    if version != typed.based_on + 1 {
        return Err(Error::conflict("budget-changed"));
    }
    let row = budget::ActiveModel {
        id: Set(new_id()),
        year: Set(typed.year),
        version: Set(version),
        decided_on: Set(typed.decided_on),
        note: Set(Some(typed.note).filter(|note| !note.is_empty())),
        recorded_by: Set(ws.origin().who.clone()),
        created_at: Set(ws.now()),
        ..Default::default()
    };
    let row = ws.insert(row).await?;
    let lines = typed.lines.iter().zip(0..).map(|(line, position)| budget_line::ActiveModel {
        id: Set(new_id()),
        budget_id: Set(row.id),
        position: Set(position),
        account: Set(line.account.clone()),
        project_id: Set(line.project),
        amount: Set(line.amount),
        ..Default::default()
    });
    ws.insert_many(lines.collect()).await?;
    let details =
        json!({ "year": typed.year, "budget_version": version, "decided_on": typed.decided_on, "budget_lines": typed.lines.len() });
    if version == 1 {
        ws.audit("budget-voted", typed.year.to_string(), details).await?;
    } else {
        ws.audit("budget-revised", typed.year.to_string(), details).await?;
    }
    let shown = report(&ws, access.actor(), &AskBudget { year: Some(typed.year), ..AskBudget::default() }).await?;
    ws.commit(shown).await
}

fn read(chart: &Chart, input: &SetBudget, today: NaiveDate) -> Result<Typed> {
    let mut errors = FieldErrors::default();
    let near = (today.year() - YEARS)..=(today.year() + YEARS);
    let year = western_digits(input.year.trim())
        .parse::<i32>()
        .map_err(|_| if input.year.trim().is_empty() { "required" } else { "choice-unknown" });
    let year = errors.keep("year", year.and_then(|year| if near.contains(&year) { Ok(year) } else { Err("choice-unknown") }));
    let decided_on = if input.decided_on.trim().is_empty() { Err("required") } else { date::parse(&input.decided_on) };
    let decided_on = errors.keep("decided_on", decided_on.and_then(|on| if on > today { Err("date-in-future") } else { Ok(on) }));
    let note = clean(&input.note);
    if note.chars().count() > LONGEST_NOTE {
        errors.add_with("note", "too-long", "max", LONGEST_NOTE);
    }
    let based_on = western_digits(input.based_on.trim());
    let based_on =
        if based_on.is_empty() { Some(0) } else { errors.keep("based_on", based_on.parse::<i64>().map_err(|_| "choice-unknown")) };
    if input.lines.len() > MOST_LINES {
        errors.add_with("lines", "budget-too-many-lines", "max", MOST_LINES);
    }
    let (mut lines, mut places) = (Vec::new(), Vec::new());
    for (at, line) in input.lines.iter().take(MOST_LINES).enumerate() {
        if let Some(item) = read_line(chart, at, line, &mut errors) {
            if lines.iter().any(|other| overlap(other, &item)) {
                errors.add(&format!("lines.{at}.account"), "budget-line-overlaps");
            }
            lines.push(item);
            places.push(at);
        }
    }
    errors.finish()?;
    if lines.is_empty() {
        return Err(Error::field("lines", "budget-without-lines"));
    }
    match (year, decided_on, based_on) {
        (Some(year), Some(decided_on), Some(based_on)) => Ok(Typed { year, decided_on, note, based_on, lines, places }),
        _ => Err(Error::internal("a budget without errors and without values")),
    }
}

/// Nothing for a line that was left blank.
fn read_line(chart: &Chart, at: usize, line: &BudgetLine, errors: &mut FieldErrors) -> Option<Item> {
    if [&line.account, &line.amount].into_iter().all(|text| text.trim().is_empty()) {
        return None;
    }
    let account = western_digits(&clean(&line.account));
    let known = if account.is_empty() { Err("required") } else { budget_plan::plannable(chart, &account) };
    let known = errors.keep(&format!("lines.{at}.account"), known);
    let typed = line.project.trim();
    let project = if typed.is_empty() { Ok(None) } else { typed.parse().map(Some).map_err(|_| "choice-unknown") };
    let project = errors.keep(&format!("lines.{at}.project"), project);
    let amount = errors.keep(&format!("lines.{at}.amount"), crate::grants::positive(&line.amount));
    known?;
    Some(Item { account, project: project?, amount: amount?.in_centimes() })
}
