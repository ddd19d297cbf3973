//! Events between services: nothing lost, nothing twice, failures visible. One small emitting
//! service and one listening one (they take the names of two real ones, since events name their
//! listeners), on the in-process bus and on Redis.

use ::database::schema::tenant_table;
use ::database::{Db, Migration, Origin, Workspace};
use contracts::events::{Envelope, Event};
use futures_util::future::BoxFuture;
use kernel::{AssociationId, Error, Result, id::new_id};
use messaging::{Bus, Consumer, RedisBus};
use sea_orm::ActiveValue::Set;
use sea_orm::EntityTrait;
use std::sync::Arc;
use testing::App;

mod heard {
    use sea_orm::entity::prelude::*;
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "heard")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub association_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub number: i64,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
    database::tenant!(Entity, Column);
}

const HEARD: &[Migration] = &[Migration { name: "0001_heard", steps: &[tenant_table("heard", "number bigint not null", &[])] }];

/// Writes down what it hears; a negative count is more than it can bear, the worst makes it panic.
fn hear<'a>(ws: &'a Workspace, envelope: &'a Envelope, _: &'a web::State) -> BoxFuture<'a, Result<()>> {
    Box::pin(async move {
        let Event::MembersCounted { active, .. } = envelope.event else { return Ok(()) };
        ws.insert(heard::ActiveModel { association_id: Set(ws.association().0), id: Set(new_id()), number: Set(active) }).await?;
        assert!(active != -2, "a reaction may panic");
        if active < 0 { Err(Error::internal("indigestible")) } else { Ok(()) }
    })
}

const MODULES: &[runtime::Module] = &[
    runtime::Module {
        name: "membership",
        migrations: Some(&[]),
        routes: || web::Routes::new("membership"),
        react: runtime::ignore,
        schedule: &[],
    },
    runtime::Module { name: "tenancy", migrations: Some(HEARD), routes: || web::Routes::new("tenancy"), react: hear, schedule: &[] },
];

fn db<'a>(app: &'a App, service: &str) -> &'a Db {
    app.process.databases().find(|db| db.service() == service).expect("hosted")
}

async fn tell(app: &App, association: AssociationId, number: i64) {
    let ws = db(app, "membership").write(association, Origin::platform("test"), None).await.expect("a workspace");
    ws.emit(Event::MembersCounted { year: 2026, active: number, paid: 0 }).await.expect("emitted");
    ws.commit(()).await.expect("committed");
}

async fn numbers(app: &App, association: AssociationId) -> Vec<i64> {
    let ws = db(app, "tenancy").read(association, Origin::platform("test")).await.expect("a workspace");
    let mut numbers: Vec<i64> = ws.all(heard::Entity::find()).await.expect("read").into_iter().map(|row| row.number).collect();
    numbers.sort_unstable();
    numbers
}

testing::both!(
    MODULES,
    async fn an_event_arrives_once_in_its_own_workspace(app: App) {
        let (a, b) = (AssociationId(new_id()), AssociationId(new_id()));
        for number in 1..=250 {
            tell(app, if number % 2 == 0 { a } else { b }, number).await;
        }
        app.settle().await;
        assert_eq!(numbers(app, a).await, (1..=125).map(|n| n * 2).collect::<Vec<_>>());
        assert_eq!(numbers(app, b).await.len(), 125);
    }
);

testing::both!(
    MODULES,
    async fn an_undone_fact_is_not_announced(app: App) {
        let a = AssociationId(new_id());
        let ws = db(app, "membership").write(a, Origin::platform("test"), None).await.expect("a workspace");
        ws.emit(Event::MembersCounted { year: 2026, active: 1, paid: 0 }).await.expect("emitted");
        drop(ws);
        app.settle().await;
        assert!(numbers(app, a).await.is_empty());
    }
);

testing::both!(
    MODULES,
    async fn an_event_carried_again_changes_nothing(app: App) {
        let a = AssociationId(new_id());
        tell(app, a, 7).await;
        app.settle().await;
        // a relay that died between carrying and noting it, or a bus that forgot everything
        assert_eq!(db(app, "membership").publish_again().await.expect("put back"), 1);
        app.settle().await;
        assert_eq!(numbers(app, a).await, [7]);
    }
);

testing::both!(
    MODULES,
    async fn of_many_associations_only_the_one_whose_reaction_fails_waits(app: App) {
        let associations: Vec<_> = (0..60).map(|_| AssociationId(new_id())).collect();
        for (association, number) in associations.iter().zip(0..) {
            tell(app, *association, if number == 30 { -2 } else { number }).await;
        }
        app.settle().await;
        for (association, number) in associations.iter().zip(0..) {
            let expected = if number == 30 { vec![] } else { vec![number] };
            assert_eq!(numbers(app, *association).await, expected, "each in its own workspace");
        }
        let tenancy = db(app, "tenancy");
        let letters = tenancy.dead_letters().await.expect("listed");
        assert_eq!(letters.iter().map(|letter| letter.association_id).collect::<Vec<_>>(), [associations[30].0]);
        let mended = Consumer { db: tenancy.clone(), react: Arc::new(|_, _| Box::pin(std::future::ready(Ok(())))) };
        app.clock.set(app.clock.now() + chrono::Duration::hours(1));
        assert!(messaging::try_again(&mended).await.expect("tried"));
    }
);

