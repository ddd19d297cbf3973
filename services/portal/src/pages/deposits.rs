//! Cheques in hand, and the slips by which they go to the bank.

use crate::fields::Fields;
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Inputs, Table, Tone};
use crate::visit::Visit;
use contracts::Page as Batch;
use contracts::cheques::{BANK_ACCOUNTS, Cheque, ChequesInHand, Deposit, MakeDeposit, UndoDeposit};
use contracts::registry::Record;
use kernel::Result;
use kernel::permission::{CancelPayments, RecordPayments, ViewBooks, ViewDues, ViewRecord};
use language::key;
use maud::{Markup, html};

pub async fn cheques(page: Page<ViewDues>) -> Reply {
    let found: ChequesInHand = page.get(&page.api("/dues/cheques")).await?;
    let today = language::short_date(page.state.clock().today());
    let bank = if page.may::<ViewRecord>() { main_account(&page).await? } else { String::new() };
    let mut fields = Fields::of([("deposited_on", &today), ("account", BANK_ACCOUNTS[0]), ("bank", &bank)]);
    for cheque in &found.items {
        fields.push("cheques", &cheque.payment.to_string());
    }
    cheques_page(&page, &found, &Form::with(fields)).await
}

/// As a bank wants it on its slips.
async fn main_account(visit: &Visit) -> Result<String> {
    let record: Record = visit.get(&visit.api("/record")).await?;
    let main = record.bank_accounts.into_iter().find(|account| account.main);
    Ok(main.map(|account| format!("{} {}", account.bank, account.rib).trim().to_owned()).unwrap_or_default())
}

async fn cheques_page(visit: &Visit, found: &ChequesInHand, form: &Form) -> Reply {
    let after = visit.query.given("after");
    let path = crate::fields::with_query(&visit.api("/dues/deposits"), &[("after", after)]);
    let slips: Batch<Deposit> = visit.get(&path).await?;
    let title = visit.say(key::CHEQUES_TITLE);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/dues"), &visit.say(key::DUES_TITLE)))
        h1 { (title) }
        section.stack {
            h2 { (visit.say(key::CHEQUES_IN_HAND)) }
            @if found.items.is_empty() {
                (ui::empty(&visit.say(key::CHEQUES_EMPTY), &visit.say(key::CHEQUES_EMPTY_TEXT), &html! {}))
            } @else {
                p { strong { (visit.say_with(key::CHEQUES_COUNT, &[("count", found.cheques.into())])) } " · " (ui::amount(visit.locale, found.amount)) }
                @if visit.may::<RecordPayments>() { (slip_form(visit, found, form)) }
                @else { (table(visit, &found.items, None)) }
            }
        }
        @if !slips.items.is_empty() {
            section.stack {
                h2 { (visit.say(key::DEPOSITS_TITLE)) }
                (slips_table(visit, &slips.items))
                (ui::pager(visit, &visit.here("/dues/cheques"), &[], slips.next.as_deref()))
            }
        }
    };
    visit.form_page(&title, form, body)
}

