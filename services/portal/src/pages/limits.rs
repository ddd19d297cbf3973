//! How much of the installation the association uses, with a warning before a limit is reached.

use crate::page::{Page, Reply};
use crate::ui::{self, Tone};
use crate::visit::Visit;
use contracts::registry::Usage;
use kernel::limits::is_near;
use kernel::permission::ViewRecord;
use language::{Key, key};
use maud::{Markup, html};

pub async fn show(page: Page<ViewRecord>) -> Reply {
    let usage: Usage = page.get(&page.api("/limits")).await?;
    let title = page.say(key::LIMITS_TITLE);
    let plain = |count: i64| html! { (ui::ltr(count)) };
    let body = html! {
        (ui::back(&page.here("/settings"), &page.say(key::NAV_SETTINGS)))
        (ui::head(&html! { (title) }, Some(&html! { (page.say(key::LIMITS_LEAD)) }), &html! {}))
        (limit(&page, "members", key::LIMITS_MEMBERS, usage.members, usage.limits.members, &plain))
        (limit(&page, "storage", key::LIMITS_STORAGE, usage.storage, usage.limits.storage, &ui::size))
        section.card {
            h2 { (page.say(key::LIMITS_MAILS)) }
            p { (page.say(key::LIMITS_MOST)) " " (plain(usage.limits.mails_per_day)) }
        }
        p.muted { (page.say(key::LIMITS_MORE)) }
    };
    page.page(&title, body)
}

fn limit(visit: &Visit, name: &str, label: Key, used: i64, most: i64, shown: &dyn Fn(i64) -> Markup) -> Markup {
    html! {
        section.card {
            h2 #{ "limit-" (name) } { (visit.say(label)) }
            p { (shown(used)) " / " (shown(most)) }
            progress aria-labelledby={ "limit-" (name) } value=(used) max=(most.max(1)) { (used) "/" (most) }
            @if used >= most { p { (ui::chip(Tone::Bad, &visit.say(key::LIMITS_REACHED))) } }
            @else if is_near(used, most) { p { (ui::chip(Tone::Wait, &visit.say(key::LIMITS_NEAR))) } }
        }
    }
}
