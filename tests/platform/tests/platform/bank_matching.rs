//! Each operation of the bank finds its entry, or gets one; whoever matches at the same time, each stands for one.

use crate::MODULES;
use crate::bank::{account, take_in, text};
use crate::desk::{Desk, account as person, field_errors};
use crate::world::seat;
use futures_util::future::join_all;
use serde_json::{Value, json};
use testing::App;

const RIB: &str = "007780000123456789012396";

async fn lines(app: &App, desk: &Desk, bank: &str, state: &str) -> Vec<Value> {
    desk.get(app, &format!("/books/bank/{bank}/lines?state={state}")).await["items"].as_array().expect("items").clone()
}

fn named<'a>(lines: &'a [Value], words: &str) -> &'a Value {
    lines.iter().find(|line| text(line, "text").contains(words)).unwrap_or_else(|| panic!("no {words} in {lines:?}"))
}

async fn spend(app: &App, desk: &Desk, amount: &str, label: &str) -> Value {
    let entry = json!({ "act": "out", "occasion": "rent", "amount": amount, "place": "51411", "posted_on": "2026-11-20", "label": label });
    desk.post(app, "/books/guided", entry).await.ok().json()
}

fn statement(rows: &[&str]) -> Vec<u8> {
    format!("Date;Libellé;Débit;Crédit\n{}\n", rows.join("\n")).into_bytes()
}

testing::both!(
    MODULES,
    async fn payments_slips_and_cheques_find_their_entries_and_are_confirmed_at_once(app: App) {
        let desk = Desk::with_members(app, 3).await;
        for member in ["1", "2"] {
            let paid = json!({ "member": member, "year": "2026", "amount": "200", "method": "transfer", "paid_on": "2026-11-19" });
            drop(desk.post(app, "/dues/payments", paid).await.ok());
        }
        let cheque = json!({ "member": "3", "year": "2026", "amount": "200", "method": "cheque", "reference": "7790962", "bank": "CIH", "paid_on": "2026-11-18" });
        let cheque = desk.post(app, "/dues/payments", cheque).await.ok().json();
        let slip = json!({ "cheques": [cheque["id"]], "deposited_on": "2026-11-19", "account": "51411" });
        let slip = desk.post(app, "/dues/deposits", slip).await.ok().json();
        app.settle().await;
        spend(app, &desk, "266.01", "Loyer, chèque 6440995").await;
        let bank = account(app, &desk, RIB, "51411").await;
        let remittance = format!("20/11/2026;REMISE {};;200,00", text(&slip, "slip"));
        let rows = [
            "20/11/2026;VIR RECU NOM02 PRENOM02 COTISATION;;200,00",
            "20/11/2026;VIR RECU NOM01 PRENOM01;;200,00",
            &remittance,
            "20/11/2026;CHEQUE 6440995;266,01;",
        ];
        take_in(app, &desk, &bank, &statement(&rows)).await;

        let waiting = lines(app, &desk, &bank, "").await;
        let proposed: Vec<String> = waiting
            .iter()
            .map(|line| {
                assert_eq!(line["proposal"]["sure"], true, "{line}");
                format!("{}:{}", text(line, "id"), text(&line["proposal"]["line"], "id"))
            })
            .collect();
        assert_eq!(named(&waiting, "NOM02")["proposal"]["line"]["payer"], "Prenom02 Nom02");
        assert_eq!(named(&waiting, "REMISE")["proposal"]["line"]["label"], slip["slip"]);
        let done = desk.post(app, &format!("/books/bank/{bank}/matches"), json!({ "matches": proposed })).await.ok().json();
        assert_eq!(done, json!({ "matched": 4, "written": 0 }));
        assert!(lines(app, &desk, &bank, "").await.is_empty());
        assert_eq!(desk.get(app, &format!("/books/bank/{bank}")).await["unmatched"], 0);

        // and one of them undone: it waits again, and is proposed again
        let matched = lines(app, &desk, &bank, "matched").await;
        let cheque = named(&matched, "CHEQUE 6440995");
        assert_eq!(cheque["matched"][0]["label"], "Loyer, chèque 6440995");
        let undo = format!("/books/bank-lines/{}/unmatching", text(cheque, "id"));
        drop(desk.post(app, &undo, json!({})).await.ok());
        assert_eq!(desk.post(app, &undo, json!({})).await.refused(409), "bank-line-unmatched");
        let again = lines(app, &desk, &bank, "").await;
        assert_eq!((again.len(), &again[0]["proposal"]["sure"]), (1, &json!(true)));
    }
);

