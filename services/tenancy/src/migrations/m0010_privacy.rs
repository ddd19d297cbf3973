//! Data protection: accepted agreements, people's requests about their data.

use database::Migration;
use database::schema::{Key, tenant_ledger, tenant_table};

pub const PRIVACY: Migration = Migration {
    name: "0010_privacy",
    steps: &[
        tenant_ledger(
            "agreement",
            "version text not null, account_id uuid not null, accepted_by text not null, at timestamptz not null",
            &[Key::Unique(&["version"])],
        ),
        tenant_table(
            "rights_request",
            "kind text not null check (kind in ('access', 'rectification', 'objection', 'erasure')), account_id uuid, person text not null,
             contact text not null, message text not null, received_on date not null, due_on date not null, recorded_by text not null,
             state text not null check (state in ('open', 'granted', 'refused')), answer text, answered_by text, answered_at timestamptz,
             check ((state = 'open') = (answer is null))",
            &[Key::Index(&["state", "due_on"]), Key::Index(&["account_id"])],
        ),
    ],
};
