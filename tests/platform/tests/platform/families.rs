//! Families, and who acts for minors until they come of age.

use crate::MODULES;
use crate::desk::{Desk, Sql, field_errors, kept_mails};
use crate::world::DOT;
use futures_util::future::join_all;
use serde_json::{Value, json};
use testing::{Answer, App};

fn id(value: &Value) -> String {
    value["id"].as_str().unwrap_or_else(|| panic!("an id in {value}")).to_owned()
}

async fn add(desk: &Desk, app: &App, person: Value) -> Value {
    desk.post(app, "/members", person).await.ok().json()
}

async fn child(desk: &Desk, app: &App, name: &str) -> Value {
    add(
        desk,
        app,
        json!({ "given_fr": name, "family_fr": "Alami", "born_on": "30/11/2008", "email": format!("{name}@membres.exemple.ma") }),
    )
    .await
}

async fn guard(desk: &Desk, app: &App, minor: &Value, guardian: Value) -> Answer {
    desk.post(app, &format!("/members/{}/guardians", id(minor)), guardian).await
}

async fn relatives(desk: &Desk, app: &App, member: &Value) -> Value {
    desk.get(app, &format!("/members/{}/relatives", id(member))).await
}

/// Numbers and contact of a family's members.
fn members(family: &Value) -> Vec<(String, bool)> {
    let all = family["members"].as_array().expect("members");
    all.iter().map(|one| (one["code"].as_str().unwrap_or_default().to_owned(), one["contact"] == true)).collect()
}

testing::both!(
    MODULES,
    async fn a_household_stands_together_and_nobody_in_two(app: App) {
        let desk = Desk::with_members(app, 3).await;
        let sara = child(&desk, app, "sara").await;
        let made = desk.post(app, "/families", json!({ "label": "أسرة العلمي", "member": "1" })).await.ok().json();
        let of = |rest: &str| format!("/families/{}{rest}", id(&made));
        drop(desk.post(app, &of("/members"), json!({ "member": "4" })).await.ok());
        drop(desk.post(app, &of("/members"), json!({ "member": "1", "contact": "yes" })).await.ok());
        let family = desk.post(app, &of("/members"), json!({ "member": "2", "contact": "yes" })).await.ok().json();
        assert_eq!(members(&family), [("1".into(), false), ("2".into(), true), ("4".into(), false)]);
        assert_eq!(relatives(&desk, app, &sara).await["family"]["label"], "أسرة العلمي");
        assert_eq!(desk.get(app, "/families?search=%D8%A7%D8%B3%D8%B1%D8%A9").await["items"][0]["members"], 3);
        // what cannot be
        let child_speaks = json!({ "member": "4", "contact": "yes" });
        assert_eq!(field_errors(desk.post(app, &of("/members"), child_speaks).await), ["contact contact-under-age"]);
        assert_eq!(field_errors(desk.post(app, "/families", json!({ "label": "X", "member": "2" })).await), ["member member-in-family"]);
        assert_eq!(field_errors(desk.post(app, "/families", json!({ "label": " 12 ", "member": "3" })).await), ["label required"]);
        let body = add(&desk, app, json!({ "kind": "body", "family_fr": "Coopérative" })).await;
        assert_eq!(field_errors(desk.post(app, &of("/members"), json!({ "member": id(&body) })).await), ["member family-of-persons"]);
        // of two who take the same person in, one does
        let other = desk.post(app, "/families", json!({ "label": "Naciri", "member": "3" })).await.ok().json();
        let nadia = add(&desk, app, json!({ "given_fr": "Nadia" })).await;
        let into =
            async |family: &Value| desk.post(app, &format!("/families/{}/members", id(family)), json!({ "member": id(&nadia) })).await;
        let (one, two) = tokio::join!(into(&made), into(&other));
        assert_eq!(u8::from(one.status.is_success()) + u8::from(two.status.is_success()), 1, "{} {}", one.text(), two.text());
        // the last who leaves takes the family along
        for number in ["1", "2", "4", &id(&nadia)] {
            drop(desk.post(app, &of("/leaving"), json!({ "member": number })).await);
        }
        assert_eq!(app.get(&desk.token, &desk.twin.path(&of(""))).await.status, 404);
        app.settle().await;
        let log = desk.get(app, "/audit?action=family-added").await;
        assert_eq!((&log["items"][0]["subject"], &log["items"][1]["personal"]["family"]), (&json!("№ 3"), &json!("أسرة العلمي")));
    }
);

