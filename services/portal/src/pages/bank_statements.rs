//! A statement from its file to the books: what its columns are, what it would bring, that it is in.

use crate::fields::Fields;
use crate::form::Form;
use crate::page::{Page, Reply, redirect};
use crate::ui::{self, Column, Inputs, Table};
use crate::visit::Visit;
use contracts::bank::{BankStatement, ConfirmStatement, SetStatementColumns, StatementState as State};
use kernel::permission::{PostEntries, ViewBooks};
use kernel::{Money, Result};
use language::{Key, key};
use maud::{Markup, html};

/// What a column may be read as, in the order in which it is offered.
const FIELDS: [&str; 11] =
    ["done_on", "value_on", "text", "debit", "credit", "amount", "balance", "direction", "status", "reference", "party"];

const STEPS: [Key; 4] = [key::IMPORT_STEP_FILE, key::IMPORT_STEP_COLUMNS, key::IMPORT_STEP_CHECK, key::IMPORT_STEP_DONE];

pub fn address(visit: &Visit, statement: &BankStatement) -> String {
    visit.here(&format!("/books/bank-statements/{}", statement.id))
}

async fn read(visit: &Visit) -> Result<BankStatement> {
    visit.get(&visit.api(&format!("/books/bank-statements/{}", visit.id()?))).await
}

pub fn period(visit: &Visit, statement: &BankStatement) -> Markup {
    html! {
        @if let (Some(first), Some(last)) = (statement.first_on, statement.last_on) {
            (ui::date(visit.locale, first)) @if first != last { " – " (ui::date(visit.locale, last)) }
        }
    }
}

pub async fn show(page: Page<ViewBooks>) -> Reply {
    let statement = read(&page).await?;
    if statement.state == State::Columns && page.may::<PostEntries>() {
        return Ok(redirect(&format!("{}/columns", address(&page, &statement))));
    }
    show_page(&page, &statement, &Form::blank())
}

fn head(visit: &Visit, statement: &BankStatement, form: &Form, title: &str, step: usize) -> Markup {
    let name = if statement.file_name.is_empty() { &statement.reading.format } else { &statement.file_name };
    let bank = visit.here(&format!("/books/bank/{}", statement.bank));
    html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&bank, &statement.bank_name))
        (ui::head(&html! { (title) }, Some(&html! { (ui::name(name)) " · " (ui::ltr(&statement.reading.format)) }), &html! {}))
        (ui::steps(visit, &STEPS, step))
    }
}

fn show_page(visit: &Visit, statement: &BankStatement, form: &Form) -> Reply {
    let done = statement.state == State::Done;
    let title = visit.say(if done { key::BANK_STATEMENT_DONE_TITLE } else { key::BANK_STATEMENT_CHECK_TITLE });
    let bank = visit.here(&format!("/books/bank/{}", statement.bank));
    let body = html! {
        (head(visit, statement, form, &title, if done { 3 } else { 2 }))
        section.card { (ui::facts(facts(visit, statement))) }
        (warnings(visit, statement))
        @if done {
            div.acts {
                a.button.primary href={ (bank) "/matching" } { (visit.say(key::MATCHING_TITLE)) }
                a.button href=(bank) { (visit.say(key::BANK_STATEMENT_ANOTHER)) }
            }
        } @else {
            @if !statement.reading.sample.is_empty() { (sample(visit, statement)) }
            @if !statement.reading.skipped.is_empty() { (skipped(visit, &statement.reading.skipped)) }
            @if visit.may::<PostEntries>() { (confirmation(visit, statement, form)) }
        }
    };
    visit.form_page(&title, form, body)
}

fn facts(visit: &Visit, statement: &BankStatement) -> Vec<(String, Markup)> {
    let added = if statement.state == State::Done { key::BANK_STATEMENT_ADDED } else { key::BANK_STATEMENT_NEW_ONES };
    let mut facts = vec![
        (visit.say(key::BANK_STATEMENT_PERIOD), period(visit, statement)),
        (visit.say(key::BANK_STATEMENT_OPERATIONS), ui::count(statement.added + statement.known)),
        (visit.say(added), ui::count(statement.added)),
        (visit.say(key::BANK_STATEMENT_KNOWN), ui::count(statement.known)),
    ];
    facts.extend(statement.opening.map(|opening| (visit.say(key::BANK_STATEMENT_OPENING), ui::amount(visit.locale, opening))));
    facts.extend(statement.closing.map(|closing| (visit.say(key::BANK_STATEMENT_CLOSING), ui::amount(visit.locale, closing))));
    facts.push((
        visit.say(key::BANK_STATEMENT_BY),
        html! { (ui::name(&statement.uploaded_by)) " · " (ui::moment(visit.locale, statement.uploaded_at)) },
    ));
    facts
}

