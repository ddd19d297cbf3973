//! The board's mandates. The day on which two would hold one place of an office is refused by the
//! database itself: by a key among those that have no end, by a trigger among all.

use database::Migration;
use database::schema::{Key, Step, tenant_table};

pub const MIGRATION: Migration = Migration { name: "0010_mandates", steps: &[OWN_OFFICE, RULES, MANDATE, OPEN, OVERLAP] };

const OWN_OFFICE: Step = tenant_table(
    "board_office",
    "name_ar text, name_fr text, places integer not null check (places between 1 and 50), removed_at timestamptz,
     check (coalesce(name_ar, name_fr) is not null)",
    &[],
);

const RULES: Step = tenant_table(
    "board_rules",
    "term_years integer check (term_years between 1 and 20), max_terms integer check (max_terms between 1 and 20), incompatible text not null",
    &[],
);

const MANDATE: Step = tenant_table(
    "mandate",
    "member_id uuid not null, office text not null, own_office uuid, office_key text not null, place integer not null check (place > 0),
     elected_on date not null, starts_on date not null, planned_end date, ended_on date,
     end_reason text check (end_reason in ('term', 'resignation', 'death', 'removal', 'replacement')), end_note text,
     assembly_id uuid, exception text, created_at timestamptz not null, created_by text not null, version bigint not null,
     check (elected_on <= starts_on), check (planned_end is null or planned_end > starts_on), check (ended_on is null or ended_on >= starts_on),
     check ((ended_on is null) = (end_reason is null)), check ((office = 'own') = (own_office is not null))",
    &[
        Key::References("member_id", "member"),
        Key::References("own_office", "board_office"),
        Key::References("assembly_id", "assembly"),
        Key::Index(&["member_id"]),
        Key::Index(&["starts_on"]),
    ],
);

const OPEN: Step = Step::Sql {
    postgres: "create unique index mandate_place_key on mandate (association_id, office_key, place) where ended_on is null;",
    sqlite: "create unique index mandate_place_key on mandate (association_id, office_key, place) where ended_on is null;",
};

const OVERLAP: Step = Step::Sql {
    postgres: "create function mandate_overlap() returns trigger language plpgsql as $$
begin
  if exists (select 1 from mandate other where other.association_id = new.association_id and other.office_key = new.office_key
    and other.place = new.place and other.id <> new.id and other.starts_on < coalesce(new.ended_on, 'infinity'::date)
    and new.starts_on < coalesce(other.ended_on, 'infinity'::date)) then
    raise exception 'nassij:office-taken';
  end if;
  return new;
end $$;
create trigger mandate_overlap before insert or update on mandate for each row execute function mandate_overlap();",
    sqlite: "create trigger mandate_overlap_insert before insert on mandate when exists (
  select 1 from mandate other where other.association_id = new.association_id and other.office_key = new.office_key
    and other.place = new.place and other.id <> new.id and other.starts_on < coalesce(new.ended_on, '9999-12-31')
    and new.starts_on < coalesce(other.ended_on, '9999-12-31'))
begin select raise(abort, 'nassij:office-taken'); end;
create trigger mandate_overlap_update before update on mandate when exists (
  select 1 from mandate other where other.association_id = new.association_id and other.office_key = new.office_key
    and other.place = new.place and other.id <> new.id and other.starts_on < coalesce(new.ended_on, '9999-12-31')
    and new.starts_on < coalesce(other.ended_on, '9999-12-31'))
begin select raise(abort, 'nassij:office-taken'); end;",
};
