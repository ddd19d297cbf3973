//! Files kept of members: who sees them, what they may be, and that they go with the record.

use crate::MODULES;
use crate::browser::{Browser, csrf};
use crate::desk::{Desk, PASSWORD, Sql, account, field_errors};
use crate::world::seat;
use axum::http::Method;
use serde_json::{Value, json};
use testing::{Answer, App};

const PDF: &[u8] = b"%PDF-1.7 certificat";

fn id(value: &Value) -> String {
    value["id"].as_str().unwrap_or_else(|| panic!("an id in {value}")).to_owned()
}

async fn add(desk: &Desk, app: &App, family: &str) -> String {
    id(&desk.post(app, "/members", json!({ "family_fr": family })).await.ok().json())
}

async fn keep(desk: &Desk, app: &App, member: &str, query: &str, bytes: &[u8]) -> Answer {
    app.upload(&desk.token, &desk.twin.path(&format!("/members/{member}/files?{query}")), bytes.to_vec()).await
}

async fn labels(desk: &Desk, app: &App, member: &str) -> Vec<String> {
    let files = desk.get(app, &format!("/members/{member}/files")).await;
    files["items"].as_array().expect("files").iter().map(|file| file["label"].as_str().expect("a label").to_owned()).collect()
}

async fn bytes_used(desk: &Desk, app: &App) -> i64 {
    desk.get(app, "/mails-of-today").await["member_files"].as_i64().expect("bytes")
}

testing::both!(
    MODULES,
    async fn a_members_papers_are_kept_counted_and_taken_away(app: App) {
        let desk = Desk::open(app).await;
        let member = add(&desk, app, "Alami").await;
        let kept = keep(&desk, app, &member, "label=Certificat&file_name=a.pdf", PDF).await.ok().json();
        assert_eq!(
            (&kept["label"], &kept["file"]["content_type"], &kept["file"]["name"]),
            (&json!("Certificat"), &json!("application/pdf"), &json!("a.pdf"))
        );
        assert_eq!(bytes_used(&desk, app).await, 19);
        let file = app.get(&desk.token, &desk.twin.path(&format!("/member-files/{}", id(&kept)))).await.ok();
        assert_eq!(file.body.as_ref(), PDF);
        assert!(file.headers["content-disposition"].to_str().is_ok_and(|said| said.starts_with("attachment; filename=\"member-1-")));
        for (query, bytes, told) in [
            ("label=&file_name=a.pdf", PDF, vec!["label required"]),
            ("label=x&file_name=a.png", PDF, vec!["file file-not-what-its-name-says"]),
            ("label=x&file_name=a.pdf", b"<html>".as_slice(), vec!["file file-kind-unknown"]),
            ("label=x&file_name=a.docx", b"PK\x03\x04[Content_Types].xml word/document.xml", vec!["file member-file-kind"]),
            ("label=x&file_name=a.pdf", b"", vec!["file file-empty"]),
        ] {
            assert_eq!(field_errors(keep(&desk, app, &member, query, bytes).await), told, "{query}");
        }
        let removal = format!("/member-files/{}/removal", id(&kept));
        assert_eq!(field_errors(desk.post(app, &removal, json!({})).await), ["sure required"]);
        let gone = || desk.post(app, &removal, json!({ "sure": "yes" }));
        let (one, other) = tokio::join!(gone(), gone());
        let mut both = [one.status.as_u16(), other.status.as_u16()];
        both.sort_unstable();
        assert_eq!((both, bytes_used(&desk, app).await), ([200, 404], 0));
        app.settle().await;
        let log = desk.get(app, "/audit?area=members").await;
        let acts: Vec<&str> = log["items"].as_array().expect("entries").iter().filter_map(|entry| entry["action"].as_str()).collect();
        assert_eq!(acts[..2], ["member-file-removed", "member-file-kept"]);
        for number in 0..50 {
            drop(keep(&desk, app, &member, &format!("label=F{number}&file_name=a.pdf"), PDF).await.ok());
        }
        assert_eq!(keep(&desk, app, &member, "label=x&file_name=a.pdf", PDF).await.refused(409), "too-many-member-files");
    }
);

