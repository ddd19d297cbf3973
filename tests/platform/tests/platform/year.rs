//! A year in the life of an association: its members come from a file, its dues are called, paid, given
//! back, reminded of and waived, members leave and the board changes; and at the end every figure says the same.

use crate::MODULES;
use crate::desk::{Desk, kept_mails};
use crate::dues::{agree, centimes, owed, text};
use crate::member_imports::{CASABLANCA, bring, confirm};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use testing::App;

/// Midday in Morocco, in 2027.
fn on(app: &App, month: u32, day: u32) -> String {
    app.clock.set(format!("2027-{month:02}-{day:02}T11:00:00Z").parse().expect("a time"));
    format!("2027-{month:02}-{day:02}")
}

/// The figures that the story expects of its file: 320 members, of whom the run calls those who owe.
struct Year {
    desk: Desk,
    /// Members in the order of their numbers.
    members: Vec<String>,
}

impl Year {
    async fn begin(app: &App) -> Self {
        on(app, 1, 5);
        let desk = Desk::open(app).await;
        let checked = bring(app, &desk, CASABLANCA).await;
        assert_eq!(confirm(app, &desk, &checked).await["report"]["create"], 320);
        let members = desk.all(app, "/members").await.iter().map(|member| text(member, "id").to_owned()).collect();
        Self { desk, members }
    }

    async fn act(&self, app: &App, path: &str, body: Value) -> Value {
        self.desk.post(app, path, body).await.ok().json()
    }

    /// By all five means in turn; every tenth pays a part, every twentieth the next year with it.
    async fn pay(&self, app: &App, nth: usize, paid_on: &str) -> Value {
        let (amount, advance) = match nth {
            nth if nth % 20 == 0 => ("300", "yes"),
            nth if nth % 10 == 0 => ("60,50", ""),
            _ => ("150", ""),
        };
        let method = ["cash", "cheque", "transfer", "card", "mobile"][nth % 5];
        let reference = if method == "cash" { String::new() } else { format!("{:07}", 4000 + nth) };
        let body = json!({ "member": (nth + 1).to_string(), "year": "2027", "amount": amount, "method": method,
            "reference": reference, "paid_on": paid_on, "advance": advance });
        self.act(app, "/dues/payments", body).await
    }

    async fn open_in_arrears(&self, app: &App) -> (i64, i64) {
        let found = self.desk.get(app, "/dues/arrears").await;
        (centimes(&found, "open"), found["members"].as_i64().expect("a figure"))
    }
}

