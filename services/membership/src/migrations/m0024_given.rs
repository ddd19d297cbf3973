//! What files of members bring beside a record.

use database::Migration;
use database::schema::add_columns;

/// `given`: what an import made beside the member.
pub const MIGRATION: Migration = Migration { name: "0024_given", steps: &[add_columns("member_import_line", &["given text"])] };
