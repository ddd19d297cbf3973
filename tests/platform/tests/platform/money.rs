//! From a payment to the books, over the routes: nothing is lost, counted twice, numbered with a
//! gap or changed afterwards.

use crate::MODULES;
use crate::desk::{Desk, Sql, field_errors};
use futures_util::future::join_all;
use kernel::AssociationId;
use kernel::id::new_id;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use testing::{Answer, App};

fn payment(member: u32, amount: &str) -> Value {
    json!({ "member": member.to_string(), "year": "2026", "amount": amount, "method": "cash", "paid_on": "2026-11-20" })
}

async fn pay(app: &App, desk: &Desk, member: u32, amount: &str) -> Answer {
    desk.post(app, "/dues/payments", payment(member, amount)).await
}

fn entry(lines: &[(&str, &str, &str)]) -> Value {
    let lines: Vec<_> =
        lines.iter().map(|(account, debit, credit)| json!({ "account": account, "debit": debit, "credit": credit })).collect();
    json!({ "posted_on": "2026-11-20", "label": "Loyer", "lines": lines })
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_else(|| panic!("no {name} in {value}"))
}

fn sum(lines: &Value, side: &str) -> i64 {
    let amount = |line: &Value| text(line, side).replace('.', "").parse::<i64>().expect("an amount");
    lines.as_array().expect("lines").iter().map(amount).sum()
}

testing::both!(
    MODULES,
    async fn a_payment_posts_one_balanced_entry_however_often_it_is_told(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let paid = pay(app, &desk, 1, "200").await.ok().json();
        app.settle().await;
        let told = desk.all(app, "/books/journal").await;
        // the bus lost its memory: everything is told again
        let membership = app.process.databases().find(|db| db.service() == "membership").expect("hosted");
        assert!(membership.publish_again().await.expect("put back") > 0);
        app.settle().await;
        let entries = desk.all(app, "/books/journal").await;
        assert_eq!(entries, told, "telling it again changes nothing");
        assert_eq!(entries.len(), 1);
        assert_eq!(entries[0]["source"], json!({ "kind": "dues_payment", "id": paid["id"] }));
        assert_eq!((sum(&entries[0]["lines"], "debit"), sum(&entries[0]["lines"], "credit")), (20_000, 20_000));
        let balance = desk.get(app, "/books/trial-balance?year=2026").await;
        assert_eq!((text(&balance, "debit"), text(&balance, "credit")), ("200.00", "200.00"));
    }
);

testing::both!(
    MODULES,
    async fn receipts_and_entries_are_numbered_without_gap_when_all_pay_at_once(app: App) {
        let desk = Desk::with_members(app, 16).await;
        // every third is refused: a refusal must not use a number up
        let calls = (1..=24).map(|i| pay(app, &desk, if i % 3 == 0 { 900 + i } else { (i / 3) * 2 + i % 3 }, "200"));
        let answers = join_all(calls).await;
        let receipts: BTreeSet<String> =
            answers.iter().filter(|answer| answer.status == 201).map(|answer| text(&answer.json(), "receipt").to_owned()).collect();
        assert_eq!(answers.iter().filter(|answer| answer.status == 422).count(), 8);
        assert_eq!(receipts, (1..=16).map(|i| format!("2026-{i:05}")).collect());
        app.settle().await;
        let mut entries = desk.all(app, "/books/journal").await;
        entries.sort_by_key(|entry| entry["number"].as_i64());
        assert_eq!(entries.iter().map(|entry| entry["number"].as_i64()).collect::<Vec<_>>(), (1..=16).map(Some).collect::<Vec<_>>());
        let sources: BTreeSet<&str> = entries.iter().map(|entry| text(&entry["source"], "id")).collect();
        assert_eq!(sources.len(), 16, "one entry per payment");
        chain(app, desk.twin.id, &entries).await;
    }
);

