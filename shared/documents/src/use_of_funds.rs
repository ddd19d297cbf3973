//! The report on the use of a grant: who gave it, by which agreement, what came in, what it was used for
//! with the vouchers, what is left.

use crate::letterhead::letterhead;
use crate::text::{Text, printable};
use crate::{engine, words};
use chrono::NaiveDate;
use kernel::{Locale, Money, Result};
use serde_json::{Value, json};

/// The association on a paper. An empty string counts as missing; where one script is missing the other one
/// stands in.
#[derive(Clone, Debug, Default)]
pub struct Paper {
    pub name: [String; 2],
    pub seat: [String; 2],
    /// Number of the authority's receipt for the declaration.
    pub legal_receipt: Option<String>,
}

impl Paper {
    /// Arabic first.
    pub fn of(name_ar: String, name_fr: String, seat_ar: String, seat_fr: String, legal_receipt: Option<String>) -> Self {
        Self { name: [name_ar, name_fr], seat: [seat_ar, seat_fr], legal_receipt }
    }

    pub(crate) fn head(&self) -> Value {
        letterhead([&self.name[0], &self.name[1]], [&self.seat[0], &self.seat[1]], self.legal_receipt.as_deref())
    }
}

#[derive(Clone, Debug, Default)]
pub struct UseOfFunds {
    pub head: Paper,
    /// Absent: from the beginning to the day of the paper.
    pub year: Option<i32>,
    pub donor: String,
    /// In Arabic and French.
    pub donor_kind: [String; 2],
    pub nature: [String; 2],
    pub project: Option<String>,
    pub purpose: Option<String>,
    pub agreement_number: Option<String>,
    pub agreement_on: Option<NaiveDate>,
    pub amount: Money,
    pub received: Vec<Received>,
    pub used: Vec<Use>,
    pub brought_forward: Money,
    pub total_received: Money,
    pub total_used: Money,
    pub unspent: Money,
}

#[derive(Clone, Debug)]
pub struct Received {
    pub on: NaiveDate,
    pub amount: Money,
}

#[derive(Clone, Debug)]
pub struct Use {
    pub on: NaiveDate,
    pub voucher: String,
    pub label: String,
    pub account: String,
    pub name_ar: String,
    pub name_fr: String,
    pub amount: Money,
}

/// The report as an A4 PDF in Arabic and French.
///
/// Heavy on the processor: run it in `spawn_blocking`.
pub fn use_of_funds(data: &UseOfFunds, today: NaiveDate) -> Result<Vec<u8>> {
    let own = |text: &Option<String>| Text::first_of([text.as_deref(), None]);
    let left = data.unspent.max(Money::ZERO);
    let value = json!({
        "head": data.head.head(),
        "year": data.year.map(|year| year.to_string()),
        "donor": Text::first_of([Some(&data.donor), None]),
        "kind_ar": data.donor_kind[0], "kind_fr": data.donor_kind[1],
        "nature_ar": data.nature[0], "nature_fr": data.nature[1],
        "project": own(&data.project),
        "purpose": own(&data.purpose),
        "agreement": data.agreement_number.as_deref().map(printable),
        "agreed_ar": data.agreement_on.map(|on| language::long_date(on, Locale::Ar)),
        "agreed_fr": data.agreement_on.map(|on| language::long_date(on, Locale::Fr)),
        "amount": data.amount.to_string(),
        "received": data.received.iter().map(|one| json!({ "on": language::short_date(one.on), "amount": one.amount.to_string() })).collect::<Vec<_>>(),
        "used": data.used.iter().map(line).collect::<Vec<_>>(),
        "brought_forward": data.brought_forward.to_string(),
        "total_received": data.total_received.to_string(),
        "total_used": data.total_used.to_string(),
        "unspent": data.unspent.to_string(),
        "overspent": data.unspent < Money::ZERO,
        "words_ar": words(left, Locale::Ar),
        "words_fr": words(left, Locale::Fr),
        "today_ar": language::long_date(today, Locale::Ar),
        "today_fr": language::long_date(today, Locale::Fr),
    });
    engine::render(include_str!("../templates/use_of_funds.typ"), value, Vec::new())
}

fn line(one: &Use) -> Value {
    json!({
        "on": language::short_date(one.on),
        "voucher": printable(&one.voucher),
        "label": Text::first_of([Some(&one.label), None]),
        "account": printable(&one.account),
        "name_ar": printable(&one.name_ar),
        "name_fr": printable(&one.name_fr),
        "amount": one.amount.to_string(),
    })
}
