//! Two-step verification: turned on with an app, given in an open session, turned off.

use super::account::{nothing_to_save, without};
use crate::fields::Fields;
use crate::form::Form;
use crate::page::{Page, Reply, local_path, redirect};
use crate::ui::{self, Inputs};
use crate::visit::Visit;
use contracts::Done;
use contracts::accounts::{Enrol, Offer, OwnSession, ProveLater, Reauthenticated, RecoveryCodes, Security};
use kernel::permission::OwnAccount;
use kernel::{Error, Result};
use language::key;
use maud::{Markup, PreEscaped, html};
use qrcode::QrCode;
use qrcode::render::svg;

/// Which of the page's forms was sent.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Enrol,
    Prove,
    Codes,
    End,
}

pub async fn show(page: Page<OwnAccount>) -> Reply {
    second_factor_page(&page, &blank(&page), None).await
}

/// With the page to return to, when the way led here from one that needs it.
fn blank(visit: &Visit) -> Form {
    Form::with(Fields::of([("next", local_path(visit.query.get("next")).unwrap_or_default())]))
}

async fn second_factor_page(visit: &Visit, form: &Form, sent: Option<Part>) -> Reply {
    let security: Security = visit.post_as_portal("/internal/account/security", &OwnSession { session: visit.own_session()? }).await?;
    let factor = &security.second_factor;
    let blank = blank(visit);
    let of = |part: Part| if sent == Some(part) { form } else { &blank };
    let required = factor.compulsory && !factor.proven;
    let title = visit.say(if required { key::SECOND_FACTOR_REQUIRED_TITLE } else { key::SECOND_FACTOR_TITLE });
    let content = match factor.since {
        None => enrol_form(visit, of(Part::Enrol), factor.compulsory).await?,
        Some(_) if !factor.proven => prove_form(visit, of(Part::Prove)),
        Some(_) => html! {
            p { (super::profile::factor(visit, factor)) " " (visit.say_with(key::RECOVERY_LEFT, &[("count", factor.recovery_codes.into())])) }
            (codes_form(visit, of(Part::Codes)))
            (end_form(visit, of(Part::End)))
        },
    };
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back("/account", &visit.say(key::ACCOUNT_BACK)))
        h1 { (title) }
        (content)
    };
    visit.form_page(&title, form, body)
}

