//! What members owe: called, paid, waived, given back, and at every moment the same as the books say.

use crate::MODULES;
use crate::desk::{Desk, field_errors};
use futures_util::future::join_all;
use serde_json::{Value, json};
use testing::{Answer, App};

pub fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_else(|| panic!("no {name} in {value}"))
}

pub fn centimes(value: &Value, name: &str) -> i64 {
    text(value, name).replace('.', "").parse().expect("an amount")
}

pub async fn ids(app: &App, desk: &Desk) -> Vec<String> {
    desk.all(app, "/members").await.iter().map(|member| text(member, "id").to_owned()).collect()
}

pub async fn owed(app: &App, desk: &Desk, member: &str) -> Value {
    desk.get(app, &format!("/members/{member}/dues")).await
}

async fn call(app: &App, desk: &Desk, year: &str, members: &str) -> Answer {
    desk.post(app, "/dues/run", json!({ "year": year, "members": members })).await
}

async fn pay(app: &App, desk: &Desk, member: &str, year: &str, amount: &str, advance: bool) -> Answer {
    let advance = if advance { "yes" } else { "" };
    let body = json!({ "member": member, "year": year, "amount": amount, "method": "cash", "paid_on": "2026-11-20", "advance": advance });
    desk.post(app, "/dues/payments", body).await
}

async fn waive(app: &App, desk: &Desk, charge: &str, amount: &str) -> Answer {
    desk.post(app, &format!("/dues/charges/{charge}/waiver"), json!({ "amount": amount, "reason": "Décision du bureau" })).await
}

/// The balance of an account: what its debits are more than its credits.
async fn balance(app: &App, desk: &Desk, year: &str, account: &str) -> i64 {
    let found = desk.get(app, &format!("/books/trial-balance?year={year}")).await;
    let row = found["rows"].as_array().and_then(|rows| rows.iter().find(|row| row["account"] == account));
    row.map_or(0, |row| centimes(row, "balance"))
}

/// The books, what membership told them, and the members' own accounts say the same.
pub async fn agree(app: &App, desk: &Desk) {
    app.settle().await;
    let found = desk.get(app, "/books/dues-agreement").await;
    assert_eq!((&found["agrees"], &found["pending"]), (&json!(true), &json!(false)), "{found}");
    let (mut open, mut advance) = (0, 0);
    for member in ids(app, desk).await {
        let dues = owed(app, desk, &member).await;
        open += centimes(&dues, "open");
        advance += centimes(&dues, "advance");
        assert_eq!(centimes(&dues, "balance"), centimes(&dues, "open") - centimes(&dues, "advance"));
    }
    assert_eq!((centimes(&found, "receivable_in_books"), centimes(&found, "advances_in_books")), (open, advance), "{found}");
}

async fn with_rules(app: &App) -> (Desk, Vec<String>) {
    let desk = Desk::open(app).await;
    let csv = "Prénom,Nom,Catégorie,Date d'adhésion\nUn,A,Actif,05/02/2020\nDeux,B,Étudiant,05/02/2020\nTrois,C,Honneur,05/02/2020\n\
               Quatre,D,Actif,15/07/2026\nCinq,E,Actif,05/02/2020\n";
    desk.import(app, csv).await;
    let fee = json!({ "year": "2026", "amount": "200", "joining": "100", "prorated": "yes",
        "categories": [{ "category": "etudiant", "amount": "50" }, { "category": "Honneur", "amount": "0" }] });
    drop(desk.post(app, "/dues/fees", fee).await.ok());
    let members = ids(app, &desk).await;
    (desk, members)
}

