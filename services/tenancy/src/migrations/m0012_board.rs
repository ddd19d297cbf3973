//! The board's mandates as membership tells them: the rights that go with them, and their
//! declarations. What a hub sees of them, and when the next of their days is.

use database::Migration;
use database::schema::{Key, Step, add_columns, tenant_table};

pub const BOARD: Migration =
    Migration { name: "0012_board", steps: &[SEAT, add_columns("indicator", &["mandate_end date", "board_day date"]), BOARD_DAY] };

const SEAT: Step = tenant_table(
    "board_seat",
    "version bigint not null, member_id uuid not null, name text not null, email text, locale text not null, office text not null, role text,
     starts_on date not null, planned_end date, ended_on date, gone boolean not null, given_by uuid,
     rights text not null check (rights in ('none', 'waiting', 'invited', 'given', 'refused', 'kept', 'ended')), reason text,
     account_id uuid, invitation_id uuid, warned integer not null, begun_id uuid, finished_id uuid",
    &[Key::References("begun_id", "declaration"), Key::References("finished_id", "declaration"), Key::Index(&["rights"])],
);

/// Whose turn it is, asked every minute.
const BOARD_DAY: Step = Step::Sql {
    postgres: "create index indicator_board_day_index on indicator (board_day) where board_day is not null;",
    sqlite: "create index indicator_board_day_index on indicator (board_day) where board_day is not null;",
};
