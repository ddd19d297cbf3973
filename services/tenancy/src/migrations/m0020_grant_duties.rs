//! Duties that grants open.

use database::Migration;
use database::schema::{Key, tenant_table};

pub const GRANT_DUTIES: Migration = Migration {
    name: "0020_grant_duties",
    steps: &[tenant_table(
        "grant_duty",
        "kind text not null, about text not null, due_on date not null, met_on date, dropped boolean not null",
        &[Key::Index(&["due_on"])],
    )],
};
