//! Files that are no list of members: each is refused in words, and nothing of it is kept.

use crate::MODULES;
use crate::desk::Desk;
use serde_json::{Value, json};
use testing::{Answer, App};

const WAYS: [&str; 3] = ["/members/import", "/members/import?dry_run=false", "/members/imports?file_name=m.csv"];

async fn send(app: &App, desk: &Desk, way: &str, file: &[u8]) -> Answer {
    app.upload(&desk.token, &desk.twin.path(way), file.to_vec()).await
}

testing::both!(
    MODULES,
    async fn what_is_no_list_of_members_is_refused_and_nothing_is_kept(app: App) {
        let desk = Desk::open(app).await;
        let large = format!("Prénom,Nom\n{}", "Amina,Alaoui\n".repeat(900_000));
        let spreadsheet = [b"PK\x03\x04".as_slice(), &[0; 2000]].concat();
        let files: [(&[u8], u16, &str); 6] = [
            (large.as_bytes(), 413, "too-large"),
            (b"", 422, "file-empty"),
            (&spreadsheet, 422, "file-broken"),
            (b"Pr\xc3\xa9nom,Nom\n\"Amina,Alaoui\n", 422, "file-unclosed-quote"),
            (b"Ville,Code\nSafi,46000\n", 422, "file-no-name-column"),
            (b"Prenom,Nom\n", 422, "file-no-rows"),
        ];
        for (file, status, code) in files {
            // of an upload that is kept the columns may still be named, and lines still counted
            let kept = if matches!(code, "file-no-name-column" | "file-no-rows") { 2 } else { 3 };
            for way in &WAYS[..kept] {
                assert_eq!(send(app, &desk, way, file).await.refused(status), code, "{way}");
            }
        }
        let words = json!({ "given_fr": "x".repeat(2_000_000), "family_fr": "y" });
        assert_eq!(desk.post(app, "/members", words).await.refused(413), "too-large");
        app.settle().await;
        assert!(desk.all(app, "/members").await.is_empty());
    }
);

testing::both!(
    MODULES,
    async fn broken_lines_are_named_and_the_others_go_in_when_confirmed(app: App) {
        let desk = Desk::open(app).await;
        let file = "Prénom,Nom,E-mail,Téléphone,Date d'adhésion\nAmina,Alaoui,amina@exemple.ma,0612345678,05/03/2020\n\
                Driss,Bouazza,driss@,0612345678,\n,,x@exemple.ma,,\nKarim,Hajji,,06,31/02/2020\nNora,Chafik,,,\n";
        let sent = send(app, &desk, WAYS[2], file.as_bytes()).await.ok().json();
        app.settle().await;
        let import = format!("/members/imports/{}", sent["id"].as_str().expect("an id"));
        let checked = desk.get(app, &import).await;
        let report = &checked["report"];
        assert_eq!((&report["rows"], &report["create"], &report["written"]), (&json!(5), &json!(2), &json!(false)), "{report}");
        let wrong: Vec<(u64, &str)> = report["errors"]
            .as_array()
            .expect("errors")
            .iter()
            .map(|error| (line(error), error["code"].as_str().unwrap_or_default()))
            .collect();
        assert_eq!(wrong, [(3, "email-invalid"), (4, "name-required"), (5, "phone-unreadable"), (5, "date-impossible")], "{report}");
        assert!(desk.all(app, "/members").await.is_empty(), "nothing before confirming");
        drop(desk.post(app, &format!("{import}/confirmation"), json!({})).await.ok());
        app.settle().await;
        assert_eq!(desk.get(app, &import).await["report"]["create"], 2);
        let members = desk.all(app, "/members").await;
        assert_eq!(
            members.iter().map(|member| member["name_fr"].as_str().expect("a name")).collect::<Vec<_>>(),
            ["Amina Alaoui", "Nora Chafik"]
        );
        // the same file once more adds nobody
        let again = send(app, &desk, WAYS[1], file.as_bytes()).await.ok().json();
        assert_eq!((&again["create"], &again["skip"]), (&json!(0), &json!(2)), "{again}");
        assert_eq!(desk.all(app, "/members").await.len(), 2);
    }
);

fn line(error: &Value) -> u64 {
    error["line"].as_u64().expect("a line")
}
