//! Fields that an association adds to its members' records, and what becomes of what they hold.

use crate::MODULES;
use crate::browser::Browser;
use crate::desk::{Desk, PASSWORD, Sql, field_errors};
use serde_json::{Value, json};
use testing::App;

fn id(value: &Value) -> String {
    value["id"].as_str().unwrap_or_else(|| panic!("an id in {value}")).to_owned()
}

async fn field(desk: &Desk, app: &App, field: Value) -> String {
    id(&desk.post(app, "/member-fields", field).await.ok().json())
}

async fn add(desk: &Desk, app: &App, family: &str, fields: Value) -> String {
    id(&desk.post(app, "/members", json!({ "family_fr": family, "fields": fields })).await.ok().json())
}

/// What the record holds, by the labels of the fields.
async fn held(desk: &Desk, app: &App, member: &str) -> Vec<String> {
    let record = desk.get(app, &format!("/members/{member}")).await;
    let fields = record["fields"].as_array().expect("fields").clone();
    fields.iter().map(|field| format!("{}={}", field["label_fr"].as_str().expect("a label"), field["value"])).collect()
}

async fn edit(desk: &Desk, app: &App, member: &str, fields: Value) -> testing::Answer {
    let record = desk.get(app, &format!("/members/{member}")).await;
    let input =
        json!({ "version": record["version"].to_string(), "family_fr": record["family_fr"], "locale": record["locale"], "fields": fields });
    desk.post(app, &format!("/members/{member}"), input).await
}

testing::both!(
    MODULES,
    async fn a_board_asks_what_it_needs_and_finds_and_takes_it_away(app: App) {
        let desk = Desk::open(app).await;
        let size = json!({ "label_ar": "المقاس", "label_fr": "Taille", "kind": "choice", "options_fr": "Petit\nGrand", "options_ar": "صغير\nكبير", "listed": "yes" });
        let size = field(&desk, app, size).await;
        let licence = field(&desk, app, json!({ "label_fr": "Permis", "kind": "yes_no", "required": "yes" })).await;
        let school = field(&desk, app, json!({ "label_fr": "École", "kind": "text" })).await;
        let since = field(&desk, app, json!({ "label_fr": "Depuis", "kind": "day" })).await;
        let height = field(&desk, app, json!({ "label_fr": "Mètres", "kind": "number" })).await;
        let name = |field: &str| format!("field-{field}");

        let wrong = json!({ "fields": { (&size): "Moyen", (&licence): "", (&since): "31/02/2020", (&height): "grand" } });
        let mut told = field_errors(desk.post(app, "/members", wrong).await);
        told.sort();
        let mut expected = vec![
            "given_ar name-required".to_owned(),
            format!("{} choice-unknown", name(&size)),
            format!("{} required", name(&licence)),
            format!("{} date-impossible", name(&since)),
            format!("{} number-unreadable", name(&height)),
        ];
        expected.sort();
        assert_eq!(told, expected, "all that is wrong at once, at its field");
        let bare = desk.post(app, "/members", json!({ "family_fr": "Ali" })).await;
        assert_eq!(field_errors(bare), [format!("{} required", name(&licence))]);

        let typed = json!({ (&size): "كبير", (&licence): "نعم", (&school): "=1+1", (&since): "٠٥/٠٣/٢٠٢٠", (&height): "١٫٧٥" });
        let ali = add(&desk, app, "Ali", typed).await;
        add(&desk, app, "Bennani", json!({ (&licence): "no" })).await;
        let kept = ["Taille=\"option-2\"", "Permis=\"yes\"", "École=\"=1+1\"", "Depuis=\"2020-03-05\"", "Mètres=\"1.75\""];
        assert_eq!(held(&desk, app, &ali).await, kept);

        let found = async |own: String| desk.get(app, &format!("/members?own={own}")).await["items"].clone();
        let one = found(format!("{size}:option-2")).await;
        assert_eq!((one.as_array().map(Vec::len), &one[0]["own"][&size]), (Some(1), &json!("option-2")));
        assert_eq!(found(format!("{licence}:no")).await[0]["name_fr"], "Bennani");
        assert_eq!(field_errors(app.get(&desk.token, &desk.twin.path("/members?own=x")).await), ["own choice-unknown"]);

        let file = app.get(&desk.token, &desk.twin.path("/members/export?format=csv")).await.ok().text();
        let lines: Vec<&str> = file.lines().collect();
        assert!(lines[0].ends_with("\"Taille\",\"Permis\",\"École\",\"Depuis\",\"Mètres\""), "{}", lines[0]);
        assert!(lines[1].ends_with("\"Grand\",\"Oui\",\"'=1+1\",\"05/03/2020\",\"1.75\""), "{}", lines[1]);
        let chosen = app.get(&desk.token, &desk.twin.path(&format!("/members/export?format=csv&columns=number,{}", name(&licence)))).await;
        assert_eq!(chosen.ok().text().lines().nth(2), Some("\"2\",\"Non\""));
        let book = app.get(&desk.token, &desk.twin.path("/members/export?format=xlsx")).await.ok().body;
        assert!(book.starts_with(b"PK"));

        let changed = edit(&desk, app, &ali, json!({ (&height): "1,8", (&school): "" })).await.ok().json();
        assert_eq!(changed["version"], 2);
        assert_eq!(held(&desk, app, &ali).await[2..], ["École=null", "Depuis=\"2020-03-05\"", "Mètres=\"1.8\""]);
        assert_eq!(field_errors(edit(&desk, app, &ali, json!({ (&licence): " " })).await), [format!("{} required", name(&licence))]);
        assert_eq!(edit(&desk, app, &ali, json!({ (&height): "1.80" })).await.ok().json()["version"], 2, "the same is no change");
        app.settle().await;
        let log = desk.get(app, "/audit?action=member-edited").await["items"][0]["personal"].clone();
        assert_eq!(log["before"], json!({ "fields": "École: =1+1 · Mètres: 1.75" }));
        assert_eq!(log["after"], json!({ "fields": "École: — · Mètres: 1.8" }));
    }
);

