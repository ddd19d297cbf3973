//! A whole board renewed after an assembly: checked, then all of it or nothing.

use crate::MODULES;
use crate::browser::{Browser, hidden, leads_to};
use crate::desk::{Desk, PASSWORD, field_errors};
use serde_json::{Value, json};
use testing::{Answer, App};

const RENEWALS: &str = "/board-renewals";

async fn elect(app: &App, desk: &Desk, member: &str, office: &str) -> Value {
    let elected = json!({ "member": member, "office": office, "elected_on": "12/01/2022" });
    desk.post(app, "/mandates", elected).await.ok().json()
}

/// The board of a day, as `office number`.
async fn board(app: &App, desk: &Desk, on: &str) -> Vec<String> {
    let items = desk.get(app, &format!("/mandates?on={on}")).await["items"].clone();
    let told = |mandate: &Value| format!("{} {}", mandate["office"].as_str().expect("an office"), mandate["member_number"]);
    items.as_array().expect("mandates").iter().map(told).collect()
}

/// Members 1, 2 and 3 preside, write and keep the money since 2022, for four years.
async fn seated(app: &App) -> (Desk, [Value; 3]) {
    let desk = Desk::with_members(app, 6).await;
    // whoever gives offices here is member 1
    let first = desk.get(app, "/members").await["items"][0]["id"].clone();
    let path = format!("/member-seats/{}", first.as_str().expect("an id"));
    drop(desk.post(app, &path, json!({ "account": desk.account })).await.ok());
    drop(desk.post(app, "/board-rules", json!({ "term_years": "4", "incompatible": "any" })).await.ok());
    let president = elect(app, &desk, "1", "president").await;
    let secretary = elect(app, &desk, "2", "secretary_general").await;
    let treasurer = elect(app, &desk, "3", "treasurer").await;
    (desk, [president, secretary, treasurer])
}

/// The secretary presides, the treasurer is elected again, nobody writes, member 4 advises.
fn wanted([president, secretary, treasurer]: &[Value; 3]) -> Value {
    json!({ "elected_on": "20/11/2026", "places": [
        { "mandate": president["id"], "outcome": "elected", "member": "2" },
        { "mandate": secretary["id"], "outcome": "vacant" },
        { "mandate": treasurer["id"], "outcome": "again" },
        { "office": "adviser", "outcome": "elected", "member": "٤" },
    ] })
}

fn with(input: &Value, name: &str, value: &Value) -> Value {
    let mut input = input.clone();
    input[name] = value.clone();
    input
}

async fn confirm(app: &App, desk: &Desk, input: &Value) -> Answer {
    let checked = desk.post(app, "/board-renewals/check", input.clone()).await.ok().json();
    desk.post(app, RENEWALS, with(input, "mark", &checked["mark"])).await
}

testing::both!(
    MODULES,
    async fn a_board_is_renewed_as_it_was_checked_and_nothing_before(app: App) {
        let (desk, before) = seated(app).await;
        let input = wanted(&before);
        let checked = desk.post(app, "/board-renewals/check", input.clone()).await.ok().json();
        assert_eq!(board(app, &desk, "2026-11-21").await, ["president 1", "secretary_general 2", "treasurer 3"], "only looked at");
        let count = |what: &str| checked[what].as_array().map(Vec::len);
        assert_eq!((count("begun"), count("ended"), count("stays")), (Some(3), Some(3), Some(0)));
        let gains =
            checked["rights"].as_array().expect("rights").iter().find(|one| one["member"] == before[1]["member"]).expect("a change");
        assert_eq!((&gains["gains"], &gains["loses"]), (&json!(["president"]), &json!(["secretary_general"])));
        assert_eq!((&checked["declare_until"], &checked["no_administrator"]), (&json!("2026-12-20"), &json!(false)));
        assert_eq!(desk.post(app, RENEWALS, input.clone()).await.refused(409), "board-changed", "not without the check");
        let marked = with(&input, "mark", &checked["mark"]);
        let done = desk.post_once(app, RENEWALS, &marked, "renewal-1").await.ok().json();
        assert_eq!(desk.post_once(app, RENEWALS, &marked, "renewal-1").await.ok().json(), done, "sent twice, done once");
        assert_eq!(board(app, &desk, "2026-11-21").await, ["president 2", "treasurer 3", "adviser 4"]);
        assert_eq!(board(app, &desk, "2026-11-19").await, ["president 1", "secretary_general 2", "treasurer 3"]);
        assert_eq!(done["begun"][1]["planned_end"], "2030-11-20", "a whole term again");
        app.settle().await;
        let entries = desk.get(app, "/audit?action=mandate-board-renewed").await["items"].clone();
        assert_eq!(entries.as_array().map(Vec::len), Some(1));
        assert_eq!((&entries[0]["details"]["given"], &entries[0]["details"]["ended"]), (&json!(3), &json!(3)));
    }
);

