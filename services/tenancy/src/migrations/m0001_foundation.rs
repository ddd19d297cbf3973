//! Accounts, associations, offices, hubs' indicators, consents, the audit log.

use database::Migration;
use database::schema::{Key, global_table, tenant_ledger, tenant_table};

pub const FOUNDATION: Migration = Migration {
    name: "0001_tenancy",
    steps: &[
        global_table(
            "account",
            "id uuid primary key, email text not null, email_key text not null, name text not null, password_hash text not null,
             locale text not null check (locale in ('ar', 'fr', 'en')), confirmed_at timestamptz, created_at timestamptz not null",
            &[Key::Unique(&["email_key"])],
        ),
        global_table(
            "token",
            "hash text primary key, purpose text not null check (purpose in ('confirmation', 'session', 'api')),
             account_id uuid not null references account (id), association_id uuid, created_at timestamptz not null,
             expires_at timestamptz not null, last_used_at timestamptz not null",
            &[Key::Index(&["account_id"]), Key::Index(&["expires_at"])],
        ),
        global_table(
            "association",
            "id uuid primary key, slug text not null, name_ar text not null, name_fr text not null, name_key text not null,
             commune text not null, province text not null, region text not null, founded_on date not null,
             receipt_number text not null, created_at timestamptz not null",
            &[Key::Unique(&["slug"]), Key::Unique(&["province", "receipt_number"]), Key::Index(&["region", "id"])],
        ),
        global_table(
            "seat",
            "association_id uuid not null references association (id), account_id uuid not null references account (id),
             role text not null, since timestamptz not null, primary key (association_id, account_id)",
            &[Key::Index(&["account_id"])],
        ),
        global_table(
            "coordinator",
            "hub_id uuid not null, account_id uuid not null references account (id), since timestamptz not null, primary key (hub_id, account_id)",
            &[Key::Index(&["account_id"])],
        ),
        global_table(
            "indicator",
            "association_id uuid primary key references association (id), members bigint, paid_members bigint, last_assembly date,
             last_entry date, counted_at timestamptz, open_until timestamptz",
            &[],
        ),
        tenant_table(
            "consent",
            "hub_id uuid not null, reason text not null, given_by text not null, given_at timestamptz not null,
             expires_at timestamptz not null, revoked_at timestamptz",
            &[Key::Index(&["hub_id", "expires_at"])],
        ),
        tenant_ledger(
            "audit_entry",
            "at timestamptz not null, account_id uuid, who text not null, role text not null, action text not null, subject text not null,
             details jsonb not null",
            &[],
        ),
    ],
};
