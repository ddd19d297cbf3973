//! Declarations to the authority: what must be declared by when, and what was.

use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::pages::statutes_versions::{file_field, file_link};
use crate::ui::{self, Column, Inputs, Table, Tone};
use crate::visit::Visit;
use contracts::registry::{AddDeclaration, CHANGES, Declaration};
use kernel::permission::{EditRecord, ViewRecord};
use kernel::{Error, Result};
use language::key;
use maud::{Markup, html};
use serde_json::{Value, json};

const HERE: &str = "/record/declarations";

async fn read(visit: &Visit) -> Result<Vec<Declaration>> {
    visit.list(&visit.api(HERE)).await
}

pub async fn list(page: Page<ViewRecord>) -> Reply {
    let kind = if page.query.get("kind") == "no_change" { "no_change" } else { "change" };
    list_page(&page, &Form::with(Fields::of([("kind", kind)]))).await
}

async fn list_page(visit: &Visit, form: &Form) -> Reply {
    let declarations = read(visit).await?;
    let title = visit.say(key::DECLARATIONS_TITLE);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/settings"), &visit.say(key::NAV_SETTINGS)))
        (ui::head(&html! { (title) }, Some(&html! { (visit.say(key::DECLARATIONS_LEAD)) }), &html! {}))
        @if declarations.is_empty() { p.muted { (visit.say(key::DECLARATIONS_EMPTY)) } } @else { (table(visit, &declarations)) }
        @if visit.may::<EditRecord>() { section.card { h2 { (visit.say(key::DECLARATIONS_ADD)) } (add_form(visit, form)) } }
    };
    visit.form_page(&title, form, body)
}

fn about(visit: &Visit, declaration: &Declaration) -> Markup {
    let changed: Vec<String> = declaration.about.iter().map(|code| language::named(visit.locale, "change", code)).collect();
    html! {
        span.person {
            @if changed.is_empty() { span { (language::named(visit.locale, "declaration", &declaration.kind)) } }
            @else { span { (changed.join(visit.say(key::LIST_COMMA).as_str())) } }
            @if !declaration.summary.is_empty() { span.other { (ui::name(&declaration.summary)) } }
        }
    }
}

fn state(visit: &Visit, declaration: &Declaration) -> Markup {
    match declaration.declared_on {
        Some(on) => {
            html! { span.person { (ui::chip(Tone::Good, &visit.say(key::DECLARATIONS_DONE))) span.other { (ui::date(visit.locale, on)) } } }
        }
        None if declaration.due_on < visit.state.clock().today() => ui::chip(Tone::Bad, &visit.say(key::CALENDAR_LATE)),
        None => ui::chip(Tone::Wait, &visit.say(key::DECLARATIONS_OPEN)),
    }
}

fn table(visit: &Visit, declarations: &[Declaration]) -> Markup {
    let columns = vec![
        Column::text(visit.say(key::DECLARATIONS_ABOUT)),
        Column::text(visit.say(key::DECLARATIONS_DECIDED_ON)),
        Column::text(visit.say(key::DECLARATIONS_DUE_ON)),
        Column::text(visit.say(key::DECLARATIONS_STATE)),
    ];
    let mut table = Table::new(visit.say(key::DECLARATIONS_TITLE), columns).quiet();
    for declaration in declarations {
        table.row(vec![
            html! { a href=(visit.here(&format!("{HERE}/{}", declaration.id))) { (about(visit, declaration)) } },
            ui::date(visit.locale, declaration.decided_on),
            ui::date(visit.locale, declaration.due_on),
            state(visit, declaration),
        ]);
    }
    html! { (table) }
}

fn add_form(visit: &Visit, form: &Form) -> Markup {
    let inputs = Inputs { locale: visit.locale, form };
    let kinds = ["change", "no_change"].map(|kind| (kind.to_owned(), language::named(visit.locale, "declaration", kind)));
    let changes = CHANGES.iter().map(|code| ((*code).to_owned(), language::named(visit.locale, "change", code))).collect();
    html! {
        form.sheet method="post" action=(visit.here(HERE)) novalidate {
            (ui::hidden(visit, form))
            (inputs.radios("kind", key::DECLARATIONS_KIND, kinds.into()))
            (inputs.checks("about", key::DECLARATIONS_ABOUT, changes).hint(key::DECLARATIONS_ABOUT_HINT))
            (inputs.date("decided_on", key::DECLARATIONS_DECIDED_ON))
            (inputs.text("summary", key::DECLARATIONS_SUMMARY).optional().attribute("autocomplete", "off"))
            (ui::submit(&visit.say(key::DECLARATIONS_ADD)))
        }
    }
}

