//! A process is killed while it charges very many: whoever comes after it goes on where its last batch ended.

use crate::server::{Api, Installation};
use axum::http::Method;
use serde_json::{Value, json};
use std::time::Duration;

const MEMBERS: i64 = 4_500;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_run_over_very_many_survives_kills_and_charges_everybody_once() {
    let installation = Installation::new();
    let api = Api::new(&installation.token("presidente@exemple.ma"));
    let mut server = installation.serve(&[], &[]).await;
    let association = json!({ "name_ar": "جمعية", "name_fr": "Association Foule", "commune": "06.141.01.01", "founded_on": "2001-02-03",
        "processor_agreement": contracts::privacy::AGREEMENT, "receipt_number": "1/2001" });
    let created = api.post(server.address, "/api/v1/associations", association).await;
    let slug = created["slug"].as_str().expect("a slug").to_owned();
    let path = format!("/api/v1/associations/{slug}");
    let csv = (1..=MEMBERS).fold("Prénom,Nom\n".to_owned(), |csv, i| csv + &format!("P{i},N{i}\n"));
    let mut ticks = tokio::time::interval(Duration::from_millis(50));
    // the workspace is ready when the event has come
    let import = format!("{path}/members/import?dry_run=false");
    while api.ask(server.address, Method::POST, &import, &Value::String(csv.clone()), None).await.expect("an answer").0 != 200 {
        ticks.tick().await;
    }
    let year = kernel::Clock::default().today().format("%Y").to_string();
    api.post(server.address, &format!("{path}/dues/fees"), json!({ "year": year, "amount": "200" })).await;
    let run = api.post(server.address, &format!("{path}/dues/run"), json!({ "year": year, "members": MEMBERS.to_string() })).await;
    let run = format!("{path}/dues/runs/{}", run["id"].as_str().expect("an id"));
    let (mut kills, mut seen) = (0, Vec::new());
    loop {
        let found = api.get(server.address, &run).await;
        if found["state"] != "running" {
            assert_eq!((&found["state"], &found["charged_members"]), (&json!("done"), &json!(MEMBERS)));
            break;
        }
        seen.push(found["charged_members"].as_i64().expect("a number"));
        server.kill();
        kills += 1;
        server = installation.serve(&[], &[]).await;
        // time enough for a batch, not for all
        ticks.reset();
        for _ in 0..40 {
            ticks.tick().await;
            if api.get(server.address, &run).await["charged_members"].as_i64() > seen.last().copied() {
                break;
            }
        }
    }
    assert!(kills >= 3, "the run was over after {kills} kills, which were at {seen:?}: this test proves nothing");
    let deadline = tokio::time::Instant::now() + Duration::from_mins(1);
    loop {
        let agreement = api.get(server.address, &format!("{path}/books/dues-agreement")).await;
        if agreement["agrees"] == true && agreement["pending"] == false {
            assert_eq!(agreement["receivable_in_books"], format!("{}.00", MEMBERS * 200));
            break;
        }
        assert!(tokio::time::Instant::now() < deadline, "{agreement}");
        ticks.tick().await;
    }
    let owed = api.get(server.address, &format!("{path}/dues/arrears")).await;
    assert_eq!((&owed["members"], &owed["open"]), (&json!(MEMBERS), &json!(format!("{}.00", MEMBERS * 200))));
    let charges: i64 = owed["ages"].as_array().expect("ages").iter().filter_map(|age| age["charges"].as_i64()).sum();
    assert_eq!(charges, MEMBERS, "nobody is charged twice");
}
