//! A year's budget against what happens, with a chart drawn here; writing a version of it.

use super::axis;
use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Inputs, Table, Tone};
use crate::visit::Visit;
use chrono::Datelike;
use contracts::books::Account;
use contracts::budgets::{Budget, BudgetLine, BudgetRow, BudgetStart, BudgetSum, BudgetVersion, SetBudget};
use kernel::permission::{PostEntries, ViewBooks};
use kernel::{Locale, Money, Result};
use language::key;
use maud::{Markup, html};

const HERE: &str = "/books/budgets";
/// Blank lines at the end of the form, and how many there are at most.
const BLANK: usize = 6;
const MOST: usize = 300;
/// Bars of a chart; its table has all.
const BARS: usize = 20;

async fn budget(visit: &Visit) -> Result<Budget> {
    let asked = ["year", "version"].map(|name| (name, visit.query.given(name)));
    visit.get(&with_query(&visit.api(HERE), &asked)).await
}

pub async fn show(page: Page<ViewBooks>) -> Reply {
    let found = budget(&page).await?;
    let year = found.year.to_string();
    let kept = [("year", Some(year.as_str())), ("version", page.query.given("version"))];
    let title = page.say_with(key::BUDGET_TITLE, &[("year", (&year).into())]);
    let new = |from: &'static str| with_query(&page.here("/books/budgets/new"), &[("year", Some(&year)), ("from", Some(from))]);
    let acts = html! {
        @if found.version.is_some() {
            a.button href=(with_query(&page.here("/books/budgets/budget.pdf"), &kept)) { (page.say(key::BUDGET_PDF)) }
            a.button href=(with_query(&page.here("/books/budgets/budget.xlsx"), &kept)) download="" { (page.say(key::BUDGET_XLSX)) }
            @if page.may::<PostEntries>() { a.button.primary href=(new("current")) { (page.say(key::BUDGET_REVISE)) } }
        } @else if page.may::<PostEntries>() {
            a.button href=(new("before")) { (page.say(key::BUDGET_FROM_BEFORE)) }
            a.button.primary href=(new("blank")) { (page.say(key::BUDGET_VOTE)) }
        }
    };
    let body = html! {
        (ui::back(&page.here("/books"), &page.say(key::NAV_BOOKS)))
        (ui::head(&html! { (title) }, Some(&html! { (page.say(key::BUDGETS_LEAD)) }), &acts))
        (year_tabs(&page, found.year))
        @if found.version.is_none() { p.banner { (page.say(key::BUDGET_NONE)) } } @else { (version_list(&page, &found)) }
        (totals(&page, &found))
        (side(&page, &found, true))
        (side(&page, &found, false))
    };
    page.page(&title, body)
}

/// The running year, the next, and those before.
fn year_tabs(visit: &Visit, shown: i32) -> Markup {
    let today = visit.state.clock().today().year();
    html! {
        nav aria-label=(visit.say(key::YEAR)) {
            ul.tabs {
                @for year in (today - 2..=today + 1).rev().filter(|year| visit.actor.reaches_year(*year)) {
                    li { a href=(format!("{}?year={year}", visit.here(HERE))) aria-current=[(year == shown).then_some("page")] { (ui::ltr(year)) } }
                }
            }
        }
    }
}

fn version_name(visit: &Visit, version: &BudgetVersion) -> Markup {
    html! {
        @if version.version == 1 { (visit.say(key::BUDGET_VOTED)) } @else { (visit.say_with(key::BUDGET_REVISION, &[("number", (&(version.version - 1).to_string()).into())])) }
        " · " (ui::date(visit.locale, version.decided_on))
        @if let Some(note) = &version.note { " · " (ui::name(note)) }
    }
}

/// Each version is kept, and can be looked at.
fn version_list(visit: &Visit, found: &Budget) -> Markup {
    let year = found.year.to_string();
    html! {
        section.card {
            h2 { (visit.say(key::BUDGET_VERSIONS)) }
            ul.stack {
                @for version in &found.versions {
                    @let number = version.version.to_string();
                    li {
                        @if Some(version.version) == found.version { strong { (version_name(visit, version)) } } @else {
                            a href=(with_query(&visit.here(HERE), &[("year", Some(&year)), ("version", Some(&number))])) { (version_name(visit, version)) }
                        }
                    }
                }
            }
        }
    }
}

fn totals(visit: &Visit, found: &Budget) -> Markup {
    let result = |of: fn(&BudgetSum) -> Money| {
        let less = of(&found.income).in_centimes().saturating_sub(of(&found.expense).in_centimes());
        ui::amount(visit.locale, Money::centimes(less))
    };
    html! {
        ul.tiles {
            (ui::figure(&visit.say(key::BUDGET_PLANNED_RESULT), &result(|sum| sum.budgeted)))
            (ui::figure(&visit.say(key::BUDGET_ACTUAL_RESULT), &result(|sum| sum.actual)))
        }
    }
}

