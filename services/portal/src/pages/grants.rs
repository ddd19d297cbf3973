//! The register of grants and agreements.

use super::axis;
use super::projects::state;
use crate::fields::Fields;
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Inputs, Table, Tone};
use crate::visit::Visit;
use contracts::grants::{DONOR_KINDS, EditGrant, Grant, NATURES, SetGrant};
use kernel::permission::{PostEntries, ViewBooks};
use kernel::{Error, Result};
use language::key;
use maud::{Markup, html};

pub const HERE: &str = "/books/grants";

pub async fn list(page: Page<ViewBooks>) -> Reply {
    let grants: Vec<Grant> = page.list(&page.api(HERE)).await?;
    let title = page.say(key::GRANTS_TITLE);
    let add = html! { @if page.may::<PostEntries>() { a.button.primary href=(page.here("/books/grants/new")) { (ui::icon("plus")) (page.say(key::GRANT_NEW)) } } };
    let body = html! {
        (ui::back(&page.here("/books"), &page.say(key::NAV_BOOKS)))
        (ui::head(&html! { (title) }, Some(&html! { (page.say(key::GRANTS_LEAD)) }), &add))
        @if grants.is_empty() {
            (ui::empty(&page.say(key::GRANTS_EMPTY), &page.say(key::GRANTS_EMPTY_TEXT), &html! {}))
        } @else { (table(&page, &grants)) }
    };
    page.page(&title, body)
}

fn table(visit: &Visit, grants: &[Grant]) -> Markup {
    let columns = vec![
        Column::text(visit.say(key::GRANT_DONOR)),
        Column::text(visit.say(key::GRANT_NATURE)),
        Column::text(visit.say(key::AXIS_PROJECT)),
        Column::text(visit.say(key::GRANT_AGREEMENT)),
        Column::number(visit.say(key::AXIS_AMOUNT)),
        Column::text(visit.say(key::PROJECT_STATE)),
    ];
    let mut table = Table::new(visit.say(key::GRANTS_TITLE), columns).quiet();
    for grant in grants {
        table.row(vec![
            html! { a href=(visit.here(&format!("{HERE}/{}", grant.id))) { (ui::name(&grant.code)) " " (ui::name(&grant.donor)) } },
            html! { (language::named(visit.locale, "grant-nature", &grant.nature)) },
            html! { @if let Some(code) = &grant.project_code { (ui::name(code)) } },
            agreement(visit, grant),
            ui::amount(visit.locale, grant.amount),
            state(visit, grant.closed),
        ]);
    }
    html! { (table) }
}

/// Its number and day, or that it should have one.
pub fn agreement(visit: &Visit, grant: &Grant) -> Markup {
    html! {
        @if let Some(number) = &grant.agreement_number { (ui::name(number)) }
        @if let Some(on) = grant.agreement_on { " · " (ui::date(visit.locale, on)) }
        @if grant.lacks_agreement { (ui::chip(Tone::Wait, &visit.say(key::GRANT_LACKS_AGREEMENT))) }
    }
}

pub async fn new_form(page: Page<PostEntries>) -> Reply {
    new_page(&page, &Form::with(Fields::of([("nature", "operating")]))).await
}

async fn new_page(visit: &Visit, form: &Form) -> Reply {
    let title = visit.say(key::GRANT_NEW);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here(HERE), &visit.say(key::GRANTS_TITLE)))
        h1 { (title) }
        form.sheet method="post" action=(visit.here("/books/grants/new")) novalidate {
            (ui::hidden(visit, form))
            (fields(visit, form).await?)
            (ui::submit(&visit.say(key::GRANT_ADD_ACT)))
        }
    };
    visit.form_page(&title, form, body)
}

