//! Taking the association's data along, and deleting it here.

use crate::form::Form;
use crate::layout::Layout;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Inputs, Table, Tone};
use crate::visit::Visit;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use contracts::leaving::{Certificate, Deletion, Departure, Export, ExportState, OrderDeletion};
use contracts::{Done, Nothing};
use kernel::permission::{LeavePlatform, OwnAccount, TakeData};
use language::key;
use maud::{Markup, html};

/// Seconds after which a page with a copy under way is read again.
const EVERY: u32 = 5;

pub async fn show(page: Page<TakeData>) -> Reply {
    leave_page(&page, &Form::blank()).await
}

async fn leave_page(visit: &Visit, form: &Form) -> Reply {
    let departure: Departure = visit.get(&visit.api("/exports")).await?;
    let title = visit.say(key::LEAVE_TITLE);
    let busy = departure.exports.iter().any(is_under_way);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back_to_settings(visit))
        (ui::head(&html! { (title) }, Some(&html! { (visit.say(key::LEAVE_LEAD)) }), &html! {}))
        (copies(visit, &departure.exports, busy))
        @match &departure.deletion {
            Some(deletion) => (ordered(visit, deletion)),
            None => @if visit.may::<LeavePlatform>() { (order_form(visit, form)) },
        }
    };
    let status = StatusCode::from_u16(form.status).unwrap_or(StatusCode::OK);
    let layout = Layout { visit, title: &title, wrong: form.is_wrong(), refresh: busy.then_some(EVERY) };
    Ok((status, layout.render(body)).into_response())
}

fn is_under_way(export: &Export) -> bool {
    matches!(export.state, ExportState::Waiting | ExportState::Running)
}

fn copies(visit: &Visit, exports: &[Export], busy: bool) -> Markup {
    html! {
        section.card {
            h2 { (visit.say(key::LEAVE_COPY)) }
            p { (visit.say(key::LEAVE_COPY_TEXT)) }
            @if !busy {
                form method="post" action=(visit.here("/leave")) data-quiet="" {
                    (ui::hidden(visit, &Form::blank()))
                    div.acts { button.button.primary type="submit" name="act" value="copy" { (visit.say(key::LEAVE_COPY_ACT)) } }
                }
            }
        }
        @if !exports.is_empty() { section.stack { h2 { (visit.say(key::LEAVE_COPIES)) } (table(visit, exports)) } }
    }
}

fn table(visit: &Visit, exports: &[Export]) -> Markup {
    let columns = vec![
        Column::text(visit.say(key::LEAVE_ASKED)),
        Column::text(visit.say(key::LEAVE_STATE)),
        Column::text(visit.say(key::LEAVE_FILE)),
    ];
    let mut table = Table::new(visit.say(key::LEAVE_COPIES), columns).quiet();
    for export in exports {
        let state = visit.say_with(key::LEAVE_ROWS, &[("count", export.rows.into())]);
        table.row(vec![
            html! { span.person { (ui::moment(visit.locale, export.asked_at)) span.other { (ui::name(&export.asked_by)) } } },
            match export.state {
                ExportState::Waiting => ui::chip(Tone::Wait, &visit.say(key::LEAVE_WAITING)),
                ExportState::Running => html! { (ui::chip(Tone::Wait, &visit.say(key::LEAVE_RUNNING))) " " (state) },
                ExportState::Ready => html! { (ui::chip(Tone::Good, &visit.say(key::LEAVE_READY))) " " (state) },
                ExportState::Failed => ui::chip(Tone::Bad, &visit.say(key::LEAVE_FAILED)),
            },
            html! {
                @if let (ExportState::Ready, Some(until)) = (export.state, export.expires_at) {
                    span.person {
                        a href=(visit.here(&format!("/exports/{}/copy.zip", export.id))) download="" { (visit.say(key::LEAVE_DOWNLOAD)) }
                        span.other {
                            @let until = language::long_date(kernel::clock::to_local(until).date(), visit.locale);
                            (visit.say_with(key::LEAVE_UNTIL, &[("date", (&until).into())]))
                        }
                    }
                }
            },
        ]);
    }
    html! { (table) }
}

fn ordered(visit: &Visit, deletion: &Deletion) -> Markup {
    html! {
        section.card {
            h2 { (visit.say(key::LEAVE_ORDERED)) }
            (ui::facts(vec![
                (visit.say(key::LEAVE_ORDERED_BY), ui::name(&deletion.asked_by)),
                (visit.say(key::LEAVE_ORDERED_AT), ui::moment(visit.locale, deletion.asked_at)),
                (visit.say(key::LEAVE_DUE), ui::moment(visit.locale, deletion.due_at)),
            ]))
            form method="post" action=(visit.here("/leave")) {
                (ui::hidden(visit, &Form::blank()))
                div.acts { button.button.primary type="submit" name="act" value="stay" { (visit.say(key::LEAVE_STAY_ACT)) } }
            }
        }
    }
}

