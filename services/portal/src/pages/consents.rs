//! Opening the workspace to a hub for a while, and closing it; answering hubs that ask.

use crate::fields::Fields;
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Inputs, Table, Tone};
use crate::visit::Visit;
use contracts::Nothing;
use contracts::consents::{AREAS, AccessRequest, Consent, Consents, GiveConsent, Terms};
use contracts::tenancy::Place;
use kernel::permission::ManageConsents;
use kernel::{Error, Locale, Seat};
use language::{Key, key};
use maud::{Markup, html};
use uuid::Uuid;

pub async fn show(page: Page<ManageConsents>) -> Reply {
    let mut values = Fields::of([("days", "7"), ("scope", "read")]);
    for area in AREAS {
        values.push("areas", area);
    }
    consents_page(&page, &Form::with(values)).await
}

async fn consents_page(visit: &Visit, form: &Form) -> Reply {
    let all: Consents = visit.get(&visit.api("/consents")).await?;
    let title = visit.say(key::CONSENTS_TITLE);
    let (answered, waiting): (Vec<_>, Vec<_>) = all.requests.iter().partition(|request| request.answered_at.is_some());
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back_to_settings(visit))
        (ui::head(&html! { (title) }, Some(&html! { (visit.say(key::CONSENTS_LEAD)) }), &html! {}))
        @for request in &waiting { (question(visit, request)) }
        (give_form(visit, form, &all.hubs))
        @if !all.consents.is_empty() { section.stack { h2 { (visit.say(key::CONSENTS_LIST)) } (table(visit, &all.consents)) } }
        @if !answered.is_empty() { section.stack { h2 { (visit.say(key::ASKS_ANSWERED)) } (requests(visit, &answered)) } }
    };
    visit.form_page(&title, form, body)
}

/// The areas that can be opened, in the page's language.
pub fn area_choices(visit: &Visit) -> Vec<(String, String)> {
    AREAS.map(|area| (area.to_owned(), language::named(visit.locale, "opened-area", area))).to_vec()
}

pub fn scope_choices(visit: &Visit) -> Vec<(String, String)> {
    ["read", "write"].map(|scope| (scope.to_owned(), language::named(visit.locale, "scope", scope))).to_vec()
}

/// What is opened, in words.
pub fn terms(visit: &Visit, terms: &Terms) -> String {
    let areas = terms.areas.iter().map(|area| language::named(visit.locale, "opened-area", area)).collect::<Vec<_>>();
    let comma = if visit.locale == Locale::Ar { "، " } else { ", " };
    format!("{}{comma}{}", language::named(visit.locale, "scope", &terms.scope), areas.join(comma))
}

fn give_form(visit: &Visit, form: &Form, hubs: &[Place]) -> Markup {
    let inputs = Inputs { locale: visit.locale, form };
    let hubs = hubs.iter().map(|hub| (hub.slug.clone(), ui::place_name(visit.locale, hub).to_owned())).collect();
    html! {
        section.card {
            h2 { (visit.say(key::CONSENTS_GIVE)) }
            form.sheet method="post" action=(visit.here("/consents")) novalidate {
                (ui::hidden(visit, form))
                (inputs.select("hub", key::CONSENTS_HUB, hubs).hint(key::CONSENTS_HUB_HINT))
                (inputs.text("reason", key::CONSENTS_REASON).hint(key::CONSENTS_REASON_HINT).attribute("autocomplete", "off").attribute("enterkeyhint", "next"))
                (inputs.digits("days", key::CONSENTS_DAYS).hint(key::CONSENTS_DAYS_HINT).attribute("autocomplete", "off").attribute("maxlength", "2").attribute("enterkeyhint", "done"))
                (inputs.radios("scope", key::CONSENTS_SCOPE, scope_choices(visit)))
                (inputs.checks("areas", key::CONSENTS_AREAS, area_choices(visit)))
                (ui::submit(&visit.say(key::CONSENTS_ACT)))
            }
        }
    }
}

/// What a hub asks for, with the two answers.
fn question(visit: &Visit, request: &AccessRequest) -> Markup {
    let facts = vec![
        (visit.say(key::CONSENTS_HUB), ui::name(ui::place_name(visit.locale, &request.hub))),
        (visit.say(key::ASKS_ASKED_BY), html! { (ui::name(&request.asked_by)) " · " (ui::moment(visit.locale, request.asked_at)) }),
        (visit.say(key::CONSENTS_REASON), ui::name(&request.reason)),
        (visit.say(key::CONSENTS_DAYS), ui::ltr(request.days)),
        (visit.say(key::CONSENTS_OPENED), html! { (terms(visit, &request.terms)) }),
    ];
    html! {
        section.card {
            h2 { (visit.say(key::ASKS_QUESTION)) }
            (ui::facts(facts))
            form.acts method="post" action=(visit.here("/consents")) data-quiet="" {
                (ui::hidden(visit, &Form::blank()))
                button.button.primary type="submit" name="accept" value=(request.id) { (visit.say(key::ASKS_ACCEPT)) }
                button.button type="submit" name="refuse" value=(request.id) { (visit.say(key::ASKS_REFUSE)) }
            }
        }
    }
}

