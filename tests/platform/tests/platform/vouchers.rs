//! The papers behind entries: they come with the entry or later, stay for good, and go out as one file.

use crate::MODULES;
use crate::browser::{Browser, csrf};
use crate::desk::{Desk, PASSWORD, Sql, account, field_errors};
use crate::dues::text;
use crate::world::{DOT, seat};
use axum::http::Method;
use serde_json::{Value, json};
use std::io::{Cursor, Read};
use testing::{Answer, App};

const PDF: &[u8] = b"%PDF-1.7 facture";

async fn send(desk: &Desk, app: &App, name: &str, bytes: &[u8]) -> Answer {
    app.upload(&desk.token, &desk.twin.path(&format!("/books/papers?file_name={name}")), bytes.to_vec()).await
}

pub async fn paper(desk: &Desk, app: &App, name: &str) -> String {
    text(&send(desk, app, name, PDF).await.ok().json(), "id").to_owned()
}

fn rent(vouchers: &[String]) -> Value {
    json!({ "act": "out", "occasion": "rent", "amount": "300", "place": "51611", "posted_on": "2026-11-20", "label": "Loyer",
        "vouchers": vouchers, "voucher_kind": "invoice", "voucher_number": "F-٠١٢", "voucher_date": "18/11/2026" })
}

async fn posted(desk: &Desk, app: &App, vouchers: &[String]) -> Value {
    desk.post(app, "/books/guided", rent(vouchers)).await.ok().json()
}

async fn add(desk: &Desk, app: &App, entry: &Value, query: &str, bytes: &[u8]) -> Answer {
    let path = format!("/books/journal/{}/vouchers?{query}", text(entry, "id"));
    app.upload(&desk.token, &desk.twin.path(&path), bytes.to_vec()).await
}

async fn lacking(desk: &Desk, app: &App) -> Vec<Value> {
    desk.get(app, "/books/journal?without_voucher=true").await["items"].as_array().expect("entries").clone()
}

testing::both!(
    MODULES,
    async fn a_photo_comes_with_its_entry_and_tells_nothing_of_the_telephone(app: App) {
        let desk = Desk::open(app).await;
        let photo = [DOT, b" where it was taken"].concat();
        let sent = send(&desk, app, "facture.png", &photo).await.ok().json();
        assert_eq!((&sent["file"]["name"], &sent["file"]["content_type"]), (&json!("facture.jpg"), &json!("image/jpeg")));
        let entry = posted(&desk, app, &[text(&sent, "id").to_owned()]).await;
        let voucher = &entry["vouchers"][0];
        assert_eq!((text(voucher, "kind"), text(voucher, "number"), text(voucher, "dated_on")), ("invoice", "F-012", "2026-11-18"));
        assert_eq!(text(&voucher["file"], "sha256").len(), 64);
        let file = app.get(&desk.token, &desk.twin.path(&format!("/books/vouchers/{}", text(voucher, "id")))).await.ok();
        assert!(file.body.starts_with(b"\xff\xd8\xff") && !file.body.windows(5).any(|part| part == b"taken"));
        // the mark in the ledger, and that nothing is lacking
        let ledger = desk.get(app, "/books/ledger?account=61312").await;
        assert_eq!(ledger["lines"][0]["voucher"], true);
        assert!(lacking(&desk, app).await.is_empty());
        // a paper that has no file is a voucher too
        let named = posted(&desk, app, &[]).await;
        assert!(named["vouchers"][0]["file"].is_null() && lacking(&desk, app).await.is_empty());
        // what was sent is taken once
        assert_eq!(field_errors(desk.post(app, "/books/guided", rent(&[text(&sent, "id").to_owned()])).await), ["file voucher-gone"]);
        let wrong = json!({ "posted_on": "", "label": "x", "lines": [], "voucher_kind": "bill", "voucher_date": "01/01/2030" });
        let told = field_errors(desk.post(app, "/books/journal", wrong).await);
        assert_eq!(told, ["posted_on required", "voucher_kind choice-unknown", "voucher_date date-in-future"], "all at once");
    }
);

