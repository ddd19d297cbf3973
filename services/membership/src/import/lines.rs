//! From rows to members and errors by line.

use super::columns::{self, is_arabic};
use super::{LONGEST_VALUE, MOST_ERRORS};
use crate::person::Person;
use chrono::NaiveDate;
use contracts::members::{AddMember, ImportColumn, ImportError};
use kernel::fold::{clean, fold};
use kernel::{Error, FieldError, Kind, Result};
use std::collections::BTreeMap;
use std::io::Cursor;
use tables::{Column, Row, Text, find_head};

const MOST_ROWS: u64 = 50_000;

/// A file as read, before it is compared with the members who are there.
#[derive(Debug)]
pub struct Lines {
    pub columns: Vec<ImportColumn>,
    pub encoding: &'static str,
    pub separator: char,
    /// Lines with data.
    pub rows: u64,
    pub people: Vec<Person>,
    pub errors: Vec<ImportError>,
    /// There were more errors than are kept.
    pub errors_cut: bool,
}

/// # Errors
/// What is wrong with the file as a whole; what is wrong with a line is in the result.
pub fn read(bytes: &[u8], today: NaiveDate) -> Result<Lines> {
    if bytes.len() > web::MAX_UPLOAD {
        return Err(Error::new(Kind::TooLarge, "too-large").with("megabytes", web::MAX_UPLOAD / 1024 / 1024));
    }
    let mut text = Text::open(Cursor::new(bytes))?;
    let fields = |header: &Row, below: &[Row]| Some(columns::guess(header, below)).filter(|fields| columns::have_a_name(fields));
    let head = find_head(&mut text, fields, "file-no-name-column")?;
    let mut lines = Lines {
        columns: head.columns.into_iter().map(shown).collect(),
        encoding: text.encoding(),
        separator: char::from(head.separator),
        rows: 0,
        people: Vec::new(),
        errors: Vec::new(),
        errors_cut: false,
    };
    for row in text.rows(head.separator)? {
        let row = row?;
        if row.line <= head.line || row.is_blank() {
            continue;
        }
        lines.rows += 1;
        if lines.rows > MOST_ROWS {
            return Err(Error::invalid("file-too-many-rows").with("max", MOST_ROWS));
        }
        lines.take(&row, today);
    }
    if lines.rows == 0 {
        return Err(Error::invalid("file-no-rows"));
    }
    Ok(lines)
}

fn shown(column: Column) -> ImportColumn {
    ImportColumn { header: column.header, field: column.field.map(str::to_owned), example: column.example }
}

impl Lines {
    fn take(&mut self, row: &Row, today: NaiveDate) {
        let beyond = row.cells.iter().skip(self.columns.len()).find(|cell| !cell.trim().is_empty());
        if let Some(cell) = beyond {
            // a separator inside an unquoted cell has moved the cells after it
            let error = FieldError { field: String::new(), code: "line-too-many-cells".into(), params: BTreeMap::new() };
            return self.refuse(row, vec![(error, cell.clone())]);
        }
        match Person::read(&self.input(row), today) {
            Ok(person) => self.people.push(person),
            Err(error) => {
                let errors = error.field_errors().iter().map(|error| (error.clone(), self.value(row, &error.field))).collect();
                self.refuse(row, errors);
            }
        }
    }

    fn input(&self, row: &Row) -> AddMember {
        let mut input = AddMember::default();
        let mut full = [String::new(), String::new()];
        for (column, cell) in self.columns.iter().zip(&row.cells) {
            let cell = cell.trim();
            match column.field.as_deref() {
                Some("full_ar") => cell.clone_into(&mut full[0]),
                Some("full_fr") => cell.clone_into(&mut full[1]),
                Some(field) => {
                    if let Some(place) = place(&mut input, field) {
                        *place = if field.ends_with("_on") { without_time(cell).to_owned() } else { cell.to_owned() };
                    }
                }
                None => {}
            }
        }
        for full in full.iter().filter(|full| !full.is_empty()) {
            let (given, family) = split_name(full);
            let (given_place, family_place) =
                if is_arabic(full) { (&mut input.given_ar, &mut input.family_ar) } else { (&mut input.given_fr, &mut input.family_fr) };
            if given_place.is_empty() && family_place.is_empty() {
                (*given_place, *family_place) = (given, family);
            }
        }
        input
    }

    /// The column that an error is about.
    fn column(&self, field: &str) -> Option<usize> {
        let is = |wanted: &str| self.columns.iter().position(|column| column.field.as_deref() == Some(wanted));
        is(field).or_else(|| {
            let full = if field.ends_with("_ar") { is("full_ar") } else { is("full_fr") };
            full.or_else(|| self.columns.iter().position(|column| column.field.as_deref().is_some_and(columns::is_name)))
                .filter(|_| columns::is_name(field))
        })
    }