testing::both!(
    MODULES,
    async fn a_year_of_dues_agrees_with_the_books_to_the_centime(app: App) {
        let (desk, members) = with_rules(app).await;
        drop(
            desk.post(
                app,
                &format!("/members/{}/status", members[4]),
                json!({ "status": "suspended", "reason": "Absent", "since": "2026-11-01" }),
            )
            .await
            .ok(),
        );
        let preview = desk.get(app, "/dues/run?year=2026").await;
        // 200, 50, and for who came in July 100 of 200 with 100 for joining
        assert_eq!((&preview["members"], text(&preview, "amount")), (&json!(3), "450.00"));
        assert_eq!(preview["left_out"], json!([{ "why": "exempt", "members": 1 }, { "why": "inactive", "members": 1 }]));
        assert_eq!(preview["lines"].as_array().map(Vec::len), Some(3), "{preview}");
        let made = desk.post(app, "/dues/run", json!({ "year": "2026", "members": "3", "excluded": "٢" })).await.ok().json();
        assert_eq!((&made["members"], text(&made, "amount")), (&json!(2), "400.00"));
        agree(app, &desk).await;
        assert_eq!(desk.all(app, "/books/journal").await.len(), 1, "one entry for all of them");
        // who was left out is called by another run, and nobody twice
        assert_eq!(desk.get(app, "/dues/run?year=2026").await["members"], 1);
        drop(call(app, &desk, "2026", "1").await.ok());
        assert_eq!(call(app, &desk, "2026", "0").await.refused(409), "run-nobody");
        agree(app, &desk).await;
        // more than is due must be said to be an advance
        let refused = pay(app, &desk, "1", "2026", "250", false).await;
        let error = refused.json()["errors"][0].clone();
        assert_eq!((text(&error, "code"), &error["params"]), ("amount-above-due", &json!({ "due": "200,00", "amount": "250,00" })));
        let paid = pay(app, &desk, "1", "2026", "250", true).await.ok().json();
        assert_eq!((text(&paid, "advance"), text(&paid, "advance_remaining")), ("50.00", "50.00"));
        agree(app, &desk).await;
        assert_eq!(desk.get(app, &format!("/members/{}", members[0])).await["paid_year"], 2026);
        // a part, and the rest of it waived: nothing is due, hence the year is paid
        drop(pay(app, &desk, "4", "2026", "150", false).await.ok());
        let dues = owed(app, &desk, &members[3]).await;
        assert_eq!((text(&dues, "open"), dues["charges"].as_array().map(Vec::len)), ("50.00", Some(2)), "joining is paid first");
        let annual = dues["charges"].as_array().expect("charges").iter().find(|charge| charge["kind"] == "annual").expect("annual").clone();
        assert_eq!(text(&waive(app, &desk, text(&annual, "id"), "").await.ok().json(), "open"), "0.00");
        assert_eq!(waive(app, &desk, text(&annual, "id"), "1").await.refused(409), "charge-settled");
        assert_eq!(desk.get(app, &format!("/members/{}", members[3])).await["paid_year"], 2026);
        agree(app, &desk).await;
        // what is in advance pays the next year when it is called
        drop(desk.post(app, "/dues/fees", json!({ "year": "2027", "amount": "30" })).await.ok());
        drop(call(app, &desk, "2027", "").await.ok());
        let dues = owed(app, &desk, &members[0]).await;
        assert_eq!((text(&dues, "open"), text(&dues, "advance")), ("0.00", "20.00"));
        agree(app, &desk).await;
        // the rest is given back, with a document of its own
        let path = format!("/dues/payments/{}", text(&paid, "id"));
        let too_much = desk.post(app, &format!("{path}/refund"), json!({ "amount": "20,01", "reason": "Départ" })).await;
        assert_eq!(field_errors(too_much), ["amount amount-above-due"]);
        let refund = desk.post(app, &format!("{path}/refund"), json!({ "reason": "Départ" })).await.ok().json();
        assert_eq!((text(&refund, "receipt"), text(&refund, "amount")), ("2026-00003", "20.00"));
        assert_eq!(desk.post(app, &format!("{path}/refund"), json!({ "reason": "Encore" })).await.refused(409), "no-advance");
        assert_eq!(desk.post(app, &format!("{path}/cancellation"), json!({ "reason": "Erreur" })).await.refused(409), "payment-refunded");
        let pdf = app.get(&desk.token, &desk.twin.path(&format!("/dues/refunds/{}/receipt", text(&refund, "id")))).await.ok();
        assert!(pdf.body.starts_with(b"%PDF"));
        agree(app, &desk).await;
    }
);

