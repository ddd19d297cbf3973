//! What people pay for the association and get back: decided by somebody else, posted once.

use crate::MODULES;
use crate::browser::Browser;
use crate::desk::{Desk, PASSWORD, Sql, account, field_errors};
use crate::dues::{centimes, text};
use crate::world::seat;
use serde_json::{Value, json};
use testing::{Answer, App};

struct Seated {
    token: String,
    email: String,
}

async fn seated(app: &App, desk: &Desk, name: &str, office: Value) -> Seated {
    let (account, email, token) = account(app, name).await;
    seat(app, &desk.token, &desk.twin, account, office).await;
    Seated { token, email }
}

async fn ask(app: &App, desk: &Desk, who: &str, rest: &str, body: Value) -> Answer {
    app.post(who, &desk.twin.path(rest), body).await
}

fn taxi() -> Value {
    json!({ "what": "Taxi", "spent_on": "2026-11-18", "amount": "45,50", "occasion": "travel", "without_voucher": "Pas de reçu" })
}

async fn claimed(app: &App, desk: &Desk, who: &str) -> String {
    text(&ask(app, desk, who, "/books/own-expenses", taxi()).await.ok().json(), "id").to_owned()
}

async fn balance(app: &App, desk: &Desk, account: &str) -> i64 {
    let found = desk.get(app, "/books/trial-balance?year=2026").await;
    let row = found["rows"].as_array().expect("rows").iter().find(|row| row["account"] == account).cloned();
    row.map_or(0, |row| centimes(&row, "balance"))
}

testing::both!(
    MODULES,
    async fn what_somebody_paid_is_approved_by_another_and_paid_back(app: App) {
        let desk = Desk::open(app).await;
        let adviser = seated(app, &desk, "Conseiller", json!({ "role": "adviser" })).await;
        let paper = desk.twin.path("/books/own-expenses/papers?file_name=recu.pdf");
        let paper = app.upload(&adviser.token, &paper, b"%PDF-1.7 taxi".to_vec()).await.ok().json();
        let mut body = taxi();
        body["vouchers"] = json!([paper["id"]]);
        let claim = ask(app, &desk, &adviser.token, "/books/own-expenses", body).await.ok().json();
        assert_eq!((text(&claim, "state"), text(&claim, "without_voucher"), &claim["own"]), ("submitted", "", &json!(true)));
        let path = format!("/books/expenses/{}", text(&claim, "id"));
        // the adviser decides nothing, and nothing is paid before it is approved
        assert_eq!(ask(app, &desk, &adviser.token, &format!("{path}/approval"), json!({})).await.status, 403);
        let pay = json!({ "place": "51611", "posted_on": "2026-11-20" });
        assert_eq!(desk.post(app, &format!("{path}/payment"), pay.clone()).await.refused(409), "expense-not-approved");
        let approved = desk.post(app, &format!("{path}/approval"), json!({})).await.ok().json();
        assert_eq!((text(&approved, "state"), text(&approved, "decided_by")), ("approved", "Présidente"));
        let entry = desk.get(app, &format!("/books/journal/{}", text(&approved, "entry"))).await;
        assert_eq!((text(&entry, "posted_on"), text(&entry["vouchers"][0]["file"], "name")), ("2026-11-18", "recu.pdf"));
        assert_eq!((balance(app, &desk, "61431").await, balance(app, &desk, "44381").await), (4550, -4550));
        assert_eq!(field_errors(desk.post(app, &format!("{path}/payment"), json!({ "place": "1" })).await), ["place choice-unknown"]);
        let paying = format!("{path}/payment");
        let (one, other) = tokio::join!(desk.post(app, &paying, pay.clone()), desk.post(app, &paying, pay.clone()));
        let (done, refused) = if one.status.is_success() { (one, other) } else { (other, one) };
        let paid = done.ok().json();
        assert_eq!((text(&paid, "state"), refused.refused(409).as_str()), ("paid", "expense-paid"));
        assert_eq!((balance(app, &desk, "44381").await, balance(app, &desk, "51611").await), (0, -4550));
        let own = app.get(&adviser.token, &desk.twin.path("/books/own-expenses")).await.ok().json();
        assert_eq!(text(&own["items"][0], "state"), "paid", "the claimant sees it");
        // what approved it stays as long as it is paid
        let approval = format!("/books/journal/{}/reversal", text(&paid, "entry"));
        assert_eq!(desk.post(app, &approval, json!({ "reason": "Erreur" })).await.refused(409), "expense-paid-first");
        // a payment that was a mistake is taken back as any entry, and can be made again
        let undo = format!("/books/journal/{}/reversal", text(&paid, "payment"));
        drop(desk.post(app, &undo, json!({ "reason": "Erreur", "posted_on": "2026-11-20" })).await.ok());
        assert_eq!(text(&desk.get(app, &path).await, "state"), "approved");
        drop(desk.post(app, &format!("{path}/payment"), pay).await.ok());
        app.settle().await;
        let log = desk.get(app, "/audit?area=books").await;
        let acts: Vec<&str> = log["items"].as_array().expect("entries").iter().filter_map(|entry| entry["action"].as_str()).collect();
        assert!(
            ["books-expense-submitted", "books-expense-approved", "books-expense-paid"].iter().all(|act| acts.contains(act)),
            "{acts:?}"
        );
    }
);

