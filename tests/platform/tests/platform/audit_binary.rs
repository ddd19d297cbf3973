//! The built program: what its own logs keep of people, and what its doctor says of the audit log and of the dues.

use crate::desk::Sql;
use crate::server::{Api, Installation, free_port};
use axum::http::Method;
use serde_json::{Value, json};
use sqlx::Connection;
use std::time::Duration;

const CANARY: &str = "Cnrylogue";

async fn association(api: &Api, at: std::net::SocketAddr) -> String {
    let association = json!({ "name_ar": "جمعية", "name_fr": format!("Association {CANARY}"), "commune": "06.141.01.01", "founded_on": "2001-02-03", "processor_agreement": contracts::privacy::AGREEMENT, "receipt_number": format!("{CANARY}/2001") });
    let created = api.post(at, "/api/v1/associations", association).await;
    format!("/api/v1/associations/{}", created["slug"].as_str().expect("a slug"))
}

/// Threat 31: neither logs, however loud, nor metrics know who anybody is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn logs_and_metrics_hold_nobodys_data() {
    let metrics = free_port();
    let installation = Installation::new().with("NASSIJ_METRICS_LISTEN", format!("127.0.0.1:{metrics}"));
    let token = installation.token(&format!("{CANARY}@exemple.ma"));
    let stranger = installation.token("passant@exemple.ma");
    let server = installation.serve(&[], &[("NASSIJ_LOG", "debug")]).await;
    let (api, at) = (Api::new(&token), server.address);
    let path = association(&api, at).await;
    let person = json!({ "given_fr": CANARY, "family_fr": CANARY, "email": format!("{CANARY}@exemple.ma"), "phone": "0661234567" });
    api.post(at, &format!("{path}/members"), person).await;
    let other = Api::new(&stranger);
    for (who, rest, body) in [
        (&api, "/members", json!({ "given_fr": CANARY, "email": CANARY })),
        (&api, "/dues/fees", json!({ "year": CANARY, "amount": CANARY })),
        (&api, "/statutes", json!({ "electors": CANARY })),
        (&other, "/members", json!({ "given_fr": CANARY })),
    ] {
        let (status, _) = who.ask(at, Method::POST, &format!("{path}{rest}"), &body, None).await.expect("an answer");
        assert!((400..500).contains(&status), "{rest}: {status}");
    }
    for query in [format!("/members?search={CANARY}"), format!("/audit?person={CANARY}")] {
        api.get(at, &format!("{path}{query}")).await;
    }
    let asked = Api::new("").ask(([127, 0, 0, 1], metrics).into(), Method::GET, "/metrics", &Value::Null, None).await;
    let (_, shown) = asked.expect("metrics");
    assert!(shown.contains("nassij_refused_total{kind=\"stranger\"} 1"), "{shown}");
    server.terminate();
    assert!(server.ended(Duration::from_secs(30)).await.success());
    let log = installation.log();
    assert!(log.contains("request"), "the log is not silent: {log}");
    let canary = CANARY.to_lowercase();
    for (what, text) in [("the log", &log), ("the metrics", &shown)] {
        let found = text.to_lowercase().lines().find(|line| line.contains(&canary)).map(str::to_owned);
        assert_eq!(found, None, "{what} knows somebody");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_doctor_names_a_broken_log_and_ends_with_an_error() {
    let installation = Installation::new();
    let api = Api::new(&installation.token("presidente@exemple.ma"));
    let server = installation.serve(&[], &[]).await;
    let path = association(&api, server.address).await;
    for days in ["20", "21", "22"] {
        api.post(server.address, &format!("{path}/statutes"), json!({ "electors": "all_active", "notice_days": days })).await;
    }
    let mut ticks = tokio::time::interval(Duration::from_millis(20));
    while api.all(server.address, &format!("{path}/audit")).await.len() < 4 {
        ticks.tick().await;
    }
    server.terminate();
    assert!(server.ended(Duration::from_secs(30)).await.success());
    let anchor = installation.directory.join("heads.tsv").display().to_string();
    let doctor = ["doctor", "--anchor", anchor.as_str()];
    for said in [installation.print(&doctor), installation.print(&doctor)] {
        // the second time the hashes noted by the first stand
        assert!(said.contains("audit logs: 1 with ") && said.contains("all intact"), "{said}");
    }
    let noted = std::fs::read_to_string(&anchor).expect("noted");
    assert_eq!(noted.lines().count(), 1, "{noted}");
    let mut file = Sql::Sqlite(
        sqlx::SqliteConnection::connect(&format!("sqlite://{}/tenancy.db", installation.directory.display())).await.expect("opened"),
    );
    // the end cut off so that the chain itself is whole: only the noted hash tells
    file.run("drop trigger audit_entry_no_delete; delete from audit_entry where number > 2; update audit_head set number = 2, hash = (select hash from audit_entry where number = 2)")
        .await
        .expect("cut off");
    drop(file);
    assert!(installation.print(&["doctor"]).contains("1 with 2 entries, all intact"));
    let output = installation.run(&doctor, &[]);
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("WRONG audit log of association-cnrylogue") && said.contains(" no longer closes with the noted hash"), "{said}");
    assert_eq!(std::fs::read_to_string(&anchor).expect("kept"), noted, "the evidence stays");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_doctor_holds_what_members_owe_against_the_books() {
    let installation = Installation::new();
    let api = Api::new(&installation.token("presidente@exemple.ma"));
    let server = installation.serve(&[], &[]).await;
    let at = server.address;
    let path = association(&api, at).await;
    api.post(at, &format!("{path}/members"), json!({ "given_fr": "Amina", "family_fr": "Alaoui" })).await;
    api.post(at, &format!("{path}/dues/fees"), json!({ "year": "2026", "amount": "200" })).await;
    api.post(at, &format!("{path}/dues/run"), json!({ "year": "2026", "members": "1" })).await;
    let mut ticks = tokio::time::interval(Duration::from_millis(20));
    while api.get(at, &format!("{path}/books/dues-agreement")).await["receivable_in_books"] != "200.00" {
        ticks.tick().await;
    }
    assert!(installation.print(&["doctor"]).contains("\ndues: agree with the books, 0 waiting to be posted"));
    let lines = json!([{ "account": "51611", "debit": "10" }, { "account": "34281", "credit": "10" }]);
    let by_hand = json!({ "posted_on": "2026-01-20", "label": "Main", "lines": lines });
    api.post(at, &format!("{path}/books/journal"), by_hand).await;
    server.terminate();
    assert!(server.ended(Duration::from_secs(30)).await.success());
    let output = installation.run(&["doctor"], &[]);
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("WRONG dues of association-cnrylogue") && said.contains("owed 200,00, in the books 190,00"), "{said}");
}
