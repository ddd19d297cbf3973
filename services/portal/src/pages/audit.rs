//! Who did what, newest first.

use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::pages::audit_details;
use crate::ui::{self, Column, Inputs, Table, Tone};
use crate::visit::Visit;
use contracts::Page as Batch;
use contracts::audit::{Area, AuditEntry};
use kernel::permission::ViewAudit;
use kernel::{Kind, Role};
use language::key;
use maud::{Markup, html};

const FILTERS: [&str; 5] = ["person", "action", "area", "from", "until"];

fn filters(visit: &Visit) -> Vec<(&'static str, Option<&str>)> {
    FILTERS.iter().map(|name| (*name, visit.query.given(name))).collect()
}

pub async fn list(page: Page<ViewAudit>) -> Reply {
    let kept = filters(&page);
    let query = [kept.as_slice(), &[("after", page.query.given("after"))]].concat();
    let mut form = Form::with(Fields::of(FILTERS.map(|name| (name, page.query.get(name)))));
    let found: Batch<AuditEntry> = match page.get(&with_query(&page.api("/audit"), &query)).await {
        Err(error) if error.kind() == Kind::Invalid => {
            form.errors = error.field_errors().to_vec();
            form.status = web::problem::status(error.kind()).as_u16();
            Batch { items: Vec::new(), next: None }
        }
        found => found?,
    };
    let title = page.say(key::AUDIT_TITLE);
    let acts = html! {
        a.button href=(page.here("/audit/verification")) { (ui::icon("check")) (page.say(key::LOG_CHECK)) }
        a.button download="" href=(with_query(&page.here("/audit/export"), &[kept.as_slice(), &[("format", Some("csv"))]].concat())) { (page.say(key::LOG_EXPORT_CSV)) }
        a.button download="" href=(with_query(&page.here("/audit/export"), &[kept.as_slice(), &[("format", Some("jsonl"))]].concat())) { (page.say(key::LOG_EXPORT_LINES)) }
    };
    let body = html! {
        (ui::error_summary(page.locale, &form))
        (ui::back_to_settings(&page))
        (ui::head(&html! { (title) }, Some(&html! { (page.say(key::AUDIT_LEAD)) }), &acts))
        (filter(&page, &form))
        div.stack #results {
            @if !found.items.is_empty() {
                (table(&page, &title, &found.items))
                (ui::pager(&page, &page.here("/audit"), &kept, found.next.as_deref()))
            } @else if kept.iter().any(|(_, value)| value.is_some()) {
                @let all = html! { a.button href=(page.here("/audit")) { (page.say(key::LOG_FILTER_CLEAR)) } };
                (ui::empty(&page.say(key::LOG_FILTERED_EMPTY), &page.say(key::LOG_FILTERED_EMPTY_TEXT), &all))
            } @else {
                (ui::empty(&page.say(key::AUDIT_EMPTY), &page.say(key::AUDIT_EMPTY_TEXT), &html! {}))
            }
        }
    };
    page.form_page(&title, &form, body)
}

fn filter(visit: &Visit, form: &Form) -> Markup {
    let inputs = Inputs { locale: visit.locale, form };
    let areas = Area::ALL.map(|area| (area.code().to_owned(), language::named(visit.locale, "area", area.code())));
    let areas = [vec![(String::new(), visit.say(key::LOG_ALL_AREAS))], areas.to_vec()].concat();
    let active = FILTERS.iter().any(|name| visit.query.given(name).is_some());
    html! {
        details.log open[active] {
            summary { (visit.say(key::LOG_FILTER)) }
            form.inline-form method="get" action=(visit.here("/audit")) role="search" {
            @if let Some(action) = visit.query.given("action") { input type="hidden" name="action" value=(action); }
            (inputs.text("person", key::LOG_PERSON).optional_unsaid().attribute("autocomplete", "off").attribute("enterkeyhint", "search"))
            (inputs.select("area", key::LOG_AREA, areas).optional_unsaid())
            (inputs.digits("from", key::LOG_FROM_DAY).optional_unsaid().attribute("autocomplete", "off"))
            (inputs.digits("until", key::LOG_UNTIL_DAY).optional_unsaid().attribute("autocomplete", "off"))
            button.button type="submit" { (visit.say(key::LOG_FILTER)) }
            }
        }
    }
}

fn table(visit: &Visit, title: &str, entries: &[AuditEntry]) -> Markup {
    let columns = vec![
        Column::text(visit.say(key::AUDIT_WHAT)),
        Column::text(visit.say(key::AUDIT_SUBJECT)),
        Column::text(visit.say(key::AUDIT_WHO)),
        Column::text(visit.say(key::AUDIT_WHEN)),
        Column::text(visit.say(key::LOG_DETAILS)),
    ];
    let mut table = Table::new(title.to_owned(), columns).quiet();
    for entry in entries {
        let same = with_query(&visit.here("/audit"), &[("action", Some(&entry.action))]);
        table.row(vec![
            html! { a href=(same) { (language::named(visit.locale, "audit", &entry.action)) } },
            subject(visit, entry),
            who(visit, entry),
            ui::moment(visit.locale, entry.at),
            details(visit, entry),
        ]);
    }
    html! { (table) }
}

