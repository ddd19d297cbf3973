//! A hub's territory: how many associations and where, each with its figures, never its content.

use crate::fields::with_query;
use crate::form::Form;
use crate::page::{Page, Reply, redirect};
use crate::ui::{self, Column, Inputs, Table, Tone};
use crate::visit::Visit;
use axum::body::Body;
use axum::http::Response;
use contracts::Page as Batch;
use contracts::hubs::{Figures, Hub, TerritoryRow};
use contracts::registry::{ACTIVITIES, LegalStatus};
use contracts::tenancy::Province;
use kernel::permission::{CreateInTerritory, ImportAssociations, RequestAccess, SuspendInTerritory, ViewTerritory};
use kernel::{Result, Standing};
use language::key;
use maud::{Markup, html};
use std::collections::BTreeMap;

/// What the list can be narrowed by, named as in the API.
const FILTERS: [&str; 15] = [
    "search",
    "region",
    "province",
    "commune",
    "association",
    "standing",
    "status",
    "activity",
    "no_assembly",
    "no_entry",
    "no_board",
    "mandate",
    "no_sign_in",
    "access",
    "sort",
];
/// Those that stand apart, because they are asked for less often.
const RARER: [&str; 6] = ["no_assembly", "no_entry", "no_board", "mandate", "no_sign_in", "access"];
/// Bars of a chart; its table has all.
const BARS: usize = 15;

pub async fn show(page: Page<ViewTerritory>) -> Reply {
    let mut query = filters(&page);
    query.push(("after", page.query.given("after")));
    let found: Batch<TerritoryRow> = page.get(&with_query(&page.api("/associations"), &query)).await?;
    let hub: Hub = page.get(&page.api("")).await?;
    let figures: Figures = page.get(&page.api("/figures")).await?;
    let name = ui::in_language(page.locale, &hub.name_ar, &hub.name_fr);
    let create = html! {
        @if page.may::<CreateInTerritory>() {
            a.button.primary href=(page.here("/associations/new")) { (ui::icon("plus")) (page.say(key::ASSOCIATIONS_CREATE)) }
        }
        (import_act(&page))
    };
    let body = html! {
        (ui::head(&ui::name(name), Some(&html! { (page.say(key::HUB_LEAD)) }), &create))
        (super::hub::tabs(&page, "/"))
        (relatives(&page, &hub))
        (tiles(&page, &figures))
        @if figures.places.len() > 1 { (places(&page, &figures)) }
        (filter_form(&page, &hub).await?)
        div.stack #results { (results(&page, &found)) }
    };
    page.page(&page.say(key::HUB_TITLE), body)
}

/// What is counted leads to the list of what was counted.
fn tiles(visit: &Visit, figures: &Figures) -> Markup {
    let tile = |label: &str, number: i64, query: &[(&str, Option<&str>)]| {
        ui::figure_link(&(with_query(&visit.here("/"), query) + "#results"), label, &ui::ltr(number))
    };
    let of = |counts: &BTreeMap<String, i64>, code: &str| counts.get(code).copied().unwrap_or_default();
    html! {
        ul.tiles {
            (tile(&visit.say(key::HUB_TOTAL), figures.total, &[]))
            @for status in LegalStatus::ALL {
                @let label = language::named(visit.locale, "legal-status", status.code());
                (tile(&label, of(&figures.statuses, status.code()), &[("status", Some(status.code()))]))
            }
            @for standing in [Standing::Suspended, Standing::Archived] {
                @let label = language::named(visit.locale, "hub-standing", standing.code());
                (tile(&label, of(&figures.standings, standing.code()), &[("standing", Some(standing.code()))]))
            }
            (tile(&visit.say(key::HUB_WITHOUT_ASSEMBLY), figures.no_assembly, &[("no_assembly", Some("12"))]))
            (tile(&visit.say(key::HUB_WITHOUT_SIGN_IN), figures.no_sign_in, &[("no_sign_in", Some("6"))]))
            (tile(&visit.say(key::HUB_MANDATE_OVER), figures.mandate_over, &[("mandate", Some("over"))]))
            (tile(&visit.say(key::HUB_OPEN_TO_US), figures.open, &[("access", Some("open"))]))
        }
    }
}

