//! A payment that somebody else makes, or that is for several members: one receipt, and to each what is theirs.

use crate::MODULES;
use crate::desk::{Desk, field_errors};
use crate::dues::{agree, ids, owed, text};
use crate::own_record::invite;
use futures_util::future::join_all;
use serde_json::{Value, json};
use testing::{Answer, App};

/// Members 1 to 5, of whom 200 DH are due.
async fn called(app: &App) -> (Desk, Vec<String>) {
    let desk = Desk::with_members(app, 5).await;
    drop(desk.post(app, "/dues/run", json!({ "year": "2026", "members": "5" })).await.ok());
    let members = ids(app, &desk).await;
    (desk, members)
}

/// `covered`: number and amount.
async fn pay(app: &App, desk: &Desk, covered: &[(&str, &str)], more: Value) -> Answer {
    let covered: Vec<Value> = covered.iter().map(|(member, amount)| json!({ "member": member, "amount": amount })).collect();
    let mut body = json!({ "covered": covered, "year": "2026", "method": "cash", "paid_on": "2026-11-20" });
    for (name, value) in more.as_object().expect("fields") {
        body[name] = value.clone();
    }
    desk.post(app, "/dues/payments", body).await
}

async fn stands(app: &App, desk: &Desk, member: &str) -> (String, String) {
    let dues = owed(app, desk, member).await;
    (text(&dues, "open").to_owned(), text(&dues, "advance").to_owned())
}

async fn words(app: &App, desk: &Desk, path: &str) -> String {
    let pdf = app.get(&desk.token, &desk.twin.path(path)).await.ok();
    let file = app.directory().join("paper.pdf");
    std::fs::write(&file, &pdf.body).expect("written");
    crate::tool("pdftotext", &["-layout", file.to_str().expect("a path"), "-"])
}

fn both(open: &str, advance: &str) -> (String, String) {
    (open.to_owned(), advance.to_owned())
}

testing::both!(
    MODULES,
    async fn a_parent_pays_for_two_children_with_one_receipt(app: App) {
        let (desk, members) = called(app).await;
        let more = json!({ "payer_member": "1", "advance": "yes", "amount": "400" });
        let paid = pay(app, &desk, &[("2", "150"), ("3", "250")], more).await.ok().json();
        assert_eq!((text(&paid, "receipt"), text(&paid, "amount"), text(&paid, "advance")), ("2026-00001", "400.00", "50.00"));
        assert_eq!((&paid["payer"]["number"], paid["covered"].as_array().map(Vec::len)), (&json!(1), Some(2)));
        assert_eq!(stands(app, &desk, &members[0]).await, both("200.00", "0.00"), "who pays for others still owes");
        assert_eq!(stands(app, &desk, &members[1]).await, both("50.00", "0.00"));
        assert_eq!(stands(app, &desk, &members[2]).await, both("0.00", "50.00"));
        assert_eq!(desk.get(app, &format!("/members/{}", members[2])).await["paid_year"], 2026);
        agree(app, &desk).await;
        let of_third = desk.get(app, &format!("/dues/payments?member={}", members[2])).await;
        assert_eq!(text(&of_third["items"][0], "receipt"), "2026-00001");
        let paper = words(app, &desk, &format!("/dues/payments/{}/receipt", text(&paid, "id"))).await;
        for said in ["Prenom01 Nom01", "Prenom02 Nom02", "Prenom03 Nom03", "400,00", "150,00"] {
            assert!(paper.contains(said), "{said} is missing\n{paper}");
        }
        let csv = app.get(&desk.token, &desk.twin.path("/dues/payments.csv?year=2026")).await.ok().text();
        let lines: Vec<&str> = csv.lines().filter(|line| line.contains("2026-00001")).collect();
        assert!(lines.len() == 2 && lines[0].contains("150.00") && lines[1].contains("250.00"), "{csv}");
        assert!(lines.iter().all(|line| line.contains("Prenom01 Nom01")), "{csv}");
        // the next year takes the advance of the one who has it
        drop(desk.post(app, "/dues/fees", json!({ "year": "2027", "amount": "30" })).await.ok());
        drop(desk.post(app, "/dues/run", json!({ "year": "2027" })).await.ok());
        assert_eq!(stands(app, &desk, &members[2]).await, both("0.00", "20.00"));
        agree(app, &desk).await;
        // taken back, all of it is owed again
        let path = format!("/dues/payments/{}/cancellation", text(&paid, "id"));
        let taken = desk.post(app, &path, json!({ "reason": "Erreur" })).await.ok().json();
        assert_eq!(text(&taken["cancellation"], "receipt"), "2026-00002");
        assert_eq!(stands(app, &desk, &members[1]).await, both("230.00", "0.00"));
        assert_eq!(stands(app, &desk, &members[2]).await, both("230.00", "0.00"));
        assert_eq!(desk.get(app, &format!("/members/{}", members[2])).await["paid_year"], Value::Null);
        agree(app, &desk).await;
    }
);

