//! What an association changes of the chart of accounts.

use crate::MODULES;
use crate::desk::{Desk, field_errors};
use crate::dues::text;
use crate::world::association;
use axum::http::StatusCode;
use serde_json::{Value, json};
use testing::{Answer, App};

async fn add(app: &App, desk: &Desk, code: &str, name: &str) -> Answer {
    desk.post(app, "/books/accounts", json!({ "code": code, "name_fr": name })).await
}

async fn hide(app: &App, desk: &Desk, account: &str, hidden: &str) -> Answer {
    desk.post(app, "/books/accounts/hiding", json!({ "account": account, "hidden": hidden })).await
}

async fn post(app: &App, desk: &Desk, debit: &str, credit: &str) -> Answer {
    let lines = json!([{ "account": debit, "debit": "100" }, { "account": credit, "credit": "100" }]);
    desk.post(app, "/books/journal", json!({ "posted_on": "2026-11-20", "label": "Essai", "lines": lines })).await
}

async fn account(app: &App, desk: &Desk, code: &str) -> Value {
    desk.get(app, &format!("/books/accounts?account={code}")).await["items"][0].clone()
}

testing::both!(
    MODULES,
    async fn an_association_keeps_its_books_on_accounts_of_its_own(app: App) {
        let desk = Desk::open(app).await;
        let added = add(app, &desk, "٥١٤١٤", "Banque de la section").await.ok().json();
        assert_eq!((text(&added["account"], "code"), text(&added["account"], "kind")), ("51414", "asset"), "as the account above it");
        drop(add(app, &desk, "613121", "Loyer du dépôt").await.ok());
        drop(desk.post(app, "/books/accounts", json!({ "code": "71247", "name_ar": "مداخيل المخيم" })).await.ok());
        // in words, by their names
        let choices = desk.get(app, "/books/guided/choices").await;
        let place =
            choices["places"].as_array().expect("places").iter().find(|place| place["account"] == "51414").expect("offered").clone();
        assert_eq!(place["name"]["fr"], "Banque de la section");
        let occasions: Vec<&str> = choices["occasions"].as_array().expect("occasions").iter().map(|one| text(one, "code")).collect();
        assert!(occasions.contains(&"613121") && occasions.contains(&"71247"), "{occasions:?}");
        assert!(!occasions.contains(&"rent"), "its account is a heading now");
        let told =
            json!({ "act": "in", "occasion": "71247", "amount": "800", "place": "51414", "posted_on": "2026-11-20", "label": "Camp" });
        let entry = desk.post(app, "/books/guided", told).await.ok().json();
        assert_eq!(entry["lines"][0]["account_name_fr"], "Banque de la section");
        assert_eq!(entry["lines"][1]["account_name_fr"], "مداخيل المخيم", "the one name stands for both");
        let debt = json!({ "act": "debt", "occasion": "613121", "amount": "300", "posted_on": "2026-11-20", "label": "Dépôt" });
        drop(desk.post(app, "/books/guided", debt).await.ok());
        // and in the expert's form, in the balance, in the ledger, in the export
        drop(post(app, &desk, "51611", "51414").await.ok());
        assert_eq!(field_errors(post(app, &desk, "61312", "51611").await), ["lines.0.account account-not-postable"]);
        let balance = desk.get(app, "/books/trial-balance").await;
        let row = balance["rows"].as_array().expect("rows").iter().find(|row| row["account"] == "51414").expect("a row").clone();
        assert_eq!((text(&row, "name_fr"), text(&row, "balance")), ("Banque de la section", "700.00"));
        assert_eq!(desk.get(app, "/books/ledger?account=51414").await["name_fr"], "Banque de la section");
        let export = app.get(&desk.token, &desk.twin.path("/books/export?format=ledger")).await.ok().text();
        assert!(export.contains("Assets:51 Trésorerie - actif:51414 Banque de la section"), "{export}");
        let choices = desk.get(app, "/books/guided/choices").await;
        let place =
            choices["places"].as_array().expect("places").iter().find(|place| place["account"] == "51414").expect("offered").clone();
        assert_eq!(text(&place, "balance"), "700.00", "what is there");
        // nobody else has them
        let other = association(app, ("جمعية أخرى", "Autre"), &format!("{}/2002", desk.account.simple()), desk.account).await;
        let theirs = app.get(&desk.token, &other.path("/books/accounts?account=51414")).await.ok().json();
        assert_eq!(theirs["items"], json!([]));
    }
);

testing::both!(
    MODULES,
    async fn an_account_that_does_not_fit_is_refused_with_the_reason(app: App) {
        let desk = Desk::open(app).await;
        drop(post(app, &desk, "61463", "51611").await.ok());
        for (code, refused) in [
            ("", "required"),
            ("514", "account-code-length"),
            ("5141x", "account-code-digits"),
            ("51411", "account-taken"),
            ("9991", "account-no-post"),
            ("614631", "account-parent-used"),
            ("516111", "account-parent-kept"),
        ] {
            assert_eq!(field_errors(add(app, &desk, code, "Essai").await), [format!("code {refused}")], "{code}");
        }
        assert_eq!(field_errors(add(app, &desk, "51414", " ").await), ["name_fr name-required"]);
        assert_eq!(field_errors(add(app, &desk, "51414", &"x".repeat(121)).await), ["name_fr too-long"]);
        // an 8 in the fourth place means something
        assert_eq!(add(app, &desk, "7148", "Essai").await.ok().json()["warnings"], json!(["account-earlier-years"]));
        // two at once: one of them adds it
        let (one, other) = tokio::join!(add(app, &desk, "51414", "Une"), add(app, &desk, "51414", "Autre"));
        let mut statuses = [one.status, other.status];
        statuses.sort();
        assert_eq!(statuses, [StatusCode::CREATED, StatusCode::UNPROCESSABLE_ENTITY]);
    }
);

