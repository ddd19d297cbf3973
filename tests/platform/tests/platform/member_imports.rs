//! Members from files: checked before anything is written, written once, and undone.

use crate::MODULES;
use crate::desk::Desk;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use testing::App;
use zip::write::{SimpleFileOptions, ZipWriter};

pub const CASABLANCA: &[u8] = include_bytes!("../data/members_casablanca.csv");
const SEFROU: &[u8] = include_bytes!("../data/members_sefrou_windows1256.csv");
const AZROU: &[u8] = include_bytes!("../data/members_azrou_utf16.tsv");
const SETTAT: &[u8] = include_bytes!("../data/members_settat.xlsx");

/// Uploads a file and lets it be checked.
pub async fn bring(app: &App, desk: &Desk, file: &[u8]) -> Value {
    let import = app.upload(&desk.token, &desk.twin.path("/members/imports?file_name=f"), file.to_vec()).await.ok().json();
    app.settle().await;
    show(app, desk, &import).await
}

pub fn at(import: &Value, rest: &str) -> String {
    format!("/members/imports/{}{rest}", import["id"].as_str().expect("an id"))
}

async fn show(app: &App, desk: &Desk, import: &Value) -> Value {
    desk.get(app, &at(import, "")).await
}

pub async fn act(app: &App, desk: &Desk, import: &Value, what: &str, body: Value) -> Value {
    drop(desk.post(app, &at(import, what), body).await.ok());
    app.settle().await;
    show(app, desk, import).await
}

pub async fn confirm(app: &App, desk: &Desk, import: &Value) -> Value {
    act(app, desk, import, "/confirmation", json!({})).await
}

/// State, lines, new, changed, left alone, wrong.
pub fn figures(import: &Value) -> (String, [i64; 5]) {
    let figure = |name: &str| import["report"][name].as_i64().expect("a figure");
    (import["state"].as_str().expect("a state").to_owned(), ["rows", "create", "update", "skip", "wrong"].map(figure))
}

async fn count(app: &App, desk: &Desk) -> i64 {
    desk.get(app, "/summary").await["members"].as_i64().expect("a figure")
}

testing::both!(
    MODULES,
    async fn the_samples_go_in_as_their_makers_say(app: App) {
        for (file, expected) in [
            (CASABLANCA, [320, 320, 0, 0, 0]),
            (SEFROU, [184, 180, 0, 2, 2]),
            (AZROU, [94, 90, 0, 2, 2]),
            (SETTAT, [1_200, 1_200, 0, 0, 0]),
        ] {
            let desk = Desk::open(app).await;
            let checked = bring(app, &desk, file).await;
            assert_eq!(figures(&checked), ("checked".into(), expected), "{}", checked["report"]["kinds"]);
            assert_eq!(count(app, &desk).await, 0, "nothing is written before it is confirmed");
            let done = confirm(app, &desk, &checked).await;
            assert_eq!(figures(&done), ("done".into(), expected));
            assert_eq!(count(app, &desk).await, expected[1]);
            // confirmed twice, and the same file once more: nobody twice
            assert_eq!(figures(&confirm(app, &desk, &checked).await).0, "done");
            let again = bring(app, &desk, file).await;
            assert_eq!(figures(&again).1[..3], [expected[0], 0, 0]);
            assert_eq!(desk.get(app, "/members/imports").await["items"].as_array().map(Vec::len), Some(2));
        }
    }
);

testing::both!(
    MODULES,
    async fn columns_are_corrected_and_remembered(app: App) {
        let desk = Desk::open(app).await;
        let file = "Désignation;Contact;Obs\nBouazza Driss;0612345678;x\nAlaoui Amina;0612345679;y\n".as_bytes();
        let seen = bring(app, &desk, file).await;
        assert_eq!((&seen["state"], &seen["report"]["columns"][0]["field"]), (&json!("columns"), &Value::Null), "{seen}");
        assert_eq!(desk.post(app, &at(&seen, "/confirmation"), json!({})).await.refused(409), "import-not-checked");
        let columns = at(&seen, "/columns");
        for (fields, code) in
            [(["phone", "", ""], "file-no-name-column"), (["full_fr", "full_fr", ""], "column-twice"), (["id", "", ""], "choice-unknown")]
        {
            let refused = desk.post(app, &columns, json!({ "fields": fields })).await;
            assert_eq!(refused.json()["errors"][0]["code"], code, "{}", refused.text());
        }
        let said = json!({ "fields": ["full_fr_family_first", "phone", ""] });
        let checked = act(app, &desk, &seen, "/columns", said.clone()).await;
        assert_eq!(figures(&checked), ("checked".into(), [2, 2, 0, 0, 0]));
        assert_eq!(
            checked["names"][0],
            json!({ "column": "Désignation", "whole": "Bouazza Driss", "given": "Driss", "family": "Bouazza" })
        );
        confirm(app, &desk, &checked).await;
        assert_eq!(desk.post(app, &columns, said).await.refused(409), "import-under-way");
        let next = bring(app, &desk, "DESIGNATION :;contact\nHajji Karim;0612345670\n".as_bytes()).await;
        assert_eq!(figures(&next), ("checked".into(), [1, 1, 0, 0, 0]), "what was said is remembered: {next}");
        assert_eq!(next["report"]["sample"][0]["name_fr"], "Karim Hajji");
    }
);

