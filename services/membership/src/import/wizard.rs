//! The steps of an import: upload, say what the columns are, look at what it would do, confirm, look
//! again, perhaps undo. Nothing here waits for a whole file.

use super::columns::{self, is_name, may_repeat};
use super::lines::{Choice, Lines};
use super::own::{self, OwnColumns};
use super::reading;
use crate::entity::{import_queue as queue, member_import as import, member_import_column as column, member_import_file as file};
use crate::{dues_years, limits, numbering};
use chrono::{DateTime, Datelike, Duration, Utc};
use contracts::member_imports::{Existing, ImportReport, MembersImport, MembersImportState as State, SetColumns, SplitName, UploadImport};
use contracts::{ById, Nothing, Page};
use database::{Origin, Workspace};
use kernel::fold::clean;
use kernel::id::new_id;
use kernel::permission::{EditMembers, RecordPayments};
use kernel::{Error, Kind, Result};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;
use web::{Access, File, Upload};

const LONGEST_FILE_NAME: usize = 120;
const PAID_BEFORE: &str = "paid_before";
/// Imports that are shown.
const PAGE: u64 = 30;
/// Files of an association that may wait for their confirmation, or be worked on, at a time.
const MOST_WAITING: i64 = 5;
/// How long a file waits for its confirmation.
pub const WAITS: Duration = Duration::days(1);

/// What was seen of a file when it was opened.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Reading {
    sheets: Vec<String>,
    sheet: Option<String>,
    names: Vec<SplitName>,
    /// Without a line of titles.
    #[serde(default)]
    bare: bool,
}

/// `POST …/members/imports`
pub async fn upload(access: Access<EditMembers>, input: Upload<UploadImport>) -> Result<MembersImport> {
    let choice = known(&access).await?;
    let seen = glance(&access, input.bytes.clone(), choice).await?;
    let file_name: String = clean(&input.query.file_name).chars().take(LONGEST_FILE_NAME).collect();
    let ws = access.begin().await?;
    forget_surplus(&ws).await?;
    let ready = !seen.reading.bare && seen.report.columns.iter().filter_map(|column| column.field.as_deref()).any(is_name);
    let (state, due) = if ready { (State::Checking, ws.now()) } else { (State::Columns, ws.now() + WAITS) };
    let row = import::ActiveModel {
        id: Set(new_id()),
        account_id: Set(access.actor().account),
        who: Set(access.actor().name.clone()),
        role: Set(access.actor().role().code().into()),
        locale: Set(access.locale().code().into()),
        file_name: Set(file_name),
        state: Set(state.code().into()),
        sheet: Set(None),
        header: Set(None),
        fields: Set(None),
        existing: Set(Existing::default().code().into()),
        reading: Set(json(&seen.reading)?),
        lines: Set(None),
        at: Set(0),
        report: Set(json(&seen.report)?),
        wrong_lines: Set(false),
        undo_until: Set(None),
        created_at: Set(ws.now()),
        ..Default::default()
    };
    let row = ws.insert(row).await?;
    ws.insert(file::ActiveModel { id: Set(row.id), content: Set(Some(input.bytes)), wrong: Set(None), ..Default::default() }).await?;
    make_due(&ws, row.id, due).await?;
    ws.audit("import-uploaded", "", json!({})).await?;
    ws.commit(present(row)?).await
}

struct Seen {
    reading: Reading,
    report: ImportReport,
}

async fn glance(access: &Access<EditMembers>, bytes: Vec<u8>, choice: Choice) -> Result<Seen> {
    let today = access.today();
    reading(move || {
        let mut lines = Lines::glance(bytes, &choice, today)?;
        let report = ImportReport {
            columns: lines.columns(),
            encoding: lines.format.into(),
            separator: lines.separator.map(String::from).unwrap_or_default(),
            ..ImportReport::default()
        };
        let (sheets, sheet, bare) = (lines.sheets.clone(), lines.sheet.clone(), lines.bare);
        Ok(Seen { reading: Reading { names: lines.split_names()?, sheets, sheet, bare }, report })
    })
    .await
}

/// What earlier files of the association were read as, and how its members are numbered.
async fn known(access: &Access<EditMembers>) -> Result<Choice> {
    let ws = access.state().db()?.read(access.association(), Origin::actor(access.actor(), access.request_id())).await?;
    let (remembered, own) = known_headers(&ws).await?;
    let (numbers, dues_year) = (numbering::chosen(&ws).await?, Some(dues_years::current(&ws).await?));
    Ok(Choice { remembered, numbers, own, dues_year, ..Choice::default() })
}

