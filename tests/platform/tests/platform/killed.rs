//! Processes are killed while members pay: whatever was acknowledged is there, once.

use crate::MODULES;
use crate::server::{Api, Installation, Server, free_port};
use axum::http::Method;
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::sync::watch;

const PAYMENTS: u32 = 150;
const KILLS: u32 = 10;
const SERVICES: [&str; 4] = ["tenancy", "membership", "bookkeeping", "notifications"];

/// An association whose members all pay, each once, however often their client must ask.
struct Storm {
    api: Api,
    token: String,
    path: String,
    /// Where to ask; nowhere while a process is down.
    at: watch::Sender<Option<SocketAddr>>,
    /// Requests that left and answers that came.
    moments: watch::Sender<u32>,
    next: AtomicU32,
    interrupted: AtomicU32,
    /// Answers that an earlier request of the same key had been given already.
    replayed: AtomicU32,
    /// Connections whose answer nobody reads.
    unread: Mutex<Vec<TcpStream>>,
    acknowledged: Mutex<BTreeMap<u32, String>>,
}

impl Storm {
    async fn prepare(token: &str, at: SocketAddr) -> Self {
        let api = Api::new(token);
        let association = json!({ "name_ar": "جمعية", "name_fr": "Association Tempête", "commune": "06.141.01.01", "founded_on": "2001-02-03", "processor_agreement": contracts::privacy::AGREEMENT, "receipt_number": "1/2001" });
        let created = api.post(at, "/api/v1/associations", association).await;
        let path = format!("/api/v1/associations/{}", created["slug"].as_str().expect("a slug"));
        let csv = (1..=PAYMENTS).fold("Prénom,Nom\n".to_owned(), |csv, i| csv + &format!("P{i},N{i}\n"));
        let mut ticks = tokio::time::interval(Duration::from_millis(50));
        // the workspace is ready when the event has come
        while api
            .ask(at, Method::POST, &format!("{path}/members/import?dry_run=false"), &Value::String(csv.clone()), None)
            .await
            .expect("an answer")
            .0
            != 200
        {
            ticks.tick().await;
        }
        let year = kernel::Clock::default().today().format("%Y").to_string();
        api.post(at, &format!("{path}/dues/fees"), json!({ "year": year, "amount": "200" })).await;
        Self {
            api,
            token: token.into(),
            path,
            at: watch::Sender::new(Some(at)),
            moments: watch::Sender::new(0),
            next: AtomicU32::new(1),
            interrupted: AtomicU32::new(0),
            replayed: AtomicU32::new(0),
            unread: Mutex::default(),
            acknowledged: Mutex::default(),
        }
    }

    /// One client: takes the next member and asks until the answer has come.
    async fn client(&self) {
        loop {
            let member = self.next.fetch_add(1, Ordering::Relaxed);
            if member > PAYMENTS {
                return;
            }
            let today = kernel::Clock::default().today().to_string();
            let body = json!({ "member": member.to_string(), "year": today[..4], "amount": "200", "method": "cash", "paid_on": today });
            let key = format!("payment-{member}");
            if member.is_multiple_of(4) {
                self.give_up(&body, &key).await;
            }
            let reply = self.insist(&body, &key).await;
            self.acknowledged.lock().expect("no panic").insert(member, reply["receipt"].as_str().expect("a receipt").to_owned());
        }
    }

    /// Asks, and does not wait for the answer: for the client it is lost.
    async fn give_up(&self, body: &Value, key: &str) {
        let Some(at) = *self.at.borrow() else { return };
        let Ok(mut stream) = TcpStream::connect(at).await else { return };
        let body = body.to_string();
        let head = format!(
            "POST {}/dues/payments HTTP/1.1\r\nHost: nassij.test\r\nAuthorization: Bearer {}\r\nIdempotency-Key: {key}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            self.path,
            self.token,
            body.len()
        );
        if stream.write_all((head + &body).as_bytes()).await.is_ok() {
            self.unread.lock().expect("no panic").push(stream);
        }
    }

