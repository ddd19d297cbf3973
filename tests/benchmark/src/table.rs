//! The figures of one action and its baseline, and all of them as a table.

use crate::baseline::Done;
use crate::load::Sample;
use crate::spent::Spent;
use std::time::Duration;

pub struct Row {
    name: String,
    pub failed: u32,
    requests: u32,
    took: Duration,
    /// From the end of the load to the end of what it had set off.
    pub settling: Duration,
    times: Vec<Duration>,
    spent: Spent,
    transactions: u32,
    baseline_took: f64,
    baseline_spent: Duration,
}

impl Row {
    pub fn new(name: &str) -> Self {
        let (took, settling, times, spent) = (Duration::ZERO, Duration::ZERO, Vec::new(), Spent::default());
        let (transactions, baseline_took, baseline_spent) = (0, 0.0, Duration::ZERO);
        Self { name: name.to_owned(), failed: 0, requests: 0, took, settling, times, spent, transactions, baseline_took, baseline_spent }
    }

    pub fn add(&mut self, sample: Sample, spent: Spent) {
        self.requests += u32::try_from(sample.times.len()).unwrap_or(u32::MAX);
        self.add_many(0, sample.failed, sample.took, spent);
        self.times.extend(sample.times);
    }

    /// Requests whose times nobody took.
    pub fn add_many(&mut self, requests: u32, failed: u32, took: Duration, spent: Spent) {
        self.requests += requests;
        self.failed += failed;
        self.took += took;
        self.spent += spent;
    }

    pub fn add_baseline(&mut self, done: &Done, spent: Duration) {
        self.transactions += done.transactions;
        self.baseline_took += f64::from(done.transactions) / done.per_second;
        self.baseline_spent += spent;
    }

    fn per_second(&self) -> f64 {
        f64::from(self.requests) / self.took.as_secs_f64()
    }

    fn baseline_per_second(&self) -> f64 {
        f64::from(self.transactions) / self.baseline_took
    }

    /// Of this share of the requests, in milliseconds.
    fn percentile(&self, percent: usize) -> String {
        let mut times = self.times.clone();
        times.sort_unstable();
        times.get(times.len() * percent / 100).map_or("-".to_owned(), |time| format!("{:.1}", time.as_secs_f64() * 1000.0))
    }

    pub fn brief(&self) -> String {
        format!("{:<28} {:>8.0}/s against {:>8.0}/s", self.name, self.per_second(), self.baseline_per_second())
    }

    fn cells(&self) -> [String; 11] {
        let each = |spent: Duration, count: u32| spent.as_secs_f64() * 1000.0 / f64::from(count.max(1));
        let (server, database) = (each(self.spent.server, self.requests), each(self.spent.database, self.requests));
        let baseline = each(self.baseline_spent, self.transactions);
        [
            self.name.clone(),
            format!("{:.0}", self.per_second()),
            self.percentile(50),
            self.percentile(99),
            format!("{server:.2}"),
            format!("{database:.2}"),
            if self.settling.is_zero() { "-".to_owned() } else { format!("{:.1}", self.settling.as_secs_f64()) },
            format!("{:.0}", self.baseline_per_second()),
            format!("{baseline:.2}"),
            format!("{:.2}", self.per_second() / self.baseline_per_second()),
            format!("{:.1}", (server + database) / baseline),
        ]
    }
}

const HEADS: [&str; 11] = [
    "action",
    "requests/s",
    "p50 ms",
    "p99 ms",
    "nassij CPU",
    "database CPU",
    "settling s",
    "baseline/s",
    "baseline CPU",
    "ratio",
    "CPU ratio",
];

/// CPU is in milliseconds of processor time per request.
pub fn print(rows: &[Row]) {
    println!();
    line(&HEADS.map(ToOwned::to_owned));
    for row in rows {
        line(&row.cells());
    }
}

fn line(cells: &[String; 11]) {
    let text = cells
        .iter()
        .zip(HEADS)
        .enumerate()
        .map(|(at, (cell, head))| if at == 0 { format!("{cell:<28}") } else { format!("{cell:>width$}", width = head.len() + 2) });
    println!("{}", text.collect::<String>());
}
