//! The tables. No entry in them is unbalanced, outside an open year, or changed afterwards, even
//! for somebody who has the application's role and a SQL prompt:
//!
//! - lines are written first and their entry last; a line without entry fails at commit;
//! - the entry's trigger adds up its lines and looks at its year;
//! - the lines' trigger refuses to add to an entry that exists;
//! - neither privilege nor trigger allows a change.

use crate::axis_tables::{BUDGETS, GRANTS, PROJECTS};
use crate::bank::schema::{BANK_ACCOUNTS, CASH_COUNTS, STATEMENTS};
use database::Migration;
use database::schema::{Key, Step, add_columns, global_table, tenant_ledger, tenant_table};

pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "0001_journal", steps: &[YEAR, ENTRY, LINE, TOTAL, SEALED] },
    ERASABLE,
    DUES_SEEN,
    DUES_AHEAD,
    OWN_ACCOUNTS,
    CLOSINGS,
    VOUCHERS,
    EXPENSES,
    BANK_ACCOUNTS,
    STATEMENTS,
    CASH_COUNTS,
    PROJECTS,
    BUDGETS,
    GRANTS,
    SELF_AUDIT,
];

/// What membership has told of the members' accounts, to compare the books with.
const DUES_SEEN: Migration = Migration {
    name: "0003_dues_seen",
    steps: &[tenant_table(
        "dues_seen",
        "posted bigint not null check (posted >= 0), version bigint not null check (version >= 0), receivable bigint not null, advances bigint not null",
        &[],
    )],
};

const DUES_AHEAD: Migration =
    Migration { name: "0004_dues_ahead", steps: &[add_columns("dues_seen", &["ahead bigint not null default 0"])] };

/// Accounts of the association's own and what it changed of standard ones, with who did it.
const OWN_ACCOUNTS: Migration = Migration {
    name: "0005_own_accounts",
    steps: &[
        tenant_table("books", "size text check (size in ('super_simplified', 'simplified', 'normal'))", &[]),
        tenant_table(
            "chart_account",
            "account text not null, kind text, name_ar text, name_fr text, hidden boolean not null,
             check (kind is null or name_ar is not null or name_fr is not null)",
            &[Key::Unique(&["account"])],
        ),
        tenant_ledger(
            "chart_change",
            "account text not null, act text not null, before_ar text, before_fr text, after_ar text, after_fr text,
             changed_at timestamptz not null, changed_by text not null",
            &[Key::Index(&["account", "id"])],
        ),
    ],
};

/// Which years were closed and reopened, by whom.
const CLOSINGS: Migration = Migration {
    name: "0006_closings",
    steps: &[tenant_table(
        "year_closing",
        "fiscal_year_id uuid not null, hash text not null, result bigint not null, closed_at timestamptz not null, closed_by text not null,
         decided_on date, reference text, asked_at timestamptz, asked_by text, asked_account uuid, asked_role text, reason text,
         reopened_at timestamptz, reopened_by text,
         check ((decided_on is null) = (reference is null)), check ((asked_at is null) = (asked_role is null)),
         check ((reopened_at is null) = (reopened_by is null))",
        &[Key::References("fiscal_year_id", "fiscal_year"), Key::Index(&["fiscal_year_id"])],
    )],
};

/// When the books last looked at themselves, what they found, and whose turn it is.
const SELF_AUDIT: Migration = Migration {
    name: "0015_self_audit",
    steps: &[
        tenant_table("self_audit", "looked_at timestamptz not null", &[]),
        tenant_table(
            "audit_finding",
            "code text not null, params text not null, since timestamptz not null",
            &[Key::Unique(&["code", "params"])],
        ),
        global_table("self_audit_queue", "association_id uuid primary key, due_at timestamptz not null", &[Key::Index(&["due_at"])]),
    ],
};

