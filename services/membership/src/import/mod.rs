//! Members from a file: the tables crate gives its rows, `columns` their meaning, `lines` members and
//! errors by line (with `dates`, `cells` and `names`; `own`: fields of the association's own), `known`, `record` and `aside` compare with who is there. All of
//! that without writing; `progress` deals with a batch of lines in a transaction.
//!
//! Two ways lead in: one call with `dry_run`, here, and for people the `wizard`, whose file is kept
//! and dealt with in the background (`work`), and can be undone (`undo`).

mod aside;
mod bare;
mod beside;
mod cells;
mod columns;
mod dates;
mod known;
mod lines;
mod names;
mod own;
mod places;
mod progress;
mod record;
mod refusal;
mod undo;
mod wizard;
mod work;

use crate::{dues_years, numbering, profile};
use contracts::member_imports::{Existing, ImportReport};
use contracts::members::ImportOptions;
use database::{Origin, Workspace};
use kernel::permission::EditMembers;
use kernel::{Error, Result};
use lines::{Choice, Line, Lines};
use progress::{Options, Progress};
use serde_json::json;
use std::collections::HashMap;
use tokio::sync::Semaphore;
use web::{Access, Upload};

pub use record::{person, typed};
pub use wizard::{confirm, list, set_columns, show, undo, upload, wrong_lines};
pub use work::work;

/// Characters of a file's value that a report shows.
const LONGEST_VALUE: usize = 60;
/// Errors that a report lists.
const MOST_ERRORS: usize = 200;
/// Lines that one call takes: it answers when all of them are dealt with. The wizard takes more.
const MOST_DIRECT: u64 = 5_000;
/// Members that a report shows.
const SAMPLE: usize = 20;

/// Files that are read at a time, whoever sent them: what a hostile one costs is bounded, and so is
/// what many cost together.
static READING: Semaphore = Semaphore::const_new(2);

/// A large file takes a while: not on the threads that serve requests.
async fn reading<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let _turn = READING.acquire().await.map_err(Error::internal)?;
    tokio::task::spawn_blocking(work).await.map_err(Error::internal)?
}

/// `POST …/members/import?dry_run=`
///
/// # Errors
/// `import-too-long-for-one-call`
pub async fn direct(access: Access<EditMembers>, input: Upload<ImportOptions>) -> Result<ImportReport> {
    let (bytes, today) = (input.bytes, access.today());
    let looking = access.state().db()?.read(access.association(), Origin::actor(access.actor(), access.request_id())).await?;
    let own = own::OwnColumns::load(&looking, HashMap::new()).await?;
    let (numbers, dues_year) = (numbering::chosen(&looking).await?, Some(dues_years::current(&looking).await?));
    let choice = Choice { numbers, own, dues_year, ..Choice::default() };
    drop(looking);
    let (lines, batches) = reading(move || {
        let (mut lines, mut batches) = (Lines::open(bytes, &choice, today)?, Vec::new());
        if lines.count() > MOST_DIRECT {
            return Err(Error::invalid("import-too-long-for-one-call").with("max", MOST_DIRECT));
        }
        while let Some(batch) = next(&mut lines)? {
            batches.push(batch);
        }
        Ok((lines, batches))
    })
    .await?;
    let ws = access.begin().await?;
    let locale = profile::locale(&ws, access.locale()).await?;
    let options = Options { existing: Existing::Keep, dry_run: input.query.dry_run, locale, import: None };
    let mut progress = Progress::new(&lines, options);
    for batch in &batches {
        progress.step(&ws, batch).await?;
    }
    if options.dry_run {
        // without commit even the check leaves no trace
        return Ok(progress.report);
    }
    progress.report.written = true;
    if let Some((first, last)) = progress.numbers {
        audit(&ws, &progress.report, &format!("№ {first}–{last}")).await?;
    }
    ws.commit(progress.report).await
}

fn next(lines: &mut Lines) -> Result<Option<Vec<Line>>> {
    Ok(Some(lines.batch()?).filter(|batch| !batch.is_empty()))
}

async fn audit(ws: &Workspace, report: &ImportReport, subject: &str) -> Result<()> {
    let mut details = json!({ "created": report.create, "updated": report.update, "skipped": report.skip, "refused": report.wrong });
    if report.paid_before > 0 {
        details["paid_before"] = json!(report.paid_before);
        details["amount"] = json!(report.paid_before_sum);
    }
    ws.audit("members-imported", subject, details).await
}
