//! Webhooks: what a program elsewhere is told, how it knows that it is us, and where we never call.

use crate::MODULES;
use crate::browser::{Browser, hidden};
use crate::desk::{Desk, PASSWORD, Sql, account, field_errors, kept_mails};
use crate::receiver::Receiver;
use axum::http::Method;
use chrono::Duration;
use kernel::Role;
use serde_json::{Value, json};
use testing::{App, Engine};

/// An installation that may call this machine.
async fn start(engine: Engine) -> App {
    App::start_with(engine, MODULES, vec![("NASSIJ_WEBHOOKS_TO".to_owned(), "anywhere".to_owned())]).await
}

macro_rules! both_with_receiver {
    (async fn $name:ident($app:ident: App, $receiver:ident: Receiver) $body:block) => {
        mod $name {
            use super::*;

            async fn check($app: &App, $receiver: &Receiver) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                let app = start(Engine::Sqlite).await;
                check(&app, &Receiver::start().await).await;
                app.finish().await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                let app = start(Engine::Postgres).await;
                check(&app, &Receiver::start().await).await;
                app.finish().await;
            }
        }
    };
}

fn later(app: &App, by: Duration) {
    app.clock.set(app.clock.now() + by);
}

async fn add(app: &App, desk: &Desk, url: &str, kinds: &[&str]) -> (String, String) {
    let made = desk.post(app, "/webhooks", json!({ "url": url, "kinds": kinds })).await.ok().json();
    (made["webhook"]["id"].as_str().expect("an id").to_owned(), made["secret"].as_str().expect("a secret").to_owned())
}

async fn calls(app: &App, desk: &Desk, hook: &str) -> Vec<Value> {
    desk.get(app, &format!("/webhooks/{hook}/deliveries")).await["items"].as_array().expect("calls").clone()
}

both_with_receiver!(
    async fn a_program_is_told_what_it_asked_for_and_nothing_about_people(app: App, receiver: Receiver) {
        let desk = Desk::with_members(app, 1).await;
        let other = Desk::with_members(app, 1).await;
        let (_, secret) = add(app, &desk, &receiver.url, &["dues.paid", "entry.posted", "members.changed"]).await;
        app.settle().await;
        receiver.take();
        let paid = json!({ "member": "1", "year": "2026", "amount": "200", "method": "cash", "paid_on": "2026-11-20" });
        let payment = desk.post(app, "/dues/payments", paid.clone()).await.ok().json();
        drop(other.post(app, "/dues/payments", paid).await.ok());
        drop(desk.post(app, "/members", json!({ "given_fr": "Zaynab", "family_fr": "Secrète", "email": "z@exemple.ma" })).await.ok());
        app.settle().await;
        let received = receiver.take();
        let mut kinds: Vec<_> = received.iter().map(|call| call.header("nassij-event").to_owned()).collect();
        kinds.sort();
        assert_eq!(kinds, ["dues.paid", "entry.posted", "members.changed"]);
        for call in &received {
            assert!(call.is_signed_with(&secret) && !call.is_signed_with("whsec_other"), "{call:?}");
            assert_eq!(call.json()["association"], json!(desk.twin.id));
            assert_eq!(call.json()["kind"], call.header("nassij-event"));
            for name in ["Zaynab", "Secr", "exemple.ma", "Prenom01", "Présidente"] {
                assert!(!call.body.contains(name), "{}", call.body);
            }
        }
        let dues = received.iter().find(|call| call.header("nassij-event") == "dues.paid").expect("told").json();
        let expected = json!({ "payment": payment["id"], "receipt": payment["receipt"], "member_number": 1, "year": 2026, "amount": "200.00", "method": "cash", "paid_on": "2026-11-20" });
        assert_eq!(dues["data"], expected);
    }
);

both_with_receiver!(
    async fn a_call_is_repeated_until_it_is_answered_and_stays_in_the_log(app: App, receiver: Receiver) {
        let desk = Desk::open(app).await;
        let (hook, _) = add(app, &desk, &receiver.url, &["fee.set"]).await;
        receiver.answer(500);
        drop(desk.post(app, "/dues/fees", json!({ "year": "2026", "amount": "200" })).await.ok());
        app.settle().await;
        app.settle().await;
        assert_eq!(receiver.take().len(), 1, "not again before its time");
        // redirections are not followed: the first answer counts, and it is no success
        receiver.answer(307);
        later(app, Duration::seconds(2));
        app.settle().await;
        receiver.answer(204);
        later(app, Duration::seconds(10));
        app.settle().await;
        let received = receiver.take();
        assert_eq!(received.len(), 2);
        assert_eq!(received[0].header("nassij-delivery"), received[1].header("nassij-delivery"));
        assert_eq!(received[0].body, received[1].body);
        let log = calls(app, &desk, &hook).await;
        let statuses: Vec<_> = log[0]["attempts"].as_array().expect("attempts").iter().map(|attempt| attempt["status"].clone()).collect();
        assert_eq!((log.len(), &log[0]["state"], statuses), (1, &json!("sent"), vec![json!(500), json!(307), json!(204)]));
        assert_eq!(desk.get(app, "/webhooks").await["items"][0]["failing_since"], Value::Null);
        // by hand, once more, under the same id
        let id = log[0]["id"].as_str().expect("an id").to_owned();
        drop(desk.post(app, &format!("/webhook-deliveries/{id}/repetition"), json!({})).await.ok());
        app.settle().await;
        assert_eq!(receiver.take().iter().map(|call| call.header("nassij-delivery").to_owned()).collect::<Vec<_>>(), [id]);
        // after a month nothing is left
        later(app, Duration::days(31));
        app.settle().await;
        assert!(calls(app, &desk, &hook).await.is_empty());
    }
);

