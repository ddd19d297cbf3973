//! Fields of the association's own where members, strangers and files meet them.

use crate::MODULES;
use crate::desk::{Desk, field_errors};
use crate::member_imports::{act, at, bring, confirm, figures};
use crate::own_record::invite;
use serde_json::{Value, json};
use testing::App;

fn id(value: &Value) -> String {
    value["id"].as_str().unwrap_or_else(|| panic!("an id in {value}")).to_owned()
}

async fn field(desk: &Desk, app: &App, field: Value) -> String {
    id(&desk.post(app, "/member-fields", field).await.ok().json())
}

async fn size(desk: &Desk, app: &App) -> String {
    let size = json!({ "label_ar": "المقاس", "label_fr": "Taille de maillot", "kind": "choice", "options_fr": "Petit\nGrand", "options_ar": "صغير\nكبير" });
    field(desk, app, size).await
}

/// What the lists show of a member's own fields.
async fn held(desk: &Desk, app: &App, search: &str) -> Value {
    desk.get(app, &format!("/members?search={search}")).await["items"][0]["own"].clone()
}

testing::both!(
    MODULES,
    async fn a_file_fills_the_fields_that_the_board_made_and_undoing_empties_them(app: App) {
        let desk = Desk::open(app).await;
        let size = size(&desk, app).await;
        let licence =
            field(&desk, app, json!({ "label_fr": "Permis", "label_ar": "رخصة السياقة", "kind": "yes_no", "required": "yes" })).await;
        let since = field(&desk, app, json!({ "label_fr": "Licencié depuis", "kind": "day" })).await;
        let height = field(&desk, app, json!({ "label_fr": "Mètres", "label_en": "Height", "kind": "number" })).await;
        let driss = json!({ "given_fr": "Driss", "family_fr": "Bouazza", "fields": { (&licence): "no" } });
        drop(desk.post(app, "/members", driss).await.ok());
        let file = "Prénom;Nom;TAILLE DE MAILLOT;رخصة السياقة;Licencié depuis;height\n\
                    Ali;Alaoui;grand;نعم;05/03/2020;1,75\n\
                    Sara;Hajji;Moyen;non;31/02/2020;grande\n\
                    Nora;Chafik;petit;;;\n\
                    Driss;Bouazza;petit;oui;;\n";
        let checked = bring(app, &desk, file.as_bytes()).await;
        let columns = checked["report"]["columns"].as_array().expect("columns").clone();
        let name = |field: &str| json!(format!("field-{field}"));
        let taken: Vec<_> = columns.iter().skip(2).map(|column| column["field"].clone()).collect();
        assert_eq!(taken, [name(&size), name(&licence), name(&since), name(&height)], "known by their names in any language");
        assert_eq!(figures(&checked), ("checked".into(), [4, 1, 1, 0, 2]), "{checked}");
        let told: Vec<_> = checked["report"]["errors"]
            .as_array()
            .expect("errors")
            .iter()
            .map(|one| (one["line"].as_i64(), one["code"].as_str()))
            .collect();
        let expected = [(3, "choice-unknown"), (3, "date-impossible"), (3, "number-unreadable"), (4, "import-own-required")];
        assert_eq!(told.len(), expected.len(), "{told:?}");
        for (line, code) in expected {
            assert!(told.contains(&(Some(line), Some(code))), "{code} in {told:?}");
        }
        let twin = &checked["report"]["twins"][0]["fields"];
        assert_eq!(twin[0]["taken"].as_bool().zip(twin[1]["taken"].as_bool()).map(|(one, other)| one != other), Some(true), "{twin}");
        let done = confirm(app, &desk, &checked).await;
        assert_eq!(figures(&done).1, [4, 1, 1, 0, 2]);
        let all = json!({ (&size): "option-2", (&licence): "yes", (&since): "2020-03-05", (&height): "1.75" });
        assert_eq!(held(&desk, app, "alaoui").await, all);
        assert_eq!(held(&desk, app, "bouazza").await, json!({ (&size): "option-1", (&licence): "no" }), "what the record says stays");
        let undone = act(app, &desk, &done, "/undoing", json!({})).await;
        assert_eq!((&undone["report"]["undone"], &undone["report"]["kept"]), (&json!(2), &json!(0)), "{undone}");
        assert_eq!(held(&desk, app, "bouazza").await, json!({ (&licence): "no" }));
        assert_eq!(desk.get(app, "/members?search=alaoui").await["items"], json!([]));
    }
);

