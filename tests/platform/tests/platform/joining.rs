//! Strangers ask to join, the board decides: off by default, bounded, each once, kept no longer than said.

use crate::MODULES;
use crate::browser::{Browser, hidden, leads_to};
use crate::desk::{Desk, field_errors, kept_mails};
use axum::body::Body;
use axum::http::{Method, Request};
use chrono::Duration;
use futures_util::future::join_all;
use kernel::Standing;
use serde_json::{Value, json};
use testing::{Answer, App};

fn somebody() -> Value {
    json!({ "given_fr": "Amina", "family_fr": "Alaoui", "phone": "0612345678", "consent": "yes" })
}

async fn opened(app: &App) -> Desk {
    let desk = Desk::open(app).await;
    drop(desk.post(app, "/joining/settings", json!({ "open": "yes", "welcome_fr": "Bienvenue" })).await.ok());
    desk
}

/// From a network of its own.
async fn apply_from(app: &App, desk: &Desk, address: &str, body: &Value) -> Answer {
    let request = Request::post(desk.twin.path("/applications"))
        .header("content-type", "application/json")
        .header("accept-language", "fr")
        .header("x-forwarded-for", address);
    app.send(request.body(Body::from(body.to_string())).expect("a request")).await
}

async fn apply(app: &App, desk: &Desk, body: &Value) -> Answer {
    apply_from(app, desk, "192.0.2.7", body).await
}

async fn waiting(app: &App, desk: &Desk) -> Vec<Value> {
    desk.get(app, "/applications").await["items"].as_array().expect("items").clone()
}

/// The path of an act on the first application that waits.
async fn first(app: &App, desk: &Desk) -> String {
    format!("/applications/{}", waiting(app, desk).await[0]["id"].as_str().expect("an id"))
}

fn address() -> String {
    format!("a-{}@exemple.ma", kernel::id::new_id().simple())
}

async fn mails_to(app: &App, address: &str) -> Vec<contracts::mail::KeptMail> {
    app.settle().await;
    kept_mails(app).await.into_iter().filter(|mail| mail.to.contains(address)).collect()
}

/// All that a stranger is answered, but for what is new in each answer.
fn told(answer: &Answer, slug: &str) -> (u16, String) {
    let mut body = answer.text().replace(slug, "…");
    if let Ok(mut problem) = serde_json::from_str::<Value>(&body) {
        problem.as_object_mut().expect("a problem").retain(|name, _| !name.contains("request") && name != "instance");
        body = problem.to_string();
    }
    (answer.status.as_u16(), body)
}

testing::both!(
    MODULES,
    async fn a_form_that_is_not_open_is_nothing_for_strangers(app: App) {
        let desk = Desk::open(app).await;
        let ask = async |slug: &str| {
            let path = |rest: &str| format!("/api/v1/associations/{slug}{rest}");
            let unreadable = Request::post(path("/applications")).body(Body::from("{")).expect("a request");
            [
                told(&app.get("", &path("/joining")).await, slug),
                told(&app.post("", &path("/applications"), somebody()).await, slug),
                told(&app.post("", &path("/applications"), json!({ "given_fr": "" })).await, slug),
                told(&app.send(unreadable).await, slug),
            ]
        };
        let nobodys = ask("no-such-association").await;
        assert!(nobodys.iter().all(|(status, _)| *status == 404), "{nobodys:?}");
        assert_eq!(ask(&desk.twin.slug).await, nobodys, "off until the board opens it");
        assert_eq!(desk.get(app, "/joining/settings").await["open"], false);
        drop(desk.post(app, "/joining/settings", json!({ "open": "yes" })).await.ok());
        assert_eq!(ask(&desk.twin.slug).await[0].0, 200);
        let state = app.process.state("tenancy").expect("hosted");
        for standing in [Standing::Suspended, Standing::Archived] {
            tenancy::operator::set_standing(state, desk.twin.id, standing, "Essai").await.expect("closed");
            app.settle().await;
            assert_eq!(ask(&desk.twin.slug).await, nobodys, "{standing:?}");
        }
        tenancy::operator::set_standing(state, desk.twin.id, Standing::Active, "Essai").await.expect("opened");
        app.settle().await;
        assert_eq!(waiting(app, &desk).await.len(), 1, "the one that was sent while it was open");
        drop(desk.post(app, "/joining/settings", json!({})).await.ok());
        assert_eq!(ask(&desk.twin.slug).await, nobodys, "and shut again");
    }
);

