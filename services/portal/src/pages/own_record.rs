//! A member's own space: what is open, the receipts, what was written to them, what is kept of them. And the
//! board's side of it: whose account a member's record belongs to.

use crate::fields::with_query;
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::pages::member_record::facts;
use crate::ui::{self, Column, Inputs, Table, Tone};
use crate::visit::Visit;
use contracts::Page as Batch;
use contracts::charges::MemberDues;
use contracts::dues::Payment;
use contracts::mandates::Mandate;
use contracts::members::Member;
use contracts::own_record::{Kept, OwnNotice, OwnRecord};
use contracts::people::{MemberSeat, Person, TieSeat};
use contracts::privacy::RightsRequest;
use contracts::{Done, Nothing};
use kernel::permission::{ManageRoles, ViewAssemblies, ViewOwnRecord, ViewRoles};
use kernel::{Money, Result};
use language::key;
use maud::{Markup, html};

/// Letters on the first page; the rest is a tap away.
const FEW: usize = 3;

pub async fn show(page: Page<ViewOwnRecord>) -> Reply {
    let own: OwnRecord = page.get(&page.api("/me")).await?;
    let title = page.say(key::OWN_TITLE);
    let Some(kept) = own.kept else { return not_tied(&page, &title) };
    let notices: Vec<OwnNotice> = page.list(&page.api("/own-notices")).await?;
    let asked: Vec<RightsRequest> = page.list(&page.api("/rights-requests/own")).await?;
    let member = &kept.record.member;
    let acts = html! {
        @if page.may::<ViewAssemblies>() { a.button href=(page.here("/assemblies")) { (page.say(key::OWN_ASSEMBLIES)) } }
        a.button href=(page.here("/me/changes")) { (page.say(key::PROPOSE_TITLE)) }
    };
    let body = html! {
        (ui::head(
            &html! { (title) },
            Some(&html! {
                (ui::person(page.locale, member.name_ar.as_deref(), member.name_fr.as_deref()))
                " " (page.say(key::MEMBER_NUMBER)) " " (ui::name(&member.code)) " " (super::members::status_chip(&page, member.status))
            }),
            &acts,
        ))
        (standing(&page, &kept.dues))
        section.stack #receipts { h2 { (page.say(key::OWN_RECEIPTS)) } (receipts(&page, &kept.payments)) (refunds(&page, &kept.dues)) }
        section.stack #notices { h2 { (page.say(key::OWN_NOTICES)) } (letters(&page, &notices, FEW)) }
        section.card #record { h2 { (page.say(key::OWN_RECORD)) } (ui::facts(facts(&page, &kept.record, false))) p.hint { (page.say(key::OWN_RECORD_HINT)) } }
        (super::wards::section(&page, &kept))
        (super::proposals::section_of(&page, &kept.proposals, None))
        (super::photo_proposals::own_section(&page, kept.photo.as_ref(), None))
        (offices(&page, &kept))
        (rights(&page, &asked))
    };
    page.page(&title, body)
}

/// A seat alone says nothing of who its holder is among the members.
pub fn not_tied(visit: &Visit, title: &str) -> Reply {
    let acts = html! { a.button.primary href=(visit.here("/own-data")) { (visit.say(key::OWN_RIGHTS)) } };
    let body = html! { h1 { (title) } (ui::empty(&visit.say(key::OWN_NOT_TIED), &visit.say(key::OWN_NOT_TIED_TEXT), &acts)) };
    visit.page(title, body)
}

/// What is open first: that is what somebody comes to see.
pub fn standing(visit: &Visit, dues: &MemberDues) -> Markup {
    let open = dues.balance > Money::ZERO;
    html! {
        section.stack #dues {
            h2 { (visit.say(key::OWN_DUES)) }
            @if dues.charges.is_empty() {
                p.muted { (visit.say(key::OWN_DUES_NONE)) }
            } @else {
                ul.tiles {
                    (ui::figure(&visit.say(key::OWN_DUES_OPEN), &ui::amount(visit.locale, dues.balance.max(Money::ZERO))))
                    @if dues.advance > Money::ZERO { (ui::figure(&visit.say(key::MEMBER_DUES_ADVANCE), &ui::amount(visit.locale, dues.advance))) }
                }
                p { @if open { (visit.say(key::OWN_DUES_PAY)) } @else { (ui::chip(Tone::Good, &visit.say(key::OWN_DUES_SETTLED))) } }
                (charges(visit, dues))
            }
        }
    }
}

