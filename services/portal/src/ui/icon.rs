//! Our own drawings: the mark (two threads crossing) and a dozen line icons.

use maud::{Markup, html};

/// The mark. It is not mirrored: a logo reads the same in both directions.
pub fn brand() -> Markup {
    html! {
        svg width="28" height="28" viewBox="0 0 28 28" fill="none" stroke-width="3.2" stroke-linecap="round" aria-hidden="true" {
            path d="M3 9h9M17 9h8M3 19h4M12 19h13" stroke="currentColor" {}
            path class="cross" d="M9 3v4M9 12v13M19 3v11M19 22v3" stroke="currentColor" {}
        }
    }
}

/// A line icon of 20 px. Those that point somewhere are mirrored in Arabic.
pub fn icon(name: &str) -> Markup {
    let (path, mirrored) = match name {
        "home" => ("M3 9.5 10 3l7 6.5V17h-5v-4H8v4H3z", false),
        "members" => {
            ("M7.5 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 17c0-3 2.5-5 5.5-5s5.5 2 5.5 5M13 3.5a3 3 0 0 1 0 5M15 12.5c2 .7 3 2.3 3 4.5", true)
        }
        "dues" => ("M2.5 5.5h15v9h-15zM10 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM5 10h.5M14.5 10h.5", false),
        "books" => ("M10 5c-2-1.5-4.5-1.5-7-1v12c2.500-.5 5-.5 7 1 2-1.500 4.500-1.500 7-1V4c-2.500-.5-5-.5-7 1zM10 5v12", false),
        "assemblies" => ("M4 8h12M4 12h12M6 4v12M14 4v12M3 4h14v12H3z", false),
        "settings" => ("M4 6h5M13 6h3M4 14h3M11 14h5M11 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM9 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4z", false),
        "consents" => ("M12.500 11a4 4 0 1 0-3.500-2L3 15v2h3v-2h2v-2l1.500-1.500c.9.4 2 .4 3-.5zM13.500 6.500h.01", true),
        "audit" => ("M10 17a7 7 0 1 0-6.600-4.700M3 17v-4.500h4.500M10 6v4l2.500 2", false),
        "person" => {
            ("M10 9.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM3.500 17.500c0-3.500 3-5.500 6.500-5.500s6.500 2 6.500 5.500", false)
        }
        "switch" => ("M6 8l4-4 4 4M6 12l4 4 4-4", false),
        "more" => ("M4 10h.01M10 10h.01M16 10h.01", false),
        "back" => ("M16 10H4M9 5l-5 5 5 5", true),
        "next" => ("M4 10h12M11 5l5 5-5 5", true),
        "check" => ("m4 10.500 4 4 8-9", false),
        "wait" => ("M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 6v4l2.500 2", false),
        "cross" => ("m5 5 10 10M15 5 5 15", false),
        "todo" => ("M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14z", false),
        "hand" => ("M3 5h14v10H3zM3 6l7 5 7-5", false),
        "upload" => ("M10 13V4M6 7.500 10 3.500l4 4M3 13v4h14v-4", false),
        "plus" => ("M10 4v12M4 10h12", false),
        _ => ("", false),
    };
    html! {
        svg class=[mirrored.then_some("mirrored")] width="20" height="20" viewBox="0 0 20 20" fill="none" stroke="currentColor"
            stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" { path d=(path) {} }
    }
}
