//! Convening an assembly: who gets a mail, exactly one, telling nothing of the others, whatever the
//! mail servers do.

use crate::MODULES;
use crate::desk::{Desk, field_errors, kept_mails};
use crate::postman::{Letter, Postman, Turn};
use chrono::Duration;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use testing::{App, Engine};

async fn plan(app: &App, desk: &Desk, day: &str) -> String {
    let plan = json!({ "held_on": day, "time": "18:30", "place": "Dar Chabab", "agenda": "Rapport moral\nRapport financier" });
    desk.post(app, "/assemblies", plan).await.ok().json()["id"].as_str().expect("an id").to_owned()
}

async fn convene(app: &App, desk: &Desk, assembly: &str) -> testing::Answer {
    desk.post(app, &format!("/assemblies/{assembly}/convocation"), json!({})).await
}

fn later(app: &App, by: Duration) {
    app.clock.set(app.clock.now() + by);
}

/// `m07@…` has the number 7.
fn number(address: &str) -> Option<u32> {
    address.strip_prefix('m')?.split('@').next()?.parse().ok()
}

fn turn(address: &str) -> Turn {
    match number(address) {
        Some(5) => Turn::Bounce,
        Some(6) => Turn::Later,
        Some(7) => Turn::Cut,
        _ => Turn::Accept,
    }
}

/// 30 members in three languages, the last six without an address.
fn thirty() -> String {
    (1..=30).fold("Prénom,Nom,E-mail,Langue\n".to_owned(), |mut csv, i| {
        let email = if i <= 24 { format!("m{i:02}@membres.exemple.ma") } else { String::new() };
        let _ = writeln!(csv, "Prenom{i:02},Nom{i:02},{email},{}", ["ar", "fr", "en"][i % 3]);
        csv
    })
}

async fn by_mail(engine: Engine) {
    let postman = Postman::start(turn).await;
    let settings =
        vec![("NASSIJ_SMTP_URL".to_owned(), postman.url.clone()), ("NASSIJ_MAIL_FROM".to_owned(), "Nassij <avis@nassij.test>".to_owned())];
    let app = App::start_with(engine, MODULES, settings).await;
    let desk = Desk::open(&app).await;
    desk.import(&app, &thirty()).await;
    let assembly = plan(&app, &desk, "2027-01-20").await;
    let convened = convene(&app, &desk, &assembly).await.ok().json();
    assert_eq!((&convened["electors"], &convened["electors_without_email"]), (&json!(30), &json!(6)));
    let campaign = format!("/campaigns/{}/deliveries", convened["campaign"].as_str().expect("a campaign"));
    app.settle().await;
    let first = desk.get(&app, &campaign).await;
    assert_eq!(counts(&first), counted(&[("bounced", 1), ("deferred", 2), ("no_address", 6), ("sent", 21)]));
    assert_eq!(first["campaign"]["finished"], false);
    // a minute is the first pause
    later(&app, Duration::seconds(59));
    app.settle().await;
    assert_eq!(counts(&desk.get(&app, &campaign).await), counts(&first));
    later(&app, Duration::seconds(2));
    app.settle().await;
    let last = desk.get(&app, &campaign).await;
    assert_eq!(counts(&last), counted(&[("bounced", 1), ("no_address", 6), ("sent", 23)]));
    assert_eq!(last["campaign"]["finished"], true);
    told(&last);
    let letters = postman.letters();
    later(&app, Duration::days(2));
    app.settle().await;
    assert_eq!(postman.letters().len(), letters.len(), "what is over is over");
    each_alone(&app, &letters);
    let by_hand = desk.get(&app, &format!("/assemblies/{assembly}/electors?by_hand=true")).await;
    let numbers: Vec<_> = by_hand["items"].as_array().expect("electors").iter().filter_map(|elector| elector["number"].as_u64()).collect();
    assert_eq!(numbers, (25..=30).collect::<Vec<_>>());
    app.finish().await;
}

fn counts(deliveries: &Value) -> BTreeMap<String, i64> {
    let counts = deliveries["campaign"]["counts"].as_array().expect("counts").iter();
    counts.map(|one| (one["state"].as_str().expect("a state").to_owned(), one["count"].as_i64().expect("a count"))).collect()
}

fn counted(counts: &[(&str, i64)]) -> BTreeMap<String, i64> {
    counts.iter().map(|(state, count)| ((*state).to_owned(), *count)).collect()
}

