//! What a mandate brings with it: the rights of the office on its days, the month to declare, the
//! warnings before its end, and what a hub sees of it.

use crate::MODULES;
use crate::browser::Browser;
use crate::desk::{Desk, PASSWORD, account, field_errors, kept_mails};
use crate::world::seat;
use chrono::Duration;
use kernel::Role;
use serde_json::{Value, json};
use testing::App;
use uuid::Uuid;

/// A member of the association with this address.
async fn member(app: &App, desk: &Desk, name: &str, email: &str) -> String {
    let typed = json!({ "given_fr": name, "family_fr": "Alaoui", "email": email });
    desk.post(app, "/members", typed).await.ok().json()["number"].to_string()
}

/// Somebody who has an account here, and is a member.
async fn seated(app: &App, desk: &Desk, name: &str) -> (Uuid, String, String) {
    let (id, email, token) = account(app, name).await;
    tenancy::operator::give_seat(app.process.state("tenancy").expect("hosted"), desk.twin.id, id, Role::Member).await.expect("seated");
    (id, member(app, desk, name, &email).await, token)
}

async fn elect(app: &App, desk: &Desk, more: Value) -> Value {
    let mut input = json!({ "elected_on": "20/11/2026" });
    for (name, value) in more.as_object().expect("fields") {
        input[name] = value.clone();
    }
    let mandate = desk.post(app, "/mandates", input).await.ok().json();
    app.settle().await;
    mandate
}

async fn end(app: &App, desk: &Desk, mandate: &Value, on: &str) {
    let id = mandate["id"].as_str().expect("an id");
    drop(desk.post(app, &format!("/mandates/{id}/end"), json!({ "ended_on": on, "reason": "resignation" })).await.ok());
    app.settle().await;
}

async fn role(app: &App, desk: &Desk, who: Uuid) -> Value {
    let people = desk.get(app, "/people").await;
    let found = people["items"].as_array().expect("people").iter().find(|person| person["id"] == json!(who)).cloned();
    found.map_or(Value::Null, |person| person["role"].clone())
}

/// What became of a mandate's rights, with the reason.
async fn rights(app: &App, desk: &Desk, mandate: &Value) -> (String, Value) {
    let board = desk.get(app, "/board").await;
    let seat = board["items"].as_array().expect("seats").iter().find(|seat| seat["mandate"] == mandate["id"]).expect("told").clone();
    (seat["rights"].as_str().expect("rights").to_owned(), seat["reason"].clone())
}

fn told(rights: &str, reason: Value) -> (String, Value) {
    (rights.to_owned(), reason)
}

testing::both!(
    MODULES,
    async fn rights_come_and_go_with_the_mandate_on_its_days(app: App) {
        let desk = Desk::open(app).await;
        let (treasurer, number, token) = seated(app, &desk, "Tresoriere").await;
        let first = elect(app, &desk, json!({ "member": number, "office": "treasurer", "starts_on": "01/12/2026" })).await;
        assert_eq!(rights(app, &desk, &first).await, told("waiting", Value::Null));
        assert_eq!(role(app, &desk, treasurer).await, "member", "not before its first day");
        app.clock.set(app.clock.now() + Duration::days(10));
        app.settle().await;
        assert_eq!(role(app, &desk, treasurer).await, "treasurer");
        assert_eq!(rights(app, &desk, &first).await, told("given", Value::Null));
        drop(app.get(&token, &desk.twin.path("/books/journal")).await.ok());
        // the end is known beforehand, and takes nothing before its day
        end(app, &desk, &first, "05/12/2026").await;
        assert_eq!(role(app, &desk, treasurer).await, "treasurer");
        app.clock.set(app.clock.now() + Duration::days(4));
        app.settle().await;
        assert_eq!(role(app, &desk, treasurer).await, "member");
        assert_eq!(app.get(&token, &desk.twin.path("/books/journal")).await.refused(403), "forbidden");
        // what somebody changed by hand since stays
        let second = elect(app, &desk, json!({ "member": number, "office": "adviser" })).await;
        assert_eq!(role(app, &desk, treasurer).await, "adviser");
        drop(desk.post(app, &format!("/people/{treasurer}/office"), json!({ "role": "deputy_treasurer" })).await.ok());
        end(app, &desk, &second, "05/12/2026").await;
        assert_eq!(role(app, &desk, treasurer).await, "deputy_treasurer");
        assert_eq!(rights(app, &desk, &second).await.0, "ended");
        // who leaves the association keeps nothing of it
        let third = elect(app, &desk, json!({ "member": number, "office": "treasurer", "elected_on": "05/12/2026" })).await;
        let resigned = json!({ "status": "resigned", "since": "05/12/2026" });
        let id = third["member"].as_str().expect("an id");
        drop(desk.post(app, &format!("/members/{id}/status"), resigned).await.ok());
        app.settle().await;
        assert_eq!(role(app, &desk, treasurer).await, Value::Null);
        let acts = desk.all(app, "/audit").await;
        let count = |action: &str| acts.iter().filter(|entry| entry["action"] == action).count();
        assert_eq!((count("mandate-rights-given"), count("mandate-rights-taken")), (3, 2));
    }
);

