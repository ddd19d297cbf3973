//! What members propose to change in their own records, and the board's decision on it.

use crate::MODULES;
use crate::browser::{Browser, csrf, leads_to};
use crate::desk::{Desk, PASSWORD, field_errors, kept_mails};
use crate::own_record::{Own, invite};
use serde_json::{Value, json};
use testing::{Answer, App};

fn id(value: &Value) -> &str {
    value["id"].as_str().unwrap_or_else(|| panic!("an id in {value}"))
}

async fn version(app: &App, desk: &Desk, own: &Own) -> String {
    desk.get(app, &format!("/members/{}", id(&own.member))).await["version"].to_string()
}

/// The record as the form has it, with an address and a telephone that are new.
async fn propose(app: &App, desk: &Desk, own: &Own, address: &str) -> Answer {
    let record = json!({ "version": version(app, desk, own).await, "given_fr": "Prenom01", "family_fr": "Nom01", "email": own.member["email"],
        "address": address, "phone": "0612345678", "category": "Honneur", "joined_on": "01/01/1990", "message": "J'ai déménagé" });
    app.post(&own.token, &desk.twin.path("/me/proposals"), record).await
}

async fn decide(app: &App, desk: &Desk, proposal: &Value, act: &str, body: Value) -> Answer {
    desk.post(app, &format!("/member-proposals/{}/{act}", id(proposal)), body).await
}

testing::both!(
    MODULES,
    async fn what_a_member_proposes_waits_for_the_board_which_takes_it_field_by_field(app: App) {
        let desk = Desk::with_members(app, 2).await;
        let own = invite(app, &desk, 1).await;
        let made = propose(app, &desk, &own, "3, rue Neuve").await.ok().json();
        let changed = |proposal: &Value| {
            let one = |change: &Value| format!("{} {} > {}", change["field"], change["now"], change["after"]);
            proposal["changes"].as_array().expect("changes").iter().map(one).collect::<Vec<_>>()
        };
        let wanted = ["\"phone\" \"\" > \"+212612345678\"", "\"address\" \"\" > \"3, rue Neuve\""];
        assert_eq!(changed(&made), wanted, "category and joining are the board's");
        let before = desk.get(app, &format!("/members/{}", id(&own.member))).await;
        assert_eq!((&before["address"], &before["phone"]), (&Value::Null, &Value::Null), "nothing is written yet");
        assert_eq!(desk.get(app, "/summary").await["proposals"], 1);
        let listed = desk.get(app, "/member-proposals").await["items"][0].clone();
        assert_eq!((changed(&listed), &listed["message"]), (changed(&made), &json!("J'ai déménagé")));
        let part = json!({ "version": listed["version"].to_string(), "fields": ["address"] });
        assert_eq!(field_errors(decide(app, &desk, &made, "acceptance", part.clone()).await), ["reason required"]);
        let none = json!({ "version": listed["version"].to_string(), "fields": ["category"], "reason": "x" });
        assert_eq!(field_errors(decide(app, &desk, &made, "acceptance", none).await), ["fields proposal-fields"]);
        let mut part = part;
        part["reason"] = json!("Ce numéro ne répond pas");
        drop(decide(app, &desk, &made, "acceptance", part).await.ok());
        let after = desk.get(app, &format!("/members/{}", id(&own.member))).await;
        assert_eq!((&after["address"], &after["phone"]), (&json!("3, rue Neuve"), &Value::Null));
        assert_eq!(desk.get(app, "/members?search=prenom01").await["items"][0]["id"], own.member["id"]);
        // the member is told by mail that there is an answer, and reads it where the record is
        app.settle().await;
        let told = kept_mails(app).await.into_iter().find(|mail| mail.to == own.email && mail.text.contains("/me")).expect("a mail");
        assert!(!told.text.contains("ne répond pas"), "{}", told.text);
        let mine = app.get(&own.token, &desk.twin.path("/me")).await.ok().json()["kept"]["proposals"][0].clone();
        assert_eq!((&mine["state"], &mine["reason"]), (&json!("accepted"), &json!("Ce numéro ne répond pas")));
        let taken: Vec<_> = mine["changes"].as_array().expect("changes").iter().map(|change| change["taken"].clone()).collect();
        assert_eq!(taken, [json!(false), json!(true)]);
        for (action, count) in [("member-changes-proposed", 1), ("member-changes-accepted", 1), ("member-edited", 1)] {
            assert_eq!(desk.get(app, &format!("/audit?action={action}")).await["items"].as_array().map(Vec::len), Some(count), "{action}");
        }
    }
);