testing::both!(
    MODULES,
    async fn a_family_has_an_end_and_so_have_guardians(app: App) {
        let desk = Desk::with_members(app, 22).await;
        let family = desk.post(app, "/families", json!({ "label": "Alami", "member": "1" })).await.ok().json();
        let join = async |number: u32| {
            desk.post(app, &format!("/families/{}/members", id(&family)), json!({ "member": number.to_string() })).await
        };
        for number in 2..=19 {
            drop(join(number).await.ok());
        }
        let answers = join_all([20, 21, 22].map(join)).await;
        let (joined, full): (Vec<_>, Vec<_>) = answers.into_iter().partition(|answer| answer.status.is_success());
        assert_eq!((joined.len(), full.len()), (1, 2));
        assert!(full.into_iter().all(|answer| answer.refused(409) == "family-full"));
        let sara = child(&desk, app, "sara").await;
        let note = async |number: u32| guard(&desk, app, &sara, json!({ "guardian": number.to_string(), "kinship": "relative" })).await;
        let answers = join_all([1, 2, 3, 4, 5, 6].map(note)).await;
        assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 4);
        assert!(answers.into_iter().filter(|answer| answer.status != 201).all(|answer| answer.refused(409) == "too-many-guardians"));
    }
);

testing::both!(
    MODULES,
    async fn only_who_can_act_becomes_a_guardian(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let (sara, ali) = (child(&desk, app, "sara").await, child(&desk, app, "ali").await);
        let of_sara = async |body: Value| guard(&desk, app, &sara, body).await;
        assert_eq!(field_errors(of_sara(json!({ "guardian": id(&sara), "kinship": "other" })).await), ["guardian guardian-of-oneself"]);
        assert_eq!(field_errors(of_sara(json!({ "guardian": id(&ali), "kinship": "sibling" })).await), ["guardian guardian-under-age"]);
        assert_eq!(field_errors(of_sara(json!({ "guardian": "99", "kinship": "mother" })).await), ["guardian unknown-member"]);
        assert_eq!(
            field_errors(of_sara(json!({ "kinship": "aunt", "email": "x" })).await),
            ["kinship choice-unknown", "email email-invalid", "name_ar name-required"]
        );
        assert_eq!(
            field_errors(of_sara(json!({ "guardian": "1", "kinship": "mother", "phone": "0612345678" })).await),
            ["phone guardian-has-record"]
        );
        drop(of_sara(json!({ "guardian": "1", "kinship": "mother" })).await.ok());
        assert_eq!(field_errors(of_sara(json!({ "guardian": "1", "kinship": "mother" })).await), ["guardian guardian-already"]);
        // of whom nothing is known, or who is of age
        let nobody_knows = add(&desk, app, json!({ "given_fr": "Sans date" })).await;
        let grown = add(&desk, app, json!({ "given_fr": "Grand", "born_on": "21/11/2008" })).await;
        assert_eq!(
            guard(&desk, app, &nobody_knows, json!({ "name_fr": "Mère", "kinship": "mother" })).await.refused(409),
            "guardian-needs-birth"
        );
        assert_eq!(guard(&desk, app, &grown, json!({ "name_fr": "Mère", "kinship": "mother" })).await.refused(409), "guardian-of-adult");
        // the guardian's record becomes a child's, and the child's one without a date: no circle
        let mother = desk.get(app, "/members?search=prenom01").await["items"][0].clone();
        let edit = async |member: &Value, born: &str| {
            let record = desk.get(app, &format!("/members/{}", id(member))).await;
            let new = json!({ "version": record["version"].to_string(), "given_fr": "X", "born_on": born });
            drop(desk.post(app, &format!("/members/{}", id(member)), new).await.ok());
        };
        edit(&mother, "01/01/2015").await;
        assert_eq!(relatives(&desk, app, &sara).await["guardians"][0]["acts"], false);
        edit(&sara, "").await;
        assert_eq!(
            field_errors(guard(&desk, app, &mother, json!({ "guardian": id(&sara), "kinship": "other" })).await),
            ["guardian guardian-in-a-circle"]
        );
    }
);

