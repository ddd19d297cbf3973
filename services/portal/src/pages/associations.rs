//! The associations and hubs somebody belongs to.

use crate::page::{Page, Reply};
use crate::ui;
use contracts::tenancy::OwnAccount;
use kernel::permission;
use language::key;
use maud::html;

pub async fn list(page: Page<permission::OwnAccount>) -> Reply {
    let account: OwnAccount = page.get("/api/v1/account").await?;
    let title = page.say(key::ASSOCIATIONS_TITLE);
    let create = html! { a.button.primary href="/associations/new" { (ui::icon("plus")) (page.say(key::ASSOCIATIONS_CREATE)) } };
    let body = html! {
        @if account.seats.is_empty() && account.hubs.is_empty() {
            h1 { (title) }
            (ui::empty(&page.say(key::ASSOCIATIONS_EMPTY), &page.say(key::ASSOCIATIONS_EMPTY_TEXT), &create))
        } @else {
            (ui::head(&html! { (title) }, None, &create))
            @if !account.seats.is_empty() {
                div.grid {
                    @for seat in &account.seats {
                        section.card {
                            h2 { a href={ "/a/" (seat.association.slug) "/" } { (ui::name(ui::place_name(page.locale, &seat.association))) } }
                            p.muted { (language::named(page.locale, "role", seat.role.code())) }
                        }
                    }
                }
            }
            @if !account.hubs.is_empty() {
                h2 { (page.say(key::ASSOCIATIONS_HUBS)) }
                div.grid {
                    @for hub in &account.hubs {
                        section.card { h3 { a href={ "/hub/" (hub.slug) "/" } { (ui::name(ui::place_name(page.locale, hub))) } } p.muted { (page.say(key::ROLE_COORDINATOR)) } }
                    }
                }
            }
        }
    };
    page.page(&title, body)
}
