//! Invitations: for one address, for one use, for a week, and never above the inviter.

use crate::MODULES;
use crate::browser::{Browser, hidden, leads_to};
use crate::desk::{Desk, PASSWORD, account, field_errors, kept_mails};
use crate::world::{association, seat};
use chrono::Duration;
use kernel::Role;
use kernel::id::new_id;
use serde_json::{Value, json};
use testing::{Answer, App};

const ACCEPT: &str = "/api/v1/invitations/acceptance";

/// The secret in the newest mail to an address.
pub async fn token(app: &App, email: &str) -> String {
    app.settle().await;
    let mail = kept_mails(app).await.into_iter().find(|mail| mail.to == email && mail.text.contains("/invitation?token="));
    let text = mail.unwrap_or_else(|| panic!("no invitation of {email}")).text;
    text.split("token=").nth(1).and_then(|rest| rest.split_whitespace().next()).expect("a link").to_owned()
}

async fn invite(app: &App, desk: &Desk, email: &str, role: &str) -> Value {
    desk.post(app, "/invitations", json!({ "name": "Khadija Alaoui", "email": email, "role": role })).await.ok().json()
}

async fn accept(app: &App, bearer: &str, token: &str) -> Answer {
    app.post(bearer, ACCEPT, json!({ "token": token })).await
}

async fn states(app: &App, desk: &Desk) -> Vec<String> {
    desk.all(app, "/invitations").await.iter().map(|row| row["state"].as_str().expect("a state").to_owned()).collect()
}

testing::both!(
    MODULES,
    async fn only_the_invited_address_accepts_and_only_once(app: App) {
        let desk = Desk::open(app).await;
        let (invited, email, bearer) = account(app, "Khadija").await;
        let (_, _, other) = account(app, "Autre").await;
        invite(app, &desk, &email.to_uppercase(), "treasurer").await;
        let token = token(app, &email.to_uppercase()).await;
        let link = format!("/invitation?token={token}");
        // programs that look at links before people do, and people without an account
        for _ in 0..3 {
            let shown = Browser::at("192.0.2.9").open(app, &link).await.ok();
            assert!(shown.text().contains("/sign-in?next="), "{}", shown.text());
        }
        assert_eq!(states(app, &desk).await, ["waiting"], "looking changes nothing");
        assert_eq!(accept(app, "", &token).await.refused(401), "unauthenticated");
        assert_eq!(accept(app, &other, &token).await.refused(409), "invitation-for-another", "a forwarded link");
        assert_eq!(app.get(&bearer, &desk.twin.path("/members")).await.refused(404), "not-found", "not before accepting");
        let offer = accept(app, &bearer, &token).await.ok().json();
        assert_eq!((&offer["association"]["slug"], &offer["role"]), (&json!(desk.twin.slug), &json!("treasurer")));
        drop(app.get(&bearer, &desk.twin.path("/members")).await.ok());
        drop(accept(app, &bearer, &token).await.ok()); // a second press of the same button
        assert_eq!(accept(app, &other, &token).await.refused(409), "invitation-for-another");
        // the seat is gone: the used link brings it back to nobody
        drop(desk.post(app, &format!("/people/{invited}/end"), json!({ "sure": "yes" })).await.ok());
        assert_eq!(accept(app, &bearer, &token).await.refused(409), "link-used-or-expired");
        assert_eq!(states(app, &desk).await, ["accepted"]);
        app.settle().await;
        let log = desk.all(app, "/audit").await;
        for action in ["person-invited", "invitation-accepted", "seat-ended"] {
            assert_eq!(log.iter().filter(|entry| entry["action"] == action).count(), 1, "{action}");
        }
        let invited = log.iter().find(|entry| entry["action"] == "person-invited").expect("an entry").to_string();
        assert!(!invited.contains(&email.to_uppercase()), "the log keeps no address: {invited}");
    }
);

