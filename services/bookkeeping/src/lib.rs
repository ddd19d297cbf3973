//! Bookkeeping: the chart of accounts, fiscal years, the journal and the trial balance.
//!
//! An entry is posted at once and never changed. That it balances is proved three times: by the
//! type [`entry::Balanced`], by the database's triggers (`migrations.rs`) and by a hash that chains
//! each entry to the one before it (`seal.rs`). What others do (dues paid) posts itself (`react.rs`).
//! Whoever knows no accounting says in words what happened (`guided.rs`); an entry is taken back by its contrary (`reversal.rs`).
//! Its papers come with it or later (`papers.rs`, `vouchers.rs`) and stay; what is not ready waits as a draft (`drafts.rs`).
//! Whoever paid for the association is paid back when somebody else agrees (`expenses.rs`).

mod account_ledger;
mod balance;
mod chart;
mod contributions;
pub mod doctor;
mod drafts;
mod dues;
mod entity;
mod entry;
mod expenses;
mod export;
mod guided;
mod journal;
mod ledger;
mod limits;
mod migrations;
mod papers;
mod posting;
mod react;
mod reversal;
mod routes;
mod scan;
mod seal;
mod voucher_files;
mod vouchers;
mod years;

/// What the process hosts.
pub const MODULE: runtime::Module = runtime::Module {
    name: "bookkeeping",
    migrations: Some(migrations::MIGRATIONS),
    routes: routes::routes,
    react: react::react,
    schedule: &[],
};