testing::both!(
    MODULES,
    async fn mails_for_a_child_go_to_who_acts_until_the_eighteenth_birthday(app: App) {
        let desk = Desk::open(app).await;
        let sara = child(&desk, app, "sara").await;
        let alone = child(&desk, app, "alone").await;
        let bare = add(&desk, app, json!({ "given_fr": "Bare", "born_on": "01/05/2015", "phone": "0600000001" })).await;
        assert_eq!(desk.get(app, "/summary").await["minors_alone"], 3);
        let mother =
            add(&desk, app, json!({ "given_ar": "سناء", "email": "mother@membres.exemple.ma", "phone": "0611111111", "locale": "ar" }))
                .await;
        // the first has no address: the second is written to
        drop(guard(&desk, app, &sara, json!({ "name_fr": "Père Alami", "kinship": "father", "phone": "0622222222" })).await.ok());
        drop(guard(&desk, app, &sara, json!({ "guardian": id(&mother), "kinship": "mother" })).await.ok());
        drop(guard(&desk, app, &bare, json!({ "name_ar": "أمينة", "kinship": "mother", "email": "amina@membres.exemple.ma" })).await.ok());
        assert_eq!(desk.get(app, "/summary").await["minors_alone"], 1);
        let missing = desk.get(app, "/members?guardian=missing").await;
        assert_eq!((missing["items"].as_array().map(Vec::len), &missing["items"][0]["id"]), (Some(1), &alone["id"]));
        // the assembly: the electors hold to whom it went
        let planned = json!({ "held_on": "2026-12-20", "time": "18:00", "place": "Ici", "agenda": "Un point" });
        let assembly = desk.post(app, "/assemblies", planned).await.ok().json();
        assert_eq!(assembly["electors_without_email"], 0, "{assembly}");
        drop(desk.post(app, &format!("/assemblies/{}/convocation", id(&assembly)), json!({})).await.ok());
        app.settle().await;
        let convened: Vec<String> =
            sorted(kept_mails(app).await.into_iter().map(|mail| mail.to).filter(|to| to.contains("@membres.")).collect());
        assert_eq!(
            convened,
            ["alone@membres.exemple.ma", "amina@membres.exemple.ma", "mother@membres.exemple.ma", "mother@membres.exemple.ma"]
        );
        let electors = desk.get(app, &format!("/assemblies/{}/electors", id(&assembly))).await;
        let phone =
            electors["items"].as_array().and_then(|all| all.iter().find(|one| one["member"] == sara["id"])).expect("sara")["phone"].clone();
        assert_eq!(phone, "+212622222222");
        // dues: on the birthday guardianship is over by itself
        drop(desk.post(app, "/dues/fees", json!({ "year": "2026", "amount": "200" })).await.ok());
        drop(desk.post(app, "/dues/run", json!({ "year": "2026" })).await.ok());
        let preview = desk.get(app, "/dues/reminders/by-hand").await;
        assert_eq!((&preview["members"], &preview["by_mail"]), (&json!(4), &json!(4)), "{preview}");
        app.clock.set("2026-11-29T22:30:00Z".parse().expect("a time"));
        assert_eq!(
            (&relatives(&desk, app, &sara).await["minor"], &relatives(&desk, app, &sara).await["guardians"][1]["acts"]),
            (&json!(true), &json!(true))
        );
        app.clock.set("2026-11-30T12:00:00Z".parse().expect("a time"));
        let grown = relatives(&desk, app, &sara).await;
        assert_eq!(
            (&grown["minor"], &grown["of_age_on"], &grown["guardians"][1]["acts"]),
            (&json!(false), &json!("2026-11-30"), &json!(false))
        );
        drop(desk.post(app, "/dues/reminders/by-hand", json!({ "members": "4" })).await.ok());
        app.settle().await;
        let reminders: Vec<String> =
            kept_mails(app).await.into_iter().filter(|mail| mail.text.contains("200,00")).map(|mail| mail.to).collect();
        let reminders = sorted(reminders.into_iter().filter(|to| to.contains("@membres.")).collect());
        assert_eq!(
            reminders,
            ["alone@membres.exemple.ma", "amina@membres.exemple.ma", "mother@membres.exemple.ma", "sara@membres.exemple.ma"]
        );
    }
);