fn charges(visit: &Visit, dues: &MemberDues) -> Markup {
    let columns = vec![
        Column::text(visit.say(key::CHARGE_TITLE)),
        Column::text(visit.say(key::CHARGE_DUE_ON)),
        Column::number(visit.say(key::CHARGE_AMOUNT)),
        Column::number(visit.say(key::CHARGE_PAID)),
        Column::number(visit.say(key::CHARGE_WAIVED)),
        Column::number(visit.say(key::CHARGE_OPEN)),
    ];
    let mut table = Table::new(visit.say(key::OWN_DUES), columns).quiet();
    for charge in dues.charges.iter().rev() {
        table.row(vec![
            super::charges::name(visit, charge),
            ui::date(visit.locale, charge.due_on),
            ui::amount(visit.locale, charge.amount),
            ui::amount_or_blank(visit.locale, charge.paid),
            ui::amount_or_blank(visit.locale, charge.waived),
            ui::amount(visit.locale, charge.open),
        ]);
    }
    html! { (table) }
}

fn receipts(visit: &Visit, payments: &[Payment]) -> Markup {
    if payments.is_empty() {
        return html! { p.muted { (visit.say(key::OWN_RECEIPTS_NONE)) } };
    }
    let columns = vec![
        Column::text(visit.say(key::RECEIPT_NUMBER)),
        Column::text(visit.say(key::PAYMENT_PAID_ON)),
        Column::text(visit.say(key::PAYMENT_METHOD)),
        Column::number(visit.say(key::PAYMENT_AMOUNT)),
    ];
    let mut table = Table::new(visit.say(key::OWN_RECEIPTS), columns).quiet();
    for payment in payments {
        let paper = |what: &str| visit.here(&format!("/me/payments/{}/{what}.pdf", payment.id));
        table.row(vec![
            html! {
                span.person {
                    // one for several names them all: whoever paid holds it
                    @if payment.covered.len() == 1 { span { (ui::ltr(&payment.receipt)) } } @else { a href=(paper("receipt")) { (ui::ltr(&payment.receipt)) " (PDF)" } }
                    @if let Some(taken) = payment.cancellation.as_ref().filter(|_| payment.covered.len() != 1) {
                        a.other href=(paper("counter-receipt")) { (visit.say(key::COUNTER_RECEIPT)) " " (ui::ltr(&taken.receipt)) }
                    }
                }
            },
            ui::date(visit.locale, payment.paid_on),
            html! { (language::named(visit.locale, "method", payment.method.code())) },
            html! {
                (ui::amount(visit.locale, payment.amount))
                @if let Some(taken) = &payment.cancellation {
                    " " (ui::chip(Tone::Bad, &visit.say(if taken.unpaid { key::PAYMENT_IS_UNPAID } else { key::PAYMENT_CANCELLED })))
                }
            },
        ]);
    }
    html! { (table) }
}

fn refunds(visit: &Visit, dues: &MemberDues) -> Markup {
    html! {
        @if !dues.refunds.is_empty() {
            h3 { (visit.say(key::REFUNDS_TITLE)) }
            ul {
                @for refund in &dues.refunds {
                    li {
                        (ui::date(visit.locale, refund.refunded_on)) " · " (ui::amount(visit.locale, refund.amount)) " · "
                        a href=(visit.here(&format!("/me/refunds/{}/receipt.pdf", refund.id))) { (ui::ltr(&refund.receipt)) " (PDF)" }
                    }
                }
            }
        }
    }
}

fn letters(visit: &Visit, notices: &[OwnNotice], most: usize) -> Markup {
    html! {
        @if notices.is_empty() { p.muted { (visit.say(key::OWN_NOTICES_NONE)) } }
        ul.timeline {
            @for notice in notices.iter().take(most) {
                li {
                    strong { (ui::date(visit.locale, kernel::clock::to_local(notice.at).date())) }
                    p { a href=(visit.here(&format!("/me/notices/{}", notice.id))) { bdi dir="auto" { (notice.subject) } } }
                }
            }
        }
        @if notices.len() > most { p { a.button href=(visit.here("/me/notices")) { (visit.say(key::OWN_NOTICES_ALL)) } } }
    }
}

fn offices(visit: &Visit, kept: &Kept) -> Markup {
    let day = |mandate: &Mandate| match (mandate.ended_on, mandate.planned_end) {
        (Some(end), _) => html! { (visit.say(key::MANDATE_ENDED_ON)) " " (ui::date(visit.locale, end)) },
        (None, Some(end)) => html! { (visit.say(key::MANDATE_PLANNED_END)) " " (ui::date(visit.locale, end)) },
        (None, None) => html! {},
    };
    html! {
        @if !kept.mandates.is_empty() {
            section.card #offices {
                h2 { (visit.say(key::OWN_MANDATES)) }
                ol.timeline {
                    @for mandate in &kept.mandates {
                        li { strong { (ui::date(visit.locale, mandate.starts_on)) } p { (ui::name(&super::board::office(visit, mandate))) } p.muted.small { (day(mandate)) } }
                    }
                }
            }
        }
    }
}

