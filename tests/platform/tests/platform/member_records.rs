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

testing::both!(
    MODULES,
    async fn who_votes_is_what_the_statutes_say_of_the_category(app: App) {
        let desk = Desk::open(app).await;
        desk.import(app, "Prénom,Nom,Catégorie\nA,Un,Honneur\nB,Deux,honneur\nC,Trois,Actif\nD,Quatre,\n").await;
        let names = async || -> Vec<String> {
            let all = desk.get(app, "/member-categories").await;
            all["items"]
                .as_array()
                .expect("items")
                .iter()
                .map(|row| format!("{} {} {}", row["name"].as_str().expect("a name"), row["members"], row["id"].is_null()))
                .collect()
        };
        assert_eq!(names().await, ["Actif 1 true", "Honneur 2 true"]);
        let plan = json!({ "held_on": "2027-02-20", "time": "18:00", "place": "Ici", "agenda": "Un point" });
        let assembly = desk.post(app, "/assemblies", plan).await.ok().json();
        assert_eq!(assembly["electors"], 4);
        let honour = desk.post(app, "/member-categories", json!({ "name": "Membre d’honneur" })).await.ok().json();
        assert_eq!(field_errors(desk.post(app, "/member-categories", json!({ "name": "MEMBRE D\u{2019}HONNEUR" })).await), ["name taken"]);
        assert_eq!(
            field_errors(desk.post(app, "/member-categories", json!({ "name": "X", "may_stand": "yes" })).await),
            ["may_stand stand-without-vote"]
        );
        let defined = desk.post(app, "/member-categories", json!({ "name": "HONNEUR" })).await.ok().json();
        assert_eq!(defined["members"], 2);
        assert_eq!(names().await, ["HONNEUR 2 false", "Membre d’honneur 0 false", "Actif 1 true"]);
        let show = format!("/assemblies/{}", assembly["id"].as_str().expect("an id"));
        assert_eq!(desk.get(app, &show).await["electors"], 2);
        // whoever comes later bears it as it is defined, and does not vote either
        assert_eq!(
            desk.post(app, "/members", json!({ "family_fr": "Cinq", "category": " honneur" })).await.ok().json()["category"],
            "HONNEUR"
        );
        assert_eq!(desk.get(app, &show).await["electors"], 2);
        let id = |row: &Value| row["id"].as_str().expect("an id").to_owned();
        let renamed = json!({ "name": "Bienfaiteur", "may_vote": "yes", "may_stand": "" });
        assert_eq!(desk.post(app, &format!("/member-categories/{}", id(&defined)), renamed).await.ok().json()["members"], 3);
        assert_eq!(desk.get(app, "/members").await["items"][0]["category"], "Bienfaiteur");
        assert_eq!(desk.get(app, &show).await["electors"], 5);
        assert_eq!(
            desk.post(app, &format!("/member-categories/{}/removal", id(&defined)), json!({})).await.refused(409),
            "category-in-use"
        );
        drop(desk.post(app, &format!("/member-categories/{}/removal", id(&honour)), json!({})).await.ok());
        assert_eq!(names().await, ["Bienfaiteur 3 false", "Actif 1 true"]);
    }
);

testing::both!(
    MODULES,
    async fn members_are_numbered_as_the_board_decides(app: App) {
        let desk = Desk::with_members(app, 2).await;
        let add = async |number: &str| {
            desk.post(app, "/members", json!({ "family_fr": "Ali", "joined_on": "05/03/2019", "own_number": number })).await
        };
        assert_eq!(field_errors(add("12").await), ["own_number number-not-free"]);
        assert_eq!(add("").await.ok().json()["code"], "3");
        let set = json!({ "pattern": "AM-{year}/{n:3}", "free": "yes" });
        assert_eq!(desk.post(app, "/member-numbering", set).await.ok().json()["next"], "AM-2026/004");
        assert_eq!(field_errors(desk.post(app, "/member-numbering", json!({ "pattern": "AM" })).await), ["pattern pattern-wrong"]);
        assert_eq!(add("١٢").await.ok().json()["code"], "AM-2019/012");
        assert_eq!(field_errors(add("12").await), ["own_number number-taken"]);
        assert_eq!(add("7").await.ok().json()["number"], 7);
        assert_eq!(add("").await.ok().json()["number"], 13);
        for search in ["am-2019%2F012", "12"] {
            assert_eq!(desk.get(app, &format!("/members?search={search}")).await["items"][0]["number"], 12, "{search}");
        }
        let (one, other) = tokio::join!(add("20"), add("20"));
        let mut statuses = [one.status.as_u16(), other.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 422]);
        assert_eq!(desk.get(app, "/member-numbering").await["next"], "AM-2026/021");
    }
);

