//! The trial balance, the journal, the export.

use super::vouchers;
use crate::fields::with_query;
use crate::page::{Page, Reply, redirect};
use crate::ui::{self, Column, Table};
use crate::visit::Visit;
use chrono::Datelike;
use contracts::Page as Batch;
use contracts::books::{Entry, FiscalYear, Line, TrialBalance};
use contracts::projects::AxisName;
use contracts::years::BookSize;
use kernel::permission::{PostEntries, ViewBooks, ViewDues};
use kernel::{Locale, Money};
use language::{Key, key};
use maud::{Markup, html};

pub async fn trial_balance(page: Page<ViewBooks>) -> Reply {
    // who keeps one book of what came and went finds it here; the rest is where it was, for who asks for a year
    if page.query.given("year").is_none() && super::book_size::of(&page).await? == BookSize::SuperSimplified {
        return Ok(redirect(&page.here("/books/money")));
    }
    let path = with_query(&page.api("/books/trial-balance"), &[("year", page.query.given("year"))]);
    let years: Vec<FiscalYear> = page.list(&page.api("/books/years")).await?;
    let balance: TrialBalance = match page.get(&path).await {
        Err(error) if error.code() == "year-missing" => return not_open(&page, &years),
        found => found?,
    };
    let year = balance.year.year;
    let title = page.say(key::BALANCE_TITLE);
    let body = html! {
        (ui::head(&html! { (title) }, Some(&period(&page, &balance.year)), &acts(&page, year)))
        (shelves(&page, Some(&year.to_string()), true))
        (year_tabs(&page, &years, year, "/books"))
        @if balance.rows.is_empty() {
            (ui::empty(&page.say(key::BALANCE_EMPTY), &page.say(key::BALANCE_EMPTY_TEXT), &html! {}))
        } @else {
            (balance_table(&page, &balance))
            @if balance.debit == balance.credit {
                p { (ui::chip(ui::Tone::Good, &page.say(key::BALANCE_BALANCED))) }
            } @else {
                p { (ui::chip(ui::Tone::Bad, &page.say(key::BALANCE_UNBALANCED))) }
            }
        }
    };
    page.page(&title, body)
}

/// No entry has opened the books of that year yet, or the seat does not reach it.
fn not_open(visit: &Visit, years: &[FiscalYear]) -> Reply {
    let title = visit.say(key::BALANCE_TITLE);
    let asked = visit.query.given("year").and_then(|year| year.parse().ok());
    let year = asked.unwrap_or_else(|| visit.actor.year_or(visit.state.clock().today().year()));
    let body = html! {
        (ui::head(&html! { (title) }, None, &html! { a.button.primary href=(visit.here("/books/money")) { (visit.say(key::MONEY_TITLE)) } }))
        (shelves(visit, None, true))
        (year_tabs(visit, years, year, "/books"))
        @if visit.actor.reaches_year(year) {
            (ui::empty(
                &visit.say_with(key::BALANCE_NOT_OPEN, &[("year", (&year.to_string()).into())]),
                &visit.say(key::BALANCE_NOT_OPEN_TEXT),
                &html! {},
            ))
        } @else {
            (ui::outside_seat(visit, year, "/books"))
        }
    };
    visit.page(&title, body)
}

fn period(visit: &Visit, year: &FiscalYear) -> Markup {
    html! { (ui::date(visit.locale, year.starts_on)) " – " (ui::date(visit.locale, year.ends_on)) }
}

fn acts(visit: &Visit, year: i32) -> Markup {
    let year = year.to_string();
    html! {
        a.button href=(with_query(&visit.here("/books/journal"), &[("year", Some(&year))])) { (visit.say(key::JOURNAL_TITLE)) }
        a.button href=(with_query(&visit.here("/books/statements"), &[("year", Some(&year))])) { (visit.say(key::STATEMENTS_TITLE)) }
        a.button.primary href=(visit.here("/books/money")) { (visit.say(key::MONEY_TITLE)) }
    }
}

