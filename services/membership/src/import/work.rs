//! The files of all associations, worked on in the background: one at a time in a process, by a
//! worker who holds a lease and renews it with every batch. A batch and how far the file has come are
//! one transaction, so that whoever takes over begins where the batches end; and a worker that was
//! thought dead and is not finds its lease gone, and its batch undone.

use super::lines::{Choice, Line, Lines};
use super::places::Places;
use super::progress::{Options, Progress, WrongLine};
use super::wizard::{self, json, parsed};
use super::{audit, next, reading, undo};
use crate::entity::{import_queue as queue, member_import as import, member_import_file as file, member_import_line as line};
use crate::{dues_years, numbering, profile};
use chrono::{DateTime, Duration, Utc};
use contracts::member_imports::{Existing, ImportReport, MembersImportState as Stage};
use database::{Origin, Workspace};
use futures_util::future::BoxFuture;
use kernel::id::new_id;
use kernel::{AssociationId, Error, Kind, Locale, Result, Role, Whence};
use language::key;
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::sync::Arc;
use web::State;

const TASK: &str = "members' imports";
const LEASE: Duration = Duration::seconds(60);
/// A file over which so many workers have died is given up.
const MOST_ATTEMPTS: i32 = 5;
/// Batches between two looks at whether others wait and whether the process is to stop.
const BATCHES: usize = 40;
/// So long an import can be undone.
pub const UNDOABLE: Duration = Duration::days(30);

/// True when there may be more to do at once.
pub fn work(state: State) -> BoxFuture<'static, Result<bool>> {
    Box::pin(async move {
        let Some(turn) = claim(&state).await? else { return Ok(false) };
        match turn.take(&state).await {
            // what is wrong with the file, or with what the association may do, stays so
            Err(error) if matches!(error.kind(), Kind::Invalid | Kind::Conflict | Kind::TooLarge) => turn.give_up(&state, &error).await,
            Err(error) if error.kind() == Kind::NotFound => turn.leave(&state, None).await,
            done => done,
        }
        .map(|()| true)
    })
}

/// The oldest work on which nobody is.
async fn claim(state: &State) -> Result<Option<Turn>> {
    let ws = state.workspace(AssociationId::PLATFORM, TASK).await?;
    let free = Condition::any().add(queue::Column::LeaseUntil.is_null()).add(queue::Column::LeaseUntil.lt(ws.now()));
    let due = queue::Entity::find().filter(queue::Column::DueAt.lte(ws.now())).filter(free).order_by_asc(queue::Column::DueAt);
    let Some(found) = ws.global().claim(due.limit(1)).await?.into_iter().next() else { return Ok(None) };
    let claimed = queue::ActiveModel {
        import_id: Set(found.import_id),
        worker: Set(Some(new_id())),
        lease_until: Set(Some(ws.now() + LEASE)),
        attempts: Set(found.attempts + 1),
        ..Default::default()
    };
    let place = ws.global().update(claimed).await?;
    ws.commit(()).await?;
    Ok(Some(Turn { place }))
}

/// Somebody's turn at an import.
pub struct Turn {
    place: queue::Model,
}

impl Turn {
    fn association(&self) -> AssociationId {
        AssociationId(self.place.association_id)
    }

    async fn take(&self, state: &State) -> Result<()> {
        let looking = state.db()?.read(self.association(), Origin::platform(TASK)).await?;
        let row = looking.get::<import::Entity>(self.place.import_id).await?;
        drop(looking);
        if self.place.attempts > MOST_ATTEMPTS {
            return Err(Error::conflict("import-broken"));
        }
        match Stage::parse(&row.state) {
            Some(Stage::Checking | Stage::Running) => self.lines(state, &row).await,
            Some(Stage::Undoing) => self.undo(state, &row).await,
            Some(Stage::Columns | Stage::Checked) => self.forget(state).await,
            _ => self.forget_lines(state).await,
        }
    }

    async fn undo(&self, state: &State, row: &import::Model) -> Result<()> {
        for _ in 0..BATCHES {
            if !undo::step(self, state, row).await? {
                return Ok(());
            }
        }
        self.leave(state, Some(state.clock().now())).await
    }

