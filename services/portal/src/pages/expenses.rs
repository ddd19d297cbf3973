//! Expense claims: one's own, and those of others to be decided and paid back.

use super::statutes_versions::file_link;
use super::vouchers;
use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Inputs, Table, Tone};
use crate::visit::Visit;
use contracts::expenses::{ApproveExpense, Expense, ExpenseState, PayExpense, RefuseExpense, SubmitExpense, occasions};
use contracts::guided::PLACES;
use contracts::vouchers::Paper;
use kernel::Result;
use kernel::permission::{DecideExpenses, PostEntries, SubmitExpenses, ViewBooks};
use language::key;
use maud::{Markup, html};

const OWN: &str = "/books/own-expenses";
const ALL: &str = "/books/expenses";

pub async fn own(page: Page<SubmitExpenses>) -> Reply {
    let expenses: Vec<Expense> = page.list(&page.api(OWN)).await?;
    let title = page.say(key::EXPENSES_OWN);
    let acts = html! {
        @if page.may::<ViewBooks>() { a.button href=(page.here(ALL)) { (page.say(key::EXPENSES_TITLE)) } }
        a.button.primary href=(page.here("/books/own-expenses/new")) { (ui::icon("plus")) (page.say(key::EXPENSE_NEW)) }
    };
    let body = html! {
        (ui::head(&html! { (title) }, Some(&html! { (page.say(key::EXPENSES_OWN_LEAD)) }), &acts))
        (listed(&page, &title, &expenses))
    };
    page.page(&title, body)
}

pub async fn list(page: Page<ViewBooks>) -> Reply {
    let expenses: Vec<Expense> = page.list(&page.api(ALL)).await?;
    let title = page.say(key::EXPENSES_TITLE);
    let acts = html! { @if page.may::<SubmitExpenses>() { a.button.primary href=(page.here(OWN)) { (page.say(key::EXPENSES_OWN)) } } };
    let body = html! {
        (ui::back(&page.here("/books/money"), &page.say(key::MONEY_TITLE)))
        (ui::head(&html! { (title) }, Some(&html! { (page.say(key::EXPENSES_LEAD)) }), &acts))
        (listed(&page, &title, &expenses))
    };
    page.page(&title, body)
}

/// How many wait for whoever may decide on them.
pub async fn waiting(visit: &Visit) -> Result<Markup> {
    if !visit.may::<DecideExpenses>() {
        return Ok(html! {});
    }
    let expenses: Vec<Expense> = visit.list(&visit.api(ALL)).await?;
    let waiting = expenses.iter().filter(|expense| expense.state == ExpenseState::Submitted && !expense.own).count();
    let count = i64::try_from(waiting).unwrap_or(i64::MAX);
    Ok(html! {
        @if count > 0 { p.banner { a href=(visit.here(ALL)) { (visit.say_with(key::EXPENSES_WAITING, &[("count", count.into())])) } } }
    })
}

fn listed(visit: &Visit, title: &str, expenses: &[Expense]) -> Markup {
    if expenses.is_empty() {
        return ui::empty(&visit.say(key::EXPENSES_EMPTY), &visit.say(key::EXPENSES_EMPTY_TEXT), &html! {});
    }
    let columns = vec![
        Column::text(visit.say(key::EXPENSE_FOR)),
        Column::text(visit.say(key::EXPENSE_SPENT_ON)),
        Column::number(visit.say(key::EXPENSE_AMOUNT)),
        Column::text(visit.say(key::EXPENSE_STATE)),
    ];
    let mut table = Table::new(title.to_owned(), columns).quiet();
    for expense in expenses {
        let name = html! { span.person { (ui::name(&expense.what)) span.other { (ui::name(&expense.claimant)) } } };
        table.row(vec![
            html! {
                @if visit.may::<ViewBooks>() { a href=(visit.here(&format!("{ALL}/{}", expense.id))) { (name) } }
                @else { (name) }
            },
            ui::date(visit.locale, expense.spent_on),
            ui::amount(visit.locale, expense.amount),
            html! { (state(visit, expense.state)) @if let Some(reason) = &expense.reason { " " span.muted.small { (ui::name(reason)) } } },
        ]);
    }
    html! { (table) }
}

fn state(visit: &Visit, state: ExpenseState) -> Markup {
    let tone = match state {
        ExpenseState::Submitted | ExpenseState::Approved => Tone::Wait,
        ExpenseState::Paid => Tone::Good,
        ExpenseState::Refused | ExpenseState::TakenBack => Tone::Bad,
    };
    ui::chip(tone, &language::named(visit.locale, "expense-state", state.code()))
}

pub async fn new(page: Page<SubmitExpenses>) -> Reply {
    let today = language::short_date(page.state.clock().today());
    new_page(&page, &Form::with(Fields::of([("spent_on", &today)])))
}