/// Calculates each entry's hash anew from the one before it, as somebody who audits the books would.
async fn chain(app: &App, association: AssociationId, entries: &[Value]) {
    let mut sql = Sql::open(app, "bookkeeping", association).await;
    let recorded = "select number || ' ' || previous_hash || ' ' || hash || ' ' || recorded_by from entry order by number";
    let mut previous = String::new();
    for (entry, row) in entries.iter().zip(sql.texts(recorded).await) {
        let parts: Vec<&str> = row.splitn(4, ' ').collect();
        assert_eq!(parts[..3], [entry["number"].to_string().as_str(), &previous, text(entry, "hash")]);
        let lines: Vec<_> = entry["lines"]
            .as_array()
            .expect("lines")
            .iter()
            .map(|line| json!([line["account"], centimes(line, "debit"), centimes(line, "credit")]))
            .collect();
        let at: chrono::DateTime<chrono::Utc> = text(entry, "posted_at").parse().expect("a time");
        let sealed = json!([
            association,
            entry["year"],
            entry["journal"],
            entry["number"],
            entry["posted_on"],
            entry["label"],
            [entry["source"]["kind"], entry["source"]["id"]],
            at.to_rfc3339_opts(chrono::SecondsFormat::Micros, true),
            parts[3],
            lines,
        ]);
        let digest = Sha256::digest(format!("{previous}\n{sealed}"));
        previous = digest.iter().fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        });
        assert_eq!(previous, text(entry, "hash"), "the hash vouches for {sealed}");
    }
}

fn centimes(line: &Value, side: &str) -> i64 {
    text(line, side).replace('.', "").parse().expect("an amount")
}

testing::both!(
    MODULES,
    async fn of_two_who_pay_a_members_dues_at_once_one_wins(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let (one, other) = tokio::join!(pay(app, &desk, 1, "200"), pay(app, &desk, 1, "200"));
        let (won, lost) = if one.status == 201 { (one, other) } else { (other, one) };
        assert_eq!(won.status, 201, "{}", won.text());
        assert_eq!(field_errors(lost), ["amount amount-above-due"]);
        app.settle().await;
        assert_eq!(desk.all(app, "/dues/payments").await.len(), 1);
        assert_eq!(desk.all(app, "/books/journal").await.len(), 1);
    }
);

testing::both!(
    MODULES,
    async fn a_request_repeated_with_its_key_is_one_payment(app: App) {
        let desk = Desk::with_members(app, 2).await;
        // a part only, so that nothing but the key keeps the repetitions out
        let body = payment(1, "30");
        let answers = join_all((0..5).map(|_| desk.post_once(app, "/dues/payments", &body, "k-1"))).await;
        for answer in &answers {
            assert!(answer.status.is_success(), "{}", answer.text());
            assert_eq!(answer.body, answers[0].body, "every repetition gets the first one's answer, byte for byte");
        }
        let later = desk.post_once(app, "/dues/payments", &body, "k-1").await;
        assert_eq!(later.body, answers[0].body);
        assert_eq!(desk.post_once(app, "/dues/payments", &payment(1, "31"), "k-1").await.refused(422), "idempotency-key-reused");
        assert_eq!(desk.post_once(app, "/dues/payments", &payment(2, "30"), "k-1").await.refused(422), "idempotency-key-reused");
        // another key is another payment
        drop(desk.post_once(app, "/dues/payments", &body, "k-2").await.ok());
        app.settle().await;
        assert_eq!(desk.all(app, "/dues/payments").await.len(), 2);
        assert_eq!(desk.all(app, "/books/journal").await.len(), 2);
        let recorded = desk.all(app, "/audit").await.iter().filter(|entry| entry["action"] == "payment-recorded").count();
        assert_eq!(recorded, 2);
    }
);

testing::both!(
    MODULES,
    async fn a_second_click_without_a_key_pays_nothing_twice(app: App) {
        let desk = Desk::with_members(app, 1).await;
        drop(pay(app, &desk, 1, "200").await.ok());
        assert_eq!(field_errors(pay(app, &desk, 1, "200").await), ["amount amount-above-due"]);
        assert_eq!(field_errors(pay(app, &desk, 1, "0.01").await), ["amount amount-above-due"]);
        app.settle().await;
        assert_eq!(desk.all(app, "/dues/payments").await.len(), 1);
        assert_eq!(desk.get(app, "/dues/fees").await["items"][0]["collected"], "200.00");
    }
);

