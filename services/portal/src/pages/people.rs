//! Who holds which office, the invitations to offices, and giving up one's own.

use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::pages::offices::{checked_input, current, fields, office, own_office};
use crate::ui::{self, Column, Inputs, Table, Tone};
use crate::visit::Visit;
use contracts::people::{ChangeOffice, Choices, EndSeat, Invitation, InvitationState, Invite, Leave, Person};
use contracts::{Done, Nothing, Page as Batch};
use kernel::permission::{ManageRoles, ViewAssociation, ViewRoles};
use kernel::{Locale, Result};
use language::key;
use maud::{Markup, html};

pub async fn list(page: Page<ViewRoles>) -> Reply {
    let after = page.query.given("after");
    let found: Batch<Person> = page.get(&with_query(&page.api("/people"), &[("after", after)])).await?;
    let before = page.query.given("invited");
    let invited: Batch<Invitation> = page.get(&with_query(&page.api("/invitations"), &[("after", before)])).await?;
    let title = page.say(key::PEOPLE_TITLE);
    let acts = html! {
        @if page.may::<ManageRoles>() { a.button.primary href=(page.here("/people/invite")) { (ui::icon("plus")) (page.say(key::PEOPLE_INVITE)) } }
        a.button href=(page.here("/roles")) { (page.say(key::PEOPLE_ROLES)) }
    };
    let body = html! {
        (ui::back_to_settings(&page))
        (ui::head(&html! { (title) }, Some(&html! { (page.say(key::PEOPLE_LEAD)) }), &acts))
        (people(&page, &found.items))
        (ui::pager(&page, &page.here("/people"), &[], found.next.as_deref()))
        @if after.is_none() {
            section.stack #invitations {
                h2 { (page.say(key::INVITATIONS_TITLE)) }
                @if invited.items.is_empty() { p.muted { (page.say(key::INVITATIONS_EMPTY)) } } @else { (invitations(&page, &invited.items)) }
                @if let Some(next) = &invited.next {
                    p { a.button rel="next" href={ (page.here("/people")) "?invited=" (next) "#invitations" } { (page.say(key::INVITATIONS_OLDER)) (ui::icon("next")) } }
                }
            }
        }
        p { a href=(page.here("/departure")) { (page.say(key::DEPARTURE_TITLE)) } }
    };
    page.page(&title, body)
}

fn people(visit: &Visit, found: &[Person]) -> Markup {
    let columns = vec![
        Column::text(visit.say(key::PEOPLE_WHO)),
        Column::text(visit.say(key::PEOPLE_OFFICE)),
        Column::text(visit.say(key::PEOPLE_SINCE)),
        Column::text(visit.say(key::PEOPLE_LAST_SEEN)),
        Column::text(visit.say(key::PEOPLE_ACT)),
    ];
    let mut table = Table::new(visit.say(key::PEOPLE_TITLE), columns).quiet();
    for person in found {
        table.row(vec![
            html! {
                span.person {
                    span { (ui::name(&person.name)) @if person.yourself { " " span.muted { (visit.say(key::PEOPLE_YOU)) } } }
                    @if let Some(email) = &person.email { span.other { (ui::ltr(email)) } }
                }
            },
            html! {
                span.person {
                    (office(visit, &person.office))
                    @if person.ended { (ui::chip(Tone::Bad, &visit.say(key::PEOPLE_ENDED))) }
                    @match person.second_factor {
                        Some(true) => (ui::chip(Tone::Good, &visit.say(key::PEOPLE_FACTOR))),
                        _ => { span.other { (visit.say(key::PEOPLE_NO_FACTOR)) } }
                    }
                    @if person.administrator { (ui::chip(Tone::Plain, &visit.say(key::PEOPLE_ADMINISTRATOR))) }
                }
            },
            ui::date(visit.locale, kernel::clock::to_local(person.since).date()),
            person.last_seen.map_or_else(|| html! { span.muted { (visit.say(key::PEOPLE_NOT_SEEN)) } }, |at| ui::moment(visit.locale, at)),
            html! {
                @if person.changeable {
                    a href=(visit.here(&format!("/people/{}", person.id))) {
                        (visit.say(key::PEOPLE_CHANGE)) span.hidden-text { " " (person.name) }
                    }
                }
            },
        ]);
    }
    html! { (table) }
}

fn invitations(visit: &Visit, found: &[Invitation]) -> Markup {
    let columns = vec![
        Column::text(visit.say(key::PEOPLE_WHO)),
        Column::text(visit.say(key::PEOPLE_OFFICE)),
        Column::text(visit.say(key::INVITATIONS_SENT)),
        Column::text(visit.say(key::INVITATIONS_STATE)),
    ];
    let mut table = Table::new(visit.say(key::INVITATIONS_TITLE), columns).quiet();
    for invitation in found {
        table.row(vec![
            html! { span.person { (ui::name(&invitation.name)) span.other { (ui::ltr(&invitation.email)) } } },
            office(visit, &invitation.office),
            html! {
                span.person {
                    (ui::moment(visit.locale, invitation.sent_at))
                    @if !invitation.invited_by.is_empty() { span.other { (ui::name(&invitation.invited_by)) } }
                }
            },
            state(visit, invitation),
        ]);
    }
    html! { (table) }
}

