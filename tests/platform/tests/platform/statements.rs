//! Statements of the books over the routes: what a page, a print and a file say is what was posted.

use crate::MODULES;
use crate::desk::{Desk, account, field_errors};
use crate::dues::{centimes, text};
use crate::tool;
use crate::world::seat;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;
use testing::App;

async fn post(app: &App, desk: &Desk, on: &str, label: &str, lines: &[(&str, &str, &str)]) -> Value {
    let lines: Vec<Value> =
        lines.iter().map(|(account, debit, credit)| json!({ "account": account, "debit": debit, "credit": credit })).collect();
    desk.post(app, "/books/journal", json!({ "posted_on": on, "label": label, "lines": lines })).await.ok().json()
}

/// A year and a bit of books with something of every kind.
async fn books(app: &App) -> Desk {
    let desk = Desk::open(app).await;
    post(app, &desk, "2025-12-10", "Don", &[("51611", "1000", ""), ("71841", "", "1000")]).await;
    post(app, &desk, "2025-12-20", "Facture", &[("61446", "200", ""), ("4411", "", "200")]).await;
    post(app, &desk, "2026-01-15", "=Loyer; janvier", &[("61312", "300,50", ""), ("51611", "", "300,50")]).await;
    post(app, &desk, "2026-02-01", "Subvention", &[("34512", "2000", ""), ("71614", "", "2000")]).await;
    post(app, &desk, "2026-02-28", "Virement", &[("51411", "500", ""), ("51611", "", "500")]).await;
    post(app, &desk, "2026-03-05", "إشتراك", &[("51611", "150", ""), ("34281", "50", ""), ("71832", "", "200")]).await;
    post(app, &desk, "2026-03-31", "Fournisseur", &[("4411", "120", ""), ("51411", "", "120")]).await;
    post(app, &desk, "2026-11-20", "Ordinateur", &[("2355", "700", ""), ("51411", "", "700")]).await;
    desk
}

async fn statement(app: &App, desk: &Desk, query: &str) -> Value {
    desk.get(app, &format!("/books/statements?{query}")).await
}

fn cell(row: &Value, at: usize) -> i64 {
    let cell = &row["cells"][at];
    if cell["kind"] == "amount" { text(cell, "value").replace('.', "").parse().expect("an amount") } else { 0 }
}

fn rows(statement: &Value) -> &Vec<Value> {
    statement["rows"].as_array().expect("rows")
}

fn row<'a>(statement: &'a Value, name: &str) -> &'a Value {
    let named = |row: &&Value| row["cells"].as_array().expect("cells").iter().any(|cell| cell["value"] == name);
    rows(statement).iter().find(named).unwrap_or_else(|| panic!("no {name} in {statement:#}"))
}

fn sound(statement: &Value) {
    assert_eq!(statement["faults"], json!([]), "{statement:#}");
}

/// What the entries of a period come to by account, read one by one.
async fn counted(app: &App, desk: &Desk, from: &str, to: &str) -> BTreeMap<String, (i64, i64)> {
    let mut sums: BTreeMap<String, (i64, i64)> = BTreeMap::new();
    for entry in desk.all(app, "/books/journal").await {
        let on = text(&entry, "posted_on");
        if from <= on && on <= to {
            for line in entry["lines"].as_array().expect("lines") {
                let sum = sums.entry(text(line, "account").to_owned()).or_default();
                *sum = (sum.0 + centimes(line, "debit"), sum.1 + centimes(line, "credit"));
            }
        }
    }
    sums
}