testing::both!(
    MODULES,
    async fn a_newer_proposal_replaces_the_one_that_waits_and_a_record_changed_meanwhile_is_looked_at_again(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let own = invite(app, &desk, 1).await;
        let first = propose(app, &desk, &own, "1, rue Neuve").await.ok().json();
        let second = propose(app, &desk, &own, "2, rue Neuve").await.ok().json();
        let waiting = desk.get(app, "/member-proposals").await["items"].clone();
        assert_eq!((waiting.as_array().map(Vec::len), &waiting[0]["id"]), (Some(1), &second["id"]));
        let refusal = json!({ "reason": "Trop tard" });
        assert_eq!(decide(app, &desk, &first, "refusal", refusal.clone()).await.refused(409), "proposal-decided");
        let saw = second["version"].to_string();
        let edited = json!({ "version": saw, "given_fr": "Prenom01", "family_fr": "Nom01", "address": "9, rue Autre" });
        drop(desk.post(app, &format!("/members/{}", id(&own.member)), edited).await.ok());
        let stale = json!({ "version": saw, "fields": ["address", "phone"] });
        assert_eq!(decide(app, &desk, &second, "acceptance", stale).await.refused(409), "changed-meanwhile");
        let shown = desk.get(app, &format!("/member-proposals/{}", id(&second))).await;
        assert_eq!((&shown["changed_meanwhile"], &shown["changes"][1]["now"]), (&json!(true), &json!("9, rue Autre")));
        let known = json!({ "version": shown["version"].to_string(), "fields": ["address", "phone"] });
        drop(decide(app, &desk, &second, "acceptance", known).await.ok());
        // of an old form nothing is proposed, and of nothing neither
        let old = json!({ "version": "1", "given_fr": "Prenom01", "family_fr": "Nom01" });
        let sent = async |record: Value| app.post(&own.token, &desk.twin.path("/me/proposals"), record).await;
        assert_eq!(sent(old).await.refused(409), "changed-meanwhile");
        let same = json!({ "version": version(app, &desk, &own).await, "given_fr": "Prenom01", "family_fr": "Nom01", "address": "2, rue Neuve", "phone": "0612345678" });
        assert_eq!(sent(same.clone()).await.refused(409), "nothing-proposed");
        let mut wrong = same;
        (wrong["born_on"], wrong["message"]) = (json!("01/01/2090"), json!("x".repeat(501)));
        assert_eq!(field_errors(sent(wrong).await), ["born_on date-future", "message too-long"]);
    }
);

testing::both!(
    MODULES,
    async fn of_two_who_decide_at_once_one_does(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let own = invite(app, &desk, 1).await;
        for round in 0..4 {
            let address = format!("{round}, rue Neuve");
            let made = propose(app, &desk, &own, &address).await.ok().json();
            let fields: Vec<Value> = made["changes"].as_array().expect("changes").iter().map(|change| change["field"].clone()).collect();
            let accept = json!({ "version": made["version"].to_string(), "fields": fields });
            let (accepted, refused) = tokio::join!(
                decide(app, &desk, &made, "acceptance", accept),
                decide(app, &desk, &made, "refusal", json!({ "reason": "Non" }))
            );
            let was_accepted = accepted.status.is_success();
            let lost = if was_accepted { refused } else { accepted };
            assert_eq!(lost.refused(409), "proposal-decided", "round {round}");
            let kept = desk.get(app, &format!("/members/{}", id(&own.member))).await["address"].clone();
            assert_eq!(kept == json!(address), was_accepted, "round {round}: {kept}");
        }
    }
);

testing::both!(
    MODULES,
    async fn a_member_proposes_and_the_board_decides_in_the_browser(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let own = invite(app, &desk, 1).await;
        let slug = &desk.twin.slug;
        let (mut member, mut board) = (Browser::at("192.0.2.81"), Browser::at("192.0.2.82"));
        drop(member.sign_in_by_password(app, &own.email, PASSWORD).await);
        drop(board.sign_in(app, &desk.email, PASSWORD).await);
        let form = format!("/a/{slug}/me/changes");
        let version = version(app, &desk, &own).await;
        let typed = [
            ("version", version.as_str()),
            ("kind", "person"),
            ("given_fr", "Prenom01"),
            ("family_fr", "Nom01"),
            ("given_ar", "أمينة"),
            ("email", own.member["email"].as_str().expect("an address")),
            ("born_on", "31/02/1980"),
        ];
        let refused = member.submit(app, &form, &form, &typed).await;
        assert!(
            refused.status == 422 && refused.text().contains("error-born_on") && refused.text().contains("أمينة"),
            "{}",
            refused.text()
        );
        let mut typed = typed;
        typed[6].1 = "28/02/1980";
        assert_eq!(leads_to(&member.submit(app, &form, &form, &typed).await), format!("/a/{slug}/me"));
        assert!(member.open(app, &format!("/a/{slug}/me")).await.ok().text().contains("أمينة"));
        let home = board.open(app, &format!("/a/{slug}/")).await.ok();
        assert!(home.text().contains("/members/proposals"), "{}", home.text());
        let waiting = desk.get(app, "/member-proposals").await["items"][0].clone();
        let page = format!("/a/{slug}/members/proposals/{}", id(&waiting));
        let shown = board.open(app, &page).await.ok();
        let proof = csrf(&shown);
        let seen = waiting["version"].to_string();
        let fields =
            [("csrf", proof.as_str()), ("act", "accept"), ("version", seen.as_str()), ("fields", "given_ar"), ("fields", "born_on")];
        assert!(leads_to(&board.send(app, &page, &fields).await).ends_with("/members/proposals"));
        let kept = desk.get(app, &format!("/members/{}", id(&own.member))).await;
        assert_eq!((&kept["given_ar"], &kept["born_on"]), (&json!("أمينة"), &json!("1980-02-28")));
    }
);
