//! Members from files: the wizard's steps, done in the background, and what undoing needs.

use database::Migration;
use database::schema::{Key, Step, global_table, tenant_table};

pub const MIGRATION: Migration = Migration { name: "0005_imports", steps: &[WAITING, IMPORT, FILE, LINE, COLUMN, QUEUE, NAMES] };

/// Files waited a day for their confirmation, and held nothing else.
const WAITING: Step = Step::Sql { postgres: "drop table import;", sqlite: "drop table import;" };

const IMPORT: Step = tenant_table(
    "member_import",
    "account_id uuid, who text not null, role text not null, locale text not null check (locale in ('ar', 'fr', 'en')), file_name text not null,
     state text not null check (state in ('columns', 'checking', 'checked', 'running', 'done', 'undoing', 'undone', 'failed')),
     sheet text, fields text, existing text not null check (existing in ('fill', 'replace', 'keep')), reading text not null, lines bigint,
     at bigint not null, report text not null, wrong_lines boolean not null, undo_until timestamptz, created_at timestamptz not null",
    &[],
);

/// Apart, because an import's row changes with every batch. `wrong` is what can be taken away to be
/// mended.
const FILE: Step = tenant_table("member_import_file", "content bytea, wrong bytea", &[Key::References("id", "member_import")]);

/// Whom an import wrote: forgotten when it can be undone no more.
const LINE: Step = tenant_table(
    "member_import_line",
    "import_id uuid not null, line bigint not null, member_id uuid not null, mark text not null, before text",
    &[
        Key::References("import_id", "member_import"),
        Key::References("member_id", "member"),
        Key::Index(&["member_id", "import_id"]),
        Key::Index(&["import_id", "line"]),
    ],
);

/// What a header was read as the last time.
const COLUMN: Step =
    tenant_table("member_import_column", "header text not null, field text, created_at timestamptz not null", &[Key::Unique(&["header"])]);

/// Which imports have work to be done or are to be forgotten, of all associations: no content.
const QUEUE: Step = global_table(
    "import_queue",
    "import_id uuid primary key, association_id uuid not null, due_at timestamptz not null, worker uuid, lease_until timestamptz, attempts integer not null",
    &[Key::Index(&["due_at"])],
);

/// Members are known again by their names.
const NAMES: Step = Step::Sql {
    postgres: "create index member_folded_ar_index on member (association_id, folded_ar);
        create index member_folded_fr_index on member (association_id, folded_fr);",
    sqlite: "create index member_folded_ar_index on member (association_id, folded_ar);
        create index member_folded_fr_index on member (association_id, folded_fr);",
};
