//! The vouchers of entries: kept with the digest of their bytes, by whom and when, and never changed or removed. A wrong one is
//! marked as wrong and stays.

use crate::entity::{entry, fiscal_year, voucher, wrong_voucher};
use crate::journal::{REVERSAL, read_label};
use crate::papers::{self, MOST, file_info};
use crate::{limits, scan, voucher_files};
use chrono::NaiveDate;
use contracts::ById;
use contracts::books::Entry;
use contracts::vouchers::{AddVoucher, KINDS, MarkVoucher, Papers, Voucher, Wrong};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::fold::{clean, western_digits};
use kernel::id::new_id;
use kernel::permission::{PostEntries, ViewBooks};
use kernel::{Actor, Error, Result, date};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Select};
use serde_json::json;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;
use web::{Access, File, Routes, Upload};

/// Characters of a paper's number.
const MAX_NUMBER: usize = 60;

pub fn routes(routes: Routes) -> Routes {
    routes
        .upload("/api/v1/associations/{association}/books/papers", "Send a voucher before its entry", papers::keep)
        .file("/api/v1/associations/{association}/books/papers/{id}", "A voucher of a draft", papers::download)
        .upload("/api/v1/associations/{association}/books/journal/{id}/vouchers", "Add a voucher to an entry", add_later)
        .file("/api/v1/associations/{association}/books/vouchers/{id}", "The file of a voucher", download)
        .post("/api/v1/associations/{association}/books/vouchers/{id}/mark", "Mark a voucher as wrong", mark)
        .file("/api/v1/associations/{association}/books/vouchers.zip", "The vouchers of a year with their index", voucher_files::download)
        .get("/api/v1/associations/{association}/books/storage", "How much room the files of the books take", limits::storage)
}

/// What a form said of the papers behind its entry.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    papers: Vec<Uuid>,
    reference: Reference,
}

/// What names a paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    kind: String,
    number: String,
    dated_on: Option<NaiveDate>,
}

/// Files that are an entry's from now on, and what names the first of them, or the paper that has no file.
#[derive(Clone, Debug, Default)]
pub struct Sheets {
    pub files: Vec<Uuid>,
    pub reference: Reference,
}

impl Reference {
    /// Enough to find the paper by.
    fn names_a_paper(&self) -> bool {
        !self.number.is_empty() || self.dated_on.is_some()
    }
}

/// # Errors
/// At its fields: `choice-unknown`, `too-long`, `date-in-future`, those of dates; `required` where a kind says nothing by itself.
pub fn read(input: &Papers, today: NaiveDate) -> Result<Evidence> {
    let mut errors = FieldErrors::default();
    let kind = clean(&input.voucher_kind);
    if !kind.is_empty() && !KINDS.contains(&kind.as_str()) {
        errors.add("voucher_kind", "choice-unknown");
    }
    let number = western_digits(&clean(&input.voucher_number));
    if number.chars().count() > MAX_NUMBER {
        errors.add_with("voucher_number", "too-long", "max", MAX_NUMBER);
    }
    let dated_on = match clean(&input.voucher_date) {
        empty if empty.is_empty() => None,
        typed => errors.keep("voucher_date", date::parse(&typed).and_then(|on| if on > today { Err("date-in-future") } else { Ok(on) })),
    };
    let reference = Reference { kind, number, dated_on };
    if input.vouchers.is_empty() && !reference.kind.is_empty() && !reference.names_a_paper() && input.voucher_date.trim().is_empty() {
        errors.add("voucher_number", "required");
    }
    errors.finish()?;
    Ok(Evidence { papers: input.vouchers.clone(), reference })
}

impl Evidence {
    pub fn reference(self) -> Reference {
        self.reference
    }
}

