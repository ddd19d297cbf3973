//! Closing the workspace to all writing for a while or for good, and opening it again.

use crate::fields::Fields;
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::pages::record;
use crate::ui::{self, Inputs, Tone};
use crate::visit::Visit;
use contracts::registry::{Record, SetStanding};
use kernel::permission::ManageStanding;
use kernel::{Role, Standing};
use language::key;
use maud::{Markup, html};

pub async fn show(page: Page<ManageStanding>) -> Reply {
    standing_page(&page, &Form::with(Fields::default())).await
}

async fn standing_page(visit: &Visit, form: &Form) -> Reply {
    let record = record::read(visit).await?;
    let title = visit.say(key::STANDING_TITLE);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back_to_settings(visit))
        (ui::head(&html! { (title) }, Some(&html! { (visit.say(key::STANDING_LEAD)) }), &html! {}))
        section.card { (now(visit, &record)) }
        @if record.standing == Standing::Active || record.standing_by.is_some_and(|role| Role::OFFICES.contains(&role)) {
            section.card { (change_form(visit, &record, form)) }
        } @else {
            p { (language::error_text(visit.locale, "closed-by-others", &std::collections::BTreeMap::new())) }
        }
    };
    visit.form_page(&title, form, body)
}

fn now(visit: &Visit, record: &Record) -> Markup {
    let tone = if record.standing == Standing::Active { Tone::Good } else { Tone::Bad };
    let mut rows = vec![(visit.say(key::STANDING_NOW), ui::chip(tone, &language::named(visit.locale, "standing", record.standing.code())))];
    if let Some(at) = record.standing_since {
        rows.push((visit.say(key::STANDING_SINCE), ui::moment(visit.locale, at)));
    }
    if let Some(role) = record.standing_by {
        rows.push((visit.say(key::STANDING_BY), html! { (language::named(visit.locale, "role", role.code())) }));
    }
    if let Some(reason) = &record.standing_reason {
        rows.push((visit.say(key::STANDING_REASON), ui::name(reason)));
    }
    ui::facts(rows)
}

/// To each of the other two.
fn change_form(visit: &Visit, record: &Record, form: &Form) -> Markup {
    let inputs = Inputs { locale: visit.locale, form };
    let others = Standing::ALL.into_iter().filter(|standing| *standing != record.standing);
    let choices = others.map(|standing| (standing.code().to_owned(), language::named(visit.locale, "standing-act", standing.code())));
    html! {
        form.sheet method="post" action=(visit.here("/standing")) novalidate {
            (ui::hidden(visit, form))
            (inputs.radios("standing", key::STANDING_CHANGE, choices.collect()))
            (inputs.text("reason", key::STANDING_REASON).hint(key::STANDING_REASON_HINT).attribute("autocomplete", "off"))
            (ui::submit(&visit.say(key::STANDING_ACT)))
        }
    }
}

pub async fn change(page: Page<ManageStanding>) -> Reply {
    let input: SetStanding = page.form.input()?;
    match page.post::<_, Record>(&page.api("/standing"), &input).await {
        Ok(_) => page.done(&page.here("/standing"), key::STANDING_DONE, &[]),
        Err(error) => standing_page(&page, &page.refused(error)?).await,
    }
}
