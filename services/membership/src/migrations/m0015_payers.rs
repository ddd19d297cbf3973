//! Waivers that hold no more.

use database::Migration;
use database::schema::{Key, Step, tenant_ledger};

pub const UNDOINGS: Migration = Migration { name: "0015_waivers_undone", steps: &[UNDOING] };

const UNDOING: Step = tenant_ledger(
    "waiver_undoing",
    "waiver_id uuid not null, reason text not null, undone_on date not null, recorded_by text not null, recorded_at timestamptz not null",
    &[Key::References("waiver_id", "waiver"), Key::Unique(&["waiver_id"])],
);
