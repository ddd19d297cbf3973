//! The sheet on which the cash box was counted.

use crate::letterhead::letterhead;
use crate::text::Text;
use crate::{engine, words};
use chrono::NaiveDate;
use kernel::{Locale, Money, Result};
use serde_json::{Value, json};

/// An empty string counts as missing; where one script is missing the other one stands in.
#[derive(Clone, Debug)]
pub struct CashSheet {
    pub association_ar: String,
    pub association_fr: String,
    pub seat_ar: String,
    pub seat_fr: String,
    /// Number of the authority's receipt for the declaration.
    pub legal_receipt: Option<String>,
    /// As people call the cash box.
    pub cash_ar: String,
    pub cash_fr: String,
    pub on: NaiveDate,
    /// Notes first, then coins, the greatest first.
    pub notes: Vec<CashPiece>,
    pub coins: Vec<CashPiece>,
    pub counted: Money,
    pub in_books: Money,
    pub difference: Money,
    pub explanation: Option<String>,
    pub counted_by: String,
    pub witness: String,
}

#[derive(Clone, Debug)]
pub struct CashPiece {
    pub value: Money,
    pub count: i64,
    pub amount: Money,
}

/// The sheet as an A4 PDF in Arabic and French.
///
/// Heavy on the processor: run it in `spawn_blocking`.
pub fn cash_count(data: &CashSheet) -> Result<Vec<u8>> {
    let value = json!({
        "head": letterhead([&data.association_ar, &data.association_fr], [&data.seat_ar, &data.seat_fr], data.legal_receipt.as_deref()),
        "cash_ar": data.cash_ar,
        "cash_fr": data.cash_fr,
        "on_ar": language::long_date(data.on, Locale::Ar),
        "on_fr": language::long_date(data.on, Locale::Fr),
        "notes": data.notes.iter().map(piece).collect::<Vec<_>>(),
        "coins": data.coins.iter().map(piece).collect::<Vec<_>>(),
        "counted": data.counted.to_string(),
        "words_ar": words(data.counted, Locale::Ar),
        "words_fr": words(data.counted, Locale::Fr),
        "in_books": data.in_books.to_string(),
        "difference": data.difference.to_string(),
        "agrees": data.difference == Money::ZERO,
        "explanation": Text::first_of([data.explanation.as_deref(), None]),
        "counted_by": Text::first_of([Some(&data.counted_by), None]),
        "witness": Text::first_of([Some(&data.witness), None]),
    });
    engine::render(include_str!("../templates/cash_count.typ"), value, Vec::new())
}

fn piece(piece: &CashPiece) -> Value {
    json!({ "value": piece.value.to_string(), "count": piece.count.to_string(), "amount": piece.amount.to_string() })
}