fn percent(percent: Option<i64>) -> Markup {
    html! { @if let Some(percent) = percent { (ui::ltr(format!("{percent} %"))) } }
}

/// More spent than planned; of income, more is good.
fn is_over(row: &BudgetRow) -> bool {
    !row.is_income && row.sum.remaining < Money::ZERO
}

fn side(visit: &Visit, found: &Budget, income: bool) -> Markup {
    let (title, total) = if income { (key::AXIS_INCOME, found.income) } else { (key::AXIS_EXPENSE, found.expense) };
    let rows: Vec<&BudgetRow> = found.rows.iter().filter(|row| row.is_income == income).collect();
    if rows.is_empty() {
        return html! {};
    }
    let columns = vec![
        Column::text(visit.say(key::BOOKS_ACCOUNT)),
        Column::number(visit.say(key::BUDGET_PLANNED)),
        Column::number(visit.say(key::BUDGET_ACTUAL)),
        Column::number(visit.say(key::BUDGET_REMAINING)),
        Column::number(visit.say(key::BUDGET_PERCENT)),
    ];
    let mut table = Table::new(visit.say(title), columns).quiet();
    for row in &rows {
        table.row(vec![
            html! {
                (ui::ltr(&row.account)) " " (ui::name(ui::in_language(visit.locale, &row.name_ar, &row.name_fr)))
                @if let Some(code) = &row.project_code { " · " (ui::name(code)) }
                @if !row.planned { " " (ui::chip(Tone::Wait, &visit.say(key::BUDGET_UNPLANNED))) } @else if is_over(row) { " " (ui::chip(Tone::Bad, &visit.say(key::BUDGET_OVER))) }
            },
            ui::amount_or_blank(visit.locale, row.sum.budgeted),
            ui::amount_or_blank(visit.locale, row.sum.actual),
            ui::amount(visit.locale, row.sum.remaining),
            percent(row.sum.percent),
        ]);
    }
    table.foot(vec![
        html! { (visit.say(key::BOOKS_TOTAL)) },
        ui::amount(visit.locale, total.budgeted),
        ui::amount(visit.locale, total.actual),
        ui::amount(visit.locale, total.remaining),
        percent(total.percent),
    ]);
    html! { section.card { h2 { (visit.say(title)) } (chart(visit, &visit.say(title), &rows)) (table) } }
}

/// Two bars a line: what was planned, and what happened. The longest is as long as the room for it.
fn chart(visit: &Visit, label: &str, rows: &[&BudgetRow]) -> Markup {
    let most = rows.iter().map(|row| row.sum.budgeted.max(row.sum.actual).in_centimes()).max().unwrap_or(0).max(1);
    let width = |amount: Money| {
        let hundredths = i128::from(amount.in_centimes().max(0)) * 100 / i128::from(most);
        if amount > Money::ZERO { hundredths.max(1) } else { 0 }
    };
    let from = |width: i128| if visit.locale == Locale::Ar { 100 - width } else { 0 };
    let sign = |second: bool, label| html! { span.key { svg.chart-key viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" { rect class=(if second { "bar-shape second" } else { "bar-shape" }) width="12" height="12" {} } " " (visit.say(label)) } };
    html! {
        p.small { (sign(true, key::BUDGET_PLANNED)) " " (sign(false, key::BUDGET_ACTUAL)) }
        ul.bars aria-label=(label) {
            @for row in rows.iter().take(BARS) {
                @let (planned, actual) = (width(row.sum.budgeted), width(row.sum.actual));
                li {
                    span { (ui::ltr(&row.account)) " " (ui::name(ui::in_language(visit.locale, &row.name_ar, &row.name_fr))) @if let Some(code) = &row.project_code { " · " (ui::name(code)) } }
                    svg viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true" {
                        rect.bar-shape.second x=(from(planned)) width=(planned) height="1" {}
                        rect.bar-shape x=(from(actual)) y="1" width=(actual) height="1" {}
                    }
                    (percent(row.sum.percent))
                }
            }
        }
    }
}

pub async fn form(page: Page<PostEntries>) -> Reply {
    let found = budget(&page).await?;
    let year = found.year.to_string();
    let today = language::short_date(page.state.clock().today());
    let based_on = found.versions.first().map_or(0, |version| version.version).to_string();
    let mut fields = Fields::of([("year", year.as_str()), ("decided_on", &today), ("based_on", &based_on)]);
    let lines: Vec<(String, String, Money)> = if page.query.get("from") == "before" {
        let start: BudgetStart = page.get(&with_query(&page.api("/books/budgets/start"), &[("year", Some(&year))])).await?;
        start.lines.into_iter().map(|line| (line.account, line.project.map(|id| id.to_string()).unwrap_or_default(), line.amount)).collect()
    } else {
        let planned = found.rows.into_iter().filter(|row| row.planned);
        planned.map(|row| (row.account, row.project.map(|id| id.to_string()).unwrap_or_default(), row.sum.budgeted)).collect()
    };
    for (at, (account, project, amount)) in lines.iter().enumerate() {
        fields.push(&format!("lines.{at}.account"), account);
        fields.push(&format!("lines.{at}.project"), project);
        fields.push(&format!("lines.{at}.amount"), &super::payments::plain(*amount));
    }
    fields.push("count", &(lines.len() + BLANK).min(MOST).to_string());
    form_page(&page, &Form::with(fields)).await
}

/// Lines of the form.
fn count(fields: &Fields) -> usize {
    fields.get("count").parse().unwrap_or(BLANK).min(MOST)
}

async fn form_page(visit: &Visit, form: &Form) -> Reply {
    let inputs = Inputs { locale: visit.locale, form };
    let accounts: Vec<Account> = visit.list("/api/v1/reference/chart").await?;
    let projects = axis::projects(visit).await?;
    let year = form.value("year");
    let revised = !matches!(form.value("based_on"), "" | "0");
    let title =
        visit.say_with(if revised { key::BUDGET_REVISE_TITLE } else { key::BUDGET_VOTE_TITLE }, &[("year", (&year.to_owned()).into())]);
    let plannable = |account: &&Account| account.code.starts_with('6') || account.code.starts_with('7');
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&with_query(&visit.here(HERE), &[("year", Some(year))]), &visit.say(key::BUDGETS_TITLE)))
        h1 { (title) }
        p.lead { (visit.say(key::BUDGET_FORM_LEAD)) }
        form.sheet method="post" action=(visit.here("/books/budgets/new")) novalidate {
            (ui::hidden(visit, form))
            @for name in ["year", "based_on", "count"] { input type="hidden" name=(name) value=(form.value(name)); }
            (inputs.date("decided_on", if revised { key::BUDGET_REVISED_ON } else { key::BUDGET_VOTED_ON }))
            (inputs.text("note", key::BUDGET_NOTE).optional().attribute("maxlength", "200"))
            @for at in 0..count(&form.values) { (line_fields(visit, inputs, at, &projects)) }
            @if let Some(error) = form.error(visit.locale, "lines") { p.banner.bad #lines tabindex="-1" { (error) } }
            (ui::submit(&visit.say(key::BUDGET_SAVE)))
        }
        datalist #plannable {
            @for account in accounts.iter().filter(plannable) { option value=(account.code) { (account.code) " " (ui::in_language(visit.locale, &account.name_ar, &account.name_fr)) } }
        }
    };
    visit.form_page(&title, form, body)
}