testing::both!(
    MODULES,
    async fn those_who_are_there_are_completed_side_by_side_and_put_back(app: App) {
        let desk = Desk::open(app).await;
        drop(desk.post(app, "/members", json!({ "given_fr": "Driss", "family_fr": "Bouazza", "phone": "0612345678" })).await.ok());
        drop(desk.post(app, "/members", json!({ "given_fr": "Amina", "family_fr": "Alaoui", "phone": "0612345679" })).await.ok());
        let file = "Prénom;Nom;Tél;E-mail;Adresse\nDRISS;Bouazza;0612345678;driss@exemple.ma;Salé\nAmina;Alaoui;0699999999;;\nNora;Chafik;;;\nNora;Chafik;;;\n";
        let checked = bring(app, &desk, file.as_bytes()).await;
        assert_eq!(figures(&checked), ("checked".into(), [4, 2, 1, 1, 0]));
        let twins = checked["report"]["twins"].as_array().expect("twins");
        let kinds: Vec<_> = twins.iter().map(|twin| (twin["line"].as_i64(), twin["kind"].as_str().unwrap_or_default())).collect();
        assert_eq!(kinds, [(Some(2), "update"), (Some(3), "alike"), (Some(5), "repeated")], "{twins:?}");
        assert_eq!(twins[0]["fields"][0], json!({ "field": "email", "file": "driss@exemple.ma", "there": "", "taken": true }));
        let done = confirm(app, &desk, &checked).await;
        assert_eq!((figures(&done).1, count(app, &desk).await), ([4, 2, 1, 1, 0], 4));
        let driss = desk.get(app, "/members?search=driss").await["items"][0].clone();
        assert_eq!((&driss["name_fr"], &driss["email"]), (&json!("Driss Bouazza"), &json!("driss@exemple.ma")));
        assert_eq!(desk.get(app, "/members?search=driss@exemple.ma").await["items"][0]["number"], 1, "found by the new address");
        let undone = act(app, &desk, &done, "/undoing", json!({})).await;
        assert_eq!(
            (undone["state"].as_str(), &undone["report"]["undone"], &undone["report"]["kept"]),
            (Some("undone"), &json!(3), &json!(0))
        );
        assert_eq!(count(app, &desk).await, 2);
        assert_eq!(desk.get(app, "/members?search=driss").await["items"][0]["email"], Value::Null);
        assert_eq!(desk.get(app, "/members?search=chafik").await["items"], json!([]));
        // undone twice is undone once
        drop(desk.post(app, &at(&done, "/undoing"), json!({})).await.ok());
    }
);

