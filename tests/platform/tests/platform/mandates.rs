//! The board's mandates: who holds which office on which day, and what the statutes and the law have
//! against it.

use crate::MODULES;
use crate::browser::Browser;
use crate::desk::{Desk, PASSWORD, Sql, field_errors};
use serde_json::{Value, json};
use testing::{Answer, App};

async fn elect(app: &App, desk: &Desk, member: &str, office: &str, on: &str) -> Answer {
    desk.post(app, "/mandates", json!({ "member": member, "office": office, "elected_on": on })).await
}

fn path(mandate: &Value, rest: &str) -> String {
    format!("/mandates/{}{rest}", mandate["id"].as_str().expect("an id"))
}

/// The board of a day, as `office number`.
async fn board(app: &App, desk: &Desk, on: &str) -> Vec<String> {
    let items = desk.get(app, &format!("/mandates?on={on}")).await["items"].clone();
    let told = |mandate: &Value| format!("{} {}", mandate["office"].as_str().expect("an office"), mandate["member_number"]);
    items.as_array().expect("mandates").iter().map(told).collect()
}

testing::both!(
    MODULES,
    async fn the_board_of_any_day_is_told_and_history_stays(app: App) {
        let desk = Desk::with_members(app, 4).await;
        drop(desk.post(app, "/board-rules", json!({ "term_years": "4", "max_terms": "2", "incompatible": "any" })).await.ok());
        let past =
            json!({ "member": "4", "office": "president", "elected_on": "10/01/2018", "ended_on": "12/01/2022", "end_reason": "term" });
        drop(desk.post(app, "/mandates", past).await.ok());
        let president = elect(app, &desk, "1", "president", "12/01/2022").await.ok().json();
        assert_eq!((&president["starts_on"], &president["planned_end"]), (&json!("2022-01-12"), &json!("2026-01-12")));
        let own = desk.post(app, "/board-offices", json!({ "name_fr": "Archiviste", "name_ar": "أمين الأرشيف" })).await.ok().json();
        drop(elect(app, &desk, "3", own["id"].as_str().expect("an id"), "01/02/2022").await.ok());
        drop(elect(app, &desk, "2", "treasurer", "12/01/2022").await.ok());
        assert_eq!(board(app, &desk, "2021-06-01").await, ["president 4"]);
        assert_eq!(board(app, &desk, "2022-01-11").await, ["president 4"]);
        assert_eq!(board(app, &desk, "2022-01-12").await, ["president 1", "treasurer 2"]);
        assert_eq!(board(app, &desk, "2026-11-21").await, ["president 1", "treasurer 2", "own 3"], "until somebody replaces them");
        // from the first of January: until then the earlier one
        let next = json!({ "member": "4", "elected_on": "20/11/2026", "starts_on": "01/01/2027", "reason": "term" });
        let next = desk.post(app, &path(&president, "/replacement"), next).await.ok().json();
        assert_eq!((&next["office"], &next["planned_end"]), (&json!("president"), &json!("2031-01-01")));
        assert_eq!(board(app, &desk, "2026-12-31").await[0], "president 1");
        assert_eq!(board(app, &desk, "2027-01-01").await[0], "president 4");
        // whoever follows in the middle of a term has the rest of it
        let treasurer = desk.get(app, "/mandates?on=2026-11-21").await["items"][1].clone();
        let next = json!({ "member": "3", "elected_on": "20/11/2026", "reason": "resignation", "exception": "Intérim voté" });
        let next = desk.post(app, &path(&treasurer, "/replacement"), next).await.ok().json();
        assert_eq!((&next["planned_end"], &next["exception"]), (&json!("2030-11-20"), &json!("Intérim voté")), "that one was over");
        let middle = json!({ "member": "2", "elected_on": "20/11/2026", "reason": "replacement", "exception": "Intérim voté" });
        let middle = desk.post(app, &path(&next, "/replacement"), middle).await.ok().json();
        assert_eq!(middle["planned_end"], "2030-11-20");
        let all = desk.get(app, "/mandates").await["items"].as_array().expect("mandates").len();
        assert_eq!(all, 7);
        let of_four = desk.get(app, &format!("/mandates?member={}", president["member"].as_str().expect("an id"))).await;
        assert_eq!(of_four["items"][0]["end_reason"], "term");
        app.settle().await;
        let entry = desk.get(app, "/audit?action=mandate-replaced").await["items"][0].clone();
        assert_eq!((&entry["subject"], &entry["details"]["exception"]), (&json!("№ 2"), &json!("Intérim voté")));
        assert_eq!(entry["personal"]["person"], "Prenom02 Nom02");
    }
);

