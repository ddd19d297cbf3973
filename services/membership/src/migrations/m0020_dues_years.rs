//! Income of dues years that have not begun.

use database::Migration;
use database::schema::{Key, Step, add_columns, global_table, tenant_table};

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
