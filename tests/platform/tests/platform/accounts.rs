//! Who gets in, how, and until when.

use crate::MODULES;
use crate::browser::{Browser, csrf, form, leads_to};
use crate::desk::{Desk, PASSWORD, Sql, account, kept_mails};
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use chrono::Duration;
use kernel::id::new_id;
use kernel::{Actor, AssociationId, Locale, Role, Seat};
use serde_json::json;
use testing::{Answer, App};

pub fn fresh(name: &str) -> String {
    format!("{name}-{}@exemple.ma", new_id().simple())
}

pub fn later(app: &App, by: Duration) {
    app.clock.set(app.clock.now() + by);
}

/// All that the asker can tell two answers apart by.
pub fn told(answer: &Answer) -> (StatusCode, String, Vec<(String, String)>) {
    let headers = answer.headers.iter().filter(|(name, _)| *name != web::REQUEST_ID);
    let headers = headers
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap_or_default().split('=').next().unwrap_or_default().to_owned()));
    (answer.status, answer.text(), headers.collect())
}

/// The links mailed to an address, newest first.
pub async fn links(app: &App, email: &str) -> Vec<String> {
    app.settle().await;
    let mails = kept_mails(app).await.into_iter().filter(|mail| mail.to == email);
    mails
        .filter_map(|mail| mail.text.split("token=").nth(1).map(|rest| rest.split_whitespace().next().unwrap_or_default().to_owned()))
        .collect()
}

async fn register(app: &App, browser: &mut Browser, email: &str) -> Answer {
    browser.submit(app, "/register", "/register", &[("name", "Amina"), ("email", email), ("password", "mot de passe long")]).await
}

async fn confirm(app: &App, token: &str) -> Answer {
    Browser::at("192.0.2.1").submit(app, &format!("/confirm?token={token}"), "/confirm", &[("token", token)]).await
}

testing::both!(
    MODULES,
    async fn registering_does_not_tell_who_has_an_account(app: App) {
        let (_, known, _) = account(app, "Driss").await;
        let new = fresh("nouvelle");
        let body = |email: &str| json!({ "name": "Amina", "email": email, "password": "mot de passe long", "locale": "fr" });
        let register_by_api = async |email: &str| app.post("", "/api/v1/accounts", body(email)).await.ok();
        let first = register_by_api(&new).await;
        let again = register_by_api(&new).await;
        let taken = register_by_api(&known.to_uppercase()).await;
        assert_eq!(told(&first), told(&again));
        assert_eq!(told(&first), told(&taken));
        let by_page = register(app, &mut Browser::at("192.0.2.1"), &fresh("autre")).await;
        assert_eq!(leads_to(&by_page), "/register/sent");
        assert_eq!(told(&register(app, &mut Browser::at("192.0.2.1"), &known).await), told(&by_page));
        // only the mailbox knows, and the owner's password is the owner's
        assert_eq!(links(app, &new).await.len(), 2);
        assert!(links(app, &known).await.is_empty());
        assert_eq!(kept_mails(app).await.iter().filter(|mail| mail.to == known && mail.text.contains("/sign-in")).count(), 2);
        let mut browser = Browser::at("192.0.2.1");
        assert_eq!(browser.sign_in(app, &known, "mot de passe long").await.status, 422);
        assert_eq!(leads_to(&browser.sign_in(app, &known, PASSWORD).await), "/associations");
    }
);

testing::both!(
    MODULES,
    async fn a_confirmation_link_works_once(app: App) {
        let email = fresh("amina");
        let mut browser = Browser::at("192.0.2.1");
        register(app, &mut browser, &email).await;
        let token = links(app, &email).await.remove(0);
        assert_eq!(browser.sign_in(app, &email, "mot de passe long").await.status, 409, "not before the address is confirmed");
        // programs that look at links before people do
        for _ in 0..3 {
            drop(Browser::at("192.0.2.9").open(app, &format!("/confirm?token={token}")).await.ok());
        }
        assert_eq!(leads_to(&confirm(app, &token).await), "/sign-in");
        let reused = confirm(app, &token).await;
        assert_eq!(reused.status, 409);
        assert!(reused.text().contains(&language::error_text(Locale::Ar, "link-used-or-expired", &std::collections::BTreeMap::new())));
        assert_eq!(leads_to(&browser.sign_in(app, &email, "mot de passe long").await), "/associations");
        assert_eq!(confirm(app, "no-such-token").await.status, 409);
    }
);

