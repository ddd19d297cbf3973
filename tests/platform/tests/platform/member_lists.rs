//! Lists of members: narrowed, kept, taken away, acted on as a whole.

use crate::MODULES;
use crate::desk::{Desk, account, field_errors};
use crate::world::seat;
use serde_json::{Value, json};
use testing::App;

async fn people(app: &App) -> Desk {
    let desk = Desk::open(app).await;
    desk.import(
        app,
        "Prénom,Nom,Sexe,Date de naissance,Téléphone,E-mail,Catégorie,Date d'adhésion\n\
         Amina,Un,F,05/03/1989,0600000001,a@exemple.ma,Actif,01/02/2020\n\
         Badr,Deux,M,20/11/2010,,b@exemple.ma,Actif,01/02/2024\n\
         Chama,Trois,F,,0600000003,,Honneur,\n\
         =Driss,Quatre,,,,,,\n",
    )
    .await;
    desk
}

async fn numbers(desk: &Desk, app: &App, query: &str) -> Vec<i64> {
    let found = desk.get(app, &format!("/members?{query}")).await;
    found["items"].as_array().expect("items").iter().map(|item| item["number"].as_i64().expect("a number")).collect()
}

fn count(answer: &Value, what: &str) -> i64 {
    answer[what].as_i64().unwrap_or_else(|| panic!("{what} in {answer}"))
}

testing::both!(
    MODULES,
    async fn a_list_is_narrowed_by_what_a_board_asks(app: App) {
        let desk = people(app).await;
        for (query, expected) in [
            ("sex=f", vec![1, 3]),
            ("category=HONNEUR", vec![3]),
            ("age_from=18", vec![1]),
            ("age_from=10&age_to=17", vec![2]),
            ("joined_from=01%2F01%2F2021", vec![2]),
            ("joined_to=31%2F12%2F2020&sex=f", vec![1]),
            ("email=without", vec![3, 4]),
            ("phone=with&email=with", vec![1]),
            ("search=qua&phone=without", vec![4]),
            // signs that mean anything to a database mean themselves here
            ("search=%25", vec![]),
            ("search=q_a", vec![]),
            ("search=%5C", vec![]),
            ("dues=unpaid&status=active&sex=m", vec![2]),
        ] {
            assert_eq!(numbers(&desk, app, query).await, expected, "{query}");
        }
        let wrong = app.get(&desk.token, &desk.twin.path("/members?age_from=x&joined_to=31%2F02%2F2020")).await;
        assert_eq!(field_errors(wrong), ["age_from age-unreadable", "joined_to date-impossible"]);
    }
);

testing::both!(
    MODULES,
    async fn a_list_is_taken_away_as_it_is_narrowed_and_runs_nothing(app: App) {
        let desk = people(app).await;
        let file = async |query: &str| app.get(&desk.token, &desk.twin.path(&format!("/members/export?{query}"))).await.ok();
        let csv = file("format=csv&columns=number,given_fr,phone&phone=with").await;
        assert_eq!(csv.headers["content-disposition"], "attachment; filename=\"members.csv\"");
        let lines: Vec<String> = csv.text().lines().map(ToOwned::to_owned).collect();
        assert_eq!(lines.len(), 3, "{lines:?}");
        assert_eq!(lines[1], "\"1\",\"Amina\",\"'+212600000001\"");
        assert!(file("format=csv").await.text().contains("\"'=Driss\""));
        assert!(file("format=csv&search=nobody").await.text().lines().count() == 1);
        let cards = file("format=vcf").await.text();
        assert_eq!(cards.matches("BEGIN:VCARD\r\nVERSION:4.0\r\n").count(), 4);
        assert!(cards.contains("TEL;VALUE=uri;PREF=1:tel:+212600000001\r\n") && cards.contains("BDAY:19890305\r\n"), "{cards}");
        // what was taken away can be brought to another association
        let book = file("format=xlsx").await;
        let other = Desk::open(app).await;
        let report = app.upload(&other.token, &other.twin.path("/members/import?dry_run=false"), book.body.to_vec()).await.ok().json();
        assert_eq!((count(&report, "create"), count(&report, "wrong")), (4, 0), "{report}");
        let amina = other.get(app, "/members?search=amina").await["items"][0].clone();
        assert_eq!((&amina["born_on"], &amina["phone"]), (&json!("1989-03-05"), &json!("+212600000001")));
        let pdf = async |what: &str| app.get(&desk.token, &desk.twin.path(&format!("/members/{what}"))).await;
        assert!(pdf("cards?sex=f").await.ok().body.starts_with(b"%PDF-"));
        assert_eq!(pdf("labels").await.refused(409), "labels-for-nobody");
        let unknown = app.get(&desk.token, &desk.twin.path("/members/export?format=exe")).await;
        assert_eq!(unknown.refused(422), "export-format-unknown");
    }
);

