//! What a member owes, on the member's record.

use crate::fields::with_query;
use crate::ui::{self, Column, Table, Tone};
use crate::visit::Visit;
use contracts::charges::{Charge, MemberDues, Waiver};
use kernel::permission::{RecordPayments, SetFee, ViewDues};
use kernel::{Money, Result};
use language::key;
use maud::{Markup, html};
use uuid::Uuid;

async fn of(visit: &Visit, member: Uuid) -> Result<MemberDues> {
    visit.get(&visit.api(&format!("/members/{member}/dues"))).await
}

/// `Cotisation annuelle 2026`
pub fn name(visit: &Visit, charge: &Charge) -> Markup {
    // one piece: the cells of a phone's cards set theirs side by side
    html! { span { (language::named(visit.locale, "charge", charge.kind.code())) " " (ui::ltr(&charge.period)) } }
}

/// On the member's record: every line, and how they stand together.
pub async fn section(visit: &Visit, member: Uuid) -> Result<Markup> {
    if !visit.may::<ViewDues>() {
        return Ok(html! {});
    }
    let dues = of(visit, member).await?;
    Ok(html! {
        section.stack #dues {
            h2 { (visit.say(key::MEMBER_DUES_TITLE)) }
            @if dues.charges.is_empty() {
                p.muted { (visit.say(key::MEMBER_DUES_NONE)) }
            } @else {
                ul.tiles {
                    (ui::figure(&visit.say(key::MEMBER_DUES_BALANCE), &ui::amount(visit.locale, dues.balance.max(Money::ZERO))))
                    @if dues.advance > Money::ZERO { (ui::figure(&visit.say(key::MEMBER_DUES_ADVANCE), &ui::amount(visit.locale, dues.advance))) }
                }
                (lines(visit, member, &dues))
                (super::instalments::on_record(visit, member, &dues))
            }
            (given_back(visit, &dues))
        }
    })
}

fn lines(visit: &Visit, member: Uuid, dues: &MemberDues) -> Markup {
    let columns = vec![
        Column::text(visit.say(key::CHARGE_TITLE)),
        Column::text(visit.say(key::CHARGE_DUE_ON)),
        Column::number(visit.say(key::CHARGE_AMOUNT)),
        Column::number(visit.say(key::CHARGE_PAID)),
        Column::number(visit.say(key::CHARGE_WAIVED)),
        Column::number(visit.say(key::CHARGE_OPEN)),
        Column::text(visit.say(key::CHARGE_ACTS)),
    ];
    let mut table = Table::new(visit.say(key::MEMBER_DUES_TITLE), columns).quiet();
    for charge in &dues.charges {
        table.row(vec![
            name(visit, charge),
            ui::date(visit.locale, charge.due_on),
            ui::amount(visit.locale, charge.amount),
            ui::amount_or_blank(visit.locale, charge.paid),
            ui::amount_or_blank(visit.locale, charge.waived),
            ui::amount(visit.locale, charge.open),
            acts(visit, member, charge),
        ]);
    }
    html! { (table) }
}

/// Paying and waiving what is open.
pub fn acts(visit: &Visit, member: Uuid, charge: &Charge) -> Markup {
    let (member, year, amount) = (member.to_string(), charge.year.to_string(), super::payments::plain(charge.open));
    let pay = [("member", Some(member.as_str())), ("year", Some(&year)), ("amount", Some(&amount))];
    html! {
        @if charge.open > Money::ZERO {
            @if visit.may::<RecordPayments>() { a href=(with_query(&visit.here("/dues/payments/new"), &pay)) { (visit.say(key::ARREARS_PAY)) } " " }
            @if visit.may::<SetFee>() { a href=(visit.here(&format!("/dues/charges/{}/waive", charge.id))) { (visit.say(key::WAIVE_LINK)) } }
        } @else { "—" }
    }
}

/// Waivers with their reasons, refunds with their documents.
fn given_back(visit: &Visit, dues: &MemberDues) -> Markup {
    html! {
        @if !dues.waivers.is_empty() {
            h3 { (visit.say(key::WAIVERS_TITLE)) }
            ul { @for waiver in &dues.waivers { li { (waived(visit, waiver)) } } }
        }
        @if !dues.refunds.is_empty() {
            h3 { (visit.say(key::REFUNDS_TITLE)) }
            ul {
                @for refund in &dues.refunds {
                    li {
                        (ui::date(visit.locale, refund.refunded_on)) " · " (ui::amount(visit.locale, refund.amount)) " · "
                        a href=(visit.here(&format!("/dues/refunds/{}/receipt.pdf", refund.id))) { (ui::ltr(&refund.receipt)) }
                    }
                }
            }
        }
    }
}

fn waived(visit: &Visit, waiver: &Waiver) -> Markup {
    html! {
        (ui::date(visit.locale, waiver.waived_on)) " · " (ui::amount(visit.locale, waiver.amount)) " · " (ui::name(&waiver.reason)) " "
        @if let Some(undone) = &waiver.undone {
            (ui::chip(Tone::Bad, &visit.say(key::WAIVER_IS_UNDONE))) " " (ui::date(visit.locale, undone.on)) " · " (ui::name(&undone.reason))
        } @else if visit.may::<SetFee>() {
            a href=(visit.here(&format!("/dues/waivers/{}/undo", waiver.id))) { (visit.say(key::WAIVER_UNDO)) }
        }
    }
}

/// For the page on which somebody leaves: what is still due stays due.
pub async fn still_due(visit: &Visit, member: Uuid) -> Result<Markup> {
    if !visit.may::<ViewDues>() {
        return Ok(html! {});
    }
    let dues = of(visit, member).await?;
    let amount = language::money(dues.balance, visit.locale);
    Ok(html! {
        @if dues.balance > Money::ZERO {
            p.banner { (visit.say_with(key::MEMBER_DUES_STILL, &[("amount", (&amount).into())])) }
            ul { @for charge in dues.charges.iter().filter(|charge| charge.open > Money::ZERO) { li { (name(visit, charge)) ": " (ui::amount(visit.locale, charge.open)) } } }
        }
    })
}
