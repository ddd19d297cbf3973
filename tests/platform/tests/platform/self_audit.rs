//! The books look at themselves: whatever is broken behind the application's back is found and told.

use crate::MODULES;
use crate::desk::{Desk, Sql};
use crate::dues::text;
use crate::isolation::superuser;
use chrono::Duration;
use serde_json::{Value, json};
use sqlx::AssertSqlSafe;
use testing::{App, Engine};

async fn post(app: &App, desk: &Desk, on: &str, debit: &str, credit: &str, amount: &str) {
    let lines = json!([{ "account": debit, "debit": amount }, { "account": credit, "credit": amount }]);
    drop(desk.post(app, "/books/journal", json!({ "posted_on": on, "label": "Essai", "lines": lines })).await.ok());
}

/// What somebody does who owns the database: no trigger and no privilege is in their way.
async fn break_rows(app: &App, statements: &[&str]) {
    match app.engine {
        Engine::Postgres => {
            let mut owner = superuser(app).await;
            let all = format!("set search_path = bookkeeping; set session_replication_role = replica; {}", statements.join("; "));
            sqlx::raw_sql(AssertSqlSafe(all)).execute(&mut owner).await.expect("broken");
        }
        Engine::Sqlite => {
            let mut owner = Sql::open(app, "bookkeeping", kernel::AssociationId::PLATFORM).await;
            for table in ["entry", "line"] {
                for verb in ["update", "delete"] {
                    owner.run(&format!("drop trigger if exists {table}_no_{verb}")).await.expect("dropped");
                }
            }
            owner.run("pragma foreign_keys = off").await.expect("set");
            for sql in statements {
                owner.run(sql).await.expect("broken");
            }
        }
    }
}

async fn look(app: &App, desk: &Desk) -> Vec<Value> {
    let found = desk.post(app, "/books/self-audit", json!({})).await.ok().json();
    found["findings"].as_array().expect("findings").clone()
}

fn codes(findings: &[Value]) -> Vec<&str> {
    let mut codes: Vec<&str> = findings.iter().map(|finding| text(finding, "code")).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

testing::both!(
    MODULES,
    async fn what_is_broken_in_the_books_is_found_and_forgotten_when_it_is_mended(app: App) {
        let desk = Desk::open(app).await;
        post(app, &desk, "2025-12-10", "51611", "71841", "1000").await;
        for on in ["2026-01-10", "2026-02-10", "2026-03-10"] {
            post(app, &desk, on, "61312", "51611", "100").await;
        }
        assert!(look(app, &desk).await.is_empty(), "nothing is wrong with books that were kept here");
        // a total that is not what its lines come to
        break_rows(app, &["update account_total set debit = debit + 500 where account = '61312' and month = 2"]).await;
        let found = look(app, &desk).await;
        assert_eq!(codes(&found), ["totals-differ"]);
        assert_eq!(found[0]["params"], json!({ "account": "61312", "month": "02/2026" }));
        let since = found[0]["since"].clone();
        app.clock.set(app.clock.now() + Duration::hours(1));
        assert_eq!(look(app, &desk).await[0]["since"], since, "what is found again keeps its day");
        break_rows(app, &["update account_total set debit = debit - 500 where account = '61312' and month = 2"]).await;
        assert!(look(app, &desk).await.is_empty(), "mended");
        // an entry whose words are other ones
        break_rows(app, &["update entry set label = 'Autre' where number = 2"]).await;
        let found = look(app, &desk).await;
        assert_eq!(codes(&found), ["entry-changed"]);
        assert_eq!(found[0]["params"]["entry"], "GEN 2026-2");
        let seal = desk.get(app, "/books/statements?kind=seal&year=2026").await;
        assert_eq!(seal["faults"].as_array().map(Vec::len), Some(1), "the auditor's page says so: {seal:#}");
        break_rows(app, &["update entry set label = 'Essai' where number = 2"]).await;
        assert!(look(app, &desk).await.is_empty());
        // a line that is larger: the entry no longer balances, its hash and the total are not its own
        break_rows(
            app,
            &["update line set debit = debit + 1 where account = '61312' and entry_id in (select id from entry where number = 3)"],
        )
        .await;
        assert_eq!(codes(&look(app, &desk).await), ["entry-changed", "totals-differ", "unbalanced"]);
        break_rows(
            app,
            &["update line set debit = debit - 1 where account = '61312' and entry_id in (select id from entry where number = 3)"],
        )
        .await;
        assert!(look(app, &desk).await.is_empty());
        // an entry taken out
        break_rows(
            app,
            &["delete from line where entry_id in (select id from entry where number = 2)", "delete from entry where number = 2"],
        )
        .await;
        let found = look(app, &desk).await;
        assert_eq!(codes(&found), ["number-missing", "totals-differ"]);
        let state = app.process.state("bookkeeping").expect("hosted");
        let doctor = bookkeeping::doctor::books(state, desk.twin.id).await.expect("looked at");
        assert_eq!(doctor.len(), found.len(), "the operator's doctor finds the same");
    }
);

testing::both!(
    MODULES,
    async fn the_night_finds_cash_below_nothing_and_dues_that_differ(app: App) {
        let desk = Desk::with_members(app, 1).await;
        post(app, &desk, "2026-11-18", "61312", "51611", "300").await;
        post(app, &desk, "2026-11-20", "51611", "34281", "1000").await;
        app.settle().await;
        let found = desk.get(app, "/books/self-audit").await;
        assert_eq!((&found["looked_at"], &found["findings"]), (&Value::Null, &json!([])), "not before the night");
        app.clock.set(app.clock.now() + Duration::hours(14));
        app.settle().await;
        let found = desk.get(app, "/books/self-audit").await["findings"].as_array().expect("findings").clone();
        assert_eq!(codes(&found), ["cash-negative", "dues-differ"]);
        let cash = found.iter().find(|finding| finding["code"] == "cash-negative").expect("found");
        assert_eq!(cash["params"], json!({ "account": "51611", "date": "18/11/2026", "balance": "-300,00" }));
        let looked = desk.get(app, "/books/self-audit").await["looked_at"].clone();
        app.settle().await;
        assert_eq!(desk.get(app, "/books/self-audit").await["looked_at"], looked, "once a night");
        let told = desk.all(app, "/audit").await.iter().filter(|entry| entry["action"] == "books-looked-at").count();
        assert_eq!(told, 0, "what nobody asked for is nobody's act");
    }
);
