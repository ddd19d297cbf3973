//! One entity per table.

pub mod account_total;
pub mod draft;
pub mod dues_seen;
pub mod entry;
pub mod expense;
pub mod expense_paper;
pub mod fiscal_year;
pub mod limits_seen;
pub mod line;
pub mod paper;
pub mod posted_draft;
pub mod voucher;
pub mod wrong_voucher;
