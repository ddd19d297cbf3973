//! From a file to members that could be written, a batch at a time.

use super::columns::{self, is_arabic, is_family_first, is_name};
use super::names::{self, Order};
use super::{LONGEST_VALUE, dates};
use crate::person::Person;
use chrono::NaiveDate;
use contracts::members::{AddMember, ImportColumn, ImportError};
use kernel::fold::{clean, fold};
use kernel::{Error, FieldError, Kind, Money, Result};
use std::collections::{BTreeMap, HashMap};
use std::io::Cursor;
use tables::{Column, Row, Rows, Table, without_guard};

pub const MOST_ROWS: u64 = 50_000;
/// Lines that become one transaction.
pub const BATCH: usize = 500;
/// What stands at the beginning of a last line that adds up.
const TOTALS: [&str; 9] = ["total", "totaux", "total general", "somme", "sum", "grand total", "المجموع", "مجموع", "المجموع العام"];

/// How a file is to be read, as far as somebody said so.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    pub sheet: Option<String>,
    /// A field for each column; absent: as guessed.
    pub fields: Option<Vec<Option<&'static str>>>,
    /// What the association's earlier files were read as, by the header's key.
    pub remembered: HashMap<String, Option<&'static str>>,
}

/// A file of members, read to where its next batch begins.
pub struct Lines {
    rows: Rows<Cursor<Vec<u8>>>,
    columns: Vec<Column>,
    /// Of each column: whether the month stands before the day.
    month_first: Vec<bool>,
    pub format: &'static str,
    /// Absent in a spreadsheet.
    pub separator: Option<char>,
    /// Lines with data in the whole file.
    count: u64,
    /// Of the header, then of what was read last.
    at: u64,
    today: NaiveDate,
}

pub struct Line {
    pub read: Result<Box<Person>, Vec<ImportError>>,
}

impl Lines {
    /// Reads the file through, so that a file that breaks off in its second half has made nothing of
    /// its first.
    ///
    /// # Errors
    /// What is wrong with the file as a whole.
    pub fn open(bytes: Vec<u8>, choice: &Choice, today: NaiveDate) -> Result<Self> {
        let lines = Self::begin(bytes, choice, today, MOST_ROWS * 2)?;
        if !lines.columns.iter().filter_map(|column| column.field).any(is_name) {
            return Err(Error::invalid("file-no-name-column"));
        }
        if lines.count == 0 {
            return Err(Error::invalid("file-no-rows"));
        }
        Ok(lines)
    }

    fn begin(bytes: Vec<u8>, choice: &Choice, today: NaiveDate, most_rows: u64) -> Result<Self> {
        if bytes.len() > web::MAX_UPLOAD {
            return Err(Error::new(Kind::TooLarge, "too-large").with("megabytes", web::MAX_UPLOAD / 1024 / 1024));
        }
        let guess = |header: &Row, below: &[Row]| {
            Some(columns::guess(header, below, &choice.remembered)).filter(|fields| columns::have_a_name(fields))
        };
        let any =
            |header: &Row, below: &[Row]| Some(columns::guess(header, below, &choice.remembered)).filter(|_| columns::is_header(header));
        let sheet = choice.sheet.as_deref();
        let Table { mut text, mut head, format, sheets, .. } =
            match tables::open(bytes.clone(), sheet, most_rows, guess, "file-no-name-column") {
                Err(error) if error.code() == "file-no-name-column" => tables::open(bytes, sheet, most_rows, any, "file-no-name-column")?,
                opened => opened?,
            };
        if let Some(fields) = &choice.fields {
            for (column, field) in head.columns.iter_mut().zip(fields) {
                column.field = *field;
            }
        }
        let mut survey = Survey::of(&head.columns);
        for row in text.rows(head.separator)? {
            let row = row?;
            survey.add(&row, head.line, &head.columns);
            if survey.count > MOST_ROWS {
                return Err(Error::invalid("file-too-many-rows").with("max", MOST_ROWS));
            }
        }
        let separator = sheets.is_empty().then(|| char::from(head.separator));
        let (month_first, count) = (survey.month_first(), survey.count);
        Ok(Self {
            rows: text.into_rows(head.separator)?,
            columns: head.columns,
            month_first,
            format,
            separator,
            count,
            at: head.line,
            today,
        })
    }

    pub fn count(&self) -> u64 {
        self.count
    }

