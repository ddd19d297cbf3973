//! A whole name in one column, split into given and family name.

use super::columns::is_arabic;
use kernel::fold::{clean, fold};

/// Which part comes first, as the file's header or its reader says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    #[default]
    GivenFirst,
    FamilyFirst,
}

/// Words that never stand alone: the next one belongs to them.
const GIVEN_PREFIXES: [&str; 12] = ["عبد", "مولاي", "سيدي", "لاله", "للا", "abd", "abdel", "moulay", "my", "sidi", "lalla", "abou"];
const FAMILY_PREFIXES: [&str; 26] = [
    "ايت",
    "ابن",
    "بن",
    "بنت",
    "اولاد",
    "ولد",
    "بو",
    "ابو",
    "ال",
    "el",
    "al",
    "ait",
    "ben",
    "bin",
    "bel",
    "ould",
    "oulad",
    "bou",
    "abou",
    "ibn",
    "de",
    "le",
    "la",
    "bent",
    "bint",
    "ouled",
];
const TWO: [&str; 6] = ["فاطمه الزهراء", "فاطمه الزهره", "fatima zahra", "fatima ezzahra", "fatima zohra", "om kaltoum"];

/// Given and family name in the script of the text.
pub fn split(full: &str, order: Order) -> (String, String) {
    let full = clean(full);
    let words: Vec<&str> = full.split(' ').filter(|word| !word.is_empty()).collect();
    if words.len() < 2 {
        return (full, String::new());
    }
    if let Some(split) = by_capitals(&words) {
        return split;
    }
    let at = match order {
        Order::GivenFirst => given(&words),
        // what is left for the given name: one word, or two that belong together
        Order::FamilyFirst => family(&words),
    };
    let (first, second) = words.split_at(at);
    match order {
        Order::GivenFirst => (first.join(" "), second.join(" ")),
        Order::FamilyFirst => (second.join(" "), first.join(" ")),
    }
}

/// `BENNANI Driss`, `Driss EL ALAOUI`: capitals are the family's, wherever they stand.
fn by_capitals(words: &[&str]) -> Option<(String, String)> {
    let is_capital = |word: &&str| {
        word.chars().filter(|c| c.is_alphabetic()).count() > 1 && *word == word.to_uppercase() && *word != word.to_lowercase()
    };
    let capitals = words.iter().filter(|word| is_capital(word)).count();
    let together = words.chunk_by(|a, b| is_capital(a) == is_capital(b)).count() == 2;
    if capitals == 0 || capitals == words.len() || !together || words.iter().any(|word| is_arabic(word)) {
        return None;
    }
    let (family, given): (Vec<&str>, Vec<&str>) = words.iter().partition(|word| is_capital(word));
    Some((given.join(" "), family.join(" ")))
}

/// How many words at the beginning are the given name.
fn given(words: &[&str]) -> usize {
    let two = words.len() > 2 && (GIVEN_PREFIXES.contains(&fold(words[0]).as_str()) || is_two(&words[..2]));
    if two { 2 } else { 1 }
}

/// How many words at the beginning are the family name.
fn family(words: &[&str]) -> usize {
    let prefixed = words.len() > 2 && FAMILY_PREFIXES.contains(&fold(words[0]).as_str());
    if prefixed { 2 } else { 1 }
}

fn is_two(words: &[&str]) -> bool {
    TWO.contains(&fold(&words.join(" ")).as_str())
}

/// The Arabic and the Latin part of a text: some write both into one cell.
pub fn by_script(full: &str) -> (String, String) {
    let full = clean(full);
    let (arabic, latin): (Vec<&str>, Vec<&str>) =
        full.split(' ').filter(|word| word.chars().any(char::is_alphabetic)).partition(|word| is_arabic(word));
    (arabic.join(" "), latin.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_one_column_are_split() {
        for (full, given, family) in [
            ("إدريس بوعزة", "إدريس", "بوعزة"),
            ("عبد الرحمان الزياني", "عبد الرحمان", "الزياني"),
            ("فاطمة الزهراء بنعلي", "فاطمة الزهراء", "بنعلي"),
            ("Moulay Driss El Alaoui", "Moulay Driss", "El Alaoui"),
            ("محمد أيت الحاج", "محمد", "أيت الحاج"),
            ("BENNANI Driss", "Driss", "BENNANI"),
            ("Driss EL ALAOUI", "Driss", "EL ALAOUI"),
            ("Ali", "Ali", ""),
            ("عبد الله", "عبد", "الله"),
        ] {
            assert_eq!(split(full, Order::GivenFirst), (given.to_owned(), family.to_owned()), "{full}");
        }
    }

    #[test]
    fn the_family_may_come_first() {
        for (full, given, family) in [
            ("Aït Lhaj Mohamed", "Mohamed", "Aït Lhaj"),
            ("El Alaoui Moulay Driss", "Moulay Driss", "El Alaoui"),
            ("Bennani Fatima Zahra", "Fatima Zahra", "Bennani"),
            ("Zeroual Abd Errahmane", "Abd Errahmane", "Zeroual"),
            ("Bennani Mohamed Amine", "Mohamed Amine", "Bennani"),
            ("بوعزة إدريس", "إدريس", "بوعزة"),
            ("BENNANI Driss", "Driss", "BENNANI"),
        ] {
            assert_eq!(split(full, Order::FamilyFirst), (given.to_owned(), family.to_owned()), "{full}");
        }
    }

    #[test]
    fn two_scripts_in_one_cell_are_two_names() {
        assert_eq!(by_script("Driss Bouazza - إدريس بوعزة"), ("إدريس بوعزة".to_owned(), "Driss Bouazza".to_owned()));
    }
}
