//! The hubs' files, worked on in the background: by one worker at a time, who holds a lease and
//! renews it with every batch. A batch and how far the file has come are one transaction, so that
//! whoever takes over begins where the batches end; and a worker that was thought dead and is not
//! finds its lease gone, and its batch undone.

use super::lines::Lines;
use super::run::{Import, Options};
use super::wrong::{first_line, wrong_line};
use crate::entity::{association_import as import, association_import_file as file, coordinator, hub};
use crate::hubs;
use chrono::Duration;
use contracts::imports::{AssociationsReport, ImportState};
use database::{Origin, Workspace};
use futures_util::future::BoxFuture;
use kernel::id::new_id;
use kernel::{AssociationId, Error, Kind, Locale, Result, Role};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;
use web::State;

/// Files of which one may be free.
const LOOKED_AT: u64 = 10;
const TASK: &str = "associations' imports";
const LEASE: Duration = Duration::seconds(30);
/// Batches between two looks at whether the process is to stop.
const BATCHES: usize = 20;
/// A file over which so many workers have died is given up.
const MOST_ATTEMPTS: i32 = 5;
/// Files hold people's addresses.
pub const FILES_KEPT: Duration = Duration::days(7);

/// True when there may be more to do at once.
pub fn work(state: State) -> BoxFuture<'static, Result<bool>> {
    Box::pin(async move {
        let Some(row) = claim(&state).await? else { return Ok(false) };
        match go_on(&state, &row).await {
            Err(error) if matches!(error.kind(), Kind::Invalid | Kind::Forbidden) => give_up(&state, &row, &error).await,
            done => done,
        }
        .map(|()| true)
    })
}

/// Files that nobody confirmed, and lines that nobody took away.
pub fn forget_files(state: State) -> BoxFuture<'static, Result<bool>> {
    Box::pin(async move {
        let ws = state.workspace(AssociationId::PLATFORM, TASK).await?;
        ws.delete(file::Entity::delete_many().filter(file::Column::CreatedAt.lt(ws.now() - FILES_KEPT))).await?;
        let gone = import::Entity::update_many()
            .col_expr(import::Column::WrongLines, Expr::val(false))
            .filter(import::Column::CreatedAt.lt(ws.now() - FILES_KEPT));
        ws.update_many(gone).await?;
        ws.commit(false).await
    })
}

/// Takes the oldest file on which nobody works.
async fn claim(state: &State) -> Result<Option<import::Model>> {
    let looking = state.db()?.read(AssociationId::PLATFORM, Origin::platform(TASK)).await?;
    let free = Condition::any().add(import::Column::LeaseUntil.is_null()).add(import::Column::LeaseUntil.lt(looking.now()));
    let busy = import::Column::State.is_in([ImportState::Checking.code(), ImportState::Running.code()]);
    let oldest = import::Entity::find().filter(busy).filter(free).order_by_asc(import::Column::Id).limit(LOOKED_AT);
    let found = looking.all(oldest).await?;
    drop(looking);
    for row in found {
        if let Some(claimed) = take(state, row.id).await? {
            return Ok(Some(claimed));
        }
    }
    Ok(None)
}

/// Nothing if another worker was quicker.
async fn take(state: &State, id: Uuid) -> Result<Option<import::Model>> {
    let ws = state.workspace(AssociationId::PLATFORM, TASK).await?;
    let row = ws.lock::<import::Entity>(id).await?;
    let taken = row.lease_until.is_some_and(|until| until >= ws.now());
    if taken || !ImportState::parse(&row.state).is_some_and(ImportState::is_busy) {
        return Ok(None);
    }
    if row.attempts >= MOST_ATTEMPTS {
        fail(&ws, &row, &Error::invalid("import-broken")).await?;
        ws.commit(()).await?;
        return Ok(None);
    }
    let claimed = import::ActiveModel {
        id: Set(row.id),
        worker: Set(Some(new_id())),
        lease_until: Set(Some(ws.now() + LEASE)),
        attempts: Set(row.attempts + 1),
        ..Default::default()
    };
    let row = ws.update(claimed).await?;
    ws.commit(()).await?;
    Ok(Some(row))
}

async fn go_on(state: &State, row: &import::Model) -> Result<()> {
    let ws = state.db()?.read(AssociationId::PLATFORM, Origin::platform(TASK)).await?;
    let content = ws.get::<file::Entity>(row.id).await?.content.ok_or_else(|| Error::invalid("associations-file-gone"))?;
    let (today, hub) = (ws.today(), hubs::get(&ws, row.hub_id).await?);
    drop(ws);
    let mut lines = blocking(move || Lines::open(content, today)).await?;
    let running = row.state == ImportState::Running.code();
    let mut import = Import::new(&lines, options(row, hub, !running));
    if running && row.at > 0 {
        import.resume(serde_json::from_str(&row.report).map_err(Error::internal)?, u64::try_from(row.at).unwrap_or_default());
        lines.skip_to(import.at);
    }
    let (locale, headers) = (Locale::parse(&row.locale).unwrap_or_default(), lines.headers());
    let claim = Claim { row: row.clone(), lines: i64::try_from(lines.count()).map_err(Error::internal)? };
    let mut wrong = first_line(locale, &headers);
    let mut batches = 0;
    loop {
        let (rest, batch) = blocking(move || lines.batch().map(|batch| (lines, batch))).await?;
        lines = rest;
        if batch.is_empty() {
            return finish(state, row, &import, wrong).await;
        }
        import.step_for(state, &batch, Some(&claim)).await?;
        wrong.extend(import.wrong.iter().map(|line| wrong_line(locale, headers.len(), line)));
        batches += 1;
        if running && batches >= BATCHES {
            return release(state, row).await;
        }
    }
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(Error::internal)?
}

