//! What pages that take a table from a file share: choosing it, how its columns were read, which
//! lines cannot go in.

use super::{Column, Table, ltr, name};
use crate::form::Form;
use crate::visit::Visit;
use contracts::members::{ImportColumn, ImportError};
use language::{Key, key};
use maud::{Markup, html};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What `tables::open` reads.
const TABLES: &str = ".csv,.tsv,.txt,.xlsx,.ods,text/csv";

/// The field `file`; the hint says how large it may be.
pub fn file_field(visit: &Visit, form: &Form, label: Key, hint: Key) -> Markup {
    let error = form.error(visit.locale, "file");
    let described = if error.is_some() { "hint-file error-file" } else { "hint-file" };
    let megabytes = i64::try_from(web::MAX_UPLOAD / 1024 / 1024).unwrap_or_default();
    html! {
        div class=(if error.is_some() { "field wrong" } else { "field" }) {
            label for="file" { (visit.say(label)) }
            p.hint #hint-file { (visit.say_with(hint, &[("megabytes", megabytes.into())])) }
            @if let Some(error) = &error { p.error #error-file { (error) } }
            input #file name="file" type="file" required accept=(TABLES) aria-describedby=(described) aria-invalid=[error.as_ref().map(|_| "true")];
        }
    }
}

/// The file's columns and what each was taken for: a translation key `<fields>-<field>`.
pub fn read_columns(visit: &Visit, columns: &[ImportColumn], said: impl Fn(&str) -> String) -> Table {
    let heads = vec![
        Column::text(visit.say(key::IMPORT_COLUMN)),
        Column::text(visit.say(key::IMPORT_FIELD)),
        Column::text(visit.say(key::IMPORT_EXAMPLE)),
    ];
    let mut table = Table::new(visit.say(key::IMPORT_COLUMNS), heads).quiet();
    for column in columns {
        let field = html! {
            @if let Some(field) = &column.field { (said(field)) }
            @else { span.muted { (visit.say(key::IMPORT_NOT_TAKEN)) } }
        };
        table.row(vec![name(&column.header), field, name(&column.example)]);
    }
    table
}

/// Where, what stands there and what to do about it.
fn wrong_lines<'a>(visit: &Visit, caption: Key, errors: impl IntoIterator<Item = &'a ImportError>) -> Table {
    let columns = vec![
        Column::text(visit.say(key::IMPORT_LINE)),
        Column::text(visit.say(key::IMPORT_COLUMN)),
        Column::text(visit.say(key::IMPORT_VALUE)),
        Column::text(visit.say(key::IMPORT_REMEDY)),
    ];
    let or_nothing = |text: &str| html! { @if text.is_empty() { "—" } @else { (name(text)) } };
    let mut table = Table::new(visit.say(caption), columns).quiet();
    for ImportError { line, column, value, code, params } in errors {
        let remedy = html! { (language::error_text(visit.locale, code, params)) };
        table.row(vec![ltr(line), or_nothing(column), or_nothing(value), remedy]);
    }
    table
}

/// The wrong lines by what is wrong with them, the most frequent first. `how_many` says `$count` lines.
pub fn wrong_kinds(visit: &Visit, caption: Key, how_many: Key, kinds: &BTreeMap<String, u64>, errors: &[ImportError]) -> Markup {
    let mut sorted: Vec<(&String, &u64)> = kinds.iter().collect();
    sorted.sort_by_key(|(code, count)| (Reverse(**count), *code));
    html! {
        @for (code, count) in sorted {
            @let listed: Vec<&ImportError> = errors.iter().filter(|error| error.code == *code).collect();
            @if let Some(first) = listed.first() {
                details open[kinds.len() == 1] {
                    summary {
                        (language::error_text(visit.locale, code, &first.params)) " "
                        span.muted { "(" (visit.say_with(how_many, &[("count", i64::try_from(*count).unwrap_or(i64::MAX).into())])) ")" }
                    }
                    (wrong_lines(visit, caption, listed))
                }
            }
        }
    }
}
