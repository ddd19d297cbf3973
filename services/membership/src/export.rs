//! The members of a filtered list in a file: a table for spreadsheets, or cards for an address book.

use crate::entity::member;
use crate::field_values::{self, Values};
use crate::filter::Filter;
use crate::members::to_contract;
use crate::numbering::{self, Pattern};
use crate::{dues_years, families, fields, groups, guardians, vcard};
use chrono::NaiveDate;
use contracts::ById;
use contracts::member_fields::{Field, FieldKind};
use contracts::member_lists::{COLUMNS, ExportList};
use contracts::members::Sex;
use database::Workspace;
use futures_util::stream;
use kernel::dues_years::DuesYears;
use kernel::permission::{ExportMembers, ViewMembers};
use kernel::{Error, Locale, Result};
use language::key;
use sea_orm::QuerySelect;
use std::collections::{HashMap, HashSet};
use tables::{Cell, Workbook};
use uuid::Uuid;
use web::{Access, File};

/// Members read at a time.
const SLICE: u64 = 1_000;
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const VCARD: &str = "text/vcard; charset=utf-8";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Csv,
    Xlsx,
    Cards,
}

/// A file on its way. Each slice is read in a transaction of its own: a slow client holds none.
struct Export {
    access: Access<ExportMembers>,
    filter: Filter,
    columns: Vec<&'static str>,
    /// Columns of the association's own.
    own: Vec<Field>,
    after: Option<i64>,
}

/// `GET …/members/export`
pub async fn download(access: Access<ExportMembers>, input: ExportList) -> Result<File> {
    let format = match input.format.as_str() {
        "csv" => Format::Csv,
        "xlsx" => Format::Xlsx,
        "vcf" => Format::Cards,
        _ => return Err(Error::invalid("export-format-unknown")),
    };
    let asked: Vec<&str> = input.columns.split(',').map(str::trim).collect();
    let mut columns: Vec<&'static str> = COLUMNS.into_iter().filter(|column| asked.contains(column)).collect();
    let filter = Filter::read(input.filter, access.today())?;
    let fields = fields::all(&access.begin().await?).await?;
    let mut own: Vec<Field> = fields.iter().filter(|field| asked.contains(&field.name().as_str())).cloned().collect();
    if columns.is_empty() && own.is_empty() {
        columns = COLUMNS.into();
        own = fields.into_iter().filter(|field| !field.retired).collect();
    }
    let export = Export { access, filter, columns, own, after: None };
    Ok(match format {
        Format::Csv => File::streamed("text/csv; charset=utf-8", "members.csv", stream::try_unfold(export, next_lines)),
        Format::Cards => File::streamed(VCARD, "members.vcf", stream::try_unfold(export, next_cards)),
        Format::Xlsx => {
            let book = workbook(export).await?;
            File { content_type: XLSX, name: "members.xlsx".into(), inline: false, body: book.into() }
        }
    })
}

/// `GET …/members/{id}/card`
pub async fn one_card(access: Access<ViewMembers>, input: ById) -> Result<File> {
    let ws = access.begin().await?;
    let row = groups::reach(&ws, access.actor(), input.id, false).await?;
    Ok(File { content_type: VCARD, name: format!("member-{}.vcf", row.number), inline: false, body: vcard::card(&row).into() })
}

impl Export {
    async fn slice(&mut self) -> Result<(Vec<member::Model>, Writer)> {
        let ws = self.access.begin().await?;
        let mut writer = Writer::new(&ws, self.access.locale()).await?;
        let select = self.filter.select(&ws, self.access.actor(), (&writer.pattern, &writer.years), self.after.unwrap_or_default());
        let rows = ws.all(select.limit(SLICE)).await?;
        if self.columns.contains(&"dues") {
            writer.paid = dues_years::paid_of(&ws, &writer.years, &rows).await?;
        }
        if self.columns.contains(&"family") {
            writer.families = families::labels(&ws, &rows.iter().map(|row| row.id).collect::<Vec<_>>()).await?;
        }
        if self.columns.contains(&"guardians") {
            writer.guardians = guardians::named(&ws, &rows).await?;
        }
        self.after = rows.last().map(|row| row.number).or(self.after);
        if !self.own.is_empty() {
            writer.own = field_values::of_members(&ws, rows.iter().map(|row| row.id).collect()).await?;
        }
        Ok((rows, writer))
    }
}

async fn next_lines(mut export: Export) -> Result<Option<(Vec<u8>, Export)>> {
    let first = export.after.is_none();
    let (rows, writer) = export.slice().await?;
    let mut text = String::new();
    if first {
        text.push_str(tables::BEGINNING);
        text.push_str(&tables::line(titles(&export, writer.locale)));
    } else if rows.is_empty() {
        return Ok(None);
    }
    for row in rows {
        text.push_str(&tables::line(writer.cells(row, &export).into_iter().map(as_text)));
    }
    export.after = export.after.or(Some(0));
    Ok(Some((text.into_bytes(), export)))
}

async fn next_cards(mut export: Export) -> Result<Option<(Vec<u8>, Export)>> {
    let (rows, _) = export.slice().await?;
    let text: String = rows.iter().map(vcard::card).collect();
    Ok((!text.is_empty()).then_some((text.into_bytes(), export)))
}

