//! Statements of the books: each on one page, with what leads to the entries behind it, and as files.

use crate::fields::with_query;
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Inputs, Table};
use crate::visit::Visit;
use contracts::books::FiscalYear;
use contracts::statements::{Cell, Statement, StatementKind, StatementRow, Weight};
use kernel::permission::{PostEntries, ViewBooks};
use kernel::{Kind, Locale, Money};
use language::key;
use maud::{Markup, html};

/// What a statement is asked by.
const ASKED: [&str; 7] = ["kind", "year", "from", "to", "level", "model", "account"];
const FORMATS: [&str; 3] = ["pdf", "xlsx", "csv"];
const EXPORTS: [&str; 4] = ["ledger", "beancount", "fec", "chain"];
/// Of the chart: 700 wide, its columns this high.
const WIDTH: i64 = 700;
const TALL: i64 = 150;
const BASE: i64 = 190;

fn kind(visit: &Visit) -> StatementKind {
    StatementKind::parse(visit.query.get("kind")).unwrap_or(StatementKind::BalanceSheet)
}

fn asked(visit: &Visit, kind: StatementKind) -> Vec<(&'static str, Option<&str>)> {
    ASKED.into_iter().map(|name| (name, if name == "kind" { Some(kind.code()) } else { visit.query.given(name) })).collect()
}

pub async fn show(page: Page<ViewBooks>) -> Reply {
    let kind = kind(&page);
    let asked = asked(&page, kind);
    let years: Vec<FiscalYear> = page.list(&page.api("/books/years")).await?;
    let query = [asked.as_slice(), &[("after", page.query.given("after"))]].concat();
    let (found, form) = match page.get::<Statement>(&with_query(&page.api("/books/statements"), &query)).await {
        Ok(found) => (Some(found), Form::with(page.query.clone())),
        Err(error) if error.code() == "year-missing" => return not_open(&page, kind, &years),
        // nothing was to be saved
        Err(error) if error.kind() == Kind::Invalid => (None, Form { saved: None, ..Form::refused(&page.query, &error, page.locale) }),
        Err(error) => return Err(error),
    };
    let title = language::named(page.locale, "statement", kind.code());
    let period = found.as_ref().map(|found| {
        let (from, to) = (language::long_date(found.from, page.locale), language::long_date(found.to, page.locale));
        html! { (page.say_with(key::STATEMENT_PERIOD, &[("from", (&from).into()), ("to", (&to).into())])) }
    });
    let body = html! {
        (ui::error_summary(page.locale, &form))
        (ui::back(&with_query(&page.here("/books"), &[("year", page.query.given("year"))]), &page.say(key::BALANCE_TITLE)))
        (ui::head(&html! { (title) }, period.as_ref(), &acts(&page, &asked, found.is_some())))
        (kinds(&page, kind))
        p.lead { (language::named(page.locale, "statement-lead", kind.code())) }
        (ask(&page, &form, kind, &years))
        @if let Some(found) = &found { (shown(&page, kind, found, &asked)) }
        (exports(&page))
    };
    page.form_page(&title, &form, body)
}

/// No entry has opened the books of that year yet, or the seat does not reach it.
fn not_open(visit: &Visit, kind: StatementKind, years: &[FiscalYear]) -> Reply {
    let title = language::named(visit.locale, "statement", kind.code());
    let asked = visit.query.given("year").and_then(|year| year.parse().ok());
    let year: i32 = asked.unwrap_or_else(|| visit.actor.year_or(years.first().map_or(0, |year| year.year)));
    let body = html! {
        (ui::head(&html! { (title) }, None, &html! {}))
        (kinds(visit, kind))
        @if visit.actor.reaches_year(year) {
            (ui::empty(
                &visit.say_with(key::BALANCE_NOT_OPEN, &[("year", (&year.to_string()).into())]),
                &visit.say(key::BALANCE_NOT_OPEN_TEXT),
                &html! {},
            ))
        } @else {
            (ui::outside_seat(visit, year, "/books/statements"))
        }
    };
    visit.page(&title, body)
}

fn acts(visit: &Visit, asked: &[(&str, Option<&str>)], ready: bool) -> Markup {
    html! {
        @if visit.may::<PostEntries>() { a.button href=(visit.here("/books/self-audit")) { (visit.say(key::SELF_AUDIT_TITLE)) } }
        @if ready {
            @for format in FORMATS {
                @let query = [asked, &[("format", Some(format))]].concat();
                a.button href=(with_query(&visit.here("/books/statements/file"), &query)) download=[(format != "pdf").then_some("")] {
                    (ui::ltr(format.to_uppercase()))
                }
            }
        }
    }
}

