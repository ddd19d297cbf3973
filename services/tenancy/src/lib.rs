//! Tenancy: people's accounts and sign-in, the registry of associations, offices, hubs and their
//! consented visits, the audit log. It alone knows who somebody is; the other services believe the
//! actor tokens it seals.

mod access_requests;
mod accounts;
mod agreements;
mod api_tokens;
mod associations;
mod audit;
mod board;
mod consents;
mod coordinators;
mod credentials;
mod custom_roles;
mod deadlines;
mod declarations;
pub mod demo;
pub mod doctor;
mod dossier;
mod emails;
mod entity;
mod founding;
mod grant_duties;
mod handover;
mod history;
mod hub_log;
mod hubs;
mod identify;
pub mod imports;
mod indicators;
mod invitations;
mod leaving;
mod legal;
mod letterheads;
mod letters;
mod limits;
mod mandates;
mod member_seats;
mod migrations;
mod offers;
mod offices;
pub mod operator;
mod oversight;
mod own_data;
mod passwords;
mod people;
mod platform;
mod react;
mod record;
mod record_lists;
pub mod reference;
mod rights;
mod rights_requests;
mod routes;
mod schedule;
mod seats;
mod second_factor;
mod sessions;
mod standing;
mod statutes_versions;
mod territories;
mod territory_export;
mod territory_filters;
mod throttle;
mod tokens;
mod totp;
mod webhooks;

pub const MODULE: runtime::Module = runtime::Module {
    name: "tenancy",
    migrations: Some(migrations::MIGRATIONS),
    routes: routes::routes,
    react: react::react,
    schedule: schedule::SCHEDULE,
};
