//! What the bank says, taken into the books: once, from whatever file, whoever takes it in at the same time.

use crate::MODULES;
use crate::desk::{Desk, Sql, field_errors};
use futures_util::future::join_all;
use serde_json::{Value, json};
use testing::{Answer, App};

const SIDES: &[u8] = include_bytes!("../../../../services/bookkeeping/data/samples/bank_statement_debit_credit.csv");
const SIGNED: &[u8] = include_bytes!("../../../../services/bookkeeping/data/samples/bank_statement_signed_amount.csv");
const OFX: &[u8] = include_bytes!("../../../../services/bookkeeping/data/samples/bank_statement.ofx");
const CAMT: &[u8] = include_bytes!("../../../../services/bookkeeping/data/samples/bank_statement_camt053.xml");
const RIB: &str = "007780000123456789012396";

pub fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_else(|| panic!("no {name} in {value}"))
}

pub async fn account(app: &App, desk: &Desk, rib: &str, account: &str) -> String {
    let made = desk.post(app, "/books/bank", json!({ "name": "Compte", "rib": rib, "account": account })).await.ok().json();
    text(&made, "id").to_owned()
}

pub async fn upload(app: &App, desk: &Desk, bank: &str, file: &[u8]) -> Answer {
    app.upload(&desk.token, &desk.twin.path(&format!("/books/bank/{bank}/statements?file_name=releve")), file.to_vec()).await
}

pub async fn confirm(app: &App, desk: &Desk, statement: &Value) -> Answer {
    desk.post(app, &format!("/books/bank-statements/{}/confirmation", text(statement, "id")), json!({ "same_account": "yes" })).await
}

pub async fn take_in(app: &App, desk: &Desk, bank: &str, file: &[u8]) -> Value {
    let statement = upload(app, desk, bank, file).await.ok().json();
    assert_eq!(statement["state"], "checked", "{statement}");
    confirm(app, desk, &statement).await.ok().json()
}

async fn operations(app: &App, desk: &Desk, bank: &str) -> Vec<String> {
    let mut sql = Sql::open(app, "bookkeeping", desk.twin.id).await;
    let of = sql.id(bank.parse().expect("an id"));
    let select = format!(
        "select done_on || ' ' || amount || ' ' || text || ' ' || ordinal from bank_line where kind = 'operation' and bank_account_id = {of} order by 1"
    );
    sql.texts(&select).await
}

testing::both!(
    MODULES,
    async fn four_formats_bring_the_same_operations_and_no_file_brings_any_twice(app: App) {
        let desk = Desk::open(app).await;
        let ribs = [RIB, "011519000001205000534921", "001810007800020110620318", "230780000011112222333358"];
        let mut told = Vec::new();
        for (rib, (code, file)) in ribs.into_iter().zip([("51411", SIDES), ("51412", SIGNED), ("51413", OFX), ("5146", CAMT)]) {
            let bank = account(app, &desk, rib, code).await;
            let brought = take_in(app, &desk, &bank, file).await;
            assert_eq!((&brought["added"], &brought["known"]), (&json!(160), &json!(0)));
            // the same file, and the same operations by another bank's habits
            for again in [file, CAMT, SIGNED] {
                let brought = take_in(app, &desk, &bank, again).await;
                assert_eq!((&brought["added"], &brought["known"]), (&json!(0), &json!(160)));
            }
            let shown = desk.get(app, &format!("/books/bank/{bank}")).await;
            assert_eq!((text(&shown, "at_bank"), text(&shown, "last_on")), ("208099.34", "2026-09-15"));
            told.push(operations(app, &desk, &bank).await);
        }
        assert!(told.iter().all(|one| *one == told[0] && one.len() == 160));
        assert!(told[0].contains(&"2026-01-10 15050 VIR RECU AÏT LHAJ JAOUAD COTISATION 2026 1".to_owned()));
    }
);

testing::both!(
    MODULES,
    async fn statements_that_overlap_are_taken_in_at_once_without_loss_or_double(app: App) {
        let desk = Desk::open(app).await;
        let bank = account(app, &desk, RIB, "51411").await;
        let lines: Vec<&[u8]> = SIDES.split_inclusive(|byte| *byte == b'\n').collect();
        let part = |from: usize, until: usize| [lines[..3].concat(), lines[from..until].concat()].concat();
        let (mut files, all) = (Vec::new(), lines.len());
        for (from, until) in [(3, 100), (60, all), (3, 130), (90, all)] {
            files.push(upload(app, &desk, &bank, &part(from, until)).await.ok().json());
        }
        let answers = join_all(files.iter().map(|file| confirm(app, &desk, file))).await;
        let brought: i64 = answers.into_iter().map(|answer| answer.ok().json()["added"].as_i64().expect("a count")).sum();
        assert_eq!((brought, operations(app, &desk, &bank).await.len()), (160, 160));
        // confirmed again: as it was
        let again = confirm(app, &desk, &files[0]).await.ok().json();
        assert_eq!(again["state"], "done");
        let shown = desk.get(app, &format!("/books/bank/{bank}")).await;
        assert_eq!(text(&shown, "at_bank"), "208099.34", "what was there before the first operation is there too");
    }
);

