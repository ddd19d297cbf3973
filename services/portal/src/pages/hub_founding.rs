//! Creating an association of the territory, for a president who is invited by mail.

use crate::fields::with_query;
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Inputs};
use crate::visit::Visit;
use contracts::hubs::Hub;
use contracts::tenancy::{Commune, Place};
use kernel::permission::CreateInTerritory;
use language::key;
use maud::html;

pub async fn form(page: Page<CreateInTerritory>) -> Reply {
    show(&page, &Form::blank()).await
}

async fn show(visit: &Visit, form: &Form) -> Reply {
    let hub: Hub = visit.get(&visit.api("")).await?;
    let inputs = Inputs { locale: visit.locale, form };
    let communes: Vec<Commune> = match hub.region.as_deref() {
        Some(region) => visit.list(&with_query("/api/v1/reference/communes", &[("region", Some(region))])).await?,
        None => Vec::new(),
    };
    let choices = communes.into_iter().map(|place| {
        let name = ui::in_language(visit.locale, &place.name_ar, &place.name_fr).to_owned();
        (place.code, name)
    });
    let choices: Vec<_> = std::iter::once((String::new(), visit.say(key::FOUNDING_COMMUNE_CHOOSE))).chain(choices).collect();
    let title = visit.say(key::HUB_FOUNDING_TITLE);
    let body = html! {
        (ui::back(&visit.here("/"), &visit.say(key::HUB_TITLE)))
        (ui::error_summary(visit.locale, form))
        (ui::head(&html! { (title) }, Some(&html! { (visit.say(key::HUB_FOUNDING_LEAD)) }), &html! {}))
        form.sheet method="post" action=(visit.here("/associations/new")) novalidate {
            (ui::hidden(visit, form))
            (inputs.text("name_ar", key::FOUNDING_NAME_AR).attribute("dir", "rtl").attribute("lang", "ar").attribute("autocomplete", "off"))
            (inputs.text("name_fr", key::FOUNDING_NAME_FR).attribute("dir", "ltr").attribute("lang", "fr").attribute("autocomplete", "off"))
            @if choices.len() > 1 { (inputs.select("commune", key::FOUNDING_COMMUNE, choices)) } @else { (inputs.digits("commune", key::FOUNDING_COMMUNE)) }
            (inputs.date("founded_on", key::FOUNDING_DATE))
            (inputs.text("receipt_number", key::FOUNDING_RECEIPT).hint(key::FOUNDING_RECEIPT_HINT).attribute("autocomplete", "off"))
            (inputs.text("president_name", key::HUB_FOUNDING_PRESIDENT).attribute("autocomplete", "off"))
            (inputs.email("president_email", key::HUB_FOUNDING_EMAIL).attribute("autocomplete", "off"))
            (ui::submit(&visit.say(key::HUB_FOUNDING_ACT)))
        }
    };
    visit.form_page(&title, form, body)
}

pub async fn send(page: Page<CreateInTerritory>) -> Reply {
    let input: contracts::hubs::CreateInTerritory = page.form.input()?;
    match page.post::<_, Place>(&page.api("/associations"), &input).await {
        Ok(made) => {
            let name = ui::place_name(page.locale, &made);
            page.done(&page.here("/"), key::HUB_FOUNDING_DONE, &[("name", name.into())])
        }
        Err(error) => show(&page, &page.refused(error)?).await,
    }
}
