//! Families, and who acts for minors.

use database::Migration;
use database::schema::{Key, Step, tenant_table};

pub const MIGRATION: Migration = Migration { name: "0017_families", steps: &[FAMILY, FAMILY_MEMBER, GUARDIANSHIP] };

const FAMILY: Step = tenant_table("family", "label text not null, label_folded text not null", &[Key::Index(&["label_folded"])]);

const FAMILY_MEMBER: Step = tenant_table(
    "family_member",
    "family_id uuid not null, member_id uuid not null, contact boolean not null",
    &[
        Key::References("family_id", "family"),
        Key::References("member_id", "member"),
        Key::Unique(&["member_id"]),
        Key::Index(&["family_id"]),
    ],
);

/// Whether it holds today, the birth dates say.
const GUARDIANSHIP: Step = tenant_table(
    "guardianship",
    "member_id uuid not null, guardian_id uuid, name_ar text, name_fr text,
     kinship text not null check (kinship in ('father', 'mother', 'grandparent', 'sibling', 'relative', 'appointed', 'kafil', 'other')),
     phone text, email text, noted_by text not null, noted_at timestamptz not null,
     check (guardian_id <> member_id),
     check ((guardian_id is null) = (coalesce(name_ar, name_fr) is not null)),
     check (guardian_id is null or coalesce(phone, email) is null)",
    &[
        Key::References("member_id", "member"),
        Key::References("guardian_id", "member"),
        Key::Unique(&["member_id", "guardian_id"]),
        Key::Index(&["guardian_id"]),
    ],
);
