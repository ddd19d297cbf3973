//! Webhooks: the list, adding one, its log, and what can be done with it.

use crate::fields::with_query;
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Inputs, Table, Tone};
use crate::visit::Visit;
use contracts::webhooks::{AddWebhook, Attempt, CallState, KINDS, MadeWebhook, Webhook, WebhookCalls};
use contracts::{Done, Nothing};
use kernel::Error;
use kernel::permission::ManageWebhooks;
use language::{Key, key};
use maud::{Markup, html};
use uuid::Uuid;

const PATH: &str = "/settings/webhooks";

pub async fn list(page: Page<ManageWebhooks>) -> Reply {
    list_page(&page, &Form::blank()).await
}

async fn list_page(visit: &Visit, form: &Form) -> Reply {
    let hooks: Vec<Webhook> = visit.list(&visit.api("/webhooks")).await?;
    let title = visit.say(key::WEBHOOKS_TITLE);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back_to_settings(visit))
        (ui::head(&html! { (title) }, Some(&html! { (visit.say(key::WEBHOOKS_LEAD)) }), &html! {}))
        @if hooks.is_empty() {
            (ui::empty(&visit.say(key::WEBHOOKS_EMPTY), &visit.say(key::WEBHOOKS_EMPTY_TEXT), &html! {}))
        } @else {
            section.stack { h2 { (visit.say(key::WEBHOOKS_LIST)) } (table(visit, &hooks)) }
        }
        (add_form(visit, form))
    };
    visit.form_page(&title, form, body)
}

fn table(visit: &Visit, hooks: &[Webhook]) -> Markup {
    let columns = vec![
        Column::text(visit.say(key::WEBHOOKS_URL)),
        Column::text(visit.say(key::WEBHOOKS_KINDS)),
        Column::text(visit.say(key::WEBHOOKS_MADE_BY)),
        Column::text(visit.say(key::WEBHOOKS_STATE)),
    ];
    let mut table = Table::new(visit.say(key::WEBHOOKS_LIST), columns).quiet();
    for hook in hooks {
        table.row(vec![
            html! { a href=(visit.here(&format!("{PATH}/{}", hook.id))) { (ui::ltr(&hook.url)) } },
            wanted(visit, hook),
            html! { span.person { (ui::name(&hook.made_by)) span.other { (ui::moment(visit.locale, hook.created_at)) } } },
            state(visit, hook),
        ]);
    }
    html! { (table) }
}

fn wanted(visit: &Visit, hook: &Webhook) -> Markup {
    html! { ul { @for kind in &hook.kinds { li { (language::named(visit.locale, "webhook-kind", kind)) } } } }
}

fn state(visit: &Visit, hook: &Webhook) -> Markup {
    html! {
        @if let Some(at) = hook.removed_at {
            span.person { (ui::chip(Tone::Plain, &visit.say(key::WEBHOOKS_REMOVED))) span.other { (ui::moment(visit.locale, at)) } }
        } @else if let Some(at) = hook.disabled_at {
            span.person { (ui::chip(Tone::Bad, &visit.say(key::WEBHOOKS_DISABLED))) span.other { (ui::moment(visit.locale, at)) } }
        } @else if let Some(at) = hook.failing_since {
            span.person { (ui::chip(Tone::Wait, &visit.say(key::WEBHOOKS_FAILING))) span.other { (ui::moment(visit.locale, at)) } }
        } @else {
            (ui::chip(Tone::Good, &visit.say(key::WEBHOOKS_WORKING)))
        }
    }
}

fn add_form(visit: &Visit, form: &Form) -> Markup {
    let inputs = Inputs { locale: visit.locale, form };
    let kinds = KINDS.iter().map(|kind| ((*kind).to_owned(), language::named(visit.locale, "webhook-kind", kind))).collect();
    html! {
        section.card {
            h2 { (visit.say(key::WEBHOOKS_ADD)) }
            form.sheet method="post" action=(visit.here(PATH)) novalidate {
                (ui::hidden(visit, form))
                (inputs.text("url", key::WEBHOOKS_URL).hint(key::WEBHOOKS_URL_HINT).attribute("dir", "ltr").attribute("inputmode", "url")
                    .attribute("autocomplete", "off").attribute("autocapitalize", "none").attribute("spellcheck", "false"))
                (inputs.checks("kinds", key::WEBHOOKS_KINDS, kinds).hint(key::WEBHOOKS_KINDS_HINT))
                (ui::submit(&visit.say(key::WEBHOOKS_ACT)))
            }
        }
    }
}