testing::both!(
    MODULES,
    async fn an_employers_cheque_for_the_staff_goes_to_the_bank_and_comes_back(app: App) {
        let (desk, members) = called(app).await;
        let more =
            json!({ "payer": "Textiles du Nord", "payer_identifier": "ICE 001561191000066", "method": "cheque", "reference": "778899" });
        let lines: Vec<(String, &str)> = (1..=5).map(|number| (number.to_string(), "200")).collect();
        let lines: Vec<(&str, &str)> = lines.iter().map(|(number, amount)| (number.as_str(), *amount)).collect();
        let paid = pay(app, &desk, &lines, more).await.ok().json();
        assert_eq!(text(&paid, "amount"), "1000.00");
        for member in &members {
            assert_eq!(stands(app, &desk, member).await, both("0.00", "0.00"));
        }
        // five are too many for the first page
        let paper = words(app, &desk, &format!("/dues/payments/{}/receipt", text(&paid, "id"))).await;
        for said in ["Textiles du Nord", "001561191000066", "Prenom05 Nom05", "1 000,00"] {
            assert!(paper.replace('\u{202f}', " ").contains(said), "{said} is missing\n{paper}");
        }
        let in_hand = desk.get(app, "/dues/cheques").await;
        assert_eq!(text(&in_hand["items"][0], "member_name_fr"), "Textiles du Nord");
        let slip = json!({ "cheques": [text(&paid, "id")], "deposited_on": "2026-11-20", "account": "51411" });
        let slip = desk.post(app, "/dues/deposits", slip).await.ok().json();
        assert!(words(app, &desk, &format!("/dues/deposits/{}/slip", text(&slip, "id"))).await.contains("Textiles du Nord"));
        agree(app, &desk).await;
        let path = format!("/dues/payments/{}/unpaid", text(&paid, "id"));
        drop(desk.post(app, &path, json!({ "reason": "Sans provision", "returned_on": "2026-11-21" })).await.ok());
        assert_eq!(text(&desk.get(app, "/dues/arrears").await, "open"), "1000.00");
        agree(app, &desk).await;
    }
);

testing::both!(
    MODULES,
    async fn of_advances_of_several_the_one_that_is_given_back_is_named(app: App) {
        let (desk, members) = called(app).await;
        let paid = pay(app, &desk, &[("1", "210"), ("2", "220")], json!({ "advance": "yes" })).await.ok().json();
        assert_eq!(paid["payer"], Value::Null);
        let path = format!("/dues/payments/{}/refund", text(&paid, "id"));
        assert_eq!(field_errors(desk.post(app, &path, json!({ "reason": "Départ" })).await), ["member advance-of-whom"]);
        let other = json!({ "reason": "Départ", "member": members[2] });
        assert_eq!(field_errors(desk.post(app, &path, other).await), ["member choice-unknown"]);
        let too_much = json!({ "reason": "Départ", "member": members[0], "amount": "11" });
        assert_eq!(field_errors(desk.post(app, &path, too_much).await), ["amount amount-above-due"]);
        let refund = desk.post(app, &path, json!({ "reason": "Départ", "member": members[1] })).await.ok().json();
        assert_eq!(text(&refund, "amount"), "20.00");
        assert_eq!(owed(app, &desk, &members[1]).await["refunds"].as_array().map(Vec::len), Some(1));
        // now only one is left
        assert_eq!(text(&desk.post(app, &path, json!({ "reason": "Départ" })).await.ok().json(), "amount"), "10.00");
        agree(app, &desk).await;
    }
);

