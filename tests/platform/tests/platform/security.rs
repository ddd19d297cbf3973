//! What guards an account: passwords and their replacement, the second factor, sessions.

use crate::MODULES;
use crate::accounts::{fresh, later, links, told};
use crate::browser::{Browser, hidden, leads_to};
use crate::desk::{Desk, PASSWORD, Sql, account, kept_mails};
use axum::http::Method;
use chrono::Duration;
use kernel::{AssociationId, Locale};
use serde_json::json;
use std::collections::BTreeMap;
use testing::{Answer, App};

const NEW: &str = "un tout autre secret";

fn error(code: &str) -> String {
    language::error_text(Locale::Fr, code, &BTreeMap::new())
}

/// What the app on the phone shows now.
pub fn code(app: &App, secret: &str) -> String {
    tenancy::operator::authenticator_code(secret, app.clock.now()).expect("a code")
}

async fn forget(app: &App, email: &str) -> Answer {
    app.post("", "/api/v1/accounts/forgotten-password", json!({ "email": email })).await
}

async fn reset(app: &App, token: &str, password: &str) -> Answer {
    let page = format!("/new-password?token={token}");
    Browser::at("192.0.2.5").submit(app, &page, "/new-password", &[("token", token), ("password", password)]).await
}

pub async fn signed_in(app: &App, email: &str) -> Browser {
    let mut browser = Browser::at("192.0.2.71");
    assert_eq!(leads_to(&browser.sign_in_by_password(app, email, PASSWORD).await), "/associations");
    browser
}

pub async fn is_open(app: &App, browser: &Browser) -> bool {
    browser.clone().open(app, "/account").await.status == 200
}

/// Turns the second factor on, as its owner does. Gives its secret and the recovery codes.
pub async fn enrol(app: &App, browser: &mut Browser, next: &str) -> (String, Vec<String>) {
    let page = browser.open(app, &format!("/account/second-factor?next={next}")).await.ok();
    let text = page.text();
    let secret: String = text
        .split("id=\"secret\"")
        .nth(1)
        .expect("a key")
        .split("ltr\">")
        .nth(1)
        .expect("a key")
        .chars()
        .take_while(|c| *c != '<')
        .filter(|c| *c != ' ')
        .collect();
    let (csrf, offer) = (hidden(&page, "csrf"), hidden(&page, "offer"));
    let code = code(app, &secret);
    let fields = [("csrf", &*csrf), ("offer", &*offer), ("code", &*code), ("password", PASSWORD), ("next", next)];
    let shown = browser.send(app, "/account/second-factor", &fields).await.ok();
    let codes = recovery_codes(&shown);
    assert_eq!(codes.len(), 10);
    // a second click shows the same codes
    assert_eq!(recovery_codes(&browser.send(app, "/account/second-factor", &fields).await.ok()), codes);
    assert!(shown.text().contains(&format!("href=\"{next}\"")));
    (secret, codes)
}

fn recovery_codes(page: &Answer) -> Vec<String> {
    let text = page.text();
    text.split("<code>").skip(1).filter_map(|rest| Some(rest.split("ltr\">").nth(1)?.split('<').next()?.to_owned())).collect()
}

/// Password, then this code.
async fn sign_in_with(app: &App, browser: &mut Browser, email: &str, code: &str) -> Answer {
    let first = browser.sign_in_by_password(app, email, PASSWORD).await;
    assert!(leads_to(&first).starts_with("/sign-in/code"), "{}", first.text());
    assert!(!browser.cookies.contains_key("nassij"), "half a sign-in is no session");
    second_step(app, browser, code).await
}

async fn second_step(app: &App, browser: &mut Browser, code: &str) -> Answer {
    browser.submit(app, "/sign-in/code", "/sign-in/code", &[("code", code)]).await
}