fn order_form(visit: &Visit, form: &Form) -> Markup {
    let inputs = Inputs { locale: visit.locale, form };
    let name = visit.place.as_ref().map(|place| ui::place_name(visit.locale, place)).unwrap_or_default();
    html! {
        section.card {
            h2 { (visit.say(key::LEAVE_DELETE)) }
            p { (visit.say(key::LEAVE_DELETE_TEXT)) }
            p { (visit.say(key::LEAVE_DELETE_AFTER)) }
            form.sheet method="post" action=(visit.here("/leave")) novalidate {
                (ui::hidden(visit, form))
                p { (visit.say(key::LEAVE_NAME_HINT)) " " strong { (ui::name(name)) } }
                (inputs.text("name", key::LEAVE_NAME).attribute("autocomplete", "off").attribute("enterkeyhint", "done"))
                div.acts { button.button.danger type="submit" name="act" value="delete" { (visit.say(key::LEAVE_DELETE_ACT)) } }
            }
        }
    }
}

/// What the pressed button names.
pub async fn act(page: Page<TakeData>) -> Reply {
    let here = page.here("/leave");
    let (done, said) = match page.form.get("act") {
        "copy" => (page.post::<_, Export>(&page.api("/exports"), &Nothing {}).await.map(drop), key::LEAVE_COPY_DONE),
        "stay" => (page.post::<_, Done>(&page.api("/deletion/withdrawal"), &Nothing {}).await.map(drop), key::LEAVE_STAY_DONE),
        _ => {
            let input = OrderDeletion { name: page.form.get("name").to_owned() };
            (page.post::<_, Deletion>(&page.api("/deletion"), &input).await.map(drop), key::LEAVE_DELETE_DONE)
        }
    };
    match done {
        Ok(()) => page.done(&here, said, &[]),
        Err(error) => leave_page(&page, &page.refused(error)?).await,
    }
}

pub async fn download(page: Page<TakeData>) -> Reply {
    page.file(&page.api(&format!("/exports/{}/file", page.id()?))).await
}

pub async fn certificates(page: Page<OwnAccount>) -> Reply {
    let all: Vec<Certificate> = page.list("/api/v1/certificates").await?;
    let title = page.say(key::CERTIFICATES_TITLE);
    let body = html! {
        (ui::head(&html! { (title) }, Some(&html! { (page.say(key::CERTIFICATES_LEAD)) }), &html! {}))
        @if all.is_empty() {
            (ui::empty(&page.say(key::CERTIFICATES_EMPTY), &page.say(key::CERTIFICATES_EMPTY_TEXT), &html! {}))
        } @else {
            ul.stack {
                @for one in &all {
                    li { a href=(format!("/certificates/{}", one.id)) { (ui::name(ui::in_language(page.locale, &one.name_ar, &one.name_fr))) } }
                }
            }
        }
    };
    page.page(&title, body)
}

pub async fn certificate(page: Page<OwnAccount>) -> Reply {
    let one: Certificate = page.get(&format!("/api/v1/certificates/{}", page.id()?)).await?;
    let title = page.say(key::CERTIFICATE_TITLE);
    let mut facts = vec![
        (page.say(key::CERTIFICATE_NAME), html! { span.person { (ui::name(&one.name_ar)) span.other { (ui::name(&one.name_fr)) } } }),
        (page.say(key::CERTIFICATE_RECEIPT), ui::ltr(&one.receipt_number)),
        (page.say(key::LEAVE_ORDERED_BY), ui::name(&one.asked_by)),
        (page.say(key::LEAVE_ORDERED_AT), ui::moment(page.locale, one.asked_at)),
    ];
    facts.extend(one.erased_at.map(|at| (page.say(key::CERTIFICATE_ERASED), ui::moment(page.locale, at))));
    facts.push((page.say(key::CERTIFICATE_ASSOCIATION), html! { span.mono { (ui::ltr(&one.association_hash)) } }));
    facts.extend(one.digest.as_ref().map(|digest| (page.say(key::CERTIFICATE_DIGEST), html! { span.mono { (ui::ltr(digest)) } })));
    let body = html! {
        (ui::back("/certificates", &page.say(key::CERTIFICATES_TITLE)))
        (ui::head(&html! { (title) }, Some(&html! { (page.say(key::CERTIFICATE_LEAD)) }), &html! {}))
        section.card { (ui::facts(facts)) }
        section.stack { h2 { (page.say(key::CERTIFICATE_COUNTS)) } (counts(&page, &one)) }
    };
    page.page(&title, body)
}

fn counts(visit: &Visit, certificate: &Certificate) -> Markup {
    let columns = vec![Column::text(visit.say(key::CERTIFICATE_TABLE)), Column::number(visit.say(key::COPY_ROWS))];
    let mut table = Table::new(visit.say(key::CERTIFICATE_COUNTS), columns).quiet();
    for (service, tables) in &certificate.counts {
        for (name, count) in tables.iter().filter(|(_, count)| **count > 0) {
            let what = language::named(visit.locale, "table", &name.replace('_', "-"));
            table.row(vec![html! { span.person { (what) span.other { (ui::ltr(format!("{service}.{name}"))) } } }, html! { (count) }]);
        }
    }
    html! { (table) }
}
