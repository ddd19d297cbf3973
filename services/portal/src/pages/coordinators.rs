//! Who coordinates a hub; inviting, removing, and accepting an invitation.

use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Inputs, Table, Tone};
use crate::visit::Visit;
use contracts::Nothing;
use contracts::hubs::{AcceptHubInvitation, Coordinator, Coordinators, HubInvitation, InviteCoordinator};
use contracts::tenancy::Place;
use kernel::permission::{ManageCoordinators, OwnAccount, ViewCoordinators};
use kernel::{Error, Kind, Result};
use language::{Key, key};
use maud::{Markup, html};
use uuid::Uuid;

pub async fn show(page: Page<ViewCoordinators>) -> Reply {
    coordinators_page(&page, &Form::blank()).await
}

async fn coordinators_page(visit: &Visit, form: &Form) -> Reply {
    let all: Coordinators = visit.get(&visit.api("/coordinators")).await?;
    let title = visit.say(key::COORDINATORS_TITLE);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::head(&html! { (title) }, Some(&html! { (visit.say(key::COORDINATORS_LEAD)) }), &html! {}))
        (super::hub::tabs(visit, "/coordinators"))
        @if all.coordinators.is_empty() {
            (ui::empty(&visit.say(key::COORDINATORS_EMPTY), &visit.say(key::COORDINATORS_EMPTY_TEXT), &html! {}))
        } @else {
            (people(visit, &all.coordinators))
        }
        @if visit.may::<ManageCoordinators>() {
            (invite_form(visit, form))
            @if !all.invitations.is_empty() { section.stack { h2 { (visit.say(key::COORDINATORS_INVITED)) } (invitations(visit, &all.invitations)) } }
        }
    };
    visit.form_page(&title, form, body)
}

fn people(visit: &Visit, coordinators: &[Coordinator]) -> Markup {
    let manages = visit.may::<ManageCoordinators>();
    let mut columns = vec![
        Column::text(visit.say(key::COORDINATORS_NAME)),
        Column::text(visit.say(key::COORDINATORS_ROLE)),
        Column::text(visit.say(key::COORDINATORS_SINCE)),
    ];
    if manages {
        columns.push(Column::text(visit.say(key::COORDINATORS_REMOVE)));
    }
    let mut table = Table::new(visit.say(key::COORDINATORS_TITLE), columns).quiet();
    for person in coordinators {
        let role = if person.chief { key::ROLE_CHIEF_COORDINATOR } else { key::ROLE_COORDINATOR };
        let mut cells = vec![
            html! { span.person { (ui::name(&person.name)) @if let Some(email) = &person.email { span.other { (ui::ltr(email)) } } } },
            html! { (visit.say(role)) },
            ui::moment(visit.locale, person.since),
        ];
        if manages {
            cells.push(act(visit, "remove", person.id, key::COORDINATORS_REMOVE));
        }
        table.row(cells);
    }
    html! { (table) }
}

fn invitations(visit: &Visit, invitations: &[HubInvitation]) -> Markup {
    let columns = vec![
        Column::text(visit.say(key::ACCOUNT_EMAIL)),
        Column::text(visit.say(key::COORDINATORS_INVITED_BY)),
        Column::text(visit.say(key::CONSENTS_EXPIRES)),
        Column::text(visit.say(key::COORDINATORS_TAKE_BACK)),
    ];
    let mut table = Table::new(visit.say(key::COORDINATORS_INVITED), columns).quiet();
    for invitation in invitations {
        table.row(vec![
            ui::ltr(&invitation.email),
            html! { (ui::name(&invitation.invited_by)) @if invitation.chief { " " (ui::chip(Tone::Plain, &visit.say(key::ROLE_CHIEF_COORDINATOR))) } },
            ui::moment(visit.locale, invitation.expires_at),
            act(visit, "revoke", invitation.id, key::COORDINATORS_TAKE_BACK),
        ]);
    }
    html! { (table) }
}

fn act(visit: &Visit, name: &str, id: Uuid, label: Key) -> Markup {
    html! {
        form method="post" action=(visit.here("/coordinators")) data-quiet="" {
            (ui::hidden(visit, &Form::blank()))
            button.button.danger type="submit" name=(name) value=(id) { (visit.say(label)) }
        }
    }
}

