//! Where somebody is signed in, and out of it.

use super::profile::device;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Table, Tone};
use crate::visit::Visit;
use contracts::Done;
use contracts::accounts::{EndSessions, OwnSession, Security, Session};
use kernel::permission::OwnAccount;
use language::key;
use maud::{Markup, html};

pub async fn show(page: Page<OwnAccount>) -> Reply {
    let security: Security = page.post_as_portal("/internal/account/security", &OwnSession { session: page.own_session()? }).await?;
    let title = page.say(key::SESSIONS_TITLE);
    let columns = vec![
        Column::text(page.say(key::SESSIONS_DEVICE)),
        Column::text(page.say(key::SESSIONS_ADDRESS)),
        Column::text(page.say(key::SESSIONS_BEGAN)),
        Column::text(page.say(key::SESSIONS_USED)),
        Column::text(page.say(key::SESSIONS_ACT)),
    ];
    let mut table = Table::new(title.clone(), columns).quiet();
    for session in &security.sessions {
        table.row(vec![
            device(&page, &session.device),
            ui::ltr(&session.address),
            ui::moment(page.locale, session.began_at),
            ui::moment(page.locale, session.last_used_at),
            act(&page, session),
        ]);
    }
    let body = html! {
        (ui::back("/account", &page.say(key::ACCOUNT_BACK)))
        (ui::head(&html! { (title) }, Some(&html! { (page.say(key::SESSIONS_LEAD)) }), &html! {}))
        (table)
        @if security.sessions.len() > 1 {
            form method="post" action="/account/sessions" {
                input type="hidden" name="csrf" value=(page.csrf());
                button.button.danger type="submit" { (page.say(key::SESSIONS_END_OTHERS)) }
            }
        }
    };
    page.page(&title, body)
}

fn act(visit: &Visit, session: &Session) -> Markup {
    html! {
        @if session.current { (ui::chip(Tone::Good, &visit.say(key::SESSIONS_CURRENT))) } @else {
            form method="post" action="/account/sessions" {
                input type="hidden" name="csrf" value=(visit.csrf());
                button.button.danger type="submit" name="id" value=(session.id) { (visit.say(key::SESSIONS_END)) }
            }
        }
    }
}

/// The one that the pressed button names, or all others.
pub async fn end(page: Page<OwnAccount>) -> Reply {
    let id = page.form.given("id").map(ToOwned::to_owned);
    let said = if id.is_some() { key::SESSIONS_ENDED } else { key::SESSIONS_OTHERS_ENDED };
    let _: Done = page.post_as_portal("/internal/account/sessions/end", &EndSessions { session: page.own_session()?, id }).await?;
    page.done("/account/sessions", said, &[])
}
