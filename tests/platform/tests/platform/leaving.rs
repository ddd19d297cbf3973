//! An association leaves with all it has, arrives elsewhere as it was, and is erased without a
//! trace.

use crate::MODULES;
use crate::desk::Sql;
use crate::isolation::{fingerprint, superuser};
use crate::world::{self, CANARIES, World};
use ::database::Db;
use kernel::Role;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use testing::{App, Engine};

fn databases(app: &App) -> Vec<&Db> {
    app.process.databases().collect()
}

async fn export(app: &App, association: &str, name: &str) -> PathBuf {
    app.settle().await;
    let directory = app.directory().join(name);
    let state = app.process.state("tenancy").expect("hosted");
    let rows =
        tenancy::operator::export(state, association, &directory).await.unwrap_or_else(|error| panic!("{error} {:?}", error.cause()));
    assert!(rows.expect("a settled platform") > 20);
    directory
}

fn manifest(directory: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(directory.join("manifest.json")).expect("a manifest")).expect("JSON")
}

/// Service, table, rows and SHA-256 of each table.
fn tables(directory: &Path) -> Vec<String> {
    let tables = manifest(directory)["tables"].as_array().expect("tables").clone();
    let mut lines: Vec<_> = tables
        .iter()
        .map(|table| format!("{}/{} {} rows {} files {}", table["service"], table["name"], table["rows"], table["files"], table["sha256"]))
        .collect();
    lines.sort();
    lines
}

