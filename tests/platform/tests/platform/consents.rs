//! What a hub may do inside an association: exactly what its board opened, for as long.

use crate::MODULES;
use crate::browser::{Browser, hidden, leads_to};
use crate::desk::{Desk, PASSWORD, account, field_errors, kept_mails};
use chrono::Duration;
use serde_json::{Value, json};
use testing::App;

const HUB: &str = "/api/v1/hubs/casablanca-settat";

/// A coordinator of the hub named by its slug or region: token and address.
async fn coordinator(app: &App, hub: &str, name: &str) -> (String, String) {
    let (id, email, token) = account(app, name).await;
    tenancy::operator::add_coordinator(app.process.state("tenancy").expect("hosted"), id, hub).await.expect("added");
    (token, email)
}

async fn give(app: &App, desk: &Desk, terms: Value) -> String {
    let mut input = json!({ "reason": "Accompagnement", "days": "7" });
    input.as_object_mut().expect("fields").extend(terms.as_object().expect("fields").clone());
    desk.post(app, "/consents", input).await.ok().json()["id"].as_str().expect("an id").to_owned()
}

async fn status(app: &App, token: &str, desk: &Desk, rest: &str) -> u16 {
    app.get(token, &desk.twin.path(rest)).await.status.as_u16()
}

/// Action and subject of the board's log, newest first.
async fn log(app: &App, desk: &Desk) -> Vec<(String, String)> {
    app.settle().await;
    let text = |entry: &Value, name: &str| entry[name].as_str().unwrap_or_default().to_owned();
    desk.all(app, "/audit").await.iter().map(|entry| (text(entry, "action"), text(entry, "subject"))).collect()
}

testing::both!(
    MODULES,
    async fn a_visitor_may_exactly_what_the_board_opened(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let (token, _) = coordinator(app, "06", "Coordinatrice").await;
        give(app, &desk, json!({ "scope": "read", "areas": ["dues"] })).await;
        assert_eq!(status(app, &token, &desk, "/dues/payments").await, 200);
        for closed in ["/members", "/books/journal", "/assemblies", "/audit", "/consents"] {
            assert_eq!(status(app, &token, &desk, closed).await, 403, "{closed}");
        }
        let member = json!({ "given_fr": "Une", "family_fr": "Autre" });
        let payment = json!({ "member": "1", "year": "2026", "amount": "50", "method": "cash", "paid_on": "2026-11-20" });
        assert_eq!(app.post(&token, &desk.twin.path("/dues/payments"), payment.clone()).await.refused(403), "forbidden");
        give(app, &desk, json!({ "scope": "write", "areas": ["members", "dues"] })).await;
        drop(app.post(&token, &desk.twin.path("/members"), member).await.ok());
        drop(app.post(&token, &desk.twin.path("/dues/payments"), payment).await.ok());
        assert_eq!(status(app, &token, &desk, "/books/journal").await, 403);
        // what governs the association is never opened: not even to give itself more
        let more = json!({ "reason": "Encore", "days": "30", "scope": "write" });
        assert_eq!(app.post(&token, &desk.twin.path("/consents"), more).await.refused(403), "forbidden");
    }
);

testing::both!(
    MODULES,
    async fn the_door_closes_at_its_second_and_when_the_board_says(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let (token, _) = coordinator(app, "06", "Coordinatrice").await;
        let began = app.clock.now();
        give(app, &desk, json!({ "days": "1" })).await;
        app.clock.set(began + Duration::days(1) - Duration::seconds(1));
        assert_eq!(status(app, &token, &desk, "/members").await, 200);
        app.clock.set(began + Duration::days(1));
        assert_eq!(status(app, &token, &desk, "/members").await, 404);
        let shown =
            || async { app.get(&token, &format!("{HUB}/associations?access=open")).await.ok().json()["items"].as_array().map(Vec::len) };
        assert_eq!(shown().await, Some(0));
        let consent = give(app, &desk, json!({})).await;
        assert_eq!(status(app, &token, &desk, "/members").await, 200);
        assert_eq!(shown().await, Some(1));
        drop(desk.post(app, &format!("/consents/{consent}/revocation"), json!({})).await.ok());
        assert_eq!(status(app, &token, &desk, "/members").await, 404, "the very next request");
        assert_eq!(shown().await, Some(0));
    }
);

