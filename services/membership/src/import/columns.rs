//! Which column means what: guessed from headers in French, Arabic or English, and from the script
//! of what stands below.

use super::beside;
use kernel::fold::western_digits;
use std::collections::HashMap;
use std::sync::LazyLock;
use tables::{Row, words};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    Given,
    Family,
    Full,
    /// "Nom", "الاسم": the whole name, or the part that no other column has.
    Name,
    Other(&'static str),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Arabic,
    Latin,
}

/// Words that say the script, or nothing: «Nom (en arabe)», «Date de naissance (jj/mm/aaaa)».
const ARABIC: [&str; 6] = ["ar", "arabe", "arabic", "عربي", "بالعربيه", "العربيه"];
const LATIN: [&str; 6] = ["fr", "francais", "french", "latin", "بالفرنسيه", "الفرنسيه"];
const NOTHING: [&str; 9] = ["en", "in", "jj", "mm", "aaaa", "dd", "yyyy", "obligatoire", "facultatif"];

const SYNONYMS: &[(Meaning, &str)] = &[
    (Meaning::Given, "prénom|prénoms|given|given name|first name|firstname|forename|الاسم الشخصي|الإسم الشخصي"),
    (
        Meaning::Family,
        "nom de famille|family|family name|last name|lastname|surname|patronyme|الاسم العائلي|الإسم العائلي|النسب|اسم العائلة|اللقب",
    ),
    (
        Meaning::Full,
        "full|full name|fullname|nom complet|nom et prénom|nom prénom|prénom nom|prénom et nom|noms et prénoms|nom du membre|nom de l'adhérent|\
         membre|adhérent|member|member name|الاسم الكامل|الاسم والنسب|الاسم و النسب|النسب والاسم|الاسم العائلي والشخصي|الاسم الشخصي والعائلي|\
         العضو|المنخرط|اسم العضو|اسم المنخرط",
    ),
    (Meaning::Name, "nom|noms|name|الاسم|الإسم"),
    (Meaning::Other("sex"), "sexe|sex|genre|gender|civilité|الجنس|النوع"),
    (
        Meaning::Other("born_on"),
        "date de naissance|date naissance|naissance|né le|née le|né(e) le|date of birth|birth date|birthdate|birthday|born|born on|dob|\
         تاريخ الازدياد|تاريخ الإزدياد|تاريخ الميلاد|تاريخ الولادة|الازدياد",
    ),
    (
        Meaning::Other("phone"),
        "téléphone|tél|tel|gsm|mobile|portable|phone|phone number|mobile phone|téléphone portable|tél portable|téléphone mobile|n° téléphone|n° tél|\
         n° de téléphone|numéro de téléphone|numéro téléphone|whatsapp|الهاتف|رقم الهاتف|هاتف|الهاتف المحمول|الهاتف النقال",
    ),
    (
        Meaning::Other("email"),
        "e-mail|email|mail|courriel|adresse e-mail|adresse email|adresse mail|adresse électronique|courrier électronique|e-mail address|email address|\
         البريد الإلكتروني|البريد|الإيميل|بريد إلكتروني|العنوان الإلكتروني",
    ),
    (Meaning::Other("address"), "adresse|adresse postale|address|domicile|résidence|العنوان|عنوان السكن|السكن|محل السكنى"),
    (Meaning::Other("category"), "catégorie|category|type|type de membre|qualité|statut|membership type|الصفة|الفئة|نوع العضوية|العضوية"),
    (
        Meaning::Other("joined_on"),
        "date d'adhésion|date adhésion|adhésion|membre depuis|date d'inscription|date inscription|inscription|date d'entrée|joined|joined on|join date|\
         date joined|member since|تاريخ الانخراط|تاريخ الإنخراط|تاريخ العضوية|تاريخ التسجيل",
    ),
    (
        Meaning::Other("own_number"),
        "n° adhérent|n° d'adhérent|numéro adhérent|numéro d'adhérent|n° membre|n° de membre|numéro membre|numéro de membre|n° d'adhésion|\
         numéro d'adhésion|matricule|member number|member no|membership number|رقم الانخراط|رقم الإنخراط|رقم المنخرط|رقم العضوية|رقم العضو",
    ),
    (
        Meaning::Other("cnie"),
        "cnie|cin|n° cin|n° cnie|n° de cin|n° de cnie|numéro cin|numéro cnie|carte nationale|n° carte nationale|carte d'identité|n° carte d'identité|\
         carte d'identité nationale|identity card|national id|id card|رقم البطاقة الوطنية|البطاقة الوطنية|ب.ت.و|ب ت و|رقم ب.ت.و|بطاقة التعريف الوطنية|\
         رقم بطاقة التعريف الوطنية|رقم بطاقة التعريف",
    ),
    (
        Meaning::Other("commune"),
        "commune|commune de résidence|commune d'habitation|municipality|الجماعة|جماعة|الجماعة الترابية|جماعة السكن",
    ),
    (
        Meaning::Other("status"),
        "état|etat|situation|statut du membre|statut d'adhésion|status|member status|membership status|الحالة|الوضعية|وضعية العضو|وضعية المنخرط",
    ),
    (
        Meaning::Other("groups"),
        "groupe|groupes|commission|commissions|group|groups|committee|committees|المجموعة|المجموعات|اللجنة|اللجان|لجنة",
    ),
    (Meaning::Other("tags"), "étiquette|étiquettes|tag|tags|mots-clés|labels|الوسم|الوسوم|وسوم"),
    (
        Meaning::Other("note"),
        "observation|observations|obs|remarque|remarques|note|notes|commentaire|commentaires|remark|remarks|comment|comments|ملاحظة|ملاحظات|الملاحظات",
    ),
    (Meaning::Other("nationality"), "nationalité|nationality|الجنسية"),
    (Meaning::Other("profession"), "profession|métier|fonction professionnelle|occupation|job|المهنة|مهنة"),
    (
        Meaning::Other("other_phones"),
        "téléphone 2|tél 2|tel 2|gsm 2|autre téléphone|autres téléphones|téléphone fixe|fixe|second phone|phone 2|الهاتف 2|الهاتف الثاني|هاتف ثان|الهاتف الثابت",
    ),
    (Meaning::Other("other_emails"), "e-mail 2|email 2|autre e-mail|autres e-mails|other email|البريد الإلكتروني 2"),
    (Meaning::Other("locale"), "langue|language|locale|lang|اللغة|لغة"),
    (
        Meaning::Other("dues"),
        "cotisation|cotisations|cotisation payée|montant|montant payé|montant cotisation|cotisation annuelle|dues|amount|amount paid|paid|fee|payé|\
         واجب|واجبات|واجب الانخراط|الواجب|المبلغ|مبلغ الانخراط|الاشتراك|مبلغ الاشتراك|واجب الاشتراك|المبلغ المؤدى",
    ),
];

