//! Files without a line of titles: what a column holds is guessed from what stands in it. Whoever
//! brings the file looks at the guess before anything else is done with it.

use super::columns::{is_arabic, place_key};
use super::dates;
use crate::{contact, person};
use chrono::{Datelike, NaiveDate};
use kernel::date;
use kernel::fold::clean;
use std::collections::{BTreeSet, HashMap};
use tables::Row;

/// Of a column's values, so many in a hundred must be of its kind.
const MOST_OF: usize = 60;
/// Nobody joins an association so young: a column whose newest date is older holds births.
const YOUNGEST: i32 = 5;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Email,
    Phone,
    /// Of identity cards: known, so that they are not taken.
    Cnie,
    Sex,
    /// With the newest year.
    Date(i32),
    Name {
        arabic: bool,
        whole: bool,
    },
}

/// A row that holds what no title is: a date, a telephone, an e-mail address.
pub fn is_data(row: &Row, today: NaiveDate) -> bool {
    row.cells
        .iter()
        .map(|cell| clean(cell))
        .any(|cell| contact::phone(&cell).is_ok() || contact::email(&cell).is_ok() || is_date(&cell, today))
}

/// The fields of the columns of a file without a header; what the association said of a file of as
/// many columns before goes before any guess.
pub fn guess(rows: &[Row], remembered: &HashMap<String, Option<&'static str>>, today: NaiveDate) -> Vec<Option<&'static str>> {
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    let said: Vec<_> = (0..width).map(|index| remembered.get(&place_key(index, width))).collect();
    if said.iter().any(Option::is_some) {
        return said.into_iter().map(|field| field.copied().flatten()).collect();
    }
    let kinds: Vec<Option<Kind>> = (0..width).map(|index| kind(index, rows, today)).collect();
    let mut fields = vec![None; width];
    for (index, kind) in kinds.iter().enumerate() {
        let offered: &[&'static str] = match kind {
            Some(Kind::Email) => &["email", "other_emails"],
            Some(Kind::Phone) => &["phone", "other_phones"],
            Some(Kind::Cnie) => &["cnie"],
            Some(Kind::Sex) => &["sex"],
            Some(Kind::Date(newest)) if is_birth(*newest, &kinds, today) => &["born_on"],
            Some(Kind::Date(_)) => &["joined_on"],
            Some(Kind::Name { arabic, whole }) => names(*arabic, *whole, &kinds),
            None => &[],
        };
        fields[index] = offered.iter().copied().find(|field| !fields.contains(&Some(*field)));
    }
    fields
}

/// Of two columns of dates the older one holds births.
fn is_birth(newest: i32, kinds: &[Option<Kind>], today: NaiveDate) -> bool {
    let older = kinds.iter().flatten().any(|kind| matches!(kind, Kind::Date(other) if *other < newest));
    !older && newest <= today.year() - YOUNGEST
}

/// A whole name in one column; else its two parts, in the order in which lists have them: «Nom,
/// Prénom», «الاسم الشخصي والعائلي».
fn names(arabic: bool, whole: bool, kinds: &[Option<Kind>]) -> &'static [&'static str] {
    let of_script = kinds.iter().flatten().filter(|kind| matches!(kind, Kind::Name { arabic: other, .. } if *other == arabic));
    let has_whole = of_script.clone().any(|kind| matches!(kind, Kind::Name { whole: true, .. }));
    match (arabic, whole || of_script.count() == 1) {
        (true, true) => &["full_ar"],
        (false, true) => &["full_fr"],
        _ if has_whole => &[],
        (true, false) => &["given_ar", "family_ar"],
        (false, false) => &["family_fr", "given_fr"],
    }
}

