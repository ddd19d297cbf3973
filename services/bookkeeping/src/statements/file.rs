//! Statements to take away: printed, as a workbook, as lines of text.

use super::{kind, make};
use chrono::NaiveDate;
use contracts::statements::{AskStatement, Cell, Statement, StatementKind, Weight};
use contracts::tenancy::Association;
use futures_util::stream;
use kernel::permission::ViewBooks;
use kernel::{Error, Locale, Result};
use language::key;
use tables::Workbook;
use web::{Access, Call, File};

/// Entries or lines read at a time.
const SLICE: u64 = 500;
/// What is longer than this is no paper: some hundred pages.
const PRINTED: usize = 5_000;
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// `GET …/books/statements/file`
///
/// # Errors
/// Those of the statement; `export-format-unknown`; `statement-too-long` for paper.
pub async fn download(access: Access<ViewBooks>, input: AskStatement) -> Result<File> {
    let kind = kind(&input)?;
    match input.format.as_str() {
        "csv" => lines(access, kind, input).await,
        "xlsx" => workbook(&access, kind, input).await,
        "pdf" => pdf(&access, kind, input).await,
        _ => Err(Error::invalid("export-format-unknown")),
    }
}

fn name(statement: &Statement, ending: &str) -> String {
    format!("{}-{}-{}.{ending}", statement.kind, statement.from, statement.to)
}

/// All pages as one, in one transaction: what is posted meanwhile is in none of it.
async fn whole(access: &Access<ViewBooks>, kind: StatementKind, mut input: AskStatement, most: usize) -> Result<Statement> {
    let ws = access.snapshot().await?;
    input.after = None;
    let mut whole = make(&ws, access.actor(), kind, &input, SLICE).await?;
    while let Some(next) = whole.next.take() {
        if whole.rows.len() > most {
            return Err(Error::invalid("statement-too-long").with("max", most));
        }
        input.after = Some(next);
        let mut page = make(&ws, access.actor(), kind, &input, SLICE).await?;
        whole.rows.append(&mut page.rows);
        whole.faults.append(&mut page.faults);
        whole.next = page.next;
    }
    if whole.rows.len() > most { Err(Error::invalid("statement-too-long").with("max", most)) } else { Ok(whole) }
}

/// A file on its way. Each part is read in a transaction of its own: a slow client holds none.
struct Sending {
    access: Access<ViewBooks>,
    kind: StatementKind,
    input: AskStatement,
    first: Option<Statement>,
    over: bool,
}

async fn lines(access: Access<ViewBooks>, kind: StatementKind, mut input: AskStatement) -> Result<File> {
    input.after = None;
    let first = {
        let ws = access.snapshot().await?;
        make(&ws, access.actor(), kind, &input, SLICE).await?
    };
    let name = name(&first, "csv");
    let sending = Sending { access, kind, input, first: Some(first), over: false };
    Ok(File::streamed("text/csv; charset=utf-8", name, stream::try_unfold(sending, next_lines)))
}

async fn next_lines(mut sending: Sending) -> Result<Option<(Vec<u8>, Sending)>> {
    if sending.over {
        return Ok(None);
    }
    let locale = sending.access.locale();
    let mut text = String::new();
    let statement = if let Some(first) = sending.first.take() {
        text.push_str(tables::BEGINNING);
        text.push_str(&tables::line(first.columns.iter().map(|column| column.title.clone())));
        first
    } else {
        let ws = sending.access.snapshot().await?;
        make(&ws, sending.access.actor(), sending.kind, &sending.input, SLICE).await?
    };
    for row in &statement.rows {
        text.push_str(&tables::cells(row.cells.iter().map(cell), point(locale)));
    }
    // a file that does not balance says so as loudly as a page
    for fault in &statement.faults {
        text.push_str(&tables::line([fault]));
    }
    sending.over = statement.next.is_none();
    sending.input.after = statement.next;
    Ok(Some((text.into_bytes(), sending)))
}

/// What stands before the centimes in spreadsheets of this language.
const fn point(locale: Locale) -> char {
    if matches!(locale, Locale::En) { '.' } else { ',' }
}

