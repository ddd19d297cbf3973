//! What people ask about their data: the board's list with its last days, the answer, and one's own.

use crate::fields::Fields;
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Inputs, Purpose, Table, Tone};
use crate::visit::Visit;
use contracts::privacy::{AnswerRequest, AskAboutOwnData, RecordRequest, RequestKind, RequestState, RightsRequest};
use kernel::permission::{self, ManagePrivacy};
use kernel::{Error, Result};
use language::key;
use maud::{Markup, html};
use uuid::Uuid;

const PATH: &str = "/settings/requests";

fn kinds(visit: &Visit) -> Vec<(String, String)> {
    RequestKind::ALL.map(|kind| (kind.code().to_owned(), language::named(visit.locale, "rights-kind", kind.code()))).into()
}

/// In words and shape; one that is late stands out.
pub fn state(visit: &Visit, request: &RightsRequest) -> Markup {
    let late = request.state == RequestState::Open && request.due_on < visit.state.clock().today();
    let tone = match request.state {
        RequestState::Open if late => Tone::Bad,
        RequestState::Open => Tone::Wait,
        RequestState::Granted => Tone::Good,
        RequestState::Refused => Tone::Plain,
    };
    let text = if late { visit.say(key::REQUESTS_OVERDUE) } else { language::named(visit.locale, "rights-state", request.state.code()) };
    ui::chip(tone, &text)
}

pub async fn list(page: Page<ManagePrivacy>) -> Reply {
    let today = language::short_date(page.state.clock().today());
    list_page(&page, &Form::with(Fields::of([("received_on", &today), ("kind", RequestKind::Access.code())]))).await
}

async fn list_page(visit: &Visit, form: &Form) -> Reply {
    let requests: Vec<RightsRequest> = visit.list(&visit.api("/rights-requests")).await?;
    let (open, answered): (Vec<_>, Vec<_>) = requests.iter().partition(|request| request.state == RequestState::Open);
    let title = visit.say(key::REQUESTS_TITLE);
    let inputs = Inputs { locale: visit.locale, form };
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back_to_settings(visit))
        (ui::head(&html! { (title) }, Some(&html! { (visit.say(key::REQUESTS_LEAD)) }), &html! {}))
        @if requests.is_empty() { (ui::empty(&visit.say(key::REQUESTS_EMPTY), &visit.say(key::REQUESTS_EMPTY_TEXT), &html! {})) }
        @if !open.is_empty() { section.stack { h2 { (visit.say(key::REQUESTS_OPEN)) } (table(visit, &open)) } }
        section.card {
            h2 { (visit.say(key::REQUESTS_RECORD)) }
            form.sheet method="post" action=(visit.here(PATH)) novalidate {
                (ui::hidden(visit, form))
                (inputs.text("person", key::REQUESTS_PERSON).attribute("autocomplete", "off"))
                (inputs.text("contact", key::REQUESTS_CONTACT).hint(key::REQUESTS_CONTACT_HINT).optional().attribute("autocomplete", "off"))
                (inputs.radios("kind", key::REQUESTS_KIND, kinds(visit)))
                (inputs.lines("message", key::REQUESTS_MESSAGE, 4))
                (inputs.date("received_on", key::REQUESTS_RECEIVED))
                (ui::association_notice(visit, Purpose::Requests).await)
                (ui::submit(&visit.say(key::REQUESTS_RECORD_ACT)))
            }
        }
        @if !answered.is_empty() { section.stack { h2 { (visit.say(key::REQUESTS_ANSWERED)) } (table(visit, &answered)) } }
    };
    visit.form_page(&title, form, body)
}

fn table(visit: &Visit, requests: &[&RightsRequest]) -> Markup {
    let columns = vec![
        Column::text(visit.say(key::REQUESTS_PERSON)),
        Column::text(visit.say(key::REQUESTS_KIND)),
        Column::text(visit.say(key::REQUESTS_RECEIVED)),
        Column::text(visit.say(key::REQUESTS_DUE)),
        Column::text(visit.say(key::WEBHOOKS_STATE)),
    ];
    let mut table = Table::new(visit.say(key::REQUESTS_TITLE), columns).quiet();
    for request in requests {
        table.row(vec![
            html! { a href=(visit.here(&format!("{PATH}/{}", request.id))) { (ui::name(&request.person)) } },
            html! { (language::named(visit.locale, "rights-kind", request.kind.code())) },
            ui::date(visit.locale, request.received_on),
            ui::date(visit.locale, request.due_on),
            state(visit, request),
        ]);
    }
    html! { (table) }
}

pub async fn record(page: Page<ManagePrivacy>) -> Reply {
    let input: RecordRequest = page.form.input()?;
    match page.post::<_, RightsRequest>(&page.api("/rights-requests"), &input).await {
        Ok(request) => {
            let date = language::long_date(request.due_on, page.locale);
            page.done(&page.here(PATH), key::REQUESTS_RECORDED, &[("date", (&date).into())])
        }
        Err(error) => list_page(&page, &page.refused(error)?).await,
    }
}

async fn find(visit: &Visit) -> Result<RightsRequest> {
    let id: Uuid = visit.id()?;
    let all: Vec<RightsRequest> = visit.list(&visit.api("/rights-requests")).await?;
    all.into_iter().find(|request| request.id == id).ok_or_else(Error::not_found)
}

