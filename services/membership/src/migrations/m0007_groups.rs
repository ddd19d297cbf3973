//! Groups and commissions, tags, notes.

use database::Migration;
use database::schema::{Key, Step, tenant_table};

pub const MIGRATION: Migration = Migration { name: "0007_groups", steps: &[GROUP, GROUP_MEMBER, TAG, NOTE] };

const GROUP: Step = tenant_table(
    "member_group",
    "name_ar text, name_fr text, kind text not null check (kind in ('group', 'commission')), check (coalesce(name_ar, name_fr) is not null)",
    &[],
);

const GROUP_MEMBER: Step = tenant_table(
    "group_member",
    "group_id uuid not null, member_id uuid not null, leads boolean not null",
    &[
        Key::References("group_id", "member_group"),
        Key::References("member_id", "member"),
        Key::Unique(&["group_id", "member_id"]),
        Key::Index(&["member_id"]),
    ],
);

const TAG: Step = tenant_table(
    "member_tag",
    "member_id uuid not null, tag text not null, tag_folded text not null",
    &[Key::References("member_id", "member"), Key::Unique(&["tag_folded", "member_id"]), Key::Index(&["member_id"])],
);

const NOTE: Step = tenant_table(
    "member_note",
    "member_id uuid not null, text text not null, written_by text not null, written_at timestamptz not null",
    &[Key::References("member_id", "member"), Key::Index(&["member_id"])],
);
