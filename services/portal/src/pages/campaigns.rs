//! The board of a mailing: how far each mail has come, as it changes.

use crate::fields::with_query;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Table, Tone};
use crate::visit::Visit;
use contracts::mail::{Campaign, Deliveries, DeliveryState};
use kernel::Kind;
use kernel::permission::ViewDeliveries;
use language::key;
use maud::{Markup, html};

/// Seconds between two looks while mails are under way.
const EVERY: u32 = 3;

pub async fn show(page: Page<ViewDeliveries>) -> Reply {
    let id = page.id()?;
    let (state, after) = (page.query.given("state"), page.query.given("after"));
    let path = with_query(&page.api(&format!("/campaigns/{id}/deliveries")), &[("state", state), ("after", after)]);
    let title = page.say(key::CAMPAIGN_TITLE);
    let found: Deliveries = match page.get(&path).await {
        Err(error) if error.kind() == Kind::NotFound && page.query.given("fresh").is_some() => return preparing(&page, &title),
        found => found?,
    };
    let refresh = (!found.campaign.finished).then_some(EVERY);
    let body = html! {
        (ui::back(&page.here("/assemblies"), &page.say(key::ASSEMBLIES_TITLE)))
        (ui::head(&html! { (title) }, Some(&ui::moment(page.locale, found.campaign.created_at)), &html! {}))
        div.stack #board data-every=[refresh] {
            (progress(&page, &found.campaign))
            (tabs(&page, &found.campaign, state))
            @if found.items.is_empty() {
                p.muted { (page.say(key::CAMPAIGN_NOBODY)) }
            } @else {
                (table(&page, &found))
                (ui::pager(&page, &page.here(&format!("/campaigns/{id}")), &[("state", state)], found.next.as_deref()))
            }
        }
    };
    page.refreshed_page(&title, refresh, body)
}

/// Convened a moment ago: the mailing begins when its event arrives.
fn preparing(visit: &Visit, title: &str) -> Reply {
    let body = html! {
        (ui::back(&visit.here("/assemblies"), &visit.say(key::ASSEMBLIES_TITLE)))
        h1 { (title) }
        div.stack #board data-every=(EVERY) { p role="status" { (visit.say(key::CAMPAIGN_PREPARING)) } }
    };
    visit.refreshed_page(title, Some(EVERY), body)
}

fn count(campaign: &Campaign, state: DeliveryState) -> i64 {
    campaign.counts.iter().filter(|one| one.state == state).map(|one| one.count).sum()
}

fn progress(visit: &Visit, campaign: &Campaign) -> Markup {
    let known: i64 = campaign.counts.iter().map(|one| one.count).sum();
    let open = count(campaign, DeliveryState::Queued) + count(campaign, DeliveryState::Deferred);
    let all = campaign.recipients.max(known);
    // recipients who have no delivery yet are still to come
    let done = known - open;
    let said = if campaign.finished { key::CAMPAIGN_FINISHED } else { key::CAMPAIGN_RUNNING };
    html! {
        (ui::progress(&visit.say_with(key::CAMPAIGN_PROGRESS, &[("done", done.into()), ("all", all.into())]), done, all))
        p role="status" { @if campaign.finished { (ui::chip(Tone::Good, &visit.say(said))) } @else { (ui::chip(Tone::Wait, &visit.say(said))) } }
    }
}

fn tabs(visit: &Visit, campaign: &Campaign, shown: Option<&str>) -> Markup {
    let path = visit.here(&format!("/campaigns/{}", campaign.id));
    html! {
        nav aria-label=(visit.say(key::CAMPAIGN_FILTER)) {
            ul.tabs {
                li { a href=(path) aria-current=[shown.is_none().then_some("true")] { (visit.say(key::CAMPAIGN_ALL)) " " (ui::ltr(campaign.recipients)) } }
                @for state in DeliveryState::ALL {
                    @let number = count(campaign, state);
                    @if number > 0 || shown == Some(state.code()) {
                        li {
                            a href=(with_query(&path, &[("state", Some(state.code()))])) aria-current=[(shown == Some(state.code())).then_some("true")] {
                                (language::named(visit.locale, "delivery", state.code())) " " (ui::ltr(number))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn table(visit: &Visit, found: &Deliveries) -> Markup {
    let columns = vec![
        Column::text(visit.say(key::MEMBER_NAME)),
        Column::number(visit.say(key::MEMBER_NUMBER)),
        Column::text(visit.say(key::MEMBER_EMAIL)),
        Column::text(visit.say(key::CAMPAIGN_STATE)),
        Column::text(visit.say(key::CAMPAIGN_CHANGED)),
    ];
    let mut table = Table::new(visit.say(key::CAMPAIGN_RECIPIENTS), columns).quiet();
    for delivery in &found.items {
        table.row(vec![
            ui::person(visit.locale, delivery.name_ar.as_deref(), delivery.name_fr.as_deref()),
            ui::ltr(delivery.number),
            html! {
                @if let Some(email) = &delivery.email { (ui::ltr(email)) }
                @else if let Some(phone) = &delivery.phone { (ui::ltr(phone)) }
            },
            html! {
                span.person {
                    (ui::chip(tone(delivery.state), &language::named(visit.locale, "delivery", delivery.state.code())))
                    @if let (Some(reply), false) = (&delivery.reply, delivery.state == DeliveryState::Sent) { span.other { (ui::ltr(reply)) } }
                }
            },
            ui::moment(visit.locale, delivery.changed_at),
        ]);
    }
    html! { (table) }
}

fn tone(state: DeliveryState) -> Tone {
    match state {
        DeliveryState::Sent => Tone::Good,
        DeliveryState::Queued | DeliveryState::Deferred => Tone::Wait,
        DeliveryState::Bounced | DeliveryState::Failed => Tone::Bad,
        DeliveryState::NoAddress => Tone::Plain,
    }
}