testing::both!(
    MODULES,
    async fn a_payment_taken_back_is_owed_again_and_who_leaves_still_owes(app: App) {
        let desk = Desk::with_members(app, 2).await;
        let members = ids(app, &desk).await;
        drop(call(app, &desk, "2026", "2").await.ok());
        let paid = pay(app, &desk, "1", "2026", "230", true).await.ok().json();
        drop(
            desk.post(app, &format!("/dues/payments/{}/cancellation", text(&paid, "id")), json!({ "reason": "Chèque impayé" })).await.ok(),
        );
        agree(app, &desk).await;
        let dues = owed(app, &desk, &members[0]).await;
        assert_eq!((text(&dues, "open"), text(&dues, "advance")), ("200.00", "0.00"));
        drop(desk.post(app, &format!("/members/{}/status", members[0]), json!({ "status": "resigned", "since": "2026-11-20" })).await.ok());
        assert_eq!(text(&owed(app, &desk, &members[0]).await, "balance"), "200.00");
        drop(pay(app, &desk, "1", "2026", "200", false).await.ok());
        agree(app, &desk).await;
    }
);

testing::both!(
    MODULES,
    async fn what_was_owed_before_is_paid_with_what_is_too_much_for_the_year(app: App) {
        let desk = Desk::with_members(app, 1).await;
        drop(desk.post(app, "/dues/fees", json!({ "year": "2025", "amount": "80" })).await.ok());
        for year in ["2025", "2026"] {
            drop(call(app, &desk, year, "1").await.ok());
        }
        assert_eq!(field_errors(pay(app, &desk, "1", "2026", "270", false).await), ["amount amount-above-due"]);
        let paid = pay(app, &desk, "1", "2026", "270", true).await.ok().json();
        assert_eq!(text(&paid, "advance"), "0.00");
        assert_eq!(text(&owed(app, &desk, &ids(app, &desk).await[0]).await, "open"), "10.00");
        let pdf = app.get(&desk.token, &desk.twin.path(&format!("/dues/payments/{}/receipt", text(&paid, "id")))).await.ok();
        let file = app.directory().join("parts.pdf");
        std::fs::write(&file, &pdf.body).expect("written");
        let words = crate::tool("pdftotext", &["-layout", file.to_str().expect("a path"), "-"]);
        assert!(words.contains("2025") && words.contains("70,00"), "the receipt tells what it paid\n{words}");
        agree(app, &desk).await;
    }
);

testing::both!(
    MODULES,
    async fn where_the_amount_is_free_more_may_be_given(app: App) {
        let desk = Desk::with_members(app, 1).await;
        drop(desk.post(app, "/dues/fees", json!({ "year": "2026", "amount": "200", "free": "yes" })).await.ok());
        drop(pay(app, &desk, "1", "2026", "500", false).await.ok());
        let dues = owed(app, &desk, &ids(app, &desk).await[0]).await;
        assert_eq!((text(&dues["charges"][0], "amount"), text(&dues, "balance")), ("500.00", "0.00"));
        agree(app, &desk).await;
    }
);

testing::both!(
    MODULES,
    async fn of_payments_that_settle_the_same_charge_at_once_no_more_win_than_fit(app: App) {
        let desk = Desk::with_members(app, 1).await;
        drop(call(app, &desk, "2026", "1").await.ok());
        let answers = join_all((0..6).map(|_| pay(app, &desk, "1", "2026", "50", false))).await;
        assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 4);
        assert!(
            answers.into_iter().filter(|answer| answer.status != 201).all(|answer| field_errors(answer) == ["amount amount-above-due"])
        );
        agree(app, &desk).await;
    }
);

