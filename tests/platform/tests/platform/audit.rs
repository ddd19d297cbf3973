//! The audit log: who did what from where, and that nobody can change it unseen.

use crate::MODULES;
use crate::browser::Browser;
use crate::desk::{Desk, PASSWORD, Sql, account};
use axum::http::Method;
use chrono::Duration;
use contracts::events::{Audited, Envelope, Event};
use database::Origin;
use kernel::id::new_id;
use kernel::{AssociationId, Role, Whence};
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use testing::{App, Engine};

/// Somebody with an office, and a browser signed in as them.
async fn seated(app: &App, desk: &Desk, role: Role, address: &str) -> (Browser, String) {
    let (id, email, token) = account(app, "Karim").await;
    tenancy::operator::give_seat(app.process.state("tenancy").expect("hosted"), desk.twin.id, id, role).await.expect("seated");
    let mut browser = Browser::at(address);
    browser.sign_in(app, &email, PASSWORD).await;
    (browser, token)
}

/// The log, oldest first, when all that was told has arrived.
async fn log(app: &App, desk: &Desk) -> Vec<Value> {
    app.settle().await;
    let mut entries = desk.all(app, "/audit").await;
    entries.reverse();
    entries
}

fn of<'a>(entries: &'a [Value], action: &str) -> Vec<&'a Value> {
    entries.iter().filter(|entry| entry["action"] == action).collect()
}

async fn verification(app: &App, desk: &Desk, noted: &str) -> Value {
    desk.get(app, &format!("/audit/verification?noted={noted}")).await
}

async fn set_notice(app: &App, desk: &Desk, days: u32) {
    drop(desk.post(app, "/statutes", json!({ "electors": "all_active", "notice_days": days.to_string() })).await.ok());
}

testing::both!(
    MODULES,
    async fn an_entry_says_who_from_where_and_what_it_was_before(app: App) {
        let desk = Desk::with_members(app, 2).await;
        let (mut browser, _) = seated(app, &desk, Role::SecretaryGeneral, "196.200.131.77").await;
        drop(desk.post(app, "/dues/fees", json!({ "year": "2026", "amount": "250" })).await.ok());
        let page = format!("/a/{}/statutes", desk.twin.slug);
        let sent = browser.submit(app, &page, &page, &[("electors", "all_active"), ("notice_days", "21")]).await;
        assert_eq!(sent.status.as_u16(), 303, "{}", sent.text());
        let payment =
            json!({ "member": "1", "year": "2026", "amount": "250", "method": "cheque", "reference": "CHQ 77", "paid_on": "2026-11-20" });
        drop(desk.post(app, "/dues/payments", payment).await.ok());
        let entries = log(app, &desk).await;
        let numbers: Vec<i64> = entries.iter().map(|entry| entry["number"].as_i64().expect("a number")).collect();
        assert_eq!(numbers, (1..=i64::try_from(entries.len()).expect("few")).collect::<Vec<_>>());
        let fee = of(&entries, "fee-set")[1];
        assert_eq!(fee["details"], json!({ "before": { "amount": "200.00" }, "after": { "amount": "250.00" } }));
        assert_eq!((&fee["via"], &fee["account"]), (&json!("token"), &json!(desk.account)));
        assert!(fee["authority"].as_str().is_some_and(|by| by.starts_with("token ")), "{fee}");
        let statutes = of(&entries, "statutes-set")[0];
        assert_eq!((&statutes["who"], &statutes["role"], &statutes["via"]), (&json!("Karim"), &json!("secretary_general"), &json!("page")));
        assert_eq!(statutes["network"], "196.200.131.0/24");
        assert_eq!((&statutes["details"]["before"]["notice_days"], &statutes["details"]["after"]["notice_days"]), (&json!(15), &json!(21)));
        assert!(statutes["request"].as_str().is_some_and(|request| !request.is_empty()));
        let paid = of(&entries, "payment-recorded")[0];
        assert_eq!((&paid["area"], &paid["personal"]), (&json!("dues"), &json!({ "reference": "CHQ 77" })));
        assert!(!paid["details"].to_string().contains("CHQ"), "{paid}");
        let created = of(&entries, "association-created")[0];
        assert_eq!((&created["via"], &created["number"]), (&json!("command"), &json!(1)));
        let shown = browser.open(app, &format!("/a/{}/audit", desk.twin.slug)).await.ok().text();
        assert!(shown.contains("196.200.131.0/24") && shown.contains("CHQ 77"), "{shown}");
    }
);