fn state(visit: &Visit, invitation: &Invitation) -> Markup {
    let tone = match invitation.state {
        InvitationState::Waiting => Tone::Wait,
        InvitationState::Accepted => Tone::Good,
        InvitationState::Declined | InvitationState::Expired => Tone::Bad,
        InvitationState::Revoked => Tone::Plain,
    };
    let open = matches!(invitation.state, InvitationState::Waiting | InvitationState::Expired);
    let words = language::named(visit.locale, "invitation-state", invitation.state.code());
    html! {
        div.stack {
            span.person {
                (ui::chip(tone, &words))
                @match invitation.answered_at {
                    Some(at) => { span.other { (ui::moment(visit.locale, at)) } }
                    None => { span.other { (visit.say(key::INVITATIONS_UNTIL)) " " (ui::moment(visit.locale, invitation.expires_at)) } }
                }
            }
            @if open && visit.may::<ManageRoles>() {
                form.acts method="post" action=(visit.here(&format!("/invitations/{}", invitation.id))) data-quiet="" {
                    (ui::hidden(visit, &Form::blank()))
                    button.button type="submit" name="act" value="renew" { (visit.say(key::INVITATIONS_RENEW)) }
                    button.button.danger type="submit" name="act" value="revoke" { (visit.say(key::INVITATIONS_REVOKE)) }
                }
            }
        }
    }
}

/// Sends an invitation again, or takes it back: what the pressed button says.
pub async fn answer(page: Page<ManageRoles>) -> Reply {
    let (act, said) = match page.form.get("act") {
        "renew" => ("renewal", key::INVITATIONS_RENEW_DONE),
        _ => ("revocation", key::INVITATIONS_REVOKE_DONE),
    };
    let _: Invitation = page.post(&page.api(&format!("/invitations/{}/{act}", page.id()?)), &Nothing {}).await?;
    page.done(&page.here("/people"), said, &[])
}

pub async fn invite_form(page: Page<ManageRoles>) -> Reply {
    // from a group's page: its manager sees that group alone
    let (kind, to) = (page.query.get("limit_kind"), page.query.get("limit_to"));
    let mut known = Fields::of([("locale", page.locale.code()), ("limit_kind", kind), ("limit_to", to)]);
    // from a member's record
    if page.query.given("member").is_some() {
        known = Fields::of(["member", "name", "email", "role", "locale"].map(|name| (name, page.query.get(name))));
    }
    invite_page(&page, &Form::with(known)).await
}

async fn invite_page(visit: &Visit, form: &Form) -> Reply {
    let choices: Choices = visit.get(&visit.api("/offices")).await?;
    let inputs = Inputs { locale: visit.locale, form };
    let title = visit.say(key::PEOPLE_INVITE);
    let languages = Locale::ALL.map(|locale| (locale.code().to_owned(), locale.own_name().to_owned()));
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/people"), &visit.say(key::PEOPLE_TITLE)))
        h1 { (title) }
        p.lead { (visit.say(key::INVITE_LEAD)) }
        form.sheet method="post" action=(visit.here("/people/invite")) novalidate {
            (ui::hidden(visit, form))
            @if !form.value("member").is_empty() {
                input type="hidden" name="member" value=(form.value("member"));
                p.hint { (visit.say(key::OWN_INVITE_HINT)) }
            }
            (inputs.text("name", key::INVITE_NAME).attribute("autocomplete", "off").attribute("enterkeyhint", "next"))
            (inputs.email("email", key::ACCOUNT_EMAIL).hint(key::INVITE_EMAIL_HINT).attribute("autocomplete", "off").attribute("enterkeyhint", "next"))
            (fields(visit, inputs, &choices).await?)
            (inputs.radios("locale", key::INVITE_LANGUAGE, languages.into()))
            (ui::association_notice(visit, ui::Purpose::Board).await)
            (ui::submit(&visit.say(key::INVITE_ACT)))
        }
    };
    visit.form_page(&title, form, body)
}

pub async fn invite(page: Page<ManageRoles>) -> Reply {
    let text = |name: &str| page.form.get(name).to_owned();
    let locale = Locale::parse(page.form.get("locale"));
    let sent = async {
        let input =
            Invite { name: text("name"), email: text("email"), office: checked_input(&page).await?, locale, member: text("member") };
        page.post::<_, Invitation>(&page.api("/invitations"), &input).await
    };
    match sent.await {
        Ok(sent) => page.done(&page.here("/people"), key::INVITE_DONE, &[("email", (&sent.email).into())]),
        Err(error) => invite_page(&page, &page.refused(error)?).await,
    }
}

