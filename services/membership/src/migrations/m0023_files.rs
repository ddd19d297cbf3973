//! Files kept of members.

use database::Migration;
use database::schema::{Key, Step, tenant_table};

pub const MIGRATION: Migration = Migration { name: "0023_files", steps: &[FILE] };

const FILE: Step = tenant_table(
    "member_file",
    "member_id uuid not null, file_id uuid not null, label text not null",
    &[Key::References("member_id", "member"), Key::References("file_id", "file"), Key::Index(&["member_id"])],
);