/// The papers behind entries. Those of posted entries stay: by privilege, by trigger, and their bytes too.
const VOUCHERS: Migration = Migration {
    name: "0007_vouchers",
    steps: &[
        tenant_table(
            "draft",
            "kind text not null check (kind in ('words', 'entry')), input text not null, dated_on date, version bigint not null,
             changed_at timestamptz not null, changed_by text not null",
            &[Key::Index(&["dated_on"])],
        ),
        tenant_table(
            "paper",
            "file_id uuid not null, draft_id uuid, account uuid not null, added_at timestamptz not null",
            &[
                Key::References("file_id", "file"),
                Key::References("draft_id", "draft"),
                Key::Unique(&["file_id"]),
                Key::Index(&["draft_id"]),
            ],
        ),
        tenant_ledger(
            "voucher",
            "entry_id uuid not null, file_id uuid, sha256 text, kind text not null, number text not null, dated_on date,
             added_at timestamptz not null, added_by text not null, check ((file_id is null) = (sha256 is null)),
             check (file_id is not null or number <> '' or dated_on is not null)",
            &[
                Key::References("entry_id", "entry"),
                Key::References("file_id", "file"),
                Key::Unique(&["file_id"]),
                Key::Index(&["entry_id"]),
            ],
        ),
        tenant_ledger(
            "wrong_voucher",
            "voucher_id uuid not null, reason text not null, marked_at timestamptz not null, marked_by text not null",
            &[Key::References("voucher_id", "voucher"), Key::Unique(&["voucher_id"])],
        ),
        tenant_ledger("posted_draft", "entry_id uuid not null", &[Key::References("entry_id", "entry"), Key::Index(&["entry_id"])]),
        tenant_table("limits_seen", "as_of timestamptz not null", &[]),
        KEPT,
    ],
};

/// Nobody decides on a claim of their own, whatever the code says.
const EXPENSES: Migration = Migration {
    name: "0008_expenses",
    steps: &[
        tenant_table(
            "expense",
            "number bigint not null, account uuid not null, claimant text not null, what text not null, spent_on date not null,
             amount bigint not null check (amount > 0), occasion text not null, without_voucher text not null,
             submitted_at timestamptz not null, state text not null check (state in ('submitted', 'approved', 'refused')),
             decided_at timestamptz, decided_account uuid, decided_by text, reason text, entry_id uuid, payment_id uuid,
             check (decided_account is null or decided_account <> account), check ((state = 'submitted') = (decided_at is null)),
             check ((state = 'approved') = (entry_id is not null)), check ((state = 'refused') = (reason is not null))",
            &[
                Key::References("entry_id", "entry"),
                Key::References("payment_id", "entry"),
                Key::Unique(&["number"]),
                Key::Unique(&["entry_id"]),
                Key::Unique(&["payment_id"]),
                Key::Index(&["account", "number"]),
            ],
        ),
        tenant_ledger(
            "expense_paper",
            "expense_id uuid not null, file_id uuid not null",
            &[
                Key::References("expense_id", "expense"),
                Key::References("file_id", "file"),
                Key::Unique(&["file_id"]),
                Key::Index(&["expense_id"]),
            ],
        ),
    ],
};

const KEPT: Step = Step::Sql {
    postgres: "
create trigger voucher_immutable before update or delete on voucher for each row execute function row_immutable();
create trigger wrong_voucher_immutable before update or delete on wrong_voucher for each row execute function row_immutable();
create trigger posted_draft_immutable before update or delete on posted_draft for each row execute function row_immutable();
create function file_kept() returns trigger language plpgsql as $$
begin
  if exists (select 1 from voucher where association_id = old.association_id and file_id = old.id) then
    raise exception 'nassij:row-immutable';
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  return new;
end $$;
create trigger file_kept before update or delete on file for each row execute function file_kept();
",
    sqlite: "
create trigger file_kept_update before update on file
when exists (select 1 from voucher where association_id = old.association_id and file_id = old.id)
begin select raise(abort, 'nassij:row-immutable'); end;
create trigger file_kept_delete before delete on file
when exists (select 1 from voucher where association_id = old.association_id and file_id = old.id)
begin select raise(abort, 'nassij:row-immutable'); end;
",
};

/// Erasing a whole association, which `erase_rows` does on the owner's authority, passes.
const ERASABLE: Migration = Migration {
    name: "0002_erasable",
    steps: &[Step::Sql {
        postgres: "
create or replace function row_immutable() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_user = (select pg_get_userbyid(relowner) from pg_class where oid = tg_relid) then
    return old;
  end if;
  raise exception 'nassij:row-immutable';
end $$;
",
        sqlite: "select 1",
    }],
};

