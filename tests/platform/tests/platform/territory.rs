//! What a hub does with the list of its territory: narrow it, take it away, suspend.

use crate::MODULES;
use crate::browser::{Browser, leads_to};
use crate::desk::{Desk, PASSWORD, account, field_errors, kept_mails};
use axum::http::Method;
use chrono::Duration;
use contracts::tenancy::CreateAssociation;
use kernel::{Locale, Role};
use serde_json::{Value, json};
use testing::App;

const HUB: &str = "/api/v1/hubs/casablanca-settat";

async fn coordinator(app: &App, hub: &str, chief: bool) -> String {
    let (id, _, token) = account(app, "Coordinatrice").await;
    tenancy::operator::seat_coordinator(app.process.state("tenancy").expect("hosted"), id, hub, chief).await.expect("seated");
    token
}

async fn listed(app: &App, token: &str, query: &str) -> Vec<String> {
    let page = app.get(token, &format!("{HUB}/associations?{query}")).await.ok().json();
    page["items"].as_array().expect("items").iter().map(|row| row["association"]["name_fr"].as_str().expect("a name").to_owned()).collect()
}

async fn one(app: &App, token: &str, desk: &Desk) -> Value {
    app.get(token, &format!("{HUB}/associations?association={}", desk.twin.slug)).await.ok().json()["items"][0].clone()
}

async fn set(app: &App, token: &str, desk: &Desk, standing: &str, reason: &str) -> testing::Answer {
    app.post(token, &format!("{HUB}/standing"), json!({ "association": desk.twin.slug, "standing": standing, "reason": reason })).await
}

testing::both!(
    MODULES,
    async fn the_list_is_narrowed_by_law_field_and_state_and_each_figure_leads_to_as_many(app: App) {
        let made = [
            ("Vieille", "1/2001", "2001-03-01", "women youth"),
            ("Recente", "2/2026", "2026-11-01", "youth"),
            ("Sans date", "3/2001", "", "human_rights"),
            ("Naissante", "", "", ""),
        ];
        let inputs: Vec<CreateAssociation> = made
            .iter()
            .map(|(name, receipt, on, fields)| {
                serde_json::from_value(json!({
                    "name_ar": "جمعية أُمّ الربيع", "name_fr": name, "commune": "06.141.01.01", "founded_on": "2001-02-03",
                    "receipt_number": receipt, "receipt_on": on, "activities": fields,
                }))
                .expect("an input")
            })
            .collect();
        let state = app.process.state("tenancy").expect("hosted");
        tenancy::operator::create_associations(state, &inputs, Locale::Ar).await.expect("created");
        let desk = Desk::open(app).await;
        let receipt = json!({ "receipt_number": "9/2001", "receipt_on": "2001-03-03", "authority": "Pacha" });
        drop(desk.post(app, "/record/provisional-receipt", receipt).await.ok());
        let receipt = json!({ "receipt_number": "10/2001", "receipt_on": "2001-04-03", "authority": "Pacha" });
        drop(desk.post(app, "/record/final-receipt", receipt).await.ok());
        drop(desk.post(app, "/standing", json!({ "standing": "archived", "reason": "Dissolution" })).await.ok());
        app.settle().await;
        let token = coordinator(app, "06", false).await;
        let by = async |query: &str| listed(app, &token, query).await;
        assert_eq!(by("status=draft").await, ["Naissante"]);
        assert_eq!(by("status=filed").await, ["Recente", "Sans date"]);
        assert_eq!(by("status=free").await, ["Vieille"]);
        assert_eq!(by("status=final").await, ["Association Amal"]);
        assert_eq!(by("activity=youth").await, ["Recente", "Vieille"]);
        assert_eq!(by("activity=women&status=free").await, ["Vieille"]);
        assert_eq!(by("standing=archived").await, ["Association Amal"]);
        assert_eq!(by("standing=active").await.len(), 4);
        // أم الربيع without its signs, and what stands for anything elsewhere stands for itself here
        assert_eq!(by("search=%D8%A7%D9%85+%D8%A7%D9%84%D8%B1%D8%A8%D9%8A%D8%B9+VIEILLE").await, ["Vieille"]);
        assert_eq!(by("search=s%25ns").await.len(), 0);
        let figures = app.get(&token, &format!("{HUB}/figures")).await.ok().json();
        for (kind, codes) in
            [("standing", ["active", "suspended", "archived"].as_slice()), ("status", &["draft", "filed", "free", "final"])]
        {
            for code in codes {
                let told = figures[if kind == "status" { "statuses" } else { "standings" }][code].as_u64();
                assert_eq!(told, Some(by(&format!("{kind}={code}")).await.len() as u64), "{kind} {code}: {figures}");
            }
        }
        assert_eq!(figures["no_assembly"].as_u64(), Some(by("no_assembly=12").await.len() as u64));
        assert_eq!(figures["no_sign_in"].as_u64(), Some(by("no_sign_in=6").await.len() as u64));
        for (name, value) in [("standing", "open"), ("status", "legal"), ("activity", "spying")] {
            assert_eq!(
                field_errors(app.get(&token, &format!("{HUB}/associations?{name}={value}")).await),
                [format!("{name} choice-unknown")]
            );
        }
        // sixty days later the recent one may operate
        app.clock.set(app.clock.now() + Duration::days(61));
        assert_eq!(by("status=free").await, ["Recente", "Vieille"]);
    }
);

