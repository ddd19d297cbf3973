//! How fast the platform is beside the database and the SMTP server it stands on. It starts a real
//! `nassij serve`, sends it real requests, gives `pgbench` and `smtp-source` the same work in turns
//! with it, and prints what came out. It judges nothing: it fails only when a request failed.

mod actions;
mod baseline;
mod books;
mod bulk;
mod load;
mod members;
mod notices;
mod platform;
mod spent;
mod table;
mod world;

use clap::Parser;
use kernel::{Error, Result};
use load::Load;
use platform::Platform;
use spent::{Meter, memory};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;
use table::Row;
use world::World;

/// Ours and the baseline take turns, so that whatever else the machine does meets both.
const TURNS: u32 = 2;

/// Measures the platform against its database and its SMTP server.
#[derive(Parser)]
#[command(args_conflicts_with_subcommands = true)]
struct Options {
    #[command(subcommand)]
    other: Option<Other>,
    /// Associations to fill; at most 100 of them are then asked for
    #[arg(long, default_value_t = 40, value_parser = clap::value_parser!(u32).range(2..))]
    associations: u32,
    /// Members of each association
    #[arg(long, default_value_t = 200, value_parser = clap::value_parser!(u32).range(2..))]
    members: u32,
    /// Seconds of each measurement, and as many of its baseline
    #[arg(long, default_value_t = 6, value_parser = clap::value_parser!(u32).range(2..))]
    seconds: u32,
    /// Clients at a time
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u32).range(1..))]
    clients: u32,
    /// The program to measure
    #[arg(long, default_value = "target/release/nassij")]
    binary: PathBuf,
    /// Only the actions whose name contains this
    #[arg(long, default_value = "")]
    only: String,
}

#[derive(clap::Subcommand)]
enum Other {
    /// Makes very many associations through `nassij import`, on `PostgreSQL` and on `SQLite`
    Bulk(bulk::Options),
    /// Associations of 50, 5,000 and 50,000 members: import, list, search, files
    Members(members::Options),
    /// Books of 100, 10,000 and 100,000 entries: trial balance, ledger, the year as a file, one more entry
    Books(books::Options),
}

/// An error in words.
fn broken(text: impl Into<String>) -> Error {
    Error::internal(text.into())
}

fn main() -> ExitCode {
    let options = Options::parse();
    let tokio = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Error::internal);
    match tokio.and_then(|tokio| tokio.block_on(run(&options))) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(failed) => {
            eprintln!("{failed} requests failed");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("benchmark: {}", error.cause().map_or(error.to_string(), ToString::to_string));
            ExitCode::FAILURE
        }
    }
}

/// Gives the number of requests that failed.
async fn run(options: &Options) -> Result<u32> {
    match &options.other {
        Some(Other::Bulk(bulk)) => return bulk::run(bulk).map(|()| 0),
        Some(Other::Members(members)) => return members::run(members).await,
        Some(Other::Books(books)) => return books::run(books).await,
        None => {}
    }
    let sink = notices::Sink::start()?;
    let mut platform = Platform::prepare(&options.binary, &sink.url())?;
    let empty = platform.database_size()?;
    platform.fill(options.associations, options.members)?;
    let (filled, tables) = (platform.database_size()?, platform.largest_tables()?);
    let load = Load::new(platform.url(), options.clients)?;
    let server = platform.serve(&load).await?;
    let world = World::look(&platform, &load).await?;
    let meter = Meter::of(server, &platform)?;
    let idle = memory(server)?;
    println!("{}", platform.describe()?);
    println!(
        "{} associations of {} members; {} clients, {} s each\n",
        options.associations, options.members, options.clients, options.seconds
    );

    warm_up(&load, &world).await?;
    let mut rows = Vec::new();
    for action in actions::all(&world).into_iter().filter(|action| action.name.contains(&options.only)) {
        rows.push(measure((options.clients, options.seconds), &platform, &load, &meter, &action).await?);
    }
    if "notices".contains(&options.only) {
        rows.push(notices::measure(TURNS, &world, &load, &meter, &sink).await?);
    }
    table::print(&rows);

    let loaded = memory(server)?;
    println!("\nmemory of nassij: {} idle, {} after the load, {} at most", mb(idle.now), mb(loaded.now), mb(loaded.most));
    println!(
        "database: {} KB per association with its members, payments, entries and events",
        (filled - empty) / u64::from(options.associations) / 1024
    );
    for (table, bytes) in tables {
        println!("  {table:<34}{:>6} KB", bytes / u64::from(options.associations) / 1024);
    }
    platform.stop()?;
    Ok(rows.iter().map(|row| row.failed).sum())
}

fn mb(kilobytes: u64) -> String {
    format!("{} MB", kilobytes / 1024)
}

/// Opens connections, fills caches and gives every association a first entry, whose number the
/// baseline's entries follow.
async fn warm_up(load: &Load, world: &World) -> Result<()> {
    for (association, n) in world.associations.iter().zip(0..) {
        load.once(&actions::entry(world, association, n)).await?;
        load.once(&world.page(format!("/a/{}/members", association.slug))).await?;
        load.once(&world.page(format!("/a/{}/books", association.slug))).await?;
    }
    Ok(())
}

async fn measure(
    (clients, seconds): (u32, u32),
    platform: &Platform,
    load: &Load,
    meter: &Meter,
    action: &actions::Action<'_>,
) -> Result<Row> {
    let mut row = Row::new(&action.name);
    let turn = seconds / TURNS;
    let mut next = 0;
    for _ in 0..TURNS {
        platform.settle().await?;
        let before = meter.read()?;
        let sample = load.run(Duration::from_secs(turn.into()), &mut next, &action.ask).await;
        // what a request has left to be done later is a part of its cost
        row.settling += platform.settle().await?;
        row.add(sample, meter.read()? - before);
        let before = meter.read()?;
        let done = baseline::run(platform, clients, turn, &action.baseline)?;
        row.add_baseline(&done, (meter.read()? - before).database);
    }
    println!("{}", row.brief());
    Ok(row)
}
