//! Declarations to the authority: of each change within a month, and of no change on the day that
//! the statutes fix (dahir 1-58-376, article 5). Elected, declared, receipted: three dates.

use crate::associations::{self, read_codes, read_founding, read_receipt};
use crate::entity::{deadline_met, declaration, indicator};
use crate::record::begin_locked;
use crate::statutes_versions::{download, file_info};
use crate::{deadlines, grant_duties, indicators, legal, record};
use chrono::Days;
use contracts::registry::{AddDeclaration, CHANGES, Deadline, Declaration, DeclarationFile, DeclarationReceipt, MeetDeadline};
use contracts::{ById, Nothing, Page};
use database::{FileFacts, NewFile, Workspace};
use kernel::error::FieldErrors;
use kernel::fold::clean;
use kernel::id::new_id;
use kernel::permission::{EditRecord, ViewRecord};
use kernel::{Error, Result, date};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;
use uuid::Uuid;
use web::{Access, File, Upload};

const CHANGE: &str = "change";
const NO_CHANGE: &str = "no_change";
/// Declarations on the list.
const SHOWN: u64 = 200;

/// Notes that something must be declared, in the transaction of the change itself.
pub async fn open(ws: &Workspace, about: &[&str], summary: String, decided_on: chrono::NaiveDate) -> Result<declaration::Model> {
    let row = declaration::ActiveModel {
        id: Set(new_id()),
        kind: Set(if about.is_empty() { NO_CHANGE.into() } else { CHANGE.into() }),
        about: Set(about.join(" ")),
        summary: Set(summary),
        decided_on: Set(decided_on),
        due_on: Set(if about.is_empty() { decided_on } else { legal::declaration_due_on(decided_on) }),
        declared_on: Set(None),
        receipt_number: Set(None),
        file_id: Set(None),
        minutes_id: Set(None),
        created_at: Set(ws.now()),
        created_by: Set(ws.origin().who.clone()),
        ..Default::default()
    };
    if about.contains(&"board") {
        indicators::last_board(ws, decided_on).await?;
    }
    ws.insert(row).await
}

pub async fn list(access: Access<ViewRecord>, _: Nothing) -> Result<Page<Declaration>> {
    let ws = access.begin().await?;
    let newest = declaration::Entity::find().order_by_desc(declaration::Column::DecidedOn);
    let rows = ws.all(newest.order_by_desc(declaration::Column::Id).limit(SHOWN)).await?;
    let files = ws.files(rows.iter().flat_map(files_of).collect()).await?;
    let items = rows.into_iter().map(|row| present(row, &files)).collect::<Result<_>>()?;
    Ok(Page { items, next: None })
}

pub async fn add(access: Access<EditRecord>, input: AddDeclaration) -> Result<Declaration> {
    let mut errors = FieldErrors::default();
    let is_change = match input.kind.as_str() {
        CHANGE => true,
        NO_CHANGE => false,
        _ => {
            errors.add("kind", "choice-unknown");
            false
        }
    };
    let about = if is_change { read_codes(&input.about, CHANGES) } else { Ok(Vec::new()) };
    let about = errors.keep("about", about.and_then(|about| if is_change && about.is_empty() { Err("required") } else { Ok(about) }));
    // the day of the statutes may still come
    let latest = if is_change { access.today() } else { access.today() + Days::new(366) };
    let decided_on = errors.keep("decided_on", read_founding(&input.decided_on, latest));
    let summary = clean(&input.summary);
    if summary.chars().count() > 500 {
        errors.add_with("summary", "too-long", "max", 500);
    }
    errors.finish()?;
    let (Some(about), Some(decided_on)) = (about, decided_on) else { return Err(Error::invalid("invalid-input")) };
    let ws = access.begin().await?;
    if decided_on < associations::lock(&ws).await?.founded_on {
        return Err(Error::field("decided_on", "date-before-founding"));
    }
    let about: Vec<&str> = about.iter().map(String::as_str).collect();
    let row = open(&ws, &about, summary, decided_on).await?;
    ws.audit("declaration-opened", row.decided_on.to_string(), json!({ "kind": row.kind, "about": row.about, "due_on": row.due_on }))
        .await?;
    ws.commit(present(row, &[])?).await
}

