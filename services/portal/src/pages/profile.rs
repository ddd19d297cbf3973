//! One's own account on one page: name and language, what guards it, where it leads.

use crate::fields::Fields;
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::pages::offices;
use crate::ui::{self, Column, Inputs, Table, Tone};
use crate::visit::Visit;
use contracts::Done;
use contracts::accounts::{ChangeAccount, OwnSession, SecondFactor, Security};
use contracts::tenancy::OwnAccount as Account;
use kernel::permission::OwnAccount;
use kernel::{Error, Locale};
use language::key;
use maud::{Markup, html};

pub async fn show(page: Page<OwnAccount>) -> Reply {
    let account: Account = page.get("/api/v1/account").await?;
    let values = Fields::of([("name", &account.name), ("locale", account.locale.code())]);
    account_page(&page, &Form::with(values), &account).await
}

async fn account_page(visit: &Visit, form: &Form, account: &Account) -> Reply {
    let security: Security = visit.post_as_portal("/internal/account/security", &OwnSession { session: visit.own_session()? }).await?;
    let title = visit.say(key::ACCOUNT_TITLE);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::head(&html! { (title) }, Some(&html! { (visit.say(key::ACCOUNT_LEAD)) }), &html! {}))
        section.card { h2 { (visit.say(key::ACCOUNT_YOU)) } (name_form(visit, form)) }
        section.stack { h2 { (visit.say(key::ACCOUNT_GUARD)) } (guards(visit, account, &security)) }
        @if !account.seats.is_empty() || !account.hubs.is_empty() {
            section.stack { h2 { (visit.say(key::ACCOUNT_PLACES)) } (places(visit, account)) }
        }
        @if !security.history.is_empty() { section.stack { h2 { (visit.say(key::ACCOUNT_HISTORY)) } (history(visit, &security)) } }
    };
    visit.form_page(&title, form, body)
}

fn name_form(visit: &Visit, form: &Form) -> Markup {
    let inputs = Inputs { locale: visit.locale, form };
    let languages = Locale::ALL.map(|locale| (locale.code().to_owned(), locale.own_name().to_owned()));
    html! {
        form.sheet method="post" action="/account" novalidate {
            (ui::hidden(visit, form))
            (inputs.text("name", key::REGISTER_NAME).attribute("autocomplete", "name").attribute("enterkeyhint", "done"))
            (inputs.radios("locale", key::ACCOUNT_LANGUAGE, languages.into()))
            (ui::submit(&visit.say(key::ACCOUNT_SAVE)))
        }
    }
}

fn guards(visit: &Visit, account: &Account, security: &Security) -> Markup {
    let sessions = i64::try_from(security.sessions.len()).unwrap_or_default();
    let line = |target: &str, label: String, state: Markup| html! { li { a href=(target) { (label) } span { (state) } } };
    html! {
        ul.tasks {
            (line("/account/email", visit.say(key::ACCOUNT_EMAIL), html! {
                (ui::ltr(&account.email))
                @if let Some(email) = &security.new_email { br; (ui::ltr(email)) " " (ui::chip(Tone::Wait, &visit.say(key::ACCOUNT_EMAIL_WAITING))) }
            }))
            (line("/account/password", visit.say(key::ACCOUNT_PASSWORD), html! { span.muted { (visit.say(key::ACCOUNT_CHANGE)) } }))
            (line("/account/second-factor", visit.say(key::SECOND_FACTOR_TITLE), factor(visit, &security.second_factor)))
            (line("/account/data", visit.say(key::ACCOUNT_DATA_TITLE), html! { span.muted { (visit.say(key::ACCOUNT_DATA_ACT)) } }))
            (line("/account/sessions", visit.say(key::SESSIONS_TITLE), html! { (visit.say_with(key::SESSIONS_COUNT, &[("count", sessions.into())])) }))
        }
    }
}

/// A state in words; where it must be on and is not, it stands out.
pub fn factor(visit: &Visit, factor: &SecondFactor) -> Markup {
    let off = || visit.say(key::SECOND_FACTOR_OFF);
    match factor.since {
        Some(since) => {
            let date = language::long_date(kernel::clock::to_local(since).date(), visit.locale);
            ui::chip(Tone::Good, &visit.say_with(key::SECOND_FACTOR_ON, &[("date", (&date).into())]))
        }
        None if factor.compulsory => ui::chip(Tone::Bad, &off()),
        None => ui::chip(Tone::Plain, &off()),
    }
}

fn places(visit: &Visit, account: &Account) -> Markup {
    html! {
        ul.tasks {
            @for seat in &account.seats {
                li {
                    a href={ "/a/" (seat.association.slug) "/" } { (ui::name(ui::place_name(visit.locale, &seat.association))) }
                    span.muted { (offices::role_name(visit.locale, seat.role, seat.custom_role.as_ref())) }
                }
            }
            @for hub in &account.hubs {
                li { a href={ "/hub/" (hub.slug) "/" } { (ui::name(ui::place_name(visit.locale, hub))) } span.muted { (visit.say(key::ROLE_COORDINATOR)) } }
            }
        }
    }
}

fn history(visit: &Visit, security: &Security) -> Markup {
    let columns = vec![
        Column::text(visit.say(key::ACCOUNT_HISTORY_WHAT)),
        Column::text(visit.say(key::ACCOUNT_HISTORY_WHERE)),
        Column::text(visit.say(key::ACCOUNT_HISTORY_WHEN)),
    ];
    let mut table = Table::new(visit.say(key::ACCOUNT_HISTORY), columns).quiet();
    for entry in &security.history {
        table.row(vec![
            html! { (language::named(visit.locale, "account-act", &entry.action)) },
            html! { span.person { (device(visit, &entry.device)) span.other { (ui::ltr(&entry.address)) } } },
            ui::moment(visit.locale, entry.at),
        ]);
    }
    html! { (table) }
}

pub fn device(visit: &Visit, name: &str) -> Markup {
    html! { @if name.is_empty() { (visit.say(key::ACCOUNT_UNKNOWN_DEVICE)) } @else { (ui::ltr(name)) } }
}

pub async fn change(page: Page<OwnAccount>) -> Reply {
    let locale = Locale::parse(page.form.get("locale")).ok_or_else(|| Error::field("locale", "choice-unknown"));
    let changed = match locale {
        Ok(locale) => {
            let input = ChangeAccount { name: page.form.get("name").to_owned(), locale };
            page.post::<_, Done>("/api/v1/account", &input).await.map(|_| locale)
        }
        Err(error) => Err(error),
    };
    match changed {
        Ok(locale) => {
            let mut response = page.done("/account", key::ACCOUNT_SAVED, &[])?;
            // the switch had the last word before: now this choice has
            page.cookies.set(&mut response, crate::cookies::LANGUAGE, locale.code());
            Ok(response)
        }
        Err(error) => {
            let account: Account = page.get("/api/v1/account").await?;
            account_page(&page, &page.refused(error)?, &account).await
        }
    }
}
