//! Associations from files: by a hub on its page, by the operator from the command line.

use crate::MODULES;
use crate::server::Installation;
use crate::world;
use axum::http::StatusCode;
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use std::fmt::Write;
use std::process::Stdio;
use std::time::Duration;
use testing::App;

const SAMPLE: &[u8] = include_bytes!("../data/associations_fes_meknes.csv");
const WORKBOOK: &[u8] = include_bytes!("../data/associations.xlsx");
const HEADER: &str = "name_ar,name_fr,commune_code,founded_on,receipt_no,receipt_date,field,president_name,president_email\n";
const IMPORTS: &str = "/api/v1/hubs/fes-meknes/association-imports";

/// A coordinator of Fès-Meknès; its token.
async fn coordinator(app: &App, name: &str) -> String {
    let (account, person) = world::person(app, name).await;
    tenancy::operator::add_coordinator(app.process.state("tenancy").expect("hosted"), account, "fes-meknes").await.expect("a coordinator");
    person.token
}

/// Uploads a file and lets it be checked.
async fn bring(app: &App, token: &str, file: &[u8]) -> Value {
    let import = app.upload(token, &format!("{IMPORTS}?file_name=f.csv"), file.to_vec()).await.ok().json();
    assert_eq!(import["state"], "checking");
    app.settle().await;
    show(app, token, &import).await
}

async fn show(app: &App, token: &str, import: &Value) -> Value {
    app.get(token, &address(import)).await.ok().json()
}

fn address(import: &Value) -> String {
    format!("{IMPORTS}/{}", import["id"].as_str().expect("an id"))
}

async fn confirm(app: &App, token: &str, import: &Value) {
    drop(app.post(token, &format!("{}/confirmation", address(import)), json!({ "invite": "no" })).await.ok());
}

fn figures(import: &Value) -> [i64; 5] {
    ["rows", "create", "existing", "duplicates", "wrong"].map(|name| import["report"][name].as_i64().expect("a figure"))
}

/// How many associations the hub's list has.
async fn in_territory(app: &App, token: &str) -> usize {
    let (mut count, mut after) = (0, String::new());
    loop {
        let page = app.get(token, &format!("/api/v1/hubs/fes-meknes/associations{after}")).await.ok().json();
        count += page["items"].as_array().expect("rows").len();
        let Some(next) = page["next"].as_str() else { return count };
        after = format!("?after={next}");
    }
}

testing::both!(
    MODULES,
    async fn a_hub_brings_its_associations_once(app: App) {
        let token = coordinator(app, "coordinator").await;
        let checked = bring(app, &token, SAMPLE).await;
        assert_eq!((checked["state"].as_str(), figures(&checked)), (Some("checked"), [650, 641, 0, 9, 0]), "{checked}");
        assert_eq!(checked["lines"], 650);
        let twin = &checked["report"]["twins"][0];
        assert_eq!((twin["same"].as_str(), twin["other_line"].is_u64()), (Some("name"), true), "{twin}");
        assert_eq!(in_territory(app, &token).await, 0, "nothing is written before it is confirmed");
        confirm(app, &token, &checked).await;
        confirm(app, &token, &checked).await;
        app.settle().await;
        let done = show(app, &token, &checked).await;
        assert_eq!((done["state"].as_str(), figures(&done)), (Some("done"), [650, 641, 0, 9, 0]), "{done}");
        assert_eq!(in_territory(app, &token).await, 641);
        // the whole file once more, and confirmed once more
        let again = bring(app, &token, SAMPLE).await;
        assert_eq!(figures(&again), [650, 0, 641, 9, 0]);
        assert_eq!(again["report"]["twins"][0]["other_line"], Value::Null, "the other one is there now");
        confirm(app, &token, &again).await;
        app.settle().await;
        assert_eq!(in_territory(app, &token).await, 641);
        let list = app.get(&token, IMPORTS).await.ok().json();
        assert_eq!(list["items"].as_array().map(Vec::len), Some(2), "reports are kept");
    }
);

testing::both!(
    MODULES,
    async fn a_workbook_is_read_as_its_csv_would_be(app: App) {
        let token = coordinator(app, "coordinator").await;
        let checked = bring(app, &token, WORKBOOK).await;
        assert_eq!((checked["state"].as_str(), figures(&checked)), (Some("checked"), [3, 2, 0, 0, 1]), "{checked}");
        let error = &checked["report"]["errors"][0];
        assert_eq!((error["line"].as_u64(), error["code"].as_str()), (Some(4), Some("commune-outside-territory")), "its row");
        confirm(app, &token, &checked).await;
        app.settle().await;
        let list = app.get(&token, "/api/v1/hubs/fes-meknes/associations").await.ok().json();
        let dates: Vec<_> = list["items"].as_array().expect("rows").iter().map(|row| row["founded_on"].clone()).collect();
        assert_eq!(dates, ["2001-02-03", "2010-05-06"], "days that the sheet keeps as numbers");
        // as text, the same are known again
        let text = HEADER.to_owned() + "جمعية النور,Association Nour,03.231.01.07,2010-05-06,2010,2010-06-01,women,,\n";
        assert_eq!(figures(&bring(app, &token, text.as_bytes()).await), [1, 0, 1, 0, 0]);
        assert_eq!(figures(&bring(app, &token, WORKBOOK).await), [3, 0, 2, 0, 1]);
    }
);

