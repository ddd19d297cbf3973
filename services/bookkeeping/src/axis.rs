//! What lines are for: a project, a grant. Said with the entry, or later; kept beside the line, which
//! never changes.

use crate::entity::{entry, fiscal_year, grant_agreement, line, line_allocation, project};
use crate::entry::Line;
use crate::journal::shown;
use chrono::NaiveDate;
use contracts::books::Entry;
use contracts::projects::{Allocate, AxisName};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::fold::western_digits;
use kernel::permission::PostEntries;
use kernel::{Error, FieldError, Kind, Result};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;
use web::Access;

/// What a line is for; mostly nothing in particular.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Axis {
    pub project: Option<Uuid>,
    pub grant: Option<Uuid>,
}

impl Axis {
    /// As a form names it, at fields that begin with `prefix`.
    pub fn read(project: &str, grant: &str, prefix: &str, errors: &mut FieldErrors) -> Self {
        let mut id = |name: &str, typed: &str| {
            let typed = typed.trim();
            let found = if typed.is_empty() { Ok(None) } else { typed.parse().map(Some).map_err(|_| "choice-unknown") };
            errors.keep(&format!("{prefix}{name}"), found).flatten()
        };
        Self { project: id("project", project), grant: id("grant", grant) }
    }

    pub fn is_empty(self) -> bool {
        self == Self::default()
    }
}

/// An account of expense, or of what is bought to stay: what a grant is spent on. That it loses value later
/// spends nothing.
pub fn is_spending(account: &str) -> bool {
    let written_off = ["619", "28", "29"].iter().any(|prefix| account.starts_with(prefix));
    (account.starts_with('6') || account.starts_with('2')) && !written_off
}

/// What lines, told by their accounts, are for, made whole: a grant's line is its project's too. Projects
/// and grants are kept from being closed until the transaction ends. `corrects`: taking back what was
/// posted for something that is closed now must stay possible.
///
/// # Errors
/// At `project` and `grant`: `choice-unknown`, `project-closed`, `grant-closed`, `grant-of-other-project`,
/// `outside-eligible-period`.
pub async fn hold(ws: &Workspace, lines: &[(&str, Axis)], posted_on: NaiveDate, corrects: bool) -> Result<Vec<Axis>> {
    let mut grants = BTreeMap::new();
    for id in lines.iter().filter_map(|(_, axis)| axis.grant).collect::<BTreeSet<Uuid>>() {
        let row = ws.hold::<grant_agreement::Entity>(id).await.map_err(|error| unknown(error, "grant"))?;
        let spends = lines.iter().any(|(account, axis)| axis.grant == Some(id) && is_spending(account));
        if !corrects {
            takes(&row, spends.then_some(posted_on))?;
        }
        grants.insert(id, row.project_id);
    }
    let mut whole = Vec::with_capacity(lines.len());
    for (_, axis) in lines {
        let of_grant = axis.grant.and_then(|grant| grants.get(&grant).copied().flatten());
        let project = axis.project.or(of_grant);
        if !corrects && of_grant.is_some() && project != of_grant {
            return Err(Error::field("project", "grant-of-other-project"));
        }
        whole.push(Axis { project, grant: axis.grant });
    }
    hold_projects(ws, &whole, corrects).await?;
    Ok(whole)
}

async fn hold_projects(ws: &Workspace, lines: &[Axis], corrects: bool) -> Result<()> {
    for id in lines.iter().filter_map(|axis| axis.project).collect::<BTreeSet<Uuid>>() {
        let row = ws.hold::<project::Entity>(id).await.map_err(|error| unknown(error, "project"))?;
        if row.closed && !corrects {
            return Err(refused("project", "project-closed", [("project", row.code)]));
        }
    }
    Ok(())
}

/// `spent_on`: the day on which something is spent of it. What is spent on other days than it allows is
/// not for the grant.
fn takes(row: &grant_agreement::Model, spent_on: Option<NaiveDate>) -> Result<()> {
    if row.closed {
        return Err(refused("grant", "grant-closed", [("grant", row.code.clone())]));
    }
    let inside = |on: NaiveDate| row.eligible_from.is_none_or(|from| from <= on) && row.eligible_until.is_none_or(|until| on <= until);
    if spent_on.is_none_or(inside) {
        return Ok(());
    }
    let day = |day: Option<NaiveDate>| day.map_or_else(|| "…".to_owned(), |day| day.format("%d/%m/%Y").to_string());
    Err(refused("grant", "outside-eligible-period", [("from", day(row.eligible_from)), ("until", day(row.eligible_until))]))
}

