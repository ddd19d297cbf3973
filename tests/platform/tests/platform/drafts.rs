//! Entries that are not ready: kept as they were typed, posted once.

use crate::MODULES;
use crate::browser::{Browser, leads_to};
use crate::desk::{Desk, PASSWORD, field_errors};
use crate::dues::text;
use crate::vouchers::paper;
use serde_json::{Value, json};
use testing::App;

async fn keep(desk: &Desk, app: &App, rest: &str, body: Value) -> Value {
    desk.post(app, &format!("/books/drafts{rest}"), body).await.ok().json()
}

async fn open(desk: &Desk, app: &App) -> Value {
    desk.get(app, "/books/open-drafts?year=2026").await["count"].clone()
}

async fn used(desk: &Desk, app: &App) -> i64 {
    desk.get(app, "/books/storage").await["used"].as_i64().expect("bytes")
}

fn whole(vouchers: &[String]) -> Value {
    json!({ "act": "out", "occasion": "rent", "amount": "300", "place": "51611", "posted_on": "20/11/2026", "label": "Loyer",
        "vouchers": vouchers })
}

testing::both!(
    MODULES,
    async fn what_is_not_ready_is_kept_completed_and_posted(app: App) {
        let desk = Desk::open(app).await;
        let paper = paper(&desk, app, "facture.pdf").await;
        let draft = keep(&desk, app, "", json!({ "words": { "act": "out", "amount": "cent", "vouchers": [paper] } })).await;
        assert_eq!((&draft["words"]["amount"], &draft["version"], open(&desk, app).await), (&json!("cent"), &json!(1), json!(1)));
        let path = format!("/{}", text(&draft, "id"));
        let posting = format!("/books/drafts{path}/posting");
        let told = field_errors(desk.post(app, &posting, json!({})).await);
        assert_eq!(told, ["occasion required", "place required", "amount amount-not-a-number", "posted_on required", "label required"]);
        assert_eq!(desk.get(app, "/books/drafts").await["items"][0]["papers"][0]["id"], json!(paper), "nothing is lost");
        let changed = keep(&desk, app, &path, json!({ "version": 1, "words": whole(std::slice::from_ref(&paper)) })).await;
        assert_eq!((&changed["version"], &changed["dated_on"]), (&json!(2), &json!("2026-11-20")));
        // another tab still shows the first version
        let late = desk.post(app, &format!("/books/drafts{path}"), json!({ "version": 1, "words": whole(&[]) })).await;
        assert_eq!(late.refused(409), "draft-changed");
        let entry = desk.post(app, &posting, json!({})).await.ok().json();
        assert_eq!((text(&entry, "label"), text(&entry["vouchers"][0]["file"], "name")), ("Loyer", "facture.pdf"));
        assert!(desk.get(app, "/books/drafts").await["items"].as_array().is_some_and(Vec::is_empty));
        assert_eq!(open(&desk, app).await, 0);
    }
);

testing::both!(
    MODULES,
    async fn of_two_who_post_a_draft_the_second_is_told_which_entry_it_is(app: App) {
        let desk = Desk::open(app).await;
        let draft = keep(&desk, app, "", json!({ "words": whole(&[]) })).await;
        let path = format!("/books/drafts/{}", text(&draft, "id"));
        let posting = format!("{path}/posting");
        let (one, other) = tokio::join!(desk.post(app, &posting, json!({})), desk.post(app, &posting, json!({})));
        let (done, refused) = if one.status.is_success() { (one, other) } else { (other, one) };
        let entry = done.ok().json();
        assert_eq!((refused.status.as_u16(), &refused.json()["type"]), (409, &json!("draft-posted")), "{}", refused.text());
        assert!(refused.text().contains(text(&entry, "id")));
        assert_eq!(desk.get(app, "/books/journal").await["items"].as_array().map(Vec::len), Some(1));
        // whoever opens or changes it is told the same
        let looked = app.get(&desk.token, &desk.twin.path(&path)).await;
        assert_eq!(looked.refused(409), "draft-posted");
        assert_eq!(desk.post(app, &path, json!({ "version": 1, "words": whole(&[]) })).await.refused(409), "draft-posted");
        // a second click with the same key gets the first one's answer
        let draft = keep(&desk, app, "", json!({ "words": whole(&[]) })).await;
        let posting = format!("/books/drafts/{}/posting", text(&draft, "id"));
        let body = json!({});
        let first = desk.post_once(app, &posting, &body, "click").await.ok().json();
        assert_eq!(desk.post_once(app, &posting, &body, "click").await.ok().json()["id"], first["id"]);
    }
);