testing::both!(
    MODULES,
    async fn the_last_who_gives_offices_keeps_the_seat_until_another_is_there(app: App) {
        let desk = Desk::open(app).await;
        let number = member(app, &desk, "Presidente", &desk.email).await;
        let old = elect(app, &desk, json!({ "member": number, "office": "president" })).await;
        assert_eq!(rights(app, &desk, &old).await, told("given", Value::Null));
        end(app, &desk, &old, "21/11/2026").await;
        assert_eq!(rights(app, &desk, &old).await, told("kept", json!("last-administrator")));
        assert_eq!(role(app, &desk, desk.account).await, "president");
        let (next, number, token) = seated(app, &desk, "Suivante").await;
        let new = elect(app, &desk, json!({ "member": number, "office": "president", "elected_on": "21/11/2026" })).await;
        let board = app.get(&token, &desk.twin.path("/board")).await.ok().json()["items"].clone();
        let of = |mandate: &Value| {
            board.as_array().expect("seats").iter().find(|seat| seat["mandate"] == mandate["id"]).expect("told")["rights"].clone()
        };
        assert_eq!((of(&new), of(&old)), (json!("given"), json!("ended")));
        let people = app.get(&token, &desk.twin.path("/people")).await.ok().json();
        let of = |who: Uuid| {
            people["items"].as_array().expect("people").iter().find(|one| one["id"] == json!(who)).expect("there")["role"].clone()
        };
        assert_eq!((of(next), of(desk.account)), (json!("president"), json!("member")));
    }
);

testing::both!(
    MODULES,
    async fn who_has_no_account_is_invited_and_an_end_takes_the_invitation_back(app: App) {
        let desk = Desk::open(app).await;
        let (who, email, token) = account(app, "Nouvelle").await;
        let number = member(app, &desk, "Nouvelle", &email).await;
        let first = elect(app, &desk, json!({ "member": number, "office": "treasurer" })).await;
        assert_eq!(rights(app, &desk, &first).await, told("invited", Value::Null));
        assert_eq!(role(app, &desk, who).await, Value::Null, "nobody is seated without their own act");
        end(app, &desk, &first, "21/11/2026").await;
        let mine = async || app.get(&token, "/api/v1/account/invitations").await.ok().json()["items"].clone();
        assert_eq!(mine().await, json!([]));
        let second = elect(app, &desk, json!({ "member": number, "office": "treasurer", "elected_on": "21/11/2026" })).await;
        let invitation = mine().await[0]["id"].as_str().expect("an invitation").to_owned();
        drop(app.post(&token, &format!("/api/v1/account/invitations/{invitation}/acceptance"), json!({})).await.ok());
        assert_eq!(role(app, &desk, who).await, "treasurer");
        assert_eq!(rights(app, &desk, &second).await.0, "given");
        end(app, &desk, &second, "21/11/2026").await;
        assert_eq!(role(app, &desk, who).await, "member");
        // without an address, and with one that has an open invitation
        let silent = desk.post(app, "/members", json!({ "family_fr": "Muette" })).await.ok().json()["number"].to_string();
        let third = elect(app, &desk, json!({ "member": silent, "office": "adviser" })).await;
        assert_eq!(rights(app, &desk, &third).await, told("refused", json!("holder-without-email")));
    }
);

