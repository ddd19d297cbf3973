//! The chain of the audit log: whoever changes an entry, with whatever power, is found.

use crate::MODULES;
use crate::audit::{log, set_notice, verification};
use crate::desk::{Desk, Sql};
use contracts::events::{Audited, Envelope, Event};
use database::Origin;
use kernel::id::new_id;
use kernel::{AssociationId, Role, Whence};
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use testing::{App, Engine};

pub fn told(association: AssociationId, action: &str, subject: String) -> Envelope {
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
pub async fn react(app: &App, envelopes: Vec<Envelope>, keep: bool) {
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
            let state = app.process.state("tenancy").expect("hosted");
            let mut associations = tenancy::doctor::Associations::new(state);
            let mut broken = Vec::new();
            while let Some((association, _)) = associations.next().await.expect("read") {
                let found = tenancy::doctor::verify(state, association).await.expect("verified");
                broken.extend(found.fault.filter(|_| association == desk.twin.id).map(|fault| (fault.number, fault.kind.code())));
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
