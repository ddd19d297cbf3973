//! Addresses, sessions and the door: who gets in, and who is told of it.

use crate::MODULES;
use crate::accounts::{fresh, links, told};
use crate::browser::{Browser, hidden, leads_to};
use crate::desk::{PASSWORD, account, kept_mails};
use crate::security::{code, enrol, is_open, signed_in};
use axum::http::Method;
use kernel::Locale;
use serde_json::json;

testing::both!(
    MODULES,
    async fn another_address_counts_once_its_mailbox_confirms_and_the_old_one_can_undo_it(app: App) {
        let (_, email, _) = account(app, "Amina").await;
        let mut browser = signed_in(app, &email).await;
        let (new, newer) = (fresh("nouvelle"), fresh("encore"));
        let mut ask = async |to: &str, password: &str| {
            browser.submit(app, "/account/email", "/account/email", &[("email", to), ("password", password)]).await
        };
        assert_eq!(ask(&new, "pas le bon").await.status, 422, "somebody at an open screen cannot");
        assert_eq!(ask(&email, PASSWORD).await.status, 422);
        assert_eq!(leads_to(&ask(&new, PASSWORD).await), "/account");
        let follow = async |page: &str, token: &str| {
            let mut browser = Browser::at("192.0.2.5");
            for _ in 0..3 {
                drop(browser.open(app, &format!("{page}?token={token}")).await.ok());
            }
            browser.submit(app, &format!("{page}?token={token}"), page, &[("token", token)]).await
        };
        let link = links(app, &new).await.remove(0);
        assert!(links(app, &email).await.is_empty());
        assert_eq!(leads_to(&follow("/new-email", &link).await), "/sign-in");
        assert_eq!(follow("/new-email", &link).await.status, 409);
        let undo = links(app, &email).await.remove(0);
        assert_eq!(Browser::at("192.0.2.5").sign_in_by_password(app, &email, PASSWORD).await.status, 422);
        drop(signed_in(app, &new).await);
        // a thief would go on: what the first mailbox undoes is not redone from a later one
        assert_eq!(leads_to(&ask(&newer, PASSWORD).await), "/account");
        let link = links(app, &newer).await.remove(0);
        assert_eq!(leads_to(&follow("/new-email", &link).await), "/sign-in");
        let redo = links(app, &new).await.remove(0);
        assert_eq!(leads_to(&follow("/earlier-email", &undo).await), "/forgotten-password");
        assert_eq!(follow("/earlier-email", &redo).await.status, 409);
        assert!(!is_open(app, &browser).await, "everybody is out");
        // whoever changed it knew the password: it opens nothing any more, and a new one comes to the old mailbox
        assert_eq!(Browser::at("192.0.2.5").sign_in_by_password(app, &email, PASSWORD).await.status, 422);
        drop(app.post("", "/api/v1/passwords/forgotten", json!({ "email": email })).await);
    }
);

testing::both!(
    MODULES,
    async fn an_address_that_is_taken_tells_so_to_its_mailbox_only(app: App) {
        let (_, email, _) = account(app, "Amina").await;
        let (_, taken, _) = account(app, "Driss").await;
        let squatted = fresh("sienne");
        let body = json!({ "name": "X", "email": squatted, "password": "mot de passe long", "locale": "fr" });
        drop(app.post("", "/api/v1/accounts", body).await.ok());
        let mut browser = signed_in(app, &email).await;
        let mut ask =
            async |to: &str| browser.submit(app, "/account/email", "/account/email", &[("email", to), ("password", PASSWORD)]).await;
        let (of_another, of_nobody) = (ask(&taken).await, ask(&fresh("libre")).await);
        assert_eq!(told(&of_another), told(&of_nobody));
        assert_eq!(leads_to(&ask(&squatted).await), "/account");
        let confirm = async |token: &str| app.post("", "/api/v1/accounts/email", json!({ "token": token })).await;
        // who registered an address and never confirmed it does not hold it
        let link = links(app, &squatted).await.remove(0);
        drop(confirm(&link).await.ok());
        drop(signed_in(app, &squatted).await);
        drop(ask(&taken).await);
        let link = links(app, &taken).await.remove(0);
        assert_eq!(confirm(&link).await.refused(409), "email-taken");
        drop(signed_in(app, &taken).await);
    }
);

