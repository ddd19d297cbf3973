//! Copies of whole workspaces, and the erasing of one.

use database::Migration;
use database::schema::{Key, global_table};

pub const LEAVING: Migration = Migration {
    name: "0009_leaving",
    steps: &[
        // a queue: who asked for a copy of which association, how far it has come; no content
        global_table(
            "export",
            "id uuid primary key, association_id uuid not null, asked_by text not null, asked_at timestamptz not null,
             state text not null check (state in ('waiting', 'running', 'ready', 'failed')), attempts integer not null,
             progress bigint not null, size bigint, lease_until timestamptz, expires_at timestamptz",
            &[Key::Index(&["association_id", "asked_at"]), Key::Index(&["state", "asked_at"])],
        ),
        // the order to erase an association and, in the end, all that remains of it: the certificate.
        // Keyed by `association`, not `association_id`: it is not erased with the rest
        global_table(
            "deletion",
            "id uuid primary key, association uuid, association_hash text not null, name_ar text not null, name_fr text not null,
             receipt_number text not null, account_id uuid not null, asked_by text not null, asked_at timestamptz not null,
             due_at timestamptz not null, stage text not null check (stage in ('ordered', 'closed', 'erasing', 'registry', 'done')),
             closed_at timestamptz, reminded integer not null, answers jsonb not null, erased_at timestamptz, digest text",
            &[Key::Unique(&["association"]), Key::Index(&["stage", "due_at"]), Key::Index(&["account_id"])],
        ),
    ],
};
