//! Years of the books: other begins, closing, what the next year begins with, reopening by two, sizes.

use crate::MODULES;
use crate::desk::{Desk, account, field_errors};
use crate::dues::{centimes, text};
use crate::world::seat;
use axum::http::StatusCode;
use chrono::Duration;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use testing::{Answer, App};

async fn post(app: &App, desk: &Desk, on: &str, debit: &str, credit: &str, amount: &str) -> Answer {
    let lines = json!([{ "account": debit, "debit": amount }, { "account": credit, "credit": amount }]);
    desk.post(app, "/books/journal", json!({ "posted_on": on, "label": "Essai", "lines": lines })).await
}

async fn close(app: &App, desk: &Desk, year: i32) -> Answer {
    desk.post(app, "/books/closing", json!({ "year": year })).await
}

async fn closing(app: &App, desk: &Desk, year: i32) -> Value {
    desk.get(app, &format!("/books/closing?year={year}")).await
}

async fn balance(app: &App, desk: &Desk, year: i32, account: &str) -> i64 {
    let found = desk.get(app, &format!("/books/trial-balance?year={year}")).await;
    let row = found["rows"].as_array().expect("rows").iter().find(|row| row["account"] == account).cloned();
    row.map_or(0, |row| centimes(&row, "balance"))
}

/// 1,000 in cash and 300 out of it in 2025, 50 in 2026.
async fn two_years(app: &App) -> Desk {
    let desk = Desk::open(app).await;
    drop(post(app, &desk, "2025-03-01", "51611", "71841", "1000").await.ok());
    drop(post(app, &desk, "2025-12-31", "61312", "51611", "300").await.ok());
    drop(post(app, &desk, "2026-01-01", "51611", "71841", "50").await.ok());
    desk
}

/// The token of somebody with this office.
async fn officer(app: &App, desk: &Desk, role: &str) -> String {
    let (account, _, token) = account(app, role).await;
    seat(app, &desk.token, &desk.twin, account, json!({ "role": role })).await;
    token
}

testing::both!(
    MODULES,
    async fn a_year_is_closed_once_and_the_next_begins_with_what_it_left(app: App) {
        let desk = two_years(app).await;
        let seen = closing(app, &desk, 2025).await;
        assert_eq!((&seen["findings"], text(&seen, "result")), (&json!([]), "700.00"));
        let running = closing(app, &desk, 2026).await;
        let codes: Vec<&str> = running["findings"].as_array().expect("findings").iter().map(|one| text(one, "code")).collect();
        assert_eq!(codes, ["year-not-over", "year-earlier-open"]);
        assert_eq!(close(app, &desk, 2026).await.refused(409), "year-not-over");
        // confirmed twice at once
        let (one, other) = tokio::join!(close(app, &desk, 2025), close(app, &desk, 2025));
        let (done, refused) = if one.status.is_success() { (one, other) } else { (other, one) };
        assert_eq!(refused.refused(409), "year-already-closed");
        let closed = done.ok().json()["closed"].clone();
        assert_eq!(post(app, &desk, "2025-06-01", "51611", "71841", "1").await.refused(409), "year-closed");
        // the next year
        assert_eq!(balance(app, &desk, 2026, "51611").await, 75_000);
        assert_eq!((balance(app, &desk, 2026, "1191").await, balance(app, &desk, 2026, "61312").await), (-70_000, 0));
        let entries = desk.all(app, "/books/journal").await;
        let openings: Vec<&Value> = entries.iter().filter(|entry| entry["source"]["kind"] == "opening").collect();
        assert_eq!((openings.len(), &openings[0]["id"], text(openings[0], "posted_on")), (1, &closed["opening"], "2026-01-01"));
        // the fingerprint is that of the year's last entry
        let last = entries.iter().find(|entry| entry["year"] == 2025 && entry["number"] == 2).expect("an entry");
        let digest = Sha256::digest(format!("{} 2025\nGEN 2 {}\n", desk.twin.id, text(last, "hash")));
        let expected = digest.iter().fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        });
        assert_eq!(text(&closed, "hash"), expected);
        // where the money is, is what is there and not what moved this year
        let places = desk.get(app, "/books/guided/choices").await["places"].clone();
        assert_eq!(text(&places[0], "balance"), "750.00");
    }
);

