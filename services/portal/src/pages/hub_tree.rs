//! The hubs below a hub, making one, and the places of a provincial hub.

use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Inputs};
use crate::visit::Visit;
use contracts::hubs::{CreateHub, Hub, SetTerritory as Places};
use contracts::tenancy::{Commune, Place, Province};
use kernel::Result;
use kernel::permission::{CreateHubs, SetTerritory};
use language::key;
use maud::{Markup, html};

pub async fn show(page: Page<CreateHubs>) -> Reply {
    hubs_page(&page, &Form::blank()).await
}

async fn hubs_page(visit: &Visit, form: &Form) -> Reply {
    let hub: Hub = visit.get(&visit.api("")).await?;
    let inputs = Inputs { locale: visit.locale, form };
    let title = visit.say(key::HUBS_TITLE);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::head(&html! { (title) }, Some(&html! { (visit.say(key::HUBS_LEAD)) }), &html! {}))
        (super::hub::tabs(visit, "/hubs"))
        (territory_facts(visit, &hub))
        @if !hub.below.is_empty() { section.stack { h2 { (visit.say(if hub.level == "national" { key::HUB_BELOW_REGIONAL } else { key::HUB_BELOW })) } (below(visit, &hub.below)) } }
        @if hub.level == "regional" {
            section.card {
                h2 { (visit.say(key::HUBS_CREATE)) }
                form.sheet method="post" action=(visit.here("/hubs")) novalidate {
                    (ui::hidden(visit, form))
                    (inputs.text("name_ar", key::HUBS_NAME_AR).attribute("dir", "rtl").attribute("lang", "ar").attribute("autocomplete", "off"))
                    (inputs.text("name_fr", key::HUBS_NAME_FR).attribute("dir", "ltr").attribute("lang", "fr").attribute("autocomplete", "off"))
                    (inputs.checks("places", key::HUBS_PROVINCES, provinces(visit, &hub).await?))
                    (ui::submit(&visit.say(key::HUBS_ACT)))
                }
            }
        }
    };
    visit.form_page(&title, form, body)
}

fn territory_facts(visit: &Visit, hub: &Hub) -> Markup {
    let names: Vec<_> = hub.territory.iter().map(|place| ui::in_language(visit.locale, &place.name_ar, &place.name_fr)).collect();
    html! {
        @if !names.is_empty() {
            p { strong { (visit.say(key::HUBS_TERRITORY)) ": " } (ui::name(&names.join(if visit.locale == kernel::Locale::Ar { "، " } else { ", " }))) }
        }
        @if hub.level == "provincial" && visit.may::<SetTerritory>() {
            p { a href=(visit.here("/territory")) { (visit.say(key::HUBS_CHANGE_TERRITORY)) } }
        }
    }
}

fn below(visit: &Visit, hubs: &[Place]) -> Markup {
    html! {
        ul.tasks {
            @for hub in hubs {
                li {
                    a href={ "/hub/" (hub.slug) "/hubs" } { (ui::name(ui::place_name(visit.locale, hub))) }
                    a href={ "/hub/" (hub.slug) "/coordinators" } { (visit.say(key::COORDINATORS_TITLE)) }
                }
            }
        }
    }
}

async fn provinces(visit: &Visit, hub: &Hub) -> Result<Vec<(String, String)>> {
    let provinces: Vec<Province> = visit.list(&with_query("/api/v1/reference/provinces", &[("region", hub.region.as_deref())])).await?;
    let choice = |place: Province| {
        let name = ui::in_language(visit.locale, &place.name_ar, &place.name_fr).to_owned();
        (place.code, name)
    };
    Ok(provinces.into_iter().map(choice).collect())
}

pub async fn create(page: Page<CreateHubs>) -> Reply {
    let input =
        CreateHub { name_ar: page.form.get("name_ar").into(), name_fr: page.form.get("name_fr").into(), places: places(&page.form) };
    match page.post::<_, Hub>(&page.api("/hubs"), &input).await {
        Ok(hub) => {
            let name = ui::in_language(page.locale, &hub.name_ar, &hub.name_fr);
            page.done(&page.here("/hubs"), key::HUBS_DONE, &[("name", name.into())])
        }
        Err(error) => hubs_page(&page, &page.refused(error)?).await,
    }
}

/// Ticked provinces, and communes written by their codes.
fn places(form: &Fields) -> Vec<String> {
    let communes = form.get("communes").split([' ', ',', '\n', '\r']).filter(|code| !code.is_empty());
    form.all("places").into_iter().chain(communes.map(ToOwned::to_owned)).collect()
}

pub async fn territory(page: Page<SetTerritory>) -> Reply {
    let hub: Hub = page.get(&page.api("")).await?;
    let mut values = Fields::default();
    for place in hub.territory.iter().filter(|place| !place.code.contains('.')) {
        values.push("places", &place.code);
    }
    let communes: Vec<_> = hub.territory.iter().map(|place| place.code.as_str()).filter(|code| code.contains('.')).collect();
    values.push("communes", &communes.join("\n"));
    territory_page(&page, &Form::with(values)).await
}

async fn territory_page(visit: &Visit, form: &Form) -> Reply {
    let hub: Hub = visit.get(&visit.api("")).await?;
    let inputs = Inputs { locale: visit.locale, form };
    let title = visit.say(key::HUBS_CHANGE_TERRITORY);
    let region = with_query("/api/v1/reference/communes", &[("region", hub.region.as_deref())]);
    let communes: Vec<Commune> = visit.list(&region).await?;
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::head(&html! { (title) }, Some(&ui::name(ui::in_language(visit.locale, &hub.name_ar, &hub.name_fr))), &html! {}))
        p { (visit.say(key::HUBS_TERRITORY_LEAD)) }
        form.sheet method="post" action=(visit.here("/territory")) novalidate {
            (ui::hidden(visit, form))
            @if let Some(moves) = form.values.given("moves") { input type="hidden" name="moves" value=(moves); }
            (inputs.checks("places", key::HUBS_PROVINCES, provinces(visit, &hub).await?).optional_unsaid())
            (inputs.lines("communes", key::HUBS_COMMUNES, 4).hint(key::HUBS_COMMUNES_HINT).optional().attribute("dir", "ltr"))
            (ui::submit(&visit.say(if form.values.given("moves").is_some() { key::HUBS_TERRITORY_MOVE } else { key::HUBS_TERRITORY_ACT })))
        }
        details {
            summary { (visit.say(key::HUBS_CODES)) }
            ul.agenda {
                @for commune in &communes { li { (ui::ltr(&commune.code)) " " (ui::name(ui::in_language(visit.locale, &commune.name_ar, &commune.name_fr))) } }
            }
        }
    };
    visit.form_page(&title, form, body)
}

pub async fn set_territory(page: Page<SetTerritory>) -> Reply {
    let moves = page.form.get("moves").parse().unwrap_or_default();
    match page.post::<_, Hub>(&page.api("/territory"), &Places { places: places(&page.form), moves: Some(moves) }).await {
        Ok(_) => page.done(&page.here("/hubs"), key::HUBS_TERRITORY_DONE, &[]),
        Err(error) => {
            // the number is told, and the next press agrees to it
            let told = error.params().get("count").filter(|_| error.code() == "territory-moves").cloned();
            let mut form = page.refused(error)?;
            form.values = form.values.without("moves");
            if let Some(count) = told {
                form.values.push("moves", &count);
            }
            territory_page(&page, &form).await
        }
    }
}
