//! What is handed over after a change of the board, and the minutes that its declaration encloses.

use database::Migration;
use database::schema::{Key, Step, add_columns, tenant_table};

pub const HANDOVER: Migration = Migration { name: "0013_handover", steps: &[ITEM, add_columns("declaration", &["minutes_id uuid"])] };

const ITEM: Step = tenant_table(
    "handover_item",
    "declaration_id uuid not null, item text not null, note text not null, done_on date not null, done_by text not null",
    &[Key::Unique(&["declaration_id", "item"]), Key::References("declaration_id", "declaration")],
);