testing::both!(
    MODULES,
    async fn sessions_are_seen_and_ended_one_by_one_or_all(app: App) {
        let (_, email, _) = account(app, "Amina").await;
        let (_, stranger, _) = account(app, "Driss").await;
        let mut phone = Browser::at("192.0.2.71");
        let agent = "Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0";
        let csrf = hidden(&phone.open(app, "/sign-in").await.ok(), "csrf");
        let body = crate::browser::form(&[("csrf", &csrf), ("email", &email), ("password", PASSWORD)]);
        let headers = [("content-type", "application/x-www-form-urlencoded"), ("user-agent", agent)];
        assert_eq!(phone.ask(app, Method::POST, "/sign-in", &headers, &body).await.status, 303);
        let (mut here, third, other) = (signed_in(app, &email).await, signed_in(app, &email).await, signed_in(app, &stranger).await);
        let page = here.open(app, "/account/sessions").await.ok();
        assert!(page.text().contains("Firefox, Android") && page.text().contains("192.0.2.x") && !page.text().contains("192.0.2.71"));
        let ids: Vec<String> =
            page.text().split("name=\"id\" value=\"").skip(1).map(|rest| rest.split('"').next().unwrap_or_default().to_owned()).collect();
        assert_eq!(ids.len(), 2, "all but this one");
        // an id of somebody else's session ends nothing
        let theirs = kernel::secret::hash_token(&other.cookies["nassij"]);
        let mut end = async |id: &str| here.submit(app, "/account/sessions", "/account/sessions", &[("id", id)]).await;
        assert_eq!(end(&theirs).await.status, 303);
        assert!(is_open(app, &other).await);
        let phones = kernel::secret::hash_token(&phone.cookies["nassij"]);
        assert!(ids.contains(&phones));
        assert_eq!(end(&phones).await.status, 303);
        assert!(!is_open(app, &phone).await && is_open(app, &third).await);
        assert_eq!(end("").await.status, 303);
        assert!(!is_open(app, &third).await && is_open(app, &here).await && is_open(app, &other).await);
    }
);

testing::both!(
    MODULES,
    async fn nobody_is_locked_out_by_somebody_elses_guesses(app: App) {
        let (_, email, _) = account(app, "Présidente").await;
        let mut own = signed_in(app, &email).await;
        own.submit(app, "/account", "/sign-out", &[]).await;
        // from everywhere, until the account is closed to browsers that nobody knows
        let mut statuses = Vec::new();
        for host in 0..13 {
            let mut guesser = Browser::at(&format!("203.0.113.{host}"));
            let csrf = hidden(&guesser.open(app, "/sign-in").await.ok(), "csrf");
            for _ in 0..9 {
                let fields = [("csrf", &*csrf), ("email", &*email), ("password", "au hasard")];
                statuses.push(guesser.send(app, "/sign-in", &fields).await.status.as_u16());
            }
        }
        assert!(statuses[..90].iter().all(|status| *status == 422) && statuses.ends_with(&[429, 429]), "{statuses:?}");
        // its owner's browser gets in, even from behind a guesser's address
        own.address = "203.0.113.1".into();
        assert_eq!(leads_to(&own.sign_in_by_password(app, &email, PASSWORD).await), "/associations");
        // a mark of another account helps nobody
        let (_, other, _) = account(app, "Autre").await;
        let mut stranger = signed_in(app, &other).await;
        stranger.submit(app, "/account", "/sign-out", &[]).await;
        // one more try is let through every ten seconds: somebody takes it
        let mut guesser = Browser::at("203.0.113.99");
        let csrf = hidden(&guesser.open(app, "/sign-in").await.ok(), "csrf");
        let guess = [("csrf", &*csrf), ("email", &*email), ("password", "au hasard")];
        while guesser.send(app, "/sign-in", &guess).await.status != 429 {}
        assert_eq!(stranger.sign_in_by_password(app, &email, PASSWORD).await.status, 429);
    }
);

