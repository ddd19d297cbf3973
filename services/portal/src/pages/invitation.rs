//! An invitation, opened by its link or found under one's associations.

use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::pages::offices::office;
use crate::ui;
use crate::visit::Visit;
use contracts::people::{ByToken, Offer};
use contracts::{Done, Nothing};
use kernel::permission::{OwnAccount, Public};
use kernel::{Kind, Result};
use language::key;
use maud::{Markup, html};

/// Shows what is offered, and a button: opening the link does nothing, since programs open the
/// links of mails before people do.
pub async fn show(page: Page<Public>) -> Reply {
    invitation_page(&page, &Form::with(Fields::of([("token", page.query.get("token"))]))).await
}

async fn invitation_page(visit: &Visit, form: &Form) -> Reply {
    let token = form.value("token");
    let title = visit.say(key::INVITATION_TITLE);
    let found: Result<Offer> = visit.get(&with_query("/api/v1/invitations", &[("token", Some(token))])).await;
    let content = match found {
        Ok(offer) => offered(visit, form, &offer),
        Err(error) if matches!(error.kind(), Kind::Conflict | Kind::Invalid) => html! {
            p.lead { (visit.say(key::INVITATION_GONE)) }
            p { (visit.say(key::INVITATION_GONE_NEXT)) }
            p.acts { a.button.primary href="/associations" { (visit.say(key::FAILURE_TO_ASSOCIATIONS)) } }
        },
        Err(error) => return Err(error),
    };
    visit.form_page(&title, form, html! { (ui::error_summary(visit.locale, form)) h1 { (title) } (content) })
}

fn offered(visit: &Visit, form: &Form, offer: &Offer) -> Markup {
    let token = form.value("token");
    let back = with_query("/invitation", &[("token", Some(token))]);
    html! {
        (facts(visit, offer))
        @if !visit.is_signed_in() {
            p { (visit.say(key::INVITATION_SIGN_IN)) }
            p.acts {
                a.button.primary href=(with_query("/sign-in", &[("next", Some(&back))])) { (visit.say(key::ACCOUNT_SIGN_IN)) }
                a.button href="/register" { (visit.say(key::LANDING_REGISTER)) }
            }
            p.hint { (visit.say(key::INVITATION_REGISTER)) }
        } @else if offer.yours {
            form.sheet method="post" action="/invitation" data-quiet="" {
                (ui::hidden(visit, form))
                input type="hidden" name="token" value=(token);
                (ui::submit(&visit.say(key::INVITATION_ACCEPT)))
            }
        } @else {
            p.banner.bad { (visit.say(key::INVITATION_NOT_YOURS)) }
            p { (visit.say_with(key::INVITATION_SIGNED_IN_AS, &[("name", (&visit.actor.name).into())])) }
        }
    }
}

fn facts(visit: &Visit, offer: &Offer) -> Markup {
    let mut rows = vec![
        (visit.say(key::HUB_ASSOCIATION), ui::name(ui::place_name(visit.locale, &offer.association))),
        (visit.say(key::PEOPLE_OFFICE), office(visit, &offer.office)),
    ];
    if !offer.invited_by.is_empty() {
        rows.push((visit.say(key::INVITATION_BY), ui::name(&offer.invited_by)));
    }
    rows.push((visit.say(key::INVITATIONS_UNTIL), ui::moment(visit.locale, offer.expires_at)));
    ui::facts(rows)
}

pub async fn accept(page: Page<OwnAccount>) -> Reply {
    let token = page.form.get("token").to_owned();
    match page.post::<_, Offer>("/api/v1/invitations/acceptance", &ByToken { token }).await {
        Ok(offer) => accepted(&page, &offer),
        Err(error) => {
            let mut form = page.refused(error)?;
            form.saved = None;
            invitation_page(&page, &form).await
        }
    }
}

fn accepted(visit: &Visit, offer: &Offer) -> Reply {
    let name = ui::place_name(visit.locale, &offer.association);
    visit.done(&format!("/a/{}/", offer.association.slug), key::INVITATION_ACCEPTED, &[("name", name.into())])
}

/// Under one's associations: accepts or declines, what the pressed button says.
pub async fn answer(page: Page<OwnAccount>) -> Reply {
    let path = format!("/api/v1/account/invitations/{}", page.id()?);
    if page.form.get("act") == "decline" {
        let _: Done = page.post(&format!("{path}/refusal"), &Nothing {}).await?;
        return page.done("/associations", key::INVITATION_DECLINED, &[]);
    }
    let offer: Offer = page.post(&format!("{path}/acceptance"), &Nothing {}).await?;
    accepted(&page, &offer)
}

/// What waits for somebody, on the page of their associations.
pub fn waiting(visit: &Visit, offers: &[Offer]) -> Markup {
    html! {
        @if !offers.is_empty() {
            section.stack {
                h2 { (visit.say(key::INVITATION_WAITING)) }
                @for offer in offers {
                    div.card {
                        (facts(visit, offer))
                        form.acts method="post" action={ "/account/invitations/" (offer.id) } data-quiet="" {
                            (ui::hidden(visit, &Form::blank()))
                            button.button.primary type="submit" name="act" value="accept" { (visit.say(key::INVITATION_ACCEPT)) }
                            button.button.plain type="submit" name="act" value="decline" { (visit.say(key::INVITATION_DECLINE)) }
                        }
                    }
                }
            }
        }
    }
}