testing::both!(
    MODULES,
    async fn a_column_is_said_to_be_a_field_and_the_next_file_knows(app: App) {
        let desk = Desk::open(app).await;
        let size = size(&desk, app).await;
        let file = b"Nom;T.\nAli Alaoui;Petit\n";
        let seen = bring(app, &desk, file).await;
        let other = Desk::open(app).await;
        let foreign = field(&other, app, json!({ "label_fr": "Autre", "kind": "text" })).await;
        let refused = desk.post(app, &at(&seen, "/columns"), json!({ "fields": ["full_fr", format!("field-{foreign}")] })).await;
        assert_eq!(field_errors(refused), ["fields choice-unknown"], "no field of another association");
        let twice = desk.post(app, &at(&seen, "/columns"), json!({ "fields": [format!("field-{size}"), format!("field-{size}")] })).await;
        assert_eq!(field_errors(twice), ["fields column-twice"]);
        let said = json!({ "fields": ["full_fr", format!("field-{size}")], "existing": "replace" });
        let checked = act(app, &desk, &seen, "/columns", said).await;
        confirm(app, &desk, &checked).await;
        assert_eq!(held(&desk, app, "alaoui").await, json!({ (&size): "option-1" }));
        let next = bring(app, &desk, b"Nom;T.\nAli Alaoui;Grand\n").await;
        assert_eq!(next["report"]["columns"][1]["field"], json!(format!("field-{size}")));
        assert_eq!(figures(&next), ("checked".into(), [1, 0, 0, 1, 0]), "a file that fills gaps changes nothing here");
        let said = json!({ "fields": ["full_fr", format!("field-{size}")], "existing": "replace" });
        let replacing = act(app, &desk, &next, "/columns", said).await;
        let field = &replacing["report"]["twins"][0]["fields"][0];
        assert_eq!((&field["there"], &field["file"], &field["taken"]), (&json!("صغير"), &json!("كبير"), &json!(true)));
        let done = confirm(app, &desk, &replacing).await;
        assert_eq!(held(&desk, app, "alaoui").await, json!({ (&size): "option-2" }));
        act(app, &desk, &done, "/undoing", json!({})).await;
        assert_eq!(held(&desk, app, "alaoui").await, json!({ (&size): "option-1" }));
    }
);

testing::both!(
    MODULES,
    async fn applicants_answer_what_the_board_asks_and_the_record_has_it(app: App) {
        let desk = Desk::open(app).await;
        let size = size(&desk, app).await;
        let why = field(&desk, app, json!({ "label_fr": "Connu par", "kind": "text", "required": "yes" })).await;
        let secret = field(&desk, app, json!({ "label_fr": "À surveiller", "kind": "yes_no", "board_only": "yes" })).await;
        let refused = desk.post(app, "/joining/settings", json!({ "open": "yes", "fields": [secret] })).await;
        assert_eq!(field_errors(refused), ["fields choice-unknown"], "what is for the board is nothing for strangers");
        let settings = desk.post(app, "/joining/settings", json!({ "open": "yes", "fields": [size, why] })).await.ok().json();
        assert_eq!(settings["fields"].as_array().map(Vec::len), Some(2));
        let form = app.get("", &desk.twin.path("/joining")).await.ok().json();
        let asked: Vec<_> = form["fields"].as_array().expect("fields").iter().map(|field| field["label_fr"].clone()).collect();
        assert_eq!(asked, ["Taille de maillot", "Connu par"]);
        let apply = async |fields: Value| {
            let body = json!({ "given_fr": "Amina", "family_fr": "Alaoui", "phone": "0612345678", "consent": "yes", "fields": fields });
            app.post("", &desk.twin.path("/applications"), body).await
        };
        let mut told = field_errors(apply(json!({ (&size): "Énorme", (&secret): "yes" })).await);
        told.sort();
        let mut expected = [format!("field-{size} choice-unknown"), format!("field-{why} required"), format!("field-{secret} field-gone")];
        expected.sort();
        assert_eq!(told, expected);
        drop(apply(json!({ (&size): "option-2", (&why): "Un ami" })).await.ok());
        drop(apply(json!({ (&size): "option-1", (&why): "La radio" })).await.ok());
        let waiting = desk.get(app, "/applications").await["items"].clone();
        let answers =
            |one: &Value| one["fields"].as_array().expect("answers").iter().map(|field| field["value"].clone()).collect::<Vec<_>>();
        assert_eq!(answers(&waiting[0]), ["option-2", "Un ami"]);
        let member =
            desk.post(app, &format!("/applications/{}/acceptance", id(&waiting[0])), json!({ "status": "active" })).await.ok().json();
        assert_eq!(held(&desk, app, "amina").await, json!({ (&size): "option-2", (&why): "Un ami" }));
        let decided = desk.get(app, &format!("/applications/{}", id(&waiting[0]))).await;
        assert_eq!((&decided["member"], answers(&decided).len()), (&member["id"], 0), "from here on the record alone has them");
        // with the field its answers go, also of those who wait
        drop(desk.post(app, &format!("/member-fields/{why}/retirement"), json!({ "retired": "yes" })).await.ok());
        drop(desk.post(app, &format!("/member-fields/{why}/removal"), json!({ "members": "1", "sure": "yes" })).await.ok());
        assert_eq!(answers(&desk.get(app, "/applications").await["items"][0]), ["option-1"]);
    }
);

