//! Another e-mail address: asked for, confirmed from its mailbox, undone from the old one.

use super::account::nothing_to_save;
use crate::fields::Fields;
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Inputs};
use crate::visit::Visit;
use contracts::Done;
use contracts::accounts::{ChangeEmail, OwnSession, Security};
use contracts::tenancy::{Confirm, OwnAccount as Account};
use kernel::permission::{OwnAccount, Public};
use language::{Key, key};
use maud::html;

pub async fn change_form(page: Page<OwnAccount>) -> Reply {
    change_page(&page, &Form::blank()).await
}

async fn change_page(visit: &Visit, form: &Form) -> Reply {
    let account: Account = visit.get("/api/v1/account").await?;
    let security: Security = visit.post_as_portal("/internal/account/security", &OwnSession { session: visit.own_session()? }).await?;
    let inputs = Inputs { locale: visit.locale, form };
    let title = visit.say(key::EMAIL_TITLE);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back("/account", &visit.say(key::ACCOUNT_BACK)))
        h1 { (title) }
        p.lead { (visit.say(key::EMAIL_LEAD)) }
        @if let Some(email) = &security.new_email { p.banner { (visit.say_with(key::EMAIL_WAITING, &[("email", email.into())])) } }
        (ui::facts(vec![(visit.say(key::EMAIL_CURRENT), ui::ltr(&account.email))]))
        form.sheet method="post" action="/account/email" novalidate {
            (ui::hidden(visit, form))
            (inputs.email("email", key::EMAIL_NEW).attribute("autocomplete", "email").attribute("enterkeyhint", "next"))
            (inputs.password("password", key::PASSWORD_AGAIN, "current-password").attribute("enterkeyhint", "send"))
            (ui::submit(&visit.say(key::EMAIL_ACT)))
        }
    };
    visit.form_page(&title, form, body)
}

pub async fn change(page: Page<OwnAccount>) -> Reply {
    let email = page.form.get("email");
    let input = ChangeEmail { session: page.own_session()?, email: email.to_owned(), password: page.form.get("password").to_owned() };
    match page.post_as_portal::<_, Done>("/internal/account/email", &input).await {
        Ok(Done {}) => page.done("/account", key::EMAIL_ASKED, &[("email", email.into())]),
        Err(error) => change_page(&page, &nothing_to_save(page.refused(error)?)).await,
    }
}

/// A mailed link that does something: the page with the button.
struct Link {
    page: &'static str,
    title: Key,
    lead: Key,
    act: Key,
}

const CONFIRM: Link = Link { page: "/new-email", title: key::NEW_EMAIL_TITLE, lead: key::NEW_EMAIL_LEAD, act: key::NEW_EMAIL_ACT };
const UNDO: Link =
    Link { page: "/earlier-email", title: key::EARLIER_EMAIL_TITLE, lead: key::EARLIER_EMAIL_LEAD, act: key::EARLIER_EMAIL_ACT };

/// Shows a button only: programs that open the links of mails to check them change nothing.
fn link_page(visit: &Visit, form: &Form, link: &Link) -> Reply {
    let title = visit.say(link.title);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        h1 { (title) }
        @if !form.is_wrong() {
            p.lead { (visit.say(link.lead)) }
            form.sheet method="post" action=(link.page) {
                (ui::hidden(visit, form))
                input type="hidden" name="token" value=(form.value("token"));
                (ui::submit(&visit.say(link.act)))
            }
        }
    };
    visit.form_page(&title, form, body)
}

fn mailed(visit: &Visit) -> Form {
    Form::with(Fields::of([("token", visit.query.get("token"))]))
}

pub async fn confirm_form(page: Page<Public>) -> Reply {
    link_page(&page, &mailed(&page), &CONFIRM)
}

pub async fn confirm(page: Page<Public>) -> Reply {
    let input = Confirm { token: page.form.get("token").to_owned() };
    match page.post::<_, Done>("/api/v1/accounts/email", &input).await {
        Ok(Done {}) => page.done(if page.is_signed_in() { "/account" } else { "/sign-in" }, key::NEW_EMAIL_DONE, &[]),
        Err(error) => link_page(&page, &nothing_to_save(page.refused(error)?), &CONFIRM),
    }
}

pub async fn undo_form(page: Page<Public>) -> Reply {
    link_page(&page, &mailed(&page), &UNDO)
}

pub async fn undo(page: Page<Public>) -> Reply {
    let input = Confirm { token: page.form.get("token").to_owned() };
    match page.post::<_, Done>("/api/v1/accounts/email/undo", &input).await {
        Ok(Done {}) => page.done("/forgotten-password", key::EARLIER_EMAIL_DONE, &[]),
        Err(error) => link_page(&page, &nothing_to_save(page.refused(error)?), &UNDO),
    }
}
