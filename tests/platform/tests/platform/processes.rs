//! The binary from outside: starting, stopping, refusing, being looked at.

use crate::MODULES;
use crate::server::{Api, Installation, free_port};
use axum::http::Method;
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// An association with members and this year's dues; its path.
async fn association(api: &Api, at: SocketAddr) -> String {
    let association = json!({ "name_ar": "جمعية", "name_fr": "Association Horloge", "commune": "06.141.01.01", "founded_on": "2001-02-03", "processor_agreement": contracts::privacy::AGREEMENT, "receipt_number": "1/2001" });
    let created = api.post(at, "/api/v1/associations", association).await;
    let path = format!("/api/v1/associations/{}", created["slug"].as_str().expect("a slug"));
    for i in 1..=6 {
        api.post(
            at,
            &format!("{path}/members"),
            json!({ "given_fr": format!("P{i}"), "family_fr": "N", "email": format!("p{i}@exemple.ma") }),
        )
        .await;
    }
    let year = kernel::Clock::default().today().format("%Y").to_string();
    api.post(at, &format!("{path}/dues/fees"), json!({ "year": year, "amount": "200" })).await;
    path
}

/// A request whose body the server waits for.
struct Unfinished {
    stream: TcpStream,
    body: String,
}

impl Unfinished {
    async fn begin(at: SocketAddr, token: &str, path: &str, member: u32) -> Self {
        let today = kernel::Clock::default().today().to_string();
        let body =
            json!({ "member": member.to_string(), "year": today[..4], "amount": "200", "method": "cash", "paid_on": today }).to_string();
        let mut stream = TcpStream::connect(at).await.expect("connected");
        let head = format!(
            "POST {path}/dues/payments HTTP/1.1\r\nHost: nassij.test\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nExpect: 100-continue\r\n\r\n",
            body.len()
        );
        stream.write_all(head.as_bytes()).await.expect("written");
        // the handler has begun to read
        let go_on = b"HTTP/1.1 100 Continue\r\n\r\n";
        let mut answer = vec![0; go_on.len()];
        stream.read_exact(&mut answer).await.expect("an answer");
        assert_eq!(answer, go_on, "{}", String::from_utf8_lossy(&answer));
        Self { stream, body }
    }

