//! The book of receipts and expenses: what came in and went out in a year, by what it was for.

use crate::fields::with_query;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Table};
use crate::visit::Visit;
use contracts::books::FiscalYear;
use contracts::years::{Category, Receipts};
use kernel::Money;
use kernel::permission::ViewBooks;
use language::{Key, key};
use maud::{Markup, html};

pub async fn show(page: Page<ViewBooks>) -> Reply {
    let years: Vec<FiscalYear> = page.list(&page.api("/books/years")).await?;
    let found: Receipts = page.get(&with_query(&page.api("/books/receipts"), &[("year", page.query.given("year"))])).await?;
    let title = page.say(key::RECEIPTS_TITLE);
    let period = html! { (ui::date(page.locale, found.year.starts_on)) " – " (ui::date(page.locale, found.year.ends_on)) };
    let left = found.received_in_all.checked_sub(found.spent_in_all).unwrap_or_default();
    let body = html! {
        (ui::back(&page.here("/books/money"), &page.say(key::MONEY_TITLE)))
        (ui::head(&html! { (title) }, Some(&period), &html! {}))
        (super::books::year_tabs(&page, &years, found.year.year, "/books/receipts"))
        ul.tiles {
            (ui::figure(&page.say(key::RECEIPTS_RECEIVED), &ui::amount(page.locale, found.received_in_all)))
            (ui::figure(&page.say(key::RECEIPTS_SPENT), &ui::amount(page.locale, found.spent_in_all)))
            (ui::figure(&page.say(key::RECEIPTS_LEFT), &ui::amount(page.locale, left)))
        }
        (side(&page, key::RECEIPTS_RECEIVED, &found.received, found.received_in_all))
        (side(&page, key::RECEIPTS_SPENT, &found.spent, found.spent_in_all))
    };
    page.page(&title, body)
}

fn side(visit: &Visit, label: Key, categories: &[Category], total: Money) -> Markup {
    let columns = vec![Column::text(visit.say(key::RECEIPTS_CATEGORY)), Column::number(visit.say(key::MONEY_AMOUNT))];
    let mut table = Table::new(visit.say(label), columns).quiet();
    for category in categories {
        let name = ui::in_language(visit.locale, &category.name_ar, &category.name_fr);
        table.row(vec![ui::name(name), ui::amount(visit.locale, category.amount)]);
    }
    table.foot(vec![html! { (visit.say(key::BOOKS_TOTAL)) }, ui::amount(visit.locale, total)]);
    html! {
        h2 { (visit.say(label)) }
        @if categories.is_empty() { p.muted { (visit.say(key::MONEY_EMPTY)) } } @else { (table) }
    }
}
