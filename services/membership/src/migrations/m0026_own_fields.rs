//! Fields of the association's own where members and strangers meet them; what is written to whom, and to whom not; what
//! members propose for minors, and photos.

use database::Migration;
use database::schema::{Key, Step, add_columns, tenant_table};

pub const MIGRATION: Migration =
    Migration { name: "0026_own_fields", steps: &[FIELD, APPLICATION, ELECTOR, OBJECTION, PROPOSAL, PHOTO, ONE_PHOTO] };

const FIELD: Step =
    add_columns("member_field", &["board_only boolean not null default false", "for_applicants boolean not null default false"]);

/// `own`: answers by the ids of their fields, in JSON. `words`: by which it is found.
const APPLICATION: Step = add_columns("application", &["own text", "words text"]);

/// Of minors: who is written to.
const ELECTOR: Step = add_columns("elector", &["guardian_ar text", "guardian_fr text"]);

/// Since when a member wants no mail that no law asks for.
const OBJECTION: Step = add_columns("member", &["objected_on date"]);

/// Who acts for the minor and proposed it.
const PROPOSAL: Step = add_columns("member_proposal", &["guardian_id uuid"]);

/// The picture is kept as long as nobody has decided.
const PHOTO: Step = tenant_table(
    "photo_proposal",
    "member_id uuid not null, guardian_id uuid, file_id uuid, agreed_on date not null,
     state text not null check (state in ('open', 'accepted', 'refused', 'replaced')), made_at timestamptz not null,
     decided_at timestamptz, decided_by text, reason text,
     check ((state = 'open') = (file_id is not null)), check ((state = 'open') = (decided_at is null))",
    &[
        Key::References("member_id", "member"),
        Key::References("file_id", "file"),
        Key::Index(&["state", "id"]),
        Key::Index(&["member_id", "id"]),
    ],
);

const ONE_PHOTO: Step = Step::Sql {
    postgres: "create unique index photo_proposal_open_key on photo_proposal (association_id, member_id) where state = 'open';",
    sqlite: "create unique index photo_proposal_open_key on photo_proposal (association_id, member_id) where state = 'open';",
};