testing::both!(
    MODULES,
    async fn presidents_are_invited_and_their_mails_give_way(app: App) {
        let token = coordinator(app, "coordinator").await;
        let import = bring(app, &token, many(2).as_bytes()).await;
        assert_eq!(import["report"]["invited"], 2, "{import}");
        let unsaid = app.post(&token, &format!("{}/confirmation", address(&import)), json!({})).await;
        assert_eq!(crate::desk::field_errors(unsaid), ["invite required"], "made without invitations, nobody would ever come in");
        drop(app.post(&token, &format!("{}/confirmation", address(&import)), json!({ "invite": "yes" })).await.ok());
        app.settle().await;
        let done = show(app, &token, &import).await;
        assert_eq!((done["state"].as_str(), done["report"]["invited"].as_i64()), (Some("done"), Some(2)), "{done}");
        let mails = std::fs::read_dir(app.directory().join("outbox")).expect("mails").flatten();
        let mails: Vec<String> = mails.filter_map(|file| std::fs::read_to_string(file.path()).ok()).collect();
        for to in ["p1@exemple.ma", "p2@exemple.ma"] {
            assert_eq!(mails.iter().filter(|mail| mail.contains(&format!("To: {to}")) || mail.contains(&format!("<{to}>"))).count(), 1);
        }
        // the same file again invites nobody again
        let again = bring(app, &token, many(2).as_bytes()).await;
        assert_eq!(again["report"]["invited"], 0, "{again}");
    }
);

testing::both!(
    MODULES,
    async fn what_cannot_go_in_is_told_by_line_and_can_be_taken_away(app: App) {
        let token = coordinator(app, "coordinator").await;
        let lines = [
            "جمعية الأمل,Association Al Amal,03.231.01.07,2001-02-03,1/2001,2001-03-01,youth,Driss,driss@exemple.ma",
            "=1+1,\"@SUM(A1)\",03.231.01.07,2001-02-03,2/2001,,,,",
            "جمعية النور,Association Nour,06.141.01.01,2001-02-03,3/2001,,,,",
            "جمعية الوفاء,Association Wafae,99,2031-02-03,,,,,pas-un-mail",
            "جمعية\u{202e} الأمل,Association  AL AMAL,03.231.01.07,2001-02-03,4/2001,,,,",
            "جمعية أخرى,Association Autre,03.231.01.07,2001-02-03,1/2001,,,,",
        ];
        let import = bring(app, &token, (HEADER.to_owned() + &lines.join("\n")).as_bytes()).await;
        assert_eq!(figures(&import), [6, 1, 0, 2, 3], "{import}");
        let told: Vec<String> = import["report"]["errors"]
            .as_array()
            .expect("errors")
            .iter()
            .map(|error| {
                let text = |name: &str| error[name].as_str().unwrap_or_default().to_owned();
                format!("{} {} {} {}", error["line"], text("column"), text("value"), text("code"))
            })
            .collect();
        assert_eq!(
            told,
            [
                "3 name_ar =1+1 name-not-arabic",
                "4 commune_code 06.141.01.01 commune-outside-territory",
                "5 commune_code 99 unknown-commune",
                "5 founded_on 2031-02-03 date-in-future",
                "5 receipt_no  required",
                "5 president_email pas-un-mail email-wrong",
            ]
        );
        let same: Vec<_> = import["report"]["twins"].as_array().expect("twins").iter().map(|twin| twin["same"].clone()).collect();
        assert_eq!(same, ["name", "receipt"]);
        let file = app.get(&token, &format!("{}/wrong-lines.csv", address(&import))).await.ok();
        assert!(file.headers["content-disposition"].to_str().is_ok_and(|value| value.starts_with("attachment")));
        let text = file.text();
        assert_eq!(text.lines().count(), 6, "{text}");
        assert!(text.contains("\"'=1+1\",\"'@SUM(A1)\""), "a spreadsheet only shows it: {text}");
        // brought again as it was taken away, nothing has become better or worse
        let again = bring(app, &token, text.as_bytes()).await;
        assert_eq!(figures(&again), [5, 2, 0, 0, 3], "{again}");
    }
);

