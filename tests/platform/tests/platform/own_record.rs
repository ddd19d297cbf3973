//! A member's own space: by the seat that the board tied to the record, and nothing of anybody else's.

use crate::MODULES;
use crate::browser::{Browser, leads_to};
use crate::desk::{Desk, PASSWORD, account, field_errors};
use crate::invitations::token;
use crate::world::seat;
use serde_json::{Value, json};
use testing::App;

const ACCEPT: &str = "/api/v1/invitations/acceptance";

fn id(value: &Value) -> &str {
    value["id"].as_str().unwrap_or_else(|| panic!("an id in {value}"))
}

/// Who comes in by the board's invitation to this member.
pub struct Own {
    pub member: Value,
    pub email: String,
    pub token: String,
}

pub async fn invite(app: &App, desk: &Desk, number: usize) -> Own {
    let (_, email, bearer) = account(app, &format!("Membre{number}")).await;
    let member = desk.get(app, "/members").await["items"][number - 1].clone();
    let invited = json!({ "name": "Membre", "email": email, "role": "member", "member": id(&member) });
    drop(desk.post(app, "/invitations", invited).await.ok());
    let secret = token(app, &email).await;
    drop(app.post(&bearer, ACCEPT, json!({ "token": secret })).await.ok());
    Own { member, email, token: bearer }
}

async fn pay(app: &App, desk: &Desk, member: &str) -> Value {
    let paid = json!({ "member": member, "year": "2026", "amount": "50", "method": "cash", "paid_on": "2026-11-20" });
    desk.post(app, "/dues/payments", paid).await.ok().json()
}

testing::both!(
    MODULES,
    async fn an_invited_member_finds_what_is_theirs_and_nothing_of_anybody_else(app: App) {
        let desk = Desk::with_members(app, 2).await;
        let own = invite(app, &desk, 1).await;
        let mine = async |rest: &str| app.get(&own.token, &desk.twin.path(rest)).await;
        drop(desk.post(app, &format!("/members/{}/notes", id(&own.member)), json!({ "text": "entre nous" })).await.ok());
        let (paid, others) = (pay(app, &desk, "1").await, pay(app, &desk, "2").await);
        drop(desk.post(app, "/dues/run", json!({ "year": "2026", "members": "0" })).await);
        drop(desk.post(app, "/mandates", json!({ "member": "1", "office": "adviser", "elected_on": "20/11/2026" })).await.ok());
        let space = mine("/me").await.ok();
        assert!(!space.text().contains("entre nous"), "the board's notes are the board's");
        let kept = space.json()["kept"].clone();
        assert_eq!((&kept["record"]["id"], &kept["record"]["family_fr"]), (&own.member["id"], &json!("Nom01")));
        assert_eq!((&kept["dues"]["open"], &kept["mandates"][0]["office"]), (&json!("150.00"), &json!("adviser")));
        assert_eq!(kept["payments"].as_array().map(Vec::len), Some(1));
        assert!(mine(&format!("/me/payments/{}/receipt", id(&paid))).await.ok().body.starts_with(b"%PDF-"));
        for rest in [
            format!("/me/payments/{}/receipt", id(&others)),
            format!("/me/payments/{}/counter-receipt", id(&paid)),
            format!("/me/payments/{}/counter-receipt", id(&others)),
            format!("/own-notices/{}", id(&others)),
        ] {
            assert_eq!(mine(&rest).await.refused(404), "not-found", "{rest}");
        }
        for rest in ["/members", "/dues/payments", "/mandates", &format!("/members/{}", id(&own.member))] {
            assert_eq!(mine(rest).await.refused(403), "forbidden", "{rest}");
        }
    }
);

testing::both!(
    MODULES,
    async fn a_member_reads_later_what_was_written_to_them_even_without_an_address(app: App) {
        let desk = Desk::with_members(app, 2).await;
        drop(desk.post(app, "/dues/run", json!({ "year": "2026", "members": "2" })).await.ok());
        let (own, other) = (invite(app, &desk, 1).await, invite(app, &desk, 2).await);
        let record = json!({ "version": "1", "given_fr": "Prenom02", "family_fr": "Nom02" });
        drop(desk.post(app, &format!("/members/{}", id(&other.member)), record).await.ok());
        drop(desk.post(app, "/dues/reminders/by-hand", json!({ "members": "2" })).await.ok());
        let planned = json!({ "held_on": "2027-01-20", "time": "18:00", "place": "Dar Chabab", "agenda": "Rapport" });
        let assembly = desk.post(app, "/assemblies", planned).await.ok().json();
        drop(desk.post(app, &format!("/assemblies/{}/convocation", id(&assembly)), json!({})).await.ok());
        app.settle().await;
        let notices = async |own: &Own| app.get(&own.token, &desk.twin.path("/own-notices")).await.ok().json()["items"].clone();
        let (mine, theirs) = (notices(&own).await, notices(&other).await);
        // a reminder that went out by mail and a convocation; who has no address was only convened
        let states = |all: &Value| all.as_array().expect("letters").iter().map(|one| one["state"].clone()).collect::<Vec<_>>();
        assert_eq!((states(&mine), states(&theirs)), (vec![json!("sent"), json!("sent")], vec![json!("no_address")]));
        for notice in mine.as_array().expect("letters") {
            let letter = app.get(&own.token, &desk.twin.path(&format!("/own-notices/{}", id(notice)))).await.ok().json();
            let text = letter["text"].as_str().expect("a text");
            assert!(text.contains("Dar Chabab") || text.contains("200,00"), "{text}");
            let foreign = app.get(&other.token, &desk.twin.path(&format!("/own-notices/{}", id(notice)))).await;
            assert_eq!(foreign.refused(404), "not-found");
        }
    }
);