testing::both!(
    MODULES,
    async fn who_leads_a_group_acts_on_and_takes_away_nothing_else(app: App) {
        let desk = people(app).await;
        let group = desk.post(app, "/member-groups", json!({ "name_fr": "Jeunes" })).await.ok().json()["id"].clone();
        let (id, _, token) = account(app, "Cheffe").await;
        let office = json!({ "role": "secretary_general", "limit_kind": "group", "limit_to": group });
        seat(app, &desk.token, &desk.twin, id, office).await;
        let get = async |rest: &str| app.get(&token, &desk.twin.path(rest)).await;
        assert_eq!(get("/members/export?format=csv").await.status, 403);
        assert_eq!(get("/members/acts?act=tag&value=x").await.status, 403);
    }
);

testing::both!(
    MODULES,
    async fn a_filter_is_kept_for_oneself_or_for_all(app: App) {
        let desk = people(app).await;
        let (id, _, secretary) = account(app, "Secrétaire").await;
        seat(app, &desk.token, &desk.twin, id, json!({ "role": "secretary_general" })).await;
        let keep = async |name: &str, shared: &str| {
            desk.post(app, "/member-filters", json!({ "name": name, "query": "sex=f&columns=age", "shared": shared })).await
        };
        let own = keep("Femmes", "").await.ok().json();
        let shared = keep("Femmes (bureau)", "yes").await.ok().json();
        assert_eq!(field_errors(keep("FEMMES", "").await), ["name taken"]);
        assert_eq!(
            field_errors(desk.post(app, "/member-filters", json!({ "name": "X", "query": "\"><b>" })).await),
            ["query filter-empty"]
        );
        let seen = app.get(&secretary, &desk.twin.path("/member-filters")).await.ok().json();
        assert_eq!(seen["items"].as_array().map(Vec::len), Some(1), "{seen}");
        assert_eq!((&seen["items"][0]["name"], &seen["items"][0]["yours"]), (&json!("Femmes (bureau)"), &json!(false)));
        let forget = async |filter: &Value| {
            let rest = format!("/member-filters/{}/removal", filter["id"].as_str().expect("an id"));
            app.post(&secretary, &desk.twin.path(&rest), json!({})).await
        };
        assert_eq!(forget(&own).await.status, 404);
        drop(forget(&shared).await.ok());
        assert_eq!(desk.get(app, "/member-filters").await["items"].as_array().map(Vec::len), Some(1));
    }
);