testing::both!(
    MODULES,
    async fn a_forgotten_password_is_asked_for_without_telling_who_has_an_account(app: App) {
        let (_, known, _) = account(app, "Driss").await;
        let unknown = fresh("personne");
        let (first, second) = (forget(app, &known.to_uppercase()).await.ok(), forget(app, &unknown).await.ok());
        assert_eq!(told(&first), told(&second));
        let mut browser = Browser::at("192.0.2.5");
        let mut by_page = async |email: &str| browser.submit(app, "/forgotten-password", "/forgotten-password", &[("email", email)]).await;
        let (first, second) = (by_page(&known).await, by_page(&unknown).await);
        assert_eq!(leads_to(&first), "/forgotten-password/sent");
        assert_eq!(told(&first), told(&second));
        // only the mailbox knows; and nobody's mailbox is flooded, known or not
        assert_eq!(links(app, &known).await.len(), 2);
        assert!(kept_mails(app).await.iter().all(|mail| mail.to != unknown));
        for email in [&known, &unknown] {
            drop(forget(app, email).await.ok());
            assert_eq!(forget(app, email).await.refused(429), "too-many");
        }
        assert_eq!(crate::desk::field_errors(forget(app, "nobody").await), ["email email-wrong"]);
    }
);

testing::both!(
    MODULES,
    async fn a_mailed_link_replaces_the_password_once_and_ends_what_the_old_one_opened(app: App) {
        let (_, email, token) = account(app, "Amina").await;
        let open = signed_in(app, &email).await;
        drop(forget(app, &email).await.ok());
        let older = links(app, &email).await.remove(0);
        drop(forget(app, &email).await.ok());
        let link = links(app, &email).await.remove(0);
        assert_eq!(reset(app, &older, NEW).await.status, 409, "the newest link counts");
        for _ in 0..3 {
            drop(Browser::at("192.0.2.9").open(app, &format!("/new-password?token={link}")).await.ok());
        }
        let refused = reset(app, &link, "court").await;
        assert_eq!(refused.status, 422, "a password that is refused does not use the link up");
        assert!(is_open(app, &open).await && app.get(&token, "/api/v1/account").await.status == 200);
        // two at once: one is first
        let (one, other) = tokio::join!(reset(app, &link, NEW), reset(app, &link, NEW));
        let mut statuses = [one.status.as_u16(), other.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409]);
        assert_eq!(reset(app, &link, "encore un autre secret").await.status, 409);
        assert!(!is_open(app, &open).await);
        assert_eq!(app.get(&token, "/api/v1/account").await.refused(401), "unauthenticated");
        let mut browser = Browser::at("192.0.2.5");
        assert_eq!(browser.sign_in_by_password(app, &email, PASSWORD).await.status, 422);
        assert_eq!(leads_to(&browser.sign_in_by_password(app, &email, NEW).await), "/associations");
        app.settle().await;
        assert!(kept_mails(app).await.iter().any(|mail| mail.to == email && mail.subject.contains("mot de passe a changé")));
    }
);

testing::both!(
    MODULES,
    async fn a_link_dies_after_an_hour_and_with_a_password_that_was_changed(app: App) {
        let (_, email, _) = account(app, "Amina").await;
        drop(forget(app, &email).await.ok());
        let link = links(app, &email).await.remove(0);
        later(app, Duration::hours(1));
        assert_eq!(reset(app, &link, NEW).await.status, 409);
        drop(forget(app, &email).await.ok());
        let link = links(app, &email).await.remove(0);
        let mut browser = signed_in(app, &email).await;
        let form = [("current", PASSWORD), ("password", NEW)];
        assert_eq!(leads_to(&browser.submit(app, "/account/password", "/account/password", &form).await), "/account");
        assert_eq!(reset(app, &link, "encore un autre secret").await.status, 409);
        // the tables and queues never held it in the clear
        for (service, table) in [("tenancy", "token"), ("tenancy", "outbox"), ("notifications", "delivery")] {
            let mut sql = Sql::open(app, service, AssociationId::PLATFORM).await;
            let column = match table {
                "token" => "hash || content",
                "outbox" => "envelope",
                _ => "coalesce(cast(content as text), '')",
            };
            assert!(sql.texts(&format!("select {column} from {table}")).await.iter().all(|row| !row.contains(&link)), "{table}");
        }
    }
);