testing::both!(
    MODULES,
    async fn payments_that_cross_each_other_wait_and_settle_what_fits(app: App) {
        let (desk, members) = called(app).await;
        let forth = json!({ "payer_member": "5" });
        let back = json!({ "payer_member": "1" });
        let answers = join_all((0..8).map(|at| {
            let (lines, payer): (&[(&str, &str)], _) = if at % 2 == 0 {
                (&[("1", "50"), ("2", "50"), ("3", "50")], &forth)
            } else {
                (&[("5", "50"), ("3", "50"), ("2", "50")], &back)
            };
            pay(app, &desk, lines, payer.clone())
        }))
        .await;
        // 200 each of 2 and 3 are due: four payments of 50
        assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 4);
        for answer in answers.into_iter().filter(|answer| answer.status != 201) {
            assert!(field_errors(answer).iter().all(|error| error.ends_with("amount-above-due")));
        }
        assert_eq!(stands(app, &desk, &members[2]).await, both("0.00", "0.00"));
        let receipts: Vec<String> = desk.all(app, "/dues/payments").await.iter().map(|one| text(one, "receipt").to_owned()).collect();
        assert_eq!(receipts, ["2026-00004", "2026-00003", "2026-00002", "2026-00001"]);
        agree(app, &desk).await;
    }
);

testing::both!(
    MODULES,
    async fn what_cannot_be_paid_together_is_refused_at_its_line(app: App) {
        let (desk, _) = called(app).await;
        let none = json!({});
        for (lines, more, errors) in [
            (&[("2", "50"), ("2", "50")][..], &none, vec!["covered.1.member member-twice"]),
            (&[("2", "50"), ("99", "50")], &none, vec!["covered.1.member unknown-member"]),
            (&[("2", "50"), ("3", "250")], &none, vec!["covered.1.amount amount-above-due"]),
            (&[("2", "50"), ("3", "-1")], &none, vec!["covered.1.amount amount-negative"]),
            (&[("", "")], &none, vec!["covered.0.member required"]),
            (&[("2", "50"), ("3", "50")], &json!({ "amount": "90" }), vec!["amount amount-differs"]),
            (&[("2", "50")], &json!({ "payer_member": "99" }), vec!["payer_member unknown-member"]),
            (&[("2", "50")], &json!({ "payer_member": "3", "payer": "X" }), vec!["payer payer-twice"]),
            (&[("2", "50")], &json!({ "payer_identifier": "X" }), vec!["payer payer-missing"]),
        ] {
            assert_eq!(field_errors(pay(app, &desk, lines, more.clone()).await), errors);
        }
        // who pays for nobody else is told once
        let own = pay(app, &desk, &[("2", "50")], json!({ "payer_member": "2" })).await.ok().json();
        assert_eq!((&own["payer"], own["covered"].as_array().map(Vec::len)), (&Value::Null, Some(0)));
        // one is enough for a payer
        let gift = desk
            .post(
                app,
                "/dues/payments",
                json!({ "member": "3", "amount": "50", "payer": "محسن كريم", "year": "2026", "method": "cash", "paid_on": "2026-11-20" }),
            )
            .await
            .ok()
            .json();
        assert_eq!(text(&gift["payer"], "name_ar"), "محسن كريم");
        let paper = words(app, &desk, &format!("/dues/payments/{}/receipt", text(&gift, "id"))).await;
        assert!(paper.contains("Prenom03 Nom03"), "for whom it is\n{paper}");
        agree(app, &desk).await;
    }
);

testing::both!(
    MODULES,
    async fn of_a_payment_for_several_each_sees_their_own_part_and_who_paid_holds_the_receipt(app: App) {
        let (desk, _) = called(app).await;
        let paid = pay(app, &desk, &[("2", "150"), ("3", "100")], json!({ "payer_member": "1" })).await.ok().json();
        let receipt = format!("/me/payments/{}/receipt", text(&paid, "id"));
        for (number, amount, covered, holds) in [(1, "250.00", 2, true), (2, "150.00", 1, false), (3, "100.00", 1, false)] {
            let own = invite(app, &desk, number).await;
            let kept = app.get(&own.token, &desk.twin.path("/me")).await.ok().json()["kept"].clone();
            let seen = &kept["payments"][0];
            assert_eq!((text(seen, "amount"), seen["covered"].as_array().map(Vec::len)), (amount, Some(covered)), "{number}");
            let answer = app.get(&own.token, &desk.twin.path(&receipt)).await;
            assert_eq!(answer.status.is_success(), holds, "{number}: {}", answer.status);
        }
    }
);