testing::both!(
    MODULES,
    async fn of_two_presidents_elected_at_once_one_is(app: App) {
        let desk = Desk::with_members(app, 2).await;
        for round in 0..6 {
            let (one, other) =
                tokio::join!(elect(app, &desk, "1", "president", "20/11/2026"), elect(app, &desk, "2", "president", "20/11/2026"));
            let (won, lost) = if one.status.is_success() { (one, other) } else { (other, one) };
            assert_eq!(field_errors(lost), ["office office-taken"], "round {round}");
            let won = won.ok().json();
            assert_eq!(board(app, &desk, "2026-11-21").await.len(), 1);
            // and against its end, or a second one: whichever comes second finds it over
            let ended = json!({ "ended_on": "20/11/2026", "reason": "resignation" });
            let next = json!({ "member": won["member_number"].to_string(), "elected_on": "20/11/2026", "reason": "term" });
            let (at_end, at_replacement) = (path(&won, "/end"), path(&won, "/replacement"));
            let (end, replaced) = tokio::join!(desk.post(app, &at_end, ended), desk.post(app, &at_replacement, next));
            let (won, lost) = if end.status.is_success() { (end, replaced) } else { (replaced, end) };
            assert_eq!(lost.refused(409), "mandate-ended", "round {round}");
            let left = board(app, &desk, "2026-11-21").await;
            assert!(left.len() <= 1, "{left:?}");
            if !left.is_empty() {
                let ended = json!({ "ended_on": "20/11/2026", "reason": "term" });
                drop(desk.post(app, &path(&won.json(), "/end"), ended).await.ok());
            }
        }
    }
);

