//! Grants: instalments, what they were spent on, what is carried over, and what the law wants of whoever gets them.

use crate::MODULES;
use crate::desk::{Desk, field_errors};
use crate::dues::{centimes, text};
use crate::projects::{project, told};
use serde_json::{Value, json};
use testing::App;

async fn grant(app: &App, desk: &Desk, code: &str, with: &Value) -> String {
    let mut body = json!({ "code": code, "donor": "Commune de Fès", "donor_kind": "commune", "nature": "operating", "amount": "60000" });
    for (name, value) in with.as_object().expect("fields") {
        body[name] = value.clone();
    }
    text(&desk.post(app, "/books/grants", body).await.ok().json(), "id").to_owned()
}

/// An instalment's id.
async fn expected(app: &App, desk: &Desk, grant: &str, amount: &str) -> String {
    let body = json!({ "due_on": "2026-03-01", "amount": amount });
    text(&desk.post(app, &format!("/books/grants/{grant}/instalments"), body).await.ok().json(), "id").to_owned()
}

async fn receive(app: &App, desk: &Desk, instalment: &str, on: &str) -> testing::Answer {
    desk.post(app, &format!("/books/grant-instalments/{instalment}/receipt"), json!({ "place": "51412", "received_on": on })).await
}

async fn balance(app: &App, desk: &Desk, account: &str, year: i32) -> i64 {
    let found = desk.get(app, &format!("/books/trial-balance?year={year}")).await;
    let row = found["rows"].as_array().expect("rows").iter().find(|row| row["account"] == account).cloned();
    row.map_or(0, |row| centimes(&row, "balance"))
}

fn spent(amount: &str, on: &str, grant: &str) -> Value {
    json!({ "act": "out", "occasion": "material", "amount": amount, "place": "51412", "posted_on": on, "label": "Cahiers", "grant": grant })
}

testing::both!(
    MODULES,
    async fn a_grant_shows_what_came_what_went_and_what_is_left(app: App) {
        let desk = Desk::open(app).await;
        let alpha = project(app, &desk, "ALPHA").await;
        let with = json!({ "project": alpha, "eligible_from": "2026-02-01", "eligible_until": "2026-12-31" });
        let id = grant(app, &desk, "FES-26", &with).await;
        let listed = desk.get(app, "/books/grants").await["items"][0].clone();
        assert_eq!(
            (&listed["lacks_agreement"], text(&listed, "project_code")),
            (&json!(true), "ALPHA"),
            "public money of 50,000 DH and more"
        );
        let instalment = expected(app, &desk, &id, "40000").await;
        let more = json!({ "due_on": "2026-06-01", "amount": "20000.01" });
        let path = format!("/books/grants/{id}/instalments");
        assert_eq!(field_errors(desk.post(app, &path, more).await), ["amount instalments-above-grant"]);
        // a double click, two tabs: one entry
        let (one, other) = tokio::join!(receive(app, &desk, &instalment, "2026-03-02"), receive(app, &desk, &instalment, "2026-03-02"));
        let (done, refused) = if one.status.is_success() { (one, other) } else { (other, one) };
        let entry = text(&done.ok().json(), "entry").to_owned();
        assert_eq!(refused.refused(409), "instalment-received");
        assert_eq!((balance(app, &desk, "51412", 2026).await, balance(app, &desk, "71614", 2026).await), (4_000_000, -4_000_000));
        // its project comes with it, and what is bought outside its time is not for it
        let bought = told(app, &desk, spent("1500,50", "2026-04-01", &id)).await;
        assert_eq!(text(&bought["lines"][0]["project"], "code"), "ALPHA");
        assert_eq!(field_errors(desk.post(app, "/books/guided", spent("10", "2026-01-31", &id)).await), ["grant outside-eligible-period"]);
        let other_project = project(app, &desk, "BETA").await;
        let mut wrong = spent("10", "2026-04-01", &id);
        wrong["project"] = other_project.into();
        assert_eq!(field_errors(desk.post(app, "/books/guided", wrong).await), ["project grant-of-other-project"]);
        let stands = desk.get(app, &format!("/books/grants/{id}?year=2026")).await;
        let figures = ["received", "spent", "unspent"].map(|name| centimes(&stands, name));
        assert_eq!(figures, [4_000_000, 150_050, 3_849_950]);
        assert_eq!(text(&stands["expenses"][0], "voucher"), format!("GEN 2026-{}", bought["number"]));
        for (format, begins) in [("pdf", b"%PDF".as_slice()), ("xlsx", b"PK")] {
            let file = app.get(&desk.token, &desk.twin.path(&format!("/books/grants/{id}/use?year=2026&format={format}"))).await.ok();
            assert!(file.body.starts_with(begins) && file.body.len() > 1_500, "{format}");
        }
        // the entry of the receipt is taken back with the receipt, and the instalment can come again
        let reversal = format!("/books/journal/{entry}/reversal");
        assert_eq!(desk.post(app, &reversal, json!({ "reason": "Erreur" })).await.refused(409), "entry-posted-elsewhere");
        let undoing = format!("/books/grant-instalments/{instalment}/undoing");
        drop(desk.post(app, &undoing, json!({ "reason": "Virement annulé" })).await.ok());
        assert_eq!(desk.post(app, &undoing, json!({ "reason": "Encore" })).await.refused(409), "instalment-not-received");
        assert_eq!(balance(app, &desk, "71614", 2026).await, 0);
        drop(receive(app, &desk, &instalment, "2026-03-05").await.ok());
        assert_eq!(balance(app, &desk, "71614", 2026).await, -4_000_000);
    }
);