testing::both!(
    MODULES,
    async fn nobody_gives_rights_above_their_own_by_noting_an_election(app: App) {
        let desk = Desk::open(app).await;
        let (secretary, _, token) = account(app, "Secretaire").await;
        seat(app, &desk.token, &desk.twin, secretary, json!({ "role": "secretary_general" })).await;
        let (accomplice, number, _) = seated(app, &desk, "Complice").await;
        let input = json!({ "member": number, "office": "president", "elected_on": "20/11/2026" });
        let mandate = app.post(&token, &desk.twin.path("/mandates"), input).await.ok().json();
        app.settle().await;
        assert_eq!(role(app, &desk, accomplice).await, "member");
        assert_eq!(rights(app, &desk, &mandate).await, told("refused", json!("rights-need-administrator")));
        let path = format!("/board/{}/rights", mandate["id"].as_str().expect("an id"));
        assert_eq!(app.post(&token, &desk.twin.path(&path), json!({})).await.refused(403), "forbidden");
        assert_eq!(desk.post(app, &path, json!({})).await.ok().json()["rights"], "given");
        assert_eq!(role(app, &desk, accomplice).await, "president");
        // a vice president gives offices, but no president's
        end(app, &desk, &mandate, "21/11/2026").await;
        let (vice, _, token) = account(app, "Vice").await;
        seat(app, &desk.token, &desk.twin, vice, json!({ "role": "vice_president" })).await;
        let input = json!({ "member": number, "office": "president", "elected_on": "21/11/2026" });
        let mandate = app.post(&token, &desk.twin.path("/mandates"), input).await.ok().json();
        app.settle().await;
        assert_eq!(rights(app, &desk, &mandate).await, told("refused", json!("rights-need-administrator")));
    }
);

testing::both!(
    MODULES,
    async fn a_change_of_the_board_is_due_within_its_month_once(app: App) {
        let desk = Desk::open(app).await;
        let names = ["Une", "Deux", "Trois"];
        for name in names {
            drop(member(app, &desk, name, "").await);
        }
        let first = elect(app, &desk, json!({ "member": "1", "office": "president" })).await;
        elect(app, &desk, json!({ "member": "2", "office": "treasurer" })).await;
        elect(app, &desk, json!({ "member": "3", "office": "adviser", "elected_on": "01/03/2020", "declared": "yes" })).await;
        let history =
            json!({ "member": "3", "office": "president", "elected_on": "01/03/2016", "ended_on": "01/03/2020", "end_reason": "term" });
        elect(app, &desk, history).await;
        let declarations = desk.get(app, "/record/declarations").await["items"].clone();
        assert_eq!(declarations.as_array().expect("declarations").len(), 1);
        assert_eq!((&declarations[0]["about"], &declarations[0]["due_on"]), (&json!(["board"]), &json!("2026-12-20")));
        let calendar = desk.get(app, "/record/calendar").await["items"].clone();
        assert!(calendar.as_array().expect("deadlines").iter().any(|due| due["kind"] == "change" && due["due_on"] == "2026-12-20"));
        let id = declarations[0]["id"].as_str().expect("an id");
        let receipt = json!({ "declared_on": "21/11/2026", "receipt_number": "77/2026" });
        drop(desk.post(app, &format!("/record/declarations/{id}/receipt"), receipt).await.ok());
        let board = desk.get(app, "/board").await["items"].clone();
        let seat = board.as_array().expect("seats").iter().find(|seat| seat["mandate"] == first["id"]).expect("told").clone();
        assert_eq!(seat["declarations"][0]["receipt_number"], "77/2026");
        // its end is another change, of another day
        end(app, &desk, &first, "21/11/2026").await;
        assert_eq!(desk.get(app, "/record/declarations").await["items"].as_array().expect("declarations").len(), 2);
    }
);

