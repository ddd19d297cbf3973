//! Numbers of identity cards: kept only by authorisation, never plain, read one at a time.

use crate::MODULES;
use crate::browser::Browser;
use crate::desk::{Desk, PASSWORD, account, field_errors};
use crate::leaving::everything;
use crate::world::seat;
use serde_json::{Value, json};
use testing::{Answer, App};

const NUMBER: &str = "QZ739154";

fn id(value: &Value) -> String {
    value["id"].as_str().unwrap_or_else(|| panic!("an id in {value}")).to_owned()
}

async fn authorise(desk: &Desk, app: &App, kind: &str) {
    let number = if kind == "authorisation" { "A-123/2026" } else { "D-W-7/2026" };
    let number = json!({ "kind": kind, "number": number, "given_on": "2026-05-01" });
    drop(desk.post(app, "/record/cndp-numbers", number).await.ok());
}

async fn switched_on(app: &App) -> Desk {
    let desk = Desk::open(app).await;
    authorise(&desk, app, "authorisation").await;
    drop(desk.post(app, "/member-cnie", json!({ "on": "yes" })).await.ok());
    desk
}

async fn add(desk: &Desk, app: &App, family: &str) -> String {
    id(&desk.post(app, "/members", json!({ "family_fr": family })).await.ok().json())
}

async fn set(desk: &Desk, app: &App, member: &str, cnie: &str) -> Answer {
    desk.post(app, &format!("/members/{member}/cnie"), json!({ "cnie": cnie })).await
}

async fn end(desk: &Desk, app: &App, member: &str) -> Value {
    desk.get(app, &format!("/members/{member}/cnie")).await["end"].clone()
}

testing::both!(
    MODULES,
    async fn a_number_is_kept_by_authorisation_alone_and_read_one_at_a_time(app: App) {
        let desk = Desk::open(app).await;
        let member = add(&desk, app, "Alami").await;
        assert_eq!(set(&desk, app, &member, NUMBER).await.refused(409), "cnie-off");
        let on = || desk.post(app, "/member-cnie", json!({ "on": "yes" }));
        assert_eq!(on().await.refused(409), "cnie-without-authorisation");
        authorise(&desk, app, "declaration").await;
        assert_eq!(on().await.refused(409), "cnie-without-authorisation", "a declaration is not enough");
        authorise(&desk, app, "authorisation").await;
        assert_eq!(on().await.ok().json()["authorisation"], "A-123/2026");

        assert_eq!(field_errors(set(&desk, app, &member, "123456").await), ["cnie cnie-wrong"]);
        drop(set(&desk, app, &member, " qz-739154").await.ok());
        assert_eq!(end(&desk, app, &member).await, "154");
        let other = add(&desk, app, "Bennani").await;
        assert_eq!(field_errors(set(&desk, app, &other, NUMBER).await), ["cnie taken"]);
        let body = id(&desk.post(app, "/members", json!({ "kind": "body", "family_fr": "Coopérative" })).await.ok().json());
        assert_eq!(field_errors(set(&desk, app, &body, "AB1").await), ["cnie field-of-other-kind"]);

        let reading = format!("/members/{member}/cnie/reading");
        let first = desk.post_once(app, &reading, &json!({}), "once").await.ok().json();
        assert_eq!(first["cnie"], NUMBER);
        let again = desk.post_once(app, &reading, &json!({}), "once").await.ok().json();
        assert_eq!(again["cnie"], Value::Null, "no kept reply holds it");
        assert_eq!(desk.post(app, &reading, json!({})).await.ok().json()["cnie"], NUMBER);
        app.settle().await;
        let log = desk.get(app, "/audit?action=member-cnie-read").await["items"].as_array().map(Vec::len);
        assert_eq!(log, Some(2), "each reading is in the log");

        // nobody finds it, and no file or record shows it
        assert_eq!(desk.get(app, "/members?search=qz739154").await["items"], json!([]));
        for path in [format!("/members/{member}"), "/members".into(), "/members/export?format=csv".into(), "/audit".into()] {
            assert!(!app.get(&desk.token, &desk.twin.path(&path)).await.ok().text().contains(NUMBER), "{path}");
        }
        for (table, row) in everything(app).await {
            assert!(!row.to_uppercase().contains(NUMBER), "{table} holds it: {row}");
        }
        for (path, bytes) in crate::leaving::files(app.directory()) {
            let found = bytes.windows(NUMBER.len()).any(|part| part.eq_ignore_ascii_case(NUMBER.as_bytes()));
            assert!(!found, "{} holds it", path.display());
        }
    }
);

