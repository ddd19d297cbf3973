//! The schema of tenancy, one file per step. A released step is never edited: what changes comes as
//! a new one at the end.

mod m0001_foundation;
mod m0002_offices;
mod m0003_accounts;
mod m0004_registry;
mod m0005_hubs;
mod m0006_imports;
mod m0007_invitations;
mod m0008_audit_chain;
mod m0009_leaving;
mod m0010_api_tokens;
mod m0010_privacy;
mod m0010_webhooks;
mod m0011_consent_hub_names;
mod m0011_territory;
mod m0012_board;
mod m0013_handover;
mod m0016_member_seats;
mod m0020_grant_duties;

use database::Migration;

pub const MIGRATIONS: &[Migration] = &[
    m0001_foundation::FOUNDATION,
    m0002_offices::OFFICES,
    m0003_accounts::ACCOUNTS,
    m0004_registry::REGISTRY,
    m0005_hubs::HUBS,
    m0006_imports::IMPORTS,
    m0007_invitations::INVITATIONS,
    m0008_audit_chain::AUDIT_CHAIN,
    m0009_leaving::LEAVING,
    m0010_api_tokens::API_TOKENS,
    m0010_privacy::PRIVACY,
    m0010_webhooks::WEBHOOKS,
    m0011_consent_hub_names::CONSENT_HUB_NAMES,
    m0011_territory::TERRITORY,
    m0012_board::BOARD,
    m0013_handover::HANDOVER,
    m0016_member_seats::MEMBER_SEATS,
    m0020_grant_duties::GRANT_DUTIES,
];
