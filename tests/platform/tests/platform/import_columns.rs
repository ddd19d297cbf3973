//! What files bring beyond a plain table of names: no titles, several sheets, numbers of their own.

use crate::MODULES;
use crate::desk::Desk;
use crate::member_imports::{act, at, bring, confirm, figures, packed};
use serde_json::{Value, json};

fn fields(import: &Value) -> Vec<&str> {
    let columns = import["report"]["columns"].as_array().expect("columns");
    columns.iter().map(|column| column["field"].as_str().unwrap_or_default()).collect()
}

testing::both!(
    MODULES,
    async fn a_file_without_titles_asks_what_its_columns_are_and_remembers(app: App) {
        let desk = Desk::open(app).await;
        let file = "Alaoui;Ali;12/05/1980;0612345678\nHajji;Sara;01/02/1990;0612345679\n";
        let seen = bring(app, &desk, file.as_bytes()).await;
        assert_eq!((&seen["state"], &seen["bare"]), (&json!("columns"), &json!(true)), "a guess is looked at first: {seen}");
        assert_eq!(fields(&seen), ["family_fr", "given_fr", "born_on", "phone"]);
        let said = json!({ "fields": ["given_fr", "family_fr", "born_on", "phone"] });
        let checked = act(app, &desk, &seen, "/columns", said).await;
        assert_eq!(figures(&checked), ("checked".into(), [2, 2, 0, 0, 0]));
        confirm(app, &desk, &checked).await;
        assert_eq!(desk.get(app, "/members").await["items"][0]["name_fr"], "Alaoui Ali");
        // the next of its kind is guessed as the last was said
        let next = bring(app, &desk, b"Chafik;Nora;03/04/1985;0612345670\n").await;
        assert_eq!(fields(&next), ["given_fr", "family_fr", "born_on", "phone"]);
        assert_eq!(next["state"], "columns");
    }
);

testing::both!(
    MODULES,
    async fn whether_the_first_line_is_a_member_can_be_corrected(app: App) {
        let desk = Desk::open(app).await;
        let seen = bring(app, &desk, b"Ali;Alaoui\nSara;Hajji\n").await;
        assert_eq!((&seen["bare"], &seen["report"]["columns"][0]["header"]), (&json!(false), &json!("Ali")));
        let bare = act(app, &desk, &seen, "/columns", json!({ "header": "no" })).await;
        assert_eq!(
            (&bare["bare"], &bare["state"], &bare["report"]["columns"][0]["example"]),
            (&json!(true), &json!("columns"), &json!("Ali"))
        );
        let checked = act(app, &desk, &bare, "/columns", json!({ "fields": ["given_fr", "family_fr"] })).await;
        assert_eq!(figures(&checked), ("checked".into(), [2, 2, 0, 0, 0]), "the answer stays with the file: {checked}");
        let titled = act(app, &desk, &checked, "/columns", json!({ "header": "yes" })).await;
        assert_eq!((&titled["bare"], &titled["state"]), (&json!(false), &json!("columns")));
        let refused = desk.post(app, &at(&seen, "/columns"), json!({ "header": "perhaps" })).await;
        assert_eq!(refused.json()["errors"][0]["field"], "header");
    }
);

testing::both!(
    MODULES,
    async fn numbers_of_an_old_register_are_kept_where_the_board_chooses_them(app: App) {
        let desk = Desk::open(app).await;
        drop(desk.post(app, "/members", json!({ "given_fr": "Driss", "family_fr": "Bouazza" })).await.ok());
        let file = "N° membre;Prénom;Nom\n0040;Ali;Alaoui\n1;Sara;Hajji\n;Nora;Chafik\n40;Omar;Fassi\n1;Driss;Bouazza\nx;Zineb;Naciri\n0041;Hamid;Tazi\n";
        let fixed = bring(app, &desk, file.as_bytes()).await;
        assert_eq!(figures(&fixed), ("checked".into(), [7, 6, 0, 1, 0]), "numbers follow each other here: the column is left out");
        let refused = desk.post(app, &at(&fixed, "/columns"), json!({ "fields": ["own_number", "given_fr", "family_fr"] })).await;
        assert_eq!(refused.json()["errors"][0]["code"], "column-of-numbers");
        drop(desk.post(app, "/member-numbering", json!({ "pattern": "{n}", "free": "yes" })).await.ok());
        let checked = bring(app, &desk, file.as_bytes()).await;
        assert_eq!(figures(&checked), ("checked".into(), [7, 3, 0, 1, 3]), "{checked}");
        assert_eq!(checked["report"]["kinds"], json!({ "number-taken": 2, "not-a-number": 1 }));
        let done = confirm(app, &desk, &checked).await;
        assert_eq!(figures(&done).1, [7, 3, 0, 1, 3]);
        let members = desk.get(app, "/members").await;
        let numbers: Vec<_> =
            members["items"].as_array().expect("members").iter().map(|one| (one["number"].as_i64(), one["name_fr"].as_str())).collect();
        assert_eq!(
            numbers,
            [
                (Some(1), Some("Driss Bouazza")),
                (Some(40), Some("Ali Alaoui")),
                (Some(41), Some("Hamid Tazi")),
                (Some(42), Some("Nora Chafik"))
            ]
        );
        let undone = act(app, &desk, &done, "/undoing", json!({})).await;
        assert_eq!((&undone["report"]["undone"], &undone["report"]["kept"]), (&json!(3), &json!(0)));
        assert_eq!(figures(&bring(app, &desk, file.as_bytes()).await).1, [7, 3, 0, 1, 3], "and their numbers are free again");
    }
);