/// Folded on a phone, where so many would push the statement itself away.
fn kinds(visit: &Visit, shown: StatementKind) -> Markup {
    let year = visit.query.given("year");
    html! {
        nav.kinds aria-label=(visit.say(key::STATEMENTS_TITLE)) {
            details.shelf {
                summary { (visit.say(key::STATEMENTS_TITLE)) }
                ul.tabs {
                    @for kind in StatementKind::ALL {
                        @let target = with_query(&visit.here("/books/statements"), &[("kind", Some(kind.code())), ("year", year)]);
                        li { a href=(target) aria-current=[(kind == shown).then_some("page")] { (language::named(visit.locale, "statement", kind.code())) } }
                    }
                }
            }
        }
    }
}

fn ask(visit: &Visit, form: &Form, kind: StatementKind, years: &[FiscalYear]) -> Markup {
    let inputs = Inputs { locale: visit.locale, form };
    let choices =
        |family: &str, codes: &[&str]| codes.iter().map(|code| ((*code).to_owned(), language::named(visit.locale, family, code))).collect();
    let years = years.iter().map(|year| (year.year.to_string(), year.year.to_string())).collect();
    let open = form.is_wrong() || ["from", "to", "level", "model", "account"].iter().any(|name| visit.query.given(name).is_some());
    html! {
        details.log open[open] {
            summary { (visit.say(key::STATEMENT_CHOOSE)) }
            form.inline-form method="get" action=(visit.here("/books/statements")) {
                input type="hidden" name="kind" value=(kind.code());
                (inputs.select("year", key::YEAR, years).optional_unsaid())
                @if kind.of_period() {
                    (inputs.digits("from", key::STATEMENT_FROM).optional_unsaid().attribute("autocomplete", "off"))
                    (inputs.digits("to", key::STATEMENT_TO).optional_unsaid().attribute("autocomplete", "off"))
                }
                @match kind {
                    StatementKind::TrialBalance => { (inputs.select("level", key::STATEMENT_LEVEL, choices("statement-level", &["account", "post", "heading", "class"])).optional_unsaid()) }
                    StatementKind::BalanceSheet | StatementKind::Income => { (inputs.select("model", key::STATEMENT_MODEL, choices("statement-model", &["simplified", "normal"])).optional_unsaid()) }
                    StatementKind::Ledger => { (inputs.digits("account", key::BOOKS_ACCOUNT).optional_unsaid().attribute("autocomplete", "off")) }
                    _ => {}
                }
                button.button type="submit" { (visit.say(key::STATEMENT_SHOW)) }
            }
        }
    }
}

fn shown(visit: &Visit, kind: StatementKind, found: &Statement, asked: &[(&str, Option<&str>)]) -> Markup {
    html! {
        @for fault in &found.faults { p.banner.bad role="alert" { (fault) } }
        @if found.rows.is_empty() {
            (ui::empty(&visit.say(key::JOURNAL_EMPTY), &visit.say(key::STATEMENT_EMPTY), &html! {}))
        } @else {
            @if kind == StatementKind::Months {
                section.card { (chart(visit, found)) details open { summary { (visit.say(key::CHART_AS_TABLE)) } (table(visit, found)) } }
            } @else {
                (table(visit, found))
            }
            (ui::pager(visit, &visit.here("/books/statements"), asked, found.next.as_deref()))
        }
        @for note in &found.notes { p.muted.small { (note) } }
    }
}

fn table(visit: &Visit, found: &Statement) -> Markup {
    let columns = found.columns.iter().map(|column| {
        let title = column.title.clone();
        if column.number { Column::number(title) } else { Column::text(title) }
    });
    let mut table = Table::new(found.title.clone(), columns.collect()).quiet();
    for row in &found.rows {
        table.row(row.cells.iter().enumerate().map(|(at, cell)| weighted(visit, found, row, at, cell)).collect());
    }
    html! { (table) }
}