testing::both!(
    MODULES,
    async fn what_is_paid_and_waived_at_once_is_not_both(app: App) {
        let desk = Desk::with_members(app, 8).await;
        drop(call(app, &desk, "2026", "8").await.ok());
        for (at, member) in ids(app, &desk).await.iter().enumerate() {
            let dues = owed(app, &desk, member).await;
            let number = (at + 1).to_string();
            let (paid, waived) =
                tokio::join!(pay(app, &desk, &number, "2026", "150", false), waive(app, &desk, text(&dues["charges"][0], "id"), "100"));
            assert_eq!([paid.status.as_u16(), waived.status.as_u16()].into_iter().filter(|status| *status == 201).count(), 1);
        }
        agree(app, &desk).await;
    }
);

testing::both!(
    MODULES,
    async fn two_who_confirm_a_run_at_once_charge_everybody_once(app: App) {
        let desk = Desk::with_members(app, 30).await;
        let answers = join_all((0..4).map(|_| call(app, &desk, "2026", "30"))).await;
        assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1);
        assert!(answers.into_iter().filter(|answer| answer.status != 201).all(|answer| answer.refused(409) == "run-nobody"));
        // and one who pays while the run goes on is charged once too
        drop(desk.post(app, "/dues/fees", json!({ "year": "2025", "amount": "100" })).await.ok());
        let (run, paid) = tokio::join!(call(app, &desk, "2025", ""), pay(app, &desk, "1", "2025", "100", false));
        assert_eq!((run.status.as_u16(), paid.status.as_u16()), (201, 201));
        let found = desk.get(app, "/dues/arrears").await;
        assert_eq!(text(&found, "open"), "8900.00", "30 at 200 and 29 at 100");
        agree(app, &desk).await;
    }
);

testing::both!(
    MODULES,
    async fn who_has_not_paid_is_on_one_screen_by_age(app: App) {
        let (desk, members) = with_rules(app).await;
        for (year, due_on) in [("2025", "31/03/2025"), ("2026", "01/11/2026"), ("2027", "31/03/2027")] {
            let fee = json!({ "year": year, "amount": "100", "due_on": due_on });
            drop(desk.post(app, "/dues/fees", fee).await.ok());
            drop(call(app, &desk, year, "").await.ok());
        }
        let found = desk.get(app, "/dues/arrears").await;
        let ages: Vec<(&str, i64)> = found["ages"]
            .as_array()
            .expect("ages")
            .iter()
            .map(|sum| (text(sum, "age"), sum["charges"].as_i64().expect("a count")))
            .collect();
        // the fourth joined in 2026
        assert_eq!(ages, [("coming", 5), ("month", 5), ("quarter", 0), ("year", 0), ("older", 4)]);
        assert_eq!((text(&found, "open"), &found["members"]), ("1400.00", &json!(5)));
        let old = desk.get(app, "/dues/arrears?age=older&category=ACTIF").await;
        assert_eq!((text(&old, "open"), old["items"].as_array().map(Vec::len)), ("200.00", Some(2)));
        let group = desk.post(app, "/member-groups", json!({ "name_fr": "Sport" })).await.ok().json();
        drop(desk.post(app, &format!("/member-groups/{}/members", text(&group, "id")), json!({ "member": "2" })).await.ok());
        let sport = desk.get(app, &format!("/dues/arrears?group={}", text(&group, "id"))).await;
        assert_eq!(sport["items"].as_array().map(Vec::len), Some(3));
        assert!(sport["items"].as_array().expect("items").iter().all(|line| line["member"] == members[1].as_str()));
        let csv = app.get(&desk.token, &desk.twin.path("/dues/arrears.csv?age=older")).await.ok().text();
        assert_eq!(csv.lines().count(), 5, "{csv}");
        assert_eq!(app.get(&desk.token, &desk.twin.path("/dues/arrears?age=never")).await.status.as_u16(), 422);
    }
);

