//! A `nassij` as an operator would start it, all services in one process, on a database of its own.

use crate::broken;
use crate::load::{Ask, Load};
use axum::http::header;
use kernel::{Error, Result};
use std::fs::{File, create_dir_all, remove_dir_all};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// Whom `nassij demo` makes the president of all its associations.
pub use tenancy::demo::{EMAIL, PASSWORD};

const DATABASE: &str = "nassij_benchmark";
/// Services with events.
const SERVICES: [&str; 4] = ["tenancy", "membership", "bookkeeping", "notifications"];
/// Longer than any start or any backlog of events.
const PATIENCE: Duration = Duration::from_mins(5);

pub struct Platform {
    binary: PathBuf,
    directory: PathBuf,
    /// Of the schemas' owner, who may make databases, without a database.
    owner: String,
    superuser: String,
    listen: String,
    smtp: String,
    server: Option<Child>,
}

impl Platform {
    /// An empty database with today's schema.
    pub fn prepare(binary: &Path, smtp: &str) -> Result<Self> {
        let named = |name: &str| std::env::var(name).map_err(|_| broken(format!("{name} is not set: run me inside `./test shell`")));
        let platform = Self {
            binary: binary.canonicalize().map_err(|error| broken(format!("{}: {error}", binary.display())))?,
            directory: std::env::temp_dir().join(format!("nassij-benchmark-{}", std::process::id())),
            owner: named("NASSIJ_TEST_POSTGRES")?,
            superuser: named("NASSIJ_TEST_POSTGRES_SUPER")?,
            listen: format!("127.0.0.1:{}", free_port()?),
            smtp: smtp.to_owned(),
            server: None,
        };
        create_dir_all(&platform.directory).map_err(Error::internal)?;
        platform.maintain("drop database if exists nassij_benchmark with (force)")?;
        platform.maintain("create database nassij_benchmark")?;
        platform.command(&["migrate"])?;
        Ok(platform)
    }

    /// Writes the associations, and brings the tables into the state that autovacuum would bring
    /// them to in time.
    pub fn fill(&self, associations: u32, members: u32) -> Result<()> {
        eprintln!("filling {associations} associations with {members} members each");
        self.command(&["demo", "--associations", &associations.to_string(), "--members", &members.to_string()])?;
        self.sql("vacuum analyze").map(drop)
    }

