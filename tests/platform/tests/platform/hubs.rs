//! Hubs see the associations of their territory, as figures: theirs, those below, no others.

use crate::MODULES;
use crate::browser::{Browser, leads_to};
use crate::desk::{Desk, PASSWORD, account, field_errors, kept_mails};
use axum::http::Method;
use chrono::Duration;
use contracts::tenancy::CreateAssociation;
use kernel::{AssociationId, Locale};
use serde_json::{Value, json};
use testing::App;

const ANFA: &str = "06.141.01.01";
const CASABLANCA: &str = "casablanca-settat";

/// A chief coordinator of a hub.
async fn chief(app: &App, hub: &str) -> String {
    let (id, _, token) = account(app, "Coordinatrice").await;
    tenancy::operator::add_coordinator(app.process.state("tenancy").expect("hosted"), id, hub).await.expect("added");
    token
}

async fn staff(app: &App) -> String {
    let (id, _, token) = account(app, "Equipe").await;
    tenancy::operator::add_staff(app.process.state("tenancy").expect("hosted"), id).await.expect("added");
    token
}

fn association(name: &str, commune: &str, number: usize) -> CreateAssociation {
    serde_json::from_value(json!({
        "name_ar": "جمعية", "name_fr": name, "commune": commune, "founded_on": "2001-02-03", "receipt_number": format!("{number}/2001"),
    }))
    .expect("an input")
}

async fn found(app: &App, associations: &[CreateAssociation]) -> Vec<AssociationId> {
    let state = app.process.state("tenancy").expect("hosted");
    let made = tenancy::operator::create_associations(state, associations, Locale::Ar).await.expect("created");
    app.settle().await;
    made.into_iter().map(|(id, _)| id).collect()
}

/// The French names in a hub's list, page after page.
async fn names(app: &App, token: &str, hub: &str, query: &str) -> Vec<String> {
    let (mut names, mut after) = (Vec::new(), String::new());
    loop {
        let page = app.get(token, &format!("/api/v1/hubs/{hub}/associations?{query}&after={after}")).await.ok().json();
        names.extend(
            page["items"].as_array().expect("items").iter().map(|row| row["association"]["name_fr"].as_str().expect("a name").to_owned()),
        );
        match page["next"].as_str() {
            Some(next) => next.clone_into(&mut after),
            None => return names,
        }
    }
}

async fn create_hub(app: &App, token: &str, name: &str, places: &[&str]) -> Value {
    let input = json!({ "name_ar": "قطب إقليمي", "name_fr": name, "places": places });
    app.post(token, &format!("/api/v1/hubs/{CASABLANCA}/hubs"), input).await.ok().json()
}

testing::both!(
    MODULES,
    async fn a_hub_sees_its_own_and_those_below_it(app: App) {
        found(app, &[association("Anfa", ANFA, 1), association("Fes", "03.231.01.07", 2), association("Nouaceur", "06.385.01.01", 3)])
            .await;
        let (casablanca, national) = (chief(app, "06").await, chief(app, "national").await);
        assert_eq!(names(app, &casablanca, CASABLANCA, "").await, ["Anfa", "Nouaceur"]);
        assert_eq!(names(app, &national, "national", "").await, ["Fes", "Anfa", "Nouaceur"]);
        assert_eq!(names(app, &national, "fes-meknes", "").await, ["Fes"]);
        create_hub(app, &casablanca, "Pôle Nouaceur", &["385"]).await;
        let provincial = chief(app, "pole-nouaceur").await;
        assert_eq!(names(app, &provincial, "pole-nouaceur", "").await, ["Nouaceur"]);
        assert_eq!(names(app, &casablanca, "pole-nouaceur", "").await, ["Nouaceur"]);
        assert_eq!(names(app, &casablanca, CASABLANCA, "").await, ["Anfa", "Nouaceur"], "those below stay in sight");
        for (who, hub) in [(&casablanca, "fes-meknes"), (&casablanca, "national"), (&provincial, CASABLANCA), (&provincial, "nowhere")] {
            assert_eq!(app.get(who, &format!("/api/v1/hubs/{hub}/associations")).await.refused(404), "not-found", "{hub}");
        }
        let figures = app.get(&national, "/api/v1/hubs/national/figures").await.ok().json();
        assert_eq!((figures["total"].as_i64(), figures["places"][0]["associations"].as_i64()), (Some(3), Some(2)));
    }
);