testing::both!(
    MODULES,
    async fn what_was_said_of_a_text_once_is_proposed_the_next_time(app: App) {
        let desk = Desk::open(app).await;
        let bank = account(app, &desk, RIB, "51411").await;
        let rows = ["20/10/2026;FRAIS TENUE DE COMPTE ET TVA 10;33,00;", "20/11/2026;FRAIS TENUE DE COMPTE ET TVA 11;33,00;"];
        take_in(app, &desk, &bank, &statement(&rows)).await;
        let waiting = lines(app, &desk, &bank, "").await;
        let first = format!("/books/bank-lines/{}", text(&waiting[0], "id"));
        let shown = desk.get(app, &first).await;
        assert_eq!(shown["contains"], "FRAIS TENUE DE COMPTE");
        let write = async |occasion: &str, contains: &str| {
            desk.post(app, &format!("{first}/entry"), json!({ "occasion": occasion, "contains": contains })).await
        };
        assert_eq!(field_errors(write("donation", "").await), ["occasion choice-unknown"]);
        assert_eq!(field_errors(write("", "AGIOS").await), ["occasion required", "contains rule-not-in-text"]);
        drop(write("bank-fees", "Frais tenue de compte").await.ok());
        assert_eq!(write("bank-fees", "").await.refused(409), "bank-line-matched");
        let entries = desk.all(app, "/books/journal").await;
        assert_eq!(entries.len(), 1, "once");
        assert_eq!((&entries[0]["posted_on"], &entries[0]["source"]["kind"]), (&json!("2026-10-20"), &json!("bank_line")));
        assert_eq!((&entries[0]["lines"][0]["account"], &entries[0]["lines"][0]["debit"]), (&json!("61473"), &json!("33.00")));

        let next = &lines(app, &desk, &bank, "").await[0];
        assert_eq!((&next["rule"]["contains"], &next["rule"]["account"]), (&json!("Frais tenue de compte"), &json!("61473")));
        let by_rule = |account: &str| json!({ "by_rule": [format!("{}:{}:{account}", text(next, "id"), text(&next["rule"], "id"))] });
        let matches = format!("/books/bank/{bank}/matches");
        assert_eq!(desk.post(app, &matches, by_rule("61471")).await.refused(409), "bank-rule-changed");
        let done = desk.post(app, &matches, by_rule("61473")).await.ok().json();
        assert_eq!(done, json!({ "matched": 0, "written": 1 }));

        // written wrongly: taken back, and written anew
        drop(desk.post(app, &format!("{first}/unmatching"), json!({ "take_back": "yes" })).await.ok());
        drop(write("phone", "").await.ok());
        let rows = desk.get(app, "/books/trial-balance?year=2026").await["rows"].clone();
        let balances: Vec<(&str, &str)> =
            rows.as_array().expect("rows").iter().map(|row| (text(row, "account"), text(row, "balance"))).collect();
        assert_eq!(balances, [("51411", "-66.00"), ("61455", "33.00"), ("61473", "33.00")]);
    }
);

testing::both!(
    MODULES,
    async fn of_two_people_who_match_at_once_one_does(app: App) {
        let desk = Desk::open(app).await;
        let (account_id, _, token) = person(app, "Trésorier").await;
        seat(app, &desk.token, &desk.twin, account_id, json!({ "role": "treasurer" })).await;
        let bank = account(app, &desk, RIB, "51411").await;
        let rows = ["20/11/2026;PRLV A;10,00;", "20/11/2026;PRLV B;10,00;", "20/11/2026;PRLV C;30,00;"];
        take_in(app, &desk, &bank, &statement(&rows)).await;
        let waiting = lines(app, &desk, &bank, "").await;
        let [a, b, c] = ["PRLV A", "PRLV B", "PRLV C"].map(|words| text(named(&waiting, words), "id").to_owned());
        let mut booked = Vec::new();
        for label in ["un", "deux"] {
            let entry = spend(app, &desk, "10", label).await;
            let path = format!("/books/bank-lines/{a}");
            let found = desk.get(app, &path).await["candidates"].as_array().expect("candidates").clone();
            booked
                .push(found.iter().find(|line| line["entry"] == entry["id"]).map(|line| text(line, "id").to_owned()).expect("a candidate"));
        }
        let path = desk.twin.path(&format!("/books/bank/{bank}/matches"));
        let pair = |line: &str, booked: &str| json!({ "matches": [format!("{line}:{booked}")] });
        // the same operation with two entries, then the same entry with two operations
        let both = join_all([app.post(&desk.token, &path, pair(&a, &booked[0])), app.post(&token, &path, pair(&a, &booked[1]))]).await;
        let mut answers: Vec<u16> = both.iter().map(|answer| answer.status.as_u16()).collect();
        answers.sort_unstable();
        assert_eq!(answers, [201, 409]);
        let left = if both[0].status == 201 { &booked[1] } else { &booked[0] };
        let both = join_all([app.post(&desk.token, &path, pair(&b, left)), app.post(&token, &path, pair(&c, left))]).await;
        assert_eq!((both[0].status.as_u16(), both[1].status.is_client_error()), (201, true));
        // three lines for one, which they must come to
        let one = spend(app, &desk, "12", "trois").await;
        let other = spend(app, &desk, "18", "quatre").await;
        let found = desk.get(app, &format!("/books/bank-lines/{c}")).await["candidates"].clone();
        let of = |entry: &Value| {
            found.as_array().expect("candidates").iter().find(|line| line["entry"] == entry["id"]).expect("a candidate")["id"].clone()
        };
        let some = desk.post(app, &format!("/books/bank-lines/{c}/match"), json!({ "lines": [of(&one)] })).await;
        assert_eq!(some.refused(422), "match-amounts-differ");
        let all = desk.post(app, &format!("/books/bank-lines/{c}/match"), json!({ "lines": [of(&one), of(&other)] })).await.ok().json();
        assert_eq!(all["matched"].as_array().map(Vec::len), Some(2));
    }
);
