//! One entity per table.

pub mod account_total;
pub mod dues_seen;
pub mod entry;
pub mod fiscal_year;
pub mod line;
