//! The reconciliation statement of a bank account at a day.

use super::matching::text;
use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Inputs, Table, Tone};
use crate::visit::Visit;
use contracts::bank::{BankAccount, Reconciliation};
use kernel::Money;
use kernel::permission::ViewBooks;
use language::{Key, key};
use maud::{Markup, html};

/// Rows of a side that the page shows.
const SHOWN: usize = 200;

fn asked(visit: &Visit, path: &str) -> String {
    with_query(path, &[("on", visit.query.given("on")), ("balance", visit.query.given("balance"))])
}

pub async fn show(page: Page<ViewBooks>) -> Reply {
    let id = page.id()?;
    let api = page.api(&format!("/books/bank/{id}"));
    let today = language::short_date(page.state.clock().today());
    let fields = Fields::of([("on", page.query.given("on").unwrap_or(&today)), ("balance", page.query.get("balance"))]);
    let (found, form) = match page.get::<Reconciliation>(&asked(&page, &format!("{api}/reconciliation"))).await {
        Ok(found) => (Some(found), Form::with(fields)),
        Err(error) if error.kind() == kernel::Kind::Invalid => {
            let mut form = Form::refused(&fields, &error, page.locale);
            // nothing was to be saved
            form.saved = None;
            (None, form)
        }
        Err(error) => return Err(error),
    };
    let bank: BankAccount = page.get(&api).await?;
    let here = page.here(&format!("/books/bank/{id}"));
    let inputs = Inputs { locale: page.locale, form: &form };
    let title = page.say(key::RECONCILIATION_TITLE);
    let acts = html! {
        @if found.as_ref().is_some_and(|found| found.told) {
            a.button href=(asked(&page, &format!("{here}/reconciliation.xlsx"))) { (page.say(key::RECONCILIATION_XLSX)) }
            a.button.primary href=(asked(&page, &format!("{here}/reconciliation.pdf"))) { (page.say(key::RECONCILIATION_PDF)) }
        }
    };
    let body = html! {
        (ui::error_summary(page.locale, &form))
        (ui::back(&here, &bank.name))
        (ui::head(&html! { (title) }, Some(&html! { (page.say(key::RECONCILIATION_LEAD)) }), &acts))
        form.sheet method="get" action={ (here) "/reconciliation" } novalidate {
            (inputs.date("on", key::RECONCILIATION_ON))
            (inputs.text("balance", key::RECONCILIATION_BALANCE).hint(key::RECONCILIATION_BALANCE_HINT).optional().attribute("autocomplete", "off"))
            (ui::submit(&page.say(key::RECONCILIATION_SHOW)))
        }
        @if let Some(found) = &found { (sides(&page, found)) }
    };
    page.form_page(&title, &form, body)
}

fn sides(visit: &Visit, found: &Reconciliation) -> Markup {
    let books: Vec<(Markup, chrono::NaiveDate, Money)> = found
        .books_only
        .iter()
        .map(|line| {
            let entry = html! { a href=(visit.here(&format!("/books/journal/{}", line.entry))) { (ui::ltr(format!("{} {}", line.journal, line.number))) " " (ui::name(&line.label)) } };
            (entry, line.on, line.amount)
        })
        .collect();
    let bank: Vec<(Markup, chrono::NaiveDate, Money)> = found
        .bank_only
        .iter()
        .map(|line| {
            (html! { a href=(visit.here(&format!("/books/bank-lines/{}", line.id))) { (text(visit, line)) } }, line.on, line.amount)
        })
        .collect();
    html! {
        ul.tiles {
            (ui::figure(&visit.say(key::RECONCILIATION_IN_BOOKS), &ui::amount(visit.locale, found.in_books)))
            @if found.told { (ui::figure(&visit.say(key::RECONCILIATION_AT_BANK), &ui::amount(visit.locale, found.at_bank))) }
        }
        @if !found.told {
            p.banner { (visit.say(key::RECONCILIATION_UNTOLD)) }
        } @else if found.agrees {
            p { (ui::chip(Tone::Good, &visit.say(key::RECONCILIATION_AGREES))) }
        } @else {
            @let amount = language::money(found.unexplained, visit.locale);
            p.banner.bad { (visit.say_with(key::RECONCILIATION_AGREES_NOT, &[("amount", (&amount).into())])) }
        }
        (side(visit, [key::RECONCILIATION_BOOKS_ONLY, key::RECONCILIATION_BOOKS_ONLY_NONE, key::RECONCILIATION_BOOKS_ONLY_SUM], &books, found.books_only_sum))
        (side(visit, [key::RECONCILIATION_BANK_ONLY, key::RECONCILIATION_BANK_ONLY_NONE, key::RECONCILIATION_BANK_ONLY_SUM], &bank, found.bank_only_sum))
    }
}

fn side(visit: &Visit, [title, none, sum]: [Key; 3], rows: &[(Markup, chrono::NaiveDate, Money)], total: Money) -> Markup {
    let columns = vec![
        Column::text(visit.say(key::BANK_LINE_TEXT)),
        Column::text(visit.say(key::BANK_LINE_ON)),
        Column::number(visit.say(key::MONEY_AMOUNT)),
    ];
    let mut table = Table::new(visit.say(title), columns).quiet();
    for (what, on, amount) in rows.iter().take(SHOWN) {
        table.row(vec![what.clone(), ui::date(visit.locale, *on), ui::amount(visit.locale, *amount)]);
    }
    table.foot(vec![html! { (visit.say(sum)) }, html! {}, ui::amount(visit.locale, total)]);
    let shown = i64::try_from(SHOWN).unwrap_or_default();
    html! {
        section.stack {
            h2 { (visit.say(title)) }
            @if rows.is_empty() { p.muted { (visit.say(none)) } } @else { (table) }
            @if rows.len() > SHOWN { p.muted { (visit.say_with(key::RECONCILIATION_MORE, &[("shown", shown.into())])) } }
        }
    }
}

pub async fn pdf(page: Page<ViewBooks>) -> Reply {
    page.file(&asked(&page, &page.api(&format!("/books/bank/{}/reconciliation.pdf", page.id()?)))).await
}

pub async fn xlsx(page: Page<ViewBooks>) -> Reply {
    page.file(&asked(&page, &page.api(&format!("/books/bank/{}/reconciliation.xlsx", page.id()?)))).await
}