fn line_fields(visit: &Visit, inputs: Inputs<'_>, at: usize, projects: &[(String, String)]) -> Markup {
    let number = (at + 1).to_string();
    let label = |key| visit.say_with(key, &[("line", (&number).into())]);
    let field = |name: &str| format!("lines.{at}.{name}");
    html! {
        fieldset.field {
            legend { (label(key::ENTRY_LINE)) }
            div.pair {
                (inputs.digits(&field("account"), key::BOOKS_ACCOUNT).label_text(label(key::BUDGET_LINE_ACCOUNT)).optional_unsaid().attribute("list", "plannable").attribute("autocomplete", "off"))
                (inputs.amount(&field("amount"), key::MONEY_AMOUNT).label_text(label(key::BUDGET_LINE_AMOUNT)).optional_unsaid())
            }
            @if !projects.is_empty() { (inputs.select(&field("project"), key::AXIS_PROJECT, axis::or_none(visit, projects)).label_text(label(key::BUDGET_LINE_PROJECT)).optional_unsaid()) }
        }
    }
}

pub async fn save(page: Page<PostEntries>) -> Reply {
    let text = |name: &str| page.form.get(name).to_owned();
    let line = |at: usize| BudgetLine {
        account: text(&format!("lines.{at}.account")),
        project: text(&format!("lines.{at}.project")),
        amount: text(&format!("lines.{at}.amount")),
    };
    let input = SetBudget {
        year: text("year"),
        decided_on: text("decided_on"),
        note: text("note"),
        based_on: text("based_on"),
        lines: (0..count(&page.form)).map(line).collect(),
    };
    match page.post::<_, Budget>(&page.api(HERE), &input).await {
        Ok(saved) => page.done(&format!("{}?year={}", page.here(HERE), saved.year), key::BUDGET_SAVED, &[]),
        Err(error) => form_page(&page, &page.refused(error)?).await,
    }
}

async fn paper(visit: &Visit, format: &str) -> Reply {
    let asked = [("format", Some(format)), ("year", visit.query.given("year")), ("version", visit.query.given("version"))];
    visit.file(&with_query(&visit.api("/books/budgets/paper"), &asked)).await
}

pub async fn pdf(page: Page<ViewBooks>) -> Reply {
    paper(&page, "pdf").await
}

pub async fn xlsx(page: Page<ViewBooks>) -> Reply {
    paper(&page, "xlsx").await
}
