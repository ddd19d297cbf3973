//! One entity per table.

pub mod assembly;
pub mod board_office;
pub mod board_rules;
pub mod cancellation;
pub mod category;
pub mod elector;
pub mod fee;
pub mod group;
pub mod group_member;
pub mod import_queue;
pub mod limits;
pub mod mandate;
pub mod member;
pub mod member_import;
pub mod member_import_column;
pub mod member_import_file;
pub mod member_import_line;
pub mod member_status;
pub mod note;
pub mod numbering;
pub mod paid_up;
pub mod payment;
pub mod profile;
pub mod statutes;
pub mod tag;
pub mod word;