fn kind(index: usize, rows: &[Row], today: NaiveDate) -> Option<Kind> {
    let cells: Vec<String> = rows.iter().map(|row| clean(row.cell(index))).filter(|cell| !cell.is_empty()).collect();
    let most = |is: &dyn Fn(&str) -> bool| !cells.is_empty() && cells.iter().filter(|cell| is(cell)).count() * 100 >= cells.len() * MOST_OF;
    if most(&|cell| contact::email(cell).is_ok()) {
        return Some(Kind::Email);
    }
    if most(&|cell| contact::phone(cell).is_ok()) {
        return Some(Kind::Phone);
    }
    if most(&is_cnie) {
        return Some(Kind::Cnie);
    }
    if most(&|cell| is_date(cell, today)) {
        return cells.iter().filter_map(|cell| read(cell, today)).map(|date| date.year()).max().map(Kind::Date);
    }
    if most(&|cell| person::sex(cell).is_ok()) {
        return Some(Kind::Sex);
    }
    let is_name = |cell: &str| cell.chars().any(char::is_alphabetic) && !cell.chars().any(char::is_numeric);
    // few values again and again are towns or categories
    let distinct: BTreeSet<&String> = cells.iter().collect();
    if !most(&is_name) || distinct.len() * 2 <= cells.len() {
        return None;
    }
    Some(Kind::Name { arabic: most(&is_arabic), whole: most(&|cell| cell.contains(' ')) })
}

/// One or two letters, then digits: `AB123456`.
fn is_cnie(cell: &str) -> bool {
    let digits = cell.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    matches!(cell.len() - digits.len(), 1 | 2) && (4..=7).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
}

fn is_date(cell: &str, today: NaiveDate) -> bool {
    // a bare number may be anything
    !cell.chars().all(char::is_numeric) && read(cell, today).is_some()
}

fn read(cell: &str, today: NaiveDate) -> Option<NaiveDate> {
    date::parse(&dates::plain(cell, false, today)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
    }

    fn rows(text: &str) -> Vec<Row> {
        let cells = |line: &str| line.split(';').map(str::to_owned).collect();
        text.lines().zip(1..).map(|(line, at)| Row { line: at, cells: cells(line) }).collect()
    }

    fn fields(text: &str) -> Vec<&'static str> {
        guess(&rows(text), &HashMap::new(), today()).into_iter().map(|field| field.unwrap_or("")).collect()
    }

    #[test]
    fn what_stands_in_a_column_says_what_it_is() {
        let text = "1;Alaoui;Ali;M;12/05/1980;0612345678;a@b.ma;Fès;04/01/2020\n2;Hajji;Sara;F;1/2/1990;0612345679;;Fès;05/01/2021\n3;Chafik;Nora;F;;;n@b.ma;Fès;";
        assert_eq!(fields(text), ["", "family_fr", "given_fr", "sex", "born_on", "phone", "email", "", "joined_on"]);
        assert_eq!(fields("إدريس بوعزة;Driss Bouazza;0612345678;0522345678"), ["full_ar", "full_fr", "phone", "other_phones"]);
        assert_eq!(fields("إدريس;بوعزة\nأمينة;العلوي"), ["given_ar", "family_ar"]);
        assert_eq!(fields("Ali\nSara"), ["full_fr"]);
        // members since, where nobody's birth is told
        assert_eq!(fields("Ali Alaoui;04/01/2024\nSara Hajji;05/01/2025"), ["full_fr", "joined_on"]);
    }

    #[test]
    fn numbers_of_identity_cards_are_known_and_left() {
        assert_eq!(fields("Ali Alaoui;AB123456\nSara Hajji;D98765"), ["full_fr", "cnie"]);
        assert!(!is_cnie("Ali") && !is_cnie("123456") && !is_cnie("ABC123456"));
    }

    #[test]
    fn what_was_said_of_such_a_file_is_known_the_next_time() {
        let said = HashMap::from([(place_key(0, 2), Some("full_fr_family_first")), (place_key(1, 2), None)]);
        assert_eq!(guess(&rows("Alaoui Ali;0612345678"), &said, today()), [Some("full_fr_family_first"), None]);
    }

    #[test]
    fn a_row_of_titles_is_told_from_one_of_data() {
        let data = |text: &str| is_data(&rows(text)[0], today());
        assert!(data("Ali;Alaoui;Fès;0612345678") && data("Ali;a@b.ma") && data("Ali;12 mai 1980"));
        assert!(!data("Nom;Prénom;Cotisation 2025/2026;N° 2;Date (jj/mm/aaaa)"));
    }
}