testing::both!(
    MODULES,
    async fn whoever_manages_a_group_sees_its_people_and_nobody_else(app: App) {
        let desk = Desk::with_members(app, 3).await;
        let ids: Vec<Value> = desk.all(app, "/members").await.iter().map(|member| member["id"].clone()).collect();
        let group = desk.post(app, "/member-groups", json!({ "name_fr": "Jeunes", "kind": "commission" })).await.ok().json();
        let other = desk.post(app, "/member-groups", json!({ "name_ar": "لجنة" })).await.ok().json();
        let of = |group: &Value, rest: &str| format!("/member-groups/{}{rest}", group["id"].as_str().expect("an id"));
        drop(desk.post(app, &of(&group, "/members"), json!({ "member": "2", "leads": "yes" })).await.ok());
        drop(desk.post(app, &of(&other, "/members"), json!({ "member": ids[2] })).await.ok());
        assert_eq!(desk.get(app, &format!("/members?group={}", group["id"].as_str().expect("an id"))).await["items"][0]["number"], 2);
        assert_eq!(record(&desk, app, &ids[1]).await["groups"][0]["leads"], true);

        let (account, _, token) = crate::desk::account(app, "Responsable").await;
        let office = json!({ "role": "secretary_general", "limit_kind": "group", "limit_to": group["id"] });
        crate::world::seat(app, &desk.token, &desk.twin, account, office).await;
        let ask = async |rest: &str| app.get(&token, &desk.twin.path(rest)).await;
        let seen = ask("/members").await.ok().json();
        assert_eq!(seen["items"].as_array().expect("items").iter().map(|row| &row["number"]).collect::<Vec<_>>(), [2]);
        assert_eq!(ask("/members?search=prenom03").await.ok().json()["items"], json!([]));
        assert_eq!(ask(&path(&ids[0], "")).await.refused(404), "not-found");
        assert_eq!(ask("/member-groups").await.ok().json()["items"].as_array().expect("items").len(), 1);
        assert_eq!(ask(&of(&other, "")).await.refused(404), "not-found");
        let send = async |rest: &str, body: Value| app.post(&token, &desk.twin.path(rest), body).await;
        let edited = json!({ "version": "1", "given_fr": "Prenom02", "family_fr": "Nom02", "profession": "Menuisier" });
        assert_eq!(send(&path(&ids[1], ""), edited.clone()).await.ok().json()["profession"], "Menuisier");
        assert_eq!(send(&path(&ids[0], ""), edited).await.refused(404), "not-found");
        assert_eq!(send(&path(&ids[0], "/notes"), json!({ "text": "x" })).await.refused(404), "not-found");
        assert_eq!(send(&path(&ids[0], "/tags"), json!({ "tags": "x" })).await.refused(404), "not-found");
        for rest in ["/members", "/member-groups", "/members/import"] {
            assert_eq!(send(rest, json!({ "family_fr": "Ali", "name_fr": "Ali" })).await.refused(403), "forbidden", "{rest}");
        }
        for rest in ["/dues/payments", "/books/journal", "/audit", "/people"] {
            assert_eq!(ask(rest).await.refused(403), "forbidden", "{rest}");
        }
        // out of the group, out of sight
        drop(desk.post(app, &of(&group, "/leaving"), json!({ "member": "2" })).await.ok());
        assert_eq!(ask(&path(&ids[1], "")).await.refused(404), "not-found");
    }
);