testing::both!(
    MODULES,
    async fn a_trial_balance_is_of_any_days_and_at_any_level(app: App) {
        let desk = books(app).await;
        for (from, to) in
            [("2026-01-01", "2026-12-31"), ("2026-01-16", "2026-03-05"), ("2026-02-28", "2026-02-28"), ("2026-02-01", "2026-03-31")]
        {
            let query = format!("kind=trial-balance&year=2026&from={from}&to={to}");
            let found = statement(app, &desk, &query).await;
            sound(&found);
            let moved = counted(app, &desk, from, to).await;
            for (account, (debit, credit)) in &moved {
                let row = row(&found, account);
                assert_eq!((cell(row, 4), cell(row, 5)), (*debit, *credit), "{account} from {from} to {to}");
                assert_eq!(cell(row, 2) - cell(row, 3) + debit - credit, cell(row, 6) - cell(row, 7), "{account}");
            }
            let totals: Vec<i64> = (2..8).map(|at| cell(rows(&found).last().expect("totals"), at)).collect();
            assert_eq!((totals[0], totals[2], totals[4]), (totals[1], totals[3], totals[5]));
            for level in ["post", "heading", "class"] {
                let found = statement(app, &desk, &format!("{query}&level={level}")).await;
                let higher: Vec<i64> = (2..8).map(|at| cell(rows(&found).last().expect("totals"), at)).collect();
                assert_eq!(higher, totals, "the totals are the same at the level {level}");
            }
        }
        // the year before is not closed: its balances are what this one begins with
        let cash = statement(app, &desk, "kind=trial-balance&year=2026&from=2026-01-16&to=2026-01-31").await;
        assert_eq!(cell(row(&cash, "51611"), 2), 69_950);
        assert_eq!(cell(row(&cash, "1191"), 3), 80_000, "what 2025 earned");
        let refused = async |query: &str| field_errors(app.get(&desk.token, &desk.twin.path(&format!("/books/statements?{query}"))).await);
        assert_eq!(refused("kind=trial-balance&year=2026&from=2025-12-31").await, ["from day-outside-year"]);
        assert_eq!(refused("kind=trial-balance&year=2026&from=03/02/2026&to=01/02/2026").await, ["to period-reversed"]);
        assert_eq!(refused("kind=trial-balance&year=2026&to=demain").await, ["to date-unreadable"]);
        assert_eq!(refused("kind=trial-balance&level=all").await, ["level choice-unknown"]);
        assert_eq!(refused("kind=gold").await, ["kind choice-unknown"]);
        assert_eq!(refused("kind=income&model=big").await, ["model choice-unknown"]);
    }
);

testing::both!(
    MODULES,
    async fn balance_sheet_income_and_cash_agree_with_each_other(app: App) {
        let desk = books(app).await;
        let mut results = Vec::new();
        for model in ["simplified", "normal"] {
            let sheet = statement(app, &desk, &format!("kind=balance-sheet&year=2026&model={model}")).await;
            sound(&sheet);
            let (assets, liabilities) = (row(&sheet, "Total de l’actif"), row(&sheet, "Total du passif"));
            // 2 050,00 owed to it, 349,50 in cash (the bank is overdrawn), 700,00 of things
            assert_eq!(cell(assets, 3), cell(liabilities, 3), "{model}");
            assert_eq!((cell(assets, 3), cell(assets, 4)), (309_950, 100_000), "the year before stands beside it: {assets}");
            let income = statement(app, &desk, &format!("kind=income&year=2026&model={model}")).await;
            sound(&income);
            let result = rows(&income).iter().rev().find(|row| row["weight"] == "total").expect("a result");
            assert_eq!((cell(result, 1), cell(result, 2)), (189_950, 80_000), "{model}");
            results.push(cell(row(&sheet, "Excédent ou insuffisance de l’exercice"), 3));
        }
        // what 2025 earned waits on the same line until an assembly decides
        assert_eq!(results, [269_950, 269_950]);
        let cash = statement(app, &desk, "kind=cash&year=2026").await;
        sound(&cash);
        assert_eq!(cell(row(&cash, "Cotisations et droits d’adhésion"), 1), 15_000, "what is owed is not received");
        assert_eq!(cell(row(&cash, "Fournisseurs réglés"), 1), 12_000);
        assert_eq!(cell(row(&cash, "Disponible au début de la période"), 1), 100_000);
        assert_eq!(cell(row(&cash, "Disponible à la fin de la période"), 1), 2_950);
        let ages = statement(app, &desk, "kind=ageing&year=2026&to=2026-11-30").await;
        assert_eq!((cell(row(&ages, "34512"), 2), cell(row(&ages, "34512"), 6)), (200_000, 200_000), "nine months old");
        assert_eq!((cell(row(&ages, "4411"), 2), cell(row(&ages, "4411"), 6)), (8_000, 8_000), "what was paid settled the oldest");
        let months = statement(app, &desk, "kind=months&year=2026").await;
        assert_eq!(
            (cell(row(&months, "01/2026"), 2), cell(row(&months, "02/2026"), 1), cell(row(&months, "03/2026"), 3)),
            (30_050, 200_000, 20_000)
        );
    }
);

