//! The statutes as papers: each version with its file.

use crate::fields::with_query;
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Inputs, Table};
use crate::visit::Visit;
use contracts::registry::{FileInfo, StatutesVersion};
use kernel::permission::{EditRecord, ViewRecord};
use language::key;
use maud::{Markup, html};

const HERE: &str = "/record/statutes";

pub async fn list(page: Page<ViewRecord>) -> Reply {
    versions_page(&page, &Form::blank()).await
}

async fn versions_page(visit: &Visit, form: &Form) -> Reply {
    let versions: Vec<StatutesVersion> = visit.list(&visit.api(HERE)).await?;
    let title = visit.say(key::VERSIONS_TITLE);
    let edits = visit.may::<EditRecord>();
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back_to_settings(visit))
        (ui::head(&html! { (title) }, Some(&html! { (visit.say(key::VERSIONS_LEAD)) }), &html! {}))
        @if !versions.is_empty() { (table(visit, &versions)) }
        @else if !edits { (ui::empty(&visit.say(key::VERSIONS_EMPTY), &visit.say(key::VERSIONS_EMPTY_TEXT), &html! {})) }
        @if edits { section.card { h2 { (visit.say(key::VERSIONS_ADD)) } (add_form(visit, form)) } }
    };
    visit.form_page(&title, form, body)
}

fn table(visit: &Visit, versions: &[StatutesVersion]) -> Markup {
    let columns = vec![
        Column::text(visit.say(key::VERSIONS_ADOPTED_ON)),
        Column::text(visit.say(key::VERSIONS_NOTE)),
        Column::text(visit.say(key::FILE_LABEL)),
        Column::text(visit.say(key::FILE_BY)),
    ];
    let mut table = Table::new(visit.say(key::VERSIONS_TITLE), columns).quiet();
    for version in versions {
        table.row(vec![
            ui::date(visit.locale, version.adopted_on),
            html! { @if version.note.is_empty() { "—" } @else { (ui::name(&version.note)) } },
            file_link(visit, &format!("{HERE}/{}/file", version.id), &version.file),
            html! { span.person { (ui::name(&version.file.created_by)) span.other { (ui::moment(visit.locale, version.file.created_at)) } } },
        ]);
    }
    html! { (table) }
}

pub fn file_link(visit: &Visit, path: &str, file: &FileInfo) -> Markup {
    html! { span.person { a href=(visit.here(path)) { (ui::name(&file.name)) } span.other { (ui::size(visit.locale, file.size)) } } }
}

fn add_form(visit: &Visit, form: &Form) -> Markup {
    let inputs = Inputs { locale: visit.locale, form };
    html! {
        form.sheet method="post" action=(visit.here(HERE)) enctype="multipart/form-data" novalidate data-quiet="" {
            (ui::hidden(visit, form))
            (inputs.date("adopted_on", key::VERSIONS_ADOPTED_ON))
            (inputs.text("note", key::VERSIONS_NOTE).hint(key::VERSIONS_NOTE_HINT).optional().attribute("autocomplete", "off"))
            (file_field(visit, form, true))
            (ui::submit(&visit.say(key::VERSIONS_ADD)))
        }
    }
}

/// A paper: PDF, picture or DOCX.
pub fn file_field(visit: &Visit, form: &Form, required: bool) -> Markup {
    let error = form.error(visit.locale, "file");
    let described = if error.is_some() { "hint-file error-file" } else { "hint-file" };
    let megabytes = i64::try_from(web::MAX_UPLOAD / 1024 / 1024).unwrap_or_default();
    html! {
        div class=(if error.is_some() { "field wrong" } else { "field" }) {
            label for="file" {
                (visit.say(key::FILE_LABEL))
                @if !required { " " span.optional { (visit.say(key::FORM_OPTIONAL)) } }
            }
            p.hint #hint-file { (visit.say_with(key::FILE_HINT, &[("megabytes", megabytes.into())])) }
            @if let Some(error) = &error { p.error #error-file { (error) } }
            input #file name="file" type="file" required[required] accept=".pdf,.png,.jpg,.jpeg,.docx" aria-describedby=(described) aria-invalid=[error.as_ref().map(|_| "true")];
        }
    }
}

pub async fn add(page: Page<EditRecord>) -> Reply {
    let file = match page.attached_file() {
        Ok(file) => file,
        Err(error) => return versions_page(&page, &page.refused(error)?).await,
    };
    let query = [("adopted_on", page.form.given("adopted_on")), ("note", page.form.given("note")), ("file_name", Some(file.name.as_str()))];
    match page.upload::<StatutesVersion>(&with_query(&page.api(HERE), &query), file.bytes.clone()).await {
        Ok(_) => page.done(&page.here(HERE), key::VERSIONS_ADDED, &[]),
        Err(error) => versions_page(&page, &page.refused(error)?).await,
    }
}

pub async fn file(page: Page<ViewRecord>) -> Reply {
    page.file(&page.api(&format!("{HERE}/{}/file", page.id()?))).await
}
