//! Nobody gives what they lack, somebody is always left who gives offices, and a right that is gone
//! is gone at once.

use crate::MODULES;
use crate::browser::Browser;
use crate::desk::{Desk, PASSWORD, account, field_errors};
use crate::world::{association, seat};
use axum::http::Method;
use serde_json::{Value, json};
use testing::{Answer, App, Engine};
use uuid::Uuid;

/// Somebody of the association with this office: account and API token.
async fn somebody(app: &App, desk: &Desk, name: &str, office: Value) -> (Uuid, String, String) {
    let (id, email, token) = account(app, name).await;
    seat(app, &desk.token, &desk.twin, id, office).await;
    (id, email, token)
}

async fn give(app: &App, desk: &Desk, by: &str, to: Uuid, office: Value) -> Answer {
    app.post(by, &desk.twin.path(&format!("/people/{to}/office")), office).await
}

async fn end(app: &App, desk: &Desk, by: &str, who: Uuid) -> Answer {
    app.post(by, &desk.twin.path(&format!("/people/{who}/end")), json!({ "sure": "yes" })).await
}

async fn own_role(app: &App, desk: &Desk, name: &str, permissions: &[&str]) -> String {
    let role = json!({ "name_ar": format!("دور {name}"), "name_fr": name, "permissions": permissions });
    desk.post(app, "/roles", role).await.ok().json()["id"].as_str().expect("an id").to_owned()
}

async fn role_of(app: &App, desk: &Desk, who: Uuid) -> Value {
    desk.get(app, &format!("/people/{who}")).await["role"].clone()
}

testing::both!(
    MODULES,
    async fn nobody_rises_above_their_own_rights_by_any_door(app: App) {
        let desk = Desk::open(app).await;
        let held: Vec<&str> = kernel::Role::Member.permissions().chain(["roles.manage", "members.view"]).collect();
        let role = own_role(app, &desk, "Chargé", &held).await;
        let (me, _, token) = somebody(app, &desk, "Charge", json!({ "role": role })).await;
        let (other, email, _) = somebody(app, &desk, "Autre", json!({ "role": "treasurer" })).await;
        let post = async |path: &str, body: Value| app.post(&token, &desk.twin.path(path), body).await;
        for office in ["president", "vice_president", "treasurer", "secretary_general", "adviser", "auditor"] {
            let more = json!({ "role": office, "limit_kind": "year", "limit_to": "2026", "until": "2027-01-01" });
            for who in [me, other] {
                assert_eq!(post(&format!("/people/{who}/office"), more.clone()).await.refused(403), "office-above-yours", "{office}");
            }
            let invited = json!({ "name": "Complice", "email": "complice@exemple.ma", "role": office, "limit_kind": "year", "limit_to": "2026", "until": "2027-01-01" });
            assert_eq!(post("/invitations", invited).await.refused(403), "office-above-yours", "{office}");
        }
        // a role of one's own making, or the very role one has, edited
        let greedy = json!({ "name_ar": "دور", "name_fr": "Glouton", "permissions": ["roles.manage", "books.post"] });
        assert_eq!(post("/roles", greedy.clone()).await.refused(403), "office-above-yours");
        assert_eq!(post(&format!("/roles/{role}"), greedy).await.refused(403), "office-above-yours");
        let above = own_role(app, &desk, "Au-dessus", &["roles.manage", "books.post"]).await;
        assert_eq!(post(&format!("/people/{me}/office"), json!({ "role": above })).await.refused(403), "office-above-yours");
        let harmless = json!({ "name_ar": "دور", "name_fr": "Réduit", "permissions": ["members.view"] });
        assert_eq!(post(&format!("/roles/{above}"), harmless).await.refused(403), "office-above-yours", "nor is what is above taken away");
        assert_eq!(post(&format!("/roles/{above}/deletion"), json!({})).await.refused(403), "office-above-yours");
        assert_eq!(end(app, &desk, &token, other).await.refused(403), "office-above-yours");
        // what is no office, no permission
        for role in ["visitor", "staff", "service", "coordinator", "custom", "signed_in"] {
            assert_eq!(field_errors(post(&format!("/people/{me}/office"), json!({ "role": role })).await), ["role unknown-role"]);
        }
        let wild = json!({ "name_ar": "دور", "name_fr": "X", "permissions": ["platform.manage"] });
        assert_eq!(field_errors(post("/roles", wild).await), ["permissions permission-unknown"]);
        // columns of the table as fields of the body
        let stuffed = json!({ "role": "member", "custom_role_id": above, "permissions": ["books.post"], "grants": ["books.post"], "since": "2001-01-01T00:00:00Z", "account_id": other, "association_id": other, "administrator": true });
        assert_eq!(post(&format!("/people/{me}/office"), stuffed).await.ok().json()["role"], "member");
        assert_eq!(post("/people", json!({})).await.status.as_u16(), 405);
        assert_eq!(app.get(&token, &desk.twin.path("/members")).await.refused(403), "forbidden", "a member by now, and no more");
        let account = json!({ "name": "X", "email": "nouveau@exemple.ma", "password": "une longue phrase", "locale": "fr", "role": "staff", "confirmed_at": "2026-01-01T00:00:00Z", "seats": [{ "role": "president" }] });
        drop(app.post("", "/api/v1/accounts", account).await.ok());
        assert_eq!(role_of(app, &desk, other).await, "treasurer", "{email}");
        app.settle().await;
        let refused = desk.all(app, "/audit").await.into_iter().filter(|entry| entry["action"] == "refused").count();
        assert!(refused >= 10, "the attempts are in the log, ten by ten once they are a loop: {refused}");
    }
);

