//! A consent says to whom it was given also where that hub does not exist.

use database::Migration;
use database::schema::{Step, add_columns};

macro_rules! names {
    () => {
        "update consent set hub_name_ar = (select name_ar from hub where hub.id = consent.hub_id),
        hub_name_fr = (select name_fr from hub where hub.id = consent.hub_id)
    where exists (select 1 from hub where hub.id = consent.hub_id);"
    };
}

pub const CONSENT_HUB_NAMES: Migration = Migration {
    name: "0011_consent_hub_names",
    steps: &[
        add_columns("consent", &["hub_name_ar text not null default ''", "hub_name_fr text not null default ''"]),
        // the owner is bound by the policy as everybody is, unless it is lifted for the moment
        Step::Sql {
            postgres: concat!(
                "alter table consent no force row level security;",
                names!(),
                "alter table consent force row level security;"
            ),
            sqlite: names!(),
        },
    ],
};
