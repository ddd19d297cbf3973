//! Drafts of entries: what somebody typed, kept as it is. A draft becomes an entry once; who comes second is told which.

use crate::entity::draft::{ActiveModel, Column, Entity, Model};
use crate::entity::{entry, posted_draft};
use crate::journal::{self, shown};
use crate::vouchers::{self, Sheets};
use crate::{chart, guided, papers, years};
use chrono::{Datelike, NaiveDate};
use contracts::books::{Entry, PostEntry};
use contracts::drafts::{AskOpenDrafts, Draft, OpenDrafts, RemoveDraft, SaveDraft};
use contracts::guided::GuidedEntry;
use contracts::vouchers::Papers;
use contracts::{ById, Done, Nothing, Page};
use database::Workspace;
use kernel::fold::clean;
use kernel::id::new_id;
use kernel::permission::{PostEntries, ViewBooks};
use kernel::{Actor, Error, Kind, Result, date};
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;
use uuid::Uuid;
use web::{Access, Routes};

/// Of an association.
const MOST: i64 = 200;
/// Bytes of what was typed.
const LARGEST: usize = 64 * 1024;

pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/api/v1/associations/{association}/books/drafts", "Drafts of entries, the last changed first", list)
        .create("/api/v1/associations/{association}/books/drafts", "Keep an entry as a draft", save)
        .get("/api/v1/associations/{association}/books/drafts/{id}", "A draft", show)
        .post("/api/v1/associations/{association}/books/drafts/{id}", "Change a draft", save)
        .post("/api/v1/associations/{association}/books/drafts/{id}/posting", "Post a draft, once", post)
        .post("/api/v1/associations/{association}/books/drafts/{id}/removal", "Throw a draft away", remove)
        .get("/api/v1/associations/{association}/books/open-drafts", "How many drafts concern a year", open)
}

/// Either kind of entry as it was typed.
enum Typed {
    Words(GuidedEntry),
    Accounts(PostEntry),
}

impl Typed {
    const fn kind(&self) -> &'static str {
        match self {
            Self::Words(_) => "words",
            Self::Accounts(_) => "entry",
        }
    }

    fn papers(&mut self) -> &mut Papers {
        match self {
            Self::Words(words) => &mut words.papers,
            Self::Accounts(entry) => &mut entry.papers,
        }
    }

    fn date(&self) -> Option<NaiveDate> {
        let typed = match self {
            Self::Words(words) => &words.posted_on,
            Self::Accounts(entry) => &entry.posted_on,
        };
        date::parse(&clean(typed)).ok()
    }

    fn json(&self) -> Result<String> {
        let json = match self {
            Self::Words(words) => serde_json::to_string(words),
            Self::Accounts(entry) => serde_json::to_string(entry),
        };
        json.map_err(Error::internal)
    }

    fn of(row: &Model) -> Result<Self> {
        Ok(if row.kind == "words" {
            Self::Words(serde_json::from_str(&row.input).map_err(Error::internal)?)
        } else {
            Self::Accounts(serde_json::from_str(&row.input).map_err(Error::internal)?)
        })
    }
}

/// How many drafts are dated in these days, or not dated at all.
pub async fn open_in(ws: &Workspace, from: NaiveDate, to: NaiveDate) -> Result<u64> {
    let open = Entity::find().filter(Column::DatedOn.between(from, to).or(Column::DatedOn.is_null()));
    u64::try_from(ws.count(open).await?).map_err(Error::internal)
}

/// `GET …/books/open-drafts`
pub async fn open(access: Access<ViewBooks>, input: AskOpenDrafts) -> Result<OpenDrafts> {
    let ws = access.begin().await?;
    let year = years::asked(&ws, access.actor(), input.year).await?;
    Ok(OpenDrafts { count: open_in(&ws, year.starts_on, year.ends_on).await? })
}

pub async fn list(access: Access<ViewBooks>, _: Nothing) -> Result<Page<Draft>> {
    let ws = access.begin().await?;
    let mut items = Vec::new();
    let rows = ws.all(Entity::find().order_by_desc(Column::ChangedAt).order_by_desc(Column::Id)).await?;
    for row in rows.into_iter().filter(|row| reached(access.actor(), row)) {
        items.push(present(&ws, row).await?);
    }
    Ok(Page { items, next: None })
}

/// # Errors
/// `draft-posted` with the entry that it became.
pub async fn show(access: Access<ViewBooks>, input: ById) -> Result<Draft> {
    let ws = access.begin().await?;
    match ws.one(Entity::find().filter(Column::Id.eq(input.id))).await? {
        Some(row) if !reached(access.actor(), &row) => Err(Error::not_found()),
        Some(row) => present(&ws, row).await,
        None => Err(gone(&ws, input.id).await?),
    }
}

/// A seat limited to a year reaches the drafts dated in it.
pub fn reached(actor: &Actor, draft: &Model) -> bool {
    actor.limit.is_none() || draft.dated_on.is_some_and(|on| actor.reaches_year(on.year()))
}

