//! Dues called for very many, in batches; years of dues that begin when the board says; fees by age and by group.

use database::Migration;
use database::schema::{Key, Step, add_columns, global_table, tenant_table};

pub const MIGRATION: Migration = Migration {
    name: "0025_dues",
    steps: &[WORK, QUEUE, PERIOD, CHARGE_BEGINS, AHEAD_BEGINS, AHEAD_KEY, OWN_DAY, OWN_DAYS, FEE_AGE, FEE_GROUP],
};

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

/// When years of dues begin, from a year on; civil years before and without any.
const PERIOD: Step = tenant_table(
    "dues_period",
    "from_year integer not null check (from_year between 2000 and 2200), kind text not null check (kind in ('civil', 'from', 'rolling')),
     month integer check (month between 1 and 12), day integer check (day between 1 and 31),
     check ((kind = 'from') = (month is not null) and (kind = 'from') = (day is not null))",
    &[Key::Unique(&["from_year"])],
);

/// When the year begins that is owed; 1 January where nothing is said.
const CHARGE_BEGINS: Step = add_columns("charge", &["begins_on date"]);

/// Likewise. Of one year there are as many as days on which members' own years begin.
const AHEAD_BEGINS: Step = add_columns("dues_ahead", &["begins_on date"]);

const AHEAD_KEY: Step = Step::Sql { postgres: "drop index dues_ahead_kind_key;", sqlite: "drop index dues_ahead_kind_key;" };

/// The day of a member's own years, month and day as one number: that of joining, or of the first payment.
const OWN_DAY: Step = add_columns("member", &["dues_day integer check (dues_day between 101 and 1231)"]);

const OWN_DAYS: Step = Step::Sql {
    postgres: "alter table member no force row level security;
        update member set dues_day = (extract(month from joined_on) * 100 + extract(day from joined_on))::integer where joined_on is not null;
        alter table member force row level security;",
    sqlite: "update member set dues_day = cast(strftime('%m%d', joined_on) as integer) where joined_on is not null;",
};

/// `to_age` is part of it; without end where it is null.
const FEE_AGE: Step = tenant_table(
    "fee_age",
    "year integer not null, from_age integer not null check (from_age >= 0), to_age integer check (to_age >= from_age),
     amount bigint not null check (amount >= 0)",
    &[Key::Unique(&["year", "from_age"])],
);

const FEE_GROUP: Step = tenant_table(
    "fee_group",
    "year integer not null, group_id uuid not null, amount bigint not null check (amount >= 0)",
    &[Key::Unique(&["year", "group_id"])],
);
