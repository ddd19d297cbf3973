//! To whom the association writes and to whom not; what is not lost when records are made one; what shuts when its ground
//! is gone; who is found among applicants.

use crate::MODULES;
use crate::browser::form;
use crate::desk::{Desk, Sql, field_errors, kept_mails};
use crate::world::DOT;
use serde_json::{Value, json};
use testing::App;

fn id(value: &Value) -> String {
    value["id"].as_str().unwrap_or_else(|| panic!("an id in {value}")).to_owned()
}

async fn add(desk: &Desk, app: &App, person: Value) -> Value {
    desk.post(app, "/members", person).await.ok().json()
}

/// The mails to an address, without marks of direction.
async fn mails_to(app: &App, address: &str) -> Vec<String> {
    app.settle().await;
    let mails = kept_mails(app).await.into_iter().filter(|mail| mail.to.contains(address));
    mails.map(|mail| mail.text.replace(['\u{2068}', '\u{2069}'], "")).collect()
}

async fn convene(desk: &Desk, app: &App) {
    let planned = json!({ "held_on": "2026-12-20", "time": "18:00", "place": "Ici", "agenda": "Un point" });
    let assembly = desk.post(app, "/assemblies", planned).await.ok().json();
    drop(desk.post(app, &format!("/assemblies/{}/convocation", id(&assembly)), json!({})).await.ok());
}

async fn remind(desk: &Desk, app: &App) -> Value {
    drop(desk.post(app, "/dues/fees", json!({ "year": "2026", "amount": "200" })).await.ok());
    drop(desk.post(app, "/dues/run", json!({ "year": "2026" })).await.ok());
    let preview = desk.get(app, "/dues/reminders/by-hand").await;
    drop(desk.post(app, "/dues/reminders/by-hand", json!({ "members": preview["members"].to_string() })).await.ok());
    preview
}

testing::both!(
    MODULES,
    async fn a_mail_about_a_child_greets_who_acts_and_names_the_child(app: App) {
        let desk = Desk::open(app).await;
        let mother = json!({ "given_fr": "Malika", "family_fr": "Alami", "email": "malika@membres.exemple.ma", "locale": "fr" });
        let mother = add(&desk, app, mother).await;
        let sara = add(&desk, app, json!({ "given_fr": "Sara", "family_fr": "Alami", "born_on": "01/05/2015", "locale": "fr" })).await;
        drop(
            desk.post(app, &format!("/members/{}/guardians", id(&sara)), json!({ "guardian": id(&mother), "kinship": "mother" }))
                .await
                .ok(),
        );
        convene(&desk, app).await;
        remind(&desk, app).await;
        let mails = mails_to(app, "malika@membres.").await;
        assert_eq!(mails.len(), 4, "a convocation and a reminder for each of the two: {mails:?}");
        assert!(mails.iter().all(|text| text.starts_with("Bonjour Malika Alami,")), "{mails:?}");
        let about: Vec<&String> = mails.iter().filter(|text| text.contains("au nom de Sara Alami.")).collect();
        assert_eq!(about.len(), 2, "{mails:?}");
        // the register still names the elector, not the guardian
        let mut sql = Sql::open(app, "membership", desk.twin.id).await;
        assert_eq!(
            sql.texts("select name_fr || ' < ' || guardian_fr from elector where guardian_fr is not null").await,
            ["Sara Alami < Malika Alami"]
        );
    }
);

