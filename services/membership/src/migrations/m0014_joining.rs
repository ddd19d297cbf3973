//! Applications to join, and the form by which they come.

use database::Migration;
use database::schema::{Key, Step, add_columns, global_table, tenant_table};

pub const MIGRATION: Migration = Migration { name: "0014_joining", steps: &[FORM, CATEGORIES, APPLICATION, QUEUE] };

/// Off where there is no row.
const FORM: Step = tenant_table("joining", "open boolean not null, welcome_ar text, welcome_fr text", &[]);

const CATEGORIES: Step = add_columns("member_category", &["for_applicants boolean not null default false"]);

/// Of one that was accepted the member's record has the person's data: here they go. `mark`: whence it came, for bounds alone.
const APPLICATION: Step = tenant_table(
    "application",
    "number bigint not null check (number > 0), given_ar text, family_ar text, given_fr text, family_fr text, born_on date, phone text,
     email text, email_folded text, address text, category text, message text, locale text not null check (locale in ('ar', 'fr', 'en')),
     state text not null check (state in ('open', 'accepted', 'refused')), received_at timestamptz not null, mark text,
     acknowledged_on date, decided_at timestamptz, decided_by text, reason text, answered_on date, member_id uuid,
     check ((state = 'accepted') = (coalesce(given_ar, family_ar, given_fr, family_fr) is null)),
     check ((state = 'accepted') = (member_id is not null)),
     check ((state = 'open') = (decided_at is null))",
    &[
        Key::References("member_id", "member"),
        Key::Unique(&["number"]),
        Key::Index(&["state", "number"]),
        Key::Index(&["received_at"]),
        Key::IndexWhere(&["member_id"], "member_id is not null"),
    ],
);

/// Which associations have applications whose time will be over, when: no content.
const QUEUE: Step =
    global_table("application_queue", "association_id uuid primary key, due_at timestamptz not null", &[Key::Index(&["due_at"])]);
