//! API tokens: the board's list, making one, ending one.

use crate::fields::Fields;
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Inputs, Table, Tone};
use crate::visit::Visit;
use contracts::Nothing;
use contracts::tokens::{ApiToken, MadeToken, MakeToken};
use kernel::Error;
use kernel::permission::{FOR_PEOPLE, ManageTokens, Scope, TABLE, ViewAudit};
use language::key;
use maud::{Markup, html};
use uuid::Uuid;

const PATH: &str = "/settings/tokens";
const LIVES: [i64; 4] = [30, 90, 180, 365];

pub async fn show(page: Page<ViewAudit>) -> Reply {
    tokens_page(&page, &Form::with(Fields::of([("days", "90")]))).await
}

async fn tokens_page(visit: &Visit, form: &Form) -> Reply {
    let tokens: Vec<ApiToken> = visit.list(&visit.api("/tokens")).await?;
    let title = visit.say(key::TOKENS_TITLE);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back_to_settings(visit))
        (ui::head(&html! { (title) }, Some(&html! { (visit.say(key::TOKENS_LEAD)) }), &html! {}))
        @if tokens.is_empty() {
            (ui::empty(&visit.say(key::TOKENS_EMPTY), &visit.say(key::TOKENS_EMPTY_TEXT), &html! {}))
        } @else {
            section.stack { h2 { (visit.say(key::TOKENS_LIST)) } (table(visit, &tokens)) }
        }
        @if visit.may::<ManageTokens>() { (make_form(visit, form)) }
    };
    visit.form_page(&title, form, body)
}

fn make_form(visit: &Visit, form: &Form) -> Markup {
    let inputs = Inputs { locale: visit.locale, form };
    let lives = LIVES.map(|days| (days.to_string(), visit.say_with(key::DAYS_FROM_NOW, &[("days", days.into())])));
    // what lets others in is for people: tenancy refuses it to programs
    let choices =
        TABLE.iter().filter(|row| row.scope == Scope::Association && visit.actor.holds(row.name) && !FOR_PEOPLE.contains(&row.name));
    let choices = choices.map(|row| (row.name.to_owned(), language::named(visit.locale, "permission", row.name)));
    html! {
        section.card {
            h2 { (visit.say(key::TOKENS_MAKE)) }
            form.sheet method="post" action=(visit.here(PATH)) novalidate {
                (ui::hidden(visit, form))
                (inputs.text("name", key::TOKENS_NAME).hint(key::TOKENS_NAME_HINT).attribute("autocomplete", "off"))
                (inputs.select("days", key::TOKENS_DAYS, lives.into()))
                (inputs.checks("permissions", key::TOKENS_PERMISSIONS, choices.collect()).hint(key::TOKENS_PERMISSIONS_HINT))
                (ui::submit(&visit.say(key::TOKENS_ACT)))
            }
        }
    }
}

fn table(visit: &Visit, tokens: &[ApiToken]) -> Markup {
    let columns = vec![
        Column::text(visit.say(key::TOKENS_NAME)),
        Column::text(visit.say(key::TOKENS_PERMISSIONS)),
        Column::text(visit.say(key::TOKENS_MADE_BY)),
        Column::text(visit.say(key::TOKENS_USED)),
        Column::text(visit.say(key::TOKENS_EXPIRES)),
        Column::text(visit.say(key::TOKENS_STATE)),
    ];
    let mut table = Table::new(visit.say(key::TOKENS_LIST), columns).quiet();
    for token in tokens {
        table.row(vec![
            ui::name(&token.name),
            permissions(visit, token),
            html! { span.person { (ui::name(&token.made_by)) span.other { (ui::moment(visit.locale, token.created_at)) } } },
            html! {
                @if let Some(at) = token.last_used_at {
                    span.person { (ui::moment(visit.locale, at)) @if let Some(network) = &token.used_from { span.other { (ui::ltr(network)) } } }
                } @else { (visit.say(key::TOKENS_UNUSED)) }
            },
            ui::moment(visit.locale, token.expires_at),
            state(visit, token),
        ]);
    }
    html! { (table) }
}

fn permissions(visit: &Visit, token: &ApiToken) -> Markup {
    html! {
        @match &token.permissions {
            Some(names) => { ul { @for name in names { li { (language::named(visit.locale, "permission", name)) } } } }
            None => { (visit.say(key::TOKENS_ALL_PERMISSIONS)) }
        }
    }
}

fn state(visit: &Visit, token: &ApiToken) -> Markup {
    html! {
        @if let Some(at) = token.revoked_at {
            span.person { (ui::chip(Tone::Plain, &visit.say(key::TOKENS_REVOKED))) span.other { (ui::moment(visit.locale, at)) } }
        } @else if token.expires_at <= visit.state.clock().now() {
            (ui::chip(Tone::Plain, &visit.say(key::TOKENS_EXPIRED)))
        } @else {
            form.inline-form method="post" action=(visit.here(PATH)) data-quiet="" {
                (ui::hidden(visit, &Form::blank()))
                (ui::chip(Tone::Good, &visit.say(key::TOKENS_VALID)))
                @if visit.may::<ManageTokens>() {
                    button.button.danger type="submit" name="revoke" value=(token.id) { (visit.say(key::TOKENS_REVOKE)) }
                }
            }
        }
    }
}

/// Makes a token, or ends the one that the pressed button names.
pub async fn change(page: Page<ManageTokens>) -> Reply {
    if let Some(token) = page.form.given("revoke") {
        let token: Uuid = token.parse().map_err(|_| Error::not_found())?;
        return match page.post::<_, ApiToken>(&page.api(&format!("/tokens/{token}/revocation")), &Nothing {}).await {
            Ok(_) => page.done(&page.here(PATH), key::TOKENS_REVOKE_DONE, &[]),
            Err(error) => tokens_page(&page, &page.refused(error)?).await,
        };
    }
    let input = MakeToken {
        name: page.form.get("name").to_owned(),
        days: page.form.get("days").to_owned(),
        permissions: page.form.all("permissions"),
    };
    match page.post::<_, MadeToken>(&page.api("/tokens"), &input).await {
        Ok(made) => shown_once(&page, &made),
        Err(error) => tokens_page(&page, &page.refused(error)?).await,
    }
}

/// The answer itself and no redirect: the secret is kept nowhere from which another page could
/// show it.
fn shown_once(visit: &Visit, made: &MadeToken) -> Reply {
    let title = visit.say(key::TOKENS_MADE);
    let body = html! {
        h1 { (title) }
        section.card {
            p { (ui::name(&made.token.name)) }
            @if let Some(secret) = &made.secret {
                p.banner { (visit.say(key::TOKENS_MADE_ONCE)) }
                p { bdi.mono dir="ltr" { (secret) } }
            } @else {
                p.banner { (visit.say(key::TOKENS_MADE_GONE)) }
            }
            (permissions(visit, &made.token))
            div.acts { a.button.primary href=(visit.here(PATH)) { (visit.say(key::TOKENS_BACK)) } }
        }
    };
    visit.page(&title, body)
}
