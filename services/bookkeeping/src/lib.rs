//! Bookkeeping: the chart of accounts, fiscal years, the journal and the trial balance.
//!
//! An entry is posted at once and never changed. That it balances is proved three times: by the
//! type [`entry::Balanced`], by the database's triggers (`migrations.rs`) and by a hash that chains
//! each entry to the one before it (`seal.rs`). What others do (dues paid) posts itself (`react.rs`).
//! Whoever knows no accounting says in words what happened (`guided.rs`); an entry is taken back by its contrary (`reversal.rs`).
//! For which project and grant a line is (`axis.rs`) stands beside it, outside its hash, and may be said later.

mod account_ledger;
mod axis;
mod axis_tables;
mod balance;
mod budget_paper;
mod budget_plan;
mod budgets;
mod chart;
pub mod doctor;
mod dues;
mod entity;
mod entry;
mod export;
mod grant_account;
mod grants;
mod guided;
mod instalments;
mod journal;
mod ledger;
mod letterhead;
mod migrations;
mod posting;
mod projects;
mod react;
mod reversal;
mod routes;
mod seal;
mod use_of_funds;
mod years;

/// What the process hosts.
pub const MODULE: runtime::Module = runtime::Module {
    name: "bookkeeping",
    migrations: Some(migrations::MIGRATIONS),
    routes: routes::routes,
    react: react::react,
    schedule: &[],
};
