//! Income of dues years that have not begun; what is owed in parts.

use database::Migration;
use database::schema::{Key, Step, add_columns, global_table, tenant_ledger, tenant_table};

pub const AHEAD: Migration = Migration { name: "0020_dues_ahead", steps: &[POSITION, AHEAD_OF_YEAR, QUEUE] };

const POSITION: Step = add_columns("dues_account", &["ahead bigint not null default 0"]);

/// What was charged for a year before it began, less what of that was waived then; and what of it is income by now.
const AHEAD_OF_YEAR: Step = tenant_table(
    "dues_ahead",
    "year integer not null, kind text not null check (kind in ('joining', 'annual')), amount bigint not null, earned bigint not null",
    &[Key::Unique(&["year", "kind"])],
);

/// Which associations have income that waits for a year to begin, until when: no content.
const QUEUE: Step =
    global_table("dues_ahead_queue", "association_id uuid primary key, due_at timestamptz not null", &[Key::Index(&["due_at"])]);

pub const INSTALMENTS: Migration =
    Migration { name: "0020_instalments", steps: &[CHARGE_PARTS, REMINDER_ROUND, PARTS_AND_ROUNDS, PLAN, INSTALMENT] };

/// `part`: of several that something is owed in. `round`: more by one each time a plan gives it another due date.
const CHARGE_PARTS: Step =
    add_columns("charge", &["part integer not null default 1 check (part > 0)", "round integer not null default 1 check (round > 0)"]);

/// Which of the due dates of its charge a reminder was for.
const REMINDER_ROUND: Step = add_columns("reminder", &["round integer not null default 1"]);

const PARTS_AND_ROUNDS: Step = Step::Sql { postgres: KEYS, sqlite: KEYS };

const KEYS: &str = "drop index charge_member_id_key;
create unique index charge_part_key on charge (association_id, year, kind, member_id, part);
drop index reminder_stage_key;
create unique index reminder_stage_key on reminder (association_id, charge_id, round, stage);";

/// `active`: true, and nothing once it is ended or paid, so that the key lets a member have one at a time.
const PLAN: Step = tenant_table(
    "instalment_plan",
    "member_id uuid not null, amount bigint not null check (amount > 0), made_on date not null, made_by text not null,
     made_at timestamptz not null, active boolean check (active), ended_on date, ended_reason text, ended_by text,
     check ((ended_on is null) = (ended_reason is null) and (ended_on is null) = (ended_by is null)),
     check (active is null or ended_on is null)",
    &[Key::References("member_id", "member"), Key::Unique(&["member_id", "active"])],
);

/// Of one part of a plan, what one charge is of it. `due_before`: when that was due without the plan.
const INSTALMENT: Step = tenant_ledger(
    "instalment",
    "plan_id uuid not null, charge_id uuid not null, place bigint not null check (place > 0), due_on date not null,
     amount bigint not null check (amount > 0), due_before date not null",
    &[
        Key::References("plan_id", "instalment_plan"),
        Key::References("charge_id", "charge"),
        Key::Unique(&["plan_id", "charge_id"]),
        Key::Index(&["charge_id"]),
    ],
);