/// Its directory stands at a workbook's end, so it is made whole, and packed as it grows.
async fn workbook(mut export: Export) -> Result<Vec<u8>> {
    let locale = export.access.locale();
    let mut book = Workbook::new(&language::text(locale, key::MEMBERS_TITLE), locale == Locale::Ar)?;
    book.row(titles(&export, locale).into_iter().map(Cell::Text))?;
    loop {
        let (rows, writer) = export.slice().await?;
        if rows.is_empty() {
            return book.finish();
        }
        for row in rows {
            book.row(writer.cells(row, &export))?;
        }
    }
}

fn titles(export: &Export, locale: Locale) -> Vec<String> {
    let own = export.own.iter().map(|field| field.label(locale).to_owned());
    export.columns.iter().map(|column| language::named(locale, "member-column", column)).chain(own).collect()
}

fn as_text(cell: Cell) -> String {
    match cell {
        Cell::Blank => String::new(),
        Cell::Text(text) => text,
        Cell::Number(number) => number.to_string(),
        Cell::Date(date) => language::short_date(date),
        Cell::Amount(amount) => amount.to_string(),
    }
}

/// Members as cells of a table.
struct Writer {
    pattern: Pattern,
    locale: Locale,
    today: NaiveDate,
    years: DuesYears,
    /// Who of the slice has paid the dues of today's year.
    paid: HashSet<Uuid>,
    /// What the slice's members have in fields of the association's own.
    own: HashMap<Uuid, Values>,
    /// Of the slice's members, by id.
    families: HashMap<Uuid, String>,
    guardians: HashMap<Uuid, String>,
}

impl Writer {
    async fn new(ws: &Workspace, locale: Locale) -> Result<Self> {
        let (families, guardians) = (HashMap::new(), HashMap::new());
        let (pattern, years) = (numbering::pattern(ws).await?, dues_years::find(ws).await?);
        Ok(Self { pattern, locale, today: ws.today(), years, paid: HashSet::new(), own: HashMap::new(), families, guardians })
    }

    fn cells(&self, row: member::Model, export: &Export) -> Vec<Cell> {
        let member = to_contract(row.clone(), &self.pattern);
        let text = |value: &Option<String>| value.clone().map_or(Cell::Blank, Cell::Text);
        let lines = |value: &Option<String>| value.as_deref().map_or(Cell::Blank, |lines| Cell::Text(lines.replace('\n', " / ")));
        let say = |key| Cell::Text(language::text(self.locale, key));
        let named = |family: &str, code: &str| Cell::Text(language::named(self.locale, family, code));
        let commune = if self.locale == Locale::Ar {
            row.commune_ar.clone().or(row.commune_fr.clone())
        } else {
            row.commune_fr.clone().or(row.commune_ar.clone())
        };
        let cell = |column: &&'static str| match *column {
            "number" if self.pattern.is_plain() => Cell::Number(row.number),
            "number" => Cell::Text(member.code.clone()),
            "given_ar" => text(&row.given_ar),
            "family_ar" => text(&row.family_ar),
            "given_fr" => text(&row.given_fr),
            "family_fr" => text(&row.family_fr),
            "kind" => named("member-kind", &row.kind),
            "status" => named("member-status", &row.status),
            "category" => text(&row.category),
            "sex" => member.sex.map_or(Cell::Blank, |sex| say(if sex == Sex::Female { key::SEX_FEMALE } else { key::SEX_MALE })),
            "born_on" => row.born_on.map_or(Cell::Blank, Cell::Date),
            "age" => row.born_on.and_then(|born| self.today.years_since(born)).map_or(Cell::Blank, |age| Cell::Number(age.into())),
            "joined_on" => row.joined_on.map_or(Cell::Blank, Cell::Date),
            "dues" => say(if self.paid.contains(&row.id) { key::MEMBER_PAID } else { key::MEMBER_UNPAID }),
            "phone" => text(&row.phone),
            "other_phones" => lines(&row.other_phones),
            "email" => text(&row.email),
            "other_emails" => lines(&row.other_emails),
            "address" => text(&row.address),
            "commune" => text(&commune),
            "profession" => text(&row.profession),
            "nationality" => text(&row.nationality),
            "family" => text(&self.families.get(&row.id).cloned()),
            "guardians" => text(&self.guardians.get(&row.id).cloned()),
            _ => Cell::Blank,
        };
        let held = self.own.get(&row.id);
        let own =
            export.own.iter().map(|field| held.and_then(|held| held.get(&field.id)).map_or(Cell::Blank, |value| self.own(field, value)));
        export.columns.iter().map(cell).chain(own).collect()
    }

    fn own(&self, field: &Field, value: &str) -> Cell {
        let text = || Cell::Text(value.to_owned());
        match field.kind {
            FieldKind::Text => text(),
            FieldKind::Number => value.parse().map_or_else(|_| text(), Cell::Number),
            FieldKind::Day => value.parse().map_or_else(|_| text(), Cell::Date),
            FieldKind::Choice => Cell::Text(field.option(value, self.locale).to_owned()),
            FieldKind::File => Cell::Text(language::text(self.locale, key::RECORD_YES)),
            FieldKind::YesNo => Cell::Text(language::text(self.locale, if value == "yes" { key::RECORD_YES } else { key::RECORD_NO })),
        }
    }
}
