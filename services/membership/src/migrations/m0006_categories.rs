//! Categories with their rights, and how members are numbered.

use database::Migration;
use database::schema::{Key, Step, add_columns, tenant_table};

pub const MIGRATION: Migration = Migration { name: "0006_categories", steps: &[CATEGORY, FOLDED, NUMBERING] };

const CATEGORY: Step = tenant_table(
    "member_category",
    "name text not null, name_folded text not null, may_vote boolean not null, may_stand boolean not null, check (may_vote or not may_stand)",
    &[Key::Unique(&["name_folded"])],
);

/// Members bear a category by its name, so that a list from elsewhere goes in before anybody has defined any.
const FOLDED: Step = add_columns("member", &["category_folded text"]);

const NUMBERING: Step = tenant_table("member_numbering", "pattern text not null, free boolean not null", &[]);