testing::both!(
    MODULES,
    async fn a_link_dies_with_its_week_its_renewal_and_its_revocation(app: App) {
        let desk = Desk::open(app).await;
        let (_, email, bearer) = account(app, "Khadija").await;
        let id = invite(app, &desk, &email, "member").await["id"].as_str().expect("an id").to_owned();
        let act = async |act: &str| desk.post(app, &format!("/invitations/{id}/{act}"), json!({})).await;
        let first = token(app, &email).await;
        app.clock.set(app.clock.now() + Duration::days(7));
        assert_eq!(accept(app, &bearer, &first).await.refused(409), "link-used-or-expired");
        assert_eq!(states(app, &desk).await, ["expired"]);
        drop(act("renewal").await.ok());
        let second = token(app, &email).await;
        assert_ne!(first, second);
        drop(act("renewal").await.ok());
        assert_eq!(accept(app, &bearer, &second).await.refused(409), "link-used-or-expired", "renewing voids the old link");
        let third = token(app, &email).await;
        drop(act("revocation").await.ok());
        drop(act("revocation").await.ok());
        assert_eq!(accept(app, &bearer, &third).await.refused(409), "link-used-or-expired");
        assert_eq!(act("renewal").await.refused(409), "invitation-answered");
        assert_eq!(accept(app, &bearer, "no-such-token").await.refused(409), "link-used-or-expired");
        assert_eq!(app.get(&bearer, &desk.twin.path("/members")).await.refused(404), "not-found");
        assert_eq!(app.get(&bearer, "/api/v1/account/invitations").await.ok().json()["items"], json!([]));
    }
);

testing::both!(
    MODULES,
    async fn inviting_does_not_tell_who_has_an_account(app: App) {
        let desk = Desk::open(app).await;
        let (_, known, _) = account(app, "Khadija").await;
        let unknown = format!("personne-{}@exemple.ma", new_id().simple());
        let told = async |email: &str| {
            let mut said = invite(app, &desk, email, "adviser").await;
            (said["id"], said["email"]) = (Value::Null, Value::Null);
            said
        };
        assert_eq!(told(&known).await, told(&unknown).await);
        // either gets the same mail
        let (a, b) = (token(app, &known).await, token(app, &unknown).await);
        let mails = kept_mails(app).await;
        let text = |email: &str, token: &str| {
            let mail = mails.iter().find(|mail| mail.to == email).expect("a mail");
            (mail.subject.clone(), mail.text.replace(email, "@").replace(token, "T"))
        };
        assert_eq!(text(&known, &a), text(&unknown, &b));
        // one open invitation per address, none for who is here already
        let again = async |email: &str| {
            field_errors(desk.post(app, "/invitations", json!({ "name": "K", "email": email, "role": "member" })).await)
        };
        assert_eq!(again(&known).await, ["email already-invited"]);
        assert_eq!(again(&desk.email).await, ["email already-seated"]);
        assert_eq!(again("pas une adresse").await, ["email email-wrong"]);
    }
);