/// Access, correction, objection: each with its ten days.
fn rights(visit: &Visit, asked: &[RightsRequest]) -> Markup {
    html! {
        section.card #rights {
            h2 { (visit.say(key::OWN_RIGHTS)) }
            ul.timeline {
                @for one in asked.iter().take(FEW) {
                    li {
                        strong { (language::named(visit.locale, "rights-kind", one.kind.code())) }
                        p { (super::data_requests::state(visit, one)) " " (visit.say(key::REQUESTS_DUE)) " " (ui::date(visit.locale, one.due_on)) }
                        @if let Some(answer) = &one.answer { p dir="auto" { (answer) } }
                    }
                }
            }
            p { (visit.say(key::OWN_RIGHTS_TEXT)) }
            div.acts {
                a.button href=(visit.here("/own-data")) { (visit.say(key::OWN_RIGHTS_ACCESS)) }
                a.button href=(visit.here("/own-data?kind=objection")) { (visit.say(key::OWN_RIGHTS_OBJECT)) }
            }
        }
    }
}

pub async fn notices(page: Page<ViewOwnRecord>) -> Reply {
    let notices: Vec<OwnNotice> = page.list(&page.api("/own-notices")).await?;
    let title = page.say(key::OWN_NOTICES);
    let body = html! {
        (ui::back(&page.here("/me"), &page.say(key::OWN_TITLE)))
        (ui::head(&html! { (title) }, Some(&html! { (page.say(key::OWN_NOTICES_LEAD)) }), &html! {}))
        (letters(&page, &notices, usize::MAX))
    };
    page.page(&title, body)
}

pub async fn notice(page: Page<ViewOwnRecord>) -> Reply {
    let notice: OwnNotice = page.get(&page.api(&format!("/own-notices/{}", page.id()?))).await?;
    let text = notice.text.unwrap_or_default();
    let body = html! {
        (ui::back(&page.here("/me/notices"), &page.say(key::OWN_NOTICES)))
        (ui::head(
            &html! { bdi dir="auto" { (notice.subject) } },
            Some(&html! { (ui::moment(page.locale, notice.at)) " · " (language::named(page.locale, "delivery", notice.state.code())) }),
            &html! {},
        ))
        article.card lang=(notice.locale) dir="auto" {
            @for paragraph in text.split("\n\n") { p { @for line in paragraph.lines() { bdi dir="auto" { (line) } br; } } }
        }
    };
    page.page(&notice.subject, body)
}

pub async fn receipt_pdf(page: Page<ViewOwnRecord>) -> Reply {
    page.file(&page.api(&format!("/me/payments/{}/receipt", page.id()?))).await
}

pub async fn counter_receipt_pdf(page: Page<ViewOwnRecord>) -> Reply {
    page.file(&page.api(&format!("/me/payments/{}/counter-receipt", page.id()?))).await
}

pub async fn refund_pdf(page: Page<ViewOwnRecord>) -> Reply {
    page.file(&page.api(&format!("/me/refunds/{}/receipt", page.id()?))).await
}

/// On the member's record: whether the member reads it, and how the board opens it to them.
pub async fn section(visit: &Visit, member: &Member) -> Result<Markup> {
    if !visit.may::<ViewRoles>() || visit.actor.group().is_some() {
        return Ok(html! {});
    }
    let own: MemberSeat = visit.get(&visit.api(&format!("/member-seats/{}", member.id))).await?;
    let target = visit.here(&format!("/members/{}/account", member.id));
    Ok(html! {
        section.card #account {
            h2 { (visit.say(key::OWN_ACCOUNT)) }
            @if let Some(seat) = &own.seat {
                p { (ui::chip(Tone::Good, &visit.say(key::OWN_ACCOUNT_TIED))) " " (ui::name(&seat.name)) @if let Some(email) = &seat.email { " · " (ui::ltr(email)) } }
            } @else if let Some(invitation) = &own.invitation {
                p {
                    (ui::chip(Tone::Wait, &language::named(visit.locale, "invitation-state", invitation.state.code()))) " "
                    (ui::ltr(&invitation.email)) " · " (ui::moment(visit.locale, invitation.sent_at))
                }
                p { a href=(visit.here("/people#invitations")) { (visit.say(key::INVITATIONS_TITLE)) } }
            } @else {
                p.muted { (visit.say(key::OWN_ACCOUNT_NONE)) }
            }
            @if visit.may::<ManageRoles>() {
                div.acts {
                    @if own.seat.is_none() && own.invitation.is_none() {
                        a.button.primary href=(invite_link(visit, member)) { (visit.say(key::OWN_ACCOUNT_INVITE)) }
                    }
                    a.button href=(target) { (visit.say(key::OWN_ACCOUNT_CHANGE)) }
                }
            }
        }
    })
}

