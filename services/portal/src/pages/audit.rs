//! Who did what, newest first.

use crate::fields::with_query;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Table, Tone};
use crate::visit::Visit;
use contracts::Page as Batch;
use contracts::tenancy::AuditEntry;
use kernel::Role;
use kernel::permission::ViewAudit;
use language::key;
use maud::{Markup, html};

pub async fn list(page: Page<ViewAudit>) -> Reply {
    let found: Batch<AuditEntry> = page.get(&with_query(&page.api("/audit"), &[("after", page.query.given("after"))])).await?;
    let title = page.say(key::AUDIT_TITLE);
    let columns = vec![
        Column::text(page.say(key::AUDIT_WHAT)),
        Column::text(page.say(key::AUDIT_SUBJECT)),
        Column::text(page.say(key::AUDIT_WHO)),
        Column::text(page.say(key::AUDIT_WHEN)),
    ];
    let mut table = Table::new(title.clone(), columns).quiet();
    for entry in &found.items {
        table.row(vec![
            html! { (language::named(page.locale, "audit", &entry.action)) },
            ui::name(&entry.subject),
            who(&page, entry),
            ui::moment(page.locale, entry.at),
        ]);
    }
    let body = html! {
        (ui::head(&html! { (title) }, Some(&html! { (page.say(key::AUDIT_LEAD)) }), &html! {}))
        @if found.items.is_empty() {
            (ui::empty(&page.say(key::AUDIT_EMPTY), &page.say(key::AUDIT_EMPTY_TEXT), &html! {}))
        } @else {
            (table)
            (ui::pager(&page, &page.here("/audit"), &[], found.next.as_deref()))
        }
    };
    page.page(&title, body)
}

/// A hub's visit stands out.
fn who(visit: &Visit, entry: &AuditEntry) -> Markup {
    let role = language::named(visit.locale, "role", entry.role.code());
    html! {
        span.person {
            @if !entry.who.is_empty() { (ui::name(&entry.who)) }
            @if entry.role == Role::Visitor { (ui::chip(Tone::Wait, &role)) } @else { span.other { (role) } }
        }
    }
}
