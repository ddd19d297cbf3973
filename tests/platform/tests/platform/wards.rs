//! A guardian's seat reaches the minors for whom the guardian acts, and nobody else; photos that members propose.

use crate::MODULES;
use crate::desk::{Desk, Sql, field_errors, kept_mails};
use crate::own_record::{Own, invite};
use crate::world::DOT;
use serde_json::{Value, json};
use testing::{Answer, App};

fn id(value: &Value) -> String {
    value["id"].as_str().unwrap_or_else(|| panic!("an id in {value}")).to_owned()
}

/// A mother with a seat (the first member), her child, and a child of somebody else's.
async fn household(app: &App) -> (Desk, Own, Value, Value) {
    let desk = Desk::with_members(app, 1).await;
    let own = invite(app, &desk, 1).await;
    let child = |name: &str| json!({ "given_fr": name, "family_fr": "Alami", "born_on": "30/11/2008", "locale": "fr" });
    let sara = desk.post(app, "/members", child("Sara")).await.ok().json();
    let other = desk.post(app, "/members", child("Nora")).await.ok().json();
    let mother = json!({ "guardian": "1", "kinship": "mother" });
    drop(desk.post(app, &format!("/members/{}/guardians", id(&sara)), mother).await.ok());
    let family = desk.post(app, "/families", json!({ "label": "Alami", "member": "1" })).await.ok().json();
    drop(desk.post(app, &format!("/families/{}/members", id(&family)), json!({ "member": "2", "contact": "" })).await.ok());
    (desk, own, sara, other)
}

async fn send(app: &App, desk: &Desk, own: &Own, rest: &str) -> Answer {
    app.upload(&own.token, &desk.twin.path(&format!("/me/photo{rest}")), DOT.to_vec()).await
}

testing::both!(
    MODULES,
    async fn a_guardian_sees_and_proposes_for_the_minor_until_the_eighteenth_birthday(app: App) {
        let (desk, own, sara, other) = household(app).await;
        let mine = async |rest: &str| app.get(&own.token, &desk.twin.path(rest)).await;
        drop(desk.post(app, &format!("/members/{}/notes", id(&sara)), json!({ "text": "entre nous" })).await.ok());
        drop(desk.post(app, "/dues/fees", json!({ "year": "2026", "amount": "200" })).await.ok());
        drop(desk.post(app, "/dues/run", json!({ "year": "2026" })).await.ok());
        let space = mine("/me").await.ok().json()["kept"].clone();
        assert_eq!((&space["family"]["label"], &space["family"]["members"][0]["name_fr"]), (&json!("Alami"), &json!("Sara Alami")));
        assert_eq!((space["wards"].as_array().map(Vec::len), &space["wards"][0]["id"]), (Some(1), &sara["id"]));
        let ward = mine(&format!("/me/wards/{}", id(&sara))).await.ok();
        assert!(!ward.text().contains("entre nous"));
        let ward = ward.json();
        assert_eq!((&ward["record"]["name_fr"], &ward["dues"]["open"]), (&json!("Sara Alami"), &json!("200.00")));
        for stranger in [&other, &own.member] {
            assert_eq!(mine(&format!("/me/wards/{}", id(stranger))).await.refused(404), "not-found");
        }
        let propose = async |ward: &Value| {
            let input = json!({ "ward": ward["id"], "version": "1", "given_fr": "Sara", "family_fr": "Alami", "born_on": "30/11/2008",
                "address": "3, rue Neuve", "locale": "fr" });
            app.post(&own.token, &desk.twin.path("/me/proposals"), input).await
        };
        assert_eq!(propose(&other).await.refused(404), "not-found");
        let made = propose(&sara).await.ok().json();
        assert_eq!((&made["member"], &made["guardian_fr"]), (&sara["id"], &json!("Prenom01 Nom01")));
        let decide = json!({ "version": made["version"].to_string(), "fields": ["address"] });
        drop(desk.post(app, &format!("/member-proposals/{}/acceptance", id(&made)), decide).await.ok());
        assert_eq!(desk.get(app, &format!("/members/{}", id(&sara))).await["address"], "3, rue Neuve");
        app.settle().await;
        assert!(kept_mails(app).await.iter().any(|mail| mail.to == own.email && mail.text.contains("/me")), "whoever proposed it is told");
        // from the birthday on it is her own affair
        app.clock.set("2026-11-30T12:00:00Z".parse().expect("a time"));
        assert_eq!(mine(&format!("/me/wards/{}", id(&sara))).await.refused(404), "not-found");
        assert_eq!(mine("/me").await.ok().json()["kept"]["wards"], json!([]));
        assert_eq!(propose(&sara).await.refused(404), "not-found");
    }
);