/// Both, or the errors of both.
pub fn together<A, B>(one: Result<A>, other: Result<B>) -> Result<(A, B)> {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok((one, other)),
        (Err(first), Err(second)) if !first.field_errors().is_empty() => {
            let fields = [first.field_errors(), second.field_errors()].concat();
            Err(first.with_fields(fields))
        }
        (Err(error), _) | (_, Err(error)) => Err(error),
    }
}

/// Takes the papers that a form named.
///
/// # Errors
/// `voucher-gone`, `too-many-vouchers` at `file`
pub async fn take(ws: &Workspace, evidence: Evidence) -> Result<Sheets> {
    Ok(Sheets { files: papers::take(ws, &evidence.papers).await?, reference: evidence.reference })
}

/// Gives an entry its vouchers.
pub async fn add(ws: &Workspace, entry: &entry::Model, year: i32, sheets: Sheets) -> Result<()> {
    let Sheets { files, reference } = sheets;
    let facts = ws.files(files.clone()).await?;
    let alone = files.is_empty() && reference.names_a_paper();
    let files: Vec<Option<Uuid>> = if alone { vec![None] } else { files.into_iter().map(Some).collect() };
    let mut said = Some(reference);
    for file_id in files {
        let sha256 = file_id.and_then(|id| facts.iter().find(|facts| facts.id == id)).map(|facts| facts.sha256.clone());
        let Reference { kind, number, dated_on } = said.take().unwrap_or_default();
        ws.audit("entry-voucher-added", subject(entry, year), json!({ "sha256": sha256, "number": number })).await?;
        let row = voucher::ActiveModel {
            association_id: Set(ws.association().0),
            id: Set(new_id()),
            entry_id: Set(entry.id),
            file_id: Set(file_id),
            sha256: Set(sha256),
            kind: Set(kind),
            number: Set(number),
            dated_on: Set(dated_on),
            added_at: Set(ws.now()),
            added_by: Set(ws.origin().who.clone()),
        };
        ws.insert(row).await?;
    }
    Ok(())
}

fn subject(entry: &entry::Model, year: i32) -> String {
    format!("{} {year}/{}", entry.journal, entry.number)
}

/// The entry and its year, if the seat reaches it.
async fn reach(ws: &Workspace, actor: &Actor, entry: Uuid) -> Result<(entry::Model, fiscal_year::Model)> {
    let entry = ws.get::<entry::Entity>(entry).await?;
    let year = ws.get::<fiscal_year::Entity>(entry.fiscal_year_id).await?;
    if actor.reaches_year(year.year) { Ok((entry, year)) } else { Err(Error::not_found()) }
}

/// `POST …/books/journal/{id}/vouchers`: also of a year that is closed, as it says by whom and when it came.
///
/// # Errors
/// Those of [`scan::prepare`] and [`read`]; `too-many-vouchers` at `file`, `storage-limit-reached`
pub async fn add_later(access: Access<PostEntries>, input: Upload<AddVoucher>) -> Result<Entry> {
    let AddVoucher { id, file_name, voucher_kind, voucher_number, voucher_date } = input.query;
    // who names no entry of theirs is told so, whatever else is wrong
    reach(&access.begin().await?, access.actor(), id).await?;
    let said = Papers { vouchers: Vec::new(), voucher_kind, voucher_number, voucher_date };
    let sent = !input.bytes.is_empty();
    // a kind alone is enough beside a file
    let said = if sent { Papers { vouchers: vec![id], ..said } } else { said };
    let reference = read(&said, access.today())?.reference;
    let file = match (sent, reference.names_a_paper()) {
        (false, true) => None,
        (false, false) => return Err(Error::field("file", "file-empty")),
        (true, _) => Some(scan::prepare(&file_name, input.bytes).await?),
    };
    let ws = access.begin().await?;
    let (entry, year) = reach(&ws, access.actor(), id).await?;
    // two who add to it are one after the other: the second counts the first's
    ws.lock::<fiscal_year::Entity>(year.id).await?;
    let there = ws.count(voucher::Entity::find().filter(voucher::Column::EntryId.eq(entry.id))).await?;
    if usize::try_from(there).is_ok_and(|there| there >= MOST) {
        return Err(Error::field("file", "too-many-vouchers"));
    }
    let files = match file {
        Some(file) => vec![ws.store_file(file).await?],
        None => Vec::new(),
    };
    add(&ws, &entry, year.year, Sheets { files, reference }).await?;
    let shown = crate::journal::shown(&ws, vec![entry]).await?.pop().ok_or_else(Error::not_found)?;
    ws.commit(shown).await
}