testing::both!(
    MODULES,
    async fn amounts_that_cannot_be_are_refused_where_they_were_typed(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let wrong = [
            ("-5", "amount-negative"),
            ("−5", "amount-negative"),
            ("12,345", "amount-too-precise"),
            ("1.001", "amount-too-precise"),
            ("1000000000", "amount-too-large"),
            ("99999999999999999999", "amount-too-large"),
            ("0", "amount-zero"),
            ("0,00", "amount-zero"),
            ("", "required"),
            ("deux cents", "amount-not-a-number"),
            ("1e3", "amount-not-a-number"),
            ("0x10", "amount-not-a-number"),
        ];
        for (typed, code) in wrong {
            assert_eq!(field_errors(pay(app, &desk, 1, typed).await), [format!("amount {code}")], "{typed}");
            let fee = desk.post(app, "/dues/fees", json!({ "year": "2027", "amount": typed })).await;
            assert_eq!(field_errors(fee), [format!("amount {code}")], "{typed}");
            if !matches!(code, "amount-zero" | "required") {
                let refused = desk.post(app, "/books/journal", entry(&[("61312", typed, ""), ("51611", "", "5")])).await;
                assert_eq!(field_errors(refused), [format!("lines.0.debit {code}")], "{typed}");
            }
        }
        app.settle().await;
        assert!(desk.all(app, "/dues/payments").await.is_empty() && desk.all(app, "/books/journal").await.is_empty());
        assert_eq!(desk.get(app, "/dues/fees").await["items"].as_array().map(Vec::len), Some(1));
    }
);

testing::both!(
    MODULES,
    async fn no_entry_is_out_of_balance_not_even_by_sql(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let unbalanced = desk.post(app, "/books/journal", entry(&[("61312", "500", ""), ("51611", "", "499,99")])).await;
        assert_eq!(unbalanced.json()["params"], json!({ "debit": "500,00", "credit": "499,99" }));
        assert_eq!(unbalanced.refused(422), "entry-unbalanced");
        assert_eq!(desk.post(app, "/books/journal", entry(&[("61312", "500", "")])).await.refused(422), "entry-too-few-lines");
        drop(desk.post(app, "/books/journal", entry(&[("61312", "500", ""), ("51611", "", "500")])).await.ok());
        let mut sql = Sql::open(app, "bookkeeping", desk.twin.id).await;
        for (lines, total, against) in [
            (vec![(500, 0), (0, 499)], 500, "nassij:entry-unbalanced"),
            (vec![(500, 0), (0, 500)], 400, "nassij:entry-unbalanced"),
            (vec![(500, 0)], 500, "nassij:entry-unbalanced"),
            (vec![], 500, "nassij:entry-unbalanced"),
            (vec![(500, 500), (0, 0)], 500, "constraint"),
            (vec![(-500, 0), (0, -500)], -500, "constraint"),
        ] {
            let refusal = sql.run(&written(&sql, &desk, &lines, Some(total))).await.expect_err("refused");
            assert!(refusal.to_lowercase().contains(against), "{lines:?}: {refusal}");
            sql.run("rollback").await.expect("rolled back");
        }
        // lines of no entry fall at commit
        let orphans = sql.run(&written(&sql, &desk, &[(500, 0), (0, 500)], None)).await.expect_err("refused");
        assert!(orphans.to_lowercase().contains("foreign key"), "{orphans}");
        sql.run("rollback").await.ok();
        // the same words with equal sides go through: it is the balance that was refused
        sql.run(&written(&sql, &desk, &[(500, 0), (0, 500)], Some(500))).await.expect("a balanced entry");
        assert_eq!(sql.texts("select cast(number as text) from entry order by number").await, ["1", "77"]);
    }
);

