//! What membership does by the clock.

use crate::{ahead, applications, import, reminders, run_batches};
use runtime::Task;
use std::time::Duration;

pub const SCHEDULE: &[Task] = &[
    Task { name: "members' imports", every: Duration::from_secs(1), run: import::work },
    Task { name: "dues runs", every: Duration::from_secs(1), run: run_batches::work },
    Task { name: "dues reminders", every: Duration::from_secs(30), run: reminders::work },
    Task { name: "dues ahead", every: Duration::from_secs(30), run: ahead::work },
    Task { name: "forget applications", every: Duration::from_mins(10), run: applications::forget },
];
