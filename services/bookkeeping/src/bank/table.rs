//! A statement as a table: CSV of any separator and encoding, XLSX, ODS.

use crate::bank::columns::{self, any_header, guess, is_enough};
use crate::bank::statement::{MOST, Operation, Profile, Read, StatementFile};
use chrono::{Datelike, NaiveDate, TimeDelta};
use kernel::fold::{clean, fold, western_digits};
use kernel::{Error, Money, Result, identifiers};
use tables::Row;

/// Rows that are read: operations, and what stands around them.
const MOST_ROWS: usize = MOST + 500;
/// Rows that are no operations and are shown.
const SKIPPED_SHOWN: usize = 20;
const AMOUNTS: [&str; 4] = ["amount", "debit", "credit", "balance"];
/// What banks say of operations that were not made.
const NOT_MADE: [&str; 16] = [
    "rejete",
    "rejetee",
    "refuse",
    "refusee",
    "annule",
    "annulee",
    "en attente",
    "echoue",
    "rejected",
    "pending",
    "cancelled",
    "canceled",
    "failed",
    "مرفوض",
    "ملغي",
    "قيد الانتظار",
];
const GOES_OUT: [&str; 8] = ["debit", "d", "dr", "db", "sortie", "out", "مدين", "سحب"];

/// Dirhams, as they are written beside an amount.
const OURS: [&str; 6] = ["dh", "dhs", "mad", "dirhams", "درهم", "دراهم"];

/// What was seen of the table when it was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    pub headings: Vec<String>,
    pub examples: Vec<String>,
    /// `XLSX`, `ODS`, or the encoding of a text.
    pub format: &'static str,
    /// Of a text.
    pub separator: Option<char>,
    pub profile: Profile,
}

struct Opened {
    seen: Seen,
    /// Above and below the header.
    above: Vec<Row>,
    rows: Vec<Row>,
    fields: Vec<Option<&'static str>>,
}

pub fn read(bytes: Vec<u8>, profile: Option<&Profile>, said: Option<&Profile>) -> Result<Read> {
    let opened = open(bytes, profile, said)?;
    if !is_enough(&opened.fields) {
        return Ok(Read::Columns(opened.seen, None));
    }
    match statement(&opened).and_then(StatementFile::finished) {
        Ok(statement) => Ok(Read::Whole(statement, Some(opened.seen))),
        Err(error) if matches!(error.code(), "statement-empty" | "bank-statement-too-long") => Err(error),
        // another reading of its columns, dates or amounts may do
        Err(error) => Ok(Read::Columns(opened.seen, Some(error))),
    }
}

fn open(bytes: Vec<u8>, profile: Option<&Profile>, said: Option<&Profile>) -> Result<Opened> {
    const MISSING: &str = "statement-no-header";
    let (limit, known) = (MOST_ROWS as u64, said.or(profile));
    let table = match tables::open(bytes.clone(), None, limit, |row, _| guess(row, known), MISSING) {
        Err(error) if error.code() == MISSING => tables::open(bytes, None, limit, |row, _| any_header(row), MISSING)?,
        found => found?,
    };
    let (format, separator) = (table.format, table.head.separator);
    let line = table.head.line;
    let (mut above, mut rows) = (Vec::new(), Vec::new());
    for row in table.text.into_rows(separator)? {
        let row = row?;
        match row.line {
            at if at < line => above.push(row),
            at if at > line && !row.is_blank() => rows.push(row),
            _ => {}
        }
        if rows.len() > MOST_ROWS {
            return Err(Error::invalid("bank-statement-too-long").with("max", MOST));
        }
    }
    let columns = table.head.columns;
    let fields: Vec<Option<&'static str>> = columns.iter().map(|column| column.field).collect();
    let same = known
        .filter(|known| known.headings.iter().eq(columns.iter().map(|column| columns::key(&column.header)).collect::<Vec<_>>().iter()));
    let seen = Seen {
        profile: Profile {
            headings: columns.iter().map(|column| columns::key(&column.header)).collect(),
            fields: fields.iter().map(|field| field.map(str::to_owned)).collect(),
            month_first: same.and_then(|known| known.month_first),
            decimal: same.and_then(|known| known.decimal),
        },
        headings: columns.iter().map(|column| column.header.clone()).collect(),
        examples: columns.iter().map(|column| column.example.clone()).collect(),
        separator: (!matches!(format, "XLSX" | "ODS")).then_some(char::from(separator)),
        format,
    };
    Ok(Opened { seen, above, rows, fields })
}