testing::both!(
    MODULES,
    async fn what_is_for_the_board_alone_is_not_in_the_members_space(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let own = invite(app, &desk, 1).await;
        let seen = field(&desk, app, json!({ "label_fr": "Pointure", "kind": "number" })).await;
        let secret = field(&desk, app, json!({ "label_fr": "À surveiller", "kind": "text", "board_only": "yes" })).await;
        let path = format!("/members/{}", id(&own.member));
        let record = desk.get(app, &path).await;
        let edit = json!({ "version": record["version"].to_string(), "family_fr": record["family_fr"], "given_fr": record["given_fr"],
            "locale": record["locale"], "fields": { (&seen): "42", (&secret): "impayés" } });
        assert_eq!(desk.post(app, &path, edit).await.ok().json()["fields"].as_array().map(Vec::len), Some(2));
        let space = app.get(&own.token, &desk.twin.path("/me")).await.ok();
        assert!(!space.text().contains("impayés") && !space.text().contains("surveiller"), "{}", space.text());
        assert_eq!(space.json()["kept"]["record"]["fields"][0]["value"], "42");
        let open = json!({ "label_fr": "À surveiller", "kind": "text", "board_only": "" });
        drop(desk.post(app, &format!("/member-fields/{secret}"), open).await.ok());
        assert!(app.get(&own.token, &desk.twin.path("/me")).await.ok().text().contains("impayés"), "the board opened it");
    }
);

testing::both!(
    MODULES,
    async fn a_list_is_narrowed_by_several_fields_at_once(app: App) {
        let desk = Desk::open(app).await;
        let size = size(&desk, app).await;
        let licence = field(&desk, app, json!({ "label_fr": "Permis", "kind": "yes_no" })).await;
        let school = field(&desk, app, json!({ "label_fr": "École", "kind": "text" })).await;
        for (family, fields) in [
            ("Alaoui", json!({ (&size): "Grand", (&licence): "yes", (&school): "Ibn Sina" })),
            ("Bennani", json!({ (&size): "Grand", (&licence): "no" })),
            ("Chafik", json!({ (&size): "Petit", (&licence): "yes" })),
        ] {
            drop(desk.post(app, "/members", json!({ "family_fr": family, "fields": fields })).await.ok());
        }
        let found = async |own: &str| -> Vec<Value> {
            let items = desk.get(app, &format!("/members?own={own}")).await["items"].clone();
            items.as_array().expect("items").iter().map(|one| one["name_fr"].clone()).collect()
        };
        assert_eq!(found(&format!("{size}:option-2,{licence}:yes")).await, ["Alaoui"]);
        assert_eq!(found(&format!("{licence}:yes")).await, ["Alaoui", "Chafik"]);
        assert_eq!(found(&format!("{licence}:yes,{school}:without")).await, ["Chafik"]);
        assert_eq!(found(&format!("{school}:with")).await, ["Alaoui"]);
        let refused = app.get(&desk.token, &desk.twin.path(&format!("/members?own={size}:option-2,x"))).await;
        assert_eq!(field_errors(refused), ["own choice-unknown"]);
        let file = app.get(&desk.token, &desk.twin.path(&format!("/members/export?format=csv&own={size}:option-2,{licence}:no"))).await;
        assert_eq!(file.ok().text().lines().count(), 2, "the file holds what the list shows");
    }
);