    /// Starts to serve and gives the process id.
    pub async fn serve(&mut self, load: &Load) -> Result<u32> {
        let log = File::create(self.directory.join("nassij.log")).map_err(Error::internal)?;
        let errors = log.try_clone().map_err(Error::internal)?;
        let server = self.nassij().arg("serve").stdin(Stdio::null()).stdout(log).stderr(errors).spawn().map_err(Error::internal)?;
        let id = server.id();
        self.server = Some(server);
        let ready = Ask { path: "/health/ready".into(), body: None, credential: (header::ACCEPT, "*/*".into()) };
        let began = Instant::now();
        while load.once(&ready).await.is_err() {
            if began.elapsed() > PATIENCE {
                return Err(broken(format!("nassij does not serve, see {}", self.directory.join("nassij.log").display())));
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Ok(id)
    }

    /// Waits until no event is on its way any more, and gives how long that took.
    pub async fn settle(&self) -> Result<Duration> {
        let waiting = SERVICES.map(|service| format!("exists (select from {service}.outbox where published_at is null)")).join(" or ");
        let began = Instant::now();
        let mut took = Duration::ZERO;
        while self.sql(&format!("select {waiting}"))? != "f" {
            if began.elapsed() > PATIENCE {
                return Err(broken("events do not come to rest"));
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
            took = began.elapsed();
        }
        Ok(took)
    }

    /// Ends the server in order, and removes what it had.
    pub fn stop(&mut self) -> Result<()> {
        if let Some(mut server) = self.server.take() {
            let stopped = Command::new("kill").arg(server.id().to_string()).status().map_err(Error::internal)?;
            if !stopped.success() || !server.wait().map_err(Error::internal)?.success() {
                return Err(broken("nassij did not end in order"));
            }
        }
        self.maintain("drop database nassij_benchmark with (force)")?;
        remove_dir_all(&self.directory).map_err(Error::internal)
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.listen)
    }

    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// The database as the services see it.
    pub fn app_url(&self) -> String {
        format!("{}/{DATABASE}", self.owner.replace("nassij_owner", "nassij_app"))
    }

    /// Runs a command of the platform and gives what it printed.
    pub fn command(&self, arguments: &[&str]) -> Result<String> {
        printed(self.nassij().args(arguments).output(), &format!("nassij {}", arguments.join(" ")))
    }

    pub fn nassij(&self) -> Command {
        let mut command = Command::new(&self.binary);
        command.env_clear().envs(std::env::var_os("PATH").map(|path| ("PATH", path))).current_dir(&self.directory);
        command.env("NASSIJ_DATA", self.directory.join("data")).env("NASSIJ_LISTEN", &self.listen).env("NASSIJ_SMTP_URL", &self.smtp);
        command.env("NASSIJ_DATABASE_URL", self.app_url()).env("NASSIJ_DATABASE_OWNER_URL", format!("{}/{DATABASE}", self.owner));
        command
    }

    /// Asks the database as its superuser, whom row-level security does not bind.
    pub fn sql(&self, sql: &str) -> Result<String> {
        self.psql(&format!("{}/{DATABASE}", self.superuser), sql)
    }

    fn maintain(&self, sql: &str) -> Result<()> {
        self.psql(&format!("{}/postgres", self.owner), sql).map(drop)
    }

    fn psql(&self, url: &str, sql: &str) -> Result<String> {
        let mut command = Command::new("psql");
        command.args(["-XqAt", "-v", "ON_ERROR_STOP=1", "-c", sql, url]).env("PGOPTIONS", "-c client_min_messages=warning");
        command.current_dir(&self.directory);
        Ok(printed(command.output(), sql)?.trim().to_owned())
    }

    /// In bytes.
    pub fn database_size(&self) -> Result<u64> {
        self.sql(&format!("select pg_database_size('{DATABASE}')"))?.parse().map_err(Error::internal)
    }

    /// With their indexes, in bytes.
    pub fn largest_tables(&self) -> Result<Vec<(String, u64)>> {
        let size = "pg_total_relation_size(relid)";
        let list = self
            .sql(&format!("select schemaname || '.' || relname || ' ' || {size} from pg_stat_user_tables order by {size} desc limit 8"))?;
        Ok(list
            .lines()
            .filter_map(|line| line.split_once(' '))
            .filter_map(|(name, size)| Some((name.to_owned(), size.parse().ok()?)))
            .collect())
    }

    /// What the figures depend on.
    pub fn describe(&self) -> Result<String> {
        let settings = ["server_version", "fsync", "synchronous_commit", "shared_buffers"];
        let settings = settings.map(|name| Ok(format!("{name} {}", self.sql(&format!("show {name}"))?)));
        let settings = settings.into_iter().collect::<Result<Vec<_>>>()?.join(", ");
        let processors = std::thread::available_parallelism().map_err(Error::internal)?;
        Ok(format!("{}, {processors} processors, PostgreSQL: {settings}", self.binary.display()))
    }
}

impl Drop for Platform {
    /// After an error: what `stop` would have done in order. The directory stays, to be looked at.
    fn drop(&mut self) {
        if let Some(mut server) = self.server.take() {
            let _ = server.kill();
            let _ = server.wait();
        }
    }
}

/// A port that nobody listens on.
pub fn free_port() -> Result<u16> {
    let listener = TcpListener::bind("127.0.0.1:0").map_err(Error::internal)?;
    Ok(listener.local_addr().map_err(Error::internal)?.port())
}

fn printed(output: std::io::Result<Output>, what: &str) -> Result<String> {
    let output = output.map_err(|error| broken(format!("{what}: {error}")))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(broken(format!("{what}: {}", String::from_utf8_lossy(&output.stderr))))
}
