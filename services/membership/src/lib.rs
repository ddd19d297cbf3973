//! Members, their dues and their general assemblies.
//!
//! The path of the money: a fee per year (`fees.rs`, `fee_rules.rs`, `rates.rs`), which begins when the board says (`dues_years.rs`), charges by a run or with the first
//! payment (`runs.rs`, `run_batches.rs`, `charges.rs`), what pays them (`settling.rs`), payments, by whom and for whom
//! (`payers.rs`), with numbered receipts (`payments.rs`, `receipt.rs`),
//! counter-receipts that take them back (`cancellations.rs`), cheques taken to the bank (`deposits.rs`),
//! waivers, refunds and parts (`waivers.rs`, `refunds.rs`, `instalments.rs`), events for the books with the position after each (`position.rs`),
//! income of years that have not begun (`ahead.rs`). The path of the assembly: the statutes' rules (`statutes.rs`), the plan
//! (`assemblies.rs`), the convocation that freezes the electors (`convocation.rs`), an event for
//! the mailing. Members come one by one (`members.rs`) or by a file (`import/`), are found by a filter
//! (`filter.rs`), taken away in a file (`export.rs`), and changed many at a time (`together.rs`); each has a record
//! (`record.rs`) with fields of the association's own (`fields.rs`, `field_values.rs`, `field_files.rs`), files (`files.rs`), the number of the identity
//! card where the board may keep it (`cnie.rs`), a status (`statuses.rs`), a category (`categories.rs`), groups (`groups.rs`), a family
//! (`families.rs`) and, under age, guardians (`guardians.rs`), a photo where the person agreed (`photos.rs`), mails unless the person objects (`objections.rs`). A member sees the own
//! record (`own_record.rs`), also those of minors for whom the member acts (`wards.rs`), and proposes changes (`proposals.rs`), which
//! the board decides (`decisions.rs`), and photos (`photo_proposals.rs`). Strangers apply by a form
//! (`joining.rs`, `applicants.rs`, `acknowledgements.rs`), the board decides (`applications.rs`). Rules without I/O: `person.rs`, `majority.rs`,
//! `contact.rs`, `field_kinds.rs`, `words.rs`, `dues.rs`, `rates.rs`, `plan.rs`, and what
//! `import/` does with a file before it writes.

mod acknowledgements;
mod ahead;
mod applicants;
mod applications;
mod arrears;
mod assemblies;
mod board_list;
mod board_rules;
mod cancellations;
mod categories;
mod charges;
mod choices;
mod cnie;
mod communes;
mod contact;
mod convocation;
mod decisions;
mod deposit_slip;
mod deposits;
mod dues;
mod dues_years;
mod duplicates;
mod electors;
mod entity;
mod export;
mod families;
mod family_dues;
mod fee_rules;
mod fees;
mod field_files;
mod field_kinds;
mod field_values;
mod fields;
mod files;
mod filter;
mod groups;
mod guardians;
mod import;
mod instalments;
mod joining;
mod kin;
mod labels;
mod letter;
mod limits;
mod majority;
mod mandates;
mod member_dues;
mod members;
mod merge;
mod migrations;
mod notes;
mod numbering;
mod objections;
mod own_record;
mod payer_names;
mod payers;
mod payments;
mod person;
mod photo_proposals;
mod photos;
mod plan;
mod position;
mod profile;
mod proposals;
mod rates;
mod react;
mod receipt;
mod record;
mod refunds;
mod reminders;
mod removal;
mod renewal;
mod routes;
mod run_batches;
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
mod waivers;
mod wards;
mod words;

pub const MODULE: runtime::Module = runtime::Module {
    name: "membership",
    migrations: Some(migrations::MIGRATIONS),
    routes: routes::routes,
    react: react::react,
    schedule: schedule::SCHEDULE,
};
