//! What members owe as facts of its own: charges, what settles them, waivers, advances and their refunds.

use database::Migration;
use database::schema::{Key, Step, add_columns, tenant_ledger, tenant_table};

pub const MIGRATION: Migration = Migration {
    name: "0011_charges",
    steps: &[FEE_RULES, FEE_CATEGORY, RUN, CHARGE, ALLOCATION, ADVANCE, WAIVER, REFUND, DUES_ACCOUNT, CHARGED_BEFORE],
};

/// `due_on`: the 31st of March where nothing is said.
const FEE_RULES: Step = add_columns(
    "fee",
    &[
        "joining bigint check (joining > 0)",
        "prorated boolean not null default false",
        "free boolean not null default false",
        "due_on date",
    ],
);

const FEE_CATEGORY: Step = tenant_table(
    "fee_category",
    "year integer not null, category text not null, category_folded text not null, amount bigint not null check (amount >= 0)",
    &[Key::Unique(&["year", "category_folded"])],
);

/// One calling of a year's dues.
const RUN: Step = tenant_ledger(
    "dues_run",
    "year integer not null, members bigint not null check (members > 0), amount bigint not null check (amount > 0),
     made_on date not null, made_by text not null, made_at timestamptz not null",
    &[Key::Index(&["year"])],
);

/// `carried`: made of payments from before there were charges, so that it may be less than the fee.
const CHARGE: Step = tenant_table(
    "charge",
    "member_id uuid not null, kind text not null check (kind in ('joining', 'annual')), year integer not null,
     amount bigint not null check (amount > 0), waived bigint not null check (waived >= 0), paid bigint not null check (paid >= 0),
     due_on date not null, category text, run_id uuid, carried boolean not null, made_on date not null, made_by text not null,
     made_at timestamptz not null, check (waived + paid <= amount)",
    &[
        Key::References("member_id", "member"),
        Key::References("run_id", "dues_run"),
        Key::Unique(&["year", "kind", "member_id"]),
        Key::Index(&["member_id"]),
        Key::IndexWhere(&["due_on", "id"], "waived + paid < amount"),
    ],
);

const ALLOCATION: Step = tenant_ledger(
    "allocation",
    "payment_id uuid not null, charge_id uuid not null, amount bigint not null check (amount > 0), made_at timestamptz not null",
    &[
        Key::References("payment_id", "payment"),
        Key::References("charge_id", "charge"),
        Key::Index(&["payment_id"]),
        Key::Index(&["charge_id"]),
    ],
);

/// What a payment left over when it was made, and what is left of that.
const ADVANCE: Step = tenant_table(
    "advance",
    "payment_id uuid not null, member_id uuid not null, amount bigint not null check (amount > 0),
     remaining bigint not null check (remaining >= 0), check (remaining <= amount)",
    &[
        Key::References("payment_id", "payment"),
        Key::References("member_id", "member"),
        Key::Unique(&["payment_id"]),
        Key::IndexWhere(&["member_id"], "remaining > 0"),
    ],
);

const WAIVER: Step = tenant_ledger(
    "waiver",
    "charge_id uuid not null, member_id uuid not null, amount bigint not null check (amount > 0), reason text not null, waived_on date not null,
     recorded_by text not null, recorded_at timestamptz not null",
    &[Key::References("charge_id", "charge"), Key::References("member_id", "member"), Key::Index(&["member_id"]), Key::Index(&["charge_id"])],
);

/// Money of an advance given back, numbered with the receipts.
const REFUND: Step = tenant_ledger(
    "refund",
    "payment_id uuid not null, member_id uuid not null, issued_year integer not null, number bigint not null check (number > 0),
     receipt text not null, amount bigint not null check (amount > 0), reason text not null,
     method text not null, refunded_on date not null, recorded_by text not null, recorded_at timestamptz not null",
    &[
        Key::References("payment_id", "payment"),
        Key::References("member_id", "member"),
        Key::Unique(&["issued_year", "number"]),
        Key::Index(&["payment_id"]),
        Key::Index(&["member_id"]),
    ],
);

/// What all members together owe and have in advance, with the number of the event that says so.
const DUES_ACCOUNT: Step = tenant_table(
    "dues_account",
    "version bigint not null check (version >= 0), receivable bigint not null check (receivable >= 0),
     advances bigint not null check (advances >= 0)",
    &[],
);

/// Each year that a member has paid something of becomes a charge of what was paid: the books have the
/// same, as income, and nothing is owed that they do not know.
macro_rules! charged_before {
    ($id:literal, $due:literal) => {
        concat!(
            "insert into charge (association_id, id, member_id, kind, year, amount, waived, paid, due_on, carried, made_on, made_by, made_at)
             select p.association_id, ", $id, ", p.member_id, 'annual', p.year, sum(p.amount), 0, sum(p.amount), ", $due,
            ", true, min(p.paid_on), 'nassij', min(p.recorded_at) from payment p
             where not exists (select 1 from cancellation c where c.association_id = p.association_id and c.payment_id = p.id)
             group by p.association_id, p.member_id, p.year;
             insert into allocation (association_id, id, payment_id, charge_id, amount, made_at)
             select p.association_id, p.id, p.id, c.id, p.amount, p.recorded_at from payment p
             join charge c on c.association_id = p.association_id and c.member_id = p.member_id and c.year = p.year
             where not exists (select 1 from cancellation x where x.association_id = p.association_id and x.payment_id = p.id);"
        )
    };
}

const CHARGED_BEFORE: Step = Step::Sql {
    postgres: concat!(
        "alter table payment no force row level security; alter table cancellation no force row level security;
         alter table charge no force row level security; alter table allocation no force row level security;",
        charged_before!("gen_random_uuid()", "make_date(p.year, 3, 31)"),
        "alter table payment force row level security; alter table cancellation force row level security;
         alter table charge force row level security; alter table allocation force row level security;"
    ),
    sqlite: charged_before!("randomblob(16)", "p.year || '-03-31'"),
};
