//! The first page, and the page for addresses that lead nowhere.

use crate::page::{Page, Reply, redirect};
use kernel::Error;
use kernel::permission::Public;
use language::key;
use maud::html;

pub async fn show(page: Page<Public>) -> Reply {
    if page.is_signed_in() {
        return Ok(redirect("/associations"));
    }
    let parts = [
        (key::LANDING_MEMBERS, key::LANDING_MEMBERS_TEXT),
        (key::LANDING_BOOKS, key::LANDING_BOOKS_TEXT),
        (key::LANDING_ASSEMBLIES, key::LANDING_ASSEMBLIES_TEXT),
        (key::LANDING_HUBS, key::LANDING_HUBS_TEXT),
    ];
    page.page(
        &page.say(key::LANDING_TITLE),
        html! {
            div.hero {
                h1 { (page.say(key::LANDING_TITLE)) }
                p.lead { (page.say(key::LANDING_LEAD)) }
                div.acts {
                    a.button.primary href="/register" { (page.say(key::LANDING_REGISTER)) }
                    a.button href="/sign-in" { (page.say(key::ACCOUNT_SIGN_IN)) }
                }
            }
            div.grid {
                @for (title, text) in parts { section.card { h2 { (page.say(title)) } p { (page.say(text)) } } }
            }
            @if page.state.has_viewable_outbox() { p { a href="/outbox" { (page.say(key::OUTBOX_TITLE)) } } }
        },
    )
}

pub async fn nowhere(_: Page<Public>) -> Reply {
    Err(Error::not_found())
}
