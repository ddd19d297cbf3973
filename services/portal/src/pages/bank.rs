//! The bank accounts of the books: which there are, what each has, its statements.

use crate::fields::Fields;
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Inputs, Table, Tone};
use crate::visit::Visit;
use contracts::Done;
use contracts::bank::{BANKS, BankAccount, BankStatement, StatementState, UploadStatement, WriteBankAccount};
use contracts::books::Account;
use kernel::permission::{PostEntries, ViewBooks};
use kernel::{Error, Kind};
use language::key;
use maud::{Markup, html};

pub async fn list(page: Page<ViewBooks>) -> Reply {
    let banks: Vec<BankAccount> = page.list(&page.api("/books/bank")).await?;
    let title = page.say(key::BANK_TITLE);
    let acts = html! {
        a.button href=(page.here("/books/cash-counts")) { (page.say(key::CASH_TITLE)) }
        @if !banks.is_empty() { a.button href=(page.here("/books/bank-rules")) { (page.say(key::RULES_TITLE)) } }
        @if page.may::<PostEntries>() { a.button.primary href=(page.here("/books/bank/new")) { (ui::icon("plus")) (page.say(key::BANK_NEW)) } }
    };
    let body = html! {
        (ui::back(&page.here("/books/money"), &page.say(key::MONEY_TITLE)))
        (ui::head(&html! { (title) }, Some(&html! { (page.say(key::BANK_LEAD)) }), &acts))
        @if banks.is_empty() { (ui::empty(&page.say(key::BANK_NONE), &page.say(key::BANK_NONE_TEXT), &html! {})) }
        @for bank in &banks {
            section.card {
                h2 { a href=(address(&page, bank)) { (ui::name(&bank.name)) } }
                p.muted { (ui::name(&bank.bank)) " · " (ui::ltr(&bank.rib)) }
                (ui::facts(balances(&page, bank)))
                p { (state(&page, bank)) }
            }
        }
    };
    page.page(&title, body)
}

pub fn address(visit: &Visit, bank: &BankAccount) -> String {
    visit.here(&format!("/books/bank/{}", bank.id))
}

fn state(visit: &Visit, bank: &BankAccount) -> Markup {
    match (bank.at_bank, bank.unmatched) {
        (None, 0) if bank.last_on.is_none() => ui::chip(Tone::Plain, &visit.say(key::BANK_NO_STATEMENT)),
        (_, 0) => ui::chip(Tone::Good, &visit.say(key::BANK_ALL_MATCHED)),
        (_, count) => ui::chip(Tone::Wait, &visit.say_with(key::BANK_UNMATCHED, &[("count", count.into())])),
    }
}

fn balances(visit: &Visit, bank: &BankAccount) -> Vec<(String, Markup)> {
    let mut facts = vec![(visit.say(key::BANK_IN_BOOKS), ui::amount(visit.locale, bank.in_books))];
    if let Some(at_bank) = bank.at_bank {
        facts.push((visit.say(key::BANK_AT_BANK), ui::amount(visit.locale, at_bank)));
    }
    facts.extend(bank.last_on.map(|on| (visit.say(key::BANK_LAST_ON), ui::date(visit.locale, on))));
    facts
}

pub async fn show(page: Page<ViewBooks>) -> Reply {
    show_page(&page, &Form::blank()).await
}

