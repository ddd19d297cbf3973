//! A year's dues called for very many at once: what each of them has in advance pays for it. `MEMBERS=50000` says
//! how long it takes for so many.

use crate::MODULES;
use crate::desk::{Desk, Sql};
use crate::dues::{centimes, ids, owed, text};
use contracts::platform::OwnLimits;
use kernel::id::named_id;
use serde_json::json;
use testing::{App, Engine};

/// Everybody has 30 and 190 DH in advance, of two payments; half of them have paid 50 of the year before
/// there were charges.
async fn with_advances(app: &App, desk: &Desk) {
    let mut sql = Sql::open(app, "membership", desk.twin.id).await;
    let id = match app.engine {
        Engine::Postgres => "gen_random_uuid()",
        Engine::Sqlite => "randomblob(16)",
    };
    let of_these = format!("where m.association_id = {}", sql.id(desk.twin.id.0));
    for (at, amount) in [(1, 3_000), (2, 19_000)] {
        let paid = format!(
            "insert into payment (association_id, id, issued_year, number, receipt, member_id, member_number, year, amount, completes, method,
               paid_on, code, recorded_by, recorded_at)
             select m.association_id, {id}, 202{at}, m.number, '{at}-' || m.number, m.id, m.number, 2025, {amount}, false, 'cash',
               '2025-05-01', '{at}-' || m.number, 'x', '2025-05-01T00:00:00+00:00' from member m {of_these}"
        );
        sql.run(&paid).await.expect("payments");
    }
    let kept = format!(
        "insert into advance (association_id, id, payment_id, member_id, amount, remaining)
         select m.association_id, {id}, m.id, m.member_id, m.amount, m.amount from payment m {of_these}"
    );
    sql.run(&kept).await.expect("advances");
    let before = format!(
        "insert into charge (association_id, id, member_id, kind, year, amount, waived, paid, due_on, carried, made_on, made_by, made_at)
         select m.association_id, {id}, m.id, 'annual', 2026, 5000, 0, 5000, '2026-03-31', true, '2026-01-01', 'x', '2026-01-01T00:00:00+00:00'
         from member m {of_these} and m.number % 2 = 0"
    );
    sql.run(&before).await.expect("charges");
    let position = format!(
        "insert into dues_account (association_id, id, version, receivable, advances)
         select m.association_id, {}, 0, 0, sum(m.amount) from advance m {of_these} group by m.association_id",
        sql.id(named_id("dues"))
    );
    sql.run(&position).await.expect("a position");
}

testing::both!(
    MODULES,
    async fn what_very_many_have_in_advance_pays_the_year_that_is_called(app: App) {
        let count: i64 = std::env::var("MEMBERS").ok().and_then(|count| count.parse().ok()).unwrap_or(1_100);
        let desk = Desk::open(app).await;
        let state = app.process.state("tenancy").expect("hosted");
        let (association, plan, own, _) = tenancy::operator::limits_of(state, &desk.twin.slug).await.expect("limits");
        let own = OwnLimits { members: Some(count), ..own };
        let limits = tenancy::operator::set_limits(state, association, plan, own, "essai").await.expect("room");
        assert_eq!(limits.members, count);
        app.settle().await;
        let lines = (1..=count).map(|i| format!("Prenom{i},Nom{i}"));
        let csv: Vec<String> = std::iter::once("Prénom,Nom".to_owned()).chain(lines).collect();
        desk.import(app, &csv.join("\n")).await;
        drop(desk.post(app, "/dues/fees", json!({ "year": "2026", "amount": "200" })).await.ok());
        with_advances(app, &desk).await;
        let began = std::time::Instant::now();
        let run = desk.post(app, "/dues/run", json!({ "year": "2026" })).await.ok().json();
        println!("{:?}: {count} members with two advances each are charged and settled in {} ms", app.engine, began.elapsed().as_millis());
        // half of them owe 200, the others the 150 that they have not paid
        assert_eq!((&run["members"], centimes(&run, "amount")), (&json!(count), count / 2 * 35_000));
        assert_eq!(text(&desk.get(app, "/dues/arrears").await, "open"), "0.00");
        let mut sql = Sql::open(app, "membership", desk.twin.id).await;
        let left = sql.texts("select cast(sum(remaining) as text) from advance").await;
        assert_eq!(left, [(count / 2 * (2_000 + 7_000)).to_string()], "220 less 200, and less 150");
        let paid_up = sql.texts("select cast(count(*) as text) from paid_up where year = 2026").await;
        assert_eq!(paid_up, [count.to_string()]);
        let first = ids(app, &desk).await;
        let dues = owed(app, &desk, &first[0]).await;
        assert_eq!((text(&dues, "open"), text(&dues, "advance")), ("0.00", "20.00"));
        assert_eq!(desk.get(app, &format!("/members/{}", first[1])).await["paid_year"], 2026);
    }
);