testing::both!(
    MODULES,
    async fn a_commune_goes_before_its_province_and_a_province_before_its_region(app: App) {
        found(app, &[association("Anfa", ANFA, 1), association("Maarif", "06.141.01.03", 2)]).await;
        let casablanca = chief(app, "06").await;
        create_hub(app, &casablanca, "Pôle Casablanca", &["141"]).await;
        create_hub(app, &casablanca, "Pôle Anfa", &[ANFA]).await;
        let listed = async |hub: &str| names(app, &casablanca, hub, "").await;
        assert_eq!(listed("pole-anfa").await, ["Anfa"]);
        assert_eq!(listed("pole-casablanca").await, ["Maarif"]);
        found(app, &[association("Anfa 2", ANFA, 3)]).await;
        assert_eq!(listed("pole-anfa").await, ["Anfa", "Anfa 2"], "also what is made later");
        // given up, they fall to the province's hub at once; the hub itself stays
        let set = async |hub: &str, places: &[&str]| {
            app.post(&casablanca, &format!("/api/v1/hubs/{hub}/territory"), json!({ "places": places })).await
        };
        // who says how many they know to move is stopped when it would be others
        let knowing = json!({ "places": ["06.141.01.07"], "moves": 0 });
        let stopped = app.post(&casablanca, "/api/v1/hubs/pole-anfa/territory", knowing).await;
        assert_eq!(stopped.json()["params"]["count"], "2");
        assert_eq!(stopped.refused(409), "territory-moves");
        assert_eq!(listed("pole-anfa").await, ["Anfa", "Anfa 2"], "and nothing happened");
        drop(set("pole-anfa", &["06.141.01.07"]).await.ok());
        assert!(listed("pole-anfa").await.is_empty());
        assert_eq!(listed("pole-casablanca").await, ["Anfa", "Anfa 2", "Maarif"]);
        assert_eq!(field_errors(set("pole-anfa", &["141"]).await), ["places place-taken"]);
        assert_eq!(field_errors(set("pole-anfa", &["231"]).await), ["places unknown-place"], "another region's");
        assert_eq!(set(CASABLANCA, &["141"]).await.status, 403, "not by its own coordinators");
        assert_eq!(
            app.post(&staff(app).await, &format!("/api/v1/hubs/{CASABLANCA}/territory"), json!({ "places": ["141"] })).await.refused(409),
            "hub-level-wrong"
        );
    }
);

testing::both!(
    MODULES,
    async fn two_hubs_never_get_one_place_and_no_association_falls_between(app: App) {
        let casablanca = chief(app, "06").await;
        let batch: Vec<_> = (0..20).map(|i| association(&format!("Debut {i}"), ANFA, i)).collect();
        found(app, &batch).await;
        let state = app.process.state("tenancy").expect("hosted");
        let late: Vec<_> = (20..60).map(|i| association(&format!("Suite {i}"), ANFA, i)).collect();
        let path = format!("/api/v1/hubs/{CASABLANCA}/hubs");
        let create = |name: &'static str| app.post(&casablanca, &path, json!({ "name_ar": "قطب", "name_fr": name, "places": ["141"] }));
        let (one, other, made) =
            tokio::join!(create("Pole Un"), create("Pole Deux"), tenancy::operator::create_associations(state, &late, Locale::Ar));
        made.expect("created");
        app.settle().await;
        let mut statuses = [one.status.as_u16(), other.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 422]);
        let winner = if one.status == 201 { "pole-un" } else { "pole-deux" };
        assert_eq!(names(app, &casablanca, winner, "").await.len(), 60, "whenever it was made, it is in its province's hub");
    }
);