    async fn lines(&self, state: &State, row: &import::Model) -> Result<()> {
        let looking = state.db()?.read(self.association(), Origin::platform(TASK)).await?;
        let content = wizard::content(&looking, row).await?;
        let mut choice = choice(row, &looking).await?;
        let profile = profile::find(&looking).await?;
        let locale = profile::locale(&looking, Locale::parse(&row.locale).unwrap_or_default()).await?;
        let today = looking.today();
        drop(looking);
        let read: ImportReport = parsed(&row.report)?;
        if read.columns.iter().any(|column| column.field.as_deref() == Some("commune")) {
            choice.places = Some(Arc::new(Places::load(state, state.clock().now(), profile.as_ref()).await?));
        }
        let writes = row.state == Stage::Running.code();
        let existing = Existing::parse(&row.existing).unwrap_or_default();
        let options = Options { existing, dry_run: !writes, locale, import: writes.then_some(row.id) };
        let resumed = Some(read).filter(|_| writes && row.at > 0);
        let at = u64::try_from(row.at).unwrap_or_default();
        let (mut lines, mut progress, mut batch) = reading(move || {
            let mut lines = Lines::open(content, &choice, today)?;
            let mut progress = Progress::new(&lines, options);
            let batch = match resumed {
                Some(report) => progress.resume(&mut lines, report, at)?,
                None => lines.batch()?,
            };
            Ok((lines, progress, batch))
        })
        .await?;
        let mut wrong = Wrong::new(Locale::parse(&row.locale).unwrap_or_default(), &lines);
        for _ in 0..if writes { BATCHES } else { usize::MAX } {
            if batch.is_empty() {
                return self.finish(state, row, progress, wrong).await;
            }
            wrong.add(self.batch(state, row, &mut progress, &batch, lines.count()).await?);
            (lines, batch) = reading(move || next(&mut lines).map(|batch| (lines, batch.unwrap_or_default()))).await?;
        }
        self.leave(state, Some(state.clock().now())).await
    }

    async fn batch(
        &self,
        state: &State,
        row: &import::Model,
        progress: &mut Progress,
        batch: &[Line],
        count: u64,
    ) -> Result<Vec<WrongLine>> {
        let ws = state.db()?.write(self.association(), origin(row), None).await?;
        self.mine(&ws, row).await?;
        let wrong = progress.step(&ws, batch).await?;
        let kept = import::ActiveModel {
            id: Set(row.id),
            lines: Set(Some(i64::try_from(count).map_err(Error::internal)?)),
            at: Set(i64::try_from(progress.at).map_err(Error::internal)?),
            report: Set(json(&progress.report)?),
            undo_until: Set(Some(ws.now() + UNDOABLE).filter(|_| row.state == Stage::Running.code())),
            ..Default::default()
        };
        ws.update(kept).await?;
        ws.commit(wrong.len()).await?;
        Ok(wrong)
    }

    /// The import's row, locked, as long as it is ours.
    pub async fn mine(&self, ws: &Workspace, row: &import::Model) -> Result<import::Model> {
        let now = ws.lock::<import::Entity>(row.id).await?;
        let place = ws.global().lock(queue::Entity::find_by_id(row.id)).await?;
        if now.state != row.state || place.first().is_none_or(|place| place.worker != self.place.worker) {
            return Err(Error::unavailable("another worker has taken the file over"));
        }
        let renewed =
            queue::ActiveModel { import_id: Set(row.id), lease_until: Set(Some(ws.now() + LEASE)), attempts: Set(0), ..Default::default() };
        ws.global().update(renewed).await?;
        Ok(now)
    }

    async fn finish(&self, state: &State, row: &import::Model, mut progress: Progress, wrong: Wrong) -> Result<()> {
        let ws = state.db()?.write(self.association(), origin(row), None).await?;
        let now = self.mine(&ws, row).await?;
        let writes = row.state == Stage::Running.code();
        let has_wrong = progress.report.wrong > 0;
        progress.report.written = writes;
        if writes {
            audit(&ws, &progress.report, "").await?;
            // personal data that nobody needs any more
            ws.update(file::ActiveModel { id: Set(row.id), content: Set(None), ..Default::default() }).await?;
        } else {
            let wrong = Some(wrong.text.into_bytes()).filter(|_| has_wrong);
            ws.update(file::ActiveModel { id: Set(row.id), wrong: Set(wrong), ..Default::default() }).await?;
        }
        let until = ws.now() + UNDOABLE;
        let done = import::ActiveModel {
            id: Set(row.id),
            state: Set(if writes { Stage::Done } else { Stage::Checked }.code().into()),
            report: Set(json(&progress.report)?),
            wrong_lines: Set(if writes { now.wrong_lines } else { has_wrong }),
            undo_until: Set(Some(until).filter(|_| writes && progress.report.create + progress.report.update > 0)),
            ..Default::default()
        };
        ws.update(done).await?;
        wizard::make_due(&ws, row.id, if writes { until } else { row.created_at + wizard::WAITS }).await?;
        ws.commit(()).await
    }