testing::both!(
    MODULES,
    async fn an_applicant_becomes_a_member_with_what_was_typed(app: App) {
        let desk = opened(app).await;
        let category = desk.post(app, "/member-categories", json!({ "name": "Étudiant", "may_vote": "yes" })).await.ok().json();
        let settings = json!({ "open": "yes", "welcome_fr": "Bienvenue", "categories": [category["id"]] });
        drop(desk.post(app, "/joining/settings", settings).await.ok());
        let form = app.get("", &desk.twin.path("/joining")).await.ok().json();
        assert_eq!((&form["categories"], &form["association_fr"]), (&json!(["Étudiant"]), &json!("Association Amal")));
        let email = address();
        let whole = json!({ "given_ar": "أمينة", "family_ar": "العلوي", "given_fr": "Amina", "family_fr": "Alaoui", "born_on": "05/03/1990",
            "phone": "06 12 34 56 78", "email": email, "address": "Rabat", "category": "etudiant", "message": "Bonjour\nà vous", "consent": "yes" });
        drop(apply(app, &desk, &whole).await.ok());
        let one = waiting(app, &desk).await.remove(0);
        assert_eq!((&one["number"], &one["name_ar"], &one["category"]), (&json!(1), &json!("أمينة العلوي"), &json!("Étudiant")));
        assert_eq!((&one["message"], &one["locale"], &one["kept_until"]), (&json!("Bonjour\nà vous"), &json!("fr"), &json!("2027-05-20")));
        assert_eq!(desk.get(app, "/summary").await["applications"], 1);
        let path = first(app, &desk).await;
        let no_status = desk.post(app, &format!("{path}/acceptance"), json!({})).await;
        assert_eq!(field_errors(no_status), ["status required"]);
        let accepted = json!({ "status": "active", "category": "Étudiant", "mail": "yes" });
        let member = desk.post(app, &format!("{path}/acceptance"), accepted).await.ok().json();
        assert_eq!((&member["number"], &member["phone"], &member["joined_on"]), (&json!(1), &json!("+212612345678"), &json!("2026-11-21")));
        let record = desk.get(app, &format!("/members/{}", member["id"].as_str().expect("an id"))).await;
        assert_eq!((&record["born_on"], &record["locale"], &record["category"]), (&json!("1990-03-05"), &json!("fr"), &json!("Étudiant")));
        assert_eq!(desk.get(app, "/members?search=0612345678").await["items"][0]["number"], 1, "found as others are");
        // the application keeps nothing of the person
        let decided = desk.get(app, "/applications?state=decided").await["items"][0].clone();
        assert_eq!((&decided["member_number"], &decided["name_fr"], &decided["phone"]), (&json!(1), &Value::Null, &Value::Null));
        let mails = mails_to(app, &email).await;
        assert_eq!(mails.len(), 2);
        let named = mails.iter().filter(|mail| mail.text.contains("Amina")).count();
        assert_eq!(named, 1, "the board's word alone: {mails:?}");
        let log = desk.get(app, "/audit?action=member-application-accepted").await["items"][0].clone();
        assert_eq!((&log["subject"], &log["details"]["consented_on"]), (&json!("№ 1"), &json!("2026-11-21")));
        assert!(!log["details"].to_string().contains("Amina"));
    }
);