testing::both!(
    MODULES,
    async fn a_year_is_played_and_every_figure_says_the_same(app: App) {
        let year = Year::begin(app).await;
        let desk = &year.desk;
        // January: a board, a fee, a call
        for (member, office) in [("1", "president"), ("2", "treasurer"), ("3", "secretary_general")] {
            year.act(app, "/mandates", json!({ "member": member, "office": office, "elected_on": "02/01/2027" })).await;
        }
        year.act(app, "/dues/fees", json!({ "year": "2027", "amount": "150" })).await;
        assert_eq!(desk.get(app, "/dues/run?year=2027").await["members"], 320);
        let run = year.act(app, "/dues/run", json!({ "year": "2027", "members": "320" })).await;
        assert_eq!(text(&run, "amount"), "48000.00");
        // until March: 200 payments, of which 180 whole, 10 in part, 10 with the next year's in advance
        let mut payments = Vec::new();
        for nth in 0..200 {
            let paid_on = on(app, 1 + u32::try_from(nth / 80).expect("a month"), 6 + u32::try_from(nth % 20).expect("a day"));
            payments.push(year.pay(app, nth, &paid_on).await);
        }
        let series: BTreeSet<&str> = payments.iter().map(|payment| text(payment, "receipt")).collect();
        let expected: Vec<String> = (1..=200).map(|number| format!("2027-{number:05}")).collect();
        assert!(series.iter().eq(expected.iter()), "receipts without a gap");
        // 120 who paid nothing and 10 who paid 60.50 of 150
        assert_eq!(year.open_in_arrears(app).await, (12_000 * 150 + 10 * 8_950, 130));
        // two of the advances are given back, a cheque comes back, the bureau waives a member's dues
        on(app, 3, 28);
        for nth in [0, 20] {
            let refund =
                year.act(app, &format!("/dues/payments/{}/refund", text(&payments[nth], "id")), json!({ "reason": "Départ" })).await;
            assert_eq!(text(&refund, "amount"), "150.00");
        }
        let bounced = format!("/dues/payments/{}/cancellation", text(&payments[1], "id"));
        year.act(app, &bounced, json!({ "reason": "Chèque sans provision" })).await;
        let dues = owed(app, desk, &year.members[319]).await;
        let charge = format!("/dues/charges/{}/waiver", text(&dues["charges"][0], "id"));
        year.act(app, &charge, json!({ "reason": "Maladie" })).await;
        let open = 12_000 * 150 + 10 * 8_950; // one more owes, one less
        assert_eq!(year.open_in_arrears(app).await, (open, 130));
        agree(app, desk).await;
        // April, ten days after the due date: whoever owes is reminded once
        year.act(app, "/dues/reminders/rules", json!({ "days_first": "10" })).await;
        on(app, 4, 12);
        for _ in 0..2 {
            app.settle().await;
            assert_eq!(desk.all(app, "/dues/reminders").await.len(), 130);
        }
        let by_mail = desk.all(app, "/dues/reminders").await.iter().filter(|one| one["by_mail"] == true).count();
        let addressed: BTreeSet<String> = kept_mails(app)
            .await
            .into_iter()
            .filter(|mail| mail.text.contains("150,00") || mail.text.contains("89,50"))
            .map(|mail| mail.to)
            .collect();
        assert_eq!(addressed.len(), by_mail, "as many people as mails");
        // May: members resign and owe what they owed; the treasurer is among them, and leaves the board with it
        on(app, 5, 20);
        for nth in [1, 250, 251, 252] {
            let status = json!({ "status": "resigned", "reason": "Démission écrite", "since": "2027-05-20" });
            year.act(app, &format!("/members/{}/status", year.members[nth]), status).await;
        }
        assert_eq!(year.open_in_arrears(app).await.0, open, "a resignation leaves what is due");
        let board = desk.get(app, "/mandates?on=2027-05-21").await["items"].clone();
        let offices: Vec<&str> = board.as_array().expect("mandates").iter().map(|mandate| text(mandate, "office")).collect();
        assert_eq!(offices, ["president", "secretary_general"]);
        // June: the board changes, and has a month to declare it
        on(app, 6, 10);
        year.act(app, "/mandates", json!({ "member": "5", "office": "treasurer", "elected_on": "10/06/2027" })).await;
        let president = json!({ "member": "4", "elected_on": "10/06/2027", "reason": "replacement" });
        year.act(app, &format!("/mandates/{}/replacement", text(&board[0], "id")), president).await;
        app.settle().await;
        let board = desk.get(app, "/mandates?on=2027-06-11").await["items"].clone();
        let holders: Vec<i64> =
            board.as_array().expect("mandates").iter().map(|mandate| mandate["member_number"].as_i64().expect("a number")).collect();
        assert_eq!(holders, [4, 3, 5]);
        // December: the late ones who stayed pay, the next year is called, advances settle it
        for nth in 200..204 {
            let paid_on = on(app, 12, 10);
            year.act(
                app,
                "/dues/payments",
                json!({ "member": (nth + 1).to_string(), "year": "2027", "amount": "150", "method": "cash", "paid_on": paid_on }),
            )
            .await;
        }
        year.act(app, "/dues/fees", json!({ "year": "2028", "amount": "150" })).await;
        let next = year.act(app, "/dues/run", json!({ "year": "2028", "members": "316" })).await;
        assert_eq!(text(&next, "amount"), "47400.00", "nobody who left");
        agree(app, desk).await;
        let dues = owed(app, desk, &year.members[40]).await;
        assert_eq!((text(&dues, "open"), text(&dues, "advance")), ("0.00", "0.00"), "paid a year before");
        assert_eq!(year.open_in_arrears(app).await.0, open - 4 * 15_000 + (316 - 8) * 15_000);
    }
);