pub async fn add(page: Page<ManageWebhooks>) -> Reply {
    let input = AddWebhook { url: page.form.get("url").to_owned(), kinds: page.form.all("kinds") };
    match page.post::<_, MadeWebhook>(&page.api("/webhooks"), &input).await {
        Ok(made) => shown_once(&page, &made),
        Err(error) => list_page(&page, &page.refused(error)?).await,
    }
}

/// The answer itself and no redirect: the secret is kept nowhere from which another page could
/// show it.
fn shown_once(visit: &Visit, made: &MadeWebhook) -> Reply {
    let title = visit.say(key::WEBHOOKS_SECRET);
    let body = html! {
        h1 { (title) }
        section.card {
            p { (ui::ltr(&made.webhook.url)) }
            @if let Some(secret) = &made.secret {
                p.banner { (visit.say(key::WEBHOOKS_SECRET_ONCE)) }
                p { bdi.mono dir="ltr" { (secret) } }
            } @else {
                p.banner { (visit.say(key::WEBHOOKS_SECRET_GONE)) }
            }
            @if made.webhook.rotated_at.is_some() { p { (visit.say(key::WEBHOOKS_SECRET_BOTH)) } }
            div.acts { a.button.primary href=(visit.here(&format!("{PATH}/{}", made.webhook.id))) { (visit.say(key::WEBHOOKS_OPEN)) } }
        }
    };
    visit.page(&title, body)
}

pub async fn show(page: Page<ManageWebhooks>) -> Reply {
    show_page(&page, &Form::blank()).await
}

async fn show_page(visit: &Visit, form: &Form) -> Reply {
    let id = visit.id()?;
    let path = with_query(&visit.api(&format!("/webhooks/{id}/deliveries")), &[("after", visit.query.given("after"))]);
    let found: WebhookCalls = visit.get(&path).await?;
    let here = visit.here(&format!("{PATH}/{id}"));
    let title = visit.say(key::WEBHOOK_TITLE);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here(PATH), &visit.say(key::WEBHOOKS_TITLE)))
        (ui::head(&html! { (title) }, Some(&ui::ltr(&found.webhook.url)), &state(visit, &found.webhook)))
        section.card {
            (wanted(visit, &found.webhook))
            @if found.webhook.removed_at.is_none() { (acts(visit, &here, &found.webhook)) }
        }
        section.stack {
            h2 { (visit.say(key::WEBHOOK_LOG)) }
            @if found.items.is_empty() {
                (ui::empty(&visit.say(key::WEBHOOK_LOG_EMPTY), &visit.say(key::WEBHOOK_LOG_EMPTY_TEXT), &html! {}))
            } @else {
                (log(visit, &here, &found))
                (ui::pager(visit, &here, &[], found.next.as_deref()))
            }
        }
    };
    visit.form_page(&title, form, body)
}

fn acts(visit: &Visit, here: &str, hook: &Webhook) -> Markup {
    let button = |act: &str, label: Key, class: &str| {
        html! {
            form method="post" action=(here) data-quiet="" {
                (ui::hidden(visit, &Form::blank()))
                button class=(class) type="submit" name="act" value=(act) { (visit.say(label)) }
            }
        }
    };
    html! {
        div.acts {
            @if hook.disabled_at.is_some() { (button("revival", key::WEBHOOK_REVIVE, "button primary")) }
            @else { (button("ping", key::WEBHOOK_PING, "button primary")) }
            (button("secret", key::WEBHOOK_ROTATE, "button"))
            (button("removal", key::WEBHOOK_REMOVE, "button danger"))
        }
    }
}