testing::both!(
    MODULES,
    async fn what_records_hold_is_never_lost_without_somebody_saying_so(app: App) {
        let desk = Desk::open(app).await;
        let level = json!({ "label_fr": "Niveau", "kind": "choice", "options_fr": "Débutant\nMoyen\nBon" });
        let level = field(&desk, app, level).await;
        let ali = add(&desk, app, "Ali", json!({ (&level): "moyen" })).await;
        let path = format!("/member-fields/{level}");
        let number = json!({ "label_fr": "Niveau", "kind": "number" });
        assert_eq!(field_errors(desk.post(app, &path, number.clone()).await), ["kind field-kind-used"]);
        // one option is renamed, the one that somebody has goes, another comes
        let renamed = json!({ "label_fr": "Niveau", "label_ar": "المستوى", "kind": "choice", "options_fr": "Débutant\nBon\nExpert", "options_ar": "مبتدئ\nجيد\nخبير" });
        let options = desk.post(app, &path, renamed).await.ok().json()["options"].clone();
        let told: Vec<_> = options.as_array().expect("options").iter().map(|one| (one["code"].clone(), one["retired"].clone())).collect();
        let of = |code: &str, retired: bool| (json!(code), json!(retired));
        assert_eq!(told, [of("option-1", false), of("option-3", false), of("option-4", false), of("option-2", true)]);
        assert_eq!(held(&desk, app, &ali).await, ["Niveau=\"option-2\""]);
        drop(edit(&desk, app, &ali, json!({ (&level): "option-2" })).await.ok());
        let other = desk.post(app, "/members", json!({ "family_fr": "Badr", "fields": { (&level): "option-2" } })).await;
        assert_eq!(field_errors(other), [format!("field-{level} choice-unknown")]);

        let removal =
            async |members: &str, sure: &str| desk.post(app, &format!("{path}/removal"), json!({ "members": members, "sure": sure })).await;
        assert_eq!(removal("1", "yes").await.refused(409), "field-in-use");
        let retired = desk.post(app, &format!("{path}/retirement"), json!({ "retired": "yes" })).await.ok().json();
        assert_eq!(retired["retired"], true);
        assert_eq!(held(&desk, app, &ali).await, ["Niveau=\"option-2\""]);
        let late = edit(&desk, app, &ali, json!({ (&level): "option-1" })).await;
        assert_eq!(field_errors(late), [format!("field-{level} field-gone")]);
        let bare = add(&desk, app, "Bennani", json!({})).await;
        assert_eq!(held(&desk, app, &bare).await, Vec::<String>::new(), "a retired field is shown where something is in it");
        drop(desk.post(app, &format!("{path}/retirement"), json!({ "retired": "no" })).await.ok());
        drop(edit(&desk, app, &bare, json!({ (&level): "option-1" })).await.ok());
        drop(desk.post(app, &format!("{path}/retirement"), json!({ "retired": "yes" })).await.ok());
        assert_eq!(field_errors(removal("2", "").await), ["sure required"]);
        assert_eq!(removal("1", "yes").await.refused(409), "field-changed-meanwhile");
        assert_eq!(desk.get(app, &path).await["members"], 2);
        drop(removal("2", "yes").await.ok());
        assert_eq!(held(&desk, app, &ali).await, Vec::<String>::new());
        // of an empty field the kind changes freely
        let free = field(&desk, app, json!({ "label_fr": "Libre", "kind": "text" })).await;
        assert_eq!(desk.post(app, &format!("/member-fields/{free}"), number).await.ok().json()["kind"], "number");
    }
);