/// A workbook of days since 1904 with an empty sheet, one of remarks, and two of members.
fn book() -> Vec<u8> {
    let sheets: Vec<String> =
        (1..=4).map(|i| format!("<sheet name=\"{}\" r:id=\"r{i}\"/>", ["Vide", "Notes", "2025", "2026"][i - 1])).collect();
    let workbook = format!("<workbook><workbookPr date1904=\"1\"/><sheets>{}</sheets></workbook>", sheets.concat());
    let relations: Vec<String> = (1..=4).map(|i| format!("<Relationship Id=\"r{i}\" Target=\"worksheets/s{i}.xml\"/>")).collect();
    let relations = format!("<Relationships>{}</Relationships>", relations.concat());
    let styles = "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>";
    let text = |place: &str, text: &str| format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let sheet = |rows: &str| format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let notes = sheet(&format!("<row r=\"1\">{}</row>", text("A1", "12 personnes ont 34 remarques")));
    // a title over merged cells, columns left empty, a formula with its value and one that came to nothing
    let members = |name: &str| {
        let titles = [text("B3", "Nom"), text("D3", "Prénom"), text("E3", "né le"), text("F3", "Tél")].concat();
        let formulas = "<c r=\"F4\"><f>A1+1</f><v>6.12345678E8</v></c>";
        let one = [text("B4", name), text("D4", "Ali"), "<c r=\"E4\" s=\"1\"><v>32184</v></c>".into(), formulas.into()].concat();
        let two = [text("B5", "Hajji"), text("D5", "Sara"), "<c r=\"F5\" t=\"e\"><f>A1/0</f><v>#DIV/0!</v></c>".into()].concat();
        let rows = format!(
            "<row r=\"1\">{}</row><row r=\"3\">{titles}</row><row r=\"4\">{one}</row><row r=\"5\">{two}</row><row r=\"6\">{}</row>",
            text("A1", "Liste des adhérents"),
            text("B6", "TOTAL")
        );
        sheet(&rows).replace("</sheetData>", "</sheetData><mergeCells><mergeCell ref=\"A1:F1\"/></mergeCells>")
    };
    packed(&[
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
        ("xl/worksheets/s1.xml", sheet("").as_bytes()),
        ("xl/worksheets/s2.xml", notes.as_bytes()),
        ("xl/worksheets/s3.xml", members("Alaoui").as_bytes()),
        ("xl/worksheets/s4.xml", members("Benali").as_bytes()),
    ])
}

testing::both!(
    MODULES,
    async fn of_a_workbook_the_first_list_is_proposed_and_another_sheet_can_be_chosen(app: App) {
        let desk = Desk::open(app).await;
        let seen = bring(app, &desk, &book()).await;
        assert_eq!((&seen["sheets"], &seen["sheet"]), (&json!(["Vide", "Notes", "2025", "2026"]), &json!("2025")), "{seen}");
        assert_eq!(figures(&seen), ("checked".into(), [2, 2, 0, 0, 0]));
        let other = act(app, &desk, &seen, "/columns", json!({ "sheet": "2026" })).await;
        assert_eq!((&other["sheet"], &other["state"]), (&json!("2026"), &json!("columns")));
        let columns = json!({ "sheet": "2026", "fields": ["", "family_fr", "", "given_fr", "born_on", "phone"] });
        let checked = act(app, &desk, &other, "/columns", columns).await;
        assert_eq!(figures(&checked), ("checked".into(), [2, 2, 0, 0, 0]));
        confirm(app, &desk, &checked).await;
        let members = desk.get(app, "/members").await;
        let first = &members["items"][0];
        assert_eq!(
            (&first["name_fr"], &first["born_on"], &first["phone"]),
            (&json!("Ali Benali"), &json!("1992-02-12"), &json!("+212612345678"))
        );
        assert_eq!(members["items"][1]["phone"], Value::Null, "a formula that came to nothing");
    }
);