testing::both!(
    MODULES,
    async fn a_confirmation_link_dies_after_a_day_and_a_new_one_comes(app: App) {
        let email = fresh("amina");
        let mut browser = Browser::at("192.0.2.1");
        register(app, &mut browser, &email).await;
        let token = links(app, &email).await.remove(0);
        later(app, Duration::hours(24) + Duration::seconds(1));
        assert_eq!(confirm(app, &token).await.status, 409);
        assert_eq!(browser.sign_in(app, &email, "faux mot de passe").await.status, 422);
        assert_eq!(links(app, &email).await.len(), 1, "a wrong password mails nothing");
        assert_eq!(browser.sign_in(app, &email, "mot de passe long").await.status, 409);
        let newest = links(app, &email).await.remove(0);
        assert_ne!(newest, token);
        assert_eq!(leads_to(&confirm(app, &newest).await), "/sign-in");
    }
);

testing::both!(
    MODULES,
    async fn a_guesser_is_slowed_and_the_owner_elsewhere_is_not(app: App) {
        let (_, email, _) = account(app, "Driss").await;
        let host = format!("198.51.100.{}", u8::from(app.engine == testing::Engine::Sqlite));
        let mut tries = 0;
        let refused = loop {
            // what a client writes before the proxy's own word counts for nothing
            let mut guesser = Browser::at(&format!("203.0.113.{tries}, {host}"));
            let answer = guesser.sign_in(app, &email, "au hasard").await;
            if answer.status != 422 {
                break answer;
            }
            tries += 1;
            assert!(tries < 15, "nothing slows the guesser");
        };
        assert!(tries >= 10, "ten tries are a person's own mistakes");
        assert_eq!(refused.status, 429);
        assert_eq!(Browser::at(&host).sign_in(app, &email, PASSWORD).await.status, 429, "the right guess is not told apart");
        assert_eq!(leads_to(&Browser::at("198.51.100.99").sign_in(app, &email, PASSWORD).await), "/associations");
    }
);

testing::both!(
    MODULES,
    async fn a_session_ends_at_sign_out_and_by_itself(app: App) {
        let (_, email, _) = account(app, "Driss").await;
        let mut browser = Browser::at("192.0.2.1");
        browser.cookies.insert("nassij".into(), "fixed-by-somebody-else".into());
        assert_eq!(browser.sign_in(app, &email, PASSWORD).await.status, 303);
        assert_ne!(browser.cookies["nassij"], "fixed-by-somebody-else");
        drop(browser.open(app, "/associations").await.ok());
        let mut stolen = browser.clone();
        assert_eq!(browser.submit(app, "/associations", "/sign-out", &[]).await.status, 303);
        assert!(!browser.cookies.contains_key("nassij"));
        assert!(leads_to(&stolen.open(app, "/associations").await).starts_with("/sign-in"), "the secret is worth nothing any more");
        // unused for a week; used every day for a month
        for (days, step) in [(8, 8), (30, 1)] {
            let mut browser = Browser::at("192.0.2.1");
            browser.sign_in(app, &email, PASSWORD).await;
            for _ in 0..(days / step) - 1 {
                later(app, Duration::days(step));
                drop(browser.open(app, "/associations").await.ok());
            }
            later(app, Duration::days(step));
            assert!(leads_to(&browser.open(app, "/associations").await).starts_with("/sign-in"), "{days} days");
        }
    }
);

testing::both!(
    MODULES,
    async fn a_lost_office_counts_at_the_next_request(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let (path, add) = (desk.twin.path("/members"), json!({ "given_fr": "Une", "family_fr": "Autre" }));
        let mut browser = Browser::at("192.0.2.1");
        browser.sign_in(app, &desk.email, PASSWORD).await;
        let page = format!("/a/{}/members", desk.twin.slug);
        drop(browser.open(app, &page).await.ok());
        let mut sql = Sql::open(app, "tenancy", desk.twin.id).await;
        let mine = format!("where association_id = {} and account_id = {}", sql.id(desk.twin.id.0), sql.id(desk.account));
        assert_eq!(sql.run(&format!("update seat set role = 'treasurer' {mine}")).await, Ok(1));
        drop(app.get(&desk.token, &path).await.ok());
        assert_eq!(app.post(&desk.token, &path, add.clone()).await.refused(403), "forbidden");
        assert_eq!(sql.run(&format!("delete from seat {mine}")).await, Ok(1));
        assert_eq!(app.get(&desk.token, &path).await.refused(404), "not-found");
        assert_eq!(app.post(&desk.token, &path, add).await.refused(404), "not-found");
        assert_eq!(browser.open(app, &page).await.status, 404);
    }
);