testing::both!(
    MODULES,
    async fn money_that_is_in_the_books_already_is_not_posted_again(app: App) {
        let desk = Desk::open(app).await;
        let (id, other) = (grant(app, &desk, "FES-26", &json!({})).await, grant(app, &desk, "FES-27", &json!({})).await);
        let came = json!({ "act": "in", "occasion": "grant-commune", "amount": "5000", "place": "51411", "posted_on": "2026-03-02", "label": "Virement" });
        let entry = text(&told(app, &desk, came).await, "id").to_owned();
        let (instalment, others) = (expected(app, &desk, &id, "5000").await, expected(app, &desk, &other, "5000").await);
        let link = |instalment: &str| format!("/books/grant-instalments/{instalment}/receipt");
        let found = desk.post(app, &link(&instalment), json!({ "entry": entry })).await.ok().json();
        assert_eq!((text(&found, "received_on"), centimes(&found, "received")), ("2026-03-02", 500_000));
        assert_eq!(field_errors(desk.post(app, &link(&others), json!({ "entry": entry })).await), ["entry entry-of-other-grant"]);
        let reversal = format!("/books/journal/{entry}/reversal");
        assert_eq!(desk.post(app, &reversal, json!({ "reason": "Erreur" })).await.refused(409), "entry-is-grant-receipt");
        assert_eq!(balance(app, &desk, "71614", 2026).await, -500_000, "once");
        // no money in it
        let rent = told(app, &desk, spent("10", "2026-04-01", "")).await;
        let refused = desk.post(app, &link(&others), json!({ "entry": text(&rent, "id") })).await;
        assert_eq!(field_errors(refused), ["entry entry-without-money"]);
        let in_kind = grant(app, &desk, "DON", &json!({ "nature": "in-kind" })).await;
        let in_kind = expected(app, &desk, &in_kind, "10").await;
        assert_eq!(field_errors(receive(app, &desk, &in_kind, "2026-03-02").await), ["entry in-kind-needs-entry"]);
    }
);

