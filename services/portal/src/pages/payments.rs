//! Payments of dues and their receipts.

use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Inputs, Table, Tone};
use crate::visit::Visit;
use contracts::dues::{Cancellation, Fee, Method, Payment, RecordPayment};
use contracts::members::Member;
use kernel::permission::{CancelPayments, RecordPayments, ViewBooks, ViewDues, ViewMembers};
use kernel::{Money, Result};
use language::key;
use maud::{Markup, html};
use uuid::Uuid;

pub fn table(visit: &Visit, payments: &[Payment], with_member: bool) -> Markup {
    if payments.is_empty() {
        return html! { p.muted { (visit.say(key::PAYMENTS_NONE)) } };
    }
    let mut columns = vec![Column::text(visit.say(key::RECEIPT_NUMBER))];
    if with_member {
        columns.push(Column::text(visit.say(key::PAYMENT_MEMBER)));
    }
    columns.extend([
        Column::text(visit.say(key::PAYMENT_PAID_ON)),
        Column::text(visit.say(key::PAYMENT_METHOD)),
        Column::number(visit.say(key::PAYMENT_AMOUNT)),
    ]);
    let mut table = Table::new(visit.say(key::PAYMENTS_TITLE), columns).quiet();
    for payment in payments {
        let mut cells = vec![html! { a href=(visit.here(&format!("/dues/payments/{}", payment.id))) { (ui::ltr(&payment.receipt)) } }];
        if with_member {
            let others = i64::try_from(payment.covered.len()).unwrap_or_default() - 1;
            cells.push(html! {
                (ui::person(visit.locale, payment.member_name_ar.as_deref(), payment.member_name_fr.as_deref()))
                @if others > 0 { " " span.muted { (visit.say_with(key::PAYMENT_AND_OTHERS, &[("count", others.into())])) } }
            });
        }
        cells.extend([
            ui::date(visit.locale, payment.paid_on),
            html! {
                (language::named(visit.locale, "method", payment.method.code()))
                @if let Some(reference) = &payment.reference { " " span.muted { (ui::ltr(reference)) } }
            },
            html! {
                (ui::amount(visit.locale, payment.amount))
                @if !with_member && !payment.covered.is_empty() { " " span.muted { (count_of(visit, payment)) } }
                @if let Some(taken) = &payment.cancellation {
                    " " (ui::chip(Tone::Bad, &visit.say(if taken.unpaid { key::PAYMENT_IS_UNPAID } else { key::PAYMENT_CANCELLED })))
                }
            },
        ]);
        table.row(cells);
    }
    html! { (table) }
}

/// `?member=` and `?year=` fill the form: from a member's page only the method is left to choose.
pub async fn record_form(page: Page<RecordPayments>) -> Reply {
    let today = page.state.clock().today();
    let this_year = super::dues_years::period(&page).await?.year.to_string();
    let year = page.query.given("year").unwrap_or(&this_year);
    let fees: Vec<Fee> = page.list(&page.api("/dues/fees")).await?;
    let fee = fees.iter().find(|fee| fee.year.to_string() == year);
    let amount = page.query.given("amount").map(str::to_owned).or_else(|| fee.map(|fee| plain(fee.amount))).unwrap_or_default();
    let paid_on = language::short_date(today);
    let values = Fields::of([
        ("member", page.query.get("member")),
        ("year", year),
        ("amount", &amount),
        ("method", Method::Cash.code()),
        ("paid_on", &paid_on),
    ]);
    record_page(&page, &Form::with(values), fees.is_empty()).await
}

/// As somebody would type it.
pub fn plain(amount: kernel::Money) -> String {
    let (whole, cents) = (amount.in_centimes() / 100, amount.in_centimes() % 100);
    if cents == 0 { whole.to_string() } else { format!("{whole},{cents:02}") }
}

