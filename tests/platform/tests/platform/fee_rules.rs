//! Dues by age and by group, and how they meet what was there: categories, families, waivers, parts of a year.

use crate::MODULES;
use crate::desk::{Desk, field_errors};
use crate::dues::{agree, ids, owed, text};
use serde_json::{Value, json};
use testing::App;

async fn open(app: &App, desk: &Desk, member: &str) -> String {
    text(&owed(app, desk, member).await, "open").to_owned()
}

/// Of a line of the preview: rule, members, amount.
fn line<'a>(preview: &'a Value, rule: &str) -> (&'a Value, &'a Value) {
    let lines = preview["lines"].as_array().expect("lines");
    let found = lines.iter().find(|line| line["by"]["rule"] == rule).unwrap_or_else(|| panic!("no {rule} in {preview}"));
    (&found["members"], &found["amount"])
}

async fn group(app: &App, desk: &Desk, name: &str, members: &[&str]) -> String {
    let made = desk.post(app, "/member-groups", json!({ "name_fr": name })).await.ok().json();
    let id = text(&made, "id").to_owned();
    for member in members {
        drop(desk.post(app, &format!("/member-groups/{id}/members"), json!({ "member": member })).await.ok());
    }
    id
}

testing::both!(
    MODULES,
    async fn the_most_particular_fee_holds_and_the_preview_says_which(app: App) {
        let desk = Desk::open(app).await;
        // seventeen and eighteen on 1 January, sixty-five, nobody knows, of a category, and of groups
        let csv = "Prénom,Nom,Catégorie,Date de naissance,Date d'adhésion\nUn,A,,02/01/2008,05/02/2020\nDeux,B,,01/01/2008,05/02/2020\n\
                   Trois,C,Actif,01/01/1961,05/02/2020\nQuatre,D,,,05/02/2020\nCinq,E,Actif,,05/02/2020\nSix,F,Actif,01/01/1950,05/02/2020\n\
                   Sept,G,,01/01/1990,15/07/2026\n";
        desk.import(app, csv).await;
        let (choir, team) = (group(app, &desk, "Chorale", &["6", "7"]).await, group(app, &desk, "Équipe", &["7"]).await);
        let fee = |ages: Value| {
            json!({ "year": "2026", "amount": "200", "prorated": "yes", "categories": [{ "category": "Actif", "amount": "150" }], "ages": ages,
                "groups": [{ "group": choir, "amount": "100" }, { "group": team, "amount": "80" }] })
        };
        let overlapping = json!([{ "from": "0", "to": "17", "amount": "50" }, { "from": "17", "to": "", "amount": "60" }]);
        assert_eq!(field_errors(desk.post(app, "/dues/fees", fee(overlapping)).await), ["ages.1.from fee-ages-overlap"]);
        let absurd = json!([{ "from": "-3", "to": "17", "amount": "50" }, { "from": "30", "to": "20", "amount": "-1" }]);
        let told = field_errors(desk.post(app, "/dues/fees", fee(absurd)).await);
        assert_eq!(told, ["ages.0.from fee-age-out-of-range", "ages.1.amount amount-negative"]);
        let foreign = json!({ "year": "2026", "amount": "200", "groups": [{ "group": desk.account.to_string(), "amount": "1" }] });
        assert_eq!(field_errors(desk.post(app, "/dues/fees", foreign).await), ["groups unknown-group"]);
        let ages = json!([{ "from": "", "to": "17", "amount": "50" }, { "from": "65", "to": "", "amount": "0" }]);
        let set = desk.post(app, "/dues/fees", fee(ages)).await.ok().json();
        assert_eq!(set["ages"], json!([{ "from": 0, "to": 17, "amount": "50.00" }, { "from": 65, "to": null, "amount": "0.00" }]));
        assert_eq!((&set["groups"][0]["name_fr"], &set["groups"][1]["amount"]), (&json!("Chorale"), &json!("80.00")));
        let preview = desk.get(app, "/dues/run?year=2026").await;
        assert_eq!(line(&preview, "age"), (&json!(1), &json!("50.00")));
        assert_eq!(line(&preview, "category"), (&json!(1), &json!("150.00")));
        assert_eq!(line(&preview, "general"), (&json!(2), &json!("400.00")));
        // who is sixty-five pays nothing, and two have no birth date
        assert_eq!((&preview["left_out"], &preview["without_birth_date"]), (&json!([{ "why": "exempt", "members": 1 }]), &json!(2)));
        drop(desk.post(app, "/dues/run", json!({ "year": "2026", "members": "6" })).await.ok());
        let members = ids(app, &desk).await;
        let mut due = Vec::new();
        for member in &members {
            due.push(open(app, &desk, member).await);
        }
        // of two groups the lower, and from July on half of it
        assert_eq!(due, ["50.00", "200.00", "0.00", "200.00", "150.00", "100.00", "40.00"]);
        agree(app, &desk).await;
        // who comes later and pays is asked for the same as a run would
        drop(
            desk.post(app, "/members", json!({ "given_fr": "Huit", "family_fr": "H", "born_on": "2015-03-04", "joined_on": "2020-01-01" }))
                .await
                .ok(),
        );
        let paid = json!({ "member": "8", "year": "2026", "amount": "50.01", "method": "cash", "paid_on": "2026-11-20" });
        assert_eq!(field_errors(desk.post(app, "/dues/payments", paid).await), ["amount amount-above-due"]);
    }
);

