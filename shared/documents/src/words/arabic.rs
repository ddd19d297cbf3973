//! Arabic. All nouns here (`درهم`, `سنتيم`, `ألف`, `مليون`) are masculine, so 3 to 10 bear the ة.
//! The last two digits rule the noun (morocco.md 6.5): 1 `درهم واحد`, 2 `درهمان`, 3–10 the plural,
//! 11–99 the accusative `درهما`, full hundreds the singular. A dual right before its noun loses
//! its noon (`مائتا درهم`, `ألفا درهم`), and the accusative its alif (`أحد عشر ألف درهم`). One and
//! two thousand after hundreds repeat the noun: `مائة ألف وألف`, never `مائة وألف`.

use super::{groups, joined};

struct Noun {
    one: &'static str,
    two: &'static str,
    /// The dual right before another noun.
    two_of: &'static str,
    few: &'static str,
    many: &'static str,
}

const DIRHAM: Noun = Noun { one: "درهم", two: "درهمان", two_of: "درهما", few: "دراهم", many: "درهما" };
const CENTIME: Noun =
    Noun { one: "سنتيم", two: "سنتيمان", two_of: "سنتيما", few: "سنتيمات", many: "سنتيما" };
const THOUSAND: Noun = Noun { one: "ألف", two: "ألفان", two_of: "ألفا", few: "آلاف", many: "ألفا" };
const MILLION: Noun = Noun { one: "مليون", two: "مليونان", two_of: "مليونا", few: "ملايين", many: "مليونا" };

const UNITS: [&str; 11] = ["", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"];
const TENS: [&str; 10] = ["", "", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"];
const HUNDREDS: [&str; 10] = ["", "مائة", "مائتان", "ثلاثمائة", "أربعمائة", "خمسمائة", "ستمائة", "سبعمائة", "ثمانمائة", "تسعمائة"];

pub fn amount(dirhams: u32, centimes: u32) -> String {
    let whole = (dirhams > 0).then(|| self::dirhams(dirhams));
    let cents = (centimes > 0).then(|| counted(centimes, &CENTIME).join(" و"));
    joined(whole, cents, " و", "صفر درهم")
}

fn dirhams(number: u32) -> String {
    let (millions, thousands, ones) = groups(number);
    let mut parts = scale(millions, &MILLION, thousands == 0 && ones == 0);
    parts.extend(scale(thousands, &THOUSAND, ones == 0));
    parts.extend(counted(ones, &DIRHAM));
    let text = parts.join(" و");
    if ones == 0 { format!("{text} {}", DIRHAM.one) } else { text }
}

/// 0 to 999 of a currency unit; what the parts say is added up with `و`.
fn counted(number: u32, noun: &Noun) -> Vec<String> {
    let (hundreds, rest) = (number / 100, number % 100);
    let mut parts = Vec::new();
    if hundreds > 0 && rest == 0 {
        parts.push(format!("{} {}", hundreds_of(hundreds), noun.one));
    } else if hundreds > 0 {
        parts.push(HUNDREDS[hundreds as usize].to_owned());
    }
    match rest {
        0 => {}
        1 => parts.push(format!("{} {}", noun.one, UNITS[1])),
        2 => parts.push(noun.two.to_owned()),
        3..=10 => parts.push(format!("{} {}", UNITS[rest as usize], noun.few)),
        _ => parts.push(format!("{} {}", tens(rest), noun.many)),
    }
    parts
}

/// 0 to 999 thousands or millions; `of`: the currency's name comes right after.
fn scale(number: u32, noun: &Noun, of: bool) -> Vec<String> {
    let (hundreds, rest) = (number / 100, number % 100);
    let mut parts = Vec::new();
    if hundreds > 0 && rest <= 2 {
        parts.push(format!("{} {}", hundreds_of(hundreds), noun.one));
    } else if hundreds > 0 {
        parts.push(HUNDREDS[hundreds as usize].to_owned());
    }
    match rest {
        0 => {}
        1 => parts.push(noun.one.to_owned()),
        2 => parts.push(if of { noun.two_of } else { noun.two }.to_owned()),
        3..=10 => parts.push(format!("{} {}", UNITS[rest as usize], noun.few)),
        _ => parts.push(format!("{} {}", tens(rest), if of { noun.one } else { noun.many })),
    }
    parts
}

/// Hundreds right before their noun.
fn hundreds_of(hundreds: u32) -> &'static str {
    if hundreds == 2 { "مائتا" } else { HUNDREDS[hundreds as usize] }
}

/// 11 to 99.
fn tens(number: u32) -> String {
    let (tens, unit) = (TENS[(number / 10) as usize], UNITS[(number % 10) as usize]);
    match number {
        11 => "أحد عشر".to_owned(),
        12 => "اثنا عشر".to_owned(),
        13..=19 => format!("{unit} عشر"),
        _ if number.is_multiple_of(10) => tens.to_owned(),
        _ => format!("{unit} و{tens}"),
    }
}
