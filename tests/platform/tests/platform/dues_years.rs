//! Years of dues that begin when the board says: a school year, or twelve months of each member's own.

use crate::MODULES;
use crate::desk::{Desk, field_errors};
use crate::dues::{agree, centimes, ids, owed, text};
use serde_json::{Value, json};
use testing::App;

async fn balance(app: &App, desk: &Desk, year: &str, account: &str) -> i64 {
    let found = desk.get(app, &format!("/books/trial-balance?year={year}")).await;
    let row = found["rows"].as_array().and_then(|rows| rows.iter().find(|row| row["account"] == account));
    row.map_or(0, |row| centimes(row, "balance"))
}

async fn choose(app: &App, desk: &Desk, choice: Value) -> Value {
    desk.post(app, "/dues/period", choice).await.ok().json()
}

async fn pay(app: &App, desk: &Desk, member: &str, year: &str, paid_on: &str) -> Value {
    let body = json!({ "member": member, "year": year, "amount": "200", "method": "cash", "paid_on": paid_on });
    desk.post(app, "/dues/payments", body).await.ok().json()
}

async fn numbers(app: &App, desk: &Desk, dues: &str) -> Vec<i64> {
    let found = desk.get(app, &format!("/members?dues={dues}")).await;
    found["items"].as_array().expect("items").iter().filter_map(|member| member["number"].as_i64()).collect()
}

/// Home, list, file and the statutes' rule of who may vote name the same members.
async fn paid_up(app: &App, desk: &Desk, expected: &[i64]) {
    assert_eq!(numbers(app, desk, "paid").await, expected);
    assert_eq!(desk.get(app, "/summary").await["paid_members"], expected.len());
    let assembly = desk.get(app, "/assemblies").await["items"][0].clone();
    assert_eq!(desk.get(app, &format!("/assemblies/{}", text(&assembly, "id"))).await["electors"], expected.len());
    let all = desk.all(app, "/members").await;
    let shown: Vec<i64> = all.iter().filter(|member| member["dues_paid"] == true).filter_map(|member| member["number"].as_i64()).collect();
    assert_eq!(shown, expected);
    let file = app.get(&desk.token, &desk.twin.path("/members/export?format=csv&columns=number,dues")).await.ok();
    assert_eq!(file.text().lines().filter(|line| line.contains("\"Payée\"")).count(), expected.len(), "{}", file.text());
}

async fn assembly(app: &App, desk: &Desk) {
    drop(desk.post(app, "/statutes", json!({ "electors": "paid_up", "notice_days": "0" })).await.ok());
    let planned = json!({ "held_on": "2028-06-20", "time": "18:00", "place": "Ici", "agenda": "Rapport moral" });
    drop(desk.post(app, "/assemblies", planned).await.ok());
}

testing::both!(
    MODULES,
    async fn a_school_year_is_called_paid_voted_with_and_booked_from_september_to_august(app: App) {
        app.clock.set("2026-11-21T10:00:00Z".parse().expect("a time"));
        let desk = Desk::with_members(app, 3).await;
        assert_eq!(desk.get(app, "/dues/period").await["label"], "2026");
        let school = json!({ "kind": "from", "day": "1", "month": "9", "year": "2026" });
        assert_eq!(
            field_errors(desk.post(app, "/dues/period", json!({ "kind": "from", "day": "29", "month": "2", "year": "2026" })).await),
            ["day dues-year-day"]
        );
        let set = choose(app, &desk, school.clone()).await;
        assert_eq!((text(&set, "label"), text(&set, "begins_on"), text(&set, "ends_on")), ("2026-2027", "2026-09-01", "2027-08-31"));
        drop(desk.post(app, "/dues/fees", json!({ "year": "2026", "amount": "200", "prorated": "yes" })).await.ok());
        let preview = desk.get(app, "/dues/run?year=2026").await;
        assert_eq!((text(&preview, "period"), text(&preview, "due_on")), ("2026-2027", "2026-11-30"));
        drop(desk.post(app, "/dues/run", json!({ "year": "2026", "members": "3" })).await.ok());
        assembly(app, &desk).await;
        let paid = pay(app, &desk, "1", "2026", "2026-11-20").await;
        assert_eq!(text(&paid, "period"), "2026-2027");
        paid_up(app, &desk, &[1]).await;
        // what is called keeps its year
        assert_eq!(desk.post(app, "/dues/period", json!({ "kind": "civil", "year": "2026" })).await.refused(409), "dues-year-in-use");
        assert_eq!(choose(app, &desk, json!({ "kind": "civil", "year": "2027" })).await["ends_on"], "2026-12-31");
        assert_eq!(choose(app, &desk, json!({ "kind": "from", "day": "1", "month": "9", "year": "2027" })).await["ends_on"], "2027-08-31");
        // in March it is still the same year, and who joins pays from that month on
        app.clock.set("2027-03-01T10:00:00Z".parse().expect("a time"));
        paid_up(app, &desk, &[1]).await;
        drop(desk.post(app, "/members", json!({ "given_fr": "Dina", "family_fr": "Nouvelle", "joined_on": "2027-02-15" })).await.ok());
        drop(desk.post(app, "/dues/run", json!({ "year": "2026", "members": "1" })).await.ok());
        let members = ids(app, &desk).await;
        let dues = owed(app, &desk, &members[3]).await;
        assert_eq!((text(&dues, "open"), text(&dues["charges"][0], "period")), ("116.67", "2026-2027"), "seven months of twelve");
        // next year's is called early: it is income when it begins, in September
        drop(desk.post(app, "/dues/fees", json!({ "year": "2027", "amount": "200" })).await.ok());
        drop(desk.post(app, "/dues/run", json!({ "year": "2027", "members": "4" })).await.ok());
        agree(app, &desk).await;
        assert_eq!(balance(app, &desk, "2027", "44911").await, -80_000);
        app.clock.set("2027-08-31T22:59:00Z".parse().expect("a time"));
        app.settle().await;
        paid_up(app, &desk, &[1]).await;
        assert_eq!(balance(app, &desk, "2027", "44911").await, -80_000);
        app.clock.set("2027-08-31T23:00:00Z".parse().expect("a time"));
        agree(app, &desk).await;
        assert_eq!(balance(app, &desk, "2027", "44911").await, 0);
        paid_up(app, &desk, &[]).await;
        assert_eq!(desk.get(app, "/summary").await["period"], "2027-2028");
        let reminded = desk.get(app, "/dues/arrears?age=coming").await;
        assert_eq!((&reminded["members"], text(&reminded["items"][0], "due_on")), (&json!(4), "2027-11-30"));
    }
);

