//! Means of payment and what becomes of cheques: the books follow each dirham to where it is.

use crate::MODULES;
use crate::desk::{Desk, Sql, field_errors};
use axum::http::Method;
use kernel::id::{named_id, new_id};
use kernel::{Actor, AssociationId, Clock, Locale, Role, Seat};
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use std::collections::BTreeMap;
use testing::{Answer, App, Engine};

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_else(|| panic!("no {name} in {value}"))
}

fn centimes(value: &Value, name: &str) -> i64 {
    text(value, name).replace('.', "").parse().expect("an amount")
}

async fn pay(app: &App, desk: &Desk, member: usize, method: &str, amount: &str) -> Answer {
    let body = json!({ "member": member.to_string(), "year": "2026", "amount": amount, "method": method, "reference": format!("77000{member}"),
        "bank": "CIH Bank", "drawer": "Omar Alami", "paid_on": "2026-11-20" });
    desk.post(app, "/dues/payments", body).await
}

async fn paid(app: &App, desk: &Desk, member: usize, method: &str) -> Value {
    pay(app, desk, member, method, "200").await.ok().json()
}

async fn take_back(app: &App, desk: &Desk, payment: &Value, method: &str) -> Answer {
    let body = json!({ "reason": "Erreur", "method": method, "cancelled_on": "2026-11-21" });
    desk.post(app, &format!("/dues/payments/{}/cancellation", text(payment, "id")), body).await
}

/// What is on the accounts of money, in centimes; and that the books are whole.
async fn money(app: &App, desk: &Desk) -> BTreeMap<String, i64> {
    app.settle().await;
    let agreement = desk.get(app, "/books/dues-agreement").await;
    assert_eq!((&agreement["agrees"], &agreement["pending"]), (&json!(true), &json!(false)), "{agreement}");
    let found = desk.get(app, "/books/trial-balance?year=2026").await;
    assert_eq!(centimes(&found, "debit"), centimes(&found, "credit"));
    let rows = found["rows"].as_array().expect("rows").iter();
    let rows = rows.map(|row| (text(row, "account").to_owned(), centimes(row, "balance")));
    rows.filter(|(account, balance)| account.starts_with('5') && *balance != 0).collect()
}

fn accounts<const N: usize>(pairs: [(&str, i64); N]) -> BTreeMap<String, i64> {
    pairs.into_iter().map(|(account, balance)| (account.to_owned(), balance)).collect()
}

testing::both!(
    MODULES,
    async fn money_is_in_the_books_where_it_is_and_goes_back_from_there(app: App) {
        let desk = Desk::with_members(app, 6).await;
        let mut all = Vec::new();
        for (at, method) in ["cash", "transfer", "cheque", "card", "mobile"].into_iter().enumerate() {
            all.push(paid(app, &desk, at + 1, method).await);
        }
        assert_eq!(money(app, &desk).await, accounts([("51611", 20_000), ("51411", 20_000), ("51111", 20_000), ("51181", 40_000)]));
        let told = |payment: &Value| ["reference", "bank", "drawer"].map(|name| payment[name].clone());
        assert_eq!(told(&all[0]), [Value::Null, Value::Null, Value::Null], "cash has no number");
        assert_eq!(told(&all[2]), [json!("770003"), json!("CIH Bank"), json!("Omar Alami")]);
        assert_eq!(told(&all[3]), [json!("770004"), Value::Null, Value::Null]);
        // the paper and the file say it too
        let pdf = app.get(&desk.token, &desk.twin.path(&format!("/dues/payments/{}/receipt", text(&all[2], "id")))).await.ok();
        let file = app.directory().join("cheque.pdf");
        std::fs::write(&file, &pdf.body).expect("written");
        let words = crate::tool("pdftotext", &["-layout", file.to_str().expect("a path"), "-"]);
        assert!(words.contains("770003") && words.contains("CIH Bank") && words.contains("Omar Alami"), "{words}");
        let csv = app.get(&desk.token, &desk.twin.path("/dues/payments.csv?year=2026")).await.ok().text();
        assert_eq!(csv.lines().count(), 6, "{csv}");
        assert!(csv.lines().any(|line| line.contains("770003") && line.contains("CIH Bank") && line.contains("Omar Alami")), "{csv}");
        // a cheque in hand goes back itself, the others as they may
        assert_eq!(field_errors(take_back(app, &desk, &all[2], "cash").await), ["method cheque-in-hand"]);
        for (payment, method) in all.iter().zip(["cash", "transfer", "cheque", "card", "mobile"]) {
            drop(take_back(app, &desk, payment, method).await.ok());
        }
        assert_eq!(money(app, &desk).await, BTreeMap::new(), "all of it went back from where it was");
        // what the association gives back by a cheque of its own leaves the bank
        let body = json!({ "member": "6", "year": "2026", "amount": "230", "method": "cash", "paid_on": "2026-11-20", "advance": "yes" });
        let early = desk.post(app, "/dues/payments", body).await.ok().json();
        let refund = json!({ "reason": "Départ", "method": "cheque" });
        drop(desk.post(app, &format!("/dues/payments/{}/refund", text(&early, "id")), refund).await.ok());
        let again = paid(app, &desk, 1, "cash").await;
        drop(take_back(app, &desk, &again, "cheque").await.ok());
        assert_eq!(money(app, &desk).await, accounts([("51611", 43_000), ("51411", -23_000)]));
    }
);