const YEAR: Step = tenant_table(
    "fiscal_year",
    "year integer not null check (year between 1900 and 2200), starts_on date not null, ends_on date not null,
     closed boolean not null, check (starts_on <= ends_on)",
    &[Key::Unique(&["year"])],
);

const ENTRY: Step = tenant_ledger(
    "entry",
    "fiscal_year_id uuid not null, journal text not null check (journal in ('GEN', 'DUES')), number bigint not null check (number > 0),
     posted_on date not null, label text not null, source_kind text, source_id uuid, total bigint not null check (total > 0),
     hash text not null, previous_hash text not null, posted_at timestamptz not null, recorded_by text not null,
     check ((source_kind is null) = (source_id is null))",
    &[
        Key::References("fiscal_year_id", "fiscal_year"),
        Key::Unique(&["fiscal_year_id", "journal", "number"]),
        Key::Unique(&["source_kind", "source_id"]),
        Key::Index(&["posted_on", "id"]),
    ],
);

const LINE: Step = tenant_ledger(
    "line",
    "entry_id uuid not null, position integer not null check (position >= 0), account text not null,
     debit bigint not null check (debit >= 0), credit bigint not null check (credit >= 0), check ((debit > 0) <> (credit > 0))",
    &[Key::ReferencesLater("entry_id", "entry"), Key::Unique(&["entry_id", "position"]), Key::Index(&["account", "entry_id"])],
);

/// The turnover of an account in a month. The upper bound keeps SQLite from leaving whole numbers.
const TOTAL: Step = tenant_table(
    "account_total",
    "fiscal_year_id uuid not null, account text not null, month integer not null check (month between 1 and 12),
     debit bigint not null check (debit between 0 and 9000000000000000000),
     credit bigint not null check (credit between 0 and 9000000000000000000)",
    &[Key::References("fiscal_year_id", "fiscal_year"), Key::Unique(&["fiscal_year_id", "account", "month"])],
);

/// On PostgreSQL the functions run as the caller, hence under row-level security. The advisory lock
/// makes writers of one entry's lines wait for each other: without it a second transaction could
/// add a line in the moment between the first one's sum and its commit.
const SEALED: Step = Step::Sql {
    postgres: "
create function line_open() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(new.entry_id::text, 0));
  if exists (select 1 from entry where association_id = new.association_id and id = new.entry_id) then
    raise exception 'nassij:entry-immutable';
  end if;
  return new;
end $$;
create trigger line_open before insert on line for each row execute function line_open();

create function entry_sealed() returns trigger language plpgsql as $$
declare
  is_open boolean;
begin
  if (select count(*) >= 2 and sum(debit) = new.total and sum(credit) = new.total
      from line where association_id = new.association_id and entry_id = new.id) is not true then
    raise exception 'nassij:entry-unbalanced';
  end if;
  select not closed and new.posted_on between starts_on and ends_on into is_open
    from fiscal_year where association_id = new.association_id and id = new.fiscal_year_id for share;
  if is_open is not true then
    raise exception 'nassij:year-closed';
  end if;
  return new;
end $$;
create trigger entry_sealed before insert on entry for each row execute function entry_sealed();

create function row_immutable() returns trigger language plpgsql as $$
begin
  raise exception 'nassij:row-immutable';
end $$;
create trigger entry_immutable before update or delete on entry for each row execute function row_immutable();
create trigger line_immutable before update or delete on line for each row execute function row_immutable();
",
    sqlite: "
create trigger line_open before insert on line
begin
  select raise(abort, 'nassij:entry-immutable')
  where exists (select 1 from entry where association_id = new.association_id and id = new.entry_id);
end;
create trigger entry_sealed before insert on entry
begin
  select raise(abort, 'nassij:entry-unbalanced')
  where (select count(*) >= 2 and sum(debit) = new.total and sum(credit) = new.total
         from line where association_id = new.association_id and entry_id = new.id) is not true;
  select raise(abort, 'nassij:year-closed')
  where (select not closed and new.posted_on between starts_on and ends_on
         from fiscal_year where association_id = new.association_id and id = new.fiscal_year_id) is not true;
end;
",
};