testing::both!(
    MODULES,
    async fn an_unbalanced_entry_waits_and_a_draft_that_goes_gives_its_room_back(app: App) {
        let desk = Desk::open(app).await;
        let lines = json!([{ "account": "51611", "debit": "10" }, { "account": "9", "credit": "x" }]);
        let papers = [paper(&desk, app, "a.pdf").await, paper(&desk, app, "b.pdf").await];
        let entry = |vouchers: &[String]| json!({ "posted_on": "", "label": "", "lines": lines, "vouchers": vouchers });
        let draft = keep(&desk, app, "", json!({ "entry": entry(&papers) })).await;
        let path = format!("/{}", text(&draft, "id"));
        assert_eq!((&draft["entry"]["lines"][1]["account"], used(&desk, app).await), (&json!("9"), 32));
        // one of the files is left out
        let fewer = keep(&desk, app, &path, json!({ "version": 1, "entry": entry(&papers[..1]) })).await;
        assert_eq!((fewer["papers"].as_array().map(Vec::len), used(&desk, app).await), (Some(1), 16));
        let other = keep(&desk, app, "", json!({ "words": whole(&[]) })).await;
        let stolen = json!({ "version": 1, "words": whole(&papers[..1]) });
        let refused = desk.post(app, &format!("/books/drafts/{}", text(&other, "id")), stolen).await;
        assert_eq!(field_errors(refused), ["file voucher-gone"], "it is the other draft's");
        let removal = format!("/books/drafts{path}/removal");
        assert_eq!(field_errors(desk.post(app, &removal, json!({})).await), ["sure required"]);
        drop(desk.post(app, &removal, json!({ "sure": "yes" })).await.ok());
        assert_eq!((desk.post(app, &removal, json!({ "sure": "yes" })).await.status.as_u16(), used(&desk, app).await), (404, 0));
        for wrong in [json!({}), json!({ "words": whole(&[]), "entry": entry(&[]) })] {
            assert_eq!(desk.post(app, "/books/drafts", wrong).await.refused(422), "draft-of-nothing");
        }
        let long = json!({ "words": { "label": "x".repeat(70_000) } });
        assert_eq!(desk.post(app, "/books/drafts", long).await.refused(422), "draft-too-large");
    }
);

testing::both!(
    MODULES,
    async fn a_treasurer_comes_back_to_a_draft_in_a_browser(app: App) {
        let desk = Desk::open(app).await;
        let mut browser = Browser::at("192.0.2.72");
        browser.sign_in(app, &desk.email, PASSWORD).await;
        let base = format!("/a/{}/books", desk.twin.slug);
        let new = format!("{base}/money/new");
        let begun = [("act", "out"), ("occasion", "rent"), ("amount", "300"), ("then", "draft")];
        assert_eq!(browser.submit(app, &format!("{new}?act=out"), &new, &begun).await.status, 303);
        let shown = browser.open(app, &format!("{base}/money")).await.ok().text();
        assert!(shown.contains(&format!("{base}/drafts")), "{shown}");
        let draft = desk.get(app, "/books/drafts").await["items"][0].clone();
        let page = format!("{base}/drafts/{}", text(&draft, "id"));
        let form = browser.open(app, &page).await.ok().text();
        assert!(form.contains(&format!("action=\"{page}\"")) && form.contains("value=\"300\""), "{form}");
        // posting finds that something lacks; what was typed is kept under its next version
        let lacking =
            [("draft", text(&draft, "id")), ("version", "1"), ("act", "out"), ("occasion", "rent"), ("amount", "310"), ("then", "post")];
        let refused = browser.submit(app, &page, &page, &lacking).await;
        let shown = refused.text();
        assert!(refused.status == 422 && shown.contains("href=\"#place\"") && shown.contains("name=\"version\" value=\"2\""), "{shown}");
        let whole = [
            ("version", "2"),
            ("act", "out"),
            ("occasion", "rent"),
            ("amount", "310"),
            ("place", "51611"),
            ("posted_on", "20/11/2026"),
            ("then", "post"),
        ];
        let done = browser.submit(app, &page, &page, &whole).await;
        let entry = desk.get(app, "/books/journal").await["items"][0].clone();
        let address = format!("{base}/journal/{}", text(&entry, "id"));
        assert_eq!((done.status.as_u16(), leads_to(&done)), (303, address.as_str()));
        // the tab that still shows it leads to the entry
        assert_eq!(leads_to(&browser.open(app, &page).await), address);
        // an entry by accounts is kept in its own form
        let entries = format!("{base}/entries/new");
        let lines = [("lines.0.account", "51611"), ("lines.0.debit", "5"), ("label", "À moitié"), ("then", "draft")];
        assert_eq!(browser.submit(app, &entries, &entries, &lines).await.status, 303);
        let half = desk.get(app, "/books/drafts").await["items"][0].clone();
        let page = format!("{base}/drafts/{}", text(&half, "id"));
        assert!(browser.open(app, &page).await.ok().text().contains("value=\"51611\""));
        let unsure = browser.submit(app, &page, &page, &[("then", "removal")]).await;
        assert!(unsure.status == 422 && unsure.text().contains("value=\"51611\""), "{}", unsure.text());
        assert_eq!(browser.submit(app, &page, &page, &[("then", "removal"), ("sure", "yes")]).await.status, 303);
        assert!(desk.get(app, "/books/drafts").await["items"].as_array().is_some_and(Vec::is_empty));
    }
);