/// The sealed receipt that the authority gives at once; it can be corrected.
pub async fn set_receipt(access: Access<EditRecord>, input: DeclarationReceipt) -> Result<Declaration> {
    let mut errors = FieldErrors::default();
    let declared_on = errors.keep("declared_on", read_founding(&input.declared_on, access.today()));
    let number = errors.keep("receipt_number", associations::optional(&input.receipt_number, read_receipt)).flatten();
    errors.finish()?;
    let Some(declared_on) = declared_on else { return Err(Error::invalid("invalid-input")) };
    let ws = begin_locked(&access).await?;
    let row = ws.get::<declaration::Entity>(input.id).await?;
    // of no change one can speak before its day
    if row.kind == CHANGE && declared_on < row.decided_on {
        return Err(Error::field("declared_on", "declared-before-decided"));
    }
    let before = json!({ "declared_on": row.declared_on, "receipt_number": row.receipt_number });
    let declared = declaration::ActiveModel {
        id: Set(row.id),
        declared_on: Set(Some(declared_on)),
        receipt_number: Set(number),
        ..Default::default()
    };
    let row = ws.update(declared).await?;
    let after = json!({ "declared_on": row.declared_on, "receipt_number": row.receipt_number });
    ws.audit("declaration-receipted", row.decided_on.to_string(), record::changes(&before, &after)).await?;
    let files = ws.files(files_of(&row).collect()).await?;
    ws.commit(present(row, &files)?).await
}

pub async fn set_file(access: Access<EditRecord>, input: Upload<DeclarationFile>) -> Result<Declaration> {
    let file = NewFile::read(&input.query.file_name, input.bytes).map_err(|code| Error::field("file", code))?;
    let ws = begin_locked(&access).await?;
    let row = ws.get::<declaration::Entity>(input.query.id).await?;
    let (id, old) = (row.id, row.file_id);
    let file_id = ws.store_file(file).await?;
    let row = ws.update(declaration::ActiveModel { id: Set(id), file_id: Set(Some(file_id)), ..Default::default() }).await?;
    if let Some(old) = old {
        ws.forget_file(old).await?;
    }
    let files = ws.files(files_of(&row).collect()).await?;
    ws.audit("declaration-filed", row.decided_on.to_string(), json!({ "sha256": file_info(file_id, &files)?.sha256 })).await?;
    ws.commit(present(row, &files)?).await
}

pub async fn file(access: Access<ViewRecord>, input: ById) -> Result<File> {
    let ws = access.begin().await?;
    let row = ws.get::<declaration::Entity>(input.id).await?;
    let file = ws.file(row.file_id.ok_or_else(Error::not_found)?).await?;
    Ok(download(file, &format!("recepisse-{}", row.decided_on)))
}

/// The minutes of whoever decided: they go into the file for the authority.
pub async fn set_minutes(access: Access<EditRecord>, input: Upload<DeclarationFile>) -> Result<Declaration> {
    let file = NewFile::read(&input.query.file_name, input.bytes).map_err(|code| Error::field("minutes", code))?;
    let ws = begin_locked(&access).await?;
    let row = ws.get::<declaration::Entity>(input.query.id).await?;
    let old = row.minutes_id;
    let minutes_id = ws.store_file(file).await?;
    let row = ws.update(declaration::ActiveModel { id: Set(row.id), minutes_id: Set(Some(minutes_id)), ..Default::default() }).await?;
    if let Some(old) = old {
        ws.forget_file(old).await?;
    }
    let files = ws.files(files_of(&row).collect()).await?;
    let sha256 = file_info(minutes_id, &files)?.sha256;
    ws.audit("declaration-minuted", row.decided_on.to_string(), json!({ "sha256": sha256 })).await?;
    ws.commit(present(row, &files)?).await
}

pub async fn minutes(access: Access<ViewRecord>, input: ById) -> Result<File> {
    let ws = access.begin().await?;
    let row = ws.get::<declaration::Entity>(input.id).await?;
    let file = ws.file(row.minutes_id.ok_or_else(Error::not_found)?).await?;
    Ok(download(file, &format!("proces-verbal-{}", row.decided_on)))
}

pub fn files_of(row: &declaration::Model) -> impl Iterator<Item = Uuid> + use<> {
    row.file_id.into_iter().chain(row.minutes_id)
}

pub async fn calendar(access: Access<ViewRecord>, _: Nothing) -> Result<Page<Deadline>> {
    let ws = access.begin().await?;
    Ok(Page { items: deadlines::all(&facts(&ws).await?, ws.today()), next: None })
}

