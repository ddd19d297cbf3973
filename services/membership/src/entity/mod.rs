//! One entity per table.

pub mod assembly;
pub mod elector;
pub mod fee;
pub mod import;
pub mod limits;
pub mod member;
pub mod member_status;
pub mod payment;
pub mod profile;
pub mod statutes;
pub mod word;
