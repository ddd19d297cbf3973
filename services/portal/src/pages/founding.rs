//! Creating an association, in three steps: its names, its seat and date, its receipt with a last
//! look at everything. What was typed is carried along in the form; nothing is kept before the end.

use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Inputs};
use crate::visit::Visit;
use contracts::tenancy::{Association, Commune, FoundAssociation, Province};
use kernel::fold::{has_arabic, has_latin};
use kernel::permission::OwnAccount;
use kernel::{FieldError, Result};
use language::{Key, key};
use maud::{Markup, html};

const STEPS: [Key; 3] = [key::FOUNDING_STEP_NAMES, key::FOUNDING_STEP_SEAT, key::FOUNDING_STEP_RECEIPT];
/// The fields of each step, named as in the API.
const FIELDS: [&[&str]; 3] =
    [&["name_ar", "name_fr"], &["commune", "founded_on"], &["receipt_number", "receipt_on", "processor_agreement"]];
/// More communes than this do not help to choose.
const SHOWN: usize = 20;

pub async fn form(page: Page<OwnAccount>) -> Reply {
    show(&page, &Form::blank(), 0).await
}

/// One address for all steps: `step` says which one was sent, `act` which button was pressed.
pub async fn send(page: Page<OwnAccount>) -> Reply {
    let step = page.form.get("step").parse::<usize>().unwrap_or_default().min(2);
    let mut form = Form::with(page.form.clone());
    page.form.get("idempotency").clone_into(&mut form.idempotency);
    if page.form.get("act") == "back" {
        return show(&page, &form, step.saturating_sub(1)).await;
    }
    if asks_for_communes(&page) {
        return show(&page, &form, 1).await;
    }
    check(&mut form, step, page.state.clock().today());
    if form.is_wrong() {
        return show(&page, &form, step).await;
    }
    if step < 2 {
        return show(&page, &form, step + 1).await;
    }
    let input: FoundAssociation = page.form.input()?;
    match page.post::<_, Association>("/api/v1/associations", &input).await {
        Ok(association) => {
            let name = ui::in_language(page.locale, &association.name_ar, &association.name_fr);
            page.done(&format!("/a/{}/", association.slug), key::FOUNDING_DONE, &[("name", name.into())])
        }
        Err(error) => {
            let form = page.refused(error)?;
            let wrong = |at: &usize| form.errors.iter().any(|error: &FieldError| FIELDS[*at].contains(&error.field.as_str()));
            let step = (0..3).find(wrong).unwrap_or(2);
            show(&page, &form, step).await
        }
    }
}

/// Enter presses the first button, which is the search: with nothing new to search for and a
/// commune chosen, going on is meant.
pub fn asks_for_communes(visit: &Visit) -> bool {
    let searched = visit.form.get("searched") == visit.form.get("commune_search") && visit.form.given("commune").is_some();
    visit.form.get("act") == "search" && !searched
}

/// What can be told at once is told before the next step; tenancy judges all of it at the end.
fn check(form: &mut Form, step: usize, today: chrono::NaiveDate) {
    if step == 1 {
        if form.values.given("commune").is_none() {
            form.add_error("commune", "commune-choose");
        }
        match kernel::date::parse(form.value("founded_on")) {
            _ if form.values.given("founded_on").is_none() => form.add_error("founded_on", "required"),
            Err(code) => form.add_error("founded_on", code),
            Ok(date) if date > today => form.add_error("founded_on", "date-in-future"),
            Ok(_) => {}
        }
        return;
    }
    // without a receipt the association is a draft
    for name in FIELDS[step].iter().filter(|name| !name.starts_with("receipt_")) {
        if form.values.given(name).is_none() {
            form.add_error(name, if *name == "processor_agreement" { "agreement-required" } else { "required" });
        } else if *name == "name_ar" && !has_arabic(form.value(name)) {
            form.add_error(name, "name-not-arabic");
        } else if *name == "name_fr" && !has_latin(form.value(name)) {
            form.add_error(name, "name-not-latin");
        }
    }
}