testing::both!(
    MODULES,
    async fn one_call_takes_what_it_can_answer_in_time_and_says_where_more_goes(app: App) {
        let desk = Desk::open(app).await;
        let lines: String = (0..5_001).fold("Nom\n".into(), |text, i| text + &format!("Nom{i}\n"));
        let answer = app.upload(&desk.token, &desk.twin.path("/members/import"), lines.into_bytes()).await;
        assert_eq!(answer.refused(422), "import-too-long-for-one-call");
    }
);

testing::both!(
    MODULES,
    async fn what_a_file_tells_beside_the_record_goes_in_and_comes_out_again(app: App) {
        let desk = Desk::open(app).await;
        drop(desk.post(app, "/member-groups", json!({ "name_fr": "Jeunes", "name_ar": "الشباب" })).await.ok());
        let file = "Prénom;Nom;Commune;Situation;Commission;Étiquettes;Observations;CIN;Cotisation 2025\n\
                    Ali;Alaoui;Menzel;actif;jeunes;Bénévole, chorale;Parle amazighe;AB123456;100\n\
                    Sara;Hajji;Atlantide;démissionnaire;;;;;0\n\
                    Nora;Chafik;;;Inconnue;;;;\n\
                    Omar;Fassi;صفرو;;الشباب;;;;100,00 DH\n";
        let seen = bring(app, &desk, file.as_bytes()).await;
        assert_eq!(fields(&seen), ["given_fr", "family_fr", "commune", "status", "groups", "tags", "note", "cnie", "dues"]);
        assert_eq!(seen["report"]["paid_before"], 0, "nobody pays by a guess");
        let said = ["given_fr", "family_fr", "commune", "status", "groups", "tags", "note", "cnie", "paid_before"];
        let checked = act(app, &desk, &seen, "/columns", json!({ "fields": said })).await;
        assert_eq!(figures(&checked), ("checked".into(), [4, 3, 0, 0, 1]), "{checked}");
        let report = &checked["report"];
        assert_eq!(report["kinds"], json!({ "import-unknown-group": 1 }));
        assert_eq!((&report["inactive"], &report["paid_before"], &report["paid_before_sum"]), (&json!(1), &json!(2), &json!("200.00")));
        assert_eq!((&report["elsewhere"], &report["elsewhere_names"]), (&json!(1), &json!(["Atlantide"])));
        let done = confirm(app, &desk, &checked).await;
        assert_eq!(figures(&done).1, [4, 3, 0, 0, 1]);
        let members = desk.get(app, "/members").await;
        let record =
            async |index: usize| desk.get(app, &format!("/members/{}", members["items"][index]["id"].as_str().expect("an id"))).await;
        let (ali, sara) = (record(0).await, record(1).await);
        assert_eq!((&ali["commune_fr"], &ali["tags"]), (&json!("El Menzel"), &json!(["Bénévole", "chorale"])));
        assert_eq!((&ali["groups"][0]["name_fr"], &ali["notes"][0]["text"]), (&json!("Jeunes"), &json!("Parle amazighe")));
        assert_eq!((&ali["paid_year"], &sara["paid_year"]), (&json!(2025), &Value::Null));
        assert_eq!((&sara["status"], &sara["active"], &sara["address"]), (&json!("resigned"), &json!(false), &json!("Atlantide")));
        let dues = desk.get(app, &format!("/members/{}/dues", ali["id"].as_str().expect("an id"))).await;
        assert_eq!((&dues["charges"][0]["paid"], &dues["open"]), (&json!("100.00"), &json!("0.00")));
        assert_eq!(desk.get(app, "/dues/payments").await["items"], json!([]), "no receipt");
        // something of Omar is noted since: he stays, the others go with all that they were given
        let omar = members["items"][2]["id"].as_str().expect("an id");
        drop(desk.post(app, &format!("/members/{omar}/notes"), json!({ "text": "Trésorier adjoint" })).await.ok());
        let undone = act(app, &desk, &done, "/undoing", json!({})).await;
        assert_eq!(
            (&undone["report"]["undone"], &undone["report"]["kept_members"][0]["reason"]),
            (&json!(2), &json!("in_use")),
            "{undone}"
        );
        let left = desk.get(app, "/members").await;
        assert_eq!(left["items"].as_array().map(Vec::len), Some(1));
        assert_eq!((&left["items"][0]["name_fr"], &left["items"][0]["paid_year"]), (&json!("Omar Fassi"), &json!(2025)));
        assert_eq!(desk.get(app, "/member-groups").await["items"][0]["members"], 1);
    }
);