testing::both!(
    MODULES,
    async fn the_board_is_warned_thrice_and_the_hub_sees_when_it_is_over(app: App) {
        let desk = Desk::with_members(app, 2).await;
        let (coordinator, _, hub) = account(app, "Coordination").await;
        let state = app.process.state("tenancy").expect("hosted");
        tenancy::operator::seat_coordinator(state, coordinator, "06", false).await.expect("a coordinator");
        for (number, office) in [("1", "secretary_general"), ("2", "treasurer")] {
            elect(app, &desk, json!({ "member": number, "office": office, "planned_end": "21/03/2027" })).await;
        }
        let listed = async |query: &str| {
            let found = app.get(&hub, &format!("/api/v1/hubs/casablanca-settat/associations?mandate={query}")).await.ok().json();
            found["items"].as_array().expect("rows").len()
        };
        let warnings = async || kept_mails(app).await.into_iter().filter(|mail| mail.subject.contains("mandat du bureau")).count();
        let later = async |days: i64| {
            app.clock.set(app.clock.now() + Duration::days(days));
            app.settle().await;
        };
        assert_eq!((warnings().await, listed("soon").await, listed("over").await), (0, 0, 0));
        later(29).await;
        assert_eq!(warnings().await, 0);
        for (days, mails) in [(1, 1), (1, 1), (29, 2), (30, 3), (29, 3)] {
            later(days).await;
            assert_eq!(warnings().await, mails, "{}", app.clock.today());
        }
        assert_eq!((listed("soon").await, listed("over").await), (1, 0));
        let calendar = desk.get(app, "/record/calendar").await["items"].clone();
        assert!(calendar.as_array().expect("deadlines").iter().any(|due| due["kind"] == "mandate-end" && due["due_on"] == "2027-03-21"));
        later(1).await;
        assert_eq!((warnings().await, listed("soon").await, listed("over").await), (3, 0, 1));
        let figures = app.get(&hub, "/api/v1/hubs/casablanca-settat/figures").await.ok().json();
        assert_eq!(figures["mandate_over"], 1);
        let wrong = app.get(&hub, "/api/v1/hubs/casablanca-settat/associations?mandate=x").await;
        assert_eq!(field_errors(wrong), ["mandate choice-unknown"]);
        let mut browser = Browser::at("192.0.2.62");
        browser.sign_in(app, &desk.email, PASSWORD).await;
        let here = |rest: &str| format!("/a/{}{rest}", desk.twin.slug);
        let mandate = desk.get(app, "/mandates").await["items"][0]["id"].as_str().expect("an id").to_owned();
        for lang in ["ar", "en", "fr"] {
            drop(browser.open(app, &format!("/associations?lang={lang}")).await);
            for rest in ["/board", "/record/calendar", &format!("/board/mandates/{mandate}"), &format!("/board/mandates/{mandate}/rights")]
            {
                drop(browser.open(app, &here(rest)).await.ok());
            }
        }
        assert!(browser.open(app, &here("/board")).await.ok().text().contains("Échu"));
    }
);

