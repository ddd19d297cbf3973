//! Law 09-08: the agreement with the platform, people's requests and their ten days, what is held on
//! oneself, the notice on every form that takes people's data.

use crate::MODULES;
use crate::browser::{Browser, hidden};
use crate::desk::{Desk, PASSWORD, account, field_errors, kept_mails};
use axum::http::Method;
use chrono::Duration;
use contracts::privacy::AGREEMENT;
use kernel::Role;
use serde_json::{Value, json};
use testing::App;

fn later(app: &App, by: Duration) {
    app.clock.set(app.clock.now() + by);
}

async fn seated(app: &App, desk: &Desk, role: Role) -> (String, String) {
    let (other, email, token) = account(app, role.code()).await;
    tenancy::operator::give_seat(app.process.state("tenancy").expect("hosted"), desk.twin.id, other, role).await.expect("seated");
    (email, token)
}

testing::both!(
    MODULES,
    async fn no_association_is_created_without_the_agreement(app: App) {
        let (id, _, token) = account(app, "Amina").await;
        let input = |agreement: &str| {
            json!({ "name_ar": "جمعية", "name_fr": "Nouvelle", "commune": "06.141.01.01", "founded_on": "2001-02-03",
                "receipt_number": format!("7/{}", id.simple()), "processor_agreement": agreement })
        };
        let create = async |input: Value| app.post(&token, "/api/v1/associations", input).await;
        assert_eq!(field_errors(create(input("")).await), ["processor_agreement agreement-required"]);
        assert_eq!(field_errors(create(input("2001-01")).await), ["processor_agreement agreement-outdated"]);
        let mut worse = input("");
        worse["name_fr"] = json!("");
        assert_eq!(field_errors(create(worse).await), ["name_fr required", "processor_agreement agreement-required"], "all of it at once");
        let made = create(input(AGREEMENT)).await.ok().json();
        let path = format!("/api/v1/associations/{}/agreement", made["slug"].as_str().expect("a slug"));
        let state = async || app.get(&token, &path).await.ok().json();
        let at_once = state().await;
        assert_eq!(
            (&at_once["accepted"]["version"], &at_once["accepted"]["by"]),
            (&json!(AGREEMENT), &json!("Amina")),
            "on the first page"
        );
        assert!(at_once["accepted"]["at"].as_str().is_some_and(|at| at.starts_with("2026-11-21")));
        app.settle().await;
        assert_eq!(state().await, at_once, "what was announced changes nothing more");
    }
);

testing::both!(
    MODULES,
    async fn whoever_works_in_a_workspace_learns_that_it_will_be_erased(app: App) {
        let desk = Desk::open(app).await;
        let mut told = vec![desk.email.clone(), seated(app, &desk, Role::Treasurer).await.0, seated(app, &desk, Role::Auditor).await.0];
        let (member, _) = seated(app, &desk, Role::Member).await;
        let name = desk.get(app, "").await["name_fr"].clone();
        drop(desk.post(app, "/deletion", json!({ "name": name })).await.ok());
        app.settle().await;
        let mails = kept_mails(app).await.into_iter().filter(|mail| mail.text.contains(&format!("/a/{}/", desk.twin.slug)));
        let mut written: Vec<_> = mails.map(|mail| mail.to).filter(|to| told.contains(to) || *to == member).collect();
        told.sort();
        written.sort();
        assert_eq!(written, told);
    }
);

testing::both!(
    MODULES,
    async fn a_hubs_association_accepts_when_its_board_comes(app: App) {
        let desk = Desk::open(app).await;
        assert_eq!(desk.get(app, "/agreement").await["accepted"], Value::Null);
        let mut browser = Browser::at("192.0.2.1");
        browser.sign_in(app, &desk.email, PASSWORD).await;
        let home = format!("/a/{}/", desk.twin.slug);
        let page = format!("{home}settings/agreement");
        assert!(browser.open(app, &home).await.ok().text().contains(&page), "the home leads to it");
        let unticked = browser.submit(app, &page, &page, &[]).await;
        assert_eq!(unticked.status, 422);
        let (_, treasurer) = seated(app, &desk, Role::Treasurer).await;
        let accept = json!({ "version": AGREEMENT });
        assert_eq!(app.post(&treasurer, &desk.twin.path("/agreement"), accept.clone()).await.refused(403), "forbidden");
        assert_eq!(browser.submit(app, &page, &page, &[("version", AGREEMENT)]).await.status, 303);
        let (one, two) = tokio::join!(desk.post(app, "/agreement", accept.clone()), desk.post(app, "/agreement", accept));
        assert_eq!(one.ok().json(), two.ok().json());
        assert!(!browser.open(app, &home).await.ok().text().contains(&page));
        app.settle().await;
        let acts: Vec<_> = desk.all(app, "/audit").await.into_iter().map(|entry| entry["action"].clone()).collect();
        assert_eq!(acts.iter().filter(|action| *action == "agreement-accepted").count(), 1, "the first one counts");
    }
);

