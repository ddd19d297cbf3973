//! Projects, and how each of them stands.

use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Inputs, Table, Tone};
use crate::visit::Visit;
use contracts::projects::{AxisRow, EditProject, Project, ProjectResult, SetProject};
use kernel::permission::{PostEntries, ViewBooks};
use kernel::{Error, Result};
use language::key;
use maud::{Markup, html};

const HERE: &str = "/books/projects";

pub async fn list(page: Page<ViewBooks>) -> Reply {
    let projects: Vec<Project> = page.list(&page.api(HERE)).await?;
    let title = page.say(key::PROJECTS_TITLE);
    let add = html! { @if page.may::<PostEntries>() { a.button.primary href=(page.here("/books/projects/new")) { (ui::icon("plus")) (page.say(key::PROJECT_NEW)) } } };
    let body = html! {
        (ui::back(&page.here("/books"), &page.say(key::NAV_BOOKS)))
        (ui::head(&html! { (title) }, Some(&html! { (page.say(key::PROJECTS_LEAD)) }), &add))
        @if projects.is_empty() {
            (ui::empty(&page.say(key::PROJECTS_EMPTY), &page.say(key::PROJECTS_EMPTY_TEXT), &html! {}))
        } @else { (table(&page, &projects)) }
    };
    page.page(&title, body)
}

fn table(visit: &Visit, projects: &[Project]) -> Markup {
    let columns =
        [key::PROJECT_NAME, key::PROJECT_DATES, key::PROJECT_RESPONSIBLE, key::PROJECT_STATE].map(|label| Column::text(visit.say(label)));
    let mut table = Table::new(visit.say(key::PROJECTS_TITLE), columns.into()).quiet();
    for project in projects {
        table.row(vec![
            html! { a href=(visit.here(&format!("{HERE}/{}", project.id))) { (ui::name(&project.code)) " " (name(visit, project)) } },
            dates(visit, project),
            html! { @if let Some(responsible) = &project.responsible { (ui::name(responsible)) } },
            state(visit, project.closed),
        ]);
    }
    html! { (table) }
}

fn name(visit: &Visit, project: &Project) -> Markup {
    ui::name(ui::in_language(visit.locale, &project.name_ar, &project.name_fr))
}

fn dates(visit: &Visit, project: &Project) -> Markup {
    html! {
        @if let Some(from) = project.starts_on { (ui::date(visit.locale, from)) }
        @if let Some(until) = project.ends_on { " – " (ui::date(visit.locale, until)) }
    }
}

/// Of a project or a grant.
pub fn state(visit: &Visit, closed: bool) -> Markup {
    if closed { ui::chip(Tone::Plain, &visit.say(key::AXIS_CLOSED)) } else { ui::chip(Tone::Good, &visit.say(key::AXIS_OPEN)) }
}

pub async fn show(page: Page<ViewBooks>) -> Reply {
    let id = page.id()?;
    let year = page.query.given("year");
    let found: ProjectResult = page.get(&with_query(&page.api(&format!("{HERE}/{id}")), &[("year", year)])).await?;
    let project = &found.project;
    let title = ui::in_language(page.locale, &project.name_ar, &project.name_fr).to_owned();
    let acts = html! {
        a.button href=(with_query(&page.here("/books/journal"), &[("project", Some(&id.to_string())), ("year", year)])) { (page.say(key::JOURNAL_TITLE)) }
        @if page.may::<PostEntries>() { a.button href=(page.here(&format!("{HERE}/{id}/edit"))) { (page.say(key::AXIS_EDIT)) } }
    };
    let body = html! {
        (ui::back(&page.here(HERE), &page.say(key::PROJECTS_TITLE)))
        (ui::head(&ui::name(&title), Some(&html! { (ui::name(&project.code)) " · " (state(&page, project.closed)) " " (dates(&page, project)) }), &acts))
        @if let Some(responsible) = &project.responsible { p.muted { (page.say(key::PROJECT_RESPONSIBLE)) " : " (ui::name(responsible)) } }
        (years(&page, &format!("{HERE}/{id}"), found.year).await?)
        ul.tiles {
            (ui::figure(&page.say(key::AXIS_INCOME), &ui::amount(page.locale, found.income)))
            (ui::figure(&page.say(key::AXIS_EXPENSE), &ui::amount(page.locale, found.expense)))
            (ui::figure(&page.say(key::AXIS_RESULT), &ui::amount(page.locale, found.result)))
        }
        @if found.rows.is_empty() {
            (ui::empty(&page.say(key::PROJECT_NO_LINES), &page.say(key::PROJECT_NO_LINES_TEXT), &html! {}))
        } @else {
            (side(&page, &found, true))
            (side(&page, &found, false))
        }
    };
    page.page(&title, body)
}

/// All years together, or one of them.
pub async fn years(visit: &Visit, path: &str, shown: Option<i32>) -> Result<Markup> {
    let years: Vec<contracts::books::FiscalYear> = visit.list(&visit.api("/books/years")).await?;
    let current = |year: Option<i32>| (year == shown).then_some("page");
    Ok(html! {
        nav aria-label=(visit.say(key::YEAR)) {
            ul.tabs {
                @if visit.actor.limit.is_none() { li { a href=(visit.here(path)) aria-current=[current(None)] { (visit.say(key::AXIS_ALL_YEARS)) } } }
                @for year in years { li { a href=(format!("{}?year={}", visit.here(path), year.year)) aria-current=[current(Some(year.year))] { (ui::ltr(year.year)) } } }
            }
        }
    })
}