fn invite_form(visit: &Visit, form: &Form) -> Markup {
    let inputs = Inputs { locale: visit.locale, form };
    html! {
        section.card {
            h2 { (visit.say(key::COORDINATORS_INVITE)) }
            form.sheet method="post" action=(visit.here("/coordinators")) novalidate {
                (ui::hidden(visit, form))
                (inputs.email("email", key::ACCOUNT_EMAIL).attribute("autocomplete", "off"))
                (inputs.checks("chief", key::COORDINATORS_ROLE, vec![("yes".into(), visit.say(key::COORDINATORS_CHIEF))]).optional_unsaid())
                (ui::submit(&visit.say(key::COORDINATORS_INVITE_ACT)))
            }
        }
    }
}

/// Invites, or does what the pressed button says with whom it names.
pub async fn change(page: Page<ManageCoordinators>) -> Reply {
    let acts: [(&str, &str, &str, Key); 2] = [
        ("remove", "coordinators", "removal", key::COORDINATORS_REMOVED),
        ("revoke", "invitations", "revocation", key::COORDINATORS_TAKEN_BACK),
    ];
    for (button, things, act, done) in acts {
        let Some(named) = page.form.given(button) else { continue };
        let id: Uuid = named.parse().map_err(|_| Error::not_found())?;
        return match page.post::<_, serde_json::Value>(&page.api(&format!("/{things}/{id}/{act}")), &Nothing {}).await {
            // whoever removed themselves has no hub to go back to
            Ok(_) if page.actor.account == Some(id) => page.done("/associations", done, &[]),
            Ok(_) => page.done(&page.here("/coordinators"), done, &[]),
            Err(error) => coordinators_page(&page, &page.refused(error)?).await,
        };
    }
    let input = InviteCoordinator { email: page.form.get("email").into(), chief: page.form.given("chief").is_some() };
    match page.post::<_, HubInvitation>(&page.api("/invitations"), &input).await {
        Ok(_) => page.done(&page.here("/coordinators"), key::COORDINATORS_INVITE_DONE, &[]),
        Err(error) => coordinators_page(&page, &page.refused(error)?).await,
    }
}

/// A button, because programs open the links of mails before people do.
pub async fn invitation(page: Page<OwnAccount>) -> Reply {
    invitation_page(&page, &Form::with(Fields::of([("token", page.query.get("token"))]))).await
}

async fn invitation_page(visit: &Visit, form: &Form) -> Reply {
    let title = visit.say(key::HUB_INVITATION_TITLE);
    let found: Result<Place> = visit.get(&with_query("/api/v1/hub-invitations", &[("token", Some(form.value("token")))])).await;
    let content = match found {
        Ok(hub) => html! {
            p.lead { (visit.say_with(key::HUB_INVITATION_TEXT, &[("hub", ui::place_name(visit.locale, &hub).into())])) }
            form.sheet method="post" action="/hub-invitation" {
                (ui::hidden(visit, form))
                input type="hidden" name="token" value=(form.value("token"));
                (ui::submit(&visit.say(key::HUB_INVITATION_ACT)))
            }
        },
        Err(error) if error.kind() == Kind::Conflict => html! {
            p.lead { (visit.say(key::HUB_INVITATION_GONE)) }
            p.acts { a.button.primary href="/associations" { (visit.say(key::FAILURE_TO_ASSOCIATIONS)) } }
        },
        Err(error) => return Err(error),
    };
    visit.form_page(&title, form, html! { (ui::error_summary(visit.locale, form)) h1 { (title) } (content) })
}

pub async fn accept(page: Page<OwnAccount>) -> Reply {
    let input = AcceptHubInvitation { token: page.form.get("token").into() };
    match page.post::<_, Place>("/api/v1/hub-invitations/acceptance", &input).await {
        Ok(hub) => {
            let name = ui::place_name(page.locale, &hub);
            page.done(&format!("/hub/{}/coordinators", hub.slug), key::HUB_INVITATION_DONE, &[("name", name.into())])
        }
        Err(error) => invitation_page(&page, &page.refused(error)?).await,
    }
}
