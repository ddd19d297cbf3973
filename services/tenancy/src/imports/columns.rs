//! Which column means what: headers in French, Arabic or English.

use kernel::fold::has_arabic;
use std::collections::HashMap;
use std::sync::LazyLock;
use tables::{Row, words};

/// Either name, told by the script of what stands below.
const NAME: &str = "name";

const SYNONYMS: &[(&str, &str)] = &[
    ("name_ar", "nom arabe|nom ar|nom en arabe|dénomination en arabe|arabic name|اسم الجمعية بالعربية|الاسم بالعربية"),
    (
        "name_fr",
        "nom fr|nom français|nom francais|nom en français|nom latin|dénomination en français|french name|اسم الجمعية بالفرنسية|الاسم بالفرنسية",
    ),
    (NAME, "nom|nom de l'association|association|dénomination|intitulé|name|association name|اسم الجمعية|الجمعية|الاسم|التسمية"),
    ("commune", "commune|commune code|code commune|code de la commune|code|رمز الجماعة|الجماعة|كود الجماعة"),
    (
        "founded_on",
        "founded on|date de création|date création|créée le|création|constituée le|date de constitution|date of foundation|تاريخ التأسيس|تأسست في|تاريخ الإحداث",
    ),
    (
        "receipt_number",
        "receipt no|receipt number|récépissé|n° récépissé|n° du récépissé|n° de récépissé|numéro du récépissé|numéro de récépissé|numéro récépissé|\
         رقم الوصل|الوصل|رقم وصل الإيداع|رقم الإيداع",
    ),
    (
        "receipt_on",
        "receipt date|receipt on|date du récépissé|date de récépissé|date récépissé|récépissé du|تاريخ الوصل|تاريخ وصل الإيداع|تاريخ الإيداع",
    ),
    ("activities", "field|fields|domaine|domaine d'activité|domaines d'activité|activité|secteur|المجال|مجال النشاط|النشاط|مجالات العمل"),
    (
        "president_name",
        "president name|president|président|présidente|nom du président|nom de la présidente|président(e)|الرئيس|الرئيسة|اسم الرئيس|رئيس الجمعية",
    ),
    (
        "president_email",
        "president email|email|e-mail|courriel|e-mail du président|email du président|courriel du président|adresse e-mail|البريد الإلكتروني|\
         البريد الإلكتروني للرئيس|بريد الرئيس|بريد الرئيس الإلكتروني",
    ),
];

static KNOWN: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let pairs = SYNONYMS.iter().flat_map(|(field, names)| names.split('|').chain([*field]).map(|name| (words(name).join(" "), *field)));
    pairs.collect()
});

/// The fields of a header's columns; nothing for a row that is no header of associations.
pub fn guess(header: &Row, below: &[Row]) -> Option<Vec<Option<&'static str>>> {
    let mut taken: Vec<&str> = Vec::new();
    let mut fields = Vec::with_capacity(header.cells.len());
    for (index, cell) in header.cells.iter().enumerate() {
        let field = KNOWN.get(&words(cell).join(" ")).copied().map(|field| if field == NAME { name(index, cell, below) } else { field });
        // of two columns for one field the first is taken
        let field = field.filter(|field| !taken.contains(field));
        taken.extend(field);
        fields.push(field);
    }
    (taken.iter().any(|field| field.starts_with("name_")) && taken.len() > 1).then_some(fields)
}

fn name(index: usize, header: &str, below: &[Row]) -> &'static str {
    let value = below.iter().map(|row| row.cell(index)).find(|cell| cell.chars().any(char::is_alphabetic));
    if has_arabic(value.unwrap_or(header)) { "name_ar" } else { "name_fr" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &str) -> Row {
        Row { line: 1, cells: cells.split(';').map(str::to_owned).collect() }
    }

    fn fields(header: &str, below: &str) -> Vec<&'static str> {
        guess(&row(header), &[row(below)]).unwrap_or_default().into_iter().map(|field| field.unwrap_or("")).collect()
    }

    #[test]
    fn headers_are_understood_in_three_languages() {
        let all = [
            "name_ar",
            "name_fr",
            "commune",
            "founded_on",
            "receipt_number",
            "receipt_on",
            "activities",
            "president_name",
            "president_email",
            "",
        ];
        let sample = "name_ar;name_fr;commune_code;founded_on;receipt_no;receipt_date;field;president_name;president_email;president_phone";
        assert_eq!(fields(sample, ""), all);
        let french =
            "Nom (en arabe);Nom (en français);Code commune;Date de création;N° récépissé;Date du récépissé;Domaine;Président;E-mail;Tél";
        assert_eq!(fields(french, ""), all);
        let arabic = "اسم الجمعية;الاسم بالفرنسية;رمز الجماعة;تاريخ التأسيس;رقم الوصل;تاريخ الوصل;المجال;اسم الرئيس;البريد الإلكتروني;الهاتف";
        assert_eq!(fields(arabic, "جمعية"), all);
        assert_eq!(fields("Nom;Nom;Commune", "جمعية;Association"), ["name_ar", "name_fr", "commune"]);
    }

    #[test]
    fn a_list_of_something_else_is_none_of_associations() {
        assert_eq!(fields("Nom;Prénom;Tél", "A;B;C"), Vec::<&str>::new());
        assert_eq!(fields("Ville;Montant", "Fès;12"), Vec::<&str>::new());
    }
}