testing::both!(
    MODULES,
    async fn a_familys_cap_a_free_amount_and_a_waiver_hold_with_ages_in_a_school_year(app: App) {
        app.clock.set("2026-11-21T10:00:00Z".parse().expect("a time"));
        let desk = Desk::open(app).await;
        // the second is eighteen on 1 January 2026, but seventeen... the third still a child on 1 September
        let csv = "Prénom,Nom,Date de naissance\nMère,A,01/01/1980\nFils,A,31/08/2008\nFille,A,02/09/2008\n";
        desk.import(app, csv).await;
        drop(desk.post(app, "/dues/period", json!({ "kind": "from", "day": "1", "month": "9", "year": "2026" })).await.ok());
        let family = desk.post(app, "/families", json!({ "label": "A", "member": "1" })).await.ok().json();
        for member in ["2", "3"] {
            drop(desk.post(app, &format!("/families/{}/members", text(&family, "id")), json!({ "member": member })).await.ok());
        }
        let fee = json!({ "year": "2026", "amount": "200", "free": "yes", "family_most": "430", "ages": [{ "from": "0", "to": "17", "amount": "50" }] });
        drop(desk.post(app, "/dues/fees", fee).await.ok());
        drop(desk.post(app, "/dues/run", json!({ "year": "2026", "members": "3" })).await.ok());
        let members = ids(app, &desk).await;
        let of = async |at: usize| open(app, &desk, &members[at]).await;
        // eighteen on 31 August, eighteen on 2 September; and what the family has room for
        assert_eq!((of(0).await, of(1).await, of(2).await), ("200.00".into(), "200.00".into(), "30.00".into()));
        agree(app, &desk).await;
        // the amount is the least, and what is waived is paid
        let paid = json!({ "member": "3", "year": "2026", "amount": "45", "method": "cash", "paid_on": "2026-11-20" });
        drop(desk.post(app, "/dues/payments", paid).await.ok());
        let charge = owed(app, &desk, &members[1]).await["charges"][0].clone();
        drop(
            desk.post(app, &format!("/dues/charges/{}/waiver", text(&charge, "id")), json!({ "reason": "Décision du bureau" })).await.ok(),
        );
        agree(app, &desk).await;
        assert_eq!(desk.get(app, "/summary").await["paid_members"], 2);
    }
);
