//! The tables of members, dues and assemblies.

mod m0003_people;
mod m0004_cancellations;
mod m0005_imports;
mod m0006_categories;
mod m0007_groups;
mod m0008_lists;
mod m0009_merges;
mod m0010_mandates;
mod m0011_charges;
mod m0012_reminders;
mod m0013_cheques;
mod m0014_joining;
mod m0015_payers;
mod m0016_proposals;
mod m0017_families;
mod m0018_fields;
mod m0019_bare_files;
mod m0020_dues_years;
mod m0022_family_fees;
mod m0022_photos;
mod m0023_files;
mod m0024_cnie;
mod m0024_given;
mod m0025_dues;
mod m0026_own_fields;
mod m0027_words;

use database::Migration;
use database::schema::{Key, Step, tenant_ledger, tenant_table};

pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "0001_membership", steps: &[PROFILE, STATUTES, MEMBER, WORD, WORD_ORDER, IMPORT, FEE, PAYMENT, ASSEMBLY, ELECTOR] },
    Migration { name: "0002_profile_changes", steps: &[PROFILE_CHANGES, LIMITS] },
    m0003_people::MIGRATION,
    m0004_cancellations::MIGRATION,
    m0005_imports::MIGRATION,
    m0006_categories::MIGRATION,
    m0007_groups::MIGRATION,
    m0008_lists::MIGRATION,
    m0009_merges::MIGRATION,
    m0010_mandates::MIGRATION,
    m0011_charges::MIGRATION,
    m0012_reminders::MIGRATION,
    m0013_cheques::MEANS,
    m0014_joining::MIGRATION,
    m0013_cheques::DEPOSITS,
    m0015_payers::UNDOINGS,
    m0015_payers::PAYERS,
    m0016_proposals::MIGRATION,
    m0017_families::MIGRATION,
    m0018_fields::MIGRATION,
    m0019_bare_files::MIGRATION,
    m0020_dues_years::AHEAD,
    m0020_dues_years::INSTALMENTS,
    m0022_photos::MIGRATION,
    m0022_family_fees::MIGRATION,
    m0024_given::MIGRATION,
    m0023_files::MIGRATION,
    m0024_cnie::MIGRATION,
    m0025_dues::MIGRATION,
    m0026_own_fields::MIGRATION,
    m0027_words::MIGRATION,
];

/// An association may have no receipt yet, and changes its name. SQLite cannot take back a
/// `not null`: there the column is made anew.
const PROFILE_CHANGES: Step = Step::Sql {
    postgres: "alter table association_profile alter column receipt_number drop not null, add column as_of timestamptz;",
    sqlite: "alter table association_profile rename column receipt_number to receipt_number_before;
        alter table association_profile add column receipt_number text;
        update association_profile set receipt_number = receipt_number_before;
        alter table association_profile drop column receipt_number_before;
        alter table association_profile add column as_of timestamp_with_timezone_text;",
};

/// How much the association may use, where tenancy has said so; `id` is the association's own.
const LIMITS: Step = tenant_table(
    "limits",
    "members bigint not null check (members >= 0), mails_per_day bigint not null check (mails_per_day >= 0), as_of timestamptz not null",
    &[],
);

const PROFILE: Step = tenant_table(
    "association_profile",
    "slug text not null, name_ar text not null, name_fr text not null, commune_ar text not null, commune_fr text not null,
     founded_on date not null, receipt_number text not null, locale text not null check (locale in ('ar', 'fr', 'en'))",
    &[],
);

const STATUTES: Step = tenant_table(
    "statutes",
    "electors text not null check (electors in ('all_active', 'paid_up')), notice_days integer not null check (notice_days between 0 and 90)",
    &[],
);

const MEMBER: Step = tenant_table(
    "member",
    "number bigint not null check (number > 0),
     given_ar text, family_ar text, given_fr text, family_fr text, folded_ar text, folded_fr text,
     sex text check (sex in ('f', 'm')), born_on date, phone text, email text, email_folded text, address text, category text,
     joined_on date, locale text not null check (locale in ('ar', 'fr', 'en')), active boolean not null, paid_year integer,
     created_at timestamptz not null,
     check (coalesce(given_ar, family_ar, given_fr, family_fr) is not null)",
    &[Key::Unique(&["number"])],
);

const WORD: Step = tenant_table(
    "member_word",
    "member_id uuid not null, word text not null",
    &[Key::Unique(&["word", "member_id"]), Key::References("member_id", "member")],
);

/// A search by range needs the order of code points, not that of the database's language.
const WORD_ORDER: Step = Step::Sql { postgres: "alter table member_word alter column word type text collate \"C\"", sqlite: "select 1" };

const IMPORT: Step = tenant_table(
    "import",
    "file_name text not null, file bytea not null, confirmed boolean not null, report text not null, created_at timestamptz not null",
    &[],
);

const FEE: Step = tenant_table(
    "fee",
    "year integer not null check (year between 2000 and 2200), amount bigint not null check (amount > 0),
     payments bigint not null check (payments >= 0), collected bigint not null check (collected >= 0)",
    &[Key::Unique(&["year"])],
);

const PAYMENT: Step = tenant_ledger(
    "payment",
    "issued_year integer not null, number bigint not null check (number > 0), receipt text not null,
     member_id uuid not null, member_number bigint not null, member_name_ar text, member_name_fr text,
     year integer not null, amount bigint not null check (amount > 0), completes boolean not null,
     method text not null check (method in ('cash', 'transfer', 'cheque')), reference text, paid_on date not null,
     code text not null, recorded_by text not null, recorded_at timestamptz not null,
     check (method <> 'cheque' or reference is not null)",
    &[
        Key::References("member_id", "member"),
        Key::Unique(&["issued_year", "number"]),
        Key::Unique(&["receipt"]),
        Key::Unique(&["code"]),
        Key::Index(&["member_id", "year"]),
        Key::IndexWhere(&["year", "member_id"], "completes"),
    ],
);

const ASSEMBLY: Step = tenant_table(
    "assembly",
    "held_at_local timestamp not null, held_at timestamptz not null, place text not null, agenda text not null, convened boolean not null,
     elector_rule text check (elector_rule in ('all_active', 'paid_up')), electors bigint, electors_without_email bigint,
     convened_at timestamptz, convened_by text, campaign uuid, created_at timestamptz not null,
     check (not convened or (elector_rule is not null and electors > 0 and electors_without_email is not null
            and convened_at is not null and convened_by is not null and campaign is not null))",
    &[Key::Index(&["held_at"])],
);

const ELECTOR: Step = tenant_ledger(
    "elector",
    "assembly_id uuid not null, member_id uuid not null, number bigint not null, name_ar text, name_fr text, email text, phone text,
     locale text not null check (locale in ('ar', 'fr', 'en'))",
    &[
        Key::References("assembly_id", "assembly"),
        Key::References("member_id", "member"),
        Key::Unique(&["assembly_id", "member_id"]),
        Key::Unique(&["assembly_id", "number"]),
    ],
);
