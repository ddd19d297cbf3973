//! Real databases, made cheap: PostgreSQL's schemas are migrated once per test program into a
//! template; each test gets a copy.

use runtime::Module;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use std::collections::HashMap;
use tokio::sync::Mutex;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// Template databases by the schemas they hold.
static TEMPLATES: Mutex<Option<HashMap<String, String>>> = Mutex::const_new(None);

fn named(variable: &str) -> String {
    std::env::var(variable).unwrap_or_else(|_| panic!("{variable} is not set: run the tests with ./test, which starts what they need"))
}

/// The test's Redis.
pub fn redis_url() -> String {
    named("NASSIJ_TEST_REDIS")
}

/// The URL of a fresh, migrated database for the application's role.
pub async fn fresh_postgres(modules: &[Module]) -> String {
    let owner = named("NASSIJ_TEST_POSTGRES");
    let migrations =
        modules.iter().flat_map(|module| module.migrations.unwrap_or_default().iter().map(|step| format!("{}.{}", module.name, step.name)));
    let schemas = modules.iter().map(|module| module.name.to_owned()).chain(migrations).collect::<Vec<_>>().join(" ");
    let mut templates = TEMPLATES.lock().await;
    let templates = templates.get_or_insert_default();
    if !templates.contains_key(&schemas) {
        templates.insert(schemas.clone(), make_template(&owner, modules).await);
    }
    let template = &templates[&schemas];
    let name = format!("t_{}", kernel::id::new_id().simple());
    run(&owner, &format!("create database {name} template {template}")).await;
    format!("{}/{name}", owner.replace("nassij_owner", database::APP_ROLE))
}

async fn make_template(owner: &str, modules: &[Module]) -> String {
    let name = format!("template_{}", kernel::id::new_id().simple());
    run(owner, &format!("create database {name}")).await;
    for module in modules {
        if let Some(migrations) = module.migrations {
            database::migrate::postgres(&format!("{owner}/{name}"), module.name, migrations)
                .await
                .unwrap_or_else(|error| panic!("{error} {:?}", error.cause()));
        }
    }
    name
}

async fn run(owner: &str, sql: &str) {
    let mut connection = PgConnection::connect(&format!("{owner}/postgres")).await.expect("the tests' PostgreSQL");
    connection.execute(AssertSqlSafe(sql.to_owned())).await.expect("the owner may create databases");
    connection.close().await.expect("closed");
}