fn warnings(visit: &Visit, statement: &BankStatement) -> Markup {
    let reading = &statement.reading;
    let with = |said: Key, amount: Money| {
        let amount = language::money(amount, visit.locale);
        visit.say_with(said, &[("amount", (&amount).into())])
    };
    html! {
        @if let Some(left) = reading.unaccounted { p.banner.bad { (with(key::BANK_STATEMENT_UNACCOUNTED, left)) } }
        @if let Some(gap) = reading.gap { p.banner { (with(key::BANK_STATEMENT_GAP, gap)) } }
        @if statement.state != State::Done && statement.added == 0 { p.banner { (visit.say(key::BANK_STATEMENT_NOTHING_NEW)) } }
    }
}

fn sample(visit: &Visit, statement: &BankStatement) -> Markup {
    let columns = vec![
        Column::text(visit.say(key::BANK_LINE_TEXT)),
        Column::text(visit.say(key::BANK_LINE_ON)),
        Column::number(visit.say(key::MONEY_IN)),
        Column::number(visit.say(key::MONEY_OUT)),
    ];
    let mut table = Table::new(visit.say(key::BANK_STATEMENT_SAMPLE), columns).quiet();
    for operation in &statement.reading.sample {
        let (came, went) = sides(operation.amount);
        table.row(vec![
            ui::name(&operation.text),
            ui::date(visit.locale, operation.on),
            ui::amount_or_blank(visit.locale, came),
            ui::amount_or_blank(visit.locale, went),
        ]);
    }
    html! { section.stack { h2 { (visit.say(key::BANK_STATEMENT_SAMPLE)) } (table) } }
}

/// What came and what went, of which one is nothing.
pub fn sides(amount: Money) -> (Money, Money) {
    if amount < Money::ZERO { (Money::ZERO, Money::centimes(amount.in_centimes().saturating_neg())) } else { (amount, Money::ZERO) }
}

fn skipped(visit: &Visit, rows: &[String]) -> Markup {
    html! {
        details {
            summary { (visit.say(key::BANK_STATEMENT_SKIPPED)) }
            ul { @for row in rows { li { (ui::name(row)) } } }
        }
    }
}

fn confirmation(visit: &Visit, statement: &BankStatement, form: &Form) -> Markup {
    let inputs = Inputs { locale: visit.locale, form };
    let table = !statement.reading.columns.is_empty();
    html! {
        form.sheet method="post" action=(address(visit, statement)) data-quiet="" {
            (ui::hidden(visit, form))
            @if let Some(number) = &statement.reading.other_account {
                p.banner.bad { (visit.say_with(key::BANK_STATEMENT_OTHER_ACCOUNT, &[("number", number.as_str().into())])) }
                (inputs.checks("same_account", key::BANK_STATEMENT_SAME_ACCOUNT, vec![("yes".into(), visit.say(key::BANK_STATEMENT_SAME_ACCOUNT_YES))]))
            }
            div.acts {
                button.button.primary type="submit" { (visit.say(key::BANK_STATEMENT_TAKE_IN)) }
                @if table { a.button href={ (address(visit, statement)) "/columns" } { (visit.say(key::BANK_STATEMENT_OTHER_COLUMNS)) } }
            }
        }
        p.muted { (visit.say(key::BANK_STATEMENT_NOTHING_YET)) }
    }
}

pub async fn confirm(page: Page<PostEntries>) -> Reply {
    let id = page.id()?;
    let input = ConfirmStatement { id, same_account: page.form.get("same_account").to_owned() };
    match page.post::<_, BankStatement>(&page.api(&format!("/books/bank-statements/{id}/confirmation")), &input).await {
        Ok(statement) => page.done(&address(&page, &statement), key::BANK_STATEMENT_TAKEN_IN, &[("count", statement.added.into())]),
        Err(error) => {
            let form = page.refused(error)?;
            show_page(&page, &read(&page).await?, &form)
        }
    }
}

