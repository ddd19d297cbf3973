//! The letter that convenes a member to an assembly.

use crate::engine;
use crate::letterhead::letterhead;
use crate::text::{Text, printable};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use kernel::{Locale, Result};
use serde_json::json;

/// An empty string counts as missing; where one script is missing the other one stands in.
#[derive(Clone, Debug)]
pub struct Convocation {
    pub association_ar: String,
    pub association_fr: String,
    /// The commune of the registered office, from which the letter is dated.
    pub seat_ar: String,
    pub seat_fr: String,
    /// Number of the authority's receipt for the declaration (récépissé), which papers cite.
    pub legal_receipt: Option<String>,
    /// The kind of assembly, e.g. `الجمع العام العادي`, `Assemblée générale ordinaire`.
    pub title_ar: String,
    pub title_fr: String,
    /// Moroccan wall-clock time.
    pub held_at: NaiveDateTime,
    pub place: String,
    /// The points in their order, in whichever language they were written.
    pub agenda: Vec<String>,
    pub issued_on: NaiveDate,
    pub member_number: String,
    pub member_name_ar: Option<String>,
    pub member_name_fr: Option<String>,
    /// The member's language, shown first; English counts as French.
    pub first: Locale,
    /// The name of whoever signs.
    pub signatory: String,
    /// The function of whoever signs, e.g. `الرئيس`, `Le président`.
    pub signatory_title_ar: String,
    pub signatory_title_fr: String,
}

/// The letter as an A4 PDF in Arabic and French.
///
/// Heavy on the processor: run it in `spawn_blocking`.
pub fn convocation(data: &Convocation) -> Result<Vec<u8>> {
    let named = |first: &Option<String>, second: &Option<String>| Text::first_of([first.as_deref(), second.as_deref()]);
    let value = json!({
        "head": letterhead([&data.association_ar, &data.association_fr], [&data.seat_ar, &data.seat_fr], data.legal_receipt.as_deref()),
        "arabic_first": data.first == Locale::Ar,
        "title_ar": Text::first_of([Some(&data.title_ar), Some(&data.title_fr)]),
        "title_fr": Text::first_of([Some(&data.title_fr), Some(&data.title_ar)]),
        "date_ar": language::weekday_date(data.held_at.date(), Locale::Ar),
        "date_fr": language::weekday_date(data.held_at.date(), Locale::Fr),
        "time_ar": time(data.held_at.time(), Locale::Ar),
        "time_fr": time(data.held_at.time(), Locale::Fr),
        "issued_ar": language::long_date(data.issued_on, Locale::Ar),
        "issued_fr": language::long_date(data.issued_on, Locale::Fr),
        "place": Text::first_of([Some(&data.place), None]),
        "agenda": data.agenda.iter().map(|point| Text::new(point)).collect::<Vec<_>>(),
        "member": printable(&data.member_number),
        "member_ar": named(&data.member_name_ar, &data.member_name_fr),
        "member_fr": named(&data.member_name_fr, &data.member_name_ar),
        "signatory": Text::first_of([Some(&data.signatory), None]),
        "role_ar": Text::first_of([Some(&data.signatory_title_ar), Some(&data.signatory_title_fr)]),
        "role_fr": Text::first_of([Some(&data.signatory_title_fr), Some(&data.signatory_title_ar)]),
    });
    engine::render(include_str!("../templates/convocation.typ"), value, Vec::new())
}

/// `18:30` in Arabic and English, `18 h 30` in French (no-break spaces).
fn time(time: NaiveTime, locale: Locale) -> String {
    time.format(if locale == Locale::Fr { "%H\u{a0}h\u{a0}%M" } else { "%H:%M" }).to_string()
}