/// All that a column may be read as.
pub const FIELDS: [&str; 29] = [
    "given_ar",
    "family_ar",
    "given_fr",
    "family_fr",
    "full_ar",
    "full_ar_family_first",
    "full_fr",
    "full_fr_family_first",
    "sex",
    "born_on",
    "phone",
    "email",
    "address",
    "category",
    "joined_on",
    "locale",
    "nationality",
    "profession",
    "other_phones",
    "other_emails",
    "dues",
    "own_number",
    "cnie",
    "commune",
    "status",
    "groups",
    "tags",
    "note",
    "paid_before",
];

pub fn known(field: &str) -> Option<&'static str> {
    FIELDS.into_iter().find(|known| *known == field)
}

/// By which a header is remembered.
pub fn key(header: &str) -> String {
    words(header).join(" ")
}

/// By which a column without a header is remembered: its place among so many.
pub fn place_key(index: usize, columns: usize) -> String {
    format!("#{}/{columns}", index + 1)
}

static KNOWN: LazyLock<HashMap<String, Meaning>> = LazyLock::new(|| {
    let pairs = SYNONYMS.iter().flat_map(|(meaning, names)| names.split('|').map(|name| (words(name).join(" "), *meaning)));
    pairs.collect()
});

/// The fields of a header row's columns: those of `AddMember`, and `full_ar`, `full_fr`. `below`
/// are some rows of data; what the association made of a header before goes before any guess.
pub fn guess(header: &Row, below: &[Row], remembered: &HashMap<String, Option<&'static str>>) -> Vec<Option<&'static str>> {
    let meanings: Vec<_> = header.cells.iter().enumerate().map(|(index, cell)| meaning(cell, index, below)).collect();
    let has = |meaning, script| meanings.iter().flatten().any(|column| *column == (meaning, script));
    let mut taken = Vec::new();
    let fields = header.cells.iter().zip(&meanings).map(|(cell, column)| {
        if let Some(field) = remembered.get(&key(cell)) {
            return field.filter(|field| once(&mut taken, field));
        }
        let (meaning, script) = (*column)?;
        let meaning = match meaning {
            Meaning::Name if has(Meaning::Given, script) && !has(Meaning::Family, script) => Meaning::Family,
            Meaning::Name if has(Meaning::Family, script) && !has(Meaning::Given, script) => Meaning::Given,
            Meaning::Name => Meaning::Full,
            other => other,
        };
        let field = field(meaning, script, says_family_first(cell));
        Some(field).filter(|field| once(&mut taken, field))
    });
    fields.collect()
}

/// Of two columns for one field the first is taken, but for dues, of which each year has its own.
fn once(taken: &mut Vec<&'static str>, field: &'static str) -> bool {
    let free = may_repeat(field) || !taken.contains(&field);
    taken.push(field);
    free
}

/// «Cotisation 2024», «Cotisation 2025».
pub fn may_repeat(field: &str) -> bool {
    matches!(field, "dues" | "paid_before")
}

/// A row that may be a header though nothing of it is understood: words, in several columns.
pub fn is_header(row: &Row) -> bool {
    let filled: Vec<&String> = row.cells.iter().filter(|cell| !cell.trim().is_empty()).collect();
    let is_title = |cell: &&String| cell.chars().any(char::is_alphabetic) && !cell.chars().any(|c| c.is_ascii_digit() || c == '@');
    !filled.is_empty() && filled.iter().filter(|cell| is_title(cell)).count() * 2 > filled.len()
}

/// «Nom et prénom», «النسب والاسم».
fn says_family_first(header: &str) -> bool {
    let words = words(header);
    let has = |list: &[&str]| words.iter().position(|word| list.contains(&word.trim_start_matches('و')));
    let family = has(&["nom", "noms", "family", "last", "surname", "النسب", "نسب", "العايلي"]);
    // folded as all words here; «الاسم العائلي» is no given name
    let name = if has(&["العايلي"]).is_none() { "الاسم" } else { "" };
    let given = has(&["prenom", "prenoms", "given", "first", "الشخصي", name]);
    family.zip(given).is_some_and(|(family, given)| family < given)
}

pub fn is_family_first(field: &str) -> bool {
    field.ends_with("_family_first")
}

/// True when a member can be named by these columns.
pub fn have_a_name(fields: &[Option<&str>]) -> bool {
    fields.iter().flatten().any(|field| is_name(field))
}

pub fn is_name(field: &str) -> bool {
    field.starts_with("given_") || field.starts_with("family_") || field.starts_with("full_")
}

fn field(meaning: Meaning, script: Script, family_first: bool) -> &'static str {
    match (meaning, script) {
        (Meaning::Given, Script::Arabic) => "given_ar",
        (Meaning::Given, Script::Latin) => "given_fr",
        (Meaning::Family, Script::Arabic) => "family_ar",
        (Meaning::Family, Script::Latin) => "family_fr",
        (Meaning::Full | Meaning::Name, Script::Arabic) if family_first => "full_ar_family_first",
        (Meaning::Full | Meaning::Name, Script::Latin) if family_first => "full_fr_family_first",
        (Meaning::Full | Meaning::Name, Script::Arabic) => "full_ar",
        (Meaning::Full | Meaning::Name, Script::Latin) => "full_fr",
        (Meaning::Other(field), _) => field,
    }
}