testing::both!(
    MODULES,
    async fn columns_are_asked_once_and_known_for_the_next_file(app: App) {
        let desk = Desk::open(app).await;
        let bank = account(app, &desk, RIB, "51411").await;
        let strange = "Jour;Quoi;Moins;Plus\n05/03/2026;Frais;33,00;\n06/03/2026;Don;;1.000\n06/03/2026;Don;;1.000\n";
        let asked = upload(app, &desk, &bank, strange.as_bytes()).await.ok().json();
        assert_eq!(asked["state"], "columns");
        let columns = format!("/books/bank-statements/{}/columns", text(&asked, "id"));
        let said = async |fields: Value, decimal: &str| desk.post(app, &columns, json!({ "fields": fields, "decimal": decimal })).await;
        let fields = json!(["done_on", "text", "debit", "credit"]);
        assert_eq!(field_errors(said(json!(["done_on", "text", "", ""]), "").await), ["fields statement-columns-missing"]);
        assert_eq!(field_errors(said(json!(["done_on", "text", "debit", "debit"]), "").await), ["fields column-twice"]);
        // nothing but the file itself is there before the confirmation
        let read = said(fields, "comma").await.ok().json();
        assert_eq!((&read["state"], &read["added"]), (&json!("checked"), &json!(3)));
        assert!(operations(app, &desk, &bank).await.is_empty());
        assert_eq!(confirm(app, &desk, &read).await.ok().json()["added"], 3);
        assert_eq!(operations(app, &desk, &bank).await[1..], ["2026-03-06 100000 Don 1", "2026-03-06 100000 Don 2"]);
        let next = upload(app, &desk, &bank, format!("{strange}07/03/2026;Don;;2.000\n").as_bytes()).await.ok().json();
        assert_eq!((&next["state"], &next["added"], &next["known"]), (&json!("checked"), &json!(1), &json!(3)));
        assert_eq!(next["reading"]["sample"][0]["amount"], "2000.00");
    }
);

testing::both!(
    MODULES,
    async fn what_is_no_statement_is_refused_in_words_and_nothing_is_kept(app: App) {
        let desk = Desk::open(app).await;
        let bank = account(app, &desk, RIB, "51411").await;
        let bomb = String::from_utf8_lossy(CAMT).replacen("<Document", "<!DOCTYPE x [<!ENTITY a \"a\">]><Document", 1);
        let zip = [b"PK\x03\x04".as_slice(), &[0; 2000]].concat();
        let files: [(&[u8], &str); 8] = [
            (b"", "file-empty"),
            (b"%PDF-1.7", "statement-is-pdf"),
            (&zip, "file-broken"),
            (bomb.as_bytes(), "file-unsafe"),
            (&CAMT[..CAMT.len() / 2], "statement-broken"),
            (&OFX[..OFX.len() / 2], "statement-broken"),
            (b"<?xml version=\"1.0\"?><svg/>", "statement-other-xml"),
            (b"Date;Libell\xe9;Montant\n", "statement-empty"),
        ];
        for (file, code) in files {
            assert_eq!(upload(app, &desk, &bank, file).await.refused(422), code);
        }
        assert_eq!(desk.get(app, &format!("/books/bank/{bank}/statements")).await["items"], json!([]));
        // another account's number is asked about
        let other = upload(app, &desk, &bank, OFX).await.ok().json();
        assert_eq!(other["reading"]["other_account"], "007780000012345678901296");
        let unsure = desk.post(app, &format!("/books/bank-statements/{}/confirmation", text(&other, "id")), json!({})).await;
        assert_eq!(field_errors(unsure), ["same_account statement-other-account"]);
    }
);

testing::both!(
    MODULES,
    async fn a_bank_account_has_a_right_number_and_an_account_of_its_own(app: App) {
        let desk = Desk::open(app).await;
        let add =
            async |rib: &str, account: &str| desk.post(app, "/books/bank", json!({ "name": "C", "rib": rib, "account": account })).await;
        let bank = text(&add(RIB, "51411").await.ok().json(), "id").to_owned();
        assert_eq!(field_errors(add("007780000123456789012397", "51412").await), ["rib rib-key-wrong"]);
        assert_eq!(field_errors(add(RIB, "51411").await), ["rib bank-account-twice", "account bank-account-twice"]);
        assert_eq!(field_errors(add("001810007800020110620318", "51611").await), ["account account-no-bank"]);
        let change = async |account: &str| {
            desk.post(app, &format!("/books/bank/{bank}"), json!({ "name": "D", "rib": RIB, "account": account })).await
        };
        assert_eq!(text(&change("51412").await.ok().json(), "account"), "51412");
        take_in(app, &desk, &bank, SIGNED).await;
        assert_eq!(field_errors(change("51411").await), ["account bank-account-in-use"]);
        let removal = desk.post(app, &format!("/books/bank/{bank}/removal"), json!({})).await;
        assert_eq!(removal.refused(409), "bank-account-in-use");
    }
);