testing::both!(
    MODULES,
    async fn a_request_has_ten_full_days_and_one_answer(app: App) {
        let desk = Desk::open(app).await;
        let (email, member) = seated(app, &desk, Role::Member).await;
        let own = desk.twin.path("/rights-requests/own");
        assert_eq!(
            field_errors(app.post(&member, &own, json!({ "kind": "", "message": " " })).await),
            ["kind required", "message required"]
        );
        let asked = app.post(&member, &own, json!({ "kind": "rectification", "message": "Mon nom est faux." })).await.ok().json();
        assert_eq!((&asked["received_on"], &asked["due_on"]), (&json!("2026-11-21"), &json!("2026-12-01")));
        app.settle().await;
        let to_board: Vec<_> = kept_mails(app).await.into_iter().filter(|mail| mail.to == desk.email).collect();
        assert!(
            to_board.len() == 1 && to_board[0].text.contains("/settings/requests") && !to_board[0].text.contains("faux"),
            "{to_board:?}"
        );
        // the board sees it and how long it has; a member sees their own only
        let state = desk.get(app, "/privacy").await;
        assert_eq!((&state["open_requests"], &state["overdue_requests"]), (&json!(1), &json!(0)));
        assert_eq!(app.get(&member, &desk.twin.path("/rights-requests")).await.refused(403), "forbidden");
        let (_, other) = seated(app, &desk, Role::Treasurer).await;
        assert_eq!(app.get(&other, &own).await.ok().json()["items"], json!([]));
        later(app, Duration::days(10));
        assert_eq!(desk.get(app, "/privacy").await["overdue_requests"], 0, "the tenth day is in time");
        later(app, Duration::days(1));
        assert_eq!(desk.get(app, "/privacy").await["overdue_requests"], 1);
        let path = format!("/rights-requests/{}/answer", asked["id"].as_str().expect("an id"));
        assert_eq!(
            field_errors(desk.post(app, &path, json!({ "decision": "open", "answer": "" })).await),
            ["decision choice-unknown", "answer required"]
        );
        let (done, refused) = (json!({ "decision": "granted", "answer": "Corrigé." }), json!({ "decision": "refused", "answer": "Non." }));
        let answers = tokio::join!(desk.post(app, &path, done), desk.post(app, &path, refused));
        let mut statuses = [answers.0.status.as_u16(), answers.1.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409], "of two who answer at once the first counts");
        assert_eq!(desk.get(app, "/privacy").await["open_requests"], 0);
        let seen = app.get(&member, &own).await.ok().json()["items"][0].clone();
        assert!(seen["state"] != "open" && seen["answer"].is_string() && seen["answered_by"] == "Présidente", "{seen}");
        app.settle().await;
        let to_member: Vec<_> = kept_mails(app).await.into_iter().filter(|mail| mail.to == email).collect();
        assert!(to_member.len() == 1 && to_member[0].text.contains("/own-data"), "{to_member:?}");
        let log = desk.all(app, "/audit").await;
        let answered = log.iter().find(|entry| entry["action"] == "rights-answered").expect("logged");
        assert_eq!(answered["details"]["late"], true);
        assert!(!log.iter().any(|entry| entry.to_string().contains("nom est faux")), "what was asked is not in the log");
    }
);

testing::both!(
    MODULES,
    async fn the_board_writes_down_what_came_by_word(app: App) {
        let desk = Desk::open(app).await;
        let mut browser = Browser::at("192.0.2.1");
        browser.sign_in(app, &desk.email, PASSWORD).await;
        let page = format!("/a/{}/settings/requests", desk.twin.slug);
        let fields = [("person", "زينب"), ("contact", ""), ("kind", "objection"), ("message", "لا أريد"), ("received_on", "٢٠/١١/٢٠٢٦")];
        assert_eq!(browser.submit(app, &page, &page, &fields).await.status, 303);
        let asked = desk.get(app, "/rights-requests").await["items"][0].clone();
        assert_eq!((&asked["person"], &asked["due_on"]), (&json!("زينب"), &json!("2026-11-30")));
        let future = [("person", "X"), ("kind", "access"), ("message", "Y"), ("received_on", "22/11/2026")];
        assert_eq!(browser.submit(app, &page, &page, &future).await.status, 422);
        let one = format!("{page}/{}", asked["id"].as_str().expect("an id"));
        assert_eq!(browser.submit(app, &one, &one, &[("decision", "refused"), ("answer", "سبب")]).await.status, 303);
        assert!(browser.open(app, &page).await.ok().text().contains("زينب"));
        let other = Desk::open(app).await;
        let path = format!("/rights-requests/{}/answer", asked["id"].as_str().expect("an id"));
        assert_eq!(other.post(app, &path, json!({ "decision": "granted", "answer": "x" })).await.refused(404), "not-found");
    }
);

