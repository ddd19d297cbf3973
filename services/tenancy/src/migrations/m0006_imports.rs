//! Associations brought in by file. A hub is no association: its imports live in the workspace of
//! nobody, and every query names the hub.

use database::Migration;
use database::schema::{Key, Step, tenant_table};

pub const IMPORTS: Migration = Migration { name: "0006_imports", steps: &[IMPORT, FILE, NAMES] };

const IMPORT: Step = tenant_table(
    "association_import",
    "hub_id uuid not null, account_id uuid not null, who text not null, locale text not null check (locale in ('ar', 'fr', 'en')),
     file_name text not null, state text not null check (state in ('checking', 'checked', 'running', 'done', 'failed')),
     invite boolean not null, lines bigint, at bigint not null, report text not null, wrong_lines boolean not null,
     worker uuid, lease_until timestamptz, attempts integer not null, created_at timestamptz not null, changed_at timestamptz not null",
    &[Key::Index(&["hub_id", "id"]), Key::IndexWhere(&["id"], "state in ('checking', 'running')")],
);

/// Apart, because an import's row changes with every batch. `wrong` is what can be taken away to be
/// mended.
const FILE: Step = tenant_table(
    "association_import_file",
    "content bytea, wrong bytea, created_at timestamptz not null",
    &[Key::References("id", "association_import")],
);

/// Associations are known again by their name as well as by their receipt.
const NAMES: Step = Step::Sql {
    postgres: "create index association_name_key_index on association (name_key);",
    sqlite: "create index association_name_key_index on association (name_key);",
};