fn table(visit: &Visit, consents: &[Consent]) -> Markup {
    let now = visit.state.clock().now();
    let columns = vec![
        Column::text(visit.say(key::CONSENTS_HUB)),
        Column::text(visit.say(key::CONSENTS_REASON)),
        Column::text(visit.say(key::CONSENTS_OPENED)),
        Column::text(visit.say(key::CONSENTS_GIVEN_BY)),
        Column::text(visit.say(key::CONSENTS_EXPIRES)),
        Column::text(visit.say(key::CONSENTS_STATE)),
    ];
    let mut table = Table::new(visit.say(key::CONSENTS_LIST), columns).quiet();
    for consent in consents {
        table.row(vec![
            ui::name(ui::place_name(visit.locale, &consent.hub)),
            ui::name(&consent.reason),
            html! { (terms(visit, &consent.terms)) },
            html! { span.person { (ui::name(&consent.given_by)) span.other { (ui::moment(visit.locale, consent.given_at)) } } },
            ui::moment(visit.locale, consent.expires_at),
            html! {
                @if let Some(at) = consent.revoked_at {
                    span.person { (ui::chip(Tone::Plain, &visit.say(key::CONSENTS_REVOKED))) span.other { (ui::moment(visit.locale, at)) } }
                } @else if consent.expires_at <= now {
                    (ui::chip(Tone::Plain, &visit.say(key::CONSENTS_EXPIRED)))
                } @else {
                    (revoke_form(visit, consent.id))
                }
            },
        ]);
    }
    html! { (table) }
}

/// What was asked and answered; for the board and for the hub that asked.
pub fn requests(visit: &Visit, requests: &[&AccessRequest]) -> Markup {
    let columns = vec![
        Column::text(visit.say(key::HUB_ASSOCIATION)),
        Column::text(visit.say(key::CONSENTS_HUB)),
        Column::text(visit.say(key::CONSENTS_REASON)),
        Column::text(visit.say(key::CONSENTS_OPENED)),
        Column::text(visit.say(key::ASKS_ASKED_BY)),
        Column::text(visit.say(key::CONSENTS_STATE)),
    ];
    let mut table = Table::new(visit.say(key::ASKS_TITLE), columns).quiet();
    for request in requests {
        let state = match (request.answered_at, request.accepted) {
            (None, _) => ui::chip(Tone::Wait, &visit.say(key::ASKS_WAITING)),
            (Some(_), true) => ui::chip(Tone::Good, &visit.say(key::ASKS_ACCEPTED)),
            (Some(_), false) => ui::chip(Tone::Bad, &visit.say(key::ASKS_REFUSED)),
        };
        table.row(vec![
            ui::name(ui::place_name(visit.locale, &request.association)),
            ui::name(ui::place_name(visit.locale, &request.hub)),
            ui::name(&request.reason),
            html! { (terms(visit, &request.terms)) },
            html! { span.person { (ui::name(&request.asked_by)) span.other { (ui::moment(visit.locale, request.asked_at)) } } },
            html! { span.person { (state)
            @if request.open && matches!(visit.actor.seat, Seat::Hub { .. }) {
                a href={ "/a/" (request.association.slug) "/" } { (visit.say(key::HUB_OPEN)) }
            }
            @if let Some(at) = request.answered_at { span.other { (ui::moment(visit.locale, at)) } } } },
        ]);
    }
    html! { (table) }
}

fn revoke_form(visit: &Visit, consent: Uuid) -> Markup {
    html! {
        form.inline-form method="post" action=(visit.here("/consents")) data-quiet="" {
            (ui::hidden(visit, &Form::blank()))
            (ui::chip(Tone::Good, &visit.say(key::CONSENTS_OPEN)))
            button.button.danger type="submit" name="revoke" value=(consent) { (visit.say(key::CONSENTS_REVOKE)) }
        }
    }
}

/// Gives access, or does what the pressed button says with what it names.
pub async fn change(page: Page<ManageConsents>) -> Reply {
    let acts: [(&str, &str, &str, Key); 3] = [
        ("revoke", "consents", "revocation", key::CONSENTS_REVOKE_DONE),
        ("accept", "access-requests", "acceptance", key::ASKS_ACCEPT_DONE),
        ("refuse", "access-requests", "refusal", key::ASKS_REFUSE_DONE),
    ];
    for (button, things, act, done) in acts {
        let Some(named) = page.form.given(button) else { continue };
        let id: Uuid = named.parse().map_err(|_| Error::not_found())?;
        return match page.post::<_, serde_json::Value>(&page.api(&format!("/{things}/{id}/{act}")), &Nothing {}).await {
            Ok(_) => page.done(&page.here("/consents"), done, &[]),
            Err(error) => consents_page(&page, &page.refused(error)?).await,
        };
    }
    let input = GiveConsent {
        hub: page.form.given("hub").map(ToOwned::to_owned),
        reason: page.form.get("reason").into(),
        days: page.form.get("days").into(),
        scope: page.form.given("scope").map(ToOwned::to_owned),
        areas: Some(page.form.all("areas")),
    };
    match page.post::<_, Consent>(&page.api("/consents"), &input).await {
        Ok(consent) => {
            let until = language::date_time(kernel::clock::to_local(consent.expires_at), page.locale);
            page.done(&page.here("/consents"), key::CONSENTS_DONE, &[("until", (&until).into())])
        }
        Err(error) => consents_page(&page, &page.refused(error)?).await,
    }
}