testing::both!(
    MODULES,
    async fn what_is_left_is_carried_over_once_and_comes_back(app: App) {
        let desk = Desk::open(app).await;
        let id = grant(app, &desk, "FES-25", &json!({})).await;
        let instalment = expected(app, &desk, &id, "10000").await;
        drop(receive(app, &desk, &instalment, "2025-06-01").await.ok());
        told(app, &desk, spent("6000", "2025-07-01", &id)).await;
        let path = format!("/books/grants/{id}/carry-over");
        let stands = desk.get(app, &format!("/books/grants/{id}")).await;
        assert_eq!((&stands["to_carry"]["year"], centimes(&stands["to_carry"], "amount")), (&json!(2025), 400_000));
        assert_eq!(field_errors(desk.post(app, &path, json!({ "year": "2026" })).await), ["year carry-over-too-early"]);
        let year = json!({ "year": "2025" });
        let (one, other) = tokio::join!(desk.post(app, &path, year.clone()), desk.post(app, &path, year.clone()));
        let (done, refused) = if one.status.is_success() { (one, other) } else { (other, one) };
        drop(done.ok());
        assert_eq!(refused.refused(409), "carried-over");
        // income of 2025 is what was spent then; the rest is of 2026
        assert_eq!((balance(app, &desk, "71614", 2025).await, balance(app, &desk, "44913", 2025).await), (-600_000, -400_000));
        assert_eq!((balance(app, &desk, "71614", 2026).await, balance(app, &desk, "44913", 2026).await), (-400_000, 400_000));
        let stands = desk.get(app, &format!("/books/grants/{id}?year=2026")).await;
        assert_eq!((centimes(&stands, "brought_forward"), centimes(&stands, "unspent")), (400_000, 400_000));
        // one more expense comes to light: the year is not closed over what is not left any more
        told(app, &desk, spent("100", "2025-12-30", &id)).await;
        let findings = desk.get(app, "/books/closing?year=2025").await["findings"].clone();
        assert!(findings.as_array().is_some_and(|all| all.iter().any(|one| one["code"] == "grant-stale")), "{findings}");
        // taken back, and nothing is left after another one
        let undoing = format!("{path}/undoing");
        drop(desk.post(app, &undoing, year.clone()).await.ok());
        assert_eq!(desk.post(app, &undoing, year.clone()).await.refused(409), "not-carried-over");
        assert_eq!((balance(app, &desk, "71614", 2025).await, balance(app, &desk, "44913", 2026).await), (-1_000_000, 0));
        told(app, &desk, spent("4000", "2025-12-31", &id)).await;
        assert_eq!(desk.post(app, &path, year).await.refused(409), "nothing-to-carry");
    }
);

testing::both!(
    MODULES,
    async fn what_the_law_wants_of_who_receives_stands_in_the_calendar(app: App) {
        let desk = Desk::open(app).await;
        let duties = async || {
            app.settle().await;
            let calendar = desk.get(app, "/record/calendar").await;
            let items = calendar["items"].as_array().expect("items").clone();
            items.into_iter().filter(|one| one["duty"].is_string()).collect::<Vec<Value>>()
        };
        let told = |duties: &[Value]| {
            duties.iter().map(|one| format!("{} {} {}", text(one, "kind"), text(one, "due_on"), text(one, "about"))).collect::<Vec<_>>()
        };
        let foreign = grant(app, &desk, "UE", &json!({ "donor": "Union", "donor_kind": "foreign" })).await;
        let first = expected(app, &desk, &foreign, "100").await;
        drop(receive(app, &desk, &first, "2026-11-01").await.ok());
        // periodic public money: once a year, however many instalments; not the small nor the single one
        let periodic = grant(app, &desk, "FES", &json!({ "periodic": "yes", "agreement_number": "7/2026" })).await;
        let small = grant(app, &desk, "PETITE", &json!({ "periodic": "yes", "amount": "10000" })).await;
        let single = grant(app, &desk, "UNIQUE", &json!({})).await;
        for grant in [&periodic, &periodic, &small, &single] {
            let instalment = expected(app, &desk, grant, "50").await;
            drop(receive(app, &desk, &instalment, "2026-11-02").await.ok());
        }
        let waiting = duties().await;
        assert_eq!(told(&waiting), ["foreign-aid 2026-12-01 UE · Union", "grant-report 2027-03-31 FES · Commune de Fès"]);
        let met = json!({ "duty": waiting[1]["duty"], "met_on": "2026-11-20" });
        drop(desk.post(app, "/record/calendar/met", met.clone()).await.ok());
        drop(desk.post(app, "/record/calendar/met", met).await.ok());
        assert_eq!(told(&duties().await), ["foreign-aid 2026-12-01 UE · Union"]);
        // a receipt that was none obliges to nothing
        drop(desk.post(app, &format!("/books/grant-instalments/{first}/undoing"), json!({ "reason": "Erreur" })).await.ok());
        assert_eq!(told(&duties().await), Vec::<String>::new());
    }
);
