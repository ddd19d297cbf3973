//! Opening an account, confirming it, signing in and out.

use crate::cookies;
use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply, local_path, redirect};
use crate::ui::{self, Inputs};
use crate::visit::Visit;
use axum::body::Body;
use axum::http::Response;
use contracts::Done;
use contracts::accounts::{NewSession, Prove, SignIn, SignedIn};
use contracts::tenancy::{Confirm, Register, SignOut};
use kernel::Error;
use kernel::permission::Public;
use language::key;
use maud::html;

pub async fn register_form(page: Page<Public>) -> Reply {
    if page.is_signed_in() {
        return Ok(redirect("/associations"));
    }
    register_page(&page, &Form::blank())
}

fn register_page(visit: &Visit, form: &Form) -> Reply {
    let inputs = Inputs { locale: visit.locale, form };
    let title = visit.say(key::REGISTER_TITLE);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        h1 { (title) }
        p.lead { (visit.say(key::REGISTER_LEAD)) }
        form.sheet method="post" action="/register" novalidate {
            (ui::hidden(visit, form))
            (inputs.text("name", key::REGISTER_NAME).attribute("autocomplete", "name").attribute("enterkeyhint", "next"))
            (inputs.email("email", key::ACCOUNT_EMAIL).attribute("autocomplete", "email").attribute("enterkeyhint", "next"))
            (inputs.password("password", key::ACCOUNT_PASSWORD, "new-password").hint(key::REGISTER_PASSWORD_HINT).attribute("enterkeyhint", "done"))
            (ui::privacy_notice(visit, ui::Purpose::Account))
            (ui::submit(&visit.say(key::REGISTER_ACT)))
        }
        p { (visit.say(key::REGISTER_HAVE_ACCOUNT)) " " a href="/sign-in" { (visit.say(key::ACCOUNT_SIGN_IN)) } }
    };
    visit.form_page(&title, form, body)
}

pub async fn register(page: Page<Public>) -> Reply {
    let text = |name: &str| page.form.get(name).to_owned();
    let input = Register { name: text("name"), email: text("email"), password: text("password"), locale: page.locale };
    match page.post::<_, Done>("/api/v1/accounts", &input).await {
        Ok(Done {}) => Ok(redirect("/register/sent")),
        Err(error) => register_page(&page, &page.refused(error)?),
    }
}

pub async fn register_sent(page: Page<Public>) -> Reply {
    let title = page.say(key::REGISTER_SENT_TITLE);
    page.page(
        &title,
        html! {
            h1 { (title) }
            p.lead { (page.say(key::REGISTER_SENT_TEXT)) }
            p { (page.say(key::REGISTER_SENT_SPAM)) }
            @if page.state.has_viewable_outbox() {
                p.banner { (page.say(key::REGISTER_SENT_OUTBOX)) " " a href="/outbox" { (page.say(key::OUTBOX_OPEN)) } }
            }
        },
    )
}

/// Shows a button only: programs that open the links of mails to check them must not use up the
/// token.
pub async fn confirm_form(page: Page<Public>) -> Reply {
    confirm_page(&page, &Form::with(Fields::of([("token", page.query.get("token"))])))
}

fn confirm_page(visit: &Visit, form: &Form) -> Reply {
    let title = visit.say(key::CONFIRM_TITLE);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        h1 { (title) }
        @if form.is_wrong() {
            p.acts { a.button href="/register" { (visit.say(key::CONFIRM_AGAIN)) } a.button href="/sign-in" { (visit.say(key::ACCOUNT_SIGN_IN)) } }
        } @else {
            p.lead { (visit.say(key::CONFIRM_LEAD)) }
            form.sheet method="post" action="/confirm" {
                (ui::hidden(visit, form))
                input type="hidden" name="token" value=(form.value("token"));
                (ui::submit(&visit.say(key::CONFIRM_ACT)))
            }
        }
    };
    visit.form_page(&title, form, body)
}

pub async fn confirm(page: Page<Public>) -> Reply {
    let input = Confirm { token: page.form.get("token").to_owned() };
    match page.post::<_, Done>("/api/v1/accounts/confirmation", &input).await {
        Ok(Done {}) => page.done("/sign-in", key::CONFIRM_DONE, &[]),
        Err(error) => confirm_page(&page, &nothing_to_save(page.refused(error)?)),
    }
}

pub async fn sign_in_form(page: Page<Public>) -> Reply {
    // nothing asked for: the first page is the one that fits the person
    let next = local_path(page.query.get("next")).unwrap_or_default();
    if page.is_signed_in() {
        return Ok(redirect(if next.is_empty() { "/associations" } else { next }));
    }
    sign_in_page(&page, &Form::with(Fields::of([("next", next)])))
}

