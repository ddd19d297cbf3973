//! The tree of hubs, their territories and coordinators; what a consent opens and to whom.

use database::Migration;
use database::schema::{Key, Step, Table, add_columns, global_table};

/// The national hub and one per region, with the ids and slugs that they had while they were data
/// in the binary; a test compares them with the map. `$id` and `$di` stand around a literal of the
/// engine's own kind of id.
macro_rules! seed {
    ($id:literal $di:literal: $national:literal $($region:literal $hub:literal $slug:literal $ar:literal $fr:literal;)*) => {
        concat!(
            "insert into hub (id, parent_id, level, slug, name_ar, name_fr, region, path, created_at) values (",
            $id, $national, $di, ", null, 'national', 'national', 'القطب الوطني', 'Pôle national', null, '/national/', '2026-11-24T00:00:00+00:00');\n",
            $(
                "insert into hub (id, parent_id, level, slug, name_ar, name_fr, region, path, created_at) values (",
                $id, $hub, $di, ", ", $id, $national, $di, ", 'regional', '", $slug, "', '", $ar, "', '", $fr, "', '", $region,
                "', '/national/", $slug, "/', '2026-11-24T00:00:00+00:00');\n",
                "insert into territory (place, hub_id) values ('", $region, "', ", $id, $hub, $di, ");\n",
                "update association set hub_id = ", $id, $hub, $di, " where region = '", $region, "';\n",
            )*
        )
    };
}

macro_rules! seed_of {
    ($id:literal $di:literal) => {
        seed! { $id $di: "b1d86507-94b7-8e57-a1a3-4a8f7573ad81"
            "01" "b8e64a11-4f01-8f84-80d4-33a59bab29a1" "tanger-tetouan-al-hoceima" "القطب الجهوي طنجة - تطوان - الحسيمة" "Pôle régional Tanger-Tétouan-Al Hoceïma";
            "02" "8268892a-5cd3-8a6e-a513-a779307f71d2" "l-oriental" "القطب الجهوي الشرق" "Pôle régional L''Oriental";
            "03" "248f953b-20c9-8a9c-83d6-305b766dae8c" "fes-meknes" "القطب الجهوي فاس - مكناس" "Pôle régional Fès-Meknès";
            "04" "cab8e784-8020-895d-ba5a-c777426cd310" "rabat-sale-kenitra" "القطب الجهوي الرباط - سلا - القنيطرة" "Pôle régional Rabat-Salé-Kénitra";
            "05" "b9a6d465-aaf4-889e-ba24-c0dca6ff6360" "beni-mellal-khenifra" "القطب الجهوي بني ملال - خنيفرة" "Pôle régional Béni Mellal-Khénifra";
            "06" "ad983374-f7d6-83e4-a7ef-292618a441ac" "casablanca-settat" "القطب الجهوي الدار البيضاء - سطات" "Pôle régional Casablanca-Settat";
            "07" "4e4b2bd5-e2d6-8aa8-a710-398e7b723a6f" "marrakech-safi" "القطب الجهوي مراكش - آسفي" "Pôle régional Marrakech-Safi";
            "08" "6d72baf9-9c9c-885b-82d8-aa6a00be5a6f" "draa-tafilalet" "القطب الجهوي درعة - تافيلالت" "Pôle régional Drâa-Tafilalet";
            "09" "e2cf7b1b-b9f2-8e7d-8830-f0fbc6501451" "souss-massa" "القطب الجهوي سوس - ماسة" "Pôle régional Souss-Massa";
            "10" "bdf57d7e-f60c-8172-95cf-e6831ccacf9e" "guelmim-oued-noun" "القطب الجهوي كلميم - واد نون" "Pôle régional Guelmim-Oued Noun";
            "11" "f22bf8dd-0013-8864-a64e-58da2e773c50" "laayoune-sakia-el-hamra" "القطب الجهوي العيون - الساقية الحمراء" "Pôle régional Laâyoune-Sakia El Hamra";
            "12" "9755bdd2-7563-851f-8a61-5f8e97b5bf87" "dakhla-oued-ed-dahab" "القطب الجهوي الداخلة - وادي الذهب" "Pôle régional Dakhla-Oued Ed-Dahab";
        }
    };
}

