//! The real binary as child processes, and a client of its API over TCP.

use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, header};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::Duration;

/// The binary that was built beside this test.
fn binary() -> PathBuf {
    let test = std::env::current_exe().expect("this test");
    let path = test.parent().and_then(|deps| deps.parent()).expect("target/debug/deps").join("nassij");
    assert!(path.exists(), "{} is missing: `cargo build -p nassij` makes it, and ./test runs that before the tests", path.display());
    path
}

/// A port that nobody has now.
pub fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("an address").port()
}

/// A data directory and settings, for any number of processes.
pub struct Installation {
    pub directory: PathBuf,
    pub settings: Vec<(String, String)>,
}

impl Installation {
    /// On SQLite.
    pub fn new() -> Self {
        let directory = std::env::temp_dir().join(format!("nassij-process-{}", kernel::id::new_id()));
        std::fs::create_dir_all(&directory).expect("a directory");
        Self { directory, settings: Vec::new() }
    }

    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.settings.push((name.into(), value.into()));
        self
    }

    pub fn command(&self, arguments: &[&str], more: &[(&str, &str)]) -> Command {
        let mut command = Command::new(binary());
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("NASSIJ_")) {
            command.env_remove(name);
        }
        command.args(arguments).env("NASSIJ_DATA", &self.directory).env("NASSIJ_LISTEN", "127.0.0.1:0").env("NASSIJ_LOG", "warn");
        command.envs(self.settings.iter().map(|(name, value)| (name, value))).envs(more.iter().copied());
        command
    }

    /// A command that ends by itself.
    pub fn run(&self, arguments: &[&str], more: &[(&str, &str)]) -> Output {
        self.command(arguments, more).output().expect("the binary runs")
    }

    /// What a command prints; it must succeed.
    #[track_caller]
    pub fn print(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments, &[]);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text")
    }

    /// What a command that must fail says.
    #[track_caller]
    pub fn refuse(&self, arguments: &[&str], more: &[(&str, &str)]) -> String {
        let output = self.run(arguments, more);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {}", String::from_utf8_lossy(&output.stdout));
        String::from_utf8(output.stderr).expect("text")
    }

    /// An account with an API token.
    pub fn token(&self, email: &str) -> String {
        self.print(&["account", "create", "--email", email]);
        self.print(&["token", "create", "--account", email]).trim().to_owned()
    }

    /// Returns when the process answers requests.
    pub async fn serve(&self, services: &[&str], more: &[(&str, &str)]) -> Server {
        let arguments: Vec<&str> = ["serve"].iter().chain(services).copied().collect();
        let log = std::fs::File::options().create(true).append(true).open(self.directory.join("log")).expect("a log");
        let mut child = self.command(&arguments, more).stdout(Stdio::piped()).stderr(log).spawn().expect("the binary runs");
        let stdout = child.stdout.take().expect("piped");
        let (found, line) = tokio::sync::oneshot::channel();
        // read to the end: a process whose output nobody takes would stop at its next line
        std::thread::spawn(move || {
            let mut lines = BufReader::new(stdout).lines().map_while(Result::ok);
            let _ = found.send(lines.find(|line| line.contains("http://")));
            lines.for_each(drop);
        });
        let line = line.await.expect("read").unwrap_or_else(|| panic!("{services:?} did not start: {}", self.log()));
        let address = line.rsplit("http://").next().and_then(|address| address.trim().parse().ok()).expect("an address");
        Server { child, address }
    }

    /// What the processes said on standard error.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.directory.join("log")).unwrap_or_default()
    }
}

impl Drop for Installation {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("log of the processes:\n{}", self.log());
        }
        let _ = std::fs::remove_dir_all(&self.directory);
    }
}

/// A running process.
pub struct Server {
    child: Child,
    pub address: SocketAddr,
}

impl Server {
    /// SIGKILL: the process gets no chance to say anything.
    pub fn kill(&mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("gone");
    }

    pub fn terminate(&self) {
        let sent = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().expect("kill");
        assert!(sent.success());
    }

    /// How the process ends, which it must do by itself.
    pub async fn ended(mut self, within: Duration) -> ExitStatus {
        let deadline = tokio::time::Instant::now() + within;
        let mut ticks = tokio::time::interval(Duration::from_millis(20));
        loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                return status;
            }
            assert!(tokio::time::Instant::now() < deadline, "still running after {within:?}");
            ticks.tick().await;
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A client with a bearer token.
#[derive(Clone)]
pub struct Api {
    client: Client<HttpConnector, Body>,
    token: String,
}

impl Api {
    pub fn new(token: &str) -> Self {
        Self { client: Client::builder(TokioExecutor::new()).build_http(), token: token.into() }
    }

    /// Status and text; an error where the connection broke.
    pub async fn ask(&self, at: SocketAddr, method: Method, path: &str, body: &Value, key: Option<&str>) -> Result<(u16, String), String> {
        let mut request =
            Request::builder().method(method).uri(format!("http://{at}{path}")).header(header::CONTENT_TYPE, "application/json");
        if !self.token.is_empty() {
            request = request.header(header::AUTHORIZATION, format!("Bearer {}", self.token));
        }
        if let Some(key) = key {
            request = request.header(web::IDEMPOTENCY_KEY, key);
        }
        let body = match body {
            Value::Null => Body::empty(),
            Value::String(file) => Body::from(file.clone()),
            other => Body::from(other.to_string()),
        };
        let answer = async {
            let response = self.client.request(request.body(body).expect("a request")).await.map_err(|error| error.to_string())?;
            let status = response.status().as_u16();
            let bytes = to_bytes(Body::new(response.into_body()), usize::MAX).await.map_err(|error| error.to_string())?;
            Ok((status, String::from_utf8_lossy(&bytes).into_owned()))
        };
        tokio::time::timeout(Duration::from_mins(1), answer).await.map_err(|_| "no answer in a minute".to_owned())?
    }

    pub async fn get(&self, at: SocketAddr, path: &str) -> Value {
        let (status, text) = self.ask(at, Method::GET, path, &Value::Null, None).await.expect("an answer");
        assert_eq!(status, 200, "{path}: {text}");
        serde_json::from_str(&text).expect("JSON")
    }

    pub async fn post(&self, at: SocketAddr, path: &str, body: Value) -> Value {
        let (status, text) = self.ask(at, Method::POST, path, &body, None).await.expect("an answer");
        assert!(matches!(status, 200 | 201), "{path}: {status} {text}");
        serde_json::from_str(&text).expect("JSON")
    }

    /// All pages of a list.
    pub async fn all(&self, at: SocketAddr, path: &str) -> Vec<Value> {
        let (mut items, mut after) = (Vec::new(), String::new());
        loop {
            let page = self.get(at, &format!("{path}?after={after}")).await;
            items.extend(page["items"].as_array().expect("items").clone());
            match page["next"].as_str() {
                Some(next) => next.clone_into(&mut after),
                None => return items,
            }
        }
    }
}
