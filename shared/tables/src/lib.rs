//! Tables that people bring in files, and those they take away: encodings, separators, the header
//! and what its columns mean; lines of CSV that a spreadsheet only shows. A file is read as a
//! stream, so that its length costs time and no memory; a spreadsheet becomes a text first, whose
//! size is bounded.

mod encoding;
mod head;
mod lines;
mod open;
mod rows;
mod sheets;
mod workbook;

pub use encoding::Text;
pub use head::{Column, Head, example, find_head, words};
pub use lines::{BEGINNING, cells, harmless, line, without_guard};
pub use open::{Table, open, open_bare};
pub use rows::{Row, Rows};
pub use sheets::{Book, is_spreadsheet};
pub use workbook::{Cell, Workbook, decimal};
