//! Numbers of identity cards, encrypted, and whether they are kept at all.

use database::Migration;
use database::schema::{Key, Step, tenant_table};

pub const MIGRATION: Migration = Migration { name: "0024_cnie", steps: &[SWITCH, CNIE] };

/// Off where there is no row; `id` is the association's.
const SWITCH: Step = tenant_table(
    "cnie_switch",
    "active boolean not null, authorisation text not null, authorised_on date not null, set_by text not null",
    &[],
);

/// `digest` is keyed: it tells that two are the same, and nothing else.
const CNIE: Step = tenant_table(
    "member_cnie",
    "member_id uuid not null, concealed text not null, digest text not null",
    &[Key::References("member_id", "member"), Key::Unique(&["member_id"]), Key::Unique(&["digest"])],
);