testing::both!(
    MODULES,
    async fn who_is_a_member_and_nothing_else_is_led_to_their_own_space(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let own = invite(app, &desk, 1).await;
        let paid = pay(app, &desk, "1").await;
        let space = format!("/a/{}/me", desk.twin.slug);
        let mut browser = Browser::at("192.0.2.77");
        assert_eq!(leads_to(&browser.sign_in_by_password(app, &own.email, PASSWORD).await), space);
        assert_eq!(leads_to(&browser.open(app, &format!("/a/{}/", desk.twin.slug)).await), space);
        let page = browser.open(app, &space).await.ok();
        let receipt = format!("{space}/payments/{}/receipt.pdf", id(&paid));
        assert!(page.text().contains("150,00") && page.text().contains(&receipt), "{}", page.text());
        assert!(browser.open(app, &receipt).await.ok().body.starts_with(b"%PDF-"));
        // whoever sits in two places chooses
        let other = Desk::open(app).await;
        let mine = app.get(&desk.token, &desk.twin.path("/people")).await.ok().json();
        let account = mine["items"].as_array().expect("people").iter().find(|one| one["role"] == "member").expect("seated").clone();
        seat(app, &other.token, &other.twin, id(&account).parse().expect("an id"), json!({ "role": "treasurer" })).await;
        assert_eq!(leads_to(&Browser::at("192.0.2.78").sign_in_by_password(app, &own.email, PASSWORD).await), "/associations");
    }
);

testing::both!(
    MODULES,
    async fn a_seat_without_a_record_shows_nobody_s_whatever_its_address(app: App) {
        let desk = Desk::open(app).await;
        let (stranger, email, bearer) = account(app, "Homonyme").await;
        let member = desk.post(app, "/members", json!({ "given_fr": "Une", "family_fr": "Autre", "email": email })).await.ok().json();
        seat(app, &desk.token, &desk.twin, stranger, json!({ "role": "member" })).await;
        let space = async || app.get(&bearer, &desk.twin.path("/me")).await.ok().json();
        assert_eq!(space().await, json!({}), "the same address makes nobody the same person");
        let path = format!("/member-seats/{}", id(&member));
        assert_eq!(field_errors(desk.post(app, &path, json!({ "account": desk.twin.id.to_string() })).await), ["account choice-unknown"]);
        let tied = desk.post(app, &path, json!({ "account": stranger })).await.ok().json();
        assert_eq!(tied["seat"]["id"], json!(stranger));
        assert_eq!(space().await["kept"]["record"]["id"], member["id"]);
        // an office given and taken leaves them who they are
        drop(desk.post(app, &format!("/people/{stranger}/office"), json!({ "role": "adviser" })).await.ok());
        assert_eq!(space().await["kept"]["record"]["id"], member["id"]);
        let twice = json!({ "name": "Une", "email": "deux@exemple.ma", "role": "member", "member": id(&member) });
        assert_eq!(desk.post(app, "/invitations", twice).await.refused(409), "member-has-account");
        // of two records of one person the account follows the one that stays
        let kept = desk.post(app, "/members", json!({ "given_fr": "Une", "family_fr": "Autre" })).await.ok().json();
        let merging = json!({ "kept": id(&kept), "other": id(&member), "kept_version": "1", "other_version": "1" });
        drop(desk.post(app, "/members/merges", merging).await.ok());
        app.settle().await;
        assert_eq!(space().await["kept"]["record"]["id"], kept["id"]);
        drop(desk.post(app, &format!("/member-seats/{}/removal", id(&kept)), json!({})).await.ok());
        assert_eq!(space().await, json!({}));
        app.settle().await;
        for action in ["member-seat-tied", "member-seat-untied"] {
            assert_eq!(desk.get(app, &format!("/audit?action={action}")).await["items"].as_array().map(Vec::len), Some(1), "{action}");
        }
    }
);

testing::both!(
    MODULES,
    async fn of_two_accounts_tied_to_one_record_at_once_one_is(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let member = desk.get(app, "/members").await["items"][0].clone();
        let path = format!("/member-seats/{}", id(&member));
        let mut accounts = Vec::new();
        for name in ["Une", "Autre"] {
            let (account, _, _) = account(app, name).await;
            seat(app, &desk.token, &desk.twin, account, json!({ "role": "member" })).await;
            accounts.push(account);
        }
        for round in 0..4 {
            let tie = async |account| desk.post(app, &path, json!({ "account": account })).await;
            let (one, other) = tokio::join!(tie(accounts[0]), tie(accounts[1]));
            let (won, lost) = if one.status.is_success() { (one, other) } else { (other, one) };
            assert_eq!(lost.refused(409), "member-has-account", "round {round}");
            let holder = won.ok().json()["seat"]["id"].clone();
            assert!(accounts.iter().any(|account| holder == json!(account)));
            drop(desk.post(app, &format!("{path}/removal"), json!({})).await.ok());
        }
    }
);