testing::both!(
    MODULES,
    async fn what_a_cheque_lacks_is_told_at_its_field(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let cheque = |change: Value| {
            let mut body =
                json!({ "member": "1", "year": "2026", "amount": "200", "method": "cheque", "reference": "1", "paid_on": "2026-11-20" });
            body.as_object_mut().expect("fields").extend(change.as_object().expect("fields").clone());
            body
        };
        for (change, error) in [
            (json!({ "reference": " " }), "reference reference-required"),
            (json!({ "reference": "1".repeat(61) }), "reference too-long"),
            (json!({ "bank": "b".repeat(81) }), "bank too-long"),
            (json!({ "drawer": "d".repeat(121) }), "drawer too-long"),
            (json!({ "method": "gold" }), "method choice-unknown"),
        ] {
            assert_eq!(field_errors(desk.post(app, "/dues/payments", cheque(change)).await), [error]);
        }
        assert!(money(app, &desk).await.is_empty());
    }
);

/// The membership service as it was before there were five means of payment.
fn before() -> runtime::Module {
    let all = membership::MODULE.migrations.expect("membership has a schema");
    let at = all.iter().position(|migration| migration.name == "0013_means").expect("there");
    runtime::Module { migrations: Some(&all[..at]), ..membership::MODULE }
}

