//! What the columns of a bank's table are, by their headings in three languages.

use crate::bank::statement::Profile;
use kernel::fold::clean;
use tables::Row;

/// Characters of a heading.
const LONGEST: usize = 60;

/// What a column may be read as, in the order in which it is offered.
pub const FIELDS: [&str; 11] =
    ["done_on", "value_on", "text", "debit", "credit", "amount", "balance", "direction", "status", "reference", "party"];

/// Headings as [`key`] leaves them.
const KNOWN: [(&str, &[&str]); 11] = [
    (
        "done_on",
        &[
            "date",
            "date operation",
            "date d operation",
            "date de l operation",
            "date op",
            "date comptable",
            "date de comptabilisation",
            "date transaction",
            "date of operation",
            "operation date",
            "transaction date",
            "booking date",
            "posting date",
            "التاريخ",
            "تاريخ",
            "تاريخ العمليه",
        ],
    ),
    ("value_on", &["date valeur", "date de valeur", "date val", "valeur", "value date", "value", "تاريخ القيمه", "القيمه"]),
    (
        "text",
        &[
            "libelle",
            "libelle operation",
            "libelle de l operation",
            "nature",
            "nature operation",
            "nature de l operation",
            "operation",
            "operations",
            "description",
            "designation",
            "detail",
            "details",
            "motif",
            "intitule",
            "reason",
            "narration",
            "label",
            "transaction",
            "البيان",
            "البيانات",
            "الوصف",
            "وصف",
            "العمليه",
            "السبب",
        ],
    ),
    (
        "debit",
        &[
            "debit",
            "debits",
            "montant debit",
            "retrait",
            "retraits",
            "sortie",
            "sorties",
            "withdrawal",
            "withdrawals",
            "paid out",
            "مدين",
            "المدين",
            "السحب",
            "سحب",
        ],
    ),
    (
        "credit",
        &[
            "credit",
            "credits",
            "montant credit",
            "versement",
            "versements",
            "entree",
            "entrees",
            "deposit",
            "deposits",
            "paid in",
            "داين",
            "الداين",
            "ايداع",
            "الايداع",
        ],
    ),
    ("amount", &["montant", "montant operation", "somme", "amount", "transaction amount", "المبلغ", "مبلغ"]),
    ("balance", &["solde", "solde progressif", "solde apres operation", "balance", "running balance", "الرصيد", "رصيد"]),
    ("direction", &["type", "sens", "d c", "c d", "debit credit", "dr cr", "النوع", "نوع"]),
    ("status", &["statut", "status", "etat", "state", "الحاله"]),
    ("reference", &["reference", "ref", "reference operation", "numero", "n operation", "numero operation", "id", "المرجع", "رقم العمليه"]),
    ("party", &["beneficiaire", "donneur d ordre", "tiers", "beneficiary", "counterparty", "payee", "المستفيد", "الطرف"]),
];

/// Said beside a heading, and no part of its meaning.
const NOTHING: [&str; 9] = ["dh", "dhs", "mad", "en", "dirham", "dirhams", "درهم", "بالدرهم", "ب"];

pub fn known(name: &str) -> Option<&'static str> {
    FIELDS.into_iter().find(|field| *field == name)
}

/// A heading without accents, case, signs and currency.
pub fn key(heading: &str) -> String {
    // as much of it as is shown and kept
    let heading: String = clean(heading).chars().take(LONGEST).collect();
    let words = tables::words(&heading);
    words.iter().filter(|word| !NOTHING.contains(&word.as_str())).map(String::as_str).collect::<Vec<_>>().join(" ")
}

pub fn keys(row: &Row) -> Vec<String> {
    row.cells.iter().map(|cell| key(cell)).collect()
}

/// The fields of a row's cells if it is a header: by what was said of one with the same headings, else by the headings. Of
/// two columns for one field the first counts.
pub fn guess(row: &Row, profile: Option<&Profile>) -> Option<Vec<Option<&'static str>>> {
    let keys = keys(row);
    if let Some(profile) = profile.filter(|profile| profile.headings == keys) {
        return Some(profile.fields.iter().map(|field| field.as_deref().and_then(known)).collect());
    }
    let mut fields: Vec<Option<&'static str>> = Vec::with_capacity(keys.len());
    for key in &keys {
        let meaning = KNOWN.iter().find(|(_, names)| names.contains(&key.as_str())).map(|(field, _)| *field);
        fields.push(meaning.filter(|field| !fields.contains(&Some(*field))));
    }
    is_enough(&fields).then_some(fields)
}

/// Operations can be read by these columns.
pub fn is_enough(fields: &[Option<&'static str>]) -> bool {
    let has = |field| fields.contains(&Some(field));
    has("done_on") && (has("text") || has("party")) && (has("amount") || has("debit") || has("credit"))
}

/// A row that may have the titles, where none is understood.
pub fn any_header(row: &Row) -> Option<Vec<Option<&'static str>>> {
    let filled = row.cells.iter().filter(|cell| !cell.trim().is_empty()).count();
    (filled >= 3).then(|| vec![None; row.cells.len()])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(header: &str) -> Option<Vec<&'static str>> {
        let row = Row { line: 1, cells: header.split(';').map(str::to_owned).collect() };
        guess(&row, None).map(|fields| fields.into_iter().map(|field| field.unwrap_or("")).collect())
    }

    #[test]
    fn headings_are_understood_in_three_languages() {
        let french = fields("Date opération;Date valeur;Libellé;Débit (DH);Crédit (DH);Solde");
        assert_eq!(french.unwrap(), ["done_on", "value_on", "text", "debit", "credit", "balance"]);
        let english = fields("Type,;Beneficiary;Amount (DH);Reason;Creation date;Date of operation;Status");
        assert_eq!(english.unwrap(), ["direction", "party", "amount", "text", "", "done_on", "status"]);
        let arabic = fields("تاريخ العملية;تاريخ القيمة;البيان;مدين;دائن;الرصيد");
        assert_eq!(arabic.unwrap(), ["done_on", "value_on", "text", "debit", "credit", "balance"]);
        assert_eq!(fields("Nom;Prénom;Montant"), None);
        assert_eq!(fields("Date;Date;Libellé;Montant").unwrap(), ["done_on", "", "text", "amount"]);
    }

    #[test]
    fn what_was_said_of_headings_holds_for_the_next_file() {
        let fields = vec![Some("done_on".to_owned()), None, Some("text".to_owned()), Some("amount".to_owned())];
        let profile = Profile { headings: ["j", "solde", "quoi", "combien"].map(str::to_owned).into(), fields, ..Profile::default() };
        let row = Row { line: 3, cells: ["J", "Solde", "Quoi ?", "Combien (DH)"].map(str::to_owned).into() };
        assert_eq!(guess(&row, Some(&profile)), Some(vec![Some("done_on"), None, Some("text"), Some("amount")]));
        assert_eq!(guess(&row, None), None);
    }
}
