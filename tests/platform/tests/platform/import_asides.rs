//! What files tell beside the records of members who are there already: added, counted before, and taken back.

use crate::MODULES;
use crate::desk::Desk;
use crate::member_imports::{act, at, bring, confirm, figures};
use serde_json::{Value, json};
use testing::App;

fn id(value: &Value) -> &str {
    value["id"].as_str().unwrap_or_else(|| panic!("an id in {value}"))
}

async fn record(app: &App, desk: &Desk, search: &str) -> Value {
    let found = desk.get(app, &format!("/members?search={search}")).await["items"][0].clone();
    desk.get(app, &format!("/members/{}", id(&found))).await
}

async fn years(app: &App, desk: &Desk, member: &Value) -> Vec<i64> {
    let dues = desk.get(app, &format!("/members/{}/dues", id(member))).await;
    let mut years: Vec<i64> = dues["charges"].as_array().expect("charges").iter().filter_map(|one| one["year"].as_i64()).collect();
    years.sort_unstable();
    years
}

const FILE: &str = "Nom;Situation;Commission;Étiquettes;Observations;Cotisation 2023;2024;واجب 2025\n\
                    Ali Alaoui;démissionnaire;Jeunes;chorale, bénévole;Parle amazighe;100;100;\n\
                    Sara Hajji;actif;;;;100;;150\n";
const FIELDS: [&str; 8] = ["full_fr", "status", "groups", "tags", "note", "paid_before", "paid_before", "paid_before"];

async fn two_members(app: &App) -> Desk {
    let desk = Desk::open(app).await;
    for name in ["Jeunes", "Sport"] {
        drop(desk.post(app, "/member-groups", json!({ "name_fr": name })).await.ok());
    }
    let ali = desk.post(app, "/members", json!({ "given_fr": "Ali", "family_fr": "Alaoui" })).await.ok().json();
    drop(desk.post(app, "/members", json!({ "given_fr": "Sara", "family_fr": "Hajji" })).await.ok());
    drop(desk.post(app, &format!("/members/{}/tags", id(&ali)), json!({ "tags": "Bénévole" })).await.ok());
    desk
}

testing::both!(
    MODULES,
    async fn who_is_there_already_gets_groups_tags_a_note_and_years_and_loses_them_again(app: App) {
        let desk = two_members(app).await;
        let seen = bring(app, &desk, FILE.as_bytes()).await;
        let checked = act(app, &desk, &seen, "/columns", json!({ "fields": FIELDS })).await;
        assert_eq!(figures(&checked), ("checked".into(), [2, 0, 2, 0, 0]), "{checked}");
        assert_eq!((&checked["report"]["paid_before"], &checked["report"]["paid_before_sum"]), (&json!(4), &json!("450.00")));
        let fields = checked["report"]["twins"][0]["fields"].as_array().expect("fields").clone();
        let told: Vec<_> = fields.iter().map(|one| (one["field"].as_str().unwrap_or_default(), one["taken"].as_bool())).collect();
        let yes = Some(true);
        let expected = [("status", Some(false)), ("groups", yes), ("tags", yes), ("note", yes), ("paid_before", yes), ("paid_before", yes)];
        assert_eq!(told, expected, "a file that fills gaps decides on nobody's standing");
        assert_eq!((&fields[2]["there"], &fields[2]["file"]), (&json!("Bénévole"), &json!("Bénévole, chorale")));
        let done = confirm(app, &desk, &checked).await;
        let ali = record(app, &desk, "alaoui").await;
        assert_eq!((&ali["status"], &ali["tags"]), (&json!("active"), &json!(["Bénévole", "chorale"])));
        assert_eq!((&ali["groups"][0]["name_fr"], &ali["notes"][0]["text"]), (&json!("Jeunes"), &json!("Parle amazighe")));
        assert_eq!((years(app, &desk, &ali).await, &ali["paid_year"]), (vec![2023, 2024], &json!(2024)));
        let sara = record(app, &desk, "hajji").await;
        assert_eq!((years(app, &desk, &sara).await, &sara["paid_year"]), (vec![2023, 2025], &json!(2025)));
        assert_eq!(desk.get(app, "/dues/payments").await["items"], json!([]), "no receipt");
        // the same file once more has nothing to add
        let again = bring(app, &desk, FILE.as_bytes()).await;
        assert_eq!(figures(&again).1, [2, 0, 0, 2, 0], "{again}");
        let undone = act(app, &desk, &done, "/undoing", json!({})).await;
        assert_eq!((&undone["report"]["undone"], &undone["report"]["kept"]), (&json!(2), &json!(0)), "{undone}");
        let ali = record(app, &desk, "alaoui").await;
        assert_eq!((&ali["tags"], &ali["groups"], &ali["notes"]), (&json!(["Bénévole"]), &json!([]), &json!([])));
        assert_eq!((years(app, &desk, &ali).await, &ali["paid_year"]), (Vec::<i64>::new(), &Value::Null));
    }
);