async fn fields(visit: &Visit, form: &Form) -> Result<Markup> {
    let inputs = Inputs { locale: visit.locale, form };
    let named = |family: &str, code: &str| (code.to_owned(), language::named(visit.locale, family, code));
    let mut kinds: Vec<_> = DONOR_KINDS.iter().map(|kind| named("donor-kind", kind.code)).collect();
    kinds.insert(0, (String::new(), visit.say(key::MONEY_CHOOSE)));
    let natures = NATURES.map(|nature| named("grant-nature", nature)).into();
    let projects = axis::projects(visit).await?;
    Ok(html! {
        (inputs.text("code", key::AXIS_CODE).hint(key::GRANT_CODE_HINT).attribute("autocomplete", "off").attribute("maxlength", "20"))
        (inputs.text("donor", key::GRANT_DONOR).attribute("maxlength", "120"))
        (inputs.select("donor_kind", key::GRANT_DONOR_KIND, kinds))
        (inputs.radios("nature", key::GRANT_NATURE, natures))
        (inputs.amount("amount", key::MONEY_AMOUNT))
        @if !projects.is_empty() { (inputs.select("project", key::AXIS_PROJECT, axis::or_none(visit, &projects)).optional_unsaid()) }
        (inputs.text("purpose", key::GRANT_PURPOSE).optional().attribute("maxlength", "300"))
        div.pair {
            (inputs.text("agreement_number", key::GRANT_AGREEMENT_NUMBER).optional().hint(key::GRANT_AGREEMENT_HINT).attribute("maxlength", "60"))
            (inputs.date("agreement_on", key::GRANT_AGREEMENT_ON).optional())
        }
        div.pair {
            (inputs.date("eligible_from", key::GRANT_ELIGIBLE_FROM).optional())
            (inputs.date("eligible_until", key::GRANT_ELIGIBLE_UNTIL).optional())
        }
        (inputs.checks("periodic", key::GRANT_PERIODIC, vec![("yes".into(), visit.say(key::GRANT_IS_PERIODIC))]).hint(key::GRANT_PERIODIC_HINT))
    })
}

pub async fn add(page: Page<PostEntries>) -> Reply {
    let input: SetGrant = page.form.input()?;
    match page.post::<_, Grant>(&page.api(HERE), &input).await {
        Ok(grant) => page.done(&page.here(&format!("{HERE}/{}", grant.id)), key::AXIS_SAVED, &[]),
        Err(error) => new_page(&page, &page.refused(error)?).await,
    }
}

async fn find(visit: &Visit) -> Result<Grant> {
    let id = visit.id()?;
    let all: Vec<Grant> = visit.list(&visit.api(HERE)).await?;
    all.into_iter().find(|grant| grant.id == id).ok_or_else(Error::not_found)
}

pub async fn edit_form(page: Page<PostEntries>) -> Reply {
    let grant = find(&page).await?;
    let day = |day: Option<chrono::NaiveDate>| day.map(language::short_date).unwrap_or_default();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let yes = |is: bool| if is { "yes".to_owned() } else { String::new() };
    let values = [
        ("code", grant.code.clone()),
        ("donor", grant.donor.clone()),
        ("donor_kind", grant.donor_kind.clone()),
        ("nature", grant.nature.clone()),
        ("amount", super::payments::plain(grant.amount)),
        ("project", grant.project.map(|id| id.to_string()).unwrap_or_default()),
        ("purpose", text(&grant.purpose)),
        ("agreement_number", text(&grant.agreement_number)),
        ("agreement_on", day(grant.agreement_on)),
        ("eligible_from", day(grant.eligible_from)),
        ("eligible_until", day(grant.eligible_until)),
        ("periodic", yes(grant.periodic)),
        ("closed", yes(grant.closed)),
    ];
    let mut fields = Fields::default();
    for (name, value) in &values {
        fields.push(name, value);
    }
    edit_page(&page, &grant, &Form::with(fields)).await
}

async fn edit_page(visit: &Visit, grant: &Grant, form: &Form) -> Reply {
    let inputs = Inputs { locale: visit.locale, form };
    let title = visit.say(key::GRANT_EDIT);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here(&format!("{HERE}/{}", grant.id)), &format!("{} · {}", grant.code, grant.donor)))
        h1 { (title) }
        form.sheet method="post" novalidate {
            (ui::hidden(visit, form))
            (fields(visit, form).await?)
            (inputs.checks("closed", key::PROJECT_STATE, vec![("yes".into(), visit.say(key::GRANT_CLOSE))]))
            (ui::submit(&visit.say(key::AXIS_SAVE)))
        }
    };
    visit.form_page(&title, form, body)
}

pub async fn edit(page: Page<PostEntries>) -> Reply {
    let id = page.id()?;
    let input = EditGrant { id, grant: page.form.input()? };
    match page.post::<_, Grant>(&page.api(&format!("{HERE}/{id}")), &input).await {
        Ok(_) => page.done(&page.here(&format!("{HERE}/{id}")), key::AXIS_SAVED, &[]),
        Err(error) => {
            let form = page.refused(error)?;
            edit_page(&page, &find(&page).await?, &form).await
        }
    }
}