fn import_act(visit: &Visit) -> Markup {
    html! { @if visit.may::<ImportAssociations>() { a.button href=(visit.here("/import")) { (visit.say(key::BULK_ACT)) } } }
}

fn filters(visit: &Visit) -> Vec<(&'static str, Option<&str>)> {
    FILTERS.into_iter().map(|name| (name, visit.query.given(name))).collect()
}

/// The hubs above and below, for whoever may go there.
fn relatives(visit: &Visit, hub: &Hub) -> Markup {
    html! {
        @if !hub.below.is_empty() {
            nav aria-label=(visit.say(key::HUB_BELOW)) {
                ul.tabs {
                    @for below in &hub.below { li { a href={ "/hub/" (below.slug) "/" } { (ui::name(ui::place_name(visit.locale, below))) } } }
                }
            }
        }
    }
}

/// Where the associations are: bars of one colour with their numbers, and the same as a table.
fn places(visit: &Visit, figures: &Figures) -> Markup {
    let shown = &figures.places[..figures.places.len().min(BARS)];
    let mut table = Table::new(
        visit.say(key::HUB_BY_PLACE),
        vec![Column::text(visit.say(key::HUB_PLACE)), Column::number(visit.say(key::HUB_ASSOCIATIONS))],
    )
    .quiet();
    for place in &figures.places {
        table.row(vec![ui::name(ui::in_language(visit.locale, &place.name_ar, &place.name_fr)), ui::ltr(place.associations)]);
    }
    let rows: Vec<_> =
        shown.iter().map(|place| (ui::in_language(visit.locale, &place.name_ar, &place.name_fr).to_owned(), place.associations)).collect();
    html! {
        section.card {
            h2 { (visit.say(key::HUB_BY_PLACE)) }
            (ui::bars(visit.locale, &visit.say(key::HUB_BY_PLACE), &rows))
            details { summary { (visit.say(key::CHART_AS_TABLE)) } (table) }
        }
    }
}

/// Codes and names of those in the hub's region, of all for the national hub.
async fn provinces(visit: &Visit, hub: &Hub) -> Result<Vec<(String, String)>> {
    let provinces: Vec<Province> = match &hub.region {
        Some(region) => visit.list(&with_query("/api/v1/reference/provinces", &[("region", Some(region))])).await?,
        None => visit.list("/api/v1/reference/provinces").await?,
    };
    let named = |place: Province| (place.code, ui::in_language(visit.locale, &place.name_ar, &place.name_fr).to_owned());
    Ok(provinces.into_iter().map(named).collect())
}