testing::both!(
    MODULES,
    async fn no_file_however_hostile_does_more_than_fail(app: App) {
        let token = coordinator(app, "coordinator").await;
        let row = "جمعية,Association,03.231.01.07,2001-02-03,1/2001,,,,\n";
        let wide = HEADER.to_owned() + &",".repeat(10_000);
        let with = |cell: &str| HEADER.to_owned() + row + &row.replace("Association", cell);
        let hostile: [(&str, Vec<u8>); 8] = [
            ("file-line-too-long", vec![b'a'; 9 * 1024 * 1024]),
            ("file-too-many-columns", wide.into_bytes()),
            ("file-unclosed-quote", with("\"Association").into_bytes()),
            ("file-line-too-long", with(&"x".repeat(70_000)).into_bytes()),
            ("file-no-association-columns", b"Nom;Montant\nA;1\n".to_vec()),
            ("file-no-associations", HEADER.as_bytes().to_vec()),
            ("file-damaged", [with("Association").as_bytes(), b"\xff\xff"].concat()),
            ("file-broken", b"PK\x03\x04 a spreadsheet".to_vec()),
        ];
        for (code, file) in hostile {
            let import = bring(app, &token, &file).await;
            assert_eq!((import["state"].as_str(), import["report"]["failure"][0].as_str()), (Some("failed"), Some(code)), "{import}");
            assert_eq!(app.post(&token, &format!("{}/confirmation", address(&import)), json!({})).await.refused(409), "import-not-checked");
        }
        let import = bring(app, &token, with("Asso\u{0}ciation").as_bytes()).await;
        assert_eq!(import["state"], "failed", "a zero byte is in no text: {import}");
        let large = app.upload(&token, IMPORTS, vec![b'a'; 10 * 1024 * 1024 + 1]).await;
        assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(app.upload(&token, IMPORTS, Vec::new()).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(in_territory(app, &token).await, 0);
    }
);

testing::both!(
    MODULES,
    async fn two_imports_of_the_same_file_make_nothing_twice(app: App) {
        let (one, other) = (coordinator(app, "one").await, coordinator(app, "other").await);
        let (first, second) = (bring(app, &one, SAMPLE).await, bring(app, &other, SAMPLE).await);
        confirm(app, &one, &first).await;
        confirm(app, &other, &second).await;
        let state = app.process.state("tenancy").expect("hosted");
        let (a, b) = tokio::join!(tenancy::imports::work(state.clone()), tenancy::imports::work(state.clone()));
        assert!(a.expect("worked") | b.expect("worked"));
        app.settle().await;
        let (first, second) = (show(app, &one, &first).await, show(app, &other, &second).await);
        let created = figures(&first)[1] + figures(&second)[1];
        assert_eq!((created, in_territory(app, &one).await), (641, 641), "{first} {second}");
    }
);

testing::both!(
    MODULES,
    async fn a_worker_that_dies_is_replaced_and_no_line_is_lost(app: App) {
        let token = coordinator(app, "coordinator").await;
        let import = bring(app, &token, many(1_200).as_bytes()).await;
        confirm(app, &token, &import).await;
        let working = tokio::spawn(tenancy::imports::work(app.process.state("tenancy").expect("hosted").clone()));
        let half = async {
            while figures(&show(app, &token, &import).await)[1] == 0 {
                tokio::task::yield_now().await;
            }
        };
        half.await;
        working.abort();
        let died = working.await.is_err();
        app.settle().await;
        let waiting = show(app, &token, &import).await;
        assert!(!died || waiting["state"] == "running", "its lease still holds: {waiting}");
        app.clock.set(app.clock.now() + chrono::Duration::seconds(31));
        app.settle().await;
        let done = show(app, &token, &import).await;
        assert_eq!((done["state"].as_str(), figures(&done)), (Some("done"), [1_200, 1_200, 0, 0, 0]), "{done}");
        assert_eq!(in_territory(app, &token).await, 1_200);
    }
);

/// A file of associations of Fès, none like another.
fn many(count: u32) -> String {
    (1..=count).fold(HEADER.to_owned(), |mut text, i| {
        let _ =
            writeln!(text, "جمعية رقم {i},Association {i},03.231.01.07,2001-02-03,{i}/2001,2001-03-01,youth,Président {i},p{i}@exemple.ma");
        text
    })
}

/// What `nassij import associations` has made so far, whichever database it is.
async fn made(installation: &Installation, database: Option<&str>) -> i64 {
    let count = "select count(*) from association";
    if let Some(url) = database {
        let mut db = PgConnection::connect(&url.replace("nassij_app", "postgres")).await.expect("connected");
        let count = count.replace("from ", "from tenancy.");
        return sqlx::query_scalar(AssertSqlSafe(count)).fetch_one(&mut db).await.expect("counted");
    }
    let url = format!("sqlite://{}/tenancy.db", installation.directory.display());
    let Ok(mut db) = SqliteConnection::connect(&url).await else { return 0 };
    sqlx::query_scalar(count).fetch_one(&mut db).await.unwrap_or_default()
}

async fn killed_half_way_and_run_again(database: Option<String>) {
    const ALL: u32 = 3_000;
    let mut installation = Installation::new();
    if let Some(url) = &database {
        installation = installation.with("NASSIJ_DATABASE_URL", url);
    }
    let file = installation.directory.join("associations.csv");
    std::fs::write(&file, many(ALL)).expect("written");
    let arguments = ["import", "associations", file.to_str().expect("a path"), "--wrong-lines"];
    let mut command = installation.command(&arguments, &[]);
    let mut running = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the binary runs");
    let deadline = tokio::time::Instant::now() + Duration::from_mins(2);
    let mut ticks = tokio::time::interval(Duration::from_millis(5));
    while made(&installation, database.as_deref()).await == 0 {
        assert!(tokio::time::Instant::now() < deadline, "it does not begin");
        ticks.tick().await;
    }
    running.kill().expect("killed");
    running.wait().expect("gone");
    let half = made(&installation, database.as_deref()).await;
    assert!(half > 0 && half < i64::from(ALL), "killed too late to prove anything: {half}");
    let said = installation.print(&arguments);
    assert!(said.contains(&format!("already there: {half}\n")) && said.contains("wrong: 0\n"), "{half}: {said}");
    assert_eq!(made(&installation, database.as_deref()).await, i64::from(ALL));
    let said = installation.print(&arguments);
    assert!(said.contains("created: 0\n") && said.contains(&format!("already there: {ALL}\n")), "{said}");
    // the workspaces are ready
    let doctor = installation.print(&["doctor"]);
    assert_eq!(doctor.matches("0 events waiting, 0 dead letters").count(), 4, "{doctor}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_operators_import_survives_a_kill_on_sqlite() {
    killed_half_way_and_run_again(None).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_operators_import_survives_a_kill_on_postgresql() {
    killed_half_way_and_run_again(Some(testing::fresh_postgres(MODULES).await)).await;
}

async fn two_imports_at_once(database: Option<String>) {
    let mut installation = Installation::new();
    if let Some(url) = &database {
        installation = installation.with("NASSIJ_DATABASE_URL", url);
    }
    // the second file has all that the first has, and more
    let files = [(2_000, "one.csv"), (3_000, "two.csv")].map(|(count, name)| {
        let file = installation.directory.join(name);
        std::fs::write(&file, many(count)).expect("written");
        file
    });
    let start = |file: &std::path::Path| {
        let mut command = installation.command(&["import", "associations", file.to_str().expect("a path")], &[]);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary runs")
    };
    let running = files.each_ref().map(|file| start(file));
    let mut created = 0;
    for process in running {
        let done = process.wait_with_output().expect("it ends");
        let (said, complained) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
        assert!(done.status.success(), "{said}\n{complained}");
        let number = said.split("created: ").nth(1).and_then(|rest| rest.split_whitespace().next()).expect("a figure");
        created += number.parse::<i64>().expect("a number");
    }
    assert_eq!((created, made(&installation, database.as_deref()).await), (3_000, 3_000));
    let doctor = installation.print(&["doctor"]);
    assert_eq!(doctor.matches("0 events waiting, 0 dead letters").count(), 4, "{doctor}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_operators_imports_at_once_make_each_association_once_on_sqlite() {
    two_imports_at_once(None).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_operators_imports_at_once_make_each_association_once_on_postgresql() {
    two_imports_at_once(Some(testing::fresh_postgres(MODULES).await)).await;
}

#[test]
fn the_operators_dry_run_writes_nothing_and_names_what_is_wrong() {
    let installation = Installation::new();
    let file = installation.directory.join("a.csv");
    std::fs::write(&file, many(3).replace("03.231.01.07", "06.141.01.01") + "x,y,z\n").expect("written");
    let path = file.to_str().expect("a path");
    let said = installation.print(&["import", "associations", path, "--dry-run"]);
    assert!(said.contains("would be created: 3\n") && said.contains("wrong: 1\n") && said.contains("line 5, name_ar"), "{said}");
    let said = installation.print(&["import", "associations", path, "--hub", "fes-meknes", "--wrong-lines"]);
    assert!(said.contains("created: 0\n") && said.contains("wrong: 4\n"), "{said}");
    let mended = std::fs::read_to_string(format!("{path}.wrong.csv")).expect("the lines to mend");
    assert_eq!(mended.lines().count(), 5);
    assert!(installation.refuse(&["import", "associations", path, "--hub", "nowhere"], &[]).contains("unknown hub"));
    assert!(installation.refuse(&["import", "associations", "/nowhere.csv"], &[]).contains("unreadable"));
}