/// The board sees what each server said.
fn told(deliveries: &Value) {
    let items = deliveries["items"].as_array().expect("deliveries");
    assert_eq!(items.len(), 30);
    let of = |number: usize| (items[number - 1]["state"].as_str(), items[number - 1]["attempts"].as_i64());
    assert_eq!(
        [of(1), of(5), of(6), of(7), of(25)],
        [
            (Some("sent"), Some(1)),
            (Some("bounced"), Some(1)),
            (Some("sent"), Some(2)),
            (Some("sent"), Some(2)),
            (Some("no_address"), Some(0)),
        ]
    );
    assert!(items[4]["reply"].as_str().is_some_and(|reply| reply.starts_with("550") && reply.contains("no such user")), "{}", items[4]);
}

/// One mail for each address and nobody else's name or address anywhere in it.
fn each_alone(app: &App, letters: &[Letter]) {
    let mut ids: BTreeMap<u32, BTreeSet<String>> = BTreeMap::new();
    let mut accepted = BTreeMap::new();
    for letter in letters {
        let [recipient] = &letter.recipients[..] else { panic!("not one recipient: {:?}", letter.recipients) };
        let member = number(recipient).expect("a member");
        *accepted.entry(member).or_insert(0) += i32::from(letter.accepted);
        ids.entry(member).or_default().insert(letter.header("message-id").expect("a message id"));
        let to = letter.header("to").expect("a recipient");
        assert!(to.contains(recipient) && to.matches('@').count() == 1, "{to}");
        assert!(letter.header("cc").is_none() && letter.header("bcc").is_none());
        let everything = readable(app, letter);
        for other in (1..=30).filter(|other| *other != member) {
            for text in [format!("m{other:02}@"), format!("Prenom{other:02}"), format!("Nom{other:02}")] {
                assert!(!everything.contains(&text), "the mail of member {member} tells {text}");
            }
        }
        assert!(everything.contains(&format!("Prenom{member:02} Nom{member:02}")), "{everything}");
    }
    let expected = (1..=24).filter(|member| *member != 5);
    assert_eq!(accepted, expected.map(|member| (member, 1)).collect::<BTreeMap<_, _>>(), "each address got one mail");
    assert_eq!(letters.iter().filter(|letter| number(&letter.recipients[0]) == Some(7)).count(), 2, "the cut mail came again");
    assert!(ids.values().all(|ids| ids.len() == 1), "a repeated mail has the same Message-ID: {ids:?}");
    assert_eq!(ids.values().flatten().collect::<BTreeSet<_>>().len(), 23, "and no two mails share one");
}