testing::both!(
    MODULES,
    async fn a_change_of_the_board_has_its_file_for_the_authority_and_its_handover(app: App) {
        let desk = Desk::open(app).await;
        let typed = json!({ "given_ar": "فاطمة", "family_ar": "العلوي", "given_fr": "Fatima", "family_fr": "Alaoui", "born_on": "05/03/1989",
            "nationality": "Marocaine", "profession": "Institutrice", "address": "12, rue des Fleurs", "commune": "06.141.01.01" });
        drop(desk.post(app, "/members", typed).await.ok());
        elect(app, &desk, json!({ "member": "1", "office": "president" })).await;
        let declaration = desk.get(app, "/record/declarations").await["items"][0]["id"].as_str().expect("an id").to_owned();
        let at = |rest: &str| format!("/record/declarations/{declaration}{rest}");
        let paper = b"%PDF-1.7 essai".to_vec();
        for path in [at("/minutes?file_name=pv.pdf"), "/record/statutes?adopted_on=2001-02-03".to_owned()] {
            drop(app.upload(&desk.token, &desk.twin.path(&path), paper.clone()).await.ok());
        }
        let zip = app.get(&desk.token, &desk.twin.path(&at("/dossier.zip"))).await.ok();
        let zip = zip::ZipArchive::new(std::io::Cursor::new(zip.body.to_vec())).expect("a ZIP");
        let mut names: Vec<String> = zip.file_names().map(|name| name.expect("a name").into_owned()).collect();
        names.sort_unstable();
        assert_eq!(names, ["liste-du-bureau.pdf", "proces-verbal.pdf", "statuts.pdf"]);
        let list = app.get(&desk.token, &desk.twin.path("/mandates/list.pdf?on=2026-11-20")).await.ok();
        let file = app.directory().join("bureau.pdf");
        std::fs::write(&file, &list.body).expect("written");
        let text = crate::tool("pdftotext", &["-layout", &file.display().to_string(), "-"]);
        for word in ["Fatima Alaoui", "Marocaine", "05/03/1989", "Institutrice", "rue des Fleurs", "Président"] {
            assert!(text.contains(word), "{word}: {text}");
        }
        let items = desk.get(app, &at("/handover")).await["items"].clone();
        assert_eq!(items.as_array().expect("items").len(), contracts::mandates::HANDOVER.len());
        let tick = async |done: &str| {
            let said = json!({ "item": "cash", "done": done, "note": "1 250,50 DH" });
            let items = desk.post(app, &at("/handover"), said).await.ok().json()["items"].clone();
            items.as_array().expect("items").iter().find(|item| item["item"] == "cash").expect("there").clone()
        };
        for _ in 0..2 {
            let ticked = tick("yes").await;
            assert_eq!((&ticked["done_on"], &ticked["done_by"]), (&json!("2026-11-21"), &json!("Présidente")));
        }
        assert_eq!(tick("").await["done_on"], Value::Null);
        let wrong = desk.post(app, &at("/handover"), json!({ "item": "crown", "done": "yes" })).await;
        assert_eq!(field_errors(wrong), ["item choice-unknown"]);
        let seat = json!({ "kind": "change", "about": "seat", "decided_on": "2026-11-01" });
        let other = desk.post(app, "/record/declarations", seat).await.ok().json()["id"].as_str().expect("an id").to_owned();
        let wrong = desk.post(app, &format!("/record/declarations/{other}/handover"), json!({ "item": "cash", "done": "yes" })).await;
        assert_eq!(field_errors(wrong), ["item choice-unknown"]);
        let mut browser = Browser::at("192.0.2.64");
        browser.sign_in(app, &desk.email, PASSWORD).await;
        let here = |rest: &str| format!("/a/{}{}", desk.twin.slug, at(rest));
        let ticked = [("item", "keys"), ("done", "yes"), ("note", "Deux clés")];
        let sent = browser.submit(app, &here("/handover"), &here("/handover"), &ticked).await;
        assert_eq!(sent.status.as_u16(), 303, "{}", sent.text());
        for (lang, said) in [("ar", "تسليم المهام"), ("fr", "Passation"), ("en", "Handover")] {
            drop(browser.open(app, &format!("/associations?lang={lang}")).await);
            let shown = browser.open(app, &here("/handover")).await.ok().text();
            assert!(shown.contains(said) && shown.contains("Deux clés"), "{lang}");
        }
    }
);