fn slip_form(visit: &Visit, found: &ChequesInHand, form: &Form) -> Markup {
    let inputs = Inputs { locale: visit.locale, form };
    let error = form.error(visit.locale, "cheques");
    let accounts = BANK_ACCOUNTS.map(|account| (account.to_owned(), language::named(visit.locale, "bank-account", account)));
    let shown = i64::try_from(found.items.len()).unwrap_or(i64::MAX);
    html! {
        p { (visit.say(key::CHEQUES_LEAD)) }
        form.stack method="post" action=(visit.here("/dues/cheques")) novalidate {
            (ui::hidden(visit, form))
            fieldset class=(if error.is_some() { "field wrong" } else { "field" }) {
                legend { span data-label-of="cheques" { (visit.say(key::CHEQUES_CHOOSE)) } }
                @if let Some(error) = &error { p.error #error-cheques { (error) } }
                @if found.cheques > shown { p.hint { (visit.say_with(key::CHEQUES_MORE, &[("shown", shown.into())])) } }
                (table(visit, &found.items, Some(form)))
            }
            div.sheet-fields {
                (inputs.date("deposited_on", key::DEPOSIT_ON))
                (inputs.radios("account", key::DEPOSIT_ACCOUNT, accounts.into()))
                (inputs.text("bank", key::DEPOSIT_BANK).hint(key::DEPOSIT_BANK_HINT).optional().attribute("autocomplete", "off").attribute("maxlength", "80"))
                (ui::submit(&visit.say(key::DEPOSIT_ACT)))
            }
        }
    }
}

/// With a form, each can be chosen.
fn table(visit: &Visit, cheques: &[Cheque], form: Option<&Form>) -> Markup {
    let columns = vec![
        Column::text(visit.say(key::CHEQUE_NUMBER)),
        Column::text(visit.say(key::CHEQUE_BANK)),
        Column::text(visit.say(key::CHEQUE_DRAWER)),
        Column::text(visit.say(key::RECEIPT)),
        Column::number(visit.say(key::PAYMENT_AMOUNT)),
    ];
    let mut table = Table::new(visit.say(key::CHEQUES_CHOOSE), columns).quiet();
    for (at, cheque) in cheques.iter().enumerate() {
        let id = cheque.payment.to_string();
        // the first bears the field's own id: the error summary leads there
        let name = if at == 0 { "cheques".to_owned() } else { format!("cheques-{id}") };
        table.row(vec![
            html! {
                @if let Some(form) = form {
                    label.choice for=(name) {
                        input type="checkbox" id=(name) name="cheques" value=(id) checked[form.values.has("cheques", &id)];
                        span { (ui::ltr(&cheque.number)) }
                    }
                } @else { (ui::ltr(&cheque.number)) }
                @if let Some(receipt) = &cheque.taken_back {
                    " " (ui::chip(Tone::Bad, &visit.say_with(key::CHEQUE_TAKEN_BACK, &[("receipt", receipt.into())])))
                }
            },
            html! { @if let Some(bank) = &cheque.bank { (ui::name(bank)) } },
            html! {
                @if let Some(drawer) = &cheque.drawer { (ui::name(drawer)) }
                @else { (ui::person(visit.locale, cheque.member_name_ar.as_deref(), cheque.member_name_fr.as_deref())) }
            },
            html! { a href=(visit.here(&format!("/dues/payments/{id}"))) { (ui::ltr(&cheque.receipt)) } },
            ui::amount(visit.locale, cheque.amount),
        ]);
    }
    html! { (table) }
}

fn slips_table(visit: &Visit, slips: &[Deposit]) -> Markup {
    let columns = vec![
        Column::text(visit.say(key::DEPOSIT_SLIP)),
        Column::text(visit.say(key::DEPOSIT_ON)),
        Column::number(visit.say(key::DEPOSIT_CHEQUES)),
        Column::number(visit.say(key::DEPOSIT_AMOUNT)),
    ];
    let mut table = Table::new(visit.say(key::DEPOSITS_TITLE), columns).quiet();
    for slip in slips {
        table.row(vec![
            html! {
                a href=(visit.here(&format!("/dues/deposits/{}", slip.id))) { (ui::ltr(&slip.slip)) }
                @if slip.undone.is_some() { " " (ui::chip(Tone::Bad, &visit.say(key::DEPOSIT_IS_UNDONE))) }
            },
            ui::date(visit.locale, slip.deposited_on),
            ui::count(slip.cheques),
            ui::amount(visit.locale, slip.amount),
        ]);
    }
    html! { (table) }
}

pub async fn make(page: Page<RecordPayments>) -> Reply {
    let text = |name: &str| page.form.get(name).to_owned();
    let input =
        MakeDeposit { cheques: page.form.all("cheques"), deposited_on: text("deposited_on"), account: text("account"), bank: text("bank") };
    match page.post::<_, Deposit>(&page.api("/dues/deposits"), &input).await {
        Ok(slip) => {
            let amount = language::money(slip.amount, page.locale);
            let said = [("slip", (&slip.slip).into()), ("amount", (&amount).into())];
            page.done(&page.here(&format!("/dues/deposits/{}", slip.id)), key::DEPOSIT_DONE, &said)
        }
        Err(error) => {
            let form = page.refused(error)?;
            let found: ChequesInHand = page.get(&page.api("/dues/cheques")).await?;
            cheques_page(&page, &found, &form).await
        }
    }
}

pub async fn show(page: Page<ViewDues>) -> Reply {
    let slip: Deposit = page.get(&page.api(&format!("/dues/deposits/{}", page.id()?))).await?;
    let here = page.here(&format!("/dues/deposits/{}", slip.id));
    let title = page.say_with(key::DEPOSIT_TITLE, &[("slip", (&slip.slip).into())]);
    // what came back is off the bank already
    let whole = slip.undone.is_none() && slip.lines.iter().all(|line| line.taken_back.is_none());
    let acts = html! {
        @if whole && page.may::<CancelPayments>() { a.button href={ (here) "/undo" } { (page.say(key::DEPOSIT_UNDO)) } }
        a.button.primary href={ (here) "/slip.pdf" } { (page.say(key::DEPOSIT_PDF)) }
    };
    let body = html! {
        (ui::back(&page.here("/dues/cheques"), &page.say(key::CHEQUES_TITLE)))
        (ui::head(&html! { (page.say(key::DEPOSIT_SLIP)) " " (ui::ltr(&slip.slip)) }, None, &acts))
        section.card {
            @if slip.undone.is_some() { p { (ui::chip(Tone::Bad, &page.say(key::DEPOSIT_IS_UNDONE))) } }
            (ui::facts(facts(&page, &slip)))
            @if page.may::<ViewBooks>() {
                p { a href=(format!("{}?source={}", page.here("/books/journal"), slip.id)) { (page.say(key::DEPOSIT_ENTRY)) } }
            }
        }
        section.stack { h2 { (page.say(key::CHEQUES_TITLE)) } (table(&page, &slip.lines, None)) }
    };
    page.page(&title, body)
}

fn facts(visit: &Visit, slip: &Deposit) -> Vec<(String, Markup)> {
    let mut facts = vec![
        (visit.say(key::DEPOSIT_ON), ui::date(visit.locale, slip.deposited_on)),
        (visit.say(key::DEPOSIT_AMOUNT), ui::amount(visit.locale, slip.amount)),
        (visit.say(key::DEPOSIT_CHEQUES), ui::count(slip.cheques)),
        (visit.say(key::DEPOSIT_ACCOUNT), html! { (language::named(visit.locale, "bank-account", &slip.account)) }),
    ];
    facts.extend(slip.bank.as_ref().map(|bank| (visit.say(key::DEPOSIT_BANK), ui::name(bank))));
    facts.extend([
        (visit.say(key::DEPOSIT_BY), ui::name(&slip.recorded_by)),
        (visit.say(key::DEPOSIT_AT), ui::moment(visit.locale, slip.recorded_at)),
    ]);
    if let Some(undone) = &slip.undone {
        facts.extend([
            (visit.say(key::DEPOSIT_UNDONE_ON), ui::date(visit.locale, undone.on)),
            (visit.say(key::DEPOSIT_UNDONE_WHY), ui::name(&undone.reason)),
            (visit.say(key::DEPOSIT_UNDONE_BY), ui::name(&undone.by)),
        ]);
    }
    facts
}

pub async fn undo_form(page: Page<CancelPayments>) -> Reply {
    undo_page(&page, &Form::blank()).await
}

async fn undo_page(page: &Page<CancelPayments>, form: &Form) -> Reply {
    let slip: Deposit = page.get(&page.api(&format!("/dues/deposits/{}", page.id()?))).await?;
    let inputs = Inputs { locale: page.locale, form };
    let title = page.say(key::DEPOSIT_UNDO_TITLE);
    let here = page.here(&format!("/dues/deposits/{}", slip.id));
    let body = html! {
        (ui::error_summary(page.locale, form))
        (ui::back(&here, &page.say_with(key::DEPOSIT_TITLE, &[("slip", (&slip.slip).into())])))
        h1 { (title) }
        p { (page.say(key::DEPOSIT_UNDO_LEAD)) }
        section.card { (ui::facts(facts(page, &slip))) }
        @if slip.undone.is_none() {
            form.sheet method="post" action={ (here) "/undo" } novalidate {
                (ui::hidden(page, form))
                (inputs.text("reason", key::DEPOSIT_UNDO_REASON).attribute("maxlength", "300").attribute("enterkeyhint", "done"))
                div.acts { button.button.danger type="submit" { (page.say(key::DEPOSIT_UNDO_ACT)) } }
            }
        }
    };
    page.form_page(&title, form, body)
}

pub async fn undo(page: Page<CancelPayments>) -> Reply {
    let id = page.id()?;
    let input = UndoDeposit { id, reason: page.form.get("reason").to_owned() };
    match page.post::<_, Deposit>(&page.api(&format!("/dues/deposits/{id}/undoing")), &input).await {
        Ok(slip) => page.done(&page.here(&format!("/dues/deposits/{id}")), key::DEPOSIT_UNDO_DONE, &[("slip", (&slip.slip).into())]),
        Err(error) => undo_page(&page, &page.refused(error)?).await,
    }
}

pub async fn pdf(page: Page<ViewDues>) -> Reply {
    page.file(&page.api(&format!("/dues/deposits/{}/slip", page.id()?))).await
}