both_with_receiver!(
    async fn a_dead_receiver_is_given_up_and_its_board_told(app: App, receiver: Receiver) {
        let desk = Desk::open(app).await;
        let (hook, _) = add(app, &desk, &receiver.url, &["fee.set"]).await;
        receiver.answer(503);
        for year in 2020..2027 {
            drop(desk.post(app, "/dues/fees", json!({ "year": year.to_string(), "amount": "200" })).await.ok());
            app.settle().await;
            later(app, Duration::hours(25));
        }
        app.settle().await;
        let seen = desk.get(app, "/webhooks").await["items"][0].clone();
        assert!(seen["disabled_at"].is_string(), "{seen}");
        assert!(calls(app, &desk, &hook).await.iter().all(|call| call["state"] == "given_up"));
        receiver.take();
        drop(desk.post(app, "/dues/fees", json!({ "year": "2019", "amount": "200" })).await.ok());
        later(app, Duration::days(1));
        app.settle().await;
        assert!(receiver.take().is_empty(), "nothing is sent to it any more");
        let acts: Vec<_> = desk.all(app, "/audit").await.into_iter().map(|entry| entry["action"].clone()).collect();
        assert_eq!(acts.iter().filter(|action| *action == "webhook-disabled").count(), 1);
        let told = kept_mails(app).await.into_iter().filter(|mail| mail.to == desk.email && mail.text.contains("/settings/webhooks"));
        assert_eq!(told.count(), 1);
        receiver.answer(204);
        drop(desk.post(app, &format!("/webhooks/{hook}/revival"), json!({})).await.ok());
        drop(desk.post(app, &format!("/webhooks/{hook}/ping"), json!({})).await.ok());
        app.settle().await;
        assert_eq!(receiver.take().len(), 1);
    }
);

both_with_receiver!(
    async fn a_changed_secret_leaves_a_day_to_change_the_receiver(app: App, receiver: Receiver) {
        let desk = Desk::open(app).await;
        let (hook, old) = add(app, &desk, &receiver.url, &["fee.set"]).await;
        let rotated = desk.post_once(app, &format!("/webhooks/{hook}/secret"), &json!({}), "once").await.ok().json();
        let again = desk.post_once(app, &format!("/webhooks/{hook}/secret"), &json!({}), "once").await.ok().json();
        assert_eq!(rotated, again, "a lost answer can be asked for again");
        let new = rotated["secret"].as_str().expect("a secret").to_owned();
        assert_ne!(old, new);
        let ping = async || {
            drop(desk.post(app, &format!("/webhooks/{hook}/ping"), json!({})).await.ok());
            app.settle().await;
            receiver.take().remove(0)
        };
        let call = ping().await;
        assert!(call.is_signed_with(&old) && call.is_signed_with(&new));
        later(app, Duration::hours(24));
        let call = ping().await;
        assert!(!call.is_signed_with(&old) && call.is_signed_with(&new));
        let mut sql = Sql::open(app, "tenancy", desk.twin.id).await;
        for column in ["coalesce(reply, '') from request", "envelope from outbox", "url from webhook", "body from webhook_call"] {
            let rows = sql.texts(&format!("select {column}")).await;
            assert!(!rows.is_empty() && rows.iter().all(|row| !row.contains(&new) && !row.contains(&old)), "{column}");
        }
    }
);

