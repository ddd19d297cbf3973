//! Copies asked for in a browser: made in the background, kept for a week, for those who may have
//! them.

use super::deletion;
use super::package::make_directory;
use super::write::{Progress, export_to_zip};
use crate::entity::{association, export};
use axum::body::{Body, Bytes};
use contracts::leaving::{Departure, Export, ExportState};
use contracts::{ById, Nothing};
use database::Workspace;
use futures_util::future::BoxFuture;
use kernel::id::new_id;
use kernel::permission::TakeData;
use kernel::{AssociationId, Error, Kind, Result};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use tokio::fs::File;
use tokio::io::AsyncReadExt;
use uuid::Uuid;
use web::{Access, State};

/// How long a copy can be had.
const KEPT: chrono::Duration = chrono::Duration::days(7);
/// Copies of one association in a day.
const A_DAY: u64 = 3;
/// A worker that is silent for so long is gone.
const LEASE: chrono::Duration = chrono::Duration::minutes(5);
/// Times that events may be on their way when a copy is to begin, seconds apart.
const TRIES: i32 = 300;
/// Bytes read at a time.
const PIECE: usize = 64 * 1024;

pub const MAKE: runtime::Task = runtime::Task { name: "copy workspaces", every: std::time::Duration::from_secs(2), run: make };
pub const DROP: runtime::Task = runtime::Task { name: "drop old copies", every: std::time::Duration::from_hours(1), run: drop_old };

fn directory(state: &State) -> PathBuf {
    state.settings().data.join("exports")
}

fn file(state: &State, id: Uuid) -> PathBuf {
    directory(state).join(format!("{id}.zip"))
}

pub async fn list(access: Access<TakeData>, _: Nothing) -> Result<Departure> {
    let ws = access.begin().await?;
    let newest = of(&ws).order_by_desc(export::Column::AskedAt).limit(20);
    let exports = ws.global().all(newest).await?.into_iter().filter_map(present).collect();
    let deletion = deletion::of(&ws, ws.association()).await?.map(deletion::present);
    Ok(Departure { exports, deletion })
}

fn of(ws: &Workspace) -> sea_orm::Select<export::Entity> {
    export::Entity::find().filter(export::Column::AssociationId.eq(ws.association().0))
}

/// One at a time, and some a day; asking again gives the one that is being made.
pub async fn ask(access: Access<TakeData>, _: Nothing) -> Result<Export> {
    let ws = access.begin().await?;
    // two who ask at once wait for each other
    ws.global().lock(association::Entity::find_by_id(ws.association().0)).await?;
    let today = ws.global().all(of(&ws).filter(export::Column::AskedAt.gt(ws.now() - chrono::Duration::days(1)))).await?;
    let unfinished = |row: &&export::Model| matches!(ExportState::parse(&row.state), Some(ExportState::Waiting | ExportState::Running));
    if let Some(running) = today.iter().find(unfinished).cloned().and_then(present) {
        return ws.commit(running).await;
    }
    if today.len() as u64 >= A_DAY {
        return Err(Error::new(Kind::TooMany, "export-too-many").with("count", A_DAY));
    }
    let row = export::ActiveModel {
        id: Set(new_id()),
        association_id: Set(ws.association().0),
        asked_by: Set(access.actor().name.clone()),
        asked_at: Set(ws.now()),
        state: Set(ExportState::Waiting.code().into()),
        attempts: Set(0),
        progress: Set(0),
        size: Set(None),
        lease_until: Set(None),
        expires_at: Set(None),
    };
    let row = ws.global().insert(row).await?;
    ws.audit("export-asked", "", json!({})).await?;
    let reply = present(row).ok_or_else(Error::not_found)?;
    ws.commit(reply).await
}

fn present(row: export::Model) -> Option<Export> {
    Some(Export {
        id: row.id,
        state: ExportState::parse(&row.state)?,
        asked_by: row.asked_by,
        asked_at: row.asked_at,
        rows: row.progress,
        bytes: row.size,
        expires_at: row.expires_at,
    })
}

/// The right was proven just now, not when the copy was asked for.
pub async fn download(access: Access<TakeData>, input: ById) -> Result<web::File> {
    let ws = access.begin().await?;
    let ready = of(&ws).filter(export::Column::Id.eq(input.id)).filter(export::Column::State.eq(ExportState::Ready.code()));
    let row = ws.global().one(ready.filter(export::Column::ExpiresAt.gt(ws.now()))).await?.ok_or_else(Error::not_found)?;
    drop(ws);
    let found = File::open(file(access.state(), row.id)).await.map_err(|_| Error::not_found())?;
    let ws = access.state().db()?.write(access.association(), database::Origin::actor(access.actor(), access.request_id()), None).await?;
    ws.audit("export-downloaded", "", json!({})).await?;
    ws.commit(()).await?;
    let pieces = futures_util::stream::try_unfold(found, |mut file| async move {
        let mut piece = vec![0; PIECE];
        let read = file.read(&mut piece).await?;
        piece.truncate(read);
        Ok::<_, std::io::Error>((read > 0).then(|| (Bytes::from(piece), file)))
    });
    let name = format!("nassij-{}.zip", row.asked_at.format("%Y-%m-%d"));
    Ok(web::File { content_type: "application/zip", name, inline: false, body: Body::from_stream(pieces) })
}

