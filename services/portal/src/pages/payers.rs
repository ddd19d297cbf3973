//! A payment that somebody else makes, or that is for several members.

use crate::fields::Fields;
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Inputs, Table};
use crate::visit::Visit;
use contracts::dues::{Covered, MOST_COVERED, Method, PayFor, Payer, Payment, RecordPayment};
use contracts::members::Member;
use kernel::permission::{RecordPayments, ViewMembers};
use kernel::{Money, Result};
use language::key;
use maud::{Markup, html};
use uuid::Uuid;

/// Lines shown at first, and added each time more are asked for.
const LINES: usize = 4;

/// The field of a line, named as the API names it in its errors.
fn field(line: usize, name: &str) -> String {
    format!("covered.{line}.{name}")
}

/// `?member=` is the first of those whom it is for.
pub async fn form(page: Page<RecordPayments>) -> Reply {
    let today = page.state.clock().today();
    let this_year = super::dues_years::period(&page).await?.year.to_string();
    let mut values = Fields::of([
        ("year", page.query.given("year").unwrap_or(&this_year)),
        ("method", Method::Cash.code()),
        ("paid_on", &language::short_date(today)),
    ]);
    if let Some(member) = first(&page).await? {
        values.push(&field(0, "member"), &member.number.to_string());
        values.push(&field(0, "amount"), page.query.get("amount"));
    }
    show(&page, &Form::with(values), LINES)
}