testing::both!(
    MODULES,
    async fn the_list_is_searched_narrowed_sorted_and_paged(app: App) {
        let mut all: Vec<_> = (0..120).map(|i| association(&format!("Réseau {i:03}"), ANFA, i)).collect();
        all.push(association("Médiouna", "06.355.01.01", 500));
        found(app, &all).await;
        let desk = Desk::with_members(app, 3).await;
        app.settle().await;
        let token = chief(app, "06").await;
        let listed = async |query: &str| names(app, &token, CASABLANCA, query).await;
        let whole = listed("").await;
        assert_eq!(whole.len(), 122);
        let mut unique = whole.clone();
        unique.sort();
        unique.dedup();
        assert_eq!(unique.len(), 122, "no page repeats or skips");
        assert_eq!(listed("search=RESEAU+007").await, ["Réseau 007"]);
        assert_eq!(listed("search=%D8%A7%D9%84%D8%A7%D9%85%D9%84").await, ["Association Amal"], "the Arabic name, folded");
        assert_eq!(listed("province=355").await, ["Médiouna"]);
        assert_eq!(listed("sort=members").await[0], "Association Amal");
        assert_eq!(listed("sort=newest").await[0], "Association Amal");
        for sort in ["newest", "members", "last_assembly", "last_entry"] {
            let mut sorted = listed(&format!("sort={sort}")).await;
            sorted.sort();
            assert_eq!(sorted, unique, "{sort}");
        }
        assert_eq!(listed("no_assembly=12").await.len(), 122);
        let payment = json!({ "member": "1", "year": "2026", "amount": "50", "method": "cash", "paid_on": "2026-11-20" });
        drop(desk.post(app, "/dues/payments", payment).await.ok());
        app.settle().await;
        assert_eq!(listed("no_entry=6").await.len(), 121, "one has entries");
        app.clock.set(app.clock.now() + Duration::days(200));
        assert_eq!(listed("no_entry=6").await.len(), 122, "and has none since");
        let months = app.get(&token, &format!("/api/v1/hubs/{CASABLANCA}/associations?no_entry=often")).await;
        assert_eq!(field_errors(months), ["no_entry months-wrong"]);
        assert_eq!(listed("access=open").await.len(), 0);
        assert_eq!(listed("access=closed").await.len(), 122);
    }
);

testing::both!(
    MODULES,
    async fn an_export_holds_what_the_list_shows_runs_nothing_and_is_in_the_log(app: App) {
        found(app, &[association("=HYPERLINK(1)", ANFA, 1), association("Fes", "03.231.01.07", 2)]).await;
        let (token, above) = (chief(app, "06").await, chief(app, "national").await);
        let file = app.get(&token, &format!("/api/v1/hubs/{CASABLANCA}/associations.csv?province=141")).await.ok();
        assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8");
        let text = file.text();
        assert!(text.contains("'=HYPERLINK(1)") && !text.contains("Fes"), "{text}");
        assert_eq!(text.lines().count(), 2);
        let log = app.get(&above, &format!("/api/v1/hubs/{CASABLANCA}/log")).await.ok().json();
        assert_eq!((log["items"][0]["action"].as_str(), log["items"][0]["subject"].as_str()), (Some("territory-exported"), Some("1")));
        assert_eq!(app.get(&token, &format!("/api/v1/hubs/{CASABLANCA}/log")).await.refused(403), "forbidden", "it is for those above");
    }
);

/// The token of the newest mailed invitation to an address.
async fn mailed(app: &App, email: &str) -> String {
    app.settle().await;
    let mail = kept_mails(app).await.into_iter().find(|mail| mail.to == email).expect("a mail");
    mail.text.split("hub-invitation?token=").nth(1).and_then(|rest| rest.split_whitespace().next()).expect("a link").to_owned()
}

