//! Reminders of dues: planned and by hand, each once, in the member's language.

use crate::MODULES;
use crate::desk::{Desk, field_errors, kept_mails};
use futures_util::future::join_all;
use serde_json::{Value, json};
use testing::{Answer, App};

/// Three members, the last without an address, who owe 200 DH since the end of March.
async fn late(app: &App) -> Desk {
    let desk = Desk::with_members(app, 2).await;
    drop(desk.post(app, "/members", json!({ "given_ar": "أمينة", "family_ar": "العلوي", "phone": "0612345678" })).await.ok());
    drop(desk.post(app, "/dues/run", json!({ "year": "2026", "members": "3" })).await.ok());
    desk
}

async fn rules(app: &App, desk: &Desk, body: Value) -> Answer {
    desk.post(app, "/dues/reminders/rules", body).await
}

async fn written(app: &App, desk: &Desk) -> Vec<String> {
    let mut all: Vec<String> = desk
        .all(app, "/dues/reminders")
        .await
        .iter()
        .map(|one| format!("{} {} {}", one["member_number"], one["stage"].as_str().unwrap_or_default(), one["by_mail"]))
        .collect();
    all.sort();
    all
}

async fn mails(app: &App, desk: &Desk) -> Vec<contracts::mail::KeptMail> {
    app.settle().await;
    let _ = desk;
    let kept = kept_mails(app).await;
    kept.into_iter().filter(|mail| mail.to.contains("@membres.exemple.ma")).collect()
}

testing::both!(
    MODULES,
    async fn the_late_are_reminded_by_hand_once_a_day_and_who_has_no_address_is_on_a_list(app: App) {
        let desk = late(app).await;
        let preview = desk.get(app, "/dues/reminders/by-hand").await;
        assert_eq!((&preview["members"], &preview["by_mail"], &preview["open"]), (&json!(3), &json!(2), &json!("600.00")));
        let stale = desk.post(app, "/dues/reminders/by-hand", json!({ "members": "2" })).await;
        assert_eq!(stale.refused(409), "reminders-changed");
        let answers = join_all((0..4).map(|_| desk.post(app, "/dues/reminders/by-hand", json!({ "members": "3" })))).await;
        assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1);
        assert!(answers.into_iter().filter(|answer| answer.status != 201).all(|answer| answer.refused(409) == "reminders-nobody"));
        let sent = mails(app, &desk).await;
        assert_eq!(sent.len(), 2);
        assert!(sent.iter().all(|mail| mail.text.contains("200,00") && mail.text.contains("جمعية الأمل")), "{}", sent[0].text);
        assert_eq!(written(app, &desk).await, ["1 hand true", "2 hand true", "3 hand false"]);
        let to_call = desk.get(app, "/dues/reminders?by_mail=false").await;
        assert_eq!((to_call["items"].as_array().map(Vec::len), &to_call["items"][0]["phone"]), (Some(1), &json!("+212612345678")));
        // the mails count against the day's
        assert_eq!(desk.get(app, "/mails-of-today").await["sent"], 2);
    }
);

testing::both!(
    MODULES,
    async fn planned_reminders_are_written_once_a_stage_however_often_they_are_looked_for(app: App) {
        let desk = late(app).await;
        app.settle().await;
        assert!(written(app, &desk).await.is_empty(), "off until the board says so");
        drop(rules(app, &desk, json!({ "days_first": "10", "days_second": "240" })).await.ok());
        let first = ["1 first true", "2 first true", "3 first false"];
        for _ in 0..3 {
            // as two workers of two processes would
            tokio::join!(app.settle(), app.settle());
            assert_eq!(written(app, &desk).await, first);
            app.clock.set(app.clock.now() + chrono::Duration::hours(25));
        }
        assert_eq!(mails(app, &desk).await.len(), 2);
        // one pays, and is left in peace
        let paid = json!({ "member": "1", "year": "2026", "amount": "200", "method": "cash", "paid_on": "2026-11-20" });
        drop(desk.post(app, "/dues/payments", paid).await.ok());
        app.clock.set("2026-11-30T12:00:00Z".parse().expect("a time"));
        app.settle().await;
        assert_eq!(written(app, &desk).await, ["1 first true", "2 first true", "2 second true", "3 first false", "3 second false"]);
        assert_eq!(mails(app, &desk).await.len(), 3);
    }
);

testing::both!(
    MODULES,
    async fn rules_that_cannot_be_are_refused_where_they_were_typed(app: App) {
        let desk = Desk::open(app).await;
        for (body, error) in [
            (json!({ "days_before": "0" }), "days_before reminder-days-out-of-range"),
            (json!({ "days_first": "366" }), "days_first reminder-days-out-of-range"),
            (json!({ "days_first": "demain" }), "days_first reminder-days-out-of-range"),
            (json!({ "days_first": "20", "days_second": "10" }), "days_second days-not-rising"),
        ] {
            assert_eq!(field_errors(rules(app, &desk, body).await), [error]);
        }
        assert_eq!(rules(app, &desk, json!({ "days_before": "٧" })).await.ok().json()["days_before"], 7);
        assert_eq!(desk.get(app, "/dues/reminders/rules").await["days_before"], 7);
    }
);
