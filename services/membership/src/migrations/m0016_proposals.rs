//! What members propose to change in their own records: one open proposal a member.

use database::Migration;
use database::schema::{Key, Step, tenant_table};

pub const MIGRATION: Migration = Migration { name: "0016_proposals", steps: &[PROPOSAL, ONE_OPEN] };

const PROPOSAL: Step = tenant_table(
    "member_proposal",
    "member_id uuid not null, state text not null check (state in ('open', 'accepted', 'refused', 'replaced')), changes text not null,
     commune_ar text, commune_fr text, message text, member_version bigint not null, made_at timestamptz not null,
     decided_at timestamptz, decided_by text, reason text, check ((state = 'open') = (decided_at is null))",
    &[Key::References("member_id", "member"), Key::Index(&["state", "id"]), Key::Index(&["member_id", "id"])],
);

const ONE_OPEN: Step = Step::Sql {
    postgres: "create unique index member_proposal_open_key on member_proposal (association_id, member_id) where state = 'open';",
    sqlite: "create unique index member_proposal_open_key on member_proposal (association_id, member_id) where state = 'open';",
};
