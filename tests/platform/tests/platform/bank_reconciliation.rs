//! What makes books and bank differ, to the centime, at any day.

use crate::MODULES;
use crate::bank::{account, take_in, text};
use crate::desk::{Desk, field_errors};
use serde_json::{Value, json};
use testing::App;

const SIDES: &[u8] = include_bytes!("../../../../services/bookkeeping/data/samples/bank_statement_debit_credit.csv");
const RIB: &str = "007780000123456789012396";

async fn reconciled(app: &App, desk: &Desk, bank: &str, query: &str) -> Value {
    desk.get(app, &format!("/books/bank/{bank}/reconciliation?{query}")).await
}

async fn entry(app: &App, desk: &Desk, on: &str, label: &str, debit: &str, credit: &str, amount: &str) -> Value {
    let lines = json!([{ "account": debit, "debit": amount }, { "account": credit, "credit": amount }]);
    desk.post(app, "/books/journal", json!({ "posted_on": on, "label": label, "lines": lines })).await.ok().json()
}

async fn line(app: &App, desk: &Desk, bank: &str, words: &str) -> Value {
    let found = desk.get(app, &format!("/books/bank/{bank}/lines")).await;
    found["items"].as_array().and_then(|all| all.iter().find(|line| text(line, "text") == words)).expect("an operation").clone()
}

testing::both!(
    MODULES,
    async fn the_difference_is_explained_to_the_centime_at_every_day(app: App) {
        let desk = Desk::open(app).await;
        let bank = account(app, &desk, RIB, "51411").await;
        take_in(app, &desk, &bank, SIDES).await;
        // the books begin with what was at the bank; one entry is not at the bank yet, one comes later than the bank
        entry(app, &desk, "2026-01-01", "Solde initial", "51411", "1111", "18450.50").await;
        entry(app, &desk, "2026-09-14", "Chèque 9999", "61312", "51411", "750").await;
        entry(app, &desk, "2026-10-02", "Chèque 6440995", "61254", "51411", "266.01").await;
        let opening = line(app, &desk, &bank, "").await;
        assert_eq!(
            (&opening["opening"], text(&opening, "amount"), text(&opening["proposal"]["line"], "label")),
            (&json!(true), "18450.50", "Solde initial")
        );
        let cheque = line(app, &desk, &bank, "CHEQUE 6440995").await;
        assert_eq!(text(&cheque["proposal"]["line"], "label"), "Chèque 6440995");
        let pairs: Vec<String> =
            [&opening, &cheque].map(|line| format!("{}:{}", text(line, "id"), text(&line["proposal"]["line"], "id"))).into();
        drop(desk.post(app, &format!("/books/bank/{bank}/matches"), json!({ "matches": pairs })).await.ok());

        let now = reconciled(app, &desk, &bank, "").await;
        assert_eq!((text(&now, "in_books"), text(&now, "at_bank"), text(&now, "unexplained")), ("17434.49", "208099.34", "0.00"));
        assert_eq!((&now["agrees"], text(&now, "books_only_sum")), (&json!(true), "-750.00"));
        assert_eq!(now["bank_only"].as_array().map(Vec::len), Some(159));
        // at the end of September the cheque was at the bank, and its entry not yet in the books
        let then = reconciled(app, &desk, &bank, "on=30/09/2026").await;
        assert_eq!((text(&then, "in_books"), &then["agrees"]), ("17700.50", &json!(true)));
        assert_eq!(then["bank_only"].as_array().map(Vec::len), Some(160));
        // before the last statement ends, its balance is calculated back
        let march = reconciled(app, &desk, &bank, "on=20/01/2026").await;
        assert_eq!((text(&march, "at_bank"), &march["agrees"]), ("26985.49", &json!(true)));
        // a balance that the bank does not have shows as what it is
        let typed = reconciled(app, &desk, &bank, "balance=208100").await;
        assert_eq!((text(&typed, "unexplained"), &typed["agrees"]), ("0.66", &json!(false)));
        let refused = app.get(&desk.token, &desk.twin.path(&format!("/books/bank/{bank}/reconciliation?on=01/01/2027"))).await;
        assert_eq!(field_errors(refused), ["on date-in-future"]);
        for (kind, begins) in [("pdf", b"%PDF".as_slice()), ("xlsx", b"PK\x03\x04")] {
            let file = app.get(&desk.token, &desk.twin.path(&format!("/books/bank/{bank}/reconciliation.{kind}?on=30/09/2026"))).await.ok();
            assert!(file.body.starts_with(begins), "{kind}");
        }
    }
);

testing::both!(
    MODULES,
    async fn a_statement_that_is_missing_is_seen_and_heals_when_it_comes(app: App) {
        let desk = Desk::open(app).await;
        let bank = account(app, &desk, RIB, "51411").await;
        let lines: Vec<&[u8]> = SIDES.split_inclusive(|byte| *byte == b'\n').collect();
        let part = |from: usize, until: usize| [lines[..3].concat(), lines[from..until].concat()].concat();
        take_in(app, &desk, &bank, &part(3, 40)).await;
        entry(app, &desk, "2026-01-01", "Solde initial", "51411", "1111", "18450.50").await;
        let opening = line(app, &desk, &bank, "").await;
        let pair = format!("{}:{}", text(&opening, "id"), text(&opening["proposal"]["line"], "id"));
        drop(desk.post(app, &format!("/books/bank/{bank}/matches"), json!({ "matches": [pair] })).await.ok());
        assert_eq!(reconciled(app, &desk, &bank, "").await["agrees"], true);
        let late = take_in(app, &desk, &bank, &part(60, 80)).await;
        assert!(late["reading"]["gap"].is_string(), "{late}");
        let gap = reconciled(app, &desk, &bank, "").await;
        assert_eq!((&gap["agrees"], &gap["unexplained"]), (&json!(false), &late["reading"]["gap"]));
        take_in(app, &desk, &bank, &part(35, 65)).await;
        assert_eq!(reconciled(app, &desk, &bank, "").await["agrees"], true);
    }
);

testing::both!(
    MODULES,
    async fn without_a_balance_of_the_bank_nothing_is_said_to_agree(app: App) {
        let desk = Desk::open(app).await;
        let bank = account(app, &desk, RIB, "51411").await;
        take_in(app, &desk, &bank, b"Date;Libelle;Montant\n05/03/2026;Don;12,00\n").await;
        let untold = reconciled(app, &desk, &bank, "").await;
        assert_eq!((&untold["told"], &untold["agrees"]), (&json!(false), &json!(false)));
        let pdf = app.get(&desk.token, &desk.twin.path(&format!("/books/bank/{bank}/reconciliation.pdf"))).await;
        assert_eq!(field_errors(pdf), ["balance reconciliation-no-balance"]);
        assert_eq!(reconciled(app, &desk, &bank, "balance=12").await["agrees"], true);
    }
);