async fn show_page(visit: &Visit, form: &Form) -> Reply {
    let id = visit.id()?;
    let bank: BankAccount = visit.get(&visit.api(&format!("/books/bank/{id}"))).await?;
    let statements: Vec<BankStatement> = visit.list(&visit.api(&format!("/books/bank/{id}/statements"))).await?;
    let here = address(visit, &bank);
    let acts = html! {
        @if visit.may::<PostEntries>() { a.button href={ (here) "/edit" } { (visit.say(key::BANK_EDIT)) } }
        @if bank.last_on.is_some() {
            a.button href={ (here) "/reconciliation" } { (visit.say(key::RECONCILIATION_TITLE)) }
            a.button.primary href={ (here) "/matching" } { (visit.say(key::MATCHING_TITLE)) }
        }
    };
    let mut facts = vec![
        (visit.say(key::BANK_BANK), ui::name(&bank.bank)),
        (visit.say(key::BANK_RIB), ui::ltr(&bank.rib)),
        (
            visit.say(key::BANK_ACCOUNT),
            html! { (ui::ltr(&bank.account)) " " (ui::name(ui::in_language(visit.locale, &bank.account_name_ar, &bank.account_name_fr))) },
        ),
    ];
    facts.extend(balances(visit, &bank));
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/books/bank"), &visit.say(key::BANK_TITLE)))
        (ui::head(&ui::name(&bank.name), None, &acts))
        section.card { (ui::facts(facts)) p { (state(visit, &bank)) } }
        @if visit.may::<PostEntries>() {
            section.card {
                h2 { (visit.say(key::BANK_STATEMENT_NEW)) }
                p { (visit.say(key::BANK_STATEMENT_LEAD)) }
                form.sheet method="post" action=(here) enctype="multipart/form-data" novalidate data-quiet="" {
                    (ui::hidden(visit, form))
                    (file_field(visit, form))
                    (ui::submit(&visit.say(key::BANK_STATEMENT_CHECK_ACT)))
                }
                p.muted { (visit.say(key::BANK_STATEMENT_NOTHING_YET)) }
            }
        }
        section.stack {
            h2 { (visit.say(key::BANK_STATEMENTS_TITLE)) }
            @if statements.is_empty() { p.muted { (visit.say(key::BANK_STATEMENTS_NONE)) } } @else { (statements_table(visit, &statements)) }
        }
    };
    visit.form_page(&bank.name, form, body)
}

/// Statements have kinds of files of their own.
fn file_field(visit: &Visit, form: &Form) -> Markup {
    let error = form.error(visit.locale, "file");
    let described = if error.is_some() { "hint-file error-file" } else { "hint-file" };
    let megabytes = i64::try_from(web::MAX_UPLOAD / 1024 / 1024).unwrap_or_default();
    html! {
        div class=(if error.is_some() { "field wrong" } else { "field" }) {
            label for="file" { span data-label-of="file" { (visit.say(key::BANK_STATEMENT_FILE)) } }
            p.hint #hint-file { (visit.say_with(key::BANK_STATEMENT_FILE_HINT, &[("megabytes", megabytes.into())])) }
            @if let Some(error) = &error { p.error #error-file { (error) } }
            input #file name="file" type="file" required accept=".csv,.tsv,.txt,.xlsx,.ods,.ofx,.qfx,.xml,text/csv" aria-describedby=(described) aria-invalid=[error.as_ref().map(|_| "true")];
        }
    }
}

fn statements_table(visit: &Visit, statements: &[BankStatement]) -> Markup {
    let columns = vec![
        Column::text(visit.say(key::BANK_STATEMENT_FILE)),
        Column::text(visit.say(key::BANK_STATEMENT_PERIOD)),
        Column::number(visit.say(key::BANK_STATEMENT_ADDED)),
        Column::number(visit.say(key::BANK_STATEMENT_CLOSING)),
        Column::text(visit.say(key::BANK_STATEMENT_STATE)),
    ];
    let mut table = Table::new(visit.say(key::BANK_STATEMENTS_TITLE), columns).quiet();
    for statement in statements {
        let tone = if statement.state == StatementState::Done { Tone::Good } else { Tone::Wait };
        let name = if statement.file_name.is_empty() { &statement.reading.format } else { &statement.file_name };
        table.row(vec![
            html! { a href=(visit.here(&format!("/books/bank-statements/{}", statement.id))) { (ui::name(name)) } },
            super::bank_statements::period(visit, statement),
            ui::count(statement.added),
            html! { @if let Some(closing) = statement.closing { (ui::amount(visit.locale, closing)) } },
            ui::chip(tone, &language::named(visit.locale, "bank-statement-state", statement.state.code())),
        ]);
    }
    html! { (table) }
}

pub async fn upload(page: Page<PostEntries>) -> Reply {
    let id = page.id()?;
    // another association's account is told first, whatever the file is
    let _: BankAccount = page.get(&page.api(&format!("/books/bank/{id}"))).await?;
    let file = match page.attached_file() {
        Ok(file) => file,
        Err(error) => return show_page(&page, &page.refused(error)?).await,
    };
    let query = UploadStatement { id, file_name: file.name.clone() };
    let path = crate::fields::with_query(&page.api(&format!("/books/bank/{id}/statements")), &[("file_name", Some(&query.file_name))]);
    match page.upload::<BankStatement>(&path, file.bytes.clone()).await {
        Ok(statement) => Ok(crate::page::redirect(&super::bank_statements::address(&page, &statement))),
        Err(error) => show_page(&page, &page.refused(at_file(error))?).await,
    }
}

/// What is wrong with the file is told at it.
fn at_file(error: Error) -> Error {
    if error.kind() != Kind::Invalid || !error.field_errors().is_empty() {
        return error;
    }
    let at = kernel::FieldError { field: "file".into(), code: error.code().to_owned(), params: error.params().clone() };
    error.with_fields(vec![at])
}

pub async fn new_form(page: Page<PostEntries>) -> Reply {
    edit_page(&page, None, &Form::blank()).await
}

pub async fn edit_form(page: Page<PostEntries>) -> Reply {
    let bank = read(&page).await?;
    let fields = Fields::of([("name", &bank.name), ("bank", &bank.bank), ("rib", &bank.rib), ("account", &bank.account)]);
    edit_page(&page, Some(&bank), &Form::with(fields)).await
}

async fn read(visit: &Visit) -> kernel::Result<BankAccount> {
    visit.get(&visit.api(&format!("/books/bank/{}", visit.id()?))).await
}

async fn edit_page(visit: &Visit, bank: Option<&BankAccount>, form: &Form) -> Reply {
    let inputs = Inputs { locale: visit.locale, form };
    let accounts: Vec<Account> = visit.list("/api/v1/reference/chart").await?;
    let accounts = accounts.into_iter().filter(|account| account.postable && account.code.starts_with(BANKS));
    let mut choices = vec![(String::new(), visit.say(key::MONEY_CHOOSE))];
    choices.extend(accounts.map(|account| {
        let name = format!("{} {}", account.code, ui::in_language(visit.locale, &account.name_ar, &account.name_fr));
        (account.code, name)
    }));
    let title = visit.say(if bank.is_some() { key::BANK_EDIT } else { key::BANK_NEW });
    let target = bank.map_or_else(|| visit.here("/books/bank/new"), |bank| format!("{}/edit", address(visit, bank)));
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&bank.map_or_else(|| visit.here("/books/bank"), |bank| address(visit, bank)), &visit.say(key::BANK_TITLE)))
        h1 { (title) }
        form.sheet method="post" action=(target) novalidate {
            (ui::hidden(visit, form))
            (inputs.text("name", key::BANK_NAME).hint(key::BANK_NAME_HINT).attribute("maxlength", "80"))
            (inputs.digits("rib", key::BANK_RIB).hint(key::BANK_RIB_HINT).attribute("autocomplete", "off"))
            (inputs.text("bank", key::BANK_BANK).hint(key::BANK_BANK_HINT).optional().attribute("maxlength", "80"))
            (inputs.select("account", key::BANK_ACCOUNT, choices).hint(key::BANK_ACCOUNT_HINT))
            (ui::submit(&visit.say(key::BANK_SAVE)))
        }
        @if let Some(bank) = bank.filter(|bank| bank.last_on.is_none()) {
            form method="post" action={ (address(visit, bank)) "/edit" } data-quiet="" {
                (ui::hidden(visit, &Form::blank()))
                input type="hidden" name="act" value="remove";
                button.button.danger type="submit" { (visit.say(key::BANK_REMOVE)) }
            }
        }
    };
    visit.form_page(&title, form, body)
}