async fn filter_form(visit: &Visit, hub: &Hub) -> Result<Markup> {
    let form = Form::with(visit.query.clone());
    let inputs = Inputs { locale: visit.locale, form: &form };
    let any = || (String::new(), visit.say(key::HUB_ANY));
    let months = || {
        let months =
            [6, 12, 24, 36, 48].map(|months: i64| (months.to_string(), visit.say_with(key::HUB_MONTHS, &[("months", months.into())])));
        std::iter::once(any()).chain(months).collect()
    };
    let provinces = provinces(visit, hub).await?;
    let mandate = vec![any(), ("soon".into(), visit.say(key::HUB_MANDATE_SOON)), ("over".into(), visit.say(key::HUB_MANDATE_OVER))];
    let access = [any(), ("open".into(), visit.say(key::HUB_OPEN_TO_US)), ("closed".into(), visit.say(key::HUB_CLOSED))];
    let sorts = [
        ("", key::HUB_SORT_NAME),
        ("newest", key::HUB_SORT_NEWEST),
        ("members", key::HUB_SORT_MEMBERS),
        ("last_assembly", key::HUB_SORT_LAST_ASSEMBLY),
        ("last_entry", key::HUB_SORT_LAST_ENTRY),
        ("last_sign_in", key::HUB_SORT_LAST_SIGN_IN),
    ];
    let sorts = sorts.map(|(code, label)| (code.to_owned(), visit.say(label))).to_vec();
    let named = |prefix: &'static str, codes: &[&str]| -> Vec<(String, String)> {
        std::iter::once(any()).chain(codes.iter().map(|code| ((*code).to_owned(), language::named(visit.locale, prefix, code)))).collect()
    };
    let kept = filters(visit);
    let narrowed = kept.iter().any(|(_, value)| value.is_some());
    let rarer = kept.iter().any(|(name, value)| value.is_some() && RARER.contains(name));
    Ok(html! {
        form.card method="get" action=(visit.here("/")) role="search" data-live="#results" {
            div.filters {
                (inputs.text("search", key::HUB_SEARCH).optional_unsaid().attribute("autocomplete", "off").attribute("enterkeyhint", "search"))
                (inputs.select("province", key::HUB_PROVINCE, std::iter::once(any()).chain(provinces).collect()).optional_unsaid())
                (inputs.select("status", key::HUB_STATUS, named("legal-status", &LegalStatus::ALL.map(LegalStatus::code))).optional_unsaid())
                (inputs.select("activity", key::HUB_ACTIVITY, named("activity", ACTIVITIES)).optional_unsaid())
                (inputs.select("standing", key::HUB_STANDING, named("standing", &Standing::ALL.map(Standing::code))).optional_unsaid())
                (inputs.select("sort", key::HUB_SORT, sorts).optional_unsaid())
            }
            details open[rarer] {
                summary { (visit.say(key::HUB_MORE_FILTERS)) }
                div.filters {
                    (inputs.select("no_assembly", key::HUB_NO_ASSEMBLY, months()).optional_unsaid())
                    (inputs.select("no_entry", key::HUB_NO_ENTRY, months()).optional_unsaid())
                    (inputs.select("no_board", key::HUB_NO_BOARD, months()).optional_unsaid())
                    (inputs.select("mandate", key::HUB_MANDATE_END, mandate).optional_unsaid())
                    (inputs.select("no_sign_in", key::HUB_NO_SIGN_IN, months()).optional_unsaid())
                    (inputs.select("access", key::HUB_ACCESS, access.to_vec()).optional_unsaid())
                }
            }
            div.acts {
                button.button type="submit" { (visit.say(key::LIST_SEARCH_ACT)) }
                a.button.plain href=(with_query(&visit.here("/associations.csv"), &kept)) { (visit.say(key::HUB_EXPORT)) }
                @if narrowed { a.button.plain href=(visit.here("/")) { (visit.say(key::LIST_SHOW_ALL)) } }
            }
        }
    })
}

fn results(visit: &Visit, found: &Batch<TerritoryRow>) -> Markup {
    let kept = filters(visit);
    if found.items.is_empty() {
        return if kept.iter().any(|(_, value)| value.is_some()) {
            let all = html! { a.button href=(visit.here("/")) { (visit.say(key::LIST_SHOW_ALL)) } };
            ui::empty(&visit.say(key::LIST_NOTHING), &visit.say(key::LIST_NOTHING_TEXT), &all)
        } else {
            ui::empty(&visit.say(key::HUB_EMPTY), &visit.say(key::HUB_EMPTY_TEXT), &html! {})
        };
    }
    let columns = vec![
        Column::text(visit.say(key::HUB_ASSOCIATION)),
        Column::text(visit.say(key::FOUNDING_COMMUNE)),
        Column::number(visit.say(key::HUB_MEMBERS)),
        Column::text(visit.say(key::HUB_LAST_ASSEMBLY)),
        Column::text(visit.say(key::HUB_LAST_ENTRY)),
        Column::text(visit.say(key::HUB_BOARD)),
        Column::text(visit.say(key::HUB_ACCESS)),
    ];
    let mut table = Table::new(visit.say(key::HUB_TITLE), columns).quiet();
    for row in &found.items {
        table.row(cells(visit, row));
    }
    html! { (table) (ui::pager(visit, &visit.here("/"), &kept, found.next.as_deref())) }
}