/// What a visit or a refused attempt was about is a path: said in words.
fn subject(visit: &Visit, entry: &AuditEntry) -> Markup {
    let subject = entry.subject_in(visit.locale);
    match (errand(visit, subject), subject.parse()) {
        (Some(words), _) => html! { (words) },
        (None, Ok(date)) => ui::date(visit.locale, date),
        (None, _) if !subject.is_empty() => ui::name(subject),
        (None, _) if entry.masked => html! { span.muted { (visit.say(key::LOG_MASKED)) } },
        (None, _) => html! {},
    }
}

/// `GET /a/nour/members/7` and `POST /api/v1/associations/{association}/dues/fees` by the name of
/// the part of the workspace.
pub fn errand(visit: &Visit, subject: &str) -> Option<String> {
    let (method, path) = subject.split_once(' ')?;
    let rest = path.strip_prefix("/api/v1/associations/").or_else(|| path.strip_prefix("/a/"))?;
    let part = match rest.split('/').nth(1).unwrap_or_default() {
        "" | "summary" => key::NAV_HOME,
        "members" | "families" | "guardians" => key::NAV_MEMBERS,
        "dues" | "receipts" => key::NAV_DUES,
        "books" => key::NAV_BOOKS,
        "assemblies" | "statutes" | "campaigns" => key::NAV_ASSEMBLIES,
        "consents" => key::CONSENTS_TITLE,
        "audit" => key::AUDIT_TITLE,
        "people" | "invitations" | "departure" => key::PEOPLE_TITLE,
        "roles" => key::ROLES_TITLE,
        "record" => key::RECORD_TITLE,
        "settings" => key::NAV_SETTINGS,
        "groups" | "member-groups" => key::GROUPS_TITLE,
        "privacy" | "own-data" | "rights-requests" | "agreement" => key::PRIVACY_TITLE,
        "leave" | "exports" | "deletion" => key::LEAVE_TITLE,
        "limits" => key::LIMITS_TITLE,
        "standing" => key::STANDING_TITLE,
        "tokens" => key::TOKENS_TITLE,
        "webhooks" | "webhook-deliveries" => key::WEBHOOKS_TITLE,
        _ => key::LAYOUT_OTHER_PAGE,
    };
    let words = if method == "GET" { key::ERRAND_READS } else { key::ERRAND_WRITES };
    Some(visit.say_with(words, &[("what", (&visit.say(part)).into())]))
}

/// A hub's visit stands out.
fn who(visit: &Visit, entry: &AuditEntry) -> Markup {
    let role = language::named(visit.locale, "role", entry.role.code());
    let same = entry.account.map(|account| with_query(&visit.here("/audit"), &[("person", Some(&account.to_string()))]));
    html! {
        span.person {
            @if let Some(same) = same { a href=(same) { (ui::name(&entry.who)) } } @else if !entry.who.is_empty() { (ui::name(&entry.who)) }
            @if entry.role == Role::Visitor { (ui::chip(Tone::Wait, &role)) } @else { span.other { (role) } }
        }
    }
}

fn details(visit: &Visit, entry: &AuditEntry) -> Markup {
    let from = [language::named(visit.locale, "via", entry.via.code())];
    let mut rows = audit_details::rows(visit, entry);
    if entry.masked {
        rows.push((visit.say(key::LOG_DETAILS), html! { (visit.say(key::LOG_MASKED)) }));
    }
    let authority = match entry.authority.split(' ').next() {
        Some("consent") => Some(visit.say(key::LOG_CONSENT)),
        Some("token") => Some(visit.say(key::LOG_BY_TOKEN)),
        _ => None,
    };
    rows.push((
        visit.say(key::LOG_FROM),
        html! { (from[0]) @if !entry.network.is_empty() { " " (ui::ltr(&entry.network)) } @if let Some(authority) = authority { (visit.say(key::LIST_COMMA)) (authority) } },
    ));
    if errand(visit, &entry.subject).is_some() {
        rows.push((visit.say(key::AUDIT_SUBJECT), html! { bdi.mono dir="ltr" { (entry.subject) } }));
    }
    rows.push((visit.say(key::LOG_NUMBER), ui::ltr(entry.number)));
    rows.push((visit.say(key::LOG_REQUEST), html! { bdi.mono dir="ltr" { (entry.request) } }));
    html! {
        details.log {
            summary { (first(visit, entry)) }
            (ui::facts(rows))
        }
    }
}

/// What is seen before the rest is unfolded.
fn first(visit: &Visit, entry: &AuditEntry) -> String {
    match entry.details["times"].as_i64() {
        Some(count) => visit.say_with(key::LOG_TIMES, &[("count", count.into())]),
        None => visit.say(key::LOG_MORE),
    }
}

pub async fn export(page: Page<ViewAudit>) -> Reply {
    let query = [filters(&page).as_slice(), &[("format", page.query.given("format"))]].concat();
    page.file(&with_query(&page.api("/audit/export"), &query)).await
}