/// The cells of a row by their fields, and how to read them.
struct Reader<'a> {
    fields: &'a [Option<&'static str>],
    month_first: bool,
    decimal: Option<char>,
}

impl<'a> Reader<'a> {
    fn new(opened: &'a Opened) -> Self {
        let mut reader = Self { fields: &opened.fields, month_first: false, decimal: None };
        let profile = &opened.seen.profile;
        let month_first =
            profile.month_first.unwrap_or_else(|| month_stands_first(opened.rows.iter().map(|row| reader.cell(row, "done_on"))));
        let cells = opened.rows.iter().flat_map(|row| AMOUNTS.map(|field| reader.cell(row, field)));
        let decimal = profile.decimal.or_else(|| decimal(cells));
        (reader.month_first, reader.decimal) = (month_first, decimal);
        reader
    }

    fn cell<'r>(&self, row: &'r Row, field: &str) -> &'r str {
        self.fields.iter().position(|at| *at == Some(field)).map_or("", |at| tables::without_guard(row.cell(at)))
    }

    fn amount(&self, row: &Row, field: &str) -> Result<Option<i64>> {
        let text = self.cell(row, field);
        if text.trim().is_empty() || text.trim() == "-" {
            return Ok(None);
        }
        let wrong = |code: &'static str| {
            let code = if code == "amount-too-precise" { "statement-amount-ambiguous" } else { "statement-amount-unreadable" };
            Error::invalid(code).with("line", row.line).with("value", shown(text))
        };
        amount(text, self.decimal).map(Some).map_err(wrong)
    }

    /// What the operation moved; nothing where the row has no amount.
    fn moved(&self, row: &Row) -> Result<Option<i64>> {
        let (debit, credit) = (self.amount(row, "debit")?.unwrap_or_default(), self.amount(row, "credit")?.unwrap_or_default());
        if debit != 0 && credit != 0 {
            return Err(Error::invalid("statement-both-sides").with("line", row.line));
        }
        let sides = credit.abs() - debit.abs();
        let signed = self.amount(row, "amount")?.unwrap_or_default();
        let out = GOES_OUT.contains(&fold(self.cell(row, "direction")).as_str());
        let signed = if out { -signed.abs() } else { signed };
        Ok(Some(if sides == 0 { signed } else { sides }).filter(|moved| *moved != 0))
    }

    fn operation(&self, row: &Row) -> Result<Option<Operation>> {
        let text = self.cell(row, "done_on");
        let not_made = NOT_MADE.contains(&fold(self.cell(row, "status")).as_str());
        if not_made || !western_digits(text).bytes().any(|byte| byte.is_ascii_digit()) {
            return Ok(None);
        }
        let Some(moved) = self.moved(row)? else { return Ok(None) };
        let unreadable = || Error::invalid("statement-date-unreadable").with("line", row.line).with("value", shown(text));
        let on = day(text, self.month_first).ok_or_else(unreadable)?;
        let words = [self.cell(row, "text"), self.cell(row, "party")].into_iter().find(|words| !words.trim().is_empty());
        let mut operation = Operation::new(on, moved, words.unwrap_or_default());
        operation.value_on = day(self.cell(row, "value_on"), self.month_first);
        operation.reference = Some(shown(self.cell(row, "reference"))).filter(|reference| !reference.is_empty());
        Ok(Some(operation))
    }
}

