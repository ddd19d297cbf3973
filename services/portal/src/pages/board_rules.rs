//! What the statutes say of the board, and the offices of the association's own.

use crate::fields::Fields;
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Inputs};
use crate::visit::Visit;
use contracts::Done;
use contracts::mandates::{BoardRules, INCOMPATIBLE, NewOwnOffice, OwnOffice, SetBoardRules};
use kernel::permission::{EditRecord, ViewRecord};
use kernel::{Error, Result};
use language::key;
use maud::{Markup, html};
use uuid::Uuid;

pub async fn show(page: Page<ViewRecord>) -> Reply {
    rules_page(&page, &Form::with(values(&page).await?)).await
}

async fn values(visit: &Visit) -> Result<Fields> {
    let rules: BoardRules = visit.get(&visit.api("/board-rules")).await?;
    let text = |number: Option<i32>| number.map(|number| number.to_string()).unwrap_or_default();
    let mut values = Fields::of([("term_years", &text(rules.term_years)), ("max_terms", &text(rules.max_terms))]);
    for code in &rules.incompatible {
        values.push("incompatible", code);
    }
    Ok(values)
}

async fn rules_page(visit: &Visit, form: &Form) -> Reply {
    let title = visit.say(key::BOARD_RULES);
    let offices = super::board::own_offices(visit).await?;
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/board"), &visit.say(key::BOARD_TITLE)))
        h1 { (title) }
        p.lead { (visit.say(key::BOARD_RULES_LEAD)) }
        @if visit.may::<EditRecord>() { (rules_form(visit, form)) } @else { (told(visit, form)) }
        section.stack {
            h2 { (visit.say(key::BOARD_OFFICES)) }
            p.muted { (visit.say(key::BOARD_OFFICES_TEXT)) }
            @for office in &offices { (own(visit, office)) }
            @if visit.may::<EditRecord>() { (office_form(visit, form)) }
        }
    };
    visit.form_page(&title, form, body)
}

fn choices(visit: &Visit) -> Vec<(String, String)> {
    INCOMPATIBLE.iter().map(|code| ((*code).to_owned(), language::named(visit.locale, "incompatible", code))).collect()
}

fn rules_form(visit: &Visit, form: &Form) -> Markup {
    let inputs = Inputs { locale: visit.locale, form };
    html! {
        form.sheet method="post" action=(visit.here("/board/rules")) novalidate {
            (ui::hidden(visit, form))
            (inputs.digits("term_years", key::BOARD_TERM_YEARS).hint(key::BOARD_TERM_HINT).optional())
            (inputs.digits("max_terms", key::BOARD_MAX_TERMS).hint(key::BOARD_MAX_HINT).optional())
            (inputs.checks("incompatible", key::BOARD_INCOMPATIBLE, choices(visit)))
            div.acts { button.button.primary type="submit" name="act" value="rules" { (visit.say(key::BOARD_RULES_ACT)) } }
        }
    }
}

fn told(visit: &Visit, form: &Form) -> Markup {
    let value = |name: &str| html! { @if form.value(name).is_empty() { "—" } @else { (ui::ltr(form.value(name))) } };
    let apart: Vec<String> =
        form.values.all("incompatible").iter().map(|code| language::named(visit.locale, "incompatible", code)).collect();
    ui::facts(vec![
        (visit.say(key::BOARD_TERM_YEARS), value("term_years")),
        (visit.say(key::BOARD_MAX_TERMS), value("max_terms")),
        (visit.say(key::BOARD_INCOMPATIBLE), html! { @if apart.is_empty() { "—" } @for code in apart { p { (code) } } }),
    ])
}

fn own(visit: &Visit, office: &OwnOffice) -> Markup {
    html! {
        form.inline-form method="post" action=(visit.here("/board/rules")) data-quiet="" {
            (ui::hidden(visit, &Form::blank()))
            input type="hidden" name="office" value=(office.id);
            p {
                strong { (ui::name(ui::in_language(visit.locale, &office.name_ar, &office.name_fr))) }
                " · " (visit.say(key::BOARD_PLACES)) " " (ui::ltr(office.places))
            }
            @if visit.may::<EditRecord>() { button.button.plain type="submit" name="act" value="remove" { (visit.say(key::BOARD_OFFICE_REMOVE)) } }
        }
    }
}

fn office_form(visit: &Visit, form: &Form) -> Markup {
    let inputs = Inputs { locale: visit.locale, form };
    html! {
        form.sheet method="post" action=(visit.here("/board/rules")) novalidate {
            (ui::hidden(visit, &Form::blank()))
            p.hint { (visit.say(key::MEMBER_ONE_NAME)) }
            (inputs.text("name_ar", key::GROUP_NAME_AR).optional_unsaid().attribute("lang", "ar").attribute("dir", "rtl").attribute("autocomplete", "off"))
            (inputs.text("name_fr", key::GROUP_NAME_FR).optional_unsaid().attribute("lang", "fr").attribute("dir", "ltr").attribute("autocomplete", "off"))
            (inputs.digits("places", key::BOARD_PLACES).optional())
            div.acts { button.button type="submit" name="act" value="office" { (visit.say(key::BOARD_OFFICE_ADD)) } }
        }
    }
}

pub async fn set(page: Page<EditRecord>) -> Reply {
    let text = |name: &str| page.form.get(name).to_owned();
    let done = match page.form.get("act") {
        "remove" => {
            let id: Uuid = page.form.get("office").parse().map_err(|_| Error::not_found())?;
            page.post::<_, Done>(&page.api(&format!("/board-offices/{id}/removal")), &Done {}).await.map(|_| key::BOARD_OFFICE_REMOVED)
        }
        "office" => {
            let input = NewOwnOffice { name_ar: text("name_ar"), name_fr: text("name_fr"), places: text("places") };
            page.post::<_, OwnOffice>(&page.api("/board-offices"), &input).await.map(|_| key::BOARD_OFFICE_ADDED)
        }
        _ => {
            let input = SetBoardRules {
                term_years: text("term_years"),
                max_terms: text("max_terms"),
                incompatible: page.form.joined("incompatible"),
            };
            page.post::<_, BoardRules>(&page.api("/board-rules"), &input).await.map(|_| key::BOARD_RULES_SET)
        }
    };
    match done {
        Ok(said) => page.done(&page.here("/board/rules"), said, &[]),
        Err(error) => {
            let mut form = page.refused(error)?;
            if page.form.get("act") != "rules" {
                for (name, value) in values(&page).await?.iter() {
                    form.values.push(name, value);
                }
            }
            rules_page(&page, &form).await
        }
    }
}
