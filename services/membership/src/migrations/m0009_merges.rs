//! Records that are made one, told apart, or emptied.

use database::Migration;
use database::schema::{Key, Step, add_columns, tenant_table};

pub const MIGRATION: Migration = Migration { name: "0009_merges", steps: &[ANONYMISED, MERGE, NOT_TWINS] };

const ANONYMISED: Step = add_columns("member", &["anonymised_at timestamptz"]);

const MERGE: Step = tenant_table(
    "member_merge",
    "kept_id uuid not null, kept_version bigint not null, other_id uuid not null, before text not null, merged_by text not null,
     merged_at timestamptz not null, undone_at timestamptz",
    &[Key::References("kept_id", "member"), Key::Index(&["kept_id"])],
);

const NOT_TWINS: Step = tenant_table(
    "not_twins",
    "one_id uuid not null, other_id uuid not null",
    &[
        Key::References("one_id", "member"),
        Key::References("other_id", "member"),
        Key::Unique(&["one_id", "other_id"]),
        Key::Index(&["other_id"]),
    ],
);