testing::both!(
    MODULES,
    async fn an_open_year_before_is_brought_to_what_is_shown(app: App) {
        let desk = two_years(app).await;
        let places = desk.get(app, "/books/guided/choices").await["places"].clone();
        assert_eq!(text(&places[0], "balance"), "750.00", "January has the money of December");
        drop(close(app, &desk, 2025).await.ok());
        let places = desk.get(app, "/books/guided/choices").await["places"].clone();
        assert_eq!(text(&places[0], "balance"), "750.00", "once, not twice");
    }
);

testing::both!(
    MODULES,
    async fn the_result_goes_where_the_assembly_decided_once(app: App) {
        let desk = two_years(app).await;
        let body = |on: &str| json!({ "year": 2025, "decided_on": on, "reference": "PV de l'AGO, 4e résolution" });
        let carry = async |on: &str| desk.post(app, "/books/closing/result", body(on)).await;
        assert_eq!(carry("2026-03-15").await.refused(409), "year-not-closed");
        drop(close(app, &desk, 2025).await.ok());
        assert_eq!(field_errors(carry("2025-12-31").await), ["decided_on decided-too-early"]);
        assert_eq!(field_errors(carry("2027-01-01").await), ["decided_on date-in-future"]);
        assert_eq!(
            field_errors(desk.post(app, "/books/closing/result", json!({ "year": 2025 })).await),
            ["decided_on required", "reference required"]
        );
        let (one, other) = tokio::join!(carry("2026-03-15"), carry("2026-03-15"));
        let (done, refused) = if one.status.is_success() { (one, other) } else { (other, one) };
        assert_eq!(refused.refused(409), "result-carried");
        let entry = done.ok().json();
        assert_eq!((text(&entry, "posted_on"), text(&entry, "label")), ("2026-03-15", "PV de l'AGO, 4e résolution"));
        assert_eq!((balance(app, &desk, 2026, "1191").await, balance(app, &desk, 2026, "1161").await), (0, -70_000));
        let carried = closing(app, &desk, 2025).await["closed"]["carried"].clone();
        assert_eq!((text(&carried, "decided_on"), &carried["entry"]), ("2026-03-15", &entry["id"]));
        // a closing's entries are not taken back by hand
        let path = format!("/books/journal/{}/reversal", text(&entry, "id"));
        assert_eq!(desk.post(app, &path, json!({ "reason": "x", "posted_on": "" })).await.refused(409), "entry-posted-elsewhere");
    }
);

testing::both!(
    MODULES,
    async fn what_stands_against_closing_keeps_the_year_open(app: App) {
        let desk = Desk::open(app).await;
        drop(post(app, &desk, "2025-02-01", "61312", "51611", "20").await.ok());
        drop(post(app, &desk, "2025-03-01", "51611", "71841", "100").await.ok());
        let found = closing(app, &desk, 2025).await["findings"][0].clone();
        assert_eq!((text(&found, "code"), &found["blocks"]), ("cash-negative", &json!(true)));
        assert_eq!((text(&found["values"], "date"), text(&found["values"], "amount")), ("2025-02-01", "20,00"));
        assert_eq!(close(app, &desk, 2025).await.refused(409), "closing-blocked");
        drop(post(app, &desk, "2025-01-15", "51611", "71841", "20").await.ok());
        drop(close(app, &desk, 2025).await.ok());
    }
);