testing::both!(
    MODULES,
    async fn the_general_ledger_runs_on_from_page_to_page_and_into_files(app: App) {
        let desk = books(app).await;
        for nth in 0..260 {
            let on = format!("2026-{:02}-{:02}", 1 + nth % 11, 1 + nth % 20);
            let (debit, credit) = if nth % 3 == 0 { ("51411", "71841") } else { ("51611", "71842") };
            post(app, &desk, &on, &format!("don {nth}"), &[(debit, "1,01", ""), (credit, "", "1,01")]).await;
        }
        let (mut all, mut after) = (Vec::new(), String::new());
        loop {
            let page = statement(app, &desk, &format!("kind=ledger&year=2026&from=2026-01-10&after={after}")).await;
            sound(&page);
            all.extend(rows(&page).clone());
            match page["next"].as_str() {
                Some(next) => next.clone_into(&mut after),
                None => break,
            }
        }
        let mut balance = 0;
        let mut totals = 0;
        for row in &all {
            match text(row, "weight") {
                "heading" => balance = cell(row, 5),
                "line" => {
                    balance += cell(row, 3) - cell(row, 4);
                    assert_eq!(cell(row, 5), balance, "{row}");
                }
                _ => {
                    totals += 1;
                    assert_eq!(cell(row, 5), balance, "{row}");
                }
            }
        }
        let trial = statement(app, &desk, "kind=trial-balance&year=2026&from=2026-01-10").await;
        assert_eq!(totals, rows(&trial).len() - 1, "a total for each account");
        let lines = all.iter().filter(|row| row["weight"] == "line").count();
        let posted: usize = desk
            .all(app, "/books/journal")
            .await
            .iter()
            .filter(|entry| text(entry, "posted_on") >= "2026-01-10")
            .map(|entry| entry["lines"].as_array().map_or(0, Vec::len))
            .sum();
        assert_eq!(lines, posted);
        let file = async |query: &str| app.get(&desk.token, &desk.twin.path(&format!("/books/statements/file?{query}"))).await.ok();
        for kind in ["ledger", "journal"] {
            let csv = file(&format!("kind={kind}&year=2026&from=2026-01-10&format=csv")).await;
            assert_eq!(csv.headers["content-disposition"], format!("attachment; filename=\"{kind}-2026-01-10-2026-12-31.csv\""));
            let of_dons = csv.text().lines().filter(|line| line.contains("\"don ")).count();
            assert!(of_dons >= 230, "{of_dons} lines");
            assert!(csv.text().contains("\"'=Loyer; janvier\""), "no cell runs as a formula");
            assert!(file(&format!("kind={kind}&year=2026&format=xlsx")).await.body.starts_with(b"PK"));
        }
        let journal = statement(app, &desk, "kind=journal&year=2026").await;
        assert_eq!(rows(&journal)[0]["cells"][0]["value"], "2026-01-01");
        assert!(rows(&journal)[0]["entry"].is_string(), "each line leads to its entry");
    }
);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_statement_is_printed_and_written() {
    let app = App::start(testing::Engine::Sqlite, MODULES).await;
    let desk = books(&app).await;
    for kind in contracts::statements::StatementKind::ALL.map(contracts::statements::StatementKind::code) {
        for format in ["pdf", "xlsx", "csv"] {
            let path = desk.twin.path(&format!("/books/statements/file?kind={kind}&year=2026&format={format}"));
            let file = app.get(&desk.token, &path).await.ok();
            if format == "pdf" {
                let at = app.directory().join(format!("{kind}.pdf"));
                std::fs::write(&at, &file.body).expect("written");
                let said = tool("pdftotext", &["-layout", &at.display().to_string(), "-"]);
                assert!(said.contains("Association Amal") && said.contains("1/1"), "{kind}: {said}");
            }
        }
    }
    let unknown = app.get(&desk.token, &desk.twin.path("/books/statements/file?kind=journal&format=exe")).await;
    assert_eq!(unknown.refused(422), "export-format-unknown");
    app.finish().await;
}