fn told(association: AssociationId, action: &str, subject: String) -> Envelope {
    let audited = Audited {
        account: None,
        who: "=HYPERLINK(\"x\")".into(),
        role: Role::Service,
        action: action.into(),
        subject,
        details: json!({ "after": { "text": "é \" \\ \u{1} ع" } }),
        whence: Whence::default(),
    };
    Envelope { id: new_id(), association, at: App::beginning(), request: "r".into(), event: Event::Audited(audited) }
}

/// Lets tenancy react as its consumer does; `keep` says which are committed.
async fn react(app: &App, envelopes: Vec<Envelope>, keep: bool) {
    let state = app.process.state("tenancy").expect("hosted");
    let ws = state.db().expect("tenancy's").write(envelopes[0].association, Origin::platform("test"), None).await.expect("a workspace");
    for envelope in &envelopes {
        (tenancy::MODULE.react)(&ws, envelope, state).await.expect("written");
    }
    if keep {
        ws.commit(()).await.expect("committed");
    }
}

testing::both!(
    MODULES,
    async fn many_at_once_leave_one_chain_without_a_gap(app: App) {
        let (one, other) = (Desk::open(app).await, Desk::open(app).await);
        let (before, _) = (log(app, &one).await.len(), log(app, &other).await.len());
        let writers = (0..16_usize).map(|writer| {
            let association = if writer % 2 == 0 { one.twin.id } else { other.twin.id };
            async move {
                for round in 0..12 {
                    let acts = vec![told(association, "fee-set", format!("{writer}/{round}"))];
                    react(app, acts, round % 4 != 3).await;
                }
            }
        });
        futures_util::future::join_all(writers).await;
        for desk in [&one, &other] {
            let entries = log(app, desk).await;
            let numbers: Vec<i64> = entries.iter().map(|entry| entry["number"].as_i64().expect("a number")).collect();
            assert_eq!(numbers, (1..=i64::try_from(before + 8 * 9).expect("few")).collect::<Vec<_>>());
            let found = verification(app, desk, "").await;
            assert_eq!((&found["fault"], &found["last"]), (&Value::Null, &json!(numbers.len())), "{found}");
        }
    }
);

/// Somebody with all power over the database.
async fn operator(app: &App) -> Sql {
    match app.engine {
        Engine::Postgres => {
            let url = app.database_url.as_deref().expect("PostgreSQL").replace("nassij_app", "postgres");
            let mut connection = PgConnection::connect(&url).await.expect("connected");
            sqlx::raw_sql(AssertSqlSafe("set search_path = tenancy")).execute(&mut connection).await.expect("set");
            Sql::Postgres(connection)
        }
        Engine::Sqlite => {
            let mut file = Sql::open(app, "tenancy", AssociationId::PLATFORM).await;
            file.run("drop trigger audit_entry_no_update; drop trigger audit_entry_no_delete").await.expect("dropped");
            file
        }
    }
}

/// What somebody with all power did, and what the check says of it.
const TAMPERINGS: &[(&str, &str, i64, &str)] = &[
    ("a byte", "update audit_entry set subject = 'x' where number = 3 and {mine}", 3, "changed"),
    ("a name", "update audit_entry set who = 'Somebody else' where number = 2 and {mine}", 2, "changed"),
    ("a row taken out", "delete from audit_entry where number = 3 and {mine}", 3, "missing"),
    ("the end cut off", "delete from audit_entry where number > 4 and {mine}", 5, "missing"),
    (
        "two exchanged",
        "update audit_entry set number = 1000 where number = 2 and {mine}; update audit_entry set number = 2 where number = 3 and {mine};
         update audit_entry set number = 3 where number = 1000 and {mine}",
        2,
        "changed",
    ),
    ("a hash taken away", "update audit_entry set hash = '' where number = 4 and {mine}", 4, "changed"),
    ("the head changed", "update audit_head set hash = 'x' where {mine}", 6, "head"),
    ("the head taken away", "delete from audit_head where {mine}", 6, "head"),
    (
        "the head put back",
        "update audit_head set number = 5, hash = (select hash from audit_entry where number = 5 and {mine}) where {mine}",
        6,
        "added",
    ),
];