fn unknown(error: Error, field: &str) -> Error {
    if error.kind() == Kind::NotFound { Error::field(field, "choice-unknown") } else { error }
}

fn refused<const N: usize>(field: &str, code: &'static str, params: [(&str, String); N]) -> Error {
    let params = params.map(|(name, value)| (name.to_owned(), value)).into();
    Error::fields(vec![FieldError { field: field.into(), code: code.into(), params }])
}

/// Writes down what lines of an entry are for. `lines`: with their ids.
pub async fn write(ws: &Workspace, posted: &entry::Model, lines: impl Iterator<Item = (Uuid, Line, Axis)> + Send) -> Result<()> {
    let rows = lines.filter(|(_, _, axis)| !axis.is_empty()).map(|(id, line, axis)| line_allocation::ActiveModel {
        id: Set(id),
        entry_id: Set(posted.id),
        fiscal_year_id: Set(posted.fiscal_year_id),
        posted_on: Set(posted.posted_on),
        account: Set(line.account().to_owned()),
        debit: Set(line.debit().in_centimes()),
        credit: Set(line.credit().in_centimes()),
        project_id: Set(axis.project),
        grant_id: Set(axis.grant),
        ..Default::default()
    });
    let rows: Vec<_> = rows.collect();
    ws.insert_many(rows).await
}

/// What the lines of an entry are for, by their ids.
pub async fn of_entry(ws: &Workspace, entry: Uuid) -> Result<HashMap<Uuid, Axis>> {
    let rows = ws.all(line_allocation::Entity::find().filter(line_allocation::Column::EntryId.eq(entry))).await?;
    Ok(rows.into_iter().map(|row| (row.id, Axis { project: row.project_id, grant: row.grant_id })).collect())
}

/// The names of a line's project and grant.
pub type Named = (Option<AxisName>, Option<AxisName>);

/// What the lines of these entries are for, by the lines' ids.
pub async fn named(ws: &Workspace, entries: Vec<Uuid>) -> Result<HashMap<Uuid, Named>> {
    let rows = ws.all(line_allocation::Entity::find().filter(line_allocation::Column::EntryId.is_in(entries))).await?;
    if rows.is_empty() {
        return Ok(HashMap::new());
    }
    let projects: BTreeSet<Uuid> = rows.iter().filter_map(|row| row.project_id).collect();
    let grants: BTreeSet<Uuid> = rows.iter().filter_map(|row| row.grant_id).collect();
    let projects = ws.all(project::Entity::find().filter(project::Column::Id.is_in(projects))).await?;
    let grants = ws.all(grant_agreement::Entity::find().filter(grant_agreement::Column::Id.is_in(grants))).await?;
    let projects: HashMap<Uuid, AxisName> = projects.iter().map(|row| (row.id, project_name(row))).collect();
    let grants: HashMap<Uuid, AxisName> = grants.iter().map(|row| (row.id, grant_name(row))).collect();
    let name = |row: line_allocation::Model| {
        let project = row.project_id.and_then(|id| projects.get(&id).cloned());
        (row.id, (project, row.grant_id.and_then(|id| grants.get(&id).cloned())))
    };
    Ok(rows.into_iter().map(name).collect())
}

pub fn project_name(row: &project::Model) -> AxisName {
    let (ar, fr) = (row.name_ar.clone(), row.name_fr.clone());
    let name_ar = ar.clone().or_else(|| fr.clone()).unwrap_or_default();
    AxisName { id: row.id, code: row.code.clone(), name_ar, name_fr: fr.or(ar).unwrap_or_default() }
}

fn grant_name(row: &grant_agreement::Model) -> AxisName {
    AxisName { id: row.id, code: row.code.clone(), name_ar: row.donor.clone(), name_fr: row.donor.clone() }
}

