//! General assemblies: planning, a last look before convening, the letter, who must be reached by
//! hand.

use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Inputs, Table, Tone};
use crate::visit::Visit;
use chrono::TimeDelta;
use contracts::assemblies::{Assembly, AssemblyLine, AssemblyState, Elector, ElectorRule, PlanAssembly, Statutes};
use contracts::registry::MailsOfToday;
use contracts::{Nothing, Page as Batch};
use kernel::Result;
use kernel::permission::{PlanAssemblies, ViewAssemblies, ViewDeliveries, ViewRecord};
use language::key;
use maud::{Markup, html};

pub async fn list(page: Page<ViewAssemblies>) -> Reply {
    let found: Vec<AssemblyLine> = page.list(&page.api("/assemblies")).await?;
    let title = page.say(key::ASSEMBLIES_TITLE);
    let acts = html! {
        a.button href=(page.here("/statutes")) { (page.say(key::STATUTES_TITLE)) }
        @if page.may::<PlanAssemblies>() { a.button.primary href=(page.here("/assemblies/new")) { (ui::icon("plus")) (page.say(key::ASSEMBLY_PLAN)) } }
    };
    let columns = vec![
        Column::text(page.say(key::ASSEMBLY_WHEN)),
        Column::text(page.say(key::ASSEMBLY_PLACE)),
        Column::text(page.say(key::ASSEMBLY_STATE)),
    ];
    let mut table = Table::new(title.clone(), columns).quiet();
    for assembly in &found {
        table.row(vec![
            html! { a href=(page.here(&format!("/assemblies/{}", assembly.id))) { (ui::local_time(page.locale, assembly.held_at_local)) } },
            ui::name(&assembly.place),
            state(&page, assembly.state),
        ]);
    }
    let body = html! {
        (ui::head(&html! { (title) }, None, &acts))
        @if found.is_empty() {
            (ui::empty(&page.say(key::ASSEMBLIES_EMPTY), &page.say(key::ASSEMBLIES_EMPTY_TEXT), &acts))
        } @else {
            (table)
        }
    };
    page.page(&title, body)
}

fn state(visit: &Visit, state: AssemblyState) -> Markup {
    match state {
        AssemblyState::Planned => ui::chip(Tone::Wait, &visit.say(key::ASSEMBLY_PLANNED)),
        AssemblyState::Convened => ui::chip(Tone::Good, &visit.say(key::ASSEMBLY_CONVENED)),
    }
}

/// The usual agenda is there to be changed.
pub async fn plan_form(page: Page<PlanAssemblies>) -> Reply {
    let agenda = page.say(key::ASSEMBLY_USUAL_AGENDA);
    plan_page(&page, &Form::with(Fields::of([("time", "18:00"), ("agenda", &agenda)]))).await
}

async fn plan_page(visit: &Visit, form: &Form) -> Reply {
    let inputs = Inputs { locale: visit.locale, form };
    let statutes: Statutes = visit.get(&visit.api("/statutes")).await?;
    let title = visit.say(key::ASSEMBLY_PLAN_TITLE);
    let notice = visit.say_with(key::ASSEMBLY_NOTICE_HINT, &[("days", i64::from(statutes.notice_days).into())]);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/assemblies"), &visit.say(key::ASSEMBLIES_TITLE)))
        h1 { (title) }
        form.sheet method="post" action=(visit.here("/assemblies/new")) novalidate {
            (ui::hidden(visit, form))
            (inputs.date("held_on", key::ASSEMBLY_DATE).hint_text(notice).attribute("enterkeyhint", "next"))
            (inputs.digits("time", key::ASSEMBLY_TIME).hint(key::ASSEMBLY_TIME_HINT).attribute("autocomplete", "off").attribute("maxlength", "20"))
            (inputs.text("place", key::ASSEMBLY_PLACE).hint(key::ASSEMBLY_PLACE_HINT).attribute("autocomplete", "off").attribute("enterkeyhint", "next"))
            (inputs.lines("agenda", key::ASSEMBLY_AGENDA, 7).hint(key::ASSEMBLY_AGENDA_HINT))
            (ui::submit(&visit.say(key::ASSEMBLY_PLAN_ACT)))
        }
    };
    visit.form_page(&title, form, body)
}

pub async fn plan(page: Page<PlanAssemblies>) -> Reply {
    let input: PlanAssembly = page.form.input()?;
    match page.post::<_, Assembly>(&page.api("/assemblies"), &input).await {
        Ok(assembly) => page.done(&page.here(&format!("/assemblies/{}", assembly.id)), key::ASSEMBLY_PLANNED_DONE, &[]),
        Err(error) => plan_page(&page, &page.refused(error)?).await,
    }
}

