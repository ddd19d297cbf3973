//! The password: changed by who knows it, or replaced through the mailbox.

use super::account::nothing_to_save;
use crate::fields::Fields;
use crate::form::Form;
use crate::page::{Page, Reply, redirect};
use crate::ui::{self, Inputs};
use crate::visit::Visit;
use contracts::Done;
use contracts::accounts::{ChangePassword, ForgotPassword, ResetPassword};
use kernel::permission::{OwnAccount, Public};
use language::key;
use maud::html;

pub async fn change_form(page: Page<OwnAccount>) -> Reply {
    change_page(&page, &Form::blank())
}

fn change_page(visit: &Visit, form: &Form) -> Reply {
    let inputs = Inputs { locale: visit.locale, form };
    let title = visit.say(key::PASSWORD_TITLE);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back("/account", &visit.say(key::ACCOUNT_BACK)))
        h1 { (title) }
        p.lead { (visit.say(key::PASSWORD_LEAD)) }
        form.sheet method="post" action="/account/password" novalidate {
            (ui::hidden(visit, form))
            (inputs.password("current", key::PASSWORD_CURRENT, "current-password").attribute("enterkeyhint", "next"))
            (inputs.password("password", key::PASSWORD_NEW, "new-password").hint(key::REGISTER_PASSWORD_HINT).attribute("enterkeyhint", "done"))
            (ui::submit(&visit.say(key::PASSWORD_ACT)))
        }
    };
    visit.form_page(&title, form, body)
}

pub async fn change(page: Page<OwnAccount>) -> Reply {
    let text = |name: &str| page.form.get(name).to_owned();
    let input = ChangePassword { session: page.own_session()?, current: text("current"), password: text("password") };
    match page.post_as_portal::<_, Done>("/internal/account/password", &input).await {
        Ok(Done {}) => page.done("/account", key::PASSWORD_DONE, &[]),
        Err(error) => change_page(&page, &nothing_to_save(page.refused(error)?)),
    }
}

pub async fn forgotten_form(page: Page<Public>) -> Reply {
    forgotten_page(&page, &Form::blank())
}

fn forgotten_page(visit: &Visit, form: &Form) -> Reply {
    let inputs = Inputs { locale: visit.locale, form };
    let title = visit.say(key::FORGOTTEN_TITLE);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back("/sign-in", &visit.say(key::ACCOUNT_SIGN_IN)))
        h1 { (title) }
        p.lead { (visit.say(key::FORGOTTEN_LEAD)) }
        form.sheet method="post" action="/forgotten-password" novalidate data-quiet="" {
            (ui::hidden(visit, form))
            (inputs.email("email", key::ACCOUNT_EMAIL).attribute("autocomplete", "email").attribute("enterkeyhint", "send"))
            (ui::submit(&visit.say(key::FORGOTTEN_ACT)))
        }
    };
    visit.form_page(&title, form, body)
}

pub async fn forgotten(page: Page<Public>) -> Reply {
    let input = ForgotPassword { email: page.form.get("email").to_owned() };
    match page.post::<_, Done>("/api/v1/accounts/forgotten-password", &input).await {
        Ok(Done {}) => Ok(redirect("/forgotten-password/sent")),
        Err(error) => forgotten_page(&page, &nothing_to_save(page.refused(error)?)),
    }
}

pub async fn forgotten_sent(page: Page<Public>) -> Reply {
    let title = page.say(key::FORGOTTEN_SENT_TITLE);
    page.page(
        &title,
        html! {
            h1 { (title) }
            p.lead { (page.say(key::FORGOTTEN_SENT_TEXT)) }
            p { (page.say(key::FORGOTTEN_SENT_SPAM)) }
            @if page.state.has_viewable_outbox() {
                p.banner { (page.say(key::REGISTER_SENT_OUTBOX)) " " a href="/outbox" { (page.say(key::OUTBOX_OPEN)) } }
            }
        },
    )
}

/// Shows a form only: programs that open the links of mails to check them change nothing.
pub async fn reset_form(page: Page<Public>) -> Reply {
    reset_page(&page, &Form::with(Fields::of([("token", page.query.get("token"))])))
}

fn reset_page(visit: &Visit, form: &Form) -> Reply {
    let inputs = Inputs { locale: visit.locale, form };
    let title = visit.say(key::FORGOTTEN_TITLE);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        h1 { (title) }
        @if form.failure.is_some() {
            p.acts { a.button.primary href="/forgotten-password" { (visit.say(key::NEW_PASSWORD_AGAIN)) } }
        } @else {
            p.lead { (visit.say(key::NEW_PASSWORD_LEAD)) }
            form.sheet method="post" action="/new-password" novalidate {
                (ui::hidden(visit, form))
                input type="hidden" name="token" value=(form.value("token"));
                (inputs.password("password", key::PASSWORD_NEW, "new-password").hint(key::REGISTER_PASSWORD_HINT).attribute("enterkeyhint", "done"))
                (ui::submit(&visit.say(key::NEW_PASSWORD_ACT)))
            }
        }
    };
    visit.form_page(&title, form, body)
}

pub async fn reset(page: Page<Public>) -> Reply {
    let input = ResetPassword { token: page.form.get("token").to_owned(), password: page.form.get("password").to_owned() };
    match page.post::<_, Done>("/api/v1/accounts/password", &input).await {
        Ok(Done {}) => page.done("/sign-in", key::NEW_PASSWORD_DONE, &[]),
        Err(error) => reset_page(&page, &nothing_to_save(page.refused(error)?)),
    }
}
