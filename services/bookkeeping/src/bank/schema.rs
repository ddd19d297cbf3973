//! The tables of bank and cash.

use database::Migration;
use database::schema::{Key, tenant_table};

/// One bank account per account of the books. `profile`: how its last table was read.
pub const BANK_ACCOUNTS: Migration = Migration {
    name: "0009_bank_accounts",
    steps: &[
        tenant_table(
            "bank_account",
            "name text not null, bank text not null, rib text not null, account text not null, profile text, created_at timestamptz not null",
            &[Key::Unique(&["rib"]), Key::Unique(&["account"])],
        ),
        tenant_table(
            "bank_rule",
            "position bigint not null, incoming boolean not null, contains text not null, folded text not null, account text not null,
             created_by text not null, created_at timestamptz not null",
            &[Key::Unique(&["incoming", "folded"]), Key::Index(&["position", "id"])],
        ),
    ],
};

/// What the bank says. Of two operations that are the same in all that a bank tells, `ordinal` is 1 and 2: the key lets neither
/// be there once more. A line of kind `opening` is what was at the bank before the first operation that is known.
pub const STATEMENTS: Migration = Migration {
    name: "0010_statements",
    steps: &[
        tenant_table(
            "bank_statement",
            "bank_account_id uuid not null, file_name text not null, state text not null check (state in ('columns', 'checked', 'done')),
             content bytea, reading text not null, opening bigint, closing bigint, first_on date, last_on date,
             added bigint not null, known bigint not null, uploaded_by text not null, created_at timestamptz not null",
            &[Key::References("bank_account_id", "bank_account"), Key::Index(&["bank_account_id", "id"])],
        ),
        tenant_table(
            "bank_line",
            "bank_account_id uuid not null, statement_id uuid not null, kind text not null check (kind in ('operation', 'opening')),
             done_on date not null, value_on date, text text not null, folded text not null, amount bigint not null check (amount <> 0),
             ordinal bigint not null check (ordinal > 0), reference text, matched boolean not null, attempts bigint not null check (attempts >= 0)",
            &[
                Key::References("bank_account_id", "bank_account"),
                Key::References("statement_id", "bank_statement"),
                Key::Unique(&["bank_account_id", "done_on", "amount", "folded", "ordinal"]),
                Key::Index(&["bank_account_id", "matched", "done_on", "id"]),
            ],
        ),
        tenant_table(
            "bank_match",
            "bank_line_id uuid not null, line_id uuid not null, matched_by text not null, matched_at timestamptz not null",
            &[Key::References("bank_line_id", "bank_line"), Key::References("line_id", "line"), Key::Unique(&["line_id"]), Key::Index(&["bank_line_id"])],
        ),
    ],
};

/// What was in the cash box, beside what the books said then.
pub const CASH_COUNTS: Migration = Migration {
    name: "0011_cash_counts",
    steps: &[tenant_table(
        "cash_count",
        "account text not null, counted_on date not null, pieces text not null, counted bigint not null check (counted >= 0),
         booked bigint not null, counted_by text not null, witness text not null, explanation text, entry_id uuid,
         recorded_by text not null, created_at timestamptz not null",
        &[Key::References("entry_id", "entry"), Key::Index(&["account", "counted_on", "id"])],
    )],
};
