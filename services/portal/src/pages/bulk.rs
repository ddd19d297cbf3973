//! Associations from a file, by a hub: choose it, read what it would do, confirm, see it done. The
//! work goes on in the background; these pages only look.

use crate::fields::with_query;
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Inputs, Table, Tone};
use crate::visit::Visit;
use contracts::imports::{AssociationsImport, AssociationsReport, ConfirmAssociations, ImportState, Twin};
use kernel::permission::ImportAssociations;
use kernel::{Kind, Result};
use language::key;
use maud::{Markup, html};

/// Seconds between two looks while work goes on.
const EVERY: u32 = 2;

pub async fn upload_form(page: Page<ImportAssociations>) -> Reply {
    upload_page(&page, &Form::blank()).await
}

async fn upload_page(visit: &Visit, form: &Form) -> Reply {
    let imports: Vec<AssociationsImport> = visit.list(&visit.api("/association-imports")).await?;
    let title = visit.say(key::BULK_TITLE);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/"), &visit.say(key::HUB_TITLE)))
        h1 { (title) }
        p.lead { (visit.say(key::BULK_LEAD)) }
        form.sheet method="post" action=(visit.here("/import")) enctype="multipart/form-data" novalidate data-quiet="" {
            (ui::hidden(visit, form))
            (ui::file_field(visit, form, key::BULK_FILE, key::BULK_FILE_HINT))
            p.hint { (visit.say(key::BULK_COLUMNS_HINT)) }
            (ui::submit(&visit.say(key::IMPORT_CHECK_ACT)))
        }
        p.muted { (visit.say(key::IMPORT_NOTHING_YET)) " " (visit.say(key::BULK_AGAIN)) }
        section.stack {
            h2 { (visit.say(key::BULK_PAST)) }
            @if imports.is_empty() { (ui::empty(&visit.say(key::BULK_NONE), &visit.say(key::BULK_NONE_TEXT), &html! {})) }
            @else { (past(visit, &imports)) }
        }
    };
    visit.form_page(&title, form, body)
}

fn past(visit: &Visit, imports: &[AssociationsImport]) -> Markup {
    let columns = vec![
        Column::text(visit.say(key::BULK_FILE)),
        Column::text(visit.say(key::BULK_STATE)),
        Column::number(visit.say(key::BULK_CREATED)),
        Column::text(visit.say(key::BULK_WHEN)),
        Column::text(visit.say(key::BULK_BY)),
    ];
    let mut table = Table::new(visit.say(key::BULK_PAST), columns).quiet();
    for import in imports {
        let created = matches!(import.state, ImportState::Running | ImportState::Done).then_some(import.report.create);
        table.row(vec![
            html! { a href=(address(visit, import)) { (ui::name(&import.file_name)) } },
            state(visit, import),
            created.map_or_else(|| html! { "—" }, ui::ltr),
            ui::moment(visit.locale, import.uploaded_at),
            ui::name(&import.uploaded_by),
        ]);
    }
    html! { (table) }
}

fn address(visit: &Visit, import: &AssociationsImport) -> String {
    visit.here(&format!("/association-imports/{}", import.id))
}

/// Nobody is told to confirm what cannot be confirmed.
fn state(visit: &Visit, import: &AssociationsImport) -> Markup {
    let said = |code: &str| language::named(visit.locale, "bulk-state", code);
    match import.state {
        ImportState::Checked if import.report.create == 0 => ui::chip(Tone::Plain, &said("nothing")),
        ImportState::Checked if !import.can_be_confirmed => ui::chip(Tone::Plain, &said("expired")),
        ImportState::Checked | ImportState::Checking | ImportState::Running => ui::chip(Tone::Wait, &said(import.state.code())),
        ImportState::Done => ui::chip(Tone::Good, &said(import.state.code())),
        ImportState::Failed => ui::chip(Tone::Bad, &said(import.state.code())),
    }
}

pub async fn upload(page: Page<ImportAssociations>) -> Reply {
    let file = match page.attached_file() {
        Ok(file) => file,
        Err(error) => return upload_page(&page, &page.refused(error)?).await,
    };
    let path = with_query(&page.api("/association-imports"), &[("file_name", Some(&file.name))]);
    match page.upload::<AssociationsImport>(&path, file.bytes.clone()).await {
        Ok(import) => Ok(crate::page::redirect(&address(&page, &import))),
        Err(error) => upload_page(&page, &page.refused(error)?).await,
    }
}

