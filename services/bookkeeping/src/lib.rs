//! Bookkeeping: the chart of accounts, fiscal years, the journal and the trial balance.
//!
//! An entry is posted at once and never changed. That it balances is proved three times: by the
//! type [`entry::Balanced`], by the database's triggers (`migrations.rs`) and by a hash that chains
//! each entry to the one before it (`seal.rs`). What others do (dues paid) posts itself (`react.rs`).
//! What they come to is read in statements (`statements/`), and they look at themselves every night (`self_audit.rs`).
//! Whoever knows no accounting says in words what happened (`guided.rs`); an entry is taken back by its contrary (`reversal.rs`).
//! The standard chart is data; what an association changes of it, under the coding rules (`coding.rs`), is its own
//! (`own_accounts.rs`). Years (`years.rs`) are closed when nothing is found (`findings.rs`) that stands against it
//! (`closing.rs`), hand over what they left (`opening.rs`), and are reopened by two together (`reopening.rs`).
//! For which project and grant a line is (`axis.rs`) stands beside it, outside its hash, and may be said later.
//! Its papers come with it or later (`papers.rs`, `vouchers.rs`) and stay; what is not ready waits as a draft (`drafts.rs`).
//! Whoever paid for the association is paid back when somebody else agrees (`expenses.rs`).

mod account_ledger;
mod axis;
mod axis_tables;
mod balance;
pub mod bank;
mod beancount;
mod budget_paper;
mod budget_plan;
mod budgets;
mod cash;
mod chart;
mod closing;
mod coding;
mod contributions;
pub mod doctor;
mod drafts;
mod dues;
mod entity;
mod entry;
mod expenses;
mod export;
mod fec;
mod findings;
mod grant_account;
mod grants;
mod guided;
mod instalments;
mod journal;
mod ledger;
mod letterhead;
mod limits;
mod migrations;
mod opening;
mod own_accounts;
mod papers;
mod posting;
mod projects;
mod react;
mod receipts;
mod reopening;
mod reversal;
mod routes;
mod scan;
mod seal;
mod seal_check;
mod self_audit;
mod self_checks;
mod sizes;
mod statements;
mod turnover;
mod use_of_funds;
mod voucher_files;
mod vouchers;
mod years;

/// What the process hosts.
pub const MODULE: runtime::Module = runtime::Module {
    name: "bookkeeping",
    migrations: Some(migrations::MIGRATIONS),
    routes: routes::routes,
    react: react::react,
    schedule: &[self_audit::NIGHTLY],
};
