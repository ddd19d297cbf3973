//! Tables that people bring in files, and those they take away: encodings, separators, the header
//! and what its columns mean; lines of CSV that a spreadsheet only shows. A file is read as a
//! stream, so that its length costs time and no memory.

mod encoding;
mod head;
mod lines;
mod rows;

pub use encoding::Text;
pub use head::{Column, Head, example, find_head, words};
pub use lines::{BEGINNING, line, without_guard};
pub use rows::{Row, Rows};