testing::both!(
    MODULES,
    async fn a_page_that_was_refused_is_logged_as_refused_and_not_as_a_visit(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let (token, email) = coordinator(app, "06", "Coordinatrice").await;
        give(app, &desk, json!({ "areas": ["members"] })).await;
        let mut browser = Browser::at("192.0.2.7");
        browser.sign_in(app, &email, PASSWORD).await;
        let here = |rest: &str| format!("/a/{}{rest}", desk.twin.slug);
        let page = browser.open(app, &here("/members")).await.ok();
        assert!(page.text().contains("banner visitor"), "the visitor is told where he is");
        assert_eq!(browser.open(app, &here("/books")).await.status, 403);
        assert_eq!(status(app, &token, &desk, "/books/journal").await, 403);
        assert_eq!(status(app, &token, &desk, "/no-such-thing").await, 404);
        let log = log(app, &desk).await;
        let told = |action: &str| log.iter().filter(|(other, _)| other == action).map(|(_, subject)| subject.clone()).collect::<Vec<_>>();
        assert_eq!(told("visited"), [format!("GET {}", here("/members"))]);
        let refused = told("refused");
        assert_eq!(refused.len(), 2, "{refused:?}");
        assert!(refused.contains(&format!("GET {}", here("/books"))), "{refused:?}");
    }
);

testing::both!(
    MODULES,
    async fn a_coordinator_finds_what_is_open_among_their_places_and_the_way_back(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let (token, email) = coordinator(app, "06", "Coordinatrice").await;
        let (elsewhere, _) = coordinator(app, "03", "Ailleurs").await;
        let visits = async |token: &str| app.get(token, "/api/v1/account").await.ok().json()["visits"].clone();
        assert_eq!(visits(&token).await, json!([]));
        let consent = give(app, &desk, json!({ "days": "2" })).await;
        assert_eq!(visits(&token).await[0]["association"]["slug"], json!(desk.twin.slug));
        assert_eq!(visits(&token).await[0]["hub"]["slug"], "casablanca-settat");
        assert_eq!(visits(&elsewhere).await, json!([]), "opened to another hub");
        let mut browser = Browser::at("192.0.2.1");
        browser.sign_in(app, &email, PASSWORD).await;
        let home = format!("/a/{}/", desk.twin.slug);
        assert!(browser.open(app, "/associations").await.ok().text().contains(&home));
        assert!(browser.open(app, &home).await.ok().text().contains("/hub/casablanca-settat/"));
        drop(desk.post(app, &format!("/consents/{consent}/revocation"), json!({})).await.ok());
        assert_eq!(visits(&token).await, json!([]), "closed again");
        give(app, &desk, json!({ "days": "1" })).await;
        app.clock.set(app.clock.now() + Duration::days(1));
        assert_eq!(visits(&token).await, json!([]), "over");
    }
);

testing::both!(
    MODULES,
    async fn only_the_hub_that_the_board_names_comes_in(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let (regional, _) = coordinator(app, "06", "Régionale").await;
        let (national, _) = coordinator(app, "national", "Nationale").await;
        let (elsewhere, _) = coordinator(app, "03", "Ailleurs").await;
        give(app, &desk, json!({ "hub": "national" })).await;
        assert_eq!(status(app, &national, &desk, "/members").await, 200);
        assert_eq!(status(app, &regional, &desk, "/members").await, 404);
        assert_eq!(status(app, &elsewhere, &desk, "/members").await, 404);
        let foreign = json!({ "reason": "Essai", "days": "3", "hub": "fes-meknes" });
        assert_eq!(field_errors(desk.post(app, "/consents", foreign).await), ["hub unknown-hub"]);
        let wrong = json!({ "reason": " ", "days": "31", "scope": "all", "areas": ["audit"] });
        let errors = field_errors(desk.post(app, "/consents", wrong).await);
        assert_eq!(errors, ["reason required", "days consent-days-wrong", "scope choice-unknown", "areas choice-unknown"]);
    }
);