async fn show(visit: &Visit, form: &Form, step: usize) -> Reply {
    let inputs = Inputs { locale: visit.locale, form };
    let content = match step {
        0 => html! {
            (inputs.text("name_ar", key::FOUNDING_NAME_AR).hint(key::FOUNDING_NAME_AR_HINT).attribute("dir", "rtl").attribute("lang", "ar").attribute("autocomplete", "organization"))
            (inputs.text("name_fr", key::FOUNDING_NAME_FR).hint(key::FOUNDING_NAME_FR_HINT).attribute("dir", "ltr").attribute("lang", "fr").attribute("autocomplete", "organization"))
        },
        1 => seat(visit, inputs).await?,
        _ => receipt(visit, inputs).await?,
    };
    let title = visit.say(key::FOUNDING_TITLE);
    let act = if step == 2 { key::FOUNDING_ACT } else { key::FORM_CONTINUE };
    let body = html! {
        (ui::error_summary(visit.locale, form))
        h1 { (title) }
        (ui::steps(visit, &STEPS, step))
        form.sheet method="post" action="/associations/new" novalidate {
            (ui::hidden(visit, form))
            input type="hidden" name="step" value=(step);
            @for (at, fields) in FIELDS.iter().enumerate() {
                @for name in fields.iter().filter(|_| at != step) { input type="hidden" name=(name) value=(form.value(name)); }
            }
            (content)
            (ui::privacy_notice(visit, ui::Purpose::Founding))
            div.acts {
                button.button.primary type="submit" name="act" value="next" { (visit.say(act)) }
                @if step > 0 { button.button.plain type="submit" name="act" value="back" { (visit.say(key::FORM_BACK)) } }
            }
        }
    };
    visit.form_page(&title, form, body)
}

async fn seat(visit: &Visit, inputs: Inputs<'_>) -> Result<Markup> {
    Ok(html! {
        (commune_fields(visit, inputs).await?)
        (inputs.date("founded_on", key::FOUNDING_DATE))
    })
}

/// Looking for a commune and choosing it; the search button sends `act=search`.
pub async fn commune_fields(visit: &Visit, inputs: Inputs<'_>) -> Result<Markup> {
    let search = inputs.text("commune_search", key::FOUNDING_COMMUNE).hint(key::FOUNDING_COMMUNE_HINT);
    let results = communes(visit, inputs.form.value("commune_search"), inputs.form.value("commune"), commune_error(visit, inputs)).await?;
    Ok(search_and_choose(visit, search, &results))
}

/// As above, where there may be none; `asks_for_other_commune` tells a search from going on.
pub async fn optional_commune_fields(visit: &Visit, inputs: Inputs<'_>) -> Result<Markup> {
    let (search, chosen) = (inputs.form.value("commune_search"), inputs.form.value("commune"));
    let results = communes(visit, search, chosen, commune_error(visit, inputs)).await?;
    let field = inputs.text("commune_search", key::MEMBER_COMMUNE).hint(key::MEMBER_COMMUNE_HINT).optional();
    Ok(html! {
        (search_and_choose(visit, field, &results))
        @if !chosen.is_empty() || !search.trim().is_empty() {
            label.choice { input type="radio" name="commune" value="" checked[chosen.is_empty()]; span { (visit.say(key::MEMBER_NO_COMMUNE)) } }
        }
    })
}

/// As `asks_for_communes`, where nothing to search for is no search.
pub fn asks_for_other_commune(visit: &Visit) -> bool {
    visit.form.given("commune_search").is_some() && asks_for_communes(visit)
}

fn commune_error(visit: &Visit, inputs: Inputs<'_>) -> Option<String> {
    inputs.form.error(visit.locale, "commune")
}

fn search_and_choose(visit: &Visit, search: ui::Input<'_>, results: &Markup) -> Markup {
    let search = search
        .attribute("autocomplete", "off")
        .attribute("enterkeyhint", "search")
        .attribute("data-live-url", "/associations/new/communes")
        .attribute("data-live", "#communes");
    html! {
        div.inline-form { (search) button.button type="submit" name="act" value="search" { (visit.say(key::LIST_SEARCH_ACT)) } }
        (results)
    }
}

/// The communes found, for a browser that asks while somebody types.
pub async fn find_communes(page: Page<OwnAccount>) -> Reply {
    let found = communes(&page, page.query.get("search"), "", None).await?;
    page.page(&page.say(key::FOUNDING_COMMUNE), html! { h1 { (page.say(key::FOUNDING_COMMUNE)) } (found) })
}