/// An entry as somebody would write it who has a SQL prompt.
fn written(sql: &Sql, desk: &Desk, lines: &[(i64, i64)], total: Option<i64>) -> String {
    let (association, id) = (sql.id(desk.twin.id.0), sql.id(new_id()));
    let mut text = "begin;\n".to_owned();
    for (position, (debit, credit)) in lines.iter().enumerate() {
        let _ = writeln!(
            text,
            "insert into line (association_id, id, entry_id, position, account, debit, credit) values ({association}, {}, {id}, {position}, '51611', {debit}, {credit});",
            sql.id(new_id())
        );
    }
    if let Some(total) = total {
        let _ = writeln!(
            text,
            "insert into entry (association_id, id, fiscal_year_id, journal, number, posted_on, label, total, hash, previous_hash, posted_at, recorded_by)
             select {association}, {id}, id, 'GEN', 77, '2026-11-20', 'x', {total}, 'x', '', '2026-11-20 00:00:00+00:00', 'x' from fiscal_year where association_id = {association};"
        );
    }
    text + "commit"
}

testing::both!(
    MODULES,
    async fn what_is_posted_stays_as_it_is_even_for_sql(app: App) {
        let desk = Desk::with_members(app, 1).await;
        drop(pay(app, &desk, 1, "200").await.ok());
        app.settle().await;
        let before = desk.all(app, "/books/journal").await;
        let mut sql = Sql::open(app, "bookkeeping", desk.twin.id).await;
        let association = sql.id(desk.twin.id.0);
        let entry = sql.id(text(&before[0], "id").parse().expect("an id"));
        let more = format!(
            "insert into line (association_id, id, entry_id, position, account, debit, credit) values ({association}, {}, {entry}, 9, '51611', 1, 0)",
            sql.id(new_id())
        );
        for attempt in [
            "update entry set label = 'x'",
            "update entry set total = 1",
            "update line set debit = debit + 1 where debit > 0",
            "update line set account = '51411'",
            "delete from line",
            "delete from entry",
            &more,
        ] {
            let refusal = sql.run(attempt).await.expect_err(attempt);
            assert!(
                ["row-immutable", "entry-immutable", "permission denied"].iter().any(|reason| refusal.contains(reason)),
                "{attempt}: {refusal}"
            );
        }
        if matches!(sql, Sql::Postgres(_)) {
            for attempt in [
                "truncate entry, line",
                "alter table entry disable trigger all",
                "drop trigger entry_immutable on entry",
                "set session_replication_role = replica",
            ] {
                let refusal = sql.run(attempt).await.expect_err(attempt);
                assert!(refusal.contains("permission denied") || refusal.contains("must be owner"), "{attempt}: {refusal}");
            }
        }
        assert_eq!(desk.all(app, "/books/journal").await, before);
    }
);