testing::both!(
    MODULES,
    async fn a_coordinator_is_invited_by_mail_and_loses_sight_at_once_when_removed(app: App) {
        found(app, &[association("Anfa", ANFA, 1)]).await;
        let chief = chief(app, "06").await;
        let (id, email, token) = account(app, "Nouvelle").await;
        let (_, _, stranger) = account(app, "Etrangere").await;
        let hub = |rest: &str| format!("/api/v1/hubs/{CASABLANCA}{rest}");
        let invite = async |email: &str| app.post(&chief, &hub("/invitations"), json!({ "email": email })).await;
        let (known, unknown) = (invite(&email).await.ok(), invite("nobody@exemple.ma").await.ok());
        assert_eq!(known.json().as_object().map(serde_json::Map::len), unknown.json().as_object().map(serde_json::Map::len));
        assert_eq!(field_errors(invite(&email).await), ["email already-invited"]);
        assert_eq!(app.get(&token, &hub("/associations")).await.refused(404), "not-found", "invited is not yet in");
        let secret = mailed(app, &email).await;
        let accept =
            async |token: &str, secret: &str| app.post(token, "/api/v1/hub-invitations/acceptance", json!({ "token": secret })).await;
        assert_eq!(accept(&stranger, &secret).await.refused(409), "link-used-or-expired", "it is bound to its address");
        // programs that look at links before people do
        let mut browser = Browser::at("192.0.2.31");
        browser.sign_in(app, &email, PASSWORD).await;
        let page = format!("/hub-invitation?token={secret}");
        for _ in 0..3 {
            drop(browser.open(app, &page).await.ok());
        }
        let accepted = browser.submit(app, &page, "/hub-invitation", &[("token", &secret)]).await;
        assert_eq!(leads_to(&accepted), format!("/hub/{CASABLANCA}/coordinators"));
        assert_eq!(accept(&token, &secret).await.refused(409), "link-used-or-expired", "once");
        assert_eq!(names(app, &token, CASABLANCA, "").await, ["Anfa"]);
        // an ordinary coordinator invites and removes nobody
        assert_eq!(app.post(&token, &hub("/invitations"), json!({ "email": "a@exemple.ma" })).await.refused(403), "forbidden");
        assert_eq!(app.post(&token, &hub(&format!("/coordinators/{id}/removal")), json!({})).await.refused(403), "forbidden");
        drop(app.post(&chief, &hub(&format!("/coordinators/{id}/removal")), json!({})).await.ok());
        assert_eq!(app.get(&token, &hub("/associations")).await.refused(404), "not-found");
        assert_eq!(browser.open(app, &format!("/hub/{CASABLANCA}/")).await.status, 404);
    }
);

testing::both!(
    MODULES,
    async fn an_invitation_dies_after_a_week_or_when_taken_back(app: App) {
        let staff = staff(app).await;
        let (_, email, token) = account(app, "Nouvelle").await;
        let hub = |rest: &str| format!("/api/v1/hubs/national{rest}");
        let accept = async |secret: &str| app.post(&token, "/api/v1/hub-invitations/acceptance", json!({ "token": secret })).await;
        let invite = async || app.post(&staff, &hub("/invitations"), json!({ "email": email, "chief": true })).await.ok().json();
        let first = invite().await;
        let secret = mailed(app, &email).await;
        drop(app.post(&staff, &hub(&format!("/invitations/{}/revocation", first["id"].as_str().expect("an id"))), json!({})).await.ok());
        assert_eq!(accept(&secret).await.refused(409), "link-used-or-expired");
        invite().await;
        let secret = mailed(app, &email).await;
        app.clock.set(app.clock.now() + Duration::days(7));
        assert_eq!(accept(&secret).await.refused(409), "link-used-or-expired");
        invite().await;
        let secret = mailed(app, &email).await;
        drop(accept(&secret).await.ok());
        let seen = app.get(&token, &hub("/coordinators")).await.ok().json();
        assert_eq!((seen["coordinators"].as_array().map(Vec::len), seen["coordinators"][0]["chief"].as_bool()), (Some(1), Some(true)));
        // the last one may go: the staff remains
        let id = seen["coordinators"][0]["id"].as_str().expect("an id");
        drop(app.post(&token, &hub(&format!("/coordinators/{id}/removal")), json!({})).await.ok());
        assert_eq!(app.get(&token, &hub("/coordinators")).await.refused(404), "not-found");
        let tree = app.get(&staff, "/api/v1/platform/hubs").await.ok().json();
        assert_eq!(tree["items"].as_array().map(Vec::len), Some(13));
        assert_eq!(app.get(&token, "/api/v1/platform/hubs").await.refused(404), "not-found");
    }
);

testing::both!(
    MODULES,
    async fn a_hub_made_twice_by_one_form_is_made_once(app: App) {
        let casablanca = chief(app, "06").await;
        let input = json!({ "name_ar": "قطب", "name_fr": "Pole Settat", "places": ["461"] });
        let path = format!("/api/v1/hubs/{CASABLANCA}/hubs");
        let first = app.api_once(&casablanca, Method::POST, &path, &input, Some("form-1")).await.ok().json();
        let again = app.api_once(&casablanca, Method::POST, &path, &input, Some("form-1")).await.ok().json();
        assert_eq!(first, again);
        let hub = app.get(&casablanca, &format!("/api/v1/hubs/{CASABLANCA}")).await.ok().json();
        assert_eq!(hub["below"].as_array().map(Vec::len), Some(1));
    }
);