/// A yearly duty is said to be done; said again, nothing changes.
pub async fn meet(access: Access<EditRecord>, input: MeetDeadline) -> Result<Page<Deadline>> {
    if !input.duty.trim().is_empty() {
        return meet_grant_duty(&access, &input).await;
    }
    let mut errors = FieldErrors::default();
    let due_on = errors.keep("due_on", date::parse(&input.due_on));
    let met_on = errors.keep("met_on", read_founding(&input.met_on, access.today()));
    errors.finish()?;
    let (Some(due_on), Some(met_on)) = (due_on, met_on) else { return Err(Error::invalid("invalid-input")) };
    let ws = begin_locked(&access).await?;
    let known = deadlines::all(&facts(&ws).await?, ws.today());
    if known.iter().any(|deadline| deadline.can_be_met && deadline.kind == input.kind && deadline.due_on == due_on) {
        let row = deadline_met::ActiveModel {
            id: Set(new_id()),
            kind: Set(input.kind.clone()),
            due_on: Set(due_on),
            met_on: Set(met_on),
            met_by: Set(ws.origin().who.clone()),
            created_at: Set(ws.now()),
            ..Default::default()
        };
        ws.insert(row).await?;
        ws.audit("deadline-met", due_on.to_string(), json!({ "kind": input.kind, "met_on": met_on })).await?;
    } else {
        let met = deadline_met::Entity::find().filter(deadline_met::Column::Kind.eq(&input.kind));
        ws.one(met.filter(deadline_met::Column::DueOn.eq(due_on))).await?.ok_or_else(|| Error::field("kind", "choice-unknown"))?;
    }
    let items = deadlines::all(&facts(&ws).await?, ws.today());
    ws.commit(Page { items, next: None }).await
}

async fn meet_grant_duty(access: &Access<EditRecord>, input: &MeetDeadline) -> Result<Page<Deadline>> {
    let met_on = read_founding(&input.met_on, access.today()).map_err(|code| Error::field("met_on", code))?;
    let ws = begin_locked(access).await?;
    grant_duties::meet(&ws, input.duty.trim(), met_on).await?;
    let items = deadlines::all(&facts(&ws).await?, ws.today());
    ws.commit(Page { items, next: None }).await
}

async fn facts(ws: &Workspace) -> Result<deadlines::Facts> {
    let row = associations::find(ws, ws.association().0).await?;
    let more = record::details(ws).await?;
    let declarations = ws.all(declaration::Entity::find().order_by_desc(declaration::Column::Id).limit(SHOWN)).await?;
    let met = ws.all(deadline_met::Entity::find().order_by_desc(deadline_met::Column::Id).limit(SHOWN)).await?;
    Ok(deadlines::Facts {
        founded_on: row.founded_on,
        receipt_on: row.receipt_on,
        is_final: row.final_on.is_some(),
        decree_on: more.decree_on,
        public_money: more.public_money,
        no_change_day: more.no_change_day.as_deref().and_then(|day| deadlines::read_day(day).ok()),
        undeclared: declarations
            .iter()
            .filter(|row| row.declared_on.is_none() && row.kind == CHANGE)
            .map(|row| (row.id, row.due_on))
            .collect(),
        unchanged: declarations.iter().filter(|row| row.kind == NO_CHANGE).filter_map(|row| row.declared_on).collect(),
        mandate_end: ws.global().one(indicator::Entity::find_by_id(row.id)).await?.and_then(|figures| figures.mandate_end),
        grants: grant_duties::waiting(ws).await?,
        met: met.into_iter().map(|row| (row.kind, row.due_on)).collect(),
    })
}

pub fn present(row: declaration::Model, files: &[FileFacts]) -> Result<Declaration> {
    let file = row.file_id.map(|id| file_info(id, files)).transpose()?;
    let minutes = row.minutes_id.map(|id| file_info(id, files)).transpose()?;
    Ok(Declaration {
        id: row.id,
        kind: row.kind,
        about: row.about.split_whitespace().map(ToOwned::to_owned).collect(),
        summary: row.summary,
        decided_on: row.decided_on,
        due_on: row.due_on,
        declared_on: row.declared_on,
        receipt_number: row.receipt_number,
        file,
        minutes,
    })
}