testing::both!(
    MODULES,
    async fn an_auditor_sees_the_chain_of_their_year_and_verifies_it_alone(app: App) {
        let desk = books(app).await;
        let (id, _, token) = account(app, "Auditrice").await;
        seat(
            app,
            &desk.token,
            &desk.twin,
            id,
            json!({ "role": "auditor", "limit_kind": "year", "limit_to": "2026", "until": "2027-01-31" }),
        )
        .await;
        let get = async |rest: &str| app.get(&token, &desk.twin.path(rest)).await;
        for kind in contracts::statements::StatementKind::ALL.map(contracts::statements::StatementKind::code) {
            let query = format!("/books/statements?kind={kind}&year=");
            drop(get(&format!("{query}2026")).await.ok());
            assert_eq!(get(&format!("{query}2025")).await.refused(404), "year-missing", "{kind}");
        }
        assert_eq!(get("/books/export?format=chain&year=2025").await.refused(404), "year-missing");
        let sheet = get("/books/statements?kind=balance-sheet&year=2026").await.ok().json();
        assert!(rows(&sheet).iter().all(|row| row["cells"][4]["kind"] == "blank"), "nothing of the year before");
        assert_eq!(get("/books/self-audit").await.status, 403);
        let seal = get("/books/statements?kind=seal&year=2026").await.ok().json();
        sound(&seal);
        // ten lines that anybody can write
        let chain = get("/books/export?format=chain&year=2026").await.ok().text();
        let mut last: BTreeMap<String, (i64, String)> = BTreeMap::new();
        let mut lines: Vec<Value> = chain.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        lines.sort_by_key(|line| line["entry"][3].as_i64());
        for line in &lines {
            let before = last.entry(text_of(&line["entry"][2])).or_default();
            assert_eq!((line["entry"][3].as_i64(), text(line, "previous")), (Some(before.0 + 1), before.1.as_str()));
            assert_eq!(hash(&format!("{}\n{}", before.1, line["entry"])), text(line, "hash"));
            *before = (before.0 + 1, text(line, "hash").to_owned());
        }
        let journals: Vec<String> = last.iter().map(|(journal, (number, hash))| format!("{journal} {number} {hash}\n")).collect();
        let closing = hash(&format!("{} 2026\n{}", desk.twin.id, journals.concat()));
        assert_eq!(rows(&seal).last().expect("the closing hash")["cells"][3]["value"], closing);
        assert_eq!(lines.len(), 6);
    }
);

fn hash(text: &str) -> String {
    Sha256::digest(text).iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn text_of(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

testing::both!(
    MODULES,
    async fn the_journal_leaves_in_the_words_of_other_programs(app: App) {
        let desk = books(app).await;
        let export =
            async |format: &str| app.get(&desk.token, &desk.twin.path(&format!("/books/export?format={format}&year=2026"))).await.ok();
        let fec = export("fec").await.text();
        assert!(fec.lines().all(|line| line.split('\t').count() == 18), "{fec}");
        assert_eq!(fec.lines().count(), 1 + 13);
        let side = |at: usize| {
            fec.lines()
                .skip(1)
                .map(|line| line.split('\t').nth(at).expect("a side").replace(',', "").parse::<i64>().expect("centimes"))
                .sum::<i64>()
        };
        assert_eq!((side(11), side(12)), (382_050, 382_050));
        let beancount = export("beancount").await;
        assert_eq!(beancount.headers["content-disposition"], "attachment; filename=\"books-2026.beancount\"");
        assert_eq!(beancount.text().matches(" open ").count(), 9);
        if std::process::Command::new("bean-check").arg("--help").output().is_ok() {
            let at = app.directory().join("books.beancount");
            std::fs::write(&at, &beancount.body).expect("written");
            assert_eq!(tool("bean-check", &[&at.display().to_string()]), "");
        }
    }
);