testing::both!(
    MODULES,
    async fn a_failing_reaction_holds_nothing_up_and_waits_for_an_operator(app: App) {
        let a = AssociationId(new_id());
        for number in [1, -1, -2, 2] {
            tell(app, a, number).await;
        }
        app.settle().await;
        assert_eq!(numbers(app, a).await, [1, 2], "what failed left nothing behind");
        let tenancy = db(app, "tenancy");
        let listener =
            Consumer { db: tenancy.clone(), react: Arc::new(|_, _| Box::pin(std::future::ready(Err(Error::internal("still"))))) };
        for _ in 0..8 {
            app.clock.set(app.clock.now() + chrono::Duration::hours(1));
            messaging::try_again(&listener).await.expect("tried");
        }
        let letters = tenancy.dead_letters().await.expect("listed");
        assert_eq!(letters.len(), 2);
        assert!(
            letters.iter().all(|letter| letter.attempts == 8 && letter.next_attempt_at.is_none() && letter.error.contains("still")),
            "{letters:?}"
        );
        // the operator has mended what was wrong
        let mended = Consumer { react: Arc::new(|_, _| Box::pin(std::future::ready(Ok(())))), ..listener };
        for letter in &letters {
            assert!(tenancy.replay_dead_letter(letter.id).await.expect("replayed"));
        }
        assert!(messaging::try_again(&mended).await.expect("tried"));
        assert!(tenancy.dead_letters().await.expect("listed").is_empty());
    }
);

testing::both!(
    MODULES,
    /// Threat 15: a panic takes nobody else's workspace with it.
    async fn after_a_panic_the_next_event_is_handled_in_its_own_workspace(app: App) {
        let (a, b) = (AssociationId(new_id()), AssociationId(new_id()));
        for number in 1..=90 {
            tell(app, if number % 2 == 0 { a } else { b }, if number % 9 == 0 { -2 } else { number }).await;
        }
        app.settle().await;
        let kept = |rest: i64| (1..=90).filter(|number| number % 2 == rest && number % 9 != 0).collect::<Vec<i64>>();
        assert_eq!((numbers(app, a).await, numbers(app, b).await), (kept(0), kept(1)));
        let mended = Consumer { db: db(app, "tenancy").clone(), react: Arc::new(|_, _| Box::pin(std::future::ready(Ok(())))) };
        app.clock.set(app.clock.now() + chrono::Duration::hours(1));
        assert!(messaging::try_again(&mended).await.expect("tried"));
    }
);

/// The same over Redis: a second consumer of the group takes over what a dead one took, and a
/// flushed Redis is filled again from the outboxes.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn redis_may_forget_everything_and_nothing_is_lost() {
    let app = App::start(testing::Engine::Postgres, MODULES).await;
    let a = AssociationId(new_id());
    let url = format!("{}/1", testing::redis_url());
    let redis = RedisBus::open(&url).await.expect("Redis");
    let mut raw = redis::Client::open(url).expect("a client").get_multiplexed_async_connection().await.expect("Redis");
    let flush = redis::cmd("FLUSHDB");
    flush.query_async::<()>(&mut raw).await.expect("flushed");
    let (emitter, bus) = (db(&app, "membership").clone(), Bus::Redis(redis.clone()));
    redis.remember(&emitter).await.expect("remembered");
    for number in 1..=20 {
        tell(&app, a, number).await;
    }
    while messaging::carry(&emitter, &bus).await.expect("carried") {}
    flush.query_async::<()>(&mut raw).await.expect("flushed before anybody read");
    redis.remember(&emitter).await.expect("noticed");
    while messaging::carry(&emitter, &bus).await.expect("carried again") {}
    let react: messaging::Reaction = Arc::new(|ws, envelope| {
        Box::pin(async move {
            let Event::MembersCounted { active, .. } = envelope.event else { return Ok(()) };
            ws.insert(heard::ActiveModel { association_id: Set(ws.association().0), id: Set(new_id()), number: Set(active) })
                .await
                .map(drop)
        })
    });
    let consumer = Consumer { db: db(&app, "tenancy").clone(), react };
    let receiving = (0..2).map(|i| {
        let (redis, consumer) = (redis.clone(), consumer.clone());
        tokio::spawn(async move { redis.receive(&consumer, &format!("consumer-{i}")).await })
    });
    let receiving: Vec<_> = receiving.collect();
    while numbers(&app, a).await.len() < 20 {
        tokio::task::yield_now().await;
    }
    // once more, everything: the inbox keeps it out
    emitter.publish_again().await.expect("put back");
    while messaging::carry(&emitter, &bus).await.expect("carried") {}
    tell(&app, a, 21).await;
    while messaging::carry(&emitter, &bus).await.expect("carried") {}
    while !numbers(&app, a).await.contains(&21) {
        tokio::task::yield_now().await;
    }
    receiving.iter().for_each(tokio::task::JoinHandle::abort);
    assert_eq!(numbers(&app, a).await, (1..=21).collect::<Vec<_>>());
    app.finish().await;
}
