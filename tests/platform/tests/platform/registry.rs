//! The registry record: receipts in their order, numbers with their keys, papers that are what they
//! say, deadlines, and a workspace that is closed.

use crate::MODULES;
use crate::browser::{Browser, leads_to};
use crate::desk::{Desk, PASSWORD, account, field_errors};
use axum::http::header;
use chrono::Duration;
use contracts::platform::OwnLimits;
use serde_json::{Value, json};
use testing::{Answer, App};

const PDF: &[u8] = b"%PDF-1.7 statuts";

/// An association with nothing filed yet.
async fn draft(app: &App, desk: &Desk) -> String {
    let input = json!({ "name_ar": "جمعية ناشئة", "name_fr": "Association Naissante", "commune": "06.141.01.01", "founded_on": "2026-09-01",
        "processor_agreement": contracts::privacy::AGREEMENT });
    let made = app.post(&desk.token, "/api/v1/associations", input).await.ok().json();
    assert_eq!((&made["status"], &made["receipt_number"]), (&json!("draft"), &Value::Null), "{made}");
    app.settle().await;
    format!("/api/v1/associations/{}", made["slug"].as_str().expect("a slug"))
}

fn receipt(number: &str, on: &str) -> Value {
    json!({ "receipt_number": number, "receipt_on": on, "authority": "Pachalik" })
}

testing::both!(
    MODULES,
    async fn an_association_is_filed_and_becomes_free_or_final_in_this_order_only(app: App) {
        let desk = Desk::open(app).await;
        let at = draft(app, &desk).await;
        let post = async |rest: &str, body: Value| app.post(&desk.token, &format!("{at}/record{rest}"), body).await;
        // nothing is final that was not filed
        assert_eq!(post("/final-receipt", receipt("F1", "2026-11-01")).await.refused(409), "provisional-receipt-missing");
        let number = format!("77/{}", desk.account.simple());
        for (on, code) in [
            ("2026-11-22", "date-in-future"),
            ("2026-08-31", "receipt-before-founding"),
            ("2026-02-31", "date-impossible"),
            ("", "required"),
        ] {
            assert_eq!(field_errors(post("/provisional-receipt", receipt(&number, on)).await), [format!("receipt_on {code}")]);
        }
        let filed = post("/provisional-receipt", receipt(&number, "2026-09-22")).await.ok().json();
        assert_eq!((&filed["status"], &filed["answer_due_on"]), (&json!("filed"), &json!("2026-11-21")), "the last day is today");
        app.clock.set(App::beginning() + Duration::days(1));
        assert_eq!(app.get(&desk.token, &format!("{at}/record")).await.ok().json()["status"], "free");
        assert_eq!(field_errors(post("/final-receipt", receipt("F1", "2026-09-21")).await), ["receipt_on final-before-provisional"]);
        let done = post("/final-receipt", receipt("F1", "2026-10-01")).await.ok().json();
        assert_eq!((&done["status"], &done["final"]["authority"]), (&json!("final"), &json!("Pachalik")));
        assert_eq!(
            field_errors(post("/provisional-receipt", receipt(&number, "2026-10-02")).await),
            ["receipt_on provisional-after-final"]
        );
        // a receipt of this province belongs to one association
        let other = draft(app, &desk).await;
        let taken = app.post(&desk.token, &format!("{other}/record/provisional-receipt"), receipt(&number, "2026-09-22")).await;
        assert_eq!(taken.refused(409), "already-exists");
        app.settle().await;
        let log = app.get(&desk.token, &format!("{at}/audit")).await.ok().json();
        let told = log["items"].as_array().expect("a log").iter().find(|entry| entry["action"] == "provisional-receipt-set").expect("told");
        assert_eq!((&told["details"]["before"]["on"], &told["details"]["after"]["on"]), (&Value::Null, &json!("2026-09-22")), "{told}");
    }
);

