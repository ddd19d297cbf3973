//! Members from a file: choose it, read what it would do, then add them.

use crate::fields::with_query;
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Table};
use crate::visit::Visit;
use contracts::Nothing;
use contracts::members::{Import, ImportReport};
use kernel::permission::EditMembers;
use kernel::{Kind, Result};
use language::key;
use maud::{Markup, html};

pub async fn upload_form(page: Page<EditMembers>) -> Reply {
    upload_page(&page, &Form::blank()).await
}

async fn upload_page(visit: &Visit, form: &Form) -> Reply {
    let title = visit.say(key::IMPORT_TITLE);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/members"), &visit.say(key::MEMBERS_TITLE)))
        h1 { (title) }
        p.lead { (visit.say(key::IMPORT_LEAD)) }
        form.sheet method="post" action=(visit.here("/members/import")) enctype="multipart/form-data" novalidate data-quiet="" {
            (ui::hidden(visit, form))
            (ui::file_field(visit, form, key::IMPORT_FILE, key::IMPORT_FILE_HINT))
            (ui::association_notice(visit, ui::Purpose::Members).await)
            (ui::submit(&visit.say(key::IMPORT_CHECK_ACT)))
        }
        p.muted { (visit.say(key::IMPORT_NOTHING_YET)) }
    };
    visit.form_page(&title, form, body)
}

pub async fn upload(page: Page<EditMembers>) -> Reply {
    let Some(file) = &page.file else {
        let mut form = Form::blank();
        form.add_error("file", "file-required");
        return upload_page(&page, &form).await;
    };
    let path = with_query(&page.api("/members/imports"), &[("file_name", Some(&file.name))]);
    match page.upload::<Import>(&path, file.bytes.clone()).await {
        Ok(import) => Ok(crate::page::redirect(&page.here(&format!("/members/imports/{}", import.id)))),
        Err(error) => upload_page(&page, &page.refused(error)?).await,
    }
}

async fn read(visit: &Visit) -> Result<Import> {
    visit.get(&visit.api(&format!("/members/imports/{}", visit.id()?))).await
}

pub async fn show(page: Page<EditMembers>) -> Reply {
    let import = read(&page).await?;
    report_page(&page, &import, &Form::blank())
}

pub async fn confirm(page: Page<EditMembers>) -> Reply {
    let path = page.api(&format!("/members/imports/{}/confirmation", page.id()?));
    match page.post::<_, ImportReport>(&path, &Nothing {}).await {
        Ok(report) => page.done(&page.here("/members"), key::IMPORT_DONE, &[("count", count(report.create).into())]),
        Err(error) if error.kind() == Kind::NotFound => Err(error),
        Err(error) => {
            let form = page.refused(error)?;
            report_page(&page, &read(&page).await?, &form)
        }
    }
}

fn count(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn report_page(visit: &Visit, import: &Import, form: &Form) -> Reply {
    let report = &import.report;
    let title = visit.say(if import.confirmed { key::IMPORT_REPORT_TITLE } else { key::IMPORT_CHECK_TITLE });
    let figure = |label, number: u64| ui::figure(&visit.say(label), &html! { (number) });
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/members/import"), &visit.say(key::IMPORT_OTHER_FILE)))
        (ui::head(&html! { (title) }, Some(&ui::name(&import.file_name)), &html! {}))
        @if !import.confirmed { p.lead { (visit.say(key::IMPORT_NOTHING_YET)) } }
        ul.tiles {
            (figure(key::IMPORT_ROWS, report.rows))
            (figure(if import.confirmed { key::IMPORT_CREATED } else { key::IMPORT_CREATE }, report.create))
            (figure(key::IMPORT_SKIP, report.skip))
            (figure(key::IMPORT_ERRORS, report.rows.saturating_sub(report.create + report.skip)))
        }
        @if !import.confirmed { (confirmation(visit, import, form)) }
        @if !report.errors.is_empty() { (errors(visit, report)) }
        (columns(visit, report))
        @if !report.sample.is_empty() { (sample(visit, report)) }
    };
    visit.form_page(&title, form, body)
}

fn confirmation(visit: &Visit, import: &Import, form: &Form) -> Markup {
    let report = &import.report;
    html! {
        @if report.create == 0 {
            p.banner { (visit.say(key::IMPORT_NOTHING_TO_ADD)) }
        } @else {
            form.sheet method="post" action=(visit.here(&format!("/members/imports/{}", import.id))) {
                (ui::hidden(visit, form))
                @if report.without_email > 0 { p { (visit.say_with(key::IMPORT_WITHOUT_EMAIL, &[("count", count(report.without_email).into())])) } }
                (ui::submit(&visit.say_with(key::IMPORT_CONFIRM_ACT, &[("count", count(report.create).into())])))
            }
        }
    }
}

fn errors(visit: &Visit, report: &ImportReport) -> Markup {
    html! {
        section.stack {
            h2 { (visit.say(key::IMPORT_ERRORS_TITLE)) }
            p { (visit.say(key::IMPORT_ERRORS_TEXT)) }
            (ui::wrong_lines(visit, key::IMPORT_ERRORS_TITLE, &report.errors))
            @if report.errors_cut { p.muted { (visit.say(key::IMPORT_ERRORS_CUT)) } }
        }
    }
}

fn columns(visit: &Visit, report: &ImportReport) -> Markup {
    html! {
        section.stack {
            h2 { (visit.say(key::IMPORT_COLUMNS)) }
            (ui::read_columns(visit, &report.columns, "import-field"))
            p.muted.small {
                @if report.separator.is_empty() { (ui::ltr(&report.encoding)) }
                @else { (visit.say_with(key::IMPORT_FORMAT, &[("encoding", (&report.encoding).into()), ("separator", separator(visit, &report.separator).as_str().into())])) }
             }
        }
    }
}

/// A tab cannot be seen.
fn separator(visit: &Visit, separator: &str) -> String {
    if separator == "\t" || separator == "tab" { visit.say(key::IMPORT_TAB) } else { separator.to_owned() }
}

fn sample(visit: &Visit, report: &ImportReport) -> Markup {
    let heads = vec![
        Column::text(visit.say(key::MEMBER_NAME)),
        Column::text(visit.say(key::MEMBER_PHONE)),
        Column::text(visit.say(key::MEMBER_EMAIL)),
        Column::text(visit.say(key::MEMBER_JOINED_ON)),
    ];
    let mut table = Table::new(visit.say(key::IMPORT_SAMPLE), heads).quiet();
    for member in &report.sample {
        table.row(vec![
            ui::person(visit.locale, member.name_ar.as_deref(), member.name_fr.as_deref()),
            html! { @if let Some(phone) = &member.phone { (ui::ltr(phone)) } },
            html! { @if let Some(email) = &member.email { (ui::ltr(email)) } },
            html! { @if let Some(date) = member.joined_on { (ui::date(visit.locale, date)) } },
        ]);
    }
    html! { section.stack { h2 { (visit.say(key::IMPORT_SAMPLE)) } (table) } }
}
