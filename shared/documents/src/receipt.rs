//! The receipt for money paid to an association: the fields of morocco.md 2.8.

use crate::letterhead::letterhead;
use crate::text::{Text, printable};
use crate::{engine, words};
use chrono::NaiveDate;
use kernel::{Error, Locale, Money, Result};
use qrcode::{EcLevel, QrCode, render::svg};
use serde_json::{Value, json};

/// Which way the money went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReceiptKind {
    Receipt,
    /// Takes a receipt back.
    Counter,
}

/// An empty string counts as missing; where one script is missing the other one stands in.
#[derive(Clone, Debug)]
pub struct Receipt {
    pub kind: ReceiptKind,
    pub association_ar: String,
    pub association_fr: String,
    /// The commune of the registered office.
    pub seat_ar: String,
    pub seat_fr: String,
    /// Number of the authority's receipt for the declaration (récépissé), which papers cite.
    pub legal_receipt: Option<String>,
    /// Gap-free per year, e.g. `2026-00012`.
    pub number: String,
    pub paid_on: NaiveDate,
    pub payer_ar: Option<String>,
    pub payer_fr: Option<String>,
    /// `None` when the payer is not a member.
    pub member_number: Option<String>,
    pub amount: Money,
    /// What the money is for, e.g. `واجب الاشتراك السنوي 2026`, `Cotisation annuelle 2026`.
    pub purpose_ar: String,
    pub purpose_fr: String,
    /// A list on the pages that follow: for whom it is, where they are many.
    pub covered: Vec<CoveredLine>,
    /// How it was paid, e.g. `شيك`, `Chèque`.
    pub method_ar: String,
    pub method_fr: String,
    /// The number of the cheque or transfer.
    pub reference: Option<String>,
    /// Where the QR code leads; it should hold a code and no personal data (ux.md 68).
    pub check_url: String,
    /// The name of whoever recorded the payment.
    pub recorded_by: String,
}

/// One of many members for whom a receipt is.
#[derive(Clone, Debug)]
pub struct CoveredLine {
    pub number: String,
    pub name_ar: Option<String>,
    pub name_fr: Option<String>,
    pub purpose_ar: String,
    pub purpose_fr: String,
    pub amount: Money,
}

/// The receipt as a PDF of one A5 page (landscape: half an A4), in Arabic and French side by side,
/// and pages for the list of members where there is one.
///
/// Heavy on the processor: run it in `spawn_blocking`.
pub fn receipt(data: &Receipt) -> Result<Vec<u8>> {
    let payer = |first: &Option<String>, second: &Option<String>| Text::first_of([first.as_deref(), second.as_deref()]);
    let value = json!({
        "head": letterhead([&data.association_ar, &data.association_fr], [&data.seat_ar, &data.seat_fr], data.legal_receipt.as_deref()),
        "counter": data.kind == ReceiptKind::Counter,
        "number": printable(&data.number),
        "amount": data.amount.to_string(),
        "words_ar": words(data.amount, Locale::Ar),
        "words_fr": words(data.amount, Locale::Fr),
        "date_ar": language::weekday_date(data.paid_on, Locale::Ar),
        "date_fr": language::weekday_date(data.paid_on, Locale::Fr),
        "payer_ar": payer(&data.payer_ar, &data.payer_fr),
        "payer_fr": payer(&data.payer_fr, &data.payer_ar),
        "member": data.member_number.as_deref().map(printable),
        "purpose_ar": Text::first_of([Some(&data.purpose_ar), Some(&data.purpose_fr)]),
        "purpose_fr": Text::first_of([Some(&data.purpose_fr), Some(&data.purpose_ar)]),
        "method_ar": Text::first_of([Some(&data.method_ar), Some(&data.method_fr)]),
        "method_fr": Text::first_of([Some(&data.method_fr), Some(&data.method_ar)]),
        "reference": data.reference.as_deref().map(printable).filter(|reference| !reference.is_empty()),
        "covered": data.covered.iter().map(covered).collect::<Vec<_>>(),
        "recorded_by": Text::first_of([Some(&data.recorded_by), None]),
    });
    let check = QrCode::with_error_correction_level(&data.check_url, EcLevel::M).map_err(Error::internal)?;
    let check = check.render().dark_color(svg::Color("#1D2422")).light_color(svg::Color("#FFFFFF")).quiet_zone(false).build();
    engine::render(include_str!("../templates/receipt.typ"), value, vec![("/check.svg".into(), check.into_bytes())])
}

fn covered(line: &CoveredLine) -> Value {
    let name = |first: &Option<String>, second: &Option<String>| Text::first_of([first.as_deref(), second.as_deref()]);
    json!({
        "number": printable(&line.number),
        "name_ar": name(&line.name_ar, &line.name_fr),
        "name_fr": name(&line.name_fr, &line.name_ar),
        "purpose_ar": Text::first_of([Some(&line.purpose_ar), None]),
        "purpose_fr": Text::first_of([Some(&line.purpose_fr), None]),
        "amount": line.amount.to_string(),
    })
}