/// `POST …/books/journal/{id}/allocation`
///
/// # Errors
/// Those of [`hold`], `choice-unknown` at the line, `year-closed`; `entry-posted-elsewhere` for what was
/// posted for a grant, which stays its own.
pub async fn set(access: Access<PostEntries>, input: Allocate) -> Result<Entry> {
    let mut errors = FieldErrors::default();
    let axis = Axis::read(&input.project, &input.grant, "", &mut errors);
    let typed = western_digits(input.line.trim());
    let only = if typed.is_empty() { Ok(None) } else { typed.parse::<i32>().map(Some).map_err(|_| "choice-unknown") };
    let only = errors.keep("line", only).flatten();
    let ws = access.begin().await?;
    let posted = ws.get::<entry::Entity>(input.id).await?;
    errors.finish()?;
    // two who say it of the same entry are one after the other
    let year = ws.lock::<fiscal_year::Entity>(posted.fiscal_year_id).await?;
    if !access.actor().reaches_year(year.year) {
        return Err(Error::not_found());
    }
    if year.closed {
        return Err(Error::conflict("year-closed").with("year", year.year));
    }
    if posted.source_kind.as_deref().is_some_and(|kind| kind.starts_with("grant_")) {
        return Err(Error::conflict("entry-posted-elsewhere"));
    }
    let mut lines = line::Entity::find().filter(line::Column::EntryId.eq(posted.id)).order_by_asc(line::Column::Position);
    if let Some(only) = only {
        lines = lines.filter(line::Column::Position.eq(only.saturating_sub(1)));
    }
    let lines = ws.all(lines).await?;
    if lines.is_empty() {
        return Err(Error::field("line", "choice-unknown"));
    }
    let (project, grant) = change(&ws, &posted, lines, axis).await?;
    let code = |name: Option<AxisName>| name.map(|name| name.code);
    let subject = format!("{} {}/{}", posted.journal, year.year, posted.number);
    ws.audit("entry-allocated", subject, json!({ "project": code(project), "grant": code(grant), "entry_line": only })).await?;
    let shown = shown(&ws, vec![posted]).await?.pop().ok_or_else(Error::not_found)?;
    ws.commit(shown).await
}

/// The lines are for this from now on. Gives the names of what they are for.
pub async fn change(ws: &Workspace, posted: &entry::Model, lines: Vec<line::Model>, axis: Axis) -> Result<Named> {
    let before = of_entry(ws, posted.id).await?;
    let lost: Vec<Axis> = lines.iter().filter_map(|line| before.get(&line.id).copied()).collect();
    // a closed project loses no line either
    hold_projects(ws, &lost, false).await?;
    let told: Vec<(&str, Axis)> = lines.iter().map(|line| (line.account.as_str(), axis)).collect();
    let whole = hold(ws, &told, posted.posted_on, false).await?;
    let ids: Vec<Uuid> = lines.iter().map(|line| line.id).collect();
    ws.delete(line_allocation::Entity::delete_many().filter(line_allocation::Column::Id.is_in(ids.clone()))).await?;
    let found = lines.iter().map(Line::of_row).collect::<Result<Vec<_>>>()?;
    write(ws, posted, ids.iter().copied().zip(found).zip(whole).map(|((id, line), axis)| (id, line, axis))).await?;
    Ok(named(ws, vec![posted.id]).await?.into_iter().find(|(id, _)| ids.contains(id)).map(|(_, names)| names).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_bought_is_spent_and_what_wears_out_is_not_spent_again() {
        for (account, spends) in [
            ("61312", true),
            ("6311", true),
            ("2340", true),
            ("6193", false),
            ("28340", false),
            ("2930", false),
            ("51412", false),
            ("71614", false),
        ] {
            assert_eq!(is_spending(account), spends, "{account}");
        }
    }

    #[test]
    fn what_is_no_id_is_told_at_its_field() {
        let mut errors = FieldErrors::default();
        let axis = Axis::read(" ", "x", "lines.2.", &mut errors);
        assert!(axis.is_empty());
        let error = errors.finish().unwrap_err();
        assert_eq!(
            error.field_errors().iter().map(|e| format!("{} {}", e.field, e.code)).collect::<Vec<_>>(),
            ["lines.2.grant choice-unknown"]
        );
    }
}
