//! How much of the installation the association uses, with a warning before a limit is reached.

use crate::page::{Page, Reply};
use crate::ui::{self, Tone};
use crate::visit::Visit;
use contracts::registry::{MailsOfToday, Usage};
use contracts::vouchers::Storage;
use kernel::Result;
use kernel::limits::is_near;
use kernel::permission::ViewRecord;
use language::{Key, key};
use maud::{Markup, html};

pub async fn show(page: Page<ViewRecord>) -> Reply {
    let (usage, mails) = read(&page).await?;
    let books: Storage = page.get(&page.api("/books/storage")).await?;
    let title = page.say(key::LIMITS_TITLE);
    let size = |bytes: i64| ui::size(page.locale, bytes);
    let body = html! {
        (ui::back_to_settings(&page))
        (ui::head(&html! { (title) }, Some(&html! { (page.say(key::LIMITS_LEAD)) }), &html! {}))
        (limit(&page, "members", key::LIMITS_MEMBERS, usage.members, usage.limits.members, &ui::count))
        (limit(&page, "storage", key::LIMITS_STORAGE, usage.storage, usage.limits.storage, &size))
        (limit(&page, "member-files", key::LIMITS_MEMBER_FILES, mails.member_files, usage.limits.storage, &size))
        (limit(&page, "vouchers", key::LIMITS_VOUCHERS, books.used, usage.limits.storage, &size))
        (limit(&page, "mails", key::LIMITS_MAILS_TODAY, mails.sent, mails.limit, &ui::count))
        p.muted { (page.say(key::LIMITS_MORE)) }
    };
    page.page(&title, body)
}

/// What tenancy counts, and the mails and the members' files, which membership does.
async fn read(visit: &Visit) -> Result<(Usage, MailsOfToday)> {
    Ok((visit.get(&visit.api("/limits")).await?, visit.get(&visit.api("/mails-of-today")).await?))
}

/// On the first page, for those who can do something about it before it is too late.
pub async fn warning(visit: &Visit) -> Result<Markup> {
    if !visit.may::<ViewRecord>() {
        return Ok(html! {});
    }
    let (usage, mails) = read(visit).await?;
    // the first page stands where the books cannot be asked
    let vouchers = visit.get::<Storage>(&visit.api("/books/storage")).await.map_or(0, |books| books.used);
    let all = [
        (key::LIMITS_MEMBERS, usage.members, usage.limits.members),
        (key::LIMITS_STORAGE, usage.storage, usage.limits.storage),
        (key::LIMITS_MEMBER_FILES, mails.member_files, usage.limits.storage),
        (key::LIMITS_VOUCHERS, vouchers, usage.limits.storage),
        (key::LIMITS_MAILS_TODAY, mails.sent, mails.limit),
    ];
    Ok(html! {
        @for (label, used, most) in all.into_iter().filter(|(_, used, most)| is_near(*used, *most)) {
            p.banner.bad[used >= most] {
                a href=(visit.here("/limits")) { (visit.say(label)) } ": "
                (visit.say(if used >= most { key::LIMITS_REACHED } else { key::LIMITS_NEAR }))
            }
        }
    })
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