fn cell(cell: &Cell) -> tables::Cell {
    match cell {
        Cell::Blank => tables::Cell::Blank,
        Cell::Text(text) | Cell::Code(text) => tables::Cell::Text(text.clone()),
        Cell::Date(date) => tables::Cell::Date(*date),
        Cell::Amount(money) => tables::Cell::Amount(*money),
    }
}

async fn workbook(access: &Access<ViewBooks>, kind: StatementKind, mut input: AskStatement) -> Result<File> {
    let locale = access.locale();
    let ws = access.snapshot().await?;
    input.after = None;
    let mut page = make(&ws, access.actor(), kind, &input, SLICE).await?;
    let name = name(&page, "xlsx");
    let mut book = Workbook::new(&page.title, locale == Locale::Ar)?;
    book.row(page.columns.iter().map(|column| tables::Cell::Text(column.title.clone())))?;
    loop {
        for row in &page.rows {
            book.row(row.cells.iter().map(cell))?;
        }
        for fault in &page.faults {
            book.row([tables::Cell::Text(fault.clone())])?;
        }
        let Some(next) = page.next else { break };
        input.after = Some(next);
        page = make(&ws, access.actor(), kind, &input, SLICE).await?;
    }
    Ok(File { content_type: XLSX, name, inline: false, body: book.finish()?.into() })
}

async fn pdf(access: &Access<ViewBooks>, kind: StatementKind, input: AskStatement) -> Result<File> {
    let association = association(access).await?;
    let statement = whole(access, kind, input, PRINTED).await?;
    let name = name(&statement, "pdf");
    let paper = paper(statement, association, access.locale(), access.today());
    let bytes = tokio::task::spawn_blocking(move || documents::statement(&paper)).await.map_err(Error::internal)??;
    Ok(File::pdf(name, bytes))
}

/// As it is named now. Asked before a workspace is begun.
async fn association(access: &Access<ViewBooks>) -> Result<Association> {
    let token = access.actor().seal(access.state().signer(), access.now());
    let path = format!("/api/v1/associations/{}", access.association());
    let call = Call { method: axum::http::Method::GET, path: &path, token: &token, request_id: access.request_id(), idempotency_key: None };
    access.state().peers().call(&call, &()).await
}

fn paper(statement: Statement, association: Association, locale: Locale, today: NaiveDate) -> documents::Statement {
    let day = |day| language::long_date(day, locale);
    let (from, to, on) = (day(statement.from), day(statement.to), day(today));
    let period = [("from", (&from).into()), ("to", (&to).into())];
    let weight = |weight| match weight {
        Weight::Heading => documents::Weight::Heading,
        Weight::Line => documents::Weight::Line,
        Weight::Total => documents::Weight::Total,
    };
    let columns = statement.columns.into_iter();
    documents::Statement {
        association_ar: association.name_ar,
        association_fr: association.name_fr,
        seat_ar: association.commune.name_ar,
        seat_fr: association.commune.name_fr,
        legal_receipt: association.receipt_number,
        locale,
        title: statement.title,
        period: language::text_with(locale, key::STATEMENT_PERIOD, &period),
        printed: language::text_with(locale, key::STATEMENT_PRINTED, &[("date", (&on).into())]),
        brought: language::text(locale, key::STATEMENT_BROUGHT),
        carried: language::text(locale, key::STATEMENT_CARRIED),
        columns: columns.map(|c| documents::StatementColumn { title: c.title, number: c.number, carried: c.carried }).collect(),
        rows: statement.rows.into_iter().map(|row| (weight(row.weight), row.cells.into_iter().map(printed).collect())).collect(),
        faults: statement.faults,
        notes: statement.notes,
    }
}

fn printed(cell: Cell) -> documents::StatementCell {
    match cell {
        Cell::Blank => documents::StatementCell::Blank,
        Cell::Text(text) => documents::StatementCell::Text(text),
        Cell::Code(code) => documents::StatementCell::Figures(code),
        Cell::Date(date) => documents::StatementCell::Figures(language::short_date(date)),
        Cell::Amount(money) => documents::StatementCell::Amount(money),
    }
}
