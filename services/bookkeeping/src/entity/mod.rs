//! One entity per table.

pub mod account_total;
pub mod bank_account;
pub mod bank_line;
pub mod bank_match;
pub mod bank_rule;
pub mod bank_statement;
pub mod cash_count;
pub mod dues_seen;
pub mod entry;
pub mod fiscal_year;
pub mod line;
