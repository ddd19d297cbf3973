//! Tables of projects, budgets and grants, and of the lines that are for one.
//!
//! What a line is for stands outside the entry's hash, in a row of its own: it is an opinion of the
//! association on a fact of its books, may be given late, and never touches the fact.

use database::Migration;
use database::schema::{Key, tenant_ledger, tenant_table};

pub const PROJECTS: Migration = Migration {
    name: "0012_projects",
    steps: &[
        tenant_table(
            "project",
            "code text not null, code_folded text not null, name_ar text, name_fr text, starts_on date, ends_on date, responsible text,
             closed boolean not null, created_at timestamptz not null, check (name_ar is not null or name_fr is not null), check (starts_on <= ends_on)",
            &[Key::Unique(&["code_folded"])],
        ),
        tenant_table(
            "grant_agreement",
            "code text not null, code_folded text not null, donor text not null, donor_kind text not null, nature text not null, purpose text,
             project_id uuid, agreement_number text, agreement_on date, amount bigint not null check (amount > 0), eligible_from date,
             eligible_until date, periodic boolean not null, closed boolean not null, created_at timestamptz not null,
             check (eligible_from <= eligible_until)",
            &[Key::Unique(&["code_folded"]), Key::References("project_id", "project")],
        ),
        tenant_table(
            "line_allocation",
            "entry_id uuid not null, fiscal_year_id uuid not null, posted_on date not null, account text not null, debit bigint not null,
             credit bigint not null, project_id uuid, grant_id uuid, check (project_id is not null or grant_id is not null)",
            &[
                Key::References("id", "line"),
                Key::References("entry_id", "entry"),
                Key::References("fiscal_year_id", "fiscal_year"),
                Key::References("project_id", "project"),
                Key::References("grant_id", "grant_agreement"),
                Key::Index(&["entry_id"]),
                Key::Index(&["project_id", "account"]),
                Key::Index(&["grant_id", "posted_on"]),
                Key::Index(&["fiscal_year_id", "project_id"]),
            ],
        ),
    ],
};

/// What was voted and each revision stay as they are.
pub const BUDGETS: Migration = Migration {
    name: "0013_budgets",
    steps: &[
        tenant_ledger(
            "budget",
            "year integer not null check (year between 1900 and 2200), version bigint not null check (version > 0), decided_on date not null, note text,
             recorded_by text not null, created_at timestamptz not null",
            &[Key::Unique(&["year", "version"])],
        ),
        tenant_ledger(
            "budget_line",
            "budget_id uuid not null, position integer not null check (position >= 0), account text not null, project_id uuid,
             amount bigint not null check (amount > 0)",
            &[Key::References("budget_id", "budget"), Key::References("project_id", "project"), Key::Unique(&["budget_id", "position"])],
        ),
    ],
};

/// What was promised and received of grants, and what was carried over at a year's end: once.
pub const GRANTS: Migration = Migration {
    name: "0014_grants",
    steps: &[
        tenant_table(
            "grant_instalment",
            "grant_id uuid not null, due_on date not null, amount bigint not null check (amount > 0), received_on date,
             received bigint check (received > 0), entry_id uuid, posted boolean not null, duty_id uuid,
             check ((received_on is null) = (received is null)), check ((received is null) = (entry_id is null))",
            &[
                Key::References("grant_id", "grant_agreement"),
                Key::References("entry_id", "entry"),
                Key::Unique(&["entry_id"]),
                Key::Index(&["grant_id", "due_on"]),
            ],
        ),
        tenant_table(
            "grant_carry_over",
            "grant_id uuid not null, fiscal_year_id uuid not null, amount bigint not null check (amount > 0), out_entry_id uuid not null,
             back_entry_id uuid not null",
            &[
                Key::References("grant_id", "grant_agreement"),
                Key::References("fiscal_year_id", "fiscal_year"),
                Key::References("out_entry_id", "entry"),
                Key::References("back_entry_id", "entry"),
                Key::Unique(&["grant_id", "fiscal_year_id"]),
            ],
        ),
    ],
};
