//! `nassij import associations FILE`: from the command line, what hubs do on their page.

use crate::operator;
use contracts::imports::AssociationsReport;
use database::Origin;
use kernel::{Clock, Error, Result};
use runtime::{Config, Process};
use std::fs::{DirBuilder, File};
use std::io::{BufWriter, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tenancy::imports::{Import, Lines, Options, first_line, wrong_line};

#[derive(clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct Arguments {
    /// CSV with any separator and encoding, XLSX or ODS; columns as `name_ar,name_fr,commune_code,founded_on,receipt_no,…`
    file: PathBuf,
    /// Only say what the file would do
    #[arg(long)]
    dry_run: bool,
    /// Take associations of this hub's territory only: its slug
    #[arg(long)]
    hub: Option<String>,
    /// Invite the presidents whose address the file has
    #[arg(long, overrides_with = "no_invite")]
    invite: bool,
    /// Invite nobody: the default
    #[arg(long, overrides_with = "invite")]
    no_invite: bool,
    /// Write the lines that cannot go in to FILE.wrong.csv
    #[arg(long)]
    wrong_lines: bool,
}

pub async fn associations(config: &Config, arguments: &Arguments) -> Result<()> {
    let turn = {
        let config = config.clone();
        blocking(move || turn(&config)).await?
    };
    let (process, alone) = open(config).await?;
    let began = Instant::now();
    let report = import(&process, config, arguments).await;
    let written = began.elapsed();
    // beside a running platform, that one carries what we announced
    let alone = alone && !arguments.dry_run;
    if report.is_ok() && alone {
        deliver(&process).await?;
    }
    process.close().await;
    drop(turn);
    tell(&report?, arguments);
    println!("took: {:.1} s", written.as_secs_f64());
    if alone {
        println!("workspaces ready after: {:.1} s", began.elapsed().as_secs_f64());
    }
    Ok(())
}

/// Imports into one SQLite directory go one after the other: two processes that write as fast as they
/// can would starve each other. On PostgreSQL their batches take turns.
fn turn(config: &Config) -> Result<Option<File>> {
    if config.get("database_url").is_some() {
        return Ok(None);
    }
    let directory = config.data();
    DirBuilder::new().recursive(true).mode(0o700).create(&directory).map_err(Error::internal)?;
    let file = File::create(directory.join("import.lock")).map_err(Error::internal)?;
    if file.try_lock().is_err() {
        eprintln!("another import is at work in {}: this one begins when it has ended", directory.display());
        file.lock().map_err(Error::internal)?;
    }
    Ok(Some(file))
}

/// The platform, and whether nobody else has it.
async fn open(config: &Config) -> Result<(Process, bool)> {
    match operator::open(config, Clock::default()).await {
        Err(error) if error.code() == "database-in-use" => {
            Ok((operator::open(&config.beside_a_running_platform(), Clock::default()).await?, false))
        }
        opened => Ok((opened?, true)),
    }
}

async fn import(process: &Process, config: &Config, arguments: &Arguments) -> Result<AssociationsReport> {
    let state = process.state("tenancy")?;
    let options = Options {
        hub: match &arguments.hub {
            Some(named) => Some(tenancy::imports::hub_named(state, named).await?),
            None => None,
        },
        dry_run: arguments.dry_run,
        invite: arguments.invite && !arguments.no_invite,
        locale: config.locale(),
        origin: Origin::platform("import associations"),
    };
    let today = state.clock().today();
    let unreadable = |error: std::io::Error| Error::field("file", "unreadable").because(error);
    let file = std::fs::read(&arguments.file).map_err(unreadable)?;
    let mut lines = blocking(move || Lines::open(file, today)).await?;
    let (count, headers) = (lines.count(), lines.headers());
    let mut wrong = if arguments.wrong_lines { Some(WrongLines::begin(&arguments.file, &headers, config)?) } else { None };
    let (mut import, mut said) = (Import::new(&lines, options), Instant::now());
    let (rest, mut batch) = blocking(move || lines.batch().map(|batch| (lines, batch))).await?;
    lines = rest;
    while !batch.is_empty() {
        // the next batch is read while this one is written
        let ahead = tokio::task::spawn_blocking(move || lines.batch().map(|batch| (lines, batch)));
        import.step(state, &batch).await?;
        (lines, batch) = ahead.await.map_err(Error::internal)??;
        if let Some(wrong) = &mut wrong {
            import.wrong.iter().try_for_each(|line| wrong.add(&wrong_line(config.locale(), headers.len(), line)))?;
        }
        if said.elapsed() > Duration::from_secs(2) || batch.is_empty() {
            said = Instant::now();
            eprintln!("{} of {count} lines: {} created", import.report.rows, import.report.create);
        }
    }
    wrong.map_or(Ok(()), WrongLines::end)?;
    Ok(import.report)
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(Error::internal)?
}

/// Lets the other services prepare the workspaces.
async fn deliver(process: &Process) -> Result<()> {
    let mut said = Instant::now();
    while process.carry().await? {
        if said.elapsed() > Duration::from_secs(5) {
            said = Instant::now();
            eprintln!("preparing the workspaces");
        }
    }
    Ok(())
}

/// The lines to mend, in a file beside the one they come from.
struct WrongLines {
    path: PathBuf,
    file: BufWriter<File>,
}

impl WrongLines {
    fn begin(beside: &Path, headers: &[String], config: &Config) -> Result<Self> {
        let mut name = beside.as_os_str().to_owned();
        name.push(".wrong.csv");
        let path = PathBuf::from(name);
        let file = File::create(&path).map_err(|error| Error::field("wrong_lines", "unreadable").because(error))?;
        let mut wrong = Self { path, file: BufWriter::new(file) };
        wrong.add(&first_line(config.locale(), headers))?;
        Ok(wrong)
    }

    fn add(&mut self, line: &str) -> Result<()> {
        self.file.write_all(line.as_bytes()).map_err(Error::internal)
    }

    fn end(mut self) -> Result<()> {
        self.file.flush().map_err(Error::internal)?;
        eprintln!("lines to mend: {}", self.path.display());
        Ok(())
    }
}

fn tell(report: &AssociationsReport, arguments: &Arguments) {
    let separator = if report.separator.is_empty() { String::new() } else { format!(", separator {:?}", report.separator) };
    println!("lines: {} ({}{separator})", report.rows, report.encoding);
    println!("{}: {}", if arguments.dry_run { "would be created" } else { "created" }, report.create);
    println!("already there: {}", report.existing);
    println!("like another: {}", report.duplicates);
    for twin in &report.twins {
        let other = twin.other_line.map_or_else(|| format!("receipt {}", twin.other_receipt_number), |line| format!("line {line}"));
        println!("  line {}: {} (receipt {}) has the {} of {other}", twin.line, twin.name_fr, twin.receipt_number, twin.same);
    }
    println!("wrong: {}", report.wrong);
    for error in &report.errors {
        let remedy = language::error_text(kernel::Locale::En, &error.code, &error.params);
        println!("  line {}, {}: {:?}: {remedy}", error.line, error.column, error.value);
    }
    if report.kinds.values().sum::<u64>() > report.errors.len() as u64 {
        println!("  and more; --wrong-lines writes them all to a file");
    }
    if arguments.invite {
        println!("presidents {}: {}", if arguments.dry_run { "to invite" } else { "invited" }, report.invited);
    }
}
