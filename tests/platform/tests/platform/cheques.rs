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
    let (fee, part, at) = (sql.id(named_id("fee-2026")), sql.id(new_id()), "'2026-10-01 10:00:00+00:00'");
    let receipts = sql.id(named_id("receipt-2026"));
    let rows = format!(
        "insert into number_series (association_id, id, name, last_number) values ({a}, {receipts}, 'receipt-2026', 1);
         insert into fee (association_id, id, year, amount, payments, collected) values ({a}, {fee}, 2026, 20000, 1, 20000);
         insert into member (association_id, id, number, given_fr, locale, active, created_at) values ({a}, {member}, 1, 'Une', 'fr', true, {at});
         insert into payment (association_id, id, issued_year, number, receipt, member_id, member_number, member_name_fr, year, amount, completes,
           method, reference, paid_on, code, recorded_by, recorded_at)
           values ({a}, {payment}, 2026, 1, '2026-00001', {member}, 1, 'Une', 2026, 20000, true, 'cheque', '778899', '2026-10-01', 'code', 'Driss', {at});
         insert into charge (association_id, id, member_id, kind, year, amount, waived, paid, due_on, carried, made_on, made_by, made_at)
           values ({a}, {charge}, {member}, 'annual', 2026, 20000, 0, 20000, '2026-03-31', false, '2026-10-01', 'Driss', {at});
         insert into allocation (association_id, id, payment_id, charge_id, amount, made_at) values ({a}, {part}, {payment}, {charge}, 20000, {at});"
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
    assert_eq!((text(cheque, "method"), text(cheque, "reference"), &cheque["bank"]), ("cheque", "778899", &Value::Null));
    drop(ask(Method::POST, "/dues/fees", json!({ "year": "2027", "amount": "100" })).await.expect("a fee"));
    for (method, amount) in [("card", "40"), ("mobile", "60")] {
        let body = json!({ "member": "1", "year": "2027", "amount": amount, "method": method, "paid_on": "2026-11-20" });
        drop(ask(Method::POST, "/dues/payments", body).await.expect("the new means are known"));
    }
    let path = format!("/dues/payments/{}/cancellation", text(cheque, "id"));
    assert!(ask(Method::POST, &path, json!({ "reason": "Rendu" })).await.is_ok(), "it can still be given back");
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