testing::both!(
    MODULES,
    async fn undoing_keeps_and_names_whoever_was_edited_or_paid_since(app: App) {
        let desk = Desk::open(app).await;
        drop(desk.post(app, "/dues/fees", json!({ "year": "2026", "amount": "200" })).await.ok());
        let lines: String =
            (0..600).fold("Prénom;Nom;Tél;Catégorie\n".into(), |text, i| text + &format!("Prenom{i};Nom{i};06{i:08};Actif\n"));
        let checked = bring(app, &desk, lines.as_bytes()).await;
        let done = confirm(app, &desk, &checked).await;
        assert_eq!(figures(&done), ("done".into(), [600, 600, 0, 0, 0]));
        // a category's name is the association's affair, not the member's
        drop(desk.post(app, "/member-categories", json!({ "name": "actif", "may_vote": "yes" })).await.ok());
        let paid = json!({ "member": "300", "year": "2026", "amount": "200", "method": "cash", "paid_on": "2026-11-20" });
        drop(desk.post(app, "/dues/payments", paid).await.ok());
        let second = desk.get(app, "/members").await["items"][1].clone();
        let record = desk.get(app, &format!("/members/{}", second["id"].as_str().expect("an id"))).await;
        let edit = json!({ "given_fr": "Prenom1", "family_fr": "Autre", "version": record["version"].to_string() });
        drop(desk.post(app, &format!("/members/{}", second["id"].as_str().expect("an id")), edit).await.ok());
        let undone = act(app, &desk, &done, "/undoing", json!({})).await;
        assert_eq!((&undone["report"]["undone"], &undone["report"]["kept"]), (&json!(598), &json!(2)), "{undone}");
        let kept: Vec<_> = undone["report"]["kept_members"].as_array().expect("names").iter().map(|kept| kept["reason"].clone()).collect();
        assert_eq!(kept, ["edited", "in_use"]);
        assert_eq!(count(app, &desk).await, 2);
        // what was undone a second file may bring again
        assert_eq!(figures(&bring(app, &desk, lines.as_bytes()).await).1[1], 599);
    }
);

testing::both!(
    MODULES,
    async fn what_can_be_undone_is_forgotten_after_thirty_days(app: App) {
        let desk = Desk::open(app).await;
        let done = confirm(app, &desk, &bring(app, &desk, "Nom;Prénom\nAlaoui;Ali\n".as_bytes()).await).await;
        let waiting = bring(app, &desk, "Nom;Prénom\nHajji;Sara\n".as_bytes()).await;
        assert!(done["undo_until"].is_string(), "{done}");
        app.clock.set(app.clock.now() + chrono::Duration::days(31));
        app.settle().await;
        let old = show(app, &desk, &done).await;
        assert_eq!((&old["undo_until"], &old["report"]["create"], &old["report"]["sample"]), (&Value::Null, &json!(1), &json!([])));
        assert_eq!(desk.post(app, &at(&done, "/undoing"), json!({})).await.refused(409), "import-not-undoable");
        assert_eq!(app.get(&desk.token, &desk.twin.path(&at(&waiting, ""))).await.status, 404, "nobody confirmed it");
    }
);

testing::both!(
    MODULES,
    async fn wrong_lines_are_taken_away_mended_and_brought_again(app: App) {
        let desk = Desk::open(app).await;
        let file = "Nom;Prénom;Né le;E-mail\nAlaoui;Ali;31/02/1980;\n=1+1;Sara;;pas-un-mail\nHajji;Karim;;\n";
        let checked = bring(app, &desk, file.as_bytes()).await;
        assert_eq!(figures(&checked), ("checked".into(), [3, 1, 0, 0, 2]));
        assert_eq!(checked["report"]["kinds"], json!({ "date-impossible": 1, "email-invalid": 1, "name-without-letters": 1 }));
        confirm(app, &desk, &checked).await;
        let wrong = app.get(&desk.token, &desk.twin.path(&at(&checked, "/wrong-lines.csv"))).await.ok().text();
        assert_eq!(wrong.lines().count(), 3, "{wrong}");
        assert!(wrong.contains("\"'=1+1\""), "a spreadsheet only shows it: {wrong}");
        let mended = wrong.replace("31/02/1980", "28/02/1980").replace("'=1+1", "Chafik").replace("pas-un-mail", "");
        assert_eq!(figures(&bring(app, &desk, mended.as_bytes()).await), ("checked".into(), [2, 2, 0, 0, 0]));
    }
);

testing::both!(
    MODULES,
    async fn two_workers_and_two_files_make_nobody_twice(app: App) {
        let desk = Desk::open(app).await;
        let lines: String = (0..2_300).fold("Prénom;Nom;Tél\n".into(), |text, i| text + &format!("Prenom{i};Nom{i};06{i:08}\n"));
        let (one, other) = (bring(app, &desk, lines.as_bytes()).await, bring(app, &desk, lines.as_bytes()).await);
        for import in [&one, &other] {
            drop(desk.post(app, &at(import, "/confirmation"), json!({})).await.ok());
        }
        let state = app.process.state("membership").expect("hosted").clone();
        let task = membership::MODULE.schedule[0].run;
        // one worker dies in the middle, another takes over when its lease is over
        let dying = tokio::spawn(task(state.clone()));
        while show(app, &desk, &one).await["report"]["create"] == 0 && show(app, &desk, &other).await["report"]["create"] == 0 {
            tokio::task::yield_now().await;
        }
        dying.abort();
        drop(dying.await);
        app.settle().await;
        app.clock.set(app.clock.now() + chrono::Duration::seconds(61));
        let (a, b) = tokio::join!(task(state.clone()), task(state.clone()));
        assert!(a.is_ok() && b.is_ok(), "{a:?} {b:?}");
        app.settle().await;
        let (one, other) = (show(app, &desk, &one).await, show(app, &desk, &other).await);
        let (first, second) = (figures(&one), figures(&other));
        assert_eq!((first.0.as_str(), second.0.as_str()), ("done", "done"), "{one} {other}");
        assert_eq!((first.1[1] + second.1[1], count(app, &desk).await), (2_300, 2_300));
    }
);