/// Every file under a directory with its bytes.
pub fn files(directory: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let (mut found, mut left) = (Vec::new(), vec![directory.to_owned()]);
    while let Some(next) = left.pop() {
        for entry in std::fs::read_dir(next).expect("a directory") {
            let path = entry.expect("an entry").path();
            if path.is_dir() { left.push(path) } else { found.push((path.clone(), std::fs::read(&path).expect("readable"))) }
        }
    }
    found
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

async fn moved(from: Engine, to: Engine) {
    let (app, world) = world::start(from).await;
    let copy = export(&app, &world.a.slug, "copy").await;
    for (path, bytes) in files(&copy) {
        for canary in CANARIES {
            assert!(!contains(&bytes, canary), "{} holds a text of the other association", path.display());
        }
    }
    let elsewhere = App::start(to, MODULES).await;
    let (_, president) = world::person(&elsewhere, "president").await;
    for name in Role::OFFICES.into_iter().filter(|role| *role != Role::President).map(Role::code).chain(["spare"]) {
        world::person(&elsewhere, name).await;
    }
    let restored =
        tenancy::operator::restore(&databases(&elsewhere), &copy).await.unwrap_or_else(|error| panic!("{error} {:?}", error.cause()));
    assert!(restored.unseated.is_empty());
    elsewhere.settle().await;
    let again = export(&elsewhere, &world.a.slug, "again").await;
    assert_eq!(tables(&copy), tables(&again), "row for row");
    let names = |directory: &Path| {
        let mut names: Vec<_> =
            files(directory).into_iter().map(|(path, _)| path.strip_prefix(directory).expect("inside").to_owned()).collect();
        names.sort();
        names
    };
    assert_eq!(names(&copy), names(&again));
    // life goes on: the next receipt has the next number, and the books follow
    let entries = async || {
        let journal = elsewhere.get(&president.token, &world.a.path("/books/journal")).await.ok().json();
        journal["items"].as_array().map(Vec::len).expect("a list")
    };
    let before = entries().await;
    let payment = json!({ "member": "2", "year": "2026", "amount": "199", "method": "cash", "paid_on": "2026-11-20" });
    let paid = elsewhere.post(&president.token, &world.a.path("/dues/payments"), payment).await.ok().json();
    assert!(paid["receipt"].as_str().is_some_and(|receipt| receipt.ends_with("00005")), "{paid}");
    elsewhere.settle().await;
    assert_eq!(entries().await, before + 1);
    let refused = tenancy::operator::restore(&databases(&elsewhere), &copy).await.err().expect("it is there already");
    assert_eq!(refused.code(), "association-exists");
    app.finish().await;
    elsewhere.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_association_moves_from_sqlite_to_postgresql_row_for_row() {
    moved(Engine::Sqlite, Engine::Postgres).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_association_moves_from_postgresql_to_sqlite_row_for_row() {
    moved(Engine::Postgres, Engine::Sqlite).await;
}

/// What the first installation had still to send is its own to send; a hub that does not exist here
/// is named as the board knew it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restored_association_waits_for_no_mail_and_names_hubs_that_stayed_behind() {
    let (app, world) = world::start(Engine::Postgres).await;
    app.settle().await;
    let mut db = superuser(&app).await;
    let left_behind =
        "update tenancy.consent set hub_id = gen_random_uuid(); update notifications.delivery set state = 'queued' where state = 'sent'";
    sqlx::raw_sql(left_behind).execute(&mut db).await.expect("as its owner");
    let copy = export(&app, &world.a.slug, "copy").await;
    let elsewhere = App::start(Engine::Sqlite, MODULES).await;
    let (_, president) = world::person(&elsewhere, "president").await;
    tenancy::operator::restore(&databases(&elsewhere), &copy).await.unwrap_or_else(|error| panic!("{error} {:?}", error.cause()));
    elsewhere.settle().await;
    let consents = elsewhere.get(&president.token, &world.a.path("/consents")).await.ok().json();
    assert_eq!(
        consents["consents"][0]["hub"],
        json!({ "slug": "", "name_ar": "القطب الجهوي الدار البيضاء - سطات", "name_fr": "Pôle régional Casablanca-Settat" })
    );
    let deliveries = world.a.path(&format!("/campaigns/{}/deliveries", world.a.ids["campaigns"]));
    let deliveries = elsewhere.get(&president.token, &deliveries).await.ok().json();
    let states: BTreeSet<&str> = deliveries["items"].as_array().expect("items").iter().filter_map(|item| item["state"].as_str()).collect();
    assert!(states.contains("failed") && !states.contains("queued"), "{deliveries}");
    app.finish().await;
    elsewhere.finish().await;
}

/// What is not as it was written is refused by name, and leaves nothing behind.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_damaged_copy_is_refused_by_name_and_leaves_nothing_behind() {
    let (app, world) = world::start(Engine::Sqlite).await;
    let copy = export(&app, &world.a.slug, "copy").await;
    let elsewhere = App::start(Engine::Sqlite, MODULES).await;
    let refused = async || {
        let error = tenancy::operator::restore(&databases(&elsewhere), &copy).await.err().expect("refused");
        format!("{} {}", error.code(), error.params().get("file").cloned().unwrap_or_default())
    };
    let (entry, member) = ("tables/bookkeeping/entry.jsonl", "tables/membership/member.jsonl");
    let whole = std::fs::read_to_string(copy.join(entry)).expect("rows");
    std::fs::write(copy.join(entry), whole.replacen("20000", "30000", 1)).expect("edited");
    assert_eq!(refused().await, format!("package-damaged {entry}"));
    std::fs::write(copy.join(entry), &whole).expect("mended");
    let members = std::fs::read_to_string(copy.join(member)).expect("rows");
    std::fs::write(copy.join(member), &members[..members.len() - 10]).expect("cut short");
    assert_eq!(refused().await, format!("package-damaged {member}"));
    std::fs::remove_file(copy.join(member)).expect("removed");
    assert_eq!(refused().await, format!("package-damaged {member}"));
    std::os::unix::fs::symlink("/etc/passwd", copy.join(member)).expect("linked");
    assert_eq!(refused().await, format!("package-damaged {member}"), "a link leads nowhere");
    std::fs::remove_file(copy.join(member)).expect("removed");
    std::fs::write(copy.join(member), &members).expect("mended");
    std::fs::write(copy.join("tables/stranger.jsonl"), "x").expect("added");
    assert_eq!(refused().await, "package-stranger tables/stranger.jsonl");
    std::fs::remove_file(copy.join("tables/stranger.jsonl")).expect("removed");
    // edited with its sum: the databases' own rules hold, and undo everything
    let unbalanced = whole.replacen("\"total\":20000", "\"total\":30000", 1);
    std::fs::write(copy.join(entry), &unbalanced).expect("edited");
    let text = std::fs::read_to_string(copy.join("manifest.json")).expect("a manifest");
    let sum = |text: &str| crate::tool("sha256sum", &[text]).split(' ').next().expect("a sum").to_owned();
    let before =
        manifest(&copy)["tables"].as_array().expect("tables").iter().find(|table| table["name"] == "entry").expect("entries")["sha256"]
            .as_str()
            .expect("a sum")
            .to_owned();
    let after = sum(&copy.join(entry).display().to_string());
    std::fs::write(copy.join("manifest.json"), text.replace(&before, &after)).expect("edited");
    assert_eq!(refused().await, "entry-unbalanced ");
    std::fs::write(copy.join(entry), &whole).expect("mended");
    std::fs::write(copy.join("manifest.json"), text).expect("mended");
    let restored = tenancy::operator::restore(&databases(&elsewhere), &copy).await.expect("nothing was left behind");
    assert!(
        restored.unseated.iter().any(|person| person.email == "president@exemple.ma" && person.role == Role::President && person.invited)
    );
    app.finish().await;
    elsewhere.finish().await;
}

/// As if the days had gone by on the databases' own clocks too, which no test can set.
async fn let_days_pass(app: &App, days: i64) {
    app.clock.set(app.clock.now() + chrono::Duration::days(days));
    if app.engine == Engine::Postgres {
        let mut db = superuser(app).await;
        for service in contracts::leaving::SERVICES {
            let sql = format!("update {service}.erasure_order set ordered_at = ordered_at - interval '{days} days'");
            sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut db).await.expect("as its owner");
        }
    }
}