testing::both!(
    MODULES,
    async fn switching_off_keeps_nothing_and_says_how_much_goes(app: App) {
        let desk = switched_on(app).await;
        let member = add(&desk, app, "Alami").await;
        drop(set(&desk, app, &member, NUMBER).await.ok());
        let off =
            async |members: &str, sure: &str| desk.post(app, "/member-cnie", json!({ "on": "no", "members": members, "sure": sure })).await;
        assert_eq!(field_errors(off("1", "").await), ["sure required"]);
        assert_eq!(off("0", "yes").await.refused(409), "cnie-changed-meanwhile");
        let now = off("1", "yes").await.ok().json();
        assert_eq!((&now["on"], &now["members"]), (&json!(false), &json!(0)));
        assert_eq!(set(&desk, app, &member, NUMBER).await.refused(409), "cnie-off");
        // of a number that is written and a switch that is turned at once, none outlives the switch
        drop(desk.post(app, "/member-cnie", json!({ "on": "yes" })).await.ok());
        let (_, turned) = tokio::join!(set(&desk, app, &member, NUMBER), off("0", "yes"));
        let state = desk.get(app, "/member-cnie").await;
        let kept = (state["on"].as_bool(), state["members"].as_i64());
        let expected = if turned.status.is_success() { (Some(false), Some(0)) } else { (Some(true), Some(1)) };
        assert_eq!(kept, expected);
    }
);

testing::both!(
    MODULES,
    async fn a_number_follows_a_merge_and_goes_with_the_record(app: App) {
        let desk = switched_on(app).await;
        let (kept, other, third) = (add(&desk, app, "Alami").await, add(&desk, app, "Alami").await, add(&desk, app, "Tazi").await);
        drop(set(&desk, app, &other, NUMBER).await.ok());
        drop(set(&desk, app, &third, "AB1").await.ok());
        let merge = |kept: &str, other: &str| json!({ "kept": kept, "other": other, "kept_version": "1", "other_version": "1" });
        assert_eq!(desk.post(app, "/members/merges", merge(&third, &other)).await.refused(409), "merge-of-two-cnies");
        drop(desk.post(app, "/members/merges", merge(&kept, &other)).await.ok());
        assert_eq!(end(&desk, app, &kept).await, "154");
        let undo = format!("/members/merges/{}/undoing", id(&desk.get(app, "/members/merges").await["items"][0]));
        drop(desk.post(app, &undo, json!({})).await.ok());
        assert_eq!((end(&desk, app, &kept).await, end(&desk, app, &other).await), (Value::Null, json!("154")));
        let removal = format!("/members/{other}/removal");
        let version = desk.get(app, &removal).await["version"].to_string();
        drop(desk.post(app, &removal, json!({ "act": "delete", "version": version, "sure": "yes" })).await.ok());
        drop(set(&desk, app, &kept, NUMBER).await.ok());
        drop(set(&desk, app, &kept, "").await.ok());
        assert_eq!(desk.get(app, "/member-cnie").await["members"], 1);
    }
);

testing::both!(
    MODULES,
    async fn who_keeps_records_without_the_right_sees_no_number(app: App) {
        let desk = switched_on(app).await;
        let member = add(&desk, app, "Alami").await;
        drop(set(&desk, app, &member, NUMBER).await.ok());
        let (deputy, _, token) = account(app, "Adjointe").await;
        seat(app, &desk.token, &desk.twin, deputy, json!({ "role": "deputy_secretary" })).await;
        assert_eq!(app.get(&token, &desk.twin.path(&format!("/members/{member}/cnie"))).await.status, 403);
        assert_eq!(app.post(&token, &desk.twin.path(&format!("/members/{member}/cnie/reading")), json!({})).await.status, 403);

        let mut browser = Browser::at("192.0.2.63");
        browser.sign_in(app, &desk.email, PASSWORD).await;
        let page = format!("/a/{}/members/{member}/cnie", desk.twin.slug);
        let record = browser.open(app, &format!("/a/{}/members/{member}", desk.twin.slug)).await.ok().text();
        assert!(record.contains("•••••154") && !record.contains(NUMBER));
        assert!(!browser.open(app, &page).await.ok().text().contains(NUMBER));
        let whole = browser.submit(app, &page, &format!("{page}/reading"), &[]).await.ok().text();
        assert!(whole.contains(NUMBER));
        let wrong = browser.submit(app, &page, &page, &[("cnie", "12"), ("act", "set")]).await;
        assert!(wrong.status == 422 && wrong.text().contains("href=\"#cnie\"") && wrong.text().contains("value=\"12\""));
    }
);