testing::both!(
    MODULES,
    async fn the_record_refuses_wrong_numbers_and_tells_papers_the_new_name(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let wrong = json!({ "name_ar": "Amal", "name_fr": "الأمل", "founded_on": "2027-01-01", "ice": "001561191000067", "fiscal_id": "12",
            "activities": "sport chess", "scope": "galactic", "decree_number": "2-20-1", "no_change_day": "31/02" });
        assert_eq!(
            field_errors(desk.post(app, "/record", wrong).await),
            [
                "name_ar name-not-arabic",
                "name_fr name-not-latin",
                "activities choice-unknown",
                "founded_on date-in-future",
                "scope choice-unknown",
                "ice ice-key-wrong",
                "fiscal_id fiscal-id-wrong",
                "no_change_day day-of-year-wrong",
                "decree_on required",
            ]
        );
        let right = json!({ "name_ar": "جمعية الأمل الجديدة", "name_fr": "Association Nouvel Amal", "founded_on": "03/02/2001", "ice": "001 561 191 0000 66",
            "activities": "water,sport", "scope": "local", "no_change_day": "30/06" });
        let record = desk.post(app, "/record", right).await.ok().json();
        assert_eq!(
            (&record["ice"], &record["activities"], &record["no_change_day"]),
            (&json!("001561191000066"), &json!(["sport", "water"]), &json!("06-30"))
        );
        app.settle().await;
        let payment = json!({ "member": "1", "year": "2026", "amount": "200", "method": "cash", "paid_on": "2026-11-20" });
        let payment = desk.post(app, "/dues/payments", payment).await.ok().json();
        let code = payment["check_url"].as_str().and_then(|url| url.rsplit('/').next()).expect("a code").to_owned();
        assert_eq!(desk.get(app, &format!("/receipts/{code}")).await["association_fr"], "Association Nouvel Amal");
    }
);

testing::both!(
    MODULES,
    async fn bank_accounts_have_right_keys_and_one_of_them_is_the_main_one(app: App) {
        let desk = Desk::open(app).await;
        let add = async |rib: &str, main: &str| desk.post(app, "/record/bank-accounts", json!({ "rib": rib, "main": main })).await;
        for (rib, code) in [
            ("011519000001205000534922", "rib-key-wrong"),
            ("01151900000120500053492", "rib-length"),
            ("MA65011519000001205000534921", "iban-wrong"),
            ("", "required"),
        ] {
            assert_eq!(field_errors(add(rib, "").await), [format!("rib {code}")]);
        }
        let first = add("MA64 0115 1900 0001 2050 0053 4921", "").await.ok().json();
        assert_eq!((&first["bank_accounts"][0]["bank"], &first["bank_accounts"][0]["main"]), (&json!("Bank of Africa"), &json!(true)));
        assert_eq!(add("011519000001205000534921", "").await.refused(409), "already-exists");
        // two become the main one at once: one is
        let (one, two) = tokio::join!(add("007780000123456789012396", "yes"), add("230111000000000000000119", "yes"));
        drop((one.ok(), two.ok()));
        let mains = async || {
            let record = desk.get(app, "/record").await;
            let accounts = record["bank_accounts"].as_array().expect("accounts").clone();
            (
                accounts.len(),
                accounts
                    .into_iter()
                    .filter(|account| account["main"] == true)
                    .map(|account| account["id"].as_str().expect("an id").to_owned())
                    .collect::<Vec<_>>(),
            )
        };
        let (count, main) = mains().await;
        assert_eq!((count, main.len()), (3, 1));
        drop(desk.post(app, &format!("/record/bank-accounts/{}/removal", main[0]), json!({})).await.ok());
        let (count, after) = mains().await;
        assert!(count == 2 && after.len() == 1 && after != main);
    }
);

async fn add_statutes(app: &App, desk: &Desk, name: &str, adopted_on: &str, bytes: &[u8]) -> Answer {
    let path = desk.twin.path(&format!("/record/statutes?adopted_on={adopted_on}&file_name={name}"));
    app.upload(&desk.token, &path, bytes.to_vec()).await
}

