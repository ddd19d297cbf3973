//! Documents in fields of the association's own: seen by who sees the record, gone without a byte.

use crate::MODULES;
use crate::desk::{Desk, Sql, account, field_errors};
use crate::own_record::invite;
use crate::world::{DOT, seat};
use serde_json::{Value, json};
use testing::{Answer, App};

const PAPER: &[u8] = b"%PDF-1.7 certificat";

fn id(value: &Value) -> String {
    value["id"].as_str().unwrap_or_else(|| panic!("an id in {value}")).to_owned()
}

async fn field(desk: &Desk, app: &App, board_only: &str) -> String {
    let field = json!({ "label_fr": "Certificat", "label_ar": "شهادة", "kind": "file", "board_only": board_only, "required": "yes" });
    id(&desk.post(app, "/member-fields", field).await.ok().json())
}

async fn keep(app: &App, desk: &Desk, member: &str, field: &str, bytes: &[u8]) -> Answer {
    let name = if bytes == DOT { "c.png" } else { "c.pdf" };
    let path = desk.twin.path(&format!("/members/{member}/field-file?field={field}&file_name={name}"));
    app.upload(&desk.token, &path, bytes.to_vec()).await
}

async fn files(app: &App, desk: &Desk) -> String {
    Sql::open(app, "membership", desk.twin.id).await.texts("select cast(count(*) as text) from file").await.remove(0)
}

testing::both!(
    MODULES,
    async fn a_document_is_kept_replaced_read_by_who_may_and_deleted(app: App) {
        let desk = Desk::with_members(app, 2).await;
        let own = invite(app, &desk, 1).await;
        let member = id(&own.member);
        let (shared, secret) = (field(&desk, app, "").await, field(&desk, app, "yes").await);
        assert_eq!(desk.get(app, &format!("/member-fields/{shared}")).await["required"], false, "no form waits for a document");
        drop(desk.post(app, "/members", json!({ "family_fr": "Nouveau" })).await.ok());
        let typed = json!({ "family_fr": "Nouveau", "fields": { (&shared): "c.pdf" } });
        assert_eq!(field_errors(desk.post(app, "/members", typed).await), [format!("field-{shared} field-by-upload")]);
        assert_eq!(keep(app, &desk, &kernel::id::new_id().to_string(), "x", PAPER).await.refused(404), "not-found");
        assert_eq!(field_errors(keep(app, &desk, &member, "x", PAPER).await), ["field choice-unknown"]);
        assert_eq!(keep(app, &desk, &member, &shared, b"MZ not a document").await.status, 422);
        let first = keep(app, &desk, &member, &shared, PAPER).await.ok().json();
        assert_eq!(first["version"], 2, "whoever edits the record meanwhile is told");
        drop(keep(app, &desk, &member, &secret, DOT).await.ok());
        drop(keep(app, &desk, &member, &shared, b"%PDF-1.7 autre").await.ok());
        assert_eq!(files(app, &desk).await, "2", "the one that was replaced is gone");
        let path = |field: &str| format!("/members/{member}/field-file?field={field}");
        assert!(app.get(&desk.token, &desk.twin.path(&path(&shared))).await.ok().body.starts_with(b"%PDF-1.7 autre"));
        // who does not see records sees none, the member the one that is not the board's
        let (stranger, _, token) = account(app, "Conseillere").await;
        seat(app, &desk.token, &desk.twin, stranger, json!({ "role": "member" })).await;
        assert_eq!(app.get(&token, &desk.twin.path(&path(&shared))).await.status, 403);
        let mine = async |field: &str, member: &str| {
            app.get(&own.token, &desk.twin.path(&format!("/me/field-file?field={field}&member={member}"))).await
        };
        assert!(mine(&shared, &member).await.ok().body.starts_with(b"%PDF"));
        assert_eq!(mine(&secret, &member).await.refused(404), "not-found");
        let other = id(&desk.get(app, "/members").await["items"][1]);
        assert_eq!(mine(&shared, &other).await.refused(404), "not-found");
        // lists are narrowed to those who lack it, and files of members do not hold it
        let without = desk.get(app, &format!("/members?own={shared}:without")).await;
        assert_eq!(without["items"].as_array().map(Vec::len), Some(2));
        let file = app.get(&desk.token, &desk.twin.path(&format!("/members/export?format=csv&columns=number,field-{shared}"))).await.ok();
        assert!(file.text().contains("\"1\",\"Oui\""), "{}", file.text());
        let away = async |sure: &str| {
            desk.post(app, &format!("/members/{member}/field-file/removal"), json!({ "field": shared, "sure": sure })).await
        };
        assert_eq!(field_errors(away("").await), ["sure required"]);
        drop(away("yes").await.ok());
        assert_eq!(field_errors(away("yes").await), ["field field-empty"]);
        assert_eq!(files(app, &desk).await, "1");
        drop(desk.post(app, &format!("/member-fields/{secret}/retirement"), json!({ "retired": "yes" })).await.ok());
        drop(desk.post(app, &format!("/member-fields/{secret}/removal"), json!({ "members": "1", "sure": "yes" })).await.ok());
        assert_eq!(files(app, &desk).await, "0", "with the field its documents go");
    }
);

testing::both!(
    MODULES,
    async fn documents_follow_records_that_are_made_one_and_come_back(app: App) {
        let desk = Desk::with_members(app, 2).await;
        let members = desk.get(app, "/members").await["items"].clone();
        let (kept, other) = (id(&members[0]), id(&members[1]));
        let certificate = field(&desk, app, "").await;
        drop(keep(app, &desk, &kept, &certificate, PAPER).await.ok());
        drop(keep(app, &desk, &other, &certificate, b"%PDF-1.7 l'autre").await.ok());
        let read = async |member: &str| {
            let answer = app.get(&desk.token, &desk.twin.path(&format!("/members/{member}/field-file?field={certificate}"))).await;
            if answer.status == 200 { answer.text() } else { answer.status.as_u16().to_string() }
        };
        let merge = async || {
            let version = async |member: &str| desk.get(app, &format!("/members/{member}")).await["version"].to_string();
            let input = json!({ "kept": kept, "other": other, "kept_version": version(&kept).await, "other_version": version(&other).await,
                "take": [format!("field-{certificate}")] });
            drop(desk.post(app, "/members/merges", input).await.ok());
        };
        let undo = async || {
            let merges = desk.get(app, "/members/merges").await;
            drop(desk.post(app, &format!("/members/merges/{}/undoing", id(&merges["items"][0])), json!({})).await.ok());
        };
        merge().await;
        assert_eq!((read(&kept).await, files(app, &desk).await), ("%PDF-1.7 l'autre".into(), "2".into()));
        undo().await;
        assert_eq!((read(&kept).await, read(&other).await), ("%PDF-1.7 certificat".into(), "%PDF-1.7 l'autre".into()));
        // replaced since: what somebody decided later stays, and nothing names a document that is gone
        merge().await;
        drop(keep(app, &desk, &kept, &certificate, b"%PDF-1.7 nouveau").await.ok());
        undo().await;
        assert_eq!((read(&kept).await, read(&other).await), ("%PDF-1.7 nouveau".into(), "404".into()));
        assert_eq!(files(app, &desk).await, "1");
        let version = desk.get(app, &format!("/members/{kept}")).await["version"].to_string();
        let gone = json!({ "act": "delete", "version": version, "sure": "yes" });
        drop(desk.post(app, &format!("/members/{kept}/removal"), gone).await.ok());
        assert_eq!(files(app, &desk).await, "0", "a person who goes takes the documents along");
    }
);