async fn read(visit: &Visit) -> Result<AssociationsImport> {
    visit.get(&visit.api(&format!("/association-imports/{}", visit.id()?))).await
}

pub async fn show(page: Page<ImportAssociations>) -> Reply {
    let import = read(&page).await?;
    report_page(&page, &import, &Form::blank())
}

pub async fn confirm(page: Page<ImportAssociations>) -> Reply {
    let id = page.id()?;
    let input = ConfirmAssociations { id, invite: page.form.get("invite").to_owned() };
    match page.post::<_, AssociationsImport>(&page.api(&format!("/association-imports/{id}/confirmation")), &input).await {
        Ok(import) => page.done(&address(&page, &import), key::BULK_CONFIRMED, &[]),
        Err(error) if error.kind() == Kind::NotFound => Err(error),
        Err(error) => {
            let form = page.refused(error)?;
            report_page(&page, &read(&page).await?, &form)
        }
    }
}

pub async fn wrong_lines(page: Page<ImportAssociations>) -> Reply {
    page.file(&page.api(&format!("/association-imports/{}/wrong-lines.csv", page.id()?))).await
}

fn count(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn report_page(visit: &Visit, import: &AssociationsImport, form: &Form) -> Reply {
    let title = visit.say(match import.state {
        ImportState::Checking => key::BULK_CHECKING_TITLE,
        ImportState::Checked => key::BULK_CHECKED_TITLE,
        ImportState::Running => key::BULK_RUNNING_TITLE,
        ImportState::Done => key::BULK_DONE_TITLE,
        ImportState::Failed => key::BULK_FAILED_TITLE,
    });
    let busy = import.state.is_busy();
    let refresh = busy.then_some(EVERY);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/import"), &visit.say(key::IMPORT_OTHER_FILE)))
        // the title is that of the state: it changes with it
        div.stack #import data-every=[refresh] {
            (ui::head(&html! { (title) }, Some(&ui::name(&import.file_name)), &html! {}))
            p role="status" { (state(visit, import)) }
            @if busy { (progress(visit, import)) }
            @if let Some((code, params)) = &import.report.failure { p.banner.bad { (language::error_text(visit.locale, code, params)) } }
            @if import.state != ImportState::Checking && (import.state != ImportState::Failed || import.report.rows > 0) { (figures(visit, import)) }
            @if import.state == ImportState::Checked { (confirmation(visit, import, form)) }
            @if import.state == ImportState::Done {
                p { a.button.primary href=(visit.here("/")) { (visit.say(key::HUB_TITLE)) } }
            }
            @if !busy { (findings(visit, import)) }
        }
    };
    if busy { visit.refreshed_page(&title, refresh, body) } else { visit.form_page(&title, form, body) }
}

fn progress(visit: &Visit, import: &AssociationsImport) -> Markup {
    let done = count(import.report.rows);
    html! {
        @if let Some(all) = import.lines {
            (ui::progress(&visit.say_with(key::BULK_PROGRESS, &[("done", done.into()), ("all", all.into())]), done, all))
        } @else {
            p { (visit.say(key::BULK_STARTING)) }
        }
        p.muted { (visit.say(key::BULK_LEAVE)) }
    }
}

fn figures(visit: &Visit, import: &AssociationsImport) -> Markup {
    let report = &import.report;
    let making = matches!(import.state, ImportState::Running | ImportState::Done | ImportState::Failed);
    let figure = |label, number: u64| ui::figure(&visit.say(label), &ui::ltr(number));
    html! {
        ul.tiles {
            (figure(key::BULK_ROWS, report.rows))
            (figure(if making { key::BULK_CREATED } else { key::BULK_CREATE }, report.create))
            @for (label, number) in [(key::BULK_EXISTING, report.existing), (key::BULK_DUPLICATES, report.duplicates), (key::BULK_WRONG, report.wrong)] {
                @if number > 0 { (figure(label, number)) }
            }
            @if making && import.invite { (figure(key::BULK_INVITED, report.invited)) }
        }
    }
}

