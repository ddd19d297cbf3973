//! Lines to take away and mend, as CSV with a last column that says what is wrong.

use super::run::WrongLine;
use kernel::Locale;
use language::key;

pub fn first_line(locale: Locale, headers: &[String]) -> String {
    let own = [language::text(locale, key::IMPORT_LINE), language::text(locale, key::IMPORT_REMEDY)];
    tables::BEGINNING.to_owned() + &tables::line(headers.iter().cloned().chain(own))
}

pub fn wrong_line(locale: Locale, columns: usize, line: &WrongLine) -> String {
    let reasons: Vec<String> = line.reasons.iter().map(|(code, params)| language::error_text(locale, code, params)).collect();
    let cells = (0..columns).map(|index| line.cells.get(index).cloned().unwrap_or_default());
    tables::line(cells.chain([line.number.to_string(), reasons.join(" ")]))
}