fn options(row: &import::Model, hub: hub::Model, dry_run: bool) -> Options {
    Options {
        hub: Some(hub),
        dry_run,
        // the check says how many could be
        invite: row.invite || dry_run,
        locale: Locale::parse(&row.locale).unwrap_or_default(),
        origin: Origin {
            account: Some(row.account_id),
            who: row.who.clone(),
            role: Role::Coordinator,
            request: format!("import-{}", row.id),
            whence: kernel::Whence::default(),
        },
    }
}

/// The row, as long as it is ours and the person in whose name we work is still the hub's.
async fn mine(ws: &Workspace, row: &import::Model) -> Result<import::Model> {
    let now = ws.lock::<import::Entity>(row.id).await?;
    if now.worker != row.worker || now.state != row.state {
        return Err(Error::unavailable("another worker has taken the file over"));
    }
    let seat = coordinator::Entity::find_by_id((row.hub_id, row.account_id));
    ws.global().one(seat).await?.ok_or_else(|| Error::forbidden("import-no-right")).map(|_| now)
}

/// A file that we hold.
pub struct Claim {
    row: import::Model,
    /// With data, in the file.
    lines: i64,
}

impl Claim {
    /// How far the file has come, in the transaction of the batch.
    pub async fn keep(&self, ws: &Workspace, import: &Import) -> Result<()> {
        mine(ws, &self.row).await?;
        let kept = import::ActiveModel {
            id: Set(self.row.id),
            lines: Set(Some(self.lines)),
            at: Set(i64::try_from(import.at).map_err(Error::internal)?),
            report: Set(serde_json::to_string(&import.report).map_err(Error::internal)?),
            lease_until: Set(Some(ws.now() + LEASE)),
            attempts: Set(0),
            changed_at: Set(ws.now()),
            ..Default::default()
        };
        ws.update(kept).await.map(drop)
    }
}

/// The next worker goes on at once.
async fn release(state: &State, row: &import::Model) -> Result<()> {
    let ws = state.workspace(AssociationId::PLATFORM, TASK).await?;
    mine(&ws, row).await?;
    ws.update(import::ActiveModel { id: Set(row.id), worker: Set(None), lease_until: Set(None), ..Default::default() }).await?;
    ws.commit(()).await
}

async fn finish(state: &State, row: &import::Model, import: &Import, wrong: String) -> Result<()> {
    let ws = state.workspace(AssociationId::PLATFORM, TASK).await?;
    let now = mine(&ws, row).await?;
    let checked = row.state == ImportState::Checking.code();
    let has_wrong_lines = import.report.wrong + import.report.duplicates > 0;
    if checked {
        let wrong = Some(wrong.into_bytes()).filter(|_| has_wrong_lines);
        ws.update(file::ActiveModel { id: Set(row.id), wrong: Set(wrong), ..Default::default() }).await?;
    } else {
        // personal data that nobody needs any more
        ws.update(file::ActiveModel { id: Set(row.id), content: Set(None), ..Default::default() }).await?;
    }
    let done = import::ActiveModel {
        state: Set(if checked { ImportState::Checked } else { ImportState::Done }.code().into()),
        report: Set(serde_json::to_string(&import.report).map_err(Error::internal)?),
        wrong_lines: Set(if checked { has_wrong_lines } else { now.wrong_lines }),
        ..ended(&ws, row)
    };
    ws.update(done).await?;
    ws.commit(()).await
}

async fn give_up(state: &State, row: &import::Model, error: &Error) -> Result<()> {
    let ws = state.workspace(AssociationId::PLATFORM, TASK).await?;
    fail(&ws, row, error).await?;
    ws.commit(()).await
}

async fn fail(ws: &Workspace, row: &import::Model, error: &Error) -> Result<()> {
    let now = ws.lock::<import::Entity>(row.id).await?;
    let mut report: AssociationsReport = serde_json::from_str(&now.report).map_err(Error::internal)?;
    report.failure = Some((error.code().to_owned(), error.params().clone()));
    let failed = import::ActiveModel {
        state: Set(ImportState::Failed.code().into()),
        report: Set(serde_json::to_string(&report).map_err(Error::internal)?),
        ..ended(ws, row)
    };
    ws.update(failed).await?;
    ws.update_many(
        file::Entity::update_many().col_expr(file::Column::Content, Expr::val(Option::<Vec<u8>>::None)).filter(file::Column::Id.eq(row.id)),
    )
    .await
    .map(drop)
}

fn ended(ws: &Workspace, row: &import::Model) -> import::ActiveModel {
    import::ActiveModel {
        id: Set(row.id),
        worker: Set(None),
        lease_until: Set(None),
        attempts: Set(0),
        changed_at: Set(ws.now()),
        ..Default::default()
    }
}