testing::both!(
    MODULES,
    async fn papers_are_what_they_say_and_come_back_as_they_were(app: App) {
        let desk = Desk::open(app).await;
        for (name, bytes, code) in [
            ("a.pdf", b"".as_slice(), "file-empty"),
            ("a.pdf", b"<html><script>alert(1)</script>", "file-kind-unknown"),
            ("a.pdf", b"MZ\x90\x00 a program", "file-kind-unknown"),
            ("a.png", PDF, "file-not-what-its-name-says"),
            ("a.exe", PDF, "file-not-what-its-name-says"),
        ] {
            assert_eq!(field_errors(add_statutes(app, &desk, name, "2020-05-01", bytes).await), [format!("file {code}")]);
        }
        assert_eq!(field_errors(add_statutes(app, &desk, "a.pdf", "2027-05-01", PDF).await), ["adopted_on date-in-future"]);
        assert_eq!(field_errors(add_statutes(app, &desk, "a.pdf", "1999-05-01", PDF).await), ["adopted_on date-before-founding"]);
        let large = [b"%PDF-1.7 ".as_slice(), &vec![b' '; web::MAX_UPLOAD]].concat();
        assert_eq!(add_statutes(app, &desk, "a.pdf", "2020-05-01", &large).await.refused(413), "too-large");
        let version = add_statutes(app, &desk, "statuts.pdf", "2020-05-01", PDF).await.ok().json();
        assert_eq!(version["file"]["sha256"].as_str().map(str::len), Some(64));
        let path = desk.twin.path(&format!("/record/statutes/{}/file", version["id"].as_str().expect("an id")));
        let file = app.get(&desk.token, &path).await.ok();
        assert_eq!(file.body.as_ref(), PDF);
        let said = |name| file.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        assert_eq!((said(header::CONTENT_TYPE), said(header::X_CONTENT_TYPE_OPTIONS)), ("application/pdf", "nosniff"));
        assert_eq!(said(header::CONTENT_DISPOSITION), "attachment; filename=\"statuts-2020-05-01.pdf\"");
        let usage = desk.get(app, "/limits").await;
        assert_eq!(usage["storage"], PDF.len(), "nothing refused takes room");
    }
);

testing::both!(
    MODULES,
    async fn storage_ends_at_its_limit_also_for_two_at_once(app: App) {
        let desk = Desk::open(app).await;
        let state = app.process.state("tenancy").expect("hosted");
        let room = i64::try_from(PDF.len()).expect("small") * 2;
        let own = OwnLimits { storage: Some(room), ..OwnLimits::default() };
        tenancy::operator::set_limits(state, desk.twin.id, kernel::Plan::Standard, own, "Essai").await.expect("set");
        app.settle().await;
        drop(add_statutes(app, &desk, "1.pdf", "2001-02-03", PDF).await.ok());
        let (one, two) =
            tokio::join!(add_statutes(app, &desk, "2.pdf", "2001-02-03", PDF), add_statutes(app, &desk, "3.pdf", "2001-02-03", PDF));
        let refused: Vec<Answer> = [one, two].into_iter().filter(|answer| !answer.status.is_success()).collect();
        assert_eq!(refused.len(), 1, "the room was for one of them");
        let refused = refused.into_iter().next().expect("one");
        assert_eq!(refused.refused(409), "storage-limit-reached");
        assert_eq!(desk.get(app, "/limits").await["storage"], room);
        assert_eq!(desk.all(app, "/record/statutes").await.len(), 2);
    }
);

testing::both!(
    MODULES,
    async fn members_end_at_their_limit_one_by_one_and_from_a_file(app: App) {
        let desk = Desk::with_members(app, 2).await;
        let state = app.process.state("tenancy").expect("hosted");
        let own = OwnLimits { members: Some(3), ..OwnLimits::default() };
        tenancy::operator::set_limits(state, desk.twin.id, kernel::Plan::Standard, own, "Essai").await.expect("set");
        app.settle().await;
        let csv = b"Pr\xc3\xa9nom,Nom\nUne,Nouvelle\nDeux,Nouvelles\n".to_vec();
        let import = app.upload(&desk.token, &desk.twin.path("/members/import?dry_run=false"), csv).await;
        assert_eq!(import.refused(409), "member-limit-reached", "two where one has room");
        let add = async |name: &str| desk.post(app, "/members", json!({ "given_fr": name, "family_fr": "Autre" })).await;
        let (one, two) = tokio::join!(add("Une"), add("Deux"));
        assert_eq!([one, two].iter().filter(|answer| answer.status.is_success()).count(), 1);
        assert_eq!(desk.all(app, "/members").await.len(), 3);
    }
);

testing::both!(
    MODULES,
    async fn mails_of_a_day_end_at_their_limit_and_go_on_the_next(app: App) {
        let desk = Desk::with_members(app, 2).await;
        let state = app.process.state("tenancy").expect("hosted");
        let own = OwnLimits { mails_per_day: Some(3), ..OwnLimits::default() };
        tenancy::operator::set_limits(state, desk.twin.id, kernel::Plan::Standard, own, "Essai").await.expect("set");
        app.settle().await;
        let plan = async |time: &str| {
            let planned = json!({ "held_on": "2027-02-20", "time": time, "place": "Ici", "agenda": "Un point" });
            let planned = desk.post(app, "/assemblies", planned).await.ok().json();
            format!("/assemblies/{}/convocation", planned["id"].as_str().expect("an id"))
        };
        let (one, two) = (plan("18:00").await, plan("20:00").await);
        let (first, second) = tokio::join!(desk.post(app, &one, json!({})), desk.post(app, &two, json!({})));
        let refused: Vec<Answer> = [first, second].into_iter().filter(|answer| !answer.status.is_success()).collect();
        assert_eq!(refused.len(), 1, "four mails where three may go");
        assert_eq!((refused[0].json()["params"]["needed"].as_str(), refused[0].json()["params"]["left"].as_str()), (Some("2"), Some("1")));
        assert_eq!(refused.into_iter().next().expect("one").refused(409), "mail-limit-reached");
        app.clock.set(App::beginning() + Duration::days(1));
        drop(desk.post(app, &one, json!({})).await.ok());
        drop(desk.post(app, &two, json!({})).await.ok());
        app.settle().await;
        assert_eq!(crate::desk::kept_mails(app).await.len(), 4);
    }
);

