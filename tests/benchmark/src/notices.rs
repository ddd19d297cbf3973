//! Notices: an assembly is convened and each member with an address gets a mail, sent to a server
//! that takes all and keeps nothing. The baseline sends mails of the same size to the same server.

use crate::baseline::Done;
use crate::broken;
use crate::load::Load;
use crate::platform::free_port;
use crate::spent::{Meter, children};
use crate::table::Row;
use crate::world::{Association, World};
use kernel::{Error, Result};
use serde_json::{Value, json};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Mails of one run of the baseline.
const MANY: u32 = 4000;
/// Longer than any mailing takes.
const PATIENCE: Duration = Duration::from_mins(10);

/// Postfix's `smtp-sink`.
pub struct Sink {
    address: String,
    process: Child,
}

impl Sink {
    pub fn start() -> Result<Self> {
        let address = format!("127.0.0.1:{}", free_port()?);
        let mut command = Command::new("smtp-sink");
        // it refuses to run as root
        if Command::new("id").arg("-u").output().map_err(Error::internal)?.stdout == b"0\n" {
            command.args(["-u", "nobody"]);
        }
        command.args([&address, "1000"]).stdin(Stdio::null()).stdout(Stdio::null());
        let process = command.spawn().map_err(|error| broken(format!("smtp-sink, of Debian's package postfix: {error}")))?;
        let began = Instant::now();
        let sink = Self { address, process };
        while TcpStream::connect(&sink.address).is_err() {
            if began.elapsed() > Duration::from_secs(10) {
                return Err(broken("smtp-sink does not listen"));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(sink)
    }

    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// One association is convened in each turn.
pub async fn measure(turns: u32, world: &World, load: &Load, meter: &Meter, sink: &Sink) -> Result<Row> {
    let mut row = Row::new("notices");
    for association in world.associations.iter().take(usize::try_from(turns).map_err(Error::internal)?) {
        let assembly = plan(world, load, association).await?;
        let letter = load.once(&world.call(association, &format!("/assemblies/{assembly}/letter"), None)).await?;
        let (before, began) = (meter.read()?, Instant::now());
        let (sent, failed) = convene(world, load, association, &assembly).await?;
        row.add_many(sent, failed, began.elapsed(), meter.read()? - before);
        let before = children();
        let done = baseline(sink, letter.body.len())?;
        row.add_baseline(&done, children().saturating_sub(before));
    }
    println!("{}", row.brief());
    Ok(row)
}

async fn plan(world: &World, load: &Load, association: &Association) -> Result<String> {
    let agenda = "التقرير الأدبي\nالتقرير المالي\nمشروع الميزانية\nمقترحات الأعضاء";
    let plan = json!({ "held_on": world.later, "time": "18:30", "place": "دار الشباب، الدار البيضاء", "agenda": agenda });
    let assembly = load.json(&world.call(association, "/assemblies", Some(plan.to_string()))).await?;
    Ok(assembly["id"].as_str().unwrap_or_default().to_owned())
}

/// Gives the number of mails sent, and of those that could not be.
async fn convene(world: &World, load: &Load, association: &Association, assembly: &str) -> Result<(u32, u32)> {
    let convened = load.json(&world.call(association, &format!("/assemblies/{assembly}/convocation"), Some("{}".into()))).await?;
    let campaign = format!("/campaigns/{}/deliveries", convened["campaign"].as_str().unwrap_or_default());
    let began = Instant::now();
    loop {
        // the mailing is notifications': it comes to be there by an event
        let board = load.send(&world.call(association, &campaign, None)).await?;
        let board: Value = serde_json::from_slice(&board.body).map_err(Error::internal)?;
        let count = |state: &str| {
            let counts = board["campaign"]["counts"].as_array().into_iter().flatten();
            let counts = counts.filter(|count| count["state"] == state).filter_map(|count| count["count"].as_u64());
            u32::try_from(counts.sum::<u64>()).unwrap_or(u32::MAX)
        };
        if board["campaign"]["finished"] == true {
            return Ok((count("sent"), count("bounced") + count("failed")));
        }
        if count("deferred") > 0 || began.elapsed() > PATIENCE {
            return Err(broken(format!("the mailing does not end: {}", board["campaign"])));
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// `letter`: the size of the PDF in a mail, which is most of it.
fn baseline(sink: &Sink, letter: usize) -> Result<Done> {
    // base64, and the rest of the mail
    let length = letter * 4 / 3 + 4000;
    let began = Instant::now();
    let mut command = Command::new("smtp-source");
    command.args(["-d", "-s", "8", "-m", &MANY.to_string(), "-l", &length.to_string(), "-f", "a@exemple.ma", "-t", "b@exemple.ma"]);
    let status = command.arg(&sink.address).stdout(Stdio::null()).status().map_err(|error| broken(format!("smtp-source: {error}")))?;
    if !status.success() {
        return Err(broken("smtp-source failed"));
    }
    Ok(Done { transactions: MANY, per_second: f64::from(MANY) / began.elapsed().as_secs_f64() })
}
