//! The books in words, entries taken back, and the ledger of an account.

use crate::MODULES;
use crate::desk::{Desk, field_errors};
use crate::dues::{centimes, text};
use serde_json::{Value, json};
use testing::App;

async fn told(app: &App, desk: &Desk, act: &str, occasion: &str, amount: &str) -> Value {
    let place = if matches!(act, "debt" | "claim") { "" } else { "51611" };
    let to = if act == "transfer" { "51411" } else { "" };
    let body = json!({ "act": act, "occasion": occasion, "amount": amount, "place": place, "to": to, "posted_on": "2026-11-20", "label": format!("{act} {occasion}") });
    desk.post(app, "/books/guided", body).await.ok().json()
}

async fn balance(app: &App, desk: &Desk, account: &str) -> i64 {
    let found = desk.get(app, "/books/trial-balance?year=2026").await;
    let row = found["rows"].as_array().expect("rows").iter().find(|row| row["account"] == account).cloned();
    row.map_or(0, |row| centimes(&row, "balance"))
}

testing::both!(
    MODULES,
    async fn a_treasurer_keeps_the_books_in_words(app: App) {
        let desk = Desk::open(app).await;
        for (act, occasion, amount) in [
            ("in", "donation", "1000"),
            ("out", "rent", "300,50"),
            ("transfer", "", "٥٠٠"),
            ("debt", "printing", "80"),
            ("claim", "grant-commune", "2000"),
        ] {
            told(app, &desk, act, occasion, amount).await;
        }
        let accounts = ["51611", "51411", "71841", "61312", "61446", "4411", "34512", "71614"];
        let mut balances = Vec::new();
        for account in accounts {
            balances.push(balance(app, &desk, account).await);
        }
        assert_eq!(balances, [19_950, 50_000, -100_000, 30_050, 8_000, -8_000, 200_000, -200_000]);
        // what comes every month is offered to be written again
        told(app, &desk, "out", "rent", "310").await;
        let recent = desk.get(app, "/books/guided").await["items"].clone();
        let rent = recent.as_array().expect("items").iter().find(|one| one["occasion"] == "rent").expect("told once").clone();
        assert_eq!((text(&rent, "amount"), text(&rent, "place")), ("310.00", "51611"), "the newest of its kind");
        assert_eq!(recent.as_array().expect("items").len(), 5);
        let wrong =
            json!({ "act": "out", "occasion": "donation", "amount": "0", "place": "71841", "posted_on": "2027-01-01", "label": "x" });
        let told = field_errors(desk.post(app, "/books/guided", wrong).await);
        assert_eq!(told, ["occasion choice-unknown", "place choice-unknown", "amount amount-zero", "posted_on date-in-future"]);
    }
);

testing::both!(
    MODULES,
    async fn an_entry_is_taken_back_once(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let entry = told(app, &desk, "out", "rent", "300").await;
        let path = format!("/books/journal/{}/reversal", text(&entry, "id"));
        let body = |reason: &str, on: &str| json!({ "reason": reason, "posted_on": on });
        assert_eq!(field_errors(desk.post(app, &path, body("", "2026-11-21")).await), ["reason required"]);
        assert_eq!(field_errors(desk.post(app, &path, body("Erreur", "2026-11-19")).await), ["posted_on reversal-before-entry"]);
        // two at once: one of them does it
        let (one, other) =
            tokio::join!(desk.post(app, &path, body("Erreur", "2026-11-20")), desk.post(app, &path, body("Erreur", "2026-11-20")));
        let (done, refused) = if one.status.is_success() { (one, other) } else { (other, one) };
        let contrary = done.ok().json();
        assert_eq!(refused.refused(409), "entry-reversed");
        assert_eq!((balance(app, &desk, "51611").await, balance(app, &desk, "61312").await), (0, 0));
        let original = desk.get(app, &format!("/books/journal/{}", text(&entry, "id"))).await;
        assert_eq!(original["reversed_by"], contrary["id"], "each leads to the other");
        assert_eq!(contrary["source"]["id"], entry["id"]);
        let again = format!("/books/journal/{}/reversal", text(&contrary, "id"));
        assert_eq!(desk.post(app, &again, body("Erreur", "")).await.refused(409), "entry-is-reversal");
        // what a payment posted is taken back with the payment
        let payment = json!({ "member": "1", "year": "2026", "amount": "200", "method": "cash", "paid_on": "2026-11-20" });
        let payment = desk.post(app, "/dues/payments", payment).await.ok().json();
        app.settle().await;
        let posted = desk.get(app, &format!("/books/journal?source={}", text(&payment, "id"))).await["items"][0].clone();
        let path = format!("/books/journal/{}/reversal", text(&posted, "id"));
        assert_eq!(desk.post(app, &path, body("Erreur", "")).await.refused(409), "entry-posted-elsewhere");
    }
);

testing::both!(
    MODULES,
    async fn the_ledger_of_an_account_runs_on_from_page_to_page(app: App) {
        let desk = Desk::open(app).await;
        // over three months, out of order, more than a page
        for nth in 0..130 {
            let (month, day) = ([3, 1, 2][nth % 3], 1 + nth % 28);
            let (debit, credit) = if nth % 4 == 3 { ("71841", "51611") } else { ("51611", "71841") };
            let amount = format!("{}", nth + 1);
            let lines = json!([{ "account": debit, "debit": amount }, { "account": credit, "credit": amount }]);
            drop(
                desk.post(
                    app,
                    "/books/journal",
                    json!({ "posted_on": format!("2026-{month:02}-{day:02}"), "label": nth.to_string(), "lines": lines }),
                )
                .await
                .ok(),
            );
        }
        let first = desk.get(app, "/books/ledger?account=51611&year=2026").await;
        let second = desk.get(app, &format!("/books/ledger?account=51611&year=2026&after={}", text(&first, "next"))).await;
        let lines = |page: &Value| page["lines"].as_array().expect("lines").clone();
        assert_eq!((lines(&first).len(), lines(&second).len()), (100, 30));
        let all: Vec<Value> = lines(&first).into_iter().chain(lines(&second)).collect();
        let mut running = 0;
        for line in &all {
            running += centimes(line, "debit") - centimes(line, "credit");
            assert_eq!(centimes(line, "balance"), running);
        }
        assert!(all.windows(2).all(|pair| text(&pair[0], "posted_on") <= text(&pair[1], "posted_on")), "the oldest first");
        assert_eq!(centimes(&second, "brought_forward"), centimes(&lines(&first)[99], "balance"));
        assert_eq!((centimes(&second, "balance"), running), (running, balance(app, &desk, "51611").await));
        assert!(second["next"].is_null());
    }
);