testing::both!(
    MODULES,
    async fn a_minor_sees_who_acts_and_a_guardian_who_is_taken_away_sees_nothing_more(app: App) {
        let desk = Desk::with_members(app, 2).await;
        let (mother, child) = (invite(app, &desk, 1).await, invite(app, &desk, 2).await);
        let record = desk.get(app, &format!("/members/{}", id(&child.member))).await;
        let young = json!({ "version": record["version"].to_string(), "given_fr": record["given_fr"], "family_fr": record["family_fr"],
            "locale": record["locale"], "born_on": "30/11/2010" });
        drop(desk.post(app, &format!("/members/{}", id(&child.member)), young).await.ok());
        let of_child = format!("/members/{}/guardians", id(&child.member));
        let noted = desk.post(app, &of_child, json!({ "guardian": "1", "kinship": "mother" })).await.ok().json();
        let space = app.get(&child.token, &desk.twin.path("/me")).await.ok().json()["kept"].clone();
        let acting = &space["guardians"][0];
        assert_eq!((&acting["name_fr"], &acting["kinship"], &acting["acts"]), (&json!("Prenom01 Nom01"), &json!("mother"), &json!(true)));
        let ward = desk.twin.path(&format!("/me/wards/{}", id(&child.member)));
        assert_eq!(app.get(&mother.token, &ward).await.status, 200);
        let away = json!({ "guardian": id(&noted["guardians"][0]) });
        drop(desk.post(app, &format!("{of_child}/removal"), away).await.ok());
        assert_eq!(app.get(&mother.token, &ward).await.refused(404), "not-found");
    }
);

testing::both!(
    MODULES,
    async fn a_proposed_photo_is_the_boards_to_take_and_leaves_nothing_where_it_is_not(app: App) {
        let (desk, own, sara, other) = household(app).await;
        let files =
            async || Sql::open(app, "membership", desk.twin.id).await.texts("select cast(count(*) as text) from file").await.remove(0);
        assert_eq!(field_errors(send(app, &desk, &own, "").await), ["agreed photo-needs-consent"]);
        assert_eq!(send(app, &desk, &own, &format!("?agreed=yes&ward={}", id(&other))).await.refused(404), "not-found");
        let first = send(app, &desk, &own, "?agreed=yes").await.ok().json();
        let second = send(app, &desk, &own, "?agreed=yes").await.ok().json();
        assert_eq!(files().await, "1", "the newer one replaces the one that waited");
        let of_sara = send(app, &desk, &own, &format!("?agreed=yes&ward={}", id(&sara))).await.ok().json();
        assert_eq!((&of_sara["member"], &of_sara["guardian_fr"]), (&sara["id"], &json!("Prenom01 Nom01")));
        assert_eq!(desk.get(app, "/summary").await["proposals"], 2);
        let listed = desk.get(app, "/photo-proposals").await["items"].clone();
        assert_eq!(listed.as_array().map(|all| all.iter().map(id).collect::<Vec<_>>()), Some(vec![id(&second), id(&of_sara)]));
        let picture = app.get(&desk.token, &desk.twin.path(&format!("/photo-proposals/{}/photo", id(&second)))).await.ok();
        assert!(picture.body.starts_with(b"\xff\xd8\xff"));
        let decide = async |one: &Value, input: Value| desk.post(app, &format!("/photo-proposals/{}/decision", id(one)), input).await;
        assert_eq!(decide(&first, json!({ "take": "yes" })).await.refused(409), "proposal-decided");
        assert_eq!(field_errors(decide(&second, json!({ "take": "no" })).await), ["reason required"]);
        // of two who decide at once one does
        let (yes, no) =
            tokio::join!(decide(&second, json!({ "take": "yes" })), decide(&second, json!({ "take": "no", "reason": "Floue" })));
        assert_eq!([yes.status.is_success(), no.status.is_success()].iter().filter(|done| **done).count(), 1);
        let photo = desk.get(app, &format!("/members/{}", id(&own.member))).await["photo"].clone();
        assert_eq!(photo.is_null(), !yes.status.is_success());
        drop(decide(&of_sara, json!({ "take": "no", "reason": "Trop sombre" })).await.ok());
        assert_eq!(files().await, if photo.is_null() { "0" } else { "1" }, "a refused one leaves no byte");
        let ward = app.get(&own.token, &desk.twin.path(&format!("/me/wards/{}", id(&sara)))).await.ok().json();
        assert_eq!((&ward["photo"]["state"], &ward["photo"]["reason"]), (&json!("refused"), &json!("Trop sombre")));
        // a person who goes takes along what waits
        drop(send(app, &desk, &own, &format!("?agreed=yes&ward={}", id(&sara))).await.ok());
        let version = desk.get(app, &format!("/members/{}", id(&sara))).await["version"].to_string();
        let gone = json!({ "act": "delete", "version": version, "sure": "yes" });
        drop(desk.post(app, &format!("/members/{}/removal", id(&sara)), gone).await.ok());
        assert_eq!(files().await, if photo.is_null() { "0" } else { "1" });
    }
);