testing::both!(
    MODULES,
    async fn whoever_changes_the_log_is_found(app: App) {
        let mut sql = None;
        for (what, statements, number, kind) in TAMPERINGS {
            let desk = Desk::open(app).await;
            for days in 1..=5 {
                set_notice(app, &desk, days).await;
            }
            let entries = log(app, &desk).await;
            assert_eq!(entries.len(), 6);
            let found = verification(app, &desk, "").await;
            assert_eq!((&found["fault"], &found["last"], &found["hash"]), (&Value::Null, &json!(6), &entries[5]["hash"]));
            if sql.is_none() {
                sql = Some(operator(app).await);
            }
            let sql = sql.as_mut().expect("opened");
            let mine = format!("association_id = {}", sql.id(desk.twin.id.0));
            sql.run(&statements.replace("{mine}", &mine)).await.expect(what);
            let found = verification(app, &desk, "").await;
            assert_eq!(found["fault"], json!({ "number": number, "kind": kind }), "{what}");
            // the operator's check names the same one
            let mut logs = tenancy::doctor::Logs::new(app.process.state("tenancy").expect("hosted"));
            let mut broken = Vec::new();
            while let Some(log) = logs.next().await.expect("verified") {
                broken.extend(log.found.fault.filter(|_| log.association == desk.twin.id).map(|fault| (fault.number, fault.kind.code())));
            }
            assert_eq!(broken, [(*number, *kind)], "{what}");
        }
    }
);

testing::both!(
    MODULES,
    async fn a_hash_noted_by_the_board_betrays_a_log_written_anew(app: App) {
        let desk = Desk::open(app).await;
        for days in 1..=5 {
            set_notice(app, &desk, days).await;
        }
        app.settle().await;
        let end = verification(app, &desk, "").await["hash"].as_str().expect("a hash").to_owned();
        let in_groups: String =
            end.to_uppercase().chars().enumerate().map(|(at, c)| if at % 8 == 7 { format!("{c}%20") } else { c.to_string() }).collect();
        assert_eq!(verification(app, &desk, &in_groups).await["noted"], 6);
        let mut sql = operator(app).await;
        let mine = format!("association_id = {}", sql.id(desk.twin.id.0));
        let cut = "delete from audit_entry where number > 4 and {mine};
            update audit_head set number = 4, hash = (select hash from audit_entry where number = 4 and {mine}) where {mine}";
        sql.run(&cut.replace("{mine}", &mine)).await.expect("cut off");
        let found = verification(app, &desk, &end).await;
        assert_eq!(
            (&found["fault"], &found["noted"], &found["last"]),
            (&Value::Null, &Value::Null, &json!(4)),
            "only the noted hash tells"
        );
        let state = app.process.state("tenancy").expect("hosted");
        assert!(!tenancy::doctor::stands(state, desk.twin.id, 6, &end).await.expect("looked up"));
    }
);

testing::both!(
    MODULES,
    async fn the_platform_itself_may_not_change_the_log(app: App) {
        let desk = Desk::open(app).await;
        app.settle().await;
        let mut sql = Sql::open(app, "tenancy", desk.twin.id).await;
        let before = sql.texts("select subject from audit_entry order by id").await;
        for statement in ["update audit_entry set subject = 'x'", "update audit_entry set hash = ''", "delete from audit_entry"] {
            let refusal = sql.run(statement).await.expect_err(statement);
            assert!(refusal.contains("permission denied") || refusal.contains("row-immutable"), "{statement}: {refusal}");
        }
        if let Sql::Postgres(_) = sql {
            assert!(sql.run("truncate audit_entry").await.is_err());
        }
        assert_eq!(sql.texts("select subject from audit_entry order by id").await, before);
        assert!(!before.is_empty());
    }
);

testing::both!(
    MODULES,
    async fn entries_older_than_the_chain_are_covered_by_the_first_new_one(app: App) {
        let desk = Desk::open(app).await;
        for days in 1..=3 {
            set_notice(app, &desk, days).await;
        }
        app.settle().await;
        let mut sql = operator(app).await;
        let mine = format!("association_id = {}", sql.id(desk.twin.id.0));
        sql.run(&format!("update audit_entry set hash = '' where {mine}; delete from audit_head where {mine}")).await.expect("as migrated");
        assert_eq!(verification(app, &desk, "").await["fault"], Value::Null);
        set_notice(app, &desk, 9).await;
        let entries = log(app, &desk).await;
        assert_eq!(entries.iter().filter(|entry| entry["hash"] == "").count(), 4);
        let found = verification(app, &desk, "").await;
        assert_eq!((&found["fault"], &found["last"]), (&Value::Null, &json!(5)));
        sql.run(&format!("update audit_entry set subject = 'x' where number = 2 and {mine}")).await.expect("changed");
        assert_eq!(verification(app, &desk, "").await["fault"], json!({ "number": 5, "kind": "changed" }));
    }
);

