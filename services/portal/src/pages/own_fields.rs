//! Fields that the association made itself, in members' records, lists and filters.

use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::ui::{self, Column, Inputs};
use crate::visit::Visit;
use contracts::member_fields::{Field, FieldKind, FieldOption, FieldValue};
use contracts::member_record::MemberRecord;
use contracts::members::Member;
use kernel::Result;
use kernel::permission::CorrectMembers;
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
    Ok(inputs_of(visit, form, &all(visit).await?))
}

pub fn inputs_of(visit: &Visit, form: &Form, fields: &[Field]) -> Markup {
    // a document is kept on the record itself
    html! { @for field in fields.iter().filter(|field| !field.retired && field.kind != FieldKind::File) { (input(visit, form, field)) } }
}

fn input(visit: &Visit, form: &Form, field: &Field) -> Markup {
    let (inputs, name) = (Inputs { locale: visit.locale, form }, field.name());
    let unsaid = || (String::new(), visit.say(key::FORM_UNSAID));
    let input = match field.kind {
        FieldKind::Text => inputs.text(&name, key::FIELD_VALUE).attribute("autocomplete", "off"),
        FieldKind::Number => inputs.amount(&name, key::FIELD_VALUE),
        FieldKind::File => return html! {},
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
        FieldKind::File if !typed.is_empty() => visit.say(key::FIELD_KIND_FILE),
        _ => typed.to_owned(),
    }
}

/// What a column of a file is taken for, in words: a field of everybody's, or one of the association's own.
pub fn column_name(visit: &Visit, own: &[Field], field: &str) -> String {
    match own.iter().find(|own| own.name() == field) {
        Some(own) => own.label(visit.locale).to_owned(),
        None if field.starts_with("field-") => visit.say(key::FIELD_RETIRED),
        None => language::named(visit.locale, "import-field", field),
    }
}

/// The way to a document: the board's, or the own space's.
fn file_address(visit: &Visit, field: &Field, member: Uuid, for_board: bool) -> String {
    let (field, member) = (field.id.to_string(), member.to_string());
    if for_board {
        with_query(&visit.here(&format!("/members/{member}/field-file/download")), &[("field", Some(field.as_str()))])
    } else {
        with_query(&visit.here("/me/field-file"), &[("field", Some(field.as_str())), ("member", Some(member.as_str()))])
    }
}

fn file_link(visit: &Visit, field: &Field, member: Uuid, for_board: bool) -> Markup {
    html! { a href=(file_address(visit, field, member, for_board)) { (visit.say(key::FIELD_FILE_OPEN)) span.hidden-text { " " (field.label(visit.locale)) } } }
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
pub fn facts<'a>(visit: &'a Visit, record: &'a MemberRecord, for_board: bool) -> impl Iterator<Item = (String, Markup)> + 'a {
    let (files, others) = record.more.fields.iter().partition::<Vec<&FieldValue>, _>(|held| held.field.kind == FieldKind::File);
    let files = files.into_iter().map(move |held| (held.field.label(visit.locale).to_owned(), document(visit, record, held, for_board)));
    others.into_iter().flat_map(move |held| answers(visit, std::slice::from_ref(held))).chain(files)
}

/// The document, and where it is kept or replaced.
fn document(visit: &Visit, record: &MemberRecord, held: &FieldValue, for_board: bool) -> Markup {
    let (field, member) = (&held.field, record.member.id);
    let id = field.id.to_string();
    html! {
        @if held.value.is_some() { (file_link(visit, field, member, for_board)) } @else { "—" }
        @if for_board && visit.may::<CorrectMembers>() && (!field.retired || held.value.is_some()) {
            " " a href=(with_query(&visit.here(&format!("/members/{member}/field-file")), &[("field", Some(id.as_str()))])) {
                (visit.say(if held.value.is_some() { key::FIELD_FILE_CHANGE } else { key::FIELD_FILE_ADD })) span.hidden-text { " " (field.label(visit.locale)) }
            }
        }
        @if field.retired { " " (ui::chip(ui::Tone::Plain, &visit.say(key::FIELD_RETIRED))) }
    }
}

pub fn answers<'a>(visit: &'a Visit, fields: &'a [FieldValue]) -> impl Iterator<Item = (String, Markup)> + 'a {
    fields.iter().map(|FieldValue { field, value }| {
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
    html! {
        @if let Some(value) = member.own.get(&field.id) {
            @if field.kind == FieldKind::File { (file_link(visit, field, member.id, true)) } @else { (shown(visit, field, value)) }
        }
    }
}

/// What a list can be narrowed to, in each field: each option and each answer, and whether there is something at all.
pub fn filters(visit: &Visit, fields: &[Field]) -> Markup {
    let chosen = visit.query.all("own");
    html! {
        @for field in fields {
            @let id = format!("own-{}", field.id);
            div.field {
                label for=(id) { (field.label(visit.locale)) }
                select id=(id) name="own" {
                    option value="" { (visit.say(key::MEMBER_STATUSES_ALL)) }
                    @for (value, name) in choices(visit, field) { option value=(value) selected[chosen.contains(&value)] { (name) } }
                }
            }
        }
    }
}

fn choices(visit: &Visit, field: &Field) -> Vec<(String, String)> {
    let codes: Vec<&str> = match field.kind {
        FieldKind::Choice => field.options.iter().map(|option| option.code.as_str()).collect(),
        FieldKind::YesNo => vec!["yes", "no"],
        _ => Vec::new(),
    };
    let one = |code: &str, name: String| (format!("{}:{code}", field.id), name);
    let has = |code: &'static str| one(code, language::named(visit.locale, "member-has", code));
    codes.into_iter().map(|code| one(code, said(visit, field, code))).chain([has("with"), has("without")]).collect()
}

/// All that is chosen, as the API reads it.
pub fn asked(fields: &Fields) -> Option<String> {
    let chosen: Vec<String> = fields.all("own").into_iter().filter(|value| !value.is_empty()).collect();
    (!chosen.is_empty()).then(|| chosen.join(","))
}
