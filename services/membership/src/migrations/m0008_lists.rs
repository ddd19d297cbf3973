//! Filters of the list of members that are kept.

use database::Migration;
use database::schema::{Key, Step, tenant_table};

pub const MIGRATION: Migration = Migration { name: "0008_lists", steps: &[FILTER] };

const FILTER: Step = tenant_table(
    "member_filter",
    "account_id uuid not null, name text not null, name_folded text not null, query text not null, shared boolean not null, forgotten boolean not null",
    &[Key::Unique(&["account_id", "name_folded"])],
);
