//! The parts of pages, each written once.

mod bars;
mod field;
mod file;
mod icon;
mod notice;
mod parts;
mod table;

pub use bars::bars;
pub use field::{Input, Inputs, error_summary, name_errors};
pub use file::{file_field, read_columns, wrong_kinds};
pub use icon::{brand, icon};
pub use notice::{Purpose, association_notice, cndp_numbers, privacy_notice, strangers_notice};
pub use parts::*;
pub use table::{Column, Table};
