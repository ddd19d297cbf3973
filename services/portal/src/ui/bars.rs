//! Bars of one colour, a line each: text that grows and wraps as all text does, so that a phone can show it.

use super::{ltr, name};
use kernel::Locale;
use maud::{Markup, html};

/// Names with their numbers, in the order given. The longest bar is as long as the room for it.
pub fn bars(locale: Locale, label: &str, rows: &[(String, i64)]) -> Markup {
    let most = rows.iter().map(|(_, number)| *number).max().unwrap_or(0).max(1);
    html! {
        ul.bars aria-label=(label) {
            @for (what, number) in rows {
                // in hundredths; what is there at all is seen
                @let width = if *number == 0 { 0 } else { (number * 100 / most).max(1) };
                li {
                    span { (name(what)) }
                    svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true" {
                        rect.bar-shape x=(if locale == Locale::Ar { 100 - width } else { 0 }) width=(width) height="1" {}
                    }
                    (ltr(number))
                }
            }
        }
    }
}
