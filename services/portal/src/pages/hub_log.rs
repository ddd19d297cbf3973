//! What the coordinators of a hub did, for whoever stands above it.

use crate::fields::with_query;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Table};
use crate::visit::Visit;
use contracts::Page as Batch;
use contracts::hubs::HubEntry;
use contracts::tenancy::Place;
use kernel::permission::{ViewHubLog, ViewTerritory};
use language::key;
use maud::{Markup, html};

pub async fn list(page: Page<ViewHubLog>) -> Reply {
    let found: Batch<HubEntry> = page.get(&with_query(&page.api("/log"), &[("after", page.query.given("after"))])).await?;
    let columns = vec![
        Column::text(page.say(key::HUB_LOG_AT)),
        Column::text(page.say(key::HUB_LOG_WHO)),
        Column::text(page.say(key::HUB_LOG_DID)),
        Column::text(page.say(key::HUB_ASSOCIATION)),
        Column::text(page.say(key::HUB_LOG_SUBJECT)),
    ];
    let mut table = Table::new(page.say(key::HUB_LOG_TITLE), columns).quiet();
    for entry in &found.items {
        table.row(vec![
            ui::moment(page.locale, entry.at),
            ui::name(&entry.who),
            html! { (language::named(page.locale, "hub-did", &entry.action)) },
            html! { @if let Some(association) = &entry.association { (concerned(&page, association)) } },
            subject(&page, entry),
        ]);
    }
    let title = page.say(key::HUB_LOG_TITLE);
    let body = html! {
        (ui::head(&html! { (title) }, Some(&html! { (page.say(key::HUB_LOG_LEAD)) }), &html! {}))
        (super::hub::tabs(&page, "/log"))
        @if found.items.is_empty() {
            (ui::empty(&page.say(key::HUB_LOG_EMPTY), &page.say(key::HUB_LOG_EMPTY_TEXT), &html! {}))
        } @else {
            (table)
            (ui::pager(&page, &page.here("/log"), &[], found.next.as_deref()))
        }
    };
    page.page(&title, body)
}

/// Its name, which leads to its line for whoever sees the territory.
fn concerned(visit: &Visit, association: &Place) -> Markup {
    let name = ui::name(ui::place_name(visit.locale, association));
    html! {
        @if visit.may::<ViewTerritory>() {
            a href=(with_query(&visit.here("/"), &[("association", Some(&association.slug))])) { (name) }
        } @else { (name) }
    }
}

fn subject(visit: &Visit, entry: &HubEntry) -> Markup {
    let places = entry.places.iter().map(|place| ui::in_language(visit.locale, &place.name_ar, &place.name_fr));
    html! {
        @if let Some(words) = super::audit::errand(visit, &entry.subject) { (words) }
        @else if let Some(hub) = &entry.hub { a href={ "/hub/" (hub.slug) "/coordinators" } { (ui::name(ui::place_name(visit.locale, hub))) } }
        @else if !entry.places.is_empty() {
            @for (at, place) in places.enumerate() { @if at > 0 { br; } (ui::name(place)) }
        }
        @else if !entry.subject.is_empty() { (ui::name(&entry.subject)) }
    }
}