fn shown(text: &str) -> String {
    clean(text).chars().take(60).collect()
}

fn statement(opened: &Opened) -> Result<StatementFile> {
    let reader = Reader::new(opened);
    let (mut operations, mut skipped) = (Vec::new(), Vec::new());
    for row in &opened.rows {
        match reader.operation(row)? {
            Some(operation) => operations.push((operation, reader.amount(row, "balance")?)),
            None if skipped.len() < SKIPPED_SHOWN => skipped.push(shown(&row.cells.join(" "))),
            None => {}
        }
    }
    let newest_first = match (operations.first(), operations.last()) {
        (Some((first, _)), Some((last, _))) if first.on != last.on => first.on > last.on,
        _ => !follows(&operations) && follows(&operations.iter().rev().cloned().collect::<Vec<_>>()),
    };
    if newest_first {
        operations.reverse();
    }
    let opening = operations.first().and_then(|(first, balance)| balance.map(|balance| balance - first.amount));
    let closing = operations.last().and_then(|(_, balance)| *balance);
    let numbers = opened.above.iter().flat_map(|row| &row.cells).filter_map(|cell| account_number(cell));
    Ok(StatementFile {
        // of one balance without the other nothing can be told
        opening: closing.and(opening),
        closing: opening.and(closing),
        accounts: numbers.collect(),
        operations: operations.into_iter().map(|(operation, _)| operation).collect(),
        skipped,
    })
}

/// Each balance is the one before with what was moved.
fn follows(operations: &[(Operation, Option<i64>)]) -> bool {
    operations.windows(2).all(|pair| match (pair[0].1, pair[1].1) {
        (Some(before), Some(after)) => before + pair[1].0.amount == after,
        _ => true,
    })
}

fn account_number(cell: &str) -> Option<String> {
    let digits: String = western_digits(cell).chars().filter(char::is_ascii_digit).collect();
    (digits.len() == 24).then(|| identifiers::rib(&digits).ok()).flatten()
}

/// Some date says so, and none the contrary.
fn month_stands_first<'a>(dates: impl Iterator<Item = &'a str>) -> bool {
    let (mut month_first, mut day_first) = (false, false);
    for text in dates {
        let parts = parts(text);
        let [a, b, _] = parts.as_slice() else { continue };
        let number = |part: &str| part.parse::<u32>().unwrap_or_default();
        month_first |= a.len() <= 2 && (1..=12).contains(&number(a)) && (13..=31).contains(&number(b));
        day_first |= a.len() <= 2 && (13..=31).contains(&number(a));
    }
    month_first && !day_first
}

fn parts(text: &str) -> Vec<String> {
    let text = western_digits(&clean(text));
    let date = text.split_once([' ', 'T']).filter(|(_, time)| time.contains(':')).map_or(text.as_str(), |(date, _)| date);
    date.split(['/', '-', '.', ' ']).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

fn day(text: &str, month_first: bool) -> Option<NaiveDate> {
    let parts = parts(text);
    if !parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    let date = match parts.as_slice() {
        // a spreadsheet's number of a day
        [serial] if serial.len() == 5 => {
            NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_signed(TimeDelta::days(serial.parse().ok()?))?
        }
        [digits] if digits.len() == 8 => NaiveDate::parse_from_str(digits, "%Y%m%d")
            .ok()
            .filter(|date| is_of_our_time(*date))
            .or_else(|| kernel::date::parse(digits).ok())?,
        [a, b, c] => {
            let (year, month, day) = match (a.len(), month_first) {
                (4, _) => (a, b, c),
                (_, true) => (c, a, b),
                (_, false) => (c, b, a),
            };
            let century = if year.len() == 2 { 2000 } else { 0 };
            NaiveDate::from_ymd_opt(century + year.parse::<i32>().ok()?, month.parse().ok()?, day.parse().ok()?)?
        }
        _ => return None,
    };
    Some(date).filter(|date| is_of_our_time(*date))
}

fn is_of_our_time(date: NaiveDate) -> bool {
    (1950..=2200).contains(&date.year())
}

/// The sign before the last digits, where all amounts that tell it agree.
fn decimal<'a>(cells: impl Iterator<Item = &'a str>) -> Option<char> {
    let (mut comma, mut point) = (false, false);
    for cell in cells {
        let Some((digits, _)) = bare(cell) else { continue };
        let Some(at) = digits.rfind([',', '.']) else { continue };
        if (1..=2).contains(&(digits.len() - at - 1)) {
            comma |= digits[at..].starts_with(',');
            point |= digits[at..].starts_with('.');
        }
    }
    match (comma, point) {
        (true, false) => Some(','),
        (false, true) => Some('.'),
        _ => None,
    }
}