testing::both!(
    MODULES,
    async fn standing_follows_a_file_that_goes_before_the_record_but_never_ends_an_office(app: App) {
        let desk = two_members(app).await;
        drop(desk.post(app, "/mandates", json!({ "member": "2", "office": "adviser", "elected_on": "20/11/2026" })).await.ok());
        let file = "Nom;Situation\nAli Alaoui;démissionnaire\nSara Hajji;démissionnaire\n";
        let seen = bring(app, &desk, file.as_bytes()).await;
        let replace = json!({ "fields": ["full_fr", "status"], "existing": "replace" });
        let checked = act(app, &desk, &seen, "/columns", replace.clone()).await;
        assert_eq!(figures(&checked), ("checked".into(), [2, 0, 1, 0, 1]), "{checked}");
        assert_eq!(checked["report"]["kinds"], json!({ "import-status-by-hand": 1 }));
        let done = confirm(app, &desk, &checked).await;
        let ali = record(app, &desk, "alaoui").await;
        assert_eq!(
            (&ali["status"], &ali["active"], &ali["statuses"][0]["since"]),
            (&json!("resigned"), &json!(false), &json!("2026-11-21"))
        );
        assert_eq!(desk.get(app, "/summary").await["members"], 1);
        act(app, &desk, &done, "/undoing", json!({})).await;
        let ali = record(app, &desk, "alaoui").await;
        assert_eq!((&ali["status"], &ali["active"], &ali["statuses"]), (&json!("active"), &json!(true), &json!([])));
        let excluded = bring(app, &desk, b"Nom;Situation\nAli Alaoui;exclu\n").await;
        let checked = act(app, &desk, &excluded, "/columns", replace).await;
        assert_eq!(checked["report"]["kinds"], json!({ "import-status-by-hand": 1 }), "nobody is put out without a reason");
    }
);

testing::both!(
    MODULES,
    async fn dues_that_were_called_or_are_too_little_are_for_a_payment_to_say(app: App) {
        let desk = two_members(app).await;
        drop(desk.post(app, "/dues/fees", json!({ "year": "2026", "amount": "200" })).await.ok());
        drop(desk.post(app, "/dues/fees", json!({ "year": "2025", "amount": "200" })).await.ok());
        drop(desk.post(app, "/dues/run", json!({ "year": "2026", "members": "2" })).await.ok());
        let file = "Nom;Cotisation 2025;Cotisation 2026\nAli Alaoui;200;200\nSara Hajji;50;\n";
        let seen = bring(app, &desk, file.as_bytes()).await;
        let said = json!({ "fields": ["full_fr", "paid_before", "paid_before"] });
        let checked = act(app, &desk, &seen, "/columns", said).await;
        assert_eq!(checked["report"]["kinds"], json!({ "import-called-already": 1, "import-paid-in-part": 1 }), "{checked}");
        let columns: Vec<_> = checked["report"]["errors"].as_array().expect("errors").iter().map(|one| one["column"].clone()).collect();
        assert_eq!(columns, ["Cotisation 2026", "Cotisation 2025"], "told at the column of its year");
        let twice = bring(app, &desk, b"Nom;Montant;Versement\nAli Alaoui;1;2\n").await;
        let refused = desk.post(app, &at(&twice, "/columns"), json!({ "fields": ["full_fr", "paid_before", "paid_before"] })).await;
        assert_eq!(refused.json()["errors"][0]["code"], "column-year-twice");
    }
);
