//! What an entry of the audit log says beside who and what: fields before and after, codes in words.

use crate::ui;
use crate::visit::Visit;
use chrono::{DateTime, NaiveDate, Utc};
use contracts::audit::AuditEntry;
use language::key;
use maud::{Markup, html};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use uuid::Uuid;

/// All that this reader may see, name and value.
pub fn rows(visit: &Visit, entry: &AuditEntry) -> Vec<(String, Markup)> {
    let mut rows = changes(visit, entry, &entry.details);
    if let Some(personal) = &entry.personal {
        rows.extend(changes(visit, entry, personal));
    }
    rows
}

/// `before` and `after` side by side, field by field; then the rest.
fn changes(visit: &Visit, entry: &AuditEntry, details: &Value) -> Vec<(String, Markup)> {
    let empty = Map::new();
    let part = |name: &str| details[name].as_object().unwrap_or(&empty);
    let (before, after) = (part("before"), part("after"));
    let mut names: Vec<&String> = before.keys().chain(after.keys().filter(|name| !before.contains_key(*name))).collect();
    names.sort();
    let label = |name: &str| language::named(visit.locale, "detail", name);
    let mut rows: Vec<(String, Markup)> = Vec::new();
    for name in names {
        let (old, new) = (before.get(name), after.get(name));
        let value = html! {
            @if let Some(old) = old { span { (visit.say(key::LOG_BEFORE)) ": " (value(visit, entry, name, old)) } " " }
            @if let Some(new) = new { span { (visit.say(key::LOG_AFTER)) ": " (value(visit, entry, name, new)) } }
        };
        rows.push((label(name), value));
    }
    for (name, other) in details.as_object().into_iter().flatten().filter(|(name, other)| !is_told(name, other)) {
        rows.push((label(name), value(visit, entry, name, other)));
    }
    rows
}

/// What was said already, and ids, which tell people nothing; the exported files have them.
fn is_told(name: &str, value: &Value) -> bool {
    let is_id = value.as_str().is_some_and(|text| Uuid::try_parse(text).is_ok());
    is_id || name == "times" || (matches!(name, "before" | "after") && (value.is_object() || value.is_null()))
}

/// Codes in words, dates as people write them, everything else as it is.
fn value(visit: &Visit, entry: &AuditEntry, name: &str, value: &Value) -> Markup {
    match value {
        Value::Null => html! { "—" },
        Value::Bool(yes) => html! { (visit.say(if *yes { key::RECORD_YES } else { key::RECORD_NO })) },
        Value::Array(items) => words(visit, entry, name, &items.iter().filter_map(Value::as_str).collect::<Vec<_>>()),
        Value::Object(parts) => parts_told(visit, entry, parts),
        Value::Number(number) => match (name, number.as_i64()) {
            ("storage", Some(bytes)) => ui::size(visit.locale, bytes),
            ("year" | "number", _) | (_, None) => ui::ltr(number),
            (_, Some(count)) => ui::count(count),
        },
        Value::String(text) => said(visit, entry, name, text),
    }
}

/// A name in both languages is shown in the reader's.
fn parts_told(visit: &Visit, entry: &AuditEntry, parts: &Map<String, Value>) -> Markup {
    let name = |name: &str| parts.get(name).and_then(Value::as_str);
    if let (Some(ar), Some(fr)) = (name("name_ar"), name("name_fr")) {
        return ui::name(ui::in_language(visit.locale, ar, fr));
    }
    html! { @for (part, inner) in parts { (language::named(visit.locale, "detail", part)) ": " (value(visit, entry, part, inner)) " " } }
}

fn said(visit: &Visit, entry: &AuditEntry, name: &str, text: &str) -> Markup {
    match name {
        "amount" | "total" | "family_most" => {
            if let Ok(money) = serde_json::from_value(Value::String(text.to_owned())) {
                return ui::amount(visit.locale, money);
            }
        }
        "code" => return html! { (language::error_text(visit.locale, text, &BTreeMap::new())) },
        "sha256" => return html! { bdi.mono dir="ltr" { (text) } },
        "limit" => return ui::name(text.strip_prefix("year ").unwrap_or(text)),
        _ => {}
    }
    if let Ok(date) = text.parse::<NaiveDate>() {
        return ui::date(visit.locale, date);
    }
    if let Ok(at) = text.parse::<DateTime<Utc>>() {
        return ui::moment(visit.locale, at);
    }
    // several codes may stand in one text
    let codes: Vec<&str> = text.split_whitespace().collect();
    match family(&entry.action, name) {
        Some(family) if codes.iter().all(|code| language::find(family, code).is_some()) => words(visit, entry, name, &codes),
        _ => ui::name(text),
    }
}

fn words(visit: &Visit, entry: &AuditEntry, name: &str, codes: &[&str]) -> Markup {
    let word =
        |code: &&str| family(&entry.action, name).map_or_else(|| (*code).to_owned(), |family| language::named(visit.locale, family, code));
    let words: Vec<String> = codes.iter().map(word).collect();
    html! { @if words.is_empty() { "—" } @else { (words.join(&visit.say(key::LIST_COMMA))) } }
}

/// The texts that say a detail's codes.
fn family(action: &str, name: &str) -> Option<&'static str> {
    Some(match (name, action.split('-').next().unwrap_or_default()) {
        ("electors" | "rule", _) => "elector-rule",
        ("method", _) => "method",
        ("kinship", _) => "kinship",
        ("dues_year", _) => "dues-year",
        ("role", _) => "role",
        ("status", _) => "member-status",
        ("permissions", _) => "permission",
        ("plan", _) => "plan",
        ("standing", _) | ("before" | "after", "standing") => "standing",
        ("scope", _) => "scope",
        ("areas", _) => "opened-area",
        ("activities", _) => "activity",
        ("about", _) => "change",
        ("kinds", _) => "webhook-kind",
        ("decision", _) => "rights-state",
        ("by", _) => "ended-by",
        ("field_kind", _) => "field-kind",
        ("size", "books") => "book-size",
        ("kind", "rights") => "rights-kind",
        ("kind", "group") => "group-kind",
        ("kind", "cndp") => "cndp-kind",
        ("kind", "declaration") => "declaration",
        ("kind", "deadline") => "deadline",
        _ => return None,
    })
}