testing::both!(
    MODULES,
    async fn a_hub_knows_when_the_board_was_renewed_and_there_and_nothing_of_what_it_did(app: App) {
        let desk = Desk::open(app).await;
        app.settle().await;
        let token = coordinator(app, "06", false).await;
        let before = one(app, &token, &desk).await;
        assert_eq!((&before["last_board"], &before["last_sign_in"]), (&Value::Null, &Value::Null));
        let renewed = |on: &str| json!({ "kind": "change", "about": "board", "summary": "Secret du bureau", "decided_on": on });
        drop(desk.post(app, "/record/declarations", renewed("2024-05-04")).await.ok());
        drop(desk.post(app, "/record/declarations", renewed("2023-01-01")).await.ok());
        let moved = json!({ "kind": "change", "about": "seat", "summary": "", "decided_on": "2026-01-01" });
        drop(desk.post(app, "/record/declarations", moved).await.ok());
        // a member of no board signs in, then the president
        let (member, email, _) = account(app, "Membre").await;
        tenancy::operator::give_seat(app.process.state("tenancy").expect("hosted"), desk.twin.id, member, Role::Member)
            .await
            .expect("seated");
        Browser::at("192.0.2.61").sign_in(app, &email, PASSWORD).await;
        assert_eq!(one(app, &token, &desk).await["last_sign_in"], Value::Null, "whoever is not on the board does not count");
        Browser::at("192.0.2.62").sign_in(app, &desk.email, PASSWORD).await;
        let after = one(app, &token, &desk).await;
        let today = app.clock.today().to_string();
        assert_eq!((after["last_board"].as_str(), after["last_sign_in"].as_str()), (Some("2024-05-04"), Some(today.as_str())));
        assert!(!after.to_string().contains("Secret"));
        assert_eq!((listed(app, &token, "no_sign_in=6").await.len(), listed(app, &token, "no_board=36").await.len()), (0, 0));
        assert_eq!(listed(app, &token, "no_board=24").await, ["Association Amal"]);
        // who founds an association is there on its first day
        let (_, _, founder) = account(app, "Fondatrice").await;
        let founded = json!({ "name_ar": "جمعية البداية", "name_fr": "Association Debut", "commune": "06.141.01.01", "founded_on": "2001-02-03",
            "receipt_number": "77/2001", "processor_agreement": contracts::privacy::AGREEMENT });
        let slug = app.post(&founder, "/api/v1/associations", founded).await.ok().json()["slug"].as_str().expect("a slug").to_owned();
        app.settle().await;
        let row = app.get(&token, &format!("{HUB}/associations?association={slug}")).await.ok().json()["items"][0].clone();
        assert_eq!(row["last_sign_in"], today);
        app.clock.set(app.clock.now() + Duration::days(190));
        assert_eq!(listed(app, &token, "no_sign_in=6").await, ["Association Amal", "Association Debut"]);
        assert_eq!(field_errors(app.get(&token, &format!("{HUB}/associations?no_board=x")).await), ["no_board months-wrong"]);
    }
);

