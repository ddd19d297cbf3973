//! For tests: the whole platform in this process, on either database, with a clock that stands
//! still and nothing running by itself until `settle`.
//!
//! `./test` starts PostgreSQL and Redis and names them in the environment; without it the tests
//! that need them fail and say so.

mod engine;

pub use engine::{Engine, fresh_postgres, redis_url};

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use chrono::{DateTime, Utc};
use kernel::Clock;
use runtime::{Config, Module, Process};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower::ServiceExt;

/// A platform for one test, with a database of its own.
pub struct App {
    pub process: Arc<Process>,
    pub clock: Clock,
    pub engine: Engine,
    /// Of the application's role; absent on SQLite.
    pub database_url: Option<String>,
    directory: PathBuf,
    finished: bool,
}

/// What was answered.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    /// The JSON in the body.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("no JSON ({error}): {}", self.text()))
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body, of an answer that must be a success.
    #[must_use]
    #[track_caller]
    pub fn ok(self) -> Self {
        assert!(self.status.is_success(), "{}: {}", self.status, self.text());
        self
    }

    /// The error's code, of an answer that must be a refusal with this status.
    #[track_caller]
    pub fn refused(self, status: u16) -> String {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        self.json()["type"].as_str().expect("a problem").to_owned()
    }
}

impl App {
    /// Noon of 21 November 2026, a Saturday: all tests begin then.
    pub fn beginning() -> DateTime<Utc> {
        DateTime::from_timestamp(1_795_262_400, 0).expect("a time")
    }

    pub async fn start(engine: Engine, modules: &[Module]) -> Self {
        Self::start_with(engine, modules, Vec::new()).await
    }

    /// As [`Self::start`], with more settings (`NASSIJ_…`).
    pub async fn start_with(engine: Engine, modules: &[Module], settings: Vec<(String, String)>) -> Self {
        let directory = std::env::temp_dir().join(format!("nassij-test-{}", kernel::id::new_id()));
        std::fs::create_dir_all(&directory).expect("a directory for the test");
        let mut environment = vec![
            ("NASSIJ_DATA".to_owned(), directory.display().to_string()),
            ("NASSIJ_PUBLIC_URL".to_owned(), "http://nassij.test".to_owned()),
        ];
        let mut database_url = None;
        if engine == Engine::Postgres {
            let url = engine::fresh_postgres(modules).await;
            database_url = Some(url.clone());
            environment.push(("NASSIJ_DATABASE_URL".to_owned(), url));
            environment.push(("NASSIJ_DATABASE_CONNECTIONS".to_owned(), "5".to_owned()));
        }
        environment.extend(settings);
        let config = Config::read(None, environment).expect("a right configuration");
        let clock = Clock::fixed(Self::beginning());
        let names: Vec<&str> = modules.iter().map(|module| module.name).collect();
        let process =
            Process::build(modules, &names, &config, clock.clone()).await.unwrap_or_else(|error| panic!("{error} {:?}", error.cause()));
        Self { process: Arc::new(process), clock, engine, database_url, directory, finished: false }
    }

    /// The directory with the SQLite files and the kept mails.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// Lets everything that runs by itself run until nothing is left to do.
    pub async fn settle(&self) {
        for _ in 0..10_000 {
            if !self.process.turn().await.expect("a round of the loops") {
                return;
            }
        }
        panic!("the platform does not come to rest");
    }

    /// Ends the test: no event may be left undelivered and no reaction may have failed.
    pub async fn finish(mut self) {
        self.settle().await;
        for db in self.process.databases() {
            assert_eq!(db.events_waiting().await.expect("counted"), 0, "undelivered events in {}", db.service());
            let dead = db.dead_letters().await.expect("listed");
            assert!(dead.is_empty(), "failed reactions in {}: {dead:?}", db.service());
        }
        self.finished = true;
        self.process.close().await;
        let _ = std::fs::remove_dir_all(&self.directory);
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.process.router().oneshot(request).await.unwrap_or_else(|never| match never {});
        let (parts, body) = response.into_parts();
        Answer { status: parts.status, headers: parts.headers, body: to_bytes(body, usize::MAX).await.expect("a whole body") }
    }

    /// A call of the public API with a bearer token.
    pub async fn api(&self, token: &str, method: Method, path: &str, body: &Value) -> Answer {
        self.api_once(token, method, path, body, None).await
    }

    pub async fn get(&self, token: &str, path: &str) -> Answer {
        self.api(token, Method::GET, path, &Value::Null).await
    }

    pub async fn post(&self, token: &str, path: &str, body: Value) -> Answer {
        self.api(token, Method::POST, path, &body).await
    }

    /// As [`Self::post`], with an idempotency key.
    pub async fn api_once(&self, token: &str, method: Method, path: &str, body: &Value, key: Option<&str>) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header(header::CONTENT_TYPE, "application/json");
        if !token.is_empty() {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        if let Some(key) = key {
            request = request.header(web::IDEMPOTENCY_KEY, key);
        }
        let body = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
        self.send(request.body(body).expect("a request")).await
    }

    /// A file as the body of a POST.
    pub async fn upload(&self, token: &str, path: &str, bytes: Vec<u8>) -> Answer {
        let request = Request::post(path).header(header::AUTHORIZATION, format!("Bearer {token}"));
        self.send(request.body(Body::from(bytes)).expect("a request")).await
    }
}

impl Drop for App {
    fn drop(&mut self) {
        let ended = self.finished || std::thread::panicking();
        assert!(ended, "a test must end with app.finish().await, which looks for undelivered events");
    }
}

/// Runs one test body on both databases: `both!(modules, async fn name(app: App) { … })`.
#[macro_export]
macro_rules! both {
    ($modules:expr, $(#[$doc:meta])* async fn $name:ident($app:ident: App) $body:block) => {
        $(#[$doc])*
        mod $name {
            use super::*;

            async fn check($app: &$crate::App) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                let app = $crate::App::start($crate::Engine::Sqlite, $modules).await;
                check(&app).await;
                app.finish().await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                let app = $crate::App::start($crate::Engine::Postgres, $modules).await;
                check(&app).await;
                app.finish().await;
            }
        }
    };
}
