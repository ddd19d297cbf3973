//! The audit log: who did what from where, and what of it a page shows. Its chain: `audit_chain.rs`.

use crate::MODULES;
use crate::browser::Browser;
use crate::desk::{Desk, PASSWORD, account};
use chrono::Duration;
use kernel::Role;
use serde_json::{Value, json};
use testing::App;

/// Somebody with an office, and a browser signed in as them.
async fn seated(app: &App, desk: &Desk, role: Role, address: &str) -> (Browser, String) {
    let (id, email, token) = account(app, "Karim").await;
    tenancy::operator::give_seat(app.process.state("tenancy").expect("hosted"), desk.twin.id, id, role).await.expect("seated");
    let mut browser = Browser::at(address);
    browser.sign_in(app, &email, PASSWORD).await;
    (browser, token)
}

/// The log, oldest first, when all that was told has arrived.
pub async fn log(app: &App, desk: &Desk) -> Vec<Value> {
    app.settle().await;
    let mut entries = desk.all(app, "/audit").await;
    entries.reverse();
    entries
}

pub fn of<'a>(entries: &'a [Value], action: &str) -> Vec<&'a Value> {
    entries.iter().filter(|entry| entry["action"] == action).collect()
}

pub async fn verification(app: &App, desk: &Desk, noted: &str) -> Value {
    desk.get(app, &format!("/audit/verification?noted={noted}")).await
}

pub async fn set_notice(app: &App, desk: &Desk, days: u32) {
    drop(desk.post(app, "/statutes", json!({ "electors": "all_active", "notice_days": days.to_string() })).await.ok());
}

testing::both!(
    MODULES,
    async fn an_entry_says_who_from_where_and_what_it_was_before(app: App) {
        let desk = Desk::with_members(app, 2).await;
        let (mut browser, _) = seated(app, &desk, Role::SecretaryGeneral, "196.200.131.77").await;
        drop(desk.post(app, "/dues/fees", json!({ "year": "2026", "amount": "250" })).await.ok());
        let page = format!("/a/{}/statutes", desk.twin.slug);
        let sent = browser.submit(app, &page, &page, &[("electors", "all_active"), ("notice_days", "21")]).await;
        assert_eq!(sent.status.as_u16(), 303, "{}", sent.text());
        let payment =
            json!({ "member": "1", "year": "2026", "amount": "250", "method": "cheque", "reference": "CHQ 77", "paid_on": "2026-11-20" });
        drop(desk.post(app, "/dues/payments", payment).await.ok());
        let entries = log(app, &desk).await;
        let numbers: Vec<i64> = entries.iter().map(|entry| entry["number"].as_i64().expect("a number")).collect();
        assert_eq!(numbers, (1..=i64::try_from(entries.len()).expect("few")).collect::<Vec<_>>());
        let fee = of(&entries, "fee-set")[1];
        assert_eq!(fee["details"], json!({ "before": { "amount": "200.00" }, "after": { "amount": "250.00" } }));
        assert_eq!((&fee["via"], &fee["account"]), (&json!("token"), &json!(desk.account)));
        assert!(fee["authority"].as_str().is_some_and(|by| by.starts_with("token ")), "{fee}");
        let statutes = of(&entries, "statutes-set")[0];
        assert_eq!((&statutes["who"], &statutes["role"], &statutes["via"]), (&json!("Karim"), &json!("secretary_general"), &json!("page")));
        assert_eq!(statutes["network"], "196.200.131.0/24");
        assert_eq!((&statutes["details"]["before"]["notice_days"], &statutes["details"]["after"]["notice_days"]), (&json!(15), &json!(21)));
        assert!(statutes["request"].as_str().is_some_and(|request| !request.is_empty()));
        let paid = of(&entries, "payment-recorded")[0];
        assert_eq!((&paid["area"], &paid["personal"]), (&json!("dues"), &json!({ "reference": "CHQ 77" })));
        assert!(!paid["details"].to_string().contains("CHQ"), "{paid}");
        let created = of(&entries, "association-created")[0];
        assert_eq!((&created["via"], &created["number"]), (&json!("command"), &json!(1)));
        let shown = browser.open(app, &format!("/a/{}/audit", desk.twin.slug)).await.ok().text();
        assert!(shown.contains("196.200.131.0/24") && shown.contains("CHQ 77"), "{shown}");
    }
);