testing::both!(
    MODULES,
    async fn a_chief_suspends_with_a_reason_that_the_board_reads_on_every_page(app: App) {
        let desk = Desk::with_members(app, 1).await;
        app.settle().await;
        let chief = coordinator(app, "06", true).await;
        assert_eq!(field_errors(set(app, &chief, &desk, "suspended", " ").await), ["reason required"]);
        assert_eq!(field_errors(set(app, &chief, &desk, "archived", "x").await), ["standing choice-unknown"], "archiving is the board's");
        let input = json!({ "association": desk.twin.slug, "standing": "suspended", "reason": "Deux bureaux rivaux" });
        let path = format!("{HUB}/standing");
        for _ in 0..2 {
            drop(app.api_once(&chief, Method::POST, &path, &input, Some("form")).await.ok());
        }
        assert_eq!(
            desk.post(app, "/members", json!({ "given_fr": "Une", "family_fr": "Autre" })).await.refused(409),
            "association-suspended"
        );
        let open = json!({ "standing": "active", "reason": "" });
        assert_eq!(desk.post(app, "/standing", open.clone()).await.refused(409), "closed-by-others");
        app.settle().await;
        let entry = desk.all(app, "/audit").await.into_iter().find(|entry| entry["action"] == "standing-changed").expect("in the log");
        assert_eq!((entry["role"].as_str(), entry["details"]["reason"].as_str()), (Some("chief_coordinator"), Some("Deux bureaux rivaux")));
        assert_eq!(entry["details"]["hub"], "casablanca-settat");
        let above = coordinator(app, "national", false).await;
        let log = app.get(&above, &format!("{HUB}/log")).await.ok().json();
        let told: Vec<_> =
            log["items"].as_array().expect("a log").iter().filter(|entry| entry["action"] == "association-suspended").collect();
        assert_eq!(told.len(), 1, "sent twice, done once");
        assert_eq!((told[0]["subject"].as_str(), &told[0]["association"]["slug"]), (Some("Deux bureaux rivaux"), &json!(desk.twin.slug)));
        // each page of its people says it; why is for the board
        let (member, email, _) = account(app, "Membre").await;
        tenancy::operator::give_seat(app.process.state("tenancy").expect("hosted"), desk.twin.id, member, Role::Member)
            .await
            .expect("seated");
        for (email, address, why) in [(&desk.email, "192.0.2.63", true), (&email, "192.0.2.64", false)] {
            let mut browser = Browser::at(address);
            browser.sign_in(app, email, PASSWORD).await;
            for page in if why { ["/", "/members", "/settings"].as_slice() } else { &["/"] } {
                let text = browser.open(app, &format!("/a/{}{page}", desk.twin.slug)).await.ok().text();
                assert!(text.contains("banner bad") && text.contains("Pôle régional Casablanca-Settat"), "{page}: {text}");
                assert_eq!(text.contains("Deux bureaux rivaux"), why, "{page}");
            }
        }
        drop(set(app, &chief, &desk, "active", "").await.ok());
        drop(desk.post(app, "/members", json!({ "given_fr": "Une", "family_fr": "Autre" })).await.ok());
        assert_eq!(one(app, &chief, &desk).await["closure"], Value::Null);
    }
);

testing::both!(
    MODULES,
    async fn whoever_has_no_right_or_another_territory_suspends_nothing(app: App) {
        let desk = Desk::open(app).await;
        app.settle().await;
        let (plain, other) = (coordinator(app, "06", false).await, coordinator(app, "fes-meknes", true).await);
        assert_eq!(set(app, &plain, &desk, "suspended", "x").await.refused(403), "forbidden");
        assert_eq!(
            set(app, &coordinator(app, "national", true).await, &desk, "suspended", "x").await.refused(403),
            "forbidden",
            "not at a hub below"
        );
        assert_eq!(set(app, &other, &desk, "suspended", "x").await.refused(404), "not-found");
        assert_eq!(set(app, &desk.token, &desk, "suspended", "x").await.refused(404), "not-found");
        let unknown = vec!["association unknown-association".to_owned()];
        let own = |slug: &str| json!({ "association": slug, "standing": "suspended", "reason": "x" });
        let (there, nowhere) = (
            app.post(&other, "/api/v1/hubs/fes-meknes/standing", own(&desk.twin.slug)).await,
            app.post(&other, "/api/v1/hubs/fes-meknes/standing", own("nowhere")).await,
        );
        assert_eq!((field_errors(there), field_errors(nowhere)), (unknown.clone(), unknown), "another's is as unknown as none");
        assert_eq!(desk.get(app, "/record").await["standing"], "active");
        // what the board and the staff have closed is not the hub's to open
        let chief = coordinator(app, "06", true).await;
        drop(desk.post(app, "/standing", json!({ "standing": "suspended", "reason": "Affaire interne" })).await.ok());
        assert_eq!(set(app, &chief, &desk, "active", "").await.refused(409), "closed-by-others");
        let seen = one(app, &chief, &desk).await;
        assert_eq!(
            (&seen["closure"]["by"], &seen["closure"]["reason"]),
            (&json!("president"), &Value::Null),
            "the board's reason is the board's"
        );
        // closed more firmly by the hub, it is the hub's alone
        drop(set(app, &chief, &desk, "suspended", "Enquête").await.ok());
        assert_eq!(desk.post(app, "/standing", json!({ "standing": "active" })).await.refused(409), "closed-by-others");
        drop(set(app, &chief, &desk, "active", "").await.ok());
        let state = app.process.state("tenancy").expect("hosted");
        tenancy::operator::set_standing(state, desk.twin.id, kernel::Standing::Suspended, "Plateforme").await.expect("closed");
        assert_eq!(set(app, &chief, &desk, "active", "").await.refused(409), "closed-by-others");
    }
);

