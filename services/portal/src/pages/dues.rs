//! The yearly fee and what was paid of it.

use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Inputs};
use crate::visit::Visit;
use chrono::Datelike;
use contracts::Page as Batch;
use contracts::dues::{Fee, Payment, SetFee};
use kernel::Money;
use kernel::permission::{self, RecordPayments, ViewDues};
use language::key;
use maud::{Markup, html};

pub async fn show(page: Page<ViewDues>) -> Reply {
    let fees: Vec<Fee> = page.list(&page.api("/dues/fees")).await?;
    let this_year = page.state.clock().today().year();
    let year = page.query.given("year").and_then(|year| year.parse().ok()).unwrap_or_else(|| page.actor.year_or(this_year));
    let query = year.to_string();
    let path = with_query(&page.api("/dues/payments"), &[("year", Some(&query)), ("after", page.query.given("after"))]);
    let payments: Batch<Payment> = page.get(&path).await?;
    let title = page.say(key::DUES_TITLE);
    let acts = html! {
        @if page.may::<permission::SetFee>() { a.button href=(with_query(&page.here("/dues/fee"), &[("year", Some(&query))])) { (page.say(key::FEE_SET)) } }
        @if page.may::<RecordPayments>() { a.button.primary href=(with_query(&page.here("/dues/payments/new"), &[("year", Some(&query))])) { (ui::icon("plus")) (page.say(key::PAYMENT_RECORD)) } }
    };
    let body = html! {
        (ui::head(&html! { (title) }, None, &acts))
        (years(&page, &fees, year, this_year))
        (figures(&page, fees.iter().find(|fee| fee.year == year), year))
        section.stack {
            h2 { (page.say(key::PAYMENTS_TITLE)) }
            @if payments.items.is_empty() {
                (ui::empty(&page.say(key::PAYMENTS_EMPTY), &page.say(key::PAYMENTS_EMPTY_TEXT), &acts))
            } @else {
                (super::payments::table(&page, &payments.items, true))
                (ui::pager(&page, &page.here("/dues"), &[("year", Some(&query))], payments.next.as_deref()))
            }
        }
    };
    page.page(&title, body)
}

/// The years that have a fee, and this one.
fn years(visit: &Visit, fees: &[Fee], shown: i32, this_year: i32) -> Markup {
    let mut years: Vec<i32> =
        fees.iter().map(|fee| fee.year).chain([this_year, shown]).filter(|year| visit.actor.reaches_year(*year)).collect();
    years.sort_unstable_by(|a, b| b.cmp(a));
    years.dedup();
    html! {
        @if years.len() > 1 {
            nav aria-label=(visit.say(key::YEAR)) {
                ul.tabs {
                    @for year in years {
                        li { a href=(format!("{}?year={year}", visit.here("/dues"))) aria-current=[(year == shown).then_some("page")] { (ui::ltr(year)) } }
                    }
                }
            }
        }
    }
}

fn figures(visit: &Visit, fee: Option<&Fee>, year: i32) -> Markup {
    let year = year.to_string();
    html! {
        ul.tiles {
            (ui::figure(
                &visit.say_with(key::HOME_FEE, &[("year", (&year).into())]),
                &html! { @if let Some(fee) = fee { (ui::amount(visit.locale, fee.amount)) } @else { (visit.say(key::FEE_NOT_SET)) } },
            ))
            (ui::figure(&visit.say(key::DUES_PAYMENTS), &html! { (fee.map_or(0, |fee| fee.payments)) }))
            (ui::figure(&visit.say(key::DUES_COLLECTED), &ui::amount(visit.locale, fee.map_or(Money::ZERO, |fee| fee.collected))))
        }
    }
}

pub async fn fee_form(page: Page<permission::SetFee>) -> Reply {
    let this_year = page.state.clock().today().year().to_string();
    let year = page.query.given("year").unwrap_or(&this_year);
    fee_page(&page, &Form::with(Fields::of([("year", year)])))
}

fn fee_page(visit: &Visit, form: &Form) -> Reply {
    let inputs = Inputs { locale: visit.locale, form };
    let title = visit.say(key::FEE_TITLE);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/dues"), &visit.say(key::DUES_TITLE)))
        h1 { (title) }
        form.sheet method="post" action=(visit.here("/dues/fee")) novalidate {
            (ui::hidden(visit, form))
            (inputs.digits("year", key::YEAR).attribute("autocomplete", "off").attribute("maxlength", "4").attribute("enterkeyhint", "next"))
            (inputs.amount("amount", key::FEE_AMOUNT).hint(key::FEE_AMOUNT_HINT).attribute("enterkeyhint", "done"))
            (ui::submit(&visit.say(key::FEE_ACT)))
        }
    };
    visit.form_page(&title, form, body)
}

pub async fn set_fee(page: Page<permission::SetFee>) -> Reply {
    let input: SetFee = page.form.input()?;
    match page.post::<_, Fee>(&page.api("/dues/fees"), &input).await {
        Ok(fee) => {
            let (year, amount) = (fee.year.to_string(), language::money(fee.amount, page.locale));
            page.done(
                &format!("{}?year={year}", page.here("/dues")),
                key::FEE_DONE,
                &[("year", (&year).into()), ("amount", (&amount).into())],
            )
        }
        Err(error) => fee_page(&page, &page.refused(error)?),
    }
}