    pub fn columns(&self) -> Vec<ImportColumn> {
        let shown = |column: &Column| ImportColumn {
            header: column.header.clone(),
            field: column.field.map(str::to_owned),
            example: column.example.clone(),
        };
        self.columns.iter().map(shown).collect()
    }

    /// The next lines; none at the end.
    pub fn batch(&mut self) -> Result<Vec<Line>> {
        let mut batch = Vec::with_capacity(BATCH);
        while batch.len() < BATCH {
            let Some(row) = self.rows.next() else { break };
            let row = row?;
            if row.line > self.at && is_data(&row, &self.columns) {
                self.at = row.line;
                batch.push(self.line(row));
            }
        }
        Ok(batch)
    }

    fn line(&self, row: Row) -> Line {
        let beyond = row.cells.iter().skip(self.columns.len()).find(|cell| !cell.trim().is_empty());
        let read = match beyond {
            // a separator inside an unquoted cell has moved the cells after it
            Some(cell) => Err(vec![told(
                &row,
                String::new(),
                cell,
                FieldError { field: String::new(), code: "line-too-many-cells".into(), params: BTreeMap::new() },
            )]),
            None => self.person(&row),
        };
        Line { read }
    }

    fn person(&self, row: &Row) -> Result<Box<Person>, Vec<ImportError>> {
        let (read, mut errors) = (Person::read(&self.input(row), self.today), Vec::new());
        if let Err(error) = &read {
            for found in error.field_errors() {
                let column = self.column(&found.field);
                let header = column.map(|index| self.columns[index].header.clone()).unwrap_or_default();
                errors.push(told(row, header, column.map_or("", |index| row.cell(index)), found.clone()));
            }
        }
        for (index, column) in self.columns.iter().enumerate().filter(|(_, column)| column.field == Some("dues")) {
            // amounts are not taken, but one that cannot be says that the line is not in order
            let code =
                Money::parse(&clean(cell(row, index))).err().filter(|code| matches!(*code, "amount-negative" | "amount-too-precise"));
            if let Some(code) = code {
                let found = FieldError { field: "dues".into(), code: code.into(), params: BTreeMap::new() };
                errors.push(told(row, column.header.clone(), row.cell(index), found));
            }
        }
        read.ok().filter(|_| errors.is_empty()).map(Box::new).ok_or(errors)
    }

    fn input(&self, row: &Row) -> AddMember {
        let mut input = AddMember::default();
        let mut whole = Vec::new();
        for (index, field) in self.columns.iter().enumerate().filter_map(|(index, column)| Some((index, column.field?))) {
            let cell = cell(row, index);
            if field.starts_with("full_") {
                whole.push((cell, if is_family_first(field) { Order::FamilyFirst } else { Order::GivenFirst }));
            } else if let Some(place) = place(&mut input, field) {
                let is_date = field.ends_with("_on");
                *place = if is_date { dates::plain(cell, self.month_first[index], self.today) } else { cell.to_owned() };
            }
        }
        for (text, order) in whole {
            let (arabic, latin) = names::by_script(text);
            let mixed = !arabic.is_empty() && !latin.is_empty();
            let parts = if mixed { vec![arabic.as_str(), latin.as_str()] } else { vec![text] };
            for part in parts.into_iter().filter(|part| !part.trim().is_empty()) {
                let (given, family) = names::split(part, order);
                let (given_place, family_place) =
                    if is_arabic(part) { (&mut input.given_ar, &mut input.family_ar) } else { (&mut input.given_fr, &mut input.family_fr) };
                if given_place.is_empty() && family_place.is_empty() {
                    (*given_place, *family_place) = (given, family);
                }
            }
        }
        input
    }

    /// The column that an error is about.
    fn column(&self, field: &str) -> Option<usize> {
        let find = |is: &dyn Fn(&str) -> bool| self.columns.iter().position(|column| column.field.is_some_and(is));
        find(&|other| other == field).or_else(|| {
            let whole = if field.ends_with("_ar") { "full_ar" } else { "full_fr" };
            is_name(field).then(|| find(&|other| other.starts_with(whole)).or_else(|| find(&is_name))).flatten()
        })
    }
}

/// What the whole file says of its columns.
struct Survey {
    count: u64,
    /// Of each column of dates: values that only have the month first, and only the day.
    orders: Vec<Option<(u32, u32)>>,
}

impl Survey {
    fn of(columns: &[Column]) -> Self {
        Self {
            count: 0,
            orders: columns.iter().map(|column| column.field.filter(|field| field.ends_with("_on")).map(|_| (0, 0))).collect(),
        }
    }