testing::both!(
    MODULES,
    async fn nobody_decides_on_their_own_and_two_who_approve_make_one_entry(app: App) {
        let desk = Desk::open(app).await;
        let treasurer = seated(app, &desk, "Trésorier", json!({ "role": "treasurer" })).await;
        let own = claimed(app, &desk, &treasurer.token).await;
        for act in ["approval", "refusal"] {
            let refused = ask(app, &desk, &treasurer.token, &format!("/books/expenses/{own}/{act}"), json!({ "reason": "x" })).await;
            assert_eq!(refused.refused(409), "expense-own");
        }
        let deputy = seated(app, &desk, "Adjointe", json!({ "role": "deputy_treasurer" })).await;
        let path = format!("/books/expenses/{own}/approval");
        let (one, other) = tokio::join!(ask(app, &desk, &deputy.token, &path, json!({})), ask(app, &desk, &desk.token, &path, json!({})));
        let (done, refused) = if one.status.is_success() { (one, other) } else { (other, one) };
        drop(done.ok());
        assert_eq!(refused.refused(409), "expense-decided");
        assert_eq!(desk.get(app, "/books/journal").await["items"].as_array().map(Vec::len), Some(1));
        // nor by SQL
        let waiting = claimed(app, &desk, &treasurer.token).await;
        let mut sql = Sql::open(app, "bookkeeping", desk.twin.id).await;
        let id = sql.id(waiting.parse().expect("an id"));
        let forced = "state = 'refused', reason = 'x', decided_at = submitted_at, decided_by = 'x', decided_account";
        assert!(sql.run(&format!("update expense set {forced} = account where id = {id}")).await.is_err());
    }
);

testing::both!(
    MODULES,
    async fn a_claim_says_why_it_has_no_voucher_and_a_refusal_says_why(app: App) {
        let desk = Desk::open(app).await;
        let role = desk.post(app, "/roles", json!({ "name_ar": "مستخدم", "name_fr": "Salarié", "permissions": ["expenses.submit"] })).await;
        let staff = seated(app, &desk, "Salarié", json!({ "role": text(&role.ok().json(), "id") })).await;
        let bare = json!({ "what": "", "spent_on": "2030-01-01", "amount": "0", "occasion": "salary" });
        let told = field_errors(ask(app, &desk, &staff.token, "/books/own-expenses", bare).await);
        assert_eq!(
            told,
            ["what required", "spent_on date-in-future", "amount amount-zero", "occasion choice-unknown", "file expense-needs-voucher"]
        );
        let own = claimed(app, &desk, &staff.token).await;
        claimed(app, &desk, &desk.token).await;
        let seen = app.get(&staff.token, &desk.twin.path("/books/own-expenses")).await.ok().json();
        assert_eq!(seen["items"].as_array().map(Vec::len), Some(1), "one's own and nobody else's");
        assert_eq!(app.get(&staff.token, &desk.twin.path("/books/expenses")).await.status, 403);
        let path = format!("/books/expenses/{own}/refusal");
        assert_eq!(field_errors(desk.post(app, &path, json!({ "reason": " " })).await), ["reason required"]);
        drop(desk.post(app, &path, json!({ "reason": "Dépense personnelle" })).await.ok());
        assert_eq!(desk.post(app, &format!("/books/expenses/{own}/approval"), json!({})).await.refused(409), "expense-decided");
        let seen = app.get(&staff.token, &desk.twin.path("/books/own-expenses")).await.ok().json();
        assert_eq!((text(&seen["items"][0], "state"), text(&seen["items"][0], "reason")), ("refused", "Dépense personnelle"));
        assert!(desk.get(app, "/books/journal").await["items"].as_array().is_some_and(Vec::is_empty));
    }
);

testing::both!(
    MODULES,
    async fn a_claim_goes_its_way_in_two_browsers(app: App) {
        let desk = Desk::open(app).await;
        let adviser = seated(app, &desk, "Conseillère", json!({ "role": "adviser" })).await;
        let mut hers = Browser::at("192.0.2.73");
        hers.sign_in(app, &adviser.email, PASSWORD).await;
        let base = format!("/a/{}/books", desk.twin.slug);
        let new = format!("{base}/own-expenses/new");
        let claim = [("what", "Taxi"), ("spent_on", "18/11/2026"), ("amount", "45,50"), ("occasion", "travel")];
        let bare = hers.submit(app, &new, &new, &claim).await;
        assert!(bare.status == 422 && bare.text().contains("href=\"#file\"") && bare.text().contains("45,50"), "{}", bare.text());
        let mut said = claim.to_vec();
        said.push(("without_voucher", "Pas de reçu"));
        assert_eq!(hers.submit(app, &new, &new, &said).await.status, 303);
        let expense = desk.get(app, "/books/expenses").await["items"][0].clone();
        let page = format!("{base}/expenses/{}", text(&expense, "id"));
        assert!(hers.open(app, &page).await.ok().text().contains("Taxi"));
        let mut board = Browser::at("192.0.2.74");
        board.sign_in(app, &desk.email, PASSWORD).await;
        let told = board.open(app, &format!("{base}/money")).await.ok().text();
        assert!(told.contains("attend votre décision"), "{told}");
        let late = board.submit(app, &page, &page, &[("then", "approve"), ("posted_on", "01/01/2030")]).await;
        assert!(late.status == 422 && late.text().contains("href=\"#posted_on\""), "{}", late.text());
        assert_eq!(board.submit(app, &page, &page, &[("then", "approve"), ("posted_on", "18/11/2026")]).await.status, 303);
        let paying = format!("{page}/payment");
        assert_eq!(board.submit(app, &page, &paying, &[("place", "51411"), ("posted_on", "20/11/2026")]).await.status, 303);
        assert_eq!(balance(app, &desk, "51411").await, -4550);
        let seen = hers.open(app, &format!("{base}/own-expenses")).await.ok().text();
        assert!(seen.contains("Remboursée"), "{seen}");
    }
);