testing::both!(
    MODULES,
    async fn a_hub_is_inside_only_while_the_board_consents(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let (coordinator, _, token) = account(app, "Coordinatrice").await;
        tenancy::operator::add_coordinator(app.process.state("tenancy").expect("hosted"), coordinator, "06").await.expect("added");
        let members = desk.twin.path("/members");
        let give = async |days: &str| desk.post(app, "/consents", json!({ "reason": "Accompagnement", "days": days })).await.ok().json();
        assert_eq!(app.get(&token, &members).await.refused(404), "not-found");
        let consent = give("7").await;
        drop(app.get(&token, &members).await.ok());
        assert_eq!(app.post(&token, &members, json!({ "given_fr": "Une", "family_fr": "Autre" })).await.refused(403), "forbidden");
        drop(desk.post(app, &format!("/consents/{}/revocation", consent["id"].as_str().expect("an id")), json!({})).await.ok());
        assert_eq!(app.get(&token, &members).await.refused(404), "not-found");
        give("1").await;
        drop(app.get(&token, &members).await.ok());
        later(app, Duration::days(1));
        assert_eq!(app.get(&token, &members).await.refused(404), "not-found");
        app.settle().await;
        let log = desk.all(app, "/audit").await;
        let visits: Vec<_> = log.iter().filter(|entry| entry["action"] == "visited").collect();
        assert_eq!(visits.len(), 2, "what was refused is no visit");
        assert!(
            visits
                .iter()
                .all(|visit| visit["who"] == "Coordinatrice"
                    && visit["subject"].as_str().is_some_and(|subject| subject.ends_with("/members"))),
            "{visits:?}"
        );
        assert_eq!(log.iter().filter(|entry| entry["action"] == "refused").count(), 1);
    }
);

testing::both!(
    MODULES,
    async fn a_token_for_one_association_opens_no_other(app: App) {
        let desk = Desk::open(app).await;
        let other =
            crate::world::association(app, ("جمعية ثانية", "Seconde"), &format!("{}/2002", desk.account.simple()), desk.account).await;
        let state = app.process.state("tenancy").expect("hosted");
        let bound = tenancy::operator::create_token(state, &desk.email, Some(&desk.twin.slug)).await.expect("a token");
        drop(app.get(&bound, &desk.twin.path("/members")).await.ok());
        assert_eq!(app.get(&bound, &other.path("/members")).await.refused(404), "not-found");
        // nor does it open its owner's account, or make associations in its name
        for path in ["/api/v1/account", "/api/v1/associations"] {
            assert_eq!(app.get(&bound, path).await.refused(401), "unauthenticated", "{path}");
        }
        assert_eq!(app.post(&bound, "/api/v1/associations", serde_json::json!({})).await.refused(401), "unauthenticated");
        assert_eq!(app.get(&bound, &format!("/api/v1/associations/{}/members", other.id)).await.refused(404), "not-found");
        // it is the binding: the same person's other token does
        drop(app.get(&desk.token, &other.path("/members")).await.ok());
        later(app, Duration::days(366));
        assert_eq!(app.get(&bound, &desk.twin.path("/members")).await.refused(401), "unauthenticated");
    }
);

/// A request with an actor of the caller's own making, sealed with our very key.
async fn as_actor(app: &App, seat: Seat, method: Method, path: &str) -> Answer {
    let key = std::fs::read(app.directory().join("secret")).expect("the signing key");
    let actor = Actor { account: Some(new_id()), name: "X".into(), seat, ..Actor::anonymous(Locale::Fr) };
    let sealed = actor.seal(&kernel::secret::Signer::new(key.trim_ascii()), app.clock.now());
    let request = Request::builder().method(method).uri(path).header(web::ACTOR, sealed).header(header::CONTENT_TYPE, "application/json");
    app.send(request.body(Body::from("{}")).expect("a request")).await
}

testing::both!(
    MODULES,
    async fn nobody_outside_says_who_they_are(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let seat = || Seat::Association { id: desk.twin.id, slug: desk.twin.slug.clone(), role: Role::President };
        for (method, rest) in [(Method::GET, "/members"), (Method::POST, "/members"), (Method::GET, "/audit")] {
            assert_eq!(as_actor(app, seat(), method, &desk.twin.path(rest)).await.refused(401), "unauthenticated", "{rest}");
        }
        // a session in a cookie opens pages, never the API: other sites' scripts have cookies too
        let mut browser = Browser::at("192.0.2.1");
        browser.sign_in(app, &desk.email, PASSWORD).await;
        assert_eq!(browser.open(app, &desk.twin.path("/members")).await.refused(401), "unauthenticated");
    }
);