testing::both!(
    MODULES,
    async fn one_who_must_wait_is_an_applicant_without_a_vote(app: App) {
        let desk = opened(app).await;
        drop(apply(app, &desk, &somebody()).await.ok());
        let path = first(app, &desk).await;
        let member = desk.post(app, &format!("{path}/acceptance"), json!({ "status": "applicant" })).await.ok().json();
        assert_eq!((&member["status"], &member["active"]), (&json!("applicant"), &json!(false)));
        assert_eq!(desk.get(app, "/summary").await["members"], 0);
        let admitted = json!({ "status": "active", "since": "21/11/2026" });
        drop(desk.post(app, &format!("/members/{}/status", member["id"].as_str().expect("an id")), admitted).await.ok());
        assert_eq!(desk.get(app, "/summary").await["members"], 1);
    }
);

testing::both!(
    MODULES,
    async fn what_is_wrong_is_told_at_its_field_and_nothing_is_kept(app: App) {
        let desk = opened(app).await;
        let wrong =
            json!({ "given_fr": "A\u{202e}b", "born_on": "31/02/2000", "email": "x", "category": "Inconnue", "message": "m".repeat(1001) });
        assert_eq!(
            field_errors(apply(app, &desk, &wrong).await),
            [
                "given_fr name-turned",
                "born_on date-impossible",
                "email email-invalid",
                "category choice-unknown",
                "message too-long",
                "consent consent-required"
            ]
        );
        assert_eq!(
            field_errors(apply(app, &desk, &json!({ "consent": "yes" })).await),
            ["given_ar name-required", "phone contact-required"]
        );
        assert!(waiting(app, &desk).await.is_empty());
        let long = json!({ "open": "yes", "welcome_ar": "م".repeat(1501), "categories": [desk.account] });
        assert_eq!(field_errors(desk.post(app, "/joining/settings", long).await), ["welcome_ar too-long"]);
        let unknown = json!({ "open": "yes", "categories": [desk.account] });
        assert_eq!(field_errors(desk.post(app, "/joining/settings", unknown).await), ["categories choice-unknown"]);
    }
);

testing::both!(
    MODULES,
    async fn a_network_and_all_together_are_bounded_and_the_clock_lets_them_in_again(app: App) {
        let desk = opened(app).await;
        for _ in 0..20 {
            drop(apply(app, &desk, &somebody()).await.ok());
        }
        // anybody of the same network waits, one of another does not
        assert_eq!(apply_from(app, &desk, "192.0.2.99", &somebody()).await.refused(429), "applications-too-many-hour");
        drop(apply_from(app, &desk, "198.51.100.1", &somebody()).await.ok());
        // an IPv6 network is bounded as well
        for _ in 0..20 {
            drop(apply_from(app, &desk, "2001:db8:1::5", &somebody()).await.ok());
        }
        assert_eq!(apply_from(app, &desk, "2001:db8:1:2::9", &somebody()).await.refused(429), "applications-too-many-hour");
        for network in 0..59 {
            drop(apply_from(app, &desk, &format!("203.0.{network}.1"), &somebody()).await.ok());
        }
        assert_eq!(apply_from(app, &desk, "203.0.200.1", &somebody()).await.refused(429), "applications-too-many-hour", "a hundred in all");
        app.clock.set(app.clock.now() + Duration::minutes(61));
        for _ in 0..20 {
            drop(apply(app, &desk, &somebody()).await.ok());
        }
        app.clock.set(app.clock.now() + Duration::minutes(61));
        for _ in 0..20 {
            drop(apply(app, &desk, &somebody()).await.ok());
        }
        app.clock.set(app.clock.now() + Duration::minutes(61));
        assert_eq!(apply(app, &desk, &somebody()).await.refused(429), "applications-too-many-day", "sixty of a network");
    }
);

testing::both!(
    MODULES,
    async fn many_at_once_do_not_pass_the_bound(app: App) {
        let desk = opened(app).await;
        let body = somebody();
        let answers = join_all((0..40).map(|_| apply(app, &desk, &body))).await;
        let taken = answers.iter().filter(|answer| answer.status == 200).count();
        assert_eq!(taken, 20, "{:?}", answers.iter().map(|answer| answer.status.as_u16()).collect::<Vec<_>>());
        let mut numbers: Vec<i64> = waiting(app, &desk).await.iter().filter_map(|one| one["number"].as_i64()).collect();
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=20).collect::<Vec<_>>());
    }
);

