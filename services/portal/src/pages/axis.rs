//! For which project and grant an entry is: two choices on the forms that write one, and a form to say it later.

use crate::fields::Fields;
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Inputs};
use crate::visit::Visit;
use contracts::books::Entry;
use contracts::grants::Grant;
use contracts::projects::{Allocate, Project};
use kernel::Result;
use kernel::permission::PostEntries;
use language::key;
use maud::{Markup, html};

/// What there is to choose from, as codes and labels.
pub struct Choices {
    projects: Vec<(String, String)>,
    grants: Vec<(String, String)>,
}

/// Open projects and grants.
pub async fn choices(visit: &Visit) -> Result<Choices> {
    let grants: Vec<Grant> = visit.list(&visit.api("/books/grants")).await?;
    let grants =
        grants.into_iter().filter(|grant| !grant.closed).map(|grant| (grant.id.to_string(), format!("{} · {}", grant.code, grant.donor)));
    Ok(Choices { projects: projects(visit).await?, grants: grants.collect() })
}

/// Open projects.
pub async fn projects(visit: &Visit) -> Result<Vec<(String, String)>> {
    let projects: Vec<Project> = visit.list(&visit.api("/books/projects")).await?;
    let label = |project: &Project| format!("{} · {}", project.code, ui::in_language(visit.locale, &project.name_ar, &project.name_fr));
    Ok(projects.iter().filter(|project| !project.closed).map(|project| (project.id.to_string(), label(project))).collect())
}

/// With a first choice that chooses nothing.
pub fn or_none(visit: &Visit, choices: &[(String, String)]) -> Vec<(String, String)> {
    std::iter::once((String::new(), visit.say(key::AXIS_NONE))).chain(choices.iter().cloned()).collect()
}

/// Nothing for an association that has neither projects nor grants.
pub fn fields(visit: &Visit, inputs: Inputs<'_>, choices: &Choices) -> Markup {
    html! {
        @if !choices.projects.is_empty() { (inputs.select("project", key::AXIS_PROJECT, or_none(visit, &choices.projects)).optional_unsaid()) }
        @if !choices.grants.is_empty() { (inputs.select("grant", key::AXIS_GRANT, or_none(visit, &choices.grants)).optional_unsaid().hint(key::AXIS_GRANT_HINT)) }
    }
}

pub async fn form(page: Page<PostEntries>) -> Reply {
    let entry: Entry = page.get(&page.api(&format!("/books/journal/{}", page.id()?))).await?;
    let first = entry.lines.iter().find(|line| line.project.is_some() || line.grant.is_some());
    let id = |named: Option<&contracts::projects::AxisName>| named.map(|named| named.id.to_string()).unwrap_or_default();
    let (project, grant) = (id(first.and_then(|line| line.project.as_ref())), id(first.and_then(|line| line.grant.as_ref())));
    form_page(&page, &entry, &Form::with(Fields::of([("project", project.as_str()), ("grant", grant.as_str())]))).await
}

async fn form_page(visit: &Visit, entry: &Entry, form: &Form) -> Reply {
    let inputs = Inputs { locale: visit.locale, form };
    let choices = choices(visit).await?;
    let title = visit.say(key::ALLOCATION_TITLE);
    let here = visit.here(&format!("/books/journal/{}", entry.id));
    let line = |at: usize, account: &str, ar: &str, fr: &str| {
        ((at + 1).to_string(), format!("{account} {}", ui::in_language(visit.locale, ar, fr)))
    };
    let mut lines: Vec<_> =
        entry.lines.iter().enumerate().map(|(at, one)| line(at, &one.account, &one.account_name_ar, &one.account_name_fr)).collect();
    lines.insert(0, (String::new(), visit.say(key::ALLOCATION_ALL_LINES)));
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&here, &visit.say_with(key::ENTRY_TITLE, &[("number", (&entry.number.to_string()).into())])))
        h1 { (title) }
        p.lead { (visit.say(key::ALLOCATION_LEAD)) }
        section.card {
            (ui::facts(vec![
                (visit.say(key::ENTRY_LABEL), ui::name(&entry.label)),
                (visit.say(key::ENTRY_POSTED_ON), ui::date(visit.locale, entry.posted_on)),
            ]))
        }
        @if choices.projects.is_empty() && choices.grants.is_empty() {
            (ui::empty(&visit.say(key::PROJECTS_EMPTY), &visit.say(key::PROJECTS_EMPTY_TEXT), &html! { a.button.primary href=(visit.here("/books/projects/new")) { (visit.say(key::PROJECT_NEW)) } }))
        } @else {
            form.sheet method="post" action={ (here) "/allocation" } novalidate {
                (ui::hidden(visit, form))
                (fields(visit, inputs, &choices))
                (inputs.select("line", key::ALLOCATION_LINE, lines).optional_unsaid())
                (ui::submit(&visit.say(key::ALLOCATION_ACT)))
            }
        }
    };
    visit.form_page(&title, form, body)
}

pub async fn set(page: Page<PostEntries>) -> Reply {
    let id = page.id()?;
    let text = |name: &str| page.form.get(name).to_owned();
    let input = Allocate { id, project: text("project"), grant: text("grant"), line: text("line") };
    match page.post::<_, Entry>(&page.api(&format!("/books/journal/{id}/allocation")), &input).await {
        Ok(entry) => page.done(&page.here(&format!("/books/journal/{}", entry.id)), key::ALLOCATION_DONE, &[]),
        Err(error) => {
            let form = page.refused(error)?;
            let entry: Entry = page.get(&page.api(&format!("/books/journal/{id}"))).await?;
            form_page(&page, &entry, &form).await
        }
    }
}