fn confirmation(visit: &Visit, import: &AssociationsImport, form: &Form) -> Markup {
    let report = &import.report;
    let inputs = Inputs { locale: visit.locale, form };
    let yes = visit.say_with(key::BULK_INVITE_YES, &[("count", count(report.invited).into())]);
    html! {
        @if report.create == 0 {
            p.banner { (visit.say(key::BULK_NOTHING)) }
        } @else if !import.can_be_confirmed {
            p.banner { (visit.say(key::BULK_EXPIRED)) }
        } @else {
            form.sheet method="post" action=(address(visit, import)) {
                (ui::hidden(visit, form))
                @if report.invited > 0 {
                    (inputs.radios("invite", key::BULK_INVITE, vec![("yes".into(), yes), ("no".into(), visit.say(key::BULK_INVITE_NO))]))
                }
                (ui::submit(&visit.say_with(key::BULK_CONFIRM_ACT, &[("count", count(report.create).into())])))
            }
        }
    }
}

fn findings(visit: &Visit, import: &AssociationsImport) -> Markup {
    let report = &import.report;
    html! {
        @if import.has_wrong_lines {
            p { a.button href=(format!("{}/wrong-lines.csv", address(visit, import))) { (visit.say(key::BULK_DOWNLOAD)) } }
        }
        @if !report.errors.is_empty() { (errors(visit, report)) }
        @if !report.twins.is_empty() { (twins(visit, report)) }
        @if !report.columns.is_empty() { details { summary { (visit.say(key::IMPORT_COLUMNS)) } (ui::read_columns(visit, &report.columns, |field| language::named(visit.locale, "bulk-field", field))) } }
    }
}

fn errors(visit: &Visit, report: &AssociationsReport) -> Markup {
    html! {
        section.stack {
            h2 { (visit.say(key::BULK_ERRORS_TITLE)) }
            p { (visit.say(key::BULK_ERRORS_TEXT)) }
            (ui::wrong_kinds(visit, key::BULK_ERRORS_TITLE, key::BULK_KIND, &report.kinds, &report.errors))
            @if report.kinds.values().sum::<u64>() > report.errors.len() as u64 { p.muted { (visit.say(key::BULK_ERRORS_CUT)) } }
        }
    }
}

/// Side by side, for somebody who knows them.
fn twins(visit: &Visit, report: &AssociationsReport) -> Markup {
    let columns = vec![
        Column::text(visit.say(key::IMPORT_LINE)),
        Column::text(visit.say(key::BULK_IN_FILE)),
        Column::text(visit.say(key::BULK_OTHER)),
        Column::text(visit.say(key::BULK_SAME)),
    ];
    let mut table = Table::new(visit.say(key::BULK_TWINS_TITLE), columns).quiet();
    for twin in &report.twins {
        let same = html! { (language::named(visit.locale, "bulk-same", &twin.same)) };
        table.row(vec![ui::ltr(twin.line), one(visit, (&twin.name_ar, &twin.name_fr), &twin.receipt_number), other(visit, twin), same]);
    }
    html! {
        section.stack {
            h2 { (visit.say(key::BULK_TWINS_TITLE)) }
            p { (visit.say(key::BULK_TWINS_TEXT)) }
            (table)
            @if report.duplicates > report.twins.len() as u64 { p.muted { (visit.say(key::BULK_ERRORS_CUT)) } }
        }
    }
}

fn one(visit: &Visit, names: (&str, &str), receipt: &str) -> Markup {
    html! {
        span.person {
            (ui::name(ui::in_language(visit.locale, names.0, names.1)))
            span.other { (visit.say_with(key::BULK_RECEIPT, &[("number", receipt.into())])) }
        }
    }
}

fn other(visit: &Visit, twin: &Twin) -> Markup {
    match twin.other_line {
        Some(line) => html! { (visit.say_with(key::BULK_OTHER_LINE, &[("line", line.to_string().as_str().into())])) },
        None => one(visit, (&twin.other_name_ar, &twin.other_name_fr), &twin.other_receipt_number),
    }
}