testing::both!(
    MODULES,
    async fn a_value_and_another_kind_that_come_at_once_never_both_hold(app: App) {
        let desk = Desk::open(app).await;
        let ali = add(&desk, app, "Ali", json!({})).await;
        for _ in 0..4 {
            let free = field(&desk, app, json!({ "label_fr": "Libre", "kind": "text" })).await;
            let path = format!("/member-fields/{free}");
            let number = desk.post(app, &path, json!({ "label_fr": "Libre", "kind": "number" }));
            let (changed, written) = tokio::join!(number, edit(&desk, app, &ali, json!({ (&free): "abc" })));
            let both = (changed.status.as_u16(), written.status.as_u16());
            assert!(matches!(both, (200, 422) | (422, 200)), "{both:?}");
        }
    }
);

testing::both!(
    MODULES,
    async fn fields_are_few_in_an_order_and_of_one_association(app: App) {
        let (desk, elsewhere) = (Desk::open(app).await, Desk::open(app).await);
        let foreign = field(&elsewhere, app, json!({ "label_fr": "Ailleurs", "kind": "text" })).await;
        let refused = desk.post(app, "/members", json!({ "family_fr": "Ali", "fields": { (&foreign): "x" } })).await;
        assert_eq!(field_errors(refused), [format!("field-{foreign} field-gone")]);
        assert_eq!(
            field_errors(desk.post(app, "/member-fields", json!({ "kind": "x" })).await),
            ["label_ar name-required", "kind choice-unknown"]
        );
        for number in 1..30 {
            field(&desk, app, json!({ "label_fr": format!("Champ {number}"), "kind": "text" })).await;
        }
        let new = || desk.post(app, "/member-fields", json!({ "label_fr": "Dernier", "kind": "yes_no" }));
        let (one, other) = tokio::join!(new(), new());
        let (last, late) = if one.status.is_success() { (one, other) } else { (other, one) };
        assert_eq!(late.refused(409), "too-many-fields", "the thirtieth is one of two");
        let last = id(&last.ok().json());
        let moved = desk.post(app, &format!("/member-fields/{last}/raising"), json!({})).await.ok().json();
        let labels: Vec<&str> = moved["items"].as_array().expect("fields").iter().filter_map(|field| field["label_fr"].as_str()).collect();
        assert_eq!(labels[27..], ["Champ 28", "Dernier", "Champ 29"]);
        drop(desk.post(app, &format!("/member-fields/{last}/retirement"), json!({ "retired": "yes" })).await.ok());
        drop(field(&desk, app, json!({ "label_fr": "Encore", "kind": "text" })).await);
        let again = desk.post(app, &format!("/member-fields/{last}/retirement"), json!({ "retired": "no" })).await;
        assert_eq!(again.refused(409), "too-many-fields");
    }
);