pub async fn show(page: Page<ViewAssemblies>) -> Reply {
    let assembly: Assembly = page.get(&page.api(&format!("/assemblies/{}", page.id()?))).await?;
    assembly_page(&page, &assembly, &Form::blank()).await
}

async fn assembly_page(visit: &Visit, assembly: &Assembly, form: &Form) -> Reply {
    let here = visit.here(&format!("/assemblies/{}", assembly.id));
    let title =
        visit.say_with(key::ASSEMBLY_TITLE, &[("date", (&language::long_date(assembly.held_at_local.date(), visit.locale)).into())]);
    let acts = html! {
        @if visit.may::<ViewDeliveries>() { a.button href={ (here) "/letter.pdf" } { (visit.say(key::ASSEMBLY_LETTER)) } }
    };
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/assemblies"), &visit.say(key::ASSEMBLIES_TITLE)))
        (ui::head(&html! { (visit.say(key::ASSEMBLY_ORDINARY)) }, Some(&state(visit, assembly.state)), &acts))
        section.card {
            (ui::facts(vec![
                (visit.say(key::ASSEMBLY_WHEN), when(visit, assembly)),
                (visit.say(key::ASSEMBLY_PLACE), ui::name(&assembly.place)),
                (visit.say(key::ASSEMBLY_ELECTORS_ARE), html! { (language::named(visit.locale, "elector-rule", assembly.elector_rule.code())) }),
            ]))
            h2 { (visit.say(key::ASSEMBLY_AGENDA)) }
            ol.agenda { @for item in &assembly.agenda { li { (ui::name(item)) } } }
        }
        @match assembly.state {
            AssemblyState::Planned => { @if visit.may::<PlanAssemblies>() { (check(visit, assembly, form).await?) } }
            AssemblyState::Convened => (convened(visit, assembly)),
        }
    };
    visit.form_page(&title, form, body)
}

fn when(visit: &Visit, assembly: &Assembly) -> Markup {
    let at = assembly.held_at_local;
    let time = language::clock_time(at);
    html! {
        time datetime=(at.format("%Y-%m-%dT%H:%M")) {
            (visit.say_with(key::ASSEMBLY_DAY_AND_TIME, &[("day", (&language::weekday_date(at.date(), visit.locale)).into()), ("time", (&time).into())]))
        }
    }
}

/// The last look before mails go out, with the real numbers.
async fn check(visit: &Visit, assembly: &Assembly, form: &Form) -> Result<Markup> {
    let with_email = assembly.electors - assembly.electors_without_email;
    let figure = |label, number: i64| ui::figure(&visit.say(label), &html! { (number) });
    // a refusal says the same on top of the page
    let too_many = if form.is_wrong() {
        html! {}
    } else {
        too_many_mails(visit, with_email).await?
    };
    Ok(html! {
        section.card {
            h2 { (visit.say(key::CONVENE_TITLE)) }
            ul.tiles {
                (figure(key::CONVENE_ELECTORS, assembly.electors))
                (figure(key::CONVENE_BY_MAIL, with_email))
                (figure(key::CONVENE_BY_HAND, assembly.electors_without_email))
            }
            p { (visit.say(key::CONVENE_TEXT)) }
            (too_many)
            @if assembly.elector_rule == ElectorRule::PaidUp && assembly.electors == 0 { p.banner { (visit.say(key::CONVENE_NOBODY_PAID)) } }
            p { a href=(visit.here("/statutes")) { (visit.say(key::CONVENE_CHANGE_RULE)) } }
            form method="post" action=(visit.here(&format!("/assemblies/{}", assembly.id))) data-quiet="" {
                (ui::hidden(visit, form))
                (ui::submit(&visit.say_with(key::CONVENE_ACT, &[("count", assembly.electors.into())])))
            }
        }
    })
}

/// That today's mails do not suffice, and whether tomorrow's would: known before anybody convenes.
async fn too_many_mails(visit: &Visit, needed: i64) -> Result<Markup> {
    if !visit.may::<ViewRecord>() {
        return Ok(html! {});
    }
    let MailsOfToday { sent, limit, .. } = visit.get(&visit.api("/mails-of-today")).await?;
    let left = (limit - sent).max(0);
    if needed <= left {
        return Ok(html! {});
    }
    let code = if needed > limit { "mail-limit-too-low" } else { "mail-limit-reached" };
    let figures = [("needed", needed), ("limit", limit), ("used", sent), ("left", left)];
    let params = figures.map(|(name, number)| (name.to_owned(), number.to_string())).into();
    Ok(html! {
        p.banner.bad {
            (language::error_text(visit.locale, code, &params)) " "
            a href=(visit.here("/limits")) { (visit.say(key::LIMITS_TITLE)) }
        }
    })
}

