//! Fields that the association made itself, in members' records, lists and filters.

use crate::fields::Fields;
use crate::form::Form;
use crate::ui::{self, Column, Inputs};
use crate::visit::Visit;
use contracts::member_fields::{Field, FieldKind, FieldOption, FieldValue};
use contracts::member_record::MemberRecord;
use contracts::members::Member;
use kernel::Result;
use language::key;
use maud::{Markup, html};
use std::collections::BTreeMap;
use uuid::Uuid;

/// In their order, the retired ones last.
pub async fn all(visit: &Visit) -> Result<Vec<Field>> {
    visit.list(&visit.api("/member-fields")).await
}

/// What a record's form asks beside what all associations ask.
pub async fn inputs(visit: &Visit, form: &Form) -> Result<Markup> {
    let fields = all(visit).await?;
    Ok(html! { @for field in fields.iter().filter(|field| !field.retired) { (input(visit, form, field)) } })
}

fn input(visit: &Visit, form: &Form, field: &Field) -> Markup {
    let (inputs, name) = (Inputs { locale: visit.locale, form }, field.name());
    let unsaid = || (String::new(), visit.say(key::FORM_UNSAID));
    let input = match field.kind {
        FieldKind::Text => inputs.text(&name, key::FIELD_VALUE).attribute("autocomplete", "off"),
        FieldKind::Number => inputs.amount(&name, key::FIELD_VALUE),
        FieldKind::Day => inputs.date(&name, key::FIELD_VALUE),
        FieldKind::Choice => {
            let offered = |option: &&FieldOption| !option.retired || option.code == form.value(&name);
            let named = field.options.iter().filter(offered).map(|option| (option.code.clone(), option.label(visit.locale).to_owned()));
            inputs.select(&name, key::FIELD_VALUE, std::iter::once(unsaid()).chain(named).collect())
        }
        FieldKind::YesNo => {
            let answers = ["yes", "no"].map(|answer| (answer.to_owned(), yes_no(visit, answer)));
            let unsaid = (!field.required).then(unsaid);
            inputs.radios(&name, key::FIELD_VALUE, unsaid.into_iter().chain(answers).collect())
        }
    };
    let input = input.label_text(field.label(visit.locale).to_owned());
    html! {
        @if field.required { (input) } @else { (input.optional()) }
        // of buttons none of which is pressed a browser says nothing
        @if field.kind == FieldKind::YesNo { input type="hidden" name=(name) value=""; }
    }
}

fn yes_no(visit: &Visit, value: &str) -> String {
    visit.say(if value == "yes" { key::RECORD_YES } else { key::RECORD_NO })
}

/// What a form brings in these fields, of several the first.
pub fn typed(form: &Fields) -> BTreeMap<Uuid, String> {
    let mut typed = BTreeMap::new();
    for (id, value) in form.iter().filter_map(|(name, value)| Some((name.strip_prefix("field-")?.parse().ok()?, value))) {
        typed.entry(id).or_insert_with(|| value.to_owned());
    }
    typed
}

/// The record's own fields as its form holds them.
pub fn values(record: &MemberRecord) -> Vec<(&Field, String)> {
    record.more.fields.iter().map(|FieldValue { field, value }| (field, as_typed(field, value.as_deref().unwrap_or_default()))).collect()
}

fn as_typed(field: &Field, value: &str) -> String {
    match (field.kind, value.parse()) {
        (FieldKind::Day, Ok(date)) => language::short_date(date),
        _ => value.to_owned(),
    }
}

/// What a form holds of a field, in words.
pub fn said(visit: &Visit, field: &Field, typed: &str) -> String {
    match field.kind {
        FieldKind::Choice => field.option(typed, visit.locale).to_owned(),
        FieldKind::YesNo if !typed.is_empty() => yes_no(visit, typed),
        _ => typed.to_owned(),
    }
}

/// A value as records and lists show it.
fn shown(visit: &Visit, field: &Field, value: &str) -> Markup {
    match (field.kind, value.parse()) {
        (FieldKind::Day, Ok(date)) => ui::date(visit.locale, date),
        (FieldKind::Number, _) => ui::ltr(value),
        _ => ui::name(&said(visit, field, value)),
    }
}

/// The lines of a record.
pub fn facts<'a>(visit: &'a Visit, record: &'a MemberRecord) -> impl Iterator<Item = (String, Markup)> + 'a {
    record.more.fields.iter().map(|FieldValue { field, value }| {
        let held = html! { @if let Some(value) = value { (shown(visit, field, value)) } @else { "—" } };
        let retired = html! { @if field.retired { " " (ui::chip(ui::Tone::Plain, &visit.say(key::FIELD_RETIRED))) } };
        (field.label(visit.locale).to_owned(), html! { (held) (retired) })
    })
}

/// The columns of a list: those that were chosen, or where none was, those that are always shown.
pub fn columns<'a>(visit: &Visit, fields: &'a [Field]) -> Vec<&'a Field> {
    let chosen = visit.query.all("columns");
    let is_shown = |field: &&Field| if chosen.is_empty() { field.listed && !field.retired } else { chosen.contains(&field.name()) };
    fields.iter().filter(is_shown).collect()
}

pub fn title(visit: &Visit, field: &Field) -> Column {
    let label = field.label(visit.locale).to_owned();
    if field.kind == FieldKind::Number { Column::number(label) } else { Column::text(label) }
}

pub fn cell(visit: &Visit, member: &Member, field: &Field) -> Markup {
    html! { @if let Some(value) = member.own.get(&field.id) { (shown(visit, field, value)) } }
}

/// What a list can be narrowed to: each option and each answer.
pub fn choices(visit: &Visit, fields: &[Field]) -> Vec<(String, String)> {
    let of = |field: &Field| -> Vec<(String, String)> {
        let codes: Vec<&str> = match field.kind {
            FieldKind::Choice => field.options.iter().map(|option| option.code.as_str()).collect(),
            FieldKind::YesNo => vec!["yes", "no"],
            _ => Vec::new(),
        };
        let label = field.label(visit.locale);
        codes.into_iter().map(|code| (format!("{}:{code}", field.id), format!("{label} : {}", said(visit, field, code)))).collect()
    };
    fields.iter().flat_map(of).collect()
}
