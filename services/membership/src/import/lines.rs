//! From a file to members that could be written, a batch at a time.

use super::beside::{self, Beside};
use super::cells::{cell, number, several, whole_number};
use super::columns::{self, is_arabic, is_family_first, is_name};
use super::names::{self, Order};
use super::own::OwnColumns;
use super::places::Places;
use super::{LONGEST_VALUE, bare, dates};
use crate::contact;
use crate::field_values::Values;
use crate::numbering::{self, Pattern};
use crate::person::Person;
use chrono::{Datelike, NaiveDate};
use contracts::member_fields::{Field, FieldKind};
use contracts::member_imports::SplitName;
use contracts::members::{AddMember, ImportColumn, ImportError};
use kernel::fold::{clean, fold};
use kernel::{Error, FieldError, Kind, Locale, Money, Result};
use std::collections::{BTreeMap, HashMap};
use std::io::Cursor;
use std::sync::Arc;
use tables::{Column, Head, Row, Rows, Table};

const MOST_ROWS: u64 = 50_000;
/// Names that show how they are split.
const SHOWN_NAMES: usize = 8;
/// Rows of a spreadsheet by which its columns are guessed.
const GLANCE: u64 = 200;
/// Lines that become one transaction.
const BATCH: usize = 500;
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
    /// Whether the first line has the titles; absent: as it looks.
    pub header: Option<bool>,
    /// How numbers are written here, where the board chooses them. Absent: members are numbered one
    /// after the other, and a column of numbers is taken only where somebody says so.
    pub numbers: Option<Pattern>,
    /// Needed where a column is one of communes.
    pub places: Option<Arc<Places>>,
    pub own: OwnColumns,
    /// The year of dues of today, for a column of payments whose title says no year; absent: the calendar's.
    pub dues_year: Option<i32>,
}

/// A file of members, read to where its next batch begins.
pub struct Lines {
    rows: Rows<Cursor<Vec<u8>>>,
    columns: Vec<Column>,
    /// Of each column the association's own field that it is.
    own: Vec<Option<Field>>,
    /// Of each column: whether the month stands before the day.
    month_first: Vec<bool>,
    pub format: &'static str,
    /// Absent in a spreadsheet.
    pub separator: Option<char>,
    pub sheets: Vec<String>,
    pub sheet: Option<String>,
    /// It has no line of titles.
    pub bare: bool,
    numbers: Option<Pattern>,
    places: Option<Arc<Places>>,
    /// The highest number that the file gives to a member.
    pub highest: Option<i64>,
    /// Lines with data in the whole file.
    count: u64,
    /// Of the header, then of what was read last.
    at: u64,
    ended: bool,
    today: NaiveDate,
    dues_year: i32,
}

pub struct Line {
    pub number: u64,
    /// As they stand in the file, for those who take the line away to mend it.
    pub cells: Vec<String>,
    pub read: Result<Box<Person>, Vec<ImportError>>,
    pub beside: Beside,
    /// What stands in columns of the association's own fields, by their ids.
    pub own: Values,
    /// A commune that the official list does not have: it stays in the address.
    pub elsewhere: Option<String>,
}

impl Lines {
    /// Reads the file through, so that a file that breaks off in its second half has made nothing of
    /// its first.
    ///
    /// # Errors
    /// What is wrong with the file as a whole.
    pub fn open(bytes: Vec<u8>, choice: &Choice, today: NaiveDate) -> Result<Self> {
        let mut lines = Self::begin(bytes, choice, today, MOST_ROWS * 2)?;
        if choice.places.is_none() {
            lines.columns.iter_mut().filter(|column| column.field == Some("commune")).for_each(|column| column.field = None);
        }
        // what a column without a title holds, somebody must say
        let unsaid = lines.bare && choice.fields.is_none();
        if unsaid || !lines.columns.iter().filter_map(|column| column.field).any(is_name) {
            return Err(Error::invalid("file-no-name-column"));
        }
        if lines.count == 0 {
            return Err(Error::invalid("file-no-rows"));
        }
        Ok(lines)
    }