/// All that belongs to the books, by what one comes for. Who keeps them in words meets no pages of accounts.
pub fn shelves(visit: &Visit, year: Option<&str>, expert: bool) -> Markup {
    let of_year = |path: &str| with_query(&visit.here(path), &[("year", year)]);
    let may = visit.may::<PostEntries>();
    let shelf = |label: Key, links: &[(bool, String, Key)]| {
        html! {
            details.shelf {
                summary { (visit.say(label)) }
                ul { @for (_, target, label) in links.iter().filter(|(shown, ..)| *shown) { li { a href=(target) download=[target.contains("/export.ledger").then_some("")] { (visit.say(*label)) } } } }
            }
        }
    };
    html! {
        nav.shelves aria-label=(visit.say(key::NAV_BOOKS)) {
            (shelf(key::SHELF_MONEY, &[
                (true, visit.here("/books/money"), key::MONEY_TITLE),
                (true, visit.here("/books/bank"), key::BANK_TITLE),
                (true, visit.here("/books/cash-counts"), key::CASH_TITLE),
                (true, visit.here("/books/expenses"), key::EXPENSES_TITLE),
                (true, visit.here("/books/contributions"), key::CONTRIBUTIONS_TITLE),
                (may, visit.here("/books/drafts"), key::DRAFTS_TITLE),
            ]))
            (shelf(key::SHELF_PROJECTS, &[
                (true, visit.here("/books/projects"), key::PROJECTS_TITLE),
                (true, visit.here("/books/grants"), key::GRANTS_TITLE),
                (true, of_year("/books/budgets"), key::BUDGETS_TITLE),
            ]))
            (shelf(key::SHELF_REPORTS, &[
                (true, of_year("/books/receipts"), key::RECEIPTS_TITLE),
                (expert, of_year("/books/journal"), key::JOURNAL_TITLE),
                (expert, of_year("/books"), key::BALANCE_TITLE),
                (expert, of_year("/books/statements"), key::STATEMENTS_TITLE),
                (expert && may, visit.here("/books/self-audit"), key::SELF_AUDIT_TITLE),
                (true, of_year("/books/export.ledger"), key::BOOKS_EXPORT),
            ]))
            (shelf(key::SHELF_KEEPING, &[
                (true, visit.here("/books/years"), key::YEARS_TITLE),
                (expert && may, visit.here("/books/entries/new"), key::ENTRY_NEW),
                (true, visit.here("/books/accounts"), key::CHART_TITLE),
                (true, visit.here("/books/size"), key::BOOK_SIZE_TITLE),
            ]))
        }
    }
}

pub fn year_tabs(visit: &Visit, years: &[FiscalYear], shown: i32, path: &str) -> Markup {
    html! {
        @if years.len() > 1 {
            nav aria-label=(visit.say(key::YEAR)) {
                ul.tabs {
                    @for year in years {
                        li { a href=(format!("{}?year={}", visit.here(path), year.year)) aria-current=[(year.year == shown).then_some("page")] { (ui::ltr(year.year)) } }
                    }
                }
            }
        }
    }
}

fn account_name<'a>(locale: Locale, ar: &'a str, fr: &'a str) -> &'a str {
    ui::in_language(locale, ar, fr)
}

fn balance_table(visit: &Visit, balance: &TrialBalance) -> Markup {
    let year = balance.year.year.to_string();
    let columns = vec![
        Column::text(visit.say(key::BOOKS_ACCOUNT)),
        Column::number(visit.say(key::BOOKS_DEBIT)),
        Column::number(visit.say(key::BOOKS_CREDIT)),
        Column::number(visit.say(key::BALANCE_DEBIT)),
        Column::number(visit.say(key::BALANCE_CREDIT)),
    ];
    let mut table = Table::new(visit.say(key::BALANCE_TITLE), columns).quiet();
    let (mut debit_balances, mut credit_balances) = (Vec::new(), Vec::new());
    for row in &balance.rows {
        let (debit, credit) = sides(row.balance);
        debit_balances.push(debit);
        credit_balances.push(credit);
        let ledger = with_query(&visit.here("/books/ledger"), &[("account", Some(&row.account)), ("year", Some(&year))]);
        table.row(vec![
            html! { a href=(ledger) { (ui::ltr(&row.account)) " " (ui::name(account_name(visit.locale, &row.name_ar, &row.name_fr))) } },
            ui::amount_or_blank(visit.locale, row.debit),
            ui::amount_or_blank(visit.locale, row.credit),
            ui::amount_or_blank(visit.locale, debit),
            ui::amount_or_blank(visit.locale, credit),
        ]);
    }
    table.foot(vec![
        html! { (visit.say(key::BOOKS_TOTAL)) },
        ui::amount(visit.locale, balance.debit),
        ui::amount(visit.locale, balance.credit),
        ui::amount(visit.locale, Money::sum(debit_balances).unwrap_or_default()),
        ui::amount(visit.locale, Money::sum(credit_balances).unwrap_or_default()),
    ]);
    html! { (table) }
}

/// A balance stands on one side: a debit balance is positive, a credit balance negative.
fn sides(balance: Money) -> (Money, Money) {
    if balance < Money::ZERO { (Money::ZERO, Money::centimes(balance.in_centimes().saturating_neg())) } else { (balance, Money::ZERO) }
}