fn sign_in_page(visit: &Visit, form: &Form) -> Reply {
    let inputs = Inputs { locale: visit.locale, form };
    let title = visit.say(key::SIGN_IN_TITLE);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        h1 { (title) }
        form.sheet method="post" action="/sign-in" novalidate data-quiet="" {
            (ui::hidden(visit, form))
            input type="hidden" name="next" value=(form.value("next"));
            (inputs.email("email", key::ACCOUNT_EMAIL).attribute("autocomplete", "username").attribute("enterkeyhint", "next"))
            (inputs.password("password", key::ACCOUNT_PASSWORD, "current-password").attribute("enterkeyhint", "go"))
            (ui::submit(&visit.say(key::ACCOUNT_SIGN_IN)))
        }
        p { a href="/forgotten-password" { (visit.say(key::FORGOTTEN_LINK)) } }
        p { (visit.say(key::SIGN_IN_NO_ACCOUNT)) " " a href="/register" { (visit.say(key::LANDING_REGISTER)) } }
    };
    visit.form_page(&title, form, body)
}

pub async fn sign_in(page: Page<Public>) -> Reply {
    let input = SignIn { email: page.form.get("email").to_owned(), password: page.form.get("password").to_owned(), device: page.device() };
    match page.post_as_portal::<_, SignedIn>("/internal/sessions", &input).await {
        Ok(SignedIn::Done(session)) => Ok(enter(&page, &session)),
        Ok(SignedIn::CodeNeeded { half }) => {
            let mut response = redirect(&with_query("/sign-in/code", &[("next", local_path(page.form.get("next")))]));
            page.cookies.set(&mut response, cookies::HALF, &half);
            Ok(response)
        }
        Err(error) => sign_in_page(&page, &nothing_to_save(page.refused(error)?)),
    }
}

/// A new session at each sign-in: what the browser had before is worth nothing.
fn enter(visit: &Visit, session: &NewSession) -> Response<Body> {
    let own = session.member_of.as_ref().map(|slug| format!("/a/{slug}/me"));
    let first = local_path(visit.form.get("next")).map(ToOwned::to_owned).or(own).unwrap_or_else(|| "/associations".to_owned());
    let mut response = redirect(&first);
    visit.cookies.set(&mut response, cookies::SESSION, &session.session);
    visit.cookies.set(&mut response, cookies::DEVICE, &session.mark);
    visit.cookies.clear(&mut response, cookies::FORMS);
    visit.cookies.clear(&mut response, cookies::HALF);
    response
}

/// The second step, after a right password.
pub async fn code_form(page: Page<Public>) -> Reply {
    let next = local_path(page.query.get("next")).unwrap_or("/associations");
    if page.is_signed_in() {
        return Ok(redirect(next));
    }
    if page.half.is_none() {
        return Ok(redirect(&with_query("/sign-in", &[("next", Some(next))])));
    }
    code_page(&page, &Form::with(Fields::of([("next", local_path(page.query.get("next")).unwrap_or_default())])))
}

fn code_page(visit: &Visit, form: &Form) -> Reply {
    let inputs = Inputs { locale: visit.locale, form };
    let title = visit.say(key::CODE_TITLE);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        h1 { (title) }
        p.lead { (visit.say(key::CODE_LEAD)) }
        form.sheet method="post" action="/sign-in/code" novalidate data-quiet="" {
            (ui::hidden(visit, form))
            input type="hidden" name="next" value=(form.value("next"));
            (inputs.code("code", key::CODE_LABEL).hint(key::CODE_HINT).attribute("enterkeyhint", "go"))
            (ui::submit(&visit.say(key::CODE_ACT)))
        }
        p { a href="/sign-in" { (visit.say(key::CODE_OTHER)) } }
    };
    visit.form_page(&title, form, body)
}

pub async fn code(page: Page<Public>) -> Reply {
    let half = page.half.clone().unwrap_or_default();
    let input = Prove { half, code: page.form.get("code").to_owned(), device: page.device() };
    match page.post_as_portal::<_, SignedIn>("/internal/sessions/proof", &input).await {
        Ok(SignedIn::Done(session)) => Ok(enter(&page, &session)),
        Ok(SignedIn::CodeNeeded { .. }) => Err(Error::internal("a second step after the second step")),
        Err(error) if error.code() == "sign-in-again" => {
            let mut response = redirect(&with_query("/sign-in", &[("next", local_path(page.form.get("next")))]));
            page.cookies.clear(&mut response, cookies::HALF);
            page.leave_note(&mut response, &language::error_text(page.locale, error.code(), error.params()));
            Ok(response)
        }
        Err(error) => code_page(&page, &nothing_to_save(without(page.refused(error)?, "code"))),
    }
}

/// A code that was refused is not offered again.
pub fn without(mut form: Form, name: &str) -> Form {
    form.values = form.values.without(name);
    form
}

/// These forms save nothing that could be lost.
pub fn nothing_to_save(mut form: Form) -> Form {
    form.saved = None;
    form
}

pub async fn sign_out(page: Page<Public>) -> Reply {
    if let Some(session) = &page.session {
        let _: Done = page.post_as_portal("/internal/sessions/end", &SignOut { session: session.clone() }).await?;
    }
    let mut response = redirect("/");
    page.cookies.clear(&mut response, cookies::SESSION);
    page.leave_note(&mut response, &page.say(key::ACCOUNT_SIGNED_OUT));
    Ok(response)
}

/// Somebody opened the address of the act itself.
pub async fn sign_out_link(_: Page<Public>) -> Reply {
    Ok(redirect("/"))
}