pub async fn show(page: Page<ManagePrivacy>) -> Reply {
    show_page(&page, &Form::blank()).await
}

async fn show_page(visit: &Visit, form: &Form) -> Reply {
    let request = find(visit).await?;
    let inputs = Inputs { locale: visit.locale, form };
    let decisions = [(RequestState::Granted, key::REQUESTS_GRANT), (RequestState::Refused, key::REQUESTS_REFUSE)];
    let decisions = decisions.map(|(state, label)| (state.code().to_owned(), visit.say(label)));
    let title = language::named(visit.locale, "rights-kind", request.kind.code());
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here(PATH), &visit.say(key::REQUESTS_TITLE)))
        (ui::head(&html! { (title) }, Some(&ui::name(&request.person)), &state(visit, &request)))
        section.card { (facts(visit, &request)) }
        @if request.state == RequestState::Open {
            form.sheet method="post" action=(visit.here(&format!("{PATH}/{}", request.id))) novalidate {
                (ui::hidden(visit, form))
                (inputs.radios("decision", key::REQUESTS_DECISION, decisions.into()))
                (inputs.lines("answer", key::REQUESTS_ANSWER, 5).hint(key::REQUESTS_ANSWER_HINT))
                (ui::submit(&visit.say(key::REQUESTS_ANSWER_ACT)))
            }
        }
    };
    visit.form_page(&title, form, body)
}

fn facts(visit: &Visit, request: &RightsRequest) -> Markup {
    let mut rows = vec![
        (visit.say(key::REQUESTS_MESSAGE), html! { span dir="auto" { (request.message) } }),
        (visit.say(key::REQUESTS_RECEIVED), ui::date(visit.locale, request.received_on)),
        (visit.say(key::REQUESTS_DUE), ui::date(visit.locale, request.due_on)),
    ];
    if !request.contact.is_empty() {
        rows.push((visit.say(key::REQUESTS_CONTACT), ui::name(&request.contact)));
    }
    if let Some(answer) = &request.answer {
        rows.push((visit.say(key::REQUESTS_ANSWER), html! { span dir="auto" { (answer) } }));
    }
    if let (Some(by), Some(at)) = (&request.answered_by, request.answered_at) {
        rows.push((visit.say(key::REQUESTS_ANSWERED_BY), html! { (ui::name(by)) " · " (ui::moment(visit.locale, at)) }));
    }
    ui::facts(rows)
}

pub async fn answer(page: Page<ManagePrivacy>) -> Reply {
    let id = page.id()?;
    let input = AnswerRequest { id, decision: page.form.get("decision").to_owned(), answer: page.form.get("answer").to_owned() };
    match page.post::<_, RightsRequest>(&page.api(&format!("/rights-requests/{id}/answer")), &input).await {
        Ok(_) => page.done(&page.here(PATH), key::REQUESTS_ANSWER_DONE, &[]),
        Err(error) => show_page(&page, &page.refused(error)?).await,
    }
}

pub async fn own(page: Page<permission::AskAboutOwnData>) -> Reply {
    let asked = RequestKind::parse(page.query.get("kind")).unwrap_or(RequestKind::Access);
    own_page(&page, &Form::with(Fields::of([("kind", asked.code())]))).await
}

async fn own_page(visit: &Visit, form: &Form) -> Reply {
    let requests: Vec<RightsRequest> = visit.list(&visit.api("/rights-requests/own")).await?;
    let inputs = Inputs { locale: visit.locale, form };
    let title = visit.say(key::OWN_DATA_TITLE);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::head(&html! { (title) }, Some(&html! { (visit.say(key::OWN_DATA_LEAD)) }), &html! {}))
        section.card {
            h2 { (visit.say(key::OWN_DATA_ASK)) }
            form.sheet method="post" action=(visit.here("/own-data")) novalidate {
                (ui::hidden(visit, form))
                (inputs.radios("kind", key::REQUESTS_KIND, kinds(visit)))
                (inputs.lines("message", key::REQUESTS_MESSAGE, 4))
                (ui::association_notice(visit, Purpose::Requests).await)
                (ui::submit(&visit.say(key::OWN_DATA_ACT)))
            }
        }
        section.stack {
            h2 { (visit.say(key::OWN_DATA_LIST)) }
            @if requests.is_empty() { p.muted { (visit.say(key::OWN_DATA_NONE)) } }
            @for request in &requests {
                article.card {
                    h3 { (language::named(visit.locale, "rights-kind", request.kind.code())) }
                    p { (state(visit, request)) }
                    (facts(visit, request))
                }
            }
        }
    };
    visit.form_page(&title, form, body)
}

pub async fn ask(page: Page<permission::AskAboutOwnData>) -> Reply {
    let input: AskAboutOwnData = page.form.input()?;
    match page.post::<_, RightsRequest>(&page.api("/rights-requests/own"), &input).await {
        Ok(request) => {
            let date = language::long_date(request.due_on, page.locale);
            page.done(&page.here("/own-data"), key::OWN_DATA_DONE, &[("date", (&date).into())])
        }
        Err(error) => own_page(&page, &page.refused(error)?).await,
    }
}