async fn enrol_form(visit: &Visit, form: &Form, compulsory: bool) -> Result<Markup> {
    let offer = offer(visit, form).await?;
    let inputs = Inputs { locale: visit.locale, form };
    let grouped = offer.secret.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ");
    Ok(html! {
        p.lead { (visit.say(if compulsory { key::SECOND_FACTOR_WHY } else { key::SECOND_FACTOR_LEAD })) }
        form.sheet method="post" action="/account/second-factor" novalidate data-quiet="" {
            (ui::hidden(visit, form))
            input type="hidden" name="offer" value=(offer.sealed);
            input type="hidden" name="next" value=(form.value("next"));
            p { (visit.say(key::SECOND_FACTOR_STEP_APP)) }
            p { (visit.say(key::SECOND_FACTOR_STEP_SCAN)) }
            div.qr role="img" aria-label=(visit.say(key::SECOND_FACTOR_QR)) { (qr(&offer.uri)?) }
            p { (visit.say(key::SECOND_FACTOR_BY_HAND)) br; strong.mono #secret { (ui::ltr(grouped)) } }
            p { (visit.say(key::SECOND_FACTOR_STEP_CODE)) }
            (inputs.code("code", key::CODE_LABEL).attribute("enterkeyhint", "next"))
            (inputs.password("password", key::PASSWORD_AGAIN, "current-password").attribute("enterkeyhint", "done"))
            (ui::submit(&visit.say(key::SECOND_FACTOR_ACT)))
        }
    })
}

/// A fresh secret, or the one that was shown before a refusal while it still holds.
async fn offer(visit: &Visit, form: &Form) -> Result<Offer> {
    let session = visit.own_session()?;
    if let Some(offer) = form.values.given("offer") {
        let again = Enrol { session: session.clone(), offer: offer.to_owned(), code: String::new(), password: String::new() };
        if let Ok(offer) = visit.post_as_portal("/internal/account/second-factor/offer/again", &again).await {
            return Ok(offer);
        }
    }
    visit.post_as_portal("/internal/account/second-factor/offer", &OwnSession { session }).await
}

fn qr(uri: &str) -> Result<Markup> {
    let code = QrCode::new(uri.as_bytes()).map_err(|error| Error::internal(error.to_string()))?;
    let drawn = code.render::<svg::Color<'_>>().min_dimensions(220, 220).build();
    // inside a page the drawing needs no declaration of its own
    Ok(PreEscaped(drawn.split_once("?>").map_or(drawn.as_str(), |(_, svg)| svg).to_owned()))
}

fn prove_form(visit: &Visit, form: &Form) -> Markup {
    let inputs = Inputs { locale: visit.locale, form };
    html! {
        p.lead { (visit.say(key::SECOND_FACTOR_PROVE_LEAD)) }
        form.sheet method="post" action="/account/second-factor/proof" novalidate data-quiet="" {
            (ui::hidden(visit, form))
            input type="hidden" name="next" value=(form.value("next"));
            (inputs.code("code", key::CODE_LABEL).hint(key::CODE_HINT).attribute("enterkeyhint", "done"))
            (ui::submit(&visit.say(key::CODE_ACT)))
        }
    }
}

fn codes_form(visit: &Visit, form: &Form) -> Markup {
    html! {
        section.card {
            h2 { (visit.say(key::RECOVERY_RENEW)) }
            p { (visit.say(key::RECOVERY_RENEW_LEAD)) }
            form.sheet method="post" action="/account/second-factor/recovery-codes" novalidate data-quiet="" {
                (ui::hidden(visit, form))
                (both_factors(visit, form, "renew-"))
                (ui::submit(&visit.say(key::RECOVERY_RENEW_ACT)))
            }
        }
    }
}

fn end_form(visit: &Visit, form: &Form) -> Markup {
    html! {
        section.card {
            h2 { (visit.say(key::SECOND_FACTOR_END_TITLE)) }
            p { (visit.say(key::SECOND_FACTOR_END_LEAD)) }
            form.sheet method="post" action="/account/second-factor/end" novalidate data-quiet="" {
                (ui::hidden(visit, form))
                (both_factors(visit, form, "end-"))
                div.acts { button.button.danger type="submit" { (visit.say(key::SECOND_FACTOR_END_ACT)) } }
            }
        }
    }
}

/// Two forms on one page: their fields begin with different words.
fn both_factors(visit: &Visit, form: &Form, prefix: &str) -> Markup {
    let inputs = Inputs { locale: visit.locale, form };
    html! {
        (inputs.password(&format!("{prefix}password"), key::PASSWORD_AGAIN, "current-password").attribute("enterkeyhint", "next"))
        (inputs.code(&format!("{prefix}code"), key::CODE_LABEL).hint(key::CODE_HINT).attribute("enterkeyhint", "done"))
    }
}

fn reauthenticated(visit: &Visit, prefix: &str) -> Result<Reauthenticated> {
    let text = |name: &str| visit.form.get(&format!("{prefix}{name}")).to_owned();
    let seed = visit.form.get("idempotency").to_owned();
    Ok(Reauthenticated { session: visit.own_session()?, password: text("password"), code: text("code"), seed })
}

/// The form with the errors at this page's names of the fields.
fn refused(visit: &Visit, error: Error, prefix: &str) -> Result<Form> {
    let mut form = nothing_to_save(without(visit.refused(error)?, &format!("{prefix}code")));
    for error in &mut form.errors {
        error.field = format!("{prefix}{}", error.field);
    }
    Ok(form)
}

pub async fn enrol(page: Page<OwnAccount>) -> Reply {
    let text = |name: &str| page.form.get(name).to_owned();
    let input = Enrol { session: page.own_session()?, offer: text("offer"), code: text("code"), password: text("password") };
    match page.post_as_portal::<_, RecoveryCodes>("/internal/account/second-factor", &input).await {
        Ok(codes) => codes_page(&page, &codes),
        Err(error) => second_factor_page(&page, &refused(&page, error, "")?, Some(Part::Enrol)).await,
    }
}

pub async fn prove(page: Page<OwnAccount>) -> Reply {
    let input = ProveLater { session: page.own_session()?, code: page.form.get("code").to_owned() };
    match page.post_as_portal::<_, Done>("/internal/account/second-factor/proof", &input).await {
        Ok(Done {}) => page.done(local_path(page.form.get("next")).unwrap_or("/account"), key::SECOND_FACTOR_PROVED, &[]),
        Err(error) => second_factor_page(&page, &refused(&page, error, "")?, Some(Part::Prove)).await,
    }
}

pub async fn renew(page: Page<OwnAccount>) -> Reply {
    let input = reauthenticated(&page, "renew-")?;
    match page.post_as_portal::<_, RecoveryCodes>("/internal/account/second-factor/recovery-codes", &input).await {
        Ok(codes) => codes_page(&page, &codes),
        Err(error) => second_factor_page(&page, &refused(&page, error, "renew-")?, Some(Part::Codes)).await,
    }
}

pub async fn end(page: Page<OwnAccount>) -> Reply {
    let input = reauthenticated(&page, "end-")?;
    match page.post_as_portal::<_, Done>("/internal/account/second-factor/end", &input).await {
        Ok(Done {}) => page.done("/account/second-factor", key::SECOND_FACTOR_ENDED, &[]),
        Err(error) => second_factor_page(&page, &refused(&page, error, "end-")?, Some(Part::End)).await,
    }
}

/// Shown once, as the answer itself: they are nowhere to be read again.
fn codes_page(visit: &Visit, codes: &RecoveryCodes) -> Reply {
    let title = visit.say(key::RECOVERY_TITLE);
    let next = local_path(visit.form.get("next")).unwrap_or("/account");
    visit.page(
        &title,
        html! {
            h1 { (title) }
            p.lead { (visit.say(key::RECOVERY_LEAD)) }
            ol.codes { @for code in &codes.codes { li { code { (ui::ltr(code)) } } } }
            div.acts { a.button.primary href=(next) { (visit.say(key::RECOVERY_KEPT)) } }
        },
    )
}

/// Somebody opened the address of an act.
pub async fn link(_: Page<OwnAccount>) -> Reply {
    Ok(redirect("/account/second-factor"))
}