testing::both!(
    MODULES,
    async fn an_assembly_that_no_day_is_enough_for_is_known_before_it_is_convened(app: App) {
        let desk = Desk::with_members(app, 3).await;
        let state = app.process.state("tenancy").expect("hosted");
        let own = OwnLimits { mails_per_day: Some(2), ..OwnLimits::default() };
        tenancy::operator::set_limits(state, desk.twin.id, kernel::Plan::Standard, own, "Essai").await.expect("set");
        app.settle().await;
        let planned = json!({ "held_on": "2027-02-20", "time": "18:00", "place": "Ici", "agenda": "Un point" });
        let planned = desk.post(app, "/assemblies", planned).await.ok().json();
        let rest = format!("/assemblies/{}", planned["id"].as_str().expect("an id"));
        let mut browser = crate::browser::Browser::at("192.0.2.83");
        browser.sign_in(app, &desk.email, crate::desk::PASSWORD).await;
        let page = browser.open(app, &format!("/a/{}{rest}", desk.twin.slug)).await.ok().text();
        assert!(page.contains("attendre demain n’y changera rien") && page.contains("/limits\""), "{page}");
        assert_eq!(desk.post(app, &format!("{rest}/convocation"), json!({})).await.refused(409), "mail-limit-too-low");
    }
);

testing::both!(
    MODULES,
    async fn changes_are_declared_within_a_month_and_late_ones_stand_first(app: App) {
        let desk = Desk::open(app).await;
        drop(desk.post(app, "/record/provisional-receipt", receipt(&format!("5/{}", desk.account.simple()), "2026-01-10")).await.ok());
        let bad = json!({ "kind": "change", "about": "", "decided_on": "2000-01-01" });
        assert_eq!(field_errors(desk.post(app, "/record/declarations", bad).await), ["about required"]);
        let change = json!({ "kind": "change", "about": "board", "summary": "Nouveau bureau", "decided_on": "2026-10-15" });
        let change = desk.post(app, "/record/declarations", change).await.ok().json();
        assert_eq!(change["due_on"], "2026-11-15");
        // amended statutes and a moved seat must be declared: nobody has to think of it
        drop(add_statutes(app, &desk, "s.pdf", "2026-11-10", PDF).await.ok());
        drop(
            desk.post(app, "/record/seat", json!({ "commune": "06.141.01.03", "seat_address": "Rue 1", "decided_on": "2026-11-20" }))
                .await
                .ok(),
        );
        let calendar = async || {
            let deadlines = desk.get(app, "/record/calendar").await;
            let line = |deadline: &Value| {
                format!(
                    "{} {} {}",
                    deadline["kind"].as_str().unwrap_or_default(),
                    deadline["due_on"].as_str().unwrap_or_default(),
                    deadline["late"]
                )
            };
            deadlines["items"].as_array().expect("a list").iter().map(line).collect::<Vec<_>>()
        };
        assert_eq!(
            calendar().await,
            ["change 2026-11-15 true", "change 2026-12-10 false", "change 2026-12-20 false", "year-end 2027-03-31 false"]
        );
        let receipt = format!("/record/declarations/{}/receipt", change["id"].as_str().expect("an id"));
        let early = json!({ "declared_on": "2026-10-14" });
        assert_eq!(field_errors(desk.post(app, &receipt, early).await), ["declared_on declared-before-decided"]);
        drop(desk.post(app, &receipt, json!({ "declared_on": "2026-11-20", "receipt_number": "12/2026" })).await.ok());
        let met = json!({ "kind": "year-end", "due_on": "2027-03-31", "met_on": "2026-11-21" });
        drop(desk.post(app, "/record/calendar/met", met.clone()).await.ok());
        drop(desk.post(app, "/record/calendar/met", met).await.ok());
        assert_eq!(calendar().await, ["change 2026-12-10 false", "change 2026-12-20 false"]);
        let unknown = json!({ "kind": "change", "due_on": "2026-12-10", "met_on": "2026-11-21" });
        assert_eq!(field_errors(desk.post(app, "/record/calendar/met", unknown).await), ["kind choice-unknown"]);
    }
);