fn convened(visit: &Visit, assembly: &Assembly) -> Markup {
    // the mailing begins when its event arrives, a moment after the convocation
    let fresh = assembly.convened_at.is_some_and(|at| visit.state.clock().now() - at < TimeDelta::minutes(5));
    let figure = |label, number: i64| ui::figure(&visit.say(label), &html! { (number) });
    html! {
        section.card {
            h2 { (visit.say(key::ASSEMBLY_CONVENED)) }
            @if let Some(at) = assembly.convened_at { p { (ui::moment(visit.locale, at)) } }
            ul.tiles {
                (figure(key::CONVENE_ELECTORS, assembly.electors))
                (figure(key::CONVENE_BY_HAND, assembly.electors_without_email))
            }
            div.acts {
                @if let (Some(campaign), true) = (assembly.campaign, visit.may::<ViewDeliveries>()) {
                    a.button.primary href=(with_query(&visit.here(&format!("/campaigns/{campaign}")), &[("fresh", fresh.then_some("yes"))])) { (visit.say(key::CAMPAIGN_OPEN)) }
                }
                @if visit.may::<ViewDeliveries>() && assembly.electors_without_email > 0 {
                    a.button href=(visit.here(&format!("/assemblies/{}/by-hand", assembly.id))) { (visit.say(key::BY_HAND_TITLE)) }
                }
            }
        }
    }
}

pub async fn convene(page: Page<PlanAssemblies>) -> Reply {
    let path = page.api(&format!("/assemblies/{}", page.id()?));
    match page.post::<_, Assembly>(&format!("{path}/convocation"), &Nothing {}).await {
        Ok(assembly) => {
            let board = assembly.campaign.filter(|_| page.may::<ViewDeliveries>());
            let target =
                board.map_or_else(|| format!("/assemblies/{}", assembly.id), |campaign| format!("/campaigns/{campaign}?fresh=yes"));
            page.done(&page.here(&target), key::CONVENE_DONE, &[("count", assembly.electors.into())])
        }
        Err(error) => {
            let form = page.refused(error)?;
            assembly_page(&page, &page.get::<Assembly>(&path).await?, &form).await
        }
    }
}

pub async fn letter_pdf(page: Page<ViewDeliveries>) -> Reply {
    page.file(&page.api(&format!("/assemblies/{}/letter", page.id()?))).await
}

/// Electors without an e-mail address, to be printed and ticked off.
pub async fn by_hand(page: Page<ViewDeliveries>) -> Reply {
    let id = page.id()?;
    let path =
        with_query(&page.api(&format!("/assemblies/{id}/electors")), &[("by_hand", Some("true")), ("after", page.query.given("after"))]);
    let found: Batch<Elector> = page.get(&path).await?;
    let title = page.say(key::BY_HAND_TITLE);
    let columns = vec![
        Column::text(page.say(key::MEMBER_NAME)),
        Column::number(page.say(key::MEMBER_NUMBER)),
        Column::text(page.say(key::MEMBER_PHONE)),
        Column::text(page.say(key::BY_HAND_SIGNATURE)),
    ];
    let mut table = Table::new(title.clone(), columns).quiet();
    for elector in &found.items {
        table.row(vec![
            ui::person(page.locale, elector.name_ar.as_deref(), elector.name_fr.as_deref()),
            ui::ltr(elector.number),
            html! { @if let Some(phone) = &elector.phone { (ui::ltr(phone)) } @else { "—" } },
            html! {},
        ]);
    }
    let here = page.here(&format!("/assemblies/{id}/by-hand"));
    let body = html! {
        (ui::back(&page.here(&format!("/assemblies/{id}")), &page.say(key::ASSEMBLY_ORDINARY)))
        (ui::head(&html! { (title) }, Some(&html! { (page.say(key::BY_HAND_TEXT)) }), &html! {}))
        @if found.items.is_empty() {
            (ui::empty(&page.say(key::BY_HAND_NONE), &page.say(key::BY_HAND_NONE_TEXT), &html! {}))
        } @else {
            (table)
            (ui::pager(&page, &here, &[], found.next.as_deref()))
        }
    };
    page.page(&title, body)
}
