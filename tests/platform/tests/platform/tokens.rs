//! API tokens: what one opens, for how long, and who sees it.

use crate::MODULES;
use crate::browser::{Browser, hidden};
use crate::desk::{Desk, PASSWORD, Sql, account, field_errors};
use chrono::Duration;
use kernel::Role;
use kernel::id::new_id;
use serde_json::{Value, json};
use testing::App;

fn wish(permissions: &[&str]) -> Value {
    json!({ "name": "Site", "days": "30", "permissions": permissions })
}

async fn make(app: &App, desk: &Desk, permissions: &[&str]) -> (String, String) {
    let made = desk.post(app, "/tokens", wish(permissions)).await.ok().json();
    (made["token"]["id"].as_str().expect("an id").to_owned(), made["secret"].as_str().expect("a secret").to_owned())
}

fn later(app: &App, by: Duration) {
    app.clock.set(app.clock.now() + by);
}

/// Another office of the desk's association, with an unbound token.
async fn seated(app: &App, desk: &Desk, role: Role) -> String {
    let (other, _, token) = account(app, role.code()).await;
    tenancy::operator::give_seat(app.process.state("tenancy").expect("hosted"), desk.twin.id, other, role).await.expect("seated");
    token
}

testing::both!(
    MODULES,
    async fn a_token_does_what_it_was_made_for_and_nothing_else(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let other = Desk::open(app).await;
        let (_, secret) = make(app, &desk, &["members.view"]).await;
        assert!(secret.starts_with("nsj_") && secret.len() > 40, "programs that look for leaked secrets know it");
        drop(app.get(&secret, &desk.twin.path("/members")).await.ok());
        for rest in ["", "/dues/fees", "/books/journal", "/audit", "/tokens", "/consents"] {
            assert_eq!(app.get(&secret, &desk.twin.path(rest)).await.refused(403), "forbidden", "{rest}");
        }
        let member = json!({ "given_fr": "Une", "family_fr": "Autre" });
        assert_eq!(app.post(&secret, &desk.twin.path("/members"), member.clone()).await.refused(403), "forbidden");
        // not by asking for more in a body either, nor by making itself a better one
        let greedy = json!({ "given_fr": "Une", "family_fr": "Autre", "permissions": ["members.edit"], "role": "president", "grants": ["members.edit"] });
        assert_eq!(app.post(&secret, &desk.twin.path("/members"), greedy).await.refused(403), "forbidden");
        assert_eq!(app.post(&secret, &desk.twin.path("/tokens"), wish(&["members.edit"])).await.refused(403), "forbidden");
        // nor elsewhere: another association, by slug and by id; its maker's account
        assert_eq!(app.get(&secret, &other.twin.path("/members")).await.refused(404), "not-found");
        assert_eq!(app.get(&secret, &format!("/api/v1/associations/{}/members", other.twin.id)).await.refused(404), "not-found");
        assert_eq!(app.get(&secret, "/api/v1/account").await.refused(401), "unauthenticated");
        let mut browser = Browser::at("192.0.2.1");
        browser.cookies.insert("nassij".into(), secret);
        assert_eq!(browser.open(app, &format!("/a/{}/members", desk.twin.slug)).await.status, 303, "a token is no session");
        app.settle().await;
        let refused: Vec<_> = desk.all(app, "/audit").await.into_iter().filter(|entry| entry["action"] == "refused").collect();
        assert!(refused.len() >= 9 && refused.iter().all(|entry| entry["who"] == "Présidente (Site)"), "{refused:?}");
        assert_eq!(desk.all(app, "/members").await.len(), 1);
    }
);

testing::both!(
    MODULES,
    async fn a_token_is_never_above_its_maker(app: App) {
        let desk = Desk::open(app).await;
        let secretary = seated(app, &desk, Role::SecretaryGeneral).await;
        let ask = async |token: &str, permissions: &[&str]| app.post(token, &desk.twin.path("/tokens"), wish(permissions)).await;
        assert_eq!(field_errors(ask(&secretary, &["members.view", "dues.record"]).await), ["permissions permission-not-yours"]);
        assert_eq!(field_errors(ask(&desk.token, &["tokens.manage"]).await), ["permissions permission-for-people"]);
        assert_eq!(field_errors(ask(&desk.token, &["internal"]).await), ["permissions choice-unknown"]);
        assert_eq!(field_errors(ask(&desk.token, &[]).await), ["permissions permission-required"]);
        for days in ["0", "366", "-1", "x", ""] {
            let wrong = json!({ "name": "", "days": days, "permissions": ["members.view"] });
            assert_eq!(field_errors(desk.post(app, "/tokens", wrong).await), ["name required", "days token-days-wrong"]);
        }
        let member = seated(app, &desk, Role::Member).await;
        assert_eq!(ask(&member, &["association.view"]).await.refused(403), "forbidden");
        assert!(desk.all(app, "/tokens").await.is_empty());
    }
);