testing::both!(
    MODULES,
    async fn what_is_no_paper_is_refused_in_words(app: App) {
        let desk = Desk::open(app).await;
        for (name, bytes, code) in [
            ("a.pdf", b"".as_slice(), "file-empty"),
            ("a.pdf", b"<html><script>", "file-not-what-its-name-says"),
            ("a.pdf", DOT, "file-not-what-its-name-says"),
            ("a.png", PDF, "file-not-what-its-name-says"),
            ("a.exe", b"MZ\x90\x00", "voucher-file-kind"),
            ("a.jpg", b"GIF89a", "voucher-file-kind"),
            ("a.jpg", b"\xff\xd8\xff\xe0 no picture", "photo-unreadable"),
        ] {
            assert_eq!(field_errors(send(&desk, app, name, bytes).await), [format!("file {code}")], "{name}");
        }
        let entry = posted(&desk, app, &[]).await;
        for number in 1..10 {
            drop(add(&desk, app, &entry, "file_name=a.pdf", format!("%PDF-1.7 {number}").as_bytes()).await.ok());
        }
        assert_eq!(field_errors(add(&desk, app, &entry, "file_name=a.pdf", PDF).await), ["file too-many-vouchers"]);
        assert_eq!(field_errors(add(&desk, app, &entry, "", b"").await), ["file file-empty"]);
        assert_eq!(field_errors(add(&desk, app, &entry, "voucher_kind=invoice", b"").await), ["voucher_number required"]);
    }
);

testing::both!(
    MODULES,
    async fn a_paper_makes_one_entry_of_two_that_are_sent_at_once(app: App) {
        let desk = Desk::open(app).await;
        let paper = [paper(&desk, app, "a.pdf").await];
        let (one, other) = tokio::join!(desk.post(app, "/books/guided", rent(&paper)), desk.post(app, "/books/guided", rent(&paper)));
        let (done, refused) = if one.status.is_success() { (one, other) } else { (other, one) };
        drop(done.ok());
        assert_eq!(field_errors(refused), ["file voucher-gone"]);
        assert_eq!(desk.get(app, "/books/journal").await["items"].as_array().map(Vec::len), Some(1));
    }
);

testing::both!(
    MODULES,
    async fn a_voucher_stays_and_a_wrong_one_is_marked_once(app: App) {
        let desk = Desk::open(app).await;
        let entry = posted(&desk, app, &[paper(&desk, app, "a.pdf").await]).await;
        let voucher = text(&entry["vouchers"][0], "id").to_owned();
        let mark = format!("/books/vouchers/{voucher}/mark");
        assert_eq!(field_errors(desk.post(app, &mark, json!({ "reason": " " })).await), ["reason required"]);
        let (one, other) = tokio::join!(
            desk.post(app, &mark, json!({ "reason": "Autre facture" })),
            desk.post(app, &mark, json!({ "reason": "Autre facture" }))
        );
        let (done, refused) = if one.status.is_success() { (one, other) } else { (other, one) };
        assert_eq!(text(&done.ok().json()["vouchers"][0]["wrong"], "reason"), "Autre facture");
        assert_eq!(refused.refused(409), "voucher-marked");
        assert_eq!(lacking(&desk, app).await.len(), 1, "a wrong one is none");
        let right = add(&desk, app, &entry, "file_name=b.pdf&voucher_kind=contract", PDF).await.ok().json();
        assert_eq!(right["vouchers"].as_array().map(Vec::len), Some(2), "it stays");
        assert!(lacking(&desk, app).await.is_empty());
        // nor by SQL, nor its bytes
        let mut sql = Sql::open(app, "bookkeeping", desk.twin.id).await;
        for statement in [
            "delete from voucher",
            "update voucher set number = 'x'",
            "delete from wrong_voucher",
            "update wrong_voucher set reason = 'x'",
            "delete from file",
            "update file set name = 'x'",
        ] {
            assert!(sql.run(statement).await.is_err(), "{statement}");
        }
    }
);

testing::both!(
    MODULES,
    async fn who_only_reads_the_books_opens_vouchers_and_adds_none(app: App) {
        let desk = Desk::open(app).await;
        let entry = posted(&desk, app, &[paper(&desk, app, "a.pdf").await]).await;
        let (adviser, _, token) = account(app, "Conseiller").await;
        seat(app, &desk.token, &desk.twin, adviser, json!({ "role": "adviser" })).await;
        let path = |rest: &str| desk.twin.path(rest);
        let file = format!("/books/vouchers/{}", text(&entry["vouchers"][0], "id"));
        assert_eq!(app.get(&token, &path(&file)).await.ok().body.as_ref(), PDF);
        let later = format!("/books/journal/{}/vouchers?file_name=a.pdf", text(&entry, "id"));
        for rest in [later.as_str(), "/books/papers?file_name=a.pdf"] {
            assert_eq!(app.upload(&token, &path(rest), PDF.to_vec()).await.status, 403, "{rest}");
        }
        // an auditor of another year sees none of this one
        let (auditor, _, token) = account(app, "Commissaire").await;
        let limited = json!({ "role": "auditor", "limit_kind": "year", "limit_to": "2025", "until": "2027-11-20" });
        seat(app, &desk.token, &desk.twin, auditor, limited).await;
        assert_eq!(app.get(&token, &path(&file)).await.status, 404);
        assert_eq!(app.get(&token, &path("/books/vouchers.zip?year=2026")).await.status, 404);
    }
);