testing::both!(
    MODULES,
    async fn years_are_closed_in_their_order_and_the_last_is_reopened_by_two(app: App) {
        let desk = two_years(app).await;
        let (treasurer, deputy) = (officer(app, &desk, "treasurer").await, officer(app, &desk, "vice_president").await);
        app.clock.set(app.clock.now() + Duration::days(60));
        assert_eq!(close(app, &desk, 2026).await.refused(409), "year-earlier-open");
        drop(close(app, &desk, 2025).await.ok());
        drop(close(app, &desk, 2026).await.ok());
        assert_eq!((balance(app, &desk, 2027, "51611").await, balance(app, &desk, 2027, "1191").await), (75_000, -75_000));
        let carried = json!({ "year": 2026, "decided_on": "2027-01-10", "reference": "PV" });
        drop(desk.post(app, "/books/closing/result", carried).await.ok());

        let by =
            async |token: &str, rest: &str, body: Value| app.post(token, &desk.twin.path(&format!("/books/reopening{rest}")), body).await;
        let ask = |year: i32| json!({ "year": year, "reason": "Facture oubliée" });
        let year = json!({ "year": 2026 });
        assert_eq!(by(&deputy, "", ask(2026)).await.refused(409), "reopening-office");
        assert_eq!(by(&desk.token, "", ask(2025)).await.refused(409), "reopening-not-last");
        assert_eq!(by(&desk.token, "/confirmation", year.clone()).await.refused(409), "reopening-not-asked");
        assert_eq!(field_errors(by(&desk.token, "", json!({ "year": 2026 })).await), ["reason required"]);
        drop(by(&desk.token, "", ask(2026)).await.ok());
        assert_eq!(by(&treasurer, "", ask(2026)).await.refused(409), "reopening-asked");
        assert_eq!(by(&desk.token, "/confirmation", year.clone()).await.refused(409), "reopening-same-person");
        drop(by(&treasurer, "/withdrawal", year.clone()).await.ok());
        assert_eq!(by(&treasurer, "/confirmation", year.clone()).await.refused(409), "reopening-not-asked");
        // asked by the treasurer, confirmed by the president, twice at once
        drop(by(&treasurer, "", ask(2026)).await.ok());
        let (one, other) = tokio::join!(by(&desk.token, "/confirmation", year.clone()), by(&desk.token, "/confirmation", year.clone()));
        let (done, refused) = if one.status.is_success() { (one, other) } else { (other, one) };
        assert_eq!(refused.refused(409), "year-not-closed");
        assert_eq!(done.ok().json()["year"]["closed"], false);
        for account in ["51611", "1191", "1161"] {
            assert_eq!(balance(app, &desk, 2027, account).await, 0, "{account}: what closing posted has its contrary");
        }
        app.settle().await;
        let log = desk.get(app, "/audit?action=year-reopened").await["items"][0].clone();
        assert_eq!((text(&log, "who"), text(&log["details"], "asked_by")), ("Présidente", "treasurer"));
        // it goes on, and is closed anew
        drop(post(app, &desk, "2026-12-20", "61312", "51611", "50").await.ok());
        drop(close(app, &desk, 2026).await.ok());
        assert_eq!((balance(app, &desk, 2027, "51611").await, balance(app, &desk, 2027, "1191").await), (70_000, -70_000));
    }
);

testing::both!(
    MODULES,
    async fn posting_against_closing_leaves_nothing_in_a_closed_year(app: App) {
        let desk = Desk::open(app).await;
        let treasurer = officer(app, &desk, "treasurer").await;
        drop(post(app, &desk, "2025-01-01", "51611", "71841", "1").await.ok());
        let (mut posted, mut refused) = (1, 0);
        for round in 0..25 {
            let posting = async || post(app, &desk, "2025-06-01", "51611", "71841", "1").await;
            let (one, done, other) = if round % 2 == 0 {
                tokio::join!(posting(), close(app, &desk, 2025), posting())
            } else {
                let (done, one, other) = tokio::join!(close(app, &desk, 2025), posting(), posting());
                (one, done, other)
            };
            drop(done.ok());
            for answer in [one, other] {
                if answer.status == StatusCode::CREATED {
                    posted += 1;
                } else {
                    assert_eq!(answer.refused(409), "year-closed");
                    refused += 1;
                }
            }
            // all that was posted, and nothing else, is what the next year begins with
            assert_eq!(balance(app, &desk, 2026, "51611").await, posted * 100, "round {round}");
            assert_eq!(balance(app, &desk, 2025, "51611").await, posted * 100, "round {round}");
            let ask = json!({ "year": 2025, "reason": "Encore" });
            drop(desk.post(app, "/books/reopening", ask).await.ok());
            drop(app.post(&treasurer, &desk.twin.path("/books/reopening/confirmation"), json!({ "year": 2025 })).await.ok());
        }
        assert_eq!(posted + refused, 51);
    }
);

