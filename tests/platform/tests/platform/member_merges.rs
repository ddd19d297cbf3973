//! Records of one person made one and two again, told apart, deleted, emptied.

use crate::MODULES;
use crate::desk::{Desk, field_errors};
use serde_json::{Value, json};
use testing::{Answer, App};

fn id(value: &Value) -> String {
    value["id"].as_str().unwrap_or_else(|| panic!("an id in {value}")).to_owned()
}

async fn add(desk: &Desk, app: &App, person: Value) -> Value {
    desk.post(app, "/members", person).await.ok().json()
}

async fn record(desk: &Desk, app: &App, member: &Value) -> Value {
    desk.get(app, &format!("/members/{}", id(member))).await
}

async fn merge(desk: &Desk, app: &App, kept: &Value, other: &Value, take: &[&str]) -> Answer {
    let (mine, theirs) = (record(desk, app, kept).await, record(desk, app, other).await);
    let input = json!({ "kept": id(kept), "other": id(other), "kept_version": mine["version"].to_string(),
        "other_version": theirs["version"].to_string(), "take": take });
    desk.post(app, "/members/merges", input).await
}

async fn pairs(desk: &Desk, app: &App) -> Vec<(i64, i64, Value)> {
    let found = desk.get(app, "/members/duplicates").await;
    let number = |member: &Value| member["code"].as_str().and_then(|code| code.parse().ok()).expect("a number");
    let pairs = found["pairs"].as_array().expect("pairs");
    pairs.iter().map(|pair| (number(&pair["one"]), number(&pair["other"]), pair["reasons"].clone())).collect()
}

testing::both!(
    MODULES,
    async fn one_person_in_two_spellings_is_found_and_two_persons_are_told_apart(app: App) {
        let desk = Desk::open(app).await;
        let one = add(&desk, app, json!({ "given_ar": "أحمد", "family_ar": "الفاسي", "phone": "0600000001" })).await;
        let other =
            add(&desk, app, json!({ "given_ar": "احمد", "family_ar": "الفاسى", "phone": "0600000001", "born_on": "05/03/1989" })).await;
        // the family's telephone makes nobody the same; names in another order do
        add(&desk, app, json!({ "given_fr": "Sara", "family_fr": "Fassi", "phone": "0600000001" })).await;
        add(&desk, app, json!({ "given_fr": "Omar", "family_fr": "Aït Ali" })).await;
        add(&desk, app, json!({ "given_fr": "AIT ALI", "family_fr": "omar" })).await;
        // born on another day, of the same name
        add(&desk, app, json!({ "given_fr": "Ali", "family_fr": "Alami", "born_on": "01/01/1980" })).await;
        add(&desk, app, json!({ "given_fr": "Ali", "family_fr": "Alami", "born_on": "01/01/1990" })).await;
        assert_eq!(pairs(&desk, app).await, [(1, 2, json!(["name_ar", "phone"])), (4, 5, json!(["name_fr"]))]);
        let apart = json!({ "one": id(&other), "other": id(&one) });
        drop(desk.post(app, "/members/duplicates/distinct", apart.clone()).await.ok());
        drop(desk.post(app, "/members/duplicates/distinct", apart).await.ok());
        assert_eq!(pairs(&desk, app).await, [(4, 5, json!(["name_fr"]))]);
    }
);

testing::both!(
    MODULES,
    async fn two_records_become_one_and_two_again(app: App) {
        let desk = Desk::open(app).await;
        let kept = add(&desk, app, json!({ "given_fr": "Omar", "family_fr": "Alami", "phone": "0600000001", "category": "Actif" })).await;
        let other =
            json!({ "given_fr": "Omar", "family_fr": "El Alami", "phone": "0600000002", "email": "o@exemple.ma", "profession": "Maçon" });
        let other = add(&desk, app, other).await;
        let group = desk.post(app, "/member-groups", json!({ "name_fr": "Jeunes" })).await.ok().json();
        drop(desk.post(app, &format!("/member-groups/{}/members", id(&group)), json!({ "member": "2", "leads": "yes" })).await.ok());
        drop(desk.post(app, &format!("/members/{}/notes", id(&other)), json!({ "text": "A prêté la salle" })).await.ok());
        drop(desk.post(app, &format!("/members/{}/tags", id(&other)), json!({ "tags": "bénévole" })).await.ok());
        let before = (record(&desk, app, &kept).await, record(&desk, app, &other).await);
        let one = merge(&desk, app, &kept, &other, &["family_fr", "email"]).await.ok().json();
        assert_eq!(
            (&one["family_fr"], &one["phone"], &one["email"]),
            (&json!("El Alami"), &json!("+212600000001"), &json!("o@exemple.ma"))
        );
        assert_eq!((&one["other_phones"], &one["profession"]), (&json!(["+212600000002"]), &Value::Null));
        assert_eq!(
            (&one["tags"], &one["notes"][0]["text"], &one["groups"][0]["leads"]),
            (&json!(["bénévole"]), &json!("A prêté la salle"), &json!(true))
        );
        assert_eq!(app.get(&desk.token, &desk.twin.path(&format!("/members/{}", id(&other)))).await.status, 404);
        assert_eq!(desk.get(app, "/members?search=0600000002").await["items"][0]["number"], 1);
        assert_eq!(desk.get(app, "/summary").await["members"], 1);
        let merges = desk.get(app, "/members/merges").await;
        let undo = format!("/members/merges/{}/undoing", id(&merges["items"][0]));
        drop(desk.post(app, &undo, json!({})).await.ok());
        let (mut mine, mut theirs) = (record(&desk, app, &kept).await, record(&desk, app, &other).await);
        for (now, then) in [(&mut mine, &before.0), (&mut theirs, &before.1)] {
            now["version"] = then["version"].clone();
            assert_eq!(now, then);
        }
        assert_eq!(desk.post(app, &undo, json!({})).await.refused(409), "merge-already-undone");
        assert_eq!(desk.get(app, "/summary").await["members"], 2);
    }
);

