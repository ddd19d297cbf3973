//! Closing a year with what stands against it, what the assembly decided of its result, and reopening it by two.

use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Inputs, Tone};
use crate::visit::Visit;
use chrono::NaiveDate;
use contracts::books::Entry;
use contracts::years::{AskReopening, AskedReopening, CarryResult, CloseYear, Closed, Finding, YearClosing};
use kernel::permission::{CloseYears, ReopenYears, ViewBooks};
use kernel::{Error, Money, Result, Role};
use language::{Value, key};
use maud::{Markup, html};

pub async fn show(page: Page<ViewBooks>) -> Reply {
    let closing = page.get(&with_query(&page.api("/books/closing"), &[("year", page.query.given("year"))])).await?;
    closing_page(&page, &closing, &Form::with(Fields::default()))
}

/// The page again after a refusal, as things stand now.
async fn again(visit: &Visit, error: Error) -> Reply {
    let form = visit.refused(error)?;
    let closing = visit.get(&with_query(&visit.api("/books/closing"), &[("year", visit.form.given("year"))])).await?;
    closing_page(visit, &closing, &form)
}

fn closing_page(visit: &Visit, closing: &YearClosing, form: &Form) -> Reply {
    let year = closing.year.year.to_string();
    let title = visit.say_with(key::CLOSING_TITLE, &[("year", (&year).into())]);
    let period = html! { (ui::date(visit.locale, closing.year.starts_on)) " – " (ui::date(visit.locale, closing.year.ends_on)) };
    let acts = html! { a.button href=(with_query(&visit.here("/books"), &[("year", Some(&year))])) { (visit.say(key::BALANCE_TITLE)) } };
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/books/years"), &visit.say(key::YEARS_TITLE)))
        (ui::head(&html! { (title) }, Some(&period), &acts))
        ul.tiles { (ui::figure(&result_name(visit, closing.result), &ui::amount(visit.locale, closing.result))) }
        @match &closing.closed {
            None => (open(visit, closing, form)),
            Some(closed) => { (facts(visit, closed)) (carrying(visit, closing, closed, form)) (reopening(visit, &year, closed, form)) },
        }
    };
    visit.form_page(&title, form, body)
}

fn result_name(visit: &Visit, result: Money) -> String {
    visit.say(if result < Money::ZERO { key::CLOSING_DEFICIT } else { key::CLOSING_SURPLUS })
}

/// What each act begins with.
fn begin(visit: &Visit, form: &Form, year: &str) -> Markup {
    html! { (ui::hidden(visit, form)) input type="hidden" name="year" value=(year); }
}

fn open(visit: &Visit, closing: &YearClosing, form: &Form) -> Markup {
    let blocked = closing.findings.iter().any(|finding| finding.blocks);
    html! {
        section.card {
            h2 { (visit.say(key::CLOSING_CHECKS)) }
            @if closing.findings.is_empty() {
                p { (ui::chip(Tone::Good, &visit.say(key::CLOSING_NOTHING_FOUND))) }
            } @else {
                ul.stack { @for finding in &closing.findings { li { (found(visit, closing, finding)) } } }
            }
        }
        @if blocked { p { (visit.say(key::CLOSING_BLOCKED)) } }
        @else if visit.may::<CloseYears>() {
            form.sheet method="post" action=(visit.here("/books/closing")) novalidate {
                (begin(visit, form, &closing.year.year.to_string()))
                p { (visit.say(key::CLOSING_LEAD)) }
                div.acts { button.button.primary type="submit" { (visit.say(key::CLOSING_ACT)) } }
            }
        }
    }
}