fn sorted(mut all: Vec<String>) -> Vec<String> {
    all.sort();
    all
}

testing::both!(
    MODULES,
    async fn one_record_of_two_has_the_family_and_guardians_of_both_and_gives_them_back(app: App) {
        let desk = Desk::with_members(app, 2).await;
        let (kept, other) = (child(&desk, app, "sara").await, child(&desk, app, "sarah").await);
        drop(guard(&desk, app, &kept, json!({ "guardian": "1", "kinship": "mother" })).await.ok());
        drop(guard(&desk, app, &other, json!({ "guardian": "1", "kinship": "mother" })).await.ok());
        drop(guard(&desk, app, &other, json!({ "name_fr": "Père", "kinship": "father" })).await.ok());
        drop(desk.post(app, "/families", json!({ "label": "Alami", "member": id(&other) })).await.ok());
        let before = (relatives(&desk, app, &kept).await, relatives(&desk, app, &other).await);
        let input = json!({ "kept": id(&kept), "other": id(&other), "kept_version": "1", "other_version": "1" });
        drop(desk.post(app, "/members/merges", input).await.ok());
        let one = relatives(&desk, app, &kept).await;
        let kinships: Vec<&str> =
            one["guardians"].as_array().expect("guardians").iter().filter_map(|one| one["kinship"].as_str()).collect();
        assert_eq!((&kinships[..], &one["family"]["label"]), (&["mother", "father"][..], &json!("Alami")));
        let merges = desk.get(app, "/members/merges").await;
        drop(desk.post(app, &format!("/members/merges/{}/undoing", id(&merges["items"][0])), json!({})).await.ok());
        assert_eq!((relatives(&desk, app, &kept).await, relatives(&desk, app, &other).await), before);
        // a guardian whose record becomes one with another's goes on acting
        let mothers = desk.get(app, "/members?search=prenom").await["items"].clone();
        let input = json!({ "kept": id(&mothers[1]), "other": id(&mothers[0]), "kept_version": "1", "other_version": "1" });
        drop(desk.post(app, "/members/merges", input).await.ok());
        assert_eq!(relatives(&desk, app, &kept).await["guardians"][0]["member"]["id"], mothers[1]["id"]);
    }
);

testing::both!(
    MODULES,
    async fn who_is_taken_out_leaves_neither_family_nor_ward_behind(app: App) {
        let desk = Desk::with_members(app, 2).await;
        let sara = child(&desk, app, "sara").await;
        let noted = guard(&desk, app, &sara, json!({ "guardian": "1", "kinship": "mother" })).await.ok().json();
        drop(guard(&desk, app, &sara, json!({ "name_fr": "Père Alami", "kinship": "father", "phone": "0622222222" })).await.ok());
        drop(desk.post(app, "/families", json!({ "label": "Alami", "member": "1" })).await.ok());
        let file = app.get(&desk.token, &desk.twin.path("/members/export?format=csv&columns=number,family,guardians")).await.ok().text();
        assert!(file.contains("\"1\",\"Alami\",\"\"") && file.contains("Prenom01 Nom01 / Père Alami +212622222222"), "{file}");
        let changed = json!({ "name_fr": "Le père", "kinship": "appointed" });
        let father = relatives(&desk, app, &sara).await["guardians"][1].clone();
        drop(desk.post(app, &format!("/guardians/{}", id(&father)), changed).await.ok());
        assert_eq!(relatives(&desk, app, &sara).await["guardians"][1]["name_fr"], "Le père");
        let away = json!({ "guardian": id(&father) });
        drop(desk.post(app, &format!("/members/{}/guardians/removal", id(&sara)), away.clone()).await.ok());
        assert_eq!(
            field_errors(desk.post(app, &format!("/members/{}/guardians/removal", id(&sara)), away).await),
            ["guardian unknown-guardian"]
        );
        let mother = noted["guardians"][0]["member"].clone();
        let rest = format!("/members/{}/removal", id(&mother));
        drop(desk.post(app, &rest, json!({ "act": "delete", "version": "1", "sure": "yes" })).await.ok());
        assert_eq!(relatives(&desk, app, &sara).await["guardians"], json!([]));
        assert_eq!(desk.get(app, "/families").await["items"], json!([]));
        app.settle().await;
        let log = desk.get(app, "/audit?action=guardian-added").await;
        assert_eq!(log["items"][1]["personal"]["guardian"], "Prenom01 Nom01");
    }
);