testing::both!(
    MODULES,
    async fn a_browser_never_seen_before_is_told_of(app: App) {
        let (_, email, _) = account(app, "Amina").await;
        let mut own = signed_in(app, &email).await;
        own.submit(app, "/account", "/sign-out", &[]).await;
        assert_eq!(own.sign_in_by_password(app, &email, PASSWORD).await.status, 303);
        app.settle().await;
        let notices =
            async || kept_mails(app).await.iter().filter(|mail| mail.to == email && mail.subject.contains("nouvel appareil")).count();
        assert_eq!(notices().await, 0, "the first browser, and the same once more");
        drop(signed_in(app, &email).await);
        app.settle().await;
        assert_eq!(notices().await, 1);
    }
);

testing::both!(
    MODULES,
    async fn a_sign_in_form_from_elsewhere_signs_nobody_in(app: App) {
        let (_, email, _) = account(app, "Malveillante").await;
        let mut victim = Browser::at("192.0.2.5");
        let fields = [("email", &*email), ("password", PASSWORD)];
        assert_eq!(victim.send(app, "/sign-in", &fields).await.status, 403);
        // the attacker's own proof is bound to the attacker's browser
        let proof = hidden(&Browser::at("192.0.2.6").open(app, "/sign-in").await.ok(), "csrf");
        drop(victim.open(app, "/sign-in").await.ok());
        let with_proof = [("csrf", &*proof), ("email", &*email), ("password", PASSWORD)];
        assert_eq!(victim.send(app, "/sign-in", &with_proof).await.status, 403);
        assert!(!victim.cookies.contains_key("nassij"));
        // after the honest way, `next` leads to this site only
        for next in ["//mechant.example", "/\\mechant.example", "https://mechant.example", "javascript:alert(1)", "/\tx"] {
            let mut browser = Browser::at("192.0.2.5");
            let fields = [("email", &*email), ("password", PASSWORD), ("next", next)];
            assert_eq!(leads_to(&browser.submit(app, "/sign-in", "/sign-in", &fields).await), "/associations", "{next}");
        }
    }
);

testing::both!(
    MODULES,
    async fn signing_in_tells_nothing_of_who_has_an_account(app: App) {
        let (_, email, _) = account(app, "Amina").await;
        let answer = async |email: &str, password: &str| {
            let mut browser = Browser::at("192.0.2.5");
            let answer = browser.sign_in_by_password(app, email, password).await;
            // what differs from page to page is taken out
            let mut text = answer.text().replace(email, "…");
            for name in ["csrf", "idempotency"] {
                for value in answer.text().split(&format!("name=\"{name}\" value=\"")).skip(1) {
                    text = text.replace(value.split('"').next().unwrap_or_default(), "…");
                }
            }
            (answer.status, text)
        };
        let wrong = answer(&email, "pas le bon").await;
        assert_eq!(wrong.0, 422);
        assert_eq!(answer(&fresh("personne"), "pas le bon").await, wrong);
        let large = "x".repeat(100_000);
        assert_eq!(answer(&email, &large).await, wrong, "and a large one is not hashed");
    }
);

testing::both!(
    MODULES,
    async fn the_demonstration_shows_its_own_code_and_nobody_elses(app: App) {
        let (_, email, _) = account(app, "Amina").await;
        let (secret, _) = enrol(app, &mut signed_in(app, &email).await, "/account").await;
        let mut browser = Browser::at("192.0.2.5");
        let shown = browser.open(app, "/outbox").await.ok().text();
        assert!(!shown.contains("demo-code") && !shown.contains(&code(app, &secret)));
        let state = app.process.state("tenancy").expect("hosted");
        let demo = tenancy::operator::create_account(state, tenancy::demo::EMAIL, "Démo", tenancy::demo::PASSWORD, Locale::Fr)
            .await
            .expect("made");
        // an account of that address with a secret of its own is not the demonstration's
        assert!(!browser.open(app, "/outbox").await.ok().text().contains("demo-code"));
        tenancy::operator::enrol(state, demo, tenancy::demo::SECRET).await.expect("enrolled");
        let shown = browser.open(app, "/outbox").await.ok().text();
        let code = code(app, tenancy::demo::SECRET);
        assert!(shown.contains("demo-code") && shown.contains(&code));
        let first = browser.sign_in_by_password(app, tenancy::demo::EMAIL, tenancy::demo::PASSWORD).await;
        assert!(leads_to(&first).starts_with("/sign-in/code"));
        assert_eq!(leads_to(&browser.submit(app, "/sign-in/code", "/sign-in/code", &[("code", &code)]).await), "/associations");
    }
);
