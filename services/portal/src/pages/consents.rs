//! Opening the workspace to the hub for a while, and closing it.

use crate::fields::Fields;
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Inputs, Table, Tone};
use crate::visit::Visit;
use contracts::Nothing;
use contracts::tenancy::{Consent, Consents, GiveConsent};
use kernel::Error;
use kernel::permission::ManageConsents;
use language::key;
use maud::{Markup, html};
use uuid::Uuid;

pub async fn show(page: Page<ManageConsents>) -> Reply {
    consents_page(&page, &Form::with(Fields::of([("days", "7")]))).await
}

async fn consents_page(visit: &Visit, form: &Form) -> Reply {
    let all: Consents = visit.get(&visit.api("/consents")).await?;
    let title = visit.say(key::CONSENTS_TITLE);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::head(&html! { (title) }, Some(&html! { (visit.say(key::CONSENTS_LEAD)) }), &html! {}))
        @match &all.hub {
            Some(hub) => (give_form(visit, form, ui::place_name(visit.locale, hub))),
            None => { p.banner { (visit.say(key::CONSENTS_NO_HUB)) } }
        }
        @if !all.consents.is_empty() { section.stack { h2 { (visit.say(key::CONSENTS_LIST)) } (table(visit, &all.consents)) } }
    };
    visit.form_page(&title, form, body)
}

fn give_form(visit: &Visit, form: &Form, hub: &str) -> Markup {
    let inputs = Inputs { locale: visit.locale, form };
    html! {
        section.card {
            h2 { (visit.say(key::CONSENTS_GIVE)) }
            p { (ui::name(hub)) }
            form.sheet method="post" action=(visit.here("/consents")) novalidate {
                (ui::hidden(visit, form))
                (inputs.text("reason", key::CONSENTS_REASON).hint(key::CONSENTS_REASON_HINT).attribute("autocomplete", "off").attribute("enterkeyhint", "next"))
                (inputs.digits("days", key::CONSENTS_DAYS).hint(key::CONSENTS_DAYS_HINT).attribute("autocomplete", "off").attribute("maxlength", "2").attribute("enterkeyhint", "done"))
                (ui::submit(&visit.say(key::CONSENTS_ACT)))
            }
        }
    }
}

fn table(visit: &Visit, consents: &[Consent]) -> Markup {
    let now = visit.state.clock().now();
    let columns = vec![
        Column::text(visit.say(key::CONSENTS_HUB)),
        Column::text(visit.say(key::CONSENTS_REASON)),
        Column::text(visit.say(key::CONSENTS_GIVEN_BY)),
        Column::text(visit.say(key::CONSENTS_EXPIRES)),
        Column::text(visit.say(key::CONSENTS_STATE)),
    ];
    let mut table = Table::new(visit.say(key::CONSENTS_LIST), columns).quiet();
    for consent in consents {
        table.row(vec![
            ui::name(ui::place_name(visit.locale, &consent.hub)),
            ui::name(&consent.reason),
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

fn revoke_form(visit: &Visit, consent: Uuid) -> Markup {
    html! {
        form.inline-form method="post" action=(visit.here("/consents")) data-quiet="" {
            (ui::hidden(visit, &Form::blank()))
            (ui::chip(Tone::Good, &visit.say(key::CONSENTS_OPEN)))
            button.button.danger type="submit" name="revoke" value=(consent) { (visit.say(key::CONSENTS_REVOKE)) }
        }
    }
}

/// Gives access, or takes back what the pressed button names.
pub async fn change(page: Page<ManageConsents>) -> Reply {
    if let Some(consent) = page.form.given("revoke") {
        let consent: Uuid = consent.parse().map_err(|_| Error::not_found())?;
        let path = page.api(&format!("/consents/{consent}/revocation"));
        return match page.post::<_, serde_json::Value>(&path, &Nothing {}).await {
            Ok(_) => page.done(&page.here("/consents"), key::CONSENTS_REVOKE_DONE, &[]),
            Err(error) => consents_page(&page, &page.refused(error)?).await,
        };
    }
    let input: GiveConsent = page.form.input()?;
    match page.post::<_, Consent>(&page.api("/consents"), &input).await {
        Ok(consent) => {
            let until = language::date_time(kernel::clock::to_local(consent.expires_at), page.locale);
            page.done(&page.here("/consents"), key::CONSENTS_DONE, &[("until", (&until).into())])
        }
        Err(error) => consents_page(&page, &page.refused(error)?).await,
    }
}