testing::both!(
    MODULES,
    async fn of_two_who_merge_the_same_two_crosswise_one_does(app: App) {
        let desk = Desk::with_members(app, 2).await;
        let members = desk.get(app, "/members").await["items"].clone();
        let crossed = async |kept: &Value, other: &Value| {
            let input = json!({ "kept": id(kept), "other": id(other), "kept_version": "1", "other_version": "1" });
            desk.post(app, "/members/merges", input).await
        };
        let (a, b) = (&members[0], &members[1]);
        let (one, other) = tokio::join!(crossed(a, b), crossed(b, a));
        let (won, lost) = if one.status.is_success() { (one, other) } else { (other, one) };
        assert_eq!((won.status.as_u16(), lost.status.as_u16()), (200, 404), "{}", lost.text());
        assert_eq!(desk.all(app, "/members").await.len(), 1);
    }
);

testing::both!(
    MODULES,
    async fn a_record_with_receipts_is_the_one_that_stays(app: App) {
        let desk = Desk::with_members(app, 3).await;
        let members = desk.get(app, "/members").await["items"].clone();
        let pay = |number: &str| json!({ "member": number, "year": "2026", "amount": "200", "method": "cash", "paid_on": "2026-11-20" });
        let payment = desk.post(app, "/dues/payments", pay("1")).await.ok().json();
        assert_eq!(merge(&desk, app, &members[1], &members[0], &[]).await.refused(409), "member-has-history");
        let stale = json!({ "kept": id(&members[0]), "other": id(&members[1]), "kept_version": "9", "other_version": "1" });
        assert_eq!(desk.post(app, "/members/merges", stale).await.refused(409), "changed-meanwhile");
        drop(merge(&desk, app, &members[0], &members[1], &[]).await.ok());
        let receipts = desk.get(app, &format!("/dues/payments?member={}", id(&members[0]))).await;
        assert_eq!(receipts["items"][0]["receipt"], payment["receipt"]);
        let removal = async |member: &Value, act: &str, sure: &str| {
            let rest = format!("/members/{}/removal", id(member));
            let version = desk.get(app, &rest).await["version"].to_string();
            desk.post(app, &rest, json!({ "act": act, "version": version, "sure": sure })).await
        };
        assert_eq!(field_errors(removal(&members[2], "delete", "").await), ["sure required"]);
        drop(removal(&members[2], "delete", "yes").await.ok());
        assert_eq!(desk.all(app, "/members").await.len(), 1);
        assert_eq!(removal(&members[0], "delete", "yes").await.refused(409), "member-has-history");
        assert_eq!(removal(&members[0], "anonymise", "yes").await.refused(409), "member-still-there");
        let left = json!({ "status": "resigned", "since": "20/11/2026", "reason": "Déménage" });
        drop(desk.post(app, &format!("/members/{}/status", id(&members[0])), left.clone()).await.ok());
        drop(removal(&members[0], "anonymise", "yes").await.ok());
        assert_eq!(removal(&members[0], "anonymise", "yes").await.refused(409), "member-anonymised");
        let emptied = record(&desk, app, &members[0]).await;
        assert_eq!((&emptied["name_fr"], &emptied["email"], &emptied["number"]), (&json!("Anonyme"), &Value::Null, &json!(1)));
        assert_eq!(emptied["statuses"][0]["reason"], Value::Null);
        // the receipt is what was given out
        let receipts = desk.get(app, &format!("/dues/payments?member={}", id(&members[0]))).await;
        assert_eq!(receipts["items"][0]["member_name_fr"], "Prenom01 Nom01");
        assert_eq!(desk.get(app, "/members?search=nom01").await["items"], json!([]));
        let edit = json!({ "version": emptied["version"].to_string(), "family_fr": "X" });
        assert_eq!(desk.post(app, &format!("/members/{}", id(&members[0])), edit).await.refused(409), "member-anonymised");
        app.settle().await;
        let log = desk.get(app, "/audit?action=member-anonymised").await;
        assert_eq!((&log["items"][0]["subject"], log["items"].to_string().contains("Nom01")), (&json!("№ 1"), false));
    }
);
