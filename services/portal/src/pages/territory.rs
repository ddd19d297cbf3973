//! A hub's territory: each association with its figures, never its content.

use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply, redirect};
use crate::ui::{self, Column, Inputs, Table};
use crate::visit::Visit;
use contracts::Page as Batch;
use contracts::tenancy::TerritoryRow;
use kernel::permission::{ImportAssociations, ViewTerritory};
use language::key;
use maud::{Markup, html};

pub async fn show(page: Page<ViewTerritory>) -> Reply {
    let (search, after) = (page.query.given("search"), page.query.given("after"));
    let found: Batch<TerritoryRow> = page.get(&with_query(&page.api("/associations"), &[("search", search), ("after", after)])).await?;
    let name = page.place.as_ref().map(|place| ui::place_name(page.locale, place).to_owned()).unwrap_or_default();
    let form = Form::with(Fields::of([("search", page.query.get("search"))]));
    let inputs = Inputs { locale: page.locale, form: &form };
    let body = html! {
        (ui::head(&ui::name(&name), Some(&html! { (page.say(key::HUB_LEAD)) }), &import_act(&page)))
        form.inline-form method="get" action=(page.here("/")) role="search" data-live="#results" {
            (inputs.text("search", key::HUB_SEARCH).optional_unsaid().attribute("autocomplete", "off").attribute("enterkeyhint", "search"))
            button.button type="submit" { (page.say(key::LIST_SEARCH_ACT)) }
        }
        div.stack #results { (results(&page, &found, search)) }
    };
    page.page(&page.say(key::HUB_TITLE), body)
}

fn import_act(visit: &Visit) -> Markup {
    html! { @if visit.may::<ImportAssociations>() { a.button href=(visit.here("/import")) { (visit.say(key::BULK_ACT)) } } }
}

fn results(visit: &Visit, found: &Batch<TerritoryRow>, search: Option<&str>) -> Markup {
    if found.items.is_empty() {
        return if search.is_some() {
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
        Column::number(visit.say(key::HUB_PAID)),
        Column::text(visit.say(key::HUB_LAST_ASSEMBLY)),
        Column::text(visit.say(key::HUB_LAST_ENTRY)),
        Column::text(visit.say(key::HUB_ACCESS)),
    ];
    let mut table = Table::new(visit.say(key::HUB_TITLE), columns).quiet();
    for row in &found.items {
        table.row(cells(visit, row));
    }
    html! { (table) (ui::pager(visit, &visit.here("/"), &[("search", search)], found.next.as_deref())) }
}

fn cells(visit: &Visit, row: &TerritoryRow) -> Vec<Markup> {
    let unknown = html! { span.muted { (visit.say(key::HUB_UNKNOWN)) } };
    let day =
        |date| html! { @if let Some(date) = date { (ui::date(visit.locale, date)) } @else { span.muted { (visit.say(key::HUB_NEVER)) } } };
    let open = row.open_until.filter(|until| *until > visit.state.clock().now());
    vec![
        ui::name(ui::place_name(visit.locale, &row.association)),
        ui::name(ui::in_language(visit.locale, &row.commune.name_ar, &row.commune.name_fr)),
        row.members.map_or(unknown.clone(), ui::ltr),
        match (row.paid_members, row.members) {
            (Some(paid), Some(members)) if members > 0 => {
                html! { (ui::ltr(format!("{}%", paid * 100 / members))) " " span.muted { "(" (ui::ltr(paid)) ")" } }
            }
            _ => unknown,
        },
        match row.last_assembly {
            Some(date) if date > visit.state.clock().today() => {
                html! { (visit.say(key::HUB_ASSEMBLY_AHEAD)) " " (ui::date(visit.locale, date)) }
            }
            other => day(other),
        },
        day(row.last_entry),
        html! {
            @if let Some(until) = open {
                span.person {
                    a href={ "/a/" (row.association.slug) "/" } { (visit.say(key::HUB_OPEN)) }
                    span.other { (visit.say(key::HUB_OPEN_UNTIL)) " " (ui::moment(visit.locale, until)) }
                }
            } @else {
                span.muted { (visit.say(key::HUB_CLOSED)) }
            }
        },
    ]
}

/// `/hub/{hub}` without its slash.
pub async fn with_slash(page: Page<ViewTerritory>) -> Reply {
    Ok(redirect(&page.here("/")))
}