testing::both!(
    MODULES,
    async fn records_that_become_one_or_go_take_their_fields_along(app: App) {
        let desk = Desk::open(app).await;
        let (school, job) = (json!({ "label_fr": "École", "kind": "text" }), json!({ "label_fr": "Métier", "kind": "text" }));
        let (school, job) = (field(&desk, app, school).await, field(&desk, app, job).await);
        let kept = add(&desk, app, "Alami", json!({ (&school): "Ibn Sina" })).await;
        let other = add(&desk, app, "Alami", json!({ (&school): "Al Massira", (&job): "Maçon" })).await;
        let merge = json!({ "kept": kept, "other": other, "kept_version": "1", "other_version": "1", "take": [format!("field-{job}")] });
        drop(desk.post(app, "/members/merges", merge).await.ok());
        assert_eq!(held(&desk, app, &kept).await, ["École=\"Ibn Sina\"", "Métier=\"Maçon\""]);
        let undo = format!("/members/merges/{}/undoing", id(&desk.get(app, "/members/merges").await["items"][0]));
        drop(desk.post(app, &undo, json!({})).await.ok());
        assert_eq!(held(&desk, app, &kept).await, ["École=\"Ibn Sina\"", "Métier=null"]);
        assert_eq!(held(&desk, app, &other).await, ["École=\"Al Massira\"", "Métier=\"Maçon\""]);
        let removal = async |member: &str, act: &str| {
            let rest = format!("/members/{member}/removal");
            let version = desk.get(app, &rest).await["version"].to_string();
            desk.post(app, &rest, json!({ "act": act, "version": version, "sure": "yes" })).await
        };
        drop(removal(&other, "delete").await.ok());
        let left = json!({ "status": "resigned", "reason": "Départ", "since": "2026-11-01" });
        drop(desk.post(app, &format!("/members/{kept}/status"), left).await.ok());
        drop(removal(&kept, "anonymise").await.ok());
        let mut sql = Sql::open(app, "membership", desk.twin.id).await;
        assert_eq!(sql.texts("select value from member_field_value").await, Vec::<String>::new());
    }
);

testing::both!(
    MODULES,
    async fn the_board_makes_and_fills_a_field_in_a_browser(app: App) {
        let desk = Desk::open(app).await;
        let mut browser = Browser::at("192.0.2.61");
        browser.sign_in(app, &desk.email, PASSWORD).await;
        let here = |rest: &str| format!("/a/{}{rest}", desk.twin.slug);
        let fields = here("/settings/fields");
        let wrong = browser.submit(app, &fields, &fields, &[("label_fr", "Taille"), ("kind", "choice"), ("options_fr", "Petit")]).await;
        assert!(wrong.status == 422 && wrong.text().contains("href=\"#options_ar\"") && wrong.text().contains(">Petit</textarea>"));
        let typed = [("label_fr", "Taille"), ("kind", "choice"), ("options_fr", "Petit\nGrand"), ("required", "yes"), ("listed", "yes")];
        assert_eq!(browser.submit(app, &fields, &fields, &typed).await.status, 303);
        let field = id(&desk.get(app, "/member-fields").await["items"][0]);
        let (new, name) = (here("/members/new"), format!("field-{field}"));
        let missing = browser.submit(app, &new, &new, &[("family_fr", "Alami"), (name.as_str(), "")]).await;
        assert!(
            missing.status == 422 && missing.text().contains(&format!("href=\"#{name}\"><strong>Taille</strong>")),
            "{}",
            missing.text()
        );
        assert!(missing.text().contains("value=\"Alami\""));
        assert_eq!(browser.submit(app, &new, &new, &[("family_fr", "Alami"), (name.as_str(), "option-2")]).await.status, 303);
        let list = browser.open(app, &here("/members")).await.ok().text();
        assert!(list.contains("data-label=\"Taille\"") && list.contains("Grand"), "{list}");
        let narrowed = browser.open(app, &here(&format!("/members?own={field}%3Aoption-1"))).await.ok().text();
        assert!(!narrowed.contains("Alami"), "{narrowed}");
        let register = browser.open(app, &here("/privacy")).await.ok().text();
        assert!(register.contains("Taille"), "the register of processing names it");
    }
);
