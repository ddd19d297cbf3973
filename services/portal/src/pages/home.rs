//! An association's first page: its figures, and what is left to set up.

use crate::page::{Page, Reply, redirect};
use crate::ui::{self, ToDo};
use crate::visit::Visit;
use contracts::consents::Consents;
use contracts::members::Summary;
use contracts::privacy::Privacy;
use kernel::permission::{
    EditMembers, ManageConsents, ManagePrivacy, PlanAssemblies, RecordPayments, SetFee, ViewAssociation, ViewAudit, ViewRoles,
};
use kernel::{Result, Role};
use language::key;
use maud::{Markup, html};

pub async fn show(page: Page<ViewAssociation>) -> Reply {
    // of an association's figures a member sees none: what is the member's own is elsewhere
    if page.actor.role() == Role::Member && page.actor.member.is_some() {
        return Ok(redirect(&page.here("/me")));
    }
    let summary: Summary = page.get(&page.api("/summary")).await?;
    let name = page.place.as_ref().map(|place| ui::place_name(page.locale, place)).unwrap_or_default();
    let todos = todos(&page, &summary);
    let consents: Option<Consents> =
        if page.may::<ManageConsents>() && page.may::<ViewAudit>() { Some(page.get(&page.api("/consents")).await?) } else { None };
    let role = super::offices::own_office(&page).await?;
    let acts = html! { @if page.may::<ViewRoles>() { a.button href=(page.here("/people")) { (page.say(key::PEOPLE_TITLE)) } } };
    let body = html! {
        (ui::head(&ui::name(name), Some(&html! { (page.say_with(key::HOME_ROLE, &[("role", (&role).into())])) }), &acts))
        (privacy(&page).await?)
        (super::limits::warning(&page).await?)
        @if summary.applications > 0 {
            p.banner { a href=(page.here("/members/applications")) { (page.say_with(key::APPLICATIONS_WAITING, &[("count", summary.applications.into())])) } }
        }
        @if summary.minors_alone > 0 {
            p.banner { a href=(page.here("/members?guardian=missing&status=active")) { (page.say_with(key::GUARDIANS_WAITING, &[("count", summary.minors_alone.into())])) } }
        }
        @if summary.proposals > 0 {
            p.banner { a href=(page.here("/members/proposals")) { (page.say_with(key::PROPOSALS_WAITING, &[("count", summary.proposals.into())])) } }
        }
        (figures(&page, &summary))
        @if let Some(consents) = &consents { (doors(&page, consents)) }
        @if todos.iter().any(|todo| !todo.done) {
            section.stack { h2 { (page.say(key::HOME_SETUP)) } (ui::tasks(&page, &todos)) }
        }
        @if let Some(assembly) = &summary.next_assembly {
            section.card {
                h2 { (page.say(key::HOME_NEXT_ASSEMBLY)) }
                p { (ui::local_time(page.locale, assembly.held_at_local)) }
                p { (ui::name(&assembly.place)) }
                p { a href=(page.here(&format!("/assemblies/{}", assembly.id))) { (page.say(key::HOME_OPEN_ASSEMBLY)) } }
            }
        }
    };
    page.page(&page.say(key::NAV_HOME), body)
}

/// What of law 09-08 waits for those who look after it.
async fn privacy(visit: &Visit) -> Result<Markup> {
    if !visit.may::<ManagePrivacy>() {
        return Ok(html! {});
    }
    let state: Privacy = visit.get(&visit.api("/privacy")).await?;
    Ok(html! {
        @if state.agreement.accepted.is_none_or(|accepted| accepted.version != state.agreement.version) {
            p.banner { (visit.say(key::AGREEMENT_WAITING)) " " a href=(visit.here("/settings/agreement")) { (visit.say(key::AGREEMENT_READ)) } }
        }
        @if state.open_requests > 0 {
            p.banner.bad[state.overdue_requests > 0] {
                a href=(visit.here("/settings/requests")) { (visit.say_with(key::REQUESTS_WAITING, &[("count", state.open_requests.into())])) }
                @if state.overdue_requests > 0 { " · " (visit.say_with(key::REQUESTS_LATE, &[("count", state.overdue_requests.into())])) }
            }
        }
    })
}

/// As long as a hub may come in or asks to, the board sees it first.
fn doors(visit: &Visit, consents: &Consents) -> Markup {
    let now = visit.state.clock().now();
    let open = consents.consents.iter().filter(|consent| consent.revoked_at.is_none() && consent.expires_at > now);
    let waiting = consents.requests.iter().filter(|request| request.answered_at.is_none());
    let target = visit.here("/consents");
    html! {
        @for request in waiting {
            p.banner { (visit.say_with(key::HOME_HUB_ASKS, &[("hub", ui::place_name(visit.locale, &request.hub).into())])) " " a href=(target) { (visit.say(key::HOME_HUB_ANSWER)) } }
        }
        @for consent in open {
            @let until = language::date_time(kernel::clock::to_local(consent.expires_at), visit.locale);
            p.banner {
                (visit.say_with(key::HOME_HUB_OPEN, &[("hub", ui::place_name(visit.locale, &consent.hub).into()), ("until", (&until).into())]))
                " " a href=(target) { (visit.say(key::HOME_HUB_CLOSE)) }
            }
        }
    }
}

fn figures(visit: &Visit, summary: &Summary) -> Markup {
    let year = &summary.period;
    let paid = visit.say_with(key::HOME_PAID, &[("year", year.into())]);
    if summary.members.is_none() && summary.paid_members.is_none() {
        return html! {};
    }
    html! {
        ul.tiles {
            @if let Some(members) = summary.members { (ui::figure(&visit.say(key::HOME_MEMBERS), &html! { (members) })) }
            @if let Some(members) = summary.paid_members { (ui::figure(&paid, &html! { (members) })) }
            @if let Some(collected) = summary.collected {
                (ui::figure(&visit.say_with(key::HOME_COLLECTED, &[("year", year.into())]), &ui::amount(visit.locale, collected)))
            }
            @if let Some(fee) = summary.fee { (ui::figure(&visit.say_with(key::HOME_FEE, &[("year", year.into())]), &ui::amount(visit.locale, fee))) }
        }
    }
}

/// Only what this person may do, in the order in which an association usually begins.
fn todos(visit: &Visit, summary: &Summary) -> Vec<ToDo> {
    let year = &summary.period;
    let todo = |path: &str, label: String, done: bool| ToDo { target: visit.here(path), label, done };
    [
        visit
            .may::<EditMembers>()
            .then(|| todo("/members/import", visit.say(key::TASK_MEMBERS), summary.members.is_some_and(|members| members > 0))),
        visit.may::<SetFee>().then(|| todo("/dues/fee", visit.say_with(key::TASK_FEE, &[("year", year.into())]), summary.fee.is_some())),
        visit
            .may::<RecordPayments>()
            .then(|| todo("/dues/payments/new", visit.say(key::TASK_PAYMENT), summary.paid_members.is_some_and(|members| members > 0))),
        visit.may::<PlanAssemblies>().then(|| todo("/assemblies/new", visit.say(key::TASK_ASSEMBLY), summary.has_assembly)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// `/a/{association}` without its slash.
pub async fn with_slash(page: Page<ViewAssociation>) -> Reply {
    Ok(redirect(&page.here("/")))
}
