//! Lines of CSV to take away. A spreadsheet runs a cell that begins like a formula, whoever wrote
//! it; such a cell gets an apostrophe in front, which reading takes off again.

use crate::workbook::{Cell, decimal};

/// By this mark spreadsheets know that the file is UTF-8.
pub const BEGINNING: &str = "\u{feff}";

/// Every cell in quotes, so that no separator of anybody's spreadsheet splits one.
pub fn line<C: AsRef<str>>(cells: impl IntoIterator<Item = C>) -> String {
    let quoted: Vec<String> = cells.into_iter().map(|cell| quoted(cell.as_ref())).collect();
    quoted.join(",") + "\r\n"
}

/// Of values: figures stay figures, a loss included, and texts are only shown. `point` stands before the centimes.
pub fn cells(cells: impl IntoIterator<Item = Cell>, point: char) -> String {
    let written: Vec<String> = cells
        .into_iter()
        .map(|cell| match cell {
            Cell::Blank => quoted(""),
            Cell::Text(text) => quoted(&text),
            Cell::Number(number) => format!("\"{number}\""),
            Cell::Date(date) => format!("\"{}\"", date.format("%d/%m/%Y")),
            Cell::Amount(amount) => format!("\"{}\"", decimal(amount, point)),
        })
        .collect();
    written.join(",") + "\r\n"
}

/// A text that no spreadsheet runs, for files with separators of their own.
pub fn harmless(cell: &str) -> String {
    if begins_formula(cell) { format!("'{cell}") } else { cell.to_owned() }
}

fn quoted(cell: &str) -> String {
    let guard = if begins_formula(cell) { "'" } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}

/// The cell as it was before [`line`] put an apostrophe in front of it.
pub fn without_guard(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| begins_formula(rest)).unwrap_or(cell)
}

/// Spreadsheets skip spaces and take wide letters for their narrow twins.
fn begins_formula(cell: &str) -> bool {
    let begins = cell.starts_with(['\t', '\r', '\n', '\0']);
    begins || cell.trim_start().trim_start_matches('"').starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_becomes_a_formula() {
        for cell in ["=1+1", "+212600000000", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "\"=1"] {
            let written = line([cell]);
            assert!(written.starts_with("\"'"), "{written}");
            assert_eq!(without_guard(&format!("'{cell}")), cell);
        }
        for cell in ["Association l'Espoir", "'Aïn", "", "12"] {
            assert_eq!(line([cell]), format!("\"{cell}\"\r\n"));
            assert_eq!(without_guard(cell), cell);
        }
        assert_eq!(line(["a\"b", "c,d"]), "\"a\"\"b\",\"c,d\"\r\n");
        let loss = Cell::Amount(kernel::Money::centimes(-123_456));
        assert_eq!(cells([Cell::Text("=1".into()), loss, Cell::Blank], ','), "\"'=1\",\"-1234,56\",\"\"\r\n");
        assert_eq!((harmless("=1"), harmless("1")), ("'=1".to_owned(), "1".to_owned()));
    }
}