testing::both!(
    MODULES,
    async fn a_person_gets_all_that_is_held_on_them_and_no_secret(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let other = Desk::with_members(app, 1).await;
        let made = desk.post(app, "/tokens", json!({ "name": "Site", "days": "30", "permissions": ["members.view"] })).await.ok().json();
        drop(desk.post(app, "/rights-requests/own", json!({ "kind": "access", "message": "Tout" })).await.ok());
        app.settle().await;
        let mut browser = Browser::at("192.0.2.1");
        browser.sign_in(app, &desk.email, PASSWORD).await;
        drop(browser.open(app, "/account/data").await.ok());
        let file = browser.open(app, "/account/data.json").await.ok();
        assert!(file.headers["content-disposition"].to_str().is_ok_and(|kind| kind.starts_with("attachment")));
        let data = file.json();
        assert_eq!(data["held"]["account"]["email"], json!(desk.email));
        let places = data["held"]["associations"].as_array().expect("associations");
        assert_eq!(places.len(), 1);
        let acts = |name: &str| places[0]["log"].as_array().expect("acts").iter().filter(|act| act["action"] == name).count();
        assert_eq!((acts("api-token-created"), acts("members-imported")), (1, 1));
        assert_eq!((&places[0]["requests"][0]["message"], &places[0]["api_tokens"][0]["name"]), (&json!("Tout"), &json!("Site")));
        assert!(
            data["held"]["mails"].as_array().is_some_and(|mails| mails.iter().any(|mail| mail["kind"] == "rights-requested")),
            "{data}"
        );
        let text = file.text();
        let secret = made["secret"].as_str().expect("a secret");
        for hidden in [
            secret,
            desk.token.as_str(),
            &kernel::secret::hash_token(secret),
            &browser.cookies["nassij"],
            "argon2",
            &other.email,
            "membres.exemple.ma",
        ] {
            assert!(!text.contains(hidden), "{hidden}");
        }
        assert!(data["not_included"].as_array().is_some_and(|list| !list.is_empty()));
        assert_eq!(app.get("", "/api/v1/account/data").await.refused(401), "unauthenticated");
        assert_eq!(app.get(secret, "/api/v1/account/data").await.refused(401), "unauthenticated");
    }
);

testing::both!(
    MODULES,
    async fn every_form_that_takes_peoples_data_says_what_for(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let mut browser = Browser::at("192.0.2.1");
        let says = |text: &str| text.contains("09-08") || text.contains("09.08");
        assert!(says(&browser.open(app, "/register").await.ok().text()));
        browser.sign_in(app, &desk.email, PASSWORD).await;
        assert!(says(&browser.open(app, "/associations/new").await.ok().text()));
        for rest in ["/members/new", "/members/import", "/dues/payments/new?member=1", "/own-data", "/settings/requests", "/people/invite"]
        {
            let text = browser.open(app, &format!("/a/{}{rest}", desk.twin.slug)).await.ok().text();
            assert!(says(&text) && text.contains(&format!("/a/{}/privacy", desk.twin.slug)), "{rest}");
        }
        let number = json!({ "kind": "declaration", "number": "D-GC-77/2025", "given_on": "2025-02-01" });
        drop(desk.post(app, "/record/cndp-numbers", number).await.ok());
        for rest in ["/members/new", "/own-data", "/privacy"] {
            let text = browser.open(app, &format!("/a/{}{rest}", desk.twin.slug)).await.ok().text();
            assert!(text.contains("D-GC-77/2025"), "the number of the CNDP, on {rest}");
        }
        let register = browser.ask(app, Method::GET, &format!("/a/{}/privacy/register.csv", desk.twin.slug), &[], "").await.ok();
        assert_eq!(register.text().lines().count(), 3 + contracts::privacy::PROCESSINGS.len());
        let notice = browser.open(app, &format!("/a/{}/privacy", desk.twin.slug)).await.ok();
        assert!(notice.text().contains("register.csv") && !hidden(&browser.open(app, "/associations/new").await.ok(), "csrf").is_empty());
    }
);
