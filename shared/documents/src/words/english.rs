//! English, without `and` inside a number.

use super::{groups, joined};

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

pub fn amount(dirhams: u32, centimes: u32) -> String {
    let counted = |count: u32, noun: &str| (count > 0).then(|| format!("{} {noun}{}", number(count), if count == 1 { "" } else { "s" }));
    joined(counted(dirhams, "dirham"), counted(centimes, "centime"), " and ", "zero dirhams")
}

fn number(number: u32) -> String {
    let (millions, thousands, ones) = groups(number);
    let scales = [(millions, " million"), (thousands, " thousand"), (ones, "")];
    let parts: Vec<_> = scales.iter().filter(|(count, _)| *count > 0).map(|(count, scale)| below_thousand(*count) + scale).collect();
    parts.join(" ")
}

fn below_thousand(number: u32) -> String {
    match (number / 100, number % 100) {
        (0, rest) => below_hundred(rest),
        (hundreds, 0) => format!("{} hundred", below_hundred(hundreds)),
        (hundreds, rest) => format!("{} hundred {}", below_hundred(hundreds), below_hundred(rest)),
    }
}

fn below_hundred(number: u32) -> String {
    if number < 20 {
        return SMALL[number as usize].to_owned();
    }
    let tens = TENS[(number / 10) as usize];
    if number.is_multiple_of(10) { tens.to_owned() } else { format!("{tens}-{}", SMALL[(number % 10) as usize]) }
}