testing::both!(
    MODULES,
    async fn a_hub_asks_and_the_board_decides(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let (token, _) = coordinator(app, "06", "Coordinatrice").await;
        let (elsewhere, _) = coordinator(app, "03", "Ailleurs").await;
        let (deputy, ..) = account(app, "Adjointe").await;
        let state = app.process.state("tenancy").expect("hosted");
        tenancy::operator::give_seat(state, desk.twin.id, deputy, kernel::Role::DeputySecretary).await.expect("seated");
        let wanted =
            json!({ "association": desk.twin.slug, "reason": "Rapport financier", "days": "3", "scope": "read", "areas": ["books"] });
        let ask = async || app.post(&token, &format!("{HUB}/access-requests"), wanted.clone()).await;
        let foreign = app.post(&elsewhere, "/api/v1/hubs/fes-meknes/access-requests", wanted.clone()).await;
        assert_eq!(field_errors(foreign), ["association unknown-association"]);
        let request = ask().await.ok().json()["id"].as_str().expect("an id").to_owned();
        assert_eq!(ask().await.refused(409), "request-waits");
        assert_eq!(status(app, &token, &desk, "/books/journal").await, 404, "asking opens nothing");
        let board = desk.get(app, "/consents").await;
        assert_eq!(board["requests"][0]["reason"], "Rapport financier");
        // the coordinator cannot answer for the board
        assert_eq!(app.post(&token, &desk.twin.path(&format!("/access-requests/{request}/acceptance")), json!({})).await.status, 404);
        drop(desk.post(app, &format!("/access-requests/{request}/refusal"), json!({})).await.ok());
        let late = desk.post(app, &format!("/access-requests/{request}/acceptance"), json!({})).await;
        assert_eq!(late.refused(409), "request-answered");
        assert_eq!(status(app, &token, &desk, "/books/journal").await, 404);
        let second = ask().await.ok().json()["id"].as_str().expect("an id").to_owned();
        drop(desk.post(app, &format!("/access-requests/{second}/acceptance"), json!({})).await.ok());
        assert_eq!(status(app, &token, &desk, "/books/journal").await, 200);
        assert_eq!(status(app, &token, &desk, "/members").await, 403, "what was asked for and no more");
        let open = async || app.get(&token, &format!("{HUB}/access-requests")).await.ok().json()["items"][0]["open"].clone();
        assert_eq!(open().await, json!(true));
        app.settle().await;
        let board_page = format!("/a/{}/consents", desk.twin.slug);
        let told: Vec<String> =
            kept_mails(app).await.into_iter().filter(|mail| mail.text.contains(&board_page)).map(|mail| mail.to).collect();
        assert_eq!(told, [desk.email.as_str(); 2], "whoever may answer is told of each time it was asked, and nobody else");
        app.clock.set(app.clock.now() + Duration::days(3));
        assert_eq!(status(app, &token, &desk, "/books/journal").await, 404);
        assert_eq!(open().await, json!(false), "nobody is led where they cannot go");
        let actions: Vec<String> = log(app, &desk).await.into_iter().map(|(action, _)| action).collect();
        for action in ["access-requested", "access-refused", "consent-given", "visited"] {
            assert!(actions.iter().any(|other| other == action), "{action} is missing from {actions:?}");
        }
    }
);

testing::both!(
    MODULES,
    async fn two_who_answer_at_once_open_the_door_once(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let (token, _) = coordinator(app, "06", "Coordinatrice").await;
        let wanted = json!({ "association": desk.twin.slug, "reason": "Suivi", "days": "3" });
        let request =
            app.post(&token, &format!("{HUB}/access-requests"), wanted).await.ok().json()["id"].as_str().expect("an id").to_owned();
        let accept = format!("/access-requests/{request}/acceptance");
        let (one, other) = tokio::join!(desk.post(app, &accept, json!({})), desk.post(app, &accept, json!({})));
        let mut statuses = [one.status.as_u16(), other.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409]);
        assert_eq!(desk.get(app, "/consents").await["consents"].as_array().map(Vec::len), Some(1));
    }
);

testing::both!(
    MODULES,
    async fn the_board_sees_on_its_first_page_that_a_hub_may_come_in(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let (token, email) = coordinator(app, "06", "Coordinatrice").await;
        let mut board = Browser::at("192.0.2.8");
        board.sign_in(app, &desk.email, PASSWORD).await;
        let home = format!("/a/{}/", desk.twin.slug);
        let consents = format!("/a/{}/consents", desk.twin.slug);
        assert!(!board.open(app, &home).await.ok().text().contains(&format!("href=\"{consents}\">Répondre")));
        let mut hub = Browser::at("192.0.2.9");
        hub.sign_in(app, &email, PASSWORD).await;
        let form = format!("/hub/casablanca-settat/requests?association={}", desk.twin.slug);
        let fields = [
            ("association", desk.twin.slug.as_str()),
            ("reason", "Bilan"),
            ("days", "2"),
            ("scope", "read"),
            ("areas", "books"),
            ("areas", "dues"),
        ];
        let asked = hub.submit(app, &form, "/hub/casablanca-settat/requests", &fields).await;
        assert_eq!(leads_to(&asked), "/hub/casablanca-settat/requests");
        assert!(board.open(app, &home).await.ok().text().contains(&consents));
        let page = board.open(app, &consents).await.ok();
        let request = hidden(&page, "accept");
        assert_eq!(leads_to(&board.submit(app, &consents, &consents, &[("accept", &request)]).await), consents);
        assert_eq!(status(app, &token, &desk, "/dues/payments").await, 200);
        assert_eq!(status(app, &token, &desk, "/members").await, 403);
        let page = board.open(app, &consents).await.ok();
        let consent = hidden(&page, "revoke");
        board.submit(app, &consents, &consents, &[("revoke", &consent)]).await;
        assert_eq!(status(app, &token, &desk, "/dues/payments").await, 404);
    }
);