fn new_page(visit: &Visit, form: &Form) -> Reply {
    let inputs = Inputs { locale: visit.locale, form };
    let title = visit.say(key::EXPENSE_NEW);
    let mut kinds = vec![(String::new(), visit.say(key::MONEY_CHOOSE))];
    kinds.extend(occasions().map(|one| (one.code.to_owned(), language::named(visit.locale, "occasion", one.code))));
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here(OWN), &visit.say(key::EXPENSES_OWN)))
        h1 { (title) }
        p.lead { (visit.say(key::EXPENSE_NEW_LEAD)) }
        form.sheet method="post" action=(visit.here("/books/own-expenses/new")) enctype="multipart/form-data" novalidate {
            (ui::hidden(visit, form))
            (inputs.amount("amount", key::EXPENSE_AMOUNT).attribute("enterkeyhint", "next"))
            (inputs.text("what", key::EXPENSE_WHAT).hint(key::EXPENSE_WHAT_HINT).attribute("autocomplete", "off").attribute("maxlength", "120"))
            (inputs.select("occasion", key::EXPENSE_OCCASION, kinds))
            (inputs.date("spent_on", key::EXPENSE_SPENT_ON))
            @for id in form.values.all("vouchers") { (vouchers::kept(visit, form, &id)) }
            (vouchers::file_field(visit, form, key::EXPENSE_FILE))
            (inputs.text("without_voucher", key::EXPENSE_WITHOUT_VOUCHER).optional().attribute("autocomplete", "off").attribute("maxlength", "120"))
            (ui::submit(&visit.say(key::EXPENSE_ACT)))
        }
    };
    visit.form_page(&title, form, body)
}

pub async fn submit(page: Page<SubmitExpenses>) -> Reply {
    let visit = match sent(&page).await {
        Ok(visit) => visit,
        Err(error) => return new_page(&page, &page.refused(error)?),
    };
    let text = |name: &str| visit.form.get(name).to_owned();
    let input = SubmitExpense {
        what: text("what"),
        spent_on: text("spent_on"),
        amount: text("amount"),
        occasion: text("occasion"),
        vouchers: vouchers::said(&visit.form).vouchers,
        without_voucher: text("without_voucher"),
    };
    match visit.post::<_, Expense>(&visit.api(OWN), &input).await {
        Ok(_) => visit.done(&visit.here(OWN), key::EXPENSE_SENT, &[]),
        Err(error) => new_page(&visit, &visit.refused(error)?),
    }
}

/// As with entries, the file is sent first, so that the form still has it when it is shown again.
async fn sent(visit: &Visit) -> Result<Visit> {
    let Some(file) = visit.attached()? else { return Ok(visit.clone()) };
    let path = with_query(&visit.api("/books/own-expenses/papers"), &[("file_name", Some(&file.name))]);
    let paper: Paper = visit.upload(&path, file.bytes.clone()).await?;
    let mut with = visit.clone();
    with.file = None;
    vouchers::keep(&mut with.form, &paper);
    Ok(with)
}

pub async fn show(page: Page<ViewBooks>) -> Reply {
    let expense: Expense = page.get(&page.api(&format!("{ALL}/{}", page.id()?))).await?;
    let (paid_on, posted_on) = (language::short_date(page.state.clock().today()), language::short_date(expense.spent_on));
    let on = if expense.state == ExpenseState::Approved { &paid_on } else { &posted_on };
    expense_page(&page, &expense, &Form::with(Fields::of([("posted_on", on), ("place", PLACES[0])])))
}

fn expense_page(visit: &Visit, expense: &Expense, form: &Form) -> Reply {
    let title = visit.say_with(key::EXPENSE_NUMBER, &[("number", (&expense.number.to_string()).into())]);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here(ALL), &visit.say(key::EXPENSES_TITLE)))
        (ui::head(&html! { (title) }, Some(&html! { (ui::name(&expense.what)) " " (state(visit, expense.state)) }), &html! {}))
        (facts(visit, expense))
        @match expense.state {
            ExpenseState::Submitted if expense.own => p.banner { (visit.say(key::EXPENSE_OWN_WAITS)) },
            ExpenseState::Submitted if visit.may::<DecideExpenses>() => (decision(visit, expense, form)),
            ExpenseState::Approved if visit.may::<PostEntries>() => (payment(visit, expense, form)),
            _ => {},
        }
    };
    visit.form_page(&title, form, body)
}