/// In words, with where to deal with it.
fn found(visit: &Visit, closing: &YearClosing, finding: &Finding) -> Markup {
    let readable =
        |value: &String| value.parse::<NaiveDate>().map_or_else(|_| value.clone(), |date| language::long_date(date, visit.locale));
    let values: Vec<(&str, String)> = finding.values.iter().map(|(name, value)| (name.as_str(), readable(value))).collect();
    let values: Vec<(&str, Value<'_>)> = values.iter().map(|(name, value)| (*name, Value::from(value))).collect();
    let text = language::find("finding", &finding.code).map_or_else(|| finding.code.clone(), |key| visit.say_with(key, &values));
    let (year, account) = (closing.year.year.to_string(), finding.values.get("account").map(String::as_str));
    let target = match finding.code.as_str() {
        "year-earlier-open" => Some(with_query(&visit.here("/books/closing"), &[("year", finding.values.get("year").map(String::as_str))])),
        "cash-negative" => Some(with_query(&visit.here("/books/ledger"), &[("account", account), ("year", Some(&year))])),
        "dues-differ" => Some(visit.here("/dues/arrears")),
        "drafts-open" => Some(visit.here("/books/drafts")),
        "bank-unmatched" => Some(visit.here("/books/bank")),
        "grant-stale" => Some(visit.here("/books/grants")),
        _ => None,
    };
    html! {
        (ui::chip(if finding.blocks { Tone::Bad } else { Tone::Wait }, &visit.say(if finding.blocks { key::CLOSING_FINDING_BLOCKS } else { key::CLOSING_FINDING_REMARK })))
        " " (text)
        @if let Some(target) = target { " " a href=(target) { (visit.say(key::CLOSING_LOOK)) } }
    }
}

fn facts(visit: &Visit, closed: &Closed) -> Markup {
    html! {
        section.card {
            h2 { (ui::chip(Tone::Good, &visit.say(key::YEARS_CLOSED))) }
            (ui::facts(vec![
                (visit.say(key::CLOSING_CLOSED_AT), ui::moment(visit.locale, closed.closed_at)),
                (visit.say(key::CLOSING_CLOSED_BY), ui::name(&closed.closed_by)),
                (visit.say(key::CLOSING_HASH), html! { span.mono { (ui::ltr(&closed.hash)) } }),
            ]))
            p.hint { (visit.say(key::CLOSING_HASH_HINT)) }
            @if let Some(entry) = closed.opening { p { a href=(visit.here(&format!("/books/journal/{entry}"))) { (visit.say(key::CLOSING_OPENING_ENTRY)) } } }
        }
    }
}

fn carrying(visit: &Visit, closing: &YearClosing, closed: &Closed, form: &Form) -> Markup {
    let inputs = Inputs { locale: visit.locale, form };
    html! {
        @if let Some(carried) = &closed.carried {
            section.card {
                h2 { (visit.say(key::CLOSING_CARRIED)) }
                (ui::facts(vec![
                    (visit.say(key::CLOSING_DECIDED_ON), ui::date(visit.locale, carried.decided_on)),
                    (visit.say(key::CLOSING_REFERENCE), ui::name(&carried.reference)),
                ]))
                p { a href=(visit.here(&format!("/books/journal/{}", carried.entry))) { (visit.say(key::CLOSING_CARRIED_ENTRY)) } }
            }
        } @else if closing.result != Money::ZERO && visit.may::<CloseYears>() {
            section.stack {
                h2 { (visit.say(key::CLOSING_CARRY)) }
                p { (visit.say(key::CLOSING_CARRY_LEAD)) }
                form.sheet method="post" action=(visit.here("/books/closing/result")) novalidate {
                    (begin(visit, form, &closing.year.year.to_string()))
                    (inputs.date("decided_on", key::CLOSING_DECIDED_ON).attribute("enterkeyhint", "next"))
                    (inputs.text("reference", key::CLOSING_REFERENCE).hint(key::CLOSING_REFERENCE_HINT).attribute("maxlength", "200").attribute("enterkeyhint", "done"))
                    (ui::submit(&visit.say(key::CLOSING_CARRY_ACT)))
                }
            }
        }
    }
}

fn reopening(visit: &Visit, year: &str, closed: &Closed, form: &Form) -> Markup {
    if !closed.last {
        return html! { p.muted { (visit.say(key::REOPENING_NOT_LAST)) } };
    }
    let inputs = Inputs { locale: visit.locale, form };
    let may = may_reopen(visit);
    html! {
        section.stack {
            h2 { (visit.say(key::REOPENING_TITLE)) }
            p { (visit.say(key::REOPENING_LEAD)) }
            @if let Some(asked) = &closed.reopening { (asked_for(visit, year, asked, form)) }
            @else if may {
                form.sheet method="post" action=(visit.here("/books/reopening")) novalidate {
                    (begin(visit, form, year))
                    (inputs.text("reason", key::REVERSAL_REASON).hint(key::REOPENING_REASON_HINT).attribute("maxlength", "200").attribute("enterkeyhint", "done"))
                    div.acts { button.button type="submit" name="act" value="ask" { (visit.say(key::REOPENING_ASK_ACT)) } }
                }
            }
        }
    }
}

/// One of the two offices that do it together.
fn may_reopen(visit: &Visit) -> bool {
    visit.may::<ReopenYears>() && matches!(visit.actor.role(), Role::President | Role::Treasurer)
}

/// It waits for the other office; who asked, or the other, can take it back.
fn asked_for(visit: &Visit, year: &str, asked: &AskedReopening, form: &Form) -> Markup {
    let other = if Role::parse(&asked.role) == Some(Role::President) { Role::Treasurer } else { Role::President };
    let other = language::named(visit.locale, "role", other.code());
    let confirms = !asked.yours && visit.actor.role().code() != asked.role;
    html! {
        div.card {
            (ui::facts(vec![
                (visit.say(key::REOPENING_ASKED_BY), html! { (ui::name(&asked.asked_by)) " · " (language::named(visit.locale, "role", &asked.role)) }),
                (visit.say(key::REOPENING_ASKED_AT), ui::moment(visit.locale, asked.asked_at)),
                (visit.say(key::REVERSAL_REASON), ui::name(&asked.reason)),
            ]))
            p { (ui::chip(Tone::Wait, &visit.say_with(key::REOPENING_WAITS, &[("role", (&other).into())]))) }
            @if may_reopen(visit) {
                form method="post" action=(visit.here("/books/reopening")) {
                    (begin(visit, form, year))
                    div.acts {
                        @if confirms { button.button.danger type="submit" name="act" value="confirm" { (visit.say(key::REOPENING_CONFIRM_ACT)) } }
                        button.button type="submit" name="act" value="withdraw" { (visit.say(key::REOPENING_WITHDRAW_ACT)) }
                    }
                }
            }
        }
    }
}

/// The year that a form of this page is about.
fn year(visit: &Visit) -> Result<i32> {
    visit.form.get("year").parse().map_err(|_| Error::invalid("invalid-query"))
}

fn here(visit: &Visit) -> String {
    with_query(&visit.here("/books/closing"), &[("year", visit.form.given("year"))])
}

pub async fn close(page: Page<CloseYears>) -> Reply {
    let input = CloseYear { year: year(&page)? };
    match page.post::<_, YearClosing>(&page.api("/books/closing"), &input).await {
        Ok(_) => page.done(&here(&page), key::CLOSING_DONE, &[("year", page.form.get("year").into())]),
        Err(error) => again(&page, error).await,
    }
}

pub async fn carry(page: Page<CloseYears>) -> Reply {
    let text = |name: &str| page.form.get(name).to_owned();
    let input = CarryResult { year: year(&page)?, decided_on: text("decided_on"), reference: text("reference") };
    match page.post::<_, Entry>(&page.api("/books/closing/result"), &input).await {
        Ok(_) => page.done(&here(&page), key::CLOSING_CARRIED_DONE, &[]),
        Err(error) => again(&page, error).await,
    }
}

pub async fn reopen(page: Page<ReopenYears>) -> Reply {
    let year = year(&page)?;
    let done = match page.form.get("act") {
        "confirm" => {
            let path = page.api("/books/reopening/confirmation");
            page.post::<_, YearClosing>(&path, &CloseYear { year }).await.map(|_| key::REOPENING_DONE)
        }
        "withdraw" => {
            let path = page.api("/books/reopening/withdrawal");
            page.post::<_, YearClosing>(&path, &CloseYear { year }).await.map(|_| key::REOPENING_WITHDRAWN)
        }
        _ => {
            let input = AskReopening { year, reason: page.form.get("reason").to_owned() };
            page.post::<_, YearClosing>(&page.api("/books/reopening"), &input).await.map(|_| key::REOPENING_ASKED)
        }
    };
    match done {
        Ok(said) => page.done(&here(&page), said, &[("year", page.form.get("year").into())]),
        Err(error) => again(&page, error).await,
    }
}
