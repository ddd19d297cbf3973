//! One entity per table.

pub mod account_total;
pub mod books;
pub mod chart_account;
pub mod chart_change;
pub mod audit_finding;
pub mod budget;
pub mod budget_line;
pub mod dues_seen;
pub mod entry;
pub mod fiscal_year;
pub mod grant_agreement;
pub mod grant_carry_over;
pub mod grant_instalment;
pub mod line;
pub mod year_closing;
pub mod self_audit;
pub mod self_audit_queue;
pub mod line_allocation;
pub mod project;
