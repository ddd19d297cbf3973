//! Taking an entry back: what was posted stays, and the contrary is posted beside it, once.

use crate::axis;
use crate::entity::{entry, fiscal_year, line};
use crate::entry::{Balanced, Line};
use crate::expenses;
use crate::instalments::is_receipt;
use crate::journal::{REVERSAL, read_date, read_label, shown};
use crate::posting::{self, Draft, Journal};
use crate::years;
use chrono::{Datelike, NaiveDate};
use contracts::books::{Entry, ReverseEntry, Source};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::permission::PostEntries;
use kernel::{Error, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;
use web::Access;

/// `POST …/books/journal/{id}/reversal`
///
/// # Errors
/// `entry-reversed`, `entry-is-reversal`; `entry-posted-elsewhere` for an entry that something else posted, which
/// is taken back there; `entry-is-grant-receipt`; `reversal-before-entry` at the date; those of the year.
pub async fn reverse(access: Access<PostEntries>, input: ReverseEntry) -> Result<Entry> {
    let today = access.today();
    let mut errors = FieldErrors::default();
    let reason = read_label(&input.reason, "reason", &mut errors);
    let posted_on = if input.posted_on.trim().is_empty() { Some(today) } else { read_date(&input.posted_on, today, &mut errors) };
    errors.finish()?;
    let posted_on = posted_on.ok_or_else(|| Error::field("posted_on", "required"))?;

    let ws = access.begin().await?;
    let original = ws.get::<entry::Entity>(input.id).await?;
    // two who take back the same entry are one after the other; its year comes before the contrary's
    let of = ws.lock::<fiscal_year::Entity>(original.fiscal_year_id).await?;
    if !access.actor().reaches_year(of.year) {
        return Err(Error::not_found());
    }
    refuse(&ws, &original, posted_on).await?;
    let posted = take_back(&ws, &original, posted_on, &reason).await?;
    let subject = format!("{} {}/{}", original.journal, of.year, original.number);
    ws.audit("entry-reversed", subject, serde_json::json!({ "reason": reason })).await?;
    let shown = shown(&ws, vec![posted]).await?.pop().ok_or_else(Error::not_found)?;
    ws.commit(shown).await
}

/// Posts the contrary of an entry; the books have no second one of it.
pub async fn take_back(ws: &Workspace, original: &entry::Model, posted_on: NaiveDate, reason: &str) -> Result<entry::Model> {
    let open_missing = years::opens_itself(ws, posted_on.year());
    let year = years::hold(ws, posted_on, open_missing).await?;
    let draft = Draft {
        journal: Journal::General,
        posted_on,
        label: reason.to_owned(),
        source: Some(Source { kind: REVERSAL.to_owned(), id: original.id }),
        balanced: contrary(ws, original.id).await?,
    };
    posting::record(ws, &year, draft).await
}

async fn refuse(ws: &Workspace, original: &entry::Model, posted_on: NaiveDate) -> Result<()> {
    match original.source_kind.as_deref() {
        Some(REVERSAL) => return Err(Error::conflict("entry-is-reversal")),
        Some(_) => return Err(Error::conflict("entry-posted-elsewhere")),
        None => {}
    }
    if is_receipt(ws, original.id).await? {
        return Err(Error::conflict("entry-is-grant-receipt"));
    }
    if expenses::stands_paid(ws, original.id).await? {
        return Err(Error::conflict("expense-paid-first"));
    }
    if posted_on < original.posted_on {
        return Err(Error::field("posted_on", "reversal-before-entry"));
    }
    let before = entry::Entity::find().filter(entry::Column::SourceKind.eq(REVERSAL)).filter(entry::Column::SourceId.eq(original.id));
    if ws.one(before).await?.is_some() { Err(Error::conflict("entry-reversed")) } else { Ok(()) }
}

/// The lines with their sides changed, for what the original is for.
pub async fn contrary(ws: &Workspace, entry: Uuid) -> Result<Balanced> {
    let lines = ws.all(line::Entity::find().filter(line::Column::EntryId.eq(entry)).order_by_asc(line::Column::Position)).await?;
    let axes = axis::of_entry(ws, entry).await?;
    let turned = lines.into_iter().map(|line| {
        let axis = axes.get(&line.id).copied().unwrap_or_default();
        let turned = line::Model { debit: line.credit, credit: line.debit, ..line };
        Line::of_row(&turned).map(|line| line.of(axis))
    });
    Balanced::whole(turned.collect::<Result<Vec<_>>>()?)
}
