//! Members, their dues and their general assemblies.
//!
//! The path of the money: a fee per year (`fees.rs`, `rates.rs`), charges by a run or with the first
//! payment (`runs.rs`, `charges.rs`), what pays them (`settling.rs`), payments with numbered receipts (`payments.rs`, `receipt.rs`),
//! counter-receipts that take them back (`cancellations.rs`), cheques taken to the bank (`deposits.rs`),
//! waivers and refunds (`member_dues.rs`, `refunds.rs`), events for the books with the position after each (`position.rs`). The path of the assembly: the statutes' rules (`statutes.rs`), the plan
//! (`assemblies.rs`), the convocation that freezes the electors (`convocation.rs`), an event for
//! the mailing. Members come one by one (`members.rs`) or by a file (`import/`), are found by a filter
//! (`filter.rs`), taken away in a file (`export.rs`), and changed many at a time (`together.rs`); each has a record
//! (`record.rs`) with fields of the association's own (`fields.rs`, `field_values.rs`), files (`files.rs`), the number of an identity card where the board may keep it (`cnie.rs`), a status (`statuses.rs`), a category (`categories.rs`), groups (`groups.rs`).
//! Strangers apply by a form (`joining.rs`, `acknowledgements.rs`), the board decides (`applications.rs`).
//! Rules without I/O: `person.rs`, `contact.rs`, `field_kinds.rs`, `words.rs`, `dues.rs`, `rates.rs`, `plan.rs`, and what
//! `import/` does with a file before it writes.

mod acknowledgements;
mod applications;
mod arrears;
mod assemblies;
mod board_list;
mod board_rules;
mod cancellations;
mod categories;
mod charges;
mod cnie;
mod communes;
mod contact;
mod convocation;
mod deposit_slip;
mod deposits;
mod dues;
mod duplicates;
mod electors;
mod entity;
mod export;
mod fees;
mod field_kinds;
mod field_values;
mod fields;
mod files;
mod filter;
mod groups;
mod import;
mod joining;
mod labels;
mod letter;
mod limits;
mod mandates;
mod member_dues;
mod members;
mod merge;
mod migrations;
mod notes;
mod numbering;
mod own_record;
mod payments;
mod person;
mod plan;
mod position;
mod profile;
mod rates;
mod react;
mod receipt;
mod record;
mod refunds;
mod reminders;
mod removal;
mod routes;
mod runs;
mod saved;
mod schedule;
mod settling;
mod statistics;
mod statuses;
mod statutes;
mod summary;
mod terms;
mod together;
mod vcard;
mod words;

pub const MODULE: runtime::Module = runtime::Module {
    name: "membership",
    migrations: Some(migrations::MIGRATIONS),
    routes: routes::routes,
    react: react::react,
    schedule: schedule::SCHEDULE,
};
