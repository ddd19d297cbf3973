//! Budgets: voted, revised, against what happens.

use crate::MODULES;
use crate::desk::{Desk, field_errors};
use crate::dues::{centimes, text};
use crate::projects::{project, told};
use serde_json::{Value, json};

fn row<'a>(budget: &'a Value, account: &str, project: Option<&str>) -> &'a Value {
    let rows = budget["rows"].as_array().expect("rows");
    let is = |row: &&Value| row["account"] == account && row["project_code"].as_str() == project;
    rows.iter().find(is).unwrap_or_else(|| panic!("no {account} in {budget}"))
}

fn figures(of: &Value) -> [i64; 3] {
    ["budgeted", "actual", "remaining"].map(|name| centimes(of, name))
}

testing::both!(
    MODULES,
    async fn a_budget_stands_beside_what_happens(app: App) {
        let desk = Desk::open(app).await;
        let alpha = project(app, &desk, "ALPHA").await;
        let beta = project(app, &desk, "BETA").await;
        let out = |amount: &str, occasion: &str, project: &str, on: &str| json!({ "act": "out", "occasion": occasion, "amount": amount, "place": "51611", "posted_on": on, "label": "Dépense", "project": project });
        // last year is what to start from
        told(app, &desk, out("480,50", "rent", &alpha, "2025-05-01")).await;
        let start = desk.get(app, "/books/budgets/start?year=2026").await;
        assert_eq!(start["lines"], json!([{ "account": "61312", "project": alpha, "amount": "480.50" }]));
        let wrong = json!({ "year": "2026", "decided_on": "2027-01-01", "lines": [
            { "account": "51411", "amount": "1" }, { "account": "61", "amount": "0" }, { "account": "", "amount": "5" },
            { "account": "61312", "amount": "5" }, { "account": "613", "amount": "5" }, { "account": "", "amount": "" }] });
        assert_eq!(
            field_errors(desk.post(app, "/books/budgets", wrong).await),
            [
                "decided_on date-in-future",
                "lines.0.account budget-account-class",
                "lines.1.amount amount-zero",
                "lines.2.account required",
                "lines.4.account budget-line-overlaps"
            ]
        );
        let empty = json!({ "year": "2026", "decided_on": "2026-01-10", "lines": [] });
        assert_eq!(field_errors(desk.post(app, "/books/budgets", empty).await), ["lines budget-without-lines"]);
        let lines = json!([{ "account": "61", "amount": "1000" }, { "account": "613", "amount": "400", "project": alpha }, { "account": "718", "amount": "2000" }]);
        let voted = json!({ "year": "2026", "decided_on": "2026-01-10", "note": "AG", "lines": lines });
        drop(desk.post(app, "/books/budgets", voted).await.ok());
        for (amount, occasion, project) in [("300", "rent", alpha.as_str()), ("70", "rent", beta.as_str()), ("30", "office", "")] {
            told(app, &desk, out(amount, occasion, project, "2026-03-01")).await;
        }
        let gift = json!({ "act": "in", "occasion": "interest", "amount": "12", "place": "51411", "posted_on": "2026-03-01", "label": "Intérêts" });
        told(app, &desk, gift).await;
        let budget = desk.get(app, "/books/budgets?year=2026").await;
        assert_eq!(figures(row(&budget, "613", Some("ALPHA"))), [40_000, 30_000, 10_000]);
        assert_eq!(figures(row(&budget, "61", None)), [100_000, 10_000, 90_000], "what another project spends is of all");
        let unplanned = row(&budget, "7381", None);
        assert_eq!((figures(unplanned), &unplanned["planned"]), ([0, 1_200, -1_200], &json!(false)));
        assert_eq!((figures(&budget["expense"]), &budget["expense"]["percent"]), ([140_000, 40_000, 100_000], &json!(28)));
        for (format, begins) in [("pdf", b"%PDF".as_slice()), ("xlsx", b"PK")] {
            let file = app.get(&desk.token, &desk.twin.path(&format!("/books/budgets/paper?year=2026&format={format}"))).await.ok();
            assert!(file.body.starts_with(begins) && file.body.len() > 1_500, "{format}");
        }
    }
);

testing::both!(
    MODULES,
    async fn of_two_who_revise_a_budget_at_once_one_looks_again(app: App) {
        let desk = Desk::open(app).await;
        let revision = |amount: &str, based_on: &str| json!({ "year": "2026", "decided_on": "2026-11-01", "based_on": based_on, "lines": [{ "account": "613", "amount": amount }] });
        drop(desk.post(app, "/books/budgets", revision("100", "")).await.ok());
        let (one, other) =
            tokio::join!(desk.post(app, "/books/budgets", revision("200", "1")), desk.post(app, "/books/budgets", revision("300", "1")));
        let (done, refused) = if one.status.is_success() { (one, other) } else { (other, one) };
        let kept = done.ok().json();
        assert_eq!(refused.refused(409), "budget-changed");
        assert_eq!(kept["version"], json!(2));
        // what was voted is still there, and the next revision has the next number
        let voted = desk.get(app, "/books/budgets?year=2026&version=1").await;
        assert_eq!((centimes(row(&voted, "613", None), "budgeted"), text(&voted["versions"][1], "decided_on")), (10_000, "2026-11-01"));
        let third = desk.post(app, "/books/budgets", revision("400", "2")).await.ok().json();
        assert_eq!(third["version"], json!(3));
    }
);
