//! Projects: what lines are for, and how a project stands.

use crate::MODULES;
use crate::desk::{Desk, Sql, field_errors};
use crate::dues::{centimes, text};
use serde_json::{Value, json};
use testing::App;

pub async fn project(app: &App, desk: &Desk, code: &str) -> String {
    let made = desk.post(app, "/books/projects", json!({ "code": code, "name_ar": "محو الأمية", "responsible": "Amina" })).await.ok().json();
    text(&made, "id").to_owned()
}

pub async fn told(app: &App, desk: &Desk, body: Value) -> Value {
    desk.post(app, "/books/guided", body).await.ok().json()
}

fn out(amount: &str, project: &str) -> Value {
    json!({ "act": "out", "occasion": "rent", "amount": amount, "place": "51611", "posted_on": "2026-11-20", "label": "Salle", "project": project })
}

testing::both!(
    MODULES,
    async fn a_project_knows_what_it_brought_and_cost(app: App) {
        let desk = Desk::open(app).await;
        let alpha = project(app, &desk, "ALPHA").await;
        let beta = project(app, &desk, "BETA").await;
        assert_eq!(
            field_errors(desk.post(app, "/books/projects", json!({ "code": "alpha", "name_fr": "x", "ends_on": "" })).await),
            ["code taken"]
        );
        let wrong = json!({ "code": "", "starts_on": "2026-05-01", "ends_on": "2026-04-01" });
        assert_eq!(
            field_errors(desk.post(app, "/books/projects", wrong).await),
            ["code required", "name_ar name-required", "ends_on ends-before-begin"]
        );
        let gift = json!({ "act": "in", "occasion": "donation", "amount": "1000", "place": "51611", "posted_on": "2026-11-20", "label": "Don", "project": alpha });
        told(app, &desk, gift).await;
        let rent = told(app, &desk, out("300", &alpha)).await;
        // one line of an entry may be for another project than the rest
        let lines = json!([{ "account": "61254", "debit": "40" }, { "account": "61255", "debit": "60", "project": beta }, { "account": "51611", "credit": "100" }]);
        let split = json!({ "posted_on": "2026-11-20", "label": "Fournitures", "lines": lines, "project": alpha });
        let split = desk.post(app, "/books/journal", split).await.ok().json();
        assert_eq!(text(&split["lines"][1]["project"], "code"), "BETA");
        let stands = async |id: &str| {
            let found = desk.get(app, &format!("/books/projects/{id}")).await;
            [centimes(&found, "income"), centimes(&found, "expense"), centimes(&found, "result")]
        };
        assert_eq!((stands(&alpha).await, stands(&beta).await), ([100_000, 34_000, 66_000], [0, 6_000, -6_000]));
        // from an account of the result to its entries
        let entries = desk.get(app, &format!("/books/journal?project={alpha}&account=61312")).await;
        assert_eq!(entries["items"].as_array().expect("items").len(), 1);
        assert_eq!(entries["items"][0]["id"], rent["id"]);
        // taken back, it is taken off the project
        let undone = format!("/books/journal/{}/reversal", text(&rent, "id"));
        let contrary = desk.post(app, &undone, json!({ "reason": "Erreur" })).await.ok().json();
        assert_eq!(text(&contrary["lines"][0]["project"], "code"), "ALPHA");
        assert_eq!(stands(&alpha).await, [100_000, 4_000, 96_000]);
        let ledger = app.get(&desk.token, &desk.twin.path("/books/export?format=ledger")).await.ok().text();
        assert!(ledger.contains("    ; project: ALPHA") && ledger.contains("    ; project: BETA"), "{ledger}");
    }
);

testing::both!(
    MODULES,
    async fn what_an_entry_is_for_is_said_later_and_changes_no_line(app: App) {
        let desk = Desk::open(app).await;
        let (alpha, beta) = (project(app, &desk, "ALPHA").await, project(app, &desk, "BETA").await);
        let entry = told(app, &desk, out("300", "")).await;
        let path = format!("/books/journal/{}/allocation", text(&entry, "id"));
        let said = desk.post(app, &path, json!({ "project": alpha })).await.ok().json();
        assert_eq!((&said["hash"], text(&said["lines"][0]["project"], "code")), (&entry["hash"], "ALPHA"));
        // one line, another project; then nothing at all
        let said = desk.post(app, &path, json!({ "project": beta, "line": "1" })).await.ok().json();
        assert_eq!((text(&said["lines"][0]["project"], "code"), text(&said["lines"][1]["project"], "code")), ("BETA", "ALPHA"));
        let said = desk.post(app, &path, json!({})).await.ok().json();
        assert!(said["lines"].as_array().expect("lines").iter().all(|line| line["project"].is_null()), "{said}");
        let nobody = "00000000-0000-7000-8000-000000000000";
        assert_eq!(field_errors(desk.post(app, &path, json!({ "project": nobody })).await), ["project choice-unknown"]);
        assert_eq!(field_errors(desk.post(app, &path, json!({ "project": alpha, "line": "3" })).await), ["line choice-unknown"]);
        app.settle().await;
        let log = desk.get(app, "/audit?action=entry-allocated").await;
        assert_eq!(log["items"].as_array().expect("items").len(), 3, "each time is kept");
        // in a year that is closed it stays as it is
        let mut sql = Sql::open(app, "bookkeeping", desk.twin.id).await;
        let closed = format!("update fiscal_year set closed = true where association_id = {}", sql.id(desk.twin.id.0));
        sql.run(&closed).await.expect("closed");
        assert_eq!(desk.post(app, &path, json!({ "project": alpha })).await.refused(409), "year-closed");
    }
);

testing::both!(
    MODULES,
    async fn a_closed_project_takes_no_lines_whoever_comes_first(app: App) {
        let desk = Desk::open(app).await;
        for round in 0..8 {
            let id = project(app, &desk, &format!("P{round}")).await;
            let before = told(app, &desk, out("7", &id)).await;
            let closing = json!({ "code": format!("P{round}"), "name_fr": "Clos", "closed": "yes" });
            let close = format!("/books/projects/{id}");
            let (posted, closed) = tokio::join!(desk.post(app, "/books/guided", out("5", &id)), desk.post(app, &close, closing));
            drop(closed.ok());
            let result = desk.get(app, &format!("/books/projects/{id}")).await;
            if posted.status.is_success() {
                assert_eq!(centimes(&result, "expense"), 1_200);
            } else {
                assert_eq!(field_errors(posted), ["project project-closed"]);
                assert_eq!(centimes(&result, "expense"), 700);
            }
            assert_eq!(field_errors(desk.post(app, "/books/guided", out("5", &id)).await), ["project project-closed"]);
            let path = format!("/books/journal/{}/allocation", text(&before, "id"));
            assert_eq!(field_errors(desk.post(app, &path, json!({})).await), ["project project-closed"], "it loses none either");
            // a mistake can still be taken back
            let undo = format!("/books/journal/{}/reversal", text(&before, "id"));
            assert!(desk.post(app, &undo, json!({ "reason": "Erreur" })).await.status.is_success());
        }
    }
);
