//! The databases' own catalogues: a table that forgets a wall turns this red, whoever wrote it.

use crate::MODULES;
use sqlx::{Connection, PgConnection, Row, SqliteConnection};
use testing::{App, Engine};

/// Tables outside the workspaces. This list may only shrink.
const GLOBAL: &[&str] = &[
    "migration",
    "outbox",
    "inbox",
    "dead_letter",
    "erasure_order",
    "erased", // every service's plumbing
    "account",
    "token",
    "association",
    "seat",
    "coordinator",
    "staff", // who runs the installation
    "indicator",
    "invitation",    // tenancy: seats to be, found by their secret or by the address of somebody without a seat
    "webhook_queue", // tenancy: which calls are due, of all associations; no content
    "hub",
    "territory",
    "hub_invitation",
    "hub_entry",         // tenancy: the tree of hubs, which lies above all associations
    "opening",           // tenancy: until when boards have opened to hubs, for lists of a whole territory
    "access_request",    // tenancy: a hub lists what it asked of many boards
    "export",            // who asked for a copy, how far it is: a queue
    "deletion",          // the order to erase, and the certificate that outlives the association; tenancy
    "import_queue",      // membership: which files have work to be done, of all associations; no content
    "reminder_queue",    // membership: whose reminders are to be looked at, when; no content
    "application_queue", // membership: whose applications will have been kept long enough, when; no content
    "dues_ahead_queue",  // membership: whose dues wait for a year to begin, until when; no content
    "self_audit_queue",  // bookkeeping: whose books are to look at themselves, when; no content
    "dues_run_queue",    // membership: which calls of dues have members left to charge; no content
    "send_queue",        // notifications
];

#[tokio::test(flavor = "multi_thread")]
async fn every_table_of_postgresql_has_all_its_walls() {
    let url = testing::fresh_postgres(MODULES).await.replace("nassij_app", "nassij_owner");
    let mut db = PgConnection::connect(&url).await.expect("connected");
    let tables = sqlx::query(
        "select n.nspname::text as schema, c.relname::text as name, c.relrowsecurity and c.relforcerowsecurity as forced,
            (select count(*) from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant'
                and pg_get_expr(p.polqual, p.polrelid) like '%NULLIF(current_setting(''app.association''%'
                and pg_get_expr(p.polwithcheck, p.polrelid) is not null) as policies,
            (select count(*) from pg_policy p where p.polrelid = c.oid) as all_policies,
            exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'association_id' and a.attnotnull and not a.atthasdef) as keyed
         from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where c.relkind in ('r', 'p') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'",
    )
    .fetch_all(&mut db)
    .await
    .expect("the catalogue");
    assert!(tables.len() > 25, "only {} tables: the query finds too little", tables.len());
    for table in &tables {
        let (name, forced, policies, all, keyed): (String, bool, i64, i64, bool) =
            (table.get("name"), table.get("forced"), table.get("policies"), table.get("all_policies"), table.get("keyed"));
        if !GLOBAL.contains(&name.as_str()) {
            assert!(keyed && forced && policies == 1 && all == 1, "{name}: keyed {keyed}, forced {forced}, {policies} of {all} policies");
        }
    }
    // every key and every index of a tenant table begins with the association
    let loose: Vec<String> = sqlx::query_scalar(
        "select i.indexrelid::regclass::text from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
         join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
         where c.relrowsecurity and n.nspname not like 'pg\\_%' and a.attname <> 'association_id'",
    )
    .fetch_all(&mut db)
    .await
    .expect("the catalogue");
    assert!(loose.is_empty(), "these do not begin with association_id: {loose:?}");
    let loose: Vec<String> = sqlx::query_scalar(
        "select o.conname::text from pg_constraint o join pg_class c on c.oid = o.conrelid
         join pg_attribute a on a.attrelid = c.oid and a.attnum = o.conkey[1]
         where o.contype = 'f' and c.relrowsecurity and a.attname <> 'association_id'",
    )
    .fetch_all(&mut db)
    .await
    .expect("the catalogue");
    assert!(loose.is_empty(), "these references could cross associations: {loose:?}");
    // views and definer's functions would walk around row-level security
    let around: i64 = sqlx::query_scalar(
        "select (select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('v', 'm') and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema')
              + (select count(*) from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prosecdef and n.nspname not like 'pg\\_%'
                 and not (p.proname = 'erase_rows' and pg_get_userbyid(p.proowner) = 'nassij_owner'
                    and array_to_string(p.proconfig, ' ') = 'search_path=' || n.nspname || ', pg_temp'
                    and not has_function_privilege('nassij_backup', p.oid, 'execute')))",
    )
    .fetch_one(&mut db)
    .await
    .expect("the catalogue");
    assert_eq!(around, 0);
    let truncatable: i64 = sqlx::query_scalar("select count(*) from information_schema.role_table_grants where grantee = 'nassij_app' and privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER')")
        .fetch_one(&mut db)
        .await
        .expect("the catalogue");
    assert_eq!(truncatable, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_table_of_sqlite_is_keyed_by_the_association() {
    let app = App::start(Engine::Sqlite, MODULES).await;
    let mut seen = 0;
    for module in MODULES.iter().filter(|module| module.migrations.is_some()) {
        let file = app.directory().join(format!("{}.db", module.name));
        let mut db = SqliteConnection::connect(&format!("sqlite://{}", file.display())).await.expect("opened");
        let tables: Vec<String> = sqlx::query_scalar("select name from sqlite_schema where type = 'table' and name not like 'sqlite%'")
            .fetch_all(&mut db)
            .await
            .expect("tables");
        for table in tables.iter().filter(|table| !GLOBAL.contains(&table.as_str())) {
            seen += 1;
            let key: Vec<String> = sqlx::query_scalar("select name from pragma_table_info($1) where pk > 0 order by pk")
                .bind(table)
                .fetch_all(&mut db)
                .await
                .expect("columns");
            assert_eq!(key, ["association_id", "id"], "{table}");
            let indexes: Vec<String> =
                sqlx::query_scalar("select name from pragma_index_list($1)").bind(table).fetch_all(&mut db).await.expect("indexes");
            for index in indexes {
                let first: String = sqlx::query_scalar("select name from pragma_index_info($1) where seqno = 0")
                    .bind(&index)
                    .fetch_one(&mut db)
                    .await
                    .expect("columns");
                assert_eq!(first, "association_id", "{index}");
            }
            let references: Vec<String> = sqlx::query_scalar("select \"from\" from pragma_foreign_key_list($1) where seq = 0")
                .bind(table)
                .fetch_all(&mut db)
                .await
                .expect("references");
            assert!(references.iter().all(|column| column == "association_id"), "{table}: {references:?}");
        }
    }
    assert!(seen > 15, "only {seen} tenant tables: the query finds too little");
    app.finish().await;
}
