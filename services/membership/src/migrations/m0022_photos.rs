//! Photos of members.

use database::Migration;
use database::schema::{Key, Step, tenant_table};

pub const MIGRATION: Migration = Migration { name: "0022_photos", steps: &[PHOTO] };

const PHOTO: Step = tenant_table(
    "member_photo",
    "member_id uuid not null, file_id uuid not null, agreed_on date not null, noted_by text not null, noted_at timestamptz not null",
    &[Key::References("member_id", "member"), Key::References("file_id", "file"), Key::Unique(&["member_id"])],
);