testing::both!(
    MODULES,
    async fn an_association_that_moves_leaves_one_sight_for_another_at_once(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let (casablanca, fes) = (chief(app, "06").await, chief(app, "03").await);
        let name = ["Association Amal"];
        assert_eq!(names(app, &casablanca, CASABLANCA, "").await, name);
        drop(desk.post(app, "/consents", json!({ "reason": "Suivi", "days": "7" })).await.ok());
        let members = desk.twin.path("/members");
        drop(app.get(&casablanca, &members).await.ok());
        let state = app.process.state("tenancy").expect("hosted");
        tenancy::operator::move_association(state, desk.twin.id, "03.231.01.07").await.expect("moved");
        assert!(names(app, &casablanca, CASABLANCA, "").await.is_empty());
        assert_eq!(names(app, &fes, "fes-meknes", "").await, name);
        // what the board opened to the old hub is not the old hub's any more, and not the new one's
        assert_eq!(app.get(&casablanca, &members).await.refused(404), "not-found");
        assert_eq!(app.get(&fes, &members).await.refused(404), "not-found");
        assert_eq!(desk.get(app, "/consents").await["hubs"][0]["slug"], "fes-meknes");
    }
);

testing::both!(
    MODULES,
    async fn a_hub_makes_an_association_that_only_its_president_opens(app: App) {
        let casablanca = chief(app, "06").await;
        let (_, email, president) = account(app, "Presidente").await;
        let make = async |commune: &str, email: &str| {
            let input = json!({
                "name_ar": "جمعية الحي", "name_fr": "Association du quartier", "commune": commune, "founded_on": "2020-01-02",
                "receipt_number": "77/2020", "president_name": "Présidente", "president_email": email,
            });
            app.post(&casablanca, &format!("/api/v1/hubs/{CASABLANCA}/associations"), input).await
        };
        assert_eq!(field_errors(make("03.231.01.07", &email).await), ["commune commune-elsewhere"]);
        assert_eq!(field_errors(make(ANFA, "nobody").await), ["president_email email-wrong"]);
        let slug = make(ANFA, &email).await.ok().json()["slug"].as_str().expect("a slug").to_owned();
        app.settle().await;
        assert_eq!(names(app, &casablanca, CASABLANCA, "").await, ["Association du quartier"]);
        let own = format!("/api/v1/associations/{slug}/members");
        assert_eq!(app.get(&casablanca, &own).await.refused(404), "not-found", "who made it has no seat in it");
        let waiting = app.get(&president, "/api/v1/account/invitations").await.ok().json();
        let id = waiting["items"][0]["id"].as_str().expect("an invitation").to_owned();
        // the mail was lost, or went to the wrong address: the hub invites anew, and the old link is void
        let again = async |token: &str, hub: &str, email: &str| {
            let input = json!({ "association": slug, "president_name": "Présidente", "president_email": email });
            app.post(token, &format!("/api/v1/hubs/{hub}/presidents"), input).await
        };
        let elsewhere = chief(app, "fes-meknes").await;
        assert_eq!(field_errors(again(&elsewhere, "fes-meknes", &email).await), ["association unknown-association"]);
        assert_eq!(field_errors(again(&casablanca, CASABLANCA, "nobody").await), ["president_email email-wrong"]);
        drop(again(&casablanca, CASABLANCA, &email).await.ok());
        let void = app.post(&president, &format!("/api/v1/account/invitations/{id}/acceptance"), json!({})).await;
        assert!(void.status.is_client_error(), "{}", void.text());
        let waiting = app.get(&president, "/api/v1/account/invitations").await.ok().json();
        assert_eq!(waiting["items"].as_array().map(Vec::len), Some(1), "{waiting}");
        let id = waiting["items"][0]["id"].as_str().expect("an invitation");
        drop(app.post(&president, &format!("/api/v1/account/invitations/{id}/acceptance"), json!({})).await.ok());
        drop(app.get(&president, &own).await.ok());
        assert_eq!(again(&casablanca, CASABLANCA, &email).await.refused(409), "has-people", "from now on they invite");
    }
);
