//! The registry record: receipts, bank accounts, branches, statutes versions, declarations; the
//! standing of an association and its limits.

use database::Migration;
use database::schema::{Key, Step, tenant_table};

pub const REGISTRY: Migration = Migration {
    name: "0004_registry",
    steps: &[ASSOCIATION, RECORD, BRANCH, BANK_ACCOUNT, CNDP_NUMBER, STATUTES_VERSION, DECLARATION, DEADLINE_MET],
};

/// The receipt may be missing as long as nothing was filed. SQLite cannot take back a `not null`:
/// there the column is made anew.
const ASSOCIATION: Step = Step::Sql {
    postgres: "alter table association
        alter column receipt_number drop not null,
        add column acronym text, add column activities text not null default '',
        add column scope text check (scope in ('local', 'provincial', 'regional', 'national')),
        add column receipt_on date, add column receipt_authority text,
        add column final_number text, add column final_on date, add column final_authority text,
        add column standing text not null default 'active' check (standing in ('active', 'suspended', 'archived')),
        add column standing_since timestamptz, add column standing_by text, add column standing_reason text,
        add column plan text not null default 'standard' check (plan in ('standard', 'large')),
        add column limit_members bigint check (limit_members >= 0), add column limit_storage bigint check (limit_storage >= 0),
        add column limit_mails bigint check (limit_mails >= 0),
        add check (receipt_on is null or receipt_number is not null),
        add check ((final_on is null) = (final_number is null)),
        add check (final_on is null or receipt_number is not null);",
    sqlite: "drop index association_receipt_number_key;
        alter table association rename column receipt_number to receipt_number_before;
        alter table association add column receipt_number text;
        update association set receipt_number = receipt_number_before;
        alter table association drop column receipt_number_before;
        create unique index association_receipt_number_key on association (province, receipt_number);
        alter table association add column acronym text;
        alter table association add column activities text not null default '';
        alter table association add column scope text check (scope in ('local', 'provincial', 'regional', 'national'));
        alter table association add column receipt_on date_text check (receipt_on is null or receipt_number is not null);
        alter table association add column receipt_authority text;
        alter table association add column final_number text;
        alter table association add column final_on date_text
            check ((final_on is null) = (final_number is null) and (final_on is null or receipt_number is not null));
        alter table association add column final_authority text;
        alter table association add column standing text not null default 'active' check (standing in ('active', 'suspended', 'archived'));
        alter table association add column standing_since timestamp_with_timezone_text;
        alter table association add column standing_by text;
        alter table association add column standing_reason text;
        alter table association add column plan text not null default 'standard' check (plan in ('standard', 'large'));
        alter table association add column limit_members bigint check (limit_members >= 0);
        alter table association add column limit_storage bigint check (limit_storage >= 0);
        alter table association add column limit_mails bigint check (limit_mails >= 0);",
};

/// What the association says of itself beyond what its hub may know; `id` is the association's own.
const RECORD: Step = tenant_table(
    "record",
    "purposes text, seat_address text, national_number text, ice text, fiscal_id text,
     decree_number text, decree_bulletin text, decree_on date,
     no_change_day text, public_money boolean not null",
    &[],
);

const BRANCH: Step = tenant_table(
    "branch",
    "name text not null, address text not null, commune text not null, opened_on date not null, created_at timestamptz not null, removed_at timestamptz",
    &[],
);

const BANK_ACCOUNT: Step = tenant_table(
    "bank_account",
    "rib text not null, bank text not null, main boolean not null, created_at timestamptz not null,
     removed_at timestamptz, check (not main or removed_at is null)",
    &[Key::Unique(&["rib"])],
);

const CNDP_NUMBER: Step = tenant_table(
    "cndp_number",
    "kind text not null check (kind in ('declaration', 'authorisation')), number text not null, given_on date not null,
     created_at timestamptz not null, removed_at timestamptz",
    &[Key::Unique(&["number"])],
);

const STATUTES_VERSION: Step = tenant_table(
    "statutes_version",
    "file_id uuid not null, adopted_on date not null, note text not null, created_at timestamptz not null, created_by text not null",
    &[Key::References("file_id", "file"), Key::Index(&["adopted_on"])],
);

/// `about` is what changed, by code, with spaces between; nothing for a declaration of no change.
const DECLARATION: Step = tenant_table(
    "declaration",
    "kind text not null check (kind in ('change', 'no_change')), about text not null, summary text not null,
     decided_on date not null, due_on date not null, declared_on date, receipt_number text, file_id uuid,
     created_at timestamptz not null, created_by text not null,
     check (kind = 'no_change' or declared_on is null or declared_on >= decided_on), check ((kind = 'no_change') = (about = ''))",
    &[Key::References("file_id", "file"), Key::Index(&["due_on"])],
);

/// A yearly duty that somebody says is done.
const DEADLINE_MET: Step = tenant_table(
    "deadline_met",
    "kind text not null, due_on date not null, met_on date not null, met_by text not null, created_at timestamptz not null",
    &[Key::Unique(&["kind", "due_on"])],
);
