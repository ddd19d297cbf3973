//! What the board knows of the API tokens that open its association.

use database::Migration;
use database::schema::{Key, tenant_table};

pub const API_TOKENS: Migration = Migration {
    name: "0010_api_tokens",
    steps: &[tenant_table(
        "api_token",
        "hash text not null, account_id uuid not null, made_by text not null, name text not null, permissions jsonb,
         created_at timestamptz not null, expires_at timestamptz not null, last_used_at timestamptz, used_from text, revoked_at timestamptz",
        &[Key::Unique(&["hash"])],
    )],
};