/// The accounts of one side; each leads to its entries.
fn side(visit: &Visit, found: &ProjectResult, income: bool) -> Markup {
    let (title, total) = if income { (key::AXIS_INCOME, found.income) } else { (key::AXIS_EXPENSE, found.expense) };
    let rows: Vec<&AxisRow> = found.rows.iter().filter(|row| row.is_income == income).collect();
    if rows.is_empty() {
        return html! {};
    }
    let (id, year) = (found.project.id.to_string(), found.year.map(|year| year.to_string()));
    let columns = vec![Column::text(visit.say(key::BOOKS_ACCOUNT)), Column::number(visit.say(key::AXIS_AMOUNT))];
    let mut table = Table::new(visit.say(title), columns).quiet();
    for row in rows {
        let entries = [("project", Some(id.as_str())), ("account", Some(row.account.as_str())), ("year", year.as_deref())];
        table.row(vec![
            html! { a href=(with_query(&visit.here("/books/journal"), &entries)) { (ui::ltr(&row.account)) " " (ui::name(ui::in_language(visit.locale, &row.name_ar, &row.name_fr))) } },
            ui::amount(visit.locale, row.amount),
        ]);
    }
    table.foot(vec![html! { (visit.say(key::BOOKS_TOTAL)) }, ui::amount(visit.locale, total)]);
    html! { section.card { h2 { (visit.say(title)) } (table) } }
}

pub async fn new_form(page: Page<PostEntries>) -> Reply {
    new_page(&page, &Form::blank())
}

fn new_page(visit: &Visit, form: &Form) -> Reply {
    let title = visit.say(key::PROJECT_NEW);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here(HERE), &visit.say(key::PROJECTS_TITLE)))
        h1 { (title) }
        form.sheet method="post" action=(visit.here("/books/projects/new")) novalidate {
            (ui::hidden(visit, form))
            (fields(visit, form))
            (ui::submit(&visit.say(key::PROJECT_ADD_ACT)))
        }
    };
    visit.form_page(&title, form, body)
}

fn fields(visit: &Visit, form: &Form) -> Markup {
    let inputs = Inputs { locale: visit.locale, form };
    html! {
        (inputs.text("code", key::AXIS_CODE).hint(key::PROJECT_CODE_HINT).attribute("autocomplete", "off").attribute("maxlength", "20"))
        (inputs.text("name_ar", key::PROJECT_NAME_AR).optional_unsaid().attribute("lang", "ar").attribute("dir", "rtl").attribute("maxlength", "120"))
        (inputs.text("name_fr", key::PROJECT_NAME_FR).optional_unsaid().attribute("lang", "fr").attribute("dir", "ltr").attribute("maxlength", "120"))
        (inputs.text("responsible", key::PROJECT_RESPONSIBLE).optional().attribute("maxlength", "120"))
        div.pair {
            (inputs.date("starts_on", key::PROJECT_STARTS).optional())
            (inputs.date("ends_on", key::PROJECT_ENDS).optional())
        }
    }
}

fn closing(visit: &Visit, form: &Form) -> Markup {
    let inputs = Inputs { locale: visit.locale, form };
    html! { (inputs.checks("closed", key::PROJECT_STATE, vec![("yes".into(), visit.say(key::PROJECT_CLOSE))])) }
}

pub async fn add(page: Page<PostEntries>) -> Reply {
    let input: SetProject = page.form.input()?;
    match page.post::<_, Project>(&page.api(HERE), &input).await {
        Ok(project) => page.done(&page.here(&format!("{HERE}/{}", project.id)), key::AXIS_SAVED, &[]),
        Err(error) => new_page(&page, &page.refused(error)?),
    }
}

async fn find(visit: &Visit) -> Result<Project> {
    let id = visit.id()?;
    let all: Vec<Project> = visit.list(&visit.api(HERE)).await?;
    all.into_iter().find(|project| project.id == id).ok_or_else(Error::not_found)
}

pub async fn edit_form(page: Page<PostEntries>) -> Reply {
    let project = find(&page).await?;
    let day = |day: Option<chrono::NaiveDate>| day.map(language::short_date).unwrap_or_default();
    let (starts_on, ends_on) = (day(project.starts_on), day(project.ends_on));
    let values = Fields::of([
        ("code", project.code.as_str()),
        ("name_ar", &project.name_ar),
        ("name_fr", &project.name_fr),
        ("responsible", project.responsible.as_deref().unwrap_or_default()),
        ("starts_on", &starts_on),
        ("ends_on", &ends_on),
        ("closed", if project.closed { "yes" } else { "" }),
    ]);
    edit_page(&page, &project, &Form::with(values))
}

fn edit_page(visit: &Visit, project: &Project, form: &Form) -> Reply {
    let title = visit.say(key::PROJECT_EDIT);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here(&format!("{HERE}/{}", project.id)), ui::in_language(visit.locale, &project.name_ar, &project.name_fr)))
        h1 { (title) }
        form.sheet method="post" novalidate {
            (ui::hidden(visit, form))
            (fields(visit, form))
            (closing(visit, form))
            (ui::submit(&visit.say(key::AXIS_SAVE)))
        }
    };
    visit.form_page(&title, form, body)
}

pub async fn edit(page: Page<PostEntries>) -> Reply {
    let id = page.id()?;
    let input = EditProject { id, project: page.form.input()? };
    match page.post::<_, Project>(&page.api(&format!("{HERE}/{id}")), &input).await {
        Ok(_) => page.done(&page.here(&format!("{HERE}/{id}")), key::AXIS_SAVED, &[]),
        Err(error) => {
            let form = page.refused(error)?;
            edit_page(&page, &find(&page).await?, &form)
        }
    }
}