testing::both!(
    MODULES,
    async fn a_form_sent_twice_is_one_application_in_a_browser(app: App) {
        let desk = opened(app).await;
        let mut browser = Browser::at("192.0.2.40");
        let join = format!("/a/{}/join", desk.twin.slug);
        let page = browser.open(app, &join).await.ok();
        let [csrf, key, shown] = ["csrf", "idempotency", "shown"].map(|name| hidden(&page, name));
        let fields = [
            ("csrf", csrf.as_str()),
            ("idempotency", &key),
            ("shown", &shown),
            ("given_fr", "Amina"),
            ("phone", "0612345678"),
            ("consent", "yes"),
        ];
        let hasty = browser.send(app, &join, &fields).await;
        assert!(hasty.status == 422 && hasty.text().contains("href=\"#confirm\"") && hasty.text().contains("value=\"Amina\""));
        assert!(waiting(app, &desk).await.is_empty());
        app.clock.set(app.clock.now() + Duration::seconds(20));
        for _ in 0..3 {
            assert_eq!(leads_to(&browser.send(app, &join, &fields).await), format!("{join}/sent"));
        }
        assert_eq!(waiting(app, &desk).await.len(), 1);
        assert!(browser.open(app, &format!("{join}/sent")).await.ok().text().contains("جمعية الأمل"));
        // a board's number of the data protection commission is cited once there is one
        let number = json!({ "kind": "declaration", "number": "D-77/2026", "given_on": "2026-11-01" });
        drop(desk.post(app, "/record/cndp-numbers", number).await.ok());
        assert!(browser.open(app, &join).await.ok().text().contains("D-77/2026"));
    }
);

testing::both!(
    MODULES,
    async fn the_answer_never_tells_who_is_a_member(app: App) {
        let desk = opened(app).await;
        let (member, stranger) = (address(), address());
        drop(desk.post(app, "/members", json!({ "given_fr": "Amina", "family_fr": "Alaoui", "email": member })).await.ok());
        let mut answers = Vec::new();
        for email in [&member, &stranger] {
            let body = json!({ "given_fr": "Amina", "family_fr": "Alaoui", "email": email, "consent": "yes" });
            answers.push(told(&apply(app, &desk, &body).await, &desk.twin.slug));
        }
        assert_eq!(answers[0], answers[1]);
        let (known, unknown) = (mails_to(app, &member).await, mails_to(app, &stranger).await);
        assert_eq!((known.len(), unknown.len()), (1, 1));
        assert_eq!((&known[0].subject, &known[0].text), (&unknown[0].subject, &unknown[0].text));
        assert!(!known[0].text.contains("Amina"), "nothing that a stranger wrote goes to a mailbox: {}", known[0].text);
        assert_eq!(waiting(app, &desk).await.iter().map(|one| one["alike"].clone()).collect::<Vec<_>>(), [json!(1), json!(1)]);
    }
);

testing::both!(
    MODULES,
    async fn a_mailbox_gets_one_acknowledgement_a_day_and_mails_count(app: App) {
        let desk = opened(app).await;
        let email = address();
        let body = json!({ "given_fr": "Amina", "email": email, "consent": "yes" });
        for _ in 0..3 {
            drop(apply(app, &desk, &body).await.ok());
        }
        let shouted = json!({ "given_fr": "Amina", "email": email.to_uppercase(), "consent": "yes" });
        drop(apply(app, &desk, &shouted).await.ok());
        assert_eq!(mails_to(app, &email).await.len(), 1);
        assert_eq!(waiting(app, &desk).await.len(), 4, "all of them came in");
        assert_eq!(desk.get(app, "/mails-of-today").await["sent"], 1);
    }
);