testing::both!(
    MODULES,
    async fn files_follow_a_merge_and_go_with_the_record(app: App) {
        let desk = Desk::open(app).await;
        let (kept, other) = (add(&desk, app, "Alami").await, add(&desk, app, "Alami").await);
        drop(keep(&desk, app, &kept, "label=Un&file_name=a.pdf", PDF).await.ok());
        drop(keep(&desk, app, &other, "label=Deux&file_name=b.pdf", PDF).await.ok());
        let merge = json!({ "kept": kept, "other": other, "kept_version": "1", "other_version": "1" });
        drop(desk.post(app, "/members/merges", merge).await.ok());
        assert_eq!(labels(&desk, app, &kept).await, ["Deux", "Un"]);
        let undo = format!("/members/merges/{}/undoing", id(&desk.get(app, "/members/merges").await["items"][0]));
        drop(desk.post(app, &undo, json!({})).await.ok());
        assert_eq!((labels(&desk, app, &kept).await, labels(&desk, app, &other).await), (vec!["Un".to_owned()], vec!["Deux".to_owned()]));
        let removal = async |member: &str, act: &str| {
            let rest = format!("/members/{member}/removal");
            let version = desk.get(app, &rest).await["version"].to_string();
            desk.post(app, &rest, json!({ "act": act, "version": version, "sure": "yes" })).await
        };
        drop(removal(&other, "delete").await.ok());
        let left = json!({ "status": "resigned", "reason": "Départ", "since": "2026-11-01" });
        drop(desk.post(app, &format!("/members/{kept}/status"), left).await.ok());
        drop(removal(&kept, "anonymise").await.ok());
        let mut sql = Sql::open(app, "membership", desk.twin.id).await;
        assert_eq!(sql.texts("select name from file").await, Vec::<String>::new());
        assert_eq!(bytes_used(&desk, app).await, 0);
    }
);

testing::both!(
    MODULES,
    async fn who_only_reads_records_sees_no_files(app: App) {
        let desk = Desk::open(app).await;
        let member = add(&desk, app, "Alami").await;
        let kept = keep(&desk, app, &member, "label=Certificat&file_name=a.pdf", PDF).await.ok().json();
        let (treasurer, _, token) = account(app, "Trésorier").await;
        seat(app, &desk.token, &desk.twin, treasurer, json!({ "role": "treasurer" })).await;
        for rest in [format!("/members/{member}/files"), format!("/member-files/{}", id(&kept))] {
            assert_eq!(app.get(&token, &desk.twin.path(&rest)).await.status, 403, "{rest}");
        }
        assert_eq!(app.get(&token, &desk.twin.path(&format!("/members/{member}"))).await.status, 200);
    }
);

testing::both!(
    MODULES,
    async fn the_board_keeps_a_file_in_a_browser(app: App) {
        let desk = Desk::open(app).await;
        let member = add(&desk, app, "Alami").await;
        let mut browser = Browser::at("192.0.2.62");
        browser.sign_in(app, &desk.email, PASSWORD).await;
        let page = format!("/a/{}/members/{member}/files", desk.twin.slug);
        let proof = csrf(&browser.open(app, &page).await.ok());
        let part = |name: &str, value: &str| format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        let form = |label: &str| {
            let file = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.7 x\r\n--x--\r\n";
            part("csrf", &proof) + &part("label", label) + file
        };
        let kind = [("content-type", "multipart/form-data; boundary=x")];
        let bare = browser.ask(app, Method::POST, &page, &kind, &form("")).await;
        assert!(bare.status == 422 && bare.text().contains("href=\"#label\""), "{}", bare.text());
        assert_eq!(browser.ask(app, Method::POST, &page, &kind, &form("Autorisation")).await.status, 303);
        let shown = browser.open(app, &page).await.ok().text();
        assert!(shown.contains("Autorisation") && shown.contains("a.pdf"), "{shown}");
        let record = browser.open(app, &format!("/a/{}/members/{member}", desk.twin.slug)).await.ok().text();
        assert!(record.contains(&page));
        let file = id(&desk.get(app, &format!("/members/{member}/files")).await["items"][0]);
        let unsure = browser.submit(app, &page, &page, &[("remove", file.as_str())]).await;
        assert!(unsure.status == 422 && unsure.text().contains(&format!("href=\"#sure-{file}\"")), "{}", unsure.text());
        assert_eq!(browser.submit(app, &page, &page, &[("remove", file.as_str()), ("sure", "yes")]).await.status, 303);
        assert!(labels(&desk, app, &member).await.is_empty());
    }
);