testing::both!(
    MODULES,
    async fn what_cannot_be_a_mandate_is_told_at_its_field(app: App) {
        let desk = Desk::with_members(app, 2).await;
        let add = async |member: Value| desk.post(app, "/members", member).await.ok().json()["number"].to_string();
        let minor = add(json!({ "family_fr": "Jeune", "born_on": "22/11/2008" })).await;
        let body = add(json!({ "kind": "body", "family_fr": "Coopérative" })).await;
        drop(desk.post(app, "/member-categories", json!({ "name": "Honoraire", "may_vote": "yes" })).await.ok());
        let honorary = add(json!({ "family_fr": "Ancien", "category": "honoraire" })).await;
        let told = async |more: Value| {
            let mut input = json!({ "member": "1", "office": "president", "elected_on": "20/11/2026" });
            for (name, value) in more.as_object().expect("fields") {
                input[name] = value.clone();
            }
            field_errors(desk.post(app, "/mandates", input).await)
        };
        assert_eq!(told(json!({ "member": "99" })).await, ["member unknown-member"]);
        assert_eq!(told(json!({ "member": minor })).await, ["member mandate-of-minor"]);
        assert_eq!(told(json!({ "member": body })).await, ["member mandate-for-persons"]);
        assert_eq!(told(json!({ "member": honorary })).await, ["member category-may-not-stand"]);
        assert_eq!(told(json!({ "office": "emperor" })).await, ["office choice-unknown"]);
        assert_eq!(told(json!({ "office": "" })).await, ["office required"]);
        assert_eq!(told(json!({ "elected_on": "22/11/2026" })).await, ["elected_on date-future"]);
        assert_eq!(told(json!({ "elected_on": "02/02/2001" })).await, ["elected_on date-before-founding"]);
        assert_eq!(told(json!({ "starts_on": "19/11/2026" })).await, ["starts_on start-before-election"]);
        assert_eq!(told(json!({ "planned_end": "20/11/2026" })).await, ["planned_end end-before-start"]);
        assert_eq!(told(json!({ "ended_on": "19/11/2026", "end_reason": "term" })).await, ["ended_on end-before-start"]);
        assert_eq!(told(json!({ "ended_on": "21/11/2026" })).await, ["end_reason required"]);
        assert_eq!(told(json!({ "assembly": kernel::id::new_id() })).await, ["assembly choice-unknown"]);
        for status in ["suspended", "resigned"] {
            let id = desk.get(app, "/members").await["items"][1]["id"].as_str().expect("an id").to_owned();
            let set = json!({ "status": status, "reason": "Vote", "since": "20/11/2026" });
            drop(desk.post(app, &format!("/members/{id}/status"), set).await.ok());
            assert_eq!(told(json!({ "member": "2" })).await, ["member member-not-active"], "{status}");
        }
        let mandate = elect(app, &desk, "1", "president", "20/11/2026").await.ok().json();
        let end = async |input: Value| desk.post(app, &path(&mandate, "/end"), input).await;
        assert_eq!(field_errors(end(json!({ "ended_on": "19/11/2026", "reason": "term" })).await), ["ended_on end-before-start"]);
        assert_eq!(field_errors(end(json!({ "ended_on": "21/11/2026", "reason": "removal" })).await), ["note required"]);
        assert_eq!(field_errors(end(json!({})).await), ["ended_on required", "reason required"]);
        // with a SQL prompt, past every check: the database has it against two in one place
        let mut sql = Sql::open(app, "membership", desk.twin.id).await;
        let copy = "insert into mandate (association_id, id, member_id, office, office_key, place, elected_on, starts_on, ended_on, end_reason, created_at, created_by, version)
            select association_id, member_id, member_id, office, office_key, place, elected_on, starts_on, ENDED, REASON, created_at, created_by, version from mandate";
        for (ended, reason) in [("null", "null"), ("'2026-12-01'", "'term'")] {
            let refused = sql.run(&copy.replace("ENDED", ended).replace("REASON", reason)).await.expect_err("two in one place");
            assert!(refused.contains("office-taken") || refused.contains("mandate_place_key"), "{refused}");
        }
    }
);

testing::both!(
    MODULES,
    async fn who_leaves_the_association_leaves_the_board_in_the_same_act(app: App) {
        let desk = Desk::with_members(app, 3).await;
        for (member, office) in [("1", "president"), ("2", "treasurer"), ("3", "adviser")] {
            drop(elect(app, &desk, member, office, "01/11/2026").await.ok());
        }
        let members = desk.get(app, "/members").await["items"].clone();
        for (at, status, reason) in [(0, "resigned", "resignation"), (1, "deceased", "death"), (2, "excluded", "removal")] {
            let id = members[at]["id"].as_str().expect("an id");
            let set = json!({ "status": status, "reason": "Dit en réunion", "since": "20/11/2026" });
            drop(desk.post(app, &format!("/members/{id}/status"), set).await.ok());
            let mandate = desk.get(app, &format!("/mandates?member={id}")).await["items"][0].clone();
            let told = (&mandate["ended_on"], &mandate["end_reason"], &mandate["end_note"]);
            assert_eq!(told, (&json!("2026-11-20"), &json!(reason), &json!("Dit en réunion")));
        }
        assert_eq!(board(app, &desk, "2026-11-20").await, [""; 0]);
        assert_eq!(board(app, &desk, "2026-11-19").await.len(), 3);
        app.settle().await;
        assert_eq!(desk.get(app, "/audit?action=mandate-ended").await["items"].as_array().expect("entries").len(), 3);
    }
);

