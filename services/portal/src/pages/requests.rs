//! What a hub asks boards to open: the list, and asking.

use super::consents::{area_choices, requests, scope_choices};
use super::territory::find;
use crate::fields::Fields;
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Inputs};
use crate::visit::Visit;
use contracts::consents::{AREAS, AccessRequest, RequestAccess};
use kernel::Error;
use kernel::permission::{RequestAccess as AskForAccess, ViewCoordinators};
use language::key;
use maud::html;

/// With `?association=…`, for those who may ask, the form stands open.
pub async fn show(page: Page<ViewCoordinators>) -> Reply {
    let mut values = Fields::of([("association", page.query.get("association")), ("days", "7"), ("scope", "read")]);
    for area in AREAS {
        values.push("areas", area);
    }
    requests_page(&page, &Form::with(values)).await
}

async fn requests_page(visit: &Visit, form: &Form) -> Reply {
    let all: Vec<AccessRequest> = visit.list(&visit.api("/access-requests")).await?;
    let wanted = match form.value("association") {
        slug if slug.is_empty() || !visit.may::<AskForAccess>() => None,
        slug => Some(find(visit, slug).await?.ok_or_else(Error::not_found)?.association),
    };
    let inputs = Inputs { locale: visit.locale, form };
    let title = visit.say(key::ASKS_TITLE);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::head(&html! { (title) }, Some(&html! { (visit.say(key::ASKS_LEAD)) }), &html! {}))
        (super::hub::tabs(visit, "/requests"))
        @if let Some(association) = &wanted {
            section.card {
                h2 { (visit.say(key::ASKS_ASK)) }
                form.sheet method="post" action=(visit.here("/requests")) novalidate {
                    (ui::hidden(visit, form))
                    input type="hidden" name="association" value=(association.slug);
                    (ui::facts(vec![(visit.say(key::HUB_ASSOCIATION), ui::name(ui::place_name(visit.locale, association)))]))
                    (inputs.text("reason", key::CONSENTS_REASON).hint(key::CONSENTS_REASON_HINT).attribute("autocomplete", "off"))
                    (inputs.digits("days", key::CONSENTS_DAYS).hint(key::CONSENTS_DAYS_HINT).attribute("autocomplete", "off").attribute("maxlength", "2"))
                    (inputs.radios("scope", key::CONSENTS_SCOPE, scope_choices(visit)))
                    (inputs.checks("areas", key::CONSENTS_AREAS, area_choices(visit)))
                    (ui::submit(&visit.say(key::ASKS_ACT)))
                }
            }
        }
        @if all.is_empty() {
            (ui::empty(&visit.say(key::ASKS_EMPTY), &visit.say(key::ASKS_EMPTY_TEXT), &html! { a.button href=(visit.here("/")) { (visit.say(key::HUB_TITLE)) } }))
        } @else {
            (requests(visit, &all.iter().collect::<Vec<_>>()))
        }
    };
    visit.form_page(&title, form, body)
}

pub async fn ask(page: Page<AskForAccess>) -> Reply {
    let input = RequestAccess {
        association: page.form.get("association").into(),
        reason: page.form.get("reason").into(),
        days: page.form.get("days").into(),
        scope: page.form.given("scope").map(ToOwned::to_owned),
        areas: Some(page.form.all("areas")),
    };
    match page.post::<_, AccessRequest>(&page.api("/access-requests"), &input).await {
        Ok(_) => page.done(&page.here("/requests"), key::ASKS_DONE, &[]),
        Err(error) => requests_page(&page, &page.refused(error)?).await,
    }
}
