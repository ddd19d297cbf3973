//! Time and things that are given without money stand beside the books.

use crate::MODULES;
use crate::browser::Browser;
use crate::desk::{Desk, PASSWORD, field_errors};
use crate::dues::centimes;
use serde_json::json;

testing::both!(
    MODULES,
    async fn volunteers_time_is_shown_at_its_worth_and_moves_no_money(app: App) {
        let desk = Desk::open(app).await;
        let time = json!({ "kind": "time", "label": "Cours de soutien", "hours": "12,5", "rate": "30", "posted_on": "2026-11-20" });
        drop(desk.post(app, "/books/contributions", time).await.ok());
        let lent = json!({ "kind": "goods", "label": "Salle prêtée", "amount": "800", "posted_on": "2026-11-20" });
        drop(desk.post(app, "/books/contributions", lent).await.ok());
        let told = field_errors(desk.post(app, "/books/contributions", json!({ "kind": "time", "label": "x", "hours": "-1" })).await);
        assert_eq!(told, ["hours amount-negative", "rate required", "posted_on required"]);
        let rows = desk.get(app, "/books/trial-balance?year=2026").await["rows"].as_array().expect("rows").clone();
        let balances: Vec<(&str, i64)> =
            rows.iter().map(|row| (row["account"].as_str().unwrap_or_default(), centimes(row, "balance"))).collect();
        assert_eq!(balances, [("08111", 37_500), ("08112", 80_000), ("08191", -37_500), ("08192", -80_000)], "and nothing else");
        let mut browser = Browser::at("192.0.2.75");
        browser.sign_in(app, &desk.email, PASSWORD).await;
        let base = format!("/a/{}/books/contributions", desk.twin.slug);
        let new = format!("{base}/new");
        let bare = browser.submit(app, &format!("{new}?kind=time"), &new, &[("kind", "time"), ("label", "Collecte"), ("hours", "3")]).await;
        assert!(bare.status == 422 && bare.text().contains("href=\"#rate\"") && bare.text().contains("Collecte"), "{}", bare.text());
        let whole = [("kind", "time"), ("label", "Collecte"), ("hours", "3"), ("rate", "20"), ("posted_on", "20/11/2026")];
        assert_eq!(browser.submit(app, &format!("{new}?kind=time"), &new, &whole).await.status, 303);
        let shown = browser.open(app, &base).await.ok().text();
        assert!(shown.contains("Collecte") && shown.contains("Cours de soutien") && !shown.contains("Salle prêtée"), "{shown}");
    }
);
