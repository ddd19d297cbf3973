//! The yearly fee and what was paid of it.

use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Inputs};
use crate::visit::Visit;
use contracts::Page as Batch;
use contracts::dues::{Fee, Payment, SetCategoryFee, SetFee};
use contracts::dues_years::DuesPeriod;
use kernel::dues_years::DuesYear;
use kernel::permission::{self, RecordPayments, ViewDues};
use kernel::{Money, Result};
use language::key;
use maud::{Markup, html};

pub async fn show(page: Page<ViewDues>) -> Reply {
    let fees: Vec<Fee> = page.list(&page.api("/dues/fees")).await?;
    let period = super::dues_years::period(&page).await?;
    let this_year = period.year;
    let year = page.query.given("year").and_then(|year| year.parse().ok()).unwrap_or_else(|| page.actor.year_or(this_year));
    if !page.actor.reaches_year(year) {
        let title = page.say(key::DUES_TITLE);
        return page.page(&title, html! { (ui::head(&html! { (title) }, None, &html! {})) (ui::outside_seat(&page, year, "/dues")) });
    }
    let query = year.to_string();
    let path = with_query(&page.api("/dues/payments"), &[("year", Some(&query)), ("after", page.query.given("after"))]);
    let payments: Batch<Payment> = page.get(&path).await?;
    let title = page.say(key::DUES_TITLE);
    let acts = html! {
        a.button href=(page.here("/dues/arrears")) { (page.say(key::ARREARS_LINK)) }
        a.button href=(page.here("/dues/cheques")) { (page.say(key::CHEQUES_TITLE)) }
        @if page.may::<permission::SetFee>() { a.button href=(with_query(&page.here("/dues/run"), &[("year", Some(&query))])) { (page.say(key::RUN_LINK)) } }
        @if page.may::<permission::SetFee>() { a.button href=(with_query(&page.here("/dues/fee"), &[("year", Some(&query))])) { (page.say(key::FEE_SET)) } }
        @if page.may::<RecordPayments>() { a.button.primary href=(with_query(&page.here("/dues/payments/new"), &[("year", Some(&query))])) { (ui::icon("plus")) (page.say(key::PAYMENT_RECORD)) } }
    };
    let body = html! {
        (ui::head(&html! { (title) }, None, &acts))
        (years(&page, &fees, year, &period))
        (figures(&page, fees.iter().find(|fee| fee.year == year), &period.years.label(year)))
        (super::arrears::agreement(&page).await?)
        section.stack {
            h2 { (page.say(key::PAYMENTS_TITLE)) }
            @if payments.items.is_empty() {
                (ui::empty(&page.say(key::PAYMENTS_EMPTY), &page.say(key::PAYMENTS_EMPTY_TEXT), &acts))
            } @else {
                (super::payments::table(&page, &payments.items, true))
                p { a href=(with_query(&page.here("/dues/payments.csv"), &[("year", Some(&query))])) { (page.say(key::PAYMENTS_CSV)) } }
                (ui::pager(&page, &page.here("/dues"), &[("year", Some(&query))], payments.next.as_deref()))
            }
        }
    };
    page.page(&title, body)
}

/// The years that have a fee, and this one.
fn years(visit: &Visit, fees: &[Fee], shown: i32, period: &DuesPeriod) -> Markup {
    let mut years: Vec<i32> =
        fees.iter().map(|fee| fee.year).chain([period.year, shown]).filter(|year| visit.actor.reaches_year(*year)).collect();
    years.sort_unstable_by(|a, b| b.cmp(a));
    years.dedup();
    html! {
        @if years.len() > 1 {
            nav aria-label=(visit.say(key::YEAR)) {
                ul.tabs {
                    @for year in years {
                        li { a href=(format!("{}?year={year}", visit.here("/dues"))) aria-current=[(year == shown).then_some("page")] { (ui::ltr(period.years.label(year))) } }
                    }
                }
            }
        }
    }
}

fn figures(visit: &Visit, fee: Option<&Fee>, year: &str) -> Markup {
    html! {
        ul.tiles {
            (ui::figure(
                &visit.say_with(key::HOME_FEE, &[("year", year.into())]),
                &html! { @if let Some(fee) = fee { (ui::amount(visit.locale, fee.amount)) } @else { (visit.say(key::FEE_NOT_SET)) } },
            ))
            (ui::figure(&visit.say(key::DUES_PAYMENTS), &html! { (fee.map_or(0, |fee| fee.payments)) }))
            (ui::figure(&visit.say(key::DUES_COLLECTED), &ui::amount(visit.locale, fee.map_or(Money::ZERO, |fee| fee.collected))))
        }
    }
}

pub async fn fee_form(page: Page<permission::SetFee>) -> Reply {
    let period = super::dues_years::period(&page).await?;
    let this_year = period.year.to_string();
    let year = page.query.given("year").unwrap_or(&this_year);
    let fees: Vec<Fee> = page.list(&page.api("/dues/fees")).await?;
    let mut fields = Fields::of([("year", year)]);
    if let Some(fee) = fees.iter().find(|fee| fee.year.to_string() == year) {
        fields.push("amount", &super::payments::plain(fee.amount));
        fields.push("joining", &fee.joining.map(super::payments::plain).unwrap_or_default());
        if period.years.of(fee.year) != DuesYear::Rolling {
            fields.push("due_on", &language::short_date(fee.due_on));
        }
        fields.push("prorated", if fee.prorated { "yes" } else { "" });
        fields.push("free", if fee.free { "yes" } else { "" });
        fields.push("family_from", &fee.family_from.map(|from| from.to_string()).unwrap_or_default());
        fields.push("family_percent", &fee.family_percent.map(|percent| percent.to_string()).unwrap_or_default());
        fields.push("family_most", &fee.family_most.map(super::payments::plain).unwrap_or_default());
        super::fee_rules::fill(&mut fields, fee, &super::fee_rules::groups(&page).await?);
        for (at, category) in categories(&page).await?.iter().enumerate() {
            let amount = fee.categories.iter().find(|set| set.category == *category).map(|set| super::payments::plain(set.amount));
            fields.push(&field(at, "amount"), &amount.unwrap_or_default());
        }
    }
    fee_page(&page, &Form::with(fields)).await
}