testing::both!(
    MODULES,
    /// Somebody registers with an address that is not theirs and waits for its owner to be invited.
    async fn an_address_that_was_never_confirmed_gains_nothing(app: App) {
        let desk = Desk::open(app).await;
        let email = format!("victime-{}@exemple.ma", new_id().simple());
        let register = async |password: &str| {
            drop(app.post("", "/api/v1/accounts", json!({ "name": "X", "email": email, "password": password, "locale": "fr" })).await.ok());
        };
        register("celui de l'attaquant").await;
        invite(app, &desk, &email, "treasurer").await;
        let token = token(app, &email).await;
        let mut attacker = Browser::at("192.0.2.66");
        assert_eq!(attacker.sign_in(app, &email, "celui de l'attaquant").await.status, 409);
        assert!(leads_to(&attacker.open(app, "/associations").await).starts_with("/sign-in"));
        // the owner registers, confirms by the mailbox, and finds the invitation among the associations
        register("celui de la personne").await;
        app.settle().await;
        let mails = kept_mails(app).await;
        let confirm = mails.iter().find(|mail| mail.to == email && mail.text.contains("/confirm?token=")).expect("a mail").text.clone();
        let confirm = confirm.split("token=").nth(1).and_then(|rest| rest.split_whitespace().next()).expect("a link").to_owned();
        let mut owner = Browser::at("192.0.2.67");
        owner.submit(app, &format!("/confirm?token={confirm}"), "/confirm", &[("token", &confirm)]).await;
        assert_eq!(attacker.sign_in(app, &email, "celui de l'attaquant").await.status, 422, "the newest password counts");
        owner.sign_in(app, &email, "celui de la personne").await;
        let home = owner.open(app, "/associations").await.ok();
        let action = home
            .text()
            .split("action=\"/account/invitations/")
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .expect("an offer")
            .to_owned();
        let path = format!("/account/invitations/{action}");
        let (csrf, key) = (hidden(&home, "csrf"), hidden(&home, "idempotency"));
        let accepted = owner.send(app, &path, &[("csrf", &csrf), ("idempotency", &key), ("act", "accept")]).await;
        assert_eq!(leads_to(&accepted), format!("/a/{}/", desk.twin.slug));
        drop(owner.open(app, &format!("/a/{}/dues", desk.twin.slug)).await.ok());
        assert!(owner.open(app, &format!("/invitation?token={token}")).await.status.is_success(), "told in words");
    }
);

testing::both!(
    MODULES,
    async fn an_inviter_who_lost_the_right_has_invited_nobody(app: App) {
        let desk = Desk::open(app).await;
        let (vice, _, vice_bearer) = account(app, "Vice").await;
        seat(app, &desk.token, &desk.twin, vice, json!({ "role": "vice_president" })).await;
        let mut invited = Vec::new();
        for role in ["treasurer", "member"] {
            let (_, email, bearer) = account(app, role).await;
            let input = json!({ "name": role, "email": email, "role": role });
            drop(app.post(&vice_bearer, &desk.twin.path("/invitations"), input).await.ok());
            invited.push((token(app, &email).await, bearer));
        }
        // an office that the inviter does not reach is refused at once
        let above = json!({ "name": "P", "email": "p@exemple.ma", "role": "president" });
        assert_eq!(app.post(&vice_bearer, &desk.twin.path("/invitations"), above).await.refused(403), "office-above-yours");
        let permissions: Vec<&str> = kernel::Role::Member.permissions().chain(["roles.manage"]).collect();
        let manager =
            desk.post(app, "/roles", json!({ "name_ar": "مكلف", "name_fr": "Chargé", "permissions": permissions })).await.ok().json();
        let role = json!({ "role": manager["id"] });
        drop(desk.post(app, &format!("/people/{vice}/office"), role).await.ok());
        assert_eq!(accept(app, &invited[0].1, &invited[0].0).await.refused(409), "invitation-void", "more than the inviter has by now");
        drop(accept(app, &invited[1].1, &invited[1].0).await.ok());
        drop(desk.post(app, &format!("/people/{vice}/end"), json!({ "sure": "yes" })).await.ok());
        assert_eq!(accept(app, &invited[0].1, &invited[0].0).await.refused(409), "invitation-void");
    }
);