testing::both!(
    MODULES,
    async fn a_token_shrinks_with_its_makers_rights_at_the_next_request(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let (_, secret) = make(app, &desk, &["members.view", "members.edit", "dues.record"]).await;
        let (path, add) = (desk.twin.path("/members"), json!({ "given_fr": "Une", "family_fr": "Autre" }));
        drop(app.post(&secret, &path, add.clone()).await.ok());
        let mut sql = Sql::open(app, "tenancy", desk.twin.id).await;
        let mine = format!("where association_id = {} and account_id = {}", sql.id(desk.twin.id.0), sql.id(desk.account));
        assert_eq!(sql.run(&format!("update seat set role = 'treasurer' {mine}")).await, Ok(1));
        drop(app.get(&secret, &path).await.ok());
        assert_eq!(app.post(&secret, &path, add).await.refused(403), "forbidden");
        // what the new office may and the token was not made for stays closed
        assert_eq!(app.get(&secret, &desk.twin.path("/books/journal")).await.refused(403), "forbidden");
        assert_eq!(sql.run(&format!("delete from seat {mine}")).await, Ok(1));
        assert_eq!(app.get(&secret, &path).await.refused(404), "not-found");
    }
);

testing::both!(
    MODULES,
    async fn a_revoked_token_is_dead_at_once_and_an_expired_one_by_itself(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let other = Desk::open(app).await;
        let (id, secret) = make(app, &desk, &["members.view"]).await;
        let (_, second) = make(app, &desk, &["members.view"]).await;
        let path = desk.twin.path("/members");
        assert_eq!(other.post(app, &format!("/tokens/{id}/revocation"), json!({})).await.refused(404), "not-found");
        drop(app.get(&secret, &path).await.ok());
        drop(desk.post(app, &format!("/tokens/{id}/revocation"), json!({})).await.ok());
        drop(desk.post(app, &format!("/tokens/{id}/revocation"), json!({})).await.ok());
        assert_eq!(app.get(&secret, &path).await.refused(401), "unauthenticated");
        drop(app.get(&second, &path).await.ok());
        later(app, Duration::days(30));
        assert_eq!(app.get(&second, &path).await.refused(401), "unauthenticated");
        app.settle().await;
        let acts: Vec<_> = desk.all(app, "/audit").await.into_iter().map(|entry| entry["action"].clone()).collect();
        let count = |act: &str| acts.iter().filter(|action| *action == act).count();
        assert_eq!((count("api-token-created"), count("api-token-revoked")), (2, 1));
    }
);

testing::both!(
    MODULES,
    async fn the_secret_is_told_once_and_written_nowhere(app: App) {
        let desk = Desk::open(app).await;
        let key = new_id().to_string();
        let body = wish(&["association.view"]);
        let (one, two) = tokio::join!(desk.post_once(app, "/tokens", &body, &key), desk.post_once(app, "/tokens", &body, &key));
        let (one, two) = (one.ok().json(), two.ok().json());
        assert_eq!(one, two, "a lost answer can be asked for again");
        let secret = one["secret"].as_str().expect("a secret").to_owned();
        assert_eq!(desk.all(app, "/tokens").await.len(), 1);
        assert!(!desk.get(app, "/tokens").await.to_string().contains(&secret));
        later(app, Duration::minutes(10));
        let late = desk.post_once(app, "/tokens", &body, &key).await.ok().json();
        assert_eq!((&late["token"]["id"], &late["secret"]), (&one["token"]["id"], &Value::Null));
        let mut sql = Sql::open(app, "tenancy", desk.twin.id).await;
        for column in ["coalesce(reply, '') from request", "envelope from outbox", "hash from token", "hash from api_token"] {
            let rows = sql.texts(&format!("select {column}")).await;
            assert!(!rows.is_empty() && rows.iter().all(|row| !row.contains(&secret)), "{column}");
        }
    }
);

