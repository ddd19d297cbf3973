//! The whole tree of hubs, for the platform's staff.

use crate::page::{Page, Reply};
use crate::ui::{self, Column, Table};
use contracts::hubs::HubOfTree;
use kernel::permission::ManagePlatform;
use language::key;
use maud::html;

pub async fn show(page: Page<ManagePlatform>) -> Reply {
    let hubs: Vec<HubOfTree> = page.list("/api/v1/platform/hubs").await?;
    let columns = vec![
        Column::text(page.say(key::CONSENTS_HUB)),
        Column::text(page.say(key::HUBS_LEVEL)),
        Column::text(page.say(key::HUBS_TERRITORY)),
        Column::text(page.say(key::COORDINATORS_TITLE)),
    ];
    let mut table = Table::new(page.say(key::HUBS_ALL), columns).quiet();
    for entry in &hubs {
        let place = |name: &str| format!("/hub/{}{name}", entry.hub.slug);
        let names: Vec<_> = entry.territory.iter().map(|place| ui::in_language(page.locale, &place.name_ar, &place.name_fr)).collect();
        let comma = if page.locale == kernel::Locale::Ar { "، " } else { ", " };
        table.row(vec![
            html! { a href=(place("/hubs")) { (ui::name(ui::place_name(page.locale, &entry.hub))) } },
            html! { (language::named(page.locale, "hub-level", &entry.level)) },
            html! { (ui::name(&names.join(comma))) },
            html! {
                span.person {
                    a href=(place("/coordinators")) { (page.say_with(key::HUBS_COORDINATORS, &[("count", i64::try_from(entry.coordinators.len()).unwrap_or_default().into())])) }
                    @for person in &entry.coordinators { span.other { (ui::name(&person.name)) } }
                }
            },
        ]);
    }
    let title = page.say(key::HUBS_ALL);
    let body = html! {
        (ui::back("/platform", &page.say(key::PLATFORM_TITLE)))
        (ui::head(&html! { (title) }, Some(&html! { (page.say(key::HUBS_ALL_LEAD)) }), &html! {}))
        (table)
    };
    page.page(&title, body)
}