testing::both!(
    MODULES,
    async fn what_is_noted_of_a_member_is_kept_and_tags_narrow_the_list(app: App) {
        let desk = Desk::with_members(app, 2).await;
        let id = desk.get(app, "/members").await["items"][1]["id"].clone();
        drop(desk.post(app, &path(&id, "/notes"), json!({ "text": "A prêté la salle.\nMerci" })).await.ok());
        let record = desk.post(app, &path(&id, "/tags"), json!({ "tags": "شباب، Bénévole" })).await.ok().json();
        assert_eq!((&record["tags"], &record["notes"][0]["text"]), (&json!(["Bénévole", "شباب"]), &json!("A prêté la salle.\nMerci")));
        assert_eq!(desk.get(app, "/members?tag=BENEVOLE").await["items"][0]["id"], id);
        assert_eq!(desk.get(app, "/members?tag=autre").await["items"], json!([]));
        assert_eq!(desk.post(app, &path(&id, "/tags"), json!({ "tags": "" })).await.ok().json()["tags"], json!([]));
        assert_eq!(field_errors(desk.post(app, &path(&id, "/notes"), json!({ "text": " " })).await), ["text required"]);
        app.settle().await;
        let entries = desk.get(app, "/audit?action=member-noted").await;
        assert_eq!((&entries["items"][0]["subject"], &entries["items"][0]["details"]), (&json!("№ 2"), &json!({})));
    }
);

testing::both!(
    MODULES,
    async fn of_two_who_take_one_member_into_a_group_at_once_both_are_right(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let group = desk.post(app, "/member-groups", json!({ "name_fr": "Jeunes" })).await.ok().json();
        let rest = format!("/member-groups/{}", group["id"].as_str().expect("an id"));
        let join = async || desk.post(app, &format!("{rest}/members"), json!({ "member": "1" })).await;
        let (one, other) = tokio::join!(join(), join());
        assert_eq!((&one.ok().json()["members"], &other.ok().json()["members"]), (&json!(1), &json!(1)));
        assert_eq!(desk.post(app, &format!("{rest}/removal"), json!({})).await.refused(409), "group-in-use");
        drop(desk.post(app, &format!("{rest}/leaving"), json!({ "member": "1" })).await.ok());
        drop(desk.post(app, &format!("{rest}/removal"), json!({})).await.ok());
        assert_eq!(desk.get(app, "/member-groups").await["items"], json!([]));
    }
);

testing::both!(
    MODULES,
    async fn a_record_saved_as_it_was_is_not_changed(app: App) {
        let desk = Desk::open(app).await;
        let typed = json!({ "given_fr": "Driss", "family_fr": "Bouazza", "phone": "0600541731", "other_emails": "a@exemple.ma",
            "commune": "06.141.01.01", "joined_on": "05/03/2019", "category": "Actif" });
        let id = desk.post(app, "/members", typed.clone()).await.ok().json()["id"].clone();
        let mut again = typed;
        again["version"] = json!("1");
        assert_eq!(desk.post(app, &path(&id, ""), again.clone()).await.ok().json()["version"], 1);
        again["profession"] = json!("Menuisier");
        assert_eq!(desk.post(app, &path(&id, ""), again).await.ok().json()["version"], 2);
        app.settle().await;
        assert_eq!(desk.get(app, "/audit?action=member-edited").await["items"].as_array().expect("items").len(), 1);
    }
);

testing::both!(
    MODULES,
    async fn a_category_that_is_renamed_changes_nobodys_record(app: App) {
        let desk = Desk::open(app).await;
        let id = desk.post(app, "/members", json!({ "family_fr": "Ali", "category": "honneur" })).await.ok().json()["id"].clone();
        let honour = desk.post(app, "/member-categories", json!({ "name": "Honneur", "may_vote": "yes" })).await.ok().json();
        let renamed = format!("/member-categories/{}", honour["id"].as_str().expect("an id"));
        assert_eq!(desk.post(app, &renamed, json!({ "name": "Bienfaiteur" })).await.ok().json()["members"], 1);
        let kept = record(&desk, app, &id).await;
        assert_eq!((&kept["category"], &kept["version"]), (&json!("Bienfaiteur"), &json!(1)));
    }
);
