//! Members from a file: the tables crate gives its rows, `columns` their meaning, `lines` members
//! and errors by line, `known` is against doubles. All of that without I/O; the handlers are here.
//!
//! Two ways lead in: one call with `dry_run`, and for the wizard an upload that is kept until it is
//! confirmed. Both check first and write nothing then.

mod columns;
mod dates;
mod known;
mod lines;
mod names;

use crate::entity::{import, member};
use crate::members::{self, Newcomers};
use crate::person::Person;
use crate::profile;
use chrono::{NaiveDate, TimeDelta};
use contracts::ById;
use contracts::members::{ConfirmImport, Import, ImportColumn, ImportError, ImportOptions, ImportReport, UploadImport};
use database::Workspace;
use kernel::fold::clean;
use kernel::id::new_id;
use kernel::permission::EditMembers;
use kernel::{Error, Locale, Result};
use known::{Known, Traits};
use lines::{Choice, Line, Lines};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;
use uuid::Uuid;
use web::{Access, Upload};

/// Characters of a file's value that a report shows.
const LONGEST_VALUE: usize = 60;
/// Errors that a report lists.
const MOST_ERRORS: usize = 200;
/// Members that a report shows.
const SAMPLE: usize = 5;
const LONGEST_FILE_NAME: usize = 120;
/// Uploads of an association that may wait for their confirmation at a time.
const MOST_WAITING: u64 = 5;

/// `POST …/members/import?dry_run=`
pub async fn direct(access: Access<EditMembers>, input: Upload<ImportOptions>) -> Result<ImportReport> {
    let lines = read(input.bytes, access.today()).await?;
    let ws = access.begin().await?;
    let locale = profile::locale(&ws, access.locale()).await?;
    let (report, people) = check(&ws, lines, locale).await?;
    if input.query.dry_run {
        // without commit even the check leaves no trace
        return Ok(report);
    }
    let report = write(&ws, report, &people, locale).await?;
    ws.commit(report).await
}

/// `POST …/members/imports`
pub async fn upload(access: Access<EditMembers>, input: Upload<UploadImport>) -> Result<Import> {
    let bytes = input.bytes.clone();
    let lines = read(input.bytes, access.today()).await?;
    let file_name: String = clean(&input.query.file_name).chars().take(LONGEST_FILE_NAME).collect();
    let ws = access.begin().await?;
    let locale = profile::locale(&ws, access.locale()).await?;
    let (report, _) = check(&ws, lines, locale).await?;
    forget_waiting(&ws).await?;
    let row = import::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        file_name: Set(file_name),
        file: Set(bytes),
        confirmed: Set(false),
        report: Set(serde_json::to_string(&report).map_err(Error::internal)?),
        created_at: Set(ws.now()),
    };
    let row = ws.insert(row).await?;
    ws.audit("import-uploaded", "", json!({ "rows": report.rows })).await?;
    ws.commit(to_contract(row)?).await
}

/// `GET …/members/imports/{id}`
pub async fn show(access: Access<EditMembers>, input: ById) -> Result<Import> {
    let ws = access.begin().await?;
    to_contract(ws.get::<import::Entity>(input.id).await?)
}

/// `POST …/members/imports/{id}/confirmation`. Confirmed again, it says what the first time did.
pub async fn confirm(access: Access<EditMembers>, input: ConfirmImport) -> Result<ImportReport> {
    let ws = access.begin().await?;
    let kept = ws.lock::<import::Entity>(input.id).await?;
    if kept.confirmed {
        return ws.commit(to_contract(kept)?.report).await;
    }
    if kept.created_at < ws.now() - TimeDelta::days(1) {
        return Err(Error::conflict("import-expired"));
    }
    let locale = profile::locale(&ws, access.locale()).await?;
    let lines = read(kept.file, ws.today()).await?;
    let (report, people) = check(&ws, lines, locale).await?;
    let report = write(&ws, report, &people, locale).await?;
    let done = import::ActiveModel {
        id: Set(input.id),
        file: Set(Vec::new()), // personal data that nobody needs any more
        confirmed: Set(true),
        report: Set(serde_json::to_string(&report).map_err(Error::internal)?),
        ..Default::default()
    };
    ws.update(done).await?;
    ws.commit(report).await
}