/// By number, as people know it; one who does not exist is typed by hand.
async fn first(page: &Page<RecordPayments>) -> Result<Option<Member>> {
    let Some(id) = page.query.given("member").and_then(|id| id.parse::<Uuid>().ok()).filter(|_| page.may::<ViewMembers>()) else {
        return Ok(None);
    };
    match page.get(&page.api(&format!("/members/{id}"))).await {
        Ok(member) => Ok(Some(member)),
        Err(error) if error.kind() == kernel::Kind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn lines_of(form: &Fields) -> usize {
    form.get("lines").parse().unwrap_or(LINES).clamp(1, MOST_COVERED)
}

fn show(visit: &Visit, form: &Form, lines: usize) -> Reply {
    let inputs = Inputs { locale: visit.locale, form };
    let title = visit.say(key::PAYMENT_TOGETHER_TITLE);
    let methods = Method::ALL.map(|method| (method.code().to_owned(), language::named(visit.locale, "method", method.code())));
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/dues"), &visit.say(key::DUES_TITLE)))
        h1 { (title) }
        p.lead { (visit.say(key::PAYMENT_TOGETHER_LEAD)) }
        form.sheet method="post" action=(visit.here("/dues/payments/together")) novalidate {
            (ui::hidden(visit, form))
            input type="hidden" name="lines" value=(lines);
            (who_pays(visit, inputs))
            fieldset.field {
                legend { (visit.say(key::PAYMENT_COVERED)) }
                p.hint { (visit.say(key::PAYMENT_COVERED_HINT)) }
                @for line in 0..lines { (line_fields(visit, inputs, line)) }
                @if lines < MOST_COVERED { button.button type="submit" name="more" value="yes" formnovalidate { (visit.say(key::PAYMENT_MORE_LINES)) } }
            }
            div.pair {
                (inputs.digits("year", key::PAYMENT_YEAR).attribute("autocomplete", "off").attribute("maxlength", "4"))
                (inputs.amount("amount", key::PAYMENT_SUM).hint(key::PAYMENT_SUM_HINT).optional_unsaid())
            }
            (inputs.radios("method", key::PAYMENT_METHOD, methods.into()))
            (super::payments::means(inputs))
            (inputs.date("paid_on", key::PAYMENT_PAID_ON).attribute("enterkeyhint", "done"))
            (inputs.checks("advance", key::PAYMENT_ADVANCE, vec![("yes".into(), visit.say(key::PAYMENT_ADVANCE_YES))]))
            (ui::submit(&visit.say(key::PAYMENT_ACT)))
        }
    };
    visit.form_page(&title, form, body)
}

fn who_pays(visit: &Visit, inputs: Inputs<'_>) -> Markup {
    html! {
        fieldset.field {
            legend { (visit.say(key::PAYMENT_WHO_PAYS)) }
            p.hint { (visit.say(key::PAYMENT_WHO_PAYS_HINT)) }
            (inputs.digits("payer_member", key::PAYMENT_PAYER_MEMBER).optional_unsaid().attribute("autocomplete", "off"))
            (inputs.text("payer", key::PAYMENT_PAYER_OTHER).hint(key::PAYMENT_PAYER_OTHER_HINT).optional_unsaid().attribute("autocomplete", "off").attribute("maxlength", "120"))
            (inputs.text("payer_identifier", key::PAYMENT_PAYER_IDENTIFIER).hint(key::PAYMENT_PAYER_IDENTIFIER_HINT).optional().attribute("autocomplete", "off").attribute("dir", "ltr").attribute("maxlength", "40"))
        }
    }
}

fn line_fields(visit: &Visit, inputs: Inputs<'_>, line: usize) -> Markup {
    let number = (line + 1).to_string();
    let label = |key| visit.say_with(key, &[("line", (&number).into())]);
    html! {
        div.pair {
            (inputs.digits(&field(line, "member"), key::PAYMENT_MEMBER_NUMBER).label_text(label(key::PAYMENT_COVERED_MEMBER)).optional_unsaid().attribute("autocomplete", "off"))
            (inputs.amount(&field(line, "amount"), key::PAYMENT_AMOUNT_DH).label_text(label(key::PAYMENT_COVERED_AMOUNT)).optional_unsaid())
        }
    }
}

pub async fn record(page: Page<RecordPayments>) -> Reply {
    let lines = lines_of(&page.form);
    if page.form.has("more", "yes") {
        return show(&page, &Form::with(page.form.clone().without("more")), (lines + LINES).min(MOST_COVERED));
    }
    let text = |name: &str| page.form.get(name).to_owned();
    let covered = (0..lines).map(|line| PayFor { member: text(&field(line, "member")), amount: text(&field(line, "amount")) });
    let input = RecordPayment {
        member: String::new(),
        year: text("year"),
        amount: text("amount"),
        covered: covered.collect(),
        payer_member: text("payer_member"),
        payer: text("payer"),
        payer_identifier: text("payer_identifier"),
        method: text("method"),
        reference: text("reference"),
        bank: text("bank"),
        drawer: text("drawer"),
        paid_on: text("paid_on"),
        advance: text("advance"),
    };
    match page.post::<_, Payment>(&page.api("/dues/payments"), &input).await {
        Ok(payment) => {
            page.done(&page.here(&format!("/dues/payments/{}", payment.id)), key::PAYMENT_DONE, &[("receipt", (&payment.receipt).into())])
        }
        Err(error) => show(&page, &page.refused(error)?, lines),
    }
}

fn person(visit: &Visit, member: Option<Uuid>, number: Option<i64>, name_ar: Option<&str>, name_fr: Option<&str>) -> Markup {
    let name = ui::person(visit.locale, name_ar, name_fr);
    html! {
        @if let Some(member) = member.filter(|_| visit.may::<ViewMembers>()) { a href=(visit.here(&format!("/members/{member}"))) { (name) } } @else { (name) }
        @if let Some(number) = number { " " span.muted { (visit.say(key::MEMBER_NUMBER)) " " (ui::ltr(number)) } }
    }
}

pub fn payer(visit: &Visit, payer: &Payer) -> Markup {
    html! {
        (person(visit, payer.member, payer.number, payer.name_ar.as_deref(), payer.name_fr.as_deref()))
        @if let Some(identifier) = &payer.identifier { " " span.muted { (ui::ltr(identifier)) } }
    }
}

/// On the payment's page: for whom, and how much.
pub fn covered(visit: &Visit, covered: &[Covered]) -> Markup {
    if covered.is_empty() {
        return html! {};
    }
    let columns = vec![
        Column::text(visit.say(key::PAYMENT_MEMBER)),
        Column::number(visit.say(key::PAYMENT_AMOUNT)),
        Column::number(visit.say(key::PAYMENT_OF_ADVANCE)),
        Column::number(visit.say(key::PAYMENT_ADVANCE_LEFT)),
    ];
    let mut table = Table::new(visit.say(key::PAYMENT_COVERED), columns).quiet();
    for one in covered {
        table.row(vec![
            person(visit, Some(one.member), Some(one.number), one.name_ar.as_deref(), one.name_fr.as_deref()),
            ui::amount(visit.locale, one.amount),
            ui::amount_or_blank(visit.locale, one.advance),
            ui::amount_or_blank(visit.locale, one.advance_remaining),
        ]);
    }
    html! { section.stack { h2 { (visit.say(key::PAYMENT_COVERED)) } (table) } }
}

/// Whose advance can be given back, where that is to be chosen.
pub fn with_advances(visit: &Visit, payment: &Payment) -> Vec<(String, String)> {
    let left = payment.covered.iter().filter(|one| one.advance_remaining > Money::ZERO);
    let choice = |one: &Covered| {
        let name = ui::person_name(visit.locale, one.name_ar.as_deref(), one.name_fr.as_deref());
        (one.member.to_string(), format!("{name} · {}", language::money(one.advance_remaining, visit.locale)))
    };
    left.map(choice).collect()
}
