//! Notifications: one durable delivery per person and occasion, from the event that causes it to
//! the answer of the receiving server.
//!
//! Reactions write deliveries and queue them (`react.rs`); a task takes them from the queue and
//! sends them (`schedule.rs`). A mail is made (`letters.rs`, `mail.rs`) and sent (`transport.rs`)
//! while no transaction is open. What an answer means is a pure rule (`verdict.rs`).

mod account_letters;
mod application_letters;
mod campaigns;
mod dues_letters;
mod entity;
mod invitation_letter;
mod letters;
mod mail;
mod migrations;
mod notices;
mod outbox;
mod own_mails;
mod own_notices;
mod react;
mod routes;
mod schedule;
mod standing;
mod transport;
mod verdict;

/// What the process hosts.
pub const MODULE: runtime::Module = runtime::Module {
    name: "notifications",
    migrations: Some(migrations::MIGRATIONS),
    routes: routes::routes,
    react: react::react,
    schedule: &[schedule::SEND],
};