testing::both!(
    MODULES,
    async fn links_lead_to_the_configured_address_whatever_a_request_calls_us(app: App) {
        let (_, email, _) = account(app, "Amina").await;
        let mut browser = Browser::at("192.0.2.5");
        let csrf = hidden(&browser.open(app, "/forgotten-password").await.ok(), "csrf");
        let headers = [
            ("content-type", "application/x-www-form-urlencoded"),
            ("host", "mechant.example"),
            ("x-forwarded-host", "mechant.example"),
            ("forwarded", "host=mechant.example"),
        ];
        let body = crate::browser::form(&[("csrf", &csrf), ("email", &email)]);
        assert_eq!(leads_to(&browser.ask(app, Method::POST, "/forgotten-password", &headers, &body).await), "/forgotten-password/sent");
        app.settle().await;
        let mail = kept_mails(app).await.into_iter().find(|mail| mail.to == email).expect("a mail");
        assert!(mail.text.contains("http://nassij.test/new-password?token=") && !mail.text.contains("mechant"), "{}", mail.text);
    }
);

testing::both!(
    MODULES,
    async fn a_new_password_ends_other_sessions_and_tokens(app: App) {
        let (_, email, token) = account(app, "Amina").await;
        let (mut here, elsewhere) = (signed_in(app, &email).await, signed_in(app, &email).await);
        let mut change = async |current: &str, password: &str| {
            here.submit(app, "/account/password", "/account/password", &[("current", current), ("password", password)]).await
        };
        for (current, password, said) in [
            ("pas le bon", NEW, "password-wrong"),
            (PASSWORD, "1234567", "password-too-short"),
            (PASSWORD, "password1", "password-guessable"),
            (PASSWORD, &email, "password-guessable"),
            (PASSWORD, &"x y".repeat(100), "password-too-long"),
        ] {
            let refused = change(current, password).await;
            assert_eq!(refused.status, 422);
            assert!(refused.text().contains(&error(said)), "{said}");
        }
        assert!(is_open(app, &elsewhere).await);
        assert_eq!(leads_to(&change(PASSWORD, NEW).await), "/account");
        assert!(is_open(app, &here).await && !is_open(app, &elsewhere).await);
        assert_eq!(app.get(&token, "/api/v1/account").await.refused(401), "unauthenticated");
        let history = here.open(app, "/account").await.text();
        assert!(history.contains(&language::named(Locale::Fr, "account-act", "password-changed")) && history.contains("192.0.2.x"));
    }
);

testing::both!(
    MODULES,
    async fn a_board_sees_that_a_token_ended_with_its_makers_password(app: App) {
        let desk = Desk::open(app).await;
        let state = app.process.state("tenancy").expect("hosted");
        let bound = tenancy::operator::create_token(state, &desk.email, Some(&desk.twin.slug)).await.expect("a token");
        drop(app.get(&bound, &desk.twin.path("/members")).await.ok());
        drop(forget(app, &desk.email).await.ok());
        let link = links(app, &desk.email).await.remove(0);
        assert_eq!(leads_to(&reset(app, &link, NEW).await), "/sign-in");
        assert_eq!(app.get(&bound, &desk.twin.path("/members")).await.refused(401), "unauthenticated");
        app.settle().await;
        let mut sql = Sql::open(app, "tenancy", desk.twin.id).await;
        assert_eq!(sql.texts("select cast(revoked_at is not null as text) from api_token").await.len(), 1);
        assert!(sql.texts("select action from audit_entry").await.iter().any(|action| action == "api-token-revoked"));
    }
);

