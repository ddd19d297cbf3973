//! The head that all papers share.

use crate::text::{Text, printable};
use serde_json::{Value, json};

/// Name and seat in both scripts; an empty one is left out and the other stands alone.
pub fn letterhead(name: [&str; 2], seat: [&str; 2], legal: Option<&str>) -> Value {
    json!({
        "name_ar": Text::first_of([Some(name[0]), None]),
        "name_fr": Text::first_of([Some(name[1]), None]),
        "seat_ar": Text::first_of([Some(seat[0]), None]),
        "seat_fr": Text::first_of([Some(seat[1]), None]),
        "legal": legal.map(printable),
    })
}