pub async fn add(page: Page<PostEntries>) -> Reply {
    let input: WriteBankAccount = input(&page);
    match page.post::<_, BankAccount>(&page.api("/books/bank"), &input).await {
        Ok(bank) => page.done(&address(&page, &bank), key::BANK_SAVED, &[]),
        Err(error) => edit_page(&page, None, &page.refused(error)?).await,
    }
}

fn input(visit: &Visit) -> WriteBankAccount {
    let text = |name: &str| visit.form.get(name).to_owned();
    WriteBankAccount { id: None, name: text("name"), bank: text("bank"), rib: text("rib"), account: text("account") }
}

pub async fn edit(page: Page<PostEntries>) -> Reply {
    let id = page.id()?;
    if page.form.get("act") == "remove" {
        return match page.post::<_, Done>(&page.api(&format!("/books/bank/{id}/removal")), &contracts::Nothing {}).await {
            Ok(_) => page.done(&page.here("/books/bank"), key::BANK_REMOVED, &[]),
            Err(error) => edit_page(&page, Some(&read(&page).await?), &page.refused(error)?).await,
        };
    }
    match page.post::<_, BankAccount>(&page.api(&format!("/books/bank/{id}")), &input(&page)).await {
        Ok(bank) => page.done(&address(&page, &bank), key::BANK_SAVED, &[]),
        Err(error) => {
            let form = page.refused(error)?;
            edit_page(&page, Some(&read(&page).await?), &form).await
        }
    }
}