testing::both!(
    MODULES,
    async fn a_president_uses_no_right_before_the_second_factor(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let mut browser = signed_in(app, &desk.email).await;
        let home = format!("/a/{}/", desk.twin.slug);
        let members = format!("/a/{}/members", desk.twin.slug);
        for path in [&home, &members] {
            let answer = browser.open(app, path).await;
            assert!(leads_to(&answer).starts_with("/account/second-factor?next=%2Fa%2F"), "{path}");
        }
        let csrf = hidden(&browser.open(app, "/account").await.ok(), "csrf");
        let add = [("csrf", &*csrf), ("given_fr", "Une"), ("family_fr", "Autre")];
        assert!(leads_to(&browser.send(app, &format!("{members}/new"), &add).await).starts_with("/account/second-factor"));
        assert_eq!(desk.all(app, "/members").await.len(), 1, "nothing was added");
        let mut elsewhere = browser.clone();
        elsewhere.cookies.remove("nassij");
        elsewhere.sign_in_by_password(app, &desk.email, PASSWORD).await;
        let (secret, _) = enrol(app, &mut browser, &home).await;
        drop(browser.open(app, &members).await.ok());
        // a session from before gives it later; the code that turned it on is spent
        let prove = async |browser: &mut Browser, code: &str| {
            let fields = [("code", code), ("next", &*members)];
            browser.submit(app, "/account/second-factor", "/account/second-factor/proof", &fields).await
        };
        assert!(leads_to(&elsewhere.open(app, &members).await).starts_with("/account/second-factor"));
        assert_eq!(prove(&mut elsewhere, &code(app, &secret)).await.status, 422);
        later(app, Duration::seconds(30));
        assert_eq!(leads_to(&prove(&mut elsewhere, &code(app, &secret)).await), members);
        drop(elsewhere.open(app, &members).await.ok());
        // an API token was made by somebody who had given it
        drop(app.get(&desk.token, &desk.twin.path("/members")).await.ok());
    }
);

testing::both!(
    MODULES,
    async fn a_coordinator_without_the_second_factor_stays_outside(app: App) {
        let desk = Desk::with_members(app, 1).await;
        drop(desk.post(app, "/consents", json!({ "reason": "Aide", "days": "7" })).await.ok());
        let (coordinator, email, _) = account(app, "Coordinatrice").await;
        tenancy::operator::add_coordinator(app.process.state("tenancy").expect("hosted"), coordinator, "06").await.expect("added");
        let mut browser = signed_in(app, &email).await;
        let inside = format!("/a/{}/members", desk.twin.slug);
        for path in ["/hub/casablanca-settat/", &*inside] {
            assert!(leads_to(&browser.open(app, path).await).starts_with("/account/second-factor"), "{path}");
        }
        app.settle().await;
        assert!(desk.all(app, "/audit").await.iter().all(|entry| entry["action"] != "visited"), "who stayed at the door did not visit");
        enrol(app, &mut browser, "/hub/casablanca-settat/").await;
        for path in ["/hub/casablanca-settat/", &*inside] {
            drop(browser.open(app, path).await.ok());
        }
    }
);

testing::both!(
    MODULES,
    async fn a_code_opens_once_and_guessing_is_slow(app: App) {
        let (_, email, _) = account(app, "Amina").await;
        let (secret, codes) = enrol(app, &mut signed_in(app, &email).await, "/account").await;
        let mut browser = Browser::at("192.0.2.5");
        assert_eq!(sign_in_with(app, &mut browser, &email, &code(app, &secret)).await.status, 422, "it turned the second factor on");
        later(app, Duration::seconds(30));
        let now = code(app, &secret);
        // two who read the same code over a shoulder
        let (mut one, mut other) = (browser.clone(), browser.clone());
        let (one, other) = tokio::join!(sign_in_with(app, &mut one, &email, &now), sign_in_with(app, &mut other, &email, &now));
        let mut statuses = [one.status.as_u16(), other.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 422]);
        // five wrong ones, then one every half minute, a minute, …
        later(app, Duration::seconds(30));
        for _ in 0..4 {
            assert_eq!(second_step(app, &mut browser, "000000").await.status, 422);
        }
        let right = code(app, &secret);
        assert_eq!(second_step(app, &mut browser, &right).await.status, 429, "not even the right one at once");
        later(app, Duration::seconds(31));
        assert_eq!(second_step(app, &mut browser, "000000").await.status, 422);
        later(app, Duration::seconds(31));
        assert_eq!(second_step(app, &mut browser, &codes[0]).await.status, 429, "the pause has doubled");
        later(app, Duration::seconds(31));
        assert_eq!(leads_to(&second_step(app, &mut browser, &codes[0]).await), "/associations");
        // the first step does not wait for ever
        let mut late = Browser::at("192.0.2.6");
        late.sign_in_by_password(app, &email, PASSWORD).await;
        let page = late.open(app, "/sign-in/code").await.ok();
        later(app, Duration::minutes(10));
        let fields = [("csrf", &*hidden(&page, "csrf")), ("code", &*codes[1])];
        assert!(leads_to(&late.send(app, "/sign-in/code", &fields).await).starts_with("/sign-in"));
        assert!(!late.cookies.contains_key("nassij"));
    }
);

