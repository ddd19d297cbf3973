//! What all pages of a hub share.

use crate::visit::Visit;
use kernel::permission::{CreateHubs, ViewCoordinators, ViewHubLog, ViewTerritory};
use language::key;
use maud::{Markup, html};

/// From one page of a hub to the others, as far as somebody may.
pub fn tabs(visit: &Visit, at: &str) -> Markup {
    let all = [
        ("/", key::HUB_TITLE, visit.may::<ViewTerritory>()),
        ("/requests", key::ASKS_TITLE, visit.may::<ViewTerritory>()),
        ("/coordinators", key::COORDINATORS_TITLE, visit.may::<ViewCoordinators>()),
        ("/hubs", key::HUBS_TITLE, visit.may::<CreateHubs>()),
        ("/log", key::HUB_LOG_TITLE, visit.may::<ViewHubLog>()),
    ];
    html! {
        nav aria-label=(visit.say(key::HUB_PAGES)) {
            ul.tabs {
                @for (path, label, _) in all.into_iter().filter(|(_, _, may)| *may) {
                    li { a href=(visit.here(path)) aria-current=[(path == at).then_some("page")] { (visit.say(label)) } }
                }
            }
        }
    }
}