/// The schema as it was before the chain, with rows in it, brought up to date.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rows_from_before_the_chain_get_their_numbers() {
    let all = tenancy::MODULE.migrations.expect("tenancy has tables");
    let at = all.iter().position(|step| step.name == "0008_audit_chain").expect("the step");
    let insert = |association: &str, id: &str, action: &str| {
        format!(
            "insert into audit_entry (association_id, id, at, who, role, action, subject, details)
            values ({association}, {id}, '2026-01-02 08:00:00.000000+00:00', 'X', 'president', '{action}', 's', '{{}}')"
        )
    };
    let rows = [(1, 5, "fee-set"), (1, 3, "members-added"), (2, 4, "refused"), (1, 9, "visited")];
    let numbered = "select action || ' ' || number || ' ' || area || hash from audit_entry order by association_id, number";
    let expected = ["members-added 1 members", "fee-set 2 dues", "visited 3 access", "refused 1 refusals"];

    let directory = std::env::temp_dir().join(format!("nassij-audit-{}", new_id()));
    let settings = database::Settings::Sqlite { directory: directory.clone(), exclusive: false };
    let old = database::Db::open(&settings, "tenancy", &all[..at], kernel::Clock::default()).await.expect("opened");
    old.close().await;
    let mut file =
        Sql::Sqlite(sqlx::SqliteConnection::connect(&format!("sqlite://{}/tenancy.db", directory.display())).await.expect("opened"));
    for (association, id, action) in rows {
        file.run(&insert(&format!("x'{association:032x}'"), &format!("x'{id:032x}'"), action)).await.expect("inserted");
    }
    database::Db::open(&settings, "tenancy", all, kernel::Clock::default()).await.expect("up to date").close().await;
    assert_eq!(file.texts(numbered).await, expected);
    assert!(file.run("update audit_entry set number = 7").await.is_err(), "its guard is back");
    std::fs::remove_dir_all(directory).expect("removed");

    let module = runtime::Module { migrations: Some(&all[..at]), ..tenancy::MODULE };
    let url = testing::fresh_postgres(&[module]).await;
    let owner = url.replace("nassij_app", "nassij_owner");
    let mut sql = Sql::Postgres(PgConnection::connect(&url.replace("nassij_app", "postgres")).await.expect("connected"));
    sql.run("set search_path = tenancy").await.expect("set");
    for (association, id, action) in rows {
        sql.run(&insert(&format!("'{association:032x}'"), &format!("'{id:032x}'"), action)).await.expect("inserted");
    }
    database::migrate::postgres(&owner, "tenancy", all).await.expect("up to date");
    assert_eq!(sql.texts(numbered).await, expected);
}

testing::both!(
    MODULES,
    async fn what_a_page_refuses_is_in_the_log_and_a_loop_does_not_flood_it(app: App) {
        let desk = Desk::open(app).await;
        let (mut member, _) = seated(app, &desk, Role::Member, "196.200.131.77").await;
        let members = format!("/a/{}/members", desk.twin.slug);
        assert_eq!(member.open(app, &members).await.status.as_u16(), 403);
        let entries = log(app, &desk).await;
        let [refused] = of(&entries, "refused")[..] else { panic!("{entries:?}") };
        assert_eq!((&refused["who"], &refused["role"], &refused["via"]), (&json!("Karim"), &json!("member"), &json!("page")));
        assert_eq!((&refused["subject"], &refused["details"]), (&json!(format!("GET {members}")), &json!({ "code": "forbidden" })));
        assert_eq!(refused["network"], "196.200.131.0/24");
        // a form that another site made a member of the board send
        let (mut secretary, _) = seated(app, &desk, Role::SecretaryGeneral, "196.200.131.78").await;
        let statutes = format!("/a/{}/statutes", desk.twin.slug);
        assert_eq!(secretary.send(app, &statutes, &[("csrf", "guessed")]).await.status.as_u16(), 403);
        for _ in 0..99 {
            assert_eq!(member.open(app, &members).await.status.as_u16(), 403);
        }
        let entries = log(app, &desk).await;
        let refused = of(&entries, "refused");
        assert!(refused.iter().any(|entry| entry["details"]["code"] == "csrf"));
        let of_member: Vec<i64> =
            refused.iter().filter(|entry| entry["role"] == "member").map(|entry| entry["details"]["times"].as_i64().unwrap_or(1)).collect();
        assert_eq!((of_member.len(), of_member.iter().sum::<i64>()), (13, 80), "{of_member:?}");
        app.clock.set(app.clock.now() + Duration::hours(1));
        assert_eq!(member.open(app, &members).await.status.as_u16(), 403);
        let entries = log(app, &desk).await;
        assert_eq!(of(&entries, "refused").last().expect("one")["details"]["times"], 21, "the rest of the hundred is told too");
        // strangers leave no trace in a log that is none of theirs
        let (_, _, stranger) = account(app, "Passant").await;
        assert_eq!(app.get(&stranger, &desk.twin.path("/members")).await.refused(404), "not-found");
        assert_eq!(log(app, &desk).await.len(), entries.len());
    }
);

