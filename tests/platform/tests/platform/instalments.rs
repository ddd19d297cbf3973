//! What is owed in parts: each part ages, is reminded of and is paid by itself, and the books never notice.

use crate::MODULES;
use crate::desk::{Desk, field_errors};
use crate::dues::{agree, ids, owed, text};
use futures_util::future::join_all;
use serde_json::{Value, json};
use testing::{Answer, App};

/// Two members owe 80 of 2025 and 200 of 2026.
async fn owing(app: &App) -> (Desk, Vec<String>) {
    let desk = Desk::with_members(app, 2).await;
    drop(desk.post(app, "/dues/fees", json!({ "year": "2025", "amount": "80" })).await.ok());
    for year in ["2025", "2026"] {
        drop(desk.post(app, "/dues/run", json!({ "year": year })).await.ok());
    }
    let members = ids(app, &desk).await;
    (desk, members)
}

async fn plan(app: &App, desk: &Desk, member: &str, parts: &[(&str, &str)]) -> Answer {
    let parts: Vec<Value> = parts.iter().map(|(due_on, amount)| json!({ "due_on": due_on, "amount": amount })).collect();
    desk.post(app, &format!("/members/{member}/instalments"), json!({ "parts": parts })).await
}

async fn pay(app: &App, desk: &Desk, year: &str, amount: &str) -> Answer {
    let body = json!({ "member": "1", "year": year, "amount": amount, "method": "cash", "paid_on": "2026-11-20", "advance": "yes" });
    desk.post(app, "/dues/payments", body).await
}

/// What of each part is open.
async fn open(app: &App, desk: &Desk, plan: &str) -> Vec<String> {
    let found = desk.get(app, &format!("/dues/instalments/{plan}")).await;
    found["parts"].as_array().expect("parts").iter().map(|part| text(part, "open").to_owned()).collect()
}

testing::both!(
    MODULES,
    async fn what_is_owed_is_paid_part_by_part_and_ages_by_their_dates(app: App) {
        let (desk, members) = owing(app).await;
        let agreed = [("2026-12-01", "100"), ("2027-01-01", "100"), ("2027-02-01", "80")];
        let made = plan(app, &desk, &members[0], &agreed).await.ok().json();
        let id = text(&made, "id").to_owned();
        assert_eq!((text(&made, "amount"), text(&made, "open")), ("280.00", "280.00"));
        // of the other member nothing changed; of this one nothing is late any more
        let arrears = desk.get(app, "/dues/arrears").await;
        let ages: Vec<(&str, &str)> =
            arrears["ages"].as_array().expect("ages").iter().map(|sum| (text(sum, "age"), text(sum, "open"))).collect();
        assert_eq!(ages, [("coming", "280.00"), ("month", "0.00"), ("quarter", "0.00"), ("year", "200.00"), ("older", "80.00")]);
        agree(app, &desk).await;
        // partial payments settle the oldest part
        drop(pay(app, &desk, "2025", "90").await.ok());
        assert_eq!(open(app, &desk, &id).await, ["10.00", "100.00", "80.00"]);
        drop(pay(app, &desk, "2026", "110").await.ok());
        assert_eq!(open(app, &desk, &id).await, ["0.00", "0.00", "80.00"]);
        assert_eq!(
            desk.get(app, &format!("/members/{}", members[0])).await["paid_year"],
            2025,
            "the year is not paid before its last part"
        );
        agree(app, &desk).await;
        assert_eq!(plan(app, &desk, &members[0], &[("2026-12-01", "40"), ("2027-01-01", "40")]).await.refused(409), "instalments-agreed");
        let last = pay(app, &desk, "2026", "80").await.ok().json();
        assert_eq!(desk.get(app, &format!("/members/{}", members[0])).await["paid_year"], 2026);
        let dues = owed(app, &desk, &members[0]).await;
        assert_eq!((text(&dues, "open"), &dues["plan"]), ("0.00", &Value::Null), "a plan ends when it is paid");
        agree(app, &desk).await;
        // what is taken back is owed again at its part's date
        drop(desk.post(app, &format!("/dues/payments/{}/cancellation", text(&last, "id")), json!({ "reason": "Erreur" })).await.ok());
        assert_eq!(open(app, &desk, &id).await, ["0.00", "0.00", "80.00"]);
        assert_eq!(desk.get(app, &format!("/members/{}", members[0])).await["paid_year"], 2025);
        agree(app, &desk).await;
    }
);