pub const HUBS: Migration = Migration {
    name: "0005_hubs",
    steps: &[
        global_table(
            "hub",
            "id uuid primary key, parent_id uuid references hub (id), level text not null check (level in ('national', 'regional', 'provincial')),
             slug text not null, name_ar text not null, name_fr text not null, region text, path text not null, created_at timestamptz not null",
            &[Key::Unique(&["slug"]), Key::Index(&["parent_id"])],
        ),
        // the key: a place belongs to one hub
        global_table("territory", "place text primary key, hub_id uuid not null references hub (id)", &[Key::Index(&["hub_id"])]),
        add_columns("association", &["hub_id uuid references hub (id)"]),
        Step::Sql { postgres: seed_of!("cast('" "' as uuid)"), sqlite: seed_of!("unhex('" "', '-')") },
        Step::Sql {
            // SQLite cannot add a reference that is never null
            postgres: "alter table association alter column hub_id set not null;
                create index association_hub_id_index on association (hub_id, id);
                create index association_region_name_key_index on association (region, name_key, id);",
            sqlite: "create index association_hub_id_index on association (hub_id, id);
                create index association_region_name_key_index on association (region, name_key, id);",
        },
        add_columns("coordinator", &["chief boolean not null default false"]),
        global_table(
            "hub_invitation",
            "id uuid primary key, hub_id uuid not null references hub (id), email text not null, email_key text not null, chief boolean not null,
             hash text not null, invited_by text not null, created_at timestamptz not null, expires_at timestamptz not null, ended_at timestamptz",
            &[Key::Unique(&["hash"]), Key::Index(&["hub_id", "id"])],
        ),
        // of an association it holds the id alone
        Step::Table(Table {
            name: "hub_entry",
            columns: "id uuid primary key, hub_id uuid not null references hub (id), at timestamptz not null, account_id uuid, who text not null,
                 action text not null, subject text not null, association_id uuid",
            tenant: false,
            append_only: true,
            keys: &[Key::Index(&["hub_id", "id"])],
        }),
        // consents given before stand for what they stood for then: reading, everywhere
        add_columns(
            "consent",
            &["scope text not null default 'read' check (scope in ('read', 'write'))", "areas text not null default 'members dues books assemblies'"],
        ),
        // what boards have opened, for the lists of the hubs; the consents themselves are the boards'
        global_table(
            "opening",
            "association_id uuid not null references association (id), hub_id uuid not null references hub (id), until timestamptz not null,
             primary key (hub_id, association_id)",
            &[Key::Index(&["association_id"])],
        ),
        Step::Sql { postgres: OPENINGS, sqlite: OPENINGS },
        // asked by a hub of many associations, answered by each board
        global_table(
            "access_request",
            "id uuid primary key, hub_id uuid not null references hub (id), association_id uuid not null references association (id),
             account_id uuid not null references account (id), who text not null, reason text not null, scope text not null, areas text not null,
             days integer not null, asked_at timestamptz not null, answered_at timestamptz, answered_by text, consent_id uuid",
            &[Key::Index(&["hub_id", "id"]), Key::Index(&["association_id", "id"])],
        ),
        Step::Sql { postgres: ONE_OPEN_REQUEST, sqlite: ONE_OPEN_REQUEST },
    ],
};

const OPENINGS: &str = "insert into opening (association_id, hub_id, until)
    select i.association_id, a.hub_id, i.open_until from indicator i join association a on a.id = i.association_id where i.open_until is not null;
    alter table indicator drop column open_until;";

const ONE_OPEN_REQUEST: &str =
    "create unique index access_request_association_id_key on access_request (hub_id, association_id) where answered_at is null;";
