//! The platform's staff: associations by name, their limits, and nothing of what is in them.

use crate::MODULES;
use crate::browser::{Browser, leads_to};
use crate::desk::{Desk, PASSWORD, account, field_errors};
use serde_json::{Value, json};
use testing::App;

const PATH: &str = "/api/v1/platform/associations";

/// A token and the address of somebody of the staff.
async fn staff(app: &App) -> (String, String) {
    let (id, email, token) = account(app, "Exploitante").await;
    tenancy::operator::add_staff(app.process.state("tenancy").expect("hosted"), id).await.expect("added");
    (token, email)
}

async fn find(app: &App, token: &str, search: &str) -> Vec<Value> {
    app.get(token, &format!("{PATH}?search={search}")).await.ok().json()["items"].as_array().expect("items").clone()
}

testing::both!(
    MODULES,
    async fn the_staff_sets_limits_and_the_board_reads_why(app: App) {
        let desk = Desk::with_members(app, 2).await;
        app.settle().await;
        let (token, _) = staff(app).await;
        let found = find(app, &token, &desk.twin.slug).await;
        assert_eq!(found.len(), 1, "by the slug");
        assert_eq!((&found[0]["members"], &found[0]["limits"]["members"]), (&json!(2), &json!(20_000)));
        assert!(find(app, &token, "amal").await.iter().any(|row| row["id"] == found[0]["id"]), "by a word of the name");
        assert!(find(app, &token, "nulle-part").await.is_empty());
        let path = format!("{PATH}/{}/limits", found[0]["id"].as_str().expect("an id"));
        let wrong = json!({ "plan": "huge", "members": "-1", "storage": "x", "reason": " " });
        let wrong = field_errors(app.post(&token, &path, wrong).await);
        assert_eq!(wrong, ["plan choice-unknown", "members limit-out-of-range", "storage not-a-number", "reason required"]);
        let wish = json!({ "plan": "large", "members": "2", "storage": "1", "reason": "Convention 12" });
        let set = async || app.post(&token, &path, wish.clone()).await.ok().json();
        assert_eq!(set().await["limits"], json!({ "members": 2, "storage": 1_048_576, "mails_per_day": 200_000 }));
        set().await;
        app.settle().await;
        let log = desk.all(app, "/audit").await;
        let told: Vec<&Value> = log.iter().filter(|entry| entry["action"] == "limits-changed").collect();
        assert_eq!(told.len(), 1, "what is so already changes nothing");
        assert_eq!((&told[0]["role"], &told[0]["details"]["reason"]), (&json!("staff"), &json!("Convention 12")));
        assert_eq!((&told[0]["details"]["before"]["plan"], &told[0]["details"]["after"]["plan"]), (&json!("standard"), &json!("large")));
        // each service holds to it
        let add = desk.post(app, "/members", json!({ "given_fr": "Une", "family_fr": "Autre" })).await;
        assert_eq!(add.refused(409), "member-limit-reached");
        let large = [b"%PDF-1.7 ".to_vec(), vec![b' '; 1_100_000]].concat();
        let statutes = app.upload(&desk.token, &desk.twin.path("/record/statutes?adopted_on=2020-05-01"), large).await;
        let refused = statutes.json();
        assert_eq!(statutes.refused(409), "storage-limit-reached");
        let figures = ["needed", "left", "limit"].map(|name| refused["params"][name].as_str().unwrap_or_default().to_owned());
        assert_eq!(figures, ["1075", "1024", "1"], "kilobytes, and the limit in megabytes");
        assert_eq!(desk.get(app, "/mails-of-today").await, json!({ "sent": 0, "limit": 200_000, "member_files": 0 }));
    }
);

testing::both!(
    MODULES,
    async fn nobody_else_sees_or_sets_what_is_the_staffs(app: App) {
        let desk = Desk::open(app).await;
        let (coordinator, _, coordinators) = account(app, "Driss").await;
        tenancy::operator::add_coordinator(app.process.state("tenancy").expect("hosted"), coordinator, "national").await.expect("added");
        let one = format!("{PATH}/{}", desk.twin.id);
        let wish = json!({ "plan": "large", "reason": "Essai" });
        for token in [&desk.token, &coordinators] {
            for path in [PATH, one.as_str()] {
                assert_eq!(app.get(token, path).await.refused(404), "not-found");
            }
            assert_eq!(app.post(token, &format!("{one}/limits"), wish.clone()).await.refused(404), "not-found");
        }
        assert_eq!(app.get("", PATH).await.refused(401), "unauthenticated");
        // and the staff sees nothing of what is inside
        let (token, _) = staff(app).await;
        for rest in ["", "/members", "/record", "/audit", "/limits"] {
            assert_eq!(app.get(&token, &desk.twin.path(rest)).await.refused(404), "not-found");
        }
        let nobody = format!("{PATH}/{}", kernel::id::new_id());
        assert_eq!(app.get(&token, &nobody).await.refused(404), "not-found");
        assert_eq!(app.post(&token, &format!("{nobody}/limits"), wish).await.refused(404), "not-found");
    }
);

