//! The associations and hubs somebody belongs to.

use crate::page::{Page, Reply};
use crate::pages::{invitation, offices};
use crate::ui;
use contracts::people::Offer;
use contracts::tenancy::OwnAccount;
use kernel::permission;
use language::key;
use maud::html;

pub async fn list(page: Page<permission::OwnAccount>) -> Reply {
    let account: OwnAccount = page.get("/api/v1/account").await?;
    let offers: Vec<Offer> = page.list("/api/v1/account/invitations").await?;
    let title = page.say(key::ASSOCIATIONS_TITLE);
    let create = html! { a.button.primary href="/associations/new" { (ui::icon("plus")) (page.say(key::ASSOCIATIONS_CREATE)) } };
    let body = html! {
        @if account.seats.is_empty() && account.hubs.is_empty() && !account.staff {
            h1 { (title) }
            (invitation::waiting(&page, &offers))
            (ui::empty(&page.say(key::ASSOCIATIONS_EMPTY), &page.say(key::ASSOCIATIONS_EMPTY_TEXT), &create))
        } @else {
            (ui::head(&html! { (title) }, None, &create))
            (invitation::waiting(&page, &offers))
            @if !account.seats.is_empty() {
                div.grid {
                    @for seat in &account.seats {
                        section.card {
                            h2 { a href={ "/a/" (seat.association.slug) "/" } { (ui::name(ui::place_name(page.locale, &seat.association))) } }
                            p.muted {
                                (offices::role_name(page.locale, seat.role, seat.custom_role.as_ref()))
                                @if let Some(until) = seat.until { " · " (page.say(key::OFFICE_UNTIL)) " " (ui::date(page.locale, offices::last_day(until))) }
                            }
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
            @if !account.visits.is_empty() {
                h2 { (page.say(key::ASSOCIATIONS_VISITS)) }
                div.grid {
                    @for visit in &account.visits {
                        section.card {
                            h3 { a href={ "/a/" (visit.association.slug) "/" } { (ui::name(ui::place_name(page.locale, &visit.association))) } }
                            p.muted {
                                (ui::name(ui::place_name(page.locale, &visit.hub))) " · "
                                (page.say(key::OFFICE_UNTIL)) " " (ui::moment(page.locale, visit.until))
                            }
                        }
                    }
                }
            }
            @if account.staff {
                h2 { (page.say(key::ROLE_STAFF)) }
                div.grid {
                    section.card { h3 { a href="/platform" { (page.say(key::PLATFORM_TITLE)) } } p.muted { (page.say(key::PLATFORM_LEAD)) } }
                }
            }
        }
    };
    page.page(&title, body)
}