/// All that is in all tables of all services, as text, by table.
pub async fn everything(app: &App) -> Vec<(String, String)> {
    let mut found = Vec::new();
    if app.engine == Engine::Postgres {
        let mut db = superuser(app).await;
        let tables: Vec<String> = sqlx::query_scalar(
            "select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where c.relkind = 'r' and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'",
        )
        .fetch_all(&mut db)
        .await
        .expect("tables");
        for table in tables {
            let sql = format!("select t::text from {table} t");
            let rows: Vec<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_all(&mut db).await.expect("rows");
            found.extend(rows.into_iter().map(|row| (table.clone(), row)));
        }
    }
    found
}

/// Texts of the second twin's rows, but not of its name, which its certificate keeps.
const TRACES: [&str; 5] = ["CNRYB1", "NomCNRYB", "invited-CNRYB", "CNRYB.csv", "CNRYB\\n"];
/// Somebody with an office in it: accounts are people's, and stay.
const PERSON: &str = "spareCNRYB";

fn copies(app: &App) -> usize {
    std::fs::read_dir(app.directory().join("exports")).expect("copies").count()
}

async fn assert_no_trace(app: &App, world: &World) {
    for (table, row) in everything(app).await {
        let (certificate, row) = (table == "tenancy.deletion", row.replace(PERSON, ""));
        assert!(certificate || !CANARIES.iter().any(|canary| row.contains(canary)), "{table} still holds {row}");
        let tombstone = table.ends_with(".erased");
        assert!(tombstone || !row.contains(&world.b.id.to_string()), "{table} still names the association: {row}");
    }
    let mut seen = 0;
    for (path, bytes) in files(app.directory()) {
        seen += 1;
        for trace in TRACES {
            assert!(!contains(&bytes, trace), "{} still holds {trace}", path.display());
        }
    }
    assert!(seen > 4, "only {seen} files were looked at");
    assert_eq!(copies(app), 1, "the copy of the twin alone");
}