async fn person(visit: &Visit) -> Result<Person> {
    visit.get(&visit.api(&format!("/people/{}", visit.id()?))).await
}

pub async fn show(page: Page<ManageRoles>) -> Reply {
    let person = person(&page).await?;
    let form = Form::with(current(&person.office));
    person_page(&page, &person, &form).await
}

async fn person_page(visit: &Visit, person: &Person, form: &Form) -> Reply {
    let choices: Choices = visit.get(&visit.api("/offices")).await?;
    let inputs = Inputs { locale: visit.locale, form };
    let path = visit.here(&format!("/people/{}", person.id));
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/people"), &visit.say(key::PEOPLE_TITLE)))
        h1 { (ui::name(&person.name)) }
        (ui::facts(vec![
            (visit.say(key::PEOPLE_OFFICE), office(visit, &person.office)),
            (visit.say(key::PEOPLE_SINCE), ui::date(visit.locale, kernel::clock::to_local(person.since).date())),
        ]))
        @if person.changeable {
            section.card {
                h2 { (visit.say(key::PERSON_CHANGE)) }
                p.hint { (visit.say(key::PERSON_CHANGE_HINT)) }
                form.sheet method="post" action=(path) novalidate {
                    (ui::hidden(visit, form))
                    (fields(visit, inputs, &choices).await?)
                    div.acts { button.button.primary type="submit" name="act" value="change" { (visit.say(key::PERSON_CHANGE_ACT)) } }
                }
            }
            section.card {
                h2 { (visit.say(key::PERSON_END)) }
                p { (visit.say(key::PERSON_END_TEXT)) }
                form.sheet method="post" action=(path) novalidate data-quiet="" {
                    (ui::hidden(visit, &Form::blank()))
                    (sure(visit, form))
                    div.acts { button.button.danger type="submit" name="act" value="end" { (visit.say(key::PERSON_END_ACT)) } }
                }
            }
        }
    };
    visit.form_page(&person.name, form, body)
}

/// A box to be ticked before what cannot be undone by a click.
fn sure(visit: &Visit, form: &Form) -> Markup {
    let error = form.error(visit.locale, "sure");
    html! {
        div class=(if error.is_some() { "field wrong" } else { "field" }) {
            @if let Some(error) = &error { p.error #error-sure { (error) } }
            label.choice for="sure" { input #sure type="checkbox" name="sure" value="yes"; span { (visit.say(key::PERSON_SURE)) } }
        }
    }
}

/// Changes the office or ends it: what the pressed button says.
pub async fn change(page: Page<ManageRoles>) -> Reply {
    let id = page.id()?;
    let refusal = if page.form.get("act") == "end" {
        let ended = EndSeat { id, sure: page.form.get("sure").to_owned() };
        match page.post::<_, Done>(&page.api(&format!("/people/{id}/end")), &ended).await {
            Ok(Done {}) => return page.done(&page.here("/people"), key::PERSON_END_DONE, &[]),
            Err(error) => error,
        }
    } else {
        let changed = async {
            let changed = ChangeOffice { id, office: checked_input(&page).await? };
            page.post::<_, Person>(&page.api(&format!("/people/{id}/office")), &changed).await
        };
        match changed.await {
            Ok(person) => return page.done(&page.here("/people"), key::PERSON_CHANGE_DONE, &[("name", (&person.name).into())]),
            Err(error) => error,
        }
    };
    let mut form = page.refused(refusal)?;
    let person = person(&page).await?;
    if page.form.get("act") == "end" {
        form.values = current(&person.office);
    }
    person_page(&page, &person, &form).await
}

pub async fn departure(page: Page<ViewAssociation>) -> Reply {
    departure_page(&page, &Form::blank()).await
}

async fn departure_page(visit: &Visit, form: &Form) -> Reply {
    let title = visit.say(key::DEPARTURE_TITLE);
    let role = own_office(visit).await?;
    let body = html! {
        (ui::error_summary(visit.locale, form))
        h1 { (title) }
        p.lead { (visit.say_with(key::DEPARTURE_LEAD, &[("role", (&role).into())])) }
        form.sheet method="post" action=(visit.here("/departure")) novalidate data-quiet="" {
            (ui::hidden(visit, form))
            (sure(visit, form))
            div.acts { button.button.danger type="submit" { (visit.say(key::DEPARTURE_ACT)) } }
        }
    };
    visit.form_page(&title, form, body)
}

pub async fn leave(page: Page<ViewAssociation>) -> Reply {
    let input = Leave { sure: page.form.get("sure").to_owned() };
    match page.post::<_, Done>(&page.api("/departure"), &input).await {
        Ok(Done {}) => page.done("/associations", key::DEPARTURE_DONE, &[]),
        Err(error) => departure_page(&page, &page.refused(error)?).await,
    }
}
