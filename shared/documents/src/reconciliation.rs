//! The statement that reconciles a bank account with the books.

use crate::engine;
use crate::letterhead::letterhead;
use crate::text::{Text, printable};
use chrono::NaiveDate;
use kernel::{Locale, Money, Result};
use serde_json::{Value, json};

/// An empty string counts as missing; where one script is missing the other one stands in.
#[derive(Clone, Debug)]
pub struct ReconciliationSheet {
    pub association_ar: String,
    pub association_fr: String,
    pub seat_ar: String,
    pub seat_fr: String,
    /// Number of the authority's receipt for the declaration.
    pub legal_receipt: Option<String>,
    pub bank: String,
    pub rib: String,
    /// Of the books.
    pub account: String,
    pub on: NaiveDate,
    pub in_books: Money,
    pub at_bank: Money,
    /// In the books and not at the bank.
    pub books_only: Vec<ReconciliationRow>,
    pub books_only_sum: Money,
    /// At the bank and not in the books.
    pub bank_only: Vec<ReconciliationRow>,
    pub bank_only_sum: Money,
    /// What neither explains.
    pub unexplained: Money,
}

#[derive(Clone, Debug)]
pub struct ReconciliationRow {
    pub on: NaiveDate,
    pub text: String,
    pub amount: Money,
}

/// The statement as an A4 PDF in Arabic and French.
///
/// Heavy on the processor: run it in `spawn_blocking`.
pub fn reconciliation(data: &ReconciliationSheet) -> Result<Vec<u8>> {
    let less = |amount: Money, other: Money| amount.checked_sub(other).map(|left| left.to_string()).unwrap_or_default();
    let value = json!({
        "head": letterhead([&data.association_ar, &data.association_fr], [&data.seat_ar, &data.seat_fr], data.legal_receipt.as_deref()),
        "bank": Text::first_of([Some(&data.bank), None]),
        "rib": printable(&data.rib),
        "account": printable(&data.account),
        "on_ar": language::long_date(data.on, Locale::Ar),
        "on_fr": language::long_date(data.on, Locale::Fr),
        "in_books": data.in_books.to_string(),
        "at_bank": data.at_bank.to_string(),
        "books_only": data.books_only.iter().map(row).collect::<Vec<_>>(),
        "books_only_sum": data.books_only_sum.to_string(),
        "bank_only": data.bank_only.iter().map(row).collect::<Vec<_>>(),
        "bank_only_sum": data.bank_only_sum.to_string(),
        "books_adjusted": less(data.in_books, data.books_only_sum),
        "bank_adjusted": less(data.at_bank, data.bank_only_sum),
        "unexplained": data.unexplained.to_string(),
        "agrees": data.unexplained == Money::ZERO,
    });
    engine::render(include_str!("../templates/reconciliation.typ"), value, Vec::new())
}

fn row(row: &ReconciliationRow) -> Value {
    json!({
        "on": row.on.format("%d/%m/%Y").to_string(),
        "text": Text::first_of([Some(&row.text), None]),
        "amount": row.amount.to_string(),
    })
}
