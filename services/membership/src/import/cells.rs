//! What stands in a cell, without what programs leave around it.

use crate::numbering::Pattern;
use kernel::fold::{clean, western_digits};
use tables::{Row, without_guard};

/// What a formula that came to nothing leaves in a cell.
const ERRORS: [&str; 10] = ["#N/A", "#REF!", "#VALUE!", "#VALEUR!", "#NAME?", "#NOM?", "#DIV/0!", "#NULL!", "#NUL!", "#NUM!"];

/// Without what spreadsheets put in front of a number that is a text.
pub fn cell(row: &Row, index: usize) -> &str {
    let text = without_guard(row.cell(index).trim());
    if ERRORS.iter().any(|error| text.eq_ignore_ascii_case(error)) {
        return "";
    }
    text.strip_prefix('\'').filter(|rest| rest.starts_with(|c: char| c.is_numeric())).unwrap_or(text)
}

/// `0612345678.0`, as programmes write a number that they took for a measure.
pub fn whole_number(text: &str) -> &str {
    let digits = text.strip_suffix(".0").or_else(|| text.strip_suffix(",0"));
    digits.filter(|digits| !digits.is_empty() && digits.chars().all(char::is_numeric)).unwrap_or(text)
}

/// A member's number, also where it is written as the board writes them.
pub fn number(text: &str, written: Option<&Pattern>) -> String {
    let text = western_digits(&clean(whole_number(text)));
    written.and_then(|pattern| pattern.number_in(&text)).map_or(text, |number| number.to_string())
}

/// Two numbers in one cell: the first, and the others. Of a cell that is one number, or in which one
/// cannot be read, nothing is changed.
pub fn several(first: &mut String, others: &mut String, is_right: impl Fn(&str) -> bool) {
    let parts = |text: &str| {
        let parts = text.split([',', ';', '/', '|', '\n', '،', '؛']).flat_map(|part| part.split(" - ")).flat_map(|part| part.split(" ou "));
        parts.flat_map(|part| part.split(" et ")).map(clean).filter(|part| !part.is_empty()).collect::<Vec<_>>()
    };
    let (mut found, more) = (parts(first), parts(others));
    if found.len() > 1 && !is_right(&clean(first)) && found.iter().all(|part| is_right(part)) {
        *first = found.remove(0);
        *others = found.into_iter().chain(more).collect::<Vec<_>>().join("\n");
    } else if more.len() > 1 && !is_right(&clean(others)) {
        *others = more.join("\n");
    }
}
