//! Second factors, recovery codes, what was done with an account; sessions that know their device
//! and whether the second factor was given.

use database::Migration;
use database::schema::{Key, Step, tenant_ledger, tenant_table};

/// All of them rows of the platform's own workspace. A second factor has its account's id.
pub const ACCOUNTS: Migration = Migration {
    name: "0003_accounts",
    steps: &[
        TOKEN,
        tenant_table(
            "second_factor",
            "secret text not null, codes_of text not null, last_step bigint not null, failures integer not null check (failures >= 0),
             closed_until timestamptz, since timestamptz not null",
            &[],
        ),
        tenant_table(
            "recovery_code",
            "account_id uuid not null, digest text not null, spent_at timestamptz",
            &[Key::Unique(&["account_id", "digest"])],
        ),
        tenant_ledger(
            "account_entry",
            "account_id uuid not null, at timestamptz not null, action text not null, device text not null, address text not null",
            &[Key::Index(&["account_id", "id"])],
        ),
    ],
};

/// What a token may be for is listed in `tokens.rs` alone. SQLite takes a check away only with its
/// table.
const TOKEN: Step = Step::Sql {
    postgres: "alter table token drop constraint token_purpose_check, add column device text not null default '',
            add column address text not null default '', add column content text not null default '';",
    sqlite: "create table token_anew (hash text primary key, purpose text not null, account_id uuid_text not null references account (id),
            association_id uuid_text, created_at timestamp_with_timezone_text not null, expires_at timestamp_with_timezone_text not null,
            last_used_at timestamp_with_timezone_text not null, proven_at timestamp_with_timezone_text, device text not null default '',
            address text not null default '', content text not null default '');
        insert into token_anew (hash, purpose, account_id, association_id, created_at, expires_at, last_used_at, proven_at)
            select hash, purpose, account_id, association_id, created_at, expires_at, last_used_at, proven_at from token;
        drop table token;
        alter table token_anew rename to token;
        create index token_account_id_index on token (account_id);
        create index token_expires_at_index on token (expires_at);",
};
