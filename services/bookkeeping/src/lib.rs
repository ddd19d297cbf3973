//! Bookkeeping: the chart of accounts, fiscal years, the journal and the trial balance.
//!
//! An entry is posted at once and never changed. That it balances is proved three times: by the
//! type [`entry::Balanced`], by the database's triggers (`migrations.rs`) and by a hash that chains
//! each entry to the one before it (`seal.rs`). What others do (dues paid) posts itself (`react.rs`).
//! Whoever knows no accounting says in words what happened (`guided.rs`); an entry is taken back by its contrary (`reversal.rs`).

mod account_ledger;
mod balance;
pub mod bank;
mod cash;
mod chart;
pub mod doctor;
mod dues;
mod entity;
mod entry;
mod export;
mod guided;
mod journal;
mod ledger;
mod letterhead;
mod migrations;
mod posting;
mod react;
mod reversal;
mod routes;
mod seal;
mod years;

/// What the process hosts.
pub const MODULE: runtime::Module = runtime::Module {
    name: "bookkeeping",
    migrations: Some(migrations::MIGRATIONS),
    routes: routes::routes,
    react: react::react,
    schedule: &[],
};
