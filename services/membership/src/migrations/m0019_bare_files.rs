//! Files of members without a line of titles.

use database::Migration;
use database::schema::add_columns;

/// `header`: whether the first line has the titles, once somebody said so.
pub const MIGRATION: Migration = Migration { name: "0019_bare_files", steps: &[add_columns("member_import", &["header boolean"])] };
