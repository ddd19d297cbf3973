//! The audit log as a file, verified by somebody else's program.

use crate::MODULES;
use crate::audit_chain::{react, told};
use crate::desk::Desk;
use serde_json::{Value, json};
use testing::App;

/// What a third party needs: the standard library of another language.
const VERIFIER: &str = r#"
import hashlib, json, sys
last = None
for text in open(sys.argv[1], encoding="utf-8"):
    line = json.loads(text)
    canonical = json.dumps(line["entry"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256((line["previous"] + "\n" + canonical).encode()).hexdigest() == line["hash"], text
    if line["personal"]:
        personal = json.dumps(line["personal"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert hashlib.sha256(personal.encode()).hexdigest() == line["entry"]["personal"], text
    if last and line["entry"]["number"] == last["entry"]["number"] + 1:
        assert line["previous"] == last["hash"], text
    last = line
    print(line["entry"]["number"])
"#;

fn verified(app: &App, lines: &str) -> Vec<i64> {
    let (program, file) = (app.directory().join("verify.py"), app.directory().join("log.jsonl"));
    std::fs::write(&program, VERIFIER).expect("written");
    std::fs::write(&file, lines).expect("written");
    let python = std::env::var("NASSIJ_TEST_PYTHON").unwrap_or_else(|_| "python3".into());
    let said = crate::tool(&python, &[&program.display().to_string(), &file.display().to_string()]);
    said.lines().map(|number| number.parse().expect("a number")).collect()
}

testing::both!(
    MODULES,
    async fn an_exported_log_is_verified_by_somebody_elses_program(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let payment =
            json!({ "member": "1", "year": "2026", "amount": "200", "method": "cheque", "reference": "CHQ 77", "paid_on": "2026-11-20" });
        drop(desk.post(app, "/dues/payments", payment).await.ok());
        app.settle().await;
        let before = desk.all(app, "/audit").await.len();
        // more than are read at a time, with texts that quoting must survive
        let acts =
            (0..1_100).map(|i| told(desk.twin.id, if i % 2 == 0 { "fee-set" } else { "year-opened" }, format!("@{i}\n,\""))).collect();
        react(app, acts, true).await;
        let export = async |query: &str| app.get(&desk.token, &desk.twin.path(&format!("/audit/export?{query}"))).await.ok().text();
        let lines = export("format=jsonl").await;
        let count = i64::try_from(before).expect("few") + 1_100;
        assert_eq!(verified(app, &lines), (1..=count).collect::<Vec<_>>());
        assert!(lines.contains("CHQ 77"));
        let some = verified(app, &export("format=jsonl&action=year-opened").await);
        assert!(some.len() >= 550 && some.windows(2).any(|pair| pair[1] == pair[0] + 2), "{}", some.len());
        let table = export("format=csv").await;
        assert!(
            table.starts_with('\u{feff}') && table.contains("\"'=HYPERLINK(\"\"x\"\")\"") && table.contains("\"'@1\n,\"\"\""),
            "{}",
            &table[..800]
        );
        assert_eq!(app.get(&desk.token, &desk.twin.path("/audit/export?format=exe")).await.refused(422), "export-format-unknown");
        // who may not see personal data verifies all the same
        let narrow = json!({ "name": "Contrôle", "days": "30", "permissions": ["audit.view"] });
        let made = desk.post(app, "/tokens", narrow).await.ok().json();
        let auditor = made["secret"].as_str().expect("a token");
        let seen = app.get(auditor, &desk.twin.path("/audit?action=payment-recorded")).await.ok().json();
        assert_eq!((&seen["items"][0]["masked"], &seen["items"][0]["personal"]), (&json!(true), &Value::Null));
        for format in ["jsonl", "csv"] {
            let file = app.get(auditor, &desk.twin.path(&format!("/audit/export?format={format}"))).await.ok().text();
            assert!(!file.contains("CHQ 77") && file.contains("payment") | file.contains("Paiement"), "{format}");
            if format == "jsonl" {
                assert!(verified(app, &file).len() > 1_100);
            }
        }
        // one letter changed on the way, and the program says no
        let forged = lines.replacen("CHQ 77", "CHQ 78", 1);
        assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| verified(app, &forged))).is_err());
    }
);
