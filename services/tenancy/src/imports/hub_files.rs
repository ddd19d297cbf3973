//! A hub's imports: upload, look, confirm, look again.

use super::work::FILES_KEPT;
use crate::entity::{association_import as import, association_import_file as file};
use contracts::imports::{AssociationsImport, AssociationsReport, ConfirmAssociations, ImportState, UploadAssociations};
use contracts::{ById, Nothing, Page};
use database::Workspace;
use kernel::fold::clean;
use kernel::id::new_id;
use kernel::permission::ImportAssociations;
use kernel::{Error, Kind, Result, Seat};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;
use web::{Access, File, Upload};

const LONGEST_FILE_NAME: usize = 120;
/// Imports that are shown.
const PAGE: u64 = 50;
/// Files of a hub on which work may go on at a time.
const MOST_BUSY: i64 = 3;

type Ask = Access<ImportAssociations>;

fn hub(access: &Ask) -> Result<Uuid> {
    let Seat::Hub { id, .. } = &access.actor().seat else { return Err(Error::not_found()) };
    Ok(*id)
}

/// `POST /api/v1/hubs/{hub}/association-imports`
pub async fn upload(access: Ask, input: Upload<UploadAssociations>) -> Result<AssociationsImport> {
    let hub = hub(&access)?;
    if input.bytes.is_empty() {
        return Err(Error::field("file", "file-empty"));
    }
    let file_name: String = clean(&input.query.file_name).chars().take(LONGEST_FILE_NAME).collect();
    let ws = access.begin().await?;
    let busy = import::Entity::find()
        .filter(import::Column::HubId.eq(hub))
        .filter(import::Column::State.is_in([ImportState::Checking.code(), ImportState::Running.code()]));
    if ws.count(busy).await? >= MOST_BUSY {
        return Err(Error::new(Kind::TooMany, "imports-busy"));
    }
    let row = import::ActiveModel {
        id: Set(new_id()),
        hub_id: Set(hub),
        account_id: Set(access.account()?),
        who: Set(access.actor().name.clone()),
        locale: Set(access.locale().code().into()),
        file_name: Set(file_name),
        state: Set(ImportState::Checking.code().into()),
        invite: Set(false),
        lines: Set(None),
        at: Set(0),
        report: Set(serde_json::to_string(&AssociationsReport::default()).map_err(Error::internal)?),
        wrong_lines: Set(false),
        worker: Set(None),
        lease_until: Set(None),
        attempts: Set(0),
        created_at: Set(ws.now()),
        changed_at: Set(ws.now()),
        ..Default::default()
    };
    let row = ws.insert(row).await?;
    let content = file::ActiveModel {
        id: Set(row.id),
        content: Set(Some(input.bytes)),
        wrong: Set(None),
        created_at: Set(ws.now()),
        ..Default::default()
    };
    ws.insert(content).await?;
    let reply = present(&ws, row)?;
    ws.commit(reply).await
}

/// `GET /api/v1/hubs/{hub}/association-imports`, newest first.
pub async fn list(access: Ask, _: Nothing) -> Result<Page<AssociationsImport>> {
    let hub = hub(&access)?;
    let ws = access.begin().await?;
    let newest = import::Entity::find().filter(import::Column::HubId.eq(hub)).order_by_desc(import::Column::Id).limit(PAGE);
    let items = ws.all(newest).await?.into_iter().map(|row| present(&ws, row)).collect::<Result<_>>()?;
    Ok(Page { items, next: None })
}

/// `GET /api/v1/hubs/{hub}/association-imports/{id}`
pub async fn show(access: Ask, input: ById) -> Result<AssociationsImport> {
    let ws = access.begin().await?;
    present(&ws, find(&access, &ws, input.id).await?)
}

async fn find(access: &Ask, ws: &Workspace, id: Uuid) -> Result<import::Model> {
    Some(ws.get::<import::Entity>(id).await?).filter(|row| hub(access).is_ok_and(|hub| hub == row.hub_id)).ok_or_else(Error::not_found)
}

/// `POST /api/v1/hubs/{hub}/association-imports/{id}/confirmation`. Confirmed again, it goes on as it
/// was confirmed the first time.
pub async fn confirm(access: Ask, input: ConfirmAssociations) -> Result<AssociationsImport> {
    let ws = access.begin().await?;
    find(&access, &ws, input.id).await?;
    let row = ws.lock::<import::Entity>(input.id).await?;
    match ImportState::parse(&row.state) {
        Some(ImportState::Running | ImportState::Done) => {
            let reply = present(&ws, row)?;
            return ws.commit(reply).await;
        }
        Some(ImportState::Checked) => {}
        _ => return Err(Error::conflict("import-not-checked")),
    }
    let content = ws.get::<file::Entity>(input.id).await.ok().and_then(|file| file.content);
    if content.is_none() {
        return Err(Error::conflict("associations-file-gone"));
    }
    let checked: AssociationsReport = serde_json::from_str(&row.report).map_err(Error::internal)?;
    // without an answer nobody would ever be invited to what is made here
    if checked.invited > 0 && !matches!(input.invite.as_str(), "yes" | "no") {
        return Err(Error::field("invite", "required"));
    }
    let AssociationsReport { columns, encoding, separator, .. } = checked;
    let begun = AssociationsReport { columns, encoding, separator, ..AssociationsReport::default() };
    let confirmed = import::ActiveModel {
        id: Set(row.id),
        state: Set(ImportState::Running.code().into()),
        invite: Set(input.invite == "yes"),
        // in whose name the associations are made
        account_id: Set(access.account()?),
        who: Set(access.actor().name.clone()),
        at: Set(0),
        report: Set(serde_json::to_string(&begun).map_err(Error::internal)?),
        attempts: Set(0),
        changed_at: Set(ws.now()),
        ..Default::default()
    };
    let row = ws.update(confirmed).await?;
    let reply = present(&ws, row)?;
    ws.commit(reply).await
}

/// `GET /api/v1/hubs/{hub}/association-imports/{id}/wrong-lines.csv`
pub async fn wrong_lines(access: Ask, input: ById) -> Result<File> {
    let ws = access.begin().await?;
    find(&access, &ws, input.id).await?;
    let wrong = ws.get::<file::Entity>(input.id).await?.wrong.ok_or_else(Error::not_found)?;
    Ok(File { content_type: "text/csv; charset=utf-8", name: "wrong-lines.csv".into(), inline: false, body: wrong.into() })
}

fn present(ws: &Workspace, row: import::Model) -> Result<AssociationsImport> {
    let state = ImportState::parse(&row.state).ok_or_else(|| Error::internal(row.state))?;
    let report: AssociationsReport = serde_json::from_str(&row.report).map_err(Error::internal)?;
    Ok(AssociationsImport {
        id: row.id,
        file_name: row.file_name,
        state,
        can_be_confirmed: state == ImportState::Checked && report.create > 0 && row.created_at >= ws.now() - FILES_KEPT,
        invite: row.invite,
        uploaded_by: row.who,
        uploaded_at: row.created_at,
        lines: row.lines,
        has_wrong_lines: row.wrong_lines,
        report,
    })
}