pub async fn known_headers(ws: &Workspace) -> Result<(HashMap<String, Option<&'static str>>, OwnColumns)> {
    let rows = ws.all(column::Entity::find()).await?;
    let own = rows.iter().filter_map(|row| Some((row.header.clone(), own::known(row.field.as_deref()?)?))).collect();
    let known = rows.into_iter().map(|row| (row.header, row.field.as_deref().and_then(columns::known))).collect();
    Ok((known, OwnColumns::load(ws, own).await?))
}

/// `GET …/members/imports`, newest first.
pub async fn list(access: Access<EditMembers>, _: Nothing) -> Result<Page<MembersImport>> {
    let ws = access.begin().await?;
    let newest = import::Entity::find().order_by_desc(import::Column::Id).limit(PAGE);
    let items = ws.all(newest).await?.into_iter().map(present).collect::<Result<_>>()?;
    Ok(Page { items, next: None })
}

/// `GET …/members/imports/{id}`
pub async fn show(access: Access<EditMembers>, input: ById) -> Result<MembersImport> {
    let ws = access.begin().await?;
    let mut import = present(ws.get::<import::Entity>(input.id).await?)?;
    if import.state == State::Checked {
        // what the confirmation would say is better known before
        let more = newly_active(&import.report)?;
        let within = if takes_payments(&import.report) && !may_note_payments(&access) {
            Err(Error::conflict("column-of-payments"))
        } else {
            limits::check_members(&ws, more).await
        };
        import.refusal = within.err().map(|error| (error.code().to_owned(), error.params().clone()));
    }
    Ok(import)
}

fn newly_active(report: &ImportReport) -> Result<i64> {
    i64::try_from(report.create - report.inactive + report.activated).map_err(Error::internal)
}

fn takes_payments(report: &ImportReport) -> bool {
    report.columns.iter().any(|column| column.field.as_deref() == Some(PAID_BEFORE))
}

/// `POST …/members/imports/{id}/columns`. The check begins anew.
pub async fn set_columns(access: Access<EditMembers>, input: SetColumns) -> Result<MembersImport> {
    let existing = if input.existing.is_empty() { Some(Existing::default()) } else { Existing::parse(&input.existing) };
    let existing = existing.ok_or_else(|| Error::field("existing", "choice-unknown"))?;
    let mut choice = Choice { sheet: Some(input.sheet.clone()).filter(|sheet| !sheet.is_empty()), ..Choice::default() };
    let looking = access.state().db()?.read(access.association(), Origin::actor(access.actor(), access.request_id())).await?;
    let row = looking.get::<import::Entity>(input.id).await?;
    let content = content(&looking, &row).await?;
    (choice.remembered, choice.own) = known_headers(&looking).await?;
    choice.numbers = numbering::chosen(&looking).await?;
    choice.dues_year = Some(dues_years::current(&looking).await?);
    drop(looking);
    if !input.fields.is_empty() {
        let (said, own) = fields(&input.fields, choice.numbers.is_some(), &choice.own)?;
        choice.own.said = Some(own);
        if said.contains(&Some(PAID_BEFORE)) && !may_note_payments(&access) {
            return Err(Error::field("fields", "column-of-payments"));
        }
        choice.fields = Some(said);
    }
    // another sheet may well begin otherwise
    let same = choice.sheet.is_none() || choice.sheet == parsed::<Reading>(&row.reading)?.sheet;
    choice.header = header(&input.header)?.or(row.header.filter(|_| same));
    choice.sheet = choice.sheet.or_else(|| row.sheet.clone());
    let this_year = choice.dues_year.unwrap_or_else(|| access.today().year());
    let (sheet, said, has_header) = (choice.sheet.clone(), choice.fields.as_ref().map(|_| input.fields.clone()), choice.header);
    let seen = glance(&access, content, choice).await?;
    let ready = seen.report.columns.iter().filter_map(|column| column.field.as_deref()).any(is_name);
    if !ready && said.is_some() {
        return Err(Error::field("fields", "file-no-name-column"));
    }
    check_years(&seen.report, this_year)?;
    let ws = access.begin().await?;
    let row = ws.lock::<import::Entity>(input.id).await?;
    if !waits(&row) {
        return Err(Error::conflict("import-under-way"));
    }
    let state = if said.is_some() { State::Checking } else { State::Columns };
    if said.is_some() {
        remember(&ws, &seen).await?;
    }
    let changed = import::ActiveModel {
        id: Set(row.id),
        state: Set(state.code().into()),
        sheet: Set(sheet),
        // as it was looked at when the columns were said
        header: Set(if said.is_some() { Some(!seen.reading.bare) } else { has_header }),
        fields: Set(said.map(|fields| json(&said_or_nothing(fields))).transpose()?),
        existing: Set(existing.code().into()),
        reading: Set(json(&seen.reading)?),
        lines: Set(None),
        at: Set(0),
        report: Set(json(&seen.report)?),
        wrong_lines: Set(false),
        ..Default::default()
    };
    let row = ws.update(changed).await?;
    make_due(&ws, row.id, if state == State::Checking { ws.now() } else { row.created_at + WAITS }).await?;
    ws.commit(present(row)?).await
}

