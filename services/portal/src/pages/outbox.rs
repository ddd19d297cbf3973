//! Mails that are kept instead of being sent, where no mail server is configured: for trying out,
//! never in production.

use crate::page::{Page, Reply};
use crate::ui;
use contracts::Nothing;
use contracts::accounts::Demo;
use contracts::mail::KeptMail;
use kernel::permission::Public;
use kernel::{Error, Result};
use language::key;
use maud::{Markup, html};

async fn mails(page: &Page<Public>) -> Result<Vec<KeptMail>> {
    if !page.state.has_viewable_outbox() || page.state.settings().production {
        return Err(Error::not_found());
    }
    page.get_as_portal("/internal/outbox").await
}

pub async fn list(page: Page<Public>) -> Reply {
    let mails = mails(&page).await?;
    let demo: Demo = page.post_as_portal("/internal/account/demo", &Nothing {}).await?;
    let title = page.say(key::OUTBOX_TITLE);
    let body = html! {
        @if let Some(account) = &demo.account {
            section.card {
                h2 { (page.say(key::DEMO_TITLE)) }
                (ui::facts(vec![
                    (page.say(key::ACCOUNT_EMAIL), ui::ltr(&account.email)),
                    (page.say(key::ACCOUNT_PASSWORD), ui::ltr(&account.password)),
                    (page.say(key::DEMO_CODE), html! { strong #demo-code { (ui::ltr(&account.code)) } }),
                ]))
                p.muted { (page.say(key::DEMO_LEAD)) }
            }
        }
        (ui::head(&html! { (title) }, Some(&html! { (page.say(key::OUTBOX_LEAD)) }), &html! {}))
        @if mails.is_empty() {
            (ui::empty(&page.say(key::OUTBOX_EMPTY), &page.say(key::OUTBOX_EMPTY_TEXT), &html! {}))
        } @else {
            ul.tasks {
                @for mail in &mails {
                    li { a href={ "/outbox/" (mail.file) } { (ui::name(&mail.subject)) } span.muted { (ui::ltr(&mail.to)) } }
                }
            }
        }
    };
    page.page(&title, body)
}

pub async fn show(page: Page<Public>) -> Reply {
    let file = page.path.get("file");
    let mail = mails(&page).await?.into_iter().find(|mail| mail.file == file).ok_or_else(Error::not_found)?;
    let body = html! {
        (ui::back("/outbox", &page.say(key::OUTBOX_TITLE)))
        h1 { (ui::name(&mail.subject)) }
        section.card {
            (ui::facts(vec![
                (page.say(key::OUTBOX_TO), ui::ltr(&mail.to)),
                (page.say(key::OUTBOX_ATTACHMENTS), html! { @for name in &mail.attachments { (ui::name(name)) " " } @if mail.attachments.is_empty() { "—" } }),
            ]))
            @for paragraph in mail.text.lines() { p dir="auto" { (with_links(paragraph, &page.state.settings().url)) } }
        }
    };
    page.page(&mail.subject, body)
}

/// Links of this installation can be followed; they lead to this very address, whatever host the
/// mail names.
fn with_links(line: &str, own: &str) -> Markup {
    html! {
        @for (at, word) in line.split(' ').enumerate() {
            @if at > 0 { " " }
            @match word.strip_prefix(own).filter(|path| path.starts_with('/')) {
                Some(path) => a href=(path) { (ui::ltr(word)) },
                None => (word),
            }
        }
    }
}