    /// Its columns and some first lines: there need be no names yet.
    pub fn glance(bytes: Vec<u8>, choice: &Choice, today: NaiveDate) -> Result<Self> {
        Self::begin(bytes, choice, today, GLANCE)
    }

    fn begin(bytes: Vec<u8>, choice: &Choice, today: NaiveDate, most_rows: u64) -> Result<Self> {
        if bytes.len() > web::MAX_UPLOAD {
            return Err(Error::new(Kind::TooLarge, "too-large").with("megabytes", web::MAX_UPLOAD / 1024 / 1024));
        }
        let (Table { mut text, mut head, format, sheets, sheet }, bare) = open(bytes, choice, today, most_rows)?;
        if let Some(fields) = &choice.fields {
            for (column, field) in head.columns.iter_mut().zip(fields) {
                column.field = *field;
            }
        } else if choice.numbers.is_none() {
            head.columns.iter_mut().filter(|column| column.field == Some("own_number")).for_each(|column| column.field = None);
        }
        let own = choice.own.of(&head.columns, bare);
        head.columns.iter_mut().zip(&own).filter(|(_, own)| own.is_some()).for_each(|(column, _)| column.field = None);
        let mut survey = Survey::of(&head.columns, &own);
        for row in text.rows(head.separator)? {
            let row = row?;
            survey.add(&row, &head, choice.numbers.as_ref());
            if survey.count > MOST_ROWS {
                return Err(Error::invalid("file-too-many-rows").with("max", MOST_ROWS));
            }
        }
        let separator = sheets.is_empty().then(|| char::from(head.separator));
        let (month_first, count, highest) = (survey.month_first(), survey.count, survey.highest);
        Ok(Self {
            rows: text.into_rows(head.separator)?,
            columns: head.columns,
            own,
            month_first,
            format,
            separator,
            sheets,
            sheet,
            bare,
            numbers: choice.numbers.clone(),
            places: choice.places.clone(),
            highest,
            count,
            at: head.line,
            ended: false,
            today,
            dues_year: choice.dues_year.unwrap_or_else(|| today.year()),
        })
    }

    pub fn count(&self) -> u64 {
        self.count
    }

    pub fn columns(&self) -> Vec<ImportColumn> {
        let shown = |(column, own): (&Column, &Option<Field>)| ImportColumn {
            header: column.header.clone(),
            field: own.as_ref().map(Field::name).or_else(|| column.field.map(str::to_owned)),
            example: column.example.clone(),
        };
        self.columns.iter().zip(&self.own).map(shown).collect()
    }

    /// Whole names as they would be split, of the first lines.
    pub fn split_names(&mut self) -> Result<Vec<SplitName>> {
        let Some((index, column)) =
            self.columns.iter().enumerate().find(|(_, column)| column.field.is_some_and(|field| field.starts_with("full_")))
        else {
            return Ok(Vec::new());
        };
        let order = if column.field.is_some_and(is_family_first) { Order::FamilyFirst } else { Order::GivenFirst };
        let (column, mut split) = (column.header.clone(), Vec::new());
        while split.len() < SHOWN_NAMES
            && let Some(row) = self.rows.next()
        {
            let row = row?;
            let whole = clean(cell(&row, index));
            if row.line > self.at && is_data(&row, &self.columns) && !whole.is_empty() {
                let (given, family) = names::split(&whole, order);
                split.push(SplitName { column: column.clone(), whole, given, family });
            }
        }
        Ok(split)
    }

    pub fn has_ended(&self) -> bool {
        self.ended
    }

    /// The titles of the columns; where there are none, what they were taken for.
    pub fn headers(&self, locale: Locale) -> Vec<String> {
        let named = |column: &Column| column.field.map(|field| language::named(locale, "import-field", field)).unwrap_or_default();
        let taken = |(column, own): (&Column, &Option<Field>)| match own {
            _ if !self.bare => column.header.clone(),
            Some(field) => field.label(locale).to_owned(),
            None => named(column),
        };
        self.columns.iter().zip(&self.own).map(taken).collect()
    }