testing::both!(
    MODULES,
    async fn a_board_opens_years_of_its_own_dates(app: App) {
        let desk = Desk::open(app).await;
        let open = async |from: &str, to: &str| desk.post(app, "/books/years", json!({ "starts_on": from, "ends_on": to })).await;
        let year = open("12/10/2025", "31/08/2026").await.ok().json();
        assert_eq!(year["year"], 2026, "called after the year in which it ends");
        // with an entry in it, it gives way to no other
        drop(post(app, &desk, "2025-10-12", "51611", "71841", "100").await.ok());
        for (from, to, refused) in [
            ("01/01/2026", "31/12/2026", "starts_on year-overlaps"),
            ("01/10/2026", "30/09/2027", "starts_on year-not-contiguous"),
            ("01/09/2026", "31/12/2026", "ends_on year-not-twelve-months"),
            ("01/09/2026", "30/08/2027", "ends_on year-not-month-end"),
            ("01/09/2026", "31/08/2026", "ends_on year-ends-before"),
            ("", "31/08/2027", "starts_on required"),
        ] {
            assert_eq!(field_errors(open(from, to).await), [refused], "{from} {to}");
        }
        // the months of the year are in its order
        let january = post(app, &desk, "2026-01-05", "51611", "71841", "20").await.ok().json();
        drop(post(app, &desk, "2026-03-01", "51611", "71841", "3").await.ok());
        let after = format!("/books/ledger?account=51611&year=2026&after=2026-01-05_{}", text(&january, "id"));
        let ledger = desk.get(app, &after).await;
        assert_eq!((text(&ledger, "brought_forward"), text(&ledger, "balance")), ("120.00", "123.00"));
        // before the first year there is nothing; after the last one, the next opens by itself
        assert_eq!(field_errors(post(app, &desk, "2025-10-11", "51611", "71841", "1").await), ["posted_on year-missing"]);
        drop(post(app, &desk, "2026-09-15", "51611", "71841", "7").await.ok());
        let years = desk.get(app, "/books/years").await["items"].clone();
        let told: Vec<(&str, &str)> =
            years.as_array().expect("items").iter().map(|one| (text(one, "starts_on"), text(one, "ends_on"))).collect();
        assert_eq!(told, [("2026-09-01", "2027-08-31"), ("2025-10-12", "2026-08-31")]);
        assert_eq!(desk.get(app, "/books/trial-balance").await["year"]["year"], 2027, "the year of today");
        drop(close(app, &desk, 2026).await.ok());
        assert_eq!(balance(app, &desk, 2027, "51611").await, 13_000);
    }
);

testing::both!(
    MODULES,
    async fn a_civil_year_that_opened_by_itself_gives_way_to_the_boards_dates(app: App) {
        let desk = Desk::open(app).await;
        let open = async |from: &str, to: &str| desk.post(app, "/books/years", json!({ "starts_on": from, "ends_on": to })).await;
        drop(post(app, &desk, "2026-05-01", "51611", "71841", "100").await.ok());
        assert_eq!(field_errors(open("01/09/2025", "31/08/2026").await), ["starts_on year-overlaps"], "it began in January");
        assert_eq!(field_errors(open("01/01/2026", "30/04/2026").await), ["starts_on year-overlaps"], "there is an entry of May");
        assert_eq!(open("01/01/2026", "31/08/2026").await.ok().json()["year"], 2026);
        drop(open("01/09/2026", "31/08/2027").await.ok());
        let posted = post(app, &desk, "2026-10-01", "51611", "71841", "5").await.ok().json();
        assert_eq!(posted["year"], 2027);
        drop(close(app, &desk, 2026).await.ok());
        assert_eq!(balance(app, &desk, 2027, "51611").await, 10_500);
    }
);