/// Ordered, taken back, ordered again, and after the grace gone without a trace, while the twin
/// keeps every row.
async fn erased(engine: Engine) {
    let (app, world) = world::start(engine).await;
    let (_, president) = world::person(&app, "other").await;
    let order = async |name: &str| app.post(&president.token, &world.b.path("/deletion"), json!({ "name": name })).await;
    assert_eq!(order("Association A").await.json()["errors"][0]["code"], "name-differs");
    let name = format!("association {}", CANARIES[0].to_lowercase());
    drop(order(&name).await.ok());
    drop(app.post(&president.token, &world.b.path("/deletion/withdrawal"), json!({})).await.ok());
    app.settle().await;
    let_days_pass(&app, 31).await;
    app.settle().await;
    drop(app.get(&president.token, &world.b.path("/members")).await.ok());
    // so that nothing of the twin's is forgotten by its age while it is watched
    let_days_pass(&app, 5).await;
    drop(order(&name).await.ok());
    app.settle().await;
    let_days_pass(&app, 28).await;
    app.settle().await;
    drop(app.get(&president.token, &world.b.path("/members")).await.ok());
    if engine == Engine::Postgres {
        // nor can somebody who has the application's role and a SQL prompt hurry
        let mut sql = Sql::open(&app, "membership", world.b.id).await;
        assert!(sql.run("select erase_rows('member')").await.is_err_and(|error| error.contains("erasure-not-due")));
        let hurry =
            format!("insert into erasure_order values (gen_random_uuid(), '{}', '2020-01-01'); select erase_rows('member')", world.b.id);
        assert!(sql.run(&hurry).await.is_err_and(|error| error.contains("erasure-not-due")));
        assert!(
            sql.run("update erasure_order set ordered_at = '2020-01-01'").await.is_err_and(|error| error.contains("permission denied"))
        );
        assert!(sql.run("delete from payment").await.is_err_and(|error| error.contains("permission denied")));
    }
    // copies of both lie here when the day comes
    for (twin, token) in [(&world.a, &world.people[&Role::President].token), (&world.b, &president.token)] {
        drop(app.post(token, &twin.path("/exports"), json!({})).await.ok());
    }
    app.settle().await;
    assert_eq!(copies(&app), 2);
    // the twin's books look at themselves every night
    let kept = async || fingerprint(&app, &world.a).await.into_iter().filter(|row| !row.contains("self_audit")).collect::<Vec<_>>();
    let twin = kept().await;
    let_days_pass(&app, 3).await;
    app.settle().await;
    assert_eq!(app.get(&president.token, &world.b.path("/members")).await.status, 404, "closed to its president");
    let receipt = format!("/a/{}/receipts/{}", world.b.slug, world.b.ids["receipts"]);
    let public = app.get("", &receipt).await.text();
    assert!(!CANARIES.iter().any(|canary| public.contains(canary)), "and to the public");
    app.clock.set(app.clock.now() + chrono::Duration::minutes(6));
    app.settle().await;
    let certificates = app.get(&president.token, "/api/v1/certificates").await.ok().json();
    let certificate = &certificates["items"][0];
    assert_eq!((&certificate["receipt_number"], &certificate["counts"]["membership"]["member"]), (&json!("2/2001"), &json!(4)));
    for service in contracts::leaving::SERVICES {
        assert!(certificate["counts"][service].is_object(), "{service} has answered");
    }
    assert_no_trace(&app, &world).await;
    assert_eq!(kept().await, twin, "the twin keeps every row");
    let path = format!("/api/v1/certificates/{}", certificate["id"].as_str().expect("an id"));
    assert_eq!(app.get(&world.people[&Role::President].token, &path).await.status, 404, "nobody else's business");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_erased_association_leaves_no_byte_on_sqlite() {
    erased(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_erased_association_leaves_no_row_on_postgresql() {
    erased(Engine::Postgres).await;
}

#[test]
fn every_service_with_a_database_is_exported_and_erased() {
    let services: Vec<&str> = MODULES.iter().filter(|module| module.migrations.is_some()).map(|module| module.name).collect();
    assert_eq!(services, contracts::leaving::SERVICES);
}

/// Tables with rows of an association that it does not take along.
const STAYS: &[&str] = &[
    "request",           // replies of repeated requests
    "reminder_queue",    // planned anew where it arrives
    "application_queue", // likewise
    "dues_ahead_queue",  // likewise
    "self_audit_queue",  // likewise
    "dues_run_queue",    // likewise
    "outbox",            // events: all are handled when a copy is made
    "dead_letter",       // likewise
    "token",             // secrets of accounts
    "api_token",         // what the board sees of them
    "invitation",        // found by a secret that leads here
    "export",            // copies that lie here
    "send_queue",        // mails to be sent from here, not twice
    "import_queue",      // files that are being checked here
    "webhook_queue",     // calls to be made from here, not twice
    "webhook_call",      // likewise
    "webhook_attempt",   // likewise
    "opening",           // lists of the hubs above it here
    "access_request",    // likewise
    "hub_entry",         // likewise
    "second_factor",     // rows of the platform's own workspace: an account is a person's
    "recovery_code",
    "account_entry",
    "association_import", // and these a hub's
    "association_import_file",
];

/// A new table is exported by itself, or is one of those that stay.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_table_of_the_workspaces_is_in_the_copy_or_stays_for_a_reason() {
    let (app, world) = world::start(Engine::Postgres).await;
    let copy = export(&app, &world.a.slug, "copy").await;
    let exported: BTreeSet<String> = manifest(&copy)["tables"]
        .as_array()
        .expect("tables")
        .iter()
        .map(|table| format!("{}.{}", table["service"].as_str().unwrap_or_default(), table["name"].as_str().unwrap_or_default()))
        .collect();
    let mut db = superuser(&app).await;
    let owned: Vec<(String, String)> = sqlx::query_as(
        "select n.nspname::text, c.relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where c.relkind = 'r' and n.nspname not like 'pg\\_%'
           and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'association_id' and not a.attisdropped)",
    )
    .fetch_all(&mut db)
    .await
    .expect("tables");
    assert!(owned.len() > 30, "only {} tables: the query finds too little", owned.len());
    for (service, table) in owned {
        let taken = exported.contains(&format!("{service}.{table}"));
        assert_ne!(taken, STAYS.contains(&table.as_str()), "{service}.{table} is taken: {taken}");
    }
    app.finish().await;
}
