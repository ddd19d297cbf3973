//! Waivers that hold no more; payments that somebody else makes, or that are for several members.

use database::Migration;
use database::schema::{Key, Step, tenant_ledger};

pub const UNDOINGS: Migration = Migration { name: "0015_waivers_undone", steps: &[UNDOING] };

const UNDOING: Step = tenant_ledger(
    "waiver_undoing",
    "waiver_id uuid not null, reason text not null, undone_on date not null, recorded_by text not null, recorded_at timestamptz not null",
    &[Key::References("waiver_id", "waiver"), Key::Unique(&["waiver_id"])],
);

pub const PAYERS: Migration = Migration { name: "0015_payers", steps: &[PAYER, PART, ADVANCES] };

const PAYER: Step = tenant_ledger(
    "payment_payer",
    "payment_id uuid not null, member_id uuid, member_number bigint, name_ar text, name_fr text, identifier text,
     check ((member_id is null) = (member_number is null)), check (member_id is null or identifier is null),
     check (coalesce(name_ar, name_fr) is not null)",
    &[
        Key::References("payment_id", "payment"),
        Key::References("member_id", "member"),
        Key::Unique(&["payment_id"]),
        Key::IndexWhere(&["member_id"], "member_id is not null"),
    ],
);

const PART: Step = tenant_ledger(
    "payment_part",
    "payment_id uuid not null, place bigint not null check (place > 0), member_id uuid not null, member_number bigint not null,
     member_name_ar text, member_name_fr text, amount bigint not null check (amount > 0)",
    &[
        Key::References("payment_id", "payment"),
        Key::References("member_id", "member"),
        Key::Unique(&["payment_id", "member_id"]),
        Key::Index(&["member_id"]),
    ],
);

/// A payment leaves something over for each of its members.
const ADVANCES: Step = Step::Sql { postgres: ONE_FOR_EACH, sqlite: ONE_FOR_EACH };

const ONE_FOR_EACH: &str = "drop index advance_payment_id_key;
create unique index advance_member_id_key on advance (association_id, payment_id, member_id);";
