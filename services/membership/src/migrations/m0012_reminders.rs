//! Reminders of what is due: the rules of an association, and the ledger of those written.

use database::Migration;
use database::schema::{Key, Step, global_table, tenant_ledger, tenant_table};

pub const MIGRATION: Migration = Migration { name: "0012_reminders", steps: &[RULES, REMINDER, QUEUE] };

/// Days; nothing where no such reminder is wanted.
const RULES: Step = tenant_table(
    "reminder_rules",
    "days_before integer check (days_before between 1 and 90), days_first integer check (days_first between 1 and 365),
     days_second integer check (days_second between 1 and 365), days_third integer check (days_third between 1 and 365)",
    &[],
);

/// One of a stage for a charge, for ever. `letter`: those that one mail tells.
const REMINDER: Step = tenant_ledger(
    "reminder",
    "charge_id uuid not null, member_id uuid not null, stage text not null, letter uuid not null, amount bigint not null check (amount > 0),
     by_mail boolean not null, written_on date not null, written_by text not null, written_at timestamptz not null",
    &[
        Key::References("charge_id", "charge"),
        Key::References("member_id", "member"),
        Key::Unique(&["charge_id", "stage"]),
        Key::Index(&["written_on", "id"]),
        Key::Index(&["member_id"]),
    ],
);

/// Which associations have reminders to be looked at, when: no content.
const QUEUE: Step =
    global_table("reminder_queue", "association_id uuid primary key, due_at timestamptz not null", &[Key::Index(&["due_at"])]);
