//! What a file of members would do, is doing, or did.

use super::imports::{address, state, steps};
use super::own_fields;
use crate::form::Form;
use crate::page::Reply;
use crate::ui::{self, Column, Table};
use crate::visit::Visit;
use contracts::member_fields::Field;
use contracts::member_imports::{ImportReport, ImportTwin, MembersImport, MembersImportState as State, TwinKind};
use language::key;
use maud::{Markup, html};

/// Seconds between two looks while work goes on.
const EVERY: u32 = 2;

pub async fn page(visit: &Visit, import: &MembersImport, form: &Form) -> Reply {
    let own = own_fields::all(visit).await?;
    let title = visit.say(match import.state {
        State::Columns | State::Checking => key::IMPORT_CHECKING_TITLE,
        State::Checked => key::IMPORT_CHECK_TITLE,
        State::Running => key::IMPORT_RUNNING_TITLE,
        State::Done => key::IMPORT_REPORT_TITLE,
        State::Undoing => key::IMPORT_UNDOING_TITLE,
        State::Undone => key::IMPORT_UNDONE_TITLE,
        State::Failed => key::IMPORT_FAILED_TITLE,
    });
    let busy = import.state.is_busy();
    let refresh = busy.then_some(EVERY);
    let waits = matches!(import.state, State::Checking | State::Checked);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/members/import"), &visit.say(key::IMPORT_OTHER_FILE)))
        // title and steps are those of the state: they change with it
        div.stack #import data-every=[refresh] {
            (ui::head(&html! { (title) }, Some(&ui::name(&import.file_name)), &html! {}))
            (steps(visit, if waits { 2 } else { 3 }))
            p role="status" { (state(visit, import.state)) }
            @if let Some((code, params)) = &import.report.failure { p.banner { (language::error_text(visit.locale, code, params)) } }
            @if busy { (progress(visit, import)) }
            @if !busy || import.report.rows > 0 { (figures(visit, import)) }
            @if let Some((code, params)) = &import.refusal { p.banner.bad { (language::error_text(visit.locale, code, params)) } }
            @if import.state == State::Checked { (confirmation(visit, import, form)) }
            @if import.state == State::Done { p { a.button.primary href=(visit.here("/members")) { (visit.say(key::IMPORT_TO_MEMBERS)) } } }
            @if import.state == State::Done { (undoing(visit, import, form)) }
            @if import.has_wrong_lines && !busy {
                p { a.button href=(format!("{}/wrong-lines.csv", address(visit, import))) { (visit.say(key::IMPORT_DOWNLOAD)) } }
            }
            @if !busy { (findings(visit, import, &own)) }
            @if import.state == State::Failed { (undoing(visit, import, form)) }
        }
    };
    if busy { visit.refreshed_page(&title, refresh, body) } else { visit.form_page(&title, form, body) }
}