/// `POST …/books/vouchers/{id}/mark`
///
/// # Errors
/// `voucher-marked`
pub async fn mark(access: Access<PostEntries>, input: MarkVoucher) -> Result<Entry> {
    let ws = access.begin().await?;
    let row = ws.get::<voucher::Entity>(input.id).await?;
    let (entry, year) = reach(&ws, access.actor(), row.entry_id).await?;
    let mut errors = FieldErrors::default();
    let reason = read_label(&input.reason, "reason", &mut errors);
    errors.finish()?;
    let new = wrong_voucher::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        voucher_id: Set(row.id),
        reason: Set(reason.clone()),
        marked_at: Set(ws.now()),
        marked_by: Set(ws.origin().who.clone()),
    };
    if !ws.insert_new(new).await? {
        return Err(Error::conflict("voucher-marked"));
    }
    ws.audit("entry-voucher-marked", subject(&entry, year.year), json!({ "reason": reason, "sha256": row.sha256, "number": row.number }))
        .await?;
    let shown = crate::journal::shown(&ws, vec![entry]).await?.pop().ok_or_else(Error::not_found)?;
    ws.commit(shown).await
}

/// `GET …/books/vouchers/{id}`
pub async fn download(access: Access<ViewBooks>, input: ById) -> Result<File> {
    let ws = access.begin().await?;
    let row = ws.get::<voucher::Entity>(input.id).await?;
    let (entry, year) = reach(&ws, access.actor(), row.entry_id).await?;
    let file = row.file_id.ok_or_else(Error::not_found)?;
    papers::served(&ws, file, &format!("{}-{}-{}", entry.journal, year.year, entry.number)).await
}

/// By entry, the oldest first.
pub async fn of_entries(ws: &Workspace, entries: Vec<Uuid>) -> Result<HashMap<Uuid, Vec<Voucher>>> {
    let mut found: HashMap<Uuid, Vec<Voucher>> = HashMap::new();
    let rows = ws.all(voucher::Entity::find().filter(voucher::Column::EntryId.is_in(entries)).order_by_asc(voucher::Column::Id)).await?;
    if rows.is_empty() {
        return Ok(found);
    }
    let files = ws.files(rows.iter().filter_map(|row| row.file_id).collect()).await?;
    let mut wrong = wrong_of(ws, rows.iter().map(|row| row.id).collect()).await?;
    for row in rows {
        let voucher = Voucher {
            file: row.file_id.map(|id| file_info(id, &files)).transpose()?,
            wrong: wrong.remove(&row.id),
            id: row.id,
            kind: row.kind,
            number: row.number,
            dated_on: row.dated_on,
            added_at: row.added_at,
            added_by: row.added_by,
        };
        found.entry(row.entry_id).or_default().push(voucher);
    }
    Ok(found)
}

/// The marks of those that are wrong, by voucher.
pub async fn wrong_of(ws: &Workspace, vouchers: Vec<Uuid>) -> Result<HashMap<Uuid, Wrong>> {
    let marks = ws.all(wrong_voucher::Entity::find().filter(wrong_voucher::Column::VoucherId.is_in(vouchers))).await?;
    Ok(marks.into_iter().map(|row| (row.voucher_id, Wrong { reason: row.reason, at: row.marked_at, by: row.marked_by })).collect())
}

