//! What users typed, made fit for print and for calendars.

use serde::Serialize;

/// Text with its own direction, which is that of its first letter: a French place name keeps its
/// order and its punctuation inside an Arabic letter.
#[derive(Clone, Debug, Serialize)]
pub struct Text {
    pub text: String,
    pub rtl: bool,
}

impl Text {
    pub fn new(text: &str) -> Self {
        let text = printable(text);
        Self { rtl: is_rtl(&text), text }
    }

    /// The first of the two that says anything.
    pub fn first_of(texts: [Option<&str>; 2]) -> Option<Self> {
        texts.into_iter().flatten().map(Self::new).find(|text| !text.text.is_empty())
    }
}

/// One line: runs of white space become one space, what is invisible and changes the reading order
/// is dropped, and words too long for a line may break.
pub fn printable(text: &str) -> String {
    let visible: String =
        text.chars().map(|c| if c.is_whitespace() && !is_fixed_space(c) { ' ' } else { c }).filter(|c| !is_hidden(*c)).collect();
    let words: Vec<_> = visible.split(' ').filter(|word| !word.is_empty()).map(breakable).collect();
    words.join(" ")
}

/// Controls, and the marks with which a name could reorder the text around it (`U+202E` makes
/// `2026` read `6202`).
pub fn is_hidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// Spaces that keep `12 500` together.
fn is_fixed_space(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{202f}')
}

/// No word of a living language fills a line; what does would run off the paper.
fn breakable(word: &str) -> String {
    const LONGEST: usize = 28;
    let letters: Vec<char> = word.chars().collect();
    if letters.len() <= LONGEST {
        return word.to_owned();
    }
    letters.chunks(LONGEST).map(String::from_iter).collect::<Vec<_>>().join("\u{200b}")
}

fn is_rtl(text: &str) -> bool {
    text.chars()
        .find(|c| c.is_alphabetic())
        .is_some_and(|c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_reorder_a_line_is_dropped() {
        assert_eq!(printable("  a\r\n\tb\u{202e}2026\u{0}  c\u{202f}d "), "a b2026 c\u{202f}d");
        assert_eq!(printable("\u{a0}"), "\u{a0}");
    }

    #[test]
    fn direction_is_that_of_the_first_letter() {
        assert!(Text::new("12، قاعة Atlas").rtl);
        assert!(!Text::new("12, salle الأطلس").rtl);
        assert!(!Text::new("2026").rtl);
    }

    #[test]
    fn endless_words_may_break() {
        assert_eq!(printable(&"x".repeat(60)).matches('\u{200b}').count(), 2);
        assert_eq!(printable("anticonstitutionnellement"), "anticonstitutionnellement");
    }
}