async fn present(ws: &Workspace, row: Model) -> Result<Draft> {
    let (words, entry) = match Typed::of(&row)? {
        Typed::Words(words) => (Some(words), None),
        Typed::Accounts(entry) => (None, Some(entry)),
    };
    let papers = papers::of_draft(ws, row.id).await?;
    Ok(Draft {
        id: row.id,
        version: row.version,
        dated_on: row.dated_on,
        words,
        entry,
        papers,
        changed_at: row.changed_at,
        changed_by: row.changed_by,
    })
}

/// What is told of a draft that is not there.
async fn gone(ws: &Workspace, id: Uuid) -> Result<Error> {
    let Some(posted) = ws.one(posted_draft::Entity::find().filter(posted_draft::Column::Id.eq(id))).await? else {
        return Ok(Error::not_found());
    };
    let entry = ws.get::<entry::Entity>(posted.entry_id).await?;
    Ok(Error::conflict("draft-posted").with("number", format!("{} {}", entry.journal, entry.number)).with("entry", entry.id))
}

/// The draft, which nobody else changes or posts until the transaction ends.
async fn locked(ws: &Workspace, id: Uuid) -> Result<Model> {
    match ws.lock::<Entity>(id).await {
        Err(error) if error.kind() == Kind::NotFound => Err(gone(ws, id).await?),
        found => found,
    }
}

/// `POST …/books/drafts`, `POST …/books/drafts/{id}`
///
/// # Errors
/// `draft-changed`, `draft-posted`, `draft-too-large`, `too-many-drafts`; `voucher-gone`, `too-many-vouchers` at `file`
pub async fn save(access: Access<PostEntries>, input: SaveDraft) -> Result<Draft> {
    let ws = access.begin().await?;
    let before = match input.id {
        Some(id) => Some(locked(&ws, id).await?),
        None => None,
    };
    let mut typed = match (input.words, input.entry) {
        (Some(words), None) => Typed::Words(words),
        (None, Some(entry)) => Typed::Accounts(entry),
        _ => return Err(Error::invalid("draft-of-nothing")),
    };
    let vouchers = std::mem::take(&mut typed.papers().vouchers);
    let json = typed.json()?;
    if json.len() > LARGEST {
        return Err(Error::invalid("draft-too-large"));
    }
    let (id, version) = match &before {
        Some(row) if row.version != input.version => return Err(Error::conflict("draft-changed")),
        Some(row) => (row.id, row.version + 1),
        None if ws.count(Entity::find()).await? >= MOST => return Err(Error::conflict("too-many-drafts").with("max", MOST)),
        None => (new_id(), 1),
    };
    let row = ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(id),
        kind: Set(typed.kind().to_owned()),
        input: Set(json),
        dated_on: Set(typed.date()),
        version: Set(version),
        changed_at: Set(ws.now()),
        changed_by: Set(ws.origin().who.clone()),
    };
    let row = if before.is_some() { ws.update(row).await? } else { ws.insert(row).await? };
    papers::put_on_draft(&ws, id, &vouchers).await?;
    let draft = present(&ws, row).await?;
    ws.commit(draft).await
}

/// `POST …/books/drafts/{id}/posting`: draft gone, entry there, papers with it.
///
/// # Errors
/// `draft-posted` with the entry; those of an entry.
pub async fn post(access: Access<PostEntries>, input: ById) -> Result<Entry> {
    let today = access.today();
    let ws = access.begin().await?;
    let row = locked(&ws, input.id).await?;
    let files = papers::take_of_draft(&ws, row.id).await?;
    let mut typed = Typed::of(&row)?;
    // where there are files, a kind alone says enough of the first
    typed.papers().vouchers.clone_from(&files);
    let said = vouchers::read(typed.papers(), today);
    let chart = chart::of(&ws).await?;
    let read = match &typed {
        Typed::Words(words) => guided::read(&chart, words, today),
        Typed::Accounts(entry) => journal::read(&chart, entry, today),
    };
    let (draft, evidence) = vouchers::together(read, said)?;
    let posted = journal::write_in(&ws, draft, Sheets { files, reference: evidence.reference() }).await?;
    ws.delete(Entity::delete_many().filter(Column::Id.eq(row.id))).await?;
    let became = posted_draft::ActiveModel { association_id: Set(ws.association().0), id: Set(row.id), entry_id: Set(posted.id) };
    ws.insert(became).await?;
    let entry = shown(&ws, vec![posted]).await?.pop().ok_or_else(Error::not_found)?;
    ws.commit(entry).await
}

/// `POST …/books/drafts/{id}/removal`
pub async fn remove(access: Access<PostEntries>, input: RemoveDraft) -> Result<Done> {
    let ws = access.begin().await?;
    let row = locked(&ws, input.id).await?;
    if input.sure != "yes" {
        return Err(Error::field("sure", "required"));
    }
    papers::put_on_draft(&ws, row.id, &[]).await?;
    ws.delete(Entity::delete_many().filter(Column::Id.eq(row.id))).await?;
    let dated_on = row.dated_on.map(|on| on.to_string()).unwrap_or_default();
    ws.audit("books-draft-removed", dated_on, json!({})).await?;
    ws.commit(Done {}).await
}
