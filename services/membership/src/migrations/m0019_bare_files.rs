//! Files of members without a line of titles, and with more than a record holds.

use database::Migration;
use database::schema::add_columns;

/// `header`: whether the first line has the titles, once somebody said so. `given`: what an import made
/// beside the member.
pub const MIGRATION: Migration = Migration {
    name: "0019_bare_files",
    steps: &[add_columns("member_import", &["header boolean"]), add_columns("member_import_line", &["given text"])],
};