testing::both!(
    MODULES,
    async fn the_log_is_filtered_by_person_act_area_and_day(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let (_, karim) = seated(app, &desk, Role::SecretaryGeneral, "196.200.131.77").await;
        let statutes = json!({ "electors": "all_active", "notice_days": "21" });
        drop(app.post(&karim, &desk.twin.path("/statutes"), statutes).await.ok());
        app.settle().await;
        let found = async |query: &str| -> Vec<String> {
            let page = desk.get(app, &format!("/audit?{query}")).await;
            page["items"].as_array().expect("items").iter().map(|entry| entry["action"].as_str().expect("an act").to_owned()).collect()
        };
        assert_eq!(found("person=kar%C3%ACm").await, ["statutes-set"], "accents do not matter");
        assert_eq!(found("person=%25").await.len(), found("").await.len(), "a wildcard is no part of a name");
        assert_eq!(found("action=fee-set").await, ["fee-set"]);
        assert_eq!(found("area=assemblies").await, ["statutes-set"]);
        assert_eq!(found("from=21/11/2026&until=21/11/2026").await.len(), found("").await.len());
        assert_eq!(found("until=20/11/2026").await, Vec::<String>::new());
        assert_eq!(found("from=22/11/2026").await, Vec::<String>::new());
        let wrong = app.get(&desk.token, &desk.twin.path("/audit?area=nowhere&from=31/02/2026")).await;
        assert_eq!(crate::desk::field_errors(wrong), ["area unknown-area", "from date-impossible"]);
    }
);

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

testing::both!(
    MODULES,
    async fn the_board_sees_that_its_log_is_whole(app: App) {
        let desk = Desk::open(app).await;
        set_notice(app, &desk, 20).await;
        app.settle().await;
        let mut president = Browser::at("196.200.131.77");
        president.sign_in(app, &desk.email, PASSWORD).await;
        let page = format!("/a/{}/audit/verification", desk.twin.slug);
        let hash = verification(app, &desk, "").await["hash"].as_str().expect("a hash").to_owned();
        let shown = president.open(app, &page).await.ok().text();
        assert!(shown.contains(&hash[..8]) && shown.contains(&hash[56..]), "{shown}");
        let stands = president.open(app, &format!("{page}?noted={hash}")).await.ok().text();
        assert!(stands.contains("banner good"), "{stands}");
        let differs = president.open(app, &format!("{page}?noted={}", "0".repeat(64))).await.ok().text();
        assert!(differs.contains("banner bad"), "{differs}");
        let file = president.open(app, &format!("/a/{}/audit/export?format=csv", desk.twin.slug)).await.ok();
        assert!(file.headers["content-disposition"].to_str().expect("text").contains("audit.csv"));
        assert_eq!(file.headers["cache-control"], "no-store");
    }
);

mod binary {
    use super::*;
    use crate::server::{Api, Installation, free_port};
    use std::time::Duration;

    const CANARY: &str = "Cnrylogue";

    async fn association(api: &Api, at: std::net::SocketAddr) -> String {
        let association = json!({ "name_ar": "جمعية", "name_fr": format!("Association {CANARY}"), "commune": "06.141.01.01", "founded_on": "2001-02-03", "processor_agreement": contracts::privacy::AGREEMENT, "receipt_number": format!("{CANARY}/2001") });
        let created = api.post(at, "/api/v1/associations", association).await;
        format!("/api/v1/associations/{}", created["slug"].as_str().expect("a slug"))
    }