/// A database of then, with a cheque recorded in it: the settings that find it.
async fn recorded_before(engine: Engine, association: AssociationId) -> Vec<(String, String)> {
    let (mut sql, settings) = match engine {
        Engine::Postgres => {
            let url = testing::fresh_postgres(&[before()]).await;
            let mut connection = PgConnection::connect(&url).await.expect("connected");
            let set = format!("set search_path = membership; set app.association = '{association}'");
            sqlx::raw_sql(AssertSqlSafe(set)).execute(&mut connection).await.expect("set");
            (Sql::Postgres(connection), ("NASSIJ_DATABASE_URL".to_owned(), url))
        }
        Engine::Sqlite => {
            let directory = std::env::temp_dir().join(format!("nassij-test-{}", new_id()));
            let settings = ::database::Settings::Sqlite { directory: directory.clone(), exclusive: true };
            let migrations = before().migrations.expect("migrations");
            ::database::Db::open(&settings, "membership", migrations, Clock::default()).await.expect("opened").close().await;
            let url = format!("sqlite://{}/membership.db", directory.display());
            let connection = SqliteConnection::connect(&url).await.expect("opened");
            (Sql::Sqlite(connection), ("NASSIJ_DATA".to_owned(), directory.display().to_string()))
        }
    };
    let (a, member, payment, charge) = (sql.id(association.0), sql.id(new_id()), sql.id(new_id()), sql.id(new_id()));
    let words = [sql.id(new_id()), sql.id(new_id())];
    let (fee, part, at) = (sql.id(named_id("fee-2026")), sql.id(new_id()), "'2026-10-01 10:00:00+00:00'");
    let receipts = sql.id(named_id("receipt-2026"));
    let rows = format!(
        "insert into number_series (association_id, id, name, last_number) values ({a}, {receipts}, 'receipt-2026', 1);
         insert into fee (association_id, id, year, amount, payments, collected) values ({a}, {fee}, 2026, 20000, 1, 20000);
         insert into member (association_id, id, number, given_fr, locale, active, created_at) values ({a}, {member}, 1, 'Une', 'fr', true, {at});
         insert into member_word (association_id, id, member_id, word) values ({a}, {one}, {member}, 'une'), ({a}, {other}, {member}, '1');
         insert into payment (association_id, id, issued_year, number, receipt, member_id, member_number, member_name_fr, year, amount, completes,
           method, reference, paid_on, code, recorded_by, recorded_at)
           values ({a}, {payment}, 2026, 1, '2026-00001', {member}, 1, 'Une', 2026, 20000, true, 'cheque', '778899', '2026-10-01', 'code', 'Driss', {at});
         insert into charge (association_id, id, member_id, kind, year, amount, waived, paid, due_on, carried, made_on, made_by, made_at)
           values ({a}, {charge}, {member}, 'annual', 2026, 20000, 0, 20000, '2026-03-31', false, '2026-10-01', 'Driss', {at});
         insert into allocation (association_id, id, payment_id, charge_id, amount, made_at) values ({a}, {part}, {payment}, {charge}, 20000, {at});",
        one = words[0],
        other = words[1]
    );
    sql.run(&rows).await.expect("as it was then");
    if let Engine::Postgres = engine {
        let owner = settings.1.replace("nassij_app", "nassij_owner");
        let all = membership::MODULE.migrations.expect("migrations");
        ::database::migrate::postgres(&owner, "membership", all).await.expect("migrated with what was there");
    }
    vec![settings]
}

