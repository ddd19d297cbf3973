//! A year's dues called for very many at once: what each of them has in advance pays for it. `MEMBERS=50000` says
//! how long it takes for so many.

use crate::MODULES;
use crate::desk::{Desk, Sql};
use crate::dues::{centimes, ids, owed, text};
use contracts::platform::OwnLimits;
use kernel::id::named_id;
use serde_json::json;
use testing::{App, Engine};

/// An association of so many members. More than one call takes come by the wizard.
async fn with_many(app: &App, count: i64) -> Desk {
    let desk = Desk::open(app).await;
    let state = app.process.state("tenancy").expect("hosted");
    let (association, plan, own, _) = tenancy::operator::limits_of(state, &desk.twin.slug).await.expect("limits");
    let own = OwnLimits { members: Some(count), ..own };
    let limits = tenancy::operator::set_limits(state, association, plan, own, "essai").await.expect("room");
    assert_eq!(limits.members, count);
    app.settle().await;
    let lines = (1..=count).map(|i| format!("Prenom{i},Nom{i}"));
    let csv: Vec<String> = std::iter::once("Prénom,Nom".to_owned()).chain(lines).collect();
    let csv = csv.join("\n");
    if count <= 5_000 {
        desk.import(app, &csv).await;
        return desk;
    }
    let path = desk.twin.path("/members/imports?file_name=tous.csv");
    let file = app.upload(&desk.token, &path, csv.into_bytes()).await.ok().json();
    app.settle().await;
    drop(desk.post(app, &format!("/members/imports/{}/confirmation", text(&file, "id")), json!({})).await.ok());
    app.settle().await;
    desk
}

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
         select m.association_id, {}, 0, 0, sum(m.amount) from advance m {of_these} group by m.association_id
         on conflict (association_id, id) do update set advances = excluded.advances",
        sql.id(named_id("dues"))
    );
    sql.run(&position).await.expect("a position");
}