fn meaning(header: &str, index: usize, below: &[Row]) -> Option<(Meaning, Script)> {
    let words = words(header);
    if let [word] = &words[..]
        && is_year(word)
    {
        return Some((Meaning::Other("dues"), Script::Latin));
    }
    let says = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let bare: Vec<&str> = words
        .iter()
        .map(String::as_str)
        .filter(|word| !is_year(word) && ![&ARABIC[..], &LATIN, &NOTHING].iter().any(|list| list.contains(word)))
        .collect();
    let meaning = match *KNOWN.get(&words.join(" ")).or_else(|| KNOWN.get(&bare.join(" ")))? {
        // «Statut» is a category to some; «Situation» may be that of a family
        Meaning::Other("category") if words == ["statut"] && says_status(index, below) => Meaning::Other("status"),
        Meaning::Other("status") if !says_status(index, below) => return None,
        meaning => meaning,
    };
    let script = script_below(index, below)
        .unwrap_or_else(|| if says(&ARABIC) || (is_arabic(header) && !says(&LATIN)) { Script::Arabic } else { Script::Latin });
    Some((meaning, script))
}

fn says_status(index: usize, below: &[Row]) -> bool {
    let mut cells = below.iter().map(|row| row.cell(index)).filter(|cell| !cell.trim().is_empty()).peekable();
    cells.peek().is_some() && cells.all(|cell| beside::status(cell).is_ok())
}

