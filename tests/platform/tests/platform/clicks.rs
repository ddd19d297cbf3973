//! People click twice, reload, and press Enter again. Every form of the pages does its work once.

use crate::MODULES;
use crate::browser::{Browser, hidden, leads_to};
use crate::desk::{Desk, PASSWORD};
use testing::{Answer, App};

/// The page's form sent by two clicks at once, and once more a moment later.
async fn clicked(app: &App, browser: &mut Browser, page: &str, action: &str, fields: &[(&str, &str)]) -> [Answer; 3] {
    let shown = browser.open(app, page).await.ok();
    let (csrf, idempotency) = (hidden(&shown, "csrf"), hidden(&shown, "idempotency"));
    let mut all = vec![("csrf", csrf.as_str()), ("idempotency", idempotency.as_str())];
    all.extend(fields);
    let (mut one, mut other, mut later) = (browser.clone(), browser.clone(), browser.clone());
    let (one, other) = tokio::join!(one.send(app, action, &all), other.send(app, action, &all));
    [one, other, later.send(app, action, &all).await]
}

/// All clicks lead to the same page; its address.
#[track_caller]
fn same(answers: &[Answer; 3]) -> String {
    let [one, other, later] = answers.each_ref().map(leads_to);
    assert_eq!((one, one), (other, later));
    one.to_owned()
}

async fn counted(app: &App, desk: &Desk, rest: &str) -> usize {
    app.settle().await;
    desk.all(app, rest).await.len()
}

async fn signed_in(app: &App, desk: &Desk) -> Browser {
    let mut browser = Browser::at("192.0.2.77");
    browser.sign_in(app, &desk.email, PASSWORD).await;
    browser
}

testing::both!(
    MODULES,
    async fn members_payments_and_entries_are_written_once(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let mut browser = signed_in(app, &desk).await;
        let here = |rest: &str| format!("/a/{}{rest}", desk.twin.slug);
        let member = [("given_fr", "Une"), ("family_fr", "Autre")];
        same(&clicked(app, &mut browser, &here("/members/new"), &here("/members/new"), &member).await);
        assert_eq!(counted(app, &desk, "/members").await, 2);
        // a part of what is due: nothing but the click itself keeps the second one out
        let payment = [("member", "1"), ("year", "2026"), ("amount", "30"), ("method", "cash"), ("paid_on", "20/11/2026")];
        let receipt = same(&clicked(app, &mut browser, &here("/dues/payments/new"), &here("/dues/payments/new"), &payment).await);
        drop(browser.open(app, &receipt).await.ok());
        assert_eq!(counted(app, &desk, "/dues/payments").await, 1);
        // the same form opened anew is a new payment
        same(&clicked(app, &mut browser, &here("/dues/payments/new"), &here("/dues/payments/new"), &payment).await);
        assert_eq!(counted(app, &desk, "/dues/payments").await, 2);
        let entry = [
            ("posted_on", "20/11/2026"),
            ("label", "Loyer"),
            ("lines.0.account", "61312"),
            ("lines.0.debit", "500"),
            ("lines.1.account", "51611"),
            ("lines.1.credit", "500"),
        ];
        let before = counted(app, &desk, "/books/journal").await;
        same(&clicked(app, &mut browser, &here("/books/entries/new"), &here("/books/entries/new"), &entry).await);
        assert_eq!(counted(app, &desk, "/books/journal").await, before + 1);
    }
);

testing::both!(
    MODULES,
    async fn an_assembly_is_planned_and_convened_once(app: App) {
        let desk = Desk::with_members(app, 2).await;
        let mut browser = signed_in(app, &desk).await;
        let here = |rest: &str| format!("/a/{}{rest}", desk.twin.slug);
        let plan = [("held_on", "20/01/2027"), ("time", "18:30"), ("place", "Ici"), ("agenda", "Un point")];
        let assembly = same(&clicked(app, &mut browser, &here("/assemblies/new"), &here("/assemblies/new"), &plan).await);
        assert_eq!(counted(app, &desk, "/assemblies").await, 1);
        same(&clicked(app, &mut browser, &assembly, &assembly, &[]).await);
        assert_eq!(counted(app, &desk, "/campaigns").await, 1);
        assert_eq!(crate::desk::kept_mails(app).await.len(), 2);
        let consent = [("reason", "Aide"), ("days", "7"), ("scope", "read"), ("areas", "members")];
        same(&clicked(app, &mut browser, &here("/consents"), &here("/consents"), &consent).await);
        assert_eq!(desk.get(app, "/consents").await["consents"].as_array().map(Vec::len), Some(1));
    }
);

testing::both!(
    MODULES,
    async fn a_file_is_imported_once(app: App) {
        let desk = Desk::open(app).await;
        let mut browser = signed_in(app, &desk).await;
        // nothing in these lines tells two of one name from the same one twice
        let csv = "Prénom,Nom\nAmina,Alaoui\nDriss,Bouazza\n";
        let import =
            app.upload(&desk.token, &desk.twin.path("/members/imports?file_name=m.csv"), csv.as_bytes().to_vec()).await.ok().json();
        app.settle().await;
        assert_eq!(counted(app, &desk, "/members").await, 0, "nothing before confirming");
        let page = format!("/a/{}/members/imports/{}", desk.twin.slug, import["id"].as_str().expect("an id"));
        same(&clicked(app, &mut browser, &page, &page, &[]).await);
        app.settle().await;
        assert_eq!(counted(app, &desk, "/members").await, 2);
    }
);

testing::both!(
    MODULES,
    async fn an_association_is_created_once_and_its_receipt_belongs_to_it(app: App) {
        let desk = Desk::open(app).await;
        let mut browser = signed_in(app, &desk).await;
        let number = format!("90/{}", desk.account.simple());
        let form = |commune: &'static str| {
            [
                ("step", "2"),
                ("act", "next"),
                ("name_ar", "جمعية جديدة"),
                ("name_fr", "Nouvelle"),
                ("commune", commune),
                ("founded_on", "03/02/2001"),
                ("processor_agreement", contracts::privacy::AGREEMENT),
            ]
        };
        let fields: Vec<_> = form("06.141.01.01").into_iter().chain([("receipt_number", number.as_str())]).collect();
        let home = same(&clicked(app, &mut browser, "/associations/new", "/associations/new", &fields).await);
        app.settle().await;
        drop(browser.open(app, &home).await.ok());
        let mine = async || app.get(&desk.token, "/api/v1/associations").await.ok().json()["items"].as_array().map(Vec::len);
        assert_eq!(mine().await, Some(2));
        // another form with the same receipt of the same authority is another person's mistake
        for answer in clicked(app, &mut browser, "/associations/new", "/associations/new", &fields).await {
            assert_eq!(answer.status, 409, "{}", answer.text());
            assert!(answer.text().contains(&number), "what was typed is still there");
        }
        let create = async |commune: &str| {
            let input = serde_json::json!({ "name_ar": "ج", "name_fr": "N", "commune": commune, "founded_on": "2001-02-03", "processor_agreement": contracts::privacy::AGREEMENT, "receipt_number": number });
            app.post(&desk.token, "/api/v1/associations", input).await
        };
        assert_eq!(create("06.141.01.01").await.refused(409), "already-exists");
        assert_eq!(crate::desk::field_errors(create("99.999.99.99").await), ["commune unknown-commune"]);
        // elsewhere the number is another authority's
        drop(create("03.231.01.07").await.ok());
        assert_eq!(mine().await, Some(3));
    }
);