    fn add(&mut self, row: &Row, head: u64, columns: &[Column]) {
        if row.line <= head || !is_data(row, columns) {
            return;
        }
        self.count += 1;
        for (index, seen) in self.orders.iter_mut().enumerate() {
            if let (Some(seen), Some(month_first)) = (seen, dates::order(row.cell(index))) {
                if month_first { seen.0 += 1 } else { seen.1 += 1 }
            }
        }
    }

    /// Only where nothing speaks against it: in Morocco the day comes first.
    fn month_first(&self) -> Vec<bool> {
        self.orders.iter().map(|seen| seen.is_some_and(|(month, day)| month > 0 && day == 0)).collect()
    }
}

/// Not blank, not the header once more on the next page, not the sum at the end.
fn is_data(row: &Row, columns: &[Column]) -> bool {
    let mut filled = row.cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
    let Some((_, first)) = filled.next() else { return false };
    let header_again = row.cells.iter().zip(columns).all(|(cell, column)| clean(cell).chars().take(60).eq(column.header.chars()));
    let letters = |text: &str| text.chars().any(char::is_alphabetic);
    let is_sum =
        TOTALS.contains(&fold(first).trim_end_matches([':', ' '])) && filled.all(|(_, cell)| !letters(cell) || Money::parse(cell).is_ok());
    !header_again && !is_sum
}

fn told(row: &Row, column: String, value: &str, found: FieldError) -> ImportError {
    let value = clean(value).chars().take(LONGEST_VALUE).collect();
    ImportError { line: row.line, column, value, code: found.code, params: found.params }
}