testing::both!(
    MODULES,
    async fn a_years_vouchers_go_out_with_their_index(app: App) {
        let desk = Desk::open(app).await;
        let first = posted(&desk, app, &[paper(&desk, app, "a.pdf").await]).await;
        drop(add(&desk, app, &first, "file_name=b.pdf", b"%PDF-1.7 second").await.ok());
        drop(posted(&desk, app, &[]).await);
        let answer = app.get(&desk.token, &desk.twin.path("/books/vouchers.zip?year=2026")).await.ok();
        let mut zip = zip::ZipArchive::new(Cursor::new(answer.body.to_vec())).expect("a ZIP");
        let names: Vec<String> = zip.file_names().map(|name| name.expect("a name").into_owned()).collect();
        assert_eq!(names, ["index.csv", "GEN/GEN-2026-00001-1.pdf", "GEN/GEN-2026-00001-2.pdf"]);
        let mut read = |name: &str| {
            let mut bytes = Vec::new();
            zip.by_name(name).expect("named").read_to_end(&mut bytes).expect("whole");
            bytes
        };
        assert_eq!(read("GEN/GEN-2026-00001-1.pdf"), PDF);
        let index = String::from_utf8(read("index.csv")).expect("UTF-8");
        assert_eq!(index.lines().count(), 4, "{index}");
        assert!(index.contains("F-012") && index.contains("2026-11-18") && index.contains("\"300,00\""), "{index}");
        assert!(index.contains(text(&first["vouchers"][0]["file"], "sha256")), "by the digest each file can be verified");
    }
);

testing::both!(
    MODULES,
    async fn a_treasurer_sends_the_photo_in_the_form_and_keeps_it_when_something_else_is_wrong(app: App) {
        let desk = Desk::open(app).await;
        let mut browser = Browser::at("192.0.2.71");
        browser.sign_in(app, &desk.email, PASSWORD).await;
        let page = format!("/a/{}/books/money/new", desk.twin.slug);
        let proof = csrf(&browser.open(app, &format!("{page}?act=out")).await.ok());
        let part = |name: &str, value: &str| format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        let fields = [("csrf", proof.as_str()), ("act", "out"), ("occasion", "rent"), ("place", "51611"), ("posted_on", "20/11/2026")];
        let file = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"facture.pdf\"\r\n\r\n%PDF-1.7 x\r\n--x--\r\n";
        let form = fields.map(|(name, value)| part(name, value)).concat() + &part("amount", "beaucoup") + file;
        let kind = [("content-type", "multipart/form-data; boundary=x")];
        let again = browser.ask(app, Method::POST, &page, &kind, &form).await;
        let shown = again.text();
        assert!(again.status == 422 && shown.contains("href=\"#amount\"") && shown.contains("facture.pdf"), "{shown}");
        let kept = crate::browser::hidden(&again, "vouchers");
        let mut whole = fields.to_vec();
        whole.extend([("amount", "300"), ("vouchers", kept.as_str())]);
        assert_eq!(browser.send(app, &page, &whole).await.status, 303);
        let entry = desk.get(app, "/books/journal").await["items"][0].clone();
        assert_eq!(text(&entry["vouchers"][0]["file"], "name"), "facture.pdf");
        let address = format!("/a/{}/books/journal/{}", desk.twin.slug, text(&entry, "id"));
        let shown = browser.open(app, &address).await.ok().text();
        assert!(shown.contains("facture.pdf") && shown.contains(&format!("{address}/vouchers")), "{shown}");
        // a wrong one is marked where it is listed
        let voucher = text(&entry["vouchers"][0], "id");
        let vouchers = format!("{address}/vouchers");
        let unsaid = browser.submit(app, &vouchers, &vouchers, &[("mark", voucher)]).await;
        assert!(unsaid.status == 422 && unsaid.text().contains(&format!("href=\"#reason-{voucher}\"")), "{}", unsaid.text());
        let reason = format!("reason-{voucher}");
        let marked = browser.submit(app, &vouchers, &vouchers, &[("mark", voucher), (&reason, "Autre facture")]).await;
        assert_eq!(marked.status, 303);
        let lacking = browser.open(app, &format!("/a/{}/books/journal?without_voucher=true", desk.twin.slug)).await.ok().text();
        assert!(lacking.contains(&address), "{lacking}");
    }
);