testing::both!(
    MODULES,
    async fn a_moved_seat_leaves_the_old_hubs_sight_at_once(app: App) {
        let desk = Desk::open(app).await;
        let state = app.process.state("tenancy").expect("hosted");
        let (old, _, old_token) = account(app, "Ancienne").await;
        let (new, _, new_token) = account(app, "Nouvelle").await;
        tenancy::operator::add_coordinator(state, old, "06").await.expect("added");
        tenancy::operator::add_coordinator(state, new, "03").await.expect("added");
        drop(desk.post(app, "/consents", json!({ "reason": "Aide", "days": "7" })).await.ok());
        let members = desk.twin.path("/members");
        drop(app.get(&old_token, &members).await.ok());
        drop(desk.post(app, "/record/seat", json!({ "commune": "03.231.01.07", "decided_on": "2026-11-20" })).await.ok());
        // the consent was given to the old hub: it opens to neither
        assert_eq!(app.get(&old_token, &members).await.refused(404), "not-found");
        assert_eq!(app.get(&new_token, &members).await.refused(404), "not-found");
        let sees = async |token: &str, hub: &str| {
            let list = app.get(token, &format!("/api/v1/hubs/{hub}/associations")).await.ok().json();
            list["items"].as_array().expect("a list").iter().any(|row| row["association"]["slug"] == desk.twin.slug.as_str())
        };
        assert!(!sees(&old_token, "casablanca-settat").await && sees(&new_token, "fes-meknes").await);
    }
);

testing::both!(
    MODULES,
    async fn a_form_sent_unchanged_changes_and_announces_nothing(app: App) {
        let desk = Desk::open(app).await;
        let seat = json!({ "commune": "06.141.01.01", "seat_address": "Rue 1", "decided_on": "2026-11-20" });
        let receipt = json!({ "receipt_number": "12/2001", "receipt_on": "2001-03-01" });
        let record = json!({ "name_ar": "جمعية الأمل", "name_fr": "Association Amal", "founded_on": "2001-02-03", "acronym": "AA" });
        let forms =
            [("/record/provisional-receipt", &receipt), ("/record/final-receipt", &receipt), ("/record/seat", &seat), ("/record", &record)];
        let send = async || {
            for (path, form) in forms {
                drop(desk.post(app, path, form.clone()).await.ok());
            }
            app.settle().await;
            let acts: Vec<String> = desk.all(app, "/audit").await.iter().map(|entry| entry["action"].to_string()).collect();
            (acts, desk.all(app, "/record/declarations").await.len())
        };
        let (acts, declarations) = send().await;
        for act in ["provisional-receipt-set", "final-receipt-set", "seat-moved", "record-changed"] {
            assert_eq!(acts.iter().filter(|told| told.trim_matches('"') == act).count(), 1, "{act}");
        }
        assert_eq!(send().await, (acts, declarations));
    }
);

testing::both!(
    MODULES,
    async fn a_closed_workspace_is_read_but_not_written_until_it_is_opened(app: App) {
        let desk = Desk::with_members(app, 1).await;
        let add = async || desk.post(app, "/members", json!({ "given_fr": "Une", "family_fr": "Autre" })).await;
        let set = async |standing: &str, reason: &str| desk.post(app, "/standing", json!({ "standing": standing, "reason": reason })).await;
        assert_eq!(field_errors(set("suspended", "").await), ["reason required"]);
        assert_eq!(field_errors(set("gone", "x").await), ["standing choice-unknown"]);
        for (standing, code) in [("suspended", "association-suspended"), ("archived", "association-archived")] {
            drop(set(standing, "Conflit").await.ok());
            // committed: the very next write fails, in every service
            assert_eq!(add().await.refused(409), code);
            assert_eq!(desk.post(app, "/dues/fees", json!({ "year": "2027", "amount": "10" })).await.refused(409), code);
            assert_eq!(desk.post(app, "/record/bank-accounts", json!({ "rib": "011519000001205000534921" })).await.refused(409), code);
            assert_eq!(add_statutes(app, &desk, "a.pdf", "2020-05-01", PDF).await.refused(409), code);
            assert_eq!(desk.all(app, "/members").await.len(), 1);
            let mut browser = Browser::at("192.0.2.9");
            browser.sign_in(app, &desk.email, PASSWORD).await;
            assert!(browser.open(app, &format!("/a/{}/record", desk.twin.slug)).await.ok().text().contains("banner bad"));
            let home = format!("/a/{}/standing", desk.twin.slug);
            let opened = browser.submit(app, &home, &home, &[("standing", "active"), ("reason", "")]).await;
            assert_eq!(leads_to(&opened), home);
            drop(desk.post(app, "/dues/fees", json!({ "year": "2027", "amount": "10" })).await.ok());
        }
    }
);