testing::both!(
    MODULES,
    async fn two_who_accept_at_once_make_one_member(app: App) {
        let desk = opened(app).await;
        drop(apply(app, &desk, &somebody()).await.ok());
        let path = first(app, &desk).await;
        let (acceptance, refusal) = (format!("{path}/acceptance"), format!("{path}/refusal"));
        let accept = (0..4).map(|_| desk.post(app, &acceptance, json!({ "status": "active" })));
        let (accepted, refused) = tokio::join!(join_all(accept), desk.post(app, &refusal, json!({ "reason": "Autre ville" })));
        let done = accepted.iter().chain([&refused]).filter(|answer| answer.status == 200).count();
        assert_eq!(done, 1);
        let members = desk.get(app, "/members").await["items"].as_array().map_or(0, Vec::len);
        assert_eq!(members, usize::from(refused.status != 200));
        for answer in accepted.into_iter().filter(|answer| answer.status != 200) {
            assert_eq!(answer.refused(409), "application-decided");
        }
    }
);

testing::both!(
    MODULES,
    async fn one_who_is_a_member_already_is_found_and_linked_without_changing_the_record(app: App) {
        let desk = opened(app).await;
        let known = json!({ "given_fr": "ALAOUI", "family_fr": "Amina", "phone": "0612345678", "address": "Salé" });
        let member = desk.post(app, "/members", known).await.ok().json();
        drop(desk.post(app, "/members", json!({ "given_fr": "Omar", "family_fr": "Fassi" })).await.ok());
        let mut body = somebody();
        body["address"] = json!("Rabat");
        drop(apply(app, &desk, &body).await.ok());
        let path = first(app, &desk).await;
        let detail = desk.get(app, &path).await;
        let alike = detail["members"].as_array().expect("members");
        assert_eq!((alike.len(), &alike[0]["member"]["code"], &alike[0]["reasons"]), (1, &json!("1"), &json!(["name_fr", "phone"])));
        let differences: Vec<&str> =
            alike[0]["differences"].as_array().expect("a list").iter().filter_map(|one| one["field"].as_str()).collect();
        assert_eq!(differences, ["given_fr", "family_fr", "address"]);
        assert_eq!(
            desk.get(app, &format!("{path}?member=2")).await["members"].as_array().map(Vec::len),
            Some(2),
            "another may be compared"
        );
        let unknown = app.get(&desk.token, &desk.twin.path(&format!("{path}?member=99"))).await;
        assert_eq!(field_errors(unknown), ["member unknown-member"]);
        drop(desk.post(app, &format!("{path}/link"), json!({ "member": member["id"] })).await.ok());
        let record = desk.get(app, &format!("/members/{}", member["id"].as_str().expect("an id"))).await;
        assert_eq!((&record["address"], &record["version"]), (&json!("Salé"), &json!(1)));
        assert!(waiting(app, &desk).await.is_empty());
        // whoever is taken out takes the application along
        let gone = json!({ "act": "delete", "version": "1", "sure": "yes" });
        drop(desk.post(app, &format!("/members/{}/removal", member["id"].as_str().expect("an id")), gone).await.ok());
        assert_eq!(desk.get(app, "/applications?state=decided").await["items"], json!([]));
    }
);

testing::both!(
    MODULES,
    async fn a_refusal_has_a_reason_and_a_mail_only_if_wanted(app: App) {
        let desk = opened(app).await;
        let email = address();
        drop(apply(app, &desk, &json!({ "given_fr": "Amina", "email": email, "consent": "yes" })).await.ok());
        drop(apply(app, &desk, &somebody()).await.ok());
        let path = first(app, &desk).await;
        assert_eq!(field_errors(desk.post(app, &format!("{path}/refusal"), json!({ "mail": "yes" })).await), ["reason required"]);
        let refusal = json!({ "reason": "Hors de la commune", "mail": "yes" });
        drop(desk.post(app, &format!("{path}/refusal"), refusal.clone()).await.ok());
        let mails = mails_to(app, &email).await;
        assert!(mails.len() == 2 && mails.iter().any(|mail| mail.text.contains("Hors de la commune")), "{mails:?}");
        let other = first(app, &desk).await;
        assert_eq!(field_errors(desk.post(app, &format!("{other}/refusal"), refusal).await), ["mail applicant-without-email"]);
        assert_eq!(field_errors(desk.post(app, &format!("{other}/removal"), json!({})).await), ["sure required"]);
        drop(desk.post(app, &format!("{other}/removal"), json!({ "sure": "yes" })).await.ok());
        assert_eq!(app.get(&desk.token, &desk.twin.path(&other)).await.status, 404);
        let log = desk.get(app, "/audit?action=member-application-refused").await["items"][0].clone();
        assert_eq!(log["personal"]["reason"], "Hors de la commune");
        assert!(!log["details"].to_string().contains("Hors de la commune"));
    }
);