/// Digits and separators, and whether a minus, brackets or the word of that side stand with them. Nothing where other
/// words do: an amount in another currency is none of ours.
fn bare(text: &str) -> Option<(String, bool)> {
    let text = western_digits(text).replace('٫', ",").replace("د.م.", "").replace("د.م", "");
    let text: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '٬' | '\'' | '’' | '\u{200e}' | '\u{200f}')).collect();
    let inner = text.trim_matches(char::is_alphabetic);
    let at = text.find(inner).unwrap_or_default();
    let words = [&text[..at], &text[at + inner.len()..]].map(fold);
    let mut out = false;
    for word in words.iter().filter(|word| !word.is_empty() && !OURS.contains(&word.as_str())) {
        match word.as_str() {
            "d" | "db" | "dr" => out = true,
            "c" | "cr" => {}
            _ => return None,
        }
    }
    let negative = out || inner.starts_with(['-', '−', '–', '(']) || inner.ends_with(['-', '−', '–']);
    Some((inner.trim_matches(['-', '−', '–', '(', ')', '+']).to_owned(), negative))
}

/// In centimes.
fn amount(text: &str, decimal: Option<char>) -> std::result::Result<i64, &'static str> {
    let (digits, negative) = bare(text).ok_or("amount-not-a-number")?;
    let grouping = match decimal {
        Some(',') => '.',
        Some(_) => ',',
        None => '\0',
    };
    let whole = decimal.and_then(|decimal| digits.split_once(decimal)).map_or(digits.as_str(), |(whole, _)| whole);
    let mut groups = whole.split(grouping);
    let first = groups.next().unwrap_or_default().len();
    if whole.contains(grouping) && !((1..=3).contains(&first) && groups.all(|group| group.len() == 3)) {
        return Err("amount-not-a-number");
    }
    let centimes = Money::parse(&digits.replace(grouping, ""))?.in_centimes();
    Ok(if negative { -centimes } else { centimes })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn whole(text: &str) -> StatementFile {
        match read(text.as_bytes().to_vec(), None, None).unwrap() {
            Read::Whole(statement, _) => statement,
            Read::Columns(seen, why) => panic!("{seen:?} {why:?}"),
        }
    }

    fn told(text: &str) -> Vec<(String, i64)> {
        whole(text).operations.iter().map(|one| (one.on.to_string(), one.amount)).collect()
    }

    #[test]
    fn amounts_are_read_as_banks_write_them() {
        for (text, decimal, centimes) in [
            ("1 250,50", Some(','), 125_050),
            ("1.250,50", Some(','), 125_050),
            ("1.250", Some(','), 125_000),
            ("1,250.50", Some('.'), 125_050),
            ("-33.00", Some('.'), -3_300),
            ("(33,00)", Some(','), -3_300),
            ("33,00-", Some(','), -3_300),
            ("+33,00 DH", Some(','), 3_300),
            ("٣٣٫٥ درهم", None, 3_350),
            ("MAD 33,00", Some(','), 3_300),
            ("33,00 د.م.", Some(','), 3_300),
            ("33,00 DB", Some(','), -3_300),
            ("33,00 CR", Some(','), 3_300),
            ("–33,00", Some(','), -3_300),
            ("7900", Some('.'), 790_000),
        ] {
            assert_eq!(amount(text, decimal), Ok(centimes), "{text}");
        }
        assert_eq!(amount("1.234,567", None), Err("amount-too-precise"));
        assert_eq!(amount("1.234", None), Err("amount-too-precise"));
        assert_eq!(amount("12.34.5,00", Some(',')), Err("amount-not-a-number"));
        for text in ["abc", "abc 33,00", "33,00 EUR", "USD 33,00", "33,00 €"] {
            assert_eq!(amount(text, Some(',')), Err("amount-not-a-number"), "{text}");
        }
    }

    #[test]
    fn newest_first_is_turned_round_and_remarks_are_no_operations() {
        let text = "Date;Libellé;Débit;Crédit;Solde\n07/03/2026;Frais;33,00;;967,00\n05/03/2026;Don;;1000,00;1000,00\n;Report;;;\nTotal;;33,00;1000,00;\n";
        let statement = whole(text);
        assert_eq!((statement.opening, statement.closing), (Some(0), Some(96_700)));
        assert_eq!(statement.operations[0].text, "Don");
        assert_eq!(statement.skipped, ["Report", "Total 33,00 1000,00"]);
    }

    #[test]
    fn dates_and_signs_say_themselves_how_they_are_meant() {
        assert_eq!(
            told("Date,Description,Amount\n03/25/2026,a,-1.5\n04/05/2026,b,2.00\n"),
            [("2026-03-25".into(), -150), ("2026-04-05".into(), 200)]
        );
        assert_eq!(
            told("Date,Description,Amount\n05/04/26,b,2.00\n2026-04-06 00:00:00,c,3\n"),
            [("2026-04-05".into(), 200), ("2026-04-06".into(), 300)]
        );
        let sides = "Date;Type;Motif;Montant;Statut\n05/03/2026;Débit;x;12,00;Exécuté\n05/03/2026;Crédit;y;13,00;Exécuté\n05/03/2026;Crédit;z;14,00;Rejeté\n";
        assert_eq!(told(sides), [("2026-03-05".into(), -1_200), ("2026-03-05".into(), 1_300)]);
    }

    #[test]
    fn what_cannot_be_read_asks_for_its_columns_and_says_why() {
        let asked = |text: &str| match read(text.as_bytes().to_vec(), None, None).unwrap() {
            Read::Whole(..) => panic!("read"),
            Read::Columns(_, why) => why.map(|error| (error.code().to_owned(), error.params().get("line").cloned().unwrap_or_default())),
        };
        assert_eq!(asked("J;Quoi;Combien\n05/03/2026;x;12,00\n"), None);
        assert_eq!(asked("Date;Libellé;Montant\n05/03/2026;x;1.234\n"), Some(("statement-amount-ambiguous".into(), "2".into())));
        assert_eq!(asked("Date;Libellé;Montant\n31/02/2026;x;12,00\n"), Some(("statement-date-unreadable".into(), "2".into())));
        assert_eq!(asked("Date;Libellé;Débit;Crédit\n05/03/2026;x;1,00;2,00\n"), Some(("statement-both-sides".into(), "2".into())));
        let profile = Profile {
            headings: ["date", "libelle", "montant"].map(str::to_owned).into(),
            fields: ["done_on", "text", "amount"].map(|field| Some(field.to_owned())).into(),
            month_first: None,
            decimal: Some(','),
        };
        let Read::Whole(statement, _) = read(b"Date;Libelle;Montant\n05/03/2026;x;1.234\n".to_vec(), None, Some(&profile)).unwrap() else {
            panic!("asks")
        };
        assert_eq!(statement.operations[0].amount, 123_400);
    }

    proptest! {
        #[test]
        fn no_table_breaks_the_reading(text in "(Date;Libellé;Montant\n)?([0-9/;,. a-z-]{0,40}\n){0,8}") {
            let _ = read(text.into_bytes(), None, None);
        }
    }
}