testing::both!(
    MODULES,
    async fn other_programs_read_the_same_figures_from_the_export(app: App) {
        let desk = Desk::with_members(app, 3).await;
        let by_cheque = json!({ "member": "2", "year": "2026", "amount": "150,50", "method": "cheque", "reference": "778120", "paid_on": "2026-11-19" });
        drop(pay(app, &desk, 1, "200").await.ok());
        drop(desk.post(app, "/dues/payments", by_cheque).await.ok());
        let hostile = json!({ "posted_on": "2026-11-20", "label": "Loyer ; novembre\n2026-01-01 * vol\n    Assets:Moi  5 MAD\n    Equity:Vous", "lines": [
        { "account": "61312", "debit": "99,99" }, { "account": "51611", "credit": "99,99" }] });
        drop(desk.post(app, "/books/journal", hostile).await.ok());
        app.settle().await;
        let export = app.get(&desk.token, &desk.twin.path("/books/export?format=ledger&year=2026")).await.ok();
        let file = app.directory().join("books.ledger");
        std::fs::write(&file, &export.body).expect("written");
        let balance = desk.get(app, "/books/trial-balance?year=2026").await;
        let rows = balance["rows"].as_array().expect("rows").iter();
        let ours: BTreeMap<String, i64> =
            rows.map(|row| (text(row, "account").to_owned(), centimes(row, "balance"))).filter(|(_, balance)| *balance != 0).collect();
        assert_eq!(ours.len(), 5, "what the second still owes is there too: {ours:?}");
        let path = file.to_str().expect("a path");
        let ledger =
            crate::tool("ledger", &["-f", path, "balance", "--flat", "--no-total", "--format", "%(account)\t%(quantity(total))\n"]);
        assert_eq!(accounts(&ledger, '\t'), ours);
        let hledger = crate::tool("hledger", &["-f", path, "balance", "--flat", "--no-total", "--output-format", "csv"]);
        assert_eq!(accounts(&hledger.replace("\",\"", "\t").replace(['"'], "").replace(" MAD", ""), '\t'), ours);
        crate::tool("hledger", &["-f", path, "check", "ordereddates"]);
        drop(desk.post(app, "/books/journal", entry(&[("61312", "1", ""), ("51611", "", "1")])).await.ok());
        assert_ne!(desk.get(app, "/books/trial-balance").await["debit"], balance["debit"], "the figures move with the books");
    }
);

/// Centimes by the account's code, from lines of a name and an amount.
fn accounts(text: &str, separator: char) -> BTreeMap<String, i64> {
    let lines = text.lines().filter_map(|line| line.split_once(separator));
    let code = |name: &str| name.rsplit(':').next().and_then(|last| last.split(' ').next()).unwrap_or_default().to_owned();
    lines.filter(|(name, _)| name.contains(':')).map(|(name, amount)| (code(name), hundredths(amount))).collect()
}

fn hundredths(amount: &str) -> i64 {
    let (whole, cents) = amount.trim().split_once('.').unwrap_or((amount.trim(), "0"));
    let sign = if whole.starts_with('-') { -1 } else { 1 };
    whole.parse::<i64>().expect("an amount") * 100 + sign * format!("{cents:0<2}").parse::<i64>().expect("centimes")
}

testing::both!(
    MODULES,
    async fn a_receipt_is_paper_that_anybody_can_check_and_that_tells_nothing(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let other = Desk::with_members(app, 1).await;
        let paid = pay(app, &desk, 1, "200").await.ok().json();
        let theirs = pay(app, &other, 1, "120").await.ok().json();
        let pdf = app.get(&desk.token, &desk.twin.path(&format!("/dues/payments/{}/receipt", text(&paid, "id")))).await.ok();
        let file = app.directory().join("receipt.pdf");
        std::fs::write(&file, &pdf.body).expect("written");
        let words = crate::tool("pdftotext", &["-layout", file.to_str().expect("a path"), "-"]);
        for word in ["2026-00001", "Prenom01 Nom01", "200,00", "Deux cents dirhams", "Association Amal", "2026"] {
            assert!(words.to_lowercase().contains(&word.to_lowercase()), "{word} is missing in\n{words}");
        }
        let code = |payment: &Value| text(payment, "check_url").rsplit('/').next().expect("a code").to_owned();
        // by nobody in particular
        let check = app.get("", &desk.twin.path(&format!("/receipts/{}", code(&paid)))).await.ok();
        let check = check.json();
        assert_eq!(
            (&check["receipt"], &check["paid_on"], &check["amount"]),
            (&json!("2026-00001"), &json!("2026-11-20"), &json!("200.00"))
        );
        let told: Vec<&String> = check.as_object().expect("an object").keys().collect();
        assert_eq!(told, ["amount", "association_ar", "association_fr", "cancelled_on", "paid_on", "receipt"], "nothing personal");
        let page = app.get("", &format!("/a/{}/receipts/{}", desk.twin.slug, code(&paid))).await.ok();
        for personal in ["Prenom01", "Nom01", "membres.exemple.ma", "Présidente"] {
            assert!(!page.text().contains(personal), "the page tells {personal}");
        }
        assert!(page.text().contains("2026-00001"));
        let unknown = app.get("", &desk.twin.path(&format!("/receipts/{}", "A".repeat(22)))).await;
        let foreign = app.get("", &desk.twin.path(&format!("/receipts/{}", code(&theirs)))).await;
        assert_eq!((unknown.refused(404), foreign.refused(404)), ("not-found".into(), "not-found".into()));
        let shown = app.get("", &format!("/a/{}/receipts/{}", desk.twin.slug, code(&theirs))).await;
        assert!(!shown.text().contains("120"), "{}", shown.text());
    }
);