testing::both!(
    MODULES,
    async fn reminders_follow_the_dates_of_the_parts(app: App) {
        let (desk, members) = owing(app).await;
        drop(desk.post(app, "/dues/reminders/rules", json!({ "days_first": "10" })).await.ok());
        app.settle().await;
        let written = async || desk.all(app, "/dues/reminders").await.iter().filter(|one| one["member_number"] == 1).count();
        assert_eq!(written().await, 2, "of both years, which are late");
        drop(plan(app, &desk, &members[0], &[("2026-12-01", "140"), ("2027-03-01", "140")]).await.ok());
        app.clock.set("2026-12-05T12:00:00Z".parse().expect("a time"));
        app.settle().await;
        assert_eq!(written().await, 2, "nothing is late yet");
        app.clock.set("2026-12-12T12:00:00Z".parse().expect("a time"));
        app.settle().await;
        // the first part is 80 of 2025 and 60 of 2026
        assert_eq!(written().await, 4);
        let amounts: Vec<Value> = desk.all(app, "/dues/reminders").await.iter().take(2).map(|one| one["amount"].clone()).collect();
        assert!(amounts.contains(&json!("80.00")) && amounts.contains(&json!("60.00")), "{amounts:?}");
    }
);

testing::both!(
    MODULES,
    async fn a_plan_is_ended_with_a_reason_and_what_is_open_is_late_again(app: App) {
        let (desk, members) = owing(app).await;
        let agreed = [("2026-12-01", "100"), ("2027-01-01", "180")];
        let answers = join_all((0..4).map(|_| plan(app, &desk, &members[0], &agreed))).await;
        assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1);
        assert!(answers.into_iter().filter(|answer| answer.status != 201).all(|answer| answer.refused(409) == "instalments-agreed"));
        let id = text(&owed(app, &desk, &members[0]).await["plan"], "id").to_owned();
        drop(pay(app, &desk, "2025", "80").await.ok());
        let path = format!("/dues/instalments/{id}/ending");
        assert_eq!(field_errors(desk.post(app, &path, json!({ "reason": "" })).await), ["reason required"]);
        let ended = desk.post(app, &path, json!({ "reason": "Non respecté" })).await.ok().json();
        assert_eq!((text(&ended["ended"], "reason"), text(&ended, "open")), ("Non respecté", "200.00"));
        assert_eq!(desk.post(app, &path, json!({ "reason": "Encore" })).await.refused(409), "instalments-over");
        let arrears = desk.get(app, "/dues/arrears?age=year").await;
        assert_eq!(text(&arrears, "open"), "400.00", "the 200 of both, since the end of March");
        agree(app, &desk).await;
        // another plan may follow
        drop(plan(app, &desk, &members[0], &[("2026-12-01", "100"), ("2027-01-01", "100")]).await.ok());
        agree(app, &desk).await;
        let other = Desk::with_members(app, 1).await;
        assert_eq!(other.post(app, &path, json!({ "reason": "x" })).await.refused(404), "not-found");
    }
);

testing::both!(
    MODULES,
    async fn parts_that_cannot_be_are_refused_where_they_were_typed(app: App) {
        let (desk, members) = owing(app).await;
        for (parts, error) in [
            (&[("2026-12-01", "100"), ("2027-01-01", "100")][..], "parts.1.amount instalments-sum"),
            (&[("2026-12-01", "280")], "parts.0.amount instalments-count"),
            (&[("2027-01-01", "100"), ("2026-12-01", "180")], "parts.1.due_on instalments-not-rising"),
            (&[("2026-11-01", "100"), ("2026-12-01", "180")], "parts.0.due_on date-past"),
            (&[("2026-12-01", "100"), ("2030-12-01", "180")], "parts.1.due_on instalments-too-long"),
        ] {
            assert_eq!(field_errors(plan(app, &desk, &members[0], parts).await), [error]);
        }
        for year in ["2025", "2026"] {
            drop(pay(app, &desk, year, if year == "2025" { "80" } else { "200" }).await.ok());
        }
        assert_eq!(plan(app, &desk, &members[0], &[("2026-12-01", "1"), ("2027-01-01", "1")]).await.refused(409), "nothing-open");
    }
);