/// The year in a header: «Cotisation 2025».
pub fn year(header: &str) -> Option<i32> {
    words(&western_digits(header)).iter().find(|word| is_year(word)).and_then(|word| word.parse().ok())
}

/// «Cotisation 2026».
fn is_year(word: &str) -> bool {
    word.len() == 4 && word.starts_with("20") && word.bytes().all(|b| b.is_ascii_digit())
}

fn script_below(index: usize, below: &[Row]) -> Option<Script> {
    let cells = below.iter().map(|row| row.cell(index)).filter(|cell| cell.chars().any(char::is_alphabetic));
    let (arabic, latin): (Vec<&str>, Vec<&str>) = cells.partition(|cell| is_arabic(cell));
    match (arabic.len(), latin.len()) {
        (0, 0) => None,
        (arabic, latin) if arabic >= latin => Some(Script::Arabic),
        _ => Some(Script::Latin),
    }
}

pub fn is_arabic(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{620}'..='\u{64a}' | '\u{671}'..='\u{6d3}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &str) -> Row {
        Row { line: 1, cells: cells.split(';').map(str::to_owned).collect() }
    }

    fn fields(header: &str, below: &str) -> Vec<&'static str> {
        guess(&row(header), &[row(below)], &HashMap::new()).into_iter().map(|field| field.unwrap_or("")).collect()
    }

    #[test]
    fn headers_are_understood_in_three_languages() {
        let french = "N°;Nom;PRÉNOM;Sexe;Né(e) le;N° Téléphone;Courriel;Adresse;Qualité;Date d’adhésion;Langue";
        let expected = ["", "family_fr", "given_fr", "sex", "born_on", "phone", "email", "address", "category", "joined_on", "locale"];
        assert_eq!(fields(french, "1;Bouazza;Driss"), expected);
        let arabic = "الرقم;النسب;الإسم;الجنس;تاريخ الإزدياد;رقم الهاتف;البريد الالكتروني;العنوان;الصفة;تاريخ الانخراط;اللغة";
        let expected = ["", "family_ar", "given_ar", "sex", "born_on", "phone", "email", "address", "category", "joined_on", "locale"];
        assert_eq!(fields(arabic, "1;بوعزة;إدريس"), expected);
        let english =
            "No.;Last name;First Name;Gender;Date of birth (dd/mm/yyyy);Mobile phone;E-mail address;Address;Category;Member since;Language";
        let expected = ["", "family_fr", "given_fr", "sex", "born_on", "phone", "email", "address", "category", "joined_on", "locale"];
        assert_eq!(fields(english, "1;Bouazza;Driss"), expected);
    }

    #[test]
    fn the_values_tell_the_script() {
        assert_eq!(fields("Nom complet", "إدريس بوعزة"), ["full_ar"]);
        assert_eq!(fields("Nom;Prénom;Nom (en arabe);Prénom (arabe)", ""), ["family_fr", "given_fr", "family_ar", "given_ar"]);
        assert_eq!(
            fields("الاسم;النسب;الاسم بالفرنسية;النسب بالفرنسية", "إدريس;بوعزة;Driss;Bouazza"),
            ["given_ar", "family_ar", "given_fr", "family_fr"]
        );
        assert_eq!(fields("given_ar;family_ar;full_fr", ""), ["given_ar", "family_ar", "full_fr"]);
    }

    #[test]
    fn the_header_says_which_part_of_a_name_comes_first() {
        for (header, below, field) in [
            ("Nom et prénom", "Bouazza Driss", "full_fr_family_first"),
            ("NOM & Prénom", "Bouazza Driss", "full_fr_family_first"),
            ("Prénom et nom", "Driss Bouazza", "full_fr"),
            ("الاسم والنسب", "إدريس بوعزة", "full_ar"),
            ("النسب والاسم", "بوعزة إدريس", "full_ar_family_first"),
            ("الاسم العائلي والشخصي", "بوعزة إدريس", "full_ar_family_first"),
            ("الاسم الشخصي والعائلي", "إدريس بوعزة", "full_ar"),
            ("Nom", "Driss Bouazza", "full_fr"),
        ] {
            assert_eq!(fields(header, below), [field], "{header}");
        }
    }

    #[test]
    fn what_was_corrected_once_is_known_the_next_time() {
        let remembered = HashMap::from([(key("Désignation"), Some("full_fr")), (key("GSM"), None)]);
        assert_eq!(guess(&row("désignation :;gsm;Tél"), &[], &remembered), [Some("full_fr"), None, Some("phone")]);
    }

    #[test]
    fn what_is_told_beside_the_record_is_understood() {
        let header = "Commune;Situation;Commission;Étiquettes;Observations;CIN;Situation";
        assert_eq!(
            fields(header, "Sefrou;Démissionnaire;Jeunes;x;y;A1;Marié"),
            ["commune", "status", "groups", "tags", "note", "cnie", ""]
        );
        assert_eq!(fields("الجماعة;الوضعية;اللجنة;ملاحظات", "صفرو;نشيط;الشباب;"), ["commune", "status", "groups", "note"]);
        assert_eq!((fields("Statut", "Fondateur"), fields("Statut", "Actif")), (vec!["category"], vec!["status"]));
        assert_eq!((year("Cotisation 2025"), year("Cotisation")), (Some(2025), None));
    }

    #[test]
    fn of_two_columns_for_one_field_the_first_counts() {
        assert_eq!(fields("Nom;Tél;GSM;Cotisation", "Driss;1;2;3"), ["full_fr", "phone", "", "dues"]);
        assert_eq!(fields("Nom;Cotisation 2024;2025;واجب 2026", "Driss;1;2;3"), ["full_fr", "dues", "dues", "dues"]);
        assert_eq!((year("واجب ٢٠٢٦"), year("2025")), (Some(2026), Some(2025)));
        assert!(!have_a_name(&guess(&row("Tél;Montant"), &[], &HashMap::new())));
    }
}