pub async fn journal(page: Page<ViewBooks>) -> Reply {
    let (year, account, source) = (page.query.given("year"), page.query.given("account"), page.query.given("source"));
    let (project, grant) = (page.query.given("project"), page.query.given("grant"));
    let lacking = page.query.given("without_voucher").filter(|asked| *asked == "true");
    let filters = [
        ("year", year),
        ("account", account),
        ("source", source),
        ("project", project),
        ("grant", grant),
        ("without_voucher", lacking),
        ("after", page.query.given("after")),
    ];
    let path = with_query(&page.api("/books/journal"), &filters);
    let found: Batch<Entry> = page.get(&path).await?;
    let title = page.say(key::JOURNAL_TITLE);
    let acts = html! {
        a.button href=(with_query(&page.here("/books"), &[("year", year)])) { (page.say(key::BALANCE_TITLE)) }
        a.button href=(with_query(&page.here("/books/vouchers.zip"), &[("year", year)])) download="" { (page.say(key::VOUCHERS_ZIP)) }
        @if page.may::<PostEntries>() { a.button.primary href=(page.here("/books/entries/new")) { (ui::icon("plus")) (page.say(key::ENTRY_NEW)) } }
    };
    let body = html! {
        (ui::head(&html! { (title) }, None, &acts))
        (voucher_tabs(&page, year, account, lacking.is_some()))
        @if let Some(account) = account {
            p.banner {
                (page.say_with(key::JOURNAL_OF_ACCOUNT, &[("account", account.into())])) " "
                a href=(with_query(&page.here("/books/journal"), &[("year", year)])) { (page.say(key::LIST_SHOW_ALL)) }
            }
        }
        @if project.is_some() || grant.is_some() {
            p.banner {
                (page.say(key::JOURNAL_OF_AXIS)) " "
                a href=(with_query(&page.here("/books/journal"), &[("year", year)])) { (page.say(key::LIST_SHOW_ALL)) }
            }
        }
        @if found.items.is_empty() {
            (ui::empty(&page.say(key::JOURNAL_EMPTY), &page.say(key::JOURNAL_EMPTY_TEXT), &html! {}))
        } @else {
            div.stack { @for entry in &found.items { (entry_card(&page, entry)) } }
            (ui::pager(&page, &page.here("/books/journal"), &[("year", year), ("account", account), ("project", project), ("grant", grant), ("without_voucher", lacking)], found.next.as_deref()))
        }
    };
    page.page(&title, body)
}

/// All entries, or those whose voucher is missing.
fn voucher_tabs(visit: &Visit, year: Option<&str>, account: Option<&str>, lacking: bool) -> Markup {
    let tab = |label, value: Option<&str>, current: bool| {
        let target = with_query(&visit.here("/books/journal"), &[("year", year), ("account", account), ("without_voucher", value)]);
        html! { li { a href=(target) aria-current=[current.then_some("page")] { (visit.say(label)) } } }
    };
    html! {
        nav aria-label=(visit.say(key::VOUCHERS_TITLE)) {
            ul.tabs { (tab(key::VOUCHERS_ALL_ENTRIES, None, !lacking)) (tab(key::VOUCHERS_LACKING, Some("true"), lacking)) }
        }
    }
}

/// An entry with its lines. What it was posted for is one tap away.
fn entry_card(visit: &Visit, entry: &Entry) -> Markup {
    let id = entry.source.as_ref().map(|source| format!("source-{}", source.id));
    html! {
        article.card id=[id] {
            h2 { a href=(visit.here(&format!("/books/journal/{}", entry.id))) { (number(entry)) } }
            p { span.muted { (ui::date(visit.locale, entry.posted_on)) } " " (ui::name(&entry.label)) " " (vouchers::mark(visit, entry)) }
            (lines(visit, entry))
            (source_link(visit, entry))
        }
    }
}

/// `DUES 2026-12`: numbers run per journal and year.
fn number(entry: &Entry) -> Markup {
    ui::ltr(format!("{} {}-{}", entry.journal, entry.year, entry.number))
}

fn source_link(visit: &Visit, entry: &Entry) -> Markup {
    let entry_link = |id: uuid::Uuid, label| html! { p { a href=(visit.here(&format!("/books/journal/{id}"))) { (visit.say(label)) } } };
    if let Some(source) = entry.source.as_ref().filter(|source| source.kind == "reversal") {
        return entry_link(source.id, key::REVERSES);
    }
    let posted_by_closing = entry.source.as_ref().is_some_and(|source| matches!(source.kind.as_str(), "opening" | "result"));
    if entry.reversed_by.is_none() && posted_by_closing {
        return html! { p { a href=(visit.here("/books/years")) { (visit.say(key::ENTRY_CLOSING)) } } };
    }
    if let Some(by) = entry.reversed_by {
        return entry_link(by, key::REVERSED);
    }
    let Some(source) = entry.source.as_ref().filter(|_| visit.may::<ViewDues>()) else { return html! {} };
    let (place, label) = match source.kind.as_str() {
        "dues_payment" => ("payments", key::ENTRY_RECEIPT),
        "cheque_deposit" | "cheque_deposit_undone" => ("deposits", key::ENTRY_DEPOSIT),
        _ => return html! {},
    };
    html! { p { a href=(visit.here(&format!("/dues/{place}/{}", source.id))) { (visit.say(label)) } } }
}

