//! Dues called for very many, in batches.

use database::Migration;
use database::schema::{Key, Step, global_table, tenant_table};

pub const MIGRATION: Migration = Migration { name: "0025_dues", steps: &[WORK, QUEUE] };

/// How far a run has come that charges its members in batches; `id` is the run's. Members are taken in the order of their
/// numbers: up to `after_number` they are done, and `last_number` is the last. `members` and `amount`: what was charged.
const WORK: Step = tenant_table(
    "dues_run_work",
    "year integer not null, state text not null check (state in ('running', 'done', 'failed')), account_id uuid, role text not null,
     excluded text not null, after_number bigint not null check (after_number >= 0), last_number bigint not null,
     members bigint not null check (members >= 0), amount bigint not null check (amount >= 0), failure text,
     check ((state = 'failed') = (failure is not null))",
    &[Key::References("id", "dues_run"), Key::Index(&["year"])],
);

/// Which runs have batches to do, of all associations: no content.
const QUEUE: Step = global_table(
    "dues_run_queue",
    "run_id uuid primary key, association_id uuid not null, due_at timestamptz not null, attempts integer not null",
    &[Key::Index(&["due_at"])],
);
