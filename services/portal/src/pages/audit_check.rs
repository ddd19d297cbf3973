//! Has anything in the audit log been changed? Calculated anew, explained, to be printed.

use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Inputs};
use crate::visit::Visit;
use contracts::audit::Verification;
use kernel::permission::ViewAudit;
use language::key;
use maud::{Markup, html};

pub async fn show(page: Page<ViewAudit>) -> Reply {
    let noted = page.query.given("noted");
    let found: Verification = page.get(&with_query(&page.api("/audit/verification"), &[("noted", noted)])).await?;
    let title = page.say(key::LOG_CHECK);
    let body = html! {
        (ui::back(&page.here("/audit"), &page.say(key::AUDIT_TITLE)))
        h1 { (title) }
        p.lead { (page.say(key::LOG_CHECK_LEAD)) }
        (verdict(&page, &found))
        @if found.fault.is_none() && found.last > 0 { (closing(&page, &found)) }
        (compare(&page, &found, noted))
    };
    page.page(&title, body)
}

/// Not as a banner: it must be on the printed page.
fn verdict(visit: &Visit, found: &Verification) -> Markup {
    let text = |number: i64| number.to_string();
    html! {
        section.card {
            @match found.fault {
                Some(fault) => {
                    h2 { (ui::chip(ui::Tone::Bad, &visit.say(key::LOG_CHECK_BROKEN))) }
                    p { (visit.say_with(key::LOG_CHECK_BROKEN_TEXT, &[("number", (&text(fault.number)).into())])) }
                    p { (language::named(visit.locale, "fault", fault.kind.code())) }
                }
                None if found.last == 0 => { p { (visit.say(key::LOG_CHECK_NONE)) } }
                None => {
                    h2 { (ui::chip(ui::Tone::Good, &visit.say(key::LOG_CHECK_INTACT))) }
                    p { (visit.say_with(key::LOG_CHECK_INTACT_TEXT, &[("first", (&text(found.first)).into()), ("last", (&text(found.last)).into())])) }
                    @if found.first > 1 { p.muted { (visit.say(key::LOG_CHECK_LONG)) } }
                }
            }
        }
    }
}

fn closing(visit: &Visit, found: &Verification) -> Markup {
    let mut facts = vec![(visit.say(key::LOG_CHECK_UP_TO), ui::ltr(found.last))];
    if let Some(at) = found.at {
        facts.push((visit.say(key::LOG_CHECK_OF), ui::moment(visit.locale, at)));
    }
    facts.push((visit.say(key::LOG_CHECK_HASH), html! { bdi.mono.seal dir="ltr" { (in_groups(&found.hash)) } }));
    html! {
        section.card {
            h2 { (visit.say(key::LOG_CHECK_NOTE)) }
            (ui::facts(facts))
            p { (visit.say(key::LOG_CHECK_NOTE_TEXT)) }
        }
    }
}

/// Eight at a time, to be copied by hand.
fn in_groups(hash: &str) -> String {
    hash.as_bytes().chunks(8).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ")
}

fn compare(visit: &Visit, found: &Verification, noted: Option<&str>) -> Markup {
    let form = Form::with(Fields::of([("noted", noted.unwrap_or_default())]));
    let inputs = Inputs { locale: visit.locale, form: &form };
    html! {
        section.stack {
            h2 { (visit.say(key::LOG_CHECK_NOTED)) }
            @if noted.is_some() {
                @match found.noted {
                    Some(number) => { p.banner.good role="status" { (visit.say_with(key::LOG_CHECK_STANDS, &[("number", (&number.to_string()).into())])) } }
                    None => { p.banner.bad role="status" { (visit.say(key::LOG_CHECK_DIFFERS)) } }
                }
            }
            form.sheet method="get" action=(visit.here("/audit/verification")) {
                (inputs.text("noted", key::LOG_CHECK_HASH).hint(key::LOG_CHECK_NOTED_HINT).attribute("dir", "ltr").attribute("autocomplete", "off").attribute("spellcheck", "false"))
                div.acts { button.button type="submit" { (visit.say(key::LOG_CHECK_COMPARE)) } }
            }
        }
    }
}
