//! Entries of the audit log say more, and each vouches for all before it. Those that are there
//! already get their numbers; the first new one's hash covers them.

use database::Migration;
use database::schema::{Step, tenant_table};

pub const AUDIT_CHAIN: Migration = Migration {
    name: "0008_audit_chain",
    steps: &[
        tenant_table("audit_head", "number bigint not null, hash text not null, at timestamptz not null", &[]),
        Step::Sql {
            // the owner is bound by the forced policy too, and names no association
            postgres: "alter table audit_entry
                    add column number bigint, add column who_key text not null default '', add column area text not null default 'association',
                    add column personal jsonb, add column personal_digest text not null default '', add column via text not null default 'platform',
                    add column network text not null default '', add column authority text not null default '',
                    add column request text not null default '', add column hash text not null default '';
                alter table audit_entry no force row level security;
                update audit_entry e set number = n.number, who_key = lower(who), area = case
                        when action like 'member%' or action like 'import%' then 'members'
                        when action like 'fee%' or action like 'payment%' then 'dues'
                        when action like 'assembly%' or action like 'statutes%' then 'assemblies'
                        when action like 'entry%' or action like 'year%' then 'books'
                        when action like 'refused%' then 'refusals'
                        when action like 'visited%' or action like 'consent%' then 'access' else 'association' end
                    from (select association_id, id, row_number() over (partition by association_id order by id) as number from audit_entry) n
                    where e.association_id = n.association_id and e.id = n.id;
                alter table audit_entry force row level security;
                alter table audit_entry alter column number set not null;
                create unique index audit_entry_number_key on audit_entry (association_id, number);
                create index audit_entry_action_number_index on audit_entry (association_id, action, number);",
            sqlite: "drop trigger audit_entry_no_update;
                alter table audit_entry add column number bigint not null default 0;
                alter table audit_entry add column who_key text not null default '';
                alter table audit_entry add column area text not null default 'association';
                alter table audit_entry add column personal json_text;
                alter table audit_entry add column personal_digest text not null default '';
                alter table audit_entry add column via text not null default 'platform';
                alter table audit_entry add column network text not null default '';
                alter table audit_entry add column authority text not null default '';
                alter table audit_entry add column request text not null default '';
                alter table audit_entry add column hash text not null default '';
                update audit_entry set number = n.number, who_key = lower(who), area = case
                        when action like 'member%' or action like 'import%' then 'members'
                        when action like 'fee%' or action like 'payment%' then 'dues'
                        when action like 'assembly%' or action like 'statutes%' then 'assemblies'
                        when action like 'entry%' or action like 'year%' then 'books'
                        when action like 'refused%' then 'refusals'
                        when action like 'visited%' or action like 'consent%' then 'access' else 'association' end
                    from (select association_id, id, row_number() over (partition by association_id order by id) as number from audit_entry) n
                    where audit_entry.association_id = n.association_id and audit_entry.id = n.id;
                create trigger audit_entry_no_update before update on audit_entry begin select raise(abort, 'nassij:row-immutable'); end;
                create unique index audit_entry_number_key on audit_entry (association_id, number);
                create index audit_entry_action_number_index on audit_entry (association_id, action, number);",
        },
    ],
};
