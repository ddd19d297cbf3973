//! Giving back what a payment left over.

use crate::fields::Fields;
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Inputs};
use crate::visit::Visit;
use contracts::charges::{Refund, RefundAdvance};
use contracts::dues::{Method, Payment};
use kernel::Money;
use kernel::permission::{CancelPayments, ViewDues};
use language::key;
use maud::html;

pub async fn form(page: Page<CancelPayments>) -> Reply {
    let payment: Payment = page.get(&page.api(&format!("/dues/payments/{}", page.id()?))).await?;
    let today = language::short_date(page.state.clock().today());
    refund_page(&page, &payment, &Form::with(Fields::of([("method", payment.method.code()), ("refunded_on", &today)])))
}

fn refund_page(visit: &Visit, payment: &Payment, form: &Form) -> Reply {
    let inputs = Inputs { locale: visit.locale, form };
    let title = visit.say(key::REFUND_TITLE);
    let here = visit.here(&format!("/dues/payments/{}", payment.id));
    let methods = Method::ALL.map(|method| (method.code().to_owned(), language::named(visit.locale, "method", method.code())));
    let whose = super::payers::with_advances(visit, payment);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&here, &visit.say_with(key::RECEIPT_TITLE, &[("receipt", (&payment.receipt).into())])))
        h1 { (title) }
        section.card { (ui::facts(super::payments::facts(visit, payment))) }
        @if payment.advance_remaining > Money::ZERO {
            p { (visit.say(key::REFUND_LEAD)) }
            form.sheet method="post" action={ (here) "/refund" } novalidate {
                (ui::hidden(visit, form))
                @if whose.len() > 1 { (inputs.radios("member", key::REFUND_MEMBER, whose)) }
                (inputs.amount("amount", key::REFUND_AMOUNT).hint(key::REFUND_AMOUNT_HINT).optional_unsaid())
                (inputs.text("reason", key::REFUND_REASON).attribute("maxlength", "300").attribute("enterkeyhint", "next"))
                (inputs.radios("method", key::REFUND_METHOD, methods.into()))
                (inputs.date("refunded_on", key::REFUND_ON).attribute("enterkeyhint", "done"))
                div.acts { button.button.danger type="submit" { (visit.say(key::REFUND_ACT)) } }
            }
        } @else { p.banner { (visit.say(key::REFUND_NONE)) } }
    };
    visit.form_page(&title, form, body)
}

pub async fn refund(page: Page<CancelPayments>) -> Reply {
    let id = page.id()?;
    let text = |name: &str| page.form.get(name).to_owned();
    let input = RefundAdvance {
        id,
        member: text("member"),
        amount: text("amount"),
        reason: text("reason"),
        method: text("method"),
        refunded_on: text("refunded_on"),
    };
    match page.post::<_, Refund>(&page.api(&format!("/dues/payments/{id}/refund")), &input).await {
        Ok(refund) => page.done(&page.here(&format!("/dues/payments/{id}")), key::REFUND_DONE, &[("receipt", (&refund.receipt).into())]),
        Err(error) => {
            let form = page.refused(error)?;
            let payment: Payment = page.get(&page.api(&format!("/dues/payments/{id}"))).await?;
            refund_page(&page, &payment, &form)
        }
    }
}

pub async fn pdf(page: Page<ViewDues>) -> Reply {
    page.file(&page.api(&format!("/dues/refunds/{}/receipt", page.id()?))).await
}
