//! Webhooks, their calls and what came of them.

use database::Migration;
use database::schema::{Key, global_table, tenant_table};

pub const WEBHOOKS: Migration = Migration {
    name: "0010_webhooks",
    steps: &[
        tenant_table(
            "webhook",
            "url text not null, kinds jsonb not null, secret_number integer not null, made_by text not null, created_at timestamptz not null,
             rotated_at timestamptz, failing_since timestamptz, disabled_at timestamptz, removed_at timestamptz",
            &[],
        ),
        tenant_table(
            "webhook_call",
            "webhook_id uuid not null, kind text not null, body text not null,
             state text not null check (state in ('queued', 'sent', 'given_up')), attempts integer not null, created_at timestamptz not null,
             due_at timestamptz",
            &[Key::References("webhook_id", "webhook"), Key::Index(&["webhook_id", "id"])],
        ),
        tenant_table(
            "webhook_attempt",
            "call_id uuid not null, at timestamptz not null, status integer, failure text, milliseconds integer not null",
            &[Key::References("call_id", "webhook_call"), Key::Index(&["call_id"])],
        ),
        // which calls are due, of all associations: no content and no address
        global_table(
            "webhook_queue",
            "call_id uuid primary key, association_id uuid not null, webhook_id uuid not null, due_at timestamptz not null,
             lease_until timestamptz",
            &[Key::Index(&["due_at"]), Key::Index(&["webhook_id"])],
        ),
    ],
};