fn facts(visit: &Visit, expense: &Expense) -> Markup {
    let entry = |id: uuid::Uuid| html! { a href=(visit.here(&format!("/books/journal/{id}"))) { (visit.say(key::EXPENSE_ENTRY_OPEN)) } };
    let mut rows = vec![
        (visit.say(key::EXPENSE_CLAIMANT), ui::name(&expense.claimant)),
        (visit.say(key::EXPENSE_AMOUNT), ui::amount(visit.locale, expense.amount)),
        (visit.say(key::EXPENSE_SPENT_ON), ui::date(visit.locale, expense.spent_on)),
        (visit.say(key::EXPENSE_OCCASION), html! { (language::named(visit.locale, "occasion", &expense.occasion)) }),
        (visit.say(key::EXPENSE_SUBMITTED_AT), ui::moment(visit.locale, expense.submitted_at)),
    ];
    if !expense.without_voucher.is_empty() {
        rows.push((visit.say(key::EXPENSE_NO_VOUCHER), ui::name(&expense.without_voucher)));
    }
    if let Some((by, at)) = expense.decided_by.as_ref().zip(expense.decided_at) {
        rows.push((visit.say(key::EXPENSE_DECIDED_BY), html! { (ui::name(by)) " · " (ui::moment(visit.locale, at)) }));
    }
    if let Some(reason) = &expense.reason {
        rows.push((visit.say(key::EXPENSE_REFUSED_BECAUSE), ui::name(reason)));
    }
    rows.extend(expense.entry.map(|id| (visit.say(key::EXPENSE_ENTRY), entry(id))));
    rows.extend(expense.payment.map(|id| (visit.say(key::EXPENSE_PAYMENT_ENTRY), entry(id))));
    html! {
        section.card {
            (ui::facts(rows))
            @for paper in &expense.papers { p { (file_link(visit, &format!("/books/expense-papers/{}", paper.id), &paper.file)) } }
        }
    }
}

fn decision(visit: &Visit, expense: &Expense, form: &Form) -> Markup {
    let (inputs, here) = (Inputs { locale: visit.locale, form }, visit.here(&format!("{ALL}/{}", expense.id)));
    html! {
        section.card {
            h2 { (visit.say(key::EXPENSE_APPROVE)) }
            p { (visit.say(key::EXPENSE_APPROVE_LEAD)) }
            form.sheet method="post" action=(here) novalidate {
                (ui::hidden(visit, form))
                input type="hidden" name="then" value="approve";
                (inputs.date("posted_on", key::EXPENSE_APPROVE_ON))
                (ui::submit(&visit.say(key::EXPENSE_APPROVE)))
            }
        }
        section.card {
            h2 { (visit.say(key::EXPENSE_REFUSE)) }
            form.sheet method="post" action=(here) novalidate {
                (ui::hidden(visit, &Form::blank()))
                input type="hidden" name="then" value="refuse";
                (inputs.text("reason", key::EXPENSE_REASON).hint(key::EXPENSE_REASON_HINT).attribute("autocomplete", "off").attribute("maxlength", "200"))
                div.acts { button.button.danger type="submit" { (visit.say(key::EXPENSE_REFUSE)) } }
            }
        }
    }
}

fn payment(visit: &Visit, expense: &Expense, form: &Form) -> Markup {
    let inputs = Inputs { locale: visit.locale, form };
    let places = PLACES.map(|place| (place.to_owned(), language::named(visit.locale, "place", place)));
    html! {
        section.card {
            h2 { (visit.say(key::EXPENSE_PAY)) }
            form.sheet method="post" action=(visit.here(&format!("{ALL}/{}/payment", expense.id))) novalidate {
                (ui::hidden(visit, form))
                (inputs.radios("place", key::EXPENSE_PLACE, places.into()))
                (inputs.date("posted_on", key::EXPENSE_PAID_ON))
                (ui::submit(&visit.say(key::EXPENSE_PAY)))
            }
        }
    }
}

pub async fn decide(page: Page<DecideExpenses>) -> Reply {
    let id = page.id()?;
    let path = page.api(&format!("{ALL}/{id}"));
    let (done, said) = if page.form.get("then") == "refuse" {
        let input = RefuseExpense { id, reason: page.form.get("reason").to_owned() };
        (page.post::<_, Expense>(&format!("{path}/refusal"), &input).await, key::EXPENSE_REFUSED)
    } else {
        let input = ApproveExpense { id, posted_on: page.form.get("posted_on").to_owned() };
        (page.post::<_, Expense>(&format!("{path}/approval"), &input).await, key::EXPENSE_APPROVED)
    };
    answered(&page, done, said).await
}

pub async fn pay(page: Page<PostEntries>) -> Reply {
    let id = page.id()?;
    let text = |name: &str| page.form.get(name).to_owned();
    let input = PayExpense { id, place: text("place"), posted_on: text("posted_on") };
    let done = page.post::<_, Expense>(&page.api(&format!("{ALL}/{id}/payment")), &input).await;
    answered(&page, done, key::EXPENSE_PAID).await
}

async fn answered(visit: &Visit, done: Result<Expense>, said: language::Key) -> Reply {
    let id = visit.id()?;
    match done {
        Ok(_) => visit.done(&visit.here(&format!("{ALL}/{id}")), said, &[]),
        Err(error) => {
            let form = visit.refused(error)?;
            let expense: Expense = visit.get(&visit.api(&format!("{ALL}/{id}"))).await?;
            expense_page(visit, &expense, &form)
        }
    }
}

pub async fn paper(page: Page<ViewBooks>) -> Reply {
    page.file(&page.api(&format!("/books/expense-papers/{}", page.id()?))).await
}