testing::both!(
    MODULES,
    async fn a_family_pays_less_from_a_member_on_and_no_more_than_its_cap(app: App) {
        let desk = Desk::with_members(app, 6).await;
        let family = desk.post(app, "/families", json!({ "label": "Alami", "member": "5" })).await.ok().json();
        let join = async |number: &str| {
            drop(desk.post(app, &format!("/families/{}/members", id(&family)), json!({ "member": number })).await.ok());
        };
        for number in ["2", "3", "4"] {
            join(number).await;
        }
        let fee = async |family_from: &str, family_percent: &str, family_most: &str| {
            let rules = json!({ "year": "2026", "amount": "200", "family_from": family_from, "family_percent": family_percent, "family_most": family_most });
            desk.post(app, "/dues/fees", rules).await
        };
        assert_eq!(
            field_errors(fee("1", "100", "-5").await),
            ["family_from family-from-out-of-range", "family_percent family-percent-out-of-range", "family_most amount-negative"]
        );
        assert_eq!(field_errors(fee("2", "", "").await), ["family_percent required"]);
        let set = fee("2", "50", "350").await.ok().json();
        assert_eq!((&set["family_from"], &set["family_percent"], &set["family_most"]), (&json!(2), &json!(50), &json!("350.00")));
        // whoever pays before the run is charged as the first of the family
        let pay = |number: &str, amount: &str| json!({ "member": number, "year": "2026", "amount": amount, "method": "cash", "paid_on": "2026-11-20" });
        drop(desk.post(app, "/dues/payments", pay("4", "200")).await.ok());
        let preview = desk.get(app, "/dues/run?year=2026").await;
        // 1 and 6 pay 200; of the family 2 pays 100, 3 the 50 that are left, 5 nothing
        assert_eq!((&preview["members"], &preview["amount"]), (&json!(4), &json!("550.00")), "{preview}");
        assert_eq!((&preview["spared_members"], &preview["spared"]), (&json!(3), &json!("450.00")));
        assert!(preview["left_out"].as_array().expect("lines").contains(&json!({ "why": "family", "members": 1 })), "{preview}");
        let run = async |members: &str| desk.post(app, "/dues/run", json!({ "year": "2026", "members": members })).await;
        let (one, other) = tokio::join!(run("4"), run("4"));
        let (won, lost) = if one.status.is_success() { (one, other) } else { (other, one) };
        assert_eq!((&won.ok().json()["amount"], lost.refused(409)), (&json!("550.00"), "run-nobody".to_owned()));
        let open = async |number: usize| {
            let members = desk.get(app, "/members").await["items"].clone();
            desk.get(app, &format!("/members/{}/dues", id(&members[number - 1]))).await["open"].as_str().expect("a sum").to_owned()
        };
        assert_eq!(
            [open(1).await, open(2).await, open(3).await, open(4).await, open(5).await],
            ["200.00", "100.00", "50.00", "0.00", "0.00"]
        );
        // who owes nothing has paid the year
        assert_eq!(desk.get(app, "/members?dues=paid").await["items"].as_array().map(Vec::len), Some(2));
        // who joins the family later finds the cap reached, also by a payment of the own
        let late = add(&desk, app, json!({ "given_fr": "Tard", "family_fr": "Alami" })).await;
        join(&id(&late)).await;
        assert_eq!(run("0").await.refused(409), "run-nobody");
        let refused = desk.post(app, "/dues/payments", pay(&id(&late), "200")).await;
        assert!(refused.status.is_client_error(), "{}", refused.text());
        // outside of it the whole is due
        drop(desk.post(app, &format!("/families/{}/leaving", id(&family)), json!({ "member": id(&late) })).await.ok());
        let preview = desk.get(app, "/dues/run?year=2026").await;
        assert_eq!((&preview["members"], &preview["amount"], &preview["spared"]), (&json!(1), &json!("200.00"), &json!("200.00")));
        app.settle().await;
    }
);

