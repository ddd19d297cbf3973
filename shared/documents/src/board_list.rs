//! The list of the board's members as the authority asks for it: first and family name, nationality,
//! birth, profession, domicile, and the capacity in which they stand for the association (dahir
//! 1-58-376, article 5). For three copies, each to be signed.

use crate::engine;
use crate::letterhead::letterhead;
use crate::text::{Text, printable};
use chrono::NaiveDate;
use kernel::{Locale, Result};
use serde_json::{Value, json};

/// An empty string counts as missing; where one script is missing the other one stands in.
#[derive(Clone, Debug)]
pub struct BoardList {
    pub association_ar: String,
    pub association_fr: String,
    pub seat_ar: String,
    pub seat_fr: String,
    /// Number of the authority's receipt for the declaration.
    pub legal_receipt: Option<String>,
    /// The day of which this is the board.
    pub on: NaiveDate,
    pub issued_on: NaiveDate,
    pub holders: Vec<BoardHolder>,
}

#[derive(Clone, Debug, Default)]
pub struct BoardHolder {
    pub office_ar: String,
    pub office_fr: String,
    pub name_ar: Option<String>,
    pub name_fr: Option<String>,
    pub nationality: Option<String>,
    pub born_on: Option<NaiveDate>,
    pub profession: Option<String>,
    pub domicile: Option<String>,
}

/// The list as an A4 PDF in Arabic and French, across.
///
/// Heavy on the processor: run it in `spawn_blocking`.
pub fn board_list(data: &BoardList) -> Result<Vec<u8>> {
    let value = json!({
        "head": letterhead([&data.association_ar, &data.association_fr], [&data.seat_ar, &data.seat_fr], data.legal_receipt.as_deref()),
        "on_ar": language::long_date(data.on, Locale::Ar),
        "on_fr": language::long_date(data.on, Locale::Fr),
        "issued_ar": language::long_date(data.issued_on, Locale::Ar),
        "issued_fr": language::long_date(data.issued_on, Locale::Fr),
        "holders": data.holders.iter().map(|holder| row(holder, data.on)).collect::<Vec<_>>(),
    });
    engine::render(include_str!("../templates/board_list.typ"), value, Vec::new())
}

fn row(holder: &BoardHolder, on: NaiveDate) -> Value {
    let text = |text: &Option<String>| Text::first_of([text.as_deref(), None]);
    json!({
        "office_ar": Text::first_of([Some(&holder.office_ar), Some(&holder.office_fr)]),
        "office_fr": Text::first_of([Some(&holder.office_fr), Some(&holder.office_ar)]),
        "name_ar": text(&holder.name_ar),
        "name_fr": text(&holder.name_fr),
        "nationality": text(&holder.nationality),
        "born_on": holder.born_on.map(|day| printable(&language::short_date(day))),
        "age": holder.born_on.and_then(|born| on.years_since(born)).map(|years| years.to_string()),
        "profession": text(&holder.profession),
        "domicile": text(&holder.domicile),
    })
}
