//! The president's desk of one association, for tests that need no twin.

use crate::world::{Twin, association};
use axum::http::Method;
use kernel::{AssociationId, Locale};
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use testing::{Answer, App, Engine};
use uuid::Uuid;

pub const PASSWORD: &str = "une longue phrase";

pub struct Desk {
    pub twin: Twin,
    pub account: Uuid,
    pub email: String,
    pub token: String,
}

/// A confirmed account whose address no other test has: sign-in is throttled by address.
pub async fn account(app: &App, name: &str) -> (Uuid, String, String) {
    let state = app.process.state("tenancy").expect("hosted");
    let email = format!("{name}-{}@exemple.ma", kernel::id::new_id().simple());
    let account = tenancy::operator::create_account(state, &email, name, PASSWORD, Locale::Fr).await.expect("an account");
    let token = tenancy::operator::create_token(state, &email, None).await.expect("a token");
    (account, email, token)
}

impl Desk {
    pub async fn open(app: &App) -> Self {
        let (account, email, token) = account(app, "Présidente").await;
        let twin = association(app, ("جمعية الأمل", "Association Amal"), &format!("{}/2001", account.simple()), account).await;
        Self { twin, account, email, token }
    }

    /// With members 1 to `count` (`Prenom01 Nom01 <m01@…>`) and this year's dues at 200 DH.
    pub async fn with_members(app: &App, count: u32) -> Self {
        let desk = Self::open(app).await;
        let lines = (1..=count).map(|i| format!("Prenom{i:02},Nom{i:02},m{i:02}@membres.exemple.ma"));
        let csv: Vec<String> = std::iter::once("Prénom,Nom,E-mail".to_owned()).chain(lines).collect();
        desk.import(app, &csv.join("\n")).await;
        drop(desk.post(app, "/dues/fees", json!({ "year": "2026", "amount": "200" })).await.ok());
        desk
    }

    pub async fn import(&self, app: &App, csv: &str) -> Value {
        app.upload(&self.token, &self.twin.path("/members/import?dry_run=false"), csv.as_bytes().to_vec()).await.ok().json()
    }

    pub async fn get(&self, app: &App, rest: &str) -> Value {
        app.get(&self.token, &self.twin.path(rest)).await.ok().json()
    }

    pub async fn post(&self, app: &App, rest: &str, body: Value) -> Answer {
        app.post(&self.token, &self.twin.path(rest), body).await
    }

    pub async fn post_once(&self, app: &App, rest: &str, body: &Value, key: &str) -> Answer {
        app.api_once(&self.token, Method::POST, &self.twin.path(rest), body, Some(key)).await
    }

    /// All pages of a list.
    pub async fn all(&self, app: &App, rest: &str) -> Vec<Value> {
        let (mut items, mut after) = (Vec::new(), String::new());
        loop {
            let page = self.get(app, &format!("{rest}?after={after}")).await;
            items.extend(page["items"].as_array().expect("items").clone());
            match page["next"].as_str() {
                Some(next) => next.clone_into(&mut after),
                None => return items,
            }
        }
    }
}

/// The field errors of a refusal, as `field code`.
#[track_caller]
pub fn field_errors(answer: Answer) -> Vec<String> {
    assert_eq!(answer.status.as_u16(), 422, "{}", answer.text());
    let errors = answer.json()["errors"].as_array().cloned().unwrap_or_default();
    errors
        .iter()
        .map(|error| format!("{} {}", error["field"].as_str().unwrap_or_default(), error["code"].as_str().unwrap_or_default()))
        .collect()
}

/// What kind of connection somebody with a SQL prompt has.
pub enum Sql {
    Postgres(PgConnection),
    Sqlite(SqliteConnection),
}

impl Sql {
    /// As the application's role, inside an association; on SQLite, the service's file.
    pub async fn open(app: &App, service: &str, association: AssociationId) -> Self {
        match app.engine {
            Engine::Postgres => {
                let url = app.database_url.as_deref().expect("PostgreSQL");
                let mut connection = PgConnection::connect(url).await.expect("connected");
                let set = format!("set search_path = {service}; set app.association = '{association}'");
                sqlx::raw_sql(AssertSqlSafe(set)).execute(&mut connection).await.expect("set");
                Self::Postgres(connection)
            }
            Engine::Sqlite => {
                let url = format!("sqlite://{}/{service}.db", app.directory().display());
                Self::Sqlite(SqliteConnection::connect(&url).await.expect("opened"))
            }
        }
    }

    /// Runs statements; what the database has against them.
    pub async fn run(&mut self, sql: &str) -> Result<u64, String> {
        let sql = AssertSqlSafe(sql.to_owned());
        match self {
            Self::Postgres(connection) => sqlx::raw_sql(sql).execute(connection).await.map(|done| done.rows_affected()),
            Self::Sqlite(connection) => sqlx::raw_sql(sql).execute(connection).await.map(|done| done.rows_affected()),
        }
        .map_err(|error| error.to_string())
    }

    /// One column of text.
    pub async fn texts(&mut self, sql: &str) -> Vec<String> {
        let sql = AssertSqlSafe(sql.to_owned());
        match self {
            Self::Postgres(connection) => sqlx::query_scalar(sql).fetch_all(connection).await,
            Self::Sqlite(connection) => sqlx::query_scalar(sql).fetch_all(connection).await,
        }
        .expect("rows")
    }

    /// An id as this database writes it.
    pub fn id(&self, id: Uuid) -> String {
        match self {
            Self::Postgres(_) => format!("'{id}'"),
            Self::Sqlite(_) => format!("x'{}'", id.simple()),
        }
    }
}

/// The kept mails, newest first.
pub async fn kept_mails(app: &App) -> Vec<contracts::mail::KeptMail> {
    let state = app.process.state("notifications").expect("hosted");
    let sealed = kernel::Actor::service("test").seal(state.signer(), app.clock.now());
    let call = web::Call { method: Method::GET, path: "/internal/outbox", token: &sealed, request_id: "test", idempotency_key: None };
    state.peers().call(&call, &()).await.expect("mails")
}