testing::both!(
    MODULES,
    async fn two_of_the_staff_at_once_leave_what_the_last_one_set(app: App) {
        let desk = Desk::open(app).await;
        let (token, _) = staff(app).await;
        let path = format!("{PATH}/{}/limits", desk.twin.id);
        let set = async |megabytes: u32| {
            let wish = json!({ "plan": "standard", "storage": megabytes.to_string(), "reason": "Essai" });
            app.post(&token, &path, wish).await.ok().json()
        };
        futures_util::future::join_all((1..=3).map(set)).await;
        app.settle().await;
        let log = desk.all(app, "/audit").await;
        let told: Vec<&Value> = log.iter().filter(|entry| entry["action"] == "limits-changed").collect();
        assert_eq!(told.len(), 3);
        let mut befores: Vec<i64> = told.iter().map(|entry| entry["details"]["before"]["storage"].as_i64().expect("bytes")).collect();
        befores.sort_unstable();
        befores.dedup();
        assert_eq!(befores.len(), 3, "each saw what another had left");
        let limit = desk.get(app, "/limits").await["limits"]["storage"].as_i64().expect("bytes");
        let large = [b"%PDF-1.7 ".to_vec(), vec![b' '; usize::try_from(limit).expect("small")]].concat();
        let statutes = app.upload(&desk.token, &desk.twin.path("/record/statutes?adopted_on=2020-05-01"), large).await;
        assert_eq!(statutes.refused(409), "storage-limit-reached", "the room is what the row says");
    }
);

testing::both!(
    MODULES,
    async fn the_staff_finds_its_pages_and_needs_a_second_factor_there(app: App) {
        let desk = Desk::with_members(app, 4).await;
        app.settle().await;
        let (token, email) = staff(app).await;
        assert_eq!(app.get(&token, "/api/v1/account").await.ok().json()["staff"], true);
        assert_eq!(app.get(&desk.token, "/api/v1/account").await.ok().json()["staff"], false);
        let mut browser = Browser::at("192.0.2.41");
        browser.sign_in_by_password(app, &email, PASSWORD).await;
        assert!(browser.open(app, "/associations").await.ok().text().contains("href=\"/platform\""));
        let asked = browser.open(app, "/platform").await;
        assert!(leads_to(&asked).starts_with("/account/second-factor"), "a password alone is too little");
        let mut browser = Browser::at("192.0.2.41");
        browser.sign_in(app, &email, PASSWORD).await;
        assert!(browser.open(app, "/platform").await.ok().text().contains("href=\"/platform/associations\""));
        let page = format!("/platform/associations/{}", desk.twin.id);
        let refused = browser.submit(app, &page, &page, &[("plan", "large"), ("members", "")]).await;
        assert_eq!(refused.status.as_u16(), 422, "without a reason");
        let sent = browser.submit(app, &page, &page, &[("plan", "large"), ("members", ""), ("reason", "Union")]).await;
        assert_eq!(leads_to(&sent), page);
        // the warning comes before the limit
        let state = app.process.state("tenancy").expect("hosted");
        let own = contracts::platform::OwnLimits { members: Some(5), ..Default::default() };
        let mut president = Browser::at("192.0.2.42");
        president.sign_in(app, &desk.email, PASSWORD).await;
        let home = format!("/a/{}/limits", desk.twin.slug);
        let link = format!("href=\"{home}\"");
        let first = format!("/a/{}/", desk.twin.slug);
        assert!(!president.open(app, &first).await.ok().text().contains(&link));
        tenancy::operator::set_limits(state, desk.twin.id, kernel::Plan::Standard, own, "Essai").await.expect("set");
        app.settle().await;
        assert!(president.open(app, &first).await.ok().text().contains(&link), "four of five");
    }
);
