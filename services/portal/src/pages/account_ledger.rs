//! The ledger of an account, with the balance after each line.

use crate::fields::with_query;
use crate::page::{Page, Reply, redirect};
use crate::ui::{self, Column, Table};
use crate::visit::Visit;
use contracts::books::AccountLedger;
use kernel::Money;
use kernel::permission::ViewBooks;
use language::key;
use maud::{Markup, html};

pub async fn show(page: Page<ViewBooks>) -> Reply {
    let asked = ["account", "year", "after"].map(|name| (name, page.query.given(name)));
    let found: AccountLedger = match page.get(&with_query(&page.api("/books/ledger"), &asked)).await {
        // an address that names no account: the balance lists them
        Err(error) if error.kind() == kernel::Kind::Invalid => return Ok(redirect(&page.here("/books"))),
        found => found?,
    };
    let year = found.year.year.to_string();
    let kept = [("account", Some(found.account.as_str())), ("year", Some(year.as_str()))];
    let title = page.say_with(key::LEDGER_TITLE, &[("account", (&found.account).into())]);
    let name = ui::in_language(page.locale, &found.name_ar, &found.name_fr);
    let acts = html! {
        a.button href=(with_query(&page.here("/books/journal"), &kept)) { (page.say(key::JOURNAL_TITLE)) }
    };
    let body = html! {
        (ui::back(&with_query(&page.here("/books"), &[("year", Some(&year))]), &page.say(key::BALANCE_TITLE)))
        (ui::head(&html! { (title) }, Some(&html! { (ui::name(name)) " · " (ui::ltr(&year)) }), &acts))
        ul.tiles {
            (ui::figure(&page.say(key::BOOKS_DEBIT), &ui::amount(page.locale, found.debit)))
            (ui::figure(&page.say(key::BOOKS_CREDIT), &ui::amount(page.locale, found.credit)))
            (ui::figure(&page.say(key::LEDGER_BALANCE), &ui::amount(page.locale, found.balance)))
        }
        @if found.lines.is_empty() {
            (ui::empty(&page.say(key::JOURNAL_EMPTY), &page.say(key::JOURNAL_EMPTY_TEXT), &html! {}))
        } @else {
            (table(&page, &found))
            (ui::pager(&page, &page.here("/books/ledger"), &kept, found.next.as_deref()))
        }
    };
    page.page(&title, body)
}

fn table(visit: &Visit, found: &AccountLedger) -> Markup {
    let columns = vec![
        Column::text(visit.say(key::ENTRY_LABEL)),
        Column::text(visit.say(key::ENTRY_POSTED_ON)),
        Column::number(visit.say(key::BOOKS_DEBIT)),
        Column::number(visit.say(key::BOOKS_CREDIT)),
        Column::number(visit.say(key::LEDGER_BALANCE)),
    ];
    let mut table = Table::new(visit.say(key::LEDGER_LINES), columns).quiet();
    if found.brought_forward != Money::ZERO {
        table.row(vec![
            html! { (visit.say(key::LEDGER_BROUGHT_FORWARD)) },
            html! {},
            html! {},
            html! {},
            ui::amount(visit.locale, found.brought_forward),
        ]);
    }
    for line in &found.lines {
        table.row(vec![
            html! { a href=(visit.here(&format!("/books/journal/{}", line.entry))) { (ui::ltr(format!("{} {}", line.journal, line.number))) } " " (ui::name(&line.label)) @if line.voucher { " " (ui::chip(ui::Tone::Good, &visit.say(key::VOUCHER_THERE))) } },
            ui::date(visit.locale, line.posted_on),
            ui::amount_or_blank(visit.locale, line.debit),
            ui::amount_or_blank(visit.locale, line.credit),
            ui::amount(visit.locale, line.balance),
        ]);
    }
    html! { (table) }
}
