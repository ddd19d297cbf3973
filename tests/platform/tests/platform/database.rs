//! The database crate on real engines: what no association may do to another, what no cancelled
//! request may lose, what no start may overlook.

use crate::MODULES;
use ::database::schema::{Key, tenant_ledger, tenant_table};
use ::database::{Db, Migration, Origin, Repeat, Settings, Workspace};
use kernel::{AssociationId, Clock, Kind, id::new_id};
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, IntoActiveModel};
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use testing::{App, Engine};

mod note {
    use sea_orm::entity::prelude::*;
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "note")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub association_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub title: String,
        pub parent_id: Option<Uuid>,
        pub created_at: DateTimeUtc,
        pub held_on: Date,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
    database::tenant!(Entity, Column);
}

const MIGRATIONS: &[Migration] = &[Migration {
    name: "0001_note",
    steps: &[
        tenant_table(
            "note",
            "title text not null, parent_id uuid, created_at timestamptz not null, held_on date not null",
            &[Key::Unique(&["title"]), Key::References("parent_id", "note")],
        ),
        tenant_ledger("stone", "title text not null", &[]),
    ],
}];

fn react<'a>(
    _: &'a Workspace,
    _: &'a contracts::events::Envelope,
    _: &'a web::State,
) -> futures_util::future::BoxFuture<'a, kernel::Result<()>> {
    Box::pin(std::future::ready(Ok(())))
}

/// A platform of one small service, to have its database.
const NOTES: &[runtime::Module] =
    &[runtime::Module { name: "notes", migrations: Some(MIGRATIONS), routes: || web::Routes::new("notes"), react, schedule: &[] }];

fn db(app: &App) -> &Db {
    app.process.databases().next().expect("one database")
}

async fn write(app: &App, association: AssociationId) -> Workspace {
    db(app).write(association, Origin::platform("test"), None).await.expect("a workspace")
}

fn row(ws: &Workspace, title: &str) -> note::ActiveModel {
    note::ActiveModel {
        association_id: Set(Uuid::nil()),
        id: Set(new_id()),
        title: Set(title.into()),
        parent_id: Set(None),
        created_at: Set(ws.now()),
        held_on: Set(ws.today()),
    }
}

fn two() -> (AssociationId, AssociationId) {
    (AssociationId(new_id()), AssociationId(new_id()))
}

testing::both!(
    NOTES,
    async fn an_association_neither_sees_nor_touches_the_rows_of_another(app: App) {
        let (a, b) = two();
        let ws = write(app, a).await;
        let mine = ws.insert(row(&ws, "mine")).await.expect("inserted");
        assert_eq!(mine.association_id, a.0, "the workspace decides, not the row");
        assert_eq!((mine.created_at, mine.held_on), (ws.now(), ws.today()), "times survive the round trip");
        ws.commit(()).await.expect("committed");
        let ws = write(app, b).await;
        let everything = note::Entity::find().filter(Condition::any().add(note::Column::Title.eq("mine")).add(Expr::val(true)));
        assert!(ws.all(everything.clone()).await.expect("read").is_empty(), "an OR widens nothing");
        assert_eq!(ws.count(everything).await.expect("counted"), 0);
        assert_eq!(ws.get::<note::Entity>(mine.id).await.expect_err("unknown").kind(), Kind::NotFound);
        let mut stolen = mine.clone().into_active_model();
        stolen.title = Set("stolen".into());
        assert!(ws.update(stolen).await.is_err());
        drop(ws);
        let ws = write(app, b).await;
        assert_eq!(ws.delete(note::Entity::delete_many()).await.expect("nothing to delete"), 0);
        let renamed = note::Entity::update_many().col_expr(note::Column::Title, Expr::val("stolen"));
        assert_eq!(ws.update_many(renamed).await.expect("nothing to change"), 0);
        // the same title and even the same id are free here: nothing tells that they exist elsewhere
        let mut twin = row(&ws, "mine");
        twin.id = Set(mine.id);
        ws.insert(twin).await.expect("no collision across associations");
        ws.commit(()).await.expect("committed");
    }
);

