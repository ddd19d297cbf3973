//! A statement of the books on paper: A4, in one language, totals carried from page to page.

use crate::engine;
use crate::letterhead::letterhead;
use crate::text::{Text, printable};
use kernel::{Locale, Money, Result};
use serde_json::{Value, json};

/// An empty string counts as missing; where one script is missing the other one stands in.
#[derive(Clone, Debug)]
pub struct Statement {
    pub association_ar: String,
    pub association_fr: String,
    pub seat_ar: String,
    pub seat_fr: String,
    /// Number of the authority's receipt for the declaration.
    pub legal_receipt: Option<String>,
    pub locale: Locale,
    pub title: String,
    /// From when to when, in words.
    pub period: String,
    /// When it was printed, in words.
    pub printed: String,
    /// What stands before the sums of the pages before, and before those that go on to the next one.
    pub brought: String,
    pub carried: String,
    pub columns: Vec<StatementColumn>,
    pub rows: Vec<(Weight, Vec<StatementCell>)>,
    pub faults: Vec<String>,
    pub notes: Vec<String>,
}

#[derive(Clone, Debug)]
pub struct StatementColumn {
    pub title: String,
    pub number: bool,
    /// Its lines are added up from page to page.
    pub carried: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    Heading,
    Line,
    Total,
}

#[derive(Clone, Debug)]
pub enum StatementCell {
    Blank,
    Text(String),
    /// From left to right in any language.
    Figures(String),
    Amount(Money),
}

/// The statement as an A4 PDF, across where it has many columns of figures.
///
/// Heavy on the processor: run it in `spawn_blocking`.
pub fn statement(data: &Statement) -> Result<Vec<u8>> {
    let figures = data.columns.iter().filter(|column| column.number).count();
    let carries = data.columns.iter().any(|column| column.carried);
    let mut sums = vec![Money::ZERO; data.columns.len()];
    let value = json!({
        "head": letterhead([&data.association_ar, &data.association_fr], [&data.seat_ar, &data.seat_fr], data.legal_receipt.as_deref()),
        "rtl": data.locale == Locale::Ar,
        "wide": figures > 4,
        "title": printable(&data.title),
        "period": printable(&data.period),
        "printed": printable(&data.printed),
        "brought": printable(&data.brought),
        "carried": printable(&data.carried),
        "carries": carries,
        "columns": columns(data),
        "rows": data.rows.iter().map(|(weight, cells)| row(*weight, cells, &data.columns, &mut sums)).collect::<Vec<_>>(),
        "faults": data.faults.iter().map(|fault| Text::new(fault)).collect::<Vec<_>>(),
        "notes": data.notes.iter().map(|note| Text::new(note)).collect::<Vec<_>>(),
    });
    engine::render(include_str!("../templates/statement.typ"), value, Vec::new())
}

/// Columns of texts share what figures leave; a column that only has codes and dates needs little.
fn columns(data: &Statement) -> Vec<Value> {
    let short = |at: usize| {
        let shown = data.rows.iter().filter_map(|(_, cells)| cells.get(at));
        let (mut any, mut texts) = (false, false);
        for cell in shown {
            any |= matches!(cell, StatementCell::Figures(_));
            texts |= matches!(cell, StatementCell::Text(_));
        }
        any && !texts
    };
    let column = |(at, column): (usize, &StatementColumn)| json!({ "title": printable(&column.title), "number": column.number, "carried": column.carried, "short": !column.number && short(at) });
    data.columns.iter().enumerate().map(column).collect()
}

/// A row with what the lines up to it come to. An amount that leaves 64 bits in between is left out of the sums.
fn row(weight: Weight, cells: &[StatementCell], columns: &[StatementColumn], sums: &mut [Money]) -> Value {
    if weight == Weight::Line {
        for (sum, cell) in sums.iter_mut().zip(cells) {
            if let StatementCell::Amount(amount) = cell {
                *sum = sum.checked_add(*amount).unwrap_or(*sum);
            }
        }
    }
    let carried = columns.iter().zip(sums.iter()).map(|(column, sum)| if column.carried { sum.to_string() } else { String::new() });
    json!({
        "weight": match weight { Weight::Heading => "heading", Weight::Line => "line", Weight::Total => "total" },
        "cells": cells.iter().map(cell).collect::<Vec<_>>(),
        "sums": carried.collect::<Vec<_>>(),
    })
}

fn cell(cell: &StatementCell) -> Value {
    match cell {
        StatementCell::Blank => Value::Null,
        StatementCell::Text(text) => json!({ "text": Text::new(text) }),
        StatementCell::Figures(text) => json!({ "figures": printable(text) }),
        StatementCell::Amount(amount) => json!({ "figures": amount.to_string() }),
    }
}