/// The member, when the form names one by id. One who does not exist is for the service to tell.
async fn named_member(visit: &Visit, form: &Form) -> Result<Option<Member>> {
    let Ok(id) = form.value("member").parse::<Uuid>() else { return Ok(None) };
    match visit.get(&visit.api(&format!("/members/{id}"))).await {
        Ok(member) => Ok(Some(member)),
        Err(error) if error.kind() == kernel::Kind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

async fn record_page(visit: &Visit, form: &Form, no_fee: bool) -> Reply {
    let inputs = Inputs { locale: visit.locale, form };
    let member = named_member(visit, form).await?;
    let title = visit.say(key::PAYMENT_RECORD);
    let methods = Method::ALL.map(|method| (method.code().to_owned(), language::named(visit.locale, "method", method.code())));
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/dues"), &visit.say(key::DUES_TITLE)))
        h1 { (title) }
        p { a href=(together(visit, form)) { (visit.say(key::PAYMENT_TOGETHER_LINK)) } }
        @if no_fee { p.banner { (visit.say(key::PAYMENT_NO_FEE)) " " a href=(visit.here("/dues/fee")) { (visit.say(key::FEE_SET)) } } }
        form.sheet method="post" action=(visit.here("/dues/payments/new")) novalidate {
            (ui::hidden(visit, form))
            @if let Some(member) = &member {
                div.field {
                    p.hint { (visit.say(key::PAYMENT_MEMBER)) }
                    p { (ui::person(visit.locale, member.name_ar.as_deref(), member.name_fr.as_deref())) " " span.muted { (visit.say(key::MEMBER_NUMBER)) " " (ui::ltr(member.number)) } }
                    input #member type="hidden" name="member" value=(member.id);
                }
            } @else {
                (inputs.digits("member", key::PAYMENT_MEMBER_NUMBER).hint(key::PAYMENT_MEMBER_HINT).attribute("autocomplete", "off").attribute("enterkeyhint", "next"))
            }
            div.pair {
                (inputs.digits("year", key::PAYMENT_YEAR).attribute("autocomplete", "off").attribute("maxlength", "4"))
                (inputs.amount("amount", key::PAYMENT_AMOUNT_DH))
            }
            (inputs.radios("method", key::PAYMENT_METHOD, methods.into()))
            (means(inputs))
            (inputs.date("paid_on", key::PAYMENT_PAID_ON).attribute("enterkeyhint", "done"))
            (inputs.checks("advance", key::PAYMENT_ADVANCE, vec![("yes".into(), visit.say(key::PAYMENT_ADVANCE_YES))]))
            (ui::association_notice(visit, ui::Purpose::Dues).await)
            (ui::submit(&visit.say(key::PAYMENT_ACT)))
        }
    };
    visit.form_page(&title, form, body)
}

/// Where somebody else pays, or for several, with what is known already.
fn together(visit: &Visit, form: &Form) -> String {
    let given = |name: &str| Some(form.value(name)).filter(|value| !value.is_empty());
    let known = [("member", given("member")), ("year", given("year")), ("amount", given("amount"))];
    with_query(&visit.here("/dues/payments/together"), &known)
}

/// What belongs to a means of payment, next to its choice.
pub fn means(inputs: Inputs<'_>) -> Markup {
    html! {
        div.not-cash { (inputs.text("reference", key::PAYMENT_REFERENCE).hint(key::PAYMENT_REFERENCE_HINT).optional_unsaid().attribute("autocomplete", "off").attribute("dir", "ltr").attribute("maxlength", "60")) }
        div.stack.of-cheque {
            (inputs.text("bank", key::PAYMENT_BANK).optional().attribute("autocomplete", "off").attribute("maxlength", "80"))
            (inputs.text("drawer", key::PAYMENT_DRAWER).hint(key::PAYMENT_DRAWER_HINT).optional().attribute("autocomplete", "off").attribute("maxlength", "120"))
        }
    }
}

pub async fn record(page: Page<RecordPayments>) -> Reply {
    let input: RecordPayment = page.form.input()?;
    match page.post::<_, Payment>(&page.api("/dues/payments"), &input).await {
        Ok(payment) => {
            page.done(&page.here(&format!("/dues/payments/{}", payment.id)), key::PAYMENT_DONE, &[("receipt", (&payment.receipt).into())])
        }
        Err(error) => record_page(&page, &page.refused(error)?, false).await,
    }
}

pub async fn show(page: Page<ViewDues>) -> Reply {
    let payment: Payment = page.get(&page.api(&format!("/dues/payments/{}", page.id()?))).await?;
    let here = page.here(&format!("/dues/payments/{}", payment.id));
    let title = page.say_with(key::RECEIPT_TITLE, &[("receipt", (&payment.receipt).into())]);
    let acts = html! {
        @if payment.advance_remaining > Money::ZERO && page.may::<CancelPayments>() { a.button href={ (here) "/refund" } { (page.say(key::REFUND_LINK)) } }
        @if payment.cancellation.is_none() && payment.method == Method::Cheque && page.may::<CancelPayments>() { a.button href={ (here) "/unpaid" } { (page.say(key::UNPAID_LINK)) } }
        @if payment.cancellation.is_none() && page.may::<CancelPayments>() { a.button href={ (here) "/cancel" } { (page.say(key::CANCEL_PAYMENT)) } }
        @if page.may::<RecordPayments>() { a.button href=(page.here("/dues/payments/new")) { (page.say(key::PAYMENT_ANOTHER)) } }
        a.button.primary href={ (here) "/receipt.pdf" } { (page.say(key::RECEIPT_PDF)) }
    };
    let body = html! {
        (ui::back(&page.here("/dues"), &page.say(key::DUES_TITLE)))
        (ui::head(&html! { (page.say(key::RECEIPT)) " " (ui::ltr(&payment.receipt)) }, None, &acts))
        @if let Some(taken) = &payment.cancellation { (cancelled(&page, &here, taken)) }
        section.card { (ui::facts(facts(&page, &payment))) }
        (super::payers::covered(&page, &payment.covered))
        section.card {
            h2 { (page.say(key::RECEIPT_PROOFS)) }
            @if page.may::<ViewBooks>() {
                p { a href=(format!("{}?source={}", page.here("/books/journal"), payment.id)) { (page.say(key::RECEIPT_ENTRY)) } }
            }
            @if let Some(check) = check_path(&payment.check_url) {
                p { a href=(check) { (page.say(key::RECEIPT_CHECK_LINK)) } }
            }
        }
    };
    page.page(&title, body)
}

fn cancelled(visit: &Visit, here: &str, taken: &Cancellation) -> Markup {
    html! {
        section.card {
            h2 { (ui::chip(Tone::Bad, &visit.say(if taken.unpaid { key::PAYMENT_IS_UNPAID } else { key::PAYMENT_CANCELLED }))) }
            (ui::facts(vec![
                (visit.say(key::COUNTER_RECEIPT), ui::ltr(&taken.receipt)),
                (visit.say(key::CANCEL_REASON), ui::name(&taken.reason)),
                (visit.say(key::CANCEL_METHOD), html! { (language::named(visit.locale, "method", taken.method.code())) }),
                (visit.say(key::CANCEL_ON), ui::date(visit.locale, taken.cancelled_on)),
                (visit.say(key::PAYMENT_CANCELLED_BY), ui::name(&taken.recorded_by)),
            ]))
            div.acts { a.button href={ (here) "/counter-receipt.pdf" } { (visit.say(key::COUNTER_RECEIPT_PDF)) } }
        }
    }
}

/// The path of the receipt's public page, whatever host its printed address names.
fn check_path(url: &str) -> Option<&str> {
    let path = url.find("/a/").map(|at| &url[at..])?;
    crate::page::local_path(path)
}

pub fn facts(visit: &Visit, payment: &Payment) -> Vec<(String, Markup)> {
    // an auditor sees the dues and no member's page
    let member = visit.may::<ViewMembers>().then(|| visit.here(&format!("/members/{}", payment.member)));
    let name = ui::person(visit.locale, payment.member_name_ar.as_deref(), payment.member_name_fr.as_deref());
    let mut facts = Vec::new();
    if let Some(payer) = &payment.payer {
        facts.push((visit.say(key::PAYMENT_PAYER), super::payers::payer(visit, payer)));
    }
    if payment.covered.is_empty() {
        let shown = html! {
            @if let Some(member) = member { a href=(member) { (name) } } @else { (name) }
            " " span.muted { (visit.say(key::MEMBER_NUMBER)) " " (ui::ltr(payment.member_number)) }
        };
        facts.push((visit.say(key::PAYMENT_MEMBER), shown));
    } else {
        facts.push((visit.say(key::PAYMENT_COVERED), html! { (count_of(visit, payment)) }));
    }
    facts.extend([
        (visit.say(key::PAYMENT_YEAR), ui::ltr(&payment.period)),
        (visit.say(key::PAYMENT_AMOUNT), ui::amount(visit.locale, payment.amount)),
        (visit.say(key::PAYMENT_METHOD), html! { (language::named(visit.locale, "method", payment.method.code())) }),
    ]);
    if payment.advance > Money::ZERO {
        facts.push((visit.say(key::PAYMENT_OF_ADVANCE), ui::amount(visit.locale, payment.advance)));
        facts.push((visit.say(key::PAYMENT_ADVANCE_LEFT), ui::amount(visit.locale, payment.advance_remaining)));
    }
    if let Some(reference) = &payment.reference {
        let label = if payment.method == Method::Cheque { key::PAYMENT_CHEQUE_NUMBER } else { key::PAYMENT_OPERATION };
        facts.push((visit.say(label), ui::ltr(reference)));
    }
    for (label, known) in [(key::PAYMENT_BANK, &payment.bank), (key::PAYMENT_DRAWER, &payment.drawer)] {
        facts.extend(known.as_ref().map(|known| (visit.say(label), ui::name(known))));
    }
    if let Some(slip) = &payment.deposit {
        let link = html! { a href=(visit.here(&format!("/dues/deposits/{}", slip.id))) { (ui::ltr(&slip.slip)) } " · " (ui::date(visit.locale, slip.deposited_on)) };
        facts.push((visit.say(key::DEPOSIT_SLIP), link));
    } else if payment.method == Method::Cheque && payment.cancellation.is_none() {
        let link = html! { a href=(visit.here("/dues/cheques")) { (visit.say(key::CHEQUE_IN_HAND)) } };
        facts.push((visit.say(key::DEPOSIT_SLIP), link));
    }
    facts.extend([
        (visit.say(key::PAYMENT_PAID_ON), ui::date(visit.locale, payment.paid_on)),
        (visit.say(key::PAYMENT_RECORDED_BY), ui::name(&payment.recorded_by)),
        (visit.say(key::PAYMENT_RECORDED_AT), ui::moment(visit.locale, payment.recorded_at)),
    ]);
    facts
}

/// For how many members it is.
fn count_of(visit: &Visit, payment: &Payment) -> String {
    let count = i64::try_from(payment.covered.len()).unwrap_or_default();
    visit.say_with(key::PAYMENT_COVERED_COUNT, &[("count", count.into())])
}

/// With the filters of the list.
pub async fn csv(page: Page<ViewDues>) -> Reply {
    page.file(&with_query(&page.api("/dues/payments.csv"), &[("year", page.query.given("year"))])).await
}

pub async fn receipt_pdf(page: Page<ViewDues>) -> Reply {
    page.file(&page.api(&format!("/dues/payments/{}/receipt", page.id()?))).await
}