testing::both!(
    MODULES,
    async fn mails_of_a_closed_workspace_wait_until_it_is_opened(app: App) {
        let desk = Desk::with_members(app, 2).await;
        let planned = json!({ "held_on": "2027-02-20", "time": "18:00", "place": "Ici", "agenda": "Un point" });
        let planned = desk.post(app, "/assemblies", planned).await.ok().json();
        drop(desk.post(app, &format!("/assemblies/{}/convocation", planned["id"].as_str().expect("an id")), json!({})).await.ok());
        drop(desk.post(app, "/standing", json!({ "standing": "suspended", "reason": "Conflit" })).await.ok());
        app.settle().await;
        assert_eq!(crate::desk::kept_mails(app).await.len(), 0);
        app.clock.set(App::beginning() + Duration::minutes(1));
        drop(desk.post(app, "/standing", json!({ "standing": "active", "reason": "" })).await.ok());
        app.settle().await;
        assert_eq!(crate::desk::kept_mails(app).await.len(), 2);
    }
);

testing::both!(
    MODULES,
    async fn what_the_platform_has_closed_the_board_cannot_open(app: App) {
        let desk = Desk::open(app).await;
        let state = app.process.state("tenancy").expect("hosted");
        tenancy::operator::set_standing(state, desk.twin.id, kernel::Standing::Suspended, "Enquête").await.expect("closed");
        let open = json!({ "standing": "active", "reason": "" });
        assert_eq!(desk.post(app, "/standing", open.clone()).await.refused(409), "closed-by-others");
        tenancy::operator::set_standing(state, desk.twin.id, kernel::Standing::Active, "").await.expect("opened");
        drop(desk.post(app, "/standing", open).await.ok());
        app.settle().await;
        let log = desk.all(app, "/audit").await;
        assert_eq!(log.iter().filter(|entry| entry["action"] == "standing-changed").count(), 2);
    }
);

testing::both!(
    MODULES,
    async fn a_new_name_opens_its_declaration_and_nobody_overwrites_what_they_have_not_read(app: App) {
        let desk = Desk::open(app).await;
        let read = desk.get(app, "/record").await;
        let record = |name: &str, more: &[(&str, &str)]| {
            let mut record = json!({ "name_ar": "جمعية الأمل", "name_fr": name, "founded_on": "2001-02-03", "purposes": "Lire" });
            for (field, value) in more {
                record[*field] = json!(value);
            }
            record
        };
        let version = read["version"].as_str().expect("a version");
        let about = async || -> Vec<String> {
            let all = desk.all(app, "/record/declarations").await;
            all.iter().map(|declaration| format!("{} {}", declaration["about"], declaration["decided_on"])).collect()
        };
        let named = record("Association Nouvel Amal", &[("version", version), ("decided_on", "2026-11-02")]);
        assert_eq!(
            field_errors(desk.post(app, "/record", record("X", &[("decided_on", "2031-01-01")])).await),
            ["decided_on date-in-future"]
        );
        drop(desk.post(app, "/record", named.clone()).await.ok());
        assert_eq!(about().await, ["[\"name\",\"purposes\"] \"2026-11-02\""]);
        // in the other tab stands what was before
        let stale = record("Association Autre", &[("version", version)]);
        assert_eq!(desk.post(app, "/record", stale).await.refused(409), "record-changed");
        assert_eq!(desk.get(app, "/record").await["name_fr"], "Association Nouvel Amal");
        // sent twice, or a mere misspelling: nothing more to declare
        drop(desk.post(app, "/record", record("Association Nouvel Amal", &[])).await.ok());
        drop(desk.post(app, "/record", record("Association Nouvel-Amal", &[("correction", "yes")])).await.ok());
        assert_eq!(about().await.len(), 1);
    }
);