fn lines(visit: &Visit, entry: &Entry) -> Markup {
    let columns = vec![
        Column::text(visit.say(key::BOOKS_ACCOUNT)),
        Column::number(visit.say(key::BOOKS_DEBIT)),
        Column::number(visit.say(key::BOOKS_CREDIT)),
    ];
    let mut table = Table::new(visit.say(key::ENTRY_LINES), columns).quiet();
    for Line { account, account_name_ar, account_name_fr, debit, credit, project, grant } in &entry.lines {
        table.row(vec![
            html! {
                (ui::ltr(account)) " " (ui::name(account_name(visit.locale, account_name_ar, account_name_fr)))
                (tag(visit, "projects", project.as_ref())) (tag(visit, "grants", grant.as_ref()))
            },
            ui::amount_or_blank(visit.locale, *debit),
            ui::amount_or_blank(visit.locale, *credit),
        ]);
    }
    html! { (table) }
}

/// What a line is for leads to how that stands.
fn tag(visit: &Visit, place: &str, named: Option<&AxisName>) -> Markup {
    html! { @if let Some(named) = named { " · " a.muted href=(visit.here(&format!("/books/{place}/{}", named.id))) { (ui::name(&named.code)) } } }
}

/// What an entry is about, for who knows no sides.
fn categories(visit: &Visit, entry: &Entry) -> Markup {
    let columns = vec![Column::text(visit.say(key::RECEIPTS_CATEGORY)), Column::number(visit.say(key::MONEY_AMOUNT))];
    let mut table = Table::new(visit.say(key::ENTRY_LINES), columns).quiet();
    for Line { account_name_ar, account_name_fr, debit, credit, .. } in &entry.lines {
        let amount = if *debit > Money::ZERO { *debit } else { *credit };
        table.row(vec![ui::name(account_name(visit.locale, account_name_ar, account_name_fr)), ui::amount(visit.locale, amount)]);
    }
    html! { (table) }
}

pub async fn entry(page: Page<ViewBooks>) -> Reply {
    let entry: Entry = page.get(&page.api(&format!("/books/journal/{}", page.id()?))).await?;
    let title = page.say_with(key::ENTRY_TITLE, &[("number", (&entry.number.to_string()).into())]);
    let year = entry.year.to_string();
    let total = |side: fn(&Line) -> Money| Money::sum(entry.lines.iter().map(side)).unwrap_or_default();
    let reversible = entry.source.is_none() && entry.reversed_by.is_none() && page.may::<PostEntries>();
    let in_words = super::book_size::of(&page).await? == BookSize::SuperSimplified;
    let acts = html! {
        (source_link(&page, &entry))
        @if page.may::<PostEntries>() { a.button href=(page.here(&format!("/books/journal/{}/allocation", entry.id))) { (page.say(key::ALLOCATION_TITLE)) } }
        @if reversible { a.button href=(page.here(&format!("/books/journal/{}/reverse", entry.id))) { (page.say(key::REVERSAL_TITLE)) } }
    };
    let body = html! {
        (ui::back(&with_query(&page.here("/books/journal"), &[("year", Some(&year))]), &page.say(key::JOURNAL_TITLE)))
        (ui::head(&html! { (title) }, Some(&ui::name(&entry.label)), &acts))
        section.card {
            (ui::facts(vec![
                (page.say(key::ENTRY_NUMBER), number(&entry)),
                (page.say(key::ENTRY_POSTED_ON), ui::date(page.locale, entry.posted_on)),
                (page.say(key::ENTRY_POSTED_AT), ui::moment(page.locale, entry.posted_at)),
                (page.say(key::MONEY_AMOUNT), ui::amount(page.locale, total(|line| line.debit))),
                (page.say(key::ENTRY_HASH), html! { span.mono { (ui::ltr(&entry.hash)) } }),
            ]))
        }
        @if in_words { (categories(&page, &entry)) } @else { (lines(&page, &entry)) }
        (vouchers::of_entry(&page, &entry))
    };
    page.page(&title, body)
}

pub async fn export(page: Page<ViewBooks>) -> Reply {
    page.file(&with_query(&page.api("/books/export"), &[("format", Some("ledger")), ("year", page.query.given("year"))])).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_balance_stands_on_one_side() {
        assert_eq!(sides(Money::centimes(500)), (Money::centimes(500), Money::ZERO));
        assert_eq!(sides(Money::centimes(-500)), (Money::ZERO, Money::centimes(500)));
    }
}
