//! Offices with a limit and an end, roles of an association's own, platform staff.

use database::Migration;
use database::schema::{Key, add_columns, global_table, tenant_table};

pub const OFFICES: Migration = Migration {
    name: "0002_offices",
    steps: &[
        tenant_table(
            "custom_role",
            "name_ar text not null, name_fr text not null, name_key text not null, permissions jsonb not null, created_at timestamptz not null",
            &[Key::Unique(&["name_key"])],
        ),
        // limit_to: the id of the group or project, or the year
        add_columns(
            "seat",
            &[
                "custom_role_id uuid",
                "limit_kind text check (limit_kind in ('group', 'project', 'year'))",
                "limit_to text",
                "expires_at timestamptz",
            ],
        ),
        // of a session: when the second factor was given
        add_columns("token", &["proven_at timestamptz"]),
        global_table("staff", "account_id uuid primary key references account (id), since timestamptz not null", &[]),
    ],
};