async fn communes(visit: &Visit, search: &str, chosen: &str, error: Option<String>) -> Result<Markup> {
    let mut found: Vec<Commune> = Vec::new();
    if !search.trim().is_empty() {
        found = visit.list(&with_query("/api/v1/reference/communes", &[("search", Some(search))])).await?;
    } else if !chosen.is_empty() {
        found = commune(visit, chosen).await?.into_iter().collect();
    }
    let provinces: Vec<Province> = if found.is_empty() { Vec::new() } else { visit.list("/api/v1/reference/provinces").await? };
    let cut = found.len() > SHOWN;
    found.truncate(SHOWN);
    let only = found.len() == 1;
    let class = if error.is_some() { "field wrong" } else { "field" };
    Ok(html! {
        fieldset #communes class=(class) {
            legend { (visit.say(key::FOUNDING_COMMUNE_CHOOSE)) }
            input type="hidden" name="searched" value=(search);
            @if let Some(error) = &error { p.error #error-commune { (error) } }
            @if search.trim().is_empty() && found.is_empty() { p.hint { (visit.say(key::FOUNDING_COMMUNE_FIRST)) } }
            @else if found.is_empty() { p role="status" { (visit.say(key::FOUNDING_COMMUNE_NONE)) } }
            @for (at, commune) in found.iter().enumerate() {
                @let province = provinces.iter().find(|province| province.code == commune.province);
                label.choice {
                    input type="radio" name="commune" value=(commune.code) checked[only || commune.code == chosen] id=[(at == 0).then_some("commune")];
                    span {
                        (ui::name(ui::in_language(visit.locale, &commune.name_ar, &commune.name_fr)))
                        @if let Some(province) = province {
                            " " span.muted { "(" (ui::name(ui::in_language(visit.locale, &province.name_ar, &province.name_fr))) ")" }
                        }
                    }
                }
            }
            @if found.is_empty() { span #commune tabindex="-1" {} }
            @if cut { p.hint { (visit.say(key::FOUNDING_COMMUNE_MORE)) } }
        }
    })
}

/// One commune by its code: the list of its province has it.
async fn commune(visit: &Visit, code: &str) -> Result<Option<Commune>> {
    let Some(province) = code.split('.').nth(1) else { return Ok(None) };
    let all: Vec<Commune> = visit.list(&with_query("/api/v1/reference/communes", &[("province", Some(province))])).await?;
    Ok(all.into_iter().find(|commune| commune.code == code))
}

/// The last step: the receipt's number, and everything else to read once more.
async fn receipt(visit: &Visit, inputs: Inputs<'_>) -> Result<Markup> {
    let values: &Fields = &inputs.form.values;
    let commune = commune(visit, values.get("commune")).await?;
    let provinces: Vec<Province> = visit.list("/api/v1/reference/provinces").await?;
    let province = provinces.iter().find(|province| commune.as_ref().is_some_and(|commune| commune.province == province.code));
    let founded = kernel::date::parse(values.get("founded_on")).ok();
    let rows = vec![
        (visit.say(key::FOUNDING_NAME_AR), ui::name(values.get("name_ar"))),
        (visit.say(key::FOUNDING_NAME_FR), ui::name(values.get("name_fr"))),
        (
            visit.say(key::FOUNDING_COMMUNE),
            html! {
                @if let Some(commune) = &commune { (ui::name(ui::in_language(visit.locale, &commune.name_ar, &commune.name_fr))) }
                @if let Some(province) = province {
                    " " span.muted { "(" (ui::name(ui::in_language(visit.locale, &province.name_ar, &province.name_fr))) ")" }
                }
            },
        ),
        (visit.say(key::FOUNDING_DATE), html! { @if let Some(date) = founded { (ui::date(visit.locale, date)) } }),
    ];
    Ok(html! {
        div.card { h2 { (visit.say(key::FOUNDING_CHECK)) } (ui::facts(rows)) }
        p.hint { (visit.say(key::FOUNDING_NO_RECEIPT)) }
        (inputs.text("receipt_number", key::FOUNDING_RECEIPT).hint(key::FOUNDING_RECEIPT_HINT).optional().attribute("autocomplete", "off").attribute("enterkeyhint", "next"))
        (inputs.date("receipt_on", key::FOUNDING_RECEIPT_ON).optional().attribute("enterkeyhint", "done"))
        (super::privacy::accept_box(visit, inputs.form, "processor_agreement"))
    })
}