testing::both!(
    MODULES,
    async fn each_members_year_may_begin_on_the_day_of_joining(app: App) {
        app.clock.set("2026-11-21T10:00:00Z".parse().expect("a time"));
        let desk = Desk::open(app).await;
        desk.import(app, "Prénom,Nom,Date d'adhésion\nUne,Tard,25/11/2020\nDeux,Tot,10/02/2020\nTrois,Sans,\n").await;
        drop(desk.post(app, "/dues/fees", json!({ "year": "2026", "amount": "200", "due_on": "30/04/2026" })).await.ok());
        let rolling = json!({ "kind": "rolling", "year": "2020" });
        assert_eq!(desk.post(app, "/dues/period", rolling.clone()).await.refused(409), "dues-year-due-date");
        drop(desk.post(app, "/dues/fees", json!({ "year": "2026", "amount": "200" })).await.ok());
        drop(choose(app, &desk, rolling).await);
        let dated = json!({ "year": "2026", "amount": "200", "due_on": "30/04/2026" });
        assert_eq!(field_errors(desk.post(app, "/dues/fees", dated).await), ["due_on due-on-own-years"]);
        assembly(app, &desk).await;
        assert_eq!(desk.get(app, "/dues/run?year=2026").await["rolling"], true);
        drop(desk.post(app, "/dues/run", json!({ "year": "2026", "members": "3", "excluded": "3" })).await.ok());
        let members = ids(app, &desk).await;
        let due = async |member: usize| owed(app, &desk, &members[member]).await["charges"][0]["due_on"].clone();
        assert_eq!((due(0).await, due(1).await), (json!("2027-02-24"), json!("2026-05-09")));
        // what begins in four days is no income yet
        agree(app, &desk).await;
        assert_eq!(balance(app, &desk, "2026", "44911").await, -20_000);
        drop(pay(app, &desk, "1", "2026", "2026-11-20").await);
        drop(pay(app, &desk, "2", "2026", "2026-11-20").await);
        // nobody knows when the third joined: the first payment begins the year
        drop(pay(app, &desk, "3", "2026", "2026-11-20").await);
        assert_eq!(due(2).await, json!("2027-02-19"));
        paid_up(app, &desk, &[2, 3]).await;
        app.clock.set("2026-11-25T10:00:00Z".parse().expect("a time"));
        agree(app, &desk).await;
        assert_eq!(balance(app, &desk, "2026", "44911").await, 0);
        paid_up(app, &desk, &[1, 2, 3]).await;
        // the years end one after the other
        app.clock.set("2027-02-10T10:00:00Z".parse().expect("a time"));
        paid_up(app, &desk, &[1, 3]).await;
        assert_eq!(numbers(app, &desk, "unpaid").await, [2]);
        app.clock.set("2027-11-20T10:00:00Z".parse().expect("a time"));
        paid_up(app, &desk, &[1]).await;
    }
);