testing::both!(
    MODULES,
    async fn a_recovery_code_stands_in_once_and_new_ones_replace_the_old(app: App) {
        let (_, email, _) = account(app, "Amina").await;
        let mut owner = signed_in(app, &email).await;
        let (secret, codes) = enrol(app, &mut owner, "/account").await;
        let mut browser = Browser::at("192.0.2.5");
        let typed = codes[3].to_uppercase().replace('-', " ");
        assert_eq!(leads_to(&sign_in_with(app, &mut browser, &email, &typed).await), "/associations");
        let mut again = Browser::at("192.0.2.5");
        assert_eq!(sign_in_with(app, &mut again, &email, &codes[3]).await.status, 422);
        app.settle().await;
        assert!(kept_mails(app).await.iter().any(|mail| mail.to == email && mail.subject.contains("code de secours")));
        let mut sql = Sql::open(app, "tenancy", AssociationId::PLATFORM).await;
        let kept = sql.texts("select digest from recovery_code").await;
        assert!(kept.len() == 10 && kept.iter().all(|digest| !codes.contains(digest)));
        assert!(sql.texts("select secret from second_factor").await.iter().all(|concealed| !concealed.contains(&secret)));
        // new ones need the password and a code
        later(app, Duration::seconds(30));
        let page = owner.open(app, "/account/second-factor").await.ok();
        let (csrf, key) = (hidden(&page, "csrf"), hidden(&page, "idempotency"));
        let mut renew = async |password: &str, code: &str| {
            let fields = [("csrf", &*csrf), ("idempotency", &*key), ("renew-password", password), ("renew-code", code)];
            owner.send(app, "/account/second-factor/recovery-codes", &fields).await
        };
        assert_eq!(renew("pas le bon", &code(app, &secret)).await.status, 422);
        assert_eq!(renew(PASSWORD, "000000").await.status, 422);
        let renewed = recovery_codes(&renew(PASSWORD, &code(app, &secret)).await.ok());
        assert!(renewed.len() == 10 && renewed.iter().all(|code| !codes.contains(code)));
        assert_eq!(recovery_codes(&renew(PASSWORD, "").await.ok()), renewed, "a second click shows the same");
        assert_eq!(sign_in_with(app, &mut again, &email, &codes[4]).await.status, 422);
        assert_eq!(leads_to(&sign_in_with(app, &mut again, &email, &renewed[0]).await), "/associations");
    }
);

testing::both!(
    MODULES,
    async fn the_second_factor_is_never_taken_away_by_mail_alone(app: App) {
        let (_, email, _) = account(app, "Amina").await;
        let mut owner = signed_in(app, &email).await;
        let (secret, _) = enrol(app, &mut owner, "/account").await;
        drop(forget(app, &email).await.ok());
        let link = links(app, &email).await.remove(0);
        assert_eq!(leads_to(&reset(app, &link, PASSWORD).await), "/sign-in");
        let mut browser = Browser::at("192.0.2.5");
        assert_eq!(sign_in_with(app, &mut browser, &email, "").await.status, 422);
        later(app, Duration::seconds(30));
        assert_eq!(leads_to(&sign_in_with(app, &mut browser, &email, &code(app, &secret)).await), "/associations");
        later(app, Duration::seconds(30));
        let mut end = async |password: &str, code: &str| {
            let fields = [("end-password", password), ("end-code", code)];
            browser.submit(app, "/account/second-factor", "/account/second-factor/end", &fields).await
        };
        assert_eq!(end("pas le bon", &code(app, &secret)).await.status, 422);
        assert_eq!(end(PASSWORD, "").await.status, 422);
        assert_eq!(leads_to(&end(PASSWORD, &code(app, &secret)).await), "/account/second-factor");
        drop(signed_in(app, &email).await);
        // the operator can, for who has proven who they are
        let state = app.process.state("tenancy").expect("hosted");
        assert_eq!(tenancy::operator::forget_second_factor(state, &email).await.expect_err("off already").code(), "second-factor-off");
    }
);