    /// Threat 31: neither logs, however loud, nor metrics know who anybody is.
    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn logs_and_metrics_hold_nobodys_data() {
        let metrics = free_port();
        let installation = Installation::new().with("NASSIJ_METRICS_LISTEN", format!("127.0.0.1:{metrics}"));
        let token = installation.token(&format!("{CANARY}@exemple.ma"));
        let stranger = installation.token("passant@exemple.ma");
        let server = installation.serve(&[], &[("NASSIJ_LOG", "debug")]).await;
        let (api, at) = (Api::new(&token), server.address);
        let path = association(&api, at).await;
        let person = json!({ "given_fr": CANARY, "family_fr": CANARY, "email": format!("{CANARY}@exemple.ma"), "phone": "0661234567" });
        api.post(at, &format!("{path}/members"), person).await;
        let other = Api::new(&stranger);
        for (who, rest, body) in [
            (&api, "/members", json!({ "given_fr": CANARY, "email": CANARY })),
            (&api, "/dues/fees", json!({ "year": CANARY, "amount": CANARY })),
            (&api, "/statutes", json!({ "electors": CANARY })),
            (&other, "/members", json!({ "given_fr": CANARY })),
        ] {
            let (status, _) = who.ask(at, Method::POST, &format!("{path}{rest}"), &body, None).await.expect("an answer");
            assert!((400..500).contains(&status), "{rest}: {status}");
        }
        for query in [format!("/members?search={CANARY}"), format!("/audit?person={CANARY}")] {
            api.get(at, &format!("{path}{query}")).await;
        }
        let asked = Api::new("").ask(([127, 0, 0, 1], metrics).into(), Method::GET, "/metrics", &Value::Null, None).await;
        let (_, shown) = asked.expect("metrics");
        assert!(shown.contains("nassij_refused_total{kind=\"stranger\"} 1"), "{shown}");
        server.terminate();
        assert!(server.ended(Duration::from_secs(30)).await.success());
        let log = installation.log();
        assert!(log.contains("request"), "the log is not silent: {log}");
        let canary = CANARY.to_lowercase();
        for (what, text) in [("the log", &log), ("the metrics", &shown)] {
            let found = text.to_lowercase().lines().find(|line| line.contains(&canary)).map(str::to_owned);
            assert_eq!(found, None, "{what} knows somebody");
        }
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn the_doctor_names_a_broken_log_and_ends_with_an_error() {
        let installation = Installation::new();
        let api = Api::new(&installation.token("presidente@exemple.ma"));
        let server = installation.serve(&[], &[]).await;
        let path = association(&api, server.address).await;
        for days in ["20", "21", "22"] {
            api.post(server.address, &format!("{path}/statutes"), json!({ "electors": "all_active", "notice_days": days })).await;
        }
        let mut ticks = tokio::time::interval(Duration::from_millis(20));
        while api.all(server.address, &format!("{path}/audit")).await.len() < 4 {
            ticks.tick().await;
        }
        server.terminate();
        assert!(server.ended(Duration::from_secs(30)).await.success());
        let anchor = installation.directory.join("heads.tsv").display().to_string();
        let doctor = ["doctor", "--anchor", anchor.as_str()];
        for said in [installation.print(&doctor), installation.print(&doctor)] {
            // the second time the hashes noted by the first stand
            assert!(said.contains("audit logs: 1 with ") && said.contains("all intact"), "{said}");
        }
        let noted = std::fs::read_to_string(&anchor).expect("noted");
        assert_eq!(noted.lines().count(), 1, "{noted}");
        let mut file = Sql::Sqlite(
            sqlx::SqliteConnection::connect(&format!("sqlite://{}/tenancy.db", installation.directory.display())).await.expect("opened"),
        );
        // the end cut off so that the chain itself is whole: only the noted hash tells
        file.run("drop trigger audit_entry_no_delete; delete from audit_entry where number > 2; update audit_head set number = 2, hash = (select hash from audit_entry where number = 2)")
            .await
            .expect("cut off");
        drop(file);
        assert!(installation.print(&["doctor"]).contains("1 with 2 entries, all intact"));
        let output = installation.run(&doctor, &[]);
        let said = String::from_utf8_lossy(&output.stdout);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(
            said.contains("WRONG audit log of association-cnrylogue") && said.contains(" no longer closes with the noted hash"),
            "{said}"
        );
        assert_eq!(std::fs::read_to_string(&anchor).expect("kept"), noted, "the evidence stays");
    }
}
