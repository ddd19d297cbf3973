//! Files as people really have them.

use super::*;
use proptest::prelude::*;

mod ugly;

/// A whole file.
#[derive(Debug, Default)]
struct Whole {
    columns: Vec<ImportColumn>,
    format: &'static str,
    separator: String,
    rows: u64,
    people: Vec<Person>,
    errors: Vec<ImportError>,
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

fn read(bytes: &[u8], today: NaiveDate) -> Result<Whole> {
    let mut lines = Lines::open(bytes.to_vec(), &Choice::default(), today)?;
    let separator = lines.separator.map(String::from).unwrap_or_default();
    let mut whole = Whole { columns: lines.columns(), format: lines.format, separator, rows: lines.count(), ..Whole::default() };
    loop {
        let batch = lines.batch()?;
        if batch.is_empty() {
            return Ok(whole);
        }
        for line in batch {
            match line.read {
                Ok(person) => whole.people.push(*person),
                Err(errors) => whole.errors.extend(errors),
            }
        }
    }
}

fn of(text: &str) -> Whole {
    read(text.as_bytes(), today()).unwrap()
}

fn refusal(text: &str) -> String {
    read(text.as_bytes(), today()).unwrap_err().code().to_owned()
}

/// `line column value code`
fn errors(lines: &Whole) -> Vec<String> {
    lines.errors.iter().map(|error| format!("{} {} {} {}", error.line, error.column, error.value, error.code)).collect()
}

#[test]
fn the_file_of_casablanca_goes_in_whole() {
    let lines = read(include_bytes!("../../../tests/data/members_casablanca.csv"), today()).unwrap();
    assert_eq!((lines.format, lines.separator.as_str(), lines.rows), ("UTF-8", ",", 320));
    assert_eq!(errors(&lines), Vec::<String>::new());
    assert_eq!(lines.people.len(), 320);
    let fields: Vec<_> = lines.columns.iter().map(|column| column.field.as_deref().unwrap()).collect();
    assert_eq!(
        fields,
        ["given_fr", "family_fr", "given_ar", "family_ar", "sex", "born_on", "phone", "email", "address", "category", "joined_on"]
    );
    assert_eq!(lines.columns[0].example, "Driss");
    let first = &lines.people[0];
    assert_eq!((first.name_ar().unwrap().as_str(), first.name_fr().unwrap().as_str()), ("إدريس بوعزة", "Driss Bouazza"));
    assert_eq!(first.phone.as_deref(), Some("+212600541731"));
    assert_eq!(first.address.as_deref(), Some("153, rue Al Massira, Casablanca"));
    assert_eq!(lines.people.iter().filter(|person| person.email.is_none()).count(), 62);
}

#[test]
fn the_file_of_sefrou_is_read_but_for_its_broken_rows() {
    let lines = read(include_bytes!("../../../tests/data/members_sefrou_windows1256.csv"), today()).unwrap();
    assert_eq!((lines.format, lines.separator.as_str(), lines.rows), ("windows-1256", ";", 184));
    assert_eq!(lines.people.len(), 182);
    assert_broken(&lines);
    assert_eq!(lines.people[0].name_ar().as_deref(), Some("ياسين السوسي"));
    assert_eq!(lines.people[0].phone.as_deref(), Some("+212760212847"));
}

#[test]
fn the_file_of_azrou_is_read_but_for_its_broken_rows() {
    let lines = read(include_bytes!("../../../tests/data/members_azrou_utf16.tsv"), today()).unwrap();
    assert_eq!((lines.format, lines.separator.as_str(), lines.rows), ("UTF-16LE", "\t", 94));
    assert_eq!(lines.people.len(), 92);
    assert_broken(&lines);
    assert_eq!(lines.people[0].born_on, NaiveDate::from_ymd_opt(1989, 5, 19));
}

/// A title above the header, real dates, the family name first.
#[test]
fn the_file_of_settat_goes_in_whole() {
    let lines = read(include_bytes!("../../../tests/data/members_settat.xlsx"), today()).unwrap();
    assert_eq!((lines.format, lines.separator.as_str(), lines.rows), ("XLSX", "", 1_200));
    assert_eq!(errors(&lines), Vec::<String>::new());
    let fields: Vec<_> = lines.columns.iter().map(|column| column.field.as_deref().unwrap_or("")).collect();
    assert_eq!(fields, ["", "full_fr_family_first", "full_ar", "born_on", "cnie", "phone", "email", "dues", "", ""]);
    let first = &lines.people[0];
    assert_eq!((first.given_fr.as_deref(), first.family_fr.as_deref()), (Some("Mohamed"), Some("Aït Lhaj")));
    assert_eq!((first.given_ar.as_deref(), first.family_ar.as_deref()), (Some("محمد"), Some("أيت الحاج")));
    assert_eq!(first.born_on, NaiveDate::from_ymd_opt(1992, 2, 12));
}

#[test]
fn what_people_do_to_their_lists_is_understood() {
    // quotes around separators and lines, the header again on the next page, a sum at the end
    let lines = of(
        "Liste des membres;;\n;;\nNom;Adresse;Cotisation\nAli Alaoui;\"1; rue\r\nA\";100\n\nNom;Adresse;Cotisation\nSara;;50,00\nTOTAL :;;150 DH\n",
    );
    assert_eq!((lines.rows, errors(&lines)), (2, vec![]));
    assert_eq!(lines.people[0].address.as_deref(), Some("1; rue A"));
    // a person whose name begins like a sum is none
    assert_eq!(of("Nom;Prénom\nTotal;Amina\n").rows, 1);
    // titles of groups above the titles
    let lines = of("N°;Identité;;Contact;;Date de naissance\n;Nom;Prénom;Tél;Email;\n1;Alaoui;Ali;0612345678;a@b.ma;01/02/1980\n");
    assert_eq!((lines.rows, errors(&lines)), (1, vec![]));
    assert_eq!(lines.people[0].born_on, NaiveDate::from_ymd_opt(1980, 2, 1));
    assert_eq!((lines.people[0].given_fr.as_deref(), lines.people[0].phone.as_deref()), (Some("Ali"), Some("+212612345678")));
    // marks of direction, spaces that do not break, tatweel, a number kept as a text, both scripts in a cell
    let lines = of("Nom^Tél^Né le\n\u{200f}Ali\u{a0}Alaoui علـــي العلوي^'0612345678^\u{200f}05/02/1980\u{200f}\n");
    let person = &lines.people[0];
    assert_eq!((person.name_fr().as_deref(), person.name_ar().as_deref()), (Some("Ali Alaoui"), Some("علي العلوي")));
    assert_eq!((person.phone.as_deref(), person.born_on), (Some("+212612345678"), NaiveDate::from_ymd_opt(1980, 2, 5)));
}

#[test]
fn two_numbers_in_one_cell_are_two_numbers() {
    let lines = of("Nom;Tél;Profession\nAli;0612345678 / 0522345678;Maçon\nSara;06/12/34/56/78;\nOmar;0612345678 / 12;\n");
    assert_eq!(
        (lines.people[0].phone.as_deref(), &lines.people[0].other_phones[..]),
        (Some("+212612345678"), &["+212522345678".to_owned()][..])
    );
    assert_eq!((lines.people[0].profession.as_deref(), lines.people[1].phone.as_deref()), (Some("Maçon"), Some("+212612345678")));
    assert_eq!(errors(&lines), ["4 Tél 0612345678 / 12 phone-unreadable"]);
}

#[test]
fn a_column_of_months_before_days_is_read_so() {
    let lines = of("Name;Birth date\nAli;05/06/1980\nSara;02/28/1990\n");
    assert_eq!(lines.people[0].born_on, NaiveDate::from_ymd_opt(1980, 5, 6));
    let lines = of("Name;Birth date\nAli;05/06/1980\nSara;02/28/1990\nOmar;28/02/1990\n");
    assert_eq!(
        (lines.people[0].born_on, errors(&lines)),
        (NaiveDate::from_ymd_opt(1980, 6, 5), vec!["3 Birth date 02/28/1990 date-impossible".to_owned()])
    );
}

#[test]
fn an_amount_that_cannot_be_says_that_the_line_is_not_in_order() {
    let lines = of("Nom;Cotisation\nAli;100,00\nSara;-100\nOmar;payé\nAmina;1 234,505\n");
    assert_eq!(errors(&lines), ["3 Cotisation -100 amount-negative", "5 Cotisation 1 234,505 amount-too-precise"]);
}

fn assert_broken(lines: &Whole) {
    let told: Vec<_> = lines.errors.iter().map(|error| (error.column.as_str(), error.value.as_str(), error.code.as_str())).collect();
    assert_eq!(
        told,
        [
            ("تاريخ الازدياد", "31/02/1980", "date-impossible"),
            ("الهاتف", "0612", "phone-unreadable"),
            ("البريد الإلكتروني", "pas-un-mail", "email-invalid"),
            ("الاسم الكامل", "", "name-required"),
            ("واجب الانخراط", "-50", "amount-negative"),
            ("تاريخ الازدياد", "15/13/1975", "date-impossible"),
        ]
    );
    let fields: Vec<_> = lines.columns.iter().map(|column| column.field.as_deref().unwrap_or("")).collect();
    assert_eq!(
        fields,
        ["", "full_ar", "sex", "born_on", "phone", "email", "", "category", "dues"],
        "no list of communes, no column of them"
    );
}

#[test]
fn lines_are_counted_as_an_editor_counts() {
    let lines = of("Association Amal\n\nNom;Adresse;Tél\r\nAli;\"1, rue\nA\";06\n\nOmar;;0612345678\nSara;;07;x\n\"Amal\n\";;");
    assert_eq!(lines.rows, 4);
    assert_eq!(errors(&lines), ["4 Tél 06 phone-unreadable", "8  x line-too-many-cells"]);
    assert_eq!(lines.people.len(), 2);
}

#[test]
fn a_file_that_is_no_list_of_members_says_why() {
    assert_eq!(read(&vec![b'a'; web::MAX_UPLOAD + 1], today()).unwrap_err().code(), "too-large");
    assert_eq!(refusal("Ville;Montant\nFès;12\n"), "file-no-name-column");
    assert_eq!(refusal("Nom;Prénom\n\n;\n"), "file-no-rows");
    assert_eq!(refusal("Nom;Prénom\nAli;\"x\nOmar;y\n"), "file-unclosed-quote");
    assert_eq!(refusal(&format!("Nom\n{}", "Ali\n".repeat(50_001))), "file-too-many-rows");
    assert_eq!(refusal(&format!("Nom;Tél\nAli;{}", "1".repeat(70_000))), "file-line-too-long");
    assert_eq!(refusal("\"Nom;Prénom\nAli;x\nOmar;y\n"), "file-unclosed-quote");
}

proptest! {
    #[test]
    fn every_line_is_taken_or_told(cells in proptest::collection::vec(("[A-Za-zء-ي ]{0,8}", "[0-9/]{0,10}", "[0-9+ ]{0,12}"), 1..20)) {
        let rows: Vec<_> = cells.iter().map(|(name, born, phone)| format!("{name};{born};{phone}")).collect();
        if let Ok(lines) = read(format!("Nom;Naissance;Tél\n{}", rows.join("\n")).as_bytes(), today()) {
            let refused: std::collections::BTreeSet<u64> = lines.errors.iter().map(|error| error.line).collect();
            prop_assert_eq!(lines.people.len() + refused.len(), usize::try_from(lines.rows).unwrap());
        }
    }

    #[test]
    fn no_bytes_break_the_reading(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&[b"Nom;Sexe\n".as_slice(), &bytes].concat(), today());
    }
}