testing::both!(
    MODULES,
    async fn what_very_many_have_in_advance_pays_the_year_that_is_called(app: App) {
        let count: i64 = std::env::var("MEMBERS").ok().and_then(|count| count.parse().ok()).unwrap_or(1_100);
        let desk = with_many(app, count).await;
        drop(desk.post(app, "/dues/fees", json!({ "year": "2026", "amount": "200" })).await.ok());
        with_advances(app, &desk).await;
        let began = std::time::Instant::now();
        let run = desk.post(app, "/dues/run", json!({ "year": "2026" })).await.ok().json();
        println!("{:?}: a run over {count} members is begun in {} ms", app.engine, began.elapsed().as_millis());
        app.settle().await;
        println!("{:?}: {count} members with two advances each are charged and settled in {} ms", app.engine, began.elapsed().as_millis());
        let run = desk.get(app, &format!("/dues/runs/{}", text(&run, "id"))).await;
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

testing::both!(
    MODULES,
    async fn a_call_of_very_many_goes_on_in_batches_and_charges_everybody_once(app: App) {
        let desk = with_many(app, 1_050).await;
        drop(desk.post(app, "/dues/fees", json!({ "year": "2026", "amount": "200" })).await.ok());
        let asked = json!({ "year": "2026", "members": "1050", "excluded": "2, 1049" });
        let run = desk.post(app, "/dues/run", asked.clone()).await.ok().json();
        let path = format!("/dues/runs/{}", text(&run, "id"));
        assert_eq!((text(&run, "state"), &run["members"], &run["charged_members"]), ("running", &json!(1_048), &json!(0)));
        // whoever confirms again begins no other one, and nobody changes what is being called
        assert_eq!(desk.post(app, "/dues/run", asked).await.refused(409), "run-under-way");
        let other = json!({ "year": "2026", "amount": "300" });
        assert_eq!(desk.post(app, "/dues/fees", other).await.refused(409), "run-under-way");
        // the first batch
        app.process.turn().await.expect("a round");
        let found = desk.get(app, &path).await;
        assert_eq!((text(&found, "state"), &found["charged_members"], text(&found, "charged")), ("running", &json!(999), "199800.00"));
        // between two batches the association works: whose turn has not come pays, and so does who was charged
        for member in ["1040", "7"] {
            let paid = json!({ "member": member, "year": "2026", "amount": "200", "method": "cash", "paid_on": "2026-11-20" });
            drop(desk.post(app, "/dues/payments", paid).await.ok());
        }
        app.settle().await;
        let found = desk.get(app, &path).await;
        assert_eq!((text(&found, "state"), &found["members"], text(&found, "amount")), ("done", &json!(1_047), "209400.00"));
        let preview = desk.get(app, "/dues/run?year=2026").await;
        assert_eq!((&preview["members"], &preview["left_out"]), (&json!(2), &json!([{ "why": "charged", "members": 1_048 }])));
        assert_eq!((preview["runs"].as_array().map(Vec::len), &preview["runs"][0]["members"]), (Some(1), &json!(1_047)));
        let mut sql = Sql::open(app, "membership", desk.twin.id).await;
        let charges = sql.texts("select count(*) || ' ' || count(distinct member_id) || ' ' || count(run_id) from charge").await;
        assert_eq!(charges, ["1048 1048 1047"]);
        assert_eq!(sql.texts("select cast(count(*) as text) from paid_up").await, ["2"]);
        // an entry for each batch, and the books have what the members owe
        let found = desk.get(app, "/books/dues-agreement").await;
        assert_eq!((&found["agrees"], text(&found, "receivable_in_books")), (&json!(true), "209200.00"), "{found}");
        // those left out are few: they are charged at once
        let rest = desk.post(app, "/dues/run", json!({ "year": "2026", "members": "2" })).await.ok().json();
        assert_eq!((text(&rest, "state"), &rest["charged_members"]), ("done", &json!(2)));
    }
);

testing::both!(
    MODULES,
    async fn a_call_that_cannot_go_on_tries_again_and_where_it_stops_another_charges_the_rest(app: App) {
        let desk = with_many(app, 1_020).await;
        drop(desk.post(app, "/dues/fees", json!({ "year": "2026", "amount": "200" })).await.ok());
        let run = desk.post(app, "/dues/run", json!({ "year": "2026" })).await.ok().json();
        let path = format!("/dues/runs/{}", text(&run, "id"));
        app.process.turn().await.expect("a round");
        // the database misses something for a moment: what was charged stays, and the rest waits
        let mut sql = Sql::open(app, "membership", desk.twin.id).await;
        let (fee, elsewhere) = (sql.id(named_id("fee-2026")), sql.id(named_id("elsewhere")));
        sql.run(&format!("update fee set id = {elsewhere}")).await.expect("lost");
        app.settle().await;
        let found = desk.get(app, &path).await;
        assert_eq!((text(&found, "state"), &found["charged_members"]), ("running", &json!(1_000)));
        sql.run(&format!("update fee set id = {fee}")).await.expect("found");
        app.settle().await;
        assert_eq!(desk.get(app, &path).await["charged_members"], 1_000, "it is not tried all the time");
        // a sum that no account holds stays so
        sql.run("update dues_account set receivable = 9223372036854775000").await.expect("too much");
        app.clock.set(app.clock.now() + chrono::Duration::seconds(61));
        app.settle().await;
        let found = desk.get(app, &path).await;
        assert_eq!((text(&found, "state"), &found["members"], &found["charged_members"]), ("failed", &json!(1_000), &json!(1_000)));
        sql.run("update dues_account set receivable = 20000000").await.expect("mended");
        let rest = desk.post(app, "/dues/run", json!({ "year": "2026", "members": "20" })).await.ok().json();
        assert_eq!((text(&rest, "state"), &rest["members"]), ("done", &json!(20)));
        app.settle().await;
        let found = desk.get(app, "/books/dues-agreement").await;
        assert_eq!((&found["agrees"], text(&found, "receivable_in_books")), (&json!(true), "204000.00"), "{found}");
    }
);