/// Without what spreadsheets put in front of a number that is a text.
fn cell(row: &Row, index: usize) -> &str {
    let text = without_guard(row.cell(index).trim());
    text.strip_prefix('\'').filter(|rest| rest.starts_with(|c: char| c.is_numeric())).unwrap_or(text)
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

#[cfg(test)]
mod tests {
    use super::super::MOST_ERRORS;
    use super::*;
    use proptest::prelude::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
    }

    fn read(bytes: &[u8], today: NaiveDate) -> Result<super::super::Whole> {
        super::super::whole(bytes.to_vec(), today)
    }

    fn of(text: &str) -> super::super::Whole {
        read(text.as_bytes(), today()).unwrap()
    }

    fn refusal(text: &str) -> String {
        read(text.as_bytes(), today()).unwrap_err().code().to_owned()
    }

    /// `line column value code`
    fn errors(lines: &super::super::Whole) -> Vec<String> {
        lines.errors.iter().map(|error| format!("{} {} {} {}", error.line, error.column, error.value, error.code)).collect()
    }

    #[test]
    fn the_file_of_casablanca_goes_in_whole() {
        let lines = read(include_bytes!("../../tests/data/members_casablanca.csv"), today()).unwrap();
        assert_eq!((lines.format, lines.separator.as_str(), lines.rows), ("UTF-8", ",", 320));
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
        assert_eq!((lines.format, lines.separator.as_str(), lines.rows), ("windows-1256", ";", 184));
        assert_eq!(lines.people.len(), 182);
        assert_broken(&lines);
        assert_eq!(lines.people[0].name_ar().as_deref(), Some("ياسين السوسي"));
        assert_eq!(lines.people[0].phone.as_deref(), Some("+212760212847"));
    }

    #[test]
    fn the_file_of_azrou_is_read_but_for_its_broken_rows() {
        let lines = read(include_bytes!("../../tests/data/members_azrou_utf16.tsv"), today()).unwrap();
        assert_eq!((lines.format, lines.separator.as_str(), lines.rows), ("UTF-16LE", "\t", 94));
        assert_eq!(lines.people.len(), 92);
        assert_broken(&lines);
        assert_eq!(lines.people[0].born_on, NaiveDate::from_ymd_opt(1989, 5, 19));
    }

    /// A title above the header, real dates, the family name first.
    #[test]
    fn the_file_of_settat_goes_in_whole() {
        let lines = read(include_bytes!("../../tests/data/members_settat.xlsx"), today()).unwrap();
        assert_eq!((lines.format, lines.separator.as_str(), lines.rows), ("XLSX", "", 1_200));
        assert_eq!(errors(&lines), Vec::<String>::new());
        let fields: Vec<_> = lines.columns.iter().map(|column| column.field.as_deref().unwrap_or("")).collect();
        assert_eq!(fields, ["", "full_fr_family_first", "full_ar", "born_on", "", "phone", "email", "dues", "", ""]);
        let first = &lines.people[0];
        assert_eq!((first.given_fr.as_deref(), first.family_fr.as_deref()), (Some("Mohamed"), Some("Aït Lhaj")));
        assert_eq!((first.given_ar.as_deref(), first.family_ar.as_deref()), (Some("محمد"), Some("أيت الحاج")));
        assert_eq!(first.born_on, NaiveDate::from_ymd_opt(1992, 2, 12));
    }

    #[test]
    fn what_people_do_to_their_lists_is_understood() {
        // quotes around separators and lines, the header again on the next page, a sum at the end
        let lines = of(
            "Liste des membres;;\n;;\nNom;Adresse;Cotisation\nAli Alaoui;\"1; rue\r\nA\";100\n\nNom;Adresse;Cotisation\nSara;;50,00\nTOTAL :;;150 DH\n",
        );
        assert_eq!((lines.rows, errors(&lines)), (2, vec![]));
        assert_eq!(lines.people[0].address.as_deref(), Some("1; rue A"));
        // a person whose name begins like a sum is none
        assert_eq!(of("Nom;Prénom\nTotal;Amina\n").rows, 1);
        // titles of groups above the titles
        let lines = of("N°;Identité;;Contact;;Date de naissance\n;Nom;Prénom;Tél;Email;\n1;Alaoui;Ali;0612345678;a@b.ma;01/02/1980\n");
        assert_eq!((lines.rows, errors(&lines)), (1, vec![]));
        assert_eq!(lines.people[0].born_on, NaiveDate::from_ymd_opt(1980, 2, 1));
        assert_eq!((lines.people[0].given_fr.as_deref(), lines.people[0].phone.as_deref()), (Some("Ali"), Some("+212612345678")));
        // marks of direction, spaces that do not break, tatweel, a number kept as a text, both scripts in a cell
        let lines = of("Nom^Tél^Né le\n\u{200f}Ali\u{a0}Alaoui علـــي العلوي^'0612345678^\u{200f}05/02/1980\u{200f}\n");
        let person = &lines.people[0];
        assert_eq!((person.name_fr().as_deref(), person.name_ar().as_deref()), (Some("Ali Alaoui"), Some("علي العلوي")));
        assert_eq!((person.phone.as_deref(), person.born_on), (Some("+212612345678"), NaiveDate::from_ymd_opt(1980, 2, 5)));
    }

    #[test]
    fn a_column_of_months_before_days_is_read_so() {
        let lines = of("Name;Birth date\nAli;05/06/1980\nSara;02/28/1990\n");
        assert_eq!(lines.people[0].born_on, NaiveDate::from_ymd_opt(1980, 5, 6));
        let lines = of("Name;Birth date\nAli;05/06/1980\nSara;02/28/1990\nOmar;28/02/1990\n");
        assert_eq!(
            (lines.people[0].born_on, errors(&lines)),
            (NaiveDate::from_ymd_opt(1980, 6, 5), vec!["3 Birth date 02/28/1990 date-impossible".to_owned()])
        );
    }

    #[test]
    fn an_amount_that_cannot_be_says_that_the_line_is_not_in_order() {
        let lines = of("Nom;Cotisation\nAli;100,00\nSara;-100\nOmar;payé\nAmina;1 234,505\n");
        assert_eq!(errors(&lines), ["3 Cotisation -100 amount-negative", "5 Cotisation 1 234,505 amount-too-precise"]);
    }

    fn assert_broken(lines: &super::super::Whole) {
        let told: Vec<_> = lines.errors.iter().map(|error| (error.column.as_str(), error.value.as_str(), error.code.as_str())).collect();
        assert_eq!(
            told,
            [
                ("تاريخ الازدياد", "31/02/1980", "date-impossible"),
                ("الهاتف", "0612", "phone-unreadable"),
                ("البريد الإلكتروني", "pas-un-mail", "email-invalid"),
                ("الاسم الكامل", "", "name-required"),
                ("واجب الانخراط", "-50", "amount-negative"),
                ("تاريخ الازدياد", "15/13/1975", "date-impossible"),
            ]
        );
        let fields: Vec<_> = lines.columns.iter().map(|column| column.field.as_deref().unwrap_or("")).collect();
        assert_eq!(fields, ["", "full_ar", "sex", "born_on", "phone", "email", "", "category", "dues"]);
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