testing::both!(
    MODULES,
    async fn two_who_close_and_open_at_once_are_judged_one_after_the_other(app: App) {
        let desk = Desk::open(app).await;
        app.settle().await;
        let chief = coordinator(app, "06", true).await;
        let (by_hub, by_board) = tokio::join!(
            set(app, &chief, &desk, "suspended", "Pôle"),
            desk.post(app, "/standing", json!({ "standing": "suspended", "reason": "Bureau" })),
        );
        drop((by_hub.ok(), by_board.ok()));
        let seen = one(app, &chief, &desk).await;
        assert_eq!((&seen["standing"], &seen["closure"]["hub"]["slug"]), (&json!("suspended"), &json!("casablanca-settat")), "{seen}");
    }
);

testing::both!(
    MODULES,
    async fn a_list_taken_away_has_its_headings_in_the_readers_language(app: App) {
        let desk = Desk::open(app).await;
        app.settle().await;
        let (id, email, token) = account(app, "Coordinatrice").await;
        tenancy::operator::add_coordinator(app.process.state("tenancy").expect("hosted"), id, "06").await.expect("seated");
        let mut browser = Browser::at("192.0.2.65");
        browser.sign_in(app, &email, PASSWORD).await;
        for (locale, heading, commune) in
            [("fr", "Situation légale", "Anfa"), ("ar", "الوضعية القانونية", "أنفا"), ("en", "Legal status", "Anfa")]
        {
            drop(app.post(&token, "/api/v1/account", json!({ "name": "Coordinatrice", "locale": locale })).await.ok());
            let text = app.get(&token, &format!("{HUB}/associations.csv")).await.ok().text();
            assert!(text.lines().next().is_some_and(|line| line.contains(heading)) && text.contains("Association Amal"), "{text}");
            assert!(text.lines().nth(1).is_some_and(|line| line.contains(commune)), "{text}");
        }
        drop(desk);
    }
);

testing::both!(
    MODULES,
    async fn pages_and_mails_of_a_hub_call_things_by_their_names(app: App) {
        let desk = Desk::open(app).await;
        app.settle().await;
        let (_, invited, _) = account(app, "Invitee").await;
        let (id, email, token) = account(app, "Chef").await;
        tenancy::operator::add_coordinator(app.process.state("tenancy").expect("hosted"), id, "06").await.expect("seated");
        let mut browser = Browser::at("192.0.2.66");
        browser.sign_in(app, &email, PASSWORD).await;
        drop(app.post(&token, &format!("{HUB}/invitations"), json!({ "email": invited })).await.ok());
        app.settle().await;
        let mail = kept_mails(app).await.into_iter().find(|mail| mail.to == invited).expect("a mail");
        assert!(
            mail.subject.contains("Pôle régional Casablanca-Settat") && mail.text.contains("Pôle régional Casablanca-Settat"),
            "{}",
            mail.text
        );
        let link =
            mail.text.split("hub-invitation?token=").nth(1).and_then(|rest| rest.split_whitespace().next()).expect("a link").to_owned();
        let page = format!("/hub-invitation?token={link}");
        let mut theirs = Browser::at("192.0.2.67");
        theirs.sign_in(app, &invited, PASSWORD).await;
        assert!(theirs.open(app, &page).await.ok().text().contains("Pôle régional Casablanca-Settat"));
        let text = browser.open(app, &page).await.ok().text();
        assert!(!text.contains("<form class=\"sheet\"") && !text.contains("coordonner Pôle"), "it is bound to its address: {text}");
        // asking for access: the association by its name, its slug out of the way
        let asking = format!("/hub/casablanca-settat/requests?association={}", desk.twin.slug);
        let text = browser.open(app, &asking).await.ok().text();
        assert!(
            text.contains("Association Amal")
                && text.contains(&format!("type=\"hidden\" name=\"association\" value=\"{}\"", desk.twin.slug))
        );
        assert_eq!(browser.open(app, "/hub/casablanca-settat/requests?association=nowhere").await.status, 404);
        let standing = "/hub/casablanca-settat/standing";
        let fields = [("association", desk.twin.slug.as_str()), ("standing", "suspended"), ("reason", "Deux bureaux")];
        let done = browser.submit(app, &format!("{standing}?association={}", desk.twin.slug), standing, &fields).await;
        assert_eq!(leads_to(&done), format!("/hub/casablanca-settat/?association={}", desk.twin.slug));
        let made = json!({ "name_ar": "قطب إقليمي", "name_fr": "Pôle Nouaceur", "places": ["385"] });
        drop(app.post(&token, &format!("{HUB}/hubs"), made).await.ok());
        let above = coordinator(app, "national", true).await;
        let log = app.get(&above, &format!("{HUB}/log")).await.ok().json();
        let entry =
            |action: &str| log["items"].as_array().expect("a log").iter().find(|entry| entry["action"] == action).cloned().expect(action);
        assert_eq!(entry("hub-created")["hub"]["name_fr"], "Pôle Nouaceur");
        let own = app.get(&above, "/api/v1/hubs/pole-nouaceur/log").await.ok().json();
        assert_eq!(own["items"][0]["places"][0]["code"], "385");
    }
);

