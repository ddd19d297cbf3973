//! Fields of members' records that an association makes itself.

use database::Migration;
use database::schema::{Key, Step, tenant_table};

pub const MIGRATION: Migration = Migration { name: "0018_fields", steps: &[FIELD, VALUE] };

const FIELD: Step = tenant_table(
    "member_field",
    "label_ar text not null, label_fr text not null, label_en text,
     kind text not null check (kind in ('text', 'number', 'day', 'choice', 'yes_no', 'file')), options text not null,
     required boolean not null, listed boolean not null, retired boolean not null, place bigint not null",
    &[],
);

const VALUE: Step = tenant_table(
    "member_field_value",
    "member_id uuid not null, field_id uuid not null, value text not null",
    &[
        Key::References("member_id", "member"),
        Key::References("field_id", "member_field"),
        Key::Unique(&["member_id", "field_id"]),
        Key::Index(&["field_id", "value"]),
    ],
);