pub async fn add(page: Page<EditRecord>) -> Reply {
    let text = |name: &str| page.form.get(name).to_owned();
    let input =
        AddDeclaration { kind: text("kind"), about: page.form.joined("about"), summary: text("summary"), decided_on: text("decided_on") };
    match page.post::<_, Declaration>(&page.api(HERE), &input).await {
        Ok(added) => page.done(&page.here(&format!("{HERE}/{}", added.id)), key::DECLARATIONS_ADDED, &[]),
        Err(error) => list_page(&page, &page.refused(error)?).await,
    }
}

pub async fn find(visit: &Visit) -> Result<Declaration> {
    let id = visit.id()?;
    read(visit).await?.into_iter().find(|declaration| declaration.id == id).ok_or_else(Error::not_found)
}

pub async fn show(page: Page<ViewRecord>) -> Reply {
    let declaration = find(&page).await?;
    let today = page.state.clock().today();
    let on = language::short_date(declaration.declared_on.unwrap_or(today));
    let number = declaration.receipt_number.clone().unwrap_or_default();
    one_page(&page, &declaration, &Form::with(Fields::of([("declared_on", &on), ("receipt_number", &number)])))
}

pub fn one_page(visit: &Visit, declaration: &Declaration, form: &Form) -> Reply {
    let inputs = Inputs { locale: visit.locale, form };
    let title = language::named(visit.locale, "declaration", &declaration.kind);
    let path = format!("{HERE}/{}", declaration.id);
    let mut rows = vec![
        (visit.say(key::DECLARATIONS_ABOUT), about(visit, declaration)),
        (visit.say(key::DECLARATIONS_DECIDED_ON), ui::date(visit.locale, declaration.decided_on)),
        (visit.say(key::DECLARATIONS_DUE_ON), ui::date(visit.locale, declaration.due_on)),
        (visit.say(key::DECLARATIONS_STATE), state(visit, declaration)),
    ];
    if let Some(number) = &declaration.receipt_number {
        rows.push((visit.say(key::RECORD_RECEIPT_NUMBER), ui::ltr(number)));
    }
    if let Some(file) = &declaration.file {
        rows.push((visit.say(key::FILE_LABEL), file_link(visit, &format!("{path}/file"), file)));
    }
    if let Some(minutes) = &declaration.minutes {
        rows.push((visit.say(key::DECLARATION_MINUTES), file_link(visit, &format!("{path}/minutes"), minutes)));
    }
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here(HERE), &visit.say(key::DECLARATIONS_TITLE)))
        h1 { (title) }
        section.card { (ui::facts(rows)) p.muted.small { (visit.say(key::DECLARATIONS_LAW)) } }
        (super::handover::dossier(visit, declaration, form))
        @if visit.may::<EditRecord>() {
            section.card {
                h2 { (visit.say(key::DECLARATIONS_RECEIPT)) }
                form.sheet method="post" action=(visit.here(&path)) enctype="multipart/form-data" novalidate data-quiet="" {
                    (ui::hidden(visit, form))
                    (inputs.date("declared_on", key::DECLARATIONS_DECLARED_ON))
                    (inputs.text("receipt_number", key::RECORD_RECEIPT_NUMBER).optional().attribute("autocomplete", "off"))
                    (file_field(visit, form, false))
                    (ui::submit(&visit.say(key::DECLARATIONS_RECEIPT_ACT)))
                }
            }
        }
    };
    visit.form_page(&title, form, body)
}

/// The file first: were it refused, nothing else would have changed.
pub async fn set_receipt(page: Page<EditRecord>) -> Reply {
    let declaration = find(&page).await?;
    let path = page.api(&format!("{HERE}/{}", declaration.id));
    let done = async {
        if let Some(file) = page.attached()? {
            let upload = with_query(&format!("{path}/file"), &[("file_name", Some(file.name.as_str()))]);
            page.upload::<Declaration>(&upload, file.bytes.clone()).await?;
        }
        let receipt = json!({ "declared_on": page.form.get("declared_on"), "receipt_number": page.form.get("receipt_number") });
        page.post::<Value, Declaration>(&format!("{path}/receipt"), &receipt).await
    };
    match done.await {
        Ok(_) => page.done(&page.here(HERE), key::DECLARATIONS_RECEIPTED, &[]),
        Err(error) => one_page(&page, &declaration, &page.refused(error)?),
    }
}

pub async fn file(page: Page<ViewRecord>) -> Reply {
    page.file(&page.api(&format!("{HERE}/{}/file", page.id()?))).await
}