testing::both!(
    MODULES,
    async fn a_hub_seats_the_first_president_and_no_second(app: App) {
        let state = app.process.state("tenancy").expect("hosted");
        let (coordinator, _, _) = account(app, "Coordinatrice").await;
        tenancy::operator::add_coordinator(state, coordinator, "06").await.expect("a coordinator");
        let hub = tenancy::reference::hub_of("06").expect("a hub").id;
        let receipt = format!("{}/2001", coordinator.simple());
        let input = contracts::tenancy::CreateAssociation {
            name_ar: "جمعية بلا رئيس".into(),
            name_fr: "Sans président".into(),
            commune: "06.141.01.01".into(),
            founded_on: "2001-02-03".into(),
            receipt_number: receipt,
            ..Default::default()
        };
        let (id, slug) = tenancy::operator::create_associations(state, &[input], kernel::Locale::Ar).await.expect("created").remove(0);
        let mut invited = Vec::new();
        for name in ["Premier", "Second", "Troisieme"] {
            let (_, email, bearer) = account(app, name).await;
            let by = Some((coordinator, hub)).filter(|_| name != "Troisieme");
            tenancy::operator::invite_president(state, id, name, &email, by).await.expect("invited");
            invited.push((token(app, &email).await, bearer));
        }
        drop(accept(app, &invited[0].1, &invited[0].0).await.ok());
        assert_eq!(
            app.get(&invited[0].1, &format!("/api/v1/associations/{slug}/people")).await.ok().json()["items"][0]["role"],
            "president"
        );
        for (token, bearer) in &invited[1..] {
            assert_eq!(accept(app, bearer, token).await.refused(409), "invitation-void", "the board gives its offices from now on");
        }
    }
);

testing::both!(
    MODULES,
    async fn a_mailbox_is_not_flooded_through_invitations(app: App) {
        let desk = Desk::open(app).await;
        let email = format!("inondee-{}@exemple.ma", new_id().simple());
        let id = invite(app, &desk, &email, "member").await["id"].as_str().expect("an id").to_owned();
        let mut sent = 1;
        while desk.post(app, &format!("/invitations/{id}/renewal"), json!({})).await.status.is_success() {
            sent += 1;
            assert!(sent < 15, "nothing slows it");
        }
        // nor by another association's
        let (other, _, bearer) = account(app, "Autre").await;
        let twin = association(app, ("جمعية أخرى", "Autre"), &format!("{}/2003", other.simple()), other).await;
        let answer = app.post(&bearer, &twin.path("/invitations"), json!({ "name": "V", "email": email, "role": "member" })).await;
        assert_eq!(answer.refused(429), "too-many");
    }
);

testing::both!(
    MODULES,
    async fn an_invitation_is_accepted_in_a_browser(app: App) {
        let desk = Desk::open(app).await;
        let (_, email, bearer) = account(app, "Khadija").await;
        let mut president = Browser::at("192.0.2.70");
        president.sign_in(app, &desk.email, PASSWORD).await;
        let page = format!("/a/{}/people/invite", desk.twin.slug);
        let sent = president
            .submit(
                app,
                &page,
                &page,
                &[
                    ("name", "Khadija"),
                    ("email", &email),
                    ("role", Role::Auditor.code()),
                    ("locale", "fr"),
                    ("limit_kind", "year"),
                    ("limit_to", "2026"),
                    ("until", "31/12/2026"),
                ],
            )
            .await;
        assert_eq!(leads_to(&sent), format!("/a/{}/people", desk.twin.slug));
        assert!(president.open(app, leads_to(&sent)).await.ok().text().contains(&email));
        let token = token(app, &email).await;
        let mut invited = Browser::at("192.0.2.71");
        invited.sign_in(app, &email, PASSWORD).await;
        let link = format!("/invitation?token={token}");
        let accepted = invited.submit(app, &link, "/invitation", &[("token", &token)]).await;
        assert_eq!(leads_to(&accepted), format!("/a/{}/", desk.twin.slug));
        drop(invited.open(app, &format!("/a/{}/books", desk.twin.slug)).await.ok());
        assert_eq!(invited.open(app, &format!("/a/{}/members", desk.twin.slug)).await.status, 403, "an auditor sees no members");
        let person = desk.all(app, "/people").await.into_iter().find(|person| person["email"] == email.as_str()).expect("seated");
        assert_eq!((&person["limit"], &person["until"]), (&json!({ "kind": "year", "of": 2026 }), &json!("2026-12-31T23:00:00Z")));
        drop(app.get(&bearer, &desk.twin.path("/books/years")).await.ok());
        app.clock.set("2026-12-31T23:00:00Z".parse().expect("a time"));
        assert_eq!(app.get(&bearer, &desk.twin.path("/books/years")).await.refused(404), "not-found", "the last day is over");
    }
);