testing::both!(
    NOTES,
    async fn a_row_cannot_point_into_another_association(app: App) {
        let (a, b) = two();
        let ws = write(app, a).await;
        let parent = ws.insert(row(&ws, "parent")).await.expect("inserted");
        ws.commit(()).await.expect("committed");
        let foreign = async |parent: Uuid| {
            let ws = write(app, b).await;
            let mut child = row(&ws, "child");
            child.parent_id = Set(Some(parent));
            ws.insert(child).await.expect_err("refused")
        };
        let (theirs, nobodys) = (foreign(parent.id).await, foreign(new_id()).await);
        assert_eq!(theirs.code(), "unknown-reference");
        assert_eq!(theirs.to_string(), nobodys.to_string(), "another's id and a made-up one are refused alike");
    }
);

testing::both!(
    NOTES,
    async fn a_taken_value_is_told_at_its_field(app: App) {
        let (a, _) = two();
        let ws = write(app, a).await;
        ws.insert(row(&ws, "same")).await.expect("inserted");
        let error = ws.insert(row(&ws, "same")).await.expect_err("taken");
        assert_eq!(
            (error.code(), error.field_errors()[0].field.as_str(), error.field_errors()[0].code.as_str()),
            ("already-exists", "title", "taken")
        );
    }
);

testing::both!(
    NOTES,
    async fn a_reading_workspace_cannot_write_on_postgresql_and_numbers_have_no_gap(app: App) {
        let (a, _) = two();
        if app.engine == Engine::Postgres {
            let ws = db(app).read(a, Origin::platform("test")).await.expect("a workspace");
            assert!(ws.insert(row(&ws, "no")).await.is_err());
        }
        let numbers = futures_util::future::join_all((0..12).map(|i| async move {
            let ws = write(app, a).await;
            let number = ws.next_number("receipt").await.expect("a number");
            // every third one is undone and gives its number back
            if i % 3 == 0 { None } else { ws.commit(Some(number)).await.expect("committed") }
        }))
        .await;
        let mut numbers: Vec<i64> = numbers.into_iter().flatten().collect();
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=8).collect::<Vec<_>>());
    }
);

testing::both!(
    NOTES,
    async fn a_repeated_request_gets_the_first_answer_and_does_nothing_twice(app: App) {
        let (a, _) = two();
        let repeat = Repeat { id: new_id(), fingerprint: "f".into() };
        let attempt = async || {
            let ws = db(app).write(a, Origin::platform("test"), Some(repeat.clone())).await?;
            let number = ws.next_number("receipt").await?;
            ws.commit(number).await
        };
        let answers = futures_util::future::join_all((0..5).map(|_| attempt())).await;
        let (done, replayed): (Vec<_>, Vec<_>) = answers.into_iter().partition(Result::is_ok);
        assert_eq!((done.len(), replayed.len()), (1, 4));
        for answer in replayed {
            let error = answer.expect_err("replayed");
            assert_eq!((error.kind(), error.params()["reply"].as_str()), (Kind::Replayed, "1"));
        }
        let other = Repeat { fingerprint: "g".into(), ..repeat.clone() };
        let error = db(app).write(a, Origin::platform("test"), Some(other)).await.map(drop).expect_err("another input");
        assert_eq!(error.code(), "idempotency-key-reused");
    }
);

/// Polls a future a few times and then drops it, as axum does when a client hangs up.
async fn poll_times<F: Future>(future: F, times: usize) -> Option<F::Output> {
    let mut future = pin!(future);
    for _ in 0..times {
        if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return Some(output);
        }
        tokio::task::yield_now().await;
    }
    None
}

testing::both!(
    NOTES,
    async fn a_cancelled_begin_loses_no_acknowledged_write(app: App) {
        let (a, _) = two();
        let mut cancelled = 0;
        for round in 0..200 {
            // more waiters than connections, dropped at different points of their beginning
            cancelled += usize::from(poll_times(db(app).write(a, Origin::platform("test"), None), 1 + round % 5).await.is_none());
            let ws = write(app, a).await;
            ws.insert(row(&ws, &format!("note {round}"))).await.expect("inserted");
            ws.commit(()).await.expect("acknowledged");
        }
        assert!(cancelled > 50, "only {cancelled} begins were cancelled: the test proves nothing");
        let ws = write(app, a).await;
        assert_eq!(ws.count(note::Entity::find()).await.expect("counted"), 200);
    }
);