testing::both!(
    MODULES,
    async fn dues_that_were_paid_in_part_or_by_whom_may_not_say_so_are_not_noted(app: App) {
        let desk = Desk::open(app).await;
        drop(desk.post(app, "/dues/fees", json!({ "year": "2026", "amount": "200" })).await.ok());
        let seen = bring(app, &desk, b"Nom;Cotisation\nAli Alaoui;200\nSara Hajji;150\nOmar Fassi;non\n").await;
        let said = json!({ "fields": ["full_fr", "paid_before"] });
        let state = app.process.state("tenancy").expect("hosted");
        let names = ["members.edit".to_owned(), "members.view".to_owned()];
        let narrow = tenancy::operator::create_narrow_token(state, &desk.email, &desk.twin.slug, Some(&names)).await.expect("a token");
        let refused = app.post(&narrow, &desk.twin.path(&at(&seen, "/columns")), said.clone()).await;
        assert_eq!(refused.json()["errors"][0]["code"], "column-of-payments", "{}", refused.text());
        let checked = act(app, &desk, &seen, "/columns", said).await;
        assert_eq!(figures(&checked), ("checked".into(), [3, 1, 0, 0, 2]), "{checked}");
        assert_eq!(checked["report"]["kinds"], json!({ "import-paid-in-part": 1, "amount-not-a-number": 1 }));
        assert_eq!(app.post(&narrow, &desk.twin.path(&at(&seen, "/confirmation")), json!({})).await.refused(409), "column-of-payments");
        confirm(app, &desk, &checked).await;
        // it is settled: nothing is asked for again
        let ali = desk.get(app, "/members").await["items"][0].clone();
        assert_eq!((&ali["name_fr"], &ali["paid_year"]), (&json!("Ali Alaoui"), &json!(2026)));
        let again = json!({ "member": "1", "year": "2026", "amount": "200", "method": "cash", "paid_on": "2026-11-20" });
        assert_eq!(desk.post(app, "/dues/payments", again).await.json()["errors"][0]["code"], "amount-above-due");
    }
);

testing::both!(
    MODULES,
    async fn of_two_files_that_give_one_number_at_once_the_second_says_so(app: App) {
        let desk = Desk::open(app).await;
        drop(desk.post(app, "/member-numbering", json!({ "pattern": "{n}", "free": "yes" })).await.ok());
        let one = bring(app, &desk, "N° membre;Nom\n7;Ali Alaoui\n".as_bytes()).await;
        let other = bring(app, &desk, "N° membre;Nom\n7;Sara Hajji\n".as_bytes()).await;
        for import in [&one, &other] {
            assert_eq!(figures(import), ("checked".into(), [1, 1, 0, 0, 0]), "each for itself is right");
            drop(desk.post(app, &at(import, "/confirmation"), json!({})).await.ok());
        }
        let state = app.process.state("membership").expect("hosted").clone();
        let task = membership::MODULE.schedule[0].run;
        let (a, b) = tokio::join!(task(state.clone()), task(state.clone()));
        assert!(a.is_ok() && b.is_ok(), "{a:?} {b:?}");
        app.settle().await;
        let (one, other) = (desk.get(app, &at(&one, "")).await, desk.get(app, &at(&other, "")).await);
        let (first, second) = (figures(&one), figures(&other));
        assert_eq!((first.1[1] + second.1[1], first.1[4] + second.1[4]), (1, 1), "{one} {other}");
        let refused = if first.1[4] == 1 { &one } else { &other };
        assert_eq!(refused["report"]["kinds"], json!({ "number-taken": 1 }));
        assert_eq!(desk.get(app, "/members").await["items"][0]["number"], 7);
    }
);
