//! Which member of the association the holder of a seat is.

use database::Migration;
use database::schema::{Step, add_columns};

pub const MEMBER_SEATS: Migration = Migration {
    name: "0016_member_seats",
    steps: &[add_columns("seat", &["member_id uuid"]), add_columns("invitation", &["member_id uuid"]), ONE_ACCOUNT],
};

/// A member has one account at most.
const ONE_ACCOUNT: Step = Step::Sql {
    postgres: "create unique index seat_member_id_key on seat (association_id, member_id) where member_id is not null;",
    sqlite: "create unique index seat_member_id_key on seat (association_id, member_id) where member_id is not null;",
};
