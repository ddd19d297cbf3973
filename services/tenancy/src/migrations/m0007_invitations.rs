//! Invitations to an office.

use database::Migration;
use database::schema::{Key, global_table};

/// Outside the workspaces: an invitation is found by its secret, or by the address of somebody who
/// has no seat yet, and those of many new associations are written in one transaction. It is a seat
/// to be, and like a seat it is no content of the association.
pub const INVITATIONS: Migration = Migration {
    name: "0007_invitations",
    steps: &[global_table(
        "invitation",
        "id uuid primary key, association_id uuid not null references association (id), name text not null, email text not null,
         email_key text not null, locale text not null check (locale in ('ar', 'fr', 'en')), role text not null, custom_role_id uuid,
         limit_kind text check (limit_kind in ('group', 'project', 'year')), limit_to text, until timestamptz, bulk boolean not null,
         secret text not null, invited_by text not null, account_id uuid references account (id), hub_id uuid,
         sent_at timestamptz not null, expires_at timestamptz not null, answered_at timestamptz,
         answer text check (answer in ('accepted', 'declined', 'revoked')), check ((answer is null) = (answered_at is null))",
        &[Key::Unique(&["secret"]), Key::Index(&["association_id", "id"]), Key::IndexWhere(&["email_key"], "answer is null")],
    )],
};