/// Who has paid may vote: that is for those who record payments to say.
fn may_note_payments(access: &Access<EditMembers>) -> bool {
    let actor = access.actor();
    actor.may::<RecordPayments>() && actor.limit.is_none()
}

/// Whether the first line has the titles; absent: as it looks.
fn header(typed: &str) -> Result<Option<bool>> {
    match typed {
        "" => Ok(None),
        "yes" => Ok(Some(true)),
        "no" => Ok(Some(false)),
        _ => Err(Error::field("header", "choice-unknown")),
    }
}

type Said = (Vec<Option<&'static str>>, Vec<Option<Uuid>>);

/// A field, one of the association's own, or nothing for each column; none twice.
fn fields(typed: &[String], may_number: bool, own: &OwnColumns) -> Result<Said> {
    let (mut fields, mut own_fields) = (Vec::with_capacity(typed.len()), Vec::with_capacity(typed.len()));
    for name in typed {
        let id = own::known(name).filter(|id| own.fields.iter().any(|field| field.id == *id));
        let field = columns::known(name);
        if id.is_none() && field.is_none() && !name.is_empty() {
            return Err(Error::field("fields", "choice-unknown"));
        }
        let again = field.is_some_and(|name| !may_repeat(name) && fields.contains(&field)) || (id.is_some() && own_fields.contains(&id));
        if again {
            return Err(Error::field("fields", "column-twice"));
        }
        if field == Some("own_number") && !may_number {
            return Err(Error::field("fields", "column-of-numbers"));
        }
        fields.push(field);
        own_fields.push(id);
    }
    Ok((fields, own_fields))
}

fn said_or_nothing(fields: Vec<String>) -> Vec<Option<String>> {
    fields.into_iter().map(|field| Some(field).filter(|field| !field.is_empty())).collect()
}

/// Of each year one column of dues.
fn check_years(report: &ImportReport, this_year: i32) -> Result<()> {
    let paid = report.columns.iter().filter(|column| column.field.as_deref() == Some(PAID_BEFORE));
    let mut years = HashSet::new();
    if paid.map(|column| columns::year(&column.header).unwrap_or(this_year)).all(|year| years.insert(year)) {
        Ok(())
    } else {
        Err(Error::field("fields", "column-year-twice"))
    }
}

async fn remember(ws: &Workspace, seen: &Seen) -> Result<()> {
    let count = seen.report.columns.len();
    for (index, read) in seen.report.columns.iter().enumerate() {
        let header = if seen.reading.bare { columns::place_key(index, count) } else { columns::key(&read.header) };
        if header.is_empty() {
            continue;
        }
        let row = column::ActiveModel {
            id: Set(new_id()),
            association_id: Set(ws.association().0),
            header: Set(header),
            field: Set(read.field.clone()),
            created_at: Set(ws.now()),
        };
        let target = [column::Column::AssociationId, column::Column::Header];
        ws.upsert(row, OnConflict::columns(target).update_column(column::Column::Field).to_owned()).await?;
    }
    Ok(())
}

/// `POST …/members/imports/{id}/confirmation`. Confirmed again, it goes on as it was confirmed the
/// first time.
pub async fn confirm(access: Access<EditMembers>, input: ById) -> Result<MembersImport> {
    let ws = access.begin().await?;
    let row = ws.lock::<import::Entity>(input.id).await?;
    match State::parse(&row.state) {
        Some(State::Running | State::Done) => return ws.commit(present(row)?).await,
        Some(State::Checked) => {}
        _ => return Err(Error::conflict("import-not-checked")),
    }
    if row.created_at + WAITS < ws.now() {
        return Err(Error::conflict("import-expired"));
    }
    let checked: ImportReport = parsed(&row.report)?;
    if takes_payments(&checked) && !may_note_payments(&access) {
        return Err(Error::conflict("column-of-payments"));
    }
    limits::check_members(&ws, newly_active(&checked)?).await?;
    let ImportReport { columns, encoding, separator, .. } = checked;
    let confirmed = import::ActiveModel {
        id: Set(row.id),
        // in whose name the members are written
        account_id: Set(access.actor().account),
        who: Set(access.actor().name.clone()),
        role: Set(access.actor().role().code().into()),
        state: Set(State::Running.code().into()),
        at: Set(0),
        report: Set(json(&ImportReport { columns, encoding, separator, ..ImportReport::default() })?),
        ..Default::default()
    };
    let row = ws.update(confirmed).await?;
    make_due(&ws, row.id, ws.now()).await?;
    ws.audit("import-confirmed", "", json!({})).await?;
    ws.commit(present(row)?).await
}

/// `POST …/members/imports/{id}/undoing`. Asked again, it goes on.
pub async fn undo(access: Access<EditMembers>, input: ById) -> Result<MembersImport> {
    let ws = access.begin().await?;
    let row = ws.lock::<import::Entity>(input.id).await?;
    match State::parse(&row.state) {
        Some(State::Undoing | State::Undone) => return ws.commit(present(row)?).await,
        Some(State::Done | State::Failed) if row.undo_until.is_some_and(|until| until > ws.now()) => {}
        _ => return Err(Error::conflict("import-not-undoable")),
    }
    let begun = import::ActiveModel {
        id: Set(row.id),
        account_id: Set(access.actor().account),
        who: Set(access.actor().name.clone()),
        role: Set(access.actor().role().code().into()),
        state: Set(State::Undoing.code().into()),
        ..Default::default()
    };
    let row = ws.update(begun).await?;
    make_due(&ws, row.id, ws.now()).await?;
    ws.commit(present(row)?).await
}

/// `GET …/members/imports/{id}/wrong-lines.csv`
pub async fn wrong_lines(access: Access<EditMembers>, input: ById) -> Result<File> {
    let ws = access.begin().await?;
    ws.get::<import::Entity>(input.id).await?;
    let wrong = ws.get::<file::Entity>(input.id).await?.wrong.ok_or_else(Error::not_found)?;
    Ok(File { content_type: "text/csv; charset=utf-8", name: "wrong-lines.csv".into(), inline: false, body: wrong.into() })
}

/// Nothing was written yet, and its file is there.
fn waits(row: &import::Model) -> bool {
    matches!(State::parse(&row.state), Some(State::Columns | State::Checking | State::Checked))
}

pub async fn content(ws: &Workspace, row: &import::Model) -> Result<Vec<u8>> {
    if !waits(row) && row.state != State::Running.code() {
        return Err(Error::conflict("import-under-way"));
    }
    ws.get::<file::Entity>(row.id).await?.content.ok_or_else(|| Error::conflict("import-expired"))
}

/// When the import is looked at next; whoever works on it now works in vain.
pub async fn make_due(ws: &Workspace, id: Uuid, at: DateTime<Utc>) -> Result<()> {
    ws.global().delete(queue::Entity::delete_many().filter(queue::Column::ImportId.eq(id))).await?;
    let row = queue::ActiveModel {
        import_id: Set(id),
        association_id: Set(ws.association().0),
        due_at: Set(at),
        worker: Set(None),
        lease_until: Set(None),
        attempts: Set(0),
    };
    ws.global().insert(row).await.map(drop)
}

/// The oldest of too many files that nobody confirmed; nobody waits for more than a few at a time.
async fn forget_surplus(ws: &Workspace) -> Result<()> {
    let of = |states: &[State]| import::Entity::find().filter(import::Column::State.is_in(states.iter().map(|state| state.code())));
    if ws.count(of(&[State::Checking, State::Running, State::Undoing])).await? >= MOST_WAITING {
        return Err(Error::new(Kind::TooMany, "imports-busy"));
    }
    let waiting = of(&[State::Columns, State::Checked]).order_by_desc(import::Column::Id);
    for row in ws.all(waiting.offset(u64::try_from(MOST_WAITING).unwrap_or_default() - 1).limit(100)).await? {
        forget(ws, row.id).await?;
    }
    Ok(())
}

/// An import that wrote nothing.
pub async fn forget(ws: &Workspace, id: Uuid) -> Result<()> {
    ws.delete(file::Entity::delete_many().filter(file::Column::Id.eq(id))).await?;
    ws.delete(import::Entity::delete_many().filter(import::Column::Id.eq(id))).await?;
    ws.global().delete(queue::Entity::delete_many().filter(queue::Column::ImportId.eq(id))).await.map(drop)
}

pub fn json<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(Error::internal)
}

pub fn parsed<T: for<'a> Deserialize<'a>>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(Error::internal)
}

fn present(row: import::Model) -> Result<MembersImport> {
    let Reading { sheets, sheet, names, bare } = parsed(&row.reading)?;
    Ok(MembersImport {
        id: row.id,
        state: State::parse(&row.state).ok_or_else(|| Error::internal("an import of unknown state"))?,
        file_name: row.file_name,
        uploaded_by: row.who,
        uploaded_at: row.created_at,
        lines: row.lines,
        sheets,
        sheet,
        bare,
        names,
        existing: Existing::parse(&row.existing).unwrap_or_default(),
        has_wrong_lines: row.wrong_lines,
        undo_until: row.undo_until,
        refusal: None,
        report: parsed(&row.report)?,
    })
}