fn count(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn progress(visit: &Visit, import: &MembersImport) -> Markup {
    let report = &import.report;
    let (done, all) = if import.state == State::Undoing {
        (count(report.undone + report.kept), Some(count(report.create + report.update)))
    } else {
        (count(report.rows), import.lines)
    };
    html! {
        @if let Some(all) = all {
            (ui::progress(&visit.say_with(key::IMPORT_PROGRESS, &[("done", done.into()), ("all", all.into())]), done, all))
        } @else {
            p { (visit.say(key::IMPORT_STARTING)) }
        }
        p.muted { (visit.say(key::IMPORT_LEAVE)) }
    }
}

fn figures(visit: &Visit, import: &MembersImport) -> Markup {
    let report = &import.report;
    let writes = !matches!(import.state, State::Checking | State::Checked);
    let figure = |label, number: u64| ui::figure(&visit.say(label), &ui::ltr(number));
    html! {
        ul.tiles {
            (figure(key::IMPORT_ROWS, report.rows))
            (figure(if writes { key::IMPORT_CREATED } else { key::IMPORT_CREATE }, report.create))
            @if report.update > 0 { (figure(if writes { key::IMPORT_UPDATED } else { key::IMPORT_UPDATE }, report.update)) }
            (figure(key::IMPORT_SKIP, report.skip))
            (figure(key::IMPORT_ERRORS, report.wrong))
            @if matches!(import.state, State::Undoing | State::Undone) {
                (figure(key::IMPORT_UNDONE_COUNT, report.undone))
                (figure(key::IMPORT_KEPT, report.kept))
            }
        }
    }
}

fn confirmation(visit: &Visit, import: &MembersImport, form: &Form) -> Markup {
    let report = &import.report;
    let say = |key, number: u64| visit.say_with(key, &[("count", count(number).into())]);
    html! {
        @if report.create + report.update == 0 {
            p.banner { (visit.say(key::IMPORT_NOTHING_TO_ADD)) }
        } @else {
            form.sheet method="post" action=(address(visit, import)) {
                (ui::hidden(visit, form))
                p { (visit.say(key::IMPORT_NOTHING_YET)) }
                @if report.without_email > 0 { p { (say(key::IMPORT_WITHOUT_EMAIL, report.without_email)) } }
                @if report.inactive > 0 { p { (say(key::IMPORT_INACTIVE, report.inactive)) } }
                @if report.paid_before > 0 { p { (paid_before(visit, report)) } }
                @if report.alike > 0 { p { (say(key::IMPORT_ALIKE, report.alike)) } }
                @if report.wrong > 0 { p { (say(key::IMPORT_WRONG_STAY, report.wrong)) } }
                (ui::submit(&if report.create > 0 { say(key::IMPORT_CONFIRM_ACT, report.create) } else { say(key::IMPORT_CONFIRM_UPDATE_ACT, report.update) }))
            }
        }
        p { a href=(format!("{}/columns", address(visit, import))) { (visit.say(key::IMPORT_COLUMNS_CHANGE)) } }
    }
}

fn paid_before(visit: &Visit, report: &ImportReport) -> String {
    let sum = language::money(report.paid_before_sum, visit.locale);
    visit.say_with(key::IMPORT_PAID_BEFORE, &[("count", count(report.paid_before).into()), ("sum", sum.as_str().into())])
}

/// Communes that stay in addresses.
fn elsewhere(visit: &Visit, report: &ImportReport) -> Markup {
    let names = report.elsewhere_names.join(&visit.say(key::LIST_COMMA));
    html! { p { (visit.say_with(key::IMPORT_ELSEWHERE, &[("count", count(report.elsewhere).into()), ("names", names.as_str().into())])) } }
}

fn findings(visit: &Visit, import: &MembersImport, own: &[Field]) -> Markup {
    let report = &import.report;
    html! {
        @if !report.kept_members.is_empty() { (kept(visit, report)) }
        @if !report.errors.is_empty() { (errors(visit, report)) }
        @if report.elsewhere > 0 { (elsewhere(visit, report)) }
        @for kind in TwinKind::ALL { (twins(visit, report, kind, own)) }
        @if import.state == State::Checked && !report.sample.is_empty() { (sample(visit, report)) }
        @if !report.columns.is_empty() { (columns(visit, report, own)) }
    }
}

fn errors(visit: &Visit, report: &ImportReport) -> Markup {
    html! {
        section.stack {
            h2 { (visit.say(key::IMPORT_ERRORS_TITLE)) }
            p { (visit.say(key::IMPORT_ERRORS_TEXT)) }
            (ui::wrong_kinds(visit, key::IMPORT_ERRORS_TITLE, key::IMPORT_KIND, &report.kinds, &report.errors))
            @if report.errors_cut { p.muted { (visit.say(key::IMPORT_ERRORS_CUT)) } }
        }
    }
}

/// Lines of the file and whom they meet, side by side.
fn twins(visit: &Visit, report: &ImportReport, kind: TwinKind, own: &[Field]) -> Markup {
    let listed: Vec<&ImportTwin> = report.twins.iter().filter(|twin| twin.kind == kind).collect();
    if listed.is_empty() {
        return html! {};
    }
    let title = language::named(visit.locale, "import-twins", kind.code());
    let columns = vec![
        Column::text(visit.say(key::IMPORT_LINE)),
        Column::text(visit.say(key::IMPORT_IN_FILE)),
        Column::text(visit.say(key::IMPORT_THERE)),
        Column::text(visit.say(key::IMPORT_DIFFERS)),
    ];
    let mut table = Table::new(title.clone(), columns).quiet();
    for twin in &listed {
        let file = ui::person(visit.locale, twin.name_ar.as_deref(), twin.name_fr.as_deref());
        table.row(vec![ui::ltr(twin.line), file, other(visit, twin), differences(visit, twin, own)]);
    }
    html! {
        details open[matches!(kind, TwinKind::Update | TwinKind::Alike)] {
            summary { (title) }
            (table)
            p.muted.small { (visit.say(key::IMPORT_TWINS_CUT)) }
        }
    }
}

fn other(visit: &Visit, twin: &ImportTwin) -> Markup {
    html! {
        @if let Some(line) = twin.other_line {
            (visit.say_with(key::IMPORT_OTHER_LINE, &[("line", line.to_string().as_str().into())]))
        } @else {
            (ui::person(visit.locale, twin.other_name_ar.as_deref(), twin.other_name_fr.as_deref()))
            @if let Some(number) = twin.number { " " span.muted { "№ " (ui::ltr(number)) } }
        }
    }
}

fn differences(visit: &Visit, twin: &ImportTwin, own: &[Field]) -> Markup {
    html! {
        @if twin.fields.is_empty() { "—" }
        ul {
            @for field in &twin.fields {
                @let (there, file) = (told(visit, &field.field, &field.there), told(visit, &field.field, &field.file));
                @let values = [("there", there.as_str().into()), ("file", file.as_str().into())];
                li {
                    (own_fields::column_name(visit, own, &field.field)) ": "
                    bdi { (visit.say_with(if field.taken { key::IMPORT_TAKES } else { key::IMPORT_STAYS }, &values)) }
                }
            }
        }
    }
}

/// A value as people write it: a day in words, nothing as a dash.
fn told(visit: &Visit, field: &str, value: &str) -> String {
    match value.parse() {
        _ if field == "status" => language::named(visit.locale, "member-status", value),
        Ok(day) => language::long_date(day, visit.locale),
        Err(_) if value.is_empty() => "—".to_owned(),
        Err(_) => value.to_owned(),
    }
}

fn sample(visit: &Visit, report: &ImportReport) -> Markup {
    let heads = vec![
        Column::text(visit.say(key::MEMBER_NAME)),
        Column::text(visit.say(key::MEMBER_PHONE)),
        Column::text(visit.say(key::MEMBER_EMAIL)),
        Column::text(visit.say(key::MEMBER_BORN_ON)),
        Column::text(visit.say(key::MEMBER_JOINED_ON)),
    ];
    let mut table = Table::new(visit.say(key::IMPORT_SAMPLE), heads).quiet();
    let date = |date: Option<chrono::NaiveDate>| html! { @if let Some(date) = date { (ui::date(visit.locale, date)) } };
    for member in &report.sample {
        table.row(vec![
            ui::person(visit.locale, member.name_ar.as_deref(), member.name_fr.as_deref()),
            html! { @if let Some(phone) = &member.phone { (ui::ltr(phone)) } },
            html! { @if let Some(email) = &member.email { (ui::ltr(email)) } },
            date(member.born_on),
            date(member.joined_on),
        ]);
    }
    html! { section.stack { h2 { (visit.say(key::IMPORT_SAMPLE)) } (table) } }
}

fn columns(visit: &Visit, report: &ImportReport, own: &[Field]) -> Markup {
    let separator = if report.separator == "\t" { visit.say(key::IMPORT_TAB) } else { report.separator.clone() };
    html! {
        details {
            summary { (visit.say(key::IMPORT_COLUMNS)) }
            (ui::read_columns(visit, &report.columns, |field| own_fields::column_name(visit, own, field)))
            p.muted.small {
                @if separator.is_empty() { (ui::ltr(&report.encoding)) }
                @else { (visit.say_with(key::IMPORT_FORMAT, &[("encoding", (&report.encoding).into()), ("separator", separator.as_str().into())])) }
            }
        }
    }
}

fn undoing(visit: &Visit, import: &MembersImport, form: &Form) -> Markup {
    html! {
        @if let Some(until) = import.undo_until {
            section.stack {
                h2 { (visit.say(key::IMPORT_UNDO_TITLE)) }
                @let date = kernel::clock::to_local(until).date();
                p { (visit.say_with(key::IMPORT_UNDO_TEXT, &[("date", language::long_date(date, visit.locale).as_str().into())])) }
                form method="post" action=(format!("{}/undoing", address(visit, import))) {
                    (ui::hidden(visit, form))
                    button.button.plain type="submit" { (visit.say(key::IMPORT_UNDO_ACT)) }
                }
            }
        }
    }
}

fn kept(visit: &Visit, report: &ImportReport) -> Markup {
    let heads = vec![
        Column::number(visit.say(key::MEMBER_NUMBER)),
        Column::text(visit.say(key::MEMBER_NAME)),
        Column::text(visit.say(key::IMPORT_KEPT_WHY)),
    ];
    let mut table = Table::new(visit.say(key::IMPORT_KEPT_TITLE), heads).quiet();
    for member in &report.kept_members {
        let name = ui::person(visit.locale, member.name_ar.as_deref(), member.name_fr.as_deref());
        table.row(vec![ui::ltr(member.number), name, html! { (language::named(visit.locale, "import-kept", &member.reason)) }]);
    }
    html! { section.stack { h2 { (visit.say(key::IMPORT_KEPT_TITLE)) } (table) } }
}