testing::both!(
    MODULES,
    async fn nobodys_network_is_called_from_inside(app: App) {
        let desk = Desk::open(app).await;
        let ask = async |url: &str, kinds: &[&str]| desk.post(app, "/webhooks", json!({ "url": url, "kinds": kinds })).await;
        for url in [
            "https://127.0.0.1/",
            "https://169.254.169.254/latest",
            "https://[::1]:8443/",
            "https://[::ffff:10.0.0.1]/",
            "http://10.0.0.1/",
            "http://localhost:9099/",
        ] {
            assert_eq!(field_errors(ask(url, &["fee.set"]).await), ["url webhook-url-private"], "{url}");
        }
        assert_eq!(field_errors(ask("https://example.ma:25/", &["fee.set"]).await), ["url webhook-url-port"]);
        assert_eq!(field_errors(ask("javascript:alert(1)", &["internal"]).await), ["url webhook-url-wrong", "kinds choice-unknown"]);
        assert_eq!(field_errors(ask("https://example.ma/", &[]).await), ["kinds kind-required"]);
        // a name is judged when it is called, by the address that is then connected to
        let receiver = Receiver::start().await;
        let port = receiver.url.split(':').nth(2).and_then(|rest| rest.split('/').next()).expect("a port").to_owned();
        let (hook, _) = add(app, &desk, "http://hooks.example.ma/", &["fee.set"]).await;
        let mut sql = Sql::open(app, "tenancy", desk.twin.id).await;
        let elsewhere = format!("update webhook set url = 'http://localhost:{port}/' where url = 'http://hooks.example.ma/'");
        assert_eq!(sql.run(&elsewhere).await, Ok(1));
        drop(desk.post(app, "/dues/fees", json!({ "year": "2026", "amount": "200" })).await.ok());
        app.settle().await;
        assert!(receiver.take().is_empty());
        assert_eq!(calls(app, &desk, &hook).await[0]["attempts"][0]["failure"], "private");
    }
);

both_with_receiver!(
    async fn an_association_has_its_own_webhooks_and_twenty_at_the_most(app: App, receiver: Receiver) {
        let desk = Desk::open(app).await;
        let other = Desk::open(app).await;
        let (hook, _) = add(app, &desk, &receiver.url, &["fee.set"]).await;
        for act in ["ping", "secret", "revival", "removal"] {
            assert_eq!(other.post(app, &format!("/webhooks/{hook}/{act}"), json!({})).await.refused(404), "not-found", "{act}");
        }
        let (treasurer, _, token) = account(app, "Trésorier").await;
        let state = app.process.state("tenancy").expect("hosted");
        tenancy::operator::give_seat(state, desk.twin.id, treasurer, Role::Treasurer).await.expect("seated");
        assert_eq!(app.get(&token, &desk.twin.path("/webhooks")).await.refused(403), "forbidden");
        for _ in 0..18 {
            add(app, &desk, &receiver.url, &["fee.set"]).await;
        }
        let one = json!({ "url": receiver.url, "kinds": ["fee.set"] });
        let answers = tokio::join!(desk.post(app, "/webhooks", one.clone()), desk.post(app, "/webhooks", one));
        let mut statuses = [answers.0.status.as_u16(), answers.1.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 409]);
        drop(desk.post(app, &format!("/webhooks/{hook}/ping"), json!({})).await.ok());
        drop(desk.post(app, &format!("/webhooks/{hook}/removal"), json!({})).await.ok());
        app.settle().await;
        assert!(receiver.take().is_empty(), "what waited went with it");
        assert_eq!(calls(app, &desk, &hook).await[0]["state"], "given_up");
        assert_eq!(desk.post(app, &format!("/webhooks/{hook}/ping"), json!({})).await.refused(409), "webhook-gone");
        assert_eq!(desk.get(app, "/webhooks").await["items"].as_array().map(Vec::len), Some(19));
    }
);

both_with_receiver!(
    async fn a_person_adds_tries_and_removes_a_webhook_in_the_browser(app: App, receiver: Receiver) {
        let desk = Desk::open(app).await;
        let mut browser = Browser::at("192.0.2.1");
        browser.sign_in(app, &desk.email, PASSWORD).await;
        let page = format!("/a/{}/settings/webhooks", desk.twin.slug);
        let fields = [("url", receiver.url.as_str()), ("kinds", "fee.set"), ("kinds", "dues.paid")];
        let made = browser.submit(app, &page, &page, &fields).await.ok().text();
        let secret = format!("whsec_{}", made.split("whsec_").nth(1).and_then(|rest| rest.split('<').next()).expect("the secret"));
        let hook = desk.get(app, "/webhooks").await["items"][0].clone();
        assert_eq!(hook["kinds"], json!(["fee.set", "dues.paid"]));
        let one = format!("{page}/{}", hook["id"].as_str().expect("an id"));
        let csrf = hidden(&browser.ask(app, Method::GET, &one, &[], "").await.ok(), "csrf");
        assert_eq!(browser.send(app, &one, &[("csrf", csrf.as_str()), ("act", "ping")]).await.status, 303);
        app.settle().await;
        assert!(receiver.take()[0].is_signed_with(&secret));
        assert!(browser.open(app, &one).await.ok().text().contains("204"));
        assert_eq!(browser.send(app, &one, &[("csrf", csrf.as_str()), ("act", "removal")]).await.status, 303);
        assert!(desk.get(app, "/webhooks").await["items"].as_array().is_some_and(Vec::is_empty));
    }
);