fn make(state: State) -> BoxFuture<'static, Result<bool>> {
    Box::pin(async move {
        let Some(job) = claim(&state).await? else { return Ok(false) };
        let path = file(&state, job.id);
        make_directory(&directory(&state)).map_err(Error::internal)?;
        remove(&path)?;
        let progress = Progress::default();
        let made = {
            let work = export_to_zip(&state, AssociationId(job.association_id), &path, progress.clone());
            tokio::pin!(work);
            loop {
                tokio::select! {
                    made = &mut work => break made,
                    () = tokio::time::sleep(std::time::Duration::from_secs(2)) => note(&state, job.id, progress.load(Ordering::Relaxed)).await?,
                }
            }
        };
        settle(&state, job, made.map(|manifest| manifest.map(|_| progress.load(Ordering::Relaxed))), &path).await
    })
}

async fn claim(state: &State) -> Result<Option<export::Model>> {
    use export::{Column, Entity};
    let ws = state.workspace(AssociationId::PLATFORM, "copy workspaces").await?;
    let left = Condition::all().add(Column::State.eq(ExportState::Running.code())).add(Column::LeaseUntil.lt(ws.now()));
    let free = Condition::any().add(Column::State.eq(ExportState::Waiting.code())).add(left);
    let Some(job) = ws.global().claim(Entity::find().filter(free).order_by_asc(Column::AskedAt).limit(1)).await?.pop() else {
        return Ok(None);
    };
    let mut taken = job.clone().into_active_model();
    taken.state = Set(ExportState::Running.code().into());
    taken.lease_until = Set(Some(ws.now() + LEASE));
    taken.attempts = Set(job.attempts + 1);
    let job = ws.global().update(taken).await?;
    ws.commit(()).await?;
    Ok(Some(job))
}

/// How far it has come; and the worker is alive.
async fn note(state: &State, id: Uuid, rows: i64) -> Result<()> {
    let ws = state.workspace(AssociationId::PLATFORM, "copy workspaces").await?;
    let update = export::Entity::update_many()
        .col_expr(export::Column::Progress, Expr::val(rows))
        .col_expr(export::Column::LeaseUntil, Expr::val(ws.now() + LEASE))
        .filter(export::Column::Id.eq(id));
    ws.global().update_many(update).await?;
    ws.commit(()).await
}

/// True when it is ready. Events on their way and a service that does not answer only delay it.
async fn settle(state: &State, job: export::Model, made: Result<Option<i64>>, path: &Path) -> Result<bool> {
    let ws = state.workspace(AssociationId::PLATFORM, "copy workspaces").await?;
    let attempts = job.attempts;
    let mut row = job.into_active_model();
    row.lease_until = Set(None);
    let later = if attempts < TRIES { ExportState::Waiting } else { ExportState::Failed };
    let (next, done) = match made {
        Ok(Some(rows)) => {
            let size = std::fs::metadata(path).map_err(Error::internal)?.len();
            row.size = Set(i64::try_from(size).ok());
            row.progress = Set(rows);
            row.expires_at = Set(Some(ws.now() + KEPT));
            (ExportState::Ready, true)
        }
        Ok(None) => (later, false),
        Err(error) => {
            tracing::warn!(%error, cause = ?error.cause().map(ToString::to_string), "copy not made");
            remove(path)?;
            (if error.kind() == Kind::Unavailable { later } else { ExportState::Failed }, false)
        }
    };
    row.state = Set(next.code().into());
    ws.global().update(row).await?;
    ws.commit(done).await
}

fn remove(path: &Path) -> Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::internal(error)),
        _ => Ok(()),
    }
}

fn drop_old(state: State) -> BoxFuture<'static, Result<bool>> {
    Box::pin(async move {
        let ws = state.workspace(AssociationId::PLATFORM, "drop old copies").await?;
        let failed =
            Condition::all().add(export::Column::State.eq(ExportState::Failed.code())).add(export::Column::AskedAt.lt(ws.now() - KEPT));
        let old = Condition::any().add(export::Column::ExpiresAt.lte(ws.now())).add(failed);
        for row in ws.global().all(export::Entity::find().filter(old)).await? {
            remove(&file(&state, row.id))?;
            ws.global().delete(export::Entity::delete_many().filter(export::Column::Id.eq(row.id))).await?;
        }
        ws.commit(false).await
    })
}

/// Before the association's rows go: they alone lead to its copies.
pub async fn remove_copies(ws: &Workspace, state: &State) -> Result<()> {
    for row in ws.global().all(of(ws)).await? {
        remove(&file(state, row.id))?;
    }
    Ok(())
}