/// The first cell that says anything leads on: to the entry, or to what moved on the account.
fn weighted(visit: &Visit, found: &Statement, row: &StatementRow, at: usize, cell: &Cell) -> Markup {
    let value = match cell {
        Cell::Blank => html! {},
        Cell::Text(text) => ui::name(text),
        Cell::Code(code) => ui::ltr(code),
        Cell::Date(date) => html! { time datetime=(date) { (ui::ltr(language::short_date(*date))) } },
        Cell::Amount(money) => ui::amount(visit.locale, *money),
    };
    let first = row.cells.iter().position(|cell| !matches!(cell, Cell::Blank | Cell::Date(_)));
    let target = (first == Some(at)).then(|| target(visit, found, row)).flatten();
    let value = match target {
        Some(target) => html! { a href=(target) { (value) } },
        None => value,
    };
    if row.weight == Weight::Line || *cell == Cell::Blank {
        value
    } else {
        html! { strong { (value) } }
    }
}

fn target(visit: &Visit, found: &Statement, row: &StatementRow) -> Option<String> {
    if let Some(entry) = row.entry {
        return Some(visit.here(&format!("/books/journal/{entry}")));
    }
    let account = row.account.as_deref()?;
    let (year, from, to) = (found.year.year.to_string(), found.from.to_string(), found.to.to_string());
    let query = [("kind", Some("ledger")), ("year", Some(&*year)), ("from", Some(&*from)), ("to", Some(&*to)), ("account", Some(account))];
    Some(with_query(&visit.here("/books/statements"), &query))
}

/// Income beside expenses, month by month in the direction of reading.
fn chart(visit: &Visit, found: &Statement) -> Markup {
    let months: Vec<(&str, i64, i64)> = found.rows.iter().filter(|row| row.weight == Weight::Line).filter_map(month).collect();
    let most = months.iter().map(|(_, income, expense)| (*income).max(*expense)).max().unwrap_or(0).max(1);
    let count = i64::try_from(months.len()).unwrap_or(1).max(1);
    let step = WIDTH / count;
    let place = |at: usize| {
        let at = i64::try_from(at).unwrap_or(0);
        step * if visit.locale == Locale::Ar { count - 1 - at } else { at }
    };
    // amounts are below 2^63 and the chart some hundred points high
    let high = |amount: i64| i64::try_from(i128::from(amount.max(0)) * i128::from(TALL) / i128::from(most)).unwrap_or(0);
    html! {
        p.small {
            span.key { svg.chart-key viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" { rect.bar-shape width="12" height="12" {} } " " (visit.say(key::STATEMENT_COLUMN_INCOME)) }
            " "
            span.key { svg.chart-key viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" { rect.bar-shape.second width="12" height="12" {} } " " (visit.say(key::STATEMENT_COLUMN_EXPENSE)) }
        }
        svg.chart viewBox={ "0 0 " (WIDTH) " 220" } role="img" aria-label=(found.title) {
            @for (at, (name, income, expense)) in months.iter().enumerate() {
                @let x = place(at);
                rect.bar-shape x=(x + 6) y=(BASE - high(*income)) width=((step / 2 - 8).max(2)) height=(high(*income)) rx="2" {}
                rect.bar-shape.second x=(x + step / 2) y=(BASE - high(*expense)) width=((step / 2 - 8).max(2)) height=(high(*expense)) rx="2" {}
                text x=(x + step / 2) y=(BASE + 20) text-anchor="middle" direction="ltr" { (name.get(..2).unwrap_or(name)) }
            }
        }
    }
}

fn month(row: &StatementRow) -> Option<(&str, i64, i64)> {
    let amount = |at: usize| match row.cells.get(at) {
        Some(Cell::Amount(money)) => Some(Money::in_centimes(*money)),
        _ => None,
    };
    match row.cells.first()? {
        Cell::Code(name) => Some((name, amount(1)?, amount(2)?)),
        _ => None,
    }
}

fn exports(visit: &Visit) -> Markup {
    html! {
        section.card {
            h2 { (visit.say(key::EXPORTS_TITLE)) }
            p { (visit.say(key::EXPORTS_LEAD)) }
            ul {
                @for format in EXPORTS {
                    @let target = with_query(&visit.here("/books/export"), &[("format", Some(format)), ("year", visit.query.given("year"))]);
                    li { a href=(target) download="" { (language::named(visit.locale, "export-format", format)) } }
                }
            }
        }
    }
}

pub async fn file(page: Page<ViewBooks>) -> Reply {
    let query = [asked(&page, kind(&page)).as_slice(), &[("format", page.query.given("format"))]].concat();
    page.file(&with_query(&page.api("/books/statements/file"), &query)).await
}

pub async fn export(page: Page<ViewBooks>) -> Reply {
    let query = ["format", "year"].map(|name| (name, page.query.given(name)));
    page.file(&with_query(&page.api("/books/export"), &query)).await
}