    async fn end(mut self) -> String {
        self.stream.write_all(self.body.as_bytes()).await.expect("written");
        let mut answer = String::new();
        self.stream.read_to_string(&mut answer).await.expect("an answer");
        answer
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stopping_process_answers_whom_it_had_let_in() {
    let installation = Installation::new();
    let token = installation.token("presidente@exemple.ma");
    let server = installation.serve(&[], &[]).await;
    let (api, at) = (Api::new(&token), server.address);
    let path = association(&api, at).await;
    let mut requests = Vec::new();
    for member in 1..=6 {
        requests.push(Unfinished::begin(at, &token, &path, member).await);
    }
    let idle = TcpStream::connect(at).await.expect("connected");
    let began = std::time::Instant::now();
    server.terminate();
    let mut ticks = tokio::time::interval(Duration::from_millis(20));
    while TcpStream::connect(at).await.is_ok() {
        assert!(began.elapsed() < Duration::from_secs(10), "still lets people in");
        ticks.tick().await;
    }
    for request in requests {
        let answer = request.end().await;
        assert!(answer.starts_with("HTTP/1.1 201 "), "{answer}");
    }
    assert_eq!(server.ended(Duration::from_secs(30)).await.code(), Some(0));
    assert!(began.elapsed() < Duration::from_secs(30), "{:?}", began.elapsed());
    drop(idle);
    let server = installation.serve(&[], &[]).await;
    assert_eq!(api.all(server.address, &format!("{path}/dues/payments")).await.len(), 6);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_never_share_the_same_files() {
    let installation = Installation::new();
    let server = installation.serve(&[], &[]).await;
    for command in [&["serve"][..], &["demo"]] {
        let refusal = installation.refuse(command, &[]);
        assert!(refusal.contains("database in use") && refusal.contains(&installation.directory.display().to_string()), "{refusal}");
        assert!(refusal.contains("Another nassij runs on this data directory. Stop it first."), "{refusal}");
    }
    // what only looks, or hands something out, runs beside it
    assert_eq!(installation.print(&["doctor"]).matches("schema up to date").count(), 4);
    let api = Api::new(&installation.token("presidente@exemple.ma"));
    association(&api, server.address).await;
    server.terminate();
    assert!(server.ended(Duration::from_secs(30)).await.success());
    // and when it has gone, another may serve
    drop(installation.serve(&[], &[]).await);
}

#[test]
fn a_wrong_setting_is_named_before_anything_starts() {
    let installation = Installation::new();
    let refusal = installation.refuse(&["serve"], &[("NASSIJ_LISTEM", "127.0.0.1:1")]);
    assert!(refusal.contains("configuration wrong") && refusal.contains("setting: listem") && refusal.contains("show-config"), "{refusal}");
    let file = installation.directory.join("nassij.toml");
    std::fs::write(&file, "locale = \"fr\"\ndatabase_ulr = \"x\"\n").expect("written");
    let refusal = installation.refuse(&["check-config"], &[("NASSIJ_CONFIG", file.to_str().expect("a path"))]);
    assert!(refusal.contains("setting: database_ulr"), "{refusal}");
    assert!(installation.refuse(&["serve", "accounting"], &[]).contains("unknown service"));
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("an address").to_string();
    let refusal = installation.refuse(&["serve"], &[("NASSIJ_LISTEN", &address)]);
    assert!(refusal.contains("setting: listen") && refusal.contains(&address), "{refusal}");
    let alone = installation.refuse(&["serve", "membership"], &[]);
    assert!(alone.contains("setting: redis_url"), "{alone}");
}

#[test]
fn production_refuses_what_is_handy_at_home() {
    let installation = Installation::new();
    let (url, production) = (("NASSIJ_PUBLIC_URL", "https://nassij.example"), ("NASSIJ_ENVIRONMENT", "production"));
    let (smtp, secret) = (("NASSIJ_SMTP_URL", "smtps://mail.example"), installation.directory.join("key"));
    std::fs::write(&secret, "k".repeat(40)).expect("written");
    let secret = ("NASSIJ_SECRET_FILE", secret.to_str().expect("a path"));
    for (settings, named) in [
        (vec![production, url, secret], "smtp_url"),
        (vec![production, smtp, secret], "public_url"),
        (vec![production, url, smtp], "secret_file"),
    ] {
        let refusal = installation.refuse(&["serve"], &settings);
        assert!(refusal.contains(&format!("setting: {named}")) && refusal.contains("production"), "{refusal}");
    }
    assert!(installation.run(&["check-config"], &[production, url, smtp, secret]).status.success());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_commands_say_what_the_platform_is() {
    let installation = Installation::new().with("NASSIJ_SMTP_URL", "smtp://user:geheim@mail.example");
    let routes: Vec<Value> = serde_json::from_str(&installation.print(&["routes", "--json"])).expect("JSON");
    assert_eq!(routes.len(), runtime::describe_routes(MODULES).len());
    assert!(routes.iter().all(|route| {
        ["method", "path", "permission", "service"].iter().all(|name| route[name].as_str().is_some_and(|text| !text.is_empty()))
    }));
    assert_eq!(installation.print(&["routes"]).lines().count(), routes.len());
    let printed: Value = serde_json::from_str(&installation.print(&["openapi"])).expect("JSON");
    assert_eq!(printed["openapi"], "3.1.0");
    for route in routes
        .iter()
        .filter(|route| route["path"].as_str().is_some_and(|path| path.starts_with("/api/v1/") && route["service"] != "portal"))
    {
        let (path, method) = (route["path"].as_str().expect("a path"), route["method"].as_str().expect("a method").to_lowercase());
        assert!(printed["paths"][path][&method].is_object(), "{method} {path} is not described");
    }
    let shown = installation.print(&["show-config"]);
    assert!(shown.contains("smtp_url = \"(secret)\"  # environment") && !shown.contains("geheim"), "{shown}");
    assert!(installation.print(&["check-config"]).contains("right"));
    let server = installation.serve(&[], &[]).await;
    assert_eq!(Api::new("").get(server.address, "/api/v1/openapi.json").await, printed);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn migrating_is_the_owners_and_can_be_done_again() {
    // without services: a database with nothing in it
    let empty = testing::fresh_postgres(&[]).await;
    let installation = Installation::new().with("NASSIJ_DATABASE_URL", &empty);
    let outdated = installation.refuse(&["doctor"], &[]);
    assert!(outdated.contains("database schema outdated") && outdated.contains("nassij migrate"), "{outdated}");
    assert!(installation.refuse(&["migrate"], &[]).contains("setting: database_owner_url"));
    let owner = empty.replace("nassij_app", "nassij_owner");
    for _ in 0..2 {
        let done = installation.run(&["migrate"], &[("NASSIJ_DATABASE_OWNER_URL", &owner)]);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        assert_eq!(String::from_utf8_lossy(&done.stdout).matches("up to date").count(), 4);
    }
    assert_eq!(installation.print(&["doctor"]).matches("schema up to date").count(), 4);
    let privileged = installation.refuse(&["doctor"], &[("NASSIJ_DATABASE_URL", &owner)]);
    assert!(privileged.contains("database role privileged") && privileged.contains("nassij_app"), "{privileged}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_operator_sees_health_and_figures_and_nobodys_name() {
    let metrics: SocketAddr = ([127, 0, 0, 1], free_port()).into();
    let installation = Installation::new().with("NASSIJ_METRICS_LISTEN", metrics.to_string());
    let token = installation.token("presidente@exemple.ma");
    let server = installation.serve(&[], &[]).await;
    let (api, at) = (Api::new(&token), server.address);
    assert_eq!(api.get(at, "/health/live").await, json!({ "status": "live" }));
    assert_eq!(api.get(at, "/health/ready").await, json!({ "status": "ready" }));
    let path = association(&api, at).await;
    let members = api.get(at, &format!("{path}/members")).await;
    let id = members["items"][0]["id"].as_str().expect("an id");
    api.get(at, &format!("{path}/members/{id}")).await;
    let html = api.ask(at, Method::GET, &format!("/a/association-horloge/members/{id}"), &Value::Null, None).await.expect("an answer");
    assert_eq!(html.0, 303);
    assert_eq!(api.ask(at, Method::GET, "/metrics", &Value::Null, None).await.expect("an answer").0, 404, "not where browsers come");
    let (status, figures) = Api::new("").ask(metrics, Method::GET, "/metrics", &Value::Null, None).await.expect("an answer");
    assert_eq!(status, 200);
    let requests = figures.lines().filter(|line| line.starts_with("nassij_requests_total{"));
    let counted: u64 = requests.filter_map(|line| line.rsplit(' ').next()?.parse::<u64>().ok()).sum();
    assert!(counted >= 12, "{figures}");
    for expected in [
        "route=\"/a/{association}/members/{id}\"",
        "status=\"201\"",
        "method=\"POST\"",
        "nassij_request_seconds_bucket",
        "nassij_events_published_total",
    ] {
        assert!(figures.contains(expected), "{expected} is missing in {figures}");
    }
    for private in [id, "horloge", "presidente", "exemple.ma", &token] {
        assert!(!figures.contains(private), "the figures tell {private}");
    }
    let log = installation.log();
    assert!(!log.contains(&token) && !log.contains("p1@exemple.ma"), "{log}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_without_its_database_says_so_and_comes_back() {
    let database = testing::fresh_postgres(MODULES).await;
    let installation = Installation::new().with("NASSIJ_DATABASE_URL", &database);
    let server = installation.serve(&[], &[]).await;
    let api = Api::new("");
    api.get(server.address, "/health/ready").await;
    let superuser = std::env::var("NASSIJ_TEST_POSTGRES_SUPER").expect("./test sets it");
    let name = database.rsplit('/').next().expect("a name");
    let switch = async |on: bool| {
        let url = format!("{superuser}/postgres");
        let sql = format!(
            "alter database {name} allow_connections {on}; select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'"
        );
        let mut connection = <sqlx::PgConnection as sqlx::Connection>::connect(&url).await.expect("connected");
        sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut connection).await.expect("switched");
    };
    let readiness = async |expected: u16| {
        let deadline = tokio::time::Instant::now() + Duration::from_mins(1);
        let mut ticks = tokio::time::interval(Duration::from_millis(100));
        while api.ask(server.address, Method::GET, "/health/ready", &Value::Null, None).await.expect("an answer").0 != expected {
            assert!(tokio::time::Instant::now() < deadline, "not {expected}");
            ticks.tick().await;
        }
    };
    switch(false).await;
    readiness(503).await;
    assert_eq!(api.get(server.address, "/health/live").await, json!({ "status": "live" }), "alive all the same: nobody need restart it");
    switch(true).await;
    readiness(200).await;
}