testing::both!(
    MODULES,
    async fn the_board_sees_when_and_whence_a_token_was_used(app: App) {
        let desk = Desk::open(app).await;
        let (_, secret) = make(app, &desk, &["association.view"]).await;
        assert_eq!(desk.all(app, "/tokens").await[0]["last_used_at"], Value::Null);
        let mut program = Browser::at("203.0.113.77");
        let bearer = format!("Bearer {secret}");
        drop(program.ask(app, axum::http::Method::GET, &desk.twin.path(""), &[("authorization", &bearer)], "").await.ok());
        let seen = desk.all(app, "/tokens").await.remove(0);
        assert_eq!(seen["used_from"], "203.0.113.0/24");
        assert!(seen["last_used_at"].as_str().is_some_and(|at| at.starts_with("2026-11-21T12:00")), "{seen}");
    }
);

testing::both!(
    MODULES,
    async fn a_program_that_runs_wild_slows_itself_only(app: App) {
        let desk = Desk::open(app).await;
        let (_, wild) = make(app, &desk, &["association.view"]).await;
        let (_, calm) = make(app, &desk, &["association.view"]).await;
        let path = desk.twin.path("");
        let mut asked = 0;
        let refused = loop {
            let answer = app.get(&wild, &path).await;
            if !answer.status.is_success() {
                break answer;
            }
            asked += 1;
            assert!(asked < 2000, "nothing slows it");
        };
        assert!(asked >= 200, "{asked}");
        assert!(refused.headers.contains_key("retry-after"));
        assert_eq!(refused.refused(429), "too-many");
        drop(app.get(&calm, &path).await.ok());
    }
);

testing::both!(
    MODULES,
    async fn fifty_tokens_are_the_most_however_they_are_asked_for(app: App) {
        let desk = Desk::open(app).await;
        for _ in 0..49 {
            make(app, &desk, &["association.view"]).await;
        }
        let body = wish(&["association.view"]);
        let answers = tokio::join!(desk.post(app, "/tokens", body.clone()), desk.post(app, "/tokens", body.clone()));
        let mut statuses = [answers.0.status.as_u16(), answers.1.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 409]);
        assert_eq!(desk.post(app, "/tokens", body).await.refused(409), "too-many-tokens");
    }
);

testing::both!(
    MODULES,
    async fn a_person_makes_and_ends_a_token_in_the_browser(app: App) {
        let desk = Desk::open(app).await;
        let mut browser = Browser::at("192.0.2.1");
        browser.sign_in(app, &desk.email, PASSWORD).await;
        let page = format!("/a/{}/settings/tokens", desk.twin.slug);
        let none = browser.submit(app, &page, &page, &[("name", "Site"), ("days", "30")]).await;
        assert_eq!(none.status, 422);
        let fields = [("name", "Site <b>"), ("days", "30"), ("permissions", "members.view"), ("permissions", "dues.view")];
        let made = browser.submit(app, &page, &page, &fields).await.ok().text();
        let secret = format!("nsj_{}", made.split("nsj_").nth(1).and_then(|rest| rest.split('<').next()).expect("the secret"));
        drop(app.get(&secret, &desk.twin.path("/members")).await.ok());
        drop(app.get(&secret, &desk.twin.path("/dues/fees")).await.ok());
        let list = browser.open(app, &page).await.ok();
        assert!(list.text().contains("Site &lt;b&gt;") && !list.text().contains(&secret));
        let id = desk.all(app, "/tokens").await[0]["id"].as_str().expect("an id").to_owned();
        let fields = [("csrf", hidden(&list, "csrf")), ("revoke", id)];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(browser.send(app, &page, &fields).await.status, 303);
        assert_eq!(app.get(&secret, &desk.twin.path("/members")).await.refused(401), "unauthenticated");
    }
);

testing::both!(
    MODULES,
    async fn an_operators_token_can_be_narrow_too_and_the_board_sees_it(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let state = app.process.state("tenancy").expect("hosted");
        let narrow = async |names: &[&str]| {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            tenancy::operator::create_narrow_token(state, &desk.email, &desk.twin.slug, Some(&names)).await
        };
        assert!(narrow(&["everything"]).await.is_err());
        let token = narrow(&["members.view"]).await.expect("a token");
        drop(app.get(&token, &desk.twin.path("/members")).await.ok());
        assert_eq!(app.get(&token, &desk.twin.path("/dues/fees")).await.refused(403), "forbidden");
        let whole = tenancy::operator::create_token(state, &desk.email, Some(&desk.twin.slug)).await.expect("a token");
        drop(app.get(&whole, &desk.twin.path("/dues/fees")).await.ok());
        let seen = desk.all(app, "/tokens").await;
        assert_eq!(seen.iter().map(|token| token["permissions"].clone()).collect::<Vec<_>>(), [Value::Null, json!(["members.view"])]);
    }
);