testing::both!(
    MODULES,
    async fn what_was_used_stays_and_what_is_hidden_takes_nothing_new(app: App) {
        let desk = Desk::open(app).await;
        drop(add(app, &desk, "51414", "Banque de la section").await.ok());
        let posted = post(app, &desk, "51414", "71841").await.ok().json();
        let remove = async |account: &str| desk.post(app, "/books/accounts/removal", json!({ "account": account })).await;
        assert_eq!(field_errors(remove("51414").await), ["account account-in-use"]);
        assert_eq!(field_errors(remove("61312").await), ["account account-standard"]);
        assert_eq!(field_errors(hide(app, &desk, "51414", "yes").await), ["account account-has-balance"]);
        assert_eq!(field_errors(hide(app, &desk, "51611", "yes").await), ["account account-kept"]);
        drop(post(app, &desk, "51411", "51414").await.ok());
        assert_eq!(field_errors(hide(app, &desk, "51414", "true").await), ["hidden choice-unknown"], "not taken for no");
        drop(hide(app, &desk, "51414", "yes").await.ok());
        assert_eq!(field_errors(post(app, &desk, "51414", "71841").await), ["lines.0.account account-hidden"]);
        let told = json!({ "act": "in", "occasion": "donation", "amount": "5", "place": "51414", "posted_on": "2026-11-20", "label": "x" });
        assert_eq!(field_errors(desk.post(app, "/books/guided", told).await), ["place account-hidden"]);
        assert_eq!(desk.get(app, "/books/ledger?account=51414").await["name_fr"], "Banque de la section", "reports keep it");
        // what was written on it can still be taken back
        let path = format!("/books/journal/{}/reversal", text(&posted, "id"));
        drop(desk.post(app, &path, json!({ "reason": "Erreur", "posted_on": "" })).await.ok());
        drop(hide(app, &desk, "51414", "no").await.ok());
        drop(post(app, &desk, "51414", "71841").await.ok());
        // a name for a standard account, and its own again
        let rename =
            async |name: &str| desk.post(app, "/books/accounts/renaming", json!({ "account": "61312", "name_fr": name })).await.ok().json();
        let standard = text(&account(app, &desk, "61312").await, "name_fr").to_owned();
        assert_eq!(text(&rename("Loyer du local").await, "name_fr"), "Loyer du local");
        let back = rename("").await;
        assert_eq!((text(&back, "name_fr"), &back["origin"]), (standard.as_str(), &json!("standard")));
        let history = desk.get(app, "/books/accounts/history?account=61312").await["items"].clone();
        let acts: Vec<(&str, &str, &str)> = history
            .as_array()
            .expect("items")
            .iter()
            .map(|change| (text(change, "act"), text(change, "before_fr"), text(change, "after_fr")))
            .collect();
        assert_eq!(acts, [("renamed", "Loyer du local", standard.as_str()), ("renamed", standard.as_str(), "Loyer du local")]);
        assert_eq!(text(&history[0], "changed_by"), "Présidente");
        // one that was never used goes
        drop(add(app, &desk, "51415", "Erreur").await.ok());
        drop(remove("51415").await.ok());
        assert_eq!(account(app, &desk, "51415").await, Value::Null);
    }
);

testing::both!(
    MODULES,
    async fn posting_on_an_account_while_it_goes_leaves_no_line_without_an_account(app: App) {
        let desk = Desk::open(app).await;
        for round in 0..12 {
            let code = format!("5141{}", 500 + round);
            drop(add(app, &desk, &code, "Banque").await.ok());
            let gone = desk.post(app, "/books/accounts/removal", json!({ "account": code }));
            let (posted, removed) = tokio::join!(post(app, &desk, &code, "71841"), gone);
            assert_ne!(posted.status.is_success(), removed.status.is_success(), "{} {}", posted.text(), removed.text());
            let under = format!("{code}1");
            if posted.status.is_success() {
                assert_eq!(field_errors(add(app, &desk, &under, "Sous-compte").await), ["code account-parent-used"]);
            }
        }
        // no line stands on what is not there, or on a heading
        let accounts = desk.get(app, "/books/accounts").await["items"].clone();
        let open: Vec<&str> =
            accounts.as_array().expect("items").iter().filter(|one| one["postable"] == true).map(|one| text(one, "code")).collect();
        for row in desk.get(app, "/books/trial-balance").await["rows"].as_array().expect("rows") {
            assert!(open.contains(&text(row, "account")), "{row}");
        }
    }
);