testing::both!(
    MODULES,
    async fn an_act_on_a_list_does_what_was_checked_and_once(app: App) {
        let desk = people(app).await;
        let check = async |act: &str| desk.get(app, &format!("/members/acts?{act}")).await;
        let women = check("sex=f&act=tag&value=b%C3%A9n%C3%A9vole").await;
        assert_eq!((count(&women, "found"), count(&women, "changed")), (2, 2));
        assert_eq!(women["sample"][0]["name_fr"], "Amina Un");
        let act = json!({ "sex": "f", "act": "tag", "value": "bénévole", "mark": women["mark"] });
        let done = desk.post_once(app, "/members/acts", &act, "key-1").await.ok().json();
        assert_eq!(count(&done, "changed"), 2);
        assert_eq!(desk.post_once(app, "/members/acts", &act, "key-1").await.ok().json(), done);
        assert_eq!(numbers(&desk, app, "tag=benevole").await, [1, 3]);
        // done already: it is not what was checked any more
        assert_eq!(desk.post(app, "/members/acts", act).await.refused(409), "list-changed-meanwhile");
        let again = check("act=tag&value=Benevole").await;
        assert_eq!((count(&again, "changed"), &again["left_out"]), (2, &json!({ "already": 2 })));
        let group = desk.post(app, "/member-groups", json!({ "name_fr": "Jeunes" })).await.ok().json()["id"].clone();
        let join = format!("act=group&value={}", group.as_str().expect("an id"));
        let mark = check(&join).await["mark"].clone();
        drop(desk.post(app, "/members/acts", json!({ "act": "group", "value": group, "mark": mark })).await.ok());
        assert_eq!(numbers(&desk, app, &format!("group={}", group.as_str().expect("an id"))).await, [1, 2, 3, 4]);
        let mark = check("category=Honneur&act=category&value=actif").await["mark"].clone();
        let set = json!({ "category": "Honneur", "act": "category", "value": "actif", "mark": mark });
        assert_eq!(count(&desk.post(app, "/members/acts", set).await.ok().json(), "changed"), 1);
        assert_eq!(numbers(&desk, app, "category=Actif").await, [1, 2, 3]);
        app.settle().await;
        let entry = desk.get(app, "/audit?action=members-tagged").await["items"][0].clone();
        assert_eq!((&entry["details"]["members"], &entry["personal"]["tags"]), (&json!("1, 3"), &json!("bénévole")));
    }
);

testing::both!(
    MODULES,
    async fn whoever_changes_between_the_check_and_the_act_stops_it(app: App) {
        let desk = people(app).await;
        let query = "act=status&value=suspended&since=20%2F11%2F2026&reason=Motif";
        let act = |mark: &Value| json!({ "act": "status", "value": "suspended", "since": "20/11/2026", "reason": "Motif", "mark": mark });
        let checked = desk.get(app, &format!("/members/acts?{query}")).await;
        let first = desk.get(app, "/members").await["items"][0]["id"].as_str().expect("an id").to_owned();
        let gone = json!({ "status": "resigned", "since": "20/11/2026" });
        drop(desk.post(app, &format!("/members/{first}/status"), gone).await.ok());
        assert_eq!(desk.post(app, "/members/acts", act(&checked["mark"])).await.refused(409), "list-changed-meanwhile");
        let checked = desk.get(app, &format!("/members/acts?status=active&{query}")).await;
        assert_eq!(count(&checked, "changed"), 3);
        let mut active = act(&checked["mark"]);
        active["status"] = json!("active");
        // two at once: one does it, the other finds nothing as it was
        let (one, other) = tokio::join!(desk.post(app, "/members/acts", active.clone()), desk.post(app, "/members/acts", active));
        let lost = if one.status.is_success() { other } else { one };
        assert_eq!(lost.refused(409), "list-changed-meanwhile");
        assert_eq!(numbers(&desk, app, "status=suspended").await, [2, 3, 4]);
        assert_eq!(desk.get(app, "/summary").await["members"], 0);
        let record = desk.get(app, "/members?search=badr").await["items"][0]["id"].as_str().expect("an id").to_owned();
        assert_eq!(desk.get(app, &format!("/members/{record}")).await["statuses"][0]["reason"], "Motif");
        let wrong = desk.post(app, "/members/acts", json!({ "act": "status", "value": "gone", "since": "20/11/2090" })).await;
        assert_eq!(field_errors(wrong), ["value choice-unknown", "since date-future"]);
        assert_eq!(field_errors(desk.post(app, "/members/acts", json!({ "act": "erase" })).await), ["act choice-unknown"]);
    }
);
