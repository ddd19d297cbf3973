//! The whole record of a member, and its statuses.

use database::Migration;
use database::schema::{Key, Step, add_columns, tenant_table};

pub const MIGRATION: Migration = Migration { name: "0003_people", steps: &[MEMBER, STATUS] };

const MEMBER: Step = add_columns(
    "member",
    &[
        "kind text not null default 'person' check (kind in ('person', 'body'))",
        "nationality text",
        "profession text",
        "other_phones text",
        "other_emails text",
        "commune text",
        "commune_ar text",
        "commune_fr text",
        "representative text",
        "status text not null default 'active' check (status in ('applicant', 'active', 'suspended', 'resigned', 'excluded', 'deceased'))",
        "status_since date",
        "version bigint not null default 1 check (version > 0)",
    ],
);

/// Not a ledger: a reason names a person, who may have it taken out.
const STATUS: Step = tenant_table(
    "member_status",
    "member_id uuid not null, status text not null, since date not null, reason text, noted_by text not null, noted_at timestamptz not null",
    &[Key::References("member_id", "member"), Key::Index(&["member_id"])],
);
