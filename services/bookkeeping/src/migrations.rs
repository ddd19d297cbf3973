//! The tables. No entry in them is unbalanced, outside an open year, or changed afterwards, even
//! for somebody who has the application's role and a SQL prompt:
//!
//! - lines are written first and their entry last; a line without entry fails at commit;
//! - the entry's trigger adds up its lines and looks at its year;
//! - the lines' trigger refuses to add to an entry that exists;
//! - neither privilege nor trigger allows a change.

use crate::bank::schema::{BANK_ACCOUNTS, CASH_COUNTS, STATEMENTS};
use database::Migration;
use database::schema::{Key, Step, add_columns, tenant_ledger, tenant_table};

pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "0001_journal", steps: &[YEAR, ENTRY, LINE, TOTAL, SEALED] },
    ERASABLE,
    DUES_SEEN,
    DUES_AHEAD,
    BANK_ACCOUNTS,
    STATEMENTS,
    CASH_COUNTS,
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