    fn value(&self, row: &Row, field: &str) -> String {
        self.column(field).map(|index| row.cell(index).to_owned()).unwrap_or_default()
    }

    fn refuse(&mut self, row: &Row, errors: Vec<(FieldError, String)>) {
        for (error, value) in errors {
            if self.errors.len() == MOST_ERRORS {
                self.errors_cut = true;
                return;
            }
            let column = self.column(&error.field).map(|index| self.columns[index].header.clone()).unwrap_or_default();
            let value = clean(&value).chars().take(LONGEST_VALUE).collect();
            self.errors.push(ImportError { line: row.line, column, value, code: error.code, params: error.params });
        }
    }
}

fn place<'a>(input: &'a mut AddMember, field: &str) -> Option<&'a mut String> {
    Some(match field {
        "given_ar" => &mut input.given_ar,
        "family_ar" => &mut input.family_ar,
        "given_fr" => &mut input.given_fr,
        "family_fr" => &mut input.family_fr,
        "sex" => &mut input.sex,
        "born_on" => &mut input.born_on,
        "phone" => &mut input.phone,
        "email" => &mut input.email,
        "address" => &mut input.address,
        "category" => &mut input.category,
        "joined_on" => &mut input.joined_on,
        "locale" => &mut input.locale,
        _ => return None,
    })
}

/// `1989-05-19 00:00:00`, `1989-05-19T00:00` as databases write a date.
fn without_time(text: &str) -> &str {
    match text.split_once(['T', ' ']) {
        Some((date, time)) if time.contains(':') => date,
        _ => text,
    }
}