fn log(visit: &Visit, here: &str, found: &WebhookCalls) -> Markup {
    let columns = vec![
        Column::text(visit.say(key::WEBHOOK_WHAT)),
        Column::text(visit.say(key::WEBHOOK_WHEN)),
        Column::text(visit.say(key::WEBHOOK_ATTEMPTS)),
        Column::text(visit.say(key::WEBHOOK_BODY)),
        Column::text(visit.say(key::WEBHOOKS_STATE)),
    ];
    let mut table = Table::new(visit.say(key::WEBHOOK_LOG), columns).quiet();
    for call in &found.items {
        table.row(vec![
            html! { (language::named(visit.locale, "webhook-kind", &call.kind)) },
            ui::moment(visit.locale, call.created_at),
            html! { ol { @for attempt in &call.attempts { li { (tried(visit, attempt)) } } } },
            html! { details { summary { (visit.say(key::WEBHOOK_BODY_SHOW)) } bdi.mono dir="ltr" { (call.body) } } },
            html! {
                div.stack {
                    span.person {
                        (call_state(visit, call.state))
                        @if let Some(due) = call.due_at.filter(|_| !call.attempts.is_empty()) {
                            span.other { (visit.say(key::WEBHOOK_AGAIN_AT)) " " (ui::moment(visit.locale, due)) }
                        }
                    }
                    @if found.webhook.removed_at.is_none() {
                        form.inline-form method="post" action=(here) data-quiet="" {
                            (ui::hidden(visit, &Form::blank()))
                            button.button.plain type="submit" name="repeat" value=(call.id) { (visit.say(key::WEBHOOK_REPEAT)) }
                        }
                    }
                }
            },
        ]);
    }
    html! { (table) }
}

fn tried(visit: &Visit, attempt: &Attempt) -> Markup {
    html! {
        (ui::moment(visit.locale, attempt.at)) " · "
        @if let Some(status) = attempt.status { (ui::ltr(status)) }
        @else if let Some(failure) = &attempt.failure { (language::named(visit.locale, "webhook-failure", failure)) }
        " · " (ui::milliseconds(visit.locale, attempt.milliseconds.into()))
    }
}

fn call_state(visit: &Visit, state: CallState) -> Markup {
    let tone = match state {
        CallState::Sent => Tone::Good,
        CallState::Queued => Tone::Wait,
        CallState::GivenUp => Tone::Bad,
    };
    ui::chip(tone, &language::named(visit.locale, "webhook-call", state.code()))
}

/// What the pressed button says.
pub async fn change(page: Page<ManageWebhooks>) -> Reply {
    let id = page.id()?;
    let here = page.here(&format!("{PATH}/{id}"));
    if let Some(call) = page.form.given("repeat") {
        let call: Uuid = call.parse().map_err(|_| Error::not_found())?;
        let path = page.api(&format!("/webhook-deliveries/{call}/repetition"));
        return match page.post::<_, Done>(&path, &Nothing {}).await {
            Ok(Done {}) => page.done(&here, key::WEBHOOK_REPEATED, &[]),
            Err(error) => show_page(&page, &page.refused(error)?).await,
        };
    }
    let path = |act: &str| page.api(&format!("/webhooks/{id}/{act}"));
    let done = match page.form.get("act") {
        "secret" => match page.post::<_, MadeWebhook>(&path("secret"), &Nothing {}).await {
            Ok(made) => return shown_once(&page, &made),
            Err(error) => Err(error),
        },
        "removal" => page.post::<_, Done>(&path("removal"), &Nothing {}).await.map(|_| (page.here(PATH), key::WEBHOOK_REMOVED)),
        "revival" => page.post::<_, Webhook>(&path("revival"), &Nothing {}).await.map(|_| (here.clone(), key::WEBHOOK_REVIVED)),
        _ => page.post::<_, Done>(&path("ping"), &Nothing {}).await.map(|_| (here.clone(), key::WEBHOOK_PINGED)),
    };
    match done {
        Ok((target, said)) => page.done(&target, said, &[]),
        Err(error) => show_page(&page, &page.refused(error)?).await,
    }
}