testing::both!(
    MODULES,
    async fn a_photo_is_kept_with_consent_and_goes_without_a_trace(app: App) {
        let desk = Desk::with_members(app, 2).await;
        let members = desk.get(app, "/members").await["items"].clone();
        let of = |at: usize, rest: &str| format!("/members/{}/photo{rest}", id(&members[at]));
        let keep =
            async |at: usize, query: &str, bytes: &[u8]| app.upload(&desk.token, &desk.twin.path(&of(at, query)), bytes.to_vec()).await;
        let agreed = "?agreed=yes&agreed_on=20/11/2026";
        assert_eq!(field_errors(keep(0, "?agreed_on=2030-01-01", DOT).await), ["agreed photo-needs-consent", "agreed_on date-future"]);
        assert_eq!(field_errors(keep(0, agreed, b"%PDF-1.7").await), ["file photo-kind"]);
        assert_eq!(app.get(&desk.token, &desk.twin.path(&of(0, ""))).await.status, 404);
        let record = keep(0, agreed, DOT).await.ok().json();
        assert_eq!(record["photo"]["agreed_on"], "2026-11-20");
        let shown = app.get(&desk.token, &desk.twin.path(&of(0, ""))).await.ok();
        assert!(shown.headers["content-type"] == "image/jpeg" && shown.body.starts_with(b"\xff\xd8\xff"));
        let cards = app.get(&desk.token, &desk.twin.path("/members/cards")).await.ok().body;
        assert!(cards.windows(9).any(|part| part == b"DCTDecode"), "the card shows it");
        // another one takes its place, and whoever takes away the one before is told
        let second = keep(0, agreed, DOT).await.ok().json();
        let away = async |photo: &Value| desk.post(app, &of(0, "/removal"), json!({ "photo": photo["photo"]["id"] })).await;
        assert_eq!(field_errors(away(&record).await), ["photo photo-gone"]);
        let used = async || {
            let mut sql = Sql::open(app, "membership", desk.twin.id).await;
            (
                sql.texts("select cast(count(*) as text) from file").await.remove(0),
                sql.texts("select cast(used as text) from storage").await.remove(0),
            )
        };
        let none = ("0".to_owned(), "0".to_owned());
        assert_eq!(used().await.0, "1");
        drop(away(&second).await.ok());
        assert_eq!(used().await, none);
        // it follows a person whose records are made one, and back
        drop(keep(1, agreed, DOT).await.ok());
        let input = json!({ "kept": id(&members[0]), "other": id(&members[1]), "kept_version": "1", "other_version": "1" });
        let one = desk.post(app, "/members/merges", input).await.ok().json();
        assert!(one["photo"]["id"].is_string());
        let merges = desk.get(app, "/members/merges").await;
        let back = desk.post(app, &format!("/members/merges/{}/undoing", id(&merges["items"][0])), json!({})).await.ok().json();
        assert_eq!(
            (&back["photo"]["id"], desk.get(app, &format!("/members/{}", id(&members[0]))).await["photo"].is_null()),
            (&one["photo"]["id"], true)
        );
        // and goes with the person
        let rest = format!("/members/{}/removal", id(&back));
        drop(desk.post(app, &rest, json!({ "act": "delete", "version": back["version"].to_string(), "sure": "yes" })).await.ok());
        assert_eq!(used().await, none);
    }
);