pub fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(content).expect("written");
    }
    zip.finish().expect("an archive").into_inner()
}

/// A workbook with this one sheet.
fn workbook(sheet: &[u8], more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("xl/workbook.xml", br#"<workbook><sheets><sheet name="A" r:id="rId1"/></sheets></workbook>"#),
        ("xl/_rels/workbook.xml.rels", br#"<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>"#),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    parts.extend(more);
    packed(&parts)
}

testing::both!(
    MODULES,
    async fn no_file_however_hostile_does_more_than_be_refused(app: App) {
        let desk = Desk::open(app).await;
        let laughs = b"<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><worksheet><sheetData><row r=\"1\"><c><v>&b;</v></c></row></sheetData></worksheet>";
        let far = b"<worksheet><sheetData><row r=\"1048576\"><c r=\"XFD1048576\" t=\"str\"><v>x</v></c></row></sheetData></worksheet>";
        let bomb = [b"<worksheet>".as_slice(), &vec![b' '; 30_000_000]].concat();
        let good = workbook(b"<worksheet><sheetData><row r=\"1\"><c t=\"str\"><v>Nom</v></c></row></sheetData></worksheet>", &[]);
        let mut columns = "Nom".to_owned();
        for i in 0..10_000 {
            let _ = write!(columns, ",C{i}");
        }
        let files: Vec<(&str, Vec<u8>)> = vec![
            ("file-too-large-inside", workbook(&bomb, &[])),
            ("file-unsafe", workbook(laughs, &[])),
            ("file-too-many-columns", workbook(far, &[])),
            ("file-unsafe", workbook(b"<worksheet/>", &[("../../../tmp/x", b"x")])),
            ("file-has-macros", workbook(b"<worksheet/>", &[("xl/vbaProject.bin", b"x")])),
            ("file-broken", good[..good.len() / 2].to_vec()),
            ("file-old-format", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 an old workbook".to_vec()),
            ("file-not-csv", packed(&[("word/document.xml", b"<w/>")])),
            ("file-not-csv", b"%PDF-1.7 called members.csv".to_vec()),
            ("file-line-too-long", vec![b'a'; 9 * 1024 * 1024]),
            ("file-too-many-columns", columns.into_bytes()),
            ("file-unclosed-quote", b"Nom,Ville\n\"Ali,Fes\nSara,Safi\n".to_vec()),
            ("file-damaged", [b"Pr\xc3\xa9nom,Nom\n\xc3\x89ric,A\xc3\xaft\n".as_slice(), b"\xff,\xc3\xa9\n"].concat()),
            ("file-not-csv", b"Nom,Ville\nAli\0,Fes\n".to_vec()),
        ];
        let begun = std::time::Instant::now();
        for (code, file) in files {
            let answer = app.upload(&desk.token, &desk.twin.path("/members/imports?file_name=m.csv"), file).await;
            assert_eq!(answer.refused(422), code);
        }
        assert!(begun.elapsed().as_secs() < 60, "{:?} even without optimisation", begun.elapsed());
        // what is only found on the way is found by the check
        let turned = "Nom,Prénom\nAlaoui\u{202e},Ali\nHajji,Sara\n";
        assert_eq!(figures(&bring(app, &desk, turned.as_bytes()).await), ("checked".into(), [2, 1, 0, 0, 1]));
        let late = format!("Nom;Ville\n{}\"x\n", "Ali;Fes\n".repeat(10_000));
        assert_eq!(app.upload(&desk.token, &desk.twin.path("/members/imports"), late.into()).await.refused(422), "file-unclosed-quote");
        assert_eq!(count(app, &desk).await, 0);
    }
);