    async fn give_up(&self, state: &State, error: &Error) -> Result<()> {
        let ws = state.workspace(self.association(), TASK).await?;
        let row = ws.lock::<import::Entity>(self.place.import_id).await?;
        let mut report: ImportReport = parsed(&row.report)?;
        report.failure = Some((error.code().to_owned(), error.params().clone()));
        let failed = import::ActiveModel {
            id: Set(row.id),
            state: Set(Stage::Failed.code().into()),
            report: Set(json(&report)?),
            undo_until: Set(row.undo_until.filter(|_| row.state == Stage::Running.code())),
            ..Default::default()
        };
        ws.update(failed).await?;
        ws.update(file::ActiveModel { id: Set(row.id), content: Set(None), ..Default::default() }).await?;
        wizard::make_due(&ws, row.id, ws.now() + UNDOABLE).await?;
        ws.commit(()).await
    }

    /// Lets others have it, at a time; never again where none is given.
    pub async fn leave(&self, state: &State, due: Option<DateTime<Utc>>) -> Result<()> {
        let ws = state.workspace(self.association(), TASK).await?;
        if let Some(due) = due {
            wizard::make_due(&ws, self.place.import_id, due).await?;
        } else {
            let mine = queue::Entity::delete_many().filter(queue::Column::ImportId.eq(self.place.import_id));
            ws.global().delete(mine).await?;
        }
        ws.commit(()).await
    }

    /// Nobody confirmed it.
    async fn forget(&self, state: &State) -> Result<()> {
        let ws = state.workspace(self.association(), TASK).await?;
        wizard::forget(&ws, self.place.import_id).await?;
        ws.commit(()).await
    }

    /// It can be undone no more: what was kept for that goes, and the names in its report with it.
    async fn forget_lines(&self, state: &State) -> Result<()> {
        let ws = state.workspace(self.association(), TASK).await?;
        let row = ws.lock::<import::Entity>(self.place.import_id).await?;
        ws.delete(line::Entity::delete_many().filter(line::Column::ImportId.eq(row.id))).await?;
        ws.delete(file::Entity::delete_many().filter(file::Column::Id.eq(row.id))).await?;
        let report: ImportReport = parsed(&row.report)?;
        let figures = ImportReport {
            columns: Vec::new(),
            errors: Vec::new(),
            sample: Vec::new(),
            twins: Vec::new(),
            elsewhere_names: Vec::new(),
            kept_members: Vec::new(),
            ..report
        };
        let bare = import::ActiveModel {
            id: Set(row.id),
            reading: Set("{\"sheets\":[],\"sheet\":null,\"names\":[]}".into()),
            report: Set(json(&figures)?),
            wrong_lines: Set(false),
            undo_until: Set(None),
            ..Default::default()
        };
        ws.update(bare).await?;
        ws.global().delete(queue::Entity::delete_many().filter(queue::Column::ImportId.eq(row.id))).await?;
        ws.commit(()).await
    }
}

/// In the name of whoever confirmed it.
pub fn origin(row: &import::Model) -> Origin {
    Origin {
        account: row.account_id,
        who: row.who.clone(),
        role: Role::parse(&row.role).unwrap_or(Role::Service),
        request: format!("import-{}", row.id),
        whence: Whence::default(),
    }
}

async fn choice(row: &import::Model, ws: &Workspace) -> Result<Choice> {
    let said = row.fields.as_deref().map(parsed::<Vec<Option<String>>>).transpose()?;
    let (remembered, mut own) = wizard::known_headers(ws).await?;
    own.said = said.as_ref().map(|fields| fields.iter().map(|field| super::own::known(field.as_deref()?)).collect());
    let fields = said.map(|fields| fields.into_iter().map(|field| field.as_deref().and_then(super::columns::known)).collect());
    Ok(Choice {
        sheet: row.sheet.clone(),
        fields,
        remembered,
        header: row.header,
        numbers: numbering::chosen(ws).await?,
        places: None,
        own,
        dues_year: Some(dues_years::current(ws).await?),
    })
}

/// Lines to take away and mend, as CSV with two columns more: the line, and what is wrong.
struct Wrong {
    text: String,
    locale: Locale,
    columns: usize,
}

impl Wrong {
    fn new(locale: Locale, lines: &Lines) -> Self {
        let headers = lines.headers(locale);
        let columns = headers.len();
        let own = [language::text(locale, key::IMPORT_LINE), language::text(locale, key::IMPORT_REMEDY)];
        Self { text: tables::BEGINNING.to_owned() + &tables::line(headers.into_iter().chain(own)), locale, columns }
    }

    fn add(&mut self, lines: Vec<WrongLine>) {
        for line in lines {
            let reasons: Vec<String> = line.reasons.iter().map(|(code, params)| language::error_text(self.locale, code, params)).collect();
            let cells = (0..self.columns).map(|index| line.cells.get(index).cloned().unwrap_or_default());
            self.text += &tables::line(cells.chain([line.number.to_string(), reasons.join(" ")]));
        }
    }
}