    async fn insist(&self, body: &Value, key: &str) -> Value {
        loop {
            let at = self.at.subscribe().wait_for(Option::is_some).await.expect("the storm goes on").expect("an address");
            self.moments.send_modify(|moments| *moments += 1);
            match self.api.ask(at, Method::POST, &format!("{}/dues/payments", self.path), body, Some(key)).await {
                Ok((status @ (200 | 201), text)) => {
                    self.replayed.fetch_add(u32::from(status == 200), Ordering::Relaxed);
                    self.moments.send_modify(|moments| *moments += 1);
                    return serde_json::from_str(&text).expect("JSON");
                }
                Ok((503, _)) | Err(_) => self.interrupted.fetch_add(1, Ordering::Relaxed),
                Ok((status, text)) => panic!("{status}: {text}"),
            };
        }
    }

    /// What the test is about did happen.
    fn was_one(&self) {
        assert!(self.interrupted.load(Ordering::Relaxed) > 0, "no kill fell into a request: this test proves nothing");
        assert!(self.replayed.load(Ordering::Relaxed) > 0, "no client asked for what was done already: this test proves nothing");
    }

    /// Waits for a moment that nobody can foresee, mostly in the middle of several requests.
    async fn some_moment(&self) {
        let random = u32::from(kernel::id::new_id().as_bytes()[15]);
        let until = *self.moments.borrow() + 2 + random % 20;
        let over = |moments: &u32| *moments >= until || *moments >= 2 * PAYMENTS;
        self.moments.subscribe().wait_for(over).await.expect("the storm goes on");
    }

    /// When everything has come to rest: every payment once, in the payments and in the books.
    async fn check(&self, at: SocketAddr) {
        let year = kernel::Clock::default().today().format("%Y").to_string();
        let payments = self.api.all(at, &format!("{}/dues/payments", self.path)).await;
        let acknowledged = self.acknowledged.lock().expect("no panic").clone();
        assert_eq!(acknowledged.len(), PAYMENTS as usize);
        let recorded: BTreeMap<u32, String> = payments
            .iter()
            .map(|payment| (number(&payment["member_number"]), payment["receipt"].as_str().expect("a receipt").to_owned()))
            .collect();
        assert_eq!(payments.len(), PAYMENTS as usize, "no payment twice");
        assert_eq!(recorded, acknowledged, "what was acknowledged is what is there");
        let receipts: BTreeSet<String> = recorded.into_values().collect();
        assert_eq!(receipts, (1..=PAYMENTS).map(|i| format!("{year}-{i:05}")).collect(), "numbered without gap");
        let entries = self.api.all(at, &format!("{}/books/journal", self.path)).await;
        assert_eq!(entries.len(), PAYMENTS as usize, "no entry twice");
        let posted: BTreeSet<&str> = entries.iter().filter_map(|entry| entry["source"]["id"].as_str()).collect();
        assert_eq!(posted, payments.iter().filter_map(|payment| payment["id"].as_str()).collect(), "one entry for each payment");
        let numbers: BTreeSet<u32> = entries.iter().map(|entry| number(&entry["number"])).collect();
        assert_eq!(numbers, (1..=PAYMENTS).collect());
        let balance = self.api.get(at, &format!("{}/books/trial-balance", self.path)).await;
        let total = format!("{}.00", PAYMENTS * 200);
        assert_eq!((balance["debit"].as_str(), balance["credit"].as_str()), (Some(&*total), Some(&*total)));
        let recorded =
            self.api.all(at, &format!("{}/audit", self.path)).await.iter().filter(|entry| entry["action"] == "payment-recorded").count();
        assert_eq!(recorded, PAYMENTS as usize, "told to the audit log once each");
    }
}

fn number(value: &Value) -> u32 {
    value.as_u64().and_then(|number| u32::try_from(number).ok()).expect("a number")
}

/// Waits until no service has anything left to tell.
async fn rest(waiting: impl AsyncFn() -> i64) {
    let deadline = tokio::time::Instant::now() + Duration::from_mins(4);
    let mut ticks = tokio::time::interval(Duration::from_millis(250));
    loop {
        let left = waiting().await;
        if left == 0 {
            return;
        }
        assert!(tokio::time::Instant::now() < deadline, "{left} events still wait");
        ticks.tick().await;
    }
}