testing::both!(
    MODULES,
    async fn the_last_administrator_cannot_go_by_any_way(app: App) {
        let desk = Desk::open(app).await;
        let ways = async || {
            [
                give(app, &desk, &desk.token, desk.account, json!({ "role": "member" })).await,
                give(app, &desk, &desk.token, desk.account, json!({ "role": "president", "until": "2027-01-01" })).await,
                give(app, &desk, &desk.token, desk.account, json!({ "role": "president", "limit_kind": "year", "limit_to": "2026" })).await,
                end(app, &desk, &desk.token, desk.account).await,
                desk.post(app, "/departure", json!({ "sure": "yes" })).await,
            ]
        };
        for refused in ways().await {
            assert_eq!(refused.refused(409), "last-administrator");
        }
        assert_eq!(field_errors(desk.post(app, "/departure", json!({})).await), ["sure say-sure"]);
        // an administrator for a while does not count, nor one whose role is then emptied
        let (vice, _, _) = somebody(app, &desk, "Vice", json!({ "role": "vice_president", "until": "2027-01-01" })).await;
        for refused in ways().await {
            assert_eq!(refused.refused(409), "last-administrator");
        }
        let role = own_role(app, &desk, "Chargé", &["roles.manage"]).await;
        drop(give(app, &desk, &desk.token, vice, json!({ "role": role })).await.ok());
        drop(desk.post(app, "/departure", json!({ "sure": "yes" })).await.ok());
        assert_eq!(app.get(&desk.token, &desk.twin.path("/people")).await.refused(404), "not-found");
    }
);

testing::both!(
    MODULES,
    async fn a_role_cannot_lose_its_last_administrators_right(app: App) {
        let desk = Desk::open(app).await;
        let role = own_role(app, &desk, "Chargé", &["roles.manage", "members.view"]).await;
        let (_, _, token) = somebody(app, &desk, "Charge", json!({ "role": role })).await;
        drop(desk.post(app, "/departure", json!({ "sure": "yes" })).await.ok());
        let emptied = json!({ "name_ar": "دور", "name_fr": "Vide", "permissions": ["members.view"] });
        assert_eq!(app.post(&token, &desk.twin.path(&format!("/roles/{role}")), emptied).await.refused(409), "last-administrator");
        drop(app.get(&token, &desk.twin.path("/people")).await.ok());
        assert_eq!(app.post(&token, &desk.twin.path(&format!("/roles/{role}/deletion")), json!({})).await.refused(409), "role-in-use");
    }
);

