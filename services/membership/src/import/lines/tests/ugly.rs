//! Files that nobody would make on purpose.

use super::*;

fn by(text: &str, choice: &Choice) -> Result<Whole> {
    let mut lines = Lines::open(text.as_bytes().to_vec(), choice, today())?;
    let mut whole = Whole { columns: lines.columns(), rows: lines.count(), ..Whole::default() };
    for line in lines.batch()? {
        match line.read {
            Ok(person) => whole.people.push(*person),
            Err(errors) => whole.errors.extend(errors),
        }
    }
    Ok(whole)
}

#[test]
fn titles_over_two_rows_columns_without_any_and_a_sum_at_the_end() {
    let text = "Association Amal;;;;;\nListe arrêtée au 31/12/2025;;;;;\n;;;;;\n;Identité;;;Contact;\nN°;Nom;;Prénom;GSM;né le\n1;\"Alaoui; dit l’aîné\";;Ali;612345678;05/02/1980\n;;;;;\n2;Hajji;;Sara;0612345679.0;\nTotal : 2;;;;;\n";
    let lines = of(text);
    assert_eq!((lines.rows, errors(&lines)), (2, vec![]));
    let fields: Vec<_> = lines.columns.iter().map(|column| column.field.as_deref().unwrap_or("")).collect();
    assert_eq!(fields, ["", "family_fr", "", "given_fr", "phone", "born_on"]);
    assert_eq!(lines.people[0].family_fr.as_deref(), Some("Alaoui; dit l’aîné"));
    // a zero that a spreadsheet ate, and a measure that was none
    let phones: Vec<_> = lines.people.iter().map(|person| person.phone.as_deref().unwrap()).collect();
    assert_eq!(phones, ["+212612345678", "+212612345679"]);
}

#[test]
fn lines_that_end_as_on_an_old_mac_are_lines() {
    let lines = of("Nom;Prénom\rAlaoui;Ali\rHajji;Sara\r");
    assert_eq!((lines.rows, lines.people.len()), (2, 2));
}

#[test]
fn a_formula_that_came_to_nothing_holds_nothing() {
    let lines = of("Nom;Prénom;Tél\nAlaoui;#N/A;#REF!\n#NOM?;#VALEUR!;0612345678\n");
    assert_eq!((lines.people[0].given_fr.as_deref(), lines.people[0].phone.as_deref()), (None, None));
    assert_eq!(errors(&lines), ["3 Nom #NOM? name-required"]);
}

#[test]
fn both_scripts_in_one_column_line_by_line() {
    let lines = of("Nom complet\nإدريس بوعزة\nDriss Bouazza\n\u{202b}\u{200f}أمينة العلوي / Amina Alaoui\u{202c}\n");
    assert_eq!(lines.people[0].name_ar().as_deref(), Some("إدريس بوعزة"));
    assert_eq!(lines.people[1].name_fr().as_deref(), Some("Driss Bouazza"));
    // marks of direction are taken off
    let both = &lines.people[2];
    assert_eq!((both.name_ar().as_deref(), both.name_fr().as_deref()), (Some("أمينة العلوي"), Some("Amina Alaoui")));
}

#[test]
fn hundreds_of_columns_and_bytes_of_nothing_are_refused_with_a_reason() {
    assert_eq!(refusal(&format!("Nom{}\nAli\n", ";C".repeat(300))), "file-too-many-columns");
    assert_eq!(refusal("Nom;Prénom\nAlaoui;A\0li\n"), "file-not-csv");
}

#[test]
fn a_file_without_titles_is_read_once_somebody_has_said_its_columns() {
    let text = "Alaoui;Ali;0612345678\nHajji;Sara;0612345679\n";
    let seen = Lines::glance(text.as_bytes().to_vec(), &Choice::default(), today()).unwrap();
    assert!(seen.bare);
    let fields: Vec<_> = seen.columns().into_iter().map(|column| column.field.unwrap_or_default()).collect();
    assert_eq!(fields, ["family_fr", "given_fr", "phone"]);
    assert_eq!(refusal(text), "file-no-name-column");
    let said = Choice { fields: Some(vec![Some("given_fr"), Some("family_fr"), None]), header: Some(false), ..Choice::default() };
    let lines = by(text, &said).unwrap();
    assert_eq!((lines.rows, lines.people[0].name_fr().as_deref()), (2, Some("Alaoui Ali")), "the first line is a member");
    // and one whose first line looks like titles and is none, and the other way round
    let bare = Choice { header: Some(false), ..Choice::default() };
    assert!(!Lines::glance(b"Ali;Alaoui\nSara;Hajji\n".to_vec(), &Choice::default(), today()).unwrap().bare);
    assert_eq!(Lines::glance(b"Ali;Alaoui\nSara;Hajji\n".to_vec(), &bare, today()).unwrap().columns()[0].example, "Ali");
    let titled = Choice { header: Some(true), ..Choice::default() };
    let seen = Lines::glance(b"Champ 0612345678;Autre\nAli;Alaoui\n".to_vec(), &titled, today()).unwrap();
    assert_eq!((seen.bare, seen.columns()[0].header.as_str()), (false, "Champ 0612345678"));
}

#[test]
fn numbers_are_taken_where_the_board_chooses_them() {
    let text = "N° adhérent;Nom;CIN\n0012;Ali;AB123456\nAM-2019/007;Sara;\n13.0;Omar;\nx;Nora;\n";
    let lines = of(text);
    assert_eq!(lines.people.iter().map(|person| person.own_number).collect::<Vec<_>>(), [None; 4]);
    let choice = Choice { numbers: Some(Pattern::read("AM-{year}/{n:3}").unwrap()), ..Choice::default() };
    let lines = by(text, &choice).unwrap();
    assert_eq!(lines.people.iter().map(|person| person.own_number).collect::<Vec<_>>(), [Some(12), Some(7), Some(13)]);
    assert_eq!(errors(&lines), ["5 N° adhérent x not-a-number"]);
    assert_eq!(lines.columns[2].field.as_deref(), Some("cnie"), "known, so that it is not taken for anything else");
    assert_eq!(Lines::open(text.as_bytes().to_vec(), &choice, today()).unwrap().highest, Some(13));
}
