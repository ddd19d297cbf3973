//! The same work for PostgreSQL alone: `pgbench` as the application's role, hence under row-level
//! security, on the same rows.

use crate::broken;
use crate::platform::Platform;
use kernel::{Error, Result};
use std::process::Command;

/// What one run of `pgbench` did.
pub struct Done {
    pub transactions: u32,
    pub per_second: f64,
}

/// Each client runs the scripts in random order for so many seconds.
pub fn run(platform: &Platform, clients: u32, seconds: u32, scripts: &[String]) -> Result<Done> {
    let directory = platform.directory().join("scripts");
    std::fs::create_dir_all(&directory).map_err(Error::internal)?;
    let mut command = Command::new("pgbench");
    command.args(["--no-vacuum", "--protocol=prepared", "--jobs=1"]).arg(format!("--client={clients}")).arg(format!("--time={seconds}"));
    for (script, number) in scripts.iter().zip(0..) {
        let path = directory.join(format!("{number}.sql"));
        std::fs::write(&path, script).map_err(Error::internal)?;
        command.arg("--file").arg(path);
    }
    // the triggers speak of their own schema
    command.env("PGOPTIONS", "-c search_path=bookkeeping");
    let output = command.arg(platform.app_url()).output().map_err(|error| broken(format!("pgbench: {error}")))?;
    let text = String::from_utf8_lossy(&output.stdout);
    // the sums over all scripts come first
    let value = |name: &str| text.lines().find_map(|line| line.strip_prefix(name)?.split(['/', ' ']).find(|word| !word.is_empty()));
    let transactions = value("number of transactions actually processed:").and_then(|text| text.parse().ok());
    let per_second = value("tps = ").and_then(|text| text.parse().ok());
    match (output.status.success(), transactions, per_second) {
        (true, Some(transactions), Some(per_second)) => Ok(Done { transactions, per_second }),
        _ => Err(broken(format!("pgbench: {}", String::from_utf8_lossy(&output.stderr)))),
    }
}