fn cells(visit: &Visit, row: &TerritoryRow) -> Vec<Markup> {
    let unknown = html! { span.muted { (visit.say(key::HUB_UNKNOWN)) } };
    let day =
        |date| html! { @if let Some(date) = date { (ui::date(visit.locale, date)) } @else { span.muted { (visit.say(key::HUB_NEVER)) } } };
    vec![
        html! {
            span.person {
                (ui::name(ui::place_name(visit.locale, &row.association)))
                span.other { (language::named(visit.locale, "legal-status", row.status.code())) }
                @if row.standing != Standing::Active { (ui::chip(Tone::Bad, &language::named(visit.locale, "hub-standing", row.standing.code()))) }
            }
        },
        ui::name(ui::in_language(visit.locale, &row.commune.name_ar, &row.commune.name_fr)),
        html! {
            span.person {
                (row.members.map_or(unknown, ui::ltr))
                @if let (Some(paid), Some(members)) = (row.paid_members, row.members.filter(|members| *members > 0)) {
                    span.other { (visit.say(key::HUB_PAID)) " " (ui::ltr(format!("{}%", paid * 100 / members))) }
                }
            }
        },
        match row.last_assembly {
            Some(date) if date > visit.state.clock().today() => {
                html! { (visit.say(key::HUB_ASSEMBLY_AHEAD)) " " (ui::date(visit.locale, date)) }
            }
            other => day(other),
        },
        day(row.last_entry),
        html! {
            span.person {
                span { (visit.say(key::HUB_BOARD_THERE)) " " (day(row.last_sign_in)) }
                span.other { (visit.say(key::HUB_BOARD_RENEWED)) " " (day(row.last_board)) }
                @if let Some(end) = row.mandate_end {
                    span.other { (visit.say(key::HUB_MANDATE_END)) " " (ui::date(visit.locale, end)) }
                    @if end <= visit.state.clock().today() { (ui::chip(Tone::Bad, &visit.say(key::HUB_MANDATE_OVER))) }
                }
            }
        },
        acts(visit, row),
    ]
}

/// What can be done with an association: come in or ask for it, suspend or reopen.
fn acts(visit: &Visit, row: &TerritoryRow) -> Markup {
    let open = row.open_until.filter(|until| *until > visit.state.clock().now());
    let about = |path: &str| with_query(&visit.here(path), &[("association", Some(&row.association.slug))]);
    html! {
        span.person {
            @if let Some(until) = open {
                // it was opened to this hub's own coordinators, not to those above
                @if visit.may::<RequestAccess>() {
                    a href={ "/a/" (row.association.slug) "/" } { (visit.say(key::HUB_OPEN)) }
                } @else { span { (visit.say(key::HUB_OPENED)) } }
                span.other { (visit.say(key::HUB_OPEN_UNTIL)) " " (ui::moment(visit.locale, until)) }
            } @else if visit.may::<RequestAccess>() {
                a href=(about("/requests")) { (visit.say(key::HUB_ASK)) }
            } @else {
                span.muted { (visit.say(key::HUB_CLOSED)) }
            }
            // nobody of the board was ever there: the invitation may have been lost
            @if row.last_sign_in.is_none() && visit.may::<CreateInTerritory>() {
                a href=(about("/president")) { (visit.say(key::HUB_PRESIDENT_ACT)) }
            }
            @if visit.may::<SuspendInTerritory>() {
                @if row.standing == Standing::Active {
                    a href=(about("/standing")) { (visit.say(key::HUB_SUSPEND)) }
                } @else {
                    a href=(about("/standing")) { (visit.say(key::HUB_STANDING_SEE)) }
                }
            }
        }
    }
}

/// One association of the territory, by its slug, or nothing.
pub async fn find(visit: &Visit, slug: &str) -> Result<Option<TerritoryRow>> {
    let found: Vec<TerritoryRow> = visit.list(&with_query(&visit.api("/associations"), &[("association", Some(slug))])).await?;
    Ok(found.into_iter().next())
}

/// What the list shows, all of it, for a spreadsheet.
pub async fn export(page: Page<ViewTerritory>) -> Result<Response<Body>> {
    page.file(&with_query(&page.api("/associations.csv"), &filters(&page))).await
}

/// `/hub/{hub}` without its slash.
pub async fn with_slash(page: Page<ViewTerritory>) -> Reply {
    Ok(redirect(&page.here("/")))
}
