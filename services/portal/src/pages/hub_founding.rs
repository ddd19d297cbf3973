//! Creating an association of the territory, for a president who is invited by mail.

use super::founding::{asks_for_communes, commune_fields};
use super::territory::find;
use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply, redirect};
use crate::ui::{self, Inputs};
use crate::visit::Visit;
use contracts::hubs::{Hub, InvitePresident};
use contracts::tenancy::{Commune, Place};
use kernel::permission::CreateInTerritory;
use kernel::{Error, Result};
use language::key;
use maud::{Markup, html};

pub async fn form(page: Page<CreateInTerritory>) -> Reply {
    show(&page, &Form::blank()).await
}

async fn show(visit: &Visit, form: &Form) -> Reply {
    let hub: Hub = visit.get(&visit.api("")).await?;
    let inputs = Inputs { locale: visit.locale, form };
    let commune = match hub.region.as_deref() {
        Some(region) => commune_of(visit, inputs, region).await?,
        // the whole country is looked through by name
        None => commune_fields(visit, inputs).await?,
    };
    let title = visit.say(key::HUB_FOUNDING_TITLE);
    let body = html! {
        (ui::back(&visit.here("/"), &visit.say(key::HUB_TITLE)))
        (ui::error_summary(visit.locale, form))
        (ui::head(&html! { (title) }, Some(&html! { (visit.say(key::HUB_FOUNDING_LEAD)) }), &html! {}))
        form.sheet method="post" action=(visit.here("/associations/new")) novalidate {
            (ui::hidden(visit, form))
            (inputs.text("name_ar", key::FOUNDING_NAME_AR).attribute("dir", "rtl").attribute("lang", "ar").attribute("autocomplete", "off"))
            (inputs.text("name_fr", key::FOUNDING_NAME_FR).attribute("dir", "ltr").attribute("lang", "fr").attribute("autocomplete", "off"))
            (commune)
            (inputs.date("founded_on", key::FOUNDING_DATE))
            (inputs.text("receipt_number", key::FOUNDING_RECEIPT).hint(key::FOUNDING_RECEIPT_HINT).attribute("autocomplete", "off"))
            (inputs.text("president_name", key::HUB_FOUNDING_PRESIDENT).attribute("autocomplete", "off"))
            (inputs.email("president_email", key::HUB_FOUNDING_EMAIL).attribute("autocomplete", "off"))
            (ui::submit(&visit.say(key::HUB_FOUNDING_ACT)))
        }
    };
    visit.form_page(&title, form, body)
}

async fn commune_of(visit: &Visit, inputs: Inputs<'_>, region: &str) -> Result<Markup> {
    let communes: Vec<Commune> = visit.list(&with_query("/api/v1/reference/communes", &[("region", Some(region))])).await?;
    let choices = communes.into_iter().map(|place| {
        let name = ui::in_language(visit.locale, &place.name_ar, &place.name_fr).to_owned();
        (place.code, name)
    });
    let choices = std::iter::once((String::new(), visit.say(key::FOUNDING_COMMUNE_CHOOSE))).chain(choices);
    Ok(html! { (inputs.select("commune", key::FOUNDING_COMMUNE, choices.collect())) })
}

pub async fn send(page: Page<CreateInTerritory>) -> Reply {
    if asks_for_communes(&page) {
        return show(&page, &Form::with(page.form.clone())).await;
    }
    let input: contracts::hubs::CreateInTerritory = page.form.input()?;
    match page.post::<_, Place>(&page.api("/associations"), &input).await {
        Ok(made) => {
            let name = ui::place_name(page.locale, &made);
            page.done(&page.here("/"), key::HUB_FOUNDING_DONE, &[("name", name.into())])
        }
        Err(error) => show(&page, &page.refused(error)?).await,
    }
}

pub async fn president_form(page: Page<CreateInTerritory>) -> Reply {
    if page.query.given("association").is_none() {
        return Ok(redirect(&page.here("/")));
    }
    president_page(&page, &Form::with(Fields::of([("association", page.query.get("association"))]))).await
}

async fn president_page(visit: &Visit, form: &Form) -> Reply {
    let row = find(visit, form.value("association")).await?.ok_or_else(Error::not_found)?;
    let inputs = Inputs { locale: visit.locale, form };
    let title = visit.say(key::HUB_PRESIDENT_TITLE);
    let name = ui::name(ui::place_name(visit.locale, &row.association));
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/"), &visit.say(key::HUB_TITLE)))
        (ui::head(&html! { (title) }, Some(&name), &html! {}))
        p { (visit.say(key::HUB_PRESIDENT_LEAD)) }
        form.sheet method="post" action=(visit.here("/president")) novalidate {
            (ui::hidden(visit, form))
            input type="hidden" name="association" value=(row.association.slug);
            (inputs.text("president_name", key::HUB_FOUNDING_PRESIDENT).attribute("autocomplete", "off"))
            (inputs.email("president_email", key::HUB_FOUNDING_EMAIL).attribute("autocomplete", "off"))
            (ui::submit(&visit.say(key::HUB_PRESIDENT_ACT)))
        }
    };
    visit.form_page(&title, form, body)
}

pub async fn invite_president(page: Page<CreateInTerritory>) -> Reply {
    let input: InvitePresident = page.form.input()?;
    match page.post::<_, Place>(&page.api("/presidents"), &input).await {
        Ok(place) => {
            let name = ui::place_name(page.locale, &place);
            page.done(&page.here("/"), key::HUB_PRESIDENT_DONE, &[("name", name.into())])
        }
        Err(error) => president_page(&page, &page.refused(error)?).await,
    }
}