pub async fn columns_form(page: Page<PostEntries>) -> Reply {
    let statement = read(&page).await?;
    if statement.state == State::Done || statement.reading.columns.is_empty() {
        return Ok(redirect(&address(&page, &statement)));
    }
    let fields = Fields::of([("dates", &statement.reading.dates), ("decimal", &statement.reading.decimal)]);
    columns_page(&page, &statement, &Form::with(fields))
}

fn columns_page(visit: &Visit, statement: &BankStatement, form: &Form) -> Reply {
    let title = visit.say(key::BANK_STATEMENT_COLUMNS_TITLE);
    let inputs = Inputs { locale: visit.locale, form };
    let choices = |family: &'static str, codes: [&str; 3]| -> Vec<(String, String)> {
        codes.map(|code| (code.to_owned(), language::named(visit.locale, family, if code.is_empty() { "auto" } else { code }))).into()
    };
    let body = html! {
        (head(visit, statement, form, &title, 1))
        p.lead { (visit.say(key::BANK_STATEMENT_COLUMNS_LEAD)) }
        @if let Some(refusal) = &statement.reading.refusal {
            p.banner.bad { (language::error_text(visit.locale, &refusal.code, &refusal.params)) }
        }
        form.sheet method="post" action={ (address(visit, statement)) "/columns" } data-quiet="" {
            (ui::hidden(visit, form))
            (columns_table(visit, statement, form))
            (inputs.radios("dates", key::BANK_STATEMENT_DATES, choices("bank-statement-dates", ["", "dmy", "mdy"])))
            (inputs.radios("decimal", key::BANK_STATEMENT_DECIMAL, choices("bank-statement-decimal", ["", "comma", "point"])))
            (ui::submit(&visit.say(key::BANK_STATEMENT_COLUMNS_ACT)))
        }
        p.muted { (visit.say(key::BANK_STATEMENT_NOTHING_YET)) }
    };
    visit.form_page(&title, form, body)
}

fn columns_table(visit: &Visit, statement: &BankStatement, form: &Form) -> Markup {
    let heads = vec![
        Column::text(visit.say(key::IMPORT_COLUMN)),
        Column::text(visit.say(key::IMPORT_EXAMPLE)),
        Column::text(visit.say(key::IMPORT_FIELD)),
    ];
    let (typed, error) = (form.values.all("fields"), form.error(visit.locale, "fields"));
    let mut table = Table::new(visit.say(key::BANK_STATEMENT_COLUMNS_TITLE), heads).quiet();
    for (index, column) in statement.reading.columns.iter().enumerate() {
        let chosen = typed.get(index).map_or(column.field.as_deref().unwrap_or_default(), String::as_str);
        let id = if index == 0 { "fields".to_owned() } else { format!("fields-{index}") };
        let place = (index + 1).to_string();
        let label = html! {
            label for=(id) {
                @if column.header.is_empty() { (visit.say_with(key::IMPORT_NTH_COLUMN, &[("place", place.as_str().into())])) }
                @else { (ui::name(&column.header)) }
            }
        };
        let select = html! {
            select id=(id) name="fields" {
                option value="" { (visit.say(key::IMPORT_TAKE_NOTHING)) }
                @for field in FIELDS { option value=(field) selected[field == chosen] { (language::named(visit.locale, "bank-statement-field", field)) } }
            }
        };
        table.row(vec![label, ui::name(&column.example), select]);
    }
    html! {
        @if let Some(error) = &error { p.error #error-fields { (error) } }
        (table)
    }
}

pub async fn set_columns(page: Page<PostEntries>) -> Reply {
    let id = page.id()?;
    let text = |name: &str| page.form.get(name).to_owned();
    let input = SetStatementColumns { id, fields: page.form.all("fields"), dates: text("dates"), decimal: text("decimal") };
    match page.post::<_, BankStatement>(&page.api(&format!("/books/bank-statements/{id}/columns")), &input).await {
        Ok(statement) if statement.state == State::Columns => Ok(redirect(&format!("{}/columns", address(&page, &statement)))),
        Ok(statement) => Ok(redirect(&address(&page, &statement))),
        Err(error) => {
            let form = page.refused(error)?;
            columns_page(&page, &read(&page).await?, &form)
        }
    }
}
