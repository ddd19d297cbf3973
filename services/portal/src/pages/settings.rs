//! All that is set rarely, on one page: each line leads to a page of its own.

use crate::page::{Page, Reply};
use crate::ui;
use crate::visit::Visit;
use kernel::permission::{
    EditMembers, ManageConsents, ManagePrivacy, ManageStanding, ManageWebhooks, ReadCnie, TakeData, ViewAudit, ViewDues, ViewMembers,
    ViewRecord, ViewRoles,
};
use language::{Key, key};
use maud::{Markup, html};

/// Where a line leads, what it is called, what is there, and whether this person may go there.
type Line = (&'static str, Key, Key, bool);

fn lines(visit: &Visit) -> [(Key, Vec<Line>); 4] {
    let record = visit.may::<ViewRecord>();
    [
        (
            key::SETTINGS_ASSOCIATION,
            vec![
                ("/record", key::RECORD_TITLE, key::SETTINGS_RECORD_TEXT, record),
                ("/board", key::BOARD_TITLE, key::SETTINGS_BOARD_TEXT, record),
                ("/record/statutes", key::VERSIONS_TITLE, key::SETTINGS_VERSIONS_TEXT, record),
                ("/record/declarations", key::DECLARATIONS_TITLE, key::SETTINGS_DECLARATIONS_TEXT, record),
                ("/record/calendar", key::CALENDAR_TITLE, key::SETTINGS_CALENDAR_TEXT, record),
                ("/settings/categories", key::CATEGORIES_TITLE, key::SETTINGS_CATEGORIES_TEXT, visit.may::<ViewMembers>()),
                ("/settings/dues-year", key::DUES_YEAR_TITLE, key::SETTINGS_DUES_YEAR_TEXT, visit.may::<ViewDues>()),
                ("/settings/numbering", key::NUMBERING_TITLE, key::SETTINGS_NUMBERING_TEXT, visit.may::<ViewMembers>()),
                ("/settings/fields", key::FIELDS_TITLE, key::SETTINGS_FIELDS_TEXT, visit.may::<ViewMembers>()),
                ("/settings/cnie", key::CNIE_TITLE, key::SETTINGS_CNIE_TEXT, visit.may::<ReadCnie>()),
                ("/settings/joining", key::JOINING_TITLE, key::SETTINGS_JOINING_TEXT, visit.may::<EditMembers>()),
            ],
        ),
        (
            key::SETTINGS_ACCESS,
            vec![
                ("/people", key::PEOPLE_TITLE, key::SETTINGS_PEOPLE_TEXT, visit.may::<ViewRoles>()),
                ("/consents", key::CONSENTS_TITLE, key::SETTINGS_CONSENTS_TEXT, visit.may::<ManageConsents>()),
                ("/audit", key::AUDIT_TITLE, key::AUDIT_LEAD, visit.may::<ViewAudit>()),
                ("/settings/tokens", key::TOKENS_TITLE, key::SETTINGS_TOKENS_TEXT, visit.may::<ViewAudit>()),
                ("/settings/webhooks", key::WEBHOOKS_TITLE, key::SETTINGS_WEBHOOKS_TEXT, visit.may::<ManageWebhooks>()),
            ],
        ),
        (
            key::SETTINGS_DATA,
            vec![
                ("/privacy", key::PRIVACY_TITLE, key::SETTINGS_PRIVACY_TEXT, true),
                ("/settings/requests", key::REQUESTS_TITLE, key::SETTINGS_REQUESTS_TEXT, visit.may::<ManagePrivacy>()),
                ("/settings/agreement", key::AGREEMENT_TITLE, key::SETTINGS_AGREEMENT_TEXT, visit.may::<ViewAudit>()),
            ],
        ),
        (
            key::SETTINGS_WORKSPACE,
            vec![
                ("/limits", key::LIMITS_TITLE, key::SETTINGS_LIMITS_TEXT, record),
                ("/standing", key::STANDING_TITLE, key::SETTINGS_STANDING_TEXT, visit.may::<ManageStanding>()),
                ("/leave", key::LEAVE_TITLE, key::LEAVE_LEAD, visit.may::<TakeData>()),
            ],
        ),
    ]
}

pub async fn show(page: Page<ViewRecord>) -> Reply {
    let title = page.say(key::NAV_SETTINGS);
    let groups = lines(&page);
    let body = html! {
        (ui::head(&html! { (title) }, None, &html! {}))
        @for (heading, lines) in &groups {
            @if lines.iter().any(|line| line.3) {
                section.stack { h2 { (page.say(*heading)) } (index(&page, lines)) }
            }
        }
    };
    page.page(&title, body)
}

fn index(visit: &Visit, lines: &[Line]) -> Markup {
    html! {
        ul.index {
            @for (path, title, text, _) in lines.iter().filter(|line| line.3) {
                li { a href=(visit.here(path)) { strong { (visit.say(*title)) } span { (visit.say(*text)) } } }
            }
        }
    }
}