    /// The next lines; none at the end.
    pub fn batch(&mut self) -> Result<Vec<Line>> {
        let mut batch = Vec::with_capacity(BATCH);
        while batch.len() < BATCH {
            let Some(row) = self.rows.next() else {
                self.ended = true;
                break;
            };
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
        let (mut beside, mut elsewhere) = (Beside::default(), None);
        let read = match beyond {
            // a separator inside an unquoted cell has moved the cells after it
            Some(cell) => Err(vec![told(
                &row,
                String::new(),
                cell,
                FieldError { field: String::new(), code: "line-too-many-cells".into(), params: BTreeMap::new() },
            )]),
            None => self.person(&row, &mut beside, &mut elsewhere),
        };
        let own = self.own_values(&row);
        Line { number: row.line, cells: row.cells, read, beside, own, elsewhere }
    }

    fn own_values(&self, row: &Row) -> Values {
        let filled = self.own.iter().enumerate().filter_map(|(index, field)| Some((index, field.as_ref()?, clean(cell(row, index)))));
        let typed = |(index, field, text): (usize, &Field, String)| match field.kind {
            FieldKind::Day => (field.id, dates::plain(&text, self.month_first[index], self.today)),
            FieldKind::Number => (field.id, whole_number(&text).to_owned()),
            _ => (field.id, text),
        };
        filled.filter(|(_, _, text)| !text.is_empty()).map(typed).collect()
    }

    fn person(&self, row: &Row, beside: &mut Beside, elsewhere: &mut Option<String>) -> Result<Box<Person>, Vec<ImportError>> {
        let mut input = self.input(row);
        let names = self.place(&mut input, elsewhere);
        let (read, mut errors) = (Person::read(&input, self.today), self.beside(row, beside));
        let read = read.map(|person| {
            let (commune_ar, commune_fr) = names.unzip();
            Person { commune_ar, commune_fr, ..person }
        });
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

    fn beside(&self, row: &Row, beside: &mut Beside) -> Vec<ImportError> {
        let mut errors = Vec::new();
        for (index, column) in self.columns.iter().enumerate() {
            let Some(field) = column.field.filter(|field| beside::is_beside(field)) else { continue };
            let year = columns::year(&column.header).unwrap_or(self.dues_year);
            if let Err((code, most)) = beside.take(field, cell(row, index), year) {
                let params = most.map(|most| ("max".to_owned(), most.to_string())).into_iter().collect();
                let found = FieldError { field: field.into(), code: code.into(), params };
                errors.push(told(row, column.header.clone(), row.cell(index), found));
            }
        }
        errors
    }

    /// The code of the commune in place of its name; gives its names. What the official list does not
    /// have is no reason to refuse somebody: it goes into the address.
    fn place(&self, input: &mut AddMember, elsewhere: &mut Option<String>) -> Option<(String, String)> {
        let typed = clean(&std::mem::take(&mut input.commune));
        if typed.is_empty() {
            return None;
        }
        if let Some(commune) = self.places.as_ref().and_then(|places| places.find(&typed)) {
            input.commune.clone_from(&commune.code);
            return Some((commune.name_ar.clone(), commune.name_fr.clone()));
        }
        if !fold(&input.address).contains(&fold(&typed)) {
            let parts: Vec<&str> = [input.address.trim(), &typed].into_iter().filter(|part| !part.is_empty()).collect();
            input.address = parts.join(", ");
        }
        *elsewhere = Some(typed);
        None
    }

    fn input(&self, row: &Row) -> AddMember {
        let mut input = AddMember::default();
        let mut whole = Vec::new();
        for (index, field) in self.columns.iter().enumerate().filter_map(|(index, column)| Some((index, column.field?))) {
            let cell = cell(row, index);
            if field.starts_with("full_") {
                whole.push((cell, if is_family_first(field) { Order::FamilyFirst } else { Order::GivenFirst }));
            } else if let Some(place) = place(&mut input, field) {
                *place = match field {
                    "own_number" => number(cell, self.numbers.as_ref()),
                    "phone" => whole_number(cell).to_owned(),
                    field if field.ends_with("_on") => dates::plain(cell, self.month_first[index], self.today),
                    _ => cell.to_owned(),
                };
            }
        }
        several(&mut input.phone, &mut input.other_phones, |text| contact::phone(text).is_ok());
        several(&mut input.email, &mut input.other_emails, |text| contact::email(text).is_ok());
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
    highest: Option<i64>,
}

impl Survey {
    fn of(columns: &[Column], own: &[Option<Field>]) -> Self {
        let is_day = |(column, own): (&Column, &Option<Field>)| {
            column.field.is_some_and(|field| field.ends_with("_on")) || own.as_ref().is_some_and(|field| field.kind == FieldKind::Day)
        };
        Self { count: 0, highest: None, orders: columns.iter().zip(own).map(|column| is_day(column).then_some((0, 0))).collect() }
    }

    fn add(&mut self, row: &Row, head: &Head, numbers: Option<&Pattern>) {
        if row.line <= head.line || !is_data(row, &head.columns) {
            return;
        }
        self.count += 1;
        if let Some(index) = head.columns.iter().position(|column| column.field == Some("own_number")) {
            self.highest = self.highest.max(numbering::own_number(&number(cell(row, index), numbers)).ok());
        }
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

/// The file with its header, or without one (then with `true`): as somebody said, else as it looks.
fn open(bytes: Vec<u8>, choice: &Choice, today: NaiveDate, most_rows: u64) -> Result<(Table, bool)> {
    const MISSING: &str = "file-no-name-column";
    let understood = |header: &Row, below: &[Row]| Some(columns::guess(header, below, &choice.remembered));
    let named = |header: &Row, below: &[Row]| {
        understood(header, below)
            .filter(|fields| columns::have_a_name(fields) && (choice.header.is_some() || !bare::is_data(header, today)))
    };
    let titles = |header: &Row, below: &[Row]| {
        understood(header, below).filter(|_| choice.header.is_some() || (columns::is_header(header) && !bare::is_data(header, today)))
    };
    let is_missing = |opened: &Result<Table>| opened.as_ref().is_err_and(|error| error.code() == MISSING);
    let sheet = choice.sheet.as_deref();
    if choice.header != Some(false) {
        let mut opened = tables::open(bytes.clone(), sheet, most_rows, named, MISSING);
        if is_missing(&opened) {
            opened = tables::open(bytes.clone(), sheet, most_rows, titles, MISSING);
        }
        if choice.header.is_some() || !is_missing(&opened) {
            return Ok((opened?, false));
        }
    }
    let by_content = |rows: &[Row]| bare::guess(rows, &choice.remembered, today);
    Ok((tables::open_bare(bytes, sheet, most_rows, by_content, MISSING)?, true))
}

/// Not blank, not the header once more on the next page, not the sum at the end.
fn is_data(row: &Row, columns: &[Column]) -> bool {
    let mut filled = row.cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
    let Some((_, first)) = filled.next() else { return false };
    let header_again = row.cells.iter().zip(columns).all(|(cell, column)| clean(cell).chars().take(60).eq(column.header.chars()));
    let letters = |text: &str| text.chars().any(char::is_alphabetic);
    let is_sum = TOTALS.contains(&fold(first).trim_end_matches(|c: char| c.is_numeric() || matches!(c, ':' | '=' | ' ')))
        && filled.all(|(_, cell)| !letters(cell) || Money::parse(cell).is_ok());
    !header_again && !is_sum
}

fn told(row: &Row, column: String, value: &str, found: FieldError) -> ImportError {
    let value = clean(value).chars().take(LONGEST_VALUE).collect();
    ImportError { line: row.line, column, value, code: found.code, params: found.params }
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
        "nationality" => &mut input.nationality,
        "profession" => &mut input.profession,
        "other_phones" => &mut input.other_phones,
        "other_emails" => &mut input.other_emails,
        "own_number" => &mut input.own_number,
        "commune" => &mut input.commune,
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