testing::both!(
    MODULES,
    async fn a_coordinator_of_any_hub_finds_it_in_what_is_held_on_them(app: App) {
        let chief = coordinator(app, "06", true).await;
        drop(
            app.post(&chief, &format!("{HUB}/hubs"), json!({ "name_ar": "قطب", "name_fr": "Pôle Nouaceur", "places": ["385"] })).await.ok(),
        );
        let (id, _, token) = account(app, "Partout").await;
        let state = app.process.state("tenancy").expect("hosted");
        for hub in ["national", "fes-meknes", "pole-nouaceur"] {
            tenancy::operator::seat_coordinator(state, id, hub, false).await.expect("seated");
        }
        let held = app.get(&token, "/api/v1/account/data").await.ok().json()["held"]["coordinator_of"].clone();
        let mut hubs: Vec<_> = held.as_array().expect("hubs").iter().map(|hub| hub["hub"].as_str().expect("a slug").to_owned()).collect();
        hubs.sort();
        assert_eq!(hubs, ["fes-meknes", "national", "pole-nouaceur"]);
    }
);

/// What the platform wrote to the board about its workspace, by the subject's last word.
async fn told(app: &App, to: &str) -> Vec<String> {
    let mails = kept_mails(app).await;
    let ours = mails.into_iter().filter(|mail| mail.to.contains(to) && mail.subject.starts_with("L’espace de"));
    let mut subjects: Vec<String> = ours.map(|mail| mail.subject.replace(['\u{2068}', '\u{2069}'], "")).collect();
    subjects.sort();
    subjects
}

testing::both!(
    MODULES,
    async fn a_board_whose_workspace_a_hub_closes_is_told_by_mail_at_once(app: App) {
        let desk = Desk::open(app).await;
        app.settle().await;
        let chief = coordinator(app, "06", true).await;
        let closed = "L’espace de Association Amal est fermé en écriture";
        for _ in 0..2 {
            drop(set(app, &chief, &desk, "suspended", "Deux bureaux rivaux").await);
        }
        app.settle().await;
        // while the association's own mails wait, and once however often it is said
        assert_eq!(told(app, &desk.email).await, [closed]);
        let text = kept_mails(app).await.into_iter().find(|mail| mail.subject.contains("fermé")).expect("told").text;
        assert!(text.contains(&format!("/a/{}\n", desk.twin.slug)) && !text.contains("rivaux"), "why is for the page alone: {text}");
        drop(set(app, &chief, &desk, "active", "").await.ok());
        app.settle().await;
        assert_eq!(told(app, &desk.email).await, [closed, "L’espace de Association Amal est rouvert"]);
        // what the board does itself, it knows
        drop(desk.post(app, "/standing", json!({ "standing": "suspended", "reason": "Pause" })).await.ok());
        app.settle().await;
        assert_eq!(told(app, &desk.email).await.len(), 2);
    }
);
