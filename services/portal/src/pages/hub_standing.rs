//! A hub suspends an association of its territory, or opens it again.

use super::territory::find;
use crate::fields::Fields;
use crate::form::Form;
use crate::page::{Page, Reply, redirect};
use crate::ui::{self, Inputs, Tone};
use crate::visit::Visit;
use contracts::Done;
use contracts::hubs::{SetTerritoryStanding, TerritoryRow};
use kernel::permission::SuspendInTerritory;
use kernel::{Error, Standing};
use language::key;
use maud::{Markup, html};

pub async fn show(page: Page<SuspendInTerritory>) -> Reply {
    if page.query.given("association").is_none() {
        return Ok(redirect(&page.here("/")));
    }
    standing_page(&page, &Form::with(Fields::of([("association", page.query.get("association"))]))).await
}

async fn standing_page(visit: &Visit, form: &Form) -> Reply {
    let row = find(visit, form.value("association")).await?.ok_or_else(Error::not_found)?;
    let open = row.standing == Standing::Active;
    let title = visit.say(if open { key::HUB_SUSPEND_TITLE } else { key::HUB_STANDING_TITLE });
    let lead = visit.say(if open { key::HUB_SUSPEND_LEAD } else { key::HUB_STANDING_LEAD });
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/"), &visit.say(key::HUB_TITLE)))
        (ui::head(&html! { (title) }, Some(&html! { (lead) }), &html! {}))
        section.card { (now(visit, &row)) }
        @if by_others(&row) {
            p { (language::error_text(visit.locale, "closed-by-others", &std::collections::BTreeMap::new())) }
        } @else {
            section.card { (change_form(visit, &row, form)) }
        }
    };
    visit.form_page(&title, form, body)
}

fn now(visit: &Visit, row: &TerritoryRow) -> Markup {
    let tone = if row.standing == Standing::Active { Tone::Good } else { Tone::Bad };
    let mut rows = vec![
        (visit.say(key::HUB_ASSOCIATION), ui::name(ui::place_name(visit.locale, &row.association))),
        (visit.say(key::STANDING_NOW), ui::chip(tone, &language::named(visit.locale, "standing", row.standing.code()))),
    ];
    if let Some(closure) = &row.closure {
        rows.extend(closure.since.map(|since| (visit.say(key::STANDING_SINCE), ui::moment(visit.locale, since))));
        let by = match &closure.hub {
            Some(hub) => Some(ui::name(ui::place_name(visit.locale, hub))),
            None => closure.by.map(|role| html! { (language::named(visit.locale, "role", role.code())) }),
        };
        rows.extend(by.map(|by| (visit.say(key::STANDING_BY), by)));
        rows.extend(closure.reason.as_deref().map(|reason| (visit.say(key::STANDING_REASON), ui::name(reason))));
    }
    ui::facts(rows)
}

/// By a hub above or beside: it is theirs to open.
fn by_others(row: &TerritoryRow) -> bool {
    row.closure.as_ref().is_some_and(|closure| closure.hub.is_some()) && !row.may_reopen
}

/// What a hub has closed it opens; what others have, they do, but it may close it more firmly.
fn change_form(visit: &Visit, row: &TerritoryRow, form: &Form) -> Markup {
    let inputs = Inputs { locale: visit.locale, form };
    let by_hub = row.closure.as_ref().is_some_and(|closure| closure.hub.is_some());
    let (standing, act) = if by_hub { (Standing::Active, key::HUB_REOPEN_ACT) } else { (Standing::Suspended, key::HUB_SUSPEND_ACT) };
    let reason = inputs.text("reason", key::STANDING_REASON).hint(key::STANDING_REASON_HINT).attribute("autocomplete", "off");
    html! {
        form.sheet method="post" action=(visit.here("/standing")) novalidate {
            (ui::hidden(visit, form))
            input type="hidden" name="association" value=(row.association.slug);
            input type="hidden" name="standing" value=(standing.code());
            (if by_hub { reason.optional() } else { reason })
            (ui::submit(&visit.say(act)))
        }
    }
}

pub async fn change(page: Page<SuspendInTerritory>) -> Reply {
    let input: SetTerritoryStanding = page.form.input()?;
    match page.post::<_, Done>(&page.api("/standing"), &input).await {
        Ok(_) => page.done(&page.here(&format!("/?association={}", input.association)), key::STANDING_DONE, &[]),
        Err(error) => standing_page(&page, &page.refused(error)?).await,
    }
}