testing::both!(
    MODULES,
    async fn whoever_objects_gets_no_reminder_by_mail_and_still_is_convened(app: App) {
        let desk = Desk::open(app).await;
        let amina = add(&desk, app, json!({ "given_fr": "Amina", "email": "amina@membres.exemple.ma", "locale": "fr" })).await;
        add(&desk, app, json!({ "given_fr": "Badr", "email": "badr@membres.exemple.ma", "locale": "fr" })).await;
        let path = format!("/members/{}/objection", id(&amina));
        assert_eq!(field_errors(desk.post(app, &path, json!({ "objected": "yes", "on": "22/11/2026" })).await), ["on date-future"]);
        let noted = desk.post(app, &path, json!({ "objected": "yes", "on": "20/11/2026" })).await.ok().json();
        assert_eq!(noted["objected_on"], "2026-11-20");
        let preview = remind(&desk, app).await;
        assert_eq!((&preview["members"], &preview["by_mail"]), (&json!(2), &json!(1)), "said before it is done");
        assert_eq!((mails_to(app, "amina@membres.").await.len(), mails_to(app, "badr@membres.").await.len()), (0, 1));
        let by_hand = desk.get(app, "/dues/reminders?by_mail=false").await;
        assert_eq!(by_hand["items"][0]["name_fr"], "Amina", "the board reminds her otherwise");
        convene(&desk, app).await;
        assert_eq!((mails_to(app, "amina@membres.").await.len(), mails_to(app, "badr@membres.").await.len()), (1, 2));
        let log = desk.get(app, "/audit?action=member-objection-noted").await;
        assert_eq!(log["items"].as_array().map(Vec::len), Some(1));
        drop(desk.post(app, &path, json!({ "objected": "no" })).await.ok());
        assert_eq!(desk.get(app, &format!("/members/{}", id(&amina))).await["objected_on"], Value::Null);
    }
);

testing::both!(
    MODULES,
    async fn of_two_photos_one_is_chosen_and_undoing_brings_both_back(app: App) {
        let desk = Desk::with_members(app, 2).await;
        let members = desk.get(app, "/members").await["items"].clone();
        let (one, two) = (id(&members[0]), id(&members[1]));
        for member in [&one, &two] {
            let path = format!("/members/{member}/photo?agreed=yes&agreed_on=20/11/2026");
            drop(app.upload(&desk.token, &desk.twin.path(&path), DOT.to_vec()).await.ok());
        }
        let photo = async |member: &str| desk.get(app, &format!("/members/{member}")).await["photo"].clone();
        let files =
            async || Sql::open(app, "membership", desk.twin.id).await.texts("select cast(count(*) as text) from file").await.remove(0);
        let theirs = photo(&two).await["id"].clone();
        for take in [json!(["photo"]), json!([])] {
            let version = async |member: &str| desk.get(app, &format!("/members/{member}")).await["version"].to_string();
            let mine = photo(&one).await;
            let other = photo(&two).await;
            let input = json!({ "kept": one, "other": two, "kept_version": version(&one).await, "other_version": version(&two).await, "take": take });
            let merged = desk.post(app, "/members/merges", input).await.ok().json();
            let expected = if take == json!([]) { &mine["id"] } else { &other["id"] };
            assert_eq!(&merged["photo"]["id"], expected);
            assert_eq!(files().await, "2", "what gave way is kept as long as it may come back");
            let merges = desk.get(app, "/members/merges").await;
            drop(desk.post(app, &format!("/members/merges/{}/undoing", id(&merges["items"][0])), json!({})).await.ok());
            let (kept, back) = (photo(&one).await, photo(&two).await);
            assert_eq!((&kept["agreed_on"], &back["agreed_on"]), (&json!("2026-11-20"), &json!("2026-11-20")), "both have theirs again");
        }
        assert!(theirs.is_string());
        // a person who goes leaves nothing, not even what a merge had kept aside
        let version = async |member: &str| desk.get(app, &format!("/members/{member}")).await["version"].to_string();
        let input = json!({ "kept": one, "other": two, "kept_version": version(&one).await, "other_version": version(&two).await });
        drop(desk.post(app, "/members/merges", input).await.ok());
        let gone = json!({ "act": "delete", "version": version(&one).await, "sure": "yes" });
        drop(desk.post(app, &format!("/members/{one}/removal"), gone).await.ok());
        assert_eq!(files().await, "0");
    }
);