/// Those that members bear or the board has defined.
async fn categories(visit: &Visit) -> Result<Vec<String>> {
    if !visit.may::<permission::ViewMembers>() {
        return Ok(Vec::new());
    }
    Ok(super::categories::all(visit).await?.into_iter().map(|category| category.name).collect())
}

/// The field of a category, named as the API names it in its errors.
fn field(at: usize, name: &str) -> String {
    format!("categories.{at}.{name}")
}

async fn fee_page(visit: &Visit, form: &Form) -> Reply {
    let inputs = Inputs { locale: visit.locale, form };
    let title = visit.say(key::FEE_TITLE);
    let yes = |name: &str, title, label| inputs.checks(name, title, vec![("yes".into(), visit.say(label))]);
    let (categories, period) = (categories(visit).await?, super::dues_years::period(visit).await?);
    let rolling = period.years.of(form.value("year").parse().unwrap_or(period.year)) == DuesYear::Rolling;
    let groups = super::fee_rules::groups(visit).await?;
    let category_label = |name: &String| visit.say_with(key::FEE_CATEGORY, &[("category", name.into())]);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/dues"), &visit.say(key::DUES_TITLE)))
        h1 { (title) }
        form.sheet method="post" action=(visit.here("/dues/fee")) novalidate {
            (ui::hidden(visit, form))
            @if let Some(hint) = super::dues_years::year_hint(visit, &period) { p.hint { (hint) } }
            (inputs.digits("year", key::YEAR).attribute("autocomplete", "off").attribute("maxlength", "4").attribute("enterkeyhint", "next"))
            (inputs.amount("amount", key::FEE_AMOUNT).hint(key::FEE_AMOUNT_HINT).attribute("enterkeyhint", "done"))
            @if rolling { p.hint { (visit.say(key::FEE_DUE_ON_OWN)) } }
            @if !rolling || !form.value("due_on").is_empty() { (inputs.date("due_on", key::FEE_DUE_ON).hint(key::FEE_DUE_ON_HINT).optional_unsaid()) }
            (inputs.amount("joining", key::FEE_JOINING).hint(key::FEE_JOINING_HINT).optional())
            (yes("prorated", key::FEE_RULES, key::FEE_PRORATED))
            (yes("free", key::FEE_FREE_TITLE, key::FEE_FREE))
            section.card {
                h2 { (visit.say(key::FEE_FAMILY)) }
                p.hint { (visit.say(key::FEE_FAMILY_HINT)) }
                div.pair {
                    (inputs.digits("family_from", key::FEE_FAMILY_FROM).optional_unsaid().attribute("autocomplete", "off").attribute("maxlength", "2"))
                    (inputs.digits("family_percent", key::FEE_FAMILY_PERCENT).optional_unsaid().attribute("autocomplete", "off").attribute("maxlength", "3"))
                }
                (inputs.amount("family_most", key::FEE_FAMILY_MOST).optional_unsaid())
            }
            @for (at, category) in categories.iter().enumerate() {
                input type="hidden" name=(field(at, "category")) value=(category);
                (inputs.amount(&field(at, "amount"), key::FEE_AMOUNT).label_text(category_label(category)).hint(key::FEE_CATEGORY_HINT).optional_unsaid())
            }
            (super::fee_rules::inputs(visit, inputs, &groups))
            (ui::submit(&visit.say(key::FEE_ACT)))
        }
    };
    visit.form_page(&title, form, body)
}

pub async fn set_fee(page: Page<permission::SetFee>) -> Reply {
    let text = |name: &str| page.form.get(name).to_owned();
    let lines = (0..).map_while(|at| {
        let category = page.form.given(&field(at, "category"))?.to_owned();
        Some(SetCategoryFee { category, amount: text(&field(at, "amount")) })
    });
    let input = SetFee {
        year: text("year"),
        amount: text("amount"),
        joining: text("joining"),
        prorated: text("prorated"),
        free: text("free"),
        due_on: text("due_on"),
        family_from: text("family_from"),
        family_percent: text("family_percent"),
        family_most: text("family_most"),
        categories: lines.collect(),
        ages: super::fee_rules::typed_ages(&page),
        groups: super::fee_rules::typed_groups(&page),
    };
    match page.post::<_, Fee>(&page.api("/dues/fees"), &input).await {
        Ok(fee) => {
            let (year, amount) = (fee.year.to_string(), language::money(fee.amount, page.locale));
            let label = super::dues_years::period(&page).await?.years.label(fee.year);
            page.done(
                &format!("{}?year={year}", page.here("/dues")),
                key::FEE_DONE,
                &[("year", (&label).into()), ("amount", (&amount).into())],
            )
        }
        Err(error) => fee_page(&page, &page.refused(error)?).await,
    }
}