/// Those of the entries that have a voucher which nobody marked.
pub async fn having(ws: &Workspace, entries: Vec<Uuid>) -> Result<HashSet<Uuid>> {
    let rows = ws.all(voucher::Entity::find().filter(voucher::Column::EntryId.is_in(entries))).await?;
    let wrong = wrong_of(ws, rows.iter().map(|row| row.id).collect()).await?;
    Ok(rows.into_iter().filter(|row| !wrong.contains_key(&row.id)).map(|row| row.entry_id).collect())
}

/// Entries by hand that were not taken back and have no voucher, or none but wrong ones.
pub fn lacking(ws: &Workspace, select: Select<entry::Entity>) -> Select<entry::Entity> {
    let mine = ws.association().0;
    let wrong = Query::select()
        .column(wrong_voucher::Column::VoucherId)
        .from(wrong_voucher::Entity)
        .and_where(Expr::col((wrong_voucher::Entity, wrong_voucher::Column::AssociationId)).eq(mine))
        .to_owned();
    let having = Query::select()
        .column(voucher::Column::EntryId)
        .from(voucher::Entity)
        .and_where(Expr::col((voucher::Entity, voucher::Column::AssociationId)).eq(mine))
        .and_where(Expr::col((voucher::Entity, voucher::Column::Id)).not_in_subquery(wrong))
        .to_owned();
    let taken_back = Query::select()
        .column(entry::Column::SourceId)
        .from(entry::Entity)
        .and_where(Expr::col((entry::Entity, entry::Column::AssociationId)).eq(mine))
        .and_where(Expr::col((entry::Entity, entry::Column::SourceKind)).eq(REVERSAL))
        .to_owned();
    select
        .filter(entry::Column::SourceKind.is_null())
        .filter(entry::Column::Id.not_in_subquery(having))
        .filter(entry::Column::Id.not_in_subquery(taken_back))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, 5).unwrap()
    }

    fn said(kind: &str, number: &str, on: &str) -> Papers {
        Papers { vouchers: Vec::new(), voucher_kind: kind.into(), voucher_number: number.into(), voucher_date: on.into() }
    }

    #[test]
    fn what_names_a_paper_is_read() {
        let found = read(&said("invoice", " F\u{202e}-٠١٢ ", "01/03/2026"), today()).unwrap();
        let on = NaiveDate::from_ymd_opt(2026, 3, 1);
        assert_eq!(found.reference, Reference { kind: "invoice".into(), number: "F-012".into(), dated_on: on });
        assert!(!read(&Papers::default(), today()).unwrap().reference.names_a_paper());
        // beside a file the kind is enough
        assert!(read(&Papers { vouchers: vec![Uuid::nil()], ..said("contract", "", "") }, today()).is_ok());
    }

    #[test]
    fn what_cannot_be_is_told_at_its_field() {
        let codes = |input: &Papers| {
            let error = read(input, today()).unwrap_err();
            error.field_errors().iter().map(|e| format!("{} {}", e.field, e.code)).collect::<Vec<_>>()
        };
        assert_eq!(
            codes(&said("bill", &"9".repeat(61), "06/03/2026")),
            ["voucher_kind choice-unknown", "voucher_number too-long", "voucher_date date-in-future"]
        );
        assert_eq!(codes(&said("invoice", "", "")), ["voucher_number required"]);
    }

    #[test]
    fn errors_of_both_halves_are_told_at_once() {
        let wrong = |field: &str| Err::<(), _>(Error::field(field, "required"));
        let fields = |error: Error| error.field_errors().iter().map(|e| e.field.clone()).collect::<Vec<_>>();
        assert_eq!(fields(together(wrong("a"), wrong("b")).unwrap_err()), ["a", "b"]);
        assert_eq!(fields(together(Ok(()), wrong("b")).unwrap_err()), ["b"]);
        assert!(together(Ok(1), Ok(2)).is_ok_and(|both| both == (1, 2)));
    }
}
