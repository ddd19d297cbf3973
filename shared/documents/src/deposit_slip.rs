//! The slip with which an association takes cheques to its bank.

use crate::letterhead::letterhead;
use crate::text::{Text, printable};
use crate::{engine, words};
use chrono::NaiveDate;
use kernel::{Locale, Money, Result};
use serde_json::{Value, json};

/// An empty string counts as missing; where one script is missing the other one stands in.
#[derive(Clone, Debug)]
pub struct DepositSlip {
    pub association_ar: String,
    pub association_fr: String,
    pub seat_ar: String,
    pub seat_fr: String,
    /// Number of the authority's receipt for the declaration.
    pub legal_receipt: Option<String>,
    /// `BR-2026-001`
    pub number: String,
    pub deposited_on: NaiveDate,
    /// Since then it is of no value any more.
    pub undone_on: Option<NaiveDate>,
    /// The bank and the number of the account there.
    pub bank: Option<String>,
    pub lines: Vec<SlipLine>,
    pub total: Money,
    pub recorded_by: String,
}

#[derive(Clone, Debug)]
pub struct SlipLine {
    pub number: String,
    pub bank: Option<String>,
    pub drawer: String,
    /// The receipt that was given for it.
    pub receipt: String,
    pub amount: Money,
}

/// The slip as an A4 PDF in Arabic and French.
///
/// Heavy on the processor: run it in `spawn_blocking`.
pub fn deposit_slip(data: &DepositSlip) -> Result<Vec<u8>> {
    let value = json!({
        "head": letterhead([&data.association_ar, &data.association_fr], [&data.seat_ar, &data.seat_fr], data.legal_receipt.as_deref()),
        "number": printable(&data.number),
        "on_ar": language::long_date(data.deposited_on, Locale::Ar),
        "on_fr": language::long_date(data.deposited_on, Locale::Fr),
        "undone_ar": data.undone_on.map(|on| language::long_date(on, Locale::Ar)),
        "undone_fr": data.undone_on.map(|on| language::long_date(on, Locale::Fr)),
        "bank": Text::first_of([data.bank.as_deref(), None]),
        "lines": data.lines.iter().map(line).collect::<Vec<_>>(),
        "count": data.lines.len(),
        "total": data.total.to_string(),
        "words_ar": words(data.total, Locale::Ar),
        "words_fr": words(data.total, Locale::Fr),
        "recorded_by": Text::first_of([Some(&data.recorded_by), None]),
    });
    engine::render(include_str!("../templates/deposit_slip.typ"), value, Vec::new())
}

fn line(line: &SlipLine) -> Value {
    json!({
        "number": printable(&line.number),
        "bank": Text::first_of([line.bank.as_deref(), None]),
        "drawer": Text::first_of([Some(&line.drawer), None]),
        "receipt": printable(&line.receipt),
        "amount": line.amount.to_string(),
    })
}