testing::both!(
    NOTES,
    /// Threat 23: the next borrower of a connection finds neither rows nor an association on it.
    async fn what_failed_panicked_or_was_cut_off_leaves_nothing_behind(app: App) {
        let (a, b) = two();
        for round in 0..60 {
            let (db, (began, midway)) = (db(app).clone(), tokio::sync::oneshot::channel());
            let work = tokio::spawn(async move {
                let ws = db.write(a, Origin::platform("test"), None).await.expect("a workspace");
                ws.insert(row(&ws, "secret")).await.expect("inserted");
                began.send(()).expect("awaited");
                match round % 3 {
                    0 => drop(ws.insert(row(&ws, "secret")).await.expect_err("taken")),
                    1 => panic!("in the middle"),
                    _ => std::future::pending().await,
                }
            });
            midway.await.expect("inserted");
            if round % 3 == 2 {
                work.abort();
            }
            let _ = work.await;
            for association in [b, AssociationId::PLATFORM, a] {
                let ws = db_read(app, association).await;
                assert_eq!(ws.count(note::Entity::find()).await.expect("counted"), 0, "round {round}");
            }
        }
    }
);

async fn db_read(app: &App, association: AssociationId) -> Workspace {
    db(app).read(association, Origin::platform("test")).await.expect("a workspace")
}

testing::both!(
    NOTES,
    async fn writers_that_read_first_wait_for_each_other(app: App) {
        let (a, _) = two();
        let ws = write(app, a).await;
        let id = ws.insert(row(&ws, "0")).await.expect("inserted").id;
        ws.commit(()).await.expect("committed");
        let bump = async || {
            let ws = write(app, a).await;
            let read = ws.lock::<note::Entity>(id).await?;
            let next = read.title.parse::<i64>().expect("a number") + 1;
            let mut changed = read.into_active_model();
            changed.title = Set(next.to_string());
            ws.update(changed).await?;
            ws.commit(()).await
        };
        for outcome in futures_util::future::join_all((0..40).map(|_| bump())).await {
            outcome.expect("no writer is turned away");
        }
        let ws = write(app, a).await;
        assert_eq!(ws.get::<note::Entity>(id).await.expect("there").title, "40");
    }
);

#[tokio::test]
async fn a_second_process_on_the_same_sqlite_files_is_refused() {
    let app = App::start(Engine::Sqlite, NOTES).await;
    let settings = Settings::Sqlite { directory: app.directory().to_owned(), exclusive: true };
    let error = Db::open(&settings, "notes", MIGRATIONS, Clock::default()).await.map(drop).expect_err("in use");
    assert_eq!(error.code(), "database-in-use");
    app.finish().await;
}

#[tokio::test]
async fn a_privileged_role_is_refused_at_the_start() {
    let app = App::start(Engine::Postgres, NOTES).await;
    let url = testing::fresh_postgres(NOTES).await;
    for role in ["postgres", "nassij_owner"] {
        let settings = Settings::Postgres { url: url.replace("nassij_app", role), owner_url: None, connections: 1 };
        let error = Db::open(&settings, "notes", MIGRATIONS, Clock::default()).await.map(drop).expect_err(role);
        assert_eq!(error.code(), "database-role-privileged", "{role}");
    }
    app.finish().await;
}

#[tokio::test]
async fn an_outdated_schema_is_refused_at_the_start() {
    let url = testing::fresh_postgres(NOTES).await;
    let newer: Vec<Migration> = MIGRATIONS.iter().copied().chain([Migration { name: "0002_later", steps: &[] }]).collect();
    let settings = Settings::Postgres { url, owner_url: None, connections: 1 };
    let error = Db::open(&settings, "notes", &newer, Clock::default()).await.map(drop).expect_err("outdated");
    assert_eq!((error.code(), error.params()["migration"].as_str()), ("database-schema-outdated", "0002_later"));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_runners_of_the_migrations_do_not_collide() {
    let url = testing::fresh_postgres(&[]).await.replace("nassij_app", "nassij_owner");
    let url = Arc::new(url);
    let runs = (0..4).map(|_| {
        let url = url.clone();
        tokio::spawn(
            async move { database::migrate::postgres(&url, "tenancy", MODULES[0].migrations.expect("tenancy has a schema")).await },
        )
    });
    for run in futures_util::future::join_all(runs).await {
        run.expect("no panic").expect("migrated or waited");
    }
}
