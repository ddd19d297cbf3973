//! What members of one family pay less.

use database::Migration;
use database::schema::{Step, add_columns};

pub const MIGRATION: Migration = Migration { name: "0022_family_fees", steps: &[RULE] };

/// From which member on, the hundredths that are due from there on, and the most of a family together.
const RULE: Step = add_columns(
    "fee",
    &[
        "family_from integer check (family_from between 2 and 20)",
        "family_percent integer check (family_percent between 0 and 99)",
        "family_most bigint check (family_most > 0)",
    ],
);