testing::both!(
    MODULES,
    async fn what_cannot_be_owed_waived_or_given_back_is_refused_where_it_was_typed(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let other = Desk::with_members(app, 1).await;
        for desk in [&desk, &other] {
            drop(call(app, desk, "2026", "1").await.ok());
        }
        let charge = async |desk: &Desk| text(&owed(app, desk, &ids(app, desk).await[0]).await["charges"][0], "id").to_owned();
        let (own, theirs) = (charge(&desk).await, charge(&other).await);
        for (amount, code) in
            [("-1", "amount-negative"), ("1,001", "amount-too-precise"), ("0", "amount-zero"), ("200,01", "amount-above-due")]
        {
            assert_eq!(field_errors(waive(app, &desk, &own, amount).await), [format!("amount {code}")]);
        }
        let silent = desk.post(app, &format!("/dues/charges/{own}/waiver"), json!({ "amount": "1" })).await;
        assert_eq!(field_errors(silent), ["reason required"]);
        assert_eq!(waive(app, &desk, &theirs, "1").await.refused(404), "not-found");
        assert_eq!(app.get(&desk.token, &desk.twin.path(&format!("/dues/charges/{theirs}"))).await.refused(404), "not-found");
        assert_eq!(call(app, &desk, "2026", "7").await.refused(409), "run-nobody");
        assert_eq!(field_errors(desk.post(app, "/dues/run", json!({ "year": "2024" })).await), ["year fee-missing"]);
        drop(desk.post(app, "/members", json!({ "given_fr": "Une", "family_fr": "Autre" })).await.ok());
        assert_eq!(
            field_errors(desk.post(app, "/dues/run", json!({ "year": "2026", "excluded": "77" })).await),
            ["excluded unknown-member"]
        );
        assert_eq!(call(app, &desk, "2026", "7").await.refused(409), "run-changed");
        assert_eq!(desk.post(app, "/dues/fees", json!({ "year": "2026", "amount": "300" })).await.refused(409), "fee-in-use");
        let paid = pay(app, &desk, "1", "2026", "210", true).await.ok().json();
        let path = format!("/dues/payments/{}/refund", text(&paid, "id"));
        for (body, error) in [
            (json!({ "reason": "x", "refunded_on": "2026-11-19" }), "refunded_on date-before-payment"),
            (json!({ "reason": "x", "refunded_on": "31/02/2026" }), "refunded_on date-impossible"),
            (json!({ "reason": "x", "refunded_on": "2027-01-01" }), "refunded_on date-future"),
            (json!({ "reason": "x", "method": "gold" }), "method choice-unknown"),
            (json!({ "reason": " " }), "reason required"),
            (json!({ "reason": "x", "amount": "-3" }), "amount amount-negative"),
        ] {
            assert_eq!(field_errors(desk.post(app, &path, body).await), [error]);
        }
        agree(app, &desk).await;
    }
);

testing::both!(
    MODULES,
    async fn somebody_who_writes_on_the_members_account_by_hand_is_found_out(app: App) {
        let desk = Desk::with_members(app, 1).await;
        drop(call(app, &desk, "2026", "1").await.ok());
        agree(app, &desk).await;
        let lines = json!([{ "account": "51611", "debit": "10" }, { "account": "34281", "credit": "10" }]);
        drop(desk.post(app, "/books/journal", json!({ "posted_on": "2026-11-20", "label": "Main", "lines": lines })).await.ok());
        app.settle().await;
        let found = desk.get(app, "/books/dues-agreement").await;
        assert_eq!(
            (&found["agrees"], text(&found, "receivable"), text(&found, "receivable_in_books")),
            (&json!(false), "200.00", "190.00")
        );
    }
);