testing::both!(
    MODULES,
    async fn what_a_page_refuses_is_in_the_log_and_a_loop_does_not_flood_it(app: App) {
        let desk = Desk::open(app).await;
        let (mut member, _) = seated(app, &desk, Role::Member, "196.200.131.77").await;
        let members = format!("/a/{}/members", desk.twin.slug);
        assert_eq!(member.open(app, &members).await.status.as_u16(), 403);
        let entries = log(app, &desk).await;
        let [refused] = of(&entries, "refused")[..] else { panic!("{entries:?}") };
        assert_eq!((&refused["who"], &refused["role"], &refused["via"]), (&json!("Karim"), &json!("member"), &json!("page")));
        assert_eq!((&refused["subject"], &refused["details"]), (&json!(format!("GET {members}")), &json!({ "code": "forbidden" })));
        assert_eq!(refused["network"], "196.200.131.0/24");
        // a form that another site made a member of the board send
        let (mut secretary, _) = seated(app, &desk, Role::SecretaryGeneral, "196.200.131.78").await;
        let statutes = format!("/a/{}/statutes", desk.twin.slug);
        assert_eq!(secretary.send(app, &statutes, &[("csrf", "guessed")]).await.status.as_u16(), 403);
        for _ in 0..99 {
            assert_eq!(member.open(app, &members).await.status.as_u16(), 403);
        }
        let entries = log(app, &desk).await;
        let refused = of(&entries, "refused");
        assert!(refused.iter().any(|entry| entry["details"]["code"] == "csrf"));
        let of_member: Vec<i64> =
            refused.iter().filter(|entry| entry["role"] == "member").map(|entry| entry["details"]["times"].as_i64().unwrap_or(1)).collect();
        assert_eq!((of_member.len(), of_member.iter().sum::<i64>()), (13, 80), "{of_member:?}");
        app.clock.set(app.clock.now() + Duration::hours(1));
        assert_eq!(member.open(app, &members).await.status.as_u16(), 403);
        let entries = log(app, &desk).await;
        assert_eq!(of(&entries, "refused").last().expect("one")["details"]["times"], 21, "the rest of the hundred is told too");
        // strangers leave no trace in a log that is none of theirs
        let (_, _, stranger) = account(app, "Passant").await;
        assert_eq!(app.get(&stranger, &desk.twin.path("/members")).await.refused(404), "not-found");
        assert_eq!(log(app, &desk).await.len(), entries.len());
    }
);

testing::both!(
    MODULES,
    async fn the_log_is_filtered_by_person_act_area_and_day(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let (_, karim) = seated(app, &desk, Role::SecretaryGeneral, "196.200.131.77").await;
        let statutes = json!({ "electors": "all_active", "notice_days": "21" });
        drop(app.post(&karim, &desk.twin.path("/statutes"), statutes).await.ok());
        app.settle().await;
        let found = async |query: &str| -> Vec<String> {
            let page = desk.get(app, &format!("/audit?{query}")).await;
            page["items"].as_array().expect("items").iter().map(|entry| entry["action"].as_str().expect("an act").to_owned()).collect()
        };
        assert_eq!(found("person=kar%C3%ACm").await, ["statutes-set"], "accents do not matter");
        assert_eq!(found("person=%25").await.len(), found("").await.len(), "a wildcard is no part of a name");
        assert_eq!(found("action=fee-set").await, ["fee-set"]);
        assert_eq!(found("area=assemblies").await, ["statutes-set"]);
        assert_eq!(found("from=21/11/2026&until=21/11/2026").await.len(), found("").await.len());
        assert_eq!(found("until=20/11/2026").await, Vec::<String>::new());
        assert_eq!(found("from=22/11/2026").await, Vec::<String>::new());
        let wrong = app.get(&desk.token, &desk.twin.path("/audit?area=nowhere&from=31/02/2026")).await;
        assert_eq!(crate::desk::field_errors(wrong), ["area unknown-area", "from date-impossible"]);
    }
);

testing::both!(
    MODULES,
    async fn the_board_sees_that_its_log_is_whole(app: App) {
        let desk = Desk::open(app).await;
        set_notice(app, &desk, 20).await;
        app.settle().await;
        let mut president = Browser::at("196.200.131.77");
        president.sign_in(app, &desk.email, PASSWORD).await;
        let page = format!("/a/{}/audit/verification", desk.twin.slug);
        let hash = verification(app, &desk, "").await["hash"].as_str().expect("a hash").to_owned();
        let shown = president.open(app, &page).await.ok().text();
        assert!(shown.contains(&hash[..8]) && shown.contains(&hash[56..]), "{shown}");
        let stands = president.open(app, &format!("{page}?noted={hash}")).await.ok().text();
        assert!(stands.contains("banner good"), "{stands}");
        let differs = president.open(app, &format!("{page}?noted={}", "0".repeat(64))).await.ok().text();
        assert!(differs.contains("banner bad"), "{differs}");
        let file = president.open(app, &format!("/a/{}/audit/export?format=csv", desk.twin.slug)).await.ok();
        assert!(file.headers["content-disposition"].to_str().expect("text").contains("audit.csv"));
        assert_eq!(file.headers["cache-control"], "no-store");
    }
);
