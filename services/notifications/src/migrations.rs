//! The tables.

use database::Migration;
use database::schema::{Key, Step, add_columns, global_table, tenant_table};

pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "0001_deliveries", steps: &[CAMPAIGN, DELIVERY, QUEUE] },
    Migration { name: "0002_any_kind", steps: &[ANY_KIND] },
    Migration { name: "0003_held", steps: &[HELD, STANDING] },
    Migration { name: "0016_own_notices", steps: &[OF_A_MEMBER] },
];

/// Members read later what was written to them.
const OF_A_MEMBER: Step = Step::Sql {
    postgres: "create index delivery_of_a_member_index on delivery (association_id, member_id, id) where member_id is not null;",
    sqlite: "create index delivery_of_a_member_index on delivery (association_id, member_id, id) where member_id is not null;",
};

/// Mails of a closed workspace wait.
const HELD: Step = add_columns("send_queue", &["held boolean not null default false"]);

const STANDING: Step = tenant_table("standing", "open boolean not null, as_of timestamptz not null", &[]);

/// `letter`: what all recipients are told alike, as `contracts::events::AssemblyConvened`.
const CAMPAIGN: Step = tenant_table(
    "campaign",
    "kind text not null check (kind in ('convocation')), letter jsonb not null, recipients bigint not null check (recipients >= 0),
     created_at timestamptz not null",
    &[],
);

/// Mails of the platform itself have no campaign, member or number; their `content` is forgotten
/// once they are sent, because it holds a secret link.
const DELIVERY: Step = tenant_table(
    "delivery",
    "campaign_id uuid, member_id uuid, number bigint, name_ar text, name_fr text, email text, phone text,
     locale text not null check (locale in ('ar', 'fr', 'en')),
     state text not null check (state in ('queued', 'deferred', 'sent', 'bounced', 'failed', 'no_address')),
     attempts integer not null check (attempts >= 0), reply text, message_id text not null,
     kind text not null check (kind in ('convocation', 'confirmation', 'known_account')), content jsonb,
     changed_at timestamptz not null, check ((campaign_id is null) = (number is null))",
    &[
        Key::References("campaign_id", "campaign"),
        Key::Unique(&["campaign_id", "member_id"]),
        Key::Index(&["campaign_id", "number"]),
        Key::Index(&["campaign_id", "state"]),
    ],
);

/// Which deliveries are to be sent, when: no content and no address. A worker that took a row has
/// until `lease_until`; a smaller priority goes first.
const QUEUE: Step = global_table(
    "send_queue",
    "delivery_id uuid primary key, association_id uuid not null, priority integer not null, due_at timestamptz not null,
     lease_until timestamptz",
    &[Key::Index(&["priority", "due_at"])],
);

/// What kinds of mail there are, `letters::Kind` says alone: a list in the table would have to be
/// made anew for each. SQLite takes a check away only with its table.
const ANY_KIND: Step = Step::Sql {
    postgres: "alter table delivery drop constraint delivery_kind_check;",
    sqlite: "
create table delivery_anew (association_id uuid_text not null, id uuid_text not null, campaign_id uuid_text, member_id uuid_text, number bigint,
    name_ar text, name_fr text, email text, phone text, locale text not null check (locale in ('ar', 'fr', 'en')),
    state text not null check (state in ('queued', 'deferred', 'sent', 'bounced', 'failed', 'no_address')),
    attempts integer not null check (attempts >= 0), reply text, message_id text not null, kind text not null, content json_text,
    changed_at timestamp_with_timezone_text not null, check ((campaign_id is null) = (number is null)),
    primary key (association_id, id), foreign key (association_id, campaign_id) references campaign (association_id, id));
insert into delivery_anew (association_id, id, campaign_id, member_id, number, name_ar, name_fr, email, phone, locale, state, attempts, reply,
    message_id, kind, content, changed_at)
select association_id, id, campaign_id, member_id, number, name_ar, name_fr, email, phone, locale, state, attempts, reply, message_id, kind,
    content, changed_at from delivery;
drop table delivery;
alter table delivery_anew rename to delivery;
create unique index delivery_member_id_key on delivery (association_id, campaign_id, member_id);
create index delivery_campaign_id_number_index on delivery (association_id, campaign_id, number);
create index delivery_campaign_id_state_index on delivery (association_id, campaign_id, state);
",
};
