//! Processor time and memory of processes, as `/proc` tells them.

use crate::broken;
use crate::platform::Platform;
use kernel::Result;
use std::fs;
use std::ops::{AddAssign, Sub};
use std::time::Duration;

/// `USER_HZ` is 100 on every Linux.
const TICK: Duration = Duration::from_millis(10);

/// Processor time of both sides of the wire to the database.
#[derive(Clone, Copy, Default)]
pub struct Spent {
    pub server: Duration,
    pub database: Duration,
}

impl Sub for Spent {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self { server: self.server.saturating_sub(other.server), database: self.database.saturating_sub(other.database) }
    }
}

impl AddAssign for Spent {
    fn add_assign(&mut self, other: Self) {
        self.server += other.server;
        self.database += other.database;
    }
}

/// Reads the clocks of the server and of all of PostgreSQL: the cluster must be ours alone.
pub struct Meter {
    server: u32,
    postmaster: u32,
}

impl Meter {
    pub fn of(server: u32, platform: &Platform) -> Result<Self> {
        let checkpointer = platform.sql("select pid from pg_stat_activity where backend_type = 'checkpointer'")?;
        let checkpointer = checkpointer.parse().map_err(|_| broken("PostgreSQL tells no process id"))?;
        let checkpointer =
            stat(checkpointer).ok_or_else(|| broken("PostgreSQL must run on this machine: its processor time is read from /proc"))?;
        Ok(Self { server, postmaster: checkpointer.parent })
    }

    pub fn read(&self) -> Result<Spent> {
        let server = stat(self.server).ok_or_else(|| broken("nassij has ended"))?.own;
        let postmaster = stat(self.postmaster).ok_or_else(|| broken("PostgreSQL has ended"))?;
        let children = processes().filter(|process| process.parent == self.postmaster);
        let children: Duration = children.map(|child| child.own + child.reaped).sum();
        Ok(Spent { server, database: postmaster.own + postmaster.reaped + children })
    }
}

/// What children of this process that have ended have used.
pub fn children() -> Duration {
    stat(std::process::id()).map_or(Duration::ZERO, |own| own.reaped)
}

/// In KB.
pub struct Memory {
    pub now: u64,
    pub most: u64,
}

pub fn memory(pid: u32) -> Result<Memory> {
    let text = fs::read_to_string(format!("/proc/{pid}/status")).map_err(|_| broken("nassij has ended"))?;
    let value =
        |name: &str| text.lines().find_map(|line| line.strip_prefix(name)?.split_whitespace().next()?.parse().ok()).unwrap_or_default();
    Ok(Memory { now: value("VmRSS:"), most: value("VmHWM:") })
}

struct Stat {
    parent: u32,
    own: Duration,
    /// Of its children that have ended.
    reaped: Duration,
}

fn stat(pid: u32) -> Option<Stat> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // the name in parentheses may contain anything; the fields after it are counted from 3 in proc(5)
    let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |number: usize| fields.get(number - 3)?.parse().ok().map(|ticks: u32| TICK * ticks);
    Some(Stat { parent: fields.get(1)?.parse().ok()?, own: ticks(14)? + ticks(15)?, reaped: ticks(16)? + ticks(17)? })
}

fn processes() -> impl Iterator<Item = Stat> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    entries.filter_map(|entry| stat(entry.file_name().to_str()?.parse().ok()?))
}
