//! Taking a payment back by a counter-receipt.

use crate::fields::Fields;
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Inputs};
use contracts::cheques::ReturnCheque;
use contracts::dues::{CancelPayment, Method, Payment};
use kernel::permission::{CancelPayments, Permission, ViewDues};
use language::key;
use maud::html;

pub async fn form(page: Page<CancelPayments>) -> Reply {
    let payment: Payment = page.get(&page.api(&format!("/dues/payments/{}", page.id()?))).await?;
    let today = language::short_date(page.state.clock().today());
    let values = Fields::of([("method", payment.method.code()), ("cancelled_on", &today)]);
    cancel_page(&page, &Form::with(values)).await
}

async fn cancel_page<P: Permission>(page: &Page<P>, form: &Form) -> Reply {
    let id = page.id()?;
    let payment: Payment = page.get(&page.api(&format!("/dues/payments/{id}"))).await?;
    let inputs = Inputs { locale: page.locale, form };
    let title = page.say(key::CANCEL_TITLE);
    let here = page.here(&format!("/dues/payments/{id}"));
    // a cheque that is in hand goes back itself
    let in_hand = payment.method == Method::Cheque && payment.deposit.is_none();
    let ways = Method::ALL.into_iter().filter(|method| !in_hand || *method == Method::Cheque);
    let methods = ways.map(|method| (method.code().to_owned(), language::named(page.locale, "method", method.code())));
    let body = html! {
        (ui::error_summary(page.locale, form))
        (ui::back(&here, &page.say_with(key::RECEIPT_TITLE, &[("receipt", (&payment.receipt).into())])))
        h1 { (title) }
        p { (page.say(key::CANCEL_LEAD)) }
        section.card { (ui::facts(super::payments::facts(page, &payment))) }
        form.sheet method="post" action={ (here) "/cancel" } novalidate {
            (ui::hidden(page, form))
            (inputs.text("reason", key::CANCEL_REASON).hint(key::CANCEL_REASON_HINT).attribute("maxlength", "300").attribute("enterkeyhint", "next"))
            (inputs.radios("method", key::CANCEL_METHOD, methods.collect()))
            (inputs.date("cancelled_on", key::CANCEL_ON).attribute("enterkeyhint", "done"))
            div.acts { button.button.danger type="submit" { (page.say(key::CANCEL_ACT)) } }
        }
    };
    page.form_page(&title, form, body)
}

pub async fn cancel(page: Page<CancelPayments>) -> Reply {
    let id = page.id()?;
    let text = |name: &str| page.form.get(name).to_owned();
    let input = CancelPayment { id, reason: text("reason"), method: text("method"), cancelled_on: text("cancelled_on") };
    match page.post::<_, Payment>(&page.api(&format!("/dues/payments/{id}/cancellation")), &input).await {
        Ok(payment) => {
            let receipt = payment.cancellation.map(|taken| taken.receipt).unwrap_or_default();
            page.done(&page.here(&format!("/dues/payments/{id}")), key::CANCEL_DONE, &[("receipt", (&receipt).into())])
        }
        Err(error) => cancel_page(&page, &page.refused(error)?).await,
    }
}

pub async fn unpaid_form(page: Page<CancelPayments>) -> Reply {
    let today = language::short_date(page.state.clock().today());
    unpaid_page(&page, &Form::with(Fields::of([("returned_on", &today)]))).await
}

async fn unpaid_page(page: &Page<CancelPayments>, form: &Form) -> Reply {
    let id = page.id()?;
    let payment: Payment = page.get(&page.api(&format!("/dues/payments/{id}"))).await?;
    let inputs = Inputs { locale: page.locale, form };
    let title = page.say(key::UNPAID_TITLE);
    let here = page.here(&format!("/dues/payments/{id}"));
    let body = html! {
        (ui::error_summary(page.locale, form))
        (ui::back(&here, &page.say_with(key::RECEIPT_TITLE, &[("receipt", (&payment.receipt).into())])))
        h1 { (title) }
        p { (page.say(key::UNPAID_LEAD)) }
        section.card { (ui::facts(super::payments::facts(page, &payment))) }
        form.sheet method="post" action={ (here) "/unpaid" } novalidate {
            (ui::hidden(page, form))
            (inputs.text("reason", key::UNPAID_REASON).hint(key::UNPAID_REASON_HINT).attribute("maxlength", "300").attribute("enterkeyhint", "next"))
            (inputs.date("returned_on", key::UNPAID_ON).attribute("enterkeyhint", "done"))
            div.acts { button.button.danger type="submit" { (page.say(key::UNPAID_ACT)) } }
        }
    };
    page.form_page(&title, form, body)
}

pub async fn unpaid(page: Page<CancelPayments>) -> Reply {
    let id = page.id()?;
    let text = |name: &str| page.form.get(name).to_owned();
    let input = ReturnCheque { id, reason: text("reason"), returned_on: text("returned_on") };
    match page.post::<_, Payment>(&page.api(&format!("/dues/payments/{id}/unpaid")), &input).await {
        Ok(payment) => {
            let receipt = payment.cancellation.map(|taken| taken.receipt).unwrap_or_default();
            page.done(&page.here(&format!("/dues/payments/{id}")), key::UNPAID_DONE, &[("receipt", (&receipt).into())])
        }
        Err(error) => unpaid_page(&page, &page.refused(error)?).await,
    }
}

pub async fn pdf(page: Page<ViewDues>) -> Reply {
    page.file(&page.api(&format!("/dues/payments/{}/counter-receipt", page.id()?))).await
}
