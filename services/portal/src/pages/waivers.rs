//! Waiving something owed, and undoing that.

use crate::fields::Fields;
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Inputs};
use crate::visit::Visit;
use contracts::charges::{Charge, ChargeOfMember, UndoWaiver, WaiveCharge, WaiverOfMember};
use kernel::Money;
use kernel::permission::{SetFee, ViewMembers};
use language::key;
use maud::{Markup, html};

/// Where one goes on: the member's record, for whoever may see it.
fn target(visit: &Visit, charge: &Charge) -> String {
    if visit.may::<ViewMembers>() { format!("/members/{}", charge.member) } else { "/dues/arrears".into() }
}

fn facts(visit: &Visit, found: &ChargeOfMember) -> Vec<(String, Markup)> {
    let (person, charge) = (ui::person(visit.locale, found.member_name_ar.as_deref(), found.member_name_fr.as_deref()), &found.charge);
    vec![
        (
            visit.say(key::PAYMENT_MEMBER),
            html! { (person) " " span.muted { (visit.say(key::MEMBER_NUMBER)) " " (ui::ltr(found.member_number)) } },
        ),
        (visit.say(key::CHARGE_TITLE), super::charges::name(visit, charge)),
        (visit.say(key::CHARGE_DUE_ON), ui::date(visit.locale, charge.due_on)),
        (visit.say(key::CHARGE_AMOUNT), ui::amount(visit.locale, charge.amount)),
        (visit.say(key::CHARGE_OPEN), ui::amount(visit.locale, charge.open)),
    ]
}

pub async fn waive_form(page: Page<SetFee>) -> Reply {
    waive_page(&page, &Form::with(Fields::default())).await
}

async fn waive_page(visit: &Visit, form: &Form) -> Reply {
    let id = visit.id()?;
    let found: ChargeOfMember = visit.get(&visit.api(&format!("/dues/charges/{id}"))).await?;
    let (inputs, charge) = (Inputs { locale: visit.locale, form }, &found.charge);
    let title = visit.say(key::WAIVE_TITLE);
    let target = target(visit, charge);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here(&target), &visit.say(key::MEMBER_DUES_TITLE)))
        h1 { (title) }
        p { (visit.say(key::WAIVE_LEAD)) }
        section.card { (ui::facts(facts(visit, &found))) }
        @if charge.open > Money::ZERO {
            form.sheet method="post" action=(visit.here(&format!("/dues/charges/{id}/waive"))) novalidate {
                (ui::hidden(visit, form))
                (inputs.amount("amount", key::WAIVE_AMOUNT).hint(key::WAIVE_AMOUNT_HINT).optional_unsaid())
                (inputs.text("reason", key::WAIVE_REASON).hint(key::WAIVE_REASON_HINT).attribute("maxlength", "300").attribute("enterkeyhint", "done"))
                div.acts { button.button.danger type="submit" { (visit.say(key::WAIVE_ACT)) } }
            }
        }
    };
    visit.form_page(&title, form, body)
}

pub async fn waive(page: Page<SetFee>) -> Reply {
    let id = page.id()?;
    let input = WaiveCharge { id, amount: page.form.get("amount").into(), reason: page.form.get("reason").into() };
    match page.post::<_, ChargeOfMember>(&page.api(&format!("/dues/charges/{id}/waiver")), &input).await {
        Ok(found) => {
            let target = target(&page, &found.charge);
            let open = language::money(found.charge.open, page.locale);
            page.done(&page.here(&target), key::WAIVE_DONE, &[("amount", (&open).into())])
        }
        Err(error) => waive_page(&page, &page.refused(error)?).await,
    }
}

pub async fn undo_form(page: Page<SetFee>) -> Reply {
    undo_page(&page, &Form::blank()).await
}

async fn undo_page(page: &Page<SetFee>, form: &Form) -> Reply {
    let id = page.id()?;
    let WaiverOfMember { waiver, charge } = page.get(&page.api(&format!("/dues/waivers/{id}"))).await?;
    let inputs = Inputs { locale: page.locale, form };
    let title = page.say(key::WAIVER_UNDO_TITLE);
    let mut rows = facts(page, &charge);
    rows.extend([
        (page.say(key::WAIVER_AMOUNT), ui::amount(page.locale, waiver.amount)),
        (page.say(key::WAIVER_ON), ui::date(page.locale, waiver.waived_on)),
        (page.say(key::WAIVE_REASON), ui::name(&waiver.reason)),
    ]);
    if let Some(undone) = &waiver.undone {
        rows.push((
            page.say(key::WAIVER_IS_UNDONE),
            html! { (ui::date(page.locale, undone.on)) " · " (ui::name(&undone.by)) " · " (ui::name(&undone.reason)) },
        ));
    }
    let body = html! {
        (ui::error_summary(page.locale, form))
        (ui::back(&page.here(&target(page, &charge.charge)), &page.say(key::MEMBER_DUES_TITLE)))
        h1 { (title) }
        p { (page.say(key::WAIVER_UNDO_LEAD)) }
        section.card { (ui::facts(rows)) }
        @if waiver.undone.is_none() {
            form.sheet method="post" action=(page.here(&format!("/dues/waivers/{id}/undo"))) novalidate {
                (ui::hidden(page, form))
                (inputs.text("reason", key::WAIVER_UNDO_REASON).hint(key::WAIVER_UNDO_REASON_HINT).attribute("maxlength", "300").attribute("enterkeyhint", "done"))
                div.acts { button.button.danger type="submit" { (page.say(key::WAIVER_UNDO_ACT)) } }
            }
        }
    };
    page.form_page(&title, form, body)
}

pub async fn undo(page: Page<SetFee>) -> Reply {
    let id = page.id()?;
    let input = UndoWaiver { id, reason: page.form.get("reason").into() };
    match page.post::<_, ChargeOfMember>(&page.api(&format!("/dues/waivers/{id}/undoing")), &input).await {
        Ok(found) => {
            let open = language::money(found.charge.open, page.locale);
            page.done(&page.here(&target(&page, &found.charge)), key::WAIVER_UNDO_DONE, &[("amount", (&open).into())])
        }
        Err(error) => undo_page(&page, &page.refused(error)?).await,
    }
}