testing::both!(
    MODULES,
    async fn dues_paid_in_a_closed_year_come_on_the_first_day_that_is_open(app: App) {
        let desk = Desk::with_members(app, 2).await;
        drop(post(app, &desk, "2025-03-01", "51611", "71841", "10").await.ok());
        drop(close(app, &desk, 2025).await.ok());
        let paid = json!({ "member": "1", "year": "2026", "amount": "200", "method": "cash", "paid_on": "2025-12-20" });
        let paid = desk.post(app, "/dues/payments", paid).await.ok().json();
        app.settle().await;
        let entries = desk.get(app, &format!("/books/journal?source={}", text(&paid, "id"))).await["items"].clone();
        assert_eq!((text(&entries[0], "posted_on"), entries.as_array().map(Vec::len)), ("2026-01-01", Some(1)));
        assert_eq!(desk.get(app, "/books/dues-agreement").await["agrees"], true);
    }
);

testing::both!(
    MODULES,
    async fn what_members_owe_agrees_with_the_books_over_a_closing(app: App) {
        let desk = Desk::with_members(app, 2).await;
        drop(desk.post(app, "/dues/run", json!({ "year": "2026" })).await.ok());
        app.settle().await;
        app.clock.set(app.clock.now() + Duration::days(60));
        app.settle().await;
        drop(close(app, &desk, 2026).await.ok());
        let agreement = desk.get(app, "/books/dues-agreement").await;
        assert_eq!((text(&agreement, "receivable_in_books"), &agreement["agrees"]), ("400.00", &json!(true)));
        assert_eq!(balance(app, &desk, 2027, "34281").await, 40_000);
    }
);

testing::both!(
    MODULES,
    async fn one_book_says_what_came_and_went_by_what_it_was_for(app: App) {
        let desk = two_years(app).await;
        drop(close(app, &desk, 2025).await.ok());
        drop(post(app, &desk, "2026-02-01", "61312", "51611", "300").await.ok());
        let wrong = post(app, &desk, "2026-02-02", "61463", "51611", "9").await.ok().json();
        let path = format!("/books/journal/{}/reversal", text(&wrong, "id"));
        drop(desk.post(app, &path, json!({ "reason": "Erreur", "posted_on": "2026-02-03" })).await.ok());
        // owed, not paid
        drop(post(app, &desk, "2026-03-01", "61446", "4411", "80").await.ok());
        let book = desk.get(app, "/books/receipts?year=2026").await;
        let side = |name: &str| {
            let side = book[name].as_array().expect("a side").iter();
            side.map(|one| (text(one, "account").to_owned(), centimes(one, "amount"))).collect::<Vec<_>>()
        };
        assert_eq!(side("received"), [("71841".to_owned(), 5_000)], "what the year began with did not come in");
        assert_eq!(side("spent"), [("61312".to_owned(), 30_000)]);
        assert_eq!((text(&book, "received_in_all"), text(&book, "spent_in_all")), ("50.00", "300.00"));
    }
);

testing::both!(
    MODULES,
    async fn books_grow_and_do_not_shrink(app: App) {
        let desk = Desk::open(app).await;
        let choose = async |size: &str| desk.post(app, "/books/size", json!({ "size": size })).await;
        assert_eq!(desk.get(app, "/books/size").await, json!({ "size": "simplified", "chosen": false }));
        assert_eq!(field_errors(choose("huge").await), ["size choice-unknown"]);
        drop(choose("super_simplified").await.ok());
        drop(post(app, &desk, "2026-11-01", "51611", "71841", "5").await.ok());
        drop(choose("normal").await.ok());
        assert_eq!(field_errors(choose("simplified").await), ["size size-downwards"]);
        assert_eq!(desk.get(app, "/books/size").await, json!({ "size": "normal", "chosen": true }));
        assert_eq!(balance(app, &desk, 2026, "51611").await, 500, "nothing is written again");
    }
);