testing::both!(
    MODULES,
    async fn a_payment_taken_back_leaves_both_receipts_and_balanced_books(app: App) {
        let desk = Desk::with_members(app, 2).await;
        let paid = pay(app, &desk, 1, "200").await.ok().json();
        let path = format!("/dues/payments/{}", text(&paid, "id"));
        let cancel = json!({ "reason": "Saisi deux fois", "cancelled_on": "2026-11-21" });
        let early = json!({ "reason": "Saisi deux fois", "cancelled_on": "2026-11-19" });
        let refused = desk.post(app, &format!("{path}/cancellation"), early).await;
        assert_eq!(field_errors(refused), ["cancelled_on date-before-payment"]);
        let back = desk.post(app, &format!("{path}/cancellation"), cancel).await.ok().json();
        let counter = &back["cancellation"];
        assert_eq!((text(&back, "receipt"), text(counter, "receipt"), text(counter, "method")), ("2026-00001", "2026-00002", "cash"));
        app.settle().await;
        let balance = desk.get(app, "/books/trial-balance?year=2026").await;
        assert_eq!((text(&balance, "debit"), text(&balance, "credit")), ("400.00", "400.00"), "two entries, one against the other");
        let fees = desk.get(app, "/dues/fees").await;
        assert_eq!((&fees["items"][0]["payments"], text(&fees["items"][0], "collected")), (&json!(0), "0.00"));
        let member = desk.get(app, &format!("/members/{}", text(&paid, "member"))).await;
        assert_eq!(member["paid_year"], Value::Null, "who was paid up is not any more");
        let code = text(&paid, "check_url").rsplit('/').next().expect("a code").to_owned();
        let check = app.get("", &desk.twin.path(&format!("/receipts/{code}"))).await.ok().json();
        assert_eq!(text(&check, "cancelled_on"), "2026-11-21", "whoever holds the paper learns it");
        // and pays again, in two parts
        drop(pay(app, &desk, 1, "50").await.ok());
        let rest = pay(app, &desk, 1, "150").await.ok().json();
        assert_eq!(text(&rest, "receipt"), "2026-00004");
        assert_eq!(desk.get(app, &format!("/members/{}", text(&paid, "member"))).await["paid_year"], 2026);
        let pdf = app.get(&desk.token, &desk.twin.path(&format!("{path}/counter-receipt"))).await.ok();
        assert!(pdf.body.starts_with(b"%PDF"));
    }
);

testing::both!(
    MODULES,
    async fn of_two_who_take_a_payment_back_at_once_one_does(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let paid = pay(app, &desk, 1, "200").await.ok().json();
        let path = format!("/dues/payments/{}/cancellation", text(&paid, "id"));
        let calls = (0..6).map(|i| desk.post(app, &path, json!({ "reason": format!("Erreur {i}") })));
        let answers = join_all(calls).await;
        assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1);
        assert!(answers.iter().filter(|answer| answer.status != 201).all(|answer| answer.json()["type"] == "payment-cancelled"));
        app.settle().await;
        let balance = desk.get(app, "/books/trial-balance?year=2026").await;
        assert_eq!(text(&balance, "debit"), "400.00");
        // the next receipt follows the only counter-receipt
        assert_eq!(text(&pay(app, &desk, 1, "200").await.ok().json(), "receipt"), "2026-00003");
    }
);