testing::both!(
    MODULES,
    async fn without_its_authorisation_no_identity_card_is_read_and_none_is_lost_by_a_slip(app: App) {
        let desk = Desk::open(app).await;
        let number = |number: &str| json!({ "kind": "authorisation", "number": number, "given_on": "2026-05-01" });
        let record = desk.post(app, "/record/cndp-numbers", number("A-1/2026")).await.ok().json();
        drop(desk.post(app, "/member-cnie", json!({ "on": "yes" })).await.ok());
        let member = id(&add(&desk, app, json!({ "family_fr": "Alami" })).await);
        let path = format!("/members/{member}/cnie");
        drop(desk.post(app, &path, json!({ "cnie": "QZ739154" })).await.ok());
        let listed = record["cndp_numbers"].as_array().expect("numbers")[0].clone();
        drop(desk.post(app, &format!("/record/cndp-numbers/{}/removal", id(&listed)), json!({})).await.ok());
        app.settle().await;
        let shut = desk.get(app, "/member-cnie").await;
        assert_eq!((&shut["on"], &shut["members"]), (&json!(false), &json!(1)), "{shut}");
        assert_eq!(desk.get(app, &path).await["end"], Value::Null);
        assert_eq!(desk.post(app, &format!("{path}/reading"), json!({})).await.refused(409), "cnie-off");
        assert_eq!(desk.post(app, &path, json!({ "cnie": "AB1" })).await.refused(409), "cnie-off");
        assert_eq!(desk.post(app, "/member-cnie", json!({ "on": "yes" })).await.refused(409), "cnie-without-authorisation");
        drop(desk.post(app, "/record/cndp-numbers", number("A-2/2026")).await.ok());
        drop(desk.post(app, "/member-cnie", json!({ "on": "yes" })).await.ok());
        assert_eq!(desk.get(app, &path).await["end"], "154", "a number mistyped in the registry costs nobody theirs");
        // of two authorisations one may go
        drop(desk.post(app, "/record/cndp-numbers", number("A-3/2026")).await.ok());
        let numbers = desk.get(app, "/record").await["cndp_numbers"].as_array().expect("numbers").clone();
        drop(desk.post(app, &format!("/record/cndp-numbers/{}/removal", id(&numbers[0])), json!({})).await.ok());
        app.settle().await;
        assert_eq!(desk.get(app, "/member-cnie").await["on"], true);
        let log = desk.get(app, "/audit?action=member-cnie-suspended").await;
        assert_eq!(log["items"].as_array().map(Vec::len), Some(1));
    }
);

testing::both!(
    MODULES,
    async fn an_applicant_is_found_by_any_word_in_either_script(app: App) {
        let desk = Desk::open(app).await;
        drop(desk.post(app, "/joining/settings", json!({ "open": "yes" })).await.ok());
        for (given, family, given_ar, phone) in
            [("Amina", "El Alaoui Belghiti", "أمينة", "0612345678"), ("Driss", "Fassi", "إدريس", "0612345679")]
        {
            let body = json!({ "given_fr": given, "family_fr": family, "given_ar": given_ar, "phone": phone, "consent": "yes" });
            drop(app.post("", &desk.twin.path("/applications"), body).await.ok());
        }
        let found = async |search: &str| -> Vec<Value> {
            let path = format!("/applications?{}", form(&[("search", search)]));
            desk.get(app, &path).await["items"].as_array().expect("items").iter().map(|one| one["name_fr"].clone()).collect()
        };
        for search in ["amina", "belghiti", "Belghiti amina", "alaoui", "امينه", "0612345678", "+212612345678"] {
            assert_eq!(found(search).await, ["Amina El Alaoui Belghiti"], "{search}");
        }
        assert_eq!((found("lghiti").await.len(), found("%").await.len(), found("fassi amina").await.len()), (0, 0, 0));
        let path = format!("/applications/{}", id(&desk.get(app, "/applications?search=driss").await["items"][0]));
        drop(desk.post(app, &format!("{path}/refusal"), json!({ "reason": "Complet" })).await.ok());
        assert_eq!(desk.get(app, "/applications?state=decided&search=fassi").await["items"].as_array().map(Vec::len), Some(1));
    }
);
