//! Payments that were taken back, and who has paid a year in full.

use database::Migration;
use database::schema::{Key, Step, tenant_ledger, tenant_table};

pub const MIGRATION: Migration = Migration { name: "0004_cancellations", steps: &[CANCELLATION, PAID_UP, PAID_BEFORE] };

/// A counter-receipt: numbered with the receipts, one for a payment at most.
const CANCELLATION: Step = tenant_ledger(
    "cancellation",
    "payment_id uuid not null, issued_year integer not null, number bigint not null check (number > 0), receipt text not null,
     reason text not null, method text not null check (method in ('cash', 'transfer', 'cheque')), cancelled_on date not null,
     recorded_by text not null, recorded_at timestamptz not null",
    &[
        Key::References("payment_id", "payment"),
        Key::Unique(&["payment_id"]),
        Key::Unique(&["issued_year", "number"]),
        Key::Unique(&["receipt"]),
    ],
);

/// A payment completes a year's dues, a cancellation undoes it: the ledger of payments alone does not say it.
const PAID_UP: Step = tenant_table(
    "paid_up",
    "year integer not null, member_id uuid not null",
    &[Key::References("member_id", "member"), Key::Unique(&["year", "member_id"]), Key::Index(&["member_id", "year"])],
);

macro_rules! paid_before {
    () => {
        "insert into paid_up (association_id, id, year, member_id) select association_id, id, year, member_id from payment where completes;"
    };
}

/// The owner is bound by the policies as everybody is, unless they are lifted for the moment.
const PAID_BEFORE: Step = Step::Sql {
    postgres: concat!(
        "alter table payment no force row level security; alter table paid_up no force row level security;",
        paid_before!(),
        "alter table payment force row level security; alter table paid_up force row level security;"
    ),
    sqlite: paid_before!(),
};
