//! What the books found wrong with themselves, in words and with what to do.

use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Tone};
use crate::visit::Visit;
use contracts::Nothing;
use contracts::statements::{Finding, SelfAudit};
use kernel::permission::PostEntries;
use language::{Value, key};
use maud::{Markup, html};

pub async fn show(page: Page<PostEntries>) -> Reply {
    let found: SelfAudit = page.get(&page.api("/books/self-audit")).await?;
    let title = page.say(key::SELF_AUDIT_TITLE);
    let form = Form::with(page.form.clone());
    let body = html! {
        (ui::back(&page.here("/books/statements"), &page.say(key::STATEMENTS_TITLE)))
        h1 { (title) }
        p.lead { (page.say(key::SELF_AUDIT_LEAD)) }
        (verdict(&page, &found))
        @for finding in &found.findings { (card(&page, finding)) }
        form.sheet method="post" action=(page.here("/books/self-audit")) {
            (ui::hidden(&page, &form))
            (ui::submit(&page.say(key::SELF_AUDIT_ACT)))
        }
    };
    page.page(&title, body)
}

fn verdict(visit: &Visit, found: &SelfAudit) -> Markup {
    let count = i64::try_from(found.findings.len()).unwrap_or(i64::MAX);
    html! {
        section.card {
            @match found.looked_at {
                None => { p { (visit.say(key::SELF_AUDIT_NEVER)) } }
                Some(at) => {
                    @if count == 0 {
                        h2 { (ui::chip(Tone::Good, &visit.say(key::SELF_AUDIT_GOOD))) }
                    } @else {
                        h2 { (ui::chip(Tone::Bad, &visit.say_with(key::SELF_AUDIT_FOUND, &[("count", count.into())]))) }
                    }
                    p.muted { (visit.say(key::SELF_AUDIT_LOOKED)) " " (ui::moment(visit.locale, at)) }
                }
            }
        }
    }
}

fn card(visit: &Visit, finding: &Finding) -> Markup {
    let values: Vec<(&str, Value<'_>)> = finding.params.iter().map(|(name, value)| (name.as_str(), value.into())).collect();
    let text = language::find("flaw", &finding.code).map_or_else(|| finding.code.clone(), |key| visit.say_with(key, &values));
    html! {
        article.card {
            h2 { (text) }
            p { (language::named(visit.locale, "flaw-todo", &finding.code)) }
            p.muted.small { (visit.say(key::SELF_AUDIT_SINCE)) " " (ui::moment(visit.locale, finding.since)) }
        }
    }
}

pub async fn run(page: Page<PostEntries>) -> Reply {
    let found: SelfAudit = page.post(&page.api("/books/self-audit"), &Nothing {}).await?;
    let count = i64::try_from(found.findings.len()).unwrap_or(i64::MAX);
    page.done(&page.here("/books/self-audit"), key::SELF_AUDIT_DONE, &[("count", count.into())])
}
