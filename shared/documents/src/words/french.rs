//! French: `vingt` and `cent` take an s when multiplied and last, also before `millions` (a noun)
//! but not before `mille`; `mille` never changes; a round number of millions takes `de`.

use super::{groups, joined};

const SMALL: [&str; 17] = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze", "quinze",
    "seize",
];
/// By the tens digit; seventy and ninety count on from sixty and eighty.
const TENS: [&str; 10] = ["", "", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt"];

pub fn amount(dirhams: u32, centimes: u32) -> String {
    let whole = (dirhams > 0).then(|| {
        let of = if dirhams.is_multiple_of(1_000_000) { " de" } else { "" };
        format!("{}{of} dirham{}", number(dirhams), plural(dirhams))
    });
    let cents = (centimes > 0).then(|| format!("{} centime{}", number(centimes), plural(centimes)));
    joined(whole, cents, " et ", "zéro dirham")
}

fn plural(count: u32) -> &'static str {
    if count > 1 { "s" } else { "" }
}

fn number(number: u32) -> String {
    let (millions, thousands, ones) = groups(number);
    let mut parts = Vec::new();
    if millions > 0 {
        parts.push(format!("{} million{}", below_thousand(millions, true), plural(millions)));
    }
    match thousands {
        0 => {}
        1 => parts.push("mille".to_owned()),
        _ => parts.push(format!("{} mille", below_thousand(thousands, false))),
    }
    if ones > 0 {
        parts.push(below_thousand(ones, true));
    }
    parts.join(" ")
}

/// `last`: nothing that is part of the number follows, so `vingt` and `cent` may take their s.
fn below_thousand(number: u32, last: bool) -> String {
    let (hundreds, rest) = (number / 100, number % 100);
    let cent = match hundreds {
        0 => return below_hundred(rest, last),
        1 => "cent".to_owned(),
        _ if rest == 0 && last => format!("{} cents", small(hundreds)),
        _ => format!("{} cent", small(hundreds)),
    };
    if rest == 0 { cent } else { format!("{cent} {}", below_hundred(rest, last)) }
}

fn below_hundred(number: u32, last: bool) -> String {
    if number < 17 {
        return small(number).to_owned();
    }
    if number < 20 {
        return format!("dix-{}", small(number - 10));
    }
    let tens = TENS[(number / 10) as usize];
    let rest = if number >= 60 { number % 20 } else { number % 10 };
    match rest {
        0 if number == 80 && last => format!("{tens}s"),
        0 => tens.to_owned(),
        1 | 11 if number < 80 => format!("{tens} et {}", small(rest)),
        _ => format!("{tens}-{}", below_hundred(rest, last)),
    }
}

fn small(number: u32) -> &'static str {
    SMALL[number as usize]
}