testing::both!(
    MODULES,
    async fn what_services_tell_each_other_is_not_reachable_from_outside(app: App) {
        let internal: Vec<_> = runtime::describe_routes(MODULES).into_iter().filter(|route| route.path.starts_with("/internal")).collect();
        assert!(internal.len() >= 4);
        for route in internal {
            let tricks = ["", "/api/v1", "/api/v1/..", "/api/v1/%2e%2e", "/api/v1/associations/../..", "/", "/a/x/../.."];
            for trick in tricks {
                let answer = as_actor(app, Seat::Service, route.method.clone(), &format!("{trick}{}", route.path)).await;
                assert!(answer.status.is_client_error(), "{trick}{}: {} {}", route.path, answer.status, answer.text());
            }
            // beside the service itself, only who can seal an actor gets an answer
            let bare = Request::builder().method(route.method.clone()).uri(&route.path).header(header::CONTENT_TYPE, "application/json");
            let peers = app.process.state("tenancy").expect("hosted").peers().clone();
            let answer =
                peers.get(route.service).expect("a peer").send(bare.body(Body::from("{}")).expect("a request")).await.expect("an answer");
            assert_eq!(answer.status(), 401, "{}", route.path);
        }
    }
);

testing::both!(
    MODULES,
    async fn a_form_from_elsewhere_is_refused_and_changes_nothing(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let (mut browser, mut another) = (Browser::at("192.0.2.1"), Browser::at("192.0.2.1"));
        browser.sign_in(app, &desk.email, PASSWORD).await;
        another.sign_in(app, &desk.email, PASSWORD).await;
        let path = format!("/a/{}/members/new", desk.twin.slug);
        let right = csrf(&browser.open(app, &path).await.ok());
        let foreign = csrf(&another.open(app, &path).await.ok());
        let kind = ("content-type", "application/x-www-form-urlencoded");
        let body = |csrf: &str| form(&[("csrf", csrf), ("given_fr", "Une"), ("family_fr", "Autre")]);
        let tries: [(&str, &[(&str, &str)]); 8] = [
            ("", &[]),
            ("AAAA", &[]),
            (&foreign, &[]),
            (&right, &[("sec-fetch-site", "cross-site")]),
            (&right, &[("sec-fetch-site", "same-site")]),
            (&right, &[("origin", "https://mechant.example")]),
            (&right, &[("origin", "null")]),
            (&right, &[("origin", "http://nassij.test.mechant.example")]),
        ];
        for (csrf, headers) in tries {
            let headers: Vec<_> = headers.iter().copied().chain([kind]).collect();
            let answer = browser.ask(app, Method::POST, &path, &headers, &body(csrf)).await;
            assert_eq!(answer.status, 403, "{csrf} {headers:?}");
        }
        assert_eq!(desk.all(app, "/members").await.len(), 1);
        let honest = browser
            .ask(app, Method::POST, &path, &[kind, ("origin", "http://nassij.test"), ("sec-fetch-site", "same-origin")], &body(&right))
            .await;
        assert_eq!(honest.status, 303, "{}", honest.text());
        assert_eq!(desk.all(app, "/members").await.len(), 2);
    }
);

testing::both!(
    MODULES,
    async fn no_form_of_any_page_goes_without_its_proof(app: App) {
        let desk = Desk::open(app).await;
        let state = app.process.state("tenancy").expect("hosted");
        tenancy::operator::add_coordinator(state, desk.account, "national").await.expect("a coordinator");
        tenancy::operator::add_staff(state, desk.account).await.expect("staff");
        let mut browser = Browser::at("192.0.2.1");
        browser.sign_in(app, &desk.email, PASSWORD).await;
        let posts: Vec<_> = runtime::describe_routes(MODULES)
            .into_iter()
            .filter(|route| route.service == "portal" && route.method == Method::POST)
            .collect();
        assert!(posts.len() > 12);
        for route in posts.iter().filter(|route| !route.path.starts_with("/api/")) {
            let path = route.path.replace("{hub}", if route.permission == "hubs.set-territory" { "fes-meknes" } else { "national" });
            let path = path.replace("{association}", &desk.twin.slug).replace("{id}", &new_id().to_string()).replace("{*rest}", "nowhere");
            let answer = browser.send(app, &path, &[("csrf", ""), ("name", "x")]).await;
            assert_eq!(answer.status, 403, "POST {path}");
        }
        assert!(browser.cookies.contains_key("nassij"), "nobody was signed out");
        let platform = AssociationId::PLATFORM;
        let mut sql = Sql::open(app, "tenancy", platform).await;
        assert_eq!(sql.texts("select role from seat").await, ["president"]);
    }
);
