//! What hubs see and do in their territory: which of them closed a workspace, the board's mandate and
//! presence.

use database::Migration;
use database::schema::add_columns;

pub const TERRITORY: Migration = Migration {
    name: "0011_territory",
    steps: &[
        add_columns("association", &["standing_hub uuid references hub (id)"]),
        add_columns("indicator", &["last_board date", "last_sign_in date"]),
    ],
};