/// A file as read, before it is compared with the members who are there.
#[derive(Debug, Default)]
struct Whole {
    columns: Vec<ImportColumn>,
    format: &'static str,
    separator: String,
    rows: u64,
    people: Vec<Person>,
    errors: Vec<ImportError>,
    errors_cut: bool,
}

/// A large file takes a while: not on the threads that serve requests.
async fn read(bytes: Vec<u8>, today: NaiveDate) -> Result<Whole> {
    tokio::task::spawn_blocking(move || whole(bytes, today)).await.map_err(Error::internal)?
}

fn whole(bytes: Vec<u8>, today: NaiveDate) -> Result<Whole> {
    let mut lines = Lines::open(bytes, &Choice::default(), today)?;
    let separator = lines.separator.map(String::from).unwrap_or_default();
    let mut whole = Whole { columns: lines.columns(), format: lines.format, separator, rows: lines.count(), ..Whole::default() };
    loop {
        let batch = lines.batch()?;
        if batch.is_empty() {
            return Ok(whole);
        }
        for Line { read } in batch {
            match read {
                Ok(person) => whole.people.push(*person),
                Err(errors) => whole.errors.extend(errors),
            }
        }
        whole.errors_cut |= whole.errors.len() > MOST_ERRORS;
        whole.errors.truncate(MOST_ERRORS);
    }
}

/// What the file would do here, and whom it would add.
async fn check(ws: &Workspace, lines: Whole, locale: Locale) -> Result<(ImportReport, Vec<Person>)> {
    // Nobody else adds members between this comparison and the commit. The first number to be
    // given comes with it.
    let first = ws.take_numbers(members::SERIES, 0).await?;
    let traits =
        [member::Column::FoldedAr, member::Column::FoldedFr, member::Column::BornOn, member::Column::EmailFolded, member::Column::Phone];
    let there: Vec<Traits> = ws.rows(member::Entity::find().select_only().columns(traits)).await?;
    let mut known = Known::new(&there);
    let Whole { columns, format, separator, rows, people, errors, errors_cut } = lines;
    let read = people.len();
    let people: Vec<Person> = people.into_iter().filter(|person| known.meets(person)).collect();
    let sample = people.iter().zip(first..).take(SAMPLE).map(|(person, number)| members::preview(person, number, locale)).collect();
    let report = ImportReport {
        columns,
        encoding: format.into(),
        separator,
        rows,
        create: people.len() as u64,
        skip: (read - people.len()) as u64,
        errors,
        errors_cut,
        sample,
        without_email: people.iter().filter(|person| person.email.is_none()).count() as u64,
        written: false,
    };
    Ok((report, people))
}

async fn write(ws: &Workspace, mut report: ImportReport, people: &[Person], locale: Locale) -> Result<ImportReport> {
    report.written = true;
    if people.is_empty() {
        return Ok(report);
    }
    let Newcomers { first, last, sample } = members::write(ws, people, locale, SAMPLE).await?;
    report.sample = sample;
    let refused = report.rows - report.create - report.skip;
    let details = json!({ "created": report.create, "skipped": report.skip, "refused": refused });
    ws.audit("members-imported", format!("№ {first}–{last}"), details).await?;
    members::announce_counts(ws).await?;
    Ok(report)
}

/// Uploads that nobody confirmed within a day, and the oldest of too many.
async fn forget_waiting(ws: &Workspace) -> Result<()> {
    #[derive(sea_orm::FromQueryResult)]
    struct Id {
        id: Uuid,
    }
    let waiting = import::Entity::find().select_only().column(import::Column::Id).filter(import::Column::Confirmed.eq(false));
    let surplus: Vec<Id> = ws.rows(waiting.order_by_desc(import::Column::Id).offset(MOST_WAITING - 1).limit(100)).await?;
    let old = import::Column::CreatedAt.lt(ws.now() - TimeDelta::days(1));
    let forgotten = Condition::any().add(old).add(import::Column::Id.is_in(surplus.into_iter().map(|row| row.id)));
    ws.delete(import::Entity::delete_many().filter(import::Column::Confirmed.eq(false)).filter(forgotten)).await.map(drop)
}

fn to_contract(row: import::Model) -> Result<Import> {
    let report = serde_json::from_str(&row.report).map_err(Error::internal)?;
    Ok(Import { id: row.id, file_name: row.file_name, confirmed: row.confirmed, report })
}