async fn what_was_recorded_before_stays(engine: Engine) {
    let association = AssociationId(new_id());
    let settings = recorded_before(engine, association).await;
    let app = App::start_with(engine, &[membership::MODULE], settings).await;
    let state = app.process.state("membership").expect("hosted");
    let seat = Seat::Association { id: association, slug: "avant".into(), role: Role::President };
    let actor = Actor { account: Some(new_id()), name: "Driss".into(), seat, ..Actor::anonymous(Locale::Fr) };
    let token = actor.seal(state.signer(), app.clock.now());
    let ask = async |method: Method, rest: &str, body: Value| -> kernel::Result<Value> {
        let path = format!("/api/v1/associations/avant{rest}");
        let call = web::Call { method, path: &path, token: &token, request_id: "test", idempotency_key: None };
        state.peers().call(&call, &body).await
    };
    let found = ask(Method::GET, "/dues/payments", Value::Null).await.expect("payments");
    let cheque = &found["items"][0];
    let searched = ask(Method::GET, "/members?search=un", Value::Null).await.expect("members");
    assert_eq!(searched["items"][0]["number"], 1, "the words of then find the member now");
    assert_eq!((text(cheque, "method"), text(cheque, "reference"), &cheque["bank"]), ("cheque", "778899", &Value::Null));
    drop(ask(Method::POST, "/dues/fees", json!({ "year": "2027", "amount": "100" })).await.expect("a fee"));
    for (method, amount) in [("card", "40"), ("mobile", "60")] {
        let body = json!({ "member": "1", "year": "2027", "amount": amount, "method": method, "paid_on": "2026-11-20" });
        drop(ask(Method::POST, "/dues/payments", body).await.expect("the new means are known"));
    }
    // it counts as in hand, where the books have it, and goes the way of all cheques
    let held = ask(Method::GET, "/dues/cheques", Value::Null).await.expect("cheques");
    assert_eq!((&held["cheques"], text(&held["items"][0], "number")), (&json!(1), "778899"));
    let slip = json!({ "cheques": [cheque["id"]], "deposited_on": "2026-10-02", "account": "51411" });
    let slip = ask(Method::POST, "/dues/deposits", slip).await.expect("a slip");
    assert_eq!((text(&slip, "slip"), text(&slip, "amount")), ("BR-2026-001", "200.00"));
    let path = format!("/dues/payments/{}/unpaid", text(cheque, "id"));
    let back = ask(Method::POST, &path, json!({ "reason": "Sans provision" })).await.expect("it may come back too");
    assert_eq!(back["cancellation"]["unpaid"], true);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_recorded_before_stays_on_sqlite() {
    what_was_recorded_before_stays(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_recorded_before_stays_on_postgresql() {
    what_was_recorded_before_stays(Engine::Postgres).await;
}

async fn deposit(app: &App, desk: &Desk, cheques: &[&Value]) -> Answer {
    deposit_on(app, desk, cheques, "2026-11-21").await
}

async fn deposit_on(app: &App, desk: &Desk, cheques: &[&Value], on: &str) -> Answer {
    let ids: Vec<&str> = cheques.iter().map(|payment| text(payment, "id")).collect();
    let body = json!({ "cheques": ids, "deposited_on": on, "account": "51411", "bank": "CIH Bank 230111000000000000000119" });
    desk.post(app, "/dues/deposits", body).await
}

async fn undo(app: &App, desk: &Desk, slip: &Value) -> Answer {
    desk.post(app, &format!("/dues/deposits/{}/undoing", text(slip, "id")), json!({ "reason": "Mauvais compte" })).await
}

async fn come_back(app: &App, desk: &Desk, payment: &Value, on: &str) -> Answer {
    let body = json!({ "reason": "Sans provision", "returned_on": on });
    desk.post(app, &format!("/dues/payments/{}/unpaid", text(payment, "id")), body).await
}

/// The receipts of the cheques in hand; what they come to is what the books have.
async fn in_hand(app: &App, desk: &Desk) -> Vec<String> {
    let found = desk.get(app, "/dues/cheques").await;
    let items = found["items"].as_array().expect("items").clone();
    assert_eq!(found["cheques"], items.len());
    assert_eq!(centimes(&found, "amount"), items.iter().map(|cheque| centimes(cheque, "amount")).sum::<i64>());
    assert_eq!(money(app, desk).await.get("51111").copied().unwrap_or_default(), centimes(&found, "amount"));
    items.iter().map(|cheque| text(cheque, "receipt").to_owned()).collect()
}

testing::both!(
    MODULES,
    async fn cheques_go_to_the_bank_by_a_slip_and_are_in_hand_again_when_it_is_undone(app: App) {
        let desk = Desk::with_members(app, 4).await;
        let mut all = Vec::new();
        for (member, method) in [(1, "cheque"), (2, "cheque"), (3, "cheque"), (4, "cash")] {
            all.push(paid(app, &desk, member, method).await);
        }
        assert_eq!(in_hand(app, &desk).await, ["2026-00001", "2026-00002", "2026-00003"]);
        let slip = deposit(app, &desk, &[&all[0], &all[2]]).await.ok().json();
        assert_eq!((text(&slip, "slip"), text(&slip, "amount"), &slip["cheques"]), ("BR-2026-001", "400.00", &json!(2)));
        assert_eq!(in_hand(app, &desk).await, ["2026-00002"]);
        assert_eq!(money(app, &desk).await, accounts([("51411", 40_000), ("51111", 20_000), ("51611", 20_000)]));
        let entries = desk.get(app, &format!("/books/journal?source={}", text(&slip, "id"))).await;
        assert_eq!((&entries["items"][0]["label"], &entries["items"][0]["posted_on"]), (&json!("BR-2026-001"), &json!("2026-11-21")));
        assert_eq!(desk.get(app, &format!("/dues/payments/{}", text(&all[0], "id"))).await["deposit"]["slip"], "BR-2026-001");
        // what is at the bank, was never a cheque or is somebody else's is on no slip
        let other = Desk::with_members(app, 1).await;
        let theirs = paid(app, &other, 1, "cheque").await;
        for wrong in [&all[0], &all[3], &theirs] {
            assert_eq!(field_errors(deposit(app, &desk, &[&all[1], wrong]).await), ["cheques cheque-not-in-hand"]);
        }
        assert_eq!(field_errors(deposit_on(app, &desk, &[&all[1]], "2026-11-19").await), ["deposited_on date-before-cheque"]);
        assert_eq!(field_errors(deposit_on(app, &desk, &[&all[1]], "2026-11-22").await), ["deposited_on date-future"]);
        assert_eq!(field_errors(deposit(app, &desk, &[]).await), ["cheques cheques-required"]);
        // on paper: each cheque and the total, in figures and words
        let pdf = app.get(&desk.token, &desk.twin.path(&format!("/dues/deposits/{}/slip", text(&slip, "id")))).await.ok();
        let file = app.directory().join("slip.pdf");
        std::fs::write(&file, &pdf.body).expect("written");
        let words = crate::tool("pdftotext", &["-layout", file.to_str().expect("a path"), "-"]);
        for part in
            ["BR-2026-001", "770001", "770003", "CIH Bank", "Omar Alami", "400,00", "quatre cents dirhams", "230111000000000000000119"]
        {
            assert!(words.contains(part), "{part}\n{words}");
        }
        // undone: the number stays used
        assert_eq!(
            field_errors(desk.post(app, &format!("/dues/deposits/{}/undoing", text(&slip, "id")), json!({})).await),
            ["reason required"]
        );
        let undone = undo(app, &desk, &slip).await.ok().json();
        assert_eq!((text(&undone["undone"], "reason"), undone["lines"].as_array().map(Vec::len)), ("Mauvais compte", Some(2)));
        assert_eq!(undo(app, &desk, &slip).await.refused(409), "deposit-undone");
        assert_eq!(in_hand(app, &desk).await, ["2026-00001", "2026-00002", "2026-00003"]);
        assert_eq!(money(app, &desk).await, accounts([("51111", 60_000), ("51611", 20_000)]));
        let again = deposit(app, &desk, &[&all[0], &all[1], &all[2]]).await.ok().json();
        assert_eq!(text(&again, "slip"), "BR-2026-002");
        let slips: Vec<String> = desk.all(app, "/dues/deposits").await.iter().map(|slip| text(slip, "slip").to_owned()).collect();
        assert_eq!(slips, ["BR-2026-002", "BR-2026-001"]);
        assert!(in_hand(app, &desk).await.is_empty());
        assert_eq!(money(app, &desk).await, accounts([("51411", 60_000), ("51611", 20_000)]));
        for act in ["deposit-made", "deposit-undone"] {
            assert!(desk.all(app, "/audit").await.iter().any(|entry| entry["action"] == act && entry["area"] == "dues"), "{act}");
        }
    }
);

testing::both!(
    MODULES,
    async fn a_cheque_that_comes_back_is_owed_again_and_leaves_where_it_was(app: App) {
        let desk = Desk::with_members(app, 3).await;
        let (one, two) = (paid(app, &desk, 1, "cheque").await, paid(app, &desk, 2, "cheque").await);
        let cash = paid(app, &desk, 3, "cash").await;
        let slip = deposit_on(app, &desk, &[&one], "2026-11-20").await.ok().json();
        assert_eq!(come_back(app, &desk, &cash, "").await.refused(409), "not-a-cheque");
        assert_eq!(field_errors(come_back(app, &desk, &one, "2026-11-19").await), ["returned_on date-before-payment"]);
        assert_eq!(field_errors(come_back(app, &desk, &one, "2026-11-22").await), ["returned_on date-future"]);
        let silent = desk.post(app, &format!("/dues/payments/{}/unpaid", text(&one, "id")), json!({ "reason": " " })).await;
        assert_eq!(field_errors(silent), ["reason required"]);
        // one from the bank, one that was never taken there
        let back = come_back(app, &desk, &one, "2026-11-21").await.ok().json();
        assert_eq!((&back["cancellation"]["unpaid"], &back["cancellation"]["receipt"]), (&json!(true), &json!("2026-00004")));
        assert_eq!(money(app, &desk).await, accounts([("51111", 20_000), ("51611", 20_000)]));
        drop(come_back(app, &desk, &two, "").await.ok());
        assert_eq!(money(app, &desk).await, accounts([("51611", 20_000)]));
        assert!(in_hand(app, &desk).await.is_empty());
        assert_eq!(come_back(app, &desk, &one, "").await.refused(409), "payment-cancelled");
        let dues = desk.get(app, &format!("/members/{}/dues", text(&one, "member"))).await;
        assert_eq!(text(&dues, "open"), "200.00");
        // the slip still lists it, and cannot be undone: that cheque is off the bank already
        assert_eq!(undo(app, &desk, &slip).await.refused(409), "deposit-has-returned");
        assert_eq!(desk.get(app, &format!("/dues/deposits/{}", text(&slip, "id"))).await["lines"][0]["taken_back"], "2026-00004");
        let pdf = app.get(&desk.token, &desk.twin.path(&format!("/dues/payments/{}/counter-receipt", text(&one, "id")))).await.ok();
        let file = app.directory().join("counter.pdf");
        std::fs::write(&file, &pdf.body).expect("written");
        let words = crate::tool("pdftotext", &["-layout", file.to_str().expect("a path"), "-"]);
        assert!(words.contains("Sans provision") && words.contains("impayé"), "{words}");
        // one that is at the bank may go back as money too
        let three = paid(app, &desk, 1, "cheque").await;
        drop(deposit(app, &desk, &[&three]).await.ok());
        let early = json!({ "reason": "Erreur", "method": "cash", "cancelled_on": "2026-11-20" });
        let early = desk.post(app, &format!("/dues/payments/{}/cancellation", text(&three, "id")), early).await;
        assert_eq!(field_errors(early), ["cancelled_on date-before-deposit"]);
        drop(take_back(app, &desk, &three, "cash").await.ok());
        assert_eq!(money(app, &desk).await, accounts([("51411", 20_000)]));
    }
);

testing::both!(
    MODULES,
    async fn of_slips_that_want_the_same_cheque_at_once_one_wins(app: App) {
        let desk = Desk::with_members(app, 9).await;
        let mut all = Vec::new();
        for member in 1..=9 {
            all.push(paid(app, &desk, member, "cheque").await);
        }
        // each pair wants one cheque of its own and one that the other wants too
        for three in all.chunks(3) {
            let (these, those) = ([&three[0], &three[1]], [&three[1], &three[2]]);
            let (one, other) = tokio::join!(deposit(app, &desk, &these), deposit(app, &desk, &those));
            let (won, lost) = if one.status == 201 { (one, other) } else { (other, one) };
            assert_eq!(won.status.as_u16(), 201, "{}", won.text());
            assert_eq!(field_errors(lost), ["cheques cheque-not-in-hand"]);
        }
        let slips: Vec<String> = desk.all(app, "/dues/deposits").await.iter().map(|slip| text(slip, "slip").to_owned()).collect();
        assert_eq!(slips, ["BR-2026-003", "BR-2026-002", "BR-2026-001"], "who lost used no number up");
        assert_eq!(in_hand(app, &desk).await.len(), 3);
        assert_eq!(money(app, &desk).await, accounts([("51411", 120_000), ("51111", 60_000)]));
        // the key says it too, whoever writes there
        let mut sql = Sql::open(app, "membership", desk.twin.id).await;
        let again = if app.engine == Engine::Postgres { "gen_random_uuid()" } else { "randomblob(16)" };
        let second = "insert into deposited_cheque (association_id, id, deposit_id, payment_id, holds)";
        let other = format!(
            "{second} select c.association_id, {again}, d.id, c.payment_id, c.holds from deposited_cheque c
             join deposit d on d.association_id = c.association_id and d.id <> c.deposit_id limit 1"
        );
        let refusal = sql.run(&other).await.expect_err("on one slip that holds");
        assert!(refusal.contains("holds"), "{refusal}");
    }
);

testing::both!(
    MODULES,
    async fn a_cheque_is_not_both_deposited_and_given_back(app: App) {
        let desk = Desk::with_members(app, 6).await;
        for member in 1..=6 {
            let cheque = paid(app, &desk, member, "cheque").await;
            let wanted = [&cheque];
            let (slip, back) = tokio::join!(deposit(app, &desk, &wanted), take_back(app, &desk, &cheque, "cheque"));
            assert_eq!(back.status.as_u16(), 201, "{}", back.text());
            if slip.status != 201 {
                assert_eq!(field_errors(slip), ["cheques cheque-not-in-hand"]);
            }
            // whichever came first, nothing is left of it
            assert_eq!(money(app, &desk).await, BTreeMap::new());
            assert!(in_hand(app, &desk).await.is_empty());
        }
    }
);