testing::both!(
    MODULES,
    async fn what_the_statutes_forbid_is_told_at_each_office_and_nothing_is_renewed(app: App) {
        let (desk, before) = seated(app).await;
        let mut input = wanted(&before);
        // member 3 keeps the money again and presides as well; nobody is number 99
        input["places"][0]["member"] = json!("3");
        input["places"][3]["member"] = json!("99");
        let refused = async |input: &Value| field_errors(desk.post(app, "/board-renewals/check", input.clone()).await);
        assert_eq!(refused(&input).await, ["member_3 unknown-member"]);
        input["places"][3]["member"] = json!("");
        assert_eq!(refused(&input).await, ["member_3 required"]);
        input["places"][3]["member"] = json!("5");
        assert_eq!(refused(&input).await, ["member_2 offices-incompatible"]);
        input["exception"] = json!("Voté à l'unanimité");
        drop(confirm(app, &desk, &input).await.ok());
        assert_eq!(board(app, &desk, "2026-11-21").await, ["president 3", "treasurer 3", "adviser 5"]);
        let foreign = with(&input, "places", &json!([{ "mandate": desk.twin.id.to_string(), "outcome": "vacant" }]));
        assert_eq!(desk.post(app, "/board-renewals/check", foreign).await.refused(404), "not-found");
        let nothing = with(&input, "places", &json!([]));
        assert_eq!(desk.post(app, "/board-renewals/check", nothing).await.refused(409), "nothing-renewed");
    }
);

testing::both!(
    MODULES,
    async fn of_two_who_renew_at_once_one_does_and_an_election_between_voids_the_check(app: App) {
        let (desk, before) = seated(app).await;
        let input = wanted(&before);
        let checked = desk.post(app, "/board-renewals/check", input.clone()).await.ok().json();
        let marked = with(&input, "mark", &checked["mark"]);
        let mut other = marked.clone();
        other["places"][0]["member"] = json!("6");
        let (one, two) = tokio::join!(desk.post(app, RENEWALS, marked.clone()), desk.post(app, RENEWALS, other));
        let (won, lost) = if one.status.is_success() { (one, two) } else { (two, one) };
        let president = won.ok().json()["begun"][0]["member_number"].clone();
        assert!(matches!(lost.status.as_u16(), 404 | 409), "{}", lost.text());
        assert_eq!(board(app, &desk, "2026-11-21").await, [format!("president {president}"), "treasurer 3".into(), "adviser 4".into()]);
        let treasurer = desk.get(app, "/mandates?on=2026-11-21").await["items"][1].clone();
        let next = json!({ "elected_on": "21/11/2026", "places": [{ "mandate": treasurer["id"], "outcome": "vacant" }] });
        let checked = desk.post(app, "/board-renewals/check", next.clone()).await.ok().json();
        drop(elect(app, &desk, "5", "vice_president").await);
        assert_eq!(desk.post(app, RENEWALS, with(&next, "mark", &checked["mark"])).await.refused(409), "board-changed");
    }
);

testing::both!(
    MODULES,
    async fn a_board_is_renewed_in_the_browser_and_whoever_presided_alone_keeps_the_keys(app: App) {
        let (desk, before) = seated(app).await;
        app.settle().await;
        let page = format!("/a/{}/board/renewal", desk.twin.slug);
        let mut browser = Browser::at("192.0.2.91");
        drop(browser.sign_in(app, &desk.email, PASSWORD).await);
        let shown = browser.open(app, &page).await.ok();
        let count = hidden(&shown, "count");
        let csrf = hidden(&shown, "csrf");
        let mut fields = vec![("csrf", csrf.as_str()), ("act", "check"), ("elected_on", "20/11/2026"), ("count", count.as_str())];
        let ids: Vec<String> = before.iter().map(|mandate| mandate["id"].as_str().expect("an id").to_owned()).collect();
        fields.extend([("mandate_0", ids[0].as_str()), ("outcome_0", "vacant"), ("mandate_1", ids[1].as_str()), ("outcome_1", "stays")]);
        fields.extend([("mandate_2", ids[2].as_str()), ("outcome_2", "elected"), ("member_2", "99")]);
        let refused = browser.send(app, &page, &fields).await;
        assert!(refused.status == 422 && refused.text().contains("id=\"error-member_2\""), "{}", refused.text());
        fields.retain(|(name, _)| *name != "member_2");
        fields.push(("member_2", "4"));
        let checked = browser.send(app, &page, &fields).await.ok();
        assert!(checked.text().contains("Nom04") && checked.text().contains("20 décembre 2026"), "{}", checked.text());
        let mark = hidden(&checked, "mark");
        fields.retain(|(name, _)| *name != "act");
        fields.extend([("act", "confirm"), ("mark", mark.as_str())]);
        assert!(leads_to(&browser.send(app, &page, &fields).await).ends_with("/board"));
        app.settle().await;
        assert_eq!(board(app, &desk, "2026-11-21").await, ["secretary_general 2", "treasurer 4"]);
        // nobody else gives offices: the rights stay where they are
        let seats = desk.get(app, "/board").await["items"].clone();
        let kept = seats.as_array().expect("seats").iter().find(|seat| seat["mandate"] == before[0]["id"]).expect("a seat").clone();
        assert_eq!((&kept["rights"], &kept["reason"]), (&json!("kept"), &json!("last-administrator")));
    }
);