testing::both!(
    MODULES,
    async fn what_is_not_decided_goes_after_180_days_and_what_is_after_90(app: App) {
        let desk = opened(app).await;
        for _ in 0..3 {
            drop(apply(app, &desk, &somebody()).await.ok());
        }
        let path = first(app, &desk).await;
        drop(desk.post(app, &format!("{path}/refusal"), json!({ "reason": "Hors de la commune" })).await.ok());
        let path = first(app, &desk).await;
        drop(desk.post(app, &format!("{path}/acceptance"), json!({ "status": "active" })).await.ok());
        let beginning = app.clock.now();
        let count =
            async |state: &str| desk.get(app, &format!("/applications?state={state}")).await["items"].as_array().map_or(0, Vec::len);
        for (days, open, decided) in [(89, 1, 2), (91, 1, 0), (179, 1, 0), (181, 0, 0)] {
            app.clock.set(beginning + Duration::days(days));
            // as two workers of two processes would
            tokio::join!(app.settle(), app.settle());
            assert_eq!((count("open").await, count("decided").await), (open, decided), "after {days} days");
        }
        assert_eq!(desk.get(app, "/members").await["items"].as_array().map(Vec::len), Some(1), "the member stays");
        let log = desk.get(app, "/audit?action=member-applications-forgotten").await;
        assert_eq!(log["items"].as_array().map(Vec::len), Some(2));
        let mut sql = crate::desk::Sql::open(app, "membership", desk.twin.id).await;
        assert_eq!(
            sql.texts("select 'left' from application union all select 'queued' from application_queue").await,
            Vec::<String>::new()
        );
    }
);

testing::both!(
    MODULES,
    async fn the_board_decides_in_a_browser(app: App) {
        let desk = opened(app).await;
        drop(apply(app, &desk, &somebody()).await.ok());
        let mut browser = Browser::at("192.0.2.50");
        browser.sign_in(app, &desk.email, crate::desk::PASSWORD).await;
        let home = format!("/a/{}/", desk.twin.slug);
        let list = format!("/a/{}/members/applications", desk.twin.slug);
        assert!(browser.open(app, &home).await.ok().text().contains(&list));
        let page = format!("/a/{}/members{}", desk.twin.slug, first(app, &desk).await);
        assert!(browser.open(app, &list).await.ok().text().contains(&page));
        let refused = browser.submit(app, &page, &page, &[("act", "decide"), ("status", "refused"), ("reason", "")]).await;
        assert!(refused.status == 422 && refused.text().contains("href=\"#reason\""), "{}", refused.text());
        let wrong = browser.ask(app, Method::GET, &format!("{page}?member=99"), &[], "").await;
        assert!(wrong.status == 422 && wrong.text().contains("href=\"#member\"") && wrong.text().contains("value=\"99\""));
        let accepted = browser.submit(app, &page, &page, &[("act", "decide"), ("status", "active"), ("category", "")]).await;
        assert!(leads_to(&accepted).starts_with(&format!("/a/{}/members/", desk.twin.slug)));
        let late = browser.submit(app, &list, &page, &[("act", "decide"), ("status", "active")]).await;
        assert!(late.status == 409 && !late.text().contains("name=\"status\""), "{}", late.text());
    }
);