/// Events that were committed and not carried yet, in the files of all services.
async fn in_files(installation: &Installation) -> i64 {
    let mut waiting = 0;
    for service in SERVICES {
        let url = format!("sqlite://{}/{service}.db", installation.directory.display());
        let mut db = SqliteConnection::connect(&url).await.expect("opened");
        waiting += sqlx::query_scalar::<_, i64>("select count(*) from outbox where published_at is null")
            .fetch_one(&mut db)
            .await
            .expect("counted");
        db.close().await.expect("closed");
    }
    waiting
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_in_one_loses_and_doubles_nothing() {
    let installation = Installation::new();
    let token = installation.token("presidente@exemple.ma");
    let mut server = installation.serve(&[], &[]).await;
    let storm = Storm::prepare(&token, server.address).await;
    let killing = async {
        let mut left_behind = 0;
        for _ in 0..KILLS {
            storm.some_moment().await;
            storm.at.send_replace(None);
            server.kill();
            left_behind += in_files(&installation).await;
            server = installation.serve(&[], &[]).await;
            storm.at.send_replace(Some(server.address));
        }
        left_behind
    };
    let (left_behind, ..) = tokio::join!(killing, storm.client(), storm.client(), storm.client(), storm.client());
    assert!(left_behind > 0, "no kill fell between commit and publishing: this test proves nothing");
    storm.was_one();
    rest(async || in_files(&installation).await).await;
    storm.check(server.address).await;
    server.terminate();
    assert!(server.ended(Duration::from_secs(30)).await.success());
    let doctor = installation.print(&["doctor"]);
    assert_eq!(doctor.matches("0 events waiting, 0 dead letters").count(), 4, "{doctor}");
}

/// Events not carried, and events carried that their service has not finished with.
async fn on_the_way(database: &str, redis: &redis::Client) -> i64 {
    let mut db = PgConnection::connect(database).await.expect("connected");
    let mut redis = redis.get_multiplexed_async_connection().await.expect("Redis");
    let mut waiting = 0;
    for service in SERVICES {
        let count = format!("select count(*) from {service}.outbox where published_at is null");
        waiting += sqlx::query_scalar::<_, i64>(AssertSqlSafe(count)).fetch_one(&mut db).await.expect("counted");
        let groups: Vec<BTreeMap<String, redis::Value>> =
            redis::cmd("XINFO").arg("GROUPS").arg("nassij:events").query_async(&mut redis).await.expect("groups");
        let group = groups.iter().find(|group| group.get("name") == Some(&redis::Value::BulkString(service.into()))).expect("a group");
        for field in ["pending", "lag"] {
            waiting += match group.get(field) {
                Some(redis::Value::Int(count)) => *count,
                other => panic!("{field} of {service}: {other:?}"),
            };
        }
    }
    waiting
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn separate_processes_lose_and_double_nothing() {
    let database = testing::fresh_postgres(MODULES).await;
    // a Redis database of our own: other tests flush theirs
    let redis_url = format!("{}/7", testing::redis_url());
    let redis = redis::Client::open(redis_url.clone()).expect("a client");
    let mut connection = redis.get_multiplexed_async_connection().await.expect("Redis");
    redis::cmd("FLUSHDB").query_async::<()>(&mut connection).await.expect("flushed");
    let mut installation = Installation::new()
        .with("NASSIJ_DATABASE_URL", &database)
        .with("NASSIJ_REDIS_URL", &redis_url)
        .with("NASSIJ_DATABASE_CONNECTIONS", "5");
    let token = installation.token("presidente@exemple.ma");
    let listen = ["membership", "bookkeeping"].map(|service| (service, format!("127.0.0.1:{}", free_port())));
    for (service, address) in &listen {
        installation = installation.with(&format!("NASSIJ_PEERS_{}_URL", service.to_uppercase()), format!("http://{address}"));
    }
    let front = installation.serve(&["tenancy", "notifications", "portal"], &[]).await;
    let start = async |which: usize| -> Server { installation.serve(&[listen[which].0], &[("NASSIJ_LISTEN", &listen[which].1)]).await };
    let mut running = [start(0).await, start(1).await];
    let storm = Storm::prepare(&token, front.address).await;
    let killing = async {
        for kill in 0..KILLS {
            let which = kill as usize % 2;
            storm.some_moment().await;
            running[which].kill();
            if which == 0 {
                storm.at.send_replace(None);
            }
            running[which] = start(which).await;
            storm.at.send_replace(Some(front.address));
        }
    };
    tokio::join!(killing, storm.client(), storm.client(), storm.client(), storm.client());
    storm.was_one();
    rest(async || on_the_way(&database, &redis).await).await;
    storm.check(front.address).await;
    for server in running.into_iter().chain([front]) {
        server.terminate();
        assert!(server.ended(Duration::from_secs(30)).await.success());
    }
}