/// Given and family name: at the first space, but for given names of two words.
fn split_name(full: &str) -> (String, String) {
    const FIRST_OF_TWO: [&str; 8] = ["عبد", "مولاي", "سيدي", "لاله", "abd", "moulay", "sidi", "lalla"];
    const TWO: [&str; 4] = ["فاطمه الزهراء", "فاطمه الزهره", "fatima zahra", "fatima ezzahra"];
    let full = clean(full);
    let words: Vec<&str> = full.split(' ').collect();
    let two = words.len() > 2 && (FIRST_OF_TWO.contains(&fold(words[0]).as_str()) || TWO.contains(&fold(&words[..2].join(" ")).as_str()));
    let (given, family) = words.split_at(if two { 2 } else { 1 });
    (given.join(" "), family.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
    }

    fn of(text: &str) -> Lines {
        read(text.as_bytes(), today()).unwrap()
    }

    fn refusal(text: &str) -> String {
        read(text.as_bytes(), today()).unwrap_err().code().to_owned()
    }

    /// `line column value code`
    fn errors(lines: &Lines) -> Vec<String> {
        lines.errors.iter().map(|error| format!("{} {} {} {}", error.line, error.column, error.value, error.code)).collect()
    }

    #[test]
    fn the_file_of_casablanca_goes_in_whole() {
        let lines = read(include_bytes!("../../tests/data/members_casablanca.csv"), today()).unwrap();
        assert_eq!((lines.encoding, lines.separator, lines.rows), ("UTF-8", ',', 320));
        assert_eq!(errors(&lines), Vec::<String>::new());
        assert_eq!(lines.people.len(), 320);
        let fields: Vec<_> = lines.columns.iter().map(|column| column.field.as_deref().unwrap()).collect();
        assert_eq!(
            fields,
            ["given_fr", "family_fr", "given_ar", "family_ar", "sex", "born_on", "phone", "email", "address", "category", "joined_on"]
        );
        assert_eq!(lines.columns[0].example, "Driss");
        let first = &lines.people[0];
        assert_eq!((first.name_ar().unwrap().as_str(), first.name_fr().unwrap().as_str()), ("إدريس بوعزة", "Driss Bouazza"));
        assert_eq!(first.phone.as_deref(), Some("+212600541731"));
        assert_eq!(first.address.as_deref(), Some("153, rue Al Massira, Casablanca"));
        assert_eq!(lines.people.iter().filter(|person| person.email.is_none()).count(), 62);
    }

    #[test]
    fn the_file_of_sefrou_is_read_but_for_its_broken_rows() {
        let lines = read(include_bytes!("../../tests/data/members_sefrou_windows1256.csv"), today()).unwrap();
        assert_eq!((lines.encoding, lines.separator, lines.rows), ("windows-1256", ';', 184));
        assert_eq!(lines.people.len(), 182);
        assert_broken(&lines);
        assert_eq!(lines.people[0].name_ar().as_deref(), Some("ياسين السوسي"));
        assert_eq!(lines.people[0].phone.as_deref(), Some("+212760212847"));
    }

    #[test]
    fn the_file_of_azrou_is_read_but_for_its_broken_rows() {
        let lines = read(include_bytes!("../../tests/data/members_azrou_utf16.tsv"), today()).unwrap();
        assert_eq!((lines.encoding, lines.separator, lines.rows), ("UTF-16LE", '\t', 94));
        assert_eq!(lines.people.len(), 92);
        assert_broken(&lines);
        assert_eq!(lines.people[0].born_on, NaiveDate::from_ymd_opt(1989, 5, 19));
    }

    fn assert_broken(lines: &Lines) {
        let told: Vec<_> = lines.errors.iter().map(|error| (error.column.as_str(), error.value.as_str(), error.code.as_str())).collect();
        assert_eq!(
            told,
            [
                ("تاريخ الازدياد", "31/02/1980", "date-impossible"),
                ("الهاتف", "0612", "phone-unreadable"),
                ("البريد الإلكتروني", "pas-un-mail", "email-invalid"),
                ("الاسم الكامل", "", "name-required"),
                ("تاريخ الازدياد", "15/13/1975", "date-impossible"),
            ]
        );
        let fields: Vec<_> = lines.columns.iter().map(|column| column.field.as_deref().unwrap_or("")).collect();
        assert_eq!(fields, ["", "full_ar", "sex", "born_on", "phone", "email", "", "category", ""]);
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts() {
        let lines = of("Association Amal\n\nNom;Adresse;Tél\r\nAli;\"1, rue\nA\";06\n\nOmar;;0612345678\nSara;;07;x\n\"Amal\n\";;");
        assert_eq!(lines.rows, 4);
        assert_eq!(errors(&lines), ["4 Tél 06 phone-unreadable", "8  x line-too-many-cells"]);
        assert_eq!(lines.people.len(), 2);
    }

    #[test]
    fn a_file_that_is_no_list_of_members_says_why() {
        assert_eq!(read(&vec![b'a'; web::MAX_UPLOAD + 1], today()).unwrap_err().code(), "too-large");
        assert_eq!(refusal("Ville;Montant\nFès;12\n"), "file-no-name-column");
        assert_eq!(refusal("Nom;Prénom\n\n;\n"), "file-no-rows");
        assert_eq!(refusal("Nom;Prénom\nAli;\"x\nOmar;y\n"), "file-unclosed-quote");
        assert_eq!(refusal(&format!("Nom\n{}", "Ali\n".repeat(50_001))), "file-too-many-rows");
        assert_eq!(refusal(&format!("Nom;Tél\nAli;{}", "1".repeat(70_000))), "file-line-too-long");
        assert_eq!(refusal("\"Nom;Prénom\nAli;x\nOmar;y\n"), "file-unclosed-quote");
    }

    #[test]
    fn errors_are_cut_and_counted_on() {
        let lines = of(&format!("Nom;Tél\n{}", "Ali;1\n".repeat(MOST_ERRORS + 5)));
        assert!(lines.errors_cut);
        assert_eq!((lines.errors.len(), lines.rows), (MOST_ERRORS, MOST_ERRORS as u64 + 5));
        assert!(lines.people.is_empty());
    }

    #[test]
    fn names_in_one_column_are_split() {
        for (full, given, family) in [
            ("إدريس بوعزة", "إدريس", "بوعزة"),
            ("عبد الرحمان الزياني", "عبد الرحمان", "الزياني"),
            ("فاطمة الزهراء بنعلي", "فاطمة الزهراء", "بنعلي"),
            ("Moulay Driss El Alaoui", "Moulay Driss", "El Alaoui"),
            ("Ali", "Ali", ""),
            ("عبد الله", "عبد", "الله"),
        ] {
            assert_eq!(split_name(full), (given.to_owned(), family.to_owned()), "{full}");
        }
        let lines = of("Nom complet|Né le\nDriss Bouazza|1989-05-19 00:00:00\nإدريس بوعزة|\n");
        assert_eq!(lines.people[0].family_fr.as_deref(), Some("Bouazza"));
        assert_eq!(lines.people[0].born_on, NaiveDate::from_ymd_opt(1989, 5, 19));
        assert_eq!(lines.people[1].family_ar.as_deref(), Some("بوعزة"));
    }

    proptest! {
        #[test]
        fn every_line_is_taken_or_told(cells in proptest::collection::vec(("[A-Za-zء-ي ]{0,8}", "[0-9/]{0,10}", "[0-9+ ]{0,12}"), 1..20)) {
            let rows: Vec<_> = cells.iter().map(|(name, born, phone)| format!("{name};{born};{phone}")).collect();
            if let Ok(lines) = read(format!("Nom;Naissance;Tél\n{}", rows.join("\n")).as_bytes(), today()) {
                let refused: std::collections::BTreeSet<u64> = lines.errors.iter().map(|error| error.line).collect();
                prop_assert_eq!(lines.people.len() + refused.len(), usize::try_from(lines.rows).unwrap());
            }
        }

        #[test]
        fn no_bytes_break_the_reading(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&[b"Nom;Sexe\n".as_slice(), &bytes].concat(), today());
        }
    }
}