/// Head, text, calendar and letter in one.
fn readable(app: &App, letter: &Letter) -> String {
    let parts = letter.parts();
    let kinds: Vec<bool> = ["text/plain", "application/pdf", "text/calendar"]
        .iter()
        .map(|kind| parts.iter().filter(|part| part.is(kind)).count() == 1)
        .collect();
    assert_eq!((parts.len(), kinds), (3, vec![true; 3]), "text, letter and calendar");
    let mut everything = letter.head().to_owned();
    for part in &parts {
        if part.is("application/pdf") {
            let file = app.directory().join("letter.pdf");
            std::fs::write(&file, &part.bytes).expect("written");
            everything += &crate::tool("pdftotext", &["-layout", file.to_str().expect("a path"), "-"]);
        } else {
            everything += &String::from_utf8(part.bytes.clone()).expect("UTF-8").replace("\r\n ", "");
        }
    }
    let attendee = format!("mailto:{}", letter.recipients[0]);
    assert!(everything.contains("METHOD:REQUEST") && everything.contains(&attendee), "{everything}");
    everything
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_elector_gets_one_mail_that_tells_nothing_of_the_others_on_sqlite() {
    by_mail(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_elector_gets_one_mail_that_tells_nothing_of_the_others_on_postgresql() {
    by_mail(Engine::Postgres).await;
}

testing::both!(
    MODULES,
    async fn convening_again_or_twice_at_once_changes_nothing(app: App) {
        let desk = Desk::with_members(app, 2).await;
        let assembly = plan(app, &desk, "2027-01-20").await;
        let (one, other) = tokio::join!(convene(app, &desk, &assembly), convene(app, &desk, &assembly));
        let first = one.ok().json();
        assert_eq!(other.ok().json(), first);
        app.settle().await;
        later(app, Duration::hours(1));
        assert_eq!(convene(app, &desk, &assembly).await.ok().json(), first);
        app.settle().await;
        let sent: Vec<_> = kept_mails(app).await.into_iter().map(|mail| mail.to).collect();
        assert_eq!(sent.iter().collect::<BTreeSet<_>>().len(), 2);
        assert_eq!(sent.len(), 2, "{sent:?}");
        assert_eq!(desk.all(app, "/audit").await.iter().filter(|entry| entry["action"] == "assembly-convened").count(), 1);
    }
);

testing::both!(
    MODULES,
    async fn nobody_is_convened_in_vain(app: App) {
        let desk = Desk::open(app).await;
        for (day, code) in [("2026-11-20", "date-past"), ("2026-11-21", "assembly-too-soon"), ("2026-12-05", "assembly-too-soon")] {
            let plan = json!({ "held_on": day, "time": "18:30", "place": "Ici", "agenda": "Un point" });
            assert_eq!(field_errors(desk.post(app, "/assemblies", plan).await), [format!("held_on {code}")], "{day}");
        }
        let assembly = plan(app, &desk, "2027-01-20").await;
        assert_eq!(convene(app, &desk, &assembly).await.refused(409), "no-electors");
        desk.import(app, "Prénom,Nom,E-mail\nAmina,Alaoui,amina@exemple.ma\n").await;
        drop(desk.post(app, "/statutes", json!({ "electors": "paid_up", "notice_days": "15" })).await.ok());
        assert_eq!(convene(app, &desk, &assembly).await.refused(409), "no-electors");
        drop(desk.post(app, "/statutes", json!({ "electors": "all_active", "notice_days": "15" })).await.ok());
        app.clock.set("2027-01-10T09:00:00Z".parse().expect("a time"));
        let late = convene(app, &desk, &assembly).await;
        assert_eq!(late.json()["params"], json!({ "days": "15", "first": "25/01/2027" }));
        assert_eq!(late.refused(409), "assembly-too-soon");
        app.clock.set("2027-01-21T09:00:00Z".parse().expect("a time"));
        assert_eq!(convene(app, &desk, &assembly).await.refused(409), "assembly-past");
        app.settle().await;
        assert_eq!(desk.get(app, &format!("/assemblies/{assembly}")).await["state"], "planned");
        assert!(kept_mails(app).await.is_empty());
        assert!(desk.get(app, "/campaigns").await["items"].as_array().is_some_and(Vec::is_empty));
    }
);

testing::both!(
    MODULES,
    async fn who_joins_after_the_convocation_is_no_elector(app: App) {
        let desk = Desk::with_members(app, 2).await;
        let assembly = plan(app, &desk, "2027-01-20").await;
        assert_eq!(desk.get(app, &format!("/assemblies/{assembly}")).await["electors"], 2);
        drop(convene(app, &desk, &assembly).await.ok());
        drop(desk.post(app, "/members", json!({ "given_fr": "Tardif", "family_fr": "Nouveau", "email": "tard@exemple.ma" })).await.ok());
        app.settle().await;
        let electors = desk.get(app, &format!("/assemblies/{assembly}/electors")).await;
        let names: Vec<_> = electors["items"].as_array().expect("electors").iter().map(|elector| elector["name_fr"].clone()).collect();
        assert_eq!(names, ["Prenom01 Nom01", "Prenom02 Nom02"]);
        assert_eq!(desk.get(app, &format!("/assemblies/{assembly}")).await["electors"], 2);
        assert!(kept_mails(app).await.iter().all(|mail| mail.to != "tard@exemple.ma"));
        // the next assembly has them
        let next = plan(app, &desk, "2027-03-20").await;
        assert_eq!(convene(app, &desk, &next).await.ok().json()["electors"], 3);
    }
);

testing::both!(
    MODULES,
    async fn where_the_statutes_say_so_only_who_has_paid_is_an_elector(app: App) {
        let desk = Desk::with_members(app, 4).await;
        let pay = async |member: u32, year: &str, amount: &str| {
            let body = json!({ "member": member.to_string(), "year": year, "amount": amount, "method": "cash", "paid_on": "2026-11-20" });
            drop(desk.post(app, "/dues/payments", body).await.ok());
        };
        drop(desk.post(app, "/dues/fees", json!({ "year": "2025", "amount": "100" })).await.ok());
        pay(1, "2026", "200").await;
        // in two parts; a part only; last year's
        pay(2, "2026", "120").await;
        pay(2, "2026", "80").await;
        pay(3, "2026", "199.99").await;
        pay(4, "2025", "100").await;
        drop(desk.post(app, "/statutes", json!({ "electors": "paid_up", "notice_days": "15" })).await.ok());
        let assembly = plan(app, &desk, "2026-12-20").await;
        drop(convene(app, &desk, &assembly).await.ok());
        pay(3, "2026", "0.01").await;
        app.settle().await;
        let electors = desk.get(app, &format!("/assemblies/{assembly}/electors")).await;
        let numbers: Vec<_> =
            electors["items"].as_array().expect("electors").iter().filter_map(|elector| elector["number"].as_u64()).collect();
        assert_eq!(numbers, [1, 2]);
        let convened: BTreeSet<String> = kept_mails(app).await.into_iter().map(|mail| mail.to).collect();
        assert_eq!(convened, ["m01@membres.exemple.ma", "m02@membres.exemple.ma"].map(str::to_owned).into());
    }
);
