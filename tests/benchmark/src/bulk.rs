//! Very many associations through the operator's import: time, memory, bytes for each.

use crate::broken;
use crate::platform::Platform;
use crate::spent::{Meter, children, memory};
use kernel::{Error, Result};
use rand::rngs::SmallRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

#[derive(clap::Args)]
pub struct Options {
    /// Associations in the file
    #[arg(long, default_value_t = 100_000)]
    rows: u32,
    /// The same seed gives the same file
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The program to measure
    #[arg(long, default_value = "target/release/nassij")]
    binary: PathBuf,
}

const COMMUNES: &str = include_str!("../../../services/tenancy/data/communes_ma.csv");
const ROOTS: [(&str, &str); 6] = [
    ("المستقبل", "Al Moustakbal"),
    ("الأمل", "Al Amal"),
    ("الكرامة", "Al Karama"),
    ("أزطا", "Azetta"),
    ("النور", "Ennour"),
    ("تودرت", "Toudart"),
];
const AIMS: [(&str, &str, &str); 5] = [
    ("للشباب والمبادرة", "jeunesse et initiative", "youth"),
    ("لرعاية الطفولة", "pour la protection de l'enfance", "childhood"),
    ("للتنمية القروية", "pour le développement rural", "development"),
    ("للثقافة والفنون", "pour la culture et les arts", "culture"),
    ("للماء الصالح للشرب", "d'eau potable", "water"),
];

struct Ran {
    said: String,
    spent: Duration,
    /// KB.
    memory: u64,
}

pub fn run(options: &Options) -> Result<()> {
    let mut platform = Platform::prepare(&options.binary, "smtp://127.0.0.1:9")?;
    let file = platform.directory().join("associations.csv");
    let text = associations(options.rows, options.seed);
    println!("{}\n{} associations, {} MB of CSV", platform.describe()?, options.rows, text.len() / 1_000_000);
    fs::write(&file, text).map_err(Error::internal)?;
    on_postgres(&platform, &file, options.rows)?;
    on_sqlite(&platform, &file, options.rows)?;
    platform.stop()
}

fn on_postgres(platform: &Platform, file: &Path, rows: u32) -> Result<()> {
    let empty = platform.database_size()?;
    let meter = Meter::of(std::process::id(), platform)?;
    let before = meter.read()?;
    let ran = import(platform.nassij(), file)?;
    tell("PostgreSQL", &ran, rows)?;
    println!("  PostgreSQL's processor time: {:.1} s", (meter.read()? - before).database.as_secs_f64());
    platform.sql("vacuum analyze")?;
    let full = platform.database_size()? - empty;
    let plumbing =
        "select coalesce(sum(pg_total_relation_size(relid)), 0)::bigint from pg_stat_user_tables where relname in ('outbox', 'inbox')";
    let plumbing: u64 = platform.sql(plumbing)?.parse().map_err(Error::internal)?;
    tell_bytes(full, plumbing, rows);
    for (table, bytes) in platform.largest_tables()? {
        println!("    {table:<34}{:>6} bytes", bytes / u64::from(rows));
    }
    again(platform.nassij(), file, rows)
}

fn on_sqlite(platform: &Platform, file: &Path, rows: u32) -> Result<()> {
    let data = platform.directory().join("sqlite");
    let command = || {
        let mut command = platform.nassij();
        command.env_remove("NASSIJ_DATABASE_URL").env_remove("NASSIJ_DATABASE_OWNER_URL").env("NASSIJ_DATA", &data);
        command
    };
    let ran = import(command(), file)?;
    tell("SQLite", &ran, rows)?;
    let files = fs::read_dir(&data).map_err(Error::internal)?.flatten();
    let sizes = files.filter(|file| file.path().extension().is_some_and(|ending| ending == "db")).filter_map(|file| file.metadata().ok());
    println!("  bytes per association: {} with all events", sizes.map(|file| file.len()).sum::<u64>() / u64::from(rows));
    again(command(), file, rows)
}

fn import(mut command: Command, file: &Path) -> Result<Ran> {
    let before = children();
    let mut child =
        command.args(["import", "associations"]).arg(file).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().map_err(Error::internal)?;
    let mut most = 0;
    while child.try_wait().map_err(Error::internal)?.is_none() {
        most = memory(child.id()).map_or(most, |memory| memory.most.max(most));
        std::thread::sleep(Duration::from_millis(20));
    }
    let output = child.wait_with_output().map_err(Error::internal)?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(Ran { said, spent: children().saturating_sub(before), memory: most });
    }
    Err(broken(format!("the import failed: {said}")))
}

/// The line of what was printed that begins so.
fn line<'a>(ran: &'a Ran, name: &str) -> Result<&'a str> {
    let found = ran.said.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
    found.ok_or_else(|| broken(format!("the import says nothing of {name}: {}", ran.said)))
}

fn tell(engine: &str, ran: &Ran, rows: u32) -> Result<()> {
    if line(ran, "created")? != rows.to_string() {
        return Err(broken(format!("not all were created: {}", ran.said)));
    }
    println!("\n{engine}: rows written in {}, all workspaces ready after {}", line(ran, "took")?, line(ran, "workspaces ready after")?);
    println!("  nassij: {:.1} s of processor time, {} MB at most", ran.spent.as_secs_f64(), ran.memory / 1024);
    Ok(())
}

fn tell_bytes(full: u64, plumbing: u64, rows: u32) {
    let each = |bytes: u64| bytes / u64::from(rows);
    println!("  bytes per association: {} that stay, {} with the events of the last days", each(full.saturating_sub(plumbing)), each(full));
}

fn again(command: Command, file: &Path, rows: u32) -> Result<()> {
    let began = Instant::now();
    let ran = import(command, file)?;
    if line(&ran, "created")? != "0" || line(&ran, "already there")? != rows.to_string() {
        return Err(broken(format!("the second time is not as nothing: {}", ran.said)));
    }
    println!("  the same file again: nothing made, {:.1} s", began.elapsed().as_secs_f64());
    Ok(())
}

fn associations(rows: u32, seed: u64) -> String {
    let communes: Vec<&str> = COMMUNES.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    let mut rng = SmallRng::seed_from_u64(seed);
    let mut text =
        "name_ar,name_fr,commune_code,founded_on,receipt_no,receipt_date,field,president_name,president_email,president_phone\n".to_owned();
    for i in 1..=rows {
        let commune = communes.choose(&mut rng).unwrap_or(&"");
        let (root, aim) = (ROOTS.choose(&mut rng).unwrap_or(&ROOTS[0]), AIMS.choose(&mut rng).unwrap_or(&AIMS[0]));
        let (year, month, day) = (rng.random_range(1985..2025), rng.random_range(1..12), rng.random_range(1..29));
        let _ = writeln!(
            text,
            "جمعية {} {} {i},Association {} {} {i},{commune},{year}-{month:02}-{day:02},{i}/{year},{year}-{:02}-{day:02},{},Président {i},p{i}@exemple.ma,+2126{i:08}",
            root.0,
            aim.0,
            root.1,
            aim.1,
            month + 1,
            aim.2
        );
    }
    text
}