testing::both!(
    MODULES,
    async fn the_statutes_are_followed_or_the_reason_is_written_down(app: App) {
        let desk = Desk::with_members(app, 2).await;
        let wrong = json!({ "term_years": "0", "max_terms": "x", "incompatible": "all" });
        let refused = field_errors(desk.post(app, "/board-rules", wrong).await);
        assert_eq!(refused, ["term_years number-out-of-range", "max_terms number-out-of-range", "incompatible choice-unknown"]);
        let rules = json!({ "term_years": "4", "max_terms": "2", "incompatible": "president-treasurer" });
        drop(desk.post(app, "/board-rules", rules).await.ok());
        for (elected, ended) in [("10/01/2018", "12/01/2022"), ("12/01/2022", "20/11/2026")] {
            let past = json!({ "member": "1", "office": "president", "elected_on": elected, "ended_on": ended, "end_reason": "term" });
            drop(desk.post(app, "/mandates", past).await.ok());
        }
        let third = json!({ "member": "1", "office": "president", "elected_on": "20/11/2026" });
        assert_eq!(field_errors(desk.post(app, "/mandates", third.clone()).await), ["member terms-exceeded"]);
        drop(elect(app, &desk, "2", "treasurer", "20/11/2026").await.ok());
        assert_eq!(field_errors(elect(app, &desk, "2", "president", "20/11/2026").await), ["member offices-incompatible"]);
        drop(elect(app, &desk, "2", "adviser", "20/11/2026").await.ok());
        let long = json!({ "member": "1", "office": "adviser", "elected_on": "20/11/2026", "planned_end": "01/01/2031" });
        assert_eq!(field_errors(desk.post(app, "/mandates", long).await), ["planned_end term-too-long"]);
        let mut third = third;
        third["exception"] = json!("Aucun autre candidat (PV du 20/11/2026)");
        assert_eq!(desk.post(app, "/mandates", third).await.ok().json()["exception"], "Aucun autre candidat (PV du 20/11/2026)");
    }
);

testing::both!(
    MODULES,
    async fn a_secretary_notes_an_election_and_its_end_in_every_language(app: App) {
        let desk = Desk::with_members(app, 2).await;
        let mut browser = Browser::at("192.0.2.61");
        browser.sign_in(app, &desk.email, PASSWORD).await;
        let here = |rest: &str| format!("/a/{}{rest}", desk.twin.slug);
        drop(browser.open(app, "/associations?lang=fr").await);
        assert!(browser.open(app, &here("/board")).await.ok().text().contains("Le bureau n’est pas encore noté"));
        let elected = [("office", "president"), ("member", "1"), ("elected_on", "20/11/2026")];
        let sent = browser.submit(app, &here("/board/elect"), &here("/board/elect"), &elected).await;
        assert_eq!(sent.status.as_u16(), 303, "{}", sent.text());
        let again = browser.submit(app, &here("/board/elect"), &here("/board/elect"), &elected).await;
        assert!(again.status.as_u16() == 422 && again.text().contains("occupe déjà cette fonction"), "{}", again.text());
        let mandate = desk.get(app, "/mandates").await["items"][0].clone();
        let id = mandate["id"].as_str().expect("an id");
        for (lang, title, vacant) in [("ar", "المكتب", "شاغر"), ("fr", "Bureau", "Vacant"), ("en", "Board", "Vacant")] {
            drop(browser.open(app, &format!("/associations?lang={lang}")).await);
            let shown = browser.open(app, &here("/board")).await.ok().text();
            assert!(shown.contains(title) && shown.contains("Prenom01 Nom01") && shown.contains(vacant), "{lang}");
            for rest in ["/board/history", "/board/rules", "/board/elect", &format!("/board/mandates/{id}")] {
                drop(browser.open(app, &here(rest)).await.ok());
            }
        }
        drop(browser.open(app, "/associations?lang=fr").await);
        let wrong = browser.open(app, &here("/board?on=31/02/2026")).await;
        assert_eq!(wrong.status.as_u16(), 422, "{}", wrong.text());
        let rules = [("act", "rules"), ("term_years", "4"), ("incompatible", "any")];
        assert_eq!(browser.submit(app, &here("/board/rules"), &here("/board/rules"), &rules).await.status.as_u16(), 303);
        let target = here(&format!("/board/mandates/{id}"));
        let ended = [("act", "end"), ("ended_on", "21/11/2026"), ("reason", "resignation")];
        assert_eq!(browser.submit(app, &target, &target, &ended).await.status.as_u16(), 303);
        assert!(browser.open(app, &here("/board/history")).await.ok().text().contains("Démission"));
        let member = mandate["member"].as_str().expect("an id");
        assert!(browser.open(app, &here(&format!("/members/{member}"))).await.ok().text().contains("Mandat"));
    }
);
