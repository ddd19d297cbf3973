//! What the law wants by when: late ones first, each with the article that says so.

use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Tone};
use crate::visit::Visit;
use contracts::Page as Batch;
use contracts::registry::{Deadline, MeetDeadline};
use kernel::permission::{EditRecord, ViewRecord};
use language::key;
use maud::{Markup, html};

const HERE: &str = "/record/calendar";

pub async fn show(page: Page<ViewRecord>) -> Reply {
    calendar_page(&page, &Form::blank()).await
}

async fn calendar_page(visit: &Visit, form: &Form) -> Reply {
    let deadlines: Vec<Deadline> = visit.list(&visit.api(HERE)).await?;
    let title = visit.say(key::CALENDAR_TITLE);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back_to_settings(visit))
        (ui::head(&html! { (title) }, Some(&html! { (visit.say(key::CALENDAR_LEAD)) }), &html! {}))
        @if deadlines.is_empty() {
            (ui::empty(&visit.say(key::CALENDAR_EMPTY), &visit.say(key::CALENDAR_EMPTY_TEXT), &html! {
                a.button href=(visit.here("/record")) { (visit.say(key::RECORD_TITLE)) }
            }))
        } @else {
            ul.duties { @for deadline in &deadlines { (duty(visit, deadline)) } }
        }
        p.muted.small { (visit.say(key::CALENDAR_NO_ADVICE)) }
    };
    visit.form_page(&title, form, body)
}

fn duty(visit: &Visit, deadline: &Deadline) -> Markup {
    let target = match (deadline.kind.as_str(), deadline.declaration) {
        (_, Some(id)) => Some(format!("/record/declarations/{id}")),
        ("no-change", _) => Some("/record/declarations?kind=no_change".to_owned()),
        ("mandate-end", _) => Some("/board".to_owned()),
        ("final-receipt", _) => Some("/record/receipts".to_owned()),
        _ => None,
    };
    let edits = visit.may::<EditRecord>();
    html! {
        li {
            strong { (language::named(visit.locale, "deadline", &deadline.kind)) }
            @if let Some(about) = &deadline.about { span { (ui::name(about)) } }
            div.acts {
                (ui::date(visit.locale, deadline.due_on))
                @if deadline.late { (ui::chip(Tone::Bad, &visit.say(key::CALENDAR_LATE))) } @else { (ui::chip(Tone::Wait, &visit.say(key::CALENDAR_AHEAD))) }
            }
            p.muted.small { (language::named(visit.locale, "deadline-source", &deadline.kind)) }
            @if edits {
                @if let Some(target) = &target { p { a href=(visit.here(target)) { (visit.say(key::CALENDAR_OPEN)) } } }
                @if deadline.can_be_met { (met_form(visit, deadline)) }
            }
        }
    }
}

fn met_form(visit: &Visit, deadline: &Deadline) -> Markup {
    html! {
        form.inline-form method="post" action=(visit.here(HERE)) data-quiet="" {
            (ui::hidden(visit, &Form::blank()))
            input type="hidden" name="kind" value=(deadline.kind);
            input type="hidden" name="due_on" value=(deadline.due_on);
            @if let Some(duty) = deadline.duty { input type="hidden" name="duty" value=(duty); }
            button.button type="submit" { (visit.say(key::CALENDAR_MET)) }
        }
    }
}

pub async fn meet(page: Page<EditRecord>) -> Reply {
    let text = |name: &str| page.form.get(name).to_owned();
    let met_on = page.state.clock().today().to_string();
    let input = MeetDeadline { kind: text("kind"), due_on: text("due_on"), met_on, duty: text("duty") };
    match page.post::<_, Batch<Deadline>>(&page.api("/record/calendar/met"), &input).await {
        Ok(_) => page.done(&page.here(HERE), key::CALENDAR_MET_DONE, &[]),
        Err(error) => calendar_page(&page, &page.refused(error)?).await,
    }
}
