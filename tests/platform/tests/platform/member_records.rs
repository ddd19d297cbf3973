//! Members' records: what they hold, who changes them, how people come and go.

use crate::MODULES;
use crate::desk::{Desk, field_errors};
use serde_json::{Value, json};
use testing::App;

async fn record(desk: &Desk, app: &App, id: &Value) -> Value {
    desk.get(app, &format!("/members/{}", id.as_str().expect("an id"))).await
}

fn path(id: &Value, rest: &str) -> String {
    format!("/members/{}{rest}", id.as_str().expect("an id"))
}

testing::both!(
    MODULES,
    async fn a_record_holds_all_that_a_board_knows_of_a_person_and_is_found_by_it(app: App) {
        let desk = Desk::open(app).await;
        let typed = json!({ "given_ar": "فاطمة", "family_fr": "Aït Lhaj", "sex": "f", "born_on": "05/03/1989", "nationality": "Marocaine",
            "profession": "Institutrice", "phone": "0600541731", "other_phones": "0522 00 11 22\n+33 6 12 34 56 78\n0600541731",
            "email": "f@exemple.ma", "other_emails": "F2@exemple.ma", "address": "12, rue Ici", "commune": "06.141.01.01" });
        let id = desk.post(app, "/members", typed).await.ok().json()["id"].clone();
        let kept = record(&desk, app, &id).await;
        assert_eq!(kept["other_phones"], json!(["+212522001122", "+33612345678"]));
        assert_eq!((&kept["commune_fr"], &kept["profession"], &kept["version"]), (&json!("Anfa"), &json!("Institutrice"), &json!(1)));
        for search in ["0522001", "f2@ex", "%D9%81%D8%A7%D8%B7%D9%85%D9%87", "ait"] {
            assert_eq!(desk.get(app, &format!("/members?search={search}")).await["items"][0]["id"], id, "{search}");
        }
        let body = json!({ "kind": "body", "family_ar": "تعاونية الأمل", "representative": "Driss Bouazza", "phone": "0522000000" });
        let body = desk.post(app, "/members", body).await.ok().json();
        assert_eq!((&body["kind"], &body["name_ar"]), (&json!("body"), &json!("تعاونية الأمل")));
        assert_eq!(desk.get(app, "/members?search=bouaz").await["items"][0]["id"], body["id"]);
    }
);

testing::both!(
    MODULES,
    async fn what_cannot_be_of_a_member_is_told_at_its_field(app: App) {
        let desk = Desk::open(app).await;
        let refused = async |body: Value| field_errors(desk.post(app, "/members", body).await);
        assert_eq!(refused(json!({ "family_fr": "Ali\u{202e}ammeT" })).await, ["family_fr name-turned"]);
        assert_eq!(refused(json!({ "family_fr": "Ali", "born_on": "29/02/2027" })).await, ["born_on date-impossible"]);
        assert_eq!(refused(json!({ "family_fr": "Ali", "born_on": "01/01/2090" })).await, ["born_on date-future"]);
        assert_eq!(refused(json!({ "family_fr": "Ali", "commune": "06.141.99.99" })).await, ["commune unknown-commune"]);
        assert_eq!(refused(json!({ "family_fr": "Ali", "other_phones": "0612" })).await, ["other_phones phone-unreadable"]);
        assert_eq!(refused(json!({ "family_fr": "Ali", "representative": "Driss" })).await, ["representative field-of-other-kind"]);
        assert_eq!(refused(json!({ "kind": "body", "family_fr": "Ali", "sex": "f" })).await, ["sex field-of-other-kind"]);
        assert_eq!(desk.get(app, "/members").await["items"], json!([]));
    }
);

testing::both!(
    MODULES,
    async fn of_two_who_edit_a_record_at_once_the_second_is_told(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let id = desk.get(app, "/members").await["items"][0]["id"].clone();
        let edit = async |version: &str, family: &str| {
            desk.post(
                app,
                &path(&id, ""),
                json!({ "version": version, "given_fr": "Prenom01", "family_fr": family, "phone": "0612345678" }),
            )
            .await
        };
        let (one, other) = tokio::join!(edit("1", "Alaoui"), edit("1", "Bennani"));
        let (won, lost) = if one.status.is_success() { (one, other) } else { (other, one) };
        assert_eq!((&won.json()["version"], lost.refused(409).as_str()), (&json!(2), "changed-meanwhile"));
        let before = record(&desk, app, &id).await;
        assert_eq!(edit("2", "Cherkaoui").await.ok().json()["family_fr"], "Cherkaoui");
        assert_eq!(desk.get(app, "/members?search=nom01").await["items"], json!([]));
        assert_eq!(desk.get(app, "/members?search=cherk").await["items"][0]["id"], id);
        app.settle().await;
        let entries = desk.get(app, "/audit?action=member-edited").await;
        let last = &entries["items"][0];
        assert_eq!((&last["subject"], &last["details"]), (&json!("№ 1"), &json!({})));
        assert_eq!(last["personal"]["before"], json!({ "family_fr": before["family_fr"] }));
        assert_eq!(last["personal"]["after"], json!({ "family_fr": "Cherkaoui" }));
        assert_eq!(field_errors(desk.post(app, &path(&id, ""), json!({ "given_fr": "A" })).await), ["version required"]);
    }
);

testing::both!(
    MODULES,
    async fn a_member_may_leave_at_any_time_and_still_pays_what_is_due(app: App) {
        let desk = Desk::with_members(app, 3).await;
        let ids: Vec<Value> = desk.all(app, "/members").await.iter().map(|member| member["id"].clone()).collect();
        let set = async |id: &Value, status: &str, since: &str| {
            desk.post(app, &path(id, "/status"), json!({ "status": status, "since": since, "reason": "Lettre" })).await
        };
        let gone = set(&ids[0], "resigned", "20/11/2026").await.ok().json();
        assert_eq!(
            (&gone["status"], &gone["active"], &gone["statuses"][0]["reason"]),
            (&json!("resigned"), &json!(false), &json!("Lettre"))
        );
        drop(set(&ids[1], "suspended", "20/11/2026").await.ok());
        assert_eq!(field_errors(set(&ids[1], "suspended", "20/11/2026").await), ["status status-unchanged"]);
        assert_eq!(field_errors(set(&ids[2], "excluded", "20/11/2099").await), ["since date-future"]);
        assert_eq!(desk.get(app, "/summary").await["members"], 1);
        assert_eq!(desk.get(app, "/members?status=resigned").await["items"].as_array().expect("items").len(), 1);
        let pay = json!({ "member": "1", "year": "2026", "amount": "200", "method": "cash", "paid_on": "2026-11-20" });
        assert_eq!(desk.post(app, "/dues/payments", pay).await.ok().json()["member_number"], 1);
        let plan = json!({ "held_on": "2027-02-20", "time": "18:00", "place": "Ici", "agenda": "Un point" });
        assert_eq!(desk.post(app, "/assemblies", plan).await.ok().json()["electors"], 1);
        assert_eq!(set(&ids[0], "active", "20/11/2026").await.ok().json()["active"], true);
        app.settle().await;
        let entries = desk.get(app, "/audit?action=member-status-set").await;
        assert_eq!(entries["items"][0]["details"]["before"], json!({ "status": "resigned" }));
        assert_eq!(entries["items"].as_array().expect("items").len(), 3);
    }
);