testing::both!(
    MODULES,
    async fn a_waiver_given_by_mistake_is_undone_once_and_owed_again(app: App) {
        let desk = Desk::with_members(app, 2).await;
        drop(call(app, &desk, "2026", "2").await.ok());
        let members = ids(app, &desk).await;
        let charge = text(&owed(app, &desk, &members[0]).await["charges"][0], "id").to_owned();
        drop(waive(app, &desk, &charge, "150").await.ok());
        drop(pay(app, &desk, "1", "2026", "80", true).await.ok());
        let dues = owed(app, &desk, &members[0]).await;
        assert_eq!((text(&dues, "open"), text(&dues, "advance")), ("0.00", "30.00"));
        assert_eq!(desk.get(app, &format!("/members/{}", members[0])).await["paid_year"], 2026);
        let path = format!("/dues/waivers/{}", text(&dues["waivers"][0], "id"));
        assert_eq!(field_errors(desk.post(app, &format!("{path}/undoing"), json!({ "reason": " " })).await), ["reason required"]);
        let undoing = format!("{path}/undoing");
        let answers = join_all((0..4).map(|_| desk.post(app, &undoing, json!({ "reason": "Autre membre" })))).await;
        assert_eq!(answers.iter().filter(|answer| answer.status.is_success()).count(), 1);
        assert!(answers.into_iter().filter(|answer| !answer.status.is_success()).all(|answer| answer.refused(409) == "waiver-undone"));
        // 150 is owed again, of which 30 were in advance
        let dues = owed(app, &desk, &members[0]).await;
        assert_eq!((text(&dues, "open"), text(&dues, "advance")), ("120.00", "0.00"));
        assert_eq!(desk.get(app, &format!("/members/{}", members[0])).await["paid_year"], Value::Null);
        assert_eq!(text(&desk.get(app, &path).await["waiver"]["undone"], "reason"), "Autre membre");
        agree(app, &desk).await;
        let other = Desk::with_members(app, 1).await;
        assert_eq!(other.post(app, &format!("{path}/undoing"), json!({ "reason": "x" })).await.refused(404), "not-found");
    }
);

testing::both!(
    MODULES,
    async fn dues_of_next_year_are_income_when_it_begins(app: App) {
        let desk = Desk::with_members(app, 4).await;
        drop(desk.post(app, "/dues/fees", json!({ "year": "2027", "amount": "300" })).await.ok());
        drop(call(app, &desk, "2027", "4").await.ok());
        drop(pay(app, &desk, "1", "2027", "300", false).await.ok());
        let members = ids(app, &desk).await;
        let charge = text(&owed(app, &desk, &members[1]).await["charges"][0], "id").to_owned();
        drop(waive(app, &desk, &charge, "100").await.ok());
        agree(app, &desk).await;
        assert_eq!(text(&desk.get(app, "/books/dues-agreement").await, "ahead_in_books"), "1100.00");
        assert_eq!((balance(app, &desk, "2026", "44911").await, balance(app, &desk, "2026", "71832").await), (-110_000, 0));
        // nobody looks before the year begins, in Morocco
        app.clock.set("2026-12-31T22:30:00Z".parse().expect("a time"));
        agree(app, &desk).await;
        assert_eq!(balance(app, &desk, "2026", "44911").await, -110_000);
        app.clock.set("2027-01-01T00:30:00Z".parse().expect("a time"));
        // as two workers of two processes would, and again
        tokio::join!(app.settle(), app.settle());
        app.clock.set("2027-01-05T10:00:00Z".parse().expect("a time"));
        agree(app, &desk).await;
        assert_eq!((balance(app, &desk, "2027", "44911").await, balance(app, &desk, "2027", "71832").await), (110_000, -110_000));
        assert_eq!(text(&desk.get(app, "/books/dues-agreement").await, "ahead_in_books"), "0.00");
        // what is waived now is less income; what was paid last year and is noted now was not of last year either
        drop(waive(app, &desk, &charge, "50").await.ok());
        drop(desk.post(app, "/members", json!({ "given_fr": "Nouvelle", "family_fr": "Membre" })).await.ok());
        let late = json!({ "member": "5", "year": "2027", "amount": "300", "method": "cash", "paid_on": "2026-12-28" });
        drop(desk.post(app, "/dues/payments", late).await.ok());
        agree(app, &desk).await;
        assert_eq!((balance(app, &desk, "2026", "44911").await, balance(app, &desk, "2026", "71832").await), (-140_000, 0));
        assert_eq!((balance(app, &desk, "2027", "44911").await, balance(app, &desk, "2027", "71832").await), (140_000, -135_000));
    }
);