/// Two presidents, each of whom makes the other or themselves go at the same moment.
async fn two_at_once(app: &App, rounds: usize) {
    let desk = Desk::open(app).await;
    let (second, _, second_token) = somebody(app, &desk, "Seconde", json!({ "role": "president" })).await;
    let state = app.process.state("tenancy").expect("hosted");
    let (mut both_refused, mut one_went) = (0, 0);
    for round in 0..rounds {
        let demote = json!({ "role": "member" });
        let (a, b) = match round % 4 {
            0 => tokio::join!(end(app, &desk, &desk.token, second), end(app, &desk, &second_token, desk.account)),
            1 => tokio::join!(
                give(app, &desk, &desk.token, desk.account, demote.clone()),
                give(app, &desk, &second_token, second, demote.clone())
            ),
            2 => {
                let path = desk.twin.path("/departure");
                let sure = json!({ "sure": "yes" });
                tokio::join!(app.post(&desk.token, &path, sure.clone()), app.post(&second_token, &path, sure))
            }
            _ => tokio::join!(
                give(app, &desk, &desk.token, second, json!({ "role": "president", "until": "2027-01-01" })),
                give(app, &desk, &second_token, desk.account, json!({ "role": "president", "until": "2027-01-01" }))
            ),
        };
        let went = [&a, &b].into_iter().filter(|answer| answer.status.is_success()).count();
        assert!(went < 2, "round {round}: both went: {} {}", a.text(), b.text());
        for answer in [a, b].into_iter().filter(|answer| !answer.status.is_success()) {
            assert!(matches!(answer.status.as_u16(), 403 | 404 | 409), "round {round}: {} {}", answer.status, answer.text());
        }
        (both_refused, one_went) = (both_refused + usize::from(went == 0), one_went + usize::from(went == 1));
        // whoever is left gives the office back
        let left = if app.get(&desk.token, &desk.twin.path("/offices")).await.status.is_success() {
            (&desk.token, second)
        } else {
            (&second_token, desk.account)
        };
        tenancy::operator::give_seat(state, desk.twin.id, left.1, kernel::Role::Member).await.expect("seated");
        drop(give(app, &desk, left.0, left.1, json!({ "role": "president" })).await.ok());
        let me = if left.1 == second { desk.account } else { second };
        drop(give(app, &desk, left.0, me, json!({ "role": "president" })).await.ok());
    }
    assert_eq!((both_refused, one_went), (0, rounds), "in each round one goes and one stays");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_who_go_at_once_one_stays_on_postgresql() {
    let app = App::start(Engine::Postgres, MODULES).await;
    two_at_once(&app, 200).await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_who_go_at_once_one_stays_on_sqlite() {
    let app = App::start(Engine::Sqlite, MODULES).await;
    two_at_once(&app, 60).await;
    app.finish().await;
}

testing::both!(
    MODULES,
    async fn a_right_that_is_gone_is_gone_for_sessions_tokens_and_waiting_work(app: App) {
        let desk = Desk::open(app).await;
        let (who, email, token) = somebody(app, &desk, "Secretaire", json!({ "role": "secretary_general" })).await;
        let mut browser = Browser::at("192.0.2.80");
        browser.sign_in(app, &email, PASSWORD).await;
        let page = format!("/a/{}/members", desk.twin.slug);
        drop(browser.open(app, &page).await.ok());
        let file = "Prénom,Nom\nAmina,Alaoui\n".as_bytes().to_vec();
        let import = app.upload(&token, &desk.twin.path("/members/imports?file_name=m.csv"), file).await.ok().json();
        app.settle().await;
        let confirm = desk.twin.path(&format!("/members/imports/{}/confirmation", import["id"].as_str().expect("an id")));
        // another office: forbidden; none: nothing there
        drop(give(app, &desk, &desk.token, who, json!({ "role": "adviser" })).await.ok());
        drop(app.get(&token, &desk.twin.path("/members")).await.ok());
        assert_eq!(app.post(&token, &confirm, json!({})).await.refused(403), "forbidden");
        assert_eq!(browser.open(app, &format!("{page}/new")).await.status, 403);
        let role = own_role(app, &desk, "Éditeur", &["members.edit"]).await;
        drop(give(app, &desk, &desk.token, who, json!({ "role": role })).await.ok());
        drop(browser.open(app, &format!("{page}/new")).await.ok());
        let narrower = json!({ "name_ar": "دور", "name_fr": "Lecteur", "permissions": ["assemblies.view"] });
        drop(desk.post(app, &format!("/roles/{role}"), narrower).await.ok());
        assert_eq!(browser.open(app, &format!("{page}/new")).await.status, 403, "an edited role holds at once");
        assert_eq!(app.post(&token, &confirm, json!({})).await.refused(403), "forbidden");
        drop(end(app, &desk, &desk.token, who).await.ok());
        assert_eq!(app.post(&token, &confirm, json!({})).await.refused(404), "not-found");
        assert_eq!(browser.open(app, &page).await.status, 404);
        assert!(desk.all(app, "/members").await.is_empty(), "the waiting file was never taken");
    }
);

testing::both!(
    MODULES,
    async fn who_unticks_what_other_rights_imply_is_told_that_it_stays(app: App) {
        let desk = Desk::open(app).await;
        let role = own_role(app, &desk, "Saisie", &["members.view"]).await;
        let mut browser = Browser::at("192.0.2.84");
        browser.sign_in(app, &desk.email, PASSWORD).await;
        let page = format!("/a/{}/roles/{role}", desk.twin.slug);
        let names = [("name_ar", "إدخال"), ("name_fr", "Saisie"), ("act", "save")];
        for (ticked, implied) in [(vec!["members.edit"], true), (vec!["members.view", "members.edit"], false)] {
            let fields: Vec<(&str, &str)> = names.into_iter().chain(ticked.into_iter().map(|name| ("permissions", name))).collect();
            let saved = browser.submit(app, &page, &page, &fields).await;
            let next = browser.open(app, crate::browser::leads_to(&saved)).await.ok().text();
            assert_eq!(next.contains("Droits ajoutés parce que d’autres les impliquent"), implied, "{next}");
        }
    }
);

testing::both!(
    MODULES,
    async fn a_seat_for_a_group_is_offered_for_a_group_that_is_there(app: App) {
        let desk = Desk::open(app).await;
        let group =
            desk.post(app, "/member-groups", json!({ "name_ar": "الشباب", "name_fr": "Jeunes", "kind": "group" })).await.ok().json();
        let mut browser = Browser::at("192.0.2.85");
        browser.sign_in(app, &desk.email, PASSWORD).await;
        let page = format!("/a/{}/people/invite", desk.twin.slug);
        let form = browser.open(app, &format!("{page}?limit_kind=group")).await.ok().text();
        assert!(form.contains("ne garde que") && form.contains(">Jeunes</option>"), "what is left of an office is said before: {form}");
        let nowhere = kernel::id::new_id().to_string();
        for (to, status) in [(nowhere.as_str(), 422), (group["id"].as_str().expect("an id"), 303)] {
            let email = format!("{}@exemple.ma", kernel::id::new_id().simple());
            let fields = [
                ("name", "Imane"),
                ("email", email.as_str()),
                ("role", "president"),
                ("locale", "fr"),
                ("limit_kind", "group"),
                ("limit_to", to),
            ];
            let sent = browser.submit(app, &page, &page, &fields).await;
            assert_eq!(sent.status, status, "{}", sent.text());
            assert_eq!(sent.text().contains("Choisissez un groupe de cette association"), status == 422);
        }
        assert_eq!(desk.all(app, "/invitations").await.len(), 1);
    }
);

testing::both!(
    MODULES,
    async fn every_seat_may_ask_about_its_own_data_whatever_its_role(app: App) {
        let desk = Desk::open(app).await;
        let role = own_role(app, &desk, "Lecteur", &["assemblies.view"]).await;
        let (_, email, token) = somebody(app, &desk, "Lectrice", json!({ "role": role })).await;
        let asked = json!({ "kind": "access", "message": "Que savez-vous de moi ?" });
        drop(app.post(&token, &desk.twin.path("/rights-requests/own"), asked).await.ok());
        assert_eq!(desk.all(app, "/rights-requests").await.len(), 1, "the board got it");
        let mut browser = Browser::at("192.0.2.81");
        browser.sign_in(app, &email, PASSWORD).await;
        let page = format!("/a/{}/own-data", desk.twin.slug);
        let home = browser.open(app, &format!("/a/{}/", desk.twin.slug)).await.ok();
        assert!(home.text().contains(&format!("href=\"{page}\"")), "the way there stands under every page");
        assert!(home.text().contains("Lecteur") && !home.text().contains("Rôle propre"), "and the role is called by its name");
        drop(browser.open(app, &page).await.ok());
        // no more than that came with it
        assert_eq!(app.get(&token, &desk.twin.path("/members")).await.refused(403), "forbidden");
    }
);

testing::both!(
    MODULES,
    async fn an_office_ends_with_its_last_day(app: App) {
        let desk = Desk::open(app).await;
        let (who, _, token) = somebody(app, &desk, "Tresorier", json!({ "role": "treasurer", "until": "2026-11-30" })).await;
        let books = desk.twin.path("/books/years");
        app.clock.set("2026-11-30T22:59:59Z".parse().expect("a time"));
        drop(app.get(&token, &books).await.ok());
        app.clock.set("2026-11-30T23:00:00Z".parse().expect("a time"));
        assert_eq!(app.get(&token, &books).await.refused(404), "not-found");
        assert_eq!(app.get(&token, "/api/v1/associations").await.ok().json()["items"], json!([]));
        let person = desk.get(app, &format!("/people/{who}")).await;
        assert_eq!((&person["ended"], &person["administrator"]), (&json!(true), &json!(false)));
        assert_eq!(person["second_factor"], false);
        drop(give(app, &desk, &desk.token, who, json!({ "role": "treasurer" })).await.ok());
        drop(app.get(&token, &books).await.ok());
    }
);

testing::both!(
    MODULES,
    async fn an_auditor_reads_the_books_of_one_year_and_writes_nothing(app: App) {
        let desk = Desk::with_members(app, 2).await;
        drop(desk.post(app, "/dues/fees", json!({ "year": "2025", "amount": "100" })).await.ok());
        let mut payments = Vec::new();
        for (year, paid_on) in [("2025", "2026-11-19"), ("2026", "2026-11-20")] {
            let payment = json!({ "member": "1", "year": year, "amount": "50", "method": "cash", "paid_on": paid_on });
            payments.push(desk.post(app, "/dues/payments", payment).await.ok().json());
        }
        app.settle().await;
        let entries = desk.all(app, "/books/journal").await;
        assert_eq!(entries.len(), 2);
        let auditor = |limit_kind: &str, limit_to: &str| json!({ "role": "auditor", "limit_kind": limit_kind, "limit_to": limit_to, "until": "2027-01-31" });
        let (_, email, of_2025) = somebody(app, &desk, "Auditeur", auditor("year", "2025")).await;
        let (_, _, of_2026) = somebody(app, &desk, "Auditrice", auditor("year", "2026")).await;
        let (_, _, of_project) = somebody(app, &desk, "Bailleur", auditor("project", &kernel::id::new_id().to_string())).await;
        let get = async |by: &str, rest: &str| app.get(by, &desk.twin.path(rest)).await;
        let count = async |by: &str, rest: &str| get(by, rest).await.ok().json()["items"].as_array().map(Vec::len);
        // both entries stand in the books of 2026; the dues are of either year
        for (by, books, dues) in [(&of_2025, 0, 1), (&of_2026, 2, 1), (&of_project, 0, 0)] {
            assert_eq!(count(by, "/books/journal").await, Some(books));
            assert_eq!(count(by, "/books/journal?year=2026").await, Some(books));
            assert_eq!(count(by, "/books/years").await, Some(usize::from(books > 0)));
            assert_eq!(count(by, "/dues/payments").await, Some(dues));
            assert_eq!(count(by, "/dues/fees").await, Some(dues));
        }
        let entry = format!("/books/journal/{}", entries[0]["id"].as_str().expect("an id"));
        drop(get(&of_2026, &entry).await.ok());
        for rest in [entry.as_str(), "/books/trial-balance?year=2026", "/books/export?format=ledger&year=2026"] {
            assert_eq!(get(&of_2025, rest).await.status.as_u16(), 404, "{rest}");
            assert_eq!(get(&of_project, rest).await.status.as_u16(), 404, "{rest}");
        }
        drop(get(&of_2026, "/books/trial-balance").await.ok());
        // the pages say why they show nothing
        let mut browser = Browser::at("192.0.2.82");
        browser.sign_in(app, &email, PASSWORD).await;
        let mut look = async |rest: &str| browser.open(app, &format!("/a/{}/{rest}", desk.twin.slug)).await.ok().text();
        assert!(look("books").await.contains("ne sont pas encore ouverts"));
        for rest in ["books?year=2026", "dues?year=2026"] {
            assert!(look(rest).await.contains("est hors de votre siège"), "{rest}");
        }
        let of_last_year = format!("/dues/payments/{}", payments[0]["id"].as_str().expect("an id"));
        drop(get(&of_2025, &of_last_year).await.ok());
        for rest in [of_last_year.clone(), format!("{of_last_year}/receipt")] {
            assert_eq!(get(&of_2026, &rest).await.refused(404), "not-found", "{rest}");
        }
        for rest in ["/members", "/people", "/roles", "/invitations"] {
            assert!(matches!(get(&of_2026, rest).await.status.as_u16(), 403 | 404), "{rest}");
        }
        for (rest, body) in [("/books/journal", json!({})), ("/dues/payments", json!({})), ("/dues/fees", json!({}))] {
            assert_eq!(app.post(&of_2026, &desk.twin.path(rest), body).await.refused(403), "forbidden", "{rest}");
        }
    }
);

testing::both!(
    MODULES,
    async fn each_association_knows_its_own_office_of_a_person(app: App) {
        let desk = Desk::open(app).await;
        let (who, _, token) = account(app, "Double").await;
        let other = association(app, ("جمعية ثانية", "Seconde"), &format!("{}/2002", who.simple()), who).await;
        seat(app, &desk.token, &desk.twin, who, json!({ "role": "member" })).await;
        // president there, member here
        drop(app.get(&token, &other.path("/members")).await.ok());
        assert_eq!(app.get(&token, &desk.twin.path("/members")).await.refused(403), "forbidden");
        assert_eq!(app.post(&token, &desk.twin.path("/invitations"), json!({})).await.refused(403), "forbidden");
        let made = json!({ "name_ar": "دور", "name_fr": "Là-bas", "permissions": ["books.post"] });
        let role = app.post(&token, &other.path("/roles"), made).await.ok().json()["id"].clone();
        assert_eq!(
            field_errors(give(app, &desk, &desk.token, who, json!({ "role": role })).await),
            ["role unknown-role"],
            "their role is not ours"
        );
        let mine = app.get(&token, "/api/v1/associations").await.ok().json();
        let roles: Vec<_> = mine["items"].as_array().expect("items").iter().map(|seat| seat["role"].as_str().expect("a role")).collect();
        assert_eq!(roles.len(), 2);
        assert!(roles.contains(&"president") && roles.contains(&"member"));
    }
);

testing::both!(
    MODULES,
    async fn a_change_says_what_was_before_and_is_made_once(app: App) {
        let desk = Desk::open(app).await;
        let (who, _, _) = somebody(app, &desk, "Nadia", json!({ "role": "adviser" })).await;
        let path = format!("/people/{who}/office");
        for _ in 0..2 {
            drop(desk.post_once(app, &path, &json!({ "role": "treasurer" }), "once").await.ok());
        }
        app.settle().await;
        let log = desk.all(app, "/audit").await;
        let changes: Vec<_> = log.iter().filter(|entry| entry["action"] == "office-changed").collect();
        assert_eq!(changes.len(), 2, "made an adviser, then treasurer");
        assert_eq!(changes[0]["details"]["before"], json!({ "role": "adviser" }));
        assert_eq!(changes[0]["details"]["after"], json!({ "role": "treasurer" }));
        let stranger = app
            .api(
                &desk.token,
                Method::POST,
                &desk.twin.path(&format!("/people/{}/office", kernel::id::new_id())),
                &json!({ "role": "member" }),
            )
            .await;
        assert_eq!(stranger.refused(404), "not-found");
    }
);

testing::both!(
    MODULES,
    async fn the_log_names_people_to_those_only_who_may_see_them(app: App) {
        let desk = Desk::open(app).await;
        let (who, _, _) = somebody(app, &desk, "Zoubida", json!({ "role": "adviser" })).await;
        drop(desk.post(app, &format!("/people/{who}/end"), json!({ "sure": "yes" })).await.ok());
        app.settle().await;
        let narrow = json!({ "name": "Contrôle", "days": "30", "permissions": ["audit.view"] });
        let made = desk.post(app, "/tokens", narrow).await.ok().json();
        let controller = made["secret"].as_str().expect("a token");
        for action in ["office-changed", "seat-ended"] {
            let path = desk.twin.path(&format!("/audit?action={action}"));
            let shown = app.get(&desk.token, &path).await.ok().json()["items"][0].clone();
            assert_eq!((&shown["personal"]["person"], &shown["masked"]), (&json!("Zoubida"), &json!(false)), "{action}");
            let hidden = app.get(controller, &path).await.ok().json()["items"][0].clone();
            assert_eq!((&hidden["personal"], &hidden["masked"]), (&serde_json::Value::Null, &json!(true)), "{action}");
            assert_eq!(hidden["details"]["before"]["role"], shown["details"]["before"]["role"]);
        }
        for rest in ["/audit", "/audit/export?format=csv", "/audit/export?format=jsonl"] {
            let file = app.get(controller, &desk.twin.path(rest)).await.ok().text();
            assert!(!file.contains("Zoubida"), "{rest}: {file}");
        }
        let table = app.get(&desk.token, &desk.twin.path("/audit/export?format=csv")).await.ok().text();
        assert!(table.contains("Zoubida"));
    }
);

testing::both!(
    MODULES,
    async fn the_log_calls_a_role_of_ones_own_as_the_reader_does(app: App) {
        let desk = Desk::open(app).await;
        let role = json!({ "name_ar": "حافظ الدفاتر", "name_fr": "Gardien des livres", "permissions": ["books.view"] });
        let role = desk.post(app, "/roles", role).await.ok().json();
        drop(somebody(app, &desk, "Nadia", json!({ "role": role["id"] })).await);
        app.settle().await;
        let mut browser = Browser::at("192.0.2.43");
        browser.sign_in(app, &desk.email, PASSWORD).await;
        let page = format!("/a/{}/audit", desk.twin.slug);
        for (language, own, other) in [("ar", "حافظ الدفاتر", "Gardien des livres"), ("fr", "Gardien des livres", "حافظ الدفاتر")]
        {
            drop(browser.open(app, &format!("/associations?lang={language}")).await);
            for action in ["role-made", "office-changed"] {
                let text = browser.open(app, &format!("{page}?action={action}")).await.ok().text();
                assert!(text.contains(own), "{language} {action}: {text}");
                // of the role itself the log keeps both names, one below the other
                assert!(action == "role-made" || !text.contains(other), "{language} {action}: {text}");
            }
        }
    }
);

testing::both!(
    MODULES,
    async fn the_first_page_counts_for_each_what_their_seat_may_see(app: App) {
        let desk = Desk::with_members(app, 2).await;
        let paid = json!({ "member": "1", "year": "2026", "amount": "200", "method": "cash", "paid_on": "2026-11-20" });
        drop(desk.post(app, "/dues/payments", paid).await.ok());
        drop(
            desk.post(app, "/assemblies", json!({ "held_on": "2026-12-20", "time": "18:00", "place": "Foyer", "agenda": "Bilan" }))
                .await
                .ok(),
        );
        let all = ["members", "paid_members", "fee", "collected", "next_assembly"];
        let seen = async |token: &str| {
            let summary = app.get(token, &desk.twin.path("/summary")).await.ok().json();
            all.into_iter().filter(|name| !summary[name].is_null()).collect::<Vec<_>>()
        };
        assert_eq!(seen(&desk.token).await, all);
        let (_, _, member) = somebody(app, &desk, "Membre", json!({ "role": "member" })).await;
        assert_eq!(seen(&member).await, ["next_assembly"], "who is convened");
        let auditor = |year: &str| json!({ "role": "auditor", "limit_kind": "year", "limit_to": year, "until": "2027-01-31" });
        let (_, _, of_2025) = somebody(app, &desk, "Auditeur", auditor("2025")).await;
        assert!(seen(&of_2025).await.is_empty(), "another year");
        let (_, _, of_2026) = somebody(app, &desk, "Auditrice", auditor("2026")).await;
        assert_eq!(seen(&of_2026).await, ["paid_members", "fee", "collected"]);
        let role = own_role(app, &desk, "Fichier", &["association.view", "members.view"]).await;
        let (_, email, clerk) = somebody(app, &desk, "Secretaire", json!({ "role": role })).await;
        assert_eq!(seen(&clerk).await, ["members"]);
        let mut browser = Browser::at("192.0.2.77");
        browser.sign_in(app, &email, PASSWORD).await;
        let home = browser.open(app, &format!("/a/{}/", desk.twin.slug)).await.ok().text();
        assert!(!home.contains("200,00") && !home.contains("Foyer"), "{home}");
    }
);