fn invite_link(visit: &Visit, member: &Member) -> String {
    let name = ui::person_name(visit.locale, member.name_ar.as_deref(), member.name_fr.as_deref());
    let id = member.id.to_string();
    let known = [
        ("member", Some(id.as_str())),
        ("name", Some(name)),
        ("email", member.email.as_deref()),
        ("role", Some("member")),
        ("locale", Some(member.locale.code())),
    ];
    with_query(&visit.here("/people/invite"), &known)
}

pub async fn account_form(page: Page<ManageRoles>) -> Reply {
    account_page(&page, &Form::blank()).await
}

async fn account_page(visit: &Visit, form: &Form) -> Reply {
    let member: Member = visit.get(&visit.api(&format!("/members/{}", visit.id()?))).await?;
    let own: MemberSeat = visit.get(&visit.api(&format!("/member-seats/{}", member.id))).await?;
    let (record, target) = (visit.here(&format!("/members/{}", member.id)), visit.here(&format!("/members/{}/account", member.id)));
    let title = visit.say(key::OWN_ACCOUNT);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&record, &visit.say(key::MEMBER_RECORD)))
        (ui::head(&html! { (title) }, Some(&ui::person(visit.locale, member.name_ar.as_deref(), member.name_fr.as_deref())), &html! {}))
        p.lead { (visit.say(key::OWN_ACCOUNT_LEAD)) }
        @if let Some(seat) = &own.seat {
            p { (ui::chip(Tone::Good, &visit.say(key::OWN_ACCOUNT_TIED))) " " (ui::name(&seat.name)) @if let Some(email) = &seat.email { " · " (ui::ltr(email)) } }
            form.sheet method="post" action=(target) novalidate {
                (ui::hidden(visit, form))
                p.hint { (visit.say(key::OWN_ACCOUNT_UNTIE_HINT)) }
                div.acts { button.button.danger type="submit" name="act" value="untie" { (visit.say(key::OWN_ACCOUNT_UNTIE)) } }
            }
        } @else {
            section.card {
                h2 { (visit.say(key::OWN_ACCOUNT_INVITE)) }
                p { (visit.say(key::OWN_ACCOUNT_INVITE_HINT)) }
                p.acts { a.button.primary href=(invite_link(visit, &member)) { (visit.say(key::OWN_ACCOUNT_INVITE)) } }
            }
            (tie_form(visit, form, &target).await?)
        }
    };
    visit.form_page(&title, form, body)
}

/// Somebody who has access already, as most of a board have.
async fn tie_form(visit: &Visit, form: &Form, target: &str) -> Result<Markup> {
    let people: Batch<Person> = visit.get(&visit.api("/people")).await?;
    let label = |person: &Person| match &person.email {
        Some(email) => format!("{} ({email})", person.name),
        None => person.name.clone(),
    };
    let mut choices = vec![(String::new(), "—".to_owned())];
    choices.extend(people.items.iter().filter(|person| person.changeable).map(|person| (person.id.to_string(), label(person))));
    let inputs = Inputs { locale: visit.locale, form };
    Ok(html! {
        section.card {
            h2 { (visit.say(key::OWN_ACCOUNT_TIE)) }
            form.sheet method="post" action=(target) novalidate {
                (ui::hidden(visit, form))
                (inputs.select("account", key::OWN_ACCOUNT_WHO, choices).hint(key::OWN_ACCOUNT_WHO_HINT))
                div.acts { button.button type="submit" name="act" value="tie" { (visit.say(key::OWN_ACCOUNT_TIE_ACT)) } }
            }
        }
    })
}

pub async fn set_account(page: Page<ManageRoles>) -> Reply {
    let id = page.id()?;
    let path = page.api(&format!("/member-seats/{id}"));
    let done = if page.form.get("act") == "untie" {
        page.post::<_, Done>(&format!("{path}/removal"), &Nothing {}).await.map(|_| key::OWN_ACCOUNT_UNTIED)
    } else {
        let input = TieSeat { id, account: page.form.get("account").to_owned() };
        page.post::<_, MemberSeat>(&path, &input).await.map(|_| key::OWN_ACCOUNT_DONE)
    };
    match done {
        Ok(said) => page.done(&page.here(&format!("/members/{id}")), said, &[]),
        Err(error) => account_page(&page, &page.refused(error)?).await,
    }
}
